//! The words above a table, with what it costs to cut them into heads and not to.

use super::heads_model::Holds;
use super::known::Known;
use super::sheet::Sheet;
use super::weights as w;
use super::word::{Word, class};

/// The most words that heads take, with the first label behind them, and that one head takes.
pub(super) const MOST_WORDS: usize = 56;
pub(super) const LONGEST: usize = 8;

/// A word of heads, with what it costs to cut before it, and not to.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token {
    pub(super) word: Word,
    pub(super) line: usize,
    pub(super) starts: bool,
    pub(super) cut: f32,
    pub(super) keep: f32,
    /// It goes on with the word before it.
    pub(super) broken: bool,
    /// The hash of its word, with what broke off before it.
    pub(super) key: u32,
}

impl Token {
    /// A word by itself.
    pub(super) fn alone(word: Word) -> Self {
        Self {
            word,
            line: 0,
            starts: false,
            cut: 0.0,
            keep: 0.0,
            broken: false,
            key: word.key,
        }
    }
}

/// The hash of a run of words; those that a line end broke are one.
pub(super) fn hash(tokens: &[Token]) -> u32 {
    let whole = |i: &usize| tokens.get(i + 1).is_none_or(|next| !next.broken);
    (0..tokens.len())
        .filter(whole)
        .fold(super::word::SEED, |hash, i| {
            super::word::combine(hash, tokens[i].key)
        })
}

/// The keys of a run of words, with the last part and the width of each; those that a line end broke are one.
pub(super) fn keys(tokens: &[Token]) -> impl Iterator<Item = (u32, Word, usize)> {
    let mut width = 0;
    (0..tokens.len()).filter_map(move |i| {
        width += tokens[i].word.width();
        let goes_on = tokens.get(i + 1).is_some_and(|next| next.broken);
        (!goes_on).then(|| (tokens[i].key, tokens[i].word, std::mem::take(&mut width)))
    })
}

/// The words of `lines`; `percell` where one cell stands on a line.
pub(super) fn tokens(
    sheet: &Sheet<'_>,
    lines: &[usize],
    known: &Known,
    percell: bool,
) -> Vec<Token> {
    let mut out: Vec<Token> = Vec::new();
    for &line in lines {
        for (i, &word) in sheet.words(line).iter().enumerate() {
            out.push(Token {
                line,
                starts: i == 0,
                ..Token::alone(word)
            });
        }
    }
    let costs: Vec<(f32, f32, bool)> = (0..out.len())
        .map(|i| costs(sheet, &out, i, known, percell))
        .collect();
    for (token, (cut, keep, broken)) in out.iter_mut().zip(costs) {
        (token.cut, token.keep, token.broken) = (cut, keep, broken);
    }
    for i in 1..out.len() {
        if out[i].broken {
            out[i].key = super::word::key_of(out[i - 1].key, out[i].word.text(sheet.source));
        }
    }
    out
}

/// What it costs to cut before a word, and not to; and whether it goes on with the word before it.
fn costs(
    sheet: &Sheet<'_>,
    all: &[Token],
    i: usize,
    known: &Known,
    percell: bool,
) -> (f32, f32, bool) {
    let Some(before) = i.checked_sub(1).map(|b| all[b]) else {
        return (0.0, 0.0, false);
    };
    let key = |i: usize| all.get(i).map(|t: &Token| t.word.key);
    let (token, word, p) = (all[i], all[i].word, before.word);
    let text = word.text(sheet.source);
    let gap = if token.starts {
        99
    } else {
        word.a.saturating_sub(p.b)
    };
    let torn = token.starts && sheet.facts(before.line).torn && before.line + 1 == token.line;
    if torn || token.starts && is_rest(sheet, known, p, super::word::key_of(p.key, text), word) {
        return (9.0, -0.2, true);
    }
    let pair = (key(i), key(i + 1));
    let repeats = word.width() > 3
        && pair.1.is_some()
        && (0..all.len()).any(|j| j != i && (key(j), key(j + 1)) == pair);
    let percent = text.starts_with('%');
    let mut cut = if token.starts {
        0.25
    } else if gap >= 2 {
        0.0
    } else if percell {
        2.5
    } else {
        w::CUT_INSIDE
    };
    let year = word.is(class::YEAR);
    cut -= if repeats { 1.0 } else { 0.0 };
    cut -= if year && p.is(class::YEAR) { 1.5 } else { 0.0 };
    cut += if word.is(class::LOWER) && p.is(class::SMALL_TAIL) {
        2.5
    } else {
        0.0
    };
    let total = p.is(class::TOTAL);
    let pairs = if total && !word.is(class::WANTED) {
        0
    } else {
        u8::from(p.is(class::WANTS) && !percent) + u8::from(word.is(class::WANTED))
    };
    cut += w::PAIR * f32::from(pairs);
    if p.text(sheet.source) == "%" && !token.starts {
        cut += 2.0;
    }
    if text == "%" && p.is(class::SHARED) {
        cut += 2.0;
    }
    let mut keep = if pairs > 0 { -0.2 } else { 0.0 };
    let capital = word.is(class::CAPITAL);
    if token.starts {
        keep += w::KEEP_OVER_LINE
            + if percell && capital && !p.is(class::OPEN) {
                1.2
            } else {
                0.0
            };
    } else if gap >= 3 {
        keep += 3.0;
    } else if gap == 2 {
        keep += 0.8;
    } else if capital && !p.is(class::OPEN) && !p.is(class::WANTS) {
        keep += w::KEEP_CAPITALS;
    }
    if token.starts && sheet.style.spaced && sheet.facts(token.line).spaced > 0 {
        keep += w::BLANK_BETWEEN;
    }
    if capital && !word.is(class::WANTED | class::OPEN) && !p.is(class::OPEN) {
        keep += if p.is(class::ALONE) {
            w::ALONE_BEFORE
        } else {
            0.0
        };
        let begins = word.is(class::ALONE) && !p.is(class::WANTS | class::TOTAL);
        keep += if begins { w::ALONE_BEHIND } else { 0.0 };
    }
    keep += if p.is(class::YEAR) && !word.is(class::PUNCTUATED) {
        4.0
    } else {
        0.0
    };
    keep += if year && !p.is(class::YEAR_WORD | class::OPEN) {
        1.0
    } else {
        0.0
    };
    keep += if word.is(class::HEADS) && !percent && !total {
        0.7
    } else {
        0.0
    };
    let again = word.width() > 3
        && !p.is(class::OPEN)
        && all.iter().filter(|t| t.word.key == word.key).count() > 1;
    keep += if again { 0.5 } else { 0.0 };
    keep += if word.is(class::TOTAL) && !p.is(class::WANTS) {
        0.7
    } else {
        0.0
    };
    keep += if repeats { 1.5 } else { 0.0 };
    if word.key == p.key && word.is(class::ALPHA) {
        keep += w::SAME_WORD;
    }
    if percent && !p.is(class::OPEN) {
        keep += if p.is(class::SHARED) { 0.0 } else { 2.0 };
    }
    if p.is(class::UPPER) && capital && !word.is(class::UPPER) && word.width() > 2 && p.width() > 1
    {
        keep += 3.0;
    }
    if p.is(class::SMALL_TAIL) && word.is(class::UPPER) && word.width() > 3 {
        keep += 2.0;
    }
    let titled = |w: Word| w.is(class::CAPITAL) && w.is(class::SMALL_TAIL);
    keep += if titled(p) && titled(word) && !p.is(class::WANTS) {
        1.2
    } else {
        0.0
    };
    (cut, keep, false)
}

/// Whether a word that begins a line is the rest of the one before it, which a line end broke: `whole` is the hash of
/// both.
pub(super) fn is_rest(
    sheet: &Sheet<'_>,
    known: &Known,
    before: Word,
    whole: u32,
    word: Word,
) -> bool {
    word.width() <= 5
        && !word.is(class::YEAR)
        && known.word(word.key) == 0
        && (known.word(whole) != 0 || !word.is(class::OPEN) && sheet.is_broken(before, word))
}

/// What words print as one name.
pub(super) fn joined(source: &str, tokens: &[Token]) -> String {
    let mut out = String::new();
    for token in tokens {
        if !out.is_empty() && !token.broken {
            out.push(' ');
        }
        out.push_str(token.word.text(source));
    }
    out
}

/// What a run of words is worth as a head that a schema knows over what is `under` it.
pub(super) fn known_head(tokens: &[Token], known: &Known, under: Option<Holds>) -> f32 {
    let (may, words) = known_run(tokens, known);
    if may & Holds::known(under) == 0 {
        0.0
    } else {
        known_bonus(words)
    }
}

/// What so many words of a known head are worth: one head of several words more than several heads of one, and no more
/// for more columns.
pub(super) fn known_bonus(words: u8) -> f32 {
    w::KNOWN_WORD * f32::from(words) + w::KNOWN_TOGETHER * f32::from(words.saturating_sub(1))
}

/// What a schema knows to stand under a run of words as a head, and how many of its words tell so.
pub(super) fn known_run(tokens: &[Token], known: &Known) -> (u8, u8) {
    let (mut sum, mut words) = (0_u32, 0_u8);
    let mut is_dated = false;
    for (key, word, width) in keys(tokens) {
        match known.part(key, word) {
            Some(0) => is_dated |= word.is(class::YEAR),
            // Behind a year another head begins.
            Some(_) if is_dated => return (0, words),
            Some(part) => {
                sum = sum.wrapping_add(part);
                words += u8::from(width > 2);
            }
            None => return (0, words),
        }
    }
    let may = if words > 0 { known.head(sum) } else { 0 };
    (may, words)
}
