//! A report that is printed and read back gives its own facts; any text at all is read, and keeps every invariant.

mod support;

use std::fmt::Write as _;

use proptest::prelude::*;
use rendicion::{Block, Report};
use support::{config, grouped, invariants};

// ------------------------------------------------------------------------------- a report, made up and printed

/// A value in a sentence: the words that lead to it, how it is printed, and what it is.
#[derive(Clone, Debug)]
struct Said {
    before: &'static str,
    print: String,
    kind: &'static str,
    value: String,
    after: &'static str,
}

#[derive(Clone, Debug)]
enum Part {
    Paragraph(Vec<Piece>),
    Items(&'static str, Vec<Vec<Piece>>),
}

#[derive(Clone, Debug)]
enum Piece {
    Words(Vec<&'static str>),
    Said(Said),
}

#[derive(Clone, Debug)]
struct Made {
    /// Places in [`TITLES`], rising.
    sections: Vec<(usize, Vec<Part>)>,
    width: usize,
}

/// The form's titles in its order, with the kinds of their sections.
const TITLES: [(&str, &str, bool); 7] = [
    ("introduction", "Introducción", false),
    ("executive_summary", "Resumen Ejecutivo", false),
    ("coverage", "Cobertura Institucional", true),
    ("achievements", "Logros alcanzados", true),
    ("objectives", "Objetivos Institucionales", true),
    (
        "budget_execution",
        "Ejecución programática y presupuestaria",
        true,
    ),
    (
        "procurement",
        "Procesos de contratación y compras públicas de bienes y servicios",
        true,
    ),
];

/// Words that lead to no value and begin no title.
const WORDS: [&str; 24] = [
    "atención",
    "usuarios",
    "oficina",
    "talleres",
    "dispensario",
    "campaña",
    "vivienda",
    "trámites",
    "ventanilla",
    "personal",
    "equipo",
    "comunidades",
    "mediante",
    "durante",
    "hacia",
    "sobre",
    "entrega",
    "médicos",
    "apoyo",
    "territorio",
    "mejora",
    "continua",
    "rápida",
    "oportuna",
];

/// Values in the notations that reports print.
#[allow(clippy::too_many_lines, reason = "a table of what sentences say")]
fn said() -> impl Strategy<Value = Said> {
    let words = |before, print, kind, value, after| Said {
        before,
        print,
        kind,
        value,
        after,
    };
    let money =
        (1000_u64..90_000_000, 0_u64..100, 0_usize..5).prop_map(move |(whole, cents, notation)| {
            let print = match notation {
                0 => format!("{},{cents:02}", grouped(whole, ".")),
                1 => format!("{}.{cents:02}", grouped(whole, ",")),
                2 => format!("{whole},{cents:02}"),
                3 => format!("{whole}.{cents:02}"),
                _ if whole >= 1_000_000 => format!(
                    "{}´{},{cents:02}",
                    whole / 1_000_000,
                    &grouped(1_000_000 + whole % 1_000_000, ".")[2..]
                ),
                _ => format!("{},{cents:02}", grouped(whole, ".")),
            };
            words(
                "un monto de $",
                print,
                "money",
                format!("{whole}.{cents:02}"),
                "para",
            )
        });
    let percent = (0_u64..100, 0_u64..100, any::<bool>()).prop_map(move |(whole, part, comma)| {
        let print = format!("{whole}{}{part:02}%", if comma { ',' } else { '.' });
        words(
            "llegó al",
            print,
            "percent",
            format!("{whole}.{part:02}"),
            "de lo previsto en",
        )
    });
    let people = (1000_u64..900_000, any::<bool>()).prop_map(move |(n, point)| {
        let print = grouped(n, if point { "." } else { "" });
        words(
            "se atendió a",
            print,
            "number",
            n.to_string(),
            "afiliados de",
        )
    });
    let date = (1_u32..29, 0_usize..12, 2015_u32..2026, 0_usize..3).prop_map(
        move |(day, month, year, notation)| {
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
            let number = month + 1;
            let print = match notation {
                0 => format!("{day:02}/{number:02}/{year}"),
                1 => format!("{day:02}-{number:02}-{year}"),
                _ => format!("{day} de {} de {year}", MONTHS[month]),
            };
            words(
                "con fecha",
                print,
                "date",
                format!("{year}-{number:02}-{day:02}"),
                "consta",
            )
        },
    );
    let memo =
        ("[A-Z]{2,6}", 2015_u32..2026, 1_u32..9999).prop_map(move |(unit, year, sequence)| {
            let print = format!("IESS-{unit}-{year}-{sequence:04}-M");
            words(
                "mediante Memorando Nro.",
                print.clone(),
                "memo",
                print,
                "se pidió",
            )
        });
    let year = (2010_u32..2026).prop_map(move |year| {
        words(
            "en el año",
            year.to_string(),
            "year",
            year.to_string(),
            "con",
        )
    });
    let article = (1_u32..600).prop_map(move |n| {
        words(
            "según el artículo",
            n.to_string(),
            "article",
            n.to_string(),
            "de la Ley, con",
        )
    });
    prop_oneof![money, percent, people, date, memo, year, article]
}

fn pieces() -> impl Strategy<Value = Vec<Piece>> {
    let some = prop::collection::vec(prop::sample::select(&WORDS[..]), 3..14);
    (some.clone(), prop::collection::vec((said(), some), 0..4)).prop_map(|(first, rest)| {
        let mut out = vec![Piece::Words(first)];
        for (said, words) in rest {
            out.push(Piece::Said(said));
            out.push(Piece::Words(words));
        }
        out
    })
}

fn part() -> impl Strategy<Value = Part> {
    prop_oneof![
        pieces().prop_map(Part::Paragraph),
        (
            prop::sample::select(&["•", "✓", "-"][..]),
            prop::collection::vec(pieces(), 1..5)
        )
            .prop_map(|(marker, items)| Part::Items(marker, items)),
    ]
}

fn made() -> impl Strategy<Value = Made> {
    let sections =
        prop::sample::subsequence((0..TITLES.len()).collect::<Vec<_>>(), 1..=TITLES.len());
    (sections, 60_usize..100).prop_flat_map(|(titles, width)| {
        let parts = prop::collection::vec(prop::collection::vec(part(), 1..4), titles.len());
        parts.prop_map(move |parts| Made {
            sections: titles.iter().copied().zip(parts).collect(),
            width,
        })
    })
}

fn sentence(pieces: &[Piece]) -> String {
    let mut words: Vec<String> = Vec::new();
    for piece in pieces {
        match piece {
            Piece::Words(some) => words.extend(some.iter().map(|word| (*word).to_owned())),
            Piece::Said(said) => {
                let gap = if said.before.ends_with('$') { "" } else { " " };
                words.push(format!("{}{gap}{} {}", said.before, said.print, said.after));
            }
        }
    }
    let text = words.join(" ");
    let first = text.chars().next().unwrap();
    format!("{}{}.", first.to_uppercase(), &text[first.len_utf8()..])
}

fn values(pieces: &[Piece]) -> Vec<(String, String)> {
    let said = pieces.iter().filter_map(|piece| {
        if let Piece::Said(said) = piece {
            Some(said)
        } else {
            None
        }
    });
    said.map(|said| (said.kind.to_owned(), said.value.clone()))
        .collect()
}

/// In the corpus's layout: lines wrapped at a width, each with the space of its last word and a blank line below.
fn wrap(text: &str, width: usize, out: &mut String) {
    let mut line = String::new();
    for word in text.split(' ') {
        if !line.is_empty() && line.chars().count() + word.chars().count() >= width {
            out.push_str(&line);
            out.push_str("\n\n");
            line.clear();
        }
        line.push_str(word);
        line.push(' ');
    }
    out.push_str(&line);
    out.push_str("\n\n");
}

fn print(made: &Made) -> String {
    let mut out = String::new();
    let mut number = 0;
    for (title, parts) in &made.sections {
        let (_, words, numbered) = TITLES[*title];
        if numbered {
            number += 1;
            let _ = write!(out, "{number}. {words} \n\n");
        } else {
            let _ = write!(out, "{words} \n\n");
        }
        for part in parts {
            match part {
                Part::Paragraph(pieces) => wrap(&sentence(pieces), made.width, &mut out),
                Part::Items(marker, items) => items.iter().for_each(|item| {
                    wrap(
                        &format!("{marker} {}", sentence(item)),
                        made.width,
                        &mut out,
                    );
                }),
            }
            out.push_str(" \n\n");
        }
    }
    out
}

/// What a reading should find, section by section: the kind, the items, the values.
type Facts = Vec<(String, Vec<String>, Vec<(String, String)>)>;

fn facts_of(made: &Made) -> Facts {
    made.sections
        .iter()
        .map(|(title, parts)| {
            let (mut items, mut atoms) = (Vec::new(), Vec::new());
            for part in parts {
                match part {
                    Part::Paragraph(pieces) => atoms.extend(values(pieces)),
                    Part::Items(_, some) => {
                        items.extend(some.iter().map(|item| sentence(item)));
                        atoms.extend(some.iter().flat_map(|item| values(item)));
                    }
                }
            }
            (TITLES[*title].0.to_owned(), items, atoms)
        })
        .collect()
}

fn facts_read(report: &Report) -> Facts {
    fn items(list: &rendicion::List, out: &mut Vec<String>) {
        for item in &list.items {
            out.push(item.text.as_str().to_owned());
            item.children.iter().for_each(|child| items(child, out));
        }
    }
    report
        .sections()
        .iter()
        .filter(|section| section.kind() != &rendicion::SectionId::PREAMBLE)
        .map(|section| {
            let mut texts = Vec::new();
            for block in section.all_blocks() {
                if let Block::List(list) = block {
                    items(list, &mut texts);
                }
            }
            let mut atoms: Vec<_> = section.atoms().collect();
            atoms.sort_by_key(|atom| atom.span.start);
            let atoms = atoms
                .iter()
                .map(|atom| (atom.value.kind().to_string(), atom.value.to_string()))
                .collect();
            (section.kind().to_string(), texts, atoms)
        })
        .collect()
}

proptest! {
    #![proptest_config(config(96))]

    #[test]
    fn a_report_that_is_printed_gives_its_own_facts(made in made()) {
        let text = format!("Dirección Provincial del IESS Cañar \n\n{}", print(&made));
        let report = rendicion::parse(&text);
        invariants::check(&text, &report);
        prop_assert_eq!(facts_read(&report), facts_of(&made), "{}", text);
    }
}

// ------------------------------------------------------------------------------- any text at all

/// Lines that reports are made of, and some that are nearly such lines.
const LINES: &[&str] = &[
    "",
    " ",
    "   ",
    "\u{c}",
    "Introducción ",
    " Resumen Ejecutivo ",
    "1. Cobertura Institucional ",
    "2. Logros alcanzados",
    "Logros alcanzados ",
    "3. Implementación de políticas públicas para la igualdad ",
    "a. Políticas públicas generacionales ",
    "• Política pública de género ",
    "4. Objetivos Institucionales ",
    "• Objetivo Estratégico N°1. Cuidar los fondos ",
    " Objetivo Estratégico N°2 Gastar mejor ",
    "5. Ejecución programática y presupuestaria ",
    "COORDINACIÓN VIGENTE DEVENGADO ",
    "% ",
    "EJEC. ",
    "GASTO CORRIENTE ",
    "CRP RIESGOS 224.610,80 201.377,16 90% ",
    "COORD. ADMINISTRATIVA ",
    "2.318.440,26 1.927.655,91 83% ",
    "Total consolidado 85.390.391,37 57.453.397,56 ",
    "22,837,56",
    "1.78 ",
    "6. Procesos de contratación y compras públicas de bienes y servicios ",
    "TIPO DE ",
    "CONTRATACIÓN ",
    "ESTADO ACTUAL ",
    "Adjudicados Finalizados ",
    "Número Total Valor Total ",
    "Nro. ",
    "Ínfima Cuantía 38 97.415,62 38 97.415,62 ",
    "Menor Cuantía   0 0.00 ",
    "Subasta Inversa ",
    "Electrónica ",
    "3 188.902,40   ",
    "TOTAL 58 695.745,85 47 316.055,97 ",
    "7. Enajenación de bienes, expropiaciones y donaciones ",
    "No se registran. ",
    "8. Incorporación de recomendaciones y dictámenes por parte de las entidades de ",
    "la Función de Transparencia y Control Social, y de la Procuraduría General ",
    "del Estado. ",
    "ENTIDAD QUE RECOMIENDA ",
    "INFORME EL CUMPLIMIENTO ",
    "OBSERVACIÓN ",
    "RECOMENDACIONES Y/O DICTÁMENES EMANADOS ",
    "Contraloría General del Estado ",
    "• Auditoría Interna IESS: ",
    "Examen especial “A los pagos”, por el período comprendido entre el 1 de mayo de 2014 y el ",
    "30 de junio de 2017 ",
    "Se dio respuesta a lo pedido con Memorando ",
    "Nro. IESS-DPA-2022-",
    "3412-M del 17-",
    "11-2022 ",
    "-1644-M ",
    "Rec. 1.9: Dispondrá a quienes administran ",
    "Respaldos: ",
    "https://drive.google.com/drive/folders/1W-KbsDE3kGZoD9iPCF",
    "dcERFmdD3nH-Qa?usp=share_link ",
    "CÓD: DNPL-SDNSE-GPL-P02-F01 ",
    "FECHA DE VIGENCIA: 30/08/2019 ",
    "VERSIÓN: 1.0 ",
    "PÁG: 6 de 15  ",
    "SUBDIRECCIÓN NACIONAL DE SEGUIMIENTO Y ",
    "EVALUACIÓN ",
    "INSTITUTO ECUATORIANO DE SEGURIDAD SOCIAL ",
    "INFORME DE RENDICIÓN DE CUENTAS ",
    "12",
    "- 4 -",
    "Mgs. Daniela Ordóñez Palacios ",
    "Coordinadora Provincial de Cartera ",
    "• ",
    "\u{f0b7}",
    "\u{f0fc} Cumplido ",
    "- Reembolso. - se pagaron 598 prestaciones. ",
    "✓ Con la campaña ",
    " Con lo cual ",
    "o Hospital ",
    "1) Primero ",
    "b) Segundo ",
    "En el año 2020 se atendió a 61.590 afiliados, ",
    "lo que es el 91,31% de lo ",
    "previsto; se pagaron $ 12´991.512,37 dólares, según el ",
    "artículo 370 de la Consti",
    "tución",
    "1.2345.67 ",
    "(AÑO) ",
    "diciem-",
    "bre de 2020 ",
    "e\u{301}",
    "\u{ad}",
    "\u{feff}",
    "\r",
    "|",
    "....... 4",
];

fn soup() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        12 => prop::sample::select(LINES).prop_map(str::to_owned),
        1 => "\\PC{0,40}",
        1 => "[ 0-9.,%$´:/-]{0,30}",
    ];
    let end = prop_oneof![8 => Just("\n"), 6 => Just("\n\n"), 1 => Just("\n\n\n\n"), 1 => Just("\r\n"), 1 => Just(""), 1 => Just("\n\u{c}")];
    prop::collection::vec((line, end), 0..60).prop_map(|lines| {
        lines
            .into_iter()
            .flat_map(|(line, end)| [line, end.to_owned()])
            .collect()
    })
}

proptest! {
    #![proptest_config(config(256))]

    #[test]
    fn any_text_is_read(text in any::<String>()) {
        invariants::check(&text, &rendicion::parse(&text));
    }

    #[test]
    fn any_lines_are_read(text in soup()) {
        invariants::check(&text, &rendicion::parse(&text));
    }

    #[test]
    fn a_text_twice_over_is_read(text in soup()) {
        let twice = [text.as_str(), text.as_str()].concat();
        invariants::check(&twice, &rendicion::parse(&twice));
    }

    #[test]
    fn the_same_text_gives_the_same_bytes(text in soup()) {
        let json = || serde_json::to_vec(&rendicion::parse(&text)).unwrap();
        prop_assert_eq!(json(), json());
    }
}

#[test]
fn small_texts_are_read() {
    for text in [
        "",
        " ",
        "\n",
        "\r",
        "\r\n",
        "\u{feff}",
        "\u{c}",
        "a",
        "1",
        "•",
        "-",
        "|",
        "%",
        "\0",
        "é",
        "e\u{301}",
        "1. ",
        "Introducción",
        "\n\n\n\n",
        "\u{ad}\n",
        "\u{202e}\n\na \u{2066}b\u{200e} c",
        " Objetivo Estratégico N°2 Gastar mejor \nCRP RIESGOS 224.610,80 201.377,16 90% \u{ad}\n",
        "Ínfima Cuantía 38 97.415,62 38 97.415,62 \u{ad}\n Gastar mejor \n\n\n Gastar mejor \n",
    ] {
        invariants::check(text, &rendicion::parse(text));
    }
}

/// What is read may be handed to another thread, and read from several.
#[test]
fn public_types_are_send_and_sync() {
    fn both<T: Send + Sync>() {}
    both::<rendicion::Report>();
    both::<rendicion::Section>();
    both::<rendicion::Block>();
    both::<rendicion::Atom>();
    both::<rendicion::Text>();
    both::<rendicion::Source>();
    both::<rendicion::Diagnostic>();
    both::<rendicion::Finding>();
    both::<rendicion::Document>();
    both::<rendicion::Registry>();
    both::<rendicion::Parser>();
    both::<rendicion::ParserBuilder>();
    both::<rendicion::TableSchema>();
    both::<rendicion::SectionId>();
    both::<rendicion::Refused>();
    both::<rendicion::Unsound>();
    both::<rendicion::atom::Scan>();
}
