//! One word, folded where it stands.

use std::fmt;
use std::ops::Deref;

use super::vocabulary::Entry;
use crate::source::{fold, steps};

/// A word without case and accents, as all words are compared. It takes no memory of its own.
#[derive(Clone, Copy)]
pub(crate) struct Folded {
    bytes: [u8; MOST_BYTES],
    len: u8,
}

/// Bytes of the longest folded word that is looked for.
const MOST_BYTES: usize = 48;

/// Folds a word; `None` where it is longer than any word that is looked for.
pub(crate) fn folded(word: &str) -> Option<Folded> {
    if word.len() > 2 * MOST_BYTES {
        return None;
    }
    steps::fold(word.len());
    let mut folded = Folded {
        bytes: [0; MOST_BYTES],
        len: 0,
    };
    let mut fits = true;
    for c in word.chars() {
        fold::each(c, |part| {
            let fold::Folded::Letter(letter) = part else {
                return;
            };
            let at = folded.len as usize;
            match folded.bytes.get_mut(at..at + letter.len_utf8()) {
                Some(room) => {
                    letter.encode_utf8(room);
                    folded.len += letter.len_utf8() as u8;
                }
                None => fits = false,
            }
        });
    }
    fits.then_some(folded)
}

impl Folded {
    pub(crate) fn as_str(&self) -> &str {
        str::from_utf8(&self.bytes[..self.len as usize]).unwrap_or_default()
    }

    /// What the vocabulary knows of it.
    pub(crate) fn entry(&self) -> Entry {
        Entry::of(self.as_str())
    }
}

impl Deref for Folded {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Debug for Folded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Class;

    #[test]
    fn a_word_is_folded_as_its_key_is() {
        for word in ["Año", "DICIEMBRE", "o\u{fb01}cio", "según"] {
            assert_eq!(folded(word).unwrap().as_str(), fold::key(word));
        }
        assert!(folded("Según").unwrap().entry().is(Class::Open));
        assert!(folded(&"a".repeat(49)).is_none());
    }
}
