//! How surely a piece of a report is a section.

use super::words;
use crate::block::title::initial;
use crate::source::fold;

/// How surely a candidate is a parser's section.
///
/// ```
/// assert!(rendicion::Claim::No < rendicion::Claim::Likely && rendicion::Claim::Likely < rendicion::Claim::Exact);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Claim {
    /// It is not.
    No,
    /// It may be, where nobody claims it more surely.
    Possible,
    /// It is, with a misprint or in other words.
    Likely,
    /// It is.
    Exact,
}

/// A piece of a report that may be a section: what stands under one title, or a text without titles.
///
/// ```
/// use rendicion::{Candidate, Claim, Reading, SectionId, SectionParser, Sink};
///
/// /// A section without a title, known by how its text begins.
/// struct Letter;
///
/// impl SectionParser for Letter {
///     type Output = bool;
///
///     fn id(&self) -> SectionId {
///         SectionId::new("acme.letter")
///     }
///
///     fn titles(&self) -> &[&str] {
///         &["Carta"]
///     }
///
///     fn claim(&self, candidate: &Candidate<'_>) -> Claim {
///         let begins = candidate.text.starts_with("Estimados");
///         if candidate.title.is_none() && begins { Claim::Exact } else { candidate.likeness_claim(self.titles()) }
///     }
///
///     fn parse(&self, _section: &Reading<'_>, _sink: &mut dyn Sink) -> bool {
///         true
///     }
/// }
///
/// let registry = rendicion::Registry::standard().with(Letter);
/// let parser = rendicion::Parser::builder().registry(registry).build().unwrap();
/// assert_eq!(parser.parse("Estimados afiliados del IESS: se les saluda. \n").section::<Letter>(), Some(&true));
/// assert_eq!(parser.parse("9. CARTA \n\nSe saluda. \n").section::<Letter>(), Some(&true));
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Candidate<'c> {
    /// The title as printed, without its number; `None` for a text without one.
    pub title: Option<&'c str>,
    /// The number as printed, without its dot.
    pub number: Option<&'c str>,
    /// What stands under it, as in the source.
    pub text: &'c str,
    /// The lines at the end of a report that are names and posts.
    pub signatures: bool,
}

impl Candidate<'_> {
    /// The claim that the likeness of the title to one of `titles` bears out: case, accents, punctuation and a
    /// misprint or two make no difference.
    pub fn likeness_claim(&self, titles: &[&str]) -> Claim {
        let Some(title) = self.title else {
            return Claim::No;
        };
        // A misprint in the first letter is rare, and folding a title is dear.
        let first = title.chars().find(|c| c.is_alphanumeric()).map(initial);
        let mut key = None;
        let best = titles
            .iter()
            .filter(|known| known.chars().find(|c| c.is_alphanumeric()).map(initial) == first)
            .map(|known| {
                let key: &String = key.get_or_insert_with(|| words::key(title));
                likeness(key, &words::key(known))
            })
            .max();
        best.unwrap_or(Claim::No)
    }
}

fn likeness(key: &str, known: &str) -> Claim {
    if key == known {
        return Claim::Exact;
    }
    if words::alike(key, known, 0.8) || fold::begins_alike(known, key) {
        return Claim::Likely;
    }
    let (mut a, mut b) = (key.split(' ').peekable(), known.split(' ').peekable());
    let short = !key.contains(' ');
    let mut shared = 0;
    while let (Some(own), Some(other)) = (a.peek(), b.peek())
        && words::same_word(own, other)
    {
        a.next();
        b.next();
        shared += 1;
    }
    // The same words to begin with, and then more or fewer of them.
    let ends = a.peek().is_none() || b.peek().is_none();
    if shared >= 2 && ends || shared == 1 && short {
        return Claim::Likely;
    }
    if shared >= 2 {
        Claim::Possible
    } else {
        Claim::No
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_by_likeness_never_by_number() {
        let candidate = |title| Candidate {
            title: Some(title),
            number: Some("9"),
            text: "",
            signatures: false,
        };
        let titles = ["Ejecución programática y presupuestaria"];
        assert_eq!(
            candidate("EJECUCION PROGRAMATICA Y PRESUPUESTARIA").likeness_claim(&titles),
            Claim::Exact
        );
        assert_eq!(
            candidate("Ejecución programáticas y presupuestaria").likeness_claim(&titles),
            Claim::Likely
        );
        assert_eq!(
            candidate("Objetivos Institucionales").likeness_claim(&titles),
            Claim::No
        );
    }
}
