//! Makes a table of numbers out of its rows.

use super::assign::{self, Basis, expect};
use super::header::HeadedColumn;
use super::rowline::Number;
use super::rows::{self, RowDraft};
use crate::atom::Context;
use crate::diagnostic::Code;
use crate::model::ColumnKind;
use crate::model::Values;
use crate::model::{Cell, Place, Row, place_of_spans};
use crate::page::Page;
use crate::page::glue;
use crate::source::{Glue, Line, Span, Text, TextBuilder, fold};

/// Bytes that a cell takes: itself, and its part of the row and of a fact.
const CELL: usize = size_of::<Option<Cell>>() + 64;

/// The rows of a table with these columns.
pub(super) fn rows(
    page: &Page<'_>,
    drafts: &[RowDraft],
    columns: &[HeadedColumn],
    values: &mut Values<'_, '_>,
) -> Vec<Row> {
    let typed: Vec<&HeadedColumn> = columns
        .iter()
        .filter(|c| c.kind != ColumnKind::Label)
        .collect();
    let kinds: Vec<ColumnKind> = typed.iter().map(|c| c.kind).collect();
    let adds_up = |row: &RowDraft| {
        row.label
            .first()
            .is_some_and(|&(_, span)| is_total(page.source.slice(span)))
    };
    let centres = if page.style.columns {
        centres_by_page(page, drafts, &typed)
    } else {
        vec![None; drafts.len()]
    };
    let assigned = assign::assign(drafts, &kinds, &centres, adds_up);
    drafts
        .iter()
        .zip(assigned)
        .map(|(draft, assigned)| {
            let mut places: Vec<Option<usize>> = vec![None; typed.len()];
            for (number, &column) in assigned.columns.iter().enumerate() {
                if let Some(slot) = places.get_mut(column) {
                    *slot = Some(number);
                }
            }
            let mut next_typed = 0;
            let cells: Vec<Option<Cell>> = columns
                .iter()
                .map(|column| {
                    if column.kind == ColumnKind::Label {
                        return label_cell(page, draft, values);
                    }
                    next_typed += 1;
                    let number = &draft.numbers[places[next_typed - 1]?];
                    if number.spans.len() > 1
                        && !rows::is_amount(&number.text)
                        && !rows::is_plain(&number.text)
                    {
                        let message = format!(
                            "`{}` was broken over lines, and a part of it seems to be missing",
                            number.text
                        );
                        values.report(Code::MalformedNumber, number.spans[0], message);
                    } else if breaks_off(page, number) {
                        let message =
                            format!("`{}` seems to go on beyond its line, and nothing does", number.text);
                        values.report(Code::MalformedNumber, number.spans[0], message);
                    }
                    if is_odd(&number.text, column.kind) {
                        let message = format!("`{}` has not the decimals of its column, or too many digits: a mark of it may be lost", number.text);
                        values.report(Code::MalformedNumber, number.spans[0], message);
                    }
                    let text = joined(page, &number.spans);
                    Some(cell(
                        text,
                        Context { expect: Some(expect(column.kind)), ..Context::default() },
                        values,
                    ))
                })
                .collect();
            let mut spans: Vec<Span> = draft
                .label
                .iter()
                .map(|&(_, span)| span)
                .chain(draft.numbers.iter().flat_map(|n| n.spans.iter().copied()))
                .collect();
            spans.sort_unstable();
            let place = place_of_spans(spans, page.source);
            report(assigned.basis, &place, values);
            Row { cells, undecided: assigned.basis == Basis::Undecided, place }
        })
        .collect()
}

/// Whether a label is that of a row that adds others up.
pub(super) fn is_total(label: &str) -> bool {
    let key = fold::key(label);
    key.starts_with("total") || key.starts_with("suma")
}

/// Whether a number has decimals that no amount has, or is a percentage beyond all that is executed.
fn is_odd(text: &str, kind: ColumnKind) -> bool {
    let bare = text.trim_end_matches('%').trim_end();
    let decimals = bare
        .rsplit_once(['.', ','])
        .map_or(0, |(_, decimals)| decimals.len());
    let whole = bare.split(['.', ',']).next().map_or(0, str::len);
    match kind {
        ColumnKind::Money => decimals == 1 || decimals > 3,
        ColumnKind::Percent => whole > 3,
        _ => false,
    }
}

/// Whether a number's last line ends as lines do that are broken inside a token.
fn breaks_off(page: &Page<'_>, number: &Number) -> bool {
    let line = &page.lines[number.line];
    // Where a page break was cut, the space went with it.
    let at_break = |next: &Line| !next.gap.any() && next.indent > 0;
    page.style.trailing_space
        && line.trailing == 0
        && page
            .lines
            .get(number.line + 1)
            .is_none_or(|next| !at_break(next))
        && number
            .spans
            .last()
            .is_some_and(|span| span.end == line.span.end)
}

fn report(basis: Basis, place: &Place, values: &mut Values<'_, '_>) {
    let ground = match basis {
        Basis::Full => return,
        Basis::Spacing => "by the spaces that they left",
        Basis::Position => "by the columns that the numbers stand in",
        Basis::Kinds => "by the kinds of the columns",
        Basis::Totals => "because the columns add up to the printed totals in no other way",
        Basis::Undecided => {
            let message =
                "some cells of this row are empty, and nothing shows which; it states no fact"
                    .to_owned();
            values.report(Code::UndecidedCells, place.span, message);
            return;
        }
    };
    values.report(
        Code::EmptyCells,
        place.span,
        format!("which cells of this row are empty was decided {ground}"),
    );
}

/// The places of the columns for each row: a page may be set in otherwise than the one before it.
fn centres_by_page(
    page: &Page<'_>,
    drafts: &[RowDraft],
    typed: &[&HeadedColumn],
) -> Vec<Option<Vec<f64>>> {
    let first_line = |row: &RowDraft| {
        row.label
            .iter()
            .map(|&(line, _)| line)
            .chain(row.numbers.iter().map(|n| n.line))
            .min()
    };
    let breaks = |a: &RowDraft, b: &RowDraft| match (first_line(a), first_line(b)) {
        (Some(a), Some(b)) => (a + 1..=b).any(|at| {
            page.lines[at].gap.page || page.furniture[at] || page.lines[at].gap.empty >= 3
        }),
        _ => false,
    };
    let mut out = Vec::with_capacity(drafts.len());
    for rows in drafts.chunk_by(|a, b| !breaks(a, b)) {
        let found = centres(rows, typed);
        out.extend(rows.iter().map(|_| found.clone()));
    }
    out
}

/// The places of the columns of numbers in layout-preserving text: of the rows that have them all, else of the header.
#[allow(clippy::cast_precision_loss, reason = "columns of characters are few")]
fn centres(drafts: &[RowDraft], typed: &[&HeadedColumn]) -> Option<Vec<f64>> {
    let full: Vec<&RowDraft> = drafts
        .iter()
        .filter(|row| row.numbers.len() == typed.len())
        .collect();
    if full.is_empty() {
        let centres: Vec<f64> = typed
            .iter()
            .map(|c| (c.x.start + c.x.end) as f64 / 2.0)
            .collect();
        let rising = centres.windows(2).all(|pair| pair[0] + 2.0 < pair[1]);
        return rising.then_some(centres);
    }
    Some(
        (0..typed.len())
            .map(|column| {
                full.iter()
                    .map(|row| (row.numbers[column].x.0 + row.numbers[column].x.1) as f64 / 2.0)
                    .sum::<f64>()
                    / full.len() as f64
            })
            .collect(),
    )
}

fn label_cell(page: &Page<'_>, draft: &RowDraft, values: &mut Values<'_, '_>) -> Option<Cell> {
    if draft.label.is_empty() {
        return None;
    }
    let text = label_text(page, &draft.label);
    Some(cell(
        text,
        Context {
            expect: Some(expect(ColumnKind::Label)),
            ..Context::default()
        },
        values,
    ))
}

/// The reading text of a label's parts, each on its line.
pub(super) fn label_text(page: &Page<'_>, parts: &[(usize, Span)]) -> Text {
    let mut text = TextBuilder::default();
    let mut before: Option<(usize, Span)> = None;
    for &(line, span) in parts {
        let glue = match before {
            Some((last, end))
                if end.end == page.lines[last].span.end
                    && span.start == page.lines[line].span.start =>
            {
                glue::between(page, last, line)
            }
            _ => Glue::Space,
        };
        text.push(page.source.text(), span, glue);
        before = Some((line, span));
    }
    text.finish()
}

fn joined(page: &Page<'_>, spans: &[Span]) -> Text {
    let mut text = TextBuilder::default();
    for &span in spans {
        text.push(page.source.text(), span, Glue::Nothing);
    }
    text.finish()
}

pub(super) fn cell(text: Text, context: Context, values: &mut Values<'_, '_>) -> Cell {
    let atoms = values.within(&text, context);
    let place = Place::of_text(&text, values.source());
    values.charge(
        CELL + text.heap() + place.pieces.len() * size_of::<Span>(),
        place.span,
    );
    Cell { text, atoms, place }
}
