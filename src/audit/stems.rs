//! Words that rules ask for, by the beginnings of their folded forms.

/// Whether a folded word begins with one of some stems; one that ends in a full stop is a whole word.
pub(crate) fn begins(word: &str, stems: &[&str]) -> bool {
    stems.iter().any(|stem| match stem.strip_suffix('.') {
        Some(whole) => word == whole,
        None => word.starts_with(stem),
    })
}

/// Whether any word of a folded text begins with one of some stems.
pub(crate) fn any_begins(text: &str, stems: &[&str]) -> bool {
    text.split(' ').any(|word| begins(word, stems))
}

/// What more is, and what less is.
pub(crate) const CHANGE: [&str; 14] = [
    "increment",
    "aument",
    "crecim",
    "crecio",
    "reduc",
    "reduj",
    "disminu",
    "decrement",
    "decrec",
    "variacion",
    "descend",
    "descens",
    "bajo.",
    "subio.",
];
/// What is left of one amount when another is taken from it.
pub(crate) const REST: [&str; 12] = [
    "saldo",
    "diferenc",
    "ejecutar.",
    "dispon",
    "superavit",
    "deficit",
    "exceden",
    "ahorr",
    "pendient",
    "brecha",
    "remanen",
    "sobrante",
];
/// What says that a percentage is a share of an amount.
pub(crate) const SHARE: [&str; 6] = [
    "equival",
    "represent",
    "correspond",
    "porcentaje",
    "signific",
    "alcanz",
];
/// What sums up.
pub(crate) const SUM: [&str; 10] = [
    "total",
    "suma",
    "acumul",
    "global",
    "conjunto",
    "consolid",
    "asciend",
    "ascend",
    "llego",
    "represent",
];
/// Women.
pub(crate) const WOMEN: [&str; 2] = ["mujer", "femenin"];
/// Men.
pub(crate) const MEN: [&str; 3] = ["hombre", "varon", "masculin"];
