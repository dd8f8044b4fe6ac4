//! Page numbers: those that say so, and those that only what stands about them tells.

use std::ops::Range;

use nom::branch::alt;
use nom::bytes::complete::tag;
use nom::character::complete::{digit1, one_of};
use nom::combinator::{all_consuming, opt, recognize};
use nom::{IResult, Parser};

use super::class::bare_number;
use super::flow::End;
use super::furniture::goes_over;
use super::{Page, pages};
use crate::lexicon::Class;

/// What a page number is called, the longer before what it begins with.
pub(super) const PAGE_NAMES: &[&str] = &["página", "pagina", "page", "pág", "pag", "hoja"];

/// Bytes of a page number with the words about it.
const MOST_BYTES: usize = 120;
/// Characters of a line of running text: what is as wide was not broken before a number of one digit or two.
const WIDE: usize = 40;
/// Bytes of the shortest page.
const PAGE: u32 = 400;

/// A page number that says that it is one.
///
/// ```text
/// line   = [title bar] number [bar title]
/// number = word ["."] [":"] digits [of digits] | digits "|" word | dash digits [of digits] dash
/// of     = "de" | "of" | "/" | "|"
/// ```
///
/// `Página 3 de 15`, `P á g i n a 7 | 15`, `3 | Página`, `-- 3 of 15 --`, `IESS Informe 2021 | Página 7`. Spaces do not
/// count: some print them between the letters.
pub(super) fn is_page_number(text: &str) -> bool {
    if text.len() > MOST_BYTES || !text.bytes().any(|b| b.is_ascii_digit()) {
        return false;
    }
    let is_bar = |c: char| matches!(c, '|' | '–' | '—' | '•' | '·') || c == '-';
    let says = |part: &str| {
        // What those words, a number or a dash begin with.
        let first = part.trim_start().chars().next();
        let begins = |c: char| {
            c.is_ascii_digit()
                || matches!(c, 'p' | 'P' | 'h' | 'H' | '-' | '–' | '—' | '~' | '[' | ']')
        };
        if !first.is_some_and(begins) {
            return false;
        }
        if part
            .chars()
            .filter(|c| !c.is_whitespace())
            .nth(40)
            .is_some()
        {
            return false;
        }
        let squeezed: String = part
            .chars()
            .filter(|c| !c.is_whitespace())
            .flat_map(char::to_lowercase)
            .collect();
        squeezed.len() <= 40
            && all_consuming(alt((named, behind, dashed)))
                .parse_complete(&squeezed)
                .is_ok()
    };
    // What has no such letters and no dash says nothing.
    let word = text.contains(['p', 'P', 'h', 'H']);
    if !word && !text.starts_with(['-', '–', '—', '~', '[']) {
        return false;
    }
    says(text)
        || word
            && (text.match_indices(is_bar).take(4).any(|(at, bar)| {
                let (before, after) = (text[..at].trim_end(), text[at + bar.len()..].trim_start());
                // A hyphen stands in words, too.
                let apart = bar != "-" || before.len() < at && after.len() < text.len() - at - 1;
                apart && (says_word(before) && says(before) || says_word(after) && says(after))
            }))
}

/// Whether a page's name stands in a text: a number between dashes alone needs the whole line.
fn says_word(text: &str) -> bool {
    text.contains(char::is_alphabetic)
}

fn word(input: &str) -> IResult<&str, ()> {
    let (rest, ()) = PAGE_NAMES
        .iter()
        .find_map(|word| Some((input.strip_prefix(word)?, ())))
        .ok_or_else(|| {
            nom::Err::Error(nom::error::Error::new(input, nom::error::ErrorKind::Tag))
        })?;
    Ok((rest, ()))
}

fn of(input: &str) -> IResult<&str, ()> {
    (alt((tag("de"), tag("of"), tag("/"), tag("|"))), digit1)
        .map(|_| ())
        .parse_complete(input)
}

fn named(input: &str) -> IResult<&str, ()> {
    (
        word,
        opt(tag(".")),
        opt(one_of(":|")),
        opt(tag("n°")),
        digit1,
        opt(of),
    )
        .map(|_| ())
        .parse_complete(input)
}

fn behind(input: &str) -> IResult<&str, ()> {
    (digit1, tag("|"), word).map(|_| ()).parse_complete(input)
}

fn dashed(input: &str) -> IResult<&str, ()> {
    let dashes = |i| alt((tag("--"), recognize(one_of("-–—~[]")))).parse_complete(i);
    (dashes, digit1, opt(of), dashes)
        .map(|_| ())
        .parse_complete(input)
}

/// A number of so many: `7 de 15`, `12/40`.
fn counted(text: &str) -> Option<(u32, u32)> {
    // A word or a slash: `11-2022` is a month.
    let fits = text.len() <= 12
        && text.starts_with(|c: char| c.is_ascii_digit())
        && text.contains(['/', 'd', 'o']);
    let (page, pages) = fits.then(|| pages::alone(text)).flatten()?;
    Some((page, pages?)).filter(|(page, _)| *page > 0)
}

/// Marks the page numbers that only their surroundings tell from other numbers.
pub(super) fn mark(page: &mut Page<'_>) {
    let numbers: Vec<(usize, u32)> = (0..page.lines.len())
        .filter(|&at| !page.furniture[at])
        .filter_map(|at| Some((at, bare_number(page.text(at))?)))
        .collect();
    let of_many: Vec<(usize, u32, u32)> = (0..page.lines.len())
        .filter(|&at| !page.furniture[at])
        .filter_map(|at| counted(page.text(at)).map(|(n, of)| (at, n, of)))
        .collect();
    let lonely: Vec<(usize, u32)> = (0..numbers.len())
        .filter(|&nth| is_lonely(page, &numbers, nth))
        .map(|nth| numbers[nth])
        .collect();
    let mut found: Vec<usize> = chains(page, &lonely);
    found.extend(at_page_breaks(page, &numbers));
    found.extend(
        (0..numbers.len())
            .filter(|&nth| is_apart(page, &numbers, nth))
            .map(|nth| numbers[nth].0),
    );
    found.extend(counting_interruptions(page, &numbers));
    let again = |n: u32, of: u32| {
        let others = of_many
            .iter()
            .take(MOST_LOOKS)
            .filter(|&&(_, m, total)| total == of && m != n);
        others.count() > 0
    };
    found.extend(
        of_many
            .iter()
            .filter(|&&(at, n, of)| again(n, of) || between_rows(page, at) || in_sentence(page, at))
            .map(|&(at, ..)| at),
    );
    // An address and a telephone are no row, and no words of a sentence.
    found.extend((0..page.lines.len()).filter(|&at| {
        page.classes[at].is_contact()
            && !page.furniture[at]
            && (between_rows(page, at) || in_sentence(page, at))
    }));
    for at in found {
        page.furniture[at] = true;
    }
}

/// Numbers of one kind that are looked at for one.
const MOST_LOOKS: usize = 64;

/// Numbers that count up by one all over the text.
fn chains(page: &Page<'_>, numbers: &[(usize, u32)]) -> Vec<usize> {
    let place = |at: usize| page.lines[at].span.start;
    let mut last: Vec<Option<usize>> = vec![None; 1000];
    let mut before: Vec<Option<usize>> = vec![None; numbers.len()];
    let mut lengths = vec![1_u32; numbers.len()];
    for (nth, &(at, number)) in numbers.iter().enumerate() {
        let previous = (number as usize)
            .checked_sub(1)
            .and_then(|n| *last.get(n)?)
            .filter(|&other| place(at) - place(numbers[other].0) >= PAGE);
        if let Some(other) = previous {
            before[nth] = Some(other);
            lengths[nth] = lengths[other] + 1;
        }
        if let Some(slot) = last.get_mut(number as usize) {
            let longer = slot.is_none_or(|old| lengths[old] <= lengths[nth]);
            if longer {
                *slot = Some(nth);
            }
        }
    }
    let Some(end) = (0..numbers.len()).max_by_key(|&nth| lengths[nth]) else {
        return Vec::new();
    };
    let mut chain: Vec<usize> = std::iter::successors(Some(end), |&nth| before[nth])
        .map(|nth| numbers[nth].0)
        .collect();
    chain.reverse();
    let most = chain.len() * 2 > numbers.len();
    if chain.len() >= 3 && most && super::furniture::covers(page, &chain) {
        chain
    } else {
        Vec::new()
    }
}

/// Numbers beside page breaks that count the pages.
fn at_page_breaks(page: &Page<'_>, numbers: &[(usize, u32)]) -> Vec<usize> {
    let is_break = |at: usize| {
        page.lines
            .get(at)
            .is_none_or(|line| line.gap.page || line.gap.empty >= 3)
    };
    let mut pages = 0;
    let mut breaks = Vec::with_capacity(page.lines.len());
    for at in 0..page.lines.len() {
        pages += u32::from(page.lines[at].gap.page);
        breaks.push(pages);
    }
    // How far each is from its page, where form feeds count the pages.
    let edge: Vec<(usize, i64)> = numbers
        .iter()
        .filter(|&&(at, _)| is_break(at) || is_break(at + 1))
        .map(|&(at, n)| {
            let after = page.lines[at].gap.page && !is_break(at + 1);
            (at, i64::from(n) - i64::from(breaks[at]) - i64::from(!after))
        })
        .collect();
    let mut found = Vec::new();
    if pages >= 2 {
        let mut sorted = edge.clone();
        sorted.sort_unstable_by_key(|&(_, offset)| offset);
        for run in sorted.chunk_by(|a, b| a.1 == b.1) {
            if run.len() >= 3 || run.len() * 2 > pages as usize {
                found.extend(run.iter().map(|&(at, _)| at));
            }
        }
    } else {
        // Wide gaps are page breaks where the numbers beside them count up.
        let rising: Vec<usize> = edge.iter().map(|&(at, _)| at).collect();
        let counts = rising.windows(2).all(|pair| {
            let number = |at: usize| bare_number(page.text(at)).unwrap_or(0);
            (number(pair[0]) + 1..number(pair[0]) + 4).contains(&number(pair[1]))
        });
        if rising.len() >= 3 && counts {
            found.extend(rising);
        }
    }
    found
}

/// Numbers in a row of three and more that count up by one, each in the middle of a sentence.
fn counting_interruptions(page: &Page<'_>, numbers: &[(usize, u32)]) -> Vec<usize> {
    let in_middle = |&&(at, _): &&(usize, u32)| {
        at > 0
            && page.end(at - 1) != End::Closed
            && page.lines.get(at + 1).is_some()
            && page.text(at + 1).starts_with(char::is_lowercase)
            && page.text(at - 1).contains(' ')
    };
    let inside: Vec<(usize, u32)> = numbers.iter().filter(in_middle).copied().collect();
    inside
        .chunk_by(|a, b| a.1 + 1 == b.1)
        .filter(|run| run.len() >= 3)
        .flat_map(|run| run.iter().map(|&(at, _)| at))
        .collect()
}

/// Whether a number stands where nothing but a page's can: between two whole rows, in a sentence whose lines are wide,
/// or cut off its line's space where every line has one.
fn is_apart(page: &Page<'_>, numbers: &[(usize, u32)], nth: usize) -> bool {
    let (at, number) = numbers[nth];
    is_lonely(page, numbers, nth)
        && number < 1000
        && (between_rows(page, at)
            || between_items(page, at)
            || in_sentence(page, at)
            || without_space(page, at))
}

/// Whether no other bare number stands about one: a column of numbers has others. A paragraph may be one line.
fn is_lonely(page: &Page<'_>, numbers: &[(usize, u32)], nth: usize) -> bool {
    let at = numbers[nth].0;
    let place = |at: usize| page.lines[at].span.start;
    let near = |other: Option<&(usize, u32)>| {
        other.is_some_and(|&(other, _)| {
            other.abs_diff(at) <= 2 && place(other).abs_diff(place(at)) < PAGE / 2
        })
    };
    !near(nth.checked_sub(1).and_then(|before| numbers.get(before))) && !near(numbers.get(nth + 1))
}

/// Between two rows of a table that have as many values as each other: neither lacks one.
fn between_rows(page: &Page<'_>, at: usize) -> bool {
    let Some([before, after]) =
        about(page, at).map(|Range { start, end }| [page.classes[start], page.classes[end]])
    else {
        return false;
    };
    before.is_row() && after.is_row() && before.values == after.values
}

/// Between two items of one list, the first of which has ended.
fn between_items(page: &Page<'_>, at: usize) -> bool {
    about(page, at).is_some_and(|Range { start, end }| {
        let marks = (page.printed(start), page.printed(end));
        page.end(start) == End::Closed
            && matches!(marks, (Some(before), Some(after)) if before.same_level(after))
    })
}

/// In the middle of a sentence. Text that is wrapped fills its lines, and a number that is a word of it would stand
/// on one of them; so would one beside a page break.
fn in_sentence(page: &Page<'_>, at: usize) -> bool {
    let at_break =
        page.lines[at].gap.page || page.lines.get(at + 1).is_some_and(|line| line.gap.page);
    about(page, at).is_some_and(|Range { start, end }| {
        (page.width(start) >= WIDE || at_break)
            && goes_over(page, start, end)
            && !(is_due(page, start) && !page.lines[at].gap.any() && !at_break)
            && !page.style.columns
            && page.text(end).starts_with(char::is_lowercase)
    })
}

/// Whether a line ends in words that nothing but a quantity follows: `son`, `es de`, `más de`.
fn is_due(page: &Page<'_>, at: usize) -> bool {
    let words = page.words(at..at + 1);
    let is_preposition = || matches!(words.key().rsplit(' ').next(), Some("a" | "de"));
    match words.as_slice() {
        [.., word] if word.is(Class::Copula) => true,
        [.., before, _] => {
            (before.is(Class::Copula) || before.is(Class::AmountLead)) && is_preposition()
        }
        _ => false,
    }
}

/// Where every line ends in a space, one without is broken inside a word; a page number is broken off nothing.
fn without_space(page: &Page<'_>, at: usize) -> bool {
    let line = &page.lines[at];
    let spaced = |at: usize| page.lines.get(at).is_some_and(|line| line.trailing > 0);
    line.trailing == 0
        && (1..=2).all(|n| at >= n && spaced(at - n) && spaced(at + n))
        && page.text(at).len() <= 3
        && page.width(at + 1) > page.width(at) + 4
}

/// The lines before line `at` and after it that are no furniture, as a range of both.
fn about(page: &Page<'_>, at: usize) -> Option<Range<usize>> {
    let before = page.before(at, at.saturating_sub(MOST_LOOKS))?;
    let end = page.lines.len().min(at + MOST_LOOKS);
    let after = page.skip_furniture(at + 1, end);
    (after < end).then_some(before..after)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_page_numbers() {
        for text in [
            "Página 3 de 15",
            "PÁG: 6 de 15",
            "-- 1 of 9 --",
            "3 | P a g e",
            "P á g i n a 7 | 15",
            "- 4 -",
            "Pág. 7",
            "IESS Informe 2021 | Página 7",
            "Página 7 | IESS Informe 2021",
            "Rendición de cuentas - Pág. 7/15",
        ] {
            assert!(is_page_number(text), "{text}");
        }
        for text in [
            "16 de enero",
            "3",
            "Total 15",
            "- 4",
            "12 de 20 procesos",
            "PENSIONES - 4",
            "según consta en la página 7",
            "-5,3",
        ] {
            assert!(!is_page_number(text), "{text}");
        }
    }

    #[test]
    fn knows_numbers_of_so_many() {
        assert_eq!(counted("7 de 15"), Some((7, 15)));
        assert_eq!(counted("12/40"), Some((12, 40)));
        assert_eq!(counted("15 de 7"), None);
        assert_eq!(counted("16 de enero"), None);
    }
}
