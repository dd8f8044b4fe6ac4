//! Printed totals against the sums of their rows and columns.

use super::{Evidence, Finding, Findings, Formula, Grid, Language, Relation, Seen, Severity, row};
use crate::audit::totals::{Mismatch, Remedy};

rule!(TotalMismatch, "total-mismatch", Error);

fn check(seen: &Seen<'_>, found: &mut Findings) {
    for ((grid, sums, relations), crossings) in seen.tables().zip(seen.crossings()) {
        for mismatch in &sums.fails {
            let (line, column) = (mismatch.line, mismatch.column);
            let mut crossings = crossings.iter();
            let crossing = crossings.find(|it| it.total == line && it.column == column);
            let finding = match crossing.map(|cell| (cell, relations.get(cell.relation))) {
                // A row that does not add up is found by what it adds up to.
                Some((cell, Some(relation))) if cell.is_certain && !relation.is_sum() => {
                    row::of_cell(grid, relation, cell, CODE, found.language())
                }
                None if mismatch.is_certain => finding(grid, mismatch, found.language()),
                _ => continue,
            };
            found.push(finding);
        }
    }
    row::find(seen, found, (CODE, Severity::Error), is_total);
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
    let head = grid.head(column);
    let message = language.pick(
        format!("the total {printed} under `{head}` is not the sum of its {count} rows, {sum}"),
        format!("el total {printed} en `{head}` no es la suma de sus {count} filas, {sum}"),
    );
    let offer = mismatch.remedy.map(|remedy| match remedy {
        Remedy::Slip { change, .. } => change.offer(language),
        Remedy::LeftOut { line } => {
            let label = grid.lines.get(line).map_or("", |line| line.label.as_str());
            language.pick(
                format!("the total leaves out the row `{label}`"),
                format!("el total omite la fila `{label}`"),
            )
        }
    });
    // The row that would have to change stands behind the total.
    let changed = mismatch.remedy.map(|remedy| match remedy {
        Remedy::Slip { line, .. } | Remedy::LeftOut { line } => line,
    });
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
