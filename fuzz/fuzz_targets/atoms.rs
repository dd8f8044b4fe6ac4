//! Any text is scanned in any context: what is found is ordered, lies on character boundaries, and reads back from what
//! it prints.
//!
//! The first line is the context: `.g` or `,d` for what a dot or comma does, a capital for what the column holds.

#![no_main]

use libfuzzer_sys::fuzz_target;
use rendicion::atom::{AtomKind, Context, Expect, Ground, Mark, Role};
use rendicion_fuzz::{Input, check_scan, check_value};

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
    check_scan(text, &context);
    check_value(&AtomKind::ALL, said);
});
