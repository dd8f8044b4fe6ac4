//! Tables of contents: titles with the pages that they stand on. They are no sections, and their numbers no values.

use nom::Input as _;

use super::class::bare_number;
use super::furniture::{Places, letters};
use super::{Page, marker, numbers};
use crate::lexicon::{Class, Words};

/// Lines that one entry may be wrapped over, and that may stand between a heading and the first.
const WRAPPED: usize = 3;
/// Entries that no heading announces, before they count.
const ENOUGH: usize = 3;

/// What leads from a title to its page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Leader {
    /// Dots, or a link.
    Drawn,
    /// Spaces, the bar of a table, or a line end.
    Blank,
    /// None: the page is glued to the title.
    Glued,
}

/// A line of contents.
#[derive(Debug, PartialEq, Eq)]
struct Entry<'t> {
    title: &'t str,
    leader: Leader,
    /// The page; 0 where a link leads there.
    page: u32,
}

/// Marks the tables of contents of `page`; `places` holds where the words of its lines stand.
pub(super) fn mark(page: &mut Page<'_>, places: &Places) {
    let total = page.lines.len();
    let mut at = 0;
    while at < total {
        let under_heading = !page.furniture[at] && is_heading(page, at);
        let starts = under_heading || !page.furniture[at] && may_begin(page, at);
        let mut next = at + 1;
        if starts {
            let (end, is_contents) = run(page, places, at, under_heading);
            if is_contents {
                page.furniture[at..end].fill(true);
            }
            // What is no contents as a whole is none in part: no line is looked at again and again.
            next = next.max(end);
        }
        at = next;
    }
}

/// Whether an entry is here, or its title and the page on the next line.
fn may_begin(page: &Page<'_>, at: usize) -> bool {
    entry(page.text(at)).is_some_and(|entry| entry.leader != Leader::Glued)
        || page.classes[at].values == 0 && bare_number(page.text(at + 1)).is_some()
}

/// The line after the entries that begin at line `at`, and whether they are a table of contents.
fn run(page: &Page<'_>, places: &Places, at: usize, under_heading: bool) -> (usize, bool) {
    let first = at + usize::from(under_heading);
    let (mut entries, mut drawn, mut again, mut numbered) = (0, 0, 0, 0);
    let (mut last_page, mut end, mut pending) = (0, None, None::<usize>);
    // Pages in a column of their own, after all titles.
    let (mut column, mut last_of_column) = (0, 0);
    let mut line = first;
    while line < page.lines.len() {
        let text = page.text(line);
        let since = pending.unwrap_or(line);
        // A heading that is printed again stands over the rest, on the next page.
        if line > at
            && under_heading
            && is_heading(page, line)
            && letters(text) == letters(page.text(at))
        {
            (line, pending) = (line + 1, None);
            continue;
        }
        if line - end.unwrap_or(first) > WRAPPED || line > at && is_heading(page, line) {
            break;
        }
        if page.furniture[line] || page.classes[line].is_rule() || is_table_rule(text) {
            line += 1;
            continue;
        }
        if under_heading
            && (last_page, pending) == (0, None)
            && column < entries
            && let Some(number) = bare_number(text).filter(|&number| number >= last_of_column)
        {
            (column, last_of_column, end) = (column + 1, number, Some(line + 1));
            line += 1;
            continue;
        }
        let recurs = |title: &str| places.title_after(page, letters(title), line + 1);
        let found = match entry(text).filter(|entry| under_heading || entry.leader != Leader::Glued)
        {
            Some(entry) => Some((entry.title, entry.leader, entry.page)),
            None if pending.is_some() => {
                bare_number(text).map(|n| (page.text(since), Leader::Blank, n))
            }
            // No page is printed at all: a list of the titles that stand below, and of some that do not.
            None if under_heading
                && last_page == 0
                && (recurs(text) || entries > 0 && pending.is_none() && counts_on(page, line))
                && !page.classes[line].begins_inside() =>
            {
                Some((text, Leader::Blank, 0))
            }
            None => None,
        };
        match found {
            Some((title, leader, number)) if number >= last_page || number == 0 => {
                entries += 1;
                drawn += usize::from(leader == Leader::Drawn);
                numbered += usize::from(marker::is_numbered(title));
                again +=
                    usize::from(recurs(title) || pending.is_some() && recurs(page.text(since)));
                (last_page, end, pending) = (number, Some(line + 1), None);
            }
            Some(_) => break,
            None => pending = pending.or(Some(line)),
        }
        line += 1;
    }
    let known = under_heading && entries >= 1
        // The rows of a table have numbers that grow, too, and labels that stand in another.
        || entries >= ENOUGH
            && (drawn * 2 > entries || again * 3 > entries * 2 && numbered * 2 > entries)
        || entries == 2 && drawn == 2 && again > 0;
    (end.unwrap_or(at), known && end.is_some())
}

/// Whether a line has the number of a title, higher than that of the line above.
fn counts_on(page: &Page<'_>, line: usize) -> bool {
    let number = |at: usize| page.classes.get(at)?.mark.map(|mark| mark.ordinal);
    let above = line.checked_sub(1).and_then(number);
    above.is_some_and(|above| above > 0 && number(line).is_some_and(|number| number > above))
        && !page.text(line).ends_with(['.', ';'])
}

/// Whether a line stands over a list of contents.
///
/// ```text
/// heading = contents | index "de" listed … | "índice" ("de" … | word)
/// ```
fn is_heading(page: &Page<'_>, line: usize) -> bool {
    heads(page.text(line), &page.words(line..line + 1))
}

fn heads(text: &str, words: &Words<'_>) -> bool {
    if text.len() > 48 || !text.starts_with(|c: char| c.is_uppercase() || matches!(c, '#' | '*')) {
        return false;
    }
    match words.as_slice() {
        [word] => word.is(Class::Contents),
        [index, rest @ ..] if index.is(Class::Index) => {
            let is_index = words.first_key() == "indice";
            let of = words.take_from(1).first_key() == "de";
            let listed = rest.get(1).is_some_and(|word| word.is(Class::Listed));
            of && (listed || is_index) || is_index && rest.len() == 1
        }
        _ => false,
    }
}

/// The entry of contents that a line is.
///
/// ```text
/// entry = title leader page | ["-" | "*"] "[" title "](" "#" … ")"
/// leader = 3*("." | "…" | "_" | space) | "|" | space, with the word for a page: "... pág. "
/// page   = digits ["-" digits]
/// ```
fn entry(text: &str) -> Option<Entry<'_>> {
    if let Some((title, target)) = text
        .trim_start_matches(['-', '*', '+', ' '])
        .strip_prefix('[')
        .and_then(|rest| rest.split_once("](#"))
    {
        return target.ends_with(')').then_some(Entry {
            title,
            leader: Leader::Drawn,
            page: 0,
        });
    }
    let bare = first_page(text.trim_matches(['|', ' ']));
    let before = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    let page = bare_number(&bare[before.len()..]).filter(|&n| n < 1000)?;
    let (before, is_named) = unnamed(before);
    let title = before.trim_end_matches(|c: char| {
        matches!(c, '.' | '…' | '_' | '·' | '|' | '-' | '\t') || c.is_whitespace()
    });
    let leader = &before[title.len()..];
    let dots = leader
        .chars()
        .map(|c| match c {
            '…' => 3,
            '.' | '_' | '·' => 1,
            _ => 0,
        })
        .sum::<usize>();
    let blanks = leader.chars().filter(|c| c.is_whitespace()).count();
    // A title that fills its line leaves room for few dots.
    let leader = if dots >= 3 || dots >= 2 && blanks > 0 {
        Leader::Drawn
    } else if blanks > 0 && dots == 0 || blanks > 1 && dots == 1 || is_named {
        Leader::Blank
    } else if leader.is_empty() && title.ends_with(char::is_lowercase) {
        Leader::Glued
    } else {
        return None;
    };
    let letters = title.chars().filter(|c| c.is_alphabetic()).count();
    (letters >= 4 && !title.ends_with([':', ',', ';'])).then_some(Entry {
        title,
        leader,
        page,
    })
}

/// A line that ends in two pages, `3-4`, without the second.
fn first_page(text: &str) -> &str {
    let before = text.trim_end_matches(|c: char| c.is_ascii_digit());
    match before.strip_suffix(['-', '–']) {
        Some(first)
            if before.len() < text.len() && first.ends_with(|c: char| c.is_ascii_digit()) =>
        {
            first
        }
        _ => text,
    }
}

/// What stands before a page without the word for one, and whether it has one: `… pág. `.
fn unnamed(before: &str) -> (&str, bool) {
    let bare = before.trim_end().trim_end_matches('.');
    let word = bare
        .rsplit(|c: char| !c.is_alphabetic())
        .next()
        .unwrap_or_default();
    if (3..=8).contains(&word.len()) && numbers::PAGE_NAMES.contains(&word.to_lowercase().as_str())
    {
        (&bare[..bare.len() - word.len()], true)
    } else {
        (before, false)
    }
}

/// The line under the heads of a Markdown table.
fn is_table_rule(text: &str) -> bool {
    text.starts_with('|') && text.bytes().all(|b| matches!(b, b'|' | b'-' | b':' | b' '))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::WordList;

    #[test]
    fn reads_entries() {
        for (text, title, page) in [
            (
                "1. Cobertura Institucional ........ 3",
                "1. Cobertura Institucional",
                3,
            ),
            ("2. Logros alcanzados……………5", "2. Logros alcanzados", 5),
            ("5. Ejecución . . . . 9", "5. Ejecución", 9),
            ("6. Contratación             11", "6. Contratación", 11),
            ("| 6. Contratación | 11 |", "6. Contratación", 11),
            ("- [3. Logros](#3-logros)", "3. Logros", 0),
        ] {
            let found = entry(text).unwrap();
            assert_eq!((found.title, found.page), (title, page), "{text}");
        }
        for text in [
            "Dispensarios remozados: 14",
            "PENSIONES 205.430,75",
            "3",
            "Artículo.5",
        ] {
            assert_eq!(entry(text), None, "{text}");
        }
    }

    #[test]
    fn knows_what_stands_over_contents() {
        let is = |text: &str| {
            let (lines, _) = crate::source::line::split(text);
            heads(text, &WordList::of(text, &lines, usize::MAX).all())
        };
        assert!(is("ÍNDICE"));
        assert!(is("Índice de tablas"));
        assert!(is("## Tabla de contenidos"));
        assert!(!is("Índice de morosidad 2021 por agencia, en el año"));
        assert!(!is("Contenido del informe que se presenta"));
    }
}
