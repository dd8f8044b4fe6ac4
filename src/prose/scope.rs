//! The time and the place that a quantity is said of.

use super::chunk::{ChunkKind, Said};
use super::clause::Link;
use super::sentence::{Lead, Sentence};
use crate::atom;
use crate::lexicon::Class;

/// A time, and the chunk that says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Time {
    pub(crate) said: Said,
    pub(crate) at: Option<usize>,
}

impl Sentence<'_, '_> {
    fn time_at(&self, at: usize) -> Option<Time> {
        match self.chunk(at).kind {
            ChunkKind::Time(said) => Some(Time { said, at: Some(at) }),
            _ => None,
        }
    }

    /// The year, date or period of a time, as its atom has it.
    pub(crate) fn period(&self, time: Time) -> Option<atom::Time> {
        let mut tokens = self.tokens_of(time.at?).iter().rev();
        tokens.find_map(|token| atom::Time::of(&token.atom()?.value))
    }

    /// The time of what stands at `at`: right behind it; before it in its clause; late in it; of a relative clause, that
    /// of its antecedent; else led over from the clause before, until `;`.
    pub(crate) fn time(&self, at: usize) -> Time {
        let is_time = |n: usize| matches!(self.chunk(n).kind, ChunkKind::Time(_));
        if let Some(time) = self.in_order(at, is_time).and_then(|n| self.time_at(n)) {
            return time;
        }
        let clause = self.clause(at);
        let next = self.next_quantity(at);
        let goes_on = |n: &usize| {
            !(self.is_finite(*n)
                || self.is(*n, Class::Conjunction)
                || self.is(*n, Class::Role) && self.leads(*n))
        };
        let is_near = |n: &usize| !self.is_unknown(*n) && !self.is(*n, Class::Participle);
        let near = (at + 1..next)
            .take_while(|n| goes_on(n) && is_near(n))
            .find_map(|n| self.time_at(n));
        if let Some(time) = near {
            return time;
        }
        let behind = (at + 1..next)
            .take_while(goes_on)
            .find_map(|n| self.time_at(n));
        let led = self
            .left(at, |n| matches!(self.chunk(n).kind, ChunkKind::Time(_)))
            .filter(|&n| !self.is_anothers_time(n, at));
        if let Some(time) = led.and_then(|n| self.time_at(n)) {
            return time;
        }
        if let Some(time) = behind {
            return time;
        }
        let late = (next..clause.end)
            .take_while(|&n| !self.is(n, Class::More))
            .find_map(|n| self.time_at(n));
        if let Some(time) = late {
            return time;
        }
        let number = self.number(at);
        if clause.link == Link::Relative
            && let Some(before) = self.before_in_text(clause.start)
        {
            // "En 2021, cuando eran 14".
            if let Some(time) = self.time_at(before) {
                return time;
            }
            let last = self.clause(before);
            let quantity = (last.start..last.end)
                .rev()
                .find(|&n| self.chunk(n).is_quantity());
            if let Some(quantity) = quantity {
                return self.time(quantity);
            }
        }
        self.time_before(number)
    }

    /// The only period that the sentence names, but for what something is compared with.
    pub(crate) fn only_period(&self) -> Option<atom::Time> {
        let mut times = (0..self.chunks.len())
            .filter(|&at| !matches!(self.clause(at).link, Link::Compared | Link::Bracket))
            .filter_map(|at| self.time_at(at))
            .filter(|time| time.said != Said::Other)
            .filter_map(|time| self.period(time));
        let first = times.next()?;
        times.all(|other| other == first).then_some(first)
    }

    /// Whether the time at `time` stands right behind a quantity before `at`, and is that one's.
    fn is_anothers_time(&self, time: usize, at: usize) -> bool {
        let start = self.clause(at).start;
        let parts =
            |n: &usize| !self.is(*n, Class::Conjunction) && self.chunk(*n).kind != ChunkKind::Comma;
        let has_own = (start..time)
            .rev()
            .take_while(parts)
            .any(|n| self.chunk(n).is_quantity())
            && self.time_lead(time) != Lead::None;
        let goes_on = !(time..at).any(|n| self.is(n, Class::Conjunction))
            && (time..at).any(|n| self.is_finite(n));
        has_own && !goes_on
    }

    /// The preposition that a time begins with or stands behind.
    fn time_lead(&self, time: usize) -> Lead {
        let begins = self
            .tokens_of(time)
            .first()
            .is_some_and(|token| token.is(Class::Preposition));
        if begins {
            Lead::Other
        } else {
            self.lead_of(time)
        }
    }

    /// The time that leads over to clause `number` from those before it.
    fn time_before(&self, number: usize) -> Time {
        for before in (0..number).rev() {
            if self.clause_at(before + 1).link == Link::Fresh {
                break;
            }
            let clause = self.clause_at(before);
            let only_describes = clause.link == Link::Relative && !self.has_quantity(clause);
            if matches!(clause.link, Link::Bracket | Link::Compared) || only_describes {
                continue;
            }
            let first = (clause.start..clause.end).find_map(|n| self.time_at(n));
            if let Some(time) = first
                && let Some(at) = time.at
            {
                let is_quantitys = (clause.start..at).any(|n| self.chunk(n).is_quantity());
                if !is_quantitys || time.said == Said::Own {
                    return time;
                }
            }
        }
        Time {
            said: Said::Own,
            at: None,
        }
    }

    /// The place of what stands at `at`, found as its time is.
    pub(crate) fn place(&self, at: usize) -> Option<Said> {
        let place = |n: usize| match self.chunk(n).kind {
            ChunkKind::Place(said) => Some(said),
            _ => None,
        };
        let clause = self.clause(at);
        let (number, next) = (self.number(at), self.next_quantity(at));
        if let Some(said) = (at + 1..next).find_map(place) {
            return Some(said);
        }
        let told = self.clause_at(number + 1);
        if next == clause.end
            && self.chunk(clause.end - 1).from < self.chunk(told.start).from
            && told.link == Link::Relative
            && !self.has_quantity(told)
            && let Some(said) = (told.start..told.end).find_map(place)
        {
            return Some(said);
        }
        if let Some(said) = (clause.start..at).rev().find_map(place) {
            return Some(said);
        }
        for before in (0..number).rev() {
            if self.clause_at(before + 1).link == Link::Fresh {
                break;
            }
            let clause = self.clause_at(before);
            if let Some(said) = (clause.start..clause.end).rev().find_map(place) {
                return Some(said);
            }
        }
        None
    }
}
