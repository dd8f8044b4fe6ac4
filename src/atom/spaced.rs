//! Numbers with a space inside: between their groups, or beside a separator.

use std::borrow::Cow;

use nom::{
    IResult, Parser,
    character::complete::satisfy,
    combinator::{opt, recognize},
    multi::many_m_n,
    sequence::preceded,
};

use super::{
    lex::{digits, miss, one},
    number,
};

/// The groups of the longest number: more are a row of numbers.
const MOST_GROUPS: usize = 8;

/// `number = 1*3DIGIT 1*8(SP 3DIGIT) [("." / ",") 1*2DIGIT]`: `14 000,12`, `1 222 333,50`, `58 026`.
///
/// No digit follows, nor a separator with one, nor a space with one.
pub(super) fn groups(input: &str) -> IResult<&str, &str> {
    if input.starts_with('0') {
        return miss(input);
    }
    let decimals = (satisfy(is_mark), digits(1, 2));
    let (rest, raw) = recognize((
        digits(1, 3),
        many_m_n(1, MOST_GROUPS, preceded(one(' '), digits(3, 3))),
        opt(decimals),
    ))
    .parse_complete(input)?;
    if goes_on(rest) {
        miss(input)
    } else {
        Ok((rest, raw))
    }
}

/// `run = 1*3DIGIT 1*8(SP number)`, of which the first after a space begins with a group: groups that do not fit.
pub(super) fn misfit(input: &str) -> IResult<&str, &str> {
    let (rest, _) = (digits(1, 3), one(' '), digits(3, 3)).parse_complete(input)?;
    let (rest, _) = opt((satisfy(is_mark), digits(1, 9))).parse_complete(rest)?;
    let (rest, more) =
        many_m_n(0, MOST_GROUPS, preceded(one(' '), number::token)).parse_complete(rest)?;
    if more.is_empty() {
        return miss(input);
    }
    Ok((
        rest,
        input.get(..input.len() - rest.len()).unwrap_or_default(),
    ))
}

/// `tail = ([SP] ("." / ",") SP / SP ("." / ",")) number`, right after a number: `, 10` of `5.200, 10`, `. 000,00`, ` ,10`.
///
/// Gives the separator and the digits behind it.
pub(super) fn after_mark(input: &str) -> IResult<&str, (char, &str)> {
    let (rest, before) = opt(one(' ')).parse_complete(input)?;
    let (rest, mark) = satisfy(is_mark).parse_complete(rest)?;
    let (rest, after) = opt(one(' ')).parse_complete(rest)?;
    let (rest, tail) = number::token(rest)?;
    if before.is_none() && after.is_none() || goes_on(rest) {
        return miss(input);
    }
    Ok((rest, (mark, tail)))
}

/// Its digits as they are printed without the spaces, the groups parted by what only groups.
pub(super) fn compact(raw: &str) -> Cow<'_, str> {
    if raw.contains(' ') && !raw.contains(number::is_apostrophe) {
        Cow::Owned(raw.replace(' ', "´"))
    } else {
        Cow::Borrowed(raw)
    }
}

/// Whether the whole of a text is a number whose groups spaces part.
pub(crate) fn is_number(text: &str) -> bool {
    groups(text).is_ok_and(|(rest, _)| rest.is_empty())
}

fn is_mark(c: char) -> bool {
    matches!(c, '.' | ',')
}

/// Whether digits go on behind `rest`, after a separator, a space, or neither.
fn goes_on(rest: &str) -> bool {
    let rest = rest.strip_prefix([' ', '.', ',']).unwrap_or(rest);
    rest.starts_with(|c: char| c.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_of_three_and_decimals() {
        for text in ["14 000,12", "1 222 333,50", "58 026", "3 773"] {
            assert_eq!(groups(text), Ok(("", text)));
        }
        assert_eq!(groups("58 026. Y"), Ok((". Y", "58 026")));
        for text in [
            "1 22",
            "1222 333",
            "0 123",
            "1 222 33",
            "1 222,333",
            "1  222",
            "1 222 3.5",
            "1 222.5.6",
        ] {
            assert!(groups(text).is_err(), "{text}");
        }
    }

    #[test]
    fn groups_that_do_not_fit() {
        assert_eq!(misfit("1 222 33,50 y"), Ok((" y", "1 222 33,50")));
        assert!(misfit("1 222").is_err() && misfit("1 22 333").is_err());
    }

    #[test]
    fn a_space_beside_the_mark() {
        assert_eq!(after_mark(", 10 y"), Ok((" y", (',', "10"))));
        assert_eq!(after_mark(". 000,00"), Ok(("", ('.', "000,00"))));
        assert_eq!(after_mark(" ,10"), Ok(("", (',', "10"))));
        assert!(after_mark(",10").is_err() && after_mark(", y").is_err());
    }
}
