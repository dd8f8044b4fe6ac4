//! The tables of a run of lines: where one begins and ends, and what its rows are.

use std::collections::HashMap;
use std::ops::Range;

use super::align::{Action, Scratch, Setting, Step};
use super::heads::{self, Heads, Holds};
use super::known::Known;
use super::piece::{self, Kind, Piece, amount};
use super::sheet::Sheet;
use super::template::{self, Template};
use super::weights as w;
use super::word::{Word, class};
use crate::source::Span;

/// Lines above a table in which its heads and caption are looked for.
const ABOVE: usize = 46;
/// Lines above the first values that may be its first label.
const LABEL_LINES: usize = 6;
/// Lines below the last values that may go on with them.
const BELOW: usize = 3;
/// Lines that one table takes at the most, and pieces that one of its lines has.
const MOST_LINES: usize = 120;
const MOST_PIECES: usize = 64;
/// Rows on which the beginning of a table is decided.
const FIRST_ROWS: usize = 8;

/// A table that was found, as pieces of the sheet.
#[derive(Debug)]
pub(crate) struct Draft {
    /// From its first line to behind its last.
    pub(crate) lines: Range<usize>,
    pub(super) caption: Vec<usize>,
    pub(super) names: Vec<String>,
    pub(super) kinds: Vec<Option<Kind>>,
    pub(super) rows: Vec<DraftRow>,
}

impl Draft {
    /// How many cells it has, the empty ones too.
    pub(crate) fn cells(&self) -> usize {
        self.rows.iter().map(|row| row.cells.len()).sum()
    }
}

/// A row: the pieces of each cell, each a line and its part of it.
#[derive(Clone, Debug)]
pub(super) struct DraftRow {
    pub(super) cells: Vec<Vec<(usize, Span)>>,
    pub(super) margin: f32,
    /// Cells that a value was joined in over a line end.
    pub(super) joined: bool,
}

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
            block.clear();
        } else {
            if block.len() >= MOST_LINES {
                read_block(sheet, &block, known, &mut scratch, &mut out);
                block.clear();
            }
            block.push(at);
        }
    }
    read_block(sheet, &block, known, &mut scratch, &mut out);
    out
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
        let table = read_table(
            sheet,
            up,
            &block[first..=last],
            &block[last + 1..stop],
            b == units.len(),
            known,
            scratch,
        );
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

/// The words that recur at the ends and the beginnings of runs of text.
#[derive(Debug, Default)]
struct Recurring {
    whole: HashMap<u32, u16>,
    ends: HashMap<u32, u16>,
    firsts: HashMap<u32, u16>,
}

impl Recurring {
    fn of(sheet: &Sheet<'_>, pieces: &[Piece]) -> Self {
        let mut out = Self::default();
        for piece in pieces.iter().filter(|p| p.is_text()) {
            let words = sheet.words_of(piece);
            *out.whole.entry(piece.hash).or_default() += 1;
            if piece.first {
                *out.firsts.entry(words[0].key).or_default() += 1;
            }
            for m in 1..=words.len().min(4) {
                let tail = &words[words.len() - m..];
                if tail[0].is(class::CAPITAL) && !tail[0].is(class::OPEN) {
                    *out.ends.entry(piece::hash(tail)).or_default() += 1;
                }
            }
        }
        out
    }

    /// Where a run of text holds two cells: before last words that recur, else where a capital follows small letters.
    fn cut(&self, words: &[Word]) -> Option<usize> {
        let n = words.len();
        let end = |m: usize| {
            let tail = &words[n - m..];
            let found = tail[0].is(class::CAPITAL) && !tail[0].is(class::OPEN);
            found
                .then(|| self.ends.get(&piece::hash(tail)).copied().unwrap_or(0))
                .filter(|&c| c >= 2)
        };
        let most = n.saturating_sub(1).min(4);
        if let Some(top) = (1..=most).filter_map(end).max() {
            return (1..=most)
                .rev()
                .find(|&m| end(m).is_some_and(|c| c * 10 >= top * 8))
                .map(|m| n - m);
        }
        if n >= 2
            && words[1].is(class::LOWER)
            && !words[1].is(class::OPEN)
            && self.firsts.get(&words[0].key).is_some_and(|&c| c >= 2)
        {
            return Some(1);
        }
        (1..n).rev().find(|&i| {
            words[i].is(class::CAPITAL)
                && words[i].is(class::SMALL_TAIL)
                && words[i - 1].is(class::LOWER)
                && !words[i - 1].is(class::OPEN)
        })
    }

    fn split(&self, sheet: &Sheet<'_>, pieces: &[Piece]) -> Vec<Piece> {
        let mut out = Vec::with_capacity(pieces.len() + 8);
        for piece in pieces {
            let words = sheet.words_of(piece);
            let cut = if piece.is_text() {
                self.cut(words)
            } else {
                None
            };
            let halves = cut.and_then(|cut| {
                Some((
                    Piece::text(piece.line, piece.from, &words[..cut])?,
                    Piece::text(piece.line, piece.from + cut as u32, &words[cut..])?,
                    cut,
                ))
            });
            let Some((mut left, mut right, cut)) = halves else {
                out.push(*piece);
                continue;
            };
            (left.extra, left.first) = (piece.extra, piece.first);
            right.recur = true;
            right.cut = cut <= 2 && self.firsts.get(&words[0].key).is_some_and(|&c| c >= 2)
                || self
                    .ends
                    .get(&piece::hash(&words[cut..]))
                    .is_some_and(|&c| c >= 2);
            (right.after, right.last) = (piece.after, piece.last);
            out.extend([left, right]);
        }
        out
    }
}

/// What a table reads as under one template.
struct Reading {
    cost: f32,
    template: Template,
    heads: Heads,
    /// How many of the lines above are no label.
    above: usize,
    pieces: Vec<Piece>,
    steps: Vec<Step>,
    below: usize,
}

#[allow(
    clippy::too_many_arguments,
    clippy::too_many_lines,
    reason = "one search"
)]
fn read_table(
    sheet: &Sheet<'_>,
    up: &[usize],
    body: &[usize],
    tail: &[usize],
    is_last: bool,
    known: &Known,
    scratch: &mut Scratch,
) -> Option<(Draft, usize)> {
    let up = &up[up.len().saturating_sub(ABOVE)..];
    let style = sheet.style;
    let mut own: Vec<Piece> = body
        .iter()
        .flat_map(|&at| sheet.pieces(at))
        .copied()
        .collect();
    let recurring = Recurring::of(sheet, &own);
    for piece in &mut own {
        let words = (piece.to - piece.from) as usize;
        piece.recur = piece.is_text()
            && words <= 5
            && recurring.whole.get(&piece.hash).is_some_and(|&n| n >= 2);
    }
    let name = |pieces: &mut [Piece]| {
        for piece in pieces {
            if piece.is_text() && piece.first {
                piece.known = known.label(piece.hash, piece.width);
            }
        }
    };
    name(&mut own);
    let may_follow: Vec<usize> = tail
        .iter()
        .copied()
        .take(BELOW)
        .take_while(|&at| sheet.facts(at).count() <= 7 && !sheet.facts(at).caption)
        .collect();
    let labelled = sheet.pieces(body[0]).iter().any(|p| p.is_text() && p.first);
    let suggested = template::suggest(&own, style, !labelled);
    let mut widths: Vec<u16> = own
        .iter()
        .filter(|p| p.is_text() && p.first)
        .map(|p| p.width)
        .collect();
    widths.sort_unstable();
    let label_width = widths
        .get(widths.len().saturating_sub(1) * 9 / 10)
        .copied()
        .unwrap_or(0);
    let mut memo: Vec<(usize, Vec<Holds>, Heads)> = Vec::new();
    let mut best: Option<Reading> = None;
    for template in suggested.templates {
        let twins = template.has_twins() && !suggested.cellwise && !style.layout;
        let base = if twins {
            recurring.split(sheet, &own)
        } else {
            own.clone()
        };
        let counts = template::count_kinds(&base, template);
        let positions = if style.layout {
            template::positions(&base, template)
        } else {
            None
        };
        if style.layout && positions.is_none() && template.len() > 2 {
            continue;
        }
        let setting = Setting {
            sheet,
            style,
            known,
            template,
            fits: template::fit_costs(&counts, template),
            positions,
            label_width,
        };
        let holds = holds(&counts, template);
        let few = body.get(FIRST_ROWS - 1).map_or(base.len(), |&at| {
            base.partition_point(|p| p.line as usize <= at)
        });
        let most = if template.text_count() > 0 {
            up.len().min(LABEL_LINES)
        } else {
            0
        };
        let mut start: Option<(f32, f32, usize, Heads)> = None;
        for h in (up.len() - most..=up.len()).rev() {
            let wide: usize = up[h..]
                .iter()
                .map(|&at| usize::from(sheet.facts(at).width) + 1)
                .sum();
            if up.len() - h > 2 && wide > 91 {
                break;
            }
            let mut pieces: Vec<Piece> = up[h..]
                .iter()
                .flat_map(|&at| sheet.pieces(at))
                .copied()
                .collect();
            name(&mut pieces);
            pieces.extend_from_slice(&base[..few]);
            let Some(part) = setting.cost(&pieces, scratch) else {
                continue;
            };
            let found = if let Some((_, _, found)) =
                memo.iter().find(|(at, of, _)| *at == h && *of == holds)
            {
                found.clone()
            } else {
                let found = if positions.is_some() {
                    let by_place = super::heads_layout::search(sheet, &up[..h], &setting, &holds);
                    by_place.unwrap_or_else(|| {
                        heads::search(sheet, &up[..h], &holds, known, suggested.cellwise)
                    })
                } else {
                    heads::search(sheet, &up[..h], &holds, known, suggested.cellwise)
                };
                memo.push((h, holds.clone(), found.clone()));
                found
            };
            let cost = part + w::HEADS * found.cost;
            if start.as_ref().is_none_or(|s| cost < s.0 - 1e-6) {
                start = Some((cost, part, h, found));
            }
        }
        let Some((with_heads, part, above, heads)) = start else {
            continue;
        };
        let mut pieces: Vec<Piece> = up[above..]
            .iter()
            .flat_map(|&at| sheet.pieces(at))
            .copied()
            .collect();
        name(&mut pieces);
        pieces.extend_from_slice(&base);
        let mut steps = Vec::new();
        let Some(mut full) = setting.align(&pieces, scratch, &mut steps) else {
            continue;
        };
        let (alone, own_len) = (full, pieces.len());
        let mut below = 0;
        for m in 1..=may_follow.len() {
            let mut more = pieces[..own_len].to_vec();
            more.extend(
                may_follow[..m]
                    .iter()
                    .flat_map(|&at| sheet.pieces(at))
                    .copied(),
            );
            let mut more_steps = Vec::new();
            let Some(cost) = setting.align(&more, scratch, &mut more_steps) else {
                continue;
            };
            let goes_on = more_steps.last().is_some_and(|s| s.action != Action::New);
            if goes_on && cost < alone + 0.9 + 0.35 * m as f32 {
                below = m;
                (full, pieces, steps) = (cost, more, more_steps);
            }
        }
        let mut bonus = 0.0;
        if template.has_twins() && !style.layout {
            let rows = steps
                .iter()
                .filter(|s| s.action == Action::New)
                .count()
                .max(2) as f32;
            let shows = pieces
                .iter()
                .filter(|p| if suggested.cellwise { p.recur } else { p.cut })
                .count() as f32;
            if shows >= 2.0 && shows >= 0.35 * rows {
                bonus = w::VOCABULARY * (shows / rows).min(1.0);
            }
        }
        let texts = if style.layout {
            0.0
        } else {
            w::MORE_TEXT * template.text_count().saturating_sub(1) as f32
        };
        let two = if template.lead_texts() > 1 && !style.layout {
            w::TWO_TEXTS
        } else {
            0.0
        };
        let textless = if template.text_count() == 0 {
            w::NO_TEXT
        } else {
            0.0
        };
        let cost = full + with_heads - part - bonus + textless + two + texts - 0.9 * below as f32;
        if best.as_ref().is_none_or(|b| cost < b.cost) {
            best = Some(Reading {
                cost,
                template,
                heads,
                above,
                pieces,
                steps,
                below,
            });
        }
    }
    let best = best?;
    finish(sheet, up, body, tail, is_last, best)
}

fn finish(
    sheet: &Sheet<'_>,
    up: &[usize],
    body: &[usize],
    tail: &[usize],
    is_last: bool,
    best: Reading,
) -> Option<(Draft, usize)> {
    let k = best.template.len();
    let mut rows: Vec<DraftRow> = Vec::new();
    for (piece, step) in best.pieces.iter().zip(&best.steps) {
        if step.action == Action::New || rows.is_empty() {
            rows.push(DraftRow {
                cells: vec![Vec::new(); k],
                margin: f32::MAX,
                joined: false,
            });
        }
        if let Some(row) = rows.last_mut() {
            row.cells[step.column].push((piece.line as usize, sheet.span_of(piece)));
            row.margin = row.margin.min(step.margin);
            row.joined |= step.action == Action::Join;
        }
    }
    let values = best.pieces.iter().filter(|p| p.is_value()).count();
    let captioned = up.iter().any(|&at| sheet.facts(at).caption);
    let headed = !best.heads.names.is_empty();
    // Dashes alone are marks of a list.
    if best
        .pieces
        .iter()
        .all(|p| p.is_text() || p.kind == Kind::Dash)
    {
        return None;
    }
    // Numbers that an extractor tore into digits tell no cells.
    let torn = best.pieces.iter().filter(|p| p.torn_start && !p.first);
    if torn.count() * 5 > values {
        return None;
    }
    if rows.len() < 2 && (values < 3 || !headed) && !(headed && captioned)
        || k == 1 && rows.len() < 3
    {
        return None;
    }
    by_sums(sheet, &mut rows, best.template);
    let mut caption: Vec<usize> = up[..best.heads.caption.min(best.above)].to_vec();
    let mut used = best.below;
    if caption.is_empty() && (headed || best.above == 0) {
        let rest = &tail[used..];
        if let Some(&next) = rest.first() {
            let marked = sheet.facts(next).caption;
            if sheet.facts(next).width < 120
                && sheet.facts(next).count() >= 3
                && (marked || is_last && rest.len() <= 2)
            {
                let lines = if is_last && rest.len() == 2 && !marked {
                    2
                } else {
                    1
                };
                caption = rest[..lines].to_vec();
                used += lines;
            }
        }
    }
    let first = up.first().or(body.first()).copied()?;
    let last = tail[..used].last().or(body.last()).copied()?;
    // What the cells hold where they were put.
    let mut counts: template::KindCounts = [[0.0; 6]; template::MOST];
    for (piece, step) in best
        .pieces
        .iter()
        .zip(&best.steps)
        .filter(|(p, _)| p.is_value())
    {
        counts[step.column][piece.kind.index()] += 1.0;
    }
    let kinds = holds(&counts, best.template).into_iter().map(|h| match h {
        Holds::Label => None,
        Holds::Value(kind) => Some(kind),
    });
    let draft = Draft {
        lines: first..last + 1,
        caption,
        names: best.heads.names,
        kinds: kinds.collect(),
        rows,
    };
    Some((draft, used))
}

/// What each column holds, by the kind of most of its cells.
fn holds(counts: &template::KindCounts, template: Template) -> Vec<Holds> {
    (0..template.len())
        .map(|c| {
            if template.is_text(c) {
                return Holds::Label;
            }
            let n = &counts[c][..Kind::Dash.index()];
            let total: f32 = n.iter().sum();
            let money = Kind::Money.index();
            let mut kind = piece::VALUES.into_iter().filter(|k| *k != Kind::Dash).fold(
                Kind::Count,
                |best, k| {
                    if n[k.index()] > n[best.index()] {
                        k
                    } else {
                        best
                    }
                },
            );
            if kind == Kind::Count && n[money] >= 0.3 * total && total > 0.0 {
                kind = Kind::Money;
            }
            Holds::Value(kind)
        })
        .collect()
}

/// Rows of which some cells are empty and nothing near shows which: what makes the printed total true.
fn by_sums(sheet: &Sheet<'_>, rows: &mut [DraftRow], template: Template) {
    const MOST_DOUBTFUL: usize = 4;
    const MOST_WAYS: usize = 4000;
    if !template.is_text(0) || template.text_count() > 1 {
        return;
    }
    let columns: Vec<usize> = (1..template.len()).collect();
    let text = |cell: &[(usize, Span)]| match cell {
        [(_, span)] => span.slice(sheet.source),
        _ => None,
    };
    let is_total = |row: &DraftRow| {
        row.cells[0]
            .first()
            .and_then(|(_, span)| span.slice(sheet.source))
            .is_some_and(|label| {
                let first = label.split_whitespace().next().unwrap_or_default();
                super::word::classify(first).1 & class::TOTAL != 0
            })
            && columns.iter().all(|&c| !row.cells[c].is_empty())
    };
    let Some(total) = rows.iter().rposition(is_total).filter(|&t| t > 1) else {
        return;
    };
    let want: Vec<Option<i64>> = columns
        .iter()
        .map(|&c| text(&rows[total].cells[c]).and_then(amount))
        .collect();
    let mut sums = vec![0_i64; columns.len()];
    let mut doubtful: Vec<(usize, Vec<usize>)> = Vec::new();
    for (at, row) in rows[..total].iter().enumerate() {
        let filled: Vec<usize> = columns
            .iter()
            .copied()
            .filter(|&c| !row.cells[c].is_empty())
            .collect();
        if filled.is_empty() {
            continue;
        }
        if filled.len() < columns.len() && row.margin < 1.2 {
            doubtful.push((at, filled));
            continue;
        }
        for (i, &c) in columns.iter().enumerate() {
            sums[i] = sums[i].saturating_add(text(&row.cells[c]).and_then(amount).unwrap_or(0));
        }
    }
    if doubtful.is_empty() || doubtful.len() > MOST_DOUBTFUL || columns.len() > 8 {
        return;
    }
    // The ways of placing each row's values in order.
    let ways: Vec<Vec<u16>> = doubtful
        .iter()
        .map(|(_, filled)| {
            (0_u16..1 << columns.len())
                .filter(|m| m.count_ones() as usize == filled.len())
                .collect()
        })
        .collect();
    let all: usize = ways.iter().map(Vec::len).product();
    if all > MOST_WAYS {
        return;
    }
    let mut fits: Vec<usize> = Vec::new();
    for way in 0..all {
        let mut sum = sums.clone();
        let mut rest = way;
        for ((at, filled), masks) in doubtful.iter().zip(&ways) {
            let mask = masks[rest % masks.len()];
            rest /= masks.len();
            let places = (0..columns.len()).filter(|i| mask >> i & 1 == 1);
            for (i, &c) in places.zip(filled) {
                sum[i] =
                    sum[i].saturating_add(text(&rows[*at].cells[c]).and_then(amount).unwrap_or(0));
            }
        }
        if want
            .iter()
            .zip(&sum)
            .all(|(want, sum)| want.is_none_or(|want| want == *sum))
        {
            fits.push(way);
        }
    }
    let [way] = fits[..] else { return };
    let mut rest = way;
    for ((at, filled), masks) in doubtful.iter().zip(&ways) {
        let mask = masks[rest % masks.len()];
        rest /= masks.len();
        let cells: Vec<Vec<(usize, Span)>> = filled
            .iter()
            .map(|&c| std::mem::take(&mut rows[*at].cells[c]))
            .collect();
        for (i, cell) in (0..columns.len()).filter(|i| mask >> i & 1 == 1).zip(cells) {
            rows[*at].cells[columns[i]] = cell;
        }
        rows[*at].margin = f32::MAX;
    }
}
