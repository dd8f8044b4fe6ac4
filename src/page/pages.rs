//! Which page each place of a text stands on: form feeds part pages, and so do the page numbers of running headers and
//! footers.

use super::{Page, numbers};

/// Bytes of a page number with the words about it.
const MOST_BYTES: usize = 120;
/// Lines between two page numbers that do not say that they are: a contents page has them closer.
const APART: usize = 4;
/// Bytes that a page holds at least, where no two numbers show how much one holds.
const LEAST_PAGE: u32 = 1_500;
/// The largest number that is taken for a page's.
const MOST_PAGES: u32 = 9_999;

/// A page number that is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Printed {
    line: usize,
    offset: u32,
    number: u32,
    /// It is the number of the last page, as is printed beside it.
    is_last: bool,
    /// A word says that it is one.
    is_named: bool,
}

/// A page's number, and how many pages there are, where that is printed beside it.
type Number = (u32, Option<u32>);

/// Where each page begins, in order, and its number; 0 where the text does not show it. Empty where nothing does.
pub(crate) fn starts(page: &Page<'_>) -> Vec<(u32, u32)> {
    let printed = printed(page);
    let feeds: Vec<u32> = memchr::memchr_iter(b'\x0c', page.source.text().as_bytes())
        .map(|at| at as u32)
        .collect();
    let chain = chain(&printed);
    if feeds.is_empty() {
        return between(page, &chain);
    }
    match shift(&feeds, &printed) {
        Some(shift) => by_feeds(&feeds, shift),
        // A form feed here and there parts no pages where numbers do.
        None if chain.len() > feeds.len() => between(page, &chain),
        None => by_feeds(&feeds, 0),
    }
}

/// The page numbers among the furniture, in order.
fn printed(page: &Page<'_>) -> Vec<Printed> {
    let mut out = Vec::new();
    // A page's name whose number an extractor put on the next line.
    let mut is_open = false;
    for line in (0..page.lines.len()).filter(|&at| page.furniture[at]) {
        let text = page.text(line);
        let was_open = std::mem::take(&mut is_open);
        if text.len() > MOST_BYTES {
            continue;
        }
        let found = match named(text) {
            Named::With(number) => Some((number, true)),
            Named::Open => {
                is_open = true;
                None
            }
            Named::No => alone(text).map(|number| (number, was_open)),
        };
        let found = found.filter(|((number, _), _)| (1..=MOST_PAGES).contains(number));
        if let Some(((number, total), is_named)) = found {
            let offset = page.lines[line].span.start;
            out.push(Printed {
                line,
                offset,
                number,
                is_last: total == Some(number),
                is_named,
            });
        }
    }
    out
}

enum Named {
    /// A page's name, and its number.
    With(Number),
    /// A page's name without a number.
    Open,
    No,
}

/// The number that a page's name stands by: `PÁG: 6 de 15`, `Página 6`, `P á g i n a 6`, `6 | Página`.
fn named(text: &str) -> Named {
    let squeezed: String = text
        .chars()
        .filter(|c| !c.is_whitespace())
        .flat_map(char::to_lowercase)
        .collect();
    let Some((at, word)) = numbers::PAGE_NAMES
        .iter()
        .filter_map(|word| Some((squeezed.rfind(word)?, *word)))
        .max_by_key(|&(at, word)| (at, word.len()))
    else {
        return Named::No;
    };
    let after = squeezed[at + word.len()..].trim_start_matches(['s', '.', ':', '-', '|', '#']);
    if let Some((number, rest)) = leading(after) {
        let total = ["de", "of", "/", "|"]
            .iter()
            .find_map(|of| leading(rest.strip_prefix(of)?));
        return Named::With((number, total.map(|(total, _)| total)));
    }
    let before = squeezed[..at].trim_end_matches(['|', '-', '–', '—']);
    let digits = before.bytes().rev().take_while(u8::is_ascii_digit).count();
    match leading(&before[before.len() - digits..]) {
        Some((number, _)) if before.len() < at => Named::With((number, None)),
        _ if after.is_empty() => Named::Open,
        _ => Named::No,
    }
}

/// The number that a text begins with, and what is behind it.
fn leading(text: &str) -> Option<(u32, &str)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let (number, rest) = text.split_at(digits);
    Some((number.parse().ok()?, rest))
}

/// The number of a line that holds nothing else: `6`, `- 6 -`, `6 de 15`, `6/15`.
pub(super) fn alone(text: &str) -> Option<Number> {
    let mut numbers = Vec::new();
    for part in text.split(|c: char| c.is_whitespace() || matches!(c, '/' | '|' | '-' | '–' | '—'))
    {
        match part {
            "" | "de" | "of" => {}
            _ if part.bytes().all(|byte| byte.is_ascii_digit()) => numbers.push(part.parse().ok()?),
            _ => return None,
        }
    }
    match numbers.as_slice() {
        [number] => Some((*number, None)),
        [number, total] if number <= total => Some((*number, Some(*total))),
        _ => None,
    }
}

/// The numbers that count up: those that say that they are page numbers, or else those that stand a page apart.
fn chain(printed: &[Printed]) -> Vec<Printed> {
    let has_named = printed.iter().any(|it| it.is_named);
    let is_apart = |at: usize| {
        let line = printed[at].line;
        let before = at.checked_sub(1).and_then(|at| printed.get(at));
        let after = printed.get(at + 1);
        before.is_none_or(|it| line - it.line > APART)
            && after.is_none_or(|it| it.line - line > APART)
    };
    let candidates: Vec<Printed> = (0..printed.len())
        .filter(|&at| {
            if has_named {
                printed[at].is_named
            } else {
                is_apart(at)
            }
        })
        .map(|at| printed[at])
        .collect();
    let mut kept: Vec<Printed> = Vec::new();
    for it in &candidates {
        if kept.last().is_none_or(|last| last.number < it.number) {
            kept.push(*it);
        }
    }
    let enough = has_named || kept.len() >= 2;
    if enough && kept.len() * 2 > candidates.len() {
        kept
    } else {
        Vec::new()
    }
}

/// What is to be added to the ordinal of a page, from 0, to have the number that is printed on it; `None` where most
/// numbers do not agree.
fn shift(feeds: &[u32], printed: &[Printed]) -> Option<i64> {
    let mut shifts: Vec<i64> = printed
        .iter()
        .map(|it| {
            let before = feeds.partition_point(|&feed| feed < it.offset);
            i64::from(it.number) - i64::from(before as u32)
        })
        .collect();
    shifts.sort_unstable();
    let most = shifts
        .chunk_by(|a, b| a == b)
        .max_by_key(|group| group.len())?;
    (most.len() >= 2 && most.len() * 2 > shifts.len()).then(|| most[0] - 1)
}

/// Pages between form feeds.
fn by_feeds(feeds: &[u32], shift: i64) -> Vec<(u32, u32)> {
    let first = std::iter::once(0);
    let starts = first.chain(feeds.iter().map(|feed| feed + 1));
    (1_i64..)
        .zip(starts)
        .map(|(nth, start)| (start, u32::try_from(nth + shift).unwrap_or_default()))
        .collect()
}

/// Pages between printed numbers: from each on where they stand in headers, up to each where they stand in footers.
fn between(page: &Page<'_>, chain: &[Printed]) -> Vec<(u32, u32)> {
    let (Some(first), Some(last)) = (chain.first(), chain.last()) else {
        return Vec::new();
    };
    let is_text = |at: &usize| !page.furniture[*at];
    let before = (0..first.line).filter(is_text).count();
    let after = (last.line + 1..page.lines.len()).filter(is_text).count();
    let in_headers = match (before, after) {
        (0, _) => true,
        (_, 0) => false,
        _ if first.number == 1 => false,
        _ => first.is_named || before < after,
    };
    // Past the longest page that is known, another may have begun that shows no number.
    let longest = chain
        .windows(2)
        .filter(|pair| pair[1].number == pair[0].number + 1)
        .map(|pair| pair[1].offset - pair[0].offset)
        .max()
        .unwrap_or(LEAST_PAGE);
    let until = |start: u32| {
        let next = page
            .lines
            .partition_point(|line| line.span.start <= start.saturating_add(longest));
        page.lines.get(next).map(|line| (line.span.start, 0))
    };
    let mut out = Vec::with_capacity(chain.len() + 2);
    // Where each number's page begins, and the number of the page that begins there.
    let begin = |it: &Printed| {
        if in_headers {
            let above = (0..it.line)
                .rev()
                .take_while(|&at| page.furniture[at])
                .count();
            return Some((page.lines[it.line - above].span.start, it.number));
        }
        let below = page.lines.get(it.line + 1)?;
        Some((below.span.start, it.number + 1))
    };
    if in_headers && first.number == 2 && before > 0 {
        out.push((0, 1));
    } else if !in_headers {
        let start = match first.number {
            1 => 0,
            _ => first.offset.saturating_sub(longest),
        };
        out.push((start, first.number));
    }
    for (nth, it) in chain.iter().enumerate() {
        let next = chain.get(nth + 1);
        let ends = !in_headers && it.is_last;
        let skips = ends || next.is_some_and(|next| next.number > it.number + 1);
        if let Some((start, number)) = begin(it) {
            out.push((start, if skips { 0 } else { number }));
            if next.is_none() && !(in_headers && it.is_last) {
                out.extend(until(start));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_page_numbers_in_their_notations() {
        let read = |text: &str| match named(text) {
            Named::With((number, _)) => Some(number),
            Named::Open => None,
            Named::No => alone(text).map(|(number, _)| number),
        };
        for text in [
            "PÁG: 6 de 15",
            "Página 6",
            "P á g i n a 6 | 15",
            "6 | Página",
            "6",
            "- 6 -",
            "6 de 15",
            "6/15",
            "Pág. 6",
        ] {
            assert_eq!(read(text), Some(6), "{text}");
        }
        for text in ["1.0", "30/08/2019", "VERSIÓN: 1.0", "15 de 6", "PÁG:"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
