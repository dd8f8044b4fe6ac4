//! Those who sign the report.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use unicode_normalization::char::is_combining_mark;

use super::words::key;
use super::{Candidate, Claim, Fact, Reading, Record, SectionId, SectionParser, stated};
use crate::diagnostic::Sink;
use crate::model::Block;
use crate::model::{Column, TableSchema};
use crate::source::Span;

/// Reads those who sign at the end of a report.
///
/// ```
/// use rendicion::Signatures;
///
/// let text = "1. Cobertura Institucional \n\nEl IESS atiende. \n\nMgs. Rosa Elena Paz Mora \n\nDIRECTORA PROVINCIAL \n";
/// let report = rendicion::parse(text);
/// let data = report.section::<Signatures>().unwrap();
/// assert_eq!(data.signatories.len(), 1);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Signatures;

/// Those who sign a report.
///
/// ```
/// use rendicion::Signatures;
///
/// let text = "1. Cobertura Institucional \n\nEl IESS atiende. \n\nMgs. Rosa Elena Paz Mora \n\nDIRECTORA PROVINCIAL \n";
/// let report = rendicion::parse(text);
/// let data = report.section::<Signatures>().unwrap();
/// assert_eq!(data.signatories[0].line, 5);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SignaturesData {
    /// In the order of print.
    pub signatories: Vec<SignatoryRecord>,
}

/// One who signs.
///
/// ```
/// use rendicion::Signatures;
///
/// let text = "1. Cobertura Institucional \n\nEl IESS atiende. \n\nMgs. Rosa Elena Paz Mora \n\nDIRECTORA PROVINCIAL \n";
/// let report = rendicion::parse(text);
/// let data = report.section::<Signatures>().unwrap();
/// let who = &data.signatories[0];
/// assert_eq!((who.name.as_str(), who.title.as_str()), ("Mgs. Rosa Elena Paz Mora", "DIRECTORA PROVINCIAL"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct SignatoryRecord {
    /// The name, with its academic title as printed.
    pub name: String,
    /// The post.
    pub title: String,
    /// From the name to the post.
    pub span: Span,
    /// The line of the span's start, counted from 1.
    pub line: u32,
}

/// The table of those who sign, a row each.
static TABLES: LazyLock<[TableSchema; 1]> = LazyLock::new(|| {
    let columns = [
        Column::text(
            "name",
            [
                "NOMBRE",
                "NOMBRES Y APELLIDOS",
                "APELLIDOS Y NOMBRES",
                "FUNCIONARIO",
                "SERVIDOR",
            ],
        ),
        Column::text(
            "title",
            ["CARGO", "PUESTO", "FUNCIÓN", "DENOMINACIÓN DEL PUESTO"],
        ),
    ];
    [TableSchema::new("signatures", columns).with_others(["FIRMA", "FECHA"])]
});

impl SectionParser for Signatures {
    type Output = SignaturesData;

    fn id(&self) -> SectionId {
        SectionId::SIGNATURES
    }

    fn titles(&self) -> &[&str] {
        &["Firmas de responsabilidad", "Firmas", "Responsables"]
    }

    fn tables(&self) -> &[TableSchema] {
        &*TABLES
    }

    fn claim(&self, candidate: &Candidate<'_>) -> Claim {
        if candidate.signatures {
            Claim::Exact
        } else {
            candidate.likeness_claim(self.titles())
        }
    }

    fn parse(&self, section: &Reading<'_>, sink: &mut dyn Sink) -> SignaturesData {
        let of_record = |record: Record<'_>| {
            Some(SignatoryRecord {
                name: record.text("name")?.to_owned(),
                title: record.text("title")?.to_owned(),
                span: record.span(),
                line: record.line(),
            })
        };
        let records = section.records("signatures", sink);
        let signatories = section
            .all_blocks()
            .filter_map(|block| {
                if let Block::Signatory(it) = block {
                    Some(it)
                } else {
                    None
                }
            })
            .map(|it| SignatoryRecord {
                name: it.name.as_str().to_owned(),
                title: it.title.as_str().to_owned(),
                span: it.place.span,
                line: it.place.line,
            })
            .chain(records.into_iter().filter_map(of_record))
            .collect();
        SignaturesData { signatories }
    }

    fn facts(data: &SignaturesData) -> impl Iterator<Item = Fact<'_>> {
        stated::of_signatures(data)
    }
}

/// The academic titles that stand before a name, folded.
const HONORIFICS: &[&str] = &[
    "mgs", "mg", "mgtr", "msc", "mba", "dr", "dra", "ing", "lic", "lcdo", "lcda", "econ", "eco",
    "abg", "ab", "arq", "tnlgo", "tnlga", "tlgo", "tlga", "phd", "cpa", "sr", "sra", "srta",
    "crnl", "psic", "od", "odont", "soc", "obst",
];

/// The words that begin a post.
const POSTS: &[&str] = &[
    "director",
    "directora",
    "coordinador",
    "coordinadora",
    "responsable",
    "jefe",
    "jefa",
    "subdirector",
    "subdirectora",
    "analista",
    "gerente",
    "delegado",
    "delegada",
    "secretario",
    "secretaria",
    "administrador",
    "administradora",
    "tecnico",
    "tecnica",
    "asistente",
    "oficinista",
    "presidente",
    "presidenta",
    "asesor",
    "asesora",
    "contador",
    "contadora",
    "tesorero",
    "tesorera",
    "abogado",
    "abogada",
    "medico",
    "especialista",
    "encargado",
    "encargada",
];

/// Whether a line is the name of a person with an academic title before it.
pub(crate) fn is_name(line: &str) -> bool {
    let mut words = line.split_whitespace();
    let Some(first) = words.next() else {
        return false;
    };
    let honorific = first.contains('.')
        && HONORIFICS.contains(&key(first.split('.').next().unwrap_or_default()).as_str());
    let rest: Vec<&str> = words.collect();
    let named = rest
        .iter()
        .filter(|w| w.chars().next().is_some_and(char::is_uppercase))
        .count();
    honorific
        && (2..=8).contains(&rest.len())
        && named >= 2
        && !line.ends_with([',', ';', ':'])
        && rest.iter().all(|w| {
            w.chars().all(|c| {
                c.is_alphabetic()
                    || is_combining_mark(c)
                    || matches!(c, '.' | ',' | '-' | '\'' | '’')
            })
        })
}

/// Whether a line begins with the name of a post.
pub(crate) fn is_post(line: &str) -> bool {
    let line = key(line);
    POSTS.contains(&line.split(' ').next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_names_and_posts() {
        assert!(is_name("Mgs. Ana de los Ángeles Vera Ríos"));
        assert!(is_name("Dr. Luis Paz Mora"));
        assert!(!is_name("Mgs. Julio Vera emite las directrices,"));
        assert!(!is_name("El Director Provincial"));
        assert!(is_post("Coordinadora Provincial Administrativa"));
        assert!(!is_post("La Coordinación"));
    }

    #[test]
    fn json_keeps_those_who_sign() {
        let record = SignatoryRecord {
            name: "Mgs. Ana Ríos".to_owned(),
            title: "Directora Provincial".to_owned(),
            span: Span::new(3, 20),
            line: 2,
        };
        crate::section::testing::round_trip(&SignaturesData {
            signatories: vec![record],
        });
    }
}
