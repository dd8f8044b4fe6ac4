//! The pages of the rules in `docs/` are made of the texts that rustdoc shows.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use rendicion::Severity;
use rendicion::audit::{Language, RuleSet};

/// The page of all rules in a language.
fn page(language: Language) -> String {
    let mut out = language
        .pick(
            "# The rules of the audit\n\n\
             `Report::audit` runs them over a report; `examples/audit.rs` prints what they find. Each finding has the code of its\n\
             rule, a severity, what was expected, what is printed, and the places that prove it. No rule changes a value.\n\n\
             This page is made of the texts of `src/audit/pages/`; `tests/audit_pages.rs` compares them, and writes it anew under\n\
             `WRITE_PAGES=1`. [En español](reglas.md).\n",
            "# Las reglas de la auditoría\n\n\
             `Report::audit` las aplica a un informe; `examples/audit.rs` imprime lo que hallan. Cada hallazgo tiene el código de su\n\
             regla, una gravedad, lo esperado, lo impreso y los lugares que lo prueban. Ninguna regla cambia un valor.\n\n\
             Esta página se compone de los textos de `src/audit/pages/`; `tests/audit_pages.rs` los compara, y la reescribe con\n\
             `WRITE_PAGES=1`. [In English](rules.md).\n",
        )
        .to_owned();
    for rule in RuleSet::standard().rules() {
        let severity = match (rule.severity(), language) {
            (severity, Language::English) => severity.as_str(),
            (Severity::Error, _) => "error",
            (Severity::Warning, _) => "advertencia",
            _ => "información",
        };
        let lead = language.pick("At most", "A lo sumo");
        write!(
            out,
            "\n## `{}`\n\n{lead}: {severity}.\n\n{}",
            rule.code(),
            rule.page(language)
        )
        .unwrap();
    }
    out
}

fn compare(name: &str, language: Language) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("docs")
        .join(name);
    let made = page(language);
    if std::env::var_os("WRITE_PAGES").is_some() {
        fs::write(&path, &made).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap();
    assert!(
        kept == made,
        "docs/{name} is not what the rules' pages make; run with WRITE_PAGES=1"
    );
}

#[test]
fn the_english_page_is_that_of_the_rules() {
    compare("rules.md", Language::English);
}

#[test]
fn the_spanish_page_is_that_of_the_rules() {
    compare("reglas.md", Language::Spanish);
}

#[test]
fn every_rule_has_a_page_of_its_own_in_both_languages() {
    let rules = RuleSet::standard();
    let mut pages: Vec<&str> = rules
        .rules()
        .flat_map(|rule| [rule.page(Language::English), rule.page(Language::Spanish)])
        .collect();
    assert_eq!(pages.len(), 28);
    assert!(pages.iter().all(|page| page.lines().count() > 8));
    pages.sort_unstable();
    pages.dedup();
    assert_eq!(pages.len(), 28);
}
