//! Every specimen: its snapshot, the invariants, and how much of what it holds is read.
//!
//! Snapshots are `tests/snapshots/NAME.snap`. After a change that is meant:
//!
//! ```text
//! INSTA_UPDATE=always cargo test --test specimens snapshots
//! ```
//!
//! and read the difference. A specimen needs no line here but in [`FLOORS`], which
//!
//! ```text
//! cargo test --test specimens measure -- --ignored --nocapture
//! ```
//!
//! prints as it is reached now.

mod support;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use support::gold::{self, KINDS, Score};
use support::specimen::{self, Specimen};
use support::{invariants, print};

/// The F1 that each specimen reaches, in ten thousandths, of each of [`KINDS`].
const FLOORS: &[(&str, [usize; 6])] = &[
    ("azuay-2022", [10000, 10000, 10000, 10000, 10000, 10000]),
    ("bolivar-2023", [10000, 10000, 10000, 10000, 10000, 10000]),
    ("carchi-2019", [10000, 10000, 10000, 10000, 10000, 9807]),
    ("imbabura-2020", [10000, 10000, 10000, 10000, 10000, 9729]),
    (
        "manabi-2022-address",
        [10000, 10000, 9714, 10000, 10000, 10000],
    ),
    (
        "tungurahua-2021",
        [10000, 10000, 10000, 10000, 10000, 10000],
    ),
];
/// The same of the extracted specimens, those of an extractor together.
const EXTRACTED_FLOORS: &[(&str, [usize; 6])] = &[
    ("corpus", [10000, 10000, 9950, 9942, 9591, 9186]),
    ("lopdf", [10000, 10000, 9940, 8888, 9298, 8756]),
    ("mutool", [10000, 10000, 9920, 9942, 9310, 8756]),
    ("oxidize", [10000, 10000, 9900, 9942, 9548, 8899]),
    ("pdf-extract", [9583, 7857, 8392, 9608, 6762, 4933]),
    ("pdfbox", [10000, 10000, 9940, 9942, 9591, 9186]),
    ("pdfium", [10000, 10000, 9970, 10000, 9789, 8229]),
    ("pdfjs", [10000, 10000, 9880, 9942, 9414, 8229]),
    ("pdfminer", [10000, 10000, 8752, 9704, 2451, 1393]),
    ("pdfplumber", [10000, 9911, 9293, 9942, 5803, 4248]),
    ("pdfplumber-layout", [10000, 9911, 9463, 9767, 7618, 8193]),
    ("pdftotext", [10000, 10000, 8480, 9942, 3132, 2490]),
    ("pdftotext-layout", [10000, 10000, 9841, 10000, 8942, 8867]),
    ("pdftotext-raw", [10000, 10000, 9970, 10000, 9789, 8229]),
    ("pymupdf", [10000, 10000, 9914, 9937, 9310, 8756]),
    ("pymupdf-sorted", [10000, 9911, 9742, 10000, 6293, 5273]),
    ("pypdf", [10000, 10000, 9940, 10000, 9663, 9186]),
    ("pypdf-layout", [10000, 9911, 9930, 9942, 9375, 9339]),
    ("tika", [10000, 10000, 9940, 9942, 9591, 9186]),
];

fn score(specimen: &Specimen) -> Score {
    let report = rendicion::parse(&specimen.text);
    gold::score(&serde_json::to_value(&report).unwrap(), &specimen.gold)
}

/// The scores of the top-level specimens by name.
fn by_name() -> Vec<(String, Score)> {
    specimen::all()
        .iter()
        .map(|specimen| (specimen.name.clone(), score(specimen)))
        .collect()
}

/// The scores of the extracted specimens, summed by extractor.
fn by_extractor() -> Vec<(String, Score)> {
    let mut sums: Vec<(String, Score)> = Vec::new();
    for specimen in specimen::extracted() {
        let name = specimen.extractor().to_owned();
        let of_this = score(&specimen);
        match sums.iter_mut().find(|(extractor, _)| *extractor == name) {
            Some((_, sum)) => sum
                .iter_mut()
                .zip(&of_this)
                .for_each(|(sum, counts)| sum.add(counts)),
            None => sums.push((name, of_this)),
        }
    }
    sums.sort_by(|a, b| a.0.cmp(&b.0));
    sums
}

fn table(name: &str, scores: &[(String, Score)]) -> String {
    let mut out = format!("const {name}: &[(&str, [usize; 6])] = &[\n");
    for (name, score) in scores {
        let f1 = score.each_ref().map(gold::Counts::f1);
        let _ = writeln!(out, "    ({name:?}, {f1:?}),");
    }
    out + "];\n"
}

fn hold(name: &str, floors: &[(&str, [usize; 6])], scores: &[(String, Score)]) {
    let mut below = String::new();
    for (specimen, score) in scores {
        let Some((_, floor)) = floors.iter().find(|(name, _)| name == specimen) else {
            let _ = writeln!(below, "{specimen} has no floor");
            continue;
        };
        for ((kind, counts), floor) in KINDS.iter().zip(score).zip(floor) {
            if counts.f1() < *floor {
                let _ = writeln!(below, "{specimen}: {kind} {} is below {floor}", counts.f1());
                for missed in counts.missed.iter().take(8) {
                    let _ = writeln!(below, "    missed {missed}");
                }
                for extra in counts.extra.iter().take(8) {
                    let _ = writeln!(below, "    extra  {extra}");
                }
            }
        }
    }
    for (floor, _) in floors {
        if !scores.iter().any(|(name, _)| name == floor) {
            let _ = writeln!(below, "{floor} has a floor and is no specimen");
        }
    }
    assert!(
        below.is_empty(),
        "{below}\nreached now:\n{}",
        table(name, scores)
    );
}

#[test]
fn floors() {
    hold("FLOORS", FLOORS, &by_name());
}

#[test]
fn extracted_floors() {
    hold("EXTRACTED_FLOORS", EXTRACTED_FLOORS, &by_extractor());
}

/// Prints the floors as they are reached now.
#[test]
#[ignore = "prints what is reached"]
fn measure() {
    println!(
        "{}\n{}",
        table("FLOORS", &by_name()),
        table("EXTRACTED_FLOORS", &by_extractor())
    );
}

#[test]
fn invariants_hold() {
    let mut broken = String::new();
    for specimen in specimen::all().into_iter().chain(specimen::extracted()) {
        let report = rendicion::parse(&specimen.text);
        for problem in invariants::problems(&specimen.text, &report).iter().take(4) {
            let _ = writeln!(broken, "{}: {problem}", specimen.name);
        }
    }
    assert!(broken.is_empty(), "{broken}");
}

#[test]
fn snapshots() {
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.set_snapshot_path("snapshots");
    let mut different = Vec::new();
    settings.bind(|| {
        for specimen in specimen::all() {
            let printed = print::report(&rendicion::parse(&specimen.text));
            // Each is compared, whatever became of those before it.
            let same = catch_unwind(AssertUnwindSafe(|| {
                insta::assert_snapshot!(specimen.name.clone(), printed);
            }));
            if same.is_err() {
                different.push(specimen.name);
            }
        }
    });
    assert!(
        different.is_empty(),
        "other than their snapshots: {different:?}"
    );
}

#[test]
fn every_snapshot_has_its_specimen() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/snapshots");
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap());
    let snapshots: BTreeSet<String> = files
        .filter_map(|file| Some(file.strip_suffix(".snap")?.to_owned()))
        .collect();
    let specimens: BTreeSet<String> = specimen::all()
        .into_iter()
        .map(|specimen| specimen.name)
        .collect();
    assert_eq!(snapshots, specimens);
}
