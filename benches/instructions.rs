//! What `scripts/instructions` runs under callgrind: each file read as a report and as Markdown, several times.
//!
//! The instructions are counted in `read_report`, `read_markdown` and `read_findings` alone. They are not inlined, so that callgrind can
//! begin and end there; start, reading files and output are outside them.

use std::env;
use std::fs;
use std::hint::black_box;
use std::process::ExitCode;

use rendicion::Report;
use rendicion::audit::{Finding, RuleSet};

const USAGE: &str = "usage: instructions report|markdown|findings CALLS FILE...";

/// From text to typed facts. What the report takes to drop is left out.
#[inline(never)]
fn read_report(text: &str) -> Report {
    black_box(rendicion::parse(black_box(text)))
}

/// Every event of the Markdown reader, for scale.
#[inline(never)]
fn read_markdown(text: &str) -> usize {
    black_box(
        pulldown_cmark::Parser::new(black_box(text)).fold(0, |count, event| {
            black_box(event);
            count + 1
        }),
    )
}

/// What the standard rules find in a report that was read before.
#[inline(never)]
fn read_findings(report: &Report, rules: &RuleSet) -> Vec<Finding> {
    black_box(black_box(report).audit(rules))
}

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let [reader, calls, files @ ..] = arguments.as_slice() else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    let (Ok(calls), "report" | "markdown" | "findings") = (calls.parse::<usize>(), reader.as_str())
    else {
        eprintln!("{USAGE}");
        return ExitCode::from(2);
    };
    for file in files {
        let text = match fs::read(file) {
            Ok(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            Err(error) => {
                eprintln!("{file}: {error}");
                return ExitCode::FAILURE;
            }
        };
        let report = (reader == "findings").then(|| rendicion::parse(&text));
        let rules = RuleSet::standard();
        for _ in 0..calls {
            if let Some(report) = &report {
                drop(read_findings(report, &rules));
            } else if reader == "report" {
                drop(read_report(&text));
            } else {
                read_markdown(&text);
            }
        }
    }
    ExitCode::SUCCESS
}
