//! The page is well formed, links lead somewhere, and nothing of a report is markup.

use std::collections::HashSet;

use proptest::prelude::*;

use super::*;

const SPECIMENS: [&str; 4] = [
    include_str!("../../tests/specimens/azuay-2022.txt"),
    include_str!("../../tests/specimens/carchi-2019.txt"),
    include_str!("../../tests/specimens/bolivar-2023.txt"),
    include_str!("../../tests/specimens/manabi-2022-address.txt"),
];

/// Elements that the page may have.
const TAGS: &[&str] = &[
    "html", "head", "meta", "title", "style", "body", "a", "header", "p", "h1", "h2", "h3", "code",
    "fieldset", "legend", "label", "input", "span", "div", "main", "details", "summary", "nav",
    "ul", "ol", "li", "section", "i", "mark", "table", "caption", "thead", "tbody", "tr", "th",
    "td", "br", "aside", "form", "output", "small", "b", "q", "button", "script",
];
/// Attributes that they may have: none of them runs anything.
const ATTRIBUTES: &[&str] = &[
    "lang",
    "charset",
    "name",
    "content",
    "http-equiv",
    "class",
    "href",
    "id",
    "aria-labelledby",
    "aria-label",
    "aria-live",
    "aria-pressed",
    "title",
    "data-entries",
    "data-view",
    "type",
    "checked",
    "role",
    "tabindex",
    "scope",
    "colspan",
    "for",
    "autocomplete",
    "placeholder",
];
/// Elements without an end tag.
const VOID: &[&str] = &["meta", "input", "br"];

/// A start tag: its name, and its attributes.
type Tag<'p> = (&'p str, Vec<(&'p str, &'p str)>);

/// The start tags of a page, where every element ends and nothing is in it that no page has.
fn tags(page: &str) -> Vec<Tag<'_>> {
    let page = page.strip_prefix("<!DOCTYPE html>\n").unwrap();
    let mut tags = Vec::new();
    let mut open = Vec::new();
    let mut rest = page;
    while let Some(start) = rest.find('<') {
        assert!(!rest[..start].contains('>'), "{}", &rest[..start]);
        let end = start + rest[start..].find('>').unwrap();
        let tag = &rest[start + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name));
            continue;
        }
        let (name, attributes) = tag.split_once(' ').unwrap_or((tag, ""));
        assert!(TAGS.contains(&name), "<{tag}>");
        let attributes = split(attributes);
        for (attribute, value) in &attributes {
            assert!(ATTRIBUTES.contains(attribute), "<{tag}>");
            assert!(*attribute != "href" || value.starts_with('#'), "<{tag}>");
        }
        if !VOID.contains(&name) {
            open.push(name);
        }
        // What stands in the page's own style and script is no markup.
        for (own, content) in [("style", STYLE), ("script", SCRIPT)] {
            if name == own {
                rest = rest.strip_prefix(content).unwrap();
            }
        }
        tags.push((name, attributes));
    }
    assert!(open.is_empty(), "{open:?}");
    tags
}

fn split(mut text: &str) -> Vec<(&str, &str)> {
    let mut out = Vec::new();
    while !text.is_empty() {
        let end = text.find([' ', '=']).unwrap_or(text.len());
        let (name, after) = text.split_at(end);
        if let Some(value) = after.strip_prefix("=\"") {
            let (value, after) = value.split_once('"').unwrap();
            out.push((name, value));
            text = after.trim_start();
        } else {
            out.push((name, ""));
            text = after.trim_start();
        }
    }
    out
}

fn values<'p>(tags: &[Tag<'p>], name: &str) -> Vec<&'p str> {
    let attributes = tags.iter().flat_map(|(_, attributes)| attributes);
    attributes
        .filter(|(own, _)| *own == name)
        .map(|(_, value)| *value)
        .collect()
}

/// Its markup is the page's own, its ids are unlike, and its links lead to them.
fn check(page: &str) {
    let tags = tags(page);
    let count = |name: &str| tags.iter().filter(|(own, _)| *own == name).count();
    assert_eq!(
        (count("script"), count("style"), count("main"), count("h1")),
        (1, 1, 1, 1)
    );
    let ids = values(&tags, "id");
    let known: HashSet<&str> = ids.iter().copied().collect();
    assert_eq!(known.len(), ids.len(), "an id stands twice");
    for href in values(&tags, "href") {
        assert!(known.contains(&href[1..]), "{href} leads nowhere");
    }
    for entries in values(&tags, "data-entries") {
        for entry in entries.split(' ') {
            assert!(known.contains(entry), "{entry} is no entry");
        }
    }
}

/// What a browser shows of the markup between two strings.
fn shown<'p>(page: &'p str, from: &str, to: &str) -> String {
    let start = page.find(from).unwrap();
    let mut rest: &'p str = &page[start..start + page[start..].find(to).unwrap()];
    let mut out = String::new();
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        rest = &rest[at + rest[at..].find('>').unwrap() + 1..];
    }
    let marks = [
        ("&lt;", "<"),
        ("&gt;", ">"),
        ("&quot;", "\""),
        ("&#39;", "'"),
        ("&amp;", "&"),
    ];
    marks
        .iter()
        .fold(out, |out, (from, to)| out.replace(from, to))
}

#[test]
fn pages_of_specimens_are_well_formed_and_their_links_lead_somewhere() {
    for text in SPECIMENS {
        check(&page("informe.txt", &rendicion::parse(text)));
    }
    check(&page("", &rendicion::parse("")));
    check(&page(
        "x",
        &rendicion::parse("Locro de papas\n\n- 12 papas\n"),
    ));
}

#[test]
fn the_page_has_all_of_the_text_and_every_fact() {
    for text in SPECIMENS {
        let report = rendicion::parse(text);
        let page = page("informe.txt", &report);
        let main = shown(&page, "<main", "</main>");
        for section in report.sections() {
            assert!(main.contains(section.title().unwrap_or_default()));
            for block in section.all_blocks() {
                let text = block
                    .text()
                    .map(rendicion::Text::as_str)
                    .unwrap_or_default();
                assert!(main.contains(text), "{text}");
            }
            for cell in section.tables().flat_map(rendicion::Table::cells) {
                assert!(main.contains(cell.text.as_str()));
            }
        }
        let tags = tags(&page);
        for (at, fact) in report.facts().enumerate() {
            let id = format!("dato-{at}");
            let link = tags
                .iter()
                .find(|(_, its)| its.contains(&("id", &id)))
                .unwrap();
            let href = values(std::slice::from_ref(link), "href")[0];
            // It leads to what holds the fact.
            if let Some((start, end)) = href.strip_prefix("#s").and_then(|it| it.split_once('-'))
                && let (Ok(start), Ok(end)) = (start.parse(), end.parse())
            {
                let place = rendicion::Span::new(start, end);
                assert!(place.contains(fact.span), "{fact} leads to {place}");
            } else {
                assert!(href.starts_with("#seccion-"), "{fact} leads to {href}");
            }
        }
    }
}

#[test]
fn the_page_asks_nothing_of_the_network() {
    let page = page("informe.txt", &rendicion::parse(SPECIMENS[0]));
    for asked in [
        "src=", "<link", "@import", "url(", "fetch(", "<img", "<iframe",
    ] {
        assert!(!page.contains(asked), "{asked}");
    }
    assert!(page.contains("default-src 'none'"));
    assert!(page.contains("<html lang=\"es\">"));
}

#[test]
fn arguments() {
    let asked = |args: &[&str]| super::asked(args.iter().map(Into::into));
    assert_eq!(
        asked(&["a.txt", "-o", "b.html"]),
        Ok(Some(("a.txt".into(), Some("b.html".into()))))
    );
    assert_eq!(asked(&["--", "-a"]), Ok(Some(("-a".into(), None))));
    assert_eq!(asked(&["-h"]), Ok(None));
    for wrong in [
        &[][..],
        &["a", "b"],
        &["a", "-o"],
        &["a", "-o", "b", "-o", "c"],
        &["--x", "a"],
    ] {
        assert!(asked(wrong).is_err(), "{wrong:?}");
    }
}

#[test]
fn a_page_does_not_replace_its_report() {
    let root = std::path::Path::new(env!("CARGO_MANIFEST_DIR"));
    let report = root.join("tests/specimens/carchi-2019.txt");
    let same = root.join("tests/../tests/specimens/carchi-2019.txt");
    assert!(is_same(&report, &same));
    assert!(!is_same(&report, &root.join("README.md")));
    assert!(!is_same(&report, &root.join("nowhere.html")));
}

/// Text that would be markup if it were not escaped.
const HOSTILE: &[&str] = &[
    "<script>alert(1)</script>",
    "</script><script>alert(1)</script>",
    "\" onmouseover=\"alert(1)",
    "' onload='x",
    "<img src=x onerror=alert(1)>",
    "</style><style>*{}",
    "<!--",
    "-->",
    "&lt;script&gt;",
    "javascript:alert(1)",
    "<",
    ">",
    "&",
    "\"",
    "'",
    "]]>",
    "</main>",
    "<a href=http://x>",
    "\u{0}",
    "\u{202e}",
    "1.234,50 <b>",
    "<td>",
    "`",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_of_a_report_is_markup(
        specimen in 0..SPECIMENS.len(),
        put in prop::collection::vec((any::<prop::sample::Index>(), prop::sample::select(HOSTILE)), 1..40),
        name in prop::sample::select(HOSTILE),
    ) {
        let mut text = SPECIMENS[specimen].to_owned();
        for (at, hostile) in put {
            let at = text.floor_char_boundary(at.index(text.len()));
            text.insert_str(at, hostile);
        }
        check(&page(name, &rendicion::parse(&text)));
    }

    #[test]
    fn nothing_of_any_text_is_markup(text in "(?s)\\PC{0,200}", name in "\\PC{0,20}") {
        check(&page(&name, &rendicion::parse(&text)));
    }
}
