//! Reporting words: `cues.csv`.

use serde::Deserialize;

use super::error::LexiconErrors;
use super::source::Source;
use super::table::{self, Row};

/// What a cue is, grammatically.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum CueKind {
    /// A verb of speech: say, add, tell.
    Verb,
    /// A phrase before the source: according to, in the words of.
    Phrase,
    /// A noun of speech: statement, tweet, remark.
    Noun,
}

/// A row of `cues.csv`.
#[derive(Clone, Debug, Deserialize)]
pub struct CueRow {
    /// The cue's dictionary form, as a phrase pattern.
    pub cue: String,
    /// Irregular forms, parted by `|`.
    #[serde(default)]
    pub forms: String,
    /// What it is.
    pub kind: CueKind,
    /// How surely it reports speech, 0 to 1.
    pub strength: f64,
}

/// The compiled cues.
#[derive(Clone, Debug)]
pub struct Cues {
    /// Rows in file order.
    pub rows: Vec<Row<CueRow>>,
}

impl Cues {
    /// Reads and checks `cues.csv`.
    ///
    /// # Errors
    /// Every row that does not fit.
    pub fn load(source: &Source) -> Result<Self, LexiconErrors> {
        Ok(Self { rows: table::read(source, "cues.csv")? })
    }
}
