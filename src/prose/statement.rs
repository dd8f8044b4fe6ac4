//! What a sentence states of the subjects of a frame.

use rust_decimal::Decimal;

use super::chunk::{Chunk, ChunkKind};
use super::clause::{Clause, Link};
use super::frame::{Frame, Step};
use super::judge::ExclusionReason;
use super::role::Role;
use super::sentence::{ARTICLES, Lead, Measure, Quantity, Sentence};
use super::token::Token;
use crate::atom::AtomKind;
use crate::lexicon::{Class, ClassSet};

/// A quantity, whose it is, and which member of a record; or why it is none.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Statement<'a> {
    pub(crate) quantity: Quantity<'a>,
    /// The chunk that names whose it is.
    pub(crate) subject: Option<usize>,
    pub(crate) member: Option<&'static str>,
    pub(crate) reason: Option<ExclusionReason>,
}

impl Statement<'_> {
    /// Whether it is none, whatever else the sentence says.
    fn is_void(&self) -> bool {
        self.reason
            .is_some_and(|reason| reason != ExclusionReason::Contradicted)
    }

    /// The subject and member of a fact; else why it is none. Where the sentence before may lend its subject, none need
    /// be named.
    pub(crate) fn fact(
        &self,
        may_carry: bool,
    ) -> Result<(Option<usize>, &'static str), ExclusionReason> {
        match (self.reason, self.subject, self.member) {
            (Some(reason), ..) => Err(reason),
            (None, subject, Some(member)) if subject.is_some() || may_carry => {
                Ok((subject, member))
            }
            (None, None, _) => Err(ExclusionReason::NoSubject),
            (None, _, _) => Err(ExclusionReason::NoRole),
        }
    }
}

/// The largest share of a budget that is believed, in percent: ten times all of it.
const MOST_PERCENT: Decimal = Decimal::ONE_THOUSAND;

const COUNTED: ClassSet = ClassSet::of(&[Class::Object, Class::Procedure]);

/// What a count says of the amount behind it.
#[derive(Clone, Copy)]
struct Count {
    at: usize,
    role: Option<&'static str>,
    subject: Option<usize>,
    reason: Option<ExclusionReason>,
}

impl<'a> Sentence<'_, 'a> {
    /// Whether the sentence takes a part of what the one before speaks of: "De este valor se devengó".
    pub(crate) fn takes_part(&self) -> bool {
        self.chunks
            .iter()
            .take(2)
            .any(|chunk| chunk.entry.name(Class::Relative) == "partitive")
    }

    /// Whether the sentence goes on with the subject of the one before: it has none, and begins with what a figure is.
    /// "El monto adjudicado fue de", "Finalizado:", "su ejecución", "se devengó".
    pub(crate) fn goes_on(&self, frame: &Frame) -> bool {
        const BEGINS: ClassSet = ClassSet::of(&[
            Class::Article,
            Class::Sum,
            Class::Budget,
            Class::Clitic,
            Class::Auxiliary,
            Class::Adverb,
            Class::Conjunction,
        ]);
        let role = (0..self.chunks.len())
            .find(|&n| self.is(n, Class::Role) || !self.chunk(n).is_small(BEGINS));
        let is_place = |chunk: &Chunk| matches!(chunk.kind, ChunkKind::Place(_) | ChunkKind::Unit);
        let is_other =
            |chunk: &Chunk| chunk.is_any(ClassSet::of(&[Class::Total, Class::Institution]));
        role.is_some_and(|n| self.is(n, Class::Role))
            && self.subjects(&frame.subject).next().is_none()
            && !self
                .chunks
                .iter()
                .any(|chunk| is_place(chunk) || is_other(chunk))
    }

    /// What the sentence states of the subjects of a frame, in the order of its clauses.
    pub(crate) fn statements(&self, frame: &Frame) -> Vec<Statement<'a>> {
        let mut out: Vec<Statement<'a>> = Vec::new();
        let mut told: Vec<Count> = Vec::new();
        let mut has_count = false;
        for quantity in self.quantities().map(Quantity::as_money) {
            let is_asked = frame.members.iter().any(|(of, ..)| *of == quantity.measure);
            let counts = !frame.has_stages
                || quantity.measure != Measure::Count
                || has_count
                || self.is_counted(&quantity, frame);
            if !is_asked || !counts {
                continue;
            }
            has_count |= quantity.measure == Measure::Count;
            let statement = self.statement(quantity, frame, &out, &mut told);
            let is_each = statement.reason == Some(ExclusionReason::Joint)
                && self
                    .chunks_of(self.clause(quantity.at))
                    .iter()
                    .any(|chunk| chunk.entry.name(Class::Each) == "one");
            if is_each {
                let subjects = self.subjects(&frame.subject);
                out.extend(subjects.filter(|&n| n < quantity.at).map(|n| Statement {
                    subject: Some(n),
                    reason: None,
                    ..statement
                }));
            } else {
                out.push(statement);
                let described = self.described(quantity.at, self.role(&quantity));
                let member = described.and_then(|it| frame.member(quantity.measure, it.name));
                out.extend(
                    member
                        .filter(|it| statement.member.is_some_and(|own| own != *it))
                        .map(|member| Statement {
                            member: Some(member),
                            ..statement
                        }),
                );
            }
        }
        self.contradict(&mut out);
        out
    }

    /// The count that an amount goes with: the last of its clause, or before the brackets that it stands in.
    fn count_before(&self, at: usize, counts: &[Count]) -> Option<Count> {
        let clause = self.clause(at);
        let is_free = |from: usize, to: usize| {
            !(from..to).any(|n| self.is(n, Class::Role) && !self.is_taken(n, None))
        };
        let own = counts
            .last()
            .copied()
            .filter(|it| self.number(it.at) == self.number(at));
        if clause.link == Link::Bracket && own.is_none() {
            let before = self.before_in_text(clause.start)?;
            let is_before = |it: &&Count| {
                let is_near = self.number(it.at) == self.number(before) && it.at <= before;
                is_near && self.next_quantity(it.at) > before
            };
            return counts
                .iter()
                .find(is_before)
                .filter(|_| is_free(clause.start, at))
                .copied();
        }
        own.filter(|it| is_free(it.at + 1, at))
    }

    /// Of two values of one member of one subject neither is certain.
    fn contradict(&self, statements: &mut [Statement<'a>]) {
        let is_one = |a: &Statement<'_>, b: &Statement<'_>| {
            let is_same = match (a.subject, b.subject) {
                (Some(a), Some(b)) => self.is_same(a, b),
                (a, b) => a == b,
            };
            is_same && a.member.is_some() && a.member == b.member
        };
        for at in 1..statements.len() {
            let (before, rest) = statements.split_at_mut(at);
            let Some(it) = rest.first_mut().filter(|it| !it.is_void()) else {
                continue;
            };
            for known in before {
                let differs = known.quantity.value != it.quantity.value;
                if differs && !known.is_void() && is_one(known, it) {
                    known.reason = Some(ExclusionReason::Contradicted);
                    it.reason = Some(ExclusionReason::Contradicted);
                }
            }
        }
    }

    fn statement(
        &self,
        quantity: Quantity<'a>,
        frame: &Frame,
        before: &[Statement<'a>],
        counts: &mut Vec<Count>,
    ) -> Statement<'a> {
        let at = quantity.at;
        let linked = self.count_before(at, counts).filter(|_| {
            frame.subject.steps.contains(&Step::OfCount)
                && quantity.measure == Measure::Money
                && self.told_apart(at, &frame.subject).is_none()
        });
        let role = if linked.is_some() {
            None
        } else {
            self.role(&quantity)
        };
        let subject = linked
            .and_then(|count| count.subject)
            .or_else(|| self.subject(at, &frame.subject));
        let governor = match role.and_then(|role| role.at) {
            Some(at) => Some(at),
            None if frame.has_stages => self.verb(at),
            None => None,
        };
        let mut reason = self
            .judge(at, governor, frame)
            .or_else(|| linked.and_then(|count| count.reason));
        let name = match linked {
            Some(count) => count.role,
            None => role
                .map(|role| role.name)
                .or_else(|| self.clause_role(at, quantity.measure, frame))
                .or_else(|| frame.default.filter(|_| self.took_place(at))),
        };
        let is_in_order = self.told_apart(at, &frame.subject).is_some();
        let joins = |n: usize| frame.subject.is_unit && self.is_joined(n, &frame.subject);
        if subject.is_some_and(joins) && !is_in_order {
            reason = reason.or(Some(ExclusionReason::Joint));
        }
        // A name at the end of a text that no mark ends may go on in the next.
        let is_cut = |n: usize| {
            let text = self.text.trim_end();
            !self.is_item && self.range_of(n, n).end == text.len()
        };
        if frame.subject.is_unit && subject.is_some_and(is_cut) {
            reason = reason.or(Some(ExclusionReason::NoSubject));
        }
        if quantity.measure == Measure::Percent && quantity.value > MOST_PERCENT {
            reason = reason.or(Some(ExclusionReason::Implausible));
        }
        let is_of_spent =
            |n: usize| self.chunk(n).entry.name(Class::Role) == "executed" && frame.has_shares;
        let is_share = self.share_of(at).or_else(|| self.whole_before(at, role));
        if self.is_part(at, subject, role) || is_share.is_some_and(is_of_spent) {
            reason = reason.or(Some(ExclusionReason::Share));
        }
        let is_told = linked.is_some() || role.is_some();
        let mut member = name.and_then(|name| frame.member(quantity.measure, name));
        if quantity.measure == Measure::Percent && frame.has_shares {
            member = self.share(&quantity, role, member, before);
        }
        let is_whole = frame.has_stages && self.is_whole(at);
        if frame.has_stages {
            let stage = Stage {
                quantity: &quantity,
                role,
                is_told,
                is_whole,
                is_in_order,
                subject,
            };
            match self.stage(&stage, frame) {
                Some(ExclusionReason::Whole) if quantity.measure == Measure::Count => {
                    // A whole is no count of a stage; the amount behind it is of the part.
                    return Statement {
                        quantity,
                        subject,
                        member: None,
                        reason: reason.or(Some(ExclusionReason::Whole)),
                    };
                }
                found => reason = reason.or(found),
            }
        }
        if quantity.measure == Measure::Count && !is_whole {
            counts.push(Count {
                at,
                role: name,
                subject,
                reason,
            });
        }
        Statement {
            quantity,
            subject,
            member,
            reason,
        }
    }

    /// "Se adjudicaron 45: 30 de bienes y 15 de servicios", "devengó 5 en gasto de personal": whether a quantity is a part
    /// of what its subject has.
    fn is_part(&self, at: usize, subject: Option<usize>, role: Option<Role>) -> bool {
        let clause = self.clause(at);
        // "De los cuales 38 son bienes": no role of its own, and a subject of another clause.
        let is_before = |n: usize| n < clause.start;
        let is_of_several = clause.link == Link::Relative
            && self.chunk(clause.start).entry.name(Class::Relative) == "partitive"
            && subject.is_none_or(is_before)
            && role.and_then(|it| it.at).is_none_or(is_before)
            && self
                .quantity(at)
                .is_some_and(|it| it.measure == Measure::Count);
        let measure = |n: usize| self.quantity(n).map(|it| it.as_money().measure);
        let is_alike =
            |n: usize| measure(n).is_some_and(|of| measure(at) == Some(of) || of == Measure::Money);
        let colon = self.left(at, |n| self.chunk(n).kind == ChunkKind::Colon);
        let is_of_whole = colon.is_some_and(|colon| {
            let whole = (clause.start..colon)
                .rev()
                .find(|&n| self.chunk(n).is_quantity());
            // "Codificado: A – devengado: B".
            let is_label = |n: usize| {
                (n..colon).any(|n| self.chunk(n).kind == ChunkKind::Comma)
                    && (n..colon).any(|n| self.is(n, Class::Role))
            };
            subject.is_none_or(|it| it < colon)
                && whole.is_some_and(|n| is_alike(n) && !is_label(n))
        });
        let since = self
            .left(at, |n| self.chunk(n).is_quantity())
            .map_or(clause.start, |n| n + 1);
        let is_group = |n: usize| self.chunk(n).entry.name(Class::Unit) == "group";
        let is_of_group = subject.is_some_and(|it| !is_group(it))
            && (since..self.next_quantity(at)).any(is_group);
        is_of_whole || is_of_group || is_of_several
    }

    /// Whether something was, or took place, up to the clause of a quantity.
    fn took_place(&self, at: usize) -> bool {
        const DONE: ClassSet = ClassSet::of(&[Class::Being, Class::Happening]);
        const PAST: ClassSet = ClassSet::of(&[Class::Participle, Class::Past]);
        self.lead.happened
            || (0..self.clause(at).end)
                .any(|n| self.is_any(n, DONE) && (self.is_finite(n) || self.is_any(n, PAST)))
    }

    /// A role elsewhere in the clause of a quantity that has none: "alcanzó USD 5 en 6 procesos adjudicados".
    fn clause_role(&self, at: usize, measure: Measure, frame: &Frame) -> Option<&'static str> {
        let clause = self.clause(at);
        (at + 1..clause.end)
            .map(|n| self.chunk(n).entry.name(Class::Role))
            .find(|name| frame.has_stages && frame.member(measure, name).is_some())
    }

    /// The member that a percentage is: that of a role in its clause, or of the amount that it stands beside, unless a
    /// verb makes it the subject of something else.
    fn share(
        &self,
        quantity: &Quantity<'_>,
        role: Option<Role>,
        member: Option<&'static str>,
        before: &[Statement<'_>],
    ) -> Option<&'static str> {
        let (at, end) = (quantity.at, self.clause(quantity.at).end);
        let is_own = role
            .and_then(|role| role.at)
            .is_some_and(|role| self.number(role) == self.number(at));
        let is_subject = (at + 1..end).any(|n| self.is_finite(n) || self.is(n, Class::Equal));
        if member.is_some() && (is_own || !is_subject && self.clause(at).link != Link::Relative) {
            return member;
        }
        if is_ratio(quantity.value, before) {
            return Some("percent");
        }
        let beside = before
            .iter()
            .rfind(|it| it.quantity.measure == Measure::Money)?;
        let is_share = !is_subject && beside.reason.is_none() && beside.member == Some("executed");
        is_share.then_some("percent")
    }

    /// Whether a number counts what a frame is about.
    fn is_counted(&self, quantity: &Quantity<'_>, frame: &Frame) -> bool {
        let at = quantity.at;
        let end = self.clause(at).end;
        (at + 1..end.min(at + 3)).any(|n| self.is_any(n, COUNTED))
            || frame.subject.steps.contains(&Step::Behind)
                && self.step(Step::Behind, at, &frame.subject).is_some()
            || self
                .role(quantity)
                .is_some_and(|role| frame.member(Measure::Count, role.name).is_some())
    }

    /// Whether a quantity is the whole of a part before it: "43 de los 45".
    fn is_whole(&self, at: usize) -> bool {
        self.left(at, |n| self.chunk(n).is_quantity())
            .is_some_and(|part| self.whole_behind(part) == Some(at))
    }

    /// A role behind a quantity, over what is counted.
    fn stage_behind(&self, at: usize) -> Option<usize> {
        const OVER: ClassSet = ClassSet::of(&[
            Class::Preposition,
            Class::Article,
            Class::Object,
            Class::Procedure,
            Class::Role,
            Class::Auxiliary,
            Class::Adverb,
        ]);
        (at + 1..self.clause(at).end)
            .take_while(|&n| self.chunk(n).is_small(OVER) && !self.is(n, Class::Conjunction))
            .find(|&n| self.is(n, Class::Role))
    }

    /// Why a quantity is at no stage for certain.
    fn stage(&self, it: &Stage<'_, '_>, frame: &Frame) -> Option<ExclusionReason> {
        const LEADS: ClassSet = ARTICLES.and(ClassSet::of(&[Class::Total, Class::CountNoun]));
        let at = it.quantity.at;
        let clause = self.clause(at);
        // "De 14 procesos, 3 …"
        let leads = at > clause.start
            && self.is(clause.start, Class::Preposition)
            && self.lead_of(at) == Lead::De
            && self.only_between(clause.start, at, LEADS);
        let role = it.role.and_then(|role| role.at);
        let has_own_verb = role.is_some_and(|role| role < at && role >= clause.start);
        let has_stage = self.stage_behind(at).is_some();
        if !has_stage && (it.is_whole || leads && !has_own_verb) {
            return Some(ExclusionReason::Whole);
        }
        let parts = self.parts_behind(at);
        let has_own_role = role.is_some_and(|role| (clause.start..clause.end).contains(&role));
        let goes_on = !it.is_told && (parts || self.mentions(Class::UnderWay))
            || !has_own_role && self.has(clause, Class::UnderWay);
        if goes_on {
            return Some(ExclusionReason::UnderWay);
        }
        if parts && it.role.is_some_and(|role| role.name == "executed") {
            return Some(ExclusionReason::Whole);
        }
        if role.is_some_and(|role| self.has_two_stages(role, clause)) {
            return Some(ExclusionReason::Contradicted);
        }
        let is_total = self.is_total(at);
        // Those that have an amount of their own are told of.
        let since = (0..at)
            .rev()
            .find(|&n| self.is_amount(n))
            .map_or(0, |amount| amount + 1);
        let mut known = self
            .subjects(&frame.subject)
            .take_while(|&n| n < at)
            .skip_while(|&n| n < since)
            .map(|n| self.chunk(n).entry.name(Class::Procedure));
        let first = known.next();
        let has_several = known.any(|name| Some(name) != first);
        // "2 finalizados y 1 adjudicado, por un total de": the amount is of both.
        let counts = (clause.start.max(since)..at)
            .filter(|&n| self.chunk(n).is_quantity() && !self.is_whole(n))
            .filter(|&n| self.role_behind(n).is_some());
        let is_of_stages = counts.count() > 1;
        let is_joint = it
            .subject
            .is_some_and(|n| self.is_joined(n, &frame.subject))
            || it.quantity.measure == Measure::Money && is_total && (has_several || is_of_stages);
        (is_joint && !it.is_in_order).then_some(ExclusionReason::Joint)
    }

    fn is_amount(&self, at: usize) -> bool {
        self.chunk(at).is_quantity()
            && self
                .tokens_of(at)
                .first()
                .and_then(Token::atom)
                .is_some_and(|atom| atom.value.kind() == AtomKind::Money)
    }

    /// Whether the next clause takes parts of what this one counts: "de los cuales 2 han finalizado".
    fn parts_behind(&self, at: usize) -> bool {
        let next = self.clause_at(self.number(at) + 1);
        next.link == Link::Relative
            && (next.start..next.end)
                .any(|n| self.chunk(n).entry.name(Class::Relative) == "partitive")
    }

    /// "Se adjudicaron y finalizaron 3 procesos": two stages are told of at once.
    fn has_two_stages(&self, role: usize, clause: Clause) -> bool {
        let number = self.number(clause.start);
        let is_own = (clause.start..clause.end).contains(&role);
        is_own
            && clause.link == Link::And
            && number.checked_sub(1).is_some_and(|before| {
                let before = self.clause_at(before);
                self.has(before, Class::Role) && !self.has_quantity(before)
            })
    }
}

/// Whether a percentage is the share that the last amount executed is of a budget that is told with it.
fn is_ratio(percent: Decimal, before: &[Statement<'_>]) -> bool {
    let last = |names: &[&str]| {
        let mut known = before.iter().rev().filter(|it| it.reason.is_none());
        let found = known.find(|it| it.member.is_some_and(|name| names.contains(&name)))?;
        Some((found.quantity.value, found.subject))
    };
    let (Some((spent, own)), Some((budget, of))) =
        (last(&["executed"]), last(&["codified", "planned"]))
    else {
        return false;
    };
    let share = spent.checked_div(budget).and_then(|share| {
        share
            .checked_mul(Decimal::ONE_HUNDRED)?
            .checked_sub(percent)
    });
    own == of && share.is_some_and(|away| away.abs() < Decimal::ONE)
}

/// What is known of a quantity when its stage is asked for.
struct Stage<'q, 'a> {
    quantity: &'q Quantity<'a>,
    role: Option<Role>,
    is_told: bool,
    is_whole: bool,
    is_in_order: bool,
    subject: Option<usize>,
}
