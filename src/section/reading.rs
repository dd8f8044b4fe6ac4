//! A section as its parser gets to see it.

use super::passage::Passage;
use crate::atom::Atom;
use crate::lexicon::WordList;
use crate::model::{Block, Item, List, Table};
use crate::source::{Source, Span, Text};

/// A section that has been read into blocks, for its parser to read facts from.
///
/// ```
/// use rendicion::{Reading, SectionId, SectionParser, Sink};
///
/// /// What a section is made of.
/// struct Outline;
///
/// impl SectionParser for Outline {
///     type Output = String;
///
///     fn id(&self) -> SectionId {
///         SectionId::new("acme.outline")
///     }
///
///     fn titles(&self) -> &[&str] {
///         &["Parque automotor"]
///     }
///
///     fn subtitles(&self) -> &[&str] {
///         &["Talleres"]
///     }
///
///     fn parse(&self, section: &Reading<'_>, _sink: &mut dyn Sink) -> String {
///         let kinds: Vec<String> = section.atoms().map(|atom| atom.to_string()).collect();
///         format!(
///             "{:?} {:?}: {} blocks, {} items, {}",
///             section.title(),
///             section.year(),
///             section.all_blocks().count(),
///             section.items().count(),
///             kinds.join(", ")
///         )
///     }
/// }
///
/// let registry = rendicion::Registry::standard().with(Outline);
/// let parser = rendicion::Parser::builder().registry(registry).build().unwrap();
/// let text = "9. Parque automotor \n\nEn 2022 el IESS tiene: \n\n• Camionetas: 6 \n\n• Motos: 2 \n\na. Talleres \n\nHay 3 de ellos. \n";
/// assert_eq!(
///     parser.parse(text).section::<Outline>().unwrap(),
///     "Some(\"Parque automotor\") Some(2022): 3 blocks, 2 items, year 2022, number 6, number 2, number 3"
/// );
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Reading<'r> {
    pub(crate) source: &'r Source,
    pub(crate) title: Option<&'r str>,
    pub(crate) span: Span,
    pub(crate) blocks: &'r [Block],
    pub(crate) subsections: &'r [Subsection<'r>],
    pub(crate) year: Option<u16>,
    pub(crate) province: Option<&'r str>,
    /// The words of the source.
    pub(crate) words: &'r WordList,
}

/// What stands under a subtitle.
///
/// ```
/// use rendicion::{Reading, SectionId, SectionParser, Sink};
///
/// /// What a section is made of.
/// struct Outline;
///
/// impl SectionParser for Outline {
///     type Output = String;
///
///     fn id(&self) -> SectionId {
///         SectionId::new("acme.outline")
///     }
///
///     fn titles(&self) -> &[&str] {
///         &["Parque automotor"]
///     }
///
///     fn subtitles(&self) -> &[&str] {
///         &["Talleres"]
///     }
///
///     fn parse(&self, section: &Reading<'_>, _sink: &mut dyn Sink) -> String {
///         let Some(workshops) = section.subsections().first() else { return String::new() };
///         format!("{:?} {}: {}", workshops.number(), workshops.title(), workshops.blocks().len())
///     }
/// }
///
/// let registry = rendicion::Registry::standard().with(Outline);
/// let parser = rendicion::Parser::builder().registry(registry).build().unwrap();
/// let text = "9. Parque automotor \n\nEn 2022 el IESS tiene: \n\n• Camionetas: 6 \n\n• Motos: 2 \n\na. Talleres \n\nHay 3 de ellos. \n";
/// assert_eq!(parser.parse(text).section::<Outline>().unwrap(), "Some(\"a\") Talleres: 1");
/// ```
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

    /// The paragraphs and list items under it, in order.
    pub fn passages(&self) -> Vec<Passage<'r>> {
        passages(self.blocks)
    }
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

    /// The fiscal year that the report is about, `None` where it gives none: a figure that is said of another year is
    /// not the report's own.
    pub fn year(&self) -> Option<u16> {
        self.year
    }

    /// The name of the province that the report is about; `None` where it names none.
    pub fn province(&self) -> Option<&'r str> {
        self.province
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
        self.blocks
            .iter()
            .chain(self.subsections.iter().flat_map(|sub| sub.blocks))
    }

    /// Every table of the section, in order.
    pub fn tables(&self) -> impl Iterator<Item = &'r Table> + use<'r> {
        self.all_blocks().filter_map(|block| {
            if let Block::Table(table) = block {
                Some(table)
            } else {
                None
            }
        })
    }

    /// Every item of the section's lists, parents before their children, in order.
    pub fn items(&self) -> impl Iterator<Item = &'r Item> + use<'r> {
        self.all_blocks()
            .filter_map(|block| match block {
                Block::List(list) => Some(list),
                _ => None,
            })
            .flat_map(List::all_items)
    }

    /// Every value of the section, in reading order.
    pub fn atoms(&self) -> impl Iterator<Item = &'r Atom> + use<'r> {
        self.all_blocks().flat_map(Block::atoms)
    }

    /// The paragraphs and list items, in order, those under subtitles too: what says things in sentences.
    ///
    /// Each list item knows what introduces it ([`Passage::lead`]).
    pub fn passages(&self) -> Vec<Passage<'r>> {
        let mut out = self.own_passages();
        for sub in self.subsections {
            out.extend(sub.passages());
        }
        out
    }

    /// The paragraphs and list items that stand before the first subtitle, in order.
    pub fn own_passages(&self) -> Vec<Passage<'r>> {
        passages(self.blocks)
    }
}

/// The passages of blocks that stand under one title.
fn passages(blocks: &[Block]) -> Vec<Passage<'_>> {
    let mut out = Vec::new();
    let mut lead: Option<(&Text, &[Atom])> = None;
    for block in blocks {
        match block {
            Block::Paragraph(it) => {
                out.push(it.into());
                lead = Some((&it.text, it.atoms.as_slice()))
                    .filter(|(text, _)| text.as_str().ends_with(':'));
            }
            Block::List(list) => listed(list, lead, &mut out),
            // A page header in between parts nothing.
            Block::Furniture(_) => {}
            _ => lead = None,
        }
    }
    out
}

fn listed<'r>(list: &'r List, lead: Option<(&'r Text, &'r [Atom])>, out: &mut Vec<Passage<'r>>) {
    for item in &list.items {
        out.push(Passage::item(item, lead));
        for child in &item.children {
            listed(child, Some((&item.text, &item.atoms)), out);
        }
    }
}
