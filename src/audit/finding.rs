//! A finding: something that a report says and that does not hold.

use std::fmt;

use rust_decimal::Decimal;
use serde::Serialize;

use super::language::Language;
use super::slip::Change;
use crate::atom::Atom;
use crate::diagnostic::Severity;
use crate::source::Span;

/// Something that the report says and that does not hold.
///
/// Values are exact decimals as atoms print them. A finding never changes what was read.
///
/// ```
/// use rendicion::Severity;
/// use rendicion::audit::Finding;
///
/// let finding = Finding::new("acme.no-plate", Severity::Warning, "a vehicle without a plate").actual("3");
/// assert_eq!(finding.expected, None);
/// assert_eq!(serde_json::to_value(&finding).unwrap()["actual"], "3");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Finding {
    /// The code of the rule, in kebab-case: it is stable.
    pub code: &'static str,
    /// How certain and how grave it is.
    pub severity: Severity,
    /// What does not hold, for a person.
    pub message: String,
    /// The value that would hold.
    pub expected: Option<String>,
    /// The value that is printed.
    pub actual: Option<String>,
    /// By how much they may differ and still agree.
    pub tolerance: Option<String>,
    /// The smallest single change that would make it hold; it is offered, never made.
    pub suggestion: Option<String>,
    /// The values and rows that prove it, the doubtful one first.
    pub evidence: Vec<Evidence>,
}

/// A place that proves a finding: one value or one row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Evidence {
    /// Where.
    pub span: Span,
    /// The line of the span's start, counted from 1.
    pub line: u32,
}

impl Evidence {
    /// A place on a line.
    ///
    /// ```
    /// use rendicion::{Span, audit::Evidence};
    /// assert_eq!(Evidence::new(Span::new(3, 9), 1).line, 1);
    /// ```
    pub const fn new(span: Span, line: u32) -> Self {
        Self { span, line }
    }
}

impl From<&Atom> for Evidence {
    fn from(atom: &Atom) -> Self {
        Self::new(atom.span, atom.line)
    }
}

#[allow(
    clippy::needless_pass_by_value,
    reason = "a value, a reference and a literal are all handed over as they are"
)]
impl Finding {
    /// A finding without values or evidence yet.
    pub fn new(code: &'static str, severity: Severity, message: impl Into<String>) -> Self {
        Self {
            code,
            severity,
            message: message.into(),
            expected: None,
            actual: None,
            tolerance: None,
            suggestion: None,
            evidence: Vec::new(),
        }
    }

    /// Says what would hold.
    ///
    /// ```
    /// use rendicion::{Severity, audit::Finding};
    /// let finding = Finding::new("acme.no-plate", Severity::Info, "no plate").expected(4);
    /// assert_eq!(finding.expected.as_deref(), Some("4"));
    /// ```
    #[must_use]
    pub fn expected(mut self, value: impl fmt::Display) -> Self {
        self.expected = Some(value.to_string());
        self
    }

    /// Says what is printed.
    ///
    /// ```
    /// use rendicion::{Severity, audit::Finding};
    /// let finding = Finding::new("acme.no-plate", Severity::Info, "no plate").actual("3");
    /// assert_eq!(finding.actual.as_deref(), Some("3"));
    /// ```
    #[must_use]
    pub fn actual(mut self, value: impl fmt::Display) -> Self {
        self.actual = Some(value.to_string());
        self
    }

    /// Says by how much the two may differ.
    ///
    /// ```
    /// use rendicion::{Severity, audit::Finding};
    /// let finding = Finding::new("acme.no-plate", Severity::Info, "no plate").tolerance(0);
    /// assert_eq!(finding.tolerance.as_deref(), Some("0"));
    /// ```
    #[must_use]
    pub fn tolerance(mut self, value: impl fmt::Display) -> Self {
        self.tolerance = Some(value.to_string());
        self
    }

    /// Offers a change.
    ///
    /// ```
    /// use rendicion::{Severity, audit::Finding};
    /// let finding = Finding::new("acme.no-plate", Severity::Info, "no plate").suggestion(Some("4 for 3".into()));
    /// assert_eq!(finding.suggestion.as_deref(), Some("4 for 3"));
    /// ```
    #[must_use]
    pub fn suggestion(mut self, change: Option<String>) -> Self {
        self.suggestion = change;
        self
    }

    /// Says what is printed and what would hold, to the unit, and offers the slip that lies between.
    pub(super) fn values(self, printed: Decimal, wanted: Decimal, language: Language) -> Self {
        let change = Change::of(printed, wanted).map(|it| it.offer(language));
        let said = self.expected(wanted).actual(printed).tolerance(0);
        said.suggestion(change)
    }

    /// Adds a place that proves it.
    ///
    /// ```
    /// use rendicion::{Severity, Span, audit::{Evidence, Finding}};
    /// let finding = Finding::new("acme.no-plate", Severity::Info, "no plate").evidence(Evidence::new(Span::new(3, 9), 1));
    /// assert_eq!(finding.evidence[0].line, 1);
    /// ```
    #[must_use]
    pub fn evidence(mut self, place: impl Into<Evidence>) -> Self {
        self.evidence.push(place.into());
        self
    }

    /// Adds places that prove it.
    ///
    /// ```
    /// use rendicion::{Severity, Span, audit::{Evidence, Finding}};
    /// let places = [Evidence::new(Span::new(3, 9), 1), Evidence::new(Span::new(12, 20), 2)];
    /// let finding = Finding::new("acme.no-plate", Severity::Info, "no plate").all_evidence(places);
    /// assert_eq!(finding.evidence.len(), 2);
    /// ```
    #[must_use]
    pub fn all_evidence<E: Into<Evidence>>(mut self, places: impl IntoIterator<Item = E>) -> Self {
        self.evidence.extend(places.into_iter().map(Into::into));
        self
    }
}
