//! The blocks of a section.

use std::ops::Range;

use serde::{Serialize, Serializer};

use super::schema::ColumnKind;
use crate::atom::Atom;
use crate::page::Page;
use crate::page::marker::Marker;
use crate::source::{Line, Source, Span, Text};

/// Where an element of a report stands.
///
/// It is written into the element's own JSON object, as `span`, `line` and, where something interrupts the element,
/// `pieces`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, serde::Deserialize)]
#[non_exhaustive]
pub struct Place {
    /// From its first byte to its last.
    pub span: Span,
    /// The line of the span's start, counted from 1.
    pub line: u32,
    /// Its own parts, where something else stands between them; empty where nothing does.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pieces: Vec<Span>,
}

impl Place {
    /// The place of a text, or an empty place at its start where the text was read from nothing.
    pub(crate) fn of_text(text: &Text, source: &Source) -> Self {
        Self::of_pieces(text.pieces(0..text.as_str().len(), source.text()), source)
    }

    pub(crate) fn of_pieces(mut pieces: Vec<Span>, source: &Source) -> Self {
        let span = pieces
            .iter()
            .copied()
            .reduce(Span::hull)
            .unwrap_or_default();
        if pieces.len() < 2 {
            pieces.clear();
        }
        pieces.shrink_to_fit();
        Self {
            span,
            line: source.line_of(span.start),
            pieces,
        }
    }
}

/// The place of whole lines; neighbours with nothing but white space between them are one piece.
pub(crate) fn place_of_lines<'l>(
    lines: impl IntoIterator<Item = &'l Line>,
    source: &Source,
) -> Place {
    place_of_spans(lines.into_iter().map(|line| line.span), source)
}

pub(crate) fn place_of_spans(spans: impl IntoIterator<Item = Span>, source: &Source) -> Place {
    let mut pieces: Vec<Span> = Vec::new();
    for span in spans {
        match pieces.last_mut() {
            Some(last)
                if last.end <= span.start
                    && source
                        .slice(Span::new(last.end, span.start))
                        .chars()
                        .all(crate::source::line::is_space) =>
            {
                last.end = span.end;
            }
            _ => pieces.push(span),
        }
    }
    Place::of_pieces(pieces, source)
}

/// A part of a section: every byte of the source that is not white space lies in exactly one title or block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Block {
    /// Running text.
    Paragraph(Paragraph),
    /// A list, with the lists under its items.
    List(List),
    /// A table, rebuilt.
    Table(Table),
    /// Someone who signs.
    Signatory(Signatory),
    /// A running header or footer, a page number: kept, out of the reading flow.
    Furniture(Furniture),
}

/// Running text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Paragraph {
    /// Its reading text.
    pub text: Text,
    /// The values in it, in reading order.
    pub atoms: Vec<Atom>,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
}

/// A list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct List {
    /// What marks its items.
    pub marker: Marker,
    /// Its items.
    pub items: Vec<Item>,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
}

/// An item of a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Item {
    /// Its reading text, without its marker.
    pub text: Text,
    /// The values in it, those of its children aside.
    pub atoms: Vec<Atom>,
    /// The lists under it.
    pub children: Vec<List>,
    /// The extractor dropped its glyph.
    #[serde(skip_serializing_if = "is_false")]
    pub lost_marker: bool,
    /// Where it stands, its children aside.
    #[serde(flatten)]
    pub place: Place,
}

#[allow(
    clippy::trivially_copy_pass_by_ref,
    reason = "the form that serde calls"
)]
fn is_false(it: &bool) -> bool {
    !it
}

/// A table, rebuilt as it was printed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Table {
    /// The line above it that names it.
    pub caption: Option<Text>,
    /// The values in the caption.
    pub caption_atoms: Vec<Atom>,
    /// What heads each column, stacked headers joined with ` / `; empty for a table without a header.
    pub columns: Vec<String>,
    /// Its rows, totals among them.
    pub rows: Vec<Row>,
    /// The id of the [`TableSchema`](crate::TableSchema) that names its columns; `None` where none does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub schema: Option<String>,
    /// The key that the schema has for each column; `None` for a column that it does not know.
    pub keys: Vec<Option<String>>,
    /// What each column holds.
    pub kinds: Vec<ColumnKind>,
    /// The key of each row, where the rows are measures and the columns are records.
    #[serde(skip)]
    pub(crate) row_keys: Vec<Option<String>>,
    /// The key of the column that names the records.
    #[serde(skip)]
    pub(crate) label_key: Option<String>,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
}

impl Table {
    /// A table of which nothing is known but the lines that it takes; furniture among them is none of it.
    pub(crate) fn of_lines(page: &Page<'_>, lines: Range<usize>) -> Self {
        let own = lines.filter(|&at| !page.furniture[at]);
        Self {
            caption: None,
            caption_atoms: Vec::new(),
            columns: Vec::new(),
            rows: Vec::new(),
            schema: None,
            keys: Vec::new(),
            kinds: Vec::new(),
            row_keys: Vec::new(),
            label_key: None,
            place: place_of_lines(own.map(|at| &page.lines[at]), page.source),
        }
    }

    /// The cell of a row in the first column with a key.
    ///
    /// `None` where the table prints no such column, or the cell is empty.
    pub fn cell<'t>(&self, row: &'t Row, key: &str) -> Option<&'t Cell> {
        let at = self.keys.iter().position(|it| it.as_deref() == Some(key))?;
        row.cells.get(at)?.as_ref()
    }

    /// How many columns it has.
    pub(crate) fn width(&self) -> usize {
        let rows = self.rows.iter().map(|row| row.cells.len());
        rows.max().unwrap_or_default().max(self.columns.len())
    }
}

/// A row of a table: one entry a column.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Row {
    /// Its cells; `None` is an empty one.
    pub cells: Vec<Option<Cell>>,
    /// Which cells are empty could not be decided: the row states no fact.
    #[serde(skip_serializing_if = "is_false")]
    pub undecided: bool,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
}

/// A cell of a table that holds something.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Cell {
    /// Its reading text.
    pub text: Text,
    /// The values in it.
    pub atoms: Vec<Atom>,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
}

/// Someone who signs the report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Signatory {
    /// The name, with its academic title as printed ("Mgs. …").
    pub name: Text,
    /// The post.
    pub title: Text,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
}

/// A running header or footer, a page number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Furniture {
    /// Its text.
    pub text: Text,
    /// Where it stands.
    #[serde(flatten)]
    pub place: Place,
}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl Block {
    /// Where it stands.
    pub fn place(&self) -> &Place {
        match self {
            Self::Paragraph(it) => &it.place,
            Self::List(it) => &it.place,
            Self::Table(it) => &it.place,
            Self::Signatory(it) => &it.place,
            Self::Furniture(it) => &it.place,
        }
    }

    /// The reading text of a paragraph or of furniture; `None` for blocks that have several texts.
    pub fn text(&self) -> Option<&Text> {
        match self {
            Self::Paragraph(it) => Some(&it.text),
            Self::Furniture(it) => Some(&it.text),
            _ => None,
        }
    }

    /// Its values, in the order in which its texts are read.
    pub fn atoms(&self) -> Vec<&Atom> {
        let mut out = Vec::new();
        match self {
            Self::Paragraph(it) => out.extend(&it.atoms),
            Self::List(it) => it.collect_atoms(&mut out),
            Self::Table(it) => {
                out.extend(&it.caption_atoms);
                out.extend(
                    it.rows
                        .iter()
                        .flat_map(|row| row.cells.iter().flatten())
                        .flat_map(|cell| &cell.atoms),
                );
            }
            Self::Signatory(_) | Self::Furniture(_) => {}
        }
        out
    }
}

impl List {
    fn collect_atoms<'l>(&'l self, out: &mut Vec<&'l Atom>) {
        for item in &self.items {
            out.extend(&item.atoms);
            for child in &item.children {
                child.collect_atoms(out);
            }
        }
    }
}
