//! Numbers and months written as words.

use nom::{IResult, Parser, character::complete::char, combinator::opt};

use super::lex::{fold, miss, word};

/// A month's name, or its usual abbreviation: `diciembre`, `Setiembre`, `dic.`.
pub(super) fn month(input: &str) -> IResult<&str, u8> {
    let (rest, name) = word(input)?;
    match month_of(&name) {
        Some((month, true)) => Ok((rest, month)),
        Some((month, false)) => Ok((opt(char('.')).parse_complete(rest)?.0, month)),
        None => miss(input),
    }
}

/// The month that a folded word names, and whether it is named in full.
pub(super) fn month_of(folded: &str) -> Option<(u8, bool)> {
    Some(match folded {
        "enero" => (1, true),
        "febrero" => (2, true),
        "marzo" => (3, true),
        "abril" => (4, true),
        "mayo" => (5, true),
        "junio" => (6, true),
        "julio" => (7, true),
        "agosto" => (8, true),
        "septiembre" | "setiembre" => (9, true),
        "octubre" => (10, true),
        "noviembre" => (11, true),
        "diciembre" => (12, true),
        "ene" => (1, false),
        "feb" => (2, false),
        "mar" => (3, false),
        "abr" => (4, false),
        "may" => (5, false),
        "jun" => (6, false),
        "jul" => (7, false),
        "ago" => (8, false),
        "sep" | "sept" | "set" => (9, false),
        "oct" => (10, false),
        "nov" => (11, false),
        "dic" => (12, false),
        _ => return None,
    })
}

/// Whether a folded word is the name of a month, in full.
///
/// ```text
/// enero … diciembre, setiembre
/// ```
pub(crate) fn is_month(folded: &str) -> bool {
    matches!(month_of(folded), Some((_, true)))
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
        let token = fold(token);
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
            _ => part.add(simple(&token)?, and)?,
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

fn simple(folded: &str) -> Option<u32> {
    Some(match folded {
        "cero" => 0,
        "un" | "una" | "uno" => 1,
        "dos" => 2,
        "tres" => 3,
        "cuatro" => 4,
        "cinco" => 5,
        "seis" => 6,
        "siete" => 7,
        "ocho" => 8,
        "nueve" => 9,
        "diez" => 10,
        "once" => 11,
        "doce" => 12,
        "trece" => 13,
        "catorce" => 14,
        "quince" => 15,
        "dieciseis" => 16,
        "diecisiete" => 17,
        "dieciocho" => 18,
        "diecinueve" => 19,
        "veinte" => 20,
        "veintiun" | "veintiuno" | "veintiuna" => 21,
        "veintidos" => 22,
        "veintitres" => 23,
        "veinticuatro" => 24,
        "veinticinco" => 25,
        "veintiseis" => 26,
        "veintisiete" => 27,
        "veintiocho" => 28,
        "veintinueve" => 29,
        "treinta" => 30,
        "cuarenta" => 40,
        "cincuenta" => 50,
        "sesenta" => 60,
        "setenta" => 70,
        "ochenta" => 80,
        "noventa" => 90,
        "cien" | "ciento" => 100,
        "doscientos" | "doscientas" => 200,
        "trescientos" | "trescientas" => 300,
        "cuatrocientos" | "cuatrocientas" => 400,
        "quinientos" | "quinientas" => 500,
        "seiscientos" | "seiscientas" => 600,
        "setecientos" | "setecientas" => 700,
        "ochocientos" | "ochocientas" => 800,
        "novecientos" | "novecientas" => 900,
        _ => return None,
    })
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
