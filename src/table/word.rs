//! The words of a line: where each stands, and what it looks like.

use crate::lexicon::{Class, Entry, Words};
use crate::source::Span;
use crate::source::fold::{self, Folded};
use crate::source::steps;

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
    /// Is a head by itself, more often than not.
    pub(in crate::table) const ALONE: u32 = 1 << 31;
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

/// Appends the words of the line at `span`, the first of which stands at column `indent`; `known` are those that the
/// lexicon found in it: their keys and what is known of them are not looked for again.
pub(super) fn read(source: &str, span: Span, indent: u16, known: Words<'_>, out: &mut Vec<Word>) {
    let text = span.slice(source).unwrap_or_default();
    let mut known = known.keys().peekable();
    let mut column = indent;
    let mut at = 0;
    while at < text.len() {
        let (printed, gap) = Printed::of(&text[at..]);
        let (len, width) = (printed.len, printed.width);
        if len > 0 {
            let start = span.start + at as u32;
            let end = start + len as u32;
            let mut hash = SEED;
            let mut entry = None;
            while let Some((word, key)) = known.next_if(|(word, _)| word.span().start < end) {
                hash = hash_on(hash, key);
                entry = match entry {
                    None => Some((word.entry(), 1)),
                    Some((_, count)) => Some((Entry::default(), count + 1)),
                };
            }
            let word = &text[at..at + len];
            let entry = match entry {
                Some((_, 2..)) if printed.has(Printed::DIGIT) => Entry::default(),
                Some((_, 2..)) => key_and_entry(word).1,
                one => one.map_or(Entry::default(), |it| it.0),
            };
            out.push(Word {
                start,
                end,
                a: column,
                b: column.saturating_add(width),
                key: hash,
                class: classes(word, printed, entry),
            });
        }
        column = column.saturating_add(width);
        if gap > 0 {
            column = column.saturating_add(if text.as_bytes()[at + len] == b'\t' {
                4
            } else {
                1
            });
        }
        at += len + gap;
    }
}

/// Appends the words of a text of its own.
#[cfg(test)]
pub(super) fn split(source: &str, span: Span, indent: u16, out: &mut Vec<Word>) {
    let line = crate::source::Line {
        span,
        ..Default::default()
    };
    let list = crate::lexicon::WordList::of(source, &[line], usize::MAX);
    read(source, span, indent, list.all(), out);
}

/// How a word is printed.
#[derive(Clone, Copy, Default)]
struct Printed {
    len: usize,
    width: u16,
    /// What its first character is, and what those behind it are.
    first: u8,
    tail: u8,
}

impl Printed {
    const LOWER: u8 = 1;
    const UPPER: u8 = 1 << 1;
    const DIGIT: u8 = 1 << 2;
    const PERCENT: u8 = 1 << 3;
    const GAP: u8 = 1 << 4;

    /// What each character of ASCII is.
    const ASCII: [u8; 128] = {
        let mut out = [0; 128];
        let mut at = 0;
        while at < 128 {
            let c = at as u8;
            out[at] = if c.is_ascii_lowercase() {
                Self::LOWER
            } else if c.is_ascii_uppercase() {
                Self::UPPER
            } else if c.is_ascii_digit() {
                Self::DIGIT
            } else if c == b'%' {
                Self::PERCENT
            } else if c <= b' ' || c == 0x7f {
                Self::GAP
            } else {
                0
            };
            at += 1;
        }
        out
    };

    /// The word that a text begins with, and the bytes of the gap after it, of one character.
    fn of(text: &str) -> (Self, usize) {
        let mut out = Self::default();
        let bytes = text.as_bytes();
        while let Some(&byte) = bytes.get(out.len) {
            let (is, bytes) = match Self::ASCII.get(usize::from(byte)) {
                Some(&is) => (is, 1),
                None => Self::of_char(&text[out.len..]),
            };
            if is == Self::GAP {
                return (out, bytes);
            }
            if out.len == 0 {
                out.first = is;
            } else {
                out.tail |= is;
            }
            out.len += bytes;
            // A combining accent (U+0300 to U+036F) takes no column.
            let is_accent = matches!(byte, 0xcc | 0xcd);
            out.width = out.width.saturating_add(u16::from(!is_accent));
        }
        (out, 0)
    }

    /// What the first character of a text is, and its bytes.
    fn of_char(text: &str) -> (u8, usize) {
        let Some(c) = text.chars().next() else {
            return (0, 1);
        };
        let is = match c {
            'á' | 'é' | 'í' | 'ó' | 'ú' | 'ü' | 'ñ' => Self::LOWER,
            'Á' | 'É' | 'Í' | 'Ó' | 'Ú' | 'Ü' | 'Ñ' => Self::UPPER,
            _ if c != '\u{ad}' && crate::source::line::is_space(c) => Self::GAP,
            _ if c.is_lowercase() => Self::LOWER,
            _ if c.is_uppercase() => Self::UPPER,
            _ => 0,
        };
        (is, c.len_utf8())
    }

    fn has(self, is: u8) -> bool {
        (self.first | self.tail) & is != 0
    }
}

/// The hash of a word's folded form, and its classes.
pub(super) fn classify(text: &str) -> (u32, u32) {
    let (key, entry) = key_and_entry(text);
    let (mut printed, mut rest) = (Printed::default(), text);
    // A space is no part of a word, but this may be asked of more than one.
    while !rest.is_empty() {
        let (part, gap) = Printed::of(rest);
        if printed.len == 0 {
            printed = part;
        } else {
            printed.tail |= part.first | part.tail;
        }
        rest = &rest[part.len + gap..];
    }
    (key, classes(text, printed, entry))
}

/// The hash of a word's folded form, and what the vocabulary knows of it.
fn key_and_entry(text: &str) -> (u32, Entry) {
    steps::fold(text.len());
    let mut folded = [0_u8; ROOM];
    let (mut len, mut hash) = (0, SEED);
    each_byte(text, |byte| {
        if let Some(slot) = folded.get_mut(len) {
            *slot = byte;
        }
        len += 1;
        hash = step(hash, byte);
    });
    let key = folded.get(..len).and_then(|key| str::from_utf8(key).ok());
    (hash, key.map_or(Entry::default(), Entry::of))
}

/// Gives each byte of a word's key.
fn each_byte(text: &str, mut take: impl FnMut(u8)) {
    for c in text.chars() {
        fold::each(c, |folded| match folded {
            Folded::Letter(letter) => {
                let mut bytes = [0; 4];
                letter.encode_utf8(&mut bytes).bytes().for_each(&mut take);
            }
            Folded::Percent => take(b'%'),
            Folded::Gap => {}
        });
    }
}

/// One step of the hash of a word.
const fn step(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

/// The hash of a word that `hash` is of, and more of its key.
fn hash_on(hash: u32, key: &str) -> u32 {
    key.bytes().fold(hash, step)
}

/// What the vocabulary knows of a word, as its classes.
fn known_classes(entry: Entry) -> u32 {
    const OF: [(Class, u32); 16] = [
        (Class::PhraseOpen, class::OPEN),
        (Class::Amount, class::MONEY),
        (Class::Counted, class::COUNT),
        (Class::HeadNoun, class::WANTS),
        (Class::HeadTail, class::WANTED),
        (Class::HeadStart, class::HEADS),
        (Class::NumberName, class::NUMBERED),
        (Class::Month, class::MONTH),
        (Class::BeforeYear, class::YEAR_WORD),
        (Class::ShareName, class::SHARED),
        (Class::DocumentName, class::REFERENCE),
        (Class::DateName, class::DATED),
        (Class::CaptionStart, class::CAPTION),
        (Class::TotalStart, class::TOTAL),
        (Class::PercentName, class::PERCENT),
        (Class::Linking, class::LINKS),
    ];
    if entry == Entry::default() {
        return 0;
    }
    let bits = OF
        .iter()
        .filter(|(class, _)| entry.is(*class))
        .fold(0, |bits, (_, bit)| bits | bit);
    if entry.sense(Class::HeadStart) == Some(1) {
        bits & !class::HEADS | class::ALONE
    } else {
        bits
    }
}

/// The classes of a word.
fn classes(text: &str, printed: Printed, entry: Entry) -> u32 {
    let mut class = known_classes(entry);
    let (upper, lower) = (printed.has(Printed::UPPER), printed.has(Printed::LOWER));
    let mut set = |holds: bool, bit: u32| {
        if holds {
            class |= bit;
        }
    };
    let (first, last) = (
        text.bytes().next().unwrap_or(b' '),
        text.bytes().next_back().unwrap_or(b' '),
    );
    set(printed.first == Printed::LOWER, class::LOWER);
    set(upper && !lower, class::UPPER);
    set(printed.first == Printed::UPPER, class::CAPITAL);
    let tail = printed.tail & (Printed::LOWER | Printed::UPPER);
    set(tail == Printed::LOWER, class::SMALL_TAIL);
    set(upper || lower, class::ALPHA);
    let shortens = last == b'.' && entry.is(Class::Abbreviation);
    set(
        matches!(last, b'.' | b':' | b';') && !shortens,
        class::STOPS,
    );
    set(
        matches!(last, b'-' | b'/' | b',' | b'(' | b':'),
        class::HANGS,
    );
    set(
        matches!(first, b'(' | b')' | b',' | b';' | b':'),
        class::PUNCTUATED,
    );
    set(printed.has(Printed::PERCENT), class::PERCENT);
    set(is_dash(text), class::DASH);
    set(matches!(text, "$" | "USD" | "US$"), class::DOLLAR);
    set(
        text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www."),
        class::LINK,
    );
    if text == "$" {
        set(true, class::TORN);
    }
    if printed.has(Printed::DIGIT) {
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
    class
}

/// The hash of what `hash` is of with the letters of `text` behind it, as one word.
pub(super) fn key_of(hash: u32, text: &str) -> u32 {
    steps::fold(text.len());
    let mut hash = hash;
    each_byte(text, |byte| hash = step(hash, byte));
    hash
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

fn is_reference(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit()) && is_in_groups(text)
}

/// A reference of an office, or its beginning: capitals and digits in groups with hyphens.
pub(super) fn is_in_groups(text: &str) -> bool {
    let mut groups = text.split('-');
    let first = groups.next().unwrap_or_default();
    let rest = groups.clone().count();
    first.len() >= 2
        && first.bytes().all(|b| b.is_ascii_uppercase())
        && rest >= 2
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
