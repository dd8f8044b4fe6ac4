//! Whether a line goes on with what the one before it began.

use super::Page;
use crate::lexicon::{self, Class, Entry, Words};

/// Characters of a line below which the end of a sentence at its end is the end of its paragraph.
const NARROW: usize = 20;

/// How a line ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// In the middle of a sentence, beyond doubt: a comma, a hyphen, an article.
    Open,
    /// With a mark that ends a sentence.
    Closed,
    /// Neither shows.
    Unknown,
}

/// How a line ends, by its own text.
pub(crate) fn end_of(text: &str) -> End {
    end_with(text, |word| {
        lexicon::folded(word).map_or(Entry::NONE, |word| word.entry())
    })
}

/// How a line ends whose words are known.
pub(super) fn end_of_line(text: &str, words: &Words<'_>) -> End {
    let last = words.as_slice().last();
    end_with(text, |_| last.map_or(Entry::NONE, |word| word.entry()))
}

/// How a text ends; `entry` tells what the vocabulary knows of its last word.
fn end_with(text: &str, entry: impl Fn(&str) -> Entry) -> End {
    let bare = text.trim_end_matches(['”', '"', '»', ')', '’', '\'']);
    let Some(last) = bare.chars().next_back() else {
        return End::Unknown;
    };
    match last {
        '.' => {
            // "Nro." and "No." announce what they number.
            let word = last_word(bare);
            if word.len() <= LONGEST_ANNOUNCING && entry(word).is(Class::Announcing) {
                End::Open
            } else {
                End::Closed
            }
        }
        ';' | ':' | '!' | '?' | '…' => End::Closed,
        ',' | '-' | '–' | '—' | '(' | '“' | '/' | '¿' | '¡' | '&' | '$' | '\u{ad}' | '\u{fffe}' => {
            End::Open
        }
        _ if bare.len() == text.len() && last.is_alphanumeric() => {
            let word = last_word(bare);
            if word.len() <= LONGEST_OPEN && entry(word).is(Class::Open) {
                End::Open
            } else {
                End::Unknown
            }
        }
        _ => End::Unknown,
    }
}

/// Bytes of the longest word that leaves a line open, and of the longest that announces a number, and some more.
const LONGEST_OPEN: usize = 16;
const LONGEST_ANNOUNCING: usize = 6;

fn last_word(text: &str) -> &str {
    let bytes = text.as_bytes();
    let start = bytes.iter().rposition(|byte| !byte.is_ascii_graphic());
    match start.map(|at| bytes[at]) {
        // Most words stand behind a space.
        Some(b' ') => start.and_then(|at| text.get(at + 1..)).unwrap_or_default(),
        None => text,
        _ => text.rsplit(char::is_whitespace).next().unwrap_or_default(),
    }
}

/// Whether a text begins as no sentence does: with a lower-case letter or a mark that belongs to what is before it.
pub(crate) fn begins_inside(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        // The rest of a number whose millions stand on the line before.
        Some('´' | '’' | '\'' | '‘' | '′') => {
            chars.next().is_some_and(|c| c.is_ascii_digit())
        }
        Some(c) => c.is_lowercase() || matches!(c, ',' | ';' | '.' | ')' | '”' | '%' | '»'),
        None => false,
    }
}

/// Whether line `next` goes on with the paragraph, item or cell that line `prev` belongs to.
///
/// Both are places in `page.lines`; what lies between them is furniture, out of the reading flow.
pub(crate) fn goes_on(page: &Page<'_>, prev: usize, next: usize) -> bool {
    let end = page.end(prev);
    let inside = page.begins_inside(next);
    let line = page.lines[next];
    if page.style.trailing_space
        && page.lines[prev].trailing == 0
        && next == prev + 1
        && !line.gap.page
    {
        return true;
    }
    if line.gap.spaced > 0 && next == prev + 1 {
        // An empty paragraph stands between: only a sentence that is open on both sides goes over it.
        return inside && end != End::Closed && line.gap.blank() < 4;
    }
    if end == End::Open || inside {
        return line.gap.blank() < 3 || next > prev + 1 || line.gap.page || end != End::Closed;
    }
    if next > prev + 1 || line.gap.page {
        return end == End::Unknown && fills(page, prev, next, 80);
    }
    if page.wider_than_usual(next) {
        return false;
    }
    if page.style.columns && line.indent > page.lines[prev].indent + 8 {
        return false;
    }
    match end {
        // Where every line is short, a full one says nothing.
        End::Closed => page.width(prev) >= NARROW && fills(page, prev, next, 93),
        _ => fills(page, prev, next, 80),
    }
}

/// Whether the first word of `next` would not have fitted on line `prev`: whether the line was full, to `percent` of the
/// widest line about it.
fn fills(page: &Page<'_>, prev: usize, next: usize, percent: usize) -> bool {
    let widest = (prev.saturating_sub(4)..=(next + 4).min(page.lines.len() - 1))
        .map(|at| page.width(at))
        .max()
        .unwrap_or(0);
    let word = page
        .text(next)
        .split(char::is_whitespace)
        .next()
        .map_or(0, |word| word.chars().count());
    (page.width(prev) + 1 + word) * 100 > widest * percent
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sees_how_a_line_ends() {
        assert_eq!(end_of("los recursos,"), End::Open);
        assert_eq!(end_of("Memorando Nro."), End::Open);
        assert_eq!(end_of("de la"), End::Open);
        assert_eq!(end_of("recaudación.-"), End::Open);
        assert_eq!(end_of("los servicios."), End::Closed);
        assert_eq!(end_of("de 2016.”"), End::Closed);
        assert_eq!(end_of("los servicios"), End::Unknown);
    }
}
