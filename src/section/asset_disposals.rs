//! *Enajenación de bienes, expropiaciones y donaciones*.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::value::Figure;
use super::words::{Token, key, stands_at, tokens};
use super::{Passage, Reading, SectionId, SectionParser, Sentence};
use crate::atom::AtomKind;
use crate::diagnostic::Sink;
use crate::source::Span;

/// Reads *Enajenación de bienes, expropiaciones y donaciones*: that there were none, or which.
#[derive(Clone, Copy, Debug, Default)]
pub struct AssetDisposals;

/// What a report says of assets that left the office.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AssetDisposalsData {
    /// It says that there were none.
    pub declared_none: bool,
    /// Those that it tells of, in the order of print.
    pub disposals: Vec<Disposal>,
}

/// An asset that left the office, or came to it by law.
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
        ]
    }

    fn parse(&self, section: &Reading<'_>, _sink: &mut dyn Sink) -> AssetDisposalsData {
        let mut data = AssetDisposalsData::default();
        for passage in section.passages() {
            match statement(&passage) {
                Statement::Nothing => {}
                Statement::None => data.declared_none = true,
                Statement::Disposal(kind) => {
                    let money = passage.atoms().iter().find(|atom| atom.value.kind() == AtomKind::Money);
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
        data.declared_none &= data.disposals.is_empty();
        data
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
}

/// The stems of the words that name what was done.
const KINDS: &[(&[&str], DisposalKind)] = &[
    (&["donac", "donad", "dono", "donar", "donaron", "donando"], DisposalKind::Donation),
    (&["expropi"], DisposalKind::Expropriation),
    (&["enajen", "remat", "venta", "vend", "subast"], DisposalKind::Sale),
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

fn statement(passage: &Passage<'_>) -> Statement {
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
    let lead = passage.lead().and_then(|lead| kind_of(&tokens(tail(lead.as_str()), &[])));
    let mut denied = false;
    for sentence in passage.sentences() {
        match of_sentence(&sentence, lead) {
            Statement::Disposal(kind) if !introduces => return Statement::Disposal(kind),
            Statement::None => denied = true,
            _ => {}
        }
    }
    if denied { Statement::None } else { Statement::Nothing }
}

fn of_sentence(sentence: &Sentence<'_>, lead: Option<DisposalKind>) -> Statement {
    let tokens = sentence.tokens();
    let kind = kind_of(&tokens);
    if let Some(denial) = denial(&tokens) {
        // "No hubo enajenaciones, salvo la donación de …".
        let but = tokens[denial..]
            .iter()
            .position(|token| token.is_any(&["salvo", "excepto", "excepcion"]))
            .map(|at| denial + at);
        return match but.and_then(|at| kind_of(&tokens[at..])) {
            Some(kind) => Statement::Disposal(kind),
            None if kind.is_some() || tokens.iter().any(|token| token.begins(MATTERS)) => Statement::None,
            None => Statement::Nothing,
        };
    }
    let happened = tokens.iter().any(|token| token.begins(DONE) || token.is_any(DID));
    let counted = tokens.iter().any(|token| {
        token.value().is_some_and(|atom| matches!(atom.value.kind(), AtomKind::Money | AtomKind::Number))
    });
    match (kind, lead) {
        (Some(kind), _) if happened || counted => Statement::Disposal(kind),
        // An item of "Se donaron los siguientes bienes:".
        (None, Some(kind)) => Statement::Disposal(kind),
        _ => Statement::Nothing,
    }
}

/// The first kind that words name.
fn kind_of(tokens: &[Token<'_>]) -> Option<DisposalKind> {
    tokens.iter().find_map(|token| KINDS.iter().find(|(stems, _)| token.begins(stems)).map(|&(_, kind)| kind))
}

/// Where words deny that something happened: "no se han realizado", "no vendió", "sin novedades", "ninguna".
fn denial(tokens: &[Token<'_>]) -> Option<usize> {
    (0..tokens.len()).find(|&at| {
        let reach = &tokens[at + 1..tokens.len().min(at + 6)];
        let of_matter =
            |token: &Token<'_>| token.begins(MATTERS) || kind_of(std::slice::from_ref(token)).is_some();
        match tokens[at].word() {
            "no" | "tampoco" | "ni" => {
                stands_at(tokens, at, "no aplica").is_some()
                    || reach
                        .iter()
                        .any(|token| token.begins(HAPPENED) || kind_of(std::slice::from_ref(token)).is_some())
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

fn tail(text: &str) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(LEAD))..]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::section::testing::{read, round_trip};

    fn disposals(text: &str) -> (bool, Vec<String>) {
        let (data, _) = read(&AssetDisposals, text);
        round_trip(&data);
        let value = |it: &Disposal| it.value.map_or_else(|| "-".to_owned(), |value| value.value.to_string());
        (data.declared_none, data.disposals.iter().map(|it| format!("{} {}", it.kind, value(it))).collect())
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
            ("• Donaciones: un terreno de 300 m2 \n\n• Expropiaciones: ninguna \n", vec!["donation -"]),
        ] {
            let expected: Vec<String> = expected.into_iter().map(str::to_owned).collect();
            assert_eq!(disposals(text), (false, expected), "{text}");
        }
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
