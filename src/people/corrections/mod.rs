//! The human answers: `corrections.csv`, which every run reads and none writes.
//!
//! ```text
//! sheet -> rows -> conflicts          amend (names)  \
//! cells    row by row, rows together                  -> statements, speakers and tally
//! read     each checked               meet (articles) /
//! ```
//!
//! A correction says who spoke, for which party, how a statement stands, or that it shall not
//! count. It is kept apart from what the program found: a [`Reading`](crate::reading::Reading)
//! stays what phase 1 made of the text, and phase 2 lays the answers over it, so that they
//! survive new lexicons, new rules and runs over other articles.
//!
//! | key | holds for |
//! | --- | --- |
//! | `article` and `quote_hash` | one statement |
//! | `article` and `name` | a speaker in that article |
//! | `name` | a speaker in all articles |
//!
//! The closer key goes before the wider one.

mod amend;
mod apart;
pub(crate) mod cells;
mod columns;
mod conflicts;
mod meet;
mod names;
mod quote;
mod row;
mod score;
pub(crate) mod sheet;
#[cfg(test)]
mod tests;

use std::path::Path;

use rustc_hash::FxHashMap;

pub use amend::{Amended, Unmatched};
pub(super) use apart::Apart;
pub use columns::{OWN_OF_REVIEW, header};
pub use meet::ByHand;
pub(super) use meet::{Given, Named};
pub use quote::hashes;
pub use row::{Answer, Correction, Key};

use crate::lexicons::{LexiconError, LexiconErrors};
use crate::regular;
pub(super) use cells::plain;
pub(super) use names::Names;
pub(super) use sheet::Sheet;

/// The file that is read where it stands beside `onrecord.toml`, or in the working directory.
pub const FILE: &str = "corrections.csv";

/// Everything that people answered; empty without a file.
#[derive(Clone, Debug, Default)]
pub struct Corrections {
    file: String,
    targets: Vec<String>,
    rows: Vec<Correction>,
    /// Rows that name an article, by it.
    by_article: FxHashMap<String, Vec<usize>>,
    hash: Option<String>,
}

impl Corrections {
    /// Reads the file at `path`; `targets` give it a column each.
    ///
    /// # Errors
    /// When it cannot be read, and every fault as [`Corrections::parse`] finds it. Faults have
    /// the shape that those of lexicon files have.
    pub fn load(path: &Path, targets: &[&str]) -> Result<Self, LexiconErrors> {
        let shown = path.display().to_string();
        let bytes = regular::read(path).map_err(|error| {
            let what = format!("cannot be read: {error}");
            LexiconError::file(&shown, what, "check the path given as --corrections")
        })?;
        Self::parse(&shown, &bytes, targets)
    }

    /// Reads the bytes of a file called `file` in messages.
    ///
    /// # Errors
    /// Columns that are unknown, rows without a key, cells that hold no answer of their column,
    /// and rows that contradict each other; all that are found.
    pub fn parse(file: &str, bytes: &[u8], targets: &[&str]) -> Result<Self, LexiconErrors> {
        let sheet = Sheet::parse(file, bytes)?;
        let rows = row::read(&sheet, targets)?;
        conflicts::check(&sheet, &rows, targets)?;
        let mut by_article: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (number, row) in rows.iter().enumerate() {
            if let Some(article) = row.key.article() {
                by_article.entry(article.to_owned()).or_default().push(number);
            }
        }
        Ok(Self {
            file: file.to_owned(),
            targets: targets.iter().map(|&target| target.to_owned()).collect(),
            rows,
            by_article,
            hash: Some(blake3::hash(bytes).to_hex()[..32].to_owned()),
        })
    }

    /// Rows that answer something, in order of file.
    pub fn rows(&self) -> &[Correction] {
        &self.rows
    }

    /// The file as messages call it.
    pub fn file(&self) -> &str {
        &self.file
    }

    /// Hash of the file; `None` where there is none.
    pub fn hash(&self) -> Option<&str> {
        self.hash.as_deref()
    }

    /// Numbers of the rows that name this article.
    fn of_article(&self, article: &str) -> &[usize] {
        if self.by_article.is_empty() {
            return &[];
        }
        self.by_article.get(&cells::as_compared(article)).map_or(&[], Vec::as_slice)
    }
}
