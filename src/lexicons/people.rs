//! Public figures, the offices they held and when, and parties.

use jiff::civil::Date;
use serde::Deserialize;

use super::error::LexiconErrors;
use super::names::GenderCode;
use super::source::Source;
use super::table::{self, Row};

/// A row of `people.csv`: a person, for a time if party or role changed.
#[derive(Clone, Debug, Deserialize)]
pub struct PersonRow {
    /// Stable id, lower case with hyphens; the same in each row of a person.
    pub id: String,
    /// Canonical name.
    pub name: String,
    /// Other names, parted by `|`.
    #[serde(default)]
    pub aliases: String,
    /// Gender.
    #[serde(default)]
    pub gender: GenderCode,
    /// Party as `parties.csv` names it; empty for none.
    #[serde(default)]
    pub party: String,
    /// Country in English.
    #[serde(default)]
    pub country: String,
    /// Office or job.
    #[serde(default)]
    pub role: String,
    /// First day of this row, if it does not hold always.
    #[serde(default)]
    pub from: Option<Date>,
    /// Last day of this row.
    #[serde(default)]
    pub to: Option<Date>,
}

/// A row of `roles.csv`: who held an office from when to when.
#[derive(Clone, Debug, Deserialize)]
pub struct RoleRow {
    /// How texts call the office: "us president", "secretary of state", parted by `|`.
    pub role: String,
    /// Country of the office.
    #[serde(default)]
    pub country: String,
    /// `id` in `people.csv`.
    pub person: String,
    /// First day.
    #[serde(default)]
    pub from: Option<Date>,
    /// Last day; empty while in office.
    #[serde(default)]
    pub to: Option<Date>,
}

/// A row of `parties.csv`.
#[derive(Clone, Debug, Deserialize)]
pub struct PartyRow {
    /// Name as reports show it.
    pub party: String,
    /// Country in English.
    pub country: String,
    /// Other names, adjectives, letters (`R`, `GOP`), parted by `|`.
    #[serde(default)]
    pub aliases: String,
}

/// The compiled people lexicons.
#[derive(Clone, Debug)]
pub struct People {
    /// `people.csv`
    pub people: Vec<Row<PersonRow>>,
    /// `roles.csv`
    pub roles: Vec<Row<RoleRow>>,
    /// `parties.csv`
    pub parties: Vec<Row<PartyRow>>,
}

impl People {
    /// Reads and checks the three files.
    ///
    /// # Errors
    /// Every row that does not fit.
    pub fn load(source: &Source) -> Result<Self, LexiconErrors> {
        Ok(Self {
            people: table::read(source, "people.csv")?,
            roles: table::read(source, "roles.csv")?,
            parties: table::read(source, "parties.csv")?,
        })
    }
}
