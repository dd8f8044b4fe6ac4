//! Words that recur in a table, which tell where two columns of text part.

use std::collections::HashMap;

use super::piece::{self, Piece};
use super::sheet::Sheet;
use super::word::{Word, class};

/// The words that recur at the ends and the beginnings of runs of text.
#[derive(Debug, Default)]
pub(super) struct Recurring {
    pub(super) whole: HashMap<u32, u16>,
    ends: HashMap<u32, u16>,
    firsts: HashMap<u32, u16>,
}

impl Recurring {
    pub(super) fn of(sheet: &Sheet<'_>, pieces: &[Piece]) -> Self {
        let mut out = Self::default();
        for piece in pieces.iter().filter(|p| p.is_text()) {
            let words = sheet.words_of(piece);
            *out.whole.entry(piece.hash).or_default() += 1;
            if piece.first {
                *out.firsts.entry(words[0].key).or_default() += 1;
            }
            for m in 1..=words.len().min(4) {
                let tail = &words[words.len() - m..];
                if tail[0].is(class::CAPITAL) && !tail[0].is(class::OPEN) {
                    *out.ends.entry(piece::hash(tail)).or_default() += 1;
                }
            }
        }
        out
    }

    /// Where a run of text holds two cells: before last words that recur, else where a capital follows small letters.
    fn cut(&self, words: &[Word]) -> Option<usize> {
        let n = words.len();
        let end = |m: usize| {
            let tail = &words[n - m..];
            let found = tail[0].is(class::CAPITAL) && !tail[0].is(class::OPEN);
            found
                .then(|| self.ends.get(&piece::hash(tail)).copied().unwrap_or(0))
                .filter(|&c| c >= 2)
        };
        let most = n.saturating_sub(1).min(4);
        if let Some(top) = (1..=most).filter_map(end).max() {
            return (1..=most)
                .rev()
                .find(|&m| end(m).is_some_and(|c| c * 10 >= top * 8))
                .map(|m| n - m);
        }
        if n >= 2
            && words[1].is(class::LOWER)
            && !words[1].is(class::OPEN)
            && self.firsts.get(&words[0].key).is_some_and(|&c| c >= 2)
        {
            return Some(1);
        }
        (1..n).rev().find(|&i| {
            words[i].is(class::CAPITAL)
                && words[i].is(class::SMALL_TAIL)
                && words[i - 1].is(class::LOWER)
                && !words[i - 1].is(class::OPEN)
        })
    }

    pub(super) fn split(&self, sheet: &Sheet<'_>, pieces: &[Piece]) -> Vec<Piece> {
        let mut out = Vec::with_capacity(pieces.len() + 8);
        for piece in pieces {
            let words = sheet.words_of(piece);
            let cut = if piece.is_text() {
                self.cut(words)
            } else {
                None
            };
            let halves = cut.and_then(|cut| {
                Some((
                    Piece::text(piece.line, piece.from, &words[..cut])?,
                    Piece::text(piece.line, piece.from + cut as u32, &words[cut..])?,
                    cut,
                ))
            });
            let Some((mut left, mut right, cut)) = halves else {
                out.push(*piece);
                continue;
            };
            (left.extra, left.first) = (piece.extra, piece.first);
            right.recur = true;
            right.cut = cut <= 2 && self.firsts.get(&words[0].key).is_some_and(|&c| c >= 2)
                || self
                    .ends
                    .get(&piece::hash(&words[cut..]))
                    .is_some_and(|&c| c >= 2);
            (right.after, right.last) = (piece.after, piece.last);
            out.extend([left, right]);
        }
        out
    }
}
