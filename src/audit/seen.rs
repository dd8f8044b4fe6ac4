//! What rules look at: the report, its tables as numbers, its sentences as words.

use std::cell::OnceCell;

use super::grid::Grid;
use super::passage::{Passage, Passages};
use super::relation::Relation;
use super::totals::Sums;
use crate::atom::Atom;
use crate::document::Report;
use crate::model::Block;
use crate::source::Text;

/// A report as rules see it.
///
/// What the rules of the crate share is made once for all of them, when the first asks.
#[derive(Debug)]
pub struct Seen<'r> {
    report: &'r Report,
    grids: OnceCell<Vec<Grid<'r>>>,
    sums: OnceCell<Vec<Sums>>,
    relations: OnceCell<Vec<Vec<Relation>>>,
    passages: OnceCell<Passages<'r>>,
}

impl<'r> Seen<'r> {
    pub(super) fn new(report: &'r Report) -> Self {
        Self {
            report,
            grids: OnceCell::new(),
            sums: OnceCell::new(),
            relations: OnceCell::new(),
            passages: OnceCell::new(),
        }
    }

    /// The report.
    pub fn report(&self) -> &'r Report {
        self.report
    }

    /// Its tables of numbers.
    pub(crate) fn grids(&self) -> &[Grid<'r>] {
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

/// Every text of a report that holds values, with them: of paragraphs, items, captions and cells.
pub(crate) fn each_text<'r>(report: &'r Report, mut look: impl FnMut(&'r Text, &'r [Atom])) {
    for (_, _, block) in blocks(report) {
        match block {
            Block::Paragraph(it) => look(&it.text, &it.atoms),
            Block::List(list) => {
                for item in list.all_items() {
                    look(&item.text, &item.atoms);
                }
            }
            Block::Table(table) => {
                if let Some(caption) = &table.caption {
                    look(caption, &table.caption_atoms);
                }
                for cell in table.cells() {
                    look(&cell.text, &cell.atoms);
                }
            }
            Block::Signatory(_) | Block::Furniture(_) => {}
        }
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
