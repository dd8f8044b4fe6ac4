//! Tables of text that were written line by line: each line holds pieces of several cells.

use std::ops::Range;

use super::header::Header;
use super::text::{
    Columns, TextRow, has_whole_reference, holds_reference, is_date, is_reference_part,
};
use crate::page::Page;
use crate::page::flow::{End, end_of};
use crate::source::{Span, fold};

/// A piece of a line that belongs to a column.
#[derive(Clone, Copy, Debug)]
struct Piece {
    line: usize,
    span: Span,
}

/// The rows of a table of text, and the number of lines that they take.
pub(super) fn rows(
    page: &Page<'_>,
    lines: &[usize],
    header: &Header,
    columns: &Columns<'_>,
) -> Option<(Vec<TextRow>, usize)> {
    let placed = if page.style.columns {
        by_position(page, lines, header, columns.reference)
    } else {
        None
    };
    // Where places had to cut what no wide space parts, what words are is surer.
    let (placed, surer) = placed.map_or((None, false), |(streams, cuts)| (Some(streams), cuts > 0));
    let mut streams = [placed, by_content(page, lines, columns)];
    if surer {
        streams.reverse();
    }
    // What stands below each other may be off by a few characters, and what a word is may deceive: the parting that
    // gives more whole cells is the right one.
    let parted = streams.into_iter().flatten().filter_map(|streams| {
        if columns.label.is_some() {
            split_by_text(page, &streams, columns)
        } else {
            split_by_reference(page, &streams, columns)
        }
    });
    let best = parted
        .enumerate()
        .max_by_key(|(n, rows)| (whole_cells(page, rows, columns), usize::MAX - n));
    best.map(|(_, rows)| (rows, lines.len()))
}

/// How many cells of the rows are whole: a label of the vocabulary, a reference that is not cut, text that begins as
/// its column does; less the rows that miss one.
fn whole_cells(page: &Page<'_>, rows: &[TextRow], columns: &Columns<'_>) -> usize {
    rows.iter()
        .map(|row| {
            let text = |column: usize| row.cells[column].text(page);
            let label = columns
                .label
                .is_none_or(|column| columns.schema.is_label(text(column).as_str()));
            let reference = columns
                .reference
                .is_none_or(|column| has_whole_reference(text(column).as_str()));
            let begins = columns.begins(columns.text, text(columns.text).as_str());
            usize::from(label) + usize::from(reference) + usize::from(begins)
        })
        .sum()
}

/// Parts each line at the columns of characters where most lines have a space; and how many times that cut words which
/// one space parts.
fn by_position(
    page: &Page<'_>,
    lines: &[usize],
    header: &Header,
    reference: Option<usize>,
) -> Option<(Vec<Vec<Piece>>, usize)> {
    let mut centres: Vec<usize> = header
        .columns
        .iter()
        .map(|c| usize::midpoint(c.x.start, c.x.end))
        .collect();
    let rising = centres.windows(2).all(|pair| pair[0] < pair[1]);
    if !rising {
        centres.sort_unstable();
    }
    let width = lines
        .iter()
        .map(|&at| page.lines[at].indent as usize + page.width(at))
        .max()?
        .min(400);
    let mut streams = vec![Vec::new(); centres.len()];
    let mut cuts = 0;
    // A page may be set in otherwise than the one before it.
    let breaks =
        |a: usize, b: usize| (a + 1..=b).any(|at| page.lines[at].gap.page || page.furniture[at]);
    for lines in lines.chunk_by(|&a, &b| !breaks(a, b)) {
        let mut ink = vec![0_u32; width + 1];
        for &at in lines {
            for column in segments(page, at).into_iter().flat_map(|segment| segment.x) {
                if let Some(slot) = ink.get_mut(column) {
                    *slot += 1;
                }
            }
        }
        let bounds: Vec<usize> = centres
            .windows(2)
            .map(|pair| valley(&ink, pair[0].min(width)..pair[1].min(width)))
            .collect();
        for &at in lines {
            for segment in segments(page, at) {
                cuts += part(page, at, &segment, &bounds, reference, &mut streams);
            }
        }
    }
    Some((streams, cuts))
}

/// Gives the words of a segment to the columns in which they begin: one space may be all that parts two columns.
/// A part of a reference goes on with the one before it. How many times it was cut follows.
fn part(
    page: &Page<'_>,
    at: usize,
    segment: &Segment,
    bounds: &[usize],
    reference: Option<usize>,
    streams: &mut [Vec<Piece>],
) -> usize {
    let text = page.source.slice(segment.span);
    let (mut from, mut column) = (0, usize::MAX);
    let mut x = segment.x.start;
    let (mut offset, mut cuts) = (0, 0);
    for word in text.split(' ') {
        let mut own = bounds.iter().filter(|&&bound| x >= bound).count();
        if offset == 0 && !is_reference_part(word) && overhangs(segment, bounds, own) {
            own += 1;
        }
        if column != usize::MAX {
            own = own.max(column);
        }
        if reference == Some(column) && is_reference_part(word) {
            own = column;
        }
        if own != column && !word.is_empty() {
            if column != usize::MAX {
                push(segment, text, from..offset, &mut streams[column], at);
                cuts += 1;
            }
            (from, column) = (offset, own);
        }
        x += word.chars().count() + 1;
        offset += word.len() + 1;
    }
    if column != usize::MAX {
        push(segment, text, from..text.len(), &mut streams[column], at);
    }
    cuts
}

/// Whether a segment that begins in a column is of the next one: where it begins near the column's right edge and goes on
/// well beyond it, as where places are off by a few characters.
fn overhangs(segment: &Segment, bounds: &[usize], column: usize) -> bool {
    let Some(&bound) = bounds.get(column) else {
        return false;
    };
    let left = column.checked_sub(1).map_or(0, |before| bounds[before]);
    segment.x.start >= left + (bound - left) * 3 / 4
        && segment.x.end > bound + (bound - segment.x.start)
}

fn push(segment: &Segment, text: &str, range: Range<usize>, stream: &mut Vec<Piece>, line: usize) {
    let kept = text[range.clone()].trim_end().len();
    let start = segment.span.start + range.start as u32;
    stream.push(Piece {
        line,
        span: Span::new(start, start + kept as u32),
    });
}

/// The end of the widest run of the emptiest columns of characters.
fn valley(ink: &[u32], range: Range<usize>) -> usize {
    let least = ink[range.clone()].iter().copied().min().unwrap_or(0);
    let (mut best, mut run) = (range.clone(), 0);
    let mut best_len = 0;
    for at in range.clone().chain([range.end]) {
        if at < range.end && ink[at] <= least + 1 {
            run += 1;
        } else {
            if run > best_len {
                best_len = run;
                best = at - run..at;
            }
            run = 0;
        }
    }
    best.end
}

struct Segment {
    span: Span,
    x: Range<usize>,
}

/// The runs of words of a line that two spaces or more part.
fn segments(page: &Page<'_>, at: usize) -> Vec<Segment> {
    let line = page.lines[at];
    let text = page.text(at);
    let mut out: Vec<Segment> = Vec::new();
    let mut column = line.indent as usize;
    let mut start = 0;
    for part in text.split("  ") {
        let lead = part.len() - part.trim_start().len();
        let kept = part.trim();
        if !kept.is_empty() {
            let from = start + lead;
            let x = column + lead;
            out.push(Segment {
                span: Span::new(
                    line.span.start + from as u32,
                    line.span.start + (from + kept.len()) as u32,
                ),
                x: x..x + kept.chars().count(),
            });
        }
        start += part.len() + 2;
        column += part.chars().count() + 2;
    }
    out
}

/// Parts each line by what its words are: a label of the vocabulary, a reference with its date, text.
fn by_content(page: &Page<'_>, lines: &[usize], columns: &Columns<'_>) -> Option<Vec<Vec<Piece>>> {
    let reference = columns.reference?;
    let mut streams = vec![Vec::new(); columns.roles.len()];
    let mut named = String::new();
    let phrase = Phrase::learn(page, lines, columns);
    let mut said = 0;
    for &at in lines {
        let span = page.lines[at].span;
        let words = words(page, at);
        let mut parts: Vec<(usize, usize, usize)> = Vec::new();
        let text = page.text(at);
        if let Some(label) = columns.label {
            let labels = label_words(text, &words, &mut named, columns);
            let open = streams_open(page, streams[reference].last());
            let references = reference_words(text, &words[labels..], open);
            parts.extend([
                (label, 0, labels),
                (reference, labels, labels + references),
                (columns.text, labels + references, words.len()),
            ]);
        } else {
            let from = phrase.begins_at(text, &words, &mut said);
            parts.extend([(columns.text, 0, from), (reference, from, words.len())]);
        }
        for (column, from, to) in parts.into_iter().filter(|(_, from, to)| from < to) {
            let part = Span::new(
                span.start + words[from].0 as u32,
                span.start + words[to - 1].1 as u32,
            );
            streams[column].push(Piece {
                line: at,
                span: part,
            });
        }
    }
    Some(streams)
}

fn words(page: &Page<'_>, at: usize) -> Vec<(usize, usize)> {
    let mut out = Vec::new();
    let mut start = None;
    for (i, c) in page
        .text(at)
        .char_indices()
        .chain([(page.text(at).len(), ' ')])
    {
        match (start, c.is_whitespace()) {
            (None, false) => start = Some(i),
            (Some(from), true) => {
                out.push((from, i));
                start = None;
            }
            _ => {}
        }
    }
    out
}

/// How many words at the start of a line go on with a label of the vocabulary.
fn label_words(
    text: &str,
    words: &[(usize, usize)],
    named: &mut String,
    columns: &Columns<'_>,
) -> usize {
    for count in (1..=words.len().min(6)).rev() {
        let part = &text[words[0].0..words[count - 1].1];
        if let Some(whole) = columns.label_goes_on(named, part) {
            // "del" alone is anybody's word.
            *named = if whole {
                String::new()
            } else if named.is_empty() {
                fold::key(part)
            } else {
                format!("{named} {}", fold::key(part))
            };
            return count;
        }
    }
    0
}

/// Whether the last piece of a reference is cut at a hyphen or announces a date.
fn streams_open(page: &Page<'_>, last: Option<&Piece>) -> bool {
    last.is_some_and(|piece| {
        let text = page.source.slice(piece.span);
        text.ends_with('-') || text.ends_with(" del") || text.ends_with(" de")
    })
}

/// How many words at the start are references and their dates; `open` where the piece before was cut.
fn reference_words(text: &str, words: &[(usize, usize)], open: bool) -> usize {
    let word = |n: usize| &text[words[n].0..words[n].1];
    let capitals = |w: &str| {
        w.len() <= 8
            && w.chars()
                .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '-')
    };
    let mut count =
        usize::from(open && !words.is_empty() && capitals(word(0).trim_end_matches(['.', ','])));
    while count < words.len() {
        let this = word(count);
        let bare = this.trim_end_matches(['.', ',', ';']);
        let dated = |w: &str| {
            w.len() >= 3
                && w.chars()
                    .all(|c| c.is_ascii_digit() || matches!(c, '/' | '-'))
                && w.contains(['/', '-'])
        };
        if is_reference_part(bare) || dated(bare) {
            count += 1;
        } else if matches!(
            fold::key(this).as_str(),
            "del" | "de" | "nro" | "memorando" | "y"
        ) && count + 1 < words.len()
            && (dated(word(count + 1)) || is_reference_part(word(count + 1)))
        {
            count += 2;
        } else if count > 0 && count + 1 == words.len() && matches!(this, "del" | "de") {
            count += 1;
        } else {
            break;
        }
    }
    count
}

/// Words at the end of a line among which the phrase is looked for.
const MOST_WORDS: usize = 16;

/// The fixed phrase of the reports in this table: "Se remitió el informe de cumplimiento mediante Memorando Nro.".
struct Phrase {
    words: Vec<String>,
}

/// "Nro.", "No." and "N°" are one word.
fn number_word(key: String) -> String {
    if matches!(key.as_str(), "no" | "n" | "num" | "numero") {
        "nro".to_owned()
    } else {
        key
    }
}

impl Phrase {
    /// Learns it from the lines that hold nothing else, in the order in which they come.
    fn learn(page: &Page<'_>, lines: &[usize], columns: &Columns<'_>) -> Self {
        let begins = columns
            .reference
            .map(|r| &columns.schema.begins[columns.roles[r]]);
        let fixed: Vec<String> = begins
            .into_iter()
            .flatten()
            .max_by_key(|b| b.split(' ').count())
            .map(|b| b.split(' ').map(|w| number_word(w.to_owned())).collect())
            .unwrap_or_default();
        let present = lines.iter().any(|&at| {
            fixed
                .first()
                .is_some_and(|first| fold::key(page.text(at)).contains(first.as_str()))
        });
        Self {
            words: if present { fixed } else { Vec::new() },
        }
    }

    /// The word of a line from which on it goes on with the phrase or holds its reference; `said` counts the words of
    /// the phrase that were said.
    fn begins_at(&self, text: &str, words: &[(usize, usize)], said: &mut usize) -> usize {
        let keys: Vec<String> = words
            .iter()
            .map(|&(from, to)| number_word(fold::key(&text[from..to])))
            .collect();
        // The reference at the end of the line.
        let mut end = words.len();
        while end > 0 {
            let bare = text[words[end - 1].0..words[end - 1].1].trim_end_matches(['.', ',', ';']);
            if is_reference_part(bare) || is_date(bare) && *said > 0 {
                end -= 1;
            } else {
                break;
            }
        }
        let mut held = end < words.len();
        // A year alone is the text's.
        if held
            && words[end..]
                .iter()
                .all(|&(from, to)| text[from..to].bytes().all(|b| b.is_ascii_digit()))
        {
            (end, held) = (words.len(), false);
        }
        // A phrase that begins again, or goes on: the longest run of its words up to the reference or the line's end.
        for from in end.saturating_sub(MOST_WORDS)..=end {
            let run: Vec<&String> = keys[from..end].iter().filter(|k| !k.is_empty()).collect();
            for start in [*said, 0] {
                let fits = self.words.len() >= start + run.len()
                    && run
                        .iter()
                        .zip(&self.words[start..])
                        .all(|(a, b)| fold::same_word(a, b));
                let fresh = start == 0 && run.len() >= 2;
                if fits && !run.is_empty() && (fresh || start > 0) {
                    *said = start + run.len();
                    if held {
                        *said = 0;
                    }
                    return from;
                }
            }
        }
        if held {
            *said = 0;
            return end;
        }
        words.len()
    }
}

/// Rows by their references: one a row; the text beside them is cut where a sentence ends nearest to the middle
/// between two references.
fn split_by_reference(
    page: &Page<'_>,
    streams: &[Vec<Piece>],
    columns: &Columns<'_>,
) -> Option<Vec<TextRow>> {
    let reference = columns.reference?;
    let mut rows: Vec<TextRow> = Vec::new();
    let mut bands: Vec<(usize, usize)> = Vec::new();
    let mut row = TextRow::new(streams.len());
    for piece in &streams[reference] {
        let text = page.source.slice(piece.span);
        let whole = has_whole_reference(row.cells[reference].tail(page).as_str());
        if whole && (columns.begins(reference, text) || !holds_reference(text) && !is_date(text)) {
            rows.push(std::mem::replace(&mut row, TextRow::new(streams.len())));
        }
        if row.cells[reference].is_empty() {
            bands.push((piece.line, piece.line));
        }
        if let Some(band) = bands.last_mut() {
            band.1 = piece.line;
        }
        row.cells[reference].pieces.push((piece.line, piece.span));
    }
    if !row.cells[reference].is_empty() {
        rows.push(row);
    }
    let texts = &streams[columns.text];
    let mut from = 0;
    for n in 0..rows.len() {
        let to = match bands.get(n + 1) {
            Some(next) => cut(
                page,
                texts,
                from,
                usize::midpoint(bands[n].1, next.0),
                columns,
            ),
            None => texts.len(),
        };
        rows[n].cells[columns.text]
            .pieces
            .extend(texts[from..to].iter().map(|p| (p.line, p.span)));
        from = to;
    }
    (!rows.is_empty()).then_some(rows)
}

/// Lines beyond the middle between two references in which the next text may begin.
const REACH: usize = 40;

/// The piece nearest to line `middle` that begins a cell: after a sentence's end, with a capital or a quotation mark.
fn cut(
    page: &Page<'_>,
    texts: &[Piece],
    from: usize,
    middle: usize,
    columns: &Columns<'_>,
) -> usize {
    let near = texts.partition_point(|p| p.line <= middle + REACH);
    let starts = (from + 1..near).filter(|&at| {
        let (before, this) = (
            page.source.slice(texts[at - 1].span),
            page.source.slice(texts[at].span),
        );
        let first = this.chars().next().unwrap_or(' ');
        (end_of(before) == End::Closed || before.ends_with(['”', '"']))
            && (first.is_uppercase() || matches!(first, '“' | '"'))
            || columns.begins(columns.text, this) && end_of(before) != End::Open
    });
    starts
        .min_by_key(|&at| texts[at].line.abs_diff(middle + 1))
        .unwrap_or_else(|| texts.partition_point(|p| p.line <= middle).max(from))
}

/// Rows by their text: one begins where the text begins anew after its evidence; labels and references belong to the
/// row beside whose text they stand.
fn split_by_text(
    page: &Page<'_>,
    streams: &[Vec<Piece>],
    columns: &Columns<'_>,
) -> Option<Vec<TextRow>> {
    let texts = &streams[columns.text];
    let mut starts: Vec<usize> = Vec::new();
    for (n, piece) in texts.iter().enumerate() {
        let text = page.source.slice(piece.span);
        let after_evidence = n == 0 || {
            let before = page.source.slice(texts[n - 1].span);
            before.contains("://")
                || n > 1
                    && page.source.slice(texts[n - 2].span).contains("://")
                    && !before.contains(' ')
        };
        if after_evidence && (n == 0 || columns.begins(columns.text, text)) {
            starts.push(n);
        }
    }
    let mut rows: Vec<TextRow> = Vec::new();
    for (k, &start) in starts.iter().enumerate() {
        let end = starts.get(k + 1).copied().unwrap_or(texts.len());
        let mut row = TextRow::new(streams.len());
        row.cells[columns.text].pieces =
            texts[start..end].iter().map(|p| (p.line, p.span)).collect();
        rows.push(row);
    }
    for (column, stream) in streams
        .iter()
        .enumerate()
        .filter(|&(column, _)| column != columns.text)
    {
        for piece in stream {
            let row = starts
                .partition_point(|&start| texts[start].line <= piece.line)
                .saturating_sub(1);
            rows.get_mut(row)?.cells[column]
                .pieces
                .push((piece.line, piece.span));
        }
    }
    (!rows.is_empty()).then_some(rows)
}
