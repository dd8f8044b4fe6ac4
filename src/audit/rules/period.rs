//! Periods that cannot be what their sentence says.

use super::{Finding, Findings, Seen, Severity, said};
use crate::atom::{Atom, Date, Point, Value};
use crate::lexicon::{Class, Entry};
use crate::source::{Text, fold};

rule!(PeriodImplausible, "period-implausible", Warning);

fn check(seen: &Seen<'_>, found: &mut Findings) {
    for (text, atoms) in seen.texts() {
        for pair in atoms.windows(2) {
            let [first, second] = pair else { continue };
            let finding =
                reversed(text, first, second, found).or_else(|| short(text, first, second, found));
            found.list(finding);
        }
    }
}

/// What is printed between two values, folded, and the words before the first.
fn around(text: &Text, first: &Atom, second: &Atom) -> Option<(String, String)> {
    let own = text.range_of(first.span)?;
    let between = text
        .as_str()
        .get(own.end..text.range_of(second.span)?.start)?;
    if between.len() > 60 {
        return None;
    }
    let start = text
        .as_str()
        .floor_char_boundary(own.start.saturating_sub(60));
    let before = text.as_str().get(start..own.start)?;
    Some((fold::key(before), fold::key(between)))
}

/// `del 31 de diciembre de 2016 al 1 de enero de 2013`: two days, the later first.
fn reversed(text: &Text, first: &Atom, second: &Atom, found: &Findings) -> Option<Finding> {
    let (is_reversed, is_year) = match (&first.value, &second.value) {
        (Value::Date(from), Value::Date(to)) => (from.first_day() > to.last_day(), false),
        (Value::Year(from), Value::Year(to)) => (from > to, true),
        _ => return None,
    };
    if !is_reversed {
        return None;
    }
    let (from, to) = (&first.value, &second.value);
    let (before, between) = around(text, first, second)?;
    let last = |most: usize| before.split(' ').rev().take(most).map(Entry::of);
    // `período 01/01/2019 al 31/12/2018`; of `los ejercicios 2019 y 2018` neither is a beginning.
    let is_named = before.ends_with(|c| c != 's') && last(1).any(|word| word.is(Class::YearNoun));
    let opens = is_named || !is_year && last(1).any(|word| word.is(Class::DayWord));
    // `al`, `hasta el`, or `entre el … y el`.
    let mut joins = between
        .split(' ')
        .map(Entry::of)
        .filter(|word| !word.is(Class::Article));
    let join = joins.next().filter(|_| joins.next().is_none())?;
    let gap = text.range_of(first.span)?.end..text.range_of(second.span)?.start;
    let is_dash = |it: &str| matches!(it.trim(), "-" | "–" | "—");
    let is_span = join.name(Class::Preposition) == "until"
        || is_year && text.as_str().get(gap).is_some_and(is_dash)
        || join.is(Class::Conjunction) && last(3).any(|word| word.is(Class::SpanWord));
    if !opens || !is_span {
        return None;
    }
    let message = found.language().pick(
        format!("the period ends on {to}, before it begins on {from}"),
        format!("el período termina el {to}, antes de empezar el {from}"),
    );
    Some(
        Finding::new(CODE, Severity::Warning, message)
            .actual(format!("{from}/{to}"))
            .all_evidence([first, second]),
    )
}

/// A year that ended on 31 December, or that the sentence calls the one reviewed, and beside it a period that runs from
/// its first day to the end of another month.
fn short(text: &Text, first: &Atom, second: &Atom, found: &Findings) -> Option<Finding> {
    let (period, other) = match (&first.value, &second.value) {
        (_, Value::Period(period)) => (period, first),
        (Value::Period(period), _) => (period, second),
        _ => return None,
    };
    let (Point::Date(from), Point::Date(to)) = (period.from, period.to) else {
        return None;
    };
    let year = match &other.value {
        Value::Date(closed) => closed.year(),
        Value::Year(year) => *year,
        _ => return None,
    };
    let (start, end) = (Date::day(year, 1, 1)?, Date::day(year, 12, 31)?);
    let is_closed = matches!(&other.value, Value::Date(closed) if *closed == end);
    let is_year = matches!(other.value, Value::Year(_));
    let is_cut = (is_closed || is_year) && from == start && to.year() == year && to < end;
    // `del 1 de enero al 31 de enero`: both of the year that ended, and the period ends with its month.
    if !is_cut || to != to.last_day() || to.day_of_month().is_none_or(|day| day < 28) {
        return None;
    }
    let (before, between) = around(text, first, second)?;
    let lead = if std::ptr::eq(other, first) {
        before
    } else {
        between
    };
    let is_said = if is_year {
        // `ejercicio`, `año fiscal`, and not a year by itself.
        let mut named = lead
            .rsplit(' ')
            .map(Entry::of)
            .take_while(|word| word.is(Class::YearNoun));
        let last = named.next();
        last.is_some_and(|word| {
            word.is(Class::YearWord) != word.is(Class::Glue) || named.next().is_some()
        })
    } else {
        said::any_in(&lead, |word| word.is(Class::Ended))
    };
    if !is_said {
        return None;
    }
    let message = found.language().pick(
        format!("the period ends on {to}, and the year that it covers ends on {end}"),
        format!("el período termina el {to}, y el año que abarca, el {end}"),
    );
    Some(
        Finding::new(CODE, Severity::Warning, message)
            .expected(format!("{start}/{end}"))
            .actual(period)
            .all_evidence([
                if std::ptr::eq(other, first) {
                    second
                } else {
                    first
                },
                other,
            ]),
    )
}
