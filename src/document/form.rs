//! The running header of the form, and the facts in it.

use super::facts::Form;
use crate::atom::{Context, Value, scan};
use crate::block::Page;
use crate::block::furniture::Header;
use crate::source::fold;

/// What the header prints beside the form's facts, folded.
const PHRASES: &[&str] = &[
    "instituto ecuatoriano de seguridad social",
    "subdireccion nacional de seguimiento y evaluacion",
    "direccion nacional de planificacion",
    "informe de rendicion de cuentas",
];

/// What a line is to the form's running header.
pub(super) fn header(text: &str) -> Header {
    // The header is printed in capitals, short, and holds nothing else.
    if text.len() > 220 {
        return Header::No;
    }
    let small = text.chars().filter(|c| c.is_lowercase()).count();
    if small > 4 || small > 0 && !text.to_lowercase().contains(" de ") {
        return Header::No;
    }
    let key = fold::key(text);
    let words: Vec<&str> = key.split(' ').flat_map(split_glued).collect();
    let (mut at, mut anchor, mut stated, mut open) = (0, false, false, false);
    while at < words.len() {
        if let Some(len) = fact(&words[at..]) {
            // A name without its value, which stands on a line of its own.
            open |= len == 1 && words[at].len() <= 7 || words[at] == "fecha" && len == 3;
            (anchor, stated, at) = (true, true, at + len);
        } else if let Some(len) = phrase(&words[at..]) {
            (stated, at) = (true, at + len);
        } else if let Some(len) = bare(&words[at..]) {
            at += len;
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

/// `F01INSTITUTO`: a code with the next cell glued to it.
fn split_glued(word: &str) -> impl Iterator<Item = &str> {
    let digits = word.strip_prefix('f').map_or(0, |rest| {
        rest.bytes().take_while(u8::is_ascii_digit).count()
    });
    let at = if (1..=3).contains(&digits) {
        1 + digits
    } else {
        word.len()
    };
    let (head, tail) = word.split_at(at.min(word.len()));
    [head, tail].into_iter().filter(|part| !part.is_empty())
}

/// The most words of one phrase that stand together: a cell of the header is wrapped anywhere.
fn phrase(words: &[&str]) -> Option<usize> {
    let run = |parts: &[&str]| {
        let same = |(part, word): &(&&str, &&str)| fold::same_word(word, part);
        parts.iter().zip(words).take_while(same).count()
    };
    PHRASES
        .iter()
        .filter_map(|phrase| {
            let parts: Vec<&str> = phrase.split(' ').collect();
            (0..parts.len()).map(|from| run(&parts[from..])).max()
        })
        .max()
        .filter(|&len| words[..len].iter().any(|word| word.len() > 3))
}

/// A fact with its name: "CÓD: …", "FECHA DE VIGENCIA: …", "VERSIÓN: …", "PÁG: … de …"; or the code alone.
fn fact(words: &[&str]) -> Option<usize> {
    let digits = |at: usize| {
        words
            .get(at)
            .is_some_and(|w| w.bytes().all(|b| b.is_ascii_digit()))
    };
    match words[0] {
        "cod" | "codigo" => Some(1 + code(&words[1..]).unwrap_or(0)),
        "fecha" if words.get(1..3) == Some(&["de", "vigencia"]) => {
            Some(3 + (3..6).take_while(|&at| digits(at)).count())
        }
        "version" => Some(1 + (1..3).take_while(|&at| digits(at)).count()),
        "pag" | "pagina" if digits(1) && words.get(2) == Some(&"de") && digits(3) => Some(4),
        "pag" | "pagina" => Some(1 + usize::from(digits(1))),
        _ => code(words),
    }
}

/// The words of a form code: `dnpl sdnse gpl p02 f01`.
fn code(words: &[&str]) -> Option<usize> {
    let numbered = |w: &str, letter: char| {
        w.strip_prefix(letter)
            .is_some_and(|d| !d.is_empty() && d.bytes().all(|b| b.is_ascii_digit()))
    };
    let at = (1..words.len().min(6))
        .find(|&at| numbered(words[at], 'f') && numbered(words[at - 1], 'p'))?;
    words[..at - 1]
        .iter()
        .all(|w| w.len() <= 6 && w.bytes().all(|b| b.is_ascii_alphanumeric()))
        .then_some(at + 1)
}

/// A value whose name an extractor put on another line: a date, a version, "6 de 15". A number alone is a table's.
fn bare(words: &[&str]) -> Option<usize> {
    let digits = |at: usize, len: usize| {
        words
            .get(at)
            .is_some_and(|w| (1..=len).contains(&w.len()) && w.bytes().all(|b| b.is_ascii_digit()))
    };
    let date = digits(0, 2) && digits(1, 2) && digits(2, 4) && words[2].len() == 4;
    let of = digits(0, 3) && words.get(1) == Some(&"de") && digits(2, 3);
    let version = words.len() == 2 && digits(0, 1) && digits(1, 1);
    if date || of {
        Some(3)
    } else {
        version.then_some(2)
    }
}

/// Bytes of furniture in which the form's facts are looked for: each page says them again.
const ENOUGH: usize = 1 << 18;

/// The facts that the page's furniture states.
pub(super) fn facts(page: &Page<'_>) -> Option<Form> {
    let mut text = String::new();
    for at in (0..page.lines.len()).filter(|&at| page.furniture[at]) {
        text.push_str(page.text(at));
        text.push('\n');
        if text.len() > ENOUGH {
            break;
        }
    }
    let mut form = Form::default();
    let words: Vec<&str> = text
        .split(|c: char| c.is_whitespace() || matches!(c, ':' | ';'))
        .filter(|w| !w.is_empty())
        .collect();
    for (at, word) in words.iter().enumerate() {
        let next = |n: usize| words.get(at + n).copied().unwrap_or_default();
        match fold::key(word).as_str() {
            "version" if form.version.is_none() => {
                form.version = next_where(&words[at + 1..], |w| {
                    w.starts_with(|c: char| c.is_ascii_digit()) && w.len() <= 6 && !w.contains('/')
                });
            }
            "pag" | "pagina" if fold::key(next(2)) == "de" => {
                form.pages = form.pages.max(next(3).parse().ok());
            }
            "vigencia" if form.effective.is_none() => {
                form.effective = words[at + 1..].iter().take(8).find_map(|w| date(w));
            }
            _ => {}
        }
        if form.code.is_none() {
            form.code = form_code(word);
        }
    }
    // A date or a total of pages apart from its name.
    if form.code.is_some() && form.effective.is_none() {
        form.effective = words.iter().find_map(|w| date(w));
    }
    if form.pages.is_none() && form.code.is_some() {
        form.pages = words
            .windows(3)
            .filter(|w| fold::key(w[1]) == "de" && w[0].parse::<u32>().is_ok())
            .filter_map(|w| w[2].parse().ok())
            .max();
    }
    // Page numbers alone are not the form's header.
    let stated = form.code.is_some() || form.version.is_some() || form.effective.is_some();
    stated.then_some(form)
}

fn next_where(words: &[&str], is: impl Fn(&str) -> bool) -> Option<String> {
    words
        .iter()
        .take(4)
        .find(|w| is(w))
        .map(|w| (*w).to_owned())
}

fn date(word: &str) -> Option<String> {
    let found = scan(word, &Context::default()).found;
    found.iter().find_map(|f| {
        if let Value::Date(date) = &f.value {
            Some(date.to_string())
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
            assert_eq!(header(line), Header::Anchor, "{line}");
        }
        for line in [
            "SUBDIRECCIÓN NACIONAL DE SEGUIMIENTO Y",
            "EVALUACIÓN",
            "INSTITUTO ECUATORIANO DE SEGURIDAD SOCIAL",
        ] {
            assert_eq!(header(line), Header::Neighbour, "{line}");
        }
        assert_eq!(header("30/08/2019"), Header::Value);
        assert_eq!(header("FECHA DE VIGENCIA:"), Header::OpenAnchor);
        for line in [
            "Instituto Ecuatoriano de Seguridad Social",
            "DIRECCION PROVINCIAL",
            "SALUD",
            "La evaluación",
        ] {
            assert_eq!(header(line), Header::No, "{line}");
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
