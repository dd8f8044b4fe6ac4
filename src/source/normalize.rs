//! How a character of the source is read: NFC by cluster, and a short table of what extractors leave.
//!
//! Never NFKC: it turns `12´991.512,37` into `12 ◌́991.512,37` and `Nº1` into `No1`.

/// What a typographic ligature stands for.
pub(super) fn ligature(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{fb00}' => "ff",
        '\u{fb01}' => "fi",
        '\u{fb02}' => "fl",
        '\u{fb03}' => "ffi",
        '\u{fb04}' => "ffl",
        '\u{fb05}' | '\u{fb06}' => "st",
        _ => return None,
    })
}

/// Whether a character is invisible and parts nothing: soft hyphen, zero-width, direction of writing, byte order mark.
pub(super) fn is_dropped(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
    )
}

/// How one character is read where that is not as itself.
pub(super) fn reading(c: char) -> Option<&'static str> {
    if c.is_ascii() {
        return (c.is_ascii_control()).then_some(" ");
    }
    if is_dropped(c) {
        return Some("");
    }
    match c {
        '\u{a0}'
        | '\u{2000}'..='\u{200a}'
        | '\u{202f}'
        | '\u{205f}'
        | '\u{3000}'
        | '\u{80}'..='\u{9f}' => Some(" "),
        // A discretionary hyphen as pdfium reports it, and the two hyphens that look like `-`.
        '\u{fffe}' | '\u{2010}' | '\u{2011}' => Some("-"),
        // Wingdings and Symbol glyphs in the private use area: bullets, arrows and ticks.
        '\u{f0fc}' | '\u{f0fe}' => Some("✓"),
        '\u{e000}'..='\u{f8ff}' => Some("•"),
        _ => ligature(c),
    }
}
