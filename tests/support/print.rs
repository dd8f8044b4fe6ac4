//! A report in a form made for reading: what the snapshots hold.
//!
//! ```text
//! section coverage 1 "Cobertura Institucional" 161:0..26
//!   paragraph 163:0..167:40 "Al cierre del año 2022 …"
//!     163:18..22 year "2022" = 2022
//!   = indicators {concept: "affiliates", label: "afiliados", value: "219872", period: "2022"} @163
//! ```
//!
//! A place is `line:column..column`, or `line:column..line:column` where it goes on over lines; a part that stands apart
//! follows a `+`. Lines count from 1, columns are characters from 0.

use std::fmt::Write as _;

use rendicion::{Atom, Block, Code, Diagnostic, Item, List, Place, Report, Section, Span, Table};

use super::json::Json;

/// The report on as few lines as can be read.
pub fn report(report: &Report) -> String {
    let mut printer = Printer {
        report,
        out: String::new(),
    };
    let json = Json::of(report);
    printer.document(&json);
    let data = json.get("sections").map_or(&[][..], Json::items);
    for (section, json) in report.sections().iter().zip(data) {
        printer.out.push('\n');
        printer.section(section, json.get("data").unwrap_or(&Json::Null));
    }
    printer.findings(json.get("findings").map_or(&[][..], Json::items));
    printer.diagnostics();
    printer.out
}

struct Printer<'r> {
    report: &'r Report,
    out: String,
}

impl Printer<'_> {
    fn line(&mut self, depth: usize, text: &str) {
        let _ = writeln!(self.out, "{:width$}{text}", "", width = depth * 2);
    }

    fn at(&self, span: Span) -> String {
        let start = self.report.position(span);
        let end = self.report.source().position(span.end);
        if start.line == end.line {
            format!("{}:{}..{}", start.line, start.character, end.character)
        } else {
            format!(
                "{}:{}..{}:{}",
                start.line, start.character, end.line, end.character
            )
        }
    }

    fn parts(&self, span: Span, pieces: &[Span]) -> String {
        if pieces.is_empty() {
            return self.at(span);
        }
        let parts: Vec<String> = pieces.iter().map(|&piece| self.at(piece)).collect();
        parts.join("+")
    }

    fn place(&self, place: &Place) -> String {
        self.parts(place.span, &place.pieces)
    }

    fn document(&mut self, json: &Json) {
        let document = json.get("document").unwrap();
        self.line(0, &format!("document {document}"));
    }

    fn section(&mut self, section: &Section, data: &Json) {
        let title = self.title(
            section.number(),
            section.title(),
            section.title_span().unwrap_or(section.span()),
        );
        self.line(0, &format!("section {}{title}", section.kind()));
        self.blocks(1, section.blocks());
        for sub in section.subsections() {
            let title = self.title(
                sub.number.as_deref(),
                sub.title.as_deref(),
                sub.title_span.unwrap_or(sub.span),
            );
            self.line(1, &format!("subsection{title}"));
            self.blocks(2, &sub.blocks);
        }
        if let Json::Object(members) = data {
            for (name, value) in members {
                self.data(name, value);
            }
        }
    }

    fn title(&self, number: Option<&str>, title: Option<&str>, span: Span) -> String {
        let mut out = String::new();
        if let Some(number) = number {
            let _ = write!(out, " {number}");
        }
        if let Some(title) = title {
            let _ = write!(out, " {title:?}");
        }
        let _ = write!(out, " {}", self.at(span));
        out
    }

    fn data(&mut self, name: &str, value: &Json) {
        match value {
            Json::List(items) if items.is_empty() => self.line(1, &format!("= {name} []")),
            Json::List(items) => {
                for item in items {
                    self.record(name, item);
                }
            }
            Json::Object(_) => self.record(name, value),
            _ => self.line(1, &format!("= {name} {value}")),
        }
    }

    fn record(&mut self, name: &str, record: &Json) {
        let place = record
            .get("span")
            .and_then(|span| Some(self.at(Span::new(span.number("start")?, span.number("end")?))));
        let place = place.map_or(String::new(), |place| format!(" {place}"));
        self.line(1, &format!("= {name} {record}{place}"));
    }

    fn blocks(&mut self, depth: usize, blocks: &[Block]) {
        for block in blocks {
            let place = self.place(block.place());
            match block {
                Block::Paragraph(it) => {
                    self.line(depth, &format!("paragraph {place} {:?}", it.text.as_str()));
                    self.atoms(depth + 1, &it.atoms);
                }
                Block::Furniture(it) => {
                    self.line(depth, &format!("furniture {place} {:?}", it.text.as_str()));
                }
                Block::Signatory(it) => {
                    self.line(
                        depth,
                        &format!(
                            "signatory {place} {:?}, {:?}",
                            it.name.as_str(),
                            it.title.as_str()
                        ),
                    );
                }
                Block::List(it) => self.list(depth, it),
                Block::Table(it) => self.table(depth, it),
                other => self.line(depth, &format!("{other:?}")),
            }
        }
    }

    fn list(&mut self, depth: usize, list: &List) {
        let place = self.place(&list.place);
        self.line(
            depth,
            &format!("list {} {place}", Json::of(&list.marker).text()),
        );
        for item in &list.items {
            self.item(depth + 1, item);
        }
    }

    fn item(&mut self, depth: usize, item: &Item) {
        let lost = if item.lost_marker {
            " (marker lost)"
        } else {
            ""
        };
        let place = self.place(&item.place);
        self.line(
            depth,
            &format!("item {place} {:?}{lost}", item.text.as_str()),
        );
        self.atoms(depth + 1, &item.atoms);
        for child in &item.children {
            self.list(depth + 1, child);
        }
    }

    fn table(&mut self, depth: usize, table: &Table) {
        let place = self.place(&table.place);
        let schema = table.schema.as_deref().unwrap_or("without schema");
        let caption = table
            .caption
            .as_ref()
            .map_or(String::new(), |caption| format!(" {:?}", caption.as_str()));
        self.line(depth, &format!("table {place} {schema}{caption}"));
        self.atoms(depth + 1, &table.caption_atoms);
        self.line(depth + 1, &format!("| {} |", table.columns.join(" | ")));
        for row in &table.rows {
            let cells: Vec<&str> = row
                .cells
                .iter()
                .map(|cell| cell.as_ref().map_or("∅", |cell| cell.text.as_str()))
                .collect();
            let undecided = if row.undecided { " (undecided)" } else { "" };
            let place = self.place(&row.place);
            self.line(
                depth + 1,
                &format!("| {} | {place}{undecided}", cells.join(" | ")),
            );
            for cell in row.cells.iter().flatten() {
                self.atoms(depth + 3, &cell.atoms);
            }
        }
    }

    fn atoms(&mut self, depth: usize, atoms: &[Atom]) {
        for atom in atoms {
            let place = self.parts(atom.span, &atom.pieces);
            let ambiguous = if atom.ambiguous { " (ambiguous)" } else { "" };
            let line = format!(
                "{place} {} {:?} = {}{ambiguous}",
                atom.value.kind(),
                atom.raw,
                atom.value
            );
            self.line(depth, &line);
        }
    }

    fn findings(&mut self, findings: &[Json]) {
        for (at, finding) in findings.iter().enumerate() {
            if at == 0 {
                self.out.push_str("\nfindings\n");
            }
            let lines: Vec<String> = finding
                .get("evidence")
                .map_or(&[][..], Json::items)
                .iter()
                .filter_map(|evidence| evidence.number("line").map(|line| line.to_string()))
                .collect();
            let Json::Object(members) = finding else {
                continue;
            };
            let shown = Json::Object(
                members
                    .iter()
                    .filter(|(name, _)| name != "evidence")
                    .cloned()
                    .collect(),
            );
            self.line(1, &format!("{shown} @{}", lines.join(",")));
        }
    }

    fn diagnostics(&mut self) {
        let found = self.report.diagnostics();
        if found.is_empty() {
            return;
        }
        self.out.push_str("\ndiagnostics\n");
        for &code in Code::ALL {
            let of_code: Vec<&Diagnostic> = found
                .iter()
                .filter(|diagnostic| diagnostic.code == code)
                .collect();
            let Some(first) = of_code.first() else {
                continue;
            };
            self.line(
                1,
                &format!(
                    "{code} ({}, {})",
                    Json::of(&first.severity).text(),
                    of_code.len()
                ),
            );
            for diagnostic in of_code {
                let place = self.at(diagnostic.span);
                self.line(2, &format!("{place} {}", diagnostic.message));
            }
        }
    }
}
