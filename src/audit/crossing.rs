//! One wrong cell that breaks its row and its column alike.

use rust_decimal::Decimal;

use super::grid::Grid;
use super::relation::{Relation, holds_with};
use super::totals::Sums;

/// A cell with which neither its column adds up nor its row holds, and another value of it that mends both.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Crossing {
    pub(crate) row: usize,
    pub(crate) column: usize,
    /// The row of the total.
    pub(crate) total: usize,
    /// What is printed, and what would hold.
    pub(crate) from: Decimal,
    pub(crate) to: Decimal,
    /// The place among the relations of the table of the one that the row does not hold to.
    pub(crate) relation: usize,
    /// Nothing in the reading is in doubt, and no other cell would do.
    pub(crate) is_certain: bool,
}

impl Crossing {
    /// The wrong cells of a table.
    pub(crate) fn all_of(grid: &Grid<'_>, sums: &Sums, relations: &[Relation]) -> Vec<Self> {
        let mut out = Vec::new();
        for mismatch in &sums.fails {
            let (total, column) = (mismatch.line, mismatch.column);
            let Some(missing) = mismatch.printed.checked_sub(mismatch.sum) else {
                continue;
            };
            let mut cells = mismatch.rows.iter().filter_map(|&row| {
                let from = grid.lines[row].value(column)?;
                let to = from.checked_add(missing)?;
                let is_mended = |it: &Relation| {
                    it.has(column)
                        && it.fails.iter().any(|&(failed, _)| failed == row)
                        && holds_with(grid, row, it, (column, to))
                };
                let relation = relations.iter().position(is_mended)?;
                Some(Self {
                    row,
                    column,
                    total,
                    from,
                    to,
                    relation,
                    is_certain: !grid.is_shaky,
                })
            });
            if let Some(mut cell) = cells.next() {
                cell.is_certain &= cells.next().is_none();
                out.push(cell);
            }
        }
        out
    }
}
