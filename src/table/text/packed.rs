//! Tables of text as they are seen, with one space between the columns: each line is cut where its parts read best and
//! are as wide as their columns.

use super::class::{self, Class, goes_on, is_ended};
use super::lines::Lines;
use super::path::MOST;
use super::rows::{self, Fragment};
use crate::page::flow::{End, end_of};
use crate::source::Span;
use crate::table::heads_cost;
use crate::table::heads_model::Holds;
use crate::table::weights as w;
use crate::table::word::Word;

/// Words of a line that are told apart.
const MOST_WORDS: usize = 32;
/// Ways of cutting the lines so far that are kept.
const BEAM: usize = 12;
/// Words of a line of heads.
const MOST_HEAD_WORDS: usize = 14;
/// Heads in the making that are kept.
const MOST_HEADS: usize = 64;
/// How wide a usual word is, and a space.
const WORD: f32 = 3.4;
const SPACE: f32 = 0.28;

/// What the columns begin with, and how wide they are.
#[derive(Debug)]
pub(super) struct Columns {
    pub(super) starts: Vec<Class>,
    width: Vec<f32>,
    /// Whether the widths are those of many lines.
    sure: bool,
}

/// The columns of the lines `range`, where lines show that they hold parts of several cells.
pub(super) fn columns(lines: &Lines<'_, '_>, range: std::ops::Range<usize>) -> Option<Columns> {
    let mut best: Vec<Class> = Vec::new();
    let mut shared = Vec::new();
    let (mut open, mut all) = (0, 0);
    for n in range {
        let parts = parts(lines, lines.text(n));
        if parts.len() < 2 {
            continue;
        }
        all += 1;
        // In reading order a cell ends before another begins.
        open += usize::from(parts.iter().rev().skip(1).any(|&(text, class)| {
            !is_ended(text)
                && matches!(
                    class,
                    Class::Quotation | Class::Recommendation | Class::Future
                )
                || end_of(text) == End::Open
        }));
        let classes: Vec<Class> = parts.iter().map(|part| part.1).collect();
        let once = (0..classes.len()).all(|i| !classes[..i].contains(&classes[i]));
        if once && classes.len() > best.len() && !classes.contains(&Class::Plain) {
            best.clone_from(&classes);
        }
        shared.push(parts);
    }
    if open == 0 || open * 2 < all || !(2..=MOST).contains(&best.len()) {
        return None;
    }
    let mut width = vec![0.0_f32; best.len()];
    for parts in &shared {
        for &(text, class) in parts {
            if let Some(c) = best.iter().position(|&start| start == class) {
                width[c] = width[c].max(wide(text));
            }
        }
    }
    Some(Columns {
        starts: best,
        width,
        sure: false,
    })
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

/// What it costs that a word follows another in one cell: what Spanish does not join.
fn joins(before: &str, word: &str) -> f32 {
    const PLURAL: &[&str] = &["los", "las", "unos", "unas", "sus"];
    const SINGULAR: &[&str] = &["el", "la", "un", "una", "del", "al", "su"];
    const LINKS: &[&str] = &[
        "de", "en", "con", "por", "para", "a", "sin", "sobre", "entre", "desde",
    ];
    const AND: &[&str] = &["y", "e", "o", "u"];
    if !word.starts_with(char::is_lowercase) {
        return 0.0;
    }
    let is_open = |list: &[&[&str]]| list.iter().any(|list| list.contains(&word));
    if PLURAL.contains(&before) {
        let plural = word
            .trim_end_matches(['.', ',', ';', '”', '"'])
            .ends_with('s');
        if plural && !is_open(&[PLURAL]) {
            0.0
        } else {
            1.5
        }
    } else if SINGULAR.contains(&before) {
        if is_open(&[PLURAL, SINGULAR, LINKS, AND]) {
            1.5
        } else if word.ends_with('s') && word.len() > 4 {
            0.7
        } else {
            0.0
        }
    } else if LINKS.contains(&before) {
        let other = is_open(&[LINKS, AND]) || matches!(word, "del" | "al");
        if other {
            1.5
        } else if before == "de" && word == "que" {
            0.8
        } else {
            0.0
        }
    } else if AND.contains(&before) {
        if is_open(&[AND]) { 1.5 } else { 0.0 }
    } else {
        0.0
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
    let (first, margins) = cut_once(lines, columns, body);
    let width = first
        .iter()
        .zip(&columns.width)
        .map(|(parts, &known)| {
            let sure = parts
                .iter()
                .filter(|part| margins.get(part.place).is_some_and(|&m| m > 0.8));
            let widths = sure
                .map(|part| wide(part.text))
                .filter(|&w| w < known + 2.0 * WORD);
            widths.fold(known, f32::max)
        })
        .collect();
    let columns = Columns {
        width,
        sure: true,
        starts: columns.starts.clone(),
    };
    cut_once(lines, &columns, body)
}

fn cut_once<'p>(lines: &'p Lines<'p, '_>, columns: &Columns, body: &[usize]) -> Cut<'p> {
    let k = columns.starts.len();
    let mut ways = vec![Way {
        cost: 0.0,
        columns: vec![Vec::new(); k],
    }];
    for (place, &n) in body.iter().enumerate() {
        let line = Printed::of(lines, n);
        let mut next: Vec<Way<'p>> = Vec::new();
        for way in &ways {
            for (cost, fragments) in split(&line, place, columns, &way.columns) {
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
    /// What begins with each word.
    said: Vec<Class>,
    /// The runs of words that may be a cell's, by the words behind their last, then by their first.
    runs: Vec<Vec<Run<'p>>>,
}

/// Words of a line that stand side by side.
struct Run<'p> {
    span: Span,
    text: &'p str,
    class: Class,
    width: f32,
}

impl<'p> Printed<'p> {
    fn of(lines: &'p Lines<'p, '_>, n: usize) -> Self {
        let at = lines.kept[n];
        let words = lines.sheet.words(at);
        let words = &words[..words.len().min(MOST_WORDS)];
        let source = lines.page.source.text();
        let printed: Vec<&'p str> = words.iter().map(|word| word.text(source)).collect();
        let said: Vec<Class> = (0..words.len())
            .map(|i| {
                let last = i.checked_sub(1).map_or("", |i| printed[i]);
                begins(lines, lines.text_of(&words[i..]), last)
            })
            .collect();
        let run = |i: usize, j: usize| {
            let text = lines.text_of(&words[i..j]);
            Run {
                span: Span::new(words[i].start, words[j - 1].end),
                text,
                class: match said[i] {
                    Class::Plain => lines.class_of(text),
                    class => class,
                },
                width: wide(text),
            }
        };
        let runs = (0..=words.len())
            .map(|j| (0..j).map(|i| run(i, j)).collect())
            .collect();
        Self {
            at,
            words: printed,
            said,
            runs,
        }
    }
}

/// The cheapest ways of cutting a line.
fn split<'p>(
    line: &Printed<'p>,
    place: usize,
    columns: &Columns,
    before: &[Vec<Fragment<'p>>],
) -> Vec<(f32, Vec<Fragment<'p>>)> {
    const KEPT: usize = 3;
    let (words, said) = (&line.words, &line.said);
    let (count, k) = (words.len(), columns.starts.len());
    // What it costs that a column has no part in this line.
    let skipped: Vec<f32> = before
        .iter()
        .map(|parts| match parts.last() {
            Some(last) if last.place + 1 == place => match end_of(last.text) {
                End::Open => 2.5,
                _ if is_ended(last.text) => 0.0,
                _ => 0.7,
            },
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
                    inside += joins(word, words[m]);
                    let ends = is_ended(word) && word.len() > 4 && goes_on(words[m]);
                    inside += if ends && !word.contains("://") {
                        1.5
                    } else {
                        0.0
                    };
                }
                let own = inside + part_cost(&line.runs[j][i], place, c, columns, before);
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
fn part_cost(
    run: &Run<'_>,
    place: usize,
    c: usize,
    columns: &Columns,
    before: &[Vec<Fragment<'_>>],
) -> f32 {
    let start = columns.starts[c];
    let &Run {
        text, class, width, ..
    } = run;
    let last = before[c].last();
    let whole = columns.width[c];
    let mut go_on = rows::continues(last, text, class, start);
    if let Some(last) = last {
        let end = last.text.rsplit(' ').next().unwrap_or_default();
        let first = text.split(' ').next().unwrap_or_default();
        go_on += joins(end, first);
        // The first word would have fitted into the line before.
        if last.place + 1 == place
            && !is_ended(last.text)
            && wide(last.text) + SPACE + wide(first) < whole * 0.96
        {
            go_on += 1.5;
        }
        if last.place + 1 < place {
            go_on += 0.6 * (place - last.place - 1).min(6) as f32;
        }
    }
    let begin = rows::begins(last, text, class, start);
    let mut cost = go_on.min(begin);
    // Another column's cell begins so.
    if class != Class::Plain && class != start && columns.starts.contains(&class) {
        cost += 2.5;
    }
    if class == Class::Address
        && start != Class::Address
        && c + 1 < columns.starts.len()
        && !columns.starts.contains(&class)
    {
        cost += 1.0;
    }
    // How wide a column is may show only later: less than a word more is little.
    let over = (width - whole * 1.02).max(0.0);
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

/// The names of `k` columns, of the lines `up`: each line holds parts of several heads.
pub(super) fn names(
    lines: &Lines<'_, '_>,
    up: &[usize],
    starts: &[Class],
) -> Option<(f32, usize, Vec<String>)> {
    let mut best: Option<(f32, usize, Vec<String>)> = None;
    for caption in up.len().saturating_sub(3)..up.len() {
        let Some((cost, names)) = names_of(lines, &up[caption..], starts) else {
            continue;
        };
        let cost = cost
            + if caption == 0 {
                0.0
            } else {
                heads_cost::caption_cost(lines.sheet, &up[..caption], false)
            };
        if best.as_ref().is_none_or(|best| cost < best.0) {
            best = Some((cost, caption, names));
        }
    }
    best
}

fn names_of(lines: &Lines<'_, '_>, up: &[usize], starts: &[Class]) -> Option<(f32, Vec<String>)> {
    let (sheet, k) = (lines.sheet, starts.len());
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
    let found = states
        .into_iter()
        .filter(|(_, heads)| heads.iter().all(|head| !head.words.is_empty()))
        .map(|(mut cost, heads)| {
            for (start, head) in starts.iter().zip(&heads) {
                cost += 0.3 * heads_cost::name_cost(sheet.source, &head.words, Holds::Label);
                cost += start.suits(head.words.iter().map(|word| word.text(sheet.source)));
            }
            (cost, heads)
        })
        .min_by(|a, b| a.0.total_cmp(&b.0))?;
    let names = found.1.iter().map(|head| lines.name_of(&head.words));
    Some((found.0, names.collect()))
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
    fn an_article_is_followed_by_its_noun() {
        assert!(joins("los", "contratos") < joins("los", "octubre"));
        assert!(joins("con", "la") < joins("la", "de"));
        assert!(joins("de", "los") < joins("de", "de"));
        assert!(joins("el", "Banco") < joins("el", "y"));
    }

    #[test]
    fn wide_letters_take_more_room() {
        assert!(wide("mmm") > wide("nnn") && wide("nnn") > wide("iii"));
        assert!(wide("") < f32::EPSILON);
    }
}
