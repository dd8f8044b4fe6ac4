//! What the rest of a table says of each of its values: shares, sums, the column's notation. A value that all of it speaks
//! against may have been misread, whatever was damaged; it is kept, and said.

use rust_decimal::Decimal;

use super::word;
use crate::atom::{AtomKind, is_number};
use crate::diagnostic::{Code, Sink};
use crate::model::{Cell, ColumnKind, Row, Table};

/// Columns and rows of a table that is looked at.
const MOST_COLUMNS: usize = 12;
const MOST_ROWS: usize = 120;
/// Rows that must agree before another is doubted.
const LEAST: usize = 3;
/// A whole of which a share is taken, at the least: any two small numbers have some ratio.
const WHOLE: i64 = 20;
/// The largest share, in percent points.
const LARGEST: i64 = 150;

/// A column of values.
struct Column {
    at: usize,
    values: Vec<Option<Decimal>>,
    is_percent: bool,
}

impl Column {
    /// Whether most of its values are of the size of percentages.
    fn may_be_shares(&self) -> bool {
        let values = || self.values.iter().flatten();
        let small = values()
            .filter(|value| **value <= Decimal::from(LARGEST))
            .count();
        self.is_percent || small * 4 >= values().count() * 3
    }
}

/// Says which rows of a table, and which of its columns, hold a value that the others speak against.
pub(crate) fn doubt(table: &Table, sink: &mut dyn Sink) {
    let width = table.width();
    if !(2..=MOST_COLUMNS).contains(&width) || !(2..=MOST_ROWS).contains(&table.rows.len()) {
        return;
    }
    let columns: Vec<Column> = (1..width).filter_map(|at| column(table, at)).collect();
    let doubts: Vec<Doubt> = [notation, label, gaps]
        .into_iter()
        .flat_map(|check| check(table, &columns))
        .chain(shares(&columns))
        .chain(row_sums(&columns))
        .collect();
    let mut said = None;
    let mut by_row = doubts;
    by_row.sort_by_key(|doubt| doubt.row);
    for doubt in by_row {
        let Some(row) = table.rows.get(doubt.row).filter(|row| !row.undecided) else {
            continue;
        };
        if said.replace(doubt.row) != Some(doubt.row) {
            sink.report(Code::ImplausibleValue, row.place.span, doubt.message);
        }
    }
    totals(table, &columns, sink);
}

/// A row, and what speaks against it.
struct Doubt {
    row: usize,
    message: String,
}

/// The number that a cell holds, and only one.
fn number(cell: &Cell) -> Option<Decimal> {
    let mut values = cell.atoms.iter().filter_map(|atom| {
        atom.value.decimal().or_else(|| {
            Some(Decimal::from(atom.value.years()?.0))
                .filter(|_| atom.value.kind() == AtomKind::Year)
        })
    });
    values.next().filter(|_| values.next().is_none())
}

/// A column most of whose cells are numbers.
fn column(table: &Table, at: usize) -> Option<Column> {
    let cell = |row: &Row| row.cells.get(at)?.as_ref().and_then(number);
    let values: Vec<Option<Decimal>> = table.rows.iter().map(cell).collect();
    let filled = table
        .rows
        .iter()
        .filter(|row| row.cells.get(at).is_some_and(Option::is_some))
        .count();
    let numbers = values.iter().flatten().count();
    let is_percent = table.kinds.get(at) == Some(&ColumnKind::Percent)
        || table.rows.iter().any(|row| {
            row.cells
                .get(at)
                .and_then(Option::as_ref)
                .is_some_and(|cell| {
                    cell.atoms
                        .iter()
                        .any(|atom| atom.value.kind() == AtomKind::Percent)
                })
        });
    (numbers > 1 && numbers * 3 >= filled * 2).then_some(Column {
        at,
        values,
        is_percent,
    })
}

/// Values whose decimals are not those of all others of their column.
fn notation(_: &Table, columns: &[Column]) -> Vec<Doubt> {
    let mut out = Vec::new();
    for column in columns {
        let printed: Vec<(usize, Decimal)> = column
            .values
            .iter()
            .enumerate()
            .filter_map(|(row, value)| Some((row, (*value)?)))
            .filter(|(_, value)| !value.is_zero())
            .collect();
        let usual = [0, 2].into_iter().find(|&scale| {
            let same = printed
                .iter()
                .filter(|(_, value)| value.scale() == scale)
                .count();
            same >= LEAST && same * 5 >= printed.len() * 4 || same >= 2 && same + 1 == printed.len()
        });
        let Some(usual) = usual else { continue };
        for (row, value) in printed {
            // A nought at the end of decimals may be left out, and 100 % is printed without any.
            let short = usual == 2 && value.scale() == 1
                || column.is_percent && value == Decimal::ONE_HUNDRED;
            if value.scale() != usual && !short {
                out.push(Doubt { row, message: format!("`{value}` is printed with other decimals than the rest of its column: it may have been misread") });
            }
        }
    }
    out
}

/// Labels that end in a number where those of the others do not.
fn label(table: &Table, columns: &[Column]) -> Vec<Doubt> {
    let tail = |row: &Row| {
        let text = row.cells.first()?.as_ref()?.text.as_str();
        let word = text.rsplit(' ').next()?;
        is_number(word.trim_end_matches(['.', ','])).then(|| word.to_owned())
    };
    let tails: Vec<Option<String>> = table.rows.iter().map(tail).collect();
    if columns.is_empty() || tails.iter().flatten().count() * 2 > tails.len() {
        return Vec::new();
    }
    let said = |(row, tail): (usize, Option<String>)| {
        let message = format!(
            "`{}` at the end of this row's label may be a part of the number behind it",
            tail?
        );
        Some(Doubt { row, message })
    };
    tails.into_iter().enumerate().filter_map(said).collect()
}

/// The row without a value, or without a label, where all others have every one.
fn gaps(table: &Table, columns: &[Column]) -> Vec<Doubt> {
    let holds_numbers = |row: usize| {
        columns
            .iter()
            .any(|column| column.values.get(row).is_some_and(Option::is_some))
    };
    let rows: Vec<usize> = (0..table.rows.len())
        .filter(|&row| holds_numbers(row))
        .collect();
    let is_empty = |row: usize, at: usize| {
        table
            .rows
            .get(row)
            .is_some_and(|row| row.cells.get(at).is_none_or(Option::is_none))
    };
    let lacks = |row: usize| {
        let mut places = columns.iter().map(|column| column.at).chain([0]);
        places.any(|at| is_empty(row, at))
    };
    // Where several rows lack cells, the table leaves them empty.
    let mut lacking = rows.iter().copied().filter(|&row| lacks(row));
    let only = lacking.next().filter(|_| lacking.next().is_none());
    let doubt = |row| {
        Doubt {
        row,
        message: "this row has no cell where the others have one: another row's may have been taken for it".to_owned(),
    }
    };
    only.filter(|_| rows.len() > LEAST)
        .map(doubt)
        .into_iter()
        .collect()
}

/// Rows whose share is not what it is of their other values, as in most rows.
fn shares(columns: &[Column]) -> Vec<Doubt> {
    let mut out = Vec::new();
    for share in columns.iter().filter(|column| column.may_be_shares()) {
        let pair = columns
            .iter()
            .flat_map(|part| columns.iter().map(move |whole| (part, whole)))
            .find(|(part, whole)| {
                let differ = part.at != whole.at && part.at != share.at && whole.at != share.at;
                differ
                    && is_most(
                        (0..share.values.len()).filter_map(|row| holds(share, part, whole, row)),
                    )
            });
        let Some((part, whole)) = pair else { continue };
        let against = |row: &usize| holds(share, part, whole, *row) == Some(false);
        out.extend((0..share.values.len()).filter(against).map(|row| Doubt {
            row,
            message: "a value of this row is not the share of the others that it is in the other rows: one may have been misread".to_owned(),
        }));
    }
    out
}

/// Whether most of what is said is so.
fn is_most(said: impl Iterator<Item = bool>) -> bool {
    let (mut yes, mut all) = (0, 0);
    for it in said {
        yes += usize::from(it);
        all += 1;
    }
    yes >= 2 && yes * 3 >= all * 2
}

/// Whether a row's share is what its part is of its whole; `None` where it says nothing of them.
fn holds(share: &Column, part: &Column, whole: &Column, row: usize) -> Option<bool> {
    let value = |column: &Column| column.values.get(row).copied().flatten();
    let (Some(share), Some(part), Some(whole)) = (value(share), value(part), value(whole)) else {
        // Two of three are there.
        let there = [share, part, whole]
            .iter()
            .filter(|column| value(column).is_some_and(|value| !value.is_zero()))
            .count();
        return (there == 2).then_some(false);
    };
    if whole.is_zero() {
        return (!part.is_zero()).then_some(false);
    }
    if whole < Decimal::from(WHOLE) {
        return None;
    }
    let exact = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
    let unit = Decimal::new(1, share.scale().min(28));
    Some(exact.checked_sub(share)?.abs() <= unit)
}

/// Rows whose last value is not the sum of those before it, as in most rows.
fn row_sums(columns: &[Column]) -> Vec<Doubt> {
    let amounts: Vec<&Column> = columns.iter().filter(|column| !column.is_percent).collect();
    let Some((total, parts)) = amounts.split_last().filter(|(_, parts)| parts.len() > 1) else {
        return Vec::new();
    };
    let holds = |row: usize| {
        let total = total.values.get(row).copied().flatten()?;
        let values = parts
            .iter()
            .filter_map(|part| part.values.get(row).copied().flatten());
        Some(values.fold(Decimal::ZERO, Decimal::saturating_add) == total)
    };
    let rows = 0..total.values.len();
    if rows.len() <= LEAST || !is_most(rows.clone().filter_map(holds)) {
        return Vec::new();
    }
    let against = rows.filter(|&row| holds(row) == Some(false));
    against.map(|row| Doubt { row, message: "this row's values do not add up to its last, as those of the other rows do: one may have been misread".to_owned() }).collect()
}

/// Says which columns do not add up to the table's total.
fn totals(table: &Table, columns: &[Column], sink: &mut dyn Sink) {
    let sums_up = |row: &Row| {
        let label = row.cells.first().and_then(Option::as_ref);
        let first = label
            .and_then(|label| label.text.as_str().split_whitespace().next())
            .unwrap_or_default();
        word::classify(first).1 & word::class::TOTAL != 0
            || first.to_lowercase().starts_with("subtotal")
    };
    let last = table.rows.len() - 1;
    let is_only = table.rows.iter().position(sums_up) == Some(last);
    if !is_only || last < 2 {
        return;
    }
    for column in columns.iter().filter(|column| !column.is_percent) {
        let (Some(Some(total)), Some(parts)) = (column.values.get(last), column.values.get(..last))
        else {
            continue;
        };
        let sum = parts
            .iter()
            .flatten()
            .fold(Decimal::ZERO, |sum, part| sum.saturating_add(*part));
        let rounding = if total.scale() == 0 {
            Decimal::ZERO
        } else {
            Decimal::new(
                i64::try_from(last).unwrap_or(i64::MAX),
                total.scale().min(28),
            )
        };
        let differs = |apart: Decimal| apart.abs() > rounding;
        if sum.checked_sub(*total).is_none_or(differs) {
            let head = table.columns.get(column.at).map_or("", String::as_str);
            let message = format!(
                "the column `{head}` adds up to {sum}, and its total is printed as {total}: a value may have been misread"
            );
            sink.report(Code::ImplausibleValue, table.place.span, message);
        }
    }
}
