//! A report's lines as tables are read from: words, pieces, and what each line looks like.

use std::cell::OnceCell;

use super::order::{self, Order, Side};
use super::piece::{self, Broken, Piece};
use super::word::{self, Word, class};
use crate::page::Page;
use crate::source::Span;

/// Bytes that a word takes, with its part of a piece; the share of the memory that is left which words may take.
const WORD: usize = 96;
const SHARE: usize = 2;
/// Bytes that a line takes, with what is known of it while tables are found, and of the longest line that may be a row.
const LINE: usize = 160;
const LONGEST: u32 = 2000;
/// Lines of white space that part no more than two blocks of a page.
const PARTS: u8 = 2;

/// What is known of a line.
#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct Facts {
    words: (u32, u32),
    pieces: (u32, u32),
    /// Out of the reading flow: furniture, or heads that a page repeats.
    pub(super) aside: bool,
    /// A page begins here.
    pub(super) breaks: bool,
    /// It holds values as a row does.
    pub(super) row: bool,
    /// It is prose, a title or an item: no table goes over it.
    pub(super) stop: bool,
    /// It has gaps of three columns.
    pub(super) wide: bool,
    pub(super) tabbed: bool,
    /// A lone year that is a cell.
    pub(super) year_cell: bool,
    pub(super) item: bool,
    pub(super) title: bool,
    /// It looks like a caption: it begins as one, or ends in a year.
    pub(super) caption: bool,
    /// Has letters, all of them capitals.
    pub(super) upper: bool,
    /// It is broken inside a token.
    pub(super) torn: bool,
    /// A blank line stands before it.
    pub(super) blank: bool,
    /// Lines of white space before it: empty cells, in some texts.
    pub(super) spaced: u8,
    /// On which side of its row's values it stands, where it has none.
    pub(super) side: Side,
    pub(super) trailing: u16,
    pub(super) indent: u16,
    /// Words that begin with a small letter.
    pub(super) low: u16,
    /// Its width, gaps counted as one.
    pub(super) width: u16,
    pub(super) hash: u32,
}

impl Facts {
    /// How many words it has.
    pub(super) fn count(&self) -> usize {
        (self.words.1 - self.words.0) as usize
    }
}

/// How an extractor wrote rows.
#[derive(Clone, Copy, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub(super) struct Style {
    /// Columns are kept in columns of spaces.
    pub(super) layout: bool,
    /// One cell stands on a line.
    pub(super) cellwise: bool,
    /// Lines are those of the page as seen: what is wrapped in one cell goes on below the other cells of its row.
    pub(super) visual: bool,
    /// Where the lines of a wrapped label stand about its values.
    pub(super) order: Order,
    /// Lines end in a space.
    pub(super) trailing: bool,
    /// Spaces beyond one stand for empty cells.
    pub(super) spaced: bool,
    /// What goes on over a line end, outside of prose, has no blank line before it.
    pub(super) tight: bool,
    /// The width of a full line of prose.
    pub(super) page: u16,
}

/// The lines of a report, ready for tables to be read from.
#[derive(Debug)]
pub(crate) struct Sheet<'s> {
    pub(super) source: &'s str,
    words: Vec<Word>,
    pieces: Vec<Piece>,
    facts: Vec<Facts>,
    /// The keys of all words, in order, for telling fragments of words.
    keys: OnceCell<Vec<u32>>,
    /// What runs of text there are, for telling where two stand side by side.
    wholes: OnceCell<Vec<u32>>,
    pub(super) style: Style,
}

impl<'s> Sheet<'s> {
    pub(crate) fn new(page: &Page<'s>) -> Self {
        let source: &'s str = page.source.text();
        let mut sheet = Self {
            source,
            words: Vec::new(),
            pieces: Vec::new(),
            facts: Vec::new(),
            keys: OnceCell::new(),
            wholes: OnceCell::new(),
            style: Style::default(),
        };
        if page.lines.len() * LINE > page.budget.room() / 2 {
            return sheet;
        }
        sheet.facts = vec![Facts::default(); page.lines.len()];
        let mut breaks = false;
        for (at, line) in page.lines.iter().enumerate() {
            let left = page.style.leading_space && line.indent == 1 && !line.gap.any();
            let apart = line.gap.blank() > PARTS && line.gap.spaced == 0;
            breaks |= line.gap.page || left || apart;
            if line.span.len() > LONGEST || sheet.words.len() * WORD > page.budget.room() / SHARE {
                sheet.facts[at].aside = true;
                continue;
            }
            if page.furniture[at] {
                sheet.facts[at].aside = true;
                breaks = true;
                continue;
            }
            let from = sheet.words.len();
            let found = page.words(at..at + 1);
            word::read(source, line.span, line.indent, found, &mut sheet.words);
            let words = &sheet.words[from..];
            let text = line.text(source);
            let facts = &mut sheet.facts[at];
            facts.words = (from as u32, sheet.words.len() as u32);
            facts.breaks = breaks;
            facts.torn = page.style.trailing_space && line.trailing == 0;
            facts.spaced = line.gap.spaced;
            facts.blank = line.gap.any();
            facts.trailing = line.trailing;
            facts.indent = line.indent;
            facts.wide = words.windows(2).any(|p| p[1].a - p[0].b >= 3);
            facts.tabbed = memchr::memchr(b'\t', text.as_bytes()).is_some();
            facts.low = words.iter().filter(|w| w.is(class::LOWER)).count() as u16;
            let width = words.iter().map(|w| w.width() + 1).sum::<usize>();
            facts.width = u16::try_from(width.saturating_sub(1)).unwrap_or(u16::MAX);
            facts.hash = piece::hash(words);
            facts.upper = words.iter().any(|w| w.is(class::UPPER))
                && words
                    .iter()
                    .all(|w| !w.is(class::ALPHA) || w.is(class::UPPER));
            facts.title = is_title(text);
            facts.item = is_item(text);
            facts.caption = words.len() > 1
                && words.last().is_some_and(|w| {
                    w.is(class::YEAR)
                        || w.text(source)
                            .get(w.text(source).len().saturating_sub(5)..)
                            .is_some_and(|tail| tail.starts_with('-') && word::is_year(&tail[1..]))
                })
                || words
                    .first()
                    .is_some_and(|w| w.is(class::CAPTION) && w.is(class::CAPITAL));
            breaks = false;
        }
        sheet.find_style();
        let (between, behind) = sheet.usual_spaces();
        let live: Vec<usize> = sheet.live().collect();
        let mut begin = 0;
        for (i, &at) in live.iter().enumerate() {
            let facts = sheet.facts[at];
            let from = sheet.pieces.len() as u32;
            let next = live.get(i + 1).map_or(&[][..], |&next| sheet.words(next));
            // Where columns are kept, the next line begins in another one.
            let ends = if sheet.style.layout {
                None
            } else {
                piece::broken(source, sheet.words(at), next)
            };
            let broken = Broken {
                begin,
                end: ends.map_or(0, |it| it.0),
            };
            begin = ends.map_or(0, |it| it.1);
            let words = &sheet.words[facts.words.0 as usize..facts.words.1 as usize];
            piece::split(
                source,
                at as u32,
                facts.words.0,
                words,
                broken,
                if sheet.style.spaced && facts.indent > 1 {
                    facts.indent
                } else {
                    0
                },
                facts.trailing,
                &mut sheet.pieces,
            );
            for piece in &mut sheet.pieces[from as usize..] {
                if !piece.first {
                    piece.extra = (piece.extra + 1).saturating_sub(between) / between;
                }
                if piece.last {
                    piece.after = (piece.after + 1).saturating_sub(behind) / between;
                }
            }
            if facts.torn
                && let Some(last) = sheet.pieces.last_mut().filter(|p| p.line == at as u32)
            {
                last.torn_end |= last.is_value();
            }
            sheet.facts[at].pieces = (from, sheet.pieces.len() as u32);
        }
        sheet.find_year_cells();
        sheet.set_repeated_aside();
        sheet.classify();
        sheet.find_order();
        let pairs = sheet.pieces.windows(2).map(|p| (&p[0], &p[1]));
        let outside = |p: &Piece| !sheet.facts(p.line as usize).stop;
        let pairs = pairs.filter(|(a, b)| a.line + 1 == b.line && outside(a) && outside(b));
        sheet.style.tight = sheet.seldom_blank(pairs).unwrap_or(false);
        let held = sheet.words.capacity() * size_of::<Word>()
            + sheet.pieces.capacity() * size_of::<Piece>()
            + sheet.facts.capacity() * size_of::<Facts>();
        page.budget.take(held, Span::default());
        sheet
    }

    pub(super) fn facts(&self, at: usize) -> Facts {
        self.facts.get(at).copied().unwrap_or_default()
    }

    /// Whether one of these lines holds values as a row does.
    pub(crate) fn has_rows(&self, lines: std::ops::Range<usize>) -> bool {
        self.facts
            .get(lines)
            .is_some_and(|facts| facts.iter().any(|f| f.row))
    }

    /// Whether a line holds values as a row does.
    pub(crate) fn is_row(&self, at: usize) -> bool {
        self.facts.get(at).is_some_and(|facts| facts.row)
    }

    /// Whether a line is prose, a title or an item, over which no table goes.
    pub(crate) fn is_no_table(&self, at: usize) -> bool {
        self.facts.get(at).is_none_or(|facts| facts.stop)
    }

    pub(super) fn len(&self) -> usize {
        self.facts.len()
    }

    pub(super) fn words(&self, at: usize) -> &[Word] {
        self.facts
            .get(at)
            .and_then(|facts| {
                self.words
                    .get(facts.words.0 as usize..facts.words.1 as usize)
            })
            .unwrap_or_default()
    }

    pub(super) fn pieces(&self, at: usize) -> &[Piece] {
        self.facts
            .get(at)
            .and_then(|facts| {
                self.pieces
                    .get(facts.pieces.0 as usize..facts.pieces.1 as usize)
            })
            .unwrap_or_default()
    }

    pub(super) fn words_of(&self, piece: &Piece) -> &[Word] {
        self.words
            .get(piece.from as usize..piece.to as usize)
            .unwrap_or_default()
    }

    pub(super) fn span_of(&self, piece: &Piece) -> Span {
        match self.words_of(piece) {
            [first, .., last] => first.span().hull(last.span()),
            [one] => one.span(),
            [] => Span::new(0, 0),
        }
    }

    /// The text of a line.
    pub(super) fn line(&self, at: usize) -> &'s str {
        match self.words(at) {
            [first, .., last] => first
                .span()
                .hull(last.span())
                .slice(self.source)
                .unwrap_or_default(),
            [one] => one.text(self.source),
            [] => "",
        }
    }

    /// Whether these words are all of a run of text elsewhere.
    pub(super) fn is_whole(&self, words: &[Word]) -> bool {
        let wholes = self.wholes.get_or_init(|| {
            let texts = self.pieces.iter().filter(|p| p.is_text());
            let mut hashes: Vec<u32> = texts.map(|p| p.hash).collect();
            hashes.sort_unstable();
            hashes.dedup();
            hashes
        });
        wholes.binary_search(&piece::hash(words)).is_ok()
    }

    /// Whether two words, one at a line's end and one at the next line's beginning, are one word of the report.
    pub(super) fn is_broken(&self, before: Word, after: Word) -> bool {
        let keys = self.keys.get_or_init(|| {
            let mut keys: Vec<u32> = self
                .words
                .iter()
                .filter(|w| w.width() > 3)
                .map(|w| w.key)
                .collect();
            keys.sort_unstable();
            keys.dedup();
            keys
        });
        let whole = word::key_of(before.key, after.text(self.source));
        keys.binary_search(&whole).is_ok()
    }

    /// Whether what goes on over a line end has no blank line before it: among these pieces, else in the whole text.
    pub(super) fn is_tight(&self, pieces: &[Piece]) -> bool {
        let pairs = || pieces.windows(2).map(|p| (&p[0], &p[1]));
        // Of lines that all have blank lines between them none tells.
        let close = pairs().filter(|(_, p)| p.first && !self.facts(p.line as usize).blank);
        close.count() > 1 && self.seldom_blank(pairs()).unwrap_or(self.style.tight)
    }

    /// Whether text that surely goes on over a line end seldom has a blank line before it, where that shows.
    fn seldom_blank<'p>(
        &self,
        pairs: impl Iterator<Item = (&'p Piece, &'p Piece)>,
    ) -> Option<bool> {
        const FEW: usize = 3;
        let (mut all, mut blank) = (0, 0);
        for (before, piece) in pairs {
            let facts = self.facts(piece.line as usize);
            if piece.is_text() && piece.first && before.is_text() && (piece.low || before.open) {
                all += 1;
                blank += usize::from(facts.blank && !facts.breaks);
            }
        }
        (all >= FEW).then_some(blank * 10 <= all)
    }

    /// The lines in the reading flow, in order.
    fn live(&self) -> impl Iterator<Item = usize> + '_ {
        (0..self.facts.len()).filter(|&at| !self.facts[at].aside && self.facts[at].count() > 0)
    }

    fn find_style(&mut self) {
        let (mut full, mut wide, mut tabs, mut lead) = (0, 0, 0, 0);
        let (mut prose, mut prose_wide, mut trailing, mut ragged) = (0, 0, 0, 0);
        let mut widths: Vec<u16> = Vec::new();
        for facts in self.facts.iter().filter(|f| !f.aside) {
            full += 1;
            wide += usize::from(facts.wide);
            tabs += usize::from(facts.tabbed);
            lead += usize::from(facts.indent >= 3);
            trailing += usize::from(facts.trailing > 0);
            ragged += usize::from(facts.trailing > 1);
            if facts.low >= 7 {
                prose += 1;
                prose_wide += usize::from(facts.wide);
                widths.push(facts.width);
            }
        }
        let gapped = wide * 100 > 6 * full || wide * 50 > full && lead * 100 > 3 * full;
        widths.sort_unstable();
        self.style.trailing = trailing * 10 > 6 * full;
        let gaps = gapped && !self.style.trailing && prose_wide * 4 < prose.max(1);
        self.style.layout = tabs == 0 && (gaps || self.keeps_columns());
        // Where lines end in no space, those that do end in empty cells.
        self.style.spaced = !self.style.layout && (self.style.trailing || trailing == ragged);
        self.style.page = widths.get(widths.len() * 3 / 4).copied().unwrap_or(0);
    }

    /// The spaces that usually part two values, and those that usually end a line, where more stand for empty cells.
    fn usual_spaces(&self) -> (u16, u16) {
        const MOST: u16 = 4;
        if !self.style.spaced {
            return (1, 1);
        }
        let usual = |counts: [usize; MOST as usize]| {
            let most = (1..=MOST).max_by_key(|&n| (counts[usize::from(n) - 1], MOST - n));
            most.unwrap_or(1)
        };
        let (mut between, mut behind) = ([0; MOST as usize], [0; MOST as usize]);
        for at in self.live() {
            for pair in self.words(at).windows(2) {
                let space = pair[1].a - pair[0].b;
                if pair[0].is(class::NUMBER) && pair[1].is(class::NUMBER) && space <= MOST {
                    between[usize::from(space.max(1)) - 1] += 1;
                }
            }
            let trailing = self.facts[at].trailing;
            if self.style.trailing && (1..=MOST).contains(&trailing) {
                behind[usize::from(trailing) - 1] += 1;
            }
        }
        (usual(between), usual(behind))
    }

    /// Whether values stand under one another, whatever the width of the labels before them.
    fn keeps_columns(&self) -> bool {
        const NEAR: usize = 6;
        const INDENT: u16 = 10;
        let (mut pairs, mut aligned) = (0, 0);
        let mut before: Option<(usize, usize, Word, u16)> = None;
        for at in self.live() {
            if !self.facts[at].wide && self.facts[at].indent < INDENT {
                continue;
            }
            let words = self.words(at);
            let values = words
                .iter()
                .rev()
                .take_while(|w| w.is(class::NUMBER))
                .count();
            let (Some(first), Some(&last)) = (words.first(), words.last()) else {
                continue;
            };
            if values == words.len() && first.a >= INDENT {
                pairs += 1;
                aligned += 1;
            }
            if values < 2 || values == words.len() {
                continue;
            }
            let label = words[words.len() - values - 1].b - first.a;
            if let Some((line, count, other, width)) = before
                && line + NEAR > at
                && count == values
                && label.abs_diff(width) > 2
            {
                pairs += 1;
                let edges = last.b.abs_diff(other.b).min(last.a.abs_diff(other.a));
                aligned += usize::from(edges <= 1);
            }
            before = Some((at, values, last, label));
        }
        pairs >= 2 && aligned * 2 > pairs
    }

    /// A lone year is a cell where the lines beside it are values, and no years that follow one another.
    fn find_year_cells(&mut self) {
        let live: Vec<usize> = self.live().collect();
        let lone = |at: usize| match self.pieces(at) {
            [one] => Some(*one),
            _ => None,
        };
        let year = |at: usize| {
            lone(at)
                .and_then(|_| self.words(at).first().copied())
                .filter(|w| w.is(class::YEAR))
                .and_then(|w| w.text(self.source).parse::<i32>().ok())
        };
        let mut found = Vec::new();
        for three in live.windows(3) {
            let Some(own) = year(three[1]) else { continue };
            let near = [three[0], three[2]];
            let values = near.iter().any(|&n| lone(n).is_some_and(|p| p.is_value()));
            let follows = near
                .iter()
                .any(|&n| year(n).is_some_and(|y| (y - own).abs() == 1));
            if values && !follows {
                found.push(three[1]);
            }
        }
        for at in found {
            self.facts[at].year_cell = true;
        }
    }

    /// Lines after a page break that repeat earlier ones word for word, and hold no values but years, are heads again.
    fn set_repeated_aside(&mut self) {
        const BACK: usize = 200;
        const MOST: usize = 24;
        let live: Vec<usize> = self.live().collect();
        let mut seen: std::collections::HashMap<u32, [u32; 4]> = std::collections::HashMap::new();
        let mut skip = 0;
        for (i, &at) in live.iter().enumerate() {
            let hash = self.facts[at].hash;
            if self.facts[at].breaks && i >= skip {
                for &j in seen
                    .get(&hash)
                    .iter()
                    .flat_map(|places| places.iter().rev())
                {
                    let j = j as usize;
                    if j == u32::MAX as usize || i - j >= BACK {
                        continue;
                    }
                    let same = |m: usize| {
                        live.get(i + m)
                            .is_some_and(|&l| self.facts[l].hash == self.facts[live[j + m]].hash)
                    };
                    let mut m = 0;
                    while m < MOST && j + m < i && same(m) {
                        m += 1;
                    }
                    let valued = |at: usize| {
                        self.pieces(at)
                            .iter()
                            .any(|p| p.is_value() && !self.words_of(p)[0].is(class::YEAR))
                    };
                    while m > 0 && valued(live[j + m - 1]) {
                        m -= 1;
                    }
                    let words: usize = live[i..i + m].iter().map(|&l| self.facts[l].count()).sum();
                    if m > 0 && words >= 2 && !self.facts[at].title && !self.facts[at].item {
                        for &l in &live[i..i + m] {
                            self.facts[l].aside = true;
                        }
                        if let Some(&next) = live.get(i + m) {
                            self.facts[next].breaks = true;
                        }
                        skip = i + m;
                        break;
                    }
                }
            }
            let places = seen.entry(hash).or_insert([u32::MAX; 4]);
            places.rotate_left(1);
            places[3] = i as u32;
        }
    }

    fn classify(&mut self) {
        let live: Vec<usize> = self.live().collect();
        let (mut valued, mut alone) = (0, 0);
        for &at in &live {
            let pieces = self.pieces(at);
            if pieces.last().is_some_and(Piece::is_value)
                && self.facts[at].count() < 12
                && !self.words(at).last().is_some_and(|w| w.is(class::STOPS))
            {
                valued += 1;
                alone += usize::from(pieces.len() == 1);
            }
        }
        self.style.cellwise = alone * 4 > valued * 3;
        let mut previous: Option<usize> = None;
        for &at in &live {
            let continues = previous.is_some_and(|p| self.continues_rows(p, at));
            let prose = !continues && self.is_prose(at);
            let row = !prose && self.holds_row(at);
            let mut stop =
                !row && (prose || is_signature(self.line(at))) || self.line(at).starts_with('|');
            let mut row = row && !stop;
            // A line in the middle of a paragraph is prose too.
            if previous
                .map(|p| self.facts[p])
                .is_some_and(|b| b.stop && !b.item && !b.title && b.width > 55)
                && !previous
                    .and_then(|p| self.words(p).last())
                    .is_some_and(|w| w.is(class::STOPS))
            {
                let words = self.words(at);
                if words.first().is_some_and(|w| w.is(class::LOWER)) || self.line(at).ends_with('.')
                {
                    (stop, row) = (true, false);
                }
            }
            self.facts[at].stop = stop;
            self.facts[at].row = row;
            previous = Some(at);
        }
    }

    /// Whether a line ends in as many values as the row before it, of the same kinds.
    fn continues_rows(&self, before: usize, at: usize) -> bool {
        let facts = self.facts[at];
        let kinds = |at: usize| {
            let pieces = self.pieces(at);
            let label = pieces.iter().position(Piece::is_value).unwrap_or(0);
            (label == 1).then(|| pieces[1..].iter().map(|p| p.kind))
        };
        self.facts[before].row
            && !facts.title
            && !facts.item
            && match (kinds(before), kinds(at)) {
                (Some(own), Some(next)) => own.eq(next),
                _ => false,
            }
    }

    /// Whether a line is prose, a title or an item.
    pub(super) fn is_prose(&self, at: usize) -> bool {
        let facts = self.facts[at];
        let words = self.words(at);
        let text = self.line(at);
        if facts.title || facts.item {
            return true;
        }
        let (Some(first), Some(&last)) = (words.first(), words.last()) else {
            return false;
        };
        let width = usize::from(facts.width);
        let low = usize::from(facts.low);
        if first.is(class::CAPTION)
            && width < 110
            && words.get(1).is_some_and(|w| {
                w.text(self.source)
                    .starts_with(|c: char| c.is_ascii_digit() || c == 'N')
            })
        {
            return false;
        }
        if last.is(class::YEAR)
            && words.len() > 1
            && first.is(class::CAPITAL)
            && width < 110
            && words.len() < 12
            && !text.contains(['.', ';'])
            && !words[words.len() - 2].is(class::OPEN | class::NUMBERED)
        {
            return false;
        }
        let cells = facts.wide || facts.tabbed;
        if width > 95 && low > 5 && !cells {
            return true;
        }
        if last.is(class::STOPS) && !facts.upper && !(cells && words.len() < 9) && words.len() > 1 {
            let tail = last.text(self.source);
            let short = tail.ends_with('.') && last.is(class::UPPER) && tail.len() <= 6;
            if !short {
                return true;
            }
        }
        let page = usize::from(self.style.page);
        if low >= 5 && words.len() >= 8 && !cells && width * 10 > 8 * page {
            return true;
        }
        low >= 3
            && !cells
            && (width * 10 > 6 * page || !first.is(class::CAPITAL))
            && words.windows(2).any(|pair| {
                let tail = pair[0].text(self.source);
                let mut end = tail.chars().rev();
                end.next().is_some_and(|c| matches!(c, '.' | ',' | ';'))
                    && end.next().is_some_and(char::is_lowercase)
                    && end.next().is_some_and(char::is_lowercase)
                    && pair[1].is(class::ALPHA)
            })
    }

    /// Whether a line that is no prose holds values as a row does.
    fn holds_row(&self, at: usize) -> bool {
        let pieces = self.pieces(at);
        let values = pieces.iter().filter(|p| p.is_value()).count();
        if values == 0 {
            return false;
        }
        let text = || {
            pieces
                .iter()
                .filter(|p| p.is_text())
                .flat_map(|p| self.words_of(p))
        };
        let words = text().count();
        let ends_sentence = || {
            text().any(|w| {
                let t = w.text(self.source);
                w.is(class::STOPS)
                    && t.chars().rev().nth(1).is_some_and(char::is_lowercase)
                    && t.len() > 3
                    && w.end != self.words(at).last().map_or(0, |l| l.end)
            })
        };
        let hangs = || {
            pieces
                .iter()
                .rev()
                .find(|p| p.is_text())
                .and_then(|p| self.words_of(p).last())
                .is_some_and(|w| w.text(self.source).ends_with([';', ':', ',']))
        };
        if words > 14 || ends_sentence() || hangs() {
            return false;
        }
        let comma = || {
            self.words(at)
                .windows(2)
                .any(|p| p[0].text(self.source).ends_with(',') && p[1].is(class::LOWER))
        };
        if values < 2 && comma() {
            return false;
        }
        let years = pieces
            .iter()
            .filter(|p| p.is_value())
            .all(|p| self.words_of(p)[0].is(class::YEAR));
        let total = self.words(at).first().is_some_and(|w| w.is(class::TOTAL));
        if years && (values >= 2 || !total && !self.facts[at].year_cell) {
            return false;
        }
        let low = text()
            .filter(|w| w.is(class::LOWER) && !w.is(class::OPEN))
            .count();
        !(words >= 7 && low >= 6 && values < 2)
    }

    /// Where what a label wraps stands about the values of its row.
    fn find_order(&mut self) {
        const MOST_WORDS: usize = 7;
        if self.style.cellwise {
            return;
        }
        let live: Vec<usize> = self.live().collect();
        let mut runs: Vec<Vec<order::Line>> = Vec::new();
        let mut open: Vec<order::Line> = Vec::new();
        for &at in &live {
            let facts = self.facts[at];
            let pieces = self.pieces(at);
            let texts = pieces.iter().filter(|p| p.is_text()).count();
            let is_part = facts.row
                || !facts.stop && !facts.caption && texts == 1 && facts.count() <= MOST_WORDS;
            let is_number = |p: &Piece| {
                p.is_value() && !matches!(p.kind, piece::Kind::Reference | piece::Kind::Date)
            };
            if !is_part || facts.row && !pieces.last().is_some_and(is_number) {
                runs.push(std::mem::take(&mut open));
                continue;
            }
            let label = pieces.first().filter(|p| p.is_text());
            open.push(order::Line {
                at,
                row: facts.row,
                labelled: label.is_some(),
                low: label.is_some_and(|p| p.low),
                open: label.is_some_and(|p| p.open),
                first: label.map_or(0, |p| {
                    let word = self.words_of(p).first().copied();
                    word.filter(|w| w.width() > 2 && !w.is(class::OPEN))
                        .map_or(0, |w| w.key)
                }),
                recurs: false,
            });
        }
        runs.push(open);
        runs.retain(|run| run.iter().any(|line| line.row) && run.iter().any(|line| !line.row));
        for run in &mut runs {
            order::note_recurring(run);
        }
        self.style.order = order::find(&runs, |at, side| self.facts[at].side = side);
        self.style.visual = !self.style.layout && self.style.order != Order::Before;
    }
}

/// A title's or an item's number or letter, a capital behind it: `3.1 Logros`, `b) Entrega`.
fn is_title(text: &str) -> bool {
    let bytes = text.as_bytes();
    let Some(&first) = bytes.first() else {
        return false;
    };
    let mut at = 0;
    if first.is_ascii_lowercase() {
        if !matches!(bytes.get(1), Some(b'.' | b')')) {
            return false;
        }
        at = 2;
    } else if first.is_ascii_digit() {
        let mut dotted = false;
        loop {
            let start = at;
            while at < bytes.len() && bytes[at].is_ascii_digit() {
                at += 1;
            }
            if at == start {
                break;
            }
            if at - start > 2 {
                return false;
            }
            match bytes.get(at) {
                Some(b'.') => {
                    dotted = true;
                    at += 1;
                }
                Some(b')') => {
                    dotted = true;
                    at += 1;
                    break;
                }
                _ => break,
            }
        }
        if !dotted {
            return false;
        }
    }
    if at == 0 {
        return false;
    }
    let Some(rest) = text.get(at..) else {
        return false;
    };
    rest.starts_with(char::is_whitespace) && rest.trim_start().starts_with(char::is_uppercase)
}

/// A bullet, or a dash before words.
fn is_item(text: &str) -> bool {
    let Some(first) = text.chars().next() else {
        return false;
    };
    if first.is_alphanumeric() {
        return false;
    }
    let rest = &text[first.len_utf8()..];
    match first {
        '–' | '-' => {
            let mut words = rest.split_whitespace();
            rest.starts_with(char::is_whitespace)
                && words
                    .next()
                    .is_some_and(|w| w.starts_with(char::is_alphabetic))
                && words.next().is_some()
        }
        '•'
        | '✓'
        | '✔'
        | '▪'
        | '●'
        | '■'
        | '➢'
        | '➤'
        | '►'
        | '❖'
        | '◦'
        | '○'
        | '\u{f000}'..='\u{f0ff}' => {
            rest.is_empty()
                || rest.starts_with(char::is_whitespace)
                || rest.starts_with(char::is_alphabetic)
        }
        _ => false,
    }
}

/// The academic title of one who signs, or the end of a letter.
pub(super) fn is_signature(text: &str) -> bool {
    const TITLES: &[&str] = &[
        "Mgs.",
        "Ing.",
        "Dr.",
        "Dra.",
        "Econ.",
        "Eco.",
        "Lic.",
        "Abg.",
        "Ab.",
        "Lcdo.",
        "Lcda.",
        "Mgtr.",
        "MSc.",
        "Arq.",
        "Tlgo.",
        "Atentamente",
    ];
    TITLES.iter().any(|title| text.starts_with(title))
}
