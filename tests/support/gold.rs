//! How much of what a perfect reading holds a report holds: each kind of label counted.
//!
//! Labels are compared as texts. What is compared, and how: white space makes no difference, nor do a title's case and
//! final punctuation; an item of a list may go on with the paragraphs that seem to belong to it; a table is its cells,
//! its rows told apart by their first cell.

use std::collections::BTreeMap;
use std::fmt::Debug;

use serde_json::Value;
use unicode_normalization::UnicodeNormalization as _;

use super::value::{list, squeeze, without_zeros};

/// The kinds of labels, in the order of print.
pub const KINDS: [&str; 6] = ["document", "headings", "atoms", "lists", "tables", "facts"];

/// How many labels of a kind were read as they should be, and which were not.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    pub right: usize,
    pub missed: Vec<String>,
    pub extra: Vec<String>,
}

impl Counts {
    pub fn add(&mut self, other: &Self) {
        self.right += other.right;
        self.missed.extend_from_slice(&other.missed);
        self.extra.extend_from_slice(&other.extra);
    }

    /// The harmonic mean of precision and recall, in ten thousandths, rounded down; all of it where there is nothing.
    pub fn f1(&self) -> usize {
        let all = 2 * self.right + self.missed.len() + self.extra.len();
        (20_000 * self.right).checked_div(all).unwrap_or(10_000)
    }
}

/// The counts of each of [`KINDS`].
pub type Score = [Counts; 6];

/// Compares the JSON of a report with gold labels; line numbers belong to an atom where the labels have them.
pub fn score(report: &Value, gold: &Value) -> Score {
    let lines = list(&gold["atoms"])
        .iter()
        .all(|atom| atom.get("line").is_some());
    let want = of_gold(gold, lines);
    let got = of_report(report, lines);
    [
        compare(&want.document, &got.document),
        compare(&want.headings, &got.headings),
        compare(&want.atoms, &got.atoms),
        compare_items(&want.items, &got.items),
        compare_tables(&want.tables, &got.tables),
        compare(&want.facts, &got.facts),
    ]
}

#[derive(Default)]
struct Labels {
    document: Vec<String>,
    headings: Vec<String>,
    atoms: Vec<String>,
    /// The depth of an item, and the texts that it may have.
    items: Vec<(usize, Vec<String>)>,
    tables: Vec<Cells>,
    facts: Vec<String>,
}

struct Cells {
    caption: Option<String>,
    cells: Vec<String>,
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

/// Without white space, composed: what two readings of one print must share.
fn squash(text: &str) -> String {
    text.nfc()
        .filter(|&c| {
            !(c.is_whitespace() || matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{feff}'))
        })
        .collect()
}

fn title(value: &Value) -> String {
    squeeze(text(value))
        .trim_end_matches(['.', ':', ';', ' '])
        .to_lowercase()
}

/// A number without the zeros that say nothing; `None` for null.
fn number(value: &Value) -> Option<String> {
    let value = value.get("value").unwrap_or(value);
    let text = match value {
        Value::Null => return None,
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    Some(without_zeros(text))
}

fn label(parts: &[&dyn Debug]) -> String {
    let parts: Vec<String> = parts.iter().map(|part| format!("{part:?}")).collect();
    parts.join(" ")
}

fn document(kind: &Value, province: &Value, year: &Value, form: &Value) -> Vec<String> {
    let form = ["code", "version", "effective", "pages"]
        .map(|member| form.get(member).map(ToString::to_string));
    vec![
        format!("kind {kind}"),
        format!("province {province}"),
        format!("year {year}"),
        format!("form {form:?}"),
    ]
}

fn atom(atom: &Value, lines: bool) -> String {
    let line = if lines { atom["line"].as_u64() } else { None };
    label(&[
        &text(&atom["kind"]),
        &number(&atom["value"]).unwrap_or_default(),
        &line,
    ])
}

fn of_gold(gold: &Value, lines: bool) -> Labels {
    let mut out = Labels::default();
    let it = &gold["document"];
    out.document = document(&it["kind"], &it["province"], &it["year"], &it["form"]);
    for heading in list(&gold["headings"]) {
        let section = (heading["level"] == 1)
            .then(|| heading["section"].as_str())
            .flatten();
        out.headings.push(label(&[
            &heading["level"].as_u64(),
            &section,
            &heading["number"].as_str(),
            &title(&heading["title"]),
        ]));
    }
    out.atoms = list(&gold["atoms"])
        .iter()
        .map(|it| atom(it, lines))
        .collect();
    for it in list(&gold["lists"]) {
        gold_items(&it["items"], 0, &mut out.items);
    }
    for table in list(&gold["tables"]) {
        let rows = list(&table["rows"])
            .iter()
            .map(|row| list(row).iter().map(Value::as_str).collect::<Vec<_>>());
        out.tables
            .push(cells(&table["caption"], &table["columns"], rows));
    }
    gold_facts(&gold["facts"], &mut out.facts);
    out
}

fn gold_items(items: &Value, depth: usize, out: &mut Vec<(usize, Vec<String>)>) {
    for item in list(items) {
        let mut whole = squash(text(&item["text"]));
        let mut accepted = vec![whole.clone()];
        for more in item.get("more").map_or(&[][..], list) {
            whole.push_str(&squash(text(more)));
            accepted.push(whole.clone());
        }
        out.push((depth, accepted));
        if let Some(children) = item.get("children") {
            gold_items(children, depth + 1, out);
        }
    }
}

const FIGURES: [&str; 4] = ["codified", "planned", "executed", "percent"];

fn gold_facts(facts: &Value, out: &mut Vec<String>) {
    for unit in list(&facts["budget_execution"]) {
        budget(unit, out);
    }
    for procedure in list(&facts["procurement"]) {
        let name = squash(text(&procedure["procedure"])).to_lowercase();
        for member in [
            "awarded_count",
            "awarded_total",
            "finished_count",
            "finished_total",
        ] {
            if let Some(value) = number(&procedure[member]) {
                out.push(label(&[&"procurement", &name, &member, &value]));
            }
        }
    }
    if let Some(disposals) = facts
        .get("asset_disposals")
        .filter(|it| it.as_object().is_some_and(|it| !it.is_empty()))
    {
        out.push(label(&[
            &"asset_disposals",
            &(disposals["declared_none"] == true),
        ]));
    }
    for recommendation in list(&facts["recommendations"]) {
        recommended(recommendation, &recommendation["memos"], out);
    }
    for signatory in list(&facts["signatories"]) {
        out.push(label(&[
            &"signatory",
            &squash(text(&signatory["name"])),
            &squash(text(&signatory["title"])),
        ]));
    }
}

fn budget(unit: &Value, out: &mut Vec<String>) {
    let name = squash(text(&unit["unit"])).to_lowercase();
    for member in FIGURES {
        if let Some(value) = unit.get(member).and_then(number) {
            out.push(label(&[&"budget_execution", &name, &member, &value]));
        }
    }
}

fn recommended(it: &Value, references: &Value, out: &mut Vec<String>) {
    let key: Vec<&str> = list(references).iter().map(text).collect();
    out.push(label(&[
        &"recommendations",
        &key,
        &"body",
        &title(&it["body"]),
    ]));
    if !text(&it["examination"]).is_empty() {
        out.push(label(&[
            &"recommendations",
            &key,
            &"examination",
            &squash(text(&it["examination"])),
        ]));
    }
    for date in it.get("dates").map_or(&[][..], list) {
        out.push(label(&[&"recommendations", &key, &"date", &text(date)]));
    }
    for item in it.get("items").map_or(&[][..], list) {
        out.push(label(&[
            &"recommendations",
            &key,
            &"item",
            &text(&item["number"]),
            &squash(text(&item["text"])),
        ]));
    }
    for address in it.get("evidence").map_or(&[][..], list) {
        out.push(label(&[
            &"recommendations",
            &key,
            &"evidence",
            &text(address),
        ]));
    }
}

fn of_report(report: &Value, lines: bool) -> Labels {
    let mut out = Labels::default();
    let it = &report["document"];
    out.document = document(
        &it["kind"],
        it.get("province").map_or(&Value::Null, |it| &it["name"]),
        &it["year"],
        &it["form"],
    );
    let mut atoms = Vec::new();
    for section in list(&report["sections"]) {
        of_section(section, 1, &mut out, &mut atoms);
    }
    atoms.sort_by_key(|atom| atom["span"]["start"].as_u64());
    out.atoms = atoms.into_iter().map(|it| atom(it, lines)).collect();
    out
}

fn of_section<'v>(section: &'v Value, level: u64, out: &mut Labels, atoms: &mut Vec<&'v Value>) {
    if !section["title"].is_null() {
        let kind = (level == 1).then(|| section["kind"].as_str()).flatten();
        out.headings.push(label(&[
            &Some(level),
            &kind,
            &section["number"].as_str(),
            &title(&section["title"]),
        ]));
    }
    for block in list(&section["blocks"]) {
        match text(&block["type"]) {
            "paragraph" => atoms.extend(list(&block["atoms"])),
            "list" => report_items(block, 0, &mut out.items, atoms),
            "table" => {
                atoms.extend(list(&block["caption_atoms"]));
                let of_row =
                    |row: &'v Value| list(&row["cells"]).iter().filter(|cell| !cell.is_null());
                atoms.extend(
                    list(&block["rows"])
                        .iter()
                        .flat_map(of_row)
                        .flat_map(|cell| list(&cell["atoms"])),
                );
                let rows = list(&block["rows"]);
                let rows = rows.iter().map(|row| {
                    list(&row["cells"])
                        .iter()
                        .map(|cell| cell["text"].as_str())
                        .collect::<Vec<_>>()
                });
                out.tables
                    .push(cells(&block["caption"], &block["columns"], rows));
            }
            _ => {}
        }
    }
    let data = &section["data"];
    for unit in list(&data["units"]) {
        budget(unit, &mut out.facts);
    }
    for procedure in list(&data["procedures"]) {
        let name = squash(text(&procedure["label"])).to_lowercase();
        for (stage, member) in [
            ("awarded", "count"),
            ("awarded", "total"),
            ("finished", "count"),
            ("finished", "total"),
        ] {
            if let Some(value) = number(&procedure[stage][member]) {
                out.facts.push(label(&[
                    &"procurement",
                    &name,
                    &format!("{stage}_{member}"),
                    &value,
                ]));
            }
        }
    }
    if let Some(none) = data.get("declared_none") {
        out.facts
            .push(label(&[&"asset_disposals", &(none == true)]));
    }
    for recommendation in list(&data["recommendations"]) {
        recommended(
            recommendation,
            &recommendation["references"],
            &mut out.facts,
        );
    }
    for signatory in list(&data["signatories"]) {
        out.facts.push(label(&[
            &"signatory",
            &squash(text(&signatory["name"])),
            &squash(text(&signatory["title"])),
        ]));
    }
    for sub in section.get("subsections").map_or(&[][..], list) {
        of_section(sub, level + 1, out, atoms);
    }
}

fn report_items<'v>(
    block: &'v Value,
    depth: usize,
    out: &mut Vec<(usize, Vec<String>)>,
    atoms: &mut Vec<&'v Value>,
) {
    for item in list(&block["items"]) {
        out.push((depth, vec![squash(text(&item["text"]))]));
        atoms.extend(list(&item["atoms"]));
        for child in item.get("children").map_or(&[][..], list) {
            report_items(child, depth + 1, out, atoms);
        }
    }
}

/// A table as its cells: row, column, text. The header is row -1; rows are told apart by their first cell.
fn cells<'v>(
    caption: &Value,
    columns: &Value,
    rows: impl Iterator<Item = Vec<Option<&'v str>>>,
) -> Cells {
    let mut out: Vec<String> = Vec::new();
    for (at, column) in list(columns).iter().enumerate() {
        out.push(label(&[&-1, &at, &squash(text(column))]));
    }
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for row in rows {
        let mut name = squash(row.first().copied().flatten().unwrap_or_default());
        if name.is_empty() {
            name.push('-');
        }
        if row.len() > 1 {
            name = name.chars().take(40).collect();
        }
        let times = seen.entry(name.clone()).or_default();
        *times += 1;
        for (at, cell) in row.iter().enumerate() {
            if let Some(cell) = cell {
                out.push(label(&[&name, times, &at, &squash(cell)]));
            }
        }
    }
    Cells {
        caption: caption.as_str().map(squash),
        cells: out,
    }
}

/// Compares two multisets.
fn compare(want: &[String], got: &[String]) -> Counts {
    let mut left: BTreeMap<&str, usize> = BTreeMap::new();
    for it in got {
        *left.entry(it).or_default() += 1;
    }
    let mut counts = Counts::default();
    for it in want {
        match left.get_mut(it.as_str()) {
            Some(n) if *n > 0 => {
                *n -= 1;
                counts.right += 1;
            }
            _ => counts.missed.push(it.clone()),
        }
    }
    counts.extra = left
        .into_iter()
        .flat_map(|(it, n)| std::iter::repeat_n(it.to_owned(), n))
        .collect();
    counts
}

fn compare_items(want: &[(usize, Vec<String>)], got: &[(usize, Vec<String>)]) -> Counts {
    let mut left: Vec<&(usize, Vec<String>)> = got.iter().collect();
    let mut counts = Counts::default();
    for (depth, accepted) in want {
        match left
            .iter()
            .position(|(at, texts)| at == depth && accepted.contains(&texts[0]))
        {
            Some(at) => {
                left.remove(at);
                counts.right += 1;
            }
            None => counts.missed.push(label(&[depth, &accepted[0]])),
        }
    }
    counts.extra = left
        .iter()
        .map(|(depth, texts)| label(&[depth, &texts[0]]))
        .collect();
    counts
}

fn compare_tables(want: &[Cells], got: &[Cells]) -> Counts {
    let mut left: Vec<&Cells> = got.iter().collect();
    let mut counts = Counts::default();
    for table in want {
        let alike = |other: &Cells| compare(&table.cells, &other.cells).right;
        // The first of those that are most alike.
        let best = (0..left.len())
            .rev()
            .max_by_key(|&at| alike(left[at]))
            .filter(|&at| alike(left[at]) > 0);
        let Some(at) = best else {
            counts.missed.extend(table.cells.iter().cloned());
            continue;
        };
        let other = left.remove(at);
        counts.add(&compare(&table.cells, &other.cells));
        if let Some(caption) = &table.caption {
            if Some(caption) == other.caption.as_ref() {
                counts.right += 1;
            } else {
                counts.missed.push(label(&[&"caption", caption]));
            }
        }
    }
    counts.extra.extend(
        left.into_iter()
            .flat_map(|table| table.cells.iter().cloned()),
    );
    counts
}
