//! Differences against their two terms.

use super::row;
use crate::atom::AtomKind;
use crate::audit::arithmetic::{digits, near, tolerance, unit};
use crate::audit::finding::Finding;
use crate::audit::grid::Grid;
use crate::audit::language::Language;
use crate::audit::passage::{Passage, Passages, Quantity};
use crate::audit::relation::{Formula, Relation};
use crate::audit::rule::Findings;
use crate::audit::seen::Seen;
use crate::audit::slip::slip;
use crate::audit::stems::{self, CHANGE, REST};
use crate::diagnostic::Severity;

rule!(DifferenceMismatch, "difference-mismatch", Warning);

fn check(seen: &Seen<'_>, found: &mut Findings) {
    row::find(seen, found, CODE, is_difference);
    let passages = seen.passages();
    for (passage, quantities) in passages.sentences() {
        for difference in &quantities {
            let finding = stated(passages, passage, difference, &quantities, found.language());
            found.list(finding);
        }
    }
}

/// Whether a column is what is left of another when a third is taken from it, by what heads it or a term of it.
pub(super) fn is_difference(grid: &Grid<'_>, relation: &Relation) -> bool {
    let is_rest = |at: usize| grid.columns[at].names.rest;
    matches!(relation.formula, Formula::Sum { .. } | Formula::Pair { .. })
        && !super::total::is_total(grid, relation)
        && (is_rest(relation.target) || relation.formula.sources().into_iter().any(is_rest))
}

/// A difference that a sentence states beside its two terms, and that is not theirs.
fn stated(
    passages: &Passages<'_>,
    passage: &Passage<'_>,
    difference: &Quantity<'_>,
    quantities: &[Quantity<'_>],
    language: Language,
) -> Option<Finding> {
    if difference.kind() == AtomKind::Percent {
        return None;
    }
    let before = passages.before(passage, difference.at, 3).key();
    let after = passages.after(passage, difference.at, 2).key();
    let is_change = stems::any_begins(before, &CHANGE) || stems::any_begins(before, &REST);
    let is_more = stems::any_begins(after, &["mas.", "menos.", "adicional"]);
    if !is_change && !is_more {
        return None;
    }
    let terms: Vec<&Quantity<'_>> = quantities
        .iter()
        .filter(|it| it.at != difference.at && it.kind() == difference.kind())
        .filter(|it| it.value != difference.value)
        .take(3)
        .collect();
    // A third is one too many.
    let [a, b] = terms[..] else { return None };
    let exact = a.value.checked_sub(b.value)?.abs();
    let printed = difference.value;
    let least = unit(a.value).max(unit(b.value)).max(unit(printed));
    let is_count = [a, b, difference].iter().all(|it| it.value.scale() == 0);
    let allowed = tolerance(2, least, is_count);
    if near(exact, printed, allowed) || exact.is_zero() {
        return None;
    }
    // Any two small numbers are one digit apart.
    let is_telling = digits(printed) >= 100;
    let slipped = slip(printed, exact).filter(|_| is_telling)?;
    let message = language.pick(
        format!(
            "{printed} is not the difference of {} and {}, {exact}",
            a.value, b.value
        ),
        format!(
            "{printed} no es la diferencia de {} y {}, {exact}",
            a.value, b.value
        ),
    );
    Some(
        Finding::new(CODE, Severity::Warning, message)
            .expected(exact)
            .actual(printed)
            .tolerance(allowed.normalize())
            .suggestion(Some(slipped.offer(printed, exact, language)))
            .all_evidence([difference.atom, a.atom, b.atom]),
    )
}
