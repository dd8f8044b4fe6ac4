//! Any text is read, then audited: each piece of evidence lies inside the text, and the same text gives the same findings.

#![no_main]

use libfuzzer_sys::fuzz_target;
use rendicion::audit::RuleSet;

fuzz_target!(|text: &str| {
    let report = rendicion::parse(text);
    let rules = RuleSet::standard();
    let findings = report.audit(&rules);
    for place in findings.iter().flat_map(|finding| &finding.evidence) {
        let held = text.get(place.span.start as usize..place.span.end as usize);
        assert!(held.is_some(), "{place:?} lies outside the text or inside a character");
    }
    assert_eq!(findings, report.audit(&rules), "one report, two audits");
    serde_json::to_string(&report.audited(&rules)).expect("an audited report has JSON");
});
