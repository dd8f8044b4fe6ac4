//! What the integration tests share.
//!
//! `invariants` stands on its own: the fuzz targets take it by path.

#![allow(dead_code, unreachable_pub, reason = "each test takes its part")]

pub mod damage;
pub mod facts;
pub mod gold;
pub mod invariants;
pub mod json;
pub mod print;
pub mod specimen;

/// How property tests run: what fails is kept beside the test, to be run first.
pub fn config(cases: u32) -> proptest::test_runner::Config {
    proptest::test_runner::Config {
        cases,
        failure_persistence: Some(Box::new(proptest::test_runner::FileFailurePersistence::WithSource("regressions"))),
        ..proptest::test_runner::Config::default()
    }
}
