//! Counts against the lists that they announce.

use std::ops::Range;

use nom::Parser as _;
use nom::combinator::verify;
use nom::{IResult, Input as _};
use rust_decimal::prelude::ToPrimitive as _;

use super::{
    Decimal, Evidence, Finding, Findings, Language, Passage, Passages, Quantity, Seen, Sentence,
    Severity, said,
};
use crate::atom::AtomKind;
use crate::lexicon::{Class, ClassSet, Entry, Word, Words, any_of};
use crate::model::{Item, List};
use crate::source::{Span, fold};

rule!(CountMismatch, "count-mismatch", Warning);

/// The largest count that a list is expected to have.
const MOST: u32 = 60;

/// Words of what is counted before a colon, and of an item in a sentence, at most.
const MOST_WORDS: usize = 7;
/// Words that say more than which things are counted.
const VERBS: ClassSet = ClassSet::of(&[
    Class::Clitic,
    Class::Being,
    Class::Happening,
    Class::Relative,
    Class::Auxiliary,
    Class::Role,
]);

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
        let held: u32 = list.items.iter().map(held).sum();
        let is_even = [items, held].contains(&count.value);
        if is_even || !is_near || are_kinds(list) || !is_whole(seen, list, passage) {
            continue;
        }
        let value = count.value;
        let message = found.language().pick(
            format!("{value} are announced, and the list has {items} items"),
            format!("se anuncian {value} y la lista tiene {items} elementos"),
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
    for passage in &passages.all {
        for sentence in &passage.sentences {
            found.list(inline(seen, passages, passage, sentence, found.language()));
        }
    }
    for sentence in passages.sentences() {
        let is_alone = match sentence.quantities[..] {
            [_] => true,
            [_, amount] => amount.kind() == AtomKind::Money,
            _ => false,
        };
        if let Some(count) = sentence.quantities.first().filter(|_| is_alone) {
            found.list(beside(seen, &sentence, count, found.language()));
        }
    }
}

/// `se adjudicaron 108 procesos`: the only number of its sentence beside an amount, and the table of the procedures, in
/// whatever section, adds up to another.
fn beside(
    seen: &Seen<'_>,
    sentence: &Sentence<'_, '_>,
    count: &Quantity<'_>,
    language: Language,
) -> Option<Finding> {
    let passage = sentence.passage;
    let procedures = |word: Entry| word.is(Class::Object);
    if count.kind() != AtomKind::Number || !said::any(sentence.after(count, 2), procedures) {
        return None;
    }
    let words = sentence.words();
    let is_apart = |word: Entry| {
        word.is(Class::Partial) || said::other_year(word) || word.is(Class::Procedure)
    };
    let years = passage.years(passage.ranges.get(count.at)?.start);
    let year = seen.report().document().year;
    if said::any(words, is_apart) || years.into_iter().any(|it| Some(it) != year) {
        return None;
    }
    let columns = [("awarded", "awarded.count"), ("finished", "finished.count")];
    let said = columns
        .iter()
        .filter(|(role, _)| said::any(words, |word| said::is_role(word, &[role])));
    let [(_, key)] = said.collect::<Vec<_>>()[..] else {
        return None;
    };
    let mut tables = seen.tables().filter_map(|(grid, sums, _)| {
        let is_sound = !grid.is_shaky && sums.doubted.is_empty();
        Some((grid, grid.keyed(key)?, is_sound))
    });
    let only = tables.next().filter(|_| tables.next().is_none());
    let (grid, column, _) = only.filter(|it| it.2)?;
    let stated = grid.stated();
    let (total, atom) = stated.totals[column]?;
    let printed = count.value;
    let is_near = printed
        .checked_sub(total)?
        .abs()
        .checked_mul(Decimal::TEN)?
        <= total;
    if !is_near || stated.values.contains(&printed) || printed == total {
        return None;
    }
    let message = language.pick(
        format!("{printed} are stated, and the table of them adds up to {total}"),
        format!("se indican {printed} y su tabla suma {total}"),
    );
    let finding = Finding::new(CODE, Severity::Warning, message).values(printed, total, language);
    Some(finding.all_evidence([count.atom, atom]))
}

/// How many things an item holds: as many as it says, or as it joins by `y`. `Sur: Loreto y Tena`, `Coca (2)`.
fn held(item: &Item) -> u32 {
    let key = fold::key(item.text.as_str());
    let words = || key.split(' ');
    let said = words().find_map(|word| {
        let digits = word.parse().ok();
        digits.or_else(|| Entry::of(word).sense(Class::Number))
    });
    let joined = words().filter(|word| matches!(*word, "y" | "e")).count() as u32;
    said.unwrap_or(1 + joined).min(MOST)
}

/// Whether items begin with plurals, the first or every other: `Enfermeras`, one of the kinds of those that are counted.
fn are_kinds(list: &List) -> bool {
    let is_kind = |item: &Item| {
        let key = fold::key(item.text.as_str());
        let first = key.split(' ').next().unwrap_or_default();
        let word = Entry::of(first);
        !word.is(Class::ProvinceName) && said::is_plural(word, first)
    };
    let kinds = list.items.iter().filter(|it| is_kind(it)).count();
    kinds * 2 >= list.items.len() || list.items.first().is_some_and(is_kind)
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
    (
        number,
        any_of(|word, key| said::is_plural(word.entry(), key)),
    )
        .map(|(value, _)| value)
        .parse_complete(input)
}

/// Whether a count is of what the list behind it has: not `los cuatro hospitales tienen las siguientes prioridades`, and not
/// `ocho ferias en los siguientes cantones`, where the verb or the preposition announces others.
fn is_of_list(count: u32, behind: Words<'_>) -> bool {
    // `que se nombran a continuación`: what stands before the last verb is not announced.
    let verb = |word: &Word| word.entry().classes().meets(VERBS);
    let verb = behind.as_slice().iter().rposition(verb).unwrap_or(0);
    let leads = |(word, _): &(Word, &str)| {
        word.is(Class::Pointing)
            || word.is(Class::Preposition) && word.entry().name(Class::Preposition) != "of"
    };
    let led = behind.keys().skip(verb.max(1)).skip_while(|it| !leads(it));
    let mut led = led.peekable();
    // Of agreements with partners there is one for each: `siete convenios con las siguientes instituciones`.
    led.peek()
        .is_some_and(|(_, key)| count > 3 && *key == "con")
        || !led.any(|(word, key)| said::is_plural(word.entry(), key) && !word.is(Class::Pointing))
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
    let is_of = |count, _: Words<'_>, behind: Words<'_>| is_of_list(count, behind);
    count(seen, passages, passage, start..sentence.end, is_of)
}

/// The one count of some words before a colon, if it is of what stands behind that.
fn count(
    seen: &Seen<'_>,
    passages: &Passages<'_>,
    passage: &Passage<'_>,
    sentence: Range<usize>,
    is_of: impl Fn(u32, Words<'_>, Words<'_>) -> bool,
) -> Option<Count> {
    let words = passages.words(passage, sentence.clone());
    // A list of some of them counts nothing.
    if said::any(words, |word| word.is(Class::Partial)) {
        return None;
    }
    let mut found: Vec<(u32, Range<usize>)> = Vec::new();
    for it in &passage.quantities(&sentence) {
        let next = passages.after(passage, it.at, 1).keys().next()?;
        let value = it.value.to_u32().filter(|it| (2..=MOST).contains(it))?;
        if it.kind() != AtomKind::Number
            || it.value.scale() > 0
            || !said::is_plural(next.0.entry(), next.1)
        {
            return None;
        }
        found.push((value, passage.ranges.get(it.at)?.clone()));
    }
    for (at, word) in words.iter_indices() {
        if let Ok((_, value)) = counted(words.take_from(at)) {
            found.push((value, passage.place_of(word.span())));
        }
    }
    let [(value, place)] = &found[..] else {
        return None;
    };
    let before = passages.words(passage, sentence.start..place.start);
    let behind = passages.words(passage, place.end..sentence.end);
    let span = passage.text.span(place.clone())?;
    is_of(*value, before, behind).then(|| Count {
        value: *value,
        span,
        line: seen.report().source().line_of(span.start),
    })
}

/// `siete unidades médicas: Loja, Catamayo, … y Macará.`: a count and a list of another length in one sentence.
fn inline(
    seen: &Seen<'_>,
    passages: &Passages<'_>,
    passage: &Passage<'_>,
    sentence: &Range<usize>,
    language: Language,
) -> Option<Finding> {
    let own = passage.text.as_str().get(sentence.clone())?;
    let (lead, list) = own.split_once(": ")?;
    let colon = sentence.start + lead.len();
    let list = list.trim_end().strip_suffix('.')?;
    let (least, items) = length(list)?;
    let tells_more = |word: Entry| word.is(Class::Partial) || word.is(Class::Number);
    if said::any(passages.words(passage, colon..sentence.end), tells_more) {
        return None;
    }
    let count = count(seen, passages, passage, sentence.start..colon, is_named)?;
    let value = count.value;
    let is_near = value.abs_diff(items) * 2 <= value.max(items);
    if (least..=items).contains(&value) || !is_near {
        return None;
    }
    let message = language.pick(
        format!("{value} are announced, and {items} are named"),
        format!("se anuncian {value} y se nombran {items}"),
    );
    let source = seen.report().source();
    let mut start = colon + 2;
    let places = list.split([',', ';']).filter_map(|item| {
        let from = start + item.len() - item.trim_start().len();
        start += item.len() + 1;
        let span = passage.text.span(from..from + item.trim().len())?;
        Some(Evidence::new(span, source.line_of(span.start)))
    });
    Some(
        Finding::new(CODE, Severity::Warning, message)
            .expected(items)
            .actual(value)
            .tolerance(0)
            .evidence(Evidence::new(count.span, count.line))
            .all_evidence(places),
    )
}

/// Whether what is counted stands before the colon: `con siete unidades médicas`, and not `en los siete cantones se hizo`.
fn is_named(_: u32, before: Words<'_>, behind: Words<'_>) -> bool {
    let mut leads = before.as_slice().iter().rev();
    let lead = leads.find(|word| !word.is(Class::Article));
    behind.as_slice().len() <= MOST_WORDS
        && !lead.is_some_and(|word| said::telling(word.entry()))
        && !said::any(behind, |word| word.classes().meets(VERBS))
}

/// How many things a list in a sentence names, at least and at most: an `y` may stand in a name or before the last.
/// `None` where it is no plain list of names: `seis profesionales: enfermeras, médicos y psicólogos` names kinds of them.
fn length(list: &str) -> Option<(u32, u32)> {
    let is_other = |c: char| c.is_ascii_digit() || matches!(c, ':' | '(' | '"' | '“');
    let mark = if list.contains(';') { ';' } else { ',' };
    let items: Vec<&str> = list.split(mark).map(str::trim).collect();
    let is_short = |item: &&str| (1..=MOST_WORDS).contains(&item.split_whitespace().count());
    // `Loja, capital de la provincia, y Macará`: what stands between may be no item.
    let is_name = |item: &&str| {
        item.trim_start_matches("y ")
            .starts_with(char::is_uppercase)
    };
    let is_plain = items.iter().all(|item| is_short(item) && is_name(item));
    if list.contains(is_other) || items.len() < 3 || !is_plain {
        return None;
    }
    let is_and = |word: &&str| matches!(*word, "y" | "e");
    let joined = |item: &&str| item.split_whitespace().skip(1).filter(is_and).count();
    let joins: usize = items.iter().map(joined).sum();
    // The only `y`, before a last name, ends the list.
    let (_, behind) = items.last()?.rsplit_once(" y ").unwrap_or_default();
    let ends_list = joins == 1 && behind.starts_with(char::is_uppercase);
    let most = items.len() + joins;
    let least = if ends_list { most } else { items.len() };
    Some((least as u32, most as u32))
}
