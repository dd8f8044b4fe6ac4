//! Numbers in digits, in every notation that reports print.

use nom::{
    IResult, Parser,
    character::complete::{digit1, satisfy},
    combinator::{opt, recognize},
    multi::many0_count,
    sequence::pair,
};
use rust_decimal::Decimal;

use super::{
    lex::{digits, one},
    scan::{Context, Expect},
    spaced,
};

/// No number of a report is longer; what is longer is read past in one go and kept as malformed.
const LONGEST_TOKEN: usize = 96;

/// A `Decimal` keeps 28 digits whatever they are.
const MOST_DIGITS: usize = 28;

/// The reading of a number that was not taken, and what decided.
///
/// `61.590` is 61590 where the dot groups and 61.590 where it marks the decimals: printed alone it says neither.
///
/// ```
/// use rendicion::atom::{Context, Ground, parse_number};
///
/// let (value, ambiguity) = parse_number("61.590", &Context::default()).unwrap();
/// assert_eq!(value.to_string(), "61590");
/// let ambiguity = ambiguity.unwrap();
/// assert_eq!(ambiguity.other.to_string(), "61.590");
/// assert_eq!(ambiguity.ground, Ground::Default);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ambiguity {
    /// The reading not taken.
    pub other: Decimal,
    /// What the decision rests on.
    pub ground: Ground,
}

/// What the reading of an ambiguous number rests on, the surest first.
///
/// ```
/// use rendicion::atom::Ground;
///
/// assert!(Ground::Column < Ground::Default);
/// assert_eq!(Ground::Sentence.as_str(), "sentence");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Ground {
    /// The other cells of its column, or what the column holds.
    Column,
    /// The other cells of its table.
    Table,
    /// The words about it: a percentage has decimals, people come whole.
    Sentence,
    /// The notation of the document's other numbers.
    Document,
    /// Nothing but custom: groups of three.
    Default,
}

impl Ground {
    /// Its name, for messages.
    ///
    /// ```
    /// assert_eq!(rendicion::atom::Ground::Default.as_str(), "default");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Column => "column",
            Self::Table => "table",
            Self::Sentence => "sentence",
            Self::Document => "document",
            Self::Default => "default",
        }
    }
}

/// What a separator does in a notation.
///
/// ```
/// use rendicion::atom::{Ground, Mark, Role};
///
/// assert_eq!(Mark::decimal_comma(Ground::Table).comma, Some(Role::Decimal));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Role {
    /// It parts groups of three digits.
    Groups,
    /// It stands before the decimals.
    Decimal,
}

/// What a lone separator before three digits means, as far as the caller knows, and from what it knows it.
///
/// Reports mix notations, so what the dot does says nothing of the comma: either may be unknown.
///
/// ```
/// use rendicion::atom::{Context, Ground, Mark, parse_number};
///
/// let context = Context { marks: Some(Mark::decimal_comma(Ground::Table)), ..Context::default() };
/// assert_eq!(parse_number("27,174", &context).unwrap().0.to_string(), "27.174");
/// assert_eq!(parse_number("27.174", &context).unwrap().0.to_string(), "27174");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What a dot does.
    pub dot: Option<Role>,
    /// What a comma does.
    pub comma: Option<Role>,
    /// What this is known from.
    pub ground: Ground,
}

impl Mark {
    /// The notation of `718.978,76`.
    ///
    /// ```
    /// use rendicion::atom::{Ground, Mark, Role};
    /// assert_eq!(Mark::decimal_comma(Ground::Document).dot, Some(Role::Groups));
    /// ```
    pub const fn decimal_comma(ground: Ground) -> Self {
        Self {
            dot: Some(Role::Groups),
            comma: Some(Role::Decimal),
            ground,
        }
    }

    /// The notation of `720,978.76`.
    ///
    /// ```
    /// use rendicion::atom::{Ground, Mark, Role};
    /// assert_eq!(Mark::decimal_point(Ground::Document).dot, Some(Role::Decimal));
    /// ```
    pub const fn decimal_point(ground: Ground) -> Self {
        Self {
            dot: Some(Role::Decimal),
            comma: Some(Role::Groups),
            ground,
        }
    }

    /// Either separator groups: what a column of whole numbers prints.
    ///
    /// ```
    /// use rendicion::atom::{Ground, Mark, Role};
    /// assert_eq!(Mark::groups(Ground::Column).comma, Some(Role::Groups));
    /// ```
    pub const fn groups(ground: Ground) -> Self {
        Self {
            dot: Some(Role::Groups),
            comma: Some(Role::Groups),
            ground,
        }
    }

    fn role(self, separator: char) -> Option<Role> {
        if separator == '.' {
            self.dot
        } else {
            self.comma
        }
    }
}

/// The number that the whole of `text` prints, exactly, with the reading not taken where it has two.
///
/// White space around it, groups parted by spaces, and the signs of a negative number are read: `-5`, `(1.250,00)`,
/// `1.250,00-`. A sign of money or per cent is not.
///
/// ```
/// use rendicion::atom::{Context, Expect, parse_number};
///
/// let read = |text| parse_number(text, &Context::default()).map(|(value, _)| value.to_string());
/// assert_eq!(read("12´991.512,37").as_deref(), Some("12991512.37"));
/// assert_eq!(read("1.690.794.73").as_deref(), Some("1690794.73"));
/// assert_eq!(read("330.00").as_deref(), Some("330.00"));
/// assert_eq!(read("14 000,12").as_deref(), Some("14000.12"));
/// assert_eq!(read("(1.250,00)").as_deref(), Some("-1250.00"));
/// assert_eq!(read("1.2345.67"), None);
///
/// let count = Context { expect: Some(Expect::Count), ..Context::default() };
/// assert_eq!(parse_number("27,174", &count).unwrap().0.to_string(), "27174");
/// ```
pub fn parse_number(text: &str, context: &Context) -> Option<(Decimal, Option<Ambiguity>)> {
    let text = text.trim();
    let (text, negative) = unsigned(text);
    let (rest, token) = spaced::groups(text).or_else(|_| token(text)).ok()?;
    if !rest.is_empty() {
        return None;
    }
    let (mut value, mut ambiguity) =
        decide(&read(&spaced::compact(token))?, *context, Hint::default());
    if negative {
        value = -value;
        if let Some(ambiguity) = &mut ambiguity {
            ambiguity.other = -ambiguity.other;
        }
    }
    Some((value, ambiguity))
}

/// What is left of a number without the sign that makes it negative: `-5`, `(1.250,00)`, `1.250,00-`.
fn unsigned(text: &str) -> (&str, bool) {
    let sign = ['-', '\u{2212}'];
    let bare = text
        .strip_prefix(sign)
        .or_else(|| text.strip_suffix(sign))
        .or_else(|| text.strip_prefix('(')?.strip_suffix(')'));
    bare.map_or((text, false), |bare| (bare, true))
}

/// The mark of the millions: `12´991.512,37`, `46’466.947,63`, and what extractors leave of it.
pub(super) fn is_apostrophe(c: char) -> bool {
    matches!(
        c,
        '\'' | '`'
            | '´'
            | '’'
            | '‘'
            | '‛'
            | '′'
            | '‵'
            | 'ʹ'
            | 'ʼ'
            | 'ˈ'
            | '\u{0300}'
            | '\u{0301}'
            | '＇'
    )
}

/// `token = digits *(separator digits)`: `22,837,561.78`, `35´765.942,27`, `8`. A dot that ends a sentence stays out.
///
/// Extractors set a space beside an accent that stands alone, so `35 ´ 765.942,27` is one number too: without this, it
/// would read as thirty-five in silence.
pub(super) fn token(input: &str) -> IResult<&str, &str> {
    let separator = satisfy(|c| matches!(c, '.' | ',') || is_apostrophe(c));
    recognize((
        digit1,
        opt(spaced_millions),
        many0_count(pair(separator, digit1)),
    ))
    .parse_complete(input)
}

/// What is left behind the separators and digits that a name goes on with: ` y` of `.026 y`.
pub(super) fn tail(input: &str) -> &str {
    let separator = satisfy(|c| matches!(c, '.' | ',') || is_apostrophe(c));
    let read: IResult<&str, usize> = many0_count(pair(separator, digit1)).parse_complete(input);
    read.map_or(input, |(rest, _)| rest)
}

/// ` ´ 765` before a separator and a digit.
fn spaced_millions(input: &str) -> IResult<&str, ()> {
    let (rest, _) = opt(one(' ')).parse_complete(input)?;
    let (rest, _) =
        satisfy(|c| is_apostrophe(c) && !matches!(c, '\'' | '‘')).parse_complete(rest)?;
    let (rest, _) = opt(one(' ')).parse_complete(rest)?;
    let (rest, _) = digits(3, 3)(rest)?;
    let (_, _) = (
        satisfy(|c| matches!(c, '.' | ',')),
        satisfy(|c| c.is_ascii_digit()),
    )
        .parse_complete(rest)?;
    Ok((rest, ()))
}

/// Which separators did what in a number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    pub(super) groups: Option<char>,
    pub(super) decimal: Option<char>,
}

/// What the separators of a number say of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reading {
    /// One reading only.
    Exact(Decimal, Shape),
    /// A lone separator before three digits.
    Either {
        grouped: Decimal,
        decimal: Decimal,
        separator: char,
    },
}

/// What the words about a number say of a lone separator in it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Hint {
    /// A percentage sign follows.
    pub(super) percent: bool,
    /// The sentence speaks of what has decimals, or of what comes whole.
    pub(super) sentence: Option<Role>,
}

/// Reads a token by its separators; `None` fits no rule: `1.2345.67`, or more digits than are exact.
///
/// ```text
/// 12´991.512,37   an apostrophe groups; of two kinds the last marks the decimals
/// 34.300’637.010  … with more groups before it
/// 1.690.794.73    one kind, repeated: groups of three; a last group of two digits is the cents
/// 81.76  91,31    one separator, not before three digits: the decimals
/// 61.590  27,174  one separator before three digits: either
/// 0.123  1234.567 … unless what stands before cannot be a group
/// ```
pub(super) fn read(token: &str) -> Option<Reading> {
    if token.len() > LONGEST_TOKEN {
        return None;
    }
    let token = token.replace(' ', "");
    let (lead, mut groups) = parts(&token)?;
    let mut whole = lead.to_owned();
    let may_group = lead.len() <= 3 && !lead.starts_with('0');
    let mut apostrophe = false;
    let mut grouping = None;
    if let Some(last) = groups.iter().rposition(|&(mark, _)| is_apostrophe(mark)) {
        let below = groups.split_off(last + 1);
        grouping = above(&groups).filter(|_| may_group)?;
        whole.extend(groups.iter().map(|&(_, run)| run));
        groups = below;
        apostrophe = true;
    }
    let Some((&(mark, last), earlier)) = groups.split_last() else {
        return Some(Reading::Exact(exact(&whole, &[], "")?, Shape::default()));
    };
    let grouped = Shape {
        groups: Some(mark),
        decimal: None,
    };
    let Some(&(first, _)) = earlier.first() else {
        if last.len() == 3 && (apostrophe || may_group) {
            let all = exact(&whole, &groups, "")?;
            return Some(if grouping == Some(mark) {
                Reading::Exact(all, grouped)
            } else {
                Reading::Either {
                    grouped: all,
                    decimal: exact(&whole, &[], last)?,
                    separator: mark,
                }
            });
        }
        let shape = Shape {
            groups: grouping,
            decimal: Some(mark),
        };
        return Some(Reading::Exact(exact(&whole, &[], last)?, shape));
    };
    let fits = (apostrophe || may_group)
        && grouping.is_none_or(|grouping| grouping == first)
        && earlier
            .iter()
            .all(|&(other, run)| other == first && run.len() == 3);
    if !fits {
        return None;
    }
    match last.len() {
        3 if mark == first => Some(Reading::Exact(exact(&whole, &groups, "")?, grouped)),
        // Only cents are printed behind the mark that groups.
        length if mark == first && length != 2 => None,
        _ => {
            let shape = Shape {
                groups: Some(first),
                decimal: Some(mark),
            };
            Some(Reading::Exact(exact(&whole, earlier, last)?, shape))
        }
    }
}

/// Whether a token is a number by its separators.
pub(crate) fn is_number(token: &str) -> bool {
    read(token).is_some()
}

/// Whether a token is a number with its cents behind a mark that groups nothing: none of it is left to come.
pub(crate) fn is_closed(token: &str) -> bool {
    matches!(read(token), Some(Reading::Exact(value, shape))
        if value.scale() == 2 && shape.decimal.is_some() && shape.groups != shape.decimal)
}

/// The digits before the first separator, and each run of digits with the separator before it.
fn parts(token: &str) -> Option<(&str, Vec<(char, &str)>)> {
    let run = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let (lead, mut rest) = token.split_at_checked(run(token))?;
    let mut groups = Vec::new();
    while let Some(mark) = rest.chars().next() {
        let tail = rest.get(mark.len_utf8()..)?;
        let (digits, after) = tail.split_at_checked(run(tail))?;
        if digits.is_empty() {
            return None;
        }
        groups.push((mark, digits));
        rest = after;
    }
    (!lead.is_empty()).then_some((lead, groups))
}

/// The separator that groups beside the apostrophe, up to which these groups go; `None` where they do not fit.
///
/// ```text
/// 34.300’637   12´991´512   12´991512
/// ```
#[allow(
    clippy::option_option,
    reason = "whether they fit, and the separator if there is one"
)]
fn above(groups: &[(char, &str)]) -> Option<Option<char>> {
    // The apostrophe alone marks the millions only, so the six digits after it are one group.
    if let [(_, run)] = groups
        && run.len() == 6
    {
        return Some(None);
    }
    let mut others = groups
        .iter()
        .map(|&(mark, _)| mark)
        .filter(|&mark| !is_apostrophe(mark));
    let first = others.next();
    let fits =
        groups.iter().all(|(_, run)| run.len() == 3) && others.all(|mark| Some(mark) == first);
    fits.then_some(first)
}

/// The exact decimal with these digits. They are checked to be digits, and few enough, before `from_str_exact` sees
/// them: it would take an underscore, and a longer number would not be exact.
fn exact(lead: &str, groups: &[(char, &str)], decimals: &str) -> Option<Decimal> {
    let mut digits = String::with_capacity(MOST_DIGITS + 2);
    digits.push_str(lead);
    for (_, run) in groups {
        digits.push_str(run);
    }
    if digits.len() + decimals.len() > MOST_DIGITS {
        return None;
    }
    if !decimals.is_empty() {
        digits.push('.');
        digits.push_str(decimals);
    }
    Decimal::from_str_exact(&digits).ok()
}

/// Settles a reading: the percentage sign, the column or table, the sentence, the document, then custom.
pub(super) fn decide(
    reading: &Reading,
    context: Context,
    hint: Hint,
) -> (Decimal, Option<Ambiguity>) {
    let &Reading::Either {
        grouped,
        decimal,
        separator,
    } = reading
    else {
        let Reading::Exact(value, _) = *reading else {
            return (Decimal::ZERO, None);
        };
        return (value, None);
    };
    let known = context
        .marks
        .and_then(|marks| Some((marks.role(separator)?, marks.ground)));
    let of_column = match context.expect {
        Some(Expect::Count | Expect::Money | Expect::Year) => Some(Role::Groups),
        Some(Expect::Percent | Expect::Decimal) => Some(Role::Decimal),
        Some(Expect::Text | Expect::Code | Expect::Recommendation) | None => None,
    };
    let (role, ground) = if hint.percent {
        (Role::Decimal, Ground::Sentence)
    } else if let Some((role, ground @ (Ground::Column | Ground::Table))) = known {
        (role, ground)
    } else if let Some(role) = of_column {
        (role, Ground::Column)
    } else if let Some(role) = hint.sentence {
        (role, Ground::Sentence)
    } else {
        known.unwrap_or((Role::Groups, Ground::Default))
    };
    let (value, other) = match role {
        Role::Groups => (grouped, decimal),
        Role::Decimal => (decimal, grouped),
    };
    (value, Some(Ambiguity { other, ground }))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn value(text: &str) -> Option<String> {
        parse_number(text, &Context::default()).map(|(value, _)| value.to_string())
    }

    #[test]
    fn printed_values() {
        for (text, expected) in [
            ("12´991.512,37", "12991512.37"),
            ("46’466.947,63", "46466947.63"),
            ("35'765.942,27", "35765942.27"),
            ("35\u{0301}765.942,27", "35765942.27"),
            ("12'991512,37", "12991512.37"),
            ("12´991´512", "12991512"),
            ("35 ´ 765.942,27", "35765942.27"),
            ("35´ 765.942,27", "35765942.27"),
            ("1.690.794.73", "1690794.73"),
            ("93.994.297.24", "93994297.24"),
            ("22,837,561.78", "22837561.78"),
            ("718.978,76", "718978.76"),
            ("720,978.76", "720978.76"),
            ("1.380.757.00", "1380757.00"),
            ("81.76", "81.76"),
            ("91,31", "91.31"),
            ("330.00", "330.00"),
            ("0.00", "0.00"),
            ("0", "0"),
            ("0.123", "0.123"),
            ("1234.567", "1234.567"),
            ("1.234.567", "1234567"),
            ("61.590", "61590"),
            ("27,174", "27174"),
            ("-5,5", "-5.5"),
            ("(1.250,00)", "-1250.00"),
            ("1.250,00-", "-1250.00"),
            ("34.300’637.010,37", "34300637010.37"),
            ("18.450’236.117", "18450236117"),
            ("18,450'236,117.49", "18450236117.49"),
            ("18.450´236,49", "18450236.49"),
            ("14 000,12", "14000.12"),
            ("1 222 333", "1222333"),
            ("123456789012345", "123456789012345"),
            ("123.456.789.012.345,67", "123456789012345.67"),
        ] {
            assert_eq!(value(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn fits_no_rule() {
        for text in [
            "1.2345.67",
            "12.34,56",
            "1,234.567,8",
            "1.234,567.8",
            "0.123.456",
            "5'10",
            "1.234´567,010.8",
            "12.345.6",
            "12,345,6789",
            "1 22 333",
            "12345678901234567890123456789",
            "",
            "-",
            "1_000",
            "1.",
            "a",
            "1 2",
        ] {
            assert_eq!(value(text), None, "{text}");
        }
        assert_eq!(value(&"9".repeat(1_000_000)), None);
        assert_eq!(value(&"9.".repeat(100_000)), None);
    }

    #[test]
    fn grounds_in_order() {
        let ground = |text, context: &Context, hint| {
            let (value, ambiguity) = decide(&read(text).unwrap(), *context, hint);
            (value.to_string(), ambiguity.unwrap().ground)
        };
        let document = Context {
            marks: Some(Mark::decimal_point(Ground::Document)),
            expect: None,
        };
        let people = Hint {
            percent: false,
            sentence: Some(Role::Groups),
        };
        assert_eq!(
            ground("61.590", &document, Hint::default()),
            ("61.590".into(), Ground::Document)
        );
        assert_eq!(
            ground("61.590", &document, people),
            ("61590".into(), Ground::Sentence)
        );
        let table = Context {
            marks: Some(Mark::decimal_point(Ground::Table)),
            expect: Some(Expect::Count),
        };
        assert_eq!(
            ground("61.590", &table, people),
            ("61.590".into(), Ground::Table)
        );
        let percent = Hint {
            percent: true,
            sentence: None,
        };
        assert_eq!(
            ground("61.590", &document, percent),
            ("61.590".into(), Ground::Sentence)
        );
        let count = Context {
            marks: None,
            expect: Some(Expect::Count),
        };
        assert_eq!(
            ground("61.590", &count, Hint::default()),
            ("61590".into(), Ground::Column)
        );
    }

    /// The digits in groups of three, parted by `separator`.
    fn grouped(mut whole: u64, separator: &str) -> String {
        let mut groups = Vec::new();
        while whole >= 1000 {
            groups.push(format!("{:03}", whole % 1000));
            whole /= 1000;
        }
        groups.push(whole.to_string());
        groups.reverse();
        groups.join(separator)
    }

    proptest! {
        #[test]
        fn every_notation_reads_the_same(whole in 0_u64..100_000_000_000, cents in 0_u8..100) {
            let expected = Some(format!("{whole}.{cents:02}"));
            prop_assert_eq!(&value(&format!("{},{cents:02}", grouped(whole, "."))), &expected);
            prop_assert_eq!(&value(&format!("{}.{cents:02}", grouped(whole, ","))), &expected);
            prop_assert_eq!(&value(&format!("{}.{cents:02}", grouped(whole, "."))), &expected);
            prop_assert_eq!(&value(&format!("{whole},{cents:02}")), &expected);
            let millions = whole / 1_000_000;
            if millions > 0 && millions < 1000 {
                let below = grouped(1_000_000_000 + whole % 1_000_000, ".");
                let text = format!("{millions}´{},{cents:02}", below.trim_start_matches("1.000."));
                prop_assert_eq!(&value(&text), &expected, "{}", text);
            }
        }

        #[test]
        fn a_lone_separator_before_three_digits_is_flagged(lead in 1_u32..1000, last in 0_u32..1000, comma: bool) {
            let separator = if comma { ',' } else { '.' };
            let text = format!("{lead}{separator}{last:03}");
            let (value, ambiguity) = parse_number(&text, &Context::default()).unwrap();
            prop_assert_eq!(value.to_string(), format!("{lead}{last:03}"));
            prop_assert_eq!(ambiguity.unwrap().other.to_string(), format!("{lead}.{last:03}"));
        }

        #[test]
        fn never_panics(text in "[0-9.,'´’\u{301}-]{0,120}") {
            let _ = parse_number(&text, &Context::default());
        }
    }
}
