//! *Introducción*: it states no facts of its own.

use super::{Reading, SectionId, SectionParser};
use crate::diagnostic::Sink;

/// Reads *Introducción*: its blocks and values, and no records.
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

    fn parse(&self, _section: &Reading<'_>, _sink: &mut dyn Sink) -> Option<()> {
        None
    }
}
