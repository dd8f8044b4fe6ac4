//! What a rule is, and sets of them.

use std::fmt;
use std::sync::Arc;

use super::finding::Finding;
use super::language::Language;
use super::rules;
use super::seen::Seen;
use crate::diagnostic::Severity;

/// Checks one thing that reports assert. A rule from outside runs as those of the crate do, and sees the public model.
///
/// A rule asks the report for its [facts](crate::Report::facts), its [tables](crate::Report::tables) with the keys of their
/// columns, and its blocks with the [atoms](crate::Atom) in them. What a row marks as `undecided` proves nothing.
///
/// ```
/// use rendicion::Severity;
/// use rendicion::audit::{Finding, Findings, Rule, RuleSet, Seen};
///
/// /// A report of this office names its year.
/// struct YearNamed;
///
/// impl Rule for YearNamed {
///     fn code(&self) -> &'static str {
///         "acme.no-year"
///     }
///
///     fn severity(&self) -> Severity {
///         Severity::Warning
///     }
///
///     fn check(&self, seen: &Seen<'_>, found: &mut Findings) {
///         if seen.report().document().year.is_none() {
///             let message = found.language().pick("no year is named", "no se nombra el año");
///             found.push(Finding::new(self.code(), self.severity(), message));
///         }
///     }
/// }
///
/// let rules = RuleSet::empty().with(YearNamed);
/// let findings = rendicion::parse("Introducción \n\nInforme del IESS \n").audit(&rules);
/// assert_eq!(findings[0].code, "acme.no-year");
/// ```
pub trait Rule: Send + Sync {
    /// Its stable code, in kebab-case; that of a rule from outside begins with the crate's name and a dot.
    fn code(&self) -> &'static str;

    /// The severity of its gravest findings.
    fn severity(&self) -> Severity;

    /// Its page of documentation, in Markdown; empty where it has none.
    fn page(&self, language: Language) -> &'static str {
        let _ = language;
        ""
    }

    /// Looks at a report and says what does not hold.
    fn check(&self, seen: &Seen<'_>, found: &mut Findings);
}

/// Takes what rules find.
///
/// ```
/// use rendicion::Severity;
/// use rendicion::audit::{Finding, Findings, Rule, RuleSet, Seen};
///
/// struct Untitled;
///
/// impl Rule for Untitled {
///     fn code(&self) -> &'static str {
///         "acme.untitled"
///     }
///
///     fn severity(&self) -> Severity {
///         Severity::Info
///     }
///
///     fn check(&self, _: &Seen<'_>, found: &mut Findings) {
///         let message = found.language().pick("no title", "sin título");
///         found.push(Finding::new(self.code(), self.severity(), message));
///     }
/// }
///
/// let findings = rendicion::parse("Hola").audit(&RuleSet::empty().with(Untitled));
/// assert_eq!(findings[0].message, "no title");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Findings {
    language: Language,
    found: Vec<Finding>,
}

impl Findings {
    pub(super) fn new(language: Language) -> Self {
        Self {
            language,
            found: Vec::new(),
        }
    }

    /// The language in which messages are to be written.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Takes a finding.
    pub fn push(&mut self, finding: Finding) {
        self.found.push(finding);
    }

    /// Takes a finding, if there is one.
    pub(super) fn list(&mut self, finding: Option<Finding>) {
        self.found.extend(finding);
    }

    /// The findings in the order of the source.
    pub(super) fn sorted(mut self) -> Vec<Finding> {
        let place = |finding: &Finding| finding.evidence.first().map_or(0, |it| it.span.start);
        self.found.sort_by_key(place);
        self.found
    }
}

/// Rules to run, and the language of what they say.
///
/// ```
/// use rendicion::audit::RuleSet;
///
/// let rules = RuleSet::standard().without("mixed-notation");
/// assert!(rules.codes().any(|code| code == "total-mismatch"));
/// assert!(rules.codes().all(|code| code != "mixed-notation"));
/// ```
#[derive(Clone, Default)]
pub struct RuleSet {
    rules: Vec<Arc<dyn Rule>>,
    language: Language,
}

impl RuleSet {
    /// No rule.
    ///
    /// ```
    /// use rendicion::audit::RuleSet;
    /// assert_eq!(RuleSet::empty().codes().count(), 0);
    /// ```
    pub fn empty() -> Self {
        Self::default()
    }

    /// All rules of the crate.
    ///
    /// ```
    /// use rendicion::audit::RuleSet;
    /// assert_eq!(RuleSet::standard().codes().next(), Some("total-mismatch"));
    /// ```
    pub fn standard() -> Self {
        Self {
            rules: rules::all(),
            language: Language::default(),
        }
    }

    /// Adds a rule, and removes the one with the same code.
    ///
    /// ```
    /// use rendicion::audit::{RuleSet, rules::TotalMismatch};
    /// assert_eq!(RuleSet::standard().with(TotalMismatch).codes().last(), Some("total-mismatch"));
    /// ```
    #[must_use]
    pub fn with(self, rule: impl Rule + 'static) -> Self {
        let mut set = self.without(rule.code());
        set.rules.push(Arc::new(rule));
        set
    }

    /// Leaves out the rule of a code.
    ///
    /// ```
    /// use rendicion::audit::RuleSet;
    /// assert!(RuleSet::standard().without("words-mismatch").codes().all(|code| code != "words-mismatch"));
    /// ```
    #[must_use]
    pub fn without(mut self, code: &str) -> Self {
        self.rules.retain(|rule| rule.code() != code);
        self
    }

    /// Leaves out all rules but that of a code.
    ///
    /// ```
    /// use rendicion::audit::RuleSet;
    /// assert!(RuleSet::standard().only("words-mismatch").codes().eq(["words-mismatch"]));
    /// ```
    #[must_use]
    pub fn only(mut self, code: &str) -> Self {
        self.rules.retain(|rule| rule.code() == code);
        self
    }

    /// Says in which language messages are written.
    ///
    /// ```
    /// use rendicion::audit::{Language, RuleSet};
    /// let rules = RuleSet::standard().in_language(Language::Spanish);
    /// assert_eq!(rules.language(), Language::Spanish);
    /// ```
    #[must_use]
    pub fn in_language(mut self, language: Language) -> Self {
        self.language = language;
        self
    }

    /// The language in which messages are written.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Its rules, in the order in which they run.
    ///
    /// ```
    /// use rendicion::audit::{Language, RuleSet};
    /// assert!(RuleSet::standard().rules().all(|rule| !rule.page(Language::English).is_empty()));
    /// ```
    pub fn rules(&self) -> impl Iterator<Item = &dyn Rule> {
        self.rules.iter().map(AsRef::as_ref)
    }

    /// The codes of its rules.
    pub fn codes(&self) -> impl Iterator<Item = &'static str> {
        self.rules().map(Rule::code)
    }
}

impl fmt::Debug for RuleSet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RuleSet")
            .field("rules", &self.codes().collect::<Vec<_>>())
            .field("language", &self.language)
            .finish()
    }
}
