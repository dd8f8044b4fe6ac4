//! One quantity that the report states twice, with two values.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use nom::Input as _;

use super::{
    Decimal, Finding, Findings, Grid, Passage, Passages, Quantity, Seen, Sentence, Severity, Slip,
    said, share, slip, year,
};
use crate::atom::{Atom, AtomKind, Value};
use crate::audit::arithmetic::digits;
use crate::lexicon::{Class, ClassSet, Entry, Words};
use crate::source::fold;

rule!(RestatedDifferently, "restated-differently", Warning);

/// Values of one sort that are compared with one another, at most.
const MOST: usize = 24;
/// Words of a sentence that has one subject, at most.
const MOST_WORDS: usize = 100;
/// Letters that tell words apart.
const STEM: usize = 5;
/// Words that do not tell of what a sentence is.
const COMMON: ClassSet = ClassSet::of(&[Class::Common, Class::Month]);
/// Words that tell no quantity from another behind a preposition: time, place, and what any sentence may hold.
const PLAIN: ClassSet = ClassSet::of(&[
    Class::Common,
    Class::Month,
    Class::YearNoun,
    Class::YearPortion,
    Class::ProvinceNoun,
    Class::ProvinceName,
    Class::Total,
    Class::Against,
    Class::Number,
]);
/// Words that name a unit or a fund.
const UNITS: ClassSet = ClassSet::of(&[Class::Unit, Class::UnitWord]);

/// What a sentence, or a column of totals, is about.
#[derive(Default)]
struct About {
    /// The beginnings of the words that name something.
    words: BTreeSet<String>,
    /// Its years, days and months, units, and the roles of its amounts. Where two sentences have none of a sort in
    /// common, they are of two quantities.
    marks: [BTreeSet<String>; 4],
    /// The words in it with a capital letter: what is said of one fund is not said of another.
    names: BTreeSet<String>,
    /// Of what it speaks, where sentences say it: a place, a goal, a sort of budget. What is said of a part is not said of
    /// all.
    scope: BTreeSet<String>,
    /// The parts of a year in it, each with which it is: `primer semestre`.
    portions: BTreeSet<String>,
    /// What follows its small prepositions: `en línea`, `por vejez`.
    qualifiers: BTreeSet<(String, String)>,
}

/// A value that a sentence or a table states, and of what.
struct Stated<'r> {
    atom: &'r Atom,
    value: Decimal,
    kind: AtomKind,
    /// What it counts.
    noun: Option<String>,
    about: Rc<About>,
    section: usize,
    /// Its passage, or none for a table's.
    passage: Option<usize>,
}

fn check(seen: &Seen<'_>, found: &mut Findings) {
    let stated = stated(seen);
    let mut counts: BTreeMap<Decimal, usize> = BTreeMap::new();
    let mut places: BTreeSet<(Decimal, usize)> = BTreeSet::new();
    for it in &stated {
        *counts.entry(it.value).or_default() += 1;
        places.extend(it.passage.map(|passage| (it.value, passage)));
    }
    let is_in = |place: Option<usize>, value| place.is_some_and(|at| places.contains(&(value, at)));
    let mut said: BTreeSet<(u32, u32)> = BTreeSet::new();
    for (a, b) in pairs(&stated) {
        // What one passage states side by side are two quantities: an initial budget and what it became.
        if is_in(a.passage, b.value) || is_in(b.passage, a.value) {
            continue;
        }
        // The value that fewer places state is the doubtful one; of two, the first, which sums up what follows.
        let count = |of: &Stated<'_>| counts.get(&of.value);
        let (odd, even) = if count(a) <= count(b) { (a, b) } else { (b, a) };
        if said.insert((odd.atom.span.start, odd.atom.span.end)) {
            found.push(finding(odd.atom, even.atom, odd.value, even.value, found));
        }
    }
    for sentence in seen.passages().sentences() {
        for quantity in &sentence.quantities {
            let place = (quantity.atom.span.start, quantity.atom.span.end);
            let other = beside(seen, &sentence, quantity)
                .or_else(|| share::of_table(seen, &sentence, quantity));
            if let Some((total, value)) = other
                && said.insert(place)
            {
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
        .values(printed, value, language)
        .all_evidence([odd, even])
}

/// The values that are compared: those of sentences, and the totals of tables.
fn stated<'r>(seen: &Seen<'r>) -> Vec<Stated<'r>> {
    let passages = seen.passages();
    let mut out = Vec::new();
    for (nth, passage) in passages.all.iter().enumerate() {
        for sentence in &passage.sentences {
            let mut quantities = passage.quantities(sentence);
            quantities.retain(|it| is_telling(it.value, it.kind()));
            if quantities.is_empty() {
                continue;
            }
            let words = passages.words(passage, sentence.clone());
            let words = words.take(words.as_slice().len().min(MOST_WORDS));
            let names = Passages::names(passage, words).skip_while(|it| it.0 == 0);
            let names = names.filter(|(_, word, _)| !word.classes().meets(COMMON));
            let names = names.map(|(.., key)| key.to_owned()).collect();
            let first = quantities.first().map_or(0, |it| it.at);
            // A place behind the next value is of that.
            let next = passage
                .ranges
                .get(first + 1)
                .map_or(usize::MAX, |it| it.start);
            let clause = sentence.start..next.min(sentence.end);
            let mut scope = places(seen, passage, passages.words(passage, clause));
            let ahead = passages.before(passage, first, MOST_WORDS);
            if said::any(ahead, |word| word.is(Class::Hope)) {
                scope.insert("hope".to_owned());
            }
            let words = words.keys().map(|(word, key)| (word.entry(), key));
            let atoms = passage.atoms.get(passage.atoms_in(sentence));
            let mut about = About::of(words, atoms.unwrap_or_default());
            about.names = names;
            about.scope.extend(scope);
            let [years, ..] = &mut about.marks;
            if years.is_empty() {
                years.extend(seen.report().document().year.map(|it| it.to_string()));
            }
            let about = Rc::new(about);
            out.extend(quantities.iter().map(|quantity| Stated {
                atom: quantity.atom,
                value: quantity.value,
                kind: quantity.kind(),
                noun: noun(passages, passage, quantity),
                about: Rc::clone(&about),
                section: passage.section,
                passage: Some(nth),
            }));
        }
    }
    for (grid, sums, _) in seen.tables() {
        let Some(row) = grid.total.filter(|row| !sums.doubted.contains(row)) else {
            continue;
        };
        let columns = grid.numeric().filter(|(_, column)| !column.is_percent);
        out.extend(columns.filter_map(|(at, _)| Stated::in_total(grid, row, at)));
    }
    out
}

/// The places that words name, but the report's province: proper names that the vocabulary does not have, and sorts of
/// places.
pub(super) fn places(seen: &Seen<'_>, passage: &Passage<'_>, words: Words<'_>) -> BTreeSet<String> {
    let province = seen.report().document().province.as_ref();
    let province = province.map_or_else(String::new, |it| fold::key(&it.name));
    let is_own = |key: &str| province.split(' ').any(|word| word == key);
    let names = Passages::names(passage, words);
    let is_place = |word: Entry| word.classes().is_empty() || word.is(Class::ProvinceName);
    let names = names.filter(|&(_, word, key)| is_place(word) && !is_own(key));
    let sorts = words
        .keys()
        .filter(|(word, key)| word.is(Class::Locality) && !key.ends_with('s'));
    let keys = names.map(|(.., key)| key).chain(sorts.map(|(_, key)| key));
    keys.map(str::to_owned).collect()
}

/// The noun behind a number.
fn noun(passages: &Passages<'_>, passage: &Passage<'_>, quantity: &Quantity<'_>) -> Option<String> {
    let behind: Words<'_> = passages.after(passage, quantity.at, 2);
    let is_count = quantity.kind() == AtomKind::Number;
    let noun = behind.keys().find_map(|(_, key)| beginning(key));
    noun.filter(|_| is_count).map(str::to_owned)
}

/// The beginning of a word; `None` for small words and what holds other signs than letters.
fn beginning(key: &str) -> Option<&str> {
    let is_word = key.len() >= STEM && key.chars().all(char::is_alphabetic);
    is_word.then(|| &key[..key.floor_char_boundary(STEM)])
}

impl About {
    fn of<'w>(words: impl Iterator<Item = (Entry, &'w str)>, atoms: &[Atom]) -> Self {
        let mut out = Self::default();
        let [years, months, units, roles] = &mut out.marks;
        let (mut before, mut last, mut preposition) = ("", Entry::default(), None);
        for (word, key) in words {
            if word.is(Class::YearPortion) {
                out.portions.insert(format!("{before} {key}"));
            }
            if word.is(Class::Preposition) {
                let is_of = last.is(Class::Budget) && word.name(Class::Preposition) == "of";
                preposition = (is_of || said::telling(word)).then_some(key);
            } else if let Some(of) = preposition.filter(|_| !word.is(Class::Article)) {
                let noun = beginning(key).filter(|_| !word.classes().meets(PLAIN));
                // `del presupuesto de inversión`
                if Entry::of(of).name(Class::Preposition) == "of" {
                    out.scope.extend(noun.map(str::to_owned));
                } else {
                    let qualifier = noun.map(|noun| (of.to_owned(), noun.to_owned()));
                    out.qualifiers.extend(qualifier);
                }
                preposition = None;
            }
            (before, last) = (key, word);
            // `en enero`, of the year that the report is of.
            months.extend(word.sense(Class::Month).map(|month| month.to_string()));
            if word.classes().meets(COMMON) {
                continue;
            }
            if word.is(Class::Role) {
                roles.insert(word.name(Class::Role).to_owned());
            }
            let budget = Some(word.name(Class::Budget)).filter(|it| !it.is_empty());
            out.scope.extend(budget.map(str::to_owned));
            // The office itself is no part of it.
            if word.classes().meets(UNITS) && word.name(Class::Unit) != "office" {
                units.insert(key.to_owned());
            }
            out.words.extend(beginning(key).map(str::to_owned));
        }
        for atom in atoms {
            years.extend(year(atom).map(|year| year.to_string()));
            if let Value::Date(date) = &atom.value {
                months.insert(date.month_of_year().to_string());
            }
        }
        out
    }

    /// Whether one preposition leads to one thing here and to another there.
    fn is_qualified_apart(&self, other: &Self) -> bool {
        let lacks = |about: &Self, it: &(String, String)| {
            let mut same = about.qualifiers.iter().filter(|other| other.0 == it.0);
            !about.qualifiers.contains(it) && same.next().is_some()
        };
        self.qualifiers.iter().any(|it| lacks(other, it))
            && other.qualifiers.iter().any(|it| lacks(self, it))
    }

    /// Whether the marks of two sentences tell them apart.
    fn is_apart(&self, other: &Self) -> bool {
        let mut marks = self.marks.iter().zip(&other.marks);
        let [_, _, units, _] = &self.marks;
        let [_, _, others, _] = &other.marks;
        // `Pensiones` and `Riesgos del Trabajo`, with `bienes y servicios` in both; what is said of a unit is not said of all.
        units != others
            || !self.names.is_subset(&other.names) && !other.names.is_subset(&self.names)
            || self.portions != other.portions
            || self.is_qualified_apart(other)
            || marks.any(|(a, b)| !a.is_empty() && !b.is_empty() && a.is_disjoint(b))
    }
}

impl<'r> Stated<'r> {
    fn in_total(grid: &Grid<'r>, row: usize, column: usize) -> Option<Self> {
        let line = grid.lines.get(row)?;
        let (atom, value) = (line.atom(column)?, line.value(column)?);
        let caption = grid.table.caption.as_ref().map(|it| fold::key(it.as_str()));
        let head = &grid.columns[column].head;
        let words = caption
            .iter()
            .flat_map(|it| it.split(' '))
            .chain(head.split(' '));
        let words = words.map(|key| (Entry::of(key), key));
        is_telling(value, atom.value.kind()).then(|| Self {
            atom,
            value,
            kind: atom.value.kind(),
            noun: None,
            about: Rc::new(About::of(words, &grid.table.caption_atoms)),
            section: grid.section,
            passage: None,
        })
    }

    /// Whether both are of one thing, as far as their words say.
    fn is_of(&self, other: &Self) -> bool {
        if self.kind != other.kind || self.passage == other.passage {
            return false;
        }
        let Some(slip) = slip(self.value, other.value).filter(|&slip| slip != Slip::Separator)
        else {
            return false;
        };
        // A table's heads say of which sort its amounts are, and need not.
        let is_said = self.passage.is_some() && other.passage.is_some();
        let is_one = self.about.scope == other.about.scope;
        if self.about.is_apart(&other.about) || is_said && !is_one {
            return false;
        }
        let (of, and) = (&self.noun, &other.noun);
        let names = |noun: &Option<String>, counted: &Option<String>, about: &About| {
            let is_in =
                |noun: &String| counted.as_ref() == Some(noun) || about.words.contains(noun);
            noun.as_ref().is_some_and(is_in)
        };
        let is_named = names(of, and, &other.about) || names(and, of, &self.about);
        let shared = self.about.words.intersection(&other.about.words);
        let shared = shared
            .filter(|word| of.as_ref() != Some(*word) && and.as_ref() != Some(*word))
            .count();
        let is_long = digits(self.value) >= 10_000;
        let (is_swap, is_far) = (slip == Slip::Swap, self.section != other.section);
        if self.kind == AtomKind::Number {
            is_named && (is_swap && (is_long || shared >= 1) || is_far && shared >= 2)
        } else {
            shared >= 2 && (is_far || is_swap && is_long)
        }
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
    sentence: &Sentence<'_, 'r>,
    quantity: &Quantity<'r>,
) -> Option<(&'r Atom, Decimal)> {
    let passage = sentence.passage;
    if quantity.kind() == AtomKind::Percent || digits(quantity.value) < 100 {
        return None;
    }
    let sums_up = || said::any(sentence.words(), said::sum);
    // `Ingresaron 1.538.920,64, que se reparten así:` before the table.
    let announces = passage.text.as_str().trim_end().ends_with(':');
    let mut close = Vec::new();
    for grid in seen.near(passage) {
        let stated = grid.stated();
        let is_count = quantity.kind() == AtomKind::Number;
        let columns = grid.numeric();
        let columns = columns.filter(|(_, it)| it.is_count == is_count && !it.is_percent);
        let totals: Vec<_> = columns.filter_map(|(at, _)| stated.totals[at]).collect();
        let is_total = totals.iter().any(|it| it.0 == quantity.value);
        if is_total || stated.values.contains(&quantity.value) {
            return None;
        }
        let is_announced = announces && grid.ordinal == passage.ordinal + 1;
        let swapped = |it: &(Decimal, _)| slip(quantity.value, it.0) == Some(Slip::Swap);
        let swapped = totals.into_iter().filter(swapped);
        close.extend(swapped.filter(|_| is_announced || sums_up()));
    }
    match close[..] {
        [(value, atom)] => Some((atom, value)),
        _ => None,
    }
}
