//! What must hold of any report, whatever the text.
//!
//! - Lines tile the source.
//! - Every span lies in the source, on character boundaries, and is not longer than its parts; pieces are ordered,
//!   disjoint, and reach from the span's start to its end; every `line` is that of its span.
//! - Blocks lie in their section, items and rows in their block, cells in their row, atoms in what holds them.
//! - What an atom and a text say is what their pieces of source say, but for what reading normalises.
//! - Every byte that is not white space lies in exactly one title or block.
//! - The JSON is the same twice, holds no floating-point number, and every place in it is true; atoms read back equal.

use std::fmt::Write as _;

use rendicion::{Atom, Block, Item, List, Place, Report, Section, Source, Span, Table, Text};
use serde_json::Value;
use unicode_normalization::UnicodeNormalization as _;

/// Panics with all that does not hold.
pub fn check(source: &str, report: &Report) {
    let problems = problems(source, report);
    assert!(
        problems.is_empty(),
        "{} invariants broken:\n{}",
        problems.len(),
        list(&problems)
    );
}

fn list(problems: &[String]) -> String {
    let mut out = String::new();
    for problem in problems.iter().take(12) {
        let _ = writeln!(out, "  {problem}");
    }
    if problems.len() > 12 {
        let _ = writeln!(out, "  … and {} more", problems.len() - 12);
    }
    out
}

/// What ends the lines of a source: without any line feed, a carriage return.
fn line_end(source: &str) -> char {
    if source.contains('\n') { '\n' } else { '\r' }
}

/// All that does not hold.
pub fn problems(source: &str, report: &Report) -> Vec<String> {
    let mut checker = Checker {
        source,
        line_starts: std::iter::once(0)
            .chain(source.match_indices(line_end(source)).map(|(at, _)| at + 1))
            .collect(),
        covered: vec![0; source.len()],
        problems: Vec::new(),
    };
    if report.source().text() != source {
        return vec!["the report's source is not the text that was given".to_owned()];
    }
    checker.lines(report.source());
    let mut last = 0;
    for section in report.sections() {
        checker.section(section);
        if (section.span().start as usize) < last {
            checker.say(format!(
                "section `{}` begins before the one above it ends",
                section.kind()
            ));
        }
        last = section.span().end as usize;
    }
    checker.coverage();
    for diagnostic in report.diagnostics() {
        checker.span(
            diagnostic.span,
            Some(diagnostic.line),
            &format!("diagnostic {}", diagnostic.code),
        );
    }
    checker.json(report);
    checker.problems
}

/// Whether a character is white space to a reader: what Unicode says, and what is invisible.
pub fn is_space(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}' | '\u{2066}'..='\u{2069}' | '\u{feff}'
        )
}

/// A text as it is compared with the source: composed, without white space, and with the characters that reading
/// replaces replaced.
pub fn reading(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|&c| !is_space(c)) {
        match c {
            '\u{fb00}' => out.push_str("ff"),
            '\u{fb01}' => out.push_str("fi"),
            '\u{fb02}' => out.push_str("fl"),
            '\u{fb03}' => out.push_str("ffi"),
            '\u{fb04}' => out.push_str("ffl"),
            '\u{fb05}' | '\u{fb06}' => out.push_str("st"),
            '\u{2010}' | '\u{2011}' | '\u{fffe}' => out.push('-'),
            '\u{f0fc}' | '\u{f0fe}' => out.push('✓'),
            '\u{e000}'..='\u{f8ff}' => out.push('•'),
            _ => out.push(c),
        }
    }
    out.nfc().collect()
}

/// Whether a text of a report says what its pieces of source say.
///
/// A hyphen that the wrapping put at a line's end may be gone from the text.
fn says(text: &str, held: &str) -> bool {
    let (text, whole) = (reading(text), reading(held));
    if text == whole {
        return true;
    }
    let mut unbroken = String::new();
    for line in held.split_inclusive('\n') {
        let line = line.trim_end_matches(is_space);
        unbroken.push_str(
            line.strip_suffix(['-', '\u{2010}', '\u{2011}', '\u{fffe}', '\u{ad}'])
                .unwrap_or(line),
        );
    }
    // Some of the hyphens at line ends may be the text's own: without any hyphen both must be the same.
    text.len() <= whole.len() && reading(&unbroken).replace('-', "") == text.replace('-', "")
}

struct Checker<'s> {
    source: &'s str,
    line_starts: Vec<usize>,
    covered: Vec<u8>,
    problems: Vec<String>,
}

impl Checker<'_> {
    fn say(&mut self, problem: String) {
        self.problems.push(problem);
    }

    /// The lines, put together again, are the source.
    fn lines(&mut self, source: &Source) {
        let mut at = 0;
        let line_end = line_end(self.source);
        for line in 1..=source.lines() {
            let Some(span) = source.line_span(line) else {
                return self.say(format!("line {line} of {} has no span", source.lines()));
            };
            let end = span.end as usize;
            let ending = self.source.get(end..).map_or(0, |rest| {
                if rest.starts_with("\r\n") {
                    2
                } else {
                    usize::from(rest.starts_with(line_end))
                }
            });
            if span.start as usize != at
                || end < at
                || self.source[at..end.min(self.source.len())].contains(line_end)
            {
                return self.say(format!(
                    "line {line} is {}..{end} and the one before it ends at {at}",
                    span.start
                ));
            }
            at = end + ending;
        }
        if at != self.source.len() || source.line_span(source.lines() + 1).is_some() {
            self.say(format!(
                "the lines end at {at} of {} bytes",
                self.source.len()
            ));
        }
    }

    fn line_of(&self, at: usize) -> u32 {
        u32::try_from(self.line_starts.partition_point(|&start| start <= at)).unwrap()
    }

    /// Whether the span may be used to slice the source.
    fn span(&mut self, span: Span, line: Option<u32>, what: &str) -> bool {
        let (start, end) = (span.start as usize, span.end as usize);
        if start > end || end > self.source.len() {
            self.say(format!(
                "{what}: span {start}..{end} does not lie in the {} bytes of the source",
                self.source.len()
            ));
            return false;
        }
        if !self.source.is_char_boundary(start) || !self.source.is_char_boundary(end) {
            self.say(format!(
                "{what}: span {start}..{end} ends inside a character"
            ));
            return false;
        }
        if let Some(line) = line
            && line != self.line_of(start)
        {
            self.say(format!(
                "{what}: byte {start} is on line {}, not {line}",
                self.line_of(start)
            ));
        }
        true
    }

    /// The parts of an element, where its place is sound; it is said where it is not.
    fn place(&mut self, span: Span, pieces: &[Span], line: u32, what: &str) -> Vec<Span> {
        if !self.span(span, Some(line), what) {
            return Vec::new();
        }
        if span.is_empty() {
            self.say(format!(
                "{what}: its span {}..{} is empty",
                span.start, span.end
            ));
        }
        if pieces.is_empty() {
            return vec![span];
        }
        if pieces.len() == 1 {
            self.say(format!("{what}: one piece is its span, and no piece"));
        }
        for &piece in pieces {
            if !self.span(piece, None, what) {
                return Vec::new();
            }
            if piece.is_empty() {
                self.say(format!("{what}: the piece at {} is empty", piece.start));
            }
        }
        if pieces.windows(2).any(|pair| pair[0].end > pair[1].start) {
            self.say(format!("{what}: its pieces are out of order: {pieces:?}"));
        }
        if pieces[0].start != span.start || pieces[pieces.len() - 1].end != span.end {
            self.say(format!(
                "{what}: its pieces do not reach from {} to {}: {pieces:?}",
                span.start, span.end
            ));
        }
        pieces.to_vec()
    }

    fn of_place(&mut self, place: &Place, what: &str) -> Vec<Span> {
        self.place(place.span, &place.pieces, place.line, what)
    }

    /// Each of `inner` lies in one of `outer`.
    fn nested(&mut self, inner: &[Span], outer: &[Span], what: &str) {
        if let Some(lost) = inner
            .iter()
            .find(|part| !outer.iter().any(|whole| whole.contains(**part)))
        {
            self.say(format!(
                "{what}: its part {}..{} lies outside what holds it: {outer:?}",
                lost.start, lost.end
            ));
        }
    }

    /// None of `parts` shares a byte with another.
    fn disjoint(&mut self, parts: &[Span], what: &str) {
        let mut parts: Vec<Span> = parts.to_vec();
        parts.sort_unstable();
        if let Some(pair) = parts.windows(2).find(|pair| pair[0].end > pair[1].start) {
            self.say(format!(
                "{what}: {}..{} and {}..{} overlap",
                pair[0].start, pair[0].end, pair[1].start, pair[1].end
            ));
        }
    }

    fn held(&self, parts: &[Span]) -> String {
        parts
            .iter()
            .map(|part| &self.source[part.range()])
            .collect()
    }

    fn cover(&mut self, parts: &[Span]) {
        for part in parts {
            for byte in &mut self.covered[part.range()] {
                *byte = byte.saturating_add(1);
            }
        }
    }

    fn coverage(&mut self) {
        for (at, c) in self.source.char_indices() {
            let times = &self.covered[at..at + c.len_utf8()];
            let once = if is_space(c) {
                times.iter().all(|&n| n <= 1)
            } else {
                times.iter().all(|&n| n == 1)
            };
            if !once {
                let line = self.line_of(at);
                let about: String = self.source[at..].chars().take(30).collect();
                self.problems.push(format!(
                    "line {line}: byte {at} lies in {} titles and blocks: {about:?}",
                    times[0]
                ));
                // One is enough: what follows it is most often the same fault.
                return;
            }
        }
    }

    fn section(&mut self, section: &Section) {
        let what = format!("section `{}`", section.kind());
        if !self.span(section.span(), Some(section.line()), &what) {
            return;
        }
        let own = [section.span()];
        self.title(section.title(), section.title_span(), &own, &what);
        let mut last = section
            .title_span()
            .map_or(section.span().start, |span| span.end);
        self.blocks(section.blocks(), &own, &what);
        for sub in section.subsections() {
            let what = format!("{what}: subsection {:?}", sub.title);
            if !self.span(sub.span, Some(sub.line), &what) {
                continue;
            }
            self.nested(&[sub.span], &own, &what);
            if sub.span.start < last {
                self.say(format!("{what}: begins before what stands above it"));
            }
            last = sub.title_span.map_or(sub.span.start, |span| span.end);
            self.title(sub.title.as_deref(), sub.title_span, &[sub.span], &what);
            self.blocks(&sub.blocks, &[sub.span], &what);
        }
    }

    fn title(&mut self, title: Option<&str>, span: Option<Span>, holder: &[Span], what: &str) {
        if title.is_some() != span.is_some() {
            self.say(format!(
                "{what}: a title and its span go together: {title:?} {span:?}"
            ));
        }
        let Some(span) = span else { return };
        if !self.span(span, None, what) {
            return;
        }
        self.nested(&[span], holder, what);
        self.cover(&[span]);
        let title = title.unwrap_or_default();
        // A title's text leaves out the marks that Markdown puts behind it.
        let bare = |text: &str| {
            let text = reading(text).replace('-', "");
            text.trim_end_matches(['*', '_', '#', ' ']).to_owned()
        };
        if !bare(&self.source[span.range()]).ends_with(&bare(title)) {
            self.say(format!(
                "{what}: its title {title:?} is not what {:?} ends with",
                &self.source[span.range()]
            ));
        }
    }

    fn blocks(&mut self, blocks: &[Block], holder: &[Span], what: &str) {
        let mut last = holder[0].start;
        for block in blocks {
            let name = format!("{what}: {} on line {}", name_of(block), block.place().line);
            let parts = self.of_place(block.place(), &name);
            self.nested(&parts, holder, &name);
            self.cover(&parts);
            if block.place().span.start < last {
                self.say(format!("{name}: stands before the block above it"));
            }
            last = block.place().span.start;
            match block {
                Block::Paragraph(it) => {
                    self.text(&it.text, &parts, true, &name);
                    self.atoms(&it.atoms, &it.text, &parts, &name);
                }
                Block::Furniture(it) => self.text(&it.text, &parts, true, &name),
                Block::List(it) => self.list(it, &parts, &name),
                Block::Table(it) => self.table(it, &parts, &name),
                Block::Signatory(it) => {
                    self.text(&it.name, &parts, false, &name);
                    self.text(&it.title, &parts, false, &name);
                }
                _ => self.say(format!("{name}: a kind of block that is not known here")),
            }
        }
    }

    fn list(&mut self, list: &List, parts: &[Span], what: &str) {
        if list.items.is_empty() {
            self.say(format!("{what}: a list without an item"));
        }
        let mut own = Vec::new();
        for item in &list.items {
            own.extend(self.item(item, parts, what));
        }
        self.disjoint(&own, what);
    }

    fn item(&mut self, item: &Item, holder: &[Span], what: &str) -> Vec<Span> {
        let name = format!("{what}: item on line {}", item.place.line);
        let parts = self.of_place(&item.place, &name);
        self.nested(&parts, holder, &name);
        self.text(&item.text, &parts, false, &name);
        self.atoms(&item.atoms, &item.text, &parts, &name);
        let mut own = parts;
        for child in &item.children {
            let name = format!("{name}: list on line {}", child.place.line);
            let parts = self.of_place(&child.place, &name);
            self.nested(&parts, holder, &name);
            self.list(child, &parts, &name);
            own.extend(parts);
        }
        own
    }

    fn table(&mut self, table: &Table, parts: &[Span], what: &str) {
        if let Some(caption) = &table.caption {
            self.text(caption, parts, false, what);
            self.atoms(&table.caption_atoms, caption, parts, what);
        } else if !table.caption_atoms.is_empty() {
            self.say(format!("{what}: values of a caption that it does not have"));
        }
        let width = table
            .rows
            .iter()
            .map(|row| row.cells.len())
            .max()
            .unwrap_or(0);
        if !table.columns.is_empty() && table.columns.len() != width && !table.rows.is_empty() {
            self.say(format!(
                "{what}: {} columns, and a row of {width} cells",
                table.columns.len()
            ));
        }
        let mut cells = Vec::new();
        for row in &table.rows {
            let name = format!("{what}: row on line {}", row.place.line);
            if row.cells.len() != width {
                self.say(format!(
                    "{name}: {} cells where another row has {width}",
                    row.cells.len()
                ));
            }
            if row.cells.iter().all(Option::is_none) {
                self.say(format!("{name}: a row without a cell"));
            }
            let own = self.of_place(&row.place, &name);
            self.nested(&own, parts, &name);
            for cell in row.cells.iter().flatten() {
                let name = format!("{name}: cell {:?}", cell.text.as_str());
                let held = self.of_place(&cell.place, &name);
                self.nested(&held, &own, &name);
                self.text(&cell.text, &held, true, &name);
                self.atoms(&cell.atoms, &cell.text, &held, &name);
                cells.extend(held);
            }
        }
        self.disjoint(&cells, what);
    }

    /// A text is tidy, lies in `holder`, and says what its pieces say; where it is `whole`, all that `holder` says.
    fn text(&mut self, text: &Text, holder: &[Span], whole: bool, what: &str) {
        let read = text.as_str();
        if read.trim() != read || read.contains(['\n', '\r', '\u{c}']) {
            self.say(format!("{what}: its reading text is not tidy: {read:?}"));
        }
        let pieces = text.pieces(0..read.len(), self.source);
        if pieces.iter().any(|&piece| !self.span(piece, None, what)) {
            return;
        }
        self.disjoint(&pieces, what);
        self.nested(&pieces, holder, what);
        let held = self.held(&pieces);
        if !says(read, &held) {
            self.say(format!(
                "{what}: its text says {read:?}, its source {held:?}"
            ));
        }
        if whole && !says(read, &self.held(holder)) {
            self.say(format!(
                "{what}: its text says {read:?}, its place {:?}",
                self.held(holder)
            ));
        }
    }

    fn atoms(&mut self, atoms: &[Atom], text: &Text, holder: &[Span], what: &str) {
        let said = reading(text.as_str());
        let mut own = Vec::new();
        for atom in atoms {
            let name = format!("{what}: {} {:?}", atom.value.kind(), atom.raw);
            let parts = self.place(atom.span, &atom.pieces, atom.line, &name);
            self.nested(&parts, holder, &name);
            let held = self.held(&parts);
            if !says(&atom.raw, &held) || atom.raw.is_empty() {
                self.say(format!("{name}: its source says {held:?}"));
            }
            if !said.contains(&reading(&atom.raw)) {
                self.say(format!("{name}: does not stand in {:?}", text.as_str()));
            }
            match serde_json::to_string(atom)
                .map(|json| serde_json::from_str::<Atom>(&json).map_err(|error| (json, error)))
            {
                Ok(Ok(back)) if back == *atom => {}
                other => self.say(format!(
                    "{name}: does not read back from its JSON: {other:?}"
                )),
            }
            own.extend(parts);
        }
        self.disjoint(&own, what);
    }

    fn json(&mut self, report: &Report) {
        let text = match serde_json::to_string(report) {
            Ok(text) => text,
            Err(error) => return self.say(format!("no JSON: {error}")),
        };
        if serde_json::to_string(&report.clone()).ok().as_ref() != Some(&text)
            || report.clone() != *report
        {
            self.say("a clone has other JSON, or is not equal".to_owned());
        }
        match serde_json::from_str::<Value>(&text) {
            Ok(value) => self.value(&value, "json"),
            // As deep as a reader of JSON goes.
            Err(error) => self.say(format!("the JSON does not read back: {error}")),
        }
    }

    /// Every place in the JSON is true, typed facts among them, and nothing is a floating-point number.
    fn value(&mut self, value: &Value, what: &str) {
        match value {
            Value::Number(number) if !number.is_u64() && !number.is_i64() => {
                self.say(format!("{what}: {number} is a floating-point number"));
            }
            Value::Array(values) => values.iter().for_each(|value| self.value(value, what)),
            Value::Object(members) => {
                for (name, member) in members {
                    self.value(member, name);
                }
                let Some(span) = members.get("span").filter(|_| members.contains_key("line"))
                else {
                    return;
                };
                let at = |end: &str| {
                    span.get(end)
                        .and_then(Value::as_u64)
                        .and_then(|at| u32::try_from(at).ok())
                };
                let line = members["line"]
                    .as_u64()
                    .and_then(|line| u32::try_from(line).ok());
                match (at("start"), at("end"), line) {
                    (Some(start), Some(end), Some(line)) => {
                        self.span(Span { start, end }, Some(line), what);
                    }
                    _ => self.say(format!("{what}: no place: {span} {:?}", members["line"])),
                }
            }
            _ => {}
        }
    }
}

fn name_of(block: &Block) -> &'static str {
    match block {
        Block::Paragraph(_) => "paragraph",
        Block::List(_) => "list",
        Block::Table(_) => "table",
        Block::Signatory(_) => "signatory",
        Block::Furniture(_) => "furniture",
        _ => "block",
    }
}
