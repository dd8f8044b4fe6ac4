//! Numbers in words.

use super::token::{Token, Tokens};
use crate::lexicon::Class;

/// `number := [thousands "millones"] [thousands]`, `thousands := [part "mil"] [part]`,
/// `part := hundred? (ten ("y" unit)? | teen | unit)?`: what it is worth, and the tokens that it takes.
///
/// `ciento veintiocho`, `treinta y dos`, `dos mil catorce`, `tres millones doscientos mil`.
pub(super) fn spelled(tokens: Tokens<'_, '_>, text: &str) -> Option<(usize, u32)> {
    let tokens = tokens.0;
    if !tokens.first()?.is(Class::Number) && !tokens.first()?.is(Class::Thousand) {
        return None;
    }
    let (mut whole, mut part, mut at) = (0_u32, 0_u32, 0);
    // What the next word of a thousand or a million must be worth less than.
    let mut least_scale = u32::MAX;
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
        } else if let Some(scale) = scale(token).filter(|&scale| scale < least_scale) {
            // `dos mil millones`: a million counts all before it.
            let (before, counted) = if scale > 1000 {
                (0, whole + part)
            } else {
                (whole, part)
            };
            whole = before.checked_add(counted.max(1).checked_mul(scale)?)?;
            (part, room, at) = (0, 1000, at + 1);
            least_scale = if tokens.get(at).and_then(self::scale) > Some(scale) {
                u32::MAX
            } else {
                scale
            };
        } else {
            break;
        }
    }
    (at > 0).then_some((at, whole.checked_add(part)?))
}

fn number(token: &Token<'_>) -> Option<u32> {
    token.is_word().then(|| token.entry.sense(Class::Number))?
}

/// `mil`, `millones`.
fn scale(token: &Token<'_>) -> Option<u32> {
    token.entry.name(Class::Thousand).parse().ok()
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
            ("tres millones doscientos mil cinco", Some((5, 3_200_005))),
            ("dos mil millones", Some((3, 2_000_000_000))),
            ("procesos", None),
        ] {
            tokens_of(text, |tokens| {
                assert_eq!(spelled(Tokens(tokens), text), expected, "{text}");
            });
        }
    }
}
