//! Words that stand side by side: in one cell, or in two.

use std::collections::HashMap;

use super::class;
use crate::table::word::{SEED, combine, key_of};

/// Two words that stand side by side nowhere else.
const UNSEEN_PAIR: f32 = 0.9;

/// How often two words stand side by side in a text.
#[derive(Default)]
pub(super) struct Pairs(HashMap<u32, u16>);

impl Pairs {
    /// Those of the lines.
    pub(super) fn of<'t>(lines: impl Iterator<Item = &'t str>) -> Self {
        let mut out = Self::default();
        for line in lines {
            let mut before = "";
            for (_, word) in class::words(line) {
                let count = out.0.entry(Self::key(before, word)).or_default();
                *count = count.saturating_add(1);
                before = word;
            }
        }
        out
    }

    fn key(before: &str, word: &str) -> u32 {
        combine(key_of(SEED, before), key_of(SEED, word))
    }

    /// What it costs that a word follows another in one cell, where `own` times of all show nothing.
    pub(super) fn cost(&self, before: &str, word: &str, own: u16) -> f32 {
        let count = self.0.get(&Self::key(before, word)).copied().unwrap_or(0);
        if count > own {
            0.0
        } else {
            UNSEEN_PAIR + joins(before, word)
        }
    }
}

/// What it costs that a word follows another in one cell: what Spanish does not join.
fn joins(before: &str, word: &str) -> f32 {
    const PLURAL: &[&str] = &["los", "las", "unos", "unas", "sus"];
    const SINGULAR: &[&str] = &["el", "la", "un", "una", "del", "al", "su"];
    const LINKS: &[&str] = &[
        "de", "en", "con", "por", "para", "a", "sin", "sobre", "entre", "desde",
    ];
    const AND: &[&str] = &["y", "e", "o", "u"];
    if !word.starts_with(char::is_lowercase) {
        return 0.0;
    }
    let is_open = |list: &[&[&str]]| list.iter().any(|list| list.contains(&word));
    if PLURAL.contains(&before) {
        let plural = word
            .trim_end_matches(['.', ',', ';', '”', '"'])
            .ends_with('s');
        if plural && !is_open(&[PLURAL]) {
            0.0
        } else {
            1.5
        }
    } else if SINGULAR.contains(&before) {
        if is_open(&[PLURAL, SINGULAR, LINKS, AND]) {
            1.5
        } else if word.ends_with('s') && word.len() > 4 {
            0.7
        } else {
            0.0
        }
    } else if LINKS.contains(&before) {
        let other = is_open(&[LINKS, AND]) || matches!(word, "del" | "al");
        if other {
            1.5
        } else if before == "de" && word == "que" {
            0.8
        } else {
            0.0
        }
    } else if AND.contains(&before) {
        if is_open(&[AND]) { 1.5 } else { 0.0 }
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_article_is_followed_by_its_noun() {
        assert!(joins("los", "contratos") < joins("los", "octubre"));
        assert!(joins("con", "la") < joins("la", "de"));
        assert!(joins("de", "los") < joins("de", "de"));
        assert!(joins("el", "Banco") < joins("el", "y"));
    }
}
