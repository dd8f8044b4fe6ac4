//! What a table is made of: data that sections declare.

use serde::{Serialize, Serializer};

/// What the cells of a column hold.
///
/// ```
/// use rendicion::{Column, ColumnKind};
///
/// assert_eq!(Column::money("cost", ["COSTO"]).kind, ColumnKind::Money);
/// ```
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
    /// Dates.
    Date,
    /// Addresses in the web.
    Url,
}

impl ColumnKind {
    /// Its name, as the JSON of a report has it.
    ///
    /// ```
    /// assert_eq!(rendicion::ColumnKind::Count.as_str(), "number");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Label => "label",
            Self::Count => "number",
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Text => "text",
            Self::Reference => "reference",
            Self::Date => "date",
            Self::Url => "url",
        }
    }
}

impl Serialize for ColumnKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// A column of a [`TableSchema`]: its key, the words that may head it, and what its cells hold.
///
/// ```
/// use rendicion::Column;
///
/// let column = Column::count("orders", ["ÓRDENES DE TRABAJO", "ÓRDENES"]).optional();
/// assert_eq!((column.key.as_str(), column.heads.len(), column.optional), ("orders", 2, true));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Column {
    /// The name under which a section asks for its cells.
    pub key: String,
    /// The words that may head it, any one of them; the first are preferred where two columns fit as well.
    pub heads: Vec<String>,
    /// Words one of which stands over the head or in it, where the head alone does not tell whose it is.
    pub over: Vec<String>,
    /// What its cells hold.
    pub kind: ColumnKind,
    /// The words with which its cells begin, where they always do.
    pub begins: Vec<String>,
    /// A table of this schema may do without it. The label's column may then have any head.
    pub optional: bool,
}

macro_rules! constructors {
    ($($(#[$doc:meta])* $name:ident = $kind:ident;)*) => {
        $(
            $(#[$doc])*
            pub fn $name<H: Into<String>>(key: impl Into<String>, heads: impl IntoIterator<Item = H>) -> Self {
                Self::new(ColumnKind::$kind, key, heads)
            }
        )*
    };
}

impl Column {
    /// A column of a kind that is headed by one of `heads`.
    ///
    /// ```
    /// use rendicion::{Column, ColumnKind};
    ///
    /// assert_eq!(Column::new(ColumnKind::Date, "day", ["FECHA"]).key, "day");
    /// ```
    pub fn new<H: Into<String>>(
        kind: ColumnKind,
        key: impl Into<String>,
        heads: impl IntoIterator<Item = H>,
    ) -> Self {
        Self {
            key: key.into(),
            heads: heads.into_iter().map(Into::into).collect(),
            over: Vec::new(),
            kind,
            begins: Vec::new(),
            optional: false,
        }
    }

    constructors! {
        /// The column that names the rows.
        ///
        /// ```
        /// use rendicion::{Column, ColumnKind};
        ///
        /// let column = Column::label("unit", ["UNIDAD", "FONDO"]);
        /// assert_eq!((column.key.as_str(), column.kind), ("unit", ColumnKind::Label));
        /// ```
        label = Label;
        /// A column of whole numbers.
        count = Count;
        /// A column of amounts in USD.
        money = Money;
        /// A column of percentages.
        percent = Percent;
        /// A column of running text.
        text = Text;
        /// A column of references and their dates.
        reference = Reference;
        /// A column of web addresses.
        url = Url;
    }

    /// Says which words stand over the head, or in it; a head that is empty then needs no words of its own.
    ///
    /// ```
    /// use rendicion::Column;
    ///
    /// // "ADJUDICADOS / Número", "N° adjudicados".
    /// let column = Column::count("awarded.count", ["NÚMERO", "N°"]).under(["ADJUDICADOS"]);
    /// assert_eq!(column.over, ["ADJUDICADOS"]);
    /// ```
    #[must_use]
    pub fn under<H: Into<String>>(mut self, words: impl IntoIterator<Item = H>) -> Self {
        self.over = words.into_iter().map(Into::into).collect();
        self
    }

    /// Says with which words its cells begin.
    ///
    /// ```
    /// use rendicion::Column;
    ///
    /// assert_eq!(Column::text("examination", ["EXAMEN"]).begins_with(["Examen especial"]).begins, ["Examen especial"]);
    /// ```
    #[must_use]
    pub fn begins_with<H: Into<String>>(mut self, words: impl IntoIterator<Item = H>) -> Self {
        self.begins = words.into_iter().map(Into::into).collect();
        self
    }

    /// Says that a table may do without it.
    ///
    /// ```
    /// assert!(rendicion::Column::count("count", ["CANTIDAD"]).optional().optional);
    /// ```
    #[must_use]
    pub fn optional(mut self) -> Self {
        self.optional = true;
        self
    }
}

/// What a table is made of: the words that head its columns, what the columns hold, and the labels of its rows where
/// they are a closed list.
///
/// A table is read whether or not a schema fits it. A schema names the columns: a column that it does not know has no
/// key, and costs nothing else.
///
/// ```
/// use rendicion::{Column, TableSchema};
///
/// let columns = [Column::label("model", ["MODELO"]), Column::money("cost", ["COSTO", "VALOR"])];
/// let schema = TableSchema::new("acme.fuel", columns).with_rows(["Furgoneta", "Camioneta"]).with_others(["KILÓMETROS"]);
/// assert_eq!((schema.id.as_str(), schema.columns[1].key.as_str()), ("acme.fuel", "cost"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct TableSchema {
    /// Its id, which the tables that it names carry.
    pub id: String,
    /// Its columns, from left to right.
    pub columns: Vec<Column>,
    /// Labels that its rows may have.
    pub rows: Vec<String>,
    /// Heads of columns that are none of these, and never taken for one: another measure of the same things.
    pub others: Vec<String>,
    /// Words that may stand in a head and decide nothing: `PRESUPUESTO`, `MONTO`.
    pub fillers: Vec<String>,
}

impl TableSchema {
    /// A schema with these columns.
    ///
    /// ```
    /// use rendicion::{Column, TableSchema};
    ///
    /// assert_eq!(TableSchema::new("acme.fuel", [Column::label("model", ["MODELO"])]).columns.len(), 1);
    /// ```
    pub fn new(id: impl Into<String>, columns: impl IntoIterator<Item = Column>) -> Self {
        Self {
            id: id.into(),
            columns: columns.into_iter().collect(),
            rows: Vec::new(),
            others: Vec::new(),
            fillers: Vec::new(),
        }
    }

    /// Says which labels its rows may have.
    ///
    /// ```
    /// use rendicion::{Column, TableSchema};
    ///
    /// let schema = TableSchema::new("acme.fuel", [Column::label("model", ["MODELO"])]);
    /// assert_eq!(schema.with_rows(["Furgoneta"]).rows, ["Furgoneta"]);
    /// ```
    #[must_use]
    pub fn with_rows<L: Into<String>>(mut self, labels: impl IntoIterator<Item = L>) -> Self {
        self.rows = labels.into_iter().map(Into::into).collect();
        self
    }

    /// Says which heads are of columns that are none of its own.
    ///
    /// ```
    /// use rendicion::{Column, TableSchema};
    ///
    /// let schema = TableSchema::new("acme.fuel", [Column::label("model", ["MODELO"])]);
    /// assert_eq!(schema.with_others(["SALDO"]).others, ["SALDO"]);
    /// ```
    #[must_use]
    pub fn with_others<H: Into<String>>(mut self, heads: impl IntoIterator<Item = H>) -> Self {
        self.others = heads.into_iter().map(Into::into).collect();
        self
    }

    /// Says which words of a head decide nothing.
    ///
    /// ```
    /// use rendicion::{Column, TableSchema};
    ///
    /// let schema = TableSchema::new("acme.fuel", [Column::label("model", ["MODELO"])]);
    /// assert_eq!(schema.with_fillers(["MONTO"]).fillers, ["MONTO"]);
    /// ```
    #[must_use]
    pub fn with_fillers<W: Into<String>>(mut self, words: impl IntoIterator<Item = W>) -> Self {
        self.fillers = words.into_iter().map(Into::into).collect();
        self
    }
}
