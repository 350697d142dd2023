//! Words that make up or describe people and bodies: given names, titles, nouns, places.

use serde::Deserialize;

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
}

impl Names {
    /// Reads and checks the five files.
    ///
    /// # Errors
    /// Every row that does not fit.
    pub fn load(source: &Source) -> Result<Self, LexiconErrors> {
        Ok(Self {
            given: table::read(source, "given_names.csv")?,
            titles: table::read(source, "titles.csv")?,
            person_nouns: table::read(source, "person_nouns.csv")?,
            body_nouns: table::read(source, "body_nouns.csv")?,
            places: table::read(source, "places.csv")?,
        })
    }
}
