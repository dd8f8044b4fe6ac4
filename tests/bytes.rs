//! Reports out of bytes: whatever their encoding, the same report; what is no text is refused or said to be none.

mod support;

use proptest::prelude::*;
use rendicion::{Code, Parser, Refused, Report};

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

/// Windows-1252, for texts of letters that it has.
fn windows1252(text: &str) -> Vec<u8> {
    let (bytes, _, unmappable) = encoding_rs::WINDOWS_1252.encode(text);
    assert!(!unmappable);
    bytes.into_owned()
}

/// The letters that all encodings of one byte a letter have.
fn is_everywhere(c: char) -> bool {
    c.is_ascii() || "áéíóúüñÁÉÍÓÚÜÑ¿¡ºª´".contains(c)
}

fn mac_roman(text: &str) -> Vec<u8> {
    let (bytes, _, unmappable) = encoding_rs::MACINTOSH.encode(text);
    assert!(!unmappable);
    bytes.into_owned()
}

fn code_page_850(text: &str) -> Vec<u8> {
    oem_cp::encode_string_checked(text, &oem_cp::code_table::ENCODING_TABLE_CP850).unwrap()
}

fn codes(report: &Report) -> Vec<Code> {
    report.diagnostics().iter().map(|d| d.code).collect()
}

/// The report without what is said of its bytes.
fn facts(report: &Report) -> serde_json::Value {
    let mut json = serde_json::to_value(report).unwrap();
    let said = json["diagnostics"].as_array_mut().unwrap();
    said.retain(|d| !matches!(d["code"].as_str(), Some("decoded-from" | "replaced-bytes")));
    json
}

#[test]
fn every_encoding_gives_the_same_report() {
    for specimen in support::specimen::all() {
        // What Windows-1252 does not have would differ.
        let text: String = specimen
            .text
            .chars()
            .filter(|&c| c < '\u{100}' && !('\u{80}'..'\u{a0}').contains(&c))
            .collect();
        let expected = rendicion::parse(&text);
        assert_eq!(
            rendicion::parse_bytes(text.as_bytes()),
            expected,
            "{}",
            specimen.name
        );
        let (le, be) = (
            utf16(&text, u16::to_le_bytes),
            utf16(&text, u16::to_be_bytes),
        );
        let marked = |mark: &[u8], bytes: &[u8]| [mark, bytes].concat();
        for bytes in [
            marked(b"\xFF\xFE", &le),
            marked(b"\xFE\xFF", &be),
            le,
            be,
            windows1252(&text),
        ] {
            let report = Parser::default().try_parse_bytes(&bytes).unwrap();
            assert_eq!(report.source().text(), text, "{}", specimen.name);
            assert_eq!(facts(&report), facts(&expected), "{}", specimen.name);
            assert!(codes(&report).contains(&Code::DecodedFrom));
        }
    }
}

#[test]
fn letters_tell_dos_and_mac_from_windows() {
    for specimen in support::specimen::all() {
        let text: String = specimen
            .text
            .chars()
            .filter(|&c| is_everywhere(c))
            .collect();
        let expected = facts(&rendicion::parse(&text));
        for bytes in [windows1252(&text), mac_roman(&text), code_page_850(&text)] {
            let report = Parser::default().try_parse_bytes(&bytes).unwrap();
            assert_eq!(report.source().text(), text, "{}", specimen.name);
            assert_eq!(facts(&report), expected, "{}", specimen.name);
        }
    }
}

#[test]
fn names_of_glyphs_are_digits() {
    let names = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    ];
    for specimen in support::specimen::all() {
        // A letter behind a digit would be of the name.
        let is_spoilt = |word: &str| {
            !word
                .trim_start_matches(char::is_alphabetic)
                .contains(char::is_alphabetic)
        };
        let mut spoilt = String::new();
        for word in specimen.text.split_inclusive(char::is_whitespace) {
            for c in word.chars() {
                match c.to_digit(10).filter(|_| is_spoilt(word)) {
                    Some(digit) => spoilt.extend(["/", names[digit as usize]]),
                    None => spoilt.push(c),
                }
            }
        }
        let report = rendicion::parse_bytes(spoilt.as_bytes());
        assert!(report.source().text() == specimen.text, "{}", specimen.name);
        assert!(codes(&report).contains(&Code::GlyphNames));
    }
}

#[test]
fn a_carriage_return_alone_ends_a_line() {
    let report = rendicion::parse("Introducción \r\rEn el año 2020 \r");
    let year = report.source().text().find("2020").unwrap() as u32;
    assert_eq!(report.source().position(year).line, 3);
}

#[test]
fn a_mark_of_byte_order_is_kept_in_utf8() {
    let bytes = "\u{feff}Introducción \n\nEn el año 2020 \n".as_bytes();
    let report = rendicion::parse_bytes(bytes);
    assert_eq!(report.source().text().as_bytes(), bytes);
    assert_eq!(report.document().year, Some(2020));
}

#[test]
fn a_download_that_was_cut_is_utf8_still() {
    let text = "Introducción \n\nLa Dirección Provincial de Cañar";
    for cut in 1..text.len() {
        let report = rendicion::parse_bytes(&text.as_bytes()[..cut]);
        let whole = text.is_char_boundary(cut);
        assert!(!codes(&report).contains(&Code::DecodedFrom), "{cut}");
        assert_eq!(
            codes(&report).contains(&Code::ReplacedBytes),
            !whole,
            "{cut}"
        );
        let kept = text.floor_char_boundary(cut);
        assert!(report.source().text().starts_with(&text[..kept]), "{cut}");
    }
}

#[test]
fn what_was_replaced_is_said_where() {
    let report = rendicion::parse_bytes(b"Gesti\xC3\xB3n \xFF a\xC3\xB1o");
    let place = report
        .diagnostics()
        .iter()
        .find(|d| d.code == Code::ReplacedBytes)
        .unwrap();
    assert_eq!(report.text(place.span), "\u{fffd}");
    assert!(place.message.contains("offset 9"), "{}", place.message);
}

#[test]
fn mojibake_is_said_once_and_kept() {
    let spoilt = "RendiciÃ³n de Cuentas \n\nLa informaciÃ³n, â€œNÂº 1â€\u{9d} \n";
    let report = rendicion::parse(spoilt);
    assert_eq!(report.source().text(), spoilt);
    let said: Vec<_> = report
        .diagnostics()
        .iter()
        .filter(|d| d.code == Code::Mojibake)
        .collect();
    assert_eq!(said.len(), 1);
    assert_eq!(report.text(said[0].span), "Ã³");
    assert!(said[0].message.contains("one of 5"), "{}", said[0].message);
}

#[test]
fn what_is_no_text_is_refused_with_its_byte() {
    let refused = |bytes: &[u8]| Parser::default().try_parse_bytes(bytes).unwrap_err();
    assert!(matches!(
        refused(b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n"),
        Refused::NotText { offset: 0, .. }
    ));
    assert!(matches!(
        refused(b"Azuay\x00\x01\x02"),
        Refused::NotText { offset: 5, .. }
    ));
    assert!(refused(b"PK\x03\x04").to_string().contains("pdftotext"));
    let report = rendicion::parse_bytes(b"Azuay\x00\x01\x02");
    assert_eq!(codes(&report), [Code::NotText]);
}

#[test]
fn bytes_over_the_limit_are_cut_or_refused() {
    let parser = Parser::builder().max_source(8).build().unwrap();
    let latin1 = b"a\xF1o 2020, a\xF1o 2021";
    assert!(matches!(
        parser.try_parse_bytes(latin1),
        Err(Refused::TooLarge { size: 18, limit: 8 })
    ));
    let report = parser.parse_bytes(latin1);
    assert_eq!(report.source().text(), "año 202");
    assert!(codes(&report).contains(&Code::LimitReached));
}

proptest! {
    #![proptest_config(support::config(64))]

    #[test]
    fn any_bytes_are_read(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let report = rendicion::parse_bytes(&bytes);
        support::invariants::check(report.source().text(), &report);
    }

    #[test]
    fn text_comes_back_from_utf8(text in "\\PC{0,200}") {
        let report = rendicion::parse_bytes(text.as_bytes());
        prop_assume!(!text.contains('\0'));
        prop_assert_eq!(report.source().text(), text);
    }
}
