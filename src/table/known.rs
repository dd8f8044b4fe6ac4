//! The words of schemas, as hashes: a bonus for the labels and heads that are known.

use std::collections::HashMap;

use super::word::{SEED, Word, class, classify, combine};
use crate::model::{ColumnKind, TableSchema};

/// What a column under a head may hold, as bits.
pub(super) mod holds {
    pub(in crate::table) const WORDS: u8 = 1;
    pub(in crate::table) const COUNTS: u8 = 1 << 1;
    pub(in crate::table) const MONEY: u8 = 1 << 2;
    pub(in crate::table) const SHARES: u8 = 1 << 3;
    /// It stands over several columns.
    pub(in crate::table) const SPANS: u8 = 1 << 4;
    /// Its words may as well stand one over the other.
    pub(in crate::table) const STACKED: u8 = 1 << 5;
}

/// The labels and the heads of the schemas of a section.
#[derive(Debug, Default)]
pub(crate) struct Known {
    labels: Vec<u32>,
    begins: Vec<u32>,
    /// The words of heads in all their forms, with what stands for all forms of one, and what may stand under them.
    words: Vec<(u32, u32, u8)>,
    /// Heads, whatever the order of their words, with what may stand under them.
    heads: Vec<(u32, u8)>,
    /// The levels of heads, word for word.
    levels: Vec<u32>,
}

/// The forms of words, with what stands for all forms of one; and what may stand under it.
#[derive(Debug, Default)]
struct Forms {
    one: HashMap<u32, u32>,
    holds: HashMap<u32, u8>,
}

impl Known {
    /// Those of `schemas`; stacked heads count level by level, and a head with the words that may stand over it.
    pub(crate) fn new<'t>(schemas: impl IntoIterator<Item = &'t TableSchema>) -> Self {
        let mut out = Self::default();
        let mut forms = Forms::default();
        for schema in schemas {
            for label in &schema.rows {
                out.label_of(label);
            }
            for column in &schema.columns {
                let under = match column.kind {
                    ColumnKind::Count => holds::COUNTS,
                    ColumnKind::Money => holds::MONEY | holds::COUNTS,
                    ColumnKind::Percent => holds::SHARES | holds::MONEY | holds::COUNTS,
                    _ => holds::WORDS,
                };
                let over: Vec<u32> = column
                    .over
                    .iter()
                    .map(|over| last(over, holds::SPANS, &mut forms))
                    .collect();
                for over in &column.over {
                    for level in over.split(" / ") {
                        out.heads
                            .push((key(level, holds::SPANS, &mut forms), holds::SPANS));
                    }
                }
                for head in &column.heads {
                    head.split(" / ").for_each(|level| out.level_of(level));
                    let lowest = last(head, under, &mut forms);
                    for level in head.split(" / ") {
                        out.heads.push((key(level, under, &mut forms), under));
                    }
                    for over in &over {
                        let stacked = under | holds::STACKED;
                        out.heads.push((lowest.wrapping_add(*over), stacked));
                    }
                }
            }
            for other in &schema.others {
                let any = holds::COUNTS | holds::MONEY | holds::WORDS;
                out.heads.push((key(other, any, &mut forms), any));
            }
        }
        for list in [&mut out.labels, &mut out.begins, &mut out.levels] {
            list.sort_unstable();
            list.dedup();
        }
        let under = |one: u32| forms.holds.get(&one).copied().unwrap_or(0);
        let words = forms.one.iter();
        out.words = words.map(|(&form, &one)| (form, one, under(one))).collect();
        out.words.sort_unstable();
        out.heads.retain(|head| head.0 != 0);
        out.heads.sort_unstable();
        out.heads.dedup_by(|own, before| {
            let same = own.0 == before.0;
            before.1 |= if same { own.1 } else { 0 };
            same
        });
        out
    }

    fn level_of(&mut self, level: &str) {
        let words = level.split_whitespace();
        let hash = words.fold(SEED, |hash, word| combine(hash, classify(word).0));
        self.levels.push(hash);
    }

    fn label_of(&mut self, label: &str) {
        let mut hash = SEED;
        for word in label.split_whitespace() {
            hash = combine(hash, super::word::key_of(SEED, word));
            self.begins.push(hash);
        }
        self.labels.push(hash);
    }

    /// How surely a run of words is a row's label: 1 a whole one, 0.5 the beginning of one.
    pub(super) fn label(&self, hash: u32, width: u16) -> f32 {
        if self.labels.binary_search(&hash).is_ok() {
            1.0
        } else if width > 8 && self.begins.binary_search(&hash).is_ok() {
            0.5
        } else {
            0.0
        }
    }

    /// Whether words are a head, in this order.
    pub(super) fn is_head(&self, hash: u32) -> bool {
        self.levels.binary_search(&hash).is_ok()
    }

    /// What may stand under the heads that a word stands in.
    pub(super) fn word(&self, key: u32) -> u8 {
        self.words
            .binary_search_by_key(&key, |word| word.0)
            .map_or(0, |at| self.words[at].2)
    }

    /// What a word adds to the key of a head: nothing where it says nothing, `None` where no head has it.
    pub(super) fn part(&self, key: u32, word: Word) -> Option<u32> {
        if let Ok(at) = self.words.binary_search_by_key(&key, |word| word.0) {
            return Some(mix(self.words[at].1));
        }
        (word.is(class::OPEN | class::YEAR) || says_nothing(key, 0)).then_some(0)
    }

    /// What may stand under a head of these words, whatever their order; nothing where it is none.
    pub(super) fn head_of(&self, words: &[Word]) -> u8 {
        let key = words.iter().try_fold(0_u32, |key, word| {
            Some(key.wrapping_add(self.part(word.key, *word)?))
        });
        key.map_or(0, |key| self.head(key))
    }

    /// What may stand under the head of a key; nothing where it is none.
    pub(super) fn head(&self, key: u32) -> u8 {
        self.heads
            .binary_search_by_key(&key, |head| head.0)
            .map_or(0, |at| self.heads[at].1)
    }
}

/// The key of the lowest level of a head.
fn last(head: &str, holds: u8, forms: &mut Forms) -> u32 {
    key(head.rsplit(" / ").next().unwrap_or_default(), holds, forms)
}

/// The key of a head, whatever the order of its words; notes their forms.
fn key(head: &str, holds: u8, forms: &mut Forms) -> u32 {
    let mut sum = 0_u32;
    for word in head.split_whitespace() {
        let (own, class) = classify(word);
        if says_nothing(own, class) {
            continue;
        }
        if let Some(&own) = forms.one.get(&own) {
            sum = sum.wrapping_add(mix(own));
            *forms.holds.entry(own).or_default() |= holds;
            continue;
        }
        forms.one.insert(own, own);
        forms.holds.insert(own, holds);
        sum = sum.wrapping_add(mix(own));
        let stem = word.trim_end_matches(['s', 'S']);
        if stem.len() < 4 || !word.chars().all(char::is_alphabetic) {
            continue;
        }
        let other = match stem.char_indices().next_back() {
            Some((at, 'o' | 'O')) => Some(format!("{}a", &stem[..at])),
            Some((at, 'a' | 'A')) => Some(format!("{}o", &stem[..at])),
            _ => None,
        };
        for stem in [Some(stem), other.as_deref()].into_iter().flatten() {
            for form in [stem, &format!("{stem}s")] {
                forms.one.entry(classify(form).0).or_insert(own);
            }
        }
    }
    sum
}

/// Whether a word of a head decides nothing.
fn says_nothing(key: u32, class: u32) -> bool {
    class & (class::OPEN | class::YEAR) != 0 || key == USD
}

/// The key of `usd`.
const USD: u32 = {
    let mut hash = SEED;
    let bytes = *b"usd";
    let mut at = 0;
    while at < bytes.len() {
        hash = (hash ^ bytes[at] as u32).wrapping_mul(0x0100_0193);
        at += 1;
    }
    hash
};

/// Spreads the bits of a key, so that sums of keys differ.
fn mix(key: u32) -> u32 {
    let key = (key ^ key >> 16).wrapping_mul(0x7feb_352d);
    (key ^ key >> 15).wrapping_mul(0x846c_a68b)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Column;

    fn head(known: &Known, text: &str) -> u8 {
        let mut words = Vec::new();
        let span = crate::source::Span::new(0, u32::try_from(text.len()).unwrap());
        super::super::word::split(text, span, 0, &mut words);
        known.head_of(&words)
    }

    #[test]
    fn knows_labels_and_levels_of_heads() {
        let count = Column::count("n", ["NÚMERO"]).under(["ESTADO / Adjudicados"]);
        let schema = TableSchema::new("x", [count]).with_rows(["Menor Cuantía"]);
        let known = Known::new([&schema]);
        let hash = |text: &str| text.split(' ').fold(SEED, |h, w| combine(h, classify(w).0));
        assert!((known.label(hash("MENOR CUANTIA"), 13) - 1.0).abs() < f32::EPSILON);
        assert_eq!(head(&known, "Número"), holds::COUNTS);
        assert_eq!(
            head(&known, "Número de Adjudicadas 2021"),
            holds::COUNTS | holds::STACKED
        );
        assert_eq!(head(&known, "ESTADO"), holds::SPANS);
        assert_eq!(head(&known, "Total"), 0);
    }
}
