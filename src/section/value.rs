//! A typed value of a record, with its place.

use rust_decimal::Decimal;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::atom::{Atom, AtomKind};
use crate::diagnostic::{Code, Sink};
use crate::model::Cell;
use crate::source::Span;

/// An amount of money in USD, or a percentage in percent points, as printed and where.
///
/// The value is exact and keeps the printed scale: `"343587.20"`.
///
/// ```
/// use rendicion::{AtomKind, Figure};
///
/// let report = rendicion::parse("1. Cobertura Institucional \n\nEl IESS pagó $ 20.778,12 a 4 prestadores. \n");
/// let paid = Figure::of(report.atoms_of(AtomKind::Money).next().unwrap()).unwrap();
/// assert_eq!((paid.value.to_string(), paid.line), ("20778.12".to_owned(), 3));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Figure {
    /// The value.
    #[serde(serialize_with = "as_text", deserialize_with = "from_text")]
    #[cfg_attr(
        feature = "schemars",
        schemars(with = "String", regex(pattern = r"^-?[0-9]+(\.[0-9]+)?$"))
    )]
    pub value: Decimal,
    /// Where it is printed.
    pub span: Span,
    /// The line of the span's start, counted from 1.
    pub line: u32,
}

/// The one value in a cell of a column that holds such a kind; what else stands there is reported to `sink`.
pub(super) fn of_column<'t>(
    cell: Option<&'t Cell>,
    kind: AtomKind,
    sink: &mut dyn Sink,
) -> Option<&'t Atom> {
    let cell = cell?;
    let text = cell.text.as_str();
    let mut own = cell.atoms.iter().filter(|atom| atom.value.kind() == kind);
    match (own.next(), own.next()) {
        // In brackets an amount is below nothing, which the value does not say.
        (Some(atom), None) if !(text.starts_with('(') && text.ends_with(')')) => return Some(atom),
        // A dash stands for nothing.
        (None, _) if !text.contains(|c: char| c.is_ascii_digit()) => return None,
        _ => {}
    }
    let message = format!("`{text}` is not one {kind}, which this column holds");
    sink.report(Code::LeftOut, cell.place.span, message);
    None
}

/// A whole number of things, as printed and where.
///
/// ```
/// use rendicion::{AtomKind, Count};
///
/// let report = rendicion::parse("1. Cobertura Institucional \n\nEl IESS pagó $ 20.778,12 a 4 prestadores. \n");
/// let providers = Count::of(report.atoms_of(AtomKind::Number).next().unwrap()).unwrap();
/// assert_eq!((providers.value, report.text(providers.span)), (4, "4"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Count {
    /// The value.
    pub value: u64,
    /// Where it is printed.
    pub span: Span,
    /// The line of the span's start, counted from 1.
    pub line: u32,
}

impl Figure {
    /// A figure that was read somewhere.
    ///
    /// ```
    /// use rendicion::{Figure, Span, atom::{AtomKind, Value}};
    ///
    /// let value = Value::parse(AtomKind::Money, "343587.20").and_then(|value| value.decimal()).unwrap();
    /// assert_eq!(Figure::new(value, Span::new(4, 14), 7).value.to_string(), "343587.20");
    /// ```
    pub fn new(value: Decimal, span: Span, line: u32) -> Self {
        Self { value, span, line }
    }

    /// The value of an atom that has one in decimals.
    pub fn of(atom: &Atom) -> Option<Self> {
        Some(Self {
            value: atom.value.decimal()?,
            span: atom.span,
            line: atom.line,
        })
    }
}

impl Count {
    /// A count that was read somewhere.
    pub fn new(value: u64, span: Span, line: u32) -> Self {
        Self { value, span, line }
    }

    /// The value of an atom that is a whole number, none below 0.
    pub fn of(atom: &Atom) -> Option<Self> {
        Some(Self {
            value: whole(atom.value.decimal()?)?,
            span: atom.span,
            line: atom.line,
        })
    }
}

/// A number as a whole one, none below 0.
pub(super) fn whole(value: Decimal) -> Option<u64> {
    let value = value.normalize();
    (value.scale() == 0).then(|| u64::try_from(value).ok())?
}

fn as_text<S: Serializer>(value: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_str(value)
}

fn from_text<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
    let text = String::deserialize(deserializer)?;
    Decimal::from_str_exact(&text).map_err(D::Error::custom)
}
