//! What the words so far say of the next number.

use super::{lex, number::Role, period, reference, year};
use crate::lexicon::{Class, Entry, Sense};

/// How many words a money word or the like reaches forward.
const REACH: u32 = 12;

/// How many words `entre` or `comprendido` reaches forward: `comprendido entre los años: 2021 y 2022`.
const SPAN_REACH: u32 = 7;

/// What stands right before the next token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Before {
    #[default]
    Nothing,
    /// A noun that a number names: `Fase 3`, `punto 2`.
    Label,
    /// `Nro.`, `N°`.
    Mark,
    /// `clave catastral`, `RUC`.
    Code,
    /// `del`, `desde`: may begin a span of days.
    Article,
    /// `Registro Oficial`, `Suplemento`, `Decreto Ejecutivo`: the number of an issue or a decree comes.
    Gazette,
    /// `año`, `durante`: a year comes.
    Year,
    /// Another word.
    Word,
}

/// The words since the sentence began, as far as a number needs them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sentence {
    words: u32,
    last_length: usize,
    topic: Option<(Sense, u32)>,
    span: Option<u32>,
    lead: Option<(reference::Lead, u32)>,
    before: Before,
    /// The last word was `registro`, `decreto` or `acuerdo`.
    registry: bool,
    currency: bool,
    /// The sign of another currency stands right before.
    foreign: bool,
}

impl Sentence {
    /// A word of letters of `length` bytes.
    pub(super) fn word(&mut self, word: Entry, length: usize) {
        self.words = self.words.saturating_add(1);
        self.last_length = length;
        self.foreign = false;
        if word == Entry::default() {
            (self.currency, self.registry, self.lead) = (false, false, None);
            self.before = Before::Word;
            return;
        }
        self.currency = word.is(Class::Currency);
        if let Some(topic) = word.meaning(Class::Topic) {
            self.topic = Some((topic, self.words));
        }
        if word.is(Class::SpanWord) {
            self.span = Some(self.words);
        }
        if let Some(lead) = reference::keyword(word) {
            // `Resolución administrativa circular` is still one.
            self.lead = Some((self.lead.map_or(lead, |(earlier, _)| earlier), self.words));
        } else if !word.is(Class::LeadBetween) {
            self.lead = None;
        }
        let gazette = word.meaning(Class::Gazette);
        self.before = if word.is(Class::DayWord) {
            Before::Article
        } else if word.is(Class::YearWord) {
            Before::Year
        } else if gazette == Some(Sense::Supplement)
            || gazette == Some(Sense::Official) && self.registry
        {
            Before::Gazette
        } else if word.is(Class::CodeWord) {
            Before::Code
        } else if word.is(Class::Label) {
            Before::Label
        } else {
            Before::Word
        };
        self.registry = gazette == Some(Sense::Registry);
    }

    /// A name with digits in it, or anything else that was read past.
    pub(super) fn name(&mut self) {
        self.words = self.words.saturating_add(1);
        self.last_length = usize::MAX;
        self.before = Before::Word;
        self.currency = false;
        self.foreign = false;
        self.lead = None;
    }

    /// `Nro.`: the next number names what stands before it.
    pub(super) fn mark(&mut self) {
        self.currency = false;
        if !matches!(self.before, Before::Code | Before::Gazette) {
            self.before = Before::Mark;
        }
    }

    /// A number or another atom was read.
    pub(super) fn atom(&mut self) {
        self.name();
        self.before = Before::Nothing;
    }

    /// A quantity was read: an index or a percentage is one number, amounts and people come in lists.
    pub(super) fn quantity(&mut self) {
        self.topic = self
            .topic
            .filter(|(topic, _)| matches!(topic, Sense::Money | Sense::Whole));
    }

    /// A sign of money that stands in a place where it is not met one by one.
    pub(super) fn sign(&mut self) {
        self.currency = true;
    }

    /// A sign of another currency, right before a number.
    pub(super) fn foreign_sign(&mut self) {
        self.name();
        self.foreign = true;
    }

    /// A period was read: what announced it is used up.
    pub(super) fn period(&mut self) {
        self.span = None;
    }

    /// A character that belongs to no word; `next` is the one after it.
    pub(super) fn punctuation(&mut self, c: char, next: Option<char>) {
        match c {
            '$' => self.currency = true,
            // `$. 1.234,00`, `USD: 5`, `Fase: 3`.
            ' ' | ':' | '"' | '“' | '”' | '«' | '°' | 'º' => {}
            '.' | '!' | '?' | '…' => {
                // `Nro. 5` goes on; a short word before the dot is most often an abbreviation.
                let ends = next.is_none_or(char::is_whitespace) && self.last_length > 4;
                if ends && !self.currency {
                    *self = Self::default();
                }
            }
            '(' | '[' => self.currency = false,
            _ => {
                self.currency = false;
                self.before = Before::Nothing;
                if c == ';' {
                    self.topic = None;
                    self.span = None;
                }
            }
        }
    }

    /// Whether a currency sign or word stands right before.
    pub(super) const fn currency(&self) -> bool {
        self.currency
    }

    /// Whether the sign of another currency stands right before.
    pub(super) const fn foreign(&self) -> bool {
        self.foreign
    }

    /// What stands before a date.
    pub(super) fn dates(&self) -> period::Lead {
        period::Lead {
            span: self
                .span
                .is_some_and(|at| self.words.saturating_sub(at) <= SPAN_REACH),
            article: self.before == Before::Article || self.words == 0,
        }
    }

    /// The word that announced a reference, where it is near.
    pub(super) fn lead(&self) -> Option<reference::Lead> {
        self.lead
            .filter(|(_, at)| self.words.saturating_sub(*at) <= 4)
            .map(|(lead, _)| lead)
    }

    pub(super) fn after_mark(&self) -> bool {
        self.before == Before::Mark
    }

    pub(super) fn after_gazette(&self) -> bool {
        self.before == Before::Gazette
    }

    pub(super) fn after_word(&self) -> bool {
        self.before != Before::Nothing
    }

    pub(super) fn after_label(&self) -> bool {
        self.before == Before::Label
    }

    pub(super) fn after_code(&self) -> bool {
        self.before == Before::Code
    }

    pub(super) fn after_year(&self) -> bool {
        self.before == Before::Year
    }

    /// Whether the nearest noun that says what is counted is a money word.
    pub(super) fn of_money(&self) -> bool {
        self.near() == Some(Sense::Money)
    }

    /// Whether it is `porcentaje`.
    pub(super) fn of_percent(&self) -> bool {
        self.near() == Some(Sense::Percent)
    }

    /// What the words say of a lone separator, those before it and the one that follows.
    pub(super) fn role(&self, rest: &str) -> Option<Role> {
        let following = lex::gap(rest).and_then(|(rest, _)| lex::word(rest)).ok();
        let next = following.and_then(|(_, word)| word.entry().meaning(Class::Topic));
        // Whatever noun it is: `100.000 habitantes` are counted.
        let counted = || year::counts(rest).then_some(Sense::Whole);
        match next.or_else(counted).or_else(|| self.near())? {
            Sense::Money | Sense::Whole => Some(Role::Groups),
            Sense::Percent | Sense::Measure => Some(Role::Decimal),
            _ => None,
        }
    }

    fn near(&self) -> Option<Sense> {
        self.topic
            .filter(|(_, at)| self.words.saturating_sub(*at) <= REACH)
            .map(|(topic, _)| topic)
    }
}
