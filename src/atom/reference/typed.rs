//! A reference as a type: what it is made of, read from its right end.

use std::{fmt, str::FromStr};

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};
use thiserror::Error;

use super::{TYPES, is_hyphen, is_letter};
use crate::atom::year;

/// The reference of a document, with plain hyphens and otherwise as printed.
///
/// A damaged reference is one too: what it lost is `None`, and nothing is mended. An empty text is none.
///
/// ```
/// use rendicion::atom::Reference;
///
/// let reference: Reference = "IESS-CD-DG-2021-0001-M".parse().unwrap();
/// assert_eq!(reference.institution(), Some("IESS"));
/// assert_eq!(reference.units(), Some("CD-DG"));
/// assert_eq!(reference.year(), Some(2021));
/// assert_eq!(reference.sequence(), Some("0001"));
/// assert_eq!(reference.kind(), Some("M"));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(transparent)]
pub struct Reference(Box<str>);

/// Why a text is no whole reference.
///
/// ```
/// use rendicion::atom::{InvalidReference, Reference};
///
/// let error = "IESS-DPX-2020-1B37-M".parse::<Reference>().unwrap_err();
/// assert_eq!(error, InvalidReference::Sequence);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum InvalidReference {
    /// A part is empty, or holds something else than letters and digits.
    #[error("a part is empty or holds a mark; join letters and digits by single hyphens")]
    Part,
    /// The last part is no type of document.
    #[error("the last part is no type of document; end with one such as `M` or `O`")]
    Kind,
    /// There is no number of one to nine digits before the type.
    #[error("no sequence before the type; give one to nine digits, such as `0117`")]
    Sequence,
    /// There is no year before the sequence.
    #[error("no year before the sequence; give four digits from 1990, such as `2021`")]
    Year,
    /// There is no institution, or no unit of it.
    #[error("no institution and unit before the year; give both, such as `IESS-DPX`")]
    Units,
}

#[derive(Default)]
struct Pieces<'a> {
    institution: Option<&'a str>,
    units: Option<&'a str>,
    year: Option<u16>,
    sequence: Option<&'a str>,
    kind: Option<&'a str>,
}

fn is_sequence(part: &str) -> bool {
    (1..=9).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
}

fn year_of(part: &str) -> Option<u16> {
    year::of(part).filter(|&year| year >= 1990)
}

/// The last part, and what is before it.
fn last(text: &str) -> (Option<&str>, &str) {
    text.rsplit_once('-')
        .map_or((None, text), |(before, part)| (Some(before), part))
}

/// The type at the right end, and what is before it.
fn kind_of(text: &str) -> Option<(&str, &str)> {
    let is_kind = |part: &str| TYPES.iter().any(|kind| kind.eq_ignore_ascii_case(part));
    let (before, part) = last(text);
    let before = before?;
    if !part.eq_ignore_ascii_case("temp") {
        return is_kind(part).then_some((before, part));
    }
    // A draft has its type before `TEMP`, or none.
    match last(before) {
        (Some(earlier), kind) if is_kind(kind) => Some((earlier, kind)),
        _ => Some((before, part)),
    }
}

fn pieces(text: &str) -> Pieces<'_> {
    let mut out = Pieces::default();
    let Some((body, kind)) = kind_of(text) else {
        return untyped(text);
    };
    out.kind = Some(kind);
    let (Some(before), sequence) = last(body) else {
        return out;
    };
    out.sequence = Some(sequence).filter(|part| is_sequence(part));
    let (head, year) = last(before);
    out.year = year_of(year);
    if let (Some(head), Some(_)) = (head, out.year) {
        (out.institution, out.units) = names(head);
    }
    out
}

fn names(head: &str) -> (Option<&str>, Option<&str>) {
    match head.split_once('-') {
        Some((institution, units)) => (Some(institution), Some(units)),
        None => (Some(head), None),
    }
}

/// `CPCCS-PLE-SG-069-2021-476`, `006-2021`, `0123-DNA5-2020`: numbers without a type.
fn untyped(text: &str) -> Pieces<'_> {
    let mut out = Pieces::default();
    let (Some(before), end) = last(text) else {
        return out;
    };
    let (head, middle) = last(before);
    if let (Some(head), Some(year), true) = (head, year_of(middle), is_sequence(end)) {
        out.year = Some(year);
        out.sequence = Some(end);
        (out.institution, out.units) = names(head);
    } else if let Some(year) = year_of(end) {
        out.year = Some(year);
        if is_sequence(middle) {
            out.sequence = Some(middle);
            out.units = head;
        } else if let Some(number) = head.filter(|part| is_sequence(part)) {
            out.sequence = Some(number);
            out.units = Some(middle);
        }
    }
    out
}

impl Reference {
    /// A reference as printed, whole or damaged.
    pub(crate) fn printed(text: impl Into<Box<str>>) -> Self {
        Self(text.into())
    }

    /// All of it.
    ///
    /// ```
    /// # use rendicion::atom::Reference;
    /// let reference: Reference = "IESS – DPX–2020-1644-M".parse().unwrap();
    /// assert_eq!(reference.as_str(), "IESS-DPX-2020-1644-M");
    /// ```
    pub const fn as_str(&self) -> &str {
        &self.0
    }

    /// The institution that wrote it.
    ///
    /// ```
    /// # use rendicion::atom::Reference;
    /// let reference: Reference = "IESS-DPX-2020-1644-M".parse().unwrap();
    /// assert_eq!(reference.institution(), Some("IESS"));
    /// ```
    pub fn institution(&self) -> Option<&str> {
        pieces(&self.0).institution
    }

    /// The units of the institution, from the highest to the lowest.
    ///
    /// ```
    /// # use rendicion::atom::Reference;
    /// let reference: Reference = "IESS-AD-INL-2022-0115-M".parse().unwrap();
    /// assert_eq!(reference.units(), Some("AD-INL"));
    /// ```
    pub fn units(&self) -> Option<&str> {
        pieces(&self.0).units
    }

    /// The year of its sequence.
    ///
    /// ```
    /// # use rendicion::atom::Reference;
    /// let reference: Reference = "IESS-DPX-2020-1644-M".parse().unwrap();
    /// assert_eq!(reference.year(), Some(2020));
    /// ```
    pub fn year(&self) -> Option<u16> {
        pieces(&self.0).year
    }

    /// Its number in the year, with the zeros before it.
    ///
    /// ```
    /// # use rendicion::atom::Reference;
    /// let reference: Reference = "IESS-DPX-2020-0117-M".parse().unwrap();
    /// assert_eq!(reference.sequence(), Some("0117"));
    /// ```
    pub fn sequence(&self) -> Option<&str> {
        pieces(&self.0).sequence
    }

    /// The letters of its type of document: `M` for a memorandum, `O` for an official letter, `TEMP` for a draft.
    ///
    /// ```
    /// # use rendicion::atom::Reference;
    /// let reference: Reference = "IESS-DPX-2020-1644-O".parse().unwrap();
    /// assert_eq!(reference.kind(), Some("O"));
    /// ```
    pub fn kind(&self) -> Option<&str> {
        pieces(&self.0).kind
    }
}

impl FromStr for Reference {
    type Err = InvalidReference;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let mut whole = String::with_capacity(text.len());
        for part in text.split(is_hyphen).map(|part| part.trim_matches(' ')) {
            if part.is_empty() || !part.chars().all(|c| is_letter(c) || c.is_ascii_digit()) {
                return Err(InvalidReference::Part);
            }
            if !whole.is_empty() {
                whole.push('-');
            }
            whole.push_str(part);
        }
        let pieces = pieces(&whole);
        if pieces.kind.is_none() {
            return Err(InvalidReference::Kind);
        }
        if pieces.sequence.is_none() {
            return Err(InvalidReference::Sequence);
        }
        if pieces.year.is_none() {
            return Err(InvalidReference::Year);
        }
        if pieces.institution.is_none() || pieces.units.is_none() {
            return Err(InvalidReference::Units);
        }
        Ok(Self(whole.into()))
    }
}

impl<'de> Deserialize<'de> for Reference {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = Box::<str>::deserialize(deserializer)?;
        if text.is_empty() {
            return Err(D::Error::custom(
                "an empty reference; leave out one that is not known",
            ));
        }
        Ok(Self(text))
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrong_is_said() {
        for (text, error) in [
            ("", InvalidReference::Part),
            ("IESS--2020-1644-M", InvalidReference::Part),
            ("IESS DPX-2020-1644-M", InvalidReference::Part),
            ("IESS-DPX-2020-1644", InvalidReference::Kind),
            ("IESS-DPX-2020-1B37-M", InvalidReference::Sequence),
            ("IESS-DPX-1644-M", InvalidReference::Year),
            ("IESS-2020-1644-M", InvalidReference::Units),
        ] {
            assert_eq!(text.parse::<Reference>(), Err(error), "{text}");
        }
    }

    #[test]
    fn an_empty_one_is_refused() {
        let error = serde_json::from_str::<Reference>("\"\"").unwrap_err();
        assert!(
            error.to_string().starts_with("an empty reference"),
            "{error}"
        );
        assert!(serde_json::from_str::<Reference>("\"IESS-DPX-2020-1B37-M\"").is_ok());
    }

    #[test]
    fn a_damaged_one_has_what_is_left() {
        let reference = Reference::printed("IESS-DPX-2020-1B37-M");
        assert_eq!((reference.year(), reference.sequence()), (Some(2020), None));
        let reference = Reference::printed("IESS-CPPSSA-20192018-M");
        assert_eq!((reference.year(), reference.kind()), (None, Some("M")));
    }
}
