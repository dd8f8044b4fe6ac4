//! What two readings state, compared.

use std::collections::{HashMap, HashSet};

use rendicion::{Code, Fact, FactValue, Report, SectionId};

use crate::edit::Damaged;
use crate::support::facts::HOW;

/// How far from a fact, or from the damage, a diagnostic may stand that speaks of it, in lines.
const NEAR: u32 = 12;

/// Codes that speak of a whole section from its title on.
const OF_SECTION: [Code; 2] = [Code::RepeatedSection, Code::MissingSection];

/// Codes that speak of the report as a whole: its kind, its year, its province.
const OF_REPORT: [Code; 5] = [
    Code::UnknownDocument,
    Code::ContestedProvince,
    Code::ContestedYear,
    Code::TruncatedDocument,
    Code::MissingSection,
];

/// What is said, without where.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
struct Said {
    section: String,
    measure: String,
    value: String,
}

/// One fact that is no text.
#[derive(Clone, Debug)]
struct Statement {
    said: Said,
    section: SectionId,
    /// The time that it is said of; the report's year where the words name none.
    period: String,
    subject: String,
    lines: (u32, u32),
    span: (u32, u32),
}

/// How a damaged reading differs from the sound one.
#[derive(Clone, Debug, Default)]
pub(crate) struct Difference {
    /// Facts of the damaged text that the sound one does not state, where no diagnostic stands.
    pub(crate) changed: Vec<String>,
    /// Facts that went, with a diagnostic.
    pub(crate) lost_said: usize,
    /// Facts that went without one.
    pub(crate) lost_unsaid: Vec<String>,
}

/// The statements of a report, to compare others with.
pub(crate) struct Statements {
    all: Vec<Statement>,
    diagnostics: HashMap<(Code, String), usize>,
}

/// Small letters and digits.
fn folded(text: &str) -> String {
    use unicode_normalization::UnicodeNormalization as _;
    text.nfd()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

impl Statement {
    fn of(fact: &Fact<'_>, report: &Report) -> Option<Self> {
        if matches!(fact.value, FactValue::Text(_)) {
            return None;
        }
        Some(Self {
            said: Said {
                section: fact.section.to_string(),
                measure: fact.measure.to_owned(),
                value: match fact.value {
                    FactValue::Number(value) => value.normalize().to_string(),
                    value => value.to_string(),
                },
            },
            period: fact.period.as_ref().map_or_else(
                || {
                    report
                        .document()
                        .year
                        .map(|year| year.to_string())
                        .unwrap_or_default()
                },
                ToString::to_string,
            ),
            section: fact.section.clone(),
            subject: folded(fact.subject.name),
            lines: (fact.line, report.source().line_of(fact.span.end)),
            span: (fact.span.start, fact.span.end),
        })
    }

    /// Whether it is of the same subject and time: a name that damage struck is still the name, a year is vaguer than
    /// its month, and no year at all is not another one.
    fn is_about(&self, other: &Self) -> bool {
        if !self.period.starts_with(&other.period) && !other.period.starts_with(&self.period) {
            return false;
        }
        let (one, two) = (&self.subject, &other.subject);
        one == two || one.contains(two.as_str()) || two.contains(one.as_str()) || {
            let longest = one.chars().count().max(two.chars().count());
            strsim::levenshtein(one, two) * 2 <= longest
        }
    }
}

impl Statements {
    pub(crate) fn of(report: &Report) -> Self {
        let mut all: Vec<Statement> = report
            .facts()
            .filter_map(|fact| Statement::of(&fact, report))
            .collect();
        let document = report.document();
        let mut whole = |measure: &str, value: String| {
            all.push(Statement {
                said: Said {
                    section: "document".to_owned(),
                    measure: measure.to_owned(),
                    value,
                },
                section: SectionId::OTHER,
                period: String::new(),
                subject: String::new(),
                lines: (
                    1,
                    report.source().line_of(report.source().text().len() as u32),
                ),
                span: (0, 0),
            });
        };
        if let Some(year) = document.year {
            whole("year", year.to_string());
        }
        if let Some(province) = &document.province {
            whole("province", province.name.clone());
        }
        let mut diagnostics = HashMap::new();
        for diagnostic in report.diagnostics() {
            *diagnostics
                .entry((diagnostic.code, diagnostic.message.clone()))
                .or_default() += 1;
        }
        Self { all, diagnostics }
    }

    fn by_saying(&self) -> HashMap<&Said, Vec<&Statement>> {
        let mut out: HashMap<&Said, Vec<&Statement>> = HashMap::new();
        for statement in &self.all {
            out.entry(&statement.said).or_default().push(statement);
        }
        out
    }

    /// How the reading of a damaged text differs.
    pub(crate) fn difference(&self, damaged: &Damaged, report: &Report) -> Difference {
        let after = Self::of(report);
        let told = Told::new(self, report, damaged);
        let mut out = Difference::default();
        let known = self.by_saying();
        let mut seen = HashSet::new();
        for statement in &after.all {
            let same = known
                .get(&statement.said)
                .is_some_and(|all| all.iter().any(|it| it.is_about(statement)));
            if !same && !told.of(statement) && seen.insert((&statement.said, &statement.subject)) {
                out.changed.push(statement.to_string());
            }
        }
        let left = after.by_saying();
        for statement in &self.all {
            if left
                .get(&statement.said)
                .is_some_and(|all| all.iter().any(|it| it.is_about(statement)))
            {
                continue;
            }
            if told.of_section(&statement.section) {
                out.lost_said += 1;
            } else {
                out.lost_unsaid.push(statement.to_string());
            }
        }
        out
    }
}

impl std::fmt::Display for Statement {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Said {
            section,
            measure,
            value,
        } = &self.said;
        write!(
            f,
            "line {}: {section} [{}] {measure} = {value} ({})",
            self.lines.0, self.subject, self.period
        )
    }
}

/// The diagnostics that the damage added.
struct Told<'r> {
    report: &'r Report,
    new: Vec<(Code, u32, u32, u32, u32)>,
    near_damage: bool,
}

impl<'r> Told<'r> {
    fn new(sound: &Statements, report: &'r Report, damaged: &Damaged) -> Self {
        let mut known = sound.diagnostics.clone();
        let mut new = Vec::new();
        for diagnostic in report.diagnostics() {
            match known.get_mut(&(diagnostic.code, diagnostic.message.clone())) {
                Some(left) if *left > 0 => *left -= 1,
                _ => new.push((
                    diagnostic.code,
                    diagnostic.line,
                    report.source().line_of(diagnostic.span.end),
                    diagnostic.span.start,
                    diagnostic.span.end,
                )),
            }
        }
        let near = |line: u32| {
            damaged.lines.iter().any(|it| {
                it.len() < NEAR as usize
                    && (it.start.saturating_sub(NEAR)..it.end + NEAR).contains(&line)
            })
        };
        let near_damage = new.iter().any(|it| !HOW.contains(&it.0) && near(it.1));
        Self {
            report,
            new,
            near_damage,
        }
    }

    /// Whether a diagnostic speaks of a fact: one on it, or near it or the damage and no mere how.
    fn of(&self, statement: &Statement) -> bool {
        let (first, last) = statement.lines;
        self.near_damage
            || self.new.iter().any(|(code, start, end, from, to)| {
                let is_over = *from <= statement.span.0 && statement.span.1 <= *to;
                if OF_SECTION.contains(code) && (is_over || self.is_in_section(*start, first)) {
                    true
                } else if statement.said.section == "document" {
                    OF_REPORT.contains(code)
                } else if HOW.contains(code) {
                    *from < statement.span.1 && statement.span.0 < *to
                } else {
                    *start <= last + NEAR && first <= *end + NEAR
                }
            })
    }

    /// Whether two lines stand in the same section.
    fn is_in_section(&self, one: u32, other: u32) -> bool {
        let lines = self
            .report
            .sections()
            .iter()
            .map(|section| section.line()..=self.report.source().line_of(section.span().end));
        lines
            .into_iter()
            .any(|it| it.contains(&one) && it.contains(&other))
    }

    /// Whether one speaks of what went: near the damage, or in a section of its kind.
    fn of_section(&self, id: &SectionId) -> bool {
        let sections = self.report.sections();
        self.near_damage
            || self.new.iter().any(|(code, start, ..)| {
                !HOW.contains(code)
                    && sections.iter().any(|section| {
                        let end = self.report.source().line_of(section.span().end);
                        section.kind() == id && (section.line()..=end).contains(start)
                    })
            })
    }
}
