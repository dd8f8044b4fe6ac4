//! The time that a fact is said of.

use std::{fmt, str::FromStr};

use super::date::Date;
use super::period::{InvalidPeriod, Period, Point};
use super::value::Value;

/// The time that a fact is said of: a year, a month, a day, or a span of them.
///
/// Printed as the value of an atom is.
///
/// ```
/// use rendicion::atom::Time;
///
/// let time: Time = "2022-12".parse().unwrap();
/// assert_eq!(time.to_string(), "2022-12");
/// assert_eq!(time.last_day().unwrap().to_string(), "2022-12-31");
/// assert_eq!("2021-01/2021-12".parse::<Time>().unwrap().first_day().unwrap().to_string(), "2021-01-01");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Time {
    /// A year, a month of a year, or a day.
    At(Point),
    /// From one such to another.
    Over(Period),
}

/// A text is no time as [`Time`] prints one.
///
/// ```
/// use rendicion::atom::Time;
///
/// let error = "2022-02-30".parse::<Time>().unwrap_err();
/// assert_eq!(error.to_string(), "not a time such as 2022, 2022-12, 2022-12-31 or 2021-01/2021-12");
/// let error = "2022/2021".parse::<Time>().unwrap_err();
/// assert_eq!(error.to_string(), "a period that ends before it begins; print the earlier end first");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidTime {
    /// It is neither a year, a month or a day nor two of them with a slash between.
    #[error("not a time such as 2022, 2022-12, 2022-12-31 or 2021-01/2021-12")]
    Shape,
    /// It is a period, and no right one.
    #[error(transparent)]
    Period(#[from] InvalidPeriod),
}

impl Time {
    /// The first day that it covers; `None` for a year off the calendar.
    ///
    /// ```
    /// use rendicion::atom::Time;
    ///
    /// assert_eq!("2022".parse::<Time>().unwrap().first_day().unwrap().to_string(), "2022-01-01");
    /// ```
    pub fn first_day(self) -> Option<Date> {
        match self {
            Self::At(point) => point.first_day(),
            Self::Over(period) => period.from.first_day(),
        }
    }

    /// The last day that it covers; `None` for a year off the calendar.
    ///
    /// ```
    /// use rendicion::atom::Time;
    ///
    /// assert_eq!("2022-02".parse::<Time>().unwrap().last_day().unwrap().to_string(), "2022-02-28");
    /// ```
    pub fn last_day(self) -> Option<Date> {
        match self {
            Self::At(point) => point.last_day(),
            Self::Over(period) => period.to.last_day(),
        }
    }

    /// The time that a value is; `None` for a value that is none.
    ///
    /// ```
    /// use rendicion::atom::{Time, Value};
    ///
    /// assert_eq!(Time::of(&Value::Year(2022)).unwrap().to_string(), "2022");
    /// assert_eq!(Time::of(&Value::Url("https://a.ec".to_owned())), None);
    /// ```
    pub fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Year(year) => Some(Self::At(Point::Year(*year))),
            Value::Date(date) => Some(Self::At(Point::Date(*date))),
            Value::Period(period) => Some(Self::Over(*period)),
            _ => None,
        }
    }
}

impl fmt::Display for Time {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::At(point) => point.fmt(f),
            Self::Over(period) => period.fmt(f),
        }
    }
}

impl FromStr for Time {
    type Err = InvalidTime;

    fn from_str(text: &str) -> Result<Self, InvalidTime> {
        if text.contains('/') {
            return Ok(Self::Over(text.parse()?));
        }
        Point::parse(text).map(Self::At).ok_or(InvalidTime::Shape)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_is_read_and_what_ends_before_it_begins_is_refused() {
        for text in [
            "2022",
            "2022-12",
            "2022-12-31",
            "2018/2028",
            "2021-01-01/2021-06-30",
        ] {
            let json = format!("\"{text}\"");
            let time: Time = serde_json::from_str(&json).unwrap();
            assert_eq!(serde_json::to_string(&time).unwrap(), json);
        }
        for (text, said) in [
            (
                "2021-06-30/2021-01-01",
                "a period that ends before it begins",
            ),
            ("", "not a time such as"),
            ("diciembre", "not a time such as"),
            ("2021/", "not a period such as"),
        ] {
            let error = serde_json::from_str::<Time>(&format!("\"{text}\"")).unwrap_err();
            assert!(error.to_string().starts_with(said), "{error}");
        }
    }
}
