//! Tables, rebuilt from what an extractor spilled.
//!
//! A table that a schema knows is found by its header; what stands above it and is no sentence is its caption. All
//! others are read by `crate::table`, without a schema.

mod apart;
mod assign;
mod build;
mod caption;
mod compiled;
mod header;
mod rowline;
mod rows;
mod seen;
mod text;
mod visual;

use std::ops::Range;
use std::rc::Rc;

pub(crate) use compiled::Compiled;

use apart::Apart;
use header::{HeadedColumn, Header};
use seen::Seen;

use crate::atom::is_misread;
use crate::diagnostic::Code;
use crate::model::Values;
use crate::model::{ColumnKind, Row, Table};
use crate::page::Page;
use crate::source::Text;
use crate::table::names;

/// The tables that a section may print, its own first.
#[derive(Debug)]
pub(crate) struct Schemas<'c> {
    compiled: Vec<&'c Compiled>,
    /// How many of them, the first, are the section's own.
    own: usize,
    /// The first schema, by its place, of which a header and rows stand there.
    headed: Seen<Option<(usize, Rc<Header>)>>,
}

impl<'c> Schemas<'c> {
    pub(crate) fn new(compiled: impl IntoIterator<Item = &'c Compiled>) -> Self {
        Self {
            compiled: compiled.into_iter().collect(),
            own: usize::MAX,
            headed: Seen::new(),
        }
    }

    /// Says how many of the schemas are the section's own; all are, where nothing is said.
    pub(crate) fn with_own(mut self, own: usize) -> Self {
        self.own = own;
        self
    }

    /// Names the columns of a table that has been read; the column of numbers that nothing names.
    pub(crate) fn name(&self, table: &mut Table) -> Option<usize> {
        // Labels and numbers were written apart: which belongs to which is not told.
        let unlabelled = |row: &&Row| row.cells.first().is_some_and(Option::is_none);
        let alone = |row: &Row| {
            row.cells.first().is_some_and(Option::is_some)
                && row.cells.iter().skip(1).all(Option::is_none)
        };
        let count = table.rows.iter().filter(unlabelled).count();
        if count * 3 >= table.rows.len() || count > 0 && table.rows.iter().any(alone) {
            return None;
        }
        let all = self.compiled.iter().enumerate();
        names::name(
            table,
            all.map(|(at, schema)| (&schema.names, at < self.own)),
        )
    }

    /// The words of these schemas.
    pub(crate) fn known(&self) -> crate::table::Known {
        let labels = self
            .compiled
            .iter()
            .flat_map(|c| c.schema.rows.iter().map(String::as_str));
        let heads = self.compiled.iter().flat_map(|c| {
            c.schema
                .columns
                .iter()
                .flat_map(|column| column.heads.iter().map(String::as_str))
        });
        crate::table::Known::new(labels, heads)
    }

    /// The table that a schema's heads begin at the start of `range`, and the line after it.
    pub(crate) fn read(
        &self,
        page: &Page<'_>,
        range: Range<usize>,
        values: &mut Values<'_, '_>,
    ) -> Option<(Table, usize)> {
        let at = range.start;
        if page.furniture[at] || caption::follows_open_text(page, at) {
            return None;
        }
        let own = lines_of_text(page, range.clone());
        let found = self
            .headed(page, range.clone())
            .map(|(schema, header)| (0, schema, header))
            .or_else(|| {
                (1..own.len()).find_map(|taken| {
                    caption::like(page, &own[..taken], true)?;
                    let (schema, header) = self.headed(page, own[taken]..range.end)?;
                    schema.is_numeric().then_some((taken, schema, header))
                })
            });
        let read = found.and_then(|(taken, schema, header)| {
            let below = header.next..range.end;
            let body = if schema.is_numeric() {
                numbers(page, below, schema, &header.columns, values)
            } else {
                text::rows(page, below, schema, &header, values)
            };
            Some((taken, schema, header, body.ok()?))
        });
        let Some((taken, schema, header, body)) = read else {
            let apart = |schema: &&'c Compiled| {
                apart::find(page, range.clone(), schema).map(|apart| (*schema, apart))
            };
            let (schema, apart) = self.compiled.iter().find_map(apart)?;
            return Some(paired(page, at, schema, &apart, values));
        };
        let caption = caption_text(page, &own[..taken]);
        let caption_atoms = caption
            .as_ref()
            .map(|text| values.of(text))
            .unwrap_or_default();
        let table = Table {
            columns: header.columns.iter().map(|c| c.name.clone()).collect(),
            roles: header.columns.iter().map(|c| c.role).collect(),
            schema: Some(schema.schema.id.clone()),
            rows: body.rows,
            caption,
            caption_atoms,
            ..Table::of_lines(page, at..body.next)
        };
        Some((table, body.next))
    }

    /// The schema whose header begins at the start of `range`, with rows under it.
    fn headed(&self, page: &Page<'_>, range: Range<usize>) -> Option<(&'c Compiled, Rc<Header>)> {
        let (at, header) = self.headed.at(range.start, range.end, || {
            let first = header::first_words(page, range.start)?;
            self.compiled.iter().enumerate().find_map(|(at, schema)| {
                let header = header::find_after(page, range.clone(), schema, &first)?;
                has_rows(page, header.next..range.end, schema).then(|| (at, Rc::new(header)))
            })
        })?;
        Some((self.compiled.get(at)?, header))
    }
}

/// Whether a line is a row of numbers, or numbers alone, by its own shape.
pub(crate) fn is_row(page: &Page<'_>, at: usize) -> bool {
    let line = rowline::read(page, at);
    line.numbers.len() > 1 || line.label.is_none() && !line.numbers.is_empty()
}

/// A table whose columns were written apart, and whose numbers prove its rows.
fn paired(
    page: &Page<'_>,
    at: usize,
    schema: &Compiled,
    apart: &Apart,
    values: &mut Values<'_, '_>,
) -> (Table, usize) {
    let table = Table {
        columns: apart.columns.iter().map(|c| c.name.clone()).collect(),
        rows: build::rows(page, &apart.rows, &apart.columns, values),
        schema: Some(schema.schema.id.clone()),
        roles: apart.columns.iter().map(|c| c.role).collect(),
        ..Table::of_lines(page, at..apart.next)
    };
    let message = "the columns of this table were written apart; its rows were put together because there are as many labels as \
                   rows of numbers, and every percentage is the ratio of its row's amounts";
    values.report(Code::PairedColumns, table.place.span, message.to_owned());
    (table, apart.next)
}

/// The rows of a table and the line after it.
struct Body {
    rows: Vec<Row>,
    next: usize,
}

fn numbers(
    page: &Page<'_>,
    range: Range<usize>,
    schema: &Compiled,
    columns: &[HeadedColumn],
    values: &mut Values<'_, '_>,
) -> Result<Body, usize> {
    let typed = columns
        .iter()
        .filter(|c| c.kind != ColumnKind::Label)
        .count();
    let labelled = typed < columns.len();
    let collected = rows::collect(page, range.clone(), labelled, usize::MAX, |at| {
        header::find(page, at..range.end, schema).map(|header| header.next)
    });
    let drafts = rows::partition(page, &collected.lines, typed, |label| {
        schema.is_label(label)
    });
    let kinds: Vec<ColumnKind> = columns
        .iter()
        .map(|c| c.kind)
        .filter(|&kind| kind != ColumnKind::Label)
        .collect();
    let wrong = |row: &rows::RowDraft| {
        row.numbers.len() > typed || row.label.len() > 6 || assign::misfits(row, &kinds)
    };
    let untold = drafts.iter().any(wrong)
        || columns_apart(page, &drafts, schema)
        || labelled && heads_out_of_order(columns, &drafts);
    if drafts.is_empty() || untold {
        return Err(collected.next.max(range.start));
    }
    let mut rows = build::rows(page, &drafts, columns, values);
    for (row, draft) in rows.iter_mut().zip(&drafts) {
        if labelled && draft.label.is_empty() {
            hold_back(
                row,
                Code::IncompleteRow,
                "this row has no label; it states no fact",
                values,
            );
        }
        if draft
            .label
            .iter()
            .any(|&(_, span)| page.source.slice(span).split_whitespace().any(is_misread))
        {
            let message =
                "a number of this row is misread, and stands in its label; it states no fact";
            hold_back(row, Code::UndecidedCells, message, values);
        }
        if holds_two_labels(page, draft, schema) {
            let message = "the label of this row ends in the label of another: a row's numbers are missing; it states no fact";
            hold_back(row, Code::UndecidedCells, message, values);
        }
    }
    Ok(Body {
        rows,
        next: collected.next,
    })
}

/// Lets a row state no fact, and says why.
fn hold_back(row: &mut Row, code: Code, message: &str, values: &mut Values<'_, '_>) {
    values.report(code, row.place.span, message.to_owned());
    row.undecided = true;
}

/// Whether an extractor wrote the columns of a table one after the other: several labels stand in a row without a
/// number between them.
fn columns_apart(page: &Page<'_>, drafts: &[rows::RowDraft], schema: &Compiled) -> bool {
    drafts.iter().any(|row| {
        let labels = row
            .label
            .iter()
            .filter(|&&(_, span)| schema.is_label(page.source.slice(span)))
            .count();
        labels > 1 && !schema.is_label(&rows::printed(page, &row.label))
    })
}

/// Whether the heads were written in another order than the cells: the label's is not the first, and labels stand before
/// their numbers. Which column is which cannot be told then.
fn heads_out_of_order(columns: &[HeadedColumn], drafts: &[rows::RowDraft]) -> bool {
    columns
        .first()
        .is_some_and(|column| column.kind != ColumnKind::Label)
        && drafts
            .iter()
            .all(|row| match (row.label.first(), row.numbers.first()) {
                (Some((_, label)), Some(number)) => {
                    number.spans.iter().all(|span| label.start < span.start)
                }
                _ => true,
            })
}

/// Whether a label that the schema does not list ends in one that it does.
fn holds_two_labels(page: &Page<'_>, row: &rows::RowDraft, schema: &Compiled) -> bool {
    let parts = &row.label;
    let total = parts
        .iter()
        .skip(1)
        .any(|&(_, span)| build::is_total(page.source.slice(span)));
    total
        || parts.len() > 1
            && !schema.is_label(&rows::printed(page, parts))
            && (1..parts.len()).any(|cut| schema.is_label(&rows::printed(page, &parts[cut..])))
}

fn caption_text(page: &Page<'_>, lines: &[usize]) -> Option<Text> {
    if lines.is_empty() {
        return None;
    }
    let content = caption::like(page, lines, true).unwrap_or(0);
    Some(page.join(lines, content))
}

/// The first lines of `range` that are no furniture: those of a caption, and the one below it.
fn lines_of_text(page: &Page<'_>, range: Range<usize>) -> Vec<usize> {
    range
        .filter(|&at| !page.furniture[at])
        .take(caption::MOST_LINES + 1)
        .collect()
}

/// Whether what a schema's rows are made of follows its header.
fn has_rows(page: &Page<'_>, range: Range<usize>, schema: &Compiled) -> bool {
    !range.is_empty()
        && (!schema.is_numeric()
            || (range.start..range.end.min(range.start + 8))
                .any(|at| !rowline::read(page, at).numbers.is_empty()))
}
