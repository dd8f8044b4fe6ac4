//! Prints reports as JSON (`docs/json.md` says what is in it).
//!
//! ```sh
//! cargo run --example parse                                # the bundled specimen
//! cargo run --example parse -- loja.txt                    # one report, one document
//! cargo run --release --example parse -- *.txt             # several, one line each, with the file's name
//! cargo run --release --features pdf --example parse -- loja.pdf
//! ```

mod support;

use std::env;
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::process::ExitCode;

use rendicion::Report;
use rendicion::audit::{Audited, RuleSet};
use serde::Serialize;

const USAGE: &str = "\
usage: parse [--no-audit] [FILE]...
Prints each report as JSON, with what does not hold in it: indented for one report on a terminal, one line each otherwise.
Each of several reports has the name of its file as `file`. A FILE is a text, or a PDF where the feature `pdf` is on.
  --no-audit leave the findings out
  -          read standard input
  -h, --help say this
Without a FILE the bundled specimen is read.";

fn main() -> ExitCode {
    let mut args: Vec<_> = env::args_os().skip(1).collect();
    let rules = if support::flag(&mut args, "--no-audit") {
        RuleSet::empty()
    } else {
        RuleSet::standard()
    };
    let inputs = match support::inputs(args, USAGE) {
        Ok(inputs) => inputs,
        Err(code) => return code,
    };
    let stdout = io::stdout();
    let several = inputs.len() > 1;
    let pretty = !several && stdout.is_terminal();
    let mut out = BufWriter::new(stdout.lock());
    support::each(&inputs, |input, report| {
        let file = several.then(|| input.to_string());
        write(&mut out, file, report, &rules, pretty)
    })
}

/// What is printed of a report.
#[derive(Serialize)]
struct Printed<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
    #[serde(flatten)]
    report: Audited<'a>,
}

/// Writes a report and what does not hold in it as one JSON document and a line end.
fn write(
    out: &mut impl Write,
    file: Option<String>,
    report: &Report,
    rules: &RuleSet,
    pretty: bool,
) -> io::Result<()> {
    let printed = Printed {
        file,
        report: report.audited(rules),
    };
    if pretty {
        serde_json::to_writer_pretty(&mut *out, &printed)?;
    } else {
        serde_json::to_writer(&mut *out, &printed)?;
    }
    out.write_all(b"\n")?;
    out.flush()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rendicion::Refused;
    use support::Input;
    use support::read::{self, Trouble};

    fn report(bytes: &[u8]) -> Result<Report, Trouble> {
        read::report(bytes, &"a file")
    }

    fn json(text: &str, pretty: bool) -> serde_json::Value {
        let report = report(text.as_bytes()).unwrap();
        let mut out = Vec::new();
        write(&mut out, None, &report, &RuleSet::standard(), pretty).unwrap();
        let out = String::from_utf8(out).unwrap();
        assert!(out.ends_with('\n'));
        assert_eq!(out.lines().count() > 1, pretty);
        serde_json::from_str(&out).unwrap()
    }

    #[test]
    fn prints_one_document_in_either_shape() {
        let text = "1. Cobertura Institucional \n\nHay 61.590 afiliados en 2020. \n";
        let document = json(text, false);
        assert_eq!(document["schema"], "rendicion.report/1");
        assert_eq!(document["sections"][0]["kind"], "coverage");
        assert_eq!(document, json(text, true));
    }

    #[test]
    fn one_of_several_has_the_name_of_its_file() {
        let report = report("Introducción \n".as_bytes()).unwrap();
        let mut out = Vec::new();
        let file = Some("loja.txt".to_owned());
        write(&mut out, file, &report, &RuleSet::empty(), false).unwrap();
        let document: serde_json::Value = serde_json::from_slice(&out).unwrap();
        assert_eq!(document["file"], "loja.txt");
        assert_eq!(document["schema"], "rendicion.report/1");
    }

    #[test]
    fn a_pdf_is_known_by_its_mark() {
        let trouble = report(b"\n%PDF-1.7\nno more of it").unwrap_err();
        let message = trouble.to_string();
        assert_eq!(
            message.contains("--features pdf --example parse"),
            !cfg!(feature = "pdf"),
            "{message}"
        );
        assert!(report(b"En el 2020 \n").is_ok());
    }

    #[test]
    fn reads_latin1_and_says_so() {
        let report = report(b"1. Cobertura Institucional \n\nCa\xf1ar \n").unwrap();
        assert!(report.source().text().ends_with("Cañar \n"));
        assert_eq!(report.diagnostics()[0].code.as_str(), "decoded-from");
    }

    #[test]
    fn says_which_byte_is_no_text() {
        let trouble = report(b"Azuay \nCa\0\x01\x02 \n").unwrap_err();
        assert!(
            matches!(
                trouble,
                Trouble::Refused(Refused::NotText { offset: 9, .. })
            ),
            "{trouble:?}"
        );
        assert!(
            trouble.to_string().starts_with("byte 9 is a NUL"),
            "{trouble}"
        );
    }

    #[test]
    fn arguments_name_files_standard_input_or_nothing() {
        let inputs = |args: &[&str]| support::inputs(args.iter().map(Into::into), USAGE).ok();
        let file = |name: &str| Input::File(name.into());
        assert_eq!(inputs(&[]), Some(vec![Input::Specimen]));
        assert_eq!(
            inputs(&["a.txt", "-"]),
            Some(vec![file("a.txt"), Input::Stdin])
        );
        assert_eq!(inputs(&["--", "-"]), Some(vec![file("-")]));
        assert_eq!(inputs(&["--what"]), None);
    }
}
