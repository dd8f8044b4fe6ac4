//! Clauses: where one ends, and how the next hangs on it.
//!
//! ```text
//! sentence := clause (separator clause)*
//! ```
//!
//! A clause ends at `;`, at BUT (`pero`, `mientras`), at AGAINST (`frente a`), behind MORE (`más que`, where what follows is
//! compared with), before a relative, at brackets (it goes on behind them), and at `,` or `y` where it has a verb or a
//! quantity and a verb, or a time or place before a quantity, follows. What two commas insert between a subject and its
//! verb is a clause of its own; behind it the clause of the subject goes on.

use super::chunk::{Chunk, ChunkKind};
use crate::lexicon::{Class, ClassSet};

/// How a clause hangs on what stands before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Link {
    /// It is the first, or stands behind a semicolon: nothing leads over to it.
    Fresh,
    /// Behind a comma.
    Comma,
    /// Behind `y`.
    And,
    But,
    /// It tells which.
    Relative,
    /// It tells what another is compared with.
    Compared,
    Bracket,
    /// Behind a relative clause the list goes on that it stood in.
    Back,
}

#[derive(Clone, Copy, Debug)]
pub(crate) struct Clause {
    pub(crate) link: Link,
    /// Its chunks.
    pub(crate) start: usize,
    pub(crate) end: usize,
}

/// Whether a chunk is a finite verb; `before` stands before it in its clause.
pub(crate) fn is_finite(chunk: &Chunk, before: Option<&Chunk>) -> bool {
    const NONFINITE: ClassSet = ClassSet::of(&[Class::Participle, Class::Infinitive]);
    const STATES: ClassSet = ClassSet::of(&[Class::Being, Class::Equal, Class::Happening]);
    const TENSED: ClassSet = ClassSet::of(&[Class::Past, Class::Future]);
    const LEADS: ClassSet = ClassSet::of(&[Class::Clitic, Class::Negation, Class::Auxiliary]);
    const NO_VERB: ClassSet = ClassSet::of(&[Class::Auxiliary, Class::Clitic, Class::Adverb]);
    const LED: ClassSet = ClassSet::of(&[
        Class::Role,
        Class::Act,
        Class::Move,
        Class::Hope,
        Class::Achieved,
    ]);
    const ADDED: ClassSet = ClassSet::of(&[Class::Move, Class::Being]);
    if !chunk.is_word() || chunk.is(Class::Nominal) {
        return false;
    }
    let is_tensed = chunk.is_any(TENSED) || chunk.is(Class::Auxiliary);
    // "La suma de": behind an article it is a noun.
    if !is_tensed && before.is_some_and(|before| before.is_word() && before.is(Class::Article)) {
        return false;
    }
    let is_led = before.is_some_and(|before| before.is_any(LEADS));
    chunk.is_any(STATES) && !chunk.is_any(NONFINITE)
        || chunk.is_any(TENSED)
        || chunk.is(Class::Auxiliary) && !chunk.is(Class::Participle)
        || is_led && !chunk.is_any(NO_VERB) && chunk.is_any(LED)
        || chunk.is(Class::Gerund) && chunk.is_any(ADDED)
}

/// Chunks that are looked ahead over for a verb.
const AHEAD: usize = 14;

/// A verb ahead, with at most one quantity before it and no other separator.
fn verb_ahead(chunks: &[Chunk], from: usize) -> bool {
    let mut quantities = 0;
    for at in from..chunks.len().min(from + AHEAD) {
        let chunk = &chunks[at];
        match chunk.kind {
            ChunkKind::Comma | ChunkKind::Stop | ChunkKind::Colon | ChunkKind::Open => {
                return false;
            }
            ChunkKind::Quantity => {
                quantities += 1;
                if quantities > 1 {
                    return false;
                }
            }
            _ => {}
        }
        if chunk.is(Class::Conjunction) || chunk.is(Class::Relative) && at > from {
            return false;
        }
        if is_finite(chunk, at.checked_sub(1).and_then(|at| chunks.get(at))) {
            return true;
        }
    }
    false
}

/// A verb right ahead, with nothing that could be its subject before it.
fn verb_follows(chunks: &[Chunk], from: usize) -> bool {
    const LEADS: ClassSet = ClassSet::of(&[Class::Negation, Class::Clitic, Class::Adverb]);
    let rest = chunks.get(from..).unwrap_or_default();
    let at = rest
        .iter()
        .position(|chunk| !chunk.is_small(LEADS) && !matches!(chunk.kind, ChunkKind::Time(_)));
    at.is_some_and(|at| is_finite(&rest[at], at.checked_sub(1).map(|at| &rest[at])))
}

/// The place of a relative that begins here, behind small words: `que`, `por el que`, `y cuyo`.
fn is_relative(chunks: &[Chunk], from: usize) -> bool {
    const SMALL: ClassSet = ClassSet::of(&[
        Class::Preposition,
        Class::Article,
        Class::Conjunction,
        Class::Negation,
    ]);
    let rest = chunks.get(from..).unwrap_or_default();
    rest.iter()
        .take(3)
        .find(|chunk| !chunk.is_small(SMALL) || chunk.is(Class::Relative))
        .is_some_and(|chunk| chunk.is(Class::Relative))
}

/// A participle ahead that only describes what stands before it: no quantity is told with it.
fn describes(chunks: &[Chunk], from: usize) -> bool {
    let rest = chunks.get(from..).unwrap_or_default();
    let is_participle = rest.first().is_some_and(|chunk| {
        chunk.is_word() && chunk.is(Class::Participle) && !chunk.is_any(NO_PARTICIPLE)
    });
    is_participle
        && rest
            .iter()
            .take(INSERTED)
            .take_while(|chunk| !matches!(chunk.kind, ChunkKind::Comma | ChunkKind::Stop))
            .all(|chunk| !chunk.is_quantity() && !is_finite(chunk, None))
}

/// Chunks that are looked ahead over for the end of what is inserted.
const INSERTED: usize = 48;
const NO_PARTICIPLE: ClassSet = ClassSet::of(&[Class::Auxiliary, Class::Against, Class::But]);

/// Whether what begins at `from` is inserted between a subject and its verb: a comma and a verb end it.
fn is_inserted(chunks: &[Chunk], from: usize) -> bool {
    let rest = chunks.get(from..).unwrap_or_default();
    let begins = is_relative(chunks, from)
        || rest.first().is_some_and(|first| {
            first.is_quantity()
                || first.is_small(ClassSet::of(&[Class::Participle, Class::Preposition]))
                || first.is_word() && rest.get(1).is_some_and(|next| next.kind == ChunkKind::Open)
        });
    let end = || {
        let mut brackets = 0_usize;
        for (n, chunk) in rest.iter().enumerate().take(INSERTED) {
            match chunk.kind {
                ChunkKind::Open => brackets += 1,
                ChunkKind::Close => brackets = brackets.saturating_sub(1),
                ChunkKind::Stop => return false,
                ChunkKind::Comma if brackets == 0 && verb_follows(rest, n + 1) => return true,
                _ => {}
            }
        }
        false
    };
    begins && end()
}

/// A time or place ahead, and a quantity behind it: `y en Cañar 84.158`.
fn told_ahead(chunks: &[Chunk], from: usize) -> bool {
    let Some((first, rest)) = chunks.get(from..).and_then(<[Chunk]>::split_first) else {
        return false;
    };
    // "Y en 2022, 84.158".
    let rest = match rest.split_first() {
        Some((comma, rest)) if comma.kind == ChunkKind::Comma => rest,
        _ => rest,
    };
    let parts = |chunk: &&Chunk| !matches!(chunk.kind, ChunkKind::Comma | ChunkKind::Stop);
    matches!(first.kind, ChunkKind::Time(_) | ChunkKind::Place(_))
        && rest
            .iter()
            .take(4)
            .take_while(parts)
            .any(Chunk::is_quantity)
}

/// "Y otro por 5", "y la del año, de 5": another of the same, and its quantity.
fn other_ahead(chunks: &[Chunk], from: usize) -> bool {
    let rest = chunks.get(from..).unwrap_or_default();
    let mut words = rest.iter().skip_while(|chunk| chunk.is(Class::Article));
    let is_led = rest.first().is_some_and(|chunk| chunk.is(Class::Article));
    let stands_for = |chunk: &Chunk| {
        chunk.is(Class::Pronoun) || is_led && chunk.entry.name(Class::Preposition) == "of"
    };
    let mut commas = 0;
    let is_open = |chunk: &&Chunk| {
        commas += usize::from(chunk.kind == ChunkKind::Comma);
        commas < 2 && chunk.kind != ChunkKind::Stop
    };
    words.next().is_some_and(stands_for)
        && rest
            .iter()
            .take(AHEAD)
            .take_while(is_open)
            .any(Chunk::is_quantity)
}

/// A clause while its chunks are found.
#[derive(Clone, Copy)]
struct Draft {
    link: Link,
    count: usize,
    /// The first of its chunks, and the last.
    first: usize,
    last: usize,
    has_verb: bool,
    has_quantity: bool,
}

impl Draft {
    const fn new(link: Link) -> Self {
        Self {
            link,
            count: 0,
            first: 0,
            last: 0,
            has_verb: false,
            has_quantity: false,
        }
    }

    /// A clause that may end.
    fn says(&self) -> bool {
        self.has_verb || self.has_quantity
    }
}

/// Finds the clauses of a sentence, and puts its chunks in the order of their clauses.
struct Reader<'c> {
    chunks: &'c mut [Chunk],
    drafts: Vec<Draft>,
    /// The clause that goes on.
    at: usize,
    /// Those that go on behind brackets.
    outer: Vec<usize>,
    /// The one that goes on with its verb behind what is inserted.
    waiting: Option<usize>,
}

impl Reader<'_> {
    fn open(&mut self, link: Link) {
        self.drafts.push(Draft::new(link));
        self.at = self.drafts.len() - 1;
    }

    fn push(&mut self, at: usize) {
        let draft = &mut self.drafts[self.at];
        let before = (draft.count > 0).then(|| &self.chunks[draft.last]);
        let chunk = &self.chunks[at];
        draft.has_verb |= is_finite(chunk, before);
        draft.has_quantity |= chunk.is_quantity();
        if draft.count == 0 {
            draft.first = at;
        }
        draft.count += 1;
        draft.last = at;
        self.chunks[at].clause = self.at as u32;
    }

    fn comma(&mut self, at: usize) {
        let chunks = &*self.chunks;
        let next = |n: usize| chunks.get(at + n);
        let is = |n: usize, class| next(n).is_some_and(|chunk| chunk.is(class));
        let relative = is_relative(chunks, at + 1);
        let fresh = self
            .drafts
            .iter()
            .rposition(|draft| draft.link == Link::Fresh)
            .unwrap_or(0);
        let inside = self.drafts[fresh..]
            .iter()
            .any(|draft| draft.link == Link::Relative);
        let counted = ClassSet::of(&[Class::Object, Class::Procedure]);
        let goes_back = inside
            && is(1, Class::Conjunction)
            && next(2).is_some_and(Chunk::is_quantity)
            && next(3).is_some_and(|chunk| chunk.is_any(counted))
            && !verb_ahead(chunks, at + 2);
        let draft = &self.drafts[self.at];
        let ends = draft.says()
            && (verb_ahead(chunks, at + 1)
                || told_ahead(chunks, at + 1)
                || draft.has_quantity && other_ahead(chunks, at + 1)
                || is(1, Class::Conjunction) && told_ahead(chunks, at + 2));
        // "…, de los 92.660 que hay": the whole has a clause of its own.
        let takes_whole = draft.has_quantity
            && next(1).is_some_and(|it| it.entry.name(Class::Preposition) == "of")
            && is(2, Class::Article)
            && next(3).is_some_and(Chunk::is_quantity)
            && is(4, Class::Relative);
        let was_compared = draft.link == Link::Compared && draft.count > 0;
        let is_subject = draft.count > 0
            && !draft.has_verb
            && draft.link != Link::Compared
            && self.has_subject(*draft);
        if let Some(waiting) = self.waiting
            && verb_follows(chunks, at + 1)
        {
            self.waiting = None;
            self.at = waiting;
        } else if is_subject && self.waiting.is_none() && is_inserted(chunks, at + 1) {
            self.waiting = Some(self.at);
            self.open(if relative || is(1, Class::Participle) {
                Link::Relative
            } else {
                Link::Comma
            });
        } else if is_subject && verb_follows(chunks, at + 1) {
            self.push(at);
        } else if draft.says() && describes(chunks, at + 1) {
            self.open(Link::Relative);
        } else if goes_back {
            self.open(Link::Back);
        } else if relative {
            self.open(Link::Relative);
        } else if ends || was_compared || takes_whole {
            self.open(Link::Comma);
        } else {
            self.push(at);
        }
    }

    /// Whether a clause begins with what may be the subject of a verb.
    fn has_subject(&self, draft: Draft) -> bool {
        const NOUNS: ClassSet = ClassSet::of(&[
            Class::Article,
            Class::Concept,
            Class::Procedure,
            Class::Object,
            Class::Nominal,
            Class::Budget,
        ]);
        let first = &self.chunks[draft.first];
        first.kind == ChunkKind::Unit
            || first.is_small(NOUNS) && !first.is(Class::Preposition)
            || matches!(first.kind, ChunkKind::Place(_)) && draft.count == 1
    }

    fn read(&mut self, at: usize) {
        let chunk = self.chunks[at];
        let before = at.checked_sub(1).map(|last| self.chunks[last]);
        let is_more = before.is_some_and(|before| before.is(Class::More));
        let draft = self.drafts[self.at];
        match chunk.kind {
            ChunkKind::Open => {
                self.outer.push(self.at);
                return self.open(Link::Bracket);
            }
            ChunkKind::Close => {
                self.at = self.outer.pop().unwrap_or(self.at);
                return;
            }
            ChunkKind::Stop => {
                self.waiting = None;
                return self.open(Link::Fresh);
            }
            // "No fue posible ejecutar todo: se devengaron 5".
            ChunkKind::Colon
                if draft.has_verb && !draft.has_quantity && verb_ahead(self.chunks, at + 1) =>
            {
                return self.open(Link::Comma);
            }
            ChunkKind::Comma => return self.comma(at),
            ChunkKind::Time(_) if is_more => self.open(Link::Compared),
            _ if chunk.is(Class::But) => return self.open(Link::But),
            _ if chunk.is(Class::Against) => return self.open(Link::Compared),
            _ if chunk.is(Class::Conjunction)
                && draft.says()
                && (verb_ahead(self.chunks, at + 1)
                    || told_ahead(self.chunks, at + 1)
                    || draft.has_quantity && other_ahead(self.chunks, at + 1)) =>
            {
                return self.open(Link::And);
            }
            // "Sin que se vendiera".
            _ if chunk.is(Class::Negation)
                && draft.count > 0
                && self
                    .chunks
                    .get(at + 1)
                    .is_some_and(|next| next.is(Class::Relative)) =>
            {
                self.open(Link::Relative);
            }
            _ if chunk.is(Class::Relative)
                && draft.count > 0
                && draft.link != Link::Compared
                && !(before.is_some_and(|it| it.is(Class::Negation)) && draft.count == 1)
                // "Por el que": it begins with small words.
                && !(draft.link == Link::Relative && draft.count <= 2 && !draft.says()) =>
            {
                return self.open(if is_more {
                    Link::Compared
                } else {
                    Link::Relative
                });
            }
            _ if is_more && chunk.is(Class::Preposition) => {
                let is_round = before.is_some_and(|before| before.is(Class::Round));
                self.push(at);
                if !is_round {
                    self.open(Link::Compared);
                }
                return;
            }
            _ => {}
        }
        self.push(at);
    }
}

/// Finds the clauses of `chunks`, which are put in the order of their clauses, marks left out.
pub(super) fn clauses(chunks: &mut Vec<Chunk>, out: &mut Vec<Clause>) {
    const NONE: u32 = u32::MAX;
    out.clear();
    for chunk in chunks.iter_mut() {
        chunk.clause = NONE;
    }
    let count = chunks.len();
    let mut reader = Reader {
        chunks: chunks.as_mut_slice(),
        drafts: vec![Draft::new(Link::Fresh)],
        at: 0,
        outer: Vec::new(),
        waiting: None,
    };
    for at in 0..count {
        reader.read(at);
    }
    let drafts = reader.drafts;
    chunks.retain(|chunk| chunk.clause != NONE);
    chunks.sort_by_key(|chunk| chunk.clause);
    let mut start = 0;
    for draft in drafts.iter().filter(|draft| draft.count > 0) {
        let end = start + draft.count;
        for chunk in &mut chunks[start..end] {
            chunk.clause = out.len() as u32;
        }
        out.push(Clause {
            link: draft.link,
            start,
            end,
        });
        start = end;
    }
}
