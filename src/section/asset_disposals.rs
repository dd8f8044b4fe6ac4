//! *Enajenación de bienes, expropiaciones y donaciones*.

use std::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::said;
use super::value::Figure;
use super::when::{self, Said, Years};
use super::words::{Token, key, stands_at, tokens};
use super::{Fact, Passage, Reading, Record, SectionId, SectionParser, Sentence, stated};
use crate::atom::AtomKind;
use crate::diagnostic::{Code, Sink};
use crate::model::{Column, TableSchema};
use crate::source::Span;

/// Reads *Enajenación de bienes, expropiaciones y donaciones*: that there were none, or which.
///
/// ```
/// use rendicion::AssetDisposals;
///
/// let text = "7. Enajenación de bienes, expropiaciones y donaciones \n\nNo se realizaron donaciones, expropiaciones ni enajenaciones. \n";
/// let report = rendicion::parse(text);
/// assert!(report.section::<AssetDisposals>().unwrap().declared_none);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct AssetDisposals;

/// What a report says of assets that left the office.
///
/// ```
/// use rendicion::AssetDisposals;
///
/// let text = "7. Enajenación de bienes, expropiaciones y donaciones \n\nSe vendió en remate un vehículo por USD 9.450,00. \n";
/// let report = rendicion::parse(text);
/// let data = report.section::<AssetDisposals>().unwrap();
/// assert_eq!((data.declared_none, data.disposals.len()), (false, 1));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AssetDisposalsData {
    /// It says that there were none.
    pub declared_none: bool,
    /// Those that it tells of, in the order of print.
    pub disposals: Vec<Disposal>,
}

/// An asset that left the office, or came to it by law.
///
/// ```
/// use rendicion::{AssetDisposals, DisposalKind};
///
/// let text = "7. Enajenación de bienes, expropiaciones y donaciones \n\nSe vendió en remate un vehículo por USD 9.450,00. \n";
/// let report = rendicion::parse(text);
/// let data = report.section::<AssetDisposals>().unwrap();
/// let sold = &data.disposals[0];
/// assert_eq!((sold.kind, sold.value.unwrap().value.to_string()), (DisposalKind::Sale, "9450.00".to_owned()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Disposal {
    /// What was done.
    pub kind: DisposalKind,
    /// What the report says of it.
    pub text: String,
    /// The first amount of money that it names, in USD.
    pub value: Option<Figure>,
    /// From its first byte to its last.
    pub span: Span,
    /// The line of the span's start, counted from 1.
    pub line: u32,
}

/// What was done with an asset.
///
/// ```
/// assert_eq!(rendicion::DisposalKind::Sale.to_string(), "sale");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DisposalKind {
    /// *Donación*.
    Donation,
    /// *Expropiación*.
    Expropriation,
    /// *Enajenación*: sale, auction or any other way of giving up ownership.
    Sale,
}

impl DisposalKind {
    /// Its name, as the JSON of a report has it.
    ///
    /// ```
    /// assert_eq!(rendicion::DisposalKind::Donation.as_str(), "donation");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Donation => "donation",
            Self::Expropriation => "expropriation",
            Self::Sale => "sale",
        }
    }
}

impl fmt::Display for DisposalKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The table of what left the office, a row each.
static TABLES: LazyLock<[TableSchema; 1]> = LazyLock::new(|| {
    let columns = [
        Column::label(
            "act",
            [
                "PROCESO",
                "TIPO DE ACTO",
                "ACTO",
                "TIPO DE PROCESO",
                "TIPO",
                "MODALIDAD",
            ],
        ),
        Column::text(
            "asset",
            [
                "BIEN",
                "DESCRIPCIÓN DEL BIEN",
                "DESCRIPCIÓN",
                "DETALLE DEL BIEN",
                "BIENES",
            ],
        ),
        Column::count("count", ["CANTIDAD", "UNIDADES", "NÚMERO", "N°", "NRO."]).optional(),
        Column::money(
            "value",
            ["VALOR", "VALOR EN LIBROS", "VALOR TOTAL", "MONTO", "AVALÚO"],
        )
        .optional(),
    ];
    let others = [
        "VALOR UNITARIO",
        "FECHA",
        "ENTIDAD RECEPTORA",
        "BENEFICIARIO",
        "VALOR RESIDUAL",
    ];
    [TableSchema::new("asset_disposals", columns).with_others(others)]
});

/// The acts of a table's rows, by the stems of their names.
const ACTS: &[(&str, DisposalKind)] = &[
    ("donac", DisposalKind::Donation),
    ("transferencia gratuita", DisposalKind::Donation),
    ("expropia", DisposalKind::Expropriation),
    ("enajena", DisposalKind::Sale),
    ("remate", DisposalKind::Sale),
    ("venta", DisposalKind::Sale),
    ("subasta", DisposalKind::Sale),
    ("permuta", DisposalKind::Sale),
];

/// The disposal of a row: its act is known, and it does not say that there were none.
fn of_record(record: &Record<'_>, sink: &mut dyn Sink) -> Option<Disposal> {
    let act = key(record.label()?);
    let (_, kind) = ACTS.iter().find(|(stem, _)| act.starts_with(stem))?;
    let count = record.count("count", sink);
    let value = record.money("value", sink);
    let is_none =
        count.is_some_and(|it| it.value == 0) || value.is_some_and(|it| it.value.is_zero());
    let asset = record.text("asset").filter(|_| !is_none)?;
    Some(Disposal {
        kind: *kind,
        text: format!("{}, {asset}", record.label()?),
        value,
        span: record.span(),
        line: record.line(),
    })
}

impl SectionParser for AssetDisposals {
    type Output = AssetDisposalsData;

    fn id(&self) -> SectionId {
        SectionId::ASSET_DISPOSALS
    }

    fn titles(&self) -> &[&str] {
        &[
            "Enajenación de bienes, expropiaciones y donaciones",
            "Enajenación de bienes/expropiaciones/donaciones",
            "Enajenación, donaciones y expropiaciones de bienes",
            "Enajenación de bienes",
            "Enajenaciones, donaciones y expropiaciones",
            "Donaciones y enajenaciones",
            "Donaciones, enajenaciones y expropiaciones",
        ]
    }

    fn tables(&self) -> &[TableSchema] {
        &*TABLES
    }

    fn parse(&self, section: &Reading<'_>, sink: &mut dyn Sink) -> AssetDisposalsData {
        let mut data = AssetDisposalsData::default();
        let records = section.records("asset_disposals", sink);
        data.disposals
            .extend(records.iter().filter_map(|record| of_record(record, sink)));
        let mut unclear = false;
        for passage in section.passages() {
            match statement(&passage, section.year()) {
                Statement::Nothing => {}
                Statement::None => data.declared_none = true,
                Statement::OtherYear => {
                    let message =
                        "this is said of another year than the report's; it states no fact";
                    sink.report(Code::SetAside, passage.place().span, message.to_owned());
                }
                Statement::Unclear => {
                    unclear = true;
                    let message =
                        "whether anything was given away is not certain here; it states no fact";
                    sink.report(Code::LeftOut, passage.place().span, message.to_owned());
                }
                Statement::Disposal(kind) => {
                    let money = passage
                        .atoms()
                        .iter()
                        .find(|atom| atom.value.kind() == AtomKind::Money);
                    data.disposals.push(Disposal {
                        kind,
                        text: passage.text().as_str().to_owned(),
                        value: money.and_then(Figure::of),
                        span: passage.place().span,
                        line: passage.place().line,
                    });
                }
            }
        }
        // "There were none of the others" beside a donation is no declaration that there were none.
        data.declared_none &= data.disposals.is_empty() && !unclear;
        data
    }

    fn facts(data: &AssetDisposalsData) -> impl Iterator<Item = Fact<'_>> {
        stated::of_disposals(data)
    }
}

/// What a passage says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Statement {
    /// Nothing of the kind.
    Nothing,
    /// That there were none.
    None,
    /// That there was one.
    Disposal(DisposalKind),
    /// That there was one in another year.
    OtherYear,
    /// That there was one, or that there was none.
    Unclear,
}

/// The stems of the words that name what was done.
const KINDS: &[(&[&str], DisposalKind)] = &[
    (
        &["donac", "donad", "dono", "donar", "donaron", "donando"],
        DisposalKind::Donation,
    ),
    (&["expropi"], DisposalKind::Expropriation),
    (
        &["enajen", "remat", "venta", "vend", "subast"],
        DisposalKind::Sale,
    ),
];

/// The stems of words that say that something was done.
const DONE: &[&str] = &[
    "adjudic",
    "aprobaron",
    "aprobo",
    "autoriz",
    "concret",
    "conced",
    "donad",
    "efectu",
    "ejecuto",
    "ejecutaron",
    "enajenad",
    "entreg",
    "expropiad",
    "formaliz",
    "hubo",
    "legaliz",
    "otorg",
    "perfeccion",
    "realiz",
    "recibi",
    "rematad",
    "subastad",
    "suscribi",
    "transfir",
    "vendid",
];

/// Verbs that name at once what was done.
const DID: &[&str] = &[
    "dono",
    "donaron",
    "vendio",
    "vendieron",
    "expropio",
    "expropiaron",
    "remato",
    "remataron",
    "enajeno",
    "enajenaron",
];

/// The stems of verbs that deny with `no` before them that something was done.
const HAPPENED: &[&str] = &[
    "adjudic",
    "aprob",
    "autoriz",
    "concret",
    "dieron",
    "dio",
    "efectu",
    "ejecut",
    "entreg",
    "exist",
    "formaliz",
    "gener",
    "gestion",
    "hub",
    "llev",
    "present",
    "produj",
    "realiz",
    "recib",
    "registr",
    "report",
    "suscrib",
    "tiene",
    "transfir",
    "tramit",
    "tuv",
    "legaliz",
    "perfeccion",
    "otorg",
    "conced",
    "cuent",
    "mantien",
    "conoc",
];

/// What is denied, where the passage names no kind: "no se realizaron procesos de este tipo".
const MATTERS: &[&str] = &[
    "proces",
    "bien",
    "movimient",
    "novedad",
    "activ",
    "inmueble",
    "evento",
    "caso",
    "tramite",
    "actos",
    "operacion",
];

fn statement(passage: &Passage<'_>, year: Option<u16>) -> Statement {
    let text = passage.text().as_str();
    if says_none(text) {
        return Statement::None;
    }
    // "Donaciones: ninguna", "Expropiaciones: 0".
    if let Some((label, said)) = text.split_once(':')
        && kind_of(&tokens(label, &[])).is_some()
        && (says_none(said) || said.trim_matches([' ', '.']) == "0")
    {
        return Statement::None;
    }
    // What introduces a list is no record of its own.
    let introduces = text.ends_with(':');
    let lead = passage.lead().and_then(|lead| of_lead(lead.as_str()));
    let said_of = when::of_lead(passage.lead(), year);
    let (mut denied, mut other_year, mut unclear) = (false, false, false);
    for sentence in passage.sentences() {
        match of_sentence(&sentence, lead, year, said_of) {
            Statement::Disposal(kind) if !introduces => return Statement::Disposal(kind),
            Statement::Unclear if !introduces => unclear = true,
            Statement::OtherYear if !introduces => other_year = true,
            Statement::None => denied = true,
            _ => {}
        }
    }
    match (
        unclear || denied && is_qualified(passage),
        denied,
        other_year,
    ) {
        (true, ..) => Statement::Unclear,
        (_, true, _) => Statement::None,
        (.., true) => Statement::OtherYear,
        _ => Statement::Nothing,
    }
}

/// Words that leave something of what is denied, or deny something else of it.
const BUT: &[&str] = &[
    "salvo",
    "excepto",
    "excepcion",
    "exceptuando",
    "impedimento",
    "obstaculo",
    "preve",
    "prevemos",
    "espera",
    "esperamos",
];

/// Whether a passage that denies leaves something: an exception, a question, a part, a sentence that affirms.
fn is_qualified(passage: &Passage<'_>) -> bool {
    passage.sentences().iter().any(|sentence| {
        let tokens = sentence.tokens();
        let affirms = |pair: &[Token<'_>]| pair[0].is_any(&["si"]) && pair[1].begins(HAPPENED);
        let of_some = |pair: &[Token<'_>]| {
            pair[0].is_any(&["no"]) && pair[1].is_any(&["todas", "todos", "toda", "todo"])
        };
        let denies = tokens
            .iter()
            .any(|token| token.is_any(&["no", "nunca", "tampoco"]));
        let plain = tokens.first().is_some_and(|token| token.begins(HAPPENED))
            && kind_of(&tokens).is_some();
        sentence.text().contains('?')
            || plain
            || denies && tokens.iter().any(|token| token.is_any(BUT))
            || tokens.windows(2).any(|pair| affirms(pair) || of_some(pair))
    })
}

/// What a sentence says: the first of its parts that tells of a disposal, or else that there were none.
fn of_sentence(
    sentence: &Sentence<'_>,
    lead: Option<Statement>,
    year: Option<u16>,
    said_of: Said,
) -> Statement {
    let tokens = sentence.tokens();
    let text = sentence.text();
    if says_none(text) {
        return Statement::None;
    }
    let years = Years::new(&tokens, year, said_of);
    let mut out = Statement::Nothing;
    let mut from = 0;
    for at in 1..=tokens.len() {
        if at < tokens.len() && !opens(&tokens, at) {
            continue;
        }
        let (part, start) = (&tokens[from..at], from);
        from = at;
        // "Ni" and a comma alone go on with the denial before them: only a part of its own is read as one.
        match (of_part(part, text, lead), out) {
            (Statement::Disposal(kind), _) => {
                return match years.of(&tokens, start + heart(part, text)) {
                    Said::Own => Statement::Disposal(kind),
                    Said::Other => Statement::OtherYear,
                    Said::Doubt => Statement::Unclear,
                };
            }
            (Statement::Nothing, _) => {}
            (said, Statement::Nothing | Statement::None) => out = said,
            _ => {}
        }
    }
    if out == Statement::None && years.are_other() {
        return Statement::OtherYear;
    }
    out
}

/// Words that begin what is said against what stands before them.
const AGAINST: &[&str] = &["pero", "sino", "aunque", "mientras", "salvo", "excepto"];

/// Whether at token `at` another statement begins: "…, pero se donaron", "… y se donaron", "…; se donaron".
fn opens(tokens: &[Token<'_>], at: usize) -> bool {
    // In Spanish a denial reaches over `ni`, and not over `y` with a verb of its own.
    let verb = |at: usize| {
        let at = at + usize::from(tokens.get(at).is_some_and(|token| token.is_any(&["si"])));
        let reflexive = tokens.get(at).is_some_and(|token| token.is_any(&["se"]));
        let at = at + usize::from(reflexive);
        tokens.get(at).is_some_and(|token| {
            token.is_any(DID)
                || token.is_any(&["hubo", "fue", "fueron"])
                || reflexive && token.begins(DONE)
        })
    };
    // "No vendió, expropió ni donó": `ni` closes a list that the denial began.
    let listed = |at: usize| {
        tokens[at].is_any(DID)
            && tokens[at..]
                .iter()
                .take(12)
                .any(|token| token.is_any(&["ni"]))
    };
    tokens[at].mark() == Some(';')
        || tokens[at].is_any(AGAINST)
        || stands_at(tokens, at, "sin embargo").is_some()
        || stands_at(tokens, at, "no obstante").is_some()
        || stands_at(tokens, at, "con excepcion").is_some()
        || stands_at(tokens, at, "a excepcion").is_some()
        || tokens[at].is_any(&["y", "e"]) && verb(at + 1)
        || tokens[at].mark() == Some(',') && verb(at + 1) && !listed(at + 1)
}

fn of_part(tokens: &[Token<'_>], text: &str, lead: Option<Statement>) -> Statement {
    let kind = kind_of(tokens);
    // "No hubo enajenaciones, salvo la donación de …": what is excepted was done.
    if tokens
        .iter()
        .take(2)
        .any(|token| token.is_any(&["salvo", "excepto", "excepcion"]))
    {
        return kind.map_or(Statement::Nothing, Statement::Disposal);
    }
    if denial(tokens).is_some() {
        let of_matter = kind.is_some() || tokens.iter().any(|token| token.begins(MATTERS));
        return if of_matter {
            Statement::None
        } else {
            Statement::Nothing
        };
    }
    let done = (0..tokens.len()).find(|&at| is_done(tokens, text, at));
    let counted = tokens.iter().any(|token| {
        token
            .value()
            .is_some_and(|atom| matches!(atom.value.kind(), AtomKind::Money | AtomKind::Number))
    });
    let hoped = tokens
        .iter()
        .position(|token| kind_of(std::slice::from_ref(token)).is_some())
        .is_some_and(|at| said::aimed(tokens, text, at) || said::is_unreal(tokens, at));
    match (kind, lead) {
        _ if hoped => Statement::Nothing,
        (Some(_), _) if done.is_some_and(|at| said::aimed(tokens, text, at)) => Statement::Nothing,
        // A negation that no rule understands.
        (Some(_), _)
            if (done.is_some() || counted)
                && (0..tokens.len())
                    .any(|at| said::negates(tokens, text, at) && near(tokens, at)) =>
        {
            Statement::Unclear
        }
        (Some(kind), _) if done.is_some() && !is_void(tokens) && is_governed(tokens, text) => {
            Statement::Disposal(kind)
        }
        // "Donación de 3 sillas": without any verb it tells of what was done.
        (Some(kind), _)
            if done.is_none()
                && counted
                && !is_void(tokens)
                && is_governed(tokens, text)
                && !(0..tokens.len()).any(|at| is_verb(tokens, text, at)) =>
        {
            Statement::Disposal(kind)
        }
        // "La donación de 3 sillas fue negada", "Se solicitó la donación de 3 sillas".
        (Some(_), _) if done.is_some() || counted => Statement::Unclear,
        // An item of "Se donaron los siguientes bienes:".
        (None, Some(lead)) => lead,
        _ => Statement::Nothing,
    }
}

/// Whether the word at `at` says that something was done: a past verb or a participle of doing, not "se realiza", nor
/// "para ser donados".
fn is_done(tokens: &[Token<'_>], text: &str, at: usize) -> bool {
    const PARTICIPLES: &[&str] = &[
        "ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas", "crito", "crita",
    ];
    let token = &tokens[at];
    let past = said::is_past(token, text)
        || PARTICIPLES
            .iter()
            .any(|ending| token.word().ends_with(ending));
    let to_come = at
        .checked_sub(1)
        .is_some_and(|last| tokens[last].is_any(&["ser", "sean", "sera", "seran"]));
    token.is_any(DID) || token.is_any(&["hubo"]) || token.begins(DONE) && past && !to_come
}

/// Whether words say that it came to nothing, or not yet to anything.
fn is_void(tokens: &[Token<'_>]) -> bool {
    tokens
        .iter()
        .any(|token| token.begins(VOID) || token.is_any(&["fallida", "fallido", "fallo"]))
}

/// Stems of what keeps a disposal from being done.
const VOID: &[&str] = &[
    "anul", "archivad", "cancel", "continu", "demor", "desiert", "impugn", "negad", "nego",
    "negaron", "negativ", "pendient", "plane", "planific", "posterg", "propon", "propus",
    "propuest", "rechaz", "requi", "revoc", "solicit", "suspend", "tramit",
];

/// Whether a word is a verb, as far as its form tells.
fn is_verb(tokens: &[Token<'_>], text: &str, at: usize) -> bool {
    let token = &tokens[at];
    said::is_finite(token, text)
        || token.is_any(&[
            "se", "esta", "estan", "estaba", "estaban", "queda", "quedan", "sera", "seran", "ha",
            "han",
        ])
}

/// Words that stand between a verb and the noun that it governs.
const SMALL: &[&str] = &[
    "el",
    "la",
    "los",
    "las",
    "un",
    "una",
    "unos",
    "unas",
    "dicha",
    "dichas",
    "siguiente",
    "siguientes",
    "varias",
    "varios",
    "dos",
    "tres",
    "cuatro",
    "cinco",
    "primera",
    "segunda",
    "y",
    "e",
    "respectiva",
    "respectivo",
    "su",
    "sus",
    "esta",
    "este",
];

/// What a disposal is made by, and is named after it.
const FORMS: &[&str] = &[
    "proceso",
    "procesos",
    "procedimiento",
    "procedimientos",
    "contrato",
    "contratos",
    "acta",
    "actas",
    "escritura",
    "escrituras",
    "convenio",
    "convenios",
    "calidad",
    "titulo",
    "concepto",
];

/// Whether what names the kind is itself what was done, and not what something else is about: "el reglamento de
/// donaciones", "una reunión sobre la donación".
fn is_governed(tokens: &[Token<'_>], text: &str) -> bool {
    (0..tokens.len()).any(|kind| {
        if kind_of(std::slice::from_ref(&tokens[kind])).is_none() {
            return false;
        }
        if is_done(tokens, text, kind) {
            return true;
        }
        let mut at = kind;
        while let Some(last) = at.checked_sub(1) {
            let token = &tokens[last];
            let is_form = |at: usize| tokens[at].is_any(FORMS);
            if token.is_any(SMALL) || token.value().is_some() {
                at = last;
            } else if token.is_any(&["de"]) && last.checked_sub(1).is_some_and(is_form) {
                at = last - 1;
            } else {
                return token.mark().is_some()
                    || token.is_any(&[
                        "en", "como", "mediante", "por", "fue", "fueron", "salvo", "excepto",
                        "que", "pero",
                    ])
                    || is_done(tokens, text, last)
                    || is_verb(tokens, text, last);
            }
        }
        true
    })
}

/// Where a part says that something was done, or else what; of a bare item, its middle.
fn heart(tokens: &[Token<'_>], text: &str) -> usize {
    let kind = || {
        tokens
            .iter()
            .position(|token| kind_of(std::slice::from_ref(token)).is_some())
    };
    (0..tokens.len())
        .find(|&at| is_done(tokens, text, at))
        .or_else(kind)
        .unwrap_or(tokens.len() / 2)
}

/// What introduces a list says of its items, where it names a kind.
fn of_lead(text: &str) -> Option<Statement> {
    let text = said::tail(text, LEAD);
    let tokens = tokens(text, &[]);
    let kind = kind_of(&tokens)?;
    Some(match of_part(&tokens, text, None) {
        Statement::Disposal(kind) => Statement::Disposal(kind),
        // "Donaciones:", which nothing counts.
        Statement::Nothing
            if is_governed(&tokens, text)
                && !is_void(&tokens)
                && !(0..tokens.len()).any(|at| is_verb(&tokens, text, at)) =>
        {
            Statement::Disposal(kind)
        }
        _ => Statement::Unclear,
    })
}

/// Whether a negation stands near what is said to be done.
fn near(tokens: &[Token<'_>], at: usize) -> bool {
    tokens[at + 1..]
        .iter()
        .take(8)
        .take_while(|token| token.mark().is_none())
        .any(|token| {
            token.begins(DONE)
                || token.is_any(DID)
                || kind_of(std::slice::from_ref(token)).is_some()
        })
}

/// The first kind that words name.
fn kind_of(tokens: &[Token<'_>]) -> Option<DisposalKind> {
    tokens.iter().find_map(|token| {
        KINDS
            .iter()
            .find(|(stems, _)| token.begins(stems))
            .map(|&(_, kind)| kind)
    })
}

/// Where words deny that something happened: "no se han realizado", "no vendió", "sin novedades", "ninguna".
fn denial(tokens: &[Token<'_>]) -> Option<usize> {
    (0..tokens.len()).find(|&at| {
        let reach = &tokens[at + 1..tokens.len().min(at + 6)];
        let of_matter = |token: &Token<'_>| {
            token.begins(MATTERS) || kind_of(std::slice::from_ref(token)).is_some()
        };
        match tokens[at].word() {
            "no" | "tampoco" | "ni" | "nunca" | "jamas" => {
                stands_at(tokens, at, "no aplica").is_some()
                    || reach.iter().any(|token| {
                        token.begins(HAPPENED) || kind_of(std::slice::from_ref(token)).is_some()
                    })
            }
            "ningun" | "ninguna" | "ninguno" | "sin" => reach.iter().take(3).any(of_matter),
            _ => false,
        }
    })
}

/// "N/A", "No aplica", "Ninguna", "Sin novedad", "No se registran".
fn says_none(text: &str) -> bool {
    const NONE: &[&str] = &[
        "n a",
        "na",
        "no aplica",
        "no aplican",
        "no aplicable",
        "ninguna",
        "ninguno",
        "ninguna novedad",
        "sin novedad",
        "sin novedades",
        "sin movimiento",
        "sin movimientos",
        "no existe",
        "no existen",
        "no existieron",
        "no hubo",
        "no se registra",
        "no se registran",
        "no registra",
        "no se registraron",
        "no se realizaron",
        "no se realizo",
        "no se ejecutaron",
        "no se efectuaron",
        "no se han realizado",
        "no se dieron",
        "cero",
    ];
    text.len() <= 64 && NONE.contains(&key(text).as_str())
}

/// Bytes at the end of what leads up to a list in which its kind is looked for: it is asked for every item.
const LEAD: usize = 600;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::section::testing::{read, read_in, round_trip};

    fn disposals(text: &str) -> (bool, Vec<String>) {
        let (data, _) = read(&AssetDisposals, text);
        round_trip(&data);
        let value = |it: &Disposal| {
            it.value
                .map_or_else(|| "-".to_owned(), |value| value.value.to_string())
        };
        (
            data.declared_none,
            data.disposals
                .iter()
                .map(|it| format!("{} {}", it.kind, value(it)))
                .collect(),
        )
    }

    #[test]
    fn knows_a_denial_in_any_words() {
        for text in [
            "No aplica. \n",
            "N/A \n",
            "Ninguna. \n",
            "No se registran donaciones en el período. \n",
            "En 2023 no hubo enajenación, expropiación ni donación de bienes. \n",
            "La provincia no vendió, expropió ni donó bien alguno, y los inventarios lo confirman sin salvedades. \n",
            "Este ejercicio transcurrió sin enajenaciones de bienes. \n",
            "No se ha efectuado ningún proceso de este tipo. \n",
            "• Enajenaciones: ninguna \n\n• Expropiaciones: 0 \n\n• Donaciones: No aplica \n",
        ] {
            assert_eq!(disposals(text), (true, vec![]), "{text}");
        }
    }

    #[test]
    fn knows_what_left_the_office() {
        for (text, expected) in [
            (
                "Se autorizó la donación de 14 sillas, valoradas en $ 3.482,60, a una escuela que no tenía. \n",
                vec!["donation 3482.60"],
            ),
            (
                "No se realizaron enajenaciones, salvo la venta de un vehículo por $ 900,00. \n",
                vec!["sale 900.00"],
            ),
            (
                "Se donaron los siguientes bienes: \n\n• 14 computadores, $ 300,50 \n\n• 2 vehículos \n",
                vec!["donation 300.50", "donation -"],
            ),
            (
                "• Donaciones: un terreno de 300 m2 \n\n• Expropiaciones: ninguna \n",
                vec!["donation -"],
            ),
        ] {
            let expected: Vec<String> = expected.into_iter().map(str::to_owned).collect();
            assert_eq!(disposals(text), (false, expected), "{text}");
        }
    }

    #[test]
    fn a_denial_ends_where_something_else_is_said() {
        for (text, expected) in [
            (
                "Sobre los bienes se informa lo que sigue. No hubo. \n",
                (true, vec![]),
            ),
            ("Ni ventas ni donaciones. \n", (true, vec![])),
            ("No se vendieron, ni se donaron bienes. \n", (true, vec![])),
            (
                "No hubo enajenaciones, pero se donaron 3 vehículos. \n",
                (false, vec!["donation -"]),
            ),
            (
                "No se vendieron bienes y se donaron 3 vehículos. \n",
                (false, vec!["donation -"]),
            ),
            (
                "No se vendieron bienes; se donaron 3 vehículos. \n",
                (false, vec!["donation -"]),
            ),
            (
                "No se remataron bienes, se donaron 3 vehículos por $ 5,00. \n",
                (false, vec!["donation 5.00"]),
            ),
            (
                "Aunque no se vendieron bienes, hubo la donación de un terreno. \n",
                (false, vec!["donation -"]),
            ),
            (
                "Se prevé donar 3 vehículos. Aún no se ha donado ninguno. \n",
                (true, vec![]),
            ),
            (
                "La oficina no vendió bienes, donó 3 vehículos. \n",
                (false, vec!["donation -"]),
            ),
        ] {
            let expected = (
                expected.0,
                expected
                    .1
                    .into_iter()
                    .map(str::to_owned)
                    .collect::<Vec<_>>(),
            );
            assert_eq!(disposals(text), expected, "{text}");
        }
    }

    #[test]
    fn what_another_year_saw_is_no_disposal() {
        let text = "En 2019 se donaron 3 vehículos. \n";
        let (data, codes) = read_in(&AssetDisposals, text, Some(2020), None);
        assert_eq!(
            (data, codes),
            (AssetDisposalsData::default(), vec![Code::SetAside])
        );
        let (data, _) = read_in(&AssetDisposals, text, Some(2019), None);
        assert_eq!(data.disposals.len(), 1);
        let text = "En 2019 no hubo donaciones. \n";
        assert!(
            !read_in(&AssetDisposals, text, Some(2020), None)
                .0
                .declared_none
        );
        let text = "No hubo donaciones, y el inventario es igual al de 2019. \n";
        assert!(
            read_in(&AssetDisposals, text, Some(2020), None)
                .0
                .declared_none
        );
    }

    #[test]
    fn the_year_of_a_disposal_is_that_of_its_verb() {
        let text = "Se donaron en 2019 3 sillas. \n";
        let (data, codes) = read_in(&AssetDisposals, text, Some(2020), None);
        assert_eq!((data.disposals.len(), codes), (0, vec![Code::LeftOut]));
        assert_eq!(
            read_in(&AssetDisposals, text, Some(2019), None)
                .0
                .disposals
                .len(),
            1
        );
    }

    #[test]
    fn what_did_not_come_about_is_no_disposal() {
        for text in [
            "La donación de 3 vehículos fue negada. \n",
            "Se rechazó la donación de 3 vehículos. \n",
            "Se solicitó la donación de 3 vehículos. \n",
            "Quedó pendiente la donación de 3 vehículos. \n",
            "La subasta de 3 vehículos fue declarada desierta. \n",
            "Se realizó una reunión sobre la donación de 3 vehículos. \n",
            "Se rechazó la donación de estos bienes: \n\n• 3 vehículos \n",
        ] {
            let (data, codes) = read_in(&AssetDisposals, text, Some(2020), None);
            assert_eq!(
                (data, codes),
                (AssetDisposalsData::default(), vec![Code::LeftOut]),
                "{text}"
            );
        }
        let text = "Según la Ley, la venta de bienes se realiza por subasta. \n";
        assert_eq!(disposals(text), (false, vec![]));
    }

    #[test]
    fn a_rule_is_no_disposal_and_no_denial() {
        for text in [
            "El reglamento de donaciones fija el trámite. \n",
            "No llovió. \n",
            "La Dirección informa sobre enajenaciones: \n",
        ] {
            assert_eq!(disposals(text), (false, vec![]), "{text}");
        }
    }
}
