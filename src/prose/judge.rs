//! Whether what a quantity says is so: one judge for every section.

use super::chunk::{ChunkKind, Said};
use super::clause::{Clause, Link};
use super::frame::{Frame, Tally};
use super::sentence::{ARTICLES, Lead, Sentence, TO_AMOUNT};
use crate::diagnostic::Code;
use crate::lexicon::{Class, ClassSet};

/// Why a quantity states no fact. Those up to [`Received`](Self::Received) are of something else than what is asked for;
/// of the others the sentence does not settle what they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum ExclusionReason {
    /// It is what another is compared with.
    Compared,
    Denied,
    /// It came to nothing, or is still open.
    Void,
    /// It is aimed at, estimated or owed.
    Aim,
    /// It is an average, a share, or one of several.
    Share,
    /// It is a rough number.
    Round,
    /// It is by how much something changed.
    Change,
    OtherYear,
    PartOfYear,
    OtherPlace,
    /// It is an amount in another currency.
    Foreign,
    /// It is what happened to some, where all are counted.
    Event,
    /// It came in, where what went out is asked for.
    Received,
    /// It is of several together.
    Joint,
    /// It goes on, and is at no stage yet.
    UnderWay,
    /// Two figures for one.
    Contradicted,
    /// No share is so large.
    Implausible,
    /// It is said in part of which a part is said.
    Whole,
    NoRole,
    NoSubject,
}

impl ExclusionReason {
    /// The diagnostic that says so.
    pub(crate) fn code(self) -> Code {
        if self <= Self::Received {
            Code::SetAside
        } else {
            Code::LeftOut
        }
    }

    /// What it is, to end a sentence with.
    pub(crate) fn why(self) -> &'static str {
        match self {
            Self::Compared => "it is what another figure is compared with",
            Self::Denied => "the sentence denies it",
            Self::Void => "it came to nothing, or is still open",
            Self::Aim => "it is an aim, an estimate or a duty, and nothing that was done",
            Self::Share => "it is an average, a part, or one of several",
            Self::Round => "it is a rough number",
            Self::Change => "it is by how much something changed",
            Self::OtherYear => "it is said of another year than the report's",
            Self::PartOfYear => "it is said of a part of the year",
            Self::OtherPlace => "it is said of another place or body than the report's",
            Self::Foreign => "it is an amount in another currency than the dollar",
            Self::Event => "it counts what happened to some, where all are counted",
            Self::Received => "it came to the office, and did not leave it",
            Self::Joint => "it is said of several together",
            Self::UnderWay => "it goes on, and at which stage it is, is not said",
            Self::Contradicted => "the sentence gives two figures for it",
            Self::Implausible => "no share is so large: its decimal mark may be lost",
            Self::Whole => "it is the whole of which a part is told",
            Self::NoRole => "what it is, is not said",
            Self::NoSubject => "whose it is, is not said",
        }
    }
}

impl Sentence<'_, '_> {
    /// Why what stands at `at`, a quantity or an act, is none of the report's own facts; `governor` is the role or verb
    /// that governs it. The first reason that holds is given.
    pub(crate) fn judge(
        &self,
        at: usize,
        governor: Option<usize>,
        frame: &Frame,
    ) -> Option<ExclusionReason> {
        let clause = self.clause(at);
        let governor = governor.filter(|&n| (clause.start..clause.end).contains(&n));
        if clause.link == Link::Compared && !self.is_of_another_role(clause, governor, frame) {
            return Some(ExclusionReason::Compared);
        }
        if self.is_foreign(at) {
            return Some(ExclusionReason::Foreign);
        }
        if self.is_anothers(clause, at) {
            return Some(ExclusionReason::OtherPlace);
        }
        if self.is_denied(at, governor) {
            return Some(ExclusionReason::Denied);
        }
        let told = self.told_by(at);
        if (clause.start..clause.end).any(|n| self.is(n, Class::Void) && !self.is_of_next(n, at))
            || told.is_some_and(|it| self.has(it, Class::Void))
        {
            return Some(ExclusionReason::Void);
        }
        if self.is_aimed_at(at, governor) {
            return Some(ExclusionReason::Aim);
        }
        if self.is_share(at, clause, frame) {
            return Some(ExclusionReason::Share);
        }
        let rough = self.left(at, |n| {
            !self.chunk(n).is_small(ARTICLES) || self.is(n, Class::Round)
        });
        if rough.is_some_and(|n| self.is(n, Class::Round)) {
            return Some(ExclusionReason::Round);
        }
        self.change(at, frame)
            .or_else(|| self.elsewhere(at, frame))
            .or_else(|| self.event(at, governor, frame))
            .or(self.lead.reason)
    }

    /// "Un promedio de A", "B cada mes", "valor que incluye C", "el mayor contrato": an average, a part, or one of several.
    pub(super) fn is_share(&self, at: usize, clause: Clause, frame: &Frame) -> bool {
        const COUNTED: ClassSet = ClassSet::of(&[Class::Object, Class::Procedure, Class::Goods]);
        (clause.start..clause.end).any(|n| {
            let chunk = self.chunk(n);
            let is_one = chunk.is(Class::More)
                && n < at
                && self.is_any(n + 1, COUNTED)
                && self.before(n).is_some_and(|it| it.is(Class::Article));
            let is_each = chunk.is(Class::Each)
                && match chunk.entry.name(Class::Each) {
                    "part" => n < at && self.chunk(at).is_quantity(),
                    "order" => false,
                    // "A y B ejecutaron, cada uno, el 95 %"; "4 procesos, cada uno por 5".
                    "one" => {
                        let is_behind = n > clause.start && self.chunk(n - 1).is_quantity();
                        let mut subjects = self.subjects(&frame.subject);
                        (n < at
                            || is_behind && n - 1 == at
                            || !is_behind && self.next_quantity(n) == clause.end)
                            && !subjects.any(|n| n < at && self.is_joined(n, &frame.subject))
                    }
                    // "3 procesos con un valor promedio de 5": the amount is one.
                    _ => at > n || !self.leads(n),
                };
            is_one || is_each
        })
    }

    /// "7 fueron adjudicados y 2 desiertos": whether a word belongs to a quantity that stands in a row behind that at `at`.
    fn is_of_next(&self, word: usize, at: usize) -> bool {
        let last = self.left(word, |n| self.chunk(n).is_quantity());
        last.is_some_and(|n| n > at && (at..n).any(|n| self.is(n, Class::Conjunction)))
    }

    /// Whether another currency stands right before or behind a quantity.
    fn is_foreign(&self, at: usize) -> bool {
        at > 0 && self.is(at - 1, Class::Foreign)
            || self.is(at + 1, Class::Foreign)
            || self.is(at + 1, Class::ForeignAfter)
    }

    /// "Ejecutó A frente a los B codificados": of two roles of one budget neither is another time's or place's.
    fn is_of_another_role(&self, clause: Clause, governor: Option<usize>, frame: &Frame) -> bool {
        let name = |n: usize| self.chunk(n).entry.name(Class::Role);
        let is_member = |name: &str| frame.members.iter().any(|(_, role, _)| *role == name);
        frame.has_shares
            && governor.is_some_and(|own| {
                let others = (0..self.chunks.len()).filter(|n| {
                    !(clause.start..clause.end).contains(n) && self.is(*n, Class::Role)
                });
                let mut has_other = false;
                let is_repeated = others.map(name).any(|other| {
                    has_other |= is_member(other);
                    other == name(own)
                });
                is_member(name(own)) && has_other && !is_repeated
            })
    }

    /// A negation before the quantity or what governs it, in its clause or in the one that tells which; `ni` at the end
    /// of a row denies all of it: "no vendió, expropió ni donó".
    pub(crate) fn is_denied(&self, at: usize, governor: Option<usize>) -> bool {
        let clause = self.clause(at);
        // "No varió: 5" denies a change, and nothing else.
        let denies = |n: usize| {
            self.is(n, Class::Negation) && self.chunk(n + 1).entry.name(Class::Move) != "vary"
        };
        let governs = |n: usize| n < at || governor.is_some_and(|verb| n < verb);
        if (clause.start..clause.end).any(|n| denies(n) && governs(n)) {
            return true;
        }
        // "Se adjudicaron 5 procesos que no se finalizaron": what was done was done.
        let is_done = governor.is_some_and(|verb| verb < at && self.is(verb, Class::Role));
        if !is_done
            && self
                .told_by(at)
                .is_some_and(|told| self.has(told, Class::Negation))
        {
            return true;
        }
        let number = self.number(at);
        let is_ni = |n: usize| self.reads(n, &["ni"]);
        let neither = |clause: &Clause| is_ni(clause.start);
        self.clauses
            .get(..number)
            .unwrap_or_default()
            .iter()
            .any(|clause| self.has(*clause, Class::Negation))
            && ((at..clause.end).any(is_ni)
                || self
                    .clauses
                    .get(number + 1..)
                    .unwrap_or_default()
                    .iter()
                    .take_while(|clause| clause.link != Link::Fresh)
                    .any(neither))
    }

    /// A word of hoping before it, a future, or an infinitive of which nothing says that it was done.
    pub(crate) fn is_aimed_at(&self, at: usize, governor: Option<usize>) -> bool {
        const DOINGS: ClassSet = ClassSet::of(&[
            Class::Role,
            Class::Act,
            Class::Being,
            Class::Move,
            Class::Achieved,
        ]);
        let clause = self.clause(at);
        let governs = |n: usize| n < at || governor.is_some_and(|verb| n < verb);
        let was_done = |n: usize| {
            (n.saturating_sub(4).max(clause.start)..n).any(|n| self.is(n, Class::Achieved))
        };
        let hopes = |n: usize| {
            let chunk = self.chunk(n);
            let is_goal = chunk.entry.name(Class::Hope) == "goal";
            chunk.is(Class::Hope) && !(is_goal && was_done(n)) && !chunk.is(Class::Nominal)
        };
        let is_open = |n: usize| {
            let chunk = self.chunk(n);
            chunk.is(Class::Future)
                || chunk.is(Class::Infinitive) && chunk.is_any(DOINGS) && !was_done(n)
        };
        (clause.start..clause.end).any(|n| governs(n) && hopes(n))
            || governor.is_some_and(is_open)
            || (clause.start..at).any(|n| self.is(n, Class::Future))
            || self.is_hoped_for(clause)
            || self
                .told_by(at)
                .is_some_and(|told| (told.start..told.end).any(hopes))
            || self
                .left(at, |n| !self.chunk(n).is_small(TO_AMOUNT))
                .is_some_and(is_open)
    }

    /// "Estaba previsto que ejecutara 5": the clause before hopes for what this one says.
    fn is_hoped_for(&self, clause: Clause) -> bool {
        let hopes = clause.start.checked_sub(1).map(|last| self.chunk(last));
        clause.link == Link::Relative
            && hopes.is_some_and(|chunk| {
                let is_goal = chunk.entry.name(Class::Hope) == "goal";
                chunk.is(Class::Hope) && !chunk.is(Class::Nominal) && !is_goal
            })
    }

    /// By how much something changed: `en` or nothing behind a verb of change, a noun of change right before, `más que`
    /// behind. Of "de A a B" A is the year's before.
    fn change(&self, at: usize, frame: &Frame) -> Option<ExclusionReason> {
        const VERBS: ClassSet = ClassSet::of(&[Class::Move, Class::Being, Class::Role]);
        const NOUNS: ClassSet = ClassSet::of(&[
            Class::Concept,
            Class::Kind,
            Class::Object,
            Class::Procedure,
            Class::Preposition,
            Class::Article,
        ]);
        let clause = self.clause(at);
        let lead = self.lead_of(at);
        // "Se incrementó en un total de": what was reached.
        let is_total = self.is_total(at);
        let verb = self.left(at, |n| {
            self.is_any(n, VERBS) && (self.is_finite(n) || self.is(n, Class::Move))
        });
        // Behind a colon stand the parts of what was reached.
        let reaches = |n: usize| !(n..at).any(|n| self.chunk(n).kind == ChunkKind::Colon);
        if verb.is_some_and(|n| self.is(n, Class::Move) && reaches(n)) {
            let later = (at + 1..clause.end)
                .any(|n| self.chunk(n).is_quantity() && self.lead_of(n) == Lead::To);
            if lead == Lead::De && later {
                let is_dated = frame.keeps_years && self.period(self.time(at)).is_some();
                return (!is_dated).then_some(ExclusionReason::OtherYear);
            }
            if matches!(lead, Lead::En | Lead::None) && !is_total {
                return Some(ExclusionReason::Change);
            }
        }
        let is_change = |n: usize| self.is(n, Class::Change) && !self.is(n, Class::Being);
        // "La diferencia entre A y B fue de C".
        let is_subject =
            |n: usize| is_change(n) && (n..at).any(|n| self.is_finite(n)) && self.is_first_noun(n);
        let noun = self.left_of_articles(at);
        if noun.is_some_and(is_change) || (clause.start..at).any(is_subject) {
            return Some(ExclusionReason::Change);
        }
        let behind = (at + 1..clause.end).find(|&n| !self.is_any(n, NOUNS))?;
        let compares = self.is(behind, Class::More)
            && (behind + 1 == clause.end
                || self.is(behind, Class::Round)
                || self.is(behind + 1, Class::Preposition));
        compares.then_some(ExclusionReason::Change)
    }

    /// Whether nothing but small words stands before a noun in its clause.
    fn is_first_noun(&self, at: usize) -> bool {
        self.only_between(self.clause(at).start, at, ClassSet::of(&[Class::Article]))
    }

    /// "El Ministerio de Salud adjudicó": what another institution did; in the passive voice nobody is named so.
    fn is_anothers(&self, clause: Clause, at: usize) -> bool {
        let is_other = |n: usize| {
            let first = self.tokens_of(n).first();
            first.is_some_and(|token| token.is(Class::OtherInstitution) && token.is(Class::Capital))
        };
        let end = at.max(clause.start);
        let subject = (clause.start..end).find(|&n| is_other(n) && self.is_first_noun(n));
        subject.is_some_and(|n| {
            (n..clause.end).any(|n| self.is_finite(n) && !self.is(n, Class::Clitic))
        })
    }

    /// Another year or place, or a part of the year where the year adds up.
    fn elsewhere(&self, at: usize, frame: &Frame) -> Option<ExclusionReason> {
        let time = self.time(at);
        let is_kept = frame.keeps_years
            && self.clause(at).link != Link::Bracket
            && self.period(time).is_some();
        match time.said {
            Said::Other if !is_kept => return Some(ExclusionReason::OtherYear),
            Said::Part if frame.adds_up() && !is_kept => return Some(ExclusionReason::PartOfYear),
            _ => {}
        }
        let place = self.place(at);
        // "Se vendió un inmueble en Quito": what is sold may be a quantity, behind which the place stands.
        let clause = self.clause(at);
        let is_there = |n: usize| {
            let first = self.tokens_of(n).first();
            self.chunk(n).kind == ChunkKind::Place(Said::Other)
                && first.is_some_and(|token| self.text.get(token.range()) == Some("en"))
        };
        let is_elsewhere = place == Some(Said::Other)
            || frame.tally == Tally::Act && (clause.start..clause.end).any(is_there)
            || frame.tally != Tally::Act && place == Some(Said::Part)
            || frame.tally == Tally::Stock && self.is_in_a_town(at);
        is_elsewhere.then_some(ExclusionReason::OtherPlace)
    }

    /// "En Tena hay 300 afiliados": a name behind `en` that the vocabulary does not know.
    fn is_in_a_town(&self, at: usize) -> bool {
        let clause = self.clause(at);
        let is_name = |n: usize| {
            self.tokens_of(n).iter().all(|token| {
                let known = token.classes.of_sentences();
                token.is(Class::Capital) && known.is_empty()
            })
        };
        // "Tena registra 300": the first word of a sentence has a capital whatever it is, so a verb must follow.
        let first = clause.start;
        let is_subject = first == 0
            && first + 1 < at
            && is_name(first)
            && self.is_unknown(first)
            && !self.text_of(first).ends_with("mente")
            && self.is_finite(first + 1)
            && !self.is(first + 1, Class::Clitic);
        is_subject
            || (clause.start..clause.end).any(|n| {
                self.chunk(n).kind == ChunkKind::Unit && self.lead_of(n) == Lead::En && is_name(n)
            })
    }

    /// What came in; and what happened to some, where all are counted.
    fn event(&self, at: usize, governor: Option<usize>, frame: &Frame) -> Option<ExclusionReason> {
        const HARMLESS: ClassSet = ClassSet::of(&[
            Class::Being,
            Class::Equal,
            Class::Move,
            Class::Auxiliary,
            Class::Achieved,
        ]);
        const MATTER: ClassSet = ClassSet::of(&[Class::Role, Class::Concept, Class::Budget]);
        let clause = self.clause(at);
        if frame.tally == Tally::Act && self.comes_in(clause) {
            return Some(ExclusionReason::Received);
        }
        if frame.tally != Tally::Stock {
            return None;
        }
        if governor.is_none_or(|n| !self.is(n, Class::Role)) {
            let verb = self.left(at, |n| self.is_finite(n) && !self.is(n, Class::Clitic));
            // "Se cerraron 2", and not "cerró el año con 2".
            let is_closed = |n: usize| {
                self.chunk(n).entry.name(Class::Being) == "closing"
                    && self.before(n).is_some_and(|it| it.is(Class::Clitic))
            };
            if verb.is_some_and(|verb| !self.is_any(verb, HARMLESS) || is_closed(verb)) {
                return Some(ExclusionReason::Event);
            }
        }
        // "Convenios con 5 prestadores": without any verb nothing says that these are all.
        let has_verb = (0..clause.end).any(|n| self.is_finite(n));
        if !has_verb && self.lead_of(at) == Lead::Other && at > 1 {
            return Some(ExclusionReason::Event);
        }
        let noun = self.left_of_articles(at);
        // "Construcción de 3 dispensarios".
        let is_of_work = self.lead_of(at) == Lead::De
            && noun.is_some_and(|n| self.is(n, Class::Nominal) || self.is_unknown(n));
        if !has_verb && is_of_work {
            return Some(ExclusionReason::Event);
        }
        let is_done_to = self.lead_of(at) == Lead::To
            && noun.is_some_and(|n| self.is(n, Class::Nominal) && !self.is_any(n, MATTER));
        is_done_to.then_some(ExclusionReason::Event)
    }

    /// Whether a clause says that something came to the office: to the institute, or from somebody to one of its units.
    fn comes_in(&self, clause: Clause) -> bool {
        let office = |n: usize| self.is(n, Class::Institution) || self.is(n, Class::Unit);
        let goes = |n: usize| self.is(n, Class::Preposition) && self.reads(n, &["a", "al"]);
        let to = (clause.start..clause.end.saturating_sub(1))
            .filter(|&n| goes(n))
            .find_map(|n| {
                let at = if self.is(n + 1, Class::Article) {
                    n + 2
                } else {
                    n + 1
                };
                (at < clause.end && office(at)).then_some(at)
            });
        // "La Dirección Provincial donó", "se donó", "donación al Hospital": the office gives.
        let has_verb = (clause.start..clause.end).any(|n| self.is_finite(n));
        let gives = |to: usize| {
            !has_verb || (clause.start..to - 1).any(|n| office(n) || self.is(n, Class::Clitic))
        };
        // "Bienes embargados a deudores" are not the office's.
        if self
            .chunks_of(clause)
            .iter()
            .any(|it| it.entry.name(Class::Goods) == "anothers")
        {
            return true;
        }
        self.has(clause, Class::Receiving)
            || to.is_some_and(|to| self.is(to, Class::Institution) || !gives(to))
    }
}
