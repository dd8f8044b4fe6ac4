//! *Ejecución programática y presupuestaria*: what each unit could spend, and what it spent.

use serde::{Deserialize, Serialize};

use super::sentence::{Placed, placed, sentences, span_of, words};
use super::value::Figure;
use super::{Reading, SectionId, SectionParser};
use crate::atom::AtomKind;
use crate::block::table::{Column, ColumnKind, TableSchema};
use crate::block::{Cell, Row, Table};
use crate::diagnostic::Sink;
use crate::source::{Span, fold};

/// Reads *Ejecución programática y presupuestaria*, from a table or from sentences.
#[derive(Clone, Debug)]
pub struct BudgetExecution {
    tables: Vec<TableSchema>,
}

/// What the budget section of a report states.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct BudgetExecutionData {
    /// The units, in the order of print.
    pub units: Vec<BudgetUnit>,
    /// The total that is printed under them.
    pub total: Option<BudgetUnit>,
}

/// The budget of one unit. All amounts are in USD.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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

/// The places of the columns in the schema.
const UNIT: usize = 0;
const CODIFIED: usize = 1;
const PLANNED: usize = 2;
const EXECUTED: usize = 3;
const PERCENT: usize = 4;

impl Default for BudgetExecution {
    fn default() -> Self {
        let columns = [
            Column::new(
                ColumnKind::Label,
                [
                    "COORDINACIÓN", "FONDO PRESTACIONAL", "FONDO ESPECIALIZADO", "FONDO", "UNIDAD", "DEPENDENCIA", "SEGURO",
                    "CENTRO DE RESPONSABILIDAD PRESUPUESTARIA", "CENTRO DE RESPONSABILIDAD", "UNIDAD EJECUTORA", "UNIDAD ADMINISTRATIVA",
                    "PROGRAMA", "CRP", "ÁREA", "ENTIDAD", "DETALLE", "DESCRIPCIÓN", "UNIDAD PROVINCIAL", "DIRECCIÓN",
                ],
            ),
            Column::new(
                ColumnKind::Money,
                [
                    "VIGENTE", "CODIFICADO", "PRESUPUESTO CODIFICADO", "PRESUPUESTO VIGENTE", "TOTAL PRESUPUESTO INSTITUCIONAL",
                    "PRESUPUESTO INSTITUCIONAL", "TOTAL PRESUPUESTO INSTITUCIONAL CODIFICADO", "TOTAL CODIFICADO", "MONTO CODIFICADO",
                    "VALOR CODIFICADO", "PRESUPUESTO TOTAL CODIFICADO", "CODIFICADO VIGENTE",
                ],
            )
            .optional(),
            Column::new(
                ColumnKind::Money,
                [
                    "GASTO CORRIENTE PLANIFICADO", "PLANIFICADO", "ASIGNADO", "PRESUPUESTO ASIGNADO", "PRESUPUESTO PLANIFICADO",
                    "GASTO PLANIFICADO", "MONTO ASIGNADO", "VALOR PLANIFICADO", "INICIAL", "PRESUPUESTO INICIAL", "GASTO CORRIENTE ASIGNADO",
                ],
            )
            .optional(),
            Column::new(
                ColumnKind::Money,
                [
                    "DEVENGADO", "EJECUTADO", "GASTO CORRIENTE EJECUTADO", "GASTO CORRIENTE DEVENGADO", "PRESUPUESTO EJECUTADO",
                    "PRESUPUESTO DEVENGADO", "MONTO EJECUTADO", "VALOR EJECUTADO", "TOTAL EJECUTADO", "TOTAL DEVENGADO", "MONTO DEVENGADO",
                    "GASTO EJECUTADO", "GASTO DEVENGADO",
                ],
            )
            .optional(),
            Column::new(
                ColumnKind::Percent,
                [
                    "% EJEC.", "% EJECUCIÓN", "% DE EJECUCIÓN", "PORCENTAJE DE EJECUCIÓN", "PORCENTAJE", "% EJECUTADO",
                    "% EJECUCIÓN PRESUPUESTARIA", "% DE EJECUCIÓN PRESUPUESTARIA", "%", "PORCENTAJE EJECUCIÓN",
                ],
            )
            .optional(),
        ];
        Self { tables: vec![TableSchema::new("budget_execution", columns)] }
    }
}

impl SectionParser for BudgetExecution {
    type Output = BudgetExecutionData;

    fn id(&self) -> SectionId {
        SectionId::BUDGET_EXECUTION
    }

    fn titles(&self) -> &[&str] {
        &["Ejecución programática y presupuestaria", "Ejecución presupuestaria", "Ejecución del presupuesto", "Presupuesto institucional"]
    }

    fn tables(&self) -> &[TableSchema] {
        &self.tables
    }

    fn parse(&self, section: &Reading<'_>, _sink: &mut dyn Sink) -> BudgetExecutionData {
        let mut data = BudgetExecutionData::default();
        for table in section.tables().filter(|table| table.schema.as_deref() == Some("budget_execution")) {
            for row in table.rows.iter().filter(|row| !row.undecided) {
                let unit = of_row(table, row);
                if is_total(&unit.unit) {
                    data.total = Some(unit);
                } else {
                    data.units.push(unit);
                }
            }
        }
        for passage in section.passages() {
            let places = placed(passage.text, passage.atoms);
            for sentence in sentences(passage.text.as_str()) {
                let inside: Vec<&Placed<'_>> =
                    places.iter().filter(|p| sentence.contains(&p.range.start)).collect();
                if let Some(mut unit) = of_sentence(&passage.text.as_str()[sentence.clone()], sentence.start, &inside) {
                    unit.span = span_of(passage.text, sentence);
                    unit.line = section.source().line_of(unit.span.start);
                    data.units.push(unit);
                }
            }
        }
        data
    }
}

fn of_row(table: &Table, row: &Row) -> BudgetUnit {
    let figure = |role| table.cell(row, role).and_then(|cell: &Cell| cell.atoms.first()).and_then(Figure::of);
    BudgetUnit {
        unit: table.cell(row, UNIT).map(|cell| cell.text.as_str().to_owned()).unwrap_or_default(),
        codified: figure(CODIFIED),
        planned: figure(PLANNED),
        executed: figure(EXECUTED),
        percent: figure(PERCENT),
        span: row.place.span,
        line: row.place.line,
    }
}

/// Whether a row's label says that it adds the others up.
pub(super) fn is_total(label: &str) -> bool {
    let key = fold::key(label);
    key.is_empty() || matches!(key.split(' ').next(), Some("total" | "totales" | "subtotal" | "suma" | "suman"))
}

/// The budget that a sentence states: "De A USD asignados a … de la UNIDAD … se ejecutó B USD, … C%."
fn of_sentence(text: &str, start: usize, atoms: &[&Placed<'_>]) -> Option<BudgetUnit> {
    let words = words(text);
    let mut unit = BudgetUnit::default();
    let money: Vec<usize> = (0..atoms.len()).filter(|&i| atoms[i].atom.value.kind() == AtomKind::Money).collect();
    for &i in &money {
        let figure = Figure::of(atoms[i].atom);
        // What is said of an amount stands after it, up to the next; or before it, after the last.
        let from = atoms[i].range.end - start;
        let to = atoms.get(i + 1..).and_then(|rest| rest.iter().find(|p| matches!(p.atom.value.kind(), AtomKind::Money | AtomKind::Percent))).map_or(text.len(), |p| p.range.start - start);
        let since = if i == 0 { 0 } else { atoms[i - 1].range.end.saturating_sub(start) };
        let after: Vec<_> = words.iter().filter(|w| w.range.start >= from && w.range.end <= to).collect();
        let before: Vec<_> = words.iter().filter(|w| w.range.start >= since && w.range.end <= atoms[i].range.start - start).collect();
        let role = before.iter().rev().take(6).find_map(|w| role_of(&w.key)).or_else(|| after.iter().take(9).find_map(|w| role_of(&w.key)));
        match role {
            Some(CODIFIED) if unit.codified.is_none() => unit.codified = figure,
            Some(PLANNED) if unit.planned.is_none() => unit.planned = figure,
            Some(EXECUTED) if unit.executed.is_none() => unit.executed = figure,
            _ => {}
        }
    }
    let percent = atoms.iter().find(|p| p.atom.value.kind() == AtomKind::Percent);
    unit.percent = percent.and_then(|p| Figure::of(p.atom));
    let stated = [unit.codified, unit.planned, unit.executed, unit.percent].iter().flatten().count();
    let about_budget = unit.codified.is_some() || unit.planned.is_some();
    if stated < 2 || !about_budget {
        return None;
    }
    unit.unit = unit_name(text)?;
    Some(unit)
}

fn role_of(word: &str) -> Option<usize> {
    const STEMS: &[(&str, usize)] = &[
        ("codific", CODIFIED),
        ("vigent", CODIFIED),
        ("asignad", PLANNED),
        ("planific", PLANNED),
        ("ejecut", EXECUTED),
        ("deveng", EXECUTED),
    ];
    STEMS.iter().find(|(stem, _)| word.starts_with(stem)).map(|&(_, role)| role)
}

/// The unit that a sentence speaks of: the first name after "de la", "del", "de" or "a la".
fn unit_name(text: &str) -> Option<String> {
    let tokens: Vec<&str> = text.split_whitespace().collect();
    let is_name = |w: &str| w.chars().next().is_some_and(char::is_uppercase) && w.chars().any(char::is_lowercase);
    let at = (1..tokens.len()).find(|&i| {
        is_name(tokens[i]) && matches!(tokens[i - 1], "la" | "del" | "de" | "el" | "los" | "las") && !fold::key(tokens[i]).starts_with("usd")
    })?;
    let mut end = at + 1;
    while end < tokens.len() && !tokens[end - 1].ends_with([',', '.', ';', ':']) {
        let connects = matches!(tokens[end], "de" | "del" | "la" | "y" | "e" | "los" | "las")
            && tokens[end..].iter().find(|w| !matches!(**w, "de" | "del" | "la" | "y" | "e" | "los" | "las")).is_some_and(|w| is_name(w));
        if !is_name(tokens[end]) && !connects {
            break;
        }
        end += 1;
    }
    Some(tokens[at..end].join(" ").trim_end_matches([',', '.', ';', ':']).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_the_unit_of_a_sentence() {
        assert_eq!(unit_name("asignados al gasto de la Administradora para el año"), Some("Administradora".to_owned()));
        assert_eq!(unit_name("presupuesto del Seguro Social Campesino, en el año"), Some("Seguro Social Campesino".to_owned()));
        assert_eq!(unit_name("de 3 USD"), None);
    }
}
