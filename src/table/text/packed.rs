//! Tables of text as they are seen, with one space between the columns: each line is cut where its parts read best and
//! are as wide as their columns.

use super::class::{self, Class, goes_on, is_ended};
use super::lines::Lines;
use super::pairs::Pairs;
use super::path::MOST;
use super::rows::{self, Fragment};
use crate::page::flow::{End, end_of};
use crate::source::Span;
use crate::table::heads_cost;
use crate::table::heads_model::Holds;
use crate::table::weights as w;
use crate::table::word::{self, Word};

/// Words of a line that are told apart.
const MOST_WORDS: usize = 32;
/// Ways of cutting the lines so far that are kept.
const BEAM: usize = 24;
/// Words of a line of heads.
const MOST_HEAD_WORDS: usize = 14;
/// Heads in the making that are kept.
const MOST_HEADS: usize = 64;
/// How wide a usual word is, and a space.
const WORD: f32 = 3.4;
const SPACE: f32 = 0.28;

/// What the columns begin with, and how wide they are.
#[derive(Clone, Debug)]
pub(super) struct Columns {
    pub(super) starts: Vec<Class>,
    width: Vec<f32>,
    /// Whether the widths are those of many lines.
    sure: bool,
    /// Whether cells stand in the middle of their rows, between the lines of others.
    centred: bool,
}

/// Lines by which it is told what stands under heads.
const AHEAD: usize = 24;
/// A column that has no words of its class; words of a class that has no column.
const UNSEEN: f32 = 1.0;
/// A second column of a class.
const AGAIN: f32 = 3.0;
/// A line whose parts stand in another order than the columns; an order that few tables have.
const ORDER: f32 = 1.0;
const UNUSUAL: f32 = 0.3;
/// A column of which its head tells nothing.
const UNTOLD: f32 = 2.0;

/// Of so many lines one, at the least, holds parts of several cells.
const SHARED: usize = 12;

/// Whether a part of a line ends in the midst of a cell where another cell begins behind it, as none does in reading
/// order; `None` where it does not show that one begins.
fn is_cut(lines: &Lines<'_, '_>, before: (&str, Class), next: (&str, Class)) -> Option<bool> {
    let (text, class) = before;
    let is_told = matches!(
        class,
        Class::Quotation | Class::Recommendation | Class::Future
    );
    let begins = match next.1 {
        Class::Answer => is_told || class::is_reference(next.0.split(' ').next()?),
        class => !matches!(class, Class::Plain | Class::Number),
    };
    let open = is_told && !is_ended(text) || end_of(text) == End::Open;
    begins.then(|| open && lines.class_of(text) != Class::Recurring)
}

/// The columns under the heads that begin at line `at`, each of which a schema has; the lines below hold parts of
/// several cells.
pub(super) fn under_heads(
    lines: &Lines<'_, '_>,
    at: usize,
    stops: &impl Fn(usize) -> bool,
) -> Option<(usize, Vec<String>, Columns)> {
    const MOST_LINES: usize = 5;
    let is_head = |n: usize| {
        let Some(&at) = lines.kept.get(n) else {
            return false;
        };
        let words = lines.sheet.words(at);
        let part = |word: &Word| lines.known.part(word.key, *word);
        !stops(at)
            && !lines.page.text(at).contains(['"', '“', '«'])
            && words.len() <= MOST_HEAD_WORDS
            && words.iter().all(|word| part(word).is_some())
            && words.iter().any(|word| part(word) != Some(0))
    };
    let count = (at..at + MOST_LINES).take_while(|&n| is_head(n)).count();
    if count == 0 {
        return None;
    }
    // Signs tell of one of the columns, and so does the word of its head.
    let tells = |word: &Word| {
        let told = Class::under(word.text(lines.sheet.source));
        told.is_some_and(Class::is_strong)
    };
    let mut heads = lines.kept[at..at + count].iter();
    if !heads.any(|&at| lines.sheet.words(at).iter().any(tells)) {
        return None;
    }
    let body = at + count..lines.kept.len().min(at + count + AHEAD);
    let mut said: Vec<Class> = Vec::new();
    let mut order: Vec<(Class, Class)> = Vec::new();
    let (mut open, mut all) = (0, 0);
    let mut shared = Vec::new();
    for n in body {
        let parts = parts(lines, lines.text(n));
        for part in &parts {
            if part.1 != Class::Plain && !said.contains(&part.1) {
                said.push(part.1);
            }
        }
        for (i, part) in parts.iter().enumerate() {
            order.extend(parts[i + 1..].iter().map(|next| (part.1, next.1)));
        }
        let cuts: Vec<bool> = parts
            .windows(2)
            .filter_map(|pair| is_cut(lines, pair[0], pair[1]))
            .collect();
        all += usize::from(!cuts.is_empty());
        open += usize::from(cuts.contains(&true));
        shared.push(parts);
    }
    if open == 0 || open * 2 < all || open * SHARED < shared.len() {
        return None;
    }
    let starts_of = |heads: &[Head]| -> Vec<Class> {
        let head = |head: &Head| {
            let told = Class::under(&lines.name_of(&head.words));
            match told {
                Some(Class::Recommendation) if !said.contains(&Class::Recommendation) => {
                    if said.contains(&Class::Future) {
                        Class::Future
                    } else {
                        Class::Plain
                    }
                }
                told => told.unwrap_or(Class::Plain),
            }
        };
        heads.iter().map(head).collect()
    };
    let judge = |heads: &[Head]| -> Option<f32> {
        let known = heads.iter().all(|head| head.worth(lines) > 0.0);
        known.then(|| {
            let starts = starts_of(heads);
            let mut cost = w::KNOWN_HEAD * heads.len() as f32;
            for (c, start) in starts.iter().enumerate() {
                let words = &heads[c].words;
                if words.first().is_some_and(|word| word.is(word::class::OPEN)) {
                    cost += UNTOLD;
                }
                if *start == Class::Plain {
                    cost += UNTOLD;
                } else if starts[..c].contains(start) {
                    cost += AGAIN;
                } else if !said.contains(start) && *start != Class::Recurring {
                    cost += UNSEEN;
                }
                let inside = c > 0 && c + 1 < starts.len();
                if *start == Class::Recurring && inside {
                    cost += UNUSUAL;
                }
                for before in &starts[..c] {
                    let other = |pair: &&(Class, Class)| **pair == (*start, *before);
                    cost += ORDER * order.iter().filter(other).count().min(2) as f32;
                    let usual = before.place().zip(start.place());
                    cost += match usual {
                        Some((before, own)) if before > own => UNUSUAL,
                        _ => 0.0,
                    };
                }
            }
            let without = said.iter().filter(|class| !starts.contains(class));
            cost + UNSEEN * without.count() as f32
        })
    };
    let mut best: Option<(f32, usize, Vec<Head>)> = None;
    for end in at + 1..=at + count {
        let up = &lines.kept[at..end];
        for k in 2..=MOST {
            let Some((cost, heads)) = names_of(lines, up, k, judge) else {
                continue;
            };
            if best.as_ref().is_none_or(|best| cost < best.0) {
                best = Some((cost, end, heads));
            }
        }
    }
    let (_, end, heads) = best?;
    let starts = starts_of(&heads);
    if !starts
        .iter()
        .any(|start| start.is_strong() && said.contains(start))
    {
        return None;
    }
    let names = heads.iter().map(|head| lines.name_of(&head.words));
    let mut width = vec![0.0_f32; starts.len()];
    for parts in &shared {
        for (i, &(text, class)) in parts.iter().enumerate() {
            let next = parts.get(i + 1).map(|next| next.1);
            if let Some(c) = starts.iter().position(|&start| start == class)
                && (next.is_none() && c + 1 == starts.len()
                    || next.is_some() && next == starts.get(c + 1).copied())
            {
                width[c] = width[c].max(wide(text));
            }
        }
    }
    // The columns of which nothing is seen share what room is left.
    let room = shared
        .iter()
        .map(|parts| parts.iter().map(|part| wide(part.0) + SPACE).sum())
        .fold(0.0_f32, f32::max);
    let known: f32 = width.iter().sum();
    let unknown = width.iter().filter(|&&w| w < SPACE).count();
    let word = |head: &Head| {
        let words = head
            .words
            .iter()
            .map(|word| wide(word.text(lines.sheet.source)));
        words.fold(0.0, f32::max)
    };
    for (own, head) in width.iter_mut().zip(&heads) {
        if *own < SPACE {
            *own = (room - known).max(0.0) / unknown as f32;
        }
        *own = own.max(word(head));
    }
    let columns = Columns {
        starts,
        width,
        sure: false,
        centred: false,
    };
    Some((end, names.collect(), columns))
}

/// The cells that begin within a line by their first words.
pub(super) fn parts<'t>(lines: &Lines<'_, '_>, text: &'t str) -> Vec<(&'t str, Class)> {
    let mut cuts: Vec<(usize, Class)> = Vec::new();
    let mut before = "";
    for (at, word) in class::words(text) {
        let class = begins(lines, &text[at..], before);
        let cut = cuts.last().is_none_or(|&(_, last)| match class {
            Class::Plain => false,
            Class::Future => last == Class::Number,
            _ => class != last,
        });
        if cut {
            cuts.push((at, class));
        }
        before = word;
    }
    let ends = cuts.iter().skip(1).map(|cut| cut.0).chain([text.len()]);
    let found = cuts.iter().zip(ends);
    found
        .map(|(&(from, class), to)| (text[from..to].trim_end(), class))
        .collect()
}

/// What begins with a word within a line, as far as its words tell.
fn begins(lines: &Lines<'_, '_>, text: &str, before: &str) -> Class {
    let class = lines.class_of(text);
    let capital = text.starts_with(char::is_uppercase);
    let small = before.chars().any(char::is_lowercase) && end_of(before) != End::Open;
    match class {
        // A document is no cell of its own where it was announced.
        Class::Answer if class::announces(before) || class::is_number_sign(before) => Class::Plain,
        Class::Quotation
        | Class::Recommendation
        | Class::Address
        | Class::Future
        | Class::Number
        | Class::Answer => class,
        Class::Recurring if before.is_empty() => class,
        // What is left of a reference that a line's end cut.
        Class::Plain if class::is_tail_alone(text) && before != "Nro." => Class::Answer,
        _ if capital
            && (lines.recurring.begins_within(text)
                || small && (lines.recurring.begins_answer(text) || class::announces(text))) =>
        {
            Class::Answer
        }
        _ => Class::Plain,
    }
}

/// How wide a text is, as most fonts print it: a small letter is about one half.
fn wide(text: &str) -> f32 {
    text.chars()
        .map(|c| match c {
            'i' | 'l' | 'j' | 'í' | '.' | ',' | ':' | ';' | '\'' | '|' | '!' | 'I' => 0.26,
            ' ' | 'f' | 't' | 'r' | '(' | ')' | '-' | '/' => 0.33,
            '“' | '”' | '"' | 's' | 'c' | 'z' | 'J' => 0.45,
            'm' | 'M' | 'W' | 'w' | '%' => 0.82,
            c if c.is_uppercase() => 0.66,
            _ => 0.54,
        })
        .sum()
}

/// The parts of all lines, column by column, and how sure the cuts of each line are.
type Cut<'p> = (Vec<Vec<Fragment<'p>>>, Vec<f32>);

/// A way of cutting the lines so far.
#[derive(Clone, Debug)]
struct Way<'p> {
    cost: f32,
    columns: Vec<Vec<Fragment<'p>>>,
}

/// Cuts the lines `body` into the parts of cells: twice, the second time with the widths that the first time showed.
pub(super) fn cut<'p>(lines: &'p Lines<'p, '_>, columns: &Columns, body: &[usize]) -> Cut<'p> {
    let pairs = lines
        .pairs
        .get_or_init(|| Pairs::of(lines.kept.iter().map(|&at| lines.page.text(at))));
    let mut columns = columns.clone();
    let (mut alone, mut beside) = (0, 0);
    for &n in body {
        let parts = parts(lines, lines.text(n));
        if parts
            .iter()
            .any(|part| part.1 == Class::Quotation || part.1 == Class::Recommendation)
        {
            *(if parts.len() > 1 {
                &mut beside
            } else {
                &mut alone
            }) += 1;
        }
    }
    columns.centred = alone > beside;
    for _ in 0..PASSES {
        let (parts, margins) = cut_once(lines, pairs, &columns, body);
        for (own, parts) in columns.width.iter_mut().zip(&parts) {
            let sure = parts
                .iter()
                .filter(|part| margins.get(part.place).is_some_and(|&m| m > 0.8));
            let widths = sure.map(|part| wide(part.text));
            *own = widths
                .filter(|&w| w < *own + 2.0 * WORD)
                .fold(if columns.sure { *own } else { 0.0 }, f32::max)
                .max(0.5 * *own);
        }
        columns.sure = true;
    }
    cut_once(lines, pairs, &columns, body)
}

/// How often the widths of columns are told anew.
const PASSES: usize = 2;

fn cut_once<'p>(
    lines: &'p Lines<'p, '_>,
    pairs: &Pairs,
    columns: &Columns,
    body: &[usize],
) -> Cut<'p> {
    let k = columns.starts.len();
    let mut ways = vec![Way {
        cost: 0.0,
        columns: vec![Vec::new(); k],
    }];
    for (place, &n) in body.iter().enumerate() {
        let line = Printed::of(lines, pairs, n);
        let mut next: Vec<Way<'p>> = Vec::new();
        for way in &ways {
            for (cost, fragments) in split(&line, pairs, place, columns, &way.columns) {
                let mut way = way.clone();
                way.cost += cost;
                for fragment in fragments {
                    way.columns[fragment.column].push(fragment);
                }
                next.push(way);
            }
        }
        next.sort_by(|a, b| a.cost.total_cmp(&b.cost));
        next.truncate(BEAM);
        ways = next;
    }
    let Some((best, others)) = ways.split_first() else {
        return (vec![Vec::new(); k], Vec::new());
    };
    // How much dearer the best other way is that cuts a line otherwise.
    let mut margins = vec![9.0; body.len()];
    for other in others {
        for (own, parts) in best.columns.iter().zip(&other.columns) {
            let spans = |parts: &[Fragment<'_>]| -> Vec<(usize, Span)> {
                parts.iter().map(|part| (part.place, part.span)).collect()
            };
            let (own, parts) = (spans(own), spans(parts));
            let only = |a: &[(usize, Span)], b: &[(usize, Span)]| -> Vec<usize> {
                let kept = |part: &&(usize, Span)| b.binary_search(part).is_err();
                a.iter().filter(kept).map(|part| part.0).collect()
            };
            for place in only(&own, &parts).into_iter().chain(only(&parts, &own)) {
                margins[place] = f32::min(margins[place], other.cost - best.cost);
            }
        }
    }
    (best.columns.clone(), margins)
}

/// Where a line is cut, with the column of each part, at what cost.
type Cuts = (f32, Vec<(usize, usize)>);

/// A line that is to be cut: what its words say, whatever the cells before it.
struct Printed<'p> {
    at: usize,
    words: Vec<&'p str>,
    /// What it costs that each word but the first follows the one before it in one cell.
    joined: Vec<f32>,
    /// What begins with each word.
    said: Vec<Class>,
    /// The runs of words that may be a cell's, by the words behind their last, then by their first.
    runs: Vec<Vec<Run<'p>>>,
}

/// Words of a line that stand side by side.
struct Run<'p> {
    /// What its first word begins.
    said: Class,
    span: Span,
    text: &'p str,
    class: Class,
    width: f32,
}

impl<'p> Printed<'p> {
    fn of(lines: &'p Lines<'p, '_>, pairs: &Pairs, n: usize) -> Self {
        let at = lines.kept[n];
        let words = lines.sheet.words(at);
        let words = &words[..words.len().min(MOST_WORDS)];
        let source = lines.page.source.text();
        let printed: Vec<&'p str> = words.iter().map(|word| word.text(source)).collect();
        let said: Vec<Class> = (0..words.len())
            .map(|i| {
                let last = i.checked_sub(1).map_or("", |i| printed[i]);
                let is_tied = last.starts_with(char::is_lowercase) && last.len() < 4
                    || class::is_number_sign(last);
                let next = printed.get(i + 1).copied().unwrap_or_default();
                let dated =
                    next == "de" && printed.get(i + 2).is_some_and(|word| class::is_month(word));
                if !is_tied && !dated && class::is_number(printed[i]) {
                    return Class::Number;
                }
                begins(lines, lines.text_of(&words[i..]), last)
            })
            .collect();
        let run = |i: usize, j: usize| {
            let text = lines.text_of(&words[i..j]);
            Run {
                said: said[i],
                span: Span::new(words[i].start, words[j - 1].end),
                text,
                class: match said[i] {
                    Class::Plain => lines.class_of(text),
                    Class::Number if j > i + 1 => Class::Plain,
                    class => class,
                },
                width: wide(text),
            }
        };
        let runs = (0..=words.len())
            .map(|j| (0..j).map(|i| run(i, j)).collect())
            .collect();
        let joined = printed
            .windows(2)
            .map(|pair| pairs.cost(pair[0], pair[1], 1))
            .collect();
        Self {
            at,
            joined,
            words: printed,
            said,
            runs,
        }
    }
}

/// The cheapest ways of cutting a line.
fn split<'p>(
    line: &Printed<'p>,
    pairs: &Pairs,
    place: usize,
    columns: &Columns,
    before: &[Vec<Fragment<'p>>],
) -> Vec<(f32, Vec<Fragment<'p>>)> {
    const KEPT: usize = 4;
    let (words, said) = (&line.words, &line.said);
    let (count, k) = (words.len(), columns.starts.len());
    // What it costs that a column has no part in this line.
    let easy = if columns.centred { 0.0 } else { 1.0 };
    let skipped: Vec<f32> = before
        .iter()
        .map(|parts| match parts.last() {
            Some(last) if last.place + 1 == place => {
                easy * match end_of(last.text) {
                    End::Open => 2.5,
                    _ if is_ended(last.text) => 0.0,
                    _ => 0.7,
                }
            }
            _ => 0.0,
        })
        .collect();
    let skip = |from: usize, to: usize| -> f32 { skipped[from..to].iter().sum() };
    // Of the words before each: the cheapest ways, each with its cost and its cuts.
    let mut ways: Vec<Vec<Vec<Cuts>>> = vec![vec![Vec::new(); k]; count + 1];
    for j in 1..=count {
        for c in 0..k {
            let mut found: Vec<Cuts> = Vec::new();
            let mut inside = 0.0;
            for i in (0..j).rev() {
                if i + 1 < j {
                    // The word at i + 1 stands within the part.
                    let (m, word) = (i + 1, words[i]);
                    let other = said[m] != Class::Plain
                        && said[m] != columns.starts[c]
                        && columns.starts.contains(&said[m]);
                    inside += if other { 2.5 } else { 0.0 };
                    inside += line.joined[i];
                    let ends = is_ended(word) && word.len() > 4 && goes_on(words[m]);
                    inside += if ends && !word.contains("://") {
                        1.5
                    } else {
                        0.0
                    };
                }
                let own = inside + part_cost(&line.runs[j][i], pairs, place, c, columns, before);
                if i == 0 {
                    found.push((own + skip(0, c), vec![(0, c)]));
                    continue;
                }
                for last in 0..c {
                    for (cost, cuts) in &ways[i][last] {
                        let mut cuts = cuts.clone();
                        cuts.push((i, c));
                        found.push((cost + own + 0.3 + skip(last + 1, c), cuts));
                    }
                }
            }
            found.sort_by(|a, b| a.0.total_cmp(&b.0));
            found.truncate(KEPT);
            ways[j][c] = found;
        }
    }
    let mut all: Vec<Cuts> = Vec::new();
    for (c, found) in ways.pop().unwrap_or_default().into_iter().enumerate() {
        all.extend(
            found
                .into_iter()
                .map(|(cost, cuts)| (cost + skip(c + 1, k), cuts)),
        );
    }
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    all.truncate(KEPT);
    all.into_iter()
        .map(|(cost, cuts)| {
            let ends = cuts.iter().skip(1).map(|cut| cut.0).chain([count]);
            let fragments = cuts.iter().zip(ends).map(|(&(i, column), j)| {
                let run = &line.runs[j][i];
                Fragment {
                    place,
                    line: line.at,
                    column,
                    span: run.span,
                    text: run.text,
                    class: run.class,
                }
            });
            (cost, fragments.collect())
        })
        .collect()
}

/// What it costs that a run of words is a part of a cell of column `c`.
fn part_cost<'p>(
    run: &Run<'p>,
    pairs: &Pairs,
    place: usize,
    c: usize,
    columns: &Columns,
    before: &[Vec<Fragment<'p>>],
) -> f32 {
    let start = columns.starts[c];
    let &Run {
        text,
        class,
        width,
        said,
        ..
    } = run;
    let last = before[c].last();
    let whole = columns.width[c];
    let mut go_on = rows::continues(last, text, class, start);
    if let Some(last) = last {
        let end = last.text.rsplit(' ').next().unwrap_or_default();
        let first = text.split(' ').next().unwrap_or_default();
        go_on += pairs.cost(end, first, 0);
        // The first word would have fitted into the line before.
        let away = place.saturating_sub(last.place + 1 + usize::from(columns.centred));
        if away == 0 && !is_ended(last.text) && wide(last.text) + SPACE + wide(first) < whole * 0.96
        {
            go_on += 1.5;
        }
        go_on += 0.6 * away.min(6) as f32;
    }
    let begin = rows::begins(last, text, class, start);
    let mut cost = go_on.min(begin);
    // Such cells hold nothing else.
    if matches!(start, Class::Number | Class::Date) && class != start {
        cost += 4.0;
    }
    // What recurs has no figures.
    if start == Class::Recurring && text.bytes().any(|b| b.is_ascii_digit()) {
        cost += 4.0;
    }
    if start == Class::Address && class != start && text.contains(' ') {
        cost += 3.0;
    }
    // Another column's cell begins so.
    let other =
        |class: Class| class != Class::Plain && class != start && columns.starts.contains(&class);
    if other(class) || other(said) {
        cost += 2.5;
    }
    let named = matches!(
        start,
        Class::Recurring | Class::Number | Class::Date | Class::Quotation | Class::Future
    );
    if class == Class::Address && named && !columns.starts.contains(&class) {
        cost += 2.0;
    }
    // How wide a column is may show only later: less than a word more is little.
    let over = if whole > 0.0 {
        (width - whole * 1.02).max(0.0)
    } else {
        0.0
    };
    let over = if columns.sure {
        over
    } else {
        0.3 * over.min(WORD) + (over - WORD).max(0.0)
    };
    let short = if is_ended(text) || start == Class::Recurring {
        0.0
    } else {
        (whole - width - WORD).max(0.0)
    };
    cost + 0.9 * over + 0.12 * short
}

/// The heads of `k` columns, of the lines `up`, with what they cost and what `judge` says of them.
fn names_of(
    lines: &Lines<'_, '_>,
    up: &[usize],
    k: usize,
    judge: impl Fn(&[Head]) -> Option<f32>,
) -> Option<(f32, Vec<Head>)> {
    let sheet = lines.sheet;
    let empty = (0.0, vec![Head::default(); k]);
    let mut states: Vec<(f32, Vec<Head>)> = vec![empty];
    for &at in up {
        let words = sheet.words(at);
        if words.len() > MOST_HEAD_WORDS {
            return None;
        }
        // Word by word: the column of the last word, at or behind which the next stands.
        let mut line: Vec<(f32, usize, Vec<Head>)> = states
            .into_iter()
            .map(|(cost, heads)| (cost, 0, heads))
            .collect();
        for (i, &word) in words.iter().enumerate() {
            let mut next = Vec::new();
            for (cost, last, heads) in &line {
                for c in *last..k {
                    let mut heads = heads.clone();
                    let before = heads[c].worth(lines);
                    let part = lines.known.part(word.key, word);
                    heads[c].key = heads[c]
                        .key
                        .zip(part)
                        .map(|(key, part)| key.wrapping_add(part));
                    heads[c].words.push(word);
                    // The first word of a line may begin at any column.
                    let cut = if i > 0 && c > *last {
                        w::CUT_INSIDE
                    } else {
                        0.0
                    };
                    let skipped = (*last + 1..c)
                        .filter(|&c| heads[c].words.is_empty())
                        .count();
                    let skipped = if i > 0 { 0.2 * skipped as f32 } else { 0.0 };
                    let worth = heads[c].worth(lines) - before;
                    next.push((cost + cut + skipped - worth, c, heads));
                }
            }
            next.sort_by(|a, b| a.0.total_cmp(&b.0));
            next.truncate(MOST_HEADS);
            line = next;
        }
        states = line
            .into_iter()
            .map(|(cost, _, heads)| (cost, heads))
            .collect();
    }
    states
        .into_iter()
        .filter(|(_, heads)| heads.iter().all(|head| !head.words.is_empty()))
        .filter_map(|(mut cost, heads)| {
            cost += judge(&heads)?;
            for head in &heads {
                cost += 0.3 * heads_cost::name_cost(sheet.source, &head.words, Holds::Label);
            }
            Some((cost, heads))
        })
        .min_by(|a, b| a.0.total_cmp(&b.0))
}

/// A head in the making.
#[derive(Clone, Debug)]
struct Head {
    words: Vec<Word>,
    /// The key of its words, where some head of a schema has each of them.
    key: Option<u32>,
}

impl Default for Head {
    fn default() -> Self {
        Self {
            words: Vec::new(),
            key: Some(0),
        }
    }
}

impl Head {
    /// What it is worth by what schemas have.
    fn worth(&self, lines: &Lines<'_, '_>) -> f32 {
        let Some(key) = self.key else {
            return -(self.words.len() as f32);
        };
        if self.words.is_empty() || lines.known.head(key) == 0 {
            return -0.3 * self.words.len() as f32;
        }
        // Many words are worth more than few of them.
        w::KNOWN_HEAD + 0.3 * self.words.len() as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wide_letters_take_more_room() {
        assert!(wide("mmm") > wide("nnn") && wide("nnn") > wide("iii"));
        assert!(wide("") < f32::EPSILON);
    }
}
