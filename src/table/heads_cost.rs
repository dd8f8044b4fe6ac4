//! What heads and captions cost: by their words, and by what they are together.

use super::heads_model::{Holds, Target};
use super::heads_token::{Token, hash};
use super::piece::Kind;
use super::sheet::Sheet;
use super::template::MOST;
use super::weights as w;
use super::word::{Word, class};

const INFINITE: f32 = 1e9;

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

/// What a run of words costs as the head of a column; `None` over several.
pub(super) fn head_cost(source: &str, words: &[Token], holds: Option<Holds>) -> f32 {
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
    let whole = words.last().is_some_and(|t| !t.broken);
    cost += if last.is(class::OPEN) && whole {
        5.0
    } else {
        0.0
    };
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
            // `N°` stands over one column.
            cost += if width <= 2 { 3.0 } else { 0.0 };
            cost += if last.is(class::WANTS) && !last.is(class::TOTAL) {
                w::SPAN_WANTS
            } else {
                0.0
            };
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
        Some(Holds::Nothing) => cost,
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

/// What words by themselves cost as the head of a column.
pub(super) fn name_cost(source: &str, words: &[Word], holds: Holds) -> f32 {
    let tokens: Vec<Token> = words.iter().map(|&word| Token::alone(word)).collect();
    head_cost(source, &tokens, Some(holds))
}

/// Spans that a shape has at the most.
const MOST_SPANS: usize = 4;

/// What the heads cost together: the same twice, years that follow one another, levels that differ.
pub(super) fn shape_cost(
    tokens: &[Token],
    targets: &[Target],
    cuts: &[(usize, usize)],
    k: usize,
    texts: usize,
) -> f32 {
    let upper = |(a, b): (usize, usize)| {
        tokens[a..b]
            .iter()
            .all(|t| !t.word.is(class::ALPHA) || t.word.is(class::UPPER))
    };
    let last = |(_, b): (usize, usize)| tokens[b - 1].word;
    let mut leaves = [(0, 0); MOST];
    let mut all = [(0, 0, (0, 0)); MOST_SPANS];
    let mut count = 0;
    for (&target, &cut) in targets.iter().zip(cuts) {
        match target {
            Target::Leaf(c) => leaves[c] = cut,
            Target::Span(a, b) => {
                if let Some(slot) = all.get_mut(count) {
                    *slot = (a, b, cut);
                    count += 1;
                }
            }
        }
    }
    let spans = &all[..count];
    let mut hashes = [0; MOST];
    for (slot, (a, b)) in hashes.iter_mut().zip(leaves) {
        *slot = hash(&tokens[a..b]);
    }
    let year = |c: usize| last(leaves[c]).is(class::YEAR);
    let same = |a: usize, b: usize| hashes[a] == hashes[b];
    let repeats = |over: &dyn Fn(usize) -> bool| {
        (0..k).any(|a| over(a) && (a + 1..k).any(|b| over(b) && same(a, b)))
    };
    let years = (0..k).filter(|&c| year(c)).count();
    // A year that stands with other words, beside years alone.
    let alone = |c: usize| leaves[c].1 - leaves[c].0 == 1;
    let bare = (0..k).filter(|&c| year(c) && alone(c)).count();
    let mut cost = if bare > 0 && bare < years { 3.0 } else { 0.0 };
    if spans.is_empty() {
        cost += if repeats(&|_| true) { 5.0 } else { 0.0 };
        let sequence = (0..k.saturating_sub(1))
            .filter(|&c| year(c) && year(c + 1))
            .count();
        let mut dated = (0..k).filter(|&c| year(c)).map(|c| last(leaves[c]).key);
        let first = dated.next();
        let is_one = years >= 2 && dated.all(|key| Some(key) == first);
        if is_one {
            // What all heads say, each with words of its own.
        } else if years >= 2 {
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
        let mut kept = [(0, 0, (0, 0)); MOST_SPANS];
        let partial = spans
            .iter()
            .filter(|&&(a, b, _)| b - a < k - texts || spans.len() == 1);
        let count = kept
            .iter_mut()
            .zip(partial)
            .map(|(slot, span)| *slot = *span)
            .count();
        let two = &kept[..count];
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
        // A head says again what stands over it.
        let again = |c: usize, span: (usize, usize)| {
            tokens[leaves[c].0].key == tokens[span.0].key
                && leaves[c].1 - leaves[c].0 > 1
                && !last(span).is(class::YEAR)
        };
        if spans
            .iter()
            .any(|&(a, b, span)| (a..b).any(|c| again(c, span)))
        {
            cost += 4.0;
        }
        if spans.len() == 1 && spans[0].1 - spans[0].0 == k - texts {
            cost -= 0.6;
        }
        if years >= 2 && (0..k).filter(|&c| under(c)).all(year) {
            let dated = spans.iter().any(|s| last(s.2).is(class::YEAR));
            cost += if dated { 4.0 } else { -4.0 };
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
