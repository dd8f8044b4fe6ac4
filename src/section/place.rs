//! Of which place a sentence speaks, as far as that is not the report's own province.

use std::sync::LazyLock;

use super::words::{Token, stands_at};
use crate::source::fold;

/// INEC's code, the name, and the letters of ISO 3166-2:EC that a unit's name has after `DP`.
pub(crate) const PROVINCES: &[(&str, &str, &str)] = &[
    ("01", "Azuay", "A"),
    ("02", "Bolívar", "B"),
    ("03", "Cañar", "F"),
    ("04", "Carchi", "C"),
    ("05", "Cotopaxi", "X"),
    ("06", "Chimborazo", "H"),
    ("07", "El Oro", "O"),
    ("08", "Esmeraldas", "E"),
    ("09", "Guayas", "G"),
    ("10", "Imbabura", "I"),
    ("11", "Loja", "L"),
    ("12", "Los Ríos", "R"),
    ("13", "Manabí", "M"),
    ("14", "Morona Santiago", "S"),
    ("15", "Napo", "N"),
    ("16", "Pastaza", "Y"),
    ("17", "Pichincha", "P"),
    ("18", "Tungurahua", "T"),
    ("19", "Zamora Chinchipe", "Z"),
    ("20", "Galápagos", "W"),
    ("21", "Sucumbíos", "U"),
    ("22", "Orellana", "D"),
    ("23", "Santo Domingo de los Tsáchilas", "SD"),
    ("24", "Santa Elena", "SE"),
];

/// The names as keys: they are looked for at every capital.
static NAMES: LazyLock<Vec<String>> = LazyLock::new(|| {
    PROVINCES
        .iter()
        .map(|(_, name, _)| fold::key(name))
        .collect()
});

/// Words for the country as a whole.
const NATION: &[&str] = &[
    "nivel nacional",
    "escala nacional",
    "ambito nacional",
    "nivel de pais",
    "todo el pais",
    "en el pais",
    "del pais",
    "en ecuador",
    "en el ecuador",
    "todo el ecuador",
    "otras provincias",
    "otra provincia",
    "demas provincias",
];

/// Words for the province whose office reports.
const HOME: &[&str] = &["provincia", "provincial", "provinciales", "jurisdiccion"];

/// Words for a part of a province, which a name follows: what is there is not there in all of it.
const PARTS: &[&str] = &["canton", "parroquia"];

/// Words for what bears the name of a province, or of whom the province was named after, and lies anywhere.
const NAMESAKES: &[&str] = &[
    "av",
    "avda",
    "avenida",
    "avenidas",
    "barrio",
    "calle",
    "calles",
    "canton",
    "cantones",
    "ciudadela",
    "colegio",
    "educativa",
    "escuela",
    "hospital",
    "libertador",
    "parque",
    "parroquia",
    "parroquias",
    "plaza",
    "puente",
    "rio",
    "via",
];

/// How far before a name stands what bears it, in tokens: "calles Sucre y Bolívar".
const BEARER: usize = 6;

/// Before each token, and after the last, whether what was spoken of last is another place (`true`), the province of
/// the report (`false`), or none. `first` is what was spoken of before; a semicolon goes back to that.
pub(super) fn places(
    tokens: &[Token<'_>],
    text: &str,
    province: Option<&str>,
    first: Option<bool>,
) -> Vec<Option<bool>> {
    let province = province.map(fold::key);
    let mut out = Vec::with_capacity(tokens.len() + 1);
    let mut last = first;
    out.push(last);
    for at in 0..tokens.len() {
        if tokens[at].mark() == Some(';') {
            last = first;
        } else {
            last = place_at(tokens, text, at, province.as_deref()).or(last);
        }
        out.push(last);
    }
    out
}

/// Whether another place is named at token `at`, or the report's own; where its province is not known, none is
/// another than that.
fn place_at(tokens: &[Token<'_>], text: &str, at: usize, province: Option<&str>) -> Option<bool> {
    let capital = |token: &Token<'_>| {
        !token.word().is_empty() && text[token.range.clone()].starts_with(char::is_uppercase)
    };
    let before = at.checked_sub(1).map(|last| &tokens[last]);
    if tokens[at].is_any(HOME) {
        // "Otras provincias" are none of its own.
        let other = before.is_some_and(|token| token.is_any(&["otra", "otras", "demas", "cada"]));
        return Some(other);
    }
    if NATION
        .iter()
        .any(|phrase| stands_at(tokens, at, phrase).is_some())
    {
        return Some(true);
    }
    // "En el cantón Tena"; "la oficina del cantón Tena" may serve the whole province.
    if tokens[at].is_any(PARTS)
        && tokens[at.saturating_sub(2)..at]
            .iter()
            .any(|token| token.is_any(&["en"]))
    {
        let name = at
            + 1
            + usize::from(
                tokens
                    .get(at + 1)
                    .is_some_and(|token| token.is_any(&["de"])),
            );
        return tokens.get(name).is_some_and(capital).then_some(true);
    }
    if !capital(&tokens[at]) {
        return None;
    }
    // After another name it is a surname, or a part of what a street or a hospital is called.
    let named = before.is_some_and(|token| {
        capital(token) && !token.is_any(HOME) && !token.is_any(&["iess", "direccion", "en"])
    });
    if named && at > 1 {
        return None;
    }
    // "En las calles Bolívar y Rocafuerte", "Av. Orellana": with nothing between but names and small words.
    let borne = tokens[at.saturating_sub(BEARER)..at]
        .iter()
        .rev()
        .take_while(|token| {
            token.is_any(NAMESAKES)
                || capital(token)
                || token.mark() == Some('.')
                || token.is_any(&["de", "del", "la", "las", "los", "el", "y", "e"])
        })
        .any(|token| token.is_any(NAMESAKES));
    if borne {
        return None;
    }
    let own = province?;
    let stands_here = |name: &str| {
        name.split(' ')
            .enumerate()
            .all(|(n, word)| tokens.get(at + n).is_some_and(|token| token.word() == word))
    };
    let first = tokens[at].word().as_bytes().first();
    NAMES
        .iter()
        .find(|name| name.as_bytes().first() == first && stands_here(name))
        .map(|name| name != own)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::section::words::tokens;

    /// What was spoken of last in a report of Napo.
    fn last(text: &str) -> Option<bool> {
        places(&tokens(text, &[]), text, Some("Napo"), None)
            .last()
            .copied()
            .flatten()
    }

    #[test]
    fn knows_another_place_from_its_own() {
        for text in [
            "A nivel nacional hay",
            "En el Ecuador viven",
            "La provincia de Carchi tiene",
            "Zamora Chinchipe cuenta con",
            "En la provincia hay poco; en Guayas,",
            "en las otras provincias",
            "En la avenida Sucre hay poco; en Carchi",
            "En la parroquia Misahuallí",
        ] {
            assert_eq!(last(text), Some(true), "{text}");
        }
        for text in [
            "En la provincia de Napo",
            "A nivel nacional poco; en esta jurisdicción",
            "En Napo",
        ] {
            assert_eq!(last(text), Some(false), "{text}");
        }
        for text in [
            "El señor Pedro Orellana",
            "La Ley del Banco Central del Ecuador",
            "en los cantones",
            "la oficina del cantón Tena",
            "en las calles Bolívar y Rocafuerte",
            "en las calles Sucre y Bolívar",
            "en la Av. Orellana",
            "el río Napo y el Pastaza",
            "la Unidad Educativa Loja",
        ] {
            assert_eq!(last(text), None, "{text}");
        }
        // Without a province of its own no name is another's.
        let text = "La provincia de Carchi";
        assert_eq!(
            places(&tokens(text, &[]), text, None, None).last(),
            Some(&Some(false))
        );
    }
}
