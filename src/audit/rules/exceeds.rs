//! Parts that are more than their whole.

use crate::audit::finding::{Evidence, Finding};
use crate::audit::rule::Findings;
use crate::audit::seen::Seen;
use crate::diagnostic::Severity;

rule!(PartExceedsWhole, "part-exceeds-whole", Warning);

/// Keys of columns: what is a part of what, and how grave it is if it is more. What was finished in a year may have been
/// awarded in the year before.
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
        for (part, whole, severity) in PAIRS {
            let (Some(part), Some(whole)) = (grid.keyed(part), grid.keyed(whole)) else {
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
            // Where most rows are so, the columns are others than their heads say.
            let is_rule = rows.len() >= 3 && over.len() * 3 <= rows.len() && !grid.is_shaky;
            if !is_rule {
                continue;
            }
            for ((printed, most), (atom, of)) in over {
                let message = found.language().pick(
                    format!("{printed} is more than {most}, of which it is a part"),
                    format!("{printed} es más que {most}, de lo que es parte"),
                );
                found.push(
                    Finding::new(CODE, severity, message)
                        .expected(format!("≤ {most}"))
                        .actual(printed)
                        .all_evidence([Evidence::from(*atom), Evidence::from(*of)]),
                );
            }
        }
    }
}
