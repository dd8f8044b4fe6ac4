//! Quantities in sentences.
//!
//! ```text
//! counted   = number [number in brackets] noun            39 dispensarios médicos, siete (7) unidades médicas
//! part      = number [son | pertenecen al género] sex     51.168 son mujeres
//! stated    = [número | total … de] noun verb number      el número de afiliados … fue de 61.590
//! moved     = noun verb "de" number "a" number            los cotizantes crecieron de 97.412 a 99.806
//! noun      = name *(kind | place | time | neutral word)  afiliados activos, con corte a 2020, al Seguro General
//! ```
//!
//! What stands on both sides must be of the sort that leaves no doubt: an unknown word after the noun may narrow what is
//! counted, a word of change or of a round number before it makes another quantity of it.

mod lists;

use std::cell::OnceCell;

use self::lists::{
    CHANGES, CLOSERS, EVENTS, FILL, LINKS, NEUTRAL, OF_THINGS, ROUND, STATES, STOCKS, STRONG, WORKS,
};
use super::concept::{COLLECTIONS, NOUNS, Noun, Sort, Unit, WHOLES, collects, gathers};
use super::time::{self, Time, times};
use super::{table, value_of};
use crate::atom::{Atom, AtomKind};
use crate::section::place::places;
use crate::section::said::{self, Aside, Home, MOVED};
use crate::section::when::{Said, Years};
use crate::section::words::{Token, number_at, same_word, stands_at, tokens};
use crate::section::{Passage, Sentence};
use crate::source::{Span, Text};

/// A quantity that a section states.
#[derive(Clone, Debug)]
pub(super) struct Stated {
    pub(super) slug: &'static str,
    pub(super) label: String,
    pub(super) value: String,
    /// The same, where it is whole.
    pub(super) number: Option<u64>,
    pub(super) period: Option<String>,
    pub(super) span: Span,
}

/// What a passage is about, by what stands above it.
#[derive(Clone, Debug, Default)]
pub(super) struct About<'r> {
    /// The rural insurance.
    campesino: bool,
    /// What was collected.
    collecting: bool,
    /// What introduces a list: the one time that it names may be of its items.
    lead: &'r str,
    /// That time, once it was asked for.
    time: OnceCell<Option<String>>,
    /// Another place than the report's province was named last.
    place: Option<bool>,
    /// What introduces the list denies its items, or hopes for them.
    aside: Option<Aside>,
}

/// How much of what introduces a list is looked at with each of its items, in bytes.
const LEAD: usize = 600;

impl<'r> About<'r> {
    /// By the subtitle, and by what introduces the passage.
    pub(super) fn new(title: Option<&str>, lead: Option<&'r Text>, home: Home<'_>) -> Self {
        let mut about = Self::default();
        let mut take = |text: &str, words: &[Token<'_>]| {
            about.campesino |=
                (0..words.len()).any(|at| scheme_at(words, at) == Some(Scheme::Campesino));
            about.collecting |= words.iter().any(collects);
            about.place = places(words, text, home.province, about.place)
                .last()
                .copied()
                .flatten();
        };
        if let Some(title) = title {
            let text = said::tail(title, LEAD);
            take(text, &tokens(text, &[]));
        }
        if let Some(lead) = lead {
            let text = said::tail(lead.as_str(), LEAD);
            let words = tokens(text, &[]);
            take(text, &words);
            let end = words.len().saturating_sub(1);
            about.aside = if said::denied(&words, text, end) {
                Some(Aside::Denied)
            } else {
                said::aimed(&words, text, end).then_some(Aside::Aim)
            };
            about.lead = text;
        }
        about
    }

    fn time(&self) -> Option<String> {
        self.time.get_or_init(|| time::only(self.lead)).clone()
    }
}

/// Reads the quantities of a passage into `out`; into `parts` those by sex that nothing in the passage is the whole of;
/// into `asides` where those stand that are no fact of the report's province, and why.
pub(super) fn read(
    passage: &Passage<'_>,
    about: &About<'_>,
    home: Home<'_>,
    out: &mut Vec<Stated>,
    parts: &mut Vec<[Stated; 2]>,
    asides: &mut Vec<(Span, Aside)>,
) {
    let mut carried = false;
    for (nth, sentence) in passage.sentences().iter().enumerate() {
        let mut clause = Clause::new(sentence, about, home);
        let turns = TURNS
            .iter()
            .any(|phrase| stands_at(&clause.tokens, 0, phrase).is_some());
        clause.carried = carried && !turns;
        let mut uncollected: Vec<Stated> = Vec::new();
        if nth == 0 && (about.collecting || passage.is_item()) {
            clause.labelled(if about.collecting {
                &mut *out
            } else {
                &mut uncollected
            });
            clause.collected &= about.collecting;
        }
        clause.run(out, parts);
        asides.extend(
            uncollected
                .into_iter()
                .map(|it| (it.span, Aside::Uncollected)),
        );
        asides.append(&mut clause.asides);
        // What the sentence speaks of last, the next may still speak of.
        if let Some(scheme) = clause.last_scheme() {
            carried = scheme == Scheme::Campesino;
        } else if turns {
            carried = false;
        }
    }
}

/// How far before a quantity "cada" stands that makes it a share, in tokens.
const SHARED: usize = 6;

/// How a sentence begins that turns to something else.
const TURNS: &[&str] = &[
    "en cuanto a",
    "respecto a",
    "respecto de",
    "con respecto a",
    "por otro lado",
    "por otra parte",
    "en lo",
    "en la provincia",
    "a nivel provincial",
];

/// The insurances of the IESS, as far as they decide who is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scheme {
    General,
    Campesino,
}

fn scheme_at(tokens: &[Token<'_>], at: usize) -> Option<Scheme> {
    const SCHEMES: &[(&str, Scheme)] = &[
        ("seguro general", Scheme::General),
        ("seguro social campesino", Scheme::Campesino),
        ("seguro campesino", Scheme::Campesino),
        ("ssc", Scheme::Campesino),
    ];
    SCHEMES
        .iter()
        .find(|(phrase, _)| stands_at(tokens, at, phrase).is_some())
        .map(|&(_, scheme)| scheme)
}

/// Who was spoken of last, as far as a sex may be a part of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum People {
    /// Affiliates, insured, contributors, users of the IESS.
    Members,
    /// People, whoever they are.
    Anyone,
    /// Retirees, employees, those who came to a course.
    Others,
}

fn people(token: &Token<'_>) -> Option<People> {
    const OTHERS: &[&str] = &[
        "jubilad",
        "pensionist",
        "beneficiari",
        "adult",
        "servidor",
        "funcionari",
        "trabajador",
        "participant",
        "nino",
        "nina",
        "estudiant",
        "patron",
        "empleado",
        "pacient",
        "jefe",
        "jefa",
        "asistent",
        "profesional",
        "medic",
    ];
    // Only a whole word can be told from its misprint.
    let misprinted = || {
        ["afiliados", "afiliadas"]
            .iter()
            .any(|word| same_word(token.word(), word))
    };
    if token.begins(&["afiliad", "asegurad", "cotizant", "usuari"]) || misprinted() {
        Some(People::Members)
    } else if token.is_any(&["personas"]) {
        Some(People::Anyone)
    } else if token.begins(OTHERS) && !token.is_any(&["medica", "medicas", "medicos", "medico"]) {
        Some(People::Others)
    } else {
        None
    }
}

/// What counts a thing and is looked at no further than this, in tokens.
const NEAR: usize = 8;

/// The span of a clause that a distant trigger reaches over, in tokens.
const FAR: usize = 40;

struct Clause<'a, 'r> {
    sentence: &'a Sentence<'r>,
    text: &'r str,
    about: &'a About<'a>,
    tokens: Vec<Token<'r>>,
    times: Vec<Time>,
    /// The noun that begins at each token, and the token after its name.
    nouns: Vec<Option<(&'static Noun, usize)>>,
    /// Of each place: what was said before it since the last semicolon, and where.
    schemes: Vec<Option<(Scheme, usize)>>,
    people: Vec<Option<(People, usize)>>,
    events: Vec<Option<usize>>,
    /// The commas before each place that set no time apart.
    commas: Vec<u32>,
    /// The next quantity from each place on.
    next: Vec<usize>,
    /// The sentence speaks of pensions, and of nothing else that is granted.
    pensions: bool,
    /// The sentence before spoke of the rural insurance.
    carried: bool,
    /// Before each token: whether what was spoken of last is another place.
    places: Vec<Option<bool>>,
    /// The years that figures are said of, as far as they are not kept as a period.
    years: Years,
    asides: Vec<(Span, Aside)>,
    whole: Whole,
    collected: bool,
}

/// Whether the sentence counted those whom a sex is a part of, and the time that it gave.
#[derive(Debug)]
enum Whole {
    Unread,
    Of(Option<String>),
}

/// A quantity among the tokens.
#[derive(Clone, Copy, Debug)]
struct Quantity<'r> {
    at: usize,
    end: usize,
    /// The atom, or the number that words say.
    atom: Result<&'r Atom, u64>,
}

/// A noun with what stands by it.
#[derive(Clone, Copy, Debug)]
struct Phrase {
    slug: Option<&'static str>,
    /// What stands by it says which kind.
    kind: bool,
    /// It is said of the province.
    place: bool,
    label_end: usize,
    end: usize,
    /// A comma closed it.
    closed: bool,
}

impl<'a, 'r> Clause<'a, 'r> {
    fn new(sentence: &'a Sentence<'r>, about: &'a About<'a>, home: Home<'_>) -> Self {
        let tokens = sentence.tokens();
        let count = tokens.len();
        let mut clause = Self {
            sentence,
            text: sentence.text(),
            about,
            times: times(&tokens),
            nouns: (0..count).map(|at| noun_at(&tokens, at)).collect(),
            schemes: vec![None; count + 1],
            people: vec![None; count + 1],
            events: vec![None; count + 1],
            commas: vec![0; count + 1],
            next: vec![count; count + 1],
            pensions: of_pensions(&tokens),
            carried: false,
            places: places(&tokens, sentence.text(), home.province, about.place),
            years: Years::unnumbered(&tokens),
            asides: Vec::new(),
            whole: Whole::Unread,
            collected: false,
            tokens,
        };
        for at in 0..count {
            let token = &clause.tokens[at];
            let fresh = token.mark() == Some(';');
            let comma = token.mark() == Some(',')
                && clause.time(at + 1).is_none()
                && at.checked_sub(1).is_none_or(|last| !clause.is_time(last));
            clause.schemes[at + 1] = scheme_at(&clause.tokens, at)
                .map(|scheme| (scheme, at))
                .or(clause.schemes[at].filter(|_| !fresh));
            clause.people[at + 1] = people(token)
                .map(|people| (people, at))
                .or(clause.people[at]);
            clause.events[at + 1] = Some(at)
                .filter(|_| token.begins(EVENTS))
                .or(clause.events[at].filter(|_| !fresh));
            clause.commas[at + 1] = clause.commas[at] + u32::from(comma);
        }
        for at in (0..count).rev() {
            clause.next[at] = if is_quantity(&clause.tokens[at]) {
                at
            } else {
                clause.next[at + 1]
            };
        }
        clause
    }

    fn last_scheme(&self) -> Option<Scheme> {
        self.schemes
            .last()
            .copied()
            .flatten()
            .map(|(scheme, _)| scheme)
    }

    fn token(&self, at: usize) -> Option<&Token<'r>> {
        self.tokens.get(at)
    }

    fn is(&self, at: usize, words: &[&str]) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_any(words))
    }

    fn mark(&self, at: usize) -> Option<char> {
        self.tokens.get(at).and_then(Token::mark)
    }

    fn is_time(&self, at: usize) -> bool {
        self.tokens
            .get(at)
            .and_then(Token::value)
            .is_some_and(|atom| time::is_time(&atom.value))
    }

    /// The tokens right before `at`, at most `most`, back to where another quantity or another clause ends.
    fn before(&self, at: usize, most: usize) -> &[Token<'r>] {
        let from = at.saturating_sub(most);
        let parts =
            |token: &Token<'_>| is_quantity(token) || matches!(token.mark(), Some(';' | ':'));
        let since = self.tokens[from..at]
            .iter()
            .rposition(parts)
            .map_or(from, |n| from + n + 1);
        &self.tokens[since..at]
    }

    fn label(&self, start: usize, end: usize) -> String {
        match (
            self.tokens.get(start),
            end.checked_sub(1).and_then(|last| self.tokens.get(last)),
        ) {
            (Some(first), Some(last)) if start < end => {
                self.text[first.range.start..last.range.end].to_owned()
            }
            _ => String::new(),
        }
    }

    fn run(&mut self, out: &mut Vec<Stated>, parts: &mut Vec<[Stated; 2]>) {
        let mut loose: Vec<Stated> = Vec::new();
        let mut at = 0;
        while at < self.tokens.len() {
            let next = self.step(at, out, &mut loose);
            at = next.max(at + 1);
        }
        // A whole of no known concept may still be the sum of its parts.
        if let [a, b] = loose.as_slice()
            && a.slug != b.slug
        {
            let sum = a.number.zip(b.number).and_then(|(a, b)| a.checked_add(b));
            let whole = |token: &Token<'_>| {
                token.value().is_some_and(|atom| {
                    value_of(atom, Unit::Count).and_then(|value| value.parse().ok()) == sum
                })
            };
            let members = |token: &Token<'_>| token.begins(&["afili", "asegur", "cotiz", "padron"]);
            if sum.is_some() && self.tokens.iter().any(whole) && self.tokens.iter().any(members) {
                out.append(&mut loose);
            } else {
                parts.push([a.clone(), b.clone()]);
            }
        }
    }

    /// Reads what begins at `at`; the token after it.
    fn step(&mut self, at: usize, out: &mut Vec<Stated>, loose: &mut Vec<Stated>) -> usize {
        if let Some(quantity) = self.quantity(at) {
            if let Some(next) = self.counted(quantity, out, loose) {
                return next;
            }
            if let Ok(atom) = quantity.atom {
                let found = match atom.value.kind() {
                    AtomKind::Percent => self.execution(at, atom),
                    AtomKind::Money => self.collection(at, atom),
                    AtomKind::Number => self.index(at, atom),
                    _ => None,
                };
                out.extend(found);
            }
            return quantity.end;
        }
        let Some((noun, end)) = self.nouns[at] else {
            return at + 1;
        };
        if noun.sort == Sort::Part {
            self.part_stated(noun, at, end, out, loose)
        } else {
            self.stated(noun, at, end, out)
        }
        .unwrap_or(end)
    }

    /// A number in digits, or one in words that counts what stands next.
    fn quantity(&self, at: usize) -> Option<Quantity<'r>> {
        let token = self.token(at)?;
        let (atom, mut end) = match token.value() {
            Some(atom) if is_quantity(token) => (Ok(atom), at + 1),
            Some(_) => return None,
            None => {
                let (number, end) = number_at(&self.tokens, at)?;
                (Err(number), end)
            }
        };
        // "siete (7) unidades", "7 (siete) unidades".
        if self.mark(end) == Some('(') {
            let inside = match atom {
                Ok(_) => number_at(&self.tokens, end + 1).map(|(_, after)| after),
                Err(_) => self
                    .token(end + 1)
                    .filter(|token| is_quantity(token))
                    .map(|_| end + 2),
            };
            if let Some(after) = inside.filter(|&after| self.mark(after) == Some(')')) {
                end = after + 1;
            }
        }
        let counts = atom.is_ok()
            || self
                .nouns
                .get(end)
                .is_some_and(|noun| noun.is_some_and(|(noun, _)| noun.sort == Sort::Things));
        let several = !matches!(atom, Err(0 | 1));
        (counts && several).then_some(Quantity { at, end, atom })
    }

    fn counted(
        &mut self,
        quantity: Quantity<'r>,
        out: &mut Vec<Stated>,
        loose: &mut Vec<Stated>,
    ) -> Option<usize> {
        let (at, mut start) = (quantity.at, quantity.end);
        let copula = self.is(start, &["son", "eran", "pertenecen", "corresponden"]);
        if copula {
            start += 1;
        }
        let mut from = start;
        for _ in 0..2 {
            if self.is(start, &["a", "al", "las", "los", "el", "la", "del", "de"])
                && (copula || self.is(start + 1, &["genero", "sexo"]))
            {
                start += 1;
                from = start;
            }
        }
        if self.is(start, &["genero", "sexo"]) {
            start += 1;
        }
        let (noun, name_end) = (*self.nouns.get(start)?)?;
        if noun.sort == Sort::Part {
            return self.part(noun, quantity, from, name_end, out, loose);
        }
        if copula || start > quantity.end {
            return None;
        }
        let phrase = self.phrase(noun, name_end)?;
        let slug = self.counts(noun, &phrase, at, start)?;
        if slug != "compliance_reports" && !self.closes(noun, &phrase) || !self.sound(at) {
            return None;
        }
        // "300 afiliados en la provincia de …": of another one.
        if phrase.place && self.places[phrase.end] == Some(true) {
            let span = self
                .sentence
                .span_of(self.tokens[at].range.start..self.tokens[at].range.end);
            self.asides.push((span, Aside::Place));
            return None;
        }
        let period = self.period(at, phrase.end.max(quantity.end), at);
        self.push(
            slug,
            quantity,
            self.label(start, phrase.label_end),
            period,
            out,
        )?;
        Some(phrase.end.max(quantity.end))
    }

    /// Which concept is counted by a noun at `start` whose number stands at `at`.
    fn counts(
        &self,
        noun: &'static Noun,
        phrase: &Phrase,
        at: usize,
        start: usize,
    ) -> Option<&'static str> {
        let governed = noun.governed.iter().find(|(stem, _)| {
            self.before(at, NEAR)
                .iter()
                .any(|token| token.begins(&[stem]))
        });
        if noun.campesino && !self.of_campesino(noun, phrase, at, start) {
            return None;
        }
        if let Some((_, slug)) = governed {
            return Some(slug);
        }
        let slug = self.schemed(phrase, at)?;
        let sound = match noun.sort {
            Sort::Members => self.uneventful(at),
            Sort::Things => {
                slug == "compliance_reports"
                    || slug == "pension_benefits"
                    || self.unworked(slug, at, phrase)
            }
            Sort::People | Sort::Part => true,
        };
        (sound && (slug != "pension_benefits" || self.pensions)).then_some(slug)
    }

    /// The concept of a noun by the insurance that is spoken of.
    fn schemed(&self, phrase: &Phrase, at: usize) -> Option<&'static str> {
        let slug = phrase.slug?;
        if phrase.kind {
            return Some(slug);
        }
        let scheme = self.schemes[at];
        match slug {
            "affiliates" => match scheme {
                Some((Scheme::General, _)) => Some("affiliates_general"),
                // A comma may begin what is said of others.
                Some((Scheme::Campesino, since)) => {
                    (self.commas[at] == self.commas[since]).then_some("affiliates_campesino")
                }
                None if self.about.campesino => Some("affiliates_campesino"),
                None => (!self.carried).then_some(slug),
            },
            "insured" | "contributors" | "pensioners" | "retirees" => {
                let other = matches!(scheme, Some((Scheme::Campesino, _)))
                    || scheme.is_none() && (self.about.campesino || self.carried);
                (!other).then_some(slug)
            }
            _ => Some(slug),
        }
    }

    fn of_campesino(&self, noun: &Noun, phrase: &Phrase, at: usize, start: usize) -> bool {
        // "jefes cotizantes" are of nothing else.
        let own = noun.sort != Sort::Things
            && self.tokens[start..phrase.label_end]
                .iter()
                .any(|token| token.begins(&["cotiz", "aporta"]));
        let named = self.tokens[start..phrase.label_end]
            .iter()
            .any(|token| token.begins(&["campesin"]));
        let spoken = match self.schemes[at] {
            Some((scheme, _)) => scheme == Scheme::Campesino,
            None => self.about.campesino || self.carried,
        };
        phrase.kind || own || named || spoken
    }

    /// Whether the sentence speaks of nothing that only some members do, or says that the number is the whole.
    fn uneventful(&self, at: usize) -> bool {
        let Some(event) = self.events[at] else {
            return true;
        };
        let since = (event + 1).max(at.saturating_sub(NEAR));
        self.tokens[since..at]
            .iter()
            .any(|token| token.is_any(STRONG))
    }

    /// Whether nothing is being done to the things that are counted.
    fn unworked(&self, slug: &str, at: usize, phrase: &Phrase) -> bool {
        // "Se visitó a 300 patronos y 12 dispensarios": a count in between parts nothing.
        let before = &self.tokens[at.saturating_sub(NEAR)..at];
        let since = before
            .iter()
            .rposition(|token| matches!(token.mark(), Some(',' | ';' | ':')))
            .map_or(0, |n| n + 1);
        let definite = before
            .last()
            .is_some_and(|token| token.is_any(&["los", "sus"]));
        if slug == "cantons" {
            return definite || at == 0 || phrase.place || self.mark(phrase.end) == Some(':');
        }
        !before[since..].iter().any(|token| token.begins(WORKS))
    }

    /// Whether the words before a number leave it what it is: no change, no aim, no round number.
    fn sound(&self, at: usize) -> bool {
        let before = self.before(at, 4);
        // "a un total de", "de 97.412 a 99.806".
        let moved = before.iter().any(|token| token.is_any(MOVED))
            && before.last().is_some_and(|token| token.is_any(&["de"]));
        let near = &before[before.len().saturating_sub(3)..];
        let round = near.iter().any(|token| token.is_any(ROUND));
        !round && (moved || !before.iter().any(|token| token.begins(CHANGES)))
    }

    /// Takes in what may stand by a noun.
    fn phrase(&self, noun: &'static Noun, name_end: usize) -> Option<Phrase> {
        let mut phrase = Phrase {
            slug: noun.slug,
            kind: false,
            place: false,
            label_end: name_end,
            end: name_end,
            closed: false,
        };
        for _ in 0..NEAR {
            let at = phrase.end;
            let kind = noun
                .kinds
                .iter()
                .find_map(|(words, slug)| Some((*slug, stands_at(&self.tokens, at, words)?)));
            if let Some((slug, end)) = kind {
                phrase = Phrase {
                    slug: Some(slug?),
                    kind: true,
                    label_end: end,
                    end,
                    closed: false,
                    ..phrase
                };
            } else if self.is(at, NEUTRAL) {
                phrase = Phrase {
                    end: at + 1,
                    closed: false,
                    ..phrase
                };
            } else if let Some(end) = self.place(at) {
                phrase = Phrase {
                    end,
                    place: true,
                    closed: false,
                    ..phrase
                };
            } else if let Some(end) = self.time(at) {
                phrase = Phrase {
                    end,
                    closed: false,
                    ..phrase
                };
            } else if let Some(end) = self.time(at + 1).filter(|_| self.mark(at) == Some(',')) {
                let closed = self.mark(end) == Some(',');
                phrase = Phrase {
                    end: end + usize::from(closed),
                    closed,
                    ..phrase
                };
            } else {
                break;
            }
        }
        Some(phrase)
    }

    /// Whether what follows a noun leaves open nothing of what it counts.
    fn closes(&self, noun: &Noun, phrase: &Phrase) -> bool {
        let at = phrase.end;
        let Some(token) = self.token(at) else {
            return true;
        };
        // "afiliados, jubilados y pensionistas" are counted together.
        let more = |at: usize| {
            let noun = self.nouns.get(at).copied().flatten();
            noun.is_some_and(|(noun, end)| {
                noun.sort != Sort::Part
                    && !self.token(end).is_some_and(is_quantity)
                    && self.mark(end) != Some(':')
            })
        };
        if phrase.closed || token.value().is_some() {
            return true;
        }
        match token.mark() {
            Some(',') => return !more(at + 1),
            Some(_) => return true,
            None => {}
        }
        let things = noun.sort == Sort::Things;
        match token.word() {
            "y" | "e" => !more(at + 1),
            "que" => {
                self.is(
                    at + 1,
                    &[
                        "hubo",
                        "hay",
                        "habia",
                        "tiene",
                        "tenia",
                        "tuvo",
                        "registra",
                        "existen",
                        "constan",
                        "suman",
                        "conforman",
                        "integran",
                    ],
                ) || things && self.is(at + 1, STATES)
            }
            "con" => things && self.is(at + 1, &["presencia", "cobertura", "los", "las"]),
            "por" => self.is(at + 1, &["canton", "sexo", "genero", "tipo"]),
            // "de 83.159 afiliados a 84.158".
            "a" | "hasta" => {
                self.next[at] < self.tokens.len()
                    && self.next[at] - at <= NEAR
                    && self.is_number(self.next[at])
            }
            // Their names follow without a comma.
            "hospital" | "centro" | "puesto" | "clinica" => things,
            _ => {
                token.is_any(LINKS)
                    || token.is_any(CLOSERS)
                    || token.is_any(STATES)
                    || things && token.is_any(OF_THINGS)
            }
        }
    }

    /// The token after a time that begins at `at`: "con corte a diciembre de 2020", "en el año 2022".
    fn time(&self, at: usize) -> Option<usize> {
        const LEADS: &[&str] = &[
            "a",
            "al",
            "con",
            "corte",
            "en",
            "el",
            "ano",
            "durante",
            "del",
            "de",
            "la",
            "mes",
            "cierre",
            "fecha",
            "hasta",
            "fin",
            "fines",
            "ejercicio",
            "fiscal",
            "periodo",
        ];
        let words = self
            .tokens
            .get(at..)?
            .iter()
            .take(NEAR)
            .take_while(|token| token.is_any(LEADS))
            .count();
        self.is_time(at + words).then_some(at + words + 1)
    }

    /// The token after a place that begins at `at` and is the whole that a report is about: "en la provincia de Loja",
    /// "de la jurisdicción", "a nivel provincial".
    fn place(&self, at: usize) -> Option<usize> {
        const LEADS: &[&str] = &[
            "en", "de", "del", "a", "al", "dentro", "la", "el", "esta", "este", "toda", "todo",
            "nivel", "nuestra",
        ];
        const PLACES: &[&str] = &[
            "provincia",
            "provincial",
            "jurisdiccion",
            "iess",
            "territorio",
            "direccion",
        ];
        const JOINS: &[&str] = &["de", "del", "los", "las", "la"];
        let words = self
            .tokens
            .get(at..)?
            .iter()
            .take(NEAR)
            .take_while(|token| token.is_any(LEADS))
            .count();
        if words == 0 || !self.is(at + words, PLACES) {
            return None;
        }
        let mut end = at + words + 1;
        if self.is(end, &["provincial"]) {
            end += 1;
        }
        // The name: capitals, and the small words between them.
        for _ in 0..5 {
            let joins = self
                .tokens
                .get(end..)?
                .iter()
                .take(2)
                .take_while(|token| token.is_any(JOINS))
                .count();
            let named = self.token(end + joins).is_some_and(|token| {
                !token.word().is_empty()
                    && self.text[token.range.clone()].starts_with(char::is_uppercase)
            });
            if !named {
                break;
            }
            end += joins + 1;
        }
        Some(end)
    }

    /// The time that the quantity at `at` is said of, where what counts it reaches from `from` to `end`.
    fn period(&mut self, at: usize, end: usize, from: usize) -> Option<String> {
        let value = |clause: &Self, n: usize| {
            clause.tokens[clause.times[n].at]
                .value()
                .and_then(|atom| time::value_of(&atom.value))
        };
        let first_after = self.times.partition_point(|time| time.at < at);
        // Within the clause, between the noun and the number.
        let inside = (0..first_after)
            .rev()
            .take(2)
            .find(|&n| self.times[n].at >= from && self.times[n].usable);
        // After it, before the next quantity, with nothing but words of time after a comma.
        let limit = self.next[(at + 1).min(self.tokens.len())].max(end);
        let after = (first_after..self.times.len())
            .take(2)
            .take_while(|&n| self.times[n].at < limit)
            .find(|&n| self.times[n].usable && self.reaches(end, self.times[n].at));
        if let Some(n) = inside.or(after) {
            self.times[n].taken = true;
            return value(self, n);
        }
        // Before it: the nearest that is nobody else's. Of what grows from one number to another, neither is said of both years.
        let since = self.tokens[at.saturating_sub(FAR)..at]
            .iter()
            .rposition(|token| token.mark() == Some(';'))
            .map_or(0, |n| at.saturating_sub(FAR) + n + 1);
        // Beyond a comma only what the sentence begins with is said of all of it.
        let near = |time: &Time| self.commas[time.at] == self.commas[at] || time.at <= NEAR;
        let before = (0..first_after).rev().take(4).find(|&n| {
            let time = &self.times[n];
            time.at >= since && time.usable && !time.taken && near(time)
        });
        if let Some(n) = before {
            return value(self, n);
        }
        // Anywhere in the sentence, where it names one time only.
        let usable: Vec<usize> = (0..self.times.len())
            .take(FAR)
            .filter(|&n| self.times[n].usable)
            .collect();
        match usable.as_slice() {
            [] if self.times.is_empty() => self.about.time(),
            [n] if !self.times[*n].taken || !self.is_aim(at) => value(self, *n),
            _ => None,
        }
    }

    /// Whether a number is what another grew to: the time that stands by the first is not its own.
    fn is_aim(&self, at: usize) -> bool {
        let before = self.tokens[at.saturating_sub(NEAR)..at].iter().rev();
        before
            .skip_while(|token| token.is_any(&["un", "total", "de", "los", "las"]))
            .take(1)
            .any(|token| token.is_any(&["a", "hasta"]))
    }

    /// Whether a time at `time` belongs to what ends at `end`: in its clause, or set apart from it by a comma.
    fn reaches(&self, end: usize, time: usize) -> bool {
        let end = end.min(time);
        if time - end > FAR {
            return false;
        }
        let cut = self.tokens[end..time]
            .iter()
            .rposition(|token| matches!(token.mark(), Some(',' | ';' | ':' | '(')));
        cut.is_none_or(|n| {
            self.mark(end + n) != Some(';')
                && (end + n + 1 == time || self.time(end + n + 1) == Some(time + 1))
        })
    }

    fn push(
        &mut self,
        slug: &'static str,
        quantity: Quantity<'r>,
        label: String,
        period: Option<String>,
        out: &mut Vec<Stated>,
    ) -> Option<()> {
        let stated = self.state(slug, quantity, label, period)?;
        if WHOLES.contains(&slug) {
            self.whole = Whole::Of(stated.period.clone());
        }
        out.push(stated);
        Some(())
    }

    fn state(
        &mut self,
        slug: &'static str,
        quantity: Quantity<'r>,
        label: String,
        period: Option<String>,
    ) -> Option<Stated> {
        let (value, span) = match quantity.atom {
            Ok(atom) => (value_of(atom, super::concept::unit_of(slug)?)?, atom.span),
            Err(number) => {
                let last = &self.tokens[quantity.end - 1];
                (
                    number.to_string(),
                    self.sentence
                        .span_of(self.tokens[quantity.at].range.start..last.range.end),
                )
            }
        };
        if let Some(aside) = self.judge(slug, quantity.at) {
            self.asides.push((span, aside));
            return None;
        }
        Some(Stated {
            slug,
            label,
            number: value.parse().ok(),
            value,
            period,
            span,
        })
    }

    /// Why a quantity is no fact of the report's province, though its words say what it counts.
    fn judge(&self, slug: &str, at: usize) -> Option<Aside> {
        // "De cada 10 afiliados, 3 son mujeres."
        if self.tokens[at.saturating_sub(SHARED)..at]
            .iter()
            .any(|token| token.is_any(&["cada"]))
        {
            return Some(Aside::Share);
        }
        if said::denied(&self.tokens, self.text, at) {
            return Some(Aside::Denied);
        }
        if said::aimed(&self.tokens, self.text, at) {
            return Some(Aside::Aim);
        }
        if self.places[at] == Some(true) {
            return Some(Aside::Place);
        }
        // A year that has a number is kept as the period.
        if self.years.of(&self.tokens, at) != Said::Own {
            return Some(Aside::Year);
        }
        if STOCKS.contains(&slug) && said::happened(&self.tokens, self.text, at) {
            return Some(Aside::Event);
        }
        self.about.aside
    }

    /// "51.168 son mujeres".
    fn part(
        &mut self,
        noun: &'static Noun,
        quantity: Quantity<'r>,
        from: usize,
        end: usize,
        out: &mut Vec<Stated>,
        loose: &mut Vec<Stated>,
    ) -> Option<usize> {
        // "3 mujeres capacitadas" are not all women; "3 femenino y 4 masculino" are.
        let noun_only = Phrase {
            slug: noun.slug,
            kind: false,
            place: false,
            label_end: end,
            end,
            closed: false,
        };
        let follows =
            self.closes(noun, &noun_only) || self.is(end, &["usuarios", "afiliados", "asegurados"]);
        if !follows || !self.sound(quantity.at) {
            return None;
        }
        let label = self.label(from, end);
        self.push_part(noun, quantity, label, out, loose)?;
        Some(end)
    }

    /// "género Femenino 51.168", "hombres: 25.390".
    fn part_stated(
        &mut self,
        noun: &'static Noun,
        at: usize,
        end: usize,
        out: &mut Vec<Stated>,
        loose: &mut Vec<Stated>,
    ) -> Option<usize> {
        let number = end + usize::from(self.mark(end) == Some(':'));
        let quantity = self.quantity(number).filter(|quantity| {
            quantity
                .atom
                .is_ok_and(|atom| atom.value.kind() == AtomKind::Number)
        })?;
        let from = at - usize::from(at > 0 && self.is(at - 1, &["genero", "sexo"]));
        let label = self.label(from, end);
        self.push_part(noun, quantity, label, out, loose)?;
        Some(quantity.end)
    }

    /// Takes a part by its whole: those who were spoken of last. One without a whole is kept apart.
    fn push_part(
        &mut self,
        noun: &Noun,
        quantity: Quantity<'r>,
        label: String,
        out: &mut Vec<Stated>,
        loose: &mut Vec<Stated>,
    ) -> Option<()> {
        let at = quantity.at;
        let slug = noun.slug?;
        let own = self.period(at, quantity.end, at);
        let period = if let Whole::Of(Some(period)) = &self.whole {
            Some(period.clone())
        } else {
            own
        };
        let stated = self.state(slug, quantity, label, period)?;
        match self.people[at] {
            Some((People::Members, since)) => {
                let event = self.events[at];
                if event.is_some_and(|event| matches!(self.whole, Whole::Unread) || event > since) {
                    return None;
                }
                out.push(stated);
            }
            Some((People::Others, _)) => return None,
            Some((People::Anyone, _)) | None => loose.push(stated),
        }
        Some(())
    }

    /// "El número de afiliados … fue de 61.590", "los cotizantes crecieron de 97.412 a 99.806".
    fn stated(
        &mut self,
        noun: &'static Noun,
        at: usize,
        name_end: usize,
        out: &mut Vec<Stated>,
    ) -> Option<usize> {
        let head = self.headed(at)?;
        let phrase = self.phrase(noun, name_end)?;
        let slug = self.subject(noun, &phrase, at)?;
        let label = self.label(at, phrase.label_end);
        let link = phrase.end + usize::from(self.is(phrase.end, &["se"]));
        if self.is(link, MOVED) {
            return self.moved(slug, link, label, out);
        }
        let total = stands_at(&self.tokens, link, "en un total de");
        let start = if let Some(start) = total {
            start
        } else if self.is(link, LINKS) || self.mark(link) == Some(':') {
            link + 1
        } else if self.is_number(link)
            && at <= 2
            && link + 1 + usize::from(self.mark(link + 1).is_some()) >= self.tokens.len()
        {
            // A line of its own: "N° Jubilados 16.755".
            link
        } else {
            return None;
        };
        if head == Head::Changed && total.is_none() {
            return None;
        }
        let number = self.fill(start)?;
        let quantity = self.quantity(number).filter(|_| self.is_number(number))?;
        if !self.follows(quantity.end) {
            return None;
        }
        let period = self.period(number, quantity.end, at);
        self.push(slug, quantity, label, period, out)?;
        Some(quantity.end)
    }

    /// Which concept a subject is; members and people need no count before them.
    fn subject(&self, noun: &'static Noun, phrase: &Phrase, at: usize) -> Option<&'static str> {
        if noun.campesino && !self.of_campesino(noun, phrase, at, at) {
            return None;
        }
        let slug = self.schemed(phrase, at)?;
        (slug != "pension_benefits" || self.pensions).then_some(slug)
    }

    fn moved(
        &mut self,
        slug: &'static str,
        verb: usize,
        label: String,
        out: &mut Vec<Stated>,
    ) -> Option<usize> {
        let first = self.fill(verb + 1).filter(|&at| self.is(at - 1, &["de"]))?;
        let from = self.quantity(first).filter(|_| self.is_number(first))?;
        let second = self.next[from.end..]
            .first()
            .copied()
            .filter(|&at| at < self.tokens.len() && at - from.end <= NEAR && self.is_number(at))?;
        if !self.tokens[from.end..second]
            .iter()
            .any(|token| token.is_any(&["a", "hasta"]))
        {
            return None;
        }
        let to = self.quantity(second).filter(|to| self.follows(to.end))?;
        // "Entre 2022 y 2023 …": the first number is of the first year.
        let both = self.times[..self.times.partition_point(|time| time.at < first)]
            .last()
            .and_then(|time| self.tokens[time.at].value())
            .and_then(|atom| time::ends_of(&atom.value));
        let (earlier, later) = if let Some((earlier, later)) = both {
            (Some(earlier), Some(later))
        } else {
            // Each has its own time after it, or none.
            let own = |clause: &mut Self, at: usize| {
                let n = clause.times.partition_point(|time| time.at < at);
                let time = clause
                    .times
                    .get(n)
                    .filter(|time| time.at < clause.next[at + 1] && time.usable)?;
                clause.tokens[time.at]
                    .value()
                    .and_then(|atom| time::value_of(&atom.value))
            };
            (own(self, first), own(self, second))
        };
        self.push(slug, from, label.clone(), earlier, out)?;
        self.push(slug, to, label, later, out)?;
        Some(to.end)
    }

    /// Whether a noun at `at` stands where a subject does.
    fn headed(&self, at: usize) -> Option<Head> {
        const HEADS: &[&str] = &[
            "numero",
            "total",
            "cantidad",
            "cifra",
            "universo",
            "poblacion",
            "suma",
            "padron",
            "totalidad",
        ];
        const JOINS: &[&str] = &["y", "e", "que", "mientras", "pero", "ademas", "cuando"];
        let Some(last) = at.checked_sub(1) else {
            return Some(Head::Sound);
        };
        let opens = |at: Option<usize>| {
            at.is_none_or(|at| self.mark(at).is_some() || self.is(at, JOINS) || self.is_time(at))
        };
        let token = &self.tokens[last];
        if opens(Some(last)) || token.is_any(&["total", "n", "nro", "numero"]) {
            return Some(Head::Sound);
        }
        let of = if token.is_any(&["los", "las"]) {
            if opens(last.checked_sub(1)) {
                return Some(Head::Sound);
            }
            last.checked_sub(1)?
        } else {
            last
        };
        let head = of
            .checked_sub(1)
            .filter(|&head| self.is(of, &["de"]) && self.is(head, HEADS))?;
        let changed = self.before(head, 4).iter().any(|token| {
            token.begins(CHANGES) || token.is_any(ROUND) || token.begins(&["porcentaje"])
        });
        Some(if changed { Head::Changed } else { Head::Sound })
    }

    fn is_number(&self, at: usize) -> bool {
        self.token(at)
            .and_then(Token::value)
            .is_some_and(|atom| atom.value.kind() == AtomKind::Number)
    }

    /// The number after words that only lead up to it.
    fn fill(&self, start: usize) -> Option<usize> {
        let mut at = start;
        for _ in 0..NEAR {
            if self.is_number(at) {
                return Some(at);
            }
            at = if let Some(end) = self.time(at) {
                end
            } else if self.is(at, FILL)
                || self.mark(at) == Some(',')
                    && (self.time(at + 1).is_some() || at > 0 && self.is_time(at - 1))
            {
                at + 1
            } else {
                return None;
            };
        }
        None
    }

    /// Whether what follows a number leaves it the whole statement.
    fn follows(&self, end: usize) -> bool {
        let Some(token) = self.token(end) else {
            return true;
        };
        let of_them = self.is(end, &["de"]) && self.is(end + 1, &["los", "las", "ellos", "ellas"]);
        token.mark().is_some()
            || of_them
            || self.time(end).is_some()
            || self.place(end).is_some()
            || token.is_any(&[
                "y",
                "e",
                "lo",
                "que",
                "mientras",
                "personas",
                "afiliados",
                "usuarios",
                "en",
                "segun",
                "con",
                "a",
            ])
    }

    /// "La ejecución presupuestaria … fue del 90.06%": of the office as a whole.
    fn execution(&mut self, at: usize, atom: &'r Atom) -> Option<Stated> {
        // Parts of an office, and other things that are measured in percent.
        const PARTS: &[&str] = &[
            "administradora",
            "campesino",
            "cesantia",
            "contratacion",
            "coordinacion",
            "corriente",
            "cumplimiento",
            "fondo",
            "hospital",
            "inferior",
            "inversion",
            "mas",
            "menos",
            "meta",
            "pensiones",
            "riesgos",
            "salud",
            "seguro",
            "superior",
            "unidad",
        ];
        let before = self.before(at, FAR);
        let offset = at - before.len();
        let execution = before.iter().rposition(|token| token.begins(&["ejec"]))?;
        let near = |n: &usize| n.abs_diff(execution);
        let budget = (0..before.len())
            .filter(|&n| before[n].begins(&["presupuest"]))
            .min_by_key(near)?;
        let (first, last) = (execution.min(budget), execution.max(budget));
        if before[first..]
            .iter()
            .any(|token| token.is_any(PARTS) || token.begins(CHANGES))
        {
            return None;
        }
        let label = self.label(offset + first, offset + last + 1);
        let period = self.period(at, at + 1, offset + first);
        self.state(
            "budget_execution_percent",
            Quantity {
                at,
                end: at + 1,
                atom: Ok(atom),
            },
            label,
            period,
        )
    }

    /// "Un índice de gestión estratégica de 81.76".
    fn index(&mut self, at: usize, atom: &'r Atom) -> Option<Stated> {
        let before = self.before(at, FAR);
        let offset = at - before.len();
        let index = before
            .iter()
            .rposition(|token| token.is_any(&["indice"]))
            .filter(|n| before.len() - n <= NEAR + 2)?;
        if !before.iter().any(|token| token.is_any(&["gestion"])) {
            return None;
        }
        let named = before[index..].iter().rposition(|token| {
            !token.word().is_empty() && !token.is_any(FILL) && !token.is_any(LINKS)
        })?;
        let label = self.label(offset + index, offset + index + named + 1);
        let period = self.period(at, at + 1, at);
        self.state(
            "management_index",
            Quantity {
                at,
                end: at + 1,
                atom: Ok(atom),
            },
            label,
            period,
        )
    }

    /// "La recaudación de valores en mora … fue de $ 12´991.512,37": the first amount after what speaks of collecting.
    fn collection(&mut self, at: usize, atom: &'r Atom) -> Option<Stated> {
        const WEAKLY: &[&str] = &["cobr", "recuper", "ingresa", "ingreso"];
        const BEFORE: &[&str] = &[
            "de", "fue", "por", "arcas", "a", "valor", "monto", "total", "suma", "en",
        ];
        const NOT: &[&str] = &[
            "meta",
            "presupuest",
            "proyect",
            "planific",
            "increment",
            "aument",
            "super",
            "rebas",
            "exced",
            "dismin",
            "reduc",
            "adicional",
            "honorario",
        ];
        if self.collected {
            return None;
        }
        let before = self.before(at, FAR);
        let offset = at - before.len();
        let trigger = before
            .iter()
            .rposition(|token| gathers(token) || token.begins(WEAKLY))?;
        let strong = gathers(&before[trigger]);
        let leads = before.iter().rposition(|token| {
            !(token.mark().is_some_and(|mark| mark != ',') || token.is_any(&["usd", "us", "un"]))
        });
        let linked = leads.is_some_and(|n| n == trigger || before[n].is_any(BEFORE));
        if !linked || before[trigger..].iter().any(|token| token.begins(NOT)) {
            return None;
        }
        let after = self.tokens[at + 1..]
            .iter()
            .take(NEAR + 4)
            .take_while(|token| !matches!(token.mark(), Some(',' | ';' | '(' | ')' | ':')))
            .count();
        let range = if strong { offset + trigger } else { offset }..at + 1 + after;
        let named = |phrase: &str| {
            range
                .clone()
                .any(|n| stands_at(&self.tokens, n, phrase).is_some())
        };
        let kinds: Vec<&'static str> = COLLECTIONS
            .iter()
            .filter(|(phrase, _)| named(phrase))
            .map(|&(_, slug)| slug)
            .collect();
        let arrears = (offset..at + 1 + after)
            .find(|&n| self.is(n, &["mora", "morosidad", "atrasadas", "vencidas"]));
        let collected = strong
            || before
                .iter()
                .any(|token| token.is_any(&["cartera", "cobro"]));
        let slug = match (kinds.as_slice(), arrears) {
            ([slug], _) if collected => *slug,
            ([], Some(_)) => "collections_arrears",
            ([], None) if collected => "collections_total",
            _ => return None,
        };
        let (mut first, mut last) = (offset + trigger, offset + trigger);
        if let Some(arrears) = arrears
            .filter(|n| slug == "collections_arrears" && *n < at && n.abs_diff(first) <= NEAR)
        {
            (first, last) = (first.min(arrears), last.max(arrears));
        }
        self.collected = true;
        let label = self.label(first, last + 1);
        let period = self.period(at, at + 1, at);
        self.state(
            slug,
            Quantity {
                at,
                end: at + 1,
                atom: Ok(atom),
            },
            label,
            period,
        )
    }

    /// "Títulos de crédito: $ 604.318,22", where the list is of what was collected.
    fn labelled(&mut self, out: &mut Vec<Stated>) {
        let Some(colon) = self
            .tokens
            .iter()
            .take(FAR)
            .position(|token| token.mark() == Some(':'))
        else {
            return;
        };
        let Some(slug) = table::collection(&self.tokens[..colon]) else {
            return;
        };
        let number = colon
            + 1
            + self.tokens[colon + 1..]
                .iter()
                .take(3)
                .take_while(|token| token.mark() == Some('$') || token.is_any(&["usd", "us"]))
                .count();
        let Some(atom) = self
            .token(number)
            .and_then(Token::value)
            .filter(|atom| value_of(atom, Unit::Money).is_some())
        else {
            return;
        };
        let label = self.label(0, colon);
        let period = self.period(number, number + 1, 0);
        out.extend(self.state(
            slug,
            Quantity {
                at: number,
                end: number + 1,
                atom: Ok(atom),
            },
            label,
            period,
        ));
        self.collected = true;
    }
}

/// How the subject of a statement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Head {
    Sound,
    /// What is stated is a change of it, unless it is said to be the total.
    Changed,
}

fn is_quantity(token: &Token<'_>) -> bool {
    token
        .value()
        .is_some_and(|atom| atom.value.decimal().is_some())
}

fn noun_at(tokens: &[Token<'_>], at: usize) -> Option<(&'static Noun, usize)> {
    // One letter from `hombres`, and no misprint of it.
    if tokens[at].is_any(&["nombres"]) {
        return None;
    }
    let letter = letter(tokens[at].word())?;
    let mut nouns = BY_LETTER[letter];
    while nouns != 0 {
        let noun = &NOUNS[nouns.trailing_zeros() as usize];
        let end = noun
            .names
            .iter()
            .find_map(|name| stands_at(tokens, at, name));
        if let Some(end) = end {
            return Some((noun, end));
        }
        nouns &= nouns - 1;
    }
    None
}

/// The place in the alphabet of the letter that a key begins with.
const fn letter(word: &str) -> Option<usize> {
    match word.as_bytes() {
        [first @ b'a'..=b'z', ..] => Some((*first - b'a') as usize),
        _ => None,
    }
}

/// For each letter the nouns that have a name beginning with it, as bits.
const BY_LETTER: [u32; 26] = {
    assert!(NOUNS.len() <= 32);
    let mut all = [0; 26];
    let mut noun = 0;
    while noun < NOUNS.len() {
        let mut name = 0;
        while name < NOUNS[noun].names.len() {
            if let Some(letter) = letter(NOUNS[noun].names[name]) {
                all[letter] |= 1 << noun;
            }
            name += 1;
        }
        noun += 1;
    }
    all
};

/// Whether a sentence speaks of pensions, and not of funerals or unemployment, which are granted by number too.
fn of_pensions(tokens: &[Token<'_>]) -> bool {
    tokens.iter().any(|token| {
        token.is_any(&[
            "vejez",
            "invalidez",
            "montepio",
            "jubilacion",
            "jubilaciones",
            "pension",
            "pensiones",
        ])
    }) && !tokens.iter().any(|token| {
        token.begins(&[
            "funera",
            "mortuori",
            "desempleo",
            "cesantia",
            "reembols",
            "exequia",
        ])
    })
}

#[cfg(test)]
mod tests;
