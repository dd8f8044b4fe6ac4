//! Words of a text, compared as a reader compares them: without case, accents or punctuation, a misprint forgiven.
//!
//! The standard sections read labels and cells with this, and authors of other sections may read sentences with it too:
//! [`tokens`] parts a text into words, values and punctuation; [`find`] finds a phrase among them; [`key`],
//! [`same_word`] and [`alike`] compare.
//!
//! ```
//! use rendicion::words::{find, key, tokens};
//!
//! let text = "El número de AFILIAOS activos";
//! let tokens = tokens(text, &[]);
//! let found = find(&tokens, &key("Número de afiliados"), 0).unwrap();
//! assert_eq!(&text[tokens[found.start].range.start..tokens[found.end - 1].range.end], "número de AFILIAOS");
//! ```

use std::borrow::Cow;
use std::ops::Range;

use super::passage::Placed;
use crate::atom::{Atom, number_in_words};
use crate::lexicon::{Class, WordList};
use crate::source::fold;

/// The key of `text`, by which it is compared: lower-case letters and digits without accents, words parted by one
/// space. `%` is a word of its own.
///
/// ```
/// use rendicion::words::key;
///
/// assert_eq!(key("Ejecución  PROGRAMÁTICA,"), "ejecucion programatica");
/// assert_eq!(key("% EJEC."), "% ejec");
/// ```
pub fn key(text: &str) -> String {
    fold::key(text)
}

/// Whether `printed` is `word` (both keys of one word): the same, or one misprint away from it where it is longer than
/// four letters.
///
/// ```
/// use rendicion::words::same_word;
///
/// assert!(same_word("recudacion", "recaudacion"));
/// assert!(!same_word("mes", "mas"));
/// ```
pub fn same_word(printed: &str, word: &str) -> bool {
    fold::same_word(printed, word)
}

/// Whether two keys are alike: all but a share of `1.0 - least` of the letters of the longer one are the same.
///
/// ```
/// use rendicion::words::{alike, key};
///
/// assert!(alike(&key("Objetivos Institucionales"), &key("OBJETIVOS INSTITUCONALES"), 0.9));
/// assert!(!alike("logros", "objetivos", 0.5));
/// ```
pub fn alike(a: &str, b: &str, least: f64) -> bool {
    fold::likeness(a, b, least) >= least
}

/// Whether the label of a table's row says that it adds the others up; one without a label does.
///
/// ```
/// use rendicion::words::is_total;
///
/// assert!(is_total("TOTAL GENERAL:") && is_total("") && !is_total("Pensiones"));
/// ```
pub fn is_total(label: &str) -> bool {
    let key = key(label);
    key.is_empty()
        || matches!(
            key.split(' ').next(),
            Some("total" | "totales" | "subtotal" | "suma" | "suman")
        )
}

/// Whether the label of a table's row says that it adds up some of the others only.
///
/// ```
/// use rendicion::words::is_subtotal;
///
/// assert!(is_subtotal("SUBTOTAL GASTO") && is_subtotal("Sub-total") && !is_subtotal("TOTAL"));
/// ```
pub fn is_subtotal(label: &str) -> bool {
    let key = key(label);
    let mut words = key.split(' ');
    match words.next() {
        Some("sub") => matches!(words.next(), Some("total" | "totales")),
        Some(first) => matches!(first, "subtotal" | "subtotales"),
        None => false,
    }
}

/// Whether a label is a month, a quarter or another part of a year: `Enero`, `I TRIMESTRE`.
pub(super) fn is_part_of_year(label: &str) -> bool {
    let words = WordList::of_str(label);
    let is_month = words
        .first()
        .is_some_and(|word| word.entry.is(Class::Month));
    is_month || words.iter().any(|word| word.entry.is(Class::YearPart))
}

/// What a text is made of, beside white space.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum TokenKind<'r> {
    /// A word, as its key: letters and digits, or `%`.
    Word(Cow<'r, str>),
    /// A value.
    Value(&'r Atom),
    /// Anything else: a comma, a bracket, a sign of money.
    Mark(char),
}

/// A word, a value or a punctuation mark of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Token<'r> {
    /// What it is.
    pub kind: TokenKind<'r>,
    /// Where in the text it stands, in bytes.
    pub range: Range<usize>,
}

impl<'r> Token<'r> {
    /// Its key, where it is a word; otherwise nothing, which is no word's key.
    pub fn word(&self) -> &str {
        if let TokenKind::Word(key) = &self.kind {
            key
        } else {
            ""
        }
    }

    /// The value that it is.
    pub fn value(&self) -> Option<&'r Atom> {
        if let TokenKind::Value(atom) = self.kind {
            Some(atom)
        } else {
            None
        }
    }

    /// The punctuation mark that it is.
    pub fn mark(&self) -> Option<char> {
        if let TokenKind::Mark(mark) = self.kind {
            Some(mark)
        } else {
            None
        }
    }

    /// Whether it is one of these words, which are keys.
    pub fn is_any(&self, words: &[&str]) -> bool {
        let word = self.word().as_bytes();
        // The length or the first letter turns most of them away.
        words.iter().any(|other| {
            other.len() == word.len()
                && other.as_bytes().first() == word.first()
                && other.as_bytes() == word
        })
    }

    /// Whether it is a word that begins with one of these stems, which are keys.
    pub fn begins(&self, stems: &[&str]) -> bool {
        let word = self.word();
        let first = word.as_bytes().first();
        first.is_some()
            && stems.iter().any(|stem| {
                let letter = stem.as_bytes().first();
                letter.is_none() || letter == first && word.starts_with(stem)
            })
    }
}

/// Parts a text into words, values and punctuation marks, in order. `values` are the values of the text, with their
/// places in it, in order; a value's own words and marks are not told apart.
///
/// ```
/// use rendicion::words::{TokenKind, tokens};
///
/// let tokens = tokens("De ellos, 3", &[]);
/// assert_eq!(tokens.len(), 4);
/// assert_eq!(tokens[1].kind, TokenKind::Word("ellos".into()));
/// assert_eq!(tokens[2].mark(), Some(','));
/// ```
pub fn tokens<'r>(text: &'r str, values: &[Placed<'r>]) -> Vec<Token<'r>> {
    // A word and what parts it from the next take six bytes and more.
    let mut out = Vec::with_capacity(text.len() / 6 + 4);
    let mut values = values.iter().peekable();
    let mut word: Option<usize> = None;
    let mut skip = 0;
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        if at < skip {
            continue;
        }
        while values.next_if(|next| next.range.start < at).is_some() {}
        let value = values.next_if(|next| next.range.start == at && next.range.end > at);
        let inside = value.is_none() && (c.is_alphanumeric() || c == '%');
        if inside && word.is_none() {
            word = Some(at);
        }
        if !inside && let Some(from) = word.take() {
            push_words(&mut out, text, from..at);
        }
        if let Some(Placed { atom, range }) = value {
            out.push(Token {
                kind: TokenKind::Value(atom),
                range: range.clone(),
            });
            skip = range.end;
        } else if !inside && !c.is_whitespace() {
            out.push(Token {
                kind: TokenKind::Mark(c),
                range: at..at + c.len_utf8(),
            });
        }
    }
    out
}

fn push_words<'r>(out: &mut Vec<Token<'r>>, text: &'r str, range: Range<usize>) {
    let printed = &text[range.clone()];
    let is_key = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit();
    if printed.bytes().all(is_key) {
        out.push(Token {
            kind: TokenKind::Word(Cow::Borrowed(printed)),
            range,
        });
        return;
    }
    let key = fold::key(printed);
    if !key.is_empty() && !key.contains(' ') {
        out.push(Token {
            kind: TokenKind::Word(Cow::Owned(key)),
            range,
        });
        return;
    }
    // What folds to nothing is no word; `5%` and the like fold to several, which share one place.
    for word in key.split(' ').filter(|word| !word.is_empty()) {
        out.push(Token {
            kind: TokenKind::Word(Cow::Owned(word.to_owned())),
            range: range.clone(),
        });
    }
}

/// Where the words of `phrase`, a key, stand in a row, from token `from` on: the places of its words among the tokens.
/// A misprint is forgiven in each longer word.
///
/// ```
/// use rendicion::words::{find, tokens};
///
/// let tokens = tokens("por Catálogo  Electrónico, de", &[]);
/// assert_eq!(find(&tokens, "catalogo electronico", 0), Some(1..3));
/// assert_eq!(find(&tokens, "catalogo electronico", 2), None);
/// ```
pub fn find(tokens: &[Token<'_>], phrase: &str, from: usize) -> Option<Range<usize>> {
    (from..tokens.len()).find_map(|at| stands_at(tokens, at, phrase).map(|end| at..end))
}

/// The token after the words of `phrase`, a key, where they stand at token `at`.
///
/// ```
/// use rendicion::words::{stands_at, tokens};
///
/// let tokens = tokens("los jefes de hogar", &[]);
/// assert_eq!(stands_at(&tokens, 1, "jefes de hogar"), Some(4));
/// assert_eq!(stands_at(&tokens, 0, "jefes de hogar"), None);
/// ```
#[inline]
pub fn stands_at(tokens: &[Token<'_>], at: usize, phrase: &str) -> Option<usize> {
    // The first letter turns most phrases away.
    if tokens.get(at)?.word().as_bytes().first() != phrase.as_bytes().first() {
        return None;
    }
    goes_on_at(tokens, at, phrase)
}

fn goes_on_at(tokens: &[Token<'_>], at: usize, phrase: &str) -> Option<usize> {
    let mut next = at;
    let mut rest = phrase;
    loop {
        let end = rest.bytes().position(|b| b == b' ');
        let word = end.map_or(rest, |end| &rest[..end]);
        if !fold::same_word(tokens.get(next)?.word(), word) {
            return None;
        }
        next += 1;
        match end {
            Some(end) => rest = &rest[end + 1..],
            None => return Some(next),
        }
    }
}

/// The whole number that stands in words right before token `end`, and the token at which it begins.
///
/// ```
/// use rendicion::words::{number_before, tokens};
///
/// assert_eq!(number_before(&tokens("los treinta y dos procesos", &[]), 4), Some((32, 1)));
/// ```
pub fn number_before(tokens: &[Token<'_>], end: usize) -> Option<(u64, usize)> {
    let mut found = None;
    let mut said = String::new();
    for at in (end.saturating_sub(MOST_WORDS)..end).rev() {
        let word = tokens[at].word();
        // Digits are a value's, and `y` begins no number.
        if word.is_empty() || word.starts_with(|c: char| c.is_ascii_digit()) {
            break;
        }
        said = if said.is_empty() {
            word.to_owned()
        } else {
            format!("{word} {said}")
        };
        match number_in_words(&said) {
            Some(number) => found = Some((u64::from(number), at)),
            None if word == "y" || word == "mil" => {}
            None => break,
        }
    }
    found
}

/// The whole number that stands in words at token `start`, and the token after it.
///
/// ```
/// use rendicion::words::{number_at, tokens};
///
/// assert_eq!(number_at(&tokens("siete unidades", &[]), 0), Some((7, 1)));
/// ```
pub fn number_at(tokens: &[Token<'_>], start: usize) -> Option<(u64, usize)> {
    let first = tokens.get(start)?.word();
    if !may_count(first) {
        return None;
    }
    let mut found = number_in_words(first).map(|number| (u64::from(number), start + 1));
    found?;
    let mut said = String::new();
    for (at, token) in tokens
        .iter()
        .enumerate()
        .skip(start + 1)
        .take(MOST_WORDS - 1)
    {
        let word = token.word();
        if word != "y" && !may_count(word) {
            break;
        }
        if said.is_empty() {
            said.push_str(first);
        }
        said.push(' ');
        said.push_str(word);
        match number_in_words(&said) {
            Some(number) => found = Some((u64::from(number), at + 1)),
            None if word == "y" => {}
            None => break,
        }
    }
    found
}

/// Whether a key begins as a number in words does: what turns most words away.
fn may_count(word: &str) -> bool {
    word.starts_with("un")
        || matches!(
            word.as_bytes().first_chunk(),
            Some(
                b"cat"
                    | b"cer"
                    | b"cie"
                    | b"cin"
                    | b"cua"
                    | b"die"
                    | b"doc"
                    | b"dos"
                    | b"mil"
                    | b"nov"
                    | b"nue"
                    | b"och"
                    | b"onc"
                    | b"qui"
                    | b"sei"
                    | b"ses"
                    | b"set"
                    | b"sie"
                    | b"tre"
                    | b"vei"
            )
        )
}

/// The longest number in words that is looked for, in words: what is counted here is small.
const MOST_WORDS: usize = 8;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_words_from_marks() {
        let text = "N° 1-M, ﬁn 5%";
        let said: Vec<String> = tokens(text, &[])
            .iter()
            .map(|token| match &token.kind {
                TokenKind::Word(key) => key.to_string(),
                TokenKind::Mark(mark) => format!("<{mark}>"),
                TokenKind::Value(atom) => atom.raw.clone(),
            })
            .collect();
        assert_eq!(said, ["n", "<°>", "1", "<->", "m", "<,>", "fin", "5", "%"]);
    }

    #[test]
    fn finds_a_phrase_in_any_case_but_not_over_a_comma() {
        let tokens = tokens("Menor, cuantía y MENOR CUANTIA", &[]);
        assert_eq!(find(&tokens, "menor cuantia", 0), Some(4..6));
    }

    #[test]
    fn counts_in_words_on_either_side() {
        let tokens = tokens("los treinta y dos procesos", &[]);
        assert_eq!(number_before(&tokens, 4), Some((32, 1)));
        assert_eq!(number_before(&tokens, 5), None);
        assert_eq!(number_at(&tokens, 1), Some((32, 4)));
        assert_eq!(number_at(&tokens, 0), None);
    }
}
