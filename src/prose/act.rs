//! Acts: what a sentence says was done, whether or not it gives a quantity.

use super::chunk::{ChunkKind, Said};
use super::clause::{Clause, Link};
use super::frame::{Frame, Tally};
use super::judge::ExclusionReason;
use super::sentence::{Measure, Quantity, Sentence, TO_AMOUNT};
use crate::lexicon::{Class, ClassSet};

/// What a sentence says of an act.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Act<'a> {
    /// The sense of the word for it; `None` where it is any of those asked for.
    pub(crate) name: Option<&'static str>,
    /// The chunk that names it.
    pub(crate) at: usize,
    pub(crate) verdict: Verdict,
    /// The amount that goes with it.
    pub(crate) value: Option<Quantity<'a>>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    Done,
    /// It is said that there was none.
    Denied,
    Excluded(ExclusionReason),
}

/// The frame that acts are judged by.
pub(crate) const ACTS: Frame = Frame::judging(Tally::Act);

/// Chunks of a sentence that only says that there was none.
const SHORT: usize = 4;

impl<'a> Sentence<'_, 'a> {
    /// The acts that the sentence speaks of.
    pub(crate) fn acts(&self) -> Vec<Act<'a>> {
        const NOTHING: ClassSet = ClassSet::of(&[Class::None]);
        let mut out = Vec::new();
        if self.asks {
            return out;
        }
        let has_verb = (0..self.chunks.len()).any(|n| self.is_finite(n));
        let is_short = self.chunks.len() <= SHORT || !has_verb && !self.mentions_quantity();
        if is_short && self.is_any(0, NOTHING) {
            out.push(denied(0));
            return out;
        }
        let mut last: Option<&'static str> = None;
        for number in 0..self.clauses.len() {
            let act = self.act(number, last);
            if let Some(act) = &act {
                last = act.name.or(last);
            }
            out.extend(act);
        }
        if out.is_empty() {
            out.extend(self.listed());
        }
        out
    }

    fn amount(&self, clause: Clause, from: usize) -> Option<Quantity<'a>> {
        let is_money = |it: &Quantity<'_>| {
            it.measure == Measure::Money && !self.is_share(it.at, clause, &ACTS)
        };
        let mut amounts = self.quantities().map(Quantity::as_money).filter(is_money);
        let first = amounts.find(|it| (from..clause.end).contains(&it.at))?;
        // "Dos vehículos en 4 y 5".
        let joins = |it: Quantity<'_>| {
            let small = TO_AMOUNT.and(ClassSet::of(&[Class::Conjunction]));
            self.only_between(first.at + 1, it.at, small) && it.at < clause.end
        };
        (!amounts.next().is_some_and(joins)).then_some(first)
    }

    /// What a clause says was done; `last` is what the clauses before speak of.
    fn act(&self, number: usize, last: Option<&'static str>) -> Option<Act<'a>> {
        const OPEN: ClassSet = ClassSet::of(&[Class::Infinitive, Class::Past]);
        let clause = self.clause_at(number);
        let is_act = |n: &usize| self.is(*n, Class::Act);
        let is_verb = |n: &usize| {
            is_act(n)
                && !self.is(*n, Class::Nominal)
                && (self.is_finite(*n) || self.is_any(*n, OPEN))
        };
        let mut chunks = clause.start..clause.end;
        let named = chunks
            .clone()
            .find(is_verb)
            .or_else(|| chunks.clone().find(is_act));
        let happens = chunks.clone().find(|&n| self.is(n, Class::Happening));
        // "En cuanto a ventas, no se efectuó ninguna".
        let verb = happens.filter(|&n| named.is_some_and(|at| !is_verb(&at) && at < n));
        let (at, name) = match (named, last, happens) {
            (Some(at), ..) => (at, self.chunk(at).entry.name(Class::Act)),
            (None, Some(last), Some(at)) if clause.link == Link::But => (at, last),
            (None, Some(last), None) if self.is_elided(clause) => {
                let other = chunks.clone().find(|&n| self.stands_for(n));
                (other.unwrap_or(clause.start), last)
            }
            _ => {
                let denies = self.denies_matter(clause);
                return denies.then(|| denied(clause.start));
            }
        };
        let value = self
            .amount(clause, at)
            .or_else(|| self.amount(clause, clause.start))
            .or_else(|| {
                let next = self.next_in_text(clause);
                matches!(next.link, Link::Relative | Link::Bracket)
                    .then(|| self.amount(next, next.start))
                    .flatten()
            });
        let act = |verdict| Act {
            name: Some(name),
            at,
            verdict,
            value,
        };
        let is_other_year = self.time(at).said == Said::Other
            || self.was_before(number)
            || value.is_some_and(|it| {
                self.number(it.at) == number && self.time(it.at).said == Said::Other
            });
        if is_other_year {
            return Some(act(Verdict::Excluded(ExclusionReason::OtherYear)));
        }
        if chunks.any(|n| self.is_none_behind(n)) {
            return Some(act(Verdict::Denied));
        }
        let reason = self
            .judge(at, Some(verb.unwrap_or(at)), &ACTS)
            .filter(|reason| !matches!(reason, ExclusionReason::Change | ExclusionReason::Share));
        let is_rule = self.has(clause, Class::Rule);
        let is_done = self.is_done(clause, at, happens, value.is_some());
        match reason {
            Some(ExclusionReason::Denied) if self.denies_some(clause) => {
                Some(act(Verdict::Excluded(ExclusionReason::NoRole)))
            }
            // "Se avaluó en 5 sin que se vendiera", "la venta por 5 no se autorizó": of one thing only.
            Some(ExclusionReason::Denied) if value.is_some() || self.is_told_of_amount(number) => {
                Some(act(Verdict::Excluded(ExclusionReason::Denied)))
            }
            Some(ExclusionReason::Denied) => Some(act(Verdict::Denied)),
            Some(reason) => Some(act(Verdict::Excluded(reason))),
            None if self.is_to_come(number) => Some(act(Verdict::Excluded(ExclusionReason::Aim))),
            None if is_done && !is_rule => Some(act(Verdict::Done)),
            None => {
                let counts = self.mentions_quantity();
                let is_told = value.is_some() || !is_rule && counts;
                is_told.then(|| act(Verdict::Excluded(ExclusionReason::NoRole)))
            }
        }
    }

    /// Whether a clause says that the act at `at` took place.
    fn is_done(&self, clause: Clause, at: usize, happens: Option<usize>, has_value: bool) -> bool {
        const LEADS: ClassSet = ClassSet::of(&[Class::Auxiliary, Class::Clitic]);
        let is_verb = self.is_finite(at)
            || self.is(at, Class::Participle)
                && self.before(at).is_some_and(|before| before.is_any(LEADS));
        let is_bare = !(clause.start..clause.end).any(|n| self.is_finite(n))
            && clause.start == 0
            && (0..at).all(|n| self.is(n, Class::Article) || self.chunk(n).is_quantity());
        // "El total de bienes donados ascendió a 5".
        let is_of_goods = has_value
            && self.is(at, Class::Participle)
            && self
                .before(at)
                .is_some_and(|before| before.is(Class::Goods))
            && (at..clause.end).any(|n| self.is_finite(n));
        // "La única expropiación fue la de un lote por 5".
        let small = ClassSet::of(&[Class::Article, Class::Adverb]);
        let is_told =
            has_value && self.only_between(clause.start, at, small) && self.only_is(clause);
        is_verb
            || is_told && (at..clause.end).any(|n| self.is_finite(n))
            || is_of_goods
            || happens.is_some()
            || self.is_elided(clause)
            || is_bare && (self.is_item || has_value)
            || self.lead.happened
            || clause.link == Link::But
    }

    /// "La donación, realizada en 2020, consta en actas": a participle behind says that it was done in another year.
    fn was_before(&self, number: usize) -> bool {
        const DOINGS: ClassSet = ClassSet::of(&[Class::Happening, Class::Act, Class::Role]);
        let told = self.next_in_text(self.clause_at(number));
        let told = match told.link {
            Link::Relative => told,
            _ => self.clause_at(number + 1),
        };
        let chunks = self.chunks_of(told);
        told.link == Link::Relative
            && chunks
                .first()
                .is_some_and(|it| it.is(Class::Participle) && it.is_any(DOINGS))
            && chunks
                .iter()
                .any(|it| it.kind == ChunkKind::Time(Said::Other))
    }

    /// "Se autorizó la donación, que se entregará en 2023": a clause behind says that it is still to come.
    fn is_to_come(&self, number: usize) -> bool {
        const DOINGS: ClassSet = ClassSet::of(&[Class::Happening, Class::Act]);
        let behind = self.clauses.get(number + 1..).unwrap_or_default();
        let mut told = behind
            .iter()
            .take_while(|clause| clause.link != Link::Fresh);
        told.any(|clause| {
            let mut chunks = clause.start..clause.end;
            let is_later = chunks
                .clone()
                .any(|n| self.chunk(n).kind == ChunkKind::Time(Said::Other));
            chunks.any(|n| self.is(n, Class::Future) && (is_later || self.is_any(n, DOINGS)))
        })
    }

    /// "Y otro por 5": no verb, and an amount of what the clause before tells.
    fn is_elided(&self, clause: Clause) -> bool {
        let is_other = |n: usize| self.stands_for(n);
        matches!(clause.link, Link::And | Link::Comma | Link::Fresh)
            && self.has_quantity(clause)
            && (clause.start..clause.end).any(is_other)
            && !(clause.start..clause.end).any(|n| self.is_finite(n))
    }

    /// Whether a clause tells of what the one before has a quantity of.
    fn is_told_of_amount(&self, number: usize) -> bool {
        self.clause_at(number).link == Link::Relative
            && number > 0
            && self.has_quantity(self.clause_at(number - 1))
    }

    /// "Donaciones: ninguna", "Expropiaciones: 0".
    fn is_none_behind(&self, colon: usize) -> bool {
        let is_last = |n: usize| n + 1 == self.clause(n).end;
        self.chunk(colon).kind == ChunkKind::Colon
            && colon + 1 < self.chunks.len()
            && (self.is(colon + 1, Class::None)
                || is_last(colon + 1)
                    && self
                        .quantities()
                        .any(|it| it.at == colon + 1 && it.value.is_zero()))
    }

    /// "No todas se concretaron" denies of some only.
    fn denies_some(&self, clause: Clause) -> bool {
        (clause.start..clause.end.saturating_sub(1)).any(|n| {
            self.is(n, Class::Negation) && self.reads(n + 1, &["todos", "todas", "todo", "toda"])
        })
    }

    /// "No se ha efectuado ningún proceso de este tipo", "No hubo": a denial that names no act.
    fn denies_matter(&self, clause: Clause) -> bool {
        const VERBS: ClassSet = ClassSet::of(&[
            Class::Happening,
            Class::Being,
            Class::Auxiliary,
            Class::Role,
        ]);
        const MATTER: ClassSet = ClassSet::of(&[Class::Goods, Class::Object]);
        let chunks = self.chunks_of(clause);
        let is_short = self.chunks.len() <= SHORT;
        let negation = chunks.iter().position(|chunk| chunk.is(Class::Negation));
        let is_of_year = self.time(clause.start).said != Said::Other;
        negation.is_some_and(|at| {
            let behind = chunks.get(at..).unwrap_or_default();
            is_of_year
                && behind.iter().any(|chunk| chunk.is_any(VERBS))
                && (is_short || behind.iter().any(|chunk| chunk.is_any(MATTER)))
        })
    }

    /// An item of "Se donaron los siguientes bienes:".
    fn listed(&self) -> Option<Act<'a>> {
        let name = self.lead.act.filter(|_| self.is_item)?;
        let clause = self.clause_at(0);
        let verdict = match self.lead.reason {
            Some(reason) => Verdict::Excluded(reason),
            None if self.lead.happened => Verdict::Done,
            None => return None,
        };
        Some(Act {
            name: Some(name),
            at: 0,
            verdict,
            value: self.amount(clause, 0),
        })
    }
}

/// That there was none of any act.
fn denied<'a>(at: usize) -> Act<'a> {
    Act {
        name: None,
        at,
        verdict: Verdict::Denied,
        value: None,
    }
}
