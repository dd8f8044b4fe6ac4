//! Tables that have been read: which columns a schema knows, and the tables that Markdown writes.

pub(crate) mod names;
mod pipe;

pub(crate) use names::Names;
pub(crate) use pipe::{begins as begins_pipes, read as pipes};
