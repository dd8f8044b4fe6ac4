//! Rows that do not hold to what the other rows of their table do.

use std::borrow::Cow;

use super::{
    Change, Decimal, Evidence, Finding, Findings, Formula, Grid, Language, Relation, Seen,
    Severity, Slip, Wanted, wanted,
};
use crate::audit::arithmetic::rounded;
use crate::audit::crossing::Crossing;

/// A row that does not hold to a relation.
struct Odd<'s, 'r> {
    grid: &'s Grid<'r>,
    relation: &'s Relation,
    row: usize,
    printed: Decimal,
    wanted: Wanted,
    /// The change of one cell that would make the row hold, and its column.
    change: Option<(usize, Change)>,
}

/// Finds the rows that do not hold to relations of some sort, where a mistake of the report is likelier than one of the
/// reading. No finding is graver than the rule is.
pub(super) fn find<'r>(
    seen: &Seen<'r>,
    found: &mut Findings,
    (code, most): (&'static str, Severity),
    wants: impl Fn(&Grid<'r>, &Relation) -> bool,
) {
    for ((grid, sums, relations), crossings) in seen.tables().zip(seen.crossings()) {
        let wanted_ones = relations
            .iter()
            .enumerate()
            .filter(|(_, it)| wants(grid, it));
        for (nth, relation) in wanted_ones {
            let cells = crossings
                .iter()
                .filter(|it| it.is_certain && it.relation == nth);
            for cell in cells.filter(|_| relation.is_sum()) {
                let mut finding = of_cell(grid, relation, cell, code, found.language());
                finding.severity = finding.severity.min(most);
                found.push(finding);
            }
            let several = relation.fails.len() > 1;
            let is_crossed = |row: usize| {
                let mut cells = crossings.iter().filter(|it| it.is_certain && it.row == row);
                cells.any(|it| relation.has(it.column))
            };
            let fails = relation.fails.iter().filter(|(row, _)| !is_crossed(*row));
            let rows = fails.filter_map(|&(row, wanted)| {
                Odd::of(grid, relation, row, wanted).filter(|it| it.is_certain(several))
            });
            // A total of percentages may be an average; a sum of sums holds as they do.
            let total = grid.total.filter(|row| {
                let formula = relation.formula;
                let is_own = matches!(formula, Formula::Share { .. } | Formula::Product { .. });
                !sums.doubted.contains(row) && !is_own && grid.lines[*row].is_sound()
            });
            let total = total.and_then(|row| {
                let wanted = wanted(grid, row, relation.target, relation.formula)?;
                Odd::of(grid, relation, row, wanted).filter(|it| !wanted.holds && it.is_own_swap())
            });
            for it in rows.chain(total) {
                let mut finding = it.finding(code, found.language());
                finding.severity = finding.severity.min(most);
                found.push(finding);
            }
        }
    }
}

impl<'s, 'r> Odd<'s, 'r> {
    fn of(grid: &'s Grid<'r>, relation: &'s Relation, row: usize, wanted: Wanted) -> Option<Self> {
        let printed = grid.lines.get(row)?.value(relation.target)?;
        let mut truncated = wanted.exact.trunc_with_scale(printed.scale());
        truncated.rescale(printed.scale());
        let own = [rounded(wanted.exact, printed), truncated]
            .into_iter()
            .find_map(|to| Some((relation.target, Change::of(printed, to)?)));
        let mut it = Self {
            grid,
            relation,
            row,
            printed,
            wanted,
            change: own,
        };
        it.change = own.or_else(|| it.change_of_term());
        Some(it)
    }

    fn is_own_swap(&self) -> bool {
        let target = self.relation.target;
        self.change
            .is_some_and(|(column, change)| column == target && change.is_swap())
    }

    fn is_certain(&self, several: bool) -> bool {
        let Some((column, change)) = self.change else {
            return false;
        };
        let is_own = column == self.relation.target;
        let least = match (change.slip, is_own) {
            (Slip::Swap, true) => return true,
            (Slip::Swap, false) | (_, true) => 3,
            (_, false) => 5,
        };
        !several && self.relation.holds >= least && (is_own || !self.grid.is_shaky)
    }

    /// The one slip of a term that would make a sum hold.
    fn change_of_term(&self) -> Option<(usize, Change)> {
        if !self.relation.is_sum() {
            return None;
        }
        let formula = self.relation.formula;
        let missing = self.printed.checked_sub(self.wanted.exact)?;
        let mut changes = formula.sources().into_iter().filter_map(|column| {
            let from = self.grid.lines[self.row].value(column)?;
            let to = from.checked_add(missing)?;
            Some((column, Change::of(from, to)?))
        });
        changes.next().filter(|_| changes.next().is_none())
    }

    /// The finding, with a message that says what the printed value is not.
    fn finding(&self, code: &'static str, language: Language) -> Finding {
        let Self {
            relation, printed, ..
        } = *self;
        let expected = rounded(self.wanted.exact, printed);
        let severity = if relation.holds >= 4 && self.is_own_swap() {
            Severity::Error
        } else {
            Severity::Warning
        };
        let what = formula(relation.formula, language, |at| self.grid.head(at));
        let (target, holds) = (self.grid.head(relation.target), relation.holds);
        let message = language.pick(
            format!("{printed} under `{target}` is not {what}, {expected}, which holds in {holds} other rows"),
            format!("{printed} en `{target}` no es {what}, {expected}, lo que sí se cumple en otras {holds} filas"),
        );
        let offer = self.change.map(|(_, change)| change.offer(language));
        // The cell that would have to change stands first.
        let changed = self.change.map(|(column, _)| column);
        let others = std::iter::once(relation.target).chain(relation.formula.sources());
        let columns = changed
            .into_iter()
            .chain(others.filter(|&at| Some(at) != changed));
        let atoms = columns.filter_map(|at| self.grid.lines[self.row].atom(at));
        Finding::new(code, severity, message)
            .expected(expected)
            .actual(printed)
            .tolerance(self.wanted.tolerance.normalize())
            .suggestion(offer)
            .all_evidence(atoms.map(Evidence::from))
    }
}

/// A cell that is wrong in its row and in its column.
pub(super) fn of_cell(
    grid: &Grid<'_>,
    relation: &Relation,
    cell: &Crossing,
    code: &'static str,
    language: Language,
) -> Finding {
    let Crossing {
        row,
        column,
        from,
        to,
        ..
    } = *cell;
    let head = grid.head(column);
    let message = language.pick(
        format!(
            "with {from} under `{head}` neither the row nor the column holds; with {to} both do"
        ),
        format!(
            "con {from} en `{head}` no cuadran ni la fila ni la columna; con {to} cuadran ambas"
        ),
    );
    let others = std::iter::once(relation.target).chain(relation.formula.sources());
    let others = others.filter(|&at| at != column).map(|at| (row, at));
    let cells = std::iter::once((row, column)).chain(others);
    let atoms = cells.chain([(cell.total, column)]);
    let atoms = atoms.filter_map(|(row, column)| grid.lines.get(row)?.atom(column));
    Finding::new(code, Severity::Error, message)
        .values(from, to, language)
        .all_evidence(atoms)
}

/// What a formula gives, for a person: what stands before, between and behind the heads of its two columns.
fn formula<'r>(
    formula: Formula,
    language: Language,
    head: impl Fn(usize) -> Cow<'r, str>,
) -> String {
    let (a, b, [before, between, behind]) = match formula {
        Formula::Sum { first, last } => (
            first,
            last,
            language.pick(["the sum of ", " to ", ""], ["la suma de ", " a ", ""]),
        ),
        Formula::Pair { a, b } => (
            a,
            b,
            language.pick(["the sum of ", " and ", ""], ["la suma de ", " y ", ""]),
        ),
        Formula::Product { a, b } => (a, b, language.pick(["", " times ", ""], ["", " por ", ""])),
        Formula::Ratio { part, whole } => (
            part,
            whole,
            language.pick(
                ["", " in per cent of ", ""],
                ["el porcentaje de ", " sobre ", ""],
            ),
        ),
        Formula::Growth { before, after } => (
            before,
            after,
            language.pick(
                ["the growth from ", " to ", " in per cent"],
                ["la variación porcentual de ", " a ", ""],
            ),
        ),
        Formula::Share { of } => (
            of,
            of,
            language.pick(
                ["", " in per cent of the total of ", ""],
                ["el porcentaje de ", " sobre el total de ", ""],
            ),
        ),
    };
    format!("{before}`{}`{between}`{}`{behind}", head(a), head(b))
}
