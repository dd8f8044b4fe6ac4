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
    items: usize,
}

/// What is changed in it.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Fault {
    TotalOfWomen,
    TotalOfBudget,
    PercentOfRow(usize),
    PercentOfSentence,
    Whole,
    Count,
    MemoYear,
}

impl Fault {
    fn code(self) -> &'static str {
        match self {
            Self::TotalOfWomen | Self::TotalOfBudget => "total-mismatch",
            Self::PercentOfRow(_) | Self::PercentOfSentence => "percent-mismatch",
            Self::Whole => "parts-mismatch",
            Self::Count => "count-mismatch",
            Self::MemoYear => "reference-year",
        }
    }
}

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
    (people, budgets, 3_usize..=6).prop_map(|((women, men), budgets, items)| Made {
        women,
        men,
        budgets,
        items,
    })
}

fn fault() -> impl Strategy<Value = Fault> {
    prop_oneof![
        Just(Fault::TotalOfWomen),
        Just(Fault::TotalOfBudget),
        (0_usize..4).prop_map(Fault::PercentOfRow),
        Just(Fault::PercentOfSentence),
        Just(Fault::Whole),
        Just(Fault::Count),
        Just(Fault::MemoYear),
    ]
}

/// `1.234.567`.
fn whole(value: u64) -> String {
    support::grouped(value, ".")
}

/// `1.234.567,89`.
fn money(cents: u64) -> String {
    format!("{},{:02}", whole(cents / 100), cents % 100)
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

impl Made {
    /// Appends the section on the budget; `plant` changes what a fault is of.
    fn budget(
        &self,
        plant: &impl Fn(Fault, String) -> Option<String>,
        out: &mut String,
    ) -> Option<()> {
        *out += "\n5. Ejecución programática y presupuestaria \n\n";
        let executed = |(codified, share): (u64, u64)| codified / 10_000 * share;
        let first = self.budgets[0];
        writeln!(
            out,
            "El presupuesto codificado de Tecnología fue de USD {}, \
             del cual se devengó USD {}, equivalente al {}. \n",
            money(first.0),
            money(executed(first)),
            plant(Fault::PercentOfSentence, share(executed(first), first.0))?
        )
        .ok()?;
        *out += "FONDO CODIFICADO DEVENGADO % EJEC. \n";
        for (nth, (fund, &budget)) in FUNDS.iter().zip(&self.budgets).enumerate() {
            let percent = share(executed(budget), budget.0);
            writeln!(
                out,
                "{fund} {} {} {} ",
                money(budget.0),
                money(executed(budget)),
                plant(Fault::PercentOfRow(nth), percent)?
            )
            .ok()?;
        }
        let codified: u64 = self.budgets.iter().map(|it| it.0).sum();
        let done: u64 = self.budgets.iter().copied().map(executed).sum();
        writeln!(
            out,
            "TOTAL {} {} {} \n",
            plant(Fault::TotalOfBudget, money(codified))?,
            money(done),
            share(done, codified)
        )
        .ok()?;
        Some(())
    }

    /// Its text, with a fault or without; `None` where the fault cannot be planted.
    fn text(&self, fault: Option<Fault>) -> Option<String> {
        let plant = |at: Fault, printed: String| {
            if fault == Some(at) {
                swapped(&printed)
            } else {
                Some(printed)
            }
        };
        let women: u64 = self.women.iter().copied().map(u64::from).sum();
        let men: u64 = self.men.iter().copied().map(u64::from).sum();
        let mut out = String::from(
            "Informe de Rendición de Cuentas del IESS Loja, año 2022 \n\n1. Cobertura Institucional \n\n",
        );
        writeln!(
            out,
            "La provincia registró {} afiliados activos, \
             de los cuales {} son mujeres y {} hombres. \n",
            plant(Fault::Whole, whole(women + men))?,
            whole(women),
            whole(men)
        )
        .ok()?;
        out += "CANTÓN MUJERES HOMBRES TOTAL \n";
        for ((canton, &women), &men) in CANTONS.iter().zip(&self.women).zip(&self.men) {
            let (women, men) = (u64::from(women), u64::from(men));
            writeln!(
                out,
                "{canton} {} {} {} ",
                whole(women),
                whole(men),
                whole(women + men)
            )
            .ok()?;
        }
        writeln!(
            out,
            "TOTAL {} {} {} \n",
            plant(Fault::TotalOfWomen, whole(women))?,
            whole(men),
            whole(women + men)
        )
        .ok()?;
        let count = if fault == Some(Fault::Count) {
            self.items + 1
        } else {
            self.items
        };
        writeln!(
            out,
            "2. Logros alcanzados \n\n\
             Se suscribieron {count} convenios con las siguientes instituciones: "
        )
        .ok()?;
        for body in BODIES.iter().take(self.items) {
            writeln!(out, "- {body} ").ok()?;
        }
        self.budget(&plant, &mut out)?;
        let year = if fault == Some(Fault::MemoYear) {
            2021
        } else {
            2022
        };
        writeln!(
            out,
            "8. Incorporación de recomendaciones \n\n\
             Se informó con Memorando Nro. IESS-DPL-2022-1644-M del 13/05/{year}. "
        )
        .ok()?;
        Some(out)
    }
}

fn loud(text: &str) -> Vec<Finding> {
    let mut findings = rendicion::parse(text).audit(&RuleSet::standard());
    findings.retain(|it| it.severity > Severity::Info);
    findings
}

proptest! {
    #![proptest_config(support::config(48))]

    #[test]
    fn what_adds_up_gives_no_finding(made in made()) {
        let text = made.text(None).unwrap();
        let findings = loud(&text);
        prop_assert!(findings.is_empty(), "{findings:?}\n{text}");
    }
}

/// A change is found in at least 95 of 100 reports. The others leave no trace that a reader could be sure of.
#[test]
fn one_change_gives_its_finding() {
    const CHANGES: usize = 96;
    let (mut tried, mut found) = (0, 0);
    for (made, fault) in support::drawn(&(made(), fault()), CHANGES) {
        let Some(text) = made.text(Some(fault)) else {
            continue;
        };
        tried += 1;
        found += usize::from(loud(&text).iter().any(|it| it.code == fault.code()));
    }
    assert!(
        tried > CHANGES / 2 && found * 100 >= tried * 95,
        "{found} of {tried}"
    );
}
