//! How much memory the reading of a source may take.

use std::cell::Cell;

use super::Span;

/// Bytes of memory for each byte of source, at the peak of reading it.
const SHARE: u64 = 16;
/// Bytes on top: what a text takes however short it is.
const BASE: u64 = 1 << 20;
/// Bytes for each byte of source that reading takes in any case: the source, its key, its text read as plain
/// paragraphs, and what a section's facts repeat of it.
const TEXT: u64 = 4;
/// Bytes for each line that is kept in any case: the line and what a page knows of it, a run of reading text.
const LINE: u64 = 64;

/// What is left of the memory that a reading may take, by what is counted towards it: a text of digits or bullets would
/// otherwise take a hundred times its size. Where nothing is left, the rest is read as plain paragraphs.
#[derive(Debug)]
pub(crate) struct Budget {
    left: Cell<u64>,
    /// Where the first thing stands that there was no room for.
    reached: Cell<Option<u32>>,
}

impl Budget {
    /// For a source of `size` bytes and `ends` line ends, of which `lines` lines are kept.
    pub(crate) fn new(size: usize, ends: usize, lines: usize) -> Self {
        let given = size as u64 * SHARE + BASE;
        let fixed = size as u64 * TEXT + ends as u64 * 4 + lines as u64 * LINE;
        Self {
            left: Cell::new(given.saturating_sub(fixed)),
            reached: Cell::new(None),
        }
    }

    /// The bytes that are left.
    pub(crate) fn room(&self) -> usize {
        usize::try_from(self.left.get()).unwrap_or(usize::MAX)
    }

    /// Whether nothing is left.
    pub(crate) fn is_spent(&self) -> bool {
        self.left.get() == 0
    }

    /// Takes `bytes`, or what is left, for what stands at `span`.
    pub(crate) fn take(&self, bytes: usize, span: Span) {
        match self.left.get().checked_sub(bytes as u64) {
            Some(left) => self.left.set(left),
            None => self.stop(span.start),
        }
    }

    /// Sets `bytes`, or what is left, aside for a while; what was set aside is given back by [`release`](Self::release).
    pub(crate) fn hold(&self, bytes: usize) -> u64 {
        let held = self.left.get().min(bytes as u64);
        self.left.set(self.left.get() - held);
        held
    }

    /// Gives back what was set aside, where a limit was not reached meanwhile.
    pub(crate) fn release(&self, held: u64) {
        self.left.set(self.left.get() + held);
    }

    /// Nothing is left from `at` on.
    pub(crate) fn stop(&self, at: u32) {
        self.left.set(0);
        self.note(at);
    }

    /// Says that a limit was reached at `at`.
    pub(crate) fn note(&self, at: u32) {
        self.reached
            .set(Some(self.reached.get().map_or(at, |first| first.min(at))));
    }

    /// Where the first thing stands that there was no room for.
    pub(crate) fn reached(&self) -> Option<u32> {
        self.reached.get()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_taken_is_gone() {
        let budget = Budget::new(0, 0, 0);
        budget.take(1 << 19, Span::new(3, 4));
        assert!(!budget.is_spent() && budget.reached().is_none());
        budget.take(1 << 20, Span::new(7, 8));
        budget.take(1, Span::new(9, 9));
        assert_eq!((budget.room(), budget.reached()), (0, Some(7)));
    }
}
