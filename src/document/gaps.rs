//! What a report should have and has not: sections of the form, and its own end.

use std::collections::HashSet;

use super::collector::Collector;
use super::report::Section;
use crate::diagnostic::{Code, Sink as _};
use crate::lexicon::{self, Class};
use crate::model::{Block, List, Paragraph, Table};
use crate::page::flow::{End, end_of};
use crate::section::{Registry, SectionId};
use crate::source::{Span, Text, split_words};

/// The sections that the form prescribes, in its order. Source: the *Informe de Rendición de Cuentas* form
/// DNPL-SDNSE-GPL-P02-F01, after Res. CPCCS-PLE-SG-069-2021-476.
const FORM: [SectionId; 10] = [
    SectionId::INTRODUCTION,
    SectionId::EXECUTIVE_SUMMARY,
    SectionId::COVERAGE,
    SectionId::ACHIEVEMENTS,
    SectionId::EQUALITY_POLICIES,
    SectionId::OBJECTIVES,
    SectionId::BUDGET_EXECUTION,
    SectionId::PROCUREMENT,
    SectionId::ASSET_DISPOSALS,
    SectionId::RECOMMENDATIONS,
];
/// Sections of the form that a report needs before others are missed.
const ENOUGH: usize = 3;

/// Says which sections of the form have no title, where `registry` has a parser for them, once for each place: reports
/// leave numbers out, so the count does not tell. What they say may stand in the section before, as a part of it.
pub(super) fn missing_sections(
    sections: &[Section],
    registry: &Registry,
    sink: &mut Collector<'_>,
) {
    let present: HashSet<&SectionId> = sections.iter().map(Section::kind).collect();
    if FORM.iter().filter(|id| present.contains(id)).count() < ENOUGH {
        return;
    }
    let known: HashSet<SectionId> = registry.entries().iter().map(|entry| entry.id()).collect();
    let mut before = None;
    let mut missing: Vec<&SectionId> = Vec::new();
    for id in &FORM {
        if let Some(at) = sections.iter().position(|section| section.kind() == id) {
            report_missing(sections, before, &mut missing, sink);
            before = Some(at);
        } else if known.contains(id) {
            missing.push(id);
        }
    }
    report_missing(sections, before, &mut missing, sink);
}

/// Says that the sections `missing` have no title after section `before`, once for all of them.
fn report_missing(
    sections: &[Section],
    before: Option<usize>,
    missing: &mut Vec<&SectionId>,
    sink: &mut Collector<'_>,
) {
    if missing.is_empty() {
        return;
    }
    let names: Vec<String> = missing.drain(..).map(|id| format!("`{id}`")).collect();
    let place = before
        .and_then(|at| sections.get(at))
        .map(|section| section.title_span().unwrap_or(section.span()));
    let message = format!(
        "no title of {} was found; if the report has one, what it says was read as part of the section that stands before",
        names.join(", ")
    );
    sink.report(Code::MissingSection, place.unwrap_or_default(), message);
}

/// Says where a sentence breaks off between two paragraphs: a line between them may be gone or stand elsewhere, and of what
/// its numbers are said is not certain.
pub(super) fn broken_sentences(sections: &[Section], sink: &mut Collector<'_>) {
    for section in sections {
        let mut before: Option<&Paragraph> = None;
        for block in section.all_blocks() {
            match block {
                Block::Furniture(_) => {}
                Block::Paragraph(paragraph) => {
                    if is_rest(before, paragraph) {
                        let message = "a sentence begins here in the middle: a line before it may be gone, or stand elsewhere".to_owned();
                        sink.report(Code::BrokenSentence, paragraph.place.span, message);
                    }
                    before = Some(paragraph);
                }
                _ => before = None,
            }
        }
    }
}

/// Whether a paragraph with a number begins in small letters, or goes on with the number that the one before ends with.
fn is_rest(before: Option<&Paragraph>, paragraph: &Paragraph) -> bool {
    let holds_number = |it: &Paragraph| it.atoms.iter().any(|atom| atom.value.decimal().is_some());
    let ends_in_digit = |it: &&Paragraph| it.text.as_str().ends_with(|c: char| c.is_ascii_digit());
    let text = paragraph.text.as_str();
    if text.starts_with(|c: char| c.is_ascii_digit()) {
        return before.is_some_and(|it| ends_in_digit(&it));
    }
    text.starts_with(char::is_lowercase)
        && text.split(' ').count() > SENTENCE
        && (holds_number(paragraph) || before.is_some_and(holds_number))
}

/// Words that an unfinished sentence has at the least, and letters of a label in capitals.
const SENTENCE: usize = 6;
const LABEL: usize = 4;

/// Says that there is no text, or where it ends inside something: with a title, or in the middle of a sentence.
pub(super) fn cut_off(sections: &[Section], sink: &mut Collector<'_>) {
    let Some(section) = sections.last() else {
        let message = "nothing stands in this text: scanned pages have none until their letters are recognised (OCR)";
        sink.report(Code::TruncatedDocument, Span::default(), message.to_owned());
        return;
    };
    let last = section
        .all_blocks()
        .filter(|block| !matches!(block, Block::Furniture(_)))
        .last();
    let end = section.span().end;
    let here = Span::new(end, end);
    match last {
        None if section.title().is_some() => {
            sink.report(
                Code::TruncatedDocument,
                here,
                "the text ends with a title, and nothing stands under it".to_owned(),
            );
        }
        Some(Block::Paragraph(paragraph)) if is_open(&paragraph.text) => inside(here, sink),
        Some(Block::List(items)) if last_item(items).is_some_and(is_open) => inside(here, sink),
        Some(Block::Table(table)) if last_cell(table).is_some_and(is_open) => inside(here, sink),
        _ => {}
    }
}

/// The last cell of a table that holds something.
fn last_cell(table: &Table) -> Option<&Text> {
    let row = table.rows.last()?;
    row.cells
        .iter()
        .flatten()
        .next_back()
        .map(|cell| &cell.text)
}

fn inside(here: Span, sink: &mut Collector<'_>) {
    sink.report(
        Code::TruncatedDocument,
        here,
        "the text ends inside a sentence".to_owned(),
    );
}

fn last_item(list: &List) -> Option<&Text> {
    let item = list.items.last()?;
    item.children.last().map_or(Some(&item.text), last_item)
}

fn is_open(text: &Text) -> bool {
    let text = text.as_str().trim_end();
    let first = split_words(text).next().and_then(lexicon::folded);
    let is_note = first.is_some_and(|word| word.entry().is(Class::TableNote));
    let closed = end_of(text) == End::Closed
        || text.ends_with(['”', '"', '»', ')'])
        || ends_in_address(text);
    let label = !text.contains(char::is_lowercase)
        && text.chars().filter(|c| c.is_alphabetic()).count() >= LABEL;
    let long = label || text.split_whitespace().nth(SENTENCE - 1).is_some();
    // Cells that no table was made of end in no sentence.
    let words = || text.split_whitespace();
    let cells = words()
        .filter(|word| word.bytes().any(|b| b.is_ascii_digit()))
        .count()
        * 3
        > words().count();
    !closed && long && !cells && !is_note
}

fn ends_in_address(text: &str) -> bool {
    text.split_whitespace()
        .next_back()
        .is_some_and(|word| word.contains("://") || word.starts_with("www."))
}

#[cfg(test)]
mod tests {
    use crate::diagnostic::Code;

    fn said(text: &str, code: Code) -> Vec<String> {
        let report = crate::document::standard().parse(text);
        let found = report
            .diagnostics()
            .iter()
            .filter(|diagnostic| diagnostic.code == code);
        found.map(|diagnostic| diagnostic.message.clone()).collect()
    }

    #[test]
    fn a_section_of_the_form_that_is_not_there_is_missed() {
        let all = [
            "Introducción",
            "Resumen Ejecutivo",
            "1. Cobertura Institucional",
            "2. Logros alcanzados",
        ];
        let text = all
            .map(|title| [title, " \n\nSe trabajó con la gente. \n\n"].concat())
            .concat();
        let missed = said(&text, Code::MissingSection);
        assert_eq!(missed.len(), 1, "{missed:?}");
        assert!(
            missed[0].contains("`equality_policies`, `objectives`"),
            "{missed:?}"
        );
        // A speech has no titles, and misses none.
        assert!(
            said(
                "Buenos días a todos los presentes. \n",
                Code::MissingSection
            )
            .is_empty()
        );
    }

    #[test]
    fn a_text_that_ends_inside_something_says_so() {
        for text in [
            "1. Cobertura Institucional \n\nEn la provincia se atendió a los afiliados que \n",
            "Introducción \n\nSe trabajó. \n\n1. Cobertura Institucional \n",
            "2. Logros alcanzados \n\n• Se abrió una ventanilla. \n\n• Se dictó un taller sobre los derechos de las \n",
        ] {
            assert_eq!(said(text, Code::TruncatedDocument).len(), 1, "{text}");
        }
        for text in [
            "1. Cobertura Institucional \n\nEn la provincia se atendió a todos los afiliados. \n",
            "Introducción \n\nLa carpeta está en https://drive.google.com/drive/folders/1aBcDeFgHi \n",
            "Introducción \n\nFuente: rol de pagos de la provincia, mes de diciembre \n",
        ] {
            assert!(said(text, Code::TruncatedDocument).is_empty(), "{text}");
        }
    }
}
