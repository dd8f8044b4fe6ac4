//! Reads texts sentence by sentence.

use std::ops::Range;

use super::chunk::{Chunk, ChunkKind, Grammar, Home, Said};
use super::clause::{Clause, clauses};
use super::frame::Frame;
use super::sentence::{ListLead, Sentence};
use super::token::{Cutter, Token};
use crate::atom::{Atom, Time};
use crate::lexicon::{Class, ClassSet, ReadingWord, WordList};
use crate::source::Text;

/// Reads the sentences of texts. What it works with is kept from one text to the next.
#[derive(Debug)]
pub(crate) struct Reader<'w> {
    words: &'w WordList,
    home: Home,
    reading: Vec<ReadingWord>,
    chunks: Vec<Chunk>,
    clauses: Vec<Clause>,
}

/// Words for which room is kept for the next text.
const MOST_KEPT: usize = 4096;

impl<'w> Reader<'w> {
    pub(crate) fn new(words: &'w WordList, home: Home) -> Self {
        Self {
            words,
            home,
            reading: Vec::new(),
            chunks: Vec::new(),
            clauses: Vec::new(),
        }
    }

    /// Gives `each` the sentences of a text in order, those that may be asked for something: `asks` says of the tokens of
    /// one whether it does.
    pub(crate) fn read<'a>(
        &mut self,
        text: &'a Text,
        atoms: &'a [Atom],
        lead: &ListLead,
        is_item: bool,
        mut asks: impl FnMut(&[Token<'a>]) -> bool,
        mut each: impl FnMut(&Sentence<'_, 'a>),
    ) {
        self.words.of_text(text, &mut self.reading);
        let mut cutter = Cutter::new(text, &self.reading, atoms);
        let mut tokens: Vec<Token<'a>> = Vec::new();
        let grammar = Grammar {
            home: self.home,
            text: text.as_str(),
        };
        while let Some(cut) = cutter.next(&mut tokens) {
            if tokens.is_empty() || cut.is_cut || !asks(&tokens) {
                continue;
            }
            grammar.chunks(&tokens, &mut self.chunks);
            clauses(&mut self.chunks, &mut self.clauses);
            if self.clauses.is_empty() {
                continue;
            }
            let sentence = Sentence {
                text: text.as_str(),
                tokens: &tokens,
                chunks: &self.chunks,
                clauses: &self.clauses,
                lead,
                is_item,
                asks: cut.asks,
            };
            if sentence.is_prose() {
                each(&sentence);
            }
        }
        if self.reading.capacity() > MOST_KEPT {
            self.reading = Vec::new();
        }
    }

    /// What a text that introduces a list says of its items.
    pub(crate) fn lead(&mut self, text: &Text, atoms: &[Atom], frame: &Frame) -> ListLead {
        let mut out = ListLead::default();
        let none = ListLead::default();
        self.read(
            text,
            atoms,
            &none,
            false,
            |_| true,
            |sentence| out = sentence.as_lead(frame),
        );
        out
    }
}

/// The places of the sentences of a text, in bytes: one that is too long is one all the same.
pub(crate) fn sentences(text: &Text, atoms: &[Atom]) -> Vec<Range<usize>> {
    let words = WordList::of_str(text.as_str());
    let mut cutter = Cutter::new(text, &words, atoms);
    let (mut tokens, mut out) = (Vec::new(), Vec::new());
    let mut start = 0;
    while cutter.next(&mut tokens).is_some() {
        if cutter.goes_on() {
            continue;
        }
        let printed = text.as_str().get(start..cutter.at()).unwrap_or_default();
        let lead = printed.len() - printed.trim_start().len();
        if lead < printed.len() {
            out.push(start + lead..cutter.at());
        }
        start = cutter.at();
    }
    out
}

/// What a title, a caption or a label speaks of.
#[derive(Clone, Debug, Default)]
pub(crate) struct Glance {
    /// The kinds of nouns that it names, in order.
    pub(crate) kinds: Vec<&'static str>,
    /// The place that it names last.
    pub(crate) place: Option<Said>,
}

/// Words of a title that are looked at.
const MOST_GLANCED: usize = 64;

/// Looks over a title, a caption or a label.
pub(crate) fn glance(text: &str, home: Home) -> Glance {
    let mut out = Glance::default();
    let mut chunks = Vec::new();
    read_label(text, |tokens| {
        let kinds = tokens.iter().filter(|token| token.is(Class::Kind));
        out.kinds
            .extend(kinds.map(|token| token.entry.name(Class::Kind)));
        Grammar { home, text }.chunks(tokens, &mut chunks);
        let mut places = chunks.iter().filter_map(|chunk| match chunk.kind {
            ChunkKind::Place(said) => Some(said),
            _ => None,
        });
        out.place = places.next_back().or(out.place);
    });
    out
}

/// Gives `each` the words of a title, a caption or a label, sentence by sentence; none of a text that is too long for one.
pub(crate) fn read_label(text: &str, mut each: impl FnMut(&[Token<'_>])) {
    if text.len() > MOST_GLANCED * 16 {
        return;
    }
    let words = WordList::of_str(text);
    let mut tokens = Vec::new();
    let mut cutter = Cutter::plain(text, &words);
    while cutter.next(&mut tokens).is_some() {
        each(&tokens);
    }
}

/// Whether tokens hold a quantity.
pub(crate) fn has_quantity(tokens: &[Token<'_>]) -> bool {
    tokens.iter().any(|token| {
        token.is(Class::Number)
            || token.is(Class::Thousand)
            || token
                .atom()
                .is_some_and(|atom| atom.value.decimal().is_some())
    })
}

impl Sentence<'_, '_> {
    /// What the sentence says of the items that it introduces.
    fn as_lead(&self, frame: &Frame) -> ListLead {
        const DONE: ClassSet = ClassSet::of(&[Class::Happening, Class::Act]);
        let last = self.chunks.len() - 1;
        let clause = self.clause(last);
        let verb = (clause.start..clause.end)
            .rev()
            .find(|&n| self.is_finite(n));
        let named = |class: Class| {
            (clause.start..clause.end)
                .rev()
                .find(|&n| self.is(n, class))
                .map(|n| self.chunk(n).entry.name(class))
        };
        let mut kinds: Vec<&'static str> = Vec::new();
        for token in self.tokens.iter().filter(|token| token.is(Class::Kind)) {
            let kind = token.entry.name(Class::Kind);
            if !kinds.contains(&kind) {
                kinds.push(kind);
            }
        }
        let times: Vec<Time> = (0..self.chunks.len())
            .filter_map(|at| {
                self.period(super::scope::Time {
                    said: Said::Own,
                    at: Some(at),
                })
            })
            .collect();
        ListLead {
            reason: self.judge(last, verb, frame),
            role: named(Class::Role),
            act: named(Class::Act),
            happened: (clause.start..clause.end).any(|n| self.is_any(n, DONE) && self.is_finite(n)),
            period: match times.as_slice() {
                [only] => Some(*only),
                _ => None,
            },
            kinds,
        }
    }
}
