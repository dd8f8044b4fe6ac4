//! Percentages against the ratios beside them.

use nom::combinator::value;
use nom::multi::many0_count;
use nom::{IResult, Parser as _};

use super::{
    Decimal, Finding, Findings, Formula, Language, Quantity, Seen, Sentence, Severity, row, said,
    slip,
};
use crate::atom::AtomKind;
use crate::audit::arithmetic::{growth, near, percent, prints, rounded, unit};
use crate::audit::said::is_role;
use crate::lexicon::{Class, Word, Words, any_of, of_class};

rule!(PercentMismatch, "percent-mismatch", Error);

fn check(seen: &Seen<'_>, found: &mut Findings) {
    row::find(seen, found, (CODE, Severity::Error), |_, relation| {
        matches!(
            relation.formula,
            Formula::Ratio { .. } | Formula::Share { .. }
        )
    });
    for sentence in seen.passages().sentences() {
        let is_percent = |it: &&Quantity<'_>| it.kind() == AtomKind::Percent;
        let mut shares = sentence.quantities.iter().filter(is_percent);
        if let Some(share) = shares.next().filter(|_| shares.next().is_none()) {
            found.list(stated(&sentence, share, found.language()));
        }
    }
}

/// `equivalente al`, `lo que corresponde a un`, `afiliados más que representan el`: what stands between an amount and its
/// share.
fn lead(input: Words<'_>) -> IResult<Words<'_>, ()> {
    let before = many0_count(any_of(|word, _| !word.is(Class::ShareLead)));
    let verb = of_class(Class::ShareLead);
    let executed = |word: Word| is_role(word.entry(), &["executed"]);
    let behind = many0_count(any_of(move |word, key| key.len() <= 4 || executed(word)));
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

/// Whether a percentage names a base behind it, `el 87,5% del codificado`, that no amount before it is said to be.
fn is_of_another(sentence: &Sentence<'_, '_>, share: &Quantity<'_>) -> bool {
    let before = sentence
        .quantities
        .iter()
        .filter(|it| it.at < share.at)
        .flat_map(|it| [sentence.before(it, 4), sentence.after(it, 3)]);
    let is_said_before = |role: &str| {
        before
            .clone()
            .any(|words| said::any(words, |word| is_role(word, &[role])))
    };
    said::any(sentence.after(share, 4), |word| {
        word.is(Class::Role) && !is_said_before(word.name(Class::Role))
    })
}

/// What a sentence with amounts and one percentage behind them says, where that is not their ratio.
fn stated(
    sentence: &Sentence<'_, '_>,
    share: &Quantity<'_>,
    language: Language,
) -> Option<Finding> {
    let quantities = &sentence.quantities;
    let words = sentence.before(share, 10);
    let is_lead = matches!(lead(words), Ok((rest, ())) if rest.is_empty());
    let before: Vec<&Quantity<'_>> = quantities.iter().filter(|it| it.at < share.at).collect();
    // An amount behind the percentage is no term of it, but for one that is said again.
    let is_said_again =
        |it: &Quantity<'_>| it.at <= share.at || before.iter().any(|b| b.value == it.value);
    if !is_lead || before.len() > 3 || !quantities.iter().all(is_said_again) {
        return None;
    }
    if is_of_another(sentence, share) {
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
    let has = |roles: &[&str]| said::any(sentence.words(), |word| is_role(word, roles));
    let is_budget = before.len() == 2 && has(&["codified", "planned"]) && has(&["executed"]);
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
