//! Lines that go, come twice, or change places.

use crate::edit::{Edits, FullLine, full_lines};

pub(crate) fn cut(text: &str) -> Vec<Edits> {
    full_lines(text)
        .iter()
        .map(|line| Edits::one(line.start..line.next, ""))
        .collect()
}

pub(crate) fn truncated(text: &str) -> Vec<Edits> {
    full_lines(text)
        .iter()
        .map(|line| Edits::one(line.next..text.len(), ""))
        .collect()
}

pub(crate) fn doubled(text: &str) -> Vec<Edits> {
    full_lines(text)
        .iter()
        .map(|line| Edits::insert(line.next, &text[line.start..line.next]))
        .collect()
}

pub(crate) fn swapped(text: &str) -> Vec<Edits> {
    pairs(text, |one, other| {
        let (first, second) = (one.words.clone(), other.words.clone());
        Edits(vec![
            (first.clone(), text[second.clone()].to_owned()),
            (second, text[first].to_owned()),
        ])
    })
}

pub(crate) fn joined(text: &str) -> Vec<Edits> {
    pairs(text, |one, other| {
        Edits::one(one.words.end..other.words.start, " ")
    })
}

fn pairs(text: &str, edits: impl Fn(&FullLine, &FullLine) -> Edits) -> Vec<Edits> {
    full_lines(text)
        .windows(2)
        .map(|pair| edits(&pair[0], &pair[1]))
        .collect()
}
