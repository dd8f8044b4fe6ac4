//! The rooms of `src/` depend on one another in one direction only, and `lib.rs` holds the contract and no code.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// Each room may use those before it.
const ROOMS: [&str; 14] = [
    "pdf",
    "source",
    "lexicon",
    "diagnostic",
    "atom",
    "page",
    "model",
    "table",
    "prose",
    "block",
    "section",
    "document",
    "audit",
    "export",
];

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let mut out = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            out.extend(files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            out.push(path);
        }
    }
    out.sort();
    out
}

/// The room of a file, and how many modules it lies below the crate's root.
fn room(file: &Path) -> Option<(usize, usize)> {
    let inside = file.strip_prefix(source()).unwrap();
    let first = inside.components().next()?.as_os_str().to_str()?;
    let name = first.strip_suffix(".rs").unwrap_or(first);
    let depth = inside.components().count()
        - usize::from(inside.file_name().is_some_and(|name| name == "mod.rs"));
    Some((ROOMS.iter().position(|room| *room == name)?, depth))
}

/// Rust without its comments and without what stands in its strings and characters.
fn code(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let skip = if rest.starts_with("//") {
            rest.find('\n').unwrap_or(rest.len())
        } else if rest.starts_with("/*") {
            rest.find("*/").map_or(rest.len(), |at| at + 2)
        } else if let Some(quotes) = raw_string(rest) {
            quotes
        } else if c == '"' {
            string(rest)
        } else if c == '\'' {
            character(rest)
        } else {
            out.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        };
        out.push(' ');
        rest = &rest[skip..];
    }
    out
}

fn raw_string(rest: &str) -> Option<usize> {
    let hashes = rest.strip_prefix('r')?;
    let count = hashes.len() - hashes.trim_start_matches('#').len();
    let inside = hashes[count..].strip_prefix('"')?;
    let close = format!("\"{}", "#".repeat(count));
    let end = inside.find(&close)?;
    Some(1 + count + 1 + end + close.len())
}

fn string(rest: &str) -> usize {
    let mut escaped = false;
    for (at, c) in rest.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            '"' => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// A character, or the tick of a lifetime.
fn character(rest: &str) -> usize {
    if rest[1..].starts_with('\\') {
        return rest[3..].find('\'').map_or(1, |at| at + 4);
    }
    let Some(c) = rest[1..].chars().next() else {
        return 1;
    };
    let end = 1 + c.len_utf8();
    if rest[end..].starts_with('\'') {
        end + 1
    } else {
        1
    }
}

/// What the code takes from the crate's root: the first name of every `crate::…` path, and of every chain of `super`
/// that climbs to the root.
fn taken(code: &str, depth: usize) -> BTreeSet<String> {
    let code: String = code
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ")
        .replace(" ::", "::")
        .replace(":: ", "::");
    let mut roots = vec!["crate::".to_owned()];
    // A file's inline modules lie one deeper.
    roots.extend((depth..depth + 3).map(|n| "super::".repeat(n)));
    let mut out = BTreeSet::new();
    for (nth, root) in roots.iter().enumerate() {
        for (at, _) in code.match_indices(root.as_str()) {
            let before = code[..at].chars().next_back();
            if before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | ':' | '$')) {
                continue;
            }
            let names = first_names(&code[at + root.len()..]);
            // From a chain of `super` only a room's name tells that the root was reached.
            out.extend(
                names
                    .into_iter()
                    .filter(|name| nth == 0 || ROOMS.contains(&name.as_str())),
            );
        }
    }
    out
}

/// The names that a path goes on with: one, or those of a group in braces.
fn first_names(path: &str) -> Vec<String> {
    let name = |text: &str| -> String {
        text.trim_start()
            .chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    let Some(group) = path.strip_prefix('{') else {
        return vec![name(path)];
    };
    let (mut names, mut depth, mut start) = (Vec::new(), 0, 0);
    for (at, c) in group.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => {
                names.push(name(&group[start..at]));
                break;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                names.push(name(&group[start..at]));
                start = at + 1;
            }
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

#[test]
fn no_room_uses_one_to_its_right() {
    let mut wrong = Vec::new();
    for file in files(&source()) {
        let Some((own, depth)) = room(&file) else {
            continue;
        };
        for name in taken(&code(&fs::read_to_string(&file).unwrap()), depth) {
            let said = match ROOMS.iter().position(|room| *room == name) {
                Some(other) if other <= own => continue,
                Some(_) => format!("{} uses crate::{name}, a room to its right", file.display()),
                // What the root exports comes from some room: by its name here it would be any.
                None => {
                    format!(
                        "{} uses crate::{name} by the crate's root, and not by its room",
                        file.display()
                    )
                }
            };
            wrong.push(said);
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The modules that a file names from its own place: every `super` and `crate` path to a module that has a file.
fn modules_named(
    code: &str,
    own: &[String],
    files: &BTreeSet<Vec<String>>,
) -> BTreeSet<Vec<String>> {
    let mut out = BTreeSet::new();
    let code = code.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    for statement in code.split(';') {
        for (at, _) in statement
            .match_indices("super::")
            .chain(statement.match_indices("crate::"))
        {
            let before = statement[..at].chars().next_back();
            // As far as `pub(in …)` goes, nothing is used.
            if statement[..at].ends_with("(in ")
                || before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | ':' | '$'))
            {
                continue;
            }
            let (mut rest, mut base) = (&statement[at..], own.to_vec());
            while let Some(up) = rest.strip_prefix("super::") {
                base.pop();
                rest = up;
            }
            if let Some(down) = rest.strip_prefix("crate::") {
                base.clear();
                rest = down;
            }
            // Down to the last module that has a file: what is named there is its own.
            let mut open = vec![(base, rest)];
            while let Some((base, rest)) = open.pop() {
                for name in first_names(rest) {
                    let inner = [base.as_slice(), std::slice::from_ref(&name)].concat();
                    let is_file = files.contains(&inner);
                    match rest.strip_prefix(&format!("{name}::")) {
                        Some(deeper) if is_file => open.push((inner, deeper)),
                        _ if is_file => drop(out.insert(inner)),
                        _ => drop(out.insert(base.clone())),
                    }
                }
            }
        }
    }
    out.remove(own);
    out
}

/// The path of a file's module below the crate's root.
fn module(file: &Path) -> Vec<String> {
    let inside = file.strip_prefix(source()).unwrap().with_extension("");
    let mut names: Vec<String> = inside
        .iter()
        .map(|name| name.to_str().unwrap().to_owned())
        .collect();
    names.retain(|name| name != "mod");
    names
}

#[test]
fn no_files_of_the_tables_know_each_other_in_a_circle() {
    let folder = source().join("table");
    let of_room = files(&folder);
    let all: BTreeSet<Vec<String>> = of_room.iter().map(|file| module(file)).collect();
    let mut knows: Vec<(Vec<String>, BTreeSet<Vec<String>>)> = Vec::new();
    for file in &of_room {
        let own = module(file);
        let mut named = modules_named(&code(&fs::read_to_string(file).unwrap()), &own, &all);
        named.retain(|other| all.contains(other));
        // A folder's own file knows what lies in it.
        let inside = |other: &&Vec<String>| other.len() == own.len() + 1 && other.starts_with(&own);
        named.extend(all.iter().filter(inside).cloned());
        knows.push((own, named));
    }
    assert!(knows.iter().filter(|(_, named)| named.len() > 2).count() > 10);
    // Files that know none of those that are left go, until none goes: those in a circle stay.
    loop {
        let left: BTreeSet<Vec<String>> = knows.iter().map(|(own, _)| own.clone()).collect();
        let before = knows.len();
        knows.retain(|(_, named)| named.iter().any(|other| left.contains(other)));
        if knows.len() == before {
            break;
        }
    }
    let circle: Vec<String> = knows.iter().map(|(own, _)| own.join("/")).collect();
    assert!(circle.is_empty(), "in a circle, or over one: {circle:?}");
}

#[test]
fn every_file_lies_in_a_room() {
    let outside: Vec<PathBuf> = files(&source())
        .into_iter()
        .filter(|file| room(file).is_none())
        .collect();
    assert_eq!(outside, [source().join("lib.rs")], "rooms are {ROOMS:?}");
}

#[test]
fn the_root_holds_the_contract_and_no_code() {
    let text = code(&fs::read_to_string(source().join("lib.rs")).unwrap());
    let words: Vec<&str> = text
        .split(|c: char| !(c.is_alphanumeric() || c == '_'))
        .filter(|word| !word.is_empty())
        .collect();
    for logic in [
        "struct",
        "enum",
        "union",
        "trait",
        "impl",
        "const",
        "static",
        "let",
        "if",
        "match",
        "for",
        "while",
        "loop",
        "unsafe",
        "macro_rules",
    ] {
        assert!(!words.contains(&logic), "lib.rs holds a `{logic}`");
    }
    // A function hands on to a room, on one line.
    for (at, _) in text.match_indices("fn ") {
        let body = text[at..].split_once('{').map_or("", |(_, body)| body);
        let body = body.split('}').next().unwrap_or_default().trim();
        assert!(
            !body.contains(['\n', ';', '{']),
            "a function of lib.rs holds more than one expression: {body}"
        );
    }
}

#[test]
fn the_test_itself_sees_through_code() {
    let text = "// crate::export\nuse crate::{atom::Atom, block::{Page, table}};\nlet s = \"crate::audit\"; let c = '\"'; crate :: section::x();\n\
                fn f<'a>() { super::super::document::y(); r#\"crate::audit \"# }";
    let found: Vec<String> = taken(&code(text), 2).into_iter().collect();
    assert_eq!(found, ["atom", "block", "document", "section"]);
}
