//! Words of a text with their places, for reading facts out of sentences.

use std::ops::Range;

use crate::atom::Atom;
use crate::source::{Span, Text, fold};

/// A word of a text, folded.
#[derive(Clone, Debug)]
pub(super) struct Word {
    pub(super) key: String,
    /// Its place in the reading text.
    pub(super) range: Range<usize>,
}

/// The words of a text, in order; numbers and amounts are words too.
pub(super) fn words(text: &str) -> Vec<Word> {
    let mut out = Vec::new();
    let mut start = None;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let inside = c.is_alphanumeric() || c == '%';
        match (start, inside) {
            (None, true) => start = Some(at),
            (Some(from), false) => {
                out.push(Word { key: fold::key(&text[from..at]), range: from..at });
                start = None;
            }
            _ => {}
        }
    }
    out
}

/// Where the words of a phrase (folded, parted by spaces) stand in a row, from word `from` on: the places of its words.
pub(super) fn find_phrase(words: &[Word], phrase: &str, from: usize) -> Option<Range<usize>> {
    let parts: Vec<&str> = phrase.split(' ').collect();
    let last = words.len().checked_sub(parts.len())?;
    (from..=last).find(|&at| parts.iter().zip(&words[at..]).all(|(part, word)| fold::same_word(&word.key, part))).map(|at| at..at + parts.len())
}

/// Whether any word begins with one of these stems.
pub(super) fn has_stem(words: &[Word], stems: &[&str]) -> bool {
    words.iter().any(|word| stems.iter().any(|stem| word.key.starts_with(stem)))
}

/// The sentences of a text: cut at a full stop, a semicolon or a line's end that a capital or nothing follows. A dot
/// inside a number or after a single capital cuts nothing.
pub(super) fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let mut start = 0;
    for (at, c) in text.char_indices() {
        if !matches!(c, '.' | '!' | '?') {
            continue;
        }
        let rest = text[at + 1..].trim_start();
        let spaced = rest.len() < text.len() - at - 1 || rest.is_empty();
        let next_capital = rest.chars().next().is_none_or(|c| c.is_uppercase() || !c.is_alphanumeric());
        let abbreviation = text[..at].rsplit(char::is_whitespace).next().is_some_and(|word| {
            word.chars().count() < 2 || matches!(fold::key(word).as_str(), "nro" | "no" | "art" | "num" | "dr" | "ing" | "mgs" | "sr" | "sra")
        });
        if spaced && next_capital && !abbreviation {
            out.push(start..at + 1);
            start = text.len() - rest.len();
        }
    }
    if start < text.len() {
        out.push(start..text.len());
    }
    out
}

/// An atom with its place in the reading text that it stands in.
pub(super) struct Placed<'a> {
    pub(super) atom: &'a Atom,
    pub(super) range: Range<usize>,
}

/// The atoms of a text with their places in it.
pub(super) fn placed<'a>(text: &Text, atoms: &'a [Atom]) -> Vec<Placed<'a>> {
    let end_of = |atom: &Atom| text.offset_of(atom.span.end.saturating_sub(1)).map(|at| at + 1);
    atoms
        .iter()
        .filter_map(|atom| {
            let start = text.offset_of(atom.span.start)?;
            let mut end = end_of(atom).unwrap_or(start).max(start);
            while !text.as_str().is_char_boundary(end) {
                end += 1;
            }
            Some(Placed { atom, range: start..end })
        })
        .collect()
}

/// The place of a range of a text, or of the whole where it has none.
pub(super) fn span_of(text: &Text, range: Range<usize>) -> Span {
    text.span(range).or_else(|| text.whole()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dot_in_a_number_ends_no_sentence() {
        let text = "De 718.978,76 USD se usó el 91,31%. Fue mucho. Nro. 5 queda";
        let got: Vec<&str> = sentences(text).into_iter().map(|r| text[r].trim()).collect();
        assert_eq!(got, ["De 718.978,76 USD se usó el 91,31%.", "Fue mucho.", "Nro. 5 queda"]);
    }

    #[test]
    fn finds_a_phrase_in_any_case() {
        let words = words("por Catálogo  Electrónico, de");
        assert_eq!(find_phrase(&words, "catalogo electronico", 0), Some(1..3));
    }
}
