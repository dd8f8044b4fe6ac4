//! What a section asks of its sentences, as data.

use super::sentence::{Measure, Quantity, Sentence};
use super::token::Token;
use crate::lexicon::{Class, ClassSet};
use crate::source::fold;

/// Which role makes which member of a record of a quantity that measures so.
type Member = (Measure, &'static str, &'static str);

/// What is asked of sentences: whose quantities they state, and which quantity is which member of a record.
///
/// A role is what a word says that a quantity is: `codified`, `planned`, `executed`, `awarded`, `finished`, `collected`,
/// `paid`, `committed`. A quantity that the sentence denies, aims at, compares with, or says of another year or place is
/// none. [`Reading::stated`](crate::Reading::stated) reads by it; [`StatedRecord`](crate::StatedRecord) has an example.
///
/// ```
/// use rendicion::{Frame, Measure};
///
/// /// How many vehicles there are.
/// const FLEET: Frame = Frame::nouns(
///     &[("camionetas", "pickup"), ("ambulancias", "ambulance")],
///     &[(Measure::Count, "is", "count")],
/// )
/// .or("is");
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Frame {
    /// How the subject of a quantity is found.
    pub(crate) subject: Subjects,
    pub(crate) members: &'static [Member],
    /// The role of what only is, or took place.
    pub(crate) default: Option<&'static str>,
    pub(crate) tally: Tally,
    /// A quantity that is said of another year by its number is kept with that year.
    pub(crate) keeps_years: bool,
    /// A share may stand beside the amount that it is the share of.
    pub(crate) has_shares: bool,
    /// A count and the amount behind it are of one stage, a part is told of its whole, and what is at no stage is none.
    pub(crate) has_stages: bool,
}

/// How a subject is found.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Subjects {
    /// What may be one.
    pub(crate) class: ClassSet,
    /// The same by its words, folded, and the name that a record has for it.
    pub(crate) nouns: &'static [(&'static str, &'static str)],
    /// It is the name of a unit.
    pub(crate) is_unit: bool,
    /// Where it is looked for, in order.
    pub(crate) steps: &'static [Step],
    /// What may stand between a quantity and the subject behind it.
    pub(crate) over: ClassSet,
}

/// Where a subject is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Of an amount behind a count: that of the count, and its stage.
    OfCount,
    /// The only one that the sentence names.
    Only,
    /// Behind the quantity.
    Behind,
    /// Before it in its clause.
    Before,
    /// Anywhere in its clause.
    InClause,
    /// The same, of a quantity that the clause begins with.
    OfSubject,
    /// The last of the clauses before, up to a semicolon.
    Earlier,
}

/// What a frame's quantities are of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tally {
    /// All that there are at a time: what happens to some of them is none.
    Stock,
    /// What adds up over a year: that of a part of it is none.
    Flow,
    /// What the office did with what is its own: what came to it is none.
    Act,
}

impl Frame {
    /// A frame that only judges by a tally: no statements are asked of it.
    pub(crate) const fn judging(tally: Tally) -> Self {
        Self {
            subject: Subjects {
                class: ClassSet::of(&[]),
                nouns: &[],
                is_unit: false,
                steps: &[],
                over: ClassSet::of(&[]),
            },
            members: &[],
            default: None,
            tally,
            keeps_years: false,
            has_shares: false,
            has_stages: false,
        }
    }

    /// The money of units of the institute, and the shares of it: each member is a measure, a role and the name that the
    /// record has for it.
    pub const fn units(members: &'static [(Measure, &'static str, &'static str)]) -> Self {
        let mut frame = Self::judging(Tally::Flow);
        frame.subject.class = ClassSet::of(&[Class::Unit]);
        frame.subject.is_unit = true;
        frame.subject.steps = &[
            Step::Only,
            Step::Behind,
            Step::Before,
            Step::InClause,
            Step::Earlier,
        ];
        frame.subject.over = ClassSet::of(&[
            Class::Preposition,
            Class::Article,
            Class::Role,
            Class::Participle,
            Class::Budget,
        ]);
        frame.members = members;
        frame.has_shares = true;
        frame
    }

    /// The processes of each procedure of procurement, and what they come to. A count and the amount behind it are of one
    /// stage, which a role names.
    pub const fn procedures(members: &'static [(Measure, &'static str, &'static str)]) -> Self {
        let mut frame = Self::judging(Tally::Flow);
        frame.subject.class = ClassSet::of(&[Class::Procedure]);
        frame.subject.steps = &[
            Step::OfCount,
            Step::Behind,
            Step::Before,
            Step::Earlier,
            Step::OfSubject,
        ];
        frame.subject.over = Subjects::OVER;
        frame.members = members;
        frame.has_stages = true;
        frame
    }

    /// Things that there are, by the nouns that name them: each noun in small letters without accents, and the name that
    /// a record has for it.
    pub const fn nouns(
        nouns: &'static [(&'static str, &'static str)],
        members: &'static [(Measure, &'static str, &'static str)],
    ) -> Self {
        let mut frame = Self::judging(Tally::Stock);
        frame.subject.nouns = nouns;
        frame.subject.steps = &[Step::Behind, Step::Before];
        frame.subject.over = Subjects::OVER;
        frame.members = members;
        frame
    }

    /// The role of a quantity of which it is only said that it is, or took place.
    #[must_use]
    pub const fn or(mut self, role: &'static str) -> Self {
        self.default = Some(role);
        self
    }

    /// Whether tokens may state something.
    pub(crate) fn asks(&self, tokens: &[Token<'_>]) -> bool {
        super::has_quantity(tokens)
            && (!self.has_stages
                || tokens
                    .iter()
                    .any(|token| token.is(Class::Procedure) || token.is(Class::Role)))
    }

    /// Whether a quantity is a figure that the frame may ask for.
    pub(crate) fn asks_for(&self, quantity: &Quantity<'_>) -> bool {
        matches!(quantity.measure, Measure::Money | Measure::Percent)
            && (self.has_shares || self.has_stages)
    }

    /// Whether a sentence speaks of what the frame is about.
    pub(crate) fn speaks_in(&self, sentence: &Sentence<'_, '_>) -> bool {
        const BUDGET: ClassSet = ClassSet::of(&[Class::Role, Class::Budget, Class::Unit]);
        let mut chunks = sentence.chunks.iter();
        !self.subject.is_unit || chunks.any(|chunk| chunk.is_any(BUDGET))
    }

    /// The name that a record has for the subject at `at`.
    pub(crate) fn slug_of(&self, sentence: &Sentence<'_, '_>, at: usize) -> &'static str {
        match self.subject.noun(sentence.text_of(at)) {
            Some(slug) => slug,
            None => sentence.chunk(at).entry.name(Class::Procedure),
        }
    }

    /// Whether what is said of a part of the year is less than all.
    pub(crate) fn adds_up(&self) -> bool {
        self.tally == Tally::Flow
    }

    /// The member of a record that a role makes of a quantity.
    pub(crate) fn member(&self, measure: Measure, role: &str) -> Option<&'static str> {
        let found = self
            .members
            .iter()
            .find(|(of, name, _)| *of == measure && *name == role);
        found.map(|(.., member)| *member)
    }
}

impl Subjects {
    /// Words that lead from a quantity to a noun behind it.
    const OVER: ClassSet = ClassSet::of(&[
        Class::Preposition,
        Class::Article,
        Class::Object,
        Class::Role,
        Class::Procedure,
        Class::Participle,
        Class::CountNoun,
    ]);

    /// The name that a record has for a printed noun.
    pub(crate) fn noun(&self, printed: &str) -> Option<&'static str> {
        if self.nouns.is_empty() {
            return None;
        }
        let key = fold::key(printed);
        let found = self.nouns.iter().find(|(noun, _)| *noun == key);
        found.map(|(_, slug)| *slug)
    }
}
