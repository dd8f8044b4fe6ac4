//! References to documents: memoranda, official letters, resolutions.

mod typed;

use nom::{IResult, Parser, combinator::opt};

pub use self::typed::{InvalidReference, Reference};
use crate::lexicon::{Class, Entry, Sense};

use super::{
    lex::{digits, gap, is_hyphen, is_letter, miss, number_mark, one},
    value::Value,
    year,
};

/// A unit may hold several hyphens (`IESS-CD-DG-SDN-2021-0001-M`); no reference has more parts than this.
const MOST_PARTS: usize = 12;

/// The letters of Quipux' document types: memorando, oficio, circular, resolución, acuerdo, nota, providencia, externo.
const TYPES: &[&str] = &["M", "O", "C", "R", "A", "N", "P", "E", "ME", "OF"];

/// Institutions whose own short name looks like a misprint of `IESS`.
const NEIGHBOURS: &[&str] = &["IEPS", "IECE", "INSS"];

/// The word before a reference, where it says what the reference is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// `Memorando Nro.`, `Oficio`, `Circular`.
    Letter,
    /// `Resolución No.`.
    Resolution,
}

/// The lead that a word makes.
pub(super) fn keyword(word: Entry) -> Option<Lead> {
    match word.meaning(Class::Lead)? {
        Sense::Letter => Some(Lead::Letter),
        Sense::Resolution => Some(Lead::Resolution),
        _ => None,
    }
}

/// A reference as it is found in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Cited {
    pub(super) value: Value,
    pub(super) misprint: bool,
}

#[derive(Clone, Copy, Debug)]
struct Part<'a> {
    text: &'a str,
    /// Where it ends in the input.
    end: usize,
    /// A space stands on both sides of the hyphen before it.
    apart: bool,
}

impl Part<'_> {
    fn is_digits(&self, min: usize, max: usize) -> bool {
        (min..=max).contains(&self.text.len())
            && self.text.bytes().all(|byte| byte.is_ascii_digit())
    }

    fn is_letters(&self) -> bool {
        self.text.chars().all(is_letter)
    }

    fn is_year(&self) -> bool {
        year::of(self.text).is_some_and(|year| year >= 1990)
    }

    fn is_type(&self) -> bool {
        let is = |kind: &&str| self.text.eq_ignore_ascii_case(kind);
        (TYPES.iter().any(is) && (self.text.len() == 1 || !self.apart)) || is(&"TEMP")
    }

    /// A single letter stands where a type does, though none of Quipux' types.
    fn is_any_letter(&self) -> bool {
        self.is_letters() && self.text.chars().count() == 1
    }
}

/// `parts = part *([" "] hyphen [" "] part)`: hyphens of any kind, with the space that a broken line leaves.
fn parts(input: &str) -> Vec<Part<'_>> {
    let mut parts: Vec<Part<'_>> = Vec::new();
    let mut rest = input;
    let mut apart = false;
    while parts.len() < MOST_PARTS {
        let run = rest
            .char_indices()
            .take(33)
            .find(|&(_, c)| !(is_letter(c) || c.is_ascii_digit()));
        let length = match run {
            Some((at, _)) => at,
            None if rest.chars().nth(32).is_none() => rest.len(),
            // Longer than any part: no reference from here on.
            None => break,
        };
        let Some((text, after)) = rest.split_at_checked(length) else {
            break;
        };
        if text.is_empty() {
            break;
        }
        parts.push(Part {
            text,
            end: input.len() - after.len(),
            apart,
        });
        let Ok((next, (before, _, _, behind))) =
            (gap, super::lex::hyphen, opt(one('-')), gap).parse_complete(after)
        else {
            break;
        };
        apart = !before.is_empty() && !behind.is_empty();
        rest = next;
    }
    parts
}

/// A reference that its own shape tells, read from the right: type, sequence, year, units, institution.
///
/// ```text
/// quipux     = institution 1*("-" unit) "-" year "-" sequence "-" type ["-TEMP"]
/// resolution = letters 1*("-" letters) "-" sequence "-" year "-" sequence
/// IESS-DPX-2020-1644-M   IESS-AD-INL-2022-0115-M   IESS-CPPPRTFRSDL-2022- 2496-M   CPCCS-PLE-SG-069-2021-476
/// ```
///
/// What a broken line or a slip has damaged is kept as printed, and marked: `ESS-DNPL-2023-0523-M`,
/// `IESS-CPPSSA-20192018-M`. It is never mended into another reference.
pub(super) fn reference(input: &str, lead: Option<Lead>) -> IResult<&str, Cited> {
    let parts = parts(input);
    // Every shape has two parts or more.
    let [first, _, ..] = parts.as_slice() else {
        return miss(input);
    };
    let named = first.is_letters() && first.text.chars().count() >= 2;
    let found = if named {
        quipux(&parts)
            .or_else(|| resolution(&parts))
            .or_else(|| misread(&parts))
            .or_else(|| blank(input, &parts))
            .or_else(|| damaged(input, &parts, lead))
    } else {
        None
    };
    match found.or_else(|| announced(&parts, lead)) {
        Some((end, kind, misprint)) => {
            let (Some(text), Some(rest)) = (input.get(..end), input.get(end..)) else {
                return miss(input);
            };
            let text = normalised(text);
            let value = match kind {
                Lead::Letter => Value::Memo(Reference::printed(text)),
                Lead::Resolution => Value::Resolution(Reference::printed(text)),
            };
            Ok((
                rest,
                Cited {
                    value,
                    misprint: misprint || (named && misprinted(first.text)),
                },
            ))
        }
        None => miss(input),
    }
}

type Shape = Option<(usize, Lead, bool)>;

fn quipux(parts: &[Part<'_>]) -> Shape {
    let (at, window) = parts.windows(3).enumerate().skip(1).find(|(_, window)| {
        matches!(window, [year, sequence, kind]
                if year.is_year() && sequence.is_digits(1, 9) && (kind.is_type() || kind.is_any_letter()))
    })?;
    let [_, _, kind] = window else { return None };
    let draft = parts
        .get(at + 3)
        .filter(|part| part.text.eq_ignore_ascii_case("temp") && !part.apart);
    let family = if kind.text.eq_ignore_ascii_case("r") {
        Lead::Resolution
    } else {
        Lead::Letter
    };
    // Two references of which lines between were lost.
    let torn = parts[1..at]
        .iter()
        .any(|unit| unit.is_year() || unit.text.eq_ignore_ascii_case("IESS"));
    // Without a unit, or with a letter that is no type, something was lost.
    Some((
        draft.unwrap_or(kind).end,
        family,
        at < 2 || !kind.is_type() || torn,
    ))
}

fn resolution(parts: &[Part<'_>]) -> Shape {
    let last = parts.windows(3).skip(2).find_map(|window| match window {
        [before, year, after]
            if before.is_digits(1, 5) && year.is_year() && after.is_digits(1, 5) =>
        {
            Some(after.end)
        }
        _ => None,
    })?;
    Some((last, Lead::Resolution, false))
}

/// A letter among the digits of the sequence or of the year, or a sequence never filled in: `IESS-DPX-2020-1B37-M`,
/// `IESS-DPX-2O20-1237-M`, `IESS-DPX-2020-XXXX-M`.
fn misread(parts: &[Part<'_>]) -> Shape {
    let spoilt = |part: &Part<'_>, digits: usize| {
        let bytes = part.text.bytes();
        bytes.clone().all(|byte| byte.is_ascii_alphanumeric())
            && bytes.filter(u8::is_ascii_digit).count() >= digits
    };
    let unfilled = |part: &Part<'_>| part.text.bytes().all(|byte| matches!(byte, b'x' | b'X'));
    parts.windows(3).skip(1).find_map(|window| match window {
        [year, sequence, kind] if kind.is_type() => {
            let of_sequence = year.is_year()
                && (3..=9).contains(&sequence.text.len())
                && (spoilt(sequence, 2) || unfilled(sequence));
            let of_year = year.text.len() == 4
                && spoilt(year, 3)
                && year.text.starts_with(['1', '2'])
                && sequence.is_digits(3, 9);
            (of_sequence || of_year).then_some((kind.end, Lead::Letter, true))
        }
        _ => None,
    })
}

/// A blank where the sequence stands, never filled: `IESS-DPX-2020-____-M`.
fn blank(input: &str, parts: &[Part<'_>]) -> Shape {
    let year = parts
        .last()
        .filter(|part| parts.len() >= 2 && part.is_year())?;
    let rest = input.get(year.end..)?;
    let filler = |c| matches!(c, '_' | '.' | '…' | 'x' | 'X');
    let (rest, _) = (
        super::lex::hyphen,
        gap,
        nom::bytes::complete::take_while_m_n(2, 24, filler),
        gap,
    )
        .parse_complete(rest)
        .ok()?;
    let end = match (super::lex::hyphen, gap).parse_complete(rest) {
        Ok((rest, _)) => {
            let kind = rest
                .find(|c: char| !c.is_ascii_alphabetic())
                .unwrap_or(rest.len());
            TYPES
                .contains(&rest.get(..kind)?)
                .then(|| input.len() - rest.len() + kind)?
        }
        Err(_) => input.len() - rest.len(),
    };
    Some((end, Lead::Letter, true))
}

/// Another of an elided list, completed from the first: `; 0118-M` and ` y 0119-M` after `IESS-DPX-2020-0117-M`.
///
/// ```text
/// elided = [";" | ","] ["y" | "e"] [mark] [year "-"] sequence "-" type
/// ```
///
/// Its place, its end and the whole reference.
pub(super) fn elided<'a>(input: &'a str, first: &str) -> IResult<&'a str, (&'a str, Cited)> {
    let (rest, _) = gap(input)?;
    let (rest, mark) = opt(nom::character::complete::one_of(",;/")).parse_complete(rest)?;
    let (rest, _) = gap(rest)?;
    let (rest, and) =
        opt((super::lex::word_of(&["y", "e"]), super::lex::gap1)).parse_complete(rest)?;
    let (start, _) = opt(number_mark).parse_complete(rest)?;
    let parts = parts(start);
    let (head, kind) = match parts.as_slice() {
        [sequence, kind, ..] if sequence.is_digits(3, 6) && kind.is_type() => (3, kind),
        [year, sequence, kind, ..]
            if year.is_year() && sequence.is_digits(3, 6) && kind.is_type() =>
        {
            (4, kind)
        }
        _ => return miss(input),
    };
    // Institution and units, and the year where it is not printed again.
    let keep = match head {
        3 => first.rmatch_indices('-').nth(1),
        _ => first.rmatch_indices('-').nth(2),
    };
    let (Some((keep, _)), Some(own), Some(rest)) =
        (keep, start.get(..kind.end), start.get(kind.end..))
    else {
        return miss(input);
    };
    let apart = mark.is_some() || and.is_some();
    if !apart || rest.starts_with(|c: char| is_letter(c) || c.is_ascii_digit()) {
        return miss(input);
    }
    let whole = format!(
        "{}-{}",
        first.get(..keep).unwrap_or_default(),
        normalised(own)
    );
    let value = if kind.text.eq_ignore_ascii_case("r") {
        Value::Resolution(Reference::printed(whole))
    } else {
        Value::Memo(Reference::printed(whole))
    };
    Ok((
        rest,
        (
            start,
            Cited {
                value,
                misprint: false,
            },
        ),
    ))
}

/// A prefix with dots before a number of another institution: `R.E.-SERCOP-2019-0000041`.
///
/// ```text
/// dotted = 1*4(letter ".") "-" letters 1*("-" part)
/// ```
pub(super) fn dotted(input: &str, lead: Option<Lead>) -> IResult<&str, Cited> {
    let letter = |input| {
        let (rest, c) = nom::character::complete::satisfy(is_letter).parse_complete(input)?;
        let (rest, _) = one('.')(rest)?;
        Ok((rest, c))
    };
    let (mut rest, _) = letter(input)?;
    for _ in 0..3 {
        match letter(rest) {
            Ok((after, _)) => rest = after,
            Err(_) => break,
        }
    }
    let (rest, _) = one('-')(rest)?;
    let parts = parts(rest);
    let own = parts.iter().skip(1).take_while(|part| !part.apart).count() + 1;
    let Some(parts) = parts.get(..own.min(parts.len())) else {
        return miss(input);
    };
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
        return miss(input);
    };
    let numbered = parts.iter().any(|part| part.is_digits(1, 9));
    let (Some(rest), true) = (rest.get(last.end..), first.is_letters() && numbered) else {
        return miss(input);
    };
    let text = normalised(super::lex::consumed(input, rest));
    let value = match lead {
        Some(Lead::Resolution) => Value::Resolution(Reference::printed(text)),
        Some(Lead::Letter) => Value::Memo(Reference::printed(text)),
        None => Value::Code(text),
    };
    Ok((
        rest,
        Cited {
            value,
            misprint: false,
        },
    ))
}

/// The rest of a reference whose beginning was lost: `2019-4830-M`. It names no document.
pub(super) fn rest(input: &str) -> IResult<&str, ()> {
    let parts = parts(input);
    match parts.as_slice() {
        [year, sequence, kind, ..]
            if year.is_year() && sequence.is_digits(3, 6) && kind.is_type() && !kind.apart =>
        {
            Ok((input.get(kind.end..).unwrap_or_default(), ()))
        }
        _ => miss(input),
    }
}

/// Shapes that lost a hyphen, or their end. Asked only where the whole one is not there.
fn damaged(input: &str, parts: &[Part<'_>], lead: Option<Lead>) -> Shape {
    let own = parts.first().is_some_and(|part| is_iess(part.text)) || lead == Some(Lead::Letter);
    // `-20192018-M`: year and sequence run together.
    let together = parts.windows(2).skip(1).find_map(|window| match window {
        [run, kind]
            if run.is_digits(5, 13)
                && kind.is_type()
                && kind.text.len() == 1
                && starts_with_year(run.text) =>
        {
            Some(kind.end)
        }
        _ => None,
    });
    if let Some(end) = together {
        return Some((end, Lead::Letter, true));
    }
    if !own {
        return None;
    }
    // `IESS-DPX2020-1644-M`: unit and year run together.
    let unit = parts.windows(3).find_map(|window| match window {
        [unit, sequence, kind]
            if unit.text.len() > 4
                && unit
                    .text
                    .get(unit.text.len() - 4..)
                    .is_some_and(|year| year::of(year).is_some())
                && sequence.is_digits(1, 9)
                && kind.is_type() =>
        {
            Some(kind.end)
        }
        _ => None,
    });
    // `IESS-DPX-2020-1644M`: sequence and type run together; `IESS-DPX-2020-1644`: no type at all.
    let tail = || {
        parts.windows(2).skip(1).find_map(|window| match window {
            [year, sequence] if year.is_year() && !sequence.apart => {
                let number = sequence.text.trim_end_matches(is_letter);
                let letters = sequence.text.len() - number.len();
                let number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
                (number && letters <= 1).then_some(sequence.end)
            }
            _ => None,
        })
    };
    // `IESS-DPX-2020 1644-M`: the hyphen is gone, the break is still there; `IESS-DPX-2020.1644-M`: another mark is.
    let gone = || {
        let year = parts
            .last()
            .filter(|part| parts.len() >= 2 && part.is_year())?;
        let rest = input.get(year.end..)?;
        let mark = nom::character::complete::one_of(" ._/");
        let (rest, _) = (mark, digits(3, 9), one('-')).parse_complete(rest).ok()?;
        let kind = rest
            .chars()
            .next()
            .filter(|c| TYPES.contains(&c.to_ascii_uppercase().to_string().as_str()))?;
        let after = rest.get(kind.len_utf8()..)?;
        (!after.starts_with(|c: char| is_letter(c) || c.is_ascii_digit()))
            .then(|| input.len() - after.len())
    };
    unit.or_else(gone)
        .or_else(tail)
        .map(|end| (end, Lead::Letter, true))
}

/// Another family, that the word before it announces: `Oficio Nro. 0123-DNA5-2020`, `Resolución No. 006-2021`.
fn announced(parts: &[Part<'_>], lead: Option<Lead>) -> Shape {
    let lead = lead?;
    // A hyphen between spaces would take the next clause along.
    let own = parts.iter().skip(1).take_while(|part| !part.apart).count() + 1;
    let parts = parts.get(..own.min(parts.len()))?;
    let year = parts.iter().position(Part::is_year);
    let number = parts
        .iter()
        .enumerate()
        .any(|(at, part)| Some(at) != year && part.text.bytes().any(|byte| byte.is_ascii_digit()));
    let clear = match lead {
        Lead::Letter => parts.len() >= 3 && year.is_some() && number,
        Lead::Resolution => parts.len() >= 2 && number,
    };
    let end = parts.last()?.end;
    clear.then_some((end, lead, false))
}

/// A resolution that is a plain number: `No. 535`, `021`. Its lead stands before it.
pub(super) fn plain_resolution(input: &str) -> IResult<&str, Cited> {
    let (rest, number) = digits(1, 6)(input)?;
    let mut next = rest.chars();
    let goes_on = match next.next() {
        Some('.' | ',' | '/') => next.next().is_some_and(|c| c.is_ascii_digit()),
        Some('%') => true,
        Some(c) => is_letter(c),
        None => false,
    };
    if goes_on {
        return miss(input);
    }
    Ok((
        rest,
        Cited {
            value: Value::Resolution(Reference::printed(number)),
            misprint: false,
        },
    ))
}

/// A resolution of the Consejo Directivo: `C.D. 021`, `C.D. No. 535`, `C.D.535`, and `CD 535` after its lead.
///
/// Its value is `C.D. 535` however it is printed, so that citing it twice is citing one thing.
pub(super) fn council(input: &str, lead: Option<Lead>) -> IResult<&str, Cited> {
    let (rest, _) = one('C')(input)?;
    let (rest, dot) = opt(one('.')).parse_complete(rest)?;
    let (rest, _) = gap(rest)?;
    let (rest, _) = one('D')(rest)?;
    let (rest, second) = opt(one('.')).parse_complete(rest)?;
    if lead != Some(Lead::Resolution) && (dot.is_none() || second.is_none()) {
        return miss(input);
    }
    let (rest, _) = gap(rest)?;
    let (rest, _) = opt((one('-'), gap)).parse_complete(rest)?;
    let (rest, _) = opt(number_mark).parse_complete(rest)?;
    let (rest, number) = digits(1, 4)(rest)?;
    Ok((
        rest,
        Cited {
            value: Value::Resolution(Reference::printed(format!("C.D. {number}"))),
            misprint: false,
        },
    ))
}

/// Without the spaces of a broken line, and with plain hyphens; otherwise as printed.
fn normalised(text: &str) -> String {
    text.chars()
        .filter(|c| *c != ' ')
        .map(|c| if is_hyphen(c) { '-' } else { c })
        .collect()
}

fn starts_with_year(text: &str) -> bool {
    text.get(..4)
        .and_then(year::of)
        .is_some_and(|year| year >= 1990)
}

fn is_iess(institution: &str) -> bool {
    institution.eq_ignore_ascii_case("IESS") || misprinted(institution)
}

/// Whether an institution is one slip away from `IESS`: `ESS`, `IEES`, `IESSS`.
fn misprinted(institution: &str) -> bool {
    // One slip leaves three letters to five.
    if !(3..=10).contains(&institution.len()) {
        return false;
    }
    // It also leaves three of the letters: most words are refused before anything is allocated.
    let own = institution
        .bytes()
        .filter(|byte| matches!(byte.to_ascii_uppercase(), b'I' | b'E' | b'S'));
    if own.count() < 3 {
        return false;
    }
    let upper = institution.to_uppercase();
    upper != "IESS"
        && !NEIGHBOURS.contains(&upper.as_str())
        && strsim::osa_distance(&upper, "IESS") == 1
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str, lead: Option<Lead>) -> Option<(String, bool, String)> {
        let (rest, found) = reference(text, lead).ok()?;
        Some((
            format!("{} {}", found.value.kind(), found.value),
            found.misprint,
            rest.to_owned(),
        ))
    }

    #[test]
    #[allow(clippy::too_many_lines, reason = "a table of prints")]
    fn printed_references() {
        for (text, expected, misprint, rest) in [
            (
                "IESS-DPX-2020-1644-M",
                "memo IESS-DPX-2020-1644-M",
                false,
                "",
            ),
            (
                "IESS-DPX-2020-2492-M.",
                "memo IESS-DPX-2020-2492-M",
                false,
                ".",
            ),
            (
                "IESS-DPB-2023-IESS-CPB-2023-0198-M",
                "memo IESS-DPB-2023-IESS-CPB-2023-0198-M",
                true,
                "",
            ),
            (
                "IESS-AD-INL-2022-0115-M del",
                "memo IESS-AD-INL-2022-0115-M",
                false,
                " del",
            ),
            (
                "IESS-CPPPRTFRSDL-2022- 2496-M",
                "memo IESS-CPPPRTFRSDL-2022-2496-M",
                false,
                "",
            ),
            (
                "IESS - DPX - 2020 - 1644 - M y",
                "memo IESS-DPX-2020-1644-M",
                false,
                " y",
            ),
            (
                "IESS–DPX–2020–1644–M",
                "memo IESS-DPX-2020-1644-M",
                false,
                "",
            ),
            (
                "iess-dpx-2020-1644-m",
                "memo iess-dpx-2020-1644-m",
                false,
                "",
            ),
            (
                "IESS-DPX-2020-12345-O",
                "memo IESS-DPX-2020-12345-O",
                false,
                "",
            ),
            (
                "IESS-DPL-2022-1234-TEMP",
                "memo IESS-DPL-2022-1234-TEMP",
                false,
                "",
            ),
            (
                "IESS-DPX-2020-1644-M - Informe",
                "memo IESS-DPX-2020-1644-M",
                false,
                " - Informe",
            ),
            (
                "ESS-DNPL-2023-0523-M de",
                "memo ESS-DNPL-2023-0523-M",
                true,
                " de",
            ),
            (
                "IESS-CPPSSA-20192018-M",
                "memo IESS-CPPSSA-20192018-M",
                true,
                "",
            ),
            ("IESS-DPX2020-1644-M", "memo IESS-DPX2020-1644-M", true, ""),
            (
                "IESS-DPX-2020 1644-M.",
                "memo IESS-DPX-20201644-M",
                true,
                ".",
            ),
            ("IESS-DPX-2020-1644M", "memo IESS-DPX-2020-1644M", true, ""),
            ("IESS-DPX-2020-1644,", "memo IESS-DPX-2020-1644", true, ","),
            (
                "CPCCS-PLE-SG-069-2021-476, es",
                "resolution CPCCS-PLE-SG-069-2021-476",
                false,
                ", es",
            ),
            (
                "CPCCS-PLE-SG-069- 2021-476",
                "resolution CPCCS-PLE-SG-069-2021-476",
                false,
                "",
            ),
            (
                "IESS-DG-2021-0001-R",
                "resolution IESS-DG-2021-0001-R",
                false,
                "",
            ),
        ] {
            let expected = (expected.to_owned(), misprint, rest.to_owned());
            assert_eq!(read(text, None), Some(expected), "{text}");
        }
    }

    #[test]
    fn announced_references() {
        let read = |text, lead| read(text, Some(lead)).map(|(value, _, rest)| value + &rest);
        assert_eq!(
            read("0123-DNA5-2020 de", Lead::Letter).as_deref(),
            Some("memo 0123-DNA5-2020 de")
        );
        assert_eq!(
            read("006-2021", Lead::Resolution).as_deref(),
            Some("resolution 006-2021")
        );
        assert_eq!(read("123", Lead::Letter), None);
    }

    #[test]
    fn not_references() {
        for text in [
            "COVID-19",
            "IESS",
            "PS-ch-Puesto",
            "DNPL-SDNSE-GPL-P02-F01",
            "IESS - Loja",
            "2018-2028",
            "-",
            "",
        ] {
            assert_eq!(read(text, None), None, "{text}");
        }
    }

    #[test]
    fn council_resolutions() {
        let read = |text, lead| {
            council(text, lead)
                .ok()
                .map(|(_, found)| found.value.to_string())
        };
        for text in ["C.D. 535", "C.D.535", "C.D. No. 535", "C. D. Nro. 535"] {
            assert_eq!(read(text, None).as_deref(), Some("C.D. 535"), "{text}");
        }
        assert_eq!(read("CD 535", None), None);
        assert_eq!(
            read("CD 021", Some(Lead::Resolution)).as_deref(),
            Some("C.D. 021")
        );
    }

    proptest! {
        #[test]
        fn every_break_reads_the_same(
            unit in "[A-Z]{2,9}(-[A-Z]{2,4}){0,2}", year in 1995_u16..2060, sequence in 1_u32..99999,
            kind in prop::sample::select(vec!["M", "O", "C", "A", "N", "P", "E", "TEMP"]),
            hyphen in prop::sample::select(vec!["-", "–", "‐", "- ", " -", " - "]),
        ) {
            let whole = format!("IESS-{unit}-{year}-{sequence:04}-{kind}");
            let printed = whole.replace('-', hyphen);
            prop_assert_eq!(read(&printed, None), Some((format!("memo {whole}"), false, String::new())));
        }

        #[test]
        fn never_panics(text in "([A-Zñ0-9]{0,6}[- –.]{0,2}){0,14}") {
            let _ = read(&text, None);
            let _ = read(&text, Some(Lead::Letter));
            let _ = read(&text, Some(Lead::Resolution));
        }
    }
}
