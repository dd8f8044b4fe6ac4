//! Tables of text, printed by row and cell by cell, are read back; prose is no table.

mod support;

use proptest::prelude::*;

fn tables(text: &str) -> Vec<Vec<Vec<Option<String>>>> {
    rendicion::parse(text).tables().map(support::rows).collect()
}

const NAMES: &[&str] = &[
    "las cajas chicas",
    "los anticipos y su cobro",
    "la bodega",
    "los turnos",
];
const TASKS: &[&str] = &[
    "Contará las cajas.",
    "Pintará la reja del patio.",
    "Firmará el acta.",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn rows_of_three_cells_are_read_back(rows in prop::collection::vec((0..4_usize, 0..3_usize, 1..30_u8, 100..999_u16), 2..6)) {
        let mut text = "Introducción \nSe presentan los exámenes. \nEXAMEN ESPECIAL \nRECOMENDACIÓN \nDOCUMENTO \n".to_owned();
        let mut expected = Vec::new();
        for (name, task, number, memo) in rows {
            let row = [
                format!("Examen especial “A {}”.", NAMES[name]),
                format!("Rec. {number}: {}", TASKS[task]),
                format!("ABCD-XY-2020-0{memo}-M"),
            ];
            for cell in &row {
                text.push_str(cell);
                text.push_str(" \n");
            }
            expected.push(row.map(Some).to_vec());
        }
        prop_assert_eq!(tables(&text), vec![expected]);
    }

    #[test]
    fn prose_gives_no_table(lines in prop::collection::vec("[A-Z][a-z]{2,9}( [a-z]{1,9}){5,12}[.]", 1..12)) {
        let text = format!("Introducción \n{} \n", lines.join(" \n"));
        prop_assert!(tables(&text).is_empty());
    }
}
