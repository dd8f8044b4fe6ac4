//! Percentages against the ratios beside them.

use super::{
    Change, Decimal, Finding, Findings, Formula, Language, Quantity, Seen, Sentence, Severity, row,
    said,
};
use crate::atom::AtomKind;
use crate::audit::arithmetic::{growth, near, percent, prints, rounded, unit};
use crate::audit::said::is_role;
use crate::lexicon::{Class, Entry, Word};

rule!(PercentMismatch, "percent-mismatch", Error);

/// Words between a percentage and its base, at most.
const MOST: usize = 8;

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

/// Whether what stands before a percentage makes it the share of an amount: `equivalente al`, `afiliados más que representan
/// el`, `es decir el`, or brackets around it alone.
fn is_led(sentence: &Sentence<'_, '_>, share: &Quantity<'_>) -> bool {
    let words = sentence.before(share, 10);
    let entries = words.as_slice().iter().map(|word| word.entry());
    let is_lead = |at: usize| {
        let word = entries.clone().skip(at);
        let alone = word.clone().next().map(|it| (it, 1));
        let lead = Entry::phrase(word).or(alone);
        let (_, len) = lead
            .filter(|(it, _)| it.is(Class::ShareLead))
            .unwrap_or_default();
        let mut rest = words.keys().skip(at + len);
        let is_small =
            |(word, key): (Word, &str)| key.len() <= 4 || is_role(word.entry(), &["executed"]);
        len > 0 && rest.all(is_small)
    };
    let text = sentence.passage.text.as_str();
    let is_bracketed = sentence.passage.ranges.get(share.at).is_some_and(|own| {
        let is_open = text.get(..own.start).is_some_and(|it| it.ends_with('('));
        is_open && text.get(own.end..).is_some_and(|it| it.starts_with(')'))
    });
    is_bracketed || (0..words.as_slice().len()).any(is_lead)
}

/// The two amounts of which a sentence's percentage is the ratio, and what else it may be.
struct Terms {
    part: Decimal,
    whole: Decimal,
    others: [Option<Decimal>; 3],
}

impl Terms {
    fn of(sentence: &Sentence<'_, '_>, before: &[&Quantity<'_>]) -> Option<Self> {
        let is_one_kind = before
            .windows(2)
            .all(|pair| pair[0].kind() == pair[1].kind());
        let (&[a, b], rest) = before.split_first_chunk().filter(|_| is_one_kind)?;
        let order = sentence.by_year(a, b);
        let growth =
            |a: &Quantity<'_>, b: &Quantity<'_>| growth(a.value, b.value).map(|it| it.abs());
        // Only the earlier of two years is a base.
        let growths = match order {
            Some((before, after)) => [growth(before, after), None],
            None => [growth(a, b), growth(b, a)],
        };
        let (less, more) = (a.value.min(b.value), a.value.max(b.value));
        let (part, whole, inverse) = match rest {
            [] => (less, more, percent(more, less)),
            // A difference of the two stands behind them.
            [rest] => {
                let is_theirs = near(more.checked_sub(less)?, rest.value, Decimal::new(2, 2));
                let base = order.map_or(a.value, |(before, _)| before.value);
                is_theirs.then_some((rest.value, base, None))?
            }
            _ => return None,
        };
        let [first, second] = growths;
        Some(Self {
            part,
            whole,
            others: [inverse, first, second],
        })
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

/// `que representa el 94,52% del presupuesto codificado de USD 3.250,00`: the base behind the percentage.
fn base<'q, 'r>(
    sentence: &Sentence<'_, '_>,
    share: &Quantity<'_>,
    behind: &[&'q Quantity<'r>],
) -> Option<&'q Quantity<'r>> {
    let [whole] = *behind else { return None };
    let words = sentence.before(whole, MOST + 1);
    let is_of = words.as_slice().first()?.is(Class::Preposition);
    let names = |word: Entry| word.is(Class::Role) || word.is(Class::Budget) || said::sum(word);
    let is_named = said::any(words, names) && words.as_slice().len() <= MOST;
    (is_of && is_named && share.at + 1 == whole.at).then_some(whole)
}

/// What a sentence with amounts and one percentage says, where that is not their ratio.
fn stated(
    sentence: &Sentence<'_, '_>,
    share: &Quantity<'_>,
    language: Language,
) -> Option<Finding> {
    let is_lead = is_led(sentence, share);
    let quantities = sentence.quantities.iter();
    let (before, behind): (Vec<&Quantity<'_>>, Vec<_>) = quantities
        .filter(|it| it.at != share.at)
        .partition(|it| it.at < share.at);
    // An amount behind the percentage is no term of it, but for its base, and one that is said again.
    let is_said_again = |it: &&Quantity<'_>| before.iter().any(|b| b.value == it.value);
    let base = base(sentence, share, &behind).filter(|_| before.len() == 1);
    let terms = match (base, &before[..]) {
        _ if !is_lead => return None,
        (Some(whole), [part]) if part.kind() == whole.kind() => Terms {
            part: part.value,
            whole: whole.value,
            others: [None; 3],
        },
        _ if !behind.iter().all(is_said_again) || is_of_another(sentence, share) => return None,
        (_, before) => Terms::of(sentence, before)?,
    };
    let Terms {
        part,
        whole,
        others,
    } = terms;
    let printed = share.value;
    let holds = |exact: &Decimal| prints(printed, *exact, Decimal::ZERO);
    let exact = percent(part, whole)?;
    if holds(&exact) || others.iter().flatten().any(holds) {
        return None;
    }
    let expected = rounded(exact, printed);
    let has = |roles: &[&str]| said::any(sentence.words(), |word| is_role(word, roles));
    let is_budget = before.len() <= 2 && has(&["codified", "planned"]) && has(&["executed"]);
    if Change::of(printed, expected).is_none() && !is_budget {
        return None;
    }
    let message = language.pick(
        format!("{printed} is not {part} in per cent of {whole}, {expected}"),
        format!("{printed} no es el porcentaje de {part} sobre {whole}, {expected}"),
    );
    let amounts = before.iter().chain(&base).map(|it| it.atom);
    Some(
        Finding::new(CODE, Severity::Warning, message)
            .values(printed, expected, language)
            .tolerance(unit(printed))
            .evidence(share.atom)
            .all_evidence(amounts),
    )
}
