//! *Objetivos Institucionales*: the institution's strategic objectives.

use serde::{Deserialize, Serialize};

use super::{Fact, Passage, Reading, SectionId, SectionParser, stated};
use crate::atom::Value;
use crate::diagnostic::Sink;
use crate::source::Span;

/// Reads *Objetivos Institucionales*: an objective for each item of its lists.
///
/// ```
/// use rendicion::Objectives;
///
/// let text = "4. Objetivos Institucionales \n\nLos del IESS: \n\n• Objetivo Estratégico N°1. Cuidar los fondos \n";
/// let report = rendicion::parse(text);
/// let data = report.section::<Objectives>().unwrap();
/// assert_eq!(data.objectives.len(), 1);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Objectives;

/// The objectives of a report.
///
/// ```
/// use rendicion::Objectives;
///
/// let text = "4. Objetivos Institucionales \n\nLos del IESS: \n\n• Objetivo Estratégico N°1. Cuidar los fondos \n";
/// let report = rendicion::parse(text);
/// let data = report.section::<Objectives>().unwrap();
/// assert_eq!(data.objectives[0].text, "Cuidar los fondos");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ObjectivesData {
    /// In the order of print.
    pub objectives: Vec<Objective>,
}

/// One objective.
///
/// ```
/// use rendicion::Objectives;
///
/// let text = "4. Objetivos Institucionales \n\nLos del IESS: \n\n• Objetivo Estratégico N°1. Cuidar los fondos \n";
/// let report = rendicion::parse(text);
/// let data = report.section::<Objectives>().unwrap();
/// assert_eq!((data.objectives[0].number.as_deref(), data.objectives[0].line), (Some("1"), 5));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
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
        &[
            "Objetivos Institucionales",
            "Objetivos Estratégicos",
            "Objetivos Estratégicos Institucionales",
            "Objetivos",
        ]
    }

    fn title_words(&self) -> &[(u8, &'static str)] {
        &[
            (4, "objetiv propus"),
            (2, "estrategic metas mision planificac propone vision"),
        ]
    }

    fn parse(&self, section: &Reading<'_>, _sink: &mut dyn Sink) -> ObjectivesData {
        let passages = section.passages();
        let listed = passages.iter().any(Passage::is_item);
        let objectives = passages
            .iter()
            // Where objectives are listed, what introduces the list is none.
            .filter_map(|passage| of_passage(passage, listed && !passage.is_item()))
            .filter(|objective| listed || objective.number.is_some())
            .collect();
        ObjectivesData { objectives }
    }

    fn facts(data: &ObjectivesData) -> impl Iterator<Item = Fact<'_>> {
        stated::of_objectives(data)
    }
}

/// The objective that a passage states; only one with a number, where `numbered` asks for that.
fn of_passage(passage: &Passage<'_>, numbered: bool) -> Option<Objective> {
    let text = passage.text().as_str();
    let number = passage.atoms().iter().find_map(|atom| match &atom.value {
        Value::Objective(number) => Some((number, passage.text().range_of(atom.span)?.end)),
        _ => None,
    });
    if numbered && number.is_none() {
        return None;
    }
    let said = number.map_or(text, |(_, end)| {
        text[end..].trim_start_matches(['.', ':', '-', ' ', '–'])
    });
    Some(Objective {
        number: number.map(|(number, _)| number.clone()),
        text: said.to_owned(),
        span: passage.place().span,
        line: passage.place().line,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::section::testing::{read, round_trip};

    #[test]
    fn an_objective_is_what_follows_its_number_wherever_that_stands() {
        let text = "Los objetivos son: \n\n• Para el plan de 1 lustro, Objetivo Estratégico N° 1. Cuidar los fondos \n\n• Atender bien \n";
        let (data, _) = read(&Objectives, text);
        let said: Vec<_> = data
            .objectives
            .iter()
            .map(|it| (it.number.as_deref(), it.text.as_str()))
            .collect();
        assert_eq!(
            said,
            [(Some("1"), "Cuidar los fondos"), (None, "Atender bien")]
        );
        round_trip(&data);
    }
}
