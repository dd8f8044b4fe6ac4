//! The pieces of a line: runs of words, and values.

use super::word::{Word, class};

/// What a piece is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Kind {
    /// Words.
    Text,
    /// A number without decimals.
    Count,
    /// A number with decimals, or with a currency sign.
    Money,
    Percent,
    Date,
    /// A reference to a document, or an address.
    Reference,
    /// `-` or `N/A`: stands for no value, in any column.
    Dash,
}

impl Kind {
    /// Its place among the kinds of values.
    pub(super) fn index(self) -> usize {
        match self {
            Self::Count | Self::Text => 0,
            Self::Money => 1,
            Self::Percent => 2,
            Self::Date => 3,
            Self::Reference => 4,
            Self::Dash => 5,
        }
    }
}

/// The kinds of values, in the order of [`Kind::index`].
pub(super) const VALUES: [Kind; 6] = [
    Kind::Count,
    Kind::Money,
    Kind::Percent,
    Kind::Date,
    Kind::Reference,
    Kind::Dash,
];

/// A run of words, or one value.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct Piece {
    pub(super) kind: Kind,
    /// Its line in the page.
    pub(super) line: u32,
    /// Its words in the sheet.
    pub(super) from: u32,
    pub(super) to: u32,
    /// Its columns of characters.
    pub(super) a: u16,
    pub(super) b: u16,
    /// Spaces before it beyond one.
    pub(super) extra: u16,
    /// Spaces at the end of its line beyond one, where it is the last.
    pub(super) after: u16,
    /// It begins its line.
    pub(super) first: bool,
    /// It ends its line.
    pub(super) last: bool,
    /// Begins with a small letter, or with what goes on.
    pub(super) low: bool,
    /// Has letters, all of them capitals.
    pub(super) upper: bool,
    pub(super) alpha: bool,
    /// Ends in the middle of a phrase.
    pub(super) open: bool,
    /// The same text stands elsewhere in its table.
    pub(super) recur: bool,
    /// It was cut out of a longer run; before words that recur.
    pub(super) joint: bool,
    pub(super) cut: bool,
    /// Ends or begins as a value does that a line end broke.
    pub(super) torn_end: bool,
    pub(super) torn_start: bool,
    /// It names a row of a schema: 1 whole, 0.5 its beginning.
    pub(super) known: f32,
    /// The hash of its words.
    pub(super) hash: u32,
    /// Its width in characters.
    pub(super) width: u16,
    /// The width of its first word.
    pub(super) first_word: u16,
}

impl Piece {
    pub(super) fn is_text(&self) -> bool {
        self.kind == Kind::Text
    }

    /// Whether it is the rest of the value before it, which a line end broke.
    pub(super) fn completes(&self, before: &Self) -> bool {
        self.is_value()
            && before.is_value()
            && before.line != self.line
            && (before.torn_end || self.torn_start)
    }

    pub(super) fn is_value(&self) -> bool {
        self.kind != Kind::Text
    }

    /// A run of the words `from..to`, taken from `words` of the same length.
    pub(super) fn text(line: u32, from: u32, words: &[Word]) -> Option<Self> {
        let mut piece = Self::of(Kind::Text, line, from, words)?;
        let (first, last) = (words.first()?, words.last()?);
        piece.low = first.is(class::LOWER | class::PUNCTUATED | class::LINKS);
        piece.alpha = words.iter().any(|w| w.is(class::ALPHA));
        piece.upper = piece.alpha
            && words
                .iter()
                .all(|w| !w.is(class::ALPHA) || w.is(class::UPPER));
        piece.open = last.is(class::OPEN) && !last.is(class::UPPER)
            || last.is(class::OPEN) && last.width() > 1
            || last.is(class::LINKS) && words.len() > 1
            || last.is(class::HANGS);
        Some(piece)
    }

    pub(super) fn of(kind: Kind, line: u32, from: u32, words: &[Word]) -> Option<Self> {
        let (first, last) = (words.first()?, words.last()?);
        let gaps = words.len() - 1;
        let width = words.iter().map(|w| w.width()).sum::<usize>() + gaps;
        Some(Self {
            kind,
            line,
            from,
            to: from + words.len() as u32,
            a: first.a,
            b: last.b,
            extra: 0,
            after: 0,
            first: false,
            last: false,
            low: false,
            upper: false,
            alpha: false,
            open: false,
            recur: false,
            joint: false,
            cut: false,
            torn_end: false,
            torn_start: false,
            known: 0.0,
            hash: hash(words),
            width: u16::try_from(width).unwrap_or(u16::MAX),
            first_word: u16::try_from(first.width()).unwrap_or(u16::MAX),
        })
    }
}

/// The hash of a run of words.
pub(super) fn hash(words: &[Word]) -> u32 {
    words.iter().fold(super::word::SEED, |hash, word| {
        super::word::combine(hash, word.key)
    })
}

/// The words at the beginning and at the end of a line that are parts of values which line ends broke.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Broken {
    pub(super) begin: usize,
    pub(super) end: usize,
}

/// How many words at the end of a line and at the beginning of the next one are one value: a reference, or a date in words.
pub(super) fn broken(source: &str, line: &[Word], next: &[Word]) -> Option<(usize, usize)> {
    let (last, first) = (line.last()?, next.first()?);
    // Groups with hyphens, or the letter that ends a reference.
    let ends_reference = |text: &str| {
        let in_group = |b: u8| b.is_ascii_uppercase() || b.is_ascii_digit() || b == b'-';
        text.bytes().all(in_group)
            && (text.contains('-') || text.len() == 1 && !first.is(class::NUMBER))
    };
    if last.text(source).ends_with('-')
        && super::word::is_in_groups(last.text(source))
        && ends_reference(first.text(source))
    {
        return Some((1, 1));
    }
    // `5 de agosto` and `de 2021`, with the break on either side of `de`.
    let links = usize::from(last.is(class::OPEN));
    let date = line.get(line.len().checked_sub(3 + links)?..)?;
    let begin = usize::from(links == 0);
    let is_date = date[0].is(class::NUMBER)
        && date[0].width() <= 2
        && date[1].is(class::OPEN)
        && date[2].is(class::MONTH)
        && (links == 1 || first.is(class::OPEN))
        && next.get(begin).is_some_and(|word| word.is(class::YEAR));
    is_date.then_some((date.len(), begin + 1))
}

/// Appends the pieces of line `line`, whose words are `words`, the first of them the sheet's word `base`.
/// `indent` are the spaces before it.
#[allow(clippy::too_many_arguments, reason = "a line and what is known of it")]
pub(super) fn split(
    source: &str,
    line: u32,
    base: u32,
    words: &[Word],
    broken: Broken,
    indent: u16,
    trailing: u16,
    out: &mut Vec<Piece>,
) {
    let start = out.len();
    let mut at = 0;
    // The words of a value of which the line holds a part.
    let part = |at: usize| match at {
        0 if broken.begin > 0 => Some(broken.begin),
        _ if broken.end > 0 && at + broken.end == words.len() => Some(broken.end),
        _ => None,
    };
    while at < words.len() {
        let (mut len, value) = part(at).map_or_else(
            || {
                let after_value = out.len() > start && out.last().is_some_and(Piece::is_value);
                unit(source, words, at, after_value, out.len() > start)
            },
            |len| (len, true),
        );
        let here = &words[at..at + len];
        let previous = at.checked_sub(1).map(|p| words[p]);
        let space = previous.map_or(0, |p| here[0].a.saturating_sub(p.b));
        let first = out.len() == start;
        let piece = if value {
            Piece::of(kind_of(source, here), line, base + at as u32, here).map(|mut piece| {
                let (head, tail) = (here[0].text(source), here[len - 1].text(source));
                piece.torn_end =
                    tail.ends_with(['.', ',', '$', '-']) && !super::word::is_dash(tail);
                piece.torn_start = head.starts_with(['.', ',', '´', '’', '\'']);
                if part(at).is_some() {
                    piece.torn_start |= at == 0 && broken.begin > 0;
                    piece.torn_end |= at > 0 || broken.begin == 0;
                    piece.kind = if here[0].is(class::NUMBER) || here[len - 1].is(class::YEAR) {
                        Kind::Date
                    } else {
                        Kind::Reference
                    };
                }
                piece
            })
        } else {
            // A run of words is one piece.
            let mut end = at + len;
            while end < words.len() && gap(words, end) < 2 && part(end).is_none() {
                let (more, is_value) = unit(source, words, end, false, true);
                if is_value {
                    break;
                }
                end += more;
            }
            len = end - at;
            Piece::text(line, base + at as u32, &words[at..end])
        };
        if let Some(mut piece) = piece {
            piece.extra = if first && value {
                indent
            } else {
                space.saturating_sub(1)
            };
            piece.first = first;
            out.push(piece);
        }
        at += len;
    }
    if let Some(last) = out.last_mut().filter(|last| last.line == line) {
        last.after = trailing.saturating_sub(1);
        last.last = true;
    }
}

/// How many words from `at` on belong together, and whether they are a value.
fn unit(source: &str, words: &[Word], at: usize, after_value: bool, inside: bool) -> (usize, bool) {
    let word = words[at];
    let get = |i: usize| words.get(i).copied();
    let is = |i: usize, class: u32| get(i).is_some_and(|w| w.is(class));
    let mut len = 0;
    if is(at, class::NUMBER)
        && word.width() <= 2
        && is(at + 2, class::MONTH)
        && is(at + 4, class::YEAR)
        && is(at + 1, class::OPEN)
        && is(at + 3, class::OPEN)
    {
        len = 5;
    } else if word.is(class::DOLLAR)
        && get(at + 1).is_some_and(|w| w.is(class::NUMBER) || w.is(class::DASH) && w.width() == 1)
    {
        len = 2;
    } else if word.is(class::NUMBER | class::DATE | class::LINK | class::DASH)
        || word.is(class::TORN) && at + 1 == words.len()
    {
        len = 1;
    }
    if len == 0 {
        return (1, false);
    }
    let sign = |i: usize| get(i).is_some_and(|w| w.text(source) == "%");
    if words[at + len - 1].is(class::NUMBER)
        && sign(at + len)
        && !(is(at + len + 1, class::ALPHA) && gap(words, at + len + 1) < 2)
    {
        len += 1;
    }
    let next = get(at + len);
    let previous = at.checked_sub(1).and_then(get);
    let valued =
        |w: Word| w.is(class::NUMBER | class::DATE | class::LINK | class::DASH | class::DOLLAR);
    let near = |i: usize| i == 0 || i >= words.len() || gap(words, i) < 2;
    // In the middle of a phrase.
    let goes_on = next.is_some_and(|w| {
        w.is(class::LOWER) && !w.is(class::DASH) && !w.is(class::LINK) && near(at + len)
            || matches!(w.text(source).as_bytes()[0], b',' | b';' | b':')
    });
    let numbers_name =
        previous.is_some_and(|w| w.is(class::NUMBERED)) && inside && !after_value && near(at);
    // A number before a name: an item of a budget. One digit, or a number between values, counts something.
    let codes = at == 0
        && (2..=8).contains(&word.width())
        && word.text(source).bytes().all(|b| b.is_ascii_digit())
        && len == 1
        && !word.is(class::YEAR)
        && near(1)
        && next.is_some_and(|w| {
            w.is(class::CAPITAL) && !w.is(class::LINK | class::DOLLAR | class::DASH)
        })
        && words
            .last()
            .is_some_and(|&w| valued(w) || w.is(class::PERCENT));
    let dash = word.is(class::DASH);
    let thin = dash && word.width() == 1;
    let punctuation = thin && next.is_some_and(|w| !valued(w)) && !after_value && near(at + len);
    let governed = !dash
        && inside
        && !after_value
        && near(at)
        && previous.is_some_and(|w| w.is(class::OPEN))
        && (!next.is_some_and(valued) || word.is(class::YEAR));
    // The year of a month that a label names.
    let dates = word.is(class::YEAR)
        && inside
        && !after_value
        && near(at)
        && previous.is_some_and(|w| w.is(class::MONTH));
    (
        len,
        !(goes_on || codes || numbers_name || punctuation || governed || dates),
    )
}

/// The columns before a word.
fn gap(words: &[Word], at: usize) -> u16 {
    match (at.checked_sub(1).and_then(|p| words.get(p)), words.get(at)) {
        (Some(before), Some(word)) => word.a.saturating_sub(before.b),
        _ => 0,
    }
}

fn kind_of(source: &str, words: &[Word]) -> Kind {
    let Some(&last) = words.last() else {
        return Kind::Count;
    };
    let text = last.text(source);
    if words.len() > 2 || last.is(class::DATE) {
        Kind::Date
    } else if last.is(class::DASH) {
        Kind::Dash
    } else if last.is(class::LINK) {
        Kind::Reference
    } else if text.ends_with('%') || text.ends_with("%)") {
        Kind::Percent
    } else if last.is(class::TORN) && text.len() > 1 && !text.ends_with(['.', ',']) {
        Kind::Date
    } else if words.len() > 1 || text.contains('$') || last.is(class::TORN) || has_decimals(text) {
        Kind::Money
    } else {
        Kind::Count
    }
}

fn has_decimals(text: &str) -> bool {
    let bare = text.trim_end_matches([')', '%', '-']);
    bare.rfind([',', '.', '´', '’', '\'']).is_some_and(|at| {
        let tail = &bare[at..];
        matches!(tail.chars().count(), 2 | 3)
    })
}

/// The amount that a value prints, in hundredths.
pub(super) fn amount(text: &str) -> Option<i64> {
    let negative = text.contains('(') || text.trim_start_matches(['$', ' ']).starts_with('-');
    let bare = text.trim_matches(|c: char| !c.is_ascii_digit() && !matches!(c, '.' | ','));
    let (whole, cents) = match bare.rfind([',', '.']) {
        Some(at) if matches!(bare.len() - at, 2 | 3) => (&bare[..at], &bare[at + 1..]),
        _ => (bare, ""),
    };
    let mut value: i64 = 0;
    let mut digits = 0;
    for byte in whole.bytes().filter(u8::is_ascii_digit) {
        value = value.checked_mul(10)?.checked_add(i64::from(byte - b'0'))?;
        digits += 1;
    }
    let mut hundredths = 0;
    for (at, byte) in cents.bytes().enumerate() {
        hundredths += i64::from(byte.wrapping_sub(b'0').min(9)) * if at == 0 { 10 } else { 1 };
        digits += 1;
    }
    if digits == 0 {
        return None;
    }
    let value = value.checked_mul(100)?.checked_add(hundredths)?;
    Some(if negative { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Span;

    fn pieces(text: &str) -> Vec<(Kind, String)> {
        let mut words = Vec::new();
        super::super::word::split(text, Span::new(0, text.len() as u32), 0, &mut words);
        let mut out = Vec::new();
        split(text, 0, 0, &words, Broken::default(), 0, 0, &mut out);
        out.iter()
            .map(|p| {
                let span = words[p.from as usize]
                    .span()
                    .hull(words[p.to as usize - 1].span());
                (p.kind, text[span.range()].to_owned())
            })
            .collect()
    }

    fn shape(text: &str) -> String {
        pieces(text)
            .iter()
            .map(|(kind, _)| match kind {
                Kind::Text => 'T',
                Kind::Count => 'n',
                Kind::Money => 'm',
                Kind::Percent => 'p',
                Kind::Date => 'd',
                Kind::Reference => 'r',
                Kind::Dash => '-',
            })
            .collect()
    }

    #[test]
    fn cuts_a_row_into_its_label_and_values() {
        assert_eq!(shape("Subasta Inversa 6 412.808,15 4 251.330,90"), "Tnmnm");
        assert_eq!(
            shape("Seguro Social Campesino $ 5.000,00 - N/A 91,3 %"),
            "Tm--p"
        );
        assert_eq!(
            shape("Taller  3 de agosto de 2021 IESS-DPX-2021-1-M"),
            "Tdr"
        );
        assert_eq!(shape("Centro A   Tipo B   12"), "TTn");
    }

    #[test]
    fn a_number_in_a_phrase_is_no_value() {
        assert_eq!(shape("Artículo 5 del reglamento"), "T");
        assert_eq!(shape("Menores de 18 años"), "T");
        assert_eq!(shape("Zona 3 14"), "Tn");
        assert_eq!(shape("Quito - Norte 14"), "Tn");
    }

    #[test]
    fn a_line_end_breaks_references_and_dates() {
        let found = |line: &str, next: &str| {
            let text = format!("{line}\n{next}");
            let (mut own, mut other) = (Vec::new(), Vec::new());
            let end = line.len() as u32;
            super::super::word::split(&text, Span::new(0, end), 0, &mut own);
            let rest = Span::new(end + 1, text.len() as u32);
            super::super::word::split(&text, rest, 0, &mut other);
            broken(&text, &own, &other)
        };
        assert_eq!(found("Taller IESS-DPX-2021-", "0123-M 5"), Some((1, 1)));
        assert_eq!(found("Taller IESS-DPX-", "2021-0123-M"), Some((1, 1)));
        assert_eq!(found("IESS-DPX-2021-0123-", "M"), Some((1, 1)));
        assert_eq!(found("IESS-DPX-2021-0123-", "Taller"), None);
        assert_eq!(found("Uso 5 de agosto", "de 2021 9"), Some((3, 2)));
        assert_eq!(found("Uso 5 de agosto de", "2021"), Some((4, 1)));
        assert_eq!(found("Uso 5 de agosto", "de 12"), None);
    }

    #[test]
    fn reads_amounts() {
        assert_eq!(amount("1.234,50"), Some(123_450));
        assert_eq!(amount("(3)"), Some(-300));
        assert_eq!(amount("-"), None);
    }
}
