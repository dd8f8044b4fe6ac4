//! What extraction, transport and hands do to a text.

use std::ops::Range;

use rendicion::{Block, List, Section};
use unicode_normalization::UnicodeNormalization as _;

use super::facts::{Site, Strictness};

/// A damaged text, and where it was damaged.
#[derive(Clone, Debug)]
pub struct Damaged {
    pub text: String,
    pub site: Site,
}

/// A way of damaging a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Damage {
    /// `\r\n` at every line's end.
    Crlf,
    /// Every accent apart from its letter.
    Decomposed,
    /// No-break spaces between the words of lines that hold no digit.
    NoBreakSpaces,
    /// A byte order mark before the text.
    ByteOrderMark,
    /// No white space at any line's end.
    TrailingSpacesCut,
    /// Two empty lines for every one.
    BlankLinesDoubled,
    /// No empty line; those with white space in them stay.
    EmptyLinesDropped,
    /// A form feed before every line that a page break left its mark on.
    FormFeeds,
    /// A page's header below a line.
    Header(usize),
    /// A line that holds something is gone.
    LineCut(usize),
    /// The text ends after a line.
    Truncated(usize),
}

impl Damage {
    /// Those that befall a whole text.
    pub const WHOLE: [Self; 8] = [
        Self::Crlf,
        Self::Decomposed,
        Self::NoBreakSpaces,
        Self::ByteOrderMark,
        Self::TrailingSpacesCut,
        Self::BlankLinesDoubled,
        Self::EmptyLinesDropped,
        Self::FormFeeds,
    ];

    /// What may differ after it.
    pub fn strictness(self) -> Strictness {
        match self {
            // Other bytes for the same print.
            Self::Crlf | Self::Decomposed | Self::NoBreakSpaces | Self::ByteOrderMark => {
                Strictness::Same
            }
            // Marks of the layout are gone, or there are more of them.
            Self::TrailingSpacesCut
            | Self::BlankLinesDoubled
            | Self::EmptyLinesDropped
            | Self::FormFeeds => Strictness::SameOrSaid,
            // Furniture is a layer of its own: text goes on beneath it.
            Self::Header(_) => Strictness::SplitOrSaid,
            Self::LineCut(_) | Self::Truncated(_) => Strictness::LessOrSaid,
        }
    }

    pub fn apply(self, text: &str) -> Damaged {
        let whole = |text: String| Damaged {
            text,
            site: Site::default(),
        };
        match self {
            Self::Crlf => whole(text.replace('\n', "\r\n")),
            Self::Decomposed => whole(text.nfd().collect()),
            Self::NoBreakSpaces => whole(each_line(text, no_break_spaces)),
            Self::ByteOrderMark => whole(format!("\u{feff}{text}")),
            Self::TrailingSpacesCut => whole(each_line(text, |line| line.trim_end().to_owned())),
            Self::BlankLinesDoubled => whole(each_line(text, |line| {
                if line.is_empty() {
                    "\n".to_owned()
                } else {
                    line.to_owned()
                }
            })),
            Self::EmptyLinesDropped => {
                let kept: Vec<&str> = text.split('\n').filter(|line| !line.is_empty()).collect();
                whole(kept.join("\n") + "\n")
            }
            Self::FormFeeds => whole(form_feeds(text)),
            Self::Header(line) => header(text, line),
            Self::LineCut(line) => {
                let gone = line_range(text, line);
                let number = u32::try_from(line).unwrap();
                let text = [&text[..gone.start], &text[gone.end..]].concat();
                Damaged {
                    text,
                    site: Site {
                        lines: Some(number..number + 1),
                        gone: Some(gone),
                    },
                }
            }
            Self::Truncated(line) => {
                let end = line_range(text, line).end;
                let number = u32::try_from(line).unwrap();
                let site = Site {
                    lines: Some(number..number + 1),
                    gone: Some(end..text.len()),
                };
                Damaged {
                    text: text[..end].to_owned(),
                    site,
                }
            }
        }
    }
}

/// The numbers of the lines that hold something, from 1.
pub fn full_lines(text: &str) -> Vec<usize> {
    text.split('\n')
        .enumerate()
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(at, _)| at + 1)
        .collect()
}

fn each_line(text: &str, change: impl Fn(&str) -> String) -> String {
    let lines: Vec<String> = text.split('\n').map(change).collect();
    lines.join("\n")
}

fn no_break_spaces(line: &str) -> String {
    let words = line.trim();
    if words.is_empty() || words.bytes().any(|byte| byte.is_ascii_digit()) {
        return line.to_owned();
    }
    // The space at a line's end is the glue to the next; the first one may stand for a bullet or a page break.
    let start = line.len() - line.trim_start().len();
    format!(
        "{}{}{}",
        &line[..start],
        words.replace(' ', "\u{a0}"),
        &line[start + words.len()..]
    )
}

/// A page break leaves one space before the next line, without a blank line above it, or four line ends.
///
/// A lost bullet leaves that space too: where the sound text reads as one there is no page break.
fn form_feeds(text: &str) -> String {
    let report = rendicion::parse(text);
    let mut items = Vec::new();
    for block in report.sections().iter().flat_map(Section::all_blocks) {
        if let Block::List(list) = block {
            lost(list, &mut items);
        }
    }
    let lines: Vec<&str> = text.split('\n').collect();
    let mut out = String::with_capacity(text.len());
    for (at, line) in lines.iter().enumerate() {
        let above = |n: usize| at.checked_sub(n).map(|at| lines[at]);
        let one_space = line.starts_with(' ')
            && !line.trim().is_empty()
            && above(1).is_some_and(|line| !line.trim().is_empty())
            && !items.contains(&(at + 1));
        let four_ends = !line.is_empty() && (1..=3).all(|n| above(n) == Some(""));
        if one_space || four_ends {
            out.push('\u{c}');
        }
        out.push_str(line);
        if at + 1 < lines.len() {
            out.push('\n');
        }
    }
    out
}

/// The lines of items whose bullet is lost.
fn lost(list: &List, out: &mut Vec<usize>) {
    for item in &list.items {
        if item.lost_marker {
            out.push(item.place.line as usize);
        }
        item.children.iter().for_each(|child| lost(child, out));
    }
}

/// The four lines of the form's running header, as they fall apart.
pub const HEADER: &str = "CÓD: DNPL-SDNSE-GPL-P02-F01 \nFECHA DE VIGENCIA: 30/08/2019 \n\nVERSIÓN: 1.0 \n\nPÁG: 6 de 15  \n\n";

/// Whoever left this header did not cut it down to the space that the next line begins with where it was cut.
fn header(text: &str, line: usize) -> Damaged {
    let at = line_range(text, line).end;
    let number = u32::try_from(line).unwrap();
    let lines = u32::try_from(HEADER.matches('\n').count()).unwrap();
    let rest = text[at..]
        .strip_prefix(' ')
        .filter(|rest| rest.starts_with(char::is_alphanumeric));
    let damaged = [&text[..at], HEADER, rest.unwrap_or(&text[at..])].concat();
    Damaged {
        text: damaged,
        site: Site {
            lines: Some(number..number + lines + 1),
            gone: Some(at..at),
        },
    }
}

/// The bytes of a line counted from 1, with its end.
fn line_range(text: &str, line: usize) -> Range<usize> {
    let mut start = 0;
    for (number, piece) in (1..).zip(text.split_inclusive('\n')) {
        if number == line {
            return start..start + piece.len();
        }
        start += piece.len();
    }
    start..start
}
