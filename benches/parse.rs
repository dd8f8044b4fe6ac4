//! How fast reports are read.
//!
//! `cargo bench` prints the throughput of reading each specimen and four of them in one text, beside that of
//! `pulldown-cmark` over the same bytes, and of one text at growing sizes: where reading is linear, the throughput of
//! `growth` stays level from the first row to the last.

use std::fmt;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use divan::counter::BytesCount;
use divan::{Bencher, black_box};

fn main() {
    divan::main();
}

/// A text to read, and its name in the table.
struct Input {
    name: String,
    text: String,
}

impl fmt::Display for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.name)
    }
}

/// How many specimens make up the long text.
const JOINED: usize = 4;

/// The specimens by name.
static SPECIMENS: LazyLock<Vec<Input>> = LazyLock::new(|| {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/specimens");
    let mut specimens: Vec<Input> = fs::read_dir(&folder)
        .into_iter()
        .flatten()
        .filter_map(|entry| {
            let path = entry.ok()?.path();
            let name = path.file_stem()?.to_str()?.to_owned();
            (path.extension()? == "txt")
                .then(|| fs::read_to_string(&path).ok())
                .flatten()
                .map(|text| Input { name, text })
        })
        .collect();
    specimens.sort_by(|a, b| a.name.cmp(&b.name));
    assert!(
        specimens.len() >= JOINED,
        "{} holds fewer than {JOINED} specimens",
        folder.display()
    );
    specimens
});

/// Four reports in one text.
static LONG: LazyLock<String> = LazyLock::new(|| {
    let texts: Vec<&str> = SPECIMENS
        .iter()
        .take(JOINED)
        .map(|specimen| specimen.text.as_str())
        .collect();
    texts.join("\n")
});

/// Every specimen, and the long text.
fn inputs() -> Vec<&'static Input> {
    static JOINED_INPUT: LazyLock<Input> = LazyLock::new(|| Input {
        name: format!("{JOINED} in one text"),
        text: LONG.clone(),
    });
    SPECIMENS.iter().chain([&*JOINED_INPUT]).collect()
}

fn events(text: &str) -> usize {
    pulldown_cmark::Parser::new(text).fold(0, |count, event| {
        black_box(event);
        count + 1
    })
}

/// A report, from text to typed facts.
#[divan::bench(args = inputs())]
fn rendicion(bencher: Bencher<'_, '_>, input: &Input) {
    bencher
        .counter(BytesCount::of_str(&input.text))
        .bench(|| rendicion::parse(black_box(&input.text)));
}

/// The same bytes as Markdown, for scale: blocks and inline events, no facts.
#[divan::bench(args = inputs())]
fn pulldown_cmark_events(bencher: Bencher<'_, '_>, input: &Input) {
    bencher
        .counter(BytesCount::of_str(&input.text))
        .bench(|| events(black_box(&input.text)));
}

/// One text many times over: level throughput is time in proportion to the text.
#[divan::bench(args = [1, 4, 16, 64], sample_count = 10, sample_size = 1)]
fn growth(bencher: Bencher<'_, '_>, times: usize) {
    let text = LONG.repeat(times);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| rendicion::parse(black_box(&text)));
}

/// The same for the Markdown reader.
#[divan::bench(args = [1, 4, 16, 64], sample_count = 10, sample_size = 1)]
fn growth_of_pulldown_cmark(bencher: Bencher<'_, '_>, times: usize) {
    let text = LONG.repeat(times);
    bencher
        .counter(BytesCount::of_str(&text))
        .bench(|| events(black_box(&text)));
}
