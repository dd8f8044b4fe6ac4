//! Prints the skeleton of reports for a person, and what was hard to read in them.
//!
//! ```sh
//! cargo run --release --example outline
//! cargo run --release --example outline -- --all loja.txt
//! cargo run --release --features pdf --example outline -- loja.pdf
//! ```

mod support;

use std::collections::BTreeMap;
use std::env;
use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::process::ExitCode;

use annotate_snippets::{AnnotationKind, Renderer};
use rendicion::{
    AtomKind, Block, Code, Diagnostic, List, Report, Section, Severity, Subtitled, Table,
};
use support::terminal;

const USAGE: &str = "\
usage: outline [--all] [FILE]...
Prints the sections of each report, what they hold, and what was hard to read.
  --all      print every diagnostic, not a few of each code
  FILE       a text, or a PDF where the feature `pdf` is on
  -          read standard input
  -h, --help say this
Without a FILE the bundled specimen is read.";

/// Diagnostics of one code that are printed.
const SHOWN: usize = 3;
/// Characters of a title or message that are printed on a line of the skeleton.
const WIDTH: usize = 100;

fn main() -> ExitCode {
    let mut args: Vec<_> = env::args_os().skip(1).collect();
    let all = support::flag(&mut args, "--all");
    let inputs = match support::inputs(args, USAGE) {
        Ok(inputs) => inputs,
        Err(code) => return code,
    };
    let mut stdout = io::stdout().lock();
    let renderer = terminal::renderer(&stdout);
    let shown = if all { usize::MAX } else { SHOWN };
    support::each(&inputs, |input, report| {
        let name = input.to_string();
        let mut out = String::new();
        skeleton(&mut out, &name, report);
        diagnostics(&mut out, &name, report, &renderer, shown);
        writeln!(stdout, "{out}")?;
        stdout.flush()
    })
}

/// Adds a line to a text.
macro_rules! line {
    ($out:expr, $($arg:tt)*) => {{
        // A `String` takes everything.
        let _ = writeln!($out, $($arg)*);
    }};
}

fn skeleton(out: &mut String, name: &str, report: &Report) {
    line!(out, "{name}: {}", about(report));
    for section in report.sections() {
        line!(out, "");
        let title = heading(section.number(), section.title());
        line!(out, "{:>6}  {} [{}]", section.line(), title, section.kind());
        contents(out, "        ", section.blocks());
        for sub in section.subsections() {
            subsection(out, sub);
        }
        let facts = facts(section);
        if !facts.is_empty() {
            line!(out, "        facts: {facts}");
        }
    }
}

/// What the report is, in one line.
fn about(report: &Report) -> String {
    let document = report.document();
    let mut parts = vec![format!("{:?}", document.kind).to_lowercase()];
    parts.extend(
        document
            .province
            .as_ref()
            .map(|province| format!("{} ({})", province.name, province.code)),
    );
    parts.extend(document.year.map(|year| year.to_string()));
    if let Some(form) = &document.form {
        let mut text = format!("form {}", form.code.as_deref().unwrap_or("without code"));
        text.extend(
            form.version
                .iter()
                .map(|version| format!(" version {version}")),
        );
        text.extend(form.pages.iter().map(|pages| format!(" of {pages} pages")));
        parts.push(text);
    }
    parts.join(", ")
}

fn heading(number: Option<&str>, title: Option<&str>) -> String {
    let title = cut(title.unwrap_or("(without title)"));
    number.map_or_else(|| title.clone(), |number| format!("{number}. {title}"))
}

fn subsection(out: &mut String, sub: &Subtitled) {
    line!(
        out,
        "{:>6}    {}",
        sub.line,
        heading(sub.number.as_deref(), sub.title.as_deref())
    );
    contents(out, "          ", &sub.blocks);
}

/// What blocks there are, what values stand in them, and the tables one by one.
fn contents(out: &mut String, indent: &str, blocks: &[Block]) {
    if blocks.is_empty() {
        return;
    }
    let mut kinds = Tally::default();
    for block in blocks {
        match block {
            Block::Paragraph(_) => kinds.add("paragraph", 1),
            Block::List(list) => {
                kinds.add("list", 1);
                kinds.add("list item", items(list));
            }
            Block::Table(_) => kinds.add("table", 1),
            Block::Signatory(_) => kinds.add("signatory", 1),
            Block::Furniture(_) => kinds.add("furniture", 1),
            _ => kinds.add("other block", 1),
        }
    }
    line!(out, "{indent}{kinds}");
    let mut values: BTreeMap<AtomKind, usize> = BTreeMap::new();
    for atom in blocks.iter().flat_map(Block::atoms) {
        *values.entry(atom.value.kind()).or_default() += 1;
    }
    if !values.is_empty() {
        let values: Vec<String> = values
            .iter()
            .map(|(kind, count)| format!("{count} {kind}"))
            .collect();
        line!(out, "{indent}values: {}", values.join(", "));
    }
    for block in blocks {
        if let Block::Table(table) = block {
            line!(out, "{indent}{}", table_line(table));
        }
    }
}

fn items(list: &List) -> usize {
    list.items
        .iter()
        .map(|item| 1 + item.children.iter().map(items).sum::<usize>())
        .sum()
}

fn table_line(table: &Table) -> String {
    let columns = table
        .rows
        .iter()
        .map(|row| row.cells.len())
        .max()
        .unwrap_or(0)
        .max(table.columns.len());
    let schema = table.schema.as_deref().unwrap_or("no schema");
    let mut text = format!(
        "table on line {}: {columns} columns × {} rows ({schema})",
        table.place.line,
        table.rows.len()
    );
    if let Some(caption) = &table.caption {
        let _ = write!(text, ", “{}”", cut(caption.as_str()));
    }
    text
}

/// How many facts of what sort a section's parser read, as its JSON shows them whatever its type is.
fn facts(section: &Section) -> String {
    let Ok(json) = serde_json::to_value(section) else {
        return String::new();
    };
    let members = json["data"].as_object().into_iter().flatten();
    let counts: Vec<String> = members
        .filter_map(|(name, value)| match value {
            serde_json::Value::Array(list) => Some(format!("{} {name}", list.len())),
            serde_json::Value::Null => None,
            _ => Some(name.clone()),
        })
        .collect();
    counts.join(", ")
}

/// Counts of named things, in the order in which they were first met.
#[derive(Default)]
struct Tally(Vec<(&'static str, usize)>);

impl Tally {
    fn add(&mut self, name: &'static str, count: usize) {
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, total)) => *total += count,
            None => self.0.push((name, count)),
        }
    }
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        for (at, (name, count)) in self.0.iter().enumerate() {
            let comma = if at > 0 { ", " } else { "" };
            let plural = match *name {
                _ if *count == 1 => name.to_string(),
                "signatory" => "signatories".to_owned(),
                "furniture" => "furniture".to_owned(),
                name => format!("{name}s"),
            };
            write!(f, "{comma}{count} {plural}")?;
        }
        Ok(())
    }
}

/// A text cut to what fits on a line.
fn cut(text: &str) -> String {
    match text.char_indices().nth(WIDTH) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()),
        None => text.to_owned(),
    }
}

/// What was hard to read: the gravest codes first, a few diagnostics of each.
fn diagnostics(out: &mut String, name: &str, report: &Report, renderer: &Renderer, shown: usize) {
    let mut groups: BTreeMap<(std::cmp::Reverse<Severity>, Code), Vec<&Diagnostic>> =
        BTreeMap::new();
    for diagnostic in report.diagnostics() {
        groups
            .entry((std::cmp::Reverse(diagnostic.severity), diagnostic.code))
            .or_default()
            .push(diagnostic);
    }
    line!(out, "");
    match report.diagnostics().len() {
        0 => line!(out, "nothing was hard to read"),
        1 => line!(out, "1 diagnostic"),
        count => line!(out, "{count} diagnostics"),
    }
    for ((_, code), group) in groups {
        for diagnostic in group.iter().take(shown) {
            line!(out, "\n{}", render(name, report, diagnostic, renderer));
        }
        let more = group.len().saturating_sub(shown);
        if more > 0 {
            line!(out, "\n… and {more} more `{code}`; --all prints them");
        }
    }
}

/// A diagnostic with the lines of its place.
fn render(name: &str, report: &Report, diagnostic: &Diagnostic, renderer: &Renderer) -> String {
    let snippet = terminal::snippet(name, report, AnnotationKind::Primary, diagnostic.span);
    let title = terminal::level(diagnostic.severity)
        .primary_title(&*diagnostic.message)
        .id(diagnostic.code.as_str());
    renderer.render(&[title.element(snippet)])
}
