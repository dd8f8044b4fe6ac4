//! Columns all of whose cells are empty: heads and spaces tell of them, values don't.

use super::piece::Piece;
use super::sheet::Sheet;
use super::template::{MOST, Template};
use super::weights as w;

/// Where the columns of a template stand among all columns of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Columns {
    /// The place of each column that has values.
    places: [u8; MOST],
    seen: u8,
    len: u8,
}

impl Columns {
    /// The columns of a template, and `hidden` before each of them and behind the last.
    pub(super) fn with(template: Template, hidden: &[u16]) -> Option<Self> {
        let mut places = [0; MOST];
        let mut at = 0_usize;
        for c in 0..template.len() {
            at += usize::from(hidden.get(c).copied().unwrap_or(0));
            places[c] = at as u8;
            at += 1;
        }
        at += usize::from(hidden.get(template.len()).copied().unwrap_or(0));
        (at < MOST).then_some(Self {
            places,
            seen: template.len() as u8,
            len: at as u8,
        })
    }

    pub(super) fn len(self) -> usize {
        usize::from(self.len)
    }

    /// Whether columns have no cells at all.
    pub(super) fn hides(self) -> bool {
        self.seen < self.len
    }

    /// Whether the columns without cells have the same heads as those with cells, level by level from below.
    pub(super) fn are_twins(self, names: &[String]) -> bool {
        let leaf = |place: usize| names.get(place).and_then(|name| name.rsplit(" / ").next());
        let (empty, full): (Vec<usize>, Vec<usize>) =
            (1..self.len()).partition(|&place| self.at(place).is_none());
        empty.len() == full.len()
            && empty
                .iter()
                .zip(&full)
                .all(|(&a, &b)| leaf(a).is_some() && leaf(a) == leaf(b))
    }

    /// Where column `c` of the template stands.
    pub(super) fn place(self, c: usize) -> usize {
        usize::from(self.places[c])
    }

    /// The column of the template that stands at `place`.
    pub(super) fn at(self, place: usize) -> Option<usize> {
        self.places[..usize::from(self.seen)]
            .iter()
            .position(|&p| usize::from(p) == place)
    }
}

/// Columns that a table may have, with what it costs to say so.
#[derive(Clone, Copy, Debug)]
pub(super) struct Suggestion {
    pub(super) columns: Columns,
    pub(super) cost: f32,
    /// Nothing but the heads tells which columns are empty.
    pub(super) is_guess: bool,
}

/// The columns that the pieces of a table and the words above it suggest; those of the template first.
pub(super) fn suggest(
    sheet: &Sheet<'_>,
    pieces: &[Piece],
    template: Template,
    repeats: bool,
) -> Vec<Suggestion> {
    let plain = Columns::with(template, &[]);
    let mut out: Vec<Suggestion> = plain
        .into_iter()
        .map(|columns| Suggestion {
            columns,
            cost: 0.0,
            is_guess: false,
        })
        .collect();
    let values = template.value_count();
    if template.lead_texts() != 1 || template.text_count() != 1 || values == 0 || sheet.style.layout
    {
        return out;
    }
    if sheet.style.spaced
        && let Some((hidden, lines)) = by_spaces(sheet, pieces, template)
        && let Some(columns) = Columns::with(template, &hidden)
    {
        let cost = 0.3 - w::SHOWN_EMPTY * lines.min(20) as f32;
        out.push(Suggestion {
            columns,
            cost,
            is_guess: false,
        });
        return out;
    }
    if repeats && values <= 3 {
        let mut hidden = vec![0; template.len() + 1];
        hidden[1] = values as u16;
        let columns = Columns::with(template, &hidden);
        out.extend(columns.map(|columns| Suggestion {
            columns,
            cost: w::HIDDEN,
            is_guess: true,
        }));
    }
    out
}

/// How many columns the spaces tell of before each column and behind the last, and on how many lines they do.
fn by_spaces(sheet: &Sheet<'_>, pieces: &[Piece], template: Template) -> Option<(Vec<u16>, usize)> {
    let values = template.value_count();
    let mut seen: Vec<(Vec<u16>, usize)> = Vec::new();
    let mut rows = 0;
    for run in pieces
        .chunk_by(|a, b| a.is_value() && b.is_value() && (a.line == b.line || a.last && b.first))
        .filter(|run| run[0].is_value())
    {
        rows += 1;
        if run.len() != values {
            continue;
        }
        let mut spaces: Vec<u16> = run
            .iter()
            .map(|piece| {
                let lines = if piece.first {
                    u16::from(sheet.facts(piece.line as usize).spaced)
                } else {
                    0
                };
                lines + piece.extra
            })
            .collect();
        let alone = run.iter().all(|piece| piece.first);
        spaces.push(run.last().filter(|_| !alone).map_or(0, |last| last.after));
        match seen.iter().position(|(other, _)| *other == spaces) {
            Some(at) => seen[at].1 += 1,
            None if seen.len() < 16 => seen.push((spaces, 1)),
            None => {}
        }
    }
    let (spaces, lines) = seen.into_iter().max_by_key(|(_, n)| *n)?;
    if lines * 10 < rows * 6 || rows < 2 {
        return None;
    }
    // Cells may part by more than one space.
    let base = spaces[..values].iter().copied().min()?;
    let unit = base + 1;
    let mut hidden = vec![0];
    for &space in &spaces[..values] {
        if (space - base) % unit != 0 {
            return None;
        }
        hidden.push((space - base) / unit);
    }
    hidden.push(spaces[values] / unit);
    hidden.iter().any(|&n| n > 0).then_some((hidden, lines))
}
