//! The province that a report is about, by weight of evidence.

use std::collections::VecDeque;

use serde::{Deserialize, Serialize};

use super::collector::Collector;
use crate::atom::{Atom, Value};
use crate::diagnostic::{Code, Sink};
use crate::section::PROVINCES;
use crate::source::{Span, fold};

/// A province of Ecuador.
///
/// ```
/// let report = rendicion::parse("1. Cobertura Institucional \n\nLa Dirección Provincial del IESS Cañar atiende. \n");
/// assert_eq!(report.document().province.as_ref().unwrap().code, "03");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Province {
    /// Its name.
    pub name: String,
    /// Its two-digit code of INEC, the national statistics institute.
    pub code: String,
}

/// How far before a name the word may stand that makes it the office's, in words.
const REACH: usize = 7;

/// The province that a text, as a key, and its references speak of.
pub(super) fn decide(key: &str, atoms: &[&Atom], sink: &mut Collector<'_>) -> Option<Province> {
    let mut weights = [0_u32; PROVINCES.len()];
    let mut mentions = [0_u32; PROVINCES.len()];
    of_text(key, &mut weights, &mut mentions);
    for atom in atoms {
        if let Value::Memo(reference) = &atom.value
            && let Some(at) = of_unit(reference)
        {
            weights[at] += 2;
        }
    }
    // Where nothing names an office, the only province that the text speaks of is its own.
    let spoken_of: Vec<usize> = (0..PROVINCES.len())
        .filter(|&at| mentions[at] > 0)
        .collect();
    if let ([only], true) = (spoken_of.as_slice(), weights.iter().all(|&w| w == 0)) {
        weights[*only] = 2;
    }
    let (best, &weight) = weights
        .iter()
        .enumerate()
        .max_by_key(|&(at, weight)| (weight, usize::MAX - at))?;
    if weight < 2 {
        return None;
    }
    let second = weights
        .iter()
        .enumerate()
        .filter(|&(at, _)| at != best)
        .map(|(_, &w)| w)
        .max()
        .unwrap_or(0);
    let (code, name, _) = PROVINCES[best];
    if second * 3 >= weight * 2 {
        let message = format!(
            "{name} is named most often as the office's province, but another is named nearly as often"
        );
        sink.report(Code::ContestedProvince, Span::default(), message);
    }
    Some(Province {
        name: name.to_owned(),
        code: code.to_owned(),
    })
}

fn of_text(key: &str, weights: &mut [u32], mentions: &mut [u32]) {
    let names: Vec<String> = PROVINCES
        .iter()
        .map(|(_, name, _)| fold::key(name))
        .collect();
    let letter = |text: &str| {
        let first = text.bytes().next().filter(u8::is_ascii_lowercase)?;
        Some(usize::from(first - b'a'))
    };
    // For each letter the names that begin with it, as bits.
    let mut by_letter = [0_u32; 26];
    for (province, name) in names.iter().enumerate() {
        if let Some(letter) = letter(name) {
            by_letter[letter] |= 1 << province;
        }
    }
    // A text has more words than there is room for: the last of them are kept.
    let mut before: VecDeque<&str> = VecDeque::with_capacity(REACH + 1);
    let mut rest = key;
    for word in key.split(' ') {
        // Their first letters part most words from most names.
        let mut near = letter(word).map_or(0, |letter| by_letter[letter]);
        while near != 0 {
            let province = near.trailing_zeros() as usize;
            near &= near - 1;
            let stands_here = || {
                let after = rest.strip_prefix(names[province].as_str());
                after.is_some_and(|after| after.is_empty() || after.starts_with(' '))
            };
            if !stands_here() {
                continue;
            }
            let weight = before
                .iter()
                .rev()
                .enumerate()
                .map(|(n, word)| match *word {
                    "provincial" | "provinciales" if n < 6 => 3,
                    "iess" if n < 3 => 3,
                    "provincia" if n < 3 => 2,
                    _ => 0,
                });
            weights[province] += weight.max().unwrap_or(0);
            // A surname or a street is not "en Napo".
            mentions[province] += u32::from(matches!(before.back(), Some(&("en" | "de" | "del"))));
        }
        before.push_back(word);
        if before.len() > REACH {
            before.pop_front();
        }
        rest = rest.get(word.len() + 1..).unwrap_or_default();
    }
}

/// The province of the unit in a reference: `DPX` of `IESS-DPX-2020-1644-M`; `…DL` of `IESS-CPPPRTFRSDL-2022-2496-M`.
fn of_unit(reference: &str) -> Option<usize> {
    let unit = reference.split('-').find(|part| part.starts_with("DP"))?;
    let letters = &unit[2..];
    PROVINCES
        .iter()
        .position(|(_, _, letter)| *letter == letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_the_unit_of_a_reference() {
        assert_eq!(
            of_unit("IESS-DPX-2020-1644-M").map(|at| PROVINCES[at].1),
            Some("Cotopaxi")
        );
        assert_eq!(
            of_unit("IESS-DPSE-2019-0977-M").map(|at| PROVINCES[at].1),
            Some("Santa Elena")
        );
        assert_eq!(of_unit("IESS-AD-INL-2022-0115-M"), None);
    }

    #[test]
    fn a_neighbour_that_is_only_mentioned_is_not_the_province() {
        let (mut weights, mut mentions) = ([0; PROVINCES.len()], [0; PROVINCES.len()]);
        let key = fold::key(
            "La Dirección Provincial del IESS Loja atiende a pacientes en Zamora Chinchipe y El Oro",
        );
        of_text(&key, &mut weights, &mut mentions);
        assert_eq!(weights.iter().sum::<u32>(), 3);
    }
}
