//! Tables that write numbers in two ways.

use super::{Finding, Findings, Seen, Severity};
use crate::atom::Atom;

rule!(MixedNotation, "mixed-notation", Info);

/// The decimal mark of a printed number, where its last separator is one: two decimals follow it.
fn mark(atom: &Atom) -> Option<char> {
    atom.value.decimal().filter(|value| value.scale() > 0)?;
    let raw = atom.raw.trim_end_matches(|c: char| !c.is_ascii_digit());
    let at = raw.rfind(['.', ','])?;
    (raw.len() - at - 1 <= 2).then(|| raw[at..].chars().next())?
}

fn check(seen: &Seen<'_>, found: &mut Findings) {
    for grid in seen.grids() {
        let atoms = || {
            grid.lines
                .iter()
                .flat_map(|line| line.cells.iter().filter_map(|it| it.atom()))
        };
        let first = |wanted: char| atoms().find(|atom| mark(atom) == Some(wanted));
        let (Some(point), Some(comma)) = (first('.'), first(',')) else {
            continue;
        };
        let message = found.language().pick(
            format!("one table writes `{}` and `{}`", point.raw, comma.raw),
            format!("una misma tabla escribe `{}` y `{}`", point.raw, comma.raw),
        );
        found.push(Finding::new(CODE, Severity::Info, message).all_evidence([point, comma]));
    }
}
