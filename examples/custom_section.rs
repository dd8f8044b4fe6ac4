//! A section of one's own, written as a crate from outside would: *Parque automotor*, the vehicles that an office runs.
//!
//! ```sh
//! cargo run --release --example custom_section
//! ```

mod fleet {
    use rendicion::{
        AtomKind, Block, Code, Column, Count, Fact, Figure, Reading, SectionId, SectionParser,
        Sink, Subject, SubjectKind, TableSchema, UnitOfMeasure, words::is_total,
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
        /// What was spent on fuel and parts, from a sentence.
        pub(crate) spent: Option<Figure>,
        /// How many vehicles there are of each kind, from the lists.
        pub(crate) vehicles: Vec<Vehicles>,
        /// What each workshop charged, from the table.
        pub(crate) workshops: Vec<Workshop>,
    }

    #[derive(Clone, Debug, PartialEq, Serialize)]
    pub(crate) struct Vehicles {
        pub(crate) kind: String,
        pub(crate) count: Count,
    }

    #[derive(Clone, Debug, PartialEq, Serialize)]
    pub(crate) struct Workshop {
        pub(crate) name: String,
        pub(crate) orders: Option<Count>,
        pub(crate) charged: Option<Figure>,
    }

    /// The id of the table.
    const WORKSHOPS: &str = "acme.workshops";

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
                spent: spent(section),
                vehicles: vehicles(section, sink),
                workshops: workshops(section, sink),
            }
        }

        /// They stand in `report.facts()` among those of the other sections.
        fn facts(data: &FleetData) -> impl Iterator<Item = Fact<'_>> {
            let fleet = Subject::new(SubjectKind::Custom("acme.fleet"), "");
            let spent = data.spent.iter();
            let spent =
                spent.map(move |it| Fact::of_figure(fleet, "spent", it, UnitOfMeasure::UsDollar));
            let vehicles = data.vehicles.iter().map(|it| {
                let kind = Subject::new(SubjectKind::Custom("acme.vehicles"), &it.kind);
                Fact::of_count(kind, "count", &it.count)
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
            spent.chain(vehicles).chain(workshops)
        }
    }

    /// The amount in the paragraph that speaks of fuel.
    fn spent(section: &Reading<'_>) -> Option<Figure> {
        section.all_blocks().find_map(|block| match block {
            Block::Paragraph(it) if it.text.as_str().contains("combustible") => it
                .atoms
                .iter()
                .find(|atom| atom.value.kind() == AtomKind::Money)
                .and_then(Figure::of),
            _ => None,
        })
    }

    /// "Camionetas: 6"; a count that is not whole is left out, and said to be.
    fn vehicles(section: &Reading<'_>, sink: &mut dyn Sink) -> Vec<Vehicles> {
        let mut found = Vec::new();
        for item in section.items() {
            let Some((kind, _)) = item.text.as_str().split_once(':') else {
                continue;
            };
            let Some(number) = item
                .atoms
                .iter()
                .find(|atom| atom.value.kind() == AtomKind::Number)
            else {
                continue;
            };
            match Count::of(number) {
                Some(count) => found.push(Vehicles {
                    kind: kind.to_owned(),
                    count,
                }),
                None => sink.report(
                    Code::MalformedNumber,
                    number.span,
                    format!(
                        "`{}` is no number of vehicles; the item states no fact",
                        number.raw
                    ),
                ),
            }
        }
        found
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
Mover brigadas por la selva es caro: en combustible y repuestos se pagaron \n
$ 48.215,90 a lo largo del año. La flota se compone de: \n
• Camionetas: 6 \n
• Ambulancias: 5 \n
• Motocicletas: 2,5 \n
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
    if let Some(spent) = fleet.spent {
        let at = report.position(spent.span);
        writeln!(
            out,
            "spent: {} USD, line {} column {}: {:?}",
            spent.value,
            at.line,
            at.character + 1,
            report.text(spent.span)
        )?;
    }
    for it in &fleet.vehicles {
        writeln!(
            out,
            "{}: {} on line {}",
            it.kind, it.count.value, it.count.line
        )?;
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
