//! Twice the text costs about twice as much.
//!
//! Time is no measure that a fuzzer can rely on. What is counted is the same on every run: the steps that the crate
//! counts where it is built for fuzzing (each byte that one of its lookings-at goes over), the bytes and the number of
//! allocations, and what the report holds. Whatever grows with the square of the text grows with one of them. The text is
//! repeated until it is long: what a short one costs hides how it grows.

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
    steps: u64,
    bytes: u64,
    calls: u64,
    sections: usize,
    blocks: usize,
    diagnostics: usize,
}

fn cost(text: &str) -> Cost {
    let (bytes, calls) = (BYTES.load(Ordering::Relaxed), CALLS.load(Ordering::Relaxed));
    let steps = rendicion::steps::taken();
    let report = rendicion::parse(text);
    Cost {
        steps: rendicion::steps::taken() - steps,
        bytes: BYTES.load(Ordering::Relaxed) - bytes,
        calls: CALLS.load(Ordering::Relaxed) - calls,
        sections: report.sections().len(),
        blocks: report.sections().iter().map(|section| section.all_blocks().count()).sum(),
        diagnostics: report.diagnostics().len(),
    }
}

/// The text is repeated until it has so many bytes.
const LONG: usize = 8 << 10;

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
    // A text may be read in another way past a limit: what that costs for each byte at the most is no growth.
    let len = once.len() as u64;
    grows("steps", single.steps, double.steps, 64 * len);
    // However it grows, no text may cost what a report does many times over.
    assert!(single.steps <= 4096 * len + (1 << 20), "{} steps for {len} bytes", single.steps);
    grows("bytes", single.bytes, double.bytes, 64 * len);
    grows("allocations", single.calls, double.calls, 2 * len);
    grows("sections", single.sections as u64, double.sections as u64, 64 + len / 16);
    grows("blocks", single.blocks as u64, double.blocks as u64, 64 + len / 16);
    grows("diagnostics", single.diagnostics as u64, double.diagnostics as u64, 64 + len / 16);
});
