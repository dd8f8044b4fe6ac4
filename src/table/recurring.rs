//! Words that recur in a table, which tell where two columns of text part.

use std::collections::{HashMap, HashSet};

use super::piece::{self, Piece};
use super::sheet::Sheet;
use super::word::{Word, class};

/// The words that recur at the ends and the beginnings of runs of text.
#[derive(Debug, Default)]
pub(super) struct Recurring {
    pub(super) whole: HashMap<u32, u16>,
    ends: HashMap<u32, u16>,
    firsts: HashMap<u32, u16>,
    /// Beginnings of runs behind which words stand that recur.
    lefts: HashSet<u32>,
    /// Most runs of several words end so: what is a run of its own elsewhere ends one too.
    most: bool,
}

impl Recurring {
    pub(super) fn of(sheet: &Sheet<'_>, pieces: &[Piece]) -> Self {
        let mut out = Self::default();
        for piece in pieces.iter().filter(|p| p.is_text()) {
            let words = sheet.words_of(piece);
            *out.whole.entry(piece.hash).or_default() += 1;
            if piece.first {
                for m in 1..=words.len().min(2) {
                    *out.firsts.entry(piece::hash(&words[..m])).or_default() += 1;
                }
            }
            for m in 1..=words.len().min(4) {
                let tail = &words[words.len() - m..];
                if tail[0].is(class::CAPITAL) && !tail[0].is(class::OPEN) {
                    *out.ends.entry(piece::hash(tail)).or_default() += 1;
                }
            }
        }
        let (mut several, mut ended) = (0, 0);
        for piece in pieces.iter().filter(|p| p.is_text() && p.to - p.from > 1) {
            let words = sheet.words_of(piece);
            several += 1;
            let lefts = out
                .ending(sheet, words)
                .map(|cut| piece::hash(&words[..cut]));
            ended += usize::from(lefts.is_some());
            out.lefts.extend(lefts);
        }
        out.most = ended * 2 > several;
        out
    }

    /// Where the last words of a run begin that end other runs too.
    fn ending(&self, sheet: &Sheet<'_>, words: &[Word]) -> Option<usize> {
        let n = words.len();
        let end = |m: usize| {
            let tail = &words[n - m..];
            let found = tail[0].is(class::CAPITAL) && !tail[0].is(class::OPEN);
            found
                .then(|| self.ends.get(&piece::hash(tail)).copied().unwrap_or(0))
                .filter(|&c| c >= 2 || self.most && sheet.is_whole(tail))
        };
        let most = n.saturating_sub(1).min(4);
        let top = (1..=most).filter_map(end).max()?;
        (1..=most)
            .rev()
            .find(|&m| end(m).is_some_and(|c| c * 10 >= top * 8))
            .map(|m| n - m)
    }

    /// How many lines begin with these words.
    fn begins(&self, words: &[Word]) -> u16 {
        self.firsts.get(&piece::hash(words)).copied().unwrap_or(0)
    }

    /// Where a run of text holds two cells: before last words that recur, behind first words that do, else where a
    /// capital follows small letters.
    fn cut(&self, sheet: &Sheet<'_>, words: &[Word]) -> Option<usize> {
        let n = words.len();
        if let Some(cut) = self.ending(sheet, words) {
            return Some(cut);
        }
        let small = |word: &Word| word.is(class::LOWER) && !word.is(class::OPEN);
        if n >= 2 && small(&words[1]) && self.begins(&words[..1]) >= 2 {
            // A second word that always follows belongs to it, where a capital stands behind.
            let whole = n > 2
                && words[2].is(class::CAPITAL)
                && self.begins(&words[..2]) == self.begins(&words[..1]);
            return Some(1 + usize::from(whole));
        }
        let most = n.saturating_sub(1).min(4);
        if let Some(cut) = (1..=most).find(|&m| self.lefts.contains(&piece::hash(&words[..m]))) {
            return Some(cut);
        }
        (1..n).rev().find(|&i| {
            words[i].is(class::CAPITAL) && words[i].is(class::SMALL_TAIL) && small(&words[i - 1])
        })
    }

    pub(super) fn split(&self, sheet: &Sheet<'_>, pieces: &[Piece]) -> Vec<Piece> {
        let mut out = Vec::with_capacity(pieces.len() + 8);
        for piece in pieces {
            let words = sheet.words_of(piece);
            let cut = if piece.is_text() && piece.known < 1.0 {
                self.cut(sheet, words)
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
            right.joint = true;
            right.cut = cut <= 2 && self.begins(&words[..1]) >= 2
                || self
                    .ends
                    .get(&piece::hash(&words[cut..]))
                    .is_some_and(|&c| c >= 2)
                || self.most && sheet.is_whole(&words[cut..]);
            (right.after, right.last) = (piece.after, piece.last);
            out.extend([left, right]);
        }
        out
    }
}
