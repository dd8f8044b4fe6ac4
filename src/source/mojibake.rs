//! Text that was decoded wrongly before it came here: UTF-8 read as Latin-1 or Windows-1252, `RendiciÃ³n`.

use std::ops::Range;

/// The places of mojibake in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mojibake {
    /// How many letters are spoilt.
    pub(crate) count: u64,
    /// The first of them, in bytes.
    pub(crate) first: Range<usize>,
}

/// Finds letters of UTF-8 that were decoded byte by byte: the letter that its first byte became, before letters that
/// only a later byte becomes.
///
/// ```text
/// mojibake = ("Â" | "Ã") later | "â" later later       "RendiciÃ³n", "NÂº", "â€œ"
/// later    = what 0x80 … 0xBF are in Latin-1 or Windows-1252
/// ```
///
/// `Â`, `Ã` and `â` are not Spanish, and no language writes those signs after them.
pub(crate) fn find(text: &str) -> Option<Mojibake> {
    let mut found: Option<Mojibake> = None;
    let mut from = 0;
    // All three begin with this byte.
    for at in memchr::memchr_iter(0xC3, text.as_bytes()) {
        let Some(len) = text.get(at..).filter(|_| at >= from).and_then(spoilt) else {
            continue;
        };
        from = at + len;
        found
            .get_or_insert(Mojibake {
                count: 0,
                first: at..from,
            })
            .count += 1;
    }
    found
}

/// The length of a spoilt letter at the start of a text.
fn spoilt(text: &str) -> Option<usize> {
    let mut chars = text.chars();
    let first = chars.next()?;
    let later = match first {
        'Â' | 'Ã' => 1,
        'â' => 2,
        _ => return None,
    };
    let mut len = first.len_utf8();
    for _ in 0..later {
        len += chars.next().filter(|&c| is_later(c))?.len_utf8();
    }
    Some(len)
}

/// Whether a character is what a byte from 0x80 to 0xBF becomes.
fn is_later(c: char) -> bool {
    matches!(c, '\u{80}'..='\u{bf}') || "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_letters_that_were_decoded_byte_by_byte() {
        let spoil = |text: &str| {
            encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(text.as_bytes())
                .0
                .into_owned()
        };
        let text = spoil("Rendición de Cuentas “Nº 1”, año – ÑU");
        let found = find(&text).unwrap();
        assert_eq!((found.count, &text[found.first]), (7, "Ã³"));
        let latin1: String = "“año”".bytes().map(char::from).collect();
        assert_eq!(find(&latin1).unwrap().count, 3);
    }

    #[test]
    fn leaves_text_as_people_write_it() {
        for text in [
            "Rendición de Cuentas, año 2022: Nº 1, 12´991.512,37 ¿ñ?",
            "São Paulo, Ânia",
            "",
            "Ã",
            "pâté",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
