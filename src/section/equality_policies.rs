//! *Implementación de políticas públicas para la igualdad*.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::words::{key, same_word};
use super::{Fact, Passage, Reading, SectionId, SectionParser, stated};
use crate::diagnostic::Sink;
use crate::source::Span;

/// Reads *Implementación de políticas públicas para la igualdad*: a policy for each of the law's focuses.
///
/// ```
/// use rendicion::EqualityPolicies;
///
/// let text = "3. Implementación de políticas públicas para la igualdad \n\na. Políticas públicas generacionales \n\nEl IESS atiende primero a mayores. \n";
/// let report = rendicion::parse(text);
/// let data = report.section::<EqualityPolicies>().unwrap();
/// assert_eq!(data.policies.len(), 1);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct EqualityPolicies;

/// The policies of a report.
///
/// ```
/// use rendicion::EqualityPolicies;
///
/// let text = "3. Implementación de políticas públicas para la igualdad \n\na. Políticas públicas generacionales \n\nEl IESS atiende primero a mayores. \n";
/// let report = rendicion::parse(text);
/// let data = report.section::<EqualityPolicies>().unwrap();
/// assert_eq!(data.policies[0].text, "El IESS atiende primero a mayores.");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct EqualityPoliciesData {
    /// In the order of print.
    pub policies: Vec<Policy>,
}

/// What was done under one focus.
///
/// ```
/// use rendicion::{EqualityPolicies, Focus};
///
/// let text = "3. Implementación de políticas públicas para la igualdad \n\na. Políticas públicas generacionales \n\nEl IESS atiende primero a mayores. \n";
/// let report = rendicion::parse(text);
/// let data = report.section::<EqualityPolicies>().unwrap();
/// assert_eq!((data.policies[0].focus, data.policies[0].line), (Focus::Generational, 3));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Policy {
    /// The focus that the subtitle names.
    pub focus: Focus,
    /// What was done, paragraphs joined by one line end.
    pub text: String,
    /// From the subtitle to the last paragraph.
    pub span: Span,
    /// The line of the span's start, counted from 1.
    pub line: u32,
}

/// The focuses of the *políticas públicas para la igualdad* (Constitución, art. 156: the national councils for
/// equality).
///
/// ```
/// assert_eq!(rendicion::Focus::Disability.as_str(), "disability");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Focus {
    /// *Interculturales*: peoples and nationalities.
    Intercultural,
    /// *Generacionales*: by age.
    Generational,
    /// *De discapacidades*.
    Disability,
    /// *De género*.
    Gender,
    /// *De movilidad humana*: migrants.
    HumanMobility,
    /// Any other.
    Other,
}

/// The words that name a focus.
const FOCUSES: &[(&str, Focus)] = &[
    ("intercultural", Focus::Intercultural),
    ("generacional", Focus::Generational),
    ("discapacidad", Focus::Disability),
    ("genero", Focus::Gender),
    ("movilidad", Focus::HumanMobility),
];

impl Focus {
    fn of(title: &str) -> Self {
        let key = key(title);
        let named = FOCUSES.iter().find(|(word, _)| {
            key.split(' ').any(|printed| {
                printed.starts_with(word)
                    || same_word(printed.trim_end_matches('s').trim_end_matches('e'), word)
            })
        });
        named.map_or(Self::Other, |&(_, focus)| focus)
    }

    /// Its name, as the JSON of a report has it.
    ///
    /// ```
    /// assert_eq!(rendicion::Focus::HumanMobility.as_str(), "human_mobility");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Intercultural => "intercultural",
            Self::Generational => "generational",
            Self::Disability => "disability",
            Self::Gender => "gender",
            Self::HumanMobility => "human_mobility",
            Self::Other => "other",
        }
    }
}

impl fmt::Display for Focus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl SectionParser for EqualityPolicies {
    type Output = EqualityPoliciesData;

    fn id(&self) -> SectionId {
        SectionId::EQUALITY_POLICIES
    }

    fn titles(&self) -> &[&str] {
        &[
            "Implementación de políticas públicas para la igualdad",
            "Políticas públicas para la igualdad",
            "Políticas para la igualdad",
            "Políticas de igualdad",
            "Implementación de políticas públicas para la igualdad social",
        ]
    }

    fn title_words(&self) -> &[(u8, &'static str)] {
        &[
            (
                4,
                "afirmativ equidad genero igual inclusi intercultural prioritari",
            ),
            (2, "grupos oportunidad politicas"),
        ]
    }

    fn subtitles(&self) -> &[&str] {
        &[
            "Políticas públicas interculturales",
            "Políticas públicas generacionales",
            "Políticas públicas de discapacidades",
            "Políticas públicas de discapacidad",
            "Políticas públicas de género",
            "Políticas públicas de igualdad de género",
            "Políticas públicas de movilidad humana",
        ]
    }

    fn parse(&self, section: &Reading<'_>, _sink: &mut dyn Sink) -> EqualityPoliciesData {
        let policies = section
            .subsections()
            .iter()
            .map(|sub| {
                let span = sub
                    .blocks()
                    .iter()
                    .map(|b| b.place().span)
                    .fold(sub.title_span(), Span::hull);
                Policy {
                    focus: Focus::of(sub.title()),
                    text: text_of(&sub.passages()),
                    span,
                    line: section.source().line_of(span.start),
                }
            })
            .collect();
        EqualityPoliciesData { policies }
    }

    fn facts(data: &EqualityPoliciesData) -> impl Iterator<Item = Fact<'_>> {
        stated::of_policies(data)
    }
}

/// The running text of passages, a line each.
fn text_of(passages: &[Passage<'_>]) -> String {
    let lines: Vec<&str> = passages
        .iter()
        .map(|passage| passage.text().as_str())
        .collect();
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::section::testing::{read, round_trip};

    #[test]
    fn a_policy_holds_all_that_stands_under_its_subtitle() {
        let text = "a. Políticas públicas de género \n\nSe capacitó a todos: \n\n• Riobamba y sus parroquias: \n\n- Chambo \n\n• Guano \n";
        let (data, _) = read(&EqualityPolicies, text);
        let said: Vec<_> = data
            .policies
            .iter()
            .map(|it| (it.focus, it.text.as_str()))
            .collect();
        assert_eq!(
            said,
            [(
                Focus::Gender,
                "Se capacitó a todos:\nRiobamba y sus parroquias:\nChambo\nGuano"
            )]
        );
        round_trip(&data);
    }

    #[test]
    fn a_focus_is_named_as_in_the_json() {
        for (_, focus) in FOCUSES {
            assert_eq!(
                serde_json::to_string(focus).unwrap(),
                format!("\"{focus}\"")
            );
        }
    }

    #[test]
    fn knows_a_focus_by_its_word() {
        assert_eq!(
            Focus::of("Políticas públicas de movilidad humana"),
            Focus::HumanMobility
        );
        assert_eq!(
            Focus::of("POLÍTICAS PÚBLICAS DE DISCAPACIDADES"),
            Focus::Disability
        );
        assert_eq!(Focus::of("Otras"), Focus::Other);
    }
}
