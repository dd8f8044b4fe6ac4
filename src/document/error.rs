//! What can go wrong: not with a report's content, but with what is no text, or too much of it.

use thiserror::Error;

use crate::diagnostic::Diagnostic;
use crate::section::SectionId;

/// Why a source is not read at all.
///
/// ```
/// use rendicion::{Parser, Refused};
///
/// let refused = Parser::default().try_parse_bytes(b"%PDF-1.7").unwrap_err();
/// assert!(matches!(refused, Refused::NotText { offset: 0, .. }));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum Refused {
    /// The source is larger than the reading allows.
    #[error(
        "the source has {size} bytes and the limit is {limit}: read its reports one by one, or raise the limit with \
         ParserBuilder::max_source (a span can address 4 GiB)"
    )]
    TooLarge {
        /// The size of the source in bytes.
        size: u64,
        /// The limit in bytes.
        limit: u64,
    },
    /// The bytes are no text in any encoding that is known: a PDF itself, an archive, an image.
    #[error(
        "byte {offset} is {sign}: this is no text; have a tool such as pdftotext or Apache Tika take the text out of it first"
    )]
    NotText {
        /// The offset of the byte that shows it.
        offset: u64,
        /// What it shows.
        sign: &'static str,
    },
}

/// Why a parser is not built.
///
/// ```
/// use rendicion::{Coverage, InvalidParser, Parser, Registry, SectionId};
///
/// let registry = Registry::standard().with(Coverage);
/// let error = Parser::builder().registry(registry).build().unwrap_err();
/// assert_eq!(error, InvalidParser::RepeatedId { id: SectionId::COVERAGE });
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum InvalidParser {
    /// Two section parsers have one id.
    #[error(
        "two section parsers have the id `{id}`: take one out with Registry::without, or give one another id"
    )]
    RepeatedId {
        /// The id.
        id: SectionId,
    },
    /// A section parser has an empty id.
    #[error("a section parser has an empty id: give it one such as `acme.fleet`")]
    EmptyId,
}

/// A report that was read, but not as surely as the caller asked for.
///
/// ```
/// use rendicion::Severity;
///
/// let report = rendicion::parse("1. Cobertura Institucional \n\nEl IESS tiene 1.2345.67 afiliados. \n");
/// let unsound = report.into_result(Severity::Warning).unwrap_err();
/// assert!(unsound.count >= 1 && unsound.first.severity >= Severity::Warning);
/// ```
#[derive(Debug, Clone, PartialEq, Error)]
#[error("diagnostics of the severity that was asked for: {count}; the first, on line {}: {}", first.line, first.message)]
#[non_exhaustive]
pub struct Unsound {
    /// How many diagnostics reach the severity.
    pub count: usize,
    /// The first of them.
    pub first: Diagnostic,
}
