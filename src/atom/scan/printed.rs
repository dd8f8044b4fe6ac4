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

/// Prints `whole` and `cents`, and says whether spaces part its groups.
fn print(seed: &mut Seed, whole: u64, cents: u64) -> (String, bool) {
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
    (
        format!("{}{mark}{cents:02}", grouped(whole, high, low)),
        low == " " && whole >= 1000,
    )
}

/// Values that each test prints.
const PRINTS: u32 = 2000;

/// Counts what is read: the same value, and another.
fn count(found: &Scan, kind: Option<AtomKind>, value: &str) -> (u32, u32) {
    match found.found.as_slice() {
        [one]
            if one.value.to_string() == value
                && kind.is_none_or(|kind| one.value.kind() == kind) =>
        {
            (1, 0)
        }
        [] => (0, 0),
        _ => (0, 1),
    }
}

#[test]
fn money_in_every_notation() {
    let mut seed = Seed(8);
    let (mut same, mut other) = (0, Vec::new());
    for _ in 0..PRINTS {
        let size = 10_u64.pow(u32::try_from(2 + seed.below(9)).unwrap());
        let (whole, cents) = (seed.below(size) + 1, seed.below(100));
        let (number, _) = print(&mut seed, whole, cents);
        let amount = match seed.below(6) {
            0 => format!("$ {number}"),
            1 => format!("${number}"),
            2 => format!("USD {number}"),
            3 => format!("US$ {number}"),
            4 => format!("USD. {number}"),
            _ => format!("{number} dólares"),
        };
        let before = seed.of(&[
            "",
            "se pagó por ",
            "En 2022 ",
            "(",
            "\"",
            "por un valor de ",
            "al año 2022, ",
        ]);
        let after = match before {
            "" => "",
            "(" => ")",
            "\"" => "\"",
            _ => seed.of(&[".", ", y se cerró", " en total", " al proveedor."]),
        };
        let text = format!("{before}{amount}{after}");
        let mut found = scan(&text, &Context::default());
        found.found.retain(|it| it.value.kind() != AtomKind::Year);
        let (is_same, is_other) = count(
            &found,
            Some(AtomKind::Money),
            &format!("{whole}.{cents:02}"),
        );
        same += is_same;
        if is_other > 0 {
            other.push((text, found));
        }
    }
    assert!(other.is_empty(), "{} {:?}", other.len(), other.first());
    assert!(same * 100 >= PRINTS * 99, "{same}");
}

#[test]
fn percentages_and_cells_in_every_notation() {
    let mut seed = Seed(9);
    let (mut same, mut other) = (0, Vec::new());
    for _ in 0..PRINTS {
        let (whole, cents) = (seed.below(2_000_000), seed.below(100));
        let (number, _) = print(&mut seed, whole, cents);
        let (text, expect, minus) = match seed.below(6) {
            0 => (format!("llegó al {number}%."), None, ""),
            1 => (format!("llegó al {number} por ciento"), None, ""),
            2 => (number, Some(Expect::Money), ""),
            3 => (format!("({number})"), Some(Expect::Money), "-"),
            4 => (format!("{number}-"), Some(Expect::Decimal), "-"),
            _ => (format!("-{number}"), Some(Expect::Money), "-"),
        };
        let found = scan(
            &text,
            &Context {
                marks: None,
                expect,
            },
        );
        let value =
            rust_decimal::Decimal::from_str_exact(&format!("{minus}{whole}.{cents:02}")).unwrap();
        let (is_same, is_other) = count(&found, None, &value.to_string());
        same += is_same;
        if is_other > 0 {
            other.push((text, found));
        }
    }
    assert!(other.is_empty(), "{} {:?}", other.len(), other.first());
    assert!(same * 100 >= PRINTS * 99, "{same}");
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
    const PRINTS: u32 = 2000;
    let mut seed = Seed(11);
    let (mut same, mut other) = (0, Vec::new());
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
        let before = seed.of(&["", "(", "\"", "Memorando Nro. ", "se informó con Oficio "]);
        let after = match before {
            "" => "",
            "(" => ")",
            "\"" => "\"",
            _ => seed.of(&[".", ", del Director", " de 16 de enero", ";"]),
        };
        let text = format!("{before}{printed}{after}");
        let found: Vec<String> = scan(&text, &Context::default())
            .found
            .into_iter()
            .filter(|found| found.value.kind() == AtomKind::Memo)
            .map(|found| found.value.to_string())
            .collect();
        if found == values {
            same += 1;
        } else if !found.iter().all(|value| values.contains(value)) {
            other.push((text, found));
        }
    }
    assert!(other.is_empty(), "{} {:?}", other.len(), other.first());
    assert!(same * 100 >= PRINTS * 99, "{same}");
}
