//! Parts that are more than their whole.

use super::{Evidence, Finding, Findings, Seen, Severity, said};
use crate::lexicon::Class;

rule!(PartExceedsWhole, "part-exceeds-whole", Warning);

/// Keys of columns: what is a part of what, and how grave it is if it is more. What was finished in a year may have been
/// awarded in the year before; more may have been planned than the budget has after its reforms, but for current
/// expenditure and for what is part of a total.
const PAIRS: [(&str, &str, Severity); 4] = [
    ("planned", "codified", Severity::Warning),
    ("executed", "codified", Severity::Warning),
    ("finished.count", "awarded.count", Severity::Info),
    ("finished.total", "awarded.total", Severity::Info),
];

fn check(seen: &Seen<'_>, found: &mut Findings) {
    for (grid, ..) in seen.tables() {
        if grid.has_unknown_heads {
            continue;
        }
        for (key, whole, severity) in PAIRS {
            let (Some(part), Some(whole)) = (grid.keyed(key), grid.keyed(whole)) else {
                continue;
            };
            let rows: Vec<_> = grid
                .body()
                .filter(|(_, line)| line.is_sound())
                .filter_map(|(_, line)| {
                    let values = (line.value(part)?, line.value(whole)?);
                    let atoms = (line.atom(part)?, line.atom(whole)?);
                    (!values.1.is_zero()).then_some((values, atoms))
                })
                .collect();
            let over: Vec<_> = rows.iter().filter(|((p, w), _)| p > w).collect();
            let head = &grid.columns[part].head;
            let is_current = said::any_in(head, |word| word.name(Class::Budget) == "current");
            let is_part = is_current || grid.columns[whole].names.total;
            let is_reformed = key == "planned" && !is_part;
            let severity = if is_reformed {
                Severity::Info
            } else {
                severity
            };
            // Where most rows are so, the columns are others than their heads say.
            let most = (rows.len() / 3).max(1);
            let is_rule = rows.len() >= 2 && over.len() <= most && !grid.is_shaky;
            if !is_rule {
                continue;
            }
            for ((printed, most), (atom, of)) in over {
                let [part, whole] = [part, whole].map(|at| grid.head(at));
                let message = found.language().pick(
                    format!("{printed} under `{part}` is more than {most} under `{whole}`, of which it is a part"),
                    format!("{printed} en `{part}` es más que {most} en `{whole}`, de lo que es parte"),
                );
                found.push(
                    Finding::new(CODE, severity, message)
                        .expected(most)
                        .actual(printed)
                        .tolerance(0)
                        .all_evidence([Evidence::from(*atom), Evidence::from(*of)]),
                );
            }
        }
    }
}
