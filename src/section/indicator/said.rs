//! Quantities in sentences.

use super::Stated;
use super::concept::{PARTS, SPOKEN, Spoken, WHOLES};
use crate::atom::Time;
use crate::lexicon::{Class, ClassSet};
use crate::prose::{
    ARTICLES, ChunkKind, Clause, ExclusionReason, Frame, Glance, Kinds, Lead, Link, Measure,
    Quantity, Said, Sentence, Tally, Token, glance, has_quantity,
};
use crate::section::{Passage, Reading, told};
use crate::source::Span;

/// What is asked of sentences: how many there are. What happened to some of them is none.
const STOCK: Frame = Frame {
    keeps_years: true,
    ..Frame::judging(Tally::Stock)
};

/// The same of what was done in a year, or is paid, or was reached.
const DONE: Frame = Frame {
    tally: Tally::Flow,
    ..STOCK
};

/// A quantity that states no indicator, and why.
pub(super) type Excluded = (Span, ExclusionReason);

/// What stands above the sentences of a section.
#[derive(Clone, Debug, Default)]
struct About {
    title: Glance,
    /// The sentence before speaks of the rural insurance.
    is_carried: bool,
    /// What was counted last that the sexes may be parts of, and its number.
    whole: Option<rust_decimal::Decimal>,
}

/// Reads the quantities that the sentences under one title state.
pub(super) fn read<'r>(
    section: &Reading<'r>,
    title: Option<&str>,
    passages: &[Passage<'r>],
    out: &mut Vec<Stated>,
    excluded: &mut Vec<Excluded>,
) {
    let mut about = About {
        title: title.map_or_else(Glance::default, |title| glance(title, section.home())),
        ..About::default()
    };
    let mut last: Option<*const crate::source::Text> = None;
    let asks = |tokens: &[Token<'_>]| {
        let speaks = |token: &Token<'_>| token.is(Class::Concept) || token.is(Class::Role);
        has_quantity(tokens) || tokens.iter().any(speaks)
    };
    told::read(section, passages, &STOCK, asks, |passage, sentence| {
        let own = Some(std::ptr::from_ref(passage.text()));
        if own != last {
            last = own;
            about.is_carried = false;
        }
        let mut telling = Telling {
            passage,
            sentence,
            about: &about,
            last: None,
            parts: Vec::new(),
            first_part: 0,
            whole: None,
            whole_period: None,
            out,
            excluded,
        };
        telling.read();
        let is_carried = match telling.scheme(sentence.chunks.len()) {
            Some((kind, _)) => kind == "campesino",
            None => about.is_carried && !telling.turns(),
        };
        about.whole = telling.whole.or(about.whole);
        about.is_carried = is_carried;
    });
}

/// A sentence that is read for indicators.
struct Telling<'t, 's, 'a> {
    passage: &'t Passage<'a>,
    sentence: &'t Sentence<'s, 'a>,
    about: &'t About,
    /// What the last quantity was of.
    last: Option<(&'static Spoken, usize, (usize, usize))>,
    /// Counts by sex whose whole is to be found.
    parts: Vec<(Stated, rust_decimal::Decimal)>,
    /// The chunk of the first of them.
    first_part: usize,
    /// What the sentence counts that the sexes may be parts of, and its time.
    whole: Option<rust_decimal::Decimal>,
    whole_period: Option<Time>,
    out: &'t mut Vec<Stated>,
    excluded: &'t mut Vec<Excluded>,
}

impl Telling<'_, '_, '_> {
    fn read(&mut self) {
        for quantity in self.sentence.quantities() {
            self.quantity(quantity);
        }
        self.sexes();
    }

    /// The insurance that is spoken of last before a chunk, since the last semicolon, and in which clause.
    fn scheme(&self, before: usize) -> Option<(&'static str, usize)> {
        let sentence = self.sentence;
        let last = before.min(sentence.chunks.len()).checked_sub(1)?;
        let number = sentence.number(last);
        let fresh = (0..=number)
            .rev()
            .find(|&n| sentence.clause_at(n).link == Link::Fresh)
            .unwrap_or(0);
        (sentence.clause_at(fresh).start..=last)
            .rev()
            .find_map(|at| {
                let tokens = sentence.tokens_of(at).iter().rev();
                let kind = tokens
                    .map(|token| token.entry.name(Class::Kind))
                    .find(|kind| matches!(*kind, "general" | "campesino"))?;
                Some((kind, sentence.number(at)))
            })
    }

    /// Whether the sentence turns to something else than the one before it.
    fn turns(&self) -> bool {
        let first = self.sentence.chunk(0);
        matches!(first.kind, ChunkKind::Place(_))
            || first.is(Class::Against)
            || first.is(Class::But)
    }

    fn is_campesino(&self) -> bool {
        let is = |kinds: &[&str]| kinds.contains(&"campesino");
        let named = self
            .sentence
            .tokens
            .iter()
            .any(|token| token.entry.name(Class::Kind) == "campesino");
        named
            || is(&self.about.title.kinds)
            || is(&self.sentence.lead.kinds)
            || self.about.is_carried
    }

    fn quantity(&mut self, quantity: Quantity<'_>) {
        let found = match quantity.measure {
            Measure::Percent => self.execution(&quantity).or_else(|| {
                self.counted(&quantity)
                    .filter(|it| it.0.slug == "management_index")
            }),
            _ => self.collected(&quantity).or_else(|| {
                (quantity.measure == Measure::Count)
                    .then(|| self.counted(&quantity))
                    .flatten()
            }),
        };
        let Some((spoken, governor, label)) = found else {
            return;
        };
        let value = quantity.value.normalize();
        let is_whole_number = value.scale() == 0 && !value.is_sign_negative();
        if spoken.measure == Measure::Count && spoken.slug != "management_index" && !is_whole_number
        {
            return;
        }
        let frame = if spoken.is_stock { &STOCK } else { &DONE };
        let span = told::span_of(self.passage, self.sentence, &quantity);
        let is_elsewhere = self.about.title.place == Some(Said::Other);
        // What brackets hold is said of the noun before them.
        let of_noun = || self.sentence.judge(label.0, governor, frame);
        let is_in_brackets = self.sentence.clause(quantity.at).link == Link::Bracket
            && self.sentence.clause(label.0).link != Link::Bracket;
        let reason = self
            .sentence
            .judge(quantity.at, governor, frame)
            .or_else(|| is_in_brackets.then(of_noun).flatten())
            .or(is_elsewhere.then_some(ExclusionReason::OtherPlace));
        self.last = Some((spoken, quantity.at, label));
        if let Some(reason) = reason {
            self.excluded.push((span, reason));
            return;
        }
        let number = (spoken.measure == Measure::Count).then_some(value);
        let stated = Stated {
            slug: spoken.slug,
            label: self.label(label),
            value: match spoken.measure {
                Measure::Count => value.to_string(),
                _ => quantity.value.to_string(),
            },
            period: self.period(quantity.at),
            span,
        };
        if matches!(spoken.noun, "women" | "men") {
            if self.parts.is_empty() {
                self.first_part = quantity.at;
            }
            self.parts.push((stated, value));
            return;
        }
        if WHOLES.contains(&spoken.noun) {
            self.whole = number.or(self.whole);
            self.whole_period = stated.period;
        }
        if !spoken.slug.is_empty() {
            self.out.push(stated);
        }
    }

    fn label(&self, (first, last): (usize, usize)) -> String {
        let range = self.sentence.range_of(first, last);
        self.sentence.text.get(range).unwrap_or_default().to_owned()
    }

    /// The time that a quantity is said of: its own, or that of the list.
    fn period(&self, at: usize) -> Option<Time> {
        let time = self.sentence.time(at);
        let own = self.sentence.period(time);
        // "Entre 2021 y 2022" is the time of a change.
        let is_change = matches!(own, Some(Time::Over(it)) if it.from.year() != it.to.year());
        match own {
            Some(own) => Some(own).filter(|_| !is_change),
            None if time.at.is_none() => {
                let only = self.sentence.only_period();
                only.or(self.sentence.lead.period)
            }
            None => None,
        }
    }

    /// Whether the sentence names what a concept needs beside its noun.
    fn has_needs(&self, spoken: &Spoken) -> bool {
        let mut tokens = self.sentence.tokens.iter();
        let names = |class, token: &Token<'_>| spoken.needs.contains(&token.entry.name(class));
        spoken.needs.is_empty()
            || spoken.needs.contains(&"campesino") && self.is_campesino()
            || tokens.any(|token| names(Class::Kind, token) || names(Class::Concept, token))
    }

    /// "La recaudación de valores en mora fue de $ 5": an amount of what was collected, or paid.
    fn collected(&self, quantity: &Quantity<'_>) -> Option<Found> {
        let sentence = self.sentence;
        let role = sentence.role(quantity)?;
        let amount = quantity.as_money();
        if amount.measure != Measure::Money {
            return None;
        }
        if role.name == "paid" {
            let spoken = Spoken::of("paid", Kinds::None).filter(|it| self.has_needs(it))?;
            return Some((spoken, role.at, (role.at?, role.at?)));
        }
        if role.name != "collected" {
            return None;
        }
        let Some(at) = role.at else {
            // An item of a list of what was collected, which a kind begins.
            let colon = quantity.at.checked_sub(1)?;
            let is_label = (0..colon)
                .all(|n| sentence.is_any(n, LABEL) || sentence.chunk(n).is_small(ARTICLES));
            let kinds = sentence.kinds_in(0..quantity.at);
            let spoken = Spoken::of("collected", kinds)?;
            return (is_label && kinds != Kinds::None).then_some((spoken, None, (0, colon)));
        };
        let clause = sentence.clause(at);
        let reaches = |n: &usize| {
            sentence.number(quantity.at) != sentence.number(at)
                || *n < quantity.at
                || (quantity.at + 1..*n).all(|n| {
                    sentence.chunk(n).is_small(NEAR)
                        || matches!(sentence.chunk(n).kind, ChunkKind::Time(_))
                })
        };
        // A kind that stands farther behind may be of this amount too.
        let is_open = (quantity.at + 1..sentence.clause(quantity.at).end)
            .any(|n| sentence.is(n, Class::Kind));
        // "Por glosas A; por títulos de crédito, B": those behind the last amount are its own.
        let here = sentence.clause(quantity.at);
        let is_far = here.start != clause.start;
        let since = (here.start..quantity.at)
            .rev()
            .find(|&n| sentence.chunk(n).is_quantity())
            .map_or(here.start, |n| n + 1);
        let near = sentence.kinds_in(since..quantity.at);
        let from = match near {
            Kinds::None => clause.start,
            _ => since,
        };
        // "A por aportes, B por glosas": the kind right behind is its own.
        let behind = (quantity.at + 1..here.end)
            .find(|&n| !sentence.chunk(n).is_small(ARTICLES))
            .filter(|&n| sentence.is(n, Class::Kind));
        let is_kind = |n: usize| sentence.is(n, Class::Kind);
        let mut own = match sentence.in_order(quantity.at, is_kind).or(behind) {
            Some(kind) => sentence.kinds_in([kind]),
            None if is_far && near != Kinds::None => near,
            None => sentence.kinds_in((from..clause.end).filter(reaches)),
        };
        // "La recaudación de la mora … ya que en 2021 recaudamos A": of the same.
        let collects = |n: usize| sentence.chunk(n).entry.name(Class::Role) == "collected";
        if own == Kinds::None && (0..clause.start).any(collects) {
            own = sentence.kinds_in(0..clause.start);
        }
        let is_unsettled = is_open || self.is_of_unknown(at) || self.is_of_unknown(quantity.at);
        if own == Kinds::None && is_unsettled {
            return None;
        }
        let spoken = Spoken::of("collected", own)?;
        Some((spoken, Some(at), (at, at)))
    }

    /// Whether `de`, `por` and a word that the vocabulary does not know follow: what is collected is something else.
    fn is_of_unknown(&self, at: usize) -> bool {
        let sentence = self.sentence;
        let end = sentence.clause(at).end;
        let next = (at + 1..end).find(|&n| !sentence.chunk(n).is_small(OVER));
        next.is_some_and(|n| {
            n > at + 1 && sentence.is_unknown(n) && !sentence.is(n, Class::Participle)
        })
    }

    /// "La ejecución presupuestaria … fue del 90.06%": of the office as a whole.
    fn execution(&self, quantity: &Quantity<'_>) -> Option<Found> {
        let sentence = self.sentence;
        let role = sentence
            .role(quantity)
            .filter(|role| role.name == "executed")?;
        let at = role
            .at
            .filter(|&at| sentence.number(at) == sentence.number(quantity.at))?;
        let clause = sentence.clause(at);
        let near = at.saturating_sub(2).max(clause.start)..(at + 3).min(clause.end);
        let is_budget = near.clone().any(|n| sentence.is(n, Class::Budget));
        let of_part = (clause.start..clause.end).any(|n| {
            sentence.chunk(n).kind == ChunkKind::Unit
                && !starts_with(sentence.text_of(n), "dirección provincial")
                && !starts_with(sentence.text_of(n), "coordinaciones")
        });
        if !is_budget || of_part || self.is_campesino() {
            return None;
        }
        let spoken = Spoken::of("executed", Kinds::None)?;
        let last = near.clone().rev().find(|&n| sentence.is(n, Class::Budget));
        let last = last.unwrap_or(at);
        Some((spoken, Some(at), (at.min(last), at.max(last))))
    }

    /// A number of people or things.
    fn counted(&self, quantity: &Quantity<'_>) -> Option<Found> {
        let sentence = self.sentence;
        let at = quantity.at;
        let verb = sentence.verb(at);
        let noun = match sentence.counted(at) {
            // "Género masculino 32.990 usuarios": they are what the number is of, and not whom it counts.
            Some(Ok(noun)) if matches!(noun.name, "users" | "people") => {
                match sentence.headed(at) {
                    Some(Ok(head)) => Some(head),
                    _ => Some(noun),
                }
            }
            Some(found) => found.ok(),
            None => match sentence
                .noun_in_order(at)
                .or_else(|| sentence.headed(at)?.ok())
            {
                Some(found) => Some(found),
                None => return self.carried(at, verb),
            },
        }?;
        let label = (noun.at, noun.last);
        let role = sentence.role(quantity);
        // "Regularizar a 3.407 trabajadores": only a verb makes it a concept.
        if let Some(role) = role
            && let Some(spoken) = Spoken::by_role(noun.name, role.name)
        {
            return Some((spoken, role.at, label));
        }
        let mut kinds = noun.kinds;
        let scheme = self.scheme(at);
        if kinds == Kinds::None && Spoken::has_schemes(noun.name) {
            let is_own = |number: usize| number == sentence.number(at);
            match scheme {
                Some(("general", _)) if noun.name == "affiliates" => kinds = Kinds::One("general"),
                Some(("general", _)) => {}
                Some((kind, number)) if is_own(number) => kinds = Kinds::One(kind),
                Some(_) => return None,
                None if self.is_campesino() => {
                    // That the sentence before speaks of it leaves it open.
                    if self.about.is_carried {
                        return None;
                    }
                    kinds = Kinds::One("campesino");
                }
                None => {}
            }
        }
        let spoken = Spoken::of(noun.name, kinds)?;
        let is_open = match spoken.noun {
            "people" => sentence
                .left(at, |n| sentence.is(n, Class::Being))
                .is_none(),
            "cantons" => !self.is_definite(at),
            _ => false,
        };
        if !self.has_needs(spoken) {
            return None;
        }
        (!is_open).then_some((spoken, verb, label))
    }

    /// "Pasó de A a B", "y en Cañar B", "43 de los 45": the noun before goes on.
    fn carried(&self, at: usize, verb: Option<usize>) -> Option<Found> {
        let sentence = self.sentence;
        let Some((mut spoken, last, label)) = self.last else {
            return self.led_over(at, verb);
        };
        let number = sentence.number(last);
        // "Los jubilados por invalidez fueron 120, los de vejez 5.004".
        let clause = sentence.clause(at);
        let since = last.max(label.1) + 1;
        let before = sentence.kinds_in(since..at.max(since));
        let behind = self.kind_behind(at, spoken.noun);
        if let Some(Ok(part)) = behind {
            spoken = part;
        } else if before != Kinds::None {
            spoken = Spoken::of(spoken.noun, before)?;
        }
        let goes_on =
            behind != Some(Err(())) && (number == sentence.number(at) || self.only_reaches(clause));
        let is_count = spoken.measure == Measure::Count;
        (is_count && goes_on && (behind.is_some() || sentence.is_bare(at)))
            .then_some((spoken, verb, label))
    }

    /// Whether a clause has no verb but one of being and of coming to.
    fn only_reaches(&self, clause: Clause) -> bool {
        let sentence = self.sentence;
        let mut verbs = (clause.start..clause.end).filter(|&n| sentence.is_finite(n));
        verbs.all(|n| sentence.is_any(n, REACHES))
    }

    /// "9.870 al Seguro Social Campesino", "13.402 lo son por vejez", "3.118 a trabajadoras del hogar": which part of
    /// those that a noun counts stands behind a number; `Err` for one that is no concept.
    fn kind_behind(&self, at: usize, noun: &str) -> Option<Result<&'static Spoken, ()>> {
        const LEADS: ClassSet = ARTICLES.and(ClassSet::of(&[Class::Being, Class::Equal]));
        let sentence = self.sentence;
        let end = sentence.clause(at).end;
        let next = (at + 1..end).find(|&n| !sentence.chunk(n).is_small(LEADS))?;
        let name = sentence.chunk(next).entry.name(Class::Concept);
        let found = match sentence.kinds_in([next]) {
            Kinds::None if next > at + 1 && PARTS.contains(&name) && WHOLES.contains(&noun) => {
                Spoken::of(name, Kinds::None)
            }
            Kinds::None => return None,
            kinds => Spoken::of(noun, kinds),
        };
        Some(found.ok_or(()))
    }

    /// "Los afiliados crecieron un 5 % y llegaron a 900": the only noun of the clauses before.
    fn led_over(&self, at: usize, verb: Option<usize>) -> Option<Found> {
        let sentence = self.sentence;
        let start = sentence.clause(at).start;
        let mut nouns = (0..start).filter(|&n| sentence.is(n, Class::Concept));
        let noun = nouns.next().filter(|_| nouns.next().is_none());
        let Some(noun) = noun else {
            return self.part_of(at, verb);
        };
        let spoken = Spoken::of(
            sentence.chunk(noun).entry.name(Class::Concept),
            sentence.kinds_in(0..start),
        )?;
        let leads = verb.is_some_and(|n| n < at && sentence.is_any(n, REACHES));
        let is_own =
            sentence.only_between(0, noun, ARTICLES.and(ClassSet::of(&[Class::CountNoun])));
        (leads && is_own && spoken.is_stock && sentence.is_bare(at)).then_some((
            spoken,
            verb,
            (noun, noun),
        ))
    }

    /// "Del total de afiliados, 5.440 corresponden al régimen voluntario": a part of those that the clause begins with.
    fn part_of(&self, at: usize, verb: Option<usize>) -> Option<Found> {
        let sentence = self.sentence;
        let clause = sentence.clause(at);
        let mut nouns = (clause.start..at).filter(|&n| sentence.is(n, Class::Concept));
        let noun = nouns.next().filter(|_| nouns.next().is_none())?;
        let whole = ARTICLES.and(ClassSet::of(&[Class::Total, Class::CountNoun]));
        let is_led = noun > clause.start
            && sentence.is(clause.start, Class::Preposition)
            && sentence.only_between(clause.start, noun, whole);
        let spoken = self.kind_behind(at, sentence.chunk(noun).entry.name(Class::Concept))?;
        let spoken = spoken.ok().filter(|it| it.is_stock)?;
        (is_led && self.only_reaches(clause)).then_some((spoken, verb, (noun, noun)))
    }

    /// "Los 16 cantones" are all; "talleres en 3 cantones" are not.
    fn is_definite(&self, at: usize) -> bool {
        let sentence = self.sentence;
        let end = sentence.clause(at).end;
        sentence
            .before(at)
            .is_none_or(|before| before.is(Class::Article))
            || (at + 2..end.min(at + 3)).any(|n| {
                matches!(
                    sentence.chunk(n).kind,
                    ChunkKind::Place(_) | ChunkKind::Colon
                )
            })
            || self.is_of_province(at)
    }

    /// "La provincia comprende 7 cantones": the province or the office has, and nothing else does.
    fn is_of_province(&self, at: usize) -> bool {
        let sentence = self.sentence;
        let is_goal = |n: usize| matches!(sentence.lead_of(n + 1), Lead::En | Lead::To);
        let is_lead = |n: usize| {
            let chunk = sentence.chunk(n);
            chunk.is(Class::Article) || chunk.is(Class::Preposition) && !is_goal(n)
        };
        let verb = sentence.left(at, |n| !is_lead(n));
        verb.filter(|&n| sentence.is(n, Class::Being))
            .is_some_and(|verb| {
                (sentence.clause(at).start..verb).all(|n| {
                    let chunk = sentence.chunk(n);
                    let is_office = chunk.kind == ChunkKind::Unit || chunk.is(Class::Institution);
                    is_office
                        || matches!(chunk.kind, ChunkKind::Place(_) | ChunkKind::Time(_))
                        || chunk.is_small(ARTICLES)
                })
            })
    }

    /// Counts by sex are of members where the sentence counts those, or add up to a number that is counted.
    fn sexes(&mut self) {
        if self.parts.is_empty() {
            return;
        }
        let sentence = self.sentence;
        let named = |names: &[&str]| {
            sentence.chunks.iter().any(|chunk| {
                chunk.is(Class::Concept) && names.contains(&chunk.entry.name(Class::Concept))
            })
        };
        let parts = std::mem::take(&mut self.parts);
        // Whose parts they are was said last.
        let whose = sentence
            .chunks
            .get(..self.first_part)
            .unwrap_or_default()
            .iter()
            .map(|chunk| chunk.entry.name(Class::Concept))
            .rfind(|name| !matches!(*name, "" | "women" | "men"));
        if whose.is_some_and(|name| OTHERS.contains(&name)) {
            return;
        }
        let sum: rust_decimal::Decimal = parts.iter().map(|(_, value)| *value).sum();
        let adds_up = parts.len() > 1
            && (self.about.whole == Some(sum)
                || sentence.mentions(Class::CountNoun)
                    && sentence.quantities().any(|it| it.value == sum));
        let is_event = sentence
            .clauses
            .iter()
            .take_while(|clause| clause.link != Link::Bracket)
            .any(|clause| {
                (clause.start..clause.end).any(|n| {
                    sentence.is_finite(n)
                        && sentence.is(n, Class::Past)
                        && !sentence.is_any(n, CALM)
                })
            });
        let is_whole = self.whole.is_some() || !is_event && (named(WHOLES) || named(&["users"]));
        if is_whole || adds_up {
            let period = self.whole_period.take();
            self.out.extend(parts.into_iter().map(|(stated, _)| Stated {
                period: stated.period.or(period),
                ..stated
            }));
        }
    }
}

/// A concept, what governs its quantity, and the chunks of its label.
type Found = (&'static Spoken, Option<usize>, (usize, usize));

/// Verbs of being and of coming to.
const REACHES: ClassSet = ClassSet::of(&[Class::Being, Class::Move, Class::Equal]);
/// Words of the label of an item of a list.
const LABEL: ClassSet = ClassSet::of(&[
    Class::Kind,
    Class::Sum,
    Class::Total,
    Class::Neutral,
    Class::Role,
    Class::Conjunction,
]);
/// What stands between an amount and the kind of it.
const NEAR: ClassSet = ClassSet::of(&[
    Class::Preposition,
    Class::Article,
    Class::Kind,
    Class::Sum,
    Class::Total,
    Class::Role,
    Class::Budget,
]);
/// What leads from collecting to what is collected.
const OVER: ClassSet = ClassSet::of(&[
    Class::Preposition,
    Class::Article,
    Class::Sum,
    Class::Total,
    Class::Being,
    Class::Adverb,
]);
/// Verbs of which nothing happens to some.
const CALM: ClassSet = ClassSet::of(&[
    Class::Being,
    Class::Move,
    Class::Equal,
    Class::Achieved,
    Class::Auxiliary,
    Class::Role,
]);
/// Nouns for people who are no members, or not all of them.
const OTHERS: &[&str] = &[
    "retirees",
    "pensioners",
    "workers",
    "companies",
    "employers",
];

fn starts_with(text: &str, start: &str) -> bool {
    text.get(..start.len())
        .is_some_and(|it| it.to_lowercase() == start)
}

impl Spoken {
    /// The concept of a noun, or of what was done, by its kind.
    pub(super) fn of(noun: &str, kinds: Kinds) -> Option<&'static Self> {
        let kind = match kinds {
            Kinds::None => "",
            Kinds::One(kind) => kind,
            Kinds::Several if noun == "pension_benefits" => "",
            Kinds::Several => return None,
        };
        SPOKEN
            .iter()
            .find(|it| it.noun == noun && it.role.is_empty() && it.kinds.contains(&kind))
    }

    pub(super) fn by_role(noun: &str, role: &str) -> Option<&'static Self> {
        SPOKEN.iter().find(|it| it.noun == noun && it.role == role)
    }

    /// Whether a noun is another concept in another insurance.
    fn has_schemes(noun: &str) -> bool {
        matches!(
            noun,
            "affiliates" | "insured" | "contributors" | "pensioners" | "retirees"
        )
    }
}
