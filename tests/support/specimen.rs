//! The specimens: texts of whole reports, with what a perfect reading of each holds.

use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

/// A text and its gold labels.
pub struct Specimen {
    /// The file's name without `.txt`: `azuay-2022`, or `los-rios-2023.pdfium` for an extracted one.
    pub name: String,
    pub text: String,
    pub gold: Value,
}

impl Specimen {
    /// The extractor of an extracted text.
    pub fn extractor(&self) -> &str {
        self.name
            .split_once('.')
            .map_or("", |(_, extractor)| extractor)
    }
}

/// The folder of the specimens.
pub fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/specimens")
}

/// The specimens of the corpus's layout, by name. Their gold labels name lines.
pub fn all() -> Vec<Specimen> {
    read(&folder())
}

/// The same reports as other extractors leave them, by name. Their gold labels name no lines.
pub fn extracted() -> Vec<Specimen> {
    read(&folder().join("extracted"))
}

fn read(folder: &Path) -> Vec<Specimen> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "txt"))
        .collect();
    paths.sort();
    paths.iter().map(|path| specimen(path)).collect()
}

fn specimen(path: &Path) -> Specimen {
    let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
    let report = name.split('.').next().unwrap();
    let gold = path.with_file_name(format!("{report}.gold.json"));
    let load = |path: &Path| {
        fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    Specimen {
        gold: serde_json::from_str(&load(&gold)).unwrap(),
        text: load(path),
        name,
    }
}
