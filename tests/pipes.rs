//! Tables that are written with pipes or tabs, as converters to Markdown and reflowing extractors do.

use rendicion::{Block, Cell, Table, parse};

fn tables(body: &str) -> Vec<Table> {
    let report = parse(&format!(
        "1. Cobertura Institucional \n\nHay oficinas.\n\n{body}"
    ));
    let blocks = report
        .sections()
        .iter()
        .flat_map(|section| section.blocks().to_vec());
    blocks
        .filter_map(|block| {
            if let Block::Table(table) = block {
                Some(table)
            } else {
                None
            }
        })
        .collect()
}

fn cells(table: &Table) -> Vec<Vec<&str>> {
    let text = |cell: &Option<Cell>| cell.as_ref().map_or("", |cell| cell.text.as_str()).len();
    assert!(
        table
            .rows
            .iter()
            .all(|row| row.cells.iter().map(text).sum::<usize>() > 0)
    );
    let rows = table.rows.iter();
    rows.map(|row| {
        row.cells
            .iter()
            .map(|cell| cell.as_ref().map_or("-", |cell| cell.text.as_str()))
            .collect()
    })
    .collect()
}

#[test]
fn breaks_escapes_and_bold_are_no_text() {
    let found = tables(
        "| **TALLER** | N° | COSTO |\n|:---|:-:|---:|\n| Madera<br>y barro | 3 | 1.200,50 |\n| Luz \\| sonido |  | 40,00 |\n",
    );
    assert_eq!(found[0].columns, ["TALLER", "N°", "COSTO"]);
    assert_eq!(
        cells(&found[0]),
        [
            ["Madera y barro", "3", "1.200,50"],
            ["Luz | sonido", "-", "40,00"]
        ]
    );
    assert_eq!(
        found[0]
            .kinds
            .iter()
            .map(|kind| kind.as_str())
            .collect::<Vec<_>>(),
        ["label", "number", "money"]
    );
}

#[test]
fn a_table_goes_on_beyond_a_page_with_heads_again_made_up_or_lost() {
    let head = "| SEDE | CASOS |\n|---|---|\n| Norte | 3 |\n\n";
    for again in [
        "| SEDE | CASOS |\n|---|---|\n| Sur | 4 |\n",
        "|Col1|Col2|\n|---|---|\n| Sur | 4 |\n",
    ] {
        let found = tables(&format!("{head}{again}"));
        assert_eq!(
            (found.len(), cells(&found[0])),
            (1, vec![vec!["Norte", "3"], vec!["Sur", "4"]])
        );
    }
    let found = tables(&format!("{head}| Sur | 4,5 |\n|---|---|\n| Este | 6 |\n"));
    assert_eq!(
        cells(&found[0]),
        [["Norte", "3"], ["Sur", "4,5"], ["Este", "6"]]
    );
    let found = tables(&format!(
        "{head}| CURSO | HORAS |\n|---|---|\n| Barro | 6 |\n"
    ));
    assert_eq!(found.len(), 2);
}

#[test]
fn a_line_with_the_year_over_a_table_is_its_caption() {
    let found = tables("Casos por sede, 2021\n\n| SEDE | CASOS |\n|---|---|\n| Norte | 3 |\n");
    assert_eq!(
        found[0].caption.as_ref().map(rendicion::Text::as_str),
        Some("Casos por sede, 2021")
    );
}

#[test]
fn tabs_part_cells_and_a_pipe_in_a_sentence_none() {
    let found = tables("SEDE\tCASOS\tVALOR\nNorte\t3\t10,50\nSur\t\t7,00\n");
    assert_eq!(
        cells(&found[0]),
        [["Norte", "3", "10,50"], ["Sur", "-", "7,00"]]
    );
    assert!(tables("La oficina abre a las 8 | los sábados no.\nAtiende a todos.\n").is_empty());
}
