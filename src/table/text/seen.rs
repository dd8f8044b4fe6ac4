//! Tables of text as they are seen: each line holds parts of several cells, with columns of blanks between them.

use super::class::Class;
use super::lines::Lines;
use super::packed;
use super::path::MOST;
use super::rows::{self, Fragment, Signs};
use crate::page::flow::End;
use crate::source::Span;
use crate::table::draft::{Draft, DraftRow};
use crate::table::heads_cost;
use crate::table::heads_model::Holds;
use crate::table::weights as w;
use crate::table::word::{Word, class as sign};

/// Words of a line that are told apart.
const MOST_WORDS: usize = 48;
/// Blanks that part cells, and those that may.
const WIDE: u16 = 3;
const NARROW: u16 = 2;
/// Where a line begins that stands under the first column no more.
const INDENT: u16 = 12;
/// How far a column may move from one line to the next.
const SHIFT: u16 = 14;
const NEVER: f32 = 1e9;

/// The heads as they are seen.
struct Heads {
    cost: f32,
    caption: usize,
    names: Vec<String>,
    /// From where to where each stands.
    stand: Vec<(u16, u16)>,
}

/// Whether blanks stand within a line, or before all of it.
pub(super) fn is_inside(lines: &Lines<'_, '_>, at: usize) -> bool {
    let facts = lines.sheet.facts(at);
    facts.wide || facts.indent > INDENT
}

/// Whether lines keep columns of blanks.
pub(super) fn has_blanks(lines: &Lines<'_, '_>, range: std::ops::Range<usize>) -> bool {
    let all = range.len();
    let wide = lines.kept[range]
        .iter()
        .filter(|&&at| is_inside(lines, at))
        .count();
    wide > 0 && wide * 4 >= all
}

/// The table whose heads are some of the lines `above`, and whose rows stand in the lines up to `end`.
pub(super) fn read(
    lines: &Lines<'_, '_>,
    above: std::ops::Range<usize>,
    end: usize,
) -> Option<Draft> {
    let up = &lines.kept[above.clone()];
    let heads = find_heads(lines, up)?;
    let k = heads.names.len();
    // What holds figures is a cell.
    if heads
        .names
        .iter()
        .any(|name| name.bytes().any(|b| b.is_ascii_digit()))
    {
        return None;
    }
    let own = &up[heads.caption..];
    let (body, breaks): (Vec<_>, Vec<_>) = lines.body(own, above.end..end).into_iter().unzip();
    let mut edges = edges(lines, &heads.stand, &body);
    let mut columns: Vec<Vec<Fragment<'_>>> = vec![Vec::new(); k];
    for (place, &n) in body.iter().enumerate() {
        if breaks[place] {
            let ahead = &body[place..body.len().min(place + 12)];
            let moved = self::edges(lines, &heads.stand, ahead);
            if moved
                .iter()
                .zip(&edges)
                .all(|(a, b)| a.abs_diff(*b) <= SHIFT)
            {
                edges = moved;
            }
        }
        for fragment in split(lines, n, place, &columns, &mut edges)? {
            columns[fragment.column].push(fragment);
        }
    }
    let starts: Vec<Class> = columns.iter().map(|parts| start_of(parts)).collect();
    let rows = rows_of(&columns, &starts, &breaks, |_| f32::MAX)?;
    Some(lines.draft(up, heads.caption, end, heads.names, rows))
}

/// The table whose heads `names` are the lines `above`, if each line holds parts of several cells.
pub(super) fn read_under(
    lines: &Lines<'_, '_>,
    above: std::ops::Range<usize>,
    end: usize,
    names: Vec<String>,
    told: &packed::Columns,
) -> Option<Draft> {
    let up = &lines.kept[above.clone()];
    let (body, breaks): (Vec<_>, Vec<_>) = lines.body(up, above.end..end).into_iter().unzip();
    let (columns, margins) = packed::cut(lines, told, &body);
    let sure = |place: usize| margins.get(place).map_or(f32::MAX, |margin| margin * SURE);
    let rows = rows_of(&columns, &told.starts, &breaks, sure)?;
    Some(lines.draft(up, 0, end, names, rows))
}

/// How sure the cut of a line is, by how much dearer another is.
const SURE: f32 = 0.5;

/// The rows of parts of cells; none where too few of them are whole. `sure` says how sure the cut of each line is.
fn rows_of(
    columns: &[Vec<Fragment<'_>>],
    starts: &[Class],
    breaks: &[bool],
    sure: impl Fn(usize) -> f32,
) -> Option<Vec<DraftRow>> {
    let k = columns.len();
    let mut out: Vec<DraftRow> = Vec::new();
    for (range, mut margin) in rows::rows(columns, starts, breaks.len(), breaks) {
        let mut cells: Vec<Vec<(usize, Span)>> = vec![Vec::new(); k];
        for part in columns.iter().flatten() {
            if range.contains(&part.place) {
                margin = margin.min(sure(part.place));
                cells[part.column].push((part.line, part.span));
            }
        }
        out.push(DraftRow {
            cells,
            margin,
            joined: true,
        });
    }
    let whole = out.iter().filter(|row| row.filled() * 3 >= k * 2).count();
    let empty = columns.iter().filter(|parts| parts.is_empty()).count();
    (whole * 2 >= out.len() && empty <= 1 && k - empty >= 2).then_some(out)
}

/// What most cells of a column begin with, where it shows.
fn start_of(parts: &[Fragment<'_>]) -> Class {
    let mut best = (0, Class::Plain);
    for part in parts {
        let count = parts
            .iter()
            .filter(|other| other.class == part.class)
            .count();
        let strong = if part.class.is_strong() { 3 } else { 1 };
        if part.class != Class::Plain && count * strong > best.0 {
            best = (count * strong, part.class);
        }
    }
    if best.0 * 6 >= parts.len() {
        best.1
    } else {
        Class::Plain
    }
}

/// The heads among the lines `up`: runs of words that stand over one another.
fn find_heads(lines: &Lines<'_, '_>, up: &[usize]) -> Option<Heads> {
    let mut best: Option<Heads> = None;
    for caption in 0..up.len() {
        let Some(found) = heads_of(lines, up, caption) else {
            continue;
        };
        if best.as_ref().is_none_or(|best| found.cost < best.cost) {
            best = Some(found);
        }
    }
    best
}

fn heads_of(lines: &Lines<'_, '_>, up: &[usize], caption: usize) -> Option<Heads> {
    let sheet = lines.sheet;
    let runs: Vec<Vec<&[Word]>> = up[caption..]
        .iter()
        .map(|&at| {
            let words = sheet.words(at);
            words.chunk_by(|a, b| b.a < a.b + NARROW).collect()
        })
        .collect();
    let mut stand: Vec<(u16, u16)> = Vec::new();
    for run in runs.iter().flatten() {
        let (Some(first), Some(last)) = (run.first(), run.last()) else {
            continue;
        };
        let (mut a, mut b) = (first.a, last.b);
        stand.retain(|&(from, to)| {
            let meets = from < b && a < to;
            if meets {
                (a, b) = (a.min(from), b.max(to));
            }
            !meets
        });
        stand.push((a, b));
    }
    stand.sort_unstable();
    let k = stand.len();
    if !(2..=MOST).contains(&k) {
        return None;
    }
    let mut names: Vec<Vec<Word>> = vec![Vec::new(); k];
    let mut cost = if caption == 0 {
        0.0
    } else {
        heads_cost::caption_cost(sheet, &up[..caption], false)
    };
    for line in &runs {
        let mut last = None;
        for run in line {
            let column = stand
                .iter()
                .position(|&(a, b)| run.first().is_some_and(|w| (a..b).contains(&w.a)))?;
            // Two heads of one line stand over one column.
            cost += if last == Some(column) { 3.0 } else { 0.0 };
            last = Some(column);
            names[column].extend(*run);
        }
    }
    for name in &names {
        cost += 0.3 * heads_cost::name_cost(sheet.source, name, Holds::Label);
        cost -= if lines.known.head_of(name) == 0 {
            0.5
        } else {
            w::KNOWN_HEAD
        };
    }
    Some(Heads {
        cost,
        caption,
        names: names.iter().map(|name| lines.name_of(name)).collect(),
        stand,
    })
}

/// Where the cells of each column begin.
fn edges(lines: &Lines<'_, '_>, stand: &[(u16, u16)], body: &[usize]) -> Vec<u16> {
    let mut begins: std::collections::BTreeMap<u16, u32> = std::collections::BTreeMap::new();
    for &n in body {
        let words = lines.sheet.words(lines.kept[n]);
        for (i, word) in words.iter().enumerate() {
            if i == 0 || word.a >= words[i - 1].b + NARROW {
                *begins.entry(word.a).or_default() += 1;
            }
        }
    }
    let mut from = 0;
    let mut out = Vec::with_capacity(stand.len());
    for &(a, b) in stand {
        let mut best = (0, a.max(from));
        for (&at, &count) in begins.range(from..b.max(from + 1)) {
            if count > best.0 {
                best = (count, at);
            }
        }
        out.push(best.1);
        from = b.max(best.1 + 1);
    }
    out
}

/// Where words begin behind blanks in the lines about line `n`.
fn near(lines: &Lines<'_, '_>, n: usize) -> Vec<u16> {
    let about = n.saturating_sub(2)..lines.kept.len().min(n + 3);
    let mut out = Vec::new();
    for at in about.filter(|&at| at != n).map(|at| lines.kept[at]) {
        let words = lines.sheet.words(at);
        out.extend(words.iter().enumerate().filter_map(|(i, word)| {
            let behind = i == 0 && word.a > 0 || i > 0 && word.a >= words[i - 1].b + NARROW;
            behind.then_some(word.a)
        }));
    }
    out
}

/// Whether a cell of a table of text may begin in some column of a line.
pub(super) fn begins(lines: &Lines<'_, '_>, n: usize) -> bool {
    let at = lines.kept[n];
    let words = lines.sheet.words(at);
    let wide = lines.sheet.facts(at).wide || words.first().is_some_and(|word| word.a > 2 * WIDE);
    let mut runs = words.chunk_by(|a, b| b.a < a.b + NARROW);
    wide && runs.any(|run| lines.class_of(lines.text_of(run)).is_strong())
}

/// Whether line `n` is the first of a table whose cells have no signs: under heads in columns of blanks, in the same
/// columns, without figures.
pub(super) fn begins_plain(lines: &Lines<'_, '_>, n: usize) -> bool {
    let Some(above) = n.checked_sub(1) else {
        return false;
    };
    let source = lines.page.source.text();
    let runs = |n: usize| -> Vec<(u16, u16)> {
        let words = lines
            .kept
            .get(n)
            .map_or(&[][..], |&at| lines.sheet.words(at));
        let figures = words
            .iter()
            .any(|word| word.text(source).bytes().any(|b| b.is_ascii_digit()));
        if figures {
            return Vec::new();
        }
        let runs = words.chunk_by(|a, b| b.a < a.b + WIDE);
        runs.filter_map(|run| Some((run.first()?.a, run.last()?.b)))
            .collect()
    };
    let heads = runs(above);
    let words = lines.sheet.words(lines.kept[above]);
    let titled = words
        .iter()
        .all(|word| !word.text(source).contains(['.', ',', ':']));
    let capital = |run: &[Word]| run.first().is_some_and(|word| word.is(sign::CAPITAL));
    let begin = words.chunk_by(|a, b| b.a < a.b + WIDE).all(capital);
    if !titled || !begin || !(2..=MOST).contains(&heads.len()) {
        return false;
    }
    let rows = (n..n + PLAIN_LINES).filter(|&n| {
        let own = runs(n);
        let under = own.iter().all(|&(a, _)| {
            heads
                .iter()
                .any(|&(from, to)| a + WIDE >= from.min(to) && a < to || from.abs_diff(a) <= SHIFT)
        });
        own.len() > 1 && own.len() <= heads.len() && under
    });
    rows.count() * 2 > PLAIN_LINES
}

/// Lines by which a table without signs is told.
const PLAIN_LINES: usize = 3;

/// The parts of line `n`, each in its column: the cheapest cuts of its words.
#[allow(
    clippy::many_single_char_names,
    reason = "places of words and columns in one search"
)]
fn split<'p>(
    lines: &'p Lines<'p, '_>,
    n: usize,
    place: usize,
    columns: &[Vec<Fragment<'p>>],
    edges: &mut [u16],
) -> Option<Vec<Fragment<'p>>> {
    let at = lines.kept[n];
    let words = lines.sheet.words(at);
    let words = &words[..words.len().min(MOST_WORDS)];
    let (count, k) = (words.len(), columns.len());
    let near = near(lines, n);
    let off = |a: u16, c: usize| {
        let edge = near
            .iter()
            .find(|&&edge| edge == a && edge.abs_diff(edges[c]) <= SHIFT);
        edge.copied().unwrap_or(edges[c])
    };
    // The least cost of the words before each, the last of them in each column.
    let mut least = vec![[NEVER; MOST]; count + 1];
    let mut from = vec![[(0, usize::MAX); MOST]; count + 1];
    let gap = |i: usize| words[i].a.saturating_sub(words[i - 1].b);
    for j in 1..=count {
        for i in (0..j).rev() {
            let mut inside = 0.0;
            for m in i + 1..j {
                inside += match gap(m) {
                    WIDE.. => 2.5,
                    NARROW => 0.6,
                    _ => 0.0,
                };
            }
            if inside > 12.0 {
                break;
            }
            let fragment = lines.text_of(&words[i..j]);
            let (class, signs) = (lines.class_of(fragment), Signs::of(fragment));
            for c in 0..k {
                let before = columns[c].last().map(|it| it.signs);
                let words_cost = rows::begins(before, signs, class, Class::Plain)
                    .min(rows::continues(before, signs, class, class));
                let (a, b) = (words[i].a, words[j - 1].b);
                let edge = off(a, c);
                let left = f32::from(edge.saturating_sub(a).min(16)) * 0.3
                    + f32::from(a.saturating_sub(edge).min(40)) * 0.05;
                let over = edges
                    .get(c + 1)
                    .map_or(0, |&next| b.saturating_sub(next.saturating_sub(1)));
                let own = inside + left + f32::from(over.min(16)) * 0.3 + 0.3 * words_cost;
                if i == 0 {
                    if own < least[j][c] {
                        (least[j][c], from[j][c]) = (own, (0, usize::MAX));
                    }
                    continue;
                }
                let cut = match gap(i) {
                    WIDE.. => 0.0,
                    NARROW => 0.3,
                    _ if a == edge => 0.4,
                    _ if a.abs_diff(edge) <= 1 => 1.0,
                    _ => 3.5,
                };
                for last in 0..c {
                    let cost = least[i][last] + own + cut;
                    if cost < least[j][c] {
                        (least[j][c], from[j][c]) = (cost, (i, last));
                    }
                }
            }
        }
    }
    let mut c = (0..k).min_by(|&a, &b| least[count][a].total_cmp(&least[count][b]))?;
    let mut out = Vec::new();
    let mut j = count;
    while j > 0 {
        let (i, behind) = from[j][c];
        let fragment = lines.text_of(&words[i..j]);
        let signs = Signs::of(fragment);
        out.push(Fragment {
            place,
            line: at,
            column: c,
            span: Span::new(words[i].start, words[j - 1].end),
            text: fragment,
            class: lines.class_of(fragment),
            signs,
        });
        let wide = i == 0 || gap(i) >= NARROW;
        if wide && words[i].a.abs_diff(edges[c]) <= SHIFT && signs.end != End::Closed {
            edges[c] = words[i].a;
        }
        if behind == usize::MAX {
            break;
        }
        (j, c) = (i, behind);
    }
    out.reverse();
    Some(out)
}
