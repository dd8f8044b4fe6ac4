//! The values of a text with their places in it.

use std::ops::Range;

use crate::atom::Atom;
use crate::source::Text;

type Placed<'a> = (Range<usize>, &'a Atom);

/// The values of a text in order. Two numbers with nothing between them may be one that was torn: neither is among them.
#[derive(Clone, Debug)]
pub(crate) struct Values<'a> {
    text: &'a Text,
    atoms: std::slice::Iter<'a, Atom>,
    /// Where the last one that was placed ends.
    end: usize,
    /// The next two.
    next: Option<Placed<'a>>,
    after: Option<Placed<'a>>,
    /// The last one may be a part of the next.
    is_torn: bool,
}

impl<'a> Values<'a> {
    pub(crate) fn new(text: &'a Text, atoms: &'a [Atom]) -> Self {
        let mut values = Self {
            text,
            atoms: atoms.iter(),
            end: 0,
            next: None,
            after: None,
            is_torn: false,
        };
        values.after = values.place();
        values.step();
        values
    }

    pub(super) fn peek(&self) -> Option<&Placed<'a>> {
        self.next.as_ref()
    }

    /// The next value with a place behind the one before it, whatever the text was made of.
    fn place(&mut self) -> Option<Placed<'a>> {
        loop {
            let atom = self.atoms.next()?;
            if let Some(range) = self.text.range_of(atom.span)
                && range.start >= self.end
            {
                self.end = range.end;
                return Some((range, atom));
            }
        }
    }

    /// Moves on to the next that is no part of a torn number.
    fn step(&mut self) {
        loop {
            let next = self.after.take();
            self.after = next.is_some().then(|| self.place()).flatten();
            let tears = match (&next, &self.after) {
                (Some(a), Some(b)) => are_one(self.text.as_str(), a, b),
                _ => false,
            };
            let was_torn = std::mem::replace(&mut self.is_torn, tears);
            if next.is_none() || !(tears || was_torn) {
                self.next = next;
                return;
            }
        }
    }
}

impl<'a> Iterator for Values<'a> {
    type Item = Placed<'a>;

    fn next(&mut self) -> Option<Self::Item> {
        let value = self.next.take();
        if value.is_some() {
            self.step();
        }
        value
    }
}

/// Whether two numbers may be one that was torn: nothing stands between them, or a separator and a space.
fn are_one(text: &str, a: &Placed<'_>, b: &Placed<'_>) -> bool {
    let is_number = |it: &Placed<'_>| it.1.value.decimal().is_some();
    let between = text.get(a.0.end..b.0.start).map(str::trim);
    let is_percent = text.get(a.0.clone()).is_some_and(|it| it.ends_with('%'));
    // Thousands stand in groups of three.
    let groups = || {
        let digits = |it: &Placed<'_>| {
            let printed = text.get(it.0.clone()).unwrap_or_default();
            printed.bytes().take_while(u8::is_ascii_digit).count()
        };
        digits(b) == 3 && digits(a) <= 3
    };
    is_number(a)
        && is_number(b)
        && !is_percent
        && (between == Some("") || matches!(between, Some("." | ",")) && groups())
}
