//! What is the same measure, and what is marked.

use super::*;

/// A report of a province and a year with a budget of one unit and a number of affiliates.
fn measured(province: &str, executed: &str, affiliates: &str) -> Measured {
    let text = format!(
        "INFORME DE RENDICIÓN DE CUENTAS 2022 \n\nDIRECCIÓN PROVINCIAL DEL IESS {} \n\n\
         1. Cobertura Institucional \n\nLa Dirección Provincial del IESS {province} tiene {affiliates} afiliados. \n\n\
         5. Ejecución presupuestaria \n\n| UNIDAD | CODIFICADO | DEVENGADO |\n|---|---|---|\n\
         | Pensiones | 900.000,00 | {executed} |\n| RIESGOS | 100,00 | 90,00 |\n",
        province.to_uppercase()
    );
    Measured::of(&format!("{province}.txt"), &rendicion::parse(&text))
}

fn three() -> Vec<Measured> {
    let mut reports = vec![
        measured("Loja", "100.000,00", "61.590"),
        measured("Azuay", "120.000,50", "70.000"),
        measured("Cañar", "10.000,00", "65.000"),
    ];
    measure::arrange(&mut reports);
    reports
}

#[test]
fn measures_stand_side_by_side_and_what_is_far_is_marked() {
    let reports = three();
    let comparison = Comparison::of(&reports, Decimal::TWO);
    insta::assert_snapshot!(show::table(&comparison, &reports, 100, false), @r"
                              Azuay 2022   Cañar 2022   Loja 2022
    affiliates                     70000        65000       61590
    Pensiones: codified, USD   900000.00    900000.00   900000.00
    Pensiones: executed, USD   120000.50     10000.00*  100000.00
    RIESGOS: codified, USD        100.00       100.00      100.00
    RIESGOS: executed, USD         90.00        90.00       90.00
    5 measures that two or more of 3 reports give; * differs from the median, or from the other of two, by more than a factor of 2
    ");
}

#[test]
fn of_two_that_differ_both_are_marked() {
    let reports = vec![
        measured("Loja", "100,00", "5.000"),
        measured("Azuay", "300,00", "6.000"),
    ];
    let table = |factor| {
        let comparison = Comparison::of(&reports, factor);
        show::table(&comparison, &reports, 100, false)
    };
    let two = table(Decimal::TWO);
    assert!(two.contains("100.00*") && two.contains("300.00*"), "{two}");
    assert!(!two.contains("5000*") && !two.contains("6000*"), "{two}");
    assert!(!table(Decimal::new(3, 0)).contains("00*"));
}

#[test]
fn of_an_even_number_the_lower_middle_is_the_median() {
    let reports: Vec<Measured> = [
        ("Loja", "1"),
        ("Azuay", "2"),
        ("Bolívar", "3"),
        ("Carchi", "30"),
    ]
    .map(|(province, executed)| measured(province, &format!("{executed}.000,00"), "5.000"))
    .into();
    let comparison = Comparison::of(&reports, Decimal::TWO);
    let table = show::table(&comparison, &reports, 100, false);
    assert!(table.contains("30000.00*"), "{table}");
    assert_eq!(table.matches("00*").count(), 1, "{table}");
}

#[test]
fn a_label_that_would_be_a_formula_is_text_in_csv() {
    let reports = ["Loja", "Azuay"].map(|province| {
        let mut report = measured(province, "1,00", "5.000");
        report.file.insert(0, '=');
        report
    });
    let comparison = Comparison::of(&reports, Decimal::TWO);
    let mut out = Vec::new();
    show::csv(&comparison, &reports, &mut out).unwrap();
    let out = String::from_utf8(out).unwrap();
    assert!(out.contains(",'=Loja.txt,"), "{out}");
    assert!(!out.contains(",=Loja.txt,"), "{out}");
}

#[test]
fn a_folder_without_reports_is_a_failure() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/src/audit");
    let (reports, failed) = read(&[PathBuf::from(folder)]);
    assert_eq!((reports.len(), failed), (0, 1));
}

#[test]
fn a_narrow_terminal_gets_the_reports_one_below_the_other() {
    let reports = three();
    let comparison = Comparison::of(&reports, Decimal::TWO);
    let wide = show::table(&comparison, &reports, 200, false);
    let narrow = show::table(&comparison, &reports, 30, false);
    assert_eq!(narrow.matches("Pensiones: executed").count(), 3);
    assert_eq!(wide.matches("Pensiones: executed").count(), 1);
    assert!(show::table(&comparison, &reports, 200, true).contains("\u{1b}[1;31m"));
}

#[test]
fn a_value_in_csv_has_its_place() {
    let reports = three();
    let comparison = Comparison::of(&reports, Decimal::TWO);
    let mut out = Vec::new();
    show::csv(&comparison, &reports, &mut out).unwrap();
    let mut reader = csv::Reader::from_reader(out.as_slice());
    let rows: Vec<std::collections::BTreeMap<String, String>> =
        reader.deserialize().map(Result::unwrap).collect();
    let far: Vec<_> = rows.iter().filter(|row| row["marked"] == "true").collect();
    assert_eq!(far.len(), 1);
    assert_eq!(
        (far[0]["file"].as_str(), far[0]["value"].as_str()),
        ("Cañar.txt", "10000.00")
    );
    assert_eq!(
        (far[0]["median"].as_str(), far[0]["ratio"].as_str()),
        ("100000.00", "0.1")
    );
    assert!(far[0]["line"].parse::<u32>().unwrap() > 1);
}

#[test]
fn a_report_that_contradicts_itself_is_not_compared() {
    let text = "INFORME DE RENDICIÓN DE CUENTAS 2022 \n\nDIRECCIÓN PROVINCIAL DEL IESS LOJA \n\n\
                1. Cobertura Institucional \n\nEl IESS tiene 61.590 afiliados. \n\n\
                Resumen Ejecutivo \n\nEl IESS tiene 71.590 afiliados. \n";
    let mut reports = three();
    reports.push(Measured::of("otra.txt", &rendicion::parse(text)));
    measure::arrange(&mut reports);
    let comparison = Comparison::of(&reports, Decimal::TWO);
    let table = show::table(&comparison, &reports, 200, false);
    assert!(table.contains("2 values"), "{table}");
    assert!(table.contains("Loja 2022 (2)"), "{table}");
}

#[test]
fn one_report_has_nothing_beside_it() {
    let reports = vec![measured("Loja", "1,00", "5.000")];
    let comparison = Comparison::of(&reports, Decimal::TWO);
    assert!(comparison.lines.is_empty());
    assert!(show::table(&comparison, &reports, 80, false).starts_with("0 measures"));
}

#[test]
fn files_that_cannot_be_read_are_counted() {
    let specimen = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/tests/specimens/carchi-2019.txt"
    );
    let (reports, failed) = read(&[PathBuf::from("/nowhere/x.txt"), PathBuf::from(specimen)]);
    assert_eq!((reports.len(), failed), (1, 1));
}

#[test]
fn arguments() {
    let asked = |args: &[&str]| Asked::of(args.iter().map(Into::into));
    let all = asked(&["--csv", "--factor", "2.5", "a", "--", "--b"]);
    assert_eq!(
        all,
        Ok(Some(Asked {
            paths: vec!["a".into(), "--b".into()],
            csv: true,
            factor: Decimal::new(25, 1),
        }))
    );
    assert_eq!(asked(&["-h"]), Ok(None));
    for wrong in [
        &[][..],
        &["--factor", "0.5", "a"],
        &["--factor"],
        &["--x", "a"],
    ] {
        assert!(asked(wrong).is_err(), "{wrong:?}");
    }
}
