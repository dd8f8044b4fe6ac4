//! Tables of text: columns told by what their cells begin with, rows by one least-cost path over the lines.

use std::collections::HashMap;
use std::ops::Range;

use super::draft::{Draft, DraftRow};
use super::heads::{self, Holds};
use super::known::Known;
use super::sheet::Sheet;
use crate::page::Page;
use crate::page::flow::{End, begins_inside, end_of};
use crate::source::Span;

/// Lines above a table in which its heads are looked for.
const ABOVE: usize = 16;
/// Lines that a table takes at the most.
const MOST_LINES: usize = 160;
/// Columns that a table has at the most.
const MOST: usize = 5;
/// Words of a recurring short line.
const SHORT: usize = 4;
/// Lines after its first words in which the reference of an answer stands.
const NEAR: usize = 4;

/// What a cell begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// None of the others.
    Plain,
    /// A quotation or an examination.
    Quotation,
    /// A recommendation's number, announced as such.
    Recommendation,
    /// A number alone.
    Number,
    /// An address.
    Address,
    /// A document, by its reference.
    Answer,
    /// A short line that recurs.
    Recurring,
    /// A verb in the future.
    Future,
}

/// A line, or a part of one that begins a cell within it.
#[derive(Clone, Copy, Debug)]
struct Part<'s> {
    line: usize,
    span: Span,
    text: &'s str,
    class: Class,
    /// The first on its page.
    breaks: bool,
}

/// How a part goes on from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Move {
    /// In the same cell.
    Stay,
    /// In a later cell of the row.
    Column,
    /// In a new row.
    Row,
    /// In a cell that a page broke.
    Resume,
}

/// The tables of text among the lines of `range`; none goes over a line for which `stops` holds.
pub(crate) fn texts(
    page: &Page<'_>,
    sheet: &Sheet<'_>,
    range: Range<usize>,
    known: &Known,
    stops: impl Fn(usize) -> bool,
) -> Vec<Draft> {
    let mut out = Vec::new();
    if sheet.style.layout {
        return out;
    }
    let kept: Vec<usize> = (range.start..range.end.min(sheet.len()))
        .filter(|&at| !sheet.facts(at).aside && !page.text(at).is_empty())
        .collect();
    let mut recurs: HashMap<&str, u32> = HashMap::new();
    for &at in &kept {
        let text = page.text(at);
        if text.split_whitespace().take(SHORT + 1).count() <= SHORT {
            *recurs.entry(text).or_default() += 1;
        }
        // What stands before a reference or a recommendation on its line.
        let begins = words(text).skip(1).take(SHORT).find(|&(at, word)| {
            is_reference(word)
                || class_by_words(&text[at..], &HashMap::new(), true) == Class::Recommendation
        });
        if let Some((at, _)) = begins {
            *recurs.entry(text[..at].trim_end()).or_default() += 1;
        }
    }
    let (mut at, mut free) = (0, 0);
    while at < kept.len() {
        let next = find(page, sheet, &kept, at, free, known, &recurs, &stops);
        if let Some((draft, next)) = next {
            out.push(draft);
            at = next.max(at + 1);
            free = at;
        } else {
            at += 1;
        }
    }
    out
}

/// The table whose first cell begins at `at`, and the place after it.
#[allow(
    clippy::too_many_arguments,
    reason = "what all searches of one text share"
)]
fn find(
    page: &Page<'_>,
    sheet: &Sheet<'_>,
    kept: &[usize],
    at: usize,
    free: usize,
    known: &Known,
    recurs: &HashMap<&str, u32>,
    stops: &impl Fn(usize) -> bool,
) -> Option<(Draft, usize)> {
    let class = |n: usize| class_of(page, kept, n, recurs);
    let is_begun = |class: Class| {
        matches!(
            class,
            Class::Quotation | Class::Recommendation | Class::Answer
        )
    };
    let first = class(at);
    let begins = match first {
        Class::Quotation | Class::Recommendation => true,
        Class::Recurring | Class::Number => (at + 1..kept.len().min(at + NEAR))
            .any(|n| is_begun(class(n)) || class(n) == Class::Future),
        _ => false,
    };
    let is_head = first == Class::Recurring && sheet.facts(kept[at]).upper;
    if !begins || is_head || stops(kept[at]) || sheet.facts(kept[at]).item && first != Class::Number
    {
        return None;
    }
    let mut from = at;
    while from > free && at - from < ABOVE {
        let line = kept[from - 1];
        let facts = sheet.facts(line);
        let text = page.text(line);
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
    let heads = &kept[from..at];
    if heads.is_empty() {
        return None;
    }
    let end = end_of_table(page, sheet, kept, at, heads, &class, stops);
    let mut parts = parts(page, kept, heads, at..end, recurs);
    if parts.len() < 4 {
        return None;
    }
    let (starts, moves, names, caption) = cheapest(sheet, heads, &parts, known)?;
    // Below the last row: what begins anew after its last cell.
    let last = moves
        .iter()
        .rposition(|&(_, step)| step == Move::Row)
        .unwrap_or(0);
    let full = |n: usize| moves[n].0 + 1 == starts.len() && parts[n - 1].class == Class::Recurring;
    let below = (last + 1..parts.len()).find(|&n| {
        moves[n - 1].0 == moves[n].0
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
    let mut rows: Vec<DraftRow> = Vec::new();
    for (part, &(column, step)) in parts.iter().zip(&moves) {
        if step == Move::Row || rows.is_empty() {
            rows.push(DraftRow {
                cells: vec![Vec::new(); starts.len()],
                margin: f32::MAX,
                joined: false,
            });
        }
        let row = rows.last_mut()?;
        row.cells[column].push((part.line, part.span));
        // A cell that begins with no word of its kind may be another's.
        if matches!(step, Move::Row | Move::Column) && part.class != starts[column] {
            row.margin = 0.0;
            row.joined = true;
        }
    }
    let filled = |row: &DraftRow| row.cells.iter().filter(|cell| !cell.is_empty()).count();
    let whole = rows
        .iter()
        .filter(|row| filled(row) == starts.len())
        .count();
    if whole * 2 < rows.len() || rows.iter().any(|row| filled(row) < 2) && rows.len() < 3 {
        return None;
    }
    let doubtful = rows.iter().filter(|row| row.joined).count();
    if doubtful * 3 > rows.len() {
        return None;
    }
    let draft = Draft {
        lines: heads[0]..kept[end - 1] + 1,
        caption: heads[..caption].to_vec(),
        kinds: vec![None; names.len()],
        names,
        rows,
    };
    Some((draft, end))
}

/// Whether heads are too many words to be a cell's.
fn is_repeatable(page: &Page<'_>, heads: &[usize]) -> bool {
    heads.len() > 1 || heads.iter().any(|&at| page.text(at).contains(' '))
}

/// Where the table ends: at a title, an item, a subtitle above heads, a sentence alone.
fn end_of_table(
    page: &Page<'_>,
    sheet: &Sheet<'_>,
    kept: &[usize],
    at: usize,
    heads: &[usize],
    class: &impl Fn(usize) -> Class,
    stops: &impl Fn(usize) -> bool,
) -> usize {
    let repeats = |n: usize| {
        heads.len() + n <= kept.len()
            && heads
                .iter()
                .zip(&kept[n..])
                .all(|(&a, &b)| page.text(a) == page.text(b))
    };
    let mut widest = 0;
    let most = kept.len().min(at + MOST_LINES);
    let mut n = at;
    while n < most {
        let text = page.text(kept[n]);
        let facts = sheet.facts(kept[n]);
        let kind = class(n);
        let width = text.chars().count();
        if n > at {
            if is_repeatable(page, heads) && repeats(n) {
                n += heads.len();
                continue;
            }
            let before = page.text(kept[n - 1]);
            let closed = end_of(before) == End::Closed || before.contains("://");
            let plain = kind == Class::Plain && !begins_inside(text);
            let marked = facts.item && page.mark(kept[n]).is_some() && plain;
            let apart = plain
                && closed
                && end_of(text) == End::Closed
                && !text.ends_with(':')
                && text.split_whitespace().count() >= 3;
            let wide = plain && n > at + 6 && width > widest + widest / 3 && width > 60;
            let headed = plain && repeats(n + 1);
            // A salutation.
            let greets =
                plain && text.ends_with(',') && !text.contains(' ') && end_of(before) != End::Open;
            if kind == Class::Plain && stops(kept[n])
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
fn parts<'s>(
    page: &Page<'s>,
    kept: &[usize],
    heads: &[usize],
    range: Range<usize>,
    recurs: &HashMap<&str, u32>,
) -> Vec<Part<'s>> {
    let mut out: Vec<Part<'s>> = Vec::new();
    let mut n = range.start;
    let mut breaks = false;
    while n < range.end {
        let repeated = is_repeatable(page, heads)
            && heads.len() + n <= range.end
            && heads
                .iter()
                .zip(&kept[n..])
                .all(|(&a, &b)| page.text(a) == page.text(b));
        if repeated {
            n += heads.len();
            breaks = true;
            continue;
        }
        let line = kept[n];
        breaks |= page.lines[line].gap.page || n > range.start && kept[n - 1] + 1 < line;
        let text = page.text(line);
        let cuts = cuts(text, recurs);
        let ends = cuts.iter().skip(1).copied().chain([text.len()]);
        for (&from, to) in cuts.iter().zip(ends) {
            let own = text[from..to].trim_end();
            let class = if from == 0 && to == text.len() {
                class_of(page, kept, n, recurs)
            } else {
                class_by_words(own, recurs, true)
            };
            let start = page.lines[line].span.start + from as u32;
            out.push(Part {
                line,
                span: Span::new(start, start + own.len() as u32),
                text: own,
                class,
                breaks: std::mem::take(&mut breaks),
            });
        }
        n += 1;
    }
    out
}

/// Where cells begin within a line: its start, and words that only a cell begins with.
fn cuts(text: &str, recurs: &HashMap<&str, u32>) -> Vec<usize> {
    let mut out = vec![0];
    let mut before: &str = "";
    for (at, word) in words(text) {
        let from = out.last().copied().unwrap_or_default();
        let own = text[from..at].trim_end();
        if at > 0 && out.len() < MOST {
            let begins = class_by_words(&text[at..], recurs, true);
            let free = end_of(own) != End::Open && !before.chars().all(char::is_lowercase);
            let cut = match begins {
                Class::Quotation => word.starts_with("Examen") && free,
                Class::Recommendation => {
                    end_of(own) != End::Open
                        && class_by_words(own, recurs, true) != Class::Recommendation
                }
                Class::Answer => free && class_by_words(own, recurs, true) != Class::Answer,
                Class::Recurring => free && class_by_words(own, recurs, true) != Class::Plain,
                Class::Future => is_number(own),
                _ => false,
            };
            if cut {
                out.push(at);
            }
        }
        before = word;
    }
    out
}

fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace()
        .map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

fn class_of(page: &Page<'_>, kept: &[usize], n: usize, recurs: &HashMap<&str, u32>) -> Class {
    let near = || {
        let mut lines = kept[n..kept.len().min(n + NEAR)].iter().enumerate();
        let found = lines.find_map(|(i, &at)| {
            let text = page.text(at);
            let other = i > 0
                && matches!(
                    class_by_words(text, recurs, false),
                    Class::Quotation | Class::Recommendation
                );
            let own = text.split_whitespace().any(is_reference);
            (other || own).then_some(!other)
        });
        found == Some(true)
    };
    let text = page.text(kept[n]);
    let class = class_by_words(text, recurs, false);
    let at = |n: usize| kept.get(n).map_or("", |&at| page.text(at));
    let before = n.checked_sub(1).map_or("", at);
    // What the line before announced, or a line's end cut.
    if class == Class::Answer && end_of(before) == End::Open && !announces(text) {
        return Class::Plain;
    }
    let anew = n > 0 && end_of(before) == End::Closed && text.starts_with(char::is_uppercase);
    if class == Class::Plain && (announces(text) || anew && !text.ends_with(':')) && near() {
        return Class::Answer;
    }
    let anew = |n: usize| class_by_words(at(n), recurs, false) == Class::Quotation;
    let is_short = || {
        text.starts_with(char::is_uppercase)
            && !text.ends_with([':', '.', ','])
            && text.split_whitespace().take(SHORT).count() < SHORT
            && n > 0
            && end_of(at(n - 1)) != End::Open
    };
    // The last cell of a row.
    if class == Class::Plain
        && (anew(n + 1) || begins_inside(at(n + 1)) && anew(n + 2))
        && is_short()
    {
        return Class::Recurring;
    }
    class
}

/// What a text begins with. `alone`: nothing after it shows that a reference follows.
fn class_by_words(text: &str, recurs: &HashMap<&str, u32>, alone: bool) -> Class {
    let mut words = text.split_whitespace();
    let first = words.next().unwrap_or_default();
    let second = words.next().unwrap_or_default();
    let digit = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    if first.starts_with(['"', '“', '«'])
        || first == "Examen" && second.eq_ignore_ascii_case("especial")
    {
        return Class::Quotation;
    }
    let numbered = digit(second)
        || matches!(second, "Nro." | "No." | "N°" | "N.º" | "Nº")
            && words.next().is_some_and(digit);
    let bare = first.trim_end_matches(['.', ':']);
    if matches!(bare, "Rec" | "Recomendación" | "REC" | "RECOMENDACIÓN") && numbered
        || first.strip_prefix("Rec.").is_some_and(digit)
    {
        return Class::Recommendation;
    }
    if is_number(first) && (second.is_empty() || is_future(second)) {
        return Class::Number;
    }
    if first.contains("://") {
        return Class::Address;
    }
    if is_reference(first) && first.starts_with(|c: char| c.is_ascii_uppercase())
        || alone && announces(text) && text.split_whitespace().any(is_reference)
    {
        return Class::Answer;
    }
    let capital = first.starts_with(char::is_uppercase);
    if is_future(first) {
        return Class::Future;
    }
    if capital && !text.ends_with([':', '.', ',']) && recurs.get(text).is_some_and(|&n| n > 1) {
        return Class::Recurring;
    }
    Class::Plain
}

fn is_future(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && (word.ends_with("rá") || word.ends_with("rán"))
}

/// Whether a text begins as one that names a document does.
fn announces(text: &str) -> bool {
    let first = text.split_whitespace().next().unwrap_or_default();
    matches!(
        first,
        "Memorando"
            | "Memorandos"
            | "Memo"
            | "Oficio"
            | "Oficios"
            | "Resolución"
            | "Circular"
            | "Se"
            | "Mediante"
            | "Con"
    )
}

/// A document's reference, or the first part of one that a line's end cut.
fn is_reference(word: &str) -> bool {
    let word = word.trim_end_matches(['.', ',', ';', ')']);
    let mut parts = word.split('-');
    let head = parts.next().unwrap_or_default();
    head.len() >= 2
        && head.bytes().all(|b| b.is_ascii_uppercase())
        && word.contains('-')
        && parts.all(|part| {
            part.bytes()
                .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        })
}

fn is_number(text: &str) -> bool {
    let text = text.trim_end_matches('.');
    let mut parts = text.split('.');
    let short =
        |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    parts.next().is_some_and(short) && parts.next().is_none_or(short) && parts.next().is_none()
}

fn is_short_word(text: &str) -> bool {
    let last = text.split_whitespace().next_back().unwrap_or_default();
    last.len() <= 5 && last.ends_with('.')
}

/// States of the path: a column, and whether a page break resumed it.
const STATES: usize = 2 * MOST;
type Path = Vec<(usize, Move)>;
type Found = (Vec<Class>, Path, Vec<String>, usize);

/// The classes that begin the columns, the path and the heads that cost least together.
fn cheapest(
    sheet: &Sheet<'_>,
    heads: &[usize],
    parts: &[Part<'_>],
    known: &Known,
) -> Option<Found> {
    let mut order: Vec<Class> = Vec::new();
    for part in parts {
        if part.class != Class::Plain && !order.contains(&part.class) {
            order.push(part.class);
        }
    }
    let (&first, rest) = order.split_first()?;
    if parts[0].class != first {
        return None;
    }
    let count: usize = heads.iter().map(|&at| sheet.facts(at).count()).sum();
    let mut best: Option<(f32, Found)> = None;
    // Every choice of the other columns, in the order in which they first begin.
    for mask in 1_u32..1 << rest.len() {
        let mut starts = vec![first];
        starts.extend(
            (0..rest.len())
                .filter(|i| mask >> i & 1 == 1)
                .map(|i| rest[i]),
        );
        let k = starts.len();
        if k > MOST || k > count {
            continue;
        }
        let (cost, path) = path(parts, &starts);
        if best.as_ref().is_some_and(|(least, _)| *least <= cost) {
            continue;
        }
        let found = heads::search(sheet, heads, &vec![Holds::Label; k], known, false);
        if found.names.len() != k || found.names.iter().any(String::is_empty) {
            continue;
        }
        let cost = cost + found.cost;
        if best.as_ref().is_none_or(|(least, _)| cost < *least) {
            best = Some((cost, (starts, path, found.names, found.caption)));
        }
    }
    let (cost, found) = best?;
    (cost <= 6.0 + 0.9 * parts.len() as f32).then_some(found)
}

fn empty_cell(class: Class) -> f32 {
    if matches!(class, Class::Address | Class::Recurring) {
        0.8
    } else {
        3.0
    }
}

/// The least-cost path of the parts through columns that begin with `starts`.
fn path(parts: &[Part<'_>], starts: &[Class]) -> (f32, Path) {
    const NEVER: f32 = 1e9;
    let k = starts.len();
    let mut costs = [NEVER; STATES];
    costs[0] = 0.0;
    let mut back: Vec<[(u8, Move); STATES]> = vec![[(0, Move::Row); STATES]; parts.len()];
    for p in 1..parts.len() {
        let (part, before) = (&parts[p], &parts[p - 1]);
        let class = part.class;
        let low = begins_inside(part.text);
        let closed = end_of(before.text) == End::Closed || before.text.ends_with(['”', '"', '»']);
        let open = end_of(before.text) == End::Open;
        let column = |c: Class| starts.contains(&c);
        let mut next = [NEVER; STATES];
        let from_page = |at: usize,
                         cost: f32,
                         from: usize,
                         step: Move,
                         next: &mut [f32; STATES],
                         back: &mut [(u8, Move); STATES]| {
            if cost < next[at] {
                next[at] = cost;
                back[at] = (from as u8, step);
            }
        };
        for from in 0..2 * k {
            let base = costs[from];
            if base >= NEVER {
                continue;
            }
            let (j, resumed) = (from / 2, from % 2);
            let mut stay = base;
            let weak = matches!(class, Class::Address | Class::Number | Class::Future);
            if class != Class::Plain && class != starts[j] && (column(class) || !weak) {
                stay += 2.5;
            }
            if class == starts[j] {
                stay += match class {
                    Class::Quotation => {
                        if closed {
                            2.5
                        } else {
                            1.0
                        }
                    }
                    Class::Answer => 0.4,
                    Class::Recommendation | Class::Address => 0.3,
                    Class::Recurring => 1.5,
                    Class::Number => 3.0,
                    Class::Future => 1.0,
                    Class::Plain => 0.0,
                };
            }
            if class == Class::Address && !column(class) && !before.text.ends_with(':') {
                stay += 0.6;
            }
            // A page break does not go on in the last cell of a row.
            let late = matches!(starts[j], Class::Answer | Class::Address | Class::Recurring);
            if part.breaks && low && late && !open {
                stay += 2.0;
            }
            if starts[j] == Class::Number {
                stay += 4.0;
            }
            if closed && class == Class::Plain && starts[j] == Class::Quotation && !low {
                stay += 0.8;
            }
            from_page(from, stay, from, Move::Stay, &mut next, &mut back[p]);
            for to in j + 1..k {
                let mut cost = base + if class == starts[to] { 0.0 } else { 3.5 };
                cost += if low { 6.0 } else { 0.0 } + if open { 2.0 } else { 0.0 };
                cost += starts[j + 1..to]
                    .iter()
                    .map(|&c| empty_cell(c))
                    .sum::<f32>();
                if !closed
                    && matches!(
                        starts[j],
                        Class::Quotation | Class::Recommendation | Class::Future
                    )
                {
                    cost += 0.7;
                }
                from_page(2 * to, cost, from, Move::Column, &mut next, &mut back[p]);
                if resumed == 1 && to == j + 1 {
                    let own = if class != Class::Plain && class != starts[to] {
                        1.5
                    } else {
                        0.0
                    };
                    from_page(
                        2 * to + 1,
                        base + 1.5 + own,
                        from,
                        Move::Resume,
                        &mut next,
                        &mut back[p],
                    );
                }
            }
            let mut row = base + if class == starts[0] { 0.0 } else { 4.0 };
            row += if low { 6.0 } else { 0.0 } + if open { 2.0 } else { 0.0 };
            row += starts[j + 1..].iter().map(|&c| empty_cell(c)).sum::<f32>();
            from_page(0, row, from, Move::Row, &mut next, &mut back[p]);
            if part.breaks {
                for to in 0..k {
                    let anew = if to == 0 && class == starts[0] {
                        2.0
                    } else {
                        0.0
                    };
                    let cost = base + 1.2 + anew + 0.5 * to as f32;
                    from_page(
                        2 * to + 1,
                        cost,
                        from,
                        Move::Resume,
                        &mut next,
                        &mut back[p],
                    );
                }
            }
        }
        costs = next;
    }
    let total = |state: usize| {
        costs[state]
            + starts[state / 2 + 1..]
                .iter()
                .map(|&c| empty_cell(c))
                .sum::<f32>()
    };
    let mut state = (0..2 * k)
        .min_by(|&a, &b| total(a).total_cmp(&total(b)))
        .unwrap_or(0);
    let cost = total(state);
    let mut path = Vec::with_capacity(parts.len());
    for p in (0..parts.len()).rev() {
        let (from, step) = back[p][state];
        path.push((state / 2, step));
        state = usize::from(from);
    }
    path.reverse();
    (cost, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(text: &str) -> Class {
        class_by_words(text, &HashMap::new(), true)
    }

    #[test]
    fn a_cell_is_told_by_its_first_words() {
        assert_eq!(class("“A las cajas”"), Class::Quotation);
        assert_eq!(class("Examen especial “A las cajas”"), Class::Quotation);
        assert_eq!(class("Rec. 4: Pintará la reja"), Class::Recommendation);
        assert_eq!(
            class("Recomendación Nro. 1.9 Pintará"),
            Class::Recommendation
        );
        assert_eq!(class("1.9"), Class::Number);
        assert_eq!(class("Pintará la reja"), Class::Future);
        assert_eq!(class("ABCD-XY-2020-0101-M"), Class::Answer);
        assert_eq!(
            class("Se pintó con Memorando Nro. ABCD-XY-2020-0101-M"),
            Class::Answer
        );
        assert_eq!(class("https://a.ec/uno"), Class::Address);
        assert_eq!(class("Se pintó la reja"), Class::Plain);
        assert_eq!(class("10 de enero"), Class::Plain);
    }

    #[test]
    fn cells_that_share_a_line_are_parted() {
        let parted = |text: &'static str| cuts(text, &HashMap::new()).len();
        assert_eq!(
            parted("Auditoría Interna ABCD-XY-2020-0101-M Rec. 4: Pintará"),
            3
        );
        assert_eq!(parted("4 Pintará la reja"), 2);
        assert_eq!(parted("mediante Memorando Nro. ABCD-XY-2020-0101-M"), 1);
    }
}
