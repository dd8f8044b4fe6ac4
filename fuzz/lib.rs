//! What the fuzz targets share.

#[path = "../tests/support/invariants.rs"]
pub mod invariants;

/// Hands out parts of a fuzz input, and nothing once it is used up.
///
/// The first lines say what is done with the rest: a corpus of texts stays one of readable texts.
pub struct Input<'i> {
    rest: &'i str,
}

impl<'i> Input<'i> {
    /// The input, or `None` where it is no text.
    pub fn new(data: &'i [u8]) -> Option<Self> {
        std::str::from_utf8(data).ok().map(|rest| Self { rest })
    }

    /// The next line, without its end.
    pub fn line(&mut self) -> &'i str {
        let (line, rest) = self.rest.split_once('\n').unwrap_or((self.rest, ""));
        self.rest = rest;
        line
    }

    /// All that is left.
    pub fn rest(self) -> &'i str {
        self.rest
    }
}
