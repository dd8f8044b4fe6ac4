//! Other identifiers: form codes, cadastral keys, process codes.

use super::lex::is_letter;

/// No part of a code is longer, in bytes.
const LONGEST_PART: usize = 24;

/// No code is longer, in bytes.
const LONGEST_CODE: usize = 160;

/// A run of letters and digits joined by hyphens with no space, as far as it goes: a name, a code, a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Chain<'a> {
    pub(super) text: &'a str,
    pub(super) parts: usize,
    /// It goes on, further than any code does.
    pub(super) cut: bool,
}

impl Chain<'_> {
    /// Whether it is printed as codes are: `DNPL-SDNSE-GPL-P02-F01`, `001-001-000012345`, but not `PS-ch-Puesto`.
    pub(super) fn is_code(&self) -> bool {
        !self.cut
            && self.parts >= 3
            && self.text.contains(|c: char| c.is_ascii_digit())
            && !self.text.contains(char::is_lowercase)
            && self.text.split('-').all(|part| part.len() <= LONGEST_PART)
    }

    /// Whether it is numbered as auditors number their reports: `DADSySS-0057-2014`, `DAI-04517`.
    ///
    /// ```text
    /// audit = unit "-" 3*6digit "-" year / unit "-" "0" 3*5digit
    /// ```
    ///
    /// A unit has two capitals or more. Without a year, only zeros before the number tell it from `ISO-9001`.
    pub(super) fn is_audit(&self) -> bool {
        let mut parts = self.text.split('-');
        let (Some(unit), Some(number)) = (parts.next(), parts.next()) else {
            return false;
        };
        let is_unit = unit.starts_with(char::is_uppercase)
            && unit.chars().filter(|c| c.is_uppercase()).count() >= 2
            && unit.len() <= LONGEST_PART;
        let is_number =
            (3..=6).contains(&number.len()) && number.bytes().all(|byte| byte.is_ascii_digit());
        is_unit
            && is_number
            && match (parts.next(), parts.next()) {
                (None, _) => number.len() >= 4 && number.starts_with('0'),
                (Some(year), None) => super::year::of(year).is_some(),
                _ => false,
            }
    }

    /// Whether it holds digits and hyphens only.
    pub(super) fn is_numeric(&self) -> bool {
        !self.text.contains(is_letter)
    }

    /// Whether it is shaped as a date, on the calendar or not: `31-02-2022`.
    pub(super) fn is_date_shaped(&self) -> bool {
        self.parts == 3 && is_date_shape(self.text.split('-'))
    }
}

/// Whether these parts have the lengths of a date's: `31/02/2022`, `20/01/22`, `2022-13-01`.
pub(super) fn is_date_shape<'a>(mut parts: impl Iterator<Item = &'a str>) -> bool {
    let mut length = || parts.next().map_or(0, str::len);
    matches!(
        (length(), length(), length()),
        (1..=2, 1..=2, 2 | 4) | (4, 1..=2, 1..=2)
    )
}

/// The chain at the start of `input`, up to the length of the longest code: a caller may read only its first part, and
/// come back for the next.
pub(super) fn chain(input: &str) -> Chain<'_> {
    let (mut parts, mut end, mut after_hyphen) = (0, 0, true);
    let mut cut = false;
    for (at, c) in input.char_indices() {
        if at > LONGEST_CODE {
            cut = true;
            break;
        }
        if is_letter(c) || c.is_ascii_digit() {
            parts += usize::from(after_hyphen);
            after_hyphen = false;
            end = at + c.len_utf8();
        } else if c == '-' && !after_hyphen {
            after_hyphen = true;
        } else {
            break;
        }
    }
    Chain {
        text: input.get(..end).unwrap_or_default(),
        parts,
        cut,
    }
}

/// An identifier in digits after a word that announces one: `05.01.02`, `0501010201064001`, `4521`.
pub(super) fn key(input: &str) -> Option<&str> {
    let run = input
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | '-')))
        .unwrap_or(input.len());
    let text = input.get(..run)?.trim_end_matches(['.', '-']);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    (digits >= 4 && text.len() <= 64 && text.starts_with(|c: char| c.is_ascii_digit()))
        .then_some(text)
}

/// Whether a token without separators is too long to count anything: a cadastral key, a taxpayer's or identity number.
pub(super) fn is_key(token: &str) -> bool {
    (10..=40).contains(&token.len()) && token.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains() {
        assert!(chain("DNPL-SDNSE-GPL-P02-F01 ").is_code());
        assert!(chain("SIE-IESS-012-2021").is_code());
        assert!(!chain("PS-ch-Puesto").is_code());
        assert!(!chain("COVID-19").is_code());
        assert!(chain("DADSySS-0057-2014").is_audit());
        assert!(chain("DAI-04517").is_audit());
        assert!(!chain("ISO-9001").is_audit() && !chain("Covid-0192").is_audit());
        assert_eq!(chain("2022--5").text, "2022");
        assert!(chain("31-02-2022").is_date_shaped());
        assert!(chain("001-001-000012345").is_numeric());
    }

    #[test]
    fn a_long_chain_is_cut() {
        let text = "A1-".repeat(1000);
        assert!(chain(&text).text.len() <= LONGEST_CODE + 4 && !chain(&text).is_code());
    }

    #[test]
    fn keys() {
        assert!(is_key("0501010201064001"));
        assert!(!is_key("123456789"));
        assert_eq!(key("05.01.02. "), Some("05.01.02"));
        assert_eq!(key("25 personas"), None);
    }
}
