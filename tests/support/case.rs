//! Small texts with right answers: `NAME.txt`, a text as an extractor leaves it, and `NAME.json`, what a right reading of
//! it says and must not say. `tests/cases/README.md` has the members.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use rendicion::audit::RuleSet;
use rendicion::{Report, Severity};
use serde_json::Value;

use super::value::{list, squeeze, without_zeros};

/// A text, and what a right reading of it says.
pub struct Case {
    /// The folder under `tests/cases` and the name.
    pub name: String,
    /// Its bytes: it may be in any encoding.
    pub text: Vec<u8>,
    pub holds: Value,
}

/// What is wrong with the reading of a case.
#[derive(Debug)]
pub struct Fault {
    /// It says what it must not, rather than say less than it should.
    pub is_wrong: bool,
    what: &'static str,
    expected: String,
    got: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            what,
            expected,
            got,
            ..
        } = self;
        write!(f, "{what}: expected {expected}, got {got}")
    }
}

/// The members of a case.
const MEMBERS: [&str; 28] = [
    "why",
    "facts",
    "always",
    "may_facts",
    "facts_any",
    "not_facts",
    "exactly",
    "else_said",
    "atoms",
    "atoms_any",
    "exactly_atoms",
    "not_atoms",
    "tables",
    "tables_any",
    "exactly_tables",
    "headings",
    "may_headings",
    "exactly_headings",
    "not_headings",
    "lists",
    "exactly_lists",
    "furniture",
    "codes_any",
    "not_codes",
    "quiet",
    "document",
    "findings",
    "refused",
];

/// Warnings about a whole report's form, which any short text has.
const OF_FORM: [&str; 5] = [
    "missing-section",
    "unclaimed-section",
    "repeated-section",
    "tied-claim",
    "truncated-document",
];

/// The cases of every folder under `root`, by folder and name.
pub fn all(root: &Path) -> Vec<Case> {
    let mut out = Vec::new();
    collect(root, root, &mut out);
    out.sort_by(|a: &Case, b: &Case| a.name.cmp(&b.name));
    out
}

fn collect(root: &Path, folder: &Path, out: &mut Vec<Case>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path: PathBuf = entry.unwrap().path();
        if path.is_dir() {
            collect(root, &path, out);
        } else if path.extension().is_some_and(|it| it == "json") {
            let name = path.strip_prefix(root).unwrap().with_extension("");
            let holds: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap())
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            for member in holds.as_object().unwrap().keys() {
                assert!(
                    MEMBERS.contains(&member.as_str()),
                    "{}: `{member}` is no member of a case",
                    path.display()
                );
            }
            let text = fs::read(path.with_extension("txt"))
                .unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            out.push(Case {
                name: name.to_str().unwrap().to_owned(),
                text,
                holds,
            });
        }
    }
}

impl Case {
    /// The folder that it lies in.
    pub fn folder(&self) -> &str {
        self.name.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// What is wrong with the reading of its text.
    pub fn check(&self) -> Vec<Fault> {
        let read = rendicion::Parser::default().try_parse_bytes(&self.text);
        let Ok(read) = read else {
            let refused = self.is("refused");
            return (!refused)
                .then(|| fault(true, "refused", "a report", "a refusal"))
                .into_iter()
                .collect();
        };
        if self.is("refused") {
            return vec![fault(true, "refused", "a refusal", "a report")];
        }
        let report = serde_json::to_value(&read).unwrap();
        let mut faults = Vec::new();
        self.check_facts(&report, &mut faults);
        self.check_atoms(&report, &mut faults);
        self.check_tables(&report, &mut faults);
        self.check_headings(&report, &mut faults);
        self.check_lists(&report, &mut faults);
        self.check_codes(&report, &mut faults);
        self.check_findings(&read, &mut faults);
        faults
    }

    fn is(&self, member: &str) -> bool {
        self.holds[member].as_bool() == Some(true)
    }

    fn list(&self, member: &str) -> &[Value] {
        list(&self.holds[member])
    }

    /// Whether a diagnostic stands that excuses what is not read.
    fn is_pardoned(&self, report: &Value) -> bool {
        self.holds.get("else_said").is_some() && !said(report, self.list("else_said")).is_empty()
    }

    fn check_facts(&self, report: &Value, faults: &mut Vec<Fault>) {
        let (lacking, stated) = any_order(self.list("always"), facts(report), fits);
        if !lacking.is_empty() {
            faults.push(fault(
                false,
                "facts of the sound part",
                shown(&lacking),
                shown(&stated),
            ));
        }
        let none = [Value::Array(Vec::new())];
        let ways = match self.list("facts_any") {
            [] => &none,
            ways => ways,
        };
        let tried: Vec<Vec<Fault>> = ways
            .iter()
            .map(|way| {
                let wanted: Vec<Value> = [self.list("facts"), list(way)].concat();
                let (missed, mut extra) = any_order(&wanted, stated.clone(), fits);
                extra.retain(|it| !self.list("may_facts").iter().any(|may| fits(may, it)));
                let mut out = Vec::new();
                if !missed.is_empty() && !self.is_pardoned(report) {
                    out.push(fault(false, "facts", shown(&missed), shown(&stated)));
                }
                if !extra.is_empty() && self.is("exactly") {
                    out.push(fault(true, "other facts", "none", shown(&extra)));
                }
                out
            })
            .collect();
        faults.extend(best(tried));
        for unwanted in self.list("not_facts") {
            if stated.iter().any(|it| fits(unwanted, it)) {
                faults.push(fault(true, "fact", "none", unwanted.to_string()));
            }
        }
    }

    fn check_atoms(&self, report: &Value, faults: &mut Vec<Fault>) {
        let read = atoms(report);
        let own = [self.holds["atoms"].clone()];
        let ways = if own[0].is_array() {
            &own[..]
        } else {
            self.list("atoms_any")
        };
        let tried = ways.iter().map(|way| {
            let (missed, extra) = in_order(list(way), &read, fits);
            let mut out = Vec::new();
            if !missed.is_empty() && !self.is_pardoned(report) {
                out.push(fault(false, "atoms", shown(&missed), shown(&read)));
            }
            if !extra.is_empty() && self.is("exactly_atoms") {
                out.push(fault(true, "other atoms", "none", shown(&extra)));
            }
            out
        });
        faults.extend(best(tried.collect()));
        if ways.is_empty() && self.is("exactly_atoms") && !read.is_empty() {
            faults.push(fault(true, "other atoms", "none", shown(&read)));
        }
        for unwanted in self.list("not_atoms") {
            if read.iter().any(|it| fits(unwanted, it)) {
                faults.push(fault(true, "atom", "none", unwanted.to_string()));
            }
        }
    }

    fn check_tables(&self, report: &Value, faults: &mut Vec<Fault>) {
        let read = blocks(report, "table");
        let own = [self.holds["tables"].clone()];
        let ways = if own[0].is_array() {
            &own[..]
        } else {
            self.list("tables_any")
        };
        let tried = ways.iter().map(|way| {
            let (missed, extra) = any_order(list(way), read.clone(), is_table);
            let mut out = Vec::new();
            if !missed.is_empty() && !self.is_pardoned(report) {
                out.push(fault(false, "tables", shown(&missed), shown(&read)));
            }
            if !extra.is_empty() && self.is("exactly_tables") {
                out.push(fault(true, "other tables", "none", shown(&extra)));
            }
            out
        });
        faults.extend(best(tried.collect()));
    }

    fn check_headings(&self, report: &Value, faults: &mut Vec<Fault>) {
        let read: Vec<Value> = sections(report)
            .into_iter()
            .filter(|section| !section["title"].is_null())
            .map(|section| Value::Array(vec![section["number"].clone(), section["title"].clone()]))
            .collect();
        let (missed, mut extra) = in_order(self.list("headings"), &read, is_heading);
        if !missed.is_empty() {
            faults.push(fault(false, "headings", shown(&missed), shown(&read)));
        }
        let has_title = |title: &Value, it: &Value| {
            is_heading(&Value::from(vec!["*".into(), title.clone()]), it)
        };
        extra.retain(|it| {
            !self
                .list("may_headings")
                .iter()
                .any(|may| has_title(may, it))
        });
        if !extra.is_empty() && self.is("exactly_headings") {
            faults.push(fault(true, "other headings", "none", shown(&extra)));
        }
        for unwanted in self.list("not_headings") {
            if read.iter().any(|it| has_title(unwanted, it)) {
                faults.push(fault(true, "heading", "none", unwanted.to_string()));
            }
        }
    }

    fn check_lists(&self, report: &Value, faults: &mut Vec<Fault>) {
        let mut read = Vec::new();
        for block in blocks(report, "list") {
            list_texts(&block, &mut read);
        }
        let wanted: Vec<Value> = self.list("lists").iter().map(squeezed).collect();
        let (missed, extra) = any_order(&wanted, read.clone(), |a, b| a == b);
        if !missed.is_empty() {
            faults.push(fault(false, "lists", shown(&missed), shown(&read)));
        }
        if !extra.is_empty() && self.is("exactly_lists") {
            faults.push(fault(true, "other lists", "none", shown(&extra)));
        }
        let read: Vec<Value> = blocks(report, "furniture")
            .iter()
            .map(|block| squeezed(&block["text"]))
            .collect();
        let wanted: Vec<Value> = self.list("furniture").iter().map(squeezed).collect();
        let (missed, _) = any_order(&wanted, read.clone(), |a, b| a == b);
        if !missed.is_empty() {
            faults.push(fault(false, "furniture", shown(&missed), shown(&read)));
        }
    }

    /// The findings are those of the list: their codes, and what is printed. Others at `info` are passed over.
    fn check_findings(&self, report: &Report, faults: &mut Vec<Fault>) {
        if self.holds.get("findings").is_none() {
            return;
        }
        let mut wanted = self.list("findings").to_vec();
        for finding in report.audit(&RuleSet::standard()) {
            let is = |it: &Value| {
                let actual = it[1].as_str();
                it[0] == finding.code && (actual.is_none() || actual == finding.actual.as_deref())
            };
            if let Some(at) = wanted.iter().position(is) {
                wanted.remove(at);
            } else if finding.severity > Severity::Info {
                faults.push(fault(true, "finding", "none", finding.message));
            }
        }
        faults.extend(
            wanted
                .iter()
                .map(|it| fault(false, "finding", it.to_string(), "none")),
        );
    }

    fn check_codes(&self, report: &Value, faults: &mut Vec<Fault>) {
        let codes: Vec<&Value> = list(&report["diagnostics"])
            .iter()
            .map(|diagnostic| &diagnostic["code"])
            .collect();
        if self.holds.get("codes_any").is_some() && said(report, self.list("codes_any")).is_empty()
        {
            faults.push(fault(
                false,
                "codes",
                shown(self.list("codes_any")),
                shown(&codes),
            ));
        }
        let warnings = said(report, &[]);
        if self.is("quiet") && !warnings.is_empty() {
            faults.push(fault(true, "warnings", "none", warnings.join(", ")));
        }
        for unwanted in self.list("not_codes") {
            if codes.contains(&unwanted) {
                faults.push(fault(true, "code", "none", unwanted.to_string()));
            }
        }
        for (member, wanted) in self.holds["document"].as_object().into_iter().flatten() {
            let got = &report["document"][member];
            let got = if member == "province" {
                &got["name"]
            } else {
                got
            };
            if got != wanted {
                faults.push(fault(
                    !got.is_null(),
                    "document",
                    wanted.to_string(),
                    got.to_string(),
                ));
            }
        }
    }
}

fn fault(
    is_wrong: bool,
    what: &'static str,
    expected: impl Into<String>,
    got: impl Into<String>,
) -> Fault {
    Fault {
        is_wrong,
        what,
        expected: expected.into(),
        got: got.into(),
    }
}

/// The way with the fewest faults.
fn best(tried: Vec<Vec<Fault>>) -> Vec<Fault> {
    tried.into_iter().min_by_key(Vec::len).unwrap_or_default()
}

fn shown<T: ToString>(values: &[T]) -> String {
    let values: Vec<String> = values.iter().map(ToString::to_string).collect();
    format!("[{}]", values.join(", "))
}

fn squeezed(value: &Value) -> Value {
    match value {
        Value::String(text) => Value::from(squeeze(text)),
        Value::Array(values) => values.iter().map(squeezed).collect(),
        other => other.clone(),
    }
}

/// A value to compare: names in small letters, decimals without zeros at the end.
fn plain(value: &Value) -> Option<String> {
    let text = match value {
        Value::Null => return None,
        Value::String(text) => squeeze(text).to_lowercase(),
        other => other.to_string(),
    };
    Some(without_zeros(text))
}

/// Whether what is stated is what is asked for: `*` is anything, a list of names any of them.
fn fits(want: &Value, got: &Value) -> bool {
    let (want, got) = (list(want), list(got));
    want.len() == got.len()
        && want.iter().zip(got).all(|(want, got)| {
            want == "*"
                || match got {
                    Value::Array(names) => names.iter().any(|name| plain(name) == plain(want)),
                    got => plain(got) == plain(want),
                }
        })
}

/// The wanted ones that do not stand there, and the others.
fn any_order(
    wanted: &[Value],
    mut got: Vec<Value>,
    same: impl Fn(&Value, &Value) -> bool,
) -> (Vec<Value>, Vec<Value>) {
    let mut missed = Vec::new();
    for want in wanted {
        match got.iter().position(|it| same(want, it)) {
            Some(at) => {
                got.remove(at);
            }
            None => missed.push(want.clone()),
        }
    }
    (missed, got)
}

/// The wanted ones that do not stand in this order among the others, and the others.
fn in_order(
    wanted: &[Value],
    got: &[Value],
    same: impl Fn(&Value, &Value) -> bool,
) -> (Vec<Value>, Vec<Value>) {
    let (mut missed, mut used, mut at) = (Vec::new(), Vec::new(), 0);
    for want in wanted {
        match (at..got.len()).find(|&n| same(want, &got[n])) {
            Some(hit) => {
                used.push(hit);
                at = hit + 1;
            }
            None => missed.push(want.clone()),
        }
    }
    let others = (0..got.len())
        .filter(|n| !used.contains(n))
        .map(|n| got[n].clone());
    (missed, others.collect())
}

/// The diagnostics that tell of a doubt: warnings and errors about what is printed, and the codes named.
fn said(report: &Value, codes: &[Value]) -> Vec<String> {
    list(&report["diagnostics"])
        .iter()
        .filter(|it| {
            codes.contains(&it["code"])
                || it["severity"] != "info"
                    && !OF_FORM.contains(&it["code"].as_str().unwrap_or_default())
        })
        .map(|it| it["code"].as_str().unwrap_or_default().to_owned())
        .collect()
}

/// Every section and subsection, in order.
fn sections(report: &Value) -> Vec<&Value> {
    let mut out = Vec::new();
    for section in list(&report["sections"]) {
        out.push(section);
        out.extend(list(&section["subsections"]));
    }
    out
}

fn blocks(report: &Value, kind: &str) -> Vec<Value> {
    sections(report)
        .into_iter()
        .flat_map(|section| list(&section["blocks"]))
        .filter(|block| block["type"] == kind)
        .cloned()
        .collect()
}

fn figure(value: &Value) -> &Value {
    value.get("value").unwrap_or(value)
}

/// Every figure and record that is stated; what has two names has a list of them.
fn facts(report: &Value) -> Vec<Value> {
    const OF_BUDGET: [&str; 4] = ["codified", "planned", "executed", "percent"];
    let mut out: Vec<Value> = Vec::new();
    let mut push = |fact: &[Value]| out.push(fact.to_vec().into());
    let stages = |record: &Value| -> Vec<(Value, Value)> {
        ["awarded", "finished"]
            .iter()
            .flat_map(|stage| ["count", "total"].map(|of| (*stage, of)))
            .filter(|(stage, of)| !record[*stage][*of].is_null())
            .map(|(stage, of)| {
                let value = figure(&record[stage][of]).clone();
                (format!("{stage}.{of}").into(), value)
            })
            .collect()
    };
    for section in sections(report) {
        let data = &section["data"];
        let measures = |record: &Value| -> Vec<(Value, Value)> {
            OF_BUDGET
                .iter()
                .filter(|it| !record[**it].is_null())
                .map(|it| (Value::from(*it), figure(&record[*it]).clone()))
                .collect()
        };
        for unit in list(&data["units"]) {
            for (measure, value) in measures(unit) {
                push(&[
                    "budget_execution".into(),
                    unit["unit"].clone(),
                    measure,
                    value,
                ]);
            }
        }
        if data["total"].get("awarded").is_some() {
            for (measure, value) in stages(&data["total"]) {
                push(&["procurement_total".into(), measure, value]);
            }
        } else {
            for (measure, value) in measures(&data["total"]) {
                push(&["budget_total".into(), measure, value]);
            }
        }
        for it in list(&data["procedures"]) {
            for (measure, value) in stages(it) {
                let names = Value::from(vec![it["label"].clone(), it["procedure"].clone()]);
                push(&["procurement".into(), names, measure, value]);
            }
        }
        for it in list(&data["indicators"]) {
            let [concept, value, period] = ["concept", "value", "period"].map(|of| it[of].clone());
            push(&["indicator".into(), concept, value, period]);
        }
        if data["declared_none"] == true {
            push(&["declared_none".into()]);
        }
        for it in list(&data["disposals"]) {
            push(&[
                "disposal".into(),
                it["kind"].clone(),
                figure(&it["value"]).clone(),
            ]);
        }
        for it in list(&data["recommendations"]) {
            for (of, value) in of_recommendation(it) {
                let key = match list(&it["references"]) {
                    [] => Value::from(vec![""]),
                    references => references.to_vec().into(),
                };
                push(&["recommendation".into(), key, of.into(), value]);
            }
        }
        for it in list(&data["achievements"]) {
            push(&["achievement".into(), it["text"].clone()]);
        }
        for it in list(&data["objectives"]) {
            push(&["objective".into(), it["number"].clone(), it["text"].clone()]);
        }
        for it in list(&data["policies"]) {
            push(&["policy".into(), it["focus"].clone()]);
        }
        for it in list(&data["signatories"]) {
            push(&["signatory".into(), it["name"].clone(), it["title"].clone()]);
        }
    }
    out
}

/// What a recommendation states.
fn of_recommendation(it: &Value) -> Vec<(&'static str, Value)> {
    let mut out = vec![("body", it["body"].clone())];
    if !it["examination"].is_null() {
        out.push(("examination", it["examination"].clone()));
    }
    let of_each = [
        ("reference", "references"),
        ("date", "dates"),
        ("evidence", "evidence"),
    ];
    for (name, member) in of_each {
        out.extend(list(&it[member]).iter().map(|value| (name, value.clone())));
    }
    let items = list(&it["items"]).iter();
    out.extend(items.map(|item| ("item", item["number"].clone())));
    out
}

fn atoms(report: &Value) -> Vec<Value> {
    fn of_items(items: &Value, out: &mut Vec<Value>) {
        for item in list(items) {
            out.extend_from_slice(list(&item["atoms"]));
            for child in list(&item["children"]) {
                of_items(&child["items"], out);
            }
        }
    }
    let mut out: Vec<Value> = Vec::new();
    for section in sections(report) {
        for block in list(&section["blocks"]) {
            out.extend_from_slice(list(&block["atoms"]));
            of_items(&block["items"], &mut out);
            out.extend_from_slice(list(&block["caption_atoms"]));
            for cell in list(&block["rows"])
                .iter()
                .flat_map(|row| list(&row["cells"]))
            {
                out.extend_from_slice(list(&cell["atoms"]));
            }
        }
    }
    out.sort_by_key(|atom| atom["span"]["start"].as_u64());
    out.iter()
        .map(|atom| Value::from(vec![atom["kind"].clone(), atom["value"].clone()]))
        .collect()
}

/// Each list as the texts of its items, those of nested lists in a list of their own after theirs.
fn list_texts(of: &Value, out: &mut Vec<Value>) {
    let items = list(&of["items"]);
    out.push(items.iter().map(|item| squeezed(&item["text"])).collect());
    for child in items.iter().flat_map(|item| list(&item["children"])) {
        list_texts(child, out);
    }
}

fn is_table(want: &Value, got: &Value) -> bool {
    let caption = |value: &Value| squeeze(value.as_str().unwrap_or_default());
    let same_caption = want
        .get("caption")
        .is_none_or(|it| caption(it) == caption(&got["caption"]));
    let same_heads = want
        .get("columns")
        .is_none_or(|it| squeezed(it) == squeezed(&got["columns"]));
    let text = |cell: &Value| cell.get("text").map_or(Value::Null, squeezed);
    let (rows, printed) = (list(&want["rows"]), list(&got["rows"]));
    let same_row = |want: &Value, got: &Value| {
        let (want, got) = (list(want), list(&got["cells"]));
        want.len() == got.len()
            && want
                .iter()
                .zip(got)
                .all(|(want, got)| want == "*" || squeezed(want) == text(got))
    };
    same_caption
        && same_heads
        && rows.len() == printed.len()
        && rows
            .iter()
            .zip(printed)
            .all(|(want, got)| same_row(want, got))
}

fn is_heading(want: &Value, got: &Value) -> bool {
    let title = |value: &Value| {
        let text = squeeze(value[1].as_str().unwrap_or_default());
        text.trim_end_matches(['.', ':', ';', ',', '-', ' '])
            .to_lowercase()
    };
    let number = |value: &Value| {
        value[0]
            .as_str()
            .filter(|it| !it.is_empty())
            .map(str::to_owned)
    };
    (want[0] == "*" || number(want) == number(got)) && title(want) == title(got)
}
