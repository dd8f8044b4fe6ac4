//! Columns whose values are shares of two others, by arithmetic: what was spent of what there was to spend.

use super::piece::{Piece, amount};
use super::sheet::Sheet;

/// Rows that must say so, and the most values that a row has.
const LEAST: usize = 2;
const MOST: usize = 8;
/// The largest share, in hundredths.
const LARGEST: i64 = 15_000;

/// Which values of a row are shares of two before them, by how many values the row has.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Shares {
    /// A bit for each value, for each number of values.
    of: [u8; MOST + 1],
}

impl Shares {
    /// Those of rows all of whose values follow one another.
    pub(super) fn of(sheet: &Sheet<'_>, pieces: &[Piece]) -> Self {
        let value = |piece: &Piece| sheet.span_of(piece).slice(sheet.source).and_then(amount);
        let mut rows: Vec<Vec<i64>> = pieces
            .chunk_by(|a, b| a.is_value() && b.is_value())
            .filter(|run| (3..=MOST).contains(&run.len()))
            .filter_map(|run| run.iter().map(value).collect())
            .collect();
        // A total of one row says nothing more.
        rows.sort_unstable();
        rows.dedup();
        rows.sort_by_key(Vec::len);
        let mut out = Self::default();
        for rows in rows.chunk_by(|a, b| a.len() == b.len()) {
            let len = rows.first().map_or(0, Vec::len);
            if let Some(of) = out.of.get_mut(len) {
                for at in (2..len).filter(|&at| are_shares(rows, at)) {
                    *of |= 1 << at;
                }
            }
        }
        out
    }

    /// Whether the value at place `at` is one in rows of so many values.
    pub(super) fn contains(&self, values: usize, at: usize) -> bool {
        self.of.get(values).is_some_and(|of| of >> at & 1 == 1)
    }
}

/// Whether the values at place `at` of most rows are what one value before them is of another, the same two in all rows.
fn are_shares(rows: &[Vec<i64>], at: usize) -> bool {
    let is_share = |row: &&Vec<i64>| matches!(row.get(at), Some(1..=LARGEST));
    let holds = |part: usize, whole: usize| {
        rows.iter()
            .filter(is_share)
            .filter(|row| is_of(row, at, part, whole))
            .count()
    };
    let is_most = |count: usize| count >= LEAST && count * 3 >= rows.len() * 2;
    is_most(rows.iter().filter(is_share).count())
        && (0..at).any(|a| (0..at).any(|b| a != b && is_most(holds(a, b))))
}

/// Whether the value at place `at` is the share that one value is of a larger one, as exactly as it is printed.
fn is_of(row: &[i64], at: usize, part: usize, whole: usize) -> bool {
    let (Some(&share), Some(&part), Some(&whole)) = (row.get(at), row.get(part), row.get(whole))
    else {
        return false;
    };
    let (whole, exact) = (i128::from(whole), i128::from(part) * 10_000);
    let rounding = match share {
        share if share % 100 == 0 => 100,
        share if share % 10 == 0 => 10,
        _ => 1,
    };
    whole > i128::from(LARGEST) && (exact - i128::from(share) * whole).abs() <= rounding * whole
}
