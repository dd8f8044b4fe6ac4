//! Tables, rebuilt from what an extractor spilled.

mod schema;

use std::ops::Range;

pub use schema::{Column, ColumnKind, TableSchema};

use super::page::Page;
use super::types::Table;
use super::values::Values;

/// A table that was found, and the line after it.
#[derive(Debug)]
pub(crate) struct Found {
    pub(crate) table: Table,
    pub(crate) next: usize,
}

/// Whether a table begins at the start of `range`.
pub(crate) fn begins(_page: &Page<'_>, _range: Range<usize>, _schemas: &[&TableSchema]) -> bool {
    false
}

/// The table that begins at the start of `range`.
pub(crate) fn read(_page: &Page<'_>, _range: Range<usize>, _schemas: &[&TableSchema], _values: &mut Values<'_, '_>) -> Option<Found> {
    None
}
