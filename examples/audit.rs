//! Prints what reports say that does not hold, with the lines that prove it.
//!
//! ```sh
//! cargo run --release --example audit                      # the bundled specimen
//! cargo run --release --example audit -- --es loja.txt     # in Spanish
//! cargo run --release --features pdf --example audit -- loja.pdf
//! ```
//!
//! It leaves with 1 where a finding of severity `error` stands.

mod support;

use std::env;
use std::io::{self, Write as _};
use std::process::ExitCode;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer};
use rendicion::audit::{Finding, Language, RuleSet};
use rendicion::{Report, Severity};
use support::terminal;

const USAGE: &str = "\
usage: audit [--es] [--all] [FILE]...
Prints what each report says that does not hold, with the lines that prove it.
  --es       in Spanish
  --all      findings of severity `info` too
  FILE       a text, or a PDF where the feature `pdf` is on
  -          read standard input
  -h, --help say this
Without a FILE the bundled specimen is read. The exit code is 1 where a finding is an error.";

/// Places of a finding that are shown.
const SHOWN: usize = 4;

fn main() -> ExitCode {
    let mut args: Vec<_> = env::args_os().skip(1).collect();
    let all = support::flag(&mut args, "--all");
    let language = if support::flag(&mut args, "--es") {
        Language::Spanish
    } else {
        Language::English
    };
    let inputs = match support::inputs(args, USAGE) {
        Ok(inputs) => inputs,
        Err(code) => return code,
    };
    let rules = RuleSet::standard().in_language(language);
    let mut stdout = io::stdout().lock();
    let renderer = terminal::renderer(&stdout);
    let mut is_wrong = false;
    let code = support::each(&inputs, |input, report| {
        let name = input.to_string();
        let findings = report.audit(&rules);
        is_wrong |= findings.iter().any(|it| it.severity == Severity::Error);
        let shown: Vec<&Finding> = findings
            .iter()
            .filter(|it| all || it.severity > Severity::Info)
            .collect();
        for finding in &shown {
            writeln!(
                stdout,
                "{}\n",
                render(&name, report, finding, language, &renderer)
            )?;
        }
        let count = shown.len();
        let said = language.pick("findings", "hallazgos");
        writeln!(stdout, "{name}: {count} {said}")?;
        stdout.flush()
    });
    if is_wrong { ExitCode::from(1) } else { code }
}

/// A finding with the lines of its places.
fn render(
    name: &str,
    report: &Report,
    finding: &Finding,
    language: Language,
    renderer: &Renderer,
) -> String {
    let title = terminal::level(finding.severity)
        .primary_title(finding.message.as_str())
        .id(finding.code);
    let mut group = Group::with_title(title);
    let others = std::iter::repeat(AnnotationKind::Context);
    let kinds = std::iter::once(AnnotationKind::Primary).chain(others);
    for (place, kind) in finding.evidence.iter().take(SHOWN).zip(kinds) {
        group = group.element(terminal::snippet(name, report, kind, place.span));
    }
    let suggestion = finding.suggestion.as_deref().map(|it| {
        let lead = language.pick("perhaps", "quizá");
        Level::HELP.message(format!("{lead} {it}"))
    });
    if let Some(suggestion) = suggestion {
        group = group.element(suggestion);
    }
    renderer.render(&[group])
}
