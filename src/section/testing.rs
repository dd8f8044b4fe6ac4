//! What the tests of sections share: reading a text as one section, without a report around it.

use std::fmt::Debug;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{Passage, Reading, SectionParser, Subsection};
use crate::block::title::Finder;
use crate::block::{Reader, Vocabulary};
use crate::diagnostic::Code;
use crate::model::Values;
use crate::page::Page;
use crate::source::{Budget, Source, Span, line};
use crate::table::{Compiled, Schemas};

/// What `parser` reads out of the lines under its title, and what it reports.
pub(super) fn read<P: SectionParser>(parser: &P, text: &str) -> (P::Output, Vec<Code>) {
    read_in(parser, text, None, None)
}

/// The same, in a report of a year and a province.
pub(super) fn read_in<P: SectionParser>(
    parser: &P,
    text: &str,
    year: Option<u16>,
    province: Option<&str>,
) -> (P::Output, Vec<Code>) {
    let mut sink: Vec<(Code, Span, String)> = Vec::new();
    let mut said: Vec<(Code, Span, String)> = Vec::new();
    let compiled: Vec<Compiled> = parser.tables().iter().map(Compiled::new).collect();
    let output = with_reading(text, parser.subtitles(), &compiled, &mut sink, |reading| {
        parser.parse(
            &Reading {
                year,
                province,
                ..*reading
            },
            &mut said,
        )
    });
    (output, said.into_iter().map(|(code, ..)| code).collect())
}

/// What `parser` reads, once it has been made JSON and been read back from that.
pub(super) fn round_trip<T: Serialize + DeserializeOwned + PartialEq + Debug>(facts: &T) {
    let json = serde_json::to_string(facts).unwrap();
    assert_eq!(&serde_json::from_str::<T>(&json).unwrap(), facts, "{json}");
}

pub(super) fn with_passages(text: &str, check: impl FnOnce(&[Passage<'_>], &Source)) {
    with_reading(text, &[], &[], &mut Vec::new(), |reading| {
        check(&reading.passages(), reading.source());
    });
}

fn with_reading<T>(
    text: &str,
    subtitles: &[&str],
    tables: &[Compiled],
    sink: &mut Vec<(Code, Span, String)>,
    read: impl FnOnce(&Reading<'_>) -> T,
) -> T {
    let source = Source::new(text);
    let (lines, _) = line::split(text);
    let count = lines.len();
    let budget = Budget::new(text.len(), source.lines() as usize, count);
    let page = Page::new(&source, lines, &budget);
    let sheet = crate::table::Sheet::new(&page);
    let subtitles = Finder::new(subtitles.iter().copied());
    let schemas = Schemas::new(tables, tables.len());
    let vocabulary = Vocabulary {
        subtitles: &subtitles,
        schemas: &schemas,
        sheet: &sheet,
        known: &crate::table::Known::new(tables.iter().map(Compiled::schema)),
    };
    let body = Reader::new(
        &page,
        &vocabulary,
        Values::new(&source, page.word_list(), &budget, sink),
    )
    .read(0..count);
    let subsections: Vec<Subsection<'_>> = body
        .subsections
        .iter()
        .map(|sub| Subsection {
            title: &sub.title,
            number: sub.number.as_deref(),
            title_span: sub.title_span,
            blocks: &sub.blocks,
        })
        .collect();
    let span = Span::new(0, text.len() as u32);
    read(&Reading {
        source: &source,
        title: None,
        span,
        blocks: &body.blocks,
        subsections: &subsections,
        year: None,
        province: None,
        words: page.word_list(),
    })
}
