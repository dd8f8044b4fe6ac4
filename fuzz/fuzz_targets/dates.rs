//! Dates, months, years and periods in words and figures, and what only looks like them.

#![no_main]

use libfuzzer_sys::fuzz_target;
use rendicion::atom::{AtomKind, Context};
use rendicion_fuzz::{check_printed, check_scan, check_value, number, tokens};

const TOKENS: [&str; 48] = [
    "1",
    "2",
    "16",
    "30",
    "31",
    "29",
    "0",
    "12",
    "13",
    "99",
    "2019",
    "2020",
    "1999",
    "2100",
    "20",
    "/",
    "-",
    " - ",
    ".",
    ",",
    " ",
    " de ",
    " del ",
    " al ",
    " a ",
    " y ",
    " hasta ",
    " entre ",
    " desde el ",
    " el ",
    "enero",
    "febrero",
    "Marzo",
    "septiembre",
    "setiembre",
    "DICIEMBRE",
    "dic",
    "jul",
    "año ",
    "años ",
    "período ",
    "fecha ",
    "primer semestre",
    "trimestre",
    "hoy",
    "º",
    "\u{a0}",
    "ene.",
];

const MONTHS: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];

fuzz_target!(|data: &[u8]| {
    let (seed, rest) = number(data);
    let text = tokens(rest, &TOKENS);
    check_scan(&text, &Context::default());
    check_value(&[AtomKind::Date, AtomKind::Period, AtomKind::Year], &text);

    let (day, month, year) = (seed % 28 + 1, seed / 28 % 12 + 1, seed / 336 % 45 + 1990);
    let name = MONTHS[month as usize - 1];
    let whole = format!("{year}-{month:02}-{day:02}");
    let (print, kind, value) = match seed / 15120 % 6 {
        0 => (format!("{day} de {name} de {year}"), AtomKind::Date, whole),
        1 => (format!("{day} de {name} del {year}"), AtomKind::Date, whole),
        2 => (format!("{day:02}/{month:02}/{year}"), AtomKind::Date, whole),
        3 => (whole.clone(), AtomKind::Date, whole),
        4 => (format!("{name} de {year}"), AtomKind::Date, format!("{year}-{month:02}")),
        _ => (
            format!("el período del 1 de enero de {year} al {day} de {name} de {}", year + 1),
            AtomKind::Period,
            format!("{year}-01-01/{}-{month:02}-{day:02}", year + 1),
        ),
    };
    check_printed(&print, kind, &value, &text);
});
