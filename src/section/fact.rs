//! One value that a report states, whatever its section.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Serialize, Serializer};

use super::parser::SectionId;
use super::value::{Count, Figure};
use crate::atom::{Date, Reference, Time};
use crate::source::Span;

/// One value that a report states: what is said, of whom, when, and where.
///
/// [`Report::facts`](crate::Report::facts) gives those of every section. A section gives its own by
/// [`SectionParser::facts`](crate::SectionParser::facts); the report then adds the section and the page.
///
/// ```
/// let text = "5. Ejecución presupuestaria \n\n| UNIDAD | CODIFICADO | DEVENGADO |\n|---|---|---|\n\
///             | SALUD | 200,00 | 150,00 |\n| RIESGOS | 100,00 | 90,00 |\n";
/// let report = rendicion::parse(text);
/// let said: Vec<String> = report.facts().map(|fact| fact.to_string()).collect();
/// assert_eq!(said[1], "unit SALUD: executed 150.00 USD");
/// let fact = report.facts().next().unwrap();
/// assert_eq!((fact.section.as_str(), fact.line, fact.page), ("budget_execution", 5, None));
/// assert_eq!(report.text(fact.span), "200,00");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Fact<'d> {
    /// The id of the section that states it.
    pub section: SectionId,
    /// Whom or what it is said of.
    pub subject: Subject<'d>,
    /// What is said of it: the name of a member of the section's data, such as `executed` or `awarded.count`.
    pub measure: &'d str,
    /// The value.
    pub value: FactValue<'d>,
    /// What the value is measured in; `None` for what is no quantity.
    pub unit: Option<UnitOfMeasure>,
    /// The time that it is said of, where the words say so; otherwise it is the report's year.
    pub period: Option<Time>,
    /// Where it is printed: the value, or the record that holds it.
    pub span: Span,
    /// The line of the span's start, counted from 1.
    pub line: u32,
    /// The number of the page on which the span starts; `None` where the text does not show it.
    pub page: Option<u32>,
}

/// Whom or what a fact is said of.
///
/// ```
/// use rendicion::{Subject, SubjectKind};
///
/// let subject = Subject::new(SubjectKind::Procedure, "infima_cuantia").with_label("Ínfima Cuantía");
/// assert_eq!(subject.to_string(), "procedure infima_cuantia");
/// assert_eq!(subject.label, "Ínfima Cuantía");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[non_exhaustive]
pub struct Subject<'d> {
    /// What it is.
    pub kind: SubjectKind,
    /// Its name: a stable slug where there is one (`affiliates`, `infima_cuantia`), otherwise as printed.
    pub name: &'d str,
    /// Its name as printed.
    pub label: &'d str,
}

/// What a [`Subject`] is.
///
/// ```
/// use rendicion::SubjectKind;
///
/// assert_eq!(SubjectKind::Unit.as_str(), "unit");
/// assert_eq!(SubjectKind::Custom("acme.vehicle").as_str(), "acme.vehicle");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum SubjectKind {
    /// The office of the report.
    Office,
    /// What adds up the others of its section: leave these out of a sum.
    Total,
    /// A unit that has a budget.
    Unit,
    /// A procedure of procurement, by its slug.
    Procedure,
    /// A body that audits.
    Body,
    /// A recommendation of an examination, by its number.
    Recommendation,
    /// A concept of an indicator, by its slug.
    Concept,
    /// An asset that left the office, by what was done with it.
    Asset,
    /// An objective, by its number.
    Objective,
    /// An achievement, by its lead.
    Achievement,
    /// A focus of the policies for equality, by its slug.
    Focus,
    /// A person.
    Person,
    /// One of a section from outside: begin it with the crate's name and a dot.
    Custom(&'static str),
}

impl SubjectKind {
    /// Its name, in `snake_case`.
    ///
    /// ```
    /// assert_eq!(rendicion::SubjectKind::Procedure.as_str(), "procedure");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Office => "office",
            Self::Total => "total",
            Self::Unit => "unit",
            Self::Procedure => "procedure",
            Self::Body => "body",
            Self::Recommendation => "recommendation",
            Self::Concept => "concept",
            Self::Asset => "asset",
            Self::Objective => "objective",
            Self::Achievement => "achievement",
            Self::Focus => "focus",
            Self::Person => "person",
            Self::Custom(name) => name,
        }
    }
}

impl fmt::Display for SubjectKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for SubjectKind {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// The value of a [`Fact`].
///
/// It is printed, and serialised, as text: decimals exact, with a dot.
///
/// ```
/// use rendicion::FactValue;
///
/// assert_eq!(FactValue::Text("Directora").to_string(), "Directora");
/// assert_eq!(FactValue::Flag(true).to_string(), "true");
/// assert_eq!(FactValue::Text("Directora").decimal(), None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum FactValue<'d> {
    /// A quantity, exact.
    Number(Decimal),
    /// Words.
    Text(&'d str),
    /// A day, or a month of a year.
    Date(Date),
    /// The reference of a document.
    Reference(&'d Reference),
    /// That something holds, or does not.
    Flag(bool),
}

impl FactValue<'_> {
    /// The quantity; `None` for what is none.
    ///
    /// ```
    /// assert_eq!(rendicion::FactValue::Flag(true).decimal(), None);
    /// ```
    pub const fn decimal(&self) -> Option<Decimal> {
        match self {
            Self::Number(value) => Some(*value),
            _ => None,
        }
    }
}

impl fmt::Display for FactValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Number(value) => value.fmt(f),
            Self::Text(text) => f.write_str(text),
            Self::Date(date) => date.fmt(f),
            Self::Reference(reference) => reference.fmt(f),
            Self::Flag(flag) => flag.fmt(f),
        }
    }
}

impl Serialize for FactValue<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// What a quantity is measured in.
///
/// ```
/// assert_eq!(rendicion::UnitOfMeasure::UsDollar.as_str(), "USD");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum UnitOfMeasure {
    /// US dollars.
    UsDollar,
    /// Percent points.
    Percent,
    /// People or things, in ones.
    Count,
    /// A number of its own.
    Index,
}

impl UnitOfMeasure {
    /// Its sign or its name.
    ///
    /// ```
    /// assert_eq!(rendicion::UnitOfMeasure::Percent.as_str(), "%");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::UsDollar => "USD",
            Self::Percent => "%",
            Self::Count => "count",
            Self::Index => "index",
        }
    }
}

impl fmt::Display for UnitOfMeasure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for UnitOfMeasure {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'d> Subject<'d> {
    /// A subject of a kind, with a name that is also its label.
    ///
    /// ```
    /// use rendicion::{Subject, SubjectKind};
    ///
    /// assert_eq!(Subject::new(SubjectKind::Unit, "SALUD").label, "SALUD");
    /// ```
    pub const fn new(kind: SubjectKind, name: &'d str) -> Self {
        Self {
            kind,
            name,
            label: name,
        }
    }

    /// It with the words that are printed.
    ///
    /// ```
    /// use rendicion::{Subject, SubjectKind};
    ///
    /// let subject = Subject::new(SubjectKind::Concept, "affiliates").with_label("afiliados");
    /// assert_eq!((subject.name, subject.label), ("affiliates", "afiliados"));
    /// ```
    #[must_use]
    pub const fn with_label(self, label: &'d str) -> Self {
        Self { label, ..self }
    }
}

impl fmt::Display for Subject<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.kind)?;
        if self.name.is_empty() {
            return Ok(());
        }
        write!(f, " {}", self.name)
    }
}

impl<'d> Fact<'d> {
    /// A fact that stands at a span, on a line counted from 1.
    ///
    /// A report adds the section and the page. Where the line is 0 it takes the section's own span and line.
    ///
    /// ```
    /// use rendicion::{Fact, FactValue, Span, Subject, SubjectKind};
    ///
    /// let driver = Subject::new(SubjectKind::Custom("acme.driver"), "Rosa Paz");
    /// let fact = Fact::new(driver, "post", FactValue::Text("Conductora"), Span::new(4, 20), 2);
    /// assert_eq!(fact.to_string(), "acme.driver Rosa Paz: post Conductora");
    /// ```
    pub fn new(
        subject: Subject<'d>,
        measure: &'d str,
        value: FactValue<'d>,
        span: Span,
        line: u32,
    ) -> Self {
        Self {
            section: SectionId::OTHER,
            subject,
            measure,
            value,
            unit: None,
            period: None,
            span,
            line,
            page: None,
        }
    }

    /// A figure as a fact.
    ///
    /// ```
    /// use rendicion::atom::{AtomKind, Value};
    /// use rendicion::{Fact, Figure, Span, Subject, SubjectKind, UnitOfMeasure};
    ///
    /// let value = Value::parse(AtomKind::Money, "610.50").and_then(|value| value.decimal()).unwrap();
    /// let cost = Figure::new(value, Span::new(4, 10), 1);
    /// let van = Subject::new(SubjectKind::Custom("acme.vehicle"), "Furgoneta");
    /// assert_eq!(
    ///     Fact::of_figure(van, "cost", &cost, UnitOfMeasure::UsDollar).to_string(),
    ///     "acme.vehicle Furgoneta: cost 610.50 USD"
    /// );
    /// ```
    pub fn of_figure(
        subject: Subject<'d>,
        measure: &'d str,
        figure: &Figure,
        unit: UnitOfMeasure,
    ) -> Self {
        let value = FactValue::Number(figure.value);
        Self::new(subject, measure, value, figure.span, figure.line).in_unit(unit)
    }

    /// A count as a fact.
    ///
    /// ```
    /// use rendicion::{Count, Fact, Span, Subject, SubjectKind};
    ///
    /// let van = Subject::new(SubjectKind::Custom("acme.vehicle"), "Furgoneta");
    /// let fact = Fact::of_count(van, "count", &Count::new(2, Span::new(4, 5), 1));
    /// assert_eq!(fact.to_string(), "acme.vehicle Furgoneta: count 2");
    /// ```
    pub fn of_count(subject: Subject<'d>, measure: &'d str, count: &Count) -> Self {
        let value = FactValue::Number(Decimal::from(count.value));
        Self::new(subject, measure, value, count.span, count.line).in_unit(UnitOfMeasure::Count)
    }

    /// It measured in a unit.
    ///
    /// ```
    /// use rendicion::{Fact, FactValue, Span, Subject, SubjectKind, UnitOfMeasure};
    ///
    /// let office = Subject::new(SubjectKind::Office, "");
    /// let fact = Fact::new(office, "index", FactValue::Text("81"), Span::new(4, 6), 1);
    /// assert_eq!(fact.in_unit(UnitOfMeasure::Index).unit, Some(UnitOfMeasure::Index));
    /// ```
    #[must_use]
    pub fn in_unit(self, unit: UnitOfMeasure) -> Self {
        Self {
            unit: Some(unit),
            ..self
        }
    }

    /// It said of a time.
    ///
    /// ```
    /// use rendicion::{Fact, FactValue, Span, Subject, SubjectKind};
    ///
    /// let office = Subject::new(SubjectKind::Office, "");
    /// let fact = Fact::new(office, "open", FactValue::Flag(true), Span::new(4, 6), 1).said_of("2022".parse().unwrap());
    /// assert_eq!(fact.to_string(), "office: open true (2022)");
    /// ```
    #[must_use]
    pub fn said_of(self, period: Time) -> Self {
        Self {
            period: Some(period),
            ..self
        }
    }
}

impl fmt::Display for Fact<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {} {}", self.subject, self.measure, self.value)?;
        match self.unit {
            Some(UnitOfMeasure::UsDollar) => f.write_str(" USD")?,
            Some(UnitOfMeasure::Percent) => f.write_str("%")?,
            _ => {}
        }
        match &self.period {
            Some(period) => write!(f, " ({period})"),
            None => Ok(()),
        }
    }
}
