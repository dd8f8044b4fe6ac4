//! The vocabulary of indicators: what is counted, and the words that reports have for it. Data, not code.
//!
//! All words are keys: without case, accents or punctuation. A misprint is forgiven in each longer word.

use crate::section::words::{Token, same_word};

/// What a quantity is measured in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// People or things: whole numbers.
    Count,
    /// USD.
    Money,
    /// Percent points.
    Percent,
    /// A number of its own: an index.
    Index,
}

/// A quantity that reports state.
#[derive(Debug)]
pub(super) struct Concept {
    pub(super) slug: &'static str,
    pub(super) unit: Unit,
    /// What it is, for who reads the indicator.
    pub(super) about: &'static str,
    /// What a row, a column or an item of a list is headed with that holds it.
    pub(super) labels: &'static [&'static str],
}

const fn count(
    slug: &'static str,
    about: &'static str,
    labels: &'static [&'static str],
) -> Concept {
    Concept {
        slug,
        unit: Unit::Count,
        about,
        labels,
    }
}

const fn money(slug: &'static str, about: &'static str) -> Concept {
    Concept {
        slug,
        unit: Unit::Money,
        about,
        labels: &[],
    }
}

const fn percent(slug: &'static str, about: &'static str) -> Concept {
    Concept {
        slug,
        unit: Unit::Percent,
        about,
        labels: &[],
    }
}

/// Every concept. A slug keeps its name and its meaning.
pub(super) const CONCEPTS: &[Concept] = &[
    count(
        "affiliates",
        "affiliates (afiliados), in all",
        &[
            "afiliados",
            "afiliadas",
            "personas afiliadas",
            "poblacion afiliada",
            "afiliados activos",
        ],
    ),
    count(
        "affiliates_general",
        "affiliates of the general insurance (Seguro General Obligatorio)",
        &[
            "afiliados generales",
            "afiliados al seguro general",
            "afiliados al seguro general obligatorio",
            "afiliados seguro general",
            "afiliados del seguro general",
            "afiliados del seguro general obligatorio",
            "afiliados seguro general obligatorio",
            "afiliacion general",
        ],
    ),
    count(
        "affiliates_voluntary",
        "voluntary affiliates",
        &[
            "voluntarios",
            "afiliados voluntarios",
            "afiliacion voluntaria",
            "afiliados al regimen voluntario",
            "regimen voluntario",
        ],
    ),
    count(
        "affiliates_domestic_workers",
        "affiliated domestic workers (trabajadores del hogar)",
        &[
            "trabajadores del hogar",
            "trabajadoras del hogar",
            "trabajo del hogar",
            "afiliados trabajadores del hogar",
            "trabajadoras remuneradas del hogar",
            "trabajadores remunerados del hogar",
        ],
    ),
    count(
        "affiliates_campesino",
        "affiliates of the rural insurance (Seguro Social Campesino)",
        &[
            "afiliados campesinos",
            "afiliados al seguro social campesino",
            "afiliados del seguro social campesino",
            "afiliados seguro social campesino",
            "afiliados al seguro campesino",
            "afiliados del seguro campesino",
            "afiliados ssc",
            "afiliados al ssc",
            "afiliados del ssc",
        ],
    ),
    count(
        "affiliates_women",
        "women among the affiliates, insured or contributors",
        &[
            "afiliadas mujeres",
            "afiliados mujeres",
            "mujeres afiliadas",
        ],
    ),
    count(
        "affiliates_men",
        "men among the affiliates, insured or contributors",
        &["afiliados hombres", "hombres afiliados"],
    ),
    count(
        "insured",
        "insured people (asegurados), where the report does not say affiliates",
        &["asegurados", "asegurados activos", "poblacion asegurada"],
    ),
    count(
        "contributors",
        "contributors (cotizantes), where the report does not say affiliates",
        &["cotizantes", "cotizantes activos"],
    ),
    count(
        "employers",
        "employers (patronos, empleadores)",
        &[
            "patronos",
            "empleadores",
            "patronos activos",
            "empleadores activos",
        ],
    ),
    count(
        "inspected_companies",
        "employers that were inspected",
        &[
            "empresas inspeccionadas",
            "empleadores inspeccionados",
            "patronos inspeccionados",
        ],
    ),
    count(
        "inspected_workers",
        "workers whose affiliation was inspected",
        &["trabajadores inspeccionados"],
    ),
    count(
        "regularized_workers",
        "workers whose affiliation inspections put right",
        &["trabajadores regularizados"],
    ),
    count(
        "pensioners",
        "people who draw a pension (pensionistas)",
        &["pensionistas"],
    ),
    count(
        "retirees",
        "retirees (jubilados), in all",
        &["jubilados", "total jubilados", "total de jubilados"],
    ),
    count(
        "retirees_old_age",
        "retirees by old age (vejez)",
        &[
            "jubilados vejez",
            "jubilados por vejez",
            "jubilados de vejez",
        ],
    ),
    count(
        "retirees_invalidity",
        "retirees by invalidity (invalidez)",
        &[
            "jubilados invalidez",
            "jubilados por invalidez",
            "jubilados de invalidez",
        ],
    ),
    count(
        "retirees_disability",
        "retirees by disability (discapacidad)",
        &[
            "jubilados discapacidad",
            "jubilados por discapacidad",
            "jubilados con discapacidad",
        ],
    ),
    count(
        "montepio_beneficiaries",
        "people who draw a survivor's pension (montepío)",
        &[
            "beneficiarios de montepio",
            "beneficiarios montepio",
            "beneficiarios del montepio",
            "beneficiarios por montepio",
        ],
    ),
    count(
        "pension_benefits",
        "pension benefits in payment (prestaciones)",
        &["prestaciones de pensiones"],
    ),
    money("pension_amount_paid", "paid in pensions, in USD"),
    count(
        "campesino_heads_of_household",
        "contributing heads of household of the rural insurance",
        &[
            "jefes cotizantes",
            "jefes de hogar cotizantes",
            "jefes de familia cotizantes",
        ],
    ),
    count(
        "campesino_population",
        "people that the rural insurance protects",
        &[
            "poblacion beneficiada del seguro social campesino",
            "poblacion protegida del seguro social campesino",
        ],
    ),
    count(
        "campesino_organizations",
        "organizations of the rural insurance",
        &[
            "organizaciones campesinas",
            "organizaciones del seguro social campesino",
        ],
    ),
    count(
        "campesino_retirees_active",
        "active retirees of the rural insurance (jubilados activos)",
        &[],
    ),
    count(
        "campesino_retirees_pensioned",
        "pensioned retirees of the rural insurance (jubilados pensionistas)",
        &[],
    ),
    count(
        "dispensaries",
        "dispensaries of the rural insurance",
        &[
            "dispensarios",
            "dispensarios medicos",
            "dispensarios del campesino",
            "dispensarios del seguro social campesino",
            "dispensarios del ssc",
        ],
    ),
    count(
        "dispensaries_annexed",
        "dispensaries of other bodies that are annexed to the IESS (dispensarios anexos)",
        &["dispensarios anexos"],
    ),
    count(
        "medical_units",
        "medical units of the IESS",
        &[
            "unidades medicas",
            "unidades medicas del iess",
            "unidades medicas propias",
        ],
    ),
    count(
        "external_providers",
        "external providers of health services",
        &["prestadores externos"],
    ),
    count(
        "external_provider_attentions",
        "attentions given by external providers",
        &[],
    ),
    count(
        "external_provider_beneficiaries",
        "people attended by external providers",
        &[],
    ),
    money(
        "external_provider_budget_executed",
        "budget executed for external providers, in USD",
    ),
    percent(
        "external_provider_execution_percent",
        "budget executed for external providers, in percent",
    ),
    money("collections_total", "collected in all, in USD"),
    money(
        "collections_contributions",
        "collected contributions (aportes), in USD",
    ),
    money(
        "collections_assessments",
        "collected assessments (glosas), in USD",
    ),
    money(
        "collections_credit_titles",
        "collected credit titles (títulos de crédito), in USD",
    ),
    money(
        "collections_reserve_funds",
        "collected reserve funds (fondos de reserva), in USD",
    ),
    money(
        "collections_agreements",
        "collected by payment agreements (convenios), in USD",
    ),
    money("collections_fines", "collected fines (multas), in USD"),
    money("collections_arrears", "collected arrears (mora), in USD"),
    percent(
        "budget_execution_percent",
        "execution of the office's budget, in percent",
    ),
    Concept {
        slug: "management_index",
        unit: Unit::Index,
        about: "index of strategic management (IESSPR)",
        labels: &[],
    },
    count(
        "compliance_reports",
        "reports of compliance with auditors' recommendations",
        &["informes de cumplimiento"],
    ),
    count("cantons", "cantons that the office covers", &[]),
];

/// What is collected, by the words that a label or a clause begins with. These words mean it only where the text
/// speaks of collecting.
pub(super) const COLLECTIONS: &[(&str, &str)] = &[
    ("aportes", "collections_contributions"),
    ("glosas", "collections_assessments"),
    ("titulos de credito", "collections_credit_titles"),
    ("fondos de reserva", "collections_reserve_funds"),
    ("convenios", "collections_agreements"),
    ("multas", "collections_fines"),
];

/// Whether a word says that money was collected: *recaudación*, *recaudado*. A misprint is forgiven in a whole word.
pub(super) fn gathers(token: &Token<'_>) -> bool {
    const WORDS: &[&str] = &[
        "recaudacion",
        "recaudaciones",
        "recaudado",
        "recaudados",
        "recaudaron",
    ];
    token.begins(&["recaud"]) || WORDS.iter().any(|word| same_word(token.word(), word))
}

/// Whether a word speaks of collecting.
pub(super) fn collects(token: &Token<'_>) -> bool {
    gathers(token) || token.begins(&["cobr", "cartera", "recuper"])
}

/// The slug that a key is, if it is one.
pub(super) fn slug_of(key: &str) -> Option<&'static str> {
    let concept = CONCEPTS.iter().find(|concept| concept.slug == key)?;
    Some(concept.slug)
}

/// What a noun counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Members of the institution, who are also trained, visited and attended.
    Members,
    /// Other people.
    People,
    /// What the institution has, which is also built, repaired and visited.
    Things,
    /// A sex: a part of those who were counted before.
    Part,
}

/// A noun of running text, and which concept it counts.
#[derive(Debug)]
pub(super) struct Noun {
    pub(super) sort: Sort,
    /// The noun in its wordings, the longer before those that begin them.
    pub(super) names: &'static [&'static str],
    /// The concept; `None` where only a kind or a verb makes it one.
    pub(super) slug: Option<&'static str>,
    /// What may stand after the noun and says which kind it counts; `None` is no concept.
    pub(super) kinds: &'static [(&'static str, Option<&'static str>)],
    /// Stems of verbs before the number that make it another concept.
    pub(super) governed: &'static [(&'static str, &'static str)],
    /// Only where the rural insurance is spoken of.
    pub(super) campesino: bool,
}

const NOUN: Noun = Noun {
    sort: Sort::Things,
    names: &[],
    slug: None,
    kinds: &[],
    governed: &[],
    campesino: false,
};

/// The nouns.
pub(super) const NOUNS: &[Noun] = &[
    Noun {
        sort: Sort::Members,
        names: &["personas afiliadas", "afiliados", "afiliadas"],
        slug: Some("affiliates"),
        kinds: &[
            ("al seguro general obligatorio", Some("affiliates_general")),
            ("al seguro general", Some("affiliates_general")),
            ("del seguro general obligatorio", Some("affiliates_general")),
            ("del seguro general", Some("affiliates_general")),
            (
                "en el seguro general obligatorio",
                Some("affiliates_general"),
            ),
            ("en el seguro general", Some("affiliates_general")),
            ("generales", Some("affiliates_general")),
            ("al seguro social campesino", Some("affiliates_campesino")),
            ("del seguro social campesino", Some("affiliates_campesino")),
            (
                "en el seguro social campesino",
                Some("affiliates_campesino"),
            ),
            ("al seguro campesino", Some("affiliates_campesino")),
            ("del seguro campesino", Some("affiliates_campesino")),
            ("al ssc", Some("affiliates_campesino")),
            ("del ssc", Some("affiliates_campesino")),
            ("campesinos", Some("affiliates_campesino")),
            ("voluntarios", Some("affiliates_voluntary")),
            ("voluntarias", Some("affiliates_voluntary")),
            ("al regimen voluntario", Some("affiliates_voluntary")),
            (
                "trabajadores del hogar",
                Some("affiliates_domestic_workers"),
            ),
            (
                "trabajadoras del hogar",
                Some("affiliates_domestic_workers"),
            ),
        ],
        ..NOUN
    },
    Noun {
        sort: Sort::Members,
        names: &[
            "trabajadores del hogar",
            "trabajadoras del hogar",
            "trabajadoras remuneradas del hogar",
            "trabajadores remunerados del hogar",
        ],
        slug: Some("affiliates_domestic_workers"),
        ..NOUN
    },
    Noun {
        sort: Sort::Members,
        names: &["personas aseguradas", "asegurados"],
        slug: Some("insured"),
        kinds: &[
            ("al seguro social campesino", None),
            ("del seguro social campesino", None),
            ("del seguro campesino", None),
            ("del ssc", None),
        ],
        ..NOUN
    },
    Noun {
        sort: Sort::People,
        names: &[
            "jefes de hogar cotizantes",
            "jefes de hogar que cotizan",
            "jefes de hogar aportantes",
            "jefes de familia cotizantes",
            "jefes de familia que cotizan",
            "jefes de familia aportantes",
            "jefas y jefes de hogar",
            "jefes de hogar",
            "jefes de familia",
            "jefes cotizantes",
        ],
        slug: Some("campesino_heads_of_household"),
        kinds: &[
            (
                "del seguro social campesino",
                Some("campesino_heads_of_household"),
            ),
            (
                "al seguro social campesino",
                Some("campesino_heads_of_household"),
            ),
            ("del seguro campesino", Some("campesino_heads_of_household")),
            ("del ssc", Some("campesino_heads_of_household")),
        ],
        campesino: true,
        ..NOUN
    },
    Noun {
        sort: Sort::Members,
        names: &["cotizantes"],
        slug: Some("contributors"),
        ..NOUN
    },
    Noun {
        sort: Sort::Members,
        names: &["patronos", "empleadores"],
        slug: Some("employers"),
        governed: &[("inspeccion", "inspected_companies")],
        ..NOUN
    },
    Noun {
        names: &["empresas"],
        governed: &[("inspeccion", "inspected_companies")],
        ..NOUN
    },
    Noun {
        sort: Sort::People,
        names: &["trabajadores"],
        governed: &[
            ("regulariz", "regularized_workers"),
            ("inspeccion", "inspected_workers"),
        ],
        ..NOUN
    },
    Noun {
        sort: Sort::Members,
        names: &["pensionistas"],
        slug: Some("pensioners"),
        kinds: &[
            ("del seguro social campesino", None),
            ("del seguro campesino", None),
            ("del ssc", None),
        ],
        ..NOUN
    },
    Noun {
        sort: Sort::Members,
        names: &["jubilados"],
        slug: Some("retirees"),
        kinds: &[
            ("por vejez", Some("retirees_old_age")),
            ("de vejez", Some("retirees_old_age")),
            ("por invalidez", Some("retirees_invalidity")),
            ("de invalidez", Some("retirees_invalidity")),
            ("por discapacidad", Some("retirees_disability")),
            ("del seguro social campesino", None),
            ("del seguro campesino", None),
            ("del ssc", None),
        ],
        ..NOUN
    },
    Noun {
        sort: Sort::People,
        names: &[
            "beneficiarios de montepio",
            "beneficiarios del montepio",
            "beneficiarios por montepio",
            "beneficiarias de montepio",
        ],
        slug: Some("montepio_beneficiaries"),
        ..NOUN
    },
    Noun {
        sort: Sort::People,
        names: &["personas"],
        governed: &[
            ("proteg", "campesino_population"),
            ("ampar", "campesino_population"),
            ("cubr", "campesino_population"),
        ],
        campesino: true,
        ..NOUN
    },
    Noun {
        names: &["organizaciones campesinas", "organizaciones"],
        slug: Some("campesino_organizations"),
        campesino: true,
        ..NOUN
    },
    Noun {
        names: &["dispensarios medicos", "dispensarios"],
        slug: Some("dispensaries"),
        kinds: &[
            ("anexos", Some("dispensaries_annexed")),
            ("del seguro social campesino", Some("dispensaries")),
            ("del seguro campesino", Some("dispensaries")),
            ("del ssc", Some("dispensaries")),
            ("rurales", Some("dispensaries")),
            ("campesinos", Some("dispensaries")),
        ],
        ..NOUN
    },
    Noun {
        names: &["unidades medicas"],
        slug: Some("medical_units"),
        kinds: &[
            ("propias", Some("medical_units")),
            ("internas", Some("medical_units")),
            ("del iess", Some("medical_units")),
            (
                "del seguro de salud individual y familiar",
                Some("medical_units"),
            ),
            ("del seguro de salud", Some("medical_units")),
        ],
        ..NOUN
    },
    Noun {
        names: &[
            "prestadores externos de salud",
            "prestadores de salud externos",
            "prestadores de servicios de salud externos",
            "prestadores externos",
        ],
        slug: Some("external_providers"),
        ..NOUN
    },
    Noun {
        names: &["informes de cumplimiento"],
        slug: Some("compliance_reports"),
        ..NOUN
    },
    Noun {
        names: &["prestaciones"],
        slug: Some("pension_benefits"),
        kinds: &[
            ("de pensiones", Some("pension_benefits")),
            ("de jubilacion", Some("pension_benefits")),
            ("de vejez", Some("pension_benefits")),
            ("de invalidez", Some("pension_benefits")),
            ("de montepio", Some("pension_benefits")),
        ],
        ..NOUN
    },
    Noun {
        names: &["cantones"],
        slug: Some("cantons"),
        ..NOUN
    },
    Noun {
        sort: Sort::Part,
        names: &["mujeres", "femenino", "femeninos", "femenina", "femeninas"],
        slug: Some("affiliates_women"),
        ..NOUN
    },
    Noun {
        sort: Sort::Part,
        names: &["hombres", "varones", "masculino", "masculinos", "masculina"],
        slug: Some("affiliates_men"),
        ..NOUN
    },
];

/// The concepts of those whom the sexes are parts of.
pub(super) const WHOLES: &[&str] = &[
    "affiliates",
    "affiliates_general",
    "affiliates_campesino",
    "affiliates_voluntary",
    "insured",
    "contributors",
];

pub(super) fn unit_of(slug: &str) -> Option<Unit> {
    CONCEPTS
        .iter()
        .find(|concept| concept.slug == slug)
        .map(|concept| concept.unit)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_slug_that_a_word_stands_for_is_a_concept_and_stands_once() {
        let slugs: BTreeSet<&str> = CONCEPTS.iter().map(|concept| concept.slug).collect();
        assert_eq!(slugs.len(), CONCEPTS.len());
        let nouns = NOUNS.iter().flat_map(|noun| {
            let kinds = noun.kinds.iter().filter_map(|(_, slug)| *slug);
            noun.slug
                .into_iter()
                .chain(kinds)
                .chain(noun.governed.iter().map(|(_, slug)| *slug))
        });
        let collected = COLLECTIONS.iter().map(|(_, slug)| *slug);
        for slug in nouns.chain(collected).chain(WHOLES.iter().copied()) {
            assert!(slugs.contains(slug), "{slug}");
        }
    }

    #[test]
    fn all_words_are_keys() {
        let labels = CONCEPTS.iter().flat_map(|concept| concept.labels);
        let names = NOUNS.iter().flat_map(|noun| {
            noun.names
                .iter()
                .chain(noun.kinds.iter().map(|(phrase, _)| phrase))
        });
        for words in labels.chain(names) {
            assert_eq!(crate::section::words::key(words), *words);
        }
    }
}
