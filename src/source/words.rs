//! The words of a text as white space parts them.

/// The words of a text, as [`str::split_whitespace`] gives them: most white space is ASCII, and no character is decoded
/// where it can't be any.
pub(crate) fn split_words(text: &str) -> impl Iterator<Item = &str> + Clone {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            let (end, width) = next_space(rest);
            let word = rest.get(..end).unwrap_or_default();
            rest = rest.get(end + width..).unwrap_or_default();
            if !word.is_empty() {
                return Some(word);
            }
            if width == 0 {
                return None;
            }
        }
    })
}

/// The bytes that white space may begin with: a blank and controls; NEL and NBSP, the spaces of typography, the
/// ideographic one.
const SPACES: [bool; 256] = {
    let mut spaces = [false; 256];
    let mut byte = 0;
    while byte < 256 {
        spaces[byte] = byte <= b' ' as usize || byte == 0xc2 || byte >= 0xe1 && byte <= 0xe3;
        byte += 1;
    }
    spaces
};

/// Where the first white space of a text stands, and its bytes; the end of the text where it has none.
fn next_space(text: &str) -> (usize, usize) {
    let mut from = 0;
    let bytes = text.as_bytes();
    while let Some(offset) = bytes
        .get(from..)
        .and_then(|rest| rest.iter().position(|&byte| SPACES[byte as usize]))
    {
        let at = from + offset;
        if bytes[at] == b' ' {
            return (at, 1);
        }
        let c = text.get(at..).and_then(|rest| rest.chars().next());
        if let Some(c) = c.filter(|c| c.is_whitespace()) {
            return (at, c.len_utf8());
        }
        from = at + 1;
    }
    (text.len(), 0)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_words_are_those_of_the_standard_library(text in "[a á\t\n\u{a0}\u{2003}\u{3000}\u{85}“ñ\u{1680}x]{0,40}") {
            let expected: Vec<&str> = text.split_whitespace().collect();
            prop_assert_eq!(split_words(&text).collect::<Vec<_>>(), expected);
        }
    }
}
