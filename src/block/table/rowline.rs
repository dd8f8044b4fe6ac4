//! One line of a table of numbers: a label, numbers, or both.

use crate::atom::is_month;
use crate::page::Page;
use crate::source::{Span, fold};

/// A number, or a part of one, in a line.
#[derive(Clone, Debug)]
pub(super) struct Number {
    /// Its parts in the source: one, or more where it was broken.
    pub(super) spans: Vec<Span>,
    /// What is printed, joined.
    pub(super) text: String,
    /// Places that an empty cell left before it: spaces beyond one, or lines of spaces.
    pub(super) empties: usize,
    /// The columns of characters that it stands in, for layout-preserving text.
    pub(super) x: (usize, usize),
    pub(super) line: usize,
}

/// What a line of a table of numbers holds.
#[derive(Clone, Debug)]
pub(super) struct RowLine {
    pub(super) line: usize,
    /// The span of its label.
    pub(super) label: Option<Span>,
    /// The numbers at its end.
    pub(super) numbers: Vec<Number>,
    /// Places that empty cells left after the last number.
    pub(super) after: usize,
}

/// Bytes of a line beyond which it is no row.
const MOST_BYTES: usize = 2000;
/// Numbers that one line of a table may hold; a line with more is no row.
const MOST_NUMBERS: usize = 64;

/// Reads a line: the numbers at its end, and what stands before them.
pub(super) fn read(page: &Page<'_>, at: usize) -> RowLine {
    let line = page.lines[at];
    let text = page.text(at);
    // Most lines are read at their last word.
    let last = text.rsplit(char::is_whitespace).next().unwrap_or_default();
    if text.len() > MOST_BYTES || !is_number(last) && !matches!(last, "%" | "$" | "USD" | "US$") {
        return RowLine {
            line: at,
            label: Some(line.span),
            numbers: Vec::new(),
            after: 0,
        };
    }
    let mut pieces = pieces(text, line.indent as usize);
    let mut numbers: Vec<Number> = Vec::new();
    // A sign of money or percent alone belongs to the number beside it.
    let mut sign_end: Option<usize> = None;
    while let Some(&Piece { start, end, x }) = pieces.last() {
        let word = &text[start..end];
        if word == "%" && sign_end.is_none() && pieces.len() > 1 {
            sign_end = Some(end);
        } else if is_number(word) && !is_year_of(text, &pieces) {
            let stop = sign_end.take().unwrap_or(end);
            let signs = word.len() - word.trim_start_matches('$').len();
            let from = start + signs;
            let span = Span::new(line.span.start + from as u32, line.span.start + stop as u32);
            let printed = text[from..stop].to_owned();
            let width = printed.chars().count();
            numbers.push(Number {
                spans: vec![span],
                text: printed,
                empties: 0,
                x: (x + signs, x + signs + width),
                line: at,
            });
        } else if let (true, Some(first)) = (
            matches!(word, "$" | "USD" | "US$") && sign_end.is_none(),
            numbers.last_mut(),
        ) {
            // Out of the number; the cell keeps it.
            first.spans[0].start = line.span.start + start as u32;
        } else {
            break;
        }
        pieces.pop();
        if numbers.len() > MOST_NUMBERS {
            return RowLine {
                line: at,
                label: Some(line.span),
                numbers: Vec::new(),
                after: 0,
            };
        }
    }
    numbers.reverse();
    let label = match (pieces.first(), pieces.last()) {
        (Some(first), Some(last)) => Some(Span::new(
            line.span.start + first.start as u32,
            line.span.start + last.end as u32,
        )),
        _ => None,
    };
    let mut before = label.map(|span| span.end);
    for number in &mut numbers {
        let start = number.spans[0].start;
        number.empties = match before {
            Some(end) => (start - end).saturating_sub(1) as usize,
            None => line.indent as usize,
        };
        before = number.spans.last().map(|span| span.end);
    }
    let after = if numbers.is_empty() {
        0
    } else {
        (line.trailing as usize).saturating_sub(1)
    };
    RowLine {
        line: at,
        label,
        numbers,
        after,
    }
}

/// A word of a line: its bytes, and the column of characters at which it begins.
#[derive(Clone, Copy)]
struct Piece {
    start: usize,
    end: usize,
    x: usize,
}

/// Whether the last word is a year and the word before it says so: "AÑO 2021" ends a caption, not a row.
fn is_year_of(text: &str, pieces: &[Piece]) -> bool {
    let [
        ..,
        Piece {
            start: a, end: b, ..
        },
        Piece { start, end, .. },
    ] = *pieces
    else {
        return false;
    };
    let word = &text[start..end];
    word.len() == 4 && (word.starts_with("19") || word.starts_with("20")) && {
        let before = fold::key(&text[a..b]);
        matches!(
            before.as_str(),
            "ano" | "anos" | "de" | "del" | "al" | "en" | "a"
        ) || is_month(&before)
    }
}

fn pieces(text: &str, indent: usize) -> Vec<Piece> {
    let mut out = Vec::new();
    let mut open: Option<(usize, usize)> = None;
    for (column, (at, c)) in text.char_indices().chain([(text.len(), ' ')]).enumerate() {
        match (open, c.is_whitespace()) {
            (None, false) => open = Some((at, indent + column)),
            (Some((start, x)), true) => {
                out.push(Piece { start, end: at, x });
                open = None;
            }
            _ => {}
        }
    }
    out
}

/// Whether a word is a number or a part of one: digits and separators, a sign of money before, of percent after; or
/// the dash that stands for nothing.
pub(super) fn is_number(word: &str) -> bool {
    let bare = word.trim_start_matches('$').trim_end_matches('%');
    !bare.is_empty()
        && bare.chars().any(|c| c.is_ascii_digit())
        && bare.chars().all(|c| {
            c.is_ascii_digit() || matches!(c, '.' | ',' | '´' | '’' | '\'' | '‘' | '′' | '`')
        })
}

/// Whether a word has cents: a separator and two digits at its end.
pub(super) fn has_cents(word: &str) -> bool {
    let bytes = word.trim_end_matches('%').as_bytes();
    bytes.len() > 3
        && matches!(bytes[bytes.len() - 3], b'.' | b',')
        && bytes[bytes.len() - 2..].iter().all(u8::is_ascii_digit)
}

/// Whether a word is a whole number, grouped or not.
pub(super) fn is_whole(word: &str) -> bool {
    let mut groups = word.split(['.', ',']);
    let first = groups.next().unwrap_or_default();
    !first.is_empty()
        && first.bytes().all(|b| b.is_ascii_digit())
        && groups.all(|g| g.len() == 3 && g.bytes().all(|b| b.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_after_any_month_is_no_number_of_a_row() {
        for (text, year) in [
            ("Nómina a agosto 2021", true),
            ("CORTE A SETIEMBRE 2019", true),
            ("Saldo de febrero 2021", true),
            ("AÑO 2021", true),
            ("Prestaciones 2021", false),
            ("abril 20.210", false),
        ] {
            assert_eq!(is_year_of(text, &pieces(text, 0)), year, "{text}");
        }
    }
}
