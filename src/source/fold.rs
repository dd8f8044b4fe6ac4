//! Keys for comparing words: without case, accents, punctuation, or runs of white space.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::steps;

/// The key of `text`: lower-case letters and digits, words parted by one space.
///
/// `%` is kept as a word of its own, since "% EJEC." is a column and "EJEC." is not.
pub(crate) fn key(text: &str) -> String {
    steps::take(text.len() + 1);
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
        } else if let Some(base) = spanish(c) {
            push(base, &mut gap);
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
    let longer = a.chars().count().max(b.chars().count());
    // A little less, so that rounding turns nothing away.
    if share(longer, fewest_changes(a, b)) < least - 1e-9 {
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

/// Whether `text` prints `word` (a key already), with a misprint forgiven in a longer word.
pub(crate) fn same_word(text: &str, word: &str) -> bool {
    steps::take(1);
    text == word
        || (word.len() > 4
            && text.len().abs_diff(word.len()) <= 1
            // A misprint in the first letter is rare, and looking for one is dear.
            && text.as_bytes().first() == word.as_bytes().first()
            && within_one(text, word))
}

/// Whether one letter more, fewer or other, or two changed about, make one text of the other.
fn within_one(a: &str, b: &str) -> bool {
    let (mut a, mut b) = (a.chars(), b.chars());
    loop {
        let (rest_a, rest_b) = (a.clone(), b.clone());
        let (x, y) = (a.next(), b.next());
        if x.is_none() && y.is_none() {
            return true;
        }
        if x == y {
            continue;
        }
        let (longer_a, longer_b) = (a.as_str() == rest_b.as_str(), b.as_str() == rest_a.as_str());
        if a.as_str() == b.as_str() || longer_a || longer_b {
            return true;
        }
        return a.next() == y && b.next() == x && a.as_str() == b.as_str();
    }
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
