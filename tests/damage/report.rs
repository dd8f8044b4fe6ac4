//! The sound texts: the specimens, and reports of other make as six extractors leave them.

use std::fs;
use std::path::Path;
use std::sync::OnceLock;

use crate::support::specimen;

/// A sound text.
#[derive(Debug)]
pub(crate) struct Sound {
    pub(crate) name: String,
    pub(crate) text: String,
}

/// All of them, by name.
pub(crate) fn all() -> &'static [Sound] {
    static ALL: OnceLock<Vec<Sound>> = OnceLock::new();
    ALL.get_or_init(|| {
        let mut all: Vec<Sound> = specimen::all()
            .into_iter()
            .map(|specimen| Sound {
                name: specimen.name,
                text: specimen.text,
            })
            .collect();
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/damage/reports");
        let mut paths: Vec<_> = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .collect();
        paths.sort();
        all.extend(paths.iter().map(|path| Sound {
            name: path.file_stem().unwrap().to_str().unwrap().to_owned(),
            text: fs::read_to_string(path).unwrap(),
        }));
        all
    })
}
