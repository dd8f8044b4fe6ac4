//! The vocabulary of indicators: what is counted, and the nouns, kinds and roles of the lexicon that say so. Data, not code.

use crate::prose::Measure;

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
}

const fn count(slug: &'static str, about: &'static str) -> Concept {
    Concept {
        slug,
        unit: Unit::Count,
        about,
    }
}

const fn money(slug: &'static str, about: &'static str) -> Concept {
    Concept {
        slug,
        unit: Unit::Money,
        about,
    }
}

const fn percent(slug: &'static str, about: &'static str) -> Concept {
    Concept {
        slug,
        unit: Unit::Percent,
        about,
    }
}

/// Every concept. A slug keeps its name and its meaning.
pub(super) const CONCEPTS: &[Concept] = &[
    count("affiliates", "affiliates (afiliados), in all"),
    count(
        "affiliates_general",
        "affiliates of the general insurance (Seguro General Obligatorio)",
    ),
    count("affiliates_voluntary", "voluntary affiliates"),
    count(
        "affiliates_domestic_workers",
        "affiliated domestic workers (trabajadores del hogar)",
    ),
    count(
        "affiliates_campesino",
        "affiliates of the rural insurance (Seguro Social Campesino)",
    ),
    count(
        "affiliates_women",
        "women among the affiliates, insured or contributors",
    ),
    count(
        "affiliates_men",
        "men among the affiliates, insured or contributors",
    ),
    count(
        "insured",
        "insured people (asegurados), where the report does not say affiliates",
    ),
    count(
        "contributors",
        "contributors (cotizantes), where the report does not say affiliates",
    ),
    count("employers", "employers (patronos, empleadores)"),
    count("inspected_companies", "employers that were inspected"),
    count(
        "inspected_workers",
        "workers whose affiliation was inspected",
    ),
    count(
        "regularized_workers",
        "workers whose affiliation inspections put right",
    ),
    count("pensioners", "people who draw a pension (pensionistas)"),
    count("retirees", "retirees (jubilados), in all"),
    count("retirees_old_age", "retirees by old age (vejez)"),
    count("retirees_invalidity", "retirees by invalidity (invalidez)"),
    count(
        "retirees_disability",
        "retirees by disability (discapacidad)",
    ),
    count(
        "montepio_beneficiaries",
        "people who draw a survivor's pension (montepío)",
    ),
    count(
        "pension_benefits",
        "pension benefits in payment (prestaciones)",
    ),
    money("pension_amount_paid", "paid in pensions, in USD"),
    count(
        "campesino_heads_of_household",
        "contributing heads of household of the rural insurance",
    ),
    count(
        "campesino_population",
        "people that the rural insurance protects",
    ),
    count(
        "campesino_organizations",
        "organizations of the rural insurance",
    ),
    count(
        "campesino_retirees_active",
        "active retirees of the rural insurance (jubilados activos)",
    ),
    count(
        "campesino_retirees_pensioned",
        "pensioned retirees of the rural insurance (jubilados pensionistas)",
    ),
    count("dispensaries", "dispensaries of the rural insurance"),
    count(
        "dispensaries_annexed",
        "dispensaries of other bodies that are annexed to the IESS (dispensarios anexos)",
    ),
    count("medical_units", "medical units of the IESS"),
    count(
        "external_providers",
        "external providers of health services",
    ),
    count(
        "external_provider_attentions",
        "attentions given by external providers",
    ),
    count(
        "external_provider_beneficiaries",
        "people attended by external providers",
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
    },
    count(
        "compliance_reports",
        "reports of compliance with auditors' recommendations",
    ),
    count("cantons", "cantons that the office covers"),
];

/// The slug that a key is, if it is one.
pub(super) fn slug_of(key: &str) -> Option<&'static str> {
    let concept = CONCEPTS.iter().find(|concept| concept.slug == key)?;
    Some(concept.slug)
}

/// How sentences speak of a concept.
#[derive(Debug, PartialEq, Eq)]
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
    stock("affiliates_general", "affiliates_general", &["", "general"]),
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
            &[
                "",
                "pensions",
                "old_age",
                "invalidity",
                "disability",
                "montepio",
            ],
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
    Spoken {
        needs: CAMPESINO,
        ..stock("campesino_heads_of_household", "heads", &["", "campesino"])
    },
    stock(
        "campesino_organizations",
        "campesino_organizations",
        &["", "campesino"],
    ),
    Spoken {
        needs: CAMPESINO,
        ..stock(
            "campesino_organizations",
            "organizations",
            &["", "campesino"],
        )
    },
    Spoken {
        needs: CAMPESINO,
        ..done("campesino_population", "people", &["", "campesino"], "")
    },
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

/// What says that the rural insurance is spoken of.
const CAMPESINO: &[&str] = &["campesino"];
/// What says that pensions are spoken of.
const PENSIONS: &[&str] = &[
    "old_age",
    "invalidity",
    "disability",
    "montepio",
    "pensions",
    "pensioners",
];

/// The nouns for the sexes, which say nothing of whom they are parts.
pub(super) const SEXES: &[&str] = &["women", "men"];

/// The nouns for those who are parts of others that stand by them.
pub(super) const PARTS: &[&str] = &["women", "men", "affiliates_domestic_workers"];

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
}
