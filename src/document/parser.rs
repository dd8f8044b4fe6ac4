//! How a report is read: with which sections and limits.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::LazyLock;

use super::assemble;
use super::error::{InvalidParser, Refused};
use super::report::Report;
use crate::diagnostic::Code;
use crate::section::Registry;
use crate::source::Span;
use crate::source::decode::{self, Decoded, Encoding};
use crate::source::glyph;

/// The largest source that is read where the caller sets no other limit, in bytes.
const MAX_SOURCE: u64 = 256 << 20;
/// Diagnostics that are kept where the caller sets no other limit.
const MAX_DIAGNOSTICS: usize = 10_000;

/// Reads reports with a choice of sections and limits.
///
/// ```
/// use rendicion::{BudgetExecution, Parser, Registry};
///
/// let parser = Parser::builder().registry(Registry::empty().with(BudgetExecution::default())).build().unwrap();
/// let report = parser.parse("1. Cobertura Institucional \n\nLoja \n");
/// assert_eq!(report.sections()[0].kind().as_str(), "other");
/// ```
#[derive(Clone, Debug)]
pub struct Parser {
    pub(super) registry: Registry,
    pub(super) max_source: u64,
    pub(super) max_diagnostics: usize,
}

/// The parser with the standard sections, made once.
pub(crate) fn standard() -> &'static Parser {
    static STANDARD: LazyLock<Parser> = LazyLock::new(Parser::default);
    &STANDARD
}

impl Default for Parser {
    fn default() -> Self {
        Self::builder().assembled()
    }
}

impl Parser {
    /// A parser to be set up.
    ///
    /// ```
    /// let parser = rendicion::Parser::builder().max_diagnostics(10).build().unwrap();
    /// assert!(parser.parse("Introducción").diagnostics().len() <= 10);
    /// ```
    pub fn builder() -> ParserBuilder {
        ParserBuilder::default()
    }

    /// Reads a report. It never fails on content: whatever the text, the result keeps every byte of it and says what
    /// was not understood.
    ///
    /// A text over the limit on size is read up to the limit, with a diagnostic that says so;
    /// [`try_parse`](Self::try_parse) refuses it.
    ///
    /// ```
    /// let report = rendicion::Parser::default().parse("");
    /// assert!(report.sections().is_empty());
    /// ```
    pub fn parse(&self, text: &str) -> Report {
        self.read(Input::whole(Cow::Borrowed(text)), text.len())
    }

    /// Reads a report, or refuses a text over the limit on size.
    ///
    /// # Errors
    ///
    /// [`Refused::TooLarge`] where the text has more bytes than the limit.
    ///
    /// ```
    /// use rendicion::{Parser, Refused};
    ///
    /// let parser = Parser::builder().max_source(4).build().unwrap();
    /// assert_eq!(parser.try_parse("Informe").unwrap_err(), Refused::TooLarge { size: 7, limit: 4 });
    /// ```
    pub fn try_parse(&self, text: &str) -> Result<Report, Refused> {
        self.measure(text.len())?;
        Ok(assemble::read(self, Input::whole(Cow::Borrowed(text))))
    }

    /// Reads a report from bytes as a file or a server gives them: UTF-8, UTF-16, Windows-1252 (Latin-1 is a part of
    /// it), code page 850 or Mac OS Roman. Like [`parse`](Self::parse) it never fails.
    ///
    /// What the bytes are is told by a mark of byte order, then by the NULs that UTF-16 is full of, then by whether
    /// they are UTF-8. Where bytes break UTF-8, the breaks are held against the letters of several bytes that are
    /// whole: with more breaks it is an encoding of one byte a letter, and which is told by its letters; otherwise it is
    /// UTF-8 with damage, each place of which reads as U+FFFD. Digits that an extractor left as the names of their
    /// glyphs, `/one/period/two`, are spelt out.
    ///
    /// **Spans are byte offsets into the decoded text**, which the report keeps as its
    /// [`source`](Report::source). For UTF-8 without damage that text is the bytes one for one, mark of byte order
    /// and all. For anything else a diagnostic `decoded-from` names the encoding, and `replaced-bytes` each place of
    /// damage, with its offset in the bytes; whoever needs all offsets in the bytes decodes them first and keeps the
    /// way back.
    ///
    /// Bytes that are no text at all are read as Windows-1252 all the same, with a diagnostic `not-text`;
    /// [`try_parse_bytes`](Self::try_parse_bytes) refuses them.
    ///
    /// ```
    /// let latin1 = b"1. Cobertura Institucional \n\nLa Direcci\xF3n Provincial del IESS Ca\xF1ar atiende. \n";
    /// let report = rendicion::Parser::default().parse_bytes(latin1);
    /// assert_eq!(report.document().province.as_ref().unwrap().name, "Cañar");
    /// assert_eq!(report.diagnostics()[0].code.as_str(), "decoded-from");
    /// ```
    pub fn parse_bytes(&self, bytes: &[u8]) -> Report {
        let kept = decode::cut(bytes, self.limit());
        let mut input = Input::decoded(decode::decode(kept));
        if let Some(binary) = decode::binary(kept) {
            let message = format!(
                "byte {} is {}: this is no text, and what was read of it means nothing",
                binary.offset, binary.sign
            );
            input.notes.push((Code::NotText, Span::default(), message));
        }
        self.read(input, bytes.len())
    }

    /// Reads a report from bytes as [`parse_bytes`](Self::parse_bytes) does, or refuses what is no text or too large.
    ///
    /// # Errors
    ///
    /// [`Refused::TooLarge`] where there are more bytes than the limit, before or after decoding;
    /// [`Refused::NotText`] for a PDF, DOCX, DOC or RTF file itself, and for bytes with a NUL in more than one of 512
    /// that are no UTF-16.
    ///
    /// ```
    /// use rendicion::{Parser, Refused};
    ///
    /// let refused = Parser::default().try_parse_bytes(b"%PDF-1.7").unwrap_err();
    /// assert!(matches!(refused, Refused::NotText { .. }));
    /// ```
    pub fn try_parse_bytes(&self, bytes: &[u8]) -> Result<Report, Refused> {
        self.measure(bytes.len())?;
        if let Some(binary) = decode::binary(bytes) {
            return Err(Refused::NotText {
                offset: binary.offset as u64,
                sign: binary.sign,
            });
        }
        let input = Input::decoded(decode::decode(bytes));
        self.measure(input.text.len())?;
        Ok(assemble::read(self, input))
    }

    fn limit(&self) -> usize {
        usize::try_from(self.max_source).unwrap_or(usize::MAX)
    }

    fn measure(&self, size: usize) -> Result<(), Refused> {
        let size = size as u64;
        if size > self.max_source {
            Err(Refused::TooLarge {
                size,
                limit: self.max_source,
            })
        } else {
            Ok(())
        }
    }

    /// Reads what the limit allows; `size` is what was given.
    fn read(&self, mut input: Input<'_>, size: usize) -> Report {
        let limit = self.limit();
        let end = input.text.floor_char_boundary(limit);
        if size > limit || end < input.text.len() {
            match &mut input.text {
                Cow::Borrowed(text) => *text = &text[..end],
                Cow::Owned(text) => text.truncate(end),
            }
            let end = end as u32;
            input.notes.retain(|(_, span, _)| span.end <= end);
            let message =
                format!("{size} bytes were given; what lies past the limit of {limit} is not read");
            input
                .notes
                .push((Code::LimitReached, Span::new(end, end), message));
        }
        assemble::read(self, input)
    }
}

/// A text to be read, and what there is to say of how it came to be.
#[derive(Debug)]
pub(super) struct Input<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) notes: Vec<(Code, Span, String)>,
}

impl<'t> Input<'t> {
    fn whole(text: Cow<'t, str>) -> Self {
        Self {
            text,
            notes: Vec::new(),
        }
    }

    fn decoded(mut decoded: Decoded<'t>) -> Self {
        let mut notes = Vec::new();
        // Places of replaced bytes are those in the text before.
        if decoded.replacements == 0
            && let Some(text) = glyph::spelt(&decoded.text)
        {
            decoded.text = Cow::Owned(text);
            let message = "digits are written as the names of their glyphs, as in `/five`; places are given in the text that they spell";
            notes.push((Code::GlyphNames, Span::default(), message.to_owned()));
        }
        if decoded.encoding != Encoding::Utf8 {
            let message = format!(
                "the bytes are {}; places are given in the text decoded from them",
                decoded.encoding
            );
            notes.push((Code::DecodedFrom, Span::default(), message));
        }
        for place in &decoded.replaced {
            let bytes = if place.len == 1 {
                "byte".to_owned()
            } else {
                format!("{} bytes", place.len)
            };
            let message = format!(
                "the {bytes} at offset {} stand for no letter in {} and read as U+FFFD",
                place.offset, decoded.encoding
            );
            notes.push((Code::ReplacedBytes, place.span, message));
        }
        let more = decoded.replacements - decoded.replaced.len() as u64;
        if more > 0 {
            let end = decoded.text.len() as u32;
            notes.push((
                Code::ReplacedBytes,
                Span::new(end, end),
                format!("bytes were replaced in {more} more places"),
            ));
        }
        Self {
            text: decoded.text,
            notes,
        }
    }
}

/// Sets up a [`Parser`].
///
/// ```
/// let parser = rendicion::Parser::builder().max_source(1 << 20).max_diagnostics(100).build()?;
/// assert!(parser.try_parse(&"a ".repeat(1 << 20)).is_err());
/// # Ok::<(), rendicion::InvalidParser>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct ParserBuilder {
    registry: Option<Registry>,
    max_source: Option<u64>,
    max_diagnostics: Option<usize>,
}

impl ParserBuilder {
    /// The sections that are read; [`Registry::standard`] where none are named.
    ///
    /// ```
    /// use rendicion::{Parser, Registry};
    ///
    /// let parser = Parser::builder().registry(Registry::empty()).build().unwrap();
    /// assert_eq!(parser.parse("1. Cobertura Institucional \n\nEl IESS atiende. \n").facts().count(), 0);
    /// ```
    #[must_use]
    pub fn registry(mut self, registry: Registry) -> Self {
        self.registry = Some(registry);
        self
    }

    /// The largest source that is read, in bytes: 256 MiB where none is named, 4 GiB less one byte at the most.
    ///
    /// ```
    /// let parser = rendicion::Parser::builder().max_source(4).build().unwrap();
    /// assert_eq!(parser.parse("Informe").source().text(), "Info");
    /// ```
    #[must_use]
    pub fn max_source(mut self, bytes: u64) -> Self {
        self.max_source = Some(bytes);
        self
    }

    /// The number of diagnostics that are kept, 10 000 where none is named; more are counted.
    ///
    /// ```
    /// let parser = rendicion::Parser::builder().max_diagnostics(0).build().unwrap();
    /// let report = parser.parse("Con (AÑO) y (MES) y (FECHA)");
    /// assert!(report.diagnostics()[0].message.contains("counted and not kept"));
    /// ```
    #[must_use]
    pub fn max_diagnostics(mut self, count: usize) -> Self {
        self.max_diagnostics = Some(count);
        self
    }

    /// The parser.
    ///
    /// # Errors
    ///
    /// [`InvalidParser::RepeatedId`] where two section parsers have one id, [`InvalidParser::EmptyId`] where one has an
    /// empty id.
    ///
    /// ```
    /// use rendicion::{Coverage, Parser, Registry, SectionId};
    ///
    /// let registry = Registry::standard().with(Coverage);
    /// assert!(Parser::builder().registry(registry.clone()).build().is_err());
    /// let registry = registry.without(&SectionId::COVERAGE).with(Coverage);
    /// assert!(Parser::builder().registry(registry).build().is_ok());
    /// ```
    pub fn build(self) -> Result<Parser, InvalidParser> {
        let parser = self.assembled();
        let mut ids = HashSet::new();
        for id in parser.registry.ids() {
            if id.as_str().is_empty() {
                return Err(InvalidParser::EmptyId);
            }
            if !ids.insert(id.clone()) {
                return Err(InvalidParser::RepeatedId { id });
            }
        }
        Ok(parser)
    }

    fn assembled(self) -> Parser {
        Parser {
            registry: self.registry.unwrap_or_else(Registry::standard),
            max_source: self
                .max_source
                .unwrap_or(MAX_SOURCE)
                .min(u64::from(u32::MAX) - 1),
            max_diagnostics: self.max_diagnostics.unwrap_or(MAX_DIAGNOSTICS),
        }
    }
}
