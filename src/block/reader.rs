//! Reads a section's lines into blocks and subsections.

use std::ops::Range;

use super::list::OpenList;
use super::title::{self, Finder, Lead};
use crate::diagnostic::Code;
use crate::model::Values;
use crate::model::{Block, Furniture, Paragraph, Signatory, Table, place_of_lines};
use crate::page::Page;
use crate::page::flow::{End, end_of, goes_on};
use crate::page::marker::{self, Mark, Marker};
use crate::source::{Span, Text, split_words};
use crate::table::{self, Draft, Schemas, Sheet};

/// How far ahead a list looks for its second item, in lines.
const LOOK_AHEAD: usize = 40;
/// Lines that one paragraph takes; what goes on is another.
const MOST_LINES: usize = 1000;
/// Bytes that a block takes: itself, thrice while the blocks grow.
const BLOCK: usize = 3 * size_of::<Block>();
/// Lines of furniture that may part a title from what stands under it.
const LOOK_BACK: usize = 8;
/// Characters of a subtitle.
const SUBTITLE: usize = 90;
/// Bytes that a cell of a table takes, as a draft and as itself.
const CELL: usize = 400;
/// Paragraphs that may stand between two items of one list.
const MOST_BETWEEN: usize = 2;

/// The words that a section's reader looks for.
#[derive(Debug)]
pub(crate) struct Vocabulary<'v> {
    /// Subtitles that the section may have.
    pub(crate) subtitles: &'v Finder,
    /// The tables that it may print, its own first.
    pub(crate) schemas: &'v Schemas<'v>,
    /// The report's lines, as tables are read from.
    pub(crate) sheet: &'v Sheet<'v>,
    /// The words of all schemas.
    pub(crate) known: &'v table::Known,
}

/// A subtitle and what stands under it.
#[derive(Debug)]
pub(crate) struct SubsectionDraft {
    pub(crate) number: Option<String>,
    pub(crate) title: String,
    pub(crate) title_span: Span,
    pub(crate) blocks: Vec<Block>,
}

/// What a section's lines make up.
#[derive(Debug, Default)]
pub(crate) struct BodyDraft {
    pub(crate) blocks: Vec<Block>,
    pub(crate) subsections: Vec<SubsectionDraft>,
}

impl BodyDraft {
    fn current(&mut self) -> &mut Vec<Block> {
        match self.subsections.last_mut() {
            Some(sub) => &mut sub.blocks,
            None => &mut self.blocks,
        }
    }
}

/// Reads lines into blocks.
pub(crate) struct Reader<'r, 's, 'k> {
    page: &'r Page<'s>,
    vocabulary: &'r Vocabulary<'r>,
    values: Values<'s, 'k>,
    start: usize,
    end: usize,
    body: BodyDraft,
    /// The list that may still go on, and where its block belongs among the blocks.
    list: Option<(OpenList, usize)>,
    /// Paragraphs since the last item of the open list.
    between: usize,
    /// The lines at which a subtitle of the vocabulary begins for certain, whatever stands before it.
    firm: Vec<usize>,
    /// The tables of the section, in order, until they are taken.
    tables: Vec<Draft>,
}

impl<'r, 's, 'k> Reader<'r, 's, 'k> {
    pub(crate) fn new(
        page: &'r Page<'s>,
        vocabulary: &'r Vocabulary<'r>,
        values: Values<'s, 'k>,
    ) -> Self {
        Self {
            page,
            vocabulary,
            values,
            start: 0,
            end: 0,
            body: BodyDraft::default(),
            list: None,
            between: 0,
            firm: Vec::new(),
            tables: Vec::new(),
        }
    }

    /// Reads the lines of `range`; every one of them ends up in a block or a subtitle.
    pub(crate) fn read(mut self, range: Range<usize>) -> BodyDraft {
        (self.start, self.end) = (range.start, range.end);
        self.firm = range.clone().filter(|&at| self.is_firm(at)).collect();
        if let Some(&first) = self.firm.first() {
            self.values.charge(
                2 * size_of::<usize>() * self.firm.len(),
                self.page.lines[first].span,
            );
        }
        self.find_tables();
        let mut at = self.start;
        while at < self.end {
            at = self.step(at).max(at + 1);
        }
        self.close_list();
        self.body.blocks.shrink_to_fit();
        self.body
            .subsections
            .iter_mut()
            .for_each(|sub| sub.blocks.shrink_to_fit());
        self.body
    }

    /// Reads what begins at line `at`; the line after it.
    fn step(&mut self, at: usize) -> usize {
        if self.page.budget.is_spent() {
            return self.plain(at);
        }
        if self.page.furniture[at] {
            return self.furniture(at);
        }
        if let Some((table, next)) = self.table(at) {
            self.close_list();
            self.push(Block::Table(table));
            let inside: Vec<usize> = (at..next).filter(|&i| self.page.furniture[i]).collect();
            self.furniture_inside(&inside);
            return next;
        }
        if let Some((draft, next)) = self.subtitle(at) {
            self.close_list();
            self.values.charge(
                3 * size_of::<SubsectionDraft>() + 2 * draft.title.len(),
                draft.title_span,
            );
            self.body.subsections.push(draft);
            return next;
        }
        if let Some(mark) = self.mark(at) {
            return self.item(at, mark);
        }
        self.paragraph(at)
    }

    /// Finds the tables of all lines, before anything else is read.
    fn find_tables(&mut self) {
        let known = self.vocabulary.known;
        let sheet = self.vocabulary.sheet;
        let range = self.start..self.end;
        let stops = |at: usize| self.firm.binary_search(&at).is_ok() || self.subtitle(at).is_some();
        self.tables = table::texts(self.page, sheet, range.clone(), known, stops);
        if sheet.has_rows(range.clone()) {
            let most = self.page.budget.room() / (4 * CELL);
            let drafts = table::tables(sheet, range, known, most, |at| self.ends_table(at));
            self.place_tables(drafts);
        }
    }

    /// Whether no table goes on over line `at`.
    fn ends_table(&self, at: usize) -> bool {
        let after = self.tables.partition_point(|draft| draft.lines.start <= at);
        let is_taken = after > 0 && self.tables[after - 1].lines.contains(&at);
        self.firm.binary_search(&at).is_ok()
            || is_taken
            || !self.vocabulary.sheet.is_row(at) && self.subtitle(at).is_some()
    }

    /// Places tables of numbers, as many as there is room for.
    fn place_tables(&mut self, drafts: Vec<Draft>) {
        let budget = self.page.budget;
        let fits = |draft: &Draft| {
            let bytes = draft.cells() * CELL;
            let fits = bytes <= budget.room() / 2;
            if fits {
                budget.take(bytes, self.page.lines[draft.lines.start].span);
            } else {
                budget.note(self.page.lines[draft.lines.start].span.start);
            }
            fits
        };
        self.tables.extend(drafts.into_iter().filter(fits));
        self.tables.sort_by_key(|draft| draft.lines.start);
    }

    /// The place of the table that begins at line `at`, among those of the section.
    fn table_at(&self, at: usize) -> Option<usize> {
        self.tables
            .binary_search_by_key(&at, |draft| draft.lines.start)
            .ok()
    }

    /// The table that begins at line `at`, and the line after it.
    fn table(&mut self, at: usize) -> Option<(Table, usize)> {
        let pipes = table::pipes(self.page, at..self.end, &mut self.values);
        let (mut table, next) = pipes.or_else(|| {
            let draft = self.tables.get(self.table_at(at)?)?;
            let table = table::table(self.page, draft, &mut self.values);
            Some((table, draft.lines.end))
        })?;
        if let Some(column) = self.vocabulary.schemas.name(&mut table) {
            let head = table.columns.get(column).map_or("", String::as_str);
            let message = format!(
                "no schema knows the numbers under `{head}`, which stand beside columns that one knows: a head may be lost or displaced"
            );
            self.values
                .report(Code::UnknownHeads, table.place.span, message);
        }
        Some((table, next))
    }

    /// Lines as they are, as one paragraph without values: there is no room for more.
    fn plain(&mut self, at: usize) -> usize {
        self.close_list();
        let next = self.end.min(at + MOST_LINES);
        self.page.budget.note(self.page.lines[at].span.start);
        let text = self.page.join_plain(at..next);
        let place = place_of_lines(&self.page.lines[at..next], self.page.source);
        self.push(Block::Paragraph(Paragraph {
            text,
            atoms: Vec::new(),
            place,
        }));
        next
    }

    /// Adds a block, and counts what it takes.
    fn push(&mut self, block: Block) {
        let heap =
            block.text().map_or(0, Text::heap) + block.place().pieces.len() * size_of::<Span>();
        self.values.charge(BLOCK + heap, block.place().span);
        self.body.current().push(block);
    }

    fn furniture(&mut self, at: usize) -> usize {
        let mut next = at;
        while next < self.end.min(at + MOST_LINES) && self.page.furniture[next] {
            next += 1;
        }
        let lines: Vec<usize> = (at..next).collect();
        self.push_furniture(&lines);
        next
    }

    fn push_furniture(&mut self, lines: &[usize]) {
        let block = furniture_block(self.page, lines);
        self.push(block);
    }

    /// Furniture that stands in the middle of another block: a block a run.
    fn furniture_inside(&mut self, lines: &[usize]) {
        for run in lines.chunk_by(|a, b| a + 1 == *b) {
            self.push_furniture(run);
        }
    }

    /// The lines that go on with line `first`, and the furniture among them.
    fn run_on(&self, first: usize) -> (Vec<usize>, Vec<usize>, usize) {
        let (mut lines, mut inside) = (vec![first], Vec::new());
        let mut last = first;
        loop {
            let next = self.page.skip_furniture(last + 1, self.end);
            let full = lines.len() >= MOST_LINES || self.page.budget.is_spent();
            if next >= self.end
                || full
                || !goes_on(self.page, last, next)
                || self.begins_block(last, next)
            {
                return (lines, inside, last + 1);
            }
            inside.extend(last + 1..next);
            lines.push(next);
            last = next;
        }
    }

    /// Whether something of its own begins at line `at`, whatever line `last` before it left open.
    fn begins_block(&self, last: usize, at: usize) -> bool {
        table::begins_pipes(self.page, at..self.end)
            || self.table_at(at).is_some()
            || self.mark(at).is_some()
            || (self.page.end(last) != End::Open || self.page.lines[at].gap.spaced > 0)
                && self.subtitle(at).is_some()
    }

    fn paragraph(&mut self, at: usize) -> usize {
        let (lines, inside, next) = self.run_on(at);
        let text = self.page.join(&lines, 0);
        let atoms = self.values.of(&text);
        let place = place_of_lines(lines.iter().map(|&i| &self.page.lines[i]), self.page.source);
        self.between += 1;
        let introduces = text.as_str().ends_with(':');
        let resumes = self.list.as_ref().is_some_and(|(list, _)| {
            let after = self.page.skip_furniture(next, self.end);
            after < self.end
                && self.mark(after).is_some_and(|mark| {
                    if introduces {
                        list.has_level_under(mark).is_some()
                    } else {
                        list.is_printed()
                            && (list.is_of(mark) || list.has_level_under(mark).is_some())
                    }
                })
        });
        // A list that may go on keeps its place; another paragraph may still stand between.
        let may_resume = resumes || !introduces && self.between < MOST_BETWEEN;
        if self.list.is_some() && (!may_resume || self.between > MOST_BETWEEN) {
            self.close_list();
        }
        self.push(Block::Paragraph(Paragraph { text, atoms, place }));
        self.furniture_inside(&inside);
        next
    }

    fn item(&mut self, at: usize, mark: Mark) -> usize {
        let after_paragraph = self.between > 0;
        let level = self.list.as_ref().and_then(|(list, _)| {
            if after_paragraph {
                list.has_level_under(mark)
                    .or_else(|| list.is_of(mark).then_some(1))
            } else {
                list.level_of(self.page, mark, at)
            }
        });
        self.values.charge(OpenList::ITEM, self.page.lines[at].span);
        let last = self
            .list
            .as_ref()
            .zip(level)
            .map_or(0, |((list, _), level)| list.ordinal(level));
        if mark.ordinal > last + 1 {
            let message = "an item is missing before this one: its number does not follow the last";
            self.values.report(
                Code::MissingItem,
                self.page.lines[at].span,
                message.to_owned(),
            );
        }
        if let (Some((list, _)), Some(level)) = (&mut self.list, level) {
            list.add(self.page, level, mark, at);
        } else {
            self.close_list();
            let place = self.body.current().len();
            self.list = Some((OpenList::new(self.page, mark, at), place));
        }
        self.between = 0;
        let (mut lines, mut inside, mut next) = self.run_on(at);
        // A glyph alone on its line: its text is what follows, however far below it stands.
        if self
            .list
            .as_ref()
            .is_some_and(|(list, _)| list.awaits_text(self.page))
            && lines.len() == 1
        {
            let after = self.page.skip_furniture(next, self.end);
            if after < self.end && self.mark(after).is_none_or(|m| m.glyph.is_none()) {
                let (more, among, end) = self.run_on(after);
                inside.extend(next..after);
                lines.extend(more);
                inside.extend(among);
                next = end;
            }
        }
        if let Some((list, _)) = &mut self.list {
            lines.iter().skip(1).for_each(|&line| list.extend(line));
        }
        // The list's own block comes first; what interrupts it follows.
        self.furniture_inside(&inside);
        next
    }

    fn close_list(&mut self) {
        if let Some((list, place)) = self.list.take() {
            let block = Block::List(list.finish(self.page, &mut self.values));
            self.values.charge(BLOCK, block.place().span);
            self.body.current().insert(place, block);
        }
        self.between = 0;
    }

    /// The list marker at a line, where the lines about it let it be one.
    fn mark(&self, at: usize) -> Option<Mark> {
        let mark = self.page.mark(at)?;
        let before = self
            .page
            .before(at, self.start.max(at.saturating_sub(LOOK_AHEAD)));
        let end = before.map(|b| self.page.end(b));
        match (mark.marker, mark.glyph) {
            (_, None) => {
                let open = end == Some(End::Open) && self.page.lines[at].gap.spaced == 0
                    || self.page.begins_inside(at);
                (!open).then_some(mark)
            }
            (Marker::Letter | Marker::Number, _) => {
                let goes_on = self.list.as_ref().is_some_and(|(list, _)| {
                    if self.between > 0 {
                        list.is_of(mark)
                    } else {
                        list.level_of(self.page, mark, at).is_some() && mark.ordinal > 1
                    }
                });
                // An initial of a name may begin a line of a sentence.
                let is_initial = mark.glyph == Some('A')
                    && end == Some(End::Unknown)
                    && !self.page.lines[at].gap.any();
                let begins = mark.ordinal == 1 && end != Some(End::Open) && !is_initial
                    // The first one is lost.
                    || mark.ordinal == 2 && self.list.is_none() && end == Some(End::Closed);
                (goes_on || begins && self.has_second(at, mark)).then_some(mark)
            }
            (Marker::Dash, _) => {
                let in_list = self.list.as_ref().is_some_and(|(list, _)| {
                    list.has_level_under(mark).is_some() || list.is_of(mark)
                });
                let parted = end != Some(End::Unknown)
                    || self.page.wider_than_usual(at)
                    || self.page.lines[at].gap.any();
                (in_list
                    || parted && end != Some(End::Open)
                    || before.is_none()
                    || self.has_second(at, mark))
                .then_some(mark)
            }
            (_, Some('o' | '*' | '+' | '»' | '›')) => {
                let in_list = self.list.as_ref().is_some_and(|(list, _)| {
                    list.has_level_under(mark).is_some() || list.is_of(mark)
                });
                (in_list || end == Some(End::Closed) || self.has_second(at, mark)).then_some(mark)
            }
            _ => Some(mark),
        }
    }

    /// Whether the second item of a list that would begin here stands below.
    fn has_second(&self, at: usize, mark: Mark) -> bool {
        (at + 1..self.end.min(at + LOOK_AHEAD)).any(|i| {
            self.page
                .printed(i)
                .is_some_and(|m| m.same_level(mark) && m.follows(mark.ordinal))
        })
    }

    /// Whether line `at` is a subtitle of the vocabulary and nothing else, announced by a colon.
    fn is_firm(&self, at: usize) -> bool {
        if self.page.furniture[at] || !self.page.text(at).ends_with(':') {
            return false;
        }
        let content = self
            .page
            .printed(at)
            .map_or(0, |mark| mark.content as usize);
        let found = self
            .vocabulary
            .subtitles
            .find(self.page, at, content, at + 1, false);
        found.is_some_and(|found| found.lines == 1)
    }

    /// The subtitle that begins at line `at`, and the line after it.
    fn subtitle(&self, at: usize) -> Option<(SubsectionDraft, usize)> {
        let text = self.page.text(at);
        let lead = title::lead(text);
        // Markdown's own mark stands before a list's.
        let inner = if lead.is_marked { lead.content } else { 0 };
        let printed = if inner == 0 {
            self.page.printed(at)
        } else {
            marker::printed(text.get(inner..)?).map(|mark| Mark {
                content: inner as u32 + mark.content,
                ..mark
            })
        };
        let mark = printed.or_else(|| self.page.mark(at));
        let (number, content) = match (mark, lead.number) {
            (
                Some(Mark {
                    marker: Marker::Letter,
                    content,
                    ..
                }),
                _,
            ) => (
                text.get(inner..)?
                    .trim_start_matches('(')
                    .chars()
                    .next()
                    .map(String::from),
                content as usize,
            ),
            (
                Some(Mark {
                    marker: Marker::Bullet | Marker::Dash | Marker::Check,
                    glyph: Some(_),
                    content,
                    ..
                }),
                _,
            ) => (None, content as usize),
            (_, Some(number)) if lead.content < text.len() => {
                (Some(number.to_owned()), lead.content)
            }
            _ => (None, inner),
        };
        let marked = mark.is_some() || content > 0;
        // A glyph alone on its line marks the line below.
        let (from, content) = if printed.is_some() && content >= text.len() {
            (self.page.skip_furniture(at + 1, self.end), 0)
        } else {
            (at, content)
        };
        if from >= self.end {
            return None;
        }
        let found = self
            .vocabulary
            .subtitles
            .find(self.page, from, content, self.end, false);
        let words = self.page.text(from).get(content..)?;
        if let (Some(found), Some(mark)) = (found, mark)
            && self.is_listed(at, from + found.lines, mark)
        {
            return None;
        }
        let lines = match found {
            Some(found) if marked || words.split_whitespace().count() >= 3 => found.lines,
            _ => self.unknown_subtitle(from, words, mark, lead)?,
        };
        let next = from + lines;
        let taken: Vec<usize> = (from..next).collect();
        let title = self.page.join(&taken, content);
        let title = title::unmarked(title.as_str()).to_owned();
        let title_span = self.page.lines[at]
            .span
            .hull(self.page.lines[next - 1].span);
        Some((
            SubsectionDraft {
                number,
                title,
                title_span,
                blocks: Vec::new(),
            },
            next,
        ))
    }

    /// Whether the line above or below a bulleted subtitle, which ends before line `next`, names another with the same
    /// bullet: a list of such names.
    fn is_listed(&self, at: usize, next: usize, mark: Mark) -> bool {
        let names = |line: usize| {
            let other = self
                .page
                .mark(line)
                .filter(|other| other.same_level(mark))?;
            self.vocabulary
                .subtitles
                .find(self.page, line, other.content as usize, self.end, false)
        };
        mark.marker != Marker::Letter
            && (at > self.start && names(at - 1).is_some()
                || next < self.end && names(next).is_some())
    }

    /// How many lines a title takes that the vocabulary does not have: a marked name of the table that follows, or a
    /// short line, no sentence, with paragraphs under it. What speaks for it is weighed.
    fn unknown_subtitle(
        &self,
        from: usize,
        words: &str,
        mark: Option<Mark>,
        lead: Lead<'_>,
    ) -> Option<usize> {
        let words = title::unmarked(words);
        let is_short = words.len() <= 2 * SUBTITLE
            && words.starts_with(char::is_uppercase)
            && words.chars().count() <= SUBTITLE;
        // A reference or a date under a mark is a cell.
        let is_worded = || {
            let letters = words.chars().filter(|c| c.is_alphabetic()).count();
            letters * 2 >= words.chars().filter(|c| !c.is_whitespace()).count()
        };
        if !is_short || words.ends_with(['.', ';', ',']) || !is_worded() {
            return None;
        }
        let next = self.page.skip_furniture(from + 1, self.end);
        if next >= self.end
            || mark.is_none() && !lead.is_sub() && !lead.is_marked && !self.opens(from)
        {
            return None;
        }
        let marker = mark.map(|mark| mark.marker);
        if mark.is_some() && marker != Some(Marker::Number) && self.table_at(next).is_some() {
            return Some(1);
        }
        let in_list = mark.is_some_and(|mark| {
            self.list
                .as_ref()
                .is_some_and(|(list, _)| self.between == 0 && list.is_of(mark))
        });
        let is_listed = in_list
            || self
                .page
                .mark(next)
                .is_some_and(|other| mark.is_none_or(|mark| mark.same_level(other)));
        let announces = split_words(words).any(|word| {
            let head = word.get(.."siguiente".len());
            head.is_some_and(|head| head.eq_ignore_ascii_case("siguiente"))
        });
        let is_sentence = words.split_whitespace().count() > 12
            || announces
            || end_of(words) == End::Closed && !words.ends_with(':');
        if is_listed
            || is_sentence
            || !title::looks_like_title(words)
            || next == from + 1 && !lead.is_marked && goes_on(self.page, from, next)
        {
            return None;
        }
        let is_related = self.vocabulary.subtitles.is_related(words);
        // Under a line in capitals, another is the rest of a caption or the heads of a table.
        let follows = title::is_prose(self.page, next)
            || self.page.mark(next).is_none()
                && !(is_upper(words) && is_upper(self.page.text(next)))
                && self.page.text(next).starts_with(char::is_uppercase)
                && self.page.lines[next].gap.spaced > 0;
        let weight = 3 * u8::from(lead.is_marked)
            + 2 * u8::from(lead.is_sub())
            + 2 * u8::from(is_related)
            + match marker {
                Some(Marker::Letter) => 2,
                Some(Marker::Bullet) => 1,
                _ => 0,
            }
            + u8::from(self.page.lines[next].gap.spaced > 0)
            + u8::from(follows);
        (follows && weight >= 3 || lead.is_sub() && is_related).then_some(1)
    }

    /// Whether line `at` may open a part without any mark: the section begins there, or a sentence ended before.
    fn opens(&self, at: usize) -> bool {
        let text = self.page.text(at);
        text.split_whitespace().count() <= 8
            && self
                .page
                .before(at, self.start.saturating_sub(LOOK_BACK))
                .is_none_or(|before| {
                    let text = self.page.text(before);
                    let is_title = before < self.start && end_of(text) != End::Open;
                    is_title || text.ends_with('.')
                })
            && self.vocabulary.subtitles.is_related(text)
    }
}

/// Whether a text has letters, none of them small.
fn is_upper(text: &str) -> bool {
    text.contains(char::is_uppercase) && !text.contains(char::is_lowercase)
}

/// Furniture lines as one block.
pub(crate) fn furniture_block(page: &Page<'_>, lines: &[usize]) -> Block {
    let text = page.join(lines, 0);
    let place = place_of_lines(lines.iter().map(|&i| &page.lines[i]), page.source);
    Block::Furniture(Furniture { text, place })
}

/// Reads a run of lines that are names of those who sign, each with the post under it; `is_name` and `is_post` know
/// the words. Lines that are neither are paragraphs.
pub(crate) fn signatories(
    page: &Page<'_>,
    range: Range<usize>,
    values: &mut Values<'_, '_>,
    is_name: impl Fn(&str) -> bool,
) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut at = range.start;
    while at < range.end {
        if page.furniture[at] {
            blocks.push(furniture_block(page, &[at]));
            at += 1;
            continue;
        }
        let mut all = vec![at];
        let mut end = at + 1;
        while end < range.end {
            let line = &page.lines[end];
            let after_name = all.len() == 1 && is_name(page.text(at));
            let parted = line.gap.spaced > 0 || line.gap.blank() >= 3;
            // A running header may stand between a name and the post.
            if page.furniture[end] {
                end += 1;
                continue;
            }
            if is_name(page.text(end)) || parted && !after_name && !page.furniture[end - 1] {
                break;
            }
            all.push(end);
            end += 1;
        }
        let inside: Vec<usize> = (at..end).filter(|&i| page.furniture[i]).collect();
        let place = place_of_lines(all.iter().map(|&i| &page.lines[i]), page.source);
        if is_name(page.text(at)) && all.len() > 1 {
            blocks.push(Block::Signatory(Signatory {
                name: page.join(&all[..1], 0),
                title: page.join(&all[1..], 0),
                place,
            }));
        } else {
            let text = page.join(&all, 0);
            let atoms = values.of(&text);
            blocks.push(Block::Paragraph(Paragraph { text, atoms, place }));
        }
        blocks.extend(
            inside
                .chunk_by(|a, b| a + 1 == *b)
                .map(|run| furniture_block(page, run)),
        );
        at = end;
    }
    blocks
}
