//! A section as an outside crate writes one: with the public API alone, its own titles, table, claim and facts.

mod support;

use rendicion::{
    Block, Candidate, Claim, Code, Column, Count, Fact, Figure, Parser, Procurement, Reading,
    Registry, Report, SectionId, SectionParser, Sink, Subject, SubjectKind, TableSchema,
    UnitOfMeasure,
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

    fn facts(data: &FleetData) -> impl Iterator<Item = Fact<'_>> {
        data.vehicles.iter().flat_map(|it| {
            let vehicle = Subject::new(SubjectKind::Custom("acme.vehicle"), &it.model);
            let count = it.count.iter();
            let cost = it.cost.iter();
            count
                .map(move |it| Fact::of_count(vehicle, "count", it))
                .chain(
                    cost.map(move |it| {
                        Fact::of_figure(vehicle, "cost", it, UnitOfMeasure::UsDollar)
                    }),
                )
        })
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
fn its_facts_stand_among_those_of_every_section() {
    let report = parser().parse(TEXT);
    let facts: Vec<String> = report
        .facts()
        .map(|fact| format!("{} {fact} {}", fact.section, report.text(fact.span)))
        .collect();
    assert_eq!(
        facts,
        [
            "coverage concept affiliates: value 61590 (2020) 61.590",
            "acme.fleet acme.vehicle Camioneta doble cabina: count 4 4",
            "acme.fleet acme.vehicle Camioneta doble cabina: cost 12450.80 USD 12.450,80",
            "acme.fleet acme.vehicle Furgoneta: count 2 2",
            "acme.fleet acme.vehicle Furgoneta: cost 6100.00 USD 6.100,00",
            "objectives objective 1: text Cuidar los fondos • Objetivo Estratégico N°1. Cuidar los fondos",
        ]
    );
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
    let of_iess =
        "PARQUE AUTOMOTOR DEL IESS \n\nBuenos días. Rendimos cuentas de cuatro camionetas. \n";
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

/// *Procesos de contratación* from its tables and sentences, written again with public items alone.
mod again {
    use rendicion::words::{alike, is_subtotal, is_total, key};
    use rendicion::{
        Code, Column, Frame, Measure, Procedure, Procurement, ProcurementData, Reading, Record,
        SectionId, SectionParser, Sink, Stage, StatedRecord, TableSchema,
    };

    pub(super) struct Again {
        tables: Vec<TableSchema>,
    }

    /// The procedures of the form: slug and names.
    const PROCEDURES: &[(&str, &[&str])] = &[
        ("infima_cuantia", &["Ínfima Cuantía"]),
        ("publicacion", &["Publicación"]),
        ("licitacion", &["Licitación"]),
        (
            "subasta_inversa_electronica",
            &["Subasta Inversa Electrónica", "Subasta Inversa"],
        ),
        (
            "declaratoria_de_emergencia",
            &[
                "Procesos de Declaratoria de Emergencia",
                "Declaratoria de Emergencia",
                "Emergencia",
            ],
        ),
        ("concurso_publico", &["Concurso Público"]),
        ("contratacion_directa", &["Contratación Directa"]),
        ("menor_cuantia", &["Menor Cuantía"]),
        ("lista_corta", &["Lista corta"]),
        ("produccion_nacional", &["Producción Nacional"]),
        ("terminacion_unilateral", &["Terminación Unilateral"]),
        ("consultoria", &["Consultoría"]),
        ("regimen_especial", &["Régimen Especial"]),
        ("catalogo_electronico", &["Catálogo Electrónico"]),
        ("cotizacion", &["Cotización"]),
        (
            "ferias_inclusivas",
            &["Ferias Inclusivas", "Feria Inclusiva"],
        ),
        ("other", &["Otras", "Otros"]),
    ];

    /// What sentences state of procedures.
    const SAID: Frame = Frame::procedures(&[
        (Measure::Count, "awarded", "awarded.count"),
        (Measure::Money, "awarded", "awarded.total"),
        (Measure::Count, "finished", "finished.count"),
        (Measure::Money, "finished", "finished.total"),
        (Measure::Count, "executed", "finished.count"),
        (Measure::Money, "executed", "finished.total"),
    ])
    .or("finished");

    impl Again {
        /// With the schema that the crate's own section has: its words are as public as its records.
        pub(super) fn new() -> Self {
            Self {
                tables: Procurement::default().tables().to_vec(),
            }
        }

        /// With a schema of its own, which knows the heads of the form and no others.
        pub(super) fn of_form() -> Self {
            let columns = [
                Column::label("procedure", ["TIPO DE CONTRATACIÓN"]),
                Column::count("awarded.count", ["Número Total"])
                    .under(["ESTADO ACTUAL / Adjudicados"]),
                Column::money("awarded.total", ["Valor Total"])
                    .under(["ESTADO ACTUAL / Adjudicados"]),
                Column::count("finished.count", ["Número Total"])
                    .under(["ESTADO ACTUAL / Finalizados"]),
                Column::money("finished.total", ["Valor Total"])
                    .under(["ESTADO ACTUAL / Finalizados"]),
            ];
            let labels = PROCEDURES
                .iter()
                .flat_map(|(_, names)| names.iter().copied());
            Self {
                tables: vec![
                    TableSchema::new("procurement", columns.map(Column::optional))
                        .with_rows(labels.chain(["TOTAL"]))
                        .with_fillers(["ESTADO", "ACTUAL", "TOTAL"]),
                ],
            }
        }
    }

    impl SectionParser for Again {
        type Output = ProcurementData;

        fn id(&self) -> SectionId {
            SectionId::PROCUREMENT
        }

        fn titles(&self) -> &[&str] {
            &[
                "Procesos de contratación y compras públicas de bienes y servicios",
                "Procesos de contratación y compras públicas",
                "Compras públicas",
            ]
        }

        fn tables(&self) -> &[TableSchema] {
            &self.tables
        }

        fn parse(&self, section: &Reading<'_>, sink: &mut dyn Sink) -> ProcurementData {
            let mut data = ProcurementData::default();
            for record in section.records("procurement", sink) {
                let Some(procedure) = procedure(&record, sink) else {
                    continue;
                };
                if is_subtotal(&procedure.label) {
                    let message = format!("`{}` adds up some of the rows", procedure.label);
                    sink.report(Code::SetAside, procedure.span, message);
                } else if is_total(&procedure.label) {
                    data.total.get_or_insert(procedure);
                } else {
                    data.procedures.push(procedure);
                }
            }
            data.procedures
                .extend(section.stated(&SAID, sink).iter().map(stated));
            data
        }
    }

    fn stated(record: &StatedRecord) -> Procedure {
        let stage = |count, total| {
            let mut stage = Stage::default();
            stage.count = record.count(count);
            stage.total = record.figure(total);
            stage
        };
        let mut procedure = Procedure::default();
        procedure.awarded = stage("awarded.count", "awarded.total");
        procedure.finished = stage("finished.count", "finished.total");
        record.slug().clone_into(&mut procedure.procedure);
        record.subject().clone_into(&mut procedure.label);
        procedure.span = record.span();
        procedure.line = record.line();
        procedure
    }

    fn procedure(record: &Record<'_>, sink: &mut dyn Sink) -> Option<Procedure> {
        let label = record.label()?;
        let mut stage = |count, total| {
            let mut stage = Stage::default();
            stage.count = record.count(count, sink);
            stage.total = record.money(total, sink);
            stage
        };
        let mut procedure = Procedure::default();
        procedure.awarded = stage("awarded.count", "awarded.total");
        procedure.finished = stage("finished.count", "finished.total");
        slug(label).clone_into(&mut procedure.procedure);
        label.clone_into(&mut procedure.label);
        procedure.span = record.span();
        procedure.line = record.line();
        Some(procedure)
    }

    fn slug(label: &str) -> &'static str {
        let label = key(label);
        let found = PROCEDURES.iter().find(|(_, names)| {
            let same = |name: &&str| label == key(name) || alike(&label, &key(name), 0.85);
            names.iter().any(same)
        });
        found.map_or("other", |(slug, _)| slug)
    }
}

/// The report of a text as the section written again reads it.
fn read_again(section: again::Again, text: &str) -> Report {
    let registry = Registry::standard()
        .without(&SectionId::PROCUREMENT)
        .with(section);
    Parser::builder()
        .registry(registry)
        .build()
        .unwrap()
        .parse(text)
}

#[test]
fn procurement_written_again_reads_the_same() {
    let mut compared = 0;
    let sentences = include_str!("sentences/procurement.txt")
        .lines()
        .filter_map(|line| line.strip_prefix("> "))
        .map(|text| format!("6. Procesos de contratación y compras públicas\n\n{text}\n"));
    let specimens = support::specimen::all().into_iter().map(|it| it.text);
    for text in specimens.chain(sentences) {
        let own = rendicion::parse(&text);
        let again = read_again(again::Again::new(), &text);
        let (Some(own), Some(data)) = (
            own.section::<Procurement>(),
            again.section::<again::Again>(),
        ) else {
            continue;
        };
        assert_eq!(own, data, "{text}");
        compared += own.procedures.len();
    }
    assert!(compared > 50, "only {compared} procedures were compared");
}

#[test]
fn a_schema_of_its_own_does_for_the_form() {
    let text = "6. Procesos de contratación y compras públicas de bienes y servicios \n\n\
                | TIPO DE CONTRATACIÓN | ESTADO ACTUAL / Adjudicados / Número Total | ESTADO ACTUAL / Adjudicados / Valor Total |\n\
                |---|---|---|\n| Ínfima Cuantía | 31 | 88.410,25 |\n| Menor Cuantía | 4 | 51.200,00 |\n| TOTAL | 35 | 139.610,25 |\n";
    let (own, again) = (
        rendicion::parse(text),
        read_again(again::Again::of_form(), text),
    );
    assert_eq!(
        own.section::<Procurement>(),
        again.section::<again::Again>()
    );
    assert_eq!(own.section::<Procurement>().unwrap().procedures.len(), 2);
    assert_eq!(
        serde_json::to_value(&own).unwrap()["sections"][0]["data"],
        serde_json::to_value(&again).unwrap()["sections"][0]["data"]
    );
}

#[test]
fn ids_that_repeat_or_say_nothing_are_refused() {
    use rendicion::InvalidParser;

    /// A parser of any id.
    struct Named(&'static str);

    impl SectionParser for Named {
        type Output = ();

        fn id(&self) -> SectionId {
            SectionId::new(self.0)
        }

        fn parse(&self, _: &Reading<'_>, _: &mut dyn Sink) {}
    }

    let build = |registry| Parser::builder().registry(registry).build().map(|_| ());
    let id = SectionId::new("acme.a");
    assert_eq!(
        build(
            Registry::standard()
                .with(Named("acme.a"))
                .with_first(Named("acme.a"))
        ),
        Err(InvalidParser::RepeatedId { id })
    );
    assert_eq!(
        build(Registry::standard().with(Named(""))),
        Err(InvalidParser::EmptyId)
    );
    assert_eq!(build(Registry::standard().with(Named("acme.a"))), Ok(()));
}

#[test]
fn a_section_without_facts_of_its_own_gives_none() {
    let report = read_again(
        again::Again::new(),
        "6. Compras públicas \n\nEl IESS no compró. \n",
    );
    assert_eq!(report.sections()[0].kind(), &SectionId::PROCUREMENT);
    assert!(report.sections()[0].facts().next().is_none());
    assert!(matches!(
        report.sections()[0].blocks(),
        [Block::Paragraph(_)]
    ));
}
