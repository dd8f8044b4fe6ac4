//! One pass over the lines of a source: folds them, finds their words, and looks each up.

use std::ops::Range;

use super::vocabulary::{self, Entry, Prefix};
use super::words::{Print, Word, Words};
use crate::source::fold::{self, Folded};
use crate::source::{Line, Span, steps};

/// Bytes of the longest word; what is longer is several.
const LONGEST: usize = 4096;
/// Words that were not found in the vocabulary and are remembered with what is alike, by their hash.
const REMEMBERED: usize = 256;

/// Every word of a source, in order, with the folded text of all.
#[derive(Debug, Default)]
pub(crate) struct WordList {
    words: Vec<Word>,
    /// The keys of the words, one space between two.
    folded: String,
    /// The first word of each line, and the number of all.
    lines: Vec<u32>,
    /// Where the first word stands that there was no room for.
    cut: Option<u32>,
}

impl WordList {
    /// Bytes that a word takes, its key aside.
    pub(crate) const WORD: usize = size_of::<Word>();

    /// Bytes that the words take, their keys aside.
    pub(crate) fn heap(&self) -> usize {
        self.words.capacity() * Self::WORD
    }

    /// Reads up to `most` words of `lines`, which are lines of `source`.
    pub(crate) fn of(source: &str, lines: &[Line], most: usize) -> Self {
        let bytes: usize = lines.iter().map(|line| line.span.len() as usize).sum();
        steps::fold(bytes);
        let (words, signs) = lines
            .iter()
            .map(|line| count(line.text(source)))
            .fold((0, 0), |sum, line| (sum.0 + line.0, sum.1 + line.1));
        let mut reader = Reader {
            list: Self {
                words: Vec::with_capacity(most.min(words)),
                folded: String::with_capacity(bytes + 2 * signs),
                lines: Vec::with_capacity(lines.len() + 1),
                cut: None,
            },
            most,
            word: None,
            known: Vec::new(),
        };
        for line in lines {
            reader.list.lines.push(reader.list.words.len() as u32);
            reader.read(line.text(source), line.span.start);
        }
        let mut list = reader.list;
        list.lines.push(list.words.len() as u32);
        list
    }

    /// Where the first word stands that there was no room for.
    pub(crate) fn cut(&self) -> Option<u32> {
        self.cut
    }

    /// The words of lines in a row.
    pub(crate) fn of_lines(&self, lines: Range<usize>) -> Words<'_> {
        let place = |at: usize| {
            let last = self.lines.last().copied().unwrap_or_default();
            self.lines.get(at).copied().unwrap_or(last) as usize
        };
        self.between(place(lines.start)..place(lines.end))
    }

    /// The words of lines in a row, from byte `offset` of the source on.
    pub(crate) fn after_offset(&self, lines: Range<usize>, offset: u32) -> Words<'_> {
        use nom::Input as _;
        let words = self.of_lines(lines);
        words.take_from(
            words
                .as_slice()
                .partition_point(|word| word.span().start < offset),
        )
    }

    /// The key of the word at a place.
    pub(super) fn key_of(&self, at: usize) -> &str {
        self.between(at..at + 1).key()
    }

    /// All of them.
    pub(crate) fn all(&self) -> Words<'_> {
        self.between(0..self.words.len())
    }

    fn between(&self, range: Range<usize>) -> Words<'_> {
        let end = self
            .words
            .get(range.end)
            .map_or(self.folded.len(), |next| next.key_start().saturating_sub(1));
        let words = self.words.get(range).unwrap_or_default();
        Words::new(words, &self.folded, end as u32)
    }
}

/// A word of no form or stem, by its key, with what it is one misprint away from.
#[derive(Clone, Copy, Default)]
struct Known {
    key: u32,
    len: u16,
    entry: Entry,
}

/// A word that is being read.
struct Draft {
    /// Where it begins in the source and in the folded text.
    start: u32,
    key: usize,
    prefix: Prefix,
    print: Print,
}

/// About how many words a text has, and how many percent signs: characters that are not ASCII count as letters.
fn count(text: &str) -> (usize, usize) {
    let mut inside = false;
    let (mut words, mut signs) = (0, 0);
    for byte in text.bytes() {
        let is_letter = byte.is_ascii_alphanumeric() || !byte.is_ascii();
        words += usize::from(is_letter && !inside);
        signs += usize::from(byte == b'%');
        inside = is_letter;
    }
    (words + signs, signs)
}

impl Draft {
    /// The word that begins at byte `start` of the source.
    fn new(folded: &mut String, start: u32) -> Self {
        if !folded.is_empty() {
            folded.push(' ');
        }
        Self {
            start,
            key: folded.len(),
            prefix: Prefix::default(),
            print: Print::default(),
        }
    }
}

struct Reader {
    list: WordList,
    /// The words that there is room for.
    most: usize,
    word: Option<Draft>,
    known: Vec<Known>,
}

impl Reader {
    fn read(&mut self, text: &str, start: u32) {
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(&byte) = bytes.get(at) {
            let place = start + at as u32;
            if byte.is_ascii_alphanumeric() {
                let rest = &bytes[at..];
                let end = rest.iter().position(|byte| !byte.is_ascii_alphanumeric());
                let run = &text[at..at + end.unwrap_or(rest.len())];
                self.run(run, place);
                at += run.len();
            } else if byte.is_ascii() && byte != b'%' {
                self.finish(place);
                at += 1;
            } else {
                let Some(c) = text[at..].chars().next() else {
                    break;
                };
                self.character(c, place);
                at += c.len_utf8();
            }
        }
        self.finish(start + text.len() as u32);
    }

    fn character(&mut self, c: char, place: u32) {
        fold::each(c, |folded| match folded {
            Folded::Letter(letter) => self.letter(c, letter, place),
            Folded::Percent => {
                self.finish(place);
                self.letter(c, '%', place);
                self.finish(place + 1);
            }
            Folded::Gap => self.finish(place),
        });
    }

    /// ASCII letters and digits in a row, as [`letter`](Self::letter) takes them one by one.
    fn run(&mut self, run: &str, place: u32) {
        let folded = &mut self.list.folded;
        let begun = self.word.as_ref().map_or(0, |word| folded.len() - word.key);
        if begun + run.len() > LONGEST {
            for (at, c) in run.char_indices() {
                self.character(c, place + at as u32);
            }
            return;
        }
        let word = self.word.get_or_insert_with(|| Draft::new(folded, place));
        let before = folded.len();
        folded.push_str(run);
        folded[before..].make_ascii_lowercase();
        let (mut digits, mut letters, mut small) = (false, false, false);
        for byte in run.bytes() {
            digits |= byte.is_ascii_digit();
            letters |= byte.is_ascii_alphabetic();
            small |= byte.is_ascii_lowercase();
        }
        word.print.digits |= digits;
        word.print.letters |= letters;
        word.print.small |= small;
        let bytes = &folded.as_bytes()[word.key..];
        for at in before - word.key + 1..=bytes.len() {
            word.prefix.push(bytes, at);
        }
    }

    fn letter(&mut self, c: char, letter: char, place: u32) {
        let folded = &mut self.list.folded;
        if self
            .word
            .as_ref()
            .is_some_and(|word| folded.len() - word.key > LONGEST)
        {
            self.finish(place);
        }
        let folded = &mut self.list.folded;
        let word = self.word.get_or_insert_with(|| Draft::new(folded, place));
        word.print.digits |= c.is_ascii_digit();
        word.print.letters |= c.is_alphabetic();
        word.print.small |= c.is_lowercase();
        let before = folded.len();
        folded.push(letter);
        let bytes = &folded.as_bytes()[word.key..];
        for at in before - word.key + 1..=bytes.len() {
            word.prefix.push(bytes, at);
        }
    }

    /// Ends the word before byte `end` of the source.
    fn finish(&mut self, end: u32) {
        let Some(word) = self.word.take() else { return };
        if self.list.words.len() >= self.most {
            // No word stands behind it either: the key of what is left is empty.
            self.list.folded.truncate(word.key.saturating_sub(1));
            self.list.cut.get_or_insert(word.start);
            return;
        }
        let key = &self.list.folded[word.key..];
        let mut entry = word.prefix.entry(key);
        if entry.is_open_to_misprints() && key.len() >= 6 && !word.print.digits {
            let alike = self.alike(word.key);
            entry = if alike == Entry::default() {
                entry
            } else {
                alike
            };
        }
        let span = Span::new(word.start, end);
        self.list
            .words
            .push(Word::new(span, word.key as u32, entry, word.print));
    }

    /// What the word whose key begins at `start` is one misprint away from: asked once for words that come again.
    fn alike(&mut self, start: usize) -> Entry {
        let folded = self.list.folded.as_str();
        let key = &folded[start..];
        let slot = key
            .bytes()
            .fold(key.len(), |sum, byte| sum.wrapping_mul(31) ^ byte as usize)
            % REMEMBERED;
        if self.known.is_empty() {
            self.known = vec![Known::default(); REMEMBERED];
        }
        let known = self.known[slot];
        let remembered = known.key as usize..known.key as usize + known.len as usize;
        if known.len > 0 && folded.get(remembered) == Some(key) {
            return known.entry;
        }
        let entry = vocabulary::forgiven(key);
        if let Ok(len) = u16::try_from(key.len()) {
            self.known[slot] = Known {
                key: start as u32,
                len,
                entry,
            };
        }
        entry
    }
}

#[cfg(test)]
mod tests {
    use nom::Input as _;
    use proptest::prelude::*;

    use super::*;
    use crate::lexicon::{Class, form, of_class};
    use crate::source::line;

    fn read(text: &str) -> (Vec<Line>, WordList) {
        let (lines, _) = line::split(text);
        let list = WordList::of(text, &lines, usize::MAX);
        (lines, list)
    }

    #[test]
    fn words_are_found_folded_and_looked_up() {
        let text = "El AÑO 2021:\n  más del 5,5% en mayo";
        let (_, list) = read(text);
        assert_eq!(list.all().key(), "el ano 2021 mas del 5 5 % en mayo");
        assert_eq!(list.of_lines(0..1).key(), "el ano 2021");
        let words = list.of_lines(1..2);
        assert_eq!(words.take_from(2).key(), "5 5 % en mayo");
        assert_eq!(words.first_key(), "mas");
        let all = list.all().as_slice();
        assert_eq!(all[9].sense(Class::Month), Some(5));
        assert_eq!(all[1].span().slice(text), Some("AÑO"));
        assert!(!all[0].is_in_capitals() && all[1].is_in_capitals());
        assert!(all[2].is_digits() && !all[0].is_digits());
    }

    #[test]
    fn words_are_an_input_of_nom() {
        let (_, list) = read("de mayo");
        let (rest, _) = form("de")(list.all()).unwrap();
        let (rest, month) = of_class(Class::Month)(rest).unwrap();
        assert_eq!(
            (month.sense(Class::Month), rest.is_empty()),
            (Some(5), true)
        );
        assert!(form("mayo")(list.all()).is_err());
    }

    #[test]
    fn offsets_cut_the_words_of_a_line() {
        let text = "7. Logros\nalcanzados en 2021";
        let (_, list) = read(text);
        assert_eq!(
            list.after_offset(0..2, 3).key(),
            "logros alcanzados en 2021"
        );
    }

    proptest! {
        #[test]
        fn the_keys_of_lines_are_the_keys_of_their_texts(text in "([A-Za-zñÁÉ\u{301}ﬁ%0-9]{0,9}[ .,;\n\u{ad}-]){0,40}") {
            let (lines, list) = read(&text);
            for (at, line) in lines.iter().enumerate() {
                prop_assert_eq!(list.of_lines(at..at + 1).key(), fold::key(line.text(&text)));
            }
            for word in list.all().as_slice() {
                prop_assert!(word.span().slice(&text).is_some());
            }
        }
    }
}
