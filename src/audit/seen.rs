//! What rules look at: the report, its tables as numbers, its sentences as words.

use std::cell::OnceCell;

use super::crossing::Crossing;
use super::grid::Grid;
use super::passage::{Passage, Passages, Sentence};
use super::relation::Relation;
use super::totals::Sums;
use crate::atom::Atom;
use crate::document::Report;
use crate::model::Block;
use crate::source::Text;

/// A report as rules see it: what the rules of the crate see, and what they share is made once for all of them, when the
/// first asks.
///
/// ```
/// use rendicion::Severity;
/// use rendicion::audit::{Finding, Findings, Rule, RuleSet, Seen};
///
/// /// No amount of this office is above a million.
/// struct Million;
///
/// impl Rule for Million {
///     fn code(&self) -> &'static str {
///         "acme.million"
///     }
///
///     fn severity(&self) -> Severity {
///         Severity::Warning
///     }
///
///     fn check(&self, seen: &Seen<'_>, found: &mut Findings) {
///         for (_, atoms) in seen.texts() {
///             for atom in atoms {
///                 if atom.value.decimal() > Some(1_000_000.into()) {
///                     let finding = Finding::new(self.code(), self.severity(), "above a million");
///                     found.push(finding.actual(&atom.raw).evidence(atom));
///                 }
///             }
///         }
///     }
/// }
///
/// let report = rendicion::parse("Resumen Ejecutivo \n\nSe recaudó $ 1.500.000,00 en Loja. \n");
/// let findings = report.audit(&RuleSet::empty().with(Million));
/// assert_eq!(findings[0].actual.as_deref(), Some("1.500.000,00"));
/// ```
#[derive(Debug)]
pub struct Seen<'r> {
    report: &'r Report,
    grids: OnceCell<Vec<Grid<'r>>>,
    sums: OnceCell<Vec<Sums>>,
    relations: OnceCell<Vec<Vec<Relation>>>,
    crossings: OnceCell<Vec<Vec<Crossing>>>,
    passages: OnceCell<Passages<'r>>,
}

impl<'r> Seen<'r> {
    pub(super) fn new(report: &'r Report) -> Self {
        Self {
            report,
            grids: OnceCell::new(),
            sums: OnceCell::new(),
            relations: OnceCell::new(),
            crossings: OnceCell::new(),
            passages: OnceCell::new(),
        }
    }

    /// The report.
    pub fn report(&self) -> &'r Report {
        self.report
    }

    /// Every text of it that holds values, with them: paragraphs, items, captions and cells.
    pub fn texts(&self) -> impl Iterator<Item = (&'r Text, &'r [Atom])> {
        blocks(self.report).flat_map(|(.., block)| texts(block))
    }

    /// Its sentences that hold values; one with an amount in thousands or millions is left out, as that is rounded.
    pub fn sentences(&self) -> impl Iterator<Item = Sentence<'_, 'r>> {
        self.passages().sentences()
    }

    /// Its tables of numbers.
    pub fn grids(&self) -> &[Grid<'r>] {
        self.grids.get_or_init(|| {
            let mut out = Vec::new();
            for (section, ordinal, block) in blocks(self.report) {
                if let Block::Table(table) = block {
                    let diagnostics = self.report.diagnostics();
                    out.extend(Grid::of(table, section, ordinal, diagnostics));
                }
            }
            out
        })
    }

    /// What the rows of each table that sum up say, in the order of the tables.
    pub(crate) fn sums(&self) -> &[Sums] {
        self.sums
            .get_or_init(|| self.grids().iter().map(Sums::of).collect())
    }

    /// How the columns of each table hang together, in the order of the tables.
    pub(crate) fn relations(&self) -> &[Vec<Relation>] {
        self.relations
            .get_or_init(|| self.grids().iter().map(Relation::all_of).collect())
    }

    /// The cells of each table that are wrong in their row and in their column, in the order of the tables.
    pub(crate) fn crossings(&self) -> &[Vec<Crossing>] {
        self.crossings.get_or_init(|| {
            let tables = self.tables();
            tables
                .map(|(grid, sums, relations)| Crossing::all_of(grid, sums, relations))
                .collect()
        })
    }

    /// Its tables with what their rows and columns say.
    pub(crate) fn tables(&self) -> impl Iterator<Item = (&Grid<'r>, &Sums, &[Relation])> {
        self.grids()
            .iter()
            .zip(self.sums())
            .zip(self.relations())
            .map(|((grid, sums), relations)| (grid, sums, relations.as_slice()))
    }

    /// The tables that stand within three blocks of a passage, where nothing in their reading is in doubt.
    pub(crate) fn near<'s>(&'s self, passage: &Passage<'_>) -> impl Iterator<Item = &'s Grid<'r>> {
        let (section, ordinal) = (passage.section, passage.ordinal);
        let first = self.grids().partition_point(|it| it.ordinal + 3 < ordinal);
        let tables = self.grids().iter().zip(self.sums()).skip(first);
        tables
            .take_while(move |(grid, _)| grid.ordinal <= ordinal + 3)
            .filter(move |(grid, sums)| {
                grid.section == section && !grid.is_shaky && sums.doubted.is_empty()
            })
            .map(|(grid, _)| grid)
    }

    /// Its sentences.
    pub(crate) fn passages(&self) -> &Passages<'r> {
        self.passages.get_or_init(|| Passages::of(self.report))
    }
}

/// The texts of a block, each with its values.
fn texts(block: &Block) -> Vec<(&Text, &[Atom])> {
    match block {
        Block::Paragraph(it) => vec![(&it.text, &it.atoms)],
        Block::List(list) => {
            let items = list.all_items();
            items.map(|it| (&it.text, it.atoms.as_slice())).collect()
        }
        Block::Table(table) => {
            let caption = table.caption.iter();
            let caption = caption.map(|it| (it, table.caption_atoms.as_slice()));
            let cells = table.cells().map(|it| (&it.text, it.atoms.as_slice()));
            caption.chain(cells).collect()
        }
        Block::Signatory(_) | Block::Furniture(_) => Vec::new(),
    }
}

/// The blocks of a report that are no furniture, each with the number of its section and its own.
pub(crate) fn blocks(report: &Report) -> impl Iterator<Item = (usize, usize, &Block)> {
    report
        .sections()
        .iter()
        .enumerate()
        .flat_map(|(at, section)| section.all_blocks().map(move |block| (at, block)))
        .filter(|(_, block)| !matches!(block, Block::Furniture(_)))
        .enumerate()
        .map(|(ordinal, (section, block))| (section, ordinal, block))
}
