//! The vocabulary of the reports as data, and the words of a text, each folded and looked up once.
//!
//! `words.tsv` holds the vocabulary: one row for each form or stem, with its class and its sense. [`vocabulary`] turns
//! it into a static table while the crate is compiled, so that no first call builds anything. [`WordList`] makes one
//! pass over the lines of a source: it folds them, finds their words and looks each up. What comes later asks a
//! [`Word`] for its class, or reads a grammar over [`Words`], which is an input of nom.

mod folded;
mod list;
mod reading;
mod vocabulary;
mod words;

pub(crate) use folded::{Folded, folded};
pub(crate) use list::WordList;
pub(crate) use reading::ReadingWord;
pub(crate) use vocabulary::{Class, ClassSet, Entry, Sense};
pub(crate) use words::{Word, Words, any_of, form, of_class};
