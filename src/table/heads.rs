//! The heads of a table and its caption, by one search over where the heads begin, where they are cut, and what shape
//! they have.

use super::known::Known;
use super::piece::Kind;
use super::sheet::Sheet;
use super::template::MOST;
use super::weights as w;
use super::word::{Word, class};

/// The most words that heads take, and that one head takes.
const MOST_WORDS: usize = 56;
const LONGEST: usize = 8;
const INFINITE: f32 = 1e9;

/// What a column holds, as its head tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Label,
    Value(Kind),
}

impl Target {
    fn start(self) -> usize {
        match self {
            Self::Leaf(at) | Self::Span(at, _) => at,
        }
    }

    fn end(self) -> usize {
        match self {
            Self::Leaf(at) => at + 1,
            Self::Span(_, end) => end,
        }
    }
}

/// Heads that were found.
#[derive(Clone, Debug)]
pub(super) struct Heads {
    pub(super) cost: f32,
    /// How many of the lines above are caption.
    pub(super) caption: usize,
    /// A name for each column; empty where there are no heads.
    pub(super) names: Vec<String>,
}

/// Where a head stands: over one column, or over several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Target {
    Leaf(usize),
    Span(usize, usize),
}

/// Searches the lines `up` above a table of these columns.
/// `cellwise` where one cell stands on a line.
pub(super) fn search(
    sheet: &Sheet<'_>,
    up: &[usize],
    holds: &[Holds],
    known: &Known,
    cellwise: bool,
) -> Heads {
    let k = holds.len();
    let mut best = Heads {
        cost: w::NO_HEADS * if k <= 2 { 0.5 } else { 1.0 } + caption_cost(sheet, up, true),
        caption: up.len(),
        names: Vec::new(),
    };
    // What each beginning of the heads costs, by the lines above them.
    let mut starts: Vec<(usize, f32)> = Vec::new();
    for c in 0..up.len() {
        let count: usize = up[c..].iter().map(|&at| sheet.facts(at).count()).sum();
        if count <= MOST_WORDS && count >= k {
            let cost = if c > 4 {
                8.0
            } else {
                caption_cost(sheet, &up[..c], false)
            };
            starts.push((c, cost));
        }
    }
    if let Some(found) = by_words(sheet, up, &starts, holds, known, cellwise, false)
        .filter(|found| found.cost < best.cost)
    {
        best = found;
    }
    if let Some(found) =
        wrapped(sheet, up, &starts, holds, known, cellwise).filter(|found| found.cost < best.cost)
    {
        best = found;
    }
    best
}

/// Heads as they are seen, one of which is wrapped about the middle of three lines: before the others or behind them.
fn wrapped(
    sheet: &Sheet<'_>,
    up: &[usize],
    starts: &[(usize, f32)],
    holds: &[Holds],
    known: &Known,
    cellwise: bool,
) -> Option<Heads> {
    let from = up.len().checked_sub(3)?;
    let &(_, cost) = starts.iter().find(|start| start.0 == from)?;
    let &[above, middle, below] = &up[from..] else {
        return None;
    };
    let count = |at: usize| sheet.facts(at).count();
    let centred =
        count(middle) > count(above).max(count(below)) && count(above).max(count(below)) < 4;
    if !centred || cellwise || sheet.style.layout {
        return None;
    }
    let mut best: Option<Heads> = None;
    for order in [[middle, above, below], [above, below, middle]] {
        let mut lines = up[..from].to_vec();
        lines.extend(order);
        let start = [(from, cost + w::WRAPPED)];
        if let Some(found) = by_words(sheet, &lines, &start, holds, known, cellwise, true)
            && best.as_ref().is_none_or(|best| found.cost < best.cost)
        {
            best = Some(found);
        }
    }
    best
}

/// What lines cost as a caption; `all` where no heads stand under them.
pub(super) fn caption_cost(sheet: &Sheet<'_>, lines: &[usize], all: bool) -> f32 {
    let (Some(&first), Some(&last)) = (lines.first(), lines.last()) else {
        return 0.0;
    };
    let count: usize = lines.iter().map(|&at| sheet.facts(at).count()).sum();
    let width: usize = lines
        .iter()
        .map(|&at| usize::from(sheet.facts(at).width) + 1)
        .sum();
    let mut cost = 0.2 * lines.len() as f32;
    let end = sheet.words(last).last().copied();
    let begin = sheet.words(first).first().copied();
    let dated = end.is_some_and(|e| e.is(class::YEAR)) || sheet.facts(last).caption;
    let marked = begin.is_some_and(|b| b.is(class::CAPTION) && b.is(class::CAPITAL));
    let any_year = lines
        .iter()
        .any(|&at| sheet.words(at).iter().any(|w| w.is(class::YEAR)));
    if count < 4 {
        cost += if any_year {
            2.0
        } else if count == 3 {
            0.8
        } else {
            2.7
        };
    }
    if end.is_some_and(|e| e.is(class::OPEN)) {
        cost += 4.0;
    }
    if begin.is_some_and(|b| b.is(class::LOWER)) {
        cost += 6.0;
    }
    let upper = sheet.facts(first).upper;
    if lines.iter().any(|&at| sheet.facts(at).upper != upper)
        && !(lines.len() == 2 && sheet.facts(lines[1]).count() == 1)
    {
        cost += 4.0;
    }
    if width > 130 {
        cost += 2.0;
    }
    if lines[1..]
        .iter()
        .any(|&at| sheet.words(at).first().is_some_and(|w| w.is(class::HEADS)))
    {
        cost += 3.0;
    }
    if dated || marked {
        cost -= 3.5;
    } else if count < 3 {
        cost += 3.0;
    } else if count < 6 && !all {
        cost += w::SHORT_CAPTION;
    }
    if lines.len() > 1 {
        cost += if sheet.facts(first).caption { 3.0 } else { 0.0 };
        cost += if sheet.facts(first).width < 50 {
            3.0
        } else {
            0.0
        };
    }
    cost + if all { 1.0 } else { 0.0 } + if lines.len() > 3 { 3.0 } else { 0.0 }
}

/// A word of heads, with what it costs to cut before it, and not to.
#[derive(Clone, Copy, Debug)]
struct Token {
    word: Word,
    line: usize,
    starts: bool,
    cut: f32,
    keep: f32,
    /// It goes on with the word before it.
    broken: bool,
    /// The hash of its word, with what broke off before it.
    key: u32,
}

/// The hash of a run of words; those that a line end broke are one.
fn hash(tokens: &[Token]) -> u32 {
    let whole = |i: &usize| tokens.get(i + 1).is_none_or(|next| !next.broken);
    (0..tokens.len())
        .filter(whole)
        .fold(super::word::SEED, |hash, i| {
            super::word::combine(hash, tokens[i].key)
        })
}

fn tokens(sheet: &Sheet<'_>, lines: &[usize], percell: bool) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    for &line in lines {
        for (i, &word) in sheet.words(line).iter().enumerate() {
            out.push(Token {
                word,
                line,
                starts: i == 0,
                cut: 0.0,
                keep: 0.0,
                broken: false,
                key: word.key,
            });
        }
    }
    let key = |i: usize| out.get(i).map(|t: &Token| t.word.key);
    let twice = |i: usize| {
        let pair = (key(i), key(i + 1));
        pair.1.is_some() && (0..out.len()).any(|j| j != i && (key(j), key(j + 1)) == pair)
    };
    let costs: Vec<(f32, f32, bool)> = (0..out.len())
        .map(|i| {
            let Some(before) = i.checked_sub(1).map(|b| out[b]) else {
                return (0.0, 0.0, false);
            };
            let (token, word, p) = (out[i], out[i].word, before.word);
            let text = word.text(sheet.source);
            let gap = if token.starts {
                99
            } else {
                word.a.saturating_sub(p.b)
            };
            let torn =
                token.starts && sheet.facts(before.line).torn && before.line + 1 == token.line;
            if torn
                || token.starts
                    && word.width() <= 5
                    && !word.is(class::YEAR | class::OPEN | class::CAPITAL & class::SMALL_TAIL)
                    && sheet.is_broken(p, word)
            {
                return (9.0, -0.2, true);
            }
            let repeats = word.width() > 3 && twice(i);
            let mut cut = if token.starts {
                0.25
            } else if gap >= 2 {
                0.0
            } else if percell {
                2.5
            } else {
                w::CUT_INSIDE
            };
            let year = word.is(class::YEAR);
            cut -= if repeats { 1.0 } else { 0.0 };
            cut -= if year && p.is(class::YEAR) { 1.5 } else { 0.0 };
            cut += if word.is(class::LOWER) && p.is(class::SMALL_TAIL) {
                2.5
            } else {
                0.0
            };
            let total = p.is(class::TOTAL);
            let pairs = if total && !word.is(class::WANTED) {
                0
            } else {
                u8::from(p.is(class::WANTS) && !text.starts_with('%'))
                    + u8::from(word.is(class::WANTED))
            };
            cut += w::PAIR * f32::from(pairs);
            if p.text(sheet.source) == "%" && !token.starts {
                cut += 2.0;
            }
            let mut keep = if pairs > 0 { -0.2 } else { 0.0 };
            let capital = word.is(class::CAPITAL);
            if token.starts {
                keep += w::KEEP_OVER_LINE
                    + if percell && capital && !p.is(class::OPEN) {
                        1.2
                    } else {
                        0.0
                    };
            } else if gap >= 3 {
                keep += 3.0;
            } else if gap == 2 {
                keep += 0.8;
            } else if capital && !p.is(class::OPEN) && !p.is(class::WANTS) {
                keep += w::KEEP_CAPITALS;
            }
            if token.starts && sheet.style.spaced && sheet.facts(token.line).spaced > 0 {
                keep += w::BLANK_BETWEEN;
            }
            keep += if p.is(class::YEAR) && !word.is(class::PUNCTUATED) {
                4.0
            } else {
                0.0
            };
            keep += if year && !p.is(class::YEAR_WORD | class::OPEN) {
                1.0
            } else {
                0.0
            };
            keep += if word.is(class::HEADS) && !text.starts_with('%') && !total {
                0.7
            } else {
                0.0
            };
            let again = word.width() > 3
                && !p.is(class::OPEN)
                && out.iter().filter(|t| t.word.key == word.key).count() > 1;
            keep += if again { 0.5 } else { 0.0 };
            keep += if word.is(class::TOTAL) && !p.is(class::WANTS) {
                0.7
            } else {
                0.0
            };
            keep += if repeats { 1.5 } else { 0.0 };
            if word.key == p.key && word.is(class::ALPHA) {
                keep += w::SAME_WORD;
            }
            if text.starts_with('%') && !p.is(class::OPEN) {
                keep += if p.is(class::SHARED) { 0.0 } else { 2.0 };
            }
            if p.is(class::UPPER)
                && capital
                && !word.is(class::UPPER)
                && word.width() > 2
                && p.width() > 1
            {
                keep += 3.0;
            }
            if p.is(class::SMALL_TAIL) && word.is(class::UPPER) && word.width() > 3 {
                keep += 2.0;
            }
            let titled = |w: Word| w.is(class::CAPITAL) && w.is(class::SMALL_TAIL);
            keep += if titled(p) && titled(word) && !p.is(class::WANTS) {
                1.2
            } else {
                0.0
            };
            (cut, keep, false)
        })
        .collect();
    for (token, (cut, keep, broken)) in out.iter_mut().zip(costs) {
        (token.cut, token.keep, token.broken) = (cut, keep, broken);
    }
    for i in 1..out.len() {
        if out[i].broken {
            out[i].key = super::word::key_of(out[i - 1].key, out[i].word.text(sheet.source));
        }
    }
    out
}

/// What a run of words costs as the head of a column; `None` over several.
fn head_cost(source: &str, words: &[Token], holds: Option<Holds>) -> f32 {
    let (Some(first), Some(last)) = (words.first().map(|t| t.word), words.last().map(|t| t.word))
    else {
        return INFINITE;
    };
    let text = first.text(source);
    let any = |class: u32| words.iter().any(|t| t.word.is(class));
    let width: usize = words
        .iter()
        .map(|t| t.word.width() + usize::from(!t.broken))
        .sum::<usize>()
        .saturating_sub(1);
    let mut cost = (width as f32 / 14.0).powi(2) * 0.15;
    cost += if last.is(class::OPEN) { 5.0 } else { 0.0 };
    cost += if first.is(class::OPEN) && !text.starts_with('%') {
        if matches!(first.text(source), "POR" | "Por" | "CON" | "Con") {
            0.7
        } else {
            4.0
        }
    } else {
        0.0
    };
    cost += if first.is(class::PUNCTUATED) || first.is(class::NUMBER) && !first.is(class::YEAR) {
        2.5
    } else {
        0.0
    };
    cost += if first.is(class::LOWER) { 2.5 } else { 0.0 };
    cost += if width <= 2 && !first.is(class::HEADS | class::PERCENT | class::NUMBERED) {
        3.0
    } else {
        0.0
    };
    let (mut opened, mut closed) = (0_i32, 0_i32);
    for token in words {
        for byte in token.word.text(source).bytes() {
            opened += i32::from(byte == b'(');
            closed += i32::from(byte == b')');
        }
    }
    cost += 3.0 * (opened - closed).unsigned_abs() as f32;
    let (percent, money) = (any(class::PERCENT), any(class::MONEY));
    let counts = first.is(class::COUNT);
    let year = last.is(class::YEAR);
    match holds {
        None => {
            cost + if percent {
                4.0
            } else if first.is(class::TOTAL | class::COUNT) {
                1.5
            } else if first.is(class::HEADS) {
                -0.6
            } else if first.is(class::MONEY) {
                w::MEASURE_OVER
            } else {
                0.0
            }
        }
        Some(Holds::Label) => {
            cost + if first.is(class::DATED) { 1.5 } else { 0.0 }
                + if percent {
                    4.0
                } else if money {
                    2.0
                } else {
                    0.0
                }
        }
        Some(Holds::Value(Kind::Date)) => {
            cost + if any(class::DATED) { -1.5 } else { 1.0 }
                + if percent || money { 3.0 } else { 0.0 }
        }
        Some(Holds::Value(kind)) => {
            cost += if first.is(class::DATED) { 2.5 } else { 0.0 };
            if kind == Kind::Reference {
                return cost + if any(class::REFERENCE) { -1.0 } else { 0.5 };
            }
            if percent {
                cost += match kind {
                    Kind::Percent => -2.0,
                    Kind::Money => 1.0,
                    _ => 2.0,
                };
            } else if kind == Kind::Percent && !year {
                cost += 2.0;
            }
            if counts {
                cost += if kind == Kind::Count { -0.2 } else { 2.0 };
            }
            if kind == Kind::Money && !money && !any(class::TOTAL) && !year {
                cost += 0.6;
            }
            if money {
                cost += match kind {
                    Kind::Money => -1.0,
                    Kind::Count if !counts => 1.0,
                    _ => 0.0,
                };
            }
            cost
        }
    }
}

/// What words print as one name.
fn joined(source: &str, tokens: &[Token]) -> String {
    let mut out = String::new();
    for token in tokens {
        if !out.is_empty() && !token.broken {
            out.push(' ');
        }
        out.push_str(token.word.text(source));
    }
    out
}

/// What words cost as the head of a column.
pub(super) fn name_cost(source: &str, words: &[Word], holds: Holds) -> f32 {
    let tokens: Vec<Token> = words
        .iter()
        .map(|&word| Token {
            word,
            line: 0,
            starts: false,
            cut: 0.0,
            keep: 0.0,
            broken: false,
            key: word.key,
        })
        .collect();
    head_cost(source, &tokens, Some(holds))
}

/// The shapes that heads may have: flat, one level of spanning heads, equal spans, three levels.
fn shapes(k: usize, texts: usize, visual: bool) -> Vec<(f32, Vec<Target>)> {
    let leaf = |from: usize, to: usize| (from..to).map(Target::Leaf);
    let mut out = vec![(0.0, leaf(0, k).collect::<Vec<_>>())];
    let values = k - texts;
    if !(2..=9).contains(&values) {
        return out;
    }
    let most = if values <= 5 { 2 } else { 1 };
    let mut spans: Vec<Vec<(usize, usize)>> = Vec::new();
    for a in texts..k {
        for b in a + 2..=k {
            spans.push(vec![(a, b)]);
            if most > 1 {
                for c in b..k {
                    for d in c + 2..=k {
                        spans.push(vec![(a, b), (c, d)]);
                    }
                }
            }
        }
    }
    for over in spans {
        let (mut upper, mut lower): (Vec<Target>, Vec<Target>) =
            (leaf(0, texts).collect(), Vec::new());
        let mut at = texts;
        for &(a, b) in &over {
            upper.extend(leaf(at, a));
            upper.push(Target::Span(a, b));
            lower.extend(leaf(a, b));
            at = b;
        }
        upper.extend(leaf(at, k));
        if texts > 0 && over.len() == 1 && visual {
            let mut first = vec![Target::Span(over[0].0, over[0].1)];
            first.extend(
                upper
                    .iter()
                    .copied()
                    .filter(|t| matches!(t, Target::Leaf(_))),
            );
            first.extend(lower.iter().copied());
            out.push((w::SPAN + 1.5, first));
        }
        upper.extend(lower);
        out.push((w::SPAN + 0.5 * over.len() as f32, upper));
    }
    let mut equal = |cost: f32, n: usize| {
        let width = values / n;
        let mut it: Vec<Target> = leaf(0, texts).collect();
        it.extend((0..n).map(|i| Target::Span(texts + i * width, texts + (i + 1) * width)));
        it.extend(leaf(texts, k));
        out.push((cost, it));
    };
    if values.is_multiple_of(2) && values > 5 {
        equal(2.5, 2);
    }
    if values == 6 {
        equal(3.0, 3);
    }
    if values == 4 {
        let mut it: Vec<Target> = leaf(0, texts).collect();
        it.extend([
            Target::Span(texts, k),
            Target::Span(texts, texts + 2),
            Target::Span(texts + 2, k),
        ]);
        it.extend(leaf(texts, k));
        out.push((2.0, it));
    }
    out
}

fn by_words(
    sheet: &Sheet<'_>,
    up: &[usize],
    starts: &[(usize, f32)],
    holds: &[Holds],
    known: &Known,
    cellwise: bool,
    wrapped: bool,
) -> Option<Heads> {
    let k = holds.len();
    let first = starts.first()?.0;
    let tokens = tokens(sheet, &up[first..], cellwise);
    let n = tokens.len();
    if n == 0 || n > MOST_WORDS || k > MOST {
        return None;
    }
    let start_cost: Vec<f32> = tokens
        .iter()
        .map(|t| {
            let at = up.iter().position(|&l| l == t.line).filter(|_| t.starts);
            at.and_then(|at| starts.iter().find(|s| s.0 == at))
                .map_or(INFINITE, |s| s.1)
        })
        .collect();
    // The cost of each run of words under each kind of column is asked for by many shapes.
    let kinds = 8;
    let mut memo = vec![f32::NAN; n * LONGEST * kinds];
    let mut run_cost = |a: usize, b: usize, holds: Option<Holds>| {
        let kind = match holds {
            None => 0,
            Some(Holds::Label) => 1,
            Some(Holds::Value(kind)) => 2 + kind.index(),
        };
        let slot = &mut memo[(a * LONGEST + b - a - 1) * kinds + kind];
        if slot.is_nan() {
            let keep: f32 = tokens[a + 1..b].iter().map(|t| t.keep).sum();
            let bonus = if holds.is_some() && known.is_head(hash(&tokens[a..b])) {
                w::KNOWN_HEAD
            } else {
                0.0
            };
            *slot = head_cost(sheet.source, &tokens[a..b], holds) + keep - bonus;
        }
        *slot
    };
    let texts = holds.iter().take_while(|h| **h == Holds::Label).count();
    let mut best: Option<(f32, usize, Vec<String>)> = None;
    let mut costs: Vec<[f32; MOST_WORDS + 1]> = Vec::new();
    let mut back: Vec<[u8; MOST_WORDS + 1]> = Vec::new();
    for (base, targets) in shapes(k, texts, sheet.style.visual) {
        let g_all = targets.len();
        if g_all > n {
            continue;
        }
        costs.clear();
        back.clear();
        let mut row = [INFINITE; MOST_WORDS + 1];
        row[..n].copy_from_slice(&start_cost);
        costs.push(row);
        back.push([0; MOST_WORDS + 1]);
        let lower = (1..g_all).find(|&g| match (targets[g - 1], targets[g]) {
            (Target::Span(..), Target::Leaf(_)) => true,
            (Target::Leaf(a), Target::Leaf(b)) => b < a,
            _ => false,
        });
        for (g, &target) in targets.iter().enumerate() {
            let ty = match target {
                Target::Leaf(c) => Some(holds[c]),
                Target::Span(..) => None,
            };
            // The next head stands beside this one, not under it.
            let beside = targets
                .get(g + 1)
                .is_some_and(|next| next.start() >= target.end());
            let flat = !cellwise && !sheet.style.layout && beside && !wrapped;
            let (mut row, mut from) = ([INFINITE; MOST_WORDS + 1], [0_u8; MOST_WORDS + 1]);
            for b in g + 1..=n - (g_all - 1 - g) {
                for a in g.max(b.saturating_sub(LONGEST))..b {
                    let before = costs[g][a];
                    if before >= row[b] {
                        continue;
                    }
                    let mut cost =
                        before + run_cost(a, b, ty) + if g > 0 { tokens[a].cut } else { 0.0 };
                    if Some(g) == lower && a > 0 {
                        cost += if !tokens[a].starts {
                            1.0
                        } else if cellwise {
                            0.0
                        } else {
                            -w::LOWER_STARTS
                        };
                    }
                    if flat && b < n && tokens[b].starts && tokens[b - 1].line == tokens[a].line {
                        cost += w::FLAT_BREAK;
                    }
                    if cost < row[b] {
                        (row[b], from[b]) = (cost, a as u8);
                    }
                }
            }
            costs.push(row);
            back.push(from);
        }
        if costs[g_all][n] >= INFINITE
            || best
                .as_ref()
                .is_some_and(|best| costs[g_all][n] + base - 12.0 >= best.0)
        {
            continue;
        }
        let mut cuts = Vec::with_capacity(g_all);
        let mut b = n;
        for g in (1..=g_all).rev() {
            let a = usize::from(back[g][b]);
            cuts.push((a, b));
            b = a;
        }
        cuts.reverse();
        let cost = costs[g_all][n] + base + shape_cost(&tokens, &targets, &cuts, k, texts);
        if best.as_ref().is_none_or(|best| cost < best.0) {
            let name = |(a, b): (usize, usize)| joined(sheet.source, &tokens[a..b]);
            let names = (0..k)
                .map(|c| {
                    let mut parts: Vec<String> = Vec::new();
                    for (&target, &cut) in targets.iter().zip(&cuts) {
                        if matches!(target, Target::Span(a, b) if (a..b).contains(&c)) {
                            parts.push(name(cut));
                        }
                    }
                    for (&target, &cut) in targets.iter().zip(&cuts) {
                        if target == Target::Leaf(c) {
                            parts.push(name(cut));
                        }
                    }
                    parts.join(" / ")
                })
                .collect();
            let begins = tokens[cuts[0].0].line;
            let caption = up.iter().position(|&l| l == begins).unwrap_or(0);
            best = Some((cost, caption, names));
        }
    }
    best.map(|(cost, caption, names)| Heads {
        cost,
        caption,
        names,
    })
}

/// What the heads cost together: the same twice, years that follow one another, levels that differ.
fn shape_cost(
    tokens: &[Token],
    targets: &[Target],
    cuts: &[(usize, usize)],
    k: usize,
    texts: usize,
) -> f32 {
    let hash = |(a, b): (usize, usize)| hash(&tokens[a..b]);
    let upper = |(a, b): (usize, usize)| {
        tokens[a..b]
            .iter()
            .all(|t| !t.word.is(class::ALPHA) || t.word.is(class::UPPER))
    };
    let last = |(_, b): (usize, usize)| tokens[b - 1].word;
    let mut leaves = [(0, 0); MOST];
    let mut spans: Vec<(usize, usize, (usize, usize))> = Vec::new();
    for (&target, &cut) in targets.iter().zip(cuts) {
        match target {
            Target::Leaf(c) => leaves[c] = cut,
            Target::Span(a, b) => spans.push((a, b, cut)),
        }
    }
    let year = |c: usize| last(leaves[c]).is(class::YEAR);
    let same = |a: usize, b: usize| hash(leaves[a]) == hash(leaves[b]);
    let repeats = |over: &dyn Fn(usize) -> bool| {
        (0..k).any(|a| over(a) && (a + 1..k).any(|b| over(b) && same(a, b)))
    };
    let years = (0..k).filter(|&c| year(c)).count();
    let mut cost = 0.0;
    if spans.is_empty() {
        cost += if repeats(&|_| true) { 5.0 } else { 0.0 };
        let sequence = (0..k.saturating_sub(1))
            .filter(|&c| year(c) && year(c + 1))
            .count();
        if years >= 2 {
            cost += if sequence + 1 == years { -1.5 } else { 2.0 };
        } else if k > 1 && year(k - 1) && cuts[k - 1].1 - cuts[k - 1].0 <= 2 {
            cost += w::LONE_YEAR;
        }
    } else {
        let under = |c: usize| spans.iter().any(|&(a, b, _)| (a..b).contains(&c));
        if upper(spans[0].2)
            && years == 0
            && (0..k).filter(|&c| under(c)).all(|c| !upper(leaves[c]))
        {
            cost -= 4.0;
        }
        let two: Vec<_> = spans
            .iter()
            .filter(|&&(a, b, _)| b - a < k - texts || spans.len() == 1)
            .collect();
        let twins = two.len() == 2
            && two[0].1 - two[0].0 == two[1].1 - two[1].0
            && (0..two[0].1 - two[0].0).all(|i| same(two[0].0 + i, two[1].0 + i));
        if two.len() == 2 && upper(two[0].2) != upper(two[1].2) {
            cost += 4.0;
        }
        if twins || two.len() == 3 && (0..2).all(|i| same(two[0].0 + i, two[1].0 + i)) {
            cost -= 4.0;
        } else if repeats(&under) {
            cost += 5.0;
        }
        if spans.len() == 1 && spans[0].1 - spans[0].0 == k - texts {
            cost -= 0.6;
        }
        if years >= 2 && (0..k).filter(|&c| under(c)).all(year) {
            cost -= 4.0;
        }
        if two.len() == 2 && two.iter().all(|s| last(s.2).is(class::YEAR)) {
            cost -= 4.0;
        }
        if (texts..k).any(|c| !under(c) && year(c)) && (0..k).any(|c| under(c) && year(c)) {
            cost += 4.0;
        }
    }
    cost
}
