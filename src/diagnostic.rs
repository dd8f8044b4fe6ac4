//! What was hard to read, and what was decided about it.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::source::Span;

/// How much a diagnostic matters to someone who relies on the report.
///
/// ```
/// use rendicion::Severity;
///
/// assert!(Severity::Info < Severity::Warning && Severity::Warning < Severity::Error);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Severity {
    /// Something was decided that a careful reader would decide the same way.
    Info,
    /// Something may have been read wrongly, or was left unread; its text is kept.
    Warning,
    /// A part of the report could not be made sense of.
    Error,
}

impl Severity {
    /// Its name, as the JSON of a report has it.
    ///
    /// ```
    /// assert_eq!(rendicion::Severity::Warning.as_str(), "warning");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $text:literal, $severity:ident;)*) => {
        /// What a diagnostic is about. The text of a code, in kebab-case, is stable.
        ///
        /// ```
        /// assert_eq!(rendicion::Code::AmbiguousSeparator.as_str(), "ambiguous-separator");
        /// ```
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum Code {
            $($(#[$doc])* $name,)*
            /// One of a section from outside, made with [`Code::custom`].
            Custom(CustomCode),
        }

        impl Code {
            /// Every code that the crate itself reports.
            ///
            /// ```
            /// assert!(rendicion::Code::ALL.contains(&rendicion::Code::SetAside));
            /// ```
            pub const ALL: &'static [Self] = &[$(Self::$name,)*];

            /// Its stable text.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$name => $text,)*
                    Self::Custom(custom) => custom.text,
                }
            }

            /// How much it matters.
            ///
            /// ```
            /// use rendicion::{Code, Severity};
            ///
            /// assert_eq!(Code::MalformedNumber.severity(), Severity::Warning);
            /// ```
            pub const fn severity(self) -> Severity {
                match self {
                    $(Self::$name => Severity::$severity,)*
                    Self::Custom(custom) => custom.severity,
                }
            }
        }
    };
}

codes! {
    /// One separator before exactly three digits (`61.590`) was read as grouping or as a decimal mark.
    AmbiguousSeparator = "ambiguous-separator", Info;
    /// Digits and separators that fit no notation; kept as text.
    MalformedNumber = "malformed-number", Warning;
    /// A reference whose institution or shape is misprinted or damaged; kept as printed.
    DamagedReference = "damaged-reference", Warning;
    /// A list item whose bullet the extractor dropped.
    LostBullet = "lost-bullet", Info;
    /// An item of a numbered list is missing before another.
    MissingItem = "missing-item", Warning;
    /// The text is no report of the IESS and no speech about one: it states no fact.
    UnknownDocument = "unknown-document", Warning;
    /// A title that no registered section claims.
    UnclaimedSection = "unclaimed-section", Info;
    /// Two registered sections claim a title equally; the first registered reads it.
    TiedClaim = "tied-claim", Warning;
    /// A title printed with misprints, or otherwise than the form has it.
    MisprintedTitle = "misprinted-title", Info;
    /// A section of the form has no title in the report: what it says may stand in the section before.
    MissingSection = "missing-section", Warning;
    /// A section that stands twice in the report.
    RepeatedSection = "repeated-section", Warning;
    /// The text ends inside a title or a sentence, or holds nothing.
    TruncatedDocument = "truncated-document", Warning;
    /// A line end in trimmed text was taken to fall inside a word or a value.
    GuessedJoin = "guessed-join", Info;
    /// The columns of a table stand one after the other; sums or shares prove which values make a row.
    PairedColumns = "paired-columns", Info;
    /// Which cells of a row are empty could not be decided; the row states no fact.
    UndecidedCells = "undecided-cells", Warning;
    /// A row of a table of text lacks a cell or the reference that answers it.
    IncompleteRow = "incomplete-row", Warning;
    /// A row of a table stands twice in a row, word for word; both are kept.
    RepeatedRow = "repeated-row", Warning;
    /// A paragraph begins in the middle of a sentence: a line before it may be gone, or stand elsewhere.
    BrokenSentence = "broken-sentence", Warning;
    /// A value that the rest of its table speaks against: a share, a sum, the notation of its column; or a
    /// percentage that has hardly its like. It is kept.
    ImplausibleValue = "implausible-value", Warning;
    /// Numbers of a table stand under a head that no schema knows, beside heads that one knows: a head may be lost.
    UnknownHeads = "unknown-heads", Warning;
    /// Rows of a table could not be told apart; its text is kept.
    UnreadTable = "unread-table", Warning;
    /// A procurement procedure that the form does not have; kept under its printed name.
    UnknownProcedure = "unknown-procedure", Info;
    /// A figure is denied, hoped for, or said of another year or place: it is kept as a value and states no fact.
    SetAside = "set-aside", Info;
    /// A row or a sentence has a figure of its section's matter, and what it says of it is not certain: it states no fact.
    LeftOut = "left-out", Warning;
    /// The province was decided between contradictory statements.
    ContestedProvince = "contested-province", Warning;
    /// The fiscal year was decided between contradictory statements.
    ContestedYear = "contested-year", Warning;
    /// A template's placeholder, such as `(AÑO)`, was left in.
    Placeholder = "placeholder", Warning;
    /// UTF-8 that was decoded as Latin-1 once (`RendiciÃ³n`), or letters that were lost (U+FFFD); kept as given.
    Mojibake = "mojibake", Warning;
    /// An extractor put spaces into numbers and words (`1 .2 1 4 ,9 0`); where it did so everywhere, values next to them
    /// are left out.
    SplitWords = "split-words", Warning;
    /// All letters and digits of a line stand twice, as where they were printed twice to look bold; kept as given.
    DoubledLetters = "doubled-letters", Warning;
    /// The bytes were decoded from another encoding than UTF-8.
    DecodedFrom = "decoded-from", Info;
    /// Digits were written as the names of their glyphs, as in `/five`, and are spelt out.
    GlyphNames = "glyph-names", Info;
    /// The bytes are no text: a PDF itself, an archive, an image.
    NotText = "not-text", Error;
    /// Bytes that are no text in the encoding were replaced.
    ReplacedBytes = "replaced-bytes", Warning;
    /// A stated limit was reached; what lies past it is counted, not kept.
    LimitReached = "limit-reached", Warning;
}

/// What a section from outside has to say that no code of the crate says; [`Code::custom`] makes one.
///
/// ```
/// use rendicion::{Code, Severity};
///
/// let code = Code::custom("acme.missing-plate", Severity::Warning);
/// assert!(matches!(code, Code::Custom(_)));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CustomCode {
    text: &'static str,
    severity: Severity,
}

impl Code {
    /// A code of a section from outside. Its text stands in the JSON as any other's: begin it with the crate's name and
    /// a dot, so that it is nobody else's, and go on in kebab-case.
    ///
    /// ```
    /// use rendicion::{Code, Severity};
    ///
    /// const MISSING_PLATE: Code = Code::custom("acme.missing-plate", Severity::Warning);
    /// assert_eq!(MISSING_PLATE.to_string(), "acme.missing-plate");
    /// assert_eq!(MISSING_PLATE.severity(), Severity::Warning);
    /// ```
    pub const fn custom(text: &'static str, severity: Severity) -> Self {
        Self::Custom(CustomCode { text, severity })
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for Code {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

/// One thing that was hard to read: where, and what was decided. It never changes a value.
///
/// ```
/// let report = rendicion::parse("1. Cobertura Institucional \n\nEl IESS tiene 1.2345.67 afiliados. \n");
/// let diagnostic = &report.diagnostics()[0];
/// assert_eq!(diagnostic.code, rendicion::Code::MalformedNumber);
/// assert_eq!(report.text(diagnostic.span), "1.2345.67");
/// assert!(diagnostic.to_string().starts_with("line 3: warning[malformed-number]: "));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Diagnostic {
    /// What it is about.
    pub code: Code,
    /// How much it matters.
    pub severity: Severity,
    /// What was seen and decided, for a person.
    pub message: String,
    /// Where.
    pub span: Span,
    /// The line of the span's start, counted from 1.
    pub line: u32,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            code,
            severity,
            message,
            line,
            ..
        } = self;
        write!(f, "line {line}: {severity}[{code}]: {message}")
    }
}

/// Takes the diagnostics of a reading.
///
/// Authors of sections report through it; [`Vec`] is one that keeps all.
///
/// ```
/// use rendicion::{Code, Sink, Span};
///
/// let mut kept: Vec<(Code, Span, String)> = Vec::new();
/// kept.report(Code::MalformedNumber, Span::new(3, 9), "`1.2345.67` fits no notation".to_owned());
/// assert_eq!(kept.len(), 1);
/// ```
pub trait Sink {
    /// Takes one diagnostic.
    fn report(&mut self, code: Code, span: Span, message: String);
}

impl Sink for Vec<(Code, Span, String)> {
    fn report(&mut self, code: Code, span: Span, message: String) {
        self.push((code, span, message));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_custom_code_is_written_as_any_other() {
        let code = Code::custom("acme.missing-plate", Severity::Error);
        assert_eq!(
            serde_json::to_string(&code).unwrap(),
            "\"acme.missing-plate\""
        );
        assert_eq!(
            (code.as_str(), code.severity()),
            ("acme.missing-plate", Severity::Error)
        );
        assert!(!Code::ALL.contains(&code));
    }

    #[test]
    fn severities_are_named_as_in_the_json() {
        for severity in [Severity::Info, Severity::Warning, Severity::Error] {
            assert_eq!(
                serde_json::to_string(&severity).unwrap(),
                format!("\"{severity}\"")
            );
        }
    }
}
