//! The vocabulary of indicators: what is counted, and the words that reports have for it. Data, not code.
//!
//! All words are keys: without case, accents or punctuation. A misprint is forgiven in each longer word.

use crate::prose::Measure;
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

/// How sentences speak of a concept.
#[derive(Debug)]
pub(super) struct Spoken {
    /// The concept; empty where a noun is counted that is none by itself.
    pub(super) slug: &'static str,
    pub(super) measure: Measure,
    /// The sense of the noun that is counted, or of the role of an amount.
    pub(super) noun: &'static str,
    /// The kinds of the noun that it stands for; the empty one where none is named.
    pub(super) kinds: &'static [&'static str],
    /// What is done to it; empty where nothing need be.
    pub(super) role: &'static str,
    /// Nouns and kinds of which the sentence must name one; empty where none need be.
    pub(super) needs: &'static [&'static str],
    /// It counts all that there are: what happens to some of them is none.
    pub(super) is_stock: bool,
}

const fn stock(slug: &'static str, noun: &'static str, kinds: &'static [&'static str]) -> Spoken {
    Spoken {
        slug,
        measure: Measure::Count,
        noun,
        kinds,
        role: "",
        needs: &[],
        is_stock: true,
    }
}

const fn done(
    slug: &'static str,
    noun: &'static str,
    kinds: &'static [&'static str],
    role: &'static str,
) -> Spoken {
    Spoken {
        role,
        is_stock: false,
        ..stock(slug, noun, kinds)
    }
}

const fn sum(slug: &'static str, kinds: &'static [&'static str]) -> Spoken {
    Spoken {
        measure: Measure::Money,
        ..done(slug, "collected", kinds, "")
    }
}

/// How sentences speak of concepts: a row each.
pub(super) const SPOKEN: &[Spoken] = &[
    stock("affiliates", "affiliates", &[""]),
    stock("affiliates_general", "affiliates", &["general"]),
    stock("affiliates_campesino", "affiliates", &["campesino"]),
    stock("affiliates_voluntary", "affiliates", &["voluntary"]),
    stock("affiliates_domestic_workers", "affiliates", &["domestic"]),
    stock("affiliates_voluntary", "voluntary", &[""]),
    stock(
        "affiliates_domestic_workers",
        "affiliates_domestic_workers",
        &["", "domestic", "general"],
    ),
    stock("affiliates_women", "women", &[""]),
    stock("affiliates_men", "men", &[""]),
    stock("insured", "insured", &["", "general"]),
    stock("contributors", "contributors", &["", "general"]),
    done("inspected_companies", "employers", &[], "inspected"),
    done("inspected_companies", "companies", &[], "inspected"),
    done("inspected_workers", "workers", &[], "inspected"),
    done("regularized_workers", "workers", &[], "regularized"),
    stock("employers", "employers", &[""]),
    stock("pensioners", "pensioners", &[""]),
    stock("retirees", "retirees", &["", "general"]),
    stock("retirees_old_age", "retirees", &["old_age"]),
    stock("retirees_invalidity", "retirees", &["invalidity"]),
    stock("retirees_disability", "retirees", &["disability"]),
    stock(
        "montepio_beneficiaries",
        "montepio_beneficiaries",
        &["", "montepio"],
    ),
    stock("montepio_beneficiaries", "pensioners", &["montepio"]),
    Spoken {
        needs: PENSIONS,
        ..done(
            "pension_benefits",
            "pension_benefits",
            &["", "old_age", "invalidity", "disability", "montepio"],
            "",
        )
    },
    Spoken {
        measure: Measure::Money,
        needs: PENSIONS,
        ..done("pension_amount_paid", "paid", &[""], "")
    },
    Spoken {
        needs: &["external_providers"],
        ..done("external_provider_attentions", "attentions", &[""], "")
    },
    stock(
        "campesino_heads_of_household",
        "campesino_heads_of_household",
        &["", "campesino"],
    ),
    stock(
        "campesino_organizations",
        "campesino_organizations",
        &["", "campesino"],
    ),
    done("campesino_population", "people", &["", "campesino"], ""),
    stock("dispensaries", "dispensaries", &["", "campesino"]),
    stock("dispensaries_annexed", "dispensaries", &["annexed"]),
    stock("medical_units", "medical_units", &[""]),
    stock(
        "external_providers",
        "external_providers",
        &["", "external"],
    ),
    done("compliance_reports", "compliance_reports", &[""], ""),
    stock("cantons", "cantons", &[""]),
    done("management_index", "management_index", &[""], ""),
    sum("collections_total", &[""]),
    sum("collections_contributions", &["contributions"]),
    sum("collections_assessments", &["assessments"]),
    sum("collections_credit_titles", &["credit_titles"]),
    sum("collections_reserve_funds", &["reserve_funds"]),
    sum("collections_agreements", &["agreements"]),
    sum("collections_fines", &["fines"]),
    sum("collections_arrears", &["arrears"]),
    Spoken {
        measure: Measure::Percent,
        ..done("budget_execution_percent", "executed", &[""], "")
    },
];

/// What says that pensions are spoken of.
const PENSIONS: &[&str] = &[
    "old_age",
    "invalidity",
    "disability",
    "montepio",
    "pensions",
    "pensioners",
];

/// The nouns for those whom the sexes are parts of.
pub(super) const WHOLES: &[&str] = &["affiliates", "insured", "contributors"];

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
    use crate::lexicon::{Class, Entry};

    #[test]
    fn every_slug_that_a_word_stands_for_is_a_concept_and_stands_once() {
        let slugs: BTreeSet<&str> = CONCEPTS.iter().map(|concept| concept.slug).collect();
        assert_eq!(slugs.len(), CONCEPTS.len());
        for spoken in SPOKEN {
            assert!(slugs.contains(spoken.slug), "{}", spoken.slug);
        }
    }

    #[test]
    fn what_sentences_say_is_in_the_vocabulary() {
        let has = |class: Class, sense: &str| Entry::has_sense(class, sense);
        for spoken in SPOKEN {
            assert!(
                has(Class::Concept, spoken.noun) || has(Class::Role, spoken.noun),
                "{}",
                spoken.noun
            );
            for kind in spoken.kinds.iter().filter(|kind| !kind.is_empty()) {
                assert!(has(Class::Kind, kind), "{kind}");
            }
            assert!(spoken.role.is_empty() || has(Class::Role, spoken.role));
        }
    }

    #[test]
    fn all_words_are_keys() {
        for words in CONCEPTS.iter().flat_map(|concept| concept.labels) {
            assert_eq!(crate::section::words::key(words), *words);
        }
    }
}
