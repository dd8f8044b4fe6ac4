//! What befalls the marks and the digits of a number.

use crate::edit::{self, Edits};

pub(crate) fn spaced(text: &str) -> Vec<Edits> {
    edit::separators(text)
        .into_iter()
        .map(|mark| Edits::insert(mark.end, " "))
        .collect()
}

pub(crate) fn dropped(text: &str) -> Vec<Edits> {
    instead_of_each_mark(text, "")
}

pub(crate) fn read_as_space(text: &str) -> Vec<Edits> {
    instead_of_each_mark(text, " ")
}

fn instead_of_each_mark(text: &str, with: &str) -> Vec<Edits> {
    edit::separators(text)
        .into_iter()
        .map(|mark| Edits::one(mark, with))
        .collect()
}

/// Between any two characters of a number.
pub(crate) fn cut(text: &str) -> Vec<Edits> {
    let inside = |number: std::ops::Range<usize>| {
        let start = number.start;
        text[number]
            .char_indices()
            .skip(1)
            .map(move |(at, _)| Edits::insert(start + at, "\n"))
    };
    edit::numbers(text).into_iter().flat_map(inside).collect()
}
