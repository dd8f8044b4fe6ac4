//! Tables that no schema knows: labels with one number each, and heads above a row of numbers.

use std::ops::Range;

use unicode_normalization::UnicodeNormalization as _;

use super::header::HeadedColumn;
use super::rowline::{self, has_cents};
use super::rows::{self, Collected, RowDraft};
use super::schema::ColumnKind;
use crate::block::flow::{End, end_of};
use crate::block::page::Page;
use crate::source::{fold, steps};

/// Words of a head or caption that say that money stands below.
const MONEY: &[&str] = &[
    "valor",
    "monto",
    "presupuesto",
    "pagado",
    "recaudacion",
    "recaudaciones",
    "usd",
    "dolares",
    "inversion",
    "devengado",
    "codificado",
    "ejecutado",
    "gasto",
    "ingresos",
    "deuda",
    "cartera",
];
/// Words that say that things are counted, whatever else stands there.
const COUNTS: &[&str] = &[
    "numero",
    "n",
    "nro",
    "cantidad",
    "personas",
    "beneficiarios",
    "poblacion",
    "afiliados",
    "jubilados",
];

/// A table without a schema.
#[derive(Debug)]
pub(super) struct Unheaded {
    pub(super) columns: Vec<HeadedColumn>,
    /// Whether its columns have heads.
    pub(super) headed: bool,
    /// Two of its heads stand together as the lines of one do: a head is missing, or is something else.
    pub(super) forced: bool,
    pub(super) rows: Vec<RowDraft>,
    pub(super) collected: Collected,
}

/// Labels with one number each, from the start of `range` on; `title` is what the caption says.
pub(super) fn keyed(page: &Page<'_>, range: Range<usize>, title: Option<&str>) -> Option<Unheaded> {
    let (rows, collected) = keyed_rows(page, range)?;
    if rows.len() < enough(title.is_some()) {
        return None;
    }
    let cents = rows
        .iter()
        .filter(|row| has_cents(&row.numbers[0].text))
        .count();
    let told = title.is_some_and(|title| kind_of(&fold::key(title)) == Some(ColumnKind::Money));
    let money = cents * 2 > rows.len() || cents > 0 && told;
    let kind = if money {
        ColumnKind::Money
    } else {
        ColumnKind::Count
    };
    let column = |role, kind| HeadedColumn {
        role,
        kind,
        name: String::new(),
        x: 0..0,
    };
    Some(Unheaded {
        columns: vec![column(0, ColumnKind::Label), column(1, kind)],
        headed: false,
        forced: false,
        rows,
        collected,
    })
}

/// The rows that such a table needs: fewer where a caption names it.
pub(super) const fn enough(titled: bool) -> usize {
    if titled { 2 } else { 3 }
}

/// How many rows such a table has from the start of `range` on, and how many lines its first label takes.
pub(super) fn keyed_preview(page: &Page<'_>, range: Range<usize>) -> Option<(usize, usize)> {
    let (rows, _) = keyed_rows(page, range)?;
    Some((rows.len(), rows.first()?.label.len()))
}

fn keyed_rows(page: &Page<'_>, range: Range<usize>) -> Option<(Vec<RowDraft>, Collected)> {
    let start = range.start;
    let first = rowline::read(page, start);
    if first.label.is_none() || first.numbers.len() > 1 || !row_like(page, start) {
        return None;
    }
    let mut collected = rows::collect(page, range, true, 1, |_| None);
    let mut rows = rows::partition(page, &collected.lines, 1, |_| false);
    let is_row =
        |row: &RowDraft| row.numbers.len() == 1 && !row.label.is_empty() && label_like(page, row);
    keep_first(&mut rows, &mut collected, is_row);
    Some((rows, collected))
}

/// Lines that are looked at before a table is said to begin: detection is asked at every line, and a table may be as
/// long as the text.
pub(super) const PREVIEW: usize = 64;

/// Keeps the rows up to the first that is none.
fn keep_first(
    rows: &mut Vec<RowDraft>,
    collected: &mut Collected,
    is_row: impl Fn(&RowDraft) -> bool,
) {
    let Some(bad) = rows.iter().position(|row| !is_row(row)) else {
        return;
    };
    let label = rows[bad].label.iter().map(|&(line, _)| line);
    let numbers = rows[bad].numbers.iter().flat_map(|n| [n.line]);
    if let Some(first) = label.chain(numbers).min() {
        collected.next = collected.next.min(first);
    }
    rows.truncate(bad);
}

/// Whether a line may be a row of such a table, and not the end of a sentence that happens to be a number.
fn row_like(page: &Page<'_>, at: usize) -> bool {
    let text = page.text(at);
    text.chars().next().is_some_and(char::is_uppercase)
        && text.chars().count() <= 90
        && !text.contains(", ")
}

fn label_like(page: &Page<'_>, row: &RowDraft) -> bool {
    let whole = rows::printed(page, &row.label);
    let capitals = !whole.chars().any(char::is_lowercase);
    whole.chars().next().is_some_and(char::is_uppercase)
        && whole.split_whitespace().count() <= 14
        && (capitals || end_of(&whole) != End::Open && whole.split_whitespace().count() <= 8)
        && !whole.contains(". ")
}

/// Heads in capitals above one row of numbers or more, from the start of `range` on.
pub(super) fn headed(page: &Page<'_>, range: Range<usize>) -> Option<Unheaded> {
    let mut head: Vec<usize> = Vec::new();
    let mut at = range.start;
    while at < range.end && head.len() < 40 {
        if !rowline::read(page, at).numbers.is_empty() {
            break;
        }
        if !head_like(page, at) {
            break;
        }
        head.push(at);
        at = page.skip_furniture(at + 1, range.end);
    }
    // A label of the first row may stand between the heads and its numbers.
    let mut first = at;
    for _ in 0..2 {
        if first < range.end && rowline::read(page, first).numbers.is_empty() {
            first = page.skip_furniture(first + 1, range.end);
        }
    }
    if head.len() < 2 && !(head.len() == 1 && page.style.columns) || first >= range.end {
        return None;
    }
    let line = rowline::read(page, first);
    let labelled = line.label.is_some() || first > at;
    let mut numbers = line.numbers.len();
    if numbers == 1 {
        numbers += (first + 1..range.end)
            .filter(|&i| !page.furniture[i])
            .take(16)
            .take_while(|&i| {
                let l = rowline::read(page, i);
                l.label.is_none() && l.numbers.len() == 1
            })
            .count();
    }
    if numbers < 3 {
        return None;
    }
    let (groups, forced) = group(page, &head, numbers + usize::from(labelled))?;
    let columns: Vec<HeadedColumn> = groups
        .into_iter()
        .enumerate()
        .map(|(role, (name, x))| {
            let kind = if labelled && role == 0 {
                ColumnKind::Label
            } else {
                kind_of(&fold::key(&name)).unwrap_or(ColumnKind::Count)
            };
            HeadedColumn {
                role,
                kind,
                name,
                x,
            }
        })
        .collect();
    let mut collected = rows::collect(page, at..range.end, labelled, numbers, |_| None);
    let mut rows = rows::partition(page, &collected.lines, numbers, |_| false);
    keep_first(&mut rows, &mut collected, |row| {
        row.numbers.len() <= numbers && (labelled || row.label.is_empty())
    });
    let full = rows.iter().any(|row| row.numbers.len() == numbers);
    full.then_some(Unheaded {
        columns,
        headed: true,
        forced,
        rows,
        collected,
    })
}

fn head_like(page: &Page<'_>, at: usize) -> bool {
    let text = page.text(at);
    let lower = text.chars().filter(|c| c.is_lowercase()).count();
    lower == 0
        && text.chars().any(char::is_alphabetic)
        && !text.chars().any(|c| c.is_ascii_digit())
        && (page.style.columns || text.chars().count() <= 90)
}

/// What a head says that its column holds.
fn kind_of(key: &str) -> Option<ColumnKind> {
    let words: Vec<&str> = key.split(' ').collect();
    if words.contains(&"%") || words.contains(&"porcentaje") {
        Some(ColumnKind::Percent)
    } else if words.first().is_some_and(|w| COUNTS.contains(w)) {
        Some(ColumnKind::Count)
    } else if words
        .iter()
        .any(|word| MONEY.iter().any(|known| fold::same_word(word, known)))
    {
        Some(ColumnKind::Money)
    } else {
        None
    }
}

type Group = (String, Range<usize>);

/// By how much one way of parting heads must be cheaper than any other to be taken for certain.
const MARGIN: f64 = 0.5;
/// What it costs to end a head where only a line's end parts it from the next, among heads that blank lines part.
const TOGETHER: f64 = 3.0;

/// Parts the words of the head's lines into `count` heads: where columns are kept, by the columns of characters; else
/// by what ends a head and what begins one. Says too whether a head had to end where nothing parts it from the next,
/// though blank lines part others.
fn group(page: &Page<'_>, head: &[usize], count: usize) -> Option<(Vec<Group>, bool)> {
    let pieces = pieces(page, head);
    if pieces.len() < count || pieces.len() > 40 {
        return None;
    }
    let spaced = pieces.iter().skip(1).any(|piece| piece.gap > 0);
    let together = |at: usize| {
        spaced
            && pieces
                .get(at)
                .is_some_and(|it| it.gap == 0 && !it.same_line)
    };
    // The cheapest way to cut the pieces into `count` runs.
    let n = pieces.len();
    let costs = costs(&pieces);
    let mut best = vec![vec![(f64::INFINITY, 0_usize); count + 1]; n + 1];
    best[0][0] = (0.0, 0);
    // The cheapest of all other ways.
    let mut second = vec![vec![f64::INFINITY; count + 1]; n + 1];
    for end in 1..=n {
        for groups in 1..=count.min(end) {
            for start in groups - 1..end {
                let parted = if together(end) { TOGETHER } else { 0.0 };
                let own = costs[start][end] + parted;
                let whole = best[start][groups - 1].0 + own;
                let (first, other) = (best[end][groups].0, second[start][groups - 1] + own);
                second[end][groups] = second[end][groups].min(other).min(first.max(whole));
                if whole < first {
                    best[end][groups] = (whole, start);
                }
            }
        }
    }
    let mut cuts = Vec::new();
    let (mut end, mut groups) = (n, count);
    while groups > 0 {
        let start = best[end][groups].1;
        cuts.push(start..end);
        (end, groups) = (start, groups - 1);
    }
    cuts.reverse();
    let forced = cuts.iter().any(|cut| cut.end < n && together(cut.end));
    // One way must be better than all others.
    let close = !page.style.columns && second[n][count] - best[n][count].0 < MARGIN;
    let groups = cuts
        .into_iter()
        .map(|cut| {
            let own = &pieces[cut];
            let name = own.iter().fold(String::new(), |mut name, piece| {
                if !name.is_empty() && !piece.glued {
                    name.push(' ');
                }
                name.push_str(&piece.text);
                name
            });
            (name, own.last().map_or(0..0, |p| p.x.clone()))
        })
        .collect();
    Some((groups, forced || close))
}

/// A run of words of the head that no wide gap parts.
#[derive(Debug)]
struct Piece {
    text: String,
    /// Nothing parts it from the piece before: a line broken inside a word.
    glued: bool,
    /// Blank lines before it.
    gap: u8,
    /// It stands on the line of the piece before.
    same_line: bool,
    x: Range<usize>,
}

fn pieces(page: &Page<'_>, head: &[usize]) -> Vec<Piece> {
    let mut out: Vec<Piece> = Vec::new();
    let mut before: Option<usize> = None;
    for &at in head {
        let line = page.lines[at];
        let text = page.text(at);
        let mut column = line.indent as usize;
        let mut same_line = false;
        for part in text.split("  ") {
            let printed = part.trim();
            let lead = part.chars().count() - part.trim_start().chars().count();
            if !printed.is_empty() {
                let x = column + lead..column + lead + printed.chars().count();
                let glued = !same_line
                    && page.style.trailing_space
                    && before.is_some_and(|before| page.lines[before].trailing == 0);
                let text = printed
                    .split_whitespace()
                    .flat_map(|word| [word, " "])
                    .collect::<String>();
                let text = text.trim_end().nfc().collect();
                out.push(Piece {
                    text,
                    glued,
                    gap: line.gap.blank(),
                    same_line,
                    x,
                });
                same_line = true;
            }
            column += part.chars().count() + 2;
        }
        before = Some(at);
    }
    out
}

/// What a piece does for the head that it begins, goes on with or ends.
struct Weight {
    /// A head that begins or ends with it says nothing.
    open: [bool; 2],
    /// What it costs to join it to the piece before.
    joined: f64,
    length: f64,
}

fn weight(piece: &Piece) -> Weight {
    let open = |text: &str| end_of(&text.to_lowercase()) == End::Open;
    let first = piece.text.split(' ').next().unwrap_or_default();
    // Pieces of one line are heads of their own; a wider gap parts heads.
    let line = if piece.same_line { 4.0 } else { 0.0 };
    let begins = matches!(
        fold::key(first).as_str(),
        "numero" | "total" | "valor" | "%" | "porcentaje" | "monto" | "presupuesto"
    );
    #[allow(clippy::cast_precision_loss, reason = "heads are short")]
    let length = piece.text.chars().count() as f64;
    Weight {
        open: [open(first), open(&piece.text)],
        joined: line + f64::from(piece.gap) * 0.5 + if begins { 1.5 } else { 0.0 },
        length,
    }
}

/// What it costs to take the pieces from one place to another for one head, the next piece beginning another.
fn costs(pieces: &[Piece]) -> Vec<Vec<f64>> {
    let weights: Vec<Weight> = pieces.iter().map(weight).collect();
    steps::take(pieces.len() * pieces.len());
    (0..pieces.len())
        .map(|start| {
            let mut out = vec![0.0; pieces.len() + 1];
            let (mut joined, mut length) = (0.0, 0.0);
            for end in start + 1..=pieces.len() {
                let last = &weights[end - 1];
                if end > start + 1 {
                    joined += last.joined;
                }
                length += last.length;
                // No head ends in "DE", and none begins with it.
                let open = if last.open[1] || weights[start].open[0] {
                    5.0
                } else {
                    0.0
                };
                let glued = if pieces.get(end).is_some_and(|next| next.glued) {
                    8.0
                } else {
                    0.0
                };
                // Heads are of like length.
                out[end] = joined + open + glued + (length / 12.0).powi(2) * 0.2;
            }
            out
        })
        .collect()
}
