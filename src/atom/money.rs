//! Amounts of money. Ecuador's currency is the US dollar.

use std::cmp::Ordering;

use nom::{
    IResult, Parser,
    branch::alt,
    bytes::complete::take_while_m_n,
    character::complete::satisfy,
    combinator::{opt, value},
};

use crate::lexicon::Class;

use super::{
    lex::{consumed, gap, miss, of_class, one, word_of},
    number, year,
};

/// What may stand after an amount: `USD`, ` US$`, ` $`, ` dólares americanos`, ` de dólares`.
///
/// A sign between two numbers is the one's that is more an amount: of `5 $ 20,00`, `2022 USD. 5.200,10` the second,
/// of `5.200,10 USD 3 procesos` the first. `token` is what is printed of the number before it.
pub(super) fn after<'a>(input: &'a str, token: &str) -> IResult<&'a str, ()> {
    let (rest, _) = gap(input)?;
    let (rest, _) = opt((word_of(&["de"]), gap)).parse_complete(rest)?;
    let (rest, before_too) = alt((
        value(true, one('$')),
        value(true, (word_of(&["us", "usd"]), gap, one('$'))),
        value(true, word_of(&["usd"])),
        value(false, word_of(&["dolares", "dolar"])),
    ))
    .parse_complete(rest)?;
    let (next, dot) = opt(one('.')).parse_complete(rest)?;
    // `en 2021 USD: 810,25`: a colon leads to the second.
    let (next, colon) = opt(one(':')).parse_complete(next)?;
    let (next, _) = gap(next)?;
    let Ok((_, second)) = number::token(next) else {
        return Ok((rest, ()));
    };
    let mine = match amount_like(token).cmp(&amount_like(second)) {
        _ if colon.is_some() => false,
        Ordering::Less => false,
        // `costó 20 USD. 30 personas`; a year has no sign.
        Ordering::Equal => dot.is_some() && year::of(token).is_none(),
        Ordering::Greater => true,
    };
    if before_too && !mine {
        miss(input)
    } else {
        Ok((rest, ()))
    }
}

/// How much a number is printed as amounts are: with cents, with groups, or plain.
fn amount_like(token: &str) -> u8 {
    let last = token.rsplit(['.', ',']).next().unwrap_or_default();
    if last.len() == token.len() {
        0
    } else if last.len() == 2 {
        2
    } else {
        1
    }
}

/// `sign = "$" / "US$" / "USD" ["." / "$"]`, right before an amount, with the gap after it.
pub(super) fn sign(input: &str) -> IResult<&str, ()> {
    let named = |input| {
        let (rest, _) = word_of(&["us", "usd"])(input)?;
        let (rest, marked) = opt(satisfy(|c| matches!(c, '$' | '.'))).parse_complete(rest)?;
        let long = consumed(input, rest).len() > 2;
        if marked.is_some() || long {
            Ok((rest, '$'))
        } else {
            miss(input)
        }
    };
    let (rest, _) = alt((one('$'), named)).parse_complete(input)?;
    let (rest, _) = gap(rest)?;
    Ok((rest, ()))
}

const FOREIGN_SIGNS: &[char] = &['€', '£', '¥', '₡', '₲', '₱'];

/// Whether a character is the sign of another currency.
pub(super) fn is_foreign_sign(c: char) -> bool {
    FOREIGN_SIGNS.contains(&c)
}

/// The sign of another currency before an amount: `A$`, `R$`, `MX$`, `S/`, `€`, `EUR`, with the gap after it.
pub(super) fn foreign(input: &str) -> IResult<&str, ()> {
    let marked = |input| {
        let (rest, letters) =
            take_while_m_n(1, 3, |c: char| c.is_ascii_uppercase()).parse_complete(input)?;
        let (rest, sign) = alt((one('$'), one('/'))).parse_complete(rest)?;
        let known = match sign {
            '$' => !matches!(letters, "US" | "USD" | "U" | "S"),
            _ => letters == "S",
        };
        if known {
            Ok((opt(one('.')).parse_complete(rest)?.0, ()))
        } else {
            miss(input)
        }
    };
    let named = value((), (of_class(Class::Foreign), opt(one('.'))));
    let (rest, ()) = alt((
        marked,
        named,
        value((), satisfy(|c| FOREIGN_SIGNS.contains(&c))),
    ))
    .parse_complete(input)?;
    let (rest, _) = gap(rest)?;
    if rest.starts_with(|c: char| c.is_ascii_digit() || c == '-') {
        Ok((rest, ()))
    } else {
        miss(input)
    }
}

/// Another currency after an amount: ` euros`, ` €`, ` de pesos`.
pub(super) fn foreign_after(input: &str) -> IResult<&str, ()> {
    let (rest, _) = gap(input)?;
    let (rest, _) = opt((word_of(&["de"]), gap)).parse_complete(rest)?;
    alt((
        value((), of_class(Class::Foreign)),
        value((), of_class(Class::ForeignAfter)),
        value((), satisfy(|c| FOREIGN_SIGNS.contains(&c))),
    ))
    .parse_complete(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_after() {
        for text in [
            " USD",
            "USD",
            " US$",
            " dólares",
            " DÓLARES",
            " de dólares",
            "$",
            " $.",
        ] {
            assert!(after(text, "5").is_ok(), "{text}");
        }
        for text in [" $ 20,00", " USD 5", " de", " usuarios", ""] {
            assert!(after(text, "5").is_err(), "{text}");
        }
        assert!(after(" USD. 5.200,10", "2022").is_err());
        assert!(after(" USD 3 procesos", "5.200,10").is_ok());
        assert!(after(" USD. 3 procesos", "20").is_ok());
    }

    #[test]
    fn other_currencies() {
        for text in [
            "A$ 5", "R$5", "MX$ 5", "S/ 5", "S/. 5", "€5", "EUR 5", "euros 5",
        ] {
            assert_eq!(foreign(text), Ok(("5", ())), "{text}");
        }
        for text in ["US$ 5", "USD 5", "$ 5", "euros de 5", "a$ 5"] {
            assert!(foreign(text).is_err(), "{text}");
        }
        for text in [" euros", "€", " de pesos", " EUR"] {
            assert_eq!(foreign_after(text), Ok(("", ())), "{text}");
        }
        assert!(foreign_after(" pesado").is_err() && foreign_after(" $").is_err());
        for text in ["$ 5", "USD5", "US$ 5", "USD. 5", "USD $5"] {
            assert!(sign(text).is_ok(), "{text}");
        }
    }
}
