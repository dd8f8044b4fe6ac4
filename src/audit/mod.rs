//! What a report says that does not hold: rules that recompute what it asserts.
//!
//! [`Report::audit`](crate::Report::audit) runs a [`RuleSet`] over a report and gives [`Finding`]s, each with what was expected, what is
//! printed, and the places that prove it. No rule changes a value, and a rule is silent where the reading itself is in
//! doubt: a row whose cells are not certain, a table that a diagnostic doubts, a number that may be a piece of another.
//!
//! ```
//! use rendicion::audit::RuleSet;
//!
//! let report = rendicion::parse("Resumen Ejecutivo \n\nSe recaudó $ 1.500,00 (mil seiscientos con 00/100 dólares). \n");
//! let findings = report.audit(&RuleSet::standard());
//! assert_eq!(findings[0].code, "words-mismatch");
//! assert_eq!(findings[0].actual.as_deref(), Some("1500.00"));
//! ```

mod arithmetic;
mod audited;
mod crossing;
mod finding;
mod grid;
mod language;
mod passage;
mod relation;
mod rule;
pub mod rules;
mod said;
mod seen;
mod slip;
mod totals;

pub use audited::Audited;
pub use finding::{Evidence, Finding};
pub use grid::{Grid, Part};
pub use language::Language;
pub use passage::{Quantity, Sentence};
pub use rule::{Findings, Rule, RuleSet};
pub use seen::Seen;
