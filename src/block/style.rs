//! What the lines of a text as a whole show of the extractor that left them.

use crate::source::Line;

/// How an extractor lays lines out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Style {
    /// Nearly every line ends in a space: one without is broken inside a token.
    pub(crate) trailing_space: bool,
    /// Bullets were dropped and leave a leading space; and so do page breaks.
    pub(crate) leading_space: bool,
    /// Columns are kept in columns of spaces.
    pub(crate) columns: bool,
}

impl Style {
    /// What `lines` show.
    pub(crate) fn of(lines: &[Line], source: &str) -> Self {
        let total = lines.len().max(1);
        let spaced = lines.iter().filter(|l| l.trailing > 0).count();
        let indented = lines.iter().filter(|l| l.indent > 0).count();
        let deep = lines.iter().filter(|l| l.indent > 2).count();
        let gapped = lines.iter().filter(|l| l.text(source).contains("   ")).count();
        let pages = lines.iter().filter(|l| l.gap.page).count();
        let trailing_space = lines.len() > 1 && spaced * 20 >= total * 19;
        Self {
            trailing_space,
            leading_space: (pages == 0 || trailing_space)
                && indented > 0
                && indented * 3 < total
                && deep * 50 <= total,
            columns: !trailing_space && gapped * 50 >= total && (indented * 4 > total || deep * 25 > total),
        }
    }
}
