//! Tests of what the heads of tables are named by the schemas of the standard sections.

use super::{BudgetExecution, Procurement, Recommendations, SectionParser};
use crate::model::ColumnKind;
use crate::table::names::{Heading, Names, Shape, is_bare, year_of};

/// The keys of heads with what stands under them: `money`, `percent`, `number`, `text`, `-` for nothing.
fn keys<P: SectionParser>(
    parser: &P,
    caption: Option<&str>,
    heads: &[(&str, &str)],
) -> Vec<String> {
    let kind = |name: &str| match name {
        "money" => Some(ColumnKind::Money),
        "percent" => Some(ColumnKind::Percent),
        "number" => Some(ColumnKind::Count),
        "text" => Some(ColumnKind::Text),
        "reference" => Some(ColumnKind::Reference),
        "label" => Some(ColumnKind::Label),
        _ => None,
    };
    let kinds: Vec<_> = heads.iter().map(|(_, name)| kind(name)).collect();
    let heads: Vec<Heading> = heads.iter().map(|(head, _)| Heading::of(head)).collect();
    let caption = caption.map(Heading::of);
    let shape = Shape {
        caption: caption.as_ref(),
        heads: &heads,
        kinds: &kinds,
        labels: &[],
    };
    let names = parser.tables().iter().map(Names::new);
    let best = names
        .filter_map(|names| names.name(&shape, true))
        .reduce(|a, b| if b.score > a.score { b } else { a });
    let keys = best.map_or_else(Vec::new, |naming| naming.keys);
    keys.into_iter()
        .map(|key| key.unwrap_or_else(|| "-".to_owned()))
        .collect()
}

#[test]
fn a_budgets_columns_are_known_by_many_words_and_other_measures_are_none() {
    let budget = BudgetExecution::default();
    for (head, kind, key) in [
        ("CODIFICADO", "money", "codified"),
        ("Presupuesto codificado 2022 (USD)", "money", "codified"),
        ("PRESUPUESTO 2022 / Vigente", "money", "codified"),
        ("Asignación codificada", "money", "codified"),
        ("PPTO. CODIF.", "money", "codified"),
        ("Valor codificado al cierre", "money", "codified"),
        ("CODIFICADO A", "money", "codified"),
        ("Total presupuesto institucional", "money", "codified"),
        ("Devengado (b)", "money", "executed"),
        ("GASTO DEVENGADO", "money", "executed"),
        ("Monto ejecutado USD", "money", "executed"),
        ("EJECUCIÓN", "money", "executed"),
        ("Ejecución presupuestaria", "money", "executed"),
        ("VALORES / PRESUPUESTO EJECUTADO", "money", "executed"),
        ("DEVENGADO", "number", "executed"),
        ("% EJEC.", "number", "percent"),
        ("EJECUCIÓN", "percent", "percent"),
        (
            "Porcentaje de ejecución presupuestaria",
            "number",
            "percent",
        ),
        ("% de avance", "percent", "percent"),
        ("%", "number", "percent"),
        ("% Devengado / Codificado", "percent", "percent"),
        ("GASTO CORRIENTE PLANIFICADO", "money", "planned"),
        ("Presupuesto asignado", "money", "planned"),
        ("COMPROMETIDO", "money", "-"),
        ("Monto comprometido", "money", "-"),
        ("% comprometido", "percent", "-"),
        ("PAGADO", "money", "-"),
        ("Saldo por devengar", "money", "-"),
        ("POR EJECUTAR", "money", "-"),
        ("% por ejecutar", "percent", "-"),
        ("Presupuesto no ejecutado", "money", "-"),
        ("PRESUPUESTO INICIAL", "money", "-"),
        ("Asignación inicial", "money", "-"),
        ("REFORMAS", "money", "-"),
        ("Saldo disponible", "money", "-"),
        ("Certificado", "money", "-"),
        ("% de participación", "percent", "-"),
        ("Variación %", "percent", "-"),
        ("Avance físico", "percent", "-"),
        ("MES", "text", "-"),
    ] {
        // A column of each other measure stands beside it, so that the table is a budget's.
        let beside = if key == "codified" {
            ("DEVENGADO", "money")
        } else {
            ("VIGENTE", "money")
        };
        let found = keys(&budget, None, &[("UNIDAD", "label"), beside, (head, kind)]);
        assert_eq!(
            found.get(2).map(String::as_str),
            Some(key),
            "{head} {found:?}"
        );
    }
}

#[test]
fn two_columns_of_one_measure_are_told_by_their_years_or_the_first_wording() {
    let budget = BudgetExecution::default();
    let found = keys(
        &budget,
        None,
        &[
            ("FONDO", "label"),
            ("2021 / CODIFICADO", "money"),
            ("2022 / CODIFICADO", "money"),
        ],
    );
    assert_eq!(found, ["unit", "codified", "codified"]);
    let found = keys(
        &budget,
        None,
        &[
            ("FONDO", "label"),
            ("EJECUTADO", "money"),
            ("DEVENGADO", "money"),
        ],
    );
    assert_eq!(found, ["unit", "-", "executed"]);
    let found = keys(
        &budget,
        None,
        &[
            ("FONDO", "label"),
            ("VIGENTE", "money"),
            ("DEVENGADO", "money"),
            ("DEVENGADO", "money"),
        ],
    );
    assert_eq!(found, ["unit", "codified", "-", "-"]);
}

#[test]
fn a_stage_of_procurement_is_known_over_the_head_in_it_or_in_the_caption() {
    let procurement = Procurement::default();
    let of = |caption, heads: &[(&str, &str)]| keys(&procurement, caption, heads).join(" ");
    let label = ("TIPO DE CONTRATACIÓN", "label");
    for heads in [
        [
            label,
            ("ADJUDICADOS / N°", "number"),
            ("ADJUDICADOS / Monto USD", "money"),
        ],
        [
            label,
            ("PROCESOS ADJUDICADOS", "number"),
            ("MONTO ADJUDICADO", "money"),
        ],
        [
            label,
            ("Nro. de contratos adjudicados", "number"),
            ("Valor adjudicado (USD)", "money"),
        ],
        [
            label,
            ("Adjudicados / Cantidad", "-"),
            ("Adjudicados / Valor total sin IVA", "money"),
        ],
        [
            label,
            ("ADJUDICADOS", "number"),
            ("ADJUDICADOS / USD", "money"),
        ],
    ] {
        assert_eq!(
            of(None, &heads),
            "procedure awarded.count awarded.total",
            "{heads:?}"
        );
    }
    let bare = [label, ("NÚMERO", "number"), ("MONTO USD", "money")];
    assert_eq!(of(None, &bare), "");
    assert_eq!(
        of(Some("Procesos adjudicados en 2022"), &bare),
        "procedure awarded.count awarded.total"
    );
    assert_eq!(of(Some("Procesos adjudicados y finalizados"), &bare), "");
    let other = [
        label,
        ("Finalizados / N°", "number"),
        ("Desiertos / N°", "number"),
        ("Presupuesto referencial", "money"),
    ];
    assert_eq!(of(None, &other), "procedure finished.count - -");
}

#[test]
fn the_columns_of_recommendations_are_told_apart() {
    let parser = Recommendations::default();
    let heads = [
        ("Organismo de control", "text"),
        ("Informe de auditoría", "text"),
        ("N° rec.", "number"),
        ("Recomendación", "text"),
        ("Documento de cumplimiento", "reference"),
        ("Enlace", "-"),
        ("Estado", "text"),
    ];
    assert_eq!(
        keys(&parser, None, &heads),
        [
            "body",
            "examination",
            "number",
            "text",
            "answer",
            "link",
            "-"
        ]
    );
}

#[test]
fn a_year_and_a_head_without_a_name_are_told() {
    assert_eq!(
        year_of("PRESUPUESTO 2021 / Codificado al 31-12-2022"),
        Some(2022)
    );
    assert_eq!(year_of("Partida 510203"), None);
    assert!(is_bare("Valor USD") && is_bare("2022") && !is_bare("PENSIONES"));
}
