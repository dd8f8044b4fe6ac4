//! *Resumen Ejecutivo*: the year in figures.

use super::indicator::{self, Indicators};
use super::{Reading, SectionId, SectionParser};
use crate::diagnostic::Sink;

/// Reads *Resumen Ejecutivo*: the quantities that it states.
#[derive(Clone, Debug, Default)]
pub struct ExecutiveSummary;

impl SectionParser for ExecutiveSummary {
    type Output = Indicators;

    fn id(&self) -> SectionId {
        SectionId::EXECUTIVE_SUMMARY
    }

    fn titles(&self) -> &[&str] {
        &["Resumen Ejecutivo", "Resumen"]
    }

    fn parse(&self, section: &Reading<'_>, _sink: &mut dyn Sink) -> Indicators {
        indicator::read(section)
    }
}
