//! The types of the result: blocks, what a table's columns are, and the values in a text with their places.

mod blocks;
mod schema;
mod values;

pub use blocks::{Block, Cell, Furniture, Item, List, Paragraph, Place, Row, Signatory, Table};
pub(crate) use blocks::{place_of_lines, place_of_spans};
pub use schema::{Column, ColumnKind, TableSchema};
pub(crate) use values::Values;
