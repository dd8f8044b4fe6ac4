//! What is done to a text: one function for each damage, which gives that damage at every place.
//!
//! None of them knows how a text is read: a place is a line that holds something, a digit, a mark among digits.

mod cells;
mod letters;
mod lines;
mod numbers;
mod pages;
mod texts;

use super::edit::Edits;

/// A damage: its name, and the text struck by it at each place, once for each.
pub(crate) type Kind = (&'static str, fn(&str) -> Vec<Edits>);

pub(crate) const ALL: &[Kind] = &[
    ("a bare page number", pages::number),
    ("a page number of how many", pages::number_of),
    ("a footer with a growing number", pages::footer),
    ("a page header", pages::header),
    ("a line cut away", lines::cut),
    ("the text cut off", lines::truncated),
    ("a line doubled", lines::doubled),
    ("two lines swapped", lines::swapped),
    ("a line joined to the next", lines::joined),
    ("a space after a separator", numbers::spaced),
    ("a separator dropped", numbers::dropped),
    ("a separator read as a space", numbers::read_as_space),
    ("a number cut by a line end", numbers::cut),
    ("a letter for a digit", letters::for_digit),
    ("a cell doubled", cells::doubled),
    ("a cell lost", cells::lost),
    ("two cells swapped", cells::swapped),
    ("a word hyphenated at a line end", letters::hyphenated),
    ("hyphens at every line end", letters::hyphenated_everywhere),
    ("capitals everywhere", letters::capitals),
    ("accents stripped", letters::unaccented),
    ("a line printed twice over", letters::twice),
    (
        "letters printed twice everywhere",
        letters::twice_everywhere,
    ),
    ("two reports in one text", texts::two_reports),
    ("blank lines doubled", texts::blank_lines_doubled),
    ("blank lines dropped", texts::blank_lines_dropped),
    ("white space at line ends cut", texts::trimmed),
];
