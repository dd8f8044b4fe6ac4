//! Quantities in tables, and the labels that say what stands beside them.

use std::collections::HashMap;

use super::concept::{COLLECTIONS, CONCEPTS, collects, gathers, slug_of, unit_of};
use super::{Stated, time, value_of};
use crate::atom::AtomKind;
use crate::model::{Cell, Row, Table};
use crate::prose::{ExclusionReason, Home, Said, glance};
use crate::section::words::{Token, is_total, stands_at, tokens};
use crate::source::{Span, Text};

/// Reads the quantities of a table into `out`, and into `asides` where those stand that are no fact of the report's
/// province. `title` is the subtitle that the table stands under, `above` the text right above it.
pub(super) fn read(
    table: &Table,
    above: Option<&str>,
    title: Option<&str>,
    home: Home,
    out: &mut Vec<Stated>,
    asides: &mut Vec<(Span, ExclusionReason)>,
) {
    let caption = table.caption.as_ref().map(Text::as_str).or(above);
    let elsewhere = |text: &str| is_elsewhere(text, home);
    if caption.is_some_and(elsewhere) || caption.is_none() && title.is_some_and(elsewhere) {
        asides.push((table.place.span, ExclusionReason::OtherPlace));
        return;
    }
    let period = caption
        .and_then(time::only)
        .or_else(|| title.and_then(time::only));
    // A row that names another province beside the report's own.
    let (others, rows): (Vec<&Row>, Vec<&Row>) = table
        .rows
        .iter()
        .filter(|row| !row.undecided)
        .partition(|row| label_of(row).is_some_and(elsewhere));
    asides.extend(
        others
            .iter()
            .map(|row| (row.place.span, ExclusionReason::OtherPlace)),
    );
    if columns_of(table).next().is_some() {
        known(table, &rows, period.as_deref(), out);
    } else {
        let collecting = [caption, title]
            .into_iter()
            .flatten()
            .any(|text| tokens(text, &[]).iter().any(collects));
        unknown(table, &rows, collecting, period.as_deref(), out, asides);
    }
}

/// Whether a text names last another place than the report's province.
fn is_elsewhere(text: &str, home: Home) -> bool {
    glance(text, home).place == Some(Said::Other)
}

/// The columns whose key is a concept.
fn columns_of(table: &Table) -> impl Iterator<Item = (usize, &'static str)> {
    let keys = table.keys.iter().enumerate();
    keys.filter_map(|(at, key)| Some((at, slug_of(key.as_deref()?)?)))
}

/// A table whose columns are named by concepts: what the row of the whole holds.
fn known(table: &Table, rows: &[&Row], period: Option<&str>, out: &mut Vec<Stated>) {
    let labelled = table
        .keys
        .first()
        .is_some_and(|key| *key == table.label_key);
    let Some(row) = whole(rows, |row| !labelled || label_of(row).is_some()) else {
        return;
    };
    for (at, slug) in columns_of(table) {
        let Some(cell) = row.cells.get(at).and_then(Option::as_ref) else {
            continue;
        };
        // A cell under this one that no row claims may be its end.
        let torn = rows.iter().any(|other| {
            !std::ptr::eq(*other, row)
                && label_of(other).is_none()
                && other.cells.get(at).is_some_and(Option::is_some)
        });
        let head = table.columns.get(at).map_or("", String::as_str);
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
            let mut totals = several
                .iter()
                .filter(|row| label_of(row).is_some_and(is_total));
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
fn unknown(
    table: &Table,
    rows: &[&Row],
    collecting: bool,
    period: Option<&str>,
    out: &mut Vec<Stated>,
    asides: &mut Vec<(Span, ExclusionReason)>,
) {
    let times: Vec<Option<String>> = table.columns.iter().map(|head| time::only(head)).collect();
    let mut found: Vec<Stated> = Vec::new();
    for row in rows {
        let Some(label) = label_of(row) else { continue };
        let words = tokens(label, &[]);
        let slug = match (concept(&words), collecting) {
            (Some(slug), _) => Some(slug),
            (None, true) => collection(&words),
            (None, false) => {
                if collection(&words).is_some_and(|slug| slug != "collections_total") {
                    asides.push((row.place.span, ExclusionReason::NoRole));
                }
                None
            }
        };
        let Some(slug) = slug else { continue };
        let own = row.cells.first().and_then(Option::as_ref).and_then(|cell| {
            cell.atoms
                .iter()
                .find_map(|atom| time::value_of(&atom.value))
        });
        let cells: Vec<(usize, &Cell)> = row
            .cells
            .iter()
            .enumerate()
            .skip(1)
            .filter_map(|(at, cell)| Some((at, cell.as_ref()?)))
            .collect();
        match cells.as_slice() {
            [(at, cell)] => {
                let period = own
                    .or_else(|| times.get(*at).cloned().flatten())
                    .or_else(|| period.map(str::to_owned));
                found.extend(state(slug, label, cell, period));
            }
            // A column a year.
            several
                if several
                    .iter()
                    .all(|(at, _)| times.get(*at).is_some_and(Option::is_some)) =>
            {
                found.extend(
                    several
                        .iter()
                        .filter_map(|(at, cell)| state(slug, label, cell, times[*at].clone())),
                );
            }
            _ => {}
        }
    }
    // Two rows of one concept and one time: neither is the whole, unless one alone says that it is.
    let mut times_said: HashMap<(&str, Option<String>), (u32, u32)> = HashMap::new();
    for it in &found {
        let (rows, totals) = times_said.entry((it.slug, it.period.clone())).or_default();
        *rows += 1;
        *totals += u32::from(is_whole(&tokens(&it.label, &[])));
    }
    found.retain(|it| match times_said.get(&(it.slug, it.period.clone())) {
        Some((1, _)) => true,
        Some((_, 1)) => is_whole(&tokens(&it.label, &[])),
        _ => {
            asides.push((it.span, ExclusionReason::Contradicted));
            false
        }
    });
    if !found.is_empty() {
        out.append(&mut found);
        return;
    }
    let Some(row) = whole(rows, |_| true) else {
        return;
    };
    for (at, head) in table.columns.iter().enumerate() {
        let words = tokens(head, &[]);
        if let Some(slug) = concept(&words)
            && let Some(cell) = row.cells.get(at).and_then(Option::as_ref)
        {
            out.extend(state(
                slug,
                head,
                cell,
                times[at].clone().or_else(|| period.map(str::to_owned)),
            ));
        }
    }
}

fn state(slug: &'static str, label: &str, cell: &Cell, period: Option<String>) -> Option<Stated> {
    // A cell with two quantities says none for sure.
    let mut quantities = cell.atoms.iter().filter(|atom| {
        matches!(
            atom.value.kind(),
            AtomKind::Number | AtomKind::Money | AtomKind::Percent
        )
    });
    let atom = quantities.next().filter(|_| quantities.next().is_none())?;
    let value = value_of(atom, unit_of(slug)?)?;
    Some(Stated {
        slug,
        label: label.trim().to_owned(),
        value,
        period,
        span: atom.span,
    })
}

/// Words that may stand around a label and say nothing.
const AROUND: &[&str] = &[
    "n", "no", "nro", "num", "numero", "cantidad", "de", "del", "los", "las", "el", "la", "total",
];

/// The concept that a label names with all of its words.
fn concept(label: &[Token<'_>]) -> Option<&'static str> {
    let words: Vec<Token<'_>> = label
        .iter()
        .filter(|token| !token.word().is_empty())
        .cloned()
        .collect();
    let named = |words: &[Token<'_>]| {
        let all = |label: &&str| stands_at(words, 0, label) == Some(words.len());
        CONCEPTS
            .iter()
            .find(|concept| concept.labels.iter().any(all))
            .map(|concept| concept.slug)
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
    const LEADS: &[&str] = &[
        "ano",
        "a",
        "al",
        "de",
        "del",
        "en",
        "diciembre",
        "corte",
        "con",
        "el",
    ];
    let year = |token: &Token<'_>| {
        token.word().len() == 4 && token.word().bytes().all(|byte| byte.is_ascii_digit())
    };
    let mut end = words.len();
    if end > 0 && year(&words[end - 1]) {
        end -= 1;
        while end > 0 && words[end - 1].is_any(LEADS) {
            end -= 1;
        }
    }
    &words[..end]
}

/// What a label says was collected, where that is what the text speaks of. A total is of all only where it is of
/// nothing in particular; that of one kind is that kind's, and that of two is of no concept.
fn collection(label: &[Token<'_>]) -> Option<&'static str> {
    let words: Vec<Token<'_>> = label
        .iter()
        .filter(|token| !token.word().is_empty())
        .cloned()
        .collect();
    let first = words.first()?;
    let stands = |at: usize| {
        COLLECTIONS
            .iter()
            .find(|(phrase, _)| stands_at(&words, at, phrase).is_some())
    };
    let mut kinds: Vec<&'static str> = (0..words.len())
        .filter_map(stands)
        .map(|&(_, slug)| slug)
        .collect();
    kinds.dedup();
    let total = first.is_any(TOTALS);
    // "Títulos de crédito sin abogado" are some of them; "con y sin abogado" are all.
    let has = |word| words.iter().any(|token| token.is_any(&[word]));
    if has("con") != has("sin") {
        return None;
    }
    match kinds.as_slice() {
        [] if total => {
            let year = |word: &Token<'_>| word.word().bytes().all(|byte| byte.is_ascii_digit());
            let plain = |word: &Token<'_>| {
                gathers(word) || word.begins(&["cobr"]) || word.is_any(PLAIN) || year(word)
            };
            words
                .iter()
                .skip(1)
                .all(plain)
                .then_some("collections_total")
        }
        [slug] if total || stands(0).is_some() => Some(slug),
        _ => None,
    }
}

const TOTALS: &[&str] = &["total", "totales"];

/// Whether a label begins as that of a total does.
fn is_whole(label: &[Token<'_>]) -> bool {
    label
        .iter()
        .find(|token| !token.word().is_empty())
        .is_some_and(|first| first.is_any(TOTALS))
}

/// Words beside those of collecting that leave a total that of all.
const PLAIN: &[&str] = &[
    "al", "anual", "ano", "de", "del", "dolares", "el", "en", "general", "la", "las", "los",
    "monto", "por", "usd", "valor", "valores",
];

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
            (
                "TITULOS DE CREDITO CANCELADOS",
                Some("collections_credit_titles"),
            ),
            ("TITULOS DE CREDITO CANCELADOS SIN HONORARIOS", None),
            ("TOTAL DE TITULOS DE CREDITO SIN ABOGADO", None),
            (
                "TOTAL DE TITULOS DE CREDITO CON Y SIN ABOGADO",
                Some("collections_credit_titles"),
            ),
            ("CONVENIOS DE PAGO", Some("collections_agreements")),
            ("TOTAL DE RECUDACION", Some("collections_total")),
            (
                "TOTAL GENERAL DE VALORES COBRADOS",
                Some("collections_total"),
            ),
            (
                "TOTAL DE RECAUDACION DE TITULOS DE CREDITO",
                Some("collections_credit_titles"),
            ),
            ("TOTAL DE RECAUDACION DE TITULOS DE CREDITO Y GLOSAS", None),
            ("TOTAL DE RECAUDACION DE RESPONSABILIDAD PATRONAL", None),
            ("TITULOS DE CREDITO Y GLOSAS", None),
            ("Planillas", None),
        ] {
            assert_eq!(collection(&tokens(label, &[])), slug, "{label}");
        }
    }

    #[test]
    fn the_total_of_a_kind_stands_for_its_rows_and_other_provinces_for_nothing() {
        use crate::section::ExecutiveSummary;
        use crate::section::testing::read_in;
        let read = |text: &str| {
            let (data, codes) =
                read_in(&ExecutiveSummary::default(), text, Some(2022), Some("Napo"));
            let said: Vec<String> = data
                .indicators
                .iter()
                .map(|it| format!("{} {}", it.concept, it.value))
                .collect();
            (said, codes.len())
        };
        let text = "RECAUDACIÓN DE LA UNIDAD AÑO 2022 \n\nGLOSAS 4,25 \n\nTÍTULOS DE CRÉDITO SIN ABOGADO 5,25 \n\nTÍTULOS DE CRÉDITO CON ABOGADO 1,00 \n\nTOTAL DE TÍTULOS DE CRÉDITO 6,25 \n";
        let stated = [
            "collections_assessments 4.25",
            "collections_credit_titles 6.25",
        ];
        assert_eq!(read(text), (stated.map(str::to_owned).to_vec(), 0));
    }
}
