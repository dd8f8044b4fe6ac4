//! Rules as an outside crate writes them: with the public API alone, over facts, tables and sentences.

use rendicion::audit::{Evidence, Finding, Findings, Part, Rule, RuleSet, Seen};
use rendicion::{AtomKind, Block, Section, Severity, Table};
use rust_decimal::Decimal;

/// Procedures whose mean value is above what the law allows for them.
struct OverLimit {
    procedure: &'static str,
    limit: Decimal,
}

impl Rule for OverLimit {
    fn code(&self) -> &'static str {
        "acme.over-limit"
    }

    fn severity(&self) -> Severity {
        Severity::Error
    }

    fn check(&self, seen: &Seen<'_>, found: &mut Findings) {
        let of = |member: &str| {
            let mut facts = seen.report().facts();
            let fact =
                facts.find(|it| it.subject.name == self.procedure && it.measure == member)?;
            Some((fact.value.decimal()?, Evidence::new(fact.span, fact.line)))
        };
        let (Some((count, _)), Some((total, place))) = (of("awarded.count"), of("awarded.total"))
        else {
            return;
        };
        let Some(mean) = total.checked_div(count).filter(|mean| *mean > self.limit) else {
            return;
        };
        let (limit, procedure) = (self.limit, self.procedure);
        let message = found.language().pick(
            format!("{procedure}: {mean} on average, and {limit} are allowed"),
            format!("{procedure}: {mean} en promedio, y se permiten {limit}"),
        );
        found.push(
            Finding::new(self.code(), self.severity(), message)
                .expected(limit)
                .actual(mean)
                .evidence(place),
        );
    }
}

/// More paid than accrued, in any table that has both columns.
struct PaidOverAccrued;

impl PaidOverAccrued {
    /// The column whose head has a word.
    fn column(table: &Table, word: &str) -> Option<usize> {
        let heads = &table.columns;
        heads
            .iter()
            .position(|head| head.to_uppercase().contains(word))
    }
}

impl Rule for PaidOverAccrued {
    fn code(&self) -> &'static str {
        "acme.paid-over-accrued"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, seen: &Seen<'_>, found: &mut Findings) {
        for table in seen.report().tables() {
            let columns = (
                Self::column(table, "PAGADO"),
                Self::column(table, "DEVENGADO"),
            );
            let (Some(paid), Some(accrued)) = columns else {
                continue;
            };
            // A row whose cells are not certain proves nothing.
            for row in table.rows.iter().filter(|row| !row.undecided) {
                let atom = |at: usize| row.cells.get(at)?.as_ref()?.atoms.first();
                let (Some(paid), Some(accrued)) = (atom(paid), atom(accrued)) else {
                    continue;
                };
                if paid.value.decimal() > accrued.value.decimal() {
                    found.push(
                        Finding::new(self.code(), self.severity(), "more paid than accrued")
                            .actual(&paid.raw)
                            .all_evidence([paid, accrued]),
                    );
                }
            }
        }
    }
}

/// Satisfaction above 100 %, in any sentence.
struct Satisfied;

impl Rule for Satisfied {
    fn code(&self) -> &'static str {
        "acme.satisfied"
    }

    fn severity(&self) -> Severity {
        Severity::Info
    }

    fn check(&self, seen: &Seen<'_>, found: &mut Findings) {
        let sections = seen.report().sections().iter();
        for block in sections.flat_map(Section::all_blocks) {
            let Block::Paragraph(it) = block else {
                continue;
            };
            for atom in &it.atoms {
                let is_over = atom.value.decimal() > Some(Decimal::ONE_HUNDRED);
                let is_percent = atom.value.kind() == AtomKind::Percent;
                if is_over && is_percent && it.text.as_str().contains("satisfacción") {
                    found.push(
                        Finding::new(self.code(), self.severity(), "above 100 %").evidence(atom),
                    );
                }
            }
        }
    }
}

/// Paid procedures that a sentence counts, against the sum of the body of the table with that column.
struct CountedTwice;

impl Rule for CountedTwice {
    fn code(&self) -> &'static str {
        "acme.counted-twice"
    }

    fn severity(&self) -> Severity {
        Severity::Warning
    }

    fn check(&self, seen: &Seen<'_>, found: &mut Findings) {
        let grids = seen.grids().iter().filter(|grid| grid.is_certain());
        let sums: Vec<Decimal> = grids
            .filter_map(|grid| {
                let column = grid.keyed("awarded.count")?;
                let rows = grid.rows(Part::Body);
                Some(rows.filter_map(|row| grid.value(row, column)).sum())
            })
            .collect();
        for sentence in seen.sentences() {
            for value in sentence.values() {
                let is_count = value.kind() == AtomKind::Number
                    && sentence
                        .words_after(value, 2)
                        .any(|word| word == "procesos")
                    && sentence
                        .words_before(value, 3)
                        .any(|word| word == "adjudicaron");
                if is_count && sums.iter().any(|sum| *sum != value.value) {
                    assert!(sentence.text().contains(&value.atom.raw));
                    let finding = Finding::new(self.code(), self.severity(), "counted twice");
                    found.push(finding.actual(value.value).evidence(value.atom));
                }
            }
        }
    }
}

const TEXT: &str = "\
5. Ejecución programática y presupuestaria \n\n\
La satisfacción de los usuarios llegó al 103,5%. \n\n\
FONDO CODIFICADO DEVENGADO PAGADO \n\
SALUD 41.301.132,16 39.638.308,17 39.100.000,00 \n\
PENSIONES 261.397,00 261.047,00 261.074,00 \n\
RIESGOS DEL TRABAJO 156.860,00 115.582,11 115.582,11 \n\n\
6. Procesos de contratación y compras públicas de bienes y servicios \n\n\
TIPO DE CONTRATACIÓN ADJUDICADOS FINALIZADOS \n\
Número Total Valor Total Número Total Valor Total \n\
Ínfima Cuantía 4 41.496,88 4 41.496,88 \n\
Subasta Inversa Electrónica 6 412.808,15 4 251.330,90 \n\
Catálogo Electrónico 30 40.118,25 30 40.118,25 \n";

#[test]
fn outside_rules_find_what_is_wrong_beside_those_of_the_crate() {
    let rules = RuleSet::standard()
        .with(OverLimit {
            procedure: "infima_cuantia",
            limit: Decimal::new(721_260, 2),
        })
        .with(PaidOverAccrued)
        .with(Satisfied);
    let report = rendicion::parse(TEXT);
    let findings = report.audit(&rules);
    let found: Vec<(&str, Option<&str>)> = findings
        .iter()
        .map(|it| (it.code, it.actual.as_deref()))
        .collect();
    assert_eq!(
        found,
        [
            ("acme.satisfied", None),
            ("acme.paid-over-accrued", Some("261.074,00")),
            ("acme.over-limit", Some("10374.22")),
        ]
    );
    let sound = TEXT
        .replace("103,5%", "93,5%")
        .replace("261.074,00", "261.047,00")
        .replace("41.496,88", "21.496,88");
    assert_eq!(rendicion::parse(&sound).audit(&rules), []);
}

#[test]
fn an_outside_rule_sees_sentences_and_grids_as_those_of_the_crate_do() {
    let text = TEXT.replace(
        "TIPO DE CONTRATACIÓN",
        "En el año se adjudicaron 41 procesos. \n\nTIPO DE CONTRATACIÓN",
    );
    let rules = RuleSet::empty().with(CountedTwice);
    let findings = rendicion::parse(&text).audit(&rules);
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!(findings[0].actual.as_deref(), Some("41"));
    let sound = text.replace("41 procesos", "40 procesos");
    assert_eq!(rendicion::parse(&sound).audit(&rules), []);
}
