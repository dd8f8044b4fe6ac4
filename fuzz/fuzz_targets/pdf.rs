//! Any bytes are a PDF or an error, and so are any that are drawn on the page of a sound one.

#![no_main]

use std::fmt::Write as _;
use std::panic;
use std::sync::Once;

use libfuzzer_sys::fuzz_target;
use rendicion::pdf;

fuzz_target!(|data: &[u8]| {
    // What is caught is told apart below; the hook of the fuzzer would end it before it is.
    static HOOK: Once = Once::new();
    HOOK.call_once(|| panic::set_hook(Box::new(|_| ())));
    check(data);
    check(&page(data));
});

fn check(data: &[u8]) {
    match pdf::text(data) {
        Ok(text) => assert!(!text.trim().is_empty(), "an empty text is no error"),
        Err(error) => {
            assert!(!matches!(error, pdf::Error::Panicked { .. }), "{error}");
            assert!(!error.to_string().is_empty());
        }
    }
}

/// A PDF of one page that draws `content` with one font.
fn page(content: &[u8]) -> Vec<u8> {
    let objects: [&[u8]; 4] = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources<</Font<</F 4 0 R>>>>/Contents 5 0 R>>",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
    ];
    let mut out = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(out.len());
        out.extend(format!("{} 0 obj\n", at + 1).bytes().chain(object.iter().copied()));
        out.extend(b"\nendobj\n");
    }
    places.push(out.len());
    out.extend(format!("5 0 obj\n<</Length {}>>\nstream\n", content.len()).bytes());
    out.extend(content);
    out.extend(b"\nendstream\nendobj\n");
    let mut end = String::from("xref\n0 6\n0000000000 65535 f \n");
    for place in &places {
        let _ = writeln!(end, "{place:010} 00000 n ");
    }
    let _ = write!(end, "trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n{}\n%%EOF", out.len());
    out.extend(end.bytes());
    out
}
