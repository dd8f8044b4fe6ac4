//! Where what a label wraps stands: before the values of its row, about them, or below them.

use super::weights as w;

/// Where the lines of a wrapped label stand about its values, all over a text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Order {
    /// Before them: cells are written one after the other.
    #[default]
    Before,
    /// About them: lines are those of the page as seen, and values stand in the middle of their row.
    About,
    /// The first beside them, the others below.
    Below,
}

/// On which side of its row's values a line stands that has none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Side {
    #[default]
    Open,
    Above,
    Below,
}

/// Lines of a label that may stand between two lines of values, and rows that are looked at together.
const MOST_GAP: usize = 6;
const MOST_ROWS: usize = 200;
const INFINITE: f32 = 1e9;

/// What a line shows of how labels go on.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct Line {
    pub(super) at: usize,
    /// It holds values, with a label before them or without.
    pub(super) row: bool,
    pub(super) labelled: bool,
    /// Its label begins with a small letter, and ends in the middle of a phrase.
    pub(super) low: bool,
    pub(super) open: bool,
    /// The first word of its label; 0 where it has none.
    pub(super) first: u32,
    /// Other labels begin with that word.
    pub(super) recurs: bool,
}

/// Notes which labels of a run begin as others do.
pub(super) fn note_recurring(run: &mut [Line]) {
    let mut firsts: Vec<u32> = run
        .iter()
        .map(|line| line.first)
        .filter(|&key| key != 0)
        .collect();
    firsts.sort_unstable();
    for line in run {
        let from = firsts.partition_point(|&key| key < line.first);
        line.recurs = line.first != 0 && firsts.get(from + 1) == Some(&line.first);
    }
}

/// Finds the order of a text from its runs of lines; tells `place` on which side each line without values stands.
pub(super) fn find(runs: &[Vec<Line>], mut place: impl FnMut(usize, Side)) -> Order {
    let cost = |order: Order| -> f32 {
        runs.iter()
            .map(|run| align(run, order).map_or(0.0, |(cost, _)| cost))
            .sum()
    };
    let before = cost(Order::Before);
    let (about, below) = (cost(Order::About), cost(Order::Below));
    let (order, least) = if about <= below {
        (Order::About, about)
    } else {
        (Order::Below, below)
    };
    if least + w::SEEN >= before {
        return Order::Before;
    }
    for run in runs {
        let Some((_, taken)) = align(run, order) else {
            continue;
        };
        let mut gap = 0;
        let mut left = 0;
        for line in run {
            if line.row {
                left = taken.get(gap).copied().unwrap_or(0);
                gap += 1;
            } else if gap > 0 && left > 0 {
                left -= 1;
                place(line.at, Side::Below);
            } else if gap > 0 && gap < taken.len() {
                place(line.at, Side::Above);
            }
        }
    }
    order
}

/// The least cost of a run's lines in one order, with how many lines below each row of values belong to it.
fn align(run: &[Line], order: Order) -> Option<(f32, Vec<usize>)> {
    let rows: Vec<usize> = (0..run.len())
        .filter(|&i| run[i].row)
        .take(MOST_ROWS)
        .collect();
    let first = *rows.first()?;
    let gap = |r: usize| {
        let to = rows.get(r + 1).copied().unwrap_or(run.len());
        (to - rows[r] - 1).min(MOST_GAP)
    };
    // The lines above the first row may be heads.
    let mut costs: Vec<[f32; MOST_GAP + 1]> = Vec::with_capacity(rows.len());
    let mut back: Vec<[u8; MOST_GAP + 1]> = Vec::with_capacity(rows.len());
    for r in 0..rows.len() {
        let mut row = [INFINITE; MOST_GAP + 1];
        let mut from = [0_u8; MOST_GAP + 1];
        let is_last = r + 1 == rows.len();
        let above: Vec<(usize, f32, u8)> = if r == 0 {
            (0..=first.min(3)).map(|a| (a, 0.0, 0)).collect()
        } else {
            let gap = gap(r - 1);
            (0..=gap)
                .map(|s| (gap - s, costs[r - 1][s], s as u8))
                .collect()
        };
        for below in 0..=gap(r).min(if is_last { 3 } else { MOST_GAP }) {
            for &(a, before, s) in &above {
                if before >= INFINITE {
                    continue;
                }
                let cost = before + row_cost(run, rows[r], a, below, order, r == 0);
                if cost < row[below] {
                    (row[below], from[below]) = (cost, s);
                }
            }
        }
        costs.push(row);
        back.push(from);
    }
    let last = costs.last()?;
    let mut at = (0..=MOST_GAP).min_by(|&a, &b| last[a].total_cmp(&last[b]))?;
    let total = last[at];
    let mut taken = vec![0; rows.len()];
    for r in (0..rows.len()).rev() {
        taken[r] = at;
        at = usize::from(back[r][at]);
    }
    Some((total, taken))
}

/// What it costs that `above` lines before a row of values and `below` lines behind it are its label.
fn row_cost(
    run: &[Line],
    row: usize,
    above: usize,
    below: usize,
    order: Order,
    is_first: bool,
) -> f32 {
    let own = usize::from(run[row].labelled);
    let (a, b) = (above as f32, below as f32);
    let mut cost = match order {
        Order::Before => 3.0 * b,
        Order::About => 1.5 * (a - b).abs(),
        Order::Below => 3.0 * a + if own == 0 { 3.0 * b.min(1.0) } else { 0.0 },
    };
    if own + above + below == 0 {
        cost += 3.0;
    }
    let from = row - above;
    let parts = || (from..=(row + below)).filter(|&i| i != row || own == 1);
    for (p, q) in parts().zip(parts().skip(1)) {
        cost += if run[p].open || run[q].low { 0.0 } else { 0.4 };
        // What begins as others do begins a label.
        cost += if run[q].recurs { 1.0 } else { 0.0 };
    }
    // What stands before the row ends another one.
    if let Some(first) = parts().next()
        && !is_first
    {
        cost += if run[first].low { 2.5 } else { 0.0 };
    }
    if let Some(last) = parts().next_back() {
        cost += if run[last].open { 3.0 } else { 0.0 };
    }
    cost
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Lines by letters: `v` values alone, `l` a label beside values, `t` a line of a label, `o` one that is open.
    fn run(text: &str) -> Vec<Line> {
        text.chars()
            .enumerate()
            .map(|(at, c)| Line {
                at,
                row: matches!(c, 'v' | 'l'),
                labelled: c == 'l',
                low: false,
                open: c == 'o',
                first: 0,
                recurs: false,
            })
            .collect()
    }

    fn sides(text: &str) -> (Order, Vec<Side>) {
        let mut sides = vec![Side::default(); text.len()];
        let order = find(&[run(text)], |at, side| sides[at] = side);
        (order, sides)
    }

    #[test]
    fn values_in_the_middle_of_their_labels() {
        let (order, sides) = sides("lovtlltvtl");
        assert_eq!(order, Order::About);
        assert_eq!((sides[1], sides[3]), (Side::Above, Side::Below));
        assert_eq!((sides[6], sides[8]), (Side::Above, Side::Below));
    }

    #[test]
    fn labels_before_their_values() {
        assert_eq!(sides("ltltvltvttl").0, Order::Before);
    }
}
