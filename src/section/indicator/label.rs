//! What a row, a column or an item of a list is headed with: the concept that it names with all of its words.

use super::concept::{PARTS, SEXES, Spoken};
use crate::lexicon::{Class, ClassSet};
use crate::prose::{Kinds, read_label};
use crate::section::words::same_word;

/// Words of a label that say nothing of which concept it is.
const AROUND: ClassSet = ClassSet::of(&[
    Class::Preposition,
    Class::Article,
    Class::CountNoun,
    Class::Total,
    Class::Neutral,
    Class::Institution,
    Class::Month,
    Class::YearNoun,
]);
/// The same of a label of all that was collected.
const AROUND_ALL: ClassSet = AROUND.and(ClassSet::of(&[
    Class::Sum,
    Class::Currency,
    Class::UnitWord,
]));

/// A label by its words.
#[derive(Debug, Default)]
pub(super) struct Label {
    nouns: Vec<&'static str>,
    kinds: Vec<&'static str>,
    roles: Vec<&'static str>,
    /// The classes of its first word.
    first: ClassSet,
    /// No other words stand in it.
    is_plain: bool,
    /// The same beside words for amounts.
    is_plain_sum: bool,
    /// It has one of `con` and `sin`: what it names is some of its kind.
    is_some: bool,
}

impl Label {
    pub(super) fn of(text: &str) -> Self {
        let mut label = Self {
            is_plain: true,
            is_plain_sum: true,
            ..Self::default()
        };
        let (mut with, mut without, mut is_first) = (false, false, true);
        read_label(text, |tokens| {
            for token in tokens {
                let printed = text.get(token.range()).unwrap_or_default();
                let add = |names: &mut Vec<&'static str>, class| {
                    let name = token.entry.name(class);
                    if token.is(class) && !names.contains(&name) {
                        names.push(name);
                    }
                };
                add(&mut label.nouns, Class::Concept);
                add(&mut label.kinds, Class::Kind);
                add(&mut label.roles, Class::Role);
                // A misprint of the one word that all these labels have.
                let gathers = same_word(&printed.to_lowercase(), "recaudacion");
                if gathers && !label.roles.contains(&"collected") {
                    label.roles.push("collected");
                }
                if std::mem::take(&mut is_first) {
                    label.first = token.classes;
                }
                with |= printed.eq_ignore_ascii_case("con");
                without |= printed.eq_ignore_ascii_case("sin");
                let is_named = gathers
                    || token.is_any(ClassSet::of(&[Class::Concept, Class::Kind, Class::Role]))
                    || !printed.contains(char::is_alphabetic);
                label.is_plain &= is_named || token.is_any(AROUND);
                label.is_plain_sum &= is_named || token.is_any(AROUND_ALL);
            }
        });
        label.is_some = with != without;
        label
    }

    /// Whether it begins as that of a total does.
    pub(super) fn is_total(&self) -> bool {
        self.first.has(Class::Total)
    }

    /// The concept that it names.
    pub(super) fn concept(&self) -> Option<&'static str> {
        let is_part = |noun: &&&str| PARTS.contains(*noun);
        let part = self.nouns.iter().find(is_part);
        // "Mujeres afiliadas", "afiliadas trabajadoras del hogar".
        let noun = match (self.nouns.as_slice(), part) {
            ([only], _) if !SEXES.contains(only) => only,
            ([_, _], Some(part)) => part,
            _ => return None,
        };
        let spoken = match self.roles.as_slice() {
            [] => {
                let mut kinds = Kinds::None;
                // A noun that is a kind too is none of itself.
                for kind in self.kinds.iter().filter(|kind| *kind != noun) {
                    kinds.add(kind);
                }
                Spoken::of(noun, kinds)
            }
            [role] => Spoken::by_role(noun, role),
            _ => None,
        }?;
        let mut named = self.nouns.iter().chain(&self.kinds);
        let has_needs = spoken.needs.is_empty() || named.any(|it| spoken.needs.contains(it));
        (self.is_plain && has_needs).then_some(spoken.slug)
    }

    /// Whether it speaks of collecting.
    pub(super) fn collects(&self) -> bool {
        self.roles.contains(&"collected") || self.kinds.contains(&"arrears")
    }

    /// What it says was collected, where that is what the text speaks of. A total is of all only where it is of nothing in
    /// particular; that of one kind is that kind's, and that of two is of no concept.
    pub(super) fn collection(&self) -> Option<&'static str> {
        let sums = self
            .kinds
            .iter()
            .filter_map(|kind| Spoken::of("collected", Kinds::One(kind)));
        let mut sums = sums.filter(|it| it.slug != "collections_arrears");
        if self.is_some {
            return None;
        }
        match (sums.next(), sums.next()) {
            (None, _) => (self.is_total() && self.is_plain_sum).then_some("collections_total"),
            (Some(sum), None) if self.is_total() || self.first.has(Class::Kind) => Some(sum.slug),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(label: &str) -> Option<&'static str> {
        Label::of(label).concept()
    }

    #[test]
    fn a_label_is_known_by_all_of_its_words() {
        for (label, slug) in [
            ("N° Afiliados Generales", "affiliates_general"),
            ("N° Total de afiliados", "affiliates"),
            ("N° Trabajo del Hogar", "affiliates_domestic_workers"),
            ("N° Afiliación Voluntaria", "affiliates_voluntary"),
            ("Total de Jubilados 2021", "retirees"),
            ("Pensionistas a diciembre 2021", "pensioners"),
            ("DISPENSARIOS DEL CAMPESINO", "dispensaries"),
            ("N° total de patronos", "employers"),
        ] {
            assert_eq!(named(label), Some(slug), "{label}");
        }
        for label in [
            "N° Afiliados en mora",
            "Jubilados atendidos",
            "Total",
            "Glosas",
            "Trabajo no remunerado del hogar",
        ] {
            assert_eq!(named(label), None, "{label}");
        }
    }

    #[test]
    fn what_was_collected_is_known_by_its_first_words() {
        for (label, slug) in [
            ("APORTES", Some("collections_contributions")),
            ("FONDOS DE RESEVA", Some("collections_reserve_funds")),
            (
                "TITULOS DE CREDITO CANCELADOS",
                Some("collections_credit_titles"),
            ),
            ("TITULOS DE CREDITO CANCELADOS SIN HONORARIOS", None),
            ("TOTAL DE TITULOS DE CREDITO SIN ABOGADO", None),
            (
                "TOTAL DE TITULOS DE CREDITO CON Y SIN ABOGADO",
                Some("collections_credit_titles"),
            ),
            ("CONVENIOS DE PAGO", Some("collections_agreements")),
            ("TOTAL DE RECUDACION", Some("collections_total")),
            (
                "TOTAL GENERAL DE VALORES COBRADOS",
                Some("collections_total"),
            ),
            (
                "TOTAL DE RECAUDACION DE TITULOS DE CREDITO",
                Some("collections_credit_titles"),
            ),
            ("TOTAL DE RECAUDACION DE TITULOS DE CREDITO Y GLOSAS", None),
            ("TOTAL DE RECAUDACION DE RESPONSABILIDAD PATRONAL", None),
            ("TITULOS DE CREDITO Y GLOSAS", None),
            ("Planillas", None),
        ] {
            assert_eq!(Label::of(label).collection(), slug, "{label}");
        }
    }
}
