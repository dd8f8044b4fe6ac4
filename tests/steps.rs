//! How often a text is folded and its lines are classified. The crate counts under `--cfg fuzzing` only:
//!
//! ```sh
//! RUSTFLAGS="--cfg fuzzing" cargo test --test steps
//! ```

#![cfg(fuzzing)]

mod support;

use rendicion::steps;

#[test]
fn each_line_is_classified_once() {
    for specimen in support::specimen::all() {
        let before = steps::classified();
        let report = rendicion::parse(&specimen.text);
        let lines = report
            .source()
            .text()
            .lines()
            .filter(|line| !line.trim().is_empty());
        let classified = steps::classified() - before;
        assert!(
            classified <= lines.count() as u64,
            "{}: {classified}",
            specimen.name
        );
    }
}

#[test]
fn bytes_are_folded_little_more_than_once() {
    let (mut bytes, mut folded) = (0, 0);
    for specimen in support::specimen::all() {
        let before = steps::folded();
        rendicion::parse(&specimen.text);
        bytes += specimen.text.len() as u64;
        folded += steps::folded() - before;
        println!(
            "{} {:.2}",
            specimen.name,
            (steps::folded() - before) as f64 / specimen.text.len() as f64
        );
    }
    println!("{folded} of {bytes}");
}
