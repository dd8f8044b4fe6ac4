//! What the values of a row are of one another, by arithmetic: shares, and sums.

use super::piece::{Piece, amount};
use super::sheet::Sheet;

/// Rows that must say so, and the most values that a row has.
const LEAST: usize = 2;
const MOST: usize = 8;
/// The largest share, in hundredths.
const LARGEST: i64 = 15_000;

/// What the values of rows are of those before them, by how many values a row has.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Relations {
    /// Which are shares: a bit for each value.
    shares: [u8; MOST + 1],
    /// Which value is the sum of those right before it, and where they begin.
    sums: [Option<(usize, usize)>; MOST + 1],
}

impl Relations {
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
            if let Some(shares) = out.shares.get_mut(len) {
                for at in (2..len).filter(|&at| are_shares(rows, at)) {
                    *shares |= 1 << at;
                }
            }
            if let Some(sums) = out.sums.get_mut(len) {
                *sums = (2..len)
                    .flat_map(|at| (0..at - 1).map(move |from| (from, at)))
                    .find(|&(from, at)| are_sums(rows, from, at));
            }
        }
        out
    }

    /// Whether the value at place `at` is a share in rows of so many values.
    pub(super) fn is_share(&self, values: usize, at: usize) -> bool {
        self.shares
            .get(values)
            .is_some_and(|shares| shares >> at & 1 == 1)
    }

    /// The place of the value that is the sum of those right before it in rows of so many values, and where they begin.
    pub(super) fn sum(&self, values: usize) -> Option<(usize, usize)> {
        self.sums.get(values).copied().flatten()
    }
}

/// Whether the values at place `at` of most rows are the sum of those from place `from` on.
fn are_sums(rows: &[Vec<i64>], from: usize, at: usize) -> bool {
    let holds = |row: &&Vec<i64>| {
        let parts = row.get(from..at).unwrap_or_default();
        let sum = parts
            .iter()
            .fold(0_i64, |sum, part| sum.saturating_add(*part));
        sum != 0 && row.get(at) == Some(&sum)
    };
    is_most(rows.iter().filter(holds).count(), rows)
}

/// Whether so many of the rows are most of them.
fn is_most(count: usize, rows: &[Vec<i64>]) -> bool {
    count >= LEAST && count * 3 >= rows.len() * 2
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
    is_most(rows.iter().filter(is_share).count(), rows)
        && (0..at).any(|a| (0..at).any(|b| a != b && is_most(holds(a, b), rows)))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_are_told_by_two_rows_that_differ() {
        // Codified, executed, and the share in hundredths of points.
        let rows = [
            vec![62_041_183, 55_304_711, 8_914],
            vec![9_116_400, 8_032_555, 8_811],
        ];
        assert!(are_shares(&rows, 2));
        assert!(!are_shares(&rows[..1], 2));
        assert!(!are_shares(
            &[vec![62_041_183, 55_304_711, 4_200], rows[1].clone()],
            2
        ));
        // Amounts are none, whatever they are of others.
        assert!(!are_shares(&rows, 1));
    }

    #[test]
    fn sums_are_told_by_most_rows() {
        let rows = [
            vec![300, 4_300, 4_600],
            vec![200, 4_100, 4_300],
            vec![900, 200, 1_000],
        ];
        assert!(are_sums(&rows, 0, 2));
        assert!(!are_sums(&rows[1..], 0, 2));
        assert!(!are_sums(&[vec![0, 0, 0], vec![0, 0, 0]], 0, 2));
    }
}
