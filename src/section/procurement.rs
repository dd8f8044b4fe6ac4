//! *Procesos de contratación y compras públicas de bienes y servicios*: what was bought, and how.

use std::ops::Range;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::place::places;
use super::said::{self, Aside, Home};
use super::value::{Count, Figure};
use super::when::{self, Said, Years};
use super::words::{Token, alike, is_subtotal, is_total, key, number_before, stands_at, tokens};
use super::{Fact, Passage, Reading, Record, SectionId, SectionParser, Sentence, stated};
use crate::atom::AtomKind;
use crate::diagnostic::{Code, Sink};
use crate::model::{Column, TableSchema};
use crate::source::{Source, Span};

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
    (
        "subasta_inversa_electronica",
        &["Subasta Inversa Electrónica", "Subasta Inversa"],
    ),
    (
        "declaratoria_de_emergencia",
        &[
            "Procesos de Declaratoria de Emergencia",
            "Declaratoria de Emergencia",
            "Emergencia",
        ],
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
    (
        "ferias_inclusivas",
        &["Ferias Inclusivas", "Feria Inclusiva"],
    ),
    ("other", &["Otras", "Otros"]),
];

/// The heads of what names the rows.
const LABEL_HEADS: &[&str] = &[
    "TIPO DE CONTRATACIÓN",
    "TIPO DE PROCEDIMIENTO",
    "PROCEDIMIENTO",
    "TIPO DE PROCESO",
    "PROCEDIMIENTO DE CONTRATACIÓN",
    "MODALIDAD",
    "MODALIDAD DE CONTRATACIÓN",
    "PROCESO",
    "PROCESO DE CONTRATACIÓN",
    "TIPO DE COMPRA",
    "TIPO",
];

/// The words for each stage, which stand over the heads or in them.
const AWARDED: &[&str] = &[
    "ESTADO ACTUAL / Adjudicados",
    "Adjudicado",
    "Adjudicación",
    "Adjudicadas",
];
const FINISHED: &[&str] = &[
    "ESTADO ACTUAL / Finalizados",
    "Finalizado",
    "Finalización",
    "Terminados",
    "Concluidos",
    "Culminados",
    "Ejecutados",
];

/// The heads of how many, and of how much; nothing where the stage is all that the head says.
const COUNT_HEADS: &[&str] = &[
    "Número Total",
    "Nro. Total",
    "Cantidad",
    "No. Total",
    "N° Total",
    "Número",
    "Nro.",
    "N°",
    "No.",
    "Núm.",
    "Cant.",
    "Procesos",
    "Contratos",
    "",
];
const TOTAL_HEADS: &[&str] = &[
    "Valor Total",
    "Monto Total",
    "Valor",
    "Monto",
    "USD",
    "Importe",
    "Total",
    "",
];

/// Other stages and measures.
const OTHER_HEADS: &[&str] = &[
    "Publicados",
    "Desiertos",
    "Cancelados",
    "En proceso",
    "En ejecución",
    "En trámite",
    "Referencial",
    "Presupuesto referencial",
    "Pagado",
    "Ahorro",
    "Variación",
    "Anticipo",
    "Por finalizar",
    "Por adjudicar",
    "No adjudicados",
    "No finalizados",
    "%",
    "Porcentaje",
];

/// Words of a head that decide nothing.
const FILLERS: &[&str] = &[
    "ESTADO",
    "ACTUAL",
    "TOTAL",
    "CONTRATACIÓN",
    "COMPRAS",
    "PÚBLICAS",
];

impl Default for Procurement {
    fn default() -> Self {
        let heads = |heads: &'static [&'static str]| heads.iter().copied();
        let count = |key, stage| Column::count(key, heads(COUNT_HEADS)).under(heads(stage));
        let total = |key, stage| Column::money(key, heads(TOTAL_HEADS)).under(heads(stage));
        let columns = [
            Column::label("procedure", heads(LABEL_HEADS)),
            count("awarded.count", AWARDED),
            total("awarded.total", AWARDED),
            count("finished.count", FINISHED),
            total("finished.total", FINISHED),
        ]
        .map(Column::optional);
        let labels = PROCEDURES
            .iter()
            .flat_map(|(_, names)| names.iter().copied())
            .chain(["TOTAL"]);
        let schema = TableSchema::new("procurement", columns)
            .with_rows(labels)
            .with_others(heads(OTHER_HEADS))
            .with_fillers(heads(FILLERS));
        Self {
            tables: vec![schema],
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

    fn tables(&self) -> &[TableSchema] {
        &self.tables
    }

    fn parse(&self, section: &Reading<'_>, sink: &mut dyn Sink) -> ProcurementData {
        let mut data = ProcurementData::default();
        for record in section.records("procurement", sink) {
            let Some(procedure) = of_record(&record, sink) else {
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
        let home = Home::of(section);
        for passage in section.passages() {
            let lead = Lead::of(&passage, home);
            for sentence in passage.sentences() {
                data.procedures
                    .extend(of_sentence(&sentence, section.source(), home, lead, sink));
            }
        }
        data
    }

    fn facts(data: &ProcurementData) -> impl Iterator<Item = Fact<'_>> {
        stated::of_procurement(data)
    }
}

/// A row without a label is no procedure.
fn of_record(record: &Record<'_>, sink: &mut dyn Sink) -> Option<Procedure> {
    let label = record.label()?;
    let mut stage = |count, total| Stage {
        count: record.count(count, sink),
        total: record.money(total, sink),
    };
    Some(Procedure {
        procedure: slug(label).to_owned(),
        label: label.to_owned(),
        awarded: stage("awarded.count", "awarded.total"),
        finished: stage("finished.count", "finished.total"),
        span: record.span(),
        line: record.line(),
    })
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
fn of_sentence(
    sentence: &Sentence<'_>,
    source: &Source,
    home: Home<'_>,
    lead: Lead,
    sink: &mut dyn Sink,
) -> Vec<Procedure> {
    let tokens = sentence.tokens();
    let text = sentence.text();
    let clauses = clauses(&tokens, text);
    if clauses.is_empty() {
        return Vec::new();
    }
    let scene = Scene {
        sentence,
        tokens: &tokens,
        years: Years::new(&tokens, home.year, lead.year),
        places: places(&tokens, text, home.province, None),
        source,
    };
    let mut out = Vec::new();
    // The verb that governs a run of procedures: "se adjudicaron A, B y C".
    let mut verb = lead.verb;
    let mut last_end = 0;
    for (i, clause) in clauses.iter().enumerate() {
        if let Some(said) = verb_of(&tokens, last_end..clause.start, text) {
            verb = said;
        }
        let end = clauses.get(i + 1).map_or(tokens.len(), |next| next.start);
        last_end = tokens[clause.name.end.min(end)..end]
            .iter()
            .rposition(|token| is_money(token))
            .map_or(clause.name.end, |at| clause.name.end + at + 1);
        // "NAME, NAME y NAME por un total de $": what it comes to is not of the last alone.
        let joined = |tokens: &[Token<'_>]| {
            tokens
                .iter()
                .all(|token| token.mark() == Some(',') || token.is_any(&["y", "e", "de", "por"]))
        };
        let run_on = clause.count.is_none()
            && i > 0
            && joined(&tokens[clauses[i - 1].name.end..clause.start]);
        let run_up = clauses.get(i + 1).is_some_and(|next| {
            next.count.is_none() && joined(&tokens[clause.name.end..next.start])
        });
        let figures = clause.count.is_some() || tokens[clause.name.end..end].iter().any(is_money);
        let why = if run_on || run_up {
            Why::Unclear
        } else {
            match of_clause(&scene, clause, end, verb) {
                Ok(procedure) => {
                    out.push(procedure);
                    continue;
                }
                Err(why) => why,
            }
        };
        if !figures {
            continue;
        }
        let name = &tokens[clause.name.start..clause.name.end];
        let label = match name {
            [first, .., last] => &text[first.range.start..last.range.end],
            [only] => &text[only.range.clone()],
            [] => "",
        };
        let span = scene.place(clause.start..end);
        match why {
            Why::Aside(aside) => {
                let message = format!(
                    "what is said of `{label}` here states no fact: {}",
                    aside.why()
                );
                sink.report(Code::SetAside, span, message);
            }
            Why::Unclear => {
                let message =
                    format!("what is said of `{label}` here is not certain; it states no fact");
                sink.report(Code::LeftOut, span, message);
            }
        }
    }
    out
}

/// What a sentence is read by.
struct Scene<'a, 'r> {
    sentence: &'a Sentence<'r>,
    tokens: &'a [Token<'r>],
    years: Years,
    places: Vec<Option<bool>>,
    source: &'a Source,
}

impl Scene<'_, '_> {
    fn place(&self, tokens: Range<usize>) -> Span {
        match (
            self.tokens.get(tokens.start),
            tokens
                .end
                .checked_sub(1)
                .and_then(|last| self.tokens.get(last)),
        ) {
            (Some(first), Some(last)) if tokens.start < tokens.end => {
                self.sentence.span_of(first.range.start..last.range.end)
            }
            _ => self.sentence.span(),
        }
    }

    /// Whether what is said of a procedure is said of what the report's office did in its year.
    fn is_own(&self, clause: &Clause, verb: Verb) -> Result<(), Why> {
        match verb {
            Verb::Denied => Err(Why::Aside(Aside::Denied)),
            Verb::Aim => Err(Why::Aside(Aside::Aim)),
            Verb::None if said::denied(self.tokens, self.sentence.text(), clause.start) => {
                Err(Why::Aside(Aside::Denied))
            }
            Verb::None if said::aimed(self.tokens, self.sentence.text(), clause.start) => {
                Err(Why::Aside(Aside::Aim))
            }
            _ if self.places[clause.start] == Some(true) => Err(Why::Aside(Aside::Place)),
            _ if clause.count.is_some() => self.year(clause.start),
            _ => Ok(()),
        }
    }

    /// Whether the figure at token `at` is of the report's year.
    fn year(&self, at: usize) -> Result<(), Why> {
        match self.years.of(self.tokens, at) {
            Said::Own => Ok(()),
            Said::Other => Err(Why::Aside(Aside::Year)),
            Said::Doubt => Err(Why::Unclear),
        }
    }
}

/// Why what is said of a procedure states no fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Why {
    /// It is none of what the report's office bought.
    Aside(Aside),
    /// Which figure is of what is not certain.
    Unclear,
}

/// What introduces a list of procedures says of all of them.
#[derive(Clone, Copy, Debug)]
struct Lead {
    verb: Verb,
    year: Said,
}

/// How much of what introduces a list is looked at with each of its items, in bytes.
const LEAD: usize = 300;

impl Lead {
    fn of(passage: &Passage<'_>, home: Home<'_>) -> Self {
        let text = passage.lead().map_or("", |lead| lead.as_str());
        let text = said::tail(text, LEAD);
        let words = tokens(text, &[]);
        let verb = verb_of(&words, 0..words.len(), text).unwrap_or(Verb::None);
        // "Son necesarios los siguientes procesos:".
        let waits = (0..words.len()).any(|at| awaits(&words, at));
        let verb = if verb == Verb::None && waits {
            Verb::Other
        } else {
            verb
        };
        Self {
            verb,
            year: when::of_lead(passage.lead(), home.year),
        }
    }
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
    (
        "subasta_inversa_electronica",
        &["subastas inversas electronicas", "subastas inversas"],
    ),
    ("concurso_publico", &["concursos publicos"]),
    ("contratacion_directa", &["contrataciones directas"]),
    ("menor_cuantia", &["menores cuantias"]),
    ("lista_corta", &["listas cortas"]),
    ("consultoria", &["consultorias"]),
    ("regimen_especial", &["regimenes especiales"]),
    (
        "catalogo_electronico",
        &[
            "catalogos electronicos",
            "catalogo inclusivo",
            "catalogo dinamico inclusivo",
        ],
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
const PROCESSES: &[&str] = &[
    "proces",
    "procedimient",
    "contratacion",
    "compra",
    "adquisicion",
    "orden",
];

/// How many tokens may stand between the count and the name: "3 procesos de contratación pública bajo la modalidad de".
const REACH: usize = 9;

/// The procedures that are named, in order, with the counts before them.
fn clauses(tokens: &[Token<'_>], text: &str) -> Vec<Clause> {
    let mut out: Vec<Clause> = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let Some((slug, end)) = NAMES
            .iter()
            .find_map(|(slug, name)| Some((*slug, named(tokens, at, name)?)))
        else {
            at += 1;
            continue;
        };
        let since = out.last().map_or(0, |last| last.name.end);
        let mut clause = Clause {
            slug,
            name: at..end,
            start: at,
            count: None,
        };
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
    let spoken = SPOKEN
        .iter()
        .flat_map(|(slug, names)| names.iter().map(|name| (*slug, (*name).to_owned())));
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
    let Some((counted, count)) = counted else {
        return count_ending(tokens, since, name);
    };
    // "5 compras, NAME": those are another procedure's; so is what stands beyond another amount.
    let between = &tokens[counted + 1..name];
    let joined = between.last().is_none_or(|last| {
        !matches!(last.mark(), Some(',' | ';' | ':')) && !last.is_any(&["y", "e"])
    });
    (joined && !between.iter().any(|token| token.value().is_some())).then_some(count)
}

/// The whole number that ends right before token `end`, in digits or in words: "tres (3)".
fn count_ending(tokens: &[Token<'_>], since: usize, end: usize) -> Option<Counted> {
    let last = end.checked_sub(1).filter(|&last| last >= since)?;
    // "por un valor de" counts nothing.
    if tokens.get(end).is_some_and(|next| {
        next.is_any(&["valor", "monto", "total", "importe", "costo", "contrato"])
    }) {
        return None;
    }
    if let Some(count) = whole(&tokens[last]) {
        return Some((count, last..end));
    }
    if tokens[last].mark() == Some(')') && last >= since + 2 && tokens[last - 2].mark() == Some('(')
    {
        return whole(&tokens[last - 1]).map(|count| (count, last - 1..last));
    }
    number_before(tokens, end)
        .filter(|&(_, start)| start >= since)
        .map(|(count, start)| (count, start..end))
}

fn whole(token: &Token<'_>) -> Option<u64> {
    let atom = token
        .value()
        .filter(|atom| atom.value.kind() == AtomKind::Number)?;
    Count::of(atom).map(|count| count.value)
}

fn is_money(token: &Token<'_>) -> bool {
    token
        .value()
        .is_some_and(|atom| atom.value.kind() == AtomKind::Money)
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
    /// It is denied that they were.
    Denied,
    /// They are still to be.
    Aim,
    /// Something else became of them; or they were awarded and finished, and which of the two is not said.
    Other,
}

/// The verb that a range of tokens ends with: the last that says what became of processes.
fn verb_of(tokens: &[Token<'_>], range: Range<usize>, text: &str) -> Option<Verb> {
    let at = range
        .clone()
        .rev()
        .find(|&at| verb_at(&tokens[at], text).is_some())?;
    let verb = verb_at(&tokens[at], text)?;
    if said::denied(&tokens[..=at], text, at) {
        return Some(Verb::Denied);
    }
    if verb != Verb::Other && (said::is_unreal(tokens, at) || said::aimed(tokens, text, at)) {
        return Some(Verb::Aim);
    }
    let before = &tokens[at.saturating_sub(2).max(range.start)..at];
    let both = before.len() == 2
        && before[1].is_any(&["y", "e", "o"])
        && verb_at(&before[0], text).is_some_and(|other| other != verb);
    Some(if both { Verb::Other } else { verb })
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

/// Stems of what ends a process without its purpose, or keeps it from its end.
const VOID: &[&str] = &[
    "anul", "archiv", "cancel", "desiert", "fallid", "impugn", "pendient", "revoc", "rechaz",
    "suspend", "tramit",
];

/// Stems of verbs that say only that processes were, or what they cost.
const PLAIN: &[&str] = &[
    "alcanz",
    "ascend",
    "benefici",
    "correspond",
    "destin",
    "emple",
    "existi",
    "fueron",
    "gast",
    "gestion",
    "hub",
    "invirt",
    "pag",
    "permit",
    "registr",
    "report",
    "sum",
    "totaliz",
    "tuv",
    "utiliz",
];

fn verb_at(token: &Token<'_>, text: &str) -> Option<Verb> {
    if let Some(stage) = stage_of(token) {
        return Some(if stage { Verb::Finished } else { Verb::Awarded });
    }
    if token.begins(VOID)
        || token.begins(&["planific", "previst", "preve"])
        || token.is_any(UNDER_WAY)
    {
        return Some(Verb::Other);
    }
    if token.begins(&[
        "ejecut", "realiz", "contrat", "adquiri", "efectu", "llevaron", "llevo", "concret",
        "compr", "suscrib",
    ]) {
        return Some(Verb::Done);
    }
    // What else happened to processes is nothing that the form counts.
    (said::is_past(token, text) && !token.begins(PLAIN)).then_some(Verb::Other)
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
    token.begins(&[
        "referencial",
        "presupuest",
        "ahorr",
        "certificac",
        "ofert",
        "anticip",
        "multa",
    ])
}

#[allow(
    clippy::too_many_lines,
    reason = "the order of the questions is told in one place"
)]
fn of_clause(
    scene: &Scene<'_, '_>,
    clause: &Clause,
    end: usize,
    verb: Verb,
) -> Result<Procedure, Why> {
    let (sentence, tokens, source) = (scene.sentence, scene.tokens, scene.source);
    let text = sentence.text();
    scene.is_own(clause, verb)?;
    let place = |range: Range<usize>| scene.place(range);
    let count = |(value, range): Counted| {
        let span = place(range);
        Count::new(value, span, source.line_of(span.start))
    };
    let mut procedure = Procedure {
        procedure: clause.slug.to_owned(),
        label: sentence.text()
            [tokens[clause.name.start].range.start..tokens[clause.name.end - 1].range.end]
            .to_owned(),
        ..Procedure::default()
    };
    let said = &tokens[clause.name.end..end];
    undisturbed(tokens, clause.name.end..end, text)?;
    let mut last = clause.name.end;
    // What no words between put under a stage.
    let mut unstaged: Vec<(Figure, Option<Counted>)> = Vec::new();
    let mut since = clause.name.end;
    for at in (clause.name.end..end).filter(|&at| is_money(&tokens[at])) {
        let words = since..at;
        let after = after_money(tokens, at, end);
        let amount = tokens[at].value().and_then(Figure::of);
        let trailing = tokens.get(after).filter(|_| after < end).and_then(stage_of);
        since = if trailing.is_some() {
            after + 1
        } else {
            at + 1
        };
        let Some(amount) = amount else { continue };
        // "Por 900,00 USD menos que en 2019".
        if differs(&tokens[after..end]) {
            if procedure
                .awarded
                .total
                .or(procedure.finished.total)
                .is_some()
                || !unstaged.is_empty()
            {
                continue;
            }
            return Err(Why::Aside(Aside::Change));
        }
        match scene.year(at) {
            Ok(()) => {}
            // What it is compared with.
            Err(Why::Aside(_))
                if procedure
                    .awarded
                    .total
                    .or(procedure.finished.total)
                    .is_some()
                    || !unstaged.is_empty() =>
            {
                continue;
            }
            Err(why) => return Err(why),
        }
        if tokens[words.start.max(words.end.saturating_sub(5))..words.end]
            .iter()
            .any(is_aside)
        {
            continue;
        }
        let stages: Vec<usize> = words
            .clone()
            .filter(|&n| stage_of(&tokens[n]).is_some())
            .collect();
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
        let slot = if stage {
            &mut procedure.finished
        } else {
            &mut procedure.awarded
        };
        // Twice finished: which amount is the procedure's?
        if slot.total.is_some() {
            return Err(Why::Unclear);
        }
        slot.total = Some(amount);
        slot.count = count_of_stage(tokens, words, word).map(count);
        last = since.max(last);
    }
    let staged = [procedure.awarded.total, procedure.finished.total]
        .iter()
        .flatten()
        .count();
    let own = clause.count.clone();
    if staged == 1 && unstaged.is_empty() {
        // "3 procesos de NAME adjudicados por $": all of them are.
        let slot = if procedure.finished.total.is_some() {
            &mut procedure.finished
        } else {
            &mut procedure.awarded
        };
        slot.count = slot.count.or_else(|| own.map(count));
    } else if staged == 0 {
        let slot = match verb {
            Verb::Other | Verb::Denied | Verb::Aim => return Err(Why::Unclear),
            Verb::Awarded => &mut procedure.awarded,
            Verb::None if !is_stated(tokens, clause, end, text) => return Err(Why::Unclear),
            Verb::None | Verb::Done | Verb::Finished => &mut procedure.finished,
        };
        // Of several amounts the first is what it came to; what follows tells how it is made up.
        let first = unstaged.into_iter().next();
        let (amount, inside) =
            first.map_or((None, None), |(amount, inside)| (Some(amount), inside));
        slot.total = amount;
        slot.count = own.or(inside).map(count);
        // A count alone is one where a verb says what was done.
        if slot.total.is_none()
            && (slot.count.is_none()
                || verb == Verb::None
                || said.iter().any(|token| {
                    stage_of(token).is_some() || whole(token).is_some() || is_money(token)
                }))
        {
            return Err(Why::Unclear);
        }
    }
    procedure.span = place(clause.start..last.max(clause.name.end));
    procedure.line = source.line_of(procedure.span.start);
    Ok(procedure)
}

/// Whether what follows an amount makes it a difference: "menos que en 2019", and not "más IVA".
fn differs(after: &[Token<'_>]) -> bool {
    let [first, next, ..] = after else {
        return false;
    };
    first.begins(said::DIFFERS)
        && next.is_any(&[
            "que", "de", "del", "a", "al", "respecto", "frente", "con", "en",
        ])
}

/// Whether a word says that processes are still waited for: "necesarios", "por iniciarse".
fn awaits(tokens: &[Token<'_>], at: usize) -> bool {
    let open = tokens[at].is_any(&["por"])
        && tokens.get(at + 1).is_some_and(|next| {
            next.word().ends_with("arse") || next.begins(&["iniciar", "empezar"])
        });
    open || tokens[at].begins(&["necesari", "demor", "retras", "requer", "requier"])
}

/// Whether words that name no stage state that there were processes: "hubo 3 procesos", "3 procesos por 5,00 USD"; not
/// "son necesarios 3 procesos", "hubo demora en 3 procesos".
fn is_stated(tokens: &[Token<'_>], clause: &Clause, end: usize, text: &str) -> bool {
    let before = clause.start.saturating_sub(2 * REACH);
    let verb = (before..clause.start).rev().find(|&at| {
        let printed = &text[tokens[at].range.clone()];
        said::is_finite(&tokens[at], text) || ["está", "están", "Está", "Están"].contains(&printed)
    });
    // What stands between the verb and the count is what the verb speaks of.
    let governed = verb.is_none_or(|verb| {
        let counts = |token: &&Token<'_>| token.value().is_none() && !token.begins(PROCESSES);
        tokens[verb + 1..clause.start]
            .iter()
            .take_while(counts)
            .all(|token| {
                token.mark().is_some()
                    || token.is_any(&[
                        "a",
                        "con",
                        "de",
                        "del",
                        "el",
                        "en",
                        "la",
                        "las",
                        "los",
                        "un",
                        "una",
                        "dos",
                        "tres",
                        "cuatro",
                        "cinco",
                        "total",
                        "numero",
                        "cantidad",
                        "por",
                        "traves",
                        "mediante",
                        "modalidad",
                        "siguientes",
                        "y",
                        "ano",
                        "provincia",
                    ])
            })
    });
    // "Están por iniciarse 3 procesos", "3 procesos son necesarios".
    let waits = (verb.unwrap_or(before)..clause.start).any(|at| awaits(tokens, at))
        || (clause.name.end..end).any(|at| {
            let copula = tokens[at].is_any(&["son", "es", "fueron", "fue"]);
            copula && at + 1 < end && awaits(tokens, at + 1)
                || tokens[at].is_any(&["por"]) && awaits(tokens, at)
        });
    governed && !waits
}

/// Whether the words after a procedure's name leave what is said of it what it is: nothing denied, hoped for or void.
fn undisturbed(tokens: &[Token<'_>], range: Range<usize>, text: &str) -> Result<(), Why> {
    for at in range {
        let token = &tokens[at];
        if said::negates(tokens, text, at) && (!token.is_any(&["sin"]) || undone(tokens, at, text))
        {
            return Err(Why::Aside(Aside::Denied));
        }
        if stage_of(token).is_some() && said::is_unreal(tokens, at) {
            return Err(Why::Aside(Aside::Aim));
        }
        // What is not over, or came to nothing, is not counted; what else became of it may be of a part only.
        if token.begins(VOID) || verb_at(token, text) == Some(Verb::Other) {
            return Err(Why::Unclear);
        }
    }
    Ok(())
}

/// Whether `sin` at token `at` takes something from what was done: "sin que se finalizara", and not "sin novedad".
fn undone(tokens: &[Token<'_>], at: usize, text: &str) -> bool {
    tokens[at + 1..]
        .iter()
        .take(6)
        .take_while(|token| token.mark().is_none())
        .any(|token| token.is_any(&["que", "efecto"]) || verb_at(token, text).is_some())
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
fn count_of_stage(
    tokens: &[Token<'_>],
    words: Range<usize>,
    stage: Option<usize>,
) -> Option<Counted> {
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
        .or_else(|| {
            (stage + 1..=words.end)
                .take(4)
                .find_map(|end| count_ending(tokens, stage + 1, end))
        })
}

/// How many processes the words after a name count: "NAME: 12 procesos", "se realizaron 5 compras".
fn count_within(tokens: &[Token<'_>], words: Range<usize>, clause: &Clause) -> Option<Counted> {
    let counted = words
        .clone()
        .find(|&at| at > clause.name.end && tokens[at].begins(PROCESSES));
    counted.and_then(|at| count_ending(tokens, clause.name.end, at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::section::testing::{read, read_in, round_trip};

    fn procedures(text: &str) -> Vec<String> {
        let stage = |stage: Stage| {
            let count = stage
                .count
                .map_or_else(|| "-".to_owned(), |it| it.value.to_string());
            let total = stage
                .total
                .map_or_else(|| "-".to_owned(), |it| it.value.to_string());
            format!("{count} {total}")
        };
        let (data, _) = read(&Procurement::default(), text);
        round_trip(&data);
        data.procedures
            .iter()
            .map(|it| {
                format!(
                    "{}: {} / {}",
                    it.procedure,
                    stage(it.awarded),
                    stage(it.finished)
                )
            })
            .collect()
    }

    #[test]
    fn each_amount_goes_to_the_procedure_and_the_stage_that_the_words_name() {
        for (text, expected) in [
            (
                "Hubo 3 procesos de Ínfima cuantía por un monto de $ 15,40 USD; un proceso de Régimen Especial por $ 8,00. ",
                vec![
                    "infima_cuantia: - - / 3 15.40",
                    "regimen_especial: - - / 1 8.00",
                ],
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
                vec![
                    "infima_cuantia: - - / 32 6.00",
                    "subasta_inversa_electronica: 4 20.00 / - -",
                ],
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
            (
                "Se adjudicaron 2 procesos de Licitación. ",
                vec!["licitacion: 2 - / - -"],
            ),
        ] {
            assert_eq!(procedures(text), expected, "{text}");
        }
    }

    #[test]
    fn what_came_to_nothing_or_was_not_done_is_reported_and_no_fact() {
        use Code::{LeftOut, SetAside};
        for (text, code) in [
            (
                "No se adjudicaron 3 procesos de Menor Cuantía por $ 5,00. ",
                SetAside,
            ),
            (
                "Hubo 3 procesos de Menor Cuantía por $ 5,00, sin que se finalizara ninguno. ",
                SetAside,
            ),
            (
                "Hubo 3 procesos de Menor Cuantía por $ 5,00 que no se adjudicaron. ",
                SetAside,
            ),
            (
                "Se anularon 3 procesos de Menor Cuantía por $ 5,00. ",
                LeftOut,
            ),
            (
                "Se declararon desiertos 3 procesos de Menor Cuantía por $ 5,00. ",
                LeftOut,
            ),
            (
                "3 procesos de Menor Cuantía por $ 5,00 fueron rechazados. ",
                LeftOut,
            ),
            (
                "Se postergaron 3 procesos de Menor Cuantía por $ 5,00. ",
                LeftOut,
            ),
            (
                "Están por adjudicar 3 procesos de Menor Cuantía por $ 5,00. ",
                SetAside,
            ),
            (
                "Se adjudicarán 3 procesos de Menor Cuantía por $ 5,00. ",
                SetAside,
            ),
            (
                "En 2019 se adjudicaron 3 procesos de Menor Cuantía por $ 5,00. ",
                SetAside,
            ),
            (
                "El año anterior se adjudicaron 3 procesos de Menor Cuantía por $ 5,00. ",
                SetAside,
            ),
            (
                "En la provincia de Carchi se adjudicaron 3 procesos de Menor Cuantía por $ 5,00. ",
                SetAside,
            ),
            (
                "No se adjudicaron estos procesos: \n\n• 3 procesos de Menor Cuantía por $ 5,00. \n",
                SetAside,
            ),
            (
                "Se declararon desiertos: \n\n• 3 procesos de Menor Cuantía por $ 5,00. \n",
                LeftOut,
            ),
        ] {
            let (data, codes) = read_in(&Procurement::default(), text, Some(2020), Some("Napo"));
            assert_eq!((data.procedures.len(), codes), (0, vec![code]), "{text}");
        }
    }

    #[test]
    fn what_no_verb_states_is_left_out() {
        for (text, code) in [
            (
                "Son necesarios 3 procesos de ínfima cuantía por un valor de 900,00 USD. ",
                Code::LeftOut,
            ),
            (
                "Está por iniciarse un proceso de ínfima cuantía por 900,00 USD. ",
                Code::SetAside,
            ),
            (
                "Hubo demora en 3 procesos de ínfima cuantía por 900,00 USD. ",
                Code::LeftOut,
            ),
            (
                "Hubo 3 procesos de ínfima cuantía por 900,00 USD menos que en 2019. ",
                Code::SetAside,
            ),
        ] {
            let (data, codes) = read_in(&Procurement::default(), text, Some(2020), None);
            assert_eq!((data.procedures.len(), codes), (0, vec![code]), "{text}");
        }
    }

    #[test]
    fn what_an_amount_is_compared_with_is_not_the_procedures() {
        let text = "En 2020 se adjudicaron 3 procesos de Menor Cuantía por $ 5,00, frente a $ 4,00 de 2019. ";
        let (data, codes) = read_in(&Procurement::default(), text, Some(2020), None);
        assert_eq!(
            data.procedures[0].awarded.total.unwrap().value.to_string(),
            "5.00"
        );
        assert_eq!(
            (data.procedures[0].awarded.count.unwrap().value, codes),
            (3, vec![])
        );
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
        let text = "3 procesos de Catálogo Electrónico, 2 finalizados y 1 adjudicado, por un total de $ 9,00. ";
        assert_eq!(procedures(text), [""; 0]);
    }
}
