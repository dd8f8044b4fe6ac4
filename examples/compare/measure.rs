//! What reports measure, and how far each value is from the median of its measure.

use std::collections::{HashMap, HashSet};

use rendicion::words::key;
use rendicion::{Fact, Report, Span, SubjectKind, UnitOfMeasure};
use rust_decimal::Decimal;

use super::cells::Names;

/// What makes two facts of different reports the same measure.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Measure {
    pub(crate) kind: SubjectKind,
    /// The subject's name, folded; of a total the section that it adds up.
    name: String,
    /// The member of the section's data: `executed`, `awarded.count`.
    pub(crate) member: String,
}

/// A value that a report gives, and where.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Given {
    pub(crate) value: Decimal,
    pub(crate) span: Span,
    pub(crate) line: u32,
    pub(crate) page: Option<u32>,
}

/// The measures of one report.
#[derive(Debug)]
pub(crate) struct Measured {
    pub(crate) file: String,
    pub(crate) province: Option<String>,
    pub(crate) year: Option<u16>,
    /// What stands over its column.
    pub(crate) label: String,
    /// Each measure in the order of the report, with the subject as printed.
    order: Vec<(Measure, String, Option<UnitOfMeasure>)>,
    given: HashMap<Measure, Vec<Given>>,
}

impl Measured {
    /// The measures of a report that was read from a file.
    pub(crate) fn of(file: &str, report: &Report) -> Self {
        let document = report.document();
        let mut out = Self {
            file: file.to_owned(),
            province: document.province.as_ref().map(|it| it.name.clone()),
            year: document.year,
            label: String::new(),
            order: Vec::new(),
            given: HashMap::new(),
        };
        for fact in report.facts().filter(|it| is_of_year(it, document.year)) {
            let Some(value) = fact.value.decimal() else {
                continue;
            };
            let (name, label) = match fact.subject.kind {
                SubjectKind::Total => (fact.section.to_string(), fact.section.to_string()),
                // A procedure that the form does not have is known by its name alone.
                SubjectKind::Procedure if fact.subject.name != "other" => {
                    (fact.subject.name.to_owned(), fact.subject.name.to_owned())
                }
                SubjectKind::Unit | SubjectKind::Procedure => {
                    (key(fact.subject.label), fact.subject.label.to_owned())
                }
                _ => (key(fact.subject.name), fact.subject.name.to_owned()),
            };
            let measure = Measure {
                kind: fact.subject.kind,
                name,
                member: fact.measure.to_owned(),
            };
            let given = out.given.entry(measure.clone()).or_default();
            if given.is_empty() {
                out.order.push((measure, label, fact.unit));
            }
            // The same value again is no other value.
            if given.iter().all(|it| it.value != value) {
                given.push(Given {
                    value,
                    span: fact.span,
                    line: fact.line,
                    page: fact.page,
                });
            }
        }
        out
    }

    /// The values that it gives a measure: more than one where it contradicts itself.
    pub(crate) fn values(&self, measure: &Measure) -> &[Given] {
        self.given.get(measure).map_or(&[], Vec::as_slice)
    }

    /// The only value that it gives a measure.
    pub(crate) fn value(&self, measure: &Measure) -> Option<Decimal> {
        match self.values(measure) {
            [only] => Some(only.value),
            _ => None,
        }
    }
}

/// Whether a fact is said of the whole year, or the end of the year, that its report is on.
fn is_of_year(fact: &Fact<'_>, year: Option<u16>) -> bool {
    let (Some(period), Some(year)) = (fact.period, year) else {
        return fact.period.is_none();
    };
    let period = period.to_string();
    let Some(rest) = period.strip_prefix(&year.to_string()) else {
        return false;
    };
    let whole = [format!("-01/{year}-12"), format!("-01-01/{year}-12-31")];
    matches!(rest, "" | "-12" | "-12-31") || whole.iter().any(|it| rest == it)
}

/// Puts reports in the order of province and year, and names their columns.
pub(crate) fn arrange(reports: &mut [Measured]) {
    reports.sort_by_cached_key(|it| (it.province.as_deref().map(key), it.year, it.file.clone()));
    let mut names = Names::default();
    for report in reports {
        let year = report.year.map(|it| it.to_string());
        let parts: Vec<&str> = report
            .province
            .as_deref()
            .into_iter()
            .chain(year.as_deref())
            .collect();
        let label = if parts.is_empty() {
            report.file.clone()
        } else {
            parts.join(" ")
        };
        report.label = names.own(&label);
    }
}

/// The measures that two reports or more give.
#[derive(Debug)]
pub(crate) struct Comparison {
    pub(crate) lines: Vec<Line>,
    pub(crate) factor: Decimal,
}

/// One measure of all reports.
#[derive(Debug)]
pub(crate) struct Line {
    pub(crate) measure: Measure,
    /// The subject, as the first report prints it.
    pub(crate) label: String,
    pub(crate) unit: Option<UnitOfMeasure>,
    /// Of an even number of values the lower of the two in the middle.
    pub(crate) median: Decimal,
    /// The larger of two values, of which the median is the smaller: neither says that the other is the odd one.
    larger: Option<Decimal>,
}

impl Comparison {
    pub(crate) fn of(reports: &[Measured], factor: Decimal) -> Self {
        let mut known = HashSet::new();
        let all = reports.iter().flat_map(|report| &report.order);
        let lines = all
            .filter(|(measure, ..)| known.insert(measure))
            .filter_map(|(measure, label, unit)| {
                let mut values: Vec<Decimal> =
                    reports.iter().filter_map(|it| it.value(measure)).collect();
                values.sort_unstable();
                let (median, larger) = match *values {
                    [] | [_] => return None,
                    [smaller, larger] => (smaller, Some(larger)),
                    _ => (*values.get((values.len() - 1) / 2)?, None),
                };
                Some(Line {
                    measure: measure.clone(),
                    label: label.clone(),
                    unit: *unit,
                    median,
                    larger,
                })
            });
        let mut lines: Vec<Line> = lines.collect();
        // Measures of one subject stand together and under one name, whichever report gave them first.
        let mut first: HashMap<(SubjectKind, String), (usize, String)> = HashMap::new();
        for (at, line) in lines.iter_mut().enumerate() {
            let known = first.entry(line.subject());
            line.label
                .clone_from(&known.or_insert((at, line.label.clone())).1);
        }
        lines.sort_by_key(|line| first.get(&line.subject()).map(|(at, _)| *at));
        Self { lines, factor }
    }

    /// Whether a value is far from the median of its line, or, where there are two, from the other.
    pub(crate) fn is_far(&self, line: &Line, value: Decimal) -> bool {
        let (value, median) = (line.larger.unwrap_or(value).abs(), line.median.abs());
        let above =
            |a: Decimal, b: Decimal| b.checked_mul(self.factor).is_some_and(|most| a > most);
        above(value, median) || above(median, value)
    }
}

impl Line {
    fn subject(&self) -> (SubjectKind, String) {
        (self.measure.kind, self.measure.name.clone())
    }
}
