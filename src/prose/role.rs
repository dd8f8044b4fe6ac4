//! The role of a quantity: which word says what it is.

use super::chunk::Chunk;
use super::clause::Link;
use super::sentence::{Quantity, Sentence};
use crate::lexicon::{Class, ClassSet};

/// What says of a quantity what it is: `codified`, `executed`, `awarded`, …
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Role {
    pub(crate) name: &'static str,
    /// Its chunk; `None` where what introduces the list says it.
    pub(crate) at: Option<usize>,
}

const LED: ClassSet = ClassSet::of(&[
    Class::Preposition,
    Class::Article,
    Class::Budget,
    Class::Sum,
    Class::Total,
]);

impl Sentence<'_, '_> {
    fn role_at(&self, at: usize) -> Role {
        Role {
            name: self.chunk(at).entry.name(Class::Role),
            at: Some(at),
        }
    }

    /// Whether the role at `at` is another quantity's, to which it leads: "pagó B del codificado de C".
    fn is_led_on(&self, at: usize) -> bool {
        self.before(at).is_some_and(|before| before.is_any(LED)) && self.leads(at)
    }

    /// The role right behind a quantity: "USD 5 codificados", "43 procesos de X finalizados", "5 USD fueron devengados".
    pub(super) fn role_behind(&self, quantity: usize) -> Option<usize> {
        const OVER: ClassSet = ClassSet::of(&[
            Class::Preposition,
            Class::Article,
            Class::Sum,
            Class::Total,
            Class::Budget,
            Class::Object,
            Class::Procedure,
            Class::Auxiliary,
            Class::Negation,
            Class::Adverb,
            Class::Concept,
            Class::Kind,
            Class::CountNoun,
        ]);
        let clause = self.clause(quantity);
        for at in quantity + 1..clause.end {
            let chunk = self.chunk(at);
            if chunk.is(Class::Role) {
                let last = self.chunk(at - 1);
                let is_verb = chunk.is(Class::Past) && !last.is(Class::Auxiliary);
                let has_clitic = last.is(Class::Clitic)
                    || at > quantity + 1
                        && self.is(at - 2, Class::Clitic)
                        && (last.is(Class::Auxiliary) || last.is(Class::Article));
                return (!is_verb && !has_clitic && !self.is_led_on(at)).then_some(at);
            }
            if !chunk.is_small(OVER) || chunk.is(Class::Conjunction) {
                return None;
            }
        }
        None
    }

    /// Whether a role stands right behind another quantity than `by`, and so is that one's.
    pub(crate) fn is_taken(&self, role: usize, by: Option<usize>) -> bool {
        self.left(role, |n| self.chunk(n).is_quantity())
            .is_some_and(|quantity| {
                by != Some(quantity) && self.role_behind(quantity) == Some(role)
            })
    }

    /// The role of a quantity: right behind it, or of the clause that tells which; else the nearest before it that is no
    /// other's, or a participle behind it; else that of the clause before, where its own has no verb but one of being.
    pub(crate) fn role(&self, quantity: &Quantity<'_>) -> Option<Role> {
        const OPEN: ClassSet =
            ClassSet::of(&[Class::Being, Class::Equal, Class::Move, Class::Achieved]);
        let (at, clause) = (quantity.at, self.clause(quantity.at));
        if let Some(role) = self.in_order(at, |n| self.is(n, Class::Role)) {
            return Some(self.role_at(role));
        }
        let own = self
            .left(at, |n| {
                self.is(n, Class::Role) && !self.is_taken(n, Some(at)) || self.is_unknown_verb(n)
            })
            .filter(|&n| self.is(n, Class::Role));
        if let Some(role) = self.role_behind(at) {
            // "Devengó 5 de su presupuesto codificado": a part of that, and not that.
            let is_part = own.is_some()
                && self.only_between(at + 1, role, LED)
                && (at + 1..role).any(|n| self.is(n, Class::Preposition));
            if !is_part {
                return Some(self.role_at(role));
            }
        }
        // "los USD 5 que le fueron asignados".
        if at + 1 == clause.end
            && let Some(child) = self.told_by(at)
            && let Some(role) = (child.start..child.end).find(|&n| self.is(n, Class::Role))
        {
            return Some(self.role_at(role));
        }
        if let Some(role) = own {
            return Some(self.role_at(role));
        }
        let late = (at + 1..self.next_quantity(at)).find(|&n| {
            let chunk: &Chunk = self.chunk(n);
            chunk.is(Class::Role) && !chunk.is(Class::Nominal) && !self.is_led_on(n)
        });
        if let Some(role) = late {
            return Some(self.role_at(role));
        }
        let has_verb =
            (clause.start..clause.end).any(|n| self.is_finite(n) && !self.is_any(n, OPEN));
        if has_verb || clause.link == Link::But {
            return None;
        }
        let number = self.number(at);
        let until = if clause.link == Link::Back {
            (0..number)
                .rev()
                .find(|&n| self.clause_at(n).link == Link::Relative)
                .unwrap_or(number)
        } else {
            number
        };
        let earlier = self
            .clauses
            .get(..until)
            .unwrap_or_default()
            .iter()
            .rev()
            .filter(|clause| !matches!(clause.link, Link::Compared | Link::Bracket))
            .find_map(|clause| {
                // A clause that goes on behind the brackets says nothing of what is in them.
                let is_before = |n: usize| self.chunk(n).from < self.chunk(at).from;
                (clause.start..clause.end)
                    .rev()
                    .find(|&n| self.is(n, Class::Role) && is_before(n) && !self.is_taken(n, None))
            });
        match earlier {
            Some(role) => Some(self.role_at(role)),
            None => self.lead.role.map(|name| Role { name, at: None }),
        }
    }

    /// A verb in the past that the vocabulary does not know: what stands behind it is its own.
    fn is_unknown_verb(&self, at: usize) -> bool {
        let chunk = self.chunk(at);
        let past = ClassSet::of(&[Class::Past]);
        chunk.is(Class::Past) && chunk.classes.of_sentences().without(past).is_empty()
    }

    /// The verb that governs a quantity which has no role: the nearest before it in its clause, else behind it.
    pub(crate) fn verb(&self, quantity: usize) -> Option<usize> {
        let is_verb = |n: usize| self.is_finite(n) && !self.is(n, Class::Clitic);
        self.left(quantity, is_verb)
            .or_else(|| (quantity + 1..self.clause(quantity).end).find(|&n| self.is_finite(n)))
    }
}
