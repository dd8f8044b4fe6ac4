//! Joined reading text that knows where each of its bytes comes from.

use std::ops::Range;

use unicode_normalization::char::is_combining_mark;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::line::is_space;
use super::{Span, normalize};

/// A stretch of reading text and the stretch of source that it was read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    out: u32,
    src: u32,
    out_len: u32,
    src_len: u32,
    /// Not byte for byte the same: the whole maps to the whole.
    atomic: bool,
}

/// Reading text: wrapped lines joined, accents composed, extractor's leavings mended; every byte of it can be traced
/// back to the source in one hop.
///
/// ```
/// let report = rendicion::parse("Introducción \n\nEl total fue de \n\n61.590 afiliados. ");
/// let paragraph = report.sections()[0].blocks()[0].text().unwrap();
/// assert_eq!(paragraph.as_str(), "El total fue de 61.590 afiliados.");
/// let at = paragraph.as_str().find("61.590").unwrap();
/// let span = paragraph.span(at..at + 6).unwrap();
/// assert_eq!(report.source().slice(span), "61.590");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Text {
    reading: String,
    runs: Vec<Run>,
    /// Some of it is told from the source by whole lines only.
    plain: bool,
}

/// Bytes of a line from which on it is asked how many runs it takes.
const LONG: usize = 4096;
/// Bytes of runs for each byte of such a line, at the most: they map it back where every second character is read
/// otherwise than it is written.
const MOST_SHARE: usize = 8;

/// How many runs the reading of `piece` takes, at the most.
fn runs(piece: &str) -> usize {
    if piece.is_ascii() {
        return 1;
    }
    1 + 2 * piece
        .chars()
        .filter(|&c| !c.is_ascii() && (normalize::reading(c).is_some() || is_combining_mark(c)))
        .count()
}

/// What stands between two pieces that are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Glue {
    /// One space: a line was wrapped between two words.
    Space,
    /// Nothing: a line was broken inside a word or a value.
    Nothing,
    /// Nothing, and the hyphen before it was put there by the wrapping.
    DropHyphen,
}

impl Text {
    /// The reading text.
    ///
    /// ```
    /// let report = rendicion::parse("Introducción \n\nEl IESS \n\natiende. \n");
    /// let text = report.sections()[0].blocks()[0].text().unwrap();
    /// assert_eq!(text.as_str(), "El IESS atiende.");
    /// ```
    pub fn as_str(&self) -> &str {
        &self.reading
    }

    /// Whether some of it is told from the source by whole lines only: then no value in it has a place.
    pub(crate) fn is_plain(&self) -> bool {
        self.plain
    }

    /// The memory that it takes, in bytes, its own fields aside.
    pub(crate) fn heap(&self) -> usize {
        self.reading.capacity() + self.runs.capacity() * size_of::<Run>()
    }

    /// Whether it reads as nothing.
    ///
    /// ```
    /// let report = rendicion::parse("Introducción \n\nEl IESS \n\natiende. \n");
    /// let text = report.sections()[0].blocks()[0].text().unwrap();
    /// assert!(!text.is_empty());
    /// ```
    pub fn is_empty(&self) -> bool {
        self.reading.is_empty()
    }

    /// The smallest span of source that holds what `range` (bytes of the reading text) was read from; `None` where
    /// the range holds no byte that was read.
    ///
    /// ```
    /// let report = rendicion::parse("Introducción \n\nEl IESS \n\natiende. \n");
    /// let text = report.sections()[0].blocks()[0].text().unwrap();
    /// let at = text.as_str().find("atiende").unwrap();
    /// assert_eq!(report.text(text.span(at..at + 7).unwrap()), "atiende");
    /// ```
    pub fn span(&self, range: Range<usize>) -> Option<Span> {
        self.parts(range).reduce(Span::hull)
    }

    /// Where in the reading text the byte of source at `offset` is read; `None` where it is read nowhere in it.
    ///
    /// ```
    /// let report = rendicion::parse("Introducción \n\nEl IESS \n\natiende. \n");
    /// let text = report.sections()[0].blocks()[0].text().unwrap();
    /// let at = report.source().text().find("atiende").unwrap() as u32;
    /// assert_eq!(text.offset_of(at), Some(8));
    /// assert_eq!(text.offset_of(0), None);
    /// ```
    pub fn offset_of(&self, offset: u32) -> Option<usize> {
        let run = self.run_at(offset)?;
        let inside = offset - run.src;
        Some(
            (run.out
                + if run.atomic {
                    0
                } else {
                    inside.min(run.out_len)
                }) as usize,
        )
    }

    /// Where in the reading text a span of source is read, in bytes: the way back of [`span`](Self::span). `None`
    /// where its first or its last byte is read nowhere in it.
    ///
    /// ```
    /// let report = rendicion::parse("Introducción \n\nEl total fue de \n\n61.590 afiliados. ");
    /// let text = report.sections()[0].blocks()[0].text().unwrap();
    /// let total = report.atoms().next().unwrap();
    /// let range = text.range_of(total.span).unwrap();
    /// assert_eq!(&text.as_str()[range.clone()], "61.590");
    /// assert_eq!(text.span(range), Some(total.span));
    /// ```
    pub fn range_of(&self, span: Span) -> Option<Range<usize>> {
        let last = span.end.checked_sub(1).filter(|&last| last >= span.start)?;
        let start = self.offset_of(span.start)?;
        let run = self.run_at(last)?;
        let end = run.out
            + if run.atomic {
                run.out_len
            } else {
                (last - run.src + 1).min(run.out_len)
            };
        (start < end as usize).then_some(start..end as usize)
    }

    /// The run that the byte of source at `offset` was read into.
    fn run_at(&self, offset: u32) -> Option<&Run> {
        // Pieces are joined in the order of the source.
        let run = self.runs[..self.runs.partition_point(|run| run.src <= offset)].last()?;
        (offset - run.src < run.src_len).then_some(run)
    }

    /// What is printed at `range`: the source's own characters, and a space where lines were joined by one.
    pub(crate) fn printed(&self, range: Range<usize>, source: &str) -> String {
        let mut out = String::with_capacity(range.len());
        let mut last = range.start as u32;
        let first = self
            .runs
            .partition_point(|run| run.out + run.out_len <= range.start as u32);
        for run in self.runs[first..]
            .iter()
            .take_while(|run| (run.out as usize) < range.end)
        {
            if run.out > last {
                out.push(' ');
            }
            let from = (range.start as u32).max(run.out);
            let to = (range.end as u32).min(run.out + run.out_len);
            let span = if run.atomic {
                Span::new(run.src, run.src + run.src_len)
            } else {
                Span::new(run.src + from - run.out, run.src + to - run.out)
            };
            out.push_str(span.slice(source).unwrap_or_default());
            last = run.out + run.out_len;
        }
        out
    }

    /// The span of the whole.
    ///
    /// ```
    /// let report = rendicion::parse("Introducción \n\nEl IESS \n\natiende. \n");
    /// let text = report.sections()[0].blocks()[0].text().unwrap();
    /// assert_eq!(report.text(text.whole().unwrap()), "El IESS \n\natiende.");
    /// ```
    pub fn whole(&self) -> Option<Span> {
        self.span(0..self.reading.len())
    }

    /// The true fragments of source that `range` was read from, where something else stands between them (a page
    /// header in the middle of a sentence); white space alone does not part them.
    ///
    /// ```
    /// let report = rendicion::parse("Introducción \n\nEl IESS \n\natiende. \n");
    /// let text = report.sections()[0].blocks()[0].text().unwrap();
    /// assert_eq!(text.pieces(0..text.as_str().len(), report.source().text()).len(), 1);
    /// ```
    pub fn pieces(&self, range: Range<usize>, source: &str) -> Vec<Span> {
        let mut out: Vec<Span> = Vec::new();
        for part in self.parts(range) {
            match out.last_mut() {
                Some(last) if last.end <= part.start && is_blank(source, last.end, part.start) => {
                    last.end = part.end;
                }
                _ => out.push(part),
            }
        }
        out
    }

    /// Its parts in order: where in the reading text each stands, what it was read from, and whether it maps as a whole
    /// and not byte for byte.
    pub(crate) fn parts_read(&self) -> impl Iterator<Item = (Range<u32>, Span, bool)> + '_ {
        self.runs.iter().map(|run| {
            let read = run.out..run.out + run.out_len;
            (read, Span::new(run.src, run.src + run.src_len), run.atomic)
        })
    }

    fn parts(&self, range: Range<usize>) -> impl Iterator<Item = Span> + '_ {
        let (start, end) = (range.start as u32, range.end as u32);
        let first = self
            .runs
            .partition_point(|run| run.out + run.out_len <= start);
        self.runs[first..]
            .iter()
            .take_while(move |run| run.out < end)
            .filter_map(move |run| {
                if run.out_len == 0 {
                    return None;
                }
                if run.atomic {
                    return Some(Span::new(run.src, run.src + run.src_len));
                }
                let from = start.max(run.out) - run.out;
                let to = end.min(run.out + run.out_len) - run.out;
                (from < to).then(|| Span::new(run.src + from, run.src + to))
            })
    }
}

fn is_blank(source: &str, start: u32, end: u32) -> bool {
    source
        .get(start as usize..end as usize)
        .is_some_and(|between| between.chars().all(is_space))
}

/// Builds a [`Text`] from pieces of source.
#[derive(Debug, Default)]
pub(crate) struct TextBuilder {
    text: Text,
}

impl TextBuilder {
    /// Appends the reading of a piece of source, after `glue` where something stands before it.
    pub(crate) fn push(&mut self, source: &str, span: Span, glue: Glue) {
        let Some(piece) = span.slice(source) else {
            return;
        };
        if !self.text.reading.is_empty() {
            match glue {
                Glue::Space => {
                    if !self.text.reading.ends_with(' ') {
                        self.text.reading.push(' ');
                    }
                }
                Glue::Nothing => {}
                Glue::DropHyphen => self.drop_hyphen(),
            }
        }
        self.text.reading.reserve(piece.len());
        if piece.len() > LONG && runs(piece) * size_of::<Run>() > MOST_SHARE * piece.len() {
            self.plain(piece, span.start);
        } else if piece.is_ascii() || is_nfc_quick(piece.chars()) == IsNormalized::Yes {
            self.push_composed(piece, span.start);
        } else {
            self.push_clusters(piece, span.start);
        }
    }

    /// Appends the reading of a whole line in one run, which takes the least memory: what it was read from is told for
    /// the line as a whole.
    pub(crate) fn push_plain(&mut self, source: &str, span: Span) {
        let Some(piece) = span.slice(source) else {
            return;
        };
        if !self.text.reading.is_empty() && !self.text.reading.ends_with(' ') {
            self.text.reading.push(' ');
        }
        if piece.is_ascii() {
            self.push_composed(piece, span.start);
        } else {
            self.plain(piece, span.start);
        }
    }

    fn plain(&mut self, piece: &str, start: u32) {
        let out = self.text.reading.len();
        for c in piece.chars() {
            match normalize::reading(c) {
                Some(read) => self.text.reading.push_str(read),
                None => self.text.reading.push(c),
            }
        }
        let out_len = (self.text.reading.len() - out) as u32;
        if out_len > 0 {
            self.text.plain = true;
            let run = Run {
                out: out as u32,
                src: start,
                out_len,
                src_len: piece.len() as u32,
                atomic: true,
            };
            self.text.runs.push(run);
        }
    }

    /// The hyphen stays accounted for: its run maps nothing to it.
    fn drop_hyphen(&mut self) {
        if self.text.reading.ends_with('-')
            && let Some(run) = self.text.runs.last_mut()
            && run.out_len > 0
        {
            run.out_len -= 1;
            run.src_len -= u32::from(!run.atomic);
            self.text.reading.pop();
        }
    }

    fn push_composed(&mut self, piece: &str, start: u32) {
        if piece.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return self.same(piece, start);
        }
        let mut same = 0;
        for (at, c) in piece.char_indices() {
            let Some(read) = normalize::reading(c) else {
                continue;
            };
            if read.len() == c.len_utf8() && c.is_ascii() {
                // One byte for one byte: the run goes on.
                self.replaced(&piece[same..at], read, start + same as u32);
                same = at + 1;
                continue;
            }
            self.same(&piece[same..at], start + same as u32);
            self.atomic(read, start + at as u32, c.len_utf8() as u32);
            same = at + c.len_utf8();
        }
        self.same(&piece[same..], start + same as u32);
    }

    /// Composes one cluster at a time: a base character and the marks upon it. A cluster is cut after 30 marks, as
    /// the stream-safe text format of Unicode does, so that no cluster grows with the source.
    fn push_clusters(&mut self, piece: &str, start: u32) {
        let mut chars = piece.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let mut end = at + c.len_utf8();
            let mut marks = 0;
            while let Some(&(next, mark)) = chars.peek()
                && is_combining_mark(mark)
                && marks < 30
            {
                end = next + mark.len_utf8();
                marks += 1;
                chars.next();
            }
            let cluster = &piece[at..end];
            let from = start + at as u32;
            if marks == 0 {
                match normalize::reading(c) {
                    Some(read) => self.atomic(read, from, cluster.len() as u32),
                    None => self.same(cluster, from),
                }
            } else {
                let composed: String = cluster.nfc().collect();
                if composed == cluster {
                    self.same(cluster, from);
                } else {
                    self.atomic(&composed, from, cluster.len() as u32);
                }
            }
        }
    }

    fn same(&mut self, piece: &str, src: u32) {
        if piece.is_empty() {
            return;
        }
        let (out, len) = (self.text.reading.len() as u32, piece.len() as u32);
        self.text.reading.push_str(piece);
        self.extend(out, src, len);
    }

    /// A piece that reads as itself, and then one byte that reads as another.
    fn replaced(&mut self, piece: &str, read: &str, src: u32) {
        self.same(piece, src);
        let (out, src) = (self.text.reading.len() as u32, src + piece.len() as u32);
        self.text.reading.push_str(read);
        self.extend(out, src, 1);
    }

    /// Takes up bytes that stand for as many of the source.
    fn extend(&mut self, out: u32, src: u32, len: u32) {
        match self.text.runs.last_mut() {
            Some(run)
                if !run.atomic && run.out + run.out_len == out && run.src + run.src_len == src =>
            {
                run.out_len += len;
                run.src_len += len;
            }
            _ => self.text.runs.push(Run {
                out,
                src,
                out_len: len,
                src_len: len,
                atomic: false,
            }),
        }
    }

    fn atomic(&mut self, read: &str, src: u32, src_len: u32) {
        // Something that reads as nothing needs no run: the spans around it reach over it.
        if !read.is_empty() {
            let out = self.text.reading.len() as u32;
            self.text.reading.push_str(read);
            self.text.runs.push(Run {
                out,
                src,
                out_len: read.len() as u32,
                src_len,
                atomic: true,
            });
        }
    }

    /// The text, without white space at its ends.
    pub(crate) fn finish(mut self) -> Text {
        let kept = self.text.reading.trim_end().len();
        self.text.reading.truncate(kept);
        let kept = kept as u32;
        while let Some(run) = self.text.runs.last_mut() {
            if run.out >= kept {
                self.text.runs.pop();
            } else {
                if !run.atomic && run.out + run.out_len > kept {
                    run.out_len = kept - run.out;
                    run.src_len = run.out_len;
                }
                break;
            }
        }
        let lead = (self.text.reading.len() - self.text.reading.trim_start().len()) as u32;
        if lead > 0 {
            self.text.reading.drain(..lead as usize);
            self.text.runs.retain_mut(|run| {
                if run.out + run.out_len <= lead {
                    return false;
                }
                if run.out < lead {
                    let cut = lead - run.out;
                    run.src += cut;
                    run.out_len -= cut;
                    run.src_len -= cut;
                    run.out = 0;
                } else {
                    run.out -= lead;
                }
                true
            });
        }
        self.text.runs.shrink_to_fit();
        self.text.reading.shrink_to_fit();
        self.text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(source: &str, pieces: &[(u32, u32, Glue)]) -> Text {
        let mut builder = TextBuilder::default();
        for &(start, end, glue) in pieces {
            builder.push(source, Span::new(start, end), glue);
        }
        builder.finish()
    }

    #[test]
    fn a_value_broken_over_lines_maps_to_both_parts() {
        let source = "22,837,56\n1.78 ";
        let text = joined(source, &[(0, 9, Glue::Nothing), (10, 14, Glue::Nothing)]);
        assert_eq!(text.as_str(), "22,837,561.78");
        assert_eq!(text.span(0..13), Some(Span::new(0, 14)));
        assert_eq!(text.pieces(0..13, source), [Span::new(0, 14)]);
        assert_eq!(text.range_of(Span::new(0, 14)), Some(0..13));
        assert_eq!(text.range_of(Span::new(7, 12)), Some(7..11));
        // The line end was read nowhere, and nothing stands in an empty span.
        assert_eq!(text.range_of(Span::new(0, 10)), None);
        assert_eq!(text.range_of(Span::new(3, 3)), None);
    }

    #[test]
    fn what_interrupts_parts_the_pieces() {
        let source = "monto de\nCÓD: X\n5.039,90";
        let text = joined(source, &[(0, 8, Glue::Space), (17, 25, Glue::Space)]);
        assert_eq!(text.as_str(), "monto de 5.039,90");
        assert_eq!(
            text.pieces(0..17, source),
            [Span::new(0, 8), Span::new(17, 25)]
        );
    }

    #[test]
    fn decomposed_accents_read_composed_and_map_to_the_whole_cluster() {
        let source = "Cana\u{301}r";
        let text = joined(source, &[(0, source.len() as u32, Glue::Space)]);
        assert_eq!(text.as_str(), "Canár");
        assert_eq!(text.span(3..5), Some(Span::new(3, 6)));
        assert_eq!(text.range_of(Span::new(3, 6)), Some(3..5));
        assert_eq!(text.range_of(Span::new(0, 7)), Some(0..6));
    }

    #[test]
    fn a_hyphen_of_the_wrapping_is_dropped() {
        let source = "presu-\npuesto";
        let text = joined(source, &[(0, 6, Glue::Space), (7, 13, Glue::DropHyphen)]);
        assert_eq!(text.as_str(), "presupuesto");
        assert_eq!(text.span(0..11), Some(Span::new(0, 13)));
    }

    #[test]
    fn white_space_at_the_ends_goes_with_its_runs() {
        let source = "\u{a0}\u{a0}ab \u{ad}c\u{a0}";
        let text = joined(source, &[(0, source.len() as u32, Glue::Space)]);
        assert_eq!(text.as_str(), "ab c");
        assert_eq!(text.span(0..4), Some(Span::new(4, source.len() as u32 - 2)));
    }
}
