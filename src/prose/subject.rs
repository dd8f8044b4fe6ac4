//! Whose a quantity is.

use super::chunk::{Chunk, ChunkKind};
use super::clause::Link;
use super::frame::{Step, Subjects};
use super::sentence::{ARTICLES, Lead, Sentence};
use crate::lexicon::{Class, ClassSet};

impl Sentence<'_, '_> {
    fn is_subject(&self, at: usize, rules: &Subjects) -> bool {
        let chunk = self.chunk(at);
        if rules.is_unit {
            // A unit that another is compared with is that comparison's, unless no other is named.
            chunk.kind == ChunkKind::Unit && (!self.is_compared(at) || !self.has_own_unit())
        } else {
            chunk.is_any(rules.class) || rules.noun(self.text_of(at)).is_some()
        }
    }

    /// Whether a unit is another's comparison, or what a clause without a quantity tells of.
    fn is_compared(&self, at: usize) -> bool {
        let clause = self.clause(at);
        clause.link == Link::Compared || clause.link == Link::Relative && !self.has_quantity(clause)
    }

    fn has_own_unit(&self) -> bool {
        (0..self.chunks.len())
            .any(|at| self.chunk(at).kind == ChunkKind::Unit && !self.is_compared(at))
    }

    /// Everything that may be a subject, in the order of the clauses.
    pub(crate) fn subjects(&self, rules: &Subjects) -> impl DoubleEndedIterator<Item = usize> {
        (0..self.chunks.len()).filter(|&at| self.is_subject(at, rules))
    }

    /// The subject of the quantity at `at`, by the steps of a frame.
    pub(crate) fn subject(&self, at: usize, rules: &Subjects) -> Option<usize> {
        self.told_apart(at, rules).or_else(|| {
            let mut steps = rules.steps.iter();
            steps.find_map(|step| self.step(*step, at, rules))
        })
    }

    /// The one of several subjects that an order tells: "respectivamente", "la primera".
    pub(super) fn told_apart(&self, at: usize, rules: &Subjects) -> Option<usize> {
        self.in_order(at, |n| self.is_subject(n, rules))
            .or_else(|| self.referred(at, rules))
    }

    /// "La primera devengó 5": the first of those that were named.
    fn referred(&self, at: usize, rules: &Subjects) -> Option<usize> {
        const NOUNS: ClassSet =
            ClassSet::of(&[Class::Object, Class::Procedure, Class::Concept, Class::Unit]);
        let is_pronoun = |n: usize| {
            let leads = self.before(n).is_some_and(|it| it.is(Class::Article));
            leads && self.is(n, Class::Pronoun) && !self.is_any(n + 1, NOUNS)
        };
        let nearest = self.left(at, |n| self.is_subject(n, rules) || is_pronoun(n))?;
        let place: usize = self
            .chunk(nearest)
            .entry
            .name(Class::Pronoun)
            .parse()
            .ok()?;
        let mut named: Vec<usize> = Vec::new();
        for n in (0..nearest).filter(|&n| self.is_subject(n, rules)) {
            if !named.iter().any(|&known| self.is_same(known, n)) {
                named.push(n);
            }
        }
        let place = place.checked_sub(1).unwrap_or(named.len().checked_sub(1)?);
        named.get(place).copied().filter(|_| named.len() > 1)
    }

    pub(super) fn step(&self, step: Step, at: usize, rules: &Subjects) -> Option<usize> {
        let clause = self.clause(at);
        let is = |n: &usize| self.is_subject(*n, rules);
        match step {
            Step::Only => {
                let mut all = self.subjects(rules);
                let first = all.next()?;
                all.all(|other| self.is_same(first, other)).then_some(first)
            }
            Step::Behind => {
                let is_part = self.whole_behind(at).is_some();
                (at + 1..clause.end)
                    .take_while(|&n| {
                        let chunk = self.chunk(n);
                        let is_led = chunk.is_small(rules.over.and(rules.class))
                            && !chunk.is(Class::Conjunction);
                        is_part && !rules.is_unit || is_led || is(&n)
                    })
                    .find(is)
            }
            Step::Before => (clause.start..at).rev().find(is),
            Step::InClause => (clause.start..clause.end).find(is),
            Step::OfSubject => {
                let mut before = clause.start..at;
                let begins = before.all(|n| self.is(n, Class::Article));
                (at..clause.end).filter(|_| begins).find(is)
            }
            Step::Earlier => {
                let number = self.number(at);
                // A clause that goes on behind the brackets says nothing of what is in them.
                let is_before = |n: &usize| self.chunk(*n).from < self.chunk(at).from;
                let found = (0..clause.start).rev().find(|n| is(n) && is_before(n))?;
                let is_parted = self
                    .clauses
                    .get(self.number(found) + 1..=number)
                    .unwrap_or_default()
                    .iter()
                    .any(|clause| clause.link == Link::Fresh);
                // "…, y se ejecutó 4": behind several units it is nobody's.
                let is_impersonal = clause.link != Link::Relative
                    && (clause.start..at)
                        .find(|&n| !self.is(n, Class::Conjunction))
                        .is_some_and(|n| self.is(n, Class::Clitic));
                let is_open = rules.is_unit
                    && (is_parted
                        || is_impersonal && (0..found).any(|n| is(&n) && !self.is_same(n, found)));
                (!is_open).then_some(found)
            }
            Step::OfCount => None,
        }
    }

    /// The whole that stands right behind a part: "43 de los 45".
    pub(super) fn whole_behind(&self, at: usize) -> Option<usize> {
        let next = self.next_quantity(at);
        let is_whole = next < self.clause(at).end
            && self.only_between(at + 1, next, ARTICLES)
            && self.lead_of(next) == Lead::De;
        is_whole.then_some(next)
    }

    /// Whether a subject stands in a row with another: "la subasta inversa y el catálogo electrónico".
    pub(crate) fn is_joined(&self, at: usize, rules: &Subjects) -> bool {
        const BETWEEN: ClassSet =
            ClassSet::of(&[Class::Article, Class::Preposition, Class::Object]);
        let clause = self.clause(at);
        let joins = |chunks: &mut dyn Iterator<Item = usize>| {
            let mut and = false;
            for n in chunks {
                let chunk: &Chunk = self.chunk(n);
                if self.is_subject(n, rules) {
                    return and;
                }
                if chunk.is(Class::Conjunction) || chunk.kind == ChunkKind::Comma {
                    and = true;
                } else if !chunk.is_small(BETWEEN) {
                    return false;
                }
            }
            false
        };
        joins(&mut (at + 1..clause.end)) || joins(&mut (clause.start..at).rev())
    }
}
