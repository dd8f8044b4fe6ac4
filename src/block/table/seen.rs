//! What was seen at the lines that were looked at last.

use std::cell::RefCell;
use std::fmt::Debug;

/// Lines that are kept: a block is looked for a few lines ahead.
const KEPT: usize = 16;

/// Answers for the lines that were asked about last: whether a table begins is asked of each line again and again, by
/// the paragraph above it, by captions, and where it is read.
#[derive(Debug)]
pub(super) struct Seen<T> {
    /// The line, the end of what was looked at, and the answer.
    kept: RefCell<[Option<(usize, usize, T)>; KEPT]>,
}

impl<T: Clone + Debug> Seen<T> {
    pub(super) fn new() -> Self {
        Self {
            kept: RefCell::new([const { None }; KEPT]),
        }
    }

    /// The answer for line `at` where the text ends at `end`: kept, or found out and kept.
    pub(super) fn at(&self, at: usize, end: usize, find: impl FnOnce() -> T) -> T {
        let slot = at % KEPT;
        let kept = self.kept.try_borrow().ok().and_then(|kept| {
            kept[slot]
                .as_ref()
                .filter(|(line, until, _)| (*line, *until) == (at, end))
                .map(|(.., it)| it.clone())
        });
        kept.unwrap_or_else(|| {
            let found = find();
            if let Ok(mut kept) = self.kept.try_borrow_mut() {
                kept[slot] = Some((at, end, found.clone()));
            }
            found
        })
    }
}
