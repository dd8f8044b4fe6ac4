//! The words of a line: where each stands, and what it looks like.

use super::words;
use crate::source::Span;

/// What a word is, as bits.
pub(super) mod class {
    /// Ends no phrase: a preposition, an article.
    pub(in crate::table) const OPEN: u32 = 1;
    /// Names a measure of money.
    pub(in crate::table) const MONEY: u32 = 1 << 1;
    /// Names a count.
    pub(in crate::table) const COUNT: u32 = 1 << 2;
    /// A noun of heads that another word follows.
    pub(in crate::table) const WANTS: u32 = 1 << 3;
    /// A word of heads that another one precedes.
    pub(in crate::table) const WANTED: u32 = 1 << 4;
    /// Often begins a head.
    pub(in crate::table) const HEADS: u32 = 1 << 5;
    /// Announces a number that is a name: no value.
    pub(in crate::table) const NUMBERED: u32 = 1 << 6;
    pub(in crate::table) const MONTH: u32 = 1 << 7;
    /// A year may follow it in one head.
    pub(in crate::table) const YEAR_WORD: u32 = 1 << 8;
    /// Names a share, and `%` may follow it.
    pub(in crate::table) const SHARED: u32 = 1 << 9;
    /// Names a document.
    pub(in crate::table) const REFERENCE: u32 = 1 << 10;
    /// Names a date.
    pub(in crate::table) const DATED: u32 = 1 << 11;
    /// Begins a caption.
    pub(in crate::table) const CAPTION: u32 = 1 << 12;
    /// Begins a row that adds others up.
    pub(in crate::table) const TOTAL: u32 = 1 << 13;
    pub(in crate::table) const PERCENT: u32 = 1 << 14;
    /// Begins with a small letter.
    pub(in crate::table) const LOWER: u32 = 1 << 15;
    /// Has letters, none of them small.
    pub(in crate::table) const UPPER: u32 = 1 << 16;
    /// Begins with a capital.
    pub(in crate::table) const CAPITAL: u32 = 1 << 17;
    /// Has small letters behind its first character, and no capitals.
    pub(in crate::table) const SMALL_TAIL: u32 = 1 << 18;
    pub(in crate::table) const NUMBER: u32 = 1 << 19;
    pub(in crate::table) const DATE: u32 = 1 << 20;
    pub(in crate::table) const LINK: u32 = 1 << 21;
    pub(in crate::table) const DASH: u32 = 1 << 22;
    /// The first half of a value that a narrow cell broke.
    pub(in crate::table) const TORN: u32 = 1 << 23;
    pub(in crate::table) const YEAR: u32 = 1 << 24;
    pub(in crate::table) const DOLLAR: u32 = 1 << 25;
    pub(in crate::table) const ALPHA: u32 = 1 << 26;
    /// Ends in a full stop, a colon or a semicolon.
    pub(in crate::table) const STOPS: u32 = 1 << 27;
    /// Ends in a hyphen, a slash, a comma or an opening bracket.
    pub(in crate::table) const HANGS: u32 = 1 << 28;
    /// Begins with a bracket, a comma, a semicolon or a colon.
    pub(in crate::table) const PUNCTUATED: u32 = 1 << 29;
    /// A preposition or conjunction: begins no label.
    pub(in crate::table) const LINKS: u32 = 1 << 30;
}

/// A word of a line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) start: u32,
    pub(super) end: u32,
    /// The columns of characters that it takes.
    pub(super) a: u16,
    pub(super) b: u16,
    /// The hash of its folded form.
    pub(super) key: u32,
    class: u32,
}

impl Word {
    pub(super) fn is(self, class: u32) -> bool {
        self.class & class != 0
    }

    /// All its classes.
    pub(super) fn classes(self) -> u32 {
        self.class
    }

    pub(super) fn span(self) -> Span {
        Span::new(self.start, self.end)
    }

    /// How many columns it takes.
    pub(super) fn width(self) -> usize {
        usize::from(self.b - self.a)
    }

    pub(super) fn text(self, source: &str) -> &str {
        self.span().slice(source).unwrap_or_default()
    }
}

/// The hash of no letters.
pub(super) const SEED: u32 = 0x811c_9dc5;

/// The hash of what `hash` is of, and one more word.
pub(super) fn combine(hash: u32, key: u32) -> u32 {
    (hash ^ key).wrapping_mul(0x0100_0193).rotate_left(5)
}

/// Room for a folded word: longer ones are in no list.
const ROOM: usize = 24;

/// Appends the words of the line at `span`, the first of which stands at column `indent`.
pub(super) fn split(source: &str, span: Span, indent: u16, out: &mut Vec<Word>) {
    let text = span.slice(source).unwrap_or_default();
    let mut column = indent;
    let mut at = 0;
    while at < text.len() {
        let rest = &text[at..];
        let mut end = rest.len();
        let (mut width, mut gap_bytes) = (0_u16, 0);
        for (i, c) in rest.char_indices() {
            if is_gap(c) {
                (end, gap_bytes) = (i, c.len_utf8());
                break;
            }
            width = width.saturating_add(1);
        }
        if end > 0 {
            let start = span.start + at as u32;
            let (key, class) = classify(&rest[..end]);
            out.push(Word {
                start,
                end: start + end as u32,
                a: column,
                b: column.saturating_add(width),
                key,
                class,
            });
        }
        column = column.saturating_add(width);
        if gap_bytes > 0 {
            column = column.saturating_add(if rest.as_bytes()[end] == b'\t' { 4 } else { 1 });
        }
        at += end + gap_bytes;
    }
}

fn is_gap(c: char) -> bool {
    c == ' ' || c != '\u{ad}' && crate::source::line::is_space(c)
}

/// The hash of a word's folded form, and its classes.
pub(super) fn classify(text: &str) -> (u32, u32) {
    let mut folded = [0_u8; ROOM];
    let (mut len, mut hash) = (0, SEED);
    let (mut upper, mut lower, mut first_lower, mut first_upper, mut tail_upper, mut tail_lower) =
        (false, false, false, false, false, false);
    let mut digits = false;
    for (at, c) in text.char_indices() {
        if c.is_lowercase() {
            lower = true;
            first_lower |= at == 0;
            tail_lower |= at > 0;
        } else if c.is_uppercase() {
            upper = true;
            first_upper |= at == 0;
            tail_upper |= at > 0;
        } else if c.is_ascii_digit() {
            digits = true;
        }
        let mut push = |byte: u8| {
            if len < ROOM {
                folded[len] = byte;
            }
            len += 1;
            hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
        };
        match fold(c) {
            Some(byte) => push(byte),
            None if c.is_alphabetic() => {
                let mut bytes = [0; 4];
                c.encode_utf8(&mut bytes).bytes().for_each(push);
            }
            None => {}
        }
    }
    let mut class = folded
        .get(..len)
        .and_then(|key| std::str::from_utf8(key).ok())
        .map_or(0, words::classes);
    let mut set = |holds: bool, bit: u32| {
        if holds {
            class |= bit;
        }
    };
    let (first, last) = (
        text.bytes().next().unwrap_or(b' '),
        text.bytes().next_back().unwrap_or(b' '),
    );
    set(first_lower, class::LOWER);
    set(upper && !lower, class::UPPER);
    set(first_upper, class::CAPITAL);
    set(tail_lower && !tail_upper, class::SMALL_TAIL);
    set(upper || lower, class::ALPHA);
    set(matches!(last, b'.' | b':' | b';'), class::STOPS);
    set(
        matches!(last, b'-' | b'/' | b',' | b'(' | b':'),
        class::HANGS,
    );
    set(
        matches!(first, b'(' | b')' | b',' | b';' | b':'),
        class::PUNCTUATED,
    );
    set(
        memchr::memchr(b'%', text.as_bytes()).is_some(),
        class::PERCENT,
    );
    set(is_dash(text), class::DASH);
    set(matches!(text, "$" | "USD" | "US$"), class::DOLLAR);
    set(
        text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www."),
        class::LINK,
    );
    if text == "$" {
        set(true, class::TORN);
    }
    if digits {
        let letters = upper || lower;
        set(!letters && is_number(text), class::NUMBER);
        set(!letters && is_date(text), class::DATE);
        set(
            !letters && (is_torn_date(text) || is_torn_number(text)),
            class::TORN,
        );
        set(letters && is_reference(text), class::LINK);
        set(!letters && is_year(text), class::YEAR);
    }
    (hash, class)
}

/// The hash of what `hash` is of with the letters of `text` behind it, as one word.
pub(super) fn key_of(hash: u32, text: &str) -> u32 {
    let mut hash = hash;
    let mut push = |byte: u8| hash = (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193);
    for c in text.chars() {
        match fold(c) {
            Some(byte) => push(byte),
            None if c.is_alphabetic() => c.encode_utf8(&mut [0; 4]).bytes().for_each(&mut push),
            None => {}
        }
    }
    hash
}

/// The small letter without its accent, or the digit, that a character is in a key.
fn fold(c: char) -> Option<u8> {
    Some(match c {
        'a'..='z' | '0'..='9' | '%' => c as u8,
        'A'..='Z' => c as u8 + 32,
        'á' | 'Á' => b'a',
        'é' | 'É' => b'e',
        'í' | 'Í' => b'i',
        'ó' | 'Ó' => b'o',
        'ú' | 'Ú' | 'ü' | 'Ü' => b'u',
        'ñ' | 'Ñ' => b'n',
        _ => return None,
    })
}

fn is_mark(c: char) -> bool {
    matches!(c, '.' | ',' | '´' | '\'' | '’' | '‘' | '`' | '′')
}

/// A number as cells hold it: signs, brackets and marks about digits, and `%`.
///
/// ```text
/// number = ["("] ["-"] ["$"] ["-"] ["("] digit *(digit | mark) ["%"] [")"] ["%"] | mark digit *(digit | mark)
/// ```
pub(super) fn is_number(text: &str) -> bool {
    let mut rest = text.trim_end_matches(['%', ')']);
    if text.len() - rest.len() > 3 {
        return false;
    }
    for sign in ['(', '-', '$', '-', '('] {
        rest = rest.strip_prefix(sign).unwrap_or(rest);
    }
    let broken = rest.starts_with(['.', ',']);
    let bytes = rest.as_bytes();
    let Some(&last) = bytes.last() else {
        return false;
    };
    rest.chars().all(|c| c.is_ascii_digit() || is_mark(c))
        && last.is_ascii_digit()
        && (broken && bytes.get(1).is_some_and(u8::is_ascii_digit) || bytes[0].is_ascii_digit())
}

fn is_date(text: &str) -> bool {
    let mut parts = text.split(['/', '-']);
    let (Some(a), Some(b), Some(c), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    let digits = |s: &str| s.bytes().all(|b| b.is_ascii_digit());
    digits(a)
        && digits(b)
        && digits(c)
        && matches!(b.len(), 1 | 2)
        && (matches!(a.len(), 1 | 2) && matches!(c.len(), 2 | 4)
            || a.len() == 4 && matches!(c.len(), 1 | 2))
}

fn is_torn_date(text: &str) -> bool {
    let mut parts = text.split(['/', '-']);
    let (Some(a), Some(b), Some(""), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return false;
    };
    [a, b]
        .iter()
        .all(|part| matches!(part.len(), 1 | 2) && part.bytes().all(|b| b.is_ascii_digit()))
}

/// A number that is broken behind a mark: `6,314,208.`.
fn is_torn_number(text: &str) -> bool {
    let Some(whole) = text.strip_suffix(is_mark) else {
        return false;
    };
    let group = |c: char| !is_mark(c);
    is_number(whole)
        && whole
            .rfind(is_mark)
            .and_then(|at| whole.get(at..))
            .is_some_and(|tail| tail.chars().filter(|&c| group(c)).count() == 3)
}

/// A reference of an office: capitals and digits in groups with hyphens.
fn is_reference(text: &str) -> bool {
    let mut groups = text.split('-');
    let first = groups.next().unwrap_or_default();
    let rest = groups.clone().count();
    first.len() >= 2
        && first.bytes().all(|b| b.is_ascii_uppercase())
        && rest >= 2
        && text.bytes().any(|b| b.is_ascii_digit())
        && text.bytes().all(|b| {
            b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b'-' | b'.' | b'/')
        })
}

pub(super) fn is_dash(text: &str) -> bool {
    matches!(
        text,
        "-" | "–"
            | "—"
            | "N/A"
            | "n/a"
            | "N/D"
            | "n/d"
            | "S/N"
            | "s/n"
            | "ND"
            | "NA"
            | "N.A."
            | "N/E"
            | "S/D"
            | "s/d"
    )
}

pub(super) fn is_year(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() == 4
        && (bytes.starts_with(b"19") || bytes.starts_with(b"20"))
        && bytes.iter().all(u8::is_ascii_digit)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(text: &str, bit: u32) -> bool {
        classify(text).1 & bit != 0
    }

    #[test]
    fn tells_values_from_words() {
        for number in [
            "5",
            "1.234,50",
            "(1.234,50)",
            "-3",
            "$5.00",
            "12,3%",
            "3´456.789,10",
            ".9",
            "$(5)",
        ] {
            assert!(has(number, class::NUMBER), "{number}");
        }
        for word in ["a1", "12-", "1/2/2021", "5.", "%", "$"] {
            assert!(!has(word, class::NUMBER), "{word}");
        }
        assert!(has("03/12/2021", class::DATE) && has("2021-12-03", class::DATE));
        assert!(has("03-12-", class::TORN) && has("$", class::TORN));
        assert!(
            has("6,314,208.", class::TORN)
                && !has("1.1.", class::TORN)
                && !has("208.", class::TORN)
        );
        assert!(has("IESS-DPX-2020-1644-M", class::LINK) && has("https://x.ec", class::LINK));
        assert!(has("2021", class::YEAR) && !has("2121", class::YEAR));
    }

    #[test]
    fn folds_and_hashes() {
        assert_eq!(classify("NÚMERO").0, classify("número").0);
        assert!(has("Número", class::COUNT) && has("N°", class::COUNT));
        assert!(has("USD", class::UPPER) && has("Valor", class::SMALL_TAIL));
    }

    #[test]
    fn columns_count_characters() {
        let mut words = Vec::new();
        let text = "Año  2021";
        split(text, Span::new(0, text.len() as u32), 3, &mut words);
        assert_eq!((words[0].a, words[0].b, words[1].a), (3, 6, 8));
    }
}
