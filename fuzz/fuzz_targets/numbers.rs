//! Numbers, amounts of money and percentages in any notation, and what only looks like them.

#![no_main]

use libfuzzer_sys::fuzz_target;
use rendicion::atom::{AtomKind, Context, Expect, number_in_words, parse_number};
use rendicion_fuzz::{check_printed, check_scan, check_value, number, tokens};

const TOKENS: [&str; 48] = [
    "0",
    "1",
    "2",
    "9",
    "12",
    "345",
    "000",
    "00",
    ".",
    ",",
    "´",
    "’",
    "'",
    " ",
    "  ",
    "$",
    "USD ",
    "US$",
    "%",
    " %",
    "-",
    "(",
    ")",
    "/",
    "'",
    "millones",
    " mil",
    " de ",
    "tres",
    " por ciento",
    "ciento",
    "N° ",
    "º",
    "\u{a0}",
    "\u{2212}",
    "USD",
    "dólares",
    " y ",
    "años",
    "2020",
    "19",
    ":",
    ";",
    "\"",
    "a",
    "Total ",
    "+",
    "=",
];

fn grouped(whole: u64, group: &str) -> String {
    let digits = whole.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push_str(group);
        }
        out.push(digit);
    }
    out
}

fuzz_target!(|data: &[u8]| {
    let (seed, rest) = number(data);
    let text = tokens(rest, &TOKENS);
    for expect in [
        None,
        Some(Expect::Count),
        Some(Expect::Money),
        Some(Expect::Percent),
        Some(Expect::Decimal),
        Some(Expect::Text),
    ] {
        check_scan(&text, &Context { expect, ..Context::default() });
    }
    check_value(&[AtomKind::Number, AtomKind::Money, AtomKind::Percent, AtomKind::Year], &text);
    let _ = number_in_words(&text);
    if let Some((value, _)) = parse_number(&text, &Context::default()) {
        check_value(&[AtomKind::Number], &value.to_string());
    }

    // Two decimals leave no doubt what every separator does.
    let (whole, cents) = (seed / 1600 % 1_000_000_000_000, seed / 16 % 100);
    let (group, mark) =
        [(".", ","), (",", "."), ("´", ","), ("’", "."), ("", ","), ("", "."), (".", "."), (",", ",")]
            [(seed % 8) as usize];
    let print = format!("{}{mark}{cents:02}", grouped(whole, group));
    let value = format!("{whole}.{cents:02}");
    if seed / 8 % 2 == 0 {
        check_printed(&format!("${print}"), AtomKind::Money, &value, &text);
    } else {
        check_printed(&format!("{print}%"), AtomKind::Percent, &value, &text);
    }
});
