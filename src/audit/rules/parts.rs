//! Wholes against their parts: women and men, kinds of one thing.

use super::{
    Change, Decimal, Finding, Findings, Grid, Language, Passage, Quantity, Relation, Seen,
    Sentence, Severity, Slip, row, said,
};
use crate::atom::{Atom, AtomKind};
use crate::audit::arithmetic::{digits, sum};
use crate::lexicon::{Class, Entry};

rule!(PartsMismatch, "parts-mismatch", Error);

/// Parts of a whole in a sentence, at most.
const MOST: usize = 12;

fn check(seen: &Seen<'_>, found: &mut Findings) {
    row::find(seen, found, (CODE, Severity::Error), is_sum_of_parts);
    for sentence in seen.passages().sentences() {
        let language = found.language();
        let finding = by_gender(&sentence, language);
        found.list(finding.or_else(|| by_kinds(&sentence, language)));
    }
    for passage in &seen.passages().all {
        found.list(by_items(passage, found.language()));
    }
}

/// A count or an amount whose parts are the items of the list behind it, one each, and that is one slip from their sum.
fn by_items(passage: &Passage<'_>, language: Language) -> Option<Finding> {
    let list = passage.list.filter(|_| !passage.is_list_cut)?;
    let parts: Option<Vec<Part<'_>>> = list
        .items
        .iter()
        .map(|item| {
            let mut numbers = item.atoms.iter().filter_map(Part::of);
            numbers.next().filter(|_| numbers.next().is_none())
        })
        .collect();
    let parts = parts.filter(|parts| parts.len() >= 2)?;
    let kind = parts.first()?.1.value.kind();
    let is_sort = parts.iter().all(|it| it.1.value.kind() == kind);
    let exact = sum(parts.iter().map(|it| it.0))?;
    let wholes = passage.quantities(&(0..passage.text.as_str().len()));
    let is_said = wholes.iter().any(|it| it.value == exact);
    let is_count = matches!(kind, AtomKind::Number | AtomKind::Money);
    if !is_sort || !is_count || is_said || exact < Decimal::ONE_THOUSAND {
        return None;
    }
    let is_slip = |it: &&Quantity<'_>| {
        let change = Change::of(it.value, exact).filter(|_| it.kind() == kind);
        change.is_some_and(|change| {
            change.is_swap() || wholes.len() == 1 && is_digit_of(it.value)(&change, exact)
        })
    };
    let mut slips = wholes.iter().filter(is_slip);
    let whole = slips.next().filter(|_| slips.next().is_none())?;
    finding(whole.into(), &parts, is_digit_of(whole.value), language)
}

/// A value and its place.
#[derive(Clone, Copy)]
struct Part<'r>(Decimal, &'r Atom);

impl<'r> Part<'r> {
    fn of(atom: &'r Atom) -> Option<Self> {
        Some(Self(atom.value.decimal()?, atom))
    }
}

impl<'r> From<&Quantity<'r>> for Part<'r> {
    fn from(it: &Quantity<'r>) -> Self {
        Self(it.value, it.atom)
    }
}

/// A whole that is not the sum of its parts, where two digits of one of them are swapped, or another slip is certain.
fn finding(
    whole: Part<'_>,
    parts: &[Part<'_>],
    is_certain: impl Fn(&Change, Decimal) -> bool,
    language: Language,
) -> Option<Finding> {
    let exact = sum(parts.iter().map(|it| it.0))?;
    let (printed, count) = (whole.0, parts.len());
    let of_part = |it: &Part<'_>| {
        let rest = exact.checked_sub(it.0)?;
        let change = Change::of(it.0, printed.checked_sub(rest)?);
        change.filter(|change| digits(change.from) >= 100)
    };
    let changes = Change::of(printed, exact).into_iter();
    let changes = changes.chain(parts.iter().filter_map(of_part));
    let change = changes.min_by_key(|it| it.slip)?;
    if !change.is_swap() && !is_certain(&change, exact) {
        return None;
    }
    let message = language.pick(
        format!("{printed} is not the sum of its {count} parts, {exact}"),
        format!("{printed} no es la suma de sus {count} partes, {exact}"),
    );
    Some(
        Finding::new(CODE, Severity::Warning, message)
            .values(printed, exact, language)
            .suggestion(Some(change.offer(language)))
            .evidence(whole.1)
            .all_evidence(parts.iter().map(|it| it.1)),
    )
}

/// A whole that a sentence divides into parts, all of one sort with it, and that they do not add up to.
fn by_kinds(sentence: &Sentence<'_, '_>, language: Language) -> Option<Finding> {
    let quantities = &sentence.quantities;
    let (first, last) = (quantities.first()?, quantities.last()?);
    let is_sort = quantities.iter().all(|it| it.kind() == first.kind());
    let is_count = matches!(first.kind(), AtomKind::Number | AtomKind::Money);
    if !is_sort || !is_count || !(3..=MOST + 1).contains(&quantities.len()) {
        return None;
    }
    let is_partitive = |word: Entry| word.name(Class::Relative) == "partitive";
    let between = sentence.between(first, quantities.get(1)?);
    let divides = between.contains([':', '(']) || said::any(sentence.after(first, 9), is_partitive);
    let adds_up = said::any(sentence.before(last, 4), |word| word.is(Class::Total));
    let (whole, parts) = match (divides, adds_up) {
        (true, false) => (first, quantities.get(1..)?),
        (false, true) => (last, quantities.get(..quantities.len() - 1)?),
        _ => return None,
    };
    let is_other = |word: Entry| word.is(Class::Hope) || said::other_year(word);
    if said::any(sentence.words(), is_other) || digits(whole.value) < 100 {
        return None;
    }
    let mut so_far = Decimal::ZERO;
    for part in parts {
        so_far = so_far.checked_add(part.value)?;
        // What stands behind the parts is of another thing.
        if so_far == whole.value {
            return None;
        }
    }
    let parts: Vec<Part<'_>> = parts.iter().map(Part::from).collect();
    // Where some are told apart from the rest, not all of them are.
    let is_rest = said::any(sentence.words(), |word| word.is(Class::Partial));
    let is_certain = |change: &Change, exact| {
        is_digit_of(whole.value)(change, exact) && (exact > whole.value || !is_rest)
    };
    finding(whole.into(), &parts, is_certain, language)
}

/// Whether one digit of a whole that is not rounded is another: a part that is left out is seldom of one digit.
fn is_digit_of(whole: Decimal) -> impl Fn(&Change, Decimal) -> bool {
    let is_exact = whole.trunc() != whole || whole % Decimal::TEN != Decimal::ZERO;
    move |change, _| {
        change.slip == Slip::Digit && change.from == whole && digits(whole) >= 1000 && is_exact
    }
}

fn is_sum_of_parts(grid: &Grid<'_>, relation: &Relation) -> bool {
    relation.is_sum()
        && !super::total::is_total(grid, relation)
        && !super::difference::is_difference(grid, relation)
}

/// Whether a word says something.
type Test = fn(Entry) -> bool;

/// Women and men of a whole that stands before them in the sentence, and that they do not add up to.
fn by_gender(sentence: &Sentence<'_, '_>, language: Language) -> Option<Finding> {
    let counts: Vec<&Quantity<'_>> = sentence
        .quantities
        .iter()
        .filter(|it| it.kind() == AtomKind::Number && it.value.scale() == 0)
        .collect();
    let names = |it: &Quantity<'_>, test| said::any(sentence.after(it, 3), test);
    let named_before = |it: &Quantity<'_>, test| said::any(sentence.before(it, 2), test);
    // `18.343 son mujeres y 30.398 hombres`, or `masculinos 27.003, femenino 31.023`.
    let of = |test, names: &dyn Fn(&Quantity<'_>, Test) -> bool| {
        let mut those = counts.iter().filter(|it| names(it, test));
        let first = those.next().copied();
        first.filter(|_| those.next().is_none())
    };
    let pair = |names: &dyn Fn(&Quantity<'_>, Test) -> bool| {
        let (women, men) = (of(said::women, names)?, of(said::men, names)?);
        (women.at != men.at).then_some((women, men))
    };
    let (women, men) = pair(&named_before).or_else(|| pair(&names))?;
    if said::any(sentence.words(), said::other_year) {
        return None;
    }
    let first = if women.at < men.at { women } else { men };
    let whole = counts.iter().rev().find(|it| it.at < first.at)?;
    // `en 2.346 recintos hay 1.200 mujeres`: a clause of its own, or what it leads to, divides the whole.
    let leads = |word: Entry| said::telling(word) || word.is(Class::Conjunction);
    let is_clause = sentence
        .between(whole, first)
        .contains([',', ';', ':', '(']);
    let is_being = |word: Entry| word.is(Class::Being) || word.is(Class::Relative);
    if said::any(sentence.before(whole, 1), leads)
        || !is_clause && !said::any(sentence.after(whole, 9), is_being)
    {
        return None;
    }
    let parts = [women, men].map(Part::from);
    let printed = whole.value;
    let exact = sum(parts.iter().map(|it| it.0))?;
    // Any two small numbers are one digit apart.
    let is_small = printed < Decimal::ONE_HUNDRED;
    if is_small || exact == printed || printed <= women.value.max(men.value) {
        return None;
    }
    finding((*whole).into(), &parts, |_, _| true, language)
}
