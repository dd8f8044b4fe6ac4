//! Rows that sum up others, against the sums of those.

use rust_decimal::Decimal;

use super::arithmetic::{near, sum, tolerance};
use super::grid::{Grid, Held, Part};
use super::slip::Change;

/// Rows that sum up others of a table, at most.
const MOST: usize = 16;

/// A printed total that is not the sum of its rows.
#[derive(Clone, Debug)]
pub(crate) struct Mismatch {
    pub(crate) line: usize,
    pub(crate) column: usize,
    pub(crate) printed: Decimal,
    pub(crate) sum: Decimal,
    pub(crate) tolerance: Decimal,
    /// The rows that were added up.
    pub(crate) rows: Vec<usize>,
    /// The one change that would make it hold.
    pub(crate) remedy: Option<Remedy>,
    /// A mistake of the report is likelier than one of the reading.
    pub(crate) is_certain: bool,
    /// Other columns of the same row hold.
    pub(crate) is_backed: bool,
    /// How many.
    holds: usize,
}

/// A single change that makes a total hold.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Remedy {
    /// Of the value of one row.
    Slip { line: usize, change: Change },
    /// One row is not in the total.
    LeftOut { line: usize },
}

/// What the rows of a table that sum up say.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sums {
    /// Totals that do not hold.
    pub(crate) fails: Vec<Mismatch>,
    /// Rows that sum up, of which some column was found not to hold.
    pub(crate) doubted: Vec<usize>,
}

/// What one column of a row that sums up comes to.
enum Outcome {
    Holds,
    Fails(Box<Mismatch>),
    Unknown,
}

impl Sums {
    pub(crate) fn of(grid: &Grid<'_>) -> Self {
        let mut out = Self::default();
        let lines = grid.lines.iter().enumerate();
        let sums_up = lines.filter(|(_, line)| matches!(line.part, Part::Total | Part::Subtotal));
        for (at, _) in sums_up.take(MOST) {
            out.look_at(grid, at);
        }
        out
    }

    fn look_at(&mut self, grid: &Grid<'_>, at: usize) {
        let sets = sets(grid, at);
        if sets.is_empty() {
            self.doubted.push(at);
            return;
        }
        let (mut holds, mut fails) = (0, Vec::new());
        for (column, _) in grid.numeric().filter(|(_, column)| !column.is_percent) {
            match outcome(grid, at, column, &sets) {
                Outcome::Holds => holds += 1,
                Outcome::Fails(mismatch) => fails.push(*mismatch),
                Outcome::Unknown => {}
            }
        }
        // Where the cells of a row are not certain, the columns that hold prove them: a cell in the place of another would
        // spoil the sums of both.
        let is_sound = |row: &usize| grid.lines[*row].is_sound();
        let rows_are = sets.iter().all(|set| set.iter().all(is_sound));
        let doubt = match (is_sound(&at), rows_are) {
            (true, true) => 0,
            (false, true) => 1,
            (_, false) => 2,
        };
        if !fails.is_empty() || doubt > holds {
            self.doubted.push(at);
        }
        let several = fails.len() > 1;
        let is_lost = doubt > 0 && (several || holds < doubt);
        for mut mismatch in fails {
            mismatch.is_backed = holds > 0 && !several;
            mismatch.holds = holds;
            mismatch.is_certain = !is_lost
                && (doubt == 0 || mismatch.is_own_swap())
                && mismatch.is_likely(grid, several);
            self.fails.push(mismatch);
        }
    }
}

impl Mismatch {
    /// The change of one value that would make it hold, and its row.
    fn slip(&self) -> Option<(usize, Change)> {
        match self.remedy {
            Some(Remedy::Slip { line, change }) => Some((line, change)),
            _ => None,
        }
    }

    /// Whether a mistake of the report is likelier than one of the reading, where the cells are where they seem to be.
    fn is_likely(&self, grid: &Grid<'_>, several: bool) -> bool {
        let slip = self.slip();
        let swapped = slip.is_some_and(|(_, change)| change.is_swap());
        let is_full = self
            .rows
            .iter()
            .all(|&row| grid.lines[row].value(self.column).is_some());
        // A lost row, or a stray number, changes a sum by one small value.
        let difference = self.printed.checked_sub(self.sum);
        let is_large = difference.is_some_and(|it| it.abs() >= Decimal::TEN);
        if several {
            return swapped && is_large && !grid.is_shaky;
        }
        if self.is_backed {
            let is_left_out = matches!(self.remedy, Some(Remedy::LeftOut { .. }));
            let is_lone = is_left_out && self.holds < 2;
            return slip.is_some() || (is_full && !grid.is_shaky && self.is_near(grid) && !is_lone);
        }
        let is_long = self.rows.len() >= 3 || self.printed.abs() >= Decimal::from(10_000);
        is_long && slip.is_some() && is_large && (swapped || is_full)
    }

    /// Whether two digits of the total itself are swapped.
    fn is_own_swap(&self) -> bool {
        self.slip()
            .is_some_and(|(line, change)| change.is_swap() && line == self.line)
    }

    /// Whether the total is of the size of its sum: a total of another column, or an average, is not.
    fn is_near(&self, grid: &Grid<'_>) -> bool {
        let times = |by: Decimal| self.sum.abs().checked_mul(by).unwrap_or(Decimal::MAX);
        let least = times(Decimal::new(8, 1));
        let most = times(Decimal::new(125, 2));
        let values = self.rows.iter();
        let largest = values
            .filter_map(|&row| grid.lines[row].value(self.column))
            .max();
        let size = self.printed.abs();
        least <= size && size <= most && largest.is_some_and(|it| it <= self.printed)
    }
}

/// The rows that a row may sum up: all that state something, those since the last of its kind, the subtotals.
fn sets(grid: &Grid<'_>, at: usize) -> Vec<Vec<usize>> {
    let rows = |range: std::ops::Range<usize>, wanted: &[Part]| -> Vec<usize> {
        range
            .filter(|&row| wanted.contains(&grid.lines[row].part))
            .collect()
    };
    let before = 0..at;
    let last_of = |part: &[Part]| {
        (0..at)
            .rev()
            .find(|&row| part.contains(&grid.lines[row].part))
    };
    let mut sets = vec![rows(before.clone(), &[Part::Body])];
    if let Some(last) = last_of(&[Part::Total, Part::Subtotal]) {
        sets.push(rows(last + 1..at, &[Part::Body]));
    }
    if let Some(last) = last_of(&[Part::Subtotal]) {
        let mut set = rows(before, &[Part::Subtotal]);
        set.extend(rows(last + 1..at, &[Part::Body]));
        sets.push(set);
    }
    if let Some(last) = last_of(&[Part::Group]) {
        sets.push(rows(last + 1..at, &[Part::Body]));
    }
    if at == 0 {
        sets.push(rows(1..grid.lines.len(), &[Part::Body]));
    }
    sets.retain(|set| set.len() >= 2);
    sets.dedup();
    sets
}

fn outcome(grid: &Grid<'_>, at: usize, column: usize, sets: &[Vec<usize>]) -> Outcome {
    let Some(printed) = grid.lines[at].value(column) else {
        return Outcome::Unknown;
    };
    let mut best: Option<Mismatch> = None;
    for rows in sets {
        let values = || rows.iter().filter_map(|&row| grid.lines[row].value(column));
        if values().count() < 2
            || rows
                .iter()
                .any(|&row| matches!(grid.lines[row].cells.get(column), Some(Held::Other)))
        {
            continue;
        }
        let Some(sum) = sum(values()) else {
            return Outcome::Unknown;
        };
        let terms: Vec<Decimal> = values().collect();
        let allowed = tolerance(&terms, printed, grid.columns[column].is_count);
        if near(printed, sum, allowed) {
            return Outcome::Holds;
        }
        let mismatch = Mismatch {
            line: at,
            column,
            printed,
            sum,
            tolerance: allowed,
            rows: rows.clone(),
            remedy: remedy(grid, at, column, printed, sum, rows),
            is_certain: false,
            is_backed: false,
            holds: 0,
        };
        let is_better = |best: &Mismatch| best.remedy.is_none() && mismatch.remedy.is_some();
        if best.as_ref().is_none_or(is_better) {
            best = Some(mismatch);
        }
    }
    // Less than one of its rows is no total of them but an average, or a ratio of the others.
    let is_average = |it: &Mismatch| {
        let mut rows = it
            .rows
            .iter()
            .filter_map(|&row| grid.lines[row].value(column));
        it.remedy.is_none() && rows.any(|value| value > printed) && !printed.is_sign_negative()
    };
    match best {
        Some(it) if !is_average(&it) => Outcome::Fails(Box::new(it)),
        _ => Outcome::Unknown,
    }
}

/// The smallest single change that would make a sum hold: of the total itself, of one of its rows where only one will do,
/// or a row left out.
fn remedy(
    grid: &Grid<'_>,
    at: usize,
    column: usize,
    printed: Decimal,
    sum: Decimal,
    rows: &[usize],
) -> Option<Remedy> {
    let slip = |line, from, to| {
        let change = Change::of(from, to)?;
        Some(Remedy::Slip { line, change })
    };
    let own = slip(at, printed, sum);
    if matches!(own, Some(Remedy::Slip { change, .. }) if change.is_swap()) {
        return own;
    }
    let missing = printed.checked_sub(sum)?;
    let left_out = rows
        .iter()
        .find(|&&row| grid.lines[row].value(column) == Some(-missing))
        .map(|&line| Remedy::LeftOut { line });
    let mut others = rows.iter().filter_map(|&line| {
        let from = grid.lines[line].value(column)?;
        slip(line, from, from.checked_add(missing)?)
    });
    let (first, second) = (others.next(), others.next());
    let only = if second.is_none() { first } else { None };
    left_out.or(own).or(only)
}
