//! The typed facts of any section behind one object-safe face.

use std::any::Any;
use std::fmt::{self, Debug};

use serde::{Serialize, Serializer};

use super::fact::Fact;
use super::parser::SectionParser;

/// What a parser read, whichever it is.
trait Erased: erased_serde::Serialize + Debug + Send + Sync {
    fn as_any(&self) -> &dyn Any;
    fn clone_box(&self) -> Box<dyn Erased>;
    fn same(&self, other: &dyn Erased) -> bool;
    fn facts(&self) -> Box<dyn Iterator<Item = Fact<'_>> + '_>;
}

/// The output of one parser.
struct Output<P: SectionParser>(P::Output);

impl<P: SectionParser> Debug for Output<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl<P: SectionParser> Serialize for Output<P> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.serialize(serializer)
    }
}

impl<P: SectionParser> Erased for Output<P> {
    fn as_any(&self) -> &dyn Any {
        &self.0
    }

    fn clone_box(&self) -> Box<dyn Erased> {
        Box::new(Self(self.0.clone()))
    }

    fn same(&self, other: &dyn Erased) -> bool {
        other
            .as_any()
            .downcast_ref::<P::Output>()
            .is_some_and(|other| self.0 == *other)
    }

    fn facts(&self) -> Box<dyn Iterator<Item = Fact<'_>> + '_> {
        Box::new(P::facts(&self.0))
    }
}

/// The typed facts of a section, or none.
#[derive(Debug)]
pub(crate) struct Data(Option<Box<dyn Erased>>);

impl Data {
    pub(crate) const NONE: Self = Self(None);

    pub(crate) fn of<P: SectionParser>(output: P::Output) -> Self {
        Self(Some(Box::new(Output::<P>(output))))
    }

    pub(crate) fn get<T: 'static>(&self) -> Option<&T> {
        // Through the box to the facts themselves: a box of facts would answer for itself.
        self.0
            .as_deref()
            .and_then(|facts| facts.as_any().downcast_ref())
    }

    /// What it states.
    pub(crate) fn facts(&self) -> impl Iterator<Item = Fact<'_>> {
        self.0.as_deref().into_iter().flat_map(Erased::facts)
    }
}

impl Clone for Data {
    fn clone(&self) -> Self {
        Self(self.0.as_deref().map(Erased::clone_box))
    }
}

impl PartialEq for Data {
    fn eq(&self, other: &Self) -> bool {
        match (self.0.as_deref(), other.0.as_deref()) {
            (None, None) => true,
            (Some(a), Some(b)) => a.same(b),
            _ => false,
        }
    }
}

impl Serialize for Data {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0.as_deref() {
            None => serializer.serialize_none(),
            Some(facts) => erased_serde::serialize(facts, serializer),
        }
    }
}
