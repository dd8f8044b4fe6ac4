//! Random tables of any schema, printed as each family of extractors prints them: how many are read back the same, and how
//! many otherwise without a diagnostic that says so.

mod support;

use proptest::prelude::*;
use rendicion::{
    Column, ColumnKind, Parser, Reading, Registry, SectionId, SectionParser, Severity, Sink,
    TableSchema,
};

/// A section of somebody's own that reads one table.
struct Inventory {
    tables: Vec<TableSchema>,
}

type Cells = Vec<Vec<Option<String>>>;

impl SectionParser for Inventory {
    type Output = Cells;

    fn id(&self) -> SectionId {
        SectionId::new("test.inventory")
    }

    fn titles(&self) -> &[&str] {
        &["Inventario de bienes"]
    }

    fn tables(&self) -> &[TableSchema] {
        &self.tables
    }

    fn parse(&self, section: &Reading<'_>, _sink: &mut dyn Sink) -> Cells {
        let tables = section
            .tables()
            .filter(|table| table.schema.as_deref() == Some("test.inventory"));
        tables.flat_map(support::rows).collect()
    }
}

#[derive(Clone, Debug)]
struct Printed {
    kinds: Vec<ColumnKind>,
    rows: Cells,
}

const HEADS: &[&str] = &[
    "BODEGA NORTE",
    "VALOR",
    "TALLER",
    "MONTO TOTAL",
    "SEDE SUR",
    "CUPO",
];
const WORDS: &[&str] = &[
    "Sillas",
    "Camas",
    "Mesas",
    "Equipos",
    "Vitrinas",
    "Estantes",
    "Lámparas",
    "Archivos",
];

fn kind() -> impl Strategy<Value = ColumnKind> {
    prop_oneof![
        Just(ColumnKind::Count),
        Just(ColumnKind::Money),
        Just(ColumnKind::Percent)
    ]
}

fn number(kind: ColumnKind) -> BoxedStrategy<String> {
    match kind {
        ColumnKind::Money => (1_u64..9_999_999, 0_u8..100, any::<bool>())
            .prop_map(|(whole, cents, comma)| money(whole, cents, comma))
            .boxed(),
        ColumnKind::Percent => (0_u8..100, 0_u8..100)
            .prop_map(|(whole, part)| format!("{whole},{part:02}%"))
            .boxed(),
        _ => (0_u32..999).prop_map(|n| n.to_string()).boxed(),
    }
}

fn money(whole: u64, cents: u8, comma: bool) -> String {
    let (group, mark) = if comma { (".", ",") } else { (",", ".") };
    format!("{}{mark}{cents:02}", support::grouped(whole, group))
}

fn label() -> impl Strategy<Value = String> {
    proptest::sample::subsequence(WORDS, 1..=3).prop_map(|words| words.join(" "))
}

fn table() -> impl Strategy<Value = Printed> {
    proptest::collection::vec(kind(), 2..=4).prop_flat_map(|kinds| {
        let cells: Vec<_> = kinds
            .iter()
            .map(|&kind| proptest::option::weighted(0.85, number(kind)))
            .collect();
        let first = number(kinds[0]);
        let row = (label(), cells, first).prop_map(|(label, mut cells, first)| {
            // A row without a number is no row that anybody could tell from text.
            if cells.iter().all(Option::is_none) {
                cells[0] = Some(first);
            }
            let mut row = vec![Some(label)];
            row.extend(cells);
            row
        });
        let kinds = kinds.clone();
        proptest::collection::vec(row, 1..8).prop_map(move |rows| Printed {
            kinds: kinds.clone(),
            rows,
        })
    })
}

impl Printed {
    fn heads(&self) -> Vec<&'static str> {
        std::iter::once("DETALLE")
            .chain(HEADS.iter().copied())
            .take(self.kinds.len() + 1)
            .collect()
    }

    fn schema(&self) -> TableSchema {
        let kinds = std::iter::once(ColumnKind::Label).chain(self.kinds.iter().copied());
        TableSchema::new(
            "test.inventory",
            self.heads()
                .into_iter()
                .zip(kinds)
                .map(|(head, kind)| Column::new(kind, head, [head])),
        )
    }

    /// Row joined: numbers behind the last line of the label, an empty cell an extra space.
    fn joined(&self, wrapped: bool, gap: &str) -> String {
        let mut out = format!("{} {gap}", self.heads().join(" "));
        for row in &self.rows {
            let label = row[0].as_deref().unwrap_or_default();
            let label = if wrapped {
                label.replacen(' ', &format!(" {gap}"), 1)
            } else {
                label.to_owned()
            };
            let cells: Vec<&str> = row[1..]
                .iter()
                .map(|cell| cell.as_deref().unwrap_or_default())
                .collect();
            out.extend([label.as_str(), " ", cells.join(" ").as_str(), " ", gap]);
        }
        out
    }

    /// One cell a line, an empty cell a line of one space.
    fn apart(&self) -> String {
        let mut out = self.heads().join(" \n") + " \n";
        for row in &self.rows {
            for cell in row {
                out.push_str(cell.as_deref().unwrap_or_default());
                out.push_str(" \n");
            }
        }
        out
    }

    /// Columns of spaces, numbers flush right; a label of several words is centred about its numbers.
    fn layout(&self) -> String {
        let line = |cells: &[&str]| {
            let mut line = format!("    {:<28}", cells[0]);
            for cell in &cells[1..] {
                line.extend([format!("{cell:>24}")]);
            }
            line.trim_end().to_owned() + "\n"
        };
        let mut out = line(&self.heads());
        for row in &self.rows {
            let cells: Vec<&str> = row
                .iter()
                .map(|cell| cell.as_deref().unwrap_or_default())
                .collect();
            out.push_str(&line(&cells));
        }
        out
    }
}

/// What is read of a text, and whether a diagnostic says that cells could not be told.
fn read(printed: &Printed, body: &str) -> (Cells, bool) {
    let registry = Registry::standard().with_first(Inventory {
        tables: vec![printed.schema()],
    });
    let parser = Parser::builder().registry(registry).build().unwrap();
    let text = format!(
        "1. Inventario de bienes \n\nEl guardalmacén entregó el detalle que sigue. \n\n{body}\n2. Objetivos Institucionales \n\nSe cumplieron. \n"
    );
    let report = parser.parse(&text);
    let said = report
        .diagnostics()
        .iter()
        .any(|d| d.severity >= Severity::Warning);
    (
        report.section::<Inventory>().cloned().unwrap_or_default(),
        said,
    )
}

/// Tables that are printed in each way.
const TABLES: usize = 400;

/// How many of the tables are read back the same, and how many otherwise without a word.
fn count(print: impl Fn(&Printed, bool) -> String) -> (usize, usize) {
    let (mut same, mut silent) = (0, 0);
    for (printed, wrapped) in support::drawn(&(table(), any::<bool>()), TABLES) {
        let (rows, said) = read(&printed, &print(&printed, wrapped));
        same += usize::from(rows == printed.rows);
        silent += usize::from(rows != printed.rows && !said);
    }
    (same, silent)
}

/// Of a hundred tables at least `same` are read back the same, and at most `silent` otherwise without a word. That is what
/// is reached; the aim is none without a word.
fn hold(print: impl Fn(&Printed, bool) -> String, same: usize, silent: usize) {
    let (is_same, is_silent) = count(print);
    assert!(
        is_same * 100 >= same * TABLES && is_silent * 100 <= silent * TABLES,
        "{is_same} the same, {is_silent} in silence, of {TABLES}"
    );
}

#[test]
fn rows_on_their_lines() {
    hold(|it, wrapped| it.joined(wrapped, "\n"), 50, 1);
}

#[test]
fn rows_on_spaced_lines() {
    hold(|it, wrapped| it.joined(wrapped, "\n\n"), 50, 1);
}

#[test]
fn a_cell_on_each_line() {
    hold(|it, _| it.apart(), 56, 2);
}

#[test]
fn columns_of_spaces() {
    hold(|it, _| it.layout(), 56, 2);
}

/// A full table has nothing to decide: it must be read, not excused.
#[test]
fn a_full_table_is_read_from_every_print() {
    let kinds = vec![ColumnKind::Count, ColumnKind::Money, ColumnKind::Percent];
    let row = |cells: [&str; 4]| cells.iter().map(|cell| Some((*cell).to_owned())).collect();
    let rows = vec![
        row(["Sillas Mesas", "45", "114.159,17", "91,20%"]),
        row(["Camas", "3", "1,020.50", "7,05%"]),
    ];
    let printed = Printed { kinds, rows };
    let prints = [
        printed.joined(true, "\n"),
        printed.joined(false, "\n\n"),
        printed.apart(),
        printed.layout(),
    ];
    for body in prints {
        assert_eq!(
            read(&printed, &body),
            (printed.rows.clone(), false),
            "{body}"
        );
    }
}

/// An amount below nothing is read as one, or its row states no fact and a diagnostic says so.
#[test]
fn a_negative_amount_is_never_lost_in_silence() {
    let rows = [
        "RIESGOS -7,00 6,00",
        "RIESGOS (7,00) 6,00",
        "RIESGOS 7,00 -6,00",
        "RIESGOS 7,00 (6,00)",
        "RIESGOS -7,00 -6,00",
    ];
    for (row, after) in rows
        .iter()
        .flat_map(|row| [(row, ""), (row, "SALUD 5,00 4,00\n")])
    {
        let text = format!(
            "5. Ejecución programática y presupuestaria\n\nUNIDAD CODIFICADO DEVENGADO\n\nPENSIONES 5,00 4,00\n\n{row}\n\n{after}"
        );
        let report = rendicion::parse(&text);
        let data = report.section::<rendicion::BudgetExecution>().unwrap();
        for unit in &data.units {
            let figures =
                [unit.codified, unit.executed].map(|it| it.map(|it| it.value.to_string()));
            let printed = [Some("5.00".to_owned()), Some("4.00".to_owned())];
            assert!(
                ["PENSIONES", "SALUD"].contains(&unit.unit.as_str()) && figures == printed,
                "{text} {unit:?}"
            );
        }
        assert!(
            report
                .diagnostics()
                .iter()
                .any(|it| it.severity == Severity::Warning),
            "{text}"
        );
    }
}
