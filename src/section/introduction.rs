//! *Introducción*: it states no facts of its own.

use super::{Reading, SectionId, SectionParser};
use crate::diagnostic::Sink;

/// Reads *Introducción*: its blocks and values, and no records.
///
/// ```
/// use rendicion::Introduction;
///
/// let report = rendicion::parse("Introducción \n\nEl IESS atiende. \n\n1. Cobertura Institucional \n\nSe atiende. \n");
/// assert_eq!(report.section::<Introduction>(), Some(&None));
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Introduction;

impl SectionParser for Introduction {
    type Output = Option<()>;

    fn id(&self) -> SectionId {
        SectionId::INTRODUCTION
    }

    fn titles(&self) -> &[&str] {
        &["Introducción", "Presentación", "Antecedentes"]
    }

    fn title_words(&self) -> &[(u8, &'static str)] {
        &[
            (4, "antecedente introducc preambulo proposito saludo"),
            (2, "base legal marco normativ presentac"),
        ]
    }

    fn parse(&self, _section: &Reading<'_>, _sink: &mut dyn Sink) -> Option<()> {
        None
    }
}
