//! Rows of the files about names, titles, nouns and places.

use serde::Deserialize;

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

/// What else a noun often is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Also {
    /// Nothing else.
    #[default]
    #[serde(rename = "")]
    Nothing,
    /// A verb: *reports*, *states*.
    Verb,
    /// An adjective: *private*, *local*.
    Adjective,
}

/// A row of `person_nouns.csv` or `body_nouns.csv`.
#[derive(Clone, Debug, Deserialize)]
pub struct NounRow {
    /// Singular, lower case; the name of a body as written, with its capitals.
    pub noun: String,
    /// Plural where it is not regular.
    #[serde(default)]
    pub plural: String,
    /// Gender it shows.
    #[serde(default)]
    pub gender: GenderCode,
    /// What else its forms often are.
    #[serde(default)]
    pub also: Also,
}

/// A row of `noun_modifiers.csv`: a word that stands between the article and the noun for a
/// person or group.
#[derive(Clone, Debug, Deserialize)]
pub struct ModifierRow {
    /// Lower case.
    pub modifier: String,
}

/// What a place is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum PlaceKind {
    /// A sovereign country.
    #[default]
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

/// A row of `people.csv`, as far as it spells names.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct PersonNameRow {
    pub name: String,
    #[serde(default)]
    pub aliases: String,
    #[serde(default)]
    pub gender: GenderCode,
}
