//! *Incorporación de recomendaciones y dictámenes …*: what auditors told the office to do, and what answers them.

use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::heads::heads;
use super::words::{find, key, tokens};
use super::{Fact, Passage, Reading, Record, SectionId, SectionParser, stated};
use crate::atom::{AtomKind, Date, Reference, Value};
use crate::diagnostic::{Code, Sink};
use crate::model::{Block, Cell, Column, ColumnKind, Table, TableSchema};
use crate::source::{Span, Text};

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

impl Default for Recommendations {
    fn default() -> Self {
        // What the cells of the form's table begin with tells where one ends.
        let columns = [
            Column::text("body", heads("recommendations.body")).optional(),
            Column::text("examination", heads("recommendations.examination"))
                .begins_with(heads("recommendations.begins"))
                .optional(),
            Column::text("number", heads("recommendations.number")).optional(),
            Column::text("text", heads("recommendations.text"))
                .begins_with(["Rec", "Recomendación"])
                .optional(),
            Column::reference("answer", heads("recommendations.answer"))
                .begins_with(heads("recommendations.answers")),
            Column::new(ColumnKind::Date, "date", heads("recommendations.date")).optional(),
            Column::url("link", heads("recommendations.link")).optional(),
        ];
        Self {
            tables: vec![
                TableSchema::new("recommendations", columns)
                    .with_rows(BODIES.iter().copied())
                    .with_others(heads("recommendations.other")),
            ],
        }
    }
}

/// The bodies that audit a social-security office.
pub(super) const BODIES: &[&str] = &[
    "Contraloría General del Estado",
    "Auditoría Interna del IESS",
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
        // The form's title names all the bodies that may recommend.
        let own = |title: &&str| !key(title).contains("funcion de transparencia");
        let subsections = section.subsections().iter();
        let parts = subsections.map(|sub| (Some(sub.title()), sub.blocks()));
        for (title, blocks) in [(section.title().filter(own), section.blocks())]
            .into_iter()
            .chain(parts)
        {
            // The text above a table, which may name the body that recommends.
            let mut above = None;
            for block in blocks {
                if let Block::Paragraph(it) = block {
                    above = Some(it.text.as_str());
                }
                let Block::Table(table) = block else { continue };
                let caption = table.caption.as_ref().map(Text::as_str);
                let body = [caption, above, title]
                    .into_iter()
                    .flatten()
                    .find_map(body_in);
                let named = |key: &str| table.keys.iter().flatten().any(|it| it == key);
                for record in section.records_of(table, "recommendations", sink) {
                    let Some(stated) = of_record(&record, body, counts_rows(table)) else {
                        continue;
                    };
                    let is_unanswered = stated.references.is_empty();
                    if is_unanswered || stated.examination.is_none() && named("examination") {
                        let message =
                            "this row lacks its examination or the reference that answers it";
                        sink.report(Code::IncompleteRow, stated.span, message.to_owned());
                    }
                    if !is_unanswered && holds_several(&stated) {
                        let message = "this row holds several examinations and references that cannot be told apart; it states no fact";
                        sink.report(Code::IncompleteRow, stated.span, message.to_owned());
                    } else if !is_unanswered {
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

/// Whether a number in the first column is that of the row: its head says nothing of recommendations.
fn counts_rows(table: &Table) -> bool {
    let is_first = matches!(table.keys.first(), Some(Some(key)) if key == "number");
    is_first
        && !table
            .columns
            .first()
            .is_some_and(|head| key(head).contains("rec"))
}

/// The one auditing body that a text names, as printed.
fn body_in(text: &str) -> Option<&str> {
    let words = tokens(text, &[]);
    let mut found: Option<Range<usize>> = None;
    for body in BODIES {
        let Some(place) = find(&words, &key(body), 0) else {
            continue;
        };
        match &found {
            Some(other) if other.start <= place.start && place.end <= other.end => {}
            Some(_) => return None,
            None => found = Some(place),
        }
    }
    let place = found?;
    let (first, last) = (
        words.get(place.start)?,
        words.get(place.end.checked_sub(1)?)?,
    );
    text.get(first.range.start..last.range.end)
}

/// A row that names neither an examination nor an answer, nor a recommendation, is none.
fn of_record(
    record: &Record<'_>,
    body: Option<&str>,
    is_row_number: bool,
) -> Option<Recommendation> {
    let own = |key| record.text(key).map(str::to_owned);
    let mut out = Recommendation {
        body: own("body").or_else(|| body.map(str::to_owned)),
        examination: own("examination"),
        items: record.cell("text").map(items).unwrap_or_default(),
        span: record.span(),
        line: record.line(),
        ..Recommendation::default()
    };
    let answers = ["answer", "date"]
        .into_iter()
        .filter_map(|key| record.cell(key));
    for atom in answers.flat_map(|cell| &cell.atoms) {
        match &atom.value {
            Value::Memo(reference) | Value::Resolution(reference) => {
                out.references.push(reference.clone());
            }
            Value::Date(date) => out.dates.push(*date),
            _ => {}
        }
    }
    // A date more than there are documents is of what stands below the table.
    if !out.references.is_empty() {
        out.dates.truncate(out.references.len());
    }
    // The number in a column of its own, with "Rec." before it or without.
    let number = record.text("number").filter(|_| !is_row_number);
    let number = number.and_then(|text| {
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
    let examination = stated.examination.as_deref().unwrap_or_default();
    // A straight sign opens and closes.
    let quoted = examination.matches(['“', '«']).count() + examination.matches('"').count() / 2;
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
        item.text.is_empty()
            || item.text.split_whitespace().any(is_document)
            || stated.references.is_empty() && stated.examination.is_some()
    });
    let is_body = |body: &String| {
        let is_word = |word: &&str| word.contains(char::is_alphabetic);
        body.split_whitespace().filter(is_word).count() > 1 && !body.contains(['“', '"', '«'])
    };
    let misplaced = !stated.body.iter().all(is_body);
    quoted > 1 || misplaced || answered || damaged || torn || stated.references.len() > 3
}

/// The numbered recommendations of a cell: "Rec. 2: … Rec 6: … Respaldos: https://…".
fn items(cell: &Cell) -> Vec<RecommendationItem> {
    let text = cell.text.as_str();
    let places = Passage::from(cell).values();
    let numbers: Vec<(&str, Range<usize>)> = places
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
        announced_at(text, url.range.start, &["respaldo", "evidencia", "link"])
    });
    let mut out = Vec::new();
    for (n, (number, range)) in numbers.iter().enumerate() {
        let end = match numbers.get(n + 1) {
            Some((_, next)) => announced_at(text, next.start, &["rec"]),
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

/// Where the first of some words stands that announces what begins at a place: "Rec.", "Link de respaldos:".
fn announced_at(text: &str, place: usize, words: &[&str]) -> usize {
    let from = text.floor_char_boundary(place.saturating_sub(ANNOUNCES));
    let before = text
        .get(from..place)
        .unwrap_or_default()
        .to_ascii_lowercase();
    // `dirección` holds no `rec`.
    let begins = |at: &usize| !before[..*at].ends_with(char::is_alphanumeric);
    let last = |word: &&str| {
        let mut places = before.rmatch_indices(*word).map(|it| it.0);
        places.find(begins)
    };
    let found = words.iter().filter_map(last).min();
    found.map_or(place, |at| from + at)
}

/// How far before it something may be announced, in bytes.
const ANNOUNCES: usize = 24;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::section::testing::{read, round_trip};

    #[test]
    fn an_item_ends_where_the_next_is_announced() {
        let text = "obras. Rec 6: Velará";
        assert_eq!(announced_at(text, text.find('6').unwrap(), &["rec"]), 7);
        let text = "a la dirección 6: Velará";
        let at = text.find('6').unwrap();
        assert_eq!(announced_at(text, at, &["rec"]), at);
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
    fn the_body_is_the_one_that_is_named_above_the_table() {
        let read_under = |above: &str| {
            let table = "| ORIGEN | N° | RECOMENDACIÓN | RESPUESTA | FECHA |\n|---|---|---|---|---|\n\
                         | Examen “Al taller” | 4 | Pintará la reja. | IESS-DPB-2020-0012-M | 20/01/2022 |\n";
            let (data, _) = read(&Recommendations::default(), &format!("{above}\n\n{table}"));
            data.recommendations.into_iter().next().unwrap()
        };
        let it = read_under("Se atendió lo recomendado por la Contraloría General del Estado:");
        assert_eq!(it.body.as_deref(), Some("Contraloría General del Estado"));
        assert_eq!((it.items[0].number.as_str(), it.dates.len()), ("4", 1));
        let two = read_under("Lo dicho por la Auditoría Interna y la Superintendencia de Bancos:");
        assert_eq!(two.body, None);
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
