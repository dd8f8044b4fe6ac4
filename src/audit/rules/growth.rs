//! Growth in per cent against its two terms.

use rust_decimal::Decimal;

use super::row;
use crate::atom::AtomKind;
use crate::audit::arithmetic::{growth, prints, rounded, unit};
use crate::audit::finding::Finding;
use crate::audit::language::Language;
use crate::audit::passage::{Passage, Passages, Quantity};
use crate::audit::relation::Formula;
use crate::audit::rule::Findings;
use crate::audit::seen::Seen;
use crate::audit::slip::slip;
use crate::audit::stems::{self, CHANGE};
use crate::diagnostic::Severity;

rule!(GrowthMismatch, "growth-mismatch", Error);

fn check(seen: &Seen<'_>, found: &mut Findings) {
    row::find(seen, found, CODE, |_, relation| {
        matches!(relation.formula, Formula::Growth { .. })
    });
    let passages = seen.passages();
    for (passage, quantities) in passages.sentences() {
        let is_percent = |it: &&Quantity<'_>| it.kind() == AtomKind::Percent;
        for share in quantities.iter().filter(is_percent) {
            let finding = stated(passages, passage, share, &quantities, found.language());
            found.list(finding);
        }
    }
}

/// A growth that a sentence states beside its two terms, and that is not theirs.
fn stated(
    passages: &Passages<'_>,
    passage: &Passage<'_>,
    share: &Quantity<'_>,
    quantities: &[Quantity<'_>],
    language: Language,
) -> Option<Finding> {
    let before = passages.before(passage, share.at, 4);
    if !stems::any_begins(before.key(), &CHANGE) {
        return None;
    }
    let others = quantities.iter().filter(|it| it.at != share.at);
    // A third is one too many.
    let terms: Vec<&Quantity<'_>> = others.take(3).collect();
    let [a, b] = terms[..] else { return None };
    if a.kind() != b.kind() || a.kind() == AtomKind::Percent {
        return None;
    }
    let ratios = [growth(a.value, b.value)?, growth(b.value, a.value)?];
    let printed = share.value.abs();
    if ratios
        .iter()
        .any(|exact| prints(printed, exact.abs(), Decimal::ZERO))
    {
        return None;
    }
    let offers = ratios.iter().filter_map(|exact| {
        let expected = rounded(exact.abs(), printed);
        Some((expected, slip(printed, expected)?))
    });
    let (expected, slipped) = offers.min_by_key(|(_, slip)| *slip)?;
    let message = language.pick(
        format!(
            "{printed} is not the growth between {} and {} in per cent, {expected}",
            a.value, b.value
        ),
        format!(
            "{printed} no es la variación porcentual entre {} y {}, {expected}",
            a.value, b.value
        ),
    );
    Some(
        Finding::new(CODE, Severity::Warning, message)
            .expected(expected)
            .actual(printed)
            .tolerance(unit(printed))
            .suggestion(Some(slipped.offer(printed, expected, language)))
            .all_evidence([share.atom, a.atom, b.atom]),
    )
}
