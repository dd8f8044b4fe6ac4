//! Numbers and months written as words.

use nom::{IResult, Parser, character::complete::char, combinator::opt};

use super::lex::{miss, word};
use crate::lexicon::{Class, Entry};
use crate::source::fold;

/// A month's name, or its usual abbreviation: `diciembre`, `Setiembre`, `dic.`.
pub(super) fn month(input: &str) -> IResult<&str, u8> {
    let (rest, name) = word(input)?;
    let entry = name.entry();
    if let Some(month) = entry.sense(Class::Month) {
        Ok((rest, month as u8))
    } else if let Some(month) = entry.sense(Class::MonthShort) {
        Ok((opt(char('.')).parse_complete(rest)?.0, month as u8))
    } else {
        miss(input)
    }
}

/// The whole number that a word, or a phrase of number words, says; `None` where any of it says something else.
///
/// Reads case and accents away, and goes up to the hundreds of millions, which is what reports write out.
///
/// ```
/// use rendicion::atom::number_in_words;
///
/// assert_eq!(number_in_words("dos"), Some(2));
/// assert_eq!(number_in_words("treinta y cinco"), Some(35));
/// assert_eq!(number_in_words("doce millones novecientos noventa y un mil quinientos doce"), Some(12_991_512));
/// assert_eq!(number_in_words("varios"), None);
/// ```
pub fn number_in_words(word: &str) -> Option<u32> {
    let (mut total, mut thousands, mut part) = (0_u32, 0_u32, Part::default());
    let (mut said, mut seen_mil, mut seen_millon, mut and) = (0_u32, false, false, false);
    for token in word.split_whitespace() {
        // A phrase that names a number is short; a page of them is not one number.
        said += 1;
        if said > 24 || token.len() > 24 {
            return None;
        }
        let token = fold::key(token);
        if token == "y" {
            // `treinta y cinco`: only after a ten, and something must follow.
            if and || !part.takes_unit() {
                return None;
            }
            and = true;
            continue;
        }
        match token.as_str() {
            "mil" if !seen_mil && !and => {
                thousands = if part.empty() { 1 } else { part.value }.checked_mul(1000)?;
                part = Part::default();
                seen_mil = true;
            }
            "millon" | "millones" if !seen_millon && !and && (seen_mil || !part.empty()) => {
                total = thousands.checked_add(part.value)?.checked_mul(1_000_000)?;
                (thousands, part, seen_mil, seen_millon) = (0, Part::default(), false, true);
            }
            _ => part.add(Entry::of(&token).sense(Class::Number)?, and)?,
        }
        and = false;
    }
    (said > 0 && !and).then_some(())?;
    total.checked_add(thousands)?.checked_add(part.value)
}

/// Under a thousand, as its words come: hundreds, then tens, then units.
#[derive(Default)]
struct Part {
    value: u32,
    /// What the next word must be smaller than; nothing said yet leaves it zero.
    below: u32,
    zero: bool,
}

impl Part {
    fn empty(&self) -> bool {
        self.value == 0 && !self.zero
    }

    fn takes_unit(&self) -> bool {
        self.below == 10
    }

    fn add(&mut self, value: u32, and: bool) -> Option<()> {
        let fits = self.empty() || (value > 0 && value < self.below);
        // `y` joins a ten and a unit, nothing else; `treinta cinco` is let pass as printed carelessly.
        if !fits || (and && value >= 10) {
            return None;
        }
        self.below = match value {
            0 => 0,
            _ if value.is_multiple_of(100) => 100,
            20 | 30 | 40 | 50 | 60 | 70 | 80 | 90 => 10,
            _ => 0,
        };
        self.zero = value == 0;
        self.value = self.value.checked_add(value)?;
        Some(())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn phrases() {
        for (text, value) in [
            ("un", 1),
            ("Una", 1),
            ("cero", 0),
            ("dieciséis", 16),
            ("veinte y tres", 23),
            ("ciento veinte y tres", 123),
            ("mil", 1000),
            ("dos mil quinientos", 2500),
            ("un millón", 1_000_000),
            ("cien mil un", 100_001),
        ] {
            assert_eq!(number_in_words(text), Some(value), "{text}");
        }
        for text in [
            "",
            "y",
            "dos y",
            "dos dos",
            "cinco y treinta",
            "y dos",
            "mil mil",
            "millones",
            "treinta y mil",
        ] {
            assert_eq!(number_in_words(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn never_panics(text in "([a-z]{1,6} |mil |un |cien |millones |y ){0,30}") {
            let _ = number_in_words(&text);
        }
    }
}
