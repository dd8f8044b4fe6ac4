//! A comparison as a table for a terminal, and as CSV.

use std::fmt::Write as _;
use std::io::{self, Write};

use rendicion::{SubjectKind, UnitOfMeasure};

use super::cells::as_text;
use super::measure::{Comparison, Line, Measured};

/// What stands between two columns.
const GAP: &str = "  ";
/// The most that the column of measures takes of a line.
const MOST_LABEL: usize = 48;

/// The comparison as a table, with as many reports side by side as fit into `width` columns.
pub(crate) fn table(
    comparison: &Comparison,
    reports: &[Measured],
    width: usize,
    is_styled: bool,
) -> String {
    let labels: Vec<String> = comparison.lines.iter().map(label).collect();
    let widest = labels
        .iter()
        .map(|it| it.chars().count())
        .max()
        .unwrap_or(0);
    let mut out = String::new();
    let mut rest = reports;
    while !rest.is_empty() && !labels.is_empty() {
        let (columns, fitting) = fitting(comparison, rest, width.saturating_sub(widest));
        let (now, after) = rest.split_at(fitting);
        rest = after;
        // A string takes whatever is written to it.
        let _ = write!(out, "{:widest$}", "");
        for (report, width) in now.iter().zip(&columns) {
            let _ = write!(out, "{GAP}{:>width$} ", report.label);
        }
        out.truncate(out.trim_end_matches(' ').len());
        out.push('\n');
        for (line, label) in comparison.lines.iter().zip(&labels) {
            let _ = write!(out, "{label:widest$}");
            for (report, width) in now.iter().zip(&columns) {
                let (text, is_far) = cell(comparison, line, report);
                let mark = if is_far { "*" } else { " " };
                if is_far && is_styled {
                    let _ = write!(out, "{GAP}\u{1b}[1;31m{text:>width$}{mark}\u{1b}[0m");
                } else {
                    let _ = write!(out, "{GAP}{text:>width$}{mark}");
                }
            }
            out.truncate(out.trim_end_matches(' ').len());
            out.push('\n');
        }
        if !rest.is_empty() {
            out.push('\n');
        }
    }
    let count = comparison.lines.len();
    let plural = if count == 1 { "measure" } else { "measures" };
    let _ = writeln!(
        out,
        "{count} {plural} that two or more of {} reports give; * differs from the median, or from the other of two, by more than a factor of {}",
        reports.len(),
        comparison.factor
    );
    out
}

/// The widths of the reports' columns that fit, one at the least, and how many they are.
fn fitting(comparison: &Comparison, reports: &[Measured], width: usize) -> (Vec<usize>, usize) {
    let mut columns = Vec::new();
    let mut taken = 0;
    for report in reports {
        let cells = comparison
            .lines
            .iter()
            .map(|line| cell(comparison, line, report).0);
        let widest = cells
            .chain([report.label.clone()])
            .map(|it| it.chars().count())
            .max();
        let own = widest.unwrap_or(0);
        taken += GAP.len() + own + 1;
        if taken > width && !columns.is_empty() {
            break;
        }
        columns.push(own);
    }
    let count = columns.len();
    (columns, count)
}

/// What a line is called: `SALUD: executed, USD`.
fn label(line: &Line) -> String {
    let unit = match line.unit {
        Some(unit @ (UnitOfMeasure::UsDollar | UnitOfMeasure::Percent)) => format!(", {unit}"),
        _ => String::new(),
    };
    let rest = match line.measure.member.as_str() {
        "value" => unit,
        measure => format!(": {measure}{unit}"),
    };
    let room = MOST_LABEL.saturating_sub(rest.chars().count());
    let subject = match line.measure.kind {
        SubjectKind::Total => format!("total of {}", line.label),
        _ => line.label.clone(),
    };
    match subject.char_indices().nth(room) {
        Some((end, _)) => format!("{}…{rest}", subject.get(..end).unwrap_or_default()),
        None => format!("{subject}{rest}"),
    }
}

/// What a report gives a measure, and whether it is far from the median.
fn cell(comparison: &Comparison, line: &Line, report: &Measured) -> (String, bool) {
    match report.values(&line.measure) {
        [] => ("–".to_owned(), false),
        [only] => (only.value.to_string(), comparison.is_far(line, only.value)),
        several => (format!("{} values", several.len()), false),
    }
}

/// The comparison as CSV: a row for each value.
pub(crate) fn csv(
    comparison: &Comparison,
    reports: &[Measured],
    out: &mut impl Write,
) -> io::Result<()> {
    let mut csv = csv::Writer::from_writer(out);
    csv.write_record([
        "subject_kind",
        "subject",
        "measure",
        "unit",
        "province",
        "year",
        "file",
        "value",
        "values",
        "median",
        "ratio",
        "marked",
        "page",
        "line",
        "start",
        "end",
    ])?;
    for line in &comparison.lines {
        for report in reports {
            let values = report.values(&line.measure);
            for given in values {
                let compared = values.len() == 1;
                let ratio = given.value.checked_div(line.median).filter(|_| compared);
                let is_far = compared && comparison.is_far(line, given.value);
                csv.write_record([
                    line.measure.kind.to_string(),
                    as_text(line.label.clone()),
                    line.measure.member.clone(),
                    line.unit.map(|it| it.to_string()).unwrap_or_default(),
                    report.province.clone().unwrap_or_default(),
                    report.year.map(|it| it.to_string()).unwrap_or_default(),
                    as_text(report.file.clone()),
                    given.value.to_string(),
                    values.len().to_string(),
                    line.median.to_string(),
                    ratio
                        .map(|it| it.round_dp(4).normalize().to_string())
                        .unwrap_or_default(),
                    if compared {
                        is_far.to_string()
                    } else {
                        String::new()
                    },
                    given.page.map(|it| it.to_string()).unwrap_or_default(),
                    given.line.to_string(),
                    given.span.start.to_string(),
                    given.span.end.to_string(),
                ])?;
            }
        }
    }
    csv.flush()
}
