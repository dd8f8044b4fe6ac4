//! What the examples that read reports share: which reports are asked for, and reading them.

#[allow(dead_code, reason = "not every example prints lines")]
pub(crate) mod terminal;

use std::ffi::OsString;
use std::fmt;
use std::fs;
use std::io::{self, Read as _, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use rendicion::{Parser, Refused, Report};

/// The report that is read where none is named.
const SPECIMEN: &str = include_str!("../../tests/specimens/azuay-2022.txt");

/// A report to be read.
#[derive(Debug, PartialEq)]
pub(crate) enum Input {
    File(PathBuf),
    Stdin,
    Specimen,
}

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

/// Whether a flag is among the arguments, which it is taken out of.
pub(crate) fn flag(args: &mut Vec<OsString>, name: &str) -> bool {
    let count = args.len();
    args.retain(|arg| arg != name);
    args.len() < count
}

/// The inputs that the arguments name, the bundled specimen where they name none; or, for a question or an option that
/// nobody knows, the code to leave with.
pub(crate) fn inputs(
    args: impl IntoIterator<Item = OsString>,
    usage: &str,
) -> Result<Vec<Input>, ExitCode> {
    let mut inputs = Vec::new();
    let mut options = true;
    for arg in args {
        match arg.to_str() {
            Some("--") if options => options = false,
            Some("-") if options => inputs.push(Input::Stdin),
            Some("-h" | "--help") if options => {
                return Err(match writeln!(io::stdout(), "{usage}") {
                    Err(error) if error.kind() != io::ErrorKind::BrokenPipe => ExitCode::FAILURE,
                    _ => ExitCode::SUCCESS,
                });
            }
            Some(option) if options && option.starts_with('-') => {
                say(format_args!("there is no option `{option}`\n{usage}"));
                return Err(ExitCode::from(2));
            }
            _ => inputs.push(Input::File(arg.into())),
        }
    }
    if inputs.is_empty() {
        inputs.push(Input::Specimen);
    }
    Ok(inputs)
}

/// Reads each input and has its report written. What is wrong with one input is said on standard error and the others
/// are read all the same; that nobody reads the output any more is no error.
pub(crate) fn each(
    inputs: &[Input],
    mut write: impl FnMut(&Input, &Report) -> io::Result<()>,
) -> ExitCode {
    let mut code = ExitCode::SUCCESS;
    for input in inputs {
        match input.read() {
            Ok(report) => match write(input, &report) {
                Ok(()) => {}
                Err(error) if error.kind() == io::ErrorKind::BrokenPipe => return code,
                Err(error) => {
                    say(format_args!("cannot write: {error}"));
                    return ExitCode::FAILURE;
                }
            },
            Err(trouble) => {
                say(format_args!("{input}: {trouble}"));
                code = ExitCode::FAILURE;
            }
        }
    }
    code
}

/// Says something on standard error, as far as anybody listens.
fn say(message: fmt::Arguments<'_>) {
    let _ = writeln!(io::stderr(), "{message}");
}

impl Input {
    fn read(&self) -> Result<Report, Trouble> {
        match self {
            Self::File(path) => read(path).and_then(|text| report(&text)),
            Self::Stdin => {
                let mut bytes = Vec::new();
                io::stdin()
                    .lock()
                    .read_to_end(&mut bytes)
                    .map_err(Trouble::Unreadable)?;
                text(bytes).and_then(|text| report(&text))
            }
            Self::Specimen => report(SPECIMEN.as_bytes()),
        }
    }
}

/// The text of a file, in whatever encoding: that of a PDF, or the file itself.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>, Trouble> {
    fs::read(path).map_err(Trouble::Unreadable).and_then(text)
}

/// The text of a PDF; any other bytes are a text as they are.
pub(crate) fn text(bytes: Vec<u8>) -> Result<Vec<u8>, Trouble> {
    if !is_pdf(&bytes) {
        return Ok(bytes);
    }
    #[cfg(feature = "pdf")]
    let text = rendicion::pdf::text(&bytes)
        .map(String::into_bytes)
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

/// The report that bytes hold, whatever they are encoded in.
pub(crate) fn report(bytes: &[u8]) -> Result<Report, Trouble> {
    Parser::default()
        .try_parse_bytes(bytes)
        .map_err(Trouble::Refused)
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File(path) => path.display().fmt(f),
            Self::Stdin => f.write_str("standard input"),
            Self::Specimen => f.write_str("tests/specimens/azuay-2022.txt"),
        }
    }
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
                "it is a PDF, which this build does not read; build it with `cargo run --release --features pdf --example {} -- FILE`",
                env!("CARGO_CRATE_NAME")
            ),
            Self::Refused(refused) => refused.fmt(f),
        }
    }
}
