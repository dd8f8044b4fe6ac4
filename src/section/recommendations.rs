//! *Incorporación de recomendaciones y dictámenes …*: what auditors told the office to do, and what answers them.

use serde::{Deserialize, Serialize};

use super::{Reading, SectionId, SectionParser};
use crate::block::table::{Column, ColumnKind, TableSchema};
use crate::diagnostic::Sink;
use crate::source::Span;

/// Reads *Incorporación de recomendaciones y dictámenes por parte de las entidades de la Función de Transparencia y
/// Control Social y de la Procuraduría General del Estado*.
#[derive(Clone, Debug)]
pub struct Recommendations {
    tables: Vec<TableSchema>,
}

/// The recommendations that a report answers.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RecommendationsData {
    /// In the order of print.
    pub recommendations: Vec<Recommendation>,
}

/// One row of answers to an auditing body.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Recommendation {
    /// The auditing body, from the row or from the subtitle above the table.
    pub body: Option<String>,
    /// The examination that recommended, as printed.
    pub examination: Option<String>,
    /// The references of the answers.
    pub references: Vec<String>,
    /// The dates of the references, ISO 8601.
    pub dates: Vec<String>,
    /// The recommendations by number.
    pub items: Vec<RecommendationItem>,
    /// Addresses of the evidence.
    pub evidence: Vec<String>,
    /// From its first byte to its last.
    pub span: Span,
    /// The line of the span's start, counted from 1.
    pub line: u32,
}

/// One recommendation of an examination.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct RecommendationItem {
    /// Its number as printed: `"1.9"`.
    pub number: String,
    /// What is to be done.
    pub text: String,
}

impl Default for Recommendations {
    fn default() -> Self {
        let report = [
            "INFORME EL CUMPLIMIENTO DE RECOMENDACIONES Y DICTÁMENES",
            "INFORME DE CUMPLIMIENTO DE RECOMENDACIONES Y DICTÁMENES",
            "INFORME EL CUMPLIMIENTO",
            "INFORME DE CUMPLIMIENTO",
        ];
        let by_examination = [
            Column::new(
                ColumnKind::Text,
                ["RECOMENDACIONES Y/O DICTÁMENES EMANADOS", "RECOMENDACIONES Y/O DICTÁMENES EMITIDOS", "RECOMENDACIONES Y/O DICTÁMENES"],
            )
            .begins_with(["Examen especial", "A los", "A las", "Al", "A la", "Evolución", "Informe", "Auditoría", "Estudio"]),
            Column::new(ColumnKind::Reference, report).begins_with(["Se remitió", "Mediante", "Con memorando", "Memorando", "Se envió", "Se dio"]),
        ];
        let by_body = [
            Column::new(ColumnKind::Label, ["ENTIDAD QUE RECOMIENDA", "ENTIDAD"]),
            Column::new(ColumnKind::Reference, report),
            Column::new(ColumnKind::Text, ["OBSERVACIONES", "OBSERVACIÓN"]).begins_with(["Rec", "Recomendación"]),
        ];
        Self {
            tables: vec![
                TableSchema::new("recommendations", by_examination),
                TableSchema::new("recommendations_by_body", by_body).with_rows(BODIES.iter().copied()),
            ],
        }
    }
}

/// The bodies that audit a social-security office.
pub(super) const BODIES: &[&str] = &[
    "Contraloría General del Estado",
    "Auditoría Interna IESS",
    "Auditoría Interna",
    "Superintendencia de Bancos",
    "Procuraduría General del Estado",
    "Defensoría del Pueblo",
    "Consejo de Participación Ciudadana y Control Social",
    "Superintendencia de Compañías",
];

impl SectionParser for Recommendations {
    type Output = RecommendationsData;

    fn id(&self) -> SectionId {
        SectionId::RECOMMENDATIONS
    }

    fn titles(&self) -> &[&str] {
        &[
            "Incorporación de recomendaciones y dictámenes por parte de las entidades de la Función de Transparencia y Control \
             Social, y de la Procuraduría General del Estado",
            "Incorporación de recomendaciones y dictámenes por parte de las entidades de la Función de Transparencia y Control Social",
            "Incorporación de recomendaciones y dictámenes",
            "Cumplimiento de recomendaciones y dictámenes",
        ]
    }

    fn tables(&self) -> &[TableSchema] {
        &self.tables
    }

    fn parse(&self, _section: &Reading<'_>, _sink: &mut dyn Sink) -> RecommendationsData {
        RecommendationsData::default()
    }
}
