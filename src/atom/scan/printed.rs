//! A value that is printed in any notation is read as itself, or rarely not at all, and never as another.

use std::fmt::Write as _;

use super::*;
use crate::atom::AtomKind;

/// Numbers that look random and are the same in every run.
struct Seed(u64);

impl Seed {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % most
    }

    fn of<'a>(&mut self, choices: &[&'a str]) -> &'a str {
        choices[usize::try_from(self.below(choices.len() as u64)).unwrap()]
    }
}

/// The digits in groups of three: the millions before `high`, the thousands before `low`.
fn grouped(whole: u64, high: &str, low: &str) -> String {
    let digits = whole.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        match digits.len() - at {
            _ if at == 0 => {}
            6 => out.push_str(high),
            left if left % 3 == 0 => out.push_str(low),
            _ => {}
        }
        out.push(digit);
    }
    out
}

/// Prints `whole` and `cents`.
fn print(seed: &mut Seed, whole: u64, cents: u64) -> String {
    let (high, low, mark) = [
        (".", ".", ","),
        (",", ",", "."),
        ("´", ".", ","),
        ("’", ".", ","),
        ("'", ",", "."),
        ("", "", ","),
        ("", "", "."),
        (".", ".", "."),
        (" ", " ", ","),
        (" ", " ", "."),
    ][usize::try_from(seed.below(10)).unwrap()];
    format!("{}{mark}{cents:02}", grouped(whole, high, low))
}

/// Values that each test prints.
const PRINTS: u32 = 2000;

/// How many prints were read as what they say, and those that were read as something else.
#[derive(Default)]
struct Tally {
    same: u32,
    /// Read otherwise, and read in part or not at all.
    other: Vec<(String, Vec<String>)>,
    missed: Vec<String>,
}

impl Tally {
    /// Scans a print for values of one kind, or for all values.
    fn read(
        &mut self,
        text: String,
        expect: Option<Expect>,
        kind: Option<AtomKind>,
        said: &[String],
    ) {
        let context = Context {
            expect,
            ..Context::default()
        };
        let found = scan(&text, &context).found;
        let is_counted = |found: &&Found| kind.is_none_or(|kind| found.value.kind() == kind);
        let found: Vec<String> = found
            .iter()
            .filter(is_counted)
            .map(|found| found.value.to_string())
            .collect();
        if found == said {
            self.same += 1;
        } else if !found.iter().all(|value| said.contains(value)) {
            self.other.push((text, found));
        } else {
            self.missed.push(text);
        }
    }

    fn holds(&self) {
        let Self {
            same,
            other,
            missed,
        } = self;
        assert!(other.is_empty(), "{} {:?}", other.len(), other.first());
        assert!(same * 100 >= PRINTS * 99, "{same} {missed:?}");
    }
}

/// Puts a print alone, into a cell, beside punctuation, or into a sentence behind one of `leads`.
fn placed(seed: &mut Seed, print: &str, leads: &[&str], cell: Expect) -> (String, Option<Expect>) {
    match seed.below(5) {
        0 => (print.to_owned(), None),
        1 => (print.to_owned(), Some(cell)),
        2 => (format!("({print})"), None),
        3 => (format!("“{print}”"), None),
        _ => {
            let lead = seed.of(leads);
            let after = seed.of(&[".", ", y se cerró", " se dijo", ";"]);
            (format!("{lead}{print}{after}"), None)
        }
    }
}

#[test]
fn money_in_every_notation() {
    let (mut seed, mut tally) = (Seed(8), Tally::default());
    for _ in 0..PRINTS {
        let size = 10_u64.pow(u32::try_from(2 + seed.below(9)).unwrap());
        let (whole, cents) = (seed.below(size) + 1, seed.below(100));
        let number = print(&mut seed, whole, cents);
        let amount = match seed.below(6) {
            0 => format!("$ {number}"),
            1 => format!("${number}"),
            2 => format!("USD {number}"),
            3 => format!("US$ {number}"),
            4 => format!("USD. {number}"),
            _ => format!("{number} dólares"),
        };
        let leads = [
            "se pagó por ",
            "En 2022 ",
            "por un valor de ",
            "al año 2022, ",
        ];
        let (text, expect) = placed(&mut seed, &amount, &leads, Expect::Money);
        let value = format!("{whole}.{cents:02}");
        tally.read(text, expect, Some(AtomKind::Money), &[value]);
    }
    tally.holds();
}

#[test]
fn percentages_and_cells_in_every_notation() {
    let (mut seed, mut tally) = (Seed(9), Tally::default());
    for _ in 0..PRINTS {
        let (whole, cents) = (seed.below(2_000_000), seed.below(100));
        let number = print(&mut seed, whole, cents);
        let (text, expect, minus) = match seed.below(6) {
            0 => (format!("llegó al {number}%."), None, ""),
            1 => (format!("llegó al {number} por ciento"), None, ""),
            2 => (number, Some(Expect::Money), ""),
            3 => (format!("({number})"), Some(Expect::Money), "-"),
            4 => (format!("{number}-"), Some(Expect::Decimal), "-"),
            _ => (format!("-{number}"), Some(Expect::Money), "-"),
        };
        let value = format!("{minus}{whole}.{cents:02}");
        let value = rust_decimal::Decimal::from_str_exact(&value).unwrap();
        tally.read(text, expect, None, &[value.to_string()]);
    }
    tally.holds();
}

#[test]
fn whole_numbers_in_every_notation() {
    let (mut seed, mut tally) = (Seed(10), Tally::default());
    for _ in 0..PRINTS {
        let size = 10_u64.pow(u32::try_from(1 + seed.below(9)).unwrap());
        let whole = seed.below(size);
        // Four digits without a mark may be a year.
        let (high, low) = match seed.below(4) {
            0 if !(1000..=9999).contains(&whole) => ("", ""),
            1 => (",", ","),
            2 => ("´", "."),
            _ => (".", "."),
        };
        let number = grouped(whole, high, low);
        let leads = ["se atendió a ", "suman ", "fueron ", "hay más de "];
        let (text, expect) = placed(&mut seed, &number, &leads, Expect::Count);
        tally.read(text, expect, None, &[whole.to_string()]);
    }
    tally.holds();
}

const MONTHS: [&str; 12] = [
    "enero",
    "febrero",
    "marzo",
    "abril",
    "mayo",
    "junio",
    "julio",
    "agosto",
    "septiembre",
    "octubre",
    "noviembre",
    "diciembre",
];

/// A day of one year, and how it is printed.
fn day(seed: &mut Seed, year: u64) -> (String, String) {
    const ROMAN: [&str; 12] = [
        "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII",
    ];
    let (day, month) = (1 + seed.below(28), 1 + seed.below(12));
    let at = usize::try_from(month).unwrap() - 1;
    let name = MONTHS[at];
    let print = match seed.below(12) {
        0 => format!("{day:02}/{month:02}/{year}"),
        1 => format!("{day}-{month}-{year}"),
        2 => format!("{day:02}.{month:02}.{year}"),
        3 => format!("{year}-{month:02}-{day:02}"),
        4 => format!("{day} de {name} de {year}"),
        5 => format!("{day:02} de {} del {year}", name.to_uppercase()),
        6 => format!("{day} de {name} del año {year}"),
        7 => format!("{day}-{}-{year}", ROMAN[at]),
        8 => format!("{day} de {month} de {year}"),
        9 => format!("{name} {day} de {year}"),
        10 => format!("{name} {day}, {year}"),
        _ => format!("{day:02}/{month:02}/{:02}", year % 100),
    };
    (print, format!("{year}-{month:02}-{day:02}"))
}

#[test]
fn dates_in_every_notation() {
    let (mut seed, mut tally) = (Seed(12), Tally::default());
    for _ in 0..PRINTS {
        let year = 2005 + seed.below(25);
        let (print, value) = day(&mut seed, year);
        let leads = ["con fecha ", "se firmó el ", "corte: ", "desde "];
        let (text, expect) = placed(&mut seed, &print, &leads, Expect::Text);
        tally.read(text, expect, None, &[value]);
    }
    tally.holds();
}

#[test]
fn periods_in_every_notation() {
    let (mut seed, mut tally) = (Seed(13), Tally::default());
    for _ in 0..PRINTS {
        let year = 2005 + seed.below(25);
        let (first, second) = (1 + seed.below(6), 7 + seed.below(6));
        let name = |month: u64| MONTHS[usize::try_from(month - 1).unwrap()];
        let months = format!("{year}-{first:02}/{year}-{second:02}");
        let part = |from: u64, to: u64| format!("{year}-{from:02}/{year}-{to:02}");
        let (print, value) = match seed.below(10) {
            0 => (
                format!("{} a {} de {year}", name(first), name(second)),
                months,
            ),
            1 => (format!("{} – {} {year}", name(first), name(second)), months),
            2 => (
                format!("{year} - {}", year + 3),
                format!("{year}/{}", year + 3),
            ),
            3 => (
                format!("{year}–{}", year + 3),
                format!("{year}/{}", year + 3),
            ),
            4 => (format!("primer trimestre de {year}"), part(1, 3)),
            5 => (format!("II semestre {year}"), part(7, 12)),
            6 => (format!("segundo semestre del año {year}"), part(7, 12)),
            7 => (
                format!("{first}/{year} - {second}/{year}"),
                part(first, second),
            ),
            _ => {
                let ((from, begins), (to, ends)) = (day(&mut seed, year), day(&mut seed, year + 1));
                let join = seed.of(&[" al ", " hasta el ", " - ", " hasta "]);
                (format!("{from}{join}{to}"), format!("{begins}/{ends}"))
            }
        };
        let leads = ["en ", "en el período ", "vigencia: ", "del "];
        let (text, expect) = placed(&mut seed, &print, &leads, Expect::Text);
        tally.read(text, expect, None, &[value]);
    }
    tally.holds();
}

#[test]
fn glued_and_spaced_numbers_are_read_whole_or_not_at_all() {
    let value = |text: &str| -> Vec<String> {
        scan(text, &Context::default())
            .found
            .iter()
            .map(|it| format!("{} {}", it.value.kind(), it.value))
            .collect()
    };
    for (text, expected) in [
        ("se pagó por5.200,10dólares", "money 5200.10"),
        ("atiende a58.026 afiliados", "number 58026"),
        ("por USD 1,17 mil millones", "money 1170000000"),
        ("fue de USD (1.250,00) en total", "money -1250.00"),
        ("fue de -USD 1.250,00", "money -1250.00"),
        ("fue de USD-1.250,00", "money -1250.00"),
        ("por 5.200 dólares con 10 centavos", "money 5200.10"),
        ("por $ 3 millones 250 mil", "money 3250000"),
        ("por EUR 4.210,50", "number 4210.50"),
        ("por R$ 4.210,50", "number 4210.50"),
        ("por 4.210,50 euros", "number 4210.50"),
        ("son 123456789012345 afiliados", "number 123456789012345"),
    ] {
        assert_eq!(value(text), [expected], "{text}");
    }
    for text in [
        "total58.026,00 al fin",
        "por USD 350 M al fin",
        "por USD 1 222 33,50",
        "pesó 12.345.6 al fin",
    ] {
        let scan = scan(text, &Context::default());
        assert!(
            scan.found.is_empty() && scan.malformed.len() == 1,
            "{text} {scan:?}"
        );
    }
}

#[test]
fn references_in_every_notation() {
    let (mut seed, mut tally) = (Seed(11), Tally::default());
    for _ in 0..PRINTS {
        let unit = seed.of(&["DPX", "CPPPRTFRSDL", "AD-INL", "CD-DG-SDN", "HTMC"]);
        let (year, number) = (2010 + seed.below(15), seed.below(9000) + 100);
        let kind = seed.of(&["M", "O", "C"]);
        let head = format!("IESS-{unit}-{year}");
        let mut values = vec![format!("{head}-{number:04}-{kind}")];
        let hyphen = seed.of(&["-", "-", "–", "‐", "- ", " -", " - "]);
        let mut printed = values[0].replace('-', hyphen);
        match seed.below(6) {
            0 => {
                printed = printed.to_lowercase();
                values[0] = values[0].to_lowercase();
            }
            1 => {
                for (at, join) in ["; ", " y "].into_iter().enumerate() {
                    let next = number + 1 + at as u64;
                    let _ = write!(printed, "{join}{next:04}-{kind}");
                    values.push(format!("{head}-{next:04}-{kind}"));
                }
            }
            _ => {}
        }
        let leads = ["Memorando Nro. ", "se informó con Oficio ", "según "];
        let (text, expect) = placed(&mut seed, &printed, &leads, Expect::Text);
        tally.read(text, expect, Some(AtomKind::Memo), &values);
    }
    tally.holds();
}
