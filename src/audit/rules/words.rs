//! Amounts in words against their digits.

use std::ops::Range;

use nom::bytes::complete::take_while_m_n;
use nom::{IResult, Input as _, Parser as _};

use super::{
    Change, Decimal, Evidence, Finding, Findings, Passage, Passages, Quantity, Seen, Severity, said,
};
use crate::atom::{AtomKind, number_in_words};
use crate::lexicon::{Class, ClassSet, Word, Words};

rule!(WordsMismatch, "words-mismatch", Error);

/// Words of the longest number that is read.
const MOST: usize = 24;
/// Bytes between brackets, at most.
const MOST_BYTES: usize = 400;
/// Words that may stand in a number.
const OF_NUMBER: ClassSet = ClassSet::of(&[Class::Number, Class::Thousand, Class::Conjunction]);

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
            let behind = passages.after(passage, quantity.at, 1);
            if is_whole && cents == printed.fract()
                || is_rounded(number, &quantity)
                || is_name(words, number, &quantity, behind)
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

/// Whether one word names something rather than counts what the digits do: `la sala tres (302)`, and not `quince (51)
/// equipos`, one slip away.
fn is_name(words: &str, said: u32, digits: &Quantity<'_>, behind: Words<'_>) -> bool {
    let (said, printed) = (Decimal::from(said), digits.value.abs());
    let is_twice =
        |more: Decimal, less: Decimal| less.checked_add(less).is_some_and(|it| more > it);
    let counts = |(word, key): (Word, &str)| said::is_plural(word.entry(), key);
    let is_slip = digits.kind() == AtomKind::Number && Change::of(printed, said).is_some();
    !words.trim().contains(' ')
        && (is_twice(printed, said) || is_twice(said, printed))
        && !(is_slip && behind.keys().any(counts))
}

/// Whether a word may stand in a number.
fn is_of_number(word: Word) -> bool {
    word.entry().classes().meets(OF_NUMBER)
}

/// `doce millones novecientos noventa y un mil`: words that may stand in a number.
fn number(input: Words<'_>) -> IResult<Words<'_>, Words<'_>> {
    let words = input.as_slice().iter().take(MOST);
    let count = words.take_while(|&&it| is_of_number(it)).count();
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
    let end = start
        + inside
            .get(..inside.floor_char_boundary(MOST_BYTES))?
            .find(')')?;
    let words = passages.words(passage, start..end);
    let (rest, phrase) = number(words).ok()?;
    // `(mil quinientos afiliados más)`, `(mil quinientos de ellos)` say something else.
    let next = rest.keys().find(|(word, _)| !word.is(Class::Preposition));
    let closes = next
        .is_none_or(|(word, key)| word.is(Class::Currency) || word.is_digits() && key.len() == 2);
    let said = number_in_words(phrase.key()).filter(|_| closes)?;
    let inside = text.get(start..end)?;
    Some(Said {
        number: said,
        cents: cents(inside),
        place: start..end,
    })
}

/// The number in words before digits in brackets: `cinco (5)`, `mil quinientos dólares ($ 1.500,00)`.
fn before(passages: &Passages<'_>, passage: &Passage<'_>, quantity: &Quantity<'_>) -> Option<Said> {
    let own = passage.ranges.get(quantity.at)?;
    let text = passage.text.as_str();
    let is_money = quantity.kind() == AtomKind::Money;
    let is_of_sign = |c: char| is_money && matches!(c, '$' | 'U' | 'S' | 'D' | '.' | ' ');
    let outside = text.get(..own.start)?.trim_end_matches(is_of_sign);
    let outside = outside.trim_end().strip_suffix('(')?;
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
    let mut near = words.as_slice();
    if is_money {
        near = without_currency(near, |word| {
            text.get(passage.place_of(word.span()))
                .is_some_and(|it| it.starts_with(char::is_uppercase))
        });
    } else if let [rest @ .., by, hundred] = near
        && by.is(Class::Preposition)
        && hundred.sense(Class::Number) == Some(100)
    {
        // `quince por ciento (15%)`
        near = rest;
    }
    let of_number = near
        .iter()
        .rev()
        .take_while(|&&it| is_of_number(it))
        .count();
    let (lead, number) = near.split_at(near.len() - of_number);
    // `cinco coma tres (5,3%)`: the number began before. `cada uno (3)`: an article or a pronoun.
    let is_rest = match lead {
        [.., of, by] if by.is(Class::Preposition) => is_of_number(*of),
        // `ochenta de cada cien (80%)`
        [.., last] => last.is(Class::Label) || last.is(Class::Each),
        [] => false,
    };
    let is_one = matches!(number, [one] if one.sense(Class::Number) == Some(1));
    if is_rest || is_one {
        return None;
    }
    let phrase = words.take_from(lead.len()).take(of_number);
    let said = number_in_words(phrase.key())?;
    let from = passage.place_of(phrase.as_slice().first()?.span()).start;
    Some(Said {
        number: said,
        cents: cents(text.get(from..end)?),
        place: from..end,
    })
}

/// Words without the name of the currency behind them, `dólares de los Estados Unidos`, and hundredths, `con 37/100`.
fn without_currency(words: &[Word], is_name: impl Fn(&Word) -> bool) -> &[Word] {
    let is_small = |word: &Word| word.is(Class::Preposition) || word.is(Class::Article);
    let Some(at) = words.iter().rposition(|word| word.is(Class::Currency)) else {
        return words;
    };
    let (before, behind) = words.split_at(at);
    let is_tail = |word: &Word| is_small(word) || word.is_digits() || is_name(word);
    if !behind.iter().skip(1).all(is_tail) {
        return &[];
    }
    let own = |word: &Word| !word.is(Class::Preposition) && !word.is_digits();
    let end = before.iter().rposition(own).map_or(0, |at| at + 1);
    &before[..end]
}
