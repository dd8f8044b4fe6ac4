//! *Incorporación de recomendaciones y dictámenes …*: what auditors told the office to do, and what answers them.

use serde::{Deserialize, Serialize};

use super::heads::heads;
use super::words::{Token, tokens};
use super::{Fact, Passage, Reading, Record, SectionId, SectionParser, stated};
use crate::atom::{AtomKind, Date, Reference, Value};
use crate::diagnostic::{Code, Sink};
use crate::model::{Block, Cell, Column, TableSchema};
use crate::source::Span;

/// Reads *Incorporación de recomendaciones y dictámenes por parte de las entidades de la Función de Transparencia y
/// Control Social y de la Procuraduría General del Estado*.
///
/// ```
/// use rendicion::Recommendations;
///
/// let text = "8. Incorporación de recomendaciones y dictámenes \n\n\
///             | EXAMEN ESPECIAL | MEMORANDO | N° DE RECOMENDACIÓN | RECOMENDACIÓN |\n|---|---|---|---|\n\
///             | A las cuentas por cobrar | IESS-DPB-2020-0012-M de 20/01/2022 | 4 | Pintará la reja. |\n";
/// let report = rendicion::parse(text);
/// let data = report.section::<Recommendations>().unwrap();
/// assert_eq!(data.recommendations.len(), 1);
/// ```
#[derive(Clone, Debug)]
pub struct Recommendations {
    tables: Vec<TableSchema>,
}

/// The recommendations that a report answers.
///
/// ```
/// use rendicion::Recommendations;
///
/// let text = "8. Incorporación de recomendaciones y dictámenes \n\n\
///             | EXAMEN ESPECIAL | MEMORANDO | N° DE RECOMENDACIÓN | RECOMENDACIÓN |\n|---|---|---|---|\n\
///             | A las cuentas por cobrar | IESS-DPB-2020-0012-M de 20/01/2022 | 4 | Pintará la reja. |\n";
/// let report = rendicion::parse(text);
/// let data = report.section::<Recommendations>().unwrap();
/// assert_eq!(data.recommendations[0].examination.as_deref(), Some("A las cuentas por cobrar"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct RecommendationsData {
    /// In the order of print.
    pub recommendations: Vec<Recommendation>,
}

/// One row of answers to an auditing body.
///
/// ```
/// use rendicion::Recommendations;
///
/// let text = "8. Incorporación de recomendaciones y dictámenes \n\n\
///             | EXAMEN ESPECIAL | MEMORANDO | N° DE RECOMENDACIÓN | RECOMENDACIÓN |\n|---|---|---|---|\n\
///             | A las cuentas por cobrar | IESS-DPB-2020-0012-M de 20/01/2022 | 4 | Pintará la reja. |\n";
/// let report = rendicion::parse(text);
/// let data = report.section::<Recommendations>().unwrap();
/// let row = &data.recommendations[0];
/// assert_eq!(row.references[0].units(), Some("DPB"));
/// assert_eq!(row.dates[0].to_string(), "2022-01-20");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Recommendation {
    /// The auditing body, from the row or from the subtitle above the table.
    pub body: Option<String>,
    /// The examination that recommended, as printed.
    pub examination: Option<String>,
    /// The references of the answers.
    pub references: Vec<Reference>,
    /// The dates of the references.
    pub dates: Vec<Date>,
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
///
/// ```
/// use rendicion::Recommendations;
///
/// let text = "8. Incorporación de recomendaciones y dictámenes \n\n\
///             | EXAMEN ESPECIAL | MEMORANDO | N° DE RECOMENDACIÓN | RECOMENDACIÓN |\n|---|---|---|---|\n\
///             | A las cuentas por cobrar | IESS-DPB-2020-0012-M de 20/01/2022 | 4 | Pintará la reja. |\n";
/// let report = rendicion::parse(text);
/// let data = report.section::<Recommendations>().unwrap();
/// let item = &data.recommendations[0].items[0];
/// assert_eq!((item.number.as_str(), item.text.as_str()), ("4", "Pintará la reja."));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct RecommendationItem {
    /// Its number as printed: `"1.9"`.
    pub number: String,
    /// What is to be done.
    pub text: String,
}

/// Of the heads of the answer and the examination, those that stand on the form.
const FORM_ANSWERS: usize = 4;
const FORM_EXAMINATIONS: usize = 3;

impl Default for Recommendations {
    fn default() -> Self {
        // The form's two tables, as they are printed: what their cells begin with tells where one ends.
        let by_examination = [
            Column::text(
                "examination",
                heads("recommendations.examination").take(FORM_EXAMINATIONS),
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
            Column::reference("answer", heads("recommendations.answer").take(FORM_ANSWERS))
                .begins_with([
                    "Se remitió",
                    "Mediante",
                    "Con memorando",
                    "Memorando",
                    "Se envió",
                    "Se dio",
                ]),
        ];
        let by_body = [
            Column::label("body", heads("recommendations.body")),
            Column::reference("answer", heads("recommendations.answer").take(FORM_ANSWERS)),
            Column::text("text", ["OBSERVACIONES", "OBSERVACIÓN"])
                .begins_with(["Rec", "Recomendación"]),
        ];
        let any = [
            Column::text("body", heads("recommendations.body")).optional(),
            Column::text("examination", heads("recommendations.examination")).optional(),
            Column::text("number", heads("recommendations.number")).optional(),
            Column::text("text", heads("recommendations.text")).optional(),
            Column::reference("answer", heads("recommendations.answer")),
            Column::url("link", heads("recommendations.link")).optional(),
        ];
        Self {
            tables: vec![
                TableSchema::new("recommendations", by_examination),
                TableSchema::new("recommendations_by_body", by_body)
                    .with_rows(BODIES.iter().copied()),
                TableSchema::new("recommendations_by_number", any)
                    .with_others(heads("recommendations.other")),
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

    fn title_words(&self) -> &[(u8, &'static str)] {
        &[
            (4, "auditor contralor dictamen examen hallazgo recomend"),
            (
                2,
                "control especial externo interno observaci organismo organo",
            ),
        ]
    }

    fn subtitles(&self) -> &[&str] {
        BODIES
    }

    fn tables(&self) -> &[TableSchema] {
        &self.tables
    }

    fn parse(&self, section: &Reading<'_>, sink: &mut dyn Sink) -> RecommendationsData {
        let mut data = RecommendationsData::default();
        let under_title = section.blocks().iter().map(|block| (None, block));
        let under_subtitles = section
            .subsections()
            .iter()
            .flat_map(|sub| sub.blocks().iter().map(|block| (Some(sub.title()), block)));
        for (body, block) in under_title.chain(under_subtitles) {
            let Block::Table(table) = block else { continue };
            let schema = table.schema.as_deref().unwrap_or_default();
            if schema.starts_with("recommendations") {
                let records = section.records_of(table, schema, sink);
                for record in &records {
                    let Some(stated) = of_record(record, body) else {
                        continue;
                    };
                    let named = |key: &str| table.keys.iter().flatten().any(|it| it == key);
                    let lacks = stated.examination.is_none() && named("examination")
                        || stated.references.is_empty() && named("answer");
                    if lacks {
                        let message =
                            "this row lacks its examination or the reference that answers it";
                        sink.report(Code::IncompleteRow, stated.span, message.to_owned());
                    }
                    if stated.references.is_empty() && named("answer") {
                        continue;
                    }
                    if holds_several(&stated) {
                        let message = "this row holds several examinations and references that cannot be told apart; it states no fact";
                        sink.report(Code::IncompleteRow, stated.span, message.to_owned());
                    } else {
                        data.recommendations.push(stated);
                    }
                }
            }
        }
        data
    }

    fn facts(data: &RecommendationsData) -> impl Iterator<Item = Fact<'_>> {
        stated::of_recommendations(data)
    }
}

/// A row that names neither an examination nor an answer, nor a recommendation, is none.
fn of_record(record: &Record<'_>, body: Option<&str>) -> Option<Recommendation> {
    let own = |key| record.text(key).map(str::to_owned);
    let mut out = Recommendation {
        body: own("body").or_else(|| Some(body?.trim_end_matches([':', '.', ' ']).to_owned())),
        examination: own("examination"),
        items: record.cell("text").map(items).unwrap_or_default(),
        span: record.span(),
        line: record.line(),
        ..Recommendation::default()
    };
    let answer = record.cell("answer");
    for atom in answer.map_or(&[][..], |cell| &cell.atoms) {
        match &atom.value {
            Value::Memo(reference) | Value::Resolution(reference) => {
                out.references.push(reference.clone());
            }
            Value::Date(date) => out.dates.push(*date),
            _ => {}
        }
    }
    // The number in a column of its own, with "Rec." before it or without.
    let number = record.text("number").and_then(|text| {
        let mut words = text.split_whitespace().rev();
        words.find(|word| word.contains(|c: char| c.is_ascii_digit()))
    });
    if let (Some(number), Some(text)) = (number, own("text"))
        && out.items.is_empty()
    {
        let number = number.trim_end_matches(['.', ':', '-']).to_owned();
        out.items.push(RecommendationItem { number, text });
    }
    for atom in record.cells().flat_map(|cell| &cell.atoms) {
        if let Value::Url(url) = &atom.value {
            out.evidence.push(url.clone());
        }
    }
    let states = out.examination.is_some() || !out.references.is_empty() || !out.items.is_empty();
    states.then_some(out)
}

/// Whether what was read as one row belongs to several: an examination that is quoted more than once, or a document in
/// its name, beside several documents.
fn holds_several(stated: &Recommendation) -> bool {
    let Some(examination) = stated.examination.as_deref() else {
        return false;
    };
    let mut quoted = 0;
    let mut is_open = false;
    let mut signs = examination.chars().peekable();
    while let Some(sign) = signs.next() {
        // A straight sign with nothing behind it closes, whatever sign opened.
        let begins = signs.peek().is_some_and(|next| next.is_alphanumeric());
        let opens = matches!(sign, '“' | '«') || sign == '"' && !is_open && begins;
        quoted += usize::from(opens);
        is_open = opens || is_open && !matches!(sign, '”' | '»' | '"');
    }
    let is_document = |word: &str| {
        word.matches('-').count() > 1
            && !word.contains('/')
            && word
                .chars()
                .take(2)
                .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit())
    };
    let answered = examination.contains("://") || examination.split_whitespace().any(is_document);
    // Two that were run together begin twice.
    let damaged = stated.references.iter().any(|reference| {
        let mut parts = reference.as_str().split('-');
        let begins = parts.next().unwrap_or_default();
        parts.any(|part| part == begins)
    });
    // A recommendation that names a document, or an answer that went into another cell.
    let torn = stated.items.iter().any(|item| {
        item.text.split_whitespace().any(is_document)
            || stated.references.is_empty() && stated.examination.is_some()
    });
    quoted > 1 || answered || damaged || torn || stated.references.len() > 3
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
    let evidence = places.iter().find(|p| p.atom.value.kind() == AtomKind::Url);
    let end_of_items = evidence.map_or(text.len(), |url| {
        let url = url.range.start;
        let announced = words_before(text, url)
            .into_iter()
            .rev()
            .take(3)
            .find(|word| word.begins(&["respaldo", "evidencia"]) || word.is_any(&["link"]));
        announced.map_or(url, |word| word.range.start)
    });
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
fn words_before(text: &str, end: usize) -> Vec<Token<'_>> {
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
    fn a_row_that_holds_several_examinations_or_documents_is_told() {
        let of = |examination: &str, reference: &str| Recommendation {
            examination: Some(examination.to_owned()),
            references: vec![Reference::printed(reference)],
            ..Recommendation::default()
        };
        assert!(!holds_several(&of(
            "Examen especial “A las cajas”",
            "IESS-DPX-2020-0012-M"
        )));
        assert!(holds_several(&of(
            "Examen “A las cajas”. Examen “Al taller”",
            "IESS-DPX-2020-0012-M"
        )));
        assert!(holds_several(&of(
            "Al taller con IESS-DPX-2020-0034-M",
            "IESS-DPX-2020-0012-M"
        )));
        assert!(holds_several(&of(
            "Al taller",
            "IESS-DPX-2020-IESS-DPX-2020-0012-M"
        )));
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
