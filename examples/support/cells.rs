//! Text as the cells and heads of tables hold it.

use std::collections::HashSet;

/// A text as a cell of CSV. One that a spreadsheet would take for a formula begins with an apostrophe: what a report says
/// is not to be run.
pub(crate) fn as_text(text: String) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text
    }
}

/// Names of which no two are alike: `loja.txt`, `loja.txt (2)`.
#[derive(Default)]
pub(crate) struct Names(HashSet<String>);

impl Names {
    /// The name, with a number behind it where it is taken.
    pub(crate) fn own(&mut self, name: &str) -> String {
        let mut own = name.to_owned();
        for number in 2.. {
            if self.0.insert(own.clone()) {
                break;
            }
            own = format!("{name} ({number})");
        }
        own
    }
}
