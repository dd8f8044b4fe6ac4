//! What a page leaves in a text.

use crate::edit::{Edits, full_lines};
use crate::support::damage::HEADER;

fn below_each_line(text: &str, furniture: &str) -> Vec<Edits> {
    full_lines(text)
        .iter()
        .map(|line| Edits::insert(line.next, format!("{furniture}{}", line.ending(text))))
        .collect()
}

pub(crate) fn number(text: &str) -> Vec<Edits> {
    below_each_line(text, "7")
}

pub(crate) fn number_of(text: &str) -> Vec<Edits> {
    below_each_line(text, "7 de 15")
}

/// At every fortieth line, from each of the first forty on.
pub(crate) fn footer(text: &str) -> Vec<Edits> {
    const EVERY: usize = 40;
    let lines = full_lines(text);
    let from = |first: usize| {
        let struck = lines.iter().skip(first).step_by(EVERY);
        let footers = struck.zip(1..).map(|(line, number)| {
            let footer = format!("Documento de trabajo {number}{}", line.ending(text));
            (line.next..line.next, footer)
        });
        Edits(footers.collect())
    };
    (0..EVERY.min(lines.len())).map(from).collect()
}

pub(crate) fn header(text: &str) -> Vec<Edits> {
    full_lines(text)
        .iter()
        .map(|line| Edits::insert(line.next, HEADER))
        .collect()
}
