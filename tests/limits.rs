//! The limits that are stated hold: of size, of nesting, of diagnostics; and what lies past them is not lost.

mod support;

use rendicion::{Block, Code, List, Parser, Refused, Report};

fn repeated(piece: &str, size: usize) -> String {
    piece.repeat(size / piece.len() + 1)
}

#[test]
fn nothing_is_lost_past_a_limit() {
    for piece in [
        "1 ",
        "1\n",
        "• a\n",
        "A.\n\n",
        "1. Logros alcanzados\n",
        "Uno 1\nDos 1 2\n",
        "a\u{a0}",
        "\u{301}",
    ] {
        let text = repeated(piece, 24 << 10);
        support::invariants::check(&text, &rendicion::parse(&text));
    }
}

#[test]
fn a_text_over_the_limits_says_where_they_were_reached() {
    let text = repeated("1\n", 96 << 10);
    let report = rendicion::parse(&text);
    let reached: Vec<_> = report
        .diagnostics()
        .iter()
        .filter(|d| d.code == Code::LimitReached)
        .collect();
    assert!(!reached.is_empty() && (reached[0].span.start as usize) < text.len());
}

#[test]
fn a_source_over_the_limit_is_cut_or_refused() {
    let parser = Parser::builder().max_source(10).build().unwrap();
    let refused = parser.try_parse("Introducción").unwrap_err();
    assert_eq!(
        refused,
        Refused::TooLarge {
            size: 13,
            limit: 10
        }
    );
    assert!(refused.to_string().contains("max_source"), "{refused}");
    let report = parser.parse("IESS 2020ñ");
    assert_eq!(report.source().text(), "IESS 2020");
    let codes: Vec<Code> = report.diagnostics().iter().map(|it| it.code).collect();
    assert!(codes.contains(&Code::LimitReached), "{codes:?}");
    assert!(parser.try_parse("1234567890").is_ok());
}

#[test]
fn lists_nest_eight_levels_deep() {
    let levels = "1) a:\na) b:\n• c:\n▪ d:\n➢ e:\n- f:\n".repeat(6);
    let report = rendicion::parse(&format!("1. Logros alcanzados\n{levels}"));
    let deepest = report
        .sections()
        .iter()
        .flat_map(rendicion::Section::all_blocks)
        .map(|block| match block {
            Block::List(list) => depth(list),
            _ => 0,
        });
    assert!(deepest.max().is_some_and(|depth| (1..=8).contains(&depth)));
}

fn depth(list: &List) -> usize {
    1 + list
        .items
        .iter()
        .flat_map(|item| &item.children)
        .map(depth)
        .max()
        .unwrap_or(0)
}

#[test]
fn diagnostics_past_the_limit_are_counted() {
    let text = format!("Rendición de cuentas del IESS {}", "(AÑO) ".repeat(9));
    let report = Parser::builder()
        .max_diagnostics(4)
        .build()
        .unwrap()
        .parse(&text);
    let diagnostics = report.diagnostics();
    assert_eq!(diagnostics.len(), 5);
    assert_eq!(diagnostics[4].code, Code::LimitReached);
    assert!(
        diagnostics[4].message.starts_with("5 more"),
        "{}",
        diagnostics[4].message
    );
}

#[test]
fn reports_and_parsers_go_between_threads() {
    fn shared<T: Send + Sync + 'static>() {}
    shared::<Report>();
    shared::<Parser>();
    shared::<Refused>();
}

#[test]
fn the_same_text_reads_the_same() {
    for specimen in support::specimen::all() {
        let read = || serde_json::to_string(&rendicion::parse(&specimen.text)).unwrap();
        let other = std::thread::spawn({
            let text = specimen.text.clone();
            move || serde_json::to_string(&rendicion::parse(&text)).unwrap()
        });
        assert_eq!(read(), other.join().unwrap(), "{}", specimen.name);
    }
}
