//! What the page calls things, in Spanish.

use rendicion::words::key;
use rendicion::{DocumentKind, FactValue, Severity, Subject, SubjectKind, UnitOfMeasure};

/// Names by what they are names of.
type Names = &'static [(&'static str, &'static str)];

fn named(names: Names, key: &str) -> Option<&'static str> {
    names
        .iter()
        .find(|(own, _)| *own == key)
        .map(|(_, name)| *name)
}

const SECTIONS: Names = &[
    ("introduction", "Introducción"),
    ("executive_summary", "Resumen ejecutivo"),
    ("coverage", "Cobertura institucional"),
    ("achievements", "Logros alcanzados"),
    ("equality_policies", "Políticas para la igualdad"),
    ("objectives", "Objetivos institucionales"),
    ("budget_execution", "Ejecución presupuestaria"),
    ("procurement", "Contratación pública"),
    ("asset_disposals", "Enajenación de bienes"),
    (
        "recommendations",
        "Recomendaciones de organismos de control",
    ),
    ("signatures", "Firmas"),
    ("address", "Discurso"),
    ("other", "Otra sección"),
    ("preamble", "Antes del primer título"),
];

const MEASURES: Names = &[
    ("codified", "Codificado"),
    ("planned", "Planificado"),
    ("executed", "Devengado"),
    ("percent", "Ejecución"),
    ("awarded.count", "Adjudicados"),
    ("awarded.total", "Valor adjudicado"),
    ("finished.count", "Finalizados"),
    ("finished.total", "Valor finalizado"),
    ("value", "Valor"),
    ("text", "Texto"),
    ("examination", "Examen"),
    ("reference", "Documento"),
    ("date", "Fecha"),
    ("evidence", "Respaldo"),
    ("title", "Cargo"),
    ("declared_none", "Declara que no hubo"),
];

const SUBJECTS: Names = &[
    ("sale", "Enajenación"),
    ("expropriation", "Expropiación"),
    ("donation", "Donación"),
    ("intercultural", "Interculturales"),
    ("generational", "Generacionales"),
    ("disability", "De discapacidades"),
    ("gender", "De género"),
    ("human_mobility", "De movilidad humana"),
    ("other", "Otro enfoque"),
];

const CONCEPTS: Names = &[
    ("affiliates", "Afiliados"),
    (
        "affiliates_general",
        "Afiliados al Seguro General Obligatorio",
    ),
    ("affiliates_voluntary", "Afiliados voluntarios"),
    (
        "affiliates_domestic_workers",
        "Trabajadores del hogar afiliados",
    ),
    (
        "affiliates_campesino",
        "Afiliados al Seguro Social Campesino",
    ),
    ("affiliates_women", "Mujeres"),
    ("affiliates_men", "Hombres"),
    ("insured", "Asegurados"),
    ("contributors", "Cotizantes"),
    ("employers", "Empleadores"),
    ("inspected_companies", "Empresas inspeccionadas"),
    ("inspected_workers", "Trabajadores inspeccionados"),
    ("regularized_workers", "Trabajadores regularizados"),
    ("pensioners", "Pensionistas"),
    ("retirees", "Jubilados"),
    ("retirees_old_age", "Jubilados por vejez"),
    ("retirees_invalidity", "Jubilados por invalidez"),
    ("retirees_disability", "Jubilados por discapacidad"),
    ("montepio_beneficiaries", "Beneficiarios de montepío"),
    ("pension_benefits", "Prestaciones de pensiones"),
    ("pension_amount_paid", "Pagado en pensiones"),
    (
        "campesino_heads_of_household",
        "Jefes de familia del Seguro Campesino",
    ),
    (
        "campesino_population",
        "Población protegida por el Seguro Campesino",
    ),
    (
        "campesino_organizations",
        "Organizaciones del Seguro Campesino",
    ),
    (
        "campesino_retirees_active",
        "Jubilados activos del Seguro Campesino",
    ),
    (
        "campesino_retirees_pensioned",
        "Jubilados pensionistas del Seguro Campesino",
    ),
    ("dispensaries", "Dispensarios"),
    ("dispensaries_annexed", "Dispensarios anexos"),
    ("medical_units", "Unidades médicas"),
    ("external_providers", "Prestadores externos"),
    (
        "external_provider_attentions",
        "Atenciones de prestadores externos",
    ),
    (
        "external_provider_beneficiaries",
        "Beneficiarios de prestadores externos",
    ),
    (
        "external_provider_budget_executed",
        "Presupuesto ejecutado en prestadores externos",
    ),
    (
        "external_provider_execution_percent",
        "Ejecución del presupuesto de prestadores externos",
    ),
    ("collections_total", "Recaudación total"),
    ("collections_contributions", "Recaudación por aportes"),
    ("collections_assessments", "Recaudación por glosas"),
    (
        "collections_credit_titles",
        "Recaudación por títulos de crédito",
    ),
    (
        "collections_reserve_funds",
        "Recaudación por fondos de reserva",
    ),
    ("collections_agreements", "Recaudación por convenios"),
    ("collections_fines", "Recaudación por multas"),
    ("collections_arrears", "Recaudación de mora"),
    ("budget_execution_percent", "Ejecución del presupuesto"),
    ("management_index", "Índice de gestión estratégica"),
    ("compliance_reports", "Informes de cumplimiento"),
    ("cantons", "Cantones"),
];

const VALUES: Names = &[
    ("number", "número"),
    ("money", "dinero"),
    ("percent", "porcentaje"),
    ("year", "año"),
    ("date", "fecha"),
    ("period", "periodo"),
    ("memo", "memorando u oficio"),
    ("resolution", "resolución"),
    ("article", "artículo"),
    ("url", "dirección web"),
    ("code", "código"),
    ("recommendation", "recomendación n.º"),
    ("objective", "objetivo n.º"),
];

/// Codes of diagnostics, with a name and what it means. What was seen stands in the message.
const CODES: &[(&str, &str, &str)] = &[
    (
        "ambiguous-separator",
        "Separador con dos lecturas",
        "Un separador antes de tres cifras puede ser de miles o decimal: se decidió por lo que tiene alrededor.",
    ),
    (
        "malformed-number",
        "Número mal formado",
        "Las cifras no siguen ninguna notación: quedan como texto.",
    ),
    (
        "damaged-reference",
        "Referencia dañada",
        "La referencia no tiene la forma de las de su clase: queda como está impresa.",
    ),
    (
        "lost-bullet",
        "Viñeta perdida",
        "Un elemento de una lista perdió su viñeta.",
    ),
    (
        "missing-item",
        "Falta un elemento de la lista",
        "Antes de este elemento falta otro de la numeración.",
    ),
    (
        "unknown-document",
        "Documento desconocido",
        "El texto no parece un informe del IESS ni un discurso sobre uno: no da ningún dato.",
    ),
    (
        "unclaimed-section",
        "Sección desconocida",
        "Ninguna sección del formulario tiene este título: su texto y sus valores se conservan.",
    ),
    (
        "tied-claim",
        "Título de dos secciones",
        "Dos secciones reclaman el mismo título: la lee la primera.",
    ),
    (
        "misprinted-title",
        "Título con otras palabras",
        "El formulario imprime este título de otra manera.",
    ),
    (
        "missing-section",
        "Falta una sección",
        "Faltan títulos de secciones del formulario: lo que dicen puede estar en la sección anterior.",
    ),
    (
        "repeated-section",
        "Sección repetida",
        "La sección está dos veces en el informe.",
    ),
    (
        "truncated-document",
        "Texto cortado",
        "El texto termina en medio de un título o de una oración, o está vacío.",
    ),
    (
        "guessed-join",
        "Unión de líneas supuesta",
        "Se supuso que un fin de línea parte una palabra o un valor.",
    ),
    (
        "paired-columns",
        "Columnas escritas una tras otra",
        "Las columnas de la tabla están una tras otra: sumas o razones prueban qué valores forman cada fila.",
    ),
    (
        "undecided-cells",
        "Celdas dudosas",
        "No se sabe con certeza qué celdas de la fila están vacías: la fila no da ningún dato.",
    ),
    (
        "repeated-row",
        "Fila repetida",
        "Una fila está dos veces seguidas, palabra por palabra: se conservan ambas.",
    ),
    (
        "incomplete-row",
        "Fila incompleta",
        "A la fila o a la referencia le falta lo que le corresponde.",
    ),
    (
        "doubled-letters",
        "Letras duplicadas",
        "Todas las letras y cifras de una línea están dos veces, como donde se imprimieron dos veces en negrita: quedan como están.",
    ),
    (
        "broken-sentence",
        "Oración cortada",
        "Un párrafo comienza en medio de una oración: puede faltar una línea antes, o estar en otro lugar.",
    ),
    (
        "implausible-value",
        "Valor poco verosímil",
        "El resto de la tabla contradice el valor: una razón, una suma o la notación de su columna. Se conserva.",
    ),
    (
        "unknown-heads",
        "Encabezados desconocidos",
        "Hay números bajo un encabezado desconocido: puede faltar un encabezado o estar corrido.",
    ),
    (
        "unread-table",
        "Tabla sin leer",
        "Hay filas de números o encabezados fuera de las tablas reconocidas: no dan ningún dato.",
    ),
    (
        "unknown-procedure",
        "Procedimiento desconocido",
        "El formulario no tiene este procedimiento: se conserva con su nombre.",
    ),
    (
        "set-aside",
        "Cifra apartada",
        "La cifra se niega, se espera, o es de otro año, lugar o parte: se conserva como valor y no da ningún dato.",
    ),
    (
        "left-out",
        "Cifra dejada fuera",
        "Lo que se dice de la cifra no es seguro: no da ningún dato.",
    ),
    (
        "contested-province",
        "Provincia en duda",
        "Dos provincias se nombran casi con la misma frecuencia.",
    ),
    (
        "contested-year",
        "Año en duda",
        "Dos años fiscales se nombran casi con la misma frecuencia.",
    ),
    (
        "placeholder",
        "Espacio sin llenar",
        "Quedó sin llenar un espacio de la plantilla.",
    ),
    (
        "mojibake",
        "Letras mal codificadas",
        "Hay letras mal codificadas o perdidas: quedan como están.",
    ),
    (
        "split-words",
        "Palabras partidas",
        "Hay espacios dentro de números y palabras: otro programa puede extraer mejor el texto del PDF.",
    ),
    (
        "glyph-names",
        "Cifras con nombre de glifo",
        "Las cifras estaban escritas con el nombre de su glifo.",
    ),
    (
        "decoded-from",
        "Otra codificación",
        "Los bytes estaban en otra codificación.",
    ),
    ("not-text", "No es texto", "Los bytes no son texto."),
    (
        "replaced-bytes",
        "Bytes reemplazados",
        "Se reemplazaron bytes que no son texto.",
    ),
    (
        "limit-reached",
        "Límite alcanzado",
        "Se alcanzó un límite: lo que sigue se contó o quedó sin leer.",
    ),
];

/// The names that a table of this file has, or the name of the crate where a newer one is not in it.
macro_rules! labels {
    ($($(#[$doc:meta])* $name:ident = $names:ident;)*) => {
        $($(#[$doc])* pub(crate) fn $name(key: &str) -> &str {
            named($names, key).unwrap_or(key)
        })*
    };
}

labels! {
    section = SECTIONS;
    measure = MEASURES;
    value_kind = VALUES;
}

/// The name of a code, and what it means.
pub(crate) fn code(key: &str) -> (&str, Option<&'static str>) {
    let found = CODES.iter().find(|(own, ..)| *own == key);
    found.map_or((key, None), |(_, name, meaning)| (*name, Some(*meaning)))
}

/// What a message quotes: what stands between backticks, and figures beside them.
pub(crate) fn quoted(message: &str) -> Vec<&str> {
    let parts = message.split('`').enumerate();
    let mut quoted: Vec<&str> = parts
        .flat_map(|(at, part)| match at % 2 {
            1 => vec![part],
            _ => part
                .split_whitespace()
                .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()))
                .filter(|word| word.starts_with(|c: char| c.is_ascii_digit()))
                .collect(),
        })
        .collect();
    quoted.dedup();
    quoted
}

pub(crate) const fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "Error",
        Severity::Warning => "Advertencia",
        _ => "Nota",
    }
}

pub(crate) const fn document(kind: DocumentKind) -> &'static str {
    match kind {
        DocumentKind::Report => "Informe de rendición de cuentas",
        DocumentKind::Address => "Discurso de rendición de cuentas",
        _ => "Documento desconocido",
    }
}

/// Whom or what a fact is said of.
pub(crate) fn subject(subject: &Subject<'_>) -> String {
    let Subject {
        kind, name, label, ..
    } = *subject;
    match kind {
        SubjectKind::Asset | SubjectKind::Focus => named(SUBJECTS, name).unwrap_or(name).to_owned(),
        SubjectKind::Objective => format!("Objetivo {name}").trim_end().to_owned(),
        SubjectKind::Recommendation => format!("Recomendación {name}").trim_end().to_owned(),
        SubjectKind::Office => "La oficina".to_owned(),
        SubjectKind::Achievement if label.is_empty() => "Logro".to_owned(),
        SubjectKind::Body if label.is_empty() => "Organismo sin nombre".to_owned(),
        SubjectKind::Concept => match named(CONCEPTS, name) {
            Some(concept) if [String::new(), key(concept)].contains(&key(label)) => {
                concept.to_owned()
            }
            Some(concept) => format!("{concept} («{label}»)"),
            None => label.to_owned(),
        },
        SubjectKind::Total => format!("Total ({label})"),
        _ => label.to_owned(),
    }
}

/// A value as the reports print it: `1.234,50 USD`.
pub(crate) fn value(value: &FactValue<'_>, unit: Option<UnitOfMeasure>) -> String {
    let text = value.to_string();
    let text = match value {
        FactValue::Number(_) => number(&text),
        FactValue::Flag(true) => "sí".to_owned(),
        FactValue::Flag(false) => "no".to_owned(),
        _ => text,
    };
    match unit {
        Some(UnitOfMeasure::UsDollar) => format!("{text} USD"),
        Some(UnitOfMeasure::Percent) => format!("{text} %"),
        _ => text,
    }
}

/// A decimal with a comma, and a dot before each three digits.
pub(crate) fn number(text: &str) -> String {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let digits = whole.trim_start_matches('-');
    let mut out = whole
        .get(..whole.len() - digits.len())
        .unwrap_or_default()
        .to_owned();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('.');
        }
        out.push(digit);
    }
    if !decimals.is_empty() {
        out.push(',');
        out.push_str(decimals);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_printed_as_the_reports_do() {
        assert_eq!(number("6204118.33"), "6.204.118,33");
        assert_eq!(number("-100"), "-100");
        assert_eq!(number("61590"), "61.590");
    }

    #[test]
    fn the_values_of_a_message_are_kept() {
        let message = "`61.590` is read as 61590, not 61.59: its column holds such numbers";
        assert_eq!(quoted(message), ["61.590", "61590", "61.59"]);
        assert_eq!(quoted("a list item without its bullet"), [""; 0]);
    }

    #[test]
    fn every_code_concept_and_kind_of_the_crate_has_a_name() {
        for code in rendicion::Code::ALL {
            assert!(super::code(code.as_str()).1.is_some(), "{code}");
        }
        for (concept, _) in rendicion::Indicator::concepts() {
            assert!(named(CONCEPTS, concept).is_some(), "{concept}");
        }
        for kind in rendicion::AtomKind::ALL {
            assert!(named(VALUES, kind.as_str()).is_some(), "{kind}");
        }
    }
}
