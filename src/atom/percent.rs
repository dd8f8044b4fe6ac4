//! Percentages.

use nom::{IResult, Parser, branch::alt, combinator::value};

use super::lex::{gap, one, word_of};

/// The sign after a percentage, with the gap before it: `%`, ` %`, ` por ciento`, ` por cien`, ` porciento`.
pub(super) fn sign(input: &str) -> IResult<&str, ()> {
    let (rest, _) = gap(input)?;
    let in_words = (word_of(&["por"]), gap, word_of(&["ciento", "cien"]));
    alt((
        value((), one('%')),
        value((), one('％')),
        value((), in_words),
        value((), word_of(&["porciento"])),
    ))
    .parse_complete(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs() {
        for text in ["%", " %", " por ciento", " POR CIENTO"] {
            assert_eq!(sign(text), Ok(("", ())), "{text}");
        }
        for text in ["", " por cientos", " a", "     %"] {
            assert!(sign(text).is_err(), "{text}");
        }
    }
}
