//! What the rest of a table speaks against is said.

use rendicion::Code;

/// The lines of what is doubted in a table of pipes under the heads of a budget.
fn doubted(rows: &[&str]) -> Vec<u32> {
    let text = format!(
        "5. Ejecución presupuestaria \n\n| UNIDAD | CODIFICADO | DEVENGADO | % |\n|---|---|---|---|\n{}\n",
        rows.join("\n")
    );
    let report = rendicion::parse(&text);
    let doubts = report
        .diagnostics()
        .iter()
        .filter(|it| it.code == Code::ImplausibleValue);
    doubts.map(|it| it.line).collect()
}

const ROWS: [&str; 5] = [
    "| SALUD | 200,00 | 150,00 | 75,00 |",
    "| PENSIONES | 400,00 | 100,00 | 25,00 |",
    "| RIESGOS | 500,00 | 400,00 | 80,00 |",
    "| CAMPESINO | 800,00 | 80,00 | 10,00 |",
    "| TOTAL | 1.900,00 | 730,00 | 38,42 |",
];

fn with(row: usize, text: &str) -> Vec<u32> {
    let mut rows = ROWS;
    rows[row] = text;
    doubted(&rows)
}

#[test]
fn what_agrees_is_not_doubted() {
    assert_eq!(doubted(&ROWS), [0; 0]);
    // A nought that is left out, and a hundred without decimals.
    assert_eq!(with(1, "| PENSIONES | 400,00 | 100,0 | 25,00 |"), [0; 0]);
}

#[test]
fn a_row_is_doubted_by_its_share_its_notation_its_label_and_its_gaps() {
    for row in [
        "| RIESGOS | 400,00 | 500,00 | 80,00 |",
        "| RIESGOS | 500,00 | 400,00 | 8000 |",
        "| RIESGOS 12 | 500,00 | 400,00 | 80,00 |",
        "| | 500,00 | 400,00 | 80,00 |",
    ] {
        assert!(with(2, row).contains(&7), "{row}");
    }
}

#[test]
fn a_column_is_doubted_by_its_total() {
    assert_eq!(with(4, "| TOTAL | 1.000,00 | 730,00 | 73,00 |"), [3]);
}
