//! A table that was found, as pieces of the sheet.

use std::ops::Range;

use super::piece::Kind;
use crate::source::Span;

/// A table that was found: the pieces of its cells.
#[derive(Debug)]
pub(crate) struct Draft {
    /// From its first line to behind its last.
    pub(crate) lines: Range<usize>,
    pub(super) caption: Vec<usize>,
    pub(super) names: Vec<String>,
    pub(super) kinds: Vec<Option<Kind>>,
    pub(super) rows: Vec<DraftRow>,
    /// Its columns stood one after the other.
    pub(super) is_paired: bool,
}

impl Draft {
    /// How many cells it has, the empty ones too.
    pub(crate) fn cells(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).sum()
    }
}

/// A row: the pieces of each cell, each a line and its part of it.
#[derive(Clone, Debug)]
pub(super) struct DraftRow {
    pub(super) cells: Vec<Vec<(usize, Span)>>,
    pub(super) margin: f32,
    /// A value was joined over a line end, or the row before is a label that may belong to this one: though no cell is
    /// empty, the row is decided by its margin alone.
    pub(super) joined: bool,
}

impl DraftRow {
    /// How many of its cells are not empty.
    pub(super) fn filled(&self) -> usize {
        self.cells.iter().filter(|cell| !cell.is_empty()).count()
    }
}
