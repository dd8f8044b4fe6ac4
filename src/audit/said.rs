//! What words tell rules, by their classes in the vocabulary.

use crate::lexicon::{Class, ClassSet, Entry, Words};

/// What is more, what is less, what is left.
const DIFFERENCE: ClassSet = ClassSet::of(&[Class::Change, Class::Move, Class::Difference]);
/// What sums up, or says how much there is.
const SUM: ClassSet = ClassSet::of(&[Class::Total, Class::Being, Class::Sum]);

/// Names women.
pub(crate) fn women(word: Entry) -> bool {
    word.name(Class::Concept) == "women"
}

/// Names men.
pub(crate) fn men(word: Entry) -> bool {
    word.name(Class::Concept) == "men"
}

/// Whether a word names several things, and no time.
pub(crate) fn is_plural(word: Entry, key: &str) -> bool {
    key.len() >= 4
        && key.ends_with('s')
        && key.chars().all(char::is_alphabetic)
        && !word.is(Class::MeasureWord)
}

/// Names a difference: an increase, a reduction, a balance.
pub(crate) fn difference(word: Entry) -> bool {
    word.classes().meets(DIFFERENCE) || is_role(word, &["left"])
}

/// Leads to how, where or why something was: `en línea`, `por vejez`.
pub(crate) fn telling(word: Entry) -> bool {
    word.name(Class::Preposition) == "telling"
}

/// Whether words say that something rose, or that it fell; `None` where they say neither, or both.
pub(crate) fn rise(words: Words<'_>) -> Option<bool> {
    let says = |sense| {
        let is_said = |word: Entry| {
            let mut classes = [Class::Change, Class::Move].into_iter();
            classes.any(|class| word.is(class) && word.name(class) == sense)
        };
        any(words, is_said)
    };
    let (rises, falls) = (says("rise"), says("less"));
    (rises != falls).then_some(rises)
}

/// Says that a value sums up others.
pub(crate) fn sum(word: Entry) -> bool {
    word.classes().meets(SUM)
}

/// Names another year than the one spoken of.
pub(crate) fn other_year(word: Entry) -> bool {
    word.is(Class::OtherYear) && word.name(Class::OtherYear) != "now"
}

/// Whether a word says that an amount has one of some roles: `codified`, `executed`.
pub(crate) fn is_role(word: Entry, roles: &[&str]) -> bool {
    word.is(Class::Role) && roles.contains(&word.name(Class::Role))
}

/// Whether any word or phrase of some words passes a test.
pub(crate) fn any(words: Words<'_>, test: impl Fn(Entry) -> bool) -> bool {
    any_of(words.as_slice().iter().map(|word| word.entry()), test)
}

/// The same, of a folded text.
pub(crate) fn any_in(key: &str, test: impl Fn(Entry) -> bool) -> bool {
    any_of(key.split(' ').map(Entry::of), test)
}

fn any_of(mut words: impl Iterator<Item = Entry> + Clone, test: impl Fn(Entry) -> bool) -> bool {
    loop {
        let phrase = Entry::phrase(words.clone());
        let Some(word) = words.next() else {
            return false;
        };
        if test(word) || phrase.is_some_and(|(phrase, _)| test(phrase)) {
            return true;
        }
    }
}
