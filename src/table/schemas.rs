//! The schemas that may name the columns of a section's tables.

use super::names::{self, Names};
use crate::model::{Row, Table, TableSchema};

/// A schema made ready for looking its words up.
#[derive(Clone, Debug)]
pub(crate) struct Compiled {
    names: Names,
    schema: TableSchema,
}

impl Compiled {
    pub(crate) fn new(schema: &TableSchema) -> Self {
        Self {
            names: Names::new(schema),
            schema: schema.clone(),
        }
    }

    /// The schema itself.
    pub(crate) fn schema(&self) -> &TableSchema {
        &self.schema
    }
}

/// The tables that a section may print, its own first.
#[derive(Debug)]
pub(crate) struct Schemas<'c> {
    compiled: Vec<&'c Compiled>,
    /// How many of them, the first, are the section's own.
    own: usize,
}

impl<'c> Schemas<'c> {
    /// The first `own` of the schemas are the section's own.
    pub(crate) fn new(compiled: impl IntoIterator<Item = &'c Compiled>, own: usize) -> Self {
        Self {
            compiled: compiled.into_iter().collect(),
            own,
        }
    }

    /// Names the columns of a table that has been read; the column of numbers that nothing names.
    pub(crate) fn name(&self, table: &mut Table) -> Option<usize> {
        // Labels and numbers were written apart: which belongs to which is not told.
        let unlabelled = |row: &&Row| row.cells.first().is_some_and(Option::is_none);
        let alone = |row: &Row| {
            row.cells.first().is_some_and(Option::is_some)
                && row.cells.iter().skip(1).all(Option::is_none)
        };
        let count = table.rows.iter().filter(unlabelled).count();
        if count * 3 >= table.rows.len() || count > 0 && table.rows.iter().any(alone) {
            return None;
        }
        let all = self.compiled.iter().enumerate();
        names::name(
            table,
            all.map(|(at, compiled)| (&compiled.names, at < self.own)),
        )
    }
}
