//! What a report is, and of whom and when.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::province::Province;
use crate::atom::Date;

/// What a text is.
///
/// ```
/// use rendicion::DocumentKind;
///
/// let speech = rendicion::parse("Buenos días. El IESS rinde cuentas de sus afiliados. \n");
/// assert_eq!(speech.document().kind, DocumentKind::Address);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum DocumentKind {
    /// An *Informe de Rendición de Cuentas*, with titled sections.
    Report,
    /// The speech read to the public, without titles.
    Address,
    /// Neither: nothing in it is a fact.
    Unknown,
}

impl DocumentKind {
    /// Its name, as the JSON of a report has it.
    ///
    /// ```
    /// assert_eq!(rendicion::DocumentKind::Address.as_str(), "address");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Report => "report",
            Self::Address => "address",
            Self::Unknown => "unknown",
        }
    }
}

impl fmt::Display for DocumentKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The facts of a report as a whole.
///
/// ```
/// let text = "INFORME DE RENDICIÓN DE CUENTAS 2022 \n\nDIRECCIÓN PROVINCIAL DEL IESS CAÑAR \n\n1. Cobertura Institucional \n\nSe atiende. \n";
/// let report = rendicion::parse(text);
/// let document = report.document();
/// assert_eq!(document.year, Some(2022));
/// assert_eq!(document.province.as_ref().unwrap().name, "Cañar");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Document {
    /// What it is.
    pub kind: DocumentKind,
    /// The institution that it names; `None` where it does not name the IESS.
    pub institution: Option<String>,
    /// The province that it reports on; `None` where it names none.
    pub province: Option<Province>,
    /// The fiscal year that it reports on; `None` where it gives none.
    pub year: Option<u16>,
    /// What the running header says; `None` where the extractor left none.
    pub form: Option<Form>,
}

/// What the running header of the IESS's form says (*Subdirección Nacional de Seguimiento y Evaluación*).
///
/// ```
/// let text = "CÓD: DNPL-SDNSE-GPL-P02-F01 \nFECHA DE VIGENCIA: 30/08/2019 \nVERSIÓN: 1.0 \nPÁG: 1 de 15 \n\n\
///             1. Cobertura Institucional \n\nEl IESS atiende. \n";
/// let report = rendicion::parse(text);
/// let form = report.document().form.as_ref().unwrap();
/// assert_eq!(form.effective.unwrap().to_string(), "2019-08-30");
/// assert_eq!((form.version.as_deref(), form.pages), (Some("1.0"), Some(15)));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct Form {
    /// *CÓD*: the form's code, such as `DNPL-SDNSE-GPL-P02-F01`.
    pub code: Option<String>,
    /// *VERSIÓN*.
    pub version: Option<String>,
    /// *FECHA DE VIGENCIA*.
    pub effective: Option<Date>,
    /// The number of pages, of "PÁG: 6 de 15".
    pub pages: Option<u32>,
}
