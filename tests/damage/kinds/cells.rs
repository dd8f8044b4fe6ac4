//! Cells of rows: words with a digit, on lines that end in one and hold several.

use std::ops::Range;

use crate::edit::{Edits, full_lines};

/// The words with a digit of each such line.
fn rows(text: &str) -> Vec<Vec<Range<usize>>> {
    let mut out = Vec::new();
    for line in full_lines(text) {
        let mut cells = Vec::new();
        let mut at = line.words.start;
        for word in text[line.words.clone()].split(' ') {
            if word.contains(|c: char| c.is_ascii_digit()) {
                cells.push(at..at + word.len());
            }
            at += word.len() + 1;
        }
        if cells.len() > 1 && cells.last().is_some_and(|last| last.end == line.words.end) {
            out.push(cells);
        }
    }
    out
}

fn each(text: &str, edits: impl Fn(&Range<usize>) -> Edits) -> Vec<Edits> {
    rows(text).iter().flatten().map(edits).collect()
}

pub(crate) fn doubled(text: &str) -> Vec<Edits> {
    each(text, |cell| {
        Edits::insert(cell.end, format!(" {}", &text[cell.clone()]))
    })
}

/// With the space before it.
pub(crate) fn lost(text: &str) -> Vec<Edits> {
    each(text, |cell| {
        let start = text[..cell.start].trim_end_matches(' ').len();
        Edits::one(start..cell.end, "")
    })
}

pub(crate) fn swapped(text: &str) -> Vec<Edits> {
    let swap = |pair: &[Range<usize>]| {
        Edits(vec![
            (pair[0].clone(), text[pair[1].clone()].to_owned()),
            (pair[1].clone(), text[pair[0].clone()].to_owned()),
        ])
    };
    rows(text)
        .iter()
        .flat_map(|row| row.windows(2).map(swap).collect::<Vec<_>>())
        .collect()
}
