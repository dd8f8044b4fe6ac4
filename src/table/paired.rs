//! Columns that an extractor wrote one after the other: the labels, then each column's head and values. Which value
//! belongs to which label is told by their number, and proved by sums or shares.

use super::draft::{Draft, DraftRow};
use super::known::Known;
use super::piece::{self, Kind, Piece};
use super::sheet::Sheet;
use super::word::class;

/// The least rows, and how far a share may be from the ratio that it states, in hundredths of a percent.
const LEAST: usize = 2;
const NEAR: i64 = 10;

/// What lines are that look as if columns stood one after the other.
pub(super) enum Paired {
    /// They do not.
    No,
    /// They do, and nothing proves which values make a row.
    Unproved,
    Proved(Box<Draft>),
}

/// A column: the lines of its head and of its values.
struct Column {
    head: Vec<usize>,
    values: Vec<usize>,
    kind: Kind,
}

/// Reads lines that hold one cell each.
pub(super) fn read(sheet: &Sheet<'_>, lines: &[usize], known: &Known) -> Paired {
    let Some((labels, columns)) = columns(sheet, lines) else {
        return Paired::No;
    };
    let count = columns[0].values.len();
    let kinds = |c: &Column| c.kind;
    let heads = |c: &Column| {
        let words = c.head.iter().flat_map(|&at| sheet.words(at));
        known.head_of(&words.copied().collect::<Vec<_>>()) != 0
    };
    // Cells of one row are of several kinds, those of a column of one: else heads have to tell.
    let differ = columns.iter().any(|c| kinds(c) != kinds(&columns[0]));
    if !differ && !columns.iter().all(heads) {
        return Paired::No;
    }
    let amounts: Option<Vec<Vec<i64>>> = columns
        .iter()
        .map(|c| {
            c.values
                .iter()
                .map(|&at| piece::amount(sheet.line(at)))
                .collect()
        })
        .collect();
    let Some(amounts) = amounts else {
        return Paired::Unproved;
    };
    let is_total = labels.last().is_some_and(|cell| {
        let first = cell.first().and_then(|&at| sheet.words(at).first());
        first.is_some_and(|word| word.is(class::TOTAL))
    });
    if !(is_total && adds_up(&columns, &amounts) || has_shares(&columns, &amounts)) {
        return Paired::Unproved;
    }
    let Some((head, labels)) = labels.split_first() else {
        return Paired::No;
    };
    let name = |cell: &[usize]| {
        cell.iter()
            .map(|&at| sheet.line(at))
            .collect::<Vec<_>>()
            .join(" ")
    };
    let cell = |lines: &[usize]| -> Vec<_> {
        let pieces = lines.iter().flat_map(|&at| sheet.pieces(at));
        pieces
            .map(|p| (p.line as usize, sheet.span_of(p)))
            .collect()
    };
    let rows = (0..count).map(|row| DraftRow {
        cells: std::iter::once(cell(&labels[row]))
            .chain(columns.iter().map(|c| cell(&c.values[row..=row])))
            .collect(),
        margin: f32::MAX,
        joined: false,
    });
    let last = columns.last().and_then(|c| c.values.last());
    Paired::Proved(Box::new(Draft {
        lines: head[0]..last.map_or(head[0], |last| last + 1),
        caption: Vec::new(),
        names: std::iter::once(name(head))
            .chain(columns.iter().map(|c| name(&c.head)))
            .collect(),
        kinds: std::iter::once(None)
            .chain(columns.iter().map(|c| Some(c.kind)))
            .collect(),
        rows: rows.collect(),
        is_paired: true,
    }))
}

/// The cells of the labels with their head, and the columns of values; `None` where lines are no such columns.
fn columns(sheet: &Sheet<'_>, lines: &[usize]) -> Option<(Vec<Vec<usize>>, Vec<Column>)> {
    let piece = |at: usize| match sheet.pieces(at) {
        [one] => Some(one),
        _ => None,
    };
    let mut texts: Vec<Vec<usize>> = Vec::new();
    let mut columns: Vec<Column> = Vec::new();
    let mut labels: Vec<Vec<usize>> = Vec::new();
    let mut before: Option<&Piece> = None;
    for &at in lines {
        let own = piece(at)?;
        match (own.is_value(), before.is_some_and(Piece::is_value)) {
            (true, true) => columns.last_mut()?.values.push(at),
            (true, false) => {
                // What stands before the first values is the labels, and the head of those values.
                let head = if columns.is_empty() {
                    let head = texts.pop()?;
                    labels = std::mem::take(&mut texts);
                    head
                } else {
                    std::mem::take(&mut texts).concat()
                };
                columns.push(Column {
                    head,
                    values: vec![at],
                    kind: own.kind,
                });
            }
            (false, _) => {
                let goes_on = before.is_some_and(|b| b.is_text() && (own.low || b.open));
                match texts.last_mut().filter(|_| goes_on) {
                    Some(cell) => cell.push(at),
                    None => texts.push(vec![at]),
                }
            }
        }
        before = Some(own);
    }
    let count = columns.first()?.values.len();
    let same = columns.iter().all(|c| {
        let kind = |at: usize| piece(at).map(|p| p.kind);
        c.values.len() == count && c.values.iter().all(|&at| kind(at) == Some(c.kind))
    });
    let fits = same && count >= LEAST && columns.len() > 1 && labels.len() == count + 1;
    (fits && texts.is_empty()).then_some((labels, columns))
}

/// Whether the last value of each column that may be added up is the sum of the others.
fn adds_up(columns: &[Column], amounts: &[Vec<i64>]) -> bool {
    let mut sums = columns
        .iter()
        .zip(amounts)
        .filter(|(c, _)| c.kind != Kind::Percent)
        .map(|(_, values)| {
            let (last, others) = values.split_last()?;
            let sum = others
                .iter()
                .try_fold(0_i64, |sum, n| sum.checked_add(*n))?;
            Some(others.len() > 1 && sum == *last)
        })
        .peekable();
    sums.peek().is_some() && sums.all(|sum| sum == Some(true))
}

/// Whether every percentage is what the column before it is of the one before that.
fn has_shares(columns: &[Column], amounts: &[Vec<i64>]) -> bool {
    let is_share = |of: i64, part: i64, share: i64| {
        let ratio = i128::from(part) * 10_000 / i128::from(of.max(1));
        of > 0 && (ratio - i128::from(share)).abs() <= i128::from(NEAR)
    };
    let mut found = columns
        .windows(3)
        .zip(amounts.windows(3))
        .filter(|(c, _)| c[2].kind == Kind::Percent);
    found.next().is_some_and(|(_, values)| {
        (0..values[0].len()).all(|row| is_share(values[0][row], values[1][row], values[2][row]))
    })
}
