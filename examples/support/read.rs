//! The report in a file, be it a text or a PDF.

use std::borrow::Cow;
use std::fmt;
use std::fs;
use std::io;
#[cfg(feature = "pdf")]
use std::io::Write as _;
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
    report(
        &fs::read(path).map_err(Trouble::Unreadable)?,
        &path.display(),
    )
}

/// The report that the bytes of a file hold, whatever they are encoded in.
pub(crate) fn report(bytes: &[u8], name: &dyn fmt::Display) -> Result<Report, Trouble> {
    Parser::default()
        .try_parse_bytes(&text(bytes, name)?)
        .map_err(Trouble::Refused)
}

/// The text of a PDF; any other bytes are a text as they are. What is not in the text of a PDF is said on standard error.
#[cfg(feature = "pdf")]
fn text<'b>(bytes: &'b [u8], name: &dyn fmt::Display) -> Result<Cow<'b, [u8]>, Trouble> {
    if !is_pdf(bytes) {
        return Ok(bytes.into());
    }
    let extracted = rendicion::pdf::extract(bytes).map_err(Trouble::Pdf)?;
    if let [first, more @ ..] = extracted.losses.as_slice() {
        let more = match more.len() {
            0 => String::new(),
            more => format!(" ({more} more like this)"),
        };
        // Nobody who closed it misses it.
        let _ = writeln!(io::stderr(), "{name}: {first}{more}");
    }
    Ok(extracted.text.into_bytes().into())
}

#[cfg(not(feature = "pdf"))]
fn text<'b>(bytes: &'b [u8], _: &dyn fmt::Display) -> Result<Cow<'b, [u8]>, Trouble> {
    if is_pdf(bytes) {
        return Err(Trouble::NoPdf);
    }
    Ok(bytes.into())
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
