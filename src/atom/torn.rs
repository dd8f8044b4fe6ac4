//! Numbers that a misread letter or a lost beginning spoils: what is left of them is no number of the report.

use nom::{IResult, Parser, bytes::complete::take_while1};

use super::{
    date,
    lex::{self, is_letter, miss},
    number,
};

/// Letters and marks that are read for digits, or stand for a letter that was lost.
const MISREAD: &[char] = &['O', 'o', 'Q', 'l', 'I', '|', 'S', 'B', 'Z', 'º', '\u{fffd}'];
/// Characters of the longest number that is looked at.
const LONGEST: usize = 40;

fn is_separator(c: char) -> bool {
    matches!(c, '.' | ',' | '´' | '’' | '\'' | '‘' | '′')
}

/// Whether a character may stand in a number that was misread.
fn is_part(c: char) -> bool {
    c.is_ascii_digit() || is_separator(c) || is_misread(c)
}

/// Whether a character is one of [`MISREAD`].
fn is_misread(c: char) -> bool {
    // Most are letters that are none of them.
    !matches!(c, 'a'..='k' | 'm' | 'n' | 'p'..='z') && MISREAD.contains(&c)
}

/// A word that is a number but for letters that were misread.
///
/// ```text
/// 1.2OO.000,00   l.200,00   61.59O   114.1S9,17   2O22   B3,33%   15/O5/2022   6.2?4.118,33   12..345
/// ```
///
/// `4.B`, `123B` and `S300` are names; `1.º` is an ordinal.
pub(super) fn misread(input: &str) -> IResult<&str, &str> {
    let first = input.chars().next();
    if !first.is_some_and(is_part) {
        return miss(input);
    }
    if let Ok(found) = misread_date(input) {
        return Ok(found);
    }
    if first.is_some_and(|c| c.is_ascii_digit())
        && let Ok(found) = lettered(input).or_else(|_| marred(input))
    {
        return Ok(found);
    }
    let end = input
        .char_indices()
        .take(LONGEST + 1)
        .find(|(_, c)| !is_part(*c))
        .map_or(input.len(), |(at, _)| at);
    let (run, rest) = input.split_at(end.min(input.floor_char_boundary(4 * LONGEST)));
    // Other letters make it a word; a hyphen, a code.
    if is_in_word(rest) {
        return miss(input);
    }
    let word = run.trim_end_matches(is_separator);
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let letters = word.chars().filter(|&c| is_misread(c)).count();
    let inside = || {
        word.chars()
            .skip(1)
            .take(word.chars().count().saturating_sub(2))
    };
    let fits = if word.contains(is_separator) {
        digits >= 2 && digits + letters >= 4 && !word.ends_with('º')
    } else {
        digits >= 3 && word.starts_with(|c: char| c.is_ascii_digit()) && inside().any(is_misread)
    };
    if letters == 0 || !fits {
        return miss(input);
    }
    Ok((&input[word.len()..], word))
}

/// Whether a word or a code goes on with what stands behind a number.
fn is_in_word(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/' | '@'))
}

/// Signs that join no two numbers, and marks that look like a dot or a comma and are none.
fn is_stray(c: char) -> bool {
    matches!(
        c,
        '?' | '!' | '~' | '^' | '\\' | '·' | '‚' | '․' | '٫' | '٬' | '，' | '．'
    )
}

/// A number with a stray sign in it or a mark printed twice: `6.2?4.118,33`, `12..345`, `58․026`.
fn marred(input: &str) -> IResult<&str, &str> {
    let mut strays = 0;
    // Marks and signs since the last digit.
    let mut marks = 0;
    let mut end = 0;
    for (at, c) in input.char_indices().take(LONGEST) {
        if c.is_ascii_digit() {
            end = at + 1;
            marks = 0;
        } else if (is_stray(c) || matches!(c, '.' | ',')) && marks < 2 {
            marks += 1;
            let doubled = marks == 2 && !is_stray(c);
            let goes_on = input
                .get(at + c.len_utf8()..)
                .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
            strays += usize::from(goes_on && (is_stray(c) || doubled));
        } else if is_separator(c) && marks == 0 {
            marks = 1;
        } else {
            break;
        }
    }
    let rest = input.get(end..).unwrap_or_default();
    if strays > 0 && !rest.starts_with(|c: char| c.is_alphanumeric()) {
        Ok((rest, input.get(..end).unwrap_or_default()))
    } else {
        miss(input)
    }
}

/// A day in figures with letters that were misread: `15/O5/2022`, `l4-05-2022`.
fn misread_date(input: &str) -> IResult<&str, &str> {
    let is_mark = |c: char| matches!(c, '/' | '-');
    let end = input
        .char_indices()
        .take(12)
        .find(|&(_, c)| !(c.is_ascii_digit() || is_mark(c) || is_misread(c)))
        .map_or(input.len(), |(at, _)| at);
    let word = input.get(..end).unwrap_or_default();
    if word.chars().filter(|&c| is_mark(c)).count() != 2 {
        return miss(input);
    }
    let as_digits: String = word.chars().map(as_digit).collect();
    let rest = input.get(end..).unwrap_or_default();
    // `27-I-2010` is in January.
    let spoilt = as_digits != word
        && !date::is_figures(word)
        && word.bytes().filter(u8::is_ascii_digit).count() >= 4;
    if spoilt && date::is_figures(&as_digits) && !rest.starts_with(char::is_alphanumeric) {
        Ok((rest, word))
    } else {
        miss(input)
    }
}

/// The digit that a letter was misread for.
fn as_digit(c: char) -> char {
    match c {
        'O' | 'o' | 'Q' => '0',
        'l' | 'I' | '|' => '1',
        'S' => '5',
        'B' => '8',
        'Z' => '2',
        other => other,
    }
}

/// A number with groups or cents, in which any one letter stands for a digit: `1.2a0,00`, `61.5k0`.
fn lettered(input: &str) -> IResult<&str, &str> {
    let end = input
        .char_indices()
        .take(LONGEST)
        .find(|(_, c)| !(c.is_ascii_digit() || is_separator(*c) || is_letter(*c)))
        .map_or(input.floor_char_boundary(4 * LONGEST), |(at, _)| at);
    let word = input
        .get(..end)
        .unwrap_or_default()
        .trim_end_matches(is_separator);
    let rest = input.get(word.len()..).unwrap_or_default();
    let mut letters = word.char_indices().filter(|(_, c)| is_letter(*c));
    let (Some((at, letter)), None) = (letters.next(), letters.next()) else {
        return miss(input);
    };
    let digit = |c: char| c.is_ascii_digit();
    let after = word.get(at + letter.len_utf8()..).unwrap_or_default();
    let inside =
        word.starts_with(digit) && after.starts_with(|c: char| digit(c) || is_separator(c));
    if !inside {
        return miss(input);
    }
    let as_digits = word.replace(letter, "1");
    let long = as_digits.bytes().filter(u8::is_ascii_digit).count() >= 5;
    if long && !is_in_word(rest) && word.contains(['.', ',']) && number::read(&as_digits).is_some()
    {
        Ok((rest, word))
    } else {
        miss(input)
    }
}

/// An amount with a space after each of its signs: `6 . 2 0 4 . 1 1 8 , 3 3`. Without a mark it is a row of digits.
pub(super) fn scattered(input: &str) -> IResult<&str, &str> {
    const LEAST: usize = 4;
    let (mut digits, mut end) = (0, 0);
    let mut chars = input.char_indices().take(2 * LONGEST);
    while let Some((at, c)) = chars.next() {
        if c.is_ascii_digit() {
            digits += 1;
            end = at + 1;
        } else if digits == 0 || !matches!(c, '.' | ',') {
            break;
        }
        if chars.next().is_none_or(|(_, c)| c != ' ') {
            break;
        }
    }
    let rest = input.get(end..).unwrap_or_default();
    let inside = input.get(..end).unwrap_or_default();
    if digits >= LEAST
        && inside.contains(' ')
        && inside.contains(['.', ','])
        && !rest.starts_with(char::is_alphanumeric)
    {
        Ok((rest, inside))
    } else {
        miss(input)
    }
}

/// A day in figures with a space in the day: `1 5/05/2022`.
pub(super) fn parted_day(input: &str) -> IResult<&str, &str> {
    let (rest, first) = lex::digits(1, 1)(input)?;
    let (rest, _) = lex::one(' ')(rest)?;
    lex::digits(1, 1)(rest)?;
    let end = rest
        .find(|c: char| !(c.is_ascii_digit() || matches!(c, '/' | '-' | '.')))
        .unwrap_or(rest.len());
    let (date, rest) = rest.split_at(end.min(LONGEST));
    let date = date.trim_end_matches('.');
    let is_day = matches!(first, "0" | "1" | "2" | "3");
    if is_day && date::is_figures(&format!("{first}{date}")) {
        let read = input.len() - rest.len();
        Ok((rest, input.get(..read).unwrap_or_default()))
    } else {
        miss(input)
    }
}

/// Whether a word is a small number but for one letter: `3B`, `1O`.
pub(crate) fn is_misread_count(word: &str) -> bool {
    let digits = word.bytes().filter(u8::is_ascii_digit).count();
    let letters = word.chars().filter(|&c| is_misread(c)).count();
    digits > 0 && letters == 1 && digits + letters == word.chars().count() && digits <= 3
}

/// What follows a number that fits no notation: behind a space, where both are one number that does.
///
/// `6.204.1 18,33` is `6.204.118,33` with a space in it, and `18,33` is no value.
pub(super) fn rejoined<'a>(token: &str, rest: &'a str) -> &'a str {
    let next = rest.strip_prefix(' ').map(number::token);
    match next {
        Some(Ok((after, tail)))
            if token.len() + tail.len() <= LONGEST
                && number::read(&format!("{token}{tail}")).is_some() =>
        {
            after
        }
        _ => rest,
    }
}

/// Where a date ends whose day is a digit and, at the beginning of `rest`, a letter that was misread: `1B de mayo`.
pub(super) fn misread_day<'a>(token: &str, rest: &'a str) -> Option<&'a str> {
    let after = rest.strip_prefix(MISREAD)?;
    let (end, _) = date::after_day(after).ok()?;
    (token.len() == 1 && token.starts_with(['1', '2', '3'])).then_some(end)
}

/// The rest of a number that lost its beginning: `.000,00`.
pub(super) fn rest(input: &str) -> IResult<&str, &str> {
    let second = || input.as_bytes().get(1);
    if !input.starts_with(['.', ',']) || !second().is_some_and(u8::is_ascii_digit) {
        return miss(input);
    }
    take_while1(|c: char| c.is_ascii_digit() || is_separator(c)).parse_complete(input)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_misread_letter_spoils_a_number() {
        for text in [
            "1.2OO.000,00",
            "l.200,00",
            "61.59O",
            "114.1S9,17",
            "2O22",
            "B3,33",
            "1.00º.000,00",
            "61.5\u{fffd}0",
            "1.2a0,00",
            "61.5k0",
            "15/O5/2022",
            "l4-05-2022",
            "6.2?4.118,33",
            "12..345",
            "6.204..118,33",
            "58․026",
        ] {
            assert_eq!(misread(text), Ok(("", text)), "{text}");
        }
        assert_eq!(misread("61.59O, y"), Ok((", y", "61.59O")));
        for text in [
            "4.B",
            "123B",
            "S300",
            "1.º",
            "61.590",
            "IESS",
            "Bolívar",
            "2020",
            "1.2.3",
            "S.O.S.",
            "12.345-B",
            "o 5",
            "2.x",
            "1.250a",
            "5.200,10dólares",
            "12...345",
            "¿2020?",
            "12. .345",
            "Ol/Il/SB",
        ] {
            assert!(misread(text).is_err(), "{text}");
        }
    }

    #[test]
    fn what_a_space_or_a_letter_spoils_is_no_value() {
        assert_eq!(rejoined("6.204.1", " 18,33 y"), " y");
        assert_eq!(rejoined("1.2345.67", " 8.5 y"), " 8.5 y");
        assert_eq!(misread_day("1", "B de mayo de 2022."), Some("."));
        assert_eq!(misread_day("1", "B de la sede"), None);
        assert!(is_misread_count("3B") && !is_misread_count("33") && !is_misread_count("3BB"));
        assert_eq!(misread_day("4", "B de mayo"), None);
    }

    #[test]
    fn the_rest_of_a_number_begins_with_its_separator() {
        assert_eq!(rest(".000,00 y"), Ok((" y", ".000,00")));
        assert!(rest(". 5").is_err() && rest("5").is_err() && rest(".").is_err());
    }
}
