//! Twice the text costs about twice as much.
//!
//! Time is no measure that a fuzzer can rely on; the bytes and the number of allocations are the same on every run, and
//! whatever grows with the square of the text grows with them. A loop that allocates nothing shows in the fuzzer's own
//! limit on time: the text is repeated until it is long.

#![no_main]

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicU64, Ordering};

use libfuzzer_sys::fuzz_target;

struct Counting;

static BYTES: AtomicU64 = AtomicU64::new(0);
static CALLS: AtomicU64 = AtomicU64::new(0);

fn count(bytes: usize) {
    BYTES.fetch_add(bytes as u64, Ordering::Relaxed);
    CALLS.fetch_add(1, Ordering::Relaxed);
}

// SAFETY: every call is handed to the system's allocator as it came.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        unsafe { System.dealloc(memory, layout) }
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        // A vector that grows by doubling costs what it grows by.
        count(size.saturating_sub(layout.size()));
        unsafe { System.realloc(memory, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

#[derive(Debug)]
struct Cost {
    bytes: u64,
    calls: u64,
    sections: usize,
    blocks: usize,
    diagnostics: usize,
}

fn cost(text: &str) -> Cost {
    let (bytes, calls) = (BYTES.load(Ordering::Relaxed), CALLS.load(Ordering::Relaxed));
    let report = rendicion::parse(text);
    Cost {
        bytes: BYTES.load(Ordering::Relaxed) - bytes,
        calls: CALLS.load(Ordering::Relaxed) - calls,
        sections: report.sections().len(),
        blocks: report.sections().iter().map(|section| section.all_blocks().count()).sum(),
        diagnostics: report.diagnostics().len(),
    }
}

/// The text is repeated until it has so many bytes: what a short one costs hides how it grows.
const LONG: usize = 16 << 10;

fuzz_target!(|text: &str| {
    if text.trim().is_empty() || text.len() > LONG {
        return;
    }
    let once = text.repeat(LONG / text.len());
    let twice = once.repeat(2);
    let (single, double) = (cost(&once), cost(&twice));
    let grows = |what: &str, one: u64, two: u64, slack: u64| {
        assert!(
            two <= one * 5 / 2 + slack,
            "{what} grow from {one} to {two} for twice the text:\n{single:?}\n{double:?}"
        );
    };
    grows("bytes", single.bytes, double.bytes, 256 << 10);
    grows("allocations", single.calls, double.calls, 4096);
    grows("sections", single.sections as u64, double.sections as u64, 64);
    grows("blocks", single.blocks as u64, double.blocks as u64, 64);
    grows("diagnostics", single.diagnostics as u64, double.diagnostics as u64, 64);
});
