//! What a cell of running text begins with.

use std::collections::{HashMap, HashSet};

use super::super::known::Known;
use super::super::word::{SEED, combine, key_of};

use crate::lexicon;
use crate::page::flow::{End, begins_inside, end_of};
use crate::source::{fold, split_words};

/// Words of a recurring short line.
pub(super) const SHORT: usize = 4;
/// Words before a quotation that tell what is quoted.
const BEFORE_QUOTATION: usize = 3;
/// Words of the heads of addresses, of dates, and of numbers.
const LINKS: &[&str] = &[
    "link",
    "enlace",
    "url",
    "evidencia",
    "verificacion",
    "electronica",
    "web",
];
const DATES: &[&str] = &["fecha", "plazo", "dia", "inicio", "fin", "vigencia"];
const NUMBERS: &[&str] = &["n", "no", "nro", "num", "numero"];
/// Bytes of what tells how far something is.
const LONGEST_STATE: usize = 30;
/// Words of a label.
const LONGEST_LABEL: usize = 6;
/// Bytes of a line's beginning that are looked at.
const BEGINNING: usize = 160;

/// What a cell begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Class {
    /// None of the others.
    Plain,
    /// A quotation or an examination.
    Quotation,
    /// A recommendation's number, announced as such.
    Recommendation,
    /// A number alone.
    Number,
    /// A date alone.
    Date,
    /// An address.
    Address,
    /// A document, by its reference.
    Answer,
    /// A short line that recurs.
    Recurring,
    /// A verb in the future.
    Future,
}

impl Class {
    /// Whether it shows by itself that a cell begins.
    pub(super) fn is_strong(self) -> bool {
        matches!(self, Self::Quotation | Self::Recommendation | Self::Answer)
    }

    /// Whether a column of such cells may well have empty ones.
    pub(super) fn is_optional(self) -> bool {
        matches!(self, Self::Address | Self::Recurring)
    }

    /// Whether such cells begin within one of another column, too.
    pub(super) fn is_weak(self) -> bool {
        matches!(
            self,
            Self::Address | Self::Number | Self::Future | Self::Date
        )
    }

    /// What it costs that a cell of such a column is empty.
    pub(super) fn empty(self) -> f32 {
        match self {
            Self::Address | Self::Recurring => 0.8,
            Self::Plain => 1.5,
            _ => 3.0,
        }
    }

    /// How well such cells stand under a head of which `told` are the cells.
    pub(super) fn fit(self, told: Option<Class>) -> f32 {
        let is_told = matches!(self, Self::Address | Self::Number | Self::Date);
        match told {
            Some(class) if class == self && class == Self::Date => -2.5,
            Some(class) if class == self => -1.0,
            // Dates stand in many cells.
            None if self == Self::Date => 3.0,
            None if is_told => 1.5,
            Some(_) if is_told => 2.5,
            _ => 0.0,
        }
    }

    /// What the cells under a head begin with, where its words tell.
    pub(super) fn told(head: &str) -> Option<Class> {
        Self::told_by(&fold::key(head))
    }

    /// The same of a head that is folded.
    fn told_by(head: &str) -> Option<Class> {
        let names = |list: &[&str]| head.split(' ').any(|word| list.contains(&word));
        if names(LINKS) {
            Some(Self::Address)
        } else if names(DATES) {
            Some(Self::Date)
        } else {
            names(NUMBERS).then_some(Self::Number)
        }
    }

    /// The place that such columns have among others in most tables.
    pub(super) fn place(self) -> Option<u8> {
        match self {
            Self::Quotation => Some(0),
            Self::Number => Some(1),
            Self::Recommendation | Self::Future => Some(2),
            Self::Answer => Some(3),
            Self::Address => Some(4),
            Self::Plain | Self::Date | Self::Recurring => None,
        }
    }

    /// What the cells under a head begin with, where its words tell; a recommendation may be told by its verb, too.
    pub(super) fn under(head: &str) -> Option<Class> {
        const EXAMINED: &[&str] = &["examen", "auditoria", "dictamenes", "emanados", "emitidos"];
        const ANSWERED: &[&str] = &[
            "cumplimiento",
            "memorando",
            "documento",
            "respaldo",
            "oficio",
        ];
        const TOLD: &[&str] = &["texto", "recomendacion", "observacion", "observaciones"];
        const NAMED: &[&str] = &["entidad", "organismo", "organo", "ente", "estado"];
        let head = fold::key(head);
        let names = |list: &[&str]| head.split(' ').any(|word| list.contains(&word));
        if let Some(class) = Self::told_by(&head) {
            Some(class)
        } else if names(ANSWERED) {
            Some(Self::Answer)
        } else if names(EXAMINED) {
            Some(Self::Quotation)
        } else if names(TOLD) {
            Some(Self::Recommendation)
        } else {
            names(NAMED).then_some(Self::Recurring)
        }
    }

    /// What it costs that a cell which so began goes on with words that so begin. `closed`: after a sentence.
    pub(super) fn again(self, closed: bool) -> f32 {
        match self {
            Self::Quotation if closed => 2.5,
            Self::Quotation | Self::Future => 1.0,
            Self::Answer => 0.4,
            Self::Recommendation | Self::Address => 0.3,
            Self::Recurring => 1.5,
            Self::Number | Self::Date => 3.0,
            Self::Plain => 0.0,
        }
    }
}

/// The words that lend certainty in one text: how often short texts stand on lines of their own, or before what begins
/// another cell; how answers begin; the labels that schemas have.
#[derive(Debug, Default)]
pub(super) struct Recurring<'s> {
    short: HashMap<&'s str, u32>,
    answers: HashSet<&'s str>,
    /// How often two words, the first with a capital, follow small letters within a line.
    inner: HashMap<&'s str, u32>,
    known: Option<&'s Known>,
}

impl<'s> Recurring<'s> {
    /// Those of the lines.
    pub(super) fn of(lines: impl Iterator<Item = &'s str>, known: &'s Known) -> Self {
        let mut out = Self {
            known: Some(known),
            ..Self::default()
        };
        for text in lines {
            if text.split_whitespace().take(SHORT + 1).count() <= SHORT {
                out.add(text);
            }
            let mut before: &str = "";
            for (at, word) in words(text) {
                if before.ends_with(char::is_lowercase)
                    && word.starts_with(char::is_uppercase)
                    && let Some(phrase) = phrase(&text[at..])
                    && phrase.ends_with(char::is_lowercase)
                    && !phrase.contains(" de")
                {
                    *out.inner.entry(phrase).or_default() += 1;
                }
                before = word;
            }
            // What stands before a reference or a recommendation on its line.
            let begins = words(text).skip(1).take(SHORT).find(|&(at, word)| {
                is_reference(word)
                    || class_of(&text[at..], &Self::default(), true) == Class::Recommendation
            });
            if let Some((at, _)) = begins
                && !is_number_sign(text[..at].trim_end())
            {
                out.add(text[..at].trim_end());
            }
        }
        out
    }

    fn add(&mut self, text: &'s str) {
        *self.short.entry(text).or_default() += 1;
    }

    /// Notes how an answer begins, if it is with words.
    pub(super) fn add_answer(&mut self, text: &'s str) {
        if let Some(words) = phrase(text) {
            self.answers.insert(words);
        }
    }

    /// Whether a text begins as an answer does elsewhere.
    pub(super) fn begins_answer(&self, text: &str) -> bool {
        phrase(text).is_some_and(|words| self.answers.contains(words))
    }

    /// Whether a text begins with words that begin within other lines.
    pub(super) fn begins_within(&self, text: &str) -> bool {
        phrase(text).is_some_and(|words| self.inner.get(words).is_some_and(|&n| n > 1))
    }

    fn holds(&self, text: &str) -> bool {
        is_state(text) || self.short.get(text).is_some_and(|&n| n > 1) || self.is_label(text)
    }

    /// Whether a schema has a row of this name, or of one that so begins.
    fn is_label(&self, text: &str) -> bool {
        self.known.is_some_and(|known| {
            let mut words = split_words(text);
            let own = words.by_ref().take(LONGEST_LABEL);
            let hash = own.fold(SEED, |hash, word| combine(hash, key_of(SEED, word)));
            let length = u16::try_from(text.len()).unwrap_or(u16::MAX);
            words.next().is_none() && known.label(hash, length) > 0.0
        })
    }
}

/// The first two words of a text, where they are words.
fn phrase(text: &str) -> Option<&str> {
    let (end, second) = words(text).nth(1)?;
    let whole = |word: &str| word.chars().all(char::is_alphabetic);
    let first = words(text).next()?.1;
    let found = first.starts_with(char::is_uppercase) && whole(first) && whole(second);
    found.then(|| &text[..end + second.len()])
}

/// What a text begins with. `alone`: nothing after it shows that a reference follows.
pub(super) fn class_of(text: &str, recurring: &Recurring<'_>, alone: bool) -> Class {
    let mut words = split_words(text);
    let first = words.next().unwrap_or_default();
    // Nothing but an address begins with a small letter.
    if first.starts_with(char::is_lowercase) {
        return if is_address(first) {
            Class::Address
        } else {
            Class::Plain
        };
    }
    let second = words.next().unwrap_or_default();
    let third = words.next().unwrap_or_default();
    let capital = first.starts_with(char::is_uppercase);
    // Heads have no article.
    let unquoted = || {
        first == "Examen"
            && second.eq_ignore_ascii_case("especial")
            && (third.is_empty() || matches!(third, "a" | "al" | "de" | "del" | "sobre"))
    };
    if is_quotation(text) || unquoted() {
        return Class::Quotation;
    }
    let digit = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let numbered = digit(second) || is_number_sign(second) && digit(third);
    let bare = first.trim_end_matches(['.', ':']);
    if matches!(bare, "Rec" | "Recomendación" | "REC" | "RECOMENDACIÓN") && numbered
        || first.strip_prefix("Rec.").is_some_and(digit)
    {
        return Class::Recommendation;
    }
    if is_number(first) && (second.is_empty() || is_future(second)) {
        return Class::Number;
    }
    if is_date(first) && second.is_empty() || is_spelled_date(first, second, third) {
        return Class::Date;
    }
    if is_address(first) {
        return Class::Address;
    }
    if is_reference(first) && first.starts_with(|c: char| c.is_ascii_uppercase())
        || alone && announces(text) && holds_reference(text)
    {
        return Class::Answer;
    }
    if is_future(first) {
        return Class::Future;
    }
    if capital
        && !text.ends_with([':', '.', ','])
        && recurring.holds(text)
        && (end_of(text) != End::Open || recurring.is_label(text) || is_state(text))
        && !holds_reference(text)
    {
        return Class::Recurring;
    }
    Class::Plain
}

/// Whether a text begins with a quotation, or with a few words that tell what is quoted.
pub(super) fn is_quotation(text: &str) -> bool {
    let opens = |word: &str| {
        let mut signs = word.chars();
        signs.next().is_some_and(|c| matches!(c, '"' | '“' | '«'))
            && signs.next().is_some_and(char::is_alphanumeric)
    };
    let mut words = split_words(text);
    let first = words.next().unwrap_or_default();
    if opens(first) || first.starts_with(['“', '«']) {
        return true;
    }
    let whole = |word: &str| word.chars().all(char::is_alphabetic);
    if !first.starts_with(char::is_uppercase) || !whole(first) || announces(text) {
        return false;
    }
    for word in words.take(BEFORE_QUOTATION) {
        if opens(word) {
            return true;
        }
        if !whole(word) {
            return false;
        }
    }
    false
}

/// What a line begins with, by the lines about it: `before` is the one above, `below` are those under it.
pub(super) fn class_of_line<'t>(
    text: &'t str,
    before: &str,
    below: &(impl Iterator<Item = &'t str> + Clone),
    recurring: &Recurring<'_>,
) -> Class {
    let class = class_of(text, recurring, false);
    let open = end_of(before) == End::Open;
    let whole = || [before, text].join(" ");
    // What the line before announced, or a line's end cut.
    if class == Class::Answer && open && !announces(text)
        || class == Class::Date && open
        || class == Class::Recurring && (open || is_short(before) && recurring.is_label(&whole()))
        || text.starts_with(['"', '“', '«']) && tells_quotation(before) && !recurring.holds(before)
    {
        return Class::Plain;
    }
    let next = |n: usize| below.clone().nth(n).unwrap_or_default();
    if class == Class::Plain && tells_quotation(text) && next(0).starts_with(['"', '“', '«']) {
        return Class::Quotation;
    }
    let anew = is_ended(before) && text.starts_with(char::is_uppercase);
    if class == Class::Plain && (announces(text) || anew && !text.ends_with(':')) {
        let mut lines = std::iter::once(text).chain(below.clone());
        let found = lines.find_map(|line| {
            let other = !std::ptr::eq(line, text)
                && matches!(
                    class_of(line, recurring, false),
                    Class::Quotation | Class::Recommendation
                );
            (other || holds_reference(line)).then_some(!other)
        });
        if found == Some(true) {
            return Class::Answer;
        }
    }
    // A state over two lines.
    if class == Class::Plain
        && !open
        && text.len() + next(0).len() < LONGEST_STATE
        && is_state(&[text, next(0)].join(" "))
    {
        return Class::Recurring;
    }
    let quotes = |n: usize| class_of(next(n), recurring, false) == Class::Quotation;
    // The last cell of a row.
    if class == Class::Plain
        && !before.is_empty()
        && !open
        && is_short(text)
        && (quotes(0) || begins_inside(next(0)) && quotes(1))
    {
        return Class::Recurring;
    }
    class
}

/// Whether a text is as short as a state or an answer of yes or no.
pub(super) fn is_short(text: &str) -> bool {
    text.starts_with(char::is_uppercase)
        && !text.ends_with([':', '.', ','])
        && split_words(text).take(SHORT).count() < SHORT
        && !holds_reference(text)
}

/// Whether a document's reference stands in a text.
fn holds_reference(text: &str) -> bool {
    // The first bytes of what parts one: most texts have none of them.
    memchr::memchr3(b'-', 0xc2, 0xef, text.as_bytes()).is_some()
        && split_words(text).any(is_reference)
}

/// Whether a line holds only the words that tell what is quoted on the next.
fn tells_quotation(line: &str) -> bool {
    line.starts_with(char::is_uppercase)
        && line.chars().all(|c| c.is_alphabetic() || c == ' ')
        && line.chars().any(char::is_lowercase)
        && line.split_whitespace().take(BEFORE_QUOTATION + 1).count() <= BEFORE_QUOTATION
        && end_of(line) != End::Open
}

/// Whether a cell may end with a line: its sentence or its quotation does, or it is an address.
pub(super) fn is_ended(line: &str) -> bool {
    end_of(line) == End::Closed || line.ends_with(['”', '"', '»']) || line.contains("://")
}

/// Whether a text goes on with what was before it; an address does not, though its letters are small.
pub(super) fn goes_on(text: &str) -> bool {
    begins_inside(text) && !text.starts_with("http") && !text.starts_with("www.")
}

/// Where cells begin within a line: its start, and words that only a cell begins with.
pub(super) fn cuts(text: &str, recurring: &Recurring<'_>, most: usize) -> Vec<usize> {
    let mut out = vec![0];
    let mut before: &str = "";
    for (at, word) in words(text) {
        let from = out.last().copied().unwrap_or_default();
        if at > 0 && out.len() < most {
            let own = text[from..at].trim_end();
            let begins = match word.chars().next() {
                // Most words; `class_of` says the same.
                Some(c) if c.is_lowercase() && !is_address(word) => Class::Plain,
                _ => class_of(&text[at..], recurring, true),
            };
            let own_class = || class_of(own, recurring, true);
            let free = || end_of(own) != End::Open && !before.chars().all(char::is_lowercase);
            let cut = match begins {
                Class::Quotation => {
                    free() && is_ended(own) && !tells_quotation(own) && is_quotation(&text[at..])
                }
                Class::Recommendation => {
                    end_of(own) != End::Open && own_class() != Class::Recommendation
                }
                Class::Answer => {
                    free() && own_class() != Class::Answer || own_class() == Class::Date
                }
                Class::Recurring => free() && own_class() != Class::Plain,
                Class::Future => is_number(own),
                Class::Date => {
                    end_of(own) != End::Open
                        && own.starts_with(char::is_uppercase)
                        && !own.split_whitespace().any(is_reference)
                }
                Class::Address => is_reference(before) || is_date(before),
                // Cells that a page broke go on side by side.
                Class::Plain if goes_on(word) => ends_sentence(before),
                Class::Plain => ends_sentence(before) && from > 0 && goes_on(own),
                Class::Number => false,
            };
            if cut {
                out.push(at);
            }
        }
        before = word;
    }
    out
}

/// The words of a text, with where each begins.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    split_words(text).map(|word| (word.as_ptr() as usize - text.as_ptr() as usize, word))
}

/// Whether a text tells how far something is, or whether it is.
fn is_state(text: &str) -> bool {
    const WHOLE: &[&str] = &[
        "si",
        "no",
        "proceso",
        "ejecucion",
        "tramite",
        "vigente",
        "pendiente",
    ];
    const STEMS: &[&str] = &[
        "cumplid",
        "parcial",
        "implementad",
        "atendid",
        "aplicad",
        "finalizad",
    ];
    let is_word = |word: &str| {
        WHOLE.contains(&word) || STEMS.iter().any(|stem| word.starts_with(stem)) || word == "en"
    };
    is_short(text) && text.len() < LONGEST_STATE && {
        let folded = fold::key(text);
        folded != "en" && folded.split(' ').all(is_word)
    }
}

/// Whether a word is the last of a sentence, and no abbreviation.
fn ends_sentence(word: &str) -> bool {
    word.ends_with('.')
        && word.len() > SHORT
        && end_of(word) == End::Closed
        && word
            .chars()
            .all(|c| c.is_lowercase() || matches!(c, '.' | '”' | '"' | '»'))
}

fn is_future(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && (word.ends_with("rá") || word.ends_with("rán"))
}

pub(super) fn is_number_sign(word: &str) -> bool {
    matches!(word, "Nro." | "No." | "N°" | "N.º" | "Nº")
}

/// Whether a text begins as one that names a document does.
pub(super) fn announces(text: &str) -> bool {
    let first = split_words(text).next().unwrap_or_default();
    matches!(
        first,
        "Memorando"
            | "Memorandos"
            | "Memo"
            | "Oficio"
            | "Oficios"
            | "Resolución"
            | "Circular"
            | "Se"
            | "Mediante"
            | "Con"
    )
}

fn is_address(word: &str) -> bool {
    let mut colons = memchr::memchr_iter(b':', word.as_bytes());
    colons.any(|at| word[at..].starts_with("://")) || word.starts_with("www.")
}

/// A document's reference, or the first part of one that a line's end cut.
pub(super) fn is_reference(word: &str) -> bool {
    // Most words are turned away by their first letter.
    if !word.starts_with(|c: char| c.is_ascii_uppercase()) {
        return false;
    }
    let word = word.trim_end_matches(['.', ',', ';', ')']);
    // Some texts have a sign of their own for a hyphen at a line's end.
    let mut parts = word.split(['-', '\u{fffe}', '\u{ad}']);
    let head = parts.next().unwrap_or_default();
    word.len() <= BEGINNING
        && head.len() >= 2
        && head.bytes().all(|b| b.is_ascii_uppercase())
        && word.contains(['-', '\u{fffe}', '\u{ad}'])
        && parts.all(|part| {
            part.bytes()
                .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        })
}

/// Whether a text begins with the rest of a reference: figures, hyphens and capitals.
pub(super) fn is_tail(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or_default();
    let word = word.trim_end_matches(['.', ',', ';']);
    !word.is_empty()
        && word
            .bytes()
            .all(|b| b.is_ascii_digit() || b.is_ascii_uppercase() || b == b'-')
}

/// Whether a text begins with the rest of a reference, and with nothing else that has figures.
pub(super) fn is_tail_alone(text: &str) -> bool {
    let word = text.split_whitespace().next().unwrap_or_default();
    let word = word.trim_end_matches(['.', ',', ';']);
    is_tail(word)
        && word.contains('-')
        && !is_date(word)
        && word.starts_with(|c: char| c.is_ascii_digit())
        && word.ends_with(|c: char| c.is_ascii_uppercase() || c == '-')
}

pub(super) fn is_number(text: &str) -> bool {
    let text = text.trim_end_matches('.');
    let mut parts = text.split('.');
    let short =
        |part: &str| (1..=2).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    parts.next().is_some_and(short) && parts.next().is_none_or(short) && parts.next().is_none()
}

/// A date in words, or the first part of one that a line's end cut.
fn is_spelled_date(day: &str, of: &str, month: &str) -> bool {
    day.len() <= 2 && day.bytes().all(|b| b.is_ascii_digit()) && of == "de" && is_month(month)
}

pub(super) fn is_month(word: &str) -> bool {
    lexicon::folded(word).is_some_and(|word| word.entry().is(lexicon::Class::Month))
}

/// A date in figures.
fn is_date(word: &str) -> bool {
    let mut parts = word.split(['/', '-']);
    let mut digits = |most: usize| {
        parts.next().is_some_and(|part| {
            (1..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
        })
    };
    digits(2) && digits(2) && digits(4) && parts.next().is_none()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn class(text: &str) -> Class {
        class_of(text, &Recurring::default(), true)
    }

    #[test]
    fn a_cell_is_told_by_its_first_words() {
        assert_eq!(class("“A las cajas”"), Class::Quotation);
        assert_eq!(class("Examen especial “A las cajas”"), Class::Quotation);
        assert_eq!(class("Verificación “Del parque"), Class::Quotation);
        assert_eq!(class("Rec. 4: Pintará la reja"), Class::Recommendation);
        assert_eq!(
            class("Recomendación Nro. 1.9 Pintará"),
            Class::Recommendation
        );
        assert_eq!(class("1.9"), Class::Number);
        assert_eq!(class("03/04/2020"), Class::Date);
        assert_eq!(class("Pintará la reja"), Class::Future);
        assert_eq!(class("ABCD-XY-2020-0101-M"), Class::Answer);
        assert_eq!(
            class("Se pintó con Memorando Nro. ABCD-XY-2020-0101-M"),
            Class::Answer
        );
        assert_eq!(class("https://a.ec/uno"), Class::Address);
        assert_eq!(class("Se pintó la reja"), Class::Plain);
        assert_eq!(class("10 de enero"), Class::Date);
    }

    #[test]
    fn cells_that_share_a_line_are_parted() {
        let parted = |text: &'static str| cuts(text, &Recurring::default(), 5).len();
        assert_eq!(
            parted("Auditoría Interna ABCD-XY-2020-0101-M Rec. 4: Pintará"),
            3
        );
        assert_eq!(parted("4 Pintará la reja"), 2);
        assert_eq!(parted("mediante Memorando Nro. ABCD-XY-2020-0101-M"), 1);
        assert_eq!(parted("ABCD-XY-2020-0101-M https://a.ec/uno"), 2);
    }

    #[test]
    fn a_quotation_under_what_it_is_quoted_from_begins_no_cell() {
        let none = Recurring::default();
        let class = |text, before, below| class_of_line(text, before, &[below].into_iter(), &none);
        assert_eq!(class("Examen especial", "", "“A las"), Class::Quotation);
        assert_eq!(class("Evaluación", "la caja.", "“A las"), Class::Quotation);
        assert_eq!(class("“A las cajas", "Evaluación", "chicas”"), Class::Plain);
        assert_eq!(
            class("“A las cajas", "ABCD-1-M", "chicas”"),
            Class::Quotation
        );
    }
}
