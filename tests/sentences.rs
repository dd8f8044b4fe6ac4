//! Sentences and what they state: `sentences/KIND.txt`, read as the section KIND of a report.
//!
//! ```text
//! > a paragraph of the section
//! > another one, or an item behind its bullet
//! = a fact that it states
//! ! the code of a diagnostic that says what it does not state, and how often
//! ```
//!
//! A line without a mark is a comment. A case states its facts and no others, in any order.

mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use rendicion::{
    AssetDisposals, BudgetExecution, Code, Count, Coverage, Figure, Procurement, Report,
};

/// The sections, by the names of their files.
const KINDS: [(&str, &str); 4] = [
    ("budget", "5. Ejecución programática y presupuestaria"),
    ("procurement", "6. Procesos de contratación"),
    (
        "disposals",
        "7. Enajenación de bienes, expropiaciones y donaciones",
    ),
    ("indicators", "1. Cobertura Institucional"),
];

#[derive(Debug, Default)]
struct Case {
    line: usize,
    paragraphs: Vec<String>,
    facts: Vec<String>,
    codes: BTreeMap<String, usize>,
}

fn cases(text: &str) -> Vec<Case> {
    let mut out: Vec<Case> = Vec::new();
    let mut is_open = false;
    for (at, line) in text.lines().enumerate() {
        let Some((mark, rest)) = line.split_once(' ') else {
            continue;
        };
        let rest = rest.to_owned();
        match mark {
            ">" if is_open => out.last_mut().unwrap().paragraphs.push(rest),
            ">" => out.push(Case {
                line: at + 1,
                paragraphs: vec![rest],
                ..Case::default()
            }),
            "=" => out.last_mut().unwrap().facts.push(rest),
            "!" => *out.last_mut().unwrap().codes.entry(rest).or_default() += 1,
            _ => {}
        }
        is_open = mark == ">";
    }
    for case in &mut out {
        case.facts.sort();
    }
    out
}

fn figure(out: &mut Vec<String>, name: &str, member: &str, value: Option<Figure>) {
    out.extend(value.map(|it| format!("{name}: {member} {}", it.value)));
}

fn count(out: &mut Vec<String>, name: &str, member: &str, value: Option<Count>) {
    out.extend(value.map(|it| format!("{name}: {member} {}", it.value)));
}

fn facts(report: &Report) -> Vec<String> {
    let mut out = Vec::new();
    if let Some(data) = report.section::<BudgetExecution>() {
        for it in &data.units {
            figure(&mut out, &it.unit, "codified", it.codified);
            figure(&mut out, &it.unit, "planned", it.planned);
            figure(&mut out, &it.unit, "executed", it.executed);
            figure(&mut out, &it.unit, "percent", it.percent);
        }
    }
    if let Some(data) = report.section::<Procurement>() {
        for it in &data.procedures {
            for (name, stage) in [("awarded", it.awarded), ("finished", it.finished)] {
                count(
                    &mut out,
                    &it.procedure,
                    &format!("{name} count"),
                    stage.count,
                );
                figure(
                    &mut out,
                    &it.procedure,
                    &format!("{name} total"),
                    stage.total,
                );
            }
        }
    }
    if let Some(data) = report.section::<AssetDisposals>() {
        out.extend(data.declared_none.then(|| "none".to_owned()));
        out.extend(data.disposals.iter().map(|it| {
            let mut fact = it.kind.to_string();
            if let Some(value) = &it.value {
                let _ = write!(fact, " {}", value.value);
            }
            fact
        }));
    }
    if let Some(data) = report.section::<Coverage>() {
        out.extend(data.indicators.iter().map(|it| {
            let period = it
                .period
                .as_ref()
                .map_or_else(|| "-".to_owned(), ToString::to_string);
            format!("{} {} {period}", it.concept, it.value)
        }));
    }
    out.sort();
    out
}

/// Whether a text is on a unit's budget or on a procedure, and gives figures.
fn names_figures(kind: &str, text: &str) -> bool {
    let words: &[&str] = match kind {
        "budget" => &["Unidad", "Dirección", "Hospital", "Seguro", "Coordinación"],
        "procurement" => &["cuantía", "licitaci", "subasta", "catálogo", "feria"],
        _ => &[],
    };
    text.contains(['$', '%']) && words.iter().any(|word| text.contains(word))
}

#[test]
fn sentences_state_what_they_say_and_nothing_else() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/sentences");
    let mut wrong = String::new();
    let mut read = 0;
    for (kind, title) in KINDS {
        let text = fs::read_to_string(folder.join(format!("{kind}.txt"))).unwrap();
        for case in cases(&text) {
            let body = case.paragraphs.join("\n\n");
            let report = rendicion::parse(&format!(
                "INFORME DE RENDICIÓN DE CUENTAS 2022\n\nDIRECCIÓN PROVINCIAL DEL IESS NAPO\n\n{title}\n\n{body}\n"
            ));
            support::invariants::check(report.source().text(), &report);
            let mut codes: BTreeMap<String, usize> = BTreeMap::new();
            for it in report.diagnostics() {
                if matches!(it.code, Code::SetAside | Code::LeftOut) {
                    *codes.entry(it.code.as_str().to_owned()).or_default() += 1;
                }
            }
            let stated = facts(&report);
            if names_figures(kind, &body) && stated.is_empty() && codes.is_empty() {
                let _ = writeln!(wrong, "{kind}.txt:{}: {body}\n  is not named", case.line);
            }
            if stated != case.facts || codes != case.codes {
                let _ = writeln!(
                    wrong,
                    "{kind}.txt:{}: {body}\n  stated   {stated:?} {codes:?}\n  expected {:?} {:?}",
                    case.line, case.facts, case.codes
                );
            }
            read += 1;
        }
    }
    assert!(read > 150, "{read}");
    assert!(wrong.is_empty(), "{wrong}");
}
