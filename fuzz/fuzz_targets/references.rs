//! References of memoranda and resolutions, articles, codes, addresses and numbered items, and what only looks like
//! them.

#![no_main]

use libfuzzer_sys::fuzz_target;
use rendicion::atom::{AtomKind, Context};
use rendicion_fuzz::{check_printed, check_scan, check_value, number, tokens};

const TOKENS: [&str; 56] = [
    "IESS",
    "DPX",
    "DPSE",
    "CPPSSA",
    "-",
    "–",
    " - ",
    "- ",
    " -",
    "2020",
    "2019",
    "1644",
    "0117",
    "M",
    "O",
    "ME",
    "TEMP",
    "Memorando",
    " Nro. ",
    " No. ",
    " N° ",
    "Oficio",
    "Resolución",
    "C.D. ",
    "CD",
    "Art. ",
    "Arts. ",
    "artículo ",
    "literal ",
    "numeral ",
    "a)",
    "1",
    "12",
    "3.1",
    ".",
    ",",
    " ",
    "  ",
    "/",
    "://",
    "https://",
    "www.",
    "drive.google.com",
    "?id=",
    "_",
    "http",
    "Recomendación ",
    "recomendaciones ",
    "Objetivo ",
    "DNPL",
    "P02",
    "F01",
    " de ",
    " y ",
    "CPCCS",
    "PLE",
];

fn letters(mut seed: u64, count: u64) -> String {
    let mut out = String::new();
    for _ in 0..count {
        out.push(char::from(b'A' + (seed % 26) as u8));
        seed /= 26;
    }
    out
}

fuzz_target!(|data: &[u8]| {
    let (seed, rest) = number(data);
    let text = tokens(rest, &TOKENS);
    check_scan(&text, &Context::default());
    let kinds = [
        AtomKind::Memo,
        AtomKind::Resolution,
        AtomKind::Article,
        AtomKind::Url,
        AtomKind::Code,
        AtomKind::Recommendation,
        AtomKind::Objective,
    ];
    check_value(&kinds, &text);

    let (year, number) = (seed % 30 + 2005, seed / 30 % 100_000);
    let unit = letters(seed / 3_000_000, seed / 7 % 6 + 2);
    let end = ["M", "O", "TEMP", "ME", "OF"][(seed / 11 % 5) as usize];
    let reference = format!("IESS-{unit}-{year}-{number:04}-{end}");
    let lead = ["", "Memorando ", "Memorando Nro. ", "Oficio No. "][(seed / 13 % 4) as usize];
    check_printed(&format!("{lead}{reference}"), AtomKind::Memo, &reference, &text);
});
