//! Calendar years.

use nom::{IResult, Parser};

use super::{lex, words::number_in_words};
use crate::lexicon::Class;

/// Whether `token` is four digits that may be a year.
pub(super) fn of(token: &str) -> Option<u16> {
    match lex::year(token) {
        Ok(("", year)) => Some(year),
        _ => None,
    }
}

/// A year with the mark of a group in it, as few print it: `2.021`. Its caller knows that a year is due.
pub(super) fn grouped(input: &str) -> IResult<&str, u16> {
    let (rest, (thousands, _, last)) =
        (lex::digits(1, 1), lex::one('.'), lex::digits(3, 3)).parse_complete(input)?;
    let goes_on = rest
        .strip_prefix(['.', ','])
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    match of(&format!("{thousands}{last}")) {
        Some(year) if !goes_on => Ok((rest, year)),
        _ => lex::miss(input),
    }
}

/// Words of the longest year: `mil novecientos noventa y nueve`.
const MOST_WORDS: usize = 5;

/// A year in words: `dos mil veintiuno`, `mil novecientos noventa y ocho`. Its caller knows that a year is due.
pub(super) fn in_words(input: &str) -> IResult<&str, u16> {
    let mut found = None;
    let mut rest = input;
    for _ in 0..MOST_WORDS {
        let Ok((after, word)) = lex::word(rest) else {
            break;
        };
        if !word.entry().is(Class::Number) && !matches!(word.as_str(), "mil" | "y") {
            break;
        }
        found = number_in_words(lex::consumed(input, after))
            .and_then(|year| u16::try_from(year).ok())
            .map(|year| (after, year))
            .or(found);
        let Ok((next, _)) = lex::gap1(after) else {
            break;
        };
        rest = next;
    }
    match found {
        Some((rest, year @ 1900..=2100)) => Ok((rest, year)),
        _ => lex::miss(input),
    }
}

/// Whether what stands right after a number is a thing it counts: `2020 afiliados`, `2021 millones`.
///
/// A plural noun right after the digits, with nothing between: `2020, afiliados` and `2020 los afiliados` count nothing.
pub(super) fn counts(rest: &str) -> bool {
    let Ok((rest, _)) = lex::gap1(rest) else {
        return false;
    };
    // A word in capitals after a year opens a title or a name: `2020 INGRESOS`.
    let end = rest.find(|c| !lex::is_letter(c)).unwrap_or(rest.len());
    let Some(word) = rest
        .get(..end)
        .filter(|word| word.starts_with(char::is_lowercase))
    else {
        return false;
    };
    // Folded only where it is a plural.
    word == "mil"
        || word.len() >= 4
            && word.ends_with('s')
            && lex::word(word).is_ok_and(|(_, word)| !word.entry().is(Class::Uncounted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_four_digits_of_its_time() {
        assert_eq!(of("2020"), Some(2020));
        for token in ["1899", "2101", "20201", "202", "2.020", "2020,5"] {
            assert_eq!(of(token), None, "{token}");
        }
    }

    #[test]
    fn counted_things() {
        assert!(counts(" afiliados nuevos"));
        assert!(counts(" millones"));
        for rest in [
            ", afiliados",
            " los afiliados",
            " se ejecutó",
            " - Direcciones",
            "",
            " INGRESOS",
        ] {
            assert!(!counts(rest), "{rest}");
        }
    }
}
