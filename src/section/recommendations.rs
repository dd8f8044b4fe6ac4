//! *Incorporación de recomendaciones y dictámenes …*: what auditors told the office to do, and what answers them.

use serde::{Deserialize, Serialize};

use super::words::{Token, tokens};
use super::{Passage, Reading, SectionId, SectionParser};
use crate::atom::{Atom, AtomKind, Value};
use crate::block::table::{Column, ColumnKind, TableSchema};
use crate::block::{Block, Cell, Row, Table};
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
                [
                    "RECOMENDACIONES Y/O DICTÁMENES EMANADOS",
                    "RECOMENDACIONES Y/O DICTÁMENES EMITIDOS",
                    "RECOMENDACIONES Y/O DICTÁMENES",
                ],
            )
            .begins_with([
                "Examen especial",
                "A los",
                "A las",
                "Al",
                "A la",
                "Evolución",
                "Informe",
                "Auditoría",
                "Estudio",
            ]),
            Column::new(ColumnKind::Reference, report).begins_with([
                "Se remitió el informe de cumplimiento mediante Memorando Nro",
                "Se remitió",
                "Mediante",
                "Con memorando",
                "Memorando",
                "Se envió",
                "Se dio",
            ]),
        ];
        let by_body = [
            Column::new(ColumnKind::Label, ["ENTIDAD QUE RECOMIENDA", "ENTIDAD"]),
            Column::new(ColumnKind::Reference, report),
            Column::new(ColumnKind::Text, ["OBSERVACIONES", "OBSERVACIÓN"])
                .begins_with(["Rec", "Recomendación"]),
        ];
        Self {
            tables: vec![
                TableSchema::new("recommendations", by_examination),
                TableSchema::new("recommendations_by_body", by_body)
                    .with_rows(BODIES.iter().copied()),
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
            "Recomendaciones y dictámenes",
            "Recomendaciones de auditoría",
        ]
    }

    fn subtitles(&self) -> &[&str] {
        BODIES
    }

    fn tables(&self) -> &[TableSchema] {
        &self.tables
    }

    fn parse(&self, section: &Reading<'_>, _sink: &mut dyn Sink) -> RecommendationsData {
        let mut data = RecommendationsData::default();
        let under_title = section.blocks().iter().map(|block| (None, block));
        let under_subtitles = section
            .subsections()
            .iter()
            .flat_map(|sub| sub.blocks().iter().map(|block| (Some(sub.title()), block)));
        for (body, block) in under_title.chain(under_subtitles) {
            let Block::Table(table) = block else { continue };
            if table
                .schema
                .as_deref()
                .is_some_and(|id| id.starts_with("recommendations"))
            {
                let by_body = table.schema.as_deref() == Some("recommendations_by_body");
                data.recommendations.extend(
                    table
                        .rows
                        .iter()
                        .filter(|row| !row.undecided)
                        .map(|row| of_row(table, row, body, by_body)),
                );
            }
        }
        data
    }
}

/// The places of the columns in the schemas.
mod role {
    pub(super) const EXAMINATION: usize = 0;
    pub(super) const BODY: usize = 0;
    pub(super) const ANSWER: usize = 1;
    pub(super) const OBSERVATIONS: usize = 2;
}

fn of_row(table: &Table, row: &Row, body: Option<&str>, by_body: bool) -> Recommendation {
    let text = |role| {
        table
            .cell(row, role)
            .map(|cell| cell.text.as_str().to_owned())
    };
    let answer: &[Atom] = table
        .cell(row, role::ANSWER)
        .map_or(&[], |cell| &cell.atoms);
    let mut record = Recommendation {
        body: if by_body {
            text(role::BODY)
        } else {
            body.map(|b| b.trim_end_matches([':', '.', ' ']).to_owned())
        },
        examination: if by_body {
            None
        } else {
            text(role::EXAMINATION)
        },
        span: row.place.span,
        line: row.place.line,
        ..Recommendation::default()
    };
    for atom in answer {
        match &atom.value {
            Value::Memo(reference) | Value::Resolution(reference) => {
                record.references.push(reference.clone());
            }
            Value::Date(date) => record.dates.push(date.to_string()),
            _ => {}
        }
    }
    if by_body && let Some(cell) = table.cell(row, role::OBSERVATIONS) {
        record.items = items(cell);
    }
    let atoms = row.cells.iter().flatten().flat_map(|cell| &cell.atoms);
    record.evidence.extend(atoms.filter_map(|atom| {
        if let Value::Url(url) = &atom.value {
            Some(url.clone())
        } else {
            None
        }
    }));
    record
}

/// The numbered recommendations of a cell: "Rec. 2: … Rec 6: … Respaldos: https://…".
fn items(cell: &Cell) -> Vec<RecommendationItem> {
    let text = cell.text.as_str();
    let places = Passage::from(cell).values();
    let numbers: Vec<(&str, std::ops::Range<usize>)> = places
        .iter()
        .filter_map(|p| {
            if let Value::Recommendation(number) = &p.atom.value {
                Some((number.as_str(), p.range.clone()))
            } else {
                None
            }
        })
        .collect();
    let evidence = places
        .iter()
        .find(|p| p.atom.value.kind() == AtomKind::Url)
        .map_or(text.len(), |p| p.range.start);
    let end_of_items = words_before(text, evidence)
        .iter()
        .rev()
        .take(3)
        .find(|word| word.begins(&["respaldo", "evidencia"]) || word.is_any(&["link"]))
        .map_or(evidence, |word| word.range.start);
    let mut out = Vec::new();
    for (n, (number, range)) in numbers.iter().enumerate() {
        let end = match numbers.get(n + 1) {
            Some((_, next)) => announced_at(text, next.start),
            None => end_of_items.max(range.end),
        };
        let said = text.get(range.end..end.max(range.end)).unwrap_or_default();
        let said = said
            .trim_start_matches([':', '.', '-', '–', ' '])
            .trim_end();
        out.push(RecommendationItem {
            number: (*number).to_owned(),
            text: said.to_owned(),
        });
    }
    out
}

/// Where the words before a recommendation's number begin: "Rec.", "Recomendación Nro.".
fn announced_at(text: &str, number: usize) -> usize {
    let mut at = number;
    for word in words_before(text, number).iter().rev().take(3) {
        if word.is_any(&["nro", "no", "n", "numero"]) {
            at = word.range.start;
        } else if word.begins(&["rec"]) {
            return word.range.start;
        } else {
            break;
        }
    }
    at
}

/// The last words before a place in a text, from at most [`ANNOUNCES`] bytes before it.
fn words_before(text: &str, end: usize) -> Vec<Token<'static>> {
    let from = text.floor_char_boundary(end.saturating_sub(ANNOUNCES));
    let mut words = tokens(&text[from..end], &[]);
    words.retain(|token| !token.word().is_empty());
    for word in &mut words {
        word.range = word.range.start + from..word.range.end + from;
    }
    words
}

/// How far before its number a recommendation may be announced, in bytes; looking further would take time with every
/// number.
const ANNOUNCES: usize = 64;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::section::testing::{read, round_trip};

    #[test]
    fn an_item_ends_where_the_next_is_announced() {
        let text = "obras. Rec 6: Velará";
        assert_eq!(announced_at(text, text.find('6').unwrap()), 7);
    }

    #[test]
    fn a_body_names_the_table_below_it_without_a_bullet_and_a_list_of_them_none() {
        let table = "RECOMENDACIONES Y/O DICTÁMENES EMANADOS INFORME EL CUMPLIMIENTO DE RECOMENDACIONES Y DICTÁMENES \n\
                     Examen especial a las cuentas \nSe remitió con Memorando Nro. IESS-DPB-2020-0012-M. \n";
        let two =
            format!("Auditoría Interna IESS: \n{table}Contraloría General del Estado: \n{table}");
        let (data, _) = read(&Recommendations::default(), &two);
        let bodies: Vec<_> = data
            .recommendations
            .iter()
            .map(|it| it.body.as_deref().unwrap())
            .collect();
        assert_eq!(
            bodies,
            ["Auditoría Interna IESS", "Contraloría General del Estado"]
        );

        let listed = format!(
            "Pidieron informes: \n• Contraloría General del Estado \n• Superintendencia de Bancos \n{table}"
        );
        let (data, _) = read(&Recommendations::default(), &listed);
        assert_eq!(data.recommendations[0].body, None);
    }

    #[test]
    fn texts_that_were_written_apart_are_paired_where_they_are_as_many_as_the_references() {
        let heads = "ENTIDAD QUE RECOMIENDA \nINFORME EL CUMPLIMIENTO \nOBSERVACIONES \n\n";
        let answers = "Contraloría General del Estado \nIESS-DPX-2020-0012-M \n\n\
                       Superintendencia de Bancos \nIESS-DPX-2020-0034-M \n\n";
        let first = "Rec. 1: Contará las cajas. \nRespaldos: https://a.ec/Uno1 \n\n";
        let second = "Rec. 4: Pintará la reja. \nRespaldos: https://a.ec/Dos2 \n\n";
        let of = |text: &str| read(&Recommendations::default(), text).0.recommendations;
        let both = of(&format!("{heads}{answers}{first}{second}"));
        let said: Vec<_> = both
            .iter()
            .map(|it| (it.references[0].as_str(), it.items[0].number.as_str()))
            .collect();
        assert_eq!(
            said,
            [("IESS-DPX-2020-0012-M", "1"), ("IESS-DPX-2020-0034-M", "4")]
        );
        let one = of(&format!("{heads}{answers}{first}"));
        assert!(
            one.iter()
                .all(|it| it.references[0] != "IESS-DPX-2020-0012-M" || it.items.is_empty())
        );
    }

    #[test]
    fn rows_are_records_that_json_keeps() {
        let text = "RECOMENDACIONES Y/O DICTÁMENES EMANADOS INFORME EL CUMPLIMIENTO DE RECOMENDACIONES Y DICTÁMENES \n\n\
                    Examen especial a las cuentas por cobrar \n\nSe remitió con Memorando Nro. IESS-DPB-2020-0012-M de 20/01/2022 \n";
        let (data, _) = read(&Recommendations::default(), text);
        round_trip(&data);
        let item = RecommendationItem {
            number: "1.9".to_owned(),
            text: "Velará".to_owned(),
        };
        round_trip(&RecommendationsData {
            recommendations: vec![Recommendation {
                items: vec![item],
                evidence: vec!["https://a.ec".to_owned()],
                ..Recommendation::default()
            }],
        });
    }
}
