//! The tables of facts: their columns, and the rows that a report gives.

use std::fmt::Display;

use rendicion::audit::Finding;
use rendicion::{
    Achievements, Address, AssetDisposals, BudgetExecution, BudgetUnit, Count, EqualityPolicies,
    Figure, Objectives, Procedure, Procurement, Recommendations, Report, Section, SectionParser,
    Severity, Signatures, Span, SubjectKind,
};

use super::cells::as_text;

/// A report that was read from a file.
pub(crate) struct Read {
    /// The file's name, which is the key of the report.
    pub(crate) file: String,
    pub(crate) report: Report,
    pub(crate) findings: Vec<Finding>,
}

/// A table of the package, one CSV file.
pub(crate) struct Table {
    pub(crate) name: &'static str,
    pub(crate) title: &'static str,
    /// The columns between those of [`BEFORE`] and [`AFTER`].
    own: &'static [Field],
    /// Writes the rows of one report.
    rows: fn(&Read, &mut Rows<'_>),
}

/// A column: its name, what it holds, and what it means, in Spanish.
#[derive(Clone, Copy)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    pub(crate) holds: Holds,
    pub(crate) title: &'static str,
}

/// What a column holds.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Holds {
    Text,
    /// Text from this list.
    OneOf(&'static [&'static str]),
    Number,
    Dollars,
    Percent,
    /// A whole number of things.
    Count,
    /// A whole number that counts lines, bytes or rows; there always is one.
    Ordinal,
    Page,
    Year,
    Flag,
}

const fn field(name: &'static str, holds: Holds, title: &'static str) -> Field {
    Field { name, holds, title }
}

/// The name of the table that has one row for each report.
pub(crate) const DOCUMENTS: &str = "documents";
/// The column that names the report of a row.
pub(crate) const FILE: Field = field("file", Holds::Text, "Archivo del informe");
/// The column that numbers the rows of a report.
pub(crate) const ROW: Field = field(
    "row",
    Holds::Ordinal,
    "Número de la fila dentro del informe",
);
const OFFICE: [Field; 2] = [
    field("province", Holds::Text, "Provincia"),
    field("year", Holds::Year, "Año del que se rinde cuentas"),
];
const PLACE: [Field; 4] = [
    field(
        "page",
        Holds::Page,
        "Página; vacía si el texto no la muestra",
    ),
    field("line", Holds::Ordinal, "Línea del texto, desde 1"),
    field("start", Holds::Ordinal, "Primer byte en el texto, desde 0"),
    field("end", Holds::Ordinal, "Byte que sigue al último"),
];
const SEVERITIES: Holds = Holds::OneOf(&["info", "warning", "error"]);
const KIND: &str = "kind";

/// Every table, that of the reports first.
pub(crate) const TABLES: [Table; 13] = [
    Table {
        name: DOCUMENTS,
        title: "Informes leídos, uno por fila",
        own: &[
            field("province_code", Holds::Text, "Código INEC de la provincia"),
            field(
                KIND,
                Holds::OneOf(&["report", "address", "unknown"]),
                "Informe, discurso o desconocido",
            ),
            field("institution", Holds::Text, "Institución que nombra"),
            field("form_code", Holds::Text, "Código del formulario"),
            field("form_version", Holds::Text, "Versión del formulario"),
            field(
                "form_effective",
                Holds::Text,
                "Fecha de vigencia del formulario",
            ),
            field("form_pages", Holds::Count, "Páginas que dice tener"),
            field(
                "declared_no_disposals",
                Holds::Flag,
                "Declara que no hubo enajenaciones; vacío si no tiene esa sección",
            ),
            field(
                "findings",
                Holds::Count,
                "Hallazgos: lo que el informe dice y no cuadra",
            ),
            field(
                "warnings",
                Holds::Count,
                "Avisos de lectura de gravedad `warning` o `error`",
            ),
        ],
        rows: documents,
    },
    Table {
        name: "budget",
        title: "Ejecución presupuestaria por unidad",
        own: &[
            field(
                KIND,
                Holds::OneOf(&["unit", "total"]),
                "Unidad, o total impreso (no sumar con las unidades)",
            ),
            field("unit", Holds::Text, "Nombre de la unidad"),
            field("codified", Holds::Dollars, "Codificado o vigente"),
            field("planned", Holds::Dollars, "Planificado o asignado"),
            field("executed", Holds::Dollars, "Devengado o ejecutado"),
            field("percent", Holds::Percent, "Porcentaje de ejecución impreso"),
        ],
        rows: budget,
    },
    Table {
        name: "procurement",
        title: "Procesos de contratación por procedimiento",
        own: &[
            field(
                KIND,
                Holds::OneOf(&["procedure", "total"]),
                "Procedimiento, o total impreso (no sumar con los procedimientos)",
            ),
            field(
                "procedure",
                Holds::Text,
                "Procedimiento, con nombre estable",
            ),
            field("label", Holds::Text, "Procedimiento, como está impreso"),
            field("awarded_count", Holds::Count, "Procesos adjudicados"),
            field("awarded_total", Holds::Dollars, "Valor adjudicado"),
            field("finished_count", Holds::Count, "Procesos finalizados"),
            field("finished_total", Holds::Dollars, "Valor finalizado"),
        ],
        rows: procurement,
    },
    Table {
        name: "recommendations",
        title: "Recomendaciones de organismos de control, una por fila",
        own: &[
            field(
                "record",
                Holds::Ordinal,
                "Número del examen dentro del informe",
            ),
            field("body", Holds::Text, "Organismo que recomienda"),
            field("examination", Holds::Text, "Examen especial"),
            field("number", Holds::Text, "Número de la recomendación"),
            field("text", Holds::Text, "Recomendación"),
            field(
                "references",
                Holds::Text,
                "Documentos de respuesta, separados por ` | `",
            ),
            field(
                "dates",
                Holds::Text,
                "Fechas de esos documentos, separadas por ` | `",
            ),
            field(
                "evidence",
                Holds::Text,
                "Direcciones de los respaldos, separadas por ` | `",
            ),
        ],
        rows: recommendations,
    },
    Table {
        name: "disposals",
        title: "Enajenaciones, expropiaciones y donaciones",
        own: &[
            field(KIND, Holds::Text, "sale, expropriation o donation"),
            field("text", Holds::Text, "Lo que dice el informe"),
            field(
                "value",
                Holds::Dollars,
                "Primer valor en dólares que nombra",
            ),
        ],
        rows: disposals,
    },
    Table {
        name: "indicators",
        title: "Cifras de conceptos conocidos",
        own: &[
            field("section", Holds::Text, "Sección que lo dice"),
            field("concept", Holds::Text, "Concepto, con nombre estable"),
            field(
                "label",
                Holds::Text,
                "Concepto, con las palabras del informe",
            ),
            field("value", Holds::Number, "Valor"),
            field(
                "unit",
                Holds::OneOf(&["USD", "%", "count", "index"]),
                "Unidad del valor",
            ),
            field(
                "period",
                Holds::Text,
                "Tiempo del que se dice; vacío si es el del informe",
            ),
        ],
        rows: indicators,
    },
    Table {
        name: "achievements",
        title: "Logros alcanzados",
        own: &[
            field("title", Holds::Text, "Encabezado del logro"),
            field("text", Holds::Text, "Logro"),
        ],
        rows: achievements,
    },
    Table {
        name: "objectives",
        title: "Objetivos institucionales",
        own: &[
            field("number", Holds::Text, "Número del objetivo"),
            field("text", Holds::Text, "Objetivo"),
        ],
        rows: objectives,
    },
    Table {
        name: "policies",
        title: "Políticas públicas para la igualdad",
        own: &[
            field("focus", Holds::Text, "Enfoque, con nombre estable"),
            field("text", Holds::Text, "Lo que se hizo"),
        ],
        rows: policies,
    },
    Table {
        name: "signatories",
        title: "Quiénes firman",
        own: &[
            field("name", Holds::Text, "Nombre"),
            field("title", Holds::Text, "Cargo"),
        ],
        rows: signatories,
    },
    Table {
        name: FINDINGS,
        title: "Hallazgos: lo que el informe dice y no cuadra",
        own: &[
            field("code", Holds::Text, "Regla"),
            field("severity", SEVERITIES, "Gravedad"),
            field("message", Holds::Text, "Qué no cuadra"),
            field("expected", Holds::Text, "Valor que cuadraría"),
            field("actual", Holds::Text, "Valor impreso"),
            field("tolerance", Holds::Text, "Diferencia admitida"),
            field(
                "suggestion",
                Holds::Text,
                "El menor cambio con que cuadraría",
            ),
        ],
        rows: findings,
    },
    Table {
        name: "evidence",
        title: "Lugares que prueban cada hallazgo, el dudoso primero",
        own: &[
            FINDING,
            field("text", Holds::Text, "Lo que está impreso ahí"),
        ],
        rows: evidence,
    },
    Table {
        name: "diagnostics",
        title: "Avisos de lectura: lo que fue difícil de leer",
        own: &[
            field("code", Holds::Text, "Código"),
            field("severity", SEVERITIES, "Gravedad"),
            field(
                "message",
                Holds::Text,
                "Qué se vio y qué se decidió (en inglés)",
            ),
            field("text", Holds::Text, "Lo que está impreso ahí"),
        ],
        rows: diagnostics,
    },
];

/// The table that [`FINDING`] points to.
pub(crate) const FINDINGS: &str = "findings";
/// The column that has the row of a finding.
pub(crate) const FINDING: Field =
    field("finding", Holds::Ordinal, "Fila del hallazgo en `findings`");

impl Table {
    /// Every column, in order.
    pub(crate) fn fields(&self) -> impl Iterator<Item = &Field> {
        let row = (self.name != DOCUMENTS).then_some(&ROW);
        std::iter::once(&FILE)
            .chain(row)
            .chain(&OFFICE)
            .chain(self.own)
            .chain(&PLACE)
    }

    /// The rows of a report as CSV, and how many there are.
    pub(crate) fn csv(&self, read: &Read) -> csv::Result<(Vec<u8>, usize)> {
        let mut rows = Rows {
            read,
            table: self,
            out: csv::Writer::from_writer(Vec::new()),
            count: 0,
            result: Ok(()),
        };
        (self.rows)(read, &mut rows);
        rows.result?;
        let bytes = rows.out.into_inner();
        Ok((bytes.map_err(csv::IntoInnerError::into_error)?, rows.count))
    }

    /// The header of its file.
    pub(crate) fn header(&self) -> csv::Result<Vec<u8>> {
        let mut out = csv::Writer::from_writer(Vec::new());
        out.write_record(self.fields().map(|field| field.name))?;
        Ok(out.into_inner().map_err(csv::IntoInnerError::into_error)?)
    }
}

/// Takes the rows of one table of one report.
pub(crate) struct Rows<'r> {
    read: &'r Read,
    table: &'r Table,
    out: csv::Writer<Vec<u8>>,
    count: usize,
    result: csv::Result<()>,
}

/// A cell; empty where there is nothing.
type Cell = String;

impl Rows<'_> {
    /// Writes a row that stands at a span.
    fn push<const N: usize>(&mut self, span: Span, line: u32, own: [Cell; N]) {
        let Read { file, report, .. } = self.read;
        let document = report.document();
        self.count += 1;
        let row = (self.table.name != DOCUMENTS).then(|| shown(self.count));
        let own = own.into_iter().zip(self.table.own);
        let own = own.map(|(cell, field)| match field.holds {
            Holds::Text => as_text(cell),
            _ => cell,
        });
        let cells = std::iter::once(as_text(shown(file)))
            .chain(row)
            .chain([
                maybe(document.province.as_ref().map(|it| &it.name)),
                maybe(document.year),
            ])
            .chain(own)
            .chain([
                maybe(report.source().page_of(span.start)),
                shown(line),
                shown(span.start),
                shown(span.end),
            ]);
        let written = self.out.write_record(cells);
        if self.result.is_ok() {
            self.result = written;
        }
    }
}

fn shown(it: impl Display) -> Cell {
    it.to_string()
}

/// A cell of what may be missing.
fn maybe(it: Option<impl Display>) -> Cell {
    it.map(shown).unwrap_or_default()
}

fn figure(it: Option<&Figure>) -> Cell {
    maybe(it.map(|it| it.value))
}

fn count(it: Option<&Count>) -> Cell {
    maybe(it.map(|it| it.value))
}

fn joined<T: Display>(parts: &[T]) -> Cell {
    let parts: Vec<String> = parts.iter().map(T::to_string).collect();
    parts.join(" | ")
}

/// The data of every section that a parser read.
fn data<P: SectionParser>(read: &Read) -> impl Iterator<Item = &P::Output> {
    read.report.sections().iter().filter_map(Section::data::<P>)
}

/// How much of a passage a cell quotes, in characters.
const QUOTED: usize = 300;

/// What is printed at a span, on one line.
fn quoted(read: &Read, span: Span) -> Cell {
    let words: Vec<&str> = read.report.text(span).split_whitespace().collect();
    let words = words.join(" ");
    match words.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", words.get(..end).unwrap_or_default()),
        None => words,
    }
}

fn documents(read: &Read, rows: &mut Rows<'_>) {
    let document = read.report.document();
    let form = document.form.clone().unwrap_or_default();
    let mut declared = data::<AssetDisposals>(read).map(|it| it.declared_none);
    let warnings = read.report.diagnostics().iter();
    let warnings = warnings.filter(|it| it.severity >= Severity::Warning);
    let whole = Span::new(
        0,
        u32::try_from(read.report.source().text().len()).unwrap_or(u32::MAX),
    );
    rows.push(
        whole,
        1,
        [
            maybe(document.province.as_ref().map(|it| &it.code)),
            shown(document.kind),
            maybe(document.institution.as_ref()),
            maybe(form.code),
            maybe(form.version),
            maybe(form.effective),
            maybe(form.pages),
            maybe(declared.next().map(|first| first || declared.any(|it| it))),
            shown(read.findings.len()),
            shown(warnings.count()),
        ],
    );
}

fn budget(read: &Read, rows: &mut Rows<'_>) {
    let mut push = |kind: SubjectKind, it: &BudgetUnit| {
        rows.push(
            it.span,
            it.line,
            [
                shown(kind),
                shown(&it.unit),
                figure(it.codified.as_ref()),
                figure(it.planned.as_ref()),
                figure(it.executed.as_ref()),
                figure(it.percent.as_ref()),
            ],
        );
    };
    for data in data::<BudgetExecution>(read) {
        data.units.iter().for_each(|it| push(SubjectKind::Unit, it));
        data.total
            .iter()
            .for_each(|it| push(SubjectKind::Total, it));
    }
}

fn procurement(read: &Read, rows: &mut Rows<'_>) {
    let mut push = |kind: SubjectKind, it: &Procedure| {
        rows.push(
            it.span,
            it.line,
            [
                shown(kind),
                maybe((kind == SubjectKind::Procedure).then_some(&it.procedure)),
                shown(&it.label),
                count(it.awarded.count.as_ref()),
                figure(it.awarded.total.as_ref()),
                count(it.finished.count.as_ref()),
                figure(it.finished.total.as_ref()),
            ],
        );
    };
    for data in data::<Procurement>(read) {
        let procedures = data.procedures.iter();
        procedures.for_each(|it| push(SubjectKind::Procedure, it));
        data.total
            .iter()
            .for_each(|it| push(SubjectKind::Total, it));
    }
}

fn recommendations(read: &Read, rows: &mut Rows<'_>) {
    let all = data::<Recommendations>(read).flat_map(|it| &it.recommendations);
    for (record, it) in (1_usize..).zip(all) {
        let mut push = |number: Cell, text: Cell| {
            rows.push(
                it.span,
                it.line,
                [
                    shown(record),
                    maybe(it.body.as_ref()),
                    maybe(it.examination.as_ref()),
                    number,
                    text,
                    joined(&it.references),
                    joined(&it.dates),
                    joined(&it.evidence),
                ],
            );
        };
        for item in &it.items {
            push(shown(&item.number), shown(&item.text));
        }
        if it.items.is_empty() {
            push(Cell::new(), Cell::new());
        }
    }
}

fn disposals(read: &Read, rows: &mut Rows<'_>) {
    for it in data::<AssetDisposals>(read).flat_map(|it| &it.disposals) {
        let cells = [shown(it.kind), shown(&it.text), figure(it.value.as_ref())];
        rows.push(it.span, it.line, cells);
    }
}

fn indicators(read: &Read, rows: &mut Rows<'_>) {
    let facts = read.report.facts();
    for it in facts.filter(|it| it.subject.kind == SubjectKind::Concept) {
        let cells = [
            shown(it.section.as_str()),
            shown(it.subject.name),
            shown(it.subject.label),
            shown(it.value),
            maybe(it.unit),
            maybe(it.period),
        ];
        rows.push(it.span, it.line, cells);
    }
}

fn achievements(read: &Read, rows: &mut Rows<'_>) {
    let all = data::<Achievements>(read).chain(data::<Address>(read));
    for it in all.flat_map(|it| &it.achievements) {
        rows.push(
            it.span,
            it.line,
            [maybe(it.title.as_ref()), shown(&it.text)],
        );
    }
}

fn objectives(read: &Read, rows: &mut Rows<'_>) {
    for it in data::<Objectives>(read).flat_map(|it| &it.objectives) {
        rows.push(
            it.span,
            it.line,
            [maybe(it.number.as_ref()), shown(&it.text)],
        );
    }
}

fn policies(read: &Read, rows: &mut Rows<'_>) {
    for it in data::<EqualityPolicies>(read).flat_map(|it| &it.policies) {
        rows.push(it.span, it.line, [shown(it.focus), shown(&it.text)]);
    }
}

fn signatories(read: &Read, rows: &mut Rows<'_>) {
    for it in data::<Signatures>(read).flat_map(|it| &it.signatories) {
        rows.push(it.span, it.line, [shown(&it.name), shown(&it.title)]);
    }
}

fn findings(read: &Read, rows: &mut Rows<'_>) {
    for it in &read.findings {
        let first = it.evidence.first();
        rows.push(
            first.map(|it| it.span).unwrap_or_default(),
            first.map_or(1, |it| it.line),
            [
                shown(it.code),
                shown(it.severity),
                shown(&it.message),
                maybe(it.expected.as_ref()),
                maybe(it.actual.as_ref()),
                maybe(it.tolerance.as_ref()),
                maybe(it.suggestion.as_ref()),
            ],
        );
    }
}

fn evidence(read: &Read, rows: &mut Rows<'_>) {
    for (row, finding) in (1_usize..).zip(&read.findings) {
        for it in &finding.evidence {
            rows.push(it.span, it.line, [shown(row), quoted(read, it.span)]);
        }
    }
}

fn diagnostics(read: &Read, rows: &mut Rows<'_>) {
    for it in read.report.diagnostics() {
        let cells = [
            shown(it.code),
            shown(it.severity),
            shown(&it.message),
            quoted(read, it.span),
        ];
        rows.push(it.span, it.line, cells);
    }
}
