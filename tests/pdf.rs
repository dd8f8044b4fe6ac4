//! The printed specimen reads as its text does, and a damaged PDF is an error and no panic.

#![cfg(feature = "pdf")]

mod support;

use std::fmt::Write as _;
use std::fs;

use rendicion::pdf::{self, Error, Loss};
use support::gold;
use support::specimen;

const PRINTED: &str = "santa-elena-2019";

fn printed() -> Vec<u8> {
    fs::read(specimen::folder().join(format!("{PRINTED}.pdf"))).unwrap()
}

/// The facts of the printed specimen that are read, of those that its labels have; the rest have to be the same.
const FACTS: usize = 60;

#[test]
fn the_printed_specimen_states_the_facts_of_its_text() {
    let text = pdf::text(&printed()).unwrap();
    let sibling = specimen::extracted()
        .into_iter()
        .find(|it| it.name == format!("{PRINTED}.pypdf"))
        .unwrap();
    let report = serde_json::to_value(rendicion::parse(&text)).unwrap();
    let [document, headings, .., facts] = gold::score(&report, &sibling.gold);
    assert_eq!((document.missed, headings.missed), (vec![], vec![]));
    assert_eq!(facts.extra, [""; 0]);
    assert_eq!(facts.right, FACTS, "missed: {:?}", facts.missed);
    // As many as of the text that another extractor leaves.
    let other = serde_json::to_value(rendicion::parse(&sibling.text)).unwrap();
    let [.., others] = gold::score(&other, &sibling.gold);
    assert!(facts.right >= others.right);
}

#[test]
fn pages_are_parted_by_form_feeds() {
    let text = pdf::text(&printed()).unwrap();
    let report = rendicion::parse(&text);
    let pages = report.document().form.as_ref().unwrap().pages.unwrap();
    let starts: Vec<u32> = std::iter::once(0)
        .chain(text.match_indices('\u{c}').map(|(at, _)| at + 1))
        .map(|at| u32::try_from(at).unwrap())
        .collect();
    let read: Vec<_> = starts
        .iter()
        .map(|&at| report.source().page_of(at))
        .collect();
    let printed: Vec<_> = (1..=pages).map(Some).collect();
    assert_eq!(read, printed);
}

/// Prints the facts that are read of the PDFs in the folder `$PDFS`, where `scripts/specimens/make --print --build "$PDFS"`
/// leaves them.
#[test]
#[ignore = "prints what is reached"]
fn measure() {
    let folder = std::path::PathBuf::from(std::env::var_os("PDFS").expect("PDFS names a folder"));
    let mut known = std::collections::HashSet::new();
    for sibling in specimen::extracted() {
        let name = sibling.name.split('.').next().unwrap().to_owned();
        let Ok(bytes) = fs::read(folder.join(format!("{name}.pdf"))) else {
            continue;
        };
        if known.insert(name.clone()) {
            let text = pdf::text(&bytes).unwrap();
            let report = serde_json::to_value(rendicion::parse(&text)).unwrap();
            let [.., facts] = gold::score(&report, &sibling.gold);
            let all = facts.right + facts.missed.len();
            println!("{name}: {}/{all}, {} wrong", facts.right, facts.extra.len());
        }
    }
}

#[test]
fn what_is_cut_off_or_changed_is_a_text_or_an_error() {
    let whole = printed();
    for part in 1..20 {
        let mut damaged = whole.clone();
        let at = whole.len() * part / 20;
        damaged[at..(at + 64).min(whole.len())].fill(b'0');
        for bytes in [&whole[..at], &damaged] {
            match pdf::text(bytes) {
                Ok(text) => assert!(!text.trim().is_empty()),
                Err(error) => assert!(!matches!(error, Error::Panicked { .. }), "{error}"),
            }
        }
    }
    assert_eq!(pdf::text(b""), Err(Error::Damaged));
    assert_eq!(pdf::text("En el año 2020".as_bytes()), Err(Error::Damaged));
}

/// A PDF of one page, which draws `content` with the font `F`.
fn page(content: &str) -> Vec<u8> {
    let objects = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R>>".to_owned(),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>".to_owned(),
        format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()),
    ];
    let mut out = String::from("%PDF-1.7\n");
    for (at, object) in objects.iter().enumerate() {
        let _ = write!(out, "{} 0 obj\n{object}\nendobj\n", at + 1);
    }
    // The table of places is left out: a reader finds the objects without it.
    out.push_str("trailer\n<</Size 6/Root 1 0 R>>\n%%EOF");
    out.chars().map(|it| it as u8).collect()
}

#[test]
fn a_font_that_is_not_in_the_file_reads_as_others_do() {
    let drawn =
        "BT /F 12 Tf 72 700 Td (El a\u{f1}o 2020) Tj 0 -14 Td [(El) -300 (IE) 20 (SS)] TJ ET";
    assert_eq!(pdf::text(&page(drawn)).unwrap(), "El año 2020\nEl IESS\n");
}

#[test]
fn the_cells_of_a_row_stand_on_one_line() {
    let drawn = "BT /F 10 Tf 1 0 0 1 72 700 Tm (TOTAL) Tj 1 0 0 1 200 700 Tm (1.234,50) Tj 1 0 0 1 300 701 Tm (82%) Tj ET";
    assert_eq!(pdf::text(&page(drawn)).unwrap(), "TOTAL 1.234,50 82%\n");
}

#[test]
fn what_is_drawn_twice_for_bold_is_read_once() {
    let drawn = "BT /F 10 Tf 2 Tr 1 0 0 1 72 700 Tm (1.234) Tj ET";
    assert_eq!(pdf::text(&page(drawn)).unwrap(), "1.234\n");
}

#[test]
fn a_page_of_an_image_alone_is_not_lost_in_silence() {
    let image = "q 9 0 0 9 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID x EI Q";
    let text = "BT /F 10 Tf 72 700 Td (2020) Tj ET";
    let pdf = String::from_utf8(page(image)).unwrap();
    // The first page has the image, the second a text.
    let pdf = pdf
        .replace("/Kids[3 0 R]/Count 1", "/Kids[3 0 R 6 0 R]/Count 2")
        .replace(
            "trailer\n<</Size 6",
            &format!(
                "6 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 4 0 R>>>>/Contents 7 0 R>>\nendobj\n\
                 7 0 obj\n<</Length {}>>\nstream\n{text}\nendstream\nendobj\ntrailer\n<</Size 8",
                text.len()
            ),
        );
    assert_eq!(pdf::text(pdf.as_bytes()).unwrap(), "\u{fffd}\n\u{c}2020\n");
    assert_eq!(pdf::text(&page(image)), Err(Error::NoText { pages: 1 }));
}

#[test]
fn an_encryption_that_is_not_known_is_no_damage() {
    let pdf = String::from_utf8(page("BT /F 10 Tf (x) Tj ET")).unwrap();
    // Only where the table of places is there is the encryption looked at.
    let mut table = String::from("xref\n0 6\n0000000000 65535 f \n");
    for number in 1..6 {
        let at = pdf.find(&format!("{number} 0 obj")).unwrap();
        let _ = writeln!(table, "{at:010} 00000 n ");
    }
    let start = pdf.find("trailer").unwrap();
    let encrypted = pdf
        .replace("trailer", &format!("{table}trailer"))
        .replace(
            "/Root 1 0 R",
            "/Root 1 0 R/ID[(a)(b)]/Encrypt<</Filter/Standard/V 99/R 99/O(o)/U(u)/P 0>>",
        )
        .replace("%%EOF", &format!("startxref\n{start}\n%%EOF"));
    assert_eq!(pdf::text(encrypted.as_bytes()), Err(Error::Encrypted));
}

#[test]
fn a_page_without_text_is_an_error_that_says_what_to_do() {
    let error = pdf::text(&page("0 0 100 100 re f")).unwrap_err();
    assert_eq!(error, Error::NoText { pages: 1 });
    assert!(error.to_string().contains("OCR"), "{error}");
}

#[test]
fn what_is_drawn_in_a_font_that_cannot_be_loaded_is_not_lost_in_silence() {
    let line = "BT /F 10 Tf 72 700 Td (2020) Tj ET BT /G 10 Tf 72 680 Td (1.234) Tj ET ";
    let lost = |name: &str| {
        vec![Loss::Font {
            page: 1,
            name: name.to_owned(),
        }]
    };
    // No resource has it.
    let read = pdf::extract(&page(line)).unwrap();
    assert_eq!(read.losses, lost("G"));
    assert!(read.text.starts_with("2020\n\u{fffd}"), "{:?}", read.text);
    assert!(!read.text.contains('1'), "{:?}", read.text);

    // Its encoding is not known: of codes that are no ASCII nothing at all is drawn.
    let unknown =
        "/G<</Type/Font/Subtype/Type0/BaseFont/Otra/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>";
    for drawn in ["(1.234)", "<8141>"] {
        let bytes = page(&line.replace("(1.234)", drawn));
        let bytes = String::from_utf8(bytes).unwrap();
        let bytes = bytes.replace("/F 4 0 R", &format!("/F 4 0 R{unknown}"));
        let read = pdf::extract(bytes.as_bytes()).unwrap();
        assert_eq!(read.losses, lost("Otra"));
        assert!(read.text.contains('\u{fffd}'), "{:?}", read.text);
        assert!(!read.text.contains('1'), "{:?}", read.text);
        let report = rendicion::parse(&read.text);
        let codes = report.diagnostics().iter().map(|it| it.code.as_str());
        assert!(codes.into_iter().any(|it| it == "mojibake"));
    }
    assert_eq!(
        pdf::text(&page("BT /G 10 Tf (1.234) Tj ET")),
        Err(Error::NoText { pages: 1 })
    );
}

#[test]
fn a_font_in_a_form_is_looked_at_too() {
    let form = "BT /G 10 Tf 72 680 Td <8141> Tj ET";
    let pdf = String::from_utf8(page("BT /F 10 Tf 72 700 Td (2020) Tj ET /X Do /X Do")).unwrap();
    let form = format!(
        "6 0 obj\n<</Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X 6 0 R>>>>/Length {}>>\nstream\n{form} /X Do\nendstream\nendobj\ntrailer",
        form.len() + 6
    );
    let pdf = pdf
        .replace("/Font<</F 4 0 R>>", "/Font<</F 4 0 R>>/XObject<</X 6 0 R>>")
        .replace("trailer", &form);
    let read = pdf::extract(pdf.as_bytes()).unwrap();
    let [Loss::Font { page: 1, name }] = read.losses.as_slice() else {
        panic!("{:?}", read.losses);
    };
    assert_eq!(name, "G");
}

#[test]
fn the_printed_specimen_is_read_without_a_loss() {
    let read = pdf::extract(&printed()).unwrap();
    assert_eq!(read.losses, []);
    assert_eq!(pdf::text(&printed()), Ok(read.text));
}

/// Zeros in the format of zlib, some 640 times smaller: a literal, then runs of 258 bytes in codes that are not declared.
fn zeros(count: usize) -> Vec<u8> {
    let bits = |code: u32, length: u32| (0..length).rev().map(move |at| code >> at & 1 == 1);
    let runs = (0..count / 258).flat_map(|_| bits(0b1100_0101, 8).chain(bits(0, 5)));
    let all: Vec<bool> = bits(0b110, 3)
        .chain(bits(0b0011_0000, 8))
        .chain(runs)
        .chain(bits(0, 7))
        .collect();
    let byte = |bits: &[bool]| (0..).zip(bits).map(|(at, bit)| u8::from(*bit) << at).sum();
    [0x78, 0x01]
        .into_iter()
        .chain(all.chunks(8).map(byte))
        .collect()
}

/// A PDF whose page is drawn by a stream that is compressed so.
fn compressed(filter: &str, data: &[u8]) -> Vec<u8> {
    let text = "BT /F 10 Tf 72 700 Td (2020) Tj ET";
    let whole = page(text);
    let at = whole.windows(9).position(|it| it == b"<</Length").unwrap();
    let head = format!("<</Filter{filter}/Length {}>>\nstream\n", data.len());
    let tail = whole
        .windows(10)
        .position(|it| it == b"\nendstream")
        .unwrap();
    [&whole[..at], head.as_bytes(), data, &whole[tail..]].concat()
}

#[test]
fn a_stream_that_inflates_without_end_is_refused() {
    let refused = |pdf: &[u8]| match pdf::text(pdf) {
        Err(Error::TooLarge { what, .. }) => Some(what),
        _ => None,
    };
    // Zeros draw nothing.
    let few = compressed("/FlateDecode", &zeros(1 << 20));
    assert_eq!(pdf::text(&few), Err(Error::NoText { pages: 1 }));
    let many = compressed("/FlateDecode", &zeros(257 << 20));
    assert!(many.len() < 2 << 20);
    assert_eq!(refused(&many), Some("bytes in its streams"));
    // Without the head of zlib, and where the name is spelt in another way.
    let bare = compressed("/F#6cateDecode", &zeros(257 << 20)[2..]);
    assert_eq!(refused(&bare), Some("bytes in its streams"));
    let twice = compressed("[/FlateDecode/FlateDecode]", &zeros(1 << 10));
    assert_eq!(refused(&twice), Some("compressions of one stream"));
}
