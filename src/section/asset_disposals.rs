//! *Enajenación de bienes, expropiaciones y donaciones*.

use serde::{Deserialize, Serialize};

use super::sentence::{has_stem, words};
use super::value::Figure;
use super::{Reading, SectionId, SectionParser};
use crate::atom::AtomKind;
use crate::diagnostic::Sink;
use crate::source::Span;

/// Reads *Enajenación de bienes, expropiaciones y donaciones*: that there were none, or which.
#[derive(Clone, Copy, Debug, Default)]
pub struct AssetDisposals;

/// What a report says of assets that left the office.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct AssetDisposalsData {
    /// It says that there were none.
    pub declared_none: bool,
    /// Those that it tells of, in the order of print.
    pub disposals: Vec<Disposal>,
}

/// An asset that left the office, or came to it by law.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[non_exhaustive]
pub struct Disposal {
    /// What was done.
    pub kind: DisposalKind,
    /// What the report says of it.
    pub text: String,
    /// The first amount of money that it names, in USD.
    pub value: Option<Figure>,
    /// From its first byte to its last.
    pub span: Span,
    /// The line of the span's start, counted from 1.
    pub line: u32,
}

/// What was done with an asset.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum DisposalKind {
    /// *Donación*.
    Donation,
    /// *Expropiación*.
    Expropriation,
    /// *Enajenación*: sale, auction or any other way of giving up ownership.
    Sale,
}

const NEGATIONS: &[&str] = &["no", "ningun", "ninguna", "ninguno", "tampoco", "sin"];
const KINDS: &[(&[&str], DisposalKind)] = &[
    (&["donac", "donad", "dono", "donar"], DisposalKind::Donation),
    (&["expropi"], DisposalKind::Expropriation),
    (&["enajen", "remat", "venta", "vend", "subast"], DisposalKind::Sale),
];

impl SectionParser for AssetDisposals {
    type Output = AssetDisposalsData;

    fn id(&self) -> SectionId {
        SectionId::ASSET_DISPOSALS
    }

    fn titles(&self) -> &[&str] {
        &[
            "Enajenación de bienes, expropiaciones y donaciones",
            "Enajenación de bienes/expropiaciones/donaciones",
            "Enajenación, donaciones y expropiaciones de bienes",
            "Enajenación de bienes",
        ]
    }

    fn parse(&self, section: &Reading<'_>, _sink: &mut dyn Sink) -> AssetDisposalsData {
        let mut data = AssetDisposalsData::default();
        for passage in section.passages() {
            let words = words(passage.text.as_str());
            let kind = KINDS.iter().filter_map(|(stems, kind)| {
                words.iter().position(|w| stems.iter().any(|stem| w.key.starts_with(stem))).map(|at| (at, *kind))
            });
            let first = kind.min_by_key(|(at, _)| *at);
            let negated = words.iter().any(|word| NEGATIONS.contains(&word.key.as_str())) || says_none(passage.text.as_str());
            match first {
                _ if negated && (first.is_some() || has_stem(&words, &["proces", "bien", "aplic"])) => data.declared_none = true,
                Some((_, kind)) if !passage.text.as_str().ends_with(':') => {
                    let money = passage.atoms.iter().find(|atom| atom.value.kind() == AtomKind::Money);
                    data.disposals.push(Disposal {
                        kind,
                        text: passage.text.as_str().to_owned(),
                        value: money.and_then(Figure::of),
                        span: passage.place.span,
                        line: passage.place.line,
                    });
                }
                _ => {}
            }
        }
        // "There were none of the others" beside a donation is no declaration that there were none.
        data.declared_none &= data.disposals.is_empty();
        data
    }
}

/// "N/A", "No aplica", "Ninguna".
fn says_none(text: &str) -> bool {
    matches!(crate::source::fold::key(text).as_str(), "n a" | "no aplica" | "ninguna" | "ninguno" | "na")
}
