//! What the words so far say of the next number.

use super::{code, lex, money, number::Role, period, reference, year};

/// How many words a money word or the like reaches forward.
const REACH: u32 = 12;

/// How many words `entre` or `comprendido` reaches forward: `comprendido entre los años: 2021 y 2022`.
const SPAN_REACH: u32 = 7;

/// What a sentence counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Topic {
    /// Dollars: `una recaudación de`.
    Money,
    /// Per cent: `el porcentaje de`.
    Percent,
    /// What comes whole: people, prestaciones.
    Whole,
    /// What has decimals of its own: an index, a rate.
    Measure,
}

/// What stands right before the next token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Before {
    #[default]
    Nothing,
    /// A noun that a number names: `Fase 3`, `punto 2`.
    Label,
    /// `Nro.`, `N°`.
    Mark,
    /// `clave catastral`, `RUC`.
    Code,
    /// `del`, `desde`: may begin a span of days.
    Article,
    /// `Registro Oficial`, `Suplemento`: the number of an issue comes.
    Gazette,
    /// `año`, `durante`: a year comes.
    Year,
    /// Another word.
    Word,
}

/// The words since the sentence began, as far as a number needs them.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sentence {
    words: u32,
    last_length: usize,
    topic: Option<(Topic, u32)>,
    span: Option<u32>,
    lead: Option<(reference::Lead, u32)>,
    before: Before,
    /// The last word was `registro`.
    registry: bool,
    currency: bool,
    /// The sign of another currency stands right before.
    foreign: bool,
}

impl Sentence {
    /// A word of letters, folded.
    pub(super) fn word(&mut self, folded: &str) {
        self.words = self.words.saturating_add(1);
        self.last_length = folded.len();
        self.currency = money::is_sign_word(folded);
        self.foreign = false;
        if let Some(topic) = topic(folded) {
            self.topic = Some((topic, self.words));
        }
        if matches!(folded, "entre" | "entra" | "desde") || folded.starts_with("comprendid") {
            self.span = Some(self.words);
        }
        if let Some(lead) = reference::keyword(folded) {
            // `Resolución administrativa circular` is still one.
            self.lead = Some((self.lead.map_or(lead, |(earlier, _)| earlier), self.words));
        } else if !reference::keeps_lead(folded) {
            self.lead = None;
        }
        let registry = folded == "registro";
        self.before = match folded {
            "del" | "de" | "desde" | "el" | "los" | "entre" | "entra" | "dia" | "dias"
            | "fecha" | "fechas" => Before::Article,
            "oficial" if self.registry => Before::Gazette,
            "suplemento" => Before::Gazette,
            "ano" | "anos" | "durante" | "ejercicio" => Before::Year,
            _ if code::announces(folded) => Before::Code,
            _ if is_label(folded) => Before::Label,
            _ => Before::Word,
        };
        self.registry = registry;
    }

    /// A name with digits in it, or anything else that was read past.
    pub(super) fn name(&mut self) {
        self.words = self.words.saturating_add(1);
        self.last_length = usize::MAX;
        self.before = Before::Word;
        self.currency = false;
        self.foreign = false;
        self.lead = None;
    }

    /// `Nro.`: the next number names what stands before it.
    pub(super) fn mark(&mut self) {
        self.currency = false;
        if self.before != Before::Code {
            self.before = Before::Mark;
        }
    }

    /// A number or another atom was read.
    pub(super) fn atom(&mut self) {
        self.name();
        self.before = Before::Nothing;
    }

    /// A quantity was read: an index or a percentage is one number, amounts and people come in lists.
    pub(super) fn quantity(&mut self) {
        self.topic = self
            .topic
            .filter(|(topic, _)| matches!(topic, Topic::Money | Topic::Whole));
    }

    /// A sign of money that stands in a place where it is not met one by one.
    pub(super) fn sign(&mut self) {
        self.currency = true;
    }

    /// A sign of another currency, right before a number.
    pub(super) fn foreign_sign(&mut self) {
        self.name();
        self.foreign = true;
    }

    /// A period was read: what announced it is used up.
    pub(super) fn period(&mut self) {
        self.span = None;
    }

    /// A character that belongs to no word; `next` is the one after it.
    pub(super) fn punctuation(&mut self, c: char, next: Option<char>) {
        match c {
            '$' => self.currency = true,
            // `$. 1.234,00`, `USD: 5`, `Fase: 3`.
            ' ' | ':' | '"' | '“' | '”' | '«' | '°' | 'º' => {}
            '.' | '!' | '?' | '…' => {
                // `Nro. 5` goes on; a short word before the dot is most often an abbreviation.
                let ends = next.is_none_or(char::is_whitespace) && self.last_length > 4;
                if ends && !self.currency {
                    *self = Self::default();
                }
            }
            '(' | '[' => self.currency = false,
            _ => {
                self.currency = false;
                self.before = Before::Nothing;
                if c == ';' {
                    self.topic = None;
                    self.span = None;
                }
            }
        }
    }

    /// Whether a currency sign or word stands right before.
    pub(super) const fn currency(&self) -> bool {
        self.currency
    }

    /// Whether the sign of another currency stands right before.
    pub(super) const fn foreign(&self) -> bool {
        self.foreign
    }

    /// What stands before a date.
    pub(super) fn dates(&self) -> period::Lead {
        period::Lead {
            span: self
                .span
                .is_some_and(|at| self.words.saturating_sub(at) <= SPAN_REACH),
            article: self.before == Before::Article || self.words == 0,
        }
    }

    /// The word that announced a reference, where it is near.
    pub(super) fn lead(&self) -> Option<reference::Lead> {
        self.lead
            .filter(|(_, at)| self.words.saturating_sub(*at) <= 4)
            .map(|(lead, _)| lead)
    }

    pub(super) fn after_mark(&self) -> bool {
        self.before == Before::Mark
    }

    pub(super) fn after_gazette(&self) -> bool {
        self.before == Before::Gazette
    }

    pub(super) fn after_word(&self) -> bool {
        self.before != Before::Nothing
    }

    pub(super) fn after_label(&self) -> bool {
        self.before == Before::Label
    }

    pub(super) fn after_code(&self) -> bool {
        self.before == Before::Code
    }

    pub(super) fn after_year(&self) -> bool {
        self.before == Before::Year
    }

    /// Whether the nearest noun that says what is counted is a money word.
    pub(super) fn of_money(&self) -> bool {
        self.near() == Some(Topic::Money)
    }

    /// Whether it is `porcentaje`.
    pub(super) fn of_percent(&self) -> bool {
        self.near() == Some(Topic::Percent)
    }

    /// What the words say of a lone separator, those before it and the one that follows.
    pub(super) fn role(&self, rest: &str) -> Option<Role> {
        let following = lex::gap(rest).and_then(|(rest, _)| lex::word(rest)).ok();
        let next = following.and_then(|(_, word)| topic(&word));
        // Whatever noun it is: `100.000 habitantes` are counted.
        let counted = || year::counts(rest).then_some(Topic::Whole);
        match next.or_else(counted).or_else(|| self.near())? {
            Topic::Money | Topic::Whole => Some(Role::Groups),
            Topic::Percent | Topic::Measure => Some(Role::Decimal),
        }
    }

    fn near(&self) -> Option<Topic> {
        self.topic
            .filter(|(_, at)| self.words.saturating_sub(*at) <= REACH)
            .map(|(topic, _)| topic)
    }
}

fn topic(folded: &str) -> Option<Topic> {
    const WHOLE: &[&str] = &[
        "afil",
        "person",
        "usuari",
        "jubila",
        "pension",
        "trabajador",
        "patrono",
        "beneficiari",
        "mujer",
        "hombre",
        "empresa",
        "empleador",
        "cotizant",
        "prestacion",
        "ciudadan",
        "atencion",
        "paciente",
        "adult",
        "servidor",
        "femenin",
        "masculin",
        "montepio",
        "registro",
        "tramite",
        "dispensari",
        "numero",
        "cantidad",
        "organizacion",
        "poblacion",
        "voluntari",
        "participant",
        "computador",
        "familia",
        "turno",
        "cupo",
        "ninos",
        "ninas",
        "estudiant",
    ];
    const MEASURE: &[&str] = &[
        "indice",
        "indicador",
        "promedio",
        "puntaje",
        "calificacion",
        "tasa",
        "coeficiente",
    ];
    let any = |stems: &[&str]| stems.iter().any(|stem| folded.starts_with(stem));
    if money::is_topic(folded) {
        Some(Topic::Money)
    } else if folded.starts_with("porcent") {
        Some(Topic::Percent)
    } else if any(MEASURE) {
        Some(Topic::Measure)
    } else if any(WHOLE) {
        Some(Topic::Whole)
    } else {
        None
    }
}

/// Nouns that a number names rather than counts: there is one `zona 7`, not seven.
fn is_label(folded: &str) -> bool {
    matches!(
        folded,
        "fase"
            | "etapa"
            | "punto"
            | "zona"
            | "nivel"
            | "tipo"
            | "numeral"
            | "literal"
            | "inciso"
            | "capitulo"
            | "titulo"
            | "seccion"
            | "anexo"
            | "cuadro"
            | "tabla"
            | "grafico"
            | "figura"
            | "ilustracion"
            | "pagina"
            | "pag"
            | "version"
            | "distrito"
            | "circuito"
            | "categoria"
            | "eje"
            | "tomo"
            | "lote"
            | "bloque"
            | "piso"
            | "covid"
            | "sars"
            | "modulo"
            | "grupo"
            | "componente"
            | "apartado"
            | "parrafo"
            | "formulario"
    )
}
