//! Tables of text, printed by row and cell by cell, are read back; prose is no table.

mod support;

use proptest::prelude::*;

fn tables(text: &str) -> Vec<Vec<Vec<Option<String>>>> {
    rendicion::parse(text).tables().map(support::rows).collect()
}

/// Each line holds parts of several cells, with one space between them: the heads tell the columns, and the words that
/// stand together elsewhere where a cell's line ends.
#[test]
fn cells_side_by_side_are_told_apart_by_their_heads_and_words() {
    let text = "8. Incorporación de recomendaciones y dictámenes\n\
                EXAMEN ESPECIAL N° DE RECOMENDACIÓN DOCUMENTO DE\n\
                RECOMENDACIÓN RESPALDO\n\
                Examen especial “A la bodega 4 Pintará la reja del ABCD-XY-2020-0101-M de\n\
                de insumos”, por el período patio y la puerta. 20/01/2022\n\
                comprendido entre el 1 de\n\
                enero de 2018 y el 2 de mayo.\n\
                Examen especial “A los turnos 5 Contará las cajas de ABCD-XY-2020-0102-M\n\
                de la noche”, por el período cada mes.\n\
                comprendido entre el 3 de\n\
                junio de 2018 y el 2 de julio.\n";
    let rows = [
        [
            "Examen especial “A la bodega de insumos”, por el período comprendido entre el 1 de enero de 2018 y el 2 de mayo.",
            "4",
            "Pintará la reja del patio y la puerta.",
            "ABCD-XY-2020-0101-M de 20/01/2022",
        ],
        [
            "Examen especial “A los turnos de la noche”, por el período comprendido entre el 3 de junio de 2018 y el 2 de julio.",
            "5",
            "Contará las cajas de cada mes.",
            "ABCD-XY-2020-0102-M",
        ],
    ];
    let rows = rows.map(|row| row.map(|cell| Some(cell.to_owned())).to_vec());
    assert_eq!(tables(text), vec![rows.to_vec()]);
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
