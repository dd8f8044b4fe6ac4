//! *Objetivos Institucionales*: the institution's strategic objectives.

use serde::{Deserialize, Serialize};

use super::{Reading, SectionId, SectionParser};
use crate::atom::Value;
use crate::diagnostic::Sink;
use crate::source::Span;

/// Reads *Objetivos Institucionales*: an objective for each item of its lists.
#[derive(Clone, Copy, Debug, Default)]
pub struct Objectives;

/// The objectives of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ObjectivesData {
    /// In the order of print.
    pub objectives: Vec<Objective>,
}

/// One objective.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Objective {
    /// The number that it is printed with ("Objetivo Estratégico N°1" is `"1"`), `None` where it has none.
    pub number: Option<String>,
    /// What it says, without "Objetivo Estratégico N°1.".
    pub text: String,
    /// From its first byte to its last.
    pub span: Span,
    /// The line of the span's start, counted from 1.
    pub line: u32,
}

impl SectionParser for Objectives {
    type Output = ObjectivesData;

    fn id(&self) -> SectionId {
        SectionId::OBJECTIVES
    }

    fn titles(&self) -> &[&str] {
        &["Objetivos Institucionales", "Objetivos Estratégicos", "Objetivos Estratégicos Institucionales", "Objetivos"]
    }

    fn parse(&self, section: &Reading<'_>, _sink: &mut dyn Sink) -> ObjectivesData {
        let passages = section.passages();
        let listed = !section.items().is_empty();
        let objectives = passages
            .iter()
            .filter_map(|passage| {
                let text = passage.text.as_str();
                let numbered = passage.atoms.iter().find_map(|atom| match &atom.value {
                    Value::Objective(number) => Some((number, atom)),
                    _ => None,
                });
                let rest = match numbered {
                    Some((_, atom)) => {
                        let at = text.find(atom.raw.as_str()).map_or(0, |at| at + atom.raw.len());
                        text[at..].trim_start_matches(['.', ':', '-', ' ', '–'])
                    }
                    // Where objectives are listed, what introduces the list is none.
                    None if listed && section.blocks().iter().any(|b| b.place() == passage.place) => return None,
                    None => text,
                };
                Some(Objective {
                    number: numbered.map(|(number, _)| number.clone()),
                    text: rest.to_owned(),
                    span: passage.place.span,
                    line: passage.place.line,
                })
            })
            .filter(|objective| listed || objective.number.is_some())
            .collect();
        ObjectivesData { objectives }
    }
}
