//! What reads a section.

use std::borrow::Cow;
use std::fmt::{self, Debug};

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use super::claim::{Candidate, Claim};
use super::fact::Fact;
use super::reading::Reading;
use crate::diagnostic::Sink;
use crate::model::TableSchema;

/// The id of a section's parser: `budget_execution`, or `acme.fleet` for one from outside.
///
/// ```
/// use rendicion::SectionId;
///
/// assert_eq!(SectionId::new("acme.fleet").as_str(), "acme.fleet");
/// assert_eq!(SectionId::COVERAGE, *"coverage");
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct SectionId(Cow<'static, str>);

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $id:literal;)*) => {
        impl SectionId {
            $($(#[$doc])* pub const $name: Self = Self(Cow::Borrowed($id));)*
        }
    };
}

ids! {
    /// *Introducción*.
    INTRODUCTION = "introduction";
    /// *Resumen Ejecutivo*.
    EXECUTIVE_SUMMARY = "executive_summary";
    /// *Cobertura Institucional*.
    COVERAGE = "coverage";
    /// *Logros alcanzados*.
    ACHIEVEMENTS = "achievements";
    /// *Implementación de políticas públicas para la igualdad*.
    EQUALITY_POLICIES = "equality_policies";
    /// *Objetivos Institucionales*.
    OBJECTIVES = "objectives";
    /// *Ejecución programática y presupuestaria*.
    BUDGET_EXECUTION = "budget_execution";
    /// *Procesos de contratación y compras públicas de bienes y servicios*.
    PROCUREMENT = "procurement";
    /// *Enajenación de bienes, expropiaciones y donaciones*.
    ASSET_DISPOSALS = "asset_disposals";
    /// *Incorporación de recomendaciones y dictámenes …*.
    RECOMMENDATIONS = "recommendations";
    /// Those who sign.
    SIGNATURES = "signatures";
    /// The speech read to the public, which has no titles.
    ADDRESS = "address";
    /// A titled section that no parser claims.
    OTHER = "other";
    /// Text before the first title.
    PREAMBLE = "preamble";
}

impl SectionId {
    /// An id; those of outside crates are best begun with the crate's name and a dot. A parser with an empty one is
    /// refused by [`ParserBuilder::build`](crate::ParserBuilder::build).
    ///
    /// ```
    /// assert_eq!(rendicion::SectionId::new("acme.fleet").to_string(), "acme.fleet");
    /// ```
    pub fn new(id: impl Into<Cow<'static, str>>) -> Self {
        Self(id.into())
    }

    /// Its text.
    ///
    /// ```
    /// assert_eq!(rendicion::SectionId::COVERAGE.as_str(), "coverage");
    /// ```
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Debug for SectionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.as_str())
    }
}

impl fmt::Display for SectionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for SectionId {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let id = String::deserialize(deserializer)?;
        if id.is_empty() {
            return Err(D::Error::custom(
                "an empty id; give that of a section, such as `coverage`",
            ));
        }
        Ok(Self::new(id))
    }
}

impl From<&'static str> for SectionId {
    fn from(id: &'static str) -> Self {
        Self::new(id)
    }
}

impl PartialEq<str> for SectionId {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

/// Reads one section of a report into typed facts.
///
/// The sections that the crate brings are written against this trait alone, as one from outside is. The crate cuts the
/// text at titles, asks every registered parser how surely a [`Candidate`] is its own, reads the candidate's lines into
/// blocks by the subtitles and tables that the winner declares, and hands it the blocks.
///
/// ```
/// use rendicion::{Reading, SectionId, SectionParser, Sink};
///
/// /// The vehicles that an office runs.
/// struct Fleet;
///
/// impl SectionParser for Fleet {
///     type Output = u32;
///
///     fn id(&self) -> SectionId {
///         SectionId::new("acme.fleet")
///     }
///
///     fn titles(&self) -> &[&str] {
///         &["Parque automotor"]
///     }
///
///     fn parse(&self, section: &Reading<'_>, _sink: &mut dyn Sink) -> u32 {
///         section.atoms().find_map(|atom| atom.value.decimal()?.try_into().ok()).unwrap_or(0)
///     }
/// }
///
/// let registry = rendicion::Registry::standard().with(Fleet);
/// let parser = rendicion::Parser::builder().registry(registry).build().unwrap();
/// let report = parser.parse("1. Parque automotor \n\nLa Dirección cuenta con 12 vehículos. \n");
/// assert_eq!(report.section::<Fleet>(), Some(&12));
/// ```
pub trait SectionParser: Send + Sync + 'static {
    /// The typed facts of the section.
    type Output: Serialize + Debug + Clone + PartialEq + Send + Sync + 'static;

    /// Its id.
    fn id(&self) -> SectionId;

    /// The titles that the section is known to have, in any case and with or without accents; misprints are forgiven.
    fn titles(&self) -> &[&str] {
        &[]
    }

    /// The beginnings of the words, in small letters without accents, by which a title in other words than
    /// [`titles`](Self::titles) is known, parted by spaces, behind their weight: 4 of words that are this section's alone, 2 of
    /// those that other sections may print too. The words of a title together have to weigh twice as much as for any other
    /// section.
    ///
    /// ```
    /// let report = rendicion::parse("1. Cobertura Institucional\n\nAtiende a todos.\n\n2. Avances y logros del IESS\n\nSe creció.\n");
    /// assert_eq!(report.sections()[1].kind(), &rendicion::SectionId::ACHIEVEMENTS);
    /// ```
    fn title_words(&self) -> &[(u8, &'static str)] {
        &[]
    }

    /// The subtitles that may stand in it.
    fn subtitles(&self) -> &[&str] {
        &[]
    }

    /// The tables that it prints.
    fn tables(&self) -> &[TableSchema] {
        &[]
    }

    /// How surely a candidate is this section: by the likeness of its title to [`titles`](Self::titles), never by its
    /// number, unless it is written otherwise.
    fn claim(&self, candidate: &Candidate<'_>) -> Claim {
        candidate.likeness_claim(self.titles())
    }

    /// Reads the facts. It is total: what it cannot read it leaves out, and says so to `sink`.
    fn parse(&self, section: &Reading<'_>, sink: &mut dyn Sink) -> Self::Output;

    /// What the data states, as facts that [`Report::facts`](crate::Report::facts) gives among those of every section:
    /// none, unless it is written otherwise.
    ///
    /// ```
    /// use rendicion::{Count, Fact, Reading, SectionId, SectionParser, Sink, Subject, SubjectKind};
    ///
    /// struct Fleet;
    ///
    /// impl SectionParser for Fleet {
    ///     type Output = Option<Count>;
    ///
    ///     fn id(&self) -> SectionId {
    ///         SectionId::new("acme.fleet")
    ///     }
    ///
    ///     fn titles(&self) -> &[&str] {
    ///         &["Parque automotor"]
    ///     }
    ///
    ///     fn parse(&self, section: &Reading<'_>, _sink: &mut dyn Sink) -> Option<Count> {
    ///         section.atoms().find_map(Count::of)
    ///     }
    ///
    ///     fn facts(data: &Option<Count>) -> impl Iterator<Item = Fact<'_>> {
    ///         let fleet = Subject::new(SubjectKind::Custom("acme.fleet"), "");
    ///         data.iter().map(move |count| Fact::of_count(fleet, "vehicles", count))
    ///     }
    /// }
    ///
    /// let registry = rendicion::Registry::standard().with(Fleet);
    /// let parser = rendicion::Parser::builder().registry(registry).build().unwrap();
    /// let report = parser.parse("1. Parque automotor \n\nEl IESS cuenta con 12 vehículos. \n");
    /// let fact = report.facts().next().unwrap();
    /// assert_eq!((fact.section.as_str(), fact.to_string()), ("acme.fleet", "acme.fleet: vehicles 12".to_owned()));
    /// ```
    fn facts(data: &Self::Output) -> impl Iterator<Item = Fact<'_>> {
        let _ = data;
        std::iter::empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_id_is_refused() {
        let error = serde_json::from_str::<SectionId>("\"\"").unwrap_err();
        assert!(error.to_string().starts_with("an empty id"), "{error}");
        let id: SectionId = serde_json::from_str("\"acme.fleet\"").unwrap();
        assert_eq!(id, *"acme.fleet");
    }
}
