//! What the fuzz targets share.

use rendicion::atom::{AtomKind, Context, Value, scan};

#[path = "../tests/support/invariants.rs"]
pub mod invariants;

/// Hands out parts of a fuzz input, and nothing once it is used up.
///
/// The first lines say what is done with the rest: a corpus of texts stays one of readable texts.
pub struct Input<'i> {
    rest: &'i str,
}

impl<'i> Input<'i> {
    /// The input, or `None` where it is no text.
    pub fn new(data: &'i [u8]) -> Option<Self> {
        std::str::from_utf8(data).ok().map(|rest| Self { rest })
    }

    /// The next line, without its end.
    pub fn line(&mut self) -> &'i str {
        let (line, rest) = self.rest.split_once('\n').unwrap_or((self.rest, ""));
        self.rest = rest;
        line
    }

    /// All that is left.
    pub fn rest(self) -> &'i str {
        self.rest
    }
}

/// The tokens that the bytes choose, one after the other: a fuzzer that only makes bytes stays within a grammar.
pub fn tokens(data: &[u8], of: &[&str]) -> String {
    data.iter().map(|&byte| of[byte as usize % of.len()]).collect()
}

/// A whole number of the first bytes, and the bytes after them.
pub fn number(data: &[u8]) -> (u64, &[u8]) {
    let (head, rest) = data.split_at(data.len().min(8));
    (head.iter().fold(0, |number, &byte| number << 8 | u64::from(byte)), rest)
}

/// Scans a text: what is found is ordered, lies on character boundaries, and reads back from what it prints.
pub fn check_scan(text: &str, context: &Context) {
    let found = scan(text, context);
    assert_eq!(found, scan(text, context), "one text, two scans");
    let mut ranges: Vec<_> =
        found.found.iter().map(|it| it.range.clone()).chain(found.malformed.iter().cloned()).collect();
    for range in &ranges {
        assert!(range.start < range.end, "nothing is found at {}", range.start);
        assert!(text.get(range.clone()).is_some(), "{range:?} lies outside the text or inside a character");
    }
    assert!(
        found.found.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start),
        "values are out of order"
    );
    ranges.sort_by_key(|range| range.start);
    assert!(ranges.windows(2).all(|pair| pair[0].end <= pair[1].start), "ranges overlap: {ranges:?}");
    for it in &found.found {
        let print = it.value.to_string();
        let back = Value::parse(it.value.kind(), &print);
        assert_eq!(back.as_ref(), Some(&it.value), "{print:?} does not read back");
    }
}

/// A value that is printed among words which say nothing of it is read as itself, whatever comes after its sentence.
pub fn check_printed(print: &str, kind: AtomKind, value: &str, after: &str) {
    let before = "El trámite se cerró con ";
    let text = format!("{before}{print} para la oficina. {after}");
    let found = scan(&text, &Context::default());
    let at = found.found.iter().find(|it| it.range.start <= before.len() && before.len() < it.range.end);
    let read = at.or_else(|| found.found.iter().find(|it| it.range.start < before.len() + print.len()));
    let Some(it) = read else { panic!("{print:?} is not read: {found:?}") };
    assert_eq!(
        (it.value.kind(), it.value.to_string().as_str()),
        (kind, value),
        "{print:?} is read otherwise"
    );
    check_scan(&text, &Context::default());
}

/// What is printed of a value of `kind` reads as a value that prints the same, and any text is a value or none.
pub fn check_value(kinds: &[AtomKind], text: &str) {
    for &kind in kinds {
        if let Some(value) = Value::parse(kind, text) {
            assert_eq!(value.kind(), kind);
            assert_eq!(Value::parse(kind, &value.to_string()), Some(value), "{text:?} as {kind}");
        }
    }
}
