//! The folder: a CSV file for each table, and `datapackage.json`, which says what is in them.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use super::table::{DOCUMENTS, FILE, FINDING, FINDINGS, Field, Holds, ROW, Read, TABLES, Table};

/// The rows of one report, a CSV text for each table, and how many rows.
pub(crate) struct Sheets(Vec<(Vec<u8>, usize)>);

impl Sheets {
    pub(crate) fn of(read: &Read) -> csv::Result<Self> {
        TABLES
            .iter()
            .map(|table| table.csv(read))
            .collect::<csv::Result<_>>()
            .map(Self)
    }
}

/// A package that is being written: files of other names, which take their own when it is finished.
pub(crate) struct Package {
    folder: PathBuf,
    files: Vec<Unfinished>,
    /// Rows of each table.
    pub(crate) rows: [usize; TABLES.len()],
}

/// A file under another name, which is removed unless it is finished.
struct Unfinished {
    out: BufWriter<File>,
    now: PathBuf,
    name: PathBuf,
    is_finished: bool,
}

impl Unfinished {
    fn create(name: PathBuf) -> io::Result<Self> {
        let mut now = name.clone().into_os_string();
        now.push(".part");
        let now = PathBuf::from(now);
        Ok(Self {
            out: BufWriter::new(File::create(&now)?),
            now,
            name,
            is_finished: false,
        })
    }

    fn finish(mut self) -> io::Result<()> {
        self.out.flush()?;
        self.out.get_ref().sync_all()?;
        fs::rename(&self.now, &self.name)?;
        self.is_finished = true;
        Ok(())
    }
}

impl Drop for Unfinished {
    fn drop(&mut self) {
        if !self.is_finished {
            // What is left over says by its name that it is no whole file.
            let _ = fs::remove_file(&self.now);
        }
    }
}

impl Package {
    /// Begins a package in a folder, which is made where it is not there.
    pub(crate) fn create(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let mut files = Vec::new();
        for table in &TABLES {
            let mut file = Unfinished::create(folder.join(path(table)))?;
            file.out.write_all(&table.header()?)?;
            files.push(file);
        }
        Ok(Self {
            folder: folder.to_owned(),
            files,
            rows: [0; TABLES.len()],
        })
    }

    /// Adds the rows of a report.
    pub(crate) fn add(&mut self, sheets: &Sheets) -> io::Result<()> {
        let files = self.files.iter_mut().zip(&mut self.rows);
        for ((file, rows), (csv, count)) in files.zip(&sheets.0) {
            file.out.write_all(csv)?;
            *rows += count;
        }
        Ok(())
    }

    /// Gives the files their names, `datapackage.json` last: where it is, the others are whole.
    pub(crate) fn finish(self) -> io::Result<()> {
        let mut package = Unfinished::create(self.folder.join("datapackage.json"))?;
        serde_json::to_writer_pretty(&mut package.out, &description())?;
        package.out.write_all(b"\n")?;
        // That of an earlier run does not describe files of this one.
        match fs::remove_file(&package.name) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        for file in self.files {
            file.finish()?;
        }
        package.finish()
    }
}

fn path(table: &Table) -> String {
    format!("{}.csv", table.name)
}

/// The description of the package, as Frictionless Data has it.
fn description() -> Value {
    json!({
        "profile": "tabular-data-package",
        "name": "rendicion",
        "title": "Informes de rendición de cuentas del IESS",
        "description": "Una tabla por clase de dato. Cada fila dice en qué archivo, página, línea y bytes del texto está impresa. Una celda vacía es un dato que el informe no da. Un texto que una hoja de cálculo tomaría por fórmula empieza con un apóstrofo.",
        "resources": TABLES.iter().map(resource).collect::<Vec<_>>(),
    })
}

fn resource(table: &Table) -> Value {
    let key = if table.name == DOCUMENTS {
        json!([FILE.name])
    } else {
        json!([FILE.name, ROW.name])
    };
    let mut schema = json!({
        "fields": table.fields().map(described).collect::<Vec<_>>(),
        "missingValues": [""],
        "primaryKey": key,
    });
    let mut foreign = Vec::new();
    if table.name != DOCUMENTS {
        foreign.push(json!({
            "fields": [FILE.name],
            "reference": {"resource": DOCUMENTS, "fields": [FILE.name]},
        }));
    }
    if table.fields().any(|field| field.name == FINDING.name) {
        foreign.push(json!({
            "fields": [FILE.name, FINDING.name],
            "reference": {"resource": FINDINGS, "fields": [FILE.name, ROW.name]},
        }));
    }
    if !foreign.is_empty() {
        schema["foreignKeys"] = Value::Array(foreign);
    }
    json!({
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.title,
        "path": path(table),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "schema": schema,
    })
}

fn described(field: &Field) -> Value {
    let (kind, unit) = match field.holds {
        Holds::Text | Holds::OneOf(_) => ("string", None),
        Holds::Number => ("number", None),
        Holds::Dollars => ("number", Some("USD")),
        Holds::Percent => ("number", Some("%")),
        Holds::Count | Holds::Ordinal | Holds::Page => ("integer", None),
        Holds::Year => ("year", None),
        Holds::Flag => ("boolean", None),
    };
    let mut out = json!({"name": field.name, "type": kind, "title": field.title});
    if let Some(unit) = unit {
        out["unit"] = json!(unit);
    }
    match field.holds {
        Holds::OneOf(words) => out["constraints"] = json!({"enum": words}),
        Holds::Ordinal => out["constraints"] = json!({"required": true, "minimum": 0}),
        _ if field.name == FILE.name => out["constraints"] = json!({"required": true}),
        _ => {}
    }
    out
}
