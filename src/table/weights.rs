//! What each step of the alignment and of the search for heads costs: everything that was chosen by measuring.

/// A new row whose label begins with a small letter.
pub(super) const SMALL: f32 = 1.6;
/// A break after a word that ends no phrase.
pub(super) const OPEN: f32 = 12.544;
/// A cell that goes on over a line end; more where the next line is in capitals, or begins with a capital.
pub(super) const CONTINUE: f32 = 0.438;
pub(super) const CONTINUE_UPPER: f32 = 0.15;
pub(super) const CONTINUE_CAPITAL: f32 = 0.274;
/// A cell that goes on though its next word would have fitted into the line before.
pub(super) const SHORT: f32 = 1.936;
/// A cell that goes on over a blank line where others do not; with a capital where labels have none inside; behind
/// spaces that stand for empty cells.
pub(super) const BLANK: f32 = 3.0;
pub(super) const SENTENCE: f32 = 1.6;
pub(super) const SPACED: f32 = 2.0;
/// A later column of text.
pub(super) const NEXT_TEXT: f32 = 0.8;
/// What recurs is a cell of its own.
pub(super) const RECURS: f32 = 0.9;
/// A label that goes on below its values, in texts by cells and by visual lines.
pub(super) const LATE: f32 = 6.4;
pub(super) const LATE_VISUAL: f32 = 0.192;
/// An empty cell of values, of text; a row of a group, whatever it leaves empty.
pub(super) const EMPTY_VALUE: f32 = 2.2;
pub(super) const EMPTY_TEXT: f32 = 2.03;
pub(super) const GROUP: f32 = 2.04;
/// A label without its one value.
pub(super) const LABEL_ALONE: f32 = 3.2;
/// A row without its label.
pub(super) const NO_LABEL: f32 = 3.125;
/// A dash, another value in a column of text.
pub(super) const DASH_IN_TEXT: f32 = 0.25;
pub(super) const VALUE_IN_TEXT: f32 = 17.6;
/// A value that goes on over a line end, with a sign of it and without.
pub(super) const JOIN: f32 = 0.44;
pub(super) const JOIN_BLIND: f32 = 5.0;
/// A value that belongs to the text before it.
pub(super) const ABSORB: f32 = 3.0;
/// A row that begins inside a line.
pub(super) const INLINE: f32 = 4.0;
/// The share of an empty cell's cost that a space which stands for it takes away.
pub(super) const SPACE: f32 = 0.9;
/// A space that stands for no empty cell: behind a label, and between others.
pub(super) const LABEL_SPACE: f32 = 0.4;
pub(super) const SPACE_LEFT: f32 = 1.4;
/// A column of characters away from where the column stands.
pub(super) const DISTANCE: f32 = 0.64;
/// A row's label that a schema names.
pub(super) const KNOWN: f32 = 2.5;
/// A label in another case than the others.
pub(super) const CASE: f32 = 0.72;
/// A cell that goes on over a line end in another case.
pub(super) const MIXED_CASE: f32 = 1.5;
/// A label beside values that is said to go on with another.
pub(super) const BESIDE: f32 = 15.125;
/// A label whose middle line stands beside its values.
pub(super) const CENTRED: f32 = 0.48;

/// A table whose template has two columns of text in front, and any more columns of text.
pub(super) const TWO_TEXTS: f32 = 0.75;
pub(super) const MORE_TEXT: f32 = 0.244;
/// What recurring words are worth that show where two columns of text part.
pub(super) const VOCABULARY: f32 = 7.0;
/// Words that have to recur for all of that.
pub(super) const SHOWN: f32 = 4.0;

/// The share of the cost of heads.
pub(super) const HEADS: f32 = 0.6;
/// A table without heads.
pub(super) const NO_HEADS: f32 = 9.0;
/// A cut between two heads inside a line; keeping two capitals in one head; a head that goes on over a line end.
pub(super) const CUT_INSIDE: f32 = 0.348;
pub(super) const KEEP_CAPITALS: f32 = 0.51;
pub(super) const KEEP_OVER_LINE: f32 = 1.012;
/// Cutting words that want each other.
pub(super) const PAIR: f32 = 1.024;
/// Keeping a word that is a head by itself in one head with the word behind it, and with the one before it.
pub(super) const ALONE_BEFORE: f32 = 0.8;
pub(super) const ALONE_BEHIND: f32 = 0.4;
/// A first row that is the name of a group, where others are.
pub(super) const GROUP_FIRST: f32 = 1.5;
/// The same word twice in one head, side by side.
pub(super) const SAME_WORD: f32 = 4.0;
/// A year alone over the last of several columns: it ends a caption.
pub(super) const LONE_YEAR: f32 = 4.0;
/// A lower level of heads that begins a line.
pub(super) const LOWER_STARTS: f32 = 0.72;
/// A measure, such as what was spent, over several columns.
pub(super) const MEASURE_OVER: f32 = 1.0;
/// A caption of few words that nothing marks.
pub(super) const SHORT_CAPTION: f32 = 0.0;
/// A head over several columns.
pub(super) const SPAN: f32 = 1.8;
/// A head over columns that add up to the last of them, or to the next one.
pub(super) const SPANS_PARTS: f32 = 3.0;
/// A line that ends between two heads, neither of which goes over a line end.
pub(super) const FLAT_BREAK: f32 = 4.0;
/// A head of a table of text that a schema has.
pub(super) const KNOWN_HEAD: f32 = 3.0;
/// A word of a head that a schema has, and each word more that stands with it.
pub(super) const KNOWN_WORD: f32 = 1.6;
pub(super) const KNOWN_TOGETHER: f32 = 0.6;
/// A first label that begins with a word of heads.
pub(super) const HEAD_IN_LABEL: f32 = 2.5;
/// What shows, at the least, that one table ends and another begins.
pub(super) const CUT_TABLES: f32 = 1.946;
/// A line between two rows that has a word for each column.
pub(super) const HEADS_BETWEEN: f32 = 0.6;
/// The least margin of a row that is decided.
pub(super) const DECIDED: f32 = 1.0;
/// The share of the margin of a label alone that tells it from the first line of the next label.
pub(super) const LABEL_DOUBT: f32 = 0.4;
/// A table without a column of text.
pub(super) const NO_TEXT: f32 = 1.5;
/// A head that goes on over a line of white space.
pub(super) const BLANK_BETWEEN: f32 = 0.144;
/// A column all of whose cells are empty, of which the heads alone tell; what each row is worth whose spaces tell so.
pub(super) const HIDDEN: f32 = 2.0;
pub(super) const SHOWN_EMPTY: f32 = 0.4;
/// What shows, at the least, that lines are those of the page as seen.
pub(super) const SEEN: f32 = 2.0;
/// A line of a label on the other side of its values than all lines together tell.
pub(super) const OTHER_SIDE: f32 = 4.0;
/// A column without cells that stands where no other does.
pub(super) const HIDDEN_SEEN: f32 = 3.0;
/// A cut at a single space in a line that stands alone above its columns.
pub(super) const CUT_CAPTION: f32 = 2.5;
/// Heads that are wrapped over lines as they are seen; a line of which one of them has no word.
pub(super) const SEEN_HEADS: f32 = 1.5;
pub(super) const SEEN_EMPTY: f32 = 0.3;
/// The share of the cost of keeping words together that is left where a schema knows them as one head.
pub(super) const KNOWN_KEEP: f32 = 0.3;
/// Heads each of which ends its line.
pub(super) const CELL_LINES: f32 = 1.0;
/// A head over several columns that wants a word beside it.
pub(super) const SPAN_WANTS: f32 = 2.5;
