//! Page furniture: running headers and footers, page numbers, rules, tables of contents.

use super::flow::End;
use super::numbers::{self, is_page_number};
use super::{Page, contents};
use crate::lexicon::Words;

/// How many non-furniture lines may lie between two parts of one running header.
const REACH: usize = 4;

/// What a line is to a running header that a form prescribes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Header {
    /// Surely a part of one: it holds a fact of the form and nothing else.
    Anchor,
    /// Surely a part of one: it names a fact of the form, whose value an extractor put on another line.
    OpenAnchor,
    /// A part of one where it recurs: it states a fact of the form in small letters.
    Recurring,
    /// A part of one where an anchor stands near.
    Neighbour,
    /// A value such as a fact of the form has: a part of one where a fact without its value stands near.
    Value,
    /// None.
    No,
}

/// Marks the lines of `page` that are furniture; `header` says what a line is to the form's running header.
pub(crate) fn mark(page: &mut Page<'_>, header: impl Fn(Words<'_>) -> Header) {
    let mut kinds: Vec<Header> = (0..page.lines.len())
        .map(|at| header(page.words(at..at + 1)))
        .collect();
    let places = Places::of(page);
    for group in places
        .0
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|it| it.len() > 1)
    {
        for &(_, at) in group {
            let kind = &mut kinds[at as usize];
            if *kind == Header::Recurring {
                *kind = Header::Anchor;
            }
        }
    }
    // What does not recur is none.
    let once = kinds.iter_mut().filter(|kind| **kind == Header::Recurring);
    once.for_each(|kind| *kind = Header::No);
    spread(page, &kinds);
    for at in (0..page.lines.len()).filter(|&at| kinds[at] == Header::OpenAnchor) {
        let taken = split_fact(page, at, &header);
        page.furniture[at..=at + taken].fill(true);
    }
    for at in 0..page.lines.len() {
        page.furniture[at] |= page.classes[at].is_rule() || is_page_number(page.text(at));
    }
    recurring(page, &places);
    between_rows(page, &kinds, &places);
    beside_headers(page, &places);
    numbers::mark(page);
    contents::mark(page, &places);
}

/// From each anchor outwards, over lines that belong to it by their words.
fn spread(page: &mut Page<'_>, kinds: &[Header]) {
    let is_anchor = |at: usize| matches!(kinds[at], Header::Anchor | Header::OpenAnchor);
    for anchor in (0..kinds.len()).filter(|&at| is_anchor(at)) {
        let about = anchor.saturating_sub(REACH)..(anchor + 1 + REACH).min(kinds.len());
        let open = kinds[about.clone()].contains(&Header::OpenAnchor);
        let belongs = |at: &usize| match kinds[*at] {
            Header::Value => open,
            kind => kind != Header::No,
        };
        let above = (about.start..anchor).rev().take_while(belongs).count();
        let below = (anchor + 1..about.end).take_while(belongs).count();
        page.furniture[anchor - above..=anchor + below].fill(true);
    }
}

/// Lines after line `at`, which names a fact of the form, that hold its value in pieces, as where an extractor writes
/// each run of glyphs on a line of its own: `PÁG:`, `5`, `de`, `6`. Numbers alone may be a table's.
fn split_fact(page: &Page<'_>, at: usize, header: &impl Fn(Words<'_>) -> Header) -> usize {
    let end = page.lines.len().min(at + 1 + PIECES);
    let mut has_letters = false;
    for next in at + 1..end {
        let piece = page.words(next..next + 1);
        if piece.key().len() > 12 {
            break;
        }
        has_letters |= piece.as_slice().iter().any(|word| !word.is_digits());
        if has_letters && header(page.words(at..next + 1)) == Header::Anchor {
            return next - at;
        }
    }
    0
}

/// Lines that the value of a fact of the form may be written over.
const PIECES: usize = 3;

/// Bytes of a line beyond which it is no header.
const MOST_BYTES: usize = 200;
/// Letters that a line that recurs has, where no page break stands beside it.
const TELLING: usize = 8;

/// Where the words of each short line stand, digits and spaces aside.
pub(super) struct Places(Vec<(u64, u32)>);

impl Places {
    fn of(page: &Page<'_>) -> Self {
        let mut places: Vec<(u64, u32)> = (0..page.lines.len())
            .filter(|&at| page.text(at).len() <= MOST_BYTES && !ends_sentence(page.text(at)))
            .map(|at| (letters(page.text(at)), at as u32))
            .filter(|&(letters, _)| letters != NO_LETTERS)
            .collect();
        places.sort_unstable();
        Self(places)
    }

    /// Whether a line of these letters, and of no values, stands at line `at` or after it: a title.
    pub(super) fn title_after(&self, page: &Page<'_>, letters: u64, at: usize) -> bool {
        /// Lines of the same letters that are looked at.
        const MOST_LOOKS: usize = 16;
        let next = self
            .0
            .partition_point(|&place| place < (letters, at as u32));
        letters != NO_LETTERS
            && self.0[next..]
                .iter()
                .take_while(|place| place.0 == letters)
                .take(MOST_LOOKS)
                .any(|&(_, at)| page.classes[at as usize].values == 0)
    }
}

/// Whether a line is the end of a sentence that began before it: `personal.`
fn ends_sentence(text: &str) -> bool {
    text.starts_with(char::is_lowercase) && text.ends_with('.') && !text.contains("www")
}

const NO_LETTERS: u64 = 0xcbf2_9ce4_8422_2325;

/// The letters of a text, in small letters, as one number: case, digits, marks and spaces aside.
pub(super) fn letters(text: &str) -> u64 {
    let step = |hash: u64, c: char| (hash ^ u64::from(u32::from(c))).wrapping_mul(0x0100_0000_01b3);
    text.chars().fold(NO_LETTERS, |hash, c| {
        if c.is_ascii_alphabetic() {
            step(hash, c.to_ascii_lowercase())
        } else if c.is_ascii() || !c.is_alphabetic() {
            hash
        } else {
            c.to_lowercase().fold(hash, step)
        }
    })
}

/// Lines that come again, with the same numbers or one that counts up.
fn recurring(page: &mut Page<'_>, places: &Places) {
    let is_break = |at: usize| page.lines[at].gap.page || page.lines[at].gap.empty >= 3;
    let total = page.lines.len();
    let breaks: Vec<usize> = (0..total).filter(|&at| is_break(at)).collect();
    let mut found = Vec::new();
    let several = |group: &&[(u64, u32)]| group.len() > 1;
    for group in places.0.chunk_by(|a, b| a.0 == b.0).filter(several) {
        let all = group
            .iter()
            .map(|&(_, at)| at as usize)
            .filter(|&at| page.classes[at].mark.is_none());
        // The cover may print without a number what stands on each page with one.
        let has_digits = |&at: &usize| page.text(at).bytes().any(|b| b.is_ascii_digit());
        let (numbered, mut bare): (Vec<usize>, Vec<usize>) = all.partition(has_digits);
        // … or in capitals what stands there in small letters.
        if let Some(&last) = bare.last() {
            bare.retain(|&at| page.text(at) == page.text(last));
        }
        for all in [numbered, bare] {
            if all.len() >= 2 && is_furniture(page, &all, &breaks) {
                found.extend(all);
            }
        }
    }
    for at in found {
        page.furniture[at] = true;
    }
}

/// Lines between two rows with as many values as each other that say what the cover says, or the name of the institution.
fn between_rows(page: &mut Page<'_>, kinds: &[Header], places: &Places) {
    /// Lines of the cover, of such a header, and words of its name.
    const COVER: usize = 15;
    const MOST_LINES: usize = 3;
    const NAME: usize = 4;
    let says = |page: &Page<'_>, at: usize| {
        let of_cover = || {
            let letters = letters(page.text(at));
            let first = places.0.partition_point(|&place| place < (letters, 0));
            places
                .0
                .get(first)
                .is_some_and(|&(other, line)| other == letters && (line as usize) < COVER.min(at))
        };
        let words = page.text(at).split_whitespace().count();
        words >= NAME && (kinds[at] == Header::Neighbour || of_cover())
    };
    let mut at = 1;
    while at < page.lines.len() {
        let above = page.classes[at - 1];
        let end = (at..page.lines.len().min(at + MOST_LINES + 1))
            .find(|&line| page.classes[line].values > 0 && page.classes[line].is_row())
            .unwrap_or(at);
        if above.is_row()
            && end > at
            && above.values == page.classes[end].values
            && (at..end).all(|line| says(page, line))
        {
            page.furniture[at..end].fill(true);
        }
        at = (end).max(at + 1);
    }
}

/// Lines that recur, each time beside a line of a running header: the parts of one in many lines.
fn beside_headers(page: &mut Page<'_>, places: &Places) {
    let beside = |page: &Page<'_>, at: usize| {
        let near = at.saturating_sub(2)..page.lines.len().min(at + 3);
        page.furniture
            .get(near)
            .is_some_and(|lines| lines.contains(&true))
    };
    for group in places
        .0
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|group| group.len() >= 3)
    {
        let part = |&(_, at): &(u64, u32)| {
            let class = page.classes[at as usize];
            // The heads of a table that goes on stand over its rows.
            let over_row = (1..=2).any(|n| {
                let below = at as usize + n;
                page.classes
                    .get(below)
                    .is_some_and(|class| class.values > 0)
                    && !page.furniture[below]
            });
            class.mark.is_none() && class.values == 0 && !over_row && beside(page, at as usize)
        };
        let apart = group.windows(2).all(|pair| pair[1].1 - pair[0].1 > 4);
        if apart && group.iter().all(part) {
            for &(_, at) in group {
                page.furniture[at as usize] = true;
            }
        }
    }
}

/// Whether the lines `all`, of the same letters, are a running header or footer.
fn is_furniture(page: &Page<'_>, all: &[usize], breaks: &[usize]) -> bool {
    let text = page.text(all[0]);
    let same = all.iter().all(|&at| page.text(at) == text);
    if page.classes[all[0]].is_contact() && same {
        return true;
    }
    if all.len() < 3 {
        return false;
    }
    // Two lines above a break and four from it on.
    let is_edge = |at: usize| {
        let next = breaks.partition_point(|&other| other + 3 < at + 1);
        breaks.get(next).is_some_and(|&other| other <= at + 2)
    };
    if all.len() * 2 > breaks.len() && all.iter().all(|&at| is_edge(at)) && is_in_place(all, breaks)
    {
        return true;
    }
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let words = text
        .split_whitespace()
        .filter(|w| w.contains(char::is_alphabetic))
        .count();
    let counts = !same && counts_up(page, all);
    // Numbers that stay tell as letters do: `12/4/2023 10:35`.
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    if letters + if counts { digits } else { 0 } < TELLING || !(same || counts) {
        return false;
    }
    covers(page, all)
        || counts && words >= 3 && all.iter().all(|&at| has_number_behind_bar(page.text(at)))
        || (words >= if same { 3 } else { 2 } || counts && digits > TELLING)
            && interrupts(page, all)
}

/// Whether a line ends in a number that a bar parts from its words: `IESS | Cañar | 4`.
fn has_number_behind_bar(text: &str) -> bool {
    let before = text.trim_end_matches(|c: char| c.is_ascii_digit());
    before.len() < text.len() && before.trim_end().ends_with(['|', '•', '·'])
}

/// Whether the lines stand as far from the nearest page break as each other, but for one line.
fn is_in_place(all: &[usize], breaks: &[usize]) -> bool {
    /// More than any line is from a break that it counts as beside.
    const BELOW: usize = usize::MAX / 2;
    let offset = |&at: &usize| {
        let next = breaks.partition_point(|&other| other <= at);
        let below = next.checked_sub(1).map(|before| at - breaks[before]);
        let above = breaks.get(next).map(|other| other - at);
        match (below, above) {
            (Some(below), Some(above)) if above < below => BELOW - above,
            (None, Some(above)) => BELOW - above,
            (below, _) => BELOW + below.unwrap_or(0),
        }
    };
    let (least, most) = (all.iter().map(offset).min(), all.iter().map(offset).max());
    least
        .zip(most)
        .is_some_and(|(least, most)| most - least <= 1)
}

/// Whether one number of the lines counts up and all else stays.
fn counts_up(page: &Page<'_>, all: &[usize]) -> bool {
    all.windows(2).all(|pair| {
        let (mut a, mut b) = (
            numbers_in(page.text(pair[0])),
            numbers_in(page.text(pair[1])),
        );
        let mut changed = 0;
        loop {
            match (a.next(), b.next()) {
                (None, None) => return changed == 1,
                (Some(a), Some(b)) if a == b => {}
                (Some(a), Some(b)) if a < b && b - a <= 3 => changed += 1,
                _ => return false,
            }
        }
    })
}

fn numbers_in(text: &str) -> impl Iterator<Item = u64> {
    text.split(|c: char| !c.is_ascii_digit())
        .filter(|digits| !digits.is_empty())
        .map(|digits| digits.parse().unwrap_or(u64::MAX))
}

/// Whether the lines stand all over the text, at about equal distances, each as far as a page from the next.
pub(super) fn covers(page: &Page<'_>, all: &[usize]) -> bool {
    /// Bytes of the shortest page.
    const PAGE: u32 = 400;
    let place = |at: usize| page.lines[at].span.start;
    let mut distances: Vec<u32> = all
        .windows(2)
        .map(|pair| place(pair[1]) - place(pair[0]))
        .collect();
    distances.sort_unstable();
    let (Some(&shortest), Some(&longest)) = (distances.first(), distances.last()) else {
        return false;
    };
    let usual = distances[(distances.len() - 1) / 2];
    let before = place(all[0]);
    let after = page.source.text().len() as u32 - place(all[all.len() - 1]);
    shortest >= PAGE
        && shortest * 3 >= usual
        && longest <= 2 * usual
        && before <= 2 * usual
        && after <= 2 * usual
}

/// Whether the lines stand in the middle of sentences, at about equal distances.
fn interrupts(page: &Page<'_>, all: &[usize]) -> bool {
    let open = |at: usize| page.end(at) == End::Open;
    // What goes on itself is a line of the sentence.
    if all.iter().any(|&at| open(at) || page.begins_inside(at)) {
        return false;
    }
    let distance = |pair: &[usize]| pair[1] - pair[0];
    let shortest = all.windows(2).map(distance).min().unwrap_or(0);
    let longest = all.windows(2).map(distance).max().unwrap_or(0);
    // Another line of the same header stands as far from each, on either side.
    let beside = |step: fn(usize) -> Option<usize>| {
        let other = step(all[0]).map_or("", |at| page.text(at));
        let again = |&at: &usize| step(at).is_some_and(|at| page.text(at) == other);
        shortest > 2 && !other.is_empty() && all.iter().all(again)
    };
    let above = usize::from(beside(|at| at.checked_sub(1)));
    let below = usize::from(beside(|at| Some(at + 1)));
    let inside = all
        .iter()
        .filter(|&&at| {
            at > above && open(at - 1 - above) && goes_over(page, at - 1 - above, at + 1 + below)
        })
        .count();
    inside * 2 > all.len() && longest <= 3 * shortest
}

/// Whether line `next` goes on with the sentence of line `prev`, whatever stands between.
pub(super) fn goes_over(page: &Page<'_>, prev: usize, next: usize) -> bool {
    let classes = (page.classes.get(prev), page.classes.get(next));
    let (Some(before), Some(after)) = classes else {
        return false;
    };
    before.end != End::Closed && after.begins_inside()
}

#[cfg(test)]
mod tests {
    use std::fmt::Write;

    use proptest::prelude::*;

    use super::*;
    use crate::source::{Budget, Source, line};

    /// The lines of `text` that are furniture.
    fn marked(text: &str) -> Vec<String> {
        let source = Source::new(text);
        let (lines, _) = line::split(source.text());
        let budget = Budget::new(text.len(), source.lines() as usize, lines.len());
        let mut page = Page::new(&source, lines, &budget);
        mark(&mut page, |_| Header::No);
        (0..page.lines.len())
            .filter(|&at| page.furniture[at])
            .map(|at| page.text(at).to_owned())
            .collect()
    }

    /// A page of running text, its own number of lines long.
    fn page_of_text(nth: usize) -> String {
        let mut text = String::new();
        for line in 0..12 + nth % 3 {
            let _ = writeln!(
                text,
                "la oficina número {nth} de la línea {line} atendió en ventanilla a quienes acudieron"
            );
        }
        text
    }

    #[test]
    fn a_header_of_any_wording_recurs_with_a_number_that_counts_up() {
        let mut text = String::new();
        for nth in 1..5 {
            let _ = writeln!(text, "Cuentas claras para todos {nth}");
            text.push_str(&page_of_text(nth));
        }
        assert_eq!(marked(&text).len(), 4);
    }

    #[test]
    fn what_stands_in_one_part_of_the_text_only_is_no_header() {
        let mut text = String::new();
        for nth in 1..4 {
            let _ = writeln!(text, "Recomendación cumplida por la unidad {nth}");
            text.push_str(&page_of_text(nth));
        }
        (4..20).for_each(|nth| text.push_str(&page_of_text(nth)));
        assert_eq!(marked(&text), [""; 0]);
    }

    #[test]
    fn a_row_an_item_or_a_caption_that_recurs_stays() {
        let text = "Tabla de procesos adjudicados\nLicitación 3 41.000,00 3 41.000,00\n• Se entregaron equipos.\n\
                    Tabla de procesos adjudicados\nLicitación 3 41.000,00 3 41.000,00\n• Se entregaron equipos.\n";
        assert_eq!(marked(text), [""; 0]);
    }

    #[test]
    fn a_number_between_rows_is_a_page_number_and_a_column_of_numbers_is_not() {
        let rows = "UNIDAD CODIFICADO DEVENGADO\nPENSIONES 205.430,75 194.008,12\n7\nSALUD 412.118,16 400.308,17\n";
        assert_eq!(marked(rows), ["7"]);
        let column = "LICITACIÓN 3.430,75 4.008,12\n7\n8\nCOTIZACIÓN 2.118,16 4.308,17\n";
        assert_eq!(marked(column), [""; 0]);
    }

    #[test]
    fn contents_are_furniture_and_goals_are_not() {
        let contents = "ÍNDICE\n1. Cobertura\n3\n2. Logros alcanzados\n5\n\n1. Cobertura\nLa Dirección atiende.\n";
        assert_eq!(marked(contents).len(), 5);
        let goals =
            "1. Dispensarios remozados: 14\n2. Brigadas médicas: 22\n3. Talleres dictados: 31\n";
        assert_eq!(marked(goals), [""; 0]);
        let rows = "Lámparas 1\nSillas 4\nCamas 9\nBIENES\nLámparas\n3\nSillas\n5\nCamas\n8\n";
        assert_eq!(marked(rows), [""; 0]);
    }

    proptest! {
        #[test]
        fn page_numbers_that_count_up_are_furniture_and_nothing_else_is(
            first in 1_u32..40,
            pages in 3_usize..9,
            words in prop::sample::select(vec!["", "Página ", "Pág. ", "- "]),
        ) {
            let mut text = String::new();
            let mut printed = Vec::new();
            for nth in 0..pages {
                text.push_str(&page_of_text(nth));
                let end = if words == "- " { " -" } else { "" };
                let number = format!("{words}{}{end}", first + nth as u32);
                let _ = writeln!(text, "{number}");
                printed.push(number);
            }
            prop_assert_eq!(marked(&text), printed);
        }
    }
}
