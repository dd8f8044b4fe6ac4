//! The documents that a report cites.

use std::collections::HashMap;

use crate::atom::{Atom, AtomKind, Reference, Value};

/// A document that a report cites, with every place where it does.
///
/// ```
/// let text = "1. Cobertura Institucional \n\nCon Memorando Nro. IESS-DPX-2020-1644-M se pidió, y con oficio \
///             IESS-DPX-2020-0017-O se dio. El IESS-DPX-2020-1644-M sigue abierto. \n";
/// let report = rendicion::parse(text);
/// let cited = report.references().next().unwrap();
/// assert_eq!((cited.reference.year(), cited.mentions.len()), (Some(2020), 2));
/// assert_eq!(report.references().count(), 2);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cited<'r> {
    /// Its reference.
    pub reference: &'r Reference,
    /// [`AtomKind::Memo`], or [`AtomKind::Resolution`].
    pub kind: AtomKind,
    /// The values that name it, in the order of the source; there is one at least.
    pub mentions: Vec<&'r Atom>,
}

/// Each document that atoms name, once, in the order of its first mention.
pub(super) fn of<'r>(atoms: impl Iterator<Item = &'r Atom>) -> Vec<Cited<'r>> {
    let mut out: Vec<Cited<'r>> = Vec::new();
    let mut known: HashMap<&Reference, usize> = HashMap::new();
    for atom in atoms {
        let (Value::Memo(reference) | Value::Resolution(reference)) = &atom.value else {
            continue;
        };
        let at = *known.entry(reference).or_insert(out.len());
        match out.get_mut(at) {
            Some(cited) => cited.mentions.push(atom),
            None => out.push(Cited {
                reference,
                kind: atom.value.kind(),
                mentions: vec![atom],
            }),
        }
    }
    out
}
