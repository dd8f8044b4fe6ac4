//! Sentences of the words that sentences are read by, under the titles of the sections that read them.
//!
//! Each byte chooses a word; the first line of the input chooses the section.

#![no_main]

use libfuzzer_sys::fuzz_target;
use rendicion_fuzz::{invariants, tokens};

const TITLES: [&str; 4] = [
    "5. Ejecución programática y presupuestaria",
    "6. Procesos de contratación y compras públicas",
    "7. Enajenación de bienes, expropiaciones y donaciones",
    "1. Cobertura Institucional",
];

const WORDS: &[&str] = &[
    "se ", "no ", "ni ", "que ", "de los cuales ", "del ", "de ", "la ", "los ", "a ", "en ", "por ", "y ", ", ", "; ", ". ",
    ": ", "(", ") ", "\n\n", "\n\n• ", "pero ", "frente a ", "más ", "más de ", "cada ", "promedio ", "total ",
    "un total de ", "fue de ", "hubo ", "espera ", "deberá ", "logró ", "creció ", "pasó ", "devengó ", "codificado ",
    "asignados ", "ejecutaron ", "adjudicaron ", "finalizados ", "donó ", "venta ", "expropiación ", "ningún ", "recaudó ",
    "Unidad de Cartera ", "Seguro Social Campesino ", "Azuay ", "provincia ", "cantón Mira ", "2021 ", "2022 ",
    "año anterior ", "junio ", "USD 5,00 ", "1.234,56 ", "90% ", "45 ", "dos mil catorce ", "treinta y ", "procesos ",
    "ínfima cuantía ", "afiliados ", "mujeres ", "dispensarios ", "vejez ", "glosas ", "anulados ", "en ejecución ",
];

fuzz_target!(|data: &[u8]| {
    let Some((&first, rest)) = data.split_first() else {
        return;
    };
    let title = TITLES[first as usize % TITLES.len()];
    let text = format!("{title}\n\n{}\n", tokens(rest, WORDS));
    invariants::check(&text, &rendicion::parse(&text));
});
