//! Each rule finds its planted fault, and is silent on the same text without it.

mod support;

use rendicion::audit::{Finding, Language, RuleSet};
use rendicion::{Report, Severity};
use support::specimen;

/// A change of a specimen after which a rule finds something: its code, the specimen, what is printed, what is planted.
const PLANTED: [(&str, &str, &str, &str); 19] = [
    (
        "growth-mismatch",
        "manabi-2022-address",
        "aumento del 7%",
        "aumento del 8%",
    ),
    (
        "section-numbering",
        "carchi-2019",
        "4. OBJETIVOS",
        "5. OBJETIVOS",
    ),
    (
        "total-mismatch",
        "azuay-2022",
        "85.390.391,37",
        "85.930.391,37",
    ),
    (
        "total-mismatch",
        "bolivar-2023",
        "18.756.066,53",
        "18.765.066,53",
    ),
    (
        "total-mismatch",
        "carchi-2019",
        "12.056.996,35",
        "12.065.996,35",
    ),
    (
        "total-mismatch",
        "azuay-2022",
        "TOTAL 58 695.745,85",
        "TOTAL 58 695.754,85",
    ),
    (
        "percent-mismatch",
        "azuay-2022",
        "390.118,47 94%",
        "390.118,47 49%",
    ),
    ("percent-mismatch", "carchi-2019", "92,73%", "92,37%"),
    ("percent-mismatch", "imbabura-2020", "92,04%", "92,40%"),
    (
        "percent-mismatch",
        "manabi-2022-address",
        "23,37%",
        "32,37%",
    ),
    (
        "difference-mismatch",
        "manabi-2022-address",
        "241.877,36",
        "214.877,36",
    ),
    (
        "difference-mismatch",
        "manabi-2022-address",
        "6.487 Afiliados",
        "6.478 Afiliados",
    ),
    (
        "parts-mismatch",
        "azuay-2022",
        "se llegó a 219.872",
        "se llegó a 219.782",
    ),
    (
        "parts-mismatch",
        "azuay-2022",
        "fueron 1.043 las",
        "fueron 1.034 las",
    ),
    (
        "part-exceeds-whole",
        "carchi-2019",
        "142.600,00 139.870,50",
        "142.600,00 149.870,50",
    ),
    (
        "restated-differently",
        "azuay-2022",
        "contó 219.872 afiliados",
        "contó 291.872 afiliados",
    ),
    (
        "count-mismatch",
        "bolivar-2023",
        "cinco hechos",
        "siete hechos",
    ),
    (
        "words-mismatch",
        "azuay-2022",
        "doscientos sesenta y cuatro mil",
        "doscientos setenta y cuatro mil",
    ),
    (
        "reference-year",
        "bolivar-2023",
        "IESS-DNPL-2024-0211-M de 26 de febrero de 2024",
        "IESS-DNPL-2024-0211-M de 26 de febrero de 2023",
    ),
];

/// Faults that specimens print, and what would be right.
const PRINTED: [(&str, &str, &str, &str); 5] = [
    ("restated-differently", "imbabura-2020", "90.54%", "91.54%"),
    (
        "period-implausible",
        "imbabura-2020",
        "enero del 2019\"",
        "diciembre del 2019\"",
    ),
    (
        "part-exceeds-whole",
        "tungurahua-2021",
        "289,265.00",
        "288,265.00",
    ),
    (
        "duplicate-reference",
        "bolivar-2023",
        "IESS-DPBO-2023-0417-M",
        "IESS-DPBO-2023-0418-M",
    ),
    (
        "mixed-notation",
        "carchi-2019",
        "8,905,114.62 8,905,114.62 8,221,903.75",
        "8.905.114,62 8.905.114,62 8.221.903,75",
    ),
];

fn text_of(name: &str) -> String {
    let specimens = specimen::all();
    let found = specimens.into_iter().find(|it| it.name == name);
    found.unwrap_or_else(|| panic!("no specimen {name}")).text
}

fn found(text: &str, code: &str) -> (Report, Vec<Finding>) {
    let report = rendicion::parse(text);
    let findings = report.audit(&RuleSet::standard().only(code));
    (report, findings)
}

#[test]
fn a_planted_fault_is_found_and_nothing_without_it() {
    let mut missed = Vec::new();
    for (code, name, printed, planted) in PLANTED {
        let text = text_of(name);
        assert!(text.contains(printed), "{name} does not print {printed}");
        let (_, before) = found(&text, code);
        if !before.is_empty() {
            missed.push(format!(
                "{name}: {code} is found without a fault: {before:?}"
            ));
        }
        let at = text.find(printed).unwrap();
        let (report, after) = found(&text.replacen(printed, planted, 1), code);
        let is_there = after.iter().any(|it| {
            (it.severity > Severity::Info || code == "section-numbering")
                && it.evidence.iter().any(|place| {
                    let span = place.span.range();
                    span.start < at + planted.len() && at < span.end
                })
        });
        if !is_there {
            missed.push(format!("{name}: {code} misses {planted}: {after:?}"));
        }
        for finding in &after {
            check(&report, finding);
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn a_printed_fault_is_found_and_nothing_once_it_is_right() {
    let mut missed = Vec::new();
    for (code, name, printed, right) in PRINTED {
        let text = text_of(name);
        assert!(text.contains(printed), "{name} does not print {printed}");
        let before = found(&text, code).1.len();
        let after = found(&text.replacen(printed, right, 1), code).1.len();
        if before == 0 || after >= before {
            missed.push(format!("{name}: {code}: {before} before, {after} after"));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

/// What holds of every finding.
fn check(report: &Report, finding: &Finding) {
    let rules = RuleSet::standard();
    let rule = rules.rules().find(|rule| rule.code() == finding.code);
    let rule = rule.unwrap_or_else(|| panic!("no rule {}", finding.code));
    assert!(finding.severity <= rule.severity(), "{finding:?}");
    assert!(!finding.message.is_empty());
    assert!(!finding.evidence.is_empty(), "{finding:?}");
    for place in &finding.evidence {
        assert!(!report.text(place.span).is_empty(), "{finding:?}");
        assert_eq!(report.position(place.span).line, place.line);
    }
}

#[test]
fn findings_are_the_same_in_both_languages_but_for_their_words() {
    let mut count = 0;
    for specimen in specimen::all().into_iter().chain(specimen::extracted()) {
        let report = rendicion::parse(&specimen.text);
        let english = report.audit(&RuleSet::standard());
        let spanish = report.audit(&RuleSet::standard().in_language(Language::Spanish));
        assert_eq!(english.len(), spanish.len());
        for (a, b) in english.iter().zip(&spanish) {
            check(&report, a);
            assert_ne!(a.message, b.message);
            let (mut a, mut b) = (a.clone(), b.clone());
            for it in [&mut a, &mut b] {
                it.message.clear();
                it.suggestion = it.suggestion.take().map(|_| String::new());
            }
            assert_eq!(a, b);
            count += 1;
        }
    }
    assert!(count > 10, "{count}");
}

#[test]
fn what_is_right_in_the_extracted_specimens_stays_silent() {
    for specimen in specimen::extracted() {
        let findings = rendicion::parse(&specimen.text).audit(&RuleSet::standard());
        let loud: Vec<_> = findings
            .iter()
            .filter(|it| it.severity > Severity::Info)
            .collect();
        assert!(loud.is_empty(), "{}: {loud:?}", specimen.name);
    }
}
