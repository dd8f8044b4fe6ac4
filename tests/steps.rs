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
fn bytes_are_folded_at_most_so_often() {
    let (mut bytes, mut folded) = (0, 0);
    for specimen in support::specimen::all() {
        let before = steps::folded();
        rendicion::parse(&specimen.text);
        bytes += specimen.text.len() as u64;
        folded += steps::folded() - before;
    }
    // Once for the words of the text; the rest is the heads of tables and the sentences of sections, which fold anew.
    assert!(folded * 10 <= 31 * bytes, "{folded} of {bytes}");
}
