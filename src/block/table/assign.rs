//! Which columns the numbers of a row stand in, where some cells are empty.

use rust_decimal::Decimal;

use super::rowline::{has_cents, is_whole};
use super::rows::RowDraft;
use crate::atom::{Context, Expect, parse_number};
use crate::model::ColumnKind;

/// Rows that are weighed together by arithmetic.
const MOST_WEIGHED: usize = 16;
/// Ways of filling the rows that are tried.
const MOST_WAYS: usize = 1 << 12;

/// What showed which cells are empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Basis {
    /// None is.
    Full,
    /// The spaces that empty cells left.
    Spacing,
    /// The columns of characters that the numbers stand in.
    Position,
    /// The kinds of the numbers let them stand nowhere else.
    Kinds,
    /// The columns add up to the printed totals in no other way.
    Totals,
    /// Nothing did.
    Undecided,
}

/// The column of each number of a row, and what showed it.
#[derive(Clone, Debug)]
pub(super) struct Assigned {
    pub(super) columns: Vec<usize>,
    pub(super) basis: Basis,
}

/// Decides the columns of every row's numbers. `kinds` are those of the columns of numbers; `centres` their places in
/// layout-preserving text; `is_total` says which rows add the others up.
pub(super) fn assign(
    rows: &[RowDraft],
    kinds: &[ColumnKind],
    centres: &[Option<Vec<f64>>],
    is_total: impl Fn(&RowDraft) -> bool,
) -> Vec<Assigned> {
    let ways: Vec<Vec<Vec<usize>>> = rows.iter().map(|row| ways(row, kinds)).collect();
    let keeps_spacing = rows.iter().any(|row| {
        row.numbers.len() < kinds.len() && by_spacing(row, kinds.len(), false).is_some()
    });
    let mut out: Vec<Assigned> = Vec::with_capacity(rows.len());
    for ((row, ways), centres) in rows.iter().zip(&ways).zip(centres) {
        let count = row.numbers.len();
        let decided = if count >= kinds.len() {
            Some(((0..kinds.len()).collect(), Basis::Full))
        } else if let Some(columns) = centres
            .as_ref()
            .and_then(|centres| by_position(row, ways, centres))
        {
            Some((columns, Basis::Position))
        } else if let Some(columns) =
            by_spacing(row, kinds.len(), keeps_spacing).filter(|columns| ways.contains(columns))
        {
            Some((columns, Basis::Spacing))
        } else if let [only] = ways.as_slice() {
            Some((only.clone(), Basis::Kinds))
        } else {
            None
        };
        let (columns, basis) = decided.unwrap_or_else(|| {
            (
                ways.first()
                    .cloned()
                    .unwrap_or_else(|| (0..count.min(kinds.len())).collect()),
                Basis::Undecided,
            )
        });
        out.push(Assigned { columns, basis });
    }
    by_totals(rows, kinds, &ways, &mut out, is_total);
    out
}

/// Whether a row has numbers in columns that surely hold no such thing: a percentage among amounts, an amount among
/// percentages.
pub(super) fn misfits(row: &RowDraft, kinds: &[ColumnKind]) -> bool {
    row.numbers.len() == kinds.len()
        && row.numbers.iter().zip(kinds).any(|(number, kind)| {
            let percent = number.text.ends_with('%');
            let grouped = number.text.chars().filter(|c| !c.is_ascii_digit()).count() > 1
                || number.text.len() > 7;
            match kind {
                ColumnKind::Money | ColumnKind::Count => percent,
                ColumnKind::Percent => !percent && grouped,
                _ => false,
            }
        })
}

/// Ways of one row that are kept; a row with more is undecided.
const MOST_OF_A_ROW: usize = 64;
/// Steps in which they are looked for.
const MOST_STEPS: usize = 1 << 12;

/// Every way in which a row's numbers may stand in the columns: in order, each in a column of its kind. None where the
/// row is full, or there are too many to weigh.
fn ways(row: &RowDraft, kinds: &[ColumnKind]) -> Vec<Vec<usize>> {
    if row.numbers.len() >= kinds.len() {
        return Vec::new();
    }
    let mut search = Ways {
        row,
        kinds,
        columns: Vec::new(),
        out: Vec::new(),
        steps: 0,
    };
    search.extend(0);
    if search.out.len() > MOST_OF_A_ROW || search.steps > MOST_STEPS {
        search.out.clear();
    }
    search.out
}

struct Ways<'a> {
    row: &'a RowDraft,
    kinds: &'a [ColumnKind],
    columns: Vec<usize>,
    out: Vec<Vec<usize>>,
    steps: usize,
}

impl Ways<'_> {
    fn extend(&mut self, from: usize) {
        self.steps += 1;
        if self.out.len() > MOST_OF_A_ROW || self.steps > MOST_STEPS {
            return;
        }
        let at = self.columns.len();
        let Some(number) = self.row.numbers.get(at) else {
            self.out.push(self.columns.clone());
            return;
        };
        // As many columns as numbers must be left.
        let last = self.kinds.len() - (self.row.numbers.len() - at);
        for column in from..=last {
            if fits(&number.text, self.kinds[column], self.kinds) {
                self.columns.push(column);
                self.extend(column + 1);
                self.columns.pop();
            }
        }
    }
}

/// Whether a number may stand in a column of a kind.
fn fits(text: &str, kind: ColumnKind, kinds: &[ColumnKind]) -> bool {
    let percent = text.ends_with('%');
    match kind {
        ColumnKind::Count => !percent && is_whole(text),
        ColumnKind::Money => {
            !percent
                && (has_cents(text)
                    || !kinds.contains(&ColumnKind::Count)
                    || is_whole(text) && text.len() > 3)
        }
        ColumnKind::Percent => {
            percent || !is_whole(text) && text.len() <= 6 || is_whole(text) && text.len() <= 3
        }
        _ => true,
    }
}

/// By the spaces that empty cells left: where they make up for all that is missing. Where rows of the table keep such
/// spaces before numbers, a row without them has its empty cells at the end.
fn by_spacing(row: &RowDraft, total: usize, keeps: bool) -> Option<Vec<usize>> {
    let missing = total.checked_sub(row.numbers.len())?;
    let before: usize = row.numbers.iter().map(|n| n.empties).sum();
    let made_up = before == missing
        || before < missing && before + row.after == missing
        || before == 0 && row.after >= missing;
    // Where every number has them, they are the room that its cell leaves about it.
    let padded = row.numbers.len() > 2
        && row.numbers[1].empties > 0
        && row.numbers[2..]
            .iter()
            .all(|n| n.empties == row.numbers[1].empties);
    if missing == 0 || padded || !(made_up || keeps && before == 0 && !row.blurred) {
        return None;
    }
    let mut cursor = 0;
    let mut columns = Vec::with_capacity(row.numbers.len());
    for number in &row.numbers {
        cursor += number.empties;
        columns.push(cursor);
        cursor += 1;
    }
    (cursor <= total).then_some(columns)
}

/// By the columns of characters: the way in which the numbers stand nearest to their columns, where no other way is
/// half as near. A page may be set in further than the header's.
fn by_position(row: &RowDraft, ways: &[Vec<usize>], centres: &[f64]) -> Option<Vec<usize>> {
    #[allow(clippy::cast_precision_loss, reason = "columns of characters are few")]
    let places: Vec<f64> = row
        .numbers
        .iter()
        .map(|n| (n.x.0 + n.x.1) as f64 / 2.0)
        .collect();
    let far = |way: &Vec<usize>| {
        way.iter()
            .zip(&places)
            .map(|(&column, place)| (centres[column] - place).abs())
            .sum::<f64>()
    };
    let mut costs: Vec<(f64, &Vec<usize>)> = ways
        .iter()
        .filter(|way| way.iter().all(|&c| c < centres.len()))
        .map(|way| (far(way), way))
        .collect();
    costs.sort_by(|a, b| a.0.total_cmp(&b.0));
    match costs.as_slice() {
        [(_, only)] => Some((*only).clone()),
        [(best, way), (second, _), ..] if best * 2.0 < *second => Some((*way).clone()),
        _ => None,
    }
}

/// By arithmetic: the rows that nothing decided are filled so that every column adds up to the printed total, where
/// there is one way only.
fn by_totals(
    rows: &[RowDraft],
    kinds: &[ColumnKind],
    ways: &[Vec<Vec<usize>>],
    out: &mut [Assigned],
    is_total: impl Fn(&RowDraft) -> bool,
) {
    let Some(total) =
        (0..rows.len()).find(|&at| is_total(&rows[at]) && out[at].basis == Basis::Full)
    else {
        return;
    };
    let open: Vec<usize> = (0..rows.len())
        .filter(|&at| at != total && out[at].basis == Basis::Undecided)
        .collect();
    if open.is_empty() || open.len() > MOST_WEIGHED {
        return;
    }
    let mut rest: Vec<Decimal> = Vec::with_capacity(kinds.len());
    for (column, kind) in kinds.iter().enumerate() {
        let Some(mut sum) = value(&rows[total], column, *kind) else {
            return;
        };
        for at in 0..rows.len() {
            if at == total || open.contains(&at) || is_total(&rows[at]) {
                continue;
            }
            for (number, &place) in out[at].columns.iter().enumerate() {
                if place == column {
                    let Some(part) = value(&rows[at], number, *kind) else {
                        return;
                    };
                    let Some(less) = sum.checked_sub(part) else {
                        return;
                    };
                    sum = less;
                }
            }
        }
        rest.push(sum);
    }
    let mut search = Search {
        rows,
        kinds,
        ways,
        open: &open,
        chosen: Vec::new(),
        found: Vec::new(),
        tried: 0,
    };
    search.run(&mut rest);
    // Where the search was cut short, another way may be left.
    if let ([only], true) = (search.found.as_slice(), search.tried <= MOST_WAYS) {
        for (&at, &way) in open.iter().zip(only) {
            out[at] = Assigned {
                columns: ways[at][way].clone(),
                basis: Basis::Totals,
            };
        }
    }
}

struct Search<'a> {
    rows: &'a [RowDraft],
    kinds: &'a [ColumnKind],
    ways: &'a [Vec<Vec<usize>>],
    open: &'a [usize],
    chosen: Vec<usize>,
    found: Vec<Vec<usize>>,
    tried: usize,
}

impl Search<'_> {
    fn run(&mut self, rest: &mut Vec<Decimal>) {
        self.tried += 1;
        if self.tried > MOST_WAYS || self.found.len() > 1 {
            return;
        }
        let Some(&at) = self.open.get(self.chosen.len()) else {
            if rest.iter().all(Decimal::is_zero) {
                self.found.push(self.chosen.clone());
            }
            return;
        };
        for way in 0..self.ways[at].len() {
            let before = rest.clone();
            let mut possible = true;
            for (number, &column) in self.ways[at][way].iter().enumerate() {
                let left = value(&self.rows[at], number, self.kinds[column])
                    .and_then(|part| rest[column].checked_sub(part));
                match left {
                    Some(left) if !left.is_sign_negative() || left.is_zero() => rest[column] = left,
                    _ => possible = false,
                }
            }
            if possible {
                self.chosen.push(way);
                self.run(rest);
                self.chosen.pop();
            }
            *rest = before;
        }
    }
}

/// A number of a row, in a column of a kind.
pub(super) fn value(row: &RowDraft, number: usize, kind: ColumnKind) -> Option<Decimal> {
    let text = &row.numbers.get(number)?.text;
    let context = Context {
        expect: Some(expect(kind)),
        ..Context::default()
    };
    parse_number(text.trim_end_matches('%').trim(), &context).map(|(value, _)| value)
}

/// What the cells of a column are expected to hold.
pub(super) fn expect(kind: ColumnKind) -> Expect {
    match kind {
        ColumnKind::Count => Expect::Count,
        ColumnKind::Money => Expect::Money,
        ColumnKind::Percent => Expect::Percent,
        _ => Expect::Text,
    }
}
