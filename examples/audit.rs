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
Prints what each report says that does not hold, with the lines that prove it. No value is changed.
  --es       in Spanish
  --all      findings of severity `info` too: what may well be right
  FILE       a text, or a PDF where the feature `pdf` is on
  -          read standard input
  -h, --help say this
Without a FILE the bundled specimen is read. docs/rules.md says what each code means.
The exit code is 1 where a finding is an error or a FILE cannot be read, and 2 where an option is unknown.";

/// Places of a finding that are shown.
const SHOWN: usize = 4;

/// How many findings are shown, how many of them are errors, and how many are not shown.
#[derive(Clone, Copy, Default)]
struct Tally {
    shown: usize,
    errors: usize,
    hidden: usize,
}

impl Tally {
    fn of(findings: &[Finding], all: bool) -> Self {
        let count = |severity| findings.iter().filter(|it| it.severity == severity).count();
        let infos = count(Severity::Info);
        let hidden = if all { 0 } else { infos };
        Self {
            shown: findings.len() - hidden,
            errors: count(Severity::Error),
            hidden,
        }
    }

    fn add(&mut self, other: Self) {
        self.shown += other.shown;
        self.errors += other.errors;
        self.hidden += other.hidden;
    }

    fn say(self, language: Language) -> String {
        let s = if self.shown == 1 { "" } else { "s" };
        let Self {
            shown,
            errors,
            hidden,
        } = self;
        let mut said = language.pick(
            format!("{shown} finding{s}"),
            format!("{shown} hallazgo{s}"),
        );
        if errors > 0 {
            let more = language.pick(
                format!(", {errors} of severity `error`"),
                format!(", {errors} de gravedad `error`"),
            );
            said += &more;
        }
        if hidden > 0 {
            let more = language.pick(
                format!("; --all shows {hidden} more"),
                format!("; --all muestra {hidden} más"),
            );
            said += &more;
        }
        said
    }
}

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
    let (mut reports, mut sum) = (0, Tally::default());
    let code = support::each(&inputs, |input, report| {
        let name = input.to_string();
        let findings = report.audit(&rules);
        let tally = Tally::of(&findings, all);
        for finding in findings
            .iter()
            .filter(|it| all || it.severity > Severity::Info)
        {
            let shown = render(&name, report, finding, language, &renderer);
            writeln!(stdout, "{shown}\n")?;
        }
        sum.add(tally);
        reports += 1;
        writeln!(stdout, "{name}: {}", tally.say(language))?;
        stdout.flush()
    });
    if reports > 1 {
        let lead = language.pick("reports", "informes");
        // That nobody reads it any more is no error.
        let _ = writeln!(stdout, "{reports} {lead}: {}", sum.say(language));
    }
    if sum.errors > 0 {
        ExitCode::from(1)
    } else {
        code
    }
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
        .with_name(match finding.severity {
            Severity::Error => "error",
            Severity::Warning => language.pick("warning", "advertencia"),
            _ => language.pick("info", "información"),
        })
        .primary_title(finding.message.as_str())
        .id(finding.code);
    let mut group = Group::with_title(title);
    let others = std::iter::repeat(AnnotationKind::Context);
    let kinds = std::iter::once(AnnotationKind::Primary).chain(others);
    for (place, kind) in finding.evidence.iter().take(SHOWN).zip(kinds) {
        group = group.element(terminal::snippet(name, report, kind, place.span));
    }
    let more = finding.evidence.len().saturating_sub(SHOWN);
    if more > 0 {
        let said = language.pick(
            format!("and {more} more that it rests on"),
            format!("y {more} más en que se apoya"),
        );
        group = group.element(
            Level::NOTE
                .with_name(language.pick("note", "nota"))
                .message(said),
        );
    }
    if let Some(it) = finding.suggestion.as_deref() {
        let (help, lead) = language.pick(("help", "perhaps"), ("ayuda", "quizá"));
        group = group.element(Level::HELP.with_name(help).message(format!("{lead} {it}")));
    }
    renderer.render(&[group])
}
