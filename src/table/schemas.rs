//! The schemas that may name the columns of a section's tables.

use super::names::{self, Names};
use crate::model::{Row, Table, TableSchema};
use crate::source::fold;

/// A schema made ready for looking its words up.
#[derive(Clone, Debug)]
pub(crate) struct Compiled {
    names: Names,
    schema: TableSchema,
    /// The keys of the labels of its rows.
    labels: Vec<String>,
}

impl Compiled {
    pub(crate) fn new(schema: &TableSchema) -> Self {
        Self {
            names: Names::new(schema),
            schema: schema.clone(),
            labels: schema.rows.iter().map(|label| fold::key(label)).collect(),
        }
    }

    /// Whether a label is two of the schema's, one behind the other, or the beginning of one: rows were not parted.
    fn is_torn(&self, label: &str) -> bool {
        // `Otras: Régimen Especial` names one.
        let key = fold::key(label.split(':').next().unwrap_or_default());
        let rest = |known: &String| {
            let rest = key.strip_prefix(known.as_str())?;
            rest.is_empty().then_some(rest).or(rest.strip_prefix(' '))
        };
        let begins = |rest: &str| {
            let mut known = self
                .labels
                .iter()
                .filter_map(|known| rest.strip_prefix(known));
            known.any(|behind| behind.is_empty() || behind.starts_with(' '))
        };
        let is_whole = self.labels.contains(&key);
        let is_two = || self.labels.iter().filter_map(rest).any(begins);
        let is_cut = || {
            let mut known = self
                .labels
                .iter()
                .filter_map(|known| known.strip_prefix(&key));
            key.contains(' ') && known.any(|behind| behind.starts_with(' '))
        };
        !is_whole && (is_two() || is_cut())
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
        let label_at = label_column(table);
        let unlabelled = |row: &&Row| row.cells.get(label_at).is_some_and(Option::is_none);
        let alone = |row: &Row| {
            let mut filled = (0..).zip(&row.cells).filter(|(_, cell)| cell.is_some());
            filled.next().is_some_and(|(at, _)| at == label_at) && filled.next().is_none()
        };
        let count = table.rows.iter().filter(unlabelled).count();
        if count * 3 >= table.rows.len() || count > 0 && table.rows.iter().any(alone) {
            return None;
        }
        let all = self.compiled.iter().enumerate();
        let strange = names::name(
            table,
            all.map(|(at, compiled)| (&compiled.names, at < self.own)),
        );
        let mut compiled = self.compiled.iter();
        if let Some(compiled) = compiled.find(|it| table.schema.as_ref() == Some(&it.schema.id)) {
            for row in &mut table.rows {
                let label = row.cells.get(label_at).and_then(Option::as_ref);
                row.undecided |= label.is_some_and(|label| compiled.is_torn(label.text.as_str()));
            }
        }
        strange
    }
}

/// The column that names the rows: the first, or the one behind numbers that count the rows.
fn label_column(table: &Table) -> usize {
    let numbers = table.rows.iter().filter_map(|row| {
        let cell = row.cells.first()?.as_ref()?;
        Some(cell.text.as_str().trim_end_matches('.').parse::<usize>())
    });
    let numbers: Result<Vec<usize>, _> = numbers.collect();
    usize::from(numbers.is_ok_and(|it| {
        it.len() > 1
            && it
                .windows(2)
                .all(|pair| pair[0].checked_add(1) == Some(pair[1]))
    }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Column;

    #[test]
    fn labels_of_two_rows_are_torn() {
        let schema = TableSchema::new("x", [Column::count("n", ["NÚMERO"])]).with_rows([
            "Subasta Inversa",
            "Subasta Inversa Electrónica",
            "Régimen Especial",
            "Declaratoria de Emergencia",
            "Otras",
        ]);
        let schema = Compiled::new(&schema);
        for torn in [
            "Régimen Especial Otras: Seguros",
            "Subasta Inversa Electrónica Régimen Especial",
            "Declaratoria de",
        ] {
            assert!(schema.is_torn(torn), "{torn}");
        }
        for whole in [
            "SUBASTA INVERSA ELECTRÓNICA",
            "Subasta Inversa",
            "Otras: Régimen Especial",
            "Régimen Especial de seguros",
            "Otras",
        ] {
            assert!(!schema.is_torn(whole), "{whole}");
        }
    }
}
