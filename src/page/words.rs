//! The words by which lines are known.

/// Abbreviations that announce a number: their dot ends no sentence.
pub(super) const ANNOUNCING: &[&str] = &["nro.", "no.", "art.", "arts.", "núm."];

/// What a page number is called, the longer before what it begins with.
pub(super) const PAGE: &[&str] = &["página", "pagina", "page", "pág", "pag", "hoja"];

/// What stands over a table of contents, alone or before what it lists.
pub(super) const CONTENTS: &[&str] = &[
    "indice",
    "contenido",
    "contenidos",
    "tabla de contenido",
    "tabla de contenidos",
    "lista de tablas",
    "lista de cuadros",
    "contents",
    "table of contents",
];

/// What stands before a telephone number.
pub(super) const CONTACT: &[&str] = &["telf", "tel.", "teléfono", "telefono", "teléf", "pbx"];
