//! The lines of a source that hold something, and what stands between them.

use super::Span;

/// What stands between a line and the one before it that holds something.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Gap {
    /// Lines with nothing in them.
    pub(crate) empty: u8,
    /// Lines with white space only: an empty paragraph of the printed report, or an empty cell.
    pub(crate) spaced: u8,
    /// The widest of those, in bytes: an empty cell leaves a run of spaces.
    pub(crate) widest: u8,
    /// A form feed stands before the line.
    pub(crate) page: bool,
}

impl Gap {
    /// Whether any blank line stands there.
    pub(crate) fn any(self) -> bool {
        self.empty > 0 || self.spaced > 0
    }

    /// Blank lines of either sort.
    pub(crate) fn blank(self) -> u8 {
        self.empty.saturating_add(self.spaced)
    }
}

/// One line that holds something beside white space.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Line {
    /// Its text without the white space at both ends.
    pub(crate) span: Span,
    /// Its number in the source, counted from 1.
    pub(crate) number: u32,
    /// Characters of white space before it, form feeds and marks of byte order aside.
    pub(crate) indent: u16,
    /// Bytes of white space after it, line end aside.
    pub(crate) trailing: u16,
    /// What stands before it.
    pub(crate) gap: Gap,
}

impl Line {
    /// Its text without the white space at both ends.
    pub(crate) fn text<'s>(&self, source: &'s str) -> &'s str {
        self.span.slice(source).unwrap_or_default()
    }
}

/// Whether a character is white space to a reader of reports: what Unicode says, and what is invisible.
pub(crate) fn is_space(c: char) -> bool {
    c.is_whitespace()
        || matches!(c, '\u{feff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{ad}' | '\0'..='\u{1f}' | '\u{7f}'..='\u{9f}')
}

/// The most lines of a source of `size` bytes that are kept one by one. Lines of reports have thirty bytes and more.
pub(crate) const fn most(size: usize) -> usize {
    size / 8 + 4096
}

/// Bytes of source in one line where there are too many to be kept one by one.
const COARSE: usize = 4096;

/// The lines of `source` that hold something, in order, and the gap after the last. Past [`most`] of them one holds
/// some [`COARSE`] bytes, line ends and all.
pub(crate) fn split(source: &str) -> (Vec<Line>, Gap) {
    let end = line_end(source);
    let ends = memchr::memchr_iter(end, source.as_bytes()).count();
    let most = most(source.len());
    let (mut lines, mut gap) = (
        Vec::with_capacity((most + source.len() / COARSE + 1).min(ends + 1)),
        Gap::default(),
    );
    let mut start = 0;
    let mut number: u32 = 1;
    while start <= source.len() {
        let room = if lines.len() < most { 0 } else { COARSE };
        let raw = piece(&source[start..], room, end);
        let kept = raw.trim_start_matches(is_space);
        // A soft hyphen at the end says that the word goes on below.
        let kept = kept.trim_end_matches(|c| is_space(c) && c != '\u{ad}');
        let has_page = memchr::memchr(b'\x0c', raw.as_bytes()).is_some();
        if kept.is_empty() {
            let inside = raw.strip_suffix('\r').unwrap_or(raw);
            let width = inside.bytes().filter(|&b| b != b'\x0c').count();
            if width > 0 && !inside.starts_with('\u{feff}') {
                gap.spaced = gap.spaced.saturating_add(1);
                gap.widest = gap.widest.max(u8::try_from(width).unwrap_or(u8::MAX));
            } else if !has_page {
                gap.empty = gap.empty.saturating_add(1);
            }
            gap.page |= has_page;
        } else {
            let lead = raw.len() - raw.trim_start_matches(is_space).len();
            let head = &raw[..lead];
            let tail = &raw[lead + kept.len()..];
            let indent = head
                .chars()
                .filter(|&c| !matches!(c, '\u{c}' | '\u{feff}' | '\r'))
                .count();
            gap.page |= head.contains('\u{c}');
            let trailing = tail
                .bytes()
                .filter(|&b| !matches!(b, b'\r' | b'\x0c'))
                .count();
            lines.push(Line {
                span: Span::new((start + lead) as u32, (start + lead + kept.len()) as u32),
                number,
                indent: u16::try_from(indent).unwrap_or(u16::MAX),
                trailing: u16::try_from(trailing).unwrap_or(u16::MAX),
                gap,
            });
            gap = Gap {
                page: tail.contains('\u{c}'),
                ..Gap::default()
            };
        }
        start += raw.len() + 1;
        number += 1 + memchr::memchr_iter(end, raw.as_bytes()).count() as u32;
    }
    // The last piece of `split` is what follows the last line end: no blank line of its own.
    gap.empty = gap.empty.saturating_sub(1);
    (lines, gap)
}

/// The byte that lines end in: a line feed, or a carriage return where there is none at all.
pub(super) fn line_end(source: &str) -> u8 {
    let bytes = source.as_bytes();
    if memchr::memchr(b'\n', bytes).is_none() && memchr::memchr(b'\r', bytes).is_some() {
        b'\r'
    } else {
        b'\n'
    }
}

/// What stands before the first line end from byte `room` on.
fn piece(source: &str, room: usize, end: u8) -> &str {
    let bytes = source.as_bytes();
    let from = room.min(bytes.len());
    let end = memchr::memchr(end, &bytes[from..]).map_or(bytes.len(), |at| from + at);
    &source[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_an_empty_line_from_a_spaced_one() {
        let (lines, after) = split(" Introducción \n\nLa Dirección \n \n\nProvincial\n");
        let gaps: Vec<_> = lines
            .iter()
            .map(|l| (l.indent, l.trailing, l.gap.empty, l.gap.spaced))
            .collect();
        assert_eq!(gaps, [(1, 1, 0, 0), (0, 1, 1, 0), (0, 0, 1, 1)]);
        assert!(!after.any());
    }

    #[test]
    fn sees_a_form_feed_wherever_it_stands() {
        for text in ["a\n\u{c}b", "a\u{c}\nb", "a\n\u{c}\nb", "a\n\u{c} b"] {
            let (lines, _) = split(text);
            assert!(lines[1].gap.page, "{text:?}");
            assert_eq!(lines[1].gap.blank(), 0, "{text:?}");
        }
    }

    #[test]
    fn reads_line_ends_of_both_sorts_and_a_mark_of_byte_order() {
        let (lines, _) = split("\u{feff}uno \r\n\r\n dos\r\n");
        let got: Vec<_> = lines
            .iter()
            .map(|l| (l.number, l.indent, l.trailing, l.gap.empty, l.gap.spaced))
            .collect();
        assert_eq!(got, [(1, 0, 1, 0, 0), (3, 1, 0, 1, 0)]);
    }
}
