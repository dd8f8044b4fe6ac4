//! Which page a place of a text stands on, where the text shows it.

/// The page of the first place of each of the words.
fn pages(text: &str, words: &[&str]) -> Vec<Option<u32>> {
    let report = rendicion::parse(text);
    let of = |word: &&str| {
        let at = text.find(*word).unwrap();
        report.source().page_of(at as u32)
    };
    words.iter().map(of).collect()
}

/// Running text of a page of its own.
fn body(word: &str) -> String {
    let mut text = format!("{word} del IESS atiende en sus oficinas a quienes acuden a diario \n");
    for n in 0..12 {
        let numeral = ["primera", "segunda", "tercera", "cuarta"][n % 4];
        text.push_str("y a la ");
        text.push_str(numeral);
        text.push_str(" ventanilla llegan quienes piden otra cosa que aquello \n");
    }
    text + "con lo que se cumple. \n"
}

#[test]
fn headers_of_the_form_begin_a_page() {
    let header = |n: u32| format!("CÓD: DNPL-SDNSE-GPL-P02-F01 \nVERSIÓN: 1.0 \nPÁG: {n} de 15 \n");
    let text = format!(
        "{}{}{}{}{}{}",
        header(1),
        body("Uno"),
        header(2),
        body("Dos"),
        header(3),
        body("Tres")
    );
    assert_eq!(
        pages(&text, &["Uno", "Dos", "PÁG: 3", "Tres"]),
        [Some(1), Some(2), Some(3), Some(3)]
    );
}

#[test]
fn footers_end_a_page() {
    let text = format!(
        "{}Página 1 de 3 \n{}Página 2 de 3 \n{}Página 3 de 3 \n",
        body("Uno"),
        body("Dos"),
        body("Tres")
    );
    assert_eq!(
        pages(&text, &["Uno", "Dos", "Página 2", "Tres"]),
        [Some(1), Some(2), Some(2), Some(3)]
    );
}

#[test]
fn of_a_page_whose_number_is_lost_nothing_is_said() {
    let text = format!(
        "{}Página 1 \n{}Página 3 \n{}Página 4 \n",
        body("Uno"),
        body("Dos"),
        body("Tres")
    );
    assert_eq!(
        pages(&text, &["Uno", "Dos", "Tres"]),
        [Some(1), None, Some(4)]
    );
}

#[test]
fn form_feeds_part_pages_and_what_is_printed_numbers_them() {
    let text = format!("{}\x0c{}\x0c{}", body("Uno"), body("Dos"), body("Tres"));
    assert_eq!(
        pages(&text, &["Uno", "Dos", "Tres"]),
        [Some(1), Some(2), Some(3)]
    );
    let text = format!(
        "Portada del IESS \n\x0c{}Página 1 \n\x0c{}Página 2 \n",
        body("Uno"),
        body("Dos")
    );
    assert_eq!(
        pages(&text, &["Portada", "Uno", "Dos"]),
        [None, Some(1), Some(2)]
    );
}

#[test]
fn one_header_says_nothing_of_what_stands_pages_below() {
    let header = "CÓD: DNPL-SDNSE-GPL-P02-F01 \nVERSIÓN: 1.0 \nPÁG: 6 de 15 \n";
    let text = format!(
        "{}{header}{}{}{}",
        body("Uno"),
        body("Dos"),
        body("Tres"),
        body("Cuatro")
    );
    assert_eq!(
        pages(&text, &["Uno", "PÁG", "Dos", "Cuatro"]),
        [None, Some(6), Some(6), None]
    );
}

#[test]
fn a_text_without_pages_has_none() {
    assert_eq!(pages(&body("Uno"), &["Uno"]), [None]);
}
