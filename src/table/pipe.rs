//! Tables of pipes and of tabs, as docling, markitdown, pymupdf4llm and unpdf write them.
//!
//! ```text
//! table := caption? row+             a row of rules among them, or all rows with one count of cells
//! row   := "|" cell ("|" cell)* "|"  or cells with tabs between
//! rule  := "|" ":"? "-"+ ":"? …      what stands above the first is the head
//! cell  := text, with "\|" for a pipe and "<br>" for a line end
//! ```

use std::ops::Range;

use super::names::year_of;
use crate::atom::{Atom, Context, Expect};
use crate::model::place_of_spans;
use crate::model::{Cell, Place, Row, Table, Values};
use crate::page::Page;
use crate::source::{Glue, Span, Text, TextBuilder};

/// Rows that one table takes; what goes on is another.
const MOST_ROWS: usize = 4000;
/// Cells of a row that are told apart.
const MOST_CELLS: usize = 64;
/// Bytes that a cell takes: itself, and its part of the row and of a fact.
const CELL: usize = size_of::<Option<Cell>>() + 64;

/// A line of a table: its cells, each with its place, and whether it is a rule.
struct Line {
    cells: Vec<Span>,
    is_rule: bool,
}

impl Line {
    /// Bytes that its row will take.
    fn size(&self, page: &Page<'_>) -> usize {
        let of_cell = |span: &Span| {
            let text = page.source.slice(*span);
            let value = text.contains(|c: char| c.is_ascii_digit());
            let value = if value { size_of::<Atom>() + CELL } else { 0 };
            size_of::<Span>() + 2 * CELL + 2 * text.len() + value
        };
        size_of::<Self>() + 2 * size_of::<Row>() + self.cells.iter().map(of_cell).sum::<usize>()
    }
}

/// Whether a table of pipes or tabs begins at the start of `range`, with its caption or without.
pub(crate) fn begins(page: &Page<'_>, range: Range<usize>) -> bool {
    first_row(page, range).is_some()
}

/// Bytes of a caption.
const LONGEST_CAPTION: usize = 160;

/// The first row of the table at the start of `range`: there, or below a line that names it with its year or unit.
fn first_row(page: &Page<'_>, range: Range<usize>) -> Option<usize> {
    if line(page, range.start).is_some() {
        return has_rows(page, range.clone()).then_some(range.start);
    }
    let text = page.text(range.start);
    let below = page.skip_furniture(range.start + 1, range.end);
    let names = text.len() < LONGEST_CAPTION
        && !text.ends_with(['.', ':', ';', ','])
        && !text.starts_with(|c: char| c.is_lowercase() || c == '#')
        && (year_of(text).is_some() || text.ends_with(')'));
    (names && below < range.end && has_rows(page, below..range.end)).then_some(below)
}

/// Whether two rows of one table stand at the start of `range`.
fn has_rows(page: &Page<'_>, range: Range<usize>) -> bool {
    let next = page.skip_furniture(range.start + 1, range.end);
    let second = (next < range.end).then(|| line(page, next)).flatten();
    let (Some(first), Some(second)) = (line(page, range.start), second) else {
        return false;
    };
    second.is_rule || first.is_rule || second.cells.len() == first.cells.len()
}

/// The table of pipes or tabs that begins at the start of `range`.
pub(crate) fn read(
    page: &Page<'_>,
    range: Range<usize>,
    values: &mut Values<'_, '_>,
) -> Option<(Table, usize)> {
    let start = first_row(page, range.clone())?;
    let mut lines: Vec<Line> = Vec::new();
    let mut next = start;
    let mut room = page.budget.room();
    let mut full = None;
    loop {
        let at = page.skip_furniture(next, range.end);
        let found = (at < range.end && lines.len() < MOST_ROWS)
            .then(|| line(page, at))
            .flatten();
        let Some(found) = found else { break };
        let Some(left) = room.checked_sub(found.size(page)) else {
            full = Some(page.lines[at].span.start);
            break;
        };
        room = left;
        let below = page.skip_furniture(at + 1, range.end);
        let is_head = !found.is_rule
            && lines.iter().any(|line| line.is_rule)
            && below < range.end
            && line(page, below).is_some_and(|line| line.is_rule);
        next = at + 1;
        if is_head {
            // Another table, or the same beyond a page break: with its heads again, with none, or with a row for heads.
            let same_width = lines
                .first()
                .is_some_and(|first| first.cells.len() == found.cells.len());
            let again = found
                .cells
                .iter()
                .zip(lines.first().map_or(&[][..], |first| &first.cells));
            let same = again.into_iter().all(|(&a, &b)| {
                let head = text(page, a);
                is_made_up(head.as_str()) || head.as_str() == text(page, b).as_str()
            });
            let is_row = found
                .cells
                .iter()
                .any(|&cell| is_amount(page.source.slice(cell)));
            if !same_width || !same && !is_row {
                next = at;
                break;
            }
            next = below + 1;
            if same {
                continue;
            }
        }
        lines.push(found);
    }
    let rule = lines.iter().position(|line| line.is_rule);
    let heads = rule.unwrap_or(1).min(lines.len());
    let width = lines.iter().map(|line| line.cells.len()).max()?;
    let (above, below) = lines.split_at(heads);
    let texts =
        |line: &Line| -> Vec<Text> { line.cells.iter().map(|&cell| text(page, cell)).collect() };
    let mut columns: Vec<String> = Vec::new();
    for line in above {
        columns.resize(width, String::new());
        for (head, text) in columns.iter_mut().zip(texts(line)) {
            let text = text.as_str().trim();
            if !head.is_empty() && !text.is_empty() {
                head.push_str(" / ");
            }
            head.push_str(text);
        }
    }
    for head in columns.iter_mut().filter(|head| is_made_up(head)) {
        head.clear();
    }
    let rows = rows(page, &columns, below, values);
    if columns.iter().all(String::is_empty) {
        columns.clear();
    }
    let mut table = Table::of_lines(page, range.start..next);
    table.columns = columns;
    table.rows = rows;
    if let Some(at) = full {
        page.budget.stop(at);
    }
    if start > range.start {
        let caption = page.join(&[range.start], 0);
        table.caption_atoms = values.of(&caption);
        table.caption = Some(caption);
    }
    (width > 1).then_some((table, next))
}

/// The rows of the lines under the heads.
fn rows(
    page: &Page<'_>,
    columns: &[String],
    lines: &[Line],
    values: &mut Values<'_, '_>,
) -> Vec<Row> {
    let width = lines
        .iter()
        .map(|line| line.cells.len())
        .max()
        .unwrap_or_default()
        .max(columns.len());
    let body: Vec<&Line> = lines.iter().filter(|line| !line.is_rule).collect();
    let shapes: Vec<Expect> = (0..width)
        .map(|column| expected(page, columns, &body, column))
        .collect();
    let mut rows: Vec<Row> = Vec::new();
    for line in body {
        let mut cells: Vec<Option<Cell>> = line
            .cells
            .iter()
            .zip(&shapes)
            .map(|(&span, &expect)| {
                let text = text(page, span);
                let has_text = !text.as_str().trim().is_empty();
                has_text.then(|| cell(text, expect, values))
            })
            .collect();
        cells.resize(width, None);
        if cells.iter().all(Option::is_none) {
            continue;
        }
        let place = place_of_spans(
            cells.iter().flatten().map(|cell| cell.place.span),
            page.source,
        );
        rows.push(Row {
            cells,
            undecided: false,
            place,
        });
    }
    rows
}

/// Whether a head is what pymupdf4llm calls a column without one: `Col1`.
fn is_made_up(head: &str) -> bool {
    let number = head.strip_prefix("Col").unwrap_or_default();
    !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())
}

/// Whether a cell is a number with a mark in it, or a percentage: no head is.
fn is_amount(cell: &str) -> bool {
    cell.ends_with(|c: char| c.is_ascii_digit() || c == '%')
        && cell.contains(['.', ',', '%'])
        && !cell.contains(char::is_alphabetic)
}

/// The cells of a line, where it is a row.
fn line(page: &Page<'_>, at: usize) -> Option<Line> {
    let line = page.lines.get(at)?;
    let text = page.text(at);
    let inner = text
        .strip_prefix('|')
        .map(|rest| (1, rest.strip_suffix('|').unwrap_or(rest)));
    let (offset, inner, mark) = match inner {
        Some((offset, inner)) => (offset, inner, '|'),
        None => (0, text, '\t'),
    };
    if inner.is_empty() || mark == '\t' && !inner.contains('\t') {
        return None;
    }
    let mut cells = Vec::new();
    let mut start = 0;
    let mut push = |range: Range<usize>| {
        let raw = &inner[range.clone()];
        let kept = raw.trim();
        let from = range.start + (raw.len() - raw.trim_start().len()).min(raw.len() - kept.len());
        let base = line.span.start as usize + offset;
        cells.push(Span::new(
            (base + from) as u32,
            (base + from + kept.len()) as u32,
        ));
    };
    for (place, _) in inner.match_indices(mark).take(MOST_CELLS - 1) {
        if inner[..place].ends_with('\\') {
            continue;
        }
        push(start..place);
        start = place + 1;
    }
    push(start..inner.len());
    let is_rule = mark == '|'
        && inner.contains('-')
        && inner
            .bytes()
            .all(|b| matches!(b, b'-' | b':' | b'|' | b' '));
    // Two cells of running text with a tab between are no row.
    (mark == '|' || cells.len() > 2 || is_short(inner)).then_some(Line { cells, is_rule })
}

/// Bytes of a line of two cells with a tab between that is a row and no sentence.
const SHORT: usize = 120;

fn is_short(line: &str) -> bool {
    line.len() < SHORT && !line.ends_with('.')
}

/// The reading text of a cell: without `<br>`, the bars of escaped pipes, and the asterisks of bold.
fn text(page: &Page<'_>, span: Span) -> Text {
    let source = page.source.text();
    let raw = page.source.slice(span);
    let mut out = TextBuilder::default();
    let (mut start, mut glue) = (0, Glue::Space);
    let mut push = |range: Range<usize>, glue: Glue| {
        let piece = &raw[range.clone()];
        let kept = piece.trim();
        if !kept.is_empty() {
            let from = span.start as usize + range.start + piece.len() - piece.trim_start().len();
            out.push(
                source,
                Span::new(from as u32, (from + kept.len()) as u32),
                glue,
            );
        }
    };
    let mut at = 0;
    while at < raw.len() {
        let rest = &raw.as_bytes()[at..];
        let (length, next) = match rest {
            [b'<', ..] => match br_length(rest) {
                Some(length) => (length, Glue::Space),
                None => (0, Glue::Space),
            },
            [b'*', b'*', ..] => (2, Glue::Nothing),
            [b'\\', b'|' | b'*' | b'_' | b'$' | b'#', ..] => (1, Glue::Nothing),
            _ => (0, Glue::Space),
        };
        if length == 0 {
            at += 1;
            continue;
        }
        let spaced = raw[start..at].ends_with(' ') || raw[at + length..].starts_with(' ');
        push(start..at, glue);
        at += length;
        start = at;
        glue = if spaced { Glue::Space } else { next };
        if matches!(rest, [b'\\', ..]) {
            at += 1;
        }
    }
    push(start..raw.len(), glue);
    out.finish()
}

/// The length of a `<br>` at the start of a text.
fn br_length(rest: &[u8]) -> Option<usize> {
    const FORMS: &[&str] = &["<br>", "<br/>", "<br />"];
    FORMS.iter().map(|form| form.len()).find(|&length| {
        rest.get(..length).is_some_and(|text| {
            FORMS
                .iter()
                .any(|form| text.eq_ignore_ascii_case(form.as_bytes()))
        })
    })
}

/// What a column holds, by its head's signs and by its cells.
fn expected(page: &Page<'_>, columns: &[String], body: &[&Line], column: usize) -> Expect {
    let cells = || {
        body.iter()
            .filter_map(|line| Some(page.source.slice(*line.cells.get(column)?)))
    };
    let numeric = |cell: &str| {
        cell.bytes().any(|b| b.is_ascii_digit())
            && !cell
                .chars()
                .any(|c| c.is_alphabetic() && !"USDusd".contains(c))
    };
    let filled = cells()
        .filter(|cell| cell.contains(|c: char| c.is_ascii_digit() || c.is_alphabetic()))
        .count();
    let numbers = cells().filter(|cell| numeric(cell)).count();
    if numbers == 0 || numbers * 2 < filled {
        return Expect::Text;
    }
    let share = |mark: char| {
        cells()
            .filter(|cell| numeric(cell) && cell.contains(mark))
            .count()
    };
    let head = columns.get(column).map_or("", String::as_str);
    if share('%') * 2 > numbers || head.contains('%') {
        return Expect::Percent;
    }
    let cents = |cell: &str| matches!(cell.trim_end_matches(')').as_bytes(), [.., b'.' | b',', a, b] if a.is_ascii_digit() && b.is_ascii_digit());
    if let Some(said) = Expect::of_head(head) {
        said
    } else if share('$') > 0 || cells().any(cents) {
        Expect::Money
    } else {
        Expect::Count
    }
}

fn cell(text: Text, expect: Expect, values: &mut Values<'_, '_>) -> Cell {
    let atoms = values.within(
        &text,
        Context {
            expect: Some(expect),
            ..Context::default()
        },
    );
    let place = Place::of_text(&text, values.source());
    values.charge(
        CELL + text.heap() + place.pieces.len() * size_of::<Span>(),
        place.span,
    );
    Cell { text, atoms, place }
}
