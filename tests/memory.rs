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

/// Texts that take more memory or time than reports do, by what they repeat.
const WORST: &[&str] = &[
    "PROVIN\n\nCIA  \n\n \n\nJUBILADO\n\nS VEJEZ  \n",
    "1 ",
    "1\n",
    "1 2 3 4 5\n",
    "1.1,",
    "1/",
    "1.234 ",
    "1.2345.67 ",
    "$1 ",
    "1% ",
    "Art. 1 ",
    "enero de 2020 ",
    "20/01/2022 ",
    "IESS-DPX-2020-1644-M ",
    "ESS-DNPL-2023-0523-M ",
    "http://a ",
    "a\n",
    "a b\n",
    "A.\n",
    "A.\n\n",
    "AB\n",
    "AB\nCD\n1 2 3\n",
    "Uno 1\n",
    "Uno 1\nDos 1 2\n",
    "Aa 1\nBb 2\nCc 3\n\nTexto que sigue y se acaba.\n\n",
    "• a\n",
    "•\n",
    "•",
    "- \n",
    "a) b\n",
    "1) b\n",
    "1) a\na) b\n• c\n- d\n",
    "o A\n",
    "• Reembolso.\n",
    "1. Logros alcanzados\n",
    "Logros alcanzados\n\nTexto.\n\n",
    "1. Logros\n",
    "PROCEDIMIENTO\nAdjudicados\nFinalizados\nNúmero Total\nValor Total\nNúmero Total\nValor Total\n",
    "Ínfima Cuantía 0 0.00 0 0.00\n",
    "Mgs. Ana Paz\nDirectora\n",
    "3 de 15\n",
    "CÓD: DNPL-SDNSE-GPL-P02-F01\n",
    "(AÑO) ",
    "\"“” ",
    "e\u{301}\u{302}",
    "\u{301}",
    "\u{fb01}",
    "a\u{a0}",
    "a\0\n",
    "a\r\n",
    "\n",
    " \n",
    "\u{c}",
    "\u{c}ab\n",
    "RendiciÃ³n ",
    "La Dirección Provincial atiende a los afiliados de la provincia. ",
];

/// Titles of sections that read sentences.
const TITLES: &[&str] = &[
    "1. Cobertura Institucional",
    "5. Ejecución programática y presupuestaria",
    "6. Procesos de contratación y compras públicas",
    "7. Enajenación de bienes, expropiaciones y donaciones",
];

/// What sentences repeat, beside the worst of all texts.
const SAID: &[&str] = &[
    "a 1, ",
    "a. ",
    "45 afiliados, ",
    "Hay 45 afiliados. ",
    "no y que ",
    "(de los cuales ",
    "La Unidad A devengó USD 5,00. ",
    "devengó USD 5,00 y pagó 3,00; ",
    "Se adjudicaron 3 procesos de licitación por $ 5,00. ",
    "Se donaron 3 sillas por $ 5,00. ",
    "• Se donaron 3 sillas\n",
];

fn repeated(piece: &str, size: usize) -> String {
    piece.repeat(size / piece.len() + 1)
}

#[test]
fn memory_is_bounded_on_the_worst_texts() {
    rendicion::parse("");
    let mut over = Vec::new();
    for piece in WORST {
        let text = repeated(piece, 96 << 10);
        let (peak, _, report) = memory(&text);
        if peak > SHARE * text.len() + BASE {
            over.push(format!(
                "{piece:?}: {:.1} times",
                peak as f64 / text.len() as f64
            ));
        }
        assert_eq!(report.source().text(), text);
    }
    // Under the title of a section its sentences are read too.
    for (title, piece) in TITLES
        .iter()
        .flat_map(|title| SAID.iter().map(move |it| (title, it)))
    {
        let text = format!("{title}\n\n{}", repeated(piece, 96 << 10));
        let (peak, _, _) = memory(&text);
        if peak > SHARE * text.len() + BASE {
            over.push(format!(
                "{title} {piece:?}: {:.1} times",
                peak as f64 / text.len() as f64
            ));
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
    let names = WORST.iter().map(|piece| format!("{piece:?}"));
    let rows = names
        .zip(WORST.iter().copied())
        .chain([("reports".to_owned(), report.as_str())]);
    println!("| text | peak | kept | ns/byte | doubled |\n| --- | --- | --- | --- | --- |");
    for (name, piece) in rows {
        let (small, large) = (repeated(piece, 1 << 20), repeated(piece, 2 << 20));
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
