//! Tables of text: long cells of prose beside references.
//!
//! Where the extractor wrote cell by cell, a state machine goes from column to column, and back where a page break
//! cut a row in two. Where it wrote line by line, each line is first parted into its columns.

use std::ops::Range;

use super::Body;
use super::build;
use super::compiled::Compiled;
use super::header::{self, Header};
use super::visual;
use crate::atom::{AtomKind, Context, Expect, scan};
use crate::diagnostic::Code;
use crate::model::ColumnKind;
use crate::model::Values;
use crate::model::{Row, place_of_spans};
use crate::page::Page;
use crate::page::flow::{End, begins_inside, end_of};
use crate::page::glue;
use crate::source::{Glue, Span, Text, TextBuilder, fold};

/// A cell while it is put together: pieces of lines, in order.
#[derive(Clone, Debug, Default)]
pub(super) struct CellDraft {
    pub(super) pieces: Vec<(usize, Span)>,
}

/// A row while it is put together: a cell a column.
#[derive(Clone, Debug)]
pub(super) struct TextRow {
    pub(super) cells: Vec<CellDraft>,
}

impl TextRow {
    pub(super) fn new(columns: usize) -> Self {
        Self {
            cells: vec![CellDraft::default(); columns],
        }
    }
}

impl CellDraft {
    pub(super) fn is_empty(&self) -> bool {
        self.pieces.is_empty()
    }

    /// Its reading text.
    pub(super) fn text(&self, page: &Page<'_>) -> Text {
        joined(page, &self.pieces)
    }

    /// The reading text of its last lines: a reference is never far from its end, and a cell may be long.
    pub(super) fn tail(&self, page: &Page<'_>) -> Text {
        joined(page, &self.pieces[self.pieces.len().saturating_sub(TAIL)..])
    }
}

/// Lines at the end of a cell in which its reference is looked for.
const TAIL: usize = 8;

fn joined(page: &Page<'_>, pieces: &[(usize, Span)]) -> Text {
    let mut text = TextBuilder::default();
    let mut before: Option<(usize, Span)> = None;
    for &(line, span) in pieces {
        let glue = before.map_or(Glue::Space, |before| {
            glue_between(page, before, (line, span))
        });
        text.push(page.source.text(), span, glue);
        before = Some((line, span));
    }
    text.finish()
}

fn glue_between(page: &Page<'_>, before: (usize, Span), after: (usize, Span)) -> Glue {
    let whole = |(line, span): (usize, Span)| page.lines[line].span == span;
    if whole(before) && whole(after) {
        return glue::between(page, before.0, after.0);
    }
    let (a, b) = (page.source.slice(before.1), page.source.slice(after.1));
    let at_end = before.1.end == page.lines[before.0].span.end;
    match (a.chars().next_back(), b.chars().next()) {
        (Some(last), Some(first))
            if !at_end || page.lines[before.0].trailing == 0 || page.style.columns =>
        {
            glue::shapes(a, b, last, first, page.hyphenates)
        }
        _ => Glue::Space,
    }
}

/// What a schema says of the columns of a table of text.
pub(super) struct Columns<'c> {
    pub(super) schema: &'c Compiled,
    /// The roles of the columns in the order of print.
    pub(super) roles: Vec<usize>,
    pub(super) label: Option<usize>,
    pub(super) reference: Option<usize>,
    pub(super) text: usize,
}

impl<'c> Columns<'c> {
    fn new(schema: &'c Compiled, header: &Header) -> Option<Self> {
        let at = |kind| header.columns.iter().position(|c| c.kind == kind);
        Some(Self {
            schema,
            roles: header.columns.iter().map(|c| c.role).collect(),
            label: at(ColumnKind::Label),
            reference: at(ColumnKind::Reference),
            text: at(ColumnKind::Text)?,
        })
    }

    /// Whether a text begins as the cells of a column do.
    pub(super) fn begins(&self, column: usize, text: &str) -> bool {
        let key = fold::key(text);
        self.schema.begins[self.roles[column]].iter().any(|begin| {
            let head = begin.split(' ').next().unwrap_or_default();
            let first = key.split(' ').next().unwrap_or_default();
            key.starts_with(begin.as_str())
                && (key.len() == begin.len()
                    || key.as_bytes().get(begin.len()) == Some(&b' ')
                    || begin.len() <= 4)
                || first == head && begin.starts_with(&key)
        })
    }

    /// Whether `done` and then `text` are the beginning of a label of the vocabulary, or the whole of one.
    pub(super) fn label_goes_on(&self, done: &str, text: &str) -> Option<bool> {
        let key = if done.is_empty() {
            fold::key(text)
        } else {
            format!("{done} {}", fold::key(text))
        };
        self.schema
            .labels
            .iter()
            .filter(|label| {
                label.starts_with(&key)
                    && (label.len() == key.len() || label.as_bytes()[key.len()] == b' ')
            })
            .map(|label| label.len() == key.len())
            .max()
    }
}

/// Lines below a header among which its first reference stands.
const NEAR: usize = 64;

/// The rows of a table of text below its header; or, where they cannot be told, the line after what is the table's.
pub(super) fn rows(
    page: &Page<'_>,
    range: Range<usize>,
    schema: &Compiled,
    header: &Header,
    values: &mut Values<'_, '_>,
) -> Result<Body, usize> {
    let Some(columns) = Columns::new(schema, header) else {
        return Err(range.start);
    };
    // A header without a reference below it is no table's that can be read.
    let near = range.start..range.end.min(range.start + NEAR);
    if !near.clone().any(|at| holds_reference(page.text(at))) {
        return Err(range.start);
    }
    let end = end_of_table(page, range.clone(), schema);
    let lines: Vec<usize> = lines_of(page, range.start..end, schema);
    let visual = page.style.columns || header.interleaved;
    let drafts = if visual {
        visual::rows(page, &lines, header, &columns)
    } else if columns.label.is_some() {
        by_label(page, &lines, &columns)
    } else {
        by_reference(page, &lines, &columns)
    };
    // Nothing below the header that the schema knows: the header alone is read.
    let Some((drafts, next)) = drafts.filter(|(rows, _)| !rows.is_empty()) else {
        return Err(range.start);
    };
    let next = lines.get(next).copied().unwrap_or(end);
    let drafts = match apart(page, &drafts, &columns) {
        Some(paired) => {
            let message = "the columns of this table were written apart; its rows were put together because there are as many \
                           texts as references";
            let span = page.lines[range.start]
                .span
                .hull(page.lines[next.max(range.start + 1) - 1].span);
            values.report(Code::PairedColumns, span, message.to_owned());
            paired
        }
        None => drafts,
    };
    if drafts
        .iter()
        .any(|draft| holds_several(page, draft, &columns))
    {
        return Err(next);
    }
    let rows: Vec<Row> = drafts
        .iter()
        .map(|draft| row(page, draft, &columns, values))
        .collect();
    Ok(Body { rows, next })
}

/// The rows of a table whose columns were written apart, all labels and references before all texts: the last row has
/// the texts of all, and each text ends with its evidence. `None` where there are not as many texts as rows.
fn apart(page: &Page<'_>, drafts: &[TextRow], columns: &Columns<'_>) -> Option<Vec<TextRow>> {
    let (label, reference) = (columns.label?, columns.reference?);
    let (last, above) = drafts.split_last().filter(|(_, above)| !above.is_empty())?;
    let answered = |row: &TextRow| {
        columns
            .schema
            .is_label(row.cells[label].text(page).as_str())
            && has_whole_reference(row.cells[reference].text(page).as_str())
    };
    let empty = above.iter().all(|row| row.cells[columns.text].is_empty());
    if !empty || !drafts.iter().all(answered) {
        return None;
    }
    let pieces = &last.cells[columns.text].pieces;
    if pieces.is_empty() {
        return None;
    }
    let line = |n: usize| page.source.slice(pieces[n].1);
    let mut texts: Vec<(usize, usize)> = vec![(0, pieces.len())];
    for n in 1..pieces.len() {
        if after_evidence(&line, n) && columns.begins(columns.text, line(n)) {
            if let Some(before) = texts.last_mut() {
                before.1 = n;
            }
            texts.push((n, pieces.len()));
        }
    }
    let whole = texts.iter().all(|&(from, to)| {
        columns.begins(columns.text, line(from)) && (from..to).any(|n| line(n).contains("://"))
    });
    (texts.len() == drafts.len() && whole).then(|| {
        let mut rows = drafts.to_vec();
        for (row, (from, to)) in rows.iter_mut().zip(texts) {
            row.cells[columns.text].pieces = pieces[from..to].to_vec();
        }
        rows
    })
}

/// Whether line `n` of a cell follows an address, which may be broken over two lines.
fn after_evidence<'p>(line: &impl Fn(usize) -> &'p str, n: usize) -> bool {
    let before = line(n - 1);
    before.contains("://") || n > 1 && line(n - 2).contains("://") && !before.contains(' ')
}

/// Whether a row holds what belongs to several, as where an extractor wrote the columns apart: a cell that begins anew
/// after its end, a report in the cell of the text.
fn holds_several(page: &Page<'_>, draft: &TextRow, columns: &Columns<'_>) -> bool {
    let text = &draft.cells[columns.text];
    let line = |n: usize| page.source.slice(text.pieces[n].1);
    let anew = (1..text.pieces.len()).any(|n| {
        let before = line(n - 1);
        let ended = if columns.label.is_some() {
            after_evidence(&line, n)
        } else {
            end_of(before) == End::Closed || before.ends_with(['”', '"'])
        };
        ended && columns.begins(columns.text, line(n)) && !before.is_empty()
    });
    let reported = columns
        .reference
        .filter(|_| columns.label.is_none())
        .is_some_and(|r| (0..text.pieces.len()).any(|n| columns.begins(r, line(n))));
    // Text beside a report was written on one line with it.
    let beside = columns
        .reference
        .filter(|_| columns.label.is_none())
        .is_some_and(|r| {
            draft.cells[r]
                .pieces
                .iter()
                .any(|&(_, span)| words_beside(page.source.slice(span)) >= BESIDE)
        });
    let labels = columns.label.is_some_and(|label| {
        let named = fold::key(draft.cells[label].text(page).as_str());
        columns
            .schema
            .labels
            .iter()
            .any(|known| named.matches(known.as_str()).count() > 1)
    });
    anew || reported || beside || labels
}

/// Words of another cell before a reference, on its line, from which on the line holds both.
const BESIDE: usize = 4;

/// How many words before a line's reference no report leads up to it with.
fn words_beside(text: &str) -> usize {
    let words: Vec<&str> = text.split_whitespace().collect();
    let Some(end) = words.iter().position(|word| is_reference_part(word)) else {
        return 0;
    };
    let is_word = |word: &&&str| word.chars().all(char::is_lowercase) && word.len() > 3;
    words[..end]
        .iter()
        .filter(is_word)
        .filter(|word| !REPORT_WORDS.contains(&fold::key(word).as_str()))
        .count()
}

fn row(
    page: &Page<'_>,
    draft: &TextRow,
    columns: &Columns<'_>,
    values: &mut Values<'_, '_>,
) -> Row {
    let mut spans: Vec<Span> = draft
        .cells
        .iter()
        .flat_map(|cell| cell.pieces.iter().map(|&(_, span)| span))
        .collect();
    spans.sort_unstable();
    let cells = draft
        .cells
        .iter()
        .map(|cell| {
            (!cell.is_empty()).then(|| {
                build::cell(
                    cell.text(page),
                    Context {
                        expect: Some(Expect::Text),
                        ..Context::default()
                    },
                    values,
                )
            })
        })
        .collect();
    let place = place_of_spans(spans, page.source);
    let answered = columns
        .reference
        .is_none_or(|column| has_whole_reference(draft.cells[column].text(page).as_str()));
    if !answered || draft.cells.iter().any(CellDraft::is_empty) {
        let message =
            "this row lacks a cell or a whole reference; what stands there is kept as it is"
                .to_owned();
        values.report(Code::IncompleteRow, place.span, message);
    } else if is_torn(draft.cells[columns.text].text(page).as_str(), columns) {
        let message = "the text of this row begins inside a sentence or holds another's reference: lines of it seem to be missing";
        values.report(Code::IncompleteRow, place.span, message.to_owned());
    }
    Row {
        cells,
        undecided: false,
        place,
    }
}

/// Whether a row's text is not what a row of its own holds.
fn is_torn(text: &str, columns: &Columns<'_>) -> bool {
    begins_inside(text)
        || columns.label.is_none() && columns.reference.is_some() && has_whole_reference(text)
}

/// Where the table ends: at a bulleted line, which is a subtitle or a list.
fn end_of_table(page: &Page<'_>, range: Range<usize>, schema: &Compiled) -> usize {
    let mut at = range.start;
    while at < range.end {
        if page.furniture[at] {
            at += 1;
            continue;
        }
        let text = page.text(at);
        let marked = page.mark(at).is_some_and(|mark| {
            matches!(
                mark.marker,
                crate::page::marker::Marker::Bullet | crate::page::marker::Marker::Check
            )
        });
        let next = page.skip_furniture(at + 1, range.end);
        let heads = next < range.end && header::find(page, next..range.end, schema).is_some();
        if marked
            && (text.ends_with(':')
                || heads
                || page.style.leading_space && page.lines[at].gap.any())
            || heads && text.ends_with(':') && text.len() < 80
        {
            return at;
        }
        at += 1;
    }
    range.end
}

/// The lines of the table that are neither furniture nor a header repeated by a page break.
fn lines_of(page: &Page<'_>, range: Range<usize>, schema: &Compiled) -> Vec<usize> {
    let mut out = Vec::new();
    let mut at = range.start;
    while at < range.end {
        if page.furniture[at] {
            at += 1;
        } else if let Some(repeated) = header::find(page, at..range.end, schema) {
            at = repeated.next.max(at + 1);
        } else {
            out.push(at);
            at += 1;
        }
    }
    out
}

/// Whether a text holds a reference or a part of one that a line's end cut.
pub(super) fn holds_reference(text: &str) -> bool {
    text.split_whitespace()
        .any(|word| is_reference_part(word.trim_end_matches(['.', ',', ';'])))
}

/// A reference or a part of one: `IESS-DPX-2020-1644-M`, `CPPPRTFRSDL-2022-`, `2496-M`.
pub(super) fn is_reference_part(word: &str) -> bool {
    let hyphens = ['-', '\u{fffe}', '\u{2010}', '\u{2011}'];
    if !word.contains(hyphens) || word.len() < 4 || word.contains('/') {
        return false;
    }
    let parts: Vec<&str> = word.split(hyphens).collect();
    let capitals = |p: &str| {
        p.len() >= 2
            && p.bytes()
                .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
            && p.bytes().any(|b| b.is_ascii_uppercase())
    };
    let digits = |p: &str| p.len() >= 3 && p.bytes().all(|b| b.is_ascii_digit());
    let kind = |p: &str| (1..=4).contains(&p.len()) && p.bytes().all(|b| b.is_ascii_uppercase());
    let head = capitals(parts[0])
        && parts[1..]
            .iter()
            .all(|p| p.is_empty() || capitals(p) || digits(p) || kind(p));
    let tail = digits(parts[0])
        && parts.len() <= 3
        && parts
            .last()
            .is_some_and(|p| kind(p) || p.is_empty() || digits(p))
        && parts[1..]
            .iter()
            .any(|p| kind(p) || p.len() >= 4 && digits(p));
    head || tail
}

/// Whether a text is no more than a date, or the words around one.
pub(super) fn is_date(text: &str) -> bool {
    let rest: String = text
        .chars()
        .filter(|c| !c.is_ascii_digit() && !matches!(c, '/' | '-' | '.' | ' '))
        .collect();
    text.chars().any(|c| c.is_ascii_digit())
        && matches!(
            fold::key(&rest).as_str(),
            "" | "del" | "de" | "defecha" | "fecha" | "confecha"
        )
        || text.chars().count() <= 34
            && matches!(
                fold::key(text).split(' ').next(),
                Some("del" | "de" | "fecha")
            )
            && scan(text, &Context::default())
                .found
                .iter()
                .any(|f| f.value.kind() == AtomKind::Date)
}

/// Whether a cell holds a whole reference and is not cut at a hyphen.
pub(super) fn has_whole_reference(text: &str) -> bool {
    !text.trim_end().ends_with('-')
        && scan(text, &Context::default())
            .found
            .iter()
            .any(|f| matches!(f.value.kind(), AtomKind::Memo | AtomKind::Resolution))
}

/// The words with which the report of an answer leads up to its reference.
const REPORT_WORDS: &[&str] = &[
    "se",
    "remitio",
    "remite",
    "el",
    "informe",
    "de",
    "cumplimiento",
    "mediante",
    "memorando",
    "memorandos",
    "nro",
    "no",
    "con",
    "oficio",
    "oficios",
    "y",
    "la",
    "del",
    "a",
    "envio",
    "dio",
    "por",
    "medio",
    "numero",
    "n",
    "los",
    "respuesta",
    "atencion",
    "documento",
    "contesto",
    "contestacion",
    "al",
    "en",
    "fecha",
    "a",
    "traves",
    "presento",
    "entrego",
    "fue",
    "remitido",
    "atendido",
    "memo",
];

/// Rows of a text and the report that answers it, cell by cell: the report begins with its phrase and ends with its
/// reference. The number of lines that they take follows.
fn by_reference(
    page: &Page<'_>,
    lines: &[usize],
    columns: &Columns<'_>,
) -> Option<(Vec<TextRow>, usize)> {
    let reference = columns.reference?;
    let mut rows: Vec<TextRow> = Vec::new();
    let mut row = TextRow::new(columns.roles.len());
    let mut taken = 0;
    let (mut in_report, mut whole) = (false, false);
    for (n, &at) in lines.iter().enumerate() {
        let text = page.text(at);
        let span = page.lines[at].span;
        let opens = columns.begins(reference, text) && (!in_report || whole);
        let previous = n.checked_sub(1).map(|p| lines[p]);
        let broken = previous.is_some_and(|p| {
            in_report
                && row.cells[reference]
                    .pieces
                    .last()
                    .is_some_and(|&(l, _)| l == p)
                && glue::between(page, p, at) != Glue::Space
        });
        let to_report = if opens && !whole {
            true
        } else if in_report && !whole {
            broken || holds_reference(text) || words_of_report(text)
        } else if in_report {
            let open = row.cells[reference]
                .pieces
                .last()
                .is_some_and(|&(l, _)| end_of(page.text(l)) == End::Open);
            broken || open || is_date(text) || continues_report(text)
        } else {
            false
        };
        if to_report {
            in_report = true;
            row.cells[reference].pieces.push((at, span));
            whole = has_whole_reference(row.cells[reference].tail(page).as_str());
            if whole {
                taken = n + 1;
            }
            continue;
        }
        if in_report && whole {
            // A page break may have cut the text beside a report that was whole before it.
            let open = row.cells[columns.text]
                .pieces
                .last()
                .is_some_and(|&(l, _)| end_of(page.text(l)) != End::Closed)
                && begins_inside(text);
            if open {
                row.cells[columns.text].pieces.push((at, span));
                taken = n + 1;
                continue;
            }
            rows.push(std::mem::replace(
                &mut row,
                TextRow::new(columns.roles.len()),
            ));
            (in_report, whole) = (false, false);
        }
        row.cells[columns.text].pieces.push((at, span));
    }
    if in_report && whole {
        rows.push(row);
    }
    (!rows.is_empty()).then_some((rows, taken))
}

/// Whether a line says no more than what leads up to a reference.
fn words_of_report(text: &str) -> bool {
    fold::key(text)
        .split(' ')
        .all(|word| REPORT_WORDS.contains(&word))
}

/// Whether a line goes on with a report that has its reference: another reference, or words that lead up to one.
fn continues_report(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    is_reference_part(first.trim_end_matches(['.', ',', ';']))
        || matches!(
            fold::key(first).as_str(),
            "y" | "memorando" | "nro" | "no" | "oficio"
        ) && (holds_reference(text) || words_of_report(text))
}

/// Rows that begin with a label of the vocabulary, cell by cell: the label, references and dates, then text.
fn by_label(
    page: &Page<'_>,
    lines: &[usize],
    columns: &Columns<'_>,
) -> Option<(Vec<TextRow>, usize)> {
    let (label, reference) = (columns.label?, columns.reference?);
    let mut rows: Vec<TextRow> = Vec::new();
    let mut row = TextRow::new(columns.roles.len());
    let mut named = String::new();
    let mut state = label;
    let mut row_start = 0;
    let mut taken = 0;
    for (n, &at) in lines.iter().enumerate() {
        let text = page.text(at);
        let piece = (at, page.lines[at].span);
        let previous = n.checked_sub(1).map(|p| lines[p]);
        let glued = previous.is_some_and(|p| glue::between(page, p, at) != Glue::Space);
        let row_is_full = !row.cells[columns.text].is_empty();
        let fresh = row.cells[label].is_empty() && state == label;
        // Where the texts were written apart, a label stands below the reference of the row above.
        let below_reference = state == reference
            && columns.label_goes_on("", text).is_some()
            && has_whole_reference(row.cells[reference].tail(page).as_str());
        if (fresh || state == columns.text || below_reference)
            && !glued
            && begins_row(page, lines, n, columns, fresh)
        {
            if row_is_full || !row.cells[label].is_empty() {
                rows.push(std::mem::replace(
                    &mut row,
                    TextRow::new(columns.roles.len()),
                ));
            }
            named = fold::key(text);
            row.cells[label].pieces.push(piece);
            (state, row_start, taken) = (label, n, n + 1);
            continue;
        }
        if state == label {
            let goes_on = columns.label_goes_on(&named, text).is_some()
                || !holds_reference(text)
                    && !is_date(text)
                    && !columns.begins(columns.text, text)
                    && row.cells[label].pieces.len() < 4;
            if goes_on && !fresh {
                named = format!("{named} {}", fold::key(text));
                row.cells[label].pieces.push(piece);
                taken = n + 1;
                continue;
            }
            state = reference;
        }
        if state == reference {
            let more = glued
                || holds_reference(text) && !columns.begins(columns.text, text)
                || is_date(text)
                || words_of_report(text);
            if more {
                row.cells[reference].pieces.push(piece);
                taken = n + 1;
                continue;
            }
            state = columns.text;
        }
        if ends_rows(page, lines, n, &row, columns) {
            break;
        }
        row.cells[columns.text].pieces.push(piece);
        taken = n + 1;
    }
    if !row.cells[reference].is_empty() || !row.cells[columns.text].is_empty() {
        rows.push(row);
    } else {
        // A label that leads to nothing is not the table's.
        taken = row_start;
    }
    (!rows.is_empty() && rows.iter().any(|row| !row.cells[reference].is_empty()))
        .then_some((rows, taken))
}

/// Whether a row begins at a line: with a label of the vocabulary, or, where the vocabulary does not have it, with a
/// short line above a reference.
fn begins_row(
    page: &Page<'_>,
    lines: &[usize],
    n: usize,
    columns: &Columns<'_>,
    fresh: bool,
) -> bool {
    let text = page.text(lines[n]);
    let after_open = n > 0 && end_of(page.text(lines[n - 1])) == End::Open;
    if columns.label_goes_on("", text).is_some() {
        return !after_open;
    }
    if columns.begins(columns.text, text)
        || holds_reference(text)
        || text.contains("://")
        || text.ends_with(['.', ':', ','])
        || begins_inside(text)
    {
        return false;
    }
    let leads = lines[n + 1..].iter().take(3).position(|&l| {
        let first = page.text(l).split_whitespace().next().unwrap_or_default();
        is_reference_part(first)
    });
    let between_are_short = |count: usize| {
        lines[n + 1..n + 1 + count]
            .iter()
            .all(|&l| page.text(l).chars().count() < 40 && !page.text(l).contains("://"))
    };
    let after_end = n == 0
        || fresh
        || page.text(lines[n - 1]).contains("://")
        || end_of(page.text(lines[n - 1])) == End::Closed;
    text.chars().count() < 40 && !after_open && after_end && leads.is_some_and(between_are_short)
}

/// Whether the rows end before a line: what follows the evidence and is neither a label nor a recommendation.
fn ends_rows(
    page: &Page<'_>,
    lines: &[usize],
    n: usize,
    row: &TextRow,
    columns: &Columns<'_>,
) -> bool {
    let text = page.text(lines[n]);
    let last = row.cells[columns.text]
        .pieces
        .last()
        .map(|&(line, _)| page.text(line));
    let after_evidence = last.is_some_and(|last| {
        last.contains("://") || n > 1 && page.text(lines[n - 2]).contains("://")
    });
    after_evidence
        && !text.contains("://")
        && !columns.begins(columns.text, text)
        && text.chars().next().is_some_and(char::is_uppercase)
        && text.contains(' ')
        && !fold::key(text).starts_with("respaldo")
}
