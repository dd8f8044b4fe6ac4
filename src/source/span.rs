//! A place in the source.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A half-open range of byte offsets into the source, exactly as it was given.
///
/// Offsets are bytes of the UTF-8 source, counted from 0; both ends lie on character boundaries.
///
/// ```
/// use rendicion::Span;
///
/// let span = Span::new(4, 11);
/// assert_eq!(span.slice("por $ 180.694 dólares"), Some("$ 180.6"));
/// assert_eq!(span.len(), 7);
/// ```
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct Span {
    /// The offset of the first byte.
    pub start: u32,
    /// The offset after the last byte.
    pub end: u32,
}

impl Span {
    /// A span from `start` up to, not including, `end`; an `end` before `start` gives an empty span.
    pub const fn new(start: u32, end: u32) -> Self {
        Self {
            start,
            end: if end < start { start } else { end },
        }
    }

    /// Its length in bytes.
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether it holds no byte.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether all of `other` lies within it.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub const fn hull(self, other: Self) -> Self {
        Self {
            start: if self.start < other.start {
                self.start
            } else {
                other.start
            },
            end: if self.end > other.end {
                self.end
            } else {
                other.end
            },
        }
    }

    /// The text that it holds, or `None` where `source` is not the text that it was made for.
    pub fn slice(self, source: &str) -> Option<&str> {
        source.get(self.range())
    }

    /// It as a range of `usize`.
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}
