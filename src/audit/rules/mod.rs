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

/// A page of a rule: `pages/CODE.md`, and what holds of all rules.
macro_rules! page {
    ($code:literal, $ending:literal, $lead:literal, $without:literal, $only:literal) => {
        concat!(
            include_str!(concat!(
                env!("CARGO_MANIFEST_DIR"),
                "/src/audit/pages/",
                $code,
                $ending
            )),
            "\n",
            $lead,
            " `RuleSet::standard().without(\"",
            $code,
            "\")` ",
            $without,
            " `.only(\"",
            $code,
            "\")` ",
            $only,
            "\n"
        )
    };
}

/// Its page in English.
macro_rules! english {
    ($code:literal) => {
        page!(
            $code,
            ".md",
            "**Configuring.** There is nothing to set.",
            "switches it off;",
            "leaves no other."
        )
    };
}

/// Its page in Spanish.
macro_rules! spanish {
    ($code:literal) => {
        page!(
            $code,
            ".es.md",
            "**Configuración.** No hay nada que ajustar.",
            "la omite;",
            "deja solo esta regla."
        )
    };
}

/// Defines the type of a rule whose page is `pages/CODE.md` and whose work is `fn check` of the same file.
macro_rules! rule {
    ($name:ident, $code:literal, $severity:ident) => {
        #[doc = english!($code)]
        ///
        /// # En español
        ///
        #[doc = spanish!($code)]
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
                language.pick(english!($code), spanish!($code))
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
