use crate::diagnostic::Code;
use crate::section::testing::{read, read_in, round_trip};
use crate::section::{Coverage, ExecutiveSummary};

/// The indicators of a text, each as "concept value period".
fn stated(text: &str) -> Vec<String> {
    let (data, _) = read(&Coverage, text);
    round_trip(&data);
    data.indicators
        .iter()
        .map(|it| {
            format!(
                "{} {} {}",
                it.concept,
                it.value,
                it.period.map_or("-".to_owned(), |it| it.to_string())
            )
        })
        .collect()
}

fn check(cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(stated(text), *expected, "{text}");
    }
}

#[test]
fn a_number_before_its_noun() {
    check(&[
        (
            "La provincia cerró el año 2022 con un total de 84.100 afiliados y 20.511 patronos. ",
            &["affiliates 84100 2022", "employers 20511 2022"],
        ),
        (
            "Se atiende en siete (7) unidades médicas propias y 39 dispensarios, repartidos en los 16 cantones: Loja y otros. ",
            &["medical_units 7 -", "dispensaries 39 -", "cantons 16 -"],
        ),
        (
            "Cuenta con 13 prestadores externos que brindan diálisis, y con 12 dispensarios anexos. ",
            &["external_providers 13 -", "dispensaries_annexed 12 -"],
        ),
        (
            "A 31-12-2019 cobraban su renta 4.175 jubilados y 1.022 beneficiarios de montepío. ",
            &[
                "retirees 4175 2019-12-31",
                "montepio_beneficiaries 1022 2019-12-31",
            ],
        ),
        (
            "El Seguro Social Campesino protege a 17.603 personas, agrupadas en 96 organizaciones. ",
            &[
                "campesino_population 17603 -",
                "campesino_organizations 96 -",
            ],
        ),
        (
            "Las inspecciones permitieron regularizar a 5.128 trabajadores en 2021. ",
            &["regularized_workers 5128 2021"],
        ),
        (
            "En 2022 se pagaron 31.296 prestaciones de vejez, invalidez y montepío. ",
            &["pension_benefits 31296 2022"],
        ),
        (
            "Se respondió con 10 informes de cumplimiento a los auditores. ",
            &["compliance_reports 10 -"],
        ),
    ]);
}

#[test]
fn a_number_after_its_noun() {
    check(&[
        (
            "Los pensionistas de la jurisdicción llegaron a 11.264. ",
            &["pensioners 11264 -"],
        ),
        (
            "• Afiliados al Seguro General a diciembre de 2019: 21.846, esto es, 512 más que los contados en diciembre de 2018. ",
            &["affiliates_general 21846 2019-12"],
        ),
        ("N° Jubilados 16.755 ", &["retirees 16755 -"]),
    ]);
}

#[test]
fn one_number_becomes_another() {
    check(&[
        (
            "Entre 2022 y 2023 los cotizantes crecieron de 97.412 a 99.806; 52.330 son varones y 47.476 son mujeres. ",
            &[
                "contributors 97412 2022",
                "contributors 99806 2023",
                "affiliates_men 52330 2023",
                "affiliates_women 47476 2023",
            ],
        ),
        // The second has no time of its own.
        (
            "Se pasó de 83.159 afiliados en 2021 a 84.158 afiliados. ",
            &["affiliates 83159 2021", "affiliates 84158 -"],
        ),
    ]);
}

#[test]
fn the_sexes_are_parts_of_who_was_spoken_of() {
    check(&[
        (
            "De los 21.846 afiliados activos, 12.390 son hombres y 9.456 son mujeres. ",
            &[
                "affiliates 21846 -",
                "affiliates_men 12390 -",
                "affiliates_women 9456 -",
            ],
        ),
        (
            "El total de usuarios se divide así: género Femenino 51.168 y género Masculino 32.990 usuarios. ",
            &["affiliates_women 51168 -", "affiliates_men 32990 -"],
        ),
        (
            "De los usuarios del IESS, 98.417 pertenecen al género Femenino. ",
            &["affiliates_women 98417 -"],
        ),
        (
            "Se organizaron talleres, y así el número de afiliados llegó a un total de 58.026: masculinos 27.003, femenino 31.023. ",
            &[
                "affiliates 58026 -",
                "affiliates_men 27003 -",
                "affiliates_women 31023 -",
            ],
        ),
        // They add up to what the section counts, or the sentence.
        (
            "Hay 7 asegurados. \n\n• Del total, 3 son hombres y 4 son mujeres. ",
            &["insured 7 -", "affiliates_men 3 -", "affiliates_women 4 -"],
        ),
        (
            "El padrón cerró con 7 personas inscritas: masculinos 3, femenino 4. ",
            &["affiliates_men 3 -", "affiliates_women 4 -"],
        ),
        (
            "Hay 8 asegurados. \n\n• Del total, 3 son hombres y 4 son mujeres. ",
            &["insured 8 -"],
        ),
        (
            "De los 800 jubilados, 300 son mujeres. ",
            &["retirees 800 -"],
        ),
        (
            "A la charla de afiliados acudieron 30 mujeres y 20 hombres. ",
            &[],
        ),
    ]);
}

#[test]
fn a_quantity_in_doubt_is_none() {
    check(&[
        // Changes, aims and round numbers.
        ("Hubo un incremento de 853 afiliados. ", &[]),
        ("Hay más de 5.000 jubilados y cerca de 300 patronos. ", &[]),
        ("El incremento del número de afiliados fue de 512. ", &[]),
        ("Hay 512 afiliados más que en 2018. ", &[]),
        // Some of them.
        ("Se visitó a 300 patronos y 12 dispensarios. ", &[]),
        (
            "Hay 300 afiliados en mora, 40 afiliados del cantón Mira y 12 dispensarios equipados. ",
            &[],
        ),
        (
            "Se dictaron 10 charlas con estos participantes: patronos 33 y afiliados 620. ",
            &[],
        ),
        ("Se renovó el convenio con 5 prestadores externos. ", &[]),
        ("El número de reclamos de los afiliados fue de 300. ", &[]),
        ("Suman 500 afiliados, jubilados y pensionistas. ", &[]),
        (
            "Se entregaron 420 prestaciones de auxilio de funerales y de vejez. ",
            &[],
        ),
        ("El Seguro Social Campesino tiene 300 pensionistas. ", &[]),
        ("Hay talleres en 3 cantones. ", &[]),
    ]);
}

#[test]
fn a_time_that_is_another_matters_is_not_the_quantitys() {
    check(&[
        (
            "Con Memorando Nro. IESS-DPB-2023-0117-M de 16 de enero de 2023 se informó que hay 39 dispensarios. ",
            &["dispensaries 39 -"],
        ),
        (
            "Según el Plan Estratégico 2018 – 2028, hay 39 dispensarios. ",
            &["dispensaries 39 -"],
        ),
        (
            "Con 64 servidores, un número menor al que hubo en 2018, se cubren los seis cantones. ",
            &["cantons 6 -"],
        ),
        (
            "Al cierre de 2023 los datos son: \n\n• Hay 39 dispensarios. \n\n• En 2022 hubo 38 dispensarios. ",
            &["dispensaries 39 2023", "dispensaries 38 2022"],
        ),
    ]);
}

#[test]
fn shares_and_amounts() {
    check(&[
        (
            "El porcentaje de ejecución presupuestaria 2022 corresponde al 64%, menor en comparación de 2021. ",
            &["budget_execution_percent 64 2022"],
        ),
        (
            "La ejecución presupuestaria del Seguro Social Campesino fue del 81%. ",
            &[],
        ),
        ("La programación anual se ejecutó en un 100%. ", &[]),
        (
            "La recaudación de valores en mora fue de $12´991.512,37 en 2022. ",
            &["collections_arrears 12991512.37 2022"],
        ),
        (
            "Se llegó a una recaudación de 1.690.794.73, con lo que se cumplió la meta. ",
            &["collections_total 1690794.73 -"],
        ),
        (
            "La recaudación por glosas fue de $ 5.000,00. ",
            &["collections_assessments 5000.00 -"],
        ),
        (
            "La recaudación por glosas y convenios fue de $ 5.000,00. ",
            &[],
        ),
        ("La recaudación superó en $ 5.000,00 a la meta. ", &[]),
        (
            "Por gestión de cobro ingresaron USD 9,50: \n\n• Glosas: $ 4,25 \n\n• Multas: $ 5,25 ",
            &[
                "collections_total 9.50 -",
                "collections_assessments 4.25 -",
                "collections_fines 5.25 -",
            ],
        ),
    ]);
}

#[test]
fn a_label_holds_the_words_of_the_report() {
    let text =
        "El número de afiliados, con corte a diciembre de 2020, al Seguro General fue de 61.590. ";
    let (data, _) = read(&ExecutiveSummary::default(), text);
    let it = &data.indicators[0];
    assert_eq!(
        it.label,
        "afiliados, con corte a diciembre de 2020, al Seguro General"
    );
    assert_eq!(&text[it.span.range()], "61.590");
    assert_eq!(it.line, 1);
}

/// The indicators of a report of Napo of 2022, and how many figures were set aside.
fn of_napo(text: &str) -> (Vec<String>, usize) {
    let (data, codes) = read_in(&Coverage, text, Some(2022), Some("Napo"));
    assert!(codes.iter().all(|code| *code == Code::SetAside), "{text}");
    (
        data.indicators
            .iter()
            .map(|it| format!("{} {}", it.concept, it.value))
            .collect(),
        codes.len(),
    )
}

#[test]
fn what_is_denied_hoped_for_or_of_others_is_set_aside() {
    for text in [
        // Denied.
        "No hay 55 pensionistas. ",
        "La oficina no cuenta todavía con 12 dispensarios. ",
        "Sin que existan 55 pensionistas, se abrió la agencia. ",
        "La recaudación no llegó a 5.000,00 USD. ",
        // Hoped for.
        "Se espera llegar a 5.000 afiliados. ",
        "El próximo semestre habrá 12 dispensarios. ",
        "Se pidieron fondos con el fin de contar con 12 dispensarios. ",
        // What happened to some.
        "En 2022 se perdieron 1.234 afiliados. ",
        "Fallecieron 12 jubilados. ",
        "Se capacitó a un total de 300 afiliados. ",
        // Of others.
        "A nivel nacional existen 3.000.000 afiliados. ",
        "La provincia de Carchi tiene 300.000 afiliados. ",
        "En Guayas hay 39 dispensarios. ",
        "Hay un médico por cada 300 afiliados. ",
        "En la parroquia Cotundo existen 40 patronos. ",
        "Existen 300 afiliados en la provincia de Carchi. ",
        // Of another year that has no number to be the period.
        "El año anterior hubo 1.900 afiliados. ",
        "A nivel nacional los datos son: \n\n• Afiliados: 3.000.000 \n",
        "Se espera llegar a estos números: \n\n• Hay 39 dispensarios. \n",
    ] {
        assert_eq!(of_napo(text), (vec![], 1), "{text}");
    }
}

#[test]
fn what_only_stands_near_such_words_is_read() {
    for (text, stated) in [
        (
            "La oficina, que no tiene techo, cuenta con 12 dispensarios. ",
            "dispensaries 12",
        ),
        ("No llovió, pero hay 55 pensionistas. ", "pensioners 55"),
        ("No solo hay 55 pensionistas. ", "pensioners 55"),
        (
            "A nivel nacional llovió; la provincia de Napo tiene 5.120 afiliados. ",
            "affiliates 5120",
        ),
        (
            "El número de afiliados fue de 5.120, frente a 5.000 del año anterior. ",
            "affiliates 5120",
        ),
        (
            "Tras los talleres que se dieron, hay 55 pensionistas. ",
            "pensioners 55",
        ),
        ("Se logró contar con 12 dispensarios. ", "dispensaries 12"),
        (
            "El camión sirve para recorrer los 16 cantones. ",
            "cantons 16",
        ),
        ("En 2019 había 4.800 afiliados. ", "affiliates 4800"),
    ] {
        assert_eq!(of_napo(text).0, [stated], "{text}");
    }
}

#[test]
fn a_misprint_is_forgiven_in_any_word_for_members() {
    for word in ["afilados", "afiliaos", "afliados", "afiliads"] {
        let text = format!("De los 800 {word}, 300 son mujeres. ");
        let women = stated(&text)
            .into_iter()
            .filter(|it| it.starts_with("affiliates_women"))
            .count();
        assert_eq!(women, 1, "{text}");
    }
    check(&[(
        "La recaudcion por glosas fue de $ 5.000,00. ",
        &["collections_assessments 5000.00 -"],
    )]);
}
