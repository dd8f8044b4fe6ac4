//! One memorandum for two examinations.

use std::collections::{BTreeMap, BTreeSet};

use super::{Finding, Findings, Seen, Severity};
use crate::atom::{Atom, Value};
use crate::model::{ColumnKind, Row};

rule!(DuplicateReference, "duplicate-reference", Info);

fn check(seen: &Seen<'_>, found: &mut Findings) {
    let mut answers: BTreeMap<&str, Vec<(&Row, &Atom)>> = BTreeMap::new();
    let tables = seen.report().tables();
    let of_text = tables.filter(|table| table.kinds.contains(&ColumnKind::Text));
    let rows = of_text.flat_map(|table| &table.rows);
    for row in rows.filter(|row| !row.undecided) {
        for atom in row.cells.iter().flatten().flat_map(|cell| &cell.atoms) {
            let Value::Memo(reference) = &atom.value else {
                continue;
            };
            let rows = answers.entry(reference.as_str()).or_default();
            // One row after the other is read: if this one is there, it is the last.
            if rows
                .last()
                .is_none_or(|&(last, _)| !std::ptr::eq(last, row))
            {
                rows.push((row, atom));
            }
        }
    }
    for (reference, rows) in answers {
        let examinations: BTreeSet<_> = rows.iter().map(|(row, _)| first(row)).collect();
        let count = examinations.len();
        if count < 2 {
            continue;
        }
        let message = found.language().pick(
            format!("{reference} answers {count} examinations"),
            format!("{reference} responde a {count} exámenes"),
        );
        found.push(
            Finding::new(CODE, Severity::Info, message)
                .actual(reference)
                .all_evidence(rows.into_iter().map(|(_, atom)| atom)),
        );
    }
}

/// The text of a row's first cell.
fn first(row: &Row) -> Option<&str> {
    row.cells.first()?.as_ref().map(|cell| cell.text.as_str())
}
