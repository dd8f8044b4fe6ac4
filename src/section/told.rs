//! The sentences of a section, and what is said of those that state no fact.

use super::passage::place;
use super::provinces::PROVINCES;
use super::value::Figure;
use super::{Passage, Reading};
use crate::diagnostic::Sink;
use crate::prose::{ExclusionReason, Frame, Home, ListLead, Quantity, Reader, Sentence, Token};
use crate::source::{Source, Span, Text};

impl Reading<'_> {
    /// Whose report it is.
    pub(super) fn home(&self) -> Home {
        let code = self.province.and_then(|province| {
            let found = PROVINCES.iter().find(|(_, name, _)| *name == province);
            found.and_then(|(code, ..)| code.parse().ok())
        });
        Home {
            year: self.year,
            province: code,
        }
    }
}

/// Gives `each` the sentences of passages, with the passage; those that `asks` says may state something.
pub(super) fn read<'r>(
    section: &Reading<'r>,
    passages: &[Passage<'r>],
    frame: &Frame,
    asks: impl Fn(&[Token<'_>]) -> bool,
    mut each: impl FnMut(&Passage<'r>, &Sentence<'_, 'r>),
) {
    let mut reader = Reader::new(section.words, section.home());
    let mut lead = ListLead::default();
    let mut introduced: Option<*const Text> = None;
    for passage in passages {
        // The items of a list have one lead.
        let own = passage.lead().map(std::ptr::from_ref);
        if own != introduced {
            introduced = own;
            lead = match passage.lead_with_atoms() {
                Some((text, atoms)) => reader.lead(text, atoms, frame),
                None => ListLead::default(),
            };
        }
        reader.read(
            passage.text(),
            passage.atoms(),
            &lead,
            passage.is_item(),
            &asks,
            |sentence| each(passage, sentence),
        );
    }
}

/// Where a quantity stands in the source.
pub(super) fn span_of(
    passage: &Passage<'_>,
    sentence: &Sentence<'_, '_>,
    quantity: &Quantity<'_>,
) -> Span {
    match quantity.atom {
        Some(atom) => atom.span,
        None => span_between(passage, sentence, quantity.at, quantity.at),
    }
}

/// From one chunk of a sentence to another, in the source.
pub(super) fn span_between(
    passage: &Passage<'_>,
    sentence: &Sentence<'_, '_>,
    first: usize,
    last: usize,
) -> Span {
    place(passage.text(), sentence.range_of(first, last))
}

/// Where a whole sentence stands in the source.
pub(super) fn span_of_sentence(passage: &Passage<'_>, sentence: &Sentence<'_, '_>) -> Span {
    place(passage.text(), sentence.range())
}

/// A quantity as an amount or a share.
pub(super) fn figure(source: &Source, span: Span, quantity: &Quantity<'_>) -> Figure {
    Figure::new(quantity.value, span, source.line_of(span.start))
}

/// Says why quantities of a sentence state no fact, each reason once.
#[derive(Debug, Default)]
pub(super) struct Exclusions(Vec<ExclusionReason>);

impl Exclusions {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn report(
        &mut self,
        reason: ExclusionReason,
        source: &Source,
        span: Span,
        sink: &mut dyn Sink,
    ) {
        if self.0.contains(&reason) {
            return;
        }
        self.0.push(reason);
        let printed = source.slice(span);
        let shown = &printed[..printed.floor_char_boundary(80)];
        let message = format!("`{shown}` states no fact: {}", reason.why());
        sink.report(reason.code(), span, message);
    }
}
