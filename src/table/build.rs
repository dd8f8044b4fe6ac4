//! Makes a [`Table`] out of what was found.

use super::draft::{Draft, DraftRow};
use super::piece::Kind;
use super::weights;
use crate::atom::{Context, Expect, is_misread_count, is_spaced_number};
use crate::diagnostic::Code;
use crate::model::Values;
use crate::model::{Cell, Place, Row, Table, place_of_lines, place_of_spans};
use crate::page::Page;
use crate::page::glue;
use crate::source::{Glue, Span, Text, TextBuilder};

/// Bytes that a cell takes: itself, and its part of the row and of a fact.
const CELL: usize = size_of::<Option<Cell>>() + 64;

/// The table of a draft.
pub(crate) fn table(page: &Page<'_>, draft: &Draft, values: &mut Values<'_, '_>) -> Table {
    let lines = draft
        .lines
        .clone()
        .filter(|&at| !page.furniture[at])
        .map(|at| &page.lines[at]);
    let place = place_of_lines(lines, page.source);
    let caption = draft.caption.first().map(|&first| {
        // Without the bullet of an item.
        let text = page.text(first);
        let content = text.find(char::is_alphanumeric).unwrap_or(0);
        let bullet =
            text.starts_with(|c: char| c == '-' || !c.is_alphanumeric() && c.len_utf8() > 1);
        let gap = text.get(..content).is_some_and(|mark| mark.contains(' '));
        page.join(&draft.caption, if bullet && gap { content } else { 0 })
    });
    let caption_atoms = caption
        .as_ref()
        .map(|text| values.of(text))
        .unwrap_or_default();
    let expected: Vec<Expected> = (0..)
        .zip(&draft.kinds)
        .map(|(c, &kind)| Expected {
            kind,
            said: draft.names.get(c).and_then(|name| Expect::of_head(name)),
        })
        .collect();
    let rows: Vec<Row> = draft
        .rows
        .iter()
        .map(|row| make_row(page, row, &expected, values))
        .filter(|row| row.cells.iter().any(Option::is_some))
        .collect();
    repeated(&rows, values);
    if draft.is_paired {
        let message = "this table's columns stand one after the other; its sums or shares prove which values make a row"
            .to_owned();
        values.report(Code::PairedColumns, place.span, message);
    }
    let undecided = rows.iter().filter(|row| row.undecided).count();
    if undecided > 0 {
        let message = format!(
            "in {undecided} of this table's {} rows nothing shows for certain which cells are empty; they state no fact",
            rows.len()
        );
        values.report(Code::UndecidedCells, place.span, message);
    }
    Table {
        caption,
        caption_atoms,
        columns: draft.names.clone(),
        rows,
        schema: None,
        keys: Vec::new(),
        kinds: Vec::new(),
        row_keys: Vec::new(),
        label_key: None,
        place,
    }
}

/// Says where a row repeats the one before it.
fn repeated(rows: &[Row], values: &mut Values<'_, '_>) {
    fn texts(row: &Row) -> impl Iterator<Item = Option<&str>> {
        row.cells
            .iter()
            .map(|cell| Some(cell.as_ref()?.text.as_str()))
    }
    let filled = |row: &Row| row.cells.iter().flatten().count() > 1;
    for pair in rows.windows(2).filter(|pair| filled(&pair[0])) {
        if texts(&pair[0]).eq(texts(&pair[1])) {
            let message = "this row repeats the one before it, word for word".to_owned();
            values.report(Code::RepeatedRow, pair[1].place.span, message);
        }
    }
}

/// The last word of a label, where it is a count that was misread: `3B` before cells of which one is empty.
fn misread_count<'t>(label: &'t Text, cells: &[Option<Cell>]) -> Option<&'t str> {
    let word = label.as_str().rsplit(' ').next()?;
    let is_misread = word.len() < label.as_str().len() && is_misread_count(word);
    (is_misread && cells.iter().any(Option::is_none)).then_some(word)
}

/// Two cells that may be one number whose groups a space tore: an empty cell stands before them.
fn torn_numbers(draft: &DraftRow) -> impl Iterator<Item = Span> {
    draft.cells.windows(3).filter_map(|cells| match cells {
        [before, first, second] if before.is_empty() => {
            Some(first.last()?.1.hull(second.first()?.1))
        }
        _ => None,
    })
}

/// What a row of a table that names its measures by row holds, where its columns of amounts have heads that say nothing:
/// shares, as its words say, or counts, where all are whole.
fn said_by_row(page: &Page<'_>, draft: &DraftRow, expected: &[Expected]) -> Option<Expect> {
    let (mut values, mut whole, mut more, mut label) = (0, true, false, None);
    for (parts, expected) in draft.cells.iter().zip(expected) {
        for &(_, span) in parts {
            let text = page.source.slice(span);
            match expected.kind {
                Some(Kind::Money) if expected.said.is_none() => {
                    values += 1;
                    whole &= text.bytes().all(|b| b.is_ascii_digit());
                    more |= text.bytes().any(|b| matches!(b, b'1'..=b'9'));
                    if text.contains('$') {
                        return None;
                    }
                }
                Some(Kind::Text) | None => label = label.or_else(|| Expect::of_head(text)),
                _ => {}
            }
        }
    }
    match label {
        Some(Expect::Percent) => label,
        Some(Expect::Money) => None,
        _ => (values > 1 && whole && more).then_some(Expect::Count),
    }
}

fn make_row(
    page: &Page<'_>,
    draft: &DraftRow,
    expected: &[Expected],
    values: &mut Values<'_, '_>,
) -> Row {
    let of_row = said_by_row(page, draft, expected);
    let cells: Vec<Option<Cell>> = draft
        .cells
        .iter()
        .zip(expected)
        .map(|(parts, expected)| {
            if parts.is_empty() {
                return None;
            }
            let text = join(page, parts, expected.kind.is_some());
            // Invisible characters alone, as a soft hyphen behind a value.
            if text.as_str().is_empty() {
                return None;
            }
            let context = Context {
                expect: Some(expected.of(text.as_str(), of_row)),
                ..Context::default()
            };
            let atoms = values.within(&text, context);
            let place = Place::of_text(&text, values.source());
            values.charge(
                CELL + text.heap() + place.pieces.len() * size_of::<Span>(),
                place.span,
            );
            Some(Cell { text, atoms, place })
        })
        .collect();
    let mut spans: Vec<Span> = draft
        .cells
        .iter()
        .flatten()
        .map(|&(_, span)| span)
        .collect();
    spans.sort_unstable();
    let empty = draft.cells.iter().any(Vec::is_empty);
    let label = cells.first().and_then(Option::as_ref);
    let misread = label
        .and_then(|label| Some((misread_count(&label.text, &cells)?, label.place.span)))
        .or_else(|| {
            torn_numbers(draft)
                .map(|span| (page.source.slice(span), span))
                .find(|(text, _)| is_spaced_number(text))
        });
    if let Some((word, span)) = misread {
        let message =
            format!("`{word}` may be one number of this row, misread; the row states no fact");
        values.report(Code::MalformedNumber, span, message);
    }
    Row {
        undecided: misread.is_some() || draft.margin < weights::DECIDED && (empty || draft.joined),
        cells,
        place: place_of_spans(spans, page.source),
    }
}

/// The text of a cell's parts.
fn join(page: &Page<'_>, parts: &[(usize, Span)], is_value: bool) -> Text {
    let mut parts = parts.to_vec();
    // Text is read in the order of the source.
    parts.sort_by_key(|&(_, span)| span);
    let mut text = TextBuilder::default();
    let mut before: Option<(usize, Span)> = None;
    let mut address = false;
    for &(line, span) in &parts {
        let glue = match before {
            Some((last, end)) if last != line => {
                let (whole, begins) = (
                    end.end == page.lines[last].span.end,
                    span.start == page.lines[line].span.start,
                );
                let (own, next) = (page.source.slice(end), page.source.slice(span));
                let in_address =
                    address && (own.ends_with('/') || !is_word(next)) && !next.contains(' ');
                let inside_value = is_value && !own.ends_with(char::is_alphabetic);
                if in_address || inside_value {
                    Glue::Nothing
                } else if whole && begins {
                    glue::between(page, last, line)
                } else {
                    Glue::Space
                }
            }
            _ => Glue::Space,
        };
        let own = page.source.slice(span);
        // An address goes on over line ends as long as nothing else stands there.
        address = own.contains("://") || address && !own.contains(' ');
        text.push(page.source.text(), span, glue);
        before = Some((line, span));
    }
    text.finish()
}

/// Whether a text is a word that begins a sentence or a cell, and no part of an address.
fn is_word(text: &str) -> bool {
    let mut letters = text.chars();
    letters.next().is_some_and(char::is_uppercase)
        && letters.clone().next().is_some()
        && letters.all(|c| c.is_lowercase() || matches!(c, '.' | ',' | ':'))
}

/// What is known of the cells of a column: what they hold, `None` for text, and what its head says.
struct Expected {
    kind: Option<Kind>,
    said: Option<Expect>,
}

impl Expected {
    /// What a cell is read as.
    fn of(&self, cell: &str, of_row: Option<Expect>) -> Expect {
        match self.kind {
            Some(Kind::Percent) => Expect::Percent,
            Some(Kind::Date | Kind::Reference | Kind::Dash) => Expect::Text,
            Some(Kind::Money) => self.said.or(of_row).unwrap_or(Expect::Money),
            Some(Kind::Count) => self.said.unwrap_or(Expect::Count),
            // Among words a lone number is what the head says.
            Some(Kind::Text) | None => self
                .said
                .filter(|_| !cell.contains(|c: char| c == ' ' || c.is_alphabetic()))
                .unwrap_or(Expect::Text),
        }
    }
}
