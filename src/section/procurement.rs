//! *Procesos de contratación y compras públicas de bienes y servicios*: what was bought, and how.

use serde::{Deserialize, Serialize};

use super::heads::{heads, procedures};
use super::value::{Count, Figure};
use super::words::{alike, is_subtotal, is_total, key};
use super::{Fact, Reading, Record, SectionId, SectionParser, StatedRecord, stated};
use crate::diagnostic::{Code, Sink};
use crate::lexicon::{Class, WordList};
use crate::model::{Column, TableSchema};
use crate::prose::{Frame, Measure};
use crate::source::Span;

/// Reads *Procesos de contratación y compras públicas de bienes y servicios*, from a table or from sentences.
///
/// ```
/// use rendicion::Procurement;
///
/// let text = "6. Procesos de contratación y compras públicas \n\n| PROCEDIMIENTO | ADJUDICADOS / N° | ADJUDICADOS / MONTO |\n|---|---|---|\n\
///             | Menor Cuantía | 3 | 1.200,50 |\n| Licitación | 1 | 90.000,00 |\n";
/// let report = rendicion::parse(text);
/// let data = report.section::<Procurement>().unwrap();
/// assert_eq!(data.procedures.len(), 2);
/// ```
#[derive(Clone, Debug)]
pub struct Procurement {
    tables: Vec<TableSchema>,
    /// The procedures of the form: slug and folded name.
    names: Vec<(&'static str, String)>,
}

/// What the procurement section of a report states.
///
/// ```
/// use rendicion::Procurement;
///
/// let text = "6. Procesos de contratación y compras públicas \n\n| PROCEDIMIENTO | ADJUDICADOS / N° | ADJUDICADOS / MONTO |\n|---|---|---|\n\
///             | Menor Cuantía | 3 | 1.200,50 |\n| Licitación | 1 | 90.000,00 |\n";
/// let report = rendicion::parse(text);
/// let data = report.section::<Procurement>().unwrap();
/// assert_eq!(data.procedures[1].label, "Licitación");
/// assert_eq!(data.total, None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct ProcurementData {
    /// The procedures, in the order of print.
    pub procedures: Vec<Procedure>,
    /// The total that is printed under them.
    pub total: Option<Procedure>,
}

/// What was bought by one procedure of the *Ley Orgánica del Sistema Nacional de Contratación Pública*.
///
/// ```
/// use rendicion::Procurement;
///
/// let text = "6. Procesos de contratación y compras públicas \n\n| PROCEDIMIENTO | ADJUDICADOS / N° | ADJUDICADOS / MONTO |\n|---|---|---|\n\
///             | Menor Cuantía | 3 | 1.200,50 |\n| Licitación | 1 | 90.000,00 |\n";
/// let report = rendicion::parse(text);
/// let data = report.section::<Procurement>().unwrap();
/// assert_eq!(data.procedures[0].procedure, "menor_cuantia");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Procedure {
    /// A stable slug: `infima_cuantia`, `subasta_inversa_electronica`, …; `other` for a name that the form does not have.
    pub procedure: String,
    /// Its name as printed.
    pub label: String,
    /// *Adjudicados*.
    pub awarded: Stage,
    /// *Finalizados*; also what sentences only say was carried out.
    pub finished: Stage,
    /// From its first byte to its last.
    pub span: Span,
    /// The line of the span's start, counted from 1.
    pub line: u32,
}

/// How many processes are at a stage, and what they come to.
///
/// ```
/// use rendicion::Procurement;
///
/// let text = "6. Procesos de contratación y compras públicas \n\n| PROCEDIMIENTO | ADJUDICADOS / N° | ADJUDICADOS / MONTO |\n|---|---|---|\n\
///             | Menor Cuantía | 3 | 1.200,50 |\n| Licitación | 1 | 90.000,00 |\n";
/// let report = rendicion::parse(text);
/// let data = report.section::<Procurement>().unwrap();
/// let awarded = data.procedures[0].awarded;
/// assert_eq!(awarded.count.unwrap().value, 3);
/// assert_eq!(awarded.total.unwrap().value.to_string(), "1200.50");
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Stage {
    /// *Número Total*.
    pub count: Option<Count>,
    /// *Valor Total*, in USD.
    pub total: Option<Figure>,
}

impl Default for Procurement {
    fn default() -> Self {
        let count = |key, stage| Column::count(key, heads("procurement.count")).under(heads(stage));
        let total = |key, stage| Column::money(key, heads("procurement.total")).under(heads(stage));
        let columns = [
            Column::label("procedure", heads("procurement.procedure")),
            count("awarded.count", "procurement.awarded"),
            total("awarded.total", "procurement.awarded"),
            count("finished.count", "procurement.finished"),
            total("finished.total", "procurement.finished"),
        ]
        .map(Column::optional);
        let labels = procedures().map(|(_, name)| name).chain(["TOTAL"]);
        let schema = TableSchema::new("procurement", columns)
            .with_rows(labels)
            .with_others(heads("procurement.other"))
            .with_fillers(heads("procurement.filler"));
        // A row for each state of each procedure.
        let by_state = [
            Column::label("procedure", heads("procurement.procedure")),
            Column::text("state", heads("procurement.state")),
            Column::count("count", heads("procurement.count")),
            Column::money("total", heads("procurement.total")),
        ];
        let by_state = TableSchema::new("procurement_by_state", by_state)
            .with_others(heads("procurement.other"))
            .with_fillers(heads("procurement.filler"));
        Self {
            tables: vec![schema, by_state],
            names: procedures().map(|(slug, name)| (slug, key(name))).collect(),
        }
    }
}

impl SectionParser for Procurement {
    type Output = ProcurementData;

    fn id(&self) -> SectionId {
        SectionId::PROCUREMENT
    }

    fn titles(&self) -> &[&str] {
        &[
            "Procesos de contratación y compras públicas de bienes y servicios",
            "Procesos de contratación y compras públicas",
            "Procesos de contratación pública",
            "Contratación pública",
            "Compras públicas",
            "Procesos de compras públicas",
            "Contratación y compras públicas de bienes y servicios",
        ]
    }

    fn title_words(&self) -> &[(u8, &'static str)] {
        &[(4, "adquiri adquisic compra contrata contratos")]
    }

    fn tables(&self) -> &[TableSchema] {
        &self.tables
    }

    fn parse(&self, section: &Reading<'_>, sink: &mut dyn Sink) -> ProcurementData {
        let mut data = ProcurementData::default();
        let mut records = section.records("procurement", sink);
        records.extend(section.records("procurement_by_state", sink));
        for record in records {
            let Some(procedure) = self.of_record(&record, sink) else {
                continue;
            };
            if is_subtotal(&procedure.label) {
                let message = format!(
                    "`{}` adds up some of the rows; it is no procedure",
                    procedure.label
                );
                sink.report(Code::SetAside, procedure.span, message);
                continue;
            }
            if is_total(&procedure.label) {
                // A second total is another table's, or a part's.
                if data.total.is_some() {
                    let message =
                        format!("`{}` is a second total; the first is kept", procedure.label);
                    sink.report(Code::SetAside, procedure.span, message);
                }
                data.total.get_or_insert(procedure);
                continue;
            }
            if procedure.procedure == "other" && !key(&procedure.label).starts_with("otr") {
                let message = format!(
                    "`{}` is no procedure of the form; it is kept under its name",
                    procedure.label
                );
                sink.report(Code::UnknownProcedure, procedure.span, message);
            }
            data.procedures.push(procedure);
        }
        data.procedures
            .extend(section.stated(&SAID, sink).iter().map(of_stated));
        data
    }

    fn facts(data: &ProcurementData) -> impl Iterator<Item = Fact<'_>> {
        stated::of_procurement(data)
    }
}

impl Procurement {
    /// A row without a label is no procedure.
    fn of_record(&self, record: &Record<'_>, sink: &mut dyn Sink) -> Option<Procedure> {
        let label = record.label()?;
        let mut stage = |stage: &str| match record.text("state") {
            Some(state) if names_stage(state, stage) => Stage {
                count: record.count("count", sink),
                total: record.money("total", sink),
            },
            Some(_) => Stage::default(),
            None => Stage {
                count: record.count(&format!("{stage}.count"), sink),
                total: record.money(&format!("{stage}.total"), sink),
            },
        };
        Some(Procedure {
            procedure: self.slug(label).to_owned(),
            label: label.to_owned(),
            awarded: stage("awarded"),
            finished: stage("finished"),
            span: record.span(),
            line: record.line(),
        })
    }

    /// The slug of a procedure's name.
    fn slug(&self, label: &str) -> &'static str {
        let label = key(label);
        let mut names = self.names.iter();
        let found = names.find(|(_, name)| alike(&label, name, 0.85));
        found.map_or("other", |(slug, _)| slug)
    }
}

/// Whether what a cell says of the state of processes is one stage: `Adjudicados`, not `Por adjudicar`.
fn names_stage(cell: &str, stage: &str) -> bool {
    let words = WordList::of_str(cell);
    let is = |class: Class| words.iter().filter(move |word| word.entry.is(class));
    is(Class::Negation).chain(is(Class::Preposition)).count() == 0
        && is(Class::Role)
            .map(|word| word.entry.name(Class::Role))
            .eq([stage])
}

/// What sentences state of procedures: "hubo 3 compras por NAME: 2 finalizadas por $ A, y 1 adjudicada por $ B". What only
/// took place is kept as finished.
const SAID: Frame = Frame::procedures(&[
    (Measure::Count, "awarded", "awarded.count"),
    (Measure::Money, "awarded", "awarded.total"),
    (Measure::Count, "finished", "finished.count"),
    (Measure::Money, "finished", "finished.total"),
    (Measure::Count, "executed", "finished.count"),
    (Measure::Money, "executed", "finished.total"),
])
.or("finished");

fn of_stated(record: &StatedRecord) -> Procedure {
    let stage = |count, total| Stage {
        count: record.count(count),
        total: record.figure(total),
    };
    Procedure {
        procedure: record.slug().to_owned(),
        label: record.subject().to_owned(),
        awarded: stage("awarded.count", "awarded.total"),
        finished: stage("finished.count", "finished.total"),
        span: record.span(),
        line: record.line(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::section::testing::{read, round_trip};

    #[test]
    fn a_row_may_be_of_one_state() {
        let text = "| PROCEDIMIENTO | ESTADO | NÚMERO | VALOR |\n|---|---|---|---|\n| Licitación | Adjudicados | 2 | 5,00 |\n\
                    | Licitación | Finalizado | 1 | 3,00 |\n| Cotización | Por adjudicar | 4 | 7,00 |\n";
        let (data, _) = read(&Procurement::default(), text);
        let count = |stage: Stage| stage.count.map(|it| it.value);
        let stages = data
            .procedures
            .iter()
            .map(|it| (count(it.awarded), count(it.finished)));
        assert_eq!(
            stages.collect::<Vec<_>>(),
            [(Some(2), None), (None, Some(1)), (None, None)]
        );
    }

    #[test]
    fn what_is_read_is_kept_by_json() {
        let text = "Se adjudicaron 2 procesos de Licitación por $ 5,00. \n";
        let (data, _) = read(&Procurement::default(), text);
        let [it] = data.procedures.as_slice() else {
            panic!("{data:?}")
        };
        assert_eq!(
            (it.label.as_str(), it.procedure.as_str()),
            ("Licitación", "licitacion")
        );
        assert_eq!(
            &text[it.span.range()],
            "2 procesos de Licitación por $ 5,00"
        );
        round_trip(&data);
    }
}
