//! *Procesos de contratación y compras públicas de bienes y servicios*: what was bought, and how.

use serde::{Deserialize, Serialize};

use super::budget_execution::is_total;
use super::sentence::{Placed, Word, find_phrase, placed, span_of, words};
use super::value::{Count, Figure};
use super::{Reading, SectionId, SectionParser};
use crate::atom::{AtomKind, number_in_words};
use crate::block::table::{Column, ColumnKind, TableSchema};
use crate::block::{Cell, Row, Table};
use crate::diagnostic::{Code, Sink};
use crate::source::{Source, Span, Text, fold};

/// Reads *Procesos de contratación y compras públicas de bienes y servicios*, from a table or from sentences.
#[derive(Clone, Debug)]
pub struct Procurement {
    tables: Vec<TableSchema>,
}

/// What the procurement section of a report states.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct ProcurementData {
    /// The procedures, in the order of print.
    pub procedures: Vec<Procedure>,
    /// The total that is printed under them.
    pub total: Option<Procedure>,
}

/// What was bought by one procedure of the *Ley Orgánica del Sistema Nacional de Contratación Pública*.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Stage {
    /// *Número Total*.
    pub count: Option<Count>,
    /// *Valor Total*, in USD.
    pub total: Option<Figure>,
}

/// The procedures of the form, in its order: slug, name, and other names that the law or reports give it.
const PROCEDURES: &[(&str, &[&str])] = &[
    ("infima_cuantia", &["Ínfima Cuantía"]),
    ("publicacion", &["Publicación"]),
    ("licitacion", &["Licitación"]),
    ("subasta_inversa_electronica", &["Subasta Inversa Electrónica", "Subasta Inversa"]),
    ("declaratoria_de_emergencia", &["Procesos de Declaratoria de Emergencia", "Declaratoria de Emergencia", "Emergencia"]),
    ("concurso_publico", &["Concurso Público"]),
    ("contratacion_directa", &["Contratación Directa"]),
    ("menor_cuantia", &["Menor Cuantía"]),
    ("lista_corta", &["Lista corta"]),
    ("produccion_nacional", &["Producción Nacional"]),
    ("terminacion_unilateral", &["Terminación Unilateral"]),
    ("consultoria", &["Consultoría"]),
    ("regimen_especial", &["Régimen Especial"]),
    ("catalogo_electronico", &["Catálogo Electrónico"]),
    ("cotizacion", &["Cotización"]),
    ("ferias_inclusivas", &["Ferias Inclusivas", "Feria Inclusiva"]),
    ("other", &["Otras", "Otros"]),
];

/// The places of the columns in the schema.
const LABEL: usize = 0;
const AWARDED_COUNT: usize = 1;
const AWARDED_TOTAL: usize = 2;
const FINISHED_COUNT: usize = 3;
const FINISHED_TOTAL: usize = 4;

impl Default for Procurement {
    fn default() -> Self {
        let stage = |stage: &str, words: &[&str], kind| {
            let heads: Vec<String> = words.iter().map(|word| format!("ESTADO ACTUAL / {stage} / {word}")).collect();
            Column::new(kind, heads)
        };
        let counts = ["Número Total", "Nro. Total", "Cantidad", "No. Total", "N° Total", "Número", "Nro."];
        let totals = ["Valor Total", "Monto Total", "Valor", "Monto"];
        let columns = [
            Column::new(ColumnKind::Label, ["TIPO DE CONTRATACIÓN", "TIPO DE PROCEDIMIENTO", "PROCEDIMIENTO", "TIPO DE PROCESO"]),
            stage("Adjudicados", &counts, ColumnKind::Count),
            stage("Adjudicados", &totals, ColumnKind::Money),
            stage("Finalizados", &counts, ColumnKind::Count),
            stage("Finalizados", &totals, ColumnKind::Money),
        ];
        let labels = PROCEDURES.iter().flat_map(|(_, names)| names.iter().copied()).chain(["TOTAL"]);
        Self { tables: vec![TableSchema::new("procurement", columns).with_rows(labels)] }
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
            "Contratación y compras públicas de bienes y servicios",
        ]
    }

    fn tables(&self) -> &[TableSchema] {
        &self.tables
    }

    fn parse(&self, section: &Reading<'_>, sink: &mut dyn Sink) -> ProcurementData {
        let mut data = ProcurementData::default();
        for table in section.tables().filter(|table| table.schema.as_deref() == Some("procurement")) {
            for row in table.rows.iter().filter(|row| !row.undecided) {
                let procedure = of_row(table, row);
                if is_total(&procedure.label) {
                    data.total = Some(procedure);
                    continue;
                }
                if procedure.procedure == "other" && !fold::key(&procedure.label).starts_with("otr") {
                    let message = format!("`{}` is no procedure of the form; it is kept under its name", procedure.label);
                    sink.report(Code::UnknownProcedure, procedure.span, message);
                }
                data.procedures.push(procedure);
            }
        }
        for passage in section.passages() {
            let places = placed(passage.text, passage.atoms);
            data.procedures.extend(of_sentences(passage.text, &places, section.source()));
        }
        data
    }
}

fn of_row(table: &Table, row: &Row) -> Procedure {
    let atom = |role| table.cell(row, role).and_then(|cell: &Cell| cell.atoms.first());
    let label = table.cell(row, LABEL).map(|cell| cell.text.as_str().to_owned()).unwrap_or_default();
    Procedure {
        procedure: slug(&label).to_owned(),
        label,
        awarded: Stage { count: atom(AWARDED_COUNT).and_then(Count::of), total: atom(AWARDED_TOTAL).and_then(Figure::of) },
        finished: Stage { count: atom(FINISHED_COUNT).and_then(Count::of), total: atom(FINISHED_TOTAL).and_then(Figure::of) },
        span: row.place.span,
        line: row.place.line,
    }
}

/// The slug of a procedure's name.
fn slug(label: &str) -> &'static str {
    let key = fold::key(label);
    let found = PROCEDURES.iter().find(|(_, names)| {
        names.iter().any(|name| {
            let name = fold::key(name);
            key == name || fold::likeness(&key, &name, 0.85) > 0.85
        })
    });
    found.map_or("other", |(slug, _)| slug)
}

/// A procedure that a sentence names, and the words that speak of it.
struct Clause {
    slug: &'static str,
    /// The words of its name.
    name: std::ops::Range<usize>,
    /// The first word that speaks of it: how many processes.
    start: usize,
    count: Option<(u64, std::ops::Range<usize>)>,
}

/// The procedures that a text states: "3 procesos de contratación por NOMBRE, de los cuales 2 han finalizado por un
/// monto de $ A, y 1 se encuentra adjudicado por un valor de $ B".
fn of_sentences(text: &Text, atoms: &[Placed<'_>], source: &Source) -> Vec<Procedure> {
    let words = words(text.as_str());
    let clauses = clauses(&words);
    let mut out = Vec::new();
    for (i, clause) in clauses.iter().enumerate() {
        let from = words[clause.start].range.start;
        let next = clauses.get(i + 1).map(|next| words[next.start].range.start);
        let to = next.unwrap_or(text.as_str().len());
        let money: Vec<&Placed<'_>> = atoms
            .iter()
            .filter(|p| p.atom.value.kind() == AtomKind::Money && p.range.start >= from && p.range.end <= to)
            .collect();
        if money.is_empty() {
            continue;
        }
        let mut procedure = Procedure {
            procedure: clause.slug.to_owned(),
            label: text.as_str()[words[clause.name.start].range.start..words[clause.name.end - 1].range.end].to_owned(),
            ..Procedure::default()
        };
        stages(&mut procedure, clause, &money, &words, text, source);
        let end = money.last().map_or(to, |p| p.range.end);
        procedure.span = span_of(text, from..end);
        procedure.line = source.line_of(procedure.span.start);
        out.push(procedure);
    }
    out
}

fn clauses(words: &[Word]) -> Vec<Clause> {
    let mut out: Vec<Clause> = Vec::new();
    for (slug, names) in PROCEDURES.iter().filter(|(slug, _)| *slug != "other") {
        for name in *names {
            let key = fold::key(name);
            let mut from = 0;
            while let Some(at) = find_phrase(words, &key, from) {
                from = at.end;
                if out.iter().any(|c| c.name.start < at.end && at.start < c.name.end) {
                    continue;
                }
                out.push(Clause { slug, start: at.start, count: None, name: at });
            }
        }
    }
    out.sort_by_key(|c| c.name.start);
    for clause in &mut out {
        // "3 procesos de contratación de …", "un proceso por …"
        let window = clause.name.start.saturating_sub(7)..clause.name.start;
        let process = window.clone().rev().find(|&at| words[at].key.starts_with("proce") || words[at].key.starts_with("contrat") && at > 0 && words[at - 1].key.parse::<u64>().is_ok());
        if let Some(at) = process.and_then(|at| at.checked_sub(1))
            && let Some(count) = count_of(&words[at].key)
        {
            clause.start = at;
            clause.count = Some((count, at..at + 1));
        }
    }
    out
}

fn count_of(word: &str) -> Option<u64> {
    word.parse().ok().or_else(|| number_in_words(word).map(u64::from))
}

/// Puts the counts and amounts of a clause under the stages that its words name.
fn stages(procedure: &mut Procedure, clause: &Clause, money: &[&Placed<'_>], words: &[Word], text: &Text, source: &Source) {
    let count = |value: u64, at: std::ops::Range<usize>| {
        let span = span_of(text, words[at.start].range.start..words[at.end - 1].range.end);
        Count::new(value, span, source.line_of(span.start))
    };
    let mut since = clause.name.end;
    let mut staged = false;
    for p in money {
        let before = words.iter().position(|w| w.range.start >= p.range.start).unwrap_or(words.len());
        let said = &words[since.min(before)..before];
        let stage_at = said.iter().rposition(|w| stage_of(&w.key).is_some());
        let stage = stage_at.and_then(|at| stage_of(&said[at].key));
        // "2 han finalizado por un monto de": the count stands before the stage.
        let number = said[..stage_at.unwrap_or(0)].iter().enumerate().rev().find_map(|(i, w)| Some((count_of(&w.key)?, since + i)));
        if let Some(stage) = stage {
            staged = true;
            let slot = if stage { &mut procedure.finished } else { &mut procedure.awarded };
            slot.total = Figure::of(p.atom);
            slot.count = number.map(|(n, at)| count(n, at..at + 1)).or(if money.len() == 1 { clause.count.clone().map(|(n, at)| count(n, at)) } else { None });
        }
        since = words.iter().position(|w| w.range.start >= p.range.end).unwrap_or(words.len());
    }
    if !staged {
        // What is only said to have been carried out is finished, unless the verb before it says awarded.
        let verb = words[clause.start.saturating_sub(6)..clause.start].iter().rev().find_map(|w| stage_of(&w.key));
        let slot = if verb == Some(false) { &mut procedure.awarded } else { &mut procedure.finished };
        slot.total = money.first().and_then(|p| Figure::of(p.atom));
        slot.count = clause.count.clone().map(|(n, at)| count(n, at));
    }
}

/// Whether a word says finished (true) or awarded (false).
fn stage_of(word: &str) -> Option<bool> {
    if word.starts_with("finaliz") || word.starts_with("concluid") || word.starts_with("culmin") {
        Some(true)
    } else if word.starts_with("adjudic") {
        Some(false)
    } else {
        None
    }
}
