//! Writes what reports state as tables: a folder of CSV files with a `datapackage.json` that describes them.
//!
//! ```sh
//! cargo run --release --features pdf --example facts -- loja.pdf -o tablas        # one report
//! cargo run --release --features pdf --example facts -- informes/ -o tablas       # every PDF and text in a folder
//! ```
//!
//! Every row has the file, page, line and bytes where it is printed. A file that cannot be read is named, and the others
//! are read all the same; the exit code is then 1. Where none can be read nothing is written.

#[path = "support/cells.rs"]
mod cells;
#[allow(dead_code, reason = "a table has no colours")]
#[path = "support/console.rs"]
mod console;
#[path = "support/files.rs"]
mod files;
#[path = "facts/package.rs"]
mod package;
#[path = "facts/pool.rs"]
mod pool;
#[path = "facts/table.rs"]
mod table;

use std::env;
use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{self, ExitCode};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Instant;

use indicatif::{ProgressBar, ProgressStyle};
use rendicion::audit::{Language, RuleSet};

use cells::Names;
use console::say;
use package::{Package, Sheets};
use table::{Read, TABLES};

const USAGE: &str = "\
usage: facts [--es] PATH... -o FOLDER
Writes what reports state as tables: FOLDER gets a CSV file for each table (budget, procurement, recommendations,
disposals, indicators, achievements, objectives, policies, signatories, findings and their evidence, diagnostics,
documents) and datapackage.json, which describes their columns, units and keys.
  PATH       a text or a PDF, or a folder of them (*.txt and *.pdf, in folders under it too)
  -o FOLDER  where to write; it is made where it is not there, and files of an earlier run are replaced
  --es       messages of findings in Spanish
  -h, --help say this
Every row has its file, page, line and bytes. A file that cannot be read is named and the others are read all the same.
Ctrl-C finishes the reports that were begun and leaves whole files; a second one leaves at once.
The exit code is 0, or 1 where a file was not read, 2 where the arguments are wrong, 130 after Ctrl-C.";

fn main() -> ExitCode {
    let asked = match console::asked(Asked::of(env::args_os().skip(1)), USAGE) {
        Ok(asked) => asked,
        Err(code) => return code,
    };
    let stop = Arc::new(AtomicBool::new(false));
    let pressed = Arc::clone(&stop);
    let handler = ctrlc::set_handler(move || {
        if pressed.swap(true, Ordering::Relaxed) {
            process::exit(130);
        }
    });
    if let Err(error) = handler {
        say(format_args!("Ctrl-C will not leave whole files: {error}"));
    }
    let began = Instant::now();
    match run(&asked, &stop) {
        Ok(summary) => {
            let seconds = began.elapsed().as_secs_f64();
            say(format_args!("{summary}, in {seconds:.1} s"));
            let folder = asked.folder.display();
            if summary.is_written() {
                say(format_args!("{folder}: {}", summary.tables()));
            } else {
                say(format_args!("{folder}: nothing is written"));
            }
            match summary {
                _ if stop.load(Ordering::Relaxed) => ExitCode::from(130),
                Summary { failed: 0, .. } => ExitCode::SUCCESS,
                _ => ExitCode::FAILURE,
            }
        }
        Err(error) => {
            say(format_args!(
                "cannot write to {}: {error}",
                asked.folder.display()
            ));
            ExitCode::FAILURE
        }
    }
}

/// What the arguments ask for.
#[derive(Debug, PartialEq)]
struct Asked {
    paths: Vec<PathBuf>,
    folder: PathBuf,
    language: Language,
}

impl Asked {
    /// `None` where they ask for help; otherwise what is wrong with them.
    fn of(args: impl IntoIterator<Item = OsString>) -> Result<Option<Self>, String> {
        let (mut paths, mut folder) = (Vec::new(), None);
        let (mut language, mut options) = (Language::English, true);
        let mut args = args.into_iter();
        while let Some(arg) = args.next() {
            match arg.to_str() {
                Some("--") if options => options = false,
                Some("-h" | "--help") if options => return Ok(None),
                Some("--es") if options => language = Language::Spanish,
                Some("-o" | "--output") if options => {
                    let named = args.next().ok_or("-o needs a folder")?;
                    if folder.replace(PathBuf::from(named)).is_some() {
                        return Err("-o is given twice".to_owned());
                    }
                }
                Some(option) if options && option.starts_with('-') => {
                    return Err(format!("there is no option `{option}`"));
                }
                _ => paths.push(PathBuf::from(arg)),
            }
        }
        if paths.is_empty() {
            return Err("no text, PDF or folder is named".to_owned());
        }
        Ok(Some(Self {
            paths,
            folder: folder.ok_or("no folder to write to is named: -o FOLDER")?,
            language,
        }))
    }
}

/// What was read and written.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Summary {
    reports: usize,
    failed: usize,
    /// Files that a stop left unread.
    left: usize,
    rows: [usize; TABLES.len()],
}

impl fmt::Display for Summary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.reports == 1 { "" } else { "s" };
        write!(f, "{} report{plural} read", self.reports)?;
        if self.failed > 0 {
            write!(f, ", {} not read", self.failed)?;
        }
        if self.left > 0 {
            write!(f, ", {} left when it was stopped", self.left)?;
        }
        Ok(())
    }
}

impl Summary {
    /// Whether there is anything to write: a report that was read, or a stop before one was.
    fn is_written(&self) -> bool {
        self.reports > 0 || self.left > 0
    }

    /// How many rows each table has.
    fn tables(&self) -> String {
        let rows = TABLES.iter().zip(self.rows);
        let rows: Vec<String> = rows
            .map(|(table, rows)| format!("{} {rows}", table.name))
            .collect();
        rows.join(", ")
    }
}

/// Reads what is asked for and writes the tables. What is wrong with a file is said on standard error.
fn run(asked: &Asked, stop: &AtomicBool) -> io::Result<Summary> {
    let mut summary = Summary::default();
    let found = files::of(&asked.paths);
    for (path, trouble) in &found.troubles {
        say(format_args!("{}: {trouble}", path.display()));
        summary.failed += 1;
    }
    let inputs = found.files;
    if inputs.is_empty() {
        return Ok(summary);
    }
    let names = names(&inputs);
    let rules = RuleSet::standard().in_language(asked.language);
    let threads = thread::available_parallelism().map_or(1, usize::from);
    let mut package = Package::create(&asked.folder)?;
    let bar = progress(inputs.len());
    let work = |at: usize| -> Result<Sheets, String> {
        let (Some(path), Some(name)) = (inputs.get(at), names.get(at)) else {
            return Err("there is no such file".to_owned());
        };
        let read = read(path, name.clone(), &rules)?;
        Sheets::of(&read).map_err(|error| error.to_string())
    };
    pool::in_order(inputs.len(), threads, stop, work, |at, result| {
        let result = result.unwrap_or_else(|panic| Err(console::panicked(panic.as_ref())));
        match result {
            Ok(sheets) => {
                package.add(&sheets)?;
                summary.reports += 1;
            }
            Err(trouble) => {
                let name = names.get(at).map_or("", String::as_str);
                bar.suspend(|| say(format_args!("{name}: {trouble}")));
                summary.failed += 1;
            }
        }
        bar.inc(1);
        io::Result::Ok(())
    })?;
    summary.left = inputs
        .len()
        .saturating_sub(usize::try_from(bar.position()).unwrap_or(0));
    bar.finish_and_clear();
    // Where no report was read, dropping the package leaves the tables of an earlier run as they are.
    if summary.is_written() {
        summary.rows = package.rows;
        package.finish()?;
    }
    Ok(summary)
}

/// How far it is, on a terminal; elsewhere nothing is shown.
fn progress(files: usize) -> ProgressBar {
    let bar = ProgressBar::new(files as u64);
    let style = ProgressStyle::with_template("{wide_bar} {pos} of {len}, {eta} left");
    match style {
        Ok(style) => bar.with_style(style),
        Err(_) => bar,
    }
}

/// A name for each file, no two alike: they are keys.
fn names(files: &[PathBuf]) -> Vec<String> {
    let mut names = Names::default();
    let own = |file: &PathBuf| names.own(&file.to_string_lossy());
    files.iter().map(own).collect()
}

/// The report in a file, with what does not hold in it.
fn read(path: &Path, name: String, rules: &RuleSet) -> Result<Read, String> {
    let report = files::report(path)?;
    let findings = report.audit(rules);
    Ok(Read {
        file: name,
        report,
        findings,
    })
}

#[cfg(test)]
#[path = "facts/tests.rs"]
mod tests;
