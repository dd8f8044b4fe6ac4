//! What an atom is worth.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{date::Date, period::Period, reference::Reference};

/// What kind of value an atom holds.
///
/// ```
/// use rendicion::atom::AtomKind;
///
/// assert_eq!(AtomKind::Money.as_str(), "money");
/// assert_eq!(AtomKind::ALL.len(), 13);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum AtomKind {
    /// A cardinal quantity in digits.
    Number,
    /// An amount of money.
    Money,
    /// A percentage.
    Percent,
    /// A calendar year.
    Year,
    /// A calendar date, or a month of a year.
    Date,
    /// A span of dates, months or years.
    Period,
    /// A memorandum's or official letter's reference.
    Memo,
    /// A numbered resolution.
    Resolution,
    /// An article of a law.
    Article,
    /// A web address.
    Url,
    /// Another identifier: a form code, a cadastral key.
    Code,
    /// The number of an audit recommendation.
    Recommendation,
    /// The number of an objective.
    Objective,
}

impl AtomKind {
    /// All kinds.
    ///
    /// ```
    /// assert!(rendicion::AtomKind::ALL.contains(&rendicion::AtomKind::Money));
    /// ```
    pub const ALL: [Self; 13] = [
        Self::Number,
        Self::Money,
        Self::Percent,
        Self::Year,
        Self::Date,
        Self::Period,
        Self::Memo,
        Self::Resolution,
        Self::Article,
        Self::Url,
        Self::Code,
        Self::Recommendation,
        Self::Objective,
    ];

    /// Its name, as the JSON of a report has it.
    ///
    /// ```
    /// assert_eq!(rendicion::atom::AtomKind::Percent.as_str(), "percent");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Number => "number",
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Year => "year",
            Self::Date => "date",
            Self::Period => "period",
            Self::Memo => "memo",
            Self::Resolution => "resolution",
            Self::Article => "article",
            Self::Url => "url",
            Self::Code => "code",
            Self::Recommendation => "recommendation",
            Self::Objective => "objective",
        }
    }
}

impl fmt::Display for AtomKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The value of an atom. Decimals are exact and keep the printed scale.
///
/// ```
/// use rendicion::atom::{AtomKind, Value};
///
/// let value = Value::parse(AtomKind::Money, "12991512.37").unwrap();
/// assert_eq!(value.kind(), AtomKind::Money);
/// assert_eq!(value.to_string(), "12991512.37");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Value {
    /// A cardinal quantity.
    Number(Decimal),
    /// An amount in US dollars.
    Money(Decimal),
    /// A percentage: 91.31 for `91,31%`.
    Percent(Decimal),
    /// A calendar year.
    Year(u16),
    /// A date or month.
    Date(Date),
    /// A span of time.
    Period(Period),
    /// A memorandum's or official letter's reference.
    Memo(Reference),
    /// A resolution's number.
    Resolution(Reference),
    /// An article's number.
    Article(String),
    /// A web address.
    Url(String),
    /// Another identifier.
    Code(String),
    /// A recommendation's number.
    Recommendation(String),
    /// An objective's number.
    Objective(String),
}

impl Value {
    /// Its kind.
    ///
    /// ```
    /// use rendicion::atom::{AtomKind, Value};
    /// assert_eq!(Value::Year(2020).kind(), AtomKind::Year);
    /// ```
    pub const fn kind(&self) -> AtomKind {
        match self {
            Self::Number(_) => AtomKind::Number,
            Self::Money(_) => AtomKind::Money,
            Self::Percent(_) => AtomKind::Percent,
            Self::Year(_) => AtomKind::Year,
            Self::Date(_) => AtomKind::Date,
            Self::Period(_) => AtomKind::Period,
            Self::Memo(_) => AtomKind::Memo,
            Self::Resolution(_) => AtomKind::Resolution,
            Self::Article(_) => AtomKind::Article,
            Self::Url(_) => AtomKind::Url,
            Self::Code(_) => AtomKind::Code,
            Self::Recommendation(_) => AtomKind::Recommendation,
            Self::Objective(_) => AtomKind::Objective,
        }
    }

    /// The first and the last year of a year, a date or a period; `None` of anything else.
    pub(crate) const fn years(&self) -> Option<(u16, u16)> {
        match self {
            Self::Year(year) => Some((*year, *year)),
            Self::Date(date) => Some((date.year(), date.year())),
            Self::Period(period) => Some((period.from.year(), period.to.year())),
            _ => None,
        }
    }

    /// Its decimal, where it is a number, an amount of money or a percentage.
    ///
    /// ```
    /// use rendicion::atom::{AtomKind, Value};
    ///
    /// let percent = Value::parse(AtomKind::Percent, "91.31").unwrap();
    /// assert_eq!(percent.decimal().unwrap().scale(), 2);
    /// assert_eq!(Value::Year(2020).decimal(), None);
    /// ```
    pub const fn decimal(&self) -> Option<Decimal> {
        match self {
            Self::Number(decimal) | Self::Money(decimal) | Self::Percent(decimal) => Some(*decimal),
            _ => None,
        }
    }

    /// The value of that kind that prints as `text`: the reverse of its `Display`.
    ///
    /// ```
    /// use rendicion::atom::{AtomKind, Value};
    ///
    /// assert_eq!(Value::parse(AtomKind::Year, "2020"), Some(Value::Year(2020)));
    /// assert_eq!(Value::parse(AtomKind::Number, "1.690.794,73"), None);
    /// assert_eq!(Value::parse(AtomKind::Date, "2022-02-30"), None);
    /// ```
    pub fn parse(kind: AtomKind, text: &str) -> Option<Self> {
        let owned = || (!text.is_empty()).then(|| text.to_owned());
        // A damaged one is a value too.
        let reference = || (!text.is_empty()).then(|| Reference::printed(text));
        match kind {
            AtomKind::Number => plain(text).map(Self::Number),
            AtomKind::Money => plain(text).map(Self::Money),
            AtomKind::Percent => plain(text).map(Self::Percent),
            AtomKind::Year => super::year::of(text).map(Self::Year),
            AtomKind::Date => text.parse().ok().map(Self::Date),
            AtomKind::Period => text.parse().ok().map(Self::Period),
            AtomKind::Memo => reference().map(Self::Memo),
            AtomKind::Resolution => reference().map(Self::Resolution),
            AtomKind::Article => owned().map(Self::Article),
            AtomKind::Url => owned().map(Self::Url),
            AtomKind::Code => owned().map(Self::Code),
            AtomKind::Recommendation => owned().map(Self::Recommendation),
            AtomKind::Objective => owned().map(Self::Objective),
        }
    }
}

/// A decimal as `Decimal` prints one: digits, at most one dot between them, a minus sign before.
fn plain(text: &str) -> Option<Decimal> {
    let body = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = body
        .split_once('.')
        .map_or((body, None), |(whole, fraction)| (whole, Some(fraction)));
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    // Longer is never exact, and would only be refused more slowly.
    let fits = text.len() <= 40 && digits(whole) && fraction.is_none_or(digits);
    if fits {
        Decimal::from_str_exact(text).ok()
    } else {
        None
    }
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(decimal) | Self::Money(decimal) | Self::Percent(decimal) => decimal.fmt(f),
            Self::Year(year) => year.fmt(f),
            Self::Date(date) => date.fmt(f),
            Self::Period(period) => period.fmt(f),
            Self::Memo(reference) | Self::Resolution(reference) => reference.fmt(f),
            Self::Article(text)
            | Self::Url(text)
            | Self::Code(text)
            | Self::Recommendation(text)
            | Self::Objective(text) => f.write_str(text),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_those_of_the_json() {
        for kind in AtomKind::ALL {
            assert_eq!(serde_json::to_string(&kind).unwrap(), format!("\"{kind}\""));
        }
    }

    #[test]
    fn parse_reverses_display() {
        for (kind, text) in [
            (AtomKind::Number, "81.76"),
            (AtomKind::Number, "-5"),
            (AtomKind::Money, "0.00"),
            (AtomKind::Percent, "100"),
            (AtomKind::Year, "2020"),
            (AtomKind::Date, "2020-12"),
            (AtomKind::Period, "2021-01/2021-12"),
            (AtomKind::Memo, "IESS-DPX-2020-1644-M"),
        ] {
            let value = Value::parse(kind, text).unwrap();
            assert_eq!((value.kind(), value.to_string().as_str()), (kind, text));
        }
        for (kind, text) in [
            (AtomKind::Number, "1_000"),
            (AtomKind::Number, ".5"),
            (AtomKind::Number, "5."),
            (AtomKind::Number, ""),
            (AtomKind::Number, "99999999999999999999999999999999"),
            (AtomKind::Year, "20"),
            (AtomKind::Memo, ""),
        ] {
            assert_eq!(Value::parse(kind, text), None, "{text}");
        }
    }
}
