//! *Resumen Ejecutivo*: the year in figures.

use super::indicator::{self, Indicators};
use super::{Fact, Reading, SectionId, SectionParser, stated};
use crate::diagnostic::Sink;
use crate::model::{Column, TableSchema};

/// Reads *Resumen Ejecutivo*: the quantities that it states, in sentences, lists and tables.
///
/// ```
/// use rendicion::ExecutiveSummary;
///
/// let report = rendicion::parse("Resumen Ejecutivo \n\nEl IESS tiene 61.590 afiliados. \n");
/// assert_eq!(report.section::<ExecutiveSummary>().unwrap().indicators[0].value, "61590");
/// ```
#[derive(Clone, Debug)]
pub struct ExecutiveSummary {
    tables: Vec<TableSchema>,
}

impl Default for ExecutiveSummary {
    /// With the tables that the IESS's statistics offices prepare for every province. The key of a column is the concept
    /// that it states.
    fn default() -> Self {
        Self {
            tables: vec![
                TableSchema::new("external_providers", providers()),
                TableSchema::new("pensions", pensions()),
                TableSchema::new("campesino", campesino()),
            ],
        }
    }
}

/// What external providers did and cost.
fn providers() -> impl IntoIterator<Item = Column> {
    [
        Column::count(
            "external_provider_attentions",
            [
                "NÚMERO DE ATENCIONES",
                "ATENCIONES",
                "N° ATENCIONES",
                "N° DE ATENCIONES",
            ],
        ),
        Column::percent(
            "external_provider_execution_percent",
            ["% DE EJECUCIÓN", "% EJECUCIÓN", "PORCENTAJE DE EJECUCIÓN"],
        ),
        Column::money(
            "external_provider_budget_executed",
            [
                "PRESUPUESTO EJECUTADO",
                "VALOR EJECUTADO",
                "MONTO EJECUTADO",
            ],
        ),
        Column::count(
            "external_provider_beneficiaries",
            [
                "NÚMERO DE BENEFICIARIOS",
                "BENEFICIARIOS",
                "N° DE BENEFICIARIOS",
            ],
        ),
    ]
}

/// Who draws a pension, and what was paid.
fn pensions() -> impl IntoIterator<Item = Column> {
    [
        Column::label("province", ["PROVINCIA"]),
        Column::count("pension_benefits", ["PRESTACIONES"]).optional(),
        Column::count("pensioners", ["PENSIONISTAS"]).optional(),
        Column::count(
            "retirees_invalidity",
            [
                "JUBILADOS INVALIDEZ",
                "JUBILADOS POR INVALIDEZ",
                "INVALIDEZ",
            ],
        )
        .optional(),
        Column::count(
            "retirees_old_age",
            ["JUBILADOS VEJEZ", "JUBILADOS POR VEJEZ", "VEJEZ"],
        )
        .optional(),
        Column::count(
            "retirees_disability",
            [
                "JUBILADOS DISCAPACIDAD",
                "JUBILADOS POR DISCAPACIDAD",
                "DISCAPACIDAD",
            ],
        )
        .optional(),
        Column::count("retirees", ["TOTAL JUBILADOS", "TOTAL DE JUBILADOS"]).optional(),
        Column::count(
            "montepio_beneficiaries",
            [
                "BENEFICIARIOS DE MONTEPÍO",
                "BENEFICIARIOS MONTEPÍO",
                "MONTEPÍO",
            ],
        )
        .optional(),
        Column::money(
            "pension_amount_paid",
            [
                "VALOR PAGADO",
                "TOTAL PAGADO",
                "MONTO PAGADO",
                "VALOR CANCELADO",
                "VALOR TOTAL PAGADO",
            ],
        ),
    ]
}

/// The rural insurance.
fn campesino() -> impl IntoIterator<Item = Column> {
    [
        Column::count("dispensaries", ["DISPENSARIOS"]),
        Column::count("campesino_organizations", ["ORGANIZACIONES"]),
        Column::count(
            "campesino_heads_of_household",
            ["JEFES COTIZANTES", "JEFES DE FAMILIA", "JEFES DE HOGAR"],
        ),
        Column::count("campesino_retirees_active", ["JUBILADOS ACTIVOS"]).optional(),
        Column::count(
            "campesino_retirees_pensioned",
            ["JUBILADOS PENSIONISTAS", "PENSIONISTAS"],
        )
        .optional(),
        Column::count(
            "campesino_population",
            [
                "POBLACIÓN BENEFICIADA",
                "POBLACIÓN PROTEGIDA",
                "POBLACIÓN CUBIERTA",
            ],
        ),
    ]
}

impl SectionParser for ExecutiveSummary {
    type Output = Indicators;

    fn id(&self) -> SectionId {
        SectionId::EXECUTIVE_SUMMARY
    }

    fn titles(&self) -> &[&str] {
        &["Resumen Ejecutivo", "Resumen"]
    }

    fn title_words(&self) -> &[(u8, &'static str)] {
        &[
            (4, "resumen sintesis"),
            (2, "cifras destacad importante vistazo"),
        ]
    }

    fn tables(&self) -> &[TableSchema] {
        &self.tables
    }

    fn parse(&self, section: &Reading<'_>, sink: &mut dyn Sink) -> Indicators {
        indicator::read(section, sink)
    }

    fn facts(data: &Indicators) -> impl Iterator<Item = Fact<'_>> {
        stated::of_indicators(data)
    }
}
