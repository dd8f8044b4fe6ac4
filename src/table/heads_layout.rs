//! The heads of a table in texts that keep the columns of characters: by where they stand.

use super::align::Setting;
use super::columns::Columns;
use super::heads_cost::{caption_cost, head_cost};
use super::heads_model::{Heads, Holds};
use super::heads_token::{Token, is_rest, joined, known_head};
use super::known::Known;
use super::sheet::Sheet;
use super::template::{MOST, Positions};
use super::weights as w;
use super::word::{Word, class};

/// Lines of heads at the most, and heads.
const MOST_LINES: usize = 8;
const MOST_CELLS: usize = 40;
/// How far the middles of two lines of one head may be apart.
const MERGED: f32 = 3.0;
const INFINITE: f32 = 1e9;

/// Columns of characters.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Extent {
    a: f32,
    b: f32,
}

impl Extent {
    fn of(words: &[Word]) -> Option<Self> {
        Some(Self {
            a: f32::from(words.first()?.a),
            b: f32::from(words.last()?.b),
        })
    }

    fn mid(self) -> f32 {
        f32::midpoint(self.a, self.b)
    }

    fn width(self) -> f32 {
        self.b - self.a
    }

    fn hull(self, other: Self) -> Self {
        Self {
            a: self.a.min(other.a),
            b: self.b.max(other.b),
        }
    }

    fn overlap(self, other: Self) -> f32 {
        self.b.min(other.b) - self.a.max(other.a)
    }

    /// How far the middles of two are apart, or their left or right edges if those are nearer.
    fn away(self, other: Self) -> f32 {
        let mid = (self.mid() - other.mid()).abs();
        let edges = (self.a - other.a).abs().min((self.b - other.b).abs());
        mid.min(edges + 0.5)
    }
}

/// A head: its words, line by line.
#[derive(Clone, Debug)]
struct Cell {
    words: Vec<(usize, Word)>,
    extent: Extent,
    first: usize,
    last: usize,
}

/// The heads above a table the columns of which stand where `setting` says, with the columns that have no cells.
pub(super) fn search(
    sheet: &Sheet<'_>,
    up: &[usize],
    setting: &Setting<'_>,
    holds: &[Holds],
    known: &Known,
) -> Option<(Heads, Columns)> {
    let columns = extents(&setting.positions?, holds.len())?;
    let mut best: Option<(Heads, Columns)> = None;
    for caption in up.len().saturating_sub(MOST_LINES)..up.len() {
        let Some((mut found, places)) = at(sheet, &up[caption..], &columns, setting, holds, known)
        else {
            continue;
        };
        found.cost += caption_cost(sheet, &up[..caption], false);
        found.caption = caption;
        if best.as_ref().is_none_or(|(b, _)| found.cost < b.cost) {
            best = Some((found, places));
        }
    }
    best
}

fn extents(positions: &Positions, k: usize) -> Option<Vec<Extent>> {
    positions[..k]
        .iter()
        .map(|place| {
            place.map(|(a, b)| Extent {
                a: a.into(),
                b: b.into(),
            })
        })
        .collect()
}

fn at(
    sheet: &Sheet<'_>,
    lines: &[usize],
    columns: &[Extent],
    setting: &Setting<'_>,
    holds: &[Holds],
    known: &Known,
) -> Option<(Heads, Columns)> {
    let cells = cells(sheet, lines, columns)?;
    let is_span = spans(&cells, columns.len(), holds.first() == Some(&Holds::Label));
    let leaves: Vec<&Cell> = cells
        .iter()
        .zip(&is_span)
        .filter(|(_, s)| s.is_none())
        .map(|(c, _)| c)
        .collect();
    let k = columns.len();
    if leaves.len() < k || leaves.len() >= MOST {
        return None;
    }
    let labelled = holds.first() == Some(&Holds::Label);
    let (mut cost, matched) = align(&leaves, columns, labelled)?;
    let mut hidden = vec![0_u16; k + 1];
    let mut next = 0;
    for to in &matched {
        match to {
            Some(c) => next = c + 1,
            None => hidden[next] += 1,
        }
    }
    let places = Columns::with(setting.template, &hidden)?;
    if let [line] = lines {
        // Nothing but the columns tells where one line is cut: it may be a caption.
        let single = sheet
            .words(*line)
            .chunk_by(|a, b| b.a.saturating_sub(a.b) < 2)
            .count();
        cost += w::CUT_CAPTION * cells.len().saturating_sub(single) as f32;
    }
    let begins = lines.first().is_some_and(|line| sheet.facts(*line).caption);
    cost += if begins && (lines.len() == 1 || k <= 2) {
        4.0
    } else {
        0.0
    };
    cost += 0.3 * lines.len() as f32 + w::HIDDEN_SEEN * (leaves.len() - k) as f32;
    let mut names = Vec::with_capacity(leaves.len());
    for (leaf, to) in leaves.iter().zip(&matched) {
        let under = to.map_or(Holds::Nothing, |c| holds[c]);
        let tokens = tokens(sheet, &leaf.words, known);
        cost += 0.3 * head_cost(sheet.source, &tokens, Some(under));
        cost -= known_head(&tokens, known, Some(under));
        let name = joined(sheet.source, &tokens);
        let mut over: Vec<&Cell> = cells
            .iter()
            .zip(&is_span)
            .filter(|(cell, span)| {
                span.is_some_and(|(a, b)| leaf.extent.mid() > a && leaf.extent.mid() < b)
                    && leaf.first > cell.last
            })
            .map(|(cell, _)| cell)
            .collect();
        over.sort_by_key(|cell| cell.first);
        let parts: Vec<String> = over
            .into_iter()
            .map(|cell| joined(sheet.source, &self::tokens(sheet, &cell.words, known)))
            .chain([name])
            .collect();
        names.push(parts.join(" / "));
    }
    cost -= is_span.iter().flatten().count() as f32;
    Some((
        Heads {
            cost,
            caption: 0,
            names,
        },
        places,
    ))
}

/// The words of a cell as those of a head.
fn tokens(sheet: &Sheet<'_>, words: &[(usize, Word)], known: &Known) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::with_capacity(words.len());
    for &(line, word) in words {
        let mut token = Token {
            line,
            ..Token::alone(word)
        };
        if let Some(before) = out.last().filter(|before| before.line != line) {
            let whole = super::word::key_of(before.key, word.text(sheet.source));
            token.broken = is_rest(sheet, known, before.word, whole, word);
            if token.broken {
                token.key = whole;
            }
        }
        out.push(token);
    }
    out
}

/// The heads on lines: what stands one above the other is one.
fn cells(sheet: &Sheet<'_>, lines: &[usize], columns: &[Extent]) -> Option<Vec<Cell>> {
    let gapped: Vec<Vec<&[Word]>> = lines
        .iter()
        .map(|&at| {
            sheet
                .words(at)
                .chunk_by(|a, b| b.a.saturating_sub(a.b) < 2)
                .collect()
        })
        .collect();
    let mut out: Vec<Cell> = Vec::new();
    for (line, runs) in gapped.iter().enumerate() {
        let near = gapped
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != line && other.abs_diff(line) <= 2);
        let anchors: Vec<Extent> = near
            .flat_map(|(_, runs)| runs.iter().filter_map(|run| Extent::of(run)))
            .chain(columns.iter().copied())
            .collect();
        let parts: Vec<&[Word]> = runs.iter().flat_map(|run| split(run, &anchors)).collect();
        let extents: Vec<Extent> = parts.iter().filter_map(|part| Extent::of(part)).collect();
        for (at, run) in parts.into_iter().enumerate() {
            let extent = Extent::of(run)?;
            // What stands over one between two that nothing stands over, stands over all three.
            let bare = |other: Option<&Extent>| {
                other.is_some_and(|other| {
                    other.a > columns[0].b
                        && !out
                            .iter()
                            .any(|cell| cell.last < line && cell.extent.overlap(*other) > 0.0)
                })
            };
            let is_middle = at > 0 && bare(extents.get(at - 1)) && bare(extents.get(at + 1));
            let words = run.iter().map(|word| (line, *word));
            // The cell above that this one goes on with.
            let above = out
                .iter_mut()
                .filter(|cell| cell.last < line && line - cell.last <= 2)
                .filter(|cell| cell.extent.overlap(extent) > 0.0)
                .min_by(|a, b| a.extent.away(extent).total_cmp(&b.extent.away(extent)));
            match above {
                Some(cell) if !is_middle && goes_on(cell.extent, extent) => {
                    cell.words.extend(words);
                    cell.extent = cell.extent.hull(extent);
                    cell.last = line;
                }
                _ => out.push(Cell {
                    words: words.collect(),
                    extent,
                    first: line,
                    last: line,
                }),
            }
        }
    }
    out.sort_by(|a, b| a.extent.mid().total_cmp(&b.extent.mid()));
    (out.len() <= MOST_CELLS).then_some(out)
}

/// Whether two lines one below the other are of one head.
fn goes_on(above: Extent, below: Extent) -> bool {
    let width = above.width().min(below.width());
    let overlap = above.overlap(below);
    let away = if overlap >= width {
        MERGED * 1.5
    } else {
        MERGED
    };
    above.away(below) <= away && overlap >= 0.6 * width
}

/// Cuts a run of words that single spaces part where its parts stand under or over something.
fn split<'w>(run: &'w [Word], anchors: &[Extent]) -> Vec<&'w [Word]> {
    const MOST_RUN: usize = 24;
    let n = run.len();
    if !(2..=MOST_RUN).contains(&n) {
        return vec![run];
    }
    let mut best = [INFINITE; MOST_RUN + 1];
    let mut back = [0; MOST_RUN + 1];
    best[0] = 0.0;
    for b in 1..=n {
        for a in b.saturating_sub(6)..b {
            let Some(extent) = Extent::of(&run[a..b]) else {
                continue;
            };
            let nearest = anchors
                .iter()
                .map(|anchor| (anchor.mid() - extent.mid()).abs())
                .fold(4.0_f32, f32::min);
            let inside = anchors
                .iter()
                .filter(|anchor| anchor.a + 1.0 >= extent.a && anchor.b <= extent.b + 1.0)
                .map(|anchor| anchor.mid());
            let (lo, hi) = inside.fold((INFINITE, -INFINITE), |(lo, hi), m| (lo.min(m), hi.max(m)));
            let mut cost = best[a] + 0.6 + 0.7 * nearest;
            cost += if hi - lo > 6.0 { 2.5 } else { 0.0 };
            cost += if a > 0 && run[a - 1].is(class::OPEN) {
                2.0
            } else {
                0.0
            };
            cost += if a > 0 && run[a].is(class::LOWER) {
                2.0
            } else {
                0.0
            };
            if cost < best[b] {
                (best[b], back[b]) = (cost, a);
            }
        }
    }
    let mut out = Vec::new();
    let mut b = n;
    while b > 0 {
        out.push(&run[back[b]..b]);
        b = back[b];
    }
    out.reverse();
    out
}

/// Which cells stand over several others, and the columns of characters that those take.
fn spans(cells: &[Cell], k: usize, labelled: bool) -> Vec<Option<(f32, f32)>> {
    let mut out: Vec<Option<(f32, f32)>> = vec![None; cells.len()];
    // From the lowest lines up.
    let mut order: Vec<usize> = (0..cells.len()).collect();
    order.sort_by_key(|&i| std::cmp::Reverse(cells[i].last));
    for &i in &order {
        let cell = &cells[i];
        let below: Vec<usize> = (0..cells.len())
            .filter(|&j| j != i && cells[j].first > cell.last && out[j].is_none())
            .filter(|&j| !labelled || j > 0)
            .collect();
        let mut found: Option<(f32, usize, Extent)> = None;
        for (n, &a) in below.iter().enumerate() {
            for (m, &b) in below.iter().enumerate().skip(n + 1) {
                // Nothing else may stand among those below.
                let between = cells[a..=b].iter().zip(&out[a..=b]).enumerate();
                let alien = between
                    .filter(|(at, (other, span))| {
                        a + at != i && span.is_none() && other.first <= cell.last
                    })
                    .count();
                if alien > 0 {
                    continue;
                }
                let hull = cells[a].extent.hull(cells[b].extent);
                let mids = f32::midpoint(cells[a].extent.mid(), cells[b].extent.mid());
                let away = (hull.mid() - cell.extent.mid())
                    .abs()
                    .min((mids - cell.extent.mid()).abs());
                let count = m - n + 1;
                if away > 3.5 || hull.width() < cell.extent.width() * 1.2 {
                    continue;
                }
                let better = found.is_none_or(|(best, most, _)| {
                    away < best - 1.6 || away < best + 1.6 && count > most
                });
                if better {
                    found = Some((away, count, hull));
                }
            }
        }
        out[i] = found.map(|(_, _, hull)| (hull.a, hull.b));
    }
    // A cell over one column only is no span; and no more may be than leave a head for each column.
    let leaves = out.iter().filter(|span| span.is_none()).count();
    if leaves < k {
        return vec![None; cells.len()];
    }
    out
}

/// The least-cost way of giving each column one of the heads, in order; heads without a column are of empty ones.
fn align(
    leaves: &[&Cell],
    columns: &[Extent],
    labelled: bool,
) -> Option<(f32, Vec<Option<usize>>)> {
    let (n, k) = (leaves.len(), columns.len());
    let mut best = vec![vec![INFINITE; k + 1]; n + 1];
    let mut took = vec![vec![false; k + 1]; n + 1];
    best[0][0] = 0.0;
    for i in 0..n {
        let nearest = columns
            .iter()
            .map(|c| leaves[i].extent.overlap(*c))
            .fold(-INFINITE, f32::max);
        for c in 0..=k.min(i) {
            if best[i][c] >= INFINITE {
                continue;
            }
            // A head that stands over values has those.
            let skip = best[i][c] + if nearest > 0.0 { 8.0 } else { 0.0 };
            // No empty column stands before the labels.
            if skip < best[i + 1][c] && (c > 0 || !labelled) {
                (best[i + 1][c], took[i + 1][c]) = (skip, false);
            }
            if c < k {
                let apart = (-leaves[i].extent.overlap(columns[c])).max(0.0);
                let cost = best[i][c] + 0.4 * apart + 0.05 * leaves[i].extent.away(columns[c]);
                if cost < best[i + 1][c + 1] {
                    (best[i + 1][c + 1], took[i + 1][c + 1]) = (cost, true);
                }
            }
        }
    }
    let total = best[n][k];
    if total >= INFINITE {
        return None;
    }
    let mut out = vec![None; n];
    let mut c = k;
    for i in (0..n).rev() {
        if took[i + 1][c] {
            c -= 1;
            out[i] = Some(c);
        }
    }
    Some((total, out))
}
