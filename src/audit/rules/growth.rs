//! Growth in per cent against its two terms.

use super::{
    Decimal, Finding, Findings, Formula, Language, Quantity, Seen, Sentence, Severity, row, said,
    slip,
};
use crate::atom::AtomKind;
use crate::audit::arithmetic::{growth, prints, rounded, unit};

rule!(GrowthMismatch, "growth-mismatch", Error);

fn check(seen: &Seen<'_>, found: &mut Findings) {
    row::find(seen, found, (CODE, Severity::Error), |_, relation| {
        matches!(relation.formula, Formula::Growth { .. })
    });
    for sentence in seen.passages().sentences() {
        let is_percent = |it: &&Quantity<'_>| it.kind() == AtomKind::Percent;
        for share in sentence.quantities.iter().filter(is_percent) {
            found.list(stated(&sentence, share, found.language()));
        }
    }
}

/// A growth that a sentence states beside its two terms, and that is not theirs.
fn stated(
    sentence: &Sentence<'_, '_>,
    share: &Quantity<'_>,
    language: Language,
) -> Option<Finding> {
    let before = sentence.before(share, 4);
    if !said::any(before, said::difference) {
        return None;
    }
    let others = sentence.quantities.iter().filter(|it| it.at != share.at);
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
