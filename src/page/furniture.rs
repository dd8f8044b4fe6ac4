//! Page furniture: running headers and footers, page numbers.

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::{digit1, space0};
use nom::combinator::{all_consuming, opt};
use nom::{IResult, Parser};

use super::Page;
use crate::source::fold;

/// How many non-furniture lines may lie between two parts of one running header.
const REACH: usize = 4;

/// What a line is to a running header that a form prescribes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Header {
    /// Surely a part of one: it holds a fact of the form and nothing else.
    Anchor,
    /// Surely a part of one: it names a fact of the form, whose value an extractor put on another line.
    OpenAnchor,
    /// A part of one where an anchor stands near.
    Neighbour,
    /// A value such as a fact of the form has: a part of one where a fact without its value stands near.
    Value,
    /// None.
    No,
}

/// Marks the lines of `page` that are furniture; `header` says what a line is to the form's running header.
pub(crate) fn mark(page: &mut Page<'_>, header: impl Fn(&str) -> Header) {
    let kinds: Vec<Header> = (0..page.lines.len())
        .map(|at| header(page.text(at)))
        .collect();
    spread(page, &kinds);
    for at in (0..page.lines.len()).filter(|&at| kinds[at] == Header::OpenAnchor) {
        let taken = split_fact(page, at, &header);
        page.furniture[at..=at + taken].fill(true);
    }
    for at in 0..page.lines.len() {
        if is_page_number(page.text(at)) {
            page.furniture[at] = true;
        }
    }
    repeated_at_page_breaks(page);
}

/// From each anchor outwards, over lines that belong to it by their words.
fn spread(page: &mut Page<'_>, kinds: &[Header]) {
    let is_anchor = |at: usize| matches!(kinds[at], Header::Anchor | Header::OpenAnchor);
    for anchor in (0..kinds.len()).filter(|&at| is_anchor(at)) {
        let about = anchor.saturating_sub(REACH)..(anchor + 1 + REACH).min(kinds.len());
        let open = kinds[about.clone()].contains(&Header::OpenAnchor);
        let belongs = |at: &usize| match kinds[*at] {
            Header::Value => open,
            kind => kind != Header::No,
        };
        let above = (about.start..anchor).rev().take_while(belongs).count();
        let below = (anchor + 1..about.end).take_while(belongs).count();
        page.furniture[anchor - above..=anchor + below].fill(true);
    }
}

/// Lines after line `at`, which names a fact of the form, that hold its value in pieces, as where an extractor writes
/// each run of glyphs on a line of its own: `PÁG:`, `5`, `de`, `6`. Numbers alone may be a table's.
fn split_fact(page: &Page<'_>, at: usize, header: &impl Fn(&str) -> Header) -> usize {
    let end = page.lines.len().min(at + 1 + PIECES);
    let mut text = page.text(at).to_owned();
    let (mut words, mut taken) = (false, 0);
    for next in at + 1..end {
        let piece = page.text(next);
        if piece.len() > 12 {
            break;
        }
        words |= piece.chars().any(char::is_alphabetic);
        text.push(' ');
        text.push_str(piece);
        if words && header(&text) == Header::Anchor {
            taken = next - at;
            break;
        }
    }
    taken
}

/// Lines that the value of a fact of the form may be written over.
const PIECES: usize = 3;

/// A page number that says that it is one.
///
/// ```text
/// page-number = "Página 3 de 15" | "Pág. 3" | "-- 3 of 15 --" | "3 | Página" | "- 3 -"
/// ```
pub(crate) fn is_page_number(text: &str) -> bool {
    if text.len() > 24 || !text.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    page_number(&text.to_lowercase()).is_ok()
}

fn page_number(input: &str) -> IResult<&str, ()> {
    let word = alt((
        tag("página"),
        tag("pagina"),
        tag("pág"),
        tag("pag"),
        tag("page"),
    ));
    let total = |i| {
        opt((
            space0,
            alt((tag("de"), tag("of"), tag("/"))),
            space0,
            digit1,
        ))
        .parse_complete(i)
    };
    let named = (word, opt(tag(".")), opt(tag(":")), space0, digit1, total).map(|_| ());
    let dashed = (tag("-- "), digit1, tag(" of "), digit1, tag(" --")).map(|_| ());
    let lone = (tag("- "), digit1, tag(" -")).map(|_| ());
    let behind = (
        digit1,
        space0,
        tag("|"),
        space0,
        alt((tag("página"), tag("pagina"), tag("p a g e"), tag("page"))),
    )
        .map(|_| ());
    all_consuming(alt((named, dashed, lone, behind))).parse_complete(input)
}

/// Shapes of lines that are counted at once: what stands at half of the page breaks, each of which has six lines about
/// it, is one line in twelve.
const SHAPES: usize = 16;

/// Lines that come again at page breaks: digits aside the same text, three times or more, each next to a break.
fn repeated_at_page_breaks(page: &mut Page<'_>) {
    let is_break = |at: usize| page.lines[at].gap.page || page.lines[at].gap.empty >= 3;
    let total = page.lines.len();
    let breaks = (0..total).filter(|&at| is_break(at)).count();
    if breaks < 3 {
        return;
    }
    // Two lines above a break and four from it on.
    let is_edge = |at: usize| (at.saturating_sub(3)..total.min(at + 3)).any(is_break);
    let shapes = || {
        (0..total)
            .filter(|&at| is_edge(at) && page.text(at).len() <= 160)
            .map(|at| (shape(page.text(at)), at))
    };
    // Whatever is left of these counts, it is more than nothing for each shape that there is enough of.
    let mut counts: Vec<(String, usize)> = Vec::with_capacity(SHAPES);
    for (shape, _) in shapes() {
        if let Some((_, count)) = counts.iter_mut().find(|(known, _)| *known == shape) {
            *count += 1;
        } else if counts.len() < SHAPES {
            counts.push((shape, 1));
        } else {
            for (_, count) in &mut counts {
                *count -= 1;
            }
            counts.retain(|(_, count)| *count > 0);
        }
    }
    let mut seen: Vec<(String, Vec<usize>)> = counts
        .into_iter()
        .map(|(shape, _)| (shape, Vec::new()))
        .collect();
    for (shape, at) in shapes() {
        if let Some((_, places)) = seen.iter_mut().find(|(known, _)| *known == shape) {
            places.push(at);
        }
    }
    for (shape, places) in seen {
        // A bare number beside most page breaks is the page's.
        let enough = if shape.is_empty() {
            places.len() * 3 >= breaks * 2 && rising(page, &places)
        } else {
            places.len() * 2 > breaks
        };
        if places.len() >= 3 && enough {
            for at in places {
                page.furniture[at] = true;
            }
        }
    }
}

/// The words of a line without its numbers.
fn shape(text: &str) -> String {
    fold::key(text)
        .split(' ')
        .filter(|w| !w.bytes().all(|b| b.is_ascii_digit()))
        .collect()
}

fn rising(page: &Page<'_>, places: &[usize]) -> bool {
    let numbers: Vec<u32> = places
        .iter()
        .filter_map(|&at| page.text(at).parse().ok())
        .collect();
    numbers.len() == places.len()
        && numbers
            .windows(2)
            .all(|pair| pair[0] < pair[1] && pair[1] - pair[0] < 4)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_page_numbers() {
        for text in [
            "Página 3 de 15",
            "PÁG: 6 de 15",
            "-- 1 of 9 --",
            "3 | P a g e",
            "- 4 -",
            "Pág. 7",
        ] {
            assert!(is_page_number(text), "{text}");
        }
        for text in ["16 de enero", "3", "Total 15", "- 4", "12 de 20 procesos"] {
            assert!(!is_page_number(text), "{text}");
        }
    }
}
