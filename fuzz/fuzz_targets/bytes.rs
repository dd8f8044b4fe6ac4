//! Any bytes are read, or refused with a reason; a text in any encoding reads as the text.
//!
//! The first byte chooses: the rest as it is, or, where it is UTF-8, written in another encoding first.

#![no_main]

use libfuzzer_sys::fuzz_target;
use rendicion::{Code, Parser, Refused, Report};
use rendicion_fuzz::invariants;

fn has(report: &Report, code: Code) -> bool {
    report.diagnostics().iter().any(|diagnostic| diagnostic.code == code)
}

/// Bytes in an encoding that is marked, and the text that they must read as.
fn marked(choice: u8, text: &str) -> Option<Vec<u8>> {
    Some(match choice {
        1 => [0xff, 0xfe].into_iter().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect(),
        2 => [0xfe, 0xff].into_iter().chain(text.encode_utf16().flat_map(u16::to_be_bytes)).collect(),
        3 => ["\u{feff}", text].concat().into_bytes(),
        _ => return None,
    })
}

fuzz_target!(|data: &[u8]| {
    let Some((&choice, rest)) = data.split_first() else { return };
    let text = std::str::from_utf8(rest).ok();
    let encoded = text.and_then(|text| marked(choice % 6, text));
    let bytes = encoded.as_deref().unwrap_or(rest);
    let parser = Parser::default();
    let report = parser.parse_bytes(bytes);
    let source = report.source().text();
    invariants::check(source, &report);
    match parser.try_parse_bytes(bytes) {
        Ok(same) => {
            assert!(!has(&report, Code::NotText), "text for one door, none for the other");
            assert_eq!(same, report, "two doors, two reports");
        }
        Err(Refused::NotText { offset, .. }) => {
            assert!(has(&report, Code::NotText), "refused by one door only");
            assert!(offset <= bytes.len() as u64);
        }
        Err(other) => panic!("{other}"),
    }
    if let (Some(text), Some(_)) = (text, &encoded) {
        if !has(&report, Code::NotText) && !has(&report, Code::GlyphNames) {
            assert_eq!(source.trim_start_matches('\u{feff}'), text.trim_start_matches('\u{feff}'));
        }
    } else if text.is_some() && ![Code::DecodedFrom, Code::GlyphNames, Code::NotText].into_iter().any(|code| has(&report, code)) {
        assert_eq!(source.as_bytes(), bytes, "UTF-8 is kept as it is");
    }
    // What no reading could keep is said: a replacement that the bytes did not hold has its diagnostic.
    let given = text.is_some_and(|text| text.contains('\u{fffd}'));
    if source.contains('\u{fffd}') && !given && !has(&report, Code::NotText) {
        assert!(has(&report, Code::ReplacedBytes), "bytes are replaced in silence");
    }
});
