//! *Logros alcanzados*: what the office says that it achieved.

use serde::{Deserialize, Serialize};

use super::{Fact, Indicator, Reading, SectionId, SectionParser, indicator, stated};
use crate::diagnostic::Sink;
use crate::model::Block;
use crate::source::{Span, Text, fold};

/// Reads *Logros alcanzados*: an achievement for each item of its lists.
///
/// ```
/// use rendicion::Achievements;
///
/// let text = "2. Logros alcanzados \n\nEl IESS logró: \n\n• Firma de convenios: se firmaron 4. \n\n• Se abrió una agencia. \n";
/// let report = rendicion::parse(text);
/// let data = report.section::<Achievements>().unwrap();
/// assert_eq!(data.achievements.len(), 2);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Achievements;

/// The achievements of a report.
///
/// ```
/// use rendicion::Achievements;
///
/// let text = "2. Logros alcanzados \n\nEl IESS logró: \n\n• Firma de convenios: se firmaron 4. \n\n• Se abrió una agencia. \n";
/// let report = rendicion::parse(text);
/// let data = report.section::<Achievements>().unwrap();
/// assert_eq!(data.achievements[1].title, None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AchievementsData {
    /// In the order of print.
    pub achievements: Vec<Achievement>,
    /// The quantities that the section states.
    #[serde(default)]
    pub indicators: Vec<Indicator>,
}

/// One achievement.
///
/// ```
/// use rendicion::Achievements;
///
/// let text = "2. Logros alcanzados \n\nEl IESS logró: \n\n• Firma de convenios: se firmaron 4. \n\n• Se abrió una agencia. \n";
/// let report = rendicion::parse(text);
/// let data = report.section::<Achievements>().unwrap();
/// let second = &data.achievements[1];
/// assert_eq!((second.text.as_str(), second.line), ("Se abrió una agencia.", 7));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Achievement {
    /// The lead in front of it ("Firma de convenios con prestadores externos"), `None` where it has none.
    pub title: Option<String>,
    /// What it says after the lead.
    pub text: String,
    /// From its first byte to its last.
    pub span: Span,
    /// The line of the span's start, counted from 1.
    pub line: u32,
}

impl SectionParser for Achievements {
    type Output = AchievementsData;

    fn id(&self) -> SectionId {
        SectionId::ACHIEVEMENTS
    }

    fn titles(&self) -> &[&str] {
        &[
            "Logros alcanzados",
            "Logros",
            "Principales logros",
            "Logros institucionales",
            "Principales logros alcanzados",
        ]
    }

    fn title_words(&self) -> &[(u8, &'static str)] {
        &[
            (4, "alcanzado hito logr realizacion"),
            (2, "avance cumplimos hicimos resultad"),
        ]
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

/// The items of the section's lists as achievements; those under an item belong to it.
pub(super) fn listed(section: &Reading<'_>) -> Vec<Achievement> {
    let mut lead_in = "";
    section
        .all_blocks()
        .filter_map(|block| {
            let text = block.text().map_or("", Text::as_str);
            if let Block::List(list) = block {
                return (!is_still_to_do(lead_in)).then_some(&list.items);
            }
            // A running header says nothing of the list after it.
            if !matches!(block, Block::Furniture(_)) {
                lead_in = text;
            }
            None
        })
        .flatten()
        .map(|item| {
            let (title, text) = lead(item.text.as_str());
            Achievement {
                title: title.map(str::to_owned),
                text: text.to_owned(),
                span: item.place.span,
                line: item.place.line,
            }
        })
        .collect()
}

/// Whether the words before a list say that it names what is not done yet.
fn is_still_to_do(lead_in: &str) -> bool {
    const WORDS: &[&str] = &[
        "falta", "faltan", "queda", "quedan", "resta", "restan", "reto", "retos", "desafio",
        "desafios", "haremos", "debemos", "prevemos",
    ];
    lead_in.ends_with(':')
        && lead_in.len() <= 400
        && fold::key(lead_in)
            .split(' ')
            .any(|word| WORDS.contains(&word))
}

/// A lead and what follows it: "Lead. - Text", "Lead.- Text", "Lead. – Text"; or a text without one.
pub(super) fn lead(text: &str) -> (Option<&str>, &str) {
    for (at, _) in text.match_indices('.') {
        let after = &text[at + 1..];
        let dashes = after.trim_start();
        let Some(rest) = dashes.strip_prefix(['-', '–', '—']) else {
            continue;
        };
        let lead = text[..at].trim();
        let closed =
            rest.is_empty() || rest.starts_with(|c: char| c.is_whitespace() || c.is_alphabetic());
        // A lead is a name, not a sentence in the middle of the text.
        if closed && !lead.is_empty() && lead.chars().count() <= 120 && !lead.contains(". ") {
            return (Some(lead), rest.trim_start());
        }
        break;
    }
    (None, text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::section::testing::{read, round_trip};

    #[test]
    fn an_item_is_an_achievement_that_json_keeps() {
        let (data, _) = read(
            &Achievements,
            "• Convenios. - Se firmaron tres. \n\n• Se redujo la espera. \n",
        );
        let said: Vec<_> = data
            .achievements
            .iter()
            .map(|it| (it.title.as_deref(), it.text.as_str()))
            .collect();
        assert_eq!(
            said,
            [
                (Some("Convenios"), "Se firmaron tres."),
                (None, "Se redujo la espera.")
            ]
        );
        round_trip(&data);
    }

    #[test]
    fn parts_a_lead_from_its_text() {
        assert_eq!(
            lead("Firma de convenios. - La Dirección"),
            (Some("Firma de convenios"), "La Dirección")
        );
        assert_eq!(
            lead("Meta en recaudación.- La Unidad"),
            (Some("Meta en recaudación"), "La Unidad")
        );
        assert_eq!(
            lead("Equipamiento. -Las 65 unidades"),
            (Some("Equipamiento"), "Las 65 unidades")
        );
        assert_eq!(
            lead("Se redujo en 2.5 puntos."),
            (None, "Se redujo en 2.5 puntos.")
        );
        assert_eq!(lead("Uno. Dos. - Tres"), (None, "Uno. Dos. - Tres"));
    }
}
