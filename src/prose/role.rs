//! The role of a quantity: which word says what it is.

use super::chunk::{Chunk, ChunkKind};
use super::clause::{Clause, Link};
use super::sentence::{Measure, Quantity, Sentence};
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

/// Verbs that say nothing of what a quantity is.
const OPEN: ClassSet = ClassSet::of(&[Class::Being, Class::Equal, Class::Move, Class::Achieved]);

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
        let at = self.next_role(quantity)?;
        let chunk = self.chunk(at);
        let last = self.chunk(at - 1);
        let is_verb = chunk.is(Class::Past) && !last.is(Class::Auxiliary);
        let has_clitic = last.is(Class::Clitic)
            || at > quantity + 1
                && self.is(at - 2, Class::Clitic)
                && (last.is(Class::Auxiliary) || last.is(Class::Article));
        let is_own = !is_verb && !has_clitic && !self.is_led_on(at);
        (is_own && self.share_of(quantity) != Some(at)).then_some(at)
    }

    /// The next role behind a quantity, over what may stand between them.
    fn next_role(&self, quantity: usize) -> Option<usize> {
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
        let is_over = |n: &usize| self.chunk(*n).is_small(OVER) && !self.is(*n, Class::Conjunction);
        let end = self.clause(quantity).end;
        let at = (quantity + 1..end).find(|n| self.is(*n, Class::Role) || !is_over(n))?;
        self.is(at, Class::Role).then_some(at)
    }

    /// "El 60 % del presupuesto ejecutado": the role of what a percentage is a share of.
    pub(super) fn share_of(&self, quantity: usize) -> Option<usize> {
        let is_percent = self.quantity(quantity)?.measure == Measure::Percent;
        let at = self.next_role(quantity)?;
        let is_predicate = (quantity + 1..at).any(|n| self.is(n, Class::Auxiliary));
        let is_of = is_percent
            && !is_predicate
            && self.chunk(quantity + 1).entry.name(Class::Preposition) == "of";
        (is_of && !self.is(at, Class::Nominal)).then_some(at)
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
        let (at, clause) = (quantity.at, self.clause(quantity.at));
        if let Some(role) = self.in_order(at, |n| self.is(n, Class::Role)) {
            return Some(self.role_at(role));
        }
        let own = self
            .left(at, |n| {
                let is_free = !self.is_taken(n, Some(at)) && !self.only_leads(n);
                self.is(n, Class::Role) && is_free || self.is_unknown_verb(n)
            })
            .filter(|&n| self.is(n, Class::Role));
        if let Some(role) = self.role_behind(at) {
            // "Devengó 5 de su presupuesto codificado": a part of that, and not that.
            let is_part = own.is_some()
                && self.only_between(at + 1, role, LED)
                && (at + 1..role).any(|n| self.is(n, Class::Preposition));
            if !is_part && !self.describes(role, at, own) {
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
        let whole = self.share_of(at);
        let late = || {
            (at + 1..self.next_quantity(at)).find(|&n| {
                let chunk: &Chunk = self.chunk(n);
                let is_free = !self.is_led_on(n) && whole != Some(n);
                chunk.is(Class::Role) && !chunk.is(Class::Nominal) && is_free
            })
        };
        let found = own
            .or_else(late)
            .or_else(|| self.role_of_antecedent(quantity))
            .or_else(|| self.role_of_next(quantity));
        match found {
            Some(role) => Some(self.role_at(role)),
            None if self.leads_over(clause) => match self.role_before(at) {
                Some(role) => Some(self.role_at(role)),
                None => self.lead.role.map(|name| Role { name, at: None }),
            },
            None => None,
        }
    }

    /// "Finalizaron los 22 adjudicados": the verb says what was done with what the participle describes.
    fn describes(&self, participle: usize, quantity: usize, verb: Option<usize>) -> bool {
        let is_object = |verb: usize| {
            self.is_finite(verb) && !(verb..quantity).any(|n| self.chunk(n).is_quantity())
        };
        self.is(participle, Class::Participle) && verb.is_some_and(is_object)
    }

    /// The participle that describes all of what a verb says was done with: "finalizaron los 22 adjudicados".
    pub(super) fn described(&self, quantity: usize, role: Option<Role>) -> Option<Role> {
        let participle = self.role_behind(quantity)?;
        let is_definite = self.reads(quantity.checked_sub(1)?, &["los", "las"]);
        let is_described = self.describes(participle, quantity, role.and_then(|it| it.at));
        (is_definite && is_described).then(|| self.role_at(participle))
    }

    /// "Del presupuesto ejecutado, el 40 %": the role of what a percentage behind it is a share of.
    pub(super) fn whole_before(&self, quantity: usize, role: Option<Role>) -> Option<usize> {
        let at = role?
            .at
            .filter(|&at| at < quantity && !self.is_finite(at))?;
        let clause = self.clause(at);
        let is_percent = self.quantity(quantity)?.measure == Measure::Percent;
        let begins = self.chunk(clause.start).entry.name(Class::Preposition) == "of";
        (is_percent && begins && self.only_between(clause.start, at, LED)).then_some(at)
    }

    /// "El codificado asignado a la unidad": behind another role it only leads to whose that is.
    fn only_leads(&self, role: usize) -> bool {
        self.chunk(role).entry.name(Class::Role) == "planned"
            && self.before(role).is_some_and(|it| it.is(Class::Role))
    }

    /// "De los recursos codificados, que sumaron 5": what a clause tells of is what stands before it.
    fn role_of_antecedent(&self, quantity: &Quantity<'_>) -> Option<usize> {
        let clause = self.clause(quantity.at);
        let is_amount = quantity.measure == Measure::Money && clause.link == Link::Relative;
        let is_said = (clause.start..quantity.at).any(|n| self.is(n, Class::Being));
        let antecedent = self.before_in_text(clause.start)?;
        (is_amount && is_said && self.is(antecedent, Class::Role)).then_some(antecedent)
    }

    /// "Fueron cuatro y se adjudicaron por 5": the clause behind says what was done with those that are counted.
    fn role_of_next(&self, quantity: &Quantity<'_>) -> Option<usize> {
        let clause = self.clause(quantity.at);
        let next = self.next_in_text(clause);
        let is_bare =
            quantity.measure == Measure::Count && next.link == Link::And && self.only_is(clause);
        let amounts = (next.start..next.end).filter_map(|n| self.quantity(n));
        let has_amount = amounts.fold(None, |all, it| {
            Some(all.unwrap_or(true) && it.measure == Measure::Money)
        });
        let role = (next.start..next.end).find(|&n| self.is(n, Class::Role))?;
        (is_bare && has_amount == Some(true)).then_some(role)
    }

    /// Whether the clauses before say what the quantities of a clause are: it has no verb but one of being, and what is
    /// said against them is of another time or place, or what was reached.
    fn leads_over(&self, clause: Clause) -> bool {
        let is_contrast = self.is_contrast(clause) || self.has(clause, Class::Achieved);
        (clause.link != Link::But || is_contrast) && self.only_is(clause)
    }

    /// Whether a clause says of another time or place what the one before says.
    fn is_contrast(&self, clause: Clause) -> bool {
        let mut chunks = self.chunks_of(clause).iter();
        chunks.any(|chunk| matches!(chunk.kind, ChunkKind::Time(_) | ChunkKind::Place(_)))
    }

    /// Whether a clause has no verb but one of being or coming to.
    pub(super) fn only_is(&self, clause: Clause) -> bool {
        let is_open = |n: usize| {
            self.is_any(n, OPEN)
                || self.is(n, Class::Auxiliary) && !self.is(n + 1, Class::Participle)
        };
        (clause.start..clause.end).all(|n| !self.is_finite(n) || is_open(n))
    }

    /// The last role of the clauses before that of a quantity; that of what is compared with it, where there is no other.
    fn role_before(&self, at: usize) -> Option<usize> {
        let number = self.number(at);
        let until = if self.clause(at).link == Link::Back {
            (0..number)
                .rev()
                .find(|&n| self.clause_at(n).link == Link::Relative)
                .unwrap_or(number)
        } else {
            number
        };
        // "El 80 % de ejecución en 2021, y en 2022 el 92 %": what was said of one time is said of another.
        let clause = self.clause(at);
        let is_contrast = self.is_contrast(clause) || self.has(clause, Class::Achieved);
        let find = |fits: &dyn Fn(&Clause) -> bool, is_shared: bool| {
            let clauses = self.clauses.get(..until).unwrap_or_default();
            clauses
                .iter()
                .rev()
                .filter(|it| fits(it))
                .find_map(|clause| {
                    // A clause that goes on behind the brackets says nothing of what is in them.
                    let is_before = |n: usize| self.chunk(n).from < self.chunk(at).from;
                    (clause.start..clause.end).rev().find(|&n| {
                        let is_free = is_shared || !self.is_taken(n, None);
                        self.is(n, Class::Role) && is_before(n) && is_free && !self.only_leads(n)
                    })
                })
        };
        // A relative clause without a quantity tells of its own noun only.
        let leads = |clause: &Clause| match clause.link {
            Link::Compared | Link::Bracket => false,
            Link::Relative => self.has_quantity(*clause),
            _ => true,
        };
        let is_compared = |clause: &Clause| clause.link == Link::Compared;
        find(&leads, false)
            .or_else(|| is_contrast.then(|| find(&leads, true)).flatten())
            .or_else(|| find(&is_compared, is_contrast))
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
