//! Stated quantities of known concepts.
//!
//! The words are data, in `concept` and the lexicon; `said` reads them in sentences and `table` in tables. Both would rather
//! leave a quantity out than name it wrongly.

mod concept;
mod label;
mod said;
mod table;

use serde::{Deserialize, Serialize};

use self::concept::Unit;
use super::fact::UnitOfMeasure;
use super::reading::Reading;
use crate::atom::{Atom, AtomKind, Time};
use crate::diagnostic::Sink;
use crate::model::Block;
use crate::prose::ExclusionReason;
use crate::source::{Source, Span, Text};

/// The quantities that a section states.
///
/// ```
/// use rendicion::Coverage;
///
/// let report = rendicion::parse("1. Cobertura Institucional \n\nEl IESS tiene 61.590 afiliados. \n");
/// assert_eq!(report.section::<Coverage>().unwrap().indicators.len(), 1);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Indicators {
    /// In the order of print.
    pub indicators: Vec<Indicator>,
}

/// A stated quantity of a known concept.
///
/// A quantity is one only where the words leave no doubt of what it counts: a change ("512 more"), a round number ("some
/// 500") or those who came to a course are none. Nor is one that the sentence denies or hopes for, or that is of another
/// province or the whole country; `set-aside` says where such a one stands. One of another year has that as its period. The concepts, which keep their slugs and meanings:
///
/// | slug | what | unit |
/// | --- | --- | --- |
/// | `affiliates` | affiliates (*afiliados*), in all | people |
/// | `affiliates_general` | of the *Seguro General Obligatorio* | people |
/// | `affiliates_voluntary` | *voluntarios* | people |
/// | `affiliates_domestic_workers` | *trabajadores del hogar* | people |
/// | `affiliates_campesino` | of the *Seguro Social Campesino*, the rural insurance | people |
/// | `affiliates_women`, `affiliates_men` | by sex, among affiliates, insured or contributors | people |
/// | `insured`, `contributors` | *asegurados*, *cotizantes*, where the report does not say affiliates | people |
/// | `employers` | *patronos*, *empleadores* | employers |
/// | `inspected_companies`, `inspected_workers`, `regularized_workers` | by the inspectors of affiliation | companies, people |
/// | `pensioners` | *pensionistas* | people |
/// | `retirees` | *jubilados*, in all | people |
/// | `retirees_old_age`, `retirees_invalidity`, `retirees_disability` | by *vejez*, *invalidez*, *discapacidad* | people |
/// | `montepio_beneficiaries` | who draw a survivor's pension | people |
/// | `pension_benefits` | *prestaciones* of pensions in payment | benefits |
/// | `pension_amount_paid` | paid in pensions | USD |
/// | `campesino_heads_of_household` | *jefes de hogar*, *jefes cotizantes* | people |
/// | `campesino_population` | whom the rural insurance protects | people |
/// | `campesino_organizations` | its organizations | organizations |
/// | `campesino_retirees_active`, `campesino_retirees_pensioned` | its *jubilados activos*, *jubilados pensionistas* | people |
/// | `dispensaries`, `dispensaries_annexed` | of the rural insurance; *dispensarios anexos* | dispensaries |
/// | `medical_units` | *unidades médicas* of the IESS | units |
/// | `external_providers` | *prestadores externos* | providers |
/// | `external_provider_attentions`, `external_provider_beneficiaries` | what they gave, and to how many | attentions, people |
/// | `external_provider_budget_executed`, `external_provider_execution_percent` | what they cost | USD, percent points |
/// | `collections_total` | collected in all | USD |
/// | `collections_contributions`, `collections_assessments`, `collections_credit_titles` | *aportes*, *glosas*, *títulos de crédito* | USD |
/// | `collections_reserve_funds`, `collections_agreements`, `collections_fines` | *fondos de reserva*, *convenios*, *multas* | USD |
/// | `collections_arrears` | *mora* | USD |
/// | `budget_execution_percent` | of the office as a whole | percent points |
/// | `management_index` | *índice de gestión estratégica* (IESSPR) | of its own |
/// | `compliance_reports` | reports that answer auditors | reports |
/// | `cantons` | that the office covers | cantons |
///
/// ```
/// use rendicion::Coverage;
///
/// let text = "1. Cobertura Institucional \n\nLa provincia cerró el año 2022 con 61.590 afiliados, de los cuales \
///             31.020 son mujeres, y 39 dispensarios. ";
/// let report = rendicion::parse(text);
/// let found = &report.section::<Coverage>().unwrap().indicators;
/// assert_eq!((found[0].concept.as_str(), found[0].value.as_str()), ("affiliates", "61590"));
/// assert_eq!((found[1].concept.as_str(), found[1].value.as_str()), ("affiliates_women", "31020"));
/// assert_eq!((found[2].concept.as_str(), found[2].label.as_str()), ("dispensaries", "dispensarios"));
/// assert_eq!(found[0].period.unwrap().to_string(), "2022");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Indicator {
    /// A stable slug: `affiliates`, `pensioners`, …
    pub concept: String,
    /// The words of the report.
    pub label: String,
    /// The quantity, exact: people and things in ones, money in USD, shares in percent points.
    #[cfg_attr(
        feature = "schemars",
        schemars(with = "String", regex(pattern = r"^-?[0-9]+(\.[0-9]+)?$"))
    )]
    pub value: String,
    /// The time that it is said of, as an atom's value: of the same clause, row or caption, or of the sentence that
    /// introduces the list; `None` where none stands by it.
    pub period: Option<Time>,
    /// Where the quantity is printed.
    pub span: Span,
    /// The line of the span's start, counted from 1.
    pub line: u32,
}

impl Indicator {
    /// Every concept that an indicator may be of: its slug, and what it is.
    ///
    /// ```
    /// assert!(rendicion::Indicator::concepts().any(|(slug, _)| slug == "pensioners"));
    /// ```
    pub fn concepts() -> impl Iterator<Item = (&'static str, &'static str)> {
        concept::CONCEPTS
            .iter()
            .map(|concept| (concept.slug, concept.about))
    }

    /// What its value is measured in; `None` for a concept that the crate does not list.
    pub(super) fn unit(&self) -> Option<UnitOfMeasure> {
        let concept = concept::CONCEPTS
            .iter()
            .find(|it| it.slug == self.concept)?;
        Some(match concept.unit {
            Unit::Count => UnitOfMeasure::Count,
            Unit::Money => UnitOfMeasure::UsDollar,
            Unit::Percent => UnitOfMeasure::Percent,
            Unit::Index => UnitOfMeasure::Index,
        })
    }
}

/// Words of a row that a message shows.
const SHOWN: usize = 16;

/// A quantity that a section states.
#[derive(Clone, Debug)]
struct Stated {
    slug: &'static str,
    label: String,
    value: String,
    period: Option<Time>,
    span: Span,
}

/// The quantities that a section states; `sink` hears of those that are no fact of the report's province.
pub(super) fn read(section: &Reading<'_>, sink: &mut dyn Sink) -> Indicators {
    let source = section.source();
    let mut stated: Vec<Stated> = Vec::new();
    let mut excluded: Vec<(Span, ExclusionReason)> = Vec::new();
    let home = section.home();
    let groups = section
        .subsections()
        .iter()
        .map(|sub| (Some(sub.title()), sub.blocks(), sub.passages()));
    for (title, blocks, passages) in [(None, section.blocks(), section.own_passages())]
        .into_iter()
        .chain(groups)
    {
        said::read(section, title, &passages, &mut stated, &mut excluded);
        // What stands right above a table without a caption heads it, where it is no sentence.
        let mut above: Option<&str> = None;
        for block in blocks {
            match block {
                Block::Table(table) => {
                    let above = above.take().filter(|text| !text.trim_end().ends_with('.'));
                    table::read(table, above, title, home, &mut stated, &mut excluded);
                }
                Block::List(list) => above = list.items.last().map(|item| item.text.as_str()),
                Block::Furniture(_) => {}
                _ => above = block.text().map(Text::as_str),
            }
        }
    }
    for (span, reason) in excluded {
        let printed: Vec<&str> = source.slice(span).split_whitespace().take(SHOWN).collect();
        let message = format!(
            "`{}` is kept as a value, and is no indicator: {}",
            printed.join(" "),
            reason.why()
        );
        sink.report(reason.code(), span, message);
    }
    stated.sort_by_key(|it| (it.span.start, it.span.end));
    stated.dedup_by_key(|it| it.span);
    Indicators {
        indicators: stated.into_iter().map(|it| it.indicator(source)).collect(),
    }
}

impl Stated {
    fn indicator(self, source: &Source) -> Indicator {
        Indicator {
            concept: self.slug.to_owned(),
            label: self.label,
            value: self.value,
            period: self.period,
            line: source.line_of(self.span.start),
            span: self.span,
        }
    }
}

/// The value of an atom as a quantity of a unit; `None` where it is none of that unit.
fn value_of(atom: &Atom, unit: Unit) -> Option<String> {
    let kind = atom.value.kind();
    let value = atom
        .value
        .decimal()
        .filter(|value| !value.is_sign_negative())?;
    match unit {
        // "330.00" people are 330; half a one is a mistake of somebody's.
        Unit::Count if kind == AtomKind::Number => Some(value.normalize())
            .filter(|value| value.scale() == 0)
            .map(|value| value.to_string()),
        Unit::Money if matches!(kind, AtomKind::Money | AtomKind::Number) => {
            Some(value.to_string())
        }
        Unit::Percent if matches!(kind, AtomKind::Percent | AtomKind::Number) => {
            Some(value.to_string())
        }
        Unit::Index if kind == AtomKind::Number => Some(value.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::section::ExecutiveSummary;
    use crate::section::testing::{read, round_trip};

    #[test]
    fn a_label_holds_the_words_of_the_report() {
        let text = "El número de afiliados, con corte a diciembre de 2020, al Seguro General fue de 61.590. ";
        let (data, _) = read(&ExecutiveSummary::default(), text);
        let it = &data.indicators[0];
        assert_eq!(
            it.label,
            "afiliados, con corte a diciembre de 2020, al Seguro General"
        );
        assert_eq!(&text[it.span.range()], "61.590");
        assert_eq!(it.line, 1);
        round_trip(&data);
    }
}
