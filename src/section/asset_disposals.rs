//! *Enajenación de bienes, expropiaciones y donaciones*.

use std::fmt;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use super::told;
use super::value::Figure;
use super::{Fact, Reading, Record, SectionId, SectionParser, stated};
use crate::diagnostic::Sink;
use crate::lexicon::{Class, Entry, WordList};
use crate::model::{Column, TableSchema};
use crate::prose::{ACTS, ExclusionReason, Verdict};
use crate::source::Span;

/// Reads *Enajenación de bienes, expropiaciones y donaciones*: that there were none, or which.
///
/// ```
/// use rendicion::AssetDisposals;
///
/// let text = "7. Enajenación de bienes, expropiaciones y donaciones \n\nNo se realizaron donaciones, expropiaciones ni enajenaciones. \n";
/// let report = rendicion::parse(text);
/// assert!(report.section::<AssetDisposals>().unwrap().declared_none);
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct AssetDisposals;

/// What a report says of assets that left the office.
///
/// ```
/// use rendicion::AssetDisposals;
///
/// let text = "7. Enajenación de bienes, expropiaciones y donaciones \n\nSe vendió en remate un vehículo por USD 9.450,00. \n";
/// let report = rendicion::parse(text);
/// let data = report.section::<AssetDisposals>().unwrap();
/// assert_eq!((data.declared_none, data.disposals.len()), (false, 1));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[non_exhaustive]
pub struct AssetDisposalsData {
    /// It says that there were none.
    pub declared_none: bool,
    /// Those that it tells of, in the order of print.
    pub disposals: Vec<Disposal>,
}

/// An asset that left the office, or came to it by law.
///
/// ```
/// use rendicion::{AssetDisposals, DisposalKind};
///
/// let text = "7. Enajenación de bienes, expropiaciones y donaciones \n\nSe vendió en remate un vehículo por USD 9.450,00. \n";
/// let report = rendicion::parse(text);
/// let data = report.section::<AssetDisposals>().unwrap();
/// let sold = &data.disposals[0];
/// assert_eq!((sold.kind, sold.value.unwrap().value.to_string()), (DisposalKind::Sale, "9450.00".to_owned()));
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
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
///
/// ```
/// assert_eq!(rendicion::DisposalKind::Sale.to_string(), "sale");
/// ```
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

impl DisposalKind {
    /// Its name, as the JSON of a report has it.
    ///
    /// ```
    /// assert_eq!(rendicion::DisposalKind::Donation.as_str(), "donation");
    /// ```
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Donation => "donation",
            Self::Expropriation => "expropriation",
            Self::Sale => "sale",
        }
    }

    /// The kind with a name; `None` where none has it.
    fn named(name: &str) -> Option<Self> {
        [Self::Donation, Self::Expropriation, Self::Sale]
            .into_iter()
            .find(|kind| kind.as_str() == name)
    }
}

impl fmt::Display for DisposalKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The table of what left the office, a row each.
static TABLES: LazyLock<[TableSchema; 1]> = LazyLock::new(|| {
    let columns = [
        Column::label(
            "act",
            [
                "PROCESO",
                "TIPO DE ACTO",
                "ACTO",
                "TIPO DE PROCESO",
                "TIPO",
                "MODALIDAD",
            ],
        ),
        Column::text(
            "asset",
            [
                "BIEN",
                "DESCRIPCIÓN DEL BIEN",
                "DESCRIPCIÓN",
                "DETALLE DEL BIEN",
                "BIENES",
            ],
        ),
        Column::count("count", ["CANTIDAD", "UNIDADES", "NÚMERO", "N°", "NRO."]).optional(),
        Column::money(
            "value",
            ["VALOR", "VALOR EN LIBROS", "VALOR TOTAL", "MONTO", "AVALÚO"],
        )
        .optional(),
    ];
    let others = [
        "VALOR UNITARIO",
        "FECHA",
        "ENTIDAD RECEPTORA",
        "BENEFICIARIO",
        "VALOR RESIDUAL",
    ];
    [TableSchema::new("asset_disposals", columns).with_others(others)]
});

/// The act that a row's label names.
fn act_of(label: &str) -> Option<DisposalKind> {
    let words = WordList::of_str(label);
    let named = |at: usize| {
        let entries = words[at..].iter().map(|word| word.entry);
        let phrase = Entry::phrase(entries).map(|(phrase, _)| phrase);
        DisposalKind::named(phrase.unwrap_or(words[at].entry).name(Class::Act))
    };
    (0..words.len()).find_map(named)
}

/// The disposal of a row: its act is known, and it does not say that there were none.
fn of_record(record: &Record<'_>, sink: &mut dyn Sink) -> Option<Disposal> {
    let kind = act_of(record.label()?)?;
    let count = record.count("count", sink);
    let value = record.money("value", sink);
    let is_none =
        count.is_some_and(|it| it.value == 0) || value.is_some_and(|it| it.value.is_zero());
    let asset = record.text("asset").filter(|_| !is_none)?;
    Some(Disposal {
        kind,
        text: format!("{}, {asset}", record.label()?),
        value,
        span: record.span(),
        line: record.line(),
    })
}

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
            "Enajenaciones, donaciones y expropiaciones",
            "Donaciones y enajenaciones",
            "Donaciones, enajenaciones y expropiaciones",
        ]
    }

    fn title_words(&self) -> &[(u8, &'static str)] {
        &[
            (
                4,
                "donacion donad enajen expropia remat transferencia vendid venta",
            ),
            (2, "baja bienes disposic dominio entregad muebles"),
        ]
    }

    fn tables(&self) -> &[TableSchema] {
        &*TABLES
    }

    fn parse(&self, section: &Reading<'_>, sink: &mut dyn Sink) -> AssetDisposalsData {
        let mut data = AssetDisposalsData::default();
        let records = section.records("asset_disposals", sink);
        data.disposals
            .extend(records.iter().filter_map(|record| of_record(record, sink)));
        let told = of_sentences(section, sink);
        data.disposals.extend(told.disposals);
        // "There were none of the others" beside a donation is no declaration that there were none.
        data.declared_none = told.denies && data.disposals.is_empty() && !told.is_unsettled;
        data
    }

    fn facts(data: &AssetDisposalsData) -> impl Iterator<Item = Fact<'_>> {
        stated::of_disposals(data)
    }
}

/// What sentences say of acts.
#[derive(Debug, Default)]
struct Told {
    disposals: Vec<Disposal>,
    denies: bool,
    /// Of something it is not said whether it was done.
    is_unsettled: bool,
}

fn of_sentences(section: &Reading<'_>, sink: &mut dyn Sink) -> Told {
    let source = section.source();
    let mut out = Told::default();
    told::read(
        section,
        &section.passages(),
        &ACTS,
        |_| true,
        |passage, sentence| {
            let introduces = passage.text().as_str().ends_with(':');
            let mut exclusions = told::Exclusions::default();
            let first = out.disposals.len();
            for act in sentence.acts() {
                match act.verdict {
                    Verdict::Denied => out.denies = true,
                    // What introduces a list is no record of its own.
                    _ if introduces => {}
                    Verdict::Excluded(reason) => {
                        out.is_unsettled |= reason == ExclusionReason::NoRole;
                        let span = told::span_between(passage, sentence, act.at, act.at);
                        exclusions.report(reason, source, span, sink);
                    }
                    Verdict::Done => {
                        let Some(kind) = act.name.and_then(DisposalKind::named) else {
                            continue;
                        };
                        let value = act.value.map(|value| {
                            told::figure(source, told::span_of(passage, sentence, &value), &value)
                        });
                        // "Se donaron 3 vehículos; la donación se valoró en": one act, told twice.
                        let again = out.disposals[first..].iter_mut().find(|it| it.kind == kind);
                        if let Some(known) = again
                            && (known.value.is_none() || value.is_none())
                        {
                            known.value = known.value.or(value);
                            continue;
                        }
                        let span = told::span_of_sentence(passage, sentence);
                        out.disposals.push(Disposal {
                            kind,
                            text: passage.text().as_str()[sentence.range()].to_owned(),
                            value,
                            span,
                            line: source.line_of(span.start),
                        });
                    }
                }
            }
        },
    );
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::section::testing::{read, round_trip};

    #[test]
    fn what_is_read_is_kept_by_json() {
        let (data, _) = read(&AssetDisposals, "Se donaron 3 sillas por $ 5,00. \n");
        assert_eq!(data.disposals[0].kind, DisposalKind::Donation);
        assert_eq!(data.disposals[0].text, "Se donaron 3 sillas por $ 5,00");
        round_trip(&data);
    }

    #[test]
    fn a_label_names_an_act() {
        assert_eq!(act_of("Donaciones de bienes"), Some(DisposalKind::Donation));
        assert_eq!(
            act_of("TRANSFERENCIA GRATUITA"),
            Some(DisposalKind::Donation)
        );
        assert_eq!(act_of("Remate al martillo"), Some(DisposalKind::Sale));
        assert_eq!(act_of("Traspaso"), None);
    }
}
