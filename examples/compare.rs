//! Prints the same measures of several reports side by side, by province and year.
//!
//! ```sh
//! cargo run --release --features pdf --example compare -- informes/                  # a table
//! cargo run --release --features pdf --example compare -- --csv informes/ > a.csv    # a row for each value
//! ```
//!
//! A value that differs from the median of its measure by more than a factor is marked, and of two values both, where they
//! differ from each other by more. It may be right: offices are not of one size.

#[path = "support/cells.rs"]
mod cells;
#[path = "support/console.rs"]
mod console;
#[path = "support/files.rs"]
mod files;
#[path = "compare/measure.rs"]
mod measure;
#[path = "facts/pool.rs"]
mod pool;
#[path = "compare/show.rs"]
mod show;

use std::env;
use std::ffi::OsString;
use std::io::{self, Write as _};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::AtomicBool;
use std::thread;

use rendicion::DocumentKind;
use rust_decimal::Decimal;

use console::say;
use measure::{Comparison, Measured};

const USAGE: &str = "\
usage: compare [--csv] [--factor N] PATH...
Prints the measures that two reports or more give, side by side by province and year.
  PATH        a text or a PDF, or a folder of them (*.txt and *.pdf, in folders under it too)
  --csv       a row for each value, with its file, page, line and bytes
  --factor N  mark with * what is more than N times the median of its measure, or less than one Nth of it (2);
              of two values both, where one is more than N times the other
  -h, --help  say this
Measures are budgets by unit, procurement by procedure, and indicators, of the year that the report is on. Where a report
gives a measure two values, `2 values` stands for them and neither is compared.
The exit code is 0, or 1 where a file was not read, 2 where the arguments are wrong.";

/// Columns of a terminal that does not say how many it has.
const WIDTH: usize = 100;

fn main() -> ExitCode {
    let asked = match console::asked(Asked::of(env::args_os().skip(1)), USAGE) {
        Ok(asked) => asked,
        Err(code) => return code,
    };
    let (reports, failed) = read(&asked.paths);
    let comparison = Comparison::of(&reports, asked.factor);
    let mut stdout = io::stdout().lock();
    let written = if asked.csv {
        show::csv(&comparison, &reports, &mut stdout)
    } else {
        let is_styled = console::is_styled(&stdout);
        let width = env::var("COLUMNS").ok().and_then(|it| it.parse().ok());
        let table = show::table(&comparison, &reports, width.unwrap_or(WIDTH), is_styled);
        stdout.write_all(table.as_bytes())
    };
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            say(format_args!("cannot write: {error}"));
            ExitCode::FAILURE
        }
        _ if failed > 0 => ExitCode::FAILURE,
        _ => ExitCode::SUCCESS,
    }
}

/// What the arguments ask for.
#[derive(Debug, PartialEq)]
struct Asked {
    paths: Vec<PathBuf>,
    csv: bool,
    factor: Decimal,
}

impl Asked {
    /// `None` where they ask for help; otherwise what is wrong with them.
    fn of(args: impl IntoIterator<Item = OsString>) -> Result<Option<Self>, String> {
        let mut asked = Self {
            paths: Vec::new(),
            csv: false,
            factor: Decimal::TWO,
        };
        let mut options = true;
        let mut args = args.into_iter();
        while let Some(arg) = args.next() {
            match arg.to_str() {
                Some("--") if options => options = false,
                Some("-h" | "--help") if options => return Ok(None),
                Some("--csv") if options => asked.csv = true,
                Some("--factor") if options => {
                    let factor = args.next().and_then(|it| it.into_string().ok());
                    let factor = factor.and_then(|it| Decimal::from_str_exact(&it).ok());
                    let is_factor = |it: &Decimal| *it >= Decimal::ONE;
                    asked.factor = factor
                        .filter(is_factor)
                        .ok_or("--factor needs a number from 1 on, such as 2.5")?;
                }
                Some(option) if options && option.starts_with('-') => {
                    return Err(format!("there is no option `{option}`"));
                }
                _ => asked.paths.push(PathBuf::from(arg)),
            }
        }
        if asked.paths.is_empty() {
            return Err("no text, PDF or folder is named".to_owned());
        }
        Ok(Some(asked))
    }
}

/// What the files measure, by province and year, and how many were not read: what is wrong, and what is no report, is said on standard error.
fn read(paths: &[PathBuf]) -> (Vec<Measured>, usize) {
    let found = files::of(paths);
    for (path, trouble) in &found.troubles {
        say(format_args!("{}: {trouble}", path.display()));
    }
    let mut failed = found.troubles.len();
    let inputs = found.files;
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let work = |at: usize| {
        let path = inputs.get(at).ok_or("there is no such file")?;
        let report = files::report(path)?;
        let is_known = report.document().kind != DocumentKind::Unknown;
        Ok(is_known.then(|| Measured::of(&path.to_string_lossy(), &report)))
    };
    let mut reports = Vec::new();
    let take = |at: usize, result: thread::Result<Result<Option<Measured>, String>>| {
        let result = result.unwrap_or_else(|panic| Err(console::panicked(panic.as_ref())));
        match result {
            Ok(measured) => reports.extend(measured),
            Err(trouble) => {
                let path = inputs.get(at).map(|path| path.display().to_string());
                say(format_args!("{}: {trouble}", path.unwrap_or_default()));
                failed += 1;
            }
        }
        Ok::<_, std::convert::Infallible>(())
    };
    let Ok(()) = pool::in_order(inputs.len(), threads, &AtomicBool::new(false), work, take);
    measure::arrange(&mut reports);
    (reports, failed)
}

#[cfg(test)]
#[path = "compare/tests.rs"]
mod tests;
