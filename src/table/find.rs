//! The tables of a run of lines: where one begins and ends, and what its rows are.

use std::ops::Range;

use super::align::Scratch;
use super::draft::Draft;
use super::known::Known;
use super::paired::{self, Paired};
use super::piece::Piece;
use super::read::{Lines, read};
use super::sheet::Sheet;
use super::weights as w;
use super::word::class;

/// Lines that one table takes at the most, and pieces that one of its lines has.
const MOST_LINES: usize = 120;
const MOST_PIECES: usize = 64;

/// The tables of the lines of `range`; no table goes over a line for which `stops` holds.
pub(crate) fn tables(
    sheet: &Sheet<'_>,
    range: Range<usize>,
    known: &Known,
    most_cells: usize,
    stops: impl Fn(usize) -> bool,
) -> Vec<Draft> {
    let mut out: Vec<Draft> = Vec::new();
    let mut cells = 0;
    let mut counted = 0;
    let mut block: Vec<usize> = Vec::new();
    // The lines before the block, none of which a table goes over.
    let mut before: Vec<usize> = Vec::new();
    let mut scratch = Scratch::default();
    for at in range.start..range.end.min(sheet.len()) {
        let facts = sheet.facts(at);
        if facts.aside {
            continue;
        }
        cells += out[counted..].iter().map(Draft::cells).sum::<usize>();
        counted = out.len();
        if cells > most_cells {
            break;
        }
        let pieces = sheet.pieces(at).len();
        if facts.stop || pieces > MOST_PIECES || stops(at) {
            read_block(sheet, &block, known, &mut scratch, &mut out);
            add_caption(sheet, &block, &before, &mut out, counted);
            block.clear();
            if stops(at) {
                before.clear();
            } else {
                before.push(at);
            }
        } else {
            if block.len() >= MOST_LINES {
                read_block(sheet, &block, known, &mut scratch, &mut out);
                block.clear();
                before.clear();
            }
            block.push(at);
        }
    }
    read_block(sheet, &block, known, &mut scratch, &mut out);
    add_caption(sheet, &block, &before, &mut out, counted);
    out
}

/// Gives the first table of a block that has no caption the lines before it, where they read as a sentence or an item
/// but end in a year: `diciembre 2021`.
fn add_caption(
    sheet: &Sheet<'_>,
    block: &[usize],
    before: &[usize],
    out: &mut [Draft],
    counted: usize,
) {
    const MOST: usize = 2;
    let Some(table) = out
        .get_mut(counted)
        .filter(|table| block.first() == Some(&table.lines.start))
    else {
        return;
    };
    let ends = |at: usize| sheet.words(at).last().copied();
    let Some((&last, earlier)) = before.split_last() else {
        return;
    };
    // A mark before it made its first line an item.
    if let Some(&own) = table
        .caption
        .first()
        .filter(|&&own| own == table.lines.start)
    {
        let (item, rest) = (sheet.facts(last), sheet.facts(own));
        if item.item && item.upper && rest.upper && !ends(last).is_some_and(|w| w.is(class::STOPS))
        {
            table.lines.start = last;
            table.caption.insert(0, last);
        }
    }
    if !table.caption.is_empty() {
        return;
    }
    if !ends(last).is_some_and(|w| w.is(class::YEAR)) || sheet.facts(last).title {
        return;
    }
    let mut lines = vec![last];
    for &at in earlier.iter().rev() {
        let begins = sheet.words(lines[0]).first().copied();
        if sheet.facts(lines[0]).item || !begins.is_some_and(|w| w.is(class::LOWER)) {
            break;
        }
        lines.insert(0, at);
        if lines.len() > MOST {
            return;
        }
    }
    // It begins behind the end of a sentence.
    let closed = before
        .iter()
        .rev()
        .nth(lines.len())
        .is_none_or(|&at| ends(at).is_some_and(|w| w.is(class::STOPS)));
    let begins = sheet.words(lines[0]).iter().find(|w| w.is(class::ALPHA));
    if closed && begins.is_some_and(|w| w.is(class::CAPITAL)) {
        table.lines.start = lines[0];
        table.caption = lines;
    }
}

/// Lines of values without text between them.
struct Unit {
    first: usize,
    last: usize,
    values: usize,
    labelled: bool,
}

fn read_block(
    sheet: &Sheet<'_>,
    block: &[usize],
    known: &Known,
    scratch: &mut Scratch,
    out: &mut Vec<Draft>,
) {
    let mut units: Vec<Unit> = Vec::new();
    for (i, &at) in block
        .iter()
        .enumerate()
        .filter(|&(_, &at)| sheet.facts(at).row)
    {
        let pieces = sheet.pieces(at);
        let values = pieces.iter().filter(|p| p.is_value()).count();
        let labelled = pieces[0].is_text();
        let goes_on = !labelled
            && i > 0
            && sheet
                .pieces(block[i - 1])
                .last()
                .is_some_and(Piece::is_value);
        match units.last_mut() {
            Some(last) if goes_on && last.last + 1 == i => {
                last.last = i;
                last.values += values;
            }
            _ => units.push(Unit {
                first: i,
                last: i,
                values,
                labelled,
            }),
        }
    }
    if units.is_empty() {
        return;
    }
    match paired::read(sheet, block, known) {
        Paired::No => {}
        Paired::Unproved => return,
        Paired::Proved(draft) => return out.push(*draft),
    }
    let mut bounds = vec![0];
    let mut start = 0;
    for u in 1..units.len() {
        if parts(sheet, block, &units, start, u) {
            bounds.push(u);
            start = u;
        }
    }
    bounds.push(units.len());
    let mut from = 0;
    for pair in bounds.windows(2) {
        let (a, b) = (pair[0], pair[1]);
        let (first, last) = (units[a].first, units[b - 1].last);
        let stop = units.get(b).map_or(block.len(), |u| u.first);
        let mut up = &block[from..first];
        let fresh = out
            .last()
            .is_some_and(|t: &Draft| t.caption.is_empty() && from > 0);
        if fresh && up.len() > 1 && sheet.facts(up[0]).caption && sheet.facts(up[1]).caption {
            if let Some(table) = out.last_mut() {
                table.caption = vec![up[0]];
                table.lines.end = up[0] + 1;
            }
            up = &up[1..];
        }
        let lines = Lines {
            up,
            body: &block[first..=last],
            tail: &block[last + 1..stop],
            is_last: b == units.len(),
        };
        let table = read(sheet, lines, known, scratch);
        from = last + 1;
        if let Some((table, used)) = table {
            out.push(table);
            from += used;
        }
    }
}

/// Whether a table ends before unit `u`.
fn parts(sheet: &Sheet<'_>, block: &[usize], units: &[Unit], start: usize, u: usize) -> bool {
    let gap = &block[units[u - 1].last + 1..units[u].first];
    if gap.is_empty() {
        return false;
    }
    let counts = |range: Range<usize>| units[range].iter().map(|x| x.values).collect::<Vec<_>>();
    let before = counts(start.max(u.saturating_sub(4))..u);
    let after = counts(u..units.len().min(u + 4));
    let mut score = if gap.iter().any(|&at| sheet.facts(at).caption) {
        2.5
    } else {
        0.0
    };
    if before.iter().max() != after.iter().max() && !before.iter().any(|n| after.contains(n)) {
        score += 1.5;
    }
    // A line of as many words as the rows below have cells holds heads.
    let values = units[u].values;
    score += if units[u].labelled
        && gap.iter().any(|&at| {
            sheet.facts(at).count() == values + 1
                && sheet.words(at).iter().all(|w| w.is(class::CAPITAL))
        }) {
        w::HEADS_BETWEEN
    } else {
        0.0
    };
    let total = |at: usize| sheet.words(at).first().is_some_and(|w| w.is(class::TOTAL));
    let last = &units[u - 1];
    if total(block[last.first]) || !last.labelled && last.first > 0 && total(block[last.first - 1])
    {
        score += 1.6;
    }
    score += 0.25 * gap.len().min(8) as f32 - 0.25;
    if gap.len() == 1 && sheet.facts(gap[0]).count() < 3 {
        score -= 1.0;
    }
    score >= w::CUT_TABLES
}
