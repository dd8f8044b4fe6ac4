//! Spans of dates, months or years.

use std::{fmt, str::FromStr};

use nom::{IResult, Parser, combinator::opt};

use crate::lexicon::Class;

use super::{
    date::{Date, Partial, first_day, first_month_day, point, year_of},
    lex::{self, gap, hyphen, miss, one, word},
    value::Value,
    year,
};

/// One end of a period.
///
/// ```
/// use rendicion::atom::{Date, Point};
///
/// assert_eq!(Point::Year(2018).to_string(), "2018");
/// assert_eq!(Point::Date(Date::month(2021, 1).unwrap()).year(), 2021);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Point {
    /// A whole year.
    Year(u16),
    /// A day, or a month of a year.
    Date(Date),
}

impl Point {
    /// Its year.
    ///
    /// ```
    /// assert_eq!(rendicion::atom::Point::Year(2018).year(), 2018);
    /// ```
    pub const fn year(self) -> u16 {
        match self {
            Self::Year(year) => year,
            Self::Date(date) => date.year(),
        }
    }

    /// The first day that it covers; `None` for a year off the calendar.
    ///
    /// ```
    /// use rendicion::atom::Point;
    /// assert_eq!(Point::Year(2018).first_day().unwrap().to_string(), "2018-01-01");
    /// ```
    pub fn first_day(self) -> Option<Date> {
        match self {
            Self::Year(year) => Date::day(year, 1, 1),
            Self::Date(date) => Some(date.first_day()),
        }
    }

    /// The last day that it covers; `None` for a year off the calendar.
    ///
    /// ```
    /// use rendicion::atom::Point;
    /// assert_eq!(Point::Year(2018).last_day().unwrap().to_string(), "2018-12-31");
    /// ```
    pub fn last_day(self) -> Option<Date> {
        match self {
            Self::Year(year) => Date::day(year, 12, 31),
            Self::Date(date) => Some(date.last_day()),
        }
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        if text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return text.parse().ok().map(Self::Year);
        }
        text.parse().ok().map(Self::Date)
    }
}

impl fmt::Display for Point {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Year(year) => write!(f, "{year:04}"),
            Self::Date(date) => date.fmt(f),
        }
    }
}

/// A span of time, both ends in it. One that is read does not end before it begins.
///
/// ```
/// use rendicion::atom::{Period, Point};
///
/// let period = Period { from: Point::Year(2018), to: Point::Year(2028) };
/// assert_eq!(period.to_string(), "2018/2028");
/// assert_eq!("2013-01-01/2016-08-31".parse::<Period>().unwrap().to.year(), 2016);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Period {
    /// Where it begins.
    pub from: Point,
    /// Where it ends.
    pub to: Point,
}

impl fmt::Display for Period {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.from, self.to)
    }
}

impl Period {
    /// Whether it does not end before it begins.
    fn is_ordered(self) -> bool {
        self.from.first_day() <= self.to.last_day()
    }
}

/// A text is not a period as [`Period`] prints one.
///
/// ```
/// use rendicion::atom::Period;
///
/// let error = "2018".parse::<Period>().unwrap_err();
/// assert_eq!(error.to_string(), "not a period such as 2018/2028 or 2013-01-01/2016-08-31");
/// let error = "2028/2018".parse::<Period>().unwrap_err();
/// assert_eq!(error.to_string(), "a period that ends before it begins; print the earlier end first");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidPeriod {
    /// It is not two points with a slash between.
    #[error("not a period such as 2018/2028 or 2013-01-01/2016-08-31")]
    Shape,
    /// Its second point comes before its first.
    #[error("a period that ends before it begins; print the earlier end first")]
    Reversed,
}

impl FromStr for Period {
    type Err = InvalidPeriod;

    fn from_str(text: &str) -> Result<Self, InvalidPeriod> {
        let (from, to) = text.split_once('/').ok_or(InvalidPeriod::Shape)?;
        let point = |text| Point::parse(text).ok_or(InvalidPeriod::Shape);
        let period = Self {
            from: point(from)?,
            to: point(to)?,
        };
        if period.is_ordered() {
            Ok(period)
        } else {
            Err(InvalidPeriod::Reversed)
        }
    }
}

/// What stands before a date, as far as it decides how the date is read.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Lead {
    /// The sentence announced a span (`entre`, `comprendido`): then `y` joins its ends.
    pub(super) span: bool,
    /// A word that may begin a span stands right before (`del`, `desde`): then a bare day may be its first point.
    pub(super) article: bool,
}

/// A period, a date or a month; or, as `None`, a day and month without a year, which say no date and are no number.
///
/// ```text
/// period = point joint point
/// joint  = [","] ("a" | "al" | "hasta" | "-" | "y" where the sentence announces a span) *("el" | "hasta" | "de" | "mes" …)
/// 1 de enero de 2013 y el 31 de agosto de 2016     2013-01-01/2016-08-31
/// marzo de 2007 hasta marzo de 2012                2007-03/2012-03
/// enero a diciembre 2022                           2022-01/2022-12, the first year from the second
/// 1 al 30 de junio de 2020                         2020-06-01/2020-06-30
/// 2018 – 2028, entre 2021 y 2022                   2018/2028, 2021/2022
/// ```
pub(super) fn dated(input: &str, lead: Lead) -> IResult<&str, Option<Value>> {
    if let Ok((rest, period)) = part_of_year(input) {
        return Ok((rest, Some(Value::Period(period))));
    }
    for begin in [first_day, first_month_day] {
        if let Ok((rest, first)) = begin(input)
            && let Ok((after, period)) = second(rest, first, lead)
        {
            return Ok((after, Some(Value::Period(period))));
        }
    }
    let (rest, first) = point(input)?;
    if let Ok((after, period)) = second(rest, first, lead) {
        return Ok((after, Some(Value::Period(period))));
    }
    if let Some(date) = first.date() {
        // Glued to more digits it is no date of its own: `31-12-2021-05`.
        let mut next = rest.chars();
        let goes_on = next.next().is_some_and(lex::is_hyphen)
            && next.next().is_some_and(|c| c.is_ascii_digit());
        return if goes_on {
            miss(input)
        } else {
            Ok((rest, Some(Value::Date(date))))
        };
    }
    if first.day.is_some() && first.month.is_some() {
        Ok((rest, None))
    } else {
        miss(input)
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Joint {
    And,
    Until,
    Dash,
    Slash,
}

fn second(input: &str, first: Partial, lead: Lead) -> IResult<&str, Period> {
    let (rest, joint) = joint(input, lead)?;
    let (after, last) = point(rest)?;
    let bare_day = first.month.is_none() && first.year.is_none();
    if bare_day && joint != Joint::Dash && !lead.article && !lead.span {
        return miss(input);
    }
    let period = match (first.bare_year(), last.bare_year()) {
        (Some(from), Some(to)) => {
            if from >= to || year::counts(after) || chained(after) {
                return miss(input);
            }
            Some(Period {
                from: Point::Year(from),
                to: Point::Year(to),
            })
        }
        _ if joint == Joint::Slash => None,
        // `2018 hasta marzo de 2020`
        (Some(from), None) => {
            let said = lead.span && joint == Joint::Until && last.month.is_some();
            last.date().filter(|_| said).map(|to| Period {
                from: Point::Year(from),
                to: Point::Date(to),
            })
        }
        // `marzo de 2007 hasta 2012`
        (None, Some(to)) if first.month.is_some() && first.year.is_some() => {
            let said = lead.span && joint == Joint::Until && !year::counts(after);
            first.date().filter(|_| said).map(|from| Period {
                from: Point::Date(from),
                to: Point::Year(to),
            })
        }
        _ => last.date().and_then(|to| {
            // A first point without its own year has the second's, and must come before it:
            // `noviembre a enero de 2021` does not say its first year.
            let from = Partial {
                month: first.month.or(last.month),
                year: first.year.or(last.year),
                ..first
            }
            .date()?;
            // `1 a mayo de 2021` names no month of its own.
            if first.month.is_none() && to.day_of_month().is_none() {
                return None;
            }
            Some(Period {
                from: Point::Date(from),
                to: Point::Date(to),
            })
        }),
    };
    let period = period.filter(|period| period.is_ordered());
    match period {
        Some(period) => Ok((after, period)),
        None => miss(input),
    }
}

/// Which part it is: `primer`, `II`, `1er`, `2do.`, `3°`; zero for the last.
fn ordinal(input: &str) -> IResult<&str, u8> {
    if let Ok((rest, figure)) = lex::digits(1, 1)(input) {
        let (rest, _) =
            opt(lex::word_of(&["er", "ero", "ro", "do", "to", "o"])).parse_complete(rest)?;
        let (rest, _) = opt(nom::character::complete::satisfy(|c| {
            matches!(c, '°' | 'º')
        }))
        .parse_complete(rest)?;
        let (rest, _) = opt(one('.')).parse_complete(rest)?;
        return Ok((rest, figure.parse().unwrap_or(0)));
    }
    let (rest, name) = word(input)?;
    match name.entry().sense(Class::Ordinal) {
        Some(number) => Ok((rest, number as u8)),
        None => miss(input),
    }
}

fn part(input: &str) -> IResult<&str, u8> {
    let (rest, name) = word(input)?;
    match name.entry().sense(Class::YearPart) {
        Some(months) => Ok((rest, months as u8)),
        None => miss(input),
    }
}

/// A quarter, a half or another equal part of a year, as its months.
///
/// ```text
/// part = (ordinal [("y" | "a" | "al") ordinal] unit | unit ordinal) year-of
/// primer trimestre de 2021     2021-01/2021-03
/// I semestre 2021              2021-01/2021-06
/// segundo semestre del año 2020, semestre II 2020     2020-07/2020-12
/// ```
fn part_of_year(input: &str) -> IResult<&str, Period> {
    let counted = |input| {
        let (rest, first) = ordinal(input)?;
        let (rest, last) = opt((
            lex::gap1,
            lex::word_of(&["y", "a", "al"]),
            lex::gap1,
            ordinal,
        ))
        .parse_complete(rest)?;
        let (rest, _) = gap(rest)?;
        let (rest, months) = part(rest)?;
        Ok((
            rest,
            (first, last.map_or(first, |(_, _, _, last)| last), months),
        ))
    };
    let named = |input| {
        let (rest, (months, _, number)) = (part, lex::gap1, ordinal).parse_complete(input)?;
        Ok((rest, (number, number, months)))
    };
    let (rest, (first, last, months)) = nom::branch::alt((counted, named)).parse_complete(input)?;
    let (rest, _) = opt((
        gap,
        lex::word_of(&["del"]),
        gap,
        lex::word_of(&["ejercicio"]),
        gap,
        lex::word_of(&["fiscal", "economico"]),
    ))
    .parse_complete(rest)?;
    let (rest, year) = year_of(rest)?;
    let count = 12 / months;
    let number = |n: u8| if n == 0 { count } else { n };
    let (first, last) = (number(first), number(last));
    if first > last || last > count || year::counts(rest) {
        return miss(input);
    }
    match (
        Date::month(year, (first - 1) * months + 1),
        Date::month(year, last * months),
    ) {
        (Some(from), Some(to)) => Ok((
            rest,
            Period {
                from: Point::Date(from),
                to: Point::Date(to),
            },
        )),
        _ => miss(input),
    }
}

/// Whether a hyphen and more digits go on: part of a longer identifier.
fn chained(rest: &str) -> bool {
    let mut next = rest.chars();
    next.next().is_some_and(|c| lex::is_hyphen(c) || c == '/')
        && next.next().is_some_and(|c| c.is_ascii_digit())
}

/// What joins the two ends: ` y el `, ` hasta `, ` a `, ` – `, ` al `, `, hasta el mes de `.
fn joint(input: &str, lead: Lead) -> IResult<&str, Joint> {
    let (rest, _) = gap(input)?;
    let (rest, _) = opt(one(',')).parse_complete(rest)?;
    let (rest, _) = gap(rest)?;
    let (mut rest, mut joint) = if let Ok((rest, _)) = hyphen(rest) {
        (rest, Some(Joint::Dash))
    } else if let Ok((after, _)) = one('/')(rest) {
        (after, Some(Joint::Slash))
    } else {
        let (after, name) = word(rest)?;
        match name.as_str() {
            "a" | "al" | "hasta" => (after, Some(Joint::Until)),
            "y" | "e" => (after, lead.span.then_some(Joint::And)),
            _ => return miss(input),
        }
    };
    // At most four words more: `y hasta el mes de`.
    for _ in 0..4 {
        let (after, _) = gap(rest)?;
        match word(after) {
            Ok((after, name)) => match name.as_str() {
                "hasta" | "al" | "a" => {
                    joint = joint.or(Some(Joint::Until));
                    rest = after;
                }
                "el" | "la" | "de" | "del" | "mes" | "ano" | "dia" | "fines" | "finales"
                | "lunes" | "martes" | "miercoles" | "jueves" | "viernes" | "sabado"
                | "domingo" => {
                    rest = after;
                }
                _ => break,
            },
            Err(_) => break,
        }
    }
    let (rest, _) = gap(rest)?;
    match joint {
        Some(joint) => Ok((rest, joint)),
        None => miss(input),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str, span: bool, article: bool) -> Option<String> {
        match dated(text, Lead { span, article }) {
            Ok((rest, Some(value))) => Some(format!("{value}{rest}")),
            _ => None,
        }
    }

    #[test]
    fn printed_periods() {
        for (text, expected) in [
            (
                "1 de enero de 2013 y el 31 de agosto de 2016",
                "2013-01-01/2016-08-31",
            ),
            (
                "1 de enero de 2018 y el 31 de enero de 2018",
                "2018-01-01/2018-01-31",
            ),
            ("marzo de 2007 hasta marzo de 2012", "2007-03/2012-03"),
            ("enero a diciembre de 2021", "2021-01/2021-12"),
            ("enero a diciembre 2022", "2022-01/2022-12"),
            ("enero-diciembre 2022", "2022-01/2022-12"),
            ("2018 – 2028", "2018/2028"),
            ("2018-2028", "2018/2028"),
            ("2021 y 2022", "2021/2022"),
            ("2021/2022", "2021/2022"),
            (
                "1 de enero al 31 de diciembre de 2020",
                "2020-01-01/2020-12-31",
            ),
            (
                "1 de enero y el 31 de diciembre del año 2020",
                "2020-01-01/2020-12-31",
            ),
            ("01/01/2018 al 31/12/2019", "2018-01-01/2019-12-31"),
            ("01-01-2018 - 31-12-2019", "2018-01-01/2019-12-31"),
            ("enero hasta junio de 2019", "2019-01/2019-06"),
            (
                "enero de 2019, hasta el mes de junio de 2020",
                "2019-01/2020-06",
            ),
            ("1 al 30 de junio de 2020", "2020-06-01/2020-06-30"),
            ("10/1-11/2/2017", "2017-01-10/2017-02-11"),
            ("1 a 7 de mayo de 2021", "2021-05-01/2021-05-07"),
            ("15 de marzo a diciembre de 2021", "2021-03-15/2021-12"),
            ("marzo de 2007 hasta 2012", "2007-03/2012"),
            ("enero 1 a marzo 31 de 2021", "2021-01-01/2021-03-31"),
            ("primer trimestre de 2021", "2021-01/2021-03"),
            ("I semestre 2021", "2021-01/2021-06"),
            ("segundo semestre del año 2020", "2020-07/2020-12"),
            ("tercer cuatrimestre 2019", "2019-09/2019-12"),
            ("2do. semestre de 2020", "2020-07/2020-12"),
            ("último trimestre del 2022", "2022-10/2022-12"),
            ("trimestre II 2022", "2022-04/2022-06"),
            ("primer y segundo trimestre de 2022", "2022-01/2022-06"),
            (
                "1 de enero de 2018 y hasta el 31 de enero de 2018.",
                "2018-01-01/2018-01-31.",
            ),
        ] {
            assert_eq!(read(text, true, true).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn without_an_announced_span_y_lists() {
        assert_eq!(read("2021 y 2022", false, false), None);
        assert_eq!(
            read("1 de enero de 2013 y el 31 de agosto de 2016", false, false).as_deref(),
            Some("2013-01-01 y el 31 de agosto de 2016")
        );
        assert_eq!(read("25 al 31 de diciembre de 2021", false, false), None);
    }

    #[test]
    fn not_periods() {
        for text in [
            "2028-2018",
            "2018-2028-05",
            "2000 a 2010 personas",
            "1 de enero",
            "noviembre a enero",
            "5 a 7",
            "quinto trimestre de 2021",
            "primer trimestre",
        ] {
            assert_eq!(read(text, true, true), None, "{text}");
        }
        assert_eq!(read("noviembre a enero de 2021", true, true), None);
        // One that would end before it begins is two dates.
        assert_eq!(
            read("1/2/2021 al 1/2/2020", true, true).as_deref(),
            Some("2021-02-01 al 1/2/2020")
        );
        assert_eq!(
            "2021-02-01/2020-02-01".parse::<Period>(),
            Err(InvalidPeriod::Reversed)
        );
    }

    proptest! {
        #[test]
        fn every_joint_reads_the_same(
            years in (1990_u16..2050, 1_u16..40), months in (1_u8..=12, 1_u8..=12), days in (1_u8..=28, 1_u8..=28),
            joint in prop::sample::select(vec![" y el ", " al ", " hasta el ", " - ", " a ", ", hasta "]),
        ) {
            let from = Date::day(years.0, months.0, days.0).unwrap();
            let to = Date::day(years.0 + years.1, months.1, days.1).unwrap();
            let print = |date: Date| {
                format!("{}/{:02}/{}", date.day_of_month().unwrap(), date.month_of_year(), date.year())
            };
            let expected = Period { from: Point::Date(from), to: Point::Date(to) };
            prop_assert_eq!(
                read(&format!("{}{joint}{}", print(from), print(to)), true, false),
                Some(expected.to_string())
            );
            prop_assert_eq!(expected.to_string().parse(), Ok(expected));
        }
    }
}
