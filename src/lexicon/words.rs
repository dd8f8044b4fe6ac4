//! The words of a text, as those who ask see them.

use std::iter::Enumerate;

use nom::error::{Error, ErrorKind};
use nom::{IResult, Input, Needed};

use super::vocabulary::{Class, Entry, Sense};
use crate::source::Span;

/// Bits of a word's tag that hold its entry in the vocabulary.
const ENTRY: u16 = 0x1fff;
/// It holds no small letter, and a letter.
const CAPITALS: u16 = 0x2000;
/// It holds digits only.
const DIGITS: u16 = 0x4000;

/// A word of the source: a run of letters and digits, or `%`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Word {
    /// Where it stands in the source.
    start: u32,
    /// Where its key begins in the folded text.
    key: u32,
    len: u16,
    tag: u16,
}

/// How a word is printed.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Print {
    pub(super) letters: bool,
    pub(super) small: bool,
    pub(super) digits: bool,
}

impl Word {
    pub(super) fn new(span: Span, key: u32, entry: Entry, print: Print) -> Self {
        let flag = |is: bool, bit: u16| if is { bit } else { 0 };
        Self {
            start: span.start,
            key,
            len: u16::try_from(span.len()).unwrap_or(u16::MAX),
            tag: entry.0
                | flag(print.letters && !print.small, CAPITALS)
                | flag(print.digits && !print.letters, DIGITS),
        }
    }

    /// Where it stands in the source.
    pub(crate) fn span(self) -> Span {
        Span::new(self.start, self.start + u32::from(self.len))
    }

    pub(super) fn key_start(self) -> usize {
        self.key as usize
    }

    /// What the vocabulary knows of it.
    pub(crate) fn entry(self) -> Entry {
        Entry(self.tag & ENTRY)
    }

    /// Whether it has a class.
    pub(crate) fn is(self, class: Class) -> bool {
        self.entry().is(class)
    }

    /// Its sense in a class.
    pub(crate) fn sense(self, class: Class) -> Option<u32> {
        self.entry().sense(class)
    }

    /// Whether that is its sense in a class.
    pub(crate) fn means(self, class: Class, sense: Sense) -> bool {
        self.entry().means(class, sense)
    }

    /// Whether all its letters are capitals.
    pub(crate) fn is_in_capitals(self) -> bool {
        self.tag & CAPITALS != 0
    }

    /// Whether it holds digits only.
    pub(crate) fn is_digits(self) -> bool {
        self.tag & DIGITS != 0
    }
}

/// Words in a row, and their keys: an input of nom.
///
/// The folded text holds the keys of all words of a source with one space between two, so the key of any words in a row
/// is a slice of it.
#[derive(Clone, Copy, Debug)]
#[allow(clippy::struct_field_names, reason = "the words of words")]
pub(crate) struct Words<'w> {
    words: &'w [Word],
    folded: &'w str,
    /// Where the key of the word after these begins, less the space.
    end: u32,
}

impl<'w> Words<'w> {
    pub(super) fn new(words: &'w [Word], folded: &'w str, end: u32) -> Self {
        Self { words, folded, end }
    }

    /// The words.
    pub(crate) fn as_slice(&self) -> &'w [Word] {
        self.words
    }

    /// Whether there is none.
    pub(crate) fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// The key of all of them: folded, one space between two.
    pub(crate) fn key(&self) -> &'w str {
        let start = self
            .words
            .first()
            .map_or(self.end as usize, |word| word.key_start());
        self.folded
            .get(start..self.end as usize)
            .unwrap_or_default()
    }

    /// The key of the first.
    pub(crate) fn first_key(&self) -> &'w str {
        self.take(1.min(self.words.len())).key()
    }

    /// Each of them, with its key.
    pub(crate) fn keys(&self) -> impl Iterator<Item = (Word, &'w str)> + use<'w> {
        let (words, folded, end) = (self.words, self.folded, self.end);
        words.iter().enumerate().map(move |(at, word)| {
            let next = words.get(at + 1).map_or(end, |next| next.key - 1);
            let key = folded.get(word.key as usize..next as usize);
            (*word, key.unwrap_or_default())
        })
    }

    /// The first `count` of them.
    fn cut(&self, count: usize) -> Self {
        let end = self
            .words
            .get(count)
            .map_or(self.end, |next| next.key.saturating_sub(1));
        Self {
            words: &self.words[..count],
            folded: self.folded,
            end,
        }
    }
}

impl<'w> Input for Words<'w> {
    type Item = Word;
    type Iter = std::iter::Copied<std::slice::Iter<'w, Word>>;
    type IterIndices = Enumerate<Self::Iter>;

    fn input_len(&self) -> usize {
        self.words.len()
    }

    fn take(&self, index: usize) -> Self {
        self.cut(index)
    }

    fn take_from(&self, index: usize) -> Self {
        Self {
            words: &self.words[index..],
            ..*self
        }
    }

    fn take_split(&self, index: usize) -> (Self, Self) {
        (self.take_from(index), self.cut(index))
    }

    fn position<P: Fn(Self::Item) -> bool>(&self, predicate: P) -> Option<usize> {
        self.words.iter().position(|&word| predicate(word))
    }

    fn iter_elements(&self) -> Self::Iter {
        self.words.iter().copied()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.iter_elements().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        if count <= self.words.len() {
            Ok(count)
        } else {
            Err(Needed::new(count - self.words.len()))
        }
    }
}

fn one<'w>(input: Words<'w>, fits: impl FnOnce(Word, &'w str) -> bool) -> IResult<Words<'w>, Word> {
    match input.words.first() {
        Some(&word) if fits(word, input.first_key()) => Ok((input.take_from(1), word)),
        _ => Err(nom::Err::Error(Error::new(input, ErrorKind::Satisfy))),
    }
}

/// `word`: one of a class.
pub(crate) fn of_class<'w>(class: Class) -> impl Fn(Words<'w>) -> IResult<Words<'w>, Word> {
    move |input| one(input, |word, _| word.is(class))
}

/// `word`: the one with this key.
pub(crate) fn form<'w>(key: &'static str) -> impl Fn(Words<'w>) -> IResult<Words<'w>, Word> {
    move |input| one(input, |_, found| found == key)
}

/// `word`: one that `fits`, by itself and by its key.
pub(crate) fn any_of<'w>(
    fits: impl Fn(Word, &str) -> bool,
) -> impl Fn(Words<'w>) -> IResult<Words<'w>, Word> {
    move |input| one(input, &fits)
}
