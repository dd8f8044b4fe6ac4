//! The words by which lines are known. All are folded but for [`OPEN`], which are compared in small letters.

/// Words that end no sentence: a line that ends in one goes on.
pub(super) const OPEN: &[&str] = &[
    "a", "al", "ante", "bajo", "con", "contra", "de", "del", "desde", "durante", "e", "el", "en",
    "entre", "es", "fue", "ha", "hacia", "han", "hasta", "la", "las", "lo", "los", "más", "no",
    "nro", "o", "para", "por", "que", "se", "según", "sin", "sobre", "son", "su", "sus", "un",
    "una", "y",
];

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
