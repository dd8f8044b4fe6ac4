//! What the rest of a table says of each of its values: shares, sums, the column's notation. A value that all of it speaks
//! against may have been misread, whatever was damaged; it is kept, and said.

use rust_decimal::Decimal;

use super::word;
use crate::atom::{Atom, AtomKind, Value, is_number};
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
    /// A column most of whose cells are numbers.
    fn of(table: &Table, at: usize) -> Option<Self> {
        let cells = || table.rows.iter().map(|row| cell(row, at));
        let values: Vec<Option<Decimal>> = cells().map(|it| it.and_then(number)).collect();
        let numbers = values.iter().flatten().count();
        let mut atoms = cells().flatten().flat_map(|cell| &cell.atoms);
        let is_percent = table.kinds.get(at) == Some(&ColumnKind::Percent)
            || atoms.any(|atom| atom.value.kind() == AtomKind::Percent);
        (numbers > 1 && numbers * 3 >= cells().flatten().count() * 2).then_some(Self {
            at,
            values,
            is_percent,
        })
    }

    fn value(&self, row: usize) -> Option<Decimal> {
        self.values.get(row).copied().flatten()
    }

    /// Whether most of its values are of the size of percentages.
    fn may_be_shares(&self) -> bool {
        let values = || self.values.iter().flatten();
        let small = values().filter(|&&value| value <= Decimal::from(LARGEST));
        self.is_percent || small.count() * 4 >= values().count() * 3
    }
}

/// Says which rows of a table, and which of its columns, hold a value that the others speak against.
pub(crate) fn doubt(table: &Table, sink: &mut dyn Sink) {
    let width = table.width();
    if !(2..=MOST_COLUMNS).contains(&width) || !(2..=MOST_ROWS).contains(&table.rows.len()) {
        return;
    }
    let columns: Vec<Column> = (1..width).filter_map(|at| Column::of(table, at)).collect();
    let mut doubts = notation(&columns);
    doubts.extend(label(table, &columns));
    doubts.extend(gap(table, &columns));
    doubts.extend(shares(&columns));
    doubts.extend(row_sums(&columns));
    // Of each row the first.
    doubts.sort_by_key(|doubt| doubt.row);
    doubts.dedup_by_key(|doubt| doubt.row);
    for doubt in doubts {
        let row = table.rows.get(doubt.row).filter(|row| !row.undecided);
        if let Some(row) = row {
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

fn cell(row: &Row, at: usize) -> Option<&Cell> {
    row.cells.get(at)?.as_ref()
}

/// The number that a cell holds, and only one.
fn number(cell: &Cell) -> Option<Decimal> {
    let year = |value: &Value| {
        let year = Some(Decimal::from(value.years()?.0));
        year.filter(|_| value.kind() == AtomKind::Year)
    };
    let of = |atom: &Atom| atom.value.decimal().or_else(|| year(&atom.value));
    let mut values = cell.atoms.iter().filter_map(of);
    values.next().filter(|_| values.next().is_none())
}

/// Values whose decimals are not those of all others of their column.
fn notation(columns: &[Column]) -> Vec<Doubt> {
    let mut out = Vec::new();
    for column in columns {
        let printed = column.values.iter().enumerate();
        let printed = printed.filter_map(|(row, value)| Some((row, (*value)?)));
        let printed: Vec<(usize, Decimal)> = printed.filter(|it| !it.1.is_zero()).collect();
        let usual = [0, 2].into_iter().find(|&scale| {
            let same = printed.iter().filter(|it| it.1.scale() == scale).count();
            same >= LEAST && same * 5 >= printed.len() * 4 || same >= 2 && same + 1 == printed.len()
        });
        let Some(usual) = usual else { continue };
        for (row, value) in printed {
            // A nought at the end of decimals may be left out, and 100 % is printed without any.
            let short = usual == 2 && value.scale() == 1
                || column.is_percent && value == Decimal::ONE_HUNDRED;
            if value.scale() != usual && !short {
                let message = format!(
                    "`{value}` is printed with other decimals than the rest of its column: it may have been misread"
                );
                out.push(Doubt { row, message });
            }
        }
    }
    out
}

/// Labels that end in a number where those of the others do not.
fn label(table: &Table, columns: &[Column]) -> Vec<Doubt> {
    let tail = |row: &Row| {
        let word = cell(row, 0)?.text.as_str().rsplit(' ').next()?;
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
fn gap(table: &Table, columns: &[Column]) -> Option<Doubt> {
    let holds_number = |row: &usize| columns.iter().any(|column| column.value(*row).is_some());
    let rows: Vec<usize> = (0..table.rows.len()).filter(holds_number).collect();
    let lacks = |row: &usize| {
        let mut places = columns.iter().map(|column| column.at).chain([0]);
        places.any(|at| cell(&table.rows[*row], at).is_none())
    };
    // Where several rows lack cells, the table leaves them empty.
    let mut lacking = rows.iter().copied().filter(lacks);
    let row = lacking.next().filter(|_| lacking.next().is_none())?;
    let message =
        "this row has no cell where the others have one: another row's may have been taken for it";
    (rows.len() > LEAST).then(|| Doubt {
        row,
        message: message.to_owned(),
    })
}

/// Rows whose share is not what it is of their other values, as in most rows.
fn shares(columns: &[Column]) -> Vec<Doubt> {
    let mut out = Vec::new();
    for share in columns.iter().filter(|column| column.may_be_shares()) {
        let rows = 0..share.values.len();
        let mut pairs = columns
            .iter()
            .flat_map(|part| columns.iter().map(move |whole| (part, whole)));
        let pair = pairs.find(|(part, whole)| {
            let differ = part.at != whole.at && part.at != share.at && whole.at != share.at;
            let said = |row| holds(share, part, whole, row);
            differ && is_most(rows.clone().filter_map(said))
        });
        let Some((part, whole)) = pair else { continue };
        let against = |row: &usize| holds(share, part, whole, *row) == Some(false);
        out.extend(rows.filter(against).map(|row| Doubt {
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
    let values = [share, part, whole].map(|column| column.value(row));
    let [Some(share), Some(part), Some(whole)] = values else {
        // Two of three are there.
        let there = values.iter().flatten().filter(|value| !value.is_zero());
        return (there.count() == 2).then_some(false);
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
        let total = total.value(row)?;
        let values = parts.iter().filter_map(|part| part.value(row));
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
        let label = cell(row, 0).map_or("", |label| label.text.as_str());
        let first = label.split_whitespace().next().unwrap_or_default();
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
        let parts = parts.iter().flatten().copied();
        let sum = parts.fold(Decimal::ZERO, Decimal::saturating_add);
        let units = i64::try_from(last).unwrap_or(i64::MAX);
        let rounding = match total.scale() {
            0 => Decimal::ZERO,
            scale => Decimal::new(units, scale.min(28)),
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
