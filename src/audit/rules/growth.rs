//! Growth in per cent against its two terms.

use super::{
    Change, Decimal, Finding, Findings, Formula, Language, Quantity, Seen, Sentence, Severity, row,
    said,
};
use crate::atom::AtomKind;
use crate::audit::arithmetic::{growth, prints, rounded, unit};
use crate::lexicon::Class;

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
    let words = sentence.before(share, 4);
    // What is hoped for has no terms yet.
    let is_hoped = said::any(sentence.words(), |word| word.is(Class::Hope));
    if !said::any(words, said::difference) || is_hoped {
        return None;
    }
    let others = sentence.quantities.iter().filter(|it| it.at != share.at);
    // A third is one too many.
    let terms: Vec<&Quantity<'_>> = others.take(3).collect();
    let [a, b] = terms[..] else { return None };
    if a.kind() != b.kind() || a.kind() == AtomKind::Percent {
        return None;
    }
    let (before, after) = sentence.by_year(a, b).or_else(|| {
        let rises = said::rise(words)?;
        Some(if rises == (a.value < b.value) {
            (a, b)
        } else {
            (b, a)
        })
    })?;
    let exact = growth(before.value, after.value)?.abs();
    let printed = share.value.abs();
    if prints(printed, exact, Decimal::ZERO) {
        return None;
    }
    let (before, after) = (before.value, after.value);
    let expected = rounded(exact, printed);
    Change::of(printed, expected)?;
    let message = language.pick(
        format!("{printed} is not the growth from {before} to {after} in per cent, {expected}"),
        format!("{printed} no es la variación porcentual de {before} a {after}, {expected}"),
    );
    Some(
        Finding::new(CODE, Severity::Warning, message)
            .values(printed, expected, language)
            .tolerance(unit(printed))
            .all_evidence([share.atom, a.atom, b.atom]),
    )
}
