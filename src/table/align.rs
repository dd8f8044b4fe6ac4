//! The least-cost alignment of pieces to the columns of a template, with the margin of each piece.

use super::known::Known;
use super::order::Side;
use super::piece::Piece;
use super::sheet::{Sheet, Style};
use super::template::{MOST, Positions, Template};
use super::weights as w;

/// What an alignment does with a piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    /// Begins a row.
    New,
    /// Goes on with the cell.
    More,
    /// Fills a later column.
    Cell,
    /// Goes on with the label, below its values.
    Late,
    /// Goes on with a value over a line end.
    Join,
}

/// Where a piece belongs.
#[derive(Clone, Copy, Debug)]
pub(super) struct Step {
    pub(super) action: Action,
    pub(super) column: usize,
    /// What the best alignment that puts it elsewhere costs more.
    pub(super) margin: f32,
}

#[derive(Clone, Copy, Debug)]
struct Edge {
    from: u8,
    to: u8,
    action: Action,
    column: u8,
    cost: f32,
}

/// States: the last column filled, and whether the label has gone on below its values; and the start.
const STATES: usize = 2 * MOST + 1;
const INFINITE: f32 = 1e9;
/// What a state may cost more than the best one for its steps to be looked at.
const BEAM: f32 = 24.0;

/// Words that the name of a group of rows has at the most.
const GROUP_WORDS: u32 = 3;

/// The cost of each state.
pub(super) type Costs = [f32; STATES];

/// What an alignment is made under.
#[derive(Clone, Copy, Debug)]
pub(super) struct Setting<'s> {
    pub(super) sheet: &'s Sheet<'s>,
    pub(super) style: Style,
    pub(super) known: &'s Known,
    pub(super) template: Template,
    pub(super) fits: [[f32; 6]; MOST],
    pub(super) positions: Option<Positions>,
    /// The width of a full line of a label.
    pub(super) label_width: u16,
    /// Whether labels are in capitals, where they all are or none is.
    pub(super) case: Option<bool>,
    /// What goes on over a line end has no blank line before it.
    pub(super) tight: bool,
    /// How seldom a word inside a label begins with a capital.
    pub(super) sentences: f32,
}

/// Memory that alignments use again.
#[derive(Debug, Default)]
pub(super) struct Scratch {
    edges: Vec<Edge>,
    ends: Vec<u32>,
    forward: Vec<Costs>,
    backward: Vec<Costs>,
}

impl Scratch {
    /// The steps of the piece at `at`.
    fn edges_of(&self, at: usize) -> &[Edge] {
        let from = at.checked_sub(1).map_or(0, |b| self.ends[b] as usize);
        &self.edges[from..self.ends[at] as usize]
    }
}

/// The pieces before a piece, as its steps see them.
struct Before<'p> {
    piece: Option<&'p Piece>,
    /// The label of the line before, if values stand beside it, or below it where it ends in the middle of a phrase.
    label: Option<&'p Piece>,
}

impl Setting<'_> {
    /// Whether labels are in capitals, where they all are or none is.
    pub(super) fn case(template: Template, pieces: &[Piece]) -> Option<bool> {
        if !template.has_trailing_text() || template.lead_texts() != 1 {
            return None;
        }
        let (mut all, mut upper) = (0, 0);
        for pair in pieces.windows(2) {
            if pair[0].is_text() && pair[1].is_value() && pair[0].first && pair[0].alpha {
                all += 1;
                upper += usize::from(pair[0].upper);
            }
        }
        if all < 3 {
            None
        } else if upper * 100 >= 85 * all {
            Some(true)
        } else if upper * 100 <= 15 * all {
            Some(false)
        } else {
            None
        }
    }

    /// The cost of the best alignment of `pieces`; `None` where there is none.
    pub(super) fn cost(&self, pieces: &[Piece], scratch: &mut Scratch) -> Option<f32> {
        self.forward(pieces, scratch);
        let last = scratch.forward.last()?;
        let best = (0..2 * self.template.len())
            .map(|s| last[s] + self.end(s))
            .fold(INFINITE, f32::min);
        (best < INFINITE).then_some(best)
    }

    /// The cost of the best alignment, with what is left to pay from each piece on.
    pub(super) fn prepare(&self, pieces: &[Piece], scratch: &mut Scratch) -> Option<f32> {
        let total = self.cost(pieces, scratch)?;
        let k = self.template.len();
        scratch.backward.clear();
        scratch
            .backward
            .resize(pieces.len() + 1, [INFINITE; STATES]);
        for s in 0..2 * k {
            scratch.backward[pieces.len()][s] = self.end(s);
        }
        for at in (0..pieces.len()).rev() {
            let mut row = [INFINITE; STATES];
            for edge in scratch.edges_of(at) {
                let cost = edge.cost + scratch.backward[at + 1][usize::from(edge.to)];
                let slot = &mut row[usize::from(edge.from)];
                *slot = slot.min(cost);
            }
            scratch.backward[at] = row;
        }
        Some(total)
    }

    /// What is left to pay behind the first `at` of the pieces that were prepared.
    pub(super) fn rest(scratch: &Scratch, at: usize) -> Costs {
        scratch
            .backward
            .get(at)
            .copied()
            .unwrap_or([INFINITE; STATES])
    }

    /// The cost of the best alignment of `pieces`, behind which `rest` is to pay.
    pub(super) fn cost_before(&self, pieces: &[Piece], rest: &Costs, scratch: &mut Scratch) -> f32 {
        self.forward(pieces, scratch);
        let Some(last) = scratch.forward.last() else {
            return INFINITE;
        };
        last.iter()
            .zip(rest)
            .map(|(own, rest)| own + rest)
            .fold(INFINITE, f32::min)
    }

    /// What is left empty at the end of the last row.
    fn end(&self, state: usize) -> f32 {
        if state & 1 == 1 {
            return 0.0;
        }
        self.empties(state as isize / 2, self.template.len())
    }

    /// The cost of leaving the columns between `after` and `to` empty.
    fn empties(&self, after: isize, to: usize) -> f32 {
        let from = usize::try_from(after + 1).unwrap_or(0);
        let cost: f32 = (from..to)
            .map(|c| {
                if self.template.is_text(c) {
                    w::EMPTY_TEXT
                } else {
                    w::EMPTY_VALUE
                }
            })
            .sum();
        if after == 0 && self.template.len() == 2 && to == 2 {
            // A label beside no value, where no other column tells that it is one.
            cost.max(w::LABEL_ALONE)
        } else if after >= 0 && to == self.template.len() {
            cost.min(w::GROUP)
        } else {
            cost
        }
    }

    fn forward(&self, pieces: &[Piece], scratch: &mut Scratch) {
        let k = self.template.len();
        scratch.edges.clear();
        scratch.ends.clear();
        scratch.forward.clear();
        let mut row = [INFINITE; STATES];
        row[2 * k] = 0.0;
        scratch.forward.push(row);
        let mut label: Option<usize> = None;
        for at in 0..pieces.len() {
            if let Some(before) = at.checked_sub(1).map(|b| &pieces[b]) {
                if before.is_text() && before.first && (before.open || Self::beside(pieces, at - 1))
                {
                    label = Some(at - 1);
                } else if before.is_value() && before.first && label.is_none_or(|l| l + 2 != at) {
                    label = None;
                }
            }
            let before = Before {
                piece: at.checked_sub(1).map(|b| &pieces[b]),
                label: label.map(|l| &pieces[l]),
            };
            let from = scratch.edges.len();
            self.edges(pieces, at, &before, &row, &mut scratch.edges);
            let mut next = [INFINITE; STATES];
            for edge in &scratch.edges[from..] {
                let cost = row[usize::from(edge.from)] + edge.cost;
                if cost < next[usize::from(edge.to)] {
                    next[usize::from(edge.to)] = cost;
                }
            }
            scratch.ends.push(scratch.edges.len() as u32);
            scratch.forward.push(next);
            row = next;
        }
    }

    /// Whether values stand beside a text that begins its line.
    fn beside(pieces: &[Piece], at: usize) -> bool {
        let piece = &pieces[at];
        pieces[at + 1..]
            .iter()
            .take_while(|p| p.line == piece.line)
            .any(Piece::is_value)
    }

    /// The least-cost alignment of `pieces`: its cost, and a step for each piece.
    pub(super) fn align(
        &self,
        pieces: &[Piece],
        scratch: &mut Scratch,
        steps: &mut Vec<Step>,
    ) -> Option<f32> {
        steps.clear();
        let total = self.prepare(pieces, scratch)?;
        let k = self.template.len();
        let mut state = 2 * k;
        for at in 0..pieces.len() {
            let edges = scratch.edges_of(at);
            let (forward, backward) = (&scratch.forward[at], &scratch.backward[at + 1]);
            let mut best: Option<(f32, Edge)> = None;
            for edge in edges.iter().filter(|e| usize::from(e.from) == state) {
                let cost = edge.cost + backward[usize::from(edge.to)];
                if best.is_none_or(|(least, _)| cost < least) {
                    best = Some((cost, *edge));
                }
            }
            let (_, chosen) = best?;
            let other = edges
                .iter()
                .filter(|e| {
                    e.column != chosen.column
                        || (e.action == Action::New) != (chosen.action == Action::New)
                })
                .map(|e| forward[usize::from(e.from)] + e.cost + backward[usize::from(e.to)])
                .fold(INFINITE, f32::min);
            steps.push(Step {
                action: chosen.action,
                column: usize::from(chosen.column),
                margin: (other - total).max(0.0),
            });
            state = usize::from(chosen.to);
        }
        Some(total)
    }

    /// How far a piece stands from a column.
    fn distance(&self, piece: &Piece, column: usize) -> f32 {
        let Some((lo, hi)) = self.positions.and_then(|xs| xs[column]) else {
            return 0.0;
        };
        let (lo, hi, a, b) = (
            f32::from(lo),
            f32::from(hi),
            f32::from(piece.a),
            f32::from(piece.b),
        );
        let over = b.min(hi) - a.max(lo);
        if over > 0.5 * (b - a).min(hi - lo) {
            return 0.0;
        }
        let away = (a - lo)
            .abs()
            .min((b - hi).abs())
            .min((f32::midpoint(a, b) - f32::midpoint(lo, hi)).abs());
        w::DISTANCE * away.min(12.0)
    }

    #[allow(clippy::too_many_lines, reason = "one list of moves")]
    fn edges(
        &self,
        pieces: &[Piece],
        at: usize,
        before: &Before<'_>,
        row: &Costs,
        out: &mut Vec<Edge>,
    ) {
        let piece = &pieces[at];
        let (template, case) = (self.template, self.case);
        let least = row.iter().copied().fold(INFINITE, f32::min);
        let k = template.len();
        let start = 2 * k;
        let style = self.style;
        let late = if style.visual || style.layout {
            w::LATE_VISUAL
        } else {
            w::LATE
        };
        let first_text = template.first_text();
        let previous = before.piece;
        let breaks = previous.is_none_or(|p| p.line != piece.line);
        let low = piece.low;
        let open = previous.is_some_and(|p| p.is_text() && p.open);
        let mut dist = [0.0; MOST];
        if self.positions.is_some() {
            for (column, slot) in dist.iter_mut().enumerate().take(k) {
                *slot = self.distance(piece, column);
            }
        }
        let other_case =
            case.is_some_and(|upper| piece.is_text() && piece.alpha && piece.upper != upper);
        let between = if breaks && previous.is_some() && style.spaced {
            self.sheet.facts(piece.line as usize).spaced.into()
        } else {
            0_u16
        };
        let spaces = if breaks {
            previous.map_or(0, |p| if style.spaced { p.after } else { 0 })
                + between
                + if style.spaced { piece.extra } else { 0 }
        } else {
            piece.extra
        };
        let label_open = before.label.is_some_and(|l| l.open)
            && previous.is_some_and(Piece::is_value)
            && piece.is_text();
        // Columns after..to are empty: spaces may stand for them.
        let skip = |after: isize, to: usize| {
            let mut cost = self.empties(after, to);
            let empty = to as isize - after - 1;
            if style.spaced {
                if spaces > 0 && empty > 0 {
                    if isize::try_from(spaces) == Ok(empty) {
                        cost *= 1.0 - w::SPACE;
                    }
                } else if spaces > 0 && empty == 0 && !breaks {
                    let label = piece.is_value() && previous.is_some_and(Piece::is_text);
                    cost += if label { w::LABEL_SPACE } else { w::SPACE_LEFT };
                }
            }
            cost
        };
        // Whether `before` and this one are together a label of a schema.
        let is_label_with = |before: &Piece| {
            before.known > 0.0 && {
                let words = self.sheet.words_of(piece).iter();
                let hash = words.fold(before.hash, |h, word| super::word::combine(h, word.key));
                self.known.label(hash, 0) >= 1.0
            }
        };
        let whole = breaks && piece.is_text() && previous.is_some_and(is_label_with);
        let beside = piece.is_text() && piece.first && Self::beside(pieces, at);
        // The rest of a label that a schema has, behind the values of its row.
        let rest = piece.first && before.label.is_some_and(is_label_with);
        let facts = self.sheet.facts(piece.line as usize);
        // A label that a schema names is one, wherever it stands.
        let side = if piece.known >= 1.0 {
            Side::Open
        } else {
            facts.side
        };
        // Whether the first word would have fitted behind `before`.
        let fits_behind = |before: &Piece| {
            (u32::from(before.width) + 1 + u32::from(piece.first_word)) * 10
                <= u32::from(self.label_width) * 8
        };
        for s in 0..=start {
            if row[s] >= INFINITE || row[s] > least + BEAM {
                continue;
            }
            let (j, went_on) = if s < start {
                ((s / 2) as isize, s & 1 == 1)
            } else {
                (-1, false)
            };
            let mut add = |to: usize, cost: f32, action: Action, column: usize| {
                out.push(Edge {
                    from: s as u8,
                    to: to as u8,
                    action,
                    column: column as u8,
                    cost,
                });
            };
            let ends = if j >= 0 && !went_on { skip(j, k) } else { 0.0 };
            if piece.is_text() {
                let texts = template.text_count();
                if let Some(t0) = first_text {
                    let mut cost = dist[t0] - w::KNOWN * piece.known + ends;
                    cost += if low { w::SMALL } else { 0.0 };
                    cost += if open { w::OPEN } else { 0.0 };
                    cost += if piece.first { 0.0 } else { w::INLINE };
                    cost += if piece.recur && texts > 1 { 1.0 } else { 0.0 };
                    cost += if other_case && texts > 1 {
                        w::CASE
                    } else {
                        0.0
                    };
                    cost += if label_open && style.visual {
                        w::OPEN * 0.5
                    } else {
                        0.0
                    };
                    cost += if j >= 0 && went_on && late > 2.0 {
                        0.5
                    } else {
                        0.0
                    };
                    cost += self.empties(-1, t0);
                    cost += if piece.first && side == Side::Below {
                        w::OTHER_SIDE
                    } else {
                        0.0
                    };
                    add(t0 * 2, cost, Action::New, t0);
                    if piece.first {
                        for c in template.texts().skip(1) {
                            add(
                                c * 2,
                                cost + self.empties(-1, c) + 1.5 - dist[t0] + dist[c],
                                Action::New,
                                c,
                            );
                        }
                    }
                }
                if j < 0 {
                    continue;
                }
                let column = j as usize;
                if template.is_text(column) && !went_on {
                    let mut cost = w::CONTINUE + dist[column];
                    if !low && !open {
                        cost += if piece.upper {
                            w::CONTINUE_UPPER
                        } else {
                            w::CONTINUE_CAPITAL
                        };
                    }
                    if Some(column) == first_text && texts > 1 && other_case {
                        cost += w::CASE;
                    }
                    if breaks && (style.visual || style.layout) && beside && !low && !open && !whole
                    {
                        cost += w::BESIDE;
                    }
                    if breaks
                        && !low
                        && !open
                        && !whole
                        && piece.alpha
                        && previous.is_some_and(|p| p.alpha && p.upper != piece.upper)
                    {
                        cost += w::MIXED_CASE;
                    }
                    if breaks && !low && !open && !whole && previous.is_some_and(fits_behind) {
                        cost += w::SHORT;
                    }
                    if breaks && self.tight && facts.blank && !facts.breaks {
                        cost += w::BLANK;
                    }
                    if breaks && !low && !open && !whole && piece.alpha && !piece.upper {
                        let short = previous.is_some_and(|p| p.to - p.from <= GROUP_WORDS);
                        cost += w::SENTENCE * self.sentences * if short { 1.0 } else { 0.5 };
                    }
                    if breaks && style.spaced && previous.is_some_and(|p| p.after > 0) {
                        cost += w::SPACED;
                    }
                    let twin = column + 1 < k && template.is_text(column + 1)
                        || column > 0 && template.is_text(column - 1);
                    if piece.joint && !twin {
                        cost = dist[column];
                    } else if !breaks {
                        cost += if piece.extra > 0 { 3.5 } else { 1.5 };
                    }
                    if whole {
                        cost -= w::KNOWN;
                    } else if breaks
                        && Some(column) == first_text
                        && piece.known > 0.0
                        && previous.is_some_and(|p| p.first && p.known >= 1.0)
                    {
                        cost += 3.0;
                    }
                    cost += if piece.recur && (twin || !piece.joint) {
                        w::RECURS
                    } else {
                        0.0
                    };
                    cost += if between > 0 { 2.0 } else { 0.0 };
                    add(s, cost, Action::More, column);
                }
                if !went_on {
                    for c in template.texts().filter(|&c| c > column) {
                        let mut cost = skip(j, c) + dist[c];
                        cost += if template.is_text(column) {
                            w::NEXT_TEXT
                        } else {
                            0.0
                        };
                        cost += if low { w::SMALL * 0.5 } else { 0.0 };
                        cost += if open { w::OPEN } else { 0.0 };
                        cost -= if piece.recur { w::RECURS * 0.5 } else { 0.0 };
                        if case.is_some() && !other_case && piece.alpha && Some(c) != first_text {
                            cost += w::CASE * 0.4;
                        }
                        if template.is_text(column)
                            && breaks
                            && previous.is_some_and(|p| {
                                p.is_text()
                                    && u32::from(p.width) * 10 > u32::from(self.label_width) * 8
                            })
                        {
                            cost += 0.5;
                        }
                        add(c * 2, cost, Action::Cell, c);
                    }
                }
                if piece.first {
                    for c in template.texts() {
                        if !(went_on || !template.is_text(column) || c < column)
                            || Some(c) != first_text && !style.layout
                        {
                            continue;
                        }
                        let mut cost = dist[c] + ends + if went_on { 0.3 } else { late };
                        cost += if low { 0.0 } else { 0.4 };
                        cost += if beside { 6.0 } else { 0.0 };
                        cost += if rest {
                            -w::KNOWN - late
                        } else if piece.known >= 1.0 {
                            w::KNOWN
                        } else {
                            0.0
                        };
                        cost += match side {
                            Side::Open => 0.0,
                            Side::Above => w::OTHER_SIDE,
                            Side::Below => -0.5,
                        };
                        cost += if went_on && !low && !open && late > 2.0 {
                            1.0
                        } else {
                            0.0
                        };
                        if Some(c) == first_text && !went_on {
                            if label_open {
                                cost -= w::OPEN * 0.5;
                            } else if let Some(label) = before.label.filter(|_| !low) {
                                if fits_behind(label) {
                                    cost += w::SHORT;
                                } else if !piece.upper {
                                    cost += w::CONTINUE_CAPITAL * 0.5;
                                }
                            }
                            if before.label.is_none() && late < 2.0 {
                                cost += w::CENTRED;
                            }
                        }
                        add(column * 2 + 1, cost, Action::Late, c);
                    }
                } else if went_on && style.layout {
                    for c in template.texts() {
                        add(s, 0.2 + dist[c], Action::Late, c);
                    }
                }
                continue;
            }
            for c in 0..k {
                let text = template.is_text(c);
                let fit = dist[c]
                    + if !text {
                        self.fits[c][piece.kind.index()]
                    } else if piece.kind == super::piece::Kind::Dash {
                        w::DASH_IN_TEXT
                    } else {
                        w::VALUE_IN_TEXT
                    };
                if j >= 0 && c as isize > j && !went_on {
                    add(c * 2, skip(j, c) + fit, Action::Cell, c);
                }
                if !text || first_text.is_none() || c == 0 {
                    let none = first_text.is_some_and(|t| t < c);
                    let skipped =
                        (0..c).filter(|&x| !template.is_text(x)).count() as f32 * w::EMPTY_VALUE;
                    let mut cost = fit + skipped + ends + if none { w::NO_LABEL } else { 0.0 };
                    cost -= if none && style.visual && piece.first {
                        0.5
                    } else {
                        0.0
                    };
                    cost += if !piece.first && !breaks {
                        w::INLINE
                    } else {
                        0.0
                    };
                    add(c * 2, cost, Action::New, c);
                }
            }
            if j < 0 || went_on {
                continue;
            }
            let column = j as usize;
            if let Some(p) = previous {
                if p.is_value() && breaks {
                    let (mine, next) = (
                        self.sheet.facts(p.line as usize),
                        self.sheet.facts(piece.line as usize),
                    );
                    let torn = p.torn_end
                        || piece.torn_start
                        || style.trailing && mine.trailing == 0 && next.trailing > 0;
                    add(
                        s,
                        if torn { w::JOIN } else { w::JOIN_BLIND },
                        Action::Join,
                        column,
                    );
                }
                if template.is_text(column) && p.is_text() && !breaks {
                    add(s, w::ABSORB, Action::More, column);
                }
            }
        }
    }
}
