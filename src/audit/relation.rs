//! Which columns of a table follow from others: the formula that holds in most rows, and the rows where it fails.
//!
//! No head is asked for what its column holds: a column that is the sum, the difference or the ratio of others in row
//! after row is that, whatever it is called. What heads say lets fewer rows do.

use rust_decimal::Decimal;

use super::arithmetic::{digits, growth, near, percent, prints, tolerance, unit};
use super::grid::Grid;
use crate::model::ColumnKind;

/// Columns that are looked at, at most.
const MOST: usize = 14;
/// Rows that must hold where the heads say nothing.
const HOLD: usize = 3;

/// What one column is to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Formula {
    /// The sum of the columns of a range.
    Sum { first: usize, last: usize },
    /// The sum of two columns.
    Pair { a: usize, b: usize },
    /// The product of two columns.
    Product { a: usize, b: usize },
    /// One column in per cent of another.
    Ratio { part: usize, whole: usize },
    /// By how many per cent one column is more than another.
    Growth { before: usize, after: usize },
    /// A column in per cent of its own total.
    Share { of: usize },
}

/// A column that follows from others.
#[derive(Clone, Debug)]
pub(crate) struct Relation {
    pub(crate) target: usize,
    pub(crate) formula: Formula,
    /// Rows in which it holds.
    pub(crate) holds: usize,
    /// Rows in which it does not, with what it would be there.
    pub(crate) fails: Vec<(usize, Wanted)>,
    /// The heads say so too.
    pub(crate) is_named: bool,
}

impl Formula {
    /// The columns from which it follows.
    pub(crate) fn sources(self) -> Vec<usize> {
        match self {
            Self::Sum { first, last } => (first..=last).collect(),
            Self::Pair { a, b } | Self::Product { a, b } => vec![a, b],
            Self::Ratio { part, whole } => vec![part, whole],
            Self::Growth { before, after } => vec![before, after],
            Self::Share { of } => vec![of],
        }
    }
}

impl Relation {
    /// Whether it adds columns up.
    pub(crate) fn is_sum(&self) -> bool {
        matches!(self.formula, Formula::Sum { .. } | Formula::Pair { .. })
    }

    /// Whether a column is its target, or one from which that follows.
    pub(crate) fn has(&self, column: usize) -> bool {
        self.target == column || self.formula.sources().contains(&column)
    }

    /// The relations of a table that most of its rows hold to.
    pub(crate) fn all_of(grid: &Grid<'_>) -> Vec<Self> {
        let rows = grid.body().filter(|(_, line)| line.is_sound()).count();
        if rows < 2 {
            return Vec::new();
        }
        let numeric: Vec<usize> = grid.numeric().map(|(at, _)| at).take(MOST).collect();
        let mut out = Vec::new();
        for &target in &numeric {
            let best = if grid.columns[target].is_percent {
                shares(grid, target, &numeric)
            } else {
                let may_be = grid.columns[target].may_be_percent;
                sums(grid, target, &numeric)
                    .or_else(|| shares(grid, target, &numeric).filter(|_| may_be))
            };
            out.extend(best);
        }
        out
    }
}

/// Keeps the better of two relations: that in which more rows hold.
fn offer(best: &mut Option<Relation>, found: Option<Relation>) {
    let rank = |it: &Relation| (it.holds, it.is_named);
    if found.as_ref().map(rank) > best.as_ref().map(rank) {
        *best = found;
    }
}

/// The percentages of other columns that a column may be.
fn shares(grid: &Grid<'_>, target: usize, numeric: &[usize]) -> Option<Relation> {
    let mut best = None;
    let mut offer = |formula, is_named| offer(&mut best, test(grid, target, formula, is_named));
    let others: Vec<usize> = numeric
        .iter()
        .copied()
        .filter(|&at| at != target && !grid.columns[at].is_percent)
        .collect();
    for &a in &others {
        for &b in &others {
            if a != b && is_same(grid, a, b) {
                let key = |at: usize| grid.columns[at].key;
                let is_budget = key(a) == Some("executed") && key(b) == Some("codified");
                offer(Formula::Ratio { part: a, whole: b }, is_budget);
                let changes = grid.columns[target].names.difference;
                // The earlier year is the base; without years the column before is likelier to be.
                let years = (grid.columns[a].year, grid.columns[b].year);
                let is_reversed = match years {
                    (Some(before), Some(after)) => before >= after,
                    _ => false,
                };
                if !is_reversed {
                    let growth = Formula::Growth {
                        before: a,
                        after: b,
                    };
                    offer(growth, changes && a < b);
                }
            }
        }
        if grid.total.is_some() {
            offer(Formula::Share { of: a }, false);
        }
    }
    best
}

/// The sums, differences and products of other columns that a column may be.
fn sums(grid: &Grid<'_>, target: usize, numeric: &[usize]) -> Option<Relation> {
    let mut best = None;
    let mut offer = |formula, is_named| offer(&mut best, test(grid, target, formula, is_named));
    let is_named = |formula: &[usize]| -> bool {
        let names = |at: usize| grid.columns[at].names;
        let women = formula.iter().any(|&at| names(at).women);
        let men = formula.iter().any(|&at| names(at).men);
        let rest = formula.iter().any(|&at| names(at).difference);
        (women && men) || names(target).total || rest
    };
    let position = |column: usize| numeric.iter().position(|&at| at == column);
    if let Some(own) = position(target) {
        // A run of columns to the left.
        for first in (0..own.saturating_sub(1)).rev().take(8) {
            let run = &numeric[first..own];
            let is_whole = run
                .last()
                .is_some_and(|last| last - run[0] + 1 == run.len());
            if run.len() >= 3 && is_whole && run.iter().all(|&at| is_same(grid, at, target)) {
                let formula = Formula::Sum {
                    first: run[0],
                    last: run[run.len() - 1],
                };
                offer(formula, is_named(run));
            }
        }
    }
    for (nth, &a) in numeric.iter().enumerate() {
        for &b in &numeric[nth + 1..] {
            if a == target || b == target {
                continue;
            }
            if is_same(grid, a, target) && is_same(grid, b, target) {
                offer(Formula::Pair { a, b }, is_named(&[a, b]));
            } else if grid.columns[a].is_count != grid.columns[b].is_count
                && a < target
                && b < target
                && !grid.columns[target].is_count
            {
                offer(Formula::Product { a, b }, false);
            }
        }
    }
    best
}

/// Whether two columns hold amounts of one sort.
fn is_same(grid: &Grid<'_>, a: usize, b: usize) -> bool {
    let (a, b) = (&grid.columns[a], &grid.columns[b]);
    let is_sort = a.is_count == b.is_count || a.is_whole && b.is_whole;
    is_sort && !a.is_percent && !b.is_percent
}

/// What a column would be in a row.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Wanted {
    pub(crate) exact: Decimal,
    /// By how much what is printed may differ.
    pub(crate) tolerance: Decimal,
    /// What is printed agrees.
    pub(crate) holds: bool,
}

/// What a column would be in a row by a formula.
pub(crate) fn wanted(
    grid: &Grid<'_>,
    row: usize,
    target: usize,
    formula: Formula,
) -> Option<Wanted> {
    wanted_of(grid, target, formula, |at| grid.lines[row].value(at))
}

/// Whether a row holds to a relation with another value in one of its columns.
pub(crate) fn holds_with(
    grid: &Grid<'_>,
    row: usize,
    relation: &Relation,
    (column, other): (usize, Decimal),
) -> bool {
    let value = |at: usize| {
        let printed = grid.lines[row].value(at);
        if at == column { Some(other) } else { printed }
    };
    wanted_of(grid, relation.target, relation.formula, value).is_some_and(|it| it.holds)
}

fn wanted_of(
    grid: &Grid<'_>,
    target: usize,
    formula: Formula,
    value: impl Fn(usize) -> Option<Decimal>,
) -> Option<Wanted> {
    let printed = value(target)?;
    let within = |exact: Decimal, tolerance: Decimal| Wanted {
        exact,
        tolerance,
        holds: near(printed, exact, tolerance),
    };
    let sum = |values: &[Decimal]| {
        let exact = super::arithmetic::sum(values.iter().copied())?;
        let allowed = tolerance(values, printed, grid.columns[target].is_count);
        Some(within(exact, allowed))
    };
    let of_hundred = |exact: Decimal, slack: Decimal| Wanted {
        exact,
        tolerance: unit(printed).checked_add(slack).unwrap_or(slack),
        holds: prints(printed, exact, slack),
    };
    // Amounts in whole dollars were rounded before the ratio was taken, or after.
    let slack = |at: usize, whole: Decimal| -> Decimal {
        let is_rounded = grid.columns[at].kind == Some(ColumnKind::Money)
            && value(at).is_some_and(|value| value.scale() == 0);
        if is_rounded {
            Decimal::ONE_HUNDRED
                .checked_div(whole.abs())
                .unwrap_or_default()
        } else {
            Decimal::ZERO
        }
    };
    match formula {
        Formula::Sum { first, last } => {
            let values: Option<Vec<Decimal>> = (first..=last).map(&value).collect();
            sum(&values?)
        }
        Formula::Pair { a, b } => sum(&[value(a)?, value(b)?]),
        Formula::Product { a, b } => {
            let (one, other) = (value(a)?, value(b)?);
            let exact = one.checked_mul(other)?;
            // A count, and a price in cents, is exact; what is rounded may be wrong by half a unit, times the other.
            let slack = |at: usize, own: Decimal, other: Decimal| {
                let is_exact = grid.columns[at].is_count || own.scale() >= 2;
                let half = if is_exact {
                    Decimal::ZERO
                } else {
                    unit(own) * Decimal::new(5, 1)
                };
                half.checked_mul(other.abs())
            };
            let allowed = slack(a, one, other)?.checked_add(slack(b, other, one)?)?;
            Some(within(exact, allowed.max(unit(printed))))
        }
        Formula::Ratio { part, whole } => {
            let whole_value = value(whole)?;
            let exact = percent(value(part)?, whole_value)?;
            Some(of_hundred(exact, slack(whole, whole_value)))
        }
        Formula::Growth { before, after } => {
            let base = value(before)?;
            let exact = growth(base, value(after)?)?;
            Some(of_hundred(exact, slack(before, base)))
        }
        Formula::Share { of } => {
            let total = grid.lines.get(grid.total?)?.value(of)?;
            let exact = percent(value(of)?, total)?;
            Some(of_hundred(exact, slack(of, total)))
        }
    }
}

/// Whether a row holds to a formula. A percentage that is far from the ratio is told without a division: most formulas
/// that are tried are of other columns.
fn is_held(grid: &Grid<'_>, row: usize, target: usize, formula: Formula) -> Option<bool> {
    let value = |at: usize| grid.lines.get(row)?.value(at);
    let (part, whole) = match formula {
        Formula::Ratio { part, whole } => (value(part)?, value(whole)?),
        Formula::Growth { before, after } => {
            let before = value(before)?;
            (value(after)?.checked_sub(before)?, before)
        }
        _ => return wanted(grid, row, target, formula).map(|it| it.holds),
    };
    let printed = value(target)?;
    let shown = printed.checked_mul(whole)?;
    let exact = part.checked_mul(Decimal::ONE_HUNDRED)?;
    // Twice the unit, and what amounts in whole dollars leave open.
    let most = (unit(printed) + unit(printed))
        .checked_mul(whole.abs())?
        .checked_add(Decimal::ONE_HUNDRED)?;
    if !near(shown, exact, most) && !whole.is_zero() {
        return Some(false);
    }
    wanted(grid, row, target, formula).map(|it| it.holds)
}

/// Tries a formula on the rows of a table; `None` where too few hold to it.
fn test(grid: &Grid<'_>, target: usize, formula: Formula, is_named: bool) -> Option<Relation> {
    let mut fails = Vec::new();
    let (mut holds, mut telling) = (0_usize, 0_usize);
    let most = (grid.lines.len() / 5 + 1).min(6);
    let sources = formula.sources();
    for (row, line) in grid.body() {
        if !line.is_sound() {
            continue;
        }
        let Some(is_held) = is_held(grid, row, target, formula) else {
            continue;
        };
        let is_trivial = sources
            .iter()
            .any(|&at| line.value(at).is_none_or(|value| value.is_zero()));
        if is_trivial && is_held {
            continue;
        }
        if is_held {
            holds += 1;
            telling += usize::from(is_telling(grid, row, target, formula));
        } else {
            fails.push(row);
            if fails.len() > most || fails.len() > holds + 1 {
                return None;
            }
        }
    }
    // A total of ratios that holds too is one row more; one that does not may be an average.
    if let Formula::Ratio { .. } = formula
        && let Some(row) = grid.total.filter(|&row| grid.lines[row].is_sound())
        && wanted(grid, row, target, formula).is_some_and(|it| it.holds)
    {
        holds += 1;
        telling += usize::from(is_telling(grid, row, target, formula));
    }
    let least = if is_named { 1 } else { HOLD };
    let is_enough =
        holds >= least && holds >= 4 * fails.len().saturating_sub(1) && holds >= fails.len();
    let is_telling = is_named || telling * 2 >= holds;
    if !is_enough || !is_telling {
        return None;
    }
    let fails = fails
        .into_iter()
        .filter_map(|row| Some((row, wanted(grid, row, target, formula)?)))
        .collect();
    Some(Relation {
        target,
        formula,
        holds,
        fails,
        is_named,
    })
}

/// Whether a row that holds says much: small numbers add up by chance.
fn is_telling(grid: &Grid<'_>, row: usize, target: usize, formula: Formula) -> bool {
    let digits = grid.lines[row].value(target).map_or(0, digits);
    match formula {
        Formula::Ratio { .. } | Formula::Growth { .. } | Formula::Share { .. } => digits >= 10,
        Formula::Sum { .. } | Formula::Pair { .. } | Formula::Product { .. } => digits >= 1000,
    }
}
