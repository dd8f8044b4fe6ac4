//! The files that paths name, and the reports in them.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rendicion::{DocumentKind, Report};

use crate::console;

mod read;

/// Endings of the names of files that are taken from a folder.
const ENDINGS: [&str; 2] = ["txt", "pdf"];

/// Files, each once, and what is wrong with others.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub(crate) files: Vec<PathBuf>,
    pub(crate) troubles: Vec<(PathBuf, String)>,
}

/// The files that paths name: themselves, or the texts and PDFs in a folder and in the folders under it, by name.
///
/// Hidden files are left out, and so are links to folders, which may lead in a circle. What cannot be read costs itself,
/// and a folder without a report is a trouble.
pub(crate) fn of(paths: &[PathBuf]) -> Found {
    let mut found = Found::default();
    for path in paths {
        let before = (found.files.len(), found.troubles.len());
        match fs::metadata(path) {
            Ok(metadata) if metadata.is_dir() => {
                found.walk(path);
                if before == (found.files.len(), found.troubles.len()) {
                    let none = "no *.txt and no *.pdf in this folder".to_owned();
                    found.troubles.push((path.clone(), none));
                }
            }
            Ok(_) => found.files.push(path.clone()),
            Err(error) => found.trouble(path, &error),
        }
    }
    let mut known = HashSet::new();
    found.files.retain(|it| known.insert(it.clone()));
    found
}

impl Found {
    fn walk(&mut self, folder: &Path) {
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => return self.trouble(folder, &error),
        };
        let mut known = Vec::new();
        for entry in entries {
            match entry {
                Ok(entry) => known.push(entry),
                Err(error) => self.trouble(folder, &error),
            }
        }
        known.sort_by_key(fs::DirEntry::file_name);
        for entry in known {
            let path = entry.path();
            if entry.file_name().as_encoded_bytes().starts_with(b".") {
                continue;
            }
            if entry.file_type().is_ok_and(|it| it.is_dir()) {
                self.walk(&path);
            } else if is_report(&path) {
                match fs::metadata(&path) {
                    Ok(metadata) if metadata.is_file() => self.files.push(path),
                    Ok(_) => {}
                    // A link that leads nowhere, say.
                    Err(error) => self.trouble(&path, &error),
                }
            }
        }
    }

    fn trouble(&mut self, path: &Path, error: &io::Error) {
        self.troubles.push((path.to_owned(), error.to_string()));
    }
}

fn is_report(path: &Path) -> bool {
    path.extension().is_some_and(|own| {
        ENDINGS
            .iter()
            .any(|ending| own.eq_ignore_ascii_case(ending))
    })
}

/// The report in a file, a text or a PDF. Where it holds none, standard error says so.
pub(crate) fn report(path: &Path) -> Result<Report, String> {
    let report = read::file(path).map_err(|trouble| trouble.to_string())?;
    if report.document().kind == DocumentKind::Unknown {
        let message = "no report of the IESS, as far as its text shows: it states no fact";
        console::say(format_args!("{}: {message}", path.display()));
    }
    Ok(report)
}
