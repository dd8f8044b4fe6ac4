//! Numbers that an extractor split by spaces: `1 .2 1 4 ,9 0`, `2 0 2 3 -0 2 64`.

use std::ops::Range;

/// The places where a space stands in a number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Split {
    /// How many there are.
    pub(crate) count: u64,
    /// The first of them, in bytes.
    pub(crate) first: Range<usize>,
    /// Separators in numbers that no space stands before.
    sound: u64,
}

impl Split {
    /// Whether so many numbers are split that no other can be told from a piece of one.
    pub(crate) fn is_everywhere(&self) -> bool {
        self.count >= 4 && self.count * 2 >= self.sound
    }
}

/// Finds a digit, a space, and a separator before another digit: no notation prints that, and no table's cell begins so.
pub(crate) fn find(text: &str) -> Option<Split> {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let mut found: Option<Split> = None;
    let mut sound = 0;
    for at in memchr::memchr2_iter(b'.', b',', bytes).filter(|&at| at > 0 && digit(at + 1)) {
        if digit(at - 1) {
            sound += 1;
        } else if bytes[at - 1] == b' ' && at > 1 && digit(at - 2) {
            found
                .get_or_insert(Split {
                    count: 0,
                    first: at - 2..at + 2,
                    sound: 0,
                })
                .count += 1;
        }
    }
    found.map(|split| Split { sound, ..split })
}

/// Whether a value may go on beyond one space on either side.
pub(crate) fn is_cut(text: &str, range: &Range<usize>) -> bool {
    let (Some(before), Some(value), Some(after)) = (
        text.get(..range.start),
        text.get(range.clone()),
        text.get(range.end..),
    ) else {
        return false;
    };
    let part = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',' | '/' | '-' | '_');
    let ends = |text: &str| text.ends_with(part);
    let begins = |text: &str| text.starts_with(part);
    let goes_on = after.strip_prefix(' ').is_some_and(|rest| {
        begins(rest) && ends(value)
            || value.contains("://") && rest.starts_with(char::is_alphanumeric)
    });
    // After a comma or a full stop a space belongs there.
    let comes = before
        .strip_suffix(' ')
        .is_some_and(|rest| ends(rest) && !rest.ends_with(['.', ',']));
    goes_on || comes && begins(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_space_before_a_separator_splits_a_number() {
        let split = find("CESANTÍA  2 9 1 .4 60 ,7 5   2 62 .3 1 4 ,68  9 0 %").unwrap();
        assert_eq!(split.count, 4);
        assert!(split.is_everywhere());
        for text in [
            "Total 6 412.808,15 4 0.50",
            "los años 2019, 2020 y 2021",
            "1, 2 y 3",
            "son 5 .",
            "No .5",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
        let misprint = find("61.590 y 12.300 de los 1 .400, en 2.100,50").unwrap();
        assert!(!misprint.is_everywhere());
    }

    #[test]
    fn a_piece_of_a_number_is_cut() {
        let text = "del 1 7 /0 2, 71% de 40 y 3 8  9 6";
        let cut = |piece: &str| {
            let at = text.find(piece).unwrap();
            is_cut(text, &(at..at + piece.len()))
        };
        assert!(cut("1") && cut("/0") && cut("3") && cut("6"));
        assert!(!cut("71%") && !cut("40"));
        assert!(is_cut("en https://a.ec/1 KpTz8", &(3..17)));
    }
}
