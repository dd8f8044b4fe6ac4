use proptest::prelude::*;

use super::*;
use crate::atom::{Ground, Role};

/// What is found, as `kind raw = value`, with `?` where the notation was ambiguous and `!` where it is misprinted.
fn found_in(text: &str, context: Context) -> Vec<String> {
    let scan = scan(text, &context);
    scan.found
        .iter()
        .map(|found| {
            let raw = &text[found.range.clone()];
            let flags = match (found.ambiguity.is_some(), found.misprint) {
                (true, _) => " ?",
                (_, true) => " !",
                _ => "",
            };
            format!("{} {raw} = {}{flags}", found.value.kind(), found.value)
        })
        .collect()
}

fn found(text: &str) -> Vec<String> {
    found_in(text, Context::default())
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(found(text), expected, "{text}");
}

#[test]
fn money() {
    check(
        "se obtuvo $ 35´765.942,27 en total",
        &["money 35´765.942,27 = 35765942.27"],
    );
    check(
        "por $1.011.008,64, y $ $ 20.778,12 USD",
        &[
            "money 1.011.008,64 = 1011008.64",
            "money 20.778,12 = 20778.12",
        ],
    );
    check(
        "De 718.978,76 USD y US$ 5,00",
        &["money 718.978,76 = 718978.76", "money 5,00 = 5.00"],
    );
    check(
        "unos 180.694 dólares para 167 equipos",
        &["money 180.694 = 180694 ?", "number 167 = 167"],
    );
    check(
        "Se llegó a una recaudación de 1.690.794.73, al fin",
        &["money 1.690.794.73 = 1690794.73"],
    );
    check(
        "un índice de gestión de 81.76 en todo",
        &["number 81.76 = 81.76"],
    );
    check(
        "con presupuesto y un índice de 81.76",
        &["number 81.76 = 81.76"],
    );
    check("5 millones de dólares", &["money 5 millones = 5000000"]);
    check(
        "un déficit de -$ 5,00 y $ -6,00",
        &["money -$ 5,00 = -5.00", "money -6,00 = -6.00"],
    );
    check(
        "por $ 35 ´ 765.942,27",
        &["money 35 ´ 765.942,27 = 35765942.27"],
    );
    check("son 5 $ 20,00", &["number 5 = 5", "money 20,00 = 20.00"]);
    check(
        "fue de $12´991.512,37 (doce millones con 37/00 dólares)",
        &["money 12´991.512,37 = 12991512.37"],
    );
}

#[test]
fn percentages() {
    check(
        "un 91,31%, 132.76 %, 7% y 5 por ciento",
        &[
            "percent 91,31% = 91.31",
            "percent 132.76 % = 132.76",
            "percent 7% = 7",
            "percent 5 por ciento = 5",
        ],
    );
    check("es 61.590%", &["percent 61.590% = 61.590 ?"]);
    check(
        "un porcentaje de 91,06 al cierre",
        &["percent 91,06 = 91.06"],
    );
}

#[test]
fn years_and_numbers() {
    check(
        "en los años 2020 y 2021 hubo",
        &["year 2020 = 2020", "year 2021 = 2021"],
    );
    check("Cuentas 2022 - Direcciones", &["year 2022 = 2022"]);
    check(
        "El 2021, como \"Cartera 2020\"",
        &["year 2021 = 2021", "year 2020 = 2020"],
    );
    check("se inscribieron 2020 afiliados", &["number 2020 = 2020"]);
    check("año 2020 afiliados", &["year 2020 = 2020"]);
    check(
        "en el año2021 y del2022",
        &["year 2021 = 2021", "year 2022 = 2022"],
    );
    check(
        "los años 2020,2021",
        &["year 2020 = 2020", "year 2021 = 2021"],
    );
    check("2022-direcciones-2 y 7-B", &["year 2022 = 2022"]);
    check("2022-Direcciones", &["year 2022 = 2022"]);
    check(
        "de 61.590. Hay 10 informes",
        &["number 61.590 = 61590 ?", "number 10 = 10"],
    );
    check(
        "un saldo de -5,5 y (-3)",
        &["number -5,5 = -5.5", "number -3 = -3"],
    );
    check("de 10-15 personas", &["number 10 = 10", "number 15 = 15"]);
    check("300adultos", &["number 300 = 300"]);
}

#[test]
fn digits_in_names_are_no_atoms() {
    for text in [
        "COVID-19 y Covid-19",
        "el as400",
        "P02",
        "B-12",
        "la Fase 3",
        "el punto 2 del informe",
        "de la zona 7",
        "la 7ma sesión",
        "el 2do piso",
        "red 3G",
        "a las 08:30",
        "contrato Nro. 25",
        "el 24 de mayo",
        "N° 5",
        "un1dad",
        "x_5",
    ] {
        check(text, &[]);
    }
}

#[test]
fn dates_and_periods() {
    check(
        "el 20/01/2022 y el 16- 11-2022",
        &[
            "date 20/01/2022 = 2022-01-20",
            "date 16- 11-2022 = 2022-11-16",
        ],
    );
    check(
        "con corte a Diciembre de 2020 se",
        &["date Diciembre de 2020 = 2020-12"],
    );
    check("octubre del2021 se", &["date octubre del2021 = 2021-10"]);
    check(
        "comprendido entra el 1 de febrero de 2013 y el 31 de mayo de 2018.",
        &["period 1 de febrero de 2013 y el 31 de mayo de 2018 = 2013-02-01/2018-05-31"],
    );
    check(
        "comprendido del 1 de febrero de 2013 y el 31 de agosto de 2016\".",
        &["period 1 de febrero de 2013 y el 31 de agosto de 2016 = 2013-02-01/2016-08-31"],
    );
    check(
        "Entre los años: 2021 y 2022, registró",
        &["period 2021 y 2022 = 2021/2022"],
    );
    check(
        "Plan 2018 – 2028; y 2018-2028.",
        &[
            "period 2018 – 2028 = 2018/2028",
            "period 2018-2028 = 2018/2028",
        ],
    );
    check(
        "de enero a diciembre de 2021.",
        &["period enero a diciembre de 2021 = 2021-01/2021-12"],
    );
    check(
        "del 1 al 30 de junio de 2020",
        &["period 1 al 30 de junio de 2020 = 2020-06-01/2020-06-30"],
    );
    check(
        "son 25 al 31 de diciembre de 2021",
        &[
            "number 25 = 25",
            "date 31 de diciembre de 2021 = 2021-12-31",
        ],
    );
    check(
        "objetivos estratégicos 2018 – 2028",
        &["period 2018 – 2028 = 2018/2028"],
    );
    for text in [
        "el 31/02/2022",
        "31-04-2021",
        "el 29 de febrero de 2021",
        "31- 02-2022",
    ] {
        let scan = scan(text, &Context::default());
        assert!(
            scan.found.is_empty() && scan.malformed.len() == 1,
            "{text} {scan:?}"
        );
    }
}

#[test]
fn elided_lists() {
    check(
        "el 9 y 27-11-2018",
        &["date 9 = 2018-11-09", "date 27-11-2018 = 2018-11-27"],
    );
    check(
        "los días 3, 5 y 8 de mayo de 2019.",
        &[
            "date 3 = 2019-05-03",
            "date 5 = 2019-05-05",
            "date 8 de mayo de 2019 = 2019-05-08",
        ],
    );
    check(
        "IESS-DPX-2020-0117-M; 0118-M y 0119-M.",
        &[
            "memo IESS-DPX-2020-0117-M = IESS-DPX-2020-0117-M",
            "memo 0118-M = IESS-DPX-2020-0118-M",
            "memo 0119-M = IESS-DPX-2020-0119-M",
        ],
    );
    check(
        "IESS-DPX-2020-____-M y IESS-DPX-2020-1B37-M",
        &[
            "memo IESS-DPX-2020-____-M = IESS-DPX-2020-____-M !",
            "memo IESS-DPX-2020-1B37-M = IESS-DPX-2020-1B37-M !",
        ],
    );
    check(
        "IESS-DPX-2O20-0117-M y IESS-DPX-2020-XXXX-M",
        &[
            "memo IESS-DPX-2O20-0117-M = IESS-DPX-2O20-0117-M !",
            "memo IESS-DPX-2020-XXXX-M = IESS-DPX-2020-XXXX-M !",
        ],
    );
    check("Registro Oficial 1127, Suplemento 33", &[]);
    check("Decreto Ejecutivo 457 y Acuerdo Ministerial No. 0398", &[]);
    check(
        "en 2021 USD: 810,25",
        &["year 2021 = 2021", "money 810,25 = 810.25"],
    );
}

/// Each print of a date, a month or a period, in each surrounding: the same value in 99 of 100, and never another.
#[test]
fn every_print_is_read_as_itself_or_not_at_all() {
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
    let (mut prints, mut same, mut other) = (0, 0, Vec::new());
    for seed in 0_u32..300 {
        let (day, month, year) = (seed % 28 + 1, seed * 7 % 12 + 1, 1995 + seed * 11 % 50);
        let name = MONTHS[month as usize - 1];
        let date = format!("{year}-{month:02}-{day:02}");
        let later = year + 1 + seed % 9;
        for (print, value) in [
            (format!("{day} de {name} de {year}"), date.clone()),
            (format!("{day:02}/{month:02}/{year}"), date.clone()),
            (format!("{day}-{month}-{year}"), date.clone()),
            (format!("{name} {day} del {year}"), date.clone()),
            (format!("{day} de {month} de {year}"), date.clone()),
            (format!("{name} de {year}"), format!("{year}-{month:02}")),
            (format!("{month}/{year}"), format!("{year}-{month:02}")),
            (
                format!("{day} de {name} de {year} al 31 de enero de {later}"),
                format!("{date}/{later}-01-31"),
            ),
            (
                format!("primer semestre de {year}"),
                format!("{year}-01/{year}-06"),
            ),
            (
                format!("IESS-DPX-{year}-{:04}-M", seed + 17),
                format!("IESS-DPX-{year}-{:04}-M", seed + 17),
            ),
        ] {
            for text in [
                print.clone(),
                format!("El acta consta en {print} según el archivo."),
                format!("({print})"),
                format!("Se vio \"{print}\"; y más"),
            ] {
                prints += 1;
                let found: Vec<String> = scan(&text, &Context::default())
                    .found
                    .iter()
                    .map(|found| found.value.to_string())
                    .collect();
                if found == [value.as_str()] {
                    same += 1;
                } else if !found.is_empty() {
                    other.push((text, found));
                }
            }
        }
    }
    assert_eq!(other, []);
    assert!(same * 100 >= prints * 99, "{same} of {prints}");
}

#[test]
fn references_and_codes() {
    check(
        "Memorando Nro. IESS-DPX-2020-2492-M. Luego",
        &["memo IESS-DPX-2020-2492-M = IESS-DPX-2020-2492-M"],
    );
    check(
        "Memorando Nro. ESS-DNPL-2023-0523-M de 29 de marzo de 2023",
        &[
            "memo ESS-DNPL-2023-0523-M = ESS-DNPL-2023-0523-M !",
            "date 29 de marzo de 2023 = 2023-03-29",
        ],
    );
    check(
        "IESS-CPPPRTFRSDL-2022- 2496-M del 25/11/2022",
        &[
            "memo IESS-CPPPRTFRSDL-2022- 2496-M = IESS-CPPPRTFRSDL-2022-2496-M",
            "date 25/11/2022 = 2022-11-25",
        ],
    );
    check(
        "Resolución No. CPCCS-PLE-SG-069-2021-476, y C.D. No. 535",
        &[
            "resolution CPCCS-PLE-SG-069-2021-476 = CPCCS-PLE-SG-069-2021-476",
            "resolution C.D. No. 535 = C.D. 535",
        ],
    );
    check(
        "la Resolución No. 535 del 2020",
        &["resolution 535 = 535", "year 2020 = 2020"],
    );
    check(
        "con Oficio Nro. 0123-DNA5-2020 de 5 de mayo",
        &["memo 0123-DNA5-2020 = 0123-DNA5-2020"],
    );
    check(
        "CÓD: DNPL-SDNSE-GPL-P02-F01 y",
        &["code DNPL-SDNSE-GPL-P02-F01 = DNPL-SDNSE-GPL-P02-F01"],
    );
    check("contrato No. 2021-045", &["code 2021-045 = 2021-045"]);
    check(
        "clave catastral 0501010201064001 de",
        &["code 0501010201064001 = 0501010201064001"],
    );
    check(
        "clave catastral 05.01.02. Fin",
        &["code 05.01.02 = 05.01.02"],
    );
    check(
        "en https://a.ec/x?y=2020).",
        &["url https://a.ec/x?y=2020 = https://a.ec/x?y=2020"],
    );
}

#[test]
fn articles_and_items() {
    check(
        "el Artículo 95 y los Arts. 88 y 89, el art 90.",
        &[
            "article 95 = 95",
            "article 88 = 88",
            "article 89 = 89",
            "article 90 = 90",
        ],
    );
    check(
        "Rec. 1.9: uno. Rec 2: dos. Rec: 1: tres. Recomendación Nro. 4",
        &[
            "recommendation 1.9 = 1.9",
            "recommendation 2 = 2",
            "recommendation 1 = 1",
            "recommendation 4 = 4",
        ],
    );
    check(
        "Objetivo Estratégico N°1. Crecer; Objetivo 4: más",
        &["objective 1 = 1", "objective 4 = 4"],
    );
    check("Art. Art. 5", &["article 5 = 5"]);
}

#[test]
fn what_a_column_holds() {
    let cell = |expect| Context {
        marks: None,
        expect: Some(expect),
    };
    assert_eq!(
        found_in("1.380.757.00", cell(Expect::Money)),
        ["money 1.380.757.00 = 1380757.00"]
    );
    assert_eq!(found_in("0", cell(Expect::Money)), ["money 0 = 0"]);
    assert_eq!(
        found_in("27,174", cell(Expect::Count)),
        ["number 27,174 = 27174 ?"]
    );
    assert_eq!(
        found_in("330.00", cell(Expect::Count)),
        ["number 330.00 = 330.00"]
    );
    assert_eq!(
        found_in("2020", cell(Expect::Count)),
        ["number 2020 = 2020"]
    );
    assert_eq!(
        found_in("95.32", cell(Expect::Percent)),
        ["percent 95.32 = 95.32"]
    );
    assert_eq!(
        found_in("94% ", cell(Expect::Percent)),
        ["percent 94% = 94"]
    );
    assert_eq!(
        found_in("27,174", cell(Expect::Decimal)),
        ["number 27,174 = 27.174 ?"]
    );
}

#[test]
fn grounds() {
    let ground =
        |text: &str, context: &Context| scan(text, context).found[0].ambiguity.map(|a| a.ground);
    assert_eq!(
        ground("fue de 61.590 en total", &Context::default()),
        Some(Ground::Default)
    );
    assert_eq!(
        ground("hay 61.590 afiliados", &Context::default()),
        Some(Ground::Sentence)
    );
    let marks = Mark {
        dot: Some(Role::Decimal),
        comma: None,
        ground: Ground::Document,
    };
    let document = Context {
        marks: Some(marks),
        expect: None,
    };
    assert_eq!(
        ground("fue de 61.590 en total", &document),
        Some(Ground::Document)
    );
    assert_eq!(
        ground("hay 61.590 afiliados", &document),
        Some(Ground::Sentence)
    );
    check(
        "una tasa de 12.345 por cada 100.000 vecinos",
        &["number 12.345 = 12.345 ?", "number 100.000 = 100000 ?"],
    );
}

fn sane(text: &str, scan: &Scan) -> bool {
    let mut end = 0;
    let ordered = scan.found.iter().all(|found| {
        let fits = found.range.start >= end && found.range.start < found.range.end;
        end = found.range.end;
        fits && text.get(found.range.clone()).is_some()
    });
    let mut end = 0;
    ordered
        && scan.malformed.iter().all(|range| {
            let fits =
                range.start >= end && text.get(range.clone()).is_some_and(|raw| !raw.is_empty());
            end = range.end;
            fits && scan
                .found
                .iter()
                .all(|found| found.range.end <= range.start || found.range.start >= range.end)
        })
}

/// What might be read again and again: a quadratic scan would take minutes.
#[test]
fn linear_on_hostile_text() {
    for unit in [
        "9",
        ".",
        "-",
        " ",
        "$ ",
        "9.",
        "9-",
        "9/",
        "9 ",
        "1´",
        "IESS-",
        "IESS - ",
        "Art. ",
        "1 de enero de ",
        "2020 y ",
        "a",
        "a-",
        "N° ",
        "C.D. ",
        "1 al ",
        "enero a ",
        "Oficio ",
        "Resolución No. ",
        "$",
        "https://",
        "(",
        "5 por ",
        "1.234 ",
        "Rec. ",
        "Objetivo Estratégico ",
        "Arts. 1, ",
        "2020-2021-",
        "20/01/",
        "é",
        "_",
        "a_",
        "1a",
        "A1-",
        "2020,",
    ] {
        let text = unit.repeat(40_000 / unit.len());
        let scan = scan(&text, &Context::default());
        assert!(sane(&text, &scan), "{unit}");
    }
    // A long run that only its end spoils must not be looked through again from each of its parts.
    for (unit, tail) in [
        ("1-", "9".repeat(40)),
        ("2022-", "a".to_owned()),
        ("A1-", "é-".to_owned()),
        ("USD0", String::new()),
    ] {
        let text = unit.repeat(40_000 / unit.len()) + &tail;
        assert!(sane(&text, &scan(&text, &Context::default())), "{unit}");
    }
}

fn decimals() -> impl Strategy<Value = (u64, u8)> {
    (0_u64..1_000_000_000, 0_u8..100)
}

proptest! {
    #[test]
    fn money_with_each_sign((whole, cents) in decimals(), sign in 0_usize..7, comma: bool) {
        let mark = if comma { ',' } else { '.' };
        let raw = format!("{whole}{mark}{cents:02}");
        let printed = match sign {
            0 => format!("$ {raw}"),
            1 => format!("${raw}"),
            2 => format!("USD {raw}"),
            3 => format!("{raw} USD"),
            4 => format!("US$ {raw}"),
            5 => format!("{raw} dólares americanos"),
            _ => format!("$ $ {raw} USD"),
        };
        let text = format!("Se fijó en {printed} al fin");
        prop_assert_eq!(found(&text), [format!("money {raw} = {whole}.{cents:02}")]);
    }

    #[test]
    fn percent_with_each_sign((whole, cents) in (0_u16..999, 0_u8..100), sign in prop::sample::select(vec!["%", " %", " por ciento"])) {
        let text = format!("llega al {whole},{cents:02}{sign}.");
        prop_assert_eq!(found(&text), [format!("percent {whole},{cents:02}{sign} = {whole}.{cents:02}")]);
    }

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        prop_assert!(sane(&text, &scan(&text, &Context::default())));
    }

    #[test]
    fn any_pieces_are_read(pieces in prop::collection::vec(prop::sample::select(vec![
        "IESS", "-", "–", " ", "2020", "1644", "M", "$", "USD", "%", " de ", "enero", " y ", " al ", "el ", "entre ", "Art. ",
        "Rec. ", "Objetivo ", "N°", "Nro. ", "1", "31", "12", "´", ".", ",", "/", ":", "http://", "www.", "millones", "º",
        "Resolución ", "Oficio ", "C.D. ", "ñ", "\u{301}", "\n", "(", ")", "por ciento", "0", "000", "año", "del",
    ]), 0..40), expect in prop::sample::select(vec![
        None, Some(Expect::Count), Some(Expect::Money), Some(Expect::Percent), Some(Expect::Decimal), Some(Expect::Text),
    ])) {
        let text = pieces.concat();
        prop_assert!(sane(&text, &scan(&text, &Context { marks: None, expect })), "{}", text);
    }
}

mod without_digits {
    use proptest::prelude::*;

    use super::super::{Context, Scan, Scanner, Sentence, may_hold_values};
    use crate::lexicon::WordList;

    proptest! {
        /// A text without a digit or an address is passed over: it has no value, and no number that fits no rule.
        #[test]
        fn nothing_is_found(words in prop::collection::vec(prop_oneof![
            "[A-Za-zñÁ]{1,8}", "[.,;:()$%#€°º_/-]{1,3}", "[OlISBZ.,´]{1,6}", "[IVX]{1,4}", "[A-Z]{2,5}(-[A-Z]{1,5}){1,4}",
            Just("Memorando Nro.".to_owned()), Just("Resolución No.".to_owned()), Just("artículos".to_owned()),
            Just("Objetivo Estratégico N°".to_owned()), Just("recomendación".to_owned()), Just("diciembre de".to_owned()),
            Just("primero de enero de dos mil veinte".to_owned()), Just("veintiocho".to_owned()), Just("USD".to_owned()),
            Just("segundo semestre del año".to_owned()), Just("Registro Oficial".to_owned()), Just("cinco millones".to_owned()),
        ], 0..12)) {
            let text = words.join(" ");
            prop_assume!(!may_hold_values(&text));
            let context = Context::default();
            let reading = WordList::of_str(&text);
            let mut scanner = Scanner {
                text: &text,
                words: &reading,
                context: &context,
                at: 0,
                before: None,
                sentence: Sentence::default(),
                scan: Scan::default(),
            };
            scanner.run(usize::MAX);
            prop_assert_eq!(scanner.scan, Scan::default());
        }
    }
}

#[test]
fn the_head_of_a_column_says_what_its_cells_are() {
    for (head, said) in [
        ("Recaudación en USD / Transacciones", Some(Expect::Count)),
        ("Valor Total", Some(Expect::Money)),
        ("Número Valor Total", None),
        ("% atención", Some(Expect::Percent)),
        ("Código del bien", Some(Expect::Code)),
        ("N° DE RECOMENDACIÓN", Some(Expect::Recommendation)),
        ("Año", Some(Expect::Year)),
        ("AÑO 2021", None),
        ("DÍAS PROMEDIO", Some(Expect::Decimal)),
        ("Bien", None),
    ] {
        assert_eq!(Expect::of_head(head), said, "{head}");
    }
    let cell = |text: &str, expect| {
        let context = Context {
            expect: Some(expect),
            ..Context::default()
        };
        let found = scan(text, &context).found;
        found
            .first()
            .map(|it| format!("{} {}", it.value.kind(), it.value))
    };
    let read = |text, expect, said: &str| assert_eq!(cell(text, expect).as_deref(), Some(said));
    read("4787046125", Expect::Code, "code 4787046125");
    read("3.6", Expect::Recommendation, "recommendation 3.6");
    read("2019", Expect::Year, "year 2019");
    read("7,7", Expect::Decimal, "number 7.7");
}
