//! Titles: numbered or not, wrapped over lines, misprinted, cut off by the end of the text.

use nom::branch::alt;
use nom::bytes::complete::take_while_m_n;
use nom::character::complete::{char, satisfy};
use nom::combinator::{opt, peek, recognize};
use nom::multi::many_m_n;
use nom::sequence::terminated;
use nom::{IResult, Parser};

use crate::page::Page;
use crate::page::flow::{End, end_of, goes_on};
use crate::page::marker::{blanks0, blanks1};
use crate::source::fold;

/// Lines that one title may be wrapped over.
const MOST_LINES: usize = 7;
/// Characters of a line below which no title is wrapped.
const WRAPPED: usize = 30;
/// Characters of a line beyond which it is no title.
const MOST_WIDTH: usize = 260;

/// A title's number as printed, without its dot, and where the title's words begin.
///
/// ```text
/// number = (1*2digit *1("." 1*2digit) | roman) (".-" | "." | ")" | "") 1*space     "7. ", "3.1 ", "II.- "
/// ```
pub(crate) fn number(text: &str) -> Option<(&str, usize)> {
    let digits = |i| take_while_m_n(1, 2, |c: char| c.is_ascii_digit()).parse_complete(i);
    let arabic = recognize((digits, many_m_n(0, 2, (char('.'), digits))));
    let roman = recognize(many_m_n(1, 5, satisfy(|c| matches!(c, 'I' | 'V' | 'X'))));
    let stop = |i| recognize((char('.'), opt(char('-')))).parse_complete(i);
    let close = alt((
        recognize((blanks0, stop, blanks0)),
        recognize((char(')'), blanks0)),
        blanks1,
    ));
    let dotted = terminated(roman, recognize((stop, blanks1)));
    let parsed: IResult<&str, &str> = terminated(
        alt((terminated(arabic, close), dotted)),
        peek(satisfy(char::is_alphabetic)),
    )
    .parse_complete(text);
    let (rest, number) = parsed.ok()?;
    Some((number, text.len() - rest.len()))
}

/// A title of the vocabulary, as it may be printed.
#[derive(Debug)]
pub(crate) struct Known {
    /// The folded key of the title.
    pub(crate) key: String,
}

/// Where a title was found and how surely.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Match {
    /// The number of lines of `page.lines` that it takes.
    pub(crate) lines: usize,
    /// How alike it is to a title of the vocabulary, from 0 to 1.
    pub(crate) likeness: f64,
    /// It reaches the end of the text and is only the beginning of a known title.
    pub(crate) cut_off: bool,
}

/// Looks for a title of a vocabulary at a line.
#[derive(Debug)]
pub(crate) struct Finder {
    known: Vec<Known>,
    /// The first words of the titles: one of them turns nearly every line away.
    firsts: Vec<String>,
}

impl Finder {
    pub(crate) fn new<'t>(titles: impl IntoIterator<Item = &'t str>) -> Self {
        let known: Vec<Known> = titles
            .into_iter()
            .map(|title| Known {
                key: fold::key(title),
            })
            .filter(|k| !k.key.is_empty())
            .collect();
        let mut firsts: Vec<String> = known
            .iter()
            .map(|k| first_word(&k.key).to_owned())
            .collect();
        firsts.sort_unstable();
        firsts.dedup();
        Self { known, firsts }
    }

    /// The title that begins at line `at`, its words from byte `content` on, before line `end`.
    ///
    /// `numbered` titles may be printed otherwise than the vocabulary has them, as long as they begin alike.
    pub(crate) fn find(
        &self,
        page: &Page<'_>,
        at: usize,
        content: usize,
        end: usize,
        numbered: bool,
    ) -> Option<Match> {
        let first = page.text(at).get(content..)?;
        if page.width(at) > MOST_WIDTH || has_leader(first) || !first.chars().next()?.is_uppercase()
        {
            return None;
        }
        let head = first
            .split_whitespace()
            .map(fold::key)
            .find(|key| !key.is_empty())
            .unwrap_or_default();
        let word = first_word(&head);
        let alike: Vec<&str> = self
            .firsts
            .iter()
            .map(String::as_str)
            .filter(|first| is_like(word, first))
            .collect();
        if alike.is_empty() {
            return None;
        }
        let mut known: Vec<&str> = self
            .known
            .iter()
            .map(|k| k.key.as_str())
            .filter(|k| alike.contains(&first_word(k)))
            .collect();
        let mut key = fold::key(first);
        known.sort_unstable();
        known.dedup();
        let longest = known.iter().map(|k| k.len()).max().unwrap_or(0);
        let mut best: Option<Match> = None;
        for lines in 1..=MOST_LINES {
            let last = at + lines - 1;
            if lines > 1 {
                // A title is wrapped where its line was full: a gap wider than a line's ends it.
                if last >= end
                    || page.furniture[last]
                    || page.lines[last].gap.blank() > 2
                    || page.lines[last].gap.spaced > 1
                {
                    break;
                }
                if !numbered && page.width(last - 1) < WRAPPED {
                    break;
                }
                key.push(' ');
                key.push_str(&fold::key(page.text(last)));
            }
            if key.len() > longest + longest / 4 + 60 {
                break;
            }
            let ends = last + 1 >= page.lines.len();
            let mut likeness = known.iter().map(|k| near(&key, k)).fold(0.0, f64::max);
            let mut cut_off = false;
            if ends && likeness < 0.85 && key.len() >= 12 && known.iter().any(|k| begins(k, &key)) {
                (likeness, cut_off) = (0.9, true);
            }
            if numbered
                && likeness < 0.85
                && known.iter().any(|k| loosely(&key, k))
                && Self::stops(page, last, end)
            {
                likeness = 0.8;
            }
            if likeness >= 0.8 && best.is_none_or(|b| likeness > b.likeness) {
                best = Some(Match {
                    lines,
                    likeness,
                    cut_off,
                });
            }
        }
        best
    }

    /// Whether what follows line `last` is no more of the title.
    fn stops(page: &Page<'_>, last: usize, end: usize) -> bool {
        last + 1 >= end || page.furniture[last + 1] || !goes_on(page, last, last + 1)
    }
}

/// Likeness that counts only where the lengths let it be more than 0.8: most titles are turned away here.
fn near(a: &str, b: &str) -> f64 {
    if a == b {
        return 1.0;
    }
    let (short, long) = if a.len() < b.len() {
        (a.len(), b.len())
    } else {
        (b.len(), a.len())
    };
    // One word is soon like another: it must be printed as it is, but for a letter.
    if !b.contains(' ') || !a.contains(' ') {
        return if fold::same_word(a, b) { 0.95 } else { 0.0 };
    }
    // A page number behind a short title makes it a line of a table of contents.
    if short * 100 < long * 80
        || a.ends_with(|c: char| c.is_ascii_digit()) != b.ends_with(|c: char| c.is_ascii_digit())
    {
        return 0.0;
    }
    fold::likeness(a, b, 0.8)
}

fn first_word(key: &str) -> &str {
    key.split(' ').next().unwrap_or_default()
}

/// Whether a title's first word is another's: a misprint in it must not hide the title.
fn is_like(word: &str, first: &str) -> bool {
    fold::same_word(word, first) || (word.len() > 6 && fold::likeness(word, first, 0.7) > 0.7)
}

/// Whether `known` begins with `key`, the last word of which may be cut.
fn begins(known: &str, key: &str) -> bool {
    let head: String = known.chars().take(key.chars().count()).collect();
    fold::likeness(&head, key, 0.9) > 0.9
}

/// Whether a numbered line says what a known title says in more words or fewer.
fn loosely(key: &str, known: &str) -> bool {
    let (a, b): (Vec<&str>, Vec<&str>) = (key.split(' ').collect(), known.split(' ').collect());
    let shared = a
        .iter()
        .zip(&b)
        .take_while(|(a, b)| fold::same_word(a, b))
        .count();
    shared >= 2 && (shared == b.len() && a.len() <= b.len() + 8 || shared == a.len())
        || shared == 1 && a.len() == 1 && b.len() <= 2
}

/// A table of contents leads the eye to the page number by a row of dots.
fn has_leader(text: &str) -> bool {
    text.contains("....") || text.contains("…………") || text.contains(". . . .")
}

/// Whether a line may stand as a title that nobody knows: short, begun by a capital, not a sentence.
pub(crate) fn looks_like_title(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    letters >= 4
        && text.chars().count() <= 100
        && text.chars().next().is_some_and(char::is_uppercase)
        && !has_leader(text)
        && end_of(text) != End::Open
        && !text.trim_end().ends_with(['.', ';', ',', '%'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_number_of_a_title() {
        assert_eq!(number("7. Enajenación"), Some(("7", 3)));
        assert_eq!(number("3.1 Políticas"), Some(("3.1", 4)));
        assert_eq!(number("10.- Anexos"), Some(("10", 5)));
        assert_eq!(number("II. Resumen"), Some(("II", 4)));
        assert_eq!(number("5.Ejecución"), Some(("5", 2)));
        assert_eq!(number("2022 - Direcciones"), None);
        assert_eq!(number("16 cantones"), Some(("16", 3)));
        assert_eq!(number("Introducción"), None);
    }

    #[test]
    fn a_title_may_be_misprinted_but_not_be_another() {
        let known = fold::key("Ejecución programática y presupuestaria");
        assert!(
            near(
                &fold::key("Ejecución programáticas y presupuestaria"),
                &known
            ) > 0.9
        );
        assert!(near(&fold::key("Ejecución de obras"), &known) < 0.8);
    }
}
