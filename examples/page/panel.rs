//! What stands beside the text: facts, tables, findings, diagnostics and documents, each with links to its places.

use std::collections::BTreeMap;
use std::fmt::Display;

use rendicion::audit::Finding;
use rendicion::{Diagnostic, Fact, Report, Severity, Span};

use super::body::{Marks, Places};
use super::html::Html;
use super::labels;

/// What the panel shows of a report.
pub(crate) struct Shown<'r> {
    pub(crate) report: &'r Report,
    pub(crate) facts: Vec<Fact<'r>>,
    pub(crate) findings: Vec<Finding>,
}

/// How much of a text a card shows, in characters.
const QUOTED: usize = 160;

impl<'r> Shown<'r> {
    /// The marks of what is shown. The ids of entries are those that the panel gives them.
    pub(crate) fn marks(&self) -> Marks<'r> {
        let mut marks = Marks::default();
        self.report.atoms().for_each(|atom| marks.atom(atom));
        for (at, fact) in self.facts.iter().enumerate() {
            marks.fact(fact, format!("dato-{at}"));
        }
        for (at, finding) in self.findings.iter().enumerate() {
            for place in &finding.evidence {
                marks.finding(place.span, finding.severity, format!("hallazgo-{at}"));
            }
        }
        for (at, diagnostic) in self.report.diagnostics().iter().enumerate() {
            marks.diagnostic(diagnostic.span, diagnostic.severity, format!("aviso-{at}"));
        }
        marks
    }

    /// The panel, with links to the places of the text.
    pub(crate) fn panel(&self, places: &Places) -> Html {
        let report = self.report;
        let mut panel = Panel {
            report,
            places,
            html: Html::default(),
        };
        let groups: [(&'static str, &'static str, usize); 5] = [
            ("datos", "Datos", self.facts.len()),
            ("tablas", "Tablas", report.tables().count()),
            ("hallazgos", "Hallazgos", self.findings.len()),
            ("avisos", "Avisos", report.diagnostics().len()),
            ("documentos", "Documentos", report.references().len()),
        ];
        panel.tools(&groups);
        for (id, title, count) in groups {
            panel.html.open(
                "section",
                &[("id", &id), ("class", &"group"), ("tabindex", &"-1")],
            );
            panel.html.raw("<h2>").text(title).raw(" ");
            panel
                .html
                .element("span", &[("class", &"count")], count)
                .raw("</h2>");
            match id {
                "datos" => panel.facts(&self.facts),
                "tablas" => panel.tables(),
                "hallazgos" => panel.findings(&self.findings),
                "avisos" => panel.diagnostics(),
                _ => panel.documents(),
            }
            panel.html.raw("</section>");
        }
        panel.html
    }
}

struct Panel<'r, 'p> {
    report: &'r Report,
    places: &'p Places,
    html: Html,
}

impl Panel<'_, '_> {
    fn tools(&mut self, groups: &[(&'static str, &'static str, usize)]) {
        self.html.raw(
            "<div class=\"tools\"><form role=\"search\" id=\"filtro\"><label for=\"buscar\">Filtrar</label>\
             <input type=\"search\" id=\"buscar\" autocomplete=\"off\" placeholder=\"unidad, cifra, palabra…\">\
             <output for=\"buscar\" id=\"cuenta\" aria-live=\"polite\"></output></form>\
             <nav aria-label=\"Partes de los datos\"><ul>",
        );
        for (id, title, count) in groups {
            self.html.raw("<li>");
            self.html.open("a", &[("href", &format_args!("#{id}"))]);
            self.html.text(title).raw(" ");
            self.html.element("span", &[("class", &"count")], count);
            self.html.raw("</a></li>");
        }
        self.html.raw("</ul></nav></div>");
    }

    /// Says that there is nothing.
    fn none(&mut self, text: &'static str) {
        self.html.element("p", &[("class", &"none")], text);
    }

    /// Opens a link to a place of the text.
    fn open_link(&mut self, id: impl Display, span: Span) {
        let href = format!("#{}", self.places.of(span));
        self.html.open("a", &[("id", &id), ("href", &href)]);
    }

    /// Where a span stands: `p. 3 · línea 160`.
    fn place(&mut self, span: Span, line: u32) {
        self.html.raw("<small>");
        if let Some(page) = self.report.source().page_of(span.start) {
            self.html.text("p. ").text(page).text(" · ");
        }
        self.html.text("línea ").text(line).raw("</small>");
    }

    fn facts(&mut self, facts: &[Fact<'_>]) {
        if facts.is_empty() {
            self.none("El informe no da ningún dato que se lea con certeza.");
        }
        let mut at = 0;
        let mut rest = facts;
        while let Some(first) = rest.first() {
            let same = rest
                .iter()
                .take_while(|it| it.section == first.section)
                .count();
            let (section, after) = rest.split_at(same);
            self.html.raw("<div class=\"part\"><h3>");
            self.html
                .text(labels::section(first.section.as_str()))
                .raw("</h3><ul class=\"cards\">");
            self.cards(section, &mut at);
            self.html.raw("</ul></div>");
            rest = after;
        }
    }

    /// A card for each subject, with the facts on it that follow one another.
    fn cards(&mut self, mut facts: &[Fact<'_>], at: &mut usize) {
        while let Some(first) = facts.first() {
            let mut measures = Vec::new();
            let same = facts.iter().take_while(|it| {
                let new = !measures.contains(&(it.measure, it.period));
                measures.push((it.measure, it.period));
                it.subject == first.subject && (new || it.unit.is_none())
            });
            let (card, after) = facts.split_at(same.count().max(1));
            self.html.raw("<li class=\"card\"><p class=\"who\">");
            self.html
                .text(labels::subject(&first.subject))
                .raw("</p><ul>");
            for fact in card {
                self.fact(fact, *at);
                *at += 1;
            }
            self.html.raw("</ul></li>");
            facts = after;
        }
    }

    fn fact(&mut self, fact: &Fact<'_>, at: usize) {
        self.html.raw("<li>");
        self.open_link(format_args!("dato-{at}"), fact.span);
        let value = labels::value(&fact.value, fact.unit);
        match fact.measure {
            "text" => {
                self.html
                    .element("span", &[("class", &"said")], cut(&value));
            }
            measure => {
                if measure != "value" {
                    let measure = labels::measure(measure);
                    self.html
                        .element("span", &[("class", &"measure")], measure)
                        .raw(" ");
                }
                self.html.element("b", &[], cut(&value));
            }
        }
        if let Some(period) = &fact.period {
            self.html
                .raw(" ")
                .element("span", &[("class", &"period")], format_args!("({period})"));
        }
        self.html.raw(" ");
        self.place(fact.span, fact.line);
        self.html.raw("</a></li>");
    }

    fn tables(&mut self) {
        if self.report.tables().next().is_none() {
            self.none("El texto no tiene tablas.");
            return;
        }
        self.html.raw("<ul class=\"cards\">");
        for (at, table) in self.report.tables().enumerate() {
            self.html.raw("<li class=\"card\">");
            self.open_link(format_args!("tabla-{at}"), table.place.span);
            let caption = table.caption.as_ref().map(|it| it.as_str().to_owned());
            let name = caption.unwrap_or_else(|| match table.columns.as_slice() {
                [] => "Tabla sin encabezados".to_owned(),
                heads => heads.join(" · "),
            });
            self.html
                .element("span", &[("class", &"said")], cut(&name))
                .raw(" ");
            let columns = table
                .rows
                .iter()
                .map(|row| row.cells.len())
                .max()
                .unwrap_or(0);
            let size = format!("{} filas × {columns} columnas", table.rows.len());
            self.html
                .element("span", &[("class", &"measure")], size)
                .raw(" ");
            self.place(table.place.span, table.place.line);
            self.html.raw("</a></li>");
        }
        self.html.raw("</ul>");
    }

    fn findings(&mut self, findings: &[Finding]) {
        if findings.is_empty() {
            self.none("No se halló nada que no cuadre. Eso no prueba que todo sea correcto.");
            return;
        }
        self.html.raw("<ul class=\"cards\">");
        for (at, finding) in findings.iter().enumerate() {
            let id = format!("hallazgo-{at}");
            self.html.open(
                "li",
                &[("class", &"card"), ("id", &id), ("tabindex", &"-1")],
            );
            self.html.raw("<p class=\"who\">");
            self.severity(finding.severity);
            self.message(&finding.message);
            self.html.raw("</p>");
            if let Some(suggestion) = &finding.suggestion {
                self.html
                    .element("p", &[], format_args!("Quizá {suggestion}"));
            }
            self.html.raw("<ul>");
            for place in &finding.evidence {
                self.html.raw("<li>");
                self.open_link("", place.span);
                let printed = self.report.text(place.span).split_whitespace();
                let printed = printed.collect::<Vec<_>>().join(" ");
                self.html.element("q", &[], cut(&printed)).raw(" ");
                self.place(place.span, place.line);
                self.html.raw("</a></li>");
            }
            self.html.raw("</ul>");
            self.html
                .element("small", &[("class", &"code")], finding.code)
                .raw("</li>");
        }
        self.html.raw("</ul>");
    }

    fn severity(&mut self, severity: Severity) {
        let class = format!("severity {severity}");
        self.html
            .element("span", &[("class", &class)], labels::severity(severity))
            .raw(" ");
    }

    /// A message, in which what stands between backticks is quoted.
    fn message(&mut self, message: &str) {
        for (at, part) in message.split('`').enumerate() {
            if at % 2 == 1 {
                self.html.element("code", &[], part);
            } else {
                self.html.text(part);
            }
        }
    }

    /// What a message quotes: what it says of it stands above, in Spanish.
    fn quoted(&mut self, message: &str) {
        for part in labels::quoted(message) {
            self.html.element("code", &[], cut(part)).raw(" ");
        }
    }

    fn diagnostics(&mut self) {
        let mut groups: BTreeMap<_, Vec<(usize, &Diagnostic)>> = BTreeMap::new();
        for (at, diagnostic) in self.report.diagnostics().iter().enumerate() {
            let key = (std::cmp::Reverse(diagnostic.severity), diagnostic.code);
            groups.entry(key).or_default().push((at, diagnostic));
        }
        if groups.is_empty() {
            self.none("Nada fue difícil de leer.");
            return;
        }
        self.html.raw("<p class=\"none\">Lo que fue difícil de leer, y lo que se decidió. No cambian ninguna cifra.</p>");
        for ((std::cmp::Reverse(severity), code), group) in groups {
            self.html.raw("<details><summary>");
            self.severity(severity);
            let (name, meaning) = labels::code(code.as_str());
            self.html.text(name).raw(" ");
            self.html
                .element("span", &[("class", &"count")], group.len())
                .raw("</summary>");
            if let Some(meaning) = meaning {
                self.html.element("p", &[("class", &"none")], meaning);
            }
            self.html.raw("<ul class=\"cards\">");
            for (at, diagnostic) in group {
                self.html.raw("<li class=\"card\">");
                self.open_link(format_args!("aviso-{at}"), diagnostic.span);
                match meaning {
                    Some(_) => self.quoted(&diagnostic.message),
                    // A code of a later version.
                    None => self.message(&diagnostic.message),
                }
                self.place(diagnostic.span, diagnostic.line);
                self.html.raw("</a></li>");
            }
            self.html.raw("</ul></details>");
        }
    }

    fn documents(&mut self) {
        if self.report.references().len() == 0 {
            self.none("No cita memorandos, oficios ni resoluciones.");
            return;
        }
        self.html.raw("<ul class=\"cards\">");
        for cited in self.report.references() {
            self.html.raw("<li class=\"card\"><p class=\"who\">");
            self.html.text(cited.reference).raw("</p><ul>");
            for mention in cited.mentions {
                self.html.raw("<li>");
                self.open_link("", mention.span);
                self.place(mention.span, mention.line);
                self.html.raw("</a></li>");
            }
            self.html.raw("</ul></li>");
        }
        self.html.raw("</ul>");
    }
}

/// A text cut to what a card shows.
fn cut(text: &str) -> String {
    match text.char_indices().nth(QUOTED) {
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default().trim_end()),
        None => text.to_owned(),
    }
}
