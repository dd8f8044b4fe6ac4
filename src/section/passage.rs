//! Texts of a section, sentence by sentence, with their values.

use std::ops::Range;

use super::words::{self, Token};
use crate::atom::Atom;
use crate::model::{Cell, Item, Paragraph, Place};
use crate::prose::{Values, sentences};
use crate::source::{Span, Text};

/// A text of a section, with its values and its place: a paragraph, an item of a list, a cell.
///
/// [`Reading::passages`](crate::Reading::passages) has those that say things in sentences.
///
/// ```
/// use rendicion::{Reading, SectionId, SectionParser, Sink};
///
/// /// How many vehicles each sentence speaks of.
/// struct Fleet;
///
/// impl SectionParser for Fleet {
///     type Output = Vec<(String, String)>;
///
///     fn id(&self) -> SectionId {
///         SectionId::new("acme.fleet")
///     }
///
///     fn titles(&self) -> &[&str] {
///         &["Parque automotor"]
///     }
///
///     fn parse(&self, section: &Reading<'_>, _sink: &mut dyn Sink) -> Self::Output {
///         let mut found = Vec::new();
///         for sentence in section.passages().iter().flat_map(|passage| passage.sentences()) {
///             let tokens = sentence.tokens();
///             for pair in tokens.windows(2) {
///                 if let (Some(count), word) = (pair[0].value(), pair[1].word()) {
///                     found.push((count.value.to_string(), word.to_owned()));
///                 }
///             }
///         }
///         found
///     }
/// }
///
/// let registry = rendicion::Registry::empty().with(Fleet);
/// let text = "Parque automotor \n\nHay 12 camionetas. Otras 3 AMBULANCIAS se arriendan. \n";
/// let report = rendicion::Parser::builder().registry(registry).build().unwrap().parse(text);
/// let found = report.section::<Fleet>().unwrap();
/// assert_eq!(found[0], ("12".to_owned(), "camionetas".to_owned()));
/// assert_eq!(found[1], ("3".to_owned(), "ambulancias".to_owned()));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Passage<'r> {
    text: &'r Text,
    atoms: &'r [Atom],
    place: &'r Place,
    item: bool,
    lead: Option<ItemLead<'r>>,
}

/// What introduces an item, and its values.
type ItemLead<'r> = (&'r Text, &'r [Atom]);

impl<'r> Passage<'r> {
    /// An item of a list, and the text that introduces it.
    pub(super) fn item(item: &'r Item, lead: Option<ItemLead<'r>>) -> Self {
        Self {
            text: &item.text,
            atoms: &item.atoms,
            place: &item.place,
            item: true,
            lead,
        }
    }

    /// Its reading text.
    pub fn text(&self) -> &'r Text {
        self.text
    }

    /// Its values, in reading order.
    pub fn atoms(&self) -> &'r [Atom] {
        self.atoms
    }

    /// Where it stands.
    pub fn place(&self) -> &'r Place {
        self.place
    }

    /// Whether it is an item of a list.
    pub fn is_item(&self) -> bool {
        self.item
    }

    /// What introduces it, for an item of a list: the item that it stands under, or the paragraph before the list where
    /// that ends with a colon.
    pub fn lead(&self) -> Option<&'r Text> {
        self.lead.map(|(text, _)| text)
    }

    /// The same, with its values.
    pub(super) fn lead_with_atoms(&self) -> Option<ItemLead<'r>> {
        self.lead
    }

    /// Its values with their places in the text, in order.
    ///
    /// Two numbers with nothing between them may be one that was torn: neither is among them.
    pub fn values(&self) -> Vec<Placed<'r>> {
        Values::new(self.text, self.atoms)
            .map(|(range, atom)| Placed { atom, range })
            .collect()
    }

    /// Its sentences, in order.
    ///
    /// A sentence ends at a full stop, a question or exclamation mark before a capital, a bracket or a dash; a dot
    /// inside a value or after an abbreviation ends none.
    pub fn sentences(&self) -> Vec<Sentence<'r>> {
        let values = self.values();
        let mut rest = values.as_slice();
        sentences(self.text, self.atoms)
            .into_iter()
            .map(|range| {
                let own = rest
                    .iter()
                    .take_while(|placed| placed.range.start < range.end)
                    .count();
                let (own, after) = rest.split_at(own);
                rest = after;
                let inside = |it: &Placed<'r>| Placed {
                    atom: it.atom,
                    range: it.range.start.saturating_sub(range.start)
                        ..it.range.end.min(range.end) - range.start,
                };
                Sentence {
                    text: self.text,
                    values: own.iter().map(inside).collect(),
                    range,
                }
            })
            .collect()
    }
}

impl<'r> From<&'r Paragraph> for Passage<'r> {
    fn from(it: &'r Paragraph) -> Self {
        Self {
            text: &it.text,
            atoms: &it.atoms,
            place: &it.place,
            item: false,
            lead: None,
        }
    }
}

impl<'r> From<&'r Item> for Passage<'r> {
    fn from(it: &'r Item) -> Self {
        Self::item(it, None)
    }
}

impl<'r> From<&'r Cell> for Passage<'r> {
    fn from(it: &'r Cell) -> Self {
        Self {
            text: &it.text,
            atoms: &it.atoms,
            place: &it.place,
            item: false,
            lead: None,
        }
    }
}

/// A value and where it stands in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Placed<'r> {
    /// The value.
    pub atom: &'r Atom,
    /// Its place in the reading text, in bytes.
    pub range: Range<usize>,
}

/// A sentence of a [`Passage`], with its values.
#[derive(Clone, Debug)]
pub struct Sentence<'r> {
    text: &'r Text,
    range: Range<usize>,
    values: Vec<Placed<'r>>,
}

impl<'r> Sentence<'r> {
    /// Its reading text.
    pub fn text(&self) -> &'r str {
        &self.text.as_str()[self.range.clone()]
    }

    /// Where in the text of its passage it stands, in bytes.
    pub fn range(&self) -> Range<usize> {
        self.range.clone()
    }

    /// Its values with their places in the sentence, in order.
    pub fn values(&self) -> &[Placed<'r>] {
        &self.values
    }

    /// Its words, values and punctuation marks, with their places in the sentence.
    pub fn tokens(&self) -> Vec<Token<'r>> {
        words::tokens(self.text(), &self.values)
    }

    /// Where it stands in the source.
    pub fn span(&self) -> Span {
        self.span_of(0..self.range.len())
    }

    /// Where a part of the sentence, in bytes of its text, stands in the source; the whole passage where it was read
    /// from nothing.
    pub fn span_of(&self, part: Range<usize>) -> Span {
        let range = self.range.start + part.start..self.range.start + part.end;
        place(self.text, range)
    }
}

/// Where a part of a text, in bytes, stands in the source; the whole text where it was read from nothing.
pub(super) fn place(text: &Text, part: Range<usize>) -> Span {
    text.span(part).or_else(|| text.whole()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::section::testing::with_passages;

    #[test]
    fn a_dot_in_a_number_or_an_abbreviation_ends_no_sentence() {
        let text = "De 718.978,76 USD se usó el 91,31%. Fue mucho. Nro. 5 queda. La COORD. Administrativa, con C.D. 021. - Así ";
        with_passages(text, |passages, _| {
            let sentences = passages[0].sentences();
            let got: Vec<&str> = sentences.iter().map(|it| it.text().trim()).collect();
            assert_eq!(
                got,
                [
                    "De 718.978,76 USD se usó el 91,31%.",
                    "Fue mucho.",
                    "Nro. 5 queda.",
                    "La COORD. Administrativa, con C.D. 021.",
                    "- Así"
                ]
            );
        });
    }

    #[test]
    fn sentences_have_their_values_and_their_place() {
        with_passages(
            "Hay 39 dispensarios. En 2020 hubo 38 de ellos. ",
            |passages, source| {
                let sentences = passages[0].sentences();
                let said: Vec<Vec<&str>> = sentences
                    .iter()
                    .map(|s| {
                        s.values()
                            .iter()
                            .map(|v| &s.text()[v.range.clone()])
                            .collect()
                    })
                    .collect();
                assert_eq!(said, [vec!["39"], vec!["2020", "38"]]);
                assert_eq!(
                    source.slice(sentences[1].span()),
                    "En 2020 hubo 38 de ellos."
                );
                let value = &sentences[1].values()[1];
                assert_eq!(sentences[1].span_of(value.range.clone()), value.atom.span);
            },
        );
    }

    #[test]
    fn an_item_knows_what_introduces_it() {
        let text = "Se brindaron estas consultas: \n\n• Medicina: 5 \n\n- General: 3 \n\n• Otras: 2 \n\nEso fue todo. ";
        with_passages(text, |passages, _| {
            let leads: Vec<Option<&str>> = passages
                .iter()
                .map(|p| p.lead().map(Text::as_str))
                .collect();
            let all = Some("Se brindaron estas consultas:");
            assert_eq!(leads, [None, all, Some("Medicina: 5"), all, None]);
            assert!(passages[1].is_item() && !passages[4].is_item());
        });
    }
}
