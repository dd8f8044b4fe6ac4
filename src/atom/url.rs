//! Web addresses.

use nom::{IResult, Parser, bytes::complete::take_while1};

use super::lex::{consumed, miss};

/// `url = ("http" ["s"] "://" | "www.") 1*visible`, without the punctuation of the sentence around it.
///
/// ```text
/// https://drive.google.com/drive/folders/1qWeRt_yUiOpAsDfGhJkLzXcVbNm2468x?usp=share_link
/// www.iess.gob.ec
/// ```
pub(super) fn url(input: &str) -> IResult<&str, &str> {
    let scheme = ["https://", "http://", "www."].into_iter().find(|scheme| {
        // Compared as bytes: the case of ASCII letters alone, which cannot cut a character.
        input
            .as_bytes()
            .get(..scheme.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(scheme.as_bytes()))
    });
    let Some(scheme) = scheme else {
        return miss(input);
    };
    let visible = |c: char| {
        !c.is_whitespace()
            && !c.is_control()
            && !matches!(c, '<' | '>' | '"' | '“' | '”' | '«' | '»')
    };
    let (_, run) = take_while1(visible).parse_complete(input)?;
    // A bracket closes the sentence's, unless the address opened it.
    let opened = run.contains('(');
    let address = run.trim_end_matches(|c| {
        matches!(
            c,
            '.' | ',' | ';' | ':' | '!' | '?' | '\'' | '’' | ']' | '}' | '…'
        ) || (c == ')' && !opened)
    });
    if address.len() <= scheme.len() {
        return miss(input);
    }
    let rest = input.get(address.len()..).unwrap_or_default();
    Ok((rest, consumed(input, rest)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses() {
        for (text, expected) in [
            (
                "https://drive.google.com/drive/folders/1PoLkMn4j7hgf45DsAZ-XcvbN8mjkuYTr ",
                "https://drive.google.com/drive/folders/1PoLkMn4j7hgf45DsAZ-XcvbN8mjkuYTr",
            ),
            ("www.iess.gob.ec).", "www.iess.gob.ec"),
            ("HTTP://a.ec/b_(c);", "HTTP://a.ec/b_(c)"),
            ("https://a.ec/?q=1,2”", "https://a.ec/?q=1,2"),
        ] {
            assert_eq!(url(text).map(|(_, found)| found), Ok(expected), "{text}");
        }
        for text in ["http://", "www.", "www. a", "https", "wwé"] {
            assert!(url(text).is_err(), "{text}");
        }
    }
}
