//! The fiscal year that a report is about, by weight of evidence.

use std::collections::BTreeMap;

use super::collector::Collector;
use crate::atom::{Atom, Point, Value};
use crate::diagnostic::{Code, Sink};
use crate::source::Span;

/// The year that a text, as a key, and its values speak of.
pub(super) fn decide(key: &str, atoms: &[&Atom], sink: &mut Collector<'_>) -> Option<u16> {
    let mut weights: BTreeMap<u16, u32> = BTreeMap::new();
    for atom in atoms {
        if let Some((year, weight)) = evidence(&atom.value) {
            *weights.entry(year).or_default() += weight;
        }
    }
    titled(key, &mut weights);
    // Of two years with one weight the later is reported on: the earlier is what it is compared with.
    let (&year, &weight) = weights
        .iter()
        .max_by_key(|&(year, weight)| (*weight, *year))?;
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
            _ => None,
        },
        Value::Memo(reference) => {
            let year = reference.rsplit('-').nth(2)?.parse().ok()?;
            (1990..=2100).contains(&year).then_some((year, 1))
        }
        _ => None,
    }
}

/// "Rendición de Cuentas 2022": the year in a title, a cover or a sentence that names the report.
fn titled(key: &str, weights: &mut BTreeMap<u16, u32>) {
    const NAME: &str = "rendicion de cuentas";
    for (at, _) in key.match_indices(NAME) {
        let after = &key[at + NAME.len()..];
        if at > 0 && !key[..at].ends_with(' ') || !after.starts_with(' ') {
            continue;
        }
        let mut words = after[1..].split(' ').take(4);
        let year = words.find_map(|w| {
            w.parse()
                .ok()
                .filter(|y| (1990..=2100).contains(y) && w.len() == 4)
        });
        if let Some(year) = year {
            *weights.entry(year).or_default() += 6;
        }
    }
}
