//! The time that a quantity is said of.

use crate::atom::{Context, Point, Value, scan};
use crate::section::words::Token;

/// A time in a sentence.
#[derive(Debug)]
pub(super) struct Time {
    /// Its place among the tokens.
    pub(super) at: usize,
    /// It says when, and is not part of a name or what something is compared with.
    pub(super) usable: bool,
    /// A quantity stands before it that it is the time of.
    pub(super) taken: bool,
}

/// The value of a year, date or period, as its atom has it.
pub(super) fn value_of(value: &Value) -> Option<String> {
    is_time(value).then(|| value.to_string())
}

/// Whether a value is a year, a date or a period.
pub(super) fn is_time(value: &Value) -> bool {
    matches!(value, Value::Year(_) | Value::Date(_) | Value::Period(_))
}

/// Both ends of a period.
pub(super) fn ends_of(value: &Value) -> Option<(String, String)> {
    let point = |point: &Point| match point {
        Point::Year(year) => year.to_string(),
        Point::Date(date) => date.to_string(),
    };
    if let Value::Period(period) = value {
        Some((point(&period.from), point(&period.to)))
    } else {
        None
    }
}

/// The times of a sentence, in order.
pub(super) fn times(tokens: &[Token<'_>]) -> Vec<Time> {
    (0..tokens.len())
        .filter(|&at| tokens[at].value().is_some_and(|atom| is_time(&atom.value)))
        .map(|at| Time {
            at,
            usable: says_when(tokens, at),
            taken: false,
        })
        .collect()
}

/// Words that make a time part of a name or of a comparison.
const NO_TIME: &[&str] = &[
    "plan",
    "agenda",
    "estrategico",
    "ley",
    "frente",
    "respecto",
    "comparacion",
    "comparado",
    "comparada",
    "relacion",
    "versus",
    "resolucion",
];

/// Words that compare, and those that follow them where they do: "menor al que hubo en 2018", "512 más que en 2018".
const COMPARES: &[&str] = &["mas", "menos", "mayor", "menor", "inferior", "superior"];
const WITH: &[&str] = &["que", "al", "a", "del", "de"];

/// How far before a time such a word may stand, in tokens.
const REACH: usize = 5;
const FAR: usize = 9;

fn says_when(tokens: &[Token<'_>], at: usize) -> bool {
    let before = &tokens[at.saturating_sub(FAR)..at];
    // The nearest words count: what stands beyond another value or a full clause is said of that.
    let parts = |token: &Token<'_>| {
        token.value().is_some() || matches!(token.mark(), Some(',' | ';' | ':'))
    };
    let clause = &before[before.iter().rposition(parts).map_or(0, |n| n + 1)..];
    let near = &clause[clause.len().saturating_sub(REACH)..];
    let named = near.iter().any(|token| token.is_any(NO_TIME));
    let compared = clause
        .windows(2)
        .any(|pair| pair[0].is_any(COMPARES) && pair[1].is_any(WITH));
    // "Entre 2021 y 2022" is the time of a change, not of a number.
    let between = near
        .iter()
        .rev()
        .take(3)
        .any(|token| token.is_any(&["entre"]));
    // "Memorando Nro. X de 16 de enero de 2023" is the memorandum's date.
    let of_document = before.iter().rev().take(3).any(|token| {
        token.value().is_some_and(|atom| {
            matches!(
                atom.value,
                Value::Memo(_) | Value::Resolution(_) | Value::Article(_)
            )
        })
    });
    !(named || compared || between || of_document)
}

/// The one time that a caption, a title or a head names; none, where it names several.
pub(super) fn only(text: &str) -> Option<String> {
    let mut found = scan(text, &Context::default())
        .found
        .into_iter()
        .filter_map(|found| value_of(&found.value));
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}
