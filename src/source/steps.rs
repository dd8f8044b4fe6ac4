//! Counts the work that a reading does, where a fuzzer asks: time itself is no measure on a shared machine.
//!
//! A step is a byte that is looked at by one of the functions that everything else goes through: a line's text, a slice
//! of the source, a key, a comparison, a place of a scan. Without `--cfg fuzzing` nothing is counted and nothing is
//! public.

#[cfg(fuzzing)]
thread_local! {
    static TAKEN: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
    static FOLDED: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
    static CLASSIFIED: std::cell::Cell<u64> = const { std::cell::Cell::new(0) };
}

/// Counts `steps`.
#[cfg(fuzzing)]
pub(crate) fn take(steps: usize) {
    TAKEN.set(TAKEN.get().saturating_add(steps as u64));
}

/// Counts `steps`, where somebody counts.
#[cfg(not(fuzzing))]
#[inline(always)]
#[allow(clippy::inline_always, reason = "it does nothing")]
pub(crate) fn take(_: usize) {}

/// Counts `bytes` that are folded.
#[cfg(fuzzing)]
pub(crate) fn fold(bytes: usize) {
    FOLDED.set(FOLDED.get().saturating_add(bytes as u64));
}

/// Counts `bytes` that are folded, where somebody counts.
#[cfg(not(fuzzing))]
#[inline(always)]
#[allow(clippy::inline_always, reason = "it does nothing")]
pub(crate) fn fold(_: usize) {}

/// The bytes that this thread folded so far.
#[cfg(fuzzing)]
pub fn folded() -> u64 {
    FOLDED.get()
}

/// Counts `lines` that are classified.
#[cfg(fuzzing)]
pub(crate) fn classify(lines: usize) {
    CLASSIFIED.set(CLASSIFIED.get().saturating_add(lines as u64));
}

/// Counts `lines` that are classified, where somebody counts.
#[cfg(not(fuzzing))]
#[inline(always)]
#[allow(clippy::inline_always, reason = "it does nothing")]
pub(crate) fn classify(_: usize) {}

/// The lines that this thread classified so far.
#[cfg(fuzzing)]
pub fn classified() -> u64 {
    CLASSIFIED.get()
}

/// The steps that this thread took so far.
#[cfg(fuzzing)]
pub fn taken() -> u64 {
    TAKEN.get()
}
