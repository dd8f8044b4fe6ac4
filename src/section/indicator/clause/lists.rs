//! The words that the grammar of a clause looks for about a noun and its number. All are keys.

/// Stems of what members of the institution do, and of what is done to them: those who did are not all.
pub(super) const EVENTS: &[&str] = &[
    "acud",
    "asist",
    "atend",
    "atendi",
    "benefici",
    "brigada",
    "capacit",
    "charla",
    "curso",
    "encuest",
    "evento",
    "feria",
    "inscrib",
    "inscrit",
    "inspecc",
    "notific",
    "particip",
    "recib",
    "regulariz",
    "socializ",
    "taller",
    "visit",
];

/// Stems of what is done to things: those that it is done to are not all.
pub(super) const WORKS: &[&str] = &[
    "abastec", "abri", "adecu", "capacit", "constru", "contrat", "convenio", "dot", "entreg",
    "equip", "evalu", "firm", "inaugur", "interven", "manten", "nuev", "readecu", "recorr",
    "remodel", "renov", "repar", "suscri", "supervis", "visit",
];

/// Words that say that what follows is the whole, whatever else the sentence speaks of.
pub(super) const STRONG: &[&str] = &[
    "total",
    "totales",
    "numero",
    "padron",
    "suma",
    "suman",
    "sumaron",
    "sumo",
    "cerro",
    "cuenta",
    "cuentan",
    "conto",
    "registra",
    "registran",
    "registro",
    "registraron",
    "tiene",
    "tenia",
    "existen",
    "existe",
    "hay",
    "cobran",
    "cobraban",
    "llego",
    "alcanzo",
    "poblacion",
    "universo",
];

/// Words that make a number a round one.
pub(super) const ROUND: &[&str] = &[
    "cerca",
    "alrededor",
    "aproximadamente",
    "aprox",
    "casi",
    "unos",
    "unas",
    "mas",
    "menos",
    "promedio",
    "bordea",
    "bordean",
    "bordeando",
    "supera",
    "superan",
    "superior",
    "sobre",
];

/// Stems of words that make a number a change or an aim.
pub(super) const CHANGES: &[&str] = &[
    "increment",
    "aument",
    "crecimiento",
    "crecio",
    "crecieron",
    "reduc",
    "reduj",
    "dismin",
    "adicional",
    "diferencia",
    "variacion",
    "nuev",
    "meta",
];

/// Verbs between a noun and how many there are.
pub(super) const LINKS: &[&str] = &[
    "fue",
    "fueron",
    "es",
    "son",
    "era",
    "eran",
    "ascendio",
    "ascendieron",
    "asciende",
    "ascienden",
    "sumo",
    "sumaron",
    "suma",
    "suman",
    "totalizo",
    "totalizaron",
    "llego",
    "llegaron",
    "llega",
    "llegan",
    "alcanzo",
    "alcanzaron",
    "alcanza",
    "alcanzan",
    "ubico",
    "situo",
    "registro",
];

/// Words between such a verb and the number.
pub(super) const FILL: &[&str] = &[
    "de", "a", "en", "un", "una", "total", "la", "las", "el", "los", "al", "del", "cantidad",
    "suma", "cifra", "numero",
];

/// Words that say nothing of what is counted.
pub(super) const NEUTRAL: &[&str] = &[
    "activos",
    "activas",
    "registrados",
    "registradas",
    "vigentes",
    "totales",
    "existentes",
    "aportantes",
];

/// Words that may follow a noun without narrowing it.
pub(super) const CLOSERS: &[&str] = &[
    "mientras", "ademas", "asi", "cuya", "cuyo", "cuyos", "cuyas", "quienes", "donde", "segun",
    "lo", "cobran", "cobraban",
];

/// What a verb may say of those counted without narrowing them.
pub(super) const STATES: &[&str] = &[
    "disponen",
    "cuentan",
    "tienen",
    "estan",
    "pertenecen",
    "constan",
    "conforman",
    "integran",
    "cubren",
    "brindan",
    "prestan",
    "atienden",
    "ofrecen",
    "dan",
    "forman",
    "trabajan",
    "funcionan",
];

pub(super) const OF_THINGS: &[&str] = &[
    "repartidos",
    "repartidas",
    "distribuidos",
    "distribuidas",
    "ubicados",
    "ubicadas",
    "localizados",
    "pertenecientes",
    "reciben",
    "para",
    "distribuidos",
];

/// The concepts that count all that there are, whatever happened to some of them.
pub(super) const STOCKS: &[&str] = &[
    "affiliates",
    "affiliates_general",
    "affiliates_voluntary",
    "affiliates_domestic_workers",
    "affiliates_campesino",
    "insured",
    "contributors",
    "employers",
    "pensioners",
    "retirees",
    "retirees_old_age",
    "retirees_invalidity",
    "retirees_disability",
    "montepio_beneficiaries",
    "campesino_heads_of_household",
    "campesino_organizations",
    "dispensaries",
    "dispensaries_annexed",
    "medical_units",
    "external_providers",
    "cantons",
];
