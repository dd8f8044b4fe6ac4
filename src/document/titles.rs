//! Where the level-1 titles of a report stand.

use std::collections::HashMap;

use crate::block::title;
use crate::block::title::{
    Finder, Lead, is_prose, is_sub, key_of, lead, looks_like_title, unmarked, value,
};
use crate::lexicon::Class;
use crate::page::Page;
use crate::page::flow::{End, goes_on};
use crate::section::{Registry, TitleWords};
use crate::source::{Span, fold};

/// A level-1 title.
#[derive(Clone, Debug)]
pub(super) struct Title {
    /// Its first line and the line after it, as places in `page.lines`.
    pub(super) start: usize,
    pub(super) end: usize,
    /// The number as printed.
    pub(super) number: Option<String>,
    /// Where in its first line its words begin, in bytes.
    pub(super) content: usize,
    /// How alike it is to a known title, from 0 to 1; 0 for one that nobody knows.
    pub(super) likeness: f64,
    /// The text ends inside it.
    pub(super) cut_off: bool,
    /// The place in the registry of the parser that knows it.
    pub(super) owner: Option<usize>,
}

impl Title {
    /// Whether it is numbered as a section is: `6`, not `6.1`.
    fn is_numbered(&self) -> bool {
        self.number.as_deref().is_some_and(|number| !is_sub(number))
    }
}

/// Bytes of source for each title, but for the first [`MOST_CLOSE`]; there are no more sections.
const SPARSE: usize = 512;
const MOST_CLOSE: usize = 64;
/// Bytes that a section takes.
const SECTION: usize = 1024;
/// Titles in a row with nothing between them that make a table of contents.
const CONTENTS: usize = 4;
/// Likeness that a title needs where its form speaks against it.
const SURE: f64 = 0.95;
/// Lines that a title which nobody knows is wrapped over.
const MOST_LINES: usize = 3;
/// Lines under a title whose words tell whose it is.
const BODY: usize = 8;
/// Lines between two items of a list at the most.
const ITEM: usize = 12;
/// Titles in other words that make a text without others a report.
const LEAST_CLAIMED: usize = 3;
/// Words and letters of a title in capitals.
const MOST_WORDS: usize = 9;
const LEAST_LETTERS: usize = 4;

/// Finds the level-1 titles of `page` that the parsers of `registry` know.
pub(super) fn find(page: &Page<'_>, registry: &Registry) -> Vec<Title> {
    let ready = registry.ready();
    let mut titles = all_known(page, &ready.titles, &ready.owners);
    if titles.is_empty() {
        // All may be in other words: a speech has no such titles.
        add_unknown(page, registry, &mut titles);
        titles.retain(|title| title.owner.is_some());
        if titles.len() < LEAST_CLAIMED {
            titles.clear();
        }
    }
    drop_contents(page, &mut titles);
    drop_captions(page, &mut titles);
    titles
}

fn all_known(page: &Page<'_>, finder: &Finder, owners: &[usize]) -> Vec<Title> {
    let mut titles: Vec<Title> = Vec::new();
    let mut at = 0;
    let most = page.source.text().len() / SPARSE + MOST_CLOSE;
    while at < page.lines.len() {
        if titles.len() >= most {
            page.budget.note(page.lines[at].span.start);
            break;
        }
        match title_at(page, finder, owners, at) {
            // A line that says the title above it again is the caption of its table.
            Some(title)
                if title.number.is_none()
                    && titles
                        .last()
                        .is_some_and(|last| last.end == at && same(page, last, &title)) =>
            {
                at = title.end;
            }
            Some(title) => {
                at = title.end;
                titles.push(title);
            }
            None => at += 1,
        }
    }
    titles
}

fn title_at(page: &Page<'_>, finder: &Finder, owners: &[usize], at: usize) -> Option<Title> {
    if page.furniture[at] {
        return None;
    }
    let lead = lead(page.text(at));
    let is_below = lead.number.is_some() && lead.content >= page.text(at).len();
    let (from, content) = if is_below {
        (at + 1, 0)
    } else {
        (at, lead.content)
    };
    if from >= page.lines.len() || page.furniture[from] {
        return None;
    }
    let words = page.text(from).get(content..)?;
    if !finder.may_begin(words) {
        return None;
    }
    let is_numbered = lead.number.is_some() && !lead.is_sub();
    // In small letters only a number, and sentences below, make it more than an item.
    if words.starts_with(char::is_lowercase)
        && !(is_numbered
            && !is_below
            && lead.is_parted
            && page.lines[at].gap.any()
            && is_prose(page, page.skip_furniture(at + 1, page.lines.len())))
    {
        return None;
    }
    // Sentences under it let a title without a number be printed in other words too.
    let is_loose = is_numbered
        || lead.is_marked
        || page.text(from).contains(' ')
            && page.lines[at].gap.any()
            && is_prose(page, page.skip_furniture(from + 1, page.lines.len()));
    let found = finder.find(page, from, content, page.lines.len(), is_loose)?;
    let end = from + found.lines;
    let stands = if is_numbered && !is_below {
        !is_cited(page, at)
    } else if lead.number.is_some() {
        let is_capital = lead
            .number
            .is_some_and(|it| it.starts_with(char::is_uppercase));
        let is_apart = lead.is_parted && (!lead.is_sub() || is_capital) && page.lines[at].gap.any();
        let below = page.skip_furniture(end, page.lines.len());
        found.likeness >= SURE || is_apart && is_prose(page, below)
    } else {
        lead.is_marked || stands_alone(page, at, end, found.likeness)
    };
    stands.then(|| Title {
        start: at,
        end,
        number: lead.number.map(str::to_owned),
        content: lead.content,
        likeness: found.likeness,
        cut_off: found.cut_off,
        owner: owners.get(found.known).copied(),
    })
}

/// Whether a sentence that the line before leaves open goes on with a numbered line: "como dice el punto / 6. …".
fn is_cited(page: &Page<'_>, at: usize) -> bool {
    let before = page.before(at, at.saturating_sub(1));
    !page.lines[at].gap.any() && before.is_some_and(|before| page.end(before) == End::Open)
}

/// Whether lines without a number stand apart from the text about them, as a title does.
fn stands_alone(page: &Page<'_>, start: usize, end: usize, likeness: f64) -> bool {
    let before = page.before(start, start.saturating_sub(20));
    let open_before = before.is_some_and(|before| page.end(before) == End::Open);
    let goes_on = page
        .text(end)
        .chars()
        .next()
        .is_some_and(char::is_lowercase)
        && end < page.lines.len()
        && !page.furniture[end];
    // One word is soon like another.
    let is_sure = likeness >= 1.0
        || end > start + 1
        || page.text(start).contains(' ')
        || is_prose(page, page.skip_furniture(end, page.lines.len()));
    !open_before && is_sure && (!goes_on || likeness >= 1.0 && page.lines[end].gap.any())
}

/// Drops what says a section's title again: the caption of its table, the head of a column, a part of the section.
/// Beside a title with a number none without one stands; a second one without needs sentences under it.
fn drop_captions(page: &Page<'_>, titles: &mut Vec<Title>) {
    let numbered: Vec<Option<usize>> = titles
        .iter()
        .filter(|title| title.is_numbered())
        .map(|title| title.owner)
        .collect();
    let mut above: Vec<Option<usize>> = Vec::new();
    titles.retain(|title| {
        let follows = page.skip_furniture(title.end, page.lines.len());
        let stands = title.is_numbered()
            || !numbered.contains(&title.owner)
                && (!above.contains(&title.owner)
                    || title.number.is_none() && title.likeness >= SURE && is_prose(page, follows));
        if stands && !above.contains(&title.owner) {
            above.push(title.owner);
        }
        stands
    });
}

/// Drops runs of titles with nothing between them: a table of contents names every section and holds none.
fn drop_contents(page: &Page<'_>, titles: &mut Vec<Title>) {
    let keys: Vec<String> = titles.iter().map(|title| key(page, title)).collect();
    let mut last: HashMap<&str, usize> = HashMap::new();
    for (at, key) in keys.iter().enumerate() {
        last.insert(key, at);
    }
    // Whether a title stands once more from place `from` on.
    let again = |at: usize, from: usize| {
        last.get(keys[at].as_str())
            .is_some_and(|&last| last >= from)
    };
    let mut kept: Vec<Title> = Vec::with_capacity(titles.len());
    let mut from = 0;
    while from < titles.len() {
        let mut to = from + 1;
        while to < titles.len()
            && page.skip_furniture(titles[to - 1].end, titles[to].start) >= titles[to].start
        {
            to += 1;
        }
        let contents =
            to - from >= CONTENTS && to < titles.len() && (from..to).any(|at| again(at, to));
        if !contents {
            kept.extend_from_slice(&titles[from..to]);
        } else if !again(to - 1, to) {
            // The last title of the run has a section under it.
            kept.push(titles[to - 1].clone());
        }
        from = to;
    }
    *titles = kept;
}

fn key(page: &Page<'_>, title: &Title) -> String {
    let lines: Vec<usize> = (title.start..title.end).collect();
    fold::key(page.join(&lines, title.content).as_str())
}

/// Whether two lines or groups of lines print one title.
fn same(page: &Page<'_>, a: &Title, b: &Title) -> bool {
    let (a, b) = (key(page, a), key(page, b));
    a == b || a.len() > 20 && fold::likeness(&a, &b, 0.85) > 0.85
}

/// Adds the titles that no parser knows: numbered lines that go on with the count of the titles about them, and lines
/// in capitals alone between paragraphs.
pub(super) fn add_unknown(page: &Page<'_>, registry: &Registry, titles: &mut Vec<Title>) {
    let (subtitles, none) = (&registry.ready().subtitles, &registry.ready().none);
    // Capitals directly under a section's title head a part of it, and so do those that follow.
    let mut has_parts = false;
    let mut section = none;
    let dotless = titles
        .iter()
        .any(|title| title.is_numbered() && !lead(page.text(title.start)).is_parted);
    let most = page.source.text().len() / SPARSE + MOST_CLOSE;
    let mut added: Vec<Title> = Vec::new();
    let mut count: u32 = 0;
    let mut next_title = 0;
    let mut at = 0;
    while at < page.lines.len() && added.len() < most {
        if let Some(title) = titles.get(next_title)
            && title.start == at
        {
            count = title.number.as_deref().and_then(value).unwrap_or(count);
            section = title.owner.and_then(|at| subtitles.get(at)).unwrap_or(none);
            at = title.end;
            next_title += 1;
            has_parts = at < page.lines.len()
                && is_upper(page.text(at))
                && is_prose(page, page.skip_furniture(at + 1, page.lines.len()));
            continue;
        }
        let known = titles.get(next_title);
        // A number that the next known title has is that title's.
        let taken = known.and_then(|title| value(title.number.as_deref()?));
        let has_title = next_title > 0 || !added.is_empty();
        if taken != Some(count + 1)
            && let Some(title) = numbered_at(page, at, count + 1, dotless, known)
        {
            count += 1;
            (section, has_parts) = (none, false);
            at = title.end;
            added.push(title);
        } else if has_title
            && !has_parts
            && let Some(content) = unnumbered_at(page, at, titles, section)
        {
            added.push(unknown(at, at + 1, None, content));
            section = none;
            at += 1;
        } else if let Some(owner) = told_at(page, at, titles, next_title, &registry.ready().words) {
            let told = |title: &Title| owner.is_some() && title.owner == owner;
            if !added.iter().any(told) {
                let lead = lead(page.text(at));
                added.push(Title {
                    owner,
                    ..unknown(at, at + 1, lead.number, lead.content)
                });
                section = owner.and_then(|at| subtitles.get(at)).unwrap_or(none);
            }
            at += 1;
        } else {
            at += 1;
        }
    }
    titles.extend(added);
    titles.sort_by_key(|t| t.start);
    claim_by_words(page, &registry.ready().words, titles);
    page.budget.take(titles.len() * SECTION, Span::default());
}

/// Gives titles that no parser knows to the one whose words they have, where it has no title yet.
fn claim_by_words(page: &Page<'_>, words: &TitleWords, titles: &mut [Title]) {
    let mut taken: Vec<Option<usize>> = titles.iter().map(|title| title.owner).collect();
    for title in titles.iter_mut().filter(|title| title.owner.is_none()) {
        let lines: Vec<usize> = (title.start..title.end).collect();
        let text = page.join(&lines, title.content);
        let owner = words.owner_of(text.as_str(), false);
        if !taken.contains(&owner) {
            title.owner = owner;
            taken.push(owner);
        }
    }
}

/// Whose title line `at` is, in other words than the form's: alone, with what it heads below, between the titles that stand
/// before and after it in the form. Its words tell whose it is, or those of the lines under it. `next` is the place in `known`
/// of the title after it.
fn told_at(
    page: &Page<'_>,
    at: usize,
    known: &[Title],
    next: usize,
    words: &TitleWords,
) -> Option<Owner> {
    let text = page.text(at);
    let is_candidate = !page.furniture[at]
        && text.starts_with(char::is_uppercase)
        && page.classes[at].values == 0
        && text.split_whitespace().count() <= MOST_WORDS
        && looks_like_title(text.trim_end_matches(':'));
    if !is_candidate || known.iter().any(Title::is_numbered) {
        return None;
    }
    let is_closed = |before: usize| {
        page.end(before) == End::Closed
            || page.classes[before].values > 0
            || page.lines[at].gap.any()
            || is_upper(text) && !is_upper(page.text(before))
    };
    let before = page.before(at, at.saturating_sub(ITEM));
    let below = page.skip_furniture(at + 1, page.lines.len());
    let begins = |c: char| c.is_uppercase() || !c.is_alphabetic();
    if !before.is_none_or(is_closed)
        || below >= page.lines.len()
        || !page.text(below).starts_with(begins)
        || page.classes[below].is_row()
        || is_upper(text) && is_upper(page.text(below))
    {
        return None;
    }
    let title = &text[lead(text).content..];
    if TitleWords::is_foreign(title) {
        let is_apart = is_upper(text) || page.lines[at].gap.any();
        return is_apart.then_some(None);
    }
    let is_sure = is_upper(text)
        || is_prose(page, below)
        || page.printed(below).is_some()
        || page.classes[below].mark.is_some()
        || is_caption(page, below);
    let owner = if is_sure {
        words.owner_of(title, !is_upper(text))
    } else {
        None
    };
    let owner = owner.or_else(|| {
        let last = page.lines.len().min(below + BODY);
        let is_title =
            |at: &usize| looks_like_title(page.text(*at)) && words.may_own(page.text(*at));
        let last = (below + 1..last).find(is_title).unwrap_or(last);
        words.owner_of_body(title, (below..last).map(|at| page.text(at)))
    })?;
    let is_between = known[..next].iter().all(|title| title.owner < Some(owner))
        && known[next..]
            .iter()
            .all(|title| title.owner.is_none_or(|other| owner < other));
    is_between.then_some(Some(owner))
}

/// Whether line `at` begins as the caption of a table does.
fn is_caption(page: &Page<'_>, at: usize) -> bool {
    let words = page.words(at..at + 1);
    let first = words.as_slice().first();
    first.is_some_and(|word| word.is(Class::CaptionStart))
}

/// The place in the registry of the parser whose a title is; `None` where it is none of the form's.
type Owner = Option<usize>;

fn unknown(start: usize, end: usize, number: Option<&str>, content: usize) -> Title {
    Title {
        start,
        end,
        number: number.map(str::to_owned),
        content,
        likeness: 0.0,
        cut_off: false,
        owner: None,
    }
}

/// The title numbered `expected` at line `at` that no parser knows; `known` is the next that one does.
fn numbered_at(
    page: &Page<'_>,
    at: usize,
    expected: u32,
    dotless: bool,
    known: Option<&Title>,
) -> Option<Title> {
    let lead: Lead<'_> = lead(page.text(at));
    let number = lead.number?;
    let words = page.text(at).get(lead.content..)?;
    if page.furniture[at]
        || value(number) != Some(expected)
        || words.is_empty()
        || !(lead.is_parted || dotless)
    {
        return None;
    }
    let mut end = at + 1;
    while end < page.lines.len()
        && end < at + MOST_LINES
        && !page.furniture[end]
        && page.end(end - 1) == End::Open
        && page.lines[end].gap.blank() <= 2
    {
        end += 1;
    }
    let lines: Vec<usize> = (at..end).collect();
    let whole = page.join(&lines, lead.content);
    let below = page.skip_furniture(end, page.lines.len());
    let is_sentence = end < page.lines.len()
        && end == below
        && !page.lines[end].gap.any()
        && !is_upper(words)
        && page.classes[end].mark.is_none()
        && goes_on(page, end - 1, end);
    let is_listed = || {
        let numbers = |i: usize, value_: u32| {
            title::number(page.text(i)).is_some_and(|(n, _)| value(n) == Some(value_))
        };
        let last = known
            .map_or(page.lines.len(), |title| title.start)
            .min(end + ITEM);
        let next = (end..last).find(|&i| !page.furniture[i] && numbers(i, expected + 1));
        next.is_some_and(|next| !(end..next).any(|i| is_prose(page, i) || is_content(page, i)))
            || page
                .before(at, at.saturating_sub(ITEM))
                .is_some_and(|before| expected > 1 && numbers(before, expected - 1))
    };
    (looks_like_title(unmarked(whole.as_str())) && !is_sentence && !is_listed())
        .then(|| unknown(at, end, Some(number), lead.content))
}

/// Whether line `at` is an item with a mark, or a row of values: more than the rest of a wrapped title.
fn is_content(page: &Page<'_>, at: usize) -> bool {
    let class = &page.classes[at];
    !page.furniture[at] && (class.values > 1 || class.mark.is_some_and(|it| it.ordinal == 0))
}

/// Whether a text is printed in capitals alone.
fn is_upper(text: &str) -> bool {
    !text.contains(char::is_lowercase)
        && text.chars().filter(|c| c.is_alphabetic()).count() >= LEAST_LETTERS
}

/// Where the words begin of a title without a number that no parser knows: in capitals, or marked by Markdown as the
/// known titles are, where none of these has a number.
fn unnumbered_at(page: &Page<'_>, at: usize, known: &[Title], subtitles: &Finder) -> Option<usize> {
    if is_in_capitals(page, at, subtitles) {
        return Some(0);
    }
    let text = page.text(at);
    let hashes = |at: usize| page.text(at).bytes().take_while(|&b| b == b'#').count();
    let below = page.skip_furniture(at + 1, page.lines.len());
    (text.starts_with('#')
        && !page.furniture[at]
        && known
            .iter()
            .all(|title| title.number.is_none() && hashes(title.start) == hashes(at))
        && lead(text).number.is_none()
        && is_prose(page, below)
        && !subtitles.is_related(text))
    .then(|| lead(text).content)
}

/// Whether line `at` is a title in capitals that no parser knows: short, alone between a paragraph's end and the
/// beginning of another, and no subtitle of a known section.
fn is_in_capitals(page: &Page<'_>, at: usize, subtitles: &Finder) -> bool {
    let text = page.text(at);
    if page.furniture[at]
        || !text.starts_with(char::is_uppercase)
        || !page.lines[at].gap.any()
        || !is_upper(text)
        || text.bytes().any(|b| b.is_ascii_digit())
        || text.split_whitespace().count() > MOST_WORDS
        || !looks_like_title(text)
    {
        return false;
    }
    let ends = page
        .before(at, at.saturating_sub(ITEM))
        .is_some_and(|before| {
            let before = page.text(before);
            before.ends_with(['.', ';', '”']) && before.contains(char::is_lowercase)
        });
    let below = page.skip_furniture(at + 1, page.lines.len());
    ends && below < page.lines.len()
        && page.lines[below].gap.any()
        && is_prose(page, below)
        && subtitles.find(page, at, 0, at + 1, false).is_none()
        && !subtitles.is_related(key_of(page, at, 0))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn headings(text: &str) -> Vec<(Option<String>, Option<String>)> {
        crate::document::standard()
            .parse(text)
            .sections()
            .iter()
            .filter(|section| section.title().is_some())
            .map(|section| {
                (
                    section.number().map(str::to_owned),
                    section.title().map(str::to_owned),
                )
            })
            .collect()
    }

    #[test]
    fn titles_stand_however_they_are_led() {
        let body = "\n\nLa oficina del IESS atiende a los afiliados.\n\n";
        for (printed, number) in [
            ("1. Cobertura Institucional", Some("1")),
            ("Cobertura Institucional", None),
            ("COBERTURA INSTITUCIONAL:", None),
            ("SECCIÓN 1: COBERTURA INSTITUCIONAL", Some("1")),
            ("CAPÍTULO I\nCOBERTURA INSTITUCIONAL", Some("I")),
            ("1.\nCobertura Institucional", Some("1")),
            ("2.1 Cobertura Institucional", Some("2.1")),
            ("a) Cobertura Institucional", Some("a")),
            ("1º Cobertura\nInstitucional", Some("1")),
            ("## Cobertura Institucional", None),
            ("**1.** **Cobertura Institucional**", Some("1")),
        ] {
            let found = headings(&[printed, body].concat());
            let [(is, title)] = found.as_slice() else {
                panic!("{printed}: {found:?}")
            };
            assert_eq!(is.as_deref(), number, "{printed}");
            let title = fold::key(title.as_deref().unwrap_or_default());
            assert_eq!(title, "cobertura institucional", "{printed}");
        }
    }

    #[test]
    fn a_section_that_no_parser_knows_stands_where_the_count_goes_on() {
        let text = "1. Cobertura Institucional\n\nEl IESS atiende a los afiliados.\n\n2. Participación ciudadana en la\ngestión\n\n\
                    Se reunió la asamblea de la provincia.\n\n3. Logros alcanzados\n\nSe logró lo que se quería:\n\n4. Uno\n5. Dos\n\n\
                    BIENESTAR SOCIAL\n\nSe dictaron charlas a la gente.\n";
        let titles: Vec<String> = headings(text)
            .into_iter()
            .filter_map(|(_, title)| title)
            .collect();
        assert_eq!(
            titles,
            [
                "Cobertura Institucional",
                "Participación ciudadana en la gestión",
                "Logros alcanzados"
            ]
        );
        let closed = text.replace("5. Dos\n", "5. Dos\n\nNada más.\n");
        assert_eq!(headings(&closed).len(), 4);
    }

    #[test]
    fn a_caption_opens_no_section() {
        let text = "6. Procesos de contratación\n\nEl IESS compró lo que sigue.\n\nPROCESOS DE CONTRATACIÓN\nTipo Número Valor\n\
                    Ínfima Cuantía 12 5.200,10\n";
        assert_eq!(headings(text).len(), 1);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Any lines give titles, in order and apart.
        #[test]
        fn any_text_gives_titles(lines in prop::collection::vec(prop_oneof![
            Just("1. Cobertura Institucional".to_owned()), Just("CAPÍTULO II".to_owned()), Just("LOGROS ALCANZADOS".to_owned()),
            Just("## **3.** Varios".to_owned()), Just(String::new()), Just("Se hizo lo que se pudo.".to_owned()),
            "[0-9IVX#*_.):–-]{0,6} ?[A-ZÁa-z ]{0,12}", "\\PC{0,20}",
        ], 0..40)) {
            let text = lines.join("\n");
            let report = crate::document::standard().parse(&text);
            let starts: Vec<u32> = report.sections().iter().map(|section| section.span().start).collect();
            prop_assert!(starts.is_sorted());
        }
    }
}
