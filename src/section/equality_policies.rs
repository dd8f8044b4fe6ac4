//! *Implementación de políticas públicas para la igualdad*.

use serde::{Deserialize, Serialize};

use super::{Reading, SectionId, SectionParser};
use crate::block::Block;
use crate::diagnostic::Sink;
use crate::source::{Span, fold};

/// Reads *Implementación de políticas públicas para la igualdad*: a policy for each of the law's focuses.
#[derive(Clone, Copy, Debug, Default)]
pub struct EqualityPolicies;

/// The policies of a report.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct EqualityPoliciesData {
    /// In the order of print.
    pub policies: Vec<Policy>,
}

/// What was done under one focus.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
        let key = fold::key(title);
        let named = FOCUSES.iter().find(|(word, _)| {
            key.split(' ').any(|printed| printed.starts_with(word) || fold::same_word(printed.trim_end_matches('s').trim_end_matches('e'), word))
        });
        named.map_or(Self::Other, |&(_, focus)| focus)
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
            "Implementación de políticas públicas para la igualdad social",
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
                let span = sub.blocks().iter().map(|b| b.place().span).fold(sub.title_span(), Span::hull);
                Policy {
                    focus: Focus::of(sub.title()),
                    text: text_of(sub.blocks()),
                    span,
                    line: section.source().line_of(span.start),
                }
            })
            .collect();
        EqualityPoliciesData { policies }
    }
}

/// The running text of blocks, a line each.
fn text_of(blocks: &[Block]) -> String {
    let mut lines: Vec<&str> = Vec::new();
    for block in blocks {
        match block {
            Block::Paragraph(it) => lines.push(it.text.as_str()),
            Block::List(list) => lines.extend(list.items.iter().map(|item| item.text.as_str())),
            _ => {}
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::Focus;

    #[test]
    fn knows_a_focus_by_its_word() {
        assert_eq!(Focus::of("Políticas públicas de movilidad humana"), Focus::HumanMobility);
        assert_eq!(Focus::of("POLÍTICAS PÚBLICAS DE DISCAPACIDADES"), Focus::Disability);
        assert_eq!(Focus::of("Otras"), Focus::Other);
    }
}
