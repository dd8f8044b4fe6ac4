//! Counts against the lists that they announce.

use nom::Parser as _;
use nom::combinator::verify;
use nom::{IResult, Input as _};
use rust_decimal::prelude::ToPrimitive as _;

use crate::atom::AtomKind;
use crate::audit::finding::{Evidence, Finding};
use crate::audit::passage::{Passage, Passages};
use crate::audit::rule::Findings;
use crate::audit::seen::Seen;
use crate::audit::stems;
use crate::diagnostic::Severity;
use crate::lexicon::{Class, Words, any_of};
use crate::model::{Item, List};
use crate::source::Span;

rule!(CountMismatch, "count-mismatch", Warning);

/// The largest count that a list is expected to have.
const MOST: u32 = 60;

/// A count that announces a list.
struct Count {
    value: u32,
    span: Span,
    line: u32,
}

fn check(seen: &Seen<'_>, found: &mut Findings) {
    let passages = seen.passages();
    for passage in &passages.all {
        let Some(list) = passage.list else { continue };
        let Some(count) = announced(seen, passages, passage) else {
            continue;
        };
        let items = list.items.len() as u32;
        // A count of twice as many is of something else.
        let is_near = count.value.abs_diff(items) * 2 <= count.value.max(items);
        if count.value == items || !is_near || !is_whole(seen, list, passage) {
            continue;
        }
        let value = count.value;
        let message = found.language().pick(
            format!("{value} are announced, and the list has {items}"),
            format!("se anuncian {value} y la lista tiene {items}"),
        );
        let places = list
            .items
            .iter()
            .map(|item| Evidence::new(item.place.span, item.place.line));
        found.push(
            Finding::new(CODE, Severity::Warning, message)
                .expected(items)
                .actual(value)
                .tolerance(0)
                .evidence(Evidence::new(count.span, count.line))
                .all_evidence(places),
        );
    }
}

/// Whether a list was read as it is printed: two items or more, none of them empty, and nothing between or behind
/// them that may be of it.
fn is_whole(seen: &Seen<'_>, list: &List, passage: &Passage<'_>) -> bool {
    // What stands between two items is of neither.
    let is_bare = |pair: &[Item]| {
        let end = pair[0].place.span.end;
        let children = pair[0].children.last().map_or(end, |it| it.place.span.end);
        let between = Span::new(end.max(children), pair[1].place.span.start);
        !seen.report().text(between).contains(char::is_alphanumeric)
    };
    list.items.len() >= 2
        && !passage.is_list_cut
        && list.items.windows(2).all(is_bare)
        && list.items.iter().all(|item| !item.text.is_empty())
}

/// `ocho Coordinaciones`: a number word of two or more and the plural that it counts.
fn counted(input: Words<'_>) -> IResult<Words<'_>, u32> {
    let number = verify(
        any_of(|word, _| word.is(Class::Number)).map(|word| word.sense(Class::Number).unwrap_or(0)),
        |value| (2..=MOST).contains(value),
    );
    (number, any_of(|_, key| is_plural(key)))
        .map(|(value, _)| value)
        .parse_complete(input)
}

/// Whether a word names several things, and no time.
fn is_plural(key: &str) -> bool {
    key.len() >= 4
        && key.ends_with('s')
        && key.chars().all(char::is_alphabetic)
        && !matches!(
            key,
            "anos"
                | "meses"
                | "dias"
                | "horas"
                | "semanas"
                | "veces"
                | "puntos"
                | "millones"
                | "minutos"
                | "semestres"
                | "trimestres"
        )
}

/// The one count of the sentence that ends in a colon before the list.
fn announced(seen: &Seen<'_>, passages: &Passages<'_>, passage: &Passage<'_>) -> Option<Count> {
    let text = passage.text.as_str();
    if !text.trim_end().ends_with(':') {
        return None;
    }
    // A colon before announced something else.
    let sentence = passage.sentences.last()?.clone();
    let own = text.get(sentence.clone())?.trim_end().strip_suffix(':')?;
    let start = own
        .rfind(':')
        .map_or(sentence.start, |at| sentence.start + at + 1);
    let sentence = start..sentence.end;
    let words = passages.words(passage, sentence.clone());
    // A list of some of them counts nothing.
    let partly = [
        "destac",
        "principal",
        "algun",
        "ejemplo",
        "mas",
        "cerca",
        "aproxim",
        "menos",
        "otr",
        "ell",
        "cual",
    ];
    if stems::any_begins(words.key(), &partly) {
        return None;
    }
    let quantities = passage.quantities(&sentence);
    let mut found: Vec<Count> = Vec::new();
    for it in &quantities {
        let next = passages.after(passage, it.at, 1);
        let value = it.value.to_u32().filter(|it| (2..=MOST).contains(it));
        if it.kind() != AtomKind::Number || it.value.scale() > 0 || !is_plural(next.first_key()) {
            return None;
        }
        found.push(Count {
            value: value?,
            span: it.atom.span,
            line: it.atom.line,
        });
    }
    for (at, word) in words.iter_indices() {
        if let Ok((_, value)) = counted(words.take_from(at)) {
            let span = passage.text.span(passage.place_of(word.span()))?;
            found.push(Count {
                value,
                span,
                line: seen.report().source().line_of(span.start),
            });
        }
    }
    match found.len() {
        1 => found.pop(),
        _ => None,
    }
}
