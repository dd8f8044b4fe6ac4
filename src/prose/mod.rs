//! What sentences say: one vocabulary, one grammar of clauses, one judge, for every section.
//!
//! ```text
//! text ─► sentences of tokens ─► chunks ─► clauses ─► quantities, each with role, subject, time, place ─► statements
//!         (token)                (chunk)   (clause)   (role, subject, scope)       (judge)                 (statement)
//! ```
//!
//! The vocabulary is the crate's lexicon: what a word is in a sentence is its class there, and its ending ([`shape`]). A
//! nom grammar cuts a sentence into chunks: times, places, quantities, units, words; clauses end where a verb or a
//! quantity of their own follows. A quantity belongs to the role, the subject, the year and the place of its own clause.
//! The judge sets aside what is denied, aimed at, compared, rough, a change, or of another year or place, and gives the
//! reason. What is asked for is a [`Frame`], which is data. What a sentence does not settle states nothing, and is said.
//!
//! A sentence of more tokens than a stated number is none, so all work is linear.

mod act;
mod chunk;
mod clause;
mod frame;
mod judge;
mod noun;
mod number;
mod reader;
mod role;
mod scope;
mod sentence;
mod shape;
mod statement;
mod subject;
#[cfg(test)]
mod testing;
mod token;
mod values;

pub(crate) use act::{ACTS, Verdict};
pub(crate) use chunk::{ChunkKind, Home, Said};
pub(crate) use clause::{Clause, Link};
pub use frame::Frame;
pub(crate) use frame::Tally;
pub(crate) use judge::ExclusionReason;
pub(crate) use noun::Kinds;
pub(crate) use reader::{Glance, Reader, glance, has_quantity, read_label, sentences};
pub use sentence::Measure;
pub(crate) use sentence::{ARTICLES, Lead, ListLead, Quantity, Sentence};
pub(crate) use token::Token;
pub(crate) use values::Values;
