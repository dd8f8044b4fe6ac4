//! The files that paths name, and the reports in them.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

mod read;

/// Endings of the names of files that are taken from a folder.
const ENDINGS: [&str; 2] = ["txt", "pdf"];

/// The files that a path names: itself, or the texts and PDFs in a folder and in the folders under it, by name.
///
/// Hidden files are left out, and so are links to folders, which may lead in a circle.
pub(crate) fn under(path: &Path) -> io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    if fs::metadata(path)?.is_dir() {
        walk(path, &mut files)?;
    } else {
        files.push(path.to_owned());
    }
    Ok(files)
}

fn walk(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    let mut entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        if entry.file_name().as_encoded_bytes().starts_with(b".") {
            continue;
        }
        if entry.file_type()?.is_dir() {
            walk(&path, files)?;
        } else if is_report(&path) && path.is_file() {
            files.push(path);
        }
    }
    Ok(())
}

fn is_report(path: &Path) -> bool {
    path.extension().is_some_and(|own| {
        ENDINGS
            .iter()
            .any(|ending| own.eq_ignore_ascii_case(ending))
    })
}

/// The report in a file, a text or a PDF.
pub(crate) fn report(path: &Path) -> Result<rendicion::Report, String> {
    read::file(path).map_err(|trouble| trouble.to_string())
}
