//! What a table is made of: data that sections declare.

/// What the cells of a column hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ColumnKind {
    /// What names the row.
    Label,
    /// A whole number of things.
    Count,
    /// An amount of money, in USD.
    Money,
    /// A percentage.
    Percent,
    /// Running text.
    Text,
    /// References to documents, and their dates.
    Reference,
}

/// A column of a [`TableSchema`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Column {
    /// The words that may head it, any one of them; stacked headers with ` / ` between them.
    pub heads: Vec<String>,
    /// What its cells hold.
    pub kind: ColumnKind,
    /// The words with which its cells begin, where they always do.
    pub begins: Vec<String>,
    /// A table of this schema may do without it.
    pub optional: bool,
}

impl Column {
    /// A column of a kind that is headed by one of `heads`.
    pub fn new<H: Into<String>>(kind: ColumnKind, heads: impl IntoIterator<Item = H>) -> Self {
        Self {
            heads: heads.into_iter().map(Into::into).collect(),
            kind,
            begins: Vec::new(),
            optional: false,
        }
    }

    /// Says with which words its cells begin.
    #[must_use]
    pub fn begins_with<H: Into<String>>(mut self, words: impl IntoIterator<Item = H>) -> Self {
        self.begins = words.into_iter().map(Into::into).collect();
        self
    }

    /// Says that a table may do without it.
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }
}

/// What a table is made of: the words that head its columns, what the columns hold, and the labels of its rows where
/// they are a closed list.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TableSchema {
    /// Its id, which the tables that it reads carry.
    pub id: String,
    /// Its columns, from left to right.
    pub columns: Vec<Column>,
    /// Labels that its rows may have.
    pub rows: Vec<String>,
}

impl TableSchema {
    /// A schema with these columns.
    pub fn new(id: impl Into<String>, columns: impl IntoIterator<Item = Column>) -> Self {
        Self {
            id: id.into(),
            columns: columns.into_iter().collect(),
            rows: Vec::new(),
        }
    }

    /// Says which labels its rows may have.
    #[must_use]
    pub fn with_rows<L: Into<String>>(mut self, labels: impl IntoIterator<Item = L>) -> Self {
        self.rows = labels.into_iter().map(Into::into).collect();
        self
    }
}
