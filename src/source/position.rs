//! The source text, and where in it a byte stands.

use std::fmt;

use super::{Span, line, steps};

/// The text of a report exactly as it was given, with an index of its lines.
///
/// ```
/// let report = rendicion::parse("Introducción \n\nEn el año 2020 ");
/// let source = report.source();
/// let year = source.text().find("2020").unwrap() as u32;
/// let place = source.position(year);
/// assert_eq!((place.line, place.byte, place.character), (3, 11, 10));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    text: Box<str>,
    line_starts: Vec<u32>,
    /// Where each page begins, and its number; 0 where the text does not show it.
    pages: Vec<(u32, u32)>,
}

/// Where a byte of the source stands, for an editor or a person.
///
/// `line` is counted from 1, as in the reports' JSON; the three columns are counted from 0, in the unit that each
/// names. It is printed as editors have it, `line:column` with columns from 1, and its page where it is known.
///
/// ```
/// let report = rendicion::parse("Introducción \n\nEl IESS atiende. \n\u{c}Logros alcanzados \n\nSe abrió una agencia. \n");
/// let title = report.sections()[1].title_span().unwrap();
/// let place = report.position(title);
/// assert_eq!((place.line, place.page), (4, Some(2)));
/// assert_eq!(place.to_string(), "4:2 (page 2)");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct Position {
    /// The line, counted from 1; every `\n` ends one, or every `\r` in a text without any `\n`.
    pub line: u32,
    /// The bytes of the line before it.
    pub byte: u32,
    /// The Unicode scalar values of the line before it.
    pub character: u32,
    /// The UTF-16 code units of the line before it, as the Language Server Protocol and JavaScript count.
    pub utf16: u32,
    /// The number of its page, as printed, or counted from 1 where form feeds part the pages and none is printed;
    /// `None` where the text does not show it.
    pub page: Option<u32>,
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.line, self.character + 1)?;
        match self.page {
            Some(page) => write!(f, " (page {page})"),
            None => Ok(()),
        }
    }
}

impl Source {
    /// Takes a text. The caller has refused what a [`Span`] cannot address.
    pub(crate) fn new(text: impl Into<Box<str>>) -> Self {
        let text: Box<str> = text.into();
        let ends = || memchr::memchr_iter(line::line_end(&text), text.as_bytes());
        // Counted first: a vector that grows takes three times the room while it does.
        let mut line_starts = Vec::with_capacity(1 + ends().count());
        line_starts.push(0);
        line_starts.extend(ends().map(|at| at as u32 + 1));
        Self {
            text,
            line_starts,
            pages: Vec::new(),
        }
    }

    /// It with the places where its pages begin, in order, and their numbers.
    pub(crate) fn with_pages(mut self, pages: Vec<(u32, u32)>) -> Self {
        self.pages = pages;
        self
    }

    /// The number of the page on which the byte at `offset` stands; `None` where the text does not show it.
    ///
    /// Form feeds part pages, and so do page numbers in running headers and footers.
    ///
    /// ```
    /// let report = rendicion::parse("Introducción \n\nEl IESS atiende. \n\u{c}Logros alcanzados \n");
    /// let source = report.source();
    /// assert_eq!(source.page_of(0), Some(1));
    /// assert_eq!(source.page_of(source.text().find("Logros").unwrap() as u32), Some(2));
    /// ```
    pub fn page_of(&self, offset: u32) -> Option<u32> {
        let after = self.pages.partition_point(|&(start, _)| start <= offset);
        let (_, number) = self.pages.get(after.checked_sub(1)?)?;
        Some(*number).filter(|&number| number > 0)
    }

    /// The whole text.
    ///
    /// ```
    /// let report = rendicion::parse("Introducción \n\nEl IESS atiende. \n");
    /// let source = report.source();
    /// assert!(source.text().starts_with("Introducción"));
    /// ```
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text that a span of this source holds; empty for a span of another source that does not fit this one.
    ///
    /// ```
    /// let report = rendicion::parse("Introducción \n\nEl IESS atiende. \n");
    /// let source = report.source();
    /// assert_eq!(source.slice(rendicion::Span::new(0, 5)), "Intro");
    /// assert_eq!(source.slice(rendicion::Span::new(900, 950)), "");
    /// ```
    pub fn slice(&self, span: Span) -> &str {
        let text = span.slice(&self.text).unwrap_or_default();
        steps::take(text.len() + 1);
        text
    }

    /// The number of lines; a text that ends in `\n` has an empty last one.
    ///
    /// ```
    /// let report = rendicion::parse("Introducción \n\nEl IESS atiende. \n");
    /// let source = report.source();
    /// assert_eq!(source.lines(), 4);
    /// ```
    pub fn lines(&self) -> u32 {
        self.line_starts.len() as u32
    }

    /// The line, counted from 1, that holds the byte at `offset`.
    ///
    /// ```
    /// let report = rendicion::parse("Introducción \n\nEl IESS atiende. \n");
    /// let source = report.source();
    /// assert_eq!(source.line_of(source.text().find("IESS").unwrap() as u32), 3);
    /// ```
    pub fn line_of(&self, offset: u32) -> u32 {
        self.line_starts.partition_point(|&start| start <= offset) as u32
    }

    /// The span of a line counted from 1, without its line end; `None` past the last.
    ///
    /// ```
    /// let report = rendicion::parse("Introducción \n\nEl IESS atiende. \n");
    /// let source = report.source();
    /// assert_eq!(source.slice(source.line_span(3).unwrap()), "El IESS atiende. ");
    /// assert_eq!(source.line_span(5), None);
    /// ```
    pub fn line_span(&self, line: u32) -> Option<Span> {
        let at = (line as usize).checked_sub(1)?;
        let start = *self.line_starts.get(at)?;
        let Some(next) = self.line_starts.get(at + 1) else {
            return Some(Span::new(start, self.text.len() as u32));
        };
        let end = next - 1;
        let crlf = end > start && self.text.as_bytes().get(end as usize - 1) == Some(&b'\r');
        Some(Span::new(start, if crlf { end - 1 } else { end }))
    }

    /// Where the byte at `offset` stands; an offset past the end, or inside a character, is taken back to the
    /// nearest character boundary before it.
    ///
    /// ```
    /// let report = rendicion::parse("Introducción \n\nEl IESS atiende. \n");
    /// let source = report.source();
    /// assert_eq!(source.position(0).to_string(), "1:1");
    /// ```
    pub fn position(&self, offset: u32) -> Position {
        let offset = self
            .text
            .floor_char_boundary((offset as usize).min(self.text.len()));
        let line = self.line_of(offset as u32);
        let start = self.line_starts[line as usize - 1] as usize;
        let before = &self.text[start..offset];
        Position {
            line,
            byte: before.len() as u32,
            character: before.chars().count() as u32,
            utf16: before.encode_utf16().count() as u32,
            page: self.page_of(offset as u32),
        }
    }
}
