//! One quantity that the report states twice, with two values.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use nom::Input as _;
use rust_decimal::Decimal;

use crate::atom::{Atom, AtomKind, Value};
use crate::audit::arithmetic::{digits, sum};
use crate::audit::finding::Finding;
use crate::audit::grid::{Grid, Part};
use crate::audit::passage::{Passage, Passages, Quantity};
use crate::audit::rule::Findings;
use crate::audit::seen::Seen;
use crate::audit::slip::{Slip, slip};
use crate::audit::stems::{self, SUM};
use crate::diagnostic::Severity;
use crate::lexicon::Words;
use crate::source::fold;

rule!(RestatedDifferently, "restated-differently", Warning);

/// Values of one sort that are compared with one another, at most.
const MOST: usize = 24;
/// Letters that tell words apart.
const STEM: usize = 5;

/// Words that any sentence of a report may hold.
const COMMON: [&str; 24] = [
    "provi", "direc", "insti", "segur", "socia", "gener", "total", "perio", "corte", "dicie",
    "enero", "duran", "respe", "infor", "activ", "cierr", "media", "trave", "parte", "nacio",
    "unida", "coord", "ecuad", "sigui",
];

/// A value that a sentence or a table states, and of what.
struct Stated<'r> {
    atom: &'r Atom,
    value: Decimal,
    kind: AtomKind,
    /// What it counts.
    noun: Option<String>,
    /// The other words of its sentence.
    about: BTreeSet<String>,
    years: BTreeSet<u16>,
    section: usize,
    /// Its passage, or none for a table's.
    passage: Option<usize>,
}

fn check(seen: &Seen<'_>, found: &mut Findings) {
    let passages = seen.passages();
    let mut stated = Vec::new();
    for (nth, passage) in passages.all.iter().enumerate() {
        for sentence in &passage.sentences {
            let years = years(passage, sentence);
            for quantity in passage.quantities(sentence) {
                let words = passages.words(passage, sentence.clone());
                let it = Stated::in_sentence(passages, (nth, passage), words, &quantity, &years);
                stated.extend(it);
            }
        }
    }
    for (grid, sums, _) in seen.tables() {
        if let Some(row) = grid.total.filter(|row| !sums.doubted.contains(row)) {
            stated.extend(
                grid.numeric()
                    .filter_map(|(at, _)| Stated::in_total(grid, row, at)),
            );
        }
    }
    let mut counts: BTreeMap<Decimal, usize> = BTreeMap::new();
    for it in &stated {
        *counts.entry(it.value).or_default() += 1;
    }
    let mut said: BTreeSet<(u32, u32)> = BTreeSet::new();
    for (a, b) in pairs(&stated) {
        // The value that fewer places state is the doubtful one; of two, the first, which sums up what follows.
        let count = |of: &Stated<'_>| counts.get(&of.value);
        let (odd, even) = if count(a) <= count(b) { (a, b) } else { (b, a) };
        if said.insert((odd.atom.span.start, odd.atom.span.end)) {
            found.push(finding(odd.atom, even.atom, odd.value, even.value, found));
        }
    }
    for (passage, quantities) in passages.sentences() {
        for quantity in quantities {
            let place = (quantity.atom.span.start, quantity.atom.span.end);
            if said.contains(&place) {
                continue;
            }
            if let Some((total, value)) = beside(seen, passage, &quantity) {
                said.insert(place);
                found.push(finding(quantity.atom, total, quantity.value, value, found));
            }
        }
    }
}

fn finding(odd: &Atom, even: &Atom, printed: Decimal, value: Decimal, found: &Findings) -> Finding {
    let language = found.language();
    let message = language.pick(
        format!("{printed} is stated as {value} in another place"),
        format!("{printed} consta como {value} en otro lugar"),
    );
    Finding::new(CODE, Severity::Warning, message)
        .expected(value)
        .actual(printed)
        .tolerance(0)
        .suggestion(slip(printed, value).map(|slip| slip.offer(printed, value, language)))
        .all_evidence([odd, even])
}

/// The beginning of a word; `None` for small words and what holds other signs than letters.
fn beginning(key: &str) -> Option<&str> {
    let is_word = key.len() >= STEM && key.chars().all(char::is_alphabetic);
    is_word.then(|| &key[..key.floor_char_boundary(STEM)])
}

/// The beginning of a word that names something: none that every sentence holds.
fn stem(key: &str) -> Option<String> {
    let stem = beginning(key).filter(|it| !COMMON.contains(it))?;
    Some(stem.to_owned())
}

impl<'r> Stated<'r> {
    fn in_sentence(
        passages: &Passages<'_>,
        (nth, passage): (usize, &Passage<'r>),
        words: Words<'_>,
        quantity: &Quantity<'r>,
        years: &BTreeSet<u16>,
    ) -> Option<Self> {
        if !is_telling(quantity.value, quantity.kind()) {
            return None;
        }
        // A sentence of a hundred words has no one subject.
        let words = words.take(words.as_slice().len().min(100));
        let behind = passages.after(passage, quantity.at, 2);
        let noun = behind.keys().find_map(|(_, key)| beginning(key));
        Some(Self {
            atom: quantity.atom,
            value: quantity.value,
            kind: quantity.kind(),
            noun: noun
                .filter(|_| quantity.kind() == AtomKind::Number)
                .map(str::to_owned),
            about: words.keys().filter_map(|(_, key)| stem(key)).collect(),
            years: years.clone(),
            section: passage.section,
            passage: Some(nth),
        })
    }

    fn in_total(grid: &Grid<'r>, row: usize, column: usize) -> Option<Self> {
        let line = grid.lines.get(row)?;
        let (atom, value) = (line.atom(column)?, line.value(column)?);
        let kind = atom.value.kind();
        if !is_telling(value, kind) || grid.columns[column].is_percent {
            return None;
        }
        let caption = grid.table.caption.as_ref().map(|it| fold::key(it.as_str()));
        let head = &grid.columns[column].head;
        let words = caption
            .iter()
            .flat_map(|it| it.split(' '))
            .chain(head.split(' '));
        Some(Self {
            atom,
            value,
            kind,
            noun: None,
            about: words.filter_map(stem).collect(),
            years: grid.table.caption_atoms.iter().filter_map(year).collect(),
            section: grid.section,
            passage: None,
        })
    }

    /// Whether both are of one thing, as far as their words say.
    fn is_of(&self, other: &Self) -> bool {
        if self.kind != other.kind || self.passage == other.passage {
            return false;
        }
        let apart = !self.years.is_empty()
            && !other.years.is_empty()
            && self.years.is_disjoint(&other.years);
        if apart {
            return false;
        }
        let names = |a: &Self, b: &Self| {
            a.noun
                .as_ref()
                .is_some_and(|noun| b.noun.as_ref() == Some(noun) || b.about.contains(noun))
        };
        let is_named = names(self, other) || names(other, self);
        let shared = self
            .about
            .intersection(&other.about)
            .filter(|word| self.noun.as_ref() != Some(*word) && other.noun.as_ref() != Some(*word))
            .count();
        let digits = digits(self.value);
        let is_count = self.kind == AtomKind::Number;
        match slip(self.value, other.value) {
            Some(Slip::Swap) if is_count => is_named && (digits >= 10_000 || shared >= 1),
            Some(Slip::Swap) => shared >= 2 && digits >= 10_000,
            Some(Slip::Digit) if is_count => {
                is_named && shared >= 2 && self.section != other.section && digits >= 1000
            }
            Some(Slip::Digit) => shared >= 2 && self.section != other.section && digits >= 1000,
            _ => false,
        }
    }
}

/// The years that a sentence names.
fn years(passage: &Passage<'_>, sentence: &Range<usize>) -> BTreeSet<u16> {
    let atoms = passage.atoms.get(passage.atoms_in(sentence));
    atoms.unwrap_or_default().iter().filter_map(year).collect()
}

fn year(atom: &Atom) -> Option<u16> {
    match &atom.value {
        Value::Year(year) => Some(*year),
        Value::Date(date) => Some(date.year()),
        Value::Period(period) => Some(period.to.year()),
        _ => None,
    }
}

/// Whether a value has digits enough to be told from others.
fn is_telling(value: Decimal, kind: AtomKind) -> bool {
    matches!(kind, AtomKind::Percent | AtomKind::Number | AtomKind::Money) && digits(value) >= 1000
}

/// The pairs of values that are one slip apart and of one thing: values are put together by their digits in order, and by
/// all digits but one.
fn pairs<'s, 'r>(stated: &'s [Stated<'r>]) -> Vec<(&'s Stated<'r>, &'s Stated<'r>)> {
    let mut alike: BTreeMap<(AtomKind, usize, u128), Vec<usize>> = BTreeMap::new();
    for (at, it) in stated.iter().enumerate() {
        let value = digits(it.value);
        // How often each digit stands in it, in base 32; a value has less than 32 digits.
        let (mut counts, mut rest, mut power, mut place) = (0_u128, value, 1_u128, 1_usize);
        let mut keys = Vec::with_capacity(12);
        while rest > 0 && place < 32 {
            counts += 1 << (5 * (rest % 10));
            // The value without the digit at this place.
            keys.push((it.kind, place, value - value / power % 10 * power));
            (rest, power, place) = (rest / 10, power.saturating_mul(10), place + 1);
        }
        keys.push((it.kind, 0, counts));
        for key in keys {
            let held = alike.entry(key).or_default();
            if held.len() < MOST {
                held.push(at);
            }
        }
    }
    let mut out = BTreeSet::new();
    for held in alike.values().filter(|held| held.len() > 1) {
        for (nth, &a) in held.iter().enumerate() {
            for &b in &held[nth + 1..] {
                if stated[a].value != stated[b].value && stated[a].is_of(&stated[b]) {
                    out.insert((a, b));
                }
            }
        }
    }
    out.into_iter()
        .map(|(a, b)| (&stated[a], &stated[b]))
        .collect()
}

/// A value that sums up a table beside it, and is none of its totals but one slip from one.
fn beside<'r>(
    seen: &Seen<'r>,
    passage: &Passage<'r>,
    quantity: &Quantity<'r>,
) -> Option<(&'r Atom, Decimal)> {
    let words = passage.words_around(seen.passages(), quantity.at);
    let sums_up = stems::any_begins(words.key(), &SUM);
    // `Ingresaron 1.538.920,64, que se reparten así:` before the table.
    let announces = passage.text.as_str().trim_end().ends_with(':');
    if quantity.kind() == AtomKind::Percent
        || digits(quantity.value) < 100
        || !(sums_up || announces)
    {
        return None;
    }
    let near = seen.tables().filter(|(grid, sums, _)| {
        grid.section == passage.section
            && grid.ordinal.abs_diff(passage.ordinal) <= 3
            && (sums_up || grid.ordinal == passage.ordinal + 1)
            && sums.doubted.is_empty()
            && !grid.is_shaky
    });
    let mut close = Vec::new();
    for (grid, ..) in near {
        for (at, column) in grid.numeric() {
            let is_sort =
                column.is_count == (quantity.kind() == AtomKind::Number) && !column.is_percent;
            if !is_sort {
                continue;
            }
            let values = grid.body().filter_map(|(_, line)| line.value(at));
            let total = grid
                .total
                .and_then(|row| grid.lines.get(row)?.value(at))
                .or_else(|| sum(values))?;
            if grid
                .lines
                .iter()
                .any(|line| line.value(at) == Some(quantity.value))
                || total == quantity.value
            {
                return None;
            }
            let row = grid
                .total
                .or_else(|| grid.lines.iter().rposition(|it| it.part == Part::Body))?;
            if slip(quantity.value, total) == Some(Slip::Swap) {
                close.extend(grid.lines.get(row)?.atom(at).map(|atom| (atom, total)));
            }
        }
    }
    match close.len() {
        1 => close.pop(),
        _ => None,
    }
}
