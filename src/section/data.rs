//! The typed facts of any section behind one object-safe face.

use std::any::Any;
use std::fmt::Debug;

use serde::{Serialize, Serializer};

/// What every `SectionParser::Output` is: a blanket implementation makes it so.
trait Facts: erased_serde::Serialize + Debug + Send + Sync {
    fn as_any(&self) -> &dyn Any;
    fn clone_box(&self) -> Box<dyn Facts>;
    fn same(&self, other: &dyn Facts) -> bool;
}

impl<T: Serialize + Debug + Clone + PartialEq + Send + Sync + 'static> Facts for T {
    fn as_any(&self) -> &dyn Any {
        self
    }

    fn clone_box(&self) -> Box<dyn Facts> {
        Box::new(self.clone())
    }

    fn same(&self, other: &dyn Facts) -> bool {
        other
            .as_any()
            .downcast_ref::<T>()
            .is_some_and(|other| self == other)
    }
}

/// The typed facts of a section, or none.
#[derive(Debug)]
pub(crate) struct Data(Option<Box<dyn Facts>>);

impl Data {
    pub(crate) const NONE: Self = Self(None);

    pub(crate) fn new<T: Serialize + Debug + Clone + PartialEq + Send + Sync + 'static>(
        facts: T,
    ) -> Self {
        Self(Some(Box::new(facts)))
    }

    pub(crate) fn get<T: 'static>(&self) -> Option<&T> {
        // Through the box to the facts themselves: a box of facts would answer for itself.
        self.0
            .as_deref()
            .and_then(|facts| facts.as_any().downcast_ref())
    }
}

impl Clone for Data {
    fn clone(&self) -> Self {
        Self(self.0.as_deref().map(Facts::clone_box))
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
