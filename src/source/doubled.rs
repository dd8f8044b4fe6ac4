//! Letters that were printed twice over to look bold, and were taken out twice.

use std::ops::Range;

/// Pairs of letters that a line has at the least: few words have three doubled letters in a row.
const PAIRS: usize = 6;

/// The lines whose letters and digits all stand twice.
pub(crate) fn lines(text: &str) -> impl Iterator<Item = Range<usize>> + '_ {
    let mut start = 0;
    text.split_inclusive('\n').filter_map(move |line| {
        let here = start..start + line.trim_end().len();
        start += line.len();
        is_doubled(line).then_some(here)
    })
}

fn is_doubled(line: &str) -> bool {
    let mut pairs = 0;
    let mut chars = line.chars().filter(|c| !c.is_whitespace());
    while let Some(first) = chars.next() {
        if chars.next() != Some(first) {
            return false;
        }
        pairs += usize::from(first.is_alphabetic());
    }
    pairs >= PAIRS
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_all_stand_twice() {
        let text = "Uno\n  IInnffoorrmmee 2200\nacceso llano\n1122\n";
        let found: Vec<&str> = lines(text).map(|range| &text[range]).collect();
        assert_eq!(found, ["  IInnffoorrmmee 2200"]);
    }
}
