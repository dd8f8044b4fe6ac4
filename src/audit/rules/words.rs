//! Amounts in words against their digits.

use std::ops::Range;

use nom::bytes::complete::take_while_m_n;
use nom::{IResult, Input as _, Parser as _};

use super::{Decimal, Evidence, Finding, Findings, Passage, Passages, Quantity, Seen, Severity};
use crate::atom::{AtomKind, number_in_words};
use crate::lexicon::{Class, Word, Words};

rule!(WordsMismatch, "words-mismatch", Error);

/// Words of the longest number that is read.
const MOST: usize = 24;

fn check(seen: &Seen<'_>, found: &mut Findings) {
    let passages = seen.passages();
    for passage in &passages.all {
        for quantity in passage.quantities(&(0..passage.text.as_str().len())) {
            let said = after(passages, passage, &quantity)
                .or_else(|| before(passages, passage, &quantity));
            let Some((said, place)) = said else { continue };
            let digits = quantity.value.trunc();
            if Decimal::from(said) == digits || is_rounded(said, &quantity) {
                continue;
            }
            let message = found.language().pick(
                format!("the words say {said} and the digits {digits}"),
                format!("las palabras dicen {said} y las cifras {digits}"),
            );
            let words = passage
                .text
                .span(place)
                .map(|span| Evidence::new(span, seen.report().source().line_of(span.start)));
            found.push(
                Finding::new(CODE, Severity::Error, message)
                    .expected(said)
                    .actual(quantity.value)
                    .tolerance(0)
                    .evidence(quantity.atom)
                    .all_evidence(words),
            );
        }
    }
}

/// Whether words say the thousands of a count, and no more: `58.026 (cincuenta y ocho mil)`.
fn is_rounded(said: u32, count: &Quantity<'_>) -> bool {
    let rest = count.value.checked_sub(Decimal::from(said));
    let is_round = said.is_multiple_of(1000) && count.kind() == AtomKind::Number;
    is_round && rest.is_some_and(|it| (Decimal::ZERO..Decimal::ONE_THOUSAND).contains(&it))
}

/// Whether a word may stand in a number.
fn is_of_number((word, key): (Word, &str)) -> bool {
    word.is(Class::Number) || matches!(key, "mil" | "millon" | "millones" | "y")
}

/// `doce millones novecientos noventa y un mil`: words that may stand in a number.
fn number(input: Words<'_>) -> IResult<Words<'_>, Words<'_>> {
    let words = input.keys().take(MOST);
    let count = words.take_while(|&it| is_of_number(it)).count();
    take_while_m_n(count.max(1), count.max(1), |_| true).parse_complete(input)
}

/// The number in words that stands in brackets behind a value: `$ 1.500,00 (mil quinientos dólares)`.
fn after(
    passages: &Passages<'_>,
    passage: &Passage<'_>,
    quantity: &Quantity<'_>,
) -> Option<(u32, Range<usize>)> {
    let own = passage.ranges.get(quantity.at)?;
    let text = passage.text.as_str();
    let rest = text.get(own.end..)?;
    let behind = rest.trim_start_matches([' ', '.']);
    let behind = behind.strip_prefix("USD").unwrap_or(behind).trim_start();
    let inside = behind.strip_prefix('(')?;
    let start = text.len() - inside.len();
    let end = start + inside.find(')').filter(|&end| end < 400)?;
    let words = passages.words(passage, start..end);
    let (rest, phrase) = number(words).ok()?;
    // `(mil quinientos afiliados más)` says something else.
    let closes = matches!(
        rest.first_key(),
        "" | "con" | "dolares" | "dolar" | "usd" | "00" | "de"
    );
    let said = number_in_words(phrase.key()).filter(|_| closes)?;
    Some((said, start..end))
}

/// The number in words before digits in brackets: `cinco (5)`.
fn before(
    passages: &Passages<'_>,
    passage: &Passage<'_>,
    quantity: &Quantity<'_>,
) -> Option<(u32, Range<usize>)> {
    let own = passage.ranges.get(quantity.at)?;
    let text = passage.text.as_str();
    let outside = text.get(..own.start)?.trim_end().strip_suffix('(')?;
    if !text.get(own.end..)?.trim_start().starts_with([')', '%']) {
        return None;
    }
    let end = outside.trim_end().len();
    let start = quantity
        .at
        .checked_sub(1)
        .and_then(|at| passage.ranges.get(at))
        .map_or(0, |it| it.end);
    let words = passages.words(passage, start.min(end)..end);
    let count = words.as_slice().len();
    let near: Vec<_> = words.take_from(count.saturating_sub(MOST)).keys().collect();
    let of_number = near
        .iter()
        .rev()
        .take_while(|&&it| is_of_number(it))
        .count();
    let phrase = words.take_from(count - of_number);
    let said = number_in_words(phrase.key())?;
    let from = phrase.as_slice().first()?.span();
    Some((said, passage.place_of(from).start..end))
}
