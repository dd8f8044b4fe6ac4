//! Blocks: what a section's lines make up, by layout alone.
//!
//! This room knows how text is laid out and how extractors spoil it. Words that it looks for are handed to it.

mod list;
mod reader;
pub(crate) mod title;

pub(crate) use reader::{Reader, SubsectionDraft, Vocabulary, signatories};
