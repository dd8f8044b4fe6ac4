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

/// Bytes of a line of running text, and how many such lines tell what the extractor does.
const LONG: u32 = 30;
const ENOUGH: usize = 5;

impl Style {
    /// What `lines` show.
    pub(crate) fn of(lines: &[Line], source: &str) -> Self {
        let total = lines.len().max(1);
        // The cells of a narrow table are broken inside words: running text shows what the extractor does.
        let long: Vec<&Line> = lines.iter().filter(|l| l.span.len() >= LONG).collect();
        let telling: Vec<&Line> = if long.len() >= ENOUGH {
            long
        } else {
            lines.iter().collect()
        };
        let spaced = telling.iter().filter(|l| l.trailing > 0).count();
        let indented = lines.iter().filter(|l| l.indent > 0).count();
        let deep = lines.iter().filter(|l| l.indent > 2).count();
        let gap = memchr::memmem::Finder::new("   ");
        let gapped = lines
            .iter()
            .filter(|l| gap.find(l.text(source).as_bytes()).is_some())
            .count();
        let pages = lines.iter().filter(|l| l.gap.page).count();
        let trailing_space = lines.len() > 1 && spaced * 20 >= telling.len() * 19;
        Self {
            trailing_space,
            leading_space: (pages == 0 || trailing_space)
                && indented > 0
                && (indented * 3 < total || deep == 0 && indented * 3 < total * 2)
                && deep * 50 <= total,
            columns: !trailing_space
                && gapped * 50 >= total
                && (indented * 4 > total || deep * 25 > total),
        }
    }
}
