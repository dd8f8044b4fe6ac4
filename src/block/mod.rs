//! Blocks: what a section's lines make up, by layout alone.
//!
//! This room knows how text is laid out and how extractors spoil it. Words that it looks for are handed to it.

mod list;
mod reader;
pub(crate) mod table;
pub(crate) mod title;
pub(crate) mod types;
pub(crate) mod values;

pub use crate::page::marker::Marker;
pub(crate) use crate::page::{self, Page, flow, furniture, glue, marker};
pub(crate) use reader::{Reader, SubsectionDraft, Vocabulary, signatories};
pub use types::{Block, Cell, Furniture, Item, List, Paragraph, Place, Row, Signatory, Table};
pub(crate) use values::Values;
