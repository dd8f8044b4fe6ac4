//! The source as it was given, its lines, places in it, and reading text with the way back to it.

mod budget;
pub(crate) mod decode;
pub(crate) mod doubled;
pub(crate) mod fold;
pub(crate) mod glyph;
pub(crate) mod line;
pub(crate) mod mojibake;
mod normalize;
mod position;
mod span;
pub(crate) mod split;
pub(crate) mod steps;
mod text;
mod words;

pub(crate) use budget::Budget;
pub(crate) use line::Line;
pub use position::{Position, Source};
pub use span::Span;
pub use text::Text;
pub(crate) use text::{Glue, TextBuilder};
pub(crate) use words::split_words;
