//! The line above a table that names it.

use crate::page::Page;
use crate::page::flow::{End, begins_inside, end_of};
use crate::page::marker;
use crate::source::fold;

/// Lines that a caption may take.
pub(super) const MOST_LINES: usize = 3;

/// Words that a caption does not have: a sentence that leads up to a table does.
const SENTENCE_WORDS: &[&str] = &[
    "se",
    "continuacion",
    "siguiente",
    "siguientes",
    "detalla",
    "detallan",
    "es",
    "son",
    "fue",
    "fueron",
    "presenta",
    "presentan",
    "muestra",
    "muestran",
    "que",
    "como",
    "ha",
    "han",
    "estas",
    "estos",
    "aqui",
    "asi",
    "consta",
    "constan",
    "tuvo",
    "ademas",
];

/// Whether `lines` may be a table's caption, and where in the first its words begin. Small letters behind
/// a list's glyph are a caption's only where `marked` says that they may be.
pub(super) fn like(page: &Page<'_>, lines: &[usize], marked: bool) -> Option<usize> {
    let first = page.text(*lines.first()?);
    let mark = marker::printed(first);
    let content = mark.map_or(0, |mark| mark.content as usize);
    let words = first.get(content..)?;
    if words.is_empty() || begins_inside(words) {
        return None;
    }
    let lines: Vec<&str> = lines.iter().map(|&at| page.text(at)).collect();
    let small = |text: &str| text.chars().any(char::is_lowercase);
    let capitals = !small(words) && !lines[1..].iter().any(|line| small(line));
    let last = lines.last()?;
    if lines[..lines.len() - 1]
        .iter()
        .any(|line| line.ends_with(['.', ':', ';']))
    {
        return None;
    }
    if lines.iter().map(|l| l.chars().count()).sum::<usize>() > 240
        || last.ends_with(['.', ':', ';', ','])
        || end_of(last) == End::Open
    {
        return None;
    }
    if capitals {
        return Some(content);
    }
    // The glyph of a bulleted line in small letters is a list's.
    if mark.is_some() && !marked {
        return None;
    }
    let capital_start = words.chars().next().is_some_and(char::is_uppercase);
    let key = fold::key(&lines.join(" "));
    let sentence = !is_dated(last)
        && mark.is_none()
        && key.split(' ').any(|word| SENTENCE_WORDS.contains(&word));
    (capital_start && !sentence && lines.iter().all(|line| !line.contains(". "))).then_some(content)
}

/// Whether line `at` goes on with a sentence that the line before it left open: then no caption begins there.
pub(super) fn follows_open_text(page: &Page<'_>, at: usize) -> bool {
    page.before(at, at.saturating_sub(8)).is_some_and(|before| {
        end_of(page.text(before)) == End::Open && page.lines[at].gap.spaced == 0
    })
}

/// Whether a line ends in a year or a date.
pub(super) fn is_dated(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    let year = last.rsplit(['-', '/']).next().unwrap_or_default();
    year.len() == 4
        && (year.starts_with("19") || year.starts_with("20"))
        && last
            .bytes()
            .all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'/'))
}
