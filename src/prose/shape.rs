//! What the form of a word tells beside the vocabulary: its capital, and the ending of a verb.

use crate::lexicon::{Class, ClassSet, Entry};

/// Letters at the end of a word that are looked at.
const ENDING: usize = 8;

const PARTICIPLES: &[&str] = &[
    "ado", "ada", "ados", "adas", "ido", "ida", "idos", "idas", "erto", "erta", "ertos", "ertas",
    "crito", "critos", "uesto", "uestos",
];

/// Classes of verbs: of these a known word may have the ending of one.
const VERBAL: ClassSet = ClassSet::of(&[
    Class::Role,
    Class::Act,
    Class::Being,
    Class::Move,
    Class::Happening,
    Class::Hope,
    Class::Achieved,
    Class::Auxiliary,
    Class::Equal,
    Class::Void,
    Class::Receiving,
]);

/// Those of what is done.
const DOINGS: ClassSet =
    ClassSet::of(&[Class::Role, Class::Act, Class::Happening, Class::Achieved]);

const CAPITAL: ClassSet = ClassSet::of(&[Class::Capital]);

/// The end of a word, folded, with what its accents tell.
struct Ending {
    letters: [u8; ENDING],
    len: usize,
    /// The last letter has an accent.
    on_last: bool,
    /// One of the last two has.
    on_last_two: bool,
    /// The word is longer than what is kept.
    is_cut: bool,
}

impl Ending {
    fn of(printed: &str) -> Self {
        let mut ending = Self {
            letters: [b' '; ENDING],
            len: 0,
            on_last: false,
            on_last_two: false,
            is_cut: false,
        };
        for c in printed.chars().rev() {
            let (letter, accent) = match c {
                'á' | 'Á' => (b'a', true),
                'é' | 'É' => (b'e', true),
                'í' | 'Í' => (b'i', true),
                'ó' | 'Ó' => (b'o', true),
                'ú' | 'Ú' => (b'u', true),
                c if c.is_ascii_alphanumeric() => (c.to_ascii_lowercase() as u8, false),
                // A combining accent belongs to the letter before it.
                '\u{301}' => {
                    ending.on_last |= ending.len == 0;
                    ending.on_last_two |= ending.len <= 1;
                    continue;
                }
                _ => (b'~', false),
            };
            if ending.len == ENDING {
                ending.is_cut = true;
                break;
            }
            ending.letters[ENDING - 1 - ending.len] = letter;
            ending.on_last |= accent && ending.len == 0;
            ending.on_last_two |= accent && ending.len <= 1;
            ending.len += 1;
        }
        ending
    }

    /// Whether the word ends so, and is longer by two letters.
    fn is(&self, end: &str) -> bool {
        let bytes = end.as_bytes();
        let rest = self.len.saturating_sub(bytes.len());
        (rest >= 2 || rest == 1 && self.is_cut) && self.letters.ends_with(bytes)
    }

    fn is_any(&self, ends: &[&str]) -> bool {
        ends.iter().any(|end| self.is(end))
    }

    /// The class that the ending tells, of a word of which the vocabulary knows `known`.
    fn class(&self, known: ClassSet) -> Option<Class> {
        let is_verb = known.meets(VERBAL);
        // A noun of the vocabulary has no verb's ending, whatever it ends in: `consultoría`.
        if !known.is_empty() && !is_verb {
            return None;
        }
        let long = self.len > 5;
        let first_plural = is_verb && self.is_any(&["amos", "imos", "emos"]);
        if self.on_last && self.is("o") || long && self.is_any(&["aron", "ieron", "jeron"]) {
            return Some(Class::Past);
        }
        // `devengara`, and not `ampara`: of stems only.
        if known.meets(DOINGS) && self.is_any(&["ara", "aran"]) {
            return Some(Class::Future);
        }
        let future = self.on_last_two && self.is_any(&["ra", "ran", "remos"]);
        if future
            || is_verb
                && self.is_any(&[
                    "ria", "rian", "riamos", "iera", "ieran", "iese", "iesen", "remos",
                ])
        {
            return Some(Class::Future);
        }
        if first_plural || is_verb && self.is_any(&["aba", "aban"]) {
            return Some(Class::Past);
        }
        if self.len > 4 && self.is_any(&["ar", "er", "ir", "arse", "erse", "irse", "arlo", "arla"])
        {
            return Some(Class::Infinitive);
        }
        if self.is_any(&["ando", "iendo", "andose", "iendose"]) {
            return Some(Class::Gerund);
        }
        if self.is_any(PARTICIPLES) {
            return Some(Class::Participle);
        }
        self.is_any(&["cion", "ciones"]).then_some(Class::Nominal)
    }
}

/// What a word is: its entry in the vocabulary, and its classes with those that its form tells.
pub(super) fn classify(printed: &str, entry: Entry) -> (Entry, ClassSet) {
    let ending = Ending::of(printed);
    let mut entry = entry;
    let mut known = entry.classes();
    // `gastó` is a verb, though `gasto` is a noun: only the accent tells.
    if ending.on_last && ending.is("o") {
        let stem = entry.stem();
        if !stem.classes().of_sentences().is_empty() && stem != entry {
            if known.has(Class::Being) {
                known = known.and(stem.classes());
            } else {
                entry = stem;
                known = stem.classes();
            }
        }
    }
    // `esta` and `está`.
    if known.has(Class::Auxiliary) && known.has(Class::Article) {
        let other = if ending.on_last_two {
            Class::Article
        } else {
            Class::Auxiliary
        };
        known = known.without(ClassSet::of(&[other]));
    }
    if let Some(class) = ending.class(known.of_sentences()) {
        known = known.and(ClassSet::of(&[class]));
    }
    if printed.starts_with(char::is_uppercase) {
        known = known.and(CAPITAL);
    }
    (entry, known)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn has(word: &str, class: Class) -> bool {
        let folded = crate::source::fold::key(word);
        classify(word, Entry::of(&folded)).1.has(class)
    }

    #[test]
    fn endings_tell_the_mood() {
        for (word, class) in [
            ("adjudicó", Class::Past),
            ("devengaron", Class::Past),
            ("recaudamos", Class::Past),
            ("ejecutará", Class::Future),
            ("ejecutarían", Class::Future),
            ("donar", Class::Infinitive),
            ("llegando", Class::Gerund),
            ("codificados", Class::Participle),
            ("adjudicación", Class::Nominal),
        ] {
            assert!(has(word, class), "{word} {class:?}");
        }
        assert!(!has("consultoría", Class::Future));
        assert!(!has("gasto", Class::Past) && !has("gasto", Class::Role));
        assert!(has("gastó", Class::Past) && has("gastó", Class::Role));
    }

    #[test]
    fn an_accent_tells_the_verb_from_the_article() {
        assert!(has("está", Class::Auxiliary) && !has("está", Class::Article));
        assert!(has("esta", Class::Article) && !has("esta", Class::Auxiliary));
    }
}
