//! A sentence cut into chunks: times, places, quantities, units, and single words.
//!
//! ```text
//! chunk    := paper | time | place | quantity | unit | word | mark            in this order
//! paper    := PAPER token{0,6} dated                          a plan's years, a letter's date: of nothing else
//! time     := (PREP | ART | YEAR_NOUN){0,6} (dated | OTHER_YEAR | MONTH | YEAR_PORTION)
//! place    := NAMESAKE Name+ | PREP ART? NATION | PREP ART? LOCALITY PREP? Name+
//!           | PREP? ART? PROVINCE_NOUN (PREP PROVINCE)? | PREP PROVINCE
//! quantity := NUMBER | MONEY | PERCENT | spelled ("(" NUMBER ")")?            "un" only before what is counted
//! unit     := (UNIT | PREP Name) ((PREP | ART | CONJ){0,3} (Name | UNIT_WORD))*
//! ```

use nom::branch::alt;
use nom::combinator::{map, not, opt};
use nom::multi::{many_m_n, many0_count, many1_count};
use nom::sequence::{delimited, preceded};
use nom::{Input as _, Parser};

use super::number::spelled;
use super::token::{Mark, Read, Token, Tokens, fails, of, one};
use crate::atom::{AtomKind, Point, Value};
use crate::lexicon::{Class, ClassSet, Entry};

/// Whose report it is.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Home {
    pub(crate) year: Option<u16>,
    /// INEC's code of the province.
    pub(crate) province: Option<u32>,
}

/// Of which year or place something is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Said {
    Own,
    Other,
    /// A part of the report's own.
    Part,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ChunkKind {
    Time(Said),
    Place(Said),
    Quantity,
    Unit,
    Word,
    Comma,
    Stop,
    Colon,
    Open,
    Close,
}

/// Tokens in a row that are one thing; of a single word its classes and its entry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chunk {
    pub(crate) kind: ChunkKind,
    /// Its tokens.
    pub(crate) from: u32,
    pub(crate) to: u32,
    /// The clause that it stands in.
    pub(crate) clause: u32,
    /// The number that words say.
    pub(crate) spelled: Option<u32>,
    pub(crate) classes: ClassSet,
    pub(crate) entry: Entry,
}

impl Chunk {
    /// What stands behind the last chunk.
    pub(crate) const NONE: Self = Self {
        kind: ChunkKind::Stop,
        from: 0,
        to: 0,
        clause: 0,
        spelled: None,
        classes: ClassSet::of(&[]),
        entry: Entry::NONE,
    };

    pub(crate) fn is(&self, class: Class) -> bool {
        self.classes.has(class)
    }

    pub(crate) fn is_any(&self, classes: ClassSet) -> bool {
        self.classes.meets(classes)
    }

    pub(crate) fn is_quantity(&self) -> bool {
        self.kind == ChunkKind::Quantity
    }

    pub(crate) fn is_word(&self) -> bool {
        self.kind == ChunkKind::Word
    }

    /// A word that only leads from one to another.
    pub(crate) fn is_small(&self, classes: ClassSet) -> bool {
        self.is_word() && self.is_any(classes)
    }
}

/// What the code of a province's capital stands above that of the province.
const TOWNS: u32 = 100;
/// Tokens that stand before the year or month of a time, at most.
const LEAD: usize = 6;
/// Tokens between a document and its date, at most.
const PAPER: usize = 6;

const BEFORE_TIME: ClassSet = ClassSet::of(&[Class::Preposition, Class::Article, Class::YearNoun]);
const NO_PAPER: ClassSet = ClassSet::of(&[
    Class::Being,
    Class::Role,
    Class::Act,
    Class::Past,
    Class::Auxiliary,
    Class::Relative,
]);
const GLUE: ClassSet = ClassSet::of(&[Class::Preposition, Class::Article, Class::Conjunction]);
const COUNTED: ClassSet = ClassSet::of(&[Class::Object, Class::Procedure, Class::Goods]);
const NO_UNIT: ClassSet = ClassSet::of(&[
    Class::Foreign,
    Class::Institution,
    Class::ProvinceName,
    Class::PersonTitle,
    Class::Month,
    Class::Nation,
    Class::Auxiliary,
    Class::Being,
    Class::Role,
    Class::Procedure,
    Class::YearNoun,
    Class::Paper,
    Class::ProvinceNoun,
    Class::Concept,
    Class::Object,
    Class::Act,
    Class::Adverb,
    Class::Negation,
    Class::Relative,
    Class::Total,
    Class::Sum,
    Class::But,
]);

/// Whether a date or a period is only a part of a year.
fn is_part_of_year(value: &Value) -> bool {
    let month = |point: Point| match point {
        Point::Date(date) => Some(date.month_of_year()),
        Point::Year(_) => None,
    };
    match value {
        Value::Date(date) => date.month_of_year() < 12,
        Value::Period(period) => {
            period.from.year() == period.to.year()
                && (month(period.from).is_some_and(|month| month > 1)
                    || month(period.to).is_some_and(|month| month < 12))
        }
        _ => false,
    }
}

fn is_dated(token: &Token<'_>) -> bool {
    token
        .atom()
        .is_some_and(|atom| atom.value.years().is_some())
}

fn has_decimal(token: &Token<'_>) -> bool {
    token
        .atom()
        .is_some_and(|atom| atom.value.decimal().is_some())
}

fn is_name(token: &Token<'_>) -> bool {
    token.is(Class::Capital)
}

fn art<'t, 'a: 't>(input: Tokens<'t, 'a>) -> Read<'t, 'a, ()> {
    map(opt(of(Class::Article)), |_| ()).parse_complete(input)
}

fn prep<'t, 'a: 't>(input: Tokens<'t, 'a>) -> Read<'t, 'a, ()> {
    map(of(Class::Preposition), |_| ()).parse_complete(input)
}

fn names<'t, 'a: 't>(input: Tokens<'t, 'a>) -> Read<'t, 'a, usize> {
    many1_count(one(is_name)).parse_complete(input)
}

/// The grammar of chunks, for a report of a year and province.
#[derive(Clone, Copy)]
pub(super) struct Grammar<'g> {
    pub(super) home: Home,
    pub(super) text: &'g str,
}

impl Grammar<'_> {
    /// `dated`: a year, a date or a period.
    fn dated<'t, 'a: 't>(self, input: Tokens<'t, 'a>) -> Read<'t, 'a, Said> {
        let (rest, token) = one(is_dated)(input)?;
        let Some(value) = token.atom().map(|atom| &atom.value) else {
            return fails(input);
        };
        let Some((from, to)) = value.years() else {
            return fails(input);
        };
        let is_own = self
            .home
            .year
            .is_none_or(|year| (from..=to).contains(&year));
        let said = match (is_own, is_part_of_year(value)) {
            (false, _) => Said::Other,
            (true, true) => Said::Part,
            (true, false) => Said::Own,
        };
        Ok((rest, said))
    }

    fn time<'t, 'a: 't>(self, input: Tokens<'t, 'a>) -> Read<'t, 'a, Said> {
        let lead = one(|token: &Token<'_>| token.is_any(BEFORE_TIME) || token.is(Class::Ordinal));
        let (rest, _) = many_m_n(0, LEAD, lead).parse_complete(input)?;
        alt((
            // "Al cierre del año 2021".
            preceded(opt(of(Class::OtherYear)), |input| self.dated(input)),
            map(of(Class::OtherYear), |token| {
                let is_now = token.entry.name(Class::OtherYear) == "now";
                if is_now { Said::Own } else { Said::Other }
            }),
            map(of(Class::YearPortion), |_| Said::Part),
            map(of(Class::Month), |token| {
                let december = token.entry.sense(Class::Month) == Some(12);
                if december { Said::Own } else { Said::Part }
            }),
        ))
        .parse_complete(rest)
    }

    fn paper<'t, 'a: 't>(self, input: Tokens<'t, 'a>) -> Read<'t, 'a, ()> {
        let (rest, _) = of(Class::Paper)(input)?;
        let plain = one(|token: &Token<'_>| {
            let parts = matches!(token.mark(), Some(Mark::Comma | Mark::Stop | Mark::Colon));
            !token.is_any(NO_PAPER) && !has_decimal(token) && !parts && !is_dated(token)
        });
        let (rest, _) = many_m_n(0, PAPER, plain).parse_complete(rest)?;
        map(|input| self.dated(input), |_| ()).parse_complete(rest)
    }

    /// The name of a province.
    fn province<'t, 'a: 't>(self, input: Tokens<'t, 'a>) -> Read<'t, 'a, Said> {
        let (rest, token) = of(Class::ProvinceName)(input)?;
        if !is_name(token) {
            return fails(input);
        }
        let code: u32 = token.entry.name(Class::ProvinceName).parse().unwrap_or(0);
        let is_own = self.home.province.is_none_or(|home| home == code % TOWNS);
        let said = match (is_own, code >= TOWNS) {
            (false, _) => Said::Other,
            (true, true) => Said::Part,
            (true, false) => Said::Own,
        };
        Ok((rest, said))
    }

    /// A place; none where something is only named after one.
    fn place<'t, 'a: 't>(self, input: Tokens<'t, 'a>) -> Read<'t, 'a, Option<Said>> {
        alt((
            map((of(Class::Namesake), names), |_| None),
            map((prep, art, of(Class::Nation)), |_| Some(Said::Other)),
            map((prep, art, of(Class::Locality), opt(prep), names), |_| {
                Some(Said::Part)
            }),
            map(
                (
                    opt(prep),
                    art,
                    of(Class::ProvinceNoun),
                    opt(preceded(prep, |input| self.province(input))),
                ),
                |(.., province)| Some(province.unwrap_or(Said::Own)),
            ),
            map(preceded(prep, |input| self.province(input)), Some),
        ))
        .parse_complete(input)
    }

    /// A quantity, and the number that words say.
    fn quantity<'t, 'a: 't>(self, input: Tokens<'t, 'a>) -> Read<'t, 'a, Option<u32>> {
        let digits = |input| one(has_decimal)(input);
        if let Ok((rest, _)) = digits(input) {
            return Ok((rest, None));
        }
        let Some((count, value)) = spelled(input, self.text) else {
            return fails(input);
        };
        let rest = input.take_from(count);
        let mark = |mark| one(move |token: &Token<'_>| token.mark() == Some(mark));
        let mut again = delimited(mark(Mark::Open), digits, mark(Mark::Close));
        // "Noventa por ciento (90 %)": the figures say it.
        if let [por, ciento, ..] = rest.0
            && por.is(Class::Preposition)
            && ciento.entry.sense(Class::Number) == Some(100)
        {
            let (rest, token) = again.parse_complete(rest.take_from(2))?;
            let atom = token
                .atom()
                .filter(|it| it.value.kind() == AtomKind::Percent);
            return if atom.is_some() {
                Ok((rest, None))
            } else {
                fails(input)
            };
        }
        // "Uno de lista corta".
        let counted = match rest.0 {
            [of, next, ..] if of.is(Class::Preposition) => Some(next),
            [next, ..] => Some(next),
            [] => None,
        };
        let counts = counted.is_some_and(|next| next.is_any(COUNTED));
        if value == 1 && !counts && again.parse_complete(rest).is_err() {
            return fails(input);
        }
        match again.parse_complete(rest) {
            // An amount in words and in figures: the figures say of what.
            Ok((rest, token)) => {
                let is_same = token
                    .atom()
                    .and_then(|atom| atom.value.decimal())
                    .is_some_and(|it| it == value.into());
                Ok((rest, Some(value).filter(|_| !is_same)))
            }
            Err(_) => Ok((rest, Some(value))),
        }
    }

    /// The name of a unit. A capital behind a preposition begins one: their names are an open set.
    fn unit<'t, 'a: 't>(input: Tokens<'t, 'a>, is_led: bool, in_row: bool) -> Read<'t, 'a, usize> {
        fn is_part(token: &Token<'_>) -> bool {
            let named = token.is(Class::Capital) && !token.is_any(GLUE) && !token.is(Class::Budget);
            let is_town = token.entry.name(Class::ProvinceName).len() > 2;
            token.is_word()
                && (!token.is_any(NO_UNIT) || token.is(Class::UnitWord) || is_town)
                && (named || token.is(Class::UnitWord) || token.is(Class::Unit))
        }
        let begins = |token: &Token<'_>| {
            let is_town = token.is(Class::ProvinceName);
            token.is(Class::Unit)
                || is_led && token.is(Class::Capital) && is_part(token) && !is_town
        };
        let (rest, _) = one(begins)(input)?;
        let glue = one(|token: &Token<'_>| token.is_any(GLUE));
        let article =
            one(|token: &Token<'_>| token.is(Class::Article) && !token.is(Class::Capital));
        // An article without a preposition begins another noun.
        let mut more = preceded((not(article), many_m_n(0, 3, glue)), one(is_part));
        many0_count(|input: Tokens<'t, 'a>| {
            let (rest, token) = more.parse_complete(input)?;
            // Behind `y` another unit begins.
            let joins = input.0.first().is_some_and(|it| it.is(Class::Conjunction));
            if joins && (in_row || token.is(Class::Unit)) {
                fails(input)
            } else {
                Ok((rest, ()))
            }
        })
        .parse_complete(rest)
    }

    /// What stands at `input`.
    fn chunk(
        self,
        input: Tokens<'_, '_>,
        is_led: bool,
        in_row: bool,
    ) -> (usize, ChunkKind, Option<u32>) {
        let length = |rest: Tokens<'_, '_>| input.0.len() - rest.0.len();
        let Some(token) = input.0.first() else {
            return (1, ChunkKind::Word, None);
        };
        if let Some(mark) = token.mark() {
            let kind = match mark {
                Mark::Comma => ChunkKind::Comma,
                Mark::Stop => ChunkKind::Stop,
                Mark::Colon => ChunkKind::Colon,
                Mark::Open => ChunkKind::Open,
                Mark::Close => ChunkKind::Close,
            };
            return (1, kind, None);
        }
        if let Ok((rest, ())) = self.paper(input) {
            return (length(rest), ChunkKind::Word, None);
        }
        if let Ok((rest, said)) = self.time(input) {
            return (length(rest), ChunkKind::Time(said), None);
        }
        if let Ok((rest, said)) = self.place(input) {
            let kind = said.map_or(ChunkKind::Word, ChunkKind::Place);
            return (length(rest), kind, None);
        }
        if let Ok((rest, value)) = self.quantity(input) {
            return (length(rest), ChunkKind::Quantity, value);
        }
        if let Ok((rest, _)) = Self::unit(input, is_led, in_row) {
            return (length(rest), ChunkKind::Unit, None);
        }
        (1, ChunkKind::Word, None)
    }

    /// Cuts a sentence into chunks.
    pub(super) fn chunks(self, tokens: &[Token<'_>], out: &mut Vec<Chunk>) {
        out.clear();
        let mut at = 0;
        // "Las unidades de Cartera, Pensiones y Salud": of several the names are given.
        let mut in_row = false;
        while let Some(token) = tokens.get(at) {
            let is_led = is_led(tokens, at, out);
            let (taken, kind, spelled) = self.chunk(Tokens(&tokens[at..]), is_led, in_row);
            let parts = matches!(kind, ChunkKind::Unit | ChunkKind::Comma);
            in_row = is_plural(token) || in_row && (parts || token.is_any(GLUE));
            let is_whole = taken == 1 || kind == ChunkKind::Unit;
            let (classes, entry) = match kind {
                ChunkKind::Word | ChunkKind::Unit if is_whole => (token.classes, token.entry),
                ChunkKind::Word => (ClassSet::of(&[Class::Paper]), Entry::default()),
                _ => (ClassSet::default(), Entry::default()),
            };
            out.push(Chunk {
                kind,
                from: at as u32,
                to: (at + taken) as u32,
                clause: 0,
                spelled,
                classes,
                entry,
            });
            at += taken;
        }
    }
}

/// Whether a name may begin at `at`: behind a preposition; in a list or a row of units, or as a label or subject, where
/// it is a unit's. What stands behind a name and a preposition is a part of that.
fn is_led(tokens: &[Token<'_>], at: usize, before: &[Chunk]) -> bool {
    let named = |token: &Token<'_>| {
        token.is(Class::UnitWord) && token.is(Class::Capital) && !is_plural(token)
    };
    let Some(token) = tokens.get(at) else {
        return false;
    };
    let Some(last) = at.checked_sub(1).and_then(|last| tokens.get(last)) else {
        return named(token) && !token.is(Class::Concept) && is_label(tokens);
    };
    if last.is(Class::Preposition) {
        return true;
    }
    let joins = |chunk: &&Chunk| chunk.kind == ChunkKind::Comma || chunk.is(Class::Conjunction);
    let in_row = before.last().as_ref().is_some_and(joins)
        && before
            .iter()
            .rev()
            .find(|it| !joins(it))
            .is_some_and(|it| it.kind == ChunkKind::Unit);
    let is_listed = matches!(last.mark(), Some(Mark::Colon | Mark::Stop));
    named(token) && (in_row || is_listed)
}

/// A noun for several units: `unidades`, `coordinaciones`.
fn is_plural(token: &Token<'_>) -> bool {
    token.entry.name(Class::UnitWord) == "plural"
}

/// Whether a name begins a text, and a mark or a verb stands behind it.
fn is_label(tokens: &[Token<'_>]) -> bool {
    const VERBS: ClassSet = ClassSet::of(&[Class::Past, Class::Auxiliary, Class::Being]);
    let is_name = |token: &&Token<'_>| {
        token.is_any(GLUE) || token.is(Class::Capital) || token.is(Class::UnitWord)
    };
    let next = tokens.iter().find(|token| !is_name(token));
    next.is_some_and(|token| {
        let parts = matches!(token.mark(), Some(Mark::Colon | Mark::Comma | Mark::Open));
        parts || token.is_any(VERBS)
    })
}
