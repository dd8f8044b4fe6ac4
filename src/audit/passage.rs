//! The sentences of a report that hold values, as words.

use std::cmp::Ordering;
use std::ops::Range;

use nom::Input as _;
use rust_decimal::Decimal;

use super::seen::blocks;
use crate::atom::{Atom, AtomKind, Value};
use crate::document::Report;
use crate::lexicon::{Class, Entry, WordList, Words};
use crate::model::{Block, List};
use crate::source::{Line, Span, Text, fold};

/// A paragraph or an item of a list.
#[derive(Debug)]
pub(crate) struct Passage<'r> {
    pub(crate) text: &'r Text,
    pub(crate) atoms: &'r [Atom],
    /// Where each atom stands in the text.
    pub(crate) ranges: Vec<Range<usize>>,
    pub(crate) section: usize,
    /// Its block among those of the report.
    pub(crate) ordinal: usize,
    /// The list that follows.
    pub(crate) list: Option<&'r List>,
    /// Behind that list stands what may be more of it.
    pub(crate) is_list_cut: bool,
    /// Where its text begins in the text of all passages.
    base: u32,
    /// Its line in the list of words.
    line: usize,
    /// Its sentences, as ranges of its text.
    pub(crate) sentences: Vec<Range<usize>>,
}

/// All passages of a report.
#[derive(Debug)]
pub(crate) struct Passages<'r> {
    pub(crate) all: Vec<Passage<'r>>,
    words: WordList,
}

/// A sentence with its values.
///
/// ```
/// use rendicion::Severity;
/// use rendicion::audit::{Finding, Findings, Rule, RuleSet, Seen};
///
/// /// Every number of complaints is below a thousand.
/// struct Complaints;
///
/// impl Rule for Complaints {
///     fn code(&self) -> &'static str {
///         "acme.complaints"
///     }
///
///     fn severity(&self) -> Severity {
///         Severity::Info
///     }
///
///     fn check(&self, seen: &Seen<'_>, found: &mut Findings) {
///         for sentence in seen.sentences() {
///             for value in sentence.values() {
///                 let is_of_them = sentence.words_after(value, 2).any(|word| word == "quejas");
///                 if is_of_them && value.value >= 1000.into() {
///                     let finding = Finding::new(self.code(), self.severity(), sentence.text());
///                     found.push(finding.evidence(value.atom));
///                 }
///             }
///         }
///     }
/// }
///
/// let report = rendicion::parse("Resumen Ejecutivo \n\nSe receptaron 1.250 quejas de usuarios. \n");
/// assert_eq!(report.audit(&RuleSet::empty().with(Complaints)).len(), 1);
/// ```
#[derive(Debug)]
pub struct Sentence<'p, 'r> {
    passages: &'p Passages<'r>,
    pub(crate) passage: &'p Passage<'r>,
    pub(crate) quantities: Vec<Quantity<'r>>,
}

impl<'p, 'r> Sentence<'p, 'r> {
    /// What is printed of it.
    pub fn text(&self) -> &'p str {
        let first = self.quantities.first();
        let start = first.and_then(|it| self.passage.ranges.get(it.at));
        let range = start.map_or(0..0, |it| self.passage.sentence_of(it.start));
        self.passage.text.as_str().get(range).unwrap_or_default()
    }

    /// Its values, in their order.
    pub fn values(&self) -> &[Quantity<'r>] {
        &self.quantities
    }

    /// Up to `most` words before a value of it and after the value before, in small letters without accents.
    pub fn words_before(
        &self,
        value: &Quantity<'_>,
        most: usize,
    ) -> impl Iterator<Item = &'p str> + use<'p> {
        self.before(value, most).keys().map(|(_, key)| key)
    }

    /// Up to `most` words after a value of it and before the next, in small letters without accents.
    pub fn words_after(
        &self,
        value: &Quantity<'_>,
        most: usize,
    ) -> impl Iterator<Item = &'p str> + use<'p> {
        self.after(value, most).keys().map(|(_, key)| key)
    }

    /// Up to `most` words before a value of it, and after the value before.
    pub(crate) fn before(&self, value: &Quantity<'_>, most: usize) -> Words<'p> {
        self.passages.before(self.passage, value.at, most)
    }

    /// Up to `most` words after a value of it, and before the next.
    pub(crate) fn after(&self, value: &Quantity<'_>, most: usize) -> Words<'p> {
        self.passages.after(self.passage, value.at, most)
    }

    /// The earlier and the later of two values, by the years beside them; `None` where those do not tell.
    pub(crate) fn by_year<'q>(
        &self,
        a: &'q Quantity<'r>,
        b: &'q Quantity<'r>,
    ) -> Option<(&'q Quantity<'r>, &'q Quantity<'r>)> {
        let own = self.passage.ranges.get(a.at)?.start;
        let all = self.passage.atoms_in(&self.passage.sentence_of(own));
        let years = |range: Range<usize>| {
            let atoms = self.passage.atoms.get(range).unwrap_or_default();
            atoms.iter().filter_map(year)
        };
        let (ahead, between, behind) = (all.start..a.at, a.at..b.at, b.at..all.end);
        // `en 2021, A y en 2022, B`, or `A en 2021 y B en 2022`.
        let before = (
            years(ahead.clone()).next_back(),
            years(between.clone()).next_back(),
        );
        let after = (years(between.clone()).next(), years(behind).next());
        let order = |(a, b): (Option<u16>, Option<u16>)| Some(a?.cmp(&b?));
        // `entre 2021 y 2022, de A a B`
        let mut listed = years(ahead);
        let listed = (
            listed.next(),
            listed.next().filter(|_| listed.next().is_none()),
        );
        let listed = order(listed).filter(|_| years(between).next().is_none());
        match (order(before), order(after)) {
            (Some(one), Some(other)) if one != other => None,
            (one, other) => match one.or(other).or(listed)? {
                Ordering::Less => Some((a, b)),
                Ordering::Greater => Some((b, a)),
                Ordering::Equal => None,
            },
        }
    }

    /// What is printed between two values of it.
    pub(crate) fn between(&self, a: &Quantity<'_>, b: &Quantity<'_>) -> &'p str {
        let range = |it: &Quantity<'_>| self.passage.ranges.get(it.at);
        let between = range(a).zip(range(b)).map(|(a, b)| a.end..b.start);
        between
            .and_then(|range| self.passage.text.as_str().get(range))
            .unwrap_or_default()
    }

    /// Its first words, no more than a clause or two.
    pub(crate) fn words(&self) -> Words<'p> {
        let first = self.quantities.first();
        let range = first
            .and_then(|it| self.passage.ranges.get(it.at))
            .map_or(0..0, |it| self.passage.sentence_of(it.start));
        let words = self.passages.words(self.passage, range);
        words.take(words.as_slice().len().min(30))
    }
}

/// A number, an amount or a percentage in a sentence.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Quantity<'r> {
    /// Where it stands, and how it is printed.
    pub atom: &'r Atom,
    /// What it is worth.
    pub value: Decimal,
    /// Its number among the atoms of the passage.
    pub(crate) at: usize,
}

impl Quantity<'_> {
    /// Whether it is a number, an amount or a percentage.
    pub fn kind(&self) -> AtomKind {
        self.atom.value.kind()
    }

    /// Whether it is printed in thousands or millions: `24,1 mil`.
    fn is_rounded(&self) -> bool {
        let mut words = self.atom.raw.split(|c: char| !c.is_alphabetic());
        words
            .any(|it| it == "MM" || !it.is_empty() && Entry::of(&fold::key(it)).is(Class::Thousand))
    }
}

impl<'r> Passages<'r> {
    pub(crate) fn of(report: &'r Report) -> Self {
        let mut all: Vec<Passage<'r>> = Vec::new();
        // The passage before, and the one before the list before.
        let (mut before, mut announces): (Option<usize>, Option<usize>) = (None, None);
        for (section, ordinal, block) in blocks(report) {
            if goes_on(block)
                && let Some(passage) = of(&mut all, announces, section)
            {
                passage.is_list_cut = true;
            }
            announces = None;
            if let Block::List(list) = block
                && let Some(passage) = of(&mut all, before, section)
            {
                passage.list.get_or_insert(list);
                announces = before;
            }
            before = None;
            match block {
                Block::Paragraph(it) => {
                    all.push(passage(&it.text, &it.atoms, section, ordinal));
                }
                Block::List(list) => all.extend(list.all_items().map(|item| Passage {
                    list: item.children.first(),
                    ..passage(&item.text, &item.atoms, section, ordinal)
                })),
                _ => continue,
            }
            before = all.len().checked_sub(1);
        }
        all.retain(|it| {
            let has_value = it.atoms.iter().any(|atom| atom.value.decimal().is_some());
            // A list in a sentence may be announced in words.
            it.list.is_some() || has_value || it.text.as_str().contains(": ")
        });
        let mut text = String::new();
        let mut lines = Vec::new();
        for passage in &mut all {
            let start = text.len() as u32;
            text.push_str(passage.text.as_str());
            passage.base = start;
            passage.line = lines.len();
            lines.push(Line {
                span: Span::new(start, text.len() as u32),
                ..Line::default()
            });
        }
        let words = WordList::of(&text, &lines, usize::MAX);
        Self { all, words }
    }

    /// The sentences of which no value is in thousands or millions: such values are rounded.
    pub(crate) fn sentences(&self) -> impl Iterator<Item = Sentence<'_, 'r>> {
        let sentences = self.all.iter().flat_map(move |passage| {
            let ranges = passage.sentences.iter();
            ranges.map(move |range| Sentence {
                passages: self,
                passage,
                quantities: passage.quantities(range),
            })
        });
        sentences.filter(|it| {
            !it.quantities.is_empty() && !it.quantities.iter().any(Quantity::is_rounded)
        })
    }

    /// The words of a range of a passage's text.
    pub(crate) fn words(&self, passage: &Passage<'_>, range: Range<usize>) -> Words<'_> {
        let words = self.words.of_lines(passage.line..passage.line + 1);
        let (start, end) = (
            passage.base + range.start as u32,
            passage.base + range.end as u32,
        );
        let slice = words.as_slice();
        let first = slice.partition_point(|word| word.span().start < start);
        let last = slice.partition_point(|word| word.span().end <= end);
        words.take(last.max(first)).take_from(first)
    }

    /// The words that begin with a capital letter and go on in small ones, each with its place among the words.
    pub(crate) fn names<'w>(
        passage: &Passage<'r>,
        words: Words<'w>,
    ) -> impl Iterator<Item = (usize, Entry, &'w str)> {
        let text = passage.text.as_str();
        let is_name = |span| {
            let word = text.get(passage.place_of(span)).unwrap_or_default();
            let mut letters = word.chars();
            letters.next().is_some_and(char::is_uppercase)
                && letters.next().is_some_and(char::is_lowercase)
        };
        let keys = words.keys().enumerate();
        let names = keys.filter(move |(_, (word, _))| is_name(word.span()));
        names.map(|(nth, (word, key))| (nth, word.entry(), key))
    }

    /// Up to `most` words before a value, within its sentence and after the value before it.
    pub(crate) fn before(&self, passage: &Passage<'_>, at: usize, most: usize) -> Words<'_> {
        let Some(own) = passage.ranges.get(at) else {
            return self.words(passage, 0..0);
        };
        let sentence = passage.sentence_of(own.start);
        let last = at
            .checked_sub(1)
            .and_then(|at| passage.ranges.get(at))
            .map_or(0, |it| it.end);
        let words = self.words(passage, last.max(sentence.start)..own.start);
        let count = words.as_slice().len();
        words.take_from(count.saturating_sub(most))
    }

    /// Up to `most` words after a value, within its sentence and before the next value.
    pub(crate) fn after(&self, passage: &Passage<'_>, at: usize, most: usize) -> Words<'_> {
        let Some(own) = passage.ranges.get(at) else {
            return self.words(passage, 0..0);
        };
        let sentence = passage.sentence_of(own.start);
        let next = passage.ranges.get(at + 1).map_or(usize::MAX, |it| it.start);
        let words = self.words(passage, own.end..next.min(sentence.end).max(own.end));
        words.take(most.min(words.as_slice().len()))
    }
}

impl<'r> Passage<'r> {
    /// Where a word of it stands in its text.
    pub(crate) fn place_of(&self, word: Span) -> Range<usize> {
        let at = |offset: u32| offset.saturating_sub(self.base) as usize;
        at(word.start)..at(word.end)
    }

    /// The sentence in which a byte of its text stands.
    pub(crate) fn sentence_of(&self, offset: usize) -> Range<usize> {
        let at = self.sentences.partition_point(|it| it.end <= offset);
        let whole = 0..self.text.as_str().len();
        self.sentences.get(at).cloned().unwrap_or(whole)
    }

    /// The years that the sentence of a byte of its text names.
    pub(crate) fn years(&self, offset: usize) -> Vec<u16> {
        let atoms = self.atoms.get(self.atoms_in(&self.sentence_of(offset)));
        atoms.unwrap_or_default().iter().filter_map(year).collect()
    }

    /// Which of its atoms begin in a range of its text.
    pub(crate) fn atoms_in(&self, range: &Range<usize>) -> Range<usize> {
        let first = self.ranges.partition_point(|it| it.start < range.start);
        let last = self.ranges.partition_point(|it| it.start < range.end);
        first..last
    }

    /// The numbers, amounts and percentages of a range of its text.
    pub(crate) fn quantities(&self, range: &Range<usize>) -> Vec<Quantity<'r>> {
        self.atoms_in(range)
            .filter_map(|at| {
                let atom = self.atoms.get(at)?;
                let value = atom.value.decimal()?;
                Some(Quantity { atom, value, at })
            })
            .collect()
    }
}

/// The year that a value names.
pub(crate) fn year(atom: &Atom) -> Option<u16> {
    match &atom.value {
        Value::Year(year) => Some(*year),
        Value::Date(date) => Some(date.year()),
        Value::Period(period) => Some(period.to.year()),
        _ => None,
    }
}

/// A passage, where it is of a section.
fn of<'p, 'r>(
    all: &'p mut [Passage<'r>],
    at: Option<usize>,
    section: usize,
) -> Option<&'p mut Passage<'r>> {
    all.get_mut(at?).filter(|it| it.section == section)
}

/// Whether a block may go on with the list before it: it is one, or begins as no sentence does.
fn goes_on(block: &Block) -> bool {
    match block {
        Block::List(_) => true,
        Block::Paragraph(it) => it
            .text
            .as_str()
            .chars()
            .find(|c| c.is_alphanumeric())
            .is_some_and(char::is_lowercase),
        _ => false,
    }
}

fn passage<'r>(text: &'r Text, atoms: &'r [Atom], section: usize, ordinal: usize) -> Passage<'r> {
    let mut last = 0;
    let ranges: Vec<Range<usize>> = atoms
        .iter()
        .map(|atom| {
            let range = text.range_of(atom.span).unwrap_or(last..last);
            let range = range.start.max(last)..range.end.max(last);
            last = range.end;
            range
        })
        .collect();
    Passage {
        sentences: sentences(text.as_str(), &ranges),
        text,
        atoms,
        ranges,
        section,
        ordinal,
        list: None,
        is_list_cut: false,
        base: 0,
        line: 0,
    }
}

/// A full stop ends a sentence where a capital letter follows, and none of the values holds it.
fn sentences(text: &str, values: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    let mut values = values.iter().peekable();
    for (at, _) in text.match_indices('.') {
        let after = &text[at..];
        let mut rest = after.chars().skip(1).take(8);
        let is_spaced = rest.next().is_some_and(char::is_whitespace);
        let is_capital = rest
            .find(|c| !c.is_whitespace())
            .is_some_and(|c| c.is_uppercase() || matches!(c, '“' | '"' | '$'));
        // `Nro. IESS-…`, `Mgs. Julio`: an abbreviation ends none.
        let is_short = || {
            let word = text[start..at].rsplit(char::is_whitespace).next();
            word.is_some_and(|it| it.len() < 12 && it.chars().all(char::is_alphabetic))
                && word.is_some_and(|it| it.chars().count() <= 3)
        };
        while values.next_if(|it| it.end <= at).is_some() {}
        let is_inside = values
            .peek()
            .is_some_and(|it| it.start <= at && at + 1 < it.end);
        if is_spaced && is_capital && !is_inside && !is_short() {
            out.push(start..at + 1);
            start = at + 1;
        }
    }
    out.push(start..text.len());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_end_where_the_next_begins() {
        let text = "Hay 61.590 afiliados. En 2020, el Mgs. Paz dijo 3. Fin.";
        let found: Vec<&str> = sentences(text, std::slice::from_ref(&(4..10)))
            .into_iter()
            .map(|range| text[range].trim())
            .collect();
        assert_eq!(
            found,
            [
                "Hay 61.590 afiliados.",
                "En 2020, el Mgs. Paz dijo 3.",
                "Fin."
            ]
        );
    }
}
