//! A report as a whole: cutting it into sections, its facts, and the questions that a caller asks of it.

mod assemble;
mod collector;
mod error;
mod facts;
mod form;
mod gaps;
mod kind;
mod parser;
mod province;
mod references;
mod report;
mod titles;
mod year;

pub use error::{InvalidParser, Refused, Unsound};
pub use facts::{Document, DocumentKind, Form};
pub(crate) use parser::standard;
pub use parser::{Parser, ParserBuilder};
pub use province::Province;
pub use references::Cited;
pub use report::{Report, Section, Subtitled};
