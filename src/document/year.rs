//! The fiscal year that a report is about, by weight of evidence.

use std::collections::BTreeMap;

use nom::{Input as _, Parser};

use super::collector::Collector;
use crate::atom::{Atom, Point, Value};
use crate::diagnostic::{Code, Sink};
use crate::lexicon::{Class, Words, form};
use crate::source::Span;

/// The year that a text and its values speak of.
pub(super) fn decide(words: Words<'_>, atoms: &[&Atom], sink: &mut Collector<'_>) -> Option<u16> {
    let mut weights: BTreeMap<u16, u32> = BTreeMap::new();
    for atom in atoms {
        if let Some((year, weight)) = evidence(&atom.value) {
            *weights.entry(year).or_default() += weight;
        }
    }
    titled(words, &mut weights);
    let most = weights.values().max()?;
    // A year is compared with the one before it, which may be named as often.
    let (&year, &weight) = weights.iter().rfind(|&(year, weight)| {
        weight == most || weight * 4 >= most * 3 && weights.get(&(year - 1)) == Some(most)
    })?;
    let second = weights
        .iter()
        .filter(|&(&other, _)| other != year)
        .map(|(_, &w)| w)
        .max()
        .unwrap_or(0);
    if second * 5 >= weight * 4 {
        let message = format!(
            "{year} is taken for the fiscal year, but another year is named nearly as often"
        );
        sink.report(Code::ContestedYear, Span::default(), message);
    }
    Some(year)
}

fn evidence(value: &Value) -> Option<(u16, u32)> {
    match value {
        Value::Year(year) => Some((*year, 3)),
        Value::Date(date) if date.day_of_month().is_none() => Some((date.year(), 2)),
        Value::Period(period) => match (&period.from, &period.to) {
            // "enero a diciembre de 2021" is a fiscal year and nothing else.
            (Point::Date(from), Point::Date(to))
                if from.year() == to.year()
                    && (from.month_of_year(), to.month_of_year()) == (1, 12)
                    && from.day_of_month().is_none() =>
            {
                Some((to.year(), 12))
            }
            // So it is with its days, but audits have such periods too.
            (Point::Date(from), Point::Date(to))
                if from.year() == to.year()
                    && (from.month_of_year(), to.month_of_year()) == (1, 12)
                    && (from.day_of_month(), to.day_of_month()) == (Some(1), Some(31)) =>
            {
                Some((to.year(), 1))
            }
            _ => None,
        },
        Value::Memo(reference) => reference.year().map(|year| (year, 1)),
        _ => None,
    }
}

/// "Rendición de Cuentas 2022": the year in a title, a cover or a sentence that names the report.
fn titled(words: Words<'_>, weights: &mut BTreeMap<u16, u32>) {
    let all = words.as_slice();
    for (at, word) in all.iter().enumerate() {
        if !word.is(Class::Header) {
            continue;
        }
        let Ok((rest, _)) =
            (form("rendicion"), form("de"), form("cuentas")).parse_complete(words.take_from(at))
        else {
            continue;
        };
        let year = (0..rest.as_slice().len().min(4)).find_map(|at| {
            let key = rest.take_from(at).first_key();
            key.parse()
                .ok()
                .filter(|year| (1990..=2100).contains(year) && key.len() == 4)
        });
        if let Some(year) = year {
            *weights.entry(year).or_default() += 6;
        }
    }
}
