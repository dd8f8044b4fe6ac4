//! Keys for comparing words: without case, accents, punctuation, or runs of white space.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::steps;

/// What a part of a character is to a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Folded {
    /// A small letter without accents, or a digit.
    Letter(char),
    /// `%`, which is a word of its own, since "% EJEC." is a column and "EJEC." is not.
    Percent,
    /// What parts words.
    Gap,
}

/// Folds one character: the only place in the crate where one is.
///
/// An invisible character gives nothing, a ligature several letters.
#[inline]
pub(crate) fn each(c: char, mut take: impl FnMut(Folded)) {
    if c.is_ascii() {
        take(if c.is_ascii_alphanumeric() {
            Folded::Letter(c.to_ascii_lowercase())
        } else if c == '%' {
            Folded::Percent
        } else {
            Folded::Gap
        });
    } else if let Some(base) = spanish(c) {
        take(Folded::Letter(base));
    } else if let Some(ligature) = super::normalize::ligature(c) {
        ligature.chars().for_each(|c| take(Folded::Letter(c)));
    } else if !super::normalize::is_dropped(c) {
        decomposed(c, take);
    }
}

#[cold]
fn decomposed(c: char, mut take: impl FnMut(Folded)) {
    for base in c.nfd().filter(|&c| !is_combining_mark(c)) {
        if base.is_alphanumeric() {
            base.to_lowercase().for_each(|c| take(Folded::Letter(c)));
        } else {
            take(Folded::Gap);
        }
    }
}

/// The key of `text`: lower-case letters and digits, words parted by one space.
pub(crate) fn key(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    append_key(text, &mut out);
    out
}

/// Appends the key of `text`.
pub(crate) fn append_key(text: &str, out: &mut String) {
    steps::take(text.len() + 1);
    steps::fold(text.len());
    let start = out.len();
    let mut gap = false;
    let mut push = |c: char, parted: bool| {
        if parted && out.len() > start {
            out.push(' ');
        }
        out.push(c);
    };
    for c in text.chars() {
        // Most characters are these.
        if c.is_ascii_alphanumeric() {
            push(c.to_ascii_lowercase(), std::mem::take(&mut gap));
            continue;
        }
        each(c, |folded| match folded {
            Folded::Letter(letter) => push(letter, std::mem::take(&mut gap)),
            Folded::Percent => {
                push('%', true);
                gap = true;
            }
            Folded::Gap => gap = true,
        });
    }
}

/// The letters with accents that Spanish has, which most of these are: no table needs to be asked.
fn spanish(c: char) -> Option<char> {
    Some(match c {
        'á' | 'Á' => 'a',
        'é' | 'É' => 'e',
        'í' | 'Í' => 'i',
        'ó' | 'Ó' => 'o',
        'ú' | 'Ú' | 'ü' | 'Ü' => 'u',
        'ñ' | 'Ñ' => 'n',
        _ => return None,
    })
}

/// How alike two keys are, from 0 to 1: one less the share of letters to change; 0 where that is not `least` at the
/// least, which most often can be told without finding out what to change.
pub(crate) fn likeness(a: &str, b: &str, least: f64) -> f64 {
    if a == b {
        return 1.0;
    }
    steps::take(a.len() + b.len());
    let (length_a, length_b) = (a.chars().count(), b.chars().count());
    let longer = length_a.max(length_b);
    // A little less, so that rounding turns nothing away.
    let few = |changes| share(longer, changes) >= least - 1e-9;
    if !few(length_a.abs_diff(length_b)) || !few(fewest_changes(a, b)) {
        return 0.0;
    }
    let (a, b) = differing(a, b);
    steps::take(a.len() * b.len());
    let likeness = share(longer, strsim::levenshtein(a, b));
    if likeness < least { 0.0 } else { likeness }
}

/// What is left of two texts without what both begin and end with: no letter of that has to change.
fn differing<'t>(a: &'t str, b: &'t str) -> (&'t str, &'t str) {
    let shared = |pairs: &mut dyn Iterator<Item = (char, char)>| -> usize {
        pairs
            .take_while(|(a, b)| a == b)
            .map(|(c, _)| c.len_utf8())
            .sum()
    };
    let head = shared(&mut a.chars().zip(b.chars()));
    let (a, b) = (&a[head..], &b[head..]);
    let tail = shared(&mut a.chars().rev().zip(b.chars().rev()));
    (&a[..a.len() - tail], &b[..b.len() - tail])
}

#[allow(clippy::cast_precision_loss, reason = "titles and words are short")]
fn share(longer: usize, changes: usize) -> f64 {
    1.0 - changes as f64 / longer as f64
}

/// No fewer letters than these have to change: those that one text has more of than the other.
fn fewest_changes(a: &str, b: &str) -> usize {
    let mut surplus = [0_i32; 32];
    // One slot may stand for several letters: that only makes the bound lower.
    let slot = |c: char| c as usize % 32;
    a.chars().for_each(|c| surplus[slot(c)] += 1);
    b.chars().for_each(|c| surplus[slot(c)] -= 1);
    let more: u32 = surplus
        .iter()
        .filter(|&&n| n > 0)
        .map(|n| n.unsigned_abs())
        .sum();
    let fewer: u32 = surplus
        .iter()
        .filter(|&&n| n < 0)
        .map(|n| n.unsigned_abs())
        .sum();
    more.max(fewer) as usize
}

/// The letters that a word has, a bit each; those that are not ASCII are left out. Two words that are one misprint apart differ in
/// two of them at the most.
pub(crate) const fn letters(word: &[u8]) -> u32 {
    let (mut at, mut letters) = (0, 0);
    while at < word.len() {
        if word[at].is_ascii() {
            letters |= 1 << (word[at] & 31);
        }
        at += 1;
    }
    letters
}

/// Whether `text` prints `word` (a key already), with a misprint forgiven in a longer word.
#[inline]
pub(crate) fn same_word(text: &str, word: &str) -> bool {
    steps::take(1);
    // A misprint in the first letter is rare, and looking for one is dear.
    text.as_bytes().first() == word.as_bytes().first()
        && text.len().abs_diff(word.len()) <= 1
        && (text == word || word.len() > 4 && within_one(text, word))
}

/// Whether one letter more, fewer or other, or two changed about, make one text of the other.
fn within_one(a: &str, b: &str) -> bool {
    let same = a.bytes().zip(b.bytes()).take_while(|(a, b)| a == b).count();
    let same = a.floor_char_boundary(same).min(b.floor_char_boundary(same));
    let (mut a, mut b) = (a[same..].chars(), b[same..].chars());
    let (rest_a, rest_b) = (a.as_str(), b.as_str());
    let (x, y) = (a.next(), b.next());
    a.as_str() == b.as_str()
        || a.as_str() == rest_b
        || b.as_str() == rest_a
        || a.next() == y && b.next() == x && a.as_str() == b.as_str()
}

/// Letters in which a title that spaces part begins as a known one does.
const PARTED: usize = 12;

/// Whether a key has the letters that a known one begins with, wherever spaces part them: a dozen of them, or all.
pub(crate) fn begins_alike(known: &str, key: &str) -> bool {
    let letters = |text: &'_ str| text.bytes().filter(|&b| b != b' ').count();
    let mut of_known = known.bytes().filter(|&b| b != b' ');
    let begins = key
        .bytes()
        .filter(|&b| b != b' ')
        .all(|b| of_known.next() == Some(b));
    begins && (letters(key) >= PARTED || !key.is_empty() && of_known.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn composed_and_decomposed_have_one_key() {
        assert_eq!(key("Ejecución  programáticas,"), "ejecucion programaticas");
        assert_eq!(
            key("Ejecucio\u{301}n programa\u{301}ticas"),
            "ejecucion programaticas"
        );
        assert_eq!(key("% EJEC."), "% ejec");
        assert_eq!(key("oﬁcio N° 1"), "oficio n 1");
        assert_eq!(key("presu\u{ad}puesto"), "presupuesto");
    }

    #[test]
    fn forgives_one_letter_in_a_long_word_only() {
        assert!(same_word("cotizacntes", "cotizantes"));
        assert!(!same_word("mes", "mas"));
    }

    #[test]
    fn one_change_is_told_without_counting_changes() {
        let words = [
            "cotizantes",
            "cotizacntes",
            "otizantes",
            "ctoizantes",
            "cotizante",
            "cotizantez",
            "cotisantez",
            "presu",
            "año",
            "añño",
        ];
        for a in words {
            for b in words {
                assert_eq!(within_one(a, b), strsim::osa_distance(a, b) <= 1, "{a} {b}");
            }
        }
    }

    #[test]
    fn likeness_is_that_of_the_fewest_changes() {
        let titles = [
            "objetivos institucionales",
            "objetivo institucional",
            "logros alcanzados",
            "logros alcansados 2020",
            "",
        ];
        for a in titles {
            for b in titles {
                let exact = strsim::normalized_levenshtein(a, b);
                for least in [0.0, 0.7, 0.8, 0.9] {
                    let expected = if exact < least { 0.0 } else { exact };
                    assert!((likeness(a, b, least) - expected).abs() < 1e-12, "{a} {b}");
                }
            }
        }
    }
}
