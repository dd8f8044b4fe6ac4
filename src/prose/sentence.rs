//! A sentence in clauses, and what is asked of it.

use rust_decimal::Decimal;

use super::chunk::{Chunk, ChunkKind};
use super::clause::{Clause, Link, is_finite};
use super::judge::ExclusionReason;
use super::token::Token;
use crate::atom::{Atom, AtomKind, Time, Value};
use crate::lexicon::{Class, ClassSet};

/// What a quantity of a sentence measures.
///
/// ```
/// use rendicion::{Frame, Measure};
///
/// /// What units spent.
/// const SPENT: Frame = Frame::units(&[(Measure::Money, "executed", "spent")]);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// An amount in USD.
    Money,
    /// Percent points.
    Percent,
    /// A number of people or things.
    Count,
}

/// A quantity of a sentence.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quantity<'a> {
    /// Its chunk.
    pub(crate) at: usize,
    pub(crate) measure: Measure,
    pub(crate) value: Decimal,
    /// `None` where words say it.
    pub(crate) atom: Option<&'a Atom>,
}

impl Quantity<'_> {
    /// A number with cents is an amount where amounts are spoken of.
    pub(crate) fn as_money(mut self) -> Self {
        let has_cents = self.value.scale() == 2
            && self
                .atom
                .is_some_and(|atom| matches!(atom.value, Value::Number(_)));
        if self.measure == Measure::Count && has_cents {
            self.measure = Measure::Money;
        }
        self
    }
}

/// The preposition before a quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Lead {
    None,
    /// `a`, `hasta`.
    To,
    En,
    De,
    Other,
}

/// What introduces a list says of its items.
#[derive(Clone, Debug, Default)]
pub(crate) struct ListLead {
    /// Why nothing of what is listed is a fact.
    pub(crate) reason: Option<ExclusionReason>,
    pub(crate) role: Option<&'static str>,
    pub(crate) act: Option<&'static str>,
    /// It says that something took place.
    pub(crate) happened: bool,
    /// The time that it is said of.
    pub(crate) period: Option<Time>,
    /// The kinds of the nouns that it names.
    pub(crate) kinds: Vec<&'static str>,
}

/// A sentence of a text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Sentence<'s, 'a> {
    pub(crate) text: &'a str,
    pub(crate) tokens: &'s [Token<'a>],
    /// In the order of their clauses.
    pub(crate) chunks: &'s [Chunk],
    pub(crate) clauses: &'s [Clause],
    pub(crate) lead: &'s ListLead,
    /// It is an item of a list.
    pub(crate) is_item: bool,
    pub(crate) asks: bool,
}

/// Articles and the words that lead to an amount.
pub(super) const TO_AMOUNT: ClassSet =
    ClassSet::of(&[Class::Preposition, Class::Article, Class::Sum, Class::Total]);
/// The same, and a verb of being between a role and its amount.
const TO_ROLE: ClassSet = TO_AMOUNT.and(ClassSet::of(&[
    Class::Auxiliary,
    Class::Being,
    Class::Budget,
]));
/// Words that lead to a noun.
pub(crate) const ARTICLES: ClassSet = ClassSet::of(&[Class::Preposition, Class::Article]);

impl<'s, 'a> Sentence<'s, 'a> {
    /// A chunk; behind the last one, a mark that is nothing.
    pub(crate) fn chunk(&self, at: usize) -> &'s Chunk {
        self.chunks.get(at).unwrap_or(&Chunk::NONE)
    }

    /// A clause by its number; behind the last one, an empty one.
    pub(crate) fn clause_at(&self, number: usize) -> Clause {
        self.clauses.get(number).copied().unwrap_or(Clause {
            link: Link::Fresh,
            start: self.chunks.len(),
            end: self.chunks.len(),
        })
    }

    /// The clause that a chunk stands in.
    pub(crate) fn clause(&self, at: usize) -> Clause {
        self.clause_at(self.number(at))
    }

    /// The number of the clause that a chunk stands in.
    pub(crate) fn number(&self, at: usize) -> usize {
        self.chunks
            .get(at)
            .map_or(self.clauses.len(), |chunk| chunk.clause as usize)
    }

    pub(crate) fn is(&self, at: usize, class: Class) -> bool {
        self.chunk(at).is(class)
    }

    pub(crate) fn is_any(&self, at: usize, classes: ClassSet) -> bool {
        self.chunk(at).is_any(classes)
    }

    /// The chunk before another in its clause.
    pub(crate) fn before(&self, at: usize) -> Option<&'s Chunk> {
        (at > self.clause(at).start).then(|| self.chunk(at - 1))
    }

    /// The chunk before another in the text, in whichever clause it stands.
    pub(super) fn before_in_text(&self, at: usize) -> Option<usize> {
        let from = self.chunk(at).from;
        let before = (0..self.chunks.len()).filter(|&n| self.chunk(n).from < from);
        before.max_by_key(|&n| self.chunk(n).from)
    }

    /// The clause that goes on in the text where another ends.
    pub(super) fn next_in_text(&self, clause: Clause) -> Clause {
        let last = self.chunks_of(clause).iter().map(|chunk| chunk.from).max();
        let behind = (0..self.chunks.len()).filter(|&n| Some(self.chunk(n).from) > last);
        let next = behind.min_by_key(|&n| self.chunk(n).from);
        self.clause(next.unwrap_or(self.chunks.len()))
    }

    /// "El de la calle Loja", "otro": what stands for something that was named before.
    pub(super) fn stands_for(&self, at: usize) -> bool {
        self.is(at, Class::Pronoun)
            || self.before(at).is_none_or(|it| it.is(Class::Conjunction))
                && self.reads(at, &["el", "la", "los", "las"])
                && self.chunk(at + 1).entry.name(Class::Preposition) == "of"
    }

    pub(crate) fn is_finite(&self, at: usize) -> bool {
        is_finite(self.chunk(at), self.before(at))
    }

    /// The chunks of a clause.
    pub(super) fn chunks_of(&self, clause: Clause) -> &'s [Chunk] {
        self.chunks
            .get(clause.start..clause.end)
            .unwrap_or_default()
    }

    /// Whether a clause has a chunk of a class.
    pub(crate) fn has(&self, clause: Clause, class: Class) -> bool {
        self.chunks_of(clause).iter().any(|chunk| chunk.is(class))
    }

    pub(crate) fn has_quantity(&self, clause: Clause) -> bool {
        self.chunks_of(clause).iter().any(Chunk::is_quantity)
    }

    pub(super) fn mentions_quantity(&self) -> bool {
        self.chunks.iter().any(Chunk::is_quantity)
    }

    /// Whether the sentence has a word of a class.
    pub(crate) fn mentions(&self, class: Class) -> bool {
        self.chunks.iter().any(|chunk| chunk.is(class))
    }

    /// The reading text of a chunk.
    pub(crate) fn text_of(&self, at: usize) -> &'a str {
        self.text.get(self.range_of(at, at)).unwrap_or_default()
    }

    /// Whether a chunk is printed as one of these words, in any case.
    pub(super) fn reads(&self, at: usize, words: &[&str]) -> bool {
        let text = self.text_of(at);
        words.iter().any(|word| text.eq_ignore_ascii_case(word))
    }

    /// Where it stands in the reading text, in bytes.
    pub(crate) fn range(&self) -> std::ops::Range<usize> {
        match (self.tokens.first(), self.tokens.last()) {
            (Some(first), Some(last)) => first.start as usize..last.end as usize,
            _ => 0..0,
        }
    }

    /// From one chunk to another, in bytes of the reading text.
    pub(crate) fn range_of(&self, first: usize, last: usize) -> std::ops::Range<usize> {
        let token = |at: u32| self.tokens.get(at as usize);
        let start = self
            .chunks
            .get(first)
            .and_then(|chunk| token(chunk.from))
            .map_or(0, |token| token.start as usize);
        let end = self
            .chunks
            .get(last)
            .and_then(|chunk| token(chunk.to.saturating_sub(1)))
            .map_or(start, |token| token.end as usize);
        start..end.max(start)
    }

    /// The tokens of a chunk.
    pub(crate) fn tokens_of(&self, at: usize) -> &'s [Token<'a>] {
        let chunk = self.chunk(at);
        self.tokens
            .get(chunk.from as usize..chunk.to as usize)
            .unwrap_or_default()
    }

    /// The printed name of a unit or procedure.
    pub(crate) fn name_of(&self, at: usize) -> String {
        let text = self.text_of(at).trim_end_matches(['.', ' ']);
        let mut out = String::with_capacity(text.len());
        for word in text.split_whitespace() {
            if !out.is_empty() {
                out.push(' ');
            }
            out.push_str(word);
        }
        out
    }

    /// The quantities, in the order of the clauses.
    pub(crate) fn quantities(self) -> impl Iterator<Item = Quantity<'a>> + use<'s, 'a> {
        (0..self.chunks.len()).filter_map(move |at| self.quantity(at))
    }

    pub(super) fn quantity(self, at: usize) -> Option<Quantity<'a>> {
        let chunk = self.chunk(at);
        // "USD 12 (doce dólares)" says one amount twice.
        let again = self.clause(at).link == Link::Bracket && chunk.spelled.is_some();
        if !chunk.is_quantity() || again {
            return None;
        }
        let atom = self.tokens_of(at).iter().find_map(Token::atom);
        let (measure, value) = match (chunk.spelled, atom) {
            (Some(number), _) => (Measure::Count, Decimal::from(number)),
            (None, Some(atom)) => {
                let measure = match atom.value.kind() {
                    AtomKind::Money => Measure::Money,
                    AtomKind::Percent => Measure::Percent,
                    _ => Measure::Count,
                };
                (measure, atom.value.decimal()?)
            }
            (None, None) => return None,
        };
        Some(Quantity {
            at,
            measure,
            value,
            atom: atom.filter(|_| chunk.spelled.is_none()),
        })
    }

    /// "A y B fueron 5 y 6, respectivamente": of what `fits` before a row of quantities, that in the place of the one at
    /// `at` in its row; only where there are as many as quantities.
    pub(crate) fn in_order(self, at: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
        const GLUE: ClassSet = TO_AMOUNT.and(ClassSet::of(&[Class::Conjunction]));
        let clause = self.clause(at);
        let orders = |n: usize| self.chunk(n).entry.name(Class::Each) == "order";
        if !(clause.start..clause.end).any(orders) {
            return None;
        }
        let measure = self.quantity(at)?.measure;
        let is_row = |n: &usize| {
            let chunk = self.chunk(*n);
            chunk.is_small(GLUE)
                || chunk.kind == ChunkKind::Comma
                || self.quantity(*n).is_some_and(|it| it.measure == measure)
        };
        let is_quantity = |n: &usize| self.chunk(*n).is_quantity();
        let before = (clause.start..at).rev().take_while(is_row);
        let before: Vec<usize> = before.filter(is_quantity).collect();
        let behind = (at + 1..clause.end).take_while(is_row);
        let count = before.len() + 1 + behind.filter(is_quantity).count();
        let first = before.last().copied().unwrap_or(at);
        let mut named: Vec<usize> = Vec::new();
        for n in (self.since_stop(at)..first).filter(|&n| fits(n)) {
            if !named.iter().any(|&known| self.is_same(known, n)) {
                named.push(n);
            }
        }
        let is_row = count > 1 && named.len() == count;
        named.get(before.len()).copied().filter(|_| is_row)
    }

    /// Where the clauses begin that lead over to the one of a chunk: behind the last semicolon.
    fn since_stop(&self, at: usize) -> usize {
        let number = self.number(at);
        (0..=number)
            .rev()
            .map(|n| self.clause_at(n))
            .find(|clause| clause.link == Link::Fresh)
            .map_or(0, |clause| clause.start)
    }

    /// Whether two chunks name one thing.
    pub(super) fn is_same(&self, a: usize, b: usize) -> bool {
        let slug = |n: usize| self.chunk(n).entry.name(Class::Procedure);
        !slug(a).is_empty() && slug(a) == slug(b)
            || self.text_of(a).eq_ignore_ascii_case(self.text_of(b))
    }

    /// The preposition before a chunk, over articles and words for amounts.
    pub(crate) fn lead_of(&self, at: usize) -> Lead {
        const OVER: ClassSet = ClassSet::of(&[
            Class::Article,
            Class::Sum,
            Class::Total,
            Class::Round,
            Class::CountNoun,
        ]);
        for n in (self.clause(at).start..at).rev() {
            let chunk = self.chunk(n);
            if chunk.is(Class::Preposition) && chunk.is_word() {
                return match chunk.entry.name(Class::Preposition) {
                    "until" => Lead::To,
                    _ if self.reads(n, &["en"]) => Lead::En,
                    "of" => Lead::De,
                    _ => Lead::Other,
                };
            }
            if !chunk.is_small(OVER) {
                break;
            }
        }
        Lead::None
    }

    /// The nearest chunk before `at` in its clause that `fits`.
    pub(crate) fn left(&self, at: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
        (self.clause(at).start..at).rev().find(|&n| fits(n))
    }

    /// The nearest chunk before `at` in its clause that is no preposition or article.
    pub(crate) fn left_of_articles(&self, at: usize) -> Option<usize> {
        self.left(at, |n| !self.chunk(n).is_small(ARTICLES))
    }

    /// Whether the words that lead to a quantity say that it is all.
    pub(super) fn is_total(&self, at: usize) -> bool {
        (self.clause(at).start..at)
            .rev()
            .take_while(|&n| self.chunk(n).is_small(TO_AMOUNT))
            .any(|n| self.is(n, Class::Total))
    }

    /// Whether nothing but small words stands between two chunks.
    pub(crate) fn only_between(&self, from: usize, to: usize, classes: ClassSet) -> bool {
        (from..to).all(|n| self.chunk(n).is_small(classes))
    }

    /// The quantity behind `at` in its clause, or the clause's end.
    pub(super) fn next_quantity(&self, at: usize) -> usize {
        let end = self.clause(at).end;
        (at + 1..end)
            .find(|&n| self.chunk(n).is_quantity())
            .unwrap_or(end)
    }

    /// The relative clause right behind another that tells which: "5 procesos que no se adjudicaron".
    pub(crate) fn told_by(&self, at: usize) -> Option<Clause> {
        const NOUNS: ClassSet =
            ClassSet::of(&[Class::Object, Class::Procedure, Class::Concept, Class::Kind]);
        let clause = self.clause(at);
        let mut chunks = self.chunks_of(clause).iter();
        let last = chunks.rfind(|chunk| chunk.kind != ChunkKind::Comma)?;
        let next = self.clause_at(self.number(at) + 1);
        // What is inserted before the verb tells of the subject.
        let tells = next.link == Link::Relative
            && last.from < self.chunk(next.start).from
            && (last.is_quantity() || last.is_any(NOUNS))
            && !self.has_quantity(next);
        tells.then_some(next)
    }

    /// Whether the role at `at` leads straight to a quantity behind it: "del codificado de USD 5".
    pub(super) fn leads(&self, at: usize) -> bool {
        let end = self.clause(at).end;
        (at + 1..end)
            .find(|&n| !self.chunk(n).is_small(TO_ROLE))
            .is_some_and(|n| self.chunk(n).is_quantity())
    }

    /// Whether words that a table left are none: three quantities and more, and nothing that says anything of them.
    pub(crate) fn is_prose(&self) -> bool {
        const SAYS: ClassSet = ClassSet::of(&[Class::Role, Class::Act, Class::Being, Class::Equal]);
        let quantities = self.chunks.iter().filter(|chunk| chunk.is_quantity());
        quantities.count() < 3
            || (0..self.chunks.len()).any(|at| {
                self.is_finite(at)
                    || self.is_any(at, SAYS)
                    || self.chunk(at).kind == ChunkKind::Colon
            })
    }
}
