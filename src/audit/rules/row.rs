//! Rows that do not hold to what the other rows of their table do.

use rust_decimal::Decimal;

use crate::audit::arithmetic::{rounded, unit};
use crate::audit::finding::{Evidence, Finding};
use crate::audit::grid::Grid;
use crate::audit::language::Language;
use crate::audit::relation::{Formula, Relation, wanted};
use crate::audit::rule::Findings;
use crate::audit::seen::Seen;
use crate::audit::slip::{Slip, slip};
use crate::diagnostic::Severity;

/// A row that does not hold to a relation.
struct Odd<'s, 'r> {
    grid: &'s Grid<'r>,
    relation: &'s Relation,
    row: usize,
    printed: Decimal,
    exact: Decimal,
    slip: Option<Slip>,
}

/// The rows that do not hold to relations of some sort, where a mistake of the report is likelier than one of the reading.
fn odd<'s, 'r>(
    seen: &'s Seen<'r>,
    wants: impl Fn(&Grid<'r>, &Relation) -> bool,
) -> Vec<Odd<'s, 'r>> {
    let mut out = Vec::new();
    for (grid, sums, relations) in seen.tables() {
        for relation in relations.iter().filter(|relation| wants(grid, relation)) {
            let several = relation.fails.len() > 1;
            for &(row, exact) in &relation.fails {
                out.extend(Odd::of(grid, relation, row, exact).filter(|it| it.is_certain(several)));
            }
            // A total of percentages may be an average; a sum of sums holds as they do.
            let totals = grid.total.filter(|row| !sums.doubted.contains(row));
            if let Some(row) = totals
                && grid.lines[row].is_sound()
                && !matches!(
                    relation.formula,
                    Formula::Share { .. } | Formula::Product { .. }
                )
                && let Some((exact, false)) = wanted(grid, row, relation.target, relation.formula)
            {
                let it = Odd::of(grid, relation, row, exact);
                out.extend(it.filter(|it| it.slip == Some(Slip::Swap)));
            }
        }
    }
    out
}

/// Finds the rows that do not hold to relations of some sort.
pub(super) fn find<'r>(
    seen: &Seen<'r>,
    found: &mut Findings,
    code: &'static str,
    wants: impl Fn(&Grid<'r>, &Relation) -> bool,
) {
    for row in odd(seen, wants) {
        found.push(row.finding(code, found.language()));
    }
}

impl<'s, 'r> Odd<'s, 'r> {
    fn of(grid: &'s Grid<'r>, relation: &'s Relation, row: usize, exact: Decimal) -> Option<Self> {
        let printed = grid.lines.get(row)?.value(relation.target)?;
        let mut truncated = exact.trunc_with_scale(printed.scale());
        truncated.rescale(printed.scale());
        let slip = slip(printed, rounded(exact, printed)).or_else(|| slip(printed, truncated));
        Some(Self {
            grid,
            relation,
            row,
            printed,
            exact,
            slip,
        })
    }

    fn is_certain(&self, several: bool) -> bool {
        let holds = self.relation.holds;
        match self.slip {
            Some(Slip::Swap) => true,
            Some(_) if several => false,
            Some(_) => holds >= 3,
            None => holds >= 5 && !several && !self.grid.is_shaky && self.source_slip().is_some(),
        }
    }

    /// The one slip of a term that would make a sum hold.
    fn source_slip(&self) -> Option<(Decimal, Decimal, Slip)> {
        let is_sum = matches!(
            self.relation.formula,
            Formula::Sum { .. } | Formula::Pair { .. }
        );
        if !is_sum {
            return None;
        }
        let missing = self.printed.checked_sub(self.exact)?;
        let mut slips = self
            .relation
            .formula
            .sources()
            .into_iter()
            .filter_map(|at| {
                let from = self.grid.lines[self.row].value(at)?;
                let to = from.checked_add(missing)?;
                Some((from, to, slip(from, to)?))
            });
        slips.next().filter(|_| slips.next().is_none())
    }

    /// The finding, with a message that says what the printed value is not.
    fn finding(&self, code: &'static str, language: Language) -> Finding {
        let expected = rounded(self.exact, self.printed);
        let is_proved = self.relation.holds >= 4 && self.slip == Some(Slip::Swap);
        let severity = if is_proved {
            Severity::Error
        } else {
            Severity::Warning
        };
        let head = |at: usize| {
            let heads = &self.grid.table.columns;
            let head = heads.get(at).map_or("", String::as_str);
            if head.is_empty() {
                (at + 1).to_string()
            } else {
                head.to_owned()
            }
        };
        let what = formula(self.relation.formula, language, head);
        let (printed, target) = (self.printed, head(self.relation.target));
        let holds = self.relation.holds;
        let message = language.pick(
            format!("{printed} under `{target}` is not {what}, {expected}, as it is in {holds} other rows"),
            format!("{printed} en `{target}` no es {what}, {expected}, como en otras {holds} filas"),
        );
        let line = &self.grid.lines[self.row];
        let columns = std::iter::once(self.relation.target).chain(self.relation.formula.sources());
        let atoms = columns.filter_map(|at| line.atom(at));
        let offer = self
            .slip
            .map(|slip| slip.offer(printed, expected, language))
            .or_else(|| {
                self.source_slip()
                    .map(|(from, to, slip)| slip.offer(from, to, language))
            });
        Finding::new(code, severity, message)
            .expected(expected)
            .actual(printed)
            .tolerance(unit(printed))
            .suggestion(offer)
            .all_evidence(atoms.map(Evidence::from))
    }
}

/// What a formula gives, for a person.
fn formula(formula: Formula, language: Language, head: impl Fn(usize) -> String) -> String {
    match formula {
        Formula::Sum { first, last } => {
            let (first, last) = (head(first), head(last));
            language.pick(
                format!("the sum of `{first}` to `{last}`"),
                format!("la suma de `{first}` a `{last}`"),
            )
        }
        Formula::Pair { a, b } => {
            let (a, b) = (head(a), head(b));
            language.pick(
                format!("the sum of `{a}` and `{b}`"),
                format!("la suma de `{a}` y `{b}`"),
            )
        }
        Formula::Product { a, b } => {
            let (a, b) = (head(a), head(b));
            language.pick(format!("`{a}` times `{b}`"), format!("`{a}` por `{b}`"))
        }
        Formula::Ratio { part, whole } => {
            let (part, whole) = (head(part), head(whole));
            language.pick(
                format!("`{part}` in per cent of `{whole}`"),
                format!("el porcentaje de `{part}` sobre `{whole}`"),
            )
        }
        Formula::Growth { before, after } => {
            let (before, after) = (head(before), head(after));
            language.pick(
                format!("the growth from `{before}` to `{after}` in per cent"),
                format!("la variación porcentual de `{before}` a `{after}`"),
            )
        }
        Formula::Share { of } => {
            let of = head(of);
            language.pick(
                format!("`{of}` in per cent of its total"),
                format!("el porcentaje de `{of}` sobre su total"),
            )
        }
    }
}
