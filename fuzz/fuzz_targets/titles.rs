//! Lines that are mostly titles: wrapped, numbered, cut, misprinted, in a table of contents, out of order.
//!
//! Each line of the input is one of a report; its first character chooses the title that is printed before it, and how.

#![no_main]

use libfuzzer_sys::fuzz_target;
use rendicion_fuzz::{Input, invariants};

const TITLES: [&str; 16] = [
    "",
    "Introducción",
    "Resumen Ejecutivo",
    "1. Cobertura Institucional",
    "Logros alcanzados",
    "3. Implementación de políticas públicas para la igualdad",
    "a. Políticas públicas interculturales",
    "• Política pública generacional",
    "4. Objetivos Institucionales",
    "5. Ejecución programáticas y presupuestaria",
    "II. Resumen",
    "6. Procesos de contratación y compras públicas de bienes \n\ny servicios",
    "7. Enajenación de bienes, expropiaciones y donaciones",
    "8. Incorporación de recomendaciones y dictámenes por parte de las entidades de \nla Función de Transparencia",
    "• Auditoría Interna IESS:",
    "9. Anexos",
];

fuzz_target!(|data: &[u8]| {
    let Some(input) = Input::new(data) else { return };
    let mut text = String::new();
    for line in input.rest().split('\n') {
        let mut chars = line.chars();
        let first = chars.next().map_or(0, |c| c as usize);
        text.push_str(TITLES[first % TITLES.len()]);
        text.push_str(chars.as_str());
        text.push_str([" \n\n", "\n", " \n", " ........ 4\n"][first / TITLES.len() % 4]);
    }
    let report = rendicion::parse(&text);
    invariants::check(&text, &report);
    let titles = report.sections().iter().filter_map(rendicion::Section::title);
    assert!(titles.into_iter().all(|title| !title.is_empty()), "a title without words");
});
