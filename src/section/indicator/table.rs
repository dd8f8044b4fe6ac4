//! Quantities in tables, and the labels that say what stands beside them.

use std::collections::HashMap;

use super::clause::Stated;
use super::concept::{COLLECTING, COLLECTIONS, COLUMNS, CONCEPTS, unit_of};
use super::{time, value_of};
use crate::atom::AtomKind;
use crate::block::{Cell, Row, Table};
use crate::section::words::{Token, is_total, stands_at, tokens};
use crate::source::Text;

/// Reads the quantities of a table under a subtitle into `out`.
pub(super) fn read(table: &Table, title: Option<&str>, out: &mut Vec<Stated>) {
    let caption = table.caption.as_ref().map(Text::as_str);
    let period = caption.and_then(time::only).or_else(|| title.and_then(time::only));
    let rows: Vec<&Row> = table.rows.iter().filter(|row| !row.undecided).collect();
    if let Some(schema) = table.schema.as_deref() {
        known(table, schema, &rows, period.as_deref(), out);
    } else {
        let collecting = [caption, title]
            .into_iter()
            .flatten()
            .any(|text| tokens(text, &[]).iter().any(|word| word.begins(COLLECTING)));
        unknown(table, &rows, collecting, period.as_deref(), out);
    }
}

/// A table that a schema knows: what its columns hold is known.
fn known(table: &Table, schema: &str, rows: &[&Row], period: Option<&str>, out: &mut Vec<Stated>) {
    let Some(row) = whole(rows, |row| {
        label_of(row).is_some()
            || !COLUMNS.iter().any(|(id, place, _)| *id == schema && *place == 1 && schema == "pensions")
    }) else {
        return;
    };
    for (id, place, slug) in COLUMNS {
        if *id != schema {
            continue;
        }
        let Some(cell) = table.cell(row, *place) else { continue };
        let at =
            row.cells.iter().position(|other| other.as_ref().is_some_and(|other| std::ptr::eq(other, cell)));
        // A cell under this one that no row claims may be its end.
        let torn = at.is_some_and(|at| {
            rows.iter().any(|other| {
                !std::ptr::eq(*other, row)
                    && label_of(other).is_none()
                    && other.cells.get(at).is_some_and(Option::is_some)
            })
        });
        let head = at.and_then(|at| table.columns.get(at)).map_or("", String::as_str);
        if !torn {
            out.extend(state(slug, head, cell, period.map(str::to_owned)));
        }
    }
}

/// The row that is about the whole: the only one, or the total.
fn whole<'t>(rows: &[&'t Row], counts: impl Fn(&Row) -> bool) -> Option<&'t Row> {
    let own: Vec<&'t Row> = rows.iter().copied().filter(|row| counts(row)).collect();
    match own.as_slice() {
        [row] => Some(row),
        several => {
            let mut totals = several.iter().filter(|row| label_of(row).is_some_and(is_total));
            let total = totals.next()?;
            totals.next().is_none().then_some(*total)
        }
    }
}

/// The words that a row begins with.
fn label_of(row: &Row) -> Option<&str> {
    let cell = row.cells.first()?.as_ref()?;
    let text = cell.text.as_str();
    text.contains(char::is_alphabetic).then_some(text)
}

/// A table that no schema knows: its rows or its columns may say what they hold.
fn unknown(table: &Table, rows: &[&Row], collecting: bool, period: Option<&str>, out: &mut Vec<Stated>) {
    let times: Vec<Option<String>> = table.columns.iter().map(|head| time::only(head)).collect();
    let mut found: Vec<Stated> = Vec::new();
    for row in rows {
        let Some(label) = label_of(row) else { continue };
        let words = tokens(label, &[]);
        let Some(slug) = concept(&words).or_else(|| collecting.then(|| collection(&words)).flatten()) else {
            continue;
        };
        let own = row
            .cells
            .first()
            .and_then(Option::as_ref)
            .and_then(|cell| cell.atoms.iter().find_map(|atom| time::value_of(&atom.value)));
        let cells: Vec<(usize, &Cell)> = row
            .cells
            .iter()
            .enumerate()
            .skip(1)
            .filter_map(|(at, cell)| Some((at, cell.as_ref()?)))
            .collect();
        match cells.as_slice() {
            [(at, cell)] => {
                let period =
                    own.or_else(|| times.get(*at).cloned().flatten()).or_else(|| period.map(str::to_owned));
                found.extend(state(slug, label, cell, period));
            }
            // A column a year.
            several if several.iter().all(|(at, _)| times.get(*at).is_some_and(Option::is_some)) => {
                found.extend(
                    several.iter().filter_map(|(at, cell)| state(slug, label, cell, times[*at].clone())),
                );
            }
            _ => {}
        }
    }
    // Two rows of one concept and one time: neither is the whole.
    let mut times_said: HashMap<(&str, Option<String>), u32> = HashMap::new();
    for it in &found {
        *times_said.entry((it.slug, it.period.clone())).or_default() += 1;
    }
    found.retain(|it| times_said.get(&(it.slug, it.period.clone())) == Some(&1));
    if !found.is_empty() {
        out.append(&mut found);
        return;
    }
    let Some(row) = whole(rows, |_| true) else { return };
    for (at, head) in table.columns.iter().enumerate() {
        let words = tokens(head, &[]);
        if let Some(slug) = concept(&words)
            && let Some(cell) = row.cells.get(at).and_then(Option::as_ref)
        {
            out.extend(state(slug, head, cell, times[at].clone().or_else(|| period.map(str::to_owned))));
        }
    }
}

fn state(slug: &'static str, label: &str, cell: &Cell, period: Option<String>) -> Option<Stated> {
    // A cell with two quantities says none for sure.
    let mut quantities = cell
        .atoms
        .iter()
        .filter(|atom| matches!(atom.value.kind(), AtomKind::Number | AtomKind::Money | AtomKind::Percent));
    let atom = quantities.next().filter(|_| quantities.next().is_none())?;
    let value = value_of(atom, unit_of(slug)?)?;
    Some(Stated {
        slug,
        label: label.trim().to_owned(),
        number: value.parse().ok(),
        value,
        period,
        span: atom.span,
    })
}

/// Words that may stand around a label and say nothing.
const AROUND: &[&str] =
    &["n", "no", "nro", "num", "numero", "cantidad", "de", "del", "los", "las", "el", "la", "total"];

/// The concept that a label names with all of its words.
fn concept(label: &[Token<'_>]) -> Option<&'static str> {
    let words: Vec<Token<'_>> = label.iter().filter(|token| !token.word().is_empty()).cloned().collect();
    let named = |words: &[Token<'_>]| {
        let all = |label: &&str| stands_at(words, 0, label) == Some(words.len());
        CONCEPTS.iter().find(|concept| concept.labels.iter().any(all)).map(|concept| concept.slug)
    };
    let mut rest = trim_time(&words);
    loop {
        if let Some(slug) = named(rest) {
            return Some(slug);
        }
        match rest {
            [first, tail @ ..] if first.is_any(AROUND) && !tail.is_empty() => rest = tail,
            _ => return None,
        }
    }
}

/// Without the year or date that a label ends with.
fn trim_time<'t, 'r>(words: &'t [Token<'r>]) -> &'t [Token<'r>] {
    const LEADS: &[&str] = &["ano", "a", "al", "de", "del", "en", "diciembre", "corte", "con", "el"];
    let year =
        |token: &Token<'_>| token.word().len() == 4 && token.word().bytes().all(|byte| byte.is_ascii_digit());
    let mut end = words.len();
    if end > 0 && year(&words[end - 1]) {
        end -= 1;
        while end > 0 && words[end - 1].is_any(LEADS) {
            end -= 1;
        }
    }
    &words[..end]
}

/// What a label says was collected, where that is what the text speaks of.
pub(super) fn collection(label: &[Token<'_>]) -> Option<&'static str> {
    let words: Vec<Token<'_>> = label.iter().filter(|token| !token.word().is_empty()).cloned().collect();
    let first = words.first()?;
    if first.is_any(&["total", "totales"]) {
        let plain = words.len() == 1
            || words.iter().skip(1).any(|word| word.begins(&["recaud", "recud", "cobr", "general"]));
        return plain.then_some("collections_total");
    }
    let (phrase, slug) = COLLECTIONS.iter().find(|(phrase, _)| stands_at(&words, 0, phrase).is_some())?;
    // "Títulos de crédito y glosas" are two.
    let other = (1..words.len()).any(|at| {
        COLLECTIONS.iter().any(|(other, _)| other != phrase && stands_at(&words, at, other).is_some())
    });
    (!other).then_some(*slug)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(label: &str) -> Option<&'static str> {
        concept(&tokens(label, &[]))
    }

    #[test]
    fn a_label_is_known_by_all_of_its_words() {
        for (label, slug) in [
            ("N° Afiliados Generales", "affiliates_general"),
            ("N° Total de afiliados", "affiliates"),
            ("N° Trabajo del Hogar", "affiliates_domestic_workers"),
            ("N° Afiliación Voluntaria", "affiliates_voluntary"),
            ("Total de Jubilados 2021", "retirees"),
            ("Pensionistas a diciembre 2021", "pensioners"),
            ("DISPENSARIOS DEL CAMPESINO", "dispensaries"),
            ("N° total de patronos", "employers"),
        ] {
            assert_eq!(named(label), Some(slug), "{label}");
        }
        for label in [
            "N° Afiliados en mora",
            "Jubilados atendidos",
            "Total",
            "Glosas",
            "Trabajo no remunerado del hogar",
        ] {
            assert_eq!(named(label), None, "{label}");
        }
    }

    #[test]
    fn what_was_collected_is_known_by_its_first_words() {
        for (label, slug) in [
            ("APORTES", Some("collections_contributions")),
            ("FONDOS DE RESEVA", Some("collections_reserve_funds")),
            ("TITULOS DE CREDITO CANCELADOS SIN HONORARIOS", Some("collections_credit_titles")),
            ("CONVENIOS OURGA DE MORA", Some("collections_agreements")),
            ("TOTAL DE RECUDACION DE TITULOS DE CREDITO", Some("collections_total")),
            ("TITULOS DE CREDITO Y GLOSAS", None),
            ("Planillas", None),
        ] {
            assert_eq!(collection(&tokens(label, &[])), slug, "{label}");
        }
    }
}
