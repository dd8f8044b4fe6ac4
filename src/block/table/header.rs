//! The header of a table that a schema knows: its words in any wrapping, stacking and order.

use std::collections::HashMap;
use std::ops::Range;

use unicode_normalization::UnicodeNormalization;

use super::compiled::{Compiled, Head};
use crate::model::ColumnKind;
use crate::page::Page;
use crate::source::fold;

/// Lines that a header may take; narrow columns break every word.
const MOST_LINES: usize = 40;

/// Bytes of a line beyond which it is no part of a header.
const MOST_BYTES: usize = 400;
/// Ends of a header that are tried: few lines below it may be of its words.
const MOST_TRIED: usize = 8;

/// A header that was found.
#[derive(Debug)]
pub(super) struct Header {
    /// The line after it.
    pub(super) next: usize,
    /// Its columns in the order of print.
    pub(super) columns: Vec<HeadedColumn>,
    /// The words of one head stand among another's: the text was written line by line.
    pub(super) interleaved: bool,
}

/// A column as the header prints it.
#[derive(Debug, Clone)]
pub(super) struct HeadedColumn {
    /// Its place in the schema.
    pub(super) role: usize,
    pub(super) kind: ColumnKind,
    /// Its head as printed.
    pub(super) name: String,
    /// The columns of characters that its words stand in, for layout-preserving text.
    pub(super) x: Range<usize>,
}

/// A word of the header.
#[derive(Debug, Clone)]
pub(super) struct Word {
    pub(super) key: String,
    printed: String,
    line: usize,
    x: Range<usize>,
}

/// The header of `schema` that begins at the start of `range`.
pub(super) fn find(page: &Page<'_>, range: Range<usize>, schema: &Compiled) -> Option<Header> {
    let first = first_words(page, range.start)?;
    find_after(page, range, schema, &first)
}

/// The header of `schema` that begins at the start of `range`, where `first` are the first words there.
pub(super) fn find_after(
    page: &Page<'_>,
    range: Range<usize>,
    schema: &Compiled,
    first: &[String],
) -> Option<Header> {
    // Nearly every line is turned away here.
    let may_begin = !first.is_empty()
        && first.iter().all(|word| {
            schema.knows(word) || is_fragment(word, schema) || glued(word, schema).is_some()
        });
    if !may_begin {
        return None;
    }
    let words = words(page, range.clone(), schema);
    let mut ends: Vec<usize> = words.iter().map(|w| w.line + 1).collect();
    ends.dedup();
    // Words of headers without end are no header.
    if ends.len() >= MOST_LINES {
        return None;
    }
    // The longest run of lines of which every word is explained by a column.
    ends.into_iter().rev().take(MOST_TRIED).find_map(|next| {
        let inside: Vec<Word> = words.iter().filter(|w| w.line < next).cloned().collect();
        columns(&inside, schema).map(|(columns, interleaved)| Header {
            next,
            columns,
            interleaved,
        })
    })
}

/// The keys of the first words of a line, by which a schema knows its header; `None` for a line that no header begins
/// with.
pub(super) fn first_words(page: &Page<'_>, at: usize) -> Option<Vec<String>> {
    let text = page.text(at);
    if text.len() >= MOST_BYTES
        || text.ends_with(['.', ',', ';', ':']) && text.to_uppercase() != text
    {
        return None;
    }
    let keys = text.split_whitespace().take(3).map(fold::key);
    Some(
        keys.flat_map(|key| key.split(' ').map(str::to_owned).collect::<Vec<_>>())
            .filter(|key| !key.is_empty())
            .collect(),
    )
}

/// The words of the lines that hold nothing but words of the header.
fn words(page: &Page<'_>, range: Range<usize>, schema: &Compiled) -> Vec<Word> {
    let mut out: Vec<Word> = Vec::new();
    for at in range.start..range.end.min(range.start + MOST_LINES) {
        // A page break may fall inside a header.
        if page.furniture[at] {
            continue;
        }
        if page.text(at).len() >= MOST_BYTES || !page.look(at) {
            break;
        }
        let of_line = line_words(page, at);
        let mut accepted: Vec<Word> = Vec::new();
        for word in of_line {
            if schema.knows(&word.key) {
                accepted.push(word);
            } else if let Some(cut) = glued(&word.key, schema) {
                let (a, b) = split_printed(&word, cut);
                accepted.extend([a, b]);
            } else if let Some(last) = accepted.last_mut().or(out.last_mut())
                && schema.pool.contains(&format!("{}{}", last.key, word.key))
            {
                // A narrow column broke the word.
                last.key.push_str(&word.key);
                last.printed.push_str(&word.printed);
                last.line = at;
            } else if is_fragment(&word.key, schema) {
                accepted.push(word);
            } else {
                return out;
            }
        }
        out.extend(accepted);
    }
    out
}

/// The words of a line.
pub(super) fn line_words(page: &Page<'_>, at: usize) -> Vec<Word> {
    let text = page.text(at);
    let indent = page.lines[at].indent as usize;
    let mut out = Vec::new();
    let mut column = indent;
    for piece in text.split(char::is_whitespace) {
        let width = piece.chars().count();
        // A head is named as it reads, whatever way its accents come.
        let printed: String = piece.nfc().collect();
        let printed = printed.as_str();
        let key = fold::key(printed);
        if !key.is_empty() {
            // "%EJEC." holds two words.
            for part in key.split(' ') {
                let shown = if key.contains(' ') {
                    printed_part(printed, part)
                } else {
                    printed.to_owned()
                };
                out.push(Word {
                    key: part.to_owned(),
                    printed: shown,
                    line: at,
                    x: column..column + width,
                });
            }
        }
        column += width + 1;
    }
    out
}

/// The part of a printed word that has a key: of "Y/O" the "Y/O" for "y", nothing for "o".
fn printed_part(printed: &str, part: &str) -> String {
    if printed.contains('/') {
        return if fold::key(printed).starts_with(part) {
            printed.to_owned()
        } else {
            String::new()
        };
    }
    if part == "%" {
        "%".to_owned()
    } else {
        printed.trim_start_matches('%').to_owned()
    }
}

/// Where a word is two words of the header glued together.
fn glued(word: &str, schema: &Compiled) -> Option<usize> {
    (word.len() > 8).then(|| {
        (3..word.len() - 2).find(|&cut| {
            word.is_char_boundary(cut)
                && schema.pool.contains(&word[..cut])
                && schema.pool.contains(&word[cut..])
        })
    })?
}

fn split_printed(word: &Word, cut: usize) -> (Word, Word) {
    let at = word
        .printed
        .char_indices()
        .nth(cut)
        .map_or(word.printed.len(), |(at, _)| at);
    let (a, b) = word.printed.split_at(at);
    let (key_a, key_b) = word.key.split_at(cut);
    let make = |key: &str, printed: &str| Word {
        key: key.to_owned(),
        printed: printed.to_owned(),
        line: word.line,
        x: word.x.clone(),
    };
    (make(key_a, a), make(key_b, b))
}

/// A beginning of a word of the header, cut off by a narrow column; or the rest of one.
fn is_fragment(word: &str, schema: &Compiled) -> bool {
    let long = word.len() >= 6
        && schema
            .pool
            .iter()
            .any(|known| known.len() > word.len() && known.starts_with(word));
    long || (word.len() <= 4
        && schema
            .pool
            .iter()
            .any(|known| known.len() > word.len() + 5 && known.ends_with(word)))
}

/// The columns that explain every word, where the schema's columns do; and whether heads stand among each other.
///
/// Heads whose words stand in a row are looked for first: in reading order every head does. Only where words are left
/// over may a head's words stand anywhere.
pub(super) fn columns(words: &[Word], schema: &Compiled) -> Option<(Vec<HeadedColumn>, bool)> {
    [Look::Rows, Look::Parts, Look::Anywhere]
        .into_iter()
        .find_map(|look| {
            let chosen = choose(words, schema, look)?;
            let explained = |word: &Word| {
                chosen
                    .iter()
                    .any(|(_, head, _)| head.words.iter().any(|w| fold::same_word(&word.key, w)))
                    || is_fragment(&word.key, schema)
            };
            if !words.iter().all(explained) {
                return None;
            }
            let interleaved = chosen
                .iter()
                .any(|(_, head, run)| run.is_none() && head.levels.len() == 1);
            Some((order(words, schema, chosen), interleaved))
        })
}

/// How a head's words are looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Look {
    /// In a row.
    Rows,
    /// In a row, where the end of a word may be lost.
    Parts,
    /// Among all others.
    Anywhere,
}

type Chosen<'h> = (usize, &'h Head, Option<usize>);

/// The head of each column that the words hold most of.
fn choose<'h>(words: &[Word], schema: &'h Compiled, look: Look) -> Option<Vec<Chosen<'h>>> {
    let mut chosen: Vec<Chosen<'h>> = Vec::new();
    let mut taken = vec![false; words.len()];
    for (role, column) in schema.schema.columns.iter().enumerate() {
        let best = schema.heads[role]
            .iter()
            .filter_map(|head| {
                // Levels of a stacked head stand in rows of their own.
                let stacked = head.levels.len() > 1;
                let run = if stacked {
                    None
                } else {
                    phrase(words, head, &taken, look)
                };
                let held =
                    run.is_some() || (look == Look::Anywhere || stacked) && contains(words, head);
                held.then_some((2 * head.words.len() + usize::from(run.is_some()), head, run))
            })
            .max_by_key(|(score, ..)| *score);
        match best {
            Some((_, head, run)) => {
                if let Some(at) = run {
                    taken[at..at + head.words.len()].fill(true);
                }
                chosen.push((role, head, run));
            }
            None if column.optional => {}
            None => return None,
        }
    }
    let numbers = chosen
        .iter()
        .filter(|(role, ..)| schema.schema.columns[*role].kind != ColumnKind::Label)
        .count();
    let enough =
        chosen.len() >= 2 && numbers > 0 && (numbers >= 2 || schema.schema.columns.len() <= 3);
    enough.then_some(chosen)
}

/// Where the words of a head stand in a row, none of them another column's.
fn phrase(words: &[Word], head: &Head, taken: &[bool], look: Look) -> Option<usize> {
    let len = head.words.len();
    let is = |printed: &str, word: &str| match look {
        Look::Rows => fold::same_word(printed, word),
        Look::Parts | Look::Anywhere => is_part_of(printed, word),
    };
    (0..(words.len() + 1).saturating_sub(len)).find(|&at| {
        !taken[at..at + len].iter().any(|&t| t)
            && head
                .words
                .iter()
                .zip(&words[at..])
                .all(|(w, word)| is(&word.key, w))
    })
}

fn contains(words: &[Word], head: &Head) -> bool {
    let mut need: HashMap<&str, usize> = HashMap::new();
    for word in &head.words {
        *need.entry(word).or_default() += 1;
    }
    need.iter().all(|(word, &count)| {
        let have = words.iter().filter(|w| is_part_of(&w.key, word)).count();
        have >= count
    })
}

/// The columns in the order of print, named as printed.
fn order(
    words: &[Word],
    schema: &Compiled,
    chosen: Vec<(usize, &Head, Option<usize>)>,
) -> Vec<HeadedColumn> {
    let ordered = chosen.iter().all(|(_, _, run)| run.is_some());
    let mut used: HashMap<String, usize> = HashMap::new();
    let mut taken = vec![false; words.len()];
    for (_, head, run) in &chosen {
        if let Some(at) = *run {
            taken[at..at + head.words.len()].fill(true);
        }
    }
    let free: Vec<Word> = words
        .iter()
        .zip(&taken)
        .filter(|(_, taken)| !**taken)
        .map(|(word, _)| word.clone())
        .collect();
    let mut columns: Vec<(usize, HeadedColumn)> = chosen
        .into_iter()
        .map(|(role, head, run)| {
            let (name, x) = match run {
                Some(at) if head.levels.len() == 1 => {
                    let own = &words[at..at + head.words.len()];
                    // What a narrow column left of a word is named as the word.
                    let names: Vec<String> = own
                        .iter()
                        .zip(&head.words)
                        .map(|(w, word)| {
                            if fold::same_word(&w.key, word) {
                                w.printed.clone()
                            } else {
                                word.to_uppercase()
                            }
                        })
                        .collect();
                    (
                        join(names.iter().map(String::as_str)),
                        own.last().map_or(0..0, |w| w.x.clone()),
                    )
                }
                _ if contains(&free, head) => stacked(&free, head, &mut used),
                _ => stacked(words, head, &mut used),
            };
            (
                run.unwrap_or(0),
                HeadedColumn {
                    role,
                    kind: schema.schema.columns[role].kind,
                    name,
                    x,
                },
            )
        })
        .collect();
    if ordered {
        columns.sort_by_key(|(at, _)| *at);
    }
    columns.into_iter().map(|(_, column)| column).collect()
}

fn join<'w>(words: impl Iterator<Item = &'w str>) -> String {
    words
        .filter(|w| !w.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

/// The printed words of a head whose words do not stand in a row; upper levels are shared between columns.
fn stacked(
    words: &[Word],
    head: &Head,
    used: &mut HashMap<String, usize>,
) -> (String, Range<usize>) {
    let mut levels: Vec<String> = Vec::new();
    let mut x = 0..0;
    let mut rarest = usize::MAX;
    let mut at = 0;
    for (level, &len) in head.levels.iter().enumerate() {
        let lowest = level + 1 == head.levels.len();
        let mut printed: Vec<&str> = Vec::with_capacity(len);
        for key in &head.words[at..at + len] {
            let all: Vec<&Word> = words.iter().filter(|w| is_part_of(&w.key, key)).collect();
            let nth = if lowest {
                used.entry(key.clone()).or_default()
            } else {
                &mut 0
            };
            let Some(word) = all.get(*nth).or(all.last()) else {
                continue;
            };
            printed.push(if word.key.len() < key.len() {
                ""
            } else {
                word.printed.as_str()
            });
            if lowest {
                // The word that fewest columns share tells best where the column stands.
                if all.len() < rarest {
                    let mut places: Vec<Range<usize>> = all.iter().map(|w| w.x.clone()).collect();
                    places.sort_by_key(|place| place.start);
                    (rarest, x) = (all.len(), places[(*nth).min(places.len() - 1)].clone());
                }
                *nth += 1;
            }
        }
        let whole = printed.len() == len && printed.iter().all(|p| !p.is_empty());
        levels.push(if whole {
            join(printed.into_iter())
        } else {
            head.words[at..at + len].join(" ").to_uppercase()
        });
        at += len;
    }
    (levels.join(" / "), x)
}

/// Whether a printed word is a word of a head, or a beginning of it that a narrow column left.
fn is_part_of(printed: &str, word: &str) -> bool {
    fold::same_word(printed, word)
        || printed.len() >= 6 && word.len() > printed.len() && word.starts_with(printed)
}
