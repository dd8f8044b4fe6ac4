//! Tables of text as they are seen, with one space between the columns: each line is cut where its parts read best and
//! are as wide as their columns.

use super::class::{self, Class, goes_on, is_ended};
use super::lines::Lines;
use super::pairs::Pairs;
use super::path::MOST;
use super::rows::{self, Fragment, Signs};
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

impl Way<'_> {
    fn ends(&self) -> Ends {
        let last = |parts: &Vec<Fragment<'_>>| parts.last().map(|it| (it.place, it.span));
        self.columns.iter().map(last).collect()
    }
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
        // Many ways end alike, and a line is cut by the last part of each column.
        let mut known: Vec<(Ends, Vec<Split<'p>>)> = Vec::new();
        let mut next: Vec<(f32, usize, usize, usize)> = Vec::new();
        for (i, way) in ways.iter().enumerate() {
            let ends = way.ends();
            let found = known.iter().position(|it| it.0 == ends).unwrap_or_else(|| {
                let cuts = split(&line, pairs, place, columns, &way.columns);
                known.push((ends, cuts));
                known.len() - 1
            });
            let cuts = known[found].1.iter().enumerate();
            next.extend(cuts.map(|(n, cut)| (way.cost + cut.0, i, found, n)));
        }
        next.sort_by(|a, b| a.0.total_cmp(&b.0));
        next.truncate(BEAM);
        let kept = next.into_iter().map(|(cost, i, found, n)| {
            let mut way = ways[i].clone();
            way.cost = cost;
            for fragment in &known[found].1[n].1 {
                way.columns[fragment.column].push(*fragment);
            }
            way
        });
        ways = kept.collect();
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

/// The last part of each column: its place and where it stands.
type Ends = Vec<Option<(usize, Span)>>;

/// A way of cutting a line: its cost, and the parts.
type Split<'p> = (f32, Vec<Fragment<'p>>);

/// The last part of some words of a line: its first word, its column, and which of the ways of the words before it.
#[derive(Clone, Copy, Debug)]
struct Step {
    cost: f32,
    first: usize,
    before: Option<(usize, usize)>,
}

/// A line that is to be cut: what its words say, whatever the cells before it.
struct Printed<'p> {
    at: usize,
    words: Vec<&'p str>,
    /// What it costs that each word but the first follows the one before it in one cell, and that a cell is not cut there.
    joined: Vec<(f32, f32)>,
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
    signs: Signs,
    has_digits: bool,
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
                signs: Signs::of(text),
                has_digits: text.bytes().any(|b| b.is_ascii_digit()),
            }
        };
        let runs = (0..=words.len())
            .map(|j| (0..j).map(|i| run(i, j)).collect())
            .collect();
        let joined = printed
            .windows(2)
            .map(|pair| {
                let (word, next) = (pair[0], pair[1]);
                let ends = is_ended(word) && word.len() > 4 && goes_on(next);
                let kept = if ends && !word.contains("://") {
                    1.5
                } else {
                    0.0
                };
                (pairs.cost(word, next, 1), kept)
            })
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
) -> Vec<Split<'p>> {
    const KEPT: usize = 4;
    let said = &line.said;
    let (count, k) = (line.words.len(), columns.starts.len());
    let last: Vec<Option<&Fragment<'p>>> = before.iter().map(|parts| parts.last()).collect();
    // What it costs that a column has no part in this line.
    let skipped = last.iter().map(|last| match last {
        Some(last) if last.place + 1 == place && !columns.centred => match last.signs.end {
            End::Open => 2.5,
            _ if last.signs.is_ended => 0.0,
            _ => 0.7,
        },
        _ => 0.0,
    });
    let skipped: Vec<f32> = skipped.collect();
    let skip = |from: usize, to: usize| -> f32 { skipped[from..to].iter().sum() };
    // What it costs that each word goes on with the last part of each column.
    let of = |c: usize| {
        let of = |last| Behind::all_of(last, line, pairs, place, columns.centred, columns.width[c]);
        last[c].map_or_else(Vec::new, of)
    };
    let behind: Vec<Vec<Behind>> = (0..k).map(of).collect();
    // Of the words before each: the cheapest ways of them with their last part in each column.
    let mut ways: Vec<Vec<Vec<Step>>> = vec![vec![Vec::new(); k]; count + 1];
    for j in 1..=count {
        for c in 0..k {
            let mut found: Vec<Step> = Vec::with_capacity(KEPT + 1);
            // The cheapest, the first of those that cost the same before the others.
            let mut keep = |step: Step| {
                let cheaper = |it: &Step| it.cost.total_cmp(&step.cost).is_le();
                let at = found.partition_point(cheaper);
                if at < KEPT {
                    found.insert(at, step);
                    found.truncate(KEPT);
                }
            };
            let mut inside = 0.0;
            for i in (0..j).rev() {
                if i + 1 < j {
                    // The word at i + 1 stands within the part.
                    let m = i + 1;
                    let other = said[m] != Class::Plain
                        && said[m] != columns.starts[c]
                        && columns.starts.contains(&said[m]);
                    inside += if other { 2.5 } else { 0.0 };
                    inside += line.joined[i].0;
                    inside += line.joined[i].1;
                }
                // Nothing stands before the first column.
                if c == 0 && i > 0 {
                    continue;
                }
                let before = last[c].zip(behind[c].get(i));
                let own = inside + part_cost(&line.runs[j][i], before, c, columns);
                if i == 0 {
                    keep(Step {
                        cost: own + skip(0, c),
                        first: 0,
                        before: None,
                    });
                    continue;
                }
                for last in 0..c {
                    let skipped = skip(last + 1, c);
                    for (n, way) in ways[i][last].iter().enumerate() {
                        keep(Step {
                            cost: way.cost + own + 0.3 + skipped,
                            first: i,
                            before: Some((last, n)),
                        });
                    }
                }
            }
            ways[j][c] = found;
        }
    }
    let mut all: Vec<(f32, usize, usize)> = Vec::new();
    for (c, found) in ways[count].iter().enumerate() {
        let whole = |(n, way): (usize, &Step)| (way.cost + skip(c + 1, k), c, n);
        all.extend(found.iter().enumerate().map(whole));
    }
    all.sort_by(|a, b| a.0.total_cmp(&b.0));
    all.truncate(KEPT);
    all.into_iter()
        .map(|(cost, c, n)| {
            let mut fragments = Vec::new();
            let (mut to, mut at) = (count, Some((c, n)));
            while let Some((column, n)) = at {
                let step = ways[to][column][n];
                let run = &line.runs[to][step.first];
                fragments.push(Fragment {
                    place,
                    line: line.at,
                    column,
                    span: run.span,
                    text: run.text,
                    class: run.class,
                    signs: run.signs,
                });
                (to, at) = (step.first, step.before);
            }
            fragments.reverse();
            (cost, fragments)
        })
        .collect()
}

/// What it costs that a word goes on with the last part of a column, whatever follows it.
struct Behind {
    /// That it stands behind the last word.
    pair: f32,
    /// That it would have fitted into the line before.
    fitted: f32,
    /// That lines stand between.
    away: f32,
}

impl Behind {
    /// Of each word of a line, in a column that is `whole` wide.
    fn all_of(
        last: &Fragment<'_>,
        line: &Printed<'_>,
        pairs: &Pairs,
        place: usize,
        centred: bool,
        whole: f32,
    ) -> Vec<Self> {
        let end = last.text.rsplit(' ').next().unwrap_or_default();
        let away = place.saturating_sub(last.place + 1 + usize::from(centred));
        let room = wide(last.text) + SPACE;
        let of = |&word: &&str| {
            let first = word.split(' ').next().unwrap_or_default();
            let fits = away == 0 && !last.signs.is_ended && room + wide(first) < whole * 0.96;
            Self {
                pair: pairs.cost(end, first, 0),
                fitted: if fits { 1.5 } else { 0.0 },
                away: 0.6 * away.min(6) as f32,
            }
        };
        line.words.iter().map(of).collect()
    }
}

/// What it costs that a run of words is a part of a cell of column `c`; `before` is the last part of that, and what it costs
/// to go on with it.
fn part_cost(
    run: &Run<'_>,
    before: Option<(&Fragment<'_>, &Behind)>,
    c: usize,
    columns: &Columns,
) -> f32 {
    let start = columns.starts[c];
    let &Run {
        text,
        class,
        width,
        said,
        signs,
        has_digits,
        ..
    } = run;
    let last = before.map(|it| it.0.signs);
    let whole = columns.width[c];
    let mut go_on = rows::continues(last, signs, class, start);
    if let Some((_, behind)) = before {
        go_on += behind.pair;
        go_on += behind.fitted;
        go_on += behind.away;
    }
    let begin = rows::begins(last, signs, class, start);
    let mut cost = go_on.min(begin);
    // Such cells hold nothing else.
    if matches!(start, Class::Number | Class::Date) && class != start {
        cost += 4.0;
    }
    // What recurs has no figures.
    if start == Class::Recurring && has_digits {
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
    let short = if signs.is_ended || start == Class::Recurring {
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
    // Each has a word.
    if up.iter().map(|&at| sheet.words(at).len()).sum::<usize>() < k {
        return None;
    }
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
            let part = lines.known.part(word.key, word);
            let mut next: Vec<(f32, usize, usize)> = Vec::new();
            for (n, (cost, last, heads)) in line.iter().enumerate() {
                for c in *last..k {
                    let before = heads[c].worth(lines);
                    let after =
                        Head::worth_of(heads[c].with(part), heads[c].words.len() + 1, lines);
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
                    let worth = after - before;
                    next.push((cost + cut + skipped - worth, c, n));
                }
            }
            next.sort_by(|a, b| a.0.total_cmp(&b.0));
            next.truncate(MOST_HEADS);
            let kept = next.into_iter().map(|(cost, c, n)| {
                let mut heads = line[n].2.clone();
                heads[c].key = heads[c].with(part);
                heads[c].words.push(word);
                (cost, c, heads)
            });
            line = kept.collect();
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
    /// Its key with one more word, of which `part` is the key's part.
    fn with(&self, part: Option<u32>) -> Option<u32> {
        let both = self.key.zip(part);
        both.map(|(key, part)| key.wrapping_add(part))
    }

    /// What it is worth by what schemas have.
    fn worth(&self, lines: &Lines<'_, '_>) -> f32 {
        Self::worth_of(self.key, self.words.len(), lines)
    }

    /// The same of so many words with a key.
    fn worth_of(key: Option<u32>, count: usize, lines: &Lines<'_, '_>) -> f32 {
        let Some(key) = key else {
            return -(count as f32);
        };
        if count == 0 || lines.known.head(key) == 0 {
            return -0.3 * count as f32;
        }
        // Many words are worth more than few of them.
        w::KNOWN_HEAD + 0.3 * count as f32
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
