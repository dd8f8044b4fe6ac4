//! The rules of the crate, one file each.
//!
//! The page of each says what it checks, by which arithmetic, when it is silent, and how it is switched off; the pages in
//! `docs/` are made of the same texts.

use std::sync::Arc;

use rust_decimal::Decimal;

use super::finding::{Evidence, Finding};
use super::grid::Grid;
use super::language::Language;
use super::passage::{Passage, Passages, Quantity, Sentence, year};
use super::relation::{Formula, Relation, Wanted, wanted};
use super::rule::{Findings, Rule};
use super::said;
use super::seen::Seen;
use super::slip::{Change, Slip, slip};
use crate::diagnostic::Severity;

/// The page of a rule in a language: `pages/CODE.md`.
macro_rules! page {
    ($code:literal, $ending:literal) => {
        include_str!(concat!(
            env!("CARGO_MANIFEST_DIR"),
            "/src/audit/pages/",
            $code,
            $ending
        ))
    };
}

/// Defines the type of a rule whose page is `pages/CODE.md` and whose work is `fn check` of the same file.
macro_rules! rule {
    ($name:ident, $code:literal, $severity:ident) => {
        #[doc = page!($code, ".md")]
        ///
        /// # En español
        ///
        #[doc = page!($code, ".es.md")]
        #[derive(Clone, Copy, Debug, Default)]
        pub struct $name;

        /// Its code.
        const CODE: &str = $code;

        impl $crate::audit::Rule for $name {
            fn code(&self) -> &'static str {
                CODE
            }

            fn severity(&self) -> $crate::diagnostic::Severity {
                $crate::diagnostic::Severity::$severity
            }

            fn page(&self, language: $crate::audit::Language) -> &'static str {
                language.pick(page!($code, ".md"), page!($code, ".es.md"))
            }

            fn check(&self, seen: &$crate::audit::Seen<'_>, found: &mut $crate::audit::Findings) {
                check(seen, found);
            }
        }
    };
}

mod count;
mod difference;
mod duplicate;
mod exceeds;
mod growth;
mod notation;
mod numbering;
mod parts;
mod percent;
mod period;
mod reference_year;
mod restated;
mod row;
mod share;
mod total;
mod words;

pub use count::CountMismatch;
pub use difference::DifferenceMismatch;
pub use duplicate::DuplicateReference;
pub use exceeds::PartExceedsWhole;
pub use growth::GrowthMismatch;
pub use notation::MixedNotation;
pub use numbering::SectionNumbering;
pub use parts::PartsMismatch;
pub use percent::PercentMismatch;
pub use period::PeriodImplausible;
pub use reference_year::ReferenceYear;
pub use restated::RestatedDifferently;
pub use total::TotalMismatch;
pub use words::WordsMismatch;

/// All of them, in the order of their pages.
pub(super) fn all() -> Vec<Arc<dyn Rule>> {
    vec![
        Arc::new(TotalMismatch),
        Arc::new(PercentMismatch),
        Arc::new(DifferenceMismatch),
        Arc::new(GrowthMismatch),
        Arc::new(PartsMismatch),
        Arc::new(PartExceedsWhole),
        Arc::new(RestatedDifferently),
        Arc::new(CountMismatch),
        Arc::new(WordsMismatch),
        Arc::new(DuplicateReference),
        Arc::new(ReferenceYear),
        Arc::new(PeriodImplausible),
        Arc::new(SectionNumbering),
        Arc::new(MixedNotation),
    ]
}
