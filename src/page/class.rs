//! What a line shows by itself. Each line is classified once, when its page is made.

use super::flow::{self, End};
use super::marker::{self, Mark};
use crate::lexicon::{Class as Word, WordList, Words};
use crate::source::{Line, split_words, steps};

/// Tokens at a line's end that are looked at for values.
const MOST_VALUES: usize = 24;

/// What a line shows by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Class {
    /// The marker that is printed at its start.
    pub(crate) mark: Option<Mark>,
    /// How it ends.
    pub(crate) end: End,
    /// The values at its end, up to [`MOST_VALUES`].
    pub(crate) values: u8,
    traits: u8,
}

const INSIDE: u8 = 1;
const LABELLED: u8 = 1 << 1;
const ADDRESS: u8 = 1 << 2;
const RULE: u8 = 1 << 3;

impl Class {
    /// Classifies a line.
    fn of(text: &str, words: &Words<'_>) -> Self {
        steps::classify(1);
        let values = values(text);
        let has_letters = text.contains(char::is_alphabetic);
        let mut traits = 0;
        let mut set = |holds: bool, bit: u8| traits |= if holds { bit } else { 0 };
        set(flow::begins_inside(text), INSIDE);
        set(has_letters, LABELLED);
        set(is_address(text, words), ADDRESS);
        set(is_rule(text), RULE);
        Self {
            mark: marker::printed(text),
            end: flow::end_of_line(text, words),
            values: u8::try_from(values).unwrap_or(u8::MAX),
            traits,
        }
    }

    const fn has(self, bit: u8) -> bool {
        self.traits & bit != 0
    }

    /// It begins as no sentence does.
    pub(crate) const fn begins_inside(self) -> bool {
        self.has(INSIDE)
    }

    /// It ends in two values and more, and has a label.
    pub(crate) const fn is_row(self) -> bool {
        self.values >= 2 && self.has(LABELLED)
    }

    /// It names a web address or a telephone, and no page of a site.
    pub(crate) const fn is_contact(self) -> bool {
        self.has(ADDRESS)
    }

    /// It is drawn: dashes, underscores or dots and nothing else.
    pub(crate) const fn is_rule(self) -> bool {
        self.has(RULE)
    }
}

/// Classifies the lines of a source.
pub(super) fn all(source: &str, lines: &[Line], words: &WordList) -> Vec<Class> {
    let mut classes: Vec<Class> = (0..)
        .zip(lines)
        .map(|(at, line)| Class::of(line.text(source), &words.of_lines(at..at + 1)))
        .collect();
    roman_figures(&mut classes);
    classes
}

/// Lines between two items of a list that is numbered in Roman figures.
const MOST_BETWEEN: usize = 40;

/// Makes a Roman figure of a letter where the next or the last item of its list is one.
fn roman_figures(classes: &mut [Class]) {
    let mut first: Option<usize> = None;
    let mut last: Option<(usize, u8)> = None;
    for at in 0..classes.len() {
        let Some(mark) = classes[at].mark else {
            continue;
        };
        let near = |other: usize| at - other <= MOST_BETWEEN;
        if let Some(figure) = mark.as_roman() {
            if figure.ordinal == 1 {
                first = Some(at);
            } else if last.is_some_and(|(other, n)| near(other) && n + 1 == figure.ordinal) {
                classes[at].mark = Some(figure);
                last = Some((at, figure.ordinal));
            }
        } else if mark.glyph == Some('i') {
            if let Some(other) = first
                .take()
                .filter(|&other| mark.ordinal == 2 && near(other))
            {
                classes[other].mark = classes[other].mark.and_then(Mark::as_roman);
            }
            last = Some((at, mark.ordinal));
        }
    }
}

/// How many values a text ends in.
fn values(text: &str) -> usize {
    text.split_whitespace()
        .rev()
        .take(MOST_VALUES)
        .take_while(|token| is_value(token) || matches!(*token, "$" | "%" | "USD" | "|"))
        .filter(|token| token.len() > 1 && is_value(token) || is_value(token) && *token != "$")
        .count()
}

/// Whether a token is printed as a value of a table is.
fn is_value(token: &str) -> bool {
    let mut digits = false;
    token == "-"
        || token.chars().all(|c| {
            digits |= c.is_ascii_digit();
            c.is_ascii_digit()
                || matches!(
                    c,
                    '.' | ',' | '\'' | '´' | '’' | '‘' | '%' | '$' | '(' | ')' | '-' | '/'
                )
        }) && digits
}

/// The integer that a line is, of at most four digits.
pub(super) fn bare_number(text: &str) -> Option<u32> {
    let fits = text.len() <= 4 && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    fits.then(|| text.parse().ok()).flatten()
}

/// Whether a line names a site, and no page of it, or a telephone with its number, and no count of calls.
fn is_address(text: &str, words: &Words<'_>) -> bool {
    if text.len() > 200 {
        return false;
    }
    let site = |word: &str| {
        let word = word.trim_end_matches(['/', '.', ',']);
        word.starts_with("www.") && !word.contains('/')
    };
    let number = |word: &str| {
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        digits >= 2 && word.starts_with('(') || digits >= 6 && !word.contains(['.', ',', '%', '$'])
    };
    let mut has_telephone = words
        .as_slice()
        .iter()
        .filter(|word| word.is(Word::Contact));
    text.contains("www.") && split_words(text).any(site)
        || has_telephone.next().is_some() && split_words(text).any(number)
}

/// A line drawn over the page. One dash or two may be an empty cell.
fn is_rule(text: &str) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    text.len() >= 5
        && matches!(first, '-' | '_' | '=' | '—' | '–' | '─' | '.' | '*' | '~')
        && text.chars().all(|c| c == first || c.is_whitespace())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Class {
        let (lines, _) = crate::source::line::split(text);
        all(text, &lines, &WordList::of(text, &lines, usize::MAX))[0]
    }

    #[test]
    fn counts_the_values_that_a_line_ends_in() {
        for (text, values) in [
            ("PENSIONES 205.430,75 194.008,12 94,44", 3),
            ("Licitación 3 - $ 41.000,00", 3),
            ("En el año 2022", 1),
            ("7", 1),
            ("Se atendió a 90 familias.", 0),
        ] {
            assert_eq!(of(text).values, values, "{text}");
        }
        assert!(of("PENSIONES 205.430,75 94,44").is_row());
        assert!(!of("205.430,75 94,44").is_row());
    }

    #[test]
    fn a_rule_is_no_dash() {
        assert!(of("-----------").is_rule());
        assert!(of("_ _ _ _ _ _").is_rule());
        assert!(!of("-").is_rule());
        assert!(!of("- Reembolso").is_rule());
    }

    #[test]
    fn a_page_of_a_site_is_no_contact() {
        assert!(of("www.iess.gob.ec").is_contact());
        assert!(of("Av. Quito 12, Telf. 02-396-9300").is_contact());
        assert!(!of("Correo electrónico 0 849 301").is_contact());
        assert!(!of("Teléfono 12 849 301").is_contact());
        assert!(!of("https://www.iess.gob.ec/informes/2022").is_contact());
    }
}
