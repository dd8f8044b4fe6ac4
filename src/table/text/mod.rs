//! Tables of text: columns told by what their cells begin with, rows by one least-cost path over the lines.

mod class;
mod lines;
mod packed;
mod pairs;
mod path;
mod rows;
mod seen;

use std::ops::Range;

use super::draft::{Draft, DraftRow};
use super::heads::Above;
use super::heads_model::{Heads, Holds};
use super::known::Known;
use super::sheet::{Sheet, is_signature};
use super::word;
use crate::page::Page;
use crate::page::flow::{End, begins_inside, end_of};
use crate::source::Span;
use class::Class;
use lines::{Lines, NEAR};
use path::{Look, MOST, Move, Part, Placed};

/// Words of a head.
const LONGEST_HEAD: usize = 8;
/// Lines above a table in which its heads are looked for.
const ABOVE: usize = 16;
/// Lines that a table takes at the most.
const MOST_LINES: usize = 160;

/// The tables of text among the lines of `range`; none goes over a line for which `stops` holds.
pub(crate) fn texts(
    page: &Page<'_>,
    sheet: &Sheet<'_>,
    range: Range<usize>,
    known: &Known,
    stops: impl Fn(usize) -> bool,
) -> Vec<Draft> {
    let mut out = Vec::new();
    let lines = Lines::new(page, sheet, range, known);
    let (mut at, mut free) = (0, 0);
    while at < lines.kept.len() {
        if let Some((draft, next)) = find(&lines, at, free, &stops) {
            out.push(draft);
            at = next.max(at + 1);
            free = at;
        } else {
            at += 1;
        }
    }
    out
}

/// The table whose first cell begins at line `at`, and the line after it.
fn find(
    lines: &Lines<'_, '_>,
    at: usize,
    free: usize,
    stops: &impl Fn(usize) -> bool,
) -> Option<(Draft, usize)> {
    let (sheet, kept) = (lines.sheet, &lines.kept);
    if let Some(found) = under_heads(lines, at, stops) {
        return Some(found);
    }
    let first = lines.class(at);
    let near = || at + 1..kept.len().min(at + NEAR);
    let begins = match first {
        Class::Quotation | Class::Recommendation => true,
        Class::Recurring | Class::Number => {
            let shared = class::cuts(lines.text(at), &lines.recurring, 2).len() > 1;
            shared
                || near().any(|n| {
                    let class = lines.class(n);
                    class.is_strong() || class == Class::Future
                })
        }
        _ => false,
    };
    let is_head = first == Class::Recurring && sheet.facts(kept[at]).upper;
    let in_blanks = !begins && (seen::begins(lines, at) || seen::begins_plain(lines, at));
    if !begins && !in_blanks
        || is_head
        || stops(kept[at]) && !(first == Class::Recurring && is_under_heads(lines, at))
        || sheet.facts(kept[at]).item && first != Class::Number
    {
        return None;
    }
    if lines.is_barred(at) {
        return None;
    }
    if let Some(found) = seen(lines, at, free, stops) {
        return Some(found);
    }
    if in_blanks {
        return None;
    }
    // What recurs may be the last of the heads.
    let later = (first != Class::Quotation)
        .then(|| {
            near().find(|&n| matches!(lines.class(n), Class::Quotation | Class::Recommendation))
        })
        .flatten()
        .and_then(|n| candidate(lines, n, free, stops));
    let Candidate {
        at,
        heads,
        end,
        mut parts,
        found,
        ..
    } = candidate(lines, at, free, stops)
        .into_iter()
        .chain(later)
        .min_by(|a, b| a.found.cost.total_cmp(&b.found.cost))?;
    let Found {
        starts,
        path,
        names,
        caption,
        ..
    } = found;
    // Below the last row: what begins anew after its last cell.
    let last = path
        .iter()
        .rposition(|placed| placed.step == Move::Row)
        .unwrap_or(0);
    let full =
        |n: usize| path[n].column + 1 == starts.len() && parts[n - 1].class == Class::Recurring;
    let below = (last + 1..parts.len()).find(|&n| {
        path[n - 1].column == path[n].column
            && full(n)
            && parts[n].class == Class::Plain
            && !begins_inside(parts[n].text)
            && end_of(parts[n - 1].text) != End::Open
    });
    let end = below.map_or(end, |n| {
        let line = parts[n].line;
        parts.truncate(n);
        at + kept[at..end].partition_point(|&own| own < line)
    });
    let rows = rows(&parts, &path, &starts)?;
    let draft = lines.draft(heads, caption, end, names, rows);
    Some((draft, end))
}

/// Whether the line above line `n` looks like heads.
fn is_under_heads(lines: &Lines<'_, '_>, n: usize) -> bool {
    let Some(above) = n.checked_sub(1) else {
        return false;
    };
    let facts = lines.sheet.facts(lines.kept[above]);
    let words = lines.sheet.words(lines.kept[above]);
    let titled = words
        .iter()
        .filter(|word| word.is(word::class::CAPITAL))
        .count();
    facts.upper
        || titled > 2 && titled == words.len() && facts.count() < 12
        || lines.known.head_of(words) != 0
}

/// A table with columns of blanks that begins at line `at`, and the line after it.
fn seen(
    lines: &Lines<'_, '_>,
    at: usize,
    free: usize,
    stops: &impl Fn(usize) -> bool,
) -> Option<(Draft, usize)> {
    let from = heads_above(lines, at, free, stops);
    if from == at {
        return None;
    }
    if !seen::has_blanks(lines, from..(at + 4).min(lines.kept.len())) {
        return None;
    }
    let end = end_of_table(lines, at, &lines.kept[from..at], stops);
    if !lines.class(at).is_strong() && holds_numbers(lines, at..end) {
        return None;
    }
    let draft = seen::read(lines, from..at, end);
    if draft.is_none() {
        lines.bar(at, end);
    }
    Some((draft?, end))
}

/// A table as it is seen whose heads, which schemas have, begin at line `at`, and the line after it.
fn under_heads(
    lines: &Lines<'_, '_>,
    at: usize,
    stops: &impl Fn(usize) -> bool,
) -> Option<(Draft, usize)> {
    let (body, heads, columns) = packed::under_heads(lines, at, stops)?;
    // Columns of blanks tell more.
    if seen::has_blanks(lines, at..(body + 4).min(lines.kept.len())) {
        return None;
    }
    let end = end_of_table(lines, body, &lines.kept[at..body], stops);
    let draft = seen::read_under(lines, at..body, end, heads, &columns)?;
    Some((draft, end))
}

/// A table that may begin at a line.
struct Candidate<'p> {
    at: usize,
    heads: &'p [usize],
    end: usize,
    parts: Vec<Part<'p>>,
    found: Found,
}

impl Found {
    /// Whether its heads look like heads; where it is not sure that a table begins, whether signs tell of one of its
    /// columns and a schema has one of its heads.
    fn is_told(&self, lines: &Lines<'_, '_>, heads: &[usize], is_sure: bool) -> bool {
        let all = |holds: fn(&str) -> bool| self.names.iter().all(|name| holds(name));
        let is_told = self.starts.iter().any(|start| start.is_strong())
            && all(|name| name.starts_with(char::is_uppercase))
            && has_head(lines, heads);
        (is_sure || is_told) && all(|name| !name.bytes().any(|b| b.is_ascii_digit()))
    }
}

/// Whether words of one of the lines `heads` are a head that a schema has.
fn has_head(lines: &Lines<'_, '_>, heads: &[usize]) -> bool {
    heads.iter().any(|&at| {
        let words = lines.sheet.words(at);
        (0..words.len()).any(|from| {
            let to = words.len().min(from + LONGEST_HEAD);
            (from + 1..=to).any(|to| lines.known.head_of(&words[from..to]) != 0)
        })
    })
}

/// Whether lines hold numbers as tables of numbers do.
fn holds_numbers(lines: &Lines<'_, '_>, range: Range<usize>) -> bool {
    let count = range.len();
    let source = lines.page.source.text();
    let numbers = range.filter(|&n| {
        lines.sheet.words(lines.kept[n]).iter().any(|word| {
            let text = word.text(source);
            let marked = text.len() > 3 && text.contains(['.', ',']) || text.len() > 2;
            word.is(word::class::PERCENT | word::class::DOLLAR)
                || word.is(word::class::NUMBER)
                    && !word.is(word::class::YEAR)
                    && marked
                    && !text.contains('/')
        })
    });
    numbers.count() * 10 > count
}

fn candidate<'p>(
    lines: &'p Lines<'p, '_>,
    at: usize,
    free: usize,
    stops: &impl Fn(usize) -> bool,
) -> Option<Candidate<'p>> {
    let heads = &lines.kept[heads_above(lines, at, free, stops)..at];
    if heads.is_empty() {
        return None;
    }
    let end = end_of_table(lines, at, heads, stops);
    let parts = parts(lines, heads, at..end);
    if parts.len() < 2 {
        lines.bar(at, end);
        return None;
    }
    // What begins with no sign of its own may be a table of numbers, or none.
    let is_sure = matches!(lines.class(at), Class::Quotation | Class::Recommendation);
    if !is_sure && holds_numbers(lines, at..end) {
        return None;
    }
    let found = cheapest(lines, heads, &parts).filter(|found| found.is_told(lines, heads, is_sure));
    if found.is_none() {
        lines.bar(at, end);
    }
    let found = found?;
    Some(Candidate {
        at,
        heads,
        end,
        parts,
        found,
    })
}

/// The first of the lines above line `at` that may be its table's heads.
fn heads_above(
    lines: &Lines<'_, '_>,
    at: usize,
    free: usize,
    stops: &impl Fn(usize) -> bool,
) -> usize {
    let (sheet, kept) = (lines.sheet, &lines.kept);
    let mut from = at;
    while from > free && at - from < ABOVE {
        let line = kept[from - 1];
        let facts = sheet.facts(line);
        let text = lines.text(from - 1);
        let ended = end_of(text) == End::Closed && !is_short_word(text);
        if stops(line) || facts.title || facts.item || ended || text.len() > 130 {
            break;
        }
        from -= 1;
    }
    // What stands above heads in capitals and is not in capitals is a subtitle.
    let capitals = |n: usize| sheet.facts(kept[n]).upper;
    if at - from > 1 && !capitals(from) && (from + 1..at).all(capitals) {
        from += 1;
    }
    from
}

/// The rows of parts; none where too few of them are whole or sure.
fn rows(parts: &[Part<'_>], path: &[Placed], starts: &[Class]) -> Option<Vec<DraftRow>> {
    let mut rows: Vec<DraftRow> = Vec::new();
    let mut odd = 0;
    for (part, placed) in parts.iter().zip(path) {
        if placed.step == Move::Row || rows.is_empty() {
            rows.push(DraftRow {
                cells: vec![Vec::new(); starts.len()],
                margin: f32::MAX,
                joined: true,
            });
        }
        let row = rows.last_mut()?;
        row.cells[placed.column].push((part.line, part.span));
        row.margin = row.margin.min(placed.margin);
        // A cell that begins with no word of its kind may be another's.
        let start = starts[placed.column];
        let fits = part.class == start || start == Class::Plain && !part.class.is_strong();
        if matches!(placed.step, Move::Row | Move::Column) && !fits {
            row.margin = 0.0;
            odd += 1;
        }
    }
    let is_whole = |row: &&DraftRow| {
        let mut cells = row.cells.iter().zip(starts);
        cells.all(|(cell, start)| !cell.is_empty() || start.is_optional())
    };
    let whole = rows.iter().filter(is_whole).count();
    let torn = whole * 2 < rows.len() || rows.iter().any(|row| row.filled() < 2) && rows.len() < 3;
    (!torn && odd * 3 <= rows.len()).then_some(rows)
}

/// Where the table ends: at a title, an item, a subtitle above heads, a sentence alone.
fn end_of_table(
    lines: &Lines<'_, '_>,
    at: usize,
    heads: &[usize],
    stops: &impl Fn(usize) -> bool,
) -> usize {
    let (page, sheet, kept) = (lines.page, lines.sheet, &lines.kept);
    let mut widest = 0;
    let blanks = seen::has_blanks(lines, at..(at + 2 * NEAR).min(kept.len()));
    let most = kept.len().min(at + MOST_LINES);
    let mut n = at;
    while n < most {
        let text = page.text(kept[n]);
        let facts = sheet.facts(kept[n]);
        let kind = lines.class(n);
        let width = text.chars().count();
        if n > at {
            let again = lines.heads_again(heads, n);
            if again > 0 {
                n += again;
                continue;
            }
            let before = page.text(kept[n - 1]);
            let closed = end_of(before) == End::Closed
                || before.contains("://")
                || class::is_short(before) && end_of(before) != End::Open;
            let plain = kind == Class::Plain && !begins_inside(text);
            let marked = facts.item && page.mark(kept[n]).is_some() && plain;
            let apart = plain
                && closed
                && end_of(text) == End::Closed
                && !text.ends_with(':')
                && text.split_whitespace().count() >= 3;
            let wide = plain && n > at + 6 && width > widest + widest / 3 && width > 60;
            // Heads on a new page go on with the table.
            let follows = kept
                .get(n + 1)
                .is_some_and(|&next| next == kept[n] + 1 && !sheet.facts(next).breaks);
            let headed =
                (plain || kind == Class::Recurring) && follows && lines.repeats(heads, n + 1) > 0;
            // A salutation.
            let greets =
                plain && text.ends_with(',') && !text.contains(' ') && end_of(before) != End::Open;
            let signed = kind == Class::Plain && is_signature(text);
            // What stands in a column of blanks is a cell.
            let inside = blanks && seen::is_inside(lines, kept[n]);
            if inside && !headed && !is_signature(text) {
                widest = widest.max(width);
                n += 1;
                continue;
            }
            if signed
                || matches!(kind, Class::Plain | Class::Number) && stops(kept[n])
                || facts.title && plain
                || marked
                || apart
                || wide
                || headed
                || greets
            {
                break;
            }
        }
        widest = widest.max(width);
        n += 1;
    }
    n
}

/// The parts of the lines of `range`, without heads that are repeated.
fn parts<'p>(lines: &'p Lines<'p, '_>, heads: &[usize], range: Range<usize>) -> Vec<Part<'p>> {
    let page = lines.page;
    let mut out: Vec<Part<'p>> = Vec::new();
    let first = range.start;
    for (n, breaks) in lines.body(heads, range) {
        let line = lines.kept[n];
        let text = page.text(line);
        let cuts = class::cuts(text, &lines.recurring, MOST);
        let ends = cuts.iter().skip(1).copied().chain([text.len()]);
        for (&from, to) in cuts.iter().zip(ends) {
            let own = text[from..to].trim_end();
            let class = if from == 0 && to == text.len() {
                lines.class(n)
            } else {
                lines.class_of(own)
            };
            let start = page.lines[line].span.start + from as u32;
            out.push(Part {
                line,
                span: Span::new(start, start + own.len() as u32),
                text: own,
                class,
                breaks: breaks && from == 0,
                look: Look::of(own),
                spaced: (from == 0 && n > first).then_some(page.lines[line].gap.blank() > 0),
            });
        }
    }
    // Blank lines show something where some lines have them and some have none.
    let lines = out.iter().filter(|part| part.spaced.is_some()).count();
    let spaced = out.iter().filter(|part| part.spaced == Some(true)).count();
    if spaced * 8 < lines || spaced * 8 > lines * 6 {
        for part in &mut out {
            part.spaced = None;
        }
    }
    // The last cell of the last row, where it is as short as one that recurs.
    if let [.., before, last] = out.as_mut_slice()
        && last.class == Class::Plain
        && class::is_short(last.text)
        && last.text.chars().any(char::is_lowercase)
        && last.text.chars().all(|c| c.is_alphabetic() || c == ' ')
        && end_of(before.text) != End::Open
    {
        last.class = Class::Recurring;
    }
    out
}

fn is_short_word(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    last.len() <= 5 && last.ends_with('.')
}

/// The classes that begin the columns, the path and the heads that cost least together.
struct Found {
    cost: f32,
    starts: Vec<Class>,
    path: Vec<Placed>,
    names: Vec<String>,
    caption: usize,
}

/// Parts by which the columns are chosen.
const ENOUGH: usize = 80;
/// Choices of what the columns begin with.
const MOST_CHOICES: usize = 400;
/// What a column of plain text costs.
const PLAIN: f32 = 1.5;
/// Columns of plain text.
const MOST_PLAIN: usize = 2;

/// What the columns may begin with: every choice of the classes in the order in which their cells first begin, with
/// plain ones among them, and what the heads tell in its place.
fn choices(order: &[Class], told: &[Option<Class>]) -> Vec<Vec<Class>> {
    let k = told.len();
    let mut out: Vec<Vec<Class>> = Vec::new();
    for fixed in [true, false] {
        let is_told = |c: usize| fixed && told[c].is_some();
        let rest: Vec<Class> = order
            .iter()
            .copied()
            .filter(|&class| !(0..k).any(|c| is_told(c) && told[c] == Some(class)))
            .collect();
        let free = (0..k).filter(|&c| !is_told(c)).count();
        if fixed && free == k {
            continue;
        }
        for mask in 0_u32..1 << rest.len() {
            let chosen = mask.count_ones() as usize;
            if chosen > free || free - chosen > MOST_PLAIN {
                continue;
            }
            for places in 0_u32..1 << free {
                if places.count_ones() as usize != free - chosen || out.len() >= MOST_CHOICES {
                    continue;
                }
                let mut strong = (0..rest.len())
                    .filter(|i| mask >> i & 1 == 1)
                    .map(|i| rest[i]);
                let mut place = 0;
                let starts = (0..k).filter_map(|c| {
                    if is_told(c) {
                        return told[c];
                    }
                    place += 1;
                    match places >> (place - 1) & 1 {
                        1 => Some(Class::Plain),
                        _ => strong.next(),
                    }
                });
                out.push(starts.collect());
            }
        }
    }
    out
}

fn cheapest(lines: &Lines<'_, '_>, heads: &[usize], parts: &[Part<'_>]) -> Option<Found> {
    let sheet = lines.sheet;
    let mut order: Vec<Class> = Vec::new();
    for part in parts {
        if part.class != Class::Plain && !order.contains(&part.class) {
            order.push(part.class);
        }
    }
    let first = parts.first()?.class;
    let count: usize = heads.iter().map(|&at| sheet.facts(at).count()).sum();
    let mut above =
        [false, true].map(|cellwise| Above::of_text(sheet, heads, lines.known, cellwise));
    let named: Vec<Option<Heads>> = (0..=MOST)
        .map(|k| {
            if !(2..=count).contains(&k) {
                return None;
            }
            let holds = vec![Holds::Label; k];
            // One cell may stand on a line of heads even where rows are joined.
            let [joined, cellwise] = above.each_mut().map(|above| above.whole(&holds));
            let found = if cellwise.cost < joined.cost {
                cellwise
            } else {
                joined
            };
            let whole = found.names.len() == k && !found.names.iter().any(String::is_empty);
            whole.then_some(found)
        })
        .collect();
    let few = &parts[..parts.len().min(ENOUGH)];
    let mut best: Option<(f32, Vec<Class>)> = None;
    for (k, heads) in named.iter().enumerate() {
        let Some(heads) = heads else { continue };
        let told: Vec<Option<Class>> = heads.names.iter().map(|name| Class::told(name)).collect();
        for starts in choices(&order, &told) {
            let least = best.as_ref().map_or(f32::MAX, |(least, _)| *least);
            let fit: f32 = starts
                .iter()
                .zip(&told)
                .map(|(start, &told)| start.fit(told))
                .sum();
            let plain = starts
                .iter()
                .filter(|&&start| start == Class::Plain)
                .count();
            let base = heads.cost + fit + PLAIN * plain as f32;
            let begins = starts.first().is_some_and(|&start| {
                start == first || start == Class::Plain && first == Class::Recurring
            });
            if !begins || base >= least || plain > 0 && k < 3 {
                continue;
            }
            let cost = base + path::cost(few, &starts, least - base);
            if cost < least {
                best = Some((cost, starts));
            }
        }
    }
    let (cost, starts) = best?;
    let named = named.into_iter().nth(starts.len()).flatten()?;
    let (_, path) = path::path(parts, &starts);
    let found = Found {
        cost,
        starts,
        path,
        names: named.names,
        caption: named.caption,
    };
    (cost <= 6.0 + 0.9 * few.len() as f32).then_some(found)
}
