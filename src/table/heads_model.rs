//! What heads are about: what the columns under them hold, where each stands, and what was found.

use super::known::holds as known_holds;
use super::piece::Kind;

/// How many places [`Holds::index`] has.
pub(super) const HOLDS: usize = 9;

/// What a column holds, as its head tells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Label,
    Value(Kind),
    /// Its cells are all empty.
    Nothing,
}

impl Holds {
    /// Its place among what the columns under a head may hold; 0 is for several columns.
    pub(super) fn index(holds: Option<Self>) -> usize {
        match holds {
            None => 0,
            Some(Self::Label) => 1,
            Some(Self::Nothing) => 2,
            Some(Self::Value(kind)) => 3 + kind.index(),
        }
    }

    /// What a head over it may be known to hold.
    pub(super) fn known(holds: Option<Self>) -> u8 {
        match holds {
            None => known_holds::SPANS,
            Some(Self::Label | Self::Value(Kind::Date | Kind::Reference | Kind::Text)) => {
                known_holds::WORDS
            }
            Some(Self::Nothing) => u8::MAX ^ known_holds::SPANS,
            Some(Self::Value(Kind::Count | Kind::Dash)) => known_holds::COUNTS,
            Some(Self::Value(Kind::Money)) => known_holds::MONEY,
            Some(Self::Value(Kind::Percent)) => known_holds::SHARES,
        }
    }
}

/// How many columns at the beginning name the row: those of text, and a number of the row before them.
pub(super) fn stub(holds: &[Holds]) -> usize {
    let counts = [Holds::Value(Kind::Count), Holds::Label];
    let number = usize::from(holds.starts_with(&counts));
    let texts = holds.iter().skip(number);
    number + texts.take_while(|h| **h == Holds::Label).count()
}

/// Where a head stands: over one column, or over several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Target {
    Leaf(usize),
    Span(usize, usize),
}

impl Target {
    pub(super) fn start(self) -> usize {
        match self {
            Self::Leaf(at) | Self::Span(at, _) => at,
        }
    }

    pub(super) fn end(self) -> usize {
        match self {
            Self::Leaf(at) => at + 1,
            Self::Span(_, end) => end,
        }
    }
}

/// Heads that were found.
#[derive(Clone, Debug)]
pub(super) struct Heads {
    pub(super) cost: f32,
    /// How many of the lines above are caption.
    pub(super) caption: usize,
    /// A name for each column; empty where there are no heads.
    pub(super) names: Vec<String>,
}
