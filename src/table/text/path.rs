//! Which cell each part of a text in reading order belongs to, by one least-cost path over the parts.

use super::class::{Class, goes_on, is_ended, is_reference, is_tail};
use crate::page::flow::{End, end_of};
use crate::source::Span;

/// Columns that a table has at the most.
pub(super) const MOST: usize = 7;
/// States of the path: a column, and whether a page break resumed it.
const STATES: usize = 2 * MOST;
const NEVER: f32 = 1e9;

/// A line, or a part of one that begins a cell within it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Part<'s> {
    pub(super) line: usize,
    pub(super) span: Span,
    pub(super) text: &'s str,
    pub(super) class: Class,
    /// The first on its page.
    pub(super) breaks: bool,
    /// Whether a blank line stands before it; `None` where blank lines show nothing.
    pub(super) spaced: Option<bool>,
    pub(super) look: Look,
}

/// How a part begins and ends.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct Look {
    /// It goes on with what was before it.
    low: bool,
    /// It begins with a capital.
    capital: bool,
    /// A cell may end with it.
    closed: bool,
    /// It ends in the middle of a sentence.
    open: bool,
    /// It has a space, and two.
    spaces: (bool, bool),
    /// It ends in a colon.
    announces: bool,
}

impl Look {
    pub(super) fn of(text: &str) -> Self {
        let mut spaces = memchr::memchr_iter(b' ', text.as_bytes());
        Self {
            low: goes_on(text),
            capital: text.starts_with(char::is_uppercase),
            closed: is_ended(text),
            open: end_of(text) == End::Open,
            spaces: (spaces.next().is_some(), spaces.next().is_some()),
            announces: text.ends_with(':'),
        }
    }
}

/// How a part goes on from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Move {
    /// In the same cell.
    Stay,
    /// In a later cell of the row.
    Column,
    /// In a new row.
    Row,
    /// In a cell that a page broke.
    Resume,
}

/// The cell of a part.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    pub(super) column: usize,
    pub(super) step: Move,
    /// How much dearer the best path is that has the part elsewhere.
    pub(super) margin: f32,
}

/// What the least-cost path of the parts costs; something above `most` where it is as dear as that.
pub(super) fn cost(parts: &[Part<'_>], starts: &[Class], most: f32) -> f32 {
    let mut from = [NEVER; STATES];
    from[0] = 0.0;
    for pair in parts.windows(2) {
        let mut to = [NEVER; STATES];
        steps(&pair[0], &pair[1], starts, |state, next, _, cost| {
            to[next] = to[next].min(from[state] + cost);
        });
        from = to;
        // No step costs less than nothing.
        if from.iter().all(|&cost| cost >= most) {
            return NEVER;
        }
    }
    from.iter()
        .enumerate()
        .take(2 * starts.len())
        .map(|(state, cost)| cost + left(state, starts))
        .fold(NEVER, f32::min)
}

/// What it costs that a table ends in a state.
fn left(state: usize, starts: &[Class]) -> f32 {
    let left = starts.get(state / 2 + 1..).unwrap_or_default();
    left.iter().map(|start| start.empty()).sum()
}

/// The least-cost path of the parts through columns that begin with `starts`.
pub(super) fn path(parts: &[Part<'_>], starts: &[Class]) -> (f32, Vec<Placed>) {
    let states = 2 * starts.len();
    let mut forward: Vec<[f32; STATES]> = vec![[NEVER; STATES]; parts.len()];
    let mut back: Vec<[(u8, Move); STATES]> = vec![[(0, Move::Row); STATES]; parts.len()];
    if let Some(first) = forward.first_mut() {
        first[0] = 0.0;
    }
    for p in 1..parts.len() {
        let (done, rest) = forward.split_at_mut(p);
        let (from, to) = (&done[p - 1], &mut rest[0]);
        steps(
            &parts[p - 1],
            &parts[p],
            starts,
            |state, next, step, cost| {
                let cost = from[state] + cost;
                if cost < to[next] {
                    to[next] = cost;
                    back[p][next] = (state as u8, step);
                }
            },
        );
    }
    let mut behind: Vec<[f32; STATES]> = vec![[NEVER; STATES]; parts.len()];
    if let Some(last) = behind.last_mut() {
        for (state, cost) in last.iter_mut().enumerate().take(states) {
            *cost = left(state, starts);
        }
    }
    for p in (1..parts.len()).rev() {
        let (rest, done) = behind.split_at_mut(p);
        let (to, from) = (&mut rest[p - 1], &done[0]);
        steps(&parts[p - 1], &parts[p], starts, |state, next, _, cost| {
            to[state] = to[state].min(cost + from[next]);
        });
    }
    let Some(last) = forward.last() else {
        return (NEVER, Vec::new());
    };
    let total = |state: usize| last[state] + left(state, starts);
    let mut state = (0..states)
        .min_by(|&a, &b| total(a).total_cmp(&total(b)))
        .unwrap_or(0);
    let cost = total(state);
    let mut path = Vec::with_capacity(parts.len());
    for p in (0..parts.len()).rev() {
        let (from, step) = back[p][state];
        let column = state / 2;
        let other = (0..states)
            .filter(|&s| s / 2 != column)
            .map(|s| forward[p][s] + behind[p][s])
            .fold(NEVER, f32::min);
        path.push(Placed {
            column,
            step,
            margin: other - cost,
        });
        state = usize::from(from);
    }
    path.reverse();
    (cost, path)
}

/// The steps from one part to the next: from which state to which, how, and at what cost.
fn steps(
    before: &Part<'_>,
    part: &Part<'_>,
    starts: &[Class],
    mut step: impl FnMut(usize, usize, Move, f32),
) {
    let k = starts.len();
    let class = part.class;
    let Look { low, capital, .. } = part.look;
    let Look { closed, open, .. } = before.look;
    let column = |c: Class| starts.contains(&c);
    // In some texts blank lines stand between the cells that are wrapped.
    let (apart, together) = match part.spaced {
        Some(true) => (0.0, 1.0),
        Some(false) => (0.7, 0.0),
        None => (0.0, 0.0),
    };
    let cut =
        before.text.ends_with('-') && before.text.rsplit(' ').next().is_some_and(is_reference);
    for from in 0..2 * k {
        let (j, resumed) = (from / 2, from % 2);
        let mut stay = together;
        if starts[j] == Class::Plain && class == Class::Date {
            stay += 0.8;
        }
        // Another cell of plain text may begin here.
        if starts[j] == Class::Plain && capital && !open {
            stay += if closed { 0.9 } else { 0.5 };
        }
        if class != Class::Plain && class != starts[j] && (column(class) || !class.is_weak()) {
            stay += if class == Class::Answer && starts[j] != Class::Recommendation {
                4.0
            } else {
                2.5
            };
        }
        if class == starts[j] {
            stay += class.again(closed);
        }
        if class == Class::Address && !column(class) && !before.look.announces {
            stay += 0.6;
        }
        // A page break does not go on in the last cell of a row.
        let late = matches!(starts[j], Class::Answer | Class::Address | Class::Recurring);
        if part.breaks && low && late && !open {
            stay += 2.0;
        }
        if matches!(starts[j], Class::Number | Class::Date) {
            stay += 4.0;
        }
        // What a reference goes on with has no small letters.
        if cut && !is_tail(part.text) {
            stay += 4.0;
        }
        // What recurs is short.
        if starts[j] == Class::Recurring && class == Class::Plain && !open {
            stay += if part.look.spaces.1 || closed {
                2.0
            } else {
                0.5
            };
        }
        // An address has no spaces.
        if starts[j] == Class::Address && class == Class::Plain && part.look.spaces.0 {
            stay += 2.0;
        }
        if closed && class == Class::Plain && starts[j] == Class::Quotation && !low {
            stay += 0.8;
        }
        step(from, from, Move::Stay, stay);
        let anew = if low { 6.0 } else { 0.0 } + if open { 2.0 } else { 0.0 };
        let begins = |start: Class| {
            if start == Class::Plain {
                match class {
                    Class::Plain => 0.9,
                    Class::Recurring if column(class) => 1.5,
                    _ if class.is_strong() || column(class) => 3.5,
                    _ => 0.6,
                }
            } else if class == start {
                0.0
            } else {
                3.5
            }
        };
        for to in j + 1..k {
            let mut cost = anew + begins(starts[to]) + apart;
            cost += starts[j + 1..to].iter().map(|c| c.empty()).sum::<f32>();
            if !closed
                && matches!(
                    starts[j],
                    Class::Quotation | Class::Recommendation | Class::Future
                )
            {
                cost += 0.7;
            }
            step(from, 2 * to, Move::Column, cost);
            if resumed == 1 {
                let own = if class != Class::Plain && class != starts[to] {
                    1.5
                } else {
                    0.0
                };
                let over = 0.5 * (to - j - 1) as f32;
                step(from, 2 * to + 1, Move::Resume, 1.5 + own + over);
            }
        }
        let mut row = anew + begins(starts[0]) + apart;
        row += starts[j + 1..].iter().map(|c| c.empty()).sum::<f32>();
        step(from, 0, Move::Row, row);
        // Texts do not always keep where a page ends.
        let unseen = if part.breaks { 0.0 } else { 3.5 };
        if part.breaks || low && closed {
            for to in 0..k {
                let begins = if to == 0 && class == starts[0] {
                    2.0
                } else {
                    0.0
                };
                step(
                    from,
                    2 * to + 1,
                    Move::Resume,
                    unseen + 1.2 + begins + 0.5 * to as f32,
                );
            }
        }
    }
}
