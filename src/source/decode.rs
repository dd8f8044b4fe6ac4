//! Text out of bytes: which encoding they are in, and what in them is no text.
//!
//! Reports come as UTF-8, with or without a mark of byte order; as UTF-16, which Windows programs save under the name
//! "Unicode"; and in one byte a letter: Windows-1252, of which Latin-1 is a part, code page 850 of DOS and Mac OS Roman.
//! Which of them it is, in this order:
//!
//! 1. a mark of byte order says so;
//! 2. a NUL in every second byte of most letters, which is what Spanish is in UTF-16;
//! 3. valid UTF-8 is UTF-8;
//! 4. where bytes break UTF-8, each break is held against each letter that is whole: `ó` as two bytes is written by
//!    nothing but UTF-8, and `ó` as one byte breaks it. The more numerous decide, UTF-8 on a tie; and a lone `0xC2` or
//!    `0xC3` at the very end is a letter that a download cut in two, not the `Â` or `Ã` that Spanish does not have;
//! 5. of the encodings of one byte a letter, that in which most bytes beside a letter are letters of Spanish;
//!    Windows-1252 on a tie.

use std::borrow::Cow;
use std::fmt;

use encoding_rs::{DecoderResult, MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};
use oem_cp::code_table::DECODING_TABLE_CP850 as CP850;

use super::Span;

/// Places of replaced bytes that are kept; more are counted.
const MOST_PLACES: usize = 1000;
/// Bytes that are looked at for UTF-16 without a mark of byte order.
const SAMPLE: usize = 4096;
/// One NUL in this many bytes is a glyph that an extractor had no letter for; more are no text.
const NUL_SHARE: usize = 64;

/// How letters are written as bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
    Windows1252,
    Cp850,
    MacRoman,
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16, little end first",
            Self::Utf16Be => "UTF-16, big end first",
            Self::Windows1252 => "Windows-1252",
            Self::Cp850 => "code page 850 of DOS",
            Self::MacRoman => "Mac OS Roman",
        })
    }
}

/// Bytes that stand for no letter in their encoding, and where U+FFFD stands for them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Replaced {
    /// Where U+FFFD stands in the decoded text.
    pub(crate) span: Span,
    /// Where the bytes stood.
    pub(crate) offset: usize,
    /// How many there were.
    pub(crate) len: usize,
}

/// What bytes say.
#[derive(Debug)]
pub(crate) struct Decoded<'b> {
    pub(crate) text: Cow<'b, str>,
    pub(crate) encoding: Encoding,
    /// The first places where bytes were replaced.
    pub(crate) replaced: Vec<Replaced>,
    /// How many places there are in all.
    pub(crate) replacements: u64,
}

/// Why bytes are no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Binary {
    /// The byte that shows it.
    pub(crate) offset: usize,
    /// What it shows.
    pub(crate) sign: &'static str,
}

/// Decodes `bytes`. A mark of byte order of UTF-8 stays in the text, which then is the bytes one for one; that of
/// UTF-16 is left out.
pub(crate) fn decode(bytes: &[u8]) -> Decoded<'_> {
    match encoding(bytes) {
        Encoding::Utf8 => utf8(bytes),
        Encoding::Utf16Le => by(
            bytes.strip_prefix(b"\xFF\xFE").unwrap_or(bytes),
            bytes.len(),
            Encoding::Utf16Le,
        ),
        Encoding::Utf16Be => by(
            bytes.strip_prefix(b"\xFE\xFF").unwrap_or(bytes),
            bytes.len(),
            Encoding::Utf16Be,
        ),
        Encoding::Cp850 => cp850(bytes),
        encoding @ (Encoding::Windows1252 | Encoding::MacRoman) => by(bytes, bytes.len(), encoding),
    }
}

/// What shows that `bytes` are no text in any of the encodings; `None` for a text.
pub(crate) fn binary(bytes: &[u8]) -> Option<Binary> {
    const SIGNS: &[(&[u8], &str)] = &[
        (b"%PDF-", "the head of a PDF file"),
        (b"PK\x03\x04", "the head of a ZIP, DOCX or ODT file"),
        (b"\xD0\xCF\x11\xE0", "the head of a DOC file"),
        (b"{\\rtf", "the head of an RTF file"),
        (b"\xFF\xD8\xFF", "the head of a JPEG file"),
        (b"\x89PNG", "the head of a PNG file"),
        (b"GIF8", "the head of a GIF file"),
        (b"II*\0", "the head of a TIFF file"),
        (b"MM\0*", "the head of a TIFF file"),
        (b"\x1F\x8B\x08", "the head of a gzip file"),
        (
            b"\xFF\xFE\0\0",
            "the mark of byte order of UTF-32, which is not read",
        ),
        (
            b"\0\0\xFE\xFF",
            "the mark of byte order of UTF-32, which is not read",
        ),
    ];
    if let Some((_, sign)) = SIGNS.iter().find(|(head, _)| bytes.starts_with(head)) {
        return Some(Binary { offset: 0, sign });
    }
    // Readers of PDF allow for so many bytes before its head.
    if let Some(offset) = memchr::memmem::find(&bytes[..bytes.len().min(1024)], b"%PDF-") {
        return Some(Binary {
            offset,
            sign: SIGNS[0].1,
        });
    }
    if matches!(encoding(bytes), Encoding::Utf16Le | Encoding::Utf16Be) {
        return None;
    }
    let mut nuls = memchr::memchr_iter(0, bytes);
    let offset = nuls.next()?;
    ((1 + nuls.count()) * NUL_SHARE > bytes.len()).then_some(Binary {
        offset,
        sign: "a NUL, and there are more than a text has",
    })
}

/// At most the first `limit` of `bytes`, not cut inside a letter.
pub(crate) fn cut(bytes: &[u8], limit: usize) -> &[u8] {
    let Some(head) = bytes.get(..limit) else {
        return bytes;
    };
    let end = match encoding(head) {
        Encoding::Windows1252 | Encoding::Cp850 | Encoding::MacRoman => limit,
        Encoding::Utf16Le | Encoding::Utf16Be => limit - limit % 2,
        // A letter has three bytes after its first, at the most.
        Encoding::Utf8 => (limit.saturating_sub(3)..=limit)
            .rev()
            .find(|&at| bytes.get(at).is_none_or(|b| b & 0xC0 != 0x80))
            .unwrap_or(limit),
    };
    head.get(..end).unwrap_or(head)
}

fn encoding(bytes: &[u8]) -> Encoding {
    if bytes.starts_with(b"\xFF\xFE") {
        Encoding::Utf16Le
    } else if bytes.starts_with(b"\xFE\xFF") {
        Encoding::Utf16Be
    } else if bytes.starts_with(b"\xEF\xBB\xBF") {
        Encoding::Utf8
    } else {
        unmarked_utf16(bytes).unwrap_or_else(|| eight_bits(bytes))
    }
}

/// UTF-16 without a mark of byte order: in Spanish the high byte of nearly every letter is NUL.
fn unmarked_utf16(bytes: &[u8]) -> Option<Encoding> {
    let (pairs, _) = bytes.get(..SAMPLE).unwrap_or(bytes).as_chunks::<2>();
    let first = pairs
        .iter()
        .filter(|pair| pair[0] == 0 && pair[1] != 0)
        .count();
    let second = pairs
        .iter()
        .filter(|pair| pair[1] == 0 && pair[0] != 0)
        .count();
    let most = |nuls: usize| pairs.len() >= 4 && nuls * 10 >= pairs.len() * 8;
    if most(second) {
        Some(Encoding::Utf16Le)
    } else if most(first) {
        Some(Encoding::Utf16Be)
    } else {
        None
    }
}

/// UTF-8, or an encoding of one byte a letter where more bytes break UTF-8 than letters bear it out.
fn eight_bits(bytes: &[u8]) -> Encoding {
    if str::from_utf8(bytes).is_ok() {
        return Encoding::Utf8;
    }
    let (mut whole, mut breaks) = (0_u64, 0_u64);
    let mut chunks = bytes.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        // The first byte of each letter of more than one.
        whole += chunk.valid().bytes().filter(|&b| b >= 0xC0).count() as u64;
        let cut_off = chunks.peek().is_none() && matches!(chunk.invalid(), [0xC2 | 0xC3]);
        breaks += u64::from(!chunk.invalid().is_empty() && !cut_off);
    }
    if breaks > whole {
        one_byte_a_letter(bytes)
    } else {
        Encoding::Utf8
    }
}

/// Which encoding of one byte a letter makes most of the bytes beyond ASCII letters of Spanish.
///
/// Only bytes beside a letter of ASCII count: what are quotation marks and dashes in one encoding are letters in another.
fn one_byte_a_letter(bytes: &[u8]) -> Encoding {
    let is_letter = |at: Option<usize>| {
        at.and_then(|at| bytes.get(at))
            .is_some_and(u8::is_ascii_alphabetic)
    };
    let mut counts = [0_u32; 0x80];
    for (at, &byte) in bytes.iter().enumerate() {
        if byte >= 0x80 && (is_letter(at.checked_sub(1)) || is_letter(at.checked_add(1))) {
            counts[usize::from(byte & 0x7F)] += 1;
        }
    }
    let letters = |encoding| -> u32 {
        let is_spanish = |&(byte, _): &(u8, &u32)| {
            letter(encoding, byte).is_some_and(|c| "áéíóúüñÁÉÍÓÚÜÑ".contains(c))
        };
        (0x80..=0xFF)
            .zip(&counts)
            .filter(is_spanish)
            .map(|(_, count)| count)
            .sum()
    };
    [Encoding::Cp850, Encoding::MacRoman]
        .into_iter()
        .fold(Encoding::Windows1252, |best, other| {
            if letters(other) > letters(best) {
                other
            } else {
                best
            }
        })
}

/// The letter that a byte beyond ASCII is in an encoding of one byte a letter.
fn letter(encoding: Encoding, byte: u8) -> Option<char> {
    let by_encoding = match encoding {
        Encoding::Cp850 => return CP850.get(usize::from(byte & 0x7F)).copied(),
        Encoding::MacRoman => MACINTOSH,
        _ => WINDOWS_1252,
    };
    let bytes = [byte];
    let (text, _) = by_encoding.decode_without_bom_handling(&bytes);
    text.chars().next()
}

fn utf8(bytes: &[u8]) -> Decoded<'_> {
    if let Ok(text) = str::from_utf8(bytes) {
        return Decoded {
            text: Cow::Borrowed(text),
            encoding: Encoding::Utf8,
            replaced: Vec::new(),
            replacements: 0,
        };
    }
    let mut out = Builder::new(bytes.len() + 3, Encoding::Utf8);
    let mut offset = 0;
    for chunk in bytes.utf8_chunks() {
        out.text.push_str(chunk.valid());
        offset += chunk.valid().len();
        if !chunk.invalid().is_empty() {
            out.replace(offset, chunk.invalid().len());
            offset += chunk.invalid().len();
        }
    }
    out.finish()
}

fn cp850(bytes: &[u8]) -> Decoded<'static> {
    let mut out = Builder::new(bytes.len() + bytes.len() / 16 + 16, Encoding::Cp850);
    out.text.extend(bytes.iter().map(|&byte| {
        if byte.is_ascii() {
            char::from(byte)
        } else {
            letter(Encoding::Cp850, byte).unwrap_or(char::REPLACEMENT_CHARACTER)
        }
    }));
    out.finish()
}

/// Decodes what follows the mark of byte order of a source of `size` bytes.
fn by(bytes: &[u8], size: usize, encoding: Encoding) -> Decoded<'static> {
    let mut decoder = match encoding {
        Encoding::Utf16Le => UTF_16LE,
        Encoding::Utf16Be => UTF_16BE,
        Encoding::MacRoman => MACINTOSH,
        Encoding::Utf8 | Encoding::Cp850 | Encoding::Windows1252 => WINDOWS_1252,
    }
    .new_decoder_without_bom_handling();
    // Room for the text as it usually is; what the worst text would take is three times as much.
    let usual = if matches!(encoding, Encoding::Utf16Le | Encoding::Utf16Be) {
        bytes.len() / 2 + bytes.len() / 32
    } else {
        bytes.len() + bytes.len() / 16
    };
    let mut out = Builder::new(usual + 16, encoding);
    let mut rest = bytes;
    loop {
        let (result, read) =
            decoder.decode_to_string_without_replacement(rest, &mut out.text, true);
        rest = rest.get(read..).unwrap_or_default();
        match result {
            DecoderResult::InputEmpty => return out.finish(),
            DecoderResult::OutputFull => out.text.reserve(rest.len() / 8 + 64),
            DecoderResult::Malformed(len, after) => {
                let end = size - rest.len() - usize::from(after);
                out.text.reserve(3);
                out.replace(end.saturating_sub(usize::from(len)), usize::from(len));
            }
        }
    }
}

struct Builder {
    text: String,
    encoding: Encoding,
    replaced: Vec<Replaced>,
    replacements: u64,
}

impl Builder {
    fn new(capacity: usize, encoding: Encoding) -> Self {
        Self {
            text: String::with_capacity(capacity),
            encoding,
            replaced: Vec::new(),
            replacements: 0,
        }
    }

    fn replace(&mut self, offset: usize, len: usize) {
        let start = self.text.len();
        self.text.push(char::REPLACEMENT_CHARACTER);
        match self.replaced.last_mut() {
            // Neighbours are one place.
            Some(last) if last.span.end as usize == start && last.offset + last.len == offset => {
                last.span.end = self.text.len() as u32;
                last.len += len;
            }
            _ => {
                self.replacements += 1;
                if self.replaced.len() < MOST_PLACES {
                    let span = Span::new(start as u32, self.text.len() as u32);
                    self.replaced.push(Replaced { span, offset, len });
                }
            }
        }
    }

    fn finish(self) -> Decoded<'static> {
        Decoded {
            text: Cow::Owned(self.text),
            encoding: self.encoding,
            replaced: self.replaced,
            replacements: self.replacements,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(bytes: &[u8]) -> (String, Encoding, u64) {
        let decoded = decode(bytes);
        (
            decoded.text.into_owned(),
            decoded.encoding,
            decoded.replacements,
        )
    }

    fn utf16(text: &str, of: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(of).collect()
    }

    #[test]
    fn knows_each_encoding_with_and_without_a_mark() {
        let text = "Rendición de Cuentas, Cañar 2022 “–” € \n";
        assert_eq!(read(text.as_bytes()), (text.to_owned(), Encoding::Utf8, 0));
        let (le, be) = (utf16(text, u16::to_le_bytes), utf16(text, u16::to_be_bytes));
        assert_eq!(read(&le), (text.to_owned(), Encoding::Utf16Le, 0));
        assert_eq!(read(&be), (text.to_owned(), Encoding::Utf16Be, 0));
        assert_eq!(
            read(&[b"\xFF\xFE", &*le].concat()),
            (text.to_owned(), Encoding::Utf16Le, 0)
        );
        assert_eq!(
            read(&[b"\xFE\xFF", &*be].concat()),
            (text.to_owned(), Encoding::Utf16Be, 0)
        );
        let (windows, _, _) = WINDOWS_1252.encode(text);
        assert_eq!(read(&windows), (text.to_owned(), Encoding::Windows1252, 0));
        assert_eq!(
            read(b"\xEF\xBB\xBFCa\xC3\xB1ar"),
            ("\u{feff}Cañar".to_owned(), Encoding::Utf8, 0)
        );
        assert_eq!(read(b""), (String::new(), Encoding::Utf8, 0));
    }

    #[test]
    fn tells_encodings_of_one_byte_a_letter_by_their_letters() {
        let text = "Rendición de Cuentas: atención médica, año, Cañar, GESTIÓN ÚNICA";
        let (mac, _, _) = MACINTOSH.encode(text);
        assert_eq!(read(&mac), (text.to_owned(), Encoding::MacRoman, 0));
        let dos = oem_cp::encode_string_checked(text, &oem_cp::code_table::ENCODING_TABLE_CP850);
        let dos = dos.unwrap();
        assert_eq!(read(&dos), (text.to_owned(), Encoding::Cp850, 0));
        // Quotation marks and dashes of Windows-1252 are letters in the others.
        for text in [
            "2019 – 2020, “total” – $12´991,37",
            "Hospital ‘Básico’ – año",
            "S/N º",
        ] {
            let (windows, _, _) = WINDOWS_1252.encode(text);
            assert_eq!(read(&windows), (text.to_owned(), Encoding::Windows1252, 0));
        }
    }

    #[test]
    fn damage_to_utf8_is_not_taken_for_another_encoding() {
        assert_eq!(
            read("Rendición de Cañ".as_bytes().strip_suffix(b"\xB1").unwrap()).1,
            Encoding::Utf8
        );
        assert_eq!(
            read(b"Informe de la ni\xC3"),
            ("Informe de la ni\u{fffd}".to_owned(), Encoding::Utf8, 1)
        );
        assert_eq!(read("Gestión ¿ñ?".as_bytes()).2, 0);
        assert_eq!(
            read(b"Gesti\xC3\xB3n \xFF\xFE a\xC3\xB1o"),
            ("Gestión \u{fffd}\u{fffd} año".to_owned(), Encoding::Utf8, 1)
        );
        assert_eq!(
            read(b"Bogot\xE1"),
            ("Bogotá".to_owned(), Encoding::Windows1252, 0)
        );
    }

    #[test]
    fn says_where_bytes_were_replaced() {
        assert!(
            decode("Gestión x\u{1}xx, año".as_bytes())
                .replaced
                .is_empty()
        );
        let decoded = decode(b"Gesti\xC3\xB3n \xFF\xFE a\xC3\xB1o");
        assert_eq!(
            decoded.replaced,
            [Replaced {
                span: Span::new(9, 15),
                offset: 9,
                len: 2
            }]
        );
        // A lone half of a pair, and a last byte without its other.
        let decoded = decode(b"\xFF\xFEa\0\0\xD8b\0c");
        assert_eq!(decoded.text, "a\u{fffd}b\u{fffd}");
        let places: Vec<_> = decoded.replaced.iter().map(|r| (r.offset, r.len)).collect();
        assert_eq!(places, [(4, 2), (8, 1)]);
    }

    #[test]
    fn tells_text_from_what_is_none() {
        assert_eq!(binary(b"%PDF-1.7\n1 0 obj").map(|b| b.offset), Some(0));
        assert_eq!(binary(b"Azuay\x00\x01\x02").map(|b| b.offset), Some(5));
        assert_eq!(binary(&utf16("Azuay 2022", u16::to_le_bytes)), None);
        let mut slip = "La Dirección Provincial. ".repeat(40).into_bytes();
        slip.push(0);
        assert_eq!(binary(&slip), None);
        assert_eq!(binary(b""), None);
    }

    #[test]
    fn cuts_between_letters() {
        let text = "añ€o".as_bytes();
        let ends: Vec<usize> = (0..=text.len() + 1)
            .map(|limit| cut(text, limit).len())
            .collect();
        assert_eq!(ends, [0, 1, 1, 3, 3, 3, 6, 7, 7]);
    }
}
