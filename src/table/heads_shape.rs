//! The shapes that heads may have: which of them stand over one column, and which over several.

use super::heads_model::Target;
use super::weights as w;

/// The shapes that heads may have: flat, one level of spanning heads, equal spans, three levels.
pub(super) fn shapes(k: usize, texts: usize, visual: bool) -> Vec<(f32, Vec<Target>)> {
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
