//! Writes a report as one HTML page: its text with each value and fact marked, and beside it the facts, tables, findings
//! and diagnostics, each with a link to its place.
//!
//! ```sh
//! cargo run --release --features pdf --example page -- loja.pdf -o loja.html
//! ```
//!
//! The page is one file. It asks nothing of the network, and nothing that a report says is run: all of it is escaped, and
//! the page names the one script that a browser may run.

#[path = "page/body.rs"]
mod body;
#[allow(dead_code, reason = "a page has no colours of a terminal")]
#[path = "support/console.rs"]
mod console;
#[allow(dead_code, reason = "a page is of one report")]
#[path = "support/files.rs"]
mod files;
#[path = "page/html.rs"]
mod html;
#[path = "page/labels.rs"]
mod labels;
#[path = "page/panel.rs"]
mod panel;

use std::env;
use std::ffi::OsString;
use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use rendicion::audit::{Language, RuleSet};
use rendicion::{Report, Severity};

use body::Body;
use console::say;
use html::Html;
use panel::Shown;

const USAGE: &str = "\
usage: page PATH [-o FILE.html]
Writes a report as one HTML page, in Spanish: its text with each value and fact marked, and beside it the facts, tables,
findings, diagnostics and documents that it cites, each with a link to its place. The page needs no network.
  PATH          a text or a PDF
  -o FILE.html  where to write; without it the page goes to standard output
  -h, --help    say this";

const STYLE: &str = include_str!("page/page.css");
const SCRIPT: &str = include_str!("page/page.js");
/// The SHA-256 of the script in base 64: a browser runs no other. `scripts/check-page` says what it should be.
const SCRIPT_HASH: &str = include_str!("page/page.js.sha256");

fn main() -> ExitCode {
    let (path, target) = match console::asked(asked(env::args_os().skip(1)), USAGE) {
        Ok(asked) => asked,
        Err(code) => return code,
    };
    if target.as_ref().is_some_and(|target| is_same(&path, target)) {
        say(format_args!(
            "{}: the page would replace the report",
            path.display()
        ));
        return ExitCode::from(2);
    }
    let report = match files::report(&path) {
        Ok(report) => report,
        Err(trouble) => {
            say(format_args!("{}: {trouble}", path.display()));
            return ExitCode::FAILURE;
        }
    };
    let page = page(&name(&path), &report);
    let written = match &target {
        Some(target) => fs::write(target, page),
        None => io::stdout().write_all(page.as_bytes()),
    };
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            let target = target.unwrap_or_else(|| "standard output".into());
            say(format_args!(
                "cannot write to {}: {error}",
                target.display()
            ));
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}

/// What to read and where to write; `None` where the arguments ask for help, otherwise what is wrong with them.
fn asked(
    args: impl IntoIterator<Item = OsString>,
) -> Result<Option<(PathBuf, Option<PathBuf>)>, String> {
    let (mut path, mut target, mut options) = (None, None, true);
    let mut args = args.into_iter();
    while let Some(arg) = args.next() {
        match arg.to_str() {
            Some("--") if options => options = false,
            Some("-h" | "--help") if options => return Ok(None),
            Some("-o" | "--output") if options => {
                let named = args.next().ok_or("-o needs a file")?;
                if target.replace(PathBuf::from(named)).is_some() {
                    return Err("-o is given twice".to_owned());
                }
            }
            Some(option) if options && option.starts_with('-') => {
                return Err(format!("there is no option `{option}`"));
            }
            _ if path.is_some() => return Err("one page is of one report".to_owned()),
            _ => path = Some(PathBuf::from(arg)),
        }
    }
    Ok(Some((path.ok_or("no text or PDF is named")?, target)))
}

/// Whether two paths lead to one file.
fn is_same(one: &Path, other: &Path) -> bool {
    matches!((fs::canonicalize(one), fs::canonicalize(other)), (Ok(one), Ok(other)) if one == other)
}

fn name(path: &Path) -> String {
    path.file_name()
        .unwrap_or(path.as_os_str())
        .to_string_lossy()
        .into_owned()
}

/// The page of a report that was read from a file of this name.
fn page(name: &str, report: &Report) -> String {
    let shown = Shown {
        report,
        facts: report.facts().collect(),
        findings: report.audit(&RuleSet::standard().in_language(Language::Spanish)),
    };
    let marks = shown.marks();
    let (body, places) = Body::of(report, &marks);
    let panel = shown.panel(&places);

    let document = report.document();
    let province = document.province.as_ref().map(|it| it.name.as_str());
    let year = document.year.map(|it| it.to_string());
    let whose: Vec<&str> = province.into_iter().chain(year.as_deref()).collect();
    let whose = whose.join(", ");

    let mut html = Html::default();
    html.raw("<!DOCTYPE html>\n<html lang=\"es\"><head><meta charset=\"utf-8\">")
        .raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">")
        .raw("<meta name=\"color-scheme\" content=\"light dark\"><meta http-equiv=\"Content-Security-Policy\" ")
        .raw("content=\"default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; script-src 'sha256-")
        .raw(SCRIPT_HASH.trim_ascii_end())
        .raw("'\"><title>")
        .text(if whose.is_empty() { name } else { &whose })
        .text(" · rendición de cuentas")
        .raw("</title><style>")
        .raw(STYLE)
        .raw("</style></head><body><a class=\"skip\" href=\"#texto\">Ir al texto</a>")
        .raw("<a class=\"skip\" href=\"#panel\">Ir a los datos</a>");
    header(&mut html, name, &whose, &shown);
    html.raw("<div class=\"columns\"><main id=\"texto\" tabindex=\"-1\" lang=\"es\">");
    contents(&mut html, report, &places.pages);
    html.append(&body)
        .raw("</main><aside id=\"panel\" tabindex=\"-1\" aria-label=\"Datos del informe\">")
        .append(&panel)
        .raw("</aside></div><nav class=\"views\" aria-label=\"Vista\">")
        .raw("<button type=\"button\" data-view=\"texto\" aria-pressed=\"true\">Texto</button>")
        .raw("<button type=\"button\" data-view=\"datos\" aria-pressed=\"false\">Datos</button></nav><script>")
        .raw(SCRIPT)
        .raw("</script></body></html>\n");
    html.into_string()
}

/// Whose report it is, and how to read the page.
fn header(html: &mut Html, name: &str, whose: &str, shown: &Shown<'_>) {
    let document = shown.report.document();
    html.raw("<header><p class=\"kind\">")
        .text(labels::document(document.kind))
        .raw("</p><h1>");
    html.text(if whose.is_empty() { name } else { whose })
        .raw("</h1><p class=\"about\">");
    if let Some(institution) = &document.institution {
        html.text(institution).text(" · ");
    }
    html.text("archivo ").element("code", &[], name).raw("</p>");
    let doubts = shown.report.diagnostics().iter();
    let doubts = doubts.filter(|it| it.severity >= Severity::Warning).count();
    html.raw("<p class=\"about\">")
        .text(count(shown.facts.len(), "dato", "datos"))
        .text(" · ")
        .text(count(shown.findings.len(), "hallazgo", "hallazgos"))
        .text(" · ")
        .text(count(
            doubts,
            "advertencia de lectura",
            "advertencias de lectura",
        ))
        .raw("</p>");
    html.raw(
        "<fieldset class=\"legend\"><legend>Resaltar</legend>\
         <label><input type=\"checkbox\" id=\"ver-datos\" checked> <span class=\"fact\">datos</span></label>\
         <label><input type=\"checkbox\" id=\"ver-valores\" checked> <span class=\"value\">otros valores</span></label>\
         <label><input type=\"checkbox\" id=\"ver-hallazgos\" checked> <span class=\"finding\">hallazgos</span></label>\
         <label><input type=\"checkbox\" id=\"ver-avisos\" checked> <span class=\"diagnostic\">avisos de lectura</span></label>\
         </fieldset></header>",
    );
}

fn count(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// Links to the sections and the pages of the text.
fn contents(html: &mut Html, report: &Report, pages: &[u32]) {
    html.raw(
        "<details class=\"contents\"><summary>Índice</summary><nav aria-label=\"Secciones\"><ul>",
    );
    for (at, section) in report.sections().iter().enumerate() {
        html.raw("<li>");
        html.open("a", &[("href", &format_args!("#seccion-{at}"))]);
        if let Some(number) = section.number() {
            html.text(number).text(". ");
        }
        html.text(
            section
                .title()
                .unwrap_or(labels::section(section.kind().as_str())),
        );
        html.raw("</a></li>");
    }
    html.raw("</ul></nav>");
    if !pages.is_empty() {
        html.raw("<nav aria-label=\"Páginas\" class=\"pages\"><span>Páginas</span> ");
        for page in pages {
            html.open("a", &[("href", &format_args!("#pagina-{page}"))]);
            html.text(page).raw("</a> ");
        }
        html.raw("</nav>");
    }
    html.raw("</details>");
}

#[cfg(test)]
#[path = "page/tests.rs"]
mod tests;
