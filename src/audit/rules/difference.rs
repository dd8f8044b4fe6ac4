//! Differences against their two terms.

use super::{
    Change, Finding, Findings, Grid, Language, Quantity, Relation, Seen, Sentence, Severity, row,
    said,
};
use crate::atom::AtomKind;
use crate::audit::arithmetic::{digits, near, tolerance};
use crate::lexicon::{Class, Entry};

rule!(DifferenceMismatch, "difference-mismatch", Warning);

/// Values of a sentence that states a difference, at most.
const MOST: usize = 12;

fn check(seen: &Seen<'_>, found: &mut Findings) {
    row::find(seen, found, (CODE, Severity::Warning), is_difference);
    for sentence in seen.passages().sentences() {
        for difference in &sentence.quantities {
            found.list(stated(&sentence, difference, found.language()));
        }
    }
}

/// Whether a column is what is left of another when a third is taken from it, by what heads it or a term of it.
pub(super) fn is_difference(grid: &Grid<'_>, relation: &Relation) -> bool {
    let is_rest = |at: usize| grid.columns[at].names.difference;
    relation.is_sum()
        && !super::total::is_total(grid, relation)
        && (is_rest(relation.target) || relation.formula.sources().into_iter().any(is_rest))
}

/// A difference that a sentence states beside its two terms, and that is not theirs.
fn stated(
    sentence: &Sentence<'_, '_>,
    difference: &Quantity<'_>,
    language: Language,
) -> Option<Finding> {
    let quantities = &sentence.quantities;
    if difference.kind() == AtomKind::Percent || quantities.len() > MOST {
        return None;
    }
    let before = sentence.before(difference, 3);
    let after = sentence.after(difference, 2);
    // `se recaudó un incremento de 540`, `6.487 afiliados más`, `6.487 afiliados adicionales`.
    let is_named_after = |word: Entry| word.is(Class::More) || said::difference(word);
    if !said::any(before, said::difference) && !said::any(after, is_named_after) {
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
    let is_count = [a, b, difference].iter().all(|it| it.value.scale() == 0);
    let allowed = tolerance(&[a.value, b.value], printed, is_count);
    if near(exact, printed, allowed) || exact.is_zero() {
        return None;
    }
    // Any two small numbers are one digit apart.
    let is_telling = digits(printed) >= 100;
    Change::of(printed, exact).filter(|it| is_telling || it.is_swap())?;
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
            .values(printed, exact, language)
            .tolerance(allowed.normalize())
            .all_evidence([difference.atom, a.atom, b.atom]),
    )
}
