//! Glyphs, in the order in which they are drawn, as lines of text.

/// What stands for a glyph whose character is not known.
pub(super) const UNKNOWN: char = char::REPLACEMENT_CHARACTER;

/// How far a glyph may stand off the line of the one before, in ems: a raised one of `m²` is on it.
const OFF_LINE: f64 = 0.4;
/// How far a glyph may stand before the end of the one before, in ems: more is no kerning.
const BACK: f64 = 0.6;
/// How wide a gap between two glyphs is a space, in ems.
const GAP: f64 = 0.15;

/// A glyph on a page.
pub(super) struct Glyph<'t> {
    pub(super) text: &'t str,
    /// The start of its base line.
    pub(super) at: (f64, f64),
    /// One em along its base line.
    pub(super) em: (f64, f64),
    /// Its width, in ems.
    pub(super) width: f64,
}

/// The text of the glyphs so far.
#[derive(Default)]
pub(super) struct Lines {
    text: String,
    /// Where the glyph before ends, and its text; none at the start of a page.
    last: Option<Last>,
}

struct Last {
    start: (f64, f64),
    end: (f64, f64),
    size: f64,
    text: String,
}

impl Lines {
    pub(super) fn push(&mut self, glyph: &Glyph<'_>) {
        let (x, y) = glyph.at;
        let (ex, ey) = glyph.em;
        let size = ex.hypot(ey);
        if !(size.is_finite() && size > 0.0 && x.is_finite() && y.is_finite()) {
            return;
        }
        if let Some(last) = &self.last {
            if (x, y) == last.start && glyph.text == last.text {
                // Drawn twice, to look bold or to have an outline.
                return;
            }
            let em = size.max(last.size);
            let (dx, dy) = (x - last.end.0, y - last.end.1);
            let along = (dx * ex + dy * ey) / (size * em);
            let off = (dy * ex - dx * ey) / (size * em);
            if off.abs() > OFF_LINE || along < -BACK {
                self.text.push('\n');
            } else if along > GAP && !self.text.ends_with(' ') && glyph.text != " " {
                self.text.push(' ');
            }
        }
        // A line is ended by where glyphs stand, and a page by its end.
        self.text.extend(
            glyph
                .text
                .chars()
                .map(|it| if it.is_control() { ' ' } else { it }),
        );
        self.last = Some(Last {
            start: (x, y),
            end: (x + ex * glyph.width, y + ey * glyph.width),
            size,
            text: glyph.text.to_owned(),
        });
    }

    /// Ends a page; one whose text is lost holds [`UNKNOWN`] alone.
    pub(super) fn end_page(&mut self, is_lost: bool) {
        if is_lost {
            self.text.push(UNKNOWN);
        }
        self.text.push_str("\n\u{c}");
        self.last = None;
    }

    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    pub(super) fn into_text(mut self) -> String {
        if self.text.ends_with('\u{c}') {
            self.text.pop();
        }
        self.text
    }
}
