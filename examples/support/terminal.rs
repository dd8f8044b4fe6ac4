//! What the examples that print lines of a report on a terminal share.

use std::io::IsTerminal;

use annotate_snippets::{Annotation, AnnotationKind, Level, Renderer, Snippet};
use rendicion::{Report, Severity, Span};

use super::console;

/// In colours on a terminal, unless `NO_COLOR` asks for none.
pub(crate) fn renderer(out: &impl IsTerminal) -> Renderer {
    if console::is_styled(out) {
        Renderer::styled()
    } else {
        Renderer::plain()
    }
}

/// How a severity is shown.
pub(crate) fn level(severity: Severity) -> Level<'static> {
    match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        _ => Level::INFO,
    }
}

/// The lines that a span touches, with the span marked: a snippet needs no more of a long report.
pub(crate) fn snippet<'r>(
    name: &'r str,
    report: &'r Report,
    kind: AnnotationKind,
    span: Span,
) -> Snippet<'r, Annotation<'r>> {
    let source = report.source();
    let line_of = |offset| source.line_span(source.line_of(offset)).unwrap_or(span);
    let lines = line_of(span.start)
        .hull(line_of(span.end.max(span.start)))
        .hull(span);
    let within = (span.start - lines.start) as usize..(span.end - lines.start) as usize;
    Snippet::source(report.text(lines))
        .path(name)
        .line_start(report.position(lines).line as usize)
        .annotation(kind.span(within))
}
