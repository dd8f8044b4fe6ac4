//! The heads of a table and its caption, by one search over where the heads begin, where they are cut, and what shape
//! they have.

use super::heads_cost::{caption_cost, head_cost, shape_cost};
use super::heads_model::{HOLDS, Heads, Holds, Target, stub};
use super::heads_seen;
use super::heads_shape::shapes;
use super::heads_token::{
    LONGEST, MOST_WORDS, Token, hash, joined, known_bonus, known_run, tokens,
};
use super::known::{Known, holds as known_holds};
use super::relations::Relations;
use super::sheet::Sheet;
use super::template::MOST;
use super::weights as w;
use super::word::class;

const INFINITE: f32 = 1e9;
/// The most heads of all levels.
const MOST_HEADS: usize = 2 * MOST + 4;

/// The lines above a table, made ready for its heads to be looked for.
#[derive(Debug)]
pub(super) struct Above<'s> {
    sheet: &'s Sheet<'s>,
    known: &'s Known,
    up: Vec<usize>,
    cellwise: bool,
    /// The table has no values.
    is_text: bool,
    tokens: Vec<Token>,
    /// The first of the lines whose words are looked at.
    first: usize,
    /// Where the words of each line begin, and their end.
    starts: Vec<usize>,
    /// What the lines before each line cost as a caption, where heads follow.
    captions: Vec<f32>,
    /// What may be known to stand under each run of words, with the words that tell so.
    heads: Vec<(u8, u8)>,
    /// The cost of each run of words as a head, by what is under it.
    costs: Vec<f32>,
    /// The same, by the moves that were asked for.
    tables: Vec<(Move, Table)>,
    /// The column that is the sum of those right before it, and where they begin.
    sum: Option<(usize, usize)>,
    /// The shapes that were asked for, by their columns and those of text.
    shapes: Vec<((usize, usize), Vec<Shape>)>,
}

/// A shape, and what it costs by itself.
type Shape = (f32, Vec<Target>);
/// The words of each head.
type Cuts = [(usize, usize); MOST_HEADS];
/// A cost for the place before each word and behind the last, with room for the longest run behind that.
type Row = [f32; MOST_WORDS + 1 + LONGEST];
/// A cost for each run: by the word with which it begins, then by its words.
type Table = [[f32; LONGEST]; MOST_WORDS];

/// No place is reached.
const NOWHERE: Row = [INFINITE; MOST_WORDS + 1 + LONGEST];

/// How a head is reached from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
struct Move {
    /// What is under it; `None` over several columns.
    under: Option<Holds>,
    /// It is the first.
    is_first: bool,
    /// It begins the lower level.
    is_lower: bool,
    /// The next head stands beside it on its line.
    is_flat: bool,
    /// It takes whole lines.
    is_by_line: bool,
}

/// What it costs to reach each place by one more run, which begins with one of `words`.
fn advance(before: &Row, table: &Table, words: std::ops::Range<usize>) -> Row {
    let mut out = NOWHERE;
    for a in words {
        let from = before[a];
        if from >= INFINITE {
            continue;
        }
        if let (Some(out), Some(runs)) = (out[a + 1..].first_chunk_mut::<LONGEST>(), table.get(a)) {
            for (least, run) in out.iter_mut().zip(runs) {
                let cost = from + run;
                *least = if cost < *least { cost } else { *least };
            }
        }
    }
    out
}

/// Where the run begins by which [`advance`] reaches place `b`.
fn begin(before: &Row, table: &Table, b: usize) -> usize {
    let (mut least, mut begin) = (INFINITE, 0);
    for a in b.saturating_sub(LONGEST)..b {
        let cost = before[a] + table[a][b - a - 1];
        if cost < least {
            (least, begin) = (cost, a);
        }
    }
    begin
}

impl<'s> Above<'s> {
    pub(super) fn new(
        sheet: &'s Sheet<'s>,
        up: &[usize],
        known: &'s Known,
        cellwise: bool,
    ) -> Self {
        Self::of(sheet, up, known, cellwise, |run| known_run(run, known))
    }

    /// Those above a table of text: a schema knows its heads as they are printed.
    pub(super) fn of_text(
        sheet: &'s Sheet<'s>,
        up: &[usize],
        known: &'s Known,
        cellwise: bool,
    ) -> Self {
        let told = |run: &[Token]| {
            let is_known = known.is_head(hash(run));
            (if is_known { known_holds::WORDS } else { 0 }, 0)
        };
        Self {
            is_text: true,
            ..Self::of(sheet, up, known, cellwise, told)
        }
    }

    /// `told` says what a schema knows to stand under a run of words, and how many of its words tell so.
    fn of(
        sheet: &'s Sheet<'s>,
        up: &[usize],
        known: &'s Known,
        cellwise: bool,
        told: impl Fn(&[Token]) -> (u8, u8),
    ) -> Self {
        let mut first = up.len();
        let mut count = 0;
        while first > 0 {
            count += sheet.facts(up[first - 1]).count();
            if count > MOST_WORDS {
                break;
            }
            first -= 1;
        }
        let tokens = tokens(sheet, &up[first..], known, cellwise);
        let mut starts = Vec::with_capacity(up.len() - first + 1);
        let mut at = 0;
        for &line in &up[first..] {
            starts.push(at);
            at += sheet.facts(line).count();
        }
        starts.push(at);
        let captions = (first..up.len())
            .map(|c| {
                if c > 4 {
                    8.0
                } else {
                    caption_cost(sheet, &up[..c], false)
                }
            })
            .collect();
        let heads = of_runs(&tokens, told);
        let costs = vec![f32::NAN; tokens.len() * LONGEST * HOLDS];
        Self {
            sheet,
            known,
            up: up.to_vec(),
            cellwise,
            is_text: false,
            tokens,
            first,
            starts,
            captions,
            heads,
            costs,
            tables: Vec::new(),
            sum: None,
            shapes: Vec::new(),
        }
    }

    /// The heads of columns that hold `holds`, where none of the lines is a label.
    pub(super) fn whole(&mut self, holds: &[Holds]) -> Heads {
        let end = self.up.len();
        let found = self.search(holds, &Relations::default(), end..end + 1);
        found.into_iter().next().unwrap_or(Heads {
            cost: INFINITE,
            caption: end,
            names: Vec::new(),
        })
    }

    /// Whether a word of the heads stands twice there.
    pub(super) fn repeats(&self) -> bool {
        let long =
            |t: &&Token| t.word.width() > 1 && t.word.is(class::ALPHA) && !t.word.is(class::OPEN);
        let words = || self.tokens.iter().filter(long);
        words()
            .enumerate()
            .any(|(i, t)| words().skip(i + 1).any(|u| u.key == t.key))
    }

    /// What it costs that the lines from `at` on are the first label: its words should not be those of heads.
    pub(super) fn label_cost(&self, at: usize) -> f32 {
        let Some(&from) = at
            .checked_sub(self.first)
            .and_then(|at| self.starts.get(at))
        else {
            return 0.0;
        };
        let words = &self.tokens[from..];
        let Some(first) = words.first() else {
            return 0.0;
        };
        let names = class::MONEY | class::SHARED | class::WANTED | class::PERCENT;
        let mut cost = 0.0;
        for (i, token) in words.iter().enumerate() {
            let measures = known_holds::SPANS | known_holds::MONEY | known_holds::SHARES;
            let known = self.known.word(token.key);
            let is_head = known & measures != 0 && !token.word.is(class::TOTAL);
            let is_measure = token.word.is(names) && !token.word.is(class::TOTAL);
            let share = if i == 0 { 1.0 } else { 0.35 };
            cost += share
                * if is_head {
                    w::HEAD_IN_LABEL
                } else if is_measure {
                    w::HEAD_IN_LABEL * 0.6
                } else {
                    0.0
                };
        }
        if let Some(before) = from.checked_sub(1).map(|b| self.tokens[b]) {
            cost += if first.broken { 9.0 } else { 0.0 };
            cost += if before.word.is(class::WANTS) && !before.word.is(class::TOTAL) {
                w::PAIR
            } else {
                0.0
            };
        }
        cost
    }

    /// The heads of columns that hold `holds`, for each number of lines in `ends` that are no label.
    pub(super) fn search(
        &mut self,
        holds: &[Holds],
        relations: &Relations,
        ends: std::ops::Range<usize>,
    ) -> Vec<Heads> {
        let k = holds.len();
        let mut out: Vec<Heads> = ends.clone().map(|end| self.none(k, end)).collect();
        if k > MOST || self.tokens.is_empty() {
            return out;
        }
        let places: Vec<Option<usize>> = ends
            .clone()
            .map(|end| self.starts.get(end.checked_sub(self.first)?).copied())
            .collect();
        self.sum = if holds.contains(&Holds::Nothing) {
            None
        } else {
            let texts = stub(holds);
            let sum = relations.sum(k - texts);
            sum.map(|(from, at)| (texts + from, texts + at))
        };
        self.by_words(holds, &places, &mut out, false);
        let lines = !self.cellwise && !self.is_text && !self.sheet.style.layout;
        if lines && self.starts.len() > k {
            self.by_words(holds, &places, &mut out, true);
        }
        for (at, end) in ends.enumerate() {
            self.seen(holds, end, &mut out[at]);
        }
        out
    }

    /// No heads over `k` columns: the first `end` lines are all caption.
    pub(super) fn none(&self, k: usize, end: usize) -> Heads {
        Heads {
            cost: w::NO_HEADS * if k <= 2 { 0.5 } else { 1.0 }
                + caption_cost(self.sheet, &self.up[..end], true),
            caption: end,
            names: Vec::new(),
        }
    }

    /// Heads wrapped over lines as they are seen.
    fn seen(&self, holds: &[Holds], end: usize, best: &mut Heads) {
        let style = self.sheet.style;
        if style.layout || !style.visual || self.cellwise {
            return;
        }
        let line = |at: usize| {
            let from = self.starts[at - self.first];
            &self.tokens[from..self.starts[at - self.first + 1]]
        };
        for count in 2..=3 {
            let Some(from) = end.checked_sub(count).filter(|from| *from >= self.first) else {
                continue;
            };
            let lines: Vec<&[Token]> = (from..end).map(line).collect();
            let source = self.sheet.source;
            let Some(flat) = heads_seen::search(source, &lines, holds, self.known) else {
                continue;
            };
            let above = from.checked_sub(1).filter(|above| *above >= self.first);
            let spanned = above.and_then(|at| {
                let found = heads_seen::spanned(source, line(at), &flat, holds, self.known)?;
                Some((at, found))
            });
            for (caption, found) in [Some((from, flat)), spanned].into_iter().flatten() {
                let cost = found.cost + self.captions[caption - self.first];
                if cost < best.cost {
                    *best = Heads {
                        cost,
                        caption,
                        ..found
                    };
                }
            }
        }
    }

    /// The cost of the words `a..b` as a head over what is `under` it.
    fn run_cost(&mut self, a: usize, b: usize, under: Option<Holds>) -> f32 {
        let run = a * LONGEST + b - a - 1;
        let slot = &mut self.costs[run * HOLDS + Holds::index(under)];
        if slot.is_nan() {
            let keep: f32 = self.tokens[a + 1..b].iter().map(|t| t.keep).sum();
            let (may, words) = self.heads[run];
            let bonus = if may & Holds::known(under) == 0 {
                0.0
            } else if self.is_text {
                w::KNOWN_HEAD
            } else {
                known_bonus(words)
            };
            // What a schema knows to belong together does.
            let together = bonus > 0.0 && !self.is_text && may & known_holds::STACKED == 0;
            let keep = keep * if together { w::KNOWN_KEEP } else { 1.0 };
            *slot = head_cost(self.sheet.source, &self.tokens[a..b], under) + keep - bonus;
        }
        *slot
    }

    /// The cheapest heads that end at each of `ends`, where they are cheaper than those in `out`: cut at any word, or
    /// at the ends of lines only.
    fn by_words(
        &mut self,
        holds: &[Holds],
        ends: &[Option<usize>],
        out: &mut [Heads],
        is_by_line: bool,
    ) {
        let k = holds.len();
        let n = self.tokens.len();
        if n > MOST_WORDS {
            return;
        }
        let texts = stub(holds);
        let of_shape = self.shapes_of(k, texts);
        let shapes = std::mem::take(&mut self.shapes[of_shape].1);
        // What it costs to reach each place by each head, and the tables of those costs.
        let mut costs = [NOWHERE; MOST_HEADS + 1];
        let mut path = [0; MOST_HEADS];
        for (start, cost) in self.starts.iter().zip(&self.captions) {
            costs[0][*start] = *cost;
        }
        let mut won: Vec<Option<(&[Target], Cuts)>> = vec![None; ends.len()];
        let mut before: &[Target] = &[];
        for (base, targets) in &shapes {
            let adds = |&(from, at): &(usize, usize)| {
                let over = |target: &Target| {
                    [Target::Span(from, at), Target::Span(from, at + 1)].contains(target)
                };
                targets.iter().any(over)
            };
            let base = base + if is_by_line { w::CELL_LINES } else { 0.0 }
                - if self.sum.as_ref().is_some_and(adds) {
                    w::SPANS_PARTS
                } else {
                    0.0
                };
            let heads = targets.len();
            if heads > n || heads > MOST_HEADS {
                continue;
            }
            let is_lower = |g: usize| match (targets[g - 1], targets[g]) {
                (Target::Span(..), Target::Leaf(_)) => targets[g].start() < targets[g - 1].end(),
                (Target::Leaf(a), Target::Leaf(b)) => b < a,
                _ => false,
            };
            let lower = (1..heads).find(|&g| is_lower(g));
            // What the shape before has in common with this one need not be searched again.
            let mut common = before
                .iter()
                .zip(targets)
                .take_while(|(a, b)| a == b)
                .count()
                .saturating_sub(1);
            if lower.is_some_and(|g| g < common) || is_by_line {
                common = 0;
            }
            for (g, &target) in targets.iter().enumerate().skip(common) {
                // The next head stands beside this one, not under it.
                let beside = targets
                    .get(g + 1)
                    .is_some_and(|next| next.start() >= target.end());
                path[g] = self.table_of(Move {
                    under: match target {
                        Target::Leaf(c) => Some(holds[c]),
                        Target::Span(..) => None,
                    },
                    is_first: g == 0,
                    is_lower: Some(g) == lower,
                    is_flat: !self.cellwise && !self.sheet.style.layout && beside && !is_by_line,
                    is_by_line,
                });
                costs[g + 1] = advance(&costs[g], &self.tables[path[g]].1, g..n);
            }
            before = targets;
            for (at, &end) in ends.iter().enumerate() {
                let Some(end) = end else { continue };
                let cost = costs[heads][end] + base;
                if cost >= INFINITE || cost - 12.0 >= out[at].cost {
                    continue;
                }
                let mut cuts: Cuts = [(0, 0); MOST_HEADS];
                let mut b = end;
                for g in (0..heads).rev() {
                    let a = begin(&costs[g], &self.tables[path[g]].1, b);
                    cuts[g] = (a, b);
                    b = a;
                }
                let cost = cost + shape_cost(&self.tokens, targets, &cuts[..heads], k, texts);
                if cost < out[at].cost {
                    out[at].cost = cost;
                    won[at] = Some((targets, cuts));
                }
            }
        }
        for (won, out) in won.into_iter().zip(out) {
            let Some((targets, cuts)) = won else { continue };
            out.names = self.names(targets, &cuts, k);
            let begins = self.starts.partition_point(|&s| s <= cuts[0].0);
            out.caption = self.first + begins.saturating_sub(1);
        }
        self.shapes[of_shape].1 = shapes;
    }

    /// The shapes of `k` columns, `texts` of them of text: their place among those that are made.
    fn shapes_of(&mut self, k: usize, texts: usize) -> usize {
        let is_same = |it: &(_, _)| it.0 == (k, texts);
        self.shapes.iter().position(is_same).unwrap_or_else(|| {
            let made = shapes(k, texts, self.sheet.style.visual);
            self.shapes.push(((k, texts), made));
            self.shapes.len() - 1
        })
    }

    /// The table of what each run of words costs as a move: its place among those that are made.
    fn table_of(&mut self, it: Move) -> usize {
        if let Some(at) = self.tables.iter().position(|own| own.0 == it) {
            return at;
        }
        let mut table: Table = [[f32::INFINITY; LONGEST]; MOST_WORDS];
        let n = self.tokens.len();
        for (a, row) in table.iter_mut().enumerate().take(n) {
            let token = self.tokens[a];
            if it.is_by_line && !token.starts {
                continue;
            }
            let mut before = if it.is_first { 0.0 } else { token.cut };
            if it.is_lower && a > 0 {
                before += if !token.starts {
                    1.0
                } else if self.cellwise {
                    0.0
                } else {
                    -w::LOWER_STARTS
                };
            }
            for b in a + 1..=n.min(a + LONGEST) {
                if it.is_by_line && self.tokens.get(b).is_some_and(|next| !next.starts) {
                    continue;
                }
                let breaks = it.is_flat
                    && b < n
                    && self.tokens[b].starts
                    && self.tokens[b - 1].line == token.line;
                row[b - a - 1] = before
                    + self.run_cost(a, b, it.under)
                    + if breaks { w::FLAT_BREAK } else { 0.0 };
            }
        }
        self.tables.push((it, table));
        self.tables.len() - 1
    }

    /// The name of each of `k` columns.
    fn names(&self, targets: &[Target], cuts: &[(usize, usize)], k: usize) -> Vec<String> {
        let name = |(a, b): (usize, usize)| joined(self.sheet.source, &self.tokens[a..b]);
        let over =
            |target: Target, c: usize| matches!(target, Target::Span(a, b) if (a..b).contains(&c));
        (0..k)
            .map(|c| {
                let heads = || targets.iter().zip(cuts);
                let spans = heads().filter(|&(&target, _)| over(target, c));
                let leaves = heads().filter(|&(&target, _)| target == Target::Leaf(c));
                let parts: Vec<String> = spans.chain(leaves).map(|(_, &cut)| name(cut)).collect();
                parts.join(" / ")
            })
            .collect()
    }
}

/// What `told` says of each run of words.
fn of_runs(tokens: &[Token], told: impl Fn(&[Token]) -> (u8, u8)) -> Vec<(u8, u8)> {
    let mut out = vec![(0, 0); tokens.len() * LONGEST];
    for a in 0..tokens.len() {
        for len in 1..=LONGEST.min(tokens.len() - a) {
            out[a * LONGEST + len - 1] = told(&tokens[a..a + len]);
        }
    }
    out
}
