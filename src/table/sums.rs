//! Rows of which some cells are empty and nothing near shows which: what makes the printed totals true.

use super::draft::DraftRow;
use super::piece::amount;
use super::sheet::Sheet;
use super::word::class;
use crate::source::Span;

/// Rows that may be in doubt, and ways of filling them that are tried.
const MOST_DOUBTFUL: usize = 6;
const MOST_WAYS: usize = 20_000;
/// Columns of values at the most.
const MOST_COLUMNS: usize = 8;
/// A row of less margin is in doubt by itself.
const SURE: f32 = 1.2;

/// A row in doubt: its place, its amounts, and the ways of placing them in order.
struct Doubt {
    row: usize,
    filled: Vec<usize>,
    amounts: Vec<i64>,
    ways: Vec<u16>,
}

/// Places the cells of rows that are partly empty where the printed total is then true, if that is so in one way only.
/// `columns` are those of values.
pub(super) fn place(sheet: &Sheet<'_>, rows: &mut [DraftRow], columns: &[usize]) {
    if !(2..=MOST_COLUMNS).contains(&columns.len()) {
        return;
    }
    let value = |cell: &[(usize, Span)]| match cell {
        [(_, span)] => span.slice(sheet.source).and_then(amount),
        _ => None,
    };
    let Some(total) = rows.iter().rposition(|row| is_total(sheet, row, columns)) else {
        return;
    };
    let begin = rows[..total]
        .iter()
        .rposition(|row| is_total(sheet, row, columns))
        .map_or(0, |before| before + 1);
    let want: Vec<Option<i64>> = columns
        .iter()
        .map(|&c| value(&rows[total].cells[c]))
        .collect();
    let is_true = |sums: &[i64]| {
        want.iter()
            .zip(sums)
            .all(|(want, sum)| want.is_none_or(|want| want == *sum))
    };
    if total < begin + 2 || want.iter().flatten().count() < 2 {
        return;
    }
    let mut doubts: Vec<Doubt> = Vec::new();
    let mut sums = vec![0_i64; columns.len()];
    for (at, row) in rows.iter().enumerate().take(total).skip(begin) {
        let filled: Vec<usize> = (0..columns.len())
            .filter(|&i| !row.cells[columns[i]].is_empty())
            .collect();
        let amounts: Vec<i64> = filled
            .iter()
            .map(|&i| value(&row.cells[columns[i]]).unwrap_or(0))
            .collect();
        for (&i, amount) in filled.iter().zip(&amounts) {
            sums[i] = sums[i].saturating_add(*amount);
        }
        if !filled.is_empty() && filled.len() < columns.len() {
            let ways = (0_u16..1 << columns.len())
                .filter(|mask| mask.count_ones() as usize == filled.len())
                .collect();
            doubts.push(Doubt {
                row: at,
                filled,
                amounts,
                ways,
            });
        }
    }
    if doubts.is_empty() {
        return;
    }
    if is_true(&sums) {
        for doubt in &doubts {
            rows[doubt.row].margin = f32::MAX;
        }
        return;
    }
    let count = |doubts: &[Doubt]| {
        doubts
            .iter()
            .fold(1_usize, |n, doubt| n.saturating_mul(doubt.ways.len()))
    };
    if doubts.len() > MOST_DOUBTFUL || count(&doubts) > MOST_WAYS {
        doubts.retain(|doubt| rows[doubt.row].margin < SURE);
    }
    if doubts.is_empty() || doubts.len() > MOST_DOUBTFUL || count(&doubts) > MOST_WAYS {
        return;
    }
    for doubt in &doubts {
        for (&i, amount) in doubt.filled.iter().zip(&doubt.amounts) {
            sums[i] = sums[i].saturating_sub(*amount);
        }
    }
    let mut found: Option<usize> = None;
    for way in 0..count(&doubts) {
        let mut sum = sums.clone();
        for (doubt, mask) in doubts.iter().zip(masks(&doubts, way)) {
            let places = (0..columns.len()).filter(|i| mask >> i & 1 == 1);
            for (i, amount) in places.zip(&doubt.amounts) {
                sum[i] = sum[i].saturating_add(*amount);
            }
        }
        if is_true(&sum) {
            if found.is_some() {
                return;
            }
            found = Some(way);
        }
    }
    let Some(way) = found else { return };
    for (doubt, mask) in doubts.iter().zip(masks(&doubts, way)) {
        let row = &mut rows[doubt.row];
        let cells: Vec<_> = doubt
            .filled
            .iter()
            .map(|&i| std::mem::take(&mut row.cells[columns[i]]))
            .collect();
        for (i, cell) in (0..columns.len()).filter(|i| mask >> i & 1 == 1).zip(cells) {
            row.cells[columns[i]] = cell;
        }
        row.margin = f32::MAX;
    }
}

/// The way of each row that one number stands for.
fn masks(doubts: &[Doubt], way: usize) -> impl Iterator<Item = u16> {
    let mut rest = way;
    doubts.iter().map(move |doubt| {
        let mask = doubt.ways[rest % doubt.ways.len()];
        rest /= doubt.ways.len();
        mask
    })
}

fn is_total(sheet: &Sheet<'_>, row: &DraftRow, columns: &[usize]) -> bool {
    let label = row
        .cells
        .first()
        .and_then(|cell| cell.first())
        .and_then(|(_, span)| span.slice(sheet.source));
    label.is_some_and(|label| {
        let first = label.split_whitespace().next().unwrap_or_default();
        super::word::classify(first).1 & class::TOTAL != 0
    }) && columns.iter().all(|&c| !row.cells[c].is_empty())
}
