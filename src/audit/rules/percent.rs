//! Percentages against the ratios beside them.

use nom::combinator::value;
use nom::multi::many0_count;
use nom::{IResult, Parser as _};
use rust_decimal::Decimal;

use super::row;
use crate::atom::AtomKind;
use crate::audit::arithmetic::{growth, near, percent, prints, rounded, unit};
use crate::audit::finding::Finding;
use crate::audit::language::Language;
use crate::audit::passage::{Passage, Passages, Quantity};
use crate::audit::relation::Formula;
use crate::audit::rule::Findings;
use crate::audit::seen::Seen;
use crate::audit::slip::slip;
use crate::audit::stems::{self, SHARE};
use crate::diagnostic::Severity;
use crate::lexicon::{Words, any_of};

rule!(PercentMismatch, "percent-mismatch", Error);

fn check(seen: &Seen<'_>, found: &mut Findings) {
    row::find(seen, found, CODE, |_, relation| {
        matches!(
            relation.formula,
            Formula::Ratio { .. } | Formula::Share { .. }
        )
    });
    let passages = seen.passages();
    for (passage, quantities) in passages.sentences() {
        let percents = quantities
            .iter()
            .filter(|it| it.kind() == AtomKind::Percent);
        let [share] = percents.collect::<Vec<_>>()[..] else {
            continue;
        };
        let finding = sentence_finding(passages, passage, share, &quantities, found.language());
        found.list(finding);
    }
}

/// `equivalente al`, `lo que corresponde a un`, `afiliados más que representan el`: what stands between an amount and its
/// share.
fn lead(input: Words<'_>) -> IResult<Words<'_>, ()> {
    let is_verb = |key: &str| stems::begins(key, &SHARE);
    let before = many0_count(any_of(move |_, key| !is_verb(key)));
    let verb = any_of(move |_, key| is_verb(key));
    let behind = many0_count(any_of(|_, key| key.len() <= 4 || key.starts_with("ejecu")));
    value((), (before, verb, behind)).parse_complete(input)
}

/// The amount of which a sentence's percentage is a share, and the share: of two amounts, or of a difference of two that
/// stands behind them.
fn terms(before: &[&Quantity<'_>]) -> Option<(Decimal, Decimal)> {
    let is_one_kind = before
        .windows(2)
        .all(|pair| pair[0].kind() == pair[1].kind());
    match before {
        _ if !is_one_kind => None,
        [a, b] => Some((a.value.min(b.value), a.value.max(b.value))),
        [a, b, part] => {
            let difference = a.value.checked_sub(b.value)?.abs();
            near(difference, part.value, Decimal::new(2, 2)).then_some((part.value, a.value))
        }
        _ => None,
    }
}

/// What a sentence with amounts and one percentage behind them says, where that is not their ratio.
fn sentence_finding(
    passages: &Passages<'_>,
    passage: &Passage<'_>,
    share: &Quantity<'_>,
    quantities: &[Quantity<'_>],
    language: Language,
) -> Option<Finding> {
    let words = passages.before(passage, share.at, 10);
    let is_lead = matches!(lead(words), Ok((rest, ())) if rest.is_empty());
    let before: Vec<&Quantity<'_>> = quantities.iter().filter(|it| it.at < share.at).collect();
    // An amount behind the percentage is no term of it, but for one that is said again.
    let is_said_again =
        |it: &Quantity<'_>| it.at <= share.at || before.iter().any(|b| b.value == it.value);
    if !is_lead || !quantities.iter().all(is_said_again) {
        return None;
    }
    let (part, whole) = terms(&before)?;
    let printed = share.value;
    let [a, b] = [before.first()?.value, before.get(1)?.value];
    let ratios = [
        percent(part, whole),
        percent(whole, part),
        growth(a, b).map(|it| it.abs()),
        growth(b, a).map(|it| it.abs()),
    ];
    let holds = |exact: &Decimal| prints(printed, *exact, Decimal::ZERO);
    if ratios.iter().flatten().any(holds) {
        return None;
    }
    let expected = rounded(percent(part, whole)?, printed);
    let slipped = slip(printed, expected);
    let sentence = passage.sentence_of(passage.ranges.get(share.at)?.start);
    let key = passages.words(passage, sentence).key();
    let is_budget = before.len() == 2
        && stems::any_begins(key, &["codific", "deveng", "asign", "vigent"])
        && stems::any_begins(key, &["ejecu", "deveng"]);
    if slipped.is_none() && !is_budget {
        return None;
    }
    let message = language.pick(
        format!("{printed} is not {part} in per cent of {whole}, {expected}"),
        format!("{printed} no es el porcentaje de {part} sobre {whole}, {expected}"),
    );
    let amounts = before.iter().map(|it| it.atom);
    Some(
        Finding::new(CODE, Severity::Warning, message)
            .expected(expected)
            .actual(printed)
            .tolerance(unit(printed))
            .suggestion(slipped.map(|slip| slip.offer(printed, expected, language)))
            .evidence(share.atom)
            .all_evidence(amounts),
    )
}
