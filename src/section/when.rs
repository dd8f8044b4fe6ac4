//! Of which year a figure in a sentence is, as far as that is not the report's own.
//!
//! ```text
//! attached = figure words year          400 USD ejecutados en 2019, 2.100 del año anterior
//! led      = year words figure          en 2019 la Unidad ejecutó 400 USD
//! compared = frente a … year            that of what the figure is compared with, and not its own
//! ```

use super::said;
use super::words::{Token, stands_at, tokens};
use crate::atom::{AtomKind, Context, Point, Value, scan};
use crate::diagnostic::{Code, Sink};
use crate::model::Table;
use crate::source::Text;

/// Whose year a figure is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Said {
    /// The report's, or nothing else is said.
    Own,
    /// Another one.
    Other,
    /// Which one is not clear.
    Doubt,
}

/// The years that a sentence names.
#[derive(Debug)]
pub(super) struct Years {
    spots: Vec<Spot>,
    /// What introduces the sentence says of all of it.
    lead: Said,
}

#[derive(Debug)]
struct Spot {
    /// Its tokens.
    start: usize,
    end: usize,
    said: Said,
    /// The figure that it follows without a break.
    owner: Option<usize>,
    compared: Compared,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Compared {
    No,
    /// "Frente a 2019".
    Clearly,
    /// "Respecto de 2019" may also say what is spoken of.
    Perhaps,
}

/// Other years that are not named by their number.
const OTHERS: &[&str] = &[
    "ano anterior",
    "ano pasado",
    "ano previo",
    "ano precedente",
    "ano siguiente",
    "ano proximo",
    "anos anteriores",
    "anos pasados",
    "ejercicio anterior",
    "ejercicio pasado",
    "ejercicio siguiente",
    "ejercicio fiscal anterior",
    "ejercicio economico anterior",
    "ejercicios anteriores",
    "periodo anterior",
    "periodo fiscal anterior",
    "periodos anteriores",
    "proximo ano",
    "proximo ejercicio",
    "siguiente ano",
    "siguiente ejercicio",
    "anterior ano",
    "anterior ejercicio",
    "anterior periodo",
];

/// The token after one of these that stands at token `at`.
fn other_at(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    if !matches!(
        tokens.get(at)?.word().as_bytes(),
        [b'a' | b'e' | b'p' | b's', ..]
    ) {
        return None;
    }
    OTHERS
        .iter()
        .find_map(|phrase| stands_at(tokens, at, phrase))
}

/// Words that make a year a part of a name.
const NAMES: &[&str] = &[
    "plan",
    "agenda",
    "estrategico",
    "ley",
    "decreto",
    "reglamento",
    "resolucion",
    "acuerdo",
    "convenio",
    "contrato",
    "proyecto",
];

/// Words between these and their year.
const TITLES: &[&str] = &[
    "anual",
    "compras",
    "contrataciones",
    "contratacion",
    "creacion",
    "de",
    "del",
    "desarrollo",
    "institucional",
    "la",
    "n",
    "nacional",
    "no",
    "nro",
    "numero",
    "oportunidades",
    "operativa",
    "operativo",
    "para",
    "presupuestario",
    "toda",
    "una",
    "vida",
];

/// Words before the day on which a paper was signed.
const PAPERS: &[&str] = &[
    "memorando",
    "oficio",
    "circular",
    "acta",
    "fecha",
    "informe",
    "certificacion",
];

const CLEARLY: &[&str] = &[
    "frente",
    "comparacion",
    "comparado",
    "comparada",
    "comparados",
    "contra",
    "versus",
    "vs",
    "diferencia",
    "igual",
    "iguales",
    "mas",
    "menos",
    "mayor",
    "menor",
    "superior",
    "inferior",
    "supera",
    "superando",
];
const PERHAPS: &[&str] = &["respecto", "relacion"];

/// Words that end what a year after them is said of.
const BREAKS: &[&str] = &["y", "e", "o", "pero", "sino", "aunque", "mientras"];

/// Words that lead up to a year.
const LEADS: &[&str] = &[
    "a",
    "al",
    "ano",
    "anos",
    "cierre",
    "con",
    "corte",
    "de",
    "del",
    "desde",
    "durante",
    "ejercicio",
    "el",
    "en",
    "fin",
    "fiscal",
    "hasta",
    "la",
    "para",
    "periodo",
    "por",
];

/// How far a figure may stand from its year, and a word of comparing from the year that it compares with, in tokens.
const FAR: usize = 16;
const NEAR: usize = 6;

pub(super) fn is_figure(token: &Token<'_>) -> bool {
    token.value().is_some_and(|atom| {
        matches!(
            atom.value.kind(),
            AtomKind::Money | AtomKind::Percent | AtomKind::Number
        )
    })
}

impl Years {
    /// The years of a sentence, or of a part of it, in a report of the year `own`; where it says none, `lead` is said.
    pub(super) fn new(tokens: &[Token<'_>], own: Option<u16>, lead: Said) -> Self {
        let mut spots: Vec<Spot> = Vec::new();
        let mut named: Option<(u16, u16)> = None;
        let mut several = false;
        for at in 0..tokens.len() {
            let phrase = || other_at(tokens, at);
            let (end, said) = if let Some(atom) = tokens[at].value() {
                let Some(years) = years_of(&atom.value).filter(|_| !is_name(tokens, at)) else {
                    continue;
                };
                several |= named.replace(years).is_some_and(|other| other != years);
                let is_own = own.is_none_or(|own| years == (own, own));
                (at + 1, if is_own { Said::Own } else { Said::Other })
            } else if let Some(end) = phrase() {
                (end, Said::Other)
            } else {
                continue;
            };
            spots.push(Spot {
                start: at,
                end,
                said,
                owner: owner(tokens, at),
                compared: compared(tokens, at, end),
            });
        }
        // Without a year of the report, two years are of nobody knows which.
        if several && own.is_none() {
            for spot in &mut spots {
                spot.said = Said::Doubt;
            }
        }
        Self { spots, lead }
    }

    /// Whether every year that is named is another one, but for those that something is compared with.
    pub(super) fn are_other(&self) -> bool {
        let mut said = self
            .spots
            .iter()
            .filter(|spot| spot.compared != Compared::Clearly)
            .peekable();
        if said.peek().is_none() {
            self.lead == Said::Other
        } else {
            said.all(|spot| spot.said == Said::Other)
        }
    }

    /// Only what is said of other years without their number: "del año anterior".
    pub(super) fn unnumbered(tokens: &[Token<'_>]) -> Self {
        let mut years = Self::new(tokens, None, Said::Own);
        for spot in &mut years.spots {
            if tokens[spot.start].value().is_some() {
                spot.said = Said::Own;
            }
        }
        years
    }

    /// Whose year the figure at token `at` is of.
    pub(super) fn of(&self, tokens: &[Token<'_>], at: usize) -> Said {
        let next = self.spots.partition_point(|spot| spot.start < at);
        let attached = self
            .spots
            .get(next)
            .filter(|spot| spot.owner == Some(at))
            .map(|spot| spot.said);
        let led = self.spots[..next]
            .iter()
            .rev()
            .take(4)
            .find(|spot| spot.compared != Compared::Clearly);
        match (attached, led) {
            (Some(Said::Own), Some(led)) if led.owner.is_none() && led.said != Said::Own => {
                Said::Doubt
            }
            (Some(said), _) => said,
            (None, Some(led)) if led.said == Said::Own => Said::Own,
            (None, Some(led)) if led.owner.is_some() || led.compared == Compared::Perhaps => {
                Said::Doubt
            }
            (None, Some(led)) => led.said,
            (None, None) => self.behind(tokens, at, next),
        }
    }

    /// Where the first year of the sentence stands behind the figure, and not right after it.
    fn behind(&self, tokens: &[Token<'_>], at: usize, next: usize) -> Said {
        let Some(spot) = self.spots.get(next).filter(|spot| spot.said != Said::Own) else {
            return self.lead;
        };
        // The year itself is asked about.
        let Some(between) = tokens.get(at + 1..spot.start) else {
            return spot.said;
        };
        let contrast = |token: &Token<'_>| {
            token.is_any(CLEARLY) || token.is_any(PERHAPS) || token.is_any(&["mientras", "pero"])
        };
        if between.len() > 4 * FAR || between.iter().any(contrast) {
            return self.lead;
        }
        // "…, proporción que no se veía en años anteriores": of something else that is said of it.
        let since = between.iter().rposition(is_figure).map_or(0, |n| n + 1);
        let apart = between[since..]
            .iter()
            .position(|token| token.mark() == Some(','));
        if apart.is_some_and(|n| {
            between
                .get(since + n + 1)
                .is_some_and(|token| !token.is_any(&["que", "y", "e"]))
        }) {
            return self.lead;
        }
        // "450 USD, y en 2019 400 USD": it leads up to a figure of its own.
        let opens = between
            .iter()
            .rev()
            .find(|token| !token.is_any(LEADS))
            .is_some_and(|token| token.mark() == Some(',') || token.is_any(BREAKS));
        let leads = opens && tokens[spot.end..].iter().take(NEAR).any(is_figure);
        if leads { self.lead } else { Said::Doubt }
    }
}

/// The year of a table by the values that head it: another one, where they name no own.
pub(super) fn of_heads<'v>(values: impl Iterator<Item = &'v Value>, own: Option<u16>) -> Said {
    let Some(own) = own else { return Said::Own };
    let mut said = Said::Own;
    for (from, to) in values.filter_map(years_of) {
        if from <= own && own <= to {
            return Said::Own;
        }
        said = Said::Other;
    }
    said
}

/// Whether the caption of a table says that it is of another year than the report's, which `sink` hears.
pub(super) fn is_of_another_year(table: &Table, own: Option<u16>, sink: &mut dyn Sink) -> bool {
    let other = of_heads(table.caption_atoms.iter().map(|atom| &atom.value), own) == Said::Other;
    if other {
        let message = "the table is of another year than the report's; it states no fact";
        sink.report(Code::SetAside, table.place.span, message.to_owned());
    }
    other
}

/// How much of what introduces a list is looked at with each of its items, in bytes.
const LEAD: usize = 300;

/// The year of a list by the text that introduces it.
pub(super) fn of_lead(lead: Option<&Text>, own: Option<u16>) -> Said {
    let text = lead.map_or("", Text::as_str);
    let text = said::tail(text, LEAD);
    if text.is_empty() {
        return Said::Own;
    }
    let words = tokens(text, &[]);
    let phrase = |at: usize| other_at(&words, at).is_some();
    let found = scan(text, &Context::default()).found;
    match of_heads(found.iter().map(|found| &found.value), own) {
        Said::Own if (0..words.len()).any(phrase) => Said::Doubt,
        said => said,
    }
}

/// The first and the last year of a value.
fn years_of(value: &Value) -> Option<(u16, u16)> {
    let year = |point: &Point| match point {
        Point::Year(year) => *year,
        Point::Date(date) => date.year(),
    };
    match value {
        Value::Year(year) => Some((*year, *year)),
        Value::Date(date) => Some((date.year(), date.year())),
        Value::Period(period) => Some((year(&period.from), year(&period.to))),
        _ => None,
    }
}

/// Whether a year is part of a name, or the date of a paper.
fn is_name(tokens: &[Token<'_>], at: usize) -> bool {
    let before = &tokens[at.saturating_sub(NEAR)..at];
    let since = before
        .iter()
        .rposition(|token| matches!(token.mark(), Some(',' | ';' | ':')) || is_figure(token))
        .map_or(0, |n| n + 1);
    let near = &before[since..];
    let dated = matches!(tokens[at].value().map(|atom| &atom.value), Some(Value::Date(date)) if date.day_of_month().is_some());
    // "El plan en 2019", "el contrato del año 2019": what stands between does not belong to a name.
    let parts = |token: &Token<'_>| {
        matches!(token.mark(), Some(',' | ';' | ':'))
            || is_figure(token)
                && token
                    .value()
                    .is_some_and(|atom| atom.value.kind() != AtomKind::Number)
    };
    let named = before
        .iter()
        .rev()
        .take_while(|token| !parts(token))
        .find(|token| !(token.value().is_some() || token.mark().is_some() || token.is_any(TITLES)))
        .is_some_and(|token| token.is_any(NAMES));
    named
        || near.iter().any(|token| {
            dated && token.is_any(PAPERS)
                || token.value().is_some_and(|atom| {
                    matches!(
                        atom.value.kind(),
                        AtomKind::Memo | AtomKind::Resolution | AtomKind::Article
                    )
                })
        })
}

/// The figure that a year at `at` follows with nothing between that parts them.
fn owner(tokens: &[Token<'_>], at: usize) -> Option<usize> {
    for n in (at.saturating_sub(FAR)..at).rev() {
        let token = &tokens[n];
        if is_figure(token) {
            return Some(n);
        }
        // "5,00 (cinco dólares) de 2019", "5,00 USD, en el año 2019": neither parts them.
        let set_apart =
            token.mark() == Some(',') && tokens[n + 1..at].iter().all(|token| token.is_any(LEADS));
        let parts = token
            .mark()
            .is_some_and(|mark| !matches!(mark, '$' | '(' | ')' | '.'))
            && !set_apart
            || token.is_any(BREAKS)
            || token.is_any(CLEARLY)
            || token.is_any(PERHAPS);
        if parts {
            return None;
        }
    }
    None
}

/// Whether a word of comparing compares: "más que en 2019", and not "al menos en 2019".
fn compares(tokens: &[Token<'_>], at: usize) -> bool {
    let before = |word: &str, n: usize| {
        at.checked_sub(n)
            .is_some_and(|last| tokens[last].is_any(&[word]))
    };
    let bounds = before("al", 1) || before("lo", 1) && before("por", 2);
    let than = || {
        ["que", "de lo que"]
            .iter()
            .any(|phrase| stands_at(tokens, at + 1, phrase).is_some())
    };
    !tokens[at].is_any(&["mas", "menos"]) || !bounds && than()
}

/// Whether the year from token `at` to `end` is one that something is compared with.
fn compared(tokens: &[Token<'_>], at: usize, end: usize) -> Compared {
    // "Frente a 2019, cuando se gastó 4,00 USD": what follows is said of that year.
    let next = end
        + usize::from(
            tokens
                .get(end)
                .is_some_and(|token| token.mark() == Some(',')),
        );
    let relative = tokens
        .get(next)
        .is_some_and(|token| token.is_any(&["cuando", "donde"]))
        || ["en que", "en el que", "en el cual"]
            .iter()
            .any(|phrase| stands_at(tokens, next, phrase).is_some());
    if relative {
        return Compared::No;
    }
    for n in (at.saturating_sub(NEAR)..at).rev() {
        let token = &tokens[n];
        if is_figure(token) || matches!(token.mark(), Some(',' | ';' | ':')) {
            break;
        }
        if token.is_any(CLEARLY) && compares(tokens, n) {
            return Compared::Clearly;
        }
        if token.is_any(PERHAPS) {
            return Compared::Perhaps;
        }
    }
    Compared::No
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::section::testing::with_passages;

    /// Whose year each amount of a sentence is of, in a report of 2020.
    fn said(text: &str) -> Vec<Said> {
        let mut out = Vec::new();
        with_passages(text, |passages, _| {
            let tokens = passages[0].sentences()[0].tokens();
            let years = Years::new(&tokens, Some(2020), Said::Own);
            out = (0..tokens.len())
                .filter(|&at| is_figure(&tokens[at]))
                .map(|at| years.of(&tokens, at))
                .collect();
        });
        out
    }

    #[test]
    fn a_figure_is_of_the_year_that_is_said_of_it() {
        use Said::{Doubt, Other, Own};
        let cases: &[(&str, &[Said])] = &[
            (
                "En 2020 la Unidad gastó 5,00 USD de 7,00 USD asignados. ",
                &[Own, Own],
            ),
            (
                "En 2019 la Unidad gastó 5,00 USD de 7,00 USD asignados. ",
                &[Other, Other],
            ),
            (
                "Se gastó 5,00 USD, frente a 4,00 USD de 2019. ",
                &[Own, Other],
            ),
            (
                "Se gastó 5,00 USD frente a los 4,00 USD del año anterior. ",
                &[Own, Other],
            ),
            ("Frente a 2019, se gastó 5,00 USD. ", &[Own]),
            ("Con respecto a 2019 se gastó 5,00 USD. ", &[Doubt]),
            (
                "De 4,00 USD en 2019 se pasó a 5,00 USD en 2020. ",
                &[Other, Own],
            ),
            (
                "Se gastó 5,00 USD y en 2019 se gastó 4,00 USD. ",
                &[Own, Other],
            ),
            (
                "Se asignaron 5,00 USD y se gastó 4,00 USD en 2019. ",
                &[Doubt, Other],
            ),
            ("En 2019 se reservaron para el 2020 5,00 USD. ", &[Own]),
            (
                "Según el Plan Estratégico 2018 – 2028, se gastó 5,00 USD. ",
                &[Own],
            ),
            (
                "Mediante oficio de 12 de enero de 2021 se informó de 5,00 USD. ",
                &[Own],
            ),
            (
                "Se gastó 5,00 USD, una suma que no se veía en años anteriores. ",
                &[Own],
            ),
            ("Se asignaron 5,00 USD, que se gastaron en 2019. ", &[Doubt]),
            ("El ejercicio anterior dejó 5,00 USD. ", &[Other]),
            ("Al menos en 2019 se devengó 5,00 USD. ", &[Other]),
            ("Por lo menos en 2019 se devengó 5,00 USD. ", &[Other]),
            ("Se gastó más que en 2019: 5,00 USD. ", &[Own]),
            (
                "Frente a 2019, cuando se devengó 5,00 USD, llovió. ",
                &[Other],
            ),
            (
                "A diferencia de 2019, en que se devengó 5,00 USD, llovió. ",
                &[Other],
            ),
            ("Del proyecto en 2019 se gastó 5,00 USD. ", &[Other]),
            ("Por el contrato del año 2019 se gastó 5,00 USD. ", &[Other]),
            (
                "Por el contrato 12 de 2019 se gastó 5,00 USD. ",
                &[Own, Own],
            ),
            (
                "Según el Plan Operativo Anual 2019 se gastó 5,00 USD. ",
                &[Own],
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(said(text), *expected, "{text}");
        }
    }
}
