//! The values in a text, placed in the source.

use rust_decimal::Decimal;

use crate::atom::{Atom, AtomKind, Context, Found, Ground, Value, may_hold_values, scan_up_to};
use crate::diagnostic::{Code, Sink};
use crate::lexicon::{ReadingWord, WordList};
use crate::source::{Budget, Source, Span, Text, split};

/// Bytes that a value takes while a text is searched: twice as it is found, twice as it is placed.
const WHILE_READ: usize = 512;
/// Bytes that it takes when it is kept: itself, its place in the lists of those who ask for it, its part in a fact.
const KEPT: usize = size_of::<Atom>() + 96;

/// Words of a text for which room is kept for the next.
const MOST_WORDS: usize = 4096;

/// Finds the values of texts, places them, and reports what was hard to read in them.
pub(crate) struct Values<'s, 'k> {
    source: &'s Source,
    /// The words of the source.
    words: &'s WordList,
    /// The words of the text that is searched.
    reading: Vec<ReadingWord>,
    budget: &'s Budget,
    sink: &'k mut dyn Sink,
    /// Values that a space may have cut are left out.
    split: bool,
}

impl<'s, 'k> Values<'s, 'k> {
    pub(crate) fn new(
        source: &'s Source,
        words: &'s WordList,
        budget: &'s Budget,
        sink: &'k mut dyn Sink,
    ) -> Self {
        Self {
            source,
            words,
            reading: Vec::new(),
            budget,
            sink,
            split: false,
        }
    }

    /// Leaves out what may be a piece of a value, where spaces stand in the middle of them.
    pub(crate) fn without_pieces(mut self, split: bool) -> Self {
        self.split = split;
        self
    }

    /// The values of running text.
    pub(crate) fn of(&mut self, text: &Text) -> Vec<Atom> {
        self.within(text, Context::default())
    }

    /// The values of a text whose surroundings say what it holds.
    pub(crate) fn within(&mut self, text: &Text, context: Context) -> Vec<Atom> {
        if text.is_plain() {
            return Vec::new();
        }
        let most = self.budget.room() / WHILE_READ;
        if most > 0 && !may_hold_values(text.as_str()) {
            return Vec::new();
        }
        self.words.of_text(text, &mut self.reading);
        let words = self
            .budget
            .hold(self.reading.capacity() * size_of::<ReadingWord>());
        let most = self.budget.room() / WHILE_READ;
        let scan = scan_up_to(text.as_str(), &self.reading, context, most);
        if self.reading.capacity() > MOST_WORDS {
            self.reading = Vec::new();
        }
        self.budget.release(words);
        // What is said of the values must not take the room that they were found in.
        let held = self
            .budget
            .hold((scan.found.len() + scan.malformed.len()) * WHILE_READ);
        for range in scan.malformed {
            let raw = text.as_str().get(range.clone()).unwrap_or_default();
            if let Some(span) = text.span(range.clone()) {
                self.sink.report(
                    Code::MalformedNumber,
                    span,
                    format!(
                        "`{}` fits no notation of numbers; it is kept as text",
                        shorten(raw)
                    ),
                );
            }
        }
        let whole = |found: &Found| !self.split || !split::is_cut(text.as_str(), &found.range);
        let found: Vec<Found> = scan.found.into_iter().filter(whole).collect();
        let mut atoms: Vec<Atom> = found
            .into_iter()
            .filter_map(|found| self.place(text, found))
            .collect();
        atoms.shrink_to_fit();
        self.budget.release(held);
        self.side_by_side(text, &atoms, context);
        for atom in &atoms {
            if matches!(atom.value, Value::Percent(points) if points.abs() > Decimal::ONE_THOUSAND)
            {
                let message = format!(
                    "`{}` is a percentage that has hardly its like: its decimal mark may be lost",
                    shorten(&atom.raw)
                );
                self.sink.report(Code::ImplausibleValue, atom.span, message);
            }
        }
        if let Some(first) = atoms.first() {
            let printed: usize = atoms
                .iter()
                .map(|atom| 2 * atom.raw.len() + 8 * atom.pieces.len())
                .sum();
            self.budget.take(atoms.len() * KEPT + printed, first.span);
        }
        if !scan.complete {
            let at = atoms
                .last()
                .map(|last| last.span)
                .or_else(|| text.whole())
                .unwrap_or_default();
            self.budget.stop(at.start);
        }
        atoms
    }

    /// Says where two numbers of a sentence stand side by side, as one does that was torn.
    fn side_by_side(&mut self, text: &Text, atoms: &[Atom], context: Context) {
        if context != Context::default() {
            return;
        }
        let bare = |atom: &Atom| atom.value.decimal().is_some() && !atom.raw.ends_with('%');
        let pair = atoms.windows(2).find(|pair| {
            let between = self
                .source
                .text()
                .get(pair[0].span.end as usize..pair[1].span.start as usize);
            bare(&pair[0])
                && pair[1].value.decimal().is_some()
                && between.is_some_and(|gap| gap.trim().is_empty())
        });
        // Rows of numbers are no sentences.
        let sentence = || {
            text.as_str()
                .split_whitespace()
                .filter(|w| w.contains(char::is_alphabetic))
                .count()
                > atoms.len()
        };
        if let Some([a, b]) = pair
            && sentence()
        {
            let message = format!(
                "`{}` and `{}` stand side by side: one number may have been torn; no fact of a sentence is taken from them",
                shorten(&a.raw),
                shorten(&b.raw)
            );
            self.sink
                .report(Code::MalformedNumber, a.span.hull(b.span), message);
        }
    }

    fn place(&mut self, text: &Text, found: Found) -> Option<Atom> {
        let printed = text.printed(found.range.clone(), self.source.text());
        let pieces = text.pieces(found.range.clone(), self.source.text());
        let span = pieces.iter().copied().reduce(Span::hull)?;
        let raw = match found.value.kind() {
            // No space belongs to these: one in them is what a line's end left.
            AtomKind::Memo
            | AtomKind::Resolution
            | AtomKind::Url
            | AtomKind::Money
            | AtomKind::Number => printed.chars().filter(|c| !c.is_whitespace()).collect(),
            _ => printed,
        };
        if let Some(ambiguity) = &found.ambiguity {
            let ground = match ambiguity.ground {
                Ground::Column => "its column holds such numbers",
                Ground::Table => "its table writes numbers so",
                Ground::Sentence => "its sentence says what is counted",
                Ground::Document => "the report writes numbers so",
                _ => "a lone separator before three digits groups, where nothing says otherwise",
            };
            let shown = shorten(&raw);
            let message = format!(
                "`{shown}` is read as {}, not {}: {ground}",
                found.value, ambiguity.other
            );
            self.sink.report(Code::AmbiguousSeparator, span, message);
        }
        let is_number = matches!(
            found.value.kind(),
            AtomKind::Money | AtomKind::Number | AtomKind::Percent
        );
        // A space between the pieces is a line's; where there is none, the number was put together.
        let reading = text.as_str().get(found.range.clone()).unwrap_or_default();
        let digits = reading.trim_start_matches(|c: char| !c.is_ascii_digit());
        let joined = pieces.len() > 1 && !digits.contains(' ');
        if is_number && joined {
            let message = format!(
                "`{}` stands on two lines and was read as one number",
                shorten(&raw)
            );
            self.sink.report(Code::GuessedJoin, span, message);
        }
        if found.misprint {
            let message = format!(
                "`{}` has not the shape of a reference of its family; it is kept as printed",
                shorten(&raw)
            );
            self.sink.report(Code::DamagedReference, span, message);
        }
        Some(Atom {
            line: self.source.line_of(span.start),
            ambiguous: found.ambiguity.is_some(),
            value: found.value,
            raw,
            span,
            pieces: if pieces.len() > 1 { pieces } else { Vec::new() },
        })
    }

    pub(crate) fn lost_bullet(&mut self, span: Span) {
        self.sink.report(
            Code::LostBullet,
            span,
            "a list item without its bullet, known by the space that the bullet left".to_owned(),
        );
    }

    pub(crate) fn report(&mut self, code: Code, span: Span, message: String) {
        self.sink.report(code, span, message);
    }

    /// Counts `bytes` for what stands at `span`.
    pub(crate) fn charge(&self, bytes: usize, span: Span) {
        self.budget.take(bytes, span);
    }

    pub(crate) fn source(&self) -> &'s Source {
        self.source
    }
}

/// The beginning of what is printed, for a message: a run of digits may be as long as the text.
fn shorten(raw: &str) -> &str {
    &raw[..raw.floor_char_boundary(80)]
}
