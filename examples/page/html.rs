//! HTML that takes no text unescaped: markup is what the program holds, all else is escaped.

use std::fmt::{self, Display, Write};

/// A page that is being written.
#[derive(Default)]
pub(crate) struct Html(String);

/// An attribute: its name, and its value, which is escaped.
pub(crate) type Attribute<'a> = (&'static str, &'a dyn Display);

impl Html {
    /// Markup as it is.
    pub(crate) fn raw(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Text, escaped.
    pub(crate) fn text(&mut self, text: impl Display) -> &mut Self {
        // A string takes whatever is written to it.
        let _ = write!(Escaped(&mut self.0), "{text}");
        self
    }

    /// The start tag of an element; attributes with an empty value are left out.
    pub(crate) fn open(&mut self, tag: &'static str, attributes: &[Attribute<'_>]) -> &mut Self {
        self.raw("<").raw(tag);
        for (name, value) in attributes {
            let before = self.0.len();
            self.raw(" ").raw(name).raw("=\"");
            let start = self.0.len();
            self.text(value);
            if self.0.len() == start {
                self.0.truncate(before);
            } else {
                self.raw("\"");
            }
        }
        self.raw(">")
    }

    /// The end tag of an element.
    pub(crate) fn close(&mut self, tag: &'static str) -> &mut Self {
        self.raw("</").raw(tag).raw(">")
    }

    /// An element that holds text.
    pub(crate) fn element(
        &mut self,
        tag: &'static str,
        attributes: &[Attribute<'_>],
        text: impl Display,
    ) -> &mut Self {
        self.open(tag, attributes).text(text).close(tag)
    }

    /// What another has written.
    pub(crate) fn append(&mut self, other: &Self) -> &mut Self {
        self.0.push_str(&other.0);
        self
    }

    pub(crate) fn into_string(self) -> String {
        self.0
    }
}

/// Writes text so that no character of it is markup.
struct Escaped<'a>(&'a mut String);

impl Write for Escaped<'_> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        for c in text.chars() {
            match c {
                '&' => self.0.push_str("&amp;"),
                '<' => self.0.push_str("&lt;"),
                '>' => self.0.push_str("&gt;"),
                '"' => self.0.push_str("&quot;"),
                '\'' => self.0.push_str("&#39;"),
                '\n' | '\t' => self.0.push(c),
                // HTML holds no control characters.
                c if c.is_control() => self.0.push(' '),
                c => self.0.push(c),
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_values_are_escaped_and_empty_attributes_left_out() {
        let mut html = Html::default();
        html.open("p", &[("id", &"a\"b"), ("class", &"")])
            .text("1 < 2 & 'x'\u{0}")
            .close("p");
        assert_eq!(
            html.into_string(),
            "<p id=\"a&quot;b\">1 &lt; 2 &amp; &#39;x&#39; </p>"
        );
    }
}
