//! The parsers that a reading may use.

use std::any::Any;
use std::fmt::{self, Debug};
use std::sync::{Arc, OnceLock};

use super::claim::{Candidate, Claim};
use super::data::Data;
use super::parser::{SectionId, SectionParser};
use super::reading::Reading;
use super::title_words::TitleWords;
use super::{
    Achievements, Address, AssetDisposals, BudgetExecution, Coverage, EqualityPolicies,
    ExecutiveSummary, Introduction, Objectives, Procurement, Recommendations, Signatures,
};
use crate::block::title::Finder;
use crate::diagnostic::Sink;
use crate::model::TableSchema;
use crate::table::{Compiled, Known};

/// The object-safe twin of [`SectionParser`].
pub(crate) trait Entry: Send + Sync {
    fn id(&self) -> SectionId;
    fn titles(&self) -> &[&str];
    fn title_words(&self) -> &[(u8, &'static str)];
    fn subtitles(&self) -> &[&str];
    fn tables(&self) -> &[TableSchema];
    fn claim(&self, candidate: &Candidate<'_>) -> Claim;
    fn parse(&self, section: &Reading<'_>, sink: &mut dyn Sink) -> Data;
    fn as_any(&self) -> &dyn Any;
}

impl<P: SectionParser> Entry for P {
    fn id(&self) -> SectionId {
        SectionParser::id(self)
    }

    fn titles(&self) -> &[&str] {
        SectionParser::titles(self)
    }

    fn title_words(&self) -> &[(u8, &'static str)] {
        SectionParser::title_words(self)
    }

    fn subtitles(&self) -> &[&str] {
        SectionParser::subtitles(self)
    }

    fn tables(&self) -> &[TableSchema] {
        SectionParser::tables(self)
    }

    fn claim(&self, candidate: &Candidate<'_>) -> Claim {
        SectionParser::claim(self, candidate)
    }

    fn parse(&self, section: &Reading<'_>, sink: &mut dyn Sink) -> Data {
        Data::of::<P>(SectionParser::parse(self, section, sink))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// The section parsers that a reading uses, in the order in which ties are settled.
///
/// ```
/// use rendicion::{BudgetExecution, Procurement, Registry};
///
/// // Only what is spent; every other section is kept as `other`.
/// let registry = Registry::empty().with(BudgetExecution::default()).with(Procurement::default());
/// assert_eq!(registry.ids().count(), 2);
/// ```
#[derive(Clone, Default)]
pub struct Registry {
    entries: Vec<Arc<dyn Entry>>,
    /// The schemas of each entry, made ready once.
    schemas: Vec<Arc<[Compiled]>>,
    /// What the first report makes of all of them, for those after it.
    ready: Arc<OnceLock<Ready>>,
}

/// What all parsers together look for, folded once.
#[derive(Debug)]
pub(crate) struct Ready {
    /// The titles of all parsers, and whose each is.
    pub(crate) titles: Finder,
    pub(crate) owners: Vec<usize>,
    /// The words by which titles in other words are known.
    pub(crate) words: TitleWords,
    /// The subtitles of each parser.
    pub(crate) subtitles: Vec<Finder>,
    /// No titles at all.
    pub(crate) none: Finder,
    /// The words of all schemas.
    pub(crate) known: Known,
}

impl Ready {
    fn new(registry: &Registry) -> Self {
        let titles = || {
            let entries = registry.entries.iter().enumerate();
            entries
                .flat_map(|(owner, entry)| entry.titles().iter().map(move |title| (owner, *title)))
        };
        let subtitles = registry.entries.iter().map(|entry| entry.subtitles());
        let schemas = registry.schemas.iter().flat_map(|schemas| schemas.iter());
        Self {
            titles: Finder::new(titles().map(|(_, title)| title)),
            owners: titles().map(|(owner, _)| owner).collect(),
            words: TitleWords::of(registry.entries.iter().map(|entry| &**entry)),
            subtitles: subtitles
                .map(|subtitles| Finder::new(subtitles.iter().copied()))
                .collect(),
            none: Finder::new([]),
            known: Known::new(schemas.map(Compiled::schema)),
        }
    }

    /// The subtitles of a parser of `registry`; none without one.
    pub(crate) fn subtitles_of(&self, registry: &Registry, entry: Option<&dyn Entry>) -> &Finder {
        let is_own = |own: &Arc<dyn Entry>| {
            entry.is_some_and(|entry| std::ptr::addr_eq(&raw const **own, entry))
        };
        let at = registry.entries.iter().position(is_own);
        at.and_then(|at| self.subtitles.get(at))
            .unwrap_or(&self.none)
    }
}

impl Registry {
    /// None at all: every titled section is kept as `other`.
    ///
    /// ```
    /// assert_eq!(rendicion::Registry::empty().ids().count(), 0);
    /// ```
    pub fn empty() -> Self {
        Self::default()
    }

    /// The sections of the form that the CPCCS prescribes (Res. CPCCS-PLE-SG-069-2021-476), the signatures, and the
    /// speech.
    ///
    /// ```
    /// assert_eq!(rendicion::Registry::standard().ids().count(), 12);
    /// ```
    pub fn standard() -> Self {
        Self::empty()
            .with(Introduction)
            .with(ExecutiveSummary::default())
            .with(Coverage)
            .with(Achievements)
            .with(EqualityPolicies)
            .with(Objectives)
            .with(BudgetExecution::default())
            .with(Procurement::default())
            .with(AssetDisposals)
            .with(Recommendations::default())
            .with(Signatures)
            .with(Address)
    }

    /// With one more parser; it loses ties to those before it.
    ///
    /// ```
    /// use rendicion::{Coverage, Registry, SectionId};
    ///
    /// assert_eq!(Registry::empty().with(Coverage).ids().next(), Some(SectionId::COVERAGE));
    /// ```
    #[must_use]
    pub fn with<P: SectionParser>(mut self, parser: P) -> Self {
        self.ready = Arc::default();
        self.schemas.push(compiled(&parser));
        self.entries.push(Arc::new(parser));
        self
    }

    /// With one more parser that wins ties against those that are there.
    ///
    /// ```
    /// use rendicion::{Coverage, Objectives, Registry, SectionId};
    ///
    /// let registry = Registry::empty().with(Coverage).with_first(Objectives);
    /// assert_eq!(registry.ids().next(), Some(SectionId::OBJECTIVES));
    /// ```
    #[must_use]
    pub fn with_first<P: SectionParser>(mut self, parser: P) -> Self {
        self.ready = Arc::default();
        self.schemas.insert(0, compiled(&parser));
        self.entries.insert(0, Arc::new(parser));
        self
    }

    /// Without the parsers of an id.
    ///
    /// ```
    /// use rendicion::{Registry, SectionId};
    ///
    /// let registry = Registry::standard().without(&SectionId::COVERAGE);
    /// assert!(registry.ids().all(|id| id != SectionId::COVERAGE));
    /// ```
    #[must_use]
    pub fn without(mut self, id: &SectionId) -> Self {
        self.ready = Arc::default();
        let kept: Vec<bool> = self.entries.iter().map(|entry| entry.id() != *id).collect();
        let mut keep = kept.iter();
        self.entries.retain(|_| keep.next() == Some(&true));
        let mut keep = kept.iter();
        self.schemas.retain(|_| keep.next() == Some(&true));
        self
    }

    /// The ids of its parsers, in order.
    ///
    /// ```
    /// use rendicion::{Registry, SectionId};
    ///
    /// assert!(Registry::standard().ids().any(|id| id == SectionId::BUDGET_EXECUTION));
    /// ```
    pub fn ids(&self) -> impl Iterator<Item = SectionId> + '_ {
        self.entries.iter().map(|entry| entry.id())
    }

    pub(crate) fn entries(&self) -> &[Arc<dyn Entry>] {
        &self.entries
    }

    /// What all its parsers look for.
    pub(crate) fn ready(&self) -> &Ready {
        self.ready.get_or_init(|| Ready::new(self))
    }

    /// The parser that claims a candidate most surely, how surely, and another that claims it as surely; those of the
    /// form only where `of_form`.
    pub(crate) fn claim(
        &self,
        candidate: &Candidate<'_>,
        of_form: bool,
    ) -> Option<(&dyn Entry, Claim, Option<SectionId>)> {
        let mut best: Option<(&dyn Entry, Claim, Option<SectionId>)> = None;
        let asked = self
            .entries
            .iter()
            .filter(|entry| of_form || !is_of_form(&***entry));
        for entry in asked {
            let claim = entry.claim(candidate);
            match &mut best {
                _ if claim == Claim::No => {}
                Some((_, best_claim, tied)) if claim == *best_claim => {
                    tied.get_or_insert(entry.id());
                }
                Some((_, best_claim, _)) if claim < *best_claim => {}
                _ => best = Some((&**entry, claim, None)),
            }
        }
        best
    }

    /// How many tables the parser of an id declares.
    pub(crate) fn own_tables(&self, id: Option<&SectionId>) -> usize {
        let entries = self.entries.iter().filter(|entry| Some(&entry.id()) == id);
        entries.map(|entry| entry.tables().len()).sum()
    }

    /// The tables that a section may print: those of its own parser first, then everyone's.
    pub(crate) fn schemas(&self, own: Option<SectionId>) -> impl Iterator<Item = &Compiled> {
        let is_own = move |at: &usize| own.as_ref().is_some_and(|id| self.entries[*at].id() == *id);
        let own: Vec<usize> = (0..self.entries.len()).filter(is_own).collect();
        let others: Vec<usize> = (0..self.entries.len())
            .filter(|at| !own.contains(at))
            .collect();
        own.into_iter()
            .chain(others)
            .flat_map(|at| self.schemas[at].iter())
    }
}

/// Whether a parser is one of [`Registry::standard`].
fn is_of_form(entry: &dyn Entry) -> bool {
    let parser = entry.as_any();
    parser.is::<Introduction>()
        || parser.is::<ExecutiveSummary>()
        || parser.is::<Coverage>()
        || parser.is::<Achievements>()
        || parser.is::<EqualityPolicies>()
        || parser.is::<Objectives>()
        || parser.is::<BudgetExecution>()
        || parser.is::<Procurement>()
        || parser.is::<AssetDisposals>()
        || parser.is::<Recommendations>()
        || parser.is::<Signatures>()
        || parser.is::<Address>()
}

fn compiled<P: SectionParser>(parser: &P) -> Arc<[Compiled]> {
    parser.tables().iter().map(Compiled::new).collect()
}

impl Debug for Registry {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.ids()).finish()
    }
}
