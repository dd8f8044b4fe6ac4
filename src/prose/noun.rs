//! What a number counts: a noun behind it or before it, with what narrows the noun.

use super::chunk::ChunkKind;
use super::clause::Link;
use super::sentence::{ARTICLES, Lead, Sentence};
use crate::lexicon::{Class, ClassSet};

/// A noun that a number counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Noun {
    /// The sense of the noun.
    pub(crate) name: &'static str,
    /// The kinds that stand by it.
    pub(crate) kinds: Kinds,
    /// Its chunk, and the last that belongs to it.
    pub(crate) at: usize,
    pub(crate) last: usize,
}

/// The kinds of a noun.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum Kinds {
    #[default]
    None,
    One(&'static str),
    /// Which one is counted is not said.
    Several,
}

impl Kinds {
    pub(crate) fn add(&mut self, kind: &'static str) {
        *self = match *self {
            Self::None => Self::One(kind),
            Self::One(known) if known == kind => *self,
            _ => Self::Several,
        };
    }
}

const SMALL: ClassSet = ClassSet::of(&[
    Class::Preposition,
    Class::Article,
    Class::CountNoun,
    Class::Total,
    Class::Sum,
]);
/// Classes of words that end what belongs to a noun.
const ENDS: ClassSet = ClassSet::of(&[
    Class::Conjunction,
    Class::Relative,
    Class::Auxiliary,
    Class::Being,
    Class::Equal,
    Class::Clitic,
    Class::More,
    Class::Negation,
    Class::But,
    Class::Each,
]);
const HARMLESS: ClassSet = ClassSet::of(&[
    Class::Article,
    Class::Neutral,
    Class::Institution,
    Class::Total,
    Class::Adverb,
]);

impl Sentence<'_, '_> {
    fn noun_at(&self, at: usize) -> &'static str {
        self.chunk(at).entry.name(Class::Concept)
    }

    /// The kinds among some chunks.
    pub(crate) fn kinds_in(&self, places: impl IntoIterator<Item = usize>) -> Kinds {
        let mut kinds = Kinds::None;
        for at in places {
            if self.is(at, Class::Kind) {
                kinds.add(self.chunk(at).entry.name(Class::Kind));
            }
        }
        kinds
    }

    /// Whether a chunk is a word that says something which the vocabulary does not know.
    pub(crate) fn is_unknown(&self, at: usize) -> bool {
        let chunk = self.chunk(at);
        let known = chunk.classes.of_sentences();
        chunk.is_word() && known.is_empty()
    }

    /// The noun right behind a number, where nothing that narrows it makes it another's: "39 dispensarios médicos",
    /// "31.220 son mujeres". The noun is `Err` where it is narrowed.
    pub(crate) fn counted(&self, quantity: usize) -> Option<Result<Noun, usize>> {
        let end = self.clause(quantity).end;
        let mut at = quantity + 1;
        // "20.100 son mujeres y 25.110, hombres".
        let is_again = self.chunk(at).kind == ChunkKind::Comma
            && (at + 2 >= end || self.chunk(at + 2).kind == ChunkKind::Comma)
            && self
                .left(quantity, |n| self.chunk(n).is_quantity())
                .is_some();
        at += usize::from(is_again);
        while at < end
            && (self.is(at, Class::Adverb)
                || self.is(at, Class::Being) && at + 1 < end && self.leads_to_noun(at + 1, end))
        {
            at += 1;
        }
        let is_copula = self
            .before(quantity)
            .is_some_and(|before| before.is(Class::Being));
        while (is_copula || at > quantity + 1) && at < end && self.chunk(at).is_small(ARTICLES) {
            at += 1;
        }
        if at >= end || !self.is(at, Class::Concept) || !self.chunk(at).is_word() {
            return None;
        }
        let noun = self.chunk(at);
        // A kind of its own may be the noun's only word: "5.695 voluntarios".
        let mut kinds = Kinds::None;
        let mut next = at + 1;
        let mut last = at;
        // Behind `de`.
        let mut is_of = false;
        let mut is_narrowed = false;
        while next < end {
            let chunk = self.chunk(next);
            // Brackets in between end it too.
            let stops = chunk.from != self.chunk(next - 1).to
                || matches!(
                    chunk.kind,
                    ChunkKind::Comma | ChunkKind::Quantity | ChunkKind::Colon
                );
            if stops || chunk.is_any(ENDS) || self.is_finite(next) {
                break;
            }
            let is_led = self.chunk(next - 1).is(Class::Preposition);
            if chunk.is_small(ClassSet::of(&[Class::Article])) && !is_led {
                break;
            }
            if chunk.is(Class::Kind) {
                kinds.add(chunk.entry.name(Class::Kind));
                (is_of, last) = (false, next);
            } else if chunk.is_word() && chunk.is(Class::Preposition) {
                is_of = self.lead_of(next + 1) == Lead::De;
                let led = (next + 1..end)
                    .find(|&n| !self.chunk(n).is_small(ClassSet::of(&[Class::Article])));
                let is_kind = led.is_some_and(|n| {
                    self.is(n, Class::Kind)
                        || matches!(self.chunk(n).kind, ChunkKind::Time(_) | ChunkKind::Place(_))
                });
                if !is_of && !is_kind {
                    break;
                }
            } else if chunk.is_any(HARMLESS)
                || matches!(chunk.kind, ChunkKind::Time(_) | ChunkKind::Place(_))
            {
            } else if chunk.is(Class::Concept) {
                let names = [noun, chunk].map(|it| it.entry.name(Class::Concept));
                let is_domestic = |name: &str| name == "affiliates_domestic_workers";
                if names.contains(&"affiliates") && names.into_iter().any(is_domestic) {
                    kinds.add("domestic");
                } else {
                    is_narrowed = true;
                }
            } else if chunk.is(Class::Capital) || chunk.kind == ChunkKind::Unit {
                if is_of {
                    break;
                }
            } else if !is_of && is_led {
                break;
            } else if self.is_unknown(next) || chunk.is(Class::Participle) || chunk.is(Class::Void)
            {
                is_narrowed = true;
                break;
            }
            next += 1;
        }
        // "3.632 jubilados y beneficiarios de montepío": a count of two is the count of neither.
        let joins = next + 1 < end
            && (self.is(next, Class::Conjunction) || self.chunk(next).kind == ChunkKind::Comma)
            && self.is(next + 1, Class::Concept)
            && !(next + 2 < end && self.chunk(next + 2).is_quantity());
        if is_narrowed || joins {
            return Some(Err(at));
        }
        Some(Ok(Noun {
            name: noun.entry.name(Class::Concept),
            kinds,
            at,
            last,
        }))
    }

    /// "El número de A y de B fue de 5 y 6, respectivamente": the noun that the order tells.
    pub(crate) fn noun_in_order(&self, quantity: usize) -> Option<Noun> {
        let at = self.in_order(quantity, |n| self.is(n, Class::Concept))?;
        Some(Noun {
            name: self.noun_at(at),
            kinds: self.kinds_in([at + 1]),
            at,
            last: at,
        })
    }

    /// Whether a noun follows, over articles.
    fn leads_to_noun(&self, from: usize, end: usize) -> bool {
        (from..end)
            .find(|&n| !self.chunk(n).is_small(ARTICLES))
            .is_some_and(|n| self.is(n, Class::Concept))
    }

    /// The noun before a number, which a verb of coming to an amount or a colon ties to it: "el número de afiliados fue de
    /// 61.590", "N° Jubilados 16.755". It is `Err` where they are not tied, or the noun is another's.
    pub(crate) fn headed(&self, quantity: usize) -> Option<Result<Noun, usize>> {
        const TIES: ClassSet = ClassSet::of(&[Class::Being, Class::Move, Class::Equal]);
        const OPENS: ClassSet = ClassSet::of(&[
            Class::CountNoun,
            Class::Total,
            Class::Sum,
            Class::Conjunction,
            Class::But,
            Class::Neutral,
            Class::Relative,
            Class::Adverb,
        ]);
        if let Some(noun) = self.before_brackets(quantity) {
            return Some(Ok(noun));
        }
        let start = self.clause(quantity).start;
        let is_sex = |n: usize| matches!(self.noun_at(n), "women" | "men");
        let head = (start..quantity)
            .rev()
            .take_while(|&n| !self.chunk(n).is_quantity())
            .filter(|&n| self.is(n, Class::Concept))
            .last()?;
        // "Los usuarios son: género femenino 5": what stands right before it is counted.
        let head = match quantity.checked_sub(1) {
            Some(last) if last >= start && is_sex(last) => last,
            _ => head,
        };
        let ties = |n: usize| {
            let chunk = self.chunk(n);
            chunk.is_any(TIES)
                || chunk.is(Class::Auxiliary) && !chunk.is(Class::Participle)
                || chunk.kind == ChunkKind::Colon
        };
        let name = self.noun_at(head);
        let is_part = is_sex(head);
        let stands_by = head + 1 == quantity
            && (is_part
                || self
                    .before(head)
                    .is_none_or(|chunk| chunk.is(Class::CountNoun)));
        let is_label = self.is_label(head, quantity);
        let is_tied = stands_by || is_label || (head + 1..quantity).any(ties);
        let mut first = head;
        while self
            .before(first)
            .is_some_and(|chunk| chunk.is_small(SMALL))
        {
            first -= 1;
        }
        let is_subject = self.before(first).is_none_or(|chunk| {
            chunk.is_any(OPENS)
                || matches!(
                    chunk.kind,
                    ChunkKind::Comma
                        | ChunkKind::Colon
                        | ChunkKind::Time(_)
                        | ChunkKind::Place(_)
                        | ChunkKind::Quantity
                )
        }) || is_part && stands_by;
        // "Incrementar el número de afiliados a 5": the object of a verb of change.
        let is_total = (head + 1..quantity).any(|n| self.is(n, Class::Total));
        let is_moved = self
            .before(first)
            .is_some_and(|chunk| chunk.is(Class::Move))
            && (is_total || self.lead_of(quantity) == Lead::To);
        let has_another =
            (head + 1..quantity).any(|n| self.is(n, Class::Concept) && !self.is(n, Class::Kind));
        let is_index = name == "management_index";
        let is_stated = is_tied && is_subject || is_moved;
        if !is_index && (!is_stated || has_another) {
            return Some(Err(head));
        }
        let last = (head..quantity)
            .rev()
            .find(|&n| self.is(n, Class::Kind))
            .unwrap_or(head);
        Some(Ok(Noun {
            name,
            kinds: self.kinds_in(head + 1..quantity),
            at: head,
            last,
        }))
    }

    /// "Hombres (27.003)", "jubilados por vejez (13.402)": the noun before the brackets that a number stands in.
    fn before_brackets(&self, quantity: usize) -> Option<Noun> {
        const KINDS: ClassSet = ARTICLES.and(ClassSet::of(&[Class::Kind, Class::Neutral]));
        let clause = self.clause(quantity);
        if clause.link != Link::Bracket || clause.start != quantity {
            return None;
        }
        let last = self.before_in_text(quantity)?;
        let start = self.clause(last).start;
        let at = (start..=last)
            .rev()
            .find(|&n| self.is(n, Class::Concept) || !self.chunk(n).is_small(KINDS))?;
        (self.is(at, Class::Concept) && self.chunk(at).is_word()).then(|| Noun {
            name: self.noun_at(at),
            kinds: self.kinds_in(at + 1..=last),
            at,
            last,
        })
    }

    /// A line of its own: "N° Afiliados Generales 48.560".
    fn is_label(&self, head: usize, quantity: usize) -> bool {
        const LABEL: ClassSet = ClassSet::of(&[Class::Kind, Class::Neutral]).and(SMALL);
        quantity + 1 == self.chunks.len()
            && self
                .chunks
                .get(..quantity)
                .unwrap_or_default()
                .iter()
                .enumerate()
                .all(|(n, chunk)| n == head || chunk.is_word() && chunk.is_any(LABEL))
    }

    /// Whether nothing behind a number says what it counts.
    pub(crate) fn is_bare(&self, quantity: usize) -> bool {
        const OPEN: ClassSet = ENDS.and(ClassSet::of(&[Class::Preposition, Class::Adverb]));
        let next = quantity + 1;
        next >= self.clause(quantity).end
            || !matches!(self.chunk(next).kind, ChunkKind::Word | ChunkKind::Unit)
            || self.chunk(next).is_small(OPEN)
    }
}
