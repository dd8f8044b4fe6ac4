//! Any text is read, and every invariant holds of the report.

#![no_main]

use libfuzzer_sys::fuzz_target;
use rendicion_fuzz::invariants;

fuzz_target!(|text: &str| {
    invariants::check(text, &rendicion::parse(text));
});
