//! The running header of the form, and the facts in it.

use std::ops::RangeInclusive;

use nom::branch::alt;
use nom::combinator::{opt, rest_len, verify};
use nom::multi::many_m_n;
use nom::{IResult, Input, Parser};

use super::facts::Form;
use crate::atom::{Context, Date, Value, scan};
use crate::lexicon::{Class, Entry, Sense, Word, Words, any_of, form, of_class};
use crate::page::Page;
use crate::page::furniture::Header;

/// Words of the longest line of a running header.
const MOST_WORDS: usize = 40;
/// Words of the longest in small letters.
const MOST_MIXED: usize = 16;

/// What a line is to the form's running header.
///
/// ```text
/// line   = 1*(fact | phrase | value)
/// fact   = code | ("CÓD" | "CÓDIGO") [code] | ["FECHA" "DE"] "VIGENCIA" 0*3number | "VERSIÓN" 0*2number
///        | "PÁG" [number ["DE" number]]
/// phrase = 1*word-of-the-header
/// value  = day month year | number "DE" number | digit digit
/// ```
pub(super) fn header(words: Words<'_>) -> Header {
    // The header is printed in capitals, short, and holds nothing else.
    let in_capitals =
        |word: &Word| word.is_in_capitals() || word.is_digits() || word.is(Class::PlaceWord);
    if words.as_slice().len() > MOST_WORDS {
        return Header::No;
    }
    if !words.as_slice().iter().all(in_capitals) {
        return recurring(words);
    }
    let (mut anchor, mut stated, mut open) = (false, false, false);
    let mut rest = words;
    while !rest.is_empty() {
        if let Ok((after, is_open)) = fact(rest) {
            open |= is_open;
            (anchor, stated, rest) = (true, true, after);
        } else if let Ok((after, ())) = phrase(rest) {
            (stated, rest) = (true, after);
        } else if let Ok((after, ())) = value(rest, words) {
            rest = after;
        } else {
            return Header::No;
        }
    }
    match (anchor, stated) {
        (true, _) if open => Header::OpenAnchor,
        (true, _) => Header::Anchor,
        (false, true) => Header::Neighbour,
        (false, false) if !words.is_empty() => Header::Value,
        _ => Header::No,
    }
}

/// What a line in small letters is: part of a header where it recurs and a fact with its value stands at either end of it.
fn recurring(words: Words<'_>) -> Header {
    let is_stated = |from: usize| {
        let after = words.take_from(from);
        fact(after).is_ok_and(|(rest, open)| !open && (from == 0 || rest.is_empty()))
    };
    // Most lines name no fact and hold no code.
    let tells = |(word, key): (Word, &str)| word.is(Class::HeaderName) || is_numbered(key, 'p');
    let count = words.as_slice().len();
    if count <= MOST_MIXED && words.keys().any(tells) && (0..count).any(is_stated) {
        Header::Recurring
    } else {
        Header::No
    }
}

/// Words of the header in a row, as many as stand together: a cell of the header is wrapped anywhere.
fn phrase(input: Words<'_>) -> IResult<Words<'_>, ()> {
    let of_header = many_m_n(1, MOST_WORDS, of_class(Class::Header));
    verify(of_header, |words: &Vec<Word>| {
        words.iter().any(|word| word.span().len() > 3)
    })
    .map(|_| ())
    .parse_complete(input)
}

fn number<'w>(digits: RangeInclusive<usize>) -> impl Fn(Words<'w>) -> IResult<Words<'w>, Word> {
    any_of(move |word, key| word.is_digits() && digits.contains(&key.len()))
}

fn name<'w>(sense: Sense) -> impl Fn(Words<'w>) -> IResult<Words<'w>, Word> {
    any_of(move |word, _| word.means(Class::HeaderName, sense))
}

/// A fact with its name, or the code alone; whether its value stands elsewhere.
fn fact(input: Words<'_>) -> IResult<Words<'_>, bool> {
    let code_named = (name(Sense::Code), opt(code)).map(|(_, code)| code.is_none());
    let dated = (form("vigencia"), many_m_n(3, 3, number(1..=4))).map(|_| false);
    let effective = (
        form("fecha"),
        form("de"),
        form("vigencia"),
        many_m_n(0, 3, number(1..=4)),
    )
        .map(|(.., date)| date.is_empty());
    let version = (name(Sense::Version), many_m_n(0, 2, number(1..=3)))
        .map(|(_, numbers)| numbers.is_empty());
    let page = (
        name(Sense::Page),
        opt((number(1..=4), opt((form("de"), number(1..=4))))),
    )
        .map(|(_, numbers)| numbers.is_none());
    alt((
        code_named,
        effective,
        dated,
        version,
        page,
        code.map(|()| false),
    ))
    .parse_complete(input)
}

/// Whether a part of a form code is a letter and a number: `p02`.
fn is_numbered(key: &str, letter: char) -> bool {
    key.strip_prefix(letter)
        .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit()))
}

/// The words of a form code, `dnpl sdnse gpl p02 f01`, with what may be glued to its end.
fn code(input: Words<'_>) -> IResult<Words<'_>, ()> {
    let last = |key: &str| {
        let digits = key.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let glued = &key[digits.len()..];
        is_numbered(digits, 'f')
            && digits.len() <= 4
            && (glued.is_empty() || Entry::of(glued).is(Class::Header))
    };
    let part = any_of(|_, key| key.len() <= 6 && !is_numbered(key, 'p') && !is_numbered(key, 'f'));
    (
        many_m_n(0, 5, part),
        any_of(|_, key| is_numbered(key, 'p')),
        any_of(move |_, key| last(key)),
    )
        .map(|_| ())
        .parse_complete(input)
}

/// A value whose name an extractor put on another line: a date, a version, "6 de 15". A number alone is a table's.
fn value<'w>(input: Words<'w>, line: Words<'w>) -> IResult<Words<'w>, ()> {
    let date = (number(1..=2), number(1..=2), number(4..=4)).map(|_| ());
    let of = (number(1..=3), form("de"), number(1..=3)).map(|_| ());
    let version = (
        number(1..=1),
        number(1..=1),
        verify(rest_len, move |_: &usize| line.as_slice().len() == 2),
    )
        .map(|_| ());
    alt((date, of, version)).parse_complete(input)
}

/// Parts of furniture in which the form's facts are looked for: each page says them again.
const ENOUGH: usize = 1 << 13;

/// The facts that the page's furniture states.
pub(super) fn facts(page: &Page<'_>) -> Option<Form> {
    let mut tokens: Vec<Token<'_>> = Vec::new();
    for at in (0..page.lines.len()).filter(|&at| page.furniture[at]) {
        let mut words = page.words(at..at + 1).as_slice();
        let start = page.lines[at].span.start;
        let text = page.text(at);
        let parts = text.split(|c: char| c.is_whitespace() || matches!(c, ':' | ';'));
        for part in parts.filter(|part| !part.is_empty()) {
            let end = start + (part.as_ptr() as usize - text.as_ptr() as usize + part.len()) as u32;
            let count = words.partition_point(|word| word.span().start < end);
            let (inside, after) = words.split_at(count);
            words = after;
            tokens.push(Token {
                text: part,
                word: inside.first().copied(),
            });
        }
        if tokens.len() > ENOUGH {
            break;
        }
    }
    let mut form = Form::default();
    for (at, token) in tokens.iter().enumerate() {
        let after = &tokens[at + 1..];
        let names = |sense| {
            token
                .word
                .is_some_and(|word| word.means(Class::HeaderName, sense))
        };
        if names(Sense::Version) && form.version.is_none() {
            let version = |text: &str| {
                text.starts_with(|c: char| c.is_ascii_digit())
                    && text.len() <= 6
                    && !text.contains('/')
            };
            let found = after.iter().take(4).find(|token| version(token.text));
            form.version = found.map(|token| token.text.to_owned());
        } else if names(Sense::Page) {
            form.pages = form.pages.max(after.get(..3).and_then(total));
        } else if names(Sense::Effective) && form.effective.is_none() {
            form.effective = after.iter().take(8).find_map(|token| date(token.text));
        }
        if form.code.is_none() {
            form.code = form_code(token.text);
        }
    }
    // A date or a total of pages apart from its name.
    if form.code.is_some() && form.effective.is_none() {
        form.effective = tokens.iter().find_map(|token| date(token.text));
    }
    if form.pages.is_none() && form.code.is_some() {
        form.pages = tokens.windows(3).filter_map(total).max();
    }
    // Page numbers alone are not the form's header.
    let stated = form.code.is_some() || form.version.is_some() || form.effective.is_some();
    stated.then_some(form)
}

/// A part of the furniture between spaces, and the first word in it.
struct Token<'p> {
    text: &'p str,
    word: Option<Word>,
}

/// The number of pages of `6 de 15`.
fn total(tokens: &[Token<'_>]) -> Option<u32> {
    let [page, of, total] = tokens else {
        return None;
    };
    page.text.parse::<u32>().ok()?;
    of.word.filter(|word| word.is(Class::PlaceWord))?;
    total.text.parse().ok()
}

fn date(word: &str) -> Option<Date> {
    if !word.contains(|c: char| c.is_ascii_digit()) || !word.contains(['/', '-', '.']) {
        return None;
    }
    let found = scan(word, &Context::default()).found;
    found.iter().find_map(|f| {
        if let Value::Date(date) = &f.value {
            Some(*date)
        } else {
            None
        }
    })
}

/// `DNPL-SDNSE-GPL-P02-F01`, with what is glued to its end cut off.
fn form_code(word: &str) -> Option<String> {
    let parts: Vec<&str> = word.split('-').collect();
    let numbered = |w: &str, letter: char| {
        let digits = w
            .strip_prefix(letter)?
            .bytes()
            .take_while(u8::is_ascii_digit)
            .count();
        (digits > 0).then_some(1 + digits)
    };
    let last = parts.last()?;
    let cut = numbered(last, 'F')?;
    let process = parts.get(parts.len().checked_sub(2)?)?;
    if parts.len() < 4 || numbered(process, 'P') != Some(process.len()) {
        return None;
    }
    Some(word[..word.len() - last.len() + cut].to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::WordList;
    use crate::source::line;

    fn read(text: &str) -> Header {
        let (lines, _) = line::split(text);
        header(WordList::of(text, &lines, usize::MAX).all())
    }

    #[test]
    fn knows_the_lines_of_the_header() {
        for line in [
            "CÓD: DNPL-SDNSE-GPL-P02-F01",
            "FECHA DE VIGENCIA: 30/08/2019",
            "VERSIÓN: 1.0",
            "PÁG: 6 de 15",
            "DNPL-SDNSE-GPL-P02-F01INSTITUTO",
            "INFORME DE RENDICIÓN DE CUENTAS   VERSIÓN: 1.0",
            "INSTITUTO ECUATORIANO DE SEGURIDAD SOCIAL CÓD: DNPL-SDNSE-GPL-P02-F01",
        ] {
            assert_eq!(read(line), Header::Anchor, "{line}");
        }
        for line in [
            "SUBDIRECCIÓN NACIONAL DE SEGUIMIENTO Y",
            "EVALUACIÓN",
            "INSTITUTO ECUATORIANO DE SEGURIDAD SOCIAL",
        ] {
            assert_eq!(read(line), Header::Neighbour, "{line}");
        }
        assert_eq!(read("30/08/2019"), Header::Value);
        assert_eq!(read("FECHA DE VIGENCIA:"), Header::OpenAnchor);
        for line in [
            "Instituto Ecuatoriano de Seguridad Social",
            "DIRECCION PROVINCIAL",
            "SALUD",
            "La evaluación",
        ] {
            assert_eq!(read(line), Header::No, "{line}");
        }
    }

    #[test]
    fn a_page_number_in_pieces_is_the_headers() {
        let header = "VERSIÓN: 1.0\nPÁG: \n2\n de \n6\n";
        let text =
            format!("Introducción\n\nSe recaudaron más de \n{header}4 millones de dólares. ");
        let report = super::super::parser::Parser::default().parse(&text);
        assert_eq!(
            report.document().form.as_ref().and_then(|form| form.pages),
            Some(6)
        );
        let said = report.sections()[0].blocks()[0]
            .text()
            .map(crate::source::Text::as_str);
        assert_eq!(said, Some("Se recaudaron más de 4 millones de dólares."));
    }

    #[test]
    fn cuts_what_is_glued_to_the_code() {
        assert_eq!(
            form_code("DNPL-SDNSE-GPL-P02-F01INSTITUTO"),
            Some("DNPL-SDNSE-GPL-P02-F01".to_owned())
        );
        assert_eq!(form_code("IESS-DPX-2020-1644-M"), None);
    }
}
