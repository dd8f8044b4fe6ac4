//! A section as its parser gets to see it.

use crate::atom::Atom;
use crate::block::{Block, Item, List, Place, Table};
use crate::source::{Source, Span, Text};

/// A section that has been read into blocks, for its parser to read facts from.
#[derive(Clone, Copy, Debug)]
pub struct Reading<'r> {
    pub(crate) source: &'r Source,
    pub(crate) title: Option<&'r str>,
    pub(crate) span: Span,
    pub(crate) blocks: &'r [Block],
    pub(crate) subsections: &'r [Subsection<'r>],
}

/// What stands under a subtitle.
#[derive(Clone, Copy, Debug)]
pub struct Subsection<'r> {
    pub(crate) title: &'r str,
    pub(crate) number: Option<&'r str>,
    pub(crate) title_span: Span,
    pub(crate) blocks: &'r [Block],
}

impl<'r> Subsection<'r> {
    /// The subtitle as printed, without its number or bullet.
    pub fn title(&self) -> &'r str {
        self.title
    }

    /// Its number or letter as printed.
    pub fn number(&self) -> Option<&'r str> {
        self.number
    }

    /// Where the subtitle stands.
    pub fn title_span(&self) -> Span {
        self.title_span
    }

    /// What stands under it.
    pub fn blocks(&self) -> &'r [Block] {
        self.blocks
    }
}

/// A text of a section, with its values and its place.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Passage<'r> {
    pub(crate) text: &'r Text,
    pub(crate) atoms: &'r [Atom],
    pub(crate) place: &'r Place,
}

impl<'r> Reading<'r> {
    /// The source of the report.
    pub fn source(&self) -> &'r Source {
        self.source
    }

    /// The section's title as printed, without its number; `None` where it has none.
    pub fn title(&self) -> Option<&'r str> {
        self.title
    }

    /// From the title to the last block.
    pub fn span(&self) -> Span {
        self.span
    }

    /// What stands before the first subtitle.
    pub fn blocks(&self) -> &'r [Block] {
        self.blocks
    }

    /// What stands under subtitles.
    pub fn subsections(&self) -> &'r [Subsection<'r>] {
        self.subsections
    }

    /// Every block, those under subtitles too, in order.
    pub fn all_blocks(&self) -> impl Iterator<Item = &'r Block> + use<'r> {
        self.blocks.iter().chain(self.subsections.iter().flat_map(|sub| sub.blocks))
    }

    /// Every table of the section, in order.
    pub fn tables(&self) -> impl Iterator<Item = &'r Table> + use<'r> {
        self.all_blocks().filter_map(|block| if let Block::Table(table) = block { Some(table) } else { None })
    }

    /// Every item of the section's lists, parents before their children, in order.
    pub fn items(&self) -> Vec<&'r Item> {
        let mut out = Vec::new();
        for block in self.all_blocks() {
            if let Block::List(list) = block {
                collect(list, &mut out);
            }
        }
        out
    }

    /// Every value of the section, in reading order.
    pub fn atoms(&self) -> Vec<&'r Atom> {
        self.all_blocks().flat_map(Block::atoms).collect()
    }

    /// The paragraphs and list items, in order: what says things in sentences.
    pub(crate) fn passages(&self) -> Vec<Passage<'r>> {
        let mut out = Vec::new();
        for block in self.all_blocks() {
            match block {
                Block::Paragraph(it) => out.push(Passage { text: &it.text, atoms: &it.atoms, place: &it.place }),
                Block::List(list) => {
                    let mut items = Vec::new();
                    collect(list, &mut items);
                    out.extend(items.into_iter().map(|it| Passage { text: &it.text, atoms: &it.atoms, place: &it.place }));
                }
                _ => {}
            }
        }
        out
    }
}

fn collect<'r>(list: &'r List, out: &mut Vec<&'r Item>) {
    for item in &list.items {
        out.push(item);
        for child in &item.children {
            collect(child, out);
        }
    }
}
