//! Which column of a table is which: heads are scored against the words of a schema.
//!
//! Each column of a schema is scored on each head, by the words that both have, by those that the head has beside them,
//! and by what the cells hold. A head goes to the column that scores highest, another measure's among them; two heads of
//! one column to the higher. Every weight is a constant below.

use std::ops::Range;

use crate::atom::{AtomKind, Value};
use crate::model::{Cell, ColumnKind, Row, Table, TableSchema};
use crate::source::fold;

/// What a word is worth that head and schema share: on the lowest level of a head, and above it.
const SHARED: i32 = 4;
const SHARED_ABOVE: i32 = 2;
/// The same for a word that decides nothing.
const FILLER: i32 = 1;
/// What an abbreviation costs.
const SHORTENED: i32 = 1;
/// What a word of a head costs that the column does not have: no word of the schema's, another column's, another
/// measure's. On the lowest level, and above it.
const STRANGE: (i32, i32) = (2, 0);
const ANOTHERS: (i32, i32) = (2, 1);
const OTHER_MEASURE: (i32, i32) = (8, 3);
/// A fit of kinds so bad that the head is not of that column.
const MISPLACED: i32 = -4;
/// Words of heads that make a table nearly one of a schema.
const NEARLY: usize = 2;
/// What a column must score on a head.
const LEAST: i32 = 3;
/// What all columns together must score, for a table to be one of the schema.
const LEAST_TABLE: i32 = 6;
/// Words of a head that are looked at.
const MOST_WORDS: usize = 32;
/// Rows whose labels are looked at.
const MOST_ROWS: usize = 24;

/// Words that decide nothing in any head.
const PLAIN: &[&str] = &[
    "a", "al", "ano", "con", "de", "del", "dolares", "e", "el", "en", "la", "las", "los",
    "millones", "miles", "o", "sobre", "us", "usd", "y",
];

/// What is known of a table that has been read.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Shape<'t> {
    pub(crate) caption: Option<&'t Heading>,
    /// The heads, those of several levels with ` / ` between.
    pub(crate) heads: &'t [Heading],
    /// What the columns hold, as far as the cells tell.
    pub(crate) kinds: &'t [Option<ColumnKind>],
    /// The first cell of each row, and what its other cells hold.
    pub(crate) labels: &'t [(Heading, Option<ColumnKind>)],
}

/// A head, a label or a caption, folded once for all schemas.
#[derive(Clone, Debug, Default)]
pub(crate) struct Heading {
    /// Its key, one space between two words.
    key: String,
    words: Vec<HeadingWord>,
    /// It says that a share stands under it.
    is_share: bool,
    year: Option<u16>,
}

/// A word of a heading, as a place in its key.
#[derive(Clone, Copy, Debug)]
struct HeadingWord {
    start: usize,
    end: usize,
    /// It stands on the lowest level.
    lowest: bool,
    /// It decides nothing, whatever the schema.
    says_nothing: bool,
    letters: u32,
}

impl Heading {
    pub(crate) fn of(printed: &str) -> Self {
        let mut out = Self {
            key: String::with_capacity(printed.len()),
            words: Vec::with_capacity(4),
            year: year_of(printed),
            ..Self::default()
        };
        let mut levels = printed.split(" / ").peekable();
        while let Some(level) = levels.next() {
            let lowest = levels.peek().is_none();
            if !out.key.is_empty() {
                out.key.push(' ');
            }
            let before = out.key.len();
            fold::append_key(level, &mut out.key);
            let level = out.key.get(before..).unwrap_or_default();
            let mut start = before;
            for word in level.split(' ') {
                let end = start + word.len();
                if !word.is_empty() && out.words.len() < MOST_WORDS {
                    out.words.push(HeadingWord {
                        start,
                        end,
                        lowest,
                        says_nothing: says_nothing(word),
                        letters: fold::letters(word.as_bytes()),
                    });
                }
                start = end + 1;
            }
            out.is_share |= lowest && level.split(' ').any(is_share_word);
        }
        out
    }

    /// The words, with what is known of each by itself.
    fn words(&self) -> impl Iterator<Item = (&str, HeadingWord)> {
        let text = |word: &HeadingWord| self.key.get(word.start..word.end).unwrap_or_default();
        self.words.iter().map(move |word| (text(word), *word))
    }
}

/// Whether a word decides nothing in any head.
fn says_nothing(word: &str) -> bool {
    PLAIN.contains(&word)
        || word.bytes().all(|byte| byte.is_ascii_digit())
        || word.len() == 1 && word != "%"
}

/// Whether a folded word says that a share is meant.
fn is_share_word(word: &str) -> bool {
    word == "%" || fold::same_word(word, "porcentaje")
}

/// Which columns of a table a schema knows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Naming {
    pub(crate) schema: String,
    /// The key of each column.
    pub(crate) keys: Vec<Option<String>>,
    /// The key of each row of a table that is turned: its rows are measures, its columns records.
    pub(crate) rows: Vec<Option<String>>,
    /// What those rows hold.
    pub(crate) row_kinds: Vec<Option<ColumnKind>>,
    /// The key of the column that names the records.
    pub(crate) label: Option<String>,
    /// What each column holds, as the schema says.
    pub(crate) kinds: Vec<Option<ColumnKind>>,
    pub(crate) score: i32,
    /// A column of numbers that nothing names.
    pub(crate) strange: Option<usize>,
}

/// The words of a schema, folded and numbered.
#[derive(Clone, Debug)]
pub(crate) struct Names {
    id: String,
    words: Vec<Word>,
    /// The last word with each first letter, and one more; 0 for none.
    letters: [u16; LETTERS],
    columns: Vec<Known>,
    /// A column of it stands under a stage.
    is_staged: bool,
}

/// Slots for first letters.
const LETTERS: usize = 32;

/// The slot of the words that begin as `word` does.
fn letter(word: &str) -> usize {
    word.bytes().next().map_or(0, usize::from) % LETTERS
}

#[derive(Clone, Debug)]
struct Word {
    key: String,
    class: Class,
    /// The word before it with the same first letter, and one more; 0 for none.
    before: u16,
    letters: u32,
}

impl Word {
    /// Whether a word of these letters prints it, a misprint forgiven.
    fn is(&self, word: &str, letters: u32) -> bool {
        word.len().abs_diff(self.key.len()) <= 1
            && (letters ^ self.letters).count_ones() <= 2
            && fold::same_word(word, &self.key)
    }
}

/// What a word says in a head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Class {
    /// Nothing.
    Filler,
    /// Which column it is.
    Own,
    /// That it is of another measure.
    Other,
}

/// A column of a schema, or another measure, which has no key.
#[derive(Clone, Debug)]
struct Known {
    key: Option<String>,
    kind: Option<ColumnKind>,
    optional: bool,
    /// The words of each head, by number.
    heads: Vec<Phrase>,
    over: Vec<Phrase>,
}

/// Words of a schema in a row, by number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Phrase {
    words: Vec<usize>,
    /// The words that must stand in a head, as bits: most heads are turned away by them.
    needed: u64,
}

/// The bit of a word; several share one.
const fn bit(number: usize) -> u64 {
    1 << (number % 64)
}

/// The heads of a table, as a schema reads them.
#[derive(Debug, Default)]
struct Heads {
    all: Vec<Head>,
    words: Vec<Printed>,
    /// The words of the schema that printed ones may be, and whether they are short for them.
    known: Vec<(usize, bool)>,
}

/// A head of a table.
#[derive(Debug)]
struct Head {
    words: Range<usize>,
    /// The words of the schema that they may be, as bits.
    known: u64,
    is_share: bool,
    year: Option<u16>,
}

/// A word of a head of a table.
#[derive(Debug)]
struct Printed {
    known: Range<usize>,
    class: Option<Class>,
    lowest: bool,
}

impl Heads {
    fn words(&self, head: &Head) -> &[Printed] {
        self.words.get(head.words.clone()).unwrap_or_default()
    }

    fn known(&self, word: &Printed) -> &[(usize, bool)] {
        self.known.get(word.known.clone()).unwrap_or_default()
    }
}

/// What a head scored highest.
#[derive(Clone, Copy, Debug)]
struct Best {
    column: usize,
    score: i32,
    /// The place of its wording among the column's: the first is preferred.
    wording: usize,
    /// The words of the head that it takes, as bits.
    taken: u32,
}

impl Names {
    pub(crate) fn new(schema: &TableSchema) -> Self {
        let mut out = Self {
            id: schema.id.clone(),
            words: Vec::new(),
            letters: [0; LETTERS],
            columns: Vec::new(),
            is_staged: schema.columns.iter().any(|column| !column.over.is_empty()),
        };
        for word in &schema.fillers {
            out.phrase(word, Class::Filler);
        }
        for column in &schema.columns {
            let heads = column
                .heads
                .iter()
                .map(|head| out.phrase(head, Class::Own))
                .collect();
            let over = column
                .over
                .iter()
                .map(|head| out.phrase(head, Class::Own))
                .collect();
            out.columns.push(Known {
                key: Some(column.key.clone()),
                kind: Some(column.kind),
                optional: column.optional,
                heads,
                over,
            });
        }
        for head in &schema.others {
            // Words of a longer head may stand elsewhere too: "por" of "por ejecutar".
            let alone = fold::key(head).split(' ').count() == 1;
            let head = out.phrase(head, if alone { Class::Other } else { Class::Own });
            out.columns.push(Known {
                key: None,
                kind: None,
                optional: true,
                heads: vec![head],
                over: Vec::new(),
            });
        }
        out.find_needed();
        out
    }

    /// The numbers of the words of a phrase.
    fn phrase(&mut self, phrase: &str, class: Class) -> Phrase {
        let key = fold::key(phrase);
        let words = key
            .split(' ')
            .filter(|word| !word.is_empty() && !PLAIN.contains(word));
        Phrase {
            words: words.map(|word| self.number(word, class)).collect(),
            needed: 0,
        }
    }

    fn number(&mut self, word: &str, class: Class) -> usize {
        let same = self.alike(word).find(|&at| self.words[at].key == word);
        if let Some(at) = same {
            return at;
        }
        let slot = letter(word);
        self.words.push(Word {
            key: word.to_owned(),
            class,
            before: self.letters[slot],
            letters: fold::letters(word.as_bytes()),
        });
        let count = self.words.len();
        self.letters[slot] = u16::try_from(count).unwrap_or(0);
        count - 1
    }

    /// The words that begin as `word` does.
    fn alike(&self, word: &str) -> impl Iterator<Item = usize> {
        let place = |next: u16| usize::from(next).checked_sub(1);
        std::iter::successors(place(self.letters[letter(word)]), move |&at| {
            place(self.words[at].before)
        })
    }

    /// Finds which words of each phrase a head must have: all but those that decide nothing, unless the phrase has no
    /// others, and but those that say that it is a share.
    fn find_needed(&mut self) {
        let words = &self.words;
        let is_filler = |number: usize| words[number].class == Class::Filler;
        for column in &mut self.columns {
            for phrase in column.heads.iter_mut().chain(&mut column.over) {
                let is_plain = phrase.words.iter().all(|&number| is_filler(number));
                let needed = phrase.words.iter().filter(|&&number| {
                    is_plain || !is_filler(number) || is_share_word(&words[number].key)
                });
                phrase.needed = needed.fold(0, |bits, &number| bits | bit(number));
            }
        }
    }

    /// Which columns of a table are whose; `None` where too few are known. In a table of the schema's own section the
    /// column of labels may have any head.
    pub(crate) fn name(&self, table: &Shape<'_>, own: bool) -> Option<Naming> {
        let heads = self.read(table.heads);
        let plain = self.plain(table, &heads, own);
        let turned = self.turned(table);
        match (plain, turned) {
            (Some(plain), Some(turned)) if turned.score > plain.score => Some(turned),
            (plain, turned) => plain.or(turned),
        }
        .filter(|naming| naming.score >= LEAST_TABLE)
    }

    /// The naming of a table whose columns are measures.
    fn plain(&self, table: &Shape<'_>, heads: &Heads, own: bool) -> Option<Naming> {
        let over = self.over_all(heads, table.caption);
        let kind = |at: usize| table.kinds.get(at).copied().flatten();
        let mut best = self.best(heads, kind, over);
        best.truncate(table.kinds.len());
        // Before the first column is given to the labels: a measure over it shows that the heads have moved.
        if self.is_misplaced(table, heads, over, &best) {
            return None;
        }
        let labelled = |best: &Option<Best>| {
            best.is_some_and(|it| self.columns[it.column].kind == Some(ColumnKind::Label))
        };
        // The first column names the rows whatever its head, where it holds words.
        let label = self
            .columns
            .iter()
            .position(|known| known.kind == Some(ColumnKind::Label) && known.optional);
        if let (true, Some(column), Some(first)) =
            (own && !best.iter().any(labelled), label, best.first_mut())
            && first.is_none()
            && is_words(table.kinds.first().copied().flatten())
        {
            *first = Some(Best {
                column,
                score: 1,
                wording: 0,
                taken: 0,
            });
        }
        let has = |column: usize| best.iter().flatten().any(|it| it.column == column);
        let complete = self.columns.iter().enumerate().all(|(at, known)| {
            has(at)
                || known.optional && (known.kind != Some(ColumnKind::Label) || !self.needs_label())
        });
        let measures = best
            .iter()
            .flatten()
            .filter(|it| self.columns[it.column].kind != Some(ColumnKind::Label))
            .count();
        (complete && measures > 0).then(|| Naming {
            schema: self.id.clone(),
            keys: best
                .iter()
                .map(|it| self.columns[(*it)?.column].key.clone())
                .collect(),
            rows: Vec::new(),
            row_kinds: Vec::new(),
            label: self.label(),
            kinds: best
                .iter()
                .map(|it| self.columns[(*it)?.column].kind)
                .collect(),
            score: best.iter().flatten().map(|it| it.score).sum(),
            strange: Self::strange(table, heads, &best),
        })
    }

    /// Whether a head names a column whose cells hold what it can't: the heads stand in another order than the cells, or
    /// one of them is lost.
    fn is_misplaced(
        &self,
        table: &Shape<'_>,
        heads: &Heads,
        over: Option<&[Phrase]>,
        best: &[Option<Best>],
    ) -> bool {
        if best.iter().all(Option::is_some) {
            return false;
        }
        if self.is_staged && self.is_stageless(table, heads, over, best) {
            return true;
        }
        let by_words = self.best(heads, |_| None, over);
        let found = table.kinds.iter().zip(best).zip(by_words);
        found.into_iter().any(|((kind, best), by_words)| {
            let named = by_words.and_then(|it| self.columns[it.column].kind);
            best.is_none() && named.is_some_and(|named| fit(named, *kind) <= MISPLACED)
        })
    }

    /// Whether a column of numbers has a head of the schema's words without a stage, where another's is a stage alone:
    /// one head was cut in two.
    fn is_stageless(
        &self,
        table: &Shape<'_>,
        heads: &Heads,
        over: Option<&[Phrase]>,
        best: &[Option<Best>],
    ) -> bool {
        let is_staged = |it: &Best| {
            let known = &self.columns[it.column];
            let wording = known.heads.get(it.wording);
            !known.over.is_empty() && wording.is_some_and(|wording| wording.words.is_empty())
        };
        let of_numbers = |kind: Option<ColumnKind>| !is_words(kind);
        best.iter().flatten().any(is_staged)
            && heads
                .all
                .iter()
                .zip(table.kinds)
                .zip(best)
                .any(|((head, kind), best)| {
                    best.is_none()
                        && of_numbers(*kind)
                        && is_own(heads.words(head))
                        && (0..self.columns.len())
                            .all(|column| self.score(column, heads, head, None, over).is_none())
                })
    }

    /// Whether a row's label is what is left of the heads, though not all columns are known.
    fn is_rest(&self, label: &Heading, naming: &Naming) -> bool {
        let has = |known: &Known| known.key.is_none() || naming.keys.contains(&known.key);
        !self.columns.iter().all(has) && is_own(&self.read([label]).words)
    }

    /// Whether most words of the heads are the schema's, though too few columns are known.
    fn nearly(&self, table: &Shape<'_>) -> bool {
        let (mut words, mut own) = (0, 0);
        for word in self.read(table.heads).words {
            words += usize::from(word.class != Some(Class::Filler));
            own += usize::from(word.class == Some(Class::Own));
        }
        own >= NEARLY && own * 3 >= words * 2
    }

    /// A column of numbers whose head no column of the schema has, nor another measure.
    fn strange(table: &Shape<'_>, heads: &Heads, best: &[Option<Best>]) -> Option<usize> {
        let columns = heads.all.iter().zip(table.kinds).zip(best).enumerate();
        columns.skip(1).find_map(|(at, ((head, kind), best))| {
            let words = heads.words(head);
            let is_other = words.iter().any(|word| word.class == Some(Class::Other));
            (best.is_none() && !is_words(*kind) && !is_other).then_some(at)
        })
    }

    /// The naming of a table whose rows are measures: at least two of them.
    fn turned(&self, table: &Shape<'_>) -> Option<Naming> {
        if table.kinds.len() < 2 {
            return None;
        }
        let labels = table.labels.iter().take(MOST_ROWS);
        let labels = self.read(labels.map(|(label, _)| label));
        let kind = |at: usize| table.labels.get(at).and_then(|(_, kind)| *kind);
        let mut best = self.best(&labels, kind, None);
        for it in &mut best {
            it.take_if(|it| {
                self.columns[it.column]
                    .kind
                    .is_none_or(|kind| is_words(Some(kind)))
            });
        }
        let complete = self.columns.iter().enumerate().all(|(at, known)| {
            known.optional
                || known.kind == Some(ColumnKind::Label)
                || best.iter().flatten().any(|it| it.column == at)
        });
        (complete && best.iter().flatten().count() > 1).then(|| Naming {
            schema: self.id.clone(),
            keys: table.kinds.iter().map(|_| None).collect(),
            rows: best
                .iter()
                .map(|it| self.columns[(*it)?.column].key.clone())
                .collect(),
            row_kinds: best
                .iter()
                .map(|it| self.columns[(*it)?.column].kind)
                .collect(),
            label: self.label(),
            kinds: table.kinds.iter().map(|_| None).collect(),
            score: best.iter().flatten().map(|it| it.score).sum(),
            strange: None,
        })
    }

    fn needs_label(&self) -> bool {
        self.label().is_some()
    }

    fn label(&self) -> Option<String> {
        self.columns
            .iter()
            .find(|known| known.kind == Some(ColumnKind::Label))?
            .key
            .clone()
    }

    /// The column of the schema that each head is of. Two heads are of one column only where each has a year of its own.
    fn best(
        &self,
        read: &Heads,
        kind: impl Fn(usize) -> Option<ColumnKind>,
        over: Option<&[Phrase]>,
    ) -> Vec<Option<Best>> {
        let heads = &read.all;
        if over.is_none() && heads.iter().all(|head| head.known == 0) {
            return vec![None; heads.len()];
        }
        let mut best: Vec<Option<Best>> = heads
            .iter()
            .enumerate()
            .map(|(at, head)| {
                // Amounts that are larger than any share are none, whatever their head.
                let kind = match kind(at) {
                    Some(ColumnKind::Money) => Some(ColumnKind::Money),
                    _ if head.is_share => Some(ColumnKind::Percent),
                    kind => kind,
                };
                let scored = (0..self.columns.len())
                    .filter_map(|column| self.score(column, read, head, kind, over));
                // The first of those that score highest.
                let best = scored
                    .clone()
                    .reduce(|best, it| if it.score > best.score { it } else { best })?;
                let is_two = scored.into_iter().any(|it| self.are_two(best, it, kind));
                (!is_two).then_some(best)
            })
            .collect();
        for it in &mut best {
            it.take_if(|it| it.score < LEAST || self.columns[it.column].key.is_none());
        }
        let claims = best.clone();
        for at in 0..best.len() {
            let Some(own) = claims[at] else { continue };
            let rivals = claims.iter().enumerate().filter(|&(other, it)| {
                other != at
                    && it.is_some_and(|it| it.column == own.column)
                    && heads[other].year == heads[at].year
            });
            let rank = |it: Best| (it.score, std::cmp::Reverse(it.wording));
            if rivals
                .filter_map(|(_, it)| *it)
                .any(|it| rank(it) >= rank(own))
            {
                best[at] = None;
            }
        }
        best
    }

    /// Whether a head is that of two columns at once, each of which has words that the other has not: which of them it
    /// is over isn't told.
    fn are_two(&self, best: Best, it: Best, kind: Option<ColumnKind>) -> bool {
        let counts = |it: Best| {
            let known = &self.columns[it.column];
            let is_measure = matches!(known.kind, Some(ColumnKind::Count | ColumnKind::Money));
            is_measure && known.kind.is_some_and(|own| fit(own, kind) > MISPLACED)
        };
        counts(best) && counts(it) && best.taken & !it.taken != 0 && it.taken & !best.taken != 0
    }

    /// The stage that the caption alone names, for a table no head of which names one.
    fn over_all(&self, read: &Heads, caption: Option<&Heading>) -> Option<&[Phrase]> {
        if !self.is_staged {
            return None;
        }
        let caption = self.read([caption?]);
        let staged = || {
            self.columns
                .iter()
                .map(|known| known.over.as_slice())
                .filter(|over| !over.is_empty())
        };
        let names = |read: &Heads, over: &[Phrase]| {
            let is_named = |head| {
                let mut over = over.iter();
                over.any(|phrase| shared(phrase, read, head, &self.words).is_some())
            };
            read.all.iter().any(is_named)
        };
        if staged().any(|over| names(read, over)) {
            return None;
        }
        let mut said = staged().filter(|over| names(&caption, over));
        let first = said.next()?;
        said.all(|over| over == first).then_some(first)
    }

    /// The words of heads, with what the schema knows of them.
    fn read<'t>(&self, heads: impl IntoIterator<Item = &'t Heading>) -> Heads {
        let mut out = Heads::default();
        for head in heads {
            self.read_head(head, &mut out);
        }
        out
    }

    fn read_head(&self, head: &Heading, out: &mut Heads) {
        let (words, known) = (out.words.len(), out.known.len());
        for (word, place) in head.words() {
            let from = out.known.len();
            let alike = self
                .alike(word)
                .filter(|&at| self.words[at].is(word, place.letters));
            out.known.extend(alike.map(|at| (at, false)));
            if out.known.len() == from {
                let longer = self
                    .alike(word)
                    .filter(|&at| is_short(word, &self.words[at].key));
                out.known.extend(longer.map(|at| (at, true)));
            }
            let class = out.known[from..]
                .iter()
                .map(|&(at, _)| self.words[at].class)
                .min()
                .or(place.says_nothing.then_some(Class::Filler));
            out.words.push(Printed {
                known: from..out.known.len(),
                class,
                lowest: place.lowest,
            });
        }
        // A head none of whose words is known has no column, unless the caption says its stage.
        if !self.is_staged && out.known.len() == known {
            out.words.truncate(words);
        }
        let bits = out.known[known..].iter();
        out.all.push(Head {
            words: words..out.words.len(),
            known: bits.fold(0, |bits, &(number, _)| bits | bit(number)),
            is_share: head.is_share,
            year: head.year,
        });
    }

    /// What a column scores on a head, by the wording that scores highest.
    fn score(
        &self,
        column: usize,
        read: &Heads,
        head: &Head,
        kind: Option<ColumnKind>,
        over_all: Option<&[Phrase]>,
    ) -> Option<Best> {
        let known = self.columns.get(column)?;
        let over = if known.over.is_empty() || over_all == Some(known.over.as_slice()) {
            Some((0, 0))
        } else {
            known
                .over
                .iter()
                .filter_map(|phrase| shared(phrase, read, head, &self.words))
                .max_by_key(|it| it.0)
        };
        let (over_points, over_words) = over?;
        let fits = known.kind.map_or(0, |own| fit(own, kind));
        let wordings = known
            .heads
            .iter()
            .enumerate()
            .filter_map(|(wording, phrase)| {
                if phrase.words.is_empty() && known.over.is_empty() {
                    return None;
                }
                let (points, own) = shared(phrase, read, head, &self.words)?;
                let beside = read
                    .words(head)
                    .iter()
                    .enumerate()
                    .filter(|(at, _)| (own | over_words) >> at & 1 == 0);
                let cost: i32 = beside.map(|(_, word)| word.cost()).sum();
                Some(Best {
                    column,
                    score: over_points + points + fits - cost,
                    wording,
                    taken: own | over_words,
                })
            });
        wordings.reduce(|best, it| if it.score > best.score { it } else { best })
    }
}

/// Whether a word is short for a known one.
fn is_short(word: &str, known: &str) -> bool {
    word.len() > 2 && known.len() > 5 && known.starts_with(word)
}

impl Printed {
    /// What it costs a column that does not have it.
    fn cost(&self) -> i32 {
        let (lowest, above) = match self.class {
            Some(Class::Filler) => (0, 0),
            Some(Class::Own) => ANOTHERS,
            Some(Class::Other) => OTHER_MEASURE,
            None => STRANGE,
        };
        if self.lowest { lowest } else { above }
    }
}

/// What the words of a phrase are worth on a head, and which words of the head they are; `None` where one that is needed
/// is missing.
fn shared(phrase: &Phrase, read: &Heads, head: &Head, known: &[Word]) -> Option<(i32, u32)> {
    if phrase.needed & !head.known != 0 {
        return None;
    }
    let is_filler = |number: usize| known[number].class == Class::Filler;
    let is_plain = phrase.words.iter().all(|&number| is_filler(number));
    let (mut points, mut taken) = (0, 0_u32);
    for &number in &phrase.words {
        let stands =
            |(_, word): &(usize, &Printed)| read.known(word).iter().any(|it| it.0 == number);
        // The lowest level says most.
        let found = read.words(head).iter().enumerate().rev().find(stands);
        let Some((at, word)) = found else {
            let is_needed = is_plain || !is_filler(number) || is_share_word(&known[number].key);
            if !is_needed {
                continue;
            }
            return None;
        };
        let worth = match (is_filler(number), word.lowest) {
            (true, _) => FILLER,
            (false, true) => SHARED,
            (false, false) => SHARED_ABOVE,
        };
        let short = read.known(word).contains(&(number, true));
        points += worth - if short { SHORTENED } else { 0 };
        taken |= 1 << at;
    }
    Some((points, taken))
}

/// Whether a column of a kind has cells of words.
fn is_words(kind: Option<ColumnKind>) -> bool {
    use ColumnKind::{Label, Text};
    matches!(kind, None | Some(Label | Text))
}

/// How well what a column should hold fits what its cells hold.
fn fit(own: ColumnKind, found: Option<ColumnKind>) -> i32 {
    use ColumnKind::{Count, Date, Label, Money, Percent, Reference, Text, Url};
    let Some(found) = found else { return 0 };
    let numeric = |kind| matches!(kind, Money | Percent | Count);
    match (own, found) {
        (own, found) if own == found => 3,
        (Label | Text, Label | Text) => 1,
        // Shares are printed without their sign.
        (Percent, Count) => 0,
        // Amounts are printed without cents, and what is text may be a number.
        (Money, Count) | (Text | Reference | Url | Date, _) | (Label, Reference | Date | Url) => -1,
        (Count, Money | Percent) => -4,
        (Money, Percent) => -5,
        (Label, _) => -6,
        (_, found) if numeric(found) => -4,
        _ => -6,
    }
}

/// Whether a head says that a share stands under it.
fn is_share(head: &str) -> bool {
    let lowest = head.rsplit(" / ").next().unwrap_or_default();
    fold::key(lowest).split(' ').any(is_share_word)
}

/// The year that a head names last.
pub(crate) fn year_of(head: &str) -> Option<u16> {
    let year = |word: &str| {
        (word.len() == 4)
            .then(|| word.parse().ok())
            .flatten()
            .filter(|year| (1990..2100).contains(year))
    };
    head.split(|c: char| !c.is_alphanumeric())
        .filter_map(year)
        .next_back()
}

/// Whether a head says nothing but time and unit: it names no record.
pub(crate) fn is_bare(head: &str) -> bool {
    const UNITS: &[&str] = &[
        "monto",
        "valor",
        "valores",
        "total general",
        "dato",
        "cantidad",
        "importe",
    ];
    let key = fold::key(head);
    key.split(' ').all(|word| {
        word.is_empty()
            || PLAIN.contains(&word)
            || UNITS.contains(&word)
            || word.bytes().all(|byte| byte.is_ascii_digit())
    })
}

/// Names the columns of a table by the schema that fits it best, and lets its values be what their columns hold.
/// The column of numbers that it has no name for, where it has names for others.
pub(crate) fn name<'n>(
    table: &mut Table,
    schemas: impl Iterator<Item = (&'n Names, bool)>,
) -> Option<usize> {
    let found: Vec<Option<ColumnKind>> = (0..table.width()).map(|at| kind_of(table, at)).collect();
    let heads: Vec<Heading> = table.columns.iter().map(|head| Heading::of(head)).collect();
    let caption = table
        .caption
        .as_ref()
        .map(|caption| Heading::of(caption.as_str()));
    let labels: Vec<(Heading, Option<ColumnKind>)> =
        table.rows.iter().take(MOST_ROWS).map(label_of).collect();
    let shape = Shape {
        caption: caption.as_ref(),
        heads: &heads,
        kinds: &found,
        labels: &labels,
    };
    let is_numeric = found.iter().skip(1).any(|kind| !is_words(*kind));
    let is_alone = |row: &Row| row.cells.iter().skip(1).all(Option::is_none);
    let first = table.rows.first().filter(|row| is_alone(row));
    let rest = first.and(labels.first()).map(|(label, _)| label);
    let mut nearly = false;
    let best = schemas
        .filter_map(|(names, own)| {
            let is_rest = |naming: &Naming| rest.is_some_and(|label| names.is_rest(label, naming));
            let naming = names.name(&shape, own).filter(|naming| !is_rest(naming));
            nearly |= is_numeric && naming.is_none() && names.nearly(&shape);
            naming
        })
        .reduce(|best, it| if it.score > best.score { it } else { best });
    let is_nearly_known = best.is_none() && nearly;
    let naming = best.unwrap_or_default();
    let strange = naming.strange.or(is_nearly_known.then_some(0));
    let by_row = naming
        .row_kinds
        .iter()
        .copied()
        .chain(std::iter::repeat(None));
    for (row, of_row) in table.rows.iter_mut().zip(by_row) {
        let by_column = naming.kinds.iter().copied().chain(std::iter::repeat(None));
        for (cell, of_column) in row.cells.iter_mut().zip(by_column) {
            if let (Some(cell), Some(kind)) = (cell, of_column.or(of_row)) {
                retype(cell, kind);
            }
        }
    }
    let known = naming.kinds.iter().copied().chain(std::iter::repeat(None));
    let kinds = table
        .kinds
        .iter()
        .copied()
        .map(Some)
        .chain(std::iter::repeat(None));
    table.kinds = found
        .iter()
        .zip(known)
        .zip(kinds)
        .map(|((found, known), read)| known.or(read).or(*found).unwrap_or(ColumnKind::Text))
        .collect();
    table.schema = Some(naming.schema).filter(|id| !id.is_empty());
    table.keys = naming.keys;
    table.keys.resize(table.kinds.len(), None);
    table.row_keys = naming.rows;
    table.label_key = naming.label;
    strange
}

/// Lets a lone number in a cell be what its column holds.
fn retype(cell: &mut Cell, kind: ColumnKind) {
    let mut numbers = cell
        .atoms
        .iter_mut()
        .filter(|atom| atom.value.decimal().is_some());
    let (Some(atom), None) = (numbers.next(), numbers.next()) else {
        return;
    };
    let Some(amount) = atom.value.decimal() else {
        return;
    };
    match (kind, &atom.value) {
        (ColumnKind::Money, Value::Number(_)) => atom.value = Value::Money(amount),
        (ColumnKind::Percent, Value::Number(_)) => atom.value = Value::Percent(amount),
        (ColumnKind::Percent, Value::Money(_)) if !cell.text.as_str().contains('$') => {
            atom.value = Value::Percent(amount);
        }
        (ColumnKind::Money, Value::Percent(_)) if !is_share(cell.text.as_str()) => {
            atom.value = Value::Money(amount);
        }
        _ => {}
    }
}

/// The largest value of a column that may hold shares.
const LARGEST_SHARE: i64 = 150;

/// What the cells of a column hold: the commonest kind; `None` where it is empty.
fn kind_of(table: &Table, column: usize) -> Option<ColumnKind> {
    let cells = || {
        table
            .rows
            .iter()
            .filter_map(|row| row.cells.get(column)?.as_ref())
    };
    let mut counts: Vec<(ColumnKind, usize)> = Vec::new();
    for kind in cells().filter_map(kind_of_cell) {
        match counts.iter_mut().find(|(known, _)| *known == kind) {
            Some((_, count)) => *count += 1,
            None => counts.push((kind, 1)),
        }
    }
    let kind = counts.into_iter().max_by_key(|(_, count)| *count)?.0;
    Some(match kind {
        // Amounts that are all so small may as well be shares.
        ColumnKind::Money if cells().all(is_small) => ColumnKind::Count,
        ColumnKind::Text if column == 0 => ColumnKind::Label,
        kind => kind,
    })
}

/// Whether the values of a cell may as well be shares.
fn is_small(cell: &Cell) -> bool {
    !cell.text.as_str().contains('$')
        && cell
            .atoms
            .iter()
            .filter_map(|atom| atom.value.decimal())
            .all(|value| value.abs() <= LARGEST_SHARE.into())
}

/// Words of a cell beside a value from which on it is text.
const WORDY: usize = 3;

/// What a cell holds; `None` for one that says that it is empty.
fn kind_of_cell(cell: &Cell) -> Option<ColumnKind> {
    let text = cell.text.as_str();
    if !text.contains(char::is_alphanumeric) {
        return None;
    }
    let words = text
        .split_whitespace()
        .filter(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 2)
        .count();
    let has = |kind: AtomKind| cell.atoms.iter().any(|atom| atom.value.kind() == kind);
    if has(AtomKind::Memo) {
        return Some(ColumnKind::Reference);
    }
    if has(AtomKind::Url) {
        return Some(ColumnKind::Url);
    }
    if words >= WORDY {
        return Some(ColumnKind::Text);
    }
    let [atom] = cell.atoms.as_slice() else {
        return Some(ColumnKind::Text);
    };
    Some(match &atom.value {
        Value::Money(_) => ColumnKind::Money,
        Value::Percent(_) => ColumnKind::Percent,
        Value::Number(amount) if amount.scale() == 2 => ColumnKind::Money,
        Value::Number(_) if words == 0 => ColumnKind::Count,
        Value::Date(_) => ColumnKind::Date,
        _ => ColumnKind::Text,
    })
}

/// The first cell of a row, and what its others hold where they hold one kind.
fn label_of(row: &Row) -> (Heading, Option<ColumnKind>) {
    let label = row
        .cells
        .first()
        .and_then(Option::as_ref)
        .map(|cell| Heading::of(cell.text.as_str()))
        .unwrap_or_default();
    let cells = || row.cells.iter().skip(1).flatten();
    let mut kinds = cells().filter_map(kind_of_cell);
    let first = kinds.next();
    let same = kinds.all(|kind| Some(kind) == first);
    let kind = match first.filter(|_| same) {
        Some(ColumnKind::Money) if cells().all(is_small) => Some(ColumnKind::Count),
        kind => kind,
    };
    (label, kind)
}

/// Whether words are those of heads of the schema, and not all of them say nothing anywhere.
fn is_own(words: &[Printed]) -> bool {
    words
        .iter()
        .all(|word| word.class.is_some() && word.class != Some(Class::Other))
        && words.iter().any(|word| !word.known.is_empty())
}
