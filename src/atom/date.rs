//! Calendar dates, and months of a year.

use std::{fmt, str::FromStr};

use nom::{
    IResult, Parser, branch::alt, bytes::complete::take_while_m_n, character::complete::satisfy,
    combinator::opt, sequence::preceded,
};

use crate::lexicon::{Class, Entry};

use super::{
    lex::{self, gap, miss, one, roman_figure, word_of},
    words::month,
    year,
};

/// A calendar date, or a month of a year. It is on the calendar: there is no 31st of April.
///
/// Printed as ISO 8601 has it. A month sorts before its days.
///
/// ```
/// use rendicion::atom::Date;
///
/// let day = Date::day(2022, 1, 20).unwrap();
/// assert_eq!(day.to_string(), "2022-01-20");
/// assert_eq!(Date::month(2020, 12).unwrap().to_string(), "2020-12");
/// assert_eq!(Date::day(2022, 2, 30), None);
/// assert!(Date::month(2022, 1).unwrap() < day);
/// assert_eq!("2022-01-20".parse(), Ok(day));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: Option<u8>,
}

impl Date {
    /// A day, where the calendar has it.
    ///
    /// ```
    /// use rendicion::atom::Date;
    ///
    /// assert!(Date::day(2020, 2, 29).is_some());
    /// assert!(Date::day(2021, 2, 29).is_none());
    /// ```
    pub fn day(year: u16, month: u8, day: u8) -> Option<Self> {
        (year > 0).then_some(())?;
        civil(year, month, day)?;
        Some(Self {
            year,
            month,
            day: Some(day),
        })
    }

    /// A month of a year.
    ///
    /// ```
    /// use rendicion::atom::Date;
    ///
    /// assert!(Date::month(2020, 12).is_some());
    /// assert!(Date::month(2020, 13).is_none());
    /// ```
    pub fn month(year: u16, month: u8) -> Option<Self> {
        Self::day(year, month, 1).map(|date| Self { day: None, ..date })
    }

    /// Its year.
    ///
    /// ```
    /// assert_eq!(rendicion::atom::Date::month(2020, 12).unwrap().year(), 2020);
    /// ```
    pub const fn year(self) -> u16 {
        self.year
    }

    /// Its month, from 1.
    ///
    /// ```
    /// assert_eq!(rendicion::atom::Date::month(2020, 12).unwrap().month_of_year(), 12);
    /// ```
    pub const fn month_of_year(self) -> u8 {
        self.month
    }

    /// Its day of the month, from 1; `None` where it is a whole month.
    ///
    /// ```
    /// assert_eq!(rendicion::atom::Date::month(2020, 12).unwrap().day_of_month(), None);
    /// ```
    pub const fn day_of_month(self) -> Option<u8> {
        self.day
    }

    /// The first day that it covers.
    ///
    /// ```
    /// use rendicion::atom::Date;
    ///
    /// assert_eq!(Date::month(2020, 12).unwrap().first_day().to_string(), "2020-12-01");
    /// ```
    #[must_use]
    pub fn first_day(self) -> Self {
        Self {
            day: Some(self.day.unwrap_or(1)),
            ..self
        }
    }

    /// The last day that it covers.
    ///
    /// ```
    /// use rendicion::atom::Date;
    ///
    /// assert_eq!(Date::month(2020, 2).unwrap().last_day().to_string(), "2020-02-29");
    /// ```
    #[must_use]
    pub fn last_day(self) -> Self {
        let last = || {
            civil(self.year, self.month, 1)
                .and_then(|first| u8::try_from(first.last_of_month().day()).ok())
        };
        Self {
            day: self.day.or_else(last),
            ..self
        }
    }
}

/// The day on the calendar, where it has it.
fn civil(year: u16, month: u8, day: u8) -> Option<jiff::civil::Date> {
    jiff::civil::Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    )
    .ok()
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}", self.year, self.month)?;
        self.day.map_or(Ok(()), |day| write!(f, "-{day:02}"))
    }
}

/// A text is not a date as [`Date`] prints one.
///
/// ```
/// use rendicion::atom::Date;
///
/// assert_eq!("30/02/2022".parse::<Date>().unwrap_err().to_string(), "not a date such as 2022-01-20 or 2022-01");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a date such as 2022-01-20 or 2022-01")]
#[non_exhaustive]
pub struct InvalidDate;

impl FromStr for Date {
    type Err = InvalidDate;

    fn from_str(text: &str) -> Result<Self, InvalidDate> {
        let field = |part: Option<&str>, length: usize| {
            let part = part?;
            let digits = part.len() == length && part.bytes().all(|byte| byte.is_ascii_digit());
            if digits {
                part.parse::<u16>().ok()
            } else {
                None
            }
        };
        let mut parts = text.split('-');
        let mut read = || {
            let year = field(parts.next(), 4)?;
            let month = u8::try_from(field(parts.next(), 2)?).ok()?;
            let day = match parts.next() {
                Some(day) => Some(u8::try_from(field(Some(day), 2)?).ok()?),
                None => None,
            };
            if parts.next().is_some() {
                return None;
            }
            day.map_or_else(
                || Self::month(year, month),
                |day| Self::day(year, month, day),
            )
        };
        read().ok_or(InvalidDate)
    }
}

/// What is printed of a point in time; a period gives its first point what its second one says for both.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Partial {
    pub(super) day: Option<u8>,
    pub(super) month: Option<u8>,
    pub(super) year: Option<u16>,
}

impl Partial {
    const fn new(day: Option<u8>, month: Option<u8>, year: Option<u16>) -> Self {
        Self { day, month, year }
    }

    /// The year, where nothing else is printed.
    pub(super) fn bare_year(self) -> Option<u16> {
        self.year
            .filter(|_| self.month.is_none() && self.day.is_none())
    }

    /// The date, where month and year are printed and the calendar has it.
    pub(super) fn date(self) -> Option<Date> {
        let (month, year) = (self.month?, self.year?);
        self.day.map_or_else(
            || Date::month(year, month),
            |day| Date::day(year, month, day),
        )
    }
}

/// A date or month in any of the ways that are printed, or a part of one that a period may complete.
///
/// ```text
/// point   = day-figures | month-figures | numbered | day ["de"] month [year-of] | month day year-of
///         | month [year-of] | year | day
/// day-figures = 20/01/2022  16-11-2022  16- 11-2022  20.01.2022  20/1/22  12-IV-2022  2022-01-20
/// month-figures = 03/2021  11-2016  2017-09
/// numbered = 9 de 8 de 2021
/// day …   = 29 de marzo de 2023   1ro de enero del 2021   31 diciembre 2021   veintiocho de marzo
/// month … = diciembre de 2020   diciembre del año 2020   febrero 2022   octubre del2021   octubre 16 del 2022
/// ```
pub(super) fn point(input: &str) -> IResult<&str, Partial> {
    alt((
        day_figures,
        month_figures,
        numbered_month,
        day_month,
        month_day,
        month_year,
        bare_year,
        bare_day,
    ))
    .parse_complete(input)
}

/// The first point of a period, which may also be a day and month in figures without a year: `10/1` of `10/1-11/2/2017`.
pub(super) fn first_day(input: &str) -> IResult<&str, Partial> {
    let (rest, day) = lex::digits(1, 2)(input)?;
    let (rest, _) = one('/')(rest)?;
    let (rest, month) = lex::digits(1, 2)(rest)?;
    let date = Partial::new(small(day), small(month), None);
    let leap = Partial {
        year: Some(2020),
        ..date
    };
    if leap.date().is_some() && !rest.starts_with('/') {
        Ok((rest, date))
    } else {
        miss(input)
    }
}

/// `enero 1` as the first point of a period whose second says the year: `enero 1 a marzo 31 de 2021`.
pub(super) fn first_month_day(input: &str) -> IResult<&str, Partial> {
    let (rest, month) = month(input)?;
    let (rest, _) = lex::gap1(rest)?;
    let (rest, day) = lex::digits(1, 2)(rest)?;
    Ok((rest, Partial::new(small(day), Some(month), None)))
}

/// Whether a whole date, its year too, stands at the start of what a lost space glues to a word: `fecha05/04/2021`.
pub(super) fn is_whole(input: &str) -> bool {
    alt((day_figures, numbered_month, day_month))
        .parse_complete(input)
        .is_ok_and(|(_, date)| date.day.is_some() && date.year.is_some())
}

/// Whether the whole of a text is a day in figures.
pub(super) fn is_figures(text: &str) -> bool {
    day_figures(text).is_ok_and(|(rest, _)| rest.is_empty())
}

/// What parts the figures of a date, and whether the stray space of a broken line stands beside it.
fn joint(input: &str) -> IResult<&str, (char, bool)> {
    let (rest, before) = opt(one(' ')).parse_complete(input)?;
    let (rest, mark) =
        satisfy(|c| lex::is_hyphen(c) || matches!(c, '/' | '.')).parse_complete(rest)?;
    let (rest, after) = opt(one(' ')).parse_complete(rest)?;
    let apart = before.is_some() || after.is_some();
    match mark {
        '.' if apart => miss(input),
        '.' | '/' => Ok((rest, (mark, apart))),
        _ => Ok((rest, ('-', apart))),
    }
}

/// The year that ends a date: nothing may go on with its digits, as in `31-12-2021-05` or `2.021,5`.
fn last_year(input: &str) -> IResult<&str, u16> {
    let (rest, year) = lex::year(input)?;
    let mut next = rest.chars();
    let goes_on = match next.next() {
        Some(c) if lex::is_hyphen(c) || matches!(c, '/' | '.' | ',') => {
            next.next().is_some_and(|c| c.is_ascii_digit())
        }
        Some('%') => true,
        _ => false,
    };
    // `31-12-2021-2022` is nothing; `01-01-2018-31-12-2019` is a period, which its own grammar reads.
    if goes_on && !rest.starts_with(lex::is_hyphen) {
        miss(input)
    } else {
        Ok((rest, year))
    }
}

fn small(text: &str) -> Option<u8> {
    text.parse().ok()
}

/// A day in figures, on the calendar.
fn day_figures(input: &str) -> IResult<&str, Partial> {
    let (rest, date) = figures(input)?;
    on_calendar(input, rest, date)
}

/// A day in figures, whatever the calendar says: its own day first, or its year.
///
/// ```text
/// figures = day mark (month | roman) mark year | day ("-" | "/") month ("-" | "/") short-year | year mark month mark day
/// 20/01/2022  16-11-2022  16- 11-2022  20.01.2022     12-IV-2022     31/12/21  05-03-22     2022-01-20
/// ```
fn figures(input: &str) -> IResult<&str, Partial> {
    let (rest, first) = lex::digits(1, 4)(input)?;
    let (rest, (mark, apart)) = joint(rest)?;
    let (rest, second) = alt((lex::digits(1, 2), roman)).parse_complete(rest)?;
    let (last, (again, apart_again)) = joint(rest)?;
    let (rest, third) = lex::digits(2, 4)(last)?;
    let close = !apart && !apart_again;
    let month = small(second).or_else(|| roman_figure(second));
    let is_digits = small(second).is_some();
    let found = match (first.len(), third.len()) {
        _ if mark != again => None,
        (1 | 2, 4) if close || is_digits => last_year(last)
            .ok()
            .map(|(rest, year)| (rest, Partial::new(small(first), month, Some(year)))),
        (1 | 2, 2) if close && is_digits && mark != '.' => {
            // Other numbers are joined by hyphens too, so those have two digits each. Of this century.
            let short = small(third).filter(|year| *year < 50 && !goes_on(rest));
            let wide = mark == '/' || first.len() + second.len() == 4;
            let year = short.filter(|_| wide).map(|year| 2000 + u16::from(year));
            year.map(|year| (rest, Partial::new(small(first), month, Some(year))))
        }
        (4, 2) if close && second.len() == 2 && is_digits && mark != '.' => {
            let year = year::of(first);
            year.map(|year| (rest, Partial::new(small(third), month, Some(year))))
        }
        _ => None,
    };
    found.map_or_else(|| miss(input), Ok)
}

/// Whether the last figures of a date are part of something longer: a number, a name, a share.
fn goes_on(rest: &str) -> bool {
    let mut next = rest.chars();
    match next.next() {
        Some('.' | ',') => next.next().is_some_and(|c| c.is_ascii_digit()),
        Some(c) => lex::is_name(c) || lex::is_hyphen(c) || matches!(c, '/' | '%'),
        None => false,
    }
}

/// Whether digits may begin a date at all, by what comes after them: most numbers are told from dates by this alone.
pub(super) fn may_begin(input: &str) -> bool {
    let Ok((rest, _)) = lex::digits(1, 4)(input) else {
        return false;
    };
    let Ok((rest, _)) = gap(rest) else {
        return false;
    };
    rest.starts_with(|c| {
        lex::is_letter(c) || lex::is_hyphen(c) || matches!(c, '/' | '.' | ',' | '°' | 'º')
    })
}

/// What is printed as a date, and is none on any calendar: `31/02/2022`, `29 de febrero de 2021`, `31 de abril`.
///
/// Its digits are no numbers and its month no month of its own, so it is taken whole.
pub(super) fn off_calendar(input: &str) -> IResult<&str, ()> {
    let (rest, date) = alt((figures, day_month_shape)).parse_complete(input)?;
    // A leap year has every day that a month can have.
    let date = Partial {
        year: date.year.or(Some(2020)),
        ..date
    };
    if date.date().is_none() {
        Ok((rest, ()))
    } else {
        miss(input)
    }
}

fn roman(input: &str) -> IResult<&str, &str> {
    take_while_m_n(1, 4, |c| matches!(c, 'I' | 'V' | 'X')).parse_complete(input)
}

/// A month and a year in figures: `03/2021`, `3/2015`, `11-2016`, `2017-09`.
fn month_figures(input: &str) -> IResult<&str, Partial> {
    let (rest, first) = lex::digits(1, 4)(input)?;
    let (rest, mark) = satisfy(|c| matches!(c, '-' | '/')).parse_complete(rest)?;
    let (rest, month, year) = match (first.len(), mark) {
        (1 | 2, _) => {
            let (rest, year) = last_year(rest)?;
            (rest, first, Some(year))
        }
        (4, '-') => {
            let (rest, month) = lex::digits(2, 2)(rest)?;
            (rest, month, year::of(first))
        }
        _ => return miss(input),
    };
    // `01-2018-12-2019` is a period.
    let in_period =
        rest.starts_with(lex::is_hyphen) && !rest.chars().nth(1).is_some_and(lex::is_letter);
    let is_stop = rest.starts_with('/') && !rest.chars().nth(1).is_some_and(|c| c.is_ascii_digit());
    if goes_on(rest) && !in_period && !is_stop {
        return miss(input);
    }
    on_calendar(input, rest, Partial::new(None, small(month), year))
}

/// A month by its number between two `de`: `9 de 8 de 2021`.
fn numbered_month(input: &str) -> IResult<&str, Partial> {
    let (rest, day) = lex::digits(1, 2)(input)?;
    let (rest, (_, _, _)) = (lex::gap1, word_of(&["de", "del"]), lex::gap1).parse_complete(rest)?;
    let (rest, _) = opt((word_of(&["mes"]), lex::gap1)).parse_complete(rest)?;
    let (rest, month) = lex::digits(1, 2)(rest)?;
    let (rest, (_, _, _)) = (lex::gap1, word_of(&["de", "del"]), gap).parse_complete(rest)?;
    let (rest, _) = opt((word_of(&["ano"]), gap)).parse_complete(rest)?;
    let (rest, year) = last_year(rest)?;
    let date = Partial::new(small(day), small(month), Some(year));
    if year::counts(rest) {
        miss(input)
    } else {
        on_calendar(input, rest, date)
    }
}

/// The month first, its year said apart: `octubre 16 del 2022`, `octubre 16, 2022`.
fn month_day(input: &str) -> IResult<&str, Partial> {
    let (rest, date) = first_month_day(input)?;
    let mark = (gap, opt(one(',')), gap, opt(word_of(&["de", "del"])));
    let (_, (_, comma, _, of)) = { mark }.parse_complete(rest)?;
    let (rest, year) = year_of(rest)?;
    if comma.is_none() && of.is_none() || year::counts(rest) {
        return miss(input);
    }
    on_calendar(
        input,
        rest,
        Partial {
            year: Some(year),
            ..date
        },
    )
}

fn on_calendar<'a>(input: &'a str, rest: &'a str, date: Partial) -> IResult<&'a str, Partial> {
    if date.date().is_some() {
        Ok((rest, date))
    } else {
        miss(input)
    }
}

/// `29 de marzo de 2023`, `1ro. de enero`: the year may be left to the end of a period.
fn day_month(input: &str) -> IResult<&str, Partial> {
    let (rest, date) = day_month_shape(input)?;
    let whole = Partial {
        year: date.year.or(Some(2020)),
        ..date
    };
    if whole.date().is_some() {
        Ok((rest, date))
    } else {
        miss(input)
    }
}

/// Its shape, whatever the calendar says.
fn day_month_shape(input: &str) -> IResult<&str, Partial> {
    let (rest, day) = day(input)?;
    let (rest, date) = after_day(rest)?;
    Ok((
        rest,
        Partial {
            day: Some(day),
            ..date
        },
    ))
}

/// What stands behind a day: ` de marzo de 2023`.
pub(super) fn after_day(input: &str) -> IResult<&str, Partial> {
    let (rest, _) = gap(input)?;
    let (rest, _) = opt((word_of(&["dia", "dias"]), gap)).parse_complete(rest)?;
    let (rest, _) = opt(alt((one('-'), one('/')))).parse_complete(rest)?;
    let (rest, _) = opt(word_of(&["de", "del"])).parse_complete(rest)?;
    let (rest, _) = gap(rest)?;
    let (rest, _) = opt((word_of(&["mes"]), gap, word_of(&["de"]), gap)).parse_complete(rest)?;
    let (rest, month) = month(rest)?;
    Ok(with_year(rest, None, month))
}

/// `diciembre de 2020`, `febrero 2022`, `enero`.
fn month_year(input: &str) -> IResult<&str, Partial> {
    let (rest, month) = month(input)?;
    Ok(with_year(rest, None, month))
}

fn with_year(rest: &str, day: Option<u8>, month: u8) -> (&str, Partial) {
    match year_of(rest) {
        Ok((after, year)) => (after, Partial::new(day, Some(month), Some(year))),
        Err(_) => (rest, Partial::new(day, Some(month), None)),
    }
}

/// No list of days is longer.
const MOST_LISTED: usize = 31;

/// An elided list of days or months, each with the place where it begins and ends; the last says what they share.
///
/// ```text
/// list = item 1*([","] ["y" | "e"] ["el"] item)
/// 9 y 27-11-2018     2018-11-09, 2018-11-27
/// 3, 5 y 8 de mayo de 2019     5 de enero y 6 de marzo de 2021     enero, febrero y marzo de 2021
/// ```
pub(super) fn listed(input: &str) -> IResult<&str, Vec<(&str, &str, Date)>> {
    let mut items: Vec<(&str, &str, Partial)> = Vec::new();
    let mut rest = input;
    while items.len() < MOST_LISTED {
        let (after, item) = point(rest)?;
        items.push((rest, after, item));
        if item.date().is_some() {
            break;
        }
        let (next, (_, comma, _, and)) = (
            gap,
            opt(one(',')),
            gap,
            opt((word_of(&["y", "e"]), lex::gap1)),
        )
            .parse_complete(after)?;
        if comma.is_none() && and.is_none() || item.year.is_some() {
            return miss(input);
        }
        (rest, _) = opt((word_of(&["el", "del", "de"]), lex::gap1)).parse_complete(next)?;
    }
    let Some(mut next) = items.last().and_then(|(_, _, last)| last.date()) else {
        return miss(input);
    };
    if items.len() < 2 {
        return miss(input);
    }
    let mut dates = Vec::with_capacity(items.len());
    for (start, end, item) in items.into_iter().rev() {
        // Days of a list come in order and are all days, or all months.
        let date = Partial {
            month: item.month.or(Some(next.month_of_year())),
            year: item.year.or(Some(next.year())),
            ..item
        }
        .date()
        .filter(|date| {
            (dates.is_empty() || *date < next)
                && date.day_of_month().is_some() == next.day_of_month().is_some()
        });
        let Some(date) = date else {
            return miss(input);
        };
        dates.push((start, end, date));
        next = date;
    }
    dates.reverse();
    let end = dates.last().map_or(input, |&(_, end, _)| end);
    Ok((end, dates))
}

/// `year-of = ["," | "-" | "/"] ["de" | "del"] ["el" | "año"] year`: ` de 2023`, ` del2021`, ` 2022`, ` del año 2020`,
/// ` de 2.021`, ` de dos mil veintiuno`.
pub(super) fn year_of(input: &str) -> IResult<&str, u16> {
    let (rest, _) = gap(input)?;
    let (rest, mark) = opt(satisfy(|c| matches!(c, ',' | '-' | '/'))).parse_complete(rest)?;
    let (rest, _) = gap(rest)?;
    let (rest, of) = opt(word_of(&["de", "del"])).parse_complete(rest)?;
    let (rest, _) = gap(rest)?;
    let (rest, the) = opt(word_of(&["el", "ano", "presente"])).parse_complete(rest)?;
    let (rest, _) = gap(rest)?;
    let (rest, ano) = opt(word_of(&["ano"])).parse_complete(rest)?;
    let (rest, _) = opt(one(':')).parse_complete(rest)?;
    let (rest, _) = gap(rest)?;
    let (after, year) = match last_year(rest) {
        Err(_) if of.is_some() => year::grouped(rest).or_else(|_| year::in_words(rest)),
        found => found,
    }?;
    // `en marzo, 2020 afiliados` counts people; `en marzo de 2020` does not.
    let said = of.is_some() || the.is_some() || ano.is_some() || matches!(mark, Some('-' | '/'));
    if !said && year::counts(after) {
        miss(input)
    } else {
        Ok((after, year))
    }
}

/// The day that a word says, or begins to say.
fn day_word(word: Entry) -> Option<u8> {
    word.sense(Class::DayNumber).map(|day| day as u8)
}

/// `primero`, `veintiocho`, `treinta y uno`, with the month right after it.
fn day_in_words(input: &str) -> IResult<&str, u8> {
    let (rest, name) = lex::word(input)?;
    let Some(day) = day_word(name.entry()) else {
        return miss(input);
    };
    if !matches!(day, 20 | 30) {
        return Ok((rest, day));
    }
    let (rest, unit) =
        opt((lex::gap1, word_of(&["y"]), lex::gap1, lex::word)).parse_complete(rest)?;
    match unit {
        None => Ok((rest, day)),
        Some((_, _, _, unit)) => match day_word(unit.entry()) {
            Some(unit @ 1..=9) if day + unit <= 31 => Ok((rest, day + unit)),
            _ => miss(input),
        },
    }
}

/// A day of the month: `1`, `01`, `1ro`, `1ero.`, `1°`, `1.º`, `primero`, `veintiocho`.
fn day(input: &str) -> IResult<&str, u8> {
    if let Ok(found) = day_in_words(input) {
        return Ok(found);
    }
    let (rest, day) = lex::digits(1, 2)(input)?;
    let (rest, ordinal) = opt(word_of(&["ro", "ero", "er", "o"])).parse_complete(rest)?;
    let ring = satisfy(|c| matches!(c, '°' | 'º'));
    let (rest, ring) = opt(preceded(opt(one('.')), ring)).parse_complete(rest)?;
    let (rest, _) = if ordinal.is_some() || ring.is_some() {
        opt(one('.')).parse_complete(rest)?
    } else {
        (rest, None)
    };
    match small(day) {
        Some(day @ 1..=31) => Ok((rest, day)),
        _ => miss(input),
    }
}

/// A year alone, as a period's point: `2018`.
fn bare_year(input: &str) -> IResult<&str, Partial> {
    let (rest, year) = lex::year(input)?;
    // `2.018` and `2018,5` are numbers.
    let mut next = rest.chars();
    let decimal = next.next().is_some_and(|c| matches!(c, '.' | ','))
        && next.next().is_some_and(|c| c.is_ascii_digit());
    if decimal {
        miss(input)
    } else {
        Ok((rest, Partial::new(None, None, Some(year))))
    }
}

/// A day alone, as a period's first point: `1 al 30 de junio de 2020`.
fn bare_day(input: &str) -> IResult<&str, Partial> {
    let (rest, day) = day(input)?;
    Ok((rest, Partial::new(Some(day), None, None)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Option<String> {
        point(text).ok().and_then(|(rest, found)| {
            let date = found.date()?;
            Some(format!("{date}{rest}"))
        })
    }

    #[test]
    fn printed_dates() {
        for (text, expected) in [
            ("20/01/2022", "2022-01-20"),
            ("16-11-2022", "2022-11-16"),
            ("16- 11-2022", "2022-11-16"),
            ("16 -11 - 2022", "2022-11-16"),
            ("31-12-2021", "2021-12-31"),
            ("20.01.2022", "2022-01-20"),
            ("2022-01-20", "2022-01-20"),
            ("29 de marzo de 2023", "2023-03-29"),
            ("31 de diciembre de 2017", "2017-12-31"),
            ("1ro de enero de 2021", "2021-01-01"),
            ("1ero. de enero de 2021", "2021-01-01"),
            ("1° de enero de 2021", "2021-01-01"),
            ("primero de enero del año 2021", "2021-01-01"),
            ("01 de enero del 2021", "2021-01-01"),
            ("29-marzo-2023", "2023-03-29"),
            ("diciembre de 2020", "2020-12"),
            ("Diciembre de 2020", "2020-12"),
            ("diciembre del año 2020", "2020-12"),
            ("febrero 2022", "2022-02"),
            ("octubre del2021", "2021-10"),
            ("marzo/2021", "2021-03"),
            ("03/2021", "2021-03"),
            ("dic. 2021", "2021-12"),
            ("30/08/2019,", "2019-08-30,"),
            ("20/1/22", "2022-01-20"),
            ("05-03-22.", "2022-03-05."),
            ("1.º de julio de 2021", "2021-07-01"),
            ("12 de mayo de 2.021", "2021-05-12"),
            ("diez de agosto de dos mil veintiuno", "2021-08-10"),
            (
                "3 de mayo de mil novecientos noventa y ocho,",
                "1998-05-03,",
            ),
        ] {
            assert_eq!(read(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn not_dates() {
        for text in [
            "31/02/2022",
            "31-04-2021",
            "30 de febrero de 2020",
            "20/01/221",
            "20/01/22/3",
            "3-4-22",
            "enero de 2.345",
            "enero de 2.021.000",
            "0/1/2022",
            "13/2021",
            "marzo",
            "enero 2.345",
            "marzo 2020 afiliados",
            "10 de 2021",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn off_the_calendar() {
        for text in [
            "31/02/2022",
            "31- 04-2021",
            "29 de febrero de 2021",
            "31 de abril",
            "30 de febrero del 2020",
        ] {
            assert_eq!(off_calendar(text), Ok(("", ())), "{text}");
        }
        assert!(off_calendar("29 de febrero de 2020").is_err());
    }

    #[test]
    fn from_str_takes_its_own_print_only() {
        for text in [
            "2022-1-20",
            "2022-01-20-",
            "+022-01",
            "2022",
            "2022-13",
            "",
            "2022-01-2é",
        ] {
            assert_eq!(text.parse::<Date>(), Err(InvalidDate), "{text}");
        }
    }

    const MONTHS: [&str; 12] = [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ];

    proptest! {
        #[test]
        fn every_print_reads_the_same(year in 1900_u16..=2100, month in 1_u8..=12, day in 1_u8..=31) {
            let name = MONTHS[usize::from(month - 1)];
            let expected = Date::day(year, month, day).map(|date| date.to_string());
            prop_assert_eq!(read(&format!("{day:02}/{month:02}/{year}")), expected.clone());
            prop_assert_eq!(read(&format!("{day}-{month}-{year}")), expected.clone());
            prop_assert_eq!(read(&format!("{day:02}- {month:02}-{year}")), expected.clone());
            prop_assert_eq!(read(&format!("{day} de {name} de {year}")), expected.clone());
            prop_assert_eq!(read(&format!("{day:02} de {} del año {year}", name.to_uppercase())), expected.clone());
            if let Some(text) = expected {
                prop_assert_eq!(text.parse::<Date>().map(|date| date.to_string()), Ok(text));
            }
        }
    }
}
