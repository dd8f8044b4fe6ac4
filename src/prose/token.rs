//! The words, values and punctuation marks of a sentence, and where sentences end.

use std::iter::Enumerate;
use std::ops::Range;

use nom::error::{Error, ErrorKind};
use nom::{IResult, Input, Needed};

use super::values::Values;
use crate::atom::Atom;
use crate::lexicon::{Class, ClassSet, Entry, ReadingWord};
use crate::source::Text;

/// Tokens that a sentence may have; what is longer is no sentence.
pub(super) const MOST_TOKENS: usize = 400;

/// A punctuation mark that parts what is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    Comma,
    /// A semicolon, or a dot that ends no sentence.
    Stop,
    Colon,
    Open,
    Close,
}

#[derive(Clone, Copy, Debug)]
pub(crate) enum TokenKind<'a> {
    Word,
    Value(&'a Atom),
    Mark(Mark),
}

/// A word, a phrase of the vocabulary, a value or a mark, with its place in the reading text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Token<'a> {
    pub(crate) start: u32,
    pub(crate) end: u32,
    pub(crate) kind: TokenKind<'a>,
    /// The classes of a word, those that its form tells among them.
    pub(crate) classes: ClassSet,
    pub(crate) entry: Entry,
}

impl<'a> Token<'a> {
    pub(crate) fn is(&self, class: Class) -> bool {
        self.classes.has(class)
    }

    pub(crate) fn is_any(&self, classes: ClassSet) -> bool {
        self.classes.meets(classes)
    }

    pub(crate) fn is_word(&self) -> bool {
        matches!(self.kind, TokenKind::Word)
    }

    pub(crate) fn mark(&self) -> Option<Mark> {
        if let TokenKind::Mark(mark) = self.kind {
            Some(mark)
        } else {
            None
        }
    }

    pub(crate) fn atom(&self) -> Option<&'a Atom> {
        if let TokenKind::Value(atom) = self.kind {
            Some(atom)
        } else {
            None
        }
    }

    pub(crate) fn range(&self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Tokens in a row: an input of nom.
#[derive(Clone, Copy, Debug)]
pub(super) struct Tokens<'t, 'a>(pub(super) &'t [Token<'a>]);

impl<'t, 'a> Input for Tokens<'t, 'a> {
    type Item = &'t Token<'a>;
    type Iter = std::slice::Iter<'t, Token<'a>>;
    type IterIndices = Enumerate<Self::Iter>;

    fn input_len(&self) -> usize {
        self.0.len()
    }

    fn take(&self, index: usize) -> Self {
        Self(&self.0[..index])
    }

    fn take_from(&self, index: usize) -> Self {
        Self(&self.0[index..])
    }

    fn take_split(&self, index: usize) -> (Self, Self) {
        (self.take_from(index), self.take(index))
    }

    fn position<P: Fn(Self::Item) -> bool>(&self, predicate: P) -> Option<usize> {
        self.0.iter().position(predicate)
    }

    fn iter_elements(&self) -> Self::Iter {
        self.0.iter()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.0.iter().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        if count <= self.0.len() {
            Ok(count)
        } else {
            Err(Needed::new(count - self.0.len()))
        }
    }
}

/// What a parser of tokens returns.
pub(super) type Read<'t, 'a, T> = IResult<Tokens<'t, 'a>, T>;

/// The error of a parser whose tokens do not stand here.
pub(super) fn fails<'t, 'a, T>(input: Tokens<'t, 'a>) -> Read<'t, 'a, T> {
    Err(nom::Err::Error(Error::new(input, ErrorKind::Verify)))
}

/// `token`: one that `fits`.
pub(super) fn one<'t, 'a: 't>(
    fits: impl Fn(&Token<'a>) -> bool,
) -> impl Fn(Tokens<'t, 'a>) -> Read<'t, 'a, &'t Token<'a>> {
    move |input| match input.0.split_first() {
        Some((token, rest)) if fits(token) => Ok((Tokens(rest), token)),
        _ => Err(nom::Err::Error(Error::new(input, ErrorKind::Satisfy))),
    }
}

/// `token`: one of a class.
pub(super) fn of<'t, 'a: 't>(
    class: Class,
) -> impl Fn(Tokens<'t, 'a>) -> Read<'t, 'a, &'t Token<'a>> {
    one(move |token| token.is(class))
}

/// A sentence as it is cut out of its text.
#[derive(Clone, Debug)]
pub(super) struct Cut {
    /// It asks.
    pub(super) asks: bool,
    /// It is longer than a sentence may be.
    pub(super) is_cut: bool,
}

/// Cuts a reading text into sentences, one at a time.
#[derive(Debug)]
pub(super) struct Cutter<'w, 'a> {
    text: &'a str,
    words: &'w [ReadingWord],
    /// `None` for a text whose values are not asked for.
    values: Option<Values<'a>>,
    at: usize,
    /// What is read belongs to a sentence that was too long.
    goes_on: bool,
}

impl<'w, 'a> Cutter<'w, 'a> {
    /// `words` are those of `text`, `atoms` its values.
    pub(super) fn new(text: &'a Text, words: &'w [ReadingWord], atoms: &'a [Atom]) -> Self {
        Self {
            text: text.as_str(),
            words,
            values: Some(Values::new(text, atoms)),
            at: 0,
            goes_on: false,
        }
    }

    /// The same, of a text without values.
    pub(super) fn plain(text: &'a str, words: &'w [ReadingWord]) -> Self {
        Self {
            text,
            words,
            values: None,
            at: 0,
            goes_on: false,
        }
    }

    /// Where the last sentence ends.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    /// The last sentence was too long, and goes on with the next.
    pub(super) fn goes_on(&self) -> bool {
        self.goes_on
    }

    /// Reads the next sentence into `out`.
    pub(super) fn next(&mut self, out: &mut Vec<Token<'a>>) -> Option<Cut> {
        out.clear();
        let (mut asks, goes_on) = (false, self.goes_on);
        self.goes_on = false;
        while self.at < self.text.len() {
            if out.len() >= MOST_TOKENS {
                self.goes_on = true;
                break;
            }
            let value = self.values.as_ref().and_then(Values::peek);
            let value = value.map(|(range, _)| range.clone());
            let word = self.words.first().map(|word| word.start as usize);
            let next = value.as_ref().map(|range| range.start);
            let until = [next, word]
                .into_iter()
                .flatten()
                .min()
                .unwrap_or(self.text.len());
            if self.at < until {
                match self.marks(until, out) {
                    Gap::Over => {}
                    Gap::Ends { asked } => {
                        asks = asked;
                        break;
                    }
                }
            } else if let Some(range) = value.filter(|range| range.start <= self.at) {
                self.value(range, out);
            } else {
                self.word(out);
            }
        }
        if out.is_empty() && self.at >= self.text.len() {
            return None;
        }
        merge_phrases(out);
        Some(Cut {
            asks,
            is_cut: goes_on || self.goes_on,
        })
    }

    fn value(&mut self, range: Range<usize>, out: &mut Vec<Token<'a>>) {
        let Some((_, atom)) = self.values.as_mut().and_then(Iterator::next) else {
            return;
        };
        self.at = range.end.max(self.at + 1).min(self.text.len());
        while self
            .words
            .first()
            .is_some_and(|word| (word.start as usize) < self.at)
        {
            self.words = &self.words[1..];
        }
        out.push(Token {
            start: range.start as u32,
            end: range.end as u32,
            kind: TokenKind::Value(atom),
            classes: ClassSet::default(),
            entry: Entry::default(),
        });
    }

    fn word(&mut self, out: &mut Vec<Token<'a>>) {
        let Some((word, rest)) = self.words.split_first() else {
            self.at = self.text.len();
            return;
        };
        self.words = rest;
        let start = self.at.max(word.start as usize);
        self.at = self.at.max(word.end as usize).min(self.text.len());
        let Some(printed) = self.text.get(start..self.at) else {
            return;
        };
        let (entry, classes) = super::shape::classify(printed, word.entry);
        out.push(Token {
            start: start as u32,
            end: self.at as u32,
            kind: TokenKind::Word,
            classes,
            entry,
        });
    }

    /// Takes what stands between two words, and stops where the sentence ends.
    fn marks(&mut self, until: usize, out: &mut Vec<Token<'a>>) -> Gap {
        let Some(gap) = self.text.get(self.at..until) else {
            self.at = until;
            return Gap::Over;
        };
        let from = self.at;
        for (offset, c) in gap.char_indices() {
            let at = from + offset;
            let after = at + c.len_utf8();
            let mark = match c {
                ',' => Mark::Comma,
                ';' => Mark::Stop,
                ':' => Mark::Colon,
                '(' | '[' => Mark::Open,
                ')' | ']' => Mark::Close,
                // A dash between two words is a hyphen.
                '/' | '-' | '\u{2013}' | '\u{2014}' if stands_free(self.text, at, after) => {
                    Mark::Comma
                }
                '.' | '!' | '?' => {
                    let last = out.last();
                    if last.is_some_and(|last| last.is(Class::Abbreviation)) {
                        continue;
                    }
                    let letter =
                        last.is_some_and(|last| last.is_word() && last.end - last.start == 1);
                    match follows(self.text, after) {
                        Follows::Sentence if !letter => {
                            self.at = after;
                            return Gap::Ends { asked: c == '?' };
                        }
                        Follows::Word => Mark::Stop,
                        _ => continue,
                    }
                }
                _ => continue,
            };
            out.push(Token {
                start: at as u32,
                end: after as u32,
                kind: TokenKind::Mark(mark),
                classes: ClassSet::default(),
                entry: Entry::default(),
            });
        }
        self.at = until;
        Gap::Over
    }
}

enum Gap {
    /// It was taken whole.
    Over,
    Ends {
        asked: bool,
    },
}

/// What stands behind a dot.
enum Follows {
    /// What begins a sentence, or nothing.
    Sentence,
    /// What goes on with one, behind a space.
    Word,
    /// No space: the dot belongs to a word.
    Nothing,
}

/// White space that is looked over for what follows a dot, in bytes.
const GAP: usize = 64;

fn follows(text: &str, at: usize) -> Follows {
    let rest = text.get(at..).unwrap_or_default();
    let mut chars = rest.char_indices();
    match chars.next() {
        None => Follows::Sentence,
        Some((_, first)) if !first.is_whitespace() => Follows::Nothing,
        Some(_) => match chars
            .take_while(|(offset, _)| *offset < GAP)
            .find(|(_, c)| !c.is_whitespace())
        {
            Some((_, c)) if c.is_lowercase() => Follows::Word,
            _ => Follows::Sentence,
        },
    }
}

/// Whether white space stands on both sides.
fn stands_free(text: &str, start: usize, end: usize) -> bool {
    let before = text.get(..start).and_then(|text| text.chars().next_back());
    let after = text.get(end..).and_then(|text| text.chars().next());
    before.is_some_and(char::is_whitespace) && after.is_some_and(char::is_whitespace)
}

/// Makes one token of each phrase of the vocabulary, and leaves out the words for the currency.
fn merge_phrases(tokens: &mut Vec<Token<'_>>) {
    let (mut from, mut to) = (0, 0);
    while from < tokens.len() {
        let mut token = tokens[from];
        let words = tokens[from..]
            .iter()
            .map_while(|token| token.is_word().then_some(token.entry));
        let mut count = 1;
        if token.is_word()
            && let Some((phrase, len)) = Entry::phrase(words)
        {
            count = len;
            let capital = ClassSet::of(&[Class::Capital]);
            let is_capital = token.is(Class::Capital);
            token.end = tokens[from + len - 1].end;
            token.entry = phrase;
            token.classes = phrase.classes();
            if is_capital {
                token.classes = token.classes.and(capital);
            }
        }
        from += count;
        if !token.is(Class::Currency) {
            tokens[to] = token;
            to += 1;
        }
    }
    tokens.truncate(to);
}
