//! A place in the source.

use std::fmt;
use std::ops::Range;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

/// A half-open range of byte offsets into the source, exactly as it was given.
///
/// Offsets are bytes of the UTF-8 source, counted from 0; both ends lie on character boundaries. One that is
/// deserialised does not end before it starts.
///
/// ```
/// use rendicion::Span;
///
/// let span = Span::new(4, 11);
/// assert_eq!(span.slice("por $ 180.694 dólares"), Some("$ 180.6"));
/// assert_eq!(span.len(), 7);
/// assert_eq!(span.to_string(), "4..11");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Span {
    /// The offset of the first byte.
    pub start: u32,
    /// The offset after the last byte.
    pub end: u32,
}

impl Span {
    /// A span from `start` up to, not including, `end`; an `end` before `start` gives an empty span.
    ///
    /// ```
    /// use rendicion::Span;
    ///
    /// assert_eq!(Span::new(4, 2), Span::new(4, 4));
    /// ```
    pub const fn new(start: u32, end: u32) -> Self {
        Self {
            start,
            end: if end < start { start } else { end },
        }
    }

    /// Its length in bytes.
    ///
    /// ```
    /// assert_eq!(rendicion::Span::new(4, 11).len(), 7);
    /// ```
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether it holds no byte.
    ///
    /// ```
    /// assert!(rendicion::Span::default().is_empty());
    /// ```
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether all of `other` lies within it.
    ///
    /// ```
    /// use rendicion::Span;
    ///
    /// assert!(Span::new(2, 9).contains(Span::new(4, 9)));
    /// ```
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    ///
    /// ```
    /// use rendicion::Span;
    ///
    /// assert_eq!(Span::new(2, 4).hull(Span::new(7, 9)), Span::new(2, 9));
    /// ```
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
    ///
    /// ```
    /// use rendicion::Span;
    ///
    /// assert_eq!(Span::new(0, 2).slice("año"), None);
    /// assert_eq!(Span::new(0, 3).slice("año"), Some("añ"));
    /// ```
    pub fn slice(self, source: &str) -> Option<&str> {
        source.get(self.range())
    }

    /// It as a range of `usize`.
    ///
    /// ```
    /// assert_eq!(rendicion::Span::new(4, 11).range(), 4..11);
    /// ```
    pub const fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

impl<'de> Deserialize<'de> for Span {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Ends {
            start: u32,
            end: u32,
        }
        let Ends { start, end } = Ends::deserialize(deserializer)?;
        if end < start {
            return Err(D::Error::custom(format_args!(
                "a span that ends at {end}, before it starts at {start}; give the smaller offset as `start`"
            )));
        }
        Ok(Self { start, end })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_that_ends_before_it_starts_is_refused() {
        let read = serde_json::from_str::<Span>(r#"{"start":3,"end":9}"#);
        assert_eq!(read.unwrap(), Span::new(3, 9));
        let error = serde_json::from_str::<Span>(r#"{"start":9,"end":3}"#).unwrap_err();
        assert!(
            error
                .to_string()
                .starts_with("a span that ends at 3, before it starts at 9"),
            "{error}"
        );
    }
}
