//! *Ejecución programática y presupuestaria*: what each unit could spend, and what it spent.

use serde::{Deserialize, Serialize};

use super::place::places;
use super::said::{self, Aside, Home};
use super::value::Figure;
use super::when::{self, Said, Years};
use super::words::{Token, is_subtotal, is_total, key, stands_at};
use super::{Fact, Passage, Reading, Record, SectionId, SectionParser, stated};
use crate::atom::{AtomKind, Value, is_month};
use crate::diagnostic::{Code, Sink};
use crate::model::{Column, TableSchema};
use crate::source::{Source, Span};

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

/// The places of the figures of a sentence.
const CODIFIED: usize = 1;
const PLANNED: usize = 2;
const EXECUTED: usize = 3;
const PERCENT: usize = 4;

/// The heads of what names the rows.
const UNIT_HEADS: &[&str] = &[
    "COORDINACIÓN",
    "FONDO PRESTACIONAL",
    "FONDO ESPECIALIZADO",
    "FONDO",
    "SEGURO ESPECIALIZADO",
    "SEGURO",
    "UNIDAD",
    "DEPENDENCIA",
    "CENTRO DE RESPONSABILIDAD PRESUPUESTARIA",
    "CENTRO DE RESPONSABILIDAD",
    "UNIDAD EJECUTORA",
    "UNIDAD ADMINISTRATIVA",
    "UNIDAD PROVINCIAL",
    "UNIDAD MÉDICA",
    "PROGRAMA",
    "CRP",
    "ÁREA",
    "ENTIDAD",
    "DETALLE",
    "DESCRIPCIÓN",
    "DIRECCIÓN",
    "GRUPO DE GASTO",
    "PARTIDA",
    "PARTIDA PRESUPUESTARIA",
    "RUBRO",
];

/// The heads of the current budget.
const CODIFIED_HEADS: &[&str] = &[
    "CODIFICADO",
    "VIGENTE",
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
    "ASIGNACIÓN CODIFICADA",
    "ASIGNACIÓN VIGENTE",
];

/// The heads of what was planned.
const PLANNED_HEADS: &[&str] = &[
    "PLANIFICADO",
    "ASIGNADO",
    "GASTO CORRIENTE PLANIFICADO",
    "PRESUPUESTO ASIGNADO",
    "PRESUPUESTO PLANIFICADO",
    "GASTO PLANIFICADO",
    "MONTO ASIGNADO",
    "VALOR PLANIFICADO",
    "GASTO CORRIENTE ASIGNADO",
    "ASIGNACIÓN",
    "ASIGNACIÓN PRESUPUESTARIA",
    "PLANIFICACIÓN",
    "PROGRAMADO",
];

/// The heads of what was spent; of two, what was accrued.
const EXECUTED_HEADS: &[&str] = &[
    "DEVENGADO",
    "GASTO CORRIENTE DEVENGADO",
    "PRESUPUESTO DEVENGADO",
    "TOTAL DEVENGADO",
    "MONTO DEVENGADO",
    "GASTO DEVENGADO",
    "EJECUTADO",
    "GASTO CORRIENTE EJECUTADO",
    "PRESUPUESTO EJECUTADO",
    "MONTO EJECUTADO",
    "VALOR EJECUTADO",
    "TOTAL EJECUTADO",
    "GASTO EJECUTADO",
    "EJECUCIÓN",
    "MONTO DE EJECUCIÓN",
    "EJECUCIÓN PRESUPUESTARIA",
];

/// The heads of the share that was spent.
const PERCENT_HEADS: &[&str] = &[
    "% EJECUCIÓN",
    "% EJEC.",
    "% DE EJECUCIÓN",
    "PORCENTAJE DE EJECUCIÓN",
    "% EJECUTADO",
    "% DEVENGADO",
    "% EJECUCIÓN PRESUPUESTARIA",
    "% DE EJECUCIÓN PRESUPUESTARIA",
    "PORCENTAJE EJECUCIÓN",
    "EJECUCIÓN",
    "NIVEL DE EJECUCIÓN",
    "DEVENGADO CODIFICADO",
    "EJECUTADO CODIFICADO",
    "DEVENGADO VIGENTE",
    "AVANCE",
    "% DE AVANCE",
    "CUMPLIMIENTO",
    "% DE CUMPLIMIENTO",
    "%",
    "PORCENTAJE",
];

/// Other measures of a budget.
const OTHER_HEADS: &[&str] = &[
    "COMPROMETIDO",
    "COMPROMISO",
    "CERTIFICADO",
    "CERTIFICACIÓN",
    "PRECOMPROMISO",
    "PAGADO",
    "POR PAGAR",
    "SALDO",
    "DISPONIBLE",
    "DISPONIBILIDAD",
    "POR EJECUTAR",
    "POR DEVENGAR",
    "POR COMPROMETER",
    "NO EJECUTADO",
    "NO DEVENGADO",
    "SIN EJECUTAR",
    "INICIAL",
    "REFORMADO",
    "REFORMA",
    "MODIFICADO",
    "MODIFICACIÓN",
    "INCREMENTO",
    "DISMINUCIÓN",
    "LIQUIDADO",
    "VARIACIÓN",
    "CRECIMIENTO",
    "DIFERENCIA",
    "PARTICIPACIÓN",
    "PESO",
    "RECAUDADO",
    "FÍSICO",
    "FÍSICA",
];

/// Words of a head that do not tell which measure it is.
const FILLERS: &[&str] = &[
    "PRESUPUESTO",
    "PRESUPUESTARIO",
    "PRESUPUESTARIA",
    "MONTO",
    "VALOR",
    "VALORES",
    "TOTAL",
    "GASTO",
    "GASTOS",
    "CORRIENTE",
    "INSTITUCIONAL",
    "ANUAL",
    "ACUMULADO",
    "RECURSOS",
    "%",
    "PORCENTAJE",
];

impl Default for BudgetExecution {
    fn default() -> Self {
        let heads = |heads: &'static [&'static str]| heads.iter().copied();
        let columns = [
            Column::label("unit", heads(UNIT_HEADS)).begins_with([
                "CRP",
                "COORD",
                "COORDINACIÓN",
                "DIRECCIÓN",
                "UNIDAD",
                "TOTAL",
            ]),
            Column::money("codified", heads(CODIFIED_HEADS)),
            Column::money("planned", heads(PLANNED_HEADS)),
            Column::money("executed", heads(EXECUTED_HEADS)),
            Column::percent("percent", heads(PERCENT_HEADS)),
        ]
        .map(Column::optional);
        let schema = TableSchema::new("budget_execution", columns)
            .with_others(heads(OTHER_HEADS))
            .with_fillers(heads(FILLERS));
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

    fn tables(&self) -> &[TableSchema] {
        &self.tables
    }

    fn parse(&self, section: &Reading<'_>, sink: &mut dyn Sink) -> BudgetExecutionData {
        let mut data = BudgetExecutionData::default();
        let mut totals = Vec::new();
        for table in section.tables() {
            let mut own = Vec::new();
            let before = data.units.len();
            for record in section.records_of(table, "budget_execution", sink) {
                let Some(unit) = of_record(&record, sink) else {
                    continue;
                };
                if is_subtotal(&unit.unit) {
                    let message =
                        format!("`{}` adds up some of the rows; it is no unit", unit.unit);
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
        let home = Home::of(section);
        for passage in section.passages() {
            let stated = of_sentences(&passage, section.source(), home, sink);
            // Tables part from a row that ends below nothing, and no sentence is made of it.
            let below = passage
                .text()
                .as_str()
                .split_whitespace()
                .find(|word| is_below(word));
            if let (Some(word), true) = (below, stated.is_empty()) {
                let message =
                    format!("`{word}` may be an amount below nothing, of a row that no table has");
                sink.report(Code::LeftOut, passage.place().span, message);
            }
            data.units.extend(stated);
        }
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

fn of_record(record: &Record<'_>, sink: &mut dyn Sink) -> Option<BudgetUnit> {
    let label = record.label()?;
    // An amount among the words of the label is one that no column took: those that follow may have moved.
    if let Some(word) = label.split_whitespace().find(|word| is_amount(word)) {
        let message =
            format!("`{word}` stands in the label of this row, and so no column is certain");
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
    let figures = [unit.codified, unit.planned, unit.executed, unit.percent];
    // A label alone heads the rows below it.
    figures.iter().any(Option::is_some).then_some(unit)
}

/// Whether a word is printed as an amount with cents, whatever sign or bracket says that it is below nothing.
fn is_amount(word: &str) -> bool {
    let bare = word.trim_matches(['(', ')', '-', '−', '–', '$']).as_bytes();
    matches!(
        bare,
        [.., b'0'..=b'9', b'.' | b',', b'0'..=b'9', b'0'..=b'9']
    ) && bare
        .iter()
        .all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'\''))
}

/// Whether a word is printed as an amount below nothing: "-1.204,50", "(1.204,50)".
fn is_below(word: &str) -> bool {
    let signed = word.trim_start_matches('$').starts_with(['-', '−', '–']);
    (signed || word.starts_with('(') && word.ends_with(')')) && is_amount(word)
}

/// The budgets that a passage states: "De A USD asignados a … de la UNIDAD … se ejecutó B USD, … C%."
fn of_sentences(
    passage: &Passage<'_>,
    source: &Source,
    home: Home<'_>,
    sink: &mut dyn Sink,
) -> Vec<BudgetUnit> {
    let mut stated: Vec<Stated> = Vec::new();
    let lead = when::of_lead(passage.lead(), home.year);
    for sentence in passage.sentences() {
        let tokens = sentence.tokens();
        for (nth, part) in tokens.split(|token| token.mark() == Some(';')).enumerate() {
            let span = match (part.first(), part.last()) {
                (Some(first), Some(last)) if tokens.len() > part.len() => {
                    sentence.span_of(first.range.start..last.range.end)
                }
                _ => sentence.span(),
            };
            let mut found = match Stated::read(part, sentence.text(), home, lead) {
                Read::Nothing => continue,
                Read::Aside(aside) => {
                    let message = format!("this sentence states no budget: {}", aside.why());
                    sink.report(Code::SetAside, span, message);
                    continue;
                }
                Read::Unclear(why) => {
                    sink.report(
                        Code::LeftOut,
                        span,
                        format!("this sentence states no budget: {why}"),
                    );
                    continue;
                }
                Read::Stated(found) => found,
            };
            found.span = span;
            // "De este valor se devengó B USD": of what the sentence before speaks of.
            if nth == 0
                && found.unit.is_none()
                && CONTINUES
                    .iter()
                    .any(|phrase| stands_at(part, 0, phrase).is_some())
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
    let mut out = Vec::new();
    for it in stated {
        let (span, aside, told) = (it.span, it.aside, it.told);
        match (it.unit(source), aside) {
            (Some(unit), _) => out.push(unit),
            (None, Some(aside)) => {
                let message = format!("this sentence states no budget: {}", aside.why());
                sink.report(Code::SetAside, span, message);
            }
            (None, None) if told => {
                let why = "it does not say whose, or how much of what";
                sink.report(
                    Code::LeftOut,
                    span,
                    format!("this sentence states no budget: {why}"),
                );
            }
            (None, None) => {}
        }
    }
    out
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
    /// Why a figure of it is not among these.
    aside: Option<Aside>,
    /// It says of an amount, or of a share of a budget, what it is.
    told: bool,
    span: Span,
    /// Where in the passage the next sentence begins.
    end: usize,
}

/// What reading a sentence comes to.
enum Read {
    /// It is of no budget.
    Nothing,
    Stated(Stated),
    /// It is of no budget of the report's, and is understood.
    Aside(Aside),
    /// It is not understood for certain.
    Unclear(&'static str),
}

impl Stated {
    fn read(tokens: &[Token<'_>], text: &str, home: Home<'_>, lead: Said) -> Read {
        let mut out = Self {
            budget: tokens.iter().any(|token| token.begins(&["presupuest"])),
            ..Self::default()
        };
        let is_figure = |token: &Token<'_>| {
            token.value().is_some_and(|atom| {
                matches!(atom.value.kind(), AtomKind::Money | AtomKind::Percent)
            })
        };
        let years = Years::new(tokens, home.year, lead);
        let places = places(tokens, text, home.province, None);
        let mut unclear = None;
        let mut unspent = false;
        // What is said of an amount stands before it, after what was said of the last; or after it, up to the next.
        let mut since = 0;
        for at in (0..tokens.len()).filter(|&at| is_figure(&tokens[at])) {
            let Some(atom) = tokens[at].value() else {
                continue;
            };
            if atom.value.kind() == AtomKind::Percent {
                since = at + 1;
                continue;
            }
            let next = tokens[at + 1..]
                .iter()
                .take(AFTER)
                .position(is_figure)
                .map_or((at + 1 + AFTER).min(tokens.len()), |n| at + 1 + n);
            let before = (since..at)
                .rev()
                .filter(|&n| !tokens[n].word().is_empty())
                .take(BEFORE)
                .find_map(|n| Some((role_of(&tokens[n])?, n)));
            let after = || (at + 1..next).find_map(|n| Some((role_of(&tokens[n])?, n)));
            let found = before
                .map(|found| (found, at + 1))
                .or_else(|| after().map(|found| (found, found.1 + 1)));
            since = found.map_or(at + 1, |(_, said)| said);
            let Some(((role, word), _)) = found else {
                continue;
            };
            out.told = true;
            if places[at] == Some(true) {
                return Read::Aside(Aside::Place);
            }
            if let Some(aside) = aside(tokens, text, at, word) {
                out.aside = Some(aside);
                unspent = true;
                continue;
            }
            match years.of(tokens, at) {
                Said::Own => {}
                Said::Other => {
                    out.aside = Some(Aside::Year);
                    continue;
                }
                Said::Doubt => {
                    unclear = Some("of which year an amount is, is not certain");
                    continue;
                }
            }
            // Two amounts of one sort are of two units, or of two years: which is whose is not said.
            if out.figures[role].is_some() {
                unclear = Some("which of two amounts is whose is not said");
                continue;
            }
            out.figures[role] = Figure::of(atom);
        }
        match percent_of(tokens, text, &years) {
            Ok(percent) => out.figures[PERCENT] = percent,
            Err(aside) => out.aside = out.aside.or(Some(aside)),
        }
        // Beside an amount that was not spent, a share may be that of it.
        if unspent {
            out.figures[PERCENT] = None;
            if out.figures[EXECUTED].is_none() {
                return out.aside.map_or(Read::Nothing, Read::Aside);
            }
        }
        out.told |= out.budget
            && out.figures[PERCENT].is_some()
            && tokens.iter().any(|token| role_of(token) == Some(EXECUTED));
        if let (true, Some(why)) = (out.told, unclear) {
            return Read::Unclear(why);
        }
        if out.figures.iter().all(Option::is_none) {
            return match out.aside {
                Some(aside) if out.told => Read::Aside(aside),
                _ => Read::Nothing,
            };
        }
        if out.told && of_two_units(tokens, text) {
            return Read::Unclear("it gives figures of two units");
        }
        if out.told && of_a_part(tokens) {
            return Read::Unclear("it is of a part of the year");
        }
        out.unit = unit_of(tokens, text);
        Read::Stated(out)
    }

    /// Takes what the next sentence adds; nothing, where that says anything again.
    fn takes(&mut self, next: &Self) -> bool {
        if self
            .figures
            .iter()
            .zip(&next.figures)
            .any(|(a, b)| a.is_some() && b.is_some())
        {
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
    STEMS
        .iter()
        .find(|(stem, _)| token.begins(&[stem]))
        .map(|&(_, role)| role)
}

/// Stems of words that make an amount a change of another.
const CHANGES: &[&str] = &[
    "increment",
    "aument",
    "reduc",
    "reduj",
    "redujo",
    "dismin",
    "recort",
    "devolv",
    "transfir",
    "liber",
];

/// Stems of words that keep what they govern from being done.
const KEPT: &[&str] = &[
    "pendient",
    "impid",
    "imped",
    "imposibil",
    "falta",
    "suspend",
    "demor",
    "retras",
];

/// Whether a sentence gives figures of two units, each after its name: whose is which is not said for certain.
fn of_two_units(tokens: &[Token<'_>], text: &str) -> bool {
    let is_amount = |token: &Token<'_>| {
        token
            .value()
            .is_some_and(|atom| atom.value.kind() == AtomKind::Money)
    };
    let name =
        |at: usize, end: usize| key(&text[tokens[at].range.start..tokens[end - 1].range.end]);
    let last = tokens.iter().rposition(is_amount);
    let mut first: Option<(String, usize)> = None;
    let mut at = 0;
    while at < tokens.len() {
        let Some(end) = unit_at(tokens, at, text) else {
            at += 1;
            continue;
        };
        if let Some((known, since)) = &first {
            // What goes on with the sentence, and not whom an amount was given to: "asignó 5,00 USD a la Unidad".
            let opens = tokens[..at]
                .iter()
                .rev()
                .take(4)
                .find(|token| !token.is_any(&["la", "el", "los", "las", "en", "de", "del", "para"]))
                .is_some_and(|token| {
                    matches!(token.mark(), Some(',' | ':'))
                        || token.is_any(&["y", "e", "mientras", "pero", "que"])
                });
            if opens
                && *known != name(at, end)
                && *since < at
                && last.is_some_and(|last| last >= end)
            {
                return true;
            }
        } else {
            // From the first amount after it on.
            let Some(n) = tokens[end..].iter().position(is_amount) else {
                return false;
            };
            first = Some((name(at, end), end + n));
        }
        at = end;
    }
    false
}

/// Whether a sentence speaks of a part of the year: "en enero", "durante el primer semestre". "Hasta junio" may be all
/// that there is.
fn of_a_part(tokens: &[Token<'_>]) -> bool {
    (0..tokens.len()).any(|at| {
        let token = &tokens[at];
        let month = is_month(token.word())
            || matches!(token.value().map(|atom| &atom.value), Some(Value::Date(date)) if date.day_of_month().is_none());
        let part = month || token.is_any(&["semestre", "trimestre", "cuatrimestre", "bimestre"]);
        let lead = tokens[..at].iter().rev().take(5).find(|token| {
            !token.is_any(&["el", "la", "mes", "de", "primer", "segundo", "tercer", "cuarto", "ultimo"])
        });
        part && lead.is_some_and(|token| token.is_any(&["en", "durante"]))
    })
}

/// Why an amount at `at`, of which the word at `word` says what it is, is none that was spent or could be: "no se
/// ejecutó", "por ejecutar", "se redujo en".
fn aside(tokens: &[Token<'_>], text: &str, at: usize, word: usize) -> Option<Aside> {
    let governs = &tokens[at.saturating_sub(3)..at];
    // "Está pendiente de ejecución", "se impidió la ejecución".
    let kept = tokens[word.saturating_sub(4)..word]
        .iter()
        .rev()
        .take_while(|token| token.mark().is_none() && token.value().is_none())
        .any(|token| token.begins(KEPT));
    if kept || said::denied(tokens, text, word) || said::denied(tokens, text, at) {
        Some(Aside::Denied)
    } else if said::is_unreal(tokens, word) || said::aimed(tokens, text, word) {
        Some(Aside::Aim)
    } else if governs.iter().any(|token| token.begins(CHANGES)) {
        Some(Aside::Change)
    } else {
        None
    }
}

/// The percentage of execution: the only one that is not said to be a change. The ground, where one was passed over.
fn percent_of(tokens: &[Token<'_>], text: &str, years: &Years) -> Result<Option<Figure>, Aside> {
    let mut found = None;
    let mut passed = None;
    for (at, token) in tokens.iter().enumerate() {
        let Some(atom) = token
            .value()
            .filter(|atom| atom.value.kind() == AtomKind::Percent)
        else {
            continue;
        };
        let about = tokens[at.saturating_sub(3)..at]
            .iter()
            .chain(tokens[at + 1..].iter().take(2));
        if about.into_iter().any(|token| token.begins(said::DIFFERS)) {
            continue;
        }
        if said::denied(tokens, text, at) {
            passed = Some(Aside::Denied);
        } else if said::aimed(tokens, text, at) {
            passed = Some(Aside::Aim);
        } else if years.of(tokens, at) != Said::Own {
            passed = Some(Aside::Year);
        } else if found.is_none_or(|known: &crate::atom::Atom| known.value == atom.value) {
            found = Some(atom);
        } else {
            return Ok(None);
        }
    }
    match (found, passed) {
        (Some(atom), _) => Ok(Figure::of(atom)),
        (None, Some(aside)) => Err(aside),
        (None, None) => Ok(None),
    }
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
const TOPICS: &[&str] = &[
    "afiliacion",
    "cesantia",
    "pensiones",
    "prestaciones",
    "riesgos",
    "salud",
    "desempleo",
];

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

/// What no name of a unit holds, beside months: what stands before a person's name.
const NO_UNIT: &[&str] = &[
    "usd", "mgs", "msc", "dr", "dra", "ing", "econ", "eco", "lic", "lcdo", "lcda", "abg", "sr",
    "sra", "srta", "arq",
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
        let budget = tokens[at.saturating_sub(7)..at].iter().any(|token| {
            token.begins(&[
                "presupuest",
                "gasto",
                "corriente",
                "codific",
                "asign",
                "planific",
            ])
        });
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
        text[token.range.clone()].starts_with(char::is_uppercase)
            && !token.is_any(NO_UNIT)
            && !is_month(token.word())
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
            Some(token)
                if !token.word().is_empty() && (capital(token) || token.is_any(UNIT_WORDS)) =>
            {
                end = next + 1;
            }
            _ => return Some(end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::section::testing::{read, read_in, round_trip};

    fn units(text: &str) -> Vec<String> {
        let figure = |figure: Option<Figure>| {
            figure.map_or_else(|| "-".to_owned(), |figure| figure.value.to_string())
        };
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
            let (data, _) = read(
                &BudgetExecution::default(),
                &format!("{heads}{labels}{numbers}"),
            );
            let units: Vec<_> = data
                .units
                .iter()
                .chain(&data.total)
                .map(|it| {
                    (
                        it.unit.as_str(),
                        it.executed.as_ref().unwrap().value.to_string(),
                    )
                })
                .collect();
            let expected = [
                ("CRP BODEGAS", "50.00"),
                ("COORD. DE TALLERES", "270.00"),
                ("Total general", "320.00"),
            ];
            assert_eq!(
                units,
                expected.map(|(unit, value)| (unit, value.to_owned()))
            );
        }
        for numbers in [
            by_row.replace("90%", "19%"),
            by_row.replace("400,00 \n320,00 \n80% \n", ""),
        ] {
            let (data, _) = read(
                &BudgetExecution::default(),
                &format!("{heads}{labels}{numbers}"),
            );
            assert_eq!(data, BudgetExecutionData::default(), "{numbers}");
        }
    }

    #[test]
    fn heads_in_another_order_than_the_cells_state_no_fact() {
        let text = "GASTO CORRIENTE PLANIFICADO \nFONDO PRESTACIONAL \nTOTAL PRESUPUESTO INSTITUCIONAL \n\
                    GASTO CORRIENTE EJECUTADO \nBODEGAS \n100,00 \n90,00 \n80,00 \nTALLERES \n10,00 \n9,00 \n8,00 \n";
        assert_eq!(
            read(&BudgetExecution::default(), text).0,
            BudgetExecutionData::default()
        );
    }

    #[test]
    fn names_the_unit_of_a_sentence() {
        for (text, name) in [
            (
                "asignados al gasto de la Administradora para el año",
                "Administradora",
            ),
            (
                "del presupuesto del Seguro Social Campesino, en el año",
                "Seguro Social Campesino",
            ),
            (
                "La Dirección Provincial asignó a la Coordinación Provincial de Salud de Enero a Marzo",
                "Coordinación Provincial de Salud",
            ),
            (
                "al presupuesto de la unidad de cartera y coactiva se le asignaron",
                "unidad de cartera y coactiva",
            ),
            (
                "gasto de la COORD. DE SALUD INDIVIDUAL Y FAMILIAR en",
                "COORD. DE SALUD INDIVIDUAL Y FAMILIAR",
            ),
            (
                "del Fondo de Pensiones del Mgs. Luis Paz",
                "Fondo de Pensiones",
            ),
        ] {
            assert_eq!(unit(text).as_deref(), Some(name), "{text}");
        }
        for text in [
            "de 3 USD",
            "asignados en Enero por la Econ. Rosa Vera",
            "gasto en salud y pensiones",
        ] {
            assert_eq!(unit(text), None, "{text}");
        }
    }

    #[test]
    fn reads_amounts_by_verbs_and_participles_on_either_side() {
        let text = "Se asignaron 500,00 USD al gasto corriente de la Administradora, y de ellos se ejecutó 450,00 USD, el 90%. ";
        assert_eq!(units(text), ["Administradora - 500.00 450.00 90"]);
        let text =
            "De 500,00 USD planificados para la Unidad de Cartera, 450,00 USD fueron devengados. ";
        assert_eq!(units(text), ["Unidad de Cartera - 500.00 450.00 -"]);
        let text = "El Seguro Social Campesino codificó 800,00 USD y devengó 600,00 USD, lo que equivale al 75,00%. ";
        assert_eq!(
            units(text),
            ["Seguro Social Campesino 800.00 - 600.00 75.00"]
        );
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

    /// What is reported of a section of the report of 2020 of Napo.
    fn reported(text: &str) -> (Vec<String>, Vec<Code>) {
        let (data, codes) = read_in(&BudgetExecution::default(), text, Some(2020), Some("Napo"));
        (data.units.into_iter().map(|it| it.unit).collect(), codes)
    }

    #[test]
    fn what_is_denied_or_hoped_for_or_of_another_year_states_no_budget() {
        for text in [
            "Del presupuesto codificado de la Unidad de Cartera de 800,00 USD no se ejecutó 200,00 USD, el 25%. ",
            "De los 800,00 USD codificados de la Unidad de Cartera, 200,00 USD quedaron sin devengar. ",
            "De 800,00 USD asignados a la Unidad de Cartera se ejecutarán 600,00 USD. ",
            "En 2019, la Unidad de Cartera tuvo 800,00 USD asignados y ejecutó 600,00 USD. ",
            "A nivel nacional la Unidad de Cartera tuvo 800,00 USD asignados y ejecutó 600,00 USD. ",
            "El presupuesto codificado de la Unidad de Cartera se redujo en 800,00 USD, y se ejecutó 600,00 USD. ",
            "De 5.000,00 USD asignados de la Unidad de Riesgos está pendiente de ejecución 4.000,00 USD. ",
            "A la Unidad de Cartera se asignaron 800,00 USD, y se impidió la ejecución de 600,00 USD. ",
            "El ejercicio anterior la Unidad de Cartera ejecutó 600,00 USD de los 800,00 USD asignados. ",
        ] {
            assert_eq!(reported(text), (vec![], vec![Code::SetAside]), "{text}");
        }
        for text in [
            "Con respecto al 2019, la Unidad de Cartera ejecutó 600,00 USD de los 800,00 USD asignados. ",
            "La Unidad de Cartera ejecutó 600,00 USD. ",
            "La Unidad de Riesgos devengó 400,00 USD, y la Unidad de Salud tuvo asignados 500,00 USD. ",
            "En enero la Unidad de Cartera devengó 40,00 USD de los 50,00 USD asignados. ",
            "En el primer semestre la Unidad de Cartera devengó 40,00 USD de los 50,00 USD asignados. ",
            "La Unidad de Cartera ejecutó el 90% de su presupuesto. ",
        ] {
            assert_eq!(reported(text), (vec![], vec![Code::LeftOut]), "{text}");
        }
    }

    #[test]
    fn what_is_compared_with_leaves_the_own_figures() {
        let text = "La Unidad de Cartera ejecutó 600,00 USD de los 800,00 USD asignados, el 75%, frente a 500,00 USD ejecutados en 2019. ";
        let (data, codes) = read_in(&BudgetExecution::default(), text, Some(2020), None);
        let executed: Vec<_> = data
            .units
            .iter()
            .map(|it| it.executed.unwrap().value.to_string())
            .collect();
        assert_eq!((executed, codes), (vec!["600.00".to_owned()], vec![]));
        // What is left over takes nothing from what was spent.
        let text = "A la Unidad de Cartera se le asignaron 800,00 USD, de los cuales 600,00 USD fueron devengados, quedando 200,00 USD sin ejecutar, el 25%. ";
        let (data, _) = read_in(&BudgetExecution::default(), text, Some(2020), None);
        assert_eq!(data.units[0].executed.unwrap().value.to_string(), "600.00");
        assert_eq!(data.units[0].percent, None);
        // A comma after a denial of something else, and what only sounds like one.
        let text = "La Unidad de Cartera, que no tiene sede, ejecutó 600,00 USD de los 800,00 USD asignados; sin embargo, llovió. ";
        assert_eq!(
            reported(text),
            (vec!["Unidad de Cartera".to_owned()], vec![])
        );
    }

    #[test]
    fn a_subtotal_is_not_the_total_and_no_unit() {
        let text = "UNIDAD CODIFICADO DEVENGADO \n\nPENSIONES 5,00 4,00 \n\nSUBTOTAL 5,00 4,00 \n\nRIESGOS 7,00 6,00 \n\nTOTAL 12,00 10,00 \n";
        let (data, codes) = read(&BudgetExecution::default(), text);
        assert_eq!(data.units.len(), 2);
        assert_eq!(data.total.unwrap().unit, "TOTAL");
        assert_eq!(codes, [Code::SetAside]);
    }

    #[test]
    fn one_sentence_may_speak_of_two_units_apart() {
        let text = "De la Unidad de Cartera, 5,00 USD asignados y 4,00 USD ejecutados; del Fondo de Riesgos, 7,00 USD asignados y 6,00 USD ejecutados. ";
        assert_eq!(
            units(text),
            [
                "Unidad de Cartera - 5.00 4.00 -",
                "Fondo de Riesgos - 7.00 6.00 -"
            ]
        );
    }
}
