//! What a text is: a report, the speech about one, or neither.

use nom::Input as _;

use super::facts::{DocumentKind, Form};
use super::titles::Title;
use crate::lexicon::{Class, Entry, Sense, Word, Words};
use crate::page::Page;
use crate::section::{Registry, SectionId};

/// Lines in which a text says whose it is, and words of a line there.
const COVER: usize = 15;
const MOST_WORDS: usize = 14;
/// Words in which a speech greets, and in which it takes its leave.
const GREETING: usize = 700;
const LEAVE: usize = 100;
/// Words in which another institution names itself.
const NAMING: usize = 80;
/// What the evidence for a report, and for a speech, weighs at the least.
const ENOUGH: i32 = 2;

/// Sections that documents of every sort have.
const COMMON: &[SectionId] = &[
    SectionId::INTRODUCTION,
    SectionId::EXECUTIVE_SUMMARY,
    SectionId::OBJECTIVES,
    SectionId::SIGNATURES,
];

/// What is known of whose text this is.
pub(super) struct Kind {
    pub(super) kind: DocumentKind,
    /// It names the IESS, and nobody else as its author.
    pub(super) is_institutions: bool,
}

/// Weighs what speaks for a report of the IESS.
pub(super) fn decide(
    page: &Page<'_>,
    titles: &[Title],
    registry: &Registry,
    form: Option<&Form>,
) -> Kind {
    let words = page.all_words();
    let names = |words: Words<'_>| {
        let is_short = |word: &Word| word.means(Class::Office, Sense::Institution);
        words.as_slice().iter().any(is_short)
            || words.key().contains("ecuatoriano de seguridad social")
    };
    let has = |words: Words<'_>, class| words.as_slice().iter().any(|word| word.is(class));
    let cover = cover(page, titles);
    let on_cover = cover.iter().any(|&line| names(line));
    let is_named = on_cover || names(words);
    let first = words.take(words.input_len().min(NAMING));
    let is_others = !on_cover
        && form.is_none()
        && (cover.iter().any(|&line| has(line, Class::OtherInstitution))
            || !is_named && has(first, Class::OtherInstitution));
    let mut weight = i32::from(is_named) + i32::from(on_cover) + 2 * i32::from(form.is_some());
    let accounts = "rendicion de cuentas";
    if cover.iter().any(|line| line.key().contains(accounts)) {
        weight += 1;
    } else if cover.iter().any(|&line| has(line, Class::DocumentSort)) {
        weight -= 2;
    }
    if titles.is_empty() {
        let total = words.input_len();
        let speech = [
            words.take(total.min(GREETING)),
            words.take_from(total.saturating_sub(LEAVE)),
        ];
        let spoken = spoken(speech);
        weight += i32::try_from(spoken.min(3)).unwrap_or(3);
        let says = |what| speech.iter().any(|part| part.key().contains(what));
        let is_account = says(accounts);
        // Whoever speaks speaks for somebody, or says what for.
        let is_ours = is_named || is_account || says("seguro social");
        // News about the institution speaks of it, and to nobody.
        let is_told = spoken == 0 && !is_account && form.is_none();
        weight = if is_ours && !is_told {
            weight + i32::from(is_account)
        } else {
            0
        };
    } else {
        let ids = registry.entries();
        let is_common = |title: &Title| {
            title
                .owner
                .and_then(|owner| ids.get(owner))
                .is_some_and(|entry| COMMON.contains(&entry.id()))
        };
        let is_word = |title: &Title| !page.text(title.end.saturating_sub(1)).contains(' ');
        // "Resumen" heads texts of every sort, "Resumen Ejecutivo" fewer.
        weight += match (titles.iter().all(is_common), titles.iter().all(is_word)) {
            (true, true) => 0,
            (true, false) => 1,
            (false, _) => 2,
        };
    }
    let kind = match (is_others || weight < ENOUGH, titles.is_empty()) {
        (true, _) => DocumentKind::Unknown,
        (false, true) => DocumentKind::Address,
        (false, false) => DocumentKind::Report,
    };
    Kind {
        kind,
        is_institutions: is_named && !is_others,
    }
}

/// The folded lines before the first title that are no sentences.
fn cover<'p>(page: &'p Page<'_>, titles: &[Title]) -> Vec<Words<'p>> {
    let end = titles
        .first()
        .map_or(page.lines.len(), |title| title.start)
        .min(COVER);
    (0..end)
        .filter(|&at| {
            let text = page.text(at);
            !text.ends_with(['.', ',', ';']) && text.split_whitespace().count() <= MOST_WORDS
        })
        .map(|at| page.words(at..at + 1))
        .collect()
}

/// How many words and phrases of a speech stand in its parts, each counted once.
fn spoken(parts: [Words<'_>; 2]) -> usize {
    let mut said: Vec<Entry> = Vec::new();
    for part in parts {
        let mut words = part.as_slice();
        while let [first, rest @ ..] = words {
            let word = first.entry();
            let phrase = Entry::phrase(words.iter().map(|word| word.entry()));
            let phrase = phrase.map_or(word, |(phrase, _)| phrase);
            words = rest;
            let heard = [phrase, word].into_iter().find(|it| it.is(Class::Spoken));
            said.extend(heard.filter(|heard| !said.contains(heard)));
        }
    }
    said.len()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Diagnostic};

    fn kind(text: &str) -> DocumentKind {
        crate::document::standard().parse(text).document().kind
    }

    #[test]
    fn a_report_has_titles_of_the_form_or_names_the_institute() {
        for text in [
            "1. Cobertura Institucional\n\nSe atendió a 58.026 afiliados.\n",
            "DIRECCIÓN PROVINCIAL DEL IESS CAÑAR\n\nIntroducción\n\nEste informe se rinde.\n",
        ] {
            assert_eq!(kind(text), DocumentKind::Report, "{text}");
        }
    }

    #[test]
    fn a_speech_is_spoken_to_people() {
        let text = "Buenos días, señoras y señores.\n\nEl IESS atendió a 58.026 afiliados.\n";
        assert_eq!(kind(text), DocumentKind::Address);
    }

    #[test]
    fn what_others_wrote_is_neither_and_states_nothing() {
        for text in [
            "Locro de papas\n\n- 12 papas chauchas\n- 2 tazas de leche\n\nSe cuece todo.\n",
            "MINISTERIO DE PUERTOS\n\nRENDICIÓN DE CUENTAS 2021\n\n1. Cobertura Institucional\n\nSe atendió a 58.026 afiliados al IESS.\n",
            "Queridos amigos:\n\nGracias por venir. Nuestra escuela hizo mucho:\n\n- Pintamos 4 aulas.\n",
            "Introducción\n\nEste trabajo estudia la mora en el IESS.\n\nObjetivos\n\nSe quiere medir la mora.\n",
            "GAD MUNICIPAL DE LOMA ALTA\n\nIntroducción\n\nSe hizo esto:\n\n- Una calle.\n- Un puente.\n",
        ] {
            let report = crate::document::standard().parse(text);
            assert_eq!(report.document().kind, DocumentKind::Unknown, "{text}");
            assert!(report.document().province.is_none());
            let said = |d: &&Diagnostic| d.code == Code::UnknownDocument;
            assert_eq!(
                report.diagnostics().iter().filter(said).count(),
                1,
                "{text}"
            );
            assert!(
                report
                    .sections()
                    .iter()
                    .all(|s| matches!(s.kind().as_str(), "other" | "preamble")),
                "{text}"
            );
        }
    }
}
