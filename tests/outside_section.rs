//! A section as an outside crate writes one: with the public API alone, its own titles, table, claim and facts.

mod support;

use rendicion::{
    Candidate, Claim, Code, Column, Count, Figure, Parser, Reading, Registry, SectionId,
    SectionParser, Sink, TableSchema,
};
use serde::Serialize;

/// The vehicles that an office runs, and what they cost.
struct Fleet {
    tables: Vec<TableSchema>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct FleetData {
    vehicles: Vec<Vehicle>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
struct Vehicle {
    model: String,
    count: Option<Count>,
    cost: Option<Figure>,
}

impl Fleet {
    fn new() -> Self {
        let columns = [
            Column::label("model", ["MODELO", "TIPO DE VEHÍCULO"]),
            Column::count("count", ["CANTIDAD"]),
            Column::money("cost", ["COSTO ANUAL"]),
        ];
        Self {
            tables: vec![TableSchema::new("acme.fleet", columns)],
        }
    }
}

impl SectionParser for Fleet {
    type Output = FleetData;

    fn id(&self) -> SectionId {
        SectionId::new("acme.fleet")
    }

    fn titles(&self) -> &[&str] {
        &["Parque automotor"]
    }

    fn tables(&self) -> &[TableSchema] {
        &self.tables
    }

    /// Under any title that begins so, and under no title a text that speaks of nothing else.
    fn claim(&self, candidate: &Candidate<'_>) -> Claim {
        match candidate.title {
            Some(_) => candidate.likeness_claim(self.titles()),
            None if candidate.text.starts_with("PARQUE") => Claim::Exact,
            None => Claim::No,
        }
    }

    fn parse(&self, section: &Reading<'_>, sink: &mut dyn Sink) -> FleetData {
        let mut data = FleetData {
            vehicles: Vec::new(),
        };
        for record in section.records("acme.fleet", sink) {
            data.vehicles.push(Vehicle {
                model: record.label().unwrap_or_default().to_owned(),
                count: record.count("count", sink),
                cost: record.money("cost", sink),
            });
        }
        if data.vehicles.is_empty() {
            sink.report(
                Code::UnreadTable,
                section.span(),
                "no table of vehicles was found".to_owned(),
            );
        }
        data
    }
}

const TEXT: &str = "\
1. Cobertura Institucional \n\nHay 61.590 afiliados en el año 2020. \n\n\
2. Parque automotor \n\nEl detalle consta en el siguiente cuadro: \n\n\
MODELO CANTIDAD COSTO ANUAL \n\nCamioneta doble cabina 4 12.450,80 \n\nFurgoneta 2 6.100,00 \n\n\
3. Objetivos Institucionales \n\n• Objetivo Estratégico N°1. Cuidar los fondos \n";

fn parser() -> Parser {
    Parser::builder()
        .registry(Registry::standard().with(Fleet::new()))
        .build()
        .unwrap()
}

#[test]
fn an_outside_section_reads_its_table() {
    let report = parser().parse(TEXT);
    support::invariants::check(TEXT, &report);
    let fleet = report
        .section::<Fleet>()
        .expect("the section is read by its parser");
    let read: Vec<_> = fleet
        .vehicles
        .iter()
        .map(|it| {
            (
                it.model.as_str(),
                it.count.map(|count| count.value),
                it.cost.map(|cost| cost.value.to_string()),
            )
        })
        .collect();
    assert_eq!(
        read,
        [
            (
                "Camioneta doble cabina",
                Some(4),
                Some("12450.80".to_owned())
            ),
            ("Furgoneta", Some(2), Some("6100.00".to_owned()))
        ]
    );
}

#[test]
fn its_facts_stand_in_the_json_as_those_of_any_other() {
    let json = serde_json::to_value(parser().parse(TEXT)).unwrap();
    let kinds: Vec<&str> = json["sections"]
        .as_array()
        .unwrap()
        .iter()
        .map(|section| section["kind"].as_str().unwrap())
        .collect();
    assert_eq!(kinds, ["coverage", "acme.fleet", "objectives"]);
    assert!(json["sections"][1]["data"]["vehicles"].is_array());
}

#[test]
fn it_may_speak_through_the_sink() {
    let text = "1. Parque automotor \n\nNo hay vehículos. \n";
    let report = parser().parse(text);
    let said: Vec<_> = report
        .diagnostics()
        .iter()
        .map(|it| (it.code, it.message.as_str()))
        .collect();
    assert_eq!(
        said,
        [(Code::UnreadTable, "no table of vehicles was found")]
    );
}

#[test]
fn it_may_claim_a_text_without_a_title() {
    let of_iess = "PARQUE AUTOMOTOR DEL IESS \n\nHay cuatro camionetas. \n";
    let of_nobody = "PARQUE AUTOMOTOR DE LA PROVINCIA \n\nHay cuatro camionetas. \n";
    for (text, without) in [(of_iess, SectionId::ADDRESS), (of_nobody, SectionId::OTHER)] {
        assert_eq!(
            parser().parse(text).sections()[0].kind().as_str(),
            "acme.fleet"
        );
        assert_eq!(rendicion::parse(text).sections()[0].kind(), &without);
    }
}

#[test]
fn without_it_the_section_is_kept_as_another() {
    let report = rendicion::parse(TEXT);
    let kinds: Vec<&str> = report
        .sections()
        .iter()
        .map(|section| section.kind().as_str())
        .collect();
    assert!(!kinds.contains(&"acme.fleet"));
    support::invariants::check(TEXT, &report);
}

#[test]
fn a_tie_goes_to_the_first_registered_and_is_said() {
    /// Claims what `Fleet` claims.
    struct Rival;

    impl SectionParser for Rival {
        type Output = ();

        fn id(&self) -> SectionId {
            SectionId::new("rival.fleet")
        }

        fn titles(&self) -> &[&str] {
            &["Parque automotor"]
        }

        fn parse(&self, _: &Reading<'_>, _: &mut dyn Sink) {}
    }

    let text = "1. Parque automotor \n\nNo hay vehículos. \n";
    for (registry, first) in [
        (
            Registry::empty().with(Fleet::new()).with(Rival),
            "acme.fleet",
        ),
        (
            Registry::empty().with(Fleet::new()).with_first(Rival),
            "rival.fleet",
        ),
    ] {
        let report = Parser::builder()
            .registry(registry)
            .build()
            .unwrap()
            .parse(text);
        assert_eq!(report.sections()[0].kind().as_str(), first);
        assert!(
            report
                .diagnostics()
                .iter()
                .any(|it| it.code == Code::TiedClaim)
        );
    }
}
