//! The words of a text as white space parts them.

/// The words of a text, as [`str::split_whitespace`] gives them: most white space is ASCII, and no character but it is
/// decoded where it can't be any.
pub(crate) fn split_words(text: &str) -> impl Iterator<Item = &str> + Clone {
    let mut rest = text;
    std::iter::from_fn(move || {
        let (mut start, mut len) = (None, 0);
        let bytes = rest.as_bytes();
        while let Some(&byte) = bytes.get(len) {
            let (is_space, width) = match byte {
                b' ' | b'\t'..=b'\r' => (true, 1),
                // NEL and NBSP; the spaces of typography; the ideographic one.
                0xc2 | 0xe1..=0xe3 => {
                    let c = rest.get(len..).and_then(|rest| rest.chars().next());
                    c.map_or((false, 1), |c| (c.is_whitespace(), c.len_utf8()))
                }
                _ => (false, 1),
            };
            match start {
                Some(start) if is_space => {
                    let word = rest.get(start..len);
                    rest = rest.get(len + width..).unwrap_or_default();
                    return word;
                }
                None if !is_space => start = Some(len),
                _ => {}
            }
            len += width;
        }
        let word = start.and_then(|start| rest.get(start..));
        rest = "";
        word
    })
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
