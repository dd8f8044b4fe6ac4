//! A table of any schema, read by the parser of a section from outside.
//!
//! The lines of the input up to an empty one are columns, `kind|head|head`, or, where they begin with `=`, labels of rows;
//! what follows are the lines of the section.

#![no_main]

use libfuzzer_sys::fuzz_target;
use rendicion::{Column, ColumnKind, Parser, Reading, Registry, SectionId, SectionParser, Sink, TableSchema};
use rendicion_fuzz::{Input, invariants};

struct Anything {
    tables: Vec<TableSchema>,
}

#[derive(Clone, Debug, PartialEq, serde::Serialize)]
struct Cells(Vec<Option<String>>);

impl SectionParser for Anything {
    type Output = Cells;

    fn id(&self) -> SectionId {
        SectionId::new("fuzz.tables")
    }

    fn titles(&self) -> &[&str] {
        &["Cuadro de valores"]
    }

    fn tables(&self) -> &[TableSchema] {
        &self.tables
    }

    fn parse(&self, section: &Reading<'_>, _: &mut dyn Sink) -> Cells {
        let width = self.tables.iter().map(|schema| schema.columns.len()).max().unwrap_or(0);
        let mut out = Vec::new();
        for table in section.tables() {
            for row in &table.rows {
                // One key more than there is: a section may be wrong about its own schema.
                out.extend(
                    (0..=width).map(|at| table.cell(row, &at.to_string()).map(|cell| cell.text.as_str().to_owned())),
                );
            }
        }
        Cells(out)
    }
}

fn column(line: &str, at: usize) -> Column {
    let mut parts = line.split('|');
    let kind = parts.next().unwrap_or_default();
    let of_kind = match kind.chars().next() {
        Some('c') => ColumnKind::Count,
        Some('m') => ColumnKind::Money,
        Some('p') => ColumnKind::Percent,
        Some('t') => ColumnKind::Text,
        Some('r') => ColumnKind::Reference,
        _ => ColumnKind::Label,
    };
    let column = Column::new(of_kind, at.to_string(), parts);
    match kind.chars().nth(1) {
        Some('?') => column.optional(),
        Some('^') => column.begins_with(["Examen especial", "Se remitió", "Rec"]),
        _ => column,
    }
}

fuzz_target!(|data: &[u8]| {
    let Some(mut input) = Input::new(data) else { return };
    let (mut columns, mut rows) = (Vec::new(), Vec::new());
    for _ in 0..12 {
        match input.line() {
            "" => break,
            line => match line.strip_prefix('=') {
                Some(label) => rows.push(label.to_owned()),
                None => columns.push(column(line, columns.len())),
            },
        }
    }
    let tables = vec![TableSchema::new("fuzz", columns).with_rows(rows)];
    let registry = Registry::standard().with(Anything { tables });
    let text = format!("1. Cuadro de valores \n\n{}", input.rest());
    let report = Parser::builder().registry(registry).build().unwrap().parse(&text);
    invariants::check(&text, &report);
});
