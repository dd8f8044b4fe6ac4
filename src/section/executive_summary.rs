//! *Resumen Ejecutivo*: the year in figures.

use super::indicator::{self, Indicators};
use super::{Reading, SectionId, SectionParser};
use crate::block::table::{Column, ColumnKind, TableSchema};
use crate::diagnostic::Sink;

/// Reads *Resumen Ejecutivo*: the quantities that it states, in sentences, lists and tables.
#[derive(Clone, Debug)]
pub struct ExecutiveSummary {
    tables: Vec<TableSchema>,
}

impl Default for ExecutiveSummary {
    /// With the tables that the IESS's statistics offices prepare for every province.
    fn default() -> Self {
        let count = |heads: &[&str]| Column::new(ColumnKind::Count, heads.iter().copied());
        let money = |heads: &[&str]| Column::new(ColumnKind::Money, heads.iter().copied());
        let providers = [
            count(&[
                "NÚMERO DE ATENCIONES",
                "ATENCIONES",
                "N° ATENCIONES",
                "N° DE ATENCIONES",
            ]),
            Column::new(
                ColumnKind::Percent,
                ["% DE EJECUCIÓN", "% EJECUCIÓN", "PORCENTAJE DE EJECUCIÓN"],
            ),
            money(&[
                "PRESUPUESTO EJECUTADO",
                "VALOR EJECUTADO",
                "MONTO EJECUTADO",
            ]),
            count(&[
                "NÚMERO DE BENEFICIARIOS",
                "BENEFICIARIOS",
                "N° DE BENEFICIARIOS",
            ]),
        ];
        let pensions = [
            Column::new(ColumnKind::Label, ["PROVINCIA"]),
            count(&["PRESTACIONES"]).optional(),
            count(&["PENSIONISTAS"]).optional(),
            count(&[
                "JUBILADOS INVALIDEZ",
                "JUBILADOS POR INVALIDEZ",
                "INVALIDEZ",
            ])
            .optional(),
            count(&["JUBILADOS VEJEZ", "JUBILADOS POR VEJEZ", "VEJEZ"]).optional(),
            count(&[
                "JUBILADOS DISCAPACIDAD",
                "JUBILADOS POR DISCAPACIDAD",
                "DISCAPACIDAD",
            ])
            .optional(),
            count(&["TOTAL JUBILADOS", "TOTAL DE JUBILADOS"]).optional(),
            count(&[
                "BENEFICIARIOS DE MONTEPÍO",
                "BENEFICIARIOS MONTEPÍO",
                "MONTEPÍO",
            ])
            .optional(),
            money(&[
                "VALOR PAGADO",
                "TOTAL PAGADO",
                "MONTO PAGADO",
                "VALOR CANCELADO",
                "VALOR TOTAL PAGADO",
            ]),
        ];
        let campesino = [
            count(&["DISPENSARIOS"]),
            count(&["ORGANIZACIONES"]),
            count(&["JEFES COTIZANTES", "JEFES DE FAMILIA", "JEFES DE HOGAR"]),
            count(&["JUBILADOS ACTIVOS"]).optional(),
            count(&["JUBILADOS PENSIONISTAS", "PENSIONISTAS"]).optional(),
            count(&[
                "POBLACIÓN BENEFICIADA",
                "POBLACIÓN PROTEGIDA",
                "POBLACIÓN CUBIERTA",
            ]),
        ];
        Self {
            tables: vec![
                TableSchema::new("external_providers", providers),
                TableSchema::new("pensions", pensions),
                TableSchema::new("campesino", campesino),
            ],
        }
    }
}

impl SectionParser for ExecutiveSummary {
    type Output = Indicators;

    fn id(&self) -> SectionId {
        SectionId::EXECUTIVE_SUMMARY
    }

    fn titles(&self) -> &[&str] {
        &["Resumen Ejecutivo", "Resumen"]
    }

    fn tables(&self) -> &[TableSchema] {
        &self.tables
    }

    fn parse(&self, section: &Reading<'_>, sink: &mut dyn Sink) -> Indicators {
        indicator::read(section, sink)
    }
}
