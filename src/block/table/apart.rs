//! Tables of numbers whose columns an extractor wrote apart: labels first, then numbers; or so by groups of rows.
//!
//! Which number belongs to which label is told only where the numbers prove it: as many rows of numbers as labels, and in
//! every row the percentage is the ratio of the same two amounts.

use std::ops::Range;

use rust_decimal::Decimal;

use super::assign;
use super::compiled::Compiled;
use super::header::{self, HeadedColumn, Word};
use super::rowline::{self, Number};
use super::rows::RowDraft;
use crate::model::ColumnKind;
use crate::page::Page;
use crate::page::flow::{End, begins_inside, end_of};
use crate::source::fold;

/// Lines that such a table may take.
const MOST_LINES: usize = 160;
/// Bytes of a label's line.
const MOST_BYTES: usize = 160;

/// A table that was written apart, put together.
#[derive(Debug)]
pub(super) struct Apart {
    pub(super) columns: Vec<HeadedColumn>,
    pub(super) rows: Vec<RowDraft>,
    /// The line after it.
    pub(super) next: usize,
}

/// Labels, and the numbers that stand below them.
#[derive(Debug, Default)]
struct Group {
    labels: Vec<usize>,
    numbers: Vec<Number>,
}

/// The table of `schema` that begins at the start of `range`, where its rows are proved.
pub(super) fn find(page: &Page<'_>, range: Range<usize>, schema: &Compiled) -> Option<Apart> {
    let has = |kind| {
        schema
            .schema
            .columns
            .iter()
            .any(|column| column.kind == kind)
    };
    if !schema.is_numeric() || !has(ColumnKind::Percent) || !has(ColumnKind::Label) {
        return None;
    }
    let first = header::first_words(page, range.start)?;
    if first.is_empty() || !first.iter().all(|word| schema.knows(word)) {
        return None;
    }
    let (heads, groups, next) = gather(page, range, schema)?;
    let (columns, interleaved) = header::columns(&heads, schema)?;
    let label = columns
        .first()
        .filter(|column| column.kind == ColumnKind::Label && !interleaved)?
        .role;
    if columns[1..]
        .iter()
        .any(|column| column.kind == ColumnKind::Label)
    {
        return None;
    }
    let kinds: Vec<ColumnKind> = columns[1..].iter().map(|column| column.kind).collect();
    let mut rows = Vec::new();
    for group in groups {
        rows.extend(of_group(page, group, &kinds, &schema.begins[label])?);
    }
    is_proved(&rows, &kinds).then_some(Apart {
        columns,
        rows,
        next,
    })
}

/// The words of the header, the labels and the numbers, up to a line that is none of these.
fn gather(
    page: &Page<'_>,
    range: Range<usize>,
    schema: &Compiled,
) -> Option<(Vec<Word>, Vec<Group>, usize)> {
    let mut heads: Vec<Word> = Vec::new();
    let mut groups: Vec<Group> = vec![Group::default()];
    let mut next = range.start;
    for at in range.start..range.end.min(range.start + MOST_LINES) {
        if page.furniture[at] {
            continue;
        }
        let text = page.text(at);
        if text.len() > MOST_BYTES || !page.look(at) {
            break;
        }
        let words = header::line_words(page, at);
        let line = rowline::read(page, at);
        let group = groups.last_mut()?;
        if line.label.is_none() && !line.numbers.is_empty() {
            group.numbers.extend(line.numbers);
            next = at + 1;
        } else if words.iter().all(|word| schema.knows(&word.key)) {
            heads.extend(words);
        } else if !line.numbers.is_empty() || text.ends_with(['.', ':', ';']) {
            break;
        } else if group.numbers.is_empty() {
            group.labels.push(at);
        } else {
            groups.push(Group {
                labels: vec![at],
                numbers: Vec::new(),
            });
        }
    }
    // What stands below the last number is no label of the table.
    groups.retain(|group| !group.numbers.is_empty());
    (!groups.is_empty()).then_some((heads, groups, next))
}

/// The rows of a group: as many labels as there are rows of numbers, and numbers of the columns' kinds one way only, row
/// by row or column by column.
fn of_group(
    page: &Page<'_>,
    group: Group,
    kinds: &[ColumnKind],
    begins: &[String],
) -> Option<Vec<RowDraft>> {
    let count = group.numbers.len() / kinds.len();
    if count == 0 || count * kinds.len() != group.numbers.len() {
        return None;
    }
    let labels = labels(page, &group.labels, count, begins)?;
    let fits = |by_row: bool| {
        group.numbers.iter().enumerate().all(|(n, number)| {
            let kind = kinds[if by_row { n % kinds.len() } else { n / count }];
            (kind == ColumnKind::Percent) == number.text.ends_with('%')
        })
    };
    let by_row = match (fits(true), fits(false)) {
        (true, false) => true,
        (false, true) => false,
        (true, true) if count == 1 => true,
        _ => return None,
    };
    let mut rows: Vec<RowDraft> = labels
        .into_iter()
        .map(|lines| RowDraft {
            label: lines.iter().map(|&at| (at, page.lines[at].span)).collect(),
            ..RowDraft::default()
        })
        .collect();
    for (n, number) in group.numbers.into_iter().enumerate() {
        rows[if by_row { n / kinds.len() } else { n % count }]
            .numbers
            .push(number);
    }
    Some(rows)
}

/// Lines parted into so many labels: a line each; or where blank lines part them; or where they begin as labels do.
fn labels(
    page: &Page<'_>,
    lines: &[usize],
    count: usize,
    begins: &[String],
) -> Option<Vec<Vec<usize>>> {
    let part = |starts: &dyn Fn(usize) -> bool| {
        let mut out: Vec<Vec<usize>> = Vec::new();
        for &at in lines {
            match out.last_mut() {
                Some(label) if !starts(at) => label.push(at),
                _ => out.push(vec![at]),
            }
        }
        (out.len() == count).then_some(out)
    };
    let begun = |at: usize| {
        let key = fold::key(page.text(at));
        begins.iter().any(|begin| {
            key.strip_prefix(begin.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        })
    };
    let whole = lines
        .windows(2)
        .all(|pair| end_of(page.text(pair[0])) != End::Open && !begins_inside(page.text(pair[1])));
    let each = if whole { part(&|_| true) } else { None };
    each.or_else(|| part(&|at| page.lines[at].gap.any()))
        .or_else(|| part(&begun))
}

/// Whether in every row the percentage is the ratio of the same two amounts, the whole of which is printed first.
fn is_proved(rows: &[RowDraft], kinds: &[ColumnKind]) -> bool {
    let places = |kind| (0..kinds.len()).filter(move |&at| kinds[at] == kind);
    rows.len() > 1
        && places(ColumnKind::Percent).all(|percent| {
            places(ColumnKind::Money).any(|whole| {
                places(ColumnKind::Money).any(|part| {
                    part > whole
                        && rows
                            .iter()
                            .all(|row| is_ratio(row, kinds, [part, whole, percent]))
                })
            })
        })
}

/// Whether a row's percentage is the ratio of two amounts, to one percent point.
fn is_ratio(row: &RowDraft, kinds: &[ColumnKind], [part, whole, percent]: [usize; 3]) -> bool {
    let value = |at: usize| assign::value(row, at, kinds[at]);
    let ratio = || {
        let of_hundred = value(part)?
            .checked_mul(Decimal::ONE_HUNDRED)?
            .checked_div(value(whole)?)?;
        Some((of_hundred - value(percent)?).abs() <= Decimal::ONE)
    };
    ratio().unwrap_or(false)
}
