//! Percentages against the ratios beside them.

use nom::branch::alt;
use nom::combinator::value;
use nom::multi::many0_count;
use nom::{IResult, Parser as _};
use rust_decimal::Decimal;

use super::row::odd;
use crate::atom::AtomKind;
use crate::audit::arithmetic::{growth, percent, prints, rounded};
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
    let rows = odd(seen, |_, relation| {
        matches!(
            relation.formula,
            Formula::Ratio { .. } | Formula::Share { .. }
        )
    });
    for row in rows {
        found.push(row.finding(CODE, found.language()));
    }
    let passages = seen.passages();
    for passage in &passages.all {
        for sentence in &passage.sentences {
            let quantities = passage.quantities(sentence);
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
}

/// `equivalente al`, `lo que corresponde a un`, `representa el`: what stands between an amount and its share.
fn lead(input: Words<'_>) -> IResult<Words<'_>, ()> {
    let small = any_of(|_, key| {
        matches!(
            key,
            "a" | "al"
                | "el"
                | "un"
                | "del"
                | "de"
                | "en"
                | "lo"
                | "que"
                | "cual"
                | "y"
                | "es"
                | "decir"
        )
    });
    let verb = any_of(|_, key| stems::begins(key, &SHARE));
    let any = many0_count(small);
    value(
        (),
        (
            any,
            verb,
            many0_count(alt((
                any_of(|_, key| key.len() <= 4),
                any_of(|_, key| key.starts_with("ejecu")),
            ))),
        ),
    )
    .parse_complete(input)
}

/// What a sentence with two amounts and one percentage between them says, where that is not their ratio.
fn sentence_finding(
    passages: &Passages<'_>,
    passage: &Passage<'_>,
    share: &Quantity<'_>,
    quantities: &[Quantity<'_>],
    language: Language,
) -> Option<Finding> {
    let is_lead =
        matches!(lead(passages.before(passage, share.at, 8)), Ok((rest, ())) if rest.is_empty());
    let before: Vec<&Quantity<'_>> = quantities.iter().filter(|it| it.at < share.at).collect();
    let [a, b] = before[..] else { return None };
    if !is_lead || a.kind() != b.kind() || quantities.len() != 3 {
        return None;
    }
    let ratios = [
        percent(b.value, a.value),
        percent(a.value, b.value),
        growth(a.value, b.value).map(|it| it.abs()),
        growth(b.value, a.value).map(|it| it.abs()),
    ];
    let slack = Decimal::ZERO;
    if ratios
        .iter()
        .flatten()
        .any(|&exact| prints(share.value, exact, slack))
    {
        return None;
    }
    let exact = percent(a.value.min(b.value), a.value.max(b.value))?;
    let expected = rounded(exact, share.value);
    let slipped = slip(share.value, expected);
    let words = passages.words(passage, passage.sentence_of(passage.ranges[share.at].start));
    let is_budget = stems::any_begins(words.key(), &["codific", "deveng", "asign", "vigent"])
        && stems::any_begins(words.key(), &["ejecu", "deveng"]);
    if slipped.is_none() && !is_budget {
        return None;
    }
    let printed = share.value;
    let message = language.pick(
        format!(
            "{printed} is not {} in per cent of {}, {expected}",
            a.value.min(b.value),
            a.value.max(b.value)
        ),
        format!(
            "{printed} no es el porcentaje de {} sobre {}, {expected}",
            a.value.min(b.value),
            a.value.max(b.value)
        ),
    );
    Some(
        Finding::new(CODE, Severity::Warning, message)
            .expected(expected)
            .actual(printed)
            .tolerance(Decimal::new(1, printed.scale()))
            .suggestion(slipped.map(|slip| slip.offer(printed, expected, language)))
            .all_evidence([share.atom, a.atom, b.atom]),
    )
}
