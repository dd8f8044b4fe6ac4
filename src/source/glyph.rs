//! Characters that an extractor left as the names of their glyphs, `/one/period/two`, as it does where a font of the PDF
//! does not say which characters its glyphs are.

use nom::bytes::complete::take_while1;
use nom::character::complete::char;
use nom::combinator::map_opt;
use nom::multi::many1;
use nom::sequence::preceded;
use nom::{IResult, Parser as _};

/// Names of glyphs that stand in numbers and words, as the Adobe Glyph List has them. One letter is its own name.
const NAMES: [(&str, char); 38] = [
    ("zero", '0'),
    ("one", '1'),
    ("two", '2'),
    ("three", '3'),
    ("four", '4'),
    ("five", '5'),
    ("six", '6'),
    ("seven", '7'),
    ("eight", '8'),
    ("nine", '9'),
    ("period", '.'),
    ("comma", ','),
    ("colon", ':'),
    ("semicolon", ';'),
    ("hyphen", '-'),
    ("slash", '/'),
    ("percent", '%'),
    ("dollar", '$'),
    ("space", ' '),
    ("parenleft", '('),
    ("parenright", ')'),
    ("quotesingle", '\''),
    ("quoteright", '’'),
    ("acute", '´'),
    ("ordmasculine", 'º'),
    ("degree", '°'),
    ("aacute", 'á'),
    ("eacute", 'é'),
    ("iacute", 'í'),
    ("oacute", 'ó'),
    ("uacute", 'ú'),
    ("ntilde", 'ñ'),
    ("Aacute", 'Á'),
    ("Eacute", 'É'),
    ("Iacute", 'Í'),
    ("Oacute", 'Ó'),
    ("Uacute", 'Ú'),
    ("Ntilde", 'Ñ'),
];

/// Digits that must be written so before any is read so: fewer may be words of an address of the web.
const LEAST: usize = 4;
/// A run of as many names without a digit is text too.
const MANY: usize = 3;

/// The text with the names of glyphs replaced by what they stand for; `None` where digits are not written so.
pub(crate) fn spelt(text: &str) -> Option<String> {
    let digits = |spelt: &str| spelt.bytes().filter(u8::is_ascii_digit).count();
    if runs(text)
        .map(|(_, _, spelt)| digits(&spelt))
        .sum::<usize>()
        < LEAST
    {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    let mut kept = 0;
    for (start, end, spelt) in runs(text) {
        let is_inside = text[..start].ends_with(|c: char| c.is_alphanumeric() || c == '/');
        if digits(&spelt) > 0 || (!is_inside && spelt.chars().count() >= MANY) {
            out.push_str(&text[kept..start]);
            out.push_str(&spelt);
            kept = end;
        }
    }
    out.push_str(&text[kept..]);
    Some(out)
}

/// Every run of names in a text: where it starts and ends, and what it spells.
fn runs(text: &str) -> impl Iterator<Item = (usize, usize, String)> {
    let mut end = 0;
    memchr::memchr_iter(b'/', text.as_bytes()).filter_map(move |start| {
        let (rest, spelt) = run(text.get(start..).filter(|_| start >= end)?).ok()?;
        end = text.len() - rest.len();
        Some((start, end, spelt))
    })
}

/// Names one after the other: `/one/period/two`.
fn run(input: &str) -> IResult<&str, String> {
    many1(glyph).map(String::from_iter).parse_complete(input)
}

/// A slash and the name of a glyph: `/five`, `/A`.
fn glyph(input: &str) -> IResult<&str, char> {
    let name = take_while1(|c: char| c.is_alphanumeric());
    map_opt(preceded(char('/'), name), named).parse_complete(input)
}

fn named(name: &str) -> Option<char> {
    let mut letters = name.chars();
    match (letters.next(), letters.next()) {
        (Some(letter), None) => Some(letter).filter(char::is_ascii_alphabetic),
        _ => NAMES
            .iter()
            .find(|(known, _)| *known == name)
            .map(|&(_, c)| c),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_glyphs_are_spelt_out() {
        let text = "Valor $ /five/period/two/zero/zero/comma/one/zero en /two/zero/two/two\n/A/ntilde/o y/o 3/4 \n";
        assert_eq!(
            spelt(text).as_deref(),
            Some("Valor $ 5.200,10 en 2022\nAño y/o 3/4 \n")
        );
        assert_eq!(
            spelt("P/zero/two-F/zero/one del /three/zero//zero/eight: /six km/h").as_deref(),
            Some("P02-F01 del 30/08: 6 km/h")
        );
        assert_eq!(
            spelt("/onefold /one/two/three/four").as_deref(),
            Some("/onefold 1234")
        );
    }

    #[test]
    fn text_without_digits_as_names_is_left() {
        for text in [
            "",
            "/",
            "afiliados y/o jubilados",
            "https://www.iess.gob.ec/one/two",
            "/a/b/c",
        ] {
            assert_eq!(spelt(text), None, "{text}");
        }
    }
}
