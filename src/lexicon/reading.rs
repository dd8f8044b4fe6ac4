//! The words of a reading text, taken from the words of the source that it was read from.

use super::list::WordList;
use super::vocabulary::Entry;
use crate::source::{Line, Span, Text};

/// A word of a reading text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ReadingWord {
    /// Where it stands in the reading text, in bytes.
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// What the vocabulary knows of it.
    pub(crate) entry: Entry,
}

impl WordList {
    /// The words of a text that is no part of a report.
    pub(crate) fn of_str(text: &str) -> Vec<ReadingWord> {
        let line = Line {
            span: Span::new(0, u32::try_from(text.len()).unwrap_or(u32::MAX)),
            ..Line::default()
        };
        let list = Self::of(text, &[line], usize::MAX);
        let words = list.all().as_slice().iter();
        words
            .map(|word| ReadingWord {
                start: word.span().start,
                end: word.span().end,
                entry: word.entry(),
            })
            .collect()
    }

    /// Puts the words of `text`, which was read from this list's source, into `out`. Nothing is folded: a word that a
    /// line end broke is looked up anew by the keys of its parts.
    pub(crate) fn of_text(&self, text: &Text, out: &mut Vec<ReadingWord>) {
        out.clear();
        let words = self.all().as_slice();
        let mut at: Option<usize> = None;
        // The last word's key, where it is made of several.
        let mut joined = String::new();
        let mut last: Option<usize> = None;
        for (read, span, is_whole) in text.parts_read() {
            let mut next =
                at.unwrap_or_else(|| words.partition_point(|word| word.span().end <= span.start));
            while let Some(word) = words.get(next) {
                let place = word.span();
                if place.end <= span.start {
                    next += 1;
                    continue;
                }
                if place.start >= span.end {
                    break;
                }
                let offset = |source: u32| read.start + (source - span.start);
                let (start, end) = if is_whole {
                    (read.start, read.end)
                } else {
                    (
                        offset(place.start.max(span.start)),
                        offset(place.end.min(span.end)),
                    )
                };
                match out.last_mut() {
                    // The same word goes on behind a character that is read as another.
                    Some(before) if before.end == start && last == Some(next) => before.end = end,
                    Some(before) if before.end == start => {
                        if joined.is_empty() {
                            joined.push_str(last.map_or("", |last| self.key_of(last)));
                        }
                        joined.push_str(self.key_of(next));
                        before.end = end;
                        before.entry = Entry::of(&joined);
                    }
                    _ => {
                        joined.clear();
                        out.push(ReadingWord {
                            start,
                            end,
                            entry: word.entry(),
                        });
                    }
                }
                last = Some(next);
                if place.end > span.end {
                    break;
                }
                next += 1;
            }
            at = Some(next);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Class;
    use crate::source::{Glue, TextBuilder, line};

    fn words(source: &str, glue: Glue) -> Vec<(String, Option<u32>)> {
        let (lines, _) = line::split(source);
        let list = WordList::of(source, &lines, usize::MAX);
        let mut text = TextBuilder::default();
        for line in &lines {
            text.push(source, line.span, glue);
        }
        let text = text.finish();
        let mut out = Vec::new();
        list.of_text(&text, &mut out);
        let word = |word: &ReadingWord| {
            let printed = &text.as_str()[word.start as usize..word.end as usize];
            (printed.to_owned(), word.entry.sense(Class::Month))
        };
        out.iter().map(word).collect()
    }

    #[test]
    fn words_keep_their_sense_over_a_line_end() {
        let expected = [("el", None), ("diciembre", Some(12)), ("2021", None)];
        let expected = expected.map(|(word, sense)| (word.to_owned(), sense));
        assert_eq!(words("el diciem-\nbre 2021", Glue::DropHyphen), expected);
        assert_eq!(words("el diciembre\n2021", Glue::Space), expected);
        assert_eq!(
            words("e\nl\ndiciem\nb\nre 2021", Glue::Nothing)[0].0,
            "eldiciembre"
        );
    }

    #[test]
    fn a_word_with_a_ligature_is_one() {
        let found = words("el o\u{fb01}cio de juni\u{f3}", Glue::Space);
        let printed: Vec<&str> = found.iter().map(|(word, _)| word.as_str()).collect();
        assert_eq!(printed, ["el", "oficio", "de", "junió"]);
        assert_eq!(found[3].1, Some(6));
        assert_eq!(words("juni\u{6f}\u{301}", Glue::Space)[0].1, Some(6));
    }

    #[test]
    fn words_of_a_text_of_its_own() {
        let found = WordList::of_str("año 2021, mayo");
        assert_eq!(found.len(), 3);
        assert!(found[0].entry.is(Class::YearWord) && found[2].entry.is(Class::Month));
        assert_eq!((found[1].start, found[1].end), (5, 9));
    }
}
