//! Records out of sentences.

use rust_decimal::Decimal;

use super::value::{Count, Figure, whole};
use super::{Reading, told};
use crate::diagnostic::Sink;
use crate::prose::{ExclusionReason, Frame, Sentence};
use crate::source::{Source, Span, Text};

/// What sentences state of one subject: the counterpart of a table's [`Record`](crate::Record).
///
/// [`Reading::stated`] reads them.
///
/// ```
/// use rendicion::{Frame, Measure, Reading, SectionId, SectionParser, Sink};
///
/// /// How many vehicles of each model there are.
/// struct Fleet;
///
/// /// The nouns, and the names that a record has for them; then which quantity is which member of a record.
/// const SAID: Frame = Frame::nouns(
///     &[("camionetas", "pickup"), ("ambulancias", "ambulance")],
///     &[(Measure::Count, "is", "count")],
/// )
/// .or("is");
///
/// impl SectionParser for Fleet {
///     type Output = Vec<(String, u64)>;
///
///     fn id(&self) -> SectionId {
///         SectionId::new("acme.fleet")
///     }
///
///     fn titles(&self) -> &[&str] {
///         &["Parque automotor"]
///     }
///
///     fn parse(&self, section: &Reading<'_>, sink: &mut dyn Sink) -> Self::Output {
///         let records = section.stated(&SAID, sink);
///         let count = |it: &rendicion::StatedRecord| Some((it.slug().to_owned(), it.count("count")?.value));
///         records.iter().filter_map(count).collect()
///     }
/// }
///
/// let registry = rendicion::Registry::empty().with(Fleet);
/// let text = "Parque automotor \n\nHay 12 camionetas y 3 ambulancias. No hay 5 camionetas. \n";
/// let report = rendicion::Parser::builder().registry(registry).build().unwrap().parse(text);
/// let found = report.section::<Fleet>().unwrap();
/// assert_eq!(*found, [("pickup".to_owned(), 12), ("ambulance".to_owned(), 3)]);
/// ```
#[derive(Clone, Debug)]
pub struct StatedRecord {
    subject: String,
    slug: &'static str,
    values: Vec<StatedValue>,
    span: Span,
    line: u32,
}

#[derive(Clone, Debug)]
struct StatedValue {
    member: &'static str,
    value: Decimal,
    span: Span,
    line: u32,
    /// The text gives two, and neither is certain.
    is_contradicted: bool,
}

impl StatedRecord {
    /// The name of the subject as printed.
    pub fn subject(&self) -> &str {
        &self.subject
    }

    /// Its name in the vocabulary: a procedure's, or that of a noun of the frame; empty for a unit.
    pub fn slug(&self) -> &str {
        self.slug
    }

    /// The amount or percentage that is a member.
    pub fn figure(&self, member: &str) -> Option<Figure> {
        let it = self.value(member)?;
        Some(Figure::new(it.value, it.span, it.line))
    }

    /// The whole number that is a member.
    pub fn count(&self, member: &str) -> Option<Count> {
        let it = self.value(member)?;
        Some(Count::new(whole(it.value)?, it.span, it.line))
    }

    /// From the subject to the last quantity.
    pub fn span(&self) -> Span {
        self.span
    }

    /// The line of the span's start, counted from 1.
    pub fn line(&self) -> u32 {
        self.line
    }

    fn value(&self, member: &str) -> Option<&StatedValue> {
        let mut values = self.values.iter();
        values.find(|it| it.member == member && !it.is_contradicted)
    }

    /// Adds a value; `false` where the record has another for it.
    fn add(&mut self, it: StatedValue) -> bool {
        self.span = self.span.hull(it.span);
        let known = self.values.iter_mut().find(|of| of.member == it.member);
        let Some(known) = known else {
            self.values.push(it);
            return true;
        };
        known.is_contradicted |= known.value != it.value;
        !known.is_contradicted
    }
}

/// The records of the sentences so far.
struct Records<'r, 's> {
    source: &'r Source,
    frame: &'s Frame,
    sink: &'s mut dyn Sink,
    out: Vec<StatedRecord>,
    /// The one of the sentence before, where that has one only.
    last: Option<usize>,
    /// The text that it stands in.
    text: Option<*const Text>,
}

impl Records<'_, '_> {
    fn sentence(&mut self, passage: &super::Passage<'_>, sentence: &Sentence<'_, '_>) {
        let text: *const Text = passage.text();
        let is_lent =
            sentence.takes_part() || self.text == Some(text) && sentence.goes_on(self.frame);
        let goes_on = is_lent && self.last.is_some();
        self.text = Some(text);
        let speaks = self.frame.speaks_in(sentence);
        let mut exclusions = told::Exclusions::default();
        let first = self.out.len();
        let mut states = false;
        let statements = sentence.statements(self.frame);
        for it in &statements {
            let span = told::span_of(passage, sentence, &it.quantity);
            let (subject, member) = match it.fact(goes_on) {
                Ok(fact) => fact,
                Err(reason) => {
                    if speaks {
                        exclusions.report(reason, self.source, span, self.sink);
                    }
                    continue;
                }
            };
            states = true;
            let at = self.record_of(passage, sentence, subject, first, goes_on);
            let is_one = self.out[at].add(StatedValue {
                member,
                value: it.quantity.value,
                span,
                line: self.source.line_of(span.start),
                is_contradicted: false,
            });
            if !is_one {
                exclusions.report(ExclusionReason::Contradicted, self.source, span, self.sink);
            }
        }
        let figure = sentence.quantities().find(|it| self.frame.asks_for(it));
        if let Some(figure) = figure
            && speaks
            && !states
            && exclusions.is_empty()
        {
            let span = told::span_of(passage, sentence, &figure);
            exclusions.report(ExclusionReason::NoRole, self.source, span, self.sink);
        }
        self.last = match self.out.len() - first {
            1 => Some(first),
            0 if goes_on => self.last,
            _ => None,
        };
    }

    /// The record of a subject: one of the sentence, or that which the sentence before lends.
    fn record_of(
        &mut self,
        passage: &super::Passage<'_>,
        sentence: &Sentence<'_, '_>,
        at: Option<usize>,
        first: usize,
        goes_on: bool,
    ) -> usize {
        let name = at.map(|at| (sentence.name_of(at), self.frame.slug_of(sentence, at)));
        let is = |record: &StatedRecord| match &name {
            Some((_, slug)) if !slug.is_empty() => record.slug == *slug,
            Some((name, _)) => record.subject == *name,
            None => true,
        };
        let lent = self.last.filter(|_| goes_on);
        let mut own = first..self.out.len();
        let known = match name {
            Some(_) => own.find(|&at| is(&self.out[at])),
            None => None,
        };
        let known = known.or_else(|| lent.filter(|&at| self.out.get(at).is_some_and(is)));
        known.unwrap_or_else(|| {
            let (subject, slug) = name.unwrap_or_default();
            let span = match at {
                Some(at) if !slug.is_empty() => told::span_between(passage, sentence, at, at),
                _ => told::span_of_sentence(passage, sentence),
            };
            self.out.push(StatedRecord {
                subject,
                slug,
                values: Vec::new(),
                span,
                line: self.source.line_of(span.start),
            });
            self.out.len() - 1
        })
    }
}

impl Reading<'_> {
    /// What the sentences of the section state of the subjects of a frame: a record for each subject of each sentence, in
    /// order. What a sentence says of a quantity that is no fact is reported.
    pub fn stated(&self, frame: &Frame, sink: &mut dyn Sink) -> Vec<StatedRecord> {
        let mut records = Records {
            source: self.source(),
            frame,
            sink,
            out: Vec::new(),
            last: None,
            text: None,
        };
        let asks = |tokens: &[crate::prose::Token<'_>]| frame.asks(tokens);
        told::read(self, &self.passages(), frame, asks, |passage, sentence| {
            records.sentence(passage, sentence);
        });
        let mut out = records.out;
        out.retain(|record| record.values.iter().any(|it| !it.is_contradicted));
        out
    }
}
