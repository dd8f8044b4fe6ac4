//! The lines in which tables of text are looked for, and what each begins with.

use std::cell::{Cell, OnceCell};
use std::ops::Range;

use super::class::{self, Class, Recurring};
use super::pairs::Pairs;
use crate::page::Page;
use crate::table::draft::{Draft, DraftRow};
use crate::table::known::Known;
use crate::table::sheet::Sheet;
use crate::table::word::Word;

/// Searches in vain among the lines of one table.
const MOST_SEARCHES: u8 = 4;
/// Lines after its first words in which the reference of an answer stands.
pub(super) const NEAR: usize = 4;

/// The lines in which tables of text are looked for, and the parts of each.
pub(super) struct Lines<'p, 's> {
    pub(super) page: &'p Page<'s>,
    pub(super) sheet: &'p Sheet<'s>,
    /// The lines in the reading flow.
    pub(super) kept: Vec<usize>,
    /// What each of them begins with.
    classes: Vec<Class>,
    pub(super) recurring: Recurring<'p>,
    pub(super) known: &'p Known,
    /// Where the text ends in which too many searches came to nothing, and how many did.
    barred: Cell<(usize, u8)>,
    /// The words that stand side by side.
    pub(super) pairs: OnceCell<Pairs>,
}

impl<'p, 's> Lines<'p, 's> {
    /// The lines of `range`, each with what it begins with.
    pub(super) fn new(
        page: &'p Page<'s>,
        sheet: &'p Sheet<'s>,
        range: Range<usize>,
        known: &'p Known,
    ) -> Self {
        let kept: Vec<usize> = (range.start..range.end.min(sheet.len()))
            .filter(|&at| !page.furniture[at] && !sheet.words(at).is_empty())
            .collect();
        let recurring = Recurring::of(kept.iter().map(|&at| page.text(at)), known);
        let mut lines = Self {
            page,
            sheet,
            kept,
            classes: Vec::new(),
            recurring,
            known,
            barred: Cell::default(),
            pairs: OnceCell::new(),
        };
        lines.classify();
        lines
    }

    pub(super) fn text(&self, n: usize) -> &'p str {
        self.kept.get(n).map_or("", |&at| self.page.text(at))
    }

    /// Whether enough searches came to nothing in the text about line `n`.
    pub(super) fn is_barred(&self, n: usize) -> bool {
        let (end, count) = self.barred.get();
        n < end && count >= MOST_SEARCHES
    }

    /// Notes that the lines to `end` were searched in vain.
    pub(super) fn bar(&self, n: usize, end: usize) {
        let (last, count) = self.barred.get();
        self.barred.set(if n < last {
            (last, count.saturating_add(1))
        } else {
            (end, 1)
        });
    }

    pub(super) fn class(&self, n: usize) -> Class {
        self.classes.get(n).copied().unwrap_or(Class::Plain)
    }

    /// What line `n` begins with; of one that holds several cells, the first.
    fn find_class(&self, n: usize) -> Class {
        let text = self.text(n);
        let cuts = class::cuts(text, &self.recurring, 2);
        let own = cuts.get(1).map_or(text, |&end| text[..end].trim_end());
        if own.len() < text.len() {
            let class = self.class_of(own);
            if class != Class::Plain {
                return class;
            }
        }
        let before = n.checked_sub(1).map_or("", |n| self.text(n));
        let below = (n + 1..self.kept.len().min(n + NEAR)).map(|n| self.text(n));
        class::class_of_line(own, before, &below, &self.recurring)
    }

    /// Tells what each line begins with.
    fn classify(&mut self) {
        self.classes = (0..self.kept.len()).map(|n| self.find_class(n)).collect();
        for n in 0..self.kept.len() {
            if self.classes[n] == Class::Answer {
                self.recurring.add_answer(self.page.text(self.kept[n]));
            }
        }
        for n in 0..self.kept.len() {
            if self.classes[n] == Class::Plain && self.recurring.begins_answer(self.text(n)) {
                self.classes[n] = Class::Answer;
            }
        }
    }
    /// What a part of a line begins with, as far as its words tell.
    pub(super) fn class_of(&self, text: &str) -> Class {
        class::class_of(text, &self.recurring, true)
    }

    /// The text of words of one line, from the first to the last.
    pub(super) fn text_of(&self, words: &[Word]) -> &'p str {
        let (Some(first), Some(last)) = (words.first(), words.last()) else {
            return "";
        };
        let source = self.page.source.text();
        source
            .get(first.start as usize..last.end as usize)
            .unwrap_or_default()
    }

    /// What words of several lines print as one name.
    pub(super) fn name_of(&self, words: &[Word]) -> String {
        let source = self.sheet.source;
        let words: Vec<&str> = words.iter().map(|word| word.text(source)).collect();
        words.join(" ")
    }

    /// How many lines the heads take that stand again from line `n` on, broken into lines in whatever way; 0 if they do
    /// not.
    pub(super) fn repeats(&self, heads: &[usize], n: usize) -> usize {
        let mut words = heads
            .iter()
            .flat_map(|&at| self.page.text(at).split_whitespace())
            .peekable();
        for m in n..self.kept.len().min(n + 2 * heads.len()) {
            for word in self.text(m).split_whitespace() {
                if words.next() != Some(word) {
                    return 0;
                }
            }
            if words.peek().is_none() {
                return m + 1 - n;
            }
        }
        0
    }

    /// The same for heads that are too many words to be a cell's; 0 for others.
    pub(super) fn heads_again(&self, heads: &[usize], n: usize) -> usize {
        let is_long = heads.len() > 1 || heads.iter().any(|&at| self.page.text(at).contains(' '));
        if is_long { self.repeats(heads, n) } else { 0 }
    }

    /// The lines of `range` without heads that are repeated, and whether each is the first of its page.
    pub(super) fn body(&self, heads: &[usize], range: Range<usize>) -> Vec<(usize, bool)> {
        let mut out = Vec::with_capacity(range.len());
        let (mut n, mut breaks) = (range.start, false);
        while n < range.end {
            let again = self.heads_again(heads, n);
            if again > 0 {
                n += again;
                breaks = true;
                continue;
            }
            let at = self.kept[n];
            breaks |= self.sheet.facts(at).breaks || n > range.start && self.kept[n - 1] + 1 < at;
            out.push((n, std::mem::take(&mut breaks)));
            n += 1;
        }
        out
    }

    /// The draft of a table to line `end`, whose heads are the lines `up` but for the first `caption` of them.
    pub(super) fn draft(
        &self,
        up: &[usize],
        caption: usize,
        end: usize,
        names: Vec<String>,
        rows: Vec<DraftRow>,
    ) -> Draft {
        Draft {
            lines: up[0]..self.kept[end - 1] + 1,
            caption: up[..caption].to_vec(),
            kinds: vec![None; names.len()],
            names,
            rows,
            is_paired: false,
        }
    }
}
