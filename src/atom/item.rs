//! Numbers of audit recommendations and of objectives.

use nom::{IResult, Parser, combinator::opt};

use crate::lexicon::{Class, Entry, Sense};

use super::{
    article::{lead, number},
    lex::{gap, miss, one, word},
};

/// Which of the two a word announces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Item {
    Recommendation,
    Objective,
}

/// Whether a word announces numbered items, and whether several: `Rec.`, `Recomendaciones`, `Objetivo`.
pub(super) fn keyword(word: Entry) -> Option<(Item, bool)> {
    match word.meaning(Class::Item)? {
        Sense::Recommendation => Some((Item::Recommendation, false)),
        Sense::Recommendations => Some((Item::Recommendation, true)),
        Sense::Objective => Some((Item::Objective, false)),
        Sense::Objectives => Some((Item::Objective, true)),
        _ => None,
    }
}

/// What stands between the word and its number: ` Estratégico N°`, `. `, `: `, ` Nro. `.
pub(super) fn between(input: &str, item: Item) -> IResult<&str, ()> {
    let mut rest = input;
    if item == Item::Objective {
        // At most two words of its title: `Objetivo Estratégico Institucional`.
        for _ in 0..2 {
            let (after, _) = gap(rest)?;
            match word(after) {
                Ok((after, name)) if name.entry().is(Class::ObjectiveSort) => rest = after,
                _ => break,
            }
        }
    }
    lead(rest)
}

/// The number: `1`, `1.9`, `23`. An item's number is short, so `objetivos 2018 – 2028` announces years.
pub(super) fn numbered(input: &str) -> IResult<&str, &str> {
    let (rest, found) = number(input)?;
    let short =
        found.split('.').all(|part| part.len() <= 3) && !rest.starts_with(super::lex::is_letter);
    // `objetivo 5 %`: a share is no number of anything.
    let share = (gap, opt(one(':')), one('%')).parse_complete(rest).is_ok();
    if short && !share {
        Ok((rest, found))
    } else {
        miss(input)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn printed_leads() {
        for (text, item, expected) in [
            (". 1.9: Solicitar", Item::Recommendation, "1.9"),
            (" 2: Disponer", Item::Recommendation, "2"),
            (": 1: Disponer", Item::Recommendation, "1"),
            (" Nro. 4", Item::Recommendation, "4"),
            (" Estratégico N°1. Mejorar", Item::Objective, "1"),
            (" Estratégico N°2 Mejorar", Item::Objective, "2"),
            (" Nro. 3", Item::Objective, "3"),
            (" N° 2", Item::Objective, "2"),
            (" 4: Mejorar", Item::Objective, "4"),
        ] {
            let (rest, ()) = between(text, item).unwrap();
            assert_eq!(
                numbered(rest).map(|(_, found)| found),
                Ok(expected),
                "{text}"
            );
        }
        assert!(numbered("2018 – 2028").is_err());
        assert!(numbered("100 %").is_err());
    }
}
