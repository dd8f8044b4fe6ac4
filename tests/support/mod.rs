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
