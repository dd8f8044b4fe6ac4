//! The executed share of a budget: what a sentence says of it, and what the table of the budget does.

use super::{Change, Decimal, Grid, Quantity, Seen, Sentence, Slip, said};
use crate::atom::{Atom, AtomKind};
use crate::audit::arithmetic::{digits, percent, prints, rounded};
use crate::lexicon::{Class, ClassSet, Entry};

/// Words that make a share another than that of the whole year and office.
const OTHER: ClassSet = ClassSet::of(&[
    Class::Hope,
    Class::YearPortion,
    Class::Nation,
    Class::Each,
    Class::Change,
    Class::Move,
]);
/// Words that name a part of an office, or of its budget.
const PART: ClassSet = ClassSet::of(&[Class::Unit, Class::UnitWord, Class::Locality, Class::Paper]);
/// Roles of amounts whose shares are others.
const ROLES: [&str; 5] = ["paid", "committed", "planned", "awarded", "collected"];
/// The last month of a year.
const DECEMBER: u32 = 12;
/// Letters of a word of a label that tells rows apart, and those that are compared.
const LETTERS: usize = 4;
const STEM: usize = 5;

/// The executed share that the table of the budget gives where a sentence states it one slip away, and where the table
/// gives it.
pub(super) fn of_table<'r>(
    seen: &Seen<'r>,
    sentence: &Sentence<'_, 'r>,
    share: &Quantity<'r>,
) -> Option<(&'r Atom, Decimal)> {
    let is_long = digits(share.value) >= 10;
    if share.kind() != AtomKind::Percent || !is_long || !is_of_execution(seen, sentence, share) {
        return None;
    }
    let mut tables = seen.tables().filter_map(|(grid, sums, _)| {
        let is_sound = !grid.is_shaky && !grid.has_unknown_heads && sums.doubted.is_empty();
        let columns = (grid.keyed("executed")?, grid.keyed("codified")?);
        Some((grid, columns, is_sound))
    });
    let only = tables.next().filter(|_| tables.next().is_none());
    let (grid, (executed, codified), _) = only.filter(|it| it.2)?;
    let ratio = |row: usize| {
        let line = grid.lines.get(row)?;
        percent(line.value(executed)?, line.value(codified)?)
    };
    let agrees = |exact: Decimal| prints(share.value, exact, Decimal::ZERO);
    let mut ratios = (0..grid.lines.len()).filter_map(ratio);
    if ratios.any(agrees) || grid.stated().values.contains(&share.value) {
        return None;
    }
    let row = row(seen, grid, sentence)?;
    let exact = ratio(row)?;
    let value = rounded(exact, share.value);
    let change = Change::of(share.value, value)?;
    let is_clear = change.is_swap() || change.slip == Slip::Digit && digits(value) >= 1000;
    let line = grid.lines.get(row).filter(|_| is_clear)?;
    let shares = grid.numeric().filter(|(_, column)| column.is_percent);
    let mut shares = shares.filter_map(|(at, _)| Some((line.value(at)?, line.atom(at)?)));
    let own = shares.find(|(printed, _)| prints(*printed, exact, Decimal::ZERO));
    let place = own.map(|(_, atom)| atom).or_else(|| line.atom(executed))?;
    Some((place, value))
}

/// Whether the only percentage of a sentence is the share of a budget that was executed in the year of the report.
fn is_of_execution(seen: &Seen<'_>, sentence: &Sentence<'_, '_>, share: &Quantity<'_>) -> bool {
    let words = sentence.words();
    let is_executed = |word: Entry| said::is_role(word, &["executed"]);
    let is_other = |word: Entry| {
        let month = word.sense(Class::Month);
        word.classes().meets(OTHER)
            || said::other_year(word)
            || month.is_some_and(|it| it != DECEMBER)
            || said::is_role(word, &ROLES)
    };
    let start = sentence
        .passage
        .ranges
        .get(share.at)
        .map_or(0, |it| it.start);
    let years = sentence.passage.years(start);
    let year = seen.report().document().year;
    let shares = sentence.quantities.iter();
    shares.filter(|it| it.kind() == AtomKind::Percent).count() == 1
        && said::any(words, is_executed)
        && !said::any(words, is_other)
        && years.into_iter().all(|it| Some(it) == year)
}

/// The row that a sentence names: that whose label it holds, or the total where it speaks of the budget and of no part.
fn row(seen: &Seen<'_>, grid: &Grid<'_>, sentence: &Sentence<'_, '_>) -> Option<usize> {
    let words = sentence.words();
    let stem = |key: &str| key.chars().take(STEM).collect::<String>();
    let own: Vec<String> = words.keys().map(|(_, key)| stem(key)).collect();
    let is_named = |label: &str| {
        let mut telling = label
            .split(' ')
            .filter(|word| word.len() >= LETTERS)
            .peekable();
        telling.peek().is_some() && telling.all(|word| own.contains(&stem(word)))
    };
    let mut named = grid.body().filter(|(_, line)| is_named(&line.label));
    match (named.next(), named.next()) {
        (Some((row, _)), None) => Some(row),
        (None, _) => {
            let is_whole = !said::any(words, |word| word.classes().meets(PART));
            let is_budget = said::any(words, |word| word.is(Class::Budget));
            let is_local = !super::restated::places(seen, sentence.passage, words).is_empty();
            grid.total.filter(|_| is_budget && is_whole && !is_local)
        }
        _ => None,
    }
}
