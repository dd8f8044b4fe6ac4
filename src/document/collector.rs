//! Keeps the diagnostics of a reading, up to a limit.

use crate::diagnostic::{Code, Diagnostic, Severity, Sink};
use crate::source::{Budget, Source, Span};

/// Keeps diagnostics and, past the limit, counts them.
#[derive(Debug)]
pub(super) struct Collector<'s> {
    source: &'s Source,
    budget: &'s Budget,
    kept: Vec<Diagnostic>,
    limit: usize,
    dropped: u64,
}

impl<'s> Collector<'s> {
    pub(super) fn new(source: &'s Source, budget: &'s Budget, limit: usize) -> Self {
        Self {
            source,
            budget,
            kept: Vec::new(),
            limit,
            dropped: 0,
        }
    }

    /// Whether one with this code was kept.
    pub(super) fn has(&self, code: Code) -> bool {
        self.kept.iter().any(|diagnostic| diagnostic.code == code)
    }

    /// The diagnostics in the order of the source, and one more that counts those that were not kept.
    pub(super) fn finish(mut self) -> Vec<Diagnostic> {
        self.kept
            .sort_by_key(|d| (d.span.start, d.span.end, d.code));
        self.kept.dedup();
        if let Some(at) = self.budget.reached() {
            let message = "the text has more lines, values or blocks for its size than a report has; from here on there was no room \
                           for all of them, and what was left of them is kept as plain paragraphs";
            self.kept.push(Diagnostic {
                code: Code::LimitReached,
                severity: Severity::Warning,
                message: message.to_owned(),
                span: Span::new(at, at),
                line: self.source.line_of(at),
            });
            self.kept.sort_by_key(|d| d.span.start);
        }
        if self.dropped > 0 {
            let end = self.source.text().len() as u32;
            self.kept.push(Diagnostic {
                code: Code::LimitReached,
                severity: Severity::Warning,
                message: format!(
                    "{} more diagnostics were counted and not kept",
                    self.dropped
                ),
                span: Span::new(end, end),
                line: self.source.lines(),
            });
        }
        self.kept.shrink_to_fit();
        self.kept
    }
}

impl Sink for Collector<'_> {
    fn report(&mut self, code: Code, span: Span, message: String) {
        // Thrice while they grow, once more while they are sorted; a message has room that it does not use.
        let bytes = 4 * size_of::<Diagnostic>() + 2 * message.capacity();
        // The gravest are few, and whoever asks for them must not miss one.
        let grave = code.severity() == Severity::Error;
        if !grave && (self.kept.len() >= self.limit || self.budget.room() < bytes) {
            self.dropped += 1;
            return;
        }
        self.budget.take(bytes, span);
        let line = self.source.line_of(span.start);
        self.kept.push(Diagnostic {
            code,
            severity: code.severity(),
            message,
            span,
            line,
        });
    }
}
