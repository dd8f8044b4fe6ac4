//! The speech read to the public: a text without titles.

use super::achievements::{AchievementsData, listed};
use super::{Candidate, Claim, Fact, Reading, SectionId, SectionParser, indicator, stated};
use crate::diagnostic::Sink;

/// Reads the speech that is read to the public, which has no titles: its lists are its achievements, its figures indicators.
///
/// ```
/// use rendicion::Address;
///
/// let report = rendicion::parse("Buenos días. El IESS rinde cuentas de sus afiliados: \n\n• Se abrió una agencia. \n\n• Se pagó a tiempo. \n");
/// assert_eq!(report.section::<Address>().unwrap().achievements.len(), 2);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Address;

impl SectionParser for Address {
    type Output = AchievementsData;

    fn id(&self) -> SectionId {
        SectionId::ADDRESS
    }

    fn claim(&self, candidate: &Candidate<'_>) -> Claim {
        if candidate.title.is_none() && !candidate.signatures {
            Claim::Likely
        } else {
            Claim::No
        }
    }

    fn parse(&self, section: &Reading<'_>, sink: &mut dyn Sink) -> AchievementsData {
        AchievementsData {
            achievements: listed(section),
            indicators: indicator::read(section, sink).indicators,
        }
    }

    fn facts(data: &AchievementsData) -> impl Iterator<Item = Fact<'_>> {
        stated::of_achievements(data)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::section::testing::{read, round_trip};

    #[test]
    fn what_a_speech_lists_is_kept_by_json() {
        let (data, _) = read(
            &Address,
            "Buenos días. Este año: \n\n• Se abrió una agencia. \n\n• Se pagó a tiempo. \n",
        );
        assert_eq!(data.achievements.len(), 2);
        round_trip(&data);
    }
}
