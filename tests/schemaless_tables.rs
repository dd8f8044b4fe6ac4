//! Tables printed as extractors print them are read back the same; prose with numbers is no table.

mod support;

use std::fmt::Write as _;

use proptest::prelude::*;

/// The caption, the columns and the rows of a table.
type Read = (Option<String>, Vec<String>, Vec<Vec<Option<String>>>);

/// The tables of a text.
fn tables(text: &str) -> Vec<Read> {
    let report = rendicion::parse(text);
    let read = |table: &rendicion::Table| {
        let caption = table.caption.as_ref().map(|it| it.as_str().to_owned());
        (caption, table.columns.clone(), support::rows(table))
    };
    report.tables().map(read).collect()
}

const LABELS: &[&str] = &["Bodega", "Taller", "Vivero", "Acequia", "Molino", "Granja"];

#[test]
fn a_table_that_no_section_knows_is_read() {
    let text = "Introducción \nSe presentan los datos del vivero. \nPlantas por sede 2023 \n\
                SEDE PLANTAS COSTO USD \nNorte 41 1.250,00 \nSur 9 312,50 \nOeste 17 640,10 \n";
    let found = tables(text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].0.as_deref(), Some("Plantas por sede 2023"));
    assert_eq!(found[0].1, ["SEDE", "PLANTAS", "COSTO USD"]);
    assert_eq!(found[0].2[1][2].as_deref(), Some("312,50"));
}

#[test]
fn a_code_belongs_to_its_label() {
    let text = "Introducción \nSe presentan los datos. \nGRUPO DE GASTO ASIGNADO PAGADO \n\
                51 GASTOS EN PERSONAL 6.100,00 5.530,08 \n53 BIENES Y SERVICIOS 205,00 194,12 \n\
                57 OTROS GASTOS 25,00 14,12 \n";
    let found = tables(text);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0].2[0][0].as_deref(), Some("51 GASTOS EN PERSONAL"));
}

#[test]
fn digits_torn_apart_are_no_cells() {
    let text = "Introducción \nSe presentan los datos. \nPlantas por sede 2023 \n\
                Norte 4 1 .2 0 7 \nSur 3 .1 1 8 \nOeste 1 .9 4 6 \n";
    assert_eq!(tables(text), Vec::new());
}

/// The rows of the only table of a text.
fn rows(text: &str) -> Vec<Vec<String>> {
    let found = tables(text);
    assert_eq!(found.len(), 1, "{found:?}");
    let cell = |cell: &Option<String>| cell.clone().unwrap_or_default();
    found[0]
        .2
        .iter()
        .map(|row| row.iter().map(cell).collect())
        .collect()
}

#[test]
fn a_group_of_rows_is_a_row() {
    let text = "Introducción \nSe presentan los datos. \nPlantas por sede 2023 \n\
                SEDE PLANTAS COSTO USD \nVivero mayor \nAlmendro blanco 41 1.250,00 \nCedro rojo 9 312,50 \n\
                Talleres menores \nSauce alto 17 640,10 \nOlmo bajo 3 64,10 \n";
    let labels: Vec<String> = rows(text).into_iter().map(|row| row[0].clone()).collect();
    let expected = [
        "Vivero mayor",
        "Almendro blanco",
        "Cedro rojo",
        "Talleres menores",
        "Sauce alto",
        "Olmo bajo",
    ];
    assert_eq!(labels, expected);
}

#[test]
fn two_columns_of_text_stand_behind_the_numbers() {
    let text = "Introducción \nSe presentan los datos. \nPlantas por sede 2023 \n\
                SEDE PLANTAS ESTADO CUSTODIO \nNorte 41 Bueno Bodega \nSur 9 Regular Bodega \n\
                Oeste 17 Bueno Vivero Alto \nEste 8 Regular Vivero Alto \nCentro 5 Bueno Bodega \n";
    let found = rows(text);
    assert_eq!(found[0], ["Norte", "41", "Bueno", "Bodega"]);
    assert_eq!(found[3], ["Este", "8", "Regular", "Vivero Alto"]);
}

#[test]
fn spaces_at_line_ends_are_empty_cells_though_lines_are_trimmed() {
    let text = "Introducción\nSe presentan los datos.\nPlantas por sede 2023\n\
                SEDE PLANTAS COSTO\nNorte 41 1.250,00\nOeste   \nSur 9 312,50\nEste 17 640,10\n";
    assert_eq!(rows(text)[1], ["Oeste", "", ""]);
}

#[test]
fn the_year_of_a_month_belongs_to_the_label() {
    let text = "Introducción \nSe presentan los datos. \nPlantas por mes \n\
                MES PLANTAS COSTO USD \nEnero 2023 41 1.250,00 \nFebrero 2023 9 312,50 \nMarzo 2023 17 640,10 \n";
    assert_eq!(rows(text)[1], ["Febrero 2023", "9", "312,50"]);
}

#[test]
fn columns_that_stand_apart_are_read_where_sums_prove_them() {
    let body = |sum: &str| {
        format!(
            "5. Ejecución programática y presupuestaria\n\nUNIDAD\n\nPENSIONES\nSALUD\nTOTAL\n\n\
             CODIFICADO\n\n6.204,33\n205,75\n{sum}\n\nDEVENGADO\n\n5.530,08\n194,12\n5.724,20\n"
        )
    };
    let proved = rendicion::parse(&body("6.410,08"));
    let table = proved.tables().next().unwrap();
    assert_eq!(table.columns, ["UNIDAD", "CODIFICADO", "DEVENGADO"]);
    let said =
        |report: &rendicion::Report, code| report.diagnostics().iter().any(|d| d.code == code);
    assert!(said(&proved, rendicion::Code::PairedColumns));
    let unproved = rendicion::parse(&body("6.410,09"));
    assert_eq!(unproved.tables().count(), 0);
    assert!(said(&unproved, rendicion::Code::UnreadTable));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn rows_are_read_back(
        amounts in prop::collection::vec((10_u32..900, 10_u32..9_000, 10_u32..99), 3..6),
        cellwise in any::<bool>(),
    ) {
        let mut text = "Introducción \nSe presentan los datos. \nPlantas por sede 2023 \n".to_owned();
        let separator = if cellwise { " \n" } else { " " };
        text += &["SEDE", "PLANTAS", "COSTO USD"].join(separator);
        text += " \n";
        let mut expected = Vec::new();
        for (label, (count, whole, cents)) in LABELS.iter().zip(&amounts) {
            let cells = [(*label).to_owned(), count.to_string(), format!("{whole},{cents}")];
            text += &cells.join(separator);
            text += " \n";
            expected.push(cells.map(Some).to_vec());
        }
        let found = tables(&text);
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!(&found[0].2, &expected);
    }

    #[test]
    fn prose_with_numbers_is_no_table(numbers in prop::collection::vec(2_u32..90_000, 3..9)) {
        let mut text = "Introducción \n".to_owned();
        for number in numbers {
            let _ = write!(text, "Durante el año se atendieron en la provincia {number} personas de las zonas rurales, \ncon un gasto medio de {number},50 dólares por cada una de ellas. \n");
        }
        prop_assert_eq!(tables(&text), Vec::new());
    }
}
