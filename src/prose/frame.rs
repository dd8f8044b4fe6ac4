//! What a section asks of its sentences, as data.

use super::sentence::Measure;
use crate::lexicon::{Class, ClassSet};

/// What is asked of sentences: whose quantities they state, and which quantity is which member of a record.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Frame {
    /// How the subject of a quantity is found.
    pub(crate) subject: Subjects,
    /// Which role makes which member of a record of a quantity of a kind.
    pub(crate) members: &'static [(Measure, &'static str, &'static str)],
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
    /// Processes, one by one.
    Process,
    /// What the office did with what is its own: what came to it is none.
    Act,
}

impl Frame {
    /// A frame that only judges by a tally: no statements are asked of it.
    pub(crate) const fn judging(tally: Tally) -> Self {
        Self {
            subject: Subjects {
                class: ClassSet::of(&[]),
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

    /// Whether what is said of a part of the year is less than all.
    pub(crate) fn adds_up(&self) -> bool {
        matches!(self.tally, Tally::Flow | Tally::Process)
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
    pub(crate) const OVER: ClassSet = ClassSet::of(&[
        Class::Preposition,
        Class::Article,
        Class::Object,
        Class::Role,
        Class::Procedure,
        Class::Participle,
        Class::CountNoun,
    ]);
}
