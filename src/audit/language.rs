//! The languages of messages.

/// In which language a finding's message and suggestion are written; its code is the same in both.
///
/// ```
/// use rendicion::audit::{Language, RuleSet};
///
/// let report = rendicion::parse("Resumen Ejecutivo \n\nSe pagó $ 1.500,00 (mil seiscientos dólares). \n");
/// let findings = report.audit(&RuleSet::standard().in_language(Language::Spanish));
/// assert!(findings[0].message.starts_with("las palabras dicen 1600"), "{}", findings[0].message);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Language {
    /// English, as the diagnostics are.
    #[default]
    English,
    /// Spanish, as the reports are.
    Spanish,
}

impl Language {
    /// The one of two texts that is in this language.
    ///
    /// ```
    /// assert_eq!(rendicion::audit::Language::Spanish.pick("sum", "suma"), "suma");
    /// ```
    pub fn pick<T>(self, english: T, spanish: T) -> T {
        match self {
            Self::English => english,
            Self::Spanish => spanish,
        }
    }
}
