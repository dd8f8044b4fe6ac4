//! The lines of a source with what is known of each: the ground that blocks are read from.

pub(crate) mod class;
mod contents;
pub(crate) mod flow;
pub(crate) mod furniture;
pub(crate) mod glue;
pub(crate) mod marker;
mod numbers;
pub(crate) mod pages;
mod style;

use std::ops::Range;

use class::Class;
use flow::End;
use marker::Mark;
use style::Style;

use crate::lexicon::{WordList, Words};
use crate::source::line::Gap;
use crate::source::{Budget, Glue, Line, Source, Span, Text, TextBuilder, steps};

/// Lines about one without its bullet in which others of its list stand.
const NEAR: usize = 5;

/// The lines of a report and what is known of them.
#[derive(Debug)]
pub(crate) struct Page<'s> {
    pub(crate) source: &'s Source,
    /// The memory that its blocks may take.
    pub(crate) budget: &'s Budget,
    pub(crate) lines: Vec<Line>,
    /// The words of the lines, folded and looked up.
    words: WordList,
    pub(crate) style: Style,
    /// What each line shows by itself.
    pub(crate) classes: Vec<Class>,
    /// Whether a line is a running header or footer.
    pub(crate) furniture: Vec<bool>,
    /// No blank lines are left.
    blankless: bool,
    /// Words are broken with a hyphen at line ends.
    pub(crate) hyphenates: bool,
    /// Spaces stand in the middle of numbers: a value beside one may be a piece.
    pub(crate) split: bool,
    /// The width of each line in characters.
    widths: Vec<u16>,
    /// The blank lines between two lines of one paragraph, as the nearest certain pair shows it.
    usual_gaps: Vec<u8>,
}

impl<'s> Page<'s> {
    pub(crate) fn new(source: &'s Source, mut lines: Vec<Line>, budget: &'s Budget) -> Self {
        let style = Style::of(&lines, source.text());
        if !style.columns {
            lines = one_item_a_line(source.text(), lines);
        }
        if style.columns {
            // Lines are padded: one of spaces only is as empty as any.
            for line in &mut lines {
                line.gap.empty = line.gap.blank();
                line.gap.spaced = 0;
            }
        }
        // They are copied for the text that is searched, and as much is left for what they make up.
        let words = WordList::of(source.text(), &lines, budget.room() / 3 / WordList::WORD);
        budget.take(words.heap(), Span::default());
        if let Some(at) = words.cut() {
            budget.note(at);
        }
        let widths = lines
            .iter()
            .map(|line| u16::try_from(line.text(source.text()).chars().count()).unwrap_or(u16::MAX))
            .collect();
        let classes = class::all(source.text(), &lines, &words);
        let usual_gaps = usual_gaps(source.text(), &lines);
        let hyphenates = !style.trailing_space && broken_words(source.text(), &lines) >= 3;
        let blankless = lines.iter().filter(|line| line.gap.empty > 0).count() * 20 <= lines.len();
        Self {
            source,
            budget,
            blankless,
            classes,
            furniture: vec![false; lines.len()],
            hyphenates,
            split: false,
            widths,
            usual_gaps,
            lines,
            words,
            style,
        }
    }

    /// Whether more blank lines stand before a line than between the lines of a paragraph about here.
    pub(crate) fn wider_than_usual(&self, at: usize) -> bool {
        self.lines
            .get(at)
            .is_some_and(|line| line.gap.blank() > self.usual_gaps[at])
    }

    pub(crate) fn text(&self, at: usize) -> &'s str {
        let text = self
            .lines
            .get(at)
            .map_or("", |line| line.text(self.source.text()));
        steps::take(text.len() + 1);
        text
    }

    /// The list of the words of all lines.
    pub(crate) fn word_list(&self) -> &WordList {
        &self.words
    }

    /// The words of all lines.
    pub(crate) fn all_words(&self) -> Words<'_> {
        self.words.all()
    }

    /// The words of lines in a row.
    pub(crate) fn words(&self, lines: Range<usize>) -> Words<'_> {
        self.words.of_lines(lines)
    }

    /// The words of lines in a row, those before byte `content` of the first line left out.
    pub(crate) fn words_from(&self, lines: Range<usize>, content: usize) -> Words<'_> {
        let start = self
            .lines
            .get(lines.start)
            .map_or(0, |line| line.span.start);
        self.words.after_offset(lines, start + content as u32)
    }

    pub(crate) fn width(&self, at: usize) -> usize {
        self.widths.get(at).copied().unwrap_or_default() as usize
    }

    /// The next line from `at` on, before `end`, that is no furniture.
    pub(crate) fn skip_furniture(&self, mut at: usize, end: usize) -> usize {
        while at < end && self.furniture[at] {
            at += 1;
        }
        at
    }

    /// The line before `at`, from `start` on, that is no furniture.
    pub(crate) fn before(&self, at: usize, start: usize) -> Option<usize> {
        (start..at).rev().find(|&i| !self.furniture[i])
    }

    /// The reading text of lines that go on with each other, the first from byte `content` on.
    pub(crate) fn join(&self, lines: &[usize], content: usize) -> Text {
        steps::take(lines.len());
        let mut text = TextBuilder::default();
        let mut prev: Option<usize> = None;
        for (n, &at) in lines.iter().enumerate() {
            let mut span = self.lines[at].span;
            if n == 0 {
                span = Span::new(span.start + content as u32, span.end);
                // A glyph alone on its line.
                if span.is_empty() {
                    continue;
                }
            }
            text.push(
                self.source.text(),
                span,
                prev.map_or(Glue::Space, |p| glue::between(self, p, at)),
            );
            prev = Some(at);
        }
        text.finish()
    }

    /// The reading text of whole lines, in the least memory.
    pub(crate) fn join_plain(&self, range: Range<usize>) -> Text {
        let mut text = TextBuilder::default();
        for line in &self.lines[range] {
            text.push_plain(self.source.text(), line.span);
        }
        text.finish()
    }

    /// The list marker that a line begins with, printed or dropped by the extractor.
    pub(crate) fn mark(&self, at: usize) -> Option<Mark> {
        let mark = self.printed(at).or_else(|| self.lost_mark(at))?;
        (!self.is_empty_cell(at, mark)).then_some(mark)
    }

    /// Whether a dash alone on line `at` is a cell of a table that holds nothing: beside values or other such cells.
    fn is_empty_cell(&self, at: usize, mark: Mark) -> bool {
        let alone = |at: usize| self.text(at).chars().count() == 1;
        let is_cell = |at: usize| {
            self.classes.get(at).is_some_and(|class| {
                class
                    .mark
                    .is_some_and(|mark| mark.marker == marker::Marker::Dash)
                    && alone(at)
                    || class.values > 0 && !self.text(at).contains(char::is_alphabetic)
            })
        };
        mark.marker == marker::Marker::Dash
            && alone(at)
            && (at > 0 && is_cell(at - 1) || is_cell(at + 1))
    }

    /// The list marker that is printed at the start of a line.
    pub(crate) fn printed(&self, at: usize) -> Option<Mark> {
        self.classes.get(at)?.mark
    }

    /// How a line ends.
    pub(crate) fn end(&self, at: usize) -> End {
        self.classes.get(at).map_or(End::Unknown, |class| class.end)
    }

    /// Whether a line begins as no sentence does.
    pub(crate) fn begins_inside(&self, at: usize) -> bool {
        self.classes
            .get(at)
            .is_some_and(|class| class.begins_inside())
    }

    /// A dropped bullet leaves its space. After a blank line the space is a bullet's; without one it is what is left
    /// of a page break, unless two stand there, or the neighbours show that the lines are a list.
    fn lost_mark(&self, at: usize) -> Option<Mark> {
        let line = self.lines.get(at)?;
        if !self.style.leading_space || line.indent == 0 || line.indent > 3 {
            return None;
        }
        let after_blank = line.gap.any();
        // Other lines of the list stand near: an indent of its own is what a page break leaves, or an empty paragraph,
        // unless it stands in the middle of sentences.
        let from = if line.gap.spaced > 0 {
            at + 1
        } else {
            at.saturating_sub(NEAR)
        };
        let mut others = (from..self.lines.len().min(at + NEAR + 1))
            .filter(|&n| n != at && !self.furniture[n] && self.printed(n).is_none())
            .filter_map(|n| self.lines.get(n))
            .filter(|other| (1..=3).contains(&other.indent));
        let introduced = at > 0 && self.text(at - 1).ends_with(':');
        let after_sentence = at > 0 && self.text(at - 1).ends_with('.') && line.gap.spaced == 0;
        let single_spaced_run =
            !after_blank && others.clone().any(|other| introduced || !other.gap.any());
        if others.next().is_none() && !after_sentence {
            return None;
        }
        // Where blank lines were dropped too, a sentence's end before it and a capital are all that is left to tell.
        let begins_anew = self.blankless
            && at > 0
            && (self.end(at - 1) == End::Closed || marker::is_numbered(self.text(at - 1)))
            && self.text(at).starts_with(char::is_uppercase);
        (after_blank || line.indent >= 2 || single_spaced_run || begins_anew).then_some(Mark::LOST)
    }
}

/// Cuts lines on which an extractor left several items before each bullet but the first.
fn one_item_a_line(source: &str, lines: Vec<Line>) -> Vec<Line> {
    let is_one = |line: &Line| cuts(line.text(source)).next().is_none();
    let room = crate::source::line::most(source.len()).saturating_sub(lines.len());
    if room == 0 || lines.iter().all(is_one) {
        return lines;
    }
    let mut out = Vec::with_capacity(lines.len() + 16);
    for line in &lines {
        let mut rest = *line;
        for at in cuts(line.text(source)).take(MOST_ITEMS) {
            let cut = line.span.start + at as u32;
            let before = Span::new(rest.span.start, cut);
            let kept = before.slice(source).unwrap_or_default().trim_end().len() as u32;
            if kept == 0 || out.len() > lines.len() + room {
                continue;
            }
            out.push(Line {
                span: Span::new(before.start, before.start + kept),
                trailing: 1,
                ..rest
            });
            rest = Line {
                span: Span::new(cut, line.span.end),
                indent: 0,
                gap: Gap::default(),
                ..*line
            };
        }
        out.push(rest);
    }
    out
}

/// Items that one line is cut into.
const MOST_ITEMS: usize = 64;

/// Where the items of a line that begins with a bullet, or has one after a colon, begin: at that bullet between spaces.
fn cuts(text: &str) -> impl Iterator<Item = usize> {
    // What announces them may stand before the first.
    let lead = text.find(": ").map(|at| at + 2);
    let bullet_at = |at: usize| text[at..].chars().next().filter(|&c| marker::is_bullet(c));
    let (from, bullet) = match (bullet_at(0), lead) {
        (Some(bullet), _) => (bullet.len_utf8(), Some(bullet)),
        (None, Some(lead)) => (lead, bullet_at(lead)),
        (None, None) => (text.len(), None),
    };
    text[from..]
        .match_indices(move |c| Some(c) == bullet)
        .map(move |(at, _)| from + at)
        .filter(move |&at| {
            text[..at].ends_with(char::is_whitespace)
                && bullet
                    .is_some_and(|c| text[at + c.len_utf8()..].starts_with(char::is_whitespace))
        })
}

/// For each line, the gap that stands inside paragraphs near it: of the nearest pair of lines the second of which begins
/// in the middle of a sentence.
fn usual_gaps(source: &str, lines: &[Line]) -> Vec<u8> {
    let certain = |at: usize| {
        at > 0
            && lines[at].gap.spaced == 0
            && lines[at].gap.empty < 3
            && lines[at]
                .text(source)
                .chars()
                .next()
                .is_some_and(char::is_lowercase)
            && lines[at - 1].text(source).ends_with(char::is_alphanumeric)
    };
    let known: Vec<usize> = (0..lines.len()).filter(|&at| certain(at)).collect();
    let gap = |at: usize| lines[at].gap.empty;
    let mut next = 0;
    (0..lines.len())
        .map(|at| {
            while known.get(next).is_some_and(|&known| known <= at) {
                next += 1;
            }
            match (next.checked_sub(1).map(|last| known[last]), known.get(next)) {
                (Some(last), Some(&next)) if next - at < at - last => gap(next),
                (Some(last), _) => gap(last),
                (None, next) => next.map_or(0, |&next| gap(next)),
            }
        })
        .collect()
}

/// How many lines end in a hyphen between lower-case letters.
fn broken_words(source: &str, lines: &[Line]) -> usize {
    lines
        .windows(2)
        .filter(|pair| {
            let before = pair[0].text(source);
            let stem = before.strip_suffix('-').and_then(|s| s.chars().next_back());
            stem.is_some_and(char::is_lowercase)
                && pair[1]
                    .text(source)
                    .chars()
                    .next()
                    .is_some_and(char::is_lowercase)
        })
        .count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::line;

    #[test]
    fn items_on_one_line_are_lines_of_their_own() {
        let text = "• Se entregaron 12 equipos. • Se capacitó a 340 personas. • Se abrió 1.";
        let source = Source::new(text);
        let (lines, _) = line::split(source.text());
        let budget = Budget::new(text.len(), 1, lines.len());
        let page = Page::new(&source, lines, &budget);
        let texts: Vec<&str> = (0..page.lines.len()).map(|at| page.text(at)).collect();
        assert_eq!(
            texts,
            [
                "• Se entregaron 12 equipos.",
                "• Se capacitó a 340 personas.",
                "• Se abrió 1."
            ]
        );
    }

    #[test]
    fn a_glyph_between_words_begins_no_item() {
        for text in [
            "- IESS - Municipio de Biblián",
            "Azogues → Cañar",
            "→ Azogues→Cañar",
        ] {
            assert_eq!(cuts(text).count(), 0, "{text}");
        }
    }
}
