//! Damaged specimens state the same facts, or a diagnostic says that something was hard to read: never another fact in
//! silence.
//!
//! What is done to a text stands in `support/damage.rs`, with how much may differ after it; what a difference is, and what
//! counts as said, in `support/facts.rs`.
//!
//! Damage that strikes a line strikes every line that holds something. What no reading could tell stands in
//! [`UNKNOWABLE`], with the reason. All that is changed in silence now:
//!
//! ```text
//! cargo test --test damage measure -- --ignored --nocapture
//! ```

mod anywhere;
mod doubts;
mod edit;
mod kinds;
mod report;
mod statement;
#[path = "../support/mod.rs"]
mod support;

use std::fmt::Write as _;

use proptest::prelude::*;
use rendicion::Report;
use support::damage::{Damage, full_lines};
use support::facts::silent_change;
use support::specimen::{self, Specimen};
use support::{config, invariants};

/// Damage, the specimen that it strikes, and why a reader of the damaged text could not know.
const UNKNOWABLE: &[(Damage, &str, &str)] = &[
    (
        Damage::EmptyLinesDropped,
        "tungurahua-2021",
        "a space before a paragraph below a title is a lost bullet's as well as a page break's, where no blank line is left",
    ),
    (
        Damage::LineCut(86),
        "bolivar-2023",
        "the words are gone that made a label one of a part, and what is left names the whole",
    ),
    (
        Damage::LineCut(222),
        "imbabura-2020",
        "what is left of two clauses is a sentence, with the amount of the second",
    ),
    (
        Damage::LineCut(329),
        "tungurahua-2021",
        "the beginning of an amount is gone, and its end is an amount",
    ),
];

/// One time that damage changes facts in silence, or breaks an invariant.
struct Gap {
    specimen: String,
    damage: Damage,
    what: String,
    /// It breaks an invariant, which no count excuses.
    broken: bool,
}

fn strike(specimen: &Specimen, sound: &Report, damage: Damage, gaps: &mut Vec<Gap>) {
    let damaged = damage.apply(&specimen.text);
    let report = rendicion::parse(&damaged.text);
    let mut gap = |what, broken| {
        gaps.push(Gap {
            specimen: specimen.name.clone(),
            damage,
            what,
            broken,
        });
    };
    if let Some(problem) = invariants::problems(&damaged.text, &report)
        .into_iter()
        .next()
    {
        gap(problem, true);
    }
    if let Some(what) = silent_change(sound, &report, damage.strictness(), &damaged.site) {
        gap(what, false);
    }
}

fn whole() -> Vec<Gap> {
    let mut gaps = Vec::new();
    for specimen in specimen::all() {
        let sound = rendicion::parse(&specimen.text);
        for damage in Damage::WHOLE {
            strike(&specimen, &sound, damage, &mut gaps);
        }
    }
    gaps
}

fn lines(damage: fn(usize) -> Damage) -> Vec<Gap> {
    let mut gaps = Vec::new();
    for specimen in specimen::all() {
        let sound = rendicion::parse(&specimen.text);
        for line in full_lines(&specimen.text) {
            strike(&specimen, &sound, damage(line), &mut gaps);
        }
    }
    gaps
}

/// What is changed in silence although a reader could know: faults of the reading of tables that are to be mended, and no
/// promise. An entry goes when its fault does.
const FAULTS: &[(Damage, &str)] = &[
    (Damage::LineCut(106), "azuay-2022"),
    (Damage::LineCut(128), "azuay-2022"),
    (Damage::LineCut(132), "azuay-2022"),
    (Damage::LineCut(160), "azuay-2022"),
    (Damage::LineCut(233), "azuay-2022"),
    (Damage::Decomposed, "bolivar-2023"),
    (Damage::LineCut(184), "bolivar-2023"),
    (Damage::LineCut(492), "bolivar-2023"),
    (Damage::LineCut(185), "bolivar-2023"),
    (Damage::LineCut(454), "bolivar-2023"),
    (Damage::LineCut(468), "bolivar-2023"),
    (Damage::LineCut(504), "bolivar-2023"),
    (Damage::Decomposed, "carchi-2019"),
    (Damage::Header(362), "carchi-2019"),
    (Damage::LineCut(85), "carchi-2019"),
    (Damage::LineCut(364), "carchi-2019"),
    (Damage::Decomposed, "imbabura-2020"),
    (Damage::Header(350), "imbabura-2020"),
    (Damage::Header(352), "imbabura-2020"),
    (Damage::Header(354), "imbabura-2020"),
    (Damage::LineCut(281), "imbabura-2020"),
    (Damage::LineCut(295), "imbabura-2020"),
    (Damage::LineCut(347), "imbabura-2020"),
    (Damage::LineCut(349), "imbabura-2020"),
    (Damage::LineCut(350), "imbabura-2020"),
    (Damage::LineCut(356), "imbabura-2020"),
    (Damage::LineCut(414), "imbabura-2020"),
    (Damage::LineCut(428), "imbabura-2020"),
    (Damage::LineCut(30), "manabi-2022-address"),
    (Damage::LineCut(76), "manabi-2022-address"),
    (Damage::Decomposed, "tungurahua-2021"),
    (Damage::Header(270), "tungurahua-2021"),
    (Damage::LineCut(34), "tungurahua-2021"),
    (Damage::LineCut(330), "tungurahua-2021"),
    (Damage::LineCut(375), "tungurahua-2021"),
    (Damage::LineCut(585), "tungurahua-2021"),
    (Damage::Truncated(329), "tungurahua-2021"),
];

fn is_known(damage: Damage, specimen: &str) -> bool {
    UNKNOWABLE
        .iter()
        .any(|(known, name, _)| *known == damage && *name == specimen)
        || FAULTS.contains(&(damage, specimen))
}

fn hold(gaps: &[Gap], of: impl Fn(Damage) -> bool) {
    let mut silent = String::new();
    for gap in gaps
        .iter()
        .filter(|gap| gap.broken || !is_known(gap.damage, &gap.specimen))
    {
        let what = if gap.broken {
            "breaks an invariant"
        } else {
            "changes facts in silence"
        };
        let _ = writeln!(
            silent,
            "{:?} of {} {what}: {}",
            gap.damage, gap.specimen, gap.what
        );
    }
    // What is known by now is no longer listed.
    let listed = UNKNOWABLE
        .iter()
        .map(|(damage, specimen, _)| (damage, specimen));
    let listed = listed.chain(FAULTS.iter().map(|(damage, specimen)| (damage, specimen)));
    for (damage, specimen) in listed.filter(|(damage, _)| of(**damage)) {
        if !gaps
            .iter()
            .any(|gap| gap.damage == *damage && gap.specimen == *specimen)
        {
            let _ = writeln!(
                silent,
                "{damage:?} of {specimen} is listed, and nothing is silent"
            );
        }
    }
    assert!(silent.is_empty(), "{silent}");
}

#[test]
fn damage_of_the_whole_text() {
    hold(&whole(), |damage| Damage::WHOLE.contains(&damage));
}

#[test]
fn a_page_header_anywhere() {
    hold(&lines(Damage::Header), |damage| {
        matches!(damage, Damage::Header(_))
    });
}

#[test]
fn a_line_cut_away() {
    hold(&lines(Damage::LineCut), |damage| {
        matches!(damage, Damage::LineCut(_))
    });
}

#[test]
fn a_text_cut_off() {
    hold(&lines(Damage::Truncated), |damage| {
        matches!(damage, Damage::Truncated(_))
    });
}

/// Prints the gaps as they are now.
#[test]
#[ignore = "prints what is reached"]
fn measure() {
    let mut gaps = whole();
    for damage in [Damage::Header, Damage::LineCut, Damage::Truncated] {
        gaps.extend(lines(damage));
    }
    for gap in &gaps {
        let broken = if gap.broken { "BROKEN " } else { "" };
        println!("{broken}{} {:?}: {}", gap.specimen, gap.damage, gap.what);
    }
    let tried: usize = specimen::all()
        .iter()
        .map(|specimen| Damage::WHOLE.len() + 3 * full_lines(&specimen.text).len())
        .sum();
    let known = gaps
        .iter()
        .filter(|gap| is_known(gap.damage, &gap.specimen))
        .count();
    println!(
        "{tried} damages: {} change facts in silence, {known} of them unknowable",
        gaps.len()
    );
}

/// Any damage, at a place that is so many thousandths of the text.
fn any_damage() -> impl Strategy<Value = (usize, usize)> {
    (0..Damage::WHOLE.len() + 3, 0_usize..1000)
}

fn at_a_place(text: &str, (which, thousandths): (usize, usize)) -> Damage {
    let lines = full_lines(text);
    let at = lines
        .get(thousandths * lines.len() / 1000)
        .copied()
        .unwrap_or(1);
    match which.checked_sub(Damage::WHOLE.len()) {
        None => Damage::WHOLE[which],
        Some(0) => Damage::Header(at),
        Some(1) => Damage::LineCut(at),
        Some(_) => Damage::Truncated(at),
    }
}

proptest! {
    #![proptest_config(config(24))]

    /// Whatever befalls a text, one damage upon the other, the report keeps every byte of it.
    #[test]
    fn damage_upon_damage_breaks_no_invariant(which in 0_usize..64, damages in prop::collection::vec(any_damage(), 1..6)) {
        let specimens = specimen::all();
        let mut text = specimens[which % specimens.len()].text.clone();
        for damage in damages {
            text = at_a_place(&text, damage).apply(&text).text;
        }
        invariants::check(&text, &rendicion::parse(&text));
    }

    /// Other bytes for the same print, in any combination, are the same facts.
    #[test]
    fn other_bytes_for_the_same_print_are_the_same_facts(which in 0_usize..64, some in 1_usize..16) {
        let specimens = specimen::all();
        let specimen = &specimens[which % specimens.len()];
        let sound = rendicion::parse(&specimen.text);
        let mut text = specimen.text.clone();
        let bytes = [Damage::Decomposed, Damage::NoBreakSpaces, Damage::Crlf, Damage::ByteOrderMark];
        for (at, damage) in bytes.into_iter().enumerate() {
            if some & 1 << at != 0 && !is_known(damage, &specimen.name) {
                text = damage.apply(&text).text;
            }
        }
        let change = silent_change(&sound, &rendicion::parse(&text), Damage::Crlf.strictness(), &support::facts::Site::default());
        prop_assert_eq!(change, None);
    }
}
