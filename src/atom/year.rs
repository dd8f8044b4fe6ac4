//! Calendar years.

use super::lex;
use crate::lexicon::Class;

/// Whether `token` is four digits that may be a year.
pub(super) fn of(token: &str) -> Option<u16> {
    match lex::year(token) {
        Ok(("", year)) => Some(year),
        _ => None,
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
    rest.starts_with(char::is_lowercase)
        && lex::word(rest).is_ok_and(|(_, word)| {
            word.len() >= 4 && word.ends_with('s') && !word.entry().is(Class::Uncounted)
                || word.as_str() == "mil"
        })
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
