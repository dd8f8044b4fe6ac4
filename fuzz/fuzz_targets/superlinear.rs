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
const LONG: usize = 4 << 10;

impl Cost {
    /// What grows by more than half again what the text does, from this cost to that of twice the text. A text may be
    /// read in another way past a limit: what that costs for each byte at the most is no growth.
    fn outgrown(&self, double: &Self, len: u64) -> Vec<&'static str> {
        let kinds = [
            ("steps", self.steps, double.steps, 64 * len),
            ("bytes", self.bytes, double.bytes, 64 * len),
            ("allocations", self.calls, double.calls, 2 * len),
            ("sections", self.sections as u64, double.sections as u64, 64),
            // Past a limit each line may be a block of its own.
            ("blocks", self.blocks as u64, double.blocks as u64, 64 + len / 8),
            ("diagnostics", self.diagnostics as u64, double.diagnostics as u64, 64),
        ];
        kinds
            .into_iter()
            .filter(|(_, one, two, slack)| *two > one * 5 / 2 + slack)
            .map(|(kind, ..)| kind)
            .collect()
    }
}

fuzz_target!(|text: &str| {
    if text.trim().is_empty() || text.len() > LONG {
        return;
    }
    let once = text.repeat(LONG / text.len());
    let len = once.len() as u64;
    let costs = [1, 2, 4].map(|times| cost(&once.repeat(times)));
    // However it grows, no text may cost what a report does many times over.
    assert!(costs[0].steps <= 4096 * len + (1 << 20), "{} steps for {len} bytes", costs[0].steps);
    // What a limit changes, it changes once.
    let (first, second) = (costs[0].outgrown(&costs[1], len), costs[1].outgrown(&costs[2], 2 * len));
    let both: Vec<_> = first.into_iter().filter(|kind| second.contains(kind)).collect();
    assert!(both.is_empty(), "{both:?} grow faster than the text: {costs:#?}");
});
