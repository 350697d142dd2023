//! Words that make up or describe people and bodies: given names, titles, nouns, places.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use crate::text::Document;

use super::error::LexiconErrors;
use super::source::Source;
use super::table::{self, Row};

/// Gender as a lexicon writes it; empty is unknown or either.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
pub enum GenderCode {
    /// Not shown, or either.
    #[default]
    #[serde(rename = "")]
    Either,
    /// Male.
    #[serde(rename = "M")]
    M,
    /// Female.
    #[serde(rename = "F")]
    F,
}

/// A row of `given_names.csv`.
#[derive(Clone, Debug, Deserialize)]
pub struct GivenNameRow {
    /// As written, with a capital.
    pub name: String,
    /// Gender it is mostly given to.
    #[serde(default)]
    pub gender: GenderCode,
}

/// What a title is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TitleKind {
    /// Mr., Ms., Dr.
    Honorific,
    /// Senator, President, Foreign Minister.
    Office,
    /// Gen., Sgt.
    Rank,
    /// Analyst, spokeswoman, pollster: a job put before a name.
    Job,
}

/// A row of `titles.csv`: a word or phrase that stands right before a name.
#[derive(Clone, Debug, Deserialize)]
pub struct TitleRow {
    /// As written before a name, matched without case.
    pub title: String,
    /// What it is.
    pub kind: TitleKind,
    /// Gender it shows.
    #[serde(default)]
    pub gender: GenderCode,
}

/// A row of `person_nouns.csv` or `body_nouns.csv`.
#[derive(Clone, Debug, Deserialize)]
pub struct NounRow {
    /// Singular, lower case.
    pub noun: String,
    /// Plural where it is not regular.
    #[serde(default)]
    pub plural: String,
    /// Gender it shows.
    #[serde(default)]
    pub gender: GenderCode,
}

/// What a place is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PlaceKind {
    /// A sovereign country.
    Country,
    /// A state or province.
    State,
    /// A city.
    City,
    /// A continent or part of one.
    Region,
}

/// A row of `places.csv`.
#[derive(Clone, Debug, Deserialize)]
pub struct PlaceRow {
    /// Name.
    pub place: String,
    /// What it is.
    pub kind: PlaceKind,
    /// Abbreviations and other names, parted by `|`.
    #[serde(default)]
    pub aliases: String,
    /// Adjective and people, parted by `|`: `Russian|Russians`.
    #[serde(default)]
    pub demonyms: String,
    /// Country it lies in (its own name for a country).
    #[serde(default)]
    pub country: String,
}

/// A row of `noun_modifiers.csv`: a word that stands between the article and the noun for a
/// person or group.
#[derive(Clone, Debug, Deserialize)]
struct ModifierRow {
    modifier: String,
}

/// A row of `people.csv`, as far as it spells names.
#[derive(Clone, Debug, Deserialize)]
struct PersonNameRow {
    name: String,
    #[serde(default)]
    aliases: String,
    #[serde(default)]
    gender: GenderCode,
}

/// What the head of a noun phrase tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// What it names.
    pub class: HeadClass,
    /// Gender it shows.
    pub gender: GenderCode,
    /// Many: *officials*.
    pub plural: bool,
    /// A name on its own, written with a capital: *Kremlin*.
    pub proper: bool,
}

/// What the head of a noun phrase names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadClass {
    /// A person: *official*.
    Person,
    /// A body: *ministry*.
    Body,
    /// A word that stands before a name.
    Title(TitleKind),
}

/// What a place name tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// What it is.
    pub kind: PlaceKind,
    /// The adjective or a word for its people, not the place.
    pub demonym: bool,
    /// Country it lies in.
    pub country: String,
}

/// The compiled word lists.
#[derive(Clone, Debug)]
pub struct Names {
    /// `given_names.csv`
    pub given: Vec<Row<GivenNameRow>>,
    /// `titles.csv`
    pub titles: Vec<Row<TitleRow>>,
    /// `person_nouns.csv`
    pub person_nouns: Vec<Row<NounRow>>,
    /// `body_nouns.csv`
    pub body_nouns: Vec<Row<NounRow>>,
    /// `places.csv`
    pub places: Vec<Row<PlaceRow>>,
    /// Gender by given name, as written.
    genders: FxHashMap<String, GenderCode>,
    heads: WordMap<Head>,
    place_names: WordMap<Place>,
    people: WordMap<GenderCode>,
    /// Last words of the names in `people.csv`, as written.
    surnames: FxHashSet<String>,
    modifiers: FxHashSet<String>,
}

impl Names {
    /// Reads and checks the five files, and the names in `people.csv`.
    ///
    /// # Errors
    /// Every row that does not fit.
    pub fn load(source: &Source) -> Result<Self, LexiconErrors> {
        let mut names = Self {
            given: table::read(source, "given_names.csv")?,
            titles: table::read(source, "titles.csv")?,
            person_nouns: table::read(source, "person_nouns.csv")?,
            body_nouns: table::read(source, "body_nouns.csv")?,
            places: table::read(source, "places.csv")?,
            genders: FxHashMap::default(),
            heads: WordMap::default(),
            place_names: WordMap::default(),
            people: WordMap::default(),
            surnames: FxHashSet::default(),
            modifiers: FxHashSet::default(),
        };
        names.compile_given();
        names.compile_heads();
        names.compile_places();
        names.compile_people(&table::read(source, "people.csv")?);
        let modifiers = table::read::<ModifierRow>(source, "noun_modifiers.csv")?;
        names.modifiers = modifiers.into_iter().map(|row| row.value.modifier).collect();
        Ok(names)
    }

    /// The gender a given name is mostly given to; `None` for a word that is no given name.
    pub fn given_gender(&self, word: &str) -> Option<GenderCode> {
        self.genders.get(word).copied()
    }

    /// The longest head noun or title that begins at token `i`, and its length in tokens.
    pub fn head_at(&self, document: &Document<'_>, i: usize) -> Option<(usize, Head)> {
        self.heads.longest(document, i).map(|(n, head)| (n, *head))
    }

    /// The longest place name or demonym that begins at token `i`.
    pub fn place_at(&self, document: &Document<'_>, i: usize) -> Option<(usize, &Place)> {
        self.place_names.longest(document, i)
    }

    /// The longest name of a known person that begins at token `i`.
    pub fn person_at(&self, document: &Document<'_>, i: usize) -> Option<(usize, GenderCode)> {
        self.people.longest(document, i).map(|(n, gender)| (n, *gender))
    }

    /// Whether a person of `people.csv` bears this surname.
    pub fn is_known_surname(&self, word: &str) -> bool {
        self.surnames.contains(word)
    }

    /// Whether a lower-case word is at home before a noun for a person or group.
    pub fn is_modifier(&self, word: &str) -> bool {
        self.modifiers.contains(word)
    }

    fn compile_given(&mut self) {
        for row in &self.given {
            self.genders.insert(row.value.name.clone(), row.value.gender);
        }
    }

    fn compile_heads(&mut self) {
        for row in &self.titles {
            let TitleRow { title, kind, gender } = &row.value;
            let class = HeadClass::Title(*kind);
            let head = Head { class, gender: *gender, plural: false, proper: false };
            self.heads.insert(title, head);
        }
        let nouns = [(&self.body_nouns, HeadClass::Body), (&self.person_nouns, HeadClass::Person)];
        for (rows, class) in nouns {
            for row in rows {
                let NounRow { noun, plural, gender } = &row.value;
                let proper = class == HeadClass::Body && noun.chars().any(char::is_uppercase);
                let head = Head { class, gender: *gender, plural: false, proper };
                if !proper {
                    let many =
                        if plural.is_empty() { regular_plural(noun) } else { plural.clone() };
                    self.heads.insert(&many, Head { plural: true, ..head });
                }
                self.heads.insert(noun, head);
            }
        }
    }

    fn compile_places(&mut self) {
        for row in &self.places {
            let PlaceRow { place, kind, aliases, demonyms, country } = &row.value;
            let place_of = |demonym| Place { kind: *kind, demonym, country: country.clone() };
            for demonym in parts(demonyms) {
                self.place_names.insert(demonym, place_of(true));
            }
            for name in parts(aliases).chain([place.as_str()]) {
                self.place_names.insert(name, place_of(false));
            }
        }
    }

    fn compile_people(&mut self, rows: &[Row<PersonNameRow>]) {
        for row in rows {
            let PersonNameRow { name, aliases, gender } = &row.value;
            for name in parts(aliases).chain([name.as_str()]) {
                if name.chars().next().is_some_and(char::is_uppercase) {
                    self.people.insert(name, *gender);
                }
            }
            if let Some((_, last)) = name.rsplit_once(' ') {
                self.surnames.insert(last.to_owned());
            }
        }
    }
}

/// The parts of a cell that holds several values.
fn parts(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|part| !part.is_empty())
}

/// The plural of a noun that forms it by rule.
fn regular_plural(noun: &str) -> String {
    let before_y = noun.strip_suffix('y').filter(|stem| !stem.ends_with(['a', 'e', 'o', 'u']));
    match before_y {
        Some(stem) => format!("{stem}ies"),
        None if noun.ends_with(['s', 'x', 'z']) || noun.ends_with("ch") || noun.ends_with("sh") => {
            format!("{noun}es")
        }
        None => format!("{noun}s"),
    }
}

/// Phrases by their words: the longest that begins at a token is found by hashing its first.
#[derive(Clone, Debug)]
struct WordMap<V> {
    by_first: FxHashMap<String, Vec<(Vec<String>, V)>>,
}

impl<V> Default for WordMap<V> {
    fn default() -> Self {
        Self { by_first: FxHashMap::default() }
    }
}

impl<V> WordMap<V> {
    /// Adds a phrase; the first value of a phrase gives way to the last.
    fn insert(&mut self, phrase: &str, value: V) {
        let mut words = phrase.split_whitespace().flat_map(tokens_of);
        let Some(first) = words.next() else {
            return;
        };
        let rest: Vec<String> = words.collect();
        let entries = self.by_first.entry(first).or_default();
        match entries.iter_mut().find(|(known, _)| *known == rest) {
            Some(entry) => entry.1 = value,
            None => {
                let at = entries.partition_point(|(known, _)| known.len() >= rest.len());
                entries.insert(at, (rest, value));
            }
        }
    }

    fn longest(&self, document: &Document<'_>, i: usize) -> Option<(usize, &V)> {
        let entries = self.by_first.get(document.lower(i))?;
        let left = document.tokens().len() - i - 1;
        entries
            .iter()
            .find(|(rest, _)| {
                rest.len() <= left
                    && rest.iter().enumerate().all(|(k, w)| document.lower(i + 1 + k) == w)
            })
            .map(|(rest, value)| (rest.len() + 1, value))
    }
}

/// A word of a lexicon row as the tokens of a document: lower-case, commas and `'s` apart.
fn tokens_of(word: &str) -> Vec<String> {
    let word = word.to_lowercase().replace(['’', '‘'], "'");
    let (word, comma) = word.strip_suffix(',').map_or((word.as_str(), false), |w| (w, true));
    let (word, clitic) = word.strip_suffix("'s").map_or((word, false), |w| (w, true));
    let mut tokens = vec![word.to_owned()];
    tokens.extend(clitic.then(|| "'s".to_owned()));
    tokens.extend(comma.then(|| ",".to_owned()));
    tokens
}
