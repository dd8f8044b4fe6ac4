//! Reads the accountability reports of Ecuador's social-security offices out of the text that a PDF extractor leaves.
//!
#![doc = include_str!("../README.md")]

pub mod atom;
pub mod audit;
#[doc = include_str!("../docs/glossary.md")]
pub mod glossary {}
mod block;
mod diagnostic;
mod document;
#[cfg(feature = "schemars")]
mod export;
mod lexicon;
mod model;
mod page;
#[cfg(feature = "pdf")]
pub mod pdf;
mod prose;
mod section;
mod source;
mod table;

pub use atom::{Atom, AtomKind, Value};
pub use audit::Finding;
pub use diagnostic::{Code, CustomCode, Diagnostic, Severity, Sink};
pub use document::{
    Cited, Document, DocumentKind, Form, InvalidParser, Parser, ParserBuilder, Province, Refused,
    Report, Section, Subtitled, Unsound,
};
#[cfg(feature = "schemars")]
pub use export::json_schema;
pub use model::{
    Block, Cell, Column, ColumnKind, Furniture, Item, List, Paragraph, Place, Row, Signatory,
    Table, TableSchema,
};
pub use page::marker::Marker;
pub use prose::{Frame, Measure};
pub use section::*;
/// How much work was done, for fuzzers that look for texts on which it grows faster than they do.
#[cfg(fuzzing)]
pub mod steps {
    pub use crate::source::steps::{classified, folded, taken};
}
pub use source::{Position, Source, Span, Text};

/// Reads a report with the standard sections.
///
/// ```
/// let report = rendicion::parse("1. Cobertura Institucional \n\nEl IESS tiene 61.590 afiliados. \n");
/// assert_eq!(report.sections()[0].kind().as_str(), "coverage");
/// ```
pub fn parse(text: &str) -> Report {
    document::standard().parse(text)
}

/// Reads a report with the standard sections from bytes in UTF-8, UTF-16 or Windows-1252.
///
/// Spans are offsets into the text that the bytes are decoded to; [`Parser::parse_bytes`] says how, and what is said
/// of it.
///
/// ```
/// let report = rendicion::parse_bytes("Introducción \n\nEn el año 2020 \n".as_bytes());
/// assert_eq!(report, rendicion::parse("Introducción \n\nEn el año 2020 \n"));
/// ```
pub fn parse_bytes(bytes: &[u8]) -> Report {
    document::standard().parse_bytes(bytes)
}
