//! A section of one's own, written as a crate from outside would: *Parque automotor*, the vehicles that an office runs.
//!
//! ```sh
//! cargo run --release --example custom_section
//! ```

mod fleet {
    use rendicion::{
        Column, Count, Fact, Figure, Frame, Measure, Reading, SectionId, SectionParser, Sink,
        StatedRecord, Subject, SubjectKind, TableSchema, UnitOfMeasure, words::is_total,
    };
    use serde::Serialize;

    /// Reads *Parque automotor*.
    #[derive(Debug)]
    pub(crate) struct Fleet {
        tables: [TableSchema; 1],
    }

    /// What the section states. It is serialised as the section's `data`.
    #[derive(Clone, Debug, Default, PartialEq, Serialize)]
    pub(crate) struct FleetData {
        /// How many vehicles there are of each kind and what was spent on them, from sentences.
        pub(crate) vehicles: Vec<Vehicles>,
        /// What each workshop charged, from the table.
        pub(crate) workshops: Vec<Workshop>,
    }

    #[derive(Clone, Debug, PartialEq, Serialize)]
    pub(crate) struct Vehicles {
        pub(crate) kind: String,
        pub(crate) count: Option<Count>,
        pub(crate) spent: Option<Figure>,
    }

    #[derive(Clone, Debug, PartialEq, Serialize)]
    pub(crate) struct Workshop {
        pub(crate) name: String,
        pub(crate) orders: Option<Count>,
        pub(crate) charged: Option<Figure>,
    }

    /// The id of the table.
    const WORKSHOPS: &str = "acme.workshops";

    /// The nouns with the names that a record has for them, and which quantity is which member of a record.
    const SAID: Frame = Frame::nouns(
        &[
            ("camionetas", "pickup"),
            ("ambulancias", "ambulance"),
            ("motocicletas", "motorcycle"),
        ],
        &[
            (Measure::Count, "is", "count"),
            (Measure::Money, "executed", "spent"),
        ],
    )
    .or("is");

    impl Default for Fleet {
        fn default() -> Self {
            let columns = [
                Column::label("name", ["TALLER", "PROVEEDOR"]),
                Column::count("orders", ["ÓRDENES DE TRABAJO", "ÓRDENES"]),
                Column::money("charged", ["VALOR FACTURADO", "VALOR"]),
            ];
            Self {
                tables: [TableSchema::new(WORKSHOPS, columns)],
            }
        }
    }

    impl SectionParser for Fleet {
        type Output = FleetData;

        fn id(&self) -> SectionId {
            SectionId::new("acme.fleet")
        }

        /// Case, accents, a misprint or two and the number before the title make no difference.
        fn titles(&self) -> &[&str] {
            &["Parque automotor", "Vehículos institucionales"]
        }

        fn tables(&self) -> &[TableSchema] {
            &self.tables
        }

        fn parse(&self, section: &Reading<'_>, sink: &mut dyn Sink) -> FleetData {
            FleetData {
                vehicles: section.stated(&SAID, sink).iter().map(vehicles).collect(),
                workshops: workshops(section, sink),
            }
        }

        /// They stand in `report.facts()` among those of the other sections.
        fn facts(data: &FleetData) -> impl Iterator<Item = Fact<'_>> {
            let vehicles =
                data.vehicles.iter().flat_map(|it| {
                    let kind = Subject::new(SubjectKind::Custom("acme.vehicles"), &it.kind);
                    let spent = it.spent.iter();
                    let count = it.count.iter();
                    count
                        .map(move |it| Fact::of_count(kind, "count", it))
                        .chain(spent.map(move |it| {
                            Fact::of_figure(kind, "spent", it, UnitOfMeasure::UsDollar)
                        }))
                });
            let workshops = data.workshops.iter().flat_map(|it| {
                let workshop = Subject::new(SubjectKind::Custom("acme.workshop"), &it.name);
                let orders = it.orders.iter();
                let charged = it.charged.iter();
                orders
                    .map(move |it| Fact::of_count(workshop, "orders", it))
                    .chain(charged.map(move |it| {
                        Fact::of_figure(workshop, "charged", it, UnitOfMeasure::UsDollar)
                    }))
            });
            vehicles.chain(workshops)
        }
    }

    /// What sentences state of one kind of vehicles: what they deny, hope for or say of another year is not among it.
    fn vehicles(record: &StatedRecord) -> Vehicles {
        Vehicles {
            kind: record.slug().to_owned(),
            count: record.count("count"),
            spent: record.figure("spent"),
        }
    }

    /// The rows of the table, but the total.
    fn workshops(section: &Reading<'_>, sink: &mut dyn Sink) -> Vec<Workshop> {
        let mut found = Vec::new();
        for record in section.records(WORKSHOPS, sink) {
            let name = record.label().unwrap_or_default().to_owned();
            if !is_total(&name) {
                let orders = record.count("orders", sink);
                let charged = record.money("charged", sink);
                found.push(Workshop {
                    name,
                    orders,
                    charged,
                });
            }
        }
        found
    }
}

use std::io::{self, Write};

use fleet::Fleet;
use rendicion::{Parser, Registry};

/// As an extractor leaves it: blank lines inside paragraphs, a space at each line's end, cells on lines of their own.
const REPORT: &str = "\
1. Cobertura Institucional \n
La Dirección Provincial del IESS Pastaza tiene registrados a 21.480 afiliados \n
al cierre del año 2023. \n
2. Parque automotriz \n
La flota cuenta con 6 camionetas, 5 ambulancias y 12 motocicletas; el año anterior había \n
4 ambulancias. En las camionetas se gastaron $ 48.215,90, y se prevé comprar 2 ambulancias. \n
Los talleres contratados fueron: \n
TALLER ÓRDENES DE \n
TRABAJO \n
VALOR FACTURADO \n
MECÁNICA DEL \n
ORIENTE 31 12.406,50 \n
LLANTAS PUYO 18 7.115,25 \n
TOTAL 49 19.521,75 \n
";

fn main() -> io::Result<()> {
    let registry = Registry::standard().with(Fleet::default());
    let parser = Parser::builder()
        .registry(registry)
        .build()
        .map_err(io::Error::other)?;
    let report = parser.parse(REPORT);

    let mut out = io::stdout().lock();
    let Some(fleet) = report.section::<Fleet>() else {
        return writeln!(out, "the report has no section on vehicles");
    };
    let printed = |value: Option<String>| value.unwrap_or_else(|| "not said".to_owned());
    for it in &fleet.vehicles {
        let count = printed(it.count.map(|it| it.value.to_string()));
        let spent = printed(it.spent.map(|it| it.value.to_string()));
        writeln!(out, "{}: {count}, spent: {spent}", it.kind)?;
    }
    for it in &fleet.workshops {
        let orders = it
            .orders
            .map_or_else(|| "no".to_owned(), |orders| orders.value.to_string());
        let charged = it
            .charged
            .map_or_else(|| "nothing".to_owned(), |charged| charged.value.to_string());
        writeln!(out, "{}: {orders} orders for {charged}", it.name)?;
    }
    for fact in report.facts() {
        writeln!(out, "fact of {}: {fact}, line {}", fact.section, fact.line)?;
    }
    for diagnostic in report.diagnostics() {
        writeln!(out, "{diagnostic}")?;
    }
    writeln!(out, "{}", serde_json::to_string(fleet)?)
}
