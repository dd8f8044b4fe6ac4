//! Printed totals against the sums of their rows and columns.

use super::{Evidence, Finding, Findings, Formula, Grid, Language, Relation, Seen, Severity, row};
use crate::audit::totals::{Change, Mismatch};

rule!(TotalMismatch, "total-mismatch", Error);

fn check(seen: &Seen<'_>, found: &mut Findings) {
    for (grid, sums, relations) in seen.tables() {
        for mismatch in &sums.wrong {
            if !is_explained(grid, relations, mismatch) {
                found.push(finding(grid, mismatch, found.language()));
            }
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

/// Whether a row that does not hold by itself is off by as much: it is found there.
fn is_explained(grid: &Grid<'_>, relations: &[Relation], mismatch: &Mismatch) -> bool {
    let missing = mismatch.printed.checked_sub(mismatch.sum);
    let own = relations.iter().filter(|it| it.target == mismatch.column);
    own.flat_map(|it| &it.fails).any(|(row, wanted)| {
        let printed = grid
            .lines
            .get(*row)
            .and_then(|line| line.value(mismatch.column));
        mismatch.rows.contains(row)
            && printed.and_then(|printed| wanted.exact.checked_sub(printed)) == missing
    })
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
