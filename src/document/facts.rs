//! What a report is, and of whom and when.

use std::fmt;

use serde::{Deserialize, Serialize};

use super::province::Province;
use crate::atom::Date;

/// What a text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
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
