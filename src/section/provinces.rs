//! The provinces of Ecuador.

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
