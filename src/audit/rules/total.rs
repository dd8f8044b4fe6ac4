//! Printed totals against the sums of their rows and columns.

use super::{
    Change, Evidence, Finding, Findings, Formula, Grid, Language, Relation, Seen, Severity, row,
};
use crate::audit::crossing::Crossing;
use crate::audit::totals::{Mismatch, Remedy};

rule!(TotalMismatch, "total-mismatch", Error);

fn check(seen: &Seen<'_>, found: &mut Findings) {
    for ((grid, sums, relations), crossings) in seen.tables().zip(seen.crossings()) {
        for mismatch in &sums.fails {
            let (line, column) = (mismatch.line, mismatch.column);
            let mut crossings = crossings.iter();
            let finding = match crossings.find(|it| it.total == line && it.column == column) {
                // The row that does not hold is found by itself.
                Some(cell) if cell.is_certain => of_cell(grid, relations, cell, found.language()),
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

/// A cell that is wrong in its row and in its column.
fn of_cell(
    grid: &Grid<'_>,
    relations: &[Relation],
    cell: &Crossing,
    language: Language,
) -> Finding {
    let Crossing {
        row,
        column,
        total,
        from,
        to,
        ..
    } = *cell;
    let head = grid.head(column);
    let message = language.pick(
        format!(
            "with {from} under `{head}` neither the row nor the column adds up; with {to} both do"
        ),
        format!(
            "con {from} en `{head}` no cuadran ni la fila ni la columna; con {to} cuadran ambas"
        ),
    );
    let relation = relations.get(cell.relation);
    let others = relation.into_iter().flat_map(|it| {
        let columns = std::iter::once(it.target).chain(it.formula.sources());
        columns.filter(|&at| at != column)
    });
    let cells = std::iter::once((row, column))
        .chain(others.map(|at| (row, at)))
        .chain([(total, column)]);
    let atoms = cells.filter_map(|(row, column)| grid.lines.get(row)?.atom(column));
    Finding::new(CODE, Severity::Error, message)
        .expected(to)
        .actual(from)
        .tolerance(0)
        .suggestion(Change::of(from, to).map(|it| it.offer(language)))
        .all_evidence(atoms.map(Evidence::from))
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
