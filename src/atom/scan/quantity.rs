//! Numbers in their surroundings: what is glued to them, spaces inside, signs, factors, cents.

use std::borrow::Cow;

use rust_decimal::Decimal;

use crate::atom::{
    code, factor, lex, money,
    number::{self, Hint, Reading, Role},
    percent, spaced, torn,
    value::Value,
    year,
};

use super::{Expect, Scanner};
use crate::lexicon::{self, Class};

/// Decimals of an amount of money: prices for a unit have four. More are groups that lost a separator.
const MOST_DECIMALS: u32 = 4;

/// Letters of the shortest word that is taken for one where digits are glued to it.
const LEAST_LETTERS: usize = 3;

/// Whether a name begins with a word of small letters.
fn begins_as_word(name: &str) -> bool {
    let letters = name.chars().take_while(|c| c.is_lowercase()).count();
    letters >= LEAST_LETTERS && !name.chars().nth(letters).is_some_and(lex::is_letter)
}

/// Whether such a word follows the first digits of a name, and nothing else.
fn begins_as_word_behind(name: &str) -> bool {
    let from_digits = name.trim_start_matches(lex::is_letter);
    let word = from_digits.trim_start_matches(|c: char| c.is_ascii_digit());
    begins_as_word(word) && word.chars().all(char::is_lowercase)
}

/// What stands before a number, for a space inside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    Start,
    Currency,
    Lead,
    Lower,
    Open,
    /// A year, with a comma or without.
    Year,
    /// Another number and a comma.
    List,
    Other,
}

/// What stands after a number and its sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum After {
    End,
    Digit,
    Lower,
    Stop,
    Other,
}

/// What a number with spaces is.
enum Spaced<'a> {
    /// One number: where it ends, and its digits without the spaces.
    One(&'a str, String),
    /// Parts of which none is a value.
    Torn(&'a str),
    /// No spaces belong to it.
    Not,
}

impl<'a> Scanner<'a> {
    /// Passes over a number that a misread letter or a lost beginning spoils, and whatever of it was taken for one.
    pub(super) fn torn(&mut self) -> bool {
        let begins = self
            .before
            .is_none_or(|(last, spaced)| spaced || matches!(last, '$' | '(' | '[' | '"' | '“'));
        let input = self.rest();
        if !begins {
            return false;
        }
        let is_day = self.sentence.dates().article && !self.is_cell();
        if let Ok((end, _)) = torn::misread(input)
            .or_else(|_| torn::scattered(input))
            .or_else(|_| {
                if is_day {
                    torn::parted_day(input)
                } else {
                    lex::miss(input)
                }
            })
        {
            self.malformed(input, end);
            return true;
        }
        let Ok((end, _)) = torn::rest(input) else {
            return false;
        };
        // What stands before it is its beginning.
        let beginning = self.scan.found.pop_if(|it| {
            it.value.decimal().is_some()
                && self
                    .text
                    .get(it.range.end..self.at)
                    .is_some_and(|gap| gap.trim().is_empty())
        });
        let start = beginning
            .and_then(|it| self.text.get(it.range.start..))
            .unwrap_or(input);
        self.malformed(start, end);
        true
    }

    /// `por5.200,10`, `a58.026`, `deUSD 6.204,33`: a known word, glued to the number or the sign after it.
    pub(super) fn glued(&mut self, input: &'a str) -> bool {
        let Ok((rest, folded)) = lex::word(input) else {
            return false;
        };
        let raw = lex::consumed(input, rest);
        let lower = |text: &str| !text.is_empty() && text.chars().all(char::is_lowercase);
        if let Some(stem) = raw.strip_suffix("USD")
            && lower(stem)
        {
            if let Ok((_, stem)) = lex::word(stem) {
                self.sentence.word(stem.entry(), stem.len());
            }
            self.sentence.sign();
            self.to(rest);
            return true;
        }
        let Ok((after, token)) = number::token(rest) else {
            return false;
        };
        let long = token.len() > 4 && token.contains(['.', ',']) && number::read(token).is_some();
        let fits = if long {
            lower(raw) || raw.len() > 1
        } else {
            lower(raw)
                && raw.len() > 1
                && !after.starts_with(|c| lex::is_name(c) || matches!(c, '-' | '/'))
        };
        if !fits || !folded.entry().is(Class::QuantityLead) {
            return false;
        }
        self.sentence.word(folded.entry(), folded.len());
        self.to(rest);
        true
    }

    /// Passes a name with the separators and digits that it goes on with: no tail of a number is a number.
    pub(super) fn pass_name(&mut self, start: &'a str, after: &'a str) {
        let name = lex::consumed(start, after);
        let is_sentence = begins_as_word(name);
        if !name.ends_with(|c: char| c.is_ascii_digit()) {
            // `adjudicaron12procesos`: three words, of which one is a number.
            return if is_sentence && begins_as_word_behind(name) {
                self.malformed(start, after);
            } else {
                self.pass(after);
            };
        }
        let end = number::tail(after);
        let whole = lex::consumed(start, end);
        let digits = whole.trim_start_matches(lex::is_letter);
        let spoiled = end.len() < after.len()
            && digits.len() > if is_sentence { 4 } else { 5 }
            && digits.len() < whole.len()
            && number::read(digits).is_some();
        if spoiled {
            self.malformed(start, end);
        } else {
            self.pass(end);
        }
    }

    /// Whether a cell of numbers is scanned.
    fn is_cell(&self) -> bool {
        self.context.expect.is_some_and(|expect| !expect.is_text())
    }

    /// What of the text stands before `start`, without the spaces at its end.
    fn text_before(&self, start: &str) -> &'a str {
        let at = self.text.len().saturating_sub(start.len());
        self.text.get(..at).unwrap_or_default().trim_end()
    }

    fn before_number(&self, start: &str) -> Before {
        if self.sentence.currency() || self.sentence.foreign() {
            return Before::Currency;
        }
        let text = self.text_before(start);
        match text.chars().next_back() {
            None => Before::Start,
            Some(',' | '0'..='9') if ends_in_year(text) => Before::Year,
            Some(':' | '(' | '[' | '"' | '“' | '«') => Before::Open,
            Some(',' | ';') => {
                let list = text.trim_end_matches([',', ';', ' ']);
                if list.ends_with(|c: char| c.is_ascii_digit()) {
                    Before::List
                } else {
                    Before::Open
                }
            }
            Some(c)
                if lex::is_letter(c)
                    && !self.sentence.after_label()
                    && !self.sentence.after_mark() =>
            {
                let word = last_word(text);
                if !word.starts_with(char::is_lowercase) {
                    Before::Other
                } else if leads(word) {
                    Before::Lead
                } else {
                    Before::Lower
                }
            }
            Some('0'..='9') if last_is_year(&self.scan) => Before::Open,
            Some(_) => Before::Other,
        }
    }

    /// Decides whether the number at `body`, of which `token` was read up to `rest`, goes on over a space.
    fn spaced(&self, start: &'a str, body: &'a str, token: &str, rest: &'a str) -> Spaced<'a> {
        let before = self.before_number(start);
        let alone = |after: &'a str| {
            matches!(before, Before::Start | Before::Currency | Before::Open)
                && matches!(after_number(after, token), After::End | After::Stop)
        };
        if let Ok((after, raw)) = spaced::groups(body) {
            let next = after_number(after, token);
            let is_money = money::after(after, token).is_ok();
            // In a sentence its groups are no values by themselves; behind a label they are a row's.
            let is_torn = !self.is_cell() && before == Before::List;
            let one = match before {
                _ if self.is_cell() => alone(after),
                Before::Currency | Before::Lead => true,
                Before::Lower => matches!(next, After::Lower | After::Stop),
                // A line of nothing else is a row of numbers rather.
                Before::Start => matches!(next, After::Lower | After::Stop) || is_money,
                Before::Open => matches!(next, After::Lower | After::Stop | After::End),
                Before::Year => matches!(next, After::Lower) || is_money,
                Before::List => is_money,
                Before::Other => false,
            };
            return if one {
                Spaced::One(after, spaced::compact(raw).into_owned())
            } else if is_torn {
                Spaced::Torn(after)
            } else {
                Spaced::Not
            };
        }
        if !self.is_cell()
            && matches!(before, Before::Currency | Before::Lead)
            && let Ok((after, _)) = spaced::misfit(body)
        {
            return Spaced::Torn(after);
        }
        let Ok((after, (mark, tail))) = spaced::after_mark(rest) else {
            return Spaced::Not;
        };
        let joined = format!("{token}{mark}{tail}");
        let Some(reading) = number::read(&joined) else {
            return Spaced::Not;
        };
        let parted = token.contains(['.', ',']);
        // `92, 08%`: no number begins with a nought.
        let cut = tail.starts_with('0') && percent::sign(after).is_ok();
        let signed = cut || before == Before::Currency || money::after(after, &joined).is_ok();
        let one = Spaced::One(after, joined);
        let group =
            tail.find(['.', ',']) == Some(3) && !tail.get(3..).unwrap_or_default().contains(mark);
        if group && matches!(reading, Reading::Exact(..)) && (parted || signed || alone(after)) {
            return one;
        }
        if tail == "000" && signed {
            return one;
        }
        let cents = tail.len() == 2 && !token.contains(mark) && (mark == ',' || parted);
        if !cents || !(signed || parted && alone(after)) {
            return Spaced::Not;
        }
        let listed = !parted
            && after
                .strip_prefix(" y ")
                .is_some_and(|next| next.starts_with(|c: char| c.is_ascii_digit()));
        if listed || year::counts(after) && money::after(after, tail).is_err() {
            Spaced::Torn(after)
        } else {
            one
        }
    }

    /// The range of a negative number, where parentheses or a minus sign behind it make it one: `(1.250,00)`,
    /// `1.250,00-`.
    ///
    /// Parentheses behind a noun repeat what it says, and make nothing negative: `el total (1.250,00)`.
    ///
    /// Also says whether a sign of money stands before the parenthesis.
    fn negative(
        &self,
        start: &'a str,
        rest: &'a str,
        cents: bool,
    ) -> Option<(&'a str, &'a str, bool)> {
        let before = self.text_before(start);
        if let Some(after) = rest.strip_prefix(['-', '\u{2212}']) {
            let closed =
                !after.starts_with(|c: char| c.is_alphanumeric() || lex::is_hyphen(c) || c == '$');
            let whole = self.is_cell() && before.is_empty() && after.trim().is_empty();
            return (closed && (cents || whole)).then_some((start, after, false));
        }
        let after = rest.strip_prefix(')')?;
        let outer = before.strip_suffix('(')?;
        let opened = self.text.get(outer.len()..)?;
        let outer = outer.trim_end();
        let whole = outer.is_empty() && after.trim().is_empty();
        let sign = outer.ends_with('$') || outer.ends_with("USD");
        let led = sign || leads(last_word(outer)) || whole;
        (led && cents || whole && self.is_cell()).then_some((opened, after, sign))
    }

    /// A number: percentage, money, key, year or plain, in this order.
    #[allow(
        clippy::too_many_lines,
        reason = "the order of the claims is told in one place"
    )]
    pub(super) fn number(&mut self, start: &'a str, body: &'a str, negative: bool) {
        let Ok((mut rest, mut token)) = number::token(body) else {
            return;
        };
        // `2020,2021`: years in a row, not decimals.
        if token.contains(',')
            && token.len() <= 64
            && token.split(',').all(|part| year::of(part).is_some())
        {
            token = token.get(..4).unwrap_or(token);
            rest = body.get(4..).unwrap_or(rest);
        }
        let mut digits = Cow::Borrowed(token);
        match self.spaced(start, body, token, rest) {
            Spaced::One(after, joined) => {
                rest = after;
                digits = Cow::Owned(joined);
            }
            Spaced::Torn(after) => return self.malformed(start, after),
            Spaced::Not => {}
        }
        let expect = self.context.expect;
        let signed = self.sentence.currency();
        let percent = percent::sign(rest).ok().map(|(after, ())| after);
        let factor = factor::factor(rest).ok().filter(|(after, factor)| {
            !factor.of_money || signed || money::after(after, token).is_ok()
        });
        let unit = factor.map_or(rest, |(after, _)| after);
        let foreign = self.sentence.foreign() || money::foreign_after(unit).is_ok();
        let money_after = money::after(unit, &digits).ok().map(|(after, ())| after);
        let marked =
            signed || foreign || percent.is_some() || money_after.is_some() || factor.is_some();
        if !marked && matches!(digits, Cow::Borrowed(_)) {
            if self.is_no_quantity(token, rest) {
                let after =
                    rest.trim_start_matches(|c| lex::is_name(c) || matches!(c, 'º' | 'ª' | '°'));
                let is_amount = || {
                    token.len() > 4 && token.contains(['.', ',']) && number::read(token).is_some()
                };
                if let Some(end) = torn::misread_day(token, rest) {
                    self.malformed(start, end);
                } else if rest.starts_with(lex::is_name) && is_amount() {
                    self.malformed(start, after);
                } else {
                    self.pass(after);
                }
                return;
            }
            if code::is_key(token)
                && !matches!(expect, Some(Expect::Money | Expect::Count))
                && !year::counts(rest)
            {
                return self.claim(start, rest, Value::Code(token.to_owned()), None, false);
            }
        }
        let Some(reading) = number::read(&digits) else {
            return self.malformed(start, torn::rejoined(token, rest));
        };
        if signed && let Ok((after, _)) = factor::unsure(rest) {
            return self.malformed(start, after);
        }
        let hint = Hint {
            percent: percent.is_some(),
            sentence: match reading {
                // Asked only where its mark has two readings.
                Reading::Exact(..) => None,
                _ if signed || money_after.is_some() || foreign => Some(Role::Groups),
                Reading::Either { .. } => self.sentence.role(rest),
            },
        };
        let (mut value, mut ambiguity) = number::decide(&reading, *self.context, hint);
        let two_decimals = matches!(reading, Reading::Exact(decimal, shape) if shape.decimal.is_some() && decimal.scale() == 2);
        let (start, rest, minus, signed) = match self.negative(start, rest, two_decimals) {
            Some((start, after, sign)) if percent.is_none() && factor.is_none() => {
                (start, after, true, signed || sign)
            }
            _ => (start, rest, negative, signed),
        };
        let money_after =
            money_after.or_else(|| money::after(rest, &digits).ok().map(|(after, ())| after));
        if minus {
            value = -value;
            if let Some(ambiguity) = &mut ambiguity {
                ambiguity.other = -ambiguity.other;
            }
        }
        if let Some(after) = percent {
            self.sentence.quantity();
            return self.claim(start, after, Value::Percent(value), ambiguity, false);
        }
        let mut end = rest;
        if let Some((after, factor)) = factor {
            let times = |value: Decimal| {
                let more = if minus { -factor.more } else { factor.more };
                value
                    .checked_mul(factor.by)?
                    .checked_add(more)
                    .map(|value| value.normalize())
            };
            let Some(scaled) = times(value) else {
                return self.malformed(start, after);
            };
            value = scaled;
            end = after;
            ambiguity = ambiguity.and_then(|found| {
                Some(number::Ambiguity {
                    other: times(found.other)?,
                    ..found
                })
            });
        } else if let Ok((after, cents)) = factor::cents(rest)
            && !foreign
            && let Some(whole) = whole(&reading)
        {
            let amount = whole + cents;
            let value = Value::Money(if minus { -amount } else { amount });
            self.sentence.quantity();
            self.claim(start, after, value, None, false);
            if let Ok((after, ())) = money::after(after, "0,00") {
                self.to(after);
            }
            return;
        }
        let topic = two_decimals && expect.is_none_or(Expect::is_text) && self.sentence.of_money();
        if !foreign && (signed || money_after.is_some() || topic) {
            if factor.is_none() && value.scale() > MOST_DECIMALS {
                return self.malformed(start, end);
            }
            self.sentence.quantity();
            self.claim(start, end, Value::Money(value), ambiguity, false);
            if let Some(after) = money_after {
                // The sign belongs to this amount, not to the next.
                self.to(after);
            }
            return;
        }
        let has_decimals = matches!(reading, Reading::Exact(_, shape) if shape.decimal.is_some());
        let value = match expect {
            // An amount of another currency is a number: no sum of dollars may count it.
            _ if foreign => Value::Number(value),
            Some(Expect::Money) => Value::Money(value),
            Some(Expect::Percent) => Value::Percent(value),
            Some(Expect::Count | Expect::Decimal) => Value::Number(value),
            Some(Expect::Text | Expect::Code | Expect::Recommendation | Expect::Year) | None => {
                match year::of(&digits) {
                    Some(year)
                        if !minus
                            && factor.is_none()
                            && (self.sentence.after_year() || !year::counts(rest)) =>
                    {
                        Value::Year(year)
                    }
                    _ if has_decimals && self.sentence.of_percent() => Value::Percent(value),
                    _ => Value::Number(value),
                }
            }
        };
        if !matches!(value, Value::Year(_)) {
            self.sentence.quantity();
        }
        self.claim(start, end, value, ambiguity, false);
    }

    /// Digits that name something: `Fase 3`, `N° 5`, `7ma`, `2do`, `3G`, `1.º`.
    fn is_no_quantity(&self, token: &str, rest: &str) -> bool {
        let plain = token.len() <= 3
            || !token.contains(',') && token.split('.').all(|part| part.len() <= 2);
        let label = self.sentence.after_label() && plain;
        let mark = self.sentence.after_mark()
            && (plain || token.bytes().all(|byte| byte.is_ascii_digit()))
            && !code::is_key(token);
        if label || mark || rest.starts_with(['º', 'ª', '°']) {
            return true;
        }
        if !rest.starts_with(lex::is_name) {
            return false;
        }
        match lex::word(rest) {
            // `300adultos`, `2020se`: the space was lost. Units and currencies are not names either.
            Ok((after, folded)) if !after.starts_with(|c: char| c.is_ascii_digit()) => {
                folded.entry().is(Class::OrdinalEnd) || rest.starts_with(char::is_uppercase)
            }
            _ => true,
        }
    }
}

/// Whether the last value found is a year, which is in no list with amounts.
fn last_is_year(scan: &super::Scan) -> bool {
    let last = scan.found.last();
    last.is_some_and(|it| matches!(it.value, Value::Year(_)))
}

/// Whether a quantity may follow a word.
fn leads(word: &str) -> bool {
    lexicon::folded(word).is_some_and(|word| word.entry().is(Class::QuantityLead))
}

/// The last word of a text, where it ends in one; no longer than any word that is looked for.
fn last_word(text: &str) -> &str {
    let from = text
        .char_indices()
        .rev()
        .take(24)
        .take_while(|(_, c)| lex::is_letter(*c))
        .last()
        .map_or(text.len(), |(at, _)| at);
    text.get(from..).unwrap_or_default()
}

/// Whether a text ends in a year, or in one and a comma: no number goes on behind it.
fn ends_in_year(text: &str) -> bool {
    let text = text.strip_suffix(',').unwrap_or(text);
    let word = text
        .bytes()
        .rev()
        .take(5)
        .take_while(u8::is_ascii_digit)
        .count();
    text.get(text.len() - word..)
        .is_some_and(|word| year::of(word).is_some())
}

/// What follows a number, its factor, and its sign.
fn after_number(rest: &str, token: &str) -> After {
    let rest = factor::factor(rest).map_or(rest, |(rest, _)| rest);
    let rest = percent::sign(rest).map_or(rest, |(rest, ())| rest);
    let rest = money::after(rest, token).map_or(rest, |(rest, ())| rest);
    let rest = rest.trim_start_matches(' ');
    // A minus sign may stand behind a number in a cell.
    if matches!(rest.trim_end(), "-" | "\u{2212}") {
        return After::End;
    }
    match rest.chars().next() {
        None => After::End,
        Some(c) if c.is_ascii_digit() => After::Digit,
        Some(c) if c.is_lowercase() => After::Lower,
        Some('.' | ',' | ';' | ':' | ')' | ']' | '"' | '”' | '»' | '!' | '?') => After::Stop,
        Some(_) => After::Other,
    }
}

/// The dollars of an amount whose cents stand apart.
fn whole(reading: &Reading) -> Option<Decimal> {
    match *reading {
        Reading::Exact(value, shape) => shape.decimal.is_none().then_some(value),
        Reading::Either { grouped, .. } => Some(grouped),
    }
}
