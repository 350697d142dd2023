//! `run.json`: what a monitor, or a reader in ten years, wants to know of a run.
//!
//! The only file that may differ between equal runs: it holds the time.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// Name of the file; it is published last.
pub const MANIFEST: &str = "run.json";

/// Most warnings that are kept in words.
const MOST_WARNINGS: usize = 100;

/// A report of the run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileEntry {
    /// File name.
    pub name: String,
    /// Rows without the header.
    pub rows: u64,
    /// Size.
    pub bytes: u64,
    /// Hash of the content.
    pub blake3: String,
}

/// How many of what.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Counts {
    /// Inputs that were read.
    pub articles: u64,
    /// Inputs that were not.
    pub skipped: u64,
    /// ... of them those that were wanted: without articles of other days.
    #[serde(default)]
    pub unread: u64,
    /// ... by reason.
    pub skipped_by_reason: BTreeMap<String, u64>,
    /// Articles that repeat another's text, or nearly so.
    pub copies: u64,
    /// Statements.
    pub statements: u64,
    /// Statements that `exclude.csv` takes out.
    pub excluded: u64,
    /// Statements whose speaker is named.
    pub attributed: u64,
    /// Statements of copies that were made in an earlier article.
    pub repeated: u64,
    /// Statements that count in the tables of speakers and parties.
    pub tallied: u64,
    /// Speakers in `speakers.csv`.
    pub speakers: u64,
    /// Parties in `parties.csv`.
    pub parties: u64,
    /// Statements of which, or of whose speaker, a human says anything.
    pub by_human: u64,
    /// Rows of `corrections.csv` that answer something.
    pub corrections: u64,
    /// ... and do not fit what is there.
    pub corrections_unmatched: u64,
    /// Questions in `review.csv`.
    pub questions: u64,
    /// Cells that were too long and were cut.
    pub cells_cut: u64,
}

/// What the run had to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Work {
    /// Inputs that it read.
    pub read: u64,
    /// Inputs that an earlier run had read.
    pub kept: u64,
}

/// What deserves a look, the first hundred of it in words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Warnings {
    /// In order.
    pub messages: Vec<String>,
    /// Warnings beyond those.
    pub more: u64,
}

impl Warnings {
    /// Adds one.
    pub fn push(&mut self, message: String) {
        if self.messages.len() < MOST_WARNINGS {
            self.messages.push(message);
        } else {
            self.more += 1;
        }
    }
}

/// The whole file; of one that another version wrote, what it does not say is empty.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct Manifest {
    /// Name and version of the program.
    pub program: String,
    /// Hash of all lexicon files.
    pub lexicons: String,
    /// Hash of `corrections.csv`, where there is one.
    pub corrections: Option<String>,
    /// Whether `exclude.csv` named anybody; a hash would let guessed names be confirmed.
    pub exclusions: bool,
    /// Hash of the settings that change reports.
    pub config: String,
    /// These settings.
    pub settings: serde_json::Value,
    /// When the run began.
    pub started: String,
    /// How long it took.
    pub seconds: f64,
    /// What the run had to do.
    #[serde(default)]
    pub work: Work,
    /// When these reports were put in place, in UTC.
    #[serde(default)]
    pub finished: String,
    /// What the program said when it ended: 0, or 1 where too much could not be read. A run that
    /// fails in any other way leaves the `run.json` of the run before.
    #[serde(default)]
    pub exit_code: u8,
    /// Whether that is 0.
    #[serde(default)]
    pub ok: bool,
    /// How many of what.
    pub counts: Counts,
    /// What deserves a look.
    pub warnings: Warnings,
    /// The reports, in the order they were put in place.
    pub files: Vec<FileEntry>,
}

impl Manifest {
    /// The same of a run that is done now, in so many seconds, with the exit code that it will give.
    #[must_use]
    pub fn ended(self, seconds: f64, exit_code: u8) -> Self {
        let seconds = (seconds * 1e3).round() / 1e3;
        let finished = format!("{:.0}", jiff::Timestamp::now());
        Self { seconds, finished, exit_code, ok: exit_code == 0, ..self }
    }

    /// Reads what stands in the file; fields that this version does not know are passed over.
    ///
    /// # Errors
    /// When it is no JSON, or a field holds something else than a run writes.
    pub fn parse(bytes: &[u8]) -> serde_json::Result<Self> {
        serde_json::from_slice(bytes)
    }

    /// As it stands in the file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}
