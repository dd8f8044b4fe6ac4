//! What the examples that read reports share: which reports are asked for, and reading them.

#[allow(dead_code, reason = "not every example needs all of it")]
pub(crate) mod console;
pub(crate) mod read;
#[allow(dead_code, reason = "not every example prints lines")]
pub(crate) mod terminal;

use std::ffi::OsString;
use std::fmt;
use std::io::{self, Read as _, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use rendicion::Report;

use console::say;
use read::Trouble;

/// The report that is read where none is named.
const SPECIMEN: &str = include_str!("../../tests/specimens/azuay-2022.txt");

/// A report to be read.
#[derive(Debug, PartialEq)]
pub(crate) enum Input {
    File(PathBuf),
    Stdin,
    Specimen,
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

impl Input {
    fn read(&self) -> Result<Report, Trouble> {
        match self {
            Self::File(path) => read::file(path),
            Self::Stdin => {
                let mut bytes = Vec::new();
                io::stdin()
                    .lock()
                    .read_to_end(&mut bytes)
                    .map_err(Trouble::Unreadable)?;
                read::report(&bytes, self)
            }
            Self::Specimen => read::report(SPECIMEN.as_bytes(), self),
        }
    }
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
