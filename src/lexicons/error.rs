//! What is wrong with a lexicon file: what, where, why, and what to do.

use std::fmt;

use super::saved::Place;

/// One fault in a lexicon file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LexiconError {
    /// File as the user knows it.
    pub file: String,
    /// Line from 1; 0 for the file as a whole.
    pub line: u64,
    /// Column in characters from 1; 0 for the line as a whole.
    pub column: usize,
    /// What is wrong.
    pub what: String,
    /// What is allowed, or what to do.
    pub help: String,
    /// The line as it stands.
    pub row: String,
}

impl LexiconError {
    /// A fault of a file as a whole.
    pub fn file(file: &str, what: String, help: &str) -> Self {
        Self { file: file.into(), line: 0, column: 0, what, help: help.into(), row: String::new() }
    }

    /// A fault at a place of `text`, which is that of the file.
    pub(crate) fn at(file: &str, text: &str, place: Place, what: String, help: &str) -> Self {
        let index = usize::try_from(place.line.saturating_sub(1)).unwrap_or(usize::MAX);
        let row = text.lines().nth(index).unwrap_or_default().to_owned();
        Self { line: place.line, column: place.column, row, ..Self::file(file, what, help) }
    }
}

impl fmt::Display for LexiconError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if self.line > 0 {
            write!(f, ":{}:{}", self.line, self.column.max(1))?;
        }
        write!(f, ": {}", self.what)?;
        if !self.row.is_empty() {
            write!(f, "\n    {}", self.row)?;
        }
        if !self.help.is_empty() {
            write!(f, "\n    help: {}", self.help)?;
        }
        Ok(())
    }
}

impl std::error::Error for LexiconError {}

/// All faults of a set of lexicon files, in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LexiconErrors(pub Vec<LexiconError>);

impl fmt::Display for LexiconErrors {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, error) in self.0.iter().enumerate() {
            if i > 0 {
                writeln!(f)?;
            }
            write!(f, "{error}")?;
        }
        Ok(())
    }
}

impl std::error::Error for LexiconErrors {}

impl From<LexiconError> for LexiconErrors {
    fn from(error: LexiconError) -> Self {
        Self(vec![error])
    }
}
