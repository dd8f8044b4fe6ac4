//! The lines of a table of numbers, and which of them make up a row.

use std::ops::Range;

use super::rowline::{self, Number, RowLine, has_cents, is_whole};
use crate::page::Page;
use crate::page::flow::begins_inside;
use crate::source::Span;

/// Label lines that may stand before the numbers of their row.
const MOST_LABEL_LINES: usize = 6;
/// Bytes that a line and a number of a table take while its rows are told apart in several ways, and then as a row.
const LINE: usize = 1024;
const NUMBER: usize = 1024;
/// Bytes that one table takes; what goes on is another.
const MOST_ROOM: usize = 4 << 20;
/// Characters of a label's line.
const LABEL_WIDTH: usize = 70;

/// The lines of a table below its header.
#[derive(Debug)]
pub(super) struct Collected {
    pub(super) lines: Vec<RowLine>,
    /// The line after the last.
    pub(super) next: usize,
}

/// A row while it is put together.
#[derive(Clone, Debug, Default)]
pub(super) struct RowDraft {
    /// The parts of its label, with their lines.
    pub(super) label: Vec<(usize, Span)>,
    pub(super) numbers: Vec<Number>,
    /// Places that empty cells left after the last number.
    pub(super) after: usize,
    /// White space stands before the first number of which it does not show how many cells left it.
    pub(super) blurred: bool,
}

/// Gathers the lines below a header: labels and numbers, up to what is neither. `repeats` says where a header that
/// begins at a line ends.
pub(super) fn collect(
    page: &Page<'_>,
    range: Range<usize>,
    labelled: bool,
    most: usize,
    repeats: impl Fn(usize) -> Option<usize>,
) -> Collected {
    let mut lines: Vec<RowLine> = Vec::new();
    let (mut at, mut next) = (range.start, range.start);
    let mut room = page.budget.room().min(MOST_ROOM);
    while at < range.end {
        if page.furniture[at] {
            at += 1;
            continue;
        }
        if !lines.is_empty()
            && let Some(after) = repeats(at)
        {
            at = after;
            continue;
        }
        let line = rowline::read(page, at);
        if line.numbers.len() > most {
            break;
        }
        let first = lines.is_empty();
        let good = match (line.label, line.numbers.is_empty()) {
            (Some(_), _) if !labelled => false,
            (Some(label), empty) => {
                !(empty && is_sentence(page.source.slice(label)))
                    && label_like(page, at, label, first)
                    && (!empty
                        || leads_to_numbers(page, at, range.end)
                        || closes_row(page, at, &lines))
            }
            (None, false) => true,
            (None, true) => false,
        };
        if !good {
            break;
        }
        let Some(left) = room.checked_sub(LINE + line.numbers.len() * NUMBER) else {
            page.budget.note(page.lines[at].span.start);
            break;
        };
        room = left;
        lines.push(line);
        at += 1;
        next = at;
    }
    Collected { lines, next }
}

/// Whether a label's line is a sentence, however short: a full stop after small letters.
fn is_sentence(text: &str) -> bool {
    text.ends_with('.') && text.trim_end_matches('.').ends_with(char::is_lowercase)
}

/// Whether a text may be a row's label: short, no sentence.
fn label_like(page: &Page<'_>, at: usize, label: Span, first: bool) -> bool {
    let text = page.source.slice(label);
    let width = text.chars().count();
    let capitals = !text.chars().any(char::is_lowercase);
    width <= LABEL_WIDTH
        && !(text.ends_with(['.', ';', ':', ',']) && !capitals && width > 24)
        && !(text.ends_with('.') && !capitals && text.split_whitespace().count() > 2)
        && !(first && begins_inside(text))
        && crate::page::marker::printed(page.text(at)).is_none()
}

/// Whether numbers follow a label's line, with no more than labels between.
fn leads_to_numbers(page: &Page<'_>, at: usize, end: usize) -> bool {
    let mut seen = 0;
    let mut next = at + 1;
    while next < end && seen < MOST_LABEL_LINES {
        if page.furniture[next] {
            next += 1;
            continue;
        }
        let line = rowline::read(page, next);
        if !line.numbers.is_empty() {
            return line
                .label
                .is_none_or(|label| label_like(page, next, label, false));
        }
        if line
            .label
            .is_none_or(|label| !label_like(page, next, label, false))
        {
            return false;
        }
        seen += 1;
        next += 1;
    }
    false
}

/// Whether a label without numbers below is the lower half of a label about whose middle the numbers stand.
fn closes_row(page: &Page<'_>, at: usize, lines: &[RowLine]) -> bool {
    let Some(numbers) = lines.iter().rposition(|line| !line.numbers.is_empty()) else {
        return false;
    };
    let below = lines.len() - numbers - 1;
    let above = lines[..numbers]
        .iter()
        .rev()
        .take_while(|line| line.numbers.is_empty())
        .count();
    let text = page.text(at);
    let topped = above == 0 && below == 0 && page.style.columns && lines[numbers].label.is_some();
    (below < above || topped)
        && page.lines[at].gap.blank() <= 1
        && text.chars().count() <= 40
        && !text.ends_with(['.', ':'])
}

/// Puts lines together into rows of `typed` numbers; `known` says whether a text is a label of the vocabulary.
pub(super) fn partition(
    page: &Page<'_>,
    lines: &[RowLine],
    typed: usize,
    known: impl Fn(&str) -> bool,
) -> Vec<RowDraft> {
    let gathered = gather(page, lines, typed);
    let lines = gathered.as_slice();
    let mut plain = label_first(page, lines, typed);
    reunite(page, &mut plain, &known);
    let hits = |rows: &[RowDraft]| {
        rows.iter()
            .filter(|row| known(&label_text(page, row)))
            .count()
    };
    let mut best = (hits(&plain), plain);
    // Text in visual order centres a label's lines about the numbers, or begins them on one line.
    let centred = centred(page, lines, typed).map(|rows| (rows, centred_by_shape(lines, typed)));
    let topped = topped(page, lines, typed).map(|rows| {
        (
            rows,
            page.style.columns || lines.last().is_some_and(|l| l.numbers.is_empty()),
        )
    });
    for (rows, by_shape) in centred.into_iter().chain(topped) {
        let count = hits(&rows);
        if count > best.0 || count == best.0 && by_shape {
            best = (count, rows);
        }
    }
    if best.0 > 0 && best.0 < best.1.len() {
        let rows = by_vocabulary(page, lines, typed, &known);
        if hits(&rows) > best.0 {
            return rows;
        }
    }
    best.1
}

/// Rows whose labels the vocabulary knows: what stands between two lines of numbers is parted so that most labels are
/// whole.
fn by_vocabulary(
    page: &Page<'_>,
    lines: &[RowLine],
    typed: usize,
    known: &impl Fn(&str) -> bool,
) -> Vec<RowDraft> {
    let mut rows: Vec<RowDraft> = Vec::new();
    // The label lines above each row, and below the last.
    let mut gaps: Vec<Vec<(usize, Span)>> = vec![Vec::new()];
    for line in lines {
        let continues = line.label.is_none()
            && rows
                .last()
                .is_some_and(|row| row.numbers.len() < typed || breaks_number(page, row, line));
        let between = gaps.last().is_some_and(|gap| !gap.is_empty());
        if line.numbers.is_empty() {
            if let Some(gap) = gaps.last_mut() {
                gap.extend(line.label.map(|label| (line.line, label)));
            }
            continue;
        }
        if !continues || between {
            rows.push(RowDraft::default());
            gaps.push(Vec::new());
        }
        if let Some(row) = rows.last_mut() {
            row.label.extend(line.label.map(|label| (line.line, label)));
            take_numbers(page, row, line);
        }
    }
    let label = |row: usize, above: &[(usize, Span)], below: &[(usize, Span)]| {
        let parts = above.iter().chain(&rows[row].label).chain(below);
        printed(page, parts)
    };
    // For each row and each number of lines that it takes from below: the most labels known so far, and what the row
    // above took then.
    let mut table: Vec<Vec<(usize, usize)>> = Vec::with_capacity(rows.len());
    for row in 0..rows.len() {
        let choices = (0..=gaps[row + 1].len()).map(|below| {
            let taken_above = if row == 0 { 1 } else { gaps[row].len() + 1 };
            (0..taken_above)
                .map(|taken| {
                    let before = if row == 0 { 0 } else { table[row - 1][taken].0 };
                    let text = label(row, &gaps[row][taken..], &gaps[row + 1][..below]);
                    (before + usize::from(known(&text)), taken)
                })
                .max_by_key(|&(score, taken)| (score, usize::MAX - taken))
                .unwrap_or((0, 0))
        });
        let choices: Vec<(usize, usize)> = choices.collect();
        table.push(choices);
    }
    let mut below = table.last().map_or(0, |last| {
        (0..last.len())
            .max_by_key(|&b| (last[b].0, usize::MAX - b))
            .unwrap_or(0)
    });
    for row in (0..rows.len()).rev() {
        let taken = table[row][below].1;
        let mut whole: Vec<(usize, Span)> = gaps[row][taken..].to_vec();
        whole.append(&mut rows[row].label);
        whole.extend_from_slice(&gaps[row + 1][..below]);
        rows[row].label = whole;
        below = taken;
    }
    for row in &mut rows {
        mend(row, typed);
    }
    rows
}

/// Lines that hold the numbers of one row between them, where a narrow column broke one: they are made one line.
fn gather(page: &Page<'_>, lines: &[RowLine], typed: usize) -> Vec<RowLine> {
    let mut out: Vec<RowLine> = Vec::with_capacity(lines.len());
    let mut at = 0;
    while at < lines.len() {
        let run = lines[at..]
            .iter()
            .take(4)
            .take_while(|line| (1..typed).contains(&line.numbers.len()))
            .count();
        let made = (2..=run)
            .rev()
            .find_map(|count| gathered(page, &lines[at..at + count], typed));
        if let Some((count, mut made)) = made {
            out.append(&mut made);
            at += count;
        } else {
            out.push(lines[at].clone());
            at += 1;
        }
    }
    out
}

fn gathered(page: &Page<'_>, lines: &[RowLine], typed: usize) -> Option<(usize, Vec<RowLine>)> {
    let mut numbers: Vec<Number> = lines
        .iter()
        .flat_map(|line| line.numbers.iter().cloned())
        .collect();
    let broken = numbers.iter().position(|n| n.text.ends_with(['.', ',']))?;
    let rest = (broken + 1..numbers.len()).rev().find(|&i| {
        numbers[i].line != numbers[broken].line
            && has_cents(&format!("{}{}", numbers[broken].text, numbers[i].text))
            && is_whole(&numbers[i].text)
    })?;
    if numbers.len() != typed + 1 {
        return None;
    }
    let tail = numbers.remove(rest);
    let mut joined = numbers.remove(broken);
    joined.text.push_str(&tail.text);
    joined.spans.extend(tail.spans);
    // By place where columns are kept; else an amount that was broken stands in the last, the widest of numbers.
    numbers.push(joined);
    if page.style.columns {
        numbers.sort_by_key(|n| n.x.0);
    }
    let mut made: Vec<RowLine> = lines
        .iter()
        .filter_map(|line| {
            Some(RowLine {
                line: line.line,
                label: Some(line.label?),
                numbers: Vec::new(),
                after: 0,
            })
        })
        .collect();
    let line = lines.iter().max_by_key(|line| line.numbers.len())?.line;
    made.push(RowLine {
        line,
        label: None,
        numbers,
        after: 0,
    });
    Some((lines.len(), made))
}

/// A page break leaves the rest of a row's label after its numbers, at the head of the next row's: the vocabulary
/// tells whose it is.
fn reunite(page: &Page<'_>, rows: &mut [RowDraft], known: impl Fn(&str) -> bool) {
    for at in 1..rows.len() {
        let (before, rest) = rows.split_at_mut(at);
        let (Some(above), Some(row)) = (before.last_mut(), rest.first_mut()) else {
            continue;
        };
        if row.label.len() < 2 || known(&label_text(page, row)) {
            continue;
        }
        for moved in 1..row.label.len() {
            let mut whole = above.clone();
            whole.label.extend(row.label[..moved].iter().copied());
            let left = RowDraft {
                label: row.label[moved..].to_vec(),
                ..RowDraft::default()
            };
            if known(&label_text(page, &whole)) && known(&label_text(page, &left)) {
                above.label = whole.label;
                row.label = left.label;
                break;
            }
        }
    }
}

fn label_text(page: &Page<'_>, row: &RowDraft) -> String {
    printed(page, &row.label)
}

/// The parts of a label as they are printed, to be compared.
pub(super) fn printed<'p>(
    page: &Page<'_>,
    parts: impl IntoIterator<Item = &'p (usize, Span)>,
) -> String {
    parts
        .into_iter()
        .map(|&(_, span)| page.source.slice(span))
        .collect::<Vec<_>>()
        .join(" ")
}

/// Rows whose label stands before its numbers, as text in reading order has it.
fn label_first(page: &Page<'_>, lines: &[RowLine], typed: usize) -> Vec<RowDraft> {
    let mut rows: Vec<RowDraft> = Vec::new();
    let mut row = RowDraft::default();
    // Where rows have labels, numbers without one belong to the row above, too many though they may be.
    let labelled = lines.iter().any(|line| line.label.is_some());
    for line in lines {
        if let Some(label) = line.label {
            if !row.numbers.is_empty() {
                rows.push(std::mem::take(&mut row));
            }
            row.label.push((line.line, label));
        } else if !labelled && row.numbers.len() >= typed && !breaks_number(page, &row, line) {
            rows.push(std::mem::take(&mut row));
        }
        take_numbers(page, &mut row, line);
    }
    rows.push(row);
    rows.retain(|row| !row.numbers.is_empty());
    for row in &mut rows {
        mend(row, typed);
    }
    rows
}

/// Adds a line's numbers to a row; a number that goes on with the last one is joined to it.
fn take_numbers(page: &Page<'_>, row: &mut RowDraft, line: &RowLine) {
    let mut numbers = line.numbers.iter().cloned();
    if let Some(last) = row.numbers.last_mut()
        && let Some(first) = line.numbers.first()
        && last.line != first.line
        && line.label.is_none()
        && (certainly_broken(page, last, first))
    {
        last.spans.extend(&first.spans);
        last.text.push_str(&first.text);
        last.line = first.line;
        numbers.next();
    }
    let gap = page.lines[line.line].gap;
    for (i, mut number) in numbers.enumerate() {
        // A line of spaces, or the space that ends a cell's line twice, is what an empty cell leaves.
        if i == 0 && line.label.is_none() && !row.numbers.is_empty() {
            number.empties += row.after + usize::from(gap.spaced);
        } else if i == 0 && line.label.is_none() {
            // A page's paragraph ends with an empty line, and its cells go on below.
            if gap.widest <= 2 && (gap.empty == 0 || gap.empty == 1 && gap.spaced > 1) {
                number.empties += usize::from(gap.spaced);
            } else {
                row.blurred = gap.spaced > 0;
            }
        }
        row.numbers.push(number);
    }
    if !line.numbers.is_empty() {
        row.after = line.after;
    }
}

fn certainly_broken(page: &Page<'_>, last: &Number, first: &Number) -> bool {
    let separator = |c: char| matches!(c, '.' | ',' | '´' | '’' | '\'');
    last.text.ends_with(separator)
        || first.text.starts_with(separator)
        || page.style.trailing_space && page.lines[last.line].trailing == 0
}

fn breaks_number(page: &Page<'_>, row: &RowDraft, line: &RowLine) -> bool {
    match (row.numbers.last(), line.numbers.first()) {
        (Some(last), Some(first)) => {
            certainly_broken(page, last, first)
                || lacks_cents(&last.text) && first.text.len() <= 2
                || (!is_amount(&last.text) || one_mark(&last.text))
                    && is_amount(&format!("{}{}", last.text, first.text))
        }
        _ => false,
    }
}

/// Whether a number is grouped in threes, with or without cents.
pub(super) fn is_amount(text: &str) -> bool {
    let bare = if has_cents(text) {
        &text[..text.len() - 3]
    } else {
        text
    };
    is_whole(bare)
        && bare
            .split(['.', ','])
            .next()
            .is_some_and(|first| first.len() <= 3)
}

/// Whether a number is not grouped: digits, and at most one separator before two others.
pub(super) fn is_plain(text: &str) -> bool {
    let bare = text.trim_end_matches('%').trim_end();
    let whole =
        bare.split_once(['.', ',']).map_or(
            bare,
            |(whole, fraction)| {
                if fraction.len() <= 2 { whole } else { "" }
            },
        );
    !whole.is_empty() && bare.bytes().filter(|b| !b.is_ascii_digit()).count() <= 1
}

/// Whether one separator does for the thousands and for two digits at the end: reports print that, and so does a
/// number that is cut.
fn one_mark(text: &str) -> bool {
    has_cents(text) && text[..text.len() - 3].contains(&text[text.len() - 3..text.len() - 2])
}

/// One digit behind the decimal mark of a grouped number: the other is on the next line.
fn lacks_cents(text: &str) -> bool {
    let bytes = text.as_bytes();
    bytes.len() > 4
        && matches!(bytes[bytes.len() - 2], b'.' | b',')
        && text.chars().filter(|c| !c.is_ascii_digit()).count() >= 2
}

/// Joins numbers that a narrow column broke, where a row has more of them than the table has columns.
fn mend(row: &mut RowDraft, typed: usize) {
    let mut at = 1;
    while row.numbers.len() > typed && at < row.numbers.len() {
        let (before, after) = (&row.numbers[at - 1], &row.numbers[at]);
        let joined = format!("{}{}", before.text, after.text);
        let cut = before.text.ends_with(['.', ',']) && is_amount(&joined);
        let broken = cut
            || before.line != after.line
                && after.spans.len() == 1
                && (lacks_cents(&before.text) && after.text.len() == 1
                    || (!is_amount(&before.text) || one_mark(&before.text)) && is_amount(&joined));
        if broken {
            let after = row.numbers.remove(at);
            let before = &mut row.numbers[at - 1];
            before.spans.extend(after.spans);
            before.text = joined;
        } else {
            at += 1;
        }
    }
}

/// Rows about whose middle line the numbers stand, as text in visual order has it: as many lines of the label below
/// the numbers as above. `None` where the lines do not come out even.
fn centred(page: &Page<'_>, lines: &[RowLine], typed: usize) -> Option<Vec<RowDraft>> {
    let mut rows: Vec<RowDraft> = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let above = lines[at..]
            .iter()
            .take_while(|line| line.numbers.is_empty())
            .count();
        let middle = at + above;
        let line = lines.get(middle)?;
        let below = middle + 1..(middle + 1 + above);
        if below.end > lines.len()
            || lines[below.clone()]
                .iter()
                .any(|line| !line.numbers.is_empty())
        {
            return None;
        }
        if line.label.is_none()
            && above == 0
            && rows.last().is_none_or(|row| row.numbers.len() >= typed)
        {
            return None;
        }
        let mut row = RowDraft::default();
        row.label.extend(
            lines[at..below.end]
                .iter()
                .filter_map(|line| Some((line.line, line.label?))),
        );
        take_numbers(page, &mut row, line);
        rows.push(row);
        at = below.end;
    }
    for row in &mut rows {
        mend(row, typed);
    }
    Some(rows)
}

/// Rows whose label begins on its numbers' line and goes on below it. `None` where a line has numbers alone, or no
/// label goes on.
fn topped(page: &Page<'_>, lines: &[RowLine], typed: usize) -> Option<Vec<RowDraft>> {
    let joined = |line: &RowLine| line.label.is_some() && !line.numbers.is_empty();
    let goes_on = lines.iter().any(|line| line.numbers.is_empty());
    if !goes_on || !joined(lines.first()?) || lines.iter().any(|line| line.label.is_none()) {
        return None;
    }
    let mut rows: Vec<RowDraft> = Vec::new();
    for line in lines {
        if joined(line) {
            rows.push(RowDraft::default());
        }
        let row = rows.last_mut()?;
        row.label.extend(line.label.map(|label| (line.line, label)));
        take_numbers(page, row, line);
    }
    rows.iter()
        .all(|row| row.numbers.len() <= typed)
        .then_some(rows)
}

/// In reading order a label of one line stands on its numbers' line, or every cell has a line of its own. One label
/// line above a line of all the numbers is the upper half of a label.
fn centred_by_shape(lines: &[RowLine], typed: usize) -> bool {
    let joined = lines
        .iter()
        .any(|line| line.label.is_some() && !line.numbers.is_empty());
    let mut above = 0;
    let mut lone = false;
    for line in lines {
        if line.numbers.is_empty() {
            above += 1;
        } else {
            lone |= line.label.is_none() && above == 1 && (line.numbers.len() > 1 || typed == 1);
            above = 0;
        }
    }
    joined && lone || above > 0
}
