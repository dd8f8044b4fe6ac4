//! *Cobertura Institucional*: whom the office covers.

use super::indicator::{self, Indicators};
use super::{Fact, Reading, SectionId, SectionParser, stated};
use crate::diagnostic::Sink;

/// Reads *Cobertura Institucional*: the quantities that it states.
///
/// ```
/// use rendicion::Coverage;
///
/// let report = rendicion::parse("1. Cobertura Institucional \n\nEl IESS tiene 61.590 afiliados. \n");
/// assert_eq!(report.section::<Coverage>().unwrap().indicators[0].concept, "affiliates");
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Coverage;

impl SectionParser for Coverage {
    type Output = Indicators;

    fn id(&self) -> SectionId {
        SectionId::COVERAGE
    }

    fn titles(&self) -> &[&str] {
        &["Cobertura Institucional", "Cobertura"]
    }

    fn title_words(&self) -> &[(u8, &'static str)] {
        &[
            (4, "atendemos cobertura jurisdicc poblacion protegemos"),
            (
                2,
                "afiliad alcance asegurad geografic protegid servimos territori",
            ),
        ]
    }

    fn parse(&self, section: &Reading<'_>, sink: &mut dyn Sink) -> Indicators {
        indicator::read(section, sink)
    }

    fn facts(data: &Indicators) -> impl Iterator<Item = Fact<'_>> {
        stated::of_indicators(data)
    }
}
