//! Sections: the [`SectionParser`] trait, the [`Registry`], and one file for each standard section.

mod achievements;
mod address;
mod asset_disposals;
mod budget_execution;
mod claim;
mod coverage;
mod data;
mod equality_policies;
mod executive_summary;
mod fact;
#[cfg(test)]
mod head_names;
mod heads;
mod indicator;
mod introduction;
mod objectives;
mod parser;
mod passage;
mod procurement;
mod provinces;
mod reading;
mod recommendations;
mod record;
mod registry;
pub(crate) mod signatures;
mod stated;
mod stated_record;
#[cfg(test)]
mod testing;
mod title_words;
mod told;
mod value;
pub mod words;

pub use achievements::{Achievement, Achievements, AchievementsData};
pub use address::Address;
pub use asset_disposals::{AssetDisposals, AssetDisposalsData, Disposal, DisposalKind};
pub use budget_execution::{BudgetExecution, BudgetExecutionData, BudgetUnit};
pub use claim::{Candidate, Claim};
pub use coverage::Coverage;
pub(crate) use data::Data;
pub use equality_policies::{EqualityPolicies, EqualityPoliciesData, Focus, Policy};
pub use executive_summary::ExecutiveSummary;
pub use fact::{Fact, FactValue, Subject, SubjectKind, UnitOfMeasure};
pub use indicator::{Indicator, Indicators};
pub use introduction::Introduction;
pub use objectives::{Objective, Objectives, ObjectivesData};
pub use parser::{SectionId, SectionParser};
pub use passage::{Passage, Placed, Sentence};
pub use procurement::{Procedure, Procurement, ProcurementData, Stage};
pub(crate) use provinces::PROVINCES;
pub use reading::{Reading, Subsection};
pub use recommendations::{
    Recommendation, RecommendationItem, Recommendations, RecommendationsData,
};
pub use record::Record;
pub(crate) use registry::Entry;
pub use registry::Registry;
pub use signatures::{SignatoryRecord, Signatures, SignaturesData};
pub use stated_record::StatedRecord;
pub(crate) use title_words::TitleWords;
pub use value::{Count, Figure};
