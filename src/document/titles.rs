//! Where the level-1 titles of a report stand.

use std::collections::HashMap;

use crate::block::Page;
use crate::block::title::{Finder, Match, looks_like_title, number};
use crate::section::Registry;
use crate::source::{Span, fold};

/// A level-1 title.
#[derive(Clone, Debug)]
pub(super) struct Title {
    /// Its first line and the line after it, as places in `page.lines`.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The number as printed.
    pub(super) number: Option<String>,
    /// Where in its first line its words begin, in bytes.
    pub(super) content: usize,
    /// How alike it is to a known title, from 0 to 1; 0 for one that nobody knows.
    pub(super) likeness: f64,
    /// The text ends inside it.
    pub(super) cut_off: bool,
}

/// Bytes of source for each title, but for the first [`MOST_CLOSE`]; there are no more sections.
const SPARSE: usize = 512;
const MOST_CLOSE: usize = 64;
/// Bytes that a section takes.
const SECTION: usize = 1024;
/// Titles in a row with nothing between them that make a table of contents.
const CONTENTS: usize = 4;
/// Known titles that a text needs before an unknown numbered line may be one.
const ENOUGH: usize = 3;

/// Finds the level-1 titles of `page` by the titles that the parsers of `registry` know, and, between those, numbered
/// lines that go on with the count.
pub(super) fn find(page: &Page<'_>, registry: &Registry) -> Vec<Title> {
    let finder = Finder::new(
        registry
            .entries()
            .iter()
            .flat_map(|entry| entry.titles().iter().copied()),
    );
    let mut titles = known(page, &finder);
    drop_contents(page, &mut titles);
    add_unknown(page, &mut titles);
    page.budget.take(titles.len() * SECTION, Span::default());
    titles
}

fn known(page: &Page<'_>, finder: &Finder) -> Vec<Title> {
    let mut titles: Vec<Title> = Vec::new();
    let mut at = 0;
    let most = page.source.text().len() / SPARSE + MOST_CLOSE;
    while at < page.lines.len() {
        if titles.len() >= most {
            page.budget.note(page.lines[at].span.start);
            break;
        }
        match title_at(page, finder, at) {
            // A line that says the title above it again is the caption of its table.
            Some(title)
                if title.number.is_none()
                    && titles
                        .last()
                        .is_some_and(|last| last.end == at && same(page, last, &title)) =>
            {
                at = title.end;
            }
            Some(title) => {
                at = title.end;
                titles.push(title);
            }
            None => at += 1,
        }
    }
    titles
}

fn title_at(page: &Page<'_>, finder: &Finder, at: usize) -> Option<Title> {
    if page.furniture[at] {
        return None;
    }
    let text = page.text(at);
    let (number, content) =
        number(text).map_or((None, 0), |(number, content)| (Some(number), content));
    // A sub-number is a subtitle's.
    if number.is_some_and(|n| n.contains('.')) {
        return None;
    }
    let end = page.lines.len();
    let found: Match = finder.find(page, at, content, end, number.is_some())?;
    if number.is_none() && !stands_alone(page, at, at + found.lines, found.likeness) {
        return None;
    }
    Some(Title {
        start: at,
        end: at + found.lines,
        number: number.map(str::to_owned),
        content,
        likeness: found.likeness,
        cut_off: found.cut_off,
    })
}

/// Whether lines without a number stand apart from the text about them, as a title does.
fn stands_alone(page: &Page<'_>, start: usize, end: usize, likeness: f64) -> bool {
    let before = page.before(start, start.saturating_sub(20));
    let open_before = before.is_some_and(|b| {
        let text = page.text(b);
        text.ends_with([',', '-', '('])
            || text.split(' ').next_back().is_some_and(|w| {
                matches!(w, "de" | "la" | "los" | "las" | "el" | "y" | "en" | "del")
            })
    });
    let goes_on = page
        .text(end)
        .chars()
        .next()
        .is_some_and(char::is_lowercase)
        && end < page.lines.len()
        && !page.furniture[end];
    !open_before && (!goes_on || likeness >= 1.0 && page.lines[end].gap.any())
}

/// Drops runs of titles with nothing between them: a table of contents names every section and holds none.
fn drop_contents(page: &Page<'_>, titles: &mut Vec<Title>) {
    let keys: Vec<String> = titles.iter().map(|title| key(page, title)).collect();
    let mut last: HashMap<&str, usize> = HashMap::new();
    for (at, key) in keys.iter().enumerate() {
        last.insert(key, at);
    }
    // Whether a title stands once more from place `from` on.
    let again = |at: usize, from: usize| {
        last.get(keys[at].as_str())
            .is_some_and(|&last| last >= from)
    };
    let mut kept: Vec<Title> = Vec::with_capacity(titles.len());
    let mut from = 0;
    while from < titles.len() {
        let mut to = from + 1;
        while to < titles.len()
            && page.skip_furniture(titles[to - 1].end, titles[to].start) >= titles[to].start
        {
            to += 1;
        }
        let contents =
            to - from >= CONTENTS && to < titles.len() && (from..to).any(|at| again(at, to));
        if !contents {
            kept.extend_from_slice(&titles[from..to]);
        } else if !again(to - 1, to) {
            // The last title of the run has a section under it.
            kept.push(titles[to - 1].clone());
        }
        from = to;
    }
    *titles = kept;
}

fn key(page: &Page<'_>, title: &Title) -> String {
    let lines: Vec<usize> = (title.start..title.end).collect();
    fold::key(page.join(&lines, title.content).as_str())
}

/// Whether two lines or groups of lines print one title.
fn same(page: &Page<'_>, a: &Title, b: &Title) -> bool {
    let (a, b) = (key(page, a), key(page, b));
    a == b || a.len() > 20 && fold::likeness(&a, &b, 0.85) > 0.85
}

/// Adds numbered lines that no parser knows but that go on with the count of the titles about them.
fn add_unknown(page: &Page<'_>, titles: &mut Vec<Title>) {
    if titles.len() < ENOUGH {
        return;
    }
    let mut added: Vec<Title> = Vec::new();
    let mut count: Option<u32> = None;
    let mut next_title = 0;
    let mut at = 0;
    while at < page.lines.len() {
        if let Some(title) = titles.get(next_title)
            && title.start == at
        {
            count = title.number.as_ref().and_then(|n| n.parse().ok()).or(count);
            at = title.end;
            next_title += 1;
            continue;
        }
        let expected = count.map(|c| c + 1);
        // A number that the next known title has is that title's.
        let taken = titles
            .get(next_title)
            .and_then(|t| t.number.as_ref()?.parse::<u32>().ok());
        if let Some(title) = unknown_at(page, at, expected)
            && taken != expected
        {
            count = expected;
            at = title.end;
            added.push(title);
            continue;
        }
        at += 1;
    }
    titles.extend(added);
    titles.sort_by_key(|t| t.start);
}

fn unknown_at(page: &Page<'_>, at: usize, expected: Option<u32>) -> Option<Title> {
    if page.furniture[at] {
        return None;
    }
    let text = page.text(at);
    let (number, content) = number(text)?;
    let value: u32 = number.parse().ok()?;
    if Some(value) != expected
        || !text[..content].contains('.')
        || !looks_like_title(&text[content..])
    {
        return None;
    }
    // The next number not far below is a list's.
    let list = (at + 1..(at + 12).min(page.lines.len())).any(|i| {
        crate::block::title::number(page.text(i)).is_some_and(|(n, _)| n.parse() == Ok(value + 1))
    });
    (!list).then(|| Title {
        start: at,
        end: at + 1,
        number: Some(number.to_owned()),
        content,
        likeness: 0.0,
        cut_off: false,
    })
}
