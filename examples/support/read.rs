//! The report in a file, be it a text or a PDF.

use std::borrow::Cow;
use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

use rendicion::{Parser, Refused, Report};

/// Why a report is not read.
#[derive(Debug)]
pub(crate) enum Trouble {
    Unreadable(io::Error),
    #[cfg(feature = "pdf")]
    Pdf(rendicion::pdf::Error),
    /// A PDF, and the example was built without the feature `pdf`.
    #[cfg(not(feature = "pdf"))]
    NoPdf,
    Refused(Refused),
}

/// The report in a file.
pub(crate) fn file(path: &Path) -> Result<Report, Trouble> {
    report(&fs::read(path).map_err(Trouble::Unreadable)?)
}

/// The report that the bytes of a file hold, whatever they are encoded in.
pub(crate) fn report(bytes: &[u8]) -> Result<Report, Trouble> {
    Parser::default()
        .try_parse_bytes(&text(bytes)?)
        .map_err(Trouble::Refused)
}

/// The text of a PDF; any other bytes are a text as they are.
fn text(bytes: &[u8]) -> Result<Cow<'_, [u8]>, Trouble> {
    if !is_pdf(bytes) {
        return Ok(bytes.into());
    }
    #[cfg(feature = "pdf")]
    let text = rendicion::pdf::text(bytes)
        .map(|text| text.into_bytes().into())
        .map_err(Trouble::Pdf);
    #[cfg(not(feature = "pdf"))]
    let text = Err(Trouble::NoPdf);
    text
}

/// Whether bytes are a PDF, whatever the file is called: its mark stands somewhere in the first kilobyte.
fn is_pdf(bytes: &[u8]) -> bool {
    const MARK: &[u8] = b"%PDF-";
    let head = &bytes[..bytes.len().min(1024)];
    head.windows(MARK.len()).any(|it| it == MARK)
}

impl fmt::Display for Trouble {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable(error) => error.fmt(f),
            #[cfg(feature = "pdf")]
            Self::Pdf(error) => error.fmt(f),
            #[cfg(not(feature = "pdf"))]
            Self::NoPdf => write!(
                f,
                "it is a PDF, which this build does not read; say `cargo run --release --features pdf --example {} -- …`",
                env!("CARGO_CRATE_NAME")
            ),
            Self::Refused(refused) => refused.fmt(f),
        }
    }
}
