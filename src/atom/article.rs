//! Articles of a law.

use nom::{
    IResult, Parser,
    combinator::{opt, verify},
};

use super::lex::{consumed, digits, gap, miss, number_mark, one, word};
use crate::lexicon::{Class, Entry, Sense};

/// Whether a word announces articles, and whether it announces several.
pub(super) fn keyword(word: Entry) -> Option<bool> {
    word.meaning(Class::LawArticle)
        .map(|sense| sense == Sense::Several)
}

/// `number-of = word ["."] [mark] number`: what stands between the word and the number, `Art. `, `artículo N° `.
pub(super) fn lead(input: &str) -> IResult<&str, ()> {
    let (rest, _) = opt(one('.')).parse_complete(input)?;
    let (rest, _) = gap(rest)?;
    let (rest, _) = opt(one(':')).parse_complete(rest)?;
    let (rest, _) = gap(rest)?;
    let (rest, _) = opt(number_mark).parse_complete(rest)?;
    Ok((rest, ()))
}

/// `number = 1*4digit *("." 1*3digit)`, not part of a longer number, date or share: `227`, `88.2`.
pub(super) fn number(input: &str) -> IResult<&str, &str> {
    let (mut rest, _) = digits(1, 4)(input)?;
    // A law numbers few levels; more than four is something else.
    for _ in 0..3 {
        match (one('.'), digits(1, 3)).parse_complete(rest) {
            Ok((after, _)) => rest = after,
            Err(_) => break,
        }
    }
    let mut next = rest.chars();
    let goes_on = match next.next() {
        Some('/' | '.' | ',') => next.next().is_some_and(|c| c.is_ascii_digit()),
        Some('%') => true,
        _ => false,
    };
    if goes_on {
        miss(input)
    } else {
        Ok((rest, consumed(input, rest)))
    }
}

/// What joins two numbers of a list: `, `, ` y `, ` al `, ` - `.
pub(super) fn join(input: &str) -> IResult<&str, ()> {
    let (rest, _) = gap(input)?;
    let (rest, _) = opt(one(',')).parse_complete(rest)?;
    let (rest, _) = gap(rest)?;
    let (rest, joint) = opt(verify(word, |w: &crate::lexicon::Folded| {
        matches!(w.as_str(), "y" | "e" | "al" | "a" | "hasta")
    }))
    .parse_complete(rest)?;
    let (rest, dash) = if joint.is_none() {
        opt(super::lex::hyphen).parse_complete(rest)?
    } else {
        (rest, None)
    };
    let (rest, _) = gap(rest)?;
    let between = consumed(input, rest);
    let joined = joint.is_some() || dash.is_some() || between.contains(',');
    if joined { Ok((rest, ())) } else { miss(input) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        assert_eq!(number("227 establece"), Ok((" establece", "227")));
        assert_eq!(number("95.- Toda"), Ok((".- Toda", "95")));
        assert_eq!(number("88.2, y"), Ok((", y", "88.2")));
        for text in ["5%", "20/01/2022", "12345", "1,5", "a"] {
            assert!(number(text).is_err(), "{text}");
        }
    }
}
