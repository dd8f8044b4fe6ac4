//! Wholes against their parts: women and men, kinds of one thing.

use rust_decimal::Decimal;

use super::row;
use crate::atom::{Atom, AtomKind};
use crate::audit::arithmetic::sum;
use crate::audit::finding::Finding;
use crate::audit::grid::Grid;
use crate::audit::language::Language;
use crate::audit::passage::{Passage, Passages, Quantity};
use crate::audit::relation::{Formula, Relation};
use crate::audit::rule::Findings;
use crate::audit::seen::Seen;
use crate::audit::slip::{Slip, slip};
use crate::audit::stems::{self, MEN, WOMEN};
use crate::diagnostic::Severity;

rule!(PartsMismatch, "parts-mismatch", Error);

fn check(seen: &Seen<'_>, found: &mut Findings) {
    row::find(seen, found, CODE, is_sum_of_parts);
    let passages = seen.passages();
    for (passage, quantities) in passages.sentences() {
        let finding = by_gender(passages, passage, &quantities, found.language());
        found.list(finding);
    }
    for passage in &passages.all {
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
    let mut swapped = wholes
        .iter()
        .filter(|it| slip(it.value, exact) == Some(Slip::Swap));
    let whole = swapped.next().filter(|_| swapped.next().is_none())?;
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
            .suggestion(Some(Slip::Swap.offer(printed, exact, language)))
            .evidence(whole.atom)
            .all_evidence(parts),
    )
}

fn is_sum_of_parts(grid: &Grid<'_>, relation: &Relation) -> bool {
    matches!(relation.formula, Formula::Sum { .. } | Formula::Pair { .. })
        && !super::total::is_total(grid, relation)
        && !super::difference::is_difference(grid, relation)
}

/// Women and men of a whole that stands before them in the sentence, and that they do not add up to.
fn by_gender(
    passages: &Passages<'_>,
    passage: &Passage<'_>,
    quantities: &[Quantity<'_>],
    language: Language,
) -> Option<Finding> {
    let counts: Vec<&Quantity<'_>> = quantities
        .iter()
        .filter(|it| it.kind() == AtomKind::Number && it.value.scale() == 0)
        .collect();
    let names = |it: &Quantity<'_>, stems: &[&str]| {
        stems::any_begins(passages.after(passage, it.at, 3).key(), stems)
    };
    let named_before = |it: &Quantity<'_>, stems: &[&str]| {
        stems::any_begins(passages.before(passage, it.at, 2).key(), stems)
    };
    // `18.343 son mujeres y 30.398 hombres`, or `masculinos 27.003, femenino 31.023`.
    let of = |stems: &[&str], names: &dyn Fn(&Quantity<'_>, &[&str]) -> bool| {
        let mut those = counts.iter().filter(|it| names(it, stems));
        let first = those.next().copied();
        first.filter(|_| those.next().is_none())
    };
    let pair = |names: &dyn Fn(&Quantity<'_>, &[&str]) -> bool| {
        let (women, men) = (of(&WOMEN, names)?, of(&MEN, names)?);
        (women.at != men.at).then_some((women, men))
    };
    let (women, men) = pair(&named_before).or_else(|| pair(&names))?;
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
    let (from, to, slipped) = slips
        .iter()
        .filter_map(|&(from, to)| Some((from, to, slip(from, to)?)))
        .min_by_key(|(.., slip)| *slip)?;
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
            .suggestion(Some(slipped.offer(from, to, language)))
            .all_evidence([whole.atom, women.atom, men.atom]),
    )
}
