//! The heads of a table in texts that keep the columns of characters: by where they stand.

use super::align::Setting;
use super::heads::{Heads, Holds};
use super::sheet::Sheet;
use super::template::MOST;
use super::word::{Word, class};

/// A run of words of a line of heads.
#[derive(Clone, Copy, Debug)]
struct Segment<'w> {
    words: &'w [Word],
    a: f32,
    b: f32,
    line: usize,
}

/// The heads above a table the columns of which stand where `setting` says; `None` where a column has none.
pub(super) fn search(
    sheet: &Sheet<'_>,
    up: &[usize],
    setting: &Setting<'_>,
    holds: &[Holds],
) -> Option<Heads> {
    let places = setting.positions?;
    let k = holds.len();
    let mut xs = [(0.0, 0.0); MOST];
    for (slot, place) in xs.iter_mut().zip(&places[..k]) {
        let (a, b) = (*place)?;
        *slot = (f32::from(a), f32::from(b));
    }
    let mut best: Option<Heads> = None;
    let most = up.len().saturating_sub(8);
    for caption in most..up.len() {
        if let Some(mut found) = at(sheet, &up[caption..], &xs[..k], holds) {
            found.cost += super::heads_cost::caption_cost(sheet, &up[..caption], false);
            found.caption = caption;
            if best.as_ref().is_none_or(|b| found.cost < b.cost) {
                best = Some(found);
            }
        }
    }
    best
}

fn segments<'w>(sheet: &'w Sheet<'_>, lines: &[usize]) -> Vec<Segment<'w>> {
    let mut out = Vec::new();
    for (line, &at) in lines.iter().enumerate() {
        for words in sheet.words(at).chunk_by(|a, b| b.a - a.b < 2) {
            if let (Some(first), Some(last)) = (words.first(), words.last()) {
                out.push(Segment {
                    words,
                    a: f32::from(first.a),
                    b: f32::from(last.b),
                    line,
                });
            }
        }
    }
    out
}

fn at(sheet: &Sheet<'_>, lines: &[usize], xs: &[(f32, f32)], holds: &[Holds]) -> Option<Heads> {
    let k = xs.len();
    let segments = segments(sheet, lines);
    if segments.len() < k || segments.len() > 64 {
        return None;
    }
    let mid = |c: usize| f32::midpoint(xs[c].0, xs[c].1);
    let column = |s: &Segment<'_>| {
        (0..k - 1)
            .filter(|&c| f32::midpoint(s.a, s.b) > f32::midpoint(xs[c].1, xs[c + 1].0))
            .count()
    };
    let mut names: Vec<Vec<&Word>> = vec![Vec::new(); k];
    let mut spans: Vec<(usize, usize, &Segment<'_>)> = Vec::new();
    let mut cost = 0.3 * lines.len() as f32;
    for s in &segments {
        let m = f32::midpoint(s.a, s.b);
        let own = column(s);
        let near = (0..k).map(|c| (mid(c) - m).abs()).fold(f32::MAX, f32::min)
            + if s.line == 0 { 1.0 } else { 0.0 };
        let below = |c: usize| segments.iter().any(|q| q.line > s.line && column(q) == c);
        let beside = |c: usize| {
            segments
                .iter()
                .any(|q| q.line == s.line && !std::ptr::eq(q, s) && column(q) == c && c != own)
        };
        let mut span: Option<(f32, usize, usize)> = None;
        for a in 0..k {
            for b in a + 1..k {
                if holds[a] == Holds::Label && a == 0 {
                    continue;
                }
                let away = (f32::midpoint(xs[a].0, xs[b].1) - m)
                    .abs()
                    .min((f32::midpoint(mid(a), mid(b)) - m).abs());
                if away + 1.0 < near
                    && (a..=b).all(below)
                    && !(a..=b).any(beside)
                    && span.is_none_or(|s| away < s.0)
                {
                    span = Some((away, a, b));
                }
            }
        }
        if let Some((_, a, b)) = span {
            spans.push((a, b, s));
        } else {
            names[own].extend(s.words);
            cost += if s.b - s.a > 1.6 * (xs[own].1 - xs[own].0) + 14.0 {
                1.0
            } else {
                0.0
            };
        }
    }
    if names.iter().any(Vec::is_empty) {
        return None;
    }
    for (words, holds) in names.iter().zip(holds) {
        let words: Vec<Word> = words.iter().map(|w| **w).collect();
        cost += 0.3 * super::heads_cost::name_cost(sheet.source, &words, *holds);
        cost += if words.last().is_some_and(|w| w.is(class::OPEN)) {
            1.0
        } else {
            0.0
        };
    }
    let text = |words: &mut dyn Iterator<Item = &Word>| {
        words
            .map(|w| w.text(sheet.source))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let names = (0..k)
        .map(|c| {
            let mut parts: Vec<String> = spans
                .iter()
                .filter(|&&(a, b, _)| (a..=b).contains(&c))
                .map(|(_, _, s)| text(&mut s.words.iter()))
                .collect();
            parts.push(text(&mut names[c].iter().copied()));
            parts.join(" / ")
        })
        .collect();
    Some(Heads {
        cost: cost - spans.len() as f32,
        caption: 0,
        names,
    })
}
