//! Heads in texts whose lines are those of the page as seen: each line holds a part of each head.

use super::heads_cost::head_cost;
use super::heads_model::{Heads, Holds, stub};
use super::heads_token::{LONGEST, Token, joined, known_head};
use super::known::Known;
use super::weights as w;

/// Lines that heads are wrapped over, words that a head takes of one of them, and the places that are looked at.
const MOST_LINES: usize = 3;
const MOST_OF_LINE: usize = 3;
const MOST_PLACES: usize = 700;
const INFINITE: f32 = 1e9;

/// The heads of columns that hold `holds`, each wrapped over some of `lines`: their cost and names.
pub(super) fn search(
    source: &str,
    lines: &[&[Token]],
    holds: &[Holds],
    known: &Known,
) -> Option<Heads> {
    let k = holds.len();
    if !(2..=MOST_LINES).contains(&lines.len()) {
        return None;
    }
    let sizes: Vec<usize> = (0..MOST_LINES)
        .map(|l| lines.get(l).map_or(0, |line| line.len()))
        .collect();
    let places = sizes.iter().map(|n| n + 1).product::<usize>();
    if places > MOST_PLACES || sizes.iter().sum::<usize>() < k || sizes.iter().copied().max()? > 12
    {
        return None;
    }
    let index = |at: [usize; MOST_LINES]| (at[0] * (sizes[1] + 1) + at[1]) * (sizes[2] + 1) + at[2];
    let mut costs = vec![vec![INFINITE; places]; k + 1];
    let mut back = vec![vec![[0_u8; MOST_LINES]; places]; k + 1];
    costs[0][0] = 0.0;
    let mut run: Vec<Token> = Vec::new();
    for c in 0..k {
        let least = costs[c].iter().copied().fold(INFINITE, f32::min);
        let mut at = [0; MOST_LINES];
        for place in 0..places {
            if place > 0 {
                step(&mut at, &sizes);
            }
            let before = costs[c][place];
            if before > least + 12.0 {
                continue;
            }
            let mut take = [0; MOST_LINES];
            let most: [usize; MOST_LINES] =
                std::array::from_fn(|l| (sizes[l] - at[l]).min(MOST_OF_LINE));
            while advance(&mut take, &most) {
                run.clear();
                let mut cost = before;
                for (l, line) in lines.iter().enumerate() {
                    let words = &line[at[l]..at[l] + take[l]];
                    cost += words.iter().skip(1).map(|t| t.keep).sum::<f32>();
                    if let Some(first) = words.first().filter(|_| at[l] > 0) {
                        cost += first.cut.max(0.0);
                    }
                    cost += if words.is_empty() { w::SEEN_EMPTY } else { 0.0 };
                    run.extend_from_slice(words);
                }
                cost += head_cost(source, &run, Some(holds[c]));
                cost -= known_head(&run, known, Some(holds[c]));
                let to = index(std::array::from_fn(|l| at[l] + take[l]));
                if cost < costs[c + 1][to] {
                    costs[c + 1][to] = cost;
                    back[c + 1][to] = take.map(|n| n as u8);
                }
            }
        }
    }
    let end = index([sizes[0], sizes[1], sizes[2]]);
    let cost = Some(costs[k][end]).filter(|cost| *cost < INFINITE)?;
    let mut at = [sizes[0], sizes[1], sizes[2]];
    let mut names = vec![String::new(); k];
    for c in (0..k).rev() {
        let take = back[c + 1][index(at)].map(usize::from);
        let from: [usize; MOST_LINES] = std::array::from_fn(|l| at[l] - take[l]);
        run.clear();
        for (l, line) in lines.iter().enumerate() {
            run.extend_from_slice(&line[from[l]..at[l]]);
        }
        names[c] = joined(source, &run);
        at = from;
    }
    Some(Heads {
        cost: cost + w::SEEN_HEADS,
        caption: 0,
        names,
    })
}

/// Those heads with a line above them, `over`, that holds one head over all columns of values but shares at the end.
pub(super) fn spanned(
    source: &str,
    over: &[Token],
    heads: &Heads,
    holds: &[Holds],
    known: &Known,
) -> Option<Heads> {
    let texts = stub(holds);
    let values = holds.get(texts..)?.iter().rev();
    let shares = values.take_while(|h| **h == Holds::Value(super::piece::Kind::Percent));
    let under = texts..holds.len() - shares.count();
    if over.len() > LONGEST || texts == 0 || under.len() < 2 {
        return None;
    }
    let mut out = heads.clone();
    out.cost += head_cost(source, over, None) - known_head(over, known, None) + w::SPAN + 1.0;
    out.cost += over.iter().skip(1).map(|t| t.keep).sum::<f32>();
    let name = joined(source, over);
    for head in &mut out.names[under] {
        *head = format!("{name} / {head}");
    }
    Some(out)
}

/// The next place.
fn step(at: &mut [usize; MOST_LINES], sizes: &[usize]) {
    for l in (0..MOST_LINES).rev() {
        if at[l] < sizes[l] {
            at[l] += 1;
            return;
        }
        at[l] = 0;
    }
}

/// The next way of taking words of each line; false behind the last.
fn advance(take: &mut [usize; MOST_LINES], most: &[usize; MOST_LINES]) -> bool {
    for l in (0..MOST_LINES).rev() {
        if take[l] < most[l] {
            take[l] += 1;
            return true;
        }
        take[l] = 0;
    }
    false
}
