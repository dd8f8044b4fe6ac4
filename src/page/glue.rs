//! What joins two lines of one text.

use super::Page;
use crate::atom::{is_closed_number, is_number};
use crate::source::Glue;

/// What stands between line `prev` and line `next` where the one goes on with the other.
///
/// Where an extractor keeps the space at a line's end, a line without one is broken inside a token. Where it trims, the
/// shapes on both sides have to tell.
pub(crate) fn between(page: &Page<'_>, prev: usize, next: usize) -> Glue {
    let (before, after) = (page.text(prev), page.text(next));
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else {
        return Glue::Space;
    };
    // A millions' apostrophe begins no line.
    if last.is_ascii_digit()
        && matches!(first, '´' | '’' | '\'' | '‘' | '′')
        && after[first.len_utf8()..].starts_with(|c: char| c.is_ascii_digit())
    {
        return Glue::Nothing;
    }
    if matches!(last, '\u{ad}' | '\u{fffe}') {
        return shapes(before, after, last, first, page.hyphenates);
    }
    let trailing = page.lines[prev].trailing > 0;
    if !trailing && page.style.trailing_space {
        if last.is_ascii_digit() && !fits(before, after) {
            return Glue::Space;
        }
        let broken = is_hyphen(last)
            || last.is_ascii_digit()
            || matches!(last, '.' | ',' | '/' | '_') && first.is_ascii_digit()
            || matches!(last, '.' | ',' | '/' | '_' | '?' | '=' | '&') && in_url(before)
            || last.is_lowercase() && first.is_lowercase()
            || last.is_uppercase() && first.is_uppercase();
        return if broken { Glue::Nothing } else { Glue::Space };
    }
    // A padded line's end says nothing.
    if trailing && !page.style.columns {
        return if inside_value(before, after) {
            Glue::Nothing
        } else {
            Glue::Space
        };
    }
    shapes(before, after, last, first, page.hyphenates)
}

/// Whether what stands on both sides of a break inside a number makes one: `22,837,56` and `1.78` do, two whole
/// amounts do not. What is no amount on both sides fits.
fn fits(before: &str, after: &str) -> bool {
    let tail = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let head = after.split(char::is_whitespace).next().unwrap_or_default();
    let amount = |token: &str| {
        token
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'.' | b','))
    };
    let tail = tail.trim_start_matches('$');
    if !(amount(tail) && amount(head)) || !tail.contains(['.', ',']) && !head.contains(['.', ',']) {
        return true;
    }
    let head = head.trim_end_matches(['.', ',']);
    let whole = format!("{tail}{head}");
    let one_mark = |amount: &str| amount.contains('.') != amount.contains(',');
    // Cents before and cents behind, all after the same mark: two amounts.
    let has_cents = |amount: &str| amount.rsplit(['.', ',']).next().map_or(0, str::len) == 2;
    let two = one_mark(&whole) && has_cents(tail) && has_cents(head);
    is_number(&whole) && !is_closed_number(tail) && !two
}

/// What joins two pieces of trimmed text, by the shapes on both sides of the break.
pub(crate) fn shapes(before: &str, after: &str, last: char, first: char, hyphenates: bool) -> Glue {
    // Nobody printed these hyphens: the wrapping did.
    if last == '\u{ad}' {
        return Glue::Nothing;
    }
    if last == '\u{fffe}' && first.is_lowercase() {
        return Glue::DropHyphen;
    }
    if is_hyphen(last) || last == '\u{fffe}' {
        let inner = before.chars().rev().nth(1).unwrap_or(' ');
        return match (inner.is_alphanumeric(), first.is_alphanumeric()) {
            (true, true) if inner.is_lowercase() && first.is_lowercase() => {
                if (hyphenates || is_fragment(before, after)) && !in_url(before) {
                    Glue::DropHyphen
                } else {
                    Glue::Nothing
                }
            }
            (true, true) => Glue::Nothing,
            _ => Glue::Space,
        };
    }
    let tail = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let head = after.split(char::is_whitespace).next().unwrap_or_default();
    if is_hyphen(first)
        && head.len() > 1
        && is_reference_part(tail)
        && head[1..].starts_with(|c: char| c.is_ascii_alphanumeric())
    {
        return Glue::Nothing;
    }
    if in_url(before) && goes_on_as_url(tail, head) {
        return Glue::Nothing;
    }
    if matches!(first, ',' | ';' | '.' | ')')
        && !head[1..].starts_with(|c: char| c.is_ascii_digit())
    {
        return Glue::Nothing;
    }
    Glue::Space
}

/// Whether a line's end fell inside a value though a space stands there, as where an extractor puts one at every line's
/// end: after a hyphen of a reference or a date, inside an address.
fn inside_value(before: &str, after: &str) -> bool {
    let tail = before
        .rsplit(char::is_whitespace)
        .next()
        .unwrap_or_default();
    let head = after.split(char::is_whitespace).next().unwrap_or_default();
    if in_url(before) {
        let has = |of: fn(&u8) -> bool| head.bytes().any(|b| of(&b));
        return tail.ends_with(['/', '_', '?', '=', '&', '-'])
            && goes_on_as_url(tail, head)
            && has(u8::is_ascii_digit)
            && has(u8::is_ascii_lowercase);
    }
    let Some(stem) = tail.strip_suffix(is_hyphen) else {
        return false;
    };
    let first = head.bytes().next().unwrap_or_default();
    let in_reference =
        is_reference_part(stem) && (first.is_ascii_uppercase() || first.is_ascii_digit());
    let in_date = !stem.is_empty()
        && stem.bytes().all(|b| b.is_ascii_digit() || b == b'-')
        && first.is_ascii_digit()
        && head.contains('-');
    in_reference || in_date
}

/// Whether a hyphen at a line's end parts a word rather than joins two: what stands on one side is too short for one.
fn is_fragment(before: &str, after: &str) -> bool {
    const SHORTEST: usize = 4;
    let letters = |text: &mut dyn Iterator<Item = char>| {
        text.take_while(|c| c.is_lowercase()).take(SHORTEST).count()
    };
    letters(&mut before.chars().rev().skip(1)).min(letters(&mut after.chars())) < SHORTEST
}

fn is_hyphen(c: char) -> bool {
    matches!(c, '-' | '\u{2010}' | '\u{2011}')
}

fn is_reference_part(tail: &str) -> bool {
    tail.contains('-')
        && tail.bytes().any(|b| b.is_ascii_uppercase())
        && tail.ends_with(|c: char| c.is_ascii_alphanumeric())
}

fn in_url(text: &str) -> bool {
    let tail = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    tail.starts_with("http://") || tail.starts_with("https://") || tail.starts_with("www.")
}

/// Whether what begins a line looks like the rest of an address and not like a word.
fn goes_on_as_url(tail: &str, head: &str) -> bool {
    if head.is_empty() || !head.is_ascii() {
        return false;
    }
    if tail.ends_with(['/', '_', '?', '=', '&', '-']) {
        return true;
    }
    let mixed = head.bytes().any(|b| b.is_ascii_digit())
        || head[1..].bytes().any(|b| b.is_ascii_uppercase())
            && head.bytes().any(|b| b.is_ascii_lowercase())
        || head.contains(['_', '?', '=', '/']);
    mixed && head.len() >= 4 && !head.ends_with([':', ','])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glue(before: &str, after: &str) -> Glue {
        shapes(
            before,
            after,
            before.chars().next_back().unwrap(),
            after.chars().next().unwrap(),
            true,
        )
    }

    #[test]
    fn a_space_at_every_line_end_hides_no_broken_value() {
        assert!(inside_value(
            "Memorando Nro. IESS-DPX-2023-0264-",
            "M del 17/02/2023"
        ));
        assert!(inside_value("M del 20-", "10-2023"));
        assert!(inside_value(
            "https://drive.google.com/drive/folders/",
            "1KpTz8vRw0Lh_Ye5"
        ));
        assert!(inside_value(
            "https://drive.google.com/drive/folders/1Zb6Wq-",
            "Rt4Ys8?usp=sharing"
        ));
        assert!(!inside_value("https://www.iess.gob.ec/", "Rec. 2: Velará"));
        assert!(!inside_value("en recaudación.-", "La Coordinación"));
        assert!(!inside_value("entre el 20 -", "30 de enero"));
    }

    #[test]
    fn joins_numbers_that_make_one() {
        assert!(fits("de 22,837,56", "1.78 dólares"));
        assert!(fits("205", ".430,75"));
        assert!(fits("2.1", "45.300,18"));
        assert!(fits("en 20", "22"));
        assert!(fits("205.430,7", "5"));
        assert!(!fits("1.380.757.00", "1.380.757.00"));
        assert!(!fits("57.453.397,56", "6"));
        assert!(!fits("94,44", "2.145.300,18"));
    }

    #[test]
    fn joins_what_a_trimmed_line_end_broke() {
        assert_eq!(
            glue("Memorando IESS-CPPPRTFRSDL-2022-", "2496-M del"),
            Glue::Nothing
        );
        assert_eq!(glue("del 16-", "11-2022"), Glue::Nothing);
        assert_eq!(glue("IESS-DPX-2020", "-1644-M"), Glue::Nothing);
        assert_eq!(
            glue("https://drive.google.com/drive/folders/", "1qWeRt_yUi"),
            Glue::Nothing
        );
        assert_eq!(glue("el presu-", "puesto"), Glue::DropHyphen);
        assert_eq!(glue("recaudación.-", "La Coordinación"), Glue::Space);
        assert_eq!(glue("la misma", "línea"), Glue::Space);
    }
}
