//! The text of a report, with its values, facts, findings and diagnostics marked.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};
use std::ops::Range;

use rendicion::{
    Atom, AtomKind, Block, Cell, Fact, Item, List, Marker, Place, Report, Row, Severity, Signatory,
    Span, Subtitled, Table, Text,
};

use super::html::Html;
use super::labels;

/// What is said of one place of the source.
#[derive(Default)]
pub(crate) struct Mark<'r> {
    atom: Option<&'r Atom>,
    /// What the fact is, for a person who points at it.
    fact: Option<String>,
    finding: Option<Severity>,
    diagnostic: Option<Severity>,
    /// The entries of the panel that lead here.
    entries: Vec<String>,
}

/// Marks by their place, one that holds another before it.
#[derive(Default)]
pub(crate) struct Marks<'r>(BTreeMap<(u32, Reverse<u32>), Mark<'r>>);

impl<'r> Marks<'r> {
    fn at(&mut self, span: Span) -> &mut Mark<'r> {
        self.0.entry((span.start, Reverse(span.end))).or_default()
    }

    pub(crate) fn atom(&mut self, atom: &'r Atom) {
        self.at(atom.span).atom = Some(atom);
    }

    pub(crate) fn fact(&mut self, fact: &Fact<'_>, entry: String) {
        let mark = self.at(fact.span);
        mark.entries.push(entry);
        mark.fact.get_or_insert_with(|| {
            format!(
                "{}: {}",
                labels::subject(&fact.subject),
                labels::measure(fact.measure)
            )
        });
    }

    pub(crate) fn finding(&mut self, span: Span, severity: Severity, entry: String) {
        let mark = self.at(span);
        mark.entries.push(entry);
        mark.finding = mark.finding.max(Some(severity));
    }

    pub(crate) fn diagnostic(&mut self, span: Span, severity: Severity, entry: String) {
        let mark = self.at(span);
        mark.entries.push(entry);
        mark.diagnostic = mark.diagnostic.max(Some(severity));
    }

    fn get(&self, span: Span) -> Option<&Mark<'r>> {
        self.0.get(&(span.start, Reverse(span.end)))
    }

    /// Those that lie in a text, as ranges of what is read, one that holds another before it.
    fn within<'m>(&'m self, text: &Text) -> Vec<(Range<usize>, Span, &'m Mark<'r>)> {
        let Some(whole) = text.whole() else {
            return Vec::new();
        };
        let last = (whole.end, Reverse(0));
        let mut found: Vec<_> = self
            .0
            .range((whole.start, Reverse(u32::MAX))..=last)
            .filter_map(|(&(start, Reverse(end)), mark)| {
                let span = Span::new(start, end);
                Some((text.range_of(span)?, span, mark))
            })
            .collect();
        found.sort_by_key(|(range, ..)| (range.start, Reverse(range.end)));
        found
    }
}

impl Mark<'_> {
    fn class(&self) -> String {
        let mut class = Vec::new();
        class.extend(self.atom.map(|atom| match atom.value.kind() {
            AtomKind::Url => "value url",
            _ => "value",
        }));
        class.extend(self.fact.as_ref().map(|_| "fact"));
        class.extend(self.finding.map(|it| match it {
            Severity::Error => "finding error",
            _ => "finding",
        }));
        class.extend(self.diagnostic.map(|it| match it {
            Severity::Info => "diagnostic info",
            _ => "diagnostic",
        }));
        class.join(" ")
    }

    fn title(&self) -> String {
        let atom = self.atom.map(|atom| {
            let kind = labels::value_kind(atom.value.kind().as_str());
            format!("{kind} {}", atom.value)
        });
        let parts: Vec<String> = self.fact.iter().cloned().chain(atom).collect();
        parts.join(" · ")
    }
}

/// Writes the text.
pub(crate) struct Body<'r, 'm> {
    report: &'r Report,
    marks: &'m Marks<'r>,
    html: Html,
    places: Places,
    page: Option<u32>,
}

/// The elements of the text that can be linked to, by their place.
#[derive(Default)]
pub(crate) struct Places {
    all: Vec<(Span, String)>,
    known: HashSet<Span>,
    /// Each page that begins in the text.
    pub(crate) pages: Vec<u32>,
}

impl Places {
    /// The id of an element at a span; empty where another has it.
    fn id(&mut self, span: Span) -> String {
        if span.is_empty() || !self.known.insert(span) {
            return String::new();
        }
        let id = format!("s{}-{}", span.start, span.end);
        self.all.push((span, id.clone()));
        id
    }

    fn sort(&mut self) {
        self.all
            .sort_by_key(|(span, _)| (span.start, Reverse(span.end)));
    }

    /// The id of the smallest element that holds a span, or of the last before it.
    pub(crate) fn of(&self, span: Span) -> &str {
        let after = self.all.partition_point(|(own, _)| own.start <= span.start);
        let before = self.all.get(..after).unwrap_or_default();
        let holds = before.iter().rev().find(|(own, _)| own.end >= span.end);
        let found = holds.or(before.last()).or(self.all.first());
        found.map_or("texto", |(_, id)| id)
    }
}

impl<'r, 'm> Body<'r, 'm> {
    /// The text of a report as HTML, and where its places are.
    pub(crate) fn of(report: &'r Report, marks: &'m Marks<'r>) -> (Html, Places) {
        let mut body = Self {
            report,
            marks,
            html: Html::default(),
            places: Places::default(),
            page: None,
        };
        for (at, section) in report.sections().iter().enumerate() {
            body.page_at(section.span());
            let id = format!("seccion-{at}");
            body.html.open("section", &[("aria-labelledby", &id)]);
            body.html.open("h2", &[("id", &id)]);
            body.heading(
                section.number(),
                section.title(),
                section.title_span(),
                section.kind().as_str(),
            );
            body.html.close("h2");
            body.blocks(section.blocks());
            for under in section.subsections() {
                body.subsection(under);
            }
            body.html.close("section");
        }
        // A fact of a whole section leads to its title.
        for (section, at) in report.sections().iter().zip(0..) {
            let at: usize = at;
            body.places
                .all
                .push((section.span(), format!("seccion-{at}")));
        }
        body.places.sort();
        (body.html, body.places)
    }

    fn subsection(&mut self, under: &Subtitled) {
        self.page_at(under.span);
        self.html.raw("<h3>");
        self.heading(
            under.number.as_deref(),
            under.title.as_deref(),
            under.title_span,
            "other",
        );
        self.html.raw("</h3>");
        self.blocks(&under.blocks);
    }

    fn heading(
        &mut self,
        number: Option<&str>,
        title: Option<&str>,
        span: Option<Span>,
        kind: &str,
    ) {
        let span = span.unwrap_or_default();
        self.open("span", "", span);
        if let Some(number) = number {
            self.html.text(number).text(". ");
        }
        match title {
            Some(title) => self.html.text(title),
            None => self.html.element("i", &[], labels::section(kind)),
        };
        self.html.close("span");
    }

    /// Says that a page begins, where the page of a span is not that of what stands before it.
    fn page_at(&mut self, span: Span) {
        if let Some(page) = self.turned(span) {
            let (id, label) = (format!("pagina-{page}"), format!("Página {page}"));
            self.html
                .element("p", &[("class", &"page"), ("id", &id)], label);
        }
    }

    /// The page of a span, where it is a new one.
    fn turned(&mut self, span: Span) -> Option<u32> {
        let page = self.report.source().page_of(span.start)?;
        let last = self.page.unwrap_or(0);
        // What an extractor left behind on an earlier page turns no page back.
        if page <= last {
            return None;
        }
        self.page = Some(page);
        self.places.pages.push(page);
        Some(page)
    }

    /// Opens an element at a span, with the class of what is marked there.
    fn open(&mut self, tag: &'static str, class: &str, span: Span) {
        let id = self.places.id(span);
        let mark = self.marks.get(span).filter(|_| !id.is_empty());
        let marked = mark.map(Mark::class).unwrap_or_default();
        let class = format!("{class} {marked}");
        let title = mark.map(Mark::title).unwrap_or_default();
        let entries = mark.map(|it| it.entries.join(" ")).unwrap_or_default();
        self.html.open(
            tag,
            &[
                ("id", &id),
                ("class", &class.trim()),
                ("title", &title),
                ("data-entries", &entries),
            ],
        );
    }

    fn blocks(&mut self, blocks: &[Block]) {
        for block in blocks {
            self.page_at(block.place().span);
            match block {
                Block::Paragraph(it) => self.texts("p", "", &it.place, &it.text),
                Block::List(it) => self.list(it),
                Block::Table(it) => self.table(it),
                Block::Signatory(it) => self.signatory(it),
                Block::Furniture(it) => self.texts("p", "furniture", &it.place, &it.text),
                // A block of a later version: its source as it is.
                other => {
                    let span = other.place().span;
                    self.open("p", "", span);
                    self.html.text(self.report.text(span)).close("p");
                }
            }
        }
    }

    fn texts(&mut self, tag: &'static str, class: &str, place: &Place, text: &Text) {
        self.open(tag, class, place.span);
        self.text(text);
        self.html.close(tag);
    }

    fn list(&mut self, list: &List) {
        let tag = match list.marker {
            Marker::Letter | Marker::Number => "ol",
            _ => "ul",
        };
        let letters = if list.marker == Marker::Letter {
            "a"
        } else {
            ""
        };
        self.html.open(tag, &[("type", &letters)]);
        for Item {
            text,
            children,
            place,
            ..
        } in &list.items
        {
            self.open("li", "", place.span);
            if let Some(page) = self.turned(place.span) {
                let (id, label) = (format!("pagina-{page}"), format!("Página {page}"));
                self.html
                    .element("span", &[("class", &"page"), ("id", &id)], label);
            }
            self.text(text);
            for child in children {
                self.list(child);
            }
            self.html.close("li");
        }
        self.html.close(tag);
    }

    fn table(&mut self, table: &Table) {
        let width = table
            .rows
            .iter()
            .map(|row| row.cells.len())
            .max()
            .unwrap_or(0);
        let width = width.max(table.columns.len()).max(1);
        let page = self.report.source().page_of(table.place.span.start);
        let page = page
            .map(|page| format!(" de la página {page}"))
            .unwrap_or_default();
        let label = format!("Tabla{page}");
        self.html.open(
            "div",
            &[
                ("class", &"scroll"),
                ("role", &"region"),
                ("tabindex", &"0"),
                ("aria-label", &label),
            ],
        );
        self.open("table", "", table.place.span);
        if let Some(caption) = &table.caption {
            self.html.raw("<caption>");
            self.text(caption);
            self.html.raw("</caption>");
        }
        if !table.columns.is_empty() {
            self.html.raw("<thead><tr>");
            for head in &table.columns {
                self.html.element("th", &[("scope", &"col")], head);
            }
            self.html.raw("</tr></thead>");
        }
        self.html.raw("<tbody>");
        for row in &table.rows {
            self.row(row, width);
        }
        self.html.raw("</tbody></table></div>");
    }

    fn row(&mut self, row: &Row, width: usize) {
        if let Some(page) = self.turned(row.place.span) {
            let (id, label) = (format!("pagina-{page}"), format!("Página {page}"));
            self.html.open("tr", &[("class", &"page"), ("id", &id)]);
            self.html
                .element("td", &[("colspan", &width)], label)
                .close("tr");
        }
        self.open(
            "tr",
            if row.undecided { "undecided" } else { "" },
            row.place.span,
        );
        for at in 0..width {
            match row.cells.get(at) {
                Some(Some(cell)) => self.cell(cell),
                _ => {
                    self.html.raw("<td></td>");
                }
            }
        }
        self.html.close("tr");
    }

    fn cell(&mut self, cell: &Cell) {
        let number = cell.text.as_str().chars().all(|c| {
            c.is_ascii_digit()
                || c.is_whitespace()
                || matches!(c, '.' | ',' | '%' | '$' | '-' | '(' | ')')
        });
        self.html
            .open("td", &[("class", if number { &"number" } else { &"" })]);
        self.text(&cell.text);
        self.html.close("td");
    }

    fn signatory(&mut self, it: &Signatory) {
        self.open("p", "signatory", it.place.span);
        self.text(&it.name);
        self.html.raw("<br>");
        self.text(&it.title);
        self.html.close("p");
    }

    /// Reading text with its marks: elements that nest, whatever the marks do.
    fn text(&mut self, text: &Text) {
        let whole = text.as_str();
        let mut at = 0;
        let mut open: Vec<(usize, &'static str)> = Vec::new();
        for (range, span, mark) in self.marks.within(text) {
            while let Some((end, tag)) = open.pop_if(|(end, _)| *end <= range.start) {
                self.part(whole, &mut at, end);
                self.html.close(tag);
            }
            let end = open
                .last()
                .map_or(range.end, |(end, _)| range.end.min(*end));
            if range.start >= end || range.start < at {
                continue;
            }
            self.part(whole, &mut at, range.start);
            let tag = if mark.atom.is_some() { "mark" } else { "span" };
            if mark.entries.is_empty() {
                self.html
                    .open(tag, &[("class", &mark.class()), ("title", &mark.title())]);
            } else {
                self.open(tag, "", span);
            }
            open.push((end, tag));
        }
        while let Some((end, tag)) = open.pop() {
            self.part(whole, &mut at, end);
            self.html.close(tag);
        }
        self.part(whole, &mut at, whole.len());
    }

    fn part(&mut self, whole: &str, at: &mut usize, end: usize) {
        self.html.text(whole.get(*at..end).unwrap_or_default());
        *at = end.max(*at);
    }
}
