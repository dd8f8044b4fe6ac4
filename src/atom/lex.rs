//! The small pieces that several values share: a gap, a hyphen, a folded word, a number mark.
//!
//! Every one of them looks at a bounded stretch of text, so that trying one at each candidate keeps a scan linear.

use crate::lexicon::{self, Class, Folded};

use nom::{
    IResult, Parser,
    bytes::complete::take_while_m_n,
    character::complete::{char, satisfy},
    combinator::{opt, recognize, verify},
    error::{Error, ErrorKind},
    sequence::terminated,
};

/// The longest word that any grammar here looks for, in characters.
pub(super) const LONGEST_WORD: usize = 24;

/// What a parser that does not match returns.
pub(super) fn miss<T>(input: &str) -> IResult<&str, T> {
    Err(nom::Err::Error(Error::new(input, ErrorKind::Verify)))
}

/// Whether `c` is a letter of a word. `º` and `ª` are letters to Unicode, and marks of a number here (`Nº1`).
pub(super) fn is_letter(c: char) -> bool {
    c.is_alphabetic() && !matches!(c, 'º' | 'ª')
}

/// Whether `c` may stand inside a name such as `P02` or `as400`.
pub(super) fn is_name(c: char) -> bool {
    is_letter(c) || c.is_ascii_digit() || c == '_'
}

/// Whether `c` is printed for a hyphen or a dash.
pub(super) fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}')
}

/// Up to four spaces: `$  11.588,69`. A wider gap is a column, and parts what it parts.
pub(super) fn gap(input: &str) -> IResult<&str, &str> {
    take_while_m_n(0, 4, |c| c == ' ').parse_complete(input)
}

/// One to four spaces.
pub(super) fn gap1(input: &str) -> IResult<&str, &str> {
    take_while_m_n(1, 4, |c| c == ' ').parse_complete(input)
}

/// A hyphen or dash of any kind.
pub(super) fn hyphen(input: &str) -> IResult<&str, char> {
    satisfy(is_hyphen).parse_complete(input)
}

/// One given character.
pub(super) fn one(c: char) -> impl Fn(&str) -> IResult<&str, char> {
    move |input| char(c).parse_complete(input)
}

/// A whole word of letters, folded: `Año` → `ano`. Digits glued to it (`del2021`) do not belong to it.
pub(super) fn word(input: &str) -> IResult<&str, Folded> {
    let (rest, text) = take_while_m_n(1, LONGEST_WORD, is_letter).parse_complete(input)?;
    match lexicon::folded(text) {
        Some(folded) if !rest.starts_with(is_letter) => Ok((rest, folded)),
        _ => miss(input),
    }
}

/// A whole word that is one of `words` when folded.
pub(super) fn word_of<'a>(
    words: &'static [&'static str],
) -> impl Fn(&'a str) -> IResult<&'a str, Folded> {
    move |input| {
        // Most words are turned away by their first letter, unfolded.
        let first = input.as_bytes().first().map(u8::to_ascii_lowercase);
        if !words
            .iter()
            .any(|word| word.as_bytes().first().copied() == first)
        {
            return miss(input);
        }
        verify(word, |found: &Folded| words.contains(&found.as_str())).parse_complete(input)
    }
}

/// A whole word of a class.
pub(super) fn of_class<'a>(class: Class) -> impl Fn(&'a str) -> IResult<&'a str, Folded> {
    move |input| verify(word, |found: &Folded| found.entry().is(class)).parse_complete(input)
}

/// A run of `min` to `max` ASCII digits, and no digit after it.
pub(super) fn digits<'a>(min: usize, max: usize) -> impl Fn(&'a str) -> IResult<&'a str, &'a str> {
    move |input| {
        let (rest, run) =
            take_while_m_n(min, max, |c: char| c.is_ascii_digit()).parse_complete(input)?;
        if rest.starts_with(|c: char| c.is_ascii_digit()) {
            miss(input)
        } else {
            Ok((rest, run))
        }
    }
}

/// The number under forty that Roman figures say, in small letters or in capitals.
pub(crate) fn roman_figure(text: &str) -> Option<u8> {
    let value = |c: char| match c.to_ascii_lowercase() {
        'i' => Some(1_u8),
        'v' => Some(5),
        'x' => Some(10),
        _ => None,
    };
    let mut number = 0_u8;
    let mut last = 0;
    for c in text.chars().rev() {
        let figure = value(c)?;
        number = if figure < last {
            number.checked_sub(figure)?
        } else {
            number.checked_add(figure)?
        };
        last = last.max(figure);
    }
    (1..40).contains(&number).then_some(number)
}

/// Four digits that may be a calendar year, 1900 to 2100.
pub(super) fn year(input: &str) -> IResult<&str, u16> {
    let (rest, run) = digits(4, 4)(input)?;
    match run.parse() {
        Ok(year @ 1900..=2100) => Ok((rest, year)),
        _ => miss(input),
    }
}

/// The mark before a number that names something: `Nro.`, `No.`, `N°`, `Nº`, `N.º`, `Núm.`, `#`, with the gap after it.
///
/// A bare `no` is a word of the language, so without `°` or `.` it counts only as `No` right before a digit.
pub(super) fn number_mark(input: &str) -> IResult<&str, &str> {
    let (rest, _) = recognize(number_sign).parse_complete(input)?;
    let (rest, _) = gap(rest)?;
    Ok((
        rest,
        input.get(..input.len() - rest.len()).unwrap_or_default(),
    ))
}

fn number_sign(input: &str) -> IResult<&str, ()> {
    if let Ok((rest, _)) = one('#')(input) {
        return Ok((rest, ()));
    }
    let (rest, name) =
        word_of(&["n", "no", "nro", "num", "numero", "nos", "nros", "numeros"])(input)?;
    let (rest, dot) = opt(char('.')).parse_complete(rest)?;
    let (rest, ring) = opt(terminated(
        satisfy(|c| matches!(c, '°' | 'º' | '˚')),
        opt(char('.')),
    ))
    .parse_complete(rest)?;
    let (after, _) = gap(rest)?;
    let digit_follows = after.starts_with(|c: char| c.is_ascii_digit());
    let marked = match name.as_str() {
        "n" => ring.is_some() || (dot.is_some() && digit_follows),
        "no" | "nos" => {
            ring.is_some() || (input.starts_with('N') && (dot.is_some() || digit_follows))
        }
        "num" => dot.is_some(),
        "numero" | "numeros" => digit_follows,
        _ => true,
    };
    if marked { Ok((rest, ())) } else { miss(input) }
}

/// What of `input` lies before `rest`, its own tail.
pub(super) fn consumed<'a>(input: &'a str, rest: &str) -> &'a str {
    input
        .get(..input.len().saturating_sub(rest.len()))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn number_marks() {
        for mark in [
            "Nro. ", "Nro ", "No. ", "N° ", "N°", "Nº ", "N.º ", "Núm. ", "# ", "NRO. ",
        ] {
            let text = format!("{mark}5");
            assert_eq!(number_mark(&text).map(|(rest, _)| rest), Ok("5"), "{mark}");
        }
        for text in ["no 5", "nota 5", "No se", "N 5", "numeral 5"] {
            assert!(number_mark(text).is_err(), "{text}");
        }
    }

    #[test]
    fn words_are_whole_and_folded() {
        let found = word("AÑO 2021").map(|(rest, word)| (rest, word.as_str().to_owned()));
        assert_eq!(found, Ok((" 2021", "ano".to_owned())));
        let found = word("del2021").map(|(rest, word)| (rest, word.as_str().to_owned()));
        assert_eq!(found, Ok(("2021", "del".to_owned())));
        assert!(word(&"a".repeat(50)).is_err());
    }
}
