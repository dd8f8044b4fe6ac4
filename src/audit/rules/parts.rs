//! Wholes against their parts: women and men, kinds of one thing.

use super::{
    Change, Decimal, Finding, Findings, Formula, Grid, Language, Passage, Quantity, Relation, Seen,
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

/// A count or an amount whose parts are the items of the list behind it, one each, where two digits of it are swapped.
fn by_items(passage: &Passage<'_>, language: Language) -> Option<Finding> {
    let list = passage.list.filter(|_| !passage.is_list_cut)?;
    let parts: Option<Vec<&Atom>> = list
        .items
        .iter()
        .map(|item| {
            let mut numbers = item.atoms.iter().filter(|it| it.value.decimal().is_some());
            numbers.next().filter(|_| numbers.next().is_none())
        })
        .collect();
    let parts = parts.filter(|parts| parts.len() >= 2)?;
    let kind = parts.first()?.value.kind();
    let is_sort = parts.iter().all(|it| it.value.kind() == kind);
    if !is_sort || !matches!(kind, AtomKind::Number | AtomKind::Money) {
        return None;
    }
    let exact = sum(parts.iter().filter_map(|it| it.value.decimal()))?;
    let wholes: Vec<Quantity<'_>> = passage
        .quantities(&(0..passage.text.as_str().len()))
        .into_iter()
        .filter(|it| it.kind() == kind)
        .collect();
    if exact < Decimal::ONE_THOUSAND || wholes.iter().any(|it| it.value == exact) {
        return None;
    }
    let mut swapped = wholes.iter().filter_map(|it| {
        let change = Change::of(it.value, exact).filter(Change::is_swap)?;
        Some((it, change))
    });
    let (whole, change) = swapped.next().filter(|_| swapped.next().is_none())?;
    let printed = whole.value;
    let count = parts.len();
    let message = language.pick(
        format!("{printed} is not the sum of the {count} items behind it, {exact}"),
        format!("{printed} no es la suma de los {count} elementos que siguen, {exact}"),
    );
    Some(
        Finding::new(CODE, Severity::Warning, message)
            .expected(exact)
            .actual(printed)
            .tolerance(0)
            .suggestion(Some(change.offer(language)))
            .evidence(whole.atom)
            .all_evidence(parts),
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
    let mut exact = Decimal::ZERO;
    for part in parts {
        exact = exact.checked_add(part.value)?;
        // What stands behind the parts is of another thing.
        if exact == whole.value {
            return None;
        }
    }
    let printed = whole.value;
    let of_part = |it: &Quantity<'_>| {
        let rest = exact.checked_sub(it.value)?;
        let change = Change::of(it.value, printed.checked_sub(rest)?);
        change.filter(|change| digits(change.from) >= 100)
    };
    let changes = Change::of(printed, exact).into_iter();
    let changes = changes.chain(parts.iter().filter_map(of_part));
    let change = changes.min_by_key(|it| it.slip)?;
    // Parts may be left out; they are never more than the whole, unless that is rounded.
    let is_exact = digits(printed) >= 1000 && !digits(printed).is_multiple_of(10);
    let is_over = exact > printed && change.slip == Slip::Digit && is_exact;
    if !change.is_swap() && !is_over {
        return None;
    }
    let count = parts.len();
    let message = language.pick(
        format!("{printed} is not the sum of the {count} parts told, {exact}"),
        format!("{printed} no es la suma de las {count} partes indicadas, {exact}"),
    );
    Some(
        Finding::new(CODE, Severity::Warning, message)
            .expected(exact)
            .actual(printed)
            .tolerance(0)
            .suggestion(Some(change.offer(language)))
            .evidence(whole.atom)
            .all_evidence(parts.iter().map(|it| it.atom)),
    )
}

fn is_sum_of_parts(grid: &Grid<'_>, relation: &Relation) -> bool {
    matches!(relation.formula, Formula::Sum { .. } | Formula::Pair { .. })
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
    let first = women.at.min(men.at);
    let whole = counts.iter().rev().find(|it| it.at < first)?;
    let exact = sum([women.value, men.value])?;
    let printed = whole.value;
    // Any two small numbers are one digit apart.
    let is_small = printed < Decimal::ONE_HUNDRED;
    if is_small || exact == printed || printed <= women.value.max(men.value) {
        return None;
    }
    let slips = [
        (printed, exact),
        (women.value, printed.checked_sub(men.value)?),
        (men.value, printed.checked_sub(women.value)?),
    ];
    let changes = slips.iter().filter_map(|&(from, to)| Change::of(from, to));
    let change = changes.min_by_key(|it| it.slip)?;
    let message = language.pick(
        format!(
            "{printed} is not {} women and {} men together, {exact}",
            women.value, men.value
        ),
        format!(
            "{printed} no son {} mujeres y {} hombres en conjunto, {exact}",
            women.value, men.value
        ),
    );
    Some(
        Finding::new(CODE, Severity::Warning, message)
            .expected(exact)
            .actual(printed)
            .tolerance(0)
            .suggestion(Some(change.offer(language)))
            .all_evidence([whole.atom, women.atom, men.atom]),
    )
}
