//! The province that a report is about, by weight of evidence.

use serde::{Deserialize, Serialize};

use super::collector::Collector;
use crate::atom::{Atom, Value};
use crate::diagnostic::{Code, Sink};
use crate::lexicon::{Class, Entry, Sense, Word, Words};
use crate::section::PROVINCES;
use crate::source::Span;

/// A province of Ecuador.
///
/// ```
/// let report = rendicion::parse("1. Cobertura Institucional \n\nLa Dirección Provincial del IESS Cañar atiende. \n");
/// assert_eq!(report.document().province.as_ref().unwrap().code, "03");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Province {
    /// Its name.
    pub name: String,
    /// Its two-digit code of INEC, the national statistics institute.
    pub code: String,
}

/// How far before a name the word may stand that makes it the office's, in words.
const REACH: usize = 7;

/// The province that a text and its references speak of.
pub(super) fn decide(
    words: Words<'_>,
    atoms: &[&Atom],
    sink: &mut Collector<'_>,
) -> Option<Province> {
    let mut weights = [0_u32; PROVINCES.len()];
    let mut mentions = [0_u32; PROVINCES.len()];
    of_text(words, &mut weights, &mut mentions);
    for atom in atoms {
        if let Value::Memo(reference) = &atom.value
            && let Some(at) = of_unit(reference.as_str())
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

fn of_text(words: Words<'_>, weights: &mut [u32], mentions: &mut [u32]) {
    let all = words.as_slice();
    for start in 0..all.len() {
        let Some(province) = named(&all[start..]).filter(|&at| at < weights.len()) else {
            continue;
        };
        let before = all[..start].iter().rev().take(REACH).enumerate();
        let weight = before.map(|(n, word)| match word {
            it if it.means(Class::Office, Sense::Office) && n < 6 => 3,
            it if it.means(Class::Office, Sense::Institution) && n < 3 => 3,
            it if it.means(Class::Office, Sense::Province) && n < 3 => 2,
            _ => 0,
        });
        let weight = weight.max().unwrap_or(0);
        // A report begins with the name of its own office.
        let is_first = weight > 0 && weights.iter().all(|&it| it == 0);
        weights[province] += if is_first { 2 * weight } else { weight };
        // A surname or a street is not "en Napo".
        let is_place = start > 0 && all[start - 1].is(Class::PlaceWord);
        mentions[province] += u32::from(is_place);
    }
}

/// The province whose name these words begin with, as its place in [`PROVINCES`].
fn named(words: &[Word]) -> Option<usize> {
    let entries = words.iter().map(|word| word.entry());
    let phrase = Entry::phrase(entries).map(|(phrase, _)| phrase);
    let name = phrase.or_else(|| Some(words.first()?.entry()))?;
    let code: usize = name.name(Class::ProvinceName).parse().ok()?;
    code.checked_sub(1)
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
    use crate::lexicon::WordList;
    use crate::source::line;

    #[test]
    fn the_vocabulary_has_every_province() {
        for (at, (_, name, _)) in PROVINCES.iter().enumerate() {
            let (lines, _) = line::split(name);
            let list = WordList::of(name, &lines, usize::MAX);
            assert_eq!(named(list.all().as_slice()), Some(at), "{name}");
        }
    }

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
        let text = "La Dirección Provincial del IESS Loja atiende a pacientes en Zamora Chinchipe y El Oro";
        let (lines, _) = line::split(text);
        of_text(
            WordList::of(text, &lines, usize::MAX).all(),
            &mut weights,
            &mut mentions,
        );
        assert_eq!(weights.iter().filter(|&&it| it > 0).count(), 1);
    }
}
