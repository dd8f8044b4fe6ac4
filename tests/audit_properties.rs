//! A consistent report, made by chance, gives no finding; with one change it gives that finding.

mod support;

use std::fmt::Write as _;

use proptest::prelude::*;
use rendicion::Severity;
use rendicion::audit::{Finding, RuleSet};

/// What a made report says: it adds up.
#[derive(Clone, Debug)]
struct Made {
    women: Vec<u32>,
    men: Vec<u32>,
    /// Cents of the codified budgets, and how many ten-thousandths of them were executed.
    budgets: Vec<(u64, u64)>,
    /// Those insured in the country, which the report says twice.
    farmers: u32,
    /// Those retired in a year and how many more in the next.
    retired: (u32, u32),
    items: usize,
}

/// What is changed in it, each at least once for each rule.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fault {
    TotalOfWomen,
    TotalOfBudget,
    PercentOfRow,
    PercentOfSentence,
    Difference,
    DifferenceOfRow,
    Growth,
    Whole,
    Kinds,
    Cell,
    Exceeds,
    Restated,
    Count,
    CountInSentence,
    Words,
    WordsBefore,
    Duplicate,
    MemoYear,
    FarYear,
    Period,
    Numbering,
    NoNumber,
    Notation,
}

/// Each with the code of its rule, and the severity of its finding where that does not hang on the numbers.
const FAULTS: [(Fault, &str, Option<Severity>); 23] = [
    (Fault::TotalOfWomen, "total-mismatch", None),
    (Fault::TotalOfBudget, "total-mismatch", None),
    (Fault::Cell, "total-mismatch", Some(Severity::Error)),
    (Fault::PercentOfRow, "percent-mismatch", None),
    (
        Fault::PercentOfSentence,
        "percent-mismatch",
        Some(Severity::Warning),
    ),
    (
        Fault::Difference,
        "difference-mismatch",
        Some(Severity::Warning),
    ),
    (
        Fault::DifferenceOfRow,
        "difference-mismatch",
        Some(Severity::Warning),
    ),
    (Fault::Growth, "growth-mismatch", Some(Severity::Warning)),
    (Fault::Whole, "parts-mismatch", Some(Severity::Warning)),
    (Fault::Kinds, "parts-mismatch", Some(Severity::Warning)),
    (
        Fault::Exceeds,
        "part-exceeds-whole",
        Some(Severity::Warning),
    ),
    (
        Fault::Restated,
        "restated-differently",
        Some(Severity::Warning),
    ),
    (Fault::Count, "count-mismatch", Some(Severity::Warning)),
    (
        Fault::CountInSentence,
        "count-mismatch",
        Some(Severity::Warning),
    ),
    (Fault::Words, "words-mismatch", Some(Severity::Error)),
    (Fault::WordsBefore, "words-mismatch", Some(Severity::Error)),
    (
        Fault::Duplicate,
        "duplicate-reference",
        Some(Severity::Info),
    ),
    (Fault::MemoYear, "reference-year", Some(Severity::Warning)),
    (Fault::FarYear, "reference-year", Some(Severity::Info)),
    (Fault::Period, "period-implausible", Some(Severity::Warning)),
    (Fault::Numbering, "section-numbering", Some(Severity::Info)),
    (Fault::NoNumber, "section-numbering", Some(Severity::Info)),
    (Fault::Notation, "mixed-notation", Some(Severity::Info)),
];

const CANTONS: [&str; 8] = [
    "LOJA", "CALVAS", "CELICA", "MACARÁ", "OLMEDO", "PALTAS", "PINDAL", "PUYANGO",
];
const FUNDS: [&str; 6] = [
    "SALUD",
    "PENSIONES",
    "RIESGOS DEL TRABAJO",
    "SEGURO SOCIAL CAMPESINO",
    "DIRECCIÓN PROVINCIAL",
    "CESANTÍA",
];
const BODIES: [&str; 6] = [
    "Colegio de Médicos",
    "Cruz Roja",
    "Cámara de Comercio",
    "Junta Parroquial",
    "Universidad Técnica",
    "Federación de Artesanos",
];

fn made() -> impl Strategy<Value = Made> {
    let people = (3_usize..=8).prop_flat_map(|rows| {
        let column = || prop::collection::vec(100_u32..90_000, rows);
        (column(), column())
    });
    let budgets = prop::collection::vec((1_000_000_u64..9_000_000_000, 4000_u64..9990), 4..=6);
    let retired = (10_000_u32..90_000, 1000_u32..9000);
    (people, budgets, 10_000_u32..99_000, retired, 3_usize..=6).prop_map(
        |((women, men), budgets, farmers, retired, items)| Made {
            women,
            men,
            budgets,
            farmers,
            retired,
            items,
        },
    )
}

/// `1.234.567`.
fn whole(value: impl Into<u64>) -> String {
    support::grouped(value.into(), ".")
}

/// `1.234.567,89`.
fn money(cents: u64) -> String {
    format!("{},{:02}", whole(cents / 100), cents % 100)
}

/// `1,234,567.89`.
fn money_with_point(cents: u64) -> String {
    format!("{}.{:02}", support::grouped(cents / 100, ","), cents % 100)
}

/// A share in per cent with two decimals, rounded.
fn share(part: u64, of: u64) -> String {
    let hundredths = (u128::from(part) * 20_000 / u128::from(of)).div_ceil(2);
    format!("{},{:02}%", hundredths / 100, hundredths % 100)
}

/// A printed number with the first two neighbouring digits that differ swapped, the first digit aside.
fn swapped(printed: &str) -> Option<String> {
    let mut chars: Vec<char> = printed.chars().collect();
    let digits: Vec<usize> = (0..chars.len())
        .filter(|&at| chars[at].is_ascii_digit())
        .collect();
    let pair = digits
        .windows(2)
        .skip(1)
        .find(|pair| chars[pair[0]] != chars[pair[1]])?;
    chars.swap(pair[0], pair[1]);
    Some(chars.into_iter().collect())
}

/// Writes a report with a fault, or without.
struct Writer {
    fault: Option<Fault>,
}

impl Writer {
    /// One text, or another where the fault is this one.
    fn either<T>(&self, at: Fault, right: T, wrong: T) -> T {
        if self.fault == Some(at) { wrong } else { right }
    }

    /// A number, or one with two digits swapped; `None` where it has none to swap.
    fn number(&self, at: Fault, printed: String) -> Option<String> {
        if self.fault == Some(at) {
            swapped(&printed)
        } else {
            Some(printed)
        }
    }

    fn coverage(&self, made: &Made) -> Option<String> {
        let women: u64 = made.women.iter().copied().map(u64::from).sum();
        let men: u64 = made.men.iter().copied().map(u64::from).sum();
        let (retired, more) = made.retired;
        let mut out = format!(
            "Resumen Ejecutivo \n\n\
             El Seguro Social Campesino brindó cobertura a {} personas. \n\n\
             1. Cobertura Institucional \n\n\
             El Seguro Social Campesino protege a {} personas de 192 organizaciones. \n\n\
             La provincia registró {} afiliados activos, de los cuales {} son mujeres y {} hombres. \n\n\
             En el año 2021 tuvimos {} jubilados y en el año 2022 tuvimos {} jubilados, \
             con un incremento de {} jubilados. \n\n\
             Se concedieron {} prestaciones: {} por vejez, {} por invalidez y {} por montepío. \n\n\
             CANTÓN MUJERES HOMBRES TOTAL \n",
            self.number(Fault::Restated, whole(made.farmers))?,
            whole(made.farmers),
            self.number(Fault::Whole, whole(women + men))?,
            whole(women),
            whole(men),
            whole(retired),
            whole(retired + more),
            self.number(Fault::Difference, whole(more))?,
            self.number(Fault::Kinds, whole(retired + more + made.farmers))?,
            whole(retired),
            whole(more),
            whole(made.farmers),
        );
        for (nth, (canton, (&women, &men))) in CANTONS
            .iter()
            .zip(made.women.iter().zip(&made.men))
            .enumerate()
        {
            let cell = whole(women);
            let cell = if nth == 1 {
                self.number(Fault::Cell, cell)?
            } else {
                cell
            };
            let _ = writeln!(
                out,
                "{canton} {cell} {} {} ",
                whole(men),
                whole(women + men)
            );
        }
        let women_total = self.number(Fault::TotalOfWomen, whole(women))?;
        let _ = write!(
            out,
            "TOTAL {women_total} {} {} \n\n",
            whole(men),
            whole(women + men)
        );
        Some(out)
    }

    fn achievements(&self, made: &Made) -> String {
        let count = self.either(Fault::Count, made.items, made.items + 1);
        let visits = self.either(Fault::Words, 5, 6);
        let bonus = self.either(Fault::WordsBefore, "1.250,00", "1.520,00");
        let offices = self.either(Fault::CountInSentence, "cuatro", "cinco");
        let mut out = format!(
            "2. Logros alcanzados \n\n\
             Se realizaron cinco ({visits}) visitas a las empresas. \n\n\
             Se entregaron mil doscientos cincuenta dólares (USD {bonus}) a la junta. \n\n\
             La red cuenta con {offices} agencias propias: Centro, Norte, Sur y Mercado. \n\n\
             Se suscribieron {count} convenios con las siguientes instituciones: \n"
        );
        for body in BODIES.iter().take(made.items) {
            let _ = writeln!(out, "- {body} ");
        }
        out
    }

    fn budget(&self, made: &Made) -> Option<String> {
        let executed = |(codified, share): (u64, u64)| codified / 10_000 * share;
        let first = made.budgets[0];
        let (before, after) = (executed(first), first.0);
        let mut out = format!(
            "\n3. Ejecución programática y presupuestaria \n\n\
             El presupuesto codificado de Tecnología fue de USD {}, \
             del cual se devengó USD {}, equivalente al {}. \n\n\
             La recaudación tuvo un aumento del {}, pues en 2021 fue de $ {} y en 2022 de $ {}. \n\n\
             FONDO CODIFICADO DEVENGADO SALDO % EJEC. \n",
            money(first.0),
            money(executed(first)),
            self.number(Fault::PercentOfSentence, share(executed(first), first.0))?,
            self.number(Fault::Growth, share(after - before, before))?,
            money(before),
            money(after),
        );
        for (nth, (fund, &budget)) in FUNDS.iter().zip(&made.budgets).enumerate() {
            let (codified, done) = (budget.0, executed(budget));
            let percent = share(done, codified);
            let (percent, printed) = match nth {
                1 => (
                    percent,
                    self.either(Fault::Exceeds, money(done), money(codified + 50_000)),
                ),
                2 => (self.number(Fault::PercentOfRow, percent)?, money(done)),
                3 => (
                    percent,
                    self.either(Fault::Notation, money(done), money_with_point(done)),
                ),
                _ => (percent, money(done)),
            };
            let rest = money(codified - done);
            let rest = if nth == 0 {
                self.number(Fault::DifferenceOfRow, rest)?
            } else {
                rest
            };
            let _ = writeln!(
                out,
                "{fund} {} {printed} {rest} {percent} ",
                money(codified)
            );
        }
        let codified: u64 = made.budgets.iter().map(|it| it.0).sum();
        let done: u64 = made.budgets.iter().copied().map(executed).sum();
        let total = self.number(Fault::TotalOfBudget, money(codified))?;
        let _ = write!(
            out,
            "TOTAL {total} {} {} {} \n\n",
            money(done),
            money(codified - done),
            share(done, codified)
        );
        Some(out)
    }

    fn recommendations(&self) -> String {
        let number = self.either(Fault::Numbering, "4. ", "5. ");
        let number = self.either(Fault::NoNumber, number, "");
        let old = self.either(Fault::FarYear, 2021, 2011);
        let year = self.either(Fault::MemoYear, 2022, 2021);
        let month = self.either(Fault::Period, "diciembre", "enero");
        let memo = self.either(Fault::Duplicate, "0413", "0412");
        format!(
            "{number}Incorporación de recomendaciones y dictámenes \n\n\
             El plan consta en el Oficio Nro. IESS-DPL-{old}-0077-OF. \n\n\
             Se informó con Memorando Nro. IESS-DPL-2022-1644-M del 13/05/{year}. \n\n\
             La revisión del ejercicio cerrado al 31 de diciembre de 2021 cubrió \
             del 1 de enero de 2021 al 31 de {month} de 2021. \n\n\
             RECOMENDACIONES Y/O DICTÁMENES EMANADOS \nINFORME EL CUMPLIMIENTO \nDE RECOMENDACIONES Y \nDICTÁMENES \n\
             Examen especial “Al uso de los vehículos y del \ncombustible de la oficina” \n\
             Lo cumplido consta en el \nMemorando \nNro. IESS-DPL-2022-0412-M \n\
             Examen especial “Al archivo de los contratos y de \nlas garantías vigentes” \n\
             Lo cumplido consta en el \nMemorando \nNro. IESS-DPL-2022-{memo}-M \n"
        )
    }
}

/// The text of a report, with a fault or without; `None` where the fault cannot be planted.
fn text(made: &Made, fault: Option<Fault>) -> Option<String> {
    let writer = Writer { fault };
    Some(format!(
        "Informe de Rendición de Cuentas del IESS Loja, año 2022 \n\n{}{}{}{}",
        writer.coverage(made)?,
        writer.achievements(made),
        writer.budget(made)?,
        writer.recommendations()
    ))
}

fn findings(text: &str) -> Vec<Finding> {
    rendicion::parse(text).audit(&RuleSet::standard())
}

proptest! {
    #![proptest_config(support::config(48))]

    #[test]
    fn what_adds_up_gives_no_finding(made in made()) {
        let text = text(&made, None).unwrap();
        let findings = findings(&text);
        prop_assert!(findings.is_empty(), "{findings:?}\n{text}");
    }
}

proptest! {
    #![proptest_config(support::config(32))]

    /// Values of as many digits as a decimal holds add up to none, and stop nothing.
    #[test]
    fn long_numbers_are_audited(
        rows in prop::collection::vec(prop::collection::vec("-?[1-9][0-9]{17,25},[0-9]{2}", 3), 3..9),
    ) {
        let mut text = String::from("1. Cobertura Institucional \n\nCANTÓN CODIFICADO DEVENGADO TOTAL \n");
        for (row, label) in rows.iter().zip(CANTONS).skip(1) {
            let _ = writeln!(text, "{label} {} ", row.join(" "));
        }
        let _ = writeln!(text, "TOTAL {} ", rows[0].join(" "));
        let _ = findings(&text);
    }
}

#[test]
fn a_total_that_is_too_far_from_its_sum_to_subtract_is_audited() {
    let value = "9.999.999.999.999.999.999.999.999.999";
    let mut text = String::from("1. Cobertura Institucional \n\nCANTÓN MUJERES HOMBRES \n");
    for canton in CANTONS.iter().take(7) {
        let _ = writeln!(text, "{canton} {value} {value} ");
    }
    let _ = writeln!(text, "TOTAL -{value} -{value} ");
    let _ = findings(&text);
}

/// Every change is found, where it is printed, and as grave as it is.
#[test]
fn one_change_gives_its_finding() {
    const REPORTS: usize = 40;
    let codes: Vec<&str> = RuleSet::standard().codes().collect();
    assert!(
        codes
            .iter()
            .all(|code| FAULTS.iter().any(|it| it.1 == *code))
    );
    let mut missed = Vec::new();
    for (fault, code, severity) in FAULTS {
        let strategy = made();
        let texts = support::drawn(&strategy, REPORTS)
            .filter_map(|it| Some((text(&it, None)?, text(&it, Some(fault))?)));
        let mut tried = 0;
        for (sound, text) in texts {
            let mut bytes = sound.bytes().zip(text.bytes());
            let planted = bytes.position(|(a, b)| a != b).unwrap();
            let findings = findings(&text);
            let is_found = findings.iter().any(|it| {
                let covers = |span: std::ops::Range<usize>| span.contains(&planted);
                it.code == code
                    && severity.is_none_or(|severity| it.severity == severity)
                    && it.evidence.iter().any(|at| covers(at.span.range()))
            });
            tried += 1;
            if !is_found {
                missed.push(format!("{fault:?}: {findings:#?}\n{text}"));
            }
        }
        assert!(tried * 2 > REPORTS, "{fault:?}: {tried} of {REPORTS}");
    }
    assert!(
        missed.is_empty(),
        "{} missed, first: {}",
        missed.len(),
        missed[0]
    );
}
