//! Tables, rebuilt from what an extractor spilled: one least-cost alignment of pieces to columns. No schema decides
//! whether a table is read; its words lend certainty.
#![allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    clippy::needless_range_loop,
    clippy::too_many_lines,
    reason = "costs are of a few words, columns and rows; a search and its moves stand in one place"
)]

mod align;
mod build;
mod columns;
mod draft;
mod find;
mod heads;
mod heads_cost;
mod heads_layout;
mod heads_model;
mod heads_seen;
mod heads_shape;
mod heads_token;
mod known;
pub(crate) mod names;
mod order;
mod paired;
mod piece;
mod pipe;
mod plausible;
mod read;
mod recurring;
mod relations;
mod schemas;
mod sheet;
mod sums;
mod template;
mod text;
mod weights;
mod word;

pub(crate) use build::table;
pub(crate) use draft::Draft;
pub(crate) use find::tables;
pub(crate) use known::Known;
pub(crate) use pipe::{begins as begins_pipes, read as pipes};
pub(crate) use plausible::doubt;
pub(crate) use schemas::{Compiled, Schemas};
pub(crate) use sheet::Sheet;
pub(crate) use text::texts;
