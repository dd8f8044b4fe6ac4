//! Which lines belong to which row, where each line holds parts of several cells: one least-cost cut of the lines.

use std::ops::Range;

use super::class::{Class, goes_on, is_ended};
use crate::page::flow::{End, end_of};
use crate::source::Span;

/// Lines that a row takes at the most.
const LONGEST: usize = 48;
const NEVER: f32 = 1e9;
/// What each row costs.
const ROW: f32 = 0.4;
/// A line between two parts of a cell, or above a cell that does not stand in the middle of its row.
const AWAY: f32 = 0.15;

/// A part of a cell: what of it one line holds.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fragment<'p> {
    /// The line, counted from the table's first.
    pub(super) place: usize,
    pub(super) line: usize,
    pub(super) column: usize,
    pub(super) span: Span,
    pub(super) text: &'p str,
    pub(super) class: Class,
    pub(super) signs: Signs,
}

/// How a text begins and ends: asked once, and of many ways of cutting the lines.
#[derive(Clone, Copy, Debug)]
pub(super) struct Signs {
    pub(super) end: End,
    pub(super) is_ended: bool,
    goes_on: bool,
    is_capital: bool,
}

impl Signs {
    pub(super) fn of(text: &str) -> Self {
        Self {
            end: end_of(text),
            is_ended: is_ended(text),
            goes_on: goes_on(text),
            is_capital: text.starts_with(char::is_uppercase),
        }
    }
}

/// What it costs that a part begins a cell of its column, behind the part before it.
pub(super) fn begins(before: Option<Signs>, own: Signs, class: Class, start: Class) -> f32 {
    let mut cost = if class == start && class != Class::Plain {
        0.0
    } else if start == Class::Plain && own.is_capital {
        0.1
    } else {
        1.6
    };
    if own.goes_on {
        cost += 4.0;
    }
    if let Some(before) = before {
        cost += match before.end {
            End::Open => 3.0,
            _ if before.is_ended => 0.0,
            _ if start == Class::Plain => 0.2,
            _ => 0.3,
        };
    }
    cost
}

/// What it costs that a part goes on with the one before it.
pub(super) fn continues(before: Option<Signs>, own: Signs, class: Class, start: Class) -> f32 {
    let Some(before) = before else { return 4.0 };
    if before.end == End::Open || own.goes_on {
        return 0.0;
    }
    let again = if class == start {
        class.again(before.is_ended)
    } else {
        0.0
    };
    // Where cells begin with no sign, a capital is one.
    again
        + match start {
            Class::Plain if own.is_capital => 0.6,
            _ if before.is_ended => 0.5,
            _ => 0.2,
        }
}

/// A part whose next word would have fitted into it.
const SHORT: f32 = 0.9;

/// Whether the first word of `next` would have fitted behind `text` in a column so wide.
fn fits(text: &str, next: &str, width: usize) -> bool {
    let word = next.split(' ').next().unwrap_or_default();
    (text.chars().count() + 1 + word.chars().count()) * 10 <= width * 9
}

/// The rows of `count` lines: the lines of each, and how much dearer the best other cut is.
pub(super) fn rows(
    columns: &[Vec<Fragment<'_>>],
    starts: &[Class],
    count: usize,
    breaks: &[bool],
) -> Vec<(Range<usize>, f32)> {
    // Of each column: where its parts stand, what each costs as the first of a cell, and what all before it cost as
    // parts that go on.
    let known: Vec<Vec<(usize, f32, f32)>> = columns
        .iter()
        .zip(starts)
        .map(|(parts, &start)| {
            let widths = parts.iter().map(|part| part.text.chars().count());
            let width = widths.max().unwrap_or(0);
            let mut sum = 0.0;
            (0..parts.len())
                .map(|i| {
                    let part = &parts[i];
                    let before = i.checked_sub(1).map(|i| &parts[i]);
                    let short = start == Class::Plain
                        && before.is_some_and(|b| fits(b.text, part.text, width));
                    let last = before.map(|it| it.signs);
                    let own = continues(last, part.signs, part.class, start)
                        + if short && !part.signs.goes_on {
                            SHORT
                        } else {
                            0.0
                        };
                    let away = before.map_or(0, |b| part.place - b.place - 1);
                    let apart =
                        before.is_some_and(|b| breaks[b.place + 1..=part.place].iter().any(|&b| b));
                    sum += own
                        + if apart {
                            0.0
                        } else {
                            AWAY * away.min(8) as f32
                        };
                    (part.place, begins(last, part.signs, part.class, start), sum)
                })
                .collect()
        })
        .collect();
    let cost = |from: usize, to: usize| -> f32 {
        let mut cost = ROW;
        for (parts, start) in known.iter().zip(starts) {
            let a = parts.partition_point(|part| part.0 < from);
            let b = parts.partition_point(|part| part.0 < to);
            if a == b {
                cost += if start.is_optional() { 0.5 } else { 1.8 };
                continue;
            }
            let (first, last) = (parts[a], parts[b - 1]);
            cost += first.1 + last.2 - first.2;
            // A cell stands at the top of its row, or in the middle.
            let (above, below) = (first.0 - from, to - 1 - last.0);
            let apart = breaks[from + 1..to].iter().any(|&b| b);
            if !apart {
                cost += AWAY * above.min(above.abs_diff(below)).min(8) as f32;
            }
        }
        cost
    };
    let mut forward = vec![NEVER; count + 1];
    let mut back = vec![0; count + 1];
    let mut costs: Vec<Vec<f32>> = Vec::with_capacity(count);
    forward[0] = 0.0;
    for from in 0..count {
        let row: Vec<f32> = (from + 1..=count.min(from + LONGEST))
            .map(|to| cost(from, to))
            .collect();
        for (i, &own) in row.iter().enumerate() {
            let to = from + 1 + i;
            if forward[from] + own < forward[to] {
                (forward[to], back[to]) = (forward[from] + own, from);
            }
        }
        costs.push(row);
    }
    let mut behind = vec![NEVER; count + 1];
    behind[count] = 0.0;
    for from in (0..count).rev() {
        for (i, &own) in costs[from].iter().enumerate() {
            behind[from] = behind[from].min(own + behind[from + 1 + i]);
        }
    }
    // The best cut that has no bound at a place.
    let mut across = vec![NEVER; count + 1];
    for from in 0..count {
        for (i, &own) in costs[from].iter().enumerate() {
            let to = from + 1 + i;
            let whole = forward[from] + own + behind[to];
            for over in &mut across[from + 1..to] {
                *over = over.min(whole);
            }
        }
    }
    let best = forward[count];
    let mut out = Vec::new();
    let mut to = count;
    while to > 0 {
        let from = back[to];
        let mut margin = NEVER;
        for (at, &over) in across.iter().enumerate().take(to + 1).skip(from) {
            let other = if at == from || at == to {
                over
            } else {
                forward[at] + behind[at]
            };
            if at > 0 && at < count {
                margin = margin.min(other - best);
            }
        }
        out.push((from..to, margin));
        to = from;
    }
    out.reverse();
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn part(place: usize, column: usize, text: &'static str) -> Fragment<'static> {
        Fragment {
            place,
            line: place,
            column,
            span: Span::new(0, 0),
            text,
            class: Class::Plain,
            signs: Signs::of(text),
        }
    }

    #[test]
    fn rows_begin_where_all_their_cells_do() {
        let columns = [
            vec![
                part(0, 0, "Agencia Norte"),
                part(2, 0, "Agencia Centro"),
                part(4, 0, "Agencia Sur"),
            ],
            vec![
                part(0, 1, "Cobro de aportes y"),
                part(1, 1, "emisión de recibos"),
                part(2, 1, "Entrega de"),
                part(3, 1, "claves"),
                part(4, 1, "Avisos"),
            ],
        ];
        let found = rows(&columns, &[Class::Plain; 2], 5, &[false; 5]);
        let lines: Vec<Range<usize>> = found.into_iter().map(|row| row.0).collect();
        assert_eq!(lines, [0..2, 2..4, 4..5]);
    }

    #[test]
    fn what_goes_on_begins_no_cell() {
        let [before, own] = ["los contratos de", "seguros"].map(Signs::of);
        let on = continues(Some(before), own, Class::Plain, Class::Quotation);
        let anew = begins(Some(before), own, Class::Plain, Class::Quotation);
        assert!(on < anew);
    }
}
