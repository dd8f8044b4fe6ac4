//! Prints what reports say that does not hold, with the lines that prove it.
//!
//! ```sh
//! cargo run --release --example audit                      # the bundled specimen
//! cargo run --release --example audit -- --es loja.txt     # in Spanish
//! ```
//!
//! It leaves with 1 where a finding of severity `error` stands.

mod support;

use std::env;
use std::io::{self, IsTerminal as _, Write as _};
use std::process::ExitCode;

use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};
use rendicion::audit::{Finding, Language, RuleSet};
use rendicion::{Report, Severity, Span};

const USAGE: &str = "\
usage: audit [--es] [--all] [FILE]...
Prints what each report says that does not hold, with the lines that prove it.
  --es       in Spanish
  --all      findings of severity `info` too
  -          read standard input
  -h, --help say this
Without a FILE the bundled specimen is read. The exit code is 1 where a finding is an error.";

/// Places of a finding that are shown.
const SHOWN: usize = 4;

fn main() -> ExitCode {
    let mut args: Vec<_> = env::args_os().skip(1).collect();
    let mut flag = |name: &str| {
        let count = args.len();
        args.retain(|arg| arg != name);
        args.len() < count
    };
    let (is_spanish, all) = (flag("--es"), flag("--all"));
    let language = if is_spanish {
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
    let plain =
        !stdout.is_terminal() || env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
    let renderer = if plain {
        Renderer::plain()
    } else {
        Renderer::styled()
    };
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
    let level = match finding.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        _ => Level::INFO,
    };
    let title = level
        .primary_title(finding.message.as_str())
        .id(finding.code);
    let mut places = finding.evidence.iter().take(SHOWN);
    let first = places.next().map(|place| place.span);
    let mut group = Group::with_title(title);
    for (kind, span) in first
        .map(|span| (AnnotationKind::Primary, span))
        .into_iter()
        .chain(places.map(|place| (AnnotationKind::Context, place.span)))
    {
        let lines = whole_lines(report, span);
        let within = (span.start - lines.start) as usize..(span.end - lines.start) as usize;
        let line = report.position(lines).line as usize;
        group = group.element(
            Snippet::source(report.text(lines))
                .path(name)
                .line_start(line)
                .annotation(kind.span(within)),
        );
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

/// The lines that a span touches: a snippet needs no more of a long report.
fn whole_lines(report: &Report, span: Span) -> Span {
    let source = report.source();
    let line_of = |offset| source.line_span(source.line_of(offset)).unwrap_or(span);
    line_of(span.start)
        .hull(line_of(span.end.max(span.start)))
        .hull(span)
}
