//! Quantities in tables, and the labels that say what stands beside them.

use std::collections::HashMap;

use super::concept::{slug_of, unit_of};
use super::label::Label;
use super::{Stated, value_of};
use crate::atom::{AtomKind, Context, Time, scan};
use crate::model::{Cell, Row, Table};
use crate::prose::{ExclusionReason, Home, Said, glance};
use crate::section::words::is_total;
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
        .and_then(only_time)
        .or_else(|| title.and_then(only_time));
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
        known(table, &rows, period, out);
    } else {
        let collecting = [caption, title]
            .into_iter()
            .flatten()
            .any(|text| Label::of(text).collects());
        unknown(table, &rows, collecting, period, out, asides);
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
fn known(table: &Table, rows: &[&Row], period: Option<Time>, out: &mut Vec<Stated>) {
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
            out.extend(state(slug, head, cell, period));
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
    period: Option<Time>,
    out: &mut Vec<Stated>,
    asides: &mut Vec<(Span, ExclusionReason)>,
) {
    let times: Vec<Option<Time>> = table.columns.iter().map(|head| only_time(head)).collect();
    let mut found: Vec<Stated> = Vec::new();
    for row in rows {
        let Some(label) = label_of(row) else { continue };
        let words = Label::of(label);
        let slug = match (words.concept(), collecting) {
            (Some(slug), _) => Some(slug),
            (None, true) => words.collection(),
            (None, false) => {
                if words
                    .collection()
                    .is_some_and(|slug| slug != "collections_total")
                {
                    asides.push((row.place.span, ExclusionReason::NoRole));
                }
                None
            }
        };
        let Some(slug) = slug else { continue };
        let own = row
            .cells
            .first()
            .and_then(Option::as_ref)
            .and_then(|cell| cell.atoms.iter().find_map(|atom| Time::of(&atom.value)));
        let cells: Vec<(usize, &Cell)> = row
            .cells
            .iter()
            .enumerate()
            .skip(1)
            .filter_map(|(at, cell)| Some((at, cell.as_ref()?)))
            .collect();
        match cells.as_slice() {
            [(at, cell)] => {
                let period = own.or_else(|| times.get(*at).copied().flatten()).or(period);
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
                        .filter_map(|(at, cell)| state(slug, label, cell, times[*at])),
                );
            }
            _ => {}
        }
    }
    // Two rows of one concept and one time: neither is the whole, unless one alone says that it is.
    let mut times_said: HashMap<(&str, Option<Time>), (u32, u32)> = HashMap::new();
    for it in &found {
        let (rows, totals) = times_said.entry((it.slug, it.period)).or_default();
        *rows += 1;
        *totals += u32::from(Label::of(&it.label).is_total());
    }
    found.retain(|it| match times_said.get(&(it.slug, it.period)) {
        Some((1, _)) => true,
        Some((_, 1)) => Label::of(&it.label).is_total(),
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
        if let Some(slug) = Label::of(head).concept()
            && let Some(cell) = row.cells.get(at).and_then(Option::as_ref)
        {
            out.extend(state(slug, head, cell, times[at].or(period)));
        }
    }
}

fn state(slug: &'static str, label: &str, cell: &Cell, period: Option<Time>) -> Option<Stated> {
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

/// The one time that a caption, a title or a head names; none, where it names several.
fn only_time(text: &str) -> Option<Time> {
    let mut found = scan(text, &Context::default())
        .found
        .into_iter()
        .filter_map(|found| Time::of(&found.value));
    let first = found.next()?;
    found.all(|other| other == first).then_some(first)
}

#[cfg(test)]
mod tests {
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
