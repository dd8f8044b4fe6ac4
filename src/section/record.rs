//! What one row of a table states, by the keys of its columns.

use rust_decimal::Decimal;

use super::reading::Reading;
use super::value::{Count, Figure, of_column};
use super::words::key;
use crate::atom::AtomKind;
use crate::diagnostic::{Code, Sink};
use crate::model::{Cell, ColumnKind, Row, Table};
use crate::source::{Span, Text};
use crate::table::names::{is_bare, year_of};

/// A record of a table: a row, or a column of a table that is turned, with its cells by the keys of the schema.
///
/// Of columns that are one measure in several years, only that of the report's year is among its cells. An amount
/// under "(en miles de USD)" is given whole.
///
/// ```
/// use rendicion::{Column, Reading, SectionId, SectionParser, Sink, TableSchema};
///
/// struct Fuel(Vec<TableSchema>);
///
/// impl SectionParser for Fuel {
///     type Output = Vec<String>;
///
///     fn id(&self) -> SectionId {
///         SectionId::new("acme.fuel")
///     }
///
///     fn titles(&self) -> &[&str] {
///         &["Combustible"]
///     }
///
///     fn tables(&self) -> &[TableSchema] {
///         &self.0
///     }
///
///     fn parse(&self, section: &Reading<'_>, sink: &mut dyn Sink) -> Vec<String> {
///         let records = section.records("acme.fuel", sink);
///         records.iter().filter_map(|it| Some(format!("{} {}", it.label()?, it.money("cost", sink)?.value))).collect()
///     }
/// }
///
/// let columns = [Column::label("model", ["MODELO"]), Column::money("cost", ["COSTO", "VALOR"])];
/// let fuel = Fuel(vec![TableSchema::new("acme.fuel", columns)]);
/// let parser = rendicion::Parser::builder().registry(rendicion::Registry::standard().with(fuel)).build().unwrap();
/// let text = "1. Combustible \n\n| MODELO | COSTO USD |\n|---|---|\n| Furgoneta | 610,50 |\n| Camioneta | 1.200,00 |\n";
/// assert_eq!(parser.parse(text).section::<Fuel>().unwrap(), &["Furgoneta 610.50", "Camioneta 1200.00"]);
/// ```
#[derive(Clone, Debug)]
pub struct Record<'r> {
    label: Option<&'r str>,
    cells: Vec<(&'r str, &'r Cell, Decimal)>,
    span: Span,
    line: u32,
}

impl<'r> Record<'r> {
    /// What the record is about, as printed; empty where its cell is, `None` where no label names it.
    pub fn label(&self) -> Option<&'r str> {
        self.label
    }

    /// The cell under a key; `None` where the table has none, or it is empty.
    pub fn cell(&self, key: &str) -> Option<&'r Cell> {
        self.cells
            .iter()
            .find(|(own, ..)| *own == key)
            .map(|(_, cell, _)| *cell)
    }

    /// The text of the cell under a key.
    pub fn text(&self, key: &str) -> Option<&'r str> {
        self.cell(key).map(|cell| cell.text.as_str())
    }

    /// The amount under a key, in USD; what else stands there is reported to `sink`.
    pub fn money(&self, key: &str, sink: &mut dyn Sink) -> Option<Figure> {
        let (_, cell, factor) = self.cells.iter().find(|(own, ..)| *own == key)?;
        let mut figure = Figure::of(of_column(Some(cell), AtomKind::Money, sink)?)?;
        if *factor != Decimal::ONE {
            figure.value = figure.value.checked_mul(*factor)?;
        }
        Some(figure)
    }

    /// The percentage under a key, in percent points.
    pub fn percent(&self, key: &str, sink: &mut dyn Sink) -> Option<Figure> {
        of_column(self.cell(key), AtomKind::Percent, sink).and_then(Figure::of)
    }

    /// The whole number under a key.
    pub fn count(&self, key: &str, sink: &mut dyn Sink) -> Option<Count> {
        of_column(self.cell(key), AtomKind::Number, sink).and_then(Count::of)
    }

    /// Every cell with a key, in the order of the table.
    pub fn cells(&self) -> impl Iterator<Item = &'r Cell> + use<'_, 'r> {
        self.cells.iter().map(|(_, cell, _)| *cell)
    }

    /// From its first byte to its last.
    pub fn span(&self) -> Span {
        self.span
    }

    /// The line of its start, counted from 1.
    pub fn line(&self) -> u32 {
        self.line
    }
}

impl<'r> Reading<'r> {
    /// The records of every table that a schema fits, in order, totals among them.
    ///
    /// A table that is of another year than the report states none, and `sink` is told; nor does a row whose empty
    /// cells could not be decided.
    pub fn records(&self, schema: &str, sink: &mut dyn Sink) -> Vec<Record<'r>> {
        self.tables()
            .flat_map(|table| self.records_of(table, schema, sink))
            .collect()
    }

    /// The records of one table.
    pub fn records_of(
        &self,
        table: &'r Table,
        schema: &str,
        sink: &mut dyn Sink,
    ) -> Vec<Record<'r>> {
        if table.schema.as_deref() != Some(schema) || is_of_another_year(table, self.year(), sink) {
            return Vec::new();
        }
        if table.row_keys.iter().any(Option::is_some) {
            turned(table, self.year())
        } else {
            plain(table, self.year())
        }
    }
}

/// Whether the caption of a table names years and none of them is the report's, which `sink` hears.
fn is_of_another_year(table: &Table, own: Option<u16>, sink: &mut dyn Sink) -> bool {
    let Some(own) = own else { return false };
    let mut years = table
        .caption_atoms
        .iter()
        .filter_map(|atom| atom.value.years())
        .peekable();
    let is_other = years.peek().is_some() && !years.any(|(from, to)| (from..=to).contains(&own));
    if is_other {
        let message = "the table is of another year than the report's; it states no fact";
        sink.report(Code::SetAside, table.place.span, message.to_owned());
    }
    is_other
}

/// A record a row.
fn plain(table: &Table, year: Option<u16>) -> Vec<Record<'_>> {
    let columns = chosen(
        &table.keys,
        |at| table.columns.get(at).map(String::as_str),
        year,
    );
    let columns: Vec<_> = columns
        .into_iter()
        .filter(|&(at, _)| !numbers_rows(table, at) && !is_cut(table, at))
        .collect();
    let decided = table.rows.iter().filter(|row| !row.undecided);
    decided
        .map(|row| {
            let cells: Vec<_> = columns
                .iter()
                .filter_map(|&(at, key)| {
                    Some((
                        key,
                        row.cells.get(at)?.as_ref()?,
                        factor(table, table.columns.get(at)),
                    ))
                })
                .collect();
            let label = columns
                .iter()
                .find(|(_, key)| Some(*key) == table.label_key.as_deref());
            let label = label.map(|&(at, _)| {
                let cell = row.cells.get(at).and_then(Option::as_ref);
                cell.map_or("", |cell| cell.text.as_str())
            });
            Record {
                label,
                cells,
                span: row.place.span,
                line: row.place.line,
            }
        })
        .collect()
}

/// The texts of a column's cells, in order.
fn column(table: &Table, at: usize) -> impl Iterator<Item = &str> {
    let cells = table
        .rows
        .iter()
        .filter_map(move |row| row.cells.get(at)?.as_ref());
    cells.map(|cell| cell.text.as_str())
}

/// Whether a column of counts does nothing but count its rows: its head is another's.
fn numbers_rows(table: &Table, at: usize) -> bool {
    let numbers: Vec<Option<u32>> = column(table, at).map(|it| it.parse().ok()).collect();
    let follows =
        |pair: &[Option<u32>]| matches!(pair, [Some(a), Some(b)] if a.checked_add(1) == Some(*b));
    numbers.len() > 2
        && table.kinds.get(at) == Some(&ColumnKind::Count)
        && numbers.windows(2).all(follows)
}

/// Whether what a column holds goes on in the next, which has no key: `118` and `330,09` of `118 330,09`.
fn is_cut(table: &Table, at: usize) -> bool {
    let is_start = |text: &str| text.len() < 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_rest = |text: &str| {
        let mark = text.as_bytes().get(3);
        text.len() == 6
            && matches!(mark, Some(b'.' | b','))
            && text.bytes().filter(u8::is_ascii_digit).count() == 5
    };
    let has_key = table.keys.get(at + 1).is_none_or(Option::is_some);
    !has_key && column(table, at).all(is_start) && column(table, at + 1).all(is_rest)
}

/// A record a column.
fn turned<'r>(table: &'r Table, year: Option<u16>) -> Vec<Record<'r>> {
    let label = |row: &'r Row| row.cells.first()?.as_ref().map(|cell| cell.text.as_str());
    let rows = chosen(&table.row_keys, |at| label(table.rows.get(at)?), year);
    let columns = table.columns.iter().enumerate().skip(1);
    columns
        .filter_map(|(at, head)| {
            let cells: Vec<_> = rows
                .iter()
                .filter_map(|&(row, key)| {
                    let row = table.rows.get(row).filter(|row| !row.undecided)?;
                    let said = row
                        .cells
                        .first()?
                        .as_ref()
                        .map(|cell| cell.text.as_str().to_owned());
                    Some((
                        key,
                        row.cells.get(at)?.as_ref()?,
                        factor(table, said.as_ref()),
                    ))
                })
                .collect();
            let first = cells
                .iter()
                .map(|(_, cell, _)| &cell.place)
                .min_by_key(|place| place.span.start)?;
            let span = cells
                .iter()
                .map(|(_, cell, _)| cell.place.span)
                .reduce(Span::hull)?;
            let label = Some(head.as_str()).filter(|head| !is_bare(head));
            Some(Record {
                label,
                line: first.line,
                cells,
                span,
            })
        })
        .collect()
}

/// The places of the keys whose cells count: of several with one key, that of the report's year.
fn chosen<'r>(
    keys: &'r [Option<String>],
    head: impl Fn(usize) -> Option<&'r str>,
    year: Option<u16>,
) -> Vec<(usize, &'r str)> {
    let known: Vec<(usize, &str, Option<u16>)> = keys
        .iter()
        .enumerate()
        .filter_map(|(at, key)| Some((at, key.as_deref()?, head(at).and_then(year_of))))
        .collect();
    let of_year =
        |it: &&(usize, &str, Option<u16>)| it.2.is_none() || year.is_none() || it.2 == year;
    let alone = |own: &&(usize, &str, Option<u16>)| {
        let mut rivals = known
            .iter()
            .filter(of_year)
            .filter(|it| it.1 == own.1 && it.0 != own.0);
        // Beside one with the report's year, one without a year is of another time.
        rivals.all(|it| own.2.is_some() && it.2.is_none())
    };
    known
        .iter()
        .filter(of_year)
        .filter(alone)
        .map(|&(at, key, _)| (at, key))
        .collect()
}

/// What the amounts under a head are printed in: "(en miles de USD)" over the column, or over the table.
fn factor(table: &Table, head: Option<&String>) -> Decimal {
    let caption = table.caption.as_ref().map(Text::as_str);
    let said = head
        .map(String::as_str)
        .into_iter()
        .chain(caption)
        .find_map(unit);
    said.unwrap_or(Decimal::ONE)
}

/// The unit that a text says amounts are given in.
fn unit(text: &str) -> Option<Decimal> {
    const UNITS: &[(&str, i64)] = &[("miles", 1_000), ("millones", 1_000_000)];
    const BESIDE: &[&str] = &["usd", "dolares", "us", "de dolares", "de usd", "de us"];
    // Most heads say none, and need no folding.
    let bytes = text.as_bytes();
    if !bytes.windows(3).any(|mil| mil.eq_ignore_ascii_case(b"mil")) {
        return None;
    }
    let key = key(text);
    UNITS.iter().find_map(|&(word, factor)| {
        let (before, after) = key.split_once(word)?;
        let alone =
            !before.ends_with(char::is_alphanumeric) && !after.starts_with(char::is_alphanumeric);
        let said = before.trim_end().ends_with(" en")
            || before.trim_end() == "en"
            || BESIDE.iter().any(|unit| {
                after.trim_start().starts_with(unit) || before.trim_end().ends_with(unit)
            });
        (alone && said).then(|| Decimal::from(factor))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::section::testing::read_in;
    use crate::section::{BudgetExecution, Procurement};

    /// Unit, codified, executed and percent of each unit of a text of 2022.
    fn units(text: &str) -> Vec<String> {
        let (data, _) = read_in(&BudgetExecution::default(), text, Some(2022), None);
        let shown = |figure: Option<Figure>| {
            figure.map_or("-".to_owned(), |it| it.value.normalize().to_string())
        };
        let line = |it: &crate::section::BudgetUnit| {
            format!(
                "{} {} {} {}",
                it.unit,
                shown(it.codified),
                shown(it.executed),
                shown(it.percent)
            )
        };
        data.units.iter().chain(&data.total).map(line).collect()
    }

    #[test]
    fn rows_and_columns_may_be_exchanged() {
        let plain = "| UNIDAD | CODIFICADO | DEVENGADO | SALDO | % |\n|---|---|---|---|---|\n\
                     | SALUD | 200,00 | 150,00 | 50,00 | 75,00 |\n| TOTAL | 200,00 | 150,00 | 50,00 | 75,00 |\n";
        let turned = "| CONCEPTO | SALUD | TOTAL |\n|---|---|---|\n| Presupuesto codificado | 200,00 | 200,00 |\n\
                      | Devengado | 150,00 | 150,00 |\n| Saldo | 50,00 | 50,00 |\n| % de ejecución | 75,00% | 75,00% |\n";
        let expected = ["SALUD 200 150 75", "TOTAL 200 150 75"];
        assert_eq!(units(plain), expected);
        assert_eq!(units(turned), expected);
    }

    #[test]
    fn of_several_years_the_reports_counts() {
        let text = "| FONDO | 2021 / CODIFICADO | 2021 / DEVENGADO | 2022 / CODIFICADO | 2022 / DEVENGADO |\n|---|---|---|---|---|\n\
                    | SALUD | 100,00 | 90,00 | 200,00 | 150,00 |\n";
        assert_eq!(units(text), ["SALUD 200 150 -"]);
        let other = "| FONDO | CODIFICADO 2021 | DEVENGADO 2021 |\n|---|---|---|\n| SALUD | 100,00 | 90,00 |\n";
        assert_eq!(units(other), [""; 0]);
    }

    #[test]
    fn amounts_are_given_whole() {
        let text = "Presupuesto 2022 (en miles de USD)\n\n| FONDO | CODIFICADO | DEVENGADO |\n|---|---|---|\n| SALUD | 1.200,50 | 900,00 |\n";
        assert_eq!(units(text), ["SALUD 1200500 900000 -"]);
        assert_eq!(
            unit("Presupuesto en millones de dólares"),
            Some(Decimal::from(1_000_000))
        );
        assert_eq!(unit("Pensiones (miles de USD)"), Some(Decimal::from(1_000)));
        assert_eq!(unit("Entrega de miles de equipos"), None);
    }

    #[test]
    fn a_part_of_the_year_is_no_unit() {
        let text = "| MES | CODIFICADO | DEVENGADO |\n|---|---|---|\n| Enero | 100,00 | 90,00 |\n| I TRIMESTRE | 300,00 | 150,00 |\n";
        assert_eq!(units(text), [""; 0]);
        let named = "| UNIDAD | CODIFICADO | DEVENGADO |\n|---|---|---|\n| Hospital 24 de Mayo | 100,00 | 90,00 |\n";
        assert_eq!(units(named), ["Hospital 24 de Mayo 100 90 -"]);
    }

    #[test]
    fn more_may_be_planned_than_codified_but_not_in_every_row() {
        let rows = |second: &str| {
            units(&format!(
                "| UNIDAD | ASIGNADO | CODIFICADO | DEVENGADO |\n|---|---|---|---|\n| SALUD | 110,00 | 100,00 | 90,00 |\n| RIESGOS | {second} | 50,00 |\n"
            ))
        };
        assert_eq!(rows("60,00 | 70,00").len(), 2);
        assert_eq!(rows("70,00 | 60,00"), [""; 0]);
    }

    #[test]
    fn numbers_of_rows_and_amounts_cut_in_two_state_nothing() {
        let procedures = |text: &str| {
            let (data, _) = read_in(&Procurement::default(), text, None, None);
            let stages = data.procedures.iter().map(|it| it.finished);
            stages
                .map(|it| (it.count.is_some(), it.total.is_some()))
                .collect::<Vec<_>>()
        };
        let numbered = "| FINALIZADOS / N° | PROCEDIMIENTO | FINALIZADOS / MONTO |\n|---|---|---|\n| 1 | Menor Cuantía | 5,00 |\n\
                        | 2 | Licitación | 7,00 |\n| 3 | Cotización | 9,00 |\n";
        assert_eq!(procedures(numbered), [(false, true); 3]);
        let cut = "| PROCEDIMIENTO | FINALIZADOS / N° | FINALIZADOS / MONTO | Y |\n|---|---|---|---|\n| Licitación | 4 | 118 | 330,09 |\n";
        assert_eq!(procedures(cut), [(true, false)]);
    }

    #[test]
    fn a_stage_that_is_not_printed_is_null() {
        let text = "| PROCEDIMIENTO | FINALIZADOS / N° | FINALIZADOS / MONTO |\n|---|---|---|\n| Menor Cuantía | 3 | 1.200,50 |\n";
        let (data, _) = read_in(&Procurement::default(), text, Some(2022), None);
        let [it] = data.procedures.as_slice() else {
            panic!("{data:?}")
        };
        assert_eq!((it.awarded.count, it.awarded.total), (None, None));
        assert_eq!(it.finished.count.map(|count| count.value), Some(3));
    }
}
