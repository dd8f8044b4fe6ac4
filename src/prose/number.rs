//! Numbers in words.

use super::token::{Token, Tokens};
use crate::lexicon::Class;

/// `number := [part] "mil" [part] | part`, `part := hundred? (ten ("y" unit)? | teen | unit)?`: what it is worth, and
/// the tokens that it takes.
///
/// `ciento veintiocho`, `treinta y dos`, `dos mil catorce`.
pub(super) fn spelled(tokens: Tokens<'_, '_>, text: &str) -> Option<(usize, u32)> {
    let tokens = tokens.0;
    if !tokens.first()?.is(Class::Number) && !tokens.first()?.is(Class::Thousand) {
        return None;
    }
    let (mut thousands, mut part, mut at) = (0_u32, 0_u32, 0);
    let mut has_mil = false;
    // What the next word may be worth: less than this; 10 is a unit behind `y`.
    let mut room = 1000;
    while let Some(token) = tokens.get(at) {
        if let Some(value) = number(token) {
            let least = if value < 100 { 100 } else { 1000 };
            if room < least {
                break;
            }
            part += value;
            room = match value {
                100.. => 100,
                20 | 30..100 => 10,
                _ => 1,
            };
            at += 1;
        } else if room == 10 && joins(token, text) {
            let unit = tokens.get(at + 1).and_then(number);
            let Some(unit) = unit.filter(|unit| (1..10).contains(unit)) else {
                break;
            };
            part += unit;
            room = 1;
            at += 2;
        } else if token.is(Class::Thousand) && !has_mil {
            thousands = part.max(1) * 1000;
            (part, room, has_mil) = (0, 1000, true);
            at += 1;
        } else {
            break;
        }
    }
    (at > 0).then_some((at, thousands + part))
}

fn number(token: &Token<'_>) -> Option<u32> {
    token.is_word().then(|| token.entry.sense(Class::Number))?
}

fn joins(token: &Token<'_>, text: &str) -> bool {
    token.is(Class::Conjunction)
        && text
            .get(token.range())
            .is_some_and(|it| it.eq_ignore_ascii_case("y"))
}

#[cfg(test)]
mod tests {
    use super::super::testing::tokens_of;
    use super::*;

    #[test]
    fn reads_numbers_under_a_million() {
        for (text, expected) in [
            ("tres procesos", Some((1, 3))),
            ("treinta y dos procesos", Some((3, 32))),
            ("ciento veintiocho y tres", Some((2, 128))),
            ("dos mil catorce", Some((3, 2014))),
            ("mil", Some((1, 1000))),
            ("cien mil", Some((2, 100_000))),
            ("veinte y cuatro", Some((3, 24))),
            ("dos tres", Some((1, 2))),
            ("procesos", None),
        ] {
            tokens_of(text, |tokens| {
                assert_eq!(spelled(Tokens(tokens), text), expected, "{text}");
            });
        }
    }
}
