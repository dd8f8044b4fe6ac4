//! Printed totals against the sums of their rows and columns.

use super::row;
use crate::audit::finding::{Evidence, Finding};
use crate::audit::grid::Grid;
use crate::audit::language::Language;
use crate::audit::relation::{Formula, Relation};
use crate::audit::rule::Findings;
use crate::audit::seen::Seen;
use crate::audit::totals::{Change, Mismatch};
use crate::diagnostic::Severity;

rule!(TotalMismatch, "total-mismatch", Error);

fn check(seen: &Seen<'_>, found: &mut Findings) {
    for (grid, sums, _) in seen.tables() {
        for mismatch in &sums.wrong {
            found.push(finding(grid, mismatch, found.language()));
        }
    }
    row::find(seen, found, CODE, is_total);
}

/// Whether a column adds up others and says so, or is a product.
pub(super) fn is_total(grid: &Grid<'_>, relation: &Relation) -> bool {
    match relation.formula {
        Formula::Sum { .. } | Formula::Pair { .. } => grid.columns[relation.target].names.total,
        Formula::Product { .. } => true,
        _ => false,
    }
}

fn finding(grid: &Grid<'_>, mismatch: &Mismatch, language: Language) -> Finding {
    let Mismatch {
        line,
        column,
        printed,
        sum,
        ..
    } = *mismatch;
    let severity = if mismatch.is_backed {
        Severity::Error
    } else {
        Severity::Warning
    };
    let count = mismatch.rows.len();
    let head = grid.table.columns.get(column).map_or("", String::as_str);
    let message = language.pick(
        format!("the total {printed} under `{head}` is not the sum of its {count} rows, {sum}"),
        format!("el total {printed} en `{head}` no es la suma de sus {count} filas, {sum}"),
    );
    let offer = mismatch.change.map(|change| match change {
        Change::Slip { from, to, slip, .. } => slip.offer(from, to, language),
        Change::LeftOut { line } => {
            let label = grid.lines.get(line).map_or("", |line| line.label.as_str());
            language.pick(
                format!("the total leaves out the row `{label}`"),
                format!("el total omite la fila `{label}`"),
            )
        }
    });
    // The row that would have to change stands behind the total.
    let changed = match mismatch.change {
        Some(Change::Slip { line, .. } | Change::LeftOut { line }) => Some(line),
        None => None,
    };
    let mut rows: Vec<usize> = vec![line];
    rows.extend(changed.filter(|&row| row != line));
    rows.extend(mismatch.rows.iter().filter(|&&row| Some(row) != changed));
    let atoms = rows
        .iter()
        .filter_map(|&row| grid.lines.get(row)?.atom(column));
    Finding::new(CODE, severity, message)
        .expected(sum)
        .actual(printed)
        .tolerance(mismatch.tolerance.normalize())
        .suggestion(offer)
        .all_evidence(atoms.map(Evidence::from))
}
