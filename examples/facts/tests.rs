//! What is written is what the reports state, and can be read again.

use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;
use std::fs;

use super::*;
use table::DOCUMENTS;

/// A folder that is removed with what is in it.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Self {
        let folder = env::temp_dir().join(format!("rendicion-facts-{name}-{}", process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    fn join(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    fn write(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path
    }

    /// What is in a folder, by name.
    fn list(&self, folder: &str) -> Vec<String> {
        let entries = fs::read_dir(self.join(folder)).unwrap();
        let name = |entry: io::Result<fs::DirEntry>| entry.unwrap().file_name();
        let mut names: Vec<String> = entries
            .map(name)
            .map(|it| it.into_string().unwrap())
            .collect();
        names.sort();
        names
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn specimen(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/specimens")
        .join(name)
}

fn write(paths: &[PathBuf], folder: PathBuf) -> io::Result<Summary> {
    let asked = Asked {
        paths: paths.to_vec(),
        folder,
        language: Language::English,
    };
    run(&asked, &AtomicBool::new(false))
}

/// The rows of a table by the names of its columns.
fn rows(folder: &Path, table: &str) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(folder.join(format!("{table}.csv"))).unwrap();
    reader.deserialize().map(Result::unwrap).collect()
}

/// The names of the files that every run leaves.
fn whole() -> Vec<String> {
    let mut names: Vec<String> = TABLES.iter().map(|it| format!("{}.csv", it.name)).collect();
    names.push("datapackage.json".to_owned());
    names.sort();
    names
}

#[test]
fn the_tables_of_a_specimen() {
    let text = fs::read_to_string(specimen("carchi-2019.txt")).unwrap();
    let read = of_text("carchi-2019.txt", &text);
    let mut out = String::new();
    // What was hard to read is a matter of other tests.
    for table in TABLES.iter().filter(|it| it.name != "diagnostics") {
        let header = String::from_utf8(table.header().unwrap()).unwrap();
        let (csv, _) = table.csv(&read).unwrap();
        writeln!(
            out,
            "# {}\n{header}{}",
            table.name,
            String::from_utf8(csv).unwrap()
        )
        .unwrap();
    }
    insta::assert_snapshot!(out);
}

fn of_text(name: &str, text: &str) -> Read {
    let report = rendicion::parse(text);
    let findings = report.audit(&RuleSet::standard());
    Read {
        file: name.to_owned(),
        report,
        findings,
    }
}

#[test]
fn what_is_written_can_be_read_again_and_stands_where_its_row_says() {
    let scratch = Scratch::new("again");
    let folder = scratch.join("out");
    let path = specimen("carchi-2019.txt");
    let summary = write(std::slice::from_ref(&path), folder.clone()).unwrap();
    let report = files::report(&path).unwrap();
    let documents = rows(&folder, DOCUMENTS);
    assert_eq!(documents.len(), 1);
    for (table, count) in TABLES.iter().zip(summary.rows) {
        let rows = rows(&folder, table.name);
        assert_eq!(rows.len(), count, "{}", table.name);
        let mut keys = HashSet::new();
        for row in rows {
            assert_eq!(row["file"], documents[0]["file"]);
            assert!(keys.insert(row.get("row").cloned()));
            let (start, end) = (row["start"].parse().unwrap(), row["end"].parse().unwrap());
            assert_eq!(
                report.source().line_of(start).to_string(),
                row["line"],
                "{row:?}"
            );
            let printed = report.text(rendicion::Span::new(start, end));
            let page = report.source().page_of(start);
            assert_eq!(
                page.map(|it| it.to_string()).unwrap_or_default(),
                row["page"]
            );
            if table.name == "indicators" && !row["value"].is_empty() {
                let digits = |text: &str| {
                    text.chars()
                        .filter(char::is_ascii_digit)
                        .collect::<String>()
                };
                if !digits(printed).is_empty() {
                    assert_eq!(digits(printed), digits(&row["value"]));
                }
            }
        }
    }
    let budget = rows(&folder, "budget");
    let stated = report.section::<rendicion::BudgetExecution>().unwrap();
    let executed = stated
        .units
        .iter()
        .chain(&stated.total)
        .map(|it| it.executed);
    let executed: Vec<String> = executed
        .map(|it| it.map(|it| it.value.to_string()).unwrap_or_default())
        .collect();
    let written: Vec<&String> = budget.iter().map(|row| &row["executed"]).collect();
    assert_eq!(written, executed.iter().collect::<Vec<_>>());
}

#[test]
fn the_description_names_every_column_of_every_file() {
    let scratch = Scratch::new("described");
    let folder = scratch.join("out");
    write(&[specimen("carchi-2019.txt")], folder.clone()).unwrap();
    assert_eq!(scratch.list("out"), whole());
    let package: serde_json::Value =
        serde_json::from_slice(&fs::read(folder.join("datapackage.json")).unwrap()).unwrap();
    for resource in package["resources"].as_array().unwrap() {
        let path = folder.join(resource["path"].as_str().unwrap());
        let mut reader = csv::Reader::from_path(path).unwrap();
        let fields = resource["schema"]["fields"].as_array().unwrap();
        let fields: Vec<&str> = fields
            .iter()
            .map(|it| it["name"].as_str().unwrap())
            .collect();
        assert_eq!(reader.headers().unwrap(), fields);
    }
}

#[test]
fn a_text_of_any_characters_is_one_cell_and_no_formula() {
    let text = "2. Logros alcanzados \n\nEl IESS logró: \n\n• =HYPERLINK(\"http://x\", 'y'), a \n\n• Se firmó \"uno\"; y, otro. \n";
    let read = of_text("a,\"b\".txt", text);
    let achievements = TABLES.iter().find(|it| it.name == "achievements").unwrap();
    let (csv, count) = achievements.csv(&read).unwrap();
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(csv.as_slice());
    let records: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    assert_eq!((records.len(), count), (2, 2));
    assert_eq!(&records[0][0], "a,\"b\".txt");
    assert!(
        records[0].iter().any(|it| it.starts_with("'=HYPERLINK(")),
        "{records:?}"
    );
    assert!(
        records[1].iter().any(|it| it.contains("\"uno\"; y, otro.")),
        "{records:?}"
    );
}

#[test]
fn files_that_cannot_be_read_cost_themselves() {
    let scratch = Scratch::new("broken");
    let text = fs::read(specimen("carchi-2019.txt")).unwrap();
    let one = scratch.write("in/1.txt", &text);
    let broken = scratch.write("in/2.txt", b"Azuay\0\x01\x02\x03 \n");
    let two = scratch.write("in/deeper/3.TXT", &text);
    scratch.write("in/.hidden.txt", &text);
    scratch.write("in/notes.md", &text);
    fs::create_dir_all(scratch.join("empty")).unwrap();
    let paths = [
        scratch.join("missing.txt"),
        scratch.join("in"),
        scratch.join("empty"),
        // Named twice, read once.
        one.clone(),
    ];
    let summary = write(&paths, scratch.join("out")).unwrap();
    assert_eq!((summary.reports, summary.failed, summary.left), (2, 3, 0));
    let documents = rows(&scratch.join("out"), DOCUMENTS);
    let read: Vec<&str> = documents.iter().map(|row| row["file"].as_str()).collect();
    assert_eq!(read, [one.to_str().unwrap(), two.to_str().unwrap()]);
    assert_eq!(scratch.list("out"), whole());
    let trouble = super::read(&broken, "2.txt".to_owned(), &RuleSet::empty()).map(|_| ());
    assert!(trouble.unwrap_err().contains("NUL"));
}

#[test]
fn a_mistyped_path_leaves_the_tables_of_an_earlier_run() {
    let scratch = Scratch::new("mistyped");
    let folder = scratch.join("out");
    write(&[specimen("carchi-2019.txt")], folder.clone()).unwrap();
    let before = fs::read(folder.join("budget.csv")).unwrap();
    let binary = scratch.write("binary.txt", b"Azuay\0\x01\x02\x03 \n");
    for wrong in [scratch.join("missing.txt"), binary] {
        let summary = write(&[wrong], folder.clone()).unwrap();
        assert_eq!((summary.reports, summary.failed), (0, 1));
        assert!(!summary.is_written());
        assert!(fs::read(folder.join("budget.csv")).unwrap() == before);
        assert_eq!(scratch.list("out"), whole());
    }
    write(&[scratch.join("missing.txt")], scratch.join("new")).unwrap();
    assert!(!scratch.join("new").exists());
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_nowhere_costs_itself() {
    let scratch = Scratch::new("link");
    let text = fs::read(specimen("carchi-2019.txt")).unwrap();
    scratch.write("in/b.txt", &text);
    std::os::unix::fs::symlink("/nowhere/x.txt", scratch.join("in/a.txt")).unwrap();
    let found = files::of(&[scratch.join("in")]);
    assert_eq!(found.files, [scratch.join("in/b.txt")]);
    let named: Vec<_> = found.troubles.iter().map(|(path, _)| path).collect();
    assert_eq!(named, [&scratch.join("in/a.txt")]);
}

#[test]
fn the_same_files_give_the_same_bytes_in_the_order_of_the_files() {
    let scratch = Scratch::new("order");
    let files = [
        "tungurahua-2021.txt",
        "azuay-2022.txt",
        "carchi-2019.txt",
        "bolivar-2023.txt",
    ];
    let files = files.map(specimen);
    write(&files, scratch.join("a")).unwrap();
    write(&files, scratch.join("b")).unwrap();
    for name in whole() {
        let of = |run: &str| fs::read(scratch.join(run).join(&name)).unwrap();
        assert!(of("a") == of("b"), "{name}");
    }
    for table in &TABLES {
        let rows = rows(&scratch.join("a"), table.name);
        let mut named: Vec<&str> = rows.iter().map(|row| row["file"].as_str()).collect();
        named.dedup();
        let mut files = files.iter().map(|it| it.to_str().unwrap());
        assert!(
            named.iter().all(|name| files.any(|it| it == *name)),
            "{}",
            table.name
        );
    }
    assert_eq!(rows(&scratch.join("a"), DOCUMENTS).len(), 4);
}

#[test]
fn a_stop_leaves_whole_files() {
    let scratch = Scratch::new("stop");
    let asked = Asked {
        paths: vec![specimen("carchi-2019.txt"), specimen("azuay-2022.txt")],
        folder: scratch.join("out"),
        language: Language::Spanish,
    };
    let summary = run(&asked, &AtomicBool::new(true)).unwrap();
    assert_eq!((summary.reports, summary.left), (0, 2));
    assert_eq!(scratch.list("out"), whole());
    assert!(rows(&scratch.join("out"), DOCUMENTS).is_empty());
}

#[test]
fn a_folder_that_cannot_be_written_to_is_an_error_and_leaves_nothing() {
    let scratch = Scratch::new("unwritable");
    let file = scratch.write("out", b"a file");
    assert!(write(&[specimen("carchi-2019.txt")], file.clone()).is_err());
    assert_eq!(fs::read(file).unwrap(), b"a file");
    // A folder stands where a file should: what was begun is taken away.
    fs::create_dir_all(scratch.join("other/findings.csv")).unwrap();
    assert!(write(&[specimen("carchi-2019.txt")], scratch.join("other")).is_err());
    let left = scratch.list("other");
    assert!(left.iter().all(|name| !name.contains(".part")), "{left:?}");
    assert!(!left.contains(&"datapackage.json".to_owned()));
}

#[test]
fn names_are_keys() {
    let files = ["a.txt", "a.txt", "b.txt"].map(PathBuf::from);
    assert_eq!(names(&files), ["a.txt", "a.txt (2)", "b.txt"]);
}

#[test]
fn arguments() {
    let asked = |args: &[&str]| Asked::of(args.iter().map(Into::into));
    assert_eq!(
        asked(&["a.txt", "-o", "out", "--es", "--", "-b"]),
        Ok(Some(Asked {
            paths: vec!["a.txt".into(), "-b".into()],
            folder: "out".into(),
            language: Language::Spanish,
        }))
    );
    assert_eq!(asked(&["a.txt", "--help"]), Ok(None));
    for wrong in [
        &["a.txt"][..],
        &["-o", "out"],
        &["a", "-o"],
        &["a", "--x", "-o", "b"],
    ] {
        assert!(asked(wrong).is_err(), "{wrong:?}");
    }
}

#[test]
fn the_summary_says_what_there_is() {
    let mut summary = Summary {
        reports: 1,
        failed: 2,
        ..Summary::default()
    };
    summary.rows[0] = 1;
    assert_eq!(summary.to_string(), "1 report read, 2 not read");
    assert!(summary.tables().starts_with("documents 1, budget 0, "));
}
