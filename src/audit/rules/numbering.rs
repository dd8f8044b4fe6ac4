//! The numbers of the sections.

use super::{Evidence, Finding, Findings, Seen, Severity};
use crate::document::Section;

rule!(SectionNumbering, "section-numbering", Info);

/// Sections that the form prints with a number.
const NUMBERED: [&str; 8] = [
    "coverage",
    "achievements",
    "equality_policies",
    "objectives",
    "budget_execution",
    "procurement",
    "asset_disposals",
    "recommendations",
];

/// Roman numbers, from one.
const ROMAN: [&str; 15] = [
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV",
];

fn number(section: &Section) -> Option<u32> {
    let printed = section.number()?.trim_end_matches(['.', '-', ')']);
    let roman = || ROMAN.iter().position(|it| *it == printed);
    printed
        .parse()
        .ok()
        .or_else(|| u32::try_from(roman()?).ok()?.checked_add(1))
}

fn check(seen: &Seen<'_>, found: &mut Findings) {
    let sections = seen.report().sections();
    let numbers = sections.iter().filter(|it| number(it).is_some()).count();
    if numbers < 3 {
        return;
    }
    let mut last: Option<u32> = None;
    // A section without its number may have been counted.
    let mut is_counted = false;
    for section in sections {
        let place = section.title_span().unwrap_or(section.span());
        let evidence = Evidence::new(place, section.line());
        let title = section.title().unwrap_or_default();
        let finding = match (number(section), last) {
            (None, Some(last)) if NUMBERED.contains(&section.kind().as_str()) => {
                let message = found.language().pick(
                    format!("`{title}` has no number, and the sections around it have"),
                    format!("`{title}` no lleva número, y las secciones vecinas sí"),
                );
                Finding::new(CODE, Severity::Info, message).expected(last.saturating_add(1))
            }
            (Some(own), Some(last))
                if own.checked_sub(last) != Some(1)
                    && !(is_counted && own.checked_sub(last) == Some(2)) =>
            {
                let message = found.language().pick(
                    format!("`{title}` has the number {own} behind {last}"),
                    format!("`{title}` lleva el número {own} después del {last}"),
                );
                Finding::new(CODE, Severity::Info, message)
                    .expected(last.saturating_add(1))
                    .actual(own)
            }
            (own, _) => {
                is_counted &= own.is_none();
                last = own.or(last);
                continue;
            }
        };
        is_counted = number(section).is_none();
        last = number(section).or(last);
        found.push(finding.evidence(evidence));
    }
}
