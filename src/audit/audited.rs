//! A report together with what its audit found.

use serde::{Serialize, Serializer};

use super::finding::Finding;
use super::rule::{Findings, RuleSet};
use super::seen::Seen;
use crate::document::Report;

/// A report and its findings; it serialises to the JSON of the report, findings and all.
///
/// ```
/// use rendicion::audit::RuleSet;
///
/// let report = rendicion::parse("Resumen Ejecutivo \n\nSe pagó $ 1.500,00 (mil seiscientos dólares). \n");
/// let json = serde_json::to_value(report.audited(&RuleSet::standard())).unwrap();
/// assert_eq!(json["findings"][0]["code"], "words-mismatch");
/// assert_eq!(json["schema"], "rendicion.report/1");
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Audited<'r> {
    /// The report as it was read.
    pub report: &'r Report,
    /// What does not hold in it.
    pub findings: Vec<Finding>,
}

impl Report {
    /// Runs rules over the report: what it says that does not hold, in the order of the source.
    ///
    /// ```
    /// use rendicion::audit::RuleSet;
    ///
    /// let report = rendicion::parse("1. Cobertura Institucional \n\nHay 61.590 afiliados en el año 2020. \n");
    /// assert!(report.audit(&RuleSet::standard()).is_empty());
    /// ```
    pub fn audit(&self, rules: &RuleSet) -> Vec<Finding> {
        let seen = Seen::new(self);
        let mut found = Findings::new(rules.language());
        for rule in rules.rules() {
            rule.check(&seen, &mut found);
        }
        found.sorted()
    }

    /// The report with what [`Report::audit`] gives, as one JSON document.
    pub fn audited(&self, rules: &RuleSet) -> Audited<'_> {
        Audited {
            report: self,
            findings: self.audit(rules),
        }
    }
}

impl Serialize for Audited<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.report.serialize_with(serializer, &self.findings)
    }
}
