//! How a report is read: with which sections and limits.

use super::assemble;
use super::error::Refused;
use super::report::Report;
use crate::section::Registry;

/// The largest source that is read where the caller sets no other limit, in bytes.
const MAX_SOURCE: u64 = 256 << 20;
/// Diagnostics that are kept where the caller sets no other limit.
const MAX_DIAGNOSTICS: usize = 10_000;

/// Reads reports with a choice of sections and limits.
///
/// ```
/// use rendicion::{BudgetExecution, Parser, Registry};
///
/// let parser = Parser::builder().registry(Registry::empty().with(BudgetExecution::default())).build();
/// let report = parser.parse("1. Cobertura Institucional \n\nLoja \n");
/// assert_eq!(report.sections()[0].kind().as_str(), "other");
/// ```
#[derive(Clone, Debug)]
pub struct Parser {
    pub(super) registry: Registry,
    pub(super) max_source: u64,
    pub(super) max_diagnostics: usize,
}

impl Default for Parser {
    fn default() -> Self {
        Self::builder().build()
    }
}

impl Parser {
    /// A parser to be set up.
    pub fn builder() -> ParserBuilder {
        ParserBuilder::default()
    }

    /// Reads a report. It never fails on content: whatever the text, the result keeps every byte of it and says what
    /// was not understood.
    ///
    /// A text over the limit on size is read up to the limit, with a diagnostic that says so;
    /// [`try_parse`](Self::try_parse) refuses it.
    pub fn parse(&self, text: &str) -> Report {
        let limit = usize::try_from(self.max_source).unwrap_or(usize::MAX);
        if text.len() <= limit {
            return assemble::read(self, text, None);
        }
        let cut = text.floor_char_boundary(limit);
        assemble::read(self, &text[..cut], Some(text.len() as u64))
    }

    /// Reads a report, or refuses a text over the limit on size.
    ///
    /// # Errors
    ///
    /// [`Refused::TooLarge`] where the text has more bytes than the limit.
    pub fn try_parse(&self, text: &str) -> Result<Report, Refused> {
        let size = text.len() as u64;
        if size > self.max_source {
            return Err(Refused::TooLarge { size, limit: self.max_source });
        }
        Ok(assemble::read(self, text, None))
    }
}

/// Sets up a [`Parser`].
#[derive(Clone, Debug, Default)]
pub struct ParserBuilder {
    registry: Option<Registry>,
    max_source: Option<u64>,
    max_diagnostics: Option<usize>,
}

impl ParserBuilder {
    /// The sections that are read; [`Registry::standard`] where none are named.
    #[must_use]
    pub fn registry(mut self, registry: Registry) -> Self {
        self.registry = Some(registry);
        self
    }

    /// The largest source that is read, in bytes: 256 MiB where none is named, 4 GiB less one byte at the most.
    #[must_use]
    pub fn max_source(mut self, bytes: u64) -> Self {
        self.max_source = Some(bytes);
        self
    }

    /// The number of diagnostics that are kept, 10 000 where none is named; more are counted.
    #[must_use]
    pub fn max_diagnostics(mut self, count: usize) -> Self {
        self.max_diagnostics = Some(count);
        self
    }

    /// The parser.
    pub fn build(self) -> Parser {
        Parser {
            registry: self.registry.unwrap_or_else(Registry::standard),
            max_source: self.max_source.unwrap_or(MAX_SOURCE).min(u64::from(u32::MAX) - 1),
            max_diagnostics: self.max_diagnostics.unwrap_or(MAX_DIAGNOSTICS),
        }
    }
}
