//! Memoranda dated outside the year in their number.

use super::{Finding, Findings, Seen, Severity};
use crate::atom::{Atom, Value};
use crate::lexicon::{Class, Entry};
use crate::source::{Text, fold};

rule!(ReferenceYear, "reference-year", Warning);

fn check(seen: &Seen<'_>, found: &mut Findings) {
    let year = seen.report().document().year;
    for (text, atoms) in seen.texts() {
        for pair in atoms.windows(2) {
            let [reference, date] = pair else { continue };
            found.list(dated(text, reference, date, found));
        }
        for atom in atoms {
            found.list(far(atom, year, found));
        }
    }
}

/// A reference and the date that follows it, of another year.
fn dated(text: &Text, reference: &Atom, date: &Atom, found: &Findings) -> Option<Finding> {
    let (Value::Memo(memo), Value::Date(day)) = (&reference.value, &date.value) else {
        return None;
    };
    let (year, dated) = (memo.year()?, day.year());
    if year == dated {
        return None;
    }
    let end = text.range_of(reference.span)?.end;
    let between = text.as_str().get(end..text.range_of(date.span)?.start)?;
    let is_its_date = between.len() <= 32
        && !between.contains([';', '.'])
        && fold::key(between)
            .split(' ')
            .all(|word| word.is_empty() || is_of_date(Entry::of(word)));
    if !is_its_date {
        return None;
    }
    let message = found.language().pick(
        format!("{memo} is dated {day}, outside the year of its number"),
        format!("{memo} lleva fecha {day}, fuera del año de su número"),
    );
    Some(
        Finding::new(CODE, Severity::Warning, message)
            .expected(year)
            .actual(day)
            .all_evidence([date, reference]),
    )
}

/// Whether a word may stand between a reference and its date: `de fecha`, `con fecha del día`.
fn is_of_date(word: Entry) -> bool {
    word.is(Class::DayWord) || word == Entry::of("con")
}

/// A reference of a year far from the report's.
fn far(atom: &Atom, report: Option<u16>, found: &Findings) -> Option<Finding> {
    let Value::Memo(memo) = &atom.value else {
        return None;
    };
    let (year, report) = (memo.year()?, report?);
    if year.abs_diff(report) <= 2 {
        return None;
    }
    let message = found.language().pick(
        format!("{memo} is of {year}, and the report of {report}"),
        format!("{memo} es de {year} y el informe de {report}"),
    );
    Some(
        Finding::new(CODE, Severity::Info, message)
            .expected(report)
            .actual(year)
            .evidence(atom),
    )
}
