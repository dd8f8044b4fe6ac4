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
            let Some(said) = said else { continue };
            let Said {
                number,
                cents,
                place,
            } = said;
            let printed = quantity.value.abs();
            // Cents are compared where both the words and the digits have them.
            let cents = cents
                .filter(|_| printed.scale() == 2)
                .unwrap_or(printed.fract());
            let is_whole = Decimal::from(number) == printed.trunc();
            let words = passage.text.as_str().get(place.clone()).unwrap_or_default();
            if is_whole && cents == printed.fract()
                || is_rounded(number, &quantity)
                || is_name(words, number, printed)
            {
                continue;
            }
            let digits = if is_whole { printed } else { printed.trunc() };
            let said = Decimal::from(number);
            let said = if is_whole {
                said.checked_add(cents).unwrap_or(said)
            } else {
                said
            };
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

/// A number that words say.
struct Said {
    number: u32,
    /// The hundredths behind it: `con 50/100`.
    cents: Option<Decimal>,
    /// Where the words stand in the text.
    place: Range<usize>,
}

/// `mil quinientos con 50/100 dólares`: the hundredths, unless the fraction is damaged.
fn cents(words: &str) -> Option<Decimal> {
    let (before, behind) = words.split_once('/')?;
    let (_, hundredths) = before.trim_end().rsplit_once(' ')?;
    let is_hundred = behind
        .trim_start()
        .strip_prefix("100")
        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()));
    let is_two = hundredths.len() == 2 && hundredths.bytes().all(|it| it.is_ascii_digit());
    let value = hundredths.parse().ok().filter(|_| is_two && is_hundred)?;
    Some(Decimal::new(value, 2))
}

/// Whether words say the thousands of a count, and no more: `58.026 (cincuenta y ocho mil)`.
fn is_rounded(said: u32, count: &Quantity<'_>) -> bool {
    let rest = count.value.abs().checked_sub(Decimal::from(said));
    let is_round = said.is_multiple_of(1000) && count.kind() == AtomKind::Number;
    is_round && rest.is_some_and(|it| (Decimal::ZERO..Decimal::ONE_THOUSAND).contains(&it))
}

/// Whether one word names something rather than counts what the digits do: `la sala tres (302)`.
fn is_name(words: &str, said: u32, printed: Decimal) -> bool {
    let said = Decimal::from(said);
    let is_twice =
        |more: Decimal, less: Decimal| less.checked_add(less).is_some_and(|it| more > it);
    !words.trim().contains(' ') && (is_twice(printed, said) || is_twice(said, printed))
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
fn after(passages: &Passages<'_>, passage: &Passage<'_>, quantity: &Quantity<'_>) -> Option<Said> {
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
    let inside = text.get(start..end)?;
    Some(Said {
        number: said,
        cents: cents(inside),
        place: start..end,
    })
}

/// The number in words before digits in brackets: `cinco (5)`.
fn before(passages: &Passages<'_>, passage: &Passage<'_>, quantity: &Quantity<'_>) -> Option<Said> {
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
    let words = words.take_from(count.saturating_sub(MOST));
    let near: Vec<_> = words.keys().collect();
    // `quince por ciento (15%)`
    let near = if let [near @ .., (_, "por"), (_, "ciento")] = &near[..] {
        near
    } else {
        &near[..]
    };
    let of_number = near
        .iter()
        .rev()
        .take_while(|&&it| is_of_number(it))
        .count();
    let (lead, number) = near.split_at(near.len() - of_number);
    // `cinco coma tres (5,3%)`: the number began before. `cada uno (3)`: an article or a pronoun.
    let is_rest = matches!(lead, [.., (_, "coma" | "punto" | "con" | "por")]);
    if is_rest || matches!(number, [(_, "un" | "uno" | "una")]) {
        return None;
    }
    let phrase = words.take_from(lead.len()).take(of_number);
    let said = number_in_words(phrase.key())?;
    let from = phrase.as_slice().first()?.span();
    Some(Said {
        number: said,
        cents: None,
        place: passage.place_of(from).start..end,
    })
}
