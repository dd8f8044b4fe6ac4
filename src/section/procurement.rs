//! *Procesos de contratación y compras públicas de bienes y servicios*: what was bought, and how.

use std::ops::Range;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::value::{Count, Figure};
use super::words::{Token, alike, is_total, key, number_before, stands_at};
use super::{Passage, Reading, SectionId, SectionParser, Sentence};
use crate::atom::AtomKind;
use crate::block::table::{Column, ColumnKind, TableSchema};
use crate::block::{Cell, Row, Table};
use crate::diagnostic::{Code, Sink};
use crate::source::{Source, Span};

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
    (
        "declaratoria_de_emergencia",
        &["Procesos de Declaratoria de Emergencia", "Declaratoria de Emergencia", "Emergencia"],
    ),
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
            let heads: Vec<String> =
                words.iter().map(|word| format!("ESTADO ACTUAL / {stage} / {word}")).collect();
            Column::new(kind, heads)
        };
        let counts = ["Número Total", "Nro. Total", "Cantidad", "No. Total", "N° Total", "Número", "Nro."];
        let totals = ["Valor Total", "Monto Total", "Valor", "Monto"];
        let columns = [
            Column::new(
                ColumnKind::Label,
                ["TIPO DE CONTRATACIÓN", "TIPO DE PROCEDIMIENTO", "PROCEDIMIENTO", "TIPO DE PROCESO"],
            ),
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
                    // A second total is another table's, or a part's.
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
        }
        for sentence in section.passages().iter().flat_map(Passage::sentences) {
            data.procedures.extend(of_sentence(&sentence, section.source()));
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
        awarded: Stage {
            count: atom(AWARDED_COUNT).and_then(Count::of),
            total: atom(AWARDED_TOTAL).and_then(Figure::of),
        },
        finished: Stage {
            count: atom(FINISHED_COUNT).and_then(Count::of),
            total: atom(FINISHED_TOTAL).and_then(Figure::of),
        },
        span: row.place.span,
        line: row.place.line,
    }
}

/// The slug of a procedure's name.
fn slug(label: &str) -> &'static str {
    let label = key(label);
    let found = PROCEDURES.iter().find(|(_, names)| {
        names.iter().any(|name| {
            let name = key(name);
            label == name || alike(&label, &name, 0.85)
        })
    });
    found.map_or("other", |(slug, _)| slug)
}

/// What one sentence of running text states of procedures: "3 procesos de contratación por NAME, de los cuales 2 han
/// finalizado por un monto de $ A, y 1 se encuentra adjudicado por un valor de $ B".
///
/// An amount belongs to the procedure that is named before it, in the same sentence, and to the stage that the words
/// between or right after say. Where that leaves a doubt it belongs to none.
fn of_sentence(sentence: &Sentence<'_>, source: &Source) -> Vec<Procedure> {
    let tokens = sentence.tokens();
    let clauses = clauses(&tokens, sentence.text());
    let mut out = Vec::new();
    // The verb that governs a run of procedures: "se adjudicaron A, B y C".
    let mut verb = Verb::None;
    let mut last_end = 0;
    for (i, clause) in clauses.iter().enumerate() {
        if let Some(said) = verb_of(&tokens[last_end..clause.start]) {
            verb = said;
        }
        let end = clauses.get(i + 1).map_or(tokens.len(), |next| next.start);
        last_end = tokens[clause.name.end.min(end)..end]
            .iter()
            .rposition(|token| is_money(token))
            .map_or(clause.name.end, |at| clause.name.end + at + 1);
        // "NAME, NAME y NAME por un total de $": what it comes to is not of the last alone.
        let joined = |tokens: &[Token<'_>]| {
            tokens.iter().all(|token| token.mark() == Some(',') || token.is_any(&["y", "e", "de", "por"]))
        };
        let run_on =
            clause.count.is_none() && i > 0 && joined(&tokens[clauses[i - 1].name.end..clause.start]);
        let run_up = clauses
            .get(i + 1)
            .is_some_and(|next| next.count.is_none() && joined(&tokens[clause.name.end..next.start]));
        if run_on || run_up {
            continue;
        }
        if let Some(procedure) = of_clause(sentence, &tokens, clause, end, verb, source) {
            out.push(procedure);
        }
    }
    out
}

/// How many processes, and the tokens that say so.
type Counted = (u64, Range<usize>);

/// A procedure that a sentence names, and the words that speak of it.
#[derive(Debug)]
struct Clause {
    slug: &'static str,
    /// The tokens of its name.
    name: Range<usize>,
    /// The first token that speaks of it: how many processes.
    start: usize,
    count: Option<Counted>,
}

/// How procedures are called in sentences beside their names in the form.
const SPOKEN: &[(&str, &[&str])] = &[
    ("infima_cuantia", &["infimas cuantias"]),
    ("licitacion", &["licitaciones"]),
    ("subasta_inversa_electronica", &["subastas inversas electronicas", "subastas inversas"]),
    ("concurso_publico", &["concursos publicos"]),
    ("contratacion_directa", &["contrataciones directas"]),
    ("menor_cuantia", &["menores cuantias"]),
    ("lista_corta", &["listas cortas"]),
    ("consultoria", &["consultorias"]),
    ("regimen_especial", &["regimenes especiales"]),
    (
        "catalogo_electronico",
        &["catalogos electronicos", "catalogo inclusivo", "catalogo dinamico inclusivo"],
    ),
    ("cotizacion", &["cotizaciones"]),
];

/// Names that are also words of any sentence: procedures only where processes of them are counted.
const COMMON: &[&str] = &[
    "publicacion",
    "licitacion",
    "consultoria",
    "cotizacion",
    "emergencia",
    "produccion_nacional",
    "declaratoria_de_emergencia",
    "terminacion_unilateral",
];

/// What processes are called.
const PROCESSES: &[&str] = &["proces", "procedimient", "contratacion", "compra", "adquisicion", "orden"];

/// How many tokens may stand between the count and the name: "3 procesos de contratación pública bajo la modalidad de".
const REACH: usize = 9;

/// The procedures that are named, in order, with the counts before them.
fn clauses(tokens: &[Token<'_>], text: &str) -> Vec<Clause> {
    let mut out: Vec<Clause> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((slug, end)) = NAMES.iter().find_map(|(slug, name)| Some((*slug, named(tokens, at, name)?)))
        else {
            at += 1;
            continue;
        };
        let since = out.last().map_or(0, |last| last.name.end);
        let mut clause = Clause { slug, name: at..end, start: at, count: None };
        if let Some((count, place)) = count_before(tokens, since, at) {
            clause.start = place.start;
            clause.count = Some((count, place));
        }
        let common = COMMON.contains(&slug) && clause.count.is_none();
        if !common || text[tokens[at].range.clone()].starts_with(char::is_uppercase) {
            out.push(clause);
        }
        at = end;
    }
    out
}

/// The token after a procedure's name at token `at`. A name of one word is taken to the letter: `consultorio` is none.
fn named(tokens: &[Token<'_>], at: usize, name: &str) -> Option<usize> {
    if name.contains(' ') {
        stands_at(tokens, at, name)
    } else {
        tokens[at].is_any(&[name]).then_some(at + 1)
    }
}

/// The names of procedures in sentences, as keys, the longer before those that begin them.
static NAMES: LazyLock<Vec<(&str, String)>> = LazyLock::new(|| {
    let form = PROCEDURES.iter().filter(|(slug, _)| *slug != "other");
    let form = form.flat_map(|(slug, names)| names.iter().map(|name| (*slug, key(name))));
    let spoken = SPOKEN.iter().flat_map(|(slug, names)| names.iter().map(|name| (*slug, (*name).to_owned())));
    let mut names: Vec<(&str, String)> = form.chain(spoken).collect();
    names.sort_by_key(|(_, name)| std::cmp::Reverse(name.len()));
    names
});

/// The count of the processes that stands before a name: "3 procesos de contratación de", "un proceso por", "12".
fn count_before(tokens: &[Token<'_>], since: usize, name: usize) -> Option<Counted> {
    let from = since.max(name.saturating_sub(REACH));
    // The count stands right before what is counted.
    let counted = (from..name).rev().find_map(|at| {
        let processes = at > since && tokens[at].begins(PROCESSES);
        processes.then(|| Some((at, count_ending(tokens, since, at)?)))?
    });
    let Some((counted, count)) = counted else { return count_ending(tokens, since, name) };
    // "5 compras, NAME": those are another procedure's; so is what stands beyond another amount.
    let between = &tokens[counted + 1..name];
    let joined = between
        .last()
        .is_none_or(|last| !matches!(last.mark(), Some(',' | ';' | ':')) && !last.is_any(&["y", "e"]));
    (joined && !between.iter().any(|token| token.value().is_some())).then_some(count)
}

/// The whole number that ends right before token `end`, in digits or in words: "tres (3)".
fn count_ending(tokens: &[Token<'_>], since: usize, end: usize) -> Option<Counted> {
    let last = end.checked_sub(1).filter(|&last| last >= since)?;
    // "por un valor de" counts nothing.
    if tokens
        .get(end)
        .is_some_and(|next| next.is_any(&["valor", "monto", "total", "importe", "costo", "contrato"]))
    {
        return None;
    }
    if let Some(count) = whole(&tokens[last]) {
        return Some((count, last..end));
    }
    if tokens[last].mark() == Some(')') && last >= since + 2 && tokens[last - 2].mark() == Some('(') {
        return whole(&tokens[last - 1]).map(|count| (count, last - 1..last));
    }
    number_before(tokens, end).filter(|&(_, start)| start >= since).map(|(count, start)| (count, start..end))
}

fn whole(token: &Token<'_>) -> Option<u64> {
    let atom = token.value().filter(|atom| atom.value.kind() == AtomKind::Number)?;
    Count::of(atom).map(|count| count.value)
}

fn is_money(token: &Token<'_>) -> bool {
    token.value().is_some_and(|atom| atom.value.kind() == AtomKind::Money)
}

/// What a verb says of the processes that it governs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verb {
    /// Nothing was said.
    None,
    /// They were carried out, which is kept as finished.
    Done,
    Awarded,
    Finished,
    /// They were not, or not yet; or they were awarded and finished, and which of the two is not said.
    Other,
}

/// The verb that words end with: the last that says what became of processes.
fn verb_of(tokens: &[Token<'_>]) -> Option<Verb> {
    let at = tokens.iter().rposition(|token| verb_at(token).is_some())?;
    let verb = verb_at(&tokens[at])?;
    let before = &tokens[at.saturating_sub(2)..at];
    let both = before.len() == 2
        && before[1].is_any(&["y", "e", "o"])
        && verb_at(&before[0]).is_some_and(|other| other != verb);
    let denied =
        tokens[at.saturating_sub(3)..at].iter().any(|token| token.is_any(&["no", "ni", "tampoco", "sin"]));
    Some(if both || denied { Verb::Other } else { verb })
}

/// What processes are before they are anything that the form counts.
const UNDER_WAY: &[&str] = &[
    "publicaron",
    "publicado",
    "publicados",
    "iniciaron",
    "iniciado",
    "iniciados",
    "programaron",
    "programados",
];

fn verb_at(token: &Token<'_>) -> Option<Verb> {
    if let Some(stage) = stage_of(token) {
        return Some(if stage { Verb::Finished } else { Verb::Awarded });
    }
    if token.begins(&["planific", "previst", "preve", "desiert", "suspend", "tramit"])
        || token.is_any(UNDER_WAY)
    {
        return Some(Verb::Other);
    }
    token
        .begins(&[
            "ejecut", "realiz", "contrat", "adquiri", "efectu", "llevaron", "llevo", "concret", "compr",
            "suscrib",
        ])
        .then_some(Verb::Done)
}

/// Whether a word says finished (true) or awarded (false).
fn stage_of(token: &Token<'_>) -> Option<bool> {
    if token.begins(&["finaliz", "concluid", "concluy", "culmin"]) {
        Some(true)
    } else if token.begins(&["adjudic"]) {
        Some(false)
    } else {
        None
    }
}

/// Whether the words about an amount say that it is none of what was bought for: a reference budget, a saving.
fn is_aside(token: &Token<'_>) -> bool {
    token.begins(&["referencial", "presupuest", "ahorr", "certificac", "ofert", "anticip", "multa"])
}

fn of_clause(
    sentence: &Sentence<'_>,
    tokens: &[Token<'_>],
    clause: &Clause,
    end: usize,
    verb: Verb,
    source: &Source,
) -> Option<Procedure> {
    let place = |range: Range<usize>| {
        sentence.span_of(tokens[range.start].range.start..tokens[range.end - 1].range.end)
    };
    let count = |(value, range): Counted| {
        let span = place(range);
        Count::new(value, span, source.line_of(span.start))
    };
    let mut procedure = Procedure {
        procedure: clause.slug.to_owned(),
        label: sentence.text()[tokens[clause.name.start].range.start..tokens[clause.name.end - 1].range.end]
            .to_owned(),
        ..Procedure::default()
    };
    let said = &tokens[clause.name.end..end];
    if said.iter().any(|token| token.begins(&["desiert", "suspend"])) {
        return None;
    }
    let mut last = clause.name.end;
    // What no words between put under a stage.
    let mut unstaged: Vec<(Figure, Option<Counted>)> = Vec::new();
    let mut since = clause.name.end;
    for at in (clause.name.end..end).filter(|&at| is_money(&tokens[at])) {
        let words = since..at;
        let after = after_money(tokens, at, end);
        let amount = tokens[at].value().and_then(Figure::of);
        let trailing = tokens.get(after).filter(|_| after < end).and_then(stage_of);
        since = if trailing.is_some() { after + 1 } else { at + 1 };
        let Some(amount) = amount else { continue };
        if tokens[words.start.max(words.end.saturating_sub(5))..words.end].iter().any(is_aside) {
            continue;
        }
        let stages: Vec<usize> = words.clone().filter(|&n| stage_of(&tokens[n]).is_some()).collect();
        let stage = match (trailing, stages.as_slice()) {
            (Some(stage), []) => Some((stage, None)),
            (None, &[n]) => stage_of(&tokens[n]).map(|stage| (stage, Some(n))),
            (None, []) => {
                unstaged.push((amount, count_within(tokens, words, clause)));
                last = at + 1;
                continue;
            }
            // "2 finalizados y 1 adjudicado, por un total de": the amount is of both.
            _ => None,
        };
        let Some((stage, word)) = stage else { continue };
        let slot = if stage { &mut procedure.finished } else { &mut procedure.awarded };
        // Twice finished: which amount is the procedure's?
        if slot.total.is_some() {
            return None;
        }
        slot.total = Some(amount);
        slot.count = count_of_stage(tokens, words, word).map(count);
        last = since.max(last);
    }
    let staged = [procedure.awarded.total, procedure.finished.total].iter().flatten().count();
    let own = clause.count.clone();
    if staged == 1 && unstaged.is_empty() {
        // "3 procesos de NAME adjudicados por $": all of them are.
        let slot =
            if procedure.finished.total.is_some() { &mut procedure.finished } else { &mut procedure.awarded };
        slot.count = slot.count.or_else(|| own.map(count));
    } else if staged == 0 {
        let slot = match verb {
            Verb::Other => return None,
            Verb::Awarded => &mut procedure.awarded,
            Verb::None | Verb::Done | Verb::Finished => &mut procedure.finished,
        };
        // Of several amounts the first is what it came to; what follows tells how it is made up.
        let first = unstaged.into_iter().next();
        let (amount, inside) = first.map_or((None, None), |(amount, inside)| (Some(amount), inside));
        slot.total = amount;
        slot.count = own.or(inside).map(count);
        // A count alone is one where a verb says what was done.
        if slot.total.is_none()
            && (slot.count.is_none()
                || verb == Verb::None
                || said
                    .iter()
                    .any(|token| stage_of(token).is_some() || whole(token).is_some() || is_money(token)))
        {
            return None;
        }
    }
    procedure.span = place(clause.start..last.max(clause.name.end));
    procedure.line = source.line_of(procedure.span.start);
    Some(procedure)
}

/// The token after an amount and its currency: "5,00 USD", "5,00 dólares".
fn after_money(tokens: &[Token<'_>], at: usize, end: usize) -> usize {
    let mut next = at + 1;
    while next < end
        && (tokens[next].is_any(&["usd", "us", "dolares", "de", "americanos"])
            || tokens[next].mark() == Some('$'))
    {
        next += 1;
    }
    next
}

/// How many processes a stage's words count: "2 han finalizado", "se adjudicaron 2".
fn count_of_stage(tokens: &[Token<'_>], words: Range<usize>, stage: Option<usize>) -> Option<Counted> {
    let Some(stage) = stage else {
        // "2 por $ 5.039,90 finalizados".
        return (words.start + 1..=words.end)
            .rev()
            .take(6)
            .find_map(|end| count_ending(tokens, words.start, end));
    };
    (words.start + 1..=stage)
        .rev()
        .take(6)
        .find_map(|end| count_ending(tokens, words.start, end))
        .or_else(|| (stage + 1..=words.end).take(4).find_map(|end| count_ending(tokens, stage + 1, end)))
}

/// How many processes the words after a name count: "NAME: 12 procesos", "se realizaron 5 compras".
fn count_within(tokens: &[Token<'_>], words: Range<usize>, clause: &Clause) -> Option<Counted> {
    let counted = words.clone().find(|&at| at > clause.name.end && tokens[at].begins(PROCESSES));
    counted.and_then(|at| count_ending(tokens, clause.name.end, at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::section::testing::{read, round_trip};

    fn procedures(text: &str) -> Vec<String> {
        let stage = |stage: Stage| {
            let count = stage.count.map_or_else(|| "-".to_owned(), |it| it.value.to_string());
            let total = stage.total.map_or_else(|| "-".to_owned(), |it| it.value.to_string());
            format!("{count} {total}")
        };
        let (data, _) = read(&Procurement::default(), text);
        round_trip(&data);
        data.procedures
            .iter()
            .map(|it| format!("{}: {} / {}", it.procedure, stage(it.awarded), stage(it.finished)))
            .collect()
    }

    #[test]
    fn each_amount_goes_to_the_procedure_and_the_stage_that_the_words_name() {
        for (text, expected) in [
            (
                "Hubo 3 procesos de Ínfima cuantía por un monto de $ 15,40 USD; un proceso de Régimen Especial por $ 8,00. ",
                vec!["infima_cuantia: - - / 3 15.40", "regimen_especial: - - / 1 8.00"],
            ),
            (
                "Por Catálogo Electrónico hubo 3 compras, de las cuales 2 han finalizado por un monto de $ 5,90 y 1 está adjudicada por $ 7,10. ",
                vec!["catalogo_electronico: 1 7.10 / 2 5.90"],
            ),
            (
                "Se adjudicaron dos procedimientos de Menor Cuantía por un monto total de $ 9,00 y tres contrataciones por Lista corta por $ 4,00. ",
                vec!["menor_cuantia: 2 9.00 / - -", "lista_corta: 3 4.00 / - -"],
            ),
            (
                "Treinta y dos ínfimas cuantías por $ 6,00, y 4 subastas inversas electrónicas adjudicadas por un monto total de 20,00 USD. ",
                vec!["infima_cuantia: - - / 32 6.00", "subasta_inversa_electronica: 4 20.00 / - -"],
            ),
            (
                "4 procesos de Catálogo Electrónico: 1 por $ 2,00 adjudicado y 3 por $ 3,00 finalizados. ",
                vec!["catalogo_electronico: 1 2.00 / 3 3.00"],
            ),
            (
                "A través de Catálogo Electrónico se realizaron 5 compras por un monto total de $ 12,00. ",
                vec!["catalogo_electronico: - - / 5 12.00"],
            ),
            (
                "Se finalizaron tres (3) procesos de Licitación por $ 12,00. ",
                vec!["licitacion: - - / 3 12.00"],
            ),
            ("Se adjudicaron 2 procesos de Licitación. ", vec!["licitacion: 2 - / - -"]),
        ] {
            assert_eq!(procedures(text), expected, "{text}");
        }
    }

    #[test]
    fn an_amount_in_doubt_goes_to_none() {
        for text in [
            "Por Ínfima Cuantía, Subasta Inversa Electrónica y Catálogo Electrónico se pagó un total de $ 90,00. ",
            "Se realizaron procesos de Menor Cuantía. El monto total fue de $ 90,00. ",
            "La publicación de los pliegos y el consultorio dental costaron $ 5,00. ",
            "Se planificaron 3 procesos de Licitación por $ 5,00. ",
            "No se realizaron procesos de Cotización. ",
            "Un proceso de Menor Cuantía fue declarado desierto, con $ 5,00 de presupuesto referencial. ",
            "Se adjudicaron y finalizaron 3 procesos de Menor Cuantía por $ 5,00. ",
        ] {
            assert_eq!(procedures(text), [""; 0], "{text}");
        }
        let text =
            "3 procesos de Catálogo Electrónico, 2 finalizados y 1 adjudicado, por un total de $ 9,00. ";
        assert_eq!(procedures(text), [""; 0]);
    }
}
