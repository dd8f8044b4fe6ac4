//! Stated quantities of known concepts.

use serde::{Deserialize, Serialize};

use super::reading::Reading;
use crate::source::Span;

/// The quantities that a section states.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Indicators {
    /// In the order of print.
    pub indicators: Vec<Indicator>,
}

/// A stated quantity of a known concept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Indicator {
    /// A stable slug: `affiliates`, `pensioners`, …
    pub concept: String,
    /// The words of the report.
    pub label: String,
    /// The quantity, exact: people and things in ones, money in USD, shares in percent points.
    pub value: String,
    /// The time that it is said of, as an atom's value; `None` where none stands by it.
    pub period: Option<String>,
    /// Where the quantity is printed.
    pub span: Span,
    /// The line of the span's start, counted from 1.
    pub line: u32,
}

/// The quantities that a section states.
pub(super) fn read(_section: &Reading<'_>) -> Indicators {
    Indicators::default()
}
