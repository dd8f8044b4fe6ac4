//! *Ejecución programática y presupuestaria*: what each unit could spend, and what it spent.

use serde::{Deserialize, Serialize};

use super::value::Figure;
use super::words::{Token, is_total, stands_at};
use super::{Passage, Reading, SectionId, SectionParser};
use crate::atom::AtomKind;
use crate::block::table::{Column, ColumnKind, TableSchema};
use crate::block::{Cell, Row, Table};
use crate::diagnostic::Sink;
use crate::source::{Source, Span};

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
                    "COORDINACIÓN",
                    "FONDO PRESTACIONAL",
                    "FONDO ESPECIALIZADO",
                    "FONDO",
                    "UNIDAD",
                    "DEPENDENCIA",
                    "SEGURO",
                    "CENTRO DE RESPONSABILIDAD PRESUPUESTARIA",
                    "CENTRO DE RESPONSABILIDAD",
                    "UNIDAD EJECUTORA",
                    "UNIDAD ADMINISTRATIVA",
                    "PROGRAMA",
                    "CRP",
                    "ÁREA",
                    "ENTIDAD",
                    "DETALLE",
                    "DESCRIPCIÓN",
                    "UNIDAD PROVINCIAL",
                    "DIRECCIÓN",
                ],
            )
            .begins_with(["CRP", "COORD", "COORDINACIÓN", "DIRECCIÓN", "UNIDAD", "TOTAL"]),
            Column::new(
                ColumnKind::Money,
                [
                    "VIGENTE",
                    "CODIFICADO",
                    "PRESUPUESTO CODIFICADO",
                    "PRESUPUESTO VIGENTE",
                    "TOTAL PRESUPUESTO INSTITUCIONAL",
                    "PRESUPUESTO INSTITUCIONAL",
                    "TOTAL PRESUPUESTO INSTITUCIONAL CODIFICADO",
                    "TOTAL CODIFICADO",
                    "MONTO CODIFICADO",
                    "VALOR CODIFICADO",
                    "PRESUPUESTO TOTAL CODIFICADO",
                    "CODIFICADO VIGENTE",
                ],
            )
            .optional(),
            Column::new(
                ColumnKind::Money,
                [
                    "GASTO CORRIENTE PLANIFICADO",
                    "PLANIFICADO",
                    "ASIGNADO",
                    "PRESUPUESTO ASIGNADO",
                    "PRESUPUESTO PLANIFICADO",
                    "GASTO PLANIFICADO",
                    "MONTO ASIGNADO",
                    "VALOR PLANIFICADO",
                    "INICIAL",
                    "PRESUPUESTO INICIAL",
                    "GASTO CORRIENTE ASIGNADO",
                ],
            )
            .optional(),
            Column::new(
                ColumnKind::Money,
                [
                    "DEVENGADO",
                    "EJECUTADO",
                    "GASTO CORRIENTE EJECUTADO",
                    "GASTO CORRIENTE DEVENGADO",
                    "PRESUPUESTO EJECUTADO",
                    "PRESUPUESTO DEVENGADO",
                    "MONTO EJECUTADO",
                    "VALOR EJECUTADO",
                    "TOTAL EJECUTADO",
                    "TOTAL DEVENGADO",
                    "MONTO DEVENGADO",
                    "GASTO EJECUTADO",
                    "GASTO DEVENGADO",
                ],
            )
            .optional(),
            Column::new(
                ColumnKind::Percent,
                [
                    "% EJEC.",
                    "% EJECUCIÓN",
                    "% DE EJECUCIÓN",
                    "PORCENTAJE DE EJECUCIÓN",
                    "PORCENTAJE",
                    "% EJECUTADO",
                    "% EJECUCIÓN PRESUPUESTARIA",
                    "% DE EJECUCIÓN PRESUPUESTARIA",
                    "%",
                    "PORCENTAJE EJECUCIÓN",
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
        &[
            "Ejecución programática y presupuestaria",
            "Ejecución presupuestaria",
            "Ejecución del presupuesto",
            "Presupuesto institucional",
        ]
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
                    // A second total is another table's, or a part's.
                    data.total.get_or_insert(unit);
                } else {
                    data.units.push(unit);
                }
            }
        }
        for passage in section.passages() {
            data.units.extend(of_sentences(&passage, section.source()));
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

/// The budgets that a passage states: "De A USD asignados a … de la UNIDAD … se ejecutó B USD, … C%."
fn of_sentences(passage: &Passage<'_>, source: &Source) -> Vec<BudgetUnit> {
    let mut stated: Vec<Stated> = Vec::new();
    for sentence in passage.sentences() {
        let tokens = sentence.tokens();
        for (nth, part) in tokens.split(|token| token.mark() == Some(';')).enumerate() {
            let Some(mut found) = Stated::read(part, sentence.text()) else { continue };
            let whole = || sentence.span();
            found.span = match (part.first(), part.last()) {
                (Some(first), Some(last)) if tokens.len() > part.len() => {
                    sentence.span_of(first.range.start..last.range.end)
                }
                _ => whole(),
            };
            // "De este valor se devengó B USD": of what the sentence before speaks of.
            if nth == 0
                && found.unit.is_none()
                && CONTINUES.iter().any(|phrase| stands_at(part, 0, phrase).is_some())
                && let Some(last) = stated.last_mut()
                && last.end == sentence.range().start
                && last.takes(&found)
            {
                last.end = sentence.range().end;
                continue;
            }
            found.end = sentence.range().end;
            stated.push(found);
        }
        // What follows a sentence that states nothing does not go on with the one before.
        if let Some(last) = stated.last_mut() {
            last.end = end_with_space(passage.text().as_str(), last.end);
        }
    }
    stated.into_iter().filter_map(|it| it.unit(source)).collect()
}

/// Where the next sentence begins after one that ends at `end`.
fn end_with_space(text: &str, end: usize) -> usize {
    text.len() - text[end..].trim_start().len()
}

/// How a sentence begins that goes on with the one before it.
const CONTINUES: &[&str] = &[
    "de este",
    "de ese",
    "de esta",
    "de esa",
    "de dicho",
    "de dicha",
    "del cual",
    "de los cuales",
    "de lo cual",
    "de ello",
    "del mismo",
    "del total",
];

/// What a sentence states of a budget.
#[derive(Debug, Default)]
struct Stated {
    unit: Option<String>,
    figures: [Option<Figure>; 5],
    /// It names a budget, and so what is executed is one.
    budget: bool,
    span: Span,
    /// Where in the passage the next sentence begins.
    end: usize,
}

impl Stated {
    fn read(tokens: &[Token<'_>], text: &str) -> Option<Self> {
        let mut out =
            Self { budget: tokens.iter().any(|token| token.begins(&["presupuest"])), ..Self::default() };
        let is_figure = |token: &Token<'_>| {
            token.value().is_some_and(|atom| matches!(atom.value.kind(), AtomKind::Money | AtomKind::Percent))
        };
        // What is said of an amount stands before it, after what was said of the last; or after it, up to the next.
        let mut since = 0;
        for at in (0..tokens.len()).filter(|&at| is_figure(&tokens[at])) {
            let Some(atom) = tokens[at].value() else { continue };
            if atom.value.kind() == AtomKind::Percent {
                since = at + 1;
                continue;
            }
            let next = tokens[at + 1..]
                .iter()
                .take(AFTER)
                .position(is_figure)
                .map_or((at + 1 + AFTER).min(tokens.len()), |n| at + 1 + n);
            let before = tokens[since..at]
                .iter()
                .rev()
                .filter(|token| !token.word().is_empty())
                .take(BEFORE)
                .find_map(role_of);
            let after = || (at + 1..next).find_map(|n| Some((role_of(&tokens[n])?, n + 1)));
            let found = before.map(|role| (role, at + 1)).or_else(after);
            since = found.map_or(at + 1, |(_, said)| said);
            let Some((role, _)) = found else { continue };
            // Two amounts of one sort are of two units, or of two years: which is whose is not said.
            if out.figures[role].is_some() {
                return None;
            }
            out.figures[role] = Figure::of(atom);
        }
        out.figures[PERCENT] = percent_of(tokens);
        if out.figures.iter().all(Option::is_none) {
            return None;
        }
        out.unit = unit_of(tokens, text);
        Some(out)
    }

    /// Takes what the next sentence adds; nothing, where that says anything again.
    fn takes(&mut self, next: &Self) -> bool {
        if self.figures.iter().zip(&next.figures).any(|(a, b)| a.is_some() && b.is_some()) {
            return false;
        }
        for (own, new) in self.figures.iter_mut().zip(&next.figures) {
            *own = own.or(*new);
        }
        self.budget |= next.budget;
        self.span = self.span.hull(next.span);
        true
    }

    /// The record, where enough is stated to be a unit's budget and not an amount in passing.
    fn unit(self, source: &Source) -> Option<BudgetUnit> {
        let stated = self.figures.iter().flatten().count();
        let about_budget = self.figures[CODIFIED].is_some()
            || self.figures[PLANNED].is_some()
            || self.budget && self.figures[EXECUTED].is_some();
        if stated < 2 || !about_budget {
            return None;
        }
        let [_, codified, planned, executed, percent] = self.figures;
        Some(BudgetUnit {
            unit: self.unit?,
            codified,
            planned,
            executed,
            percent,
            span: self.span,
            line: source.line_of(self.span.start),
        })
    }
}

/// How many words before an amount, and how many tokens after it, say what it is.
const BEFORE: usize = 14;
const AFTER: usize = 11;

/// What a word says of the amount beside it: "asignados", "se asignaron", "codificó", "fue devengado".
fn role_of(token: &Token<'_>) -> Option<usize> {
    const STEMS: &[(&str, usize)] = &[
        ("codific", CODIFIED),
        ("vigent", CODIFIED),
        ("asign", PLANNED),
        ("planific", PLANNED),
        ("ejecut", EXECUTED),
        ("ejecuc", EXECUTED),
        ("deveng", EXECUTED),
    ];
    STEMS.iter().find(|(stem, _)| token.begins(&[stem])).map(|&(_, role)| role)
}

/// The percentage of execution: the only one that is not said to be a change.
fn percent_of(tokens: &[Token<'_>]) -> Option<Figure> {
    const CHANGES: &[&str] = &[
        "mas",
        "menos",
        "superior",
        "inferior",
        "mayor",
        "menor",
        "increment",
        "aument",
        "crec",
        "reduc",
        "reduj",
        "dismin",
    ];
    let mut found = tokens.iter().enumerate().filter_map(|(at, token)| {
        let atom = token.value().filter(|atom| atom.value.kind() == AtomKind::Percent)?;
        let about = tokens[at.saturating_sub(3)..at].iter().chain(tokens[at + 1..].iter().take(2));
        (!about.into_iter().any(|token| token.begins(CHANGES))).then_some(atom)
    });
    let first = found.next()?;
    if found.any(|other| other.value != first.value) { None } else { Figure::of(first) }
}

/// The words that begin the name of a unit, as keys.
const UNITS: &[&str] = &[
    "administradora",
    "area",
    "cartera",
    "centro",
    "coord",
    "coordinacion",
    "crp",
    "departamento",
    "direccion",
    "dispensario",
    "fondo",
    "gerencia",
    "hospital",
    "jefatura",
    "procuraduria",
    "seguro",
    "subdireccion",
    "unidad",
];

/// The same, where they are printed with a capital: otherwise they are what money is spent on.
const TOPICS: &[&str] =
    &["afiliacion", "cesantia", "pensiones", "prestaciones", "riesgos", "salud", "desempleo"];

/// Words that go on with the name of a unit though they have no capital.
const UNIT_WORDS: &[&str] = &[
    "administrativa",
    "afiliacion",
    "campesino",
    "cartera",
    "coactiva",
    "control",
    "desempleo",
    "especializado",
    "familiar",
    "financiera",
    "individual",
    "medica",
    "pensiones",
    "prestaciones",
    "provincial",
    "riesgos",
    "salud",
    "seguro",
    "social",
    "tecnico",
    "trabajo",
];

const CONNECTORS: &[&str] = &["de", "del", "la", "las", "los", "y", "e"];

/// What no name of a unit holds: months, and what stands before a person's name.
const NO_UNIT: &[&str] = &[
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "setiembre",
    "octubre",
    "noviembre",
    "diciembre",
    "usd",
    "mgs",
    "msc",
    "dr",
    "dra",
    "ing",
    "econ",
    "eco",
    "lic",
    "lcdo",
    "lcda",
    "abg",
    "sr",
    "sra",
    "srta",
    "arq",
];

/// The unit whose budget a sentence speaks of: "al gasto corriente de la NAME", "del presupuesto del NAME".
fn unit_of(tokens: &[Token<'_>], text: &str) -> Option<String> {
    let mut best: Option<(u8, std::ops::Range<usize>)> = None;
    let mut at = 0;
    while at < tokens.len() {
        let Some(end) = unit_at(tokens, at, text) else {
            at += 1;
            continue;
        };
        let lead = &tokens[at.saturating_sub(2)..at];
        let of = lead.iter().any(|token| token.is_any(&["de", "del"]));
        let to = lead.iter().any(|token| token.is_any(&["a", "al"]));
        let budget = tokens[at.saturating_sub(7)..at]
            .iter()
            .any(|token| token.begins(&["presupuest", "gasto", "corriente", "codific", "asign", "planific"]));
        let rank = match (of || to, budget) {
            (true, true) => 3,
            (true, false) => 2,
            (false, _) => 1,
        };
        if best.as_ref().is_none_or(|(known, _)| rank > *known) {
            best = Some((rank, tokens[at].range.start..tokens[end - 1].range.end));
        }
        at = end;
    }
    best.map(|(_, range)| text[range].to_owned())
}

/// The token after the name of a unit that begins at token `at`.
fn unit_at(tokens: &[Token<'_>], at: usize, text: &str) -> Option<usize> {
    let capital = |token: &Token<'_>| {
        text[token.range.clone()].starts_with(char::is_uppercase) && !token.is_any(NO_UNIT)
    };
    let first = tokens.get(at)?;
    if !(first.is_any(UNITS) || first.is_any(TOPICS) && capital(first)) {
        return None;
    }
    let mut end = at + 1;
    loop {
        // "COORD. DE SALUD": the dot belongs to the name where the name goes on.
        let mut next = end;
        while next < tokens.len()
            && next < end + 3
            && (tokens[next].is_any(CONNECTORS) || next == end && tokens[next].mark() == Some('.'))
        {
            next += 1;
        }
        match tokens.get(next) {
            Some(token) if !token.word().is_empty() && (capital(token) || token.is_any(UNIT_WORDS)) => {
                end = next + 1;
            }
            _ => return Some(end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::section::testing::{read, round_trip};

    fn units(text: &str) -> Vec<String> {
        let figure =
            |figure: Option<Figure>| figure.map_or_else(|| "-".to_owned(), |figure| figure.value.to_string());
        let (data, _) = read(&BudgetExecution::default(), text);
        round_trip(&data);
        data.units
            .iter()
            .map(|it| {
                format!(
                    "{} {} {} {} {}",
                    it.unit,
                    figure(it.codified),
                    figure(it.planned),
                    figure(it.executed),
                    figure(it.percent)
                )
            })
            .collect()
    }

    fn unit(text: &str) -> Option<String> {
        unit_of(&crate::section::words::tokens(text, &[]), text)
    }

    #[test]
    fn columns_that_were_written_apart_are_paired_where_percentages_prove_it() {
        let heads = "COORDINACIÓN \n\nVIGENTE \n\nDEVENGADO \n\n% EJEC. \n\n";
        let labels = "CRP BODEGAS \nCOORD. DE \nTALLERES \nTotal general \n\n";
        let by_row = "100,00 \n50,00 \n50% \n300,00 \n270,00 \n90% \n400,00 \n320,00 \n80% \n";
        let by_column = "100,00 \n300,00 \n400,00 \n50,00 \n270,00 \n320,00 \n50% \n90% \n80% \n";
        for numbers in [by_row, by_column] {
            let (data, _) = read(&BudgetExecution::default(), &format!("{heads}{labels}{numbers}"));
            let units: Vec<_> = data
                .units
                .iter()
                .chain(&data.total)
                .map(|it| (it.unit.as_str(), it.executed.as_ref().unwrap().value.to_string()))
                .collect();
            let expected =
                [("CRP BODEGAS", "50.00"), ("COORD. DE TALLERES", "270.00"), ("Total general", "320.00")];
            assert_eq!(units, expected.map(|(unit, value)| (unit, value.to_owned())));
        }
        for numbers in [by_row.replace("90%", "19%"), by_row.replace("400,00 \n320,00 \n80% \n", "")] {
            let (data, _) = read(&BudgetExecution::default(), &format!("{heads}{labels}{numbers}"));
            assert_eq!(data, BudgetExecutionData::default(), "{numbers}");
        }
    }

    #[test]
    fn heads_in_another_order_than_the_cells_state_no_fact() {
        let text = "GASTO CORRIENTE PLANIFICADO \nFONDO PRESTACIONAL \nTOTAL PRESUPUESTO INSTITUCIONAL \n\
                    GASTO CORRIENTE EJECUTADO \nBODEGAS \n100,00 \n90,00 \n80,00 \nTALLERES \n10,00 \n9,00 \n8,00 \n";
        assert_eq!(read(&BudgetExecution::default(), text).0, BudgetExecutionData::default());
    }

    #[test]
    fn names_the_unit_of_a_sentence() {
        for (text, name) in [
            ("asignados al gasto de la Administradora para el año", "Administradora"),
            ("del presupuesto del Seguro Social Campesino, en el año", "Seguro Social Campesino"),
            (
                "La Dirección Provincial asignó a la Coordinación Provincial de Salud de Enero a Marzo",
                "Coordinación Provincial de Salud",
            ),
            (
                "al presupuesto de la unidad de cartera y coactiva se le asignaron",
                "unidad de cartera y coactiva",
            ),
            ("gasto de la COORD. DE SALUD INDIVIDUAL Y FAMILIAR en", "COORD. DE SALUD INDIVIDUAL Y FAMILIAR"),
            ("del Fondo de Pensiones del Mgs. Luis Paz", "Fondo de Pensiones"),
        ] {
            assert_eq!(unit(text).as_deref(), Some(name), "{text}");
        }
        for text in ["de 3 USD", "asignados en Enero por la Econ. Rosa Vera", "gasto en salud y pensiones"] {
            assert_eq!(unit(text), None, "{text}");
        }
    }

    #[test]
    fn reads_amounts_by_verbs_and_participles_on_either_side() {
        let text = "Se asignaron 500,00 USD al gasto corriente de la Administradora, y de ellos se ejecutó 450,00 USD, el 90%. ";
        assert_eq!(units(text), ["Administradora - 500.00 450.00 90"]);
        let text = "De 500,00 USD planificados para la Unidad de Cartera, 450,00 USD fueron devengados. ";
        assert_eq!(units(text), ["Unidad de Cartera - 500.00 450.00 -"]);
        let text = "El Seguro Social Campesino codificó 800,00 USD y devengó 600,00 USD, lo que equivale al 75,00%. ";
        assert_eq!(units(text), ["Seguro Social Campesino 800.00 - 600.00 75.00"]);
    }

    #[test]
    fn a_sentence_may_go_on_with_the_one_before() {
        let text = "El presupuesto codificado de la Coordinación de Salud fue de 800,00 USD. De este valor se devengó 600,00 USD. ";
        assert_eq!(units(text), ["Coordinación de Salud 800.00 - 600.00 -"]);
        let text = "El presupuesto codificado de la Coordinación de Salud fue de 800,00 USD. Llovió. De este valor se devengó 600,00 USD. ";
        assert_eq!(units(text), [""; 0]);
    }

    #[test]
    fn states_nothing_in_doubt() {
        for text in [
            // Whose is which?
            "La Coordinación de Salud tuvo asignados 5,00 USD y la de Cartera tuvo asignados 7,00 USD, y se ejecutó 4,00 USD. ",
            // No unit, no budget.
            "Se asignaron 500,00 USD y se ejecutó 450,00 USD. ",
            "La Coordinación de Salud compró equipos por 500,00 USD, un 5% más que antes. ",
        ] {
            assert_eq!(units(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn one_sentence_may_speak_of_two_units_apart() {
        let text = "De la Unidad de Cartera, 5,00 USD asignados y 4,00 USD ejecutados; del Fondo de Riesgos, 7,00 USD asignados y 6,00 USD ejecutados. ";
        assert_eq!(units(text), ["Unidad de Cartera - 5.00 4.00 -", "Fondo de Riesgos - 7.00 6.00 -"]);
    }
}
