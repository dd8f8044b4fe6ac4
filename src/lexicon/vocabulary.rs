//! The vocabulary as a static table, made from `words.tsv` while the crate is compiled.

use crate::source::fold;

/// The classes and senses that `words.tsv` names, each declared once: the variant, its name there, and whether one
/// misprint is forgiven in its words of six letters and more. Those behind the semicolon have no rows.
macro_rules! named {
    (
        $(#[$meta:meta])*
        enum $Enum:ident, $NAMES:ident:
        $($(#[$of_row:meta])* $Row:ident = $name:literal $($forgiven:ident)?,)*
        $(; $($(#[$of_form:meta])* $Form:ident,)*)?
    ) => {
        $(#[$meta])*
        pub(crate) enum $Enum {
            $($(#[$of_row])* $Row,)*
            $($($(#[$of_form])* $Form,)*)?
        }

        const $NAMES: &[($Enum, &str, bool)] =
            &[$(($Enum::$Row, $name, named!(@ $($forgiven)?)),)*];
    };
    (@) => { false };
    (@ forgiven) => { true };
}

named! {
/// What a word is to those who ask: one bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
enum Class, CLASSES:
    /// Ends no sentence: a line that ends in it goes on.
    Open = "open",
    /// The name of a month; the sense is its number.
    Month = "month" forgiven,
    /// The usual abbreviation of a month's name; the sense is its number.
    MonthShort = "month_short",
    /// A number word under a thousand; the sense is its value.
    Number = "number",
    /// Says what the numbers of its sentence count: [`Sense::Money`], [`Sense::Percent`], [`Sense::Whole`] or
    /// [`Sense::Measure`].
    Topic = "topic" forgiven,
    /// A noun that a number names rather than counts: there is one `zona 7`, not seven.
    Label = "label",
    /// Announces a year.
    YearWord = "year_word",
    /// Announces a span of time.
    SpanWord = "span_word",
    /// May stand before the day of a date.
    DayWord = "day_word",
    /// Announces an identifier.
    CodeWord = "code_word",
    /// Stands for the currency before an amount.
    Currency = "currency",
    /// A small word in `-s` that no year counts: `2020 los afiliados`.
    Uncounted = "uncounted",
    /// Stands in the running header of the form.
    Header = "header" forgiven,
    /// Names a fact in the running header: [`Sense::Code`], [`Sense::Version`], [`Sense::Page`] or
    /// [`Sense::Effective`].
    HeaderName = "header_name" forgiven,
    /// Says that the province named after it is the office's: [`Sense::Office`], [`Sense::Institution`] or
    /// [`Sense::Province`].
    Office = "office",
    /// Stands before the name of a place.
    PlaceWord = "place_word",
    /// Announces articles of a law: [`Sense::One`] or [`Sense::Several`].
    LawArticle = "law_article",
    /// Announces the number of a recommendation or an objective, or several.
    Item = "item",
    /// Says what the reference after it is: [`Sense::Letter`] or [`Sense::Resolution`].
    Lead = "lead",
    /// May stand between a lead and its reference.
    LeadBetween = "lead_between",
    /// Names the gazette or an issue of it, a decree or an agreement of ministers: its number counts nothing.
    Gazette = "gazette",
    /// A lost space may glue it to the year after it.
    Glue = "glue",
    /// A small word that a quantity follows, and that a lost space glues to it.
    QuantityLead = "quantity_lead",
    /// The code or name of a currency that is not the dollar.
    Foreign = "foreign",
    /// The same, which means something else too: only after an amount.
    ForeignAfter = "foreign_after",
    /// Says a day of the month, or begins to say one; the sense is the day.
    DayNumber = "day_number",
    /// Which part of a year it is, 0 for the last.
    Ordinal = "ordinal",
    /// A part of a year; the sense is its months.
    YearPart = "year_part",
    /// What a title's number may count: `SECCIÓN 6`.
    TitleName = "title_name",
    /// Names an institution other than the IESS.
    OtherInstitution = "other_institution",
    /// Heads a document of another sort than a report.
    DocumentSort = "document_sort",
    /// An abbreviation that announces a number: its dot ends no sentence.
    Announcing = "announcing",
    /// Ends no phrase of a table: a preposition, an article.
    PhraseOpen = "phrase_open",
    /// Names a measure of money in the heads of tables.
    Amount = "amount",
    /// Names a count there.
    Counted = "counted",
    /// A noun of heads that another word follows.
    HeadNoun = "head_noun",
    /// A word of heads that another one precedes.
    HeadTail = "head_tail",
    /// Often begins a head; of sense 1, is one by itself.
    HeadStart = "head_start",
    /// Announces a number that is a name in a table: no value.
    NumberName = "number_name",
    /// A year may follow it in one head.
    BeforeYear = "before_year",
    /// Names a share in heads, and `%` may follow it.
    ShareName = "share_name",
    /// Names a document in heads.
    DocumentName = "document_name",
    /// Names a date in heads.
    DateName = "date_name",
    /// Begins the caption of a table.
    CaptionStart = "caption_start",
    /// Begins a row that adds others up.
    TotalStart = "total_start",
    /// Says that per cents stand under a head.
    PercentName = "percent_name",
    /// A preposition or conjunction: begins no label of a table.
    Linking = "linking",
    /// Words with which somebody speaks to people, or of those whom he speaks for.
    Spoken = "spoken",
    /// Stands alone over a table of contents.
    Contents = "contents",
    /// Stands over a list of contents, with what it lists behind it.
    Index = "index",
    /// What such a list holds: `Lista de gráficos`.
    Listed = "listed",
    /// A verb that a quantity follows.
    Copula = "copula",
    /// A quantity follows it after `de` or `a`.
    AmountLead = "amount_lead",
    /// Stands before a telephone number.
    Contact = "contact",
    /// Says which sort of objective it is.
    ObjectiveSort = "objective_sort",
    /// Names a time that is measured: days, minutes, a wait.
    Duration = "duration",
    /// The letters behind a number that make it an ordinal: `7ma`.
    OrdinalEnd = "ordinal_end",
    /// Begins the note under a table.
    TableNote = "table_note",
    /// Stands in brackets in a template, for what belongs there.
    Placeholder = "placeholder",
    /// Says that a percentage is a share of the amounts before it.
    ShareLead = "share_lead",
    /// Says that a list holds some of those that are meant, or that a number counts some.
    Partial = "partial",
    /// Measures time or size: a number before it counts no things.
    MeasureWord = "measure_word",
    /// Names what is over, missing or left when one amount is taken from another.
    Difference = "difference",
    /// Points at what follows: `las siguientes acciones`.
    Pointing = "pointing",
    /// Says that a year came to its end.
    Ended = "ended",
    /// Any sentence of a report may hold it: two that share it need not be of one thing.
    Common = "common",
    /// Stands in a phrase, and is nothing by itself. It has no rows: the phrases have them.
    PhraseWord = "phrase_word" forgiven,
    // From here on the classes are those of what sentences say: a sense is a name of its own, and of a word's form and
    // its stems the longest that has such a class decides.
    /// An article or another word that goes with a noun.
    Article = "article",
    /// A preposition; the sense is `telling` where how, where or why something was stands behind it, `until` where the end
    /// of a period does, `of` for `de`.
    Preposition = "preposition",
    /// Joins two of a kind.
    Conjunction = "conjunction",
    /// Begins a clause that tells which; the sense `partitive` where it takes a part.
    Relative = "relative",
    /// `se`.
    Clitic = "clitic",
    /// Helps another verb.
    Auxiliary = "auxiliary",
    /// Begins what is said against what stands before.
    But = "but",
    /// Says that a figure is all.
    Total = "total",
    /// Names an amount.
    Sum = "sum",
    /// Names a number of things.
    CountNoun = "count_noun",
    /// Changes nothing of what is said.
    Adverb = "adverb",
    /// The IESS itself.
    Institution = "institution",
    /// Denies.
    Negation = "negation",
    /// Says that something came to nothing, or is still open.
    Void = "void",
    /// Says that something is aimed at, estimated or owed; the sense is `goal` for what may be reached.
    Hope = "hope",
    /// Says that an aim was reached.
    Achieved = "achieved",
    /// Makes a number a rough one.
    Round = "round",
    /// Makes a number an average or a share.
    Each = "each",
    /// Begins what is compared with.
    Against = "against",
    /// Compares.
    More = "more",
    /// A verb of change; the sense is `rise`, `less`, or `vary` where it tells no direction.
    Move = "move",
    /// A noun of change; the sense is `rise` or `less`, if it tells.
    Change = "change",
    /// A verb of being, having or coming to.
    Being = "being",
    /// Says that two figures are one.
    Equal = "equal",
    /// A verb of being done.
    Happening = "happening",
    /// Leads to a year.
    YearNoun = "year_noun",
    /// Another year than the one spoken of.
    OtherYear = "other_year",
    /// A part of a year.
    YearPortion = "year_portion",
    /// A plan or document, which has a year or date of its own.
    Paper = "paper",
    /// The country, or other provinces.
    Nation = "nation",
    /// A part of a province.
    Locality = "locality",
    /// The province itself.
    ProvinceNoun = "province_noun",
    /// Something that is called after a place or person.
    Namesake = "namesake",
    /// The name of a province; the sense is its code of INEC.
    ProvinceName = "province_name",
    /// Says what an amount is, or what was done: `codified`, `executed`, `awarded`, ….
    Role = "role",
    /// Goes with an amount of a budget; the sense is `current` for current expenditure.
    Budget = "budget",
    /// Begins the name of a unit; the sense is `group` for a group of expenditure, `office` for the office itself.
    Unit = "unit",
    /// Goes on with the name of a unit.
    UnitWord = "unit_word",
    /// Stands before the name of a person.
    PersonTitle = "person_title",
    /// Ends in a dot that ends no sentence.
    Abbreviation = "abbreviation",
    /// A procedure of procurement; the sense is its slug.
    Procedure = "procedure" forgiven,
    /// What is procured.
    Object = "object",
    /// Says that something goes on.
    UnderWay = "under_way",
    /// What was done with an asset; the sense is its kind.
    Act = "act",
    /// Says that something came in.
    Receiving = "receiving",
    /// What may leave an office.
    Goods = "goods",
    /// A rule, which tells of no act.
    Rule = "rule",
    /// Says that there was none.
    None = "none",
    /// A noun that indicators count; the sense tells which.
    Concept = "concept" forgiven,
    /// Says which kind of a noun it is.
    Kind = "kind" forgiven,
    /// Goes with a noun and leaves it what it is.
    Neutral = "neutral",
    /// No verb, though it begins as one: it hides a stem.
    #[allow(
        dead_code,
        reason = "it is there to hide others, and nobody asks for it"
    )]
    Noun = "noun",
    /// `mil`, `millón`; the sense is its value.
    Thousand = "thousand",
    /// Stands for something named before: `otro`; the sense is its place in the order, 0 for the last.
    Pronoun = "pronoun",
    ;
    // What the form of a word tells: no row has these.
    /// Begins with a capital.
    Capital,
    /// A verb in the past: `devengó`, `adjudicaron`, `recaudamos`.
    Past,
    /// A verb in the future or conditional.
    Future,
    /// An infinitive.
    Infinitive,
    /// A participle.
    Participle,
    /// A gerund.
    Gerund,
    /// A noun of a verb: `adjudicación`.
    Nominal,
}

named! {
/// A sense that is a name and no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u32)]
enum Sense, SENSES:
    /// Dollars.
    Money = "money",
    /// Per cent.
    Percent = "percent",
    /// What comes whole: people, procedures.
    Whole = "whole",
    /// What has decimals of its own: an index, a rate.
    Measure = "measure",
    /// The code of the form.
    Code = "code",
    /// The version of the form.
    Version = "version",
    /// A page number.
    Page = "page",
    /// The date from which on the form is in force.
    Effective = "effective",
    /// `provincial`.
    Office = "office",
    /// `IESS`.
    Institution = "institution",
    /// `provincia`.
    Province = "province",
    /// One article.
    One = "one",
    /// Several articles.
    Several = "several",
    /// A recommendation.
    Recommendation = "recommendation",
    /// Several recommendations.
    Recommendations = "recommendations",
    /// An objective.
    Objective = "objective",
    /// Several objectives.
    Objectives = "objectives",
    /// A memorandum or official letter.
    Letter = "letter",
    /// A resolution.
    Resolution = "resolution",
    /// `registro`.
    Registry = "registry",
    /// `oficial`.
    Official = "official",
    /// `suplemento`.
    Supplement = "supplement",
}

const TSV: &str = include_str!("words.tsv");
const ROWS: usize = count_rows(TSV.as_bytes());
/// Phrases, and the words of all of them.
const PHRASES: [usize; 2] = count_phrases(TSV.as_bytes());
/// Every row, and one for each form that only phrases have.
const MOST_ROWS: usize = ROWS + PHRASES[1];
/// Words of the longest phrase.
const LONGEST_PHRASE: usize = 10;
/// A class is a bit of a `u128`.
const _: () = assert!((Class::Nominal as u8) < 128);
/// The first class of what sentences say.
const FIRST_NAMED: u8 = Class::Article as u8;
/// Slots of the table of forms, and of that of stems: powers of two, at most half full.
const SLOTS: usize = 8192;
const STEM_SLOTS: usize = 1024;
/// Letters of the shortest stem.
const SHORTEST_STEM: usize = 3;
/// Letters of the shortest word in which a misprint is forgiven.
const SHORTEST_FORGIVEN: usize = 6;

/// A form or stem in one of its classes.
#[derive(Clone, Copy)]
struct Row {
    /// Where in the data the form stands.
    start: u32,
    len: u8,
    stem: bool,
    /// It is a phrase, and stands in no table of forms.
    is_phrase: bool,
    class: u8,
    /// A number; of a class whose senses are names of their own, where the name stands in the data, and its length.
    sense: u32,
    /// The next row of the same form, then of the longest stem that it begins with; 0 ends the chain.
    next: u16,
    /// The next form with the same first letter in which a misprint is forgiven.
    peer: u16,
    /// The first phrase that begins with this form.
    phrase: u16,
    /// The classes of the chain that begins here.
    classes: u128,
    letters: u32,
}

/// Several words that are one.
#[derive(Clone, Copy)]
struct Phrase {
    /// The entries of its words.
    words: [u16; LONGEST_PHRASE],
    len: u8,
    /// Its first row.
    row: u16,
    /// The next phrase that begins with the same word.
    next: u16,
}

struct Vocabulary {
    rows: [Row; MOST_ROWS + 1],
    phrases: [Phrase; PHRASES[0] + 1],
    forms: [u16; SLOTS],
    stems: [u16; STEM_SLOTS],
    /// The first form of each letter in which a misprint is forgiven.
    forgiven: [u16; 26],
    /// A bit for each hash of a stem: most beginnings of words are turned away by it.
    filter: [u64; 64],
}

#[allow(
    long_running_const_eval,
    reason = "it is linear in the data, and each build pays it once"
)]
static VOCABULARY: Vocabulary = build();

/// Classes of which a word has one or more.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct ClassSet(u128);

impl ClassSet {
    pub(crate) const fn of(classes: &[Class]) -> Self {
        let (mut at, mut bits) = (0, 0);
        while at < classes.len() {
            bits |= 1 << classes[at] as u32;
            at += 1;
        }
        Self(bits)
    }

    pub(crate) fn has(self, class: Class) -> bool {
        self.0 & 1 << class as u32 != 0
    }

    /// Whether a class is in both.
    pub(crate) fn meets(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    pub(crate) const fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub(crate) const fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// Those of what sentences say, but for what the form of a word tells.
    pub(crate) const fn of_sentences(self) -> Self {
        Self(self.0 >> FIRST_NAMED << FIRST_NAMED & ((1 << Class::Capital as u32) - 1))
    }

    pub(crate) const fn is_empty(self) -> bool {
        self.0 == 0
    }
}

/// What the vocabulary knows of a word: a chain of rows; nothing for most words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Entry(pub(super) u16);

impl Sense {
    /// The sense of an entry in a class whose senses are names.
    fn of(number: u32) -> Option<Self> {
        Some(SENSES.get(number as usize)?.0)
    }
}

impl Entry {
    /// That of a word that the vocabulary does not have.
    pub(crate) const NONE: Self = Self(0);

    /// What the vocabulary knows of a folded word.
    pub(crate) fn of(folded: &str) -> Self {
        let mut prefix = Prefix::default();
        for at in 1..=folded.len() {
            prefix.push(folded.as_bytes(), at);
        }
        prefix.entry(folded)
    }

    /// Whether it has a class.
    pub(crate) fn is(self, class: Class) -> bool {
        VOCABULARY.rows[self.0 as usize].classes & 1 << class as u32 != 0
    }

    /// Every class that it has.
    pub(crate) fn classes(self) -> ClassSet {
        ClassSet(VOCABULARY.rows[self.0 as usize].classes)
    }

    /// Whether the word may be another's misprint: it is no form, and sentences know it by no stem.
    pub(super) fn is_open_to_misprints(self) -> bool {
        let row = &VOCABULARY.rows[self.0 as usize];
        self.0 == 0 || row.stem && self.classes().of_sentences().is_empty()
    }

    /// The stem that its form hides: `gastó` is a verb, though `gasto` is a noun.
    pub(crate) fn stem(self) -> Self {
        let mut at = self.0;
        while at != 0 && !VOCABULARY.rows[at as usize].stem {
            at = VOCABULARY.rows[at as usize].next;
        }
        Self(at)
    }

    /// The name that is its sense in a class of what sentences say; empty where it has none.
    pub(crate) fn name(self, class: Class) -> &'static str {
        let place = self.sense(class).filter(|_| class as u8 >= FIRST_NAMED);
        let name = place.and_then(|place| {
            let start = place as usize >> 8;
            TSV.get(start..start + (place & 0xff) as usize)
        });
        name.unwrap_or_default()
    }

    /// Whether some form has a sense in a class of what sentences say.
    #[cfg(test)]
    pub(crate) fn has_sense(class: Class, sense: &str) -> bool {
        let rows = &VOCABULARY.rows;
        (0..rows.len()).any(|at| {
            rows[at].class == class as u8 && at > 0 && Self(at as u16).name(class) == sense
        })
    }

    /// The longest phrase that words in a row begin with, and how many of them it takes.
    pub(crate) fn phrase(mut words: impl Iterator<Item = Self>) -> Option<(Self, usize)> {
        let first = words.next()?;
        let mut at = VOCABULARY.rows[first.0 as usize].phrase;
        if at == 0 {
            return None;
        }
        // Many phrases begin with the same word: the words behind it are asked for once.
        let mut printed = [first.0; LONGEST_PHRASE];
        let mut len = 1;
        for (place, word) in printed[1..].iter_mut().zip(words) {
            *place = word.0;
            len += 1;
        }
        let printed = &printed[..len];
        let mut best: Option<&Phrase> = None;
        while at != 0 {
            let phrase = &VOCABULARY.phrases[at as usize];
            // Most differ in the second word.
            if printed.get(1) == Some(&phrase.words[1])
                && best.is_none_or(|known| known.len < phrase.len)
                && printed.starts_with(&phrase.words[..phrase.len as usize])
            {
                best = Some(phrase);
            }
            at = phrase.next;
        }
        best.map(|phrase| (Self(phrase.row), phrase.len as usize))
    }

    /// Its sense in a class.
    pub(crate) fn sense(self, class: Class) -> Option<u32> {
        if !self.is(class) {
            return None;
        }
        let mut at = self.0;
        while at != 0 {
            let row = &VOCABULARY.rows[at as usize];
            if row.class == class as u8 {
                return Some(row.sense);
            }
            at = row.next;
        }
        None
    }

    /// Its sense in a class whose senses are names.
    pub(crate) fn meaning(self, class: Class) -> Option<Sense> {
        self.sense(class).and_then(Sense::of)
    }

    /// Whether that is its sense in a class.
    pub(crate) fn means(self, class: Class, sense: Sense) -> bool {
        self.sense(class) == Some(sense as u32)
    }
}

/// The beginning of a word that is being folded: its hash, and the longest stem that it begins with.
#[derive(Clone, Copy)]
pub(super) struct Prefix {
    hash: u32,
    stem: u16,
}

impl Default for Prefix {
    fn default() -> Self {
        Self {
            hash: OFFSET,
            stem: 0,
        }
    }
}

impl Prefix {
    /// Takes the byte before `at` of `word`, all of it that is known so far.
    pub(super) fn push(&mut self, word: &[u8], at: usize) {
        self.hash = step(self.hash, word[at - 1]);
        let bit = self.hash as usize & 0xfff;
        if at >= SHORTEST_STEM && VOCABULARY.filter[bit >> 6] >> (bit & 63) & 1 == 1 {
            let found = find(&VOCABULARY.stems, self.hash, &word[..at]);
            if found != 0 {
                self.stem = found;
            }
        }
    }

    /// What is known of the whole word.
    pub(super) fn entry(self, word: &str) -> Entry {
        let form = find(&VOCABULARY.forms, self.hash, word.as_bytes());
        Entry(if form == 0 { self.stem } else { form })
    }
}

/// The form of a forgiving class that is one misprint away from a folded word of six letters and more.
pub(super) fn forgiven(word: &str) -> Entry {
    let letter = match word.as_bytes().first() {
        Some(letter @ b'a'..=b'z') if word.len() >= SHORTEST_FORGIVEN => (letter - b'a') as usize,
        _ => return Entry::default(),
    };
    let letters = fold::letters(word.as_bytes());
    let mut at = VOCABULARY.forgiven[letter];
    while at != 0 {
        let row = &VOCABULARY.rows[at as usize];
        // One letter for another changes two of the letters that a word has.
        if word.len().abs_diff(row.len as usize) <= 1
            && (letters ^ row.letters).count_ones() <= 2
            && fold::same_word(word, text_of(row))
        {
            return Entry(at);
        }
        at = row.peer;
    }
    Entry::default()
}

fn text_of(row: &Row) -> &'static str {
    TSV.get(row.start as usize..row.start as usize + row.len as usize)
        .unwrap_or_default()
}

/// The row of `word` in a table, or 0.
fn find(slots: &[u16], hash: u32, word: &[u8]) -> u16 {
    let mask = slots.len() - 1;
    let mut slot = hash as usize & mask;
    while slots[slot] != 0 {
        let row = &VOCABULARY.rows[slots[slot] as usize];
        if row.len as usize == word.len() && text_of(row).as_bytes() == word {
            return slots[slot];
        }
        slot = (slot + 1) & mask;
    }
    0
}

const OFFSET: u32 = 0x811c_9dc5;

/// One step of the hash FNV-1a.
const fn step(hash: u32, byte: u8) -> u32 {
    (hash ^ byte as u32).wrapping_mul(0x0100_0193)
}

const fn count_rows(data: &[u8]) -> usize {
    let (mut at, mut rows, mut begins) = (0, 0, true);
    while at < data.len() {
        if begins && data[at] != b'#' && data[at] != b'\n' {
            rows += 1;
        }
        begins = data[at] == b'\n';
        at += 1;
    }
    rows
}

/// How many phrases the data has, a phrase of several classes counted for each, and how many words they have.
const fn count_phrases(data: &[u8]) -> [usize; 2] {
    let (mut at, mut phrases, mut words) = (0, 0, 0);
    while at < data.len() {
        let (mut spaces, is_row) = (0, data[at] != b'#');
        let end = field_end(data, at);
        while at < end {
            spaces += (data[at] == b' ') as usize;
            at += 1;
        }
        if is_row && spaces > 0 {
            phrases += 1;
            words += spaces + 1;
        }
        while at < data.len() && data[at] != b'\n' {
            at += 1;
        }
        at += 1;
    }
    [phrases, words]
}

const fn same(data: &[u8], start: usize, len: usize, other: &[u8]) -> bool {
    if len != other.len() {
        return false;
    }
    let mut at = 0;
    while at < len {
        if data[start + at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// The class that is named there: most often that of the row before, `last`.
const fn class_of(data: &[u8], start: usize, len: usize, last: u8) -> u8 {
    if same(data, start, len, CLASSES[last as usize].1.as_bytes()) {
        return last;
    }
    let mut at = 0;
    while at < CLASSES.len() {
        if same(data, start, len, CLASSES[at].1.as_bytes()) {
            return at as u8;
        }
        at += 1;
    }
    panic!("words.tsv names a class that is none")
}

const fn sense_of(data: &[u8], start: usize, len: usize, class: u8) -> u32 {
    if class >= FIRST_NAMED {
        return (start as u32) << 8 | len as u32;
    }
    if len > 0 && data[start].is_ascii_digit() {
        let (mut at, mut value) = (0, 0);
        while at < len {
            value = value * 10 + (data[start + at] - b'0') as u32;
            at += 1;
        }
        return value;
    }
    let mut at = 0;
    while at < SENSES.len() {
        if same(data, start, len, SENSES[at].1.as_bytes()) {
            return at as u32;
        }
        at += 1;
    }
    assert!(len == 0, "words.tsv names a sense that is none");
    u32::MAX
}

const fn field_end(data: &[u8], mut at: usize) -> usize {
    while at < data.len() && data[at] != b'\t' && data[at] != b'\n' {
        at += 1;
    }
    at
}

const fn hash_of(data: &[u8], start: usize, len: usize) -> u32 {
    let (mut hash, mut at) = (OFFSET, 0);
    while at < len {
        hash = step(hash, data[start + at]);
        at += 1;
    }
    hash
}

const fn same_form(data: &[u8], row: &Row, start: usize, len: usize) -> bool {
    let mut at = 0;
    if row.len as usize != len {
        return false;
    }
    while at < len {
        if data[row.start as usize + at] != data[start + at] {
            return false;
        }
        at += 1;
    }
    true
}

/// The slot of a form, or the empty one where it belongs.
const fn slot_of(data: &[u8], rows: &[Row], slots: &[u16], start: usize, len: usize) -> usize {
    let mut slot = hash_of(data, start, len) as usize & (slots.len() - 1);
    while slots[slot] != 0 && !same_form(data, &rows[slots[slot] as usize], start, len) {
        slot = (slot + 1) & (slots.len() - 1);
    }
    slot
}

const fn has_space(data: &[u8], mut at: usize, end: usize) -> bool {
    while at < end {
        if data[at] == b' ' {
            return true;
        }
        at += 1;
    }
    false
}

const fn same_phrase(a: &Phrase, b: &Phrase) -> bool {
    let mut at = 0;
    while at < LONGEST_PHRASE {
        if a.words[at] != b.words[at] {
            return false;
        }
        at += 1;
    }
    true
}

const fn last_of(rows: &[Row], mut at: u16) -> u16 {
    while rows[at as usize].next != 0 {
        at = rows[at as usize].next;
    }
    at
}

#[allow(
    long_running_const_eval,
    clippy::too_many_lines,
    clippy::large_stack_arrays,
    reason = "the table is small; it is made once, by the compiler"
)]
const fn build() -> Vocabulary {
    const NO_PHRASE: Phrase = Phrase {
        words: [0; LONGEST_PHRASE],
        len: 0,
        row: 0,
        next: 0,
    };
    const EMPTY: Row = Row {
        start: 0,
        len: 0,
        stem: false,
        is_phrase: false,
        class: 0,
        sense: 0,
        next: 0,
        peer: 0,
        phrase: 0,
        classes: 0,
        letters: 0,
    };
    let data = TSV.as_bytes();
    let mut rows = [EMPTY; MOST_ROWS + 1];
    let mut phrases = [NO_PHRASE; PHRASES[0] + 1];
    let mut phrase_count = 0;
    let mut forms = [0_u16; SLOTS];
    let mut stems = [0_u16; STEM_SLOTS];
    let mut filter = [0_u64; 64];
    // The rows, and the first of each form and stem.
    let (mut at, mut count, mut last_class) = (0, 0, 0);
    while at < data.len() {
        if data[at] == b'#' || data[at] == b'\n' {
            while at < data.len() && data[at] != b'\n' {
                at += 1;
            }
            at += 1;
            continue;
        }
        let end = field_end(data, at);
        let stem = data[end - 1] == b'*';
        let len = end - at - stem as usize;
        let class_end = field_end(data, end + 1);
        let class = class_of(data, end + 1, class_end - end - 1, last_class);
        let (sense, line_end) = if class_end < data.len() && data[class_end] == b'\t' {
            let line_end = field_end(data, class_end + 1);
            (
                sense_of(data, class_end + 1, line_end - class_end - 1, class),
                line_end,
            )
        } else {
            (u32::MAX, class_end)
        };
        last_class = class;
        count += 1;
        rows[count] = Row {
            start: at as u32,
            len: len as u8,
            stem,
            is_phrase: has_space(data, at, end),
            class,
            sense,
            letters: fold::letters(data.split_at(at).1.split_at(len).0),
            ..EMPTY
        };
        let head = if rows[count].is_phrase {
            // The entries of its words; a form that only phrases have gets a row, behind all others.
            let mut phrase = Phrase {
                row: count as u16,
                ..NO_PHRASE
            };
            let row = count;
            let mut from = at;
            while from < end {
                let mut to = from;
                while to < end && data[to] != b' ' {
                    to += 1;
                }
                let slot = slot_of(data, &rows, &forms, from, to - from);
                if forms[slot] == 0 {
                    count += 1;
                    forms[slot] = count as u16;
                    rows[count] = Row {
                        start: from as u32,
                        len: (to - from) as u8,
                        class: Class::PhraseWord as u8,
                        sense: u32::MAX,
                        letters: fold::letters(data.split_at(from).1.split_at(to - from).0),
                        ..EMPTY
                    };
                }
                phrase.words[phrase.len as usize] = forms[slot];
                phrase.len += 1;
                from = to + 1;
            }
            // The same phrase in another class goes on with its chain.
            let first = phrase.words[0] as usize;
            let mut known = rows[first].phrase;
            while known != 0 && !same_phrase(&phrases[known as usize], &phrase) {
                known = phrases[known as usize].next;
            }
            if known == 0 {
                phrase_count += 1;
                phrase.next = rows[first].phrase;
                rows[first].phrase = phrase_count as u16;
                phrases[phrase_count] = phrase;
                0
            } else {
                let last = last_of(&rows, phrases[known as usize].row);
                rows[last as usize].next = row as u16;
                0
            }
        } else if stem {
            let slot = slot_of(data, &rows, &stems, at, len);
            let hash = hash_of(data, at, len) as usize & 0xfff;
            filter[hash >> 6] |= 1 << (hash & 63);
            let head = stems[slot];
            if head == 0 {
                stems[slot] = count as u16;
            }
            head
        } else {
            let slot = slot_of(data, &rows, &forms, at, len);
            let head = forms[slot];
            if head == 0 {
                forms[slot] = count as u16;
            }
            head
        };
        if head != 0 {
            let last = last_of(&rows, head);
            rows[last as usize].next = count as u16;
        }
        at = line_end + 1;
    }
    // The end of each chain leads to the longest stem that its form begins with. Rows of one form are one chain, so a
    // row whose chain has been led on already is passed over.
    let mut led = [false; MOST_ROWS + 1];
    let mut row = 1;
    while row <= count {
        let this = rows[row];
        let head = if this.is_phrase {
            0
        } else if this.stem {
            stems[slot_of(data, &rows, &stems, this.start as usize, this.len as usize)]
        } else {
            forms[slot_of(data, &rows, &forms, this.start as usize, this.len as usize)]
        };
        if head as usize == row && !led[row] {
            led[row] = true;
            // The last row of its own form, before any stem that it was led to.
            let mut last = head;
            while rows[last as usize].next != 0
                && rows[last as usize].stem == rows[rows[last as usize].next as usize].stem
                && rows[last as usize].len == rows[rows[last as usize].next as usize].len
            {
                last = rows[last as usize].next;
            }
            let mut len = this.len as usize - this.stem as usize;
            while len >= SHORTEST_STEM {
                let found = stems[slot_of(data, &rows, &stems, this.start as usize, len)];
                if found != 0 {
                    rows[last as usize].next = found;
                    break;
                }
                len -= 1;
            }
        }
        row += 1;
    }
    // What each chain has, and the forms in which a misprint is forgiven.
    let mut forgiven = [0_u16; 26];
    row = 1;
    while row <= count {
        let mut at = row as u16;
        let mut classes = 0_u128;
        // Of the form and its stems the longest that has a class of what sentences say decides: `diferencia` is no verb.
        let mut decided = 0;
        while at != 0 {
            let it = rows[at as usize];
            let level = if it.is_phrase {
                u16::MAX
            } else {
                it.len as u16 * 2 + !it.stem as u16
            };
            if it.class < FIRST_NAMED {
                classes |= 1 << it.class as u32;
            } else if decided == 0 || decided == level {
                decided = level;
                classes |= 1 << it.class as u32;
            }
            at = it.next;
        }
        rows[row].classes = classes;
        let this = rows[row];
        let first = data[this.start as usize];
        if !this.stem
            && !this.is_phrase
            && this.len as usize >= SHORTEST_FORGIVEN
            && CLASSES[this.class as usize].2
            && first.is_ascii_lowercase()
        {
            let letter = (first - b'a') as usize;
            let head = forms[slot_of(data, &rows, &forms, this.start as usize, this.len as usize)];
            rows[head as usize].peer = if head as usize == row || rows[head as usize].peer == 0 {
                let next = forgiven[letter];
                forgiven[letter] = head;
                if next == head { 0 } else { next }
            } else {
                rows[head as usize].peer
            };
        }
        row += 1;
    }
    Vocabulary {
        rows,
        phrases,
        forms,
        stems,
        forgiven,
        filter,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn rows() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
        TSV.lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .map(|line| {
                let mut fields = line.split('\t');
                let mut field = || fields.next().unwrap_or_default();
                (field(), field(), field())
            })
    }

    #[test]
    fn forms_are_folded_and_stand_once_in_a_class() {
        let mut seen = HashSet::new();
        for (form, class, _) in rows() {
            let bare = form.trim_end_matches('*');
            assert_eq!(fold::key(bare), bare, "{form} is not folded");
            assert!(
                bare.len() >= SHORTEST_STEM || !form.ends_with('*'),
                "{form}"
            );
            assert!(seen.insert((form, class)), "{form} stands twice in {class}");
        }
        assert_eq!(seen.len(), ROWS);
    }

    #[test]
    fn every_class_and_sense_is_used() {
        let used: HashSet<&str> = rows()
            .flat_map(|(_, class, sense)| [class, sense])
            .collect();
        let of_rows = |name: &&&str| **name != "phrase_word";
        let classes = CLASSES.iter().map(|(_, name, _)| name).filter(of_rows);
        for name in classes.chain(SENSES.iter().map(|(_, name, _)| name)) {
            assert!(used.contains(name), "{name}");
        }
        assert_eq!(CLASSES.len(), Class::Capital as usize);
    }

    #[test]
    fn every_row_is_found() {
        for (form, class, sense) in rows() {
            let words = form
                .split(' ')
                .map(|word| Entry::of(word.trim_end_matches('*')));
            let entry = match Entry::phrase(words.clone()) {
                Some((phrase, len)) if form.contains(' ') => {
                    assert_eq!(len, words.count(), "{form}");
                    phrase
                }
                _ => Entry::of(form.trim_end_matches('*')),
            };
            let class = CLASSES
                .iter()
                .position(|(_, name, _)| *name == class)
                .unwrap();
            let row = &VOCABULARY.rows[entry.0 as usize];
            if class >= FIRST_NAMED as usize {
                // A longer stem or the form itself may hide it.
                assert!(!entry.classes().of_sentences().is_empty(), "{form}");
                continue;
            }
            assert!(row.classes & 1 << class != 0, "{form} {class}");
            if let Ok(number) = sense.parse::<u32>() {
                let mut at = entry.0;
                while VOCABULARY.rows[at as usize].class as usize != class {
                    at = VOCABULARY.rows[at as usize].next;
                }
                assert_eq!(VOCABULARY.rows[at as usize].sense, number, "{form}");
            }
        }
    }

    #[test]
    fn tables_are_at_most_half_full() {
        let used = |slots: &[u16]| slots.iter().filter(|&&at| at != 0).count();
        assert!(used(&VOCABULARY.forms) * 2 <= SLOTS && used(&VOCABULARY.stems) * 2 <= STEM_SLOTS);
        // A word keeps its entry in thirteen bits.
        assert!(
            VOCABULARY
                .forms
                .iter()
                .chain(&VOCABULARY.stems)
                .all(|&at| at < 1 << 13)
        );
    }

    #[test]
    fn a_form_has_the_classes_of_its_stems_too() {
        assert_eq!(Entry::of("mayo").sense(Class::Month), Some(5));
        assert!(Entry::of("afiliados").means(Class::Topic, Sense::Whole));
        assert!(Entry::of("recaudaciones").means(Class::Topic, Sense::Money));
        assert!(!Entry::of("presupuestaria").is(Class::Topic));
        assert!(Entry::of("entre").is(Class::Open) && Entry::of("entre").is(Class::SpanWord));
        assert_eq!(Entry::of("zapato"), Entry::default());
    }

    #[test]
    fn of_form_and_stem_the_longest_decides_what_sentences_say() {
        let gasto = Entry::of("gasto");
        assert!(gasto.is(Class::Budget) && !gasto.is(Class::Role));
        assert_eq!(gasto.stem().name(Class::Role), "executed");
        assert_eq!(Entry::of("devengado").name(Class::Role), "executed");
        assert!(
            Entry::of("diferencia").is(Class::Change) && !Entry::of("diferencia").is(Class::Void)
        );
    }

    #[test]
    fn the_longest_phrase_is_one_word() {
        let words = ["seguro", "social", "campesino", "fue"].map(Entry::of);
        let (phrase, len) = Entry::phrase(words.into_iter()).unwrap();
        assert_eq!((len, phrase.name(Class::Kind)), (3, "campesino"));
        assert!(phrase.is(Class::Unit));
        assert_eq!(
            Entry::phrase(["seguro", "fue"].map(Entry::of).into_iter()),
            None
        );
    }

    #[test]
    fn one_misprint_is_forgiven_in_long_words_of_some_classes() {
        assert!(forgiven("recudaciones").means(Class::Topic, Sense::Money));
        assert_eq!(forgiven("diciemre").sense(Class::Month), Some(12));
        assert!(Entry::of("personal").is(Class::UnitWord));
        assert_eq!(forgiven("mayos"), Entry::default());
    }
}
