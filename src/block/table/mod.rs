//! Tables, rebuilt from what an extractor spilled.
//!
//! A table is looked for at every line where a block may begin. One that a schema knows is found by its header, one
//! that none knows by the shape of its rows; what stands above it and is no sentence is its caption.

mod apart;
mod assign;
mod build;
mod caption;
mod compiled;
mod header;
mod rowline;
mod rows;
mod schema;
mod seen;
mod text;
mod unheaded;
mod visual;

use std::ops::Range;
use std::rc::Rc;

pub(crate) use compiled::Compiled;
pub use schema::{Column, ColumnKind, TableSchema};

use apart::Apart;
use header::{HeadedColumn, Header};
use seen::Seen;
use unheaded::Unheaded;

use super::page::Page;
use super::types::{Row, Table, place_of_lines};
use super::values::Values;
use crate::atom::is_misread;
use crate::diagnostic::Code;
use crate::source::{Text, fold};

/// The tables that a section may print, its own first.
#[derive(Debug)]
pub(crate) struct Schemas<'c> {
    compiled: Vec<&'c Compiled>,
    begins: Seen<bool>,
    /// The first schema, by its place, of which a header and rows stand there.
    headed: Seen<Option<(usize, Rc<Header>)>>,
    /// Of a table that none of them knows: its rows, and the lines of its first label.
    keyed: Seen<Option<(usize, usize)>>,
    /// Whether heads with numbers under them stand there, and whether they are as they should be.
    heads: Seen<Option<bool>>,
}

impl<'c> Schemas<'c> {
    pub(crate) fn new(compiled: impl IntoIterator<Item = &'c Compiled>) -> Self {
        Self {
            compiled: compiled.into_iter().collect(),
            begins: Seen::new(),
            headed: Seen::new(),
            keyed: Seen::new(),
            heads: Seen::new(),
        }
    }

    /// The words of these schemas.
    pub(crate) fn known(&self) -> crate::table::Known {
        let labels = self.compiled.iter().flat_map(|c| c.schema.rows.iter().map(String::as_str));
        let heads = self
            .compiled
            .iter()
            .flat_map(|c| c.schema.columns.iter().flat_map(|column| column.heads.iter().map(String::as_str)));
        crate::table::Known::new(labels, heads)
    }

    /// The table of text that a schema's heads begin at the start of `range`.
    pub(crate) fn read_text(
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
        let (taken, schema, header) = self
            .headed(page, range.clone())
            .map(|(schema, header)| (0, schema, header))
            .or_else(|| {
                (1..own.len()).find_map(|taken| {
                    caption::like(page, &own[..taken], true)?;
                    let (schema, header) = self.headed(page, own[taken]..range.end)?;
                    schema.is_numeric().then_some((taken, schema, header))
                })
            })?;
        let body = if schema.is_numeric() {
            numbers(page, header.next..range.end, schema, &header.columns, values).ok()?
        } else {
            text::rows(page, header.next..range.end, schema, &header, values).ok()?
        };
        let caption = caption_text(page, &own[..taken]);
        let caption_atoms = caption.as_ref().map(|text| values.of(text)).unwrap_or_default();
        let table = Table {
            columns: header.columns.iter().map(|c| c.name.clone()).collect(),
            roles: header.columns.iter().map(|c| c.role).collect(),
            schema: Some(schema.schema.id.clone()),
            rows: body.rows,
            caption,
            caption_atoms,
            ..empty(page, at, body.next)
        };
        Some((table, body.next))
    }

    /// Says which schema's columns a table has, by its heads.
    pub(crate) fn name(&self, table: &mut Table) {
        let keys: Vec<Vec<String>> = table
            .columns
            .iter()
            .map(|name| fold::key(name).split(' ').map(str::to_owned).collect())
            .collect();
        let mut best: Option<(usize, &Compiled, Vec<usize>)> = None;
        for schema in self.compiled.iter().filter(|c| c.is_numeric()) {
            let mut roles: Vec<usize> = Vec::with_capacity(keys.len());
            for key in &keys {
                let role = (0..schema.heads.len())
                    .filter(|role| !roles.contains(role))
                    .find(|&role| schema.heads[role].iter().any(|head| head.words == *key));
                roles.push(role.unwrap_or(usize::MAX));
            }
            let found = roles.iter().filter(|&&role| role != usize::MAX).count();
            let whole = schema
                .schema
                .columns
                .iter()
                .enumerate()
                .all(|(role, column)| column.optional || roles.contains(&role));
            if found >= 2 && whole && best.as_ref().is_none_or(|b| found > b.0) {
                best = Some((found, schema, roles));
            }
        }
        if let Some((_, schema, roles)) = best {
            table.schema = Some(schema.schema.id.clone());
            table.roles = roles;
        }
    }

    /// How many lines the first label takes of labels with one number each, `enough` of which stand at the start of
    /// `range`.
    fn keyed(&self, page: &Page<'_>, range: Range<usize>, enough: usize) -> Option<usize> {
        let found = self.keyed.at(range.start, range.end, || {
            unheaded::keyed_preview(page, preview(range.clone()))
        });
        found
            .filter(|&(rows, _)| rows >= enough)
            .map(|(_, first_label)| first_label)
    }

    /// Whether heads in capitals stand at the start of `range`, with numbers under them; and whether each of them ends
    /// where it seems to.
    fn heads(&self, page: &Page<'_>, range: Range<usize>) -> Option<bool> {
        self.heads.at(range.start, range.end, || {
            unheaded::headed(page, preview(range.clone())).map(|table| !table.forced)
        })
    }

    /// The schema that knows most words of the heads of a table of numbers that is none of its own.
    fn nearly(&self, columns: &[HeadedColumn]) -> Option<&'c str> {
        let keys: Vec<String> = columns
            .iter()
            .map(|column| fold::key(&column.name))
            .collect();
        let words: Vec<&str> = keys
            .iter()
            .flat_map(|key| key.split(' '))
            .filter(|w| w.len() > 3)
            .collect();
        let knows = |schema: &&&Compiled| {
            let known = words.iter().filter(|word| schema.knows(word)).count();
            schema.is_numeric() && known >= STRAY && known * 3 >= words.len() * 2
        };
        self.compiled
            .iter()
            .find(knows)
            .map(|schema| schema.schema.id.as_str())
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

/// Lines that one table takes; what goes on is another.
const MOST_LINES: usize = 4000;

/// What was found where a table begins, and the line after it.
#[derive(Debug)]
pub(crate) enum Found {
    /// A table, rebuilt.
    Table { table: Box<Table>, next: usize },
    /// Cells of a table whose rows cannot be told: an extractor wrote its columns apart. Amounts in it are money.
    Cells { next: usize },
}

/// Where a table begins and what shows it.
enum Start<'c> {
    Schema {
        caption: Vec<usize>,
        schema: &'c Compiled,
        header: Rc<Header>,
    },
    /// Its rows or heads begin at `below`; `doubtful` where its first head may be its caption.
    Unheaded {
        caption: Vec<usize>,
        below: usize,
        doubtful: bool,
    },
    /// Its columns were written apart, and its numbers prove its rows.
    Apart { schema: &'c Compiled, apart: Apart },
}

/// Whether a table begins at the start of `range`.
pub(crate) fn begins(page: &Page<'_>, range: Range<usize>, schemas: &Schemas<'_>) -> bool {
    schemas.begins.at(range.start, range.end, || {
        detect(page, range.clone(), schemas).is_some()
    })
}

/// Whether a line is a row of numbers, or numbers alone, by its own shape.
pub(crate) fn is_row(page: &Page<'_>, at: usize) -> bool {
    let line = rowline::read(page, at);
    line.numbers.len() > 1 || line.label.is_none() && !line.numbers.is_empty()
}

/// Numbers that rows of a table have at the least, all together, to be taken for such.
const STRAY: usize = 3;

/// Whether lines that were taken for running text are rows of numbers, and so what is left of a table.
pub(crate) fn is_stray(page: &Page<'_>, lines: impl IntoIterator<Item = usize>) -> bool {
    let mut numbers = 0;
    for at in lines {
        let line = rowline::read(page, at);
        let words = line.label.map_or(0, |label| {
            page.source.slice(label).split_whitespace().count()
        });
        if line.numbers.is_empty() || words > 2 * line.numbers.len() {
            return false;
        }
        numbers += line.numbers.len();
    }
    numbers >= STRAY
}

/// The table that begins at the start of `range`.
pub(crate) fn read(
    page: &Page<'_>,
    range: Range<usize>,
    schemas: &Schemas<'_>,
    values: &mut Values<'_, '_>,
) -> Option<Found> {
    let at = range.start;
    if !begins(page, range.clone(), schemas) {
        return None;
    }
    let found = detect(page, range.clone(), schemas)?;
    let range = at..range.end.min(at + MOST_LINES);
    match found {
        Start::Schema {
            caption,
            schema,
            header,
        } => {
            let below = header.next..range.end;
            let read = if schema.is_numeric() {
                if header.interleaved && !page.style.columns {
                    let message = "the words of this table's heads stand among each other: their order was taken from the form";
                    values.report(Code::UnknownHeads, page.lines[at].span, message.to_owned());
                }
                numbers(page, below, schema, &header.columns, values)
            } else {
                text::rows(page, below, schema, &header, values)
            };
            let body = match read {
                Ok(body) => body,
                Err(next) => {
                    let apart = caption
                        .is_empty()
                        .then(|| apart::find(page, range.clone(), schema))
                        .flatten();
                    return Some(match apart {
                        Some(apart) => paired(page, at, schema, &apart, values),
                        None => unread(page, at, next, values),
                    });
                }
            };
            let columns = header.columns.iter().map(|c| c.name.clone()).collect();
            let roles = header.columns.iter().map(|c| c.role).collect();
            let table = Table {
                caption: caption_text(page, &caption),
                columns,
                rows: body.rows,
                schema: Some(schema.schema.id.clone()),
                roles,
                ..empty(page, at, body.next)
            };
            Some(finish(table, body.next, values))
        }
        Start::Apart { schema, apart } => Some(paired(page, at, schema, &apart, values)),
        Start::Unheaded {
            caption,
            below,
            doubtful,
        } => {
            // It was found on a few lines; now all of it is read.
            let title = caption_text(page, &caption);
            let table = unheaded_at(page, below..range.end, title.as_ref())?;
            let mut rows = build::rows(page, &table.rows, &table.columns, values);
            if (table.forced || doubtful && table.headed)
                && let (Some(first), Some(last)) = (rows.first(), rows.last())
            {
                let message = "this table's lines of heads are one too few or too many: which number is under which head cannot be told; its rows state no fact";
                let span = first.place.span.hull(last.place.span);
                values.report(Code::UndecidedCells, span, message.to_owned());
                for row in &mut rows {
                    row.undecided = true;
                }
            }
            if table.headed
                && let Some(schema) = schemas.nearly(&table.columns)
            {
                let message = format!(
                    "the heads of this table are those of `{schema}`, but not all of them; it was read by its shape alone"
                );
                values.report(Code::UnknownHeads, page.lines[below].span, message);
            }
            let next = table.collected.next;
            let columns = if table.headed {
                table.columns.iter().map(|c| c.name.clone()).collect()
            } else {
                Vec::new()
            };
            let roles = table.columns.iter().map(|c| c.role).collect();
            let table = Table {
                caption: title,
                columns,
                rows,
                schema: None,
                roles,
                ..empty(page, at, next)
            };
            Some(finish(table, next, values))
        }
    }
}

/// A table whose columns were written apart, and whose numbers prove its rows.
fn paired(
    page: &Page<'_>,
    at: usize,
    schema: &Compiled,
    apart: &Apart,
    values: &mut Values<'_, '_>,
) -> Found {
    let table = Table {
        columns: apart.columns.iter().map(|c| c.name.clone()).collect(),
        rows: build::rows(page, &apart.rows, &apart.columns, values),
        schema: Some(schema.schema.id.clone()),
        roles: apart.columns.iter().map(|c| c.role).collect(),
        ..empty(page, at, apart.next)
    };
    let message = "the columns of this table were written apart; its rows were put together because there are as many labels as \
                   rows of numbers, and every percentage is the ratio of its row's amounts";
    values.report(Code::PairedColumns, table.place.span, message.to_owned());
    finish(table, apart.next, values)
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

fn unread(page: &Page<'_>, at: usize, next: usize, values: &mut Values<'_, '_>) -> Found {
    let last = page.lines[next.max(at + 1) - 1].span;
    let message = "the columns of this table were written apart: its rows cannot be told for certain; its text and values are kept";
    values.report(
        Code::UnreadTable,
        page.lines[at].span.hull(last),
        message.to_owned(),
    );
    Found::Cells {
        next: next.max(at + 1),
    }
}

fn finish(mut table: Table, next: usize, values: &mut Values<'_, '_>) -> Found {
    if let Some(caption) = &table.caption {
        table.caption_atoms = values.of(caption);
    }
    Found::Table {
        table: Box::new(table),
        next,
    }
}

fn empty(page: &Page<'_>, at: usize, next: usize) -> Table {
    let lines = (at..next)
        .filter(|&i| !page.furniture[i])
        .map(|i| &page.lines[i]);
    Table {
        caption: None,
        caption_atoms: Vec::new(),
        columns: Vec::new(),
        rows: Vec::new(),
        schema: None,
        roles: Vec::new(),
        place: place_of_lines(lines, page.source),
    }
}

fn caption_text(page: &Page<'_>, lines: &[usize]) -> Option<Text> {
    if lines.is_empty() {
        return None;
    }
    let content = caption::like(page, lines, true).unwrap_or(0);
    Some(page.join(lines, content))
}

fn detect<'c>(page: &Page<'_>, range: Range<usize>, schemas: &Schemas<'c>) -> Option<Start<'c>> {
    let at = range.start;
    if page.furniture[at] || caption::follows_open_text(page, at) {
        return None;
    }
    let headed = |from: usize| schemas.headed(page, from..range.end);
    if let Some((schema, header)) = headed(at) {
        return Some(Start::Schema {
            caption: Vec::new(),
            schema,
            header,
        });
    }
    let own = lines_of_text(page, range.clone());
    for caption in 1..own.len() {
        if caption::like(page, &own[..caption], true).is_none() {
            continue;
        }
        if let Some((schema, header)) = headed(own[caption]) {
            // What names a table of text in small letters is a paragraph of its own.
            if schema.is_numeric() {
                return Some(Start::Schema {
                    caption: own[..caption].to_vec(),
                    schema,
                    header,
                });
            }
        }
    }
    // The lines above a header that a schema knows are no heads of another table.
    let schema_below = own[1..].iter().any(|&from| headed(from).is_some());
    if schema_below {
        return None;
    }
    let apart = || {
        let found = |schema: &&'c Compiled| {
            apart::find(page, range.clone(), schema).map(|apart| Start::Apart { schema, apart })
        };
        schemas.compiled.iter().find_map(found)
    };
    apart().or_else(|| unknown(page, range.clone(), &own, schemas))
}

/// The first lines of `range` that are no furniture: those of a caption, and the one below it.
fn lines_of_text(page: &Page<'_>, range: Range<usize>) -> Vec<usize> {
    range
        .filter(|&at| !page.furniture[at])
        .take(caption::MOST_LINES + 1)
        .collect()
}

/// The lines that are looked at before a table is said to begin.
fn preview(range: Range<usize>) -> Range<usize> {
    range.start..range.end.min(range.start + unheaded::PREVIEW)
}

/// Whether what a schema's rows are made of follows its header.
fn has_rows(page: &Page<'_>, range: Range<usize>, schema: &Compiled) -> bool {
    !range.is_empty()
        && (!schema.is_numeric()
            || (range.start..range.end.min(range.start + 8))
                .any(|at| !rowline::read(page, at).numbers.is_empty()))
}

/// A table that no schema knows, at the start of `range`, the first lines of text of which are `own`.
fn unknown<'c>(
    page: &Page<'_>,
    range: Range<usize>,
    own: &[usize],
    schemas: &Schemas<'_>,
) -> Option<Start<'c>> {
    let captions: Vec<usize> = (1..own.len())
        .filter(|&lines| caption::like(page, &own[..lines], false).is_some())
        .collect();
    // A caption that ends in a year is surely one; any other may be the first label.
    let dated = captions
        .iter()
        .copied()
        .filter(|&lines| caption::is_dated(page.text(own[lines - 1])));
    let plain = schemas.keyed(page, range.clone(), unheaded::enough(false));
    let undated = captions
        .iter()
        .copied()
        .filter(|&lines| plain.is_none_or(|first_label| lines + 1 == first_label));
    let bare = schemas.heads(page, range.clone());
    let mut doubtful = false;
    for caption in dated.chain(undated) {
        let below = own[caption]..range.end;
        // The head of the labels is no caption.
        let headed = schemas.heads(page, below.clone());
        let heads = headed.is_some_and(|sound| sound || bare != Some(true));
        // Unless it says more than the head of labels does: then a head is gone.
        doubtful |= headed == Some(false) && is_long(page, &own[..caption]);
        if schemas.keyed(page, below, unheaded::enough(true)).is_some() || heads {
            return Some(Start::Unheaded {
                caption: own[..caption].to_vec(),
                below: own[caption],
                doubtful: false,
            });
        }
    }
    let below = range.start;
    (plain.is_some() || bare.is_some()).then_some(Start::Unheaded {
        caption: Vec::new(),
        below,
        doubtful,
    })
}

/// Whether a text has more words than the head of a column of labels.
fn is_long(page: &Page<'_>, lines: &[usize]) -> bool {
    lines
        .iter()
        .map(|&at| page.text(at).split_whitespace().count())
        .sum::<usize>()
        > 3
}

/// Lines before the end of what was looked at that a table must end to be read to its end.
const MARGIN: usize = 16;

/// The table of no schema that begins at the start of `range`. What stands below it may look like rows of it for as long
/// as a table may be, so ever more lines are looked at, until it ends well before the last of them.
fn unheaded_at(page: &Page<'_>, range: Range<usize>, title: Option<&Text>) -> Option<Unheaded> {
    let mut reach = unheaded::PREVIEW;
    loop {
        let end = range.end.min(range.start + reach);
        let part = || range.start..end;
        let found = unheaded::keyed(page, part(), title.map(Text::as_str))
            .or_else(|| unheaded::headed(page, part()));
        let ends = found
            .as_ref()
            .is_some_and(|table| table.collected.next + MARGIN <= end);
        if ends || end == range.end {
            return found;
        }
        reach *= 2;
    }
}
