//! What marks a list item at the start of its line.

use nom::branch::alt;
use nom::bytes::complete::take_while_m_n;
use nom::character::complete::{char, one_of, satisfy, space0};
use nom::combinator::{map_opt, opt, peek, recognize, verify};
use nom::sequence::{delimited, preceded, terminated};
use nom::{IResult, Parser};

use serde::Serialize;

use crate::atom::roman_figure;

/// What marks the items of a list.
///
/// ```
/// use rendicion::{Block, Marker};
///
/// let report = rendicion::parse("Introducción \n\nEl IESS tiene: \n\n- Agencias \n\n- Oficinas \n");
/// let Some(Block::List(list)) = report.sections()[0].blocks().last() else { panic!() };
/// assert_eq!(list.marker, Marker::Dash);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, serde::Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Marker {
    /// A disc, square, arrow or any other glyph.
    Bullet,
    /// A tick.
    Check,
    /// A dash.
    Dash,
    /// A letter: `a)`.
    Letter,
    /// A number: `1)`.
    Number,
}

/// A list marker at the start of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) marker: Marker,
    /// The glyph, for telling levels apart; `None` where the extractor dropped it.
    pub(crate) glyph: Option<char>,
    /// Where in the line its text begins, in bytes.
    pub(crate) content: u32,
    /// The place in its sequence of a letter or number, from 1.
    pub(crate) ordinal: u8,
}

impl Mark {
    pub(crate) const LOST: Self = Self {
        marker: Marker::Bullet,
        glyph: None,
        content: 0,
        ordinal: 0,
    };

    /// How deep the marker stands by custom, where nothing else shows it: `1)`, `a)` and discs above dashes.
    pub(crate) fn rank(self) -> u8 {
        match (self.marker, self.glyph) {
            (Marker::Number, _) => 0,
            (Marker::Letter | Marker::Check, _)
            | (Marker::Bullet, None | Some('•' | '●' | '➢' | '➤' | '►' | '❖' | '■')) => {
                1
            }
            (Marker::Bullet, Some(_)) => 2,
            (Marker::Dash, _) => 3,
        }
    }

    /// The mark of one letter as a Roman figure: `i`, `v`, `x`.
    pub(super) fn as_roman(self) -> Option<Self> {
        let ordinal = match (self.marker, self.ordinal) {
            (Marker::Letter, 9) => 1,
            (Marker::Letter, 22) => 5,
            (Marker::Letter, 24) => 10,
            _ => return None,
        };
        Some(Self {
            marker: Marker::Number,
            glyph: Some('i'),
            ordinal,
            ..self
        })
    }

    /// Whether an item with this mark comes next after one with ordinal `last` in its list.
    pub(crate) fn is_next(self, last: u8) -> bool {
        self.ordinal == 0 || self.ordinal == last + 1
    }

    /// The same, or the one after it, where an item was lost.
    pub(crate) fn follows(self, last: u8) -> bool {
        self.is_next(last) || self.ordinal == last + 2
    }

    /// Whether two marks mark items of one list: a dropped glyph may have been any.
    pub(crate) fn same_level(self, other: Self) -> bool {
        self.marker == other.marker
            && (self.glyph == other.glyph || self.glyph.is_none() || other.glyph.is_none())
    }
}

/// The marker that is printed at the start of a line, with its content's place.
///
/// ```text
/// mark   = bullet | tick | dash | letter | number
/// bullet = ("•" | "▪" | "➢" | "" | …) *space | ("o" | "§" | "Ø") 1*space capital
/// tick   = ("✓" | "✔" | "" | …) *space | "ü" 1*space capital
/// dash   = ("-" | "–" | "—") (space | letter)      "- Reembolso.", "-Las 65 unidades"
/// letter = lower (")" | ".") 1*space               "a. Políticas", "b) Entrega"
/// number = 1*2digit (")" | "." | ".-") 1*space     "1) Primero"
/// ```
pub(crate) fn printed(line: &str) -> Option<Mark> {
    // A line begins with a letter more often than with anything else: most are done here.
    let first = line.chars().next()?;
    let second = line[first.len_utf8()..].chars().next();
    if first.is_alphanumeric()
        && !matches!(
            second,
            Some(' ' | ')' | '.' | '\u{a0}' | 'i' | 'I' | 'v' | 'V' | 'x' | 'X')
        )
        && !first.is_ascii_digit()
    {
        return None;
    }
    let (rest, (marker, glyph, ordinal)) = alt((bullet, dash, roman, letter, number))
        .parse_complete(line)
        .ok()?;
    Some(Mark {
        marker,
        glyph: Some(glyph),
        content: (line.len() - rest.len()) as u32,
        ordinal,
    })
}

/// What marks an item: the sort, the glyph, and its place in a sequence.
type Printed = (Marker, char, u8);

/// Whether a line begins with the number of a title: `3.1 Políticas`, `II.- Resumen`.
pub(crate) fn is_numbered(line: &str) -> bool {
    let number =
        line.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | 'I' | 'V' | 'X'));
    let taken = &line[..line.len() - number.len()];
    taken.len() > 1 && taken.contains('.')
        || taken.starts_with(|c: char| c.is_ascii_digit()) && number.starts_with([' ', ')'])
}

fn capital(input: &str) -> IResult<&str, char> {
    satisfy(|c| c.is_uppercase() || c.is_numeric() || matches!(c, '“' | '"' | '¿'))
        .parse_complete(input)
}

pub(crate) fn blanks0(input: &str) -> IResult<&str, &str> {
    recognize(nom::multi::many0_count(alt((
        one_of(" \t\u{a0}\u{2002}\u{2003}\u{2009}"),
        char('\u{200b}'),
        // How the glyph before it is shown.
        char('\u{fe0f}'),
    ))))
    .parse_complete(input)
}

pub(crate) fn blanks1(input: &str) -> IResult<&str, &str> {
    verify(blanks0, |s: &str| !s.is_empty()).parse_complete(input)
}

fn bullet(input: &str) -> IResult<&str, Printed> {
    let always = terminated(satisfy(|c| glyph(c).is_some()), blanks0);
    // Letters that a symbol font's glyphs become where the font is lost: Courier's "o", Wingdings' "§", "Ø", "ü".
    let letterlike = terminated(one_of("o§Øü*+»›\u{fffd}"), (blanks1, peek(capital)));
    let (rest, found) = alt((always, letterlike)).parse_complete(input)?;
    let marker = match found {
        'ü' => Marker::Check,
        c => glyph(c).unwrap_or(Marker::Bullet),
    };
    Ok((rest, (marker, canonical(found), 0)))
}

/// Private-use glyphs that read alike are one.
fn canonical(c: char) -> char {
    match c {
        '\u{f0b7}' | '·' | '∙' | '⋅' | '●' => '•',
        '\u{f0a7}' | '§' | '■' => '▪',
        '\u{f0d8}' | 'Ø' => '➢',
        '\u{f0fc}' | 'ü' | '✔' | '☑' | '√' | '✅' | '🗸' | '🗹' => '✓',
        other => other,
    }
}

/// Whether a character stands for nothing but a bullet or a tick.
pub(super) fn is_bullet(c: char) -> bool {
    glyph(c).is_some()
}

fn glyph(c: char) -> Option<Marker> {
    match c {
        '✓' | '✔' | '✅' | '☑' | '☒' | '✗' | '✘' | '√' | '🗸' | '🗹' | '\u{f0fc}' | '\u{f0fe}' => {
            Some(Marker::Check)
        }
        // Discs; arrows; shapes, symbols and dingbats; more arrows; pictographs; what symbol fonts leave.
        '•'
        | '·'
        | '∙'
        | '⋅'
        | '‣'
        | '⁃'
        | '\u{2190}'..='\u{21ff}'
        | '\u{25a0}'..='\u{27bf}'
        | '\u{27f0}'..='\u{27ff}'
        | '\u{2900}'..='\u{297f}'
        | '\u{2b00}'..='\u{2bff}'
        | '\u{1f300}'..='\u{1faff}'
        | '\u{e000}'..='\u{f8ff}' => Some(Marker::Bullet),
        _ => None,
    }
}

fn dash(input: &str) -> IResult<&str, Printed> {
    let (rest, _) = one_of("-–—−").parse_complete(input)?;
    let (rest, _) = alt((
        blanks1,
        recognize(peek(satisfy(char::is_alphabetic))),
        recognize(nom::combinator::eof),
    ))
    .parse_complete(rest)?;
    Ok((rest, (Marker::Dash, '-', 0)))
}

fn letter(input: &str) -> IResult<&str, Printed> {
    let bare = |i| terminated(satisfy(|c| c.is_ascii_alphabetic()), one_of(".)")).parse_complete(i);
    let round =
        |i| delimited(char('('), satisfy(|c| c.is_ascii_lowercase()), char(')')).parse_complete(i);
    let (rest, found) = alt((
        terminated(alt((bare, round)), (opt(char('-')), blanks1)),
        // Alone on its line.
        terminated(
            alt((
                round,
                terminated(satisfy(|c| c.is_ascii_lowercase()), char(')')),
            )),
            nom::combinator::eof,
        ),
    ))
    .parse_complete(input)?;
    let glyph = if found.is_ascii_lowercase() { 'a' } else { 'A' };
    let ordinal = found.to_ascii_lowercase() as u8 - b'a' + 1;
    Ok((rest, (Marker::Letter, glyph, ordinal)))
}

/// ```text
/// roman = (2*("i" | "v" | "x") | 2*("I" | "V" | "X")) (")" | ".") 1*space     "ii) Segundo"
/// ```
///
/// One letter alone is no more a number than a letter: [`Mark::as_roman`].
fn roman(input: &str) -> IResult<&str, Printed> {
    let small = take_while_m_n(2, 5, |c| matches!(c, 'i' | 'v' | 'x'));
    let great = take_while_m_n(2, 5, |c| matches!(c, 'I' | 'V' | 'X'));
    let figure = map_opt(alt((small, great)), roman_figure);
    let (rest, ordinal) = terminated(figure, (one_of(")."), blanks1)).parse_complete(input)?;
    Ok((rest, (Marker::Number, 'i', ordinal)))
}

fn number(input: &str) -> IResult<&str, Printed> {
    let digits = |i| take_while_m_n(1, 2, |c: char| c.is_ascii_digit()).parse_complete(i);
    let closed = terminated(
        digits,
        alt((
            recognize(char(')')),
            recognize((one_of("°º"), opt(one_of(").")))),
            recognize((char('.'), opt(char('-')))),
        )),
    );
    let (rest, found) = terminated(
        preceded(opt(char('(')), closed),
        alt((
            blanks1,
            recognize((space0, peek(satisfy(char::is_alphabetic)))),
            verify(nom::combinator::eof, |_: &str| input.ends_with([')', '.'])),
        )),
    )
    .parse_complete(input)?;
    let ordinal = found.parse().unwrap_or(0);
    Ok((rest, (Marker::Number, '1', ordinal)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(line: &str) -> Option<(Marker, &str)> {
        printed(line).map(|mark| (mark.marker, &line[mark.content as usize..]))
    }

    #[test]
    fn reads_the_markers_that_reports_print() {
        assert_eq!(
            read("• Centro de Salud"),
            Some((Marker::Bullet, "Centro de Salud"))
        );
        assert_eq!(read("\u{f0b7} Glosas"), Some((Marker::Bullet, "Glosas")));
        assert_eq!(
            read("\u{f0fc}\u{a0}Cumplido"),
            Some((Marker::Check, "Cumplido"))
        );
        assert_eq!(read("✓ Con la"), Some((Marker::Check, "Con la")));
        assert_eq!(read("- Reembolso."), Some((Marker::Dash, "Reembolso.")));
        assert_eq!(
            read("-Las 65 unidades"),
            Some((Marker::Dash, "Las 65 unidades"))
        );
        assert_eq!(read("o Hospital"), Some((Marker::Bullet, "Hospital")));
        assert_eq!(read("b) Entrega"), Some((Marker::Letter, "Entrega")));
        assert_eq!(read("2.- Segundo"), Some((Marker::Number, "Segundo")));
        assert_eq!(read("•"), Some((Marker::Bullet, "")));
        assert_eq!(read("iv) Cuarto"), Some((Marker::Number, "Cuarto")));
        assert_eq!(read("✔\u{fe0f} Con"), Some((Marker::Check, "Con")));
        assert_eq!(read("📌 Uno"), Some((Marker::Bullet, "Uno")));
        assert_eq!(read("* Uno"), Some((Marker::Bullet, "Uno")));
    }

    #[test]
    fn leaves_text_that_only_looks_like_one() {
        for line in [
            "o sus delegados",
            "-5,3 %",
            "2022 - Direcciones",
            "1.690.794.73",
            "a favor del",
            "Áreas",
            "12.5 %",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
