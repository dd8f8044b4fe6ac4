//! What multiplies a number, or adds to it: `mil`, `millones`, `MM`, `con 50 centavos`.

use nom::{
    IResult, Parser,
    branch::alt,
    combinator::{opt, value},
};
use rust_decimal::Decimal;

use super::lex::{consumed, digits, gap, gap1, miss, one, word, word_of};

const THOUSAND: u64 = 1000;
const MILLION: u64 = 1_000_000;

/// What stands after a number and changes it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Factor {
    pub(super) by: Decimal,
    /// What goes on after the factor: the 250 thousand of `3 millones 250 mil`.
    pub(super) more: Decimal,
    /// Only an amount of money is multiplied by it.
    pub(super) of_money: bool,
}

/// `factor = gap ("mil" ["millones"] / "millones" / "miles de millones" / "MM" / …) [rest]`: `1,17 mil millones`,
/// `25,4millones`, `3 millones 250 mil`, `5 mil 200`, `2,5 MM`.
pub(super) fn factor(input: &str) -> IResult<&str, Factor> {
    let (rest, _) = gap(input)?;
    if !rest.starts_with(['m', 'M', 'b', 'B', 'K']) {
        return miss(input);
    }
    if let Ok((rest, by)) = short(rest) {
        let factor = Factor {
            by: by.into(),
            more: Decimal::ZERO,
            of_money: true,
        };
        return Ok((rest, factor));
    }
    let (rest, by) = long(rest)?;
    let (rest, more) = opt(more(by)).parse_complete(rest)?;
    let factor = Factor {
        by: by.into(),
        more: more.unwrap_or_default(),
        of_money: false,
    };
    Ok((rest, factor))
}

fn long(input: &str) -> IResult<&str, u64> {
    let millions = |input| value(MILLION, word_of(&["millon", "millones"])).parse_complete(input);
    let (rest, name) = word(input)?;
    match name.as_str() {
        "millon" | "millones" => Ok((rest, MILLION)),
        "billon" | "billones" => Ok((rest, MILLION * MILLION)),
        "mil" => Ok(match (gap1, millions).parse_complete(rest) {
            Ok((rest, _)) => (rest, THOUSAND * MILLION),
            Err(_) => (rest, THOUSAND),
        }),
        "miles" => {
            let (after, _) = (gap1, word_of(&["de"]), gap1).parse_complete(rest)?;
            if let Ok((rest, _)) = millions(after) {
                return Ok((rest, THOUSAND * MILLION));
            }
            word_of(&["dolares", "usd"])(after)?;
            Ok((rest, THOUSAND))
        }
        _ => miss(input),
    }
}

/// What is no word of the language, and multiplies money only: `MM`, `mill.`, `K`.
fn short(input: &str) -> IResult<&str, u64> {
    let (rest, name) = word(input)?;
    let by = match consumed(input, rest) {
        "MM" => MILLION,
        "K" => THOUSAND,
        _ if matches!(name.as_str(), "mill" | "mills") => MILLION,
        _ => return miss(input),
    };
    let (rest, _) = if name.len() > 3 {
        opt(one('.')).parse_complete(rest)?
    } else {
        (rest, None)
    };
    if rest.starts_with(['-', '/', '_']) || rest.starts_with(|c: char| c.is_ascii_digit()) {
        return miss(input);
    }
    Ok((rest, by))
}

/// A letter that may mean thousands or millions: `USD 350 M`.
pub(super) fn unsure(input: &str) -> IResult<&str, &str> {
    let (rest, _) = gap(input)?;
    let (after, _) = word_of(&["m"])(rest)?;
    if after.starts_with(['.', '-', '/', '²', '2', '³', '3', '’']) {
        return miss(input);
    }
    Ok((after, consumed(rest, after)))
}

/// `250 mil` after millions, `200` after thousands, `y medio` after either.
fn more<'a>(by: u64) -> impl Fn(&'a str) -> IResult<&'a str, Decimal> {
    move |input| {
        let (rest, _) = gap1(input)?;
        if let Ok((rest, _)) = (word_of(&["y"]), gap1, word_of(&["medio"])).parse_complete(rest) {
            return Ok((rest, Decimal::from(by / 2)));
        }
        let (rest, _) = opt((word_of(&["con", "y"]), gap1)).parse_complete(rest)?;
        let (rest, run) = digits(1, 3)(rest)?;
        let number = Decimal::from(run.parse::<u32>().unwrap_or_default());
        if by >= MILLION {
            let (rest, _) = (gap1, word_of(&["mil"])).parse_complete(rest)?;
            return Ok((rest, number * Decimal::from(THOUSAND)));
        }
        let goes_on = rest
            .starts_with(|c: char| c.is_alphanumeric() || matches!(c, '%' | '/' | '-'))
            || rest.starts_with(['.', ',']) && rest[1..].starts_with(|c: char| c.is_ascii_digit());
        let alone = !goes_on;
        if run.len() == 3 && alone && consumed(input, rest).trim_start() == run {
            Ok((rest, number))
        } else {
            miss(input)
        }
    }
}

/// `cents = [["de"] "dólares"] ("con" 2DIGIT "/" "100" / ("con" / "y") 1*2DIGIT "centavos")`: `1.250 con 50/100`,
/// `5.200 dólares con 10 centavos`, `1.250 50/100`.
pub(super) fn cents(input: &str) -> IResult<&str, Decimal> {
    let (rest, _) = gap(input)?;
    let (rest, _) = opt((
        opt((word_of(&["de"]), gap1)),
        alt((word_of(&["dolares", "dolar"]), word_of(&["usd"]))),
        gap1,
    ))
    .parse_complete(rest)?;
    let (rest, joined) = opt((word_of(&["con", "y"]), gap1)).parse_complete(rest)?;
    let (rest, run) = digits(1, 2)(rest)?;
    let hundredths = |input| {
        let (rest, _) = one('/')(input)?;
        alt((digits(3, 3), digits(2, 2)))
            .parse_complete(rest)
            .and_then(|(rest, of)| match of {
                "100" | "00" if run.len() == 2 => Ok((rest, ())),
                _ => miss(input),
            })
    };
    let named = |input| {
        let (rest, _) = gap(input)?;
        value((), word_of(&["centavos", "centavo", "ctvs", "cts"])).parse_complete(rest)
    };
    let (rest, ()) = match hundredths(rest) {
        Ok(found) => found,
        Err(_) if joined.is_some() => named(rest)?,
        Err(error) => return Err(error),
    };
    Ok((rest, Decimal::new(run.parse().unwrap_or_default(), 2)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn factors() {
        for (text, by, more) in [
            (" mil", 1000, 0),
            (" millones", 1_000_000, 0),
            ("millones", 1_000_000, 0),
            (" mil millones", 1_000_000_000, 0),
            (" miles de millones", 1_000_000_000, 0),
            (" MM", 1_000_000, 0),
            (" mill.", 1_000_000, 0),
            (" millones 250 mil", 1_000_000, 250_000),
            (" millones y medio", 1_000_000, 500_000),
            (" mil 200", 1000, 200),
        ] {
            let (rest, found) = factor(text).unwrap();
            assert_eq!(
                (rest, found.by, found.more),
                ("", by.into(), more.into()),
                "{text}"
            );
        }
        for text in ["", " M", " mm", " miles de personas", " militares", " MM-5"] {
            assert!(factor(text).is_err(), "{text}");
        }
        assert_eq!(factor(" mil 20 personas").unwrap().0, " 20 personas");
        assert_eq!(factor(" mil 200,5").unwrap().0, " 200,5");
    }

    #[test]
    fn cents_after_an_amount() {
        for (text, value) in [
            (" con 50/100", 50),
            (" con 50 centavos", 50),
            (" y 5 centavos", 5),
            (" dólares con 10 centavos", 10),
            (" de dólares con 10/100", 10),
            (" 50/100", 50),
        ] {
            assert_eq!(cents(text), Ok(("", Decimal::new(value, 2))), "{text}");
        }
        for text in [
            " con 50",
            " 50 centavos",
            " con 50/12",
            " y 3 personas",
            " dólares",
        ] {
            assert!(cents(text).is_err(), "{text}");
        }
    }
}
