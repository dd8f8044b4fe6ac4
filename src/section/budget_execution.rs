//! *Ejecución programática y presupuestaria*: what each unit could spend, and what it spent.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::heads::heads;
use super::value::Figure;
use super::words::{is_part_of_year, is_subtotal, is_total, key};
use super::{Fact, Reading, Record, SectionId, SectionParser, StatedRecord, stated};
use crate::atom::Atom;
use crate::diagnostic::{Code, Sink};
use crate::model::{Column, TableSchema};
use crate::prose::{Frame, Measure};
use crate::source::Span;

/// Reads *Ejecución programática y presupuestaria*, from a table or from sentences.
///
/// ```
/// use rendicion::BudgetExecution;
///
/// let text = "5. Ejecución presupuestaria \n\n| UNIDAD | CODIFICADO | DEVENGADO |\n|---|---|---|\n\
///             | SALUD | 200,00 | 150,00 |\n| TOTAL | 200,00 | 150,00 |\n";
/// let report = rendicion::parse(text);
/// let data = report.section::<BudgetExecution>().unwrap();
/// assert_eq!(data.units.len(), 1);
/// ```
#[derive(Clone, Debug)]
pub struct BudgetExecution {
    tables: Vec<TableSchema>,
}

/// What the budget section of a report states.
///
/// ```
/// use rendicion::BudgetExecution;
///
/// let text = "5. Ejecución presupuestaria \n\n| UNIDAD | CODIFICADO | DEVENGADO |\n|---|---|---|\n\
///             | SALUD | 200,00 | 150,00 |\n| TOTAL | 200,00 | 150,00 |\n";
/// let report = rendicion::parse(text);
/// let data = report.section::<BudgetExecution>().unwrap();
/// assert_eq!(data.units[0].unit, "SALUD");
/// assert_eq!(data.total.as_ref().unwrap().executed, report.section::<BudgetExecution>().unwrap().total.as_ref().unwrap().executed);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct BudgetExecutionData {
    /// The units, in the order of print.
    pub units: Vec<BudgetUnit>,
    /// The total that is printed under them.
    pub total: Option<BudgetUnit>,
}

/// The budget of one unit. All amounts are in USD.
///
/// ```
/// use rendicion::BudgetExecution;
///
/// let text = "5. Ejecución presupuestaria \n\n| UNIDAD | CODIFICADO | DEVENGADO |\n|---|---|---|\n\
///             | SALUD | 200,00 | 150,00 |\n| TOTAL | 200,00 | 150,00 |\n";
/// let report = rendicion::parse(text);
/// let data = report.section::<BudgetExecution>().unwrap();
/// let unit = &data.units[0];
/// assert_eq!(unit.executed.unwrap().value.to_string(), "150.00");
/// assert_eq!(unit.planned, None);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct BudgetUnit {
    /// Its name as printed.
    pub unit: String,
    /// *Codificado*, *vigente*, *total presupuesto institucional*: the current budget, as last amended.
    pub codified: Option<Figure>,
    /// *Gasto corriente planificado*, *asignado*.
    pub planned: Option<Figure>,
    /// *Devengado*, *ejecutado*: accrued, which is what counts as executed.
    pub executed: Option<Figure>,
    /// *% de ejecución*, in percent points.
    pub percent: Option<Figure>,
    /// From its first byte to its last.
    pub span: Span,
    /// The line of the span's start, counted from 1.
    pub line: u32,
}

impl BudgetUnit {
    fn has_figure(&self) -> bool {
        let figures = [self.codified, self.planned, self.executed, self.percent];
        figures.iter().any(Option::is_some)
    }
}

impl Default for BudgetExecution {
    fn default() -> Self {
        let columns = [
            Column::label("unit", heads("budget.unit")).begins_with([
                "CRP",
                "COORD",
                "COORDINACIÓN",
                "DIRECCIÓN",
                "UNIDAD",
                "TOTAL",
            ]),
            Column::money("codified", heads("budget.codified")),
            Column::money("planned", heads("budget.planned")),
            Column::money("executed", heads("budget.executed")),
            Column::percent("percent", heads("budget.percent")),
        ]
        .map(Column::optional);
        let schema = TableSchema::new("budget_execution", columns)
            .with_others(heads("budget.other"))
            .with_fillers(heads("budget.filler"));
        Self {
            tables: vec![schema],
        }
    }
}

impl SectionParser for BudgetExecution {
    type Output = BudgetExecutionData;

    fn id(&self) -> SectionId {
        SectionId::BUDGET_EXECUTION
    }

    fn titles(&self) -> &[&str] {
        &[
            "Ejecución programática y presupuestaria",
            "Ejecución presupuestaria",
            "Ejecución del presupuesto",
            "Presupuesto institucional",
        ]
    }

    fn title_words(&self) -> &[(u8, &'static str)] {
        &[
            (4, "devengad gasta gasto presupuest"),
            (2, "cedula dinero ejecucion financier recursos"),
        ]
    }

    fn tables(&self) -> &[TableSchema] {
        &self.tables
    }

    fn parse(&self, section: &Reading<'_>, sink: &mut dyn Sink) -> BudgetExecutionData {
        let mut data = BudgetExecutionData::default();
        let mut totals = Vec::new();
        for table in section.tables() {
            let mut own = Vec::new();
            let before = data.units.len();
            let records = section.records_of(table, "budget_execution", sink);
            let rows: Vec<BudgetUnit> = records
                .iter()
                .filter_map(|record| of_record(record, sink))
                .collect();
            if is_contradicted(&rows) {
                let message = "the amounts of most rows contradict the heads over them; the table states no fact";
                sink.report(Code::LeftOut, table.place.span, message.to_owned());
                continue;
            }
            for unit in rows {
                if is_subtotal(&unit.unit) || is_part_of_year(&unit.unit) {
                    let message = format!("`{}` is a part of the whole, not a unit", unit.unit);
                    sink.report(Code::SetAside, unit.span, message);
                } else if is_total(&unit.unit) {
                    own.push(unit);
                } else {
                    data.units.push(unit);
                }
            }
            // A total without a unit that it adds up has lost its rows, or is one of them.
            if data.units.len() > before {
                totals.extend(the_total(own, sink));
            } else if let Some(total) = own.first() {
                let message = format!(
                    "`{}` adds up no unit of its table; it states no fact",
                    total.unit
                );
                sink.report(Code::LeftOut, total.span, message);
            }
        }
        let mut totals = totals.into_iter();
        data.total = totals.next();
        for total in totals {
            let message = format!(
                "`{}` is the total of another table; the first one's is kept",
                total.unit
            );
            sink.report(Code::SetAside, total.span, message);
        }
        data.units
            .extend(section.stated(&SAID, sink).iter().map(of_stated));
        data
    }

    fn facts(data: &BudgetExecutionData) -> impl Iterator<Item = Fact<'_>> {
        stated::of_budget(data)
    }
}

/// Of the rows of a table that add others up, the one that adds up all.
fn the_total(mut totals: Vec<BudgetUnit>, sink: &mut dyn Sink) -> Option<BudgetUnit> {
    const ALL: &[&str] = &["total", "totales", "total general", "suma total"];
    if totals.len() > 1 {
        let mut all = totals
            .iter()
            .enumerate()
            .filter(|(_, it)| ALL.contains(&key(&it.unit).as_str()));
        let only = all
            .next()
            .map(|(at, _)| at)
            .filter(|_| all.next().is_none());
        if only.is_none() {
            let message =
                "several rows add others up, and which adds up all is not said; none is the total";
            sink.report(Code::LeftOut, totals[1].span, message.to_owned());
        }
        return only.map(|at| totals.swap_remove(at));
    }
    totals.pop()
}

/// Whether most rows say that the columns are not what their heads name: more was spent, or planned, than there was, or
/// the share is not that of the amounts beside it. One such row may be an error of the report's.
fn is_contradicted(rows: &[BudgetUnit]) -> bool {
    let told: Vec<bool> = rows.iter().filter_map(agrees).collect();
    let against = told.iter().filter(|agrees| !**agrees).count();
    // Less than was planned is often codified, but hardly ever in every row: the two heads are exchanged.
    let exceeds = |row: &BudgetUnit| Some(row.planned?.value > row.codified?.value);
    let planned: Vec<bool> = rows.iter().filter_map(exceeds).collect();
    against > 1 && against * 2 > told.len() || planned.len() > 1 && planned.iter().all(|it| *it)
}

/// Whether the amounts of a row can be what they are named; `None` where there are no two to compare.
fn agrees(row: &BudgetUnit) -> Option<bool> {
    /// What a printed share may be away from its amounts, in percent points.
    const ROUNDED: i64 = 2;
    let value = |figure: Option<Figure>| figure.map(|it| it.value);
    let budget = value(row.codified)?;
    let (planned, spent) = (value(row.planned), value(row.executed));
    let is_within = spent.map(|spent| spent <= budget);
    let share = |of: Decimal| {
        let own = spent?.checked_div(of)?;
        Some((own, own.checked_mul(Decimal::ONE_HUNDRED)?))
    };
    let shares: Vec<_> = [Some(budget), planned]
        .into_iter()
        .flatten()
        .filter_map(share)
        .collect();
    let is_share = value(row.percent)
        .filter(|_| !shares.is_empty())
        .map(|printed| {
            let near = |own: Decimal| {
                own.checked_sub(printed)
                    .is_some_and(|away| away.abs() <= Decimal::from(ROUNDED))
            };
            shares
                .iter()
                .any(|&(part, points)| near(points) || printed <= Decimal::ONE && near(part))
        });
    match (is_within, is_share) {
        (None, None) => None,
        (within, share) => Some(within != Some(false) && share != Some(false)),
    }
}

fn of_record(record: &Record<'_>, sink: &mut dyn Sink) -> Option<BudgetUnit> {
    let label = record.label()?;
    // An amount among the words of the label is one that no column took: those that follow may have moved.
    let words = record.cell("unit").map_or(&[][..], |cell| &cell.atoms);
    let is_amount = |atom: &&Atom| atom.value.decimal().is_some_and(|it| it.scale() == 2);
    if let Some(atom) = words.iter().find(is_amount) {
        let message = format!(
            "`{}` stands in the label of this row, and so no column is certain",
            atom.raw
        );
        sink.report(Code::LeftOut, record.span(), message);
        return None;
    }
    // A budget is never below nothing: a sign or a bracket may be a mark, a column's or another value's.
    let amounts = ["codified", "planned", "executed"];
    let negative = amounts
        .iter()
        .filter_map(|key| record.text(key))
        .find(|text| {
            text.trim_start_matches(['$', ' '])
                .starts_with(['-', '−', '–', '('])
                && text.len() > 3
        });
    if let Some(text) = negative {
        let message =
            format!("`{text}` is below nothing, which no budget is; the row states no fact");
        sink.report(Code::LeftOut, record.span(), message);
        return None;
    }
    let unit = BudgetUnit {
        codified: record.money("codified", sink),
        planned: record.money("planned", sink),
        executed: record.money("executed", sink),
        percent: record.percent("percent", sink),
        unit: label.to_owned(),
        span: record.span(),
        line: record.line(),
    };
    // A label alone heads the rows below it.
    unit.has_figure().then_some(unit)
}

/// What sentences state of budgets: "De A USD asignados a … de la UNIDAD … se ejecutó B USD, … C%."
const SAID: Frame = Frame::units(&[
    (Measure::Money, "codified", "codified"),
    (Measure::Money, "planned", "planned"),
    (Measure::Money, "executed", "executed"),
    (Measure::Percent, "executed", "percent"),
]);

fn of_stated(record: &StatedRecord) -> BudgetUnit {
    BudgetUnit {
        unit: record.subject().to_owned(),
        codified: record.figure("codified"),
        planned: record.figure("planned"),
        executed: record.figure("executed"),
        percent: record.figure("percent"),
        span: record.span(),
        line: record.line(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::section::testing::{read, round_trip};

    #[test]
    fn what_is_read_is_kept_by_json() {
        let text =
            "Se asignaron 500,00 USD a la Unidad de Cartera, y se ejecutó 450,00 USD, el 90%. \n";
        let (data, _) = read(&BudgetExecution::default(), text);
        assert_eq!(data.units.len(), 1);
        round_trip(&data);
    }

    #[test]
    fn a_subtotal_is_not_the_total_and_no_unit() {
        let text = "UNIDAD CODIFICADO DEVENGADO \n\nPENSIONES 5,00 4,00 \n\nSUBTOTAL 5,00 4,00 \n\nRIESGOS 7,00 6,00 \n\nTOTAL 12,00 10,00 \n";
        let (data, codes) = read(&BudgetExecution::default(), text);
        assert_eq!(data.units.len(), 2);
        assert_eq!(data.total.unwrap().unit, "TOTAL");
        assert_eq!(codes, [Code::SetAside]);
    }
}
