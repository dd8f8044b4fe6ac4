//! A parsed report, and what a caller asks of it.

use std::any::TypeId;
use std::sync::Arc;

use serde::ser::SerializeStruct;
use serde::{Serialize, Serializer};

use super::assemble::type_of;
use super::error::Unsound;
use super::facts::Document;
use super::references::{self, Cited};
use crate::atom::{Atom, AtomKind};
use crate::diagnostic::{Diagnostic, Severity};
use crate::model::{Block, Table};
use crate::section::{Data, Fact, SectionId, SectionParser};
use crate::source::{Position, Source, Span};

/// The version of the JSON that a report serialises to.
const SCHEMA: &str = "rendicion.report/1";

/// A parsed report. It keeps its source, and every byte of it that is not white space in exactly one title or block.
///
/// ```
/// let report = rendicion::parse("1. Cobertura Institucional \n\nHay 61.590 afiliados en el año 2020. \n");
/// let coverage = &report.sections()[0];
/// assert_eq!(coverage.kind().as_str(), "coverage");
/// assert_eq!(report.atoms_of(rendicion::AtomKind::Number).next().unwrap().value.to_string(), "61590");
/// assert_eq!(report.document().year, Some(2020));
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    source: Arc<Source>,
    document: Document,
    sections: Vec<Section>,
    diagnostics: Vec<Diagnostic>,
}

/// What stands under one title.
///
/// ```
/// use rendicion::EqualityPolicies;
///
/// let text = "3. Implementación de políticas públicas para la igualdad \n\na. Políticas públicas generacionales \n\nEl IESS atiende. \n";
/// let report = rendicion::parse(text);
/// let under = &report.sections()[0].subsections()[0];
/// assert_eq!((under.number.as_deref(), under.line, under.blocks.len()), (Some("a"), 3, 1));
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Subtitled {
    /// The number or letter as printed, without its dot.
    pub number: Option<String>,
    /// The title as printed, wrapped lines joined, without its number.
    pub title: Option<String>,
    /// Where number and title stand.
    pub title_span: Option<Span>,
    /// From the title to the last block.
    pub span: Span,
    /// The line of the span's start, counted from 1.
    pub line: u32,
    /// Its blocks.
    pub blocks: Vec<Block>,
}

/// A section: its title, blocks and subsections, and the facts that its parser read.
///
/// ```
/// let report = rendicion::parse("1. Cobertura Institucional \n\nEl IESS tiene 61.590 afiliados. \n");
///
/// let section = &report.sections()[0];
/// assert_eq!((section.number(), section.title(), section.line()), (Some("1"), Some("Cobertura Institucional"), 1));
/// assert_eq!(report.text(section.title_span().unwrap()), "1. Cobertura Institucional");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Section {
    own: Subtitled,
    kind: SectionId,
    subsections: Vec<Subtitled>,
    data: Data,
    parser: Option<TypeId>,
}

impl Section {
    pub(super) fn new(
        own: Subtitled,
        kind: SectionId,
        subsections: Vec<Subtitled>,
        data: Data,
        parser: Option<TypeId>,
    ) -> Self {
        Self {
            own,
            kind,
            subsections,
            data,
            parser,
        }
    }

    /// The id of the parser that read it; `other` and `preamble` for what no parser reads.
    ///
    /// ```
    /// let report = rendicion::parse("1. Cobertura Institucional \n\nEl IESS tiene 61.590 afiliados. \n");
    /// assert_eq!(report.sections()[0].kind(), &rendicion::SectionId::COVERAGE);
    /// ```
    pub fn kind(&self) -> &SectionId {
        &self.kind
    }

    /// The number as printed, without its dot.
    ///
    /// ```
    /// let report = rendicion::parse("1. Cobertura Institucional \n\nEl IESS tiene 61.590 afiliados. \n");
    /// assert_eq!(report.sections()[0].number(), Some("1"));
    /// ```
    pub fn number(&self) -> Option<&str> {
        self.own.number.as_deref()
    }

    /// The title as printed, wrapped lines joined by one space, without its number.
    ///
    /// ```
    /// let report = rendicion::parse("1. Cobertura Institucional \n\nEl IESS tiene 61.590 afiliados. \n");
    /// assert_eq!(report.sections()[0].title(), Some("Cobertura Institucional"));
    /// ```
    pub fn title(&self) -> Option<&str> {
        self.own.title.as_deref()
    }

    /// Where number and title stand.
    ///
    /// ```
    /// let report = rendicion::parse("1. Cobertura Institucional \n\nEl IESS tiene 61.590 afiliados. \n");
    /// assert_eq!(report.sections()[0].title_span().unwrap().start, 0);
    /// ```
    pub fn title_span(&self) -> Option<Span> {
        self.own.title_span
    }

    /// From the title to the last block.
    ///
    /// ```
    /// let report = rendicion::parse("1. Cobertura Institucional \n\nEl IESS tiene 61.590 afiliados. \n");
    /// assert_eq!(report.text(report.sections()[0].span()), report.source().text().trim_end());
    /// ```
    pub fn span(&self) -> Span {
        self.own.span
    }

    /// The line of the span's start, counted from 1.
    ///
    /// ```
    /// let report = rendicion::parse("1. Cobertura Institucional \n\nEl IESS tiene 61.590 afiliados. \n");
    /// assert_eq!(report.sections()[0].line(), 1);
    /// ```
    pub fn line(&self) -> u32 {
        self.own.line
    }

    /// What stands before the first subtitle.
    ///
    /// ```
    /// let report = rendicion::parse("1. Cobertura Institucional \n\nEl IESS tiene 61.590 afiliados. \n");
    /// assert_eq!(report.sections()[0].blocks()[0].text().unwrap().as_str(), "El IESS tiene 61.590 afiliados.");
    /// ```
    pub fn blocks(&self) -> &[Block] {
        &self.own.blocks
    }

    /// What stands under subtitles.
    ///
    /// ```
    /// let report = rendicion::parse("1. Cobertura Institucional \n\nEl IESS tiene 61.590 afiliados. \n");
    /// assert!(report.sections()[0].subsections().is_empty());
    /// ```
    pub fn subsections(&self) -> &[Subtitled] {
        &self.subsections
    }

    /// Every block, those under subtitles too, in order.
    ///
    /// ```
    /// let report = rendicion::parse("1. Cobertura Institucional \n\nEl IESS tiene 61.590 afiliados. \n");
    /// assert_eq!(report.sections()[0].all_blocks().count(), 1);
    /// ```
    pub fn all_blocks(&self) -> impl Iterator<Item = &Block> {
        self.own
            .blocks
            .iter()
            .chain(self.subsections.iter().flat_map(|sub| &sub.blocks))
    }

    /// Its values, in the order of the blocks.
    ///
    /// ```
    /// let report = rendicion::parse("1. Cobertura Institucional \n\nEl IESS atiende 4 cantones. \n");
    /// assert_eq!(report.sections()[0].atoms().count(), 1);
    /// ```
    pub fn atoms(&self) -> impl Iterator<Item = &Atom> {
        self.all_blocks().flat_map(Block::atoms)
    }

    /// Its tables, those under subtitles too, in order.
    ///
    /// ```
    /// let report = rendicion::parse("Introducción del IESS \n\n| Zona | Sedes |\n|---|---|\n| Norte | 4 |\n| Sur | 7 |\n");
    /// assert_eq!(report.sections()[0].tables().next().unwrap().rows.len(), 2);
    /// ```
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.all_blocks().filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
    }

    /// What its data states, in the order of its records; none where no parser read it.
    ///
    /// ```
    /// let report = rendicion::parse("1. Cobertura Institucional \n\nEl IESS tiene 61.590 afiliados. \n");
    /// let fact = report.sections()[0].facts().next().unwrap();
    /// assert_eq!((fact.subject.name, fact.value.to_string()), ("affiliates", "61590".to_owned()));
    /// ```
    pub fn facts(&self) -> impl Iterator<Item = Fact<'_>> {
        self.data.facts().map(|fact| {
            let (span, line) = match fact.line {
                0 => (self.own.span, self.own.line),
                line => (fact.span, line),
            };
            Fact {
                section: self.kind.clone(),
                span,
                line,
                ..fact
            }
        })
    }

    /// The facts that a parser read, where it was that parser that read this section.
    ///
    /// ```
    /// use rendicion::{Coverage, Procurement};
    ///
    /// let report = rendicion::parse("1. Cobertura Institucional \n\nEl IESS tiene 61.590 afiliados. \n");
    /// assert_eq!(report.sections()[0].data::<Coverage>().unwrap().indicators[0].value, "61590");
    /// assert!(report.sections()[0].data::<Procurement>().is_none());
    /// ```
    pub fn data<P: SectionParser>(&self) -> Option<&P::Output> {
        (self.parser == Some(type_of::<P>()))
            .then(|| self.data.get())
            .flatten()
    }
}

impl Report {
    pub(super) fn new(
        source: Arc<Source>,
        document: Document,
        sections: Vec<Section>,
        diagnostics: Vec<Diagnostic>,
    ) -> Self {
        Self {
            source,
            document,
            sections,
            diagnostics,
        }
    }

    /// The source as it was given.
    ///
    /// ```
    /// let report = rendicion::parse("1. Cobertura Institucional \n\nEl IESS tiene 61.590 afiliados. \n");
    /// assert_eq!(report.source().lines(), 4);
    /// ```
    pub fn source(&self) -> &Source {
        &self.source
    }

    /// The facts of the report as a whole.
    ///
    /// ```
    /// let report = rendicion::parse("1. Cobertura Institucional \n\nEl IESS tiene 61.590 afiliados. \n");
    /// assert_eq!(report.document().kind, rendicion::DocumentKind::Report);
    /// ```
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// Its sections, in order.
    ///
    /// ```
    /// let report = rendicion::parse("1. Cobertura Institucional \n\nEl IESS tiene 61.590 afiliados. \n");
    /// assert_eq!(report.sections().len(), 1);
    /// ```
    pub fn sections(&self) -> &[Section] {
        &self.sections
    }

    /// The facts of the first section that a parser read.
    ///
    /// ```
    /// use rendicion::Objectives;
    ///
    /// let report = rendicion::parse(
    ///     "Informe del IESS \n\n4. Objetivos Institucionales \n\n• Objetivo Estratégico N°1. Cuidar los fondos \n",
    /// );
    /// let objectives = &report.section::<Objectives>().unwrap().objectives;
    /// assert_eq!(objectives[0].number.as_deref(), Some("1"));
    /// assert_eq!(objectives[0].text, "Cuidar los fondos");
    /// ```
    pub fn section<P: SectionParser>(&self) -> Option<&P::Output> {
        self.sections.iter().find_map(Section::data::<P>)
    }

    /// The sections of a kind.
    ///
    /// ```
    /// let report = rendicion::parse("1. Cobertura Institucional \n\nEl IESS tiene 61.590 afiliados. \n");
    /// assert_eq!(report.sections_of(&rendicion::SectionId::COVERAGE).count(), 1);
    /// ```
    pub fn sections_of(&self, kind: &SectionId) -> impl Iterator<Item = &Section> {
        self.sections
            .iter()
            .filter(move |section| section.kind() == kind)
    }

    /// Every fact of every section, in the order of the sections and their records.
    ///
    /// ```
    /// let text = "1. Cobertura Institucional \n\nEl IESS tiene 61.590 afiliados. \n\n\
    ///             4. Objetivos Institucionales \n\n• Objetivo Estratégico N°1. Cuidar los fondos \n";
    /// let report = rendicion::parse(text);
    /// let said: Vec<String> = report.facts().map(|fact| format!("{}, {fact}", fact.section)).collect();
    /// assert_eq!(said, ["coverage, concept affiliates: value 61590", "objectives, objective 1: text Cuidar los fondos"]);
    /// ```
    pub fn facts(&self) -> impl Iterator<Item = Fact<'_>> {
        self.sections
            .iter()
            .flat_map(Section::facts)
            .map(|fact| Fact {
                page: self.source.page_of(fact.span.start),
                ..fact
            })
    }

    /// Every table, in the order of the sections.
    ///
    /// ```
    /// let report = rendicion::parse("Introducción del IESS \n\n| Zona | Sedes |\n|---|---|\n| Norte | 4 |\n| Sur | 7 |\n");
    /// assert_eq!(report.tables().next().unwrap().columns, ["Zona", "Sedes"]);
    /// ```
    pub fn tables(&self) -> impl Iterator<Item = &Table> {
        self.sections.iter().flat_map(Section::tables)
    }

    /// Every value, in the order of the source.
    ///
    /// ```
    /// let report = rendicion::parse("1. Cobertura Institucional \n\nEl IESS atiende 4 cantones desde 2019. \n");
    /// let values: Vec<String> = report.atoms().map(|atom| atom.to_string()).collect();
    /// assert_eq!(values, ["number 4", "year 2019"]);
    /// ```
    pub fn atoms(&self) -> impl ExactSizeIterator<Item = &Atom> + DoubleEndedIterator {
        self.sorted(|_| true).into_iter()
    }

    /// The values of a kind, in the order of the source.
    ///
    /// ```
    /// use rendicion::AtomKind;
    ///
    /// let report = rendicion::parse("1. Cobertura Institucional \n\nEl IESS atiende 4 cantones desde 2019. \n");
    /// assert_eq!(report.atoms_of(AtomKind::Year).len(), 1);
    /// ```
    pub fn atoms_of(
        &self,
        kind: AtomKind,
    ) -> impl ExactSizeIterator<Item = &Atom> + DoubleEndedIterator {
        self.sorted(|atom| atom.value.kind() == kind).into_iter()
    }

    fn sorted(&self, wanted: impl Fn(&Atom) -> bool) -> Vec<&Atom> {
        let atoms = self.sections.iter().flat_map(Section::atoms);
        let mut atoms: Vec<&Atom> = atoms.filter(|atom| wanted(atom)).collect();
        atoms.sort_by_key(|atom| atom.span.start);
        atoms
    }

    /// The memoranda, official letters and resolutions that it cites, each once with all its mentions, in the order of
    /// the first.
    ///
    /// A damaged reference is one of its own: nothing is mended.
    ///
    /// ```
    /// let report = rendicion::parse("1. Cobertura Institucional \n\nConsta en el Memorando Nro. IESS-DPX-2020-1644-M. \n");
    /// let cited = report.references().next().unwrap();
    /// assert_eq!((cited.reference.units(), cited.mentions[0].line), (Some("DPX"), 3));
    /// ```
    pub fn references(&self) -> impl ExactSizeIterator<Item = Cited<'_>> + DoubleEndedIterator {
        references::of(self.atoms()).into_iter()
    }

    /// What was hard to read, in the order of the source.
    ///
    /// ```
    /// let report = rendicion::parse("1. Cobertura Institucional \n\nEl IESS tiene 61.590 afiliados. \n");
    /// assert!(report.diagnostics().iter().any(|it| it.code == rendicion::Code::AmbiguousSeparator));
    /// ```
    pub fn diagnostics(&self) -> &[Diagnostic] {
        &self.diagnostics
    }

    /// The source text of a span.
    ///
    /// ```
    /// let report = rendicion::parse("Introducción \n\nEl IESS atiende. \n");
    /// assert_eq!(report.text(report.sections()[0].blocks()[0].place().span), "El IESS atiende.");
    /// ```
    pub fn text(&self, span: Span) -> &str {
        self.source.slice(span)
    }

    /// The line and column at which a span begins.
    ///
    /// ```
    /// let report = rendicion::parse("Introducción \n\nEl IESS atiende. \n");
    /// let place = report.position(report.sections()[0].blocks()[0].place().span);
    /// assert_eq!((place.line, place.character), (3, 0));
    /// ```
    pub fn position(&self, span: Span) -> Position {
        self.source.position(span.start)
    }

    /// The report, or an error where a diagnostic is as severe as `severity` or more: the strict door.
    ///
    /// # Errors
    ///
    /// [`Unsound`] with the first such diagnostic.
    ///
    /// ```
    /// use rendicion::Severity;
    ///
    /// let text = "1. Cobertura Institucional \n\nHay 1.2345.67 afiliados. \n";
    /// let error = rendicion::parse(text).into_result(Severity::Warning).unwrap_err();
    /// assert_eq!(error.first.code.as_str(), "malformed-number");
    /// ```
    pub fn into_result(self, severity: Severity) -> Result<Self, Box<Unsound>> {
        let mut grave = self.diagnostics.iter().filter(|d| d.severity >= severity);
        match grave.next() {
            None => Ok(self),
            Some(first) => Err(Box::new(Unsound {
                first: first.clone(),
                count: 1 + grave.count(),
            })),
        }
    }
}

impl Report {
    /// Writes the report's JSON, with what does not hold in it.
    pub(crate) fn serialize_with<S: Serializer, F: Serialize>(
        &self,
        serializer: S,
        findings: &F,
    ) -> Result<S::Ok, S::Error> {
        let mut report = serializer.serialize_struct("Report", 5)?;
        report.serialize_field("schema", SCHEMA)?;
        report.serialize_field("document", &self.document)?;
        report.serialize_field("sections", &self.sections)?;
        report.serialize_field("findings", findings)?;
        report.serialize_field("diagnostics", &self.diagnostics)?;
        report.end()
    }
}

/// Without findings: an audit is a call of its own.
impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.serialize_with(serializer, &[(); 0])
    }
}

impl Serialize for Section {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let subsections: Vec<Sub<'_>> = self
            .subsections
            .iter()
            .map(|sub| Sub {
                sub,
                kind: &self.kind,
            })
            .collect();
        write(serializer, &self.own, &self.kind, &subsections, &self.data)
    }
}

/// A subsection is written as a section is: of its section's kind, with no data of its own.
struct Sub<'a> {
    sub: &'a Subtitled,
    kind: &'a SectionId,
}

impl Serialize for Sub<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        write(serializer, self.sub, self.kind, &[], &Data::NONE)
    }
}

fn write<S: Serializer>(
    serializer: S,
    own: &Subtitled,
    kind: &SectionId,
    subsections: &[Sub<'_>],
    data: &Data,
) -> Result<S::Ok, S::Error> {
    let mut out = serializer.serialize_struct("Section", 9)?;
    out.serialize_field("kind", kind)?;
    out.serialize_field("number", &own.number)?;
    out.serialize_field("title", &own.title)?;
    out.serialize_field("span", &own.span)?;
    out.serialize_field("line", &own.line)?;
    out.serialize_field("title_span", &own.title_span)?;
    out.serialize_field("blocks", &own.blocks)?;
    out.serialize_field("subsections", subsections)?;
    out.serialize_field("data", data)?;
    out.end()
}
