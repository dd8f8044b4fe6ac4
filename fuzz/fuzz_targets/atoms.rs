//! Any text is scanned in any context: what is found is ordered, lies on character boundaries, and reads back from what
//! it prints.
//!
//! The first line is the context: `.g` or `,d` for what a dot or comma does, a capital for what the column holds.

#![no_main]

use libfuzzer_sys::fuzz_target;
use rendicion::atom::{Context, Expect, Ground, Mark, Role, Value, scan};
use rendicion_fuzz::Input;

fn role(said: &str, groups: &str, decimal: &str) -> Option<Role> {
    if said.contains(groups) { Some(Role::Groups) } else { said.contains(decimal).then_some(Role::Decimal) }
}

fuzz_target!(|data: &[u8]| {
    let Some(mut input) = Input::new(data) else { return };
    let said = input.line();
    let text = input.rest();
    let context = Context {
        marks: (said.len() > 1).then(|| Mark {
            dot: role(said, ".g", ".d"),
            comma: role(said, ",g", ",d"),
            ground: if said.contains('!') { Ground::Table } else { Ground::Document },
        }),
        expect: match said.chars().find(char::is_ascii_uppercase) {
            Some('C') => Some(Expect::Count),
            Some('M') => Some(Expect::Money),
            Some('P') => Some(Expect::Percent),
            Some('D') => Some(Expect::Decimal),
            Some('T') => Some(Expect::Text),
            _ => None,
        },
    };
    let found = scan(text, &context);
    assert_eq!(found, scan(text, &context), "one text, two scans");
    let mut ranges: Vec<_> =
        found.found.iter().map(|it| it.range.clone()).chain(found.malformed.iter().cloned()).collect();
    for range in &ranges {
        assert!(range.start < range.end, "nothing is found at {}", range.start);
        assert!(text.get(range.clone()).is_some(), "{range:?} lies outside the text or inside a character");
    }
    assert!(
        found.found.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start),
        "values are out of order"
    );
    ranges.sort_by_key(|range| range.start);
    assert!(ranges.windows(2).all(|pair| pair[0].end <= pair[1].start), "ranges overlap: {ranges:?}");
    for it in &found.found {
        let print = it.value.to_string();
        let back = Value::parse(it.value.kind(), &print);
        assert_eq!(back.as_ref(), Some(&it.value), "{print:?} does not read back");
    }
});
