//! Finding atoms in reading text.

use std::ops::Range;

use nom::{Parser, combinator::opt};

use crate::lexicon::{self, Class, Entry, ReadingWord, Sense, WordList};
use crate::source::{split_words, steps};

use super::{
    article, code, date,
    item::{self, Item},
    lex, money,
    number::{Ambiguity, Mark},
    period, reference,
    sentence::Sentence,
    url,
    value::Value,
    year,
};

/// What the caller knows of a text before it is scanned.
///
/// ```
/// use rendicion::atom::{AtomKind, Context, Expect, scan};
///
/// let cell = Context { expect: Some(Expect::Money), ..Context::default() };
/// assert_eq!(scan("1.380.757.00", &cell).found[0].value.kind(), AtomKind::Money);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// What a lone separator before three digits means here.
    pub marks: Option<Mark>,
    /// What the column of a table cell holds.
    pub expect: Option<Expect>,
}

/// What the column of a table cell holds.
///
/// ```
/// use rendicion::atom::{Context, Expect, scan};
///
/// let cell = Context { expect: Some(Expect::Percent), ..Context::default() };
/// assert_eq!(scan("95.32", &cell).found[0].value.kind().as_str(), "percent");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Expect {
    /// Whole things: a lone separator before three digits groups.
    Count,
    /// Amounts of money, with or without a sign.
    Money,
    /// Percentages, with or without a sign.
    Percent,
    /// Numbers with decimals: a lone separator before three digits marks them.
    Decimal,
    /// Words: its numbers are read as in a sentence.
    Text,
    /// Identifiers: registers, keys of the land registry.
    Code,
    /// Calendar years.
    Year,
    /// Numbers of recommendations.
    Recommendation,
}

impl Expect {
    /// What the head of a column says of its cells. The lowest of its levels that says anything decides: under
    /// `Recaudación en USD / Transacciones` stand counts.
    pub(crate) fn of_head(head: &str) -> Option<Self> {
        head.rsplit(" / ").find_map(Self::of_level)
    }

    fn of_level(level: &str) -> Option<Self> {
        let words = split_words(level).filter_map(lexicon::folded);
        let entries: Vec<Entry> = words.map(|word| word.entry()).collect();
        let has = |class| entries.iter().any(|entry| entry.is(class));
        let means = |class, sense| entries.iter().any(|entry| entry.means(class, sense));
        if level.contains('%') || has(Class::PercentName) {
            Some(Self::Percent)
        } else if has(Class::Amount) && has(Class::Counted) {
            // Two heads in one: what the cells hold decides.
            None
        } else if has(Class::Amount) {
            Some(Self::Money)
        } else if has(Class::CodeWord) {
            Some(Self::Code)
        } else if means(Class::Item, Sense::Recommendation) {
            Some(Self::Recommendation)
        } else if has(Class::Counted) {
            Some(Self::Count)
        } else if means(Class::YearWord, Sense::One)
            && !level.contains(|c: char| c.is_ascii_digit())
        {
            Some(Self::Year)
        } else if has(Class::Duration) {
            Some(Self::Decimal)
        } else {
            None
        }
    }

    /// Whether a cell holds words, numbers among them.
    fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::Code | Self::Recommendation)
    }
}

/// A value found in a text.
///
/// ```
/// use rendicion::atom::{Context, scan};
///
/// let text = "índice de 81.76";
/// let found = &scan(text, &Context::default()).found[0];
/// assert_eq!(&text[found.range.clone()], "81.76");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it is printed, in the text that was scanned.
    pub range: Range<usize>,
    /// What it is worth.
    pub value: Value,
    /// The reading not taken, where its notation has two.
    pub ambiguity: Option<Ambiguity>,
    /// It is a reference whose institution or shape is misprinted or damaged; it is kept as printed.
    pub misprint: bool,
}

/// All that a scan finds.
///
/// ```
/// use rendicion::atom::{Context, scan};
///
/// let scan = scan("unos 1.2345.67 en 2020", &Context::default());
/// assert_eq!(scan.malformed, [5..14]);
/// assert_eq!(scan.found.len(), 1);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Scan {
    /// The values, in order, never overlapping.
    pub found: Vec<Found>,
    /// Numbers and dates that fit no rule, in order; none overlaps a value.
    pub malformed: Vec<Range<usize>>,
}

/// Finds every value in `text`, a reading text in NFC in which wrapped lines are joined.
///
/// Total, and linear in the text. A value's range holds what is printed of it: the sign of a percentage, but not the
/// sign of money nor the word before a reference.
///
/// ```
/// use rendicion::atom::{Context, scan};
///
/// let text = "Entre 2021 y 2022 subió a 83.159 afiliados (Art. 95), un 2,17 %.";
/// let scan = scan(text, &Context::default());
/// let found: Vec<_> = scan.found.iter().map(|f| (&text[f.range.clone()], f.value.to_string())).collect();
/// assert_eq!(found, [
///     ("2021 y 2022", "2021/2022".to_owned()),
///     ("83.159", "83159".to_owned()),
///     ("95", "95".to_owned()),
///     ("2,17 %", "2.17".to_owned()),
/// ]);
/// ```
pub fn scan(text: &str, context: &Context) -> Scan {
    if !may_hold_values(text) {
        return Scan::default();
    }
    let found = scan_up_to(text, &WordList::of_str(text), *context, usize::MAX);
    Scan {
        found: found.found,
        malformed: found.malformed,
    }
}

/// What [`scan_up_to`] finds.
pub(crate) struct Part {
    pub(crate) found: Vec<Found>,
    pub(crate) malformed: Vec<Range<usize>>,
    /// The whole text was searched.
    pub(crate) complete: bool,
}

/// Whether a text may hold a value: there is none without a digit but for addresses and days in words.
pub(crate) fn may_hold_values(text: &str) -> bool {
    let begins = |scheme: &[u8], at: usize| {
        text.as_bytes()
            .get(at..at + scheme.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    };
    text.bytes().enumerate().any(|(at, byte)| match byte {
        b'0'..=b'9' => true,
        b'w' | b'W' => begins(b"www.", at),
        b'h' | b'H' => begins(b"http", at),
        // A year in words.
        b'm' | b'M' => begins(b"mil ", at),
        _ => false,
    })
}

/// Finds the values in `text`, which has these words, as [`scan()`] does, and stops after `most` of them.
pub(crate) fn scan_up_to(text: &str, words: &[ReadingWord], context: Context, most: usize) -> Part {
    let mut scanner = Scanner {
        text,
        words,
        context: &context,
        at: 0,
        before: None,
        sentence: Sentence::default(),
        scan: Scan::default(),
    };
    let complete = scanner.run(most);
    Part {
        found: scanner.scan.found,
        malformed: scanner.scan.malformed,
        complete,
    }
}

/// Reads a text once, left to right. At each candidate the kinds are asked in the order of their claims, and the first
/// that matches takes what it matched; the cursor only ever moves on, so nothing can overlap.
struct Scanner<'a> {
    text: &'a str,
    /// The words of the text from the cursor on, and perhaps some before it.
    words: &'a [ReadingWord],
    context: &'a Context,
    at: usize,
    /// The last character before the cursor that is not a space, and whether spaces came after it.
    before: Option<(char, bool)>,
    sentence: Sentence,
    scan: Scan,
}

impl<'a> Scanner<'a> {
    /// Reads the text to its end, or until `most` values are found; whether it came to the end.
    fn run(&mut self, most: usize) -> bool {
        while let Some(c) = self.rest().chars().next() {
            if self.scan.found.len() + self.scan.malformed.len() >= most {
                return false;
            }
            let start = self.at;
            steps::take(1);
            if c == ' ' {
                self.at += 1;
                if let Some((_, spaced)) = &mut self.before {
                    *spaced = true;
                }
                continue;
            }
            if self.torn() {
                continue;
            }
            if c.is_ascii_digit() {
                self.digits(false);
            } else if lex::is_letter(c) {
                self.word();
            } else if self.opens_negative(c) {
                self.digits(true);
            } else if c == '#'
                && let Ok((rest, _)) = lex::number_mark(self.rest())
            {
                self.sentence.mark();
                self.to(rest);
            } else if money::is_foreign_sign(c)
                && let Ok((rest, ())) = money::foreign(self.rest())
            {
                self.sentence.foreign_sign();
                self.to(rest);
            } else {
                let after = self.rest().get(c.len_utf8()..).unwrap_or_default();
                self.sentence.punctuation(c, after.chars().next());
                self.to(after);
            }
            // Every branch moves on; should one not, the character is passed over.
            if self.at <= start {
                self.at = start + c.len_utf8();
                self.before = Some((c, false));
            }
        }
        true
    }

    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    /// Moves the cursor to where `rest`, a tail of the text, begins.
    fn to(&mut self, rest: &str) {
        let at = self.text.len().saturating_sub(rest.len());
        let passed = self.text.get(self.at..at).unwrap_or_default();
        let kept = passed.trim_end_matches(' ');
        let spaced = kept.len() < passed.len();
        self.before = match (kept.chars().next_back(), self.before) {
            (Some(last), _) => Some((last, spaced)),
            (None, Some((last, already))) => Some((last, already || spaced)),
            (None, None) => None,
        };
        self.at = at;
    }

    /// `-5`, `-$ 5,00`: a minus sign stands after a space or an opening, right before a digit or a sign of money, and
    /// does not join two numbers.
    fn opens_negative(&self, c: char) -> bool {
        let digit = |rest: &str| {
            let money = money::sign(rest).map_or(rest, |(rest, ())| rest);
            money.starts_with(|c: char| c.is_ascii_digit())
        };
        if !matches!(c, '-' | '\u{2212}') || !self.rest().get(c.len_utf8()..).is_some_and(digit) {
            return false;
        }
        match self.before {
            None => true,
            Some((last, spaced)) => {
                matches!(last, '(' | '[' | '$' | '"')
                    || (spaced && !last.is_ascii_digit())
                    || self.sentence.currency() && lex::is_letter(last)
            }
        }
    }

    /// The one place where something is claimed.
    fn claim(
        &mut self,
        start: &str,
        end: &str,
        value: Value,
        ambiguity: Option<Ambiguity>,
        misprint: bool,
    ) {
        let range =
            self.text.len().saturating_sub(start.len())..self.text.len().saturating_sub(end.len());
        let free = range.start < range.end
            && range.start >= self.scan.found.last().map_or(0, |last| last.range.end);
        if free {
            self.scan.found.push(Found {
                range,
                value,
                ambiguity,
                misprint,
            });
        }
        self.sentence.atom();
        self.to(end);
    }

    fn malformed(&mut self, start: &str, end: &str) {
        let range =
            self.text.len().saturating_sub(start.len())..self.text.len().saturating_sub(end.len());
        self.scan.malformed.push(range);
        self.pass(end);
    }

    /// Reads past what is no atom.
    fn pass(&mut self, end: &str) {
        self.sentence.name();
        self.to(end);
    }

    /// At a letter.
    fn word(&mut self) {
        let input = self.rest();
        if input.starts_with(['h', 'H', 'w', 'W'])
            && let Ok((rest, address)) = url::url(input)
        {
            return self.claim(input, rest, Value::Url(address.to_owned()), None, false);
        }
        let lead = self.sentence.lead();
        if may_be_reference(input, lead.is_some())
            && let Ok((rest, found)) = reference::reference(input, lead)
                .or_else(|_| reference::council(input, lead))
                .or_else(|_| reference::dotted(input, lead))
        {
            return self.references(input, rest, found);
        }
        if input.starts_with(['n', 'N'])
            && let Ok((rest, _)) = lex::number_mark(input)
        {
            self.sentence.mark();
            return self.to(rest);
        }
        let letters = input.find(|c| !lex::is_letter(c)).unwrap_or(input.len());
        let (word, rest) = input.split_at(letters);
        let sign = |c| matches!(c, '$' | '/' | '.' | '-' | ' ');
        let before_digit = rest
            .trim_start_matches(sign)
            .starts_with(|c: char| c.is_ascii_digit());
        if before_digit && let Ok((rest, ())) = money::foreign(input) {
            self.sentence.foreign_sign();
            return self.to(rest);
        }
        let is_glued = word.ends_with("USD") || rest.starts_with(|c: char| c.is_ascii_digit());
        if is_glued && self.glued(input) {
            return;
        }
        let Some(entry) = self.entry(word) else {
            return self.name();
        };
        let is_known = entry != Entry::default();
        if is_known && (self.numbered(rest, entry, word.len()) || self.dated(entry)) {
            return;
        }
        // Glued by a lost space, `del2021` is two words; `P02` is one name.
        let glued = is_glued
            && (entry.is(Class::Glue) && lex::year(rest).is_ok()
                || letters > 1 && date::is_whole(rest))
            || entry.is(Class::Currency)
                && rest
                    .trim_start_matches('-')
                    .starts_with(|c: char| c.is_ascii_digit());
        let joined = rest.starts_with(|c: char| lex::is_name(c) && !glued)
            || (rest.starts_with('-')
                && !glued
                && rest
                    .get(1..)
                    .is_some_and(|rest| rest.starts_with(|c: char| lex::is_name(c))));
        if joined {
            return self.name();
        }
        self.sentence.word(entry, word.len());
        self.to(rest);
    }

    /// What the vocabulary knows of the letters at the cursor; `None` where they are longer than any word.
    fn entry(&mut self, letters: &str) -> Option<Entry> {
        while self
            .words
            .first()
            .is_some_and(|word| (word.start as usize) < self.at)
        {
            self.words = self.words.get(1..).unwrap_or_default();
        }
        match self.words.first() {
            Some(word)
                if word.start as usize == self.at
                    && word.end as usize == self.at + letters.len()
                    && letters.len() <= 2 * lex::LONGEST_WORD =>
            {
                Some(word.entry)
            }
            // Digits are glued to it, or it is no word of the source.
            _ => lex::word(letters).ok().map(|(_, word)| word.entry()),
        }
    }

    /// A reference, and those of an elided list that it completes.
    fn references(&mut self, start: &'a str, end: &'a str, found: reference::Cited) {
        let first = match &found.value {
            Value::Memo(text) | Value::Resolution(text) if !found.misprint => Some(text.clone()),
            _ => None,
        };
        self.claim(start, end, found.value, None, found.misprint);
        while let Some(first) = &first
            && let Ok((end, (start, next))) = reference::elided(self.rest(), first.as_str())
        {
            self.claim(start, end, next.value, None, next.misprint);
        }
    }

    /// `Art. 95`, `Arts. 88 y 89`, `Rec. 1.9:`, `Objetivo Estratégico N°1`.
    fn numbered(&mut self, rest: &'a str, word: Entry, length: usize) -> bool {
        let (kind, several) = if let Some(several) = article::keyword(word) {
            (None, several)
        } else if let Some((kind, several)) = item::keyword(word) {
            (Some(kind), several)
        } else {
            return false;
        };
        let before = match kind {
            Some(kind) => item::between(rest, kind),
            None => article::lead(rest),
        };
        let number = |input: &'a str| match kind {
            Some(_) => item::numbered(input).ok(),
            None => article::number(input).ok(),
        };
        let Some((start, (mut end, mut found))) = before
            .ok()
            .and_then(|(start, ())| Some((start, number(start)?)))
        else {
            return false;
        };
        let mut start = start;
        self.sentence.word(word, length);
        loop {
            let value = found.to_owned();
            let value = match kind {
                None => Value::Article(value),
                Some(Item::Recommendation) => Value::Recommendation(value),
                Some(Item::Objective) => Value::Objective(value),
            };
            self.claim(start, end, value, None, false);
            let next = article::join(end)
                .ok()
                .filter(|_| several)
                .and_then(|(start, ())| Some((start, number(start)?)));
            let Some((next_start, (next_end, next_found))) = next else {
                return true;
            };
            // `los artículos 88, 89 y 2020 personas`: what is counted is no article.
            if year::counts(next_end) {
                return true;
            }
            (start, end, found) = (next_start, next_end, next_found);
        }
    }

    /// `diciembre de 2020`, `enero a diciembre 2022`, `primero de enero de 2021`.
    fn dated(&mut self, word: Entry) -> bool {
        let begins = [
            Class::Month,
            Class::MonthShort,
            Class::DayNumber,
            Class::Ordinal,
            Class::YearPart,
        ];
        if !begins.into_iter().any(|class| word.is(class)) {
            return false;
        }
        let input = self.rest();
        if !self.sentence.dates().span && self.listed(input) {
            return true;
        }
        match period::dated(input, self.sentence.dates()) {
            Ok((rest, Some(value))) => {
                self.claim_date(input, rest, value);
                true
            }
            // `enero` alone is a word; `primero de enero` without a year is no date.
            _ => false,
        }
    }

    /// The dates of an elided list, each by itself: `el 9 y 27-11-2018`.
    fn listed(&mut self, input: &'a str) -> bool {
        let Ok((_, dates)) = date::listed(input) else {
            return false;
        };
        // The last may begin a period, which says the year of the others.
        let period = dates
            .last()
            .and_then(|&(last, ..)| period::dated(last, self.sentence.dates()).ok())
            .is_some_and(|(_, value)| !matches!(value, Some(Value::Date(_))));
        if period {
            return false;
        }
        for (start, end, date) in dates {
            self.claim(start, end, Value::Date(date), None, false);
        }
        true
    }

    fn claim_date(&mut self, start: &str, end: &str, value: Value) {
        if matches!(value, Value::Period(_)) {
            self.sentence.period();
        }
        self.claim(start, end, value, None, false);
    }

    /// A word that goes on with digits or hyphens: a code, or a name whose digits count nothing.
    fn name(&mut self) {
        let input = self.rest();
        let chain = code::chain(input);
        let after = input.get(chain.text.len()..).unwrap_or_default();
        // Cut off at a hyphen, it is not whole: `IESS-DPL-2022-`.
        if (chain.is_code() || chain.is_audit()) && !after.starts_with(['_', '-']) {
            return self.claim(
                input,
                after,
                Value::Code(chain.text.to_owned()),
                None,
                false,
            );
        }
        let mut after = after.trim_start_matches(if chain.cut { is_chain } else { lex::is_name });
        // `A5/04/2021` is one name.
        while let Some(tail) = after.strip_prefix('/')
            && tail.starts_with(|c: char| c.is_ascii_digit())
        {
            after = tail.trim_start_matches(lex::is_name);
        }
        if after.len() == input.len() {
            return;
        }
        self.pass_name(input, after);
    }

    /// At a digit, or at the minus sign before one.
    fn digits(&mut self, negative: bool) {
        let start = self.rest();
        if negative {
            let body = start.trim_start_matches(|c: char| !c.is_ascii_digit());
            if lex::consumed(start, body).chars().count() > 1 {
                self.sentence.sign();
            }
            return self.number(start, body, true);
        }
        if let Some(lead) = self.sentence.lead() {
            let plain = |input| {
                // `Resolución 535`; a bare `resolución 2021` is more likely its year.
                let dated = !self.sentence.after_mark() && lex::year(input).is_ok();
                if lead == reference::Lead::Resolution && !dated && self.sentence.after_word() {
                    reference::plain_resolution(input)
                } else {
                    lex::miss(input)
                }
            };
            let read = period::dated(start, period::Lead::default()).is_err();
            if let (true, Ok((rest, found))) = (
                read,
                reference::reference(start, Some(lead)).or_else(|_| plain(start)),
            ) {
                return self.claim(start, rest, found.value, None, found.misprint);
            }
        }
        let expect = self.context.expect;
        let is_whole = |rest: &str| start.len() == self.text.len() && rest.trim().is_empty();
        if (self.sentence.after_code() || expect == Some(Expect::Code))
            && let Some(key) = code::key(start)
        {
            let rest = start.get(key.len()..).unwrap_or_default();
            if !rest.starts_with(lex::is_name) && (self.sentence.after_code() || is_whole(rest)) {
                return self.claim(start, rest, Value::Code(key.to_owned()), None, false);
            }
        }
        if expect == Some(Expect::Recommendation)
            && let Ok((rest, number)) = item::numbered(start)
            && is_whole(rest)
        {
            let value = Value::Recommendation(number.to_owned());
            return self.claim(start, rest, value, None, false);
        }
        if self.sentence.after_gazette()
            && let Ok((rest, _)) = lex::digits(1, 5)(start)
            && !date::is_whole(start)
        {
            return self.pass(rest);
        }
        let named = self.sentence.after_mark() && !date::is_whole(start);
        if !self.sentence.currency() && !named && date::may_begin(start) {
            if self.sentence.dates().article && !self.sentence.dates().span && self.listed(start) {
                return;
            }
            match period::dated(start, self.sentence.dates()) {
                Ok((rest, Some(value))) => return self.claim_date(start, rest, value),
                Ok((rest, None)) => return self.pass(rest),
                Err(_) => {}
            }
            if let Ok((rest, ())) = date::off_calendar(start) {
                return self.malformed(start, rest);
            }
            // `5 y 6 de enero de 2021`, not announced as days: no number, and no day for sure.
            if let Ok((_, dates)) = date::listed(start)
                && let Some(&(_, rest, _)) = dates.first()
            {
                return self.pass(rest);
            }
        }
        if let Ok((rest, ())) = reference::rest(start) {
            return self.pass(rest);
        }
        if !self.shaped(start) {
            self.number(start, start, false);
        }
    }

    /// Digits that are joined into something else than a number: `31-02-2022`, `001-001-0123`, `7-B`, `37/00`, `08:30`.
    fn shaped(&mut self, start: &'a str) -> bool {
        let chain = code::chain(start);
        let after = start.get(chain.text.len()..).unwrap_or_default();
        if chain.parts >= 2 {
            // `2022-Direcciones`: a year and a word, joined by a lost space.
            let mut names = chain.text.split('-');
            let titled = names.next().is_some_and(|first| year::of(first).is_some())
                && names
                    .next()
                    .is_some_and(|second| second.starts_with(lex::is_letter));
            if chain.is_date_shaped() {
                self.malformed(start, after);
                return true;
            }
            // `Contrato No. 2021-045`.
            if chain.is_code()
                || (self.sentence.after_mark() && chain.is_numeric() && chain.text.len() <= 40)
            {
                self.claim(
                    start,
                    after,
                    Value::Code(chain.text.to_owned()),
                    None,
                    false,
                );
                return true;
            }
            // What is neither is passed whole: read part by part, a long one would be looked through from each part.
            // `Ley 2001-55`: a year and a number of it.
            let mut parts = chain.text.split('-');
            let of_year = parts.next().is_some_and(|first| year::of(first).is_some())
                && parts.next().is_some_and(|second| second.len() < 4);
            if !titled && (!chain.is_numeric() || chain.parts > 2 || of_year) {
                self.pass(if chain.cut {
                    after.trim_start_matches(is_chain)
                } else {
                    after
                });
                return true;
            }
        }
        let field = |input| lex::digits(1, 4)(input);
        let slash =
            (field, lex::one('/'), field, opt((lex::one('/'), field))).parse_complete(start);
        if let Ok((rest, (first, _, second, third))) = slash {
            let third = third.map(|(_, third)| third);
            if let Some(third) = third
                && code::is_date_shape([first, second, third].into_iter())
            {
                self.malformed(start, rest);
                return true;
            }
            // The cents of an amount in words: `con 37/00 dólares`.
            if third.is_none() && first.len() <= 2 && matches!(second, "00" | "100") {
                self.pass(rest);
                return true;
            }
        }
        if let Ok((rest, _)) =
            (lex::digits(1, 2), lex::one(':'), lex::digits(2, 2)).parse_complete(start)
        {
            self.pass(rest);
            return true;
        }
        false
    }
}

/// What a run of names is made of, however long.
fn is_chain(c: char) -> bool {
    lex::is_name(c) || c == '-'
}

/// Whether the letters and digits at the beginning of `input` go on as a reference does: with a hyphen or a dot, or,
/// where one was announced, with a space.
fn may_be_reference(input: &str, is_announced: bool) -> bool {
    let rest = input.trim_start_matches(lex::is_name);
    let next = rest.trim_start_matches(' ').chars().next();
    next.is_some_and(lex::is_hyphen) || rest.starts_with('.') || is_announced
}

#[cfg(test)]
mod printed;
mod quantity;
#[cfg(test)]
mod tests;
