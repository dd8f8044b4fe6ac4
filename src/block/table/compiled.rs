//! A schema made ready for looking its words up.

use std::collections::HashSet;

use crate::model::{Column, ColumnKind, TableSchema};
use crate::source::fold;
use crate::table::Names;

/// A way in which a column may be headed: its words, folded, and where the levels of a stacked head part.
#[derive(Clone, Debug)]
pub(super) struct Head {
    pub(super) words: Vec<String>,
    /// How many words each level has, from the top.
    pub(super) levels: Vec<usize>,
}

/// A schema with its words folded.
#[derive(Clone, Debug)]
pub(crate) struct Compiled {
    pub(super) schema: TableSchema,
    /// What names the columns of a table that has been read.
    pub(super) names: Names,
    /// The heads of each column.
    pub(super) heads: Vec<Vec<Head>>,
    /// Every word of every head.
    pub(super) pool: HashSet<String>,
    /// The keys of the labels that rows may have.
    pub(super) labels: Vec<String>,
    /// The keys with which the cells of each column begin.
    pub(super) begins: Vec<Vec<String>>,
}

impl Compiled {
    pub(crate) fn new(schema: &TableSchema) -> Self {
        let heads: Vec<Vec<Head>> = schema
            .columns
            .iter()
            .map(|c| {
                let others: Vec<&Column> =
                    schema.columns.iter().filter(|it| it.key != c.key).collect();
                printed(c, &others)
                    .iter()
                    .flat_map(|head| ways(head))
                    .collect()
            })
            .collect();
        let pool = heads
            .iter()
            .flatten()
            .flat_map(|head| head.words.iter().cloned())
            .collect();
        Self {
            names: Names::new(schema),
            heads,
            pool,
            labels: schema.rows.iter().map(|label| fold::key(label)).collect(),
            begins: schema
                .columns
                .iter()
                .map(|c| c.begins.iter().map(|b| fold::key(b)).collect())
                .collect(),
            schema: strict(schema),
        }
    }

    /// Whether a word, as a key, may stand in the header: the word itself, or a part of it that a narrow column left.
    pub(super) fn knows(&self, word: &str) -> bool {
        self.pool.contains(word)
            || (word.len() > 4 && self.pool.iter().any(|known| fold::same_word(word, known)))
    }

    /// Whether its cells are numbers: every column that is no label holds counts, money or percentages.
    pub(super) fn is_numeric(&self) -> bool {
        self.schema
            .columns
            .iter()
            .all(|c| c.kind == ColumnKind::Label || is_number(c.kind))
    }

    /// The label of the vocabulary that a text is, if it is one.
    pub(super) fn is_label(&self, text: &str) -> bool {
        let key = fold::key(text);
        self.labels
            .iter()
            .any(|label| *label == key || fold::likeness(label, &key, 0.85) > 0.85)
    }
}

pub(super) fn is_number(kind: ColumnKind) -> bool {
    matches!(
        kind,
        ColumnKind::Count | ColumnKind::Money | ColumnKind::Percent
    )
}

/// The schema with every column needed that others tell apart from: a header without it would be read for another.
fn strict(schema: &TableSchema) -> TableSchema {
    let mut schema = schema.clone();
    for column in &mut schema.columns {
        column.optional &= column.over.is_empty() && column.kind != ColumnKind::Label;
    }
    schema
}

/// The heads of a column, with what stands over them.
fn printed(column: &Column, others: &[&Column]) -> Vec<String> {
    let under = |over: &String| {
        let heads = column.heads.iter().filter(|head| !head.is_empty());
        heads
            .map(|head| format!("{over} / {head}"))
            .collect::<Vec<_>>()
    };
    if column.over.is_empty() {
        // What one column and another may have, only what its cells hold tells apart.
        let several =
            |head: &&String| head.contains(' ') || !others.iter().any(|it| it.heads.contains(head));
        column.heads.iter().filter(several).cloned().collect()
    } else {
        column.over.iter().flat_map(under).collect()
    }
}

/// A stacked head, and the same without its upper levels: an extractor may drop or misplace them.
fn ways(head: &str) -> Vec<Head> {
    let levels: Vec<Vec<String>> = head
        .split(" / ")
        .map(|level| fold::key(level).split(' ').map(str::to_owned).collect())
        .collect();
    (0..levels.len())
        .filter(|from| *from + 2 >= levels.len())
        .chain((levels.len() > 2).then_some(0))
        .map(|from| Head {
            words: levels[from..].iter().flatten().cloned().collect(),
            levels: levels[from..].iter().map(Vec::len).collect(),
        })
        .collect()
}
