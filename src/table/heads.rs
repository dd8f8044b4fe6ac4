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
    let mut count = 0;
    for c in (0..up.len()).rev() {
        count += sheet.facts(up[c]).count();
        if count > MOST_WORDS {
            break;
        }
        if count >= k {
            let cost = if c > 4 {
                8.0
            } else {
                caption_cost(sheet, &up[..c], false)
            };
            starts.push((c, cost));
        }
    }
    starts.reverse();
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
    let keys: Vec<u32> = out.iter().map(|t| t.word.key).collect();
    let count = |key: u32| keys.iter().filter(|&&other| other == key).count();
    let twice = |i: usize| {
        keys.get(i + 1).is_some_and(|&next| {
            let firsts = keys.iter().zip(&keys[1..]);
            firsts.filter(|&(&a, &b)| a == keys[i] && b == next).count() > 1
        })
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
            let again = word.width() > 3 && !p.is(class::OPEN) && count(word.key) > 1;
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

/// What is known of a run of words, whatever column it heads.
#[derive(Clone, Copy, Debug)]
struct Run {
    first: Word,
    last: Word,
    width: usize,
    /// The classes that any of its words has.
    any: u32,
    /// Opening brackets, less those that close.
    open: i32,
    keep: f32,
    /// The hash of its words but the last, and of all of them.
    before: u32,
    hash: u32,
}

impl Run {
    fn of(source: &str, token: &Token) -> Self {
        let word = token.word;
        Self {
            first: word,
            last: word,
            width: (word.width() + usize::from(!token.broken)).saturating_sub(1),
            any: word.classes(),
            open: brackets(source, word),
            keep: 0.0,
            before: super::word::SEED,
            hash: super::word::combine(super::word::SEED, token.key),
        }
    }

    /// With one more word.
    fn push(&mut self, source: &str, token: &Token) {
        let word = token.word;
        self.last = word;
        self.width += word.width() + usize::from(!token.broken);
        self.any |= word.classes();
        self.open += brackets(source, word);
        self.keep += token.keep;
        if !token.broken {
            self.before = self.hash;
        }
        self.hash = super::word::combine(self.before, token.key);
    }
}

/// The opening brackets of a word, less those that close.
fn brackets(source: &str, word: Word) -> i32 {
    let bytes = word.text(source).bytes();
    bytes
        .map(|byte| i32::from(byte == b'(') - i32::from(byte == b')'))
        .sum()
}

/// What a run of words costs as the head of a column; `None` over several.
fn head_cost(source: &str, run: &Run, holds: Option<Holds>) -> f32 {
    let (first, last, width) = (run.first, run.last, run.width);
    let any = |class: u32| run.any & class != 0;
    let mut cost = (width as f32 / 14.0).powi(2) * 0.15;
    cost += if last.is(class::OPEN) { 5.0 } else { 0.0 };
    cost += if first.is(class::OPEN) && !first.text(source).starts_with('%') {
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
    cost += 3.0 * run.open.unsigned_abs() as f32;
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

/// Appends what words print as one name.
fn join(source: &str, tokens: &[Token], out: &mut String) {
    for (at, token) in tokens.iter().enumerate() {
        if at > 0 && !token.broken {
            out.push(' ');
        }
        out.push_str(token.word.text(source));
    }
}

/// What words cost as the head of a column.
pub(super) fn name_cost(source: &str, words: &[Word], holds: Holds) -> f32 {
    let mut run: Option<Run> = None;
    for &word in words {
        let token = Token {
            word,
            line: 0,
            starts: false,
            cut: 0.0,
            keep: 0.0,
            broken: false,
            key: word.key,
        };
        match &mut run {
            Some(run) => run.push(source, &token),
            None => run = Some(Run::of(source, &token)),
        }
    }
    run.map_or(INFINITE, |run| head_cost(source, &run, Some(holds)))
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

/// A value for each word, and for the place behind the last, with room for a window before them.
type Row = [f32; LONGEST + MOST_WORDS + 1];
/// For the place behind each run, a value for each run that ends there, from the longest to that of one word.
type Table = [[f32; LONGEST]; MOST_WORDS + 1];

/// Kinds of columns, and what stands over several.
const KINDS: usize = 8;

fn kind_index(holds: Option<Holds>) -> usize {
    match holds {
        None => 0,
        Some(Holds::Label) => 1,
        Some(Holds::Value(kind)) => 2 + kind.index(),
    }
}

/// How a head is reached from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Move {
    holds: Option<Holds>,
    /// It is the first.
    is_first: bool,
    /// It begins the lower level.
    is_lower: bool,
    /// The next head stands beside it on its line.
    is_flat: bool,
}

/// What moves cost.
struct Moves {
    /// For each kind of column the runs that may head it, and which kinds were asked for.
    runs: [Table; KINDS],
    ready: [bool; KINDS],
    cut: Row,
    lower: Row,
    flat: Table,
}

impl Moves {
    fn new(tokens: &[Token], cellwise: bool) -> Self {
        let mut out = Self {
            runs: [[[INFINITE; LONGEST]; MOST_WORDS + 1]; KINDS],
            ready: [false; KINDS],
            cut: [0.0; LONGEST + MOST_WORDS + 1],
            lower: [0.0; LONGEST + MOST_WORDS + 1],
            flat: [[0.0; LONGEST]; MOST_WORDS + 1],
        };
        for (a, token) in tokens.iter().enumerate() {
            out.cut[LONGEST + a] = token.cut;
            if a > 0 {
                out.lower[LONGEST + a] = if !token.starts {
                    1.0
                } else if cellwise {
                    0.0
                } else {
                    -w::LOWER_STARTS
                };
            }
        }
        for b in 1..tokens.len() {
            if tokens[b].starts {
                for (lane, cost) in out.flat[b].iter_mut().enumerate() {
                    let a = (b + lane).checked_sub(LONGEST);
                    if a.is_some_and(|a| tokens[a].line == tokens[b - 1].line) {
                        *cost = w::FLAT_BREAK;
                    }
                }
            }
        }
        out
    }

    /// Finds what each run costs as a head of a kind of column.
    fn make_ready(
        &mut self,
        source: &str,
        runs: &[(usize, usize, Run, f32)],
        holds: Option<Holds>,
    ) {
        let kind = kind_index(holds);
        if std::mem::replace(&mut self.ready[kind], true) {
            return;
        }
        let table = &mut self.runs[kind];
        for (a, b, run, bonus) in runs {
            let bonus = if holds.is_some() { *bonus } else { 0.0 };
            table[*b][a + LONGEST - b] = head_cost(source, run, holds) + run.keep - bonus;
        }
    }

    /// What each run that ends at `b` costs as a head behind `before`.
    fn costs(&self, before: &Row, it: Move, b: usize) -> [f32; LONGEST] {
        let (runs, before) = (&self.runs[kind_index(it.holds)][b], &before[b..b + LONGEST]);
        let mut out = [0.0; LONGEST];
        for ((out, before), run) in out.iter_mut().zip(before).zip(runs) {
            *out = before + run;
        }
        if !it.is_first {
            for (out, cut) in out.iter_mut().zip(&self.cut[b..b + LONGEST]) {
                *out += cut;
            }
        }
        if it.is_lower {
            for (out, lower) in out.iter_mut().zip(&self.lower[b..b + LONGEST]) {
                *out += lower;
            }
        }
        if it.is_flat {
            for (out, flat) in out.iter_mut().zip(&self.flat[b]) {
                *out += flat;
            }
        }
        out
    }

    /// The least cost of a run that ends at `b` as a head behind `before`, and where the run begins. The longest run
    /// goes first, and a shorter one is tried only where its beginning costs less than the whole of the best so far.
    fn least(&self, before: &Row, it: Move, b: usize) -> (f32, usize) {
        let costs = self.costs(before, it, b);
        let (mut least, mut lane) = (INFINITE, LONGEST);
        for (at, (&cost, &before)) in costs.iter().zip(&before[b..b + LONGEST]).enumerate() {
            if before < least && cost < least {
                (least, lane) = (cost, at);
            }
        }
        (least, (b + lane).saturating_sub(LONGEST))
    }
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
    if n == 0 || n > MOST_WORDS || k > MOST || k > n {
        return None;
    }
    let mut start: Row = [INFINITE; LONGEST + MOST_WORDS + 1];
    for (slot, token) in start[LONGEST..].iter_mut().zip(&tokens) {
        let at = up
            .iter()
            .position(|&l| l == token.line)
            .filter(|_| token.starts);
        if let Some(found) = at.and_then(|at| starts.iter().find(|s| s.0 == at)) {
            *slot = found.1;
        }
    }
    let mut runs: Vec<(usize, usize, Run, f32)> = Vec::with_capacity(n * LONGEST);
    for a in 0..n {
        let mut run = Run::of(sheet.source, &tokens[a]);
        for b in a + 1..=n.min(a + LONGEST) {
            if b > a + 1 {
                run.push(sheet.source, &tokens[b - 1]);
            }
            let bonus = if known.is_head(run.hash) {
                w::KNOWN_HEAD
            } else {
                0.0
            };
            runs.push((a, b, run, bonus));
        }
    }
    let mut moves = Moves::new(&tokens, cellwise);
    let texts = holds.iter().take_while(|h| **h == Holds::Label).count();
    let shapes = shapes(k, texts, sheet.style.visual);
    let mut best: Option<(f32, usize, Vec<(usize, usize)>)> = None;
    // What it costs to reach each place, after each move; shapes that begin alike share them.
    let mut costs: Vec<Row> = vec![start];
    let mut path: Vec<Move> = Vec::new();
    for (number, (base, targets)) in shapes.iter().enumerate() {
        let g_all = targets.len();
        if g_all > n {
            continue;
        }
        let lower = (1..g_all).find(|&g| match (targets[g - 1], targets[g]) {
            (Target::Span(..), Target::Leaf(_)) => true,
            (Target::Leaf(a), Target::Leaf(b)) => b < a,
            _ => false,
        });
        let mut shared = true;
        for (g, &target) in targets.iter().enumerate() {
            // The next head stands beside this one, not under it.
            let beside = targets
                .get(g + 1)
                .is_some_and(|next| next.start() >= target.end());
            let it = Move {
                holds: match target {
                    Target::Leaf(c) => Some(holds[c]),
                    Target::Span(..) => None,
                },
                is_first: g == 0,
                is_lower: Some(g) == lower,
                is_flat: !cellwise && !sheet.style.layout && beside && !wrapped,
            };
            shared &= path.get(g) == Some(&it);
            if shared {
                continue;
            }
            path.truncate(g);
            costs.truncate(g + 1);
            moves.make_ready(sheet.source, &runs, it.holds);
            let mut row: Row = [INFINITE; LONGEST + MOST_WORDS + 1];
            // Each column has a head of at least a word.
            for b in g + 1..=n - (k - 1).saturating_sub(g) {
                row[LONGEST + b] = moves.least(&costs[g], it, b).0;
            }
            path.push(it);
            costs.push(row);
        }
        let reached = costs[g_all][LONGEST + n];
        if reached >= INFINITE
            || best
                .as_ref()
                .is_some_and(|best| reached + base - 12.0 >= best.0)
        {
            continue;
        }
        let mut cuts = Vec::with_capacity(g_all);
        let mut b = n;
        for g in (0..g_all).rev() {
            let a = moves.least(&costs[g], path[g], b).1;
            cuts.push((a, b));
            b = a;
        }
        cuts.reverse();
        let cost = reached + base + shape_cost(&tokens, targets, &cuts, k, texts);
        if best.as_ref().is_none_or(|best| cost < best.0) {
            best = Some((cost, number, cuts));
        }
    }
    let (cost, number, cuts) = best?;
    let targets = &shapes[number].1;
    let begins = tokens[cuts[0].0].line;
    Some(Heads {
        cost,
        caption: up.iter().position(|&l| l == begins).unwrap_or(0),
        names: (0..k)
            .map(|c| name_of(sheet.source, &tokens, targets, &cuts, c))
            .collect(),
    })
}

/// The name of a column: its head, and those above it.
fn name_of(
    source: &str,
    tokens: &[Token],
    targets: &[Target],
    cuts: &[(usize, usize)],
    column: usize,
) -> String {
    let over = |target: Target| matches!(target, Target::Span(a, b) if (a..b).contains(&column));
    let own = |target: Target| target == Target::Leaf(column);
    let all = || targets.iter().zip(cuts);
    let levels = all()
        .filter(|it| over(*it.0))
        .chain(all().filter(|it| own(*it.0)));
    let mut out = String::new();
    for (_, &(a, b)) in levels {
        if !out.is_empty() {
            out.push_str(" / ");
        }
        join(source, &tokens[a..b], &mut out);
    }
    out
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
