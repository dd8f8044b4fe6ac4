//! A damaged text: the sound one with some of its bytes replaced.

use std::ops::Range;

/// Bytes of the sound text, and what stands there instead; in order.
#[derive(Clone, Debug)]
pub(crate) struct Edits(pub(crate) Vec<(Range<usize>, String)>);

/// A damaged text, and its lines that were struck.
#[derive(Clone, Debug)]
pub(crate) struct Damaged {
    pub(crate) text: String,
    /// Counted from 1.
    pub(crate) lines: Vec<Range<u32>>,
}

impl Edits {
    pub(crate) fn one(at: Range<usize>, with: impl Into<String>) -> Self {
        Self(vec![(at, with.into())])
    }

    pub(crate) fn insert(at: usize, with: impl Into<String>) -> Self {
        Self::one(at..at, with)
    }

    pub(crate) fn apply(&self, text: &str) -> Damaged {
        let mut out = String::with_capacity(text.len() + 64);
        let (mut at, mut line, mut lines) = (0, 1, Vec::new());
        for (range, with) in &self.0 {
            let kept = &text[at..range.start];
            out.push_str(kept);
            out.push_str(with);
            line += feeds(kept);
            lines.push(line..line + feeds(with) + 1);
            line += feeds(with);
            at = range.end;
        }
        out.push_str(&text[at..]);
        Damaged { text: out, lines }
    }
}

fn feeds(text: &str) -> u32 {
    text.matches('\n').count().try_into().unwrap()
}

/// A line that holds something.
#[derive(Clone, Debug)]
pub(crate) struct FullLine {
    /// Without the white space at its ends.
    pub(crate) words: Range<usize>,
    /// Where it begins.
    pub(crate) start: usize,
    /// Where the next line that holds something begins, or the text ends.
    pub(crate) next: usize,
}

/// The lines that hold something.
pub(crate) fn full_lines(text: &str) -> Vec<FullLine> {
    let mut lines: Vec<FullLine> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let words = line.trim();
        if !words.is_empty() {
            if let Some(last) = lines.last_mut() {
                last.next = start;
            }
            let first = start + line.len() - line.trim_start().len();
            lines.push(FullLine {
                words: first..first + words.len(),
                start,
                next: text.len(),
            });
        }
        start += line.len();
    }
    lines
}

impl FullLine {
    /// What ends it and stands before the next, two line ends of it at most.
    pub(crate) fn ending<'t>(&self, text: &'t str) -> &'t str {
        let gap = &text[self.words.end..self.next];
        let end = gap
            .match_indices('\n')
            .nth(1)
            .map_or(gap.len(), |(at, _)| at + 1);
        &gap[..end]
    }
}

/// Digits with separators among them.
pub(crate) fn numbers(text: &str) -> Vec<Range<usize>> {
    let mut out: Vec<Range<usize>> = Vec::new();
    for (at, c) in text.char_indices() {
        if !c.is_ascii_digit() {
            continue;
        }
        match out.last_mut() {
            Some(last) if is_separators(&text[last.end..at]) => last.end = at + 1,
            _ => out.push(at..at + 1),
        }
    }
    out
}

fn is_separators(between: &str) -> bool {
    between.is_empty() || is_separator(between)
}

pub(crate) fn is_separator(between: &str) -> bool {
    matches!(between, "." | "," | "'" | "’" | "´" | "‘")
}

/// The separators in the numbers of a text.
pub(crate) fn separators(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for number in numbers(text) {
        let start = number.start;
        for (at, c) in text[number]
            .char_indices()
            .filter(|(_, c)| !c.is_ascii_digit())
        {
            out.push(start + at..start + at + c.len_utf8());
        }
    }
    out
}
