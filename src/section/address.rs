//! The speech read to the public: a text without titles.

use super::achievements::{AchievementsData, listed};
use super::{Candidate, Claim, Reading, SectionId, SectionParser};
use crate::diagnostic::Sink;

/// Reads the speech that is read to the public, which has no titles: its lists are its achievements.
#[derive(Clone, Copy, Debug, Default)]
pub struct Address;

impl SectionParser for Address {
    type Output = AchievementsData;

    fn id(&self) -> SectionId {
        SectionId::ADDRESS
    }

    fn claim(&self, candidate: &Candidate<'_>) -> Claim {
        if candidate.title.is_none() && !candidate.signatures { Claim::Likely } else { Claim::No }
    }

    fn parse(&self, section: &Reading<'_>, _sink: &mut dyn Sink) -> AchievementsData {
        AchievementsData { achievements: listed(section) }
    }
}
