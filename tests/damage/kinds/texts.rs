//! What befalls a text as a whole.

use crate::edit::Edits;
use crate::report;

/// Each of the others below it.
pub(crate) fn two_reports(text: &str) -> Vec<Edits> {
    report::all()
        .iter()
        .filter(|other| other.text != text)
        .map(|other| Edits::insert(text.len(), format!("\n{}", other.text)))
        .collect()
}

fn each_line(text: &str, line: impl Fn(&str) -> Option<String>) -> Vec<Edits> {
    let lines: Vec<String> = text.split('\n').filter_map(line).collect();
    vec![Edits::one(0..text.len(), lines.join("\n"))]
}

pub(crate) fn blank_lines_doubled(text: &str) -> Vec<Edits> {
    each_line(text, |line| {
        Some(if line.is_empty() { "\n" } else { line }.to_owned())
    })
}

/// Those with white space in them stay.
pub(crate) fn blank_lines_dropped(text: &str) -> Vec<Edits> {
    each_line(text, |line| (!line.is_empty()).then(|| line.to_owned()))
}

pub(crate) fn trimmed(text: &str) -> Vec<Edits> {
    each_line(text, |line| Some(line.trim_end().to_owned()))
}
