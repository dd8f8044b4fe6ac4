//! What the words about a figure make of it: denied, hoped for, or the count of those whom something happened to.
//!
//! None of these is a list of all that may be said. They are what Spanish marks: a negation before the verb, an ending
//! that is of no fact (*ejecutar*, *ejecutará*), the ending of what happened once (*-aron*, *-ieron*, *-ó*).

use super::Reading;
use super::words::Token;

/// Whose report it is: what is said of another year or place is not its own.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Home<'r> {
    pub(super) year: Option<u16>,
    pub(super) province: Option<&'r str>,
}

impl<'r> Home<'r> {
    pub(super) fn of(section: &Reading<'r>) -> Self {
        Self {
            year: section.year(),
            province: section.province(),
        }
    }
}

/// The last `most` bytes of what introduces a list, or the few less that begin with a letter: it is looked at with each
/// of the items.
pub(super) fn tail(text: &str, most: usize) -> &str {
    &text[text.ceil_char_boundary(text.len().saturating_sub(most))..]
}

/// Why a figure is none of the report's own facts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aside {
    Denied,
    Aim,
    Event,
    Change,
    Year,
    Place,
    Uncollected,
    Twice,
    Share,
}

impl Aside {
    pub(super) const fn why(self) -> &'static str {
        match self {
            Self::Denied => "the sentence denies it",
            Self::Aim => "it is an aim or an estimate",
            Self::Event => "it counts those whom something happened to, which need not be all",
            Self::Change => "it is a change of an amount",
            Self::Year => "it is said of another year than the report's",
            Self::Place => "it is said of another place than the report's province",
            Self::Uncollected => "nothing about it says that it was collected",
            Self::Share => "it is said of every so many, or every so often",
            Self::Twice => "another row is of the same, and neither says that it is the whole",
        }
    }
}

/// How far before a figure or a verb the words stand that govern it, in tokens.
const REACH: usize = 14;

/// Finite verbs of being, having and adding up.
const STANDS: &[&str] = &[
    "abarca",
    "agrupa",
    "alcanza",
    "alcanzan",
    "alcanzaron",
    "alcanzo",
    "ampara",
    "ascendieron",
    "ascendio",
    "asciende",
    "ascienden",
    "atendemos",
    "atiende",
    "atienden",
    "cerraron",
    "cerro",
    "cobraban",
    "cobran",
    "comprende",
    "conforman",
    "contaba",
    "contamos",
    "contaron",
    "conto",
    "cubre",
    "cubren",
    "cubrieron",
    "cubrio",
    "cuenta",
    "cuentan",
    "culmino",
    "dispone",
    "disponen",
    "dispuso",
    "era",
    "eran",
    "es",
    "existe",
    "existen",
    "existia",
    "existian",
    "existieron",
    "existio",
    "fue",
    "fueron",
    "funcionan",
    "funcionaron",
    "habia",
    "hay",
    "hubo",
    "integran",
    "laboraron",
    "llega",
    "llegan",
    "llegaron",
    "llego",
    "mantiene",
    "mantienen",
    "mantuvieron",
    "mantuvo",
    "operan",
    "operaron",
    "posee",
    "presenta",
    "presentaron",
    "presento",
    "protege",
    "protegen",
    "protegieron",
    "protegio",
    "registra",
    "registran",
    "registraron",
    "registro",
    "reporta",
    "reportan",
    "reportaron",
    "reporto",
    "situo",
    "son",
    "suma",
    "suman",
    "sumaron",
    "sumo",
    "tenemos",
    "tenia",
    "tenian",
    "termino",
    "tiene",
    "tienen",
    "totaliza",
    "totalizaron",
    "totalizo",
    "tuvieron",
    "tuvimos",
    "tuvo",
    "ubico",
];

/// Words that begin another clause.
const OPENERS: &[&str] = &["pero", "sino", "aunque", "mientras"];

/// Whether a word tells by its ending of what happened once: "fallecieron", "se capacitó".
pub(super) fn is_past(token: &Token<'_>, text: &str) -> bool {
    let word = token.word();
    let plural = word.len() > 5
        && (word.ends_with("aron") || word.ends_with("eron"))
        && !token.is_any(&["varon"]);
    plural || word.len() > 2 && ends(token, text, &["ó", "Ó"])
}

/// Whether a word, as printed, ends so.
fn ends(token: &Token<'_>, text: &str, endings: &[&str]) -> bool {
    !token.word().is_empty()
        && endings
            .iter()
            .any(|ending| text[token.range.clone()].ends_with(ending))
}

/// Whether a word is a verb in a form of its own: of being and having, or of what happened.
pub(super) fn is_finite(token: &Token<'_>, text: &str) -> bool {
    token.is_any(STANDS) || is_past(token, text)
}

/// Where the clause begins whose words govern what stands at `at`. A comma, or `y`, begins one only where a verb stands
/// behind it: what is set apart before the verb is its own.
fn clause_start(tokens: &[Token<'_>], text: &str, at: usize) -> usize {
    let mut verb = tokens.get(at).is_some_and(|token| is_finite(token, text));
    let mut from = at;
    while from > at.saturating_sub(REACH) {
        let token = &tokens[from - 1];
        let opens = match token.mark() {
            Some(';') => true,
            Some(',' | ':' | '(') => verb,
            _ => token.is_any(OPENERS) || verb && token.is_any(&["y", "e"]),
        };
        if opens {
            break;
        }
        verb |= is_finite(token, text);
        from -= 1;
    }
    from
}

/// Whether the words before what stands at `at` deny it: "no se ejecutó", "sin que se finalizara", "ninguna".
pub(super) fn denied(tokens: &[Token<'_>], text: &str, at: usize) -> bool {
    (clause_start(tokens, text, at)..at).any(|n| negates(tokens, text, n))
}

/// Whether a word denies what follows it: not "no solo", "sin embargo", nor the "No." of a number.
pub(super) fn negates(tokens: &[Token<'_>], text: &str, at: usize) -> bool {
    let next = tokens.get(at + 1);
    let followed = |words: &[&str]| next.is_some_and(|token| token.is_any(words));
    match tokens[at].word() {
        "no" => {
            let title = |token: &Token<'_>| {
                let mut letters = text[token.range.clone()].chars();
                letters.next().is_some_and(char::is_uppercase)
                    && letters.next().is_some_and(char::is_lowercase)
            };
            // "No. 5", "No Afiliados": a number's.
            let number = next.is_some_and(|next| {
                matches!(next.mark(), Some('.' | '°' | 'º')) || title(&tokens[at]) && title(next)
            });
            !(number
                || followed(&[
                    "solo",
                    "solamente",
                    "unicamente",
                    "obstante",
                    "de",
                    "del",
                    "total",
                ]))
        }
        "sin" => !followed(&["embargo", "duda", "perjuicio"]),
        "ni" | "tampoco" | "nunca" | "jamas" | "ningun" | "ninguna" | "ninguno" | "nadie" => true,
        _ => false,
    }
}

/// Words that make of what they govern an aim, a duty or an estimate.
const HOPES: &[&str] = &[
    "aspira",
    "aspiramos",
    "aspiran",
    "aspiraba",
    "aspiraban",
    "busca",
    "buscaba",
    "buscaban",
    "buscan",
    "calcula",
    "calculan",
    "carece",
    "carecen",
    "carecia",
    "carecian",
    "carecieron",
    "debe",
    "deben",
    "debia",
    "debian",
    "esperaba",
    "esperaban",
    "esperamos",
    "esperan",
    "estima",
    "estiman",
    "falta",
    "faltaba",
    "faltaban",
    "faltan",
    "faltaron",
    "necesita",
    "necesitaba",
    "necesitaban",
    "necesitan",
    "planea",
    "planean",
    "planifica",
    "planifican",
    "plantea",
    "pretende",
    "pretenden",
    "pretendia",
    "pretendian",
    "preveia",
    "preveian",
    "preve",
    "preven",
    "prevista",
    "previsto",
    "propone",
    "proponen",
    "proyecta",
    "proyectan",
    "proyectaba",
    "requiere",
    "requeria",
    "requerian",
    "requieren",
];

/// Whether a word at `at` names an aim: "la meta: 39", "la meta es contar con 39"; not one that was met.
fn is_goal(tokens: &[Token<'_>], at: usize) -> bool {
    tokens[at].is_any(&["meta"])
        && tokens.get(at + 1).is_some_and(|next| {
            next.mark() == Some(':')
                || next.is_any(&["es", "era", "fue", "de", "para", "consiste", "consistia"])
        })
        && !tokens[at.saturating_sub(4)..at]
            .iter()
            .any(|token| token.begins(&["alcanz", "cumpl", "logr", "rebas", "sobrepas", "super"]))
}

/// Forms of no fact.
const UNREAL: &[&str] = &[
    "alcanzaria",
    "alcanzarian",
    "contara",
    "contaran",
    "contase",
    "contasen",
    "contaria",
    "contarian",
    "cuente",
    "cuenten",
    "deberia",
    "deberian",
    "exista",
    "existan",
    "existiera",
    "existieran",
    "existiria",
    "existirian",
    "haya",
    "hayan",
    "habria",
    "habrian",
    "hubiera",
    "hubieran",
    "hubiese",
    "hubiesen",
    "llegara",
    "llegaran",
    "llegaria",
    "llegarian",
    "llegue",
    "lleguen",
    "podria",
    "podrian",
    "seria",
    "serian",
    "tenga",
    "tengan",
    "tendria",
    "tendrian",
    "tuviera",
    "tuvieran",
];

/// Whether the words before what stands at `at` make it an aim or a guess: "se espera llegar a", "habrá".
pub(super) fn aimed(tokens: &[Token<'_>], text: &str, at: usize) -> bool {
    let from = clause_start(tokens, text, at);
    let hoped = (from..at).any(|n| {
        let token = &tokens[n];
        let waits = token.is_any(&["espera"])
            && n.checked_sub(1)
                .is_some_and(|last| tokens[last].is_any(&["se"]));
        // "Si tuviese": no other Spanish word ends so.
        let unreal = token.is_any(UNREAL)
            || token.word().ends_with("iese")
            || token.word().ends_with("iesen");
        waits
            || is_goal(tokens, n)
            || token.is_any(HOPES)
            || unreal
            || ends(token, text, &["rá", "rán", "RÁ", "RÁN"])
    });
    hoped || led_by_infinitive(tokens, from, at)
}

/// Words between a verb and the number that it governs.
const BETWEEN: &[&str] = &[
    "a", "al", "cantidad", "cifra", "con", "de", "el", "en", "hasta", "la", "las", "los", "numero",
    "sus", "suma", "total", "un", "una",
];

/// Words that end as an infinitive does and are none.
const NO_VERBS: &[&str] = &[
    "auxiliar",
    "ayer",
    "bienestar",
    "decir",
    "escolar",
    "familiar",
    "hogar",
    "lugar",
    "militar",
    "mujer",
    "particular",
    "popular",
    "primer",
    "similar",
    "taller",
    "tercer",
    "titular",
];

/// Stems of verbs after which an infinitive tells what was done: "se logró ejecutar".
const DID: &[&str] = &[
    "alcanz", "consig", "consegu", "lleg", "logr", "permit", "pudo", "pudier", "pudim", "proced",
];

/// Whether a word is an infinitive.
fn ends_open(token: &Token<'_>) -> bool {
    let word = token.word();
    let ending = ["ar", "er", "ir", "arse", "erse", "irse"]
        .iter()
        .any(|ending| word.ends_with(ending));
    ending && word.len() > 4 && !token.is_any(NO_VERBS)
}

/// Whether the verb at `at` is an infinitive, and nothing before it says that it was done.
pub(super) fn is_infinitive(tokens: &[Token<'_>], at: usize) -> bool {
    let done = || {
        tokens[at.saturating_sub(4)..at]
            .iter()
            .any(|token| token.begins(DID))
    };
    ends_open(&tokens[at]) && !done()
}

/// Infinitives of coming to a number: what they govern is still to come, whatever article it has.
const REACHES: &[&str] = &[
    "alcanzar",
    "completar",
    "contar",
    "llegar",
    "lograr",
    "superar",
    "sobrepasar",
    "sumar",
    "tener",
];

/// The infinitive that governs the number at `at`, with nothing between them but small words, and whether an article
/// says that the number is known: "para recorrer los seis cantones".
fn governor(tokens: &[Token<'_>], from: usize, at: usize) -> Option<(usize, bool)> {
    let known = at
        .checked_sub(1)
        .is_some_and(|last| tokens[last].is_any(&["los", "las", "sus"]));
    let verb = (from..at).rev().find(|&n| !tokens[n].is_any(BETWEEN))?;
    ends_open(&tokens[verb]).then_some((verb, known))
}

fn led_by_infinitive(tokens: &[Token<'_>], from: usize, at: usize) -> bool {
    governor(tokens, from, at).is_some_and(|(verb, known)| {
        is_infinitive(tokens, verb) && (!known || tokens[verb].is_any(REACHES))
    })
}

/// Whether the form of a verb tells of no fact: "por ejecutar", "se ejecutará", "ejecutaría". `at` is the verb.
pub(super) fn is_unreal(tokens: &[Token<'_>], at: usize) -> bool {
    let word = tokens[at].word();
    ["ara", "aran", "aria", "arian", "ase", "asen"]
        .iter()
        .any(|ending| word.ends_with(ending))
        || is_infinitive(tokens, at)
}

/// Verbs of going from one number to another.
pub(super) const MOVED: &[&str] = &[
    "crecio",
    "crecieron",
    "creciendo",
    "paso",
    "pasaron",
    "pasando",
    "subio",
    "subieron",
    "aumento",
    "aumentaron",
    "vario",
    "variaron",
    "bajo",
    "bajaron",
    "disminuyo",
    "disminuyeron",
];

/// Stems of words that make an amount or a share the difference of two.
pub(super) const DIFFERS: &[&str] = &[
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

/// Stems of what takes members away.
const LOSSES: &[&str] = &[
    "perdi", "perder", "pierd", "fallec", "murier", "muert", "desafili", "renunci", "egres",
    "emigr",
];

/// Whether the number at `at` counts those whom something happened to: "fallecieron 12", "se capacitó a 30".
pub(super) fn happened(tokens: &[Token<'_>], text: &str, at: usize) -> bool {
    let from = clause_start(tokens, text, at);
    // "Se logró contar con 12" is what there is, "se logró capacitar a 30" is not.
    if let Some((verb, known)) = governor(tokens, from, at) {
        return !known && !tokens[verb].is_any(REACHES);
    }
    for n in (from..at).rev() {
        let token = &tokens[n];
        // Who sum themselves up with others join them.
        let joins = token.is_any(&["sumaron", "sumo"])
            && n.checked_sub(1)
                .is_some_and(|last| tokens[last].is_any(&["se"]));
        if joins || token.begins(LOSSES) || token.is_any(&["baja", "bajas"]) {
            return true;
        }
        // "Se cerraron 39 dispensarios", and not "el año cerró con 39".
        let closed = token.is_any(&["cerraron", "cerro"])
            && !tokens[n + 1..at].iter().any(|token| token.is_any(&["con"]));
        if (token.is_any(STANDS) || token.is_any(MOVED)) && !closed {
            return false;
        }
        if is_past(token, text) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::section::words::tokens;

    fn end(text: &str, judge: impl Fn(&[Token<'_>], &str, usize) -> bool) -> bool {
        let tokens = tokens(text, &[]);
        judge(&tokens, text, tokens.len())
    }

    #[test]
    fn a_negation_reaches_as_far_as_its_clause() {
        for text in [
            "No hay",
            "no se ha llegado a ejecutar",
            "No existen, en toda la zona,",
            "sin que se haya adjudicado",
            "ni se donaron",
            "Hubo lluvia, pero no hay",
        ] {
            assert!(end(text, denied), "{text}");
        }
        for text in [
            "La oficina, que no tiene techo, cuenta con",
            "No llovió, pero hay",
            "No llovió y hay",
            "No. de turnos",
            "No Turnos",
            "no solo hay",
            "Sin embargo se ejecutó",
        ] {
            assert!(!end(text, denied), "{text}");
        }
    }

    #[test]
    fn an_aim_is_no_fact() {
        for text in [
            "Se espera llegar a",
            "La oficina tendrá",
            "Se prevé que existan",
            "con el fin de contar con",
            "se podría tener",
            "para llegar a los",
            "No es cierto que haya",
            "La oficina carecía de",
            "La oficina aspiraba a",
            "Si la provincia tuviese",
            "La meta:",
            "La meta es contar con 39 dispensarios y",
        ] {
            assert!(end(text, aimed), "{text}");
        }
        for text in [
            "La lista de espera tiene",
            "se logró contar con",
            "para recorrer los",
            "En el hogar de ancianos hay",
            "Está en",
        ] {
            assert!(!end(text, aimed), "{text}");
        }
    }

    #[test]
    fn what_happened_to_some_is_not_what_is() {
        for text in [
            "fallecieron",
            "Se capacitó a un total de",
            "se sumaron",
            "Se logró capacitar a",
            "Se han perdido",
            "se dieron de baja",
            "Se cerraron",
        ] {
            assert!(end(text, happened), "{text}");
        }
        for text in [
            "Tras los talleres que se dieron hay",
            "La oficina cerró con",
            "existieron",
            "Se logró contar con",
            "suman",
        ] {
            assert!(!end(text, happened), "{text}");
        }
    }
}
