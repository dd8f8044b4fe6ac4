//! Blocks: what a section's lines make up, by layout alone.
//!
//! This room knows how text is laid out and how extractors spoil it. Words that it looks for are handed to it.

pub(crate) mod flow;
pub(crate) mod furniture;
pub(crate) mod glue;
mod list;
pub(crate) mod marker;
pub(crate) mod page;
mod reader;
mod style;
pub(crate) mod table;
pub(crate) mod title;
pub(crate) mod types;
pub(crate) mod values;

pub(crate) use page::Page;
pub(crate) use reader::{Reader, SubsectionDraft, Vocabulary, signatories};
pub use types::{
    Block, Cell, Furniture, Item, List, Marker, Paragraph, Place, Row, Signatory, Table,
};
pub(crate) use values::Values;
