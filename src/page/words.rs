//! The words by which lines are known.

/// What a page number is called, the longer before what it begins with.
pub(super) const PAGE: &[&str] = &["página", "pagina", "page", "pág", "pag", "hoja"];

/// What stands over a table of contents, alone or before what it lists.
pub(super) const CONTENTS: &[&str] = &[
    "indice",
    "contenido",
    "contenidos",
    "tabla de contenido",
    "tabla de contenidos",
    "sumario",
    "contents",
    "table of contents",
];

/// What an index lists: `Lista de gráficos`.
pub(super) const INDEXES: &[&str] = &["indice de ", "lista de ", "listado de "];
pub(super) const INDEXED: &[&str] = &[
    "anexos",
    "contenido",
    "contenidos",
    "cuadros",
    "figuras",
    "graficas",
    "graficos",
    "ilustraciones",
    "imagenes",
    "mapas",
    "tablas",
];

/// Verbs that a quantity follows, and words that one follows after `de` or `a`.
pub(super) const COPULA: &[&str] = &["es", "son", "era", "eran", "fue", "fueron"];
pub(super) const AMOUNT: &[&str] = &[
    "alrededor",
    "asciende",
    "cantidad",
    "cerca",
    "llega",
    "mas",
    "menos",
    "numero",
    "total",
];

/// What stands before a telephone number.
pub(super) const CONTACT: &[&str] = &["telf", "tel.", "teléfono", "telefono", "teléf", "pbx"];
