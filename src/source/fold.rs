//! Keys for comparing words: without case, accents, punctuation, or runs of white space.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The key of `text`: lower-case letters and digits, words parted by one space.
///
/// `%` is kept as a word of its own, since "% EJEC." is a column and "EJEC." is not.
pub(crate) fn key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut gap = false;
    let mut push = |c: char, gap: &mut bool| {
        if *gap && !out.is_empty() {
            out.push(' ');
        }
        *gap = false;
        out.push(c);
    };
    for c in text.chars() {
        if c.is_ascii() {
            if c.is_ascii_alphanumeric() {
                push(c.to_ascii_lowercase(), &mut gap);
            } else if c == '%' {
                gap = true;
                push('%', &mut gap);
                gap = true;
            } else {
                gap = true;
            }
        } else if let Some(ligature) = super::normalize::ligature(c) {
            ligature.chars().for_each(|c| push(c, &mut gap));
        } else if super::normalize::is_dropped(c) {
            // An invisible character parts no word.
        } else {
            for base in c.nfd().filter(|&c| !is_combining_mark(c)) {
                if base.is_alphanumeric() {
                    base.to_lowercase().for_each(|c| push(c, &mut gap));
                } else {
                    gap = true;
                }
            }
        }
    }
    out
}

/// How alike two keys are, from 0 to 1: one less the share of letters to change.
pub(crate) fn likeness(a: &str, b: &str) -> f64 {
    strsim::normalized_levenshtein(a, b)
}

/// Whether `text` prints `word` (a key already), with a misprint forgiven in a longer word.
pub(crate) fn same_word(text: &str, word: &str) -> bool {
    text == word
        || (word.len() > 4
            && text.len().abs_diff(word.len()) <= 1
            // A misprint in the first letter is rare, and looking for one is dear.
            && text.as_bytes().first() == word.as_bytes().first()
            && strsim::osa_distance(text, word) <= 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composed_and_decomposed_have_one_key() {
        assert_eq!(key("Ejecución  programáticas,"), "ejecucion programaticas");
        assert_eq!(key("Ejecucio\u{301}n programa\u{301}ticas"), "ejecucion programaticas");
        assert_eq!(key("% EJEC."), "% ejec");
        assert_eq!(key("oﬁcio N° 1"), "oficio n 1");
        assert_eq!(key("presu\u{ad}puesto"), "presupuesto");
    }

    #[test]
    fn forgives_one_letter_in_a_long_word_only() {
        assert!(same_word("cotizacntes", "cotizantes"));
        assert!(!same_word("mes", "mas"));
    }
}
