//! The typed facts of a report, without their places, to be compared between two readings.

use std::collections::HashMap;
use std::ops::Range;

use rendicion::{Block, Code, List, Passage, Report, Section};

use super::json::Json;

/// One record, or one statement, of a section's typed data.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The section's kind and the record's name: `budget_execution.units`.
    pub path: String,
    /// All that it says.
    pub whole: String,
    /// What it says in figures, dates, references and closed vocabularies, without its words.
    pub figures: Vec<String>,
    /// The sentence, row or record that states it.
    pub own: Range<usize>,
    /// The paragraph, list or table that it stands in, and the block before: they may say of what time it is.
    pub about: Range<usize>,
    /// The words that it is known by.
    label: Vec<String>,
}

/// Members that hold words of the report. Without the others a record says nothing that can be false.
const WORDS: [&str; 8] = [
    "text",
    "label",
    "title",
    "unit",
    "body",
    "examination",
    "name",
    "focus",
];

/// The facts of a report, in order.
pub fn of(report: &Report) -> Vec<Fact> {
    let json = Json::of(report);
    let mut out = Vec::new();
    for (section, parsed) in json
        .get("sections")
        .map_or(&[][..], Json::items)
        .iter()
        .zip(report.sections())
    {
        let stated = Stated::of(parsed);
        let mut fact = |path: &str, record: &Json| out.push(fact(path, record, section, &stated));
        let kind = section.get("kind").map_or("", Json::text);
        let Some(Json::Object(members)) = section.get("data") else {
            continue;
        };
        for (name, value) in members {
            let path = format!("{kind}.{name}");
            match value {
                Json::List(items) => items.iter().for_each(|item| fact(&path, item)),
                Json::Null => {}
                _ => fact(&path, value),
            }
        }
    }
    out
}

fn fact(path: &str, record: &Json, section: &Json, stated: &Stated) -> Fact {
    let said = record.without_places();
    let mut figures = Vec::new();
    leaves("", &said, &mut figures);
    let span = record.get("span").or_else(|| section.get("span"));
    let end = |name| span.and_then(|span| span.number(name)).unwrap_or_default() as usize;
    let span = end("start")..end("end");
    let (own, about) = (hull(&span, &stated.own), hull(&span, &stated.about));
    let label = words(record.get("label").map_or("", Json::text));
    Fact {
        path: path.to_owned(),
        whole: format!("{path} {said}"),
        figures,
        own,
        about,
        label,
    }
}

fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric())
        .filter(|word| word.len() > 3)
        .map(str::to_lowercase)
        .collect()
}

/// What a section's facts are stated by.
#[derive(Default)]
struct Stated {
    /// Sentences and rows.
    own: Vec<Range<usize>>,
    /// Blocks, each with the one before.
    about: Vec<Range<usize>>,
}

impl Stated {
    fn of(section: &Section) -> Self {
        let mut out = Self::default();
        let mut before = section
            .title_span()
            .map_or(section.span().range().start, |title| title.range().start);
        for block in section.all_blocks() {
            match block {
                Block::Paragraph(paragraph) => out.sentences(&Passage::from(paragraph)),
                Block::List(list) => out.items(list),
                Block::Table(table) => out
                    .own
                    .extend(table.rows.iter().map(|row| row.place.span.range())),
                _ => continue,
            }
            let own = block.place().span.range();
            out.about.push(before..own.end);
            before = own.start;
        }
        out
    }

    fn sentences(&mut self, passage: &Passage<'_>) {
        self.own.extend(
            passage
                .sentences()
                .iter()
                .map(|sentence| sentence.span().range()),
        );
    }

    fn items(&mut self, list: &List) {
        for item in &list.items {
            self.sentences(&Passage::from(item));
            item.children.iter().for_each(|child| self.items(child));
        }
    }
}

/// A span, and those of `ranges` that hold a part of it.
fn hull(span: &Range<usize>, ranges: &[Range<usize>]) -> Range<usize> {
    ranges
        .iter()
        .filter(|range| range.start < span.end && span.start < range.end)
        .fold(span.clone(), |all, range| {
            all.start.min(range.start)..all.end.max(range.end)
        })
}

fn leaves(name: &str, value: &Json, out: &mut Vec<String>) {
    match value {
        // What is not so is nothing that could be gone.
        Json::Null | Json::Bool(false) => {}
        Json::List(items) => items.iter().for_each(|item| leaves(name, item, out)),
        Json::Object(members) => {
            for (member, value) in members {
                if !WORDS.contains(&member.as_str()) {
                    leaves(&format!("{name}.{member}"), value, out);
                }
            }
        }
        leaf => out.push(format!("{name}={leaf}")),
    }
}

/// How much two readings may differ in what they state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strictness {
    /// The facts are the same; nothing excuses another one.
    Same,
    /// The facts are the same, or a diagnostic that was not there before says so near the damage.
    SameOrSaid,
    /// As [`SameOrSaid`](Self::SameOrSaid), but a record that has words and no figures may end there: nothing tells a
    /// paragraph that a page's header parts from two of them.
    SplitOrSaid,
    /// Text is gone. A record whose own sentence or row that text was a part of may be gone, or say less; one whose
    /// caption, column heads or lead it was may say less. Neither may state a figure that it did not state before; or a
    /// diagnostic says so near the damage. All others are the same.
    LessOrSaid,
}

/// What was done to a text, as far as it bears on what may differ.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// The lines of the damaged text about which a diagnostic is near; all of them where this is `None`.
    pub lines: Option<Range<u32>>,
    /// The bytes of the sound text that are gone.
    pub gone: Option<Range<usize>>,
}

/// How far from the damage a diagnostic may stand that speaks of it, in lines.
const NEAR: u32 = 12;

/// What the damaged reading states otherwise in silence, if anything.
pub fn silent_change(
    sound: &Report,
    damaged: &Report,
    strictness: Strictness,
    site: &Site,
) -> Option<String> {
    let (before, after) = (of(sound), of(damaged));
    let gone = around(sound.source().text(), site.gone.clone().unwrap_or_default());
    // A section whose title is damaged is another one, or none.
    let untitled: Vec<Range<usize>> = sound
        .sections()
        .iter()
        .filter(|section| {
            section
                .title_span()
                .is_some_and(|title| meet(&title.range(), &gone))
        })
        .map(|section| section.span().range())
        .collect();
    let lost = words(&sound.source().text()[gone.clone()]);
    let touched = |fact: &Fact| match strictness {
        Strictness::SplitOrSaid if fact.figures.is_empty() && meet(&fact.own, &gone) => {
            Touched::Own
        }

        Strictness::LessOrSaid
            if meet(&fact.own, &gone) || untitled.iter().any(|it| meet(&fact.own, it)) =>
        {
            Touched::Own
        }
        // The words are gone that said what a number below them is.
        Strictness::LessOrSaid
            if meet(&fact.about, &gone) && fact.label.iter().any(|it| lost.contains(it)) =>
        {
            Touched::Own
        }
        Strictness::LessOrSaid if meet(&fact.about, &gone) => Touched::About,
        _ => Touched::No,
    };
    let mut changes = different(&before, &after, touched);
    changes.retain(|change| !change.excused);
    if strictness != Strictness::Same {
        let said = said(sound, damaged);
        changes.retain(|change| !is_said(&said, damaged, site, change));
    }
    if changes.is_empty() {
        return None;
    }
    let lines: Vec<String> = changes
        .iter()
        .take(4)
        .map(|change| change.text.clone())
        .collect();
    Some(format!("{} changed: {}", changes.len(), lines.join("; ")))
}

/// The bytes that are gone, and the white space about them: what stands next to it is touched too, since it may now go
/// on with what stood beyond.
fn around(text: &str, gone: Range<usize>) -> Range<usize> {
    let before = text[..gone.start].trim_end().len();
    let after = text.len() - text[gone.end..].trim_start().len();
    before..after
}

fn meet(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.start <= b.end && b.start <= a.end
}

/// What of a record the damage struck.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Touched {
    No,
    /// What tells its time and its name.
    About,
    Own,
}

/// Whether a figure says what another says, or less of it: a year of its month, an affiliate of a general one.
fn is_less(new: &str, old: &str) -> bool {
    let (new, old) = (new.trim_end_matches('"'), old.trim_end_matches('"'));
    let vague = [".period=", ".concept="]
        .iter()
        .any(|name| new.starts_with(name));
    old == new
        || vague
            && old
                .strip_prefix(new)
                .is_some_and(|rest| rest.starts_with(['-', '_']))
}

struct Change {
    path: String,
    text: String,
    excused: bool,
}

/// The facts that only one of two readings states; those that are excused are what `touched` allows.
fn different(before: &[Fact], after: &[Fact], touched: impl Fn(&Fact) -> Touched) -> Vec<Change> {
    let mut count: HashMap<&str, i64> = HashMap::new();
    for fact in before {
        *count.entry(&fact.whole).or_default() += 1;
    }
    let mut new: Vec<&Fact> = Vec::new();
    for fact in after {
        let left = count.entry(&fact.whole).or_default();
        *left -= 1;
        if *left < 0 {
            new.push(fact);
        }
    }
    let mut lost: Vec<&Fact> = Vec::new();
    for fact in before.iter().rev() {
        let left = count.get_mut(fact.whole.as_str()).unwrap();
        if *left > 0 {
            *left -= 1;
            lost.push(fact);
        }
    }
    let mut changes = Vec::new();
    // One that was touched may come back with less; each may come back once.
    let mut rest: Vec<&Fact> = lost
        .iter()
        .copied()
        .filter(|fact| touched(fact) != Touched::No)
        .collect();
    let mut back: Vec<&Fact> = Vec::new();
    for fact in &new {
        let origin = rest.iter().position(|old| {
            old.path == fact.path
                && fact
                    .figures
                    .iter()
                    .all(|it| old.figures.iter().any(|old| is_less(it, old)))
        });
        // Words alone state no figure: a piece of a text may become a record of its own.
        let words = fact.figures.is_empty() && rest.iter().any(|old| old.path == fact.path);
        if let Some(at) = origin.filter(|_| !words) {
            back.push(rest.remove(at));
        }
        changes.push(Change {
            path: fact.path.clone(),
            text: format!("+ {}", cut(&fact.whole)),
            excused: origin.is_some() || words,
        });
    }
    for fact in &lost {
        changes.push(Change {
            path: fact.path.clone(),
            text: format!("- {}", cut(&fact.whole)),
            excused: touched(fact) == Touched::Own
                || back.iter().any(|it| std::ptr::eq(*it, *fact)),
        });
    }
    changes
}

fn cut(text: &str) -> String {
    if text.chars().count() > 160 {
        text.chars().take(160).chain(['…']).collect()
    } else {
        text.to_owned()
    }
}

/// Codes that tell how something was read, and warn of nothing that may be gone.
pub const HOW: [Code; 5] = [
    Code::AmbiguousSeparator,
    Code::LostBullet,
    Code::MisprintedTitle,
    Code::GuessedJoin,
    Code::DecodedFrom,
];

/// The lines of the diagnostics that are new.
fn said(sound: &Report, damaged: &Report) -> Vec<u32> {
    let mut known: HashMap<(Code, &str), usize> = HashMap::new();
    for diagnostic in sound.diagnostics() {
        *known
            .entry((diagnostic.code, &diagnostic.message))
            .or_default() += 1;
    }
    let mut out = Vec::new();
    for diagnostic in damaged.diagnostics() {
        match known.get_mut(&(diagnostic.code, diagnostic.message.as_str())) {
            Some(n) if *n > 0 => *n -= 1,
            _ if HOW.contains(&diagnostic.code) => {}
            _ => out.push(diagnostic.line),
        }
    }
    out
}

/// Whether a diagnostic that is new speaks of this change: it stands near the damage, or in a section of its kind.
fn is_said(said: &[u32], damaged: &Report, site: &Site, change: &Change) -> bool {
    let in_section = |line: &u32| {
        damaged.sections().iter().any(|section| {
            let end = damaged.source().line_of(section.span().end);
            change.path.starts_with(&format!("{}.", section.kind()))
                && (section.line()..=end).contains(line)
        })
    };
    let near = |line: &u32| {
        site.lines
            .as_ref()
            .is_some_and(|it| (it.start.saturating_sub(NEAR)..it.end + NEAR).contains(line))
    };
    said.iter().any(|line| near(line) || in_section(line))
}
