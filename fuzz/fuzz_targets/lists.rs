//! Lines that are mostly items of lists: markers of every sort, lost ones, items within items.
//!
//! Each line of the input is one of a report; its first character chooses the marker that is printed before it.

#![no_main]

use libfuzzer_sys::fuzz_target;
use rendicion_fuzz::{Input, invariants};

const MARKERS: [&str; 16] = [
    "",
    " ",
    "• ",
    "\u{f0b7} ",
    "\u{f0fc}\u{a0}",
    "✓ ",
    "- ",
    "-",
    "– ",
    "o ",
    "a) ",
    "b. ",
    "1) ",
    "2.- ",
    "➢ ",
    "      ",
];

fuzz_target!(|data: &[u8]| {
    let Some(input) = Input::new(data) else { return };
    let mut text = String::from("2. Logros alcanzados \n\n");
    for line in input.rest().split('\n') {
        let mut chars = line.chars();
        let first = chars.next().map_or(0, |c| c as usize);
        text.push_str(MARKERS[first % MARKERS.len()]);
        text.push_str(chars.as_str());
        text.push_str(["\n", " \n", " \n\n", "\n\n"][first / MARKERS.len() % 4]);
    }
    invariants::check(&text, &rendicion::parse(&text));
});
