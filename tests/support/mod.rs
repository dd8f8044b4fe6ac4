//! What the integration tests share.
//!
//! `invariants` stands on its own: the fuzz targets take it by path.

#![allow(dead_code, unreachable_pub, reason = "each test takes its part")]

pub mod case;
pub mod damage;
pub mod facts;
pub mod gold;
pub mod invariants;
pub mod json;
pub mod print;
pub mod specimen;
pub mod value;

use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;

/// A whole number with a mark before each three digits: `1.234.567`.
pub fn grouped(value: u64, mark: &str) -> String {
    let digits = value.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push_str(mark);
        }
        out.push(digit);
    }
    out
}

/// The texts of a table's cells, row by row.
pub fn rows(table: &rendicion::Table) -> Vec<Vec<Option<String>>> {
    let cell = |cell: &Option<rendicion::Cell>| cell.as_ref().map(|it| it.text.as_str().to_owned());
    let rows = table.rows.iter();
    rows.map(|row| row.cells.iter().map(cell).collect())
        .collect()
}

/// Values that a strategy makes, the same in every run: for tests that hold a share of them.
pub fn drawn<S: Strategy>(strategy: &S, count: usize) -> impl Iterator<Item = S::Value> {
    let mut runner = TestRunner::deterministic();
    (0..count).map(move |_| strategy.new_tree(&mut runner).unwrap().current())
}

/// How property tests run: so many cases, or `PROPTEST_CASES`; what fails is kept beside the test, to be run first.
pub fn config(cases: u32) -> proptest::test_runner::Config {
    use proptest::test_runner::{Config, FileFailurePersistence};
    let cases = std::env::var("PROPTEST_CASES")
        .ok()
        .and_then(|cases| cases.parse().ok())
        .unwrap_or(cases);
    let failure_persistence: Option<Box<dyn proptest::test_runner::FailurePersistence>> =
        Some(Box::new(FileFailurePersistence::WithSource("regressions")));
    Config {
        cases,
        failure_persistence,
        ..Config::default()
    }
}
