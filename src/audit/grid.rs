//! A table as numbers: which columns hold them, which rows sum up others, and what is certain.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::collections::BTreeSet;

use rust_decimal::Decimal;

use super::arithmetic::sum;
use super::said;
use crate::atom::{Atom, AtomKind, Value};
use crate::diagnostic::{Code, Diagnostic};
use crate::lexicon::{Class, Entry};
use crate::model::{Cell, ColumnKind, Row, Table};
use crate::source::fold;

/// Columns and rows of the largest table that is looked at.
const MOST_COLUMNS: usize = 40;
const MOST_ROWS: usize = 2000;
/// The years that a head may name.
const YEARS: std::ops::RangeInclusive<u16> = 1990..=2100;
/// Bytes of a label that are looked at.
const LABEL: usize = 64;
/// Bytes of what says that a cell holds nothing, at most.
const BLANK: usize = 16;

/// What stands in a cell.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Held<'r> {
    /// Nothing, or a dash.
    Nothing,
    /// One number and nothing else.
    Number(Decimal, &'r Atom),
    /// Anything else.
    Other,
}

impl<'r> Held<'r> {
    fn of(cell: Option<&'r Cell>) -> Self {
        let Some(cell) = cell else {
            return Self::Nothing;
        };
        let text = cell.text.as_str();
        match cell.atoms.as_slice() {
            [atom] => number(atom)
                .filter(|_| only_number(text))
                .map_or(Self::Other, |value| Self::Number(value, atom)),
            [] if !text.contains(|c: char| c.is_ascii_digit()) && is_blank(text) => Self::Nothing,
            _ => Self::Other,
        }
    }

    pub(crate) fn value(self) -> Option<Decimal> {
        match self {
            Self::Number(value, _) => Some(value),
            _ => None,
        }
    }

    pub(crate) fn atom(self) -> Option<&'r Atom> {
        match self {
            Self::Number(_, atom) => Some(atom),
            _ => None,
        }
    }
}

/// The number that an atom is worth.
pub(crate) fn number(atom: &Atom) -> Option<Decimal> {
    match &atom.value {
        Value::Year(year) => Some(Decimal::from(*year)),
        value => value.decimal(),
    }
}

/// Whether a cell holds nothing beside its number but signs and a currency.
fn only_number(text: &str) -> bool {
    let is_letter = |c: char| c.is_alphabetic();
    !text.contains(is_letter)
        || text
            .split(|c: char| !c.is_alphabetic())
            .all(|word| matches!(word, "" | "USD" | "US" | "usd" | "Usd"))
}

/// `-`, `N/A`: a cell that says that it holds nothing.
fn is_blank(text: &str) -> bool {
    !text.contains(char::is_alphanumeric)
        || text.len() <= BLANK && said::any_in(&fold::key(text), |word| word.is(Class::None))
}

/// What a row is among the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Part {
    /// It states something of its own.
    Body,
    /// It sums up the rows since the last of its kind.
    Subtotal,
    /// It sums up the table.
    Total,
    /// A label over others, without a number.
    Group,
}

/// A row of a table.
#[derive(Debug)]
pub(crate) struct Line<'r> {
    pub(crate) row: &'r Row,
    pub(crate) part: Part,
    pub(crate) cells: Vec<Held<'r>>,
    /// The beginning of its label, folded.
    pub(crate) label: String,
}

impl<'r> Line<'r> {
    pub(crate) fn value(&self, column: usize) -> Option<Decimal> {
        self.cells.get(column).and_then(|held| held.value())
    }

    pub(crate) fn atom(&self, column: usize) -> Option<&'r Atom> {
        self.cells.get(column).and_then(|held| held.atom())
    }

    /// Whether it can prove anything.
    pub(crate) fn is_sound(&self) -> bool {
        !self.row.undecided
    }
}

/// A column of a table.
#[derive(Debug)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "a column may be any of these"
)]
pub(crate) struct Column<'r> {
    /// Its head, folded.
    pub(crate) head: String,
    pub(crate) key: Option<&'r str>,
    pub(crate) kind: Option<ColumnKind>,
    /// Its cells hold numbers, and only numbers.
    pub(crate) is_numeric: bool,
    pub(crate) is_whole: bool,
    /// Its numbers count things: they are whole, and no amounts.
    pub(crate) is_count: bool,
    pub(crate) is_percent: bool,
    /// Its numbers are of the size of percentages.
    pub(crate) may_be_percent: bool,
    /// What its head says.
    pub(crate) names: Names,
    /// The year that its head names.
    pub(crate) year: Option<u16>,
}

/// What a head says of its column.
#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "a head may say any of these")]
pub(crate) struct Names {
    pub(crate) women: bool,
    pub(crate) men: bool,
    pub(crate) total: bool,
    /// A difference: an increase, a balance.
    pub(crate) difference: bool,
}

impl Names {
    fn of(head: &str) -> Self {
        Self {
            women: said::any_in(head, said::women),
            men: said::any_in(head, said::men),
            total: said::any_in(head, |word| word.is(Class::TotalStart)),
            difference: said::any_in(head, said::difference),
        }
    }
}

/// A table as numbers: which rows sum up others, and which cells hold one number and nothing else.
///
/// ```
/// use rendicion::Severity;
/// use rendicion::audit::{Finding, Findings, Grid, Part, Rule, RuleSet, Seen};
///
/// /// No row of a budget has executed less than half.
/// struct HalfExecuted;
///
/// impl Rule for HalfExecuted {
///     fn code(&self) -> &'static str {
///         "acme.half-executed"
///     }
///
///     fn severity(&self) -> Severity {
///         Severity::Info
///     }
///
///     fn check(&self, seen: &Seen<'_>, found: &mut Findings) {
///         for grid in seen.grids().iter().filter(|grid| grid.is_certain()) {
///             let (Some(executed), Some(codified)) = (grid.keyed("executed"), grid.keyed("codified")) else {
///                 continue;
///             };
///             for row in grid.rows(Part::Body) {
///                 let (Some(done), Some(of)) = (grid.atom(row, executed), grid.value(row, codified)) else {
///                     continue;
///                 };
///                 if grid.value(row, executed).is_some_and(|it| it < of / rust_decimal::Decimal::TWO) {
///                     found.push(Finding::new(self.code(), self.severity(), "less than half").evidence(done));
///                 }
///             }
///         }
///     }
/// }
///
/// let text = "5. Ejecución programática y presupuestaria \n\n\
///             FONDO CODIFICADO DEVENGADO \n\
///             SALUD 41.301.132,16 39.638.308,17 \n\
///             PENSIONES 261.047,00 99.397,00 \n\
///             RIESGOS DEL TRABAJO 156.860,00 115.582,11 \n";
/// let findings = rendicion::parse(text).audit(&RuleSet::empty().with(HalfExecuted));
/// assert_eq!(findings.len(), 1);
/// ```
#[derive(Debug)]
pub struct Grid<'r> {
    pub(crate) table: &'r Table,
    /// Which section it stands in, and where among the blocks of the report.
    pub(crate) section: usize,
    pub(crate) ordinal: usize,
    pub(crate) columns: Vec<Column<'r>>,
    pub(crate) lines: Vec<Line<'r>>,
    /// Some row is not certain, or a diagnostic doubts how the table was read.
    pub(crate) is_shaky: bool,
    /// A head is none that its schema knows: which column is which is not certain.
    pub(crate) has_unknown_heads: bool,
    /// The row of the whole table's total.
    pub(crate) total: Option<usize>,
    stated: OnceCell<Stated<'r>>,
}

/// What a table states.
#[derive(Debug)]
pub(crate) struct Stated<'r> {
    /// Every number in it.
    pub(crate) values: BTreeSet<Decimal>,
    /// What each column comes to: by the row of the total, else by its sum. The number that says so is the last.
    pub(crate) totals: Vec<Option<(Decimal, &'r Atom)>>,
}

impl<'r> Stated<'r> {
    fn of(grid: &Grid<'r>) -> Self {
        let total = |column: usize| {
            let last = grid.body().last().map(|(row, _)| row);
            let line = grid.lines.get(grid.total.or(last)?)?;
            let added = sum(grid.body().filter_map(|(_, line)| line.value(column)));
            let value = match grid.total {
                Some(_) => line.value(column),
                None => added,
            };
            Some((value?, line.atom(column)?))
        };
        let cells = grid.lines.iter().flat_map(|line| &line.cells);
        Self {
            values: cells.filter_map(|held| held.value()).collect(),
            totals: (0..grid.columns.len()).map(total).collect(),
        }
    }
}

impl<'r> Grid<'r> {
    pub(crate) fn of(
        table: &'r Table,
        section: usize,
        ordinal: usize,
        diagnostics: &[Diagnostic],
    ) -> Option<Self> {
        let width = table.width();
        if !(2..=MOST_COLUMNS).contains(&width) || table.rows.len() > MOST_ROWS {
            return None;
        }
        let lines: Vec<Line<'r>> = table.rows.iter().map(line).collect();
        let columns: Vec<Column<'r>> = (0..width).map(|at| column(table, &lines, at)).collect();
        if !columns.iter().any(|column| column.is_numeric) {
            return None;
        }
        let first = diagnostics.partition_point(|it| it.span.start < table.place.span.start);
        let own = || {
            let rest = diagnostics.get(first..).unwrap_or_default().iter();
            rest.take_while(|it| it.span.start < table.place.span.end)
        };
        let has_unknown_heads = own().any(|it| it.code == Code::UnknownHeads);
        let is_doubted = own().any(|it| {
            matches!(
                it.code,
                Code::UnreadTable
                    | Code::UndecidedCells
                    | Code::MalformedNumber
                    | Code::IncompleteRow
                    | Code::GuessedJoin
                    | Code::LimitReached
            )
        });
        let is_shaky = is_doubted || lines.iter().any(|line| !line.is_sound());
        let total = lines.iter().rposition(|line| line.part == Part::Total);
        Some(Self {
            table,
            section,
            ordinal,
            columns,
            lines,
            is_shaky,
            has_unknown_heads,
            total,
            stated: OnceCell::new(),
        })
    }

    /// What heads a column, for a person: its place where nothing does.
    pub(crate) fn head(&self, column: usize) -> Cow<'r, str> {
        match self.table.columns.get(column) {
            Some(head) if !head.is_empty() => head.into(),
            _ => (column + 1).to_string().into(),
        }
    }

    /// What it states.
    pub(crate) fn stated(&self) -> &Stated<'r> {
        self.stated.get_or_init(|| Stated::of(self))
    }

    /// The rows that state something of their own.
    pub(crate) fn body(&self) -> impl Iterator<Item = (usize, &Line<'r>)> {
        self.lines
            .iter()
            .enumerate()
            .filter(|(_, line)| line.part == Part::Body)
    }

    /// The columns of numbers.
    pub(crate) fn numeric(&self) -> impl Iterator<Item = (usize, &Column<'r>)> {
        self.columns
            .iter()
            .enumerate()
            .filter(|(_, column)| column.is_numeric)
    }

    /// The table.
    pub fn table(&self) -> &'r Table {
        self.table
    }

    /// Whether nothing in its reading is in doubt.
    pub fn is_certain(&self) -> bool {
        !self.is_shaky && !self.has_unknown_heads
    }

    /// The places of its rows of some part, as in [`Table::rows`].
    pub fn rows(&self, part: Part) -> impl Iterator<Item = usize> {
        let lines = self.lines.iter().enumerate();
        lines
            .filter(move |(_, line)| line.part == part)
            .map(|(row, _)| row)
    }

    /// The number in a cell; `None` where it holds none, or anything beside it.
    pub fn value(&self, row: usize, column: usize) -> Option<Decimal> {
        self.lines.get(row)?.value(column)
    }

    /// The atom of that number.
    pub fn atom(&self, row: usize, column: usize) -> Option<&'r Atom> {
        self.lines.get(row)?.atom(column)
    }

    /// The column of numbers with a key: `codified`, `awarded.count`.
    pub fn keyed(&self, key: &str) -> Option<usize> {
        self.columns
            .iter()
            .position(|column| column.key == Some(key) && column.is_numeric)
    }
}

fn line(row: &Row) -> Line<'_> {
    let cells: Vec<Held<'_>> = row
        .cells
        .iter()
        .map(|cell| Held::of(cell.as_ref()))
        .collect();
    let label = row
        .cells
        .iter()
        .zip(&cells)
        .take(3)
        .find(|(cell, held)| cell.is_some() && matches!(held, Held::Other))
        .and_then(|(cell, _)| cell.as_ref())
        .map(|cell| {
            // A label that sums up is short.
            let text = cell.text.as_str();
            fold::key(&text[..text.floor_char_boundary(LABEL)])
        })
        .unwrap_or_default();
    let has_number = cells.iter().any(|held| matches!(held, Held::Number(..)));
    let part = match sums_up(&label) {
        Some(part) if has_number => part,
        _ if has_number => Part::Body,
        _ if row.cells.iter().flatten().count() <= 1 => Part::Group,
        _ => Part::Body,
    };
    Line {
        row,
        part,
        cells,
        label,
    }
}

/// What a label says of its row, where it says that it sums up and no more: `TOTAL`, `Total general`, `SUBTOTAL Segundo
/// semestre`; not `Total de patronos`.
fn sums_up(label: &str) -> Option<Part> {
    if label.starts_with("subtotal") || label.starts_with("sub total") {
        return Some(Part::Subtotal);
    }
    let words: Vec<Entry> = label.split(' ').take(4).map(Entry::of).collect();
    let is_bare = words.len() <= 3 && !words.iter().any(|word| word.is(Class::Preposition));
    let names_it = match *words.as_slice() {
        [first, second] => sums(first) || second.is(Class::TotalStart),
        [first, ..] => sums(first),
        [] => false,
    };
    (is_bare && names_it).then_some(Part::Total)
}

/// Whether a word begins the label of a row that sums up.
fn sums(word: Entry) -> bool {
    word.is(Class::TotalStart) || word.is(Class::Total)
}

fn column<'r>(table: &'r Table, lines: &[Line<'r>], at: usize) -> Column<'r> {
    let (mut numbers, mut others, mut nothing) = (0_usize, 0_usize, 0_usize);
    let (mut is_whole, mut percents, mut years) = (true, 0_usize, 0_usize);
    let mut largest = Decimal::ZERO;
    for line in lines.iter().filter(|line| line.part != Part::Group) {
        match line.cells.get(at) {
            Some(Held::Number(value, atom)) => {
                numbers += 1;
                is_whole &= value.scale() == 0;
                largest = largest.max(value.abs());
                match atom.value.kind() {
                    AtomKind::Percent => percents += 1,
                    AtomKind::Year => years += 1,
                    _ => {}
                }
            }
            Some(Held::Other) => others += 1,
            _ => nothing += 1,
        }
    }
    let head = table
        .columns
        .get(at)
        .map(|head| fold::key(head))
        .unwrap_or_default();
    let kind = table.kinds.get(at).copied();
    let is_year = years > 0 && years * 2 >= numbers;
    let is_numeric = numbers > 0 && others == 0 && numbers * 2 >= nothing && !is_year;
    // A head that was taken for its neighbour's makes no percentages of amounts.
    let may_be_percent = largest < Decimal::from(5000);
    let is_percent = may_be_percent
        && (percents * 2 > numbers || kind == Some(ColumnKind::Percent) || head.contains('%'));
    Column {
        names: Names::of(&head),
        year: head
            .split(' ')
            .filter_map(|word| word.parse().ok())
            .find(|year| YEARS.contains(year)),
        head,
        key: table.keys.get(at).and_then(Option::as_deref),
        kind,
        is_numeric,
        is_whole,
        is_count: is_whole && kind != Some(ColumnKind::Money),
        is_percent,
        may_be_percent: may_be_percent && !is_whole,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_sums_up_or_names_something() {
        for label in [
            "total",
            "total general",
            "suma",
            "total provincial",
            "gran total",
            "suma total",
        ] {
            assert_eq!(sums_up(label), Some(Part::Total), "{label}");
        }
        assert_eq!(sums_up("subtotal segundo semestre"), Some(Part::Subtotal));
        for label in [
            "n total de afiliados",
            "total de recaudacion",
            "",
            "pensiones",
            "total patronos de la provincia",
        ] {
            assert_eq!(sums_up(label), None, "{label}");
        }
    }
}
