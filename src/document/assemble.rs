//! Cuts a text into sections and has each read.

use std::any::TypeId;
use std::cell::LazyCell;
use std::collections::HashSet;
use std::ops::Range;
use std::sync::Arc;

use super::collector::Collector;
use super::facts::{Document, DocumentKind};
use super::parser::{Input, Parser};
use super::report::{Report, Section, Subtitled};
use super::titles::{self, Title};
use super::{form, gaps, kind, province, year};
use crate::atom::{Atom, AtomKind};
use crate::block::title::unmarked;
use crate::block::{Reader, SubsectionDraft, Vocabulary, signatories};
use crate::diagnostic::{Code, Sink};
use crate::lexicon::{self, Class};
use crate::model::{Block, Values};
use crate::model::{Column, ColumnKind, TableSchema};
use crate::page::Page;
use crate::page::{furniture, pages};
use crate::section::{Candidate, Claim, Data, Entry, Reading, SectionId, Subsection, signatures};
use crate::source::{Budget, Source, Span, doubled, fold, line, mojibake, split};
use crate::table::{self, Schemas, Sheet};

/// Reads a text.
pub(super) fn read(parser: &Parser, input: Input<'_>) -> Report {
    let source = Source::new(input.text);
    let (lines, _) = line::split(source.text());
    let budget = Budget::new(source.text().len(), source.lines() as usize, lines.len());
    if let Some(coarse) = lines.get(line::most(source.text().len())) {
        budget.note(coarse.span.start);
    }
    let mut sink = Collector::new(&source, &budget, parser.max_diagnostics);
    input
        .notes
        .into_iter()
        .for_each(|(code, span, message)| sink.report(code, span, message));
    let replaced = sink.has(Code::ReplacedBytes);
    spoilt(source.text(), replaced, &mut sink);
    for line in doubled::lines(source.text()) {
        let span = Span::new(line.start as u32, line.end as u32);
        let message = "all letters and digits of this line stand twice, as where they were printed twice to look bold".to_owned();
        sink.report(Code::DoubledLetters, span, message);
    }
    let mut page = Page::new(&source, lines, &budget);
    page.split = split_numbers(source.text(), &mut sink);
    furniture::mark(&mut page, form::header);
    let pages = pages::starts(&page);
    // Twice as many while they are found.
    budget.take(3 * size_of_val(pages.as_slice()), Span::default());
    let sheet = Sheet::new(&page);
    let mut assembler = Assembler {
        parser,
        page: &page,
        sheet: &sheet,
        sink: &mut sink,
    };
    let form = form::facts(&page);
    let mut titles = titles::find(&page, &parser.registry);
    let found = kind::decide(&page, &titles, &parser.registry, form.as_ref());
    if found.kind != DocumentKind::Address {
        titles::add_unknown(&page, &parser.registry, &mut titles);
    }
    let drafts = assembler.drafts(titles, found.kind);
    // Whose report it is and of which year decides what its sentences say, so the facts of sections come after.
    let atoms: Vec<_> = drafts.iter().flat_map(Draft::atoms).collect();
    // A text that names nobody or another tells of no province of the institution's.
    let is_whose = found.is_institutions || found.kind != DocumentKind::Unknown;
    let document = Document {
        kind: found.kind,
        institution: found.is_institutions.then(|| INSTITUTION.to_owned()),
        province: is_whose
            .then(|| province::decide(page.all_words(), &atoms, assembler.sink))
            .flatten(),
        year: year::decide(page.all_words(), &atoms, assembler.sink),
        form,
    };
    drop(atoms);
    let sections = assembler.sections(drafts, &document);
    placeholders(source.text(), &mut sink);
    let diagnostics = sink.finish();
    Report::new(
        Arc::new(source.with_pages(pages)),
        document,
        sections,
        diagnostics,
    )
}

const INSTITUTION: &str = "Instituto Ecuatoriano de Seguridad Social";

/// Says where letters were lost before the text came here, unless they were `replaced` here, and where UTF-8 was decoded as
/// another encoding.
fn spoilt(text: &str, replaced: bool, sink: &mut Collector<'_>) {
    if let Some(at) = text.find('\u{fffd}').filter(|_| !replaced) {
        let message = format!(
            "U+FFFD stands for a letter that was lost before the text came here, one of {}; numbers and names with one are not read",
            text.matches('\u{fffd}').count()
        );
        sink.report(Code::Mojibake, Span::new(at as u32, at as u32 + 3), message);
    }
    if let Some(found) = mojibake::find(text) {
        let span = Span::new(found.first.start as u32, found.first.end as u32);
        let message = format!(
            "`{}` is a letter of UTF-8 that was decoded as Latin-1, one of {}; they are kept as given: have the text taken out of \
             its PDF again, as UTF-8",
            &text[found.first], found.count
        );
        sink.report(Code::Mojibake, span, message);
    }
}

/// Spaces that an extractor put into numbers, and so into words; whether they are everywhere.
fn split_numbers(text: &str, sink: &mut Collector<'_>) -> bool {
    let Some(found) = split::find(text) else {
        return false;
    };
    let everywhere = found.is_everywhere();
    let left = if everywhere {
        "; values next to such spaces are left out"
    } else {
        ""
    };
    let span = Span::new(found.first.start as u32, found.first.end as u32);
    let message = format!(
        "`{}` is a number that a space splits, one of {}{left}; words may be split as well: have the text taken out of its PDF \
         by another extractor",
        &text[found.first], found.count
    );
    sink.report(Code::SplitWords, span, message);
    everywhere
}

/// A template's placeholders: a word in capitals between brackets that names what belongs there.
fn placeholders(text: &str, sink: &mut Collector<'_>) {
    for at in memchr::memchr2_iter(b'(', b'[', text.as_bytes()) {
        let rest = &text[at + 1..];
        let Some(end) = rest.bytes().take(24).position(|b| b == b')' || b == b']') else {
            continue;
        };
        let inside = &rest[..end];
        if inside
            .chars()
            .all(|c| c.is_uppercase() || c.is_whitespace())
            && lexicon::folded(inside).is_some_and(|word| word.entry().is(Class::Placeholder))
        {
            let span = Span::new(at as u32, (at + end + 2) as u32);
            sink.report(
                Code::Placeholder,
                span,
                format!("the template's placeholder `({inside})` was left in"),
            );
        }
    }
}

/// Lines at the end of a report in which those who sign are looked for.
const MOST_SIGNED: usize = 200;

/// Sections of the form that stand twice where a text holds two reports.
const TWO_REPORTS: usize = 3;

/// Lines of a paragraph in which the heads of a table are looked for.
const MOST_HEADS: usize = 24;

/// A piece of the text to be read as one section.
struct Piece {
    title: Option<Title>,
    lines: Range<usize>,
    kind: PieceKind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum PieceKind {
    Titled,
    Preamble,
    Whole,
    Signatures,
}

struct Assembler<'a, 'p, 's, 'k> {
    parser: &'a Parser,
    page: &'p Page<'s>,
    sheet: &'p Sheet<'s>,
    sink: &'a mut Collector<'k>,
}

/// A piece that was read into blocks, before its facts are.
struct Draft<'a> {
    kind: PieceKind,
    title: Option<String>,
    number: Option<String>,
    title_span: Option<Span>,
    span: Span,
    entry: Option<&'a dyn Entry>,
    body: Body,
}

impl Draft<'_> {
    fn atoms(&self) -> impl Iterator<Item = &Atom> {
        let under_subtitles = self.body.subsections.iter().flat_map(|sub| &sub.blocks);
        self.body
            .blocks
            .iter()
            .chain(under_subtitles)
            .flat_map(Block::atoms)
    }
}

impl<'a> Assembler<'a, '_, '_, '_> {
    /// Cuts the text into pieces and reads each into blocks.
    fn drafts(&mut self, titles: Vec<Title>, kind: DocumentKind) -> Vec<Draft<'a>> {
        if kind == DocumentKind::Unknown
            && !self.sink.has(Code::NotText)
            && let Some(first) = self.page.lines.first()
        {
            let message = "this is no report of the IESS and no speech about one, as far as its titles, its words and those whom it \
                           names show: its blocks and values are kept, and no section of the form states a fact";
            self.sink
                .report(Code::UnknownDocument, first.span, message.to_owned());
        }
        let pieces = self.pieces(titles, kind);
        pieces.iter().map(|piece| self.draft(piece, kind)).collect()
    }

    /// Has the facts of each piece read.
    fn sections(&mut self, drafts: Vec<Draft<'_>>, document: &Document) -> Vec<Section> {
        let mut sections: Vec<Section> = Vec::with_capacity(drafts.len());
        let mut seen: HashSet<SectionId> = HashSet::new();
        let mut twice = 0;
        for draft in drafts {
            let section = self.section(draft, document);
            let repeated = section.title().is_some() && !seen.insert(section.kind().clone());
            if repeated && section.kind() != &SectionId::OTHER {
                let message = format!(
                    "a section of kind `{}` stands above already; both are kept",
                    section.kind()
                );
                self.sink.report(
                    Code::RepeatedSection,
                    section.title_span().unwrap_or_default(),
                    message,
                );
                twice += 1;
            }
            sections.push(section);
        }
        if twice >= TWO_REPORTS {
            let message = format!(
                "{twice} sections of the form stand twice: the text may hold two reports, and only one has its year and its \
                 province here"
            );
            let whole = Span::new(0, self.page.source.text().len() as u32);
            self.sink.report(Code::RepeatedSection, whole, message);
        }
        if document.kind == DocumentKind::Report {
            gaps::missing_sections(&sections, &self.parser.registry, self.sink);
        }
        gaps::broken_sentences(&sections, self.sink);
        gaps::cut_off(&sections, self.sink);
        sections
    }

    fn pieces(&self, titles: Vec<Title>, kind: DocumentKind) -> Vec<Piece> {
        let total = self.page.lines.len();
        let mut pieces = Vec::new();
        let first = titles.first().map_or(total, |t| t.start);
        if first > 0 {
            let piece = if titles.is_empty() {
                PieceKind::Whole
            } else {
                PieceKind::Preamble
            };
            pieces.push(Piece {
                title: None,
                lines: 0..first,
                kind: piece,
            });
        }
        let starts: Vec<usize> = titles
            .iter()
            .skip(1)
            .map(|t| t.start)
            .chain([total])
            .collect();
        for (title, end) in titles.into_iter().zip(starts) {
            pieces.push(Piece {
                lines: title.end..end,
                title: Some(title),
                kind: PieceKind::Titled,
            });
        }
        // Those who sign stand at the end, under no title of their own.
        if kind != DocumentKind::Unknown
            && let Some(last) = pieces.last_mut()
            && let Some(at) = self.signatures(last.lines.clone())
        {
            let lines = at..last.lines.end;
            last.lines.end = at;
            pieces.push(Piece {
                title: None,
                lines,
                kind: PieceKind::Signatures,
            });
        }
        pieces
    }

    /// Where the names of those who sign begin: from there on stand only names and posts.
    fn signatures(&self, range: Range<usize>) -> Option<usize> {
        let is_name = |at: usize| {
            signatures::is_name(self.page.text(at))
                && (at + 1..(at + 3).min(range.end)).any(|n| signatures::is_post(self.page.text(n)))
        };
        let mut first = None;
        let mut since = 0;
        for at in range.clone().rev().take(MOST_SIGNED) {
            if self.page.furniture[at] {
                continue;
            }
            since += 1;
            if is_name(at) {
                first = Some(at);
                since = 0;
            } else if since > 5 {
                break;
            }
        }
        first
    }

    fn draft(&mut self, piece: &Piece, kind: DocumentKind) -> Draft<'a> {
        let page = self.page;
        let title_lines: Vec<usize> = piece
            .title
            .as_ref()
            .map(|t| (t.start..t.end).collect())
            .unwrap_or_default();
        let title_text = piece
            .title
            .as_ref()
            .map(|t| page.join(&title_lines, t.content));
        let title = title_text.as_ref().map(|text| unmarked(text.as_str()));
        let title_span = match (title_lines.first(), title_lines.last()) {
            (Some(&first), Some(&last)) => Some(page.lines[first].span.hull(page.lines[last].span)),
            _ => None,
        };
        let number = piece.title.as_ref().and_then(|t| t.number.as_deref());
        let body_span = match (
            page.lines.get(piece.lines.start),
            piece
                .lines
                .end
                .checked_sub(1)
                .and_then(|at| page.lines.get(at)),
        ) {
            (Some(first), Some(last)) if piece.lines.start < piece.lines.end => {
                Some(first.span.hull(last.span))
            }
            _ => None,
        };
        let span = match (title_span, body_span) {
            (Some(a), Some(b)) => a.hull(b),
            (a, b) => a.or(b).unwrap_or_default(),
        };
        let candidate = Candidate {
            title,
            number,
            text: body_span.map_or("", |span| page.source.slice(span)),
            signatures: piece.kind == PieceKind::Signatures,
        };
        let entry = self.claim(piece, &candidate, title_span, kind);
        let body = self.body(piece, entry);
        Draft {
            kind: piece.kind,
            title: title.map(str::to_owned),
            number: number.map(str::to_owned),
            title_span,
            span,
            entry,
            body,
        }
    }

    fn section(&mut self, draft: Draft<'_>, document: &Document) -> Section {
        let Draft {
            kind,
            title,
            number,
            title_span,
            span,
            entry,
            body,
        } = draft;
        let subs: Vec<Subsection<'_>> = body
            .subsections
            .iter()
            .map(|sub| Subsection {
                title: &sub.title,
                number: sub.number.as_deref(),
                title_span: sub.title_span,
                blocks: &sub.blocks,
            })
            .collect();
        let reading = Reading {
            source: self.page.source,
            title: title.as_deref(),
            span,
            blocks: &body.blocks,
            subsections: &subs,
            year: document.year,
            province: document
                .province
                .as_ref()
                .map(|province| province.name.as_str()),
            words: self.page.word_list(),
        };
        reading
            .tables()
            .for_each(|table| table::doubt(table, self.sink));
        let (kind, data, parser) = match entry {
            Some(entry) => (
                entry.id(),
                entry.parse(&reading, self.sink),
                Some(entry.as_any().type_id()),
            ),
            None if kind == PieceKind::Preamble => (SectionId::PREAMBLE, Data::NONE, None),
            None => (SectionId::OTHER, Data::NONE, None),
        };
        drop(subs);
        let subsections = body
            .subsections
            .into_iter()
            .map(|sub| self.subtitled(sub))
            .collect();
        let line = self.page.source.line_of(span.start);
        let own = Subtitled {
            number,
            title,
            title_span,
            span,
            line,
            blocks: body.blocks,
        };
        Section::new(own, kind, subsections, data, parser)
    }

    fn subtitled(&self, sub: SubsectionDraft) -> Subtitled {
        let span = sub
            .blocks
            .iter()
            .map(|b| b.place().span)
            .fold(sub.title_span, Span::hull);
        Subtitled {
            number: sub.number,
            title: Some(sub.title),
            title_span: Some(sub.title_span),
            span,
            line: self.page.source.line_of(span.start),
            blocks: sub.blocks,
        }
    }

    /// Says where rows and references stand outside the tables of a section that prints them in tables: their table was
    /// not found, or lost them.
    fn left_out<'b>(&mut self, entry: &dyn Entry, blocks: impl Iterator<Item = &'b Block>) {
        let columns = || entry.tables().iter().flat_map(|table| &table.columns);
        let numbers = columns().any(|c| {
            matches!(
                c.kind,
                ColumnKind::Money | ColumnKind::Count | ColumnKind::Percent
            )
        });
        let references = columns().any(|c| c.kind == ColumnKind::Reference);
        let folded = |head: &String| format!(" {} ", fold::key(head));
        let of_column = |column: &Column| column.heads.iter().map(folded).collect();
        let of_schema = |schema: &TableSchema| schema.columns.iter().map(of_column).collect();
        let heads = LazyCell::new(|| entry.tables().iter().map(of_schema).collect::<Vec<_>>());
        for block in blocks {
            let Block::Paragraph(paragraph) = block else {
                continue;
            };
            let span = paragraph.place.span;
            let from = self
                .page
                .lines
                .partition_point(|line| line.span.start < span.start);
            let to = self
                .page
                .lines
                .partition_point(|line| line.span.start < span.end);
            let rows = (from..to).filter(|&at| self.sheet.is_row(at)).count();
            let message = if numbers && rows * 2 > to - from {
                Some(
                    "rows of numbers stand here outside any table that the section knows; they state no fact",
                )
            } else if numbers && self.has_heads(from..to, &heads) {
                Some(
                    "heads of a table of this section stand here outside any table; what they head states no fact",
                )
            } else {
                None
            };
            if let Some(message) = message {
                self.sink
                    .report(Code::UnreadTable, span, message.to_owned());
            }
            let memo = paragraph
                .atoms
                .iter()
                .find(|atom| atom.value.kind() == AtomKind::Memo);
            if let Some(memo) = memo.filter(|_| references) {
                let message = format!("`{}` stands outside the rows of this section", memo.raw);
                self.sink.report(Code::IncompleteRow, memo.span, message);
            }
        }
    }

    /// Whether the lines that are no prose hold the heads of most columns of a schema. Of each schema `heads` has the heads of
    /// each column, folded.
    fn has_heads(&self, lines: Range<usize>, heads: &[Vec<Vec<String>>]) -> bool {
        let mut words = String::from(" ");
        let lines = lines.take(MOST_HEADS);
        for at in lines.filter(|&at| !self.sheet.is_no_table(at)) {
            words.push_str(self.page.words(at..at + 1).key());
            words.push(' ');
        }
        words.len() > 1
            && heads.iter().any(|columns| {
                let is_there = |head: &String| words.contains(head);
                let found = |column: &&Vec<String>| column.iter().any(is_there);
                let count = columns.iter().filter(found).count();
                count >= 2 && count * 2 > columns.len()
            })
    }

    /// The parser that the piece belongs to, with what there is to say about it.
    fn claim(
        &mut self,
        piece: &Piece,
        candidate: &Candidate<'_>,
        title_span: Option<Span>,
        kind: DocumentKind,
    ) -> Option<&'a dyn Entry> {
        if piece.kind == PieceKind::Preamble {
            return None;
        }
        // The sections of the form are a report's; what another parser reads is its own affair.
        let is_unknown = kind == DocumentKind::Unknown;
        let place = title_span.unwrap_or_default();
        let title = candidate.title.unwrap_or_default();
        let parser: &'a Parser = self.parser;
        let by_words = || {
            let owner = piece.title.as_ref().filter(|_| !is_unknown)?.owner?;
            let entry = parser.registry.entries().get(owner)?;
            Some((&**entry, Claim::Likely, None))
        };
        let claimed = parser
            .registry
            .claim(candidate, !is_unknown)
            .or_else(by_words);
        let Some((entry, claim, tied)) = claimed else {
            if piece.kind == PieceKind::Titled && !is_unknown {
                let message = format!(
                    "no section is known by the title `{title}`; its blocks and values are kept"
                );
                self.sink.report(Code::UnclaimedSection, place, message);
            }
            return None;
        };
        if let Some(tied) = tied {
            let message = format!(
                "`{}` and `{tied}` claim `{title}` equally; the first registered reads it",
                entry.id()
            );
            self.sink.report(Code::TiedClaim, place, message);
        }
        if let Some(found) = &piece.title {
            if found.cut_off {
                let message = format!("the text ends inside the title `{title}`");
                self.sink.report(Code::TruncatedDocument, place, message);
            } else if claim != Claim::Exact && found.likeness < 1.0 {
                let message = format!(
                    "`{title}` is taken for a title of `{}`, which the form prints otherwise",
                    entry.id()
                );
                self.sink.report(Code::MisprintedTitle, place, message);
            }
        }
        Some(entry)
    }

    fn body(&mut self, piece: &Piece, entry: Option<&dyn Entry>) -> Body {
        let page = self.page;
        let mut values = Values::new(page.source, page.word_list(), page.budget, self.sink)
            .without_pieces(page.split);
        if piece.kind == PieceKind::Signatures {
            let blocks = signatories(page, piece.lines.clone(), &mut values, signatures::is_name);
            return Body {
                blocks,
                subsections: Vec::new(),
            };
        }
        let registry = &self.parser.registry;
        let id = entry.map(Entry::id);
        let own = registry.own_tables(id.as_ref());
        let schemas = Schemas::new(registry.schemas(id), own);
        let ready = registry.ready();
        let vocabulary = Vocabulary {
            subtitles: ready.subtitles_of(registry, entry),
            schemas: &schemas,
            sheet: self.sheet,
            known: &ready.known,
        };
        let body = Reader::new(page, &vocabulary, values).read(piece.lines.clone());
        if let Some(entry) = entry {
            let under_title = body.blocks.iter();
            let blocks = under_title.chain(body.subsections.iter().flat_map(|sub| &sub.blocks));
            self.left_out(entry, blocks);
        }
        Body {
            blocks: body.blocks,
            subsections: body.subsections,
        }
    }
}

struct Body {
    blocks: Vec<Block>,
    subsections: Vec<SubsectionDraft>,
}

/// The type of a parser, by which a caller asks for its data.
pub(super) fn type_of<P: 'static>() -> TypeId {
    TypeId::of::<P>()
}
