//! The same report as many extractors leave it states the same facts, or a diagnostic says that something was hard to
//! read: no fact is wrong or lost in silence.
//!
//! A fact is said where a diagnostic stands in a section of its kind, or speaks of the document as a whole. How a number
//! with one separator was read says nothing of it. What [`SILENT`] lists is not lived up to yet; no count may grow.
//!
//! The table of docs/reliability.md:
//!
//! ```text
//! cargo test --test extracted measure -- --ignored --nocapture
//! ```

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use rendicion::{Code, Report, Severity};
use support::gold::{self, Counts};
use support::specimen;

/// A specimen, and how many of its facts are wrong or missed in silence today.
const SILENT: &[(&str, usize)] = &[
    ("los-rios-2023-writer.oxidize", 2),
    ("los-rios-2023-writer.pdfplumber-layout", 12),
    ("los-rios-2023-writer.pdftotext-layout", 12),
];

/// The facts of one text: as they are counted, and those that are wrong or missed in silence.
struct Reading {
    name: String,
    facts: Counts,
    silent: Vec<String>,
}

fn readings() -> Vec<Reading> {
    let read = |specimen: specimen::Specimen| {
        let report = rendicion::parse(&specimen.text);
        let [.., facts] = gold::score(&serde_json::to_value(&report).unwrap(), &specimen.gold);
        let of = |what: &'static str, facts: &[String]| -> Vec<String> {
            facts
                .iter()
                .filter(|fact| !is_said(&report, fact, what))
                .map(|fact| format!("{what} {fact}"))
                .collect()
        };
        let silent = [of("wrong", &facts.extra), of("missed", &facts.missed)].concat();
        Reading {
            name: specimen.name,
            facts,
            silent,
        }
    };
    specimen::extracted().into_iter().map(read).collect()
}

/// Whether a diagnostic speaks of the document as a whole, or of where this fact stands or should stand.
fn is_said(report: &Report, fact: &str, what: &str) -> bool {
    // A fact is labelled with the kind of its section, but for those who sign.
    let kind = match fact.split('"').nth(1) {
        Some("signatory") => "signatures",
        kind => kind.unwrap_or_default(),
    };
    let lines: Vec<_> = report
        .sections()
        .iter()
        .filter(|section| section.kind().as_str() == kind)
        .map(|section| section.line()..=report.source().line_of(section.span().end))
        .collect();
    report
        .diagnostics()
        .iter()
        .any(|diagnostic| match diagnostic.code {
            Code::AmbiguousSeparator => false,
            // What is wrong wants a warning.
            _ if what == "wrong" && diagnostic.severity < Severity::Warning => false,
            Code::SplitWords => true,
            _ => lines.iter().any(|lines| lines.contains(&diagnostic.line)),
        })
}

#[test]
fn no_fact_is_wrong_or_lost_in_silence() {
    let mut broken = String::new();
    for Reading { name, silent, .. } in readings() {
        let today = SILENT
            .iter()
            .find(|(of, _)| *of == name)
            .map_or(0, |(_, today)| *today);
        if silent.len() != today {
            let _ = writeln!(
                broken,
                "{name}: {} in silence, and {today} are listed\n    {}",
                silent.len(),
                silent.join("\n    ")
            );
        }
    }
    assert!(broken.is_empty(), "{broken}");
}

/// Prints the table of docs/reliability.md: right / expected, then what is wrong, then what is in silence.
#[test]
#[ignore = "prints what is reached"]
fn measure() {
    let readings = readings();
    let by_name: BTreeMap<(&str, &str), &Reading> = readings
        .iter()
        .filter_map(|it| Some((it.name.split_once('.')?, it)))
        .map(|((r, e), it)| ((e, r), it))
        .collect();
    let reports: BTreeSet<&str> = by_name.keys().map(|(_, report)| *report).collect();
    let reports: Vec<&str> = reports
        .into_iter()
        .filter(|report| {
            by_name
                .iter()
                .any(|((_, of), it)| of == report && it.facts.right > 0)
        })
        .collect();
    let extractors: BTreeSet<&str> = by_name.keys().map(|(extractor, _)| *extractor).collect();
    println!(
        "| extractor | {} |\n|{}",
        reports.join(" | "),
        " --- |".repeat(reports.len() + 1)
    );
    for extractor in extractors {
        let cells = reports.iter().map(|report| {
            by_name
                .get(&(extractor, *report))
                .map_or("–".to_owned(), |it| cell(it))
        });
        println!(
            "| {extractor} | {} |",
            cells.collect::<Vec<_>>().join(" | ")
        );
    }
}

fn cell(Reading { facts, silent, .. }: &Reading) -> String {
    let mut out = format!("{}/{}", facts.right, facts.right + facts.missed.len());
    if !facts.extra.is_empty() {
        let _ = write!(out, ", {} wrong", facts.extra.len());
    }
    if !silent.is_empty() {
        let _ = write!(out, ", {} in silence", silent.len());
    }
    out
}
