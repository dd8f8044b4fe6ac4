//! Memory and time on the worst texts that are known: what a report takes is bounded, whatever the text.
//!
//! `cargo test --release --test memory -- --ignored --nocapture` measures at full size and prints the tables of
//! `docs/reliability.md`. The allocator counts for the whole process: this file has one test that is run with the
//! others.

#![allow(clippy::cast_precision_loss, reason = "ratios for a person to read")]

mod support;

use std::time::Instant;

use peak_alloc::PeakAlloc;
use rendicion::Report;

#[global_allocator]
static ALLOCATOR: PeakAlloc = PeakAlloc;

/// Memory for each byte of source, at the peak of reading it, and what a text takes however short it is.
const SHARE: usize = 16;
const BASE: usize = 1 << 20;

/// The bytes at the peak of reading a text, those that the report keeps, and the report.
fn memory(text: &str) -> (usize, usize, Report) {
    let before = ALLOCATOR.current_usage();
    ALLOCATOR.reset_peak_usage();
    let report = rendicion::parse(text);
    (
        ALLOCATOR.peak_usage() - before,
        ALLOCATOR.current_usage() - before,
        report,
    )
}

/// Texts that take more memory or time than reports do, by what they repeat: a JSON string a line.
fn worst() -> impl Iterator<Item = String> {
    let lines = include_str!("worst.txt").lines();
    lines.map(|line| serde_json::from_str(line).unwrap())
}

/// Titles of sections that read sentences.
const TITLES: &[&str] = &[
    "1. Cobertura Institucional",
    "5. Ejecución programática y presupuestaria",
    "6. Procesos de contratación y compras públicas",
    "7. Enajenación de bienes, expropiaciones y donaciones",
    "8. Incorporación de recomendaciones y dictámenes",
];

fn repeated(piece: &str, size: usize) -> String {
    piece.repeat(size / piece.len() + 1)
}

#[test]
fn memory_is_bounded_on_the_worst_texts() {
    rendicion::parse("");
    let mut over = Vec::new();
    // Under the title of a section its sentences are read too.
    let titles = TITLES.iter().map(|title| format!("{title}\n\n"));
    for title in titles.chain([String::new()]) {
        for piece in worst() {
            let text = title.clone() + &repeated(&piece, 96 << 10);
            let (peak, _, report) = memory(&text);
            if peak > SHARE * text.len() + BASE {
                let times = peak as f64 / text.len() as f64;
                over.push(format!("{title}{piece:?}: {times:.1} times"));
            }
            assert_eq!(report.source().text(), text);
        }
    }
    assert!(
        over.is_empty(),
        "more than {SHARE} times the source: {over:#?}"
    );
}

#[test]
#[ignore = "measures at full size, for docs/reliability.md"]
fn measure() {
    rendicion::parse("");
    let report: String = support::specimen::all()
        .iter()
        .map(|specimen| specimen.text.as_str())
        .collect();
    let rows = worst().map(|piece| (format!("{piece:?}"), piece));
    let rows = rows.chain([("reports".to_owned(), report.clone())]);
    println!("| text | peak | kept | ns/byte | doubled |\n| --- | --- | --- | --- | --- |");
    for (name, piece) in rows {
        let (small, large) = (repeated(&piece, 1 << 20), repeated(&piece, 2 << 20));
        let time = |text: &str| {
            let start = Instant::now();
            drop(rendicion::parse(text));
            start.elapsed().as_secs_f64()
        };
        let (peak, kept, _) = memory(&small);
        let share = |bytes: usize| bytes as f64 / small.len() as f64;
        let (once, twice) = (time(&small), time(&large));
        println!(
            "| `{name}` | {:.1} | {:.1} | {:.0} | {:.2} |",
            share(peak),
            share(kept),
            once * 1e9 / small.len() as f64,
            twice / once
        );
    }
    for size in [8, 16, 32, 64] {
        let text = repeated(&report, size << 20);
        let start = Instant::now();
        let (peak, kept, _) = memory(&text);
        let seconds = start.elapsed().as_secs_f64();
        let share = |bytes: usize| bytes as f64 / text.len() as f64;
        println!(
            "reports to {size} MiB: {seconds:.1} s, peak {:.1}, kept {:.1}",
            share(peak),
            share(kept)
        );
    }
    let prose = repeated(
        "La Dirección Provincial atiende a los afiliados de la provincia. ",
        8 << 20,
    );
    let (peak, kept, _) = memory(&prose);
    println!(
        "one line of 8 MiB: peak {:.1}, kept {:.1}",
        peak as f64 / prose.len() as f64,
        kept as f64 / prose.len() as f64
    );
}
