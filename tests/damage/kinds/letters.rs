//! What befalls letters, and digits that are read as letters.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

use crate::edit::{Edits, FullLine, full_lines};

/// `O` for `0`, `l` for `1`, `S` for `5`: each digit of each number.
pub(crate) fn for_digit(text: &str) -> Vec<Edits> {
    let letter = |(at, c): (usize, char)| {
        let letter = match c {
            '0' => "O",
            '1' => "l",
            '5' => "S",
            _ => return None,
        };
        Some(Edits::one(at..at + 1, letter))
    };
    text.char_indices().filter_map(letter).collect()
}

/// Where the last word of a line, of six letters or more, is cut in two.
fn cut(text: &str, line: &FullLine) -> Option<(std::ops::Range<usize>, String)> {
    let words = &text[line.words.clone()];
    let word = words.rsplit(' ').next()?;
    let letters: Vec<(usize, char)> = word.char_indices().collect();
    if letters.len() < 6 || !letters.iter().all(|(_, c)| c.is_alphabetic()) {
        return None;
    }
    let at = line.words.end - word.len() + letters[letters.len() / 2].0;
    Some((at..at, format!("-{}", line.ending(text))))
}

pub(crate) fn hyphenated(text: &str) -> Vec<Edits> {
    full_lines(text)
        .iter()
        .filter_map(|line| cut(text, line))
        .map(|cut| Edits(vec![cut]))
        .collect()
}

pub(crate) fn hyphenated_everywhere(text: &str) -> Vec<Edits> {
    let lines = full_lines(text);
    vec![Edits(
        lines.iter().filter_map(|line| cut(text, line)).collect(),
    )]
}

fn whole(text: &str, with: String) -> Vec<Edits> {
    vec![Edits::one(0..text.len(), with)]
}

pub(crate) fn capitals(text: &str) -> Vec<Edits> {
    whole(text, text.to_uppercase())
}

/// Those of vowels; `ñ` is a letter of its own.
pub(crate) fn unaccented(text: &str) -> Vec<Edits> {
    let plain = |c: char| match c {
        'ñ' | 'Ñ' => c,
        _ => c.nfd().find(|c| !is_combining_mark(*c)).unwrap_or(c),
    };
    whole(text, text.chars().map(plain).collect())
}

/// Bold that is made by printing each character twice.
fn bold(text: &str) -> String {
    text.chars()
        .flat_map(|c| std::iter::repeat_n(c, if c.is_whitespace() { 1 } else { 2 }))
        .collect()
}

pub(crate) fn twice(text: &str) -> Vec<Edits> {
    full_lines(text)
        .iter()
        .map(|line| Edits::one(line.words.clone(), bold(&text[line.words.clone()])))
        .collect()
}

pub(crate) fn twice_everywhere(text: &str) -> Vec<Edits> {
    whole(text, bold(text))
}
