//! What the tests of this room share.

use super::token::{Cutter, Token};
use crate::lexicon::WordList;
use crate::source::{Glue, Span, TextBuilder};

/// Gives `check` the tokens of the first sentence of a text.
pub(super) fn tokens_of(text: &str, check: impl FnOnce(&[Token<'_>])) {
    let mut builder = TextBuilder::default();
    builder.push(text, Span::new(0, text.len() as u32), Glue::Space);
    let reading = builder.finish();
    let words = WordList::of_str(text);
    let mut tokens = Vec::new();
    Cutter::new(&reading, &words, &[]).next(&mut tokens);
    check(&tokens);
}
