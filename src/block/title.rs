//! Titles: numbered or not, wrapped over lines, misprinted, cut off by the end of the text.

use nom::branch::alt;
use nom::bytes::complete::take_while_m_n;
use nom::character::complete::{char, satisfy};
use nom::combinator::{eof, opt, peek, recognize, verify};
use nom::multi::many_m_n;
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

use crate::atom::roman_figure;
use crate::lexicon::{self, Class, Entry};
use crate::page::Page;
use crate::page::flow::{End, end_of, goes_on};
use crate::page::marker::{Marker, blanks0, blanks1};
use crate::source::fold;

/// Lines that one title may be wrapped over.
const MOST_LINES: usize = 7;
/// Characters of a line below which no title is wrapped.
const WRAPPED: usize = 30;
/// Letters that a word has at the least by which titles are related.
const RARE: usize = 6;
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

/// What stands before the words of a title.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Lead<'t> {
    /// The number as printed, without its dot.
    pub(crate) number: Option<&'t str>,
    /// Where the words begin, in bytes: the end of the line where they stand on the line below.
    pub(crate) content: usize,
    /// Markdown marks the line as a heading: by `#`, or in bold from end to end.
    pub(crate) is_marked: bool,
    /// A sign or a name parts the number from the words: `6. `, `SECCIÓN 6 `, but not `6 `.
    pub(crate) is_parted: bool,
}

impl Lead<'_> {
    /// Whether the number is that of a part of a section: `3.1`, `a`.
    pub(crate) fn is_sub(&self) -> bool {
        self.number.is_some_and(is_sub)
    }
}

/// Whether a number is that of a part of a section: `3.1`, `a`.
pub(crate) fn is_sub(number: &str) -> bool {
    number.contains('.') || value(number).is_none()
}

/// The value of a title's number, in Roman numerals or not.
pub(crate) fn value(number: &str) -> Option<u32> {
    let roman = || roman_figure(number).filter(|_| number.starts_with(char::is_uppercase));
    number.parse().ok().or_else(|| roman().map(u32::from))
}

/// What stands before the words of a title, where the line is one.
///
/// ```text
/// lead   = [hashes] [bold] [label]
/// hashes = 1*6"#" 1*space
/// bold   = 2*3("*" | "_")
/// label  = name 1*space count *space [stop] | arabic (stop | 1*space) | roman (stop | end) | letter ("." | ")") *space
/// name   = "SECCIÓN" | "PUNTO" | "ARTÍCULO" | "CAPÍTULO" | …
/// count  = arabic | roman                             arabic = 1*2digit *2("." 1*2digit) ["º"]
/// stop   = *space ("." | ".-" | ")" | ":" | "-") *space
///                           "## 1. Cobertura", "**II.-** **Logros**", "SECCIÓN 6: Compras", "CAPÍTULO VII" alone
/// ```
pub(crate) fn lead(text: &str) -> Lead<'_> {
    // Most lines begin with none of these.
    let may_lead = |b: u8| {
        b.is_ascii_digit()
            || matches!(
                b,
                b'#' | b'*'
                    | b'_'
                    | b'A'
                    | b'C'
                    | b'E'
                    | b'I'
                    | b'L'
                    | b'N'
                    | b'P'
                    | b'S'
                    | b'T'
                    | b'V'
                    | b'X'
                    | 0xC3
            )
    };
    let mut bytes = text.bytes();
    let (first, second) = (bytes.next(), bytes.next());
    if !first.is_some_and(may_lead) && !matches!(second, Some(b'.' | b')')) {
        return Lead::default();
    }
    let hashes = |i| recognize((take_while_m_n(1, 6, |c| c == '#'), blanks1)).parse_complete(i);
    let (after, signs) = opt(hashes).parse_complete(text).unwrap_or((text, None));
    let (after, stars) = opt(bold).parse_complete(after).unwrap_or((after, None));
    let is_marked = signs.is_some()
        || stars.is_some() && after.trim_end().ends_with(['*', '_']) && !after.contains("**,");
    let after = if is_marked { after } else { text };
    let unnumbered = Lead {
        content: text.len() - after.len(),
        is_marked,
        ..Lead::default()
    };
    label(after).map_or(unnumbered, |(rest, (number, is_parted))| Lead {
        number: Some(number),
        content: text.len() - rest.len(),
        is_marked,
        is_parted,
    })
}

fn bold(input: &str) -> IResult<&str, &str> {
    take_while_m_n(2, 3, |c| matches!(c, '*' | '_')).parse_complete(input)
}

/// The number of a title, and whether more than a space parts it from the words.
fn label(input: &str) -> IResult<&str, (&str, bool)> {
    let digits = |i| take_while_m_n(1, 2, |c: char| c.is_ascii_digit()).parse_complete(i);
    let arabic = |i| {
        terminated(
            recognize((digits, many_m_n(0, 2, (char('.'), digits)))),
            opt(satisfy(|c| matches!(c, 'º' | '°'))),
        )
        .parse_complete(i)
    };
    let roman = |i| take_while_m_n(1, 5, |c| matches!(c, 'I' | 'V' | 'X')).parse_complete(i);
    let sign = |i| {
        recognize(alt((
            terminated(char('.'), opt(char('-'))),
            satisfy(|c| matches!(c, ')' | ':' | '-' | '–')),
        )))
        .parse_complete(i)
    };
    let stop =
        |i| recognize(delimited(blanks0, sign, (opt(bold), blanks0, opt(bold)))).parse_complete(i);
    let named = preceded(
        name,
        terminated(alt((arabic, roman)), alt((stop, blanks1, eof))),
    );
    let numbered = terminated(
        alt((terminated(arabic, stop), terminated(roman, stop))),
        peek(alt((words, eof))),
    );
    let letter = terminated(
        recognize(satisfy(|c| c.is_ascii_alphabetic())),
        (
            satisfy(|c| matches!(c, '.' | ')')),
            opt(char('-')),
            blanks0,
            opt(bold),
        ),
    );
    alt((
        terminated(named, peek(alt((words, eof)))).map(|number| (number, true)),
        numbered.map(|number| (number, true)),
        terminated(roman, eof).map(|number| (number, true)),
        terminated(arabic, (blanks1, peek(words))).map(|number| (number, false)),
        terminated(letter, peek(words)).map(|number| (number, true)),
    ))
    .parse_complete(input)
}

/// `SECCIÓN `, before a number.
fn name(input: &str) -> IResult<&str, &str> {
    let word = take_while_m_n(3, 8, char::is_alphabetic);
    let counted = peek(satisfy(|c| {
        c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X')
    }));
    verify(terminated(word, (blanks1, counted)), |word: &str| {
        lexicon::folded(word).is_some_and(|word| word.entry().is(Class::TitleName))
    })
    .parse_complete(input)
}

fn words(input: &str) -> IResult<&str, &str> {
    recognize(satisfy(char::is_alphabetic)).parse_complete(input)
}

/// The words of a title without what Markdown puts behind them.
pub(crate) fn unmarked(words: &str) -> &str {
    words.trim_end_matches(['*', '_', '#', ' '])
}

/// A title of the vocabulary.
#[derive(Debug)]
struct Known {
    /// Its folded key.
    key: String,
    /// The bytes of its first word.
    first: usize,
    /// Its place in the vocabulary.
    place: usize,
}

impl Known {
    fn first(&self) -> &str {
        &self.key[..self.first]
    }
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
    /// The place in the vocabulary of the title that it is most alike to.
    pub(crate) known: usize,
}

/// Looks for a title of a vocabulary at a line.
#[derive(Debug)]
pub(crate) struct Finder {
    known: Vec<Known>,
    /// The first letters of the titles, a bit each: they turn most lines away.
    initials: u32,
}

impl Finder {
    pub(crate) fn new<'t>(titles: impl IntoIterator<Item = &'t str>) -> Self {
        let known: Vec<Known> = titles
            .into_iter()
            .enumerate()
            .map(|(place, title)| {
                let key = fold::key(title);
                let first = first_word(&key).len();
                Known { key, first, place }
            })
            .filter(|k| !k.key.is_empty())
            .collect();
        let initials = known
            .iter()
            .filter_map(|k| k.key.chars().next())
            .map(initial)
            .fold(0, |bits, bit| bits | bit);
        Self { known, initials }
    }

    /// Whether a title may begin with these words: most lines are turned away here.
    pub(crate) fn may_begin(&self, words: &str) -> bool {
        words
            .chars()
            .next()
            .is_some_and(|c| c.is_alphabetic() && initial(c) & self.initials != 0)
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
        if !self.may_begin(first)
            || !numbered && !first.starts_with(char::is_uppercase)
            || page.width(at) > MOST_WIDTH
            || has_leader(first)
        {
            return None;
        }
        let word = first_word(key_of(page, at, content));
        let known: Vec<&Known> = self
            .known
            .iter()
            .filter(|k| is_like(word, k.first()))
            .collect();
        if known.is_empty() {
            return numbered.then(|| self.parted(page, at, content)).flatten();
        }
        let longest = known.iter().map(|k| k.key.len()).max().unwrap_or(0);
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
                // A glyph begins an item, though its text may stand below.
                let is_item = page.printed(last).is_some_and(|mark| {
                    matches!(mark.marker, Marker::Bullet | Marker::Check)
                        || mark.content as usize >= page.text(last).len()
                });
                if is_item {
                    break;
                }
                // The next line may have a number of its own.
                let next = lead(page.text(last));
                let is_full = page.width(last - 1) >= WRAPPED || page.text(last - 1).ends_with('-');
                if !numbered && !is_full || next.is_parted && next.content < page.text(last).len() {
                    break;
                }
            }
            let key = undated(page.words_from(at..last + 1, content).key());
            if key.len() > longest + longest / 4 + 60 {
                break;
            }
            let ends = last + 1 >= page.lines.len();
            let (mut likeness, mut place) = (0.0, 0);
            for k in &known {
                let near = near(key, &k.key);
                if near > likeness {
                    (likeness, place) = (near, k.place);
                }
            }
            let mut cut_off = false;
            if ends
                && likeness < 0.85
                && key.len() >= 12
                && let Some(k) = known.iter().find(|k| begins(&k.key, key))
            {
                (likeness, place, cut_off) = (0.9, k.place, true);
            }
            if numbered
                && likeness < 0.85
                && let Some(k) = known.iter().find(|k| loosely(key, &k.key))
                && Self::stops(page, last, end)
            {
                (likeness, place) = (0.8, k.place);
            }
            // Of two titles printed exactly, the longer one stands here.
            let is_better = |b: Match| likeness > b.likeness || likeness >= 1.0;
            if likeness >= 0.8 && best.is_none_or(is_better) {
                best = Some(Match {
                    lines,
                    likeness,
                    cut_off,
                    known: place,
                });
            }
        }
        best.or_else(|| numbered.then(|| self.parted(page, at, content)).flatten())
    }

    /// The title that lines are but for spaces within their words: `Proces os de contratac ión`, `L O G R O S`.
    fn parted(&self, page: &Page<'_>, at: usize, content: usize) -> Option<Match> {
        let key = |lines: usize| page.words_from(at..at + lines, content).key();
        let lines_of = |known: &Known| {
            let goes_on = |&lines: &usize| {
                let last = at + lines - 1;
                last < page.lines.len()
                    && !page.furniture[last]
                    && fold::begins_alike(&known.key, key(lines))
            };
            (1..=MOST_LINES).take_while(goes_on).count()
        };
        let (lines, known) = self
            .known
            .iter()
            .map(|known| (lines_of(known), known))
            .filter(|&(lines, _)| lines > 0)
            .max_by_key(|(lines, known)| (*lines, std::cmp::Reverse(known.key.len())))?;
        Some(Match {
            lines,
            likeness: 0.8,
            cut_off: false,
            known: known.place,
        })
    }

    /// Whether words share one with few titles of the vocabulary, such as "interculturalidad" with "Políticas públicas
    /// interculturales": they may be that title in other words.
    pub(crate) fn is_related(&self, words: &str) -> bool {
        let key = fold::key(words);
        key.split(' ')
            .filter(|word| word.len() >= RARE)
            .any(|word| {
                let with = self.known.iter().filter(|k| {
                    k.key
                        .split(' ')
                        .filter(|known| known.len() >= RARE)
                        .any(|known| {
                            let stem = (known.len().saturating_sub(3)).max(RARE);
                            known.get(..stem).is_some_and(|stem| word.starts_with(stem))
                        })
                });
                (1..=self.known.len().div_ceil(3)).contains(&with.count())
            })
    }

    /// Whether what follows line `last` is no more of the title.
    fn stops(page: &Page<'_>, last: usize, end: usize) -> bool {
        last + 1 >= end || page.furniture[last + 1] || !goes_on(page, last, last + 1)
    }
}

/// A key without the time that a title ends in: ` del año 2022`, ` enero diciembre 2021`, ` 2022`.
fn undated(key: &str) -> &str {
    let is_year = |word: &str| {
        word.len() == 4 && word.starts_with("20") && word.bytes().all(|b| b.is_ascii_digit())
    };
    let Some((before, last)) = key.rsplit_once(' ') else {
        return key;
    };
    if !is_year(last) {
        return key;
    }
    let mut rest = before;
    while let Some((before, word)) = rest.rsplit_once(' ') {
        let entry = Entry::of(word);
        if !(TIME.contains(&word) || entry.is(Class::Month) || entry.is(Class::PlaceWord)) {
            break;
        }
        rest = before;
    }
    rest
}

/// Words before the year in which a title ends.
const TIME: &[&str] = &[
    "a",
    "ano",
    "durante",
    "ejercicio",
    "el",
    "en",
    "fiscal",
    "periodo",
];

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

/// The key of a line from byte `content` on.
pub(crate) fn key_of<'p>(page: &'p Page<'_>, at: usize, content: usize) -> &'p str {
    page.words_from(at..at + 1, content).key()
}

/// A bit for the letter that a word begins with, without its accent.
pub(crate) fn initial(letter: char) -> u32 {
    let plain = match letter {
        'Á' | 'á' => 'a',
        'É' | 'é' => 'e',
        'Í' | 'í' => 'i',
        'Ó' | 'ó' => 'o',
        'Ú' | 'ú' | 'Ü' | 'ü' => 'u',
        'Ñ' | 'ñ' => 'n',
        other => other.to_ascii_lowercase(),
    };
    let bit = match plain {
        'a'..='z' => plain as u32 - 'a' as u32,
        _ => 26,
    };
    1 << bit
}

fn first_word(key: &str) -> &str {
    key.split(' ').next().unwrap_or_default()
}

/// Whether a title's first word is another's: a misprint in it must not hide the title, but for one in its first letter.
fn is_like(word: &str, first: &str) -> bool {
    word.bytes().next() == first.bytes().next()
        && (fold::same_word(word, first)
            || word.len() > 6 && fold::likeness(word, first, 0.7) > 0.7)
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
    // The first byte of an ellipsis is that of other signs, too.
    memchr::memchr2(b'.', 0xe2, text.as_bytes()).is_some() && is_leader(text)
}

fn is_leader(text: &str) -> bool {
    text.contains("....") || text.contains("…………") || text.contains(". . . .")
}

/// Lines in which a paragraph ends its first sentence.
const SENTENCE: usize = 10;

/// Whether a paragraph of sentences begins at line `at`: most words are small, and a sentence ends not far below.
pub(crate) fn is_prose(page: &Page<'_>, at: usize) -> bool {
    let text = page.text(at);
    if !text.starts_with(|c: char| c.is_uppercase() || matches!(c, '¿' | '“' | '"')) {
        return false;
    }
    let (mut all, mut small) = (0, 0);
    for word in text.split_whitespace().skip(1) {
        all += 1;
        small += usize::from(word.starts_with(char::is_lowercase));
    }
    all >= 3
        && small * 5 >= all * 2
        && (at..page.lines.len().min(at + SENTENCE))
            .any(|i| !page.furniture[i] && page.text(i).ends_with(['.', ':', ';']))
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
    fn reads_what_leads_a_title() {
        let read = |text| {
            let lead = lead(text);
            (lead.number, &text[lead.content..])
        };
        for (text, number, words) in [
            ("7. Enajenación", "7", "Enajenación"),
            ("7 Enajenación", "7", "Enajenación"),
            ("1.- COBERTURA", "1", "COBERTURA"),
            ("6) PROCESOS", "6", "PROCESOS"),
            ("6 - Procesos", "6", "Procesos"),
            ("6: Procesos", "6", "Procesos"),
            ("8.1. Contraloría", "8.1", "Contraloría"),
            ("3.1.2 Género", "3.1.2", "Género"),
            ("IV. Objetivos", "IV", "Objetivos"),
            ("IV) Objetivos", "IV", "Objetivos"),
            ("4º. Objetivos", "4", "Objetivos"),
            ("2° Logros", "2", "Logros"),
            ("b) Logros", "b", "Logros"),
            ("C.- Logros", "C", "Logros"),
            ("SECCIÓN 6: PROCESOS", "6", "PROCESOS"),
            ("Punto 7: Donaciones", "7", "Donaciones"),
            ("ARTÍCULO 1. COBERTURA", "1", "COBERTURA"),
            ("Capítulo II - Logros", "II", "Logros"),
            ("CAPÍTULO VII", "VII", ""),
            ("3.", "3", ""),
            ("## 1. Cobertura", "1", "Cobertura"),
            ("## **1. Cobertura**", "1", "Cobertura**"),
            ("**1.** **Cobertura**", "1", "Cobertura**"),
            ("**SECCIÓN 6:** **Procesos**", "6", "Procesos**"),
        ] {
            assert_eq!(read(text), (Some(number), words), "{text}");
        }
        for text in [
            "Introducción",
            "2022 - Direcciones",
            "Parte de los fondos",
            "1.690,73",
            "Vigente",
            "12",
            "IVA",
            "Ítems",
        ] {
            assert_eq!(lead(text), Lead::default(), "{text}");
        }
        assert!(lead("### Introducción").is_marked && lead("**Introducción**").is_marked);
        assert!(!lead("**Nota** del autor").is_marked && !lead("* un punto").is_marked);
        assert!(!lead("7 Enajenación").is_parted && lead("7.- Enajenación").is_parted);
        assert_eq!(unmarked("Cobertura**"), "Cobertura");
    }

    #[test]
    fn numbers_are_counted_in_both_notations() {
        assert_eq!(
            ["7", "IV", "IX", "XII", "", "3.1", "a"].map(value),
            [Some(7), Some(4), Some(9), Some(12), None, None, None]
        );
        assert!(is_sub("3.1") && is_sub("a") && !is_sub("VI") && !is_sub("6"));
    }

    #[test]
    fn other_words_are_related_by_a_rare_one() {
        let finder = Finder::new([
            "Políticas públicas interculturales",
            "Políticas públicas generacionales",
            "Políticas públicas de género",
        ]);
        assert!(finder.is_related("Enfoque generacional"));
        assert!(finder.is_related("Eje de igualdad de género"));
        assert!(!finder.is_related("Otras políticas públicas"));
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
