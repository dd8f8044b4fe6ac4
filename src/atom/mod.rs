//! Leaf values: the numbers, amounts, dates and references that stand in a line of text.
//!
//! [`scan()`] finds them all in a reading text, in which wrapped lines are already joined. One file holds one kind of
//! value, with its grammar; what two of them would claim is settled in `scan` alone. Nothing here knows of lines or
//! blocks, nothing fails, and the time is linear in the text whatever the text is.
//!
//! ```
//! use rendicion::atom::{Context, scan};
//!
//! let scan = scan("Con Memorando Nro. IESS-DPX-2020-1644-M se pagó $ 20.778,12 USD, el 91,31%.", &Context::default());
//! let found: Vec<String> = scan.found.iter().map(|f| format!("{} {}", f.value.kind(), f.value)).collect();
//! assert_eq!(found, ["memo IESS-DPX-2020-1644-M", "money 20778.12", "percent 91.31"]);
//! ```

mod article;
mod code;
mod date;
mod factor;
mod item;
mod lex;
mod money;
mod number;
mod percent;
mod period;
mod reference;
mod scan;
mod sentence;
mod spaced;
mod time;
mod torn;
mod url;
mod value;
mod words;
mod year;

use std::fmt;

use serde::{
    Deserialize, Deserializer, Serialize, Serializer, de::Error as _, ser::SerializeStruct as _,
};

use crate::source::Span;

pub use self::{
    date::{Date, InvalidDate},
    number::{Ambiguity, Ground, Mark, Role, parse_number},
    period::{InvalidPeriod, Period, Point},
    reference::{InvalidReference, Reference},
    scan::{Context, Expect, Found, Scan, scan},
    time::{InvalidTime, Time},
    value::{AtomKind, Value},
    words::number_in_words,
};
pub(crate) use self::{
    lex::roman_figure,
    number::{is_closed as is_closed_number, is_number},
    scan::{may_hold_values, scan_up_to},
    spaced::is_number as is_spaced_number,
    torn::is_misread_count,
};

/// A value, with its place in the source.
///
/// ```
/// use rendicion::{Span, atom::{Atom, Value}};
///
/// let atom = Atom {
///     value: Value::Year(2020),
///     raw: "2020".to_owned(),
///     span: Span::new(8, 12),
///     pieces: Vec::new(),
///     line: 1,
///     ambiguous: false,
/// };
/// assert_eq!(atom.value.to_string(), atom.raw);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Atom {
    /// What it is worth.
    pub value: Value,
    /// What is printed, without the break where it was broken over lines.
    pub raw: String,
    /// Where, from its first byte to its last.
    pub span: Span,
    /// Its own parts, where something else interrupts it; otherwise none.
    pub pieces: Vec<Span>,
    /// The 1-based line on which it begins.
    pub line: u32,
    /// Its notation has two readings, and its surroundings decided.
    pub ambiguous: bool,
}

/// Its kind and its value, and the currency of an amount.
///
/// ```
/// use rendicion::AtomKind;
///
/// let report = rendicion::parse("1. Cobertura Institucional \n\nSe pagó $ 20.778,12 en el IESS. \n");
/// let paid = report.atoms_of(AtomKind::Money).next().unwrap();
/// assert_eq!(paid.to_string(), "money 20778.12 USD");
/// ```
impl fmt::Display for Atom {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.value.kind(), self.value)?;
        match self.value.kind() {
            AtomKind::Money => write!(f, " {CURRENCY}"),
            AtomKind::Percent => f.write_str("%"),
            _ => Ok(()),
        }
    }
}

/// Serialises types as they are printed.
macro_rules! as_printed {
    ($($Type:ty),*) => {$(
        impl Serialize for $Type {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $Type {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?
                    .parse()
                    .map_err(D::Error::custom)
            }
        }
    )*};
}

as_printed!(Date, Period, Time);

/// The only currency of the reports.
const CURRENCY: &str = "USD";

impl Serialize for Atom {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let kind = self.value.kind();
        let money = kind == AtomKind::Money;
        let members = 5
            + usize::from(money)
            + usize::from(self.ambiguous)
            + usize::from(!self.pieces.is_empty());
        let mut atom = serializer.serialize_struct("Atom", members)?;
        atom.serialize_field("kind", &kind)?;
        atom.serialize_field("raw", &self.raw)?;
        atom.serialize_field("value", &self.value.to_string())?;
        if money {
            atom.serialize_field("currency", CURRENCY)?;
        }
        if self.ambiguous {
            atom.serialize_field("ambiguous", &true)?;
        }
        atom.serialize_field("span", &self.span)?;
        atom.serialize_field("line", &self.line)?;
        if !self.pieces.is_empty() {
            atom.serialize_field("pieces", &self.pieces)?;
        }
        atom.end()
    }
}

impl<'de> Deserialize<'de> for Atom {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        struct Members {
            kind: AtomKind,
            raw: String,
            value: String,
            span: Span,
            line: u32,
            #[serde(default)]
            pieces: Vec<Span>,
            #[serde(default)]
            ambiguous: bool,
        }
        let Members {
            kind,
            raw,
            value,
            span,
            line,
            pieces,
            ambiguous,
        } = Members::deserialize(deserializer)?;
        let Some(value) = Value::parse(kind, &value) else {
            return Err(D::Error::custom(format_args!(
                "`{value}` is no value of kind {kind}"
            )));
        };
        Ok(Self {
            value,
            raw,
            span,
            pieces,
            line,
            ambiguous,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_json_of_an_atom() {
        let mut atom = Atom {
            value: Value::parse(AtomKind::Money, "12991512.37").unwrap(),
            raw: "12´991.512,37".to_owned(),
            span: Span::new(3, 17),
            pieces: Vec::new(),
            line: 12,
            ambiguous: false,
        };
        let json = serde_json::to_string(&atom).unwrap();
        assert_eq!(
            json,
            r#"{"kind":"money","raw":"12´991.512,37","value":"12991512.37","currency":"USD","span":{"start":3,"end":17},"line":12}"#
        );
        assert_eq!(serde_json::from_str::<Atom>(&json).unwrap(), atom);
        atom.ambiguous = true;
        atom.pieces = vec![Span::new(3, 5), Span::new(9, 17)];
        let json = serde_json::to_string(&atom).unwrap();
        assert!(
            json.contains(r#""currency":"USD","ambiguous":true,"#),
            "{json}"
        );
        assert_eq!(serde_json::from_str::<Atom>(&json).unwrap(), atom);
    }

    #[test]
    fn a_value_that_is_none_of_its_kind_is_refused() {
        let json =
            r#"{"kind":"date","raw":"x","value":"2022-02-30","span":{"start":0,"end":1},"line":1}"#;
        assert!(serde_json::from_str::<Atom>(json).is_err());
    }
}
