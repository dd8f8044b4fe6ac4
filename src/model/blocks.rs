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
///
/// ```
/// let report = rendicion::parse("Introducción \n\nEl IESS atiende. \n");
/// let place = report.sections()[0].blocks()[0].place();
/// assert_eq!((place.line, report.text(place.span)), (3, "El IESS atiende."));
/// assert!(place.pieces.is_empty());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
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
///
/// ```
/// use rendicion::Block;
///
/// let report = rendicion::parse("Introducción \n\nEl IESS tiene: \n\n• Agencias \n\n• Oficinas \n");
/// let [Block::Paragraph(paragraph), Block::List(list)] = report.sections()[0].blocks() else { panic!() };
/// assert_eq!((paragraph.text.as_str(), list.items.len()), ("El IESS tiene:", 2));
/// ```
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
///
/// ```
/// use rendicion::Block;
///
/// let report = rendicion::parse("Introducción \n\nEl IESS atiende en \n\n4 agencias. \n");
/// let Some(Block::Paragraph(paragraph)) = report.sections()[0].blocks().first() else { panic!() };
/// assert_eq!(paragraph.text.as_str(), "El IESS atiende en 4 agencias.");
/// assert_eq!(paragraph.atoms[0].value.to_string(), "4");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
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
///
/// ```
/// use rendicion::{Block, Marker};
///
/// let report = rendicion::parse("Introducción \n\nEl IESS tiene: \n\n• Agencias: 4 \n\n• Oficinas: 9 \n");
/// let Some(Block::List(list)) = report.sections()[0].blocks().last() else { panic!() };
/// assert_eq!(list.marker, Marker::Bullet);
/// assert_eq!(list.items[1].text.as_str(), "Oficinas: 9");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
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
///
/// ```
/// use rendicion::Block;
///
/// let report = rendicion::parse("Introducción \n\nEl IESS tiene: \n\n• Agencias: 4 \n\n• Oficinas: 9 \n");
/// let Some(Block::List(list)) = report.sections()[0].blocks().last() else { panic!() };
/// let item = &list.items[0];
/// assert_eq!((item.text.as_str(), item.atoms.len(), item.lost_marker), ("Agencias: 4", 1, false));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
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
///
/// ```
/// use rendicion::ColumnKind;
///
/// let text = "5. Ejecución presupuestaria \n\n| UNIDAD | DEVENGADO | NOTA |\n|---|---|---|\n| SALUD | 150,00 | a |\n| RIESGOS | 90,00 | b |\n";
/// let report = rendicion::parse(text);
/// let table = report.tables().next().unwrap();
/// assert_eq!(table.columns, ["UNIDAD", "DEVENGADO", "NOTA"]);
/// assert_eq!(table.keys[1].as_deref(), Some("executed"));
/// assert_eq!(table.kinds[1], ColumnKind::Money);
/// assert_eq!(table.cell(&table.rows[1], "executed").unwrap().text.as_str(), "90,00");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
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
    ///
    /// ```
    /// let text = "5. Ejecución presupuestaria del IESS \n\n| UNIDAD | DEVENGADO |\n|---|---|\n| SALUD | 150,00 |\n| RIESGOS | 90,00 |\n";
    /// let report = rendicion::parse(text);
    /// let table = report.tables().next().unwrap();
    /// assert_eq!(table.cell(&table.rows[0], "unit").unwrap().text.as_str(), "SALUD");
    /// assert!(table.cell(&table.rows[0], "planned").is_none());
    /// ```
    pub fn cell<'t>(&self, row: &'t Row, key: &str) -> Option<&'t Cell> {
        let at = self.keys.iter().position(|it| it.as_deref() == Some(key))?;
        row.cells.get(at)?.as_ref()
    }

    /// The cells that hold something, row by row.
    ///
    /// ```
    /// let report = rendicion::parse("Introducción del IESS \n\n| Zona | Sedes |\n|---|---|\n| Norte | 4 |\n| Sur | |\n");
    /// let table = report.tables().next().unwrap();
    /// assert_eq!(table.cells().count(), 3);
    /// ```
    pub fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.rows.iter().flat_map(|row| row.cells.iter().flatten())
    }

    /// How many columns it has.
    pub(crate) fn width(&self) -> usize {
        let rows = self.rows.iter().map(|row| row.cells.len());
        rows.max().unwrap_or_default().max(self.columns.len())
    }
}

/// A row of a table: one entry a column.
///
/// ```
/// let report = rendicion::parse("Introducción del IESS \n\n| Zona | Sedes |\n|---|---|\n| Norte | 4 |\n| Sur | |\n");
/// let row = &report.tables().next().unwrap().rows[1];
/// assert_eq!(row.cells[0].as_ref().unwrap().text.as_str(), "Sur");
/// assert!(row.cells[1].is_none() && !row.undecided);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
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
///
/// ```
/// let report = rendicion::parse("Introducción del IESS \n\n| Zona | Sedes |\n|---|---|\n| Norte | 4 |\n| Sur | 7 |\n");
/// let cell = report.tables().next().unwrap().cells().nth(1).unwrap();
/// assert_eq!((cell.text.as_str(), cell.atoms[0].to_string()), ("4", "number 4".to_owned()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
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
///
/// ```
/// use rendicion::{Block, Signatures};
///
/// let text = "Informe del IESS \n\n1. Cobertura Institucional \n\nSe atiende. \n\nMgs. Rosa Elena Paz Mora \n\nDIRECTORA PROVINCIAL \n";
/// let report = rendicion::parse(text);
/// let Some(Block::Signatory(who)) = report.sections_of(&"signatures".into()).flat_map(|it| it.blocks()).next() else { panic!() };
/// assert_eq!(who.title.as_str(), "DIRECTORA PROVINCIAL");
/// assert_eq!(report.section::<Signatures>().unwrap().signatories[0].name, who.name.as_str());
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
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
///
/// ```
/// use rendicion::Block;
///
/// let report = rendicion::parse("Introducción \n\nEl IESS atiende. \n\nVERSIÓN: 1.0 \nPÁG: 1 de 15 \n");
/// let Some(Block::Furniture(header)) = report.sections()[0].blocks().last() else { panic!() };
/// assert!(header.text.as_str().ends_with("PÁG: 1 de 15"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
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
    ///
    /// ```
    /// let report = rendicion::parse("Introducción \n\nEl IESS atiende. \n");
    /// assert_eq!(report.sections()[0].blocks()[0].place().line, 3);
    /// ```
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
    ///
    /// ```
    /// let report = rendicion::parse("Introducción \n\nEl IESS \n\natiende. \n");
    /// assert_eq!(report.sections()[0].blocks()[0].text().unwrap().as_str(), "El IESS atiende.");
    /// ```
    pub fn text(&self) -> Option<&Text> {
        match self {
            Self::Paragraph(it) => Some(&it.text),
            Self::Furniture(it) => Some(&it.text),
            _ => None,
        }
    }

    /// Its values, in the order in which its texts are read.
    ///
    /// ```
    /// let report = rendicion::parse("Introducción \n\nEl IESS pagó $ 10,50 en 2 oficinas. \n");
    /// let kinds: Vec<&str> = report.sections()[0].blocks()[0].atoms().map(|it| it.value.kind().as_str()).collect();
    /// assert_eq!(kinds, ["money", "number"]);
    /// ```
    pub fn atoms(&self) -> impl Iterator<Item = &Atom> {
        let (own, items, table) = match self {
            Self::Paragraph(it) => (it.atoms.as_slice(), &[][..], None),
            Self::List(it) => (&[][..], it.items.as_slice(), None),
            Self::Table(it) => (it.caption_atoms.as_slice(), &[][..], Some(it)),
            Self::Signatory(_) | Self::Furniture(_) => (&[][..], &[][..], None),
        };
        let cells = table.into_iter().flat_map(Table::cells);
        own.iter()
            .chain(Items::of(items).flat_map(|item| &item.atoms))
            .chain(cells.flat_map(|cell| &cell.atoms))
    }
}

impl List {
    /// Its items and those of the lists under them, a parent before its children.
    ///
    /// ```
    /// use rendicion::Block;
    ///
    /// let report = rendicion::parse("Introducción \n\nEl IESS tiene: \n\n• Agencias \n\n• Oficinas \n");
    /// let Some(Block::List(list)) = report.sections()[0].blocks().last() else { panic!() };
    /// let items: Vec<&str> = list.all_items().map(|item| item.text.as_str()).collect();
    /// assert_eq!(items, ["Agencias", "Oficinas"]);
    /// ```
    pub fn all_items(&self) -> impl Iterator<Item = &Item> {
        Items::of(&self.items)
    }
}

/// Walks over the items of a list, each before those under it.
struct Items<'l> {
    /// What is left at each depth: items, and lists under one.
    open: Vec<(std::slice::Iter<'l, Item>, std::slice::Iter<'l, List>)>,
}

impl<'l> Items<'l> {
    fn of(items: &'l [Item]) -> Self {
        let open = if items.is_empty() {
            Vec::new()
        } else {
            vec![(items.iter(), [].iter())]
        };
        Self { open }
    }
}

impl<'l> Iterator for Items<'l> {
    type Item = &'l Item;

    fn next(&mut self) -> Option<&'l Item> {
        loop {
            let (items, lists) = self.open.last_mut()?;
            if let Some(list) = lists.next() {
                self.open.push((list.items.iter(), [].iter()));
            } else if let Some(item) = items.next() {
                *lists = item.children.iter();
                return Some(item);
            } else {
                self.open.pop();
            }
        }
    }
}
