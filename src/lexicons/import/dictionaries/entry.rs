//! What every format is read into: entries as they stand, with their line, categories and number.

/// A category with those that it lies in, outermost first.
pub type Path = Vec<String>;

/// An entry of a dictionary as it stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// Line from 1.
    pub line: u64,
    /// Word or phrase.
    pub text: String,
    /// Categories that it is in.
    pub categories: Vec<Path>,
    /// Number beside it.
    pub number: Option<f64>,
}

/// An entry that cannot be carried over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Line from 1.
    pub line: u64,
    /// The entry as it stands.
    pub entry: String,
    /// Why not.
    pub why: String,
}

impl Left {
    /// An entry that is left out.
    pub fn new(line: u64, entry: &str, why: impl Into<String>) -> Self {
        Self { line, entry: short(entry), why: why.into() }
    }
}

/// What the numbers of a dictionary are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Numbers {
    /// How good or bad a word is.
    #[default]
    Polarity,
    /// How much a word counts in its category, unless it is negative.
    Counts,
}

/// A dictionary as it stands.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Dictionary {
    /// Entries in order of line.
    pub entries: Vec<Entry>,
    /// What its reader cannot make an entry of.
    pub left: Vec<Left>,
    /// What the numbers are.
    pub numbers: Numbers,
    /// The largest number that the format knows.
    pub scale: Option<f64>,
}

impl Dictionary {
    /// How many entries the file has.
    pub fn read(&self) -> usize {
        self.entries.len() + self.left.len()
    }

    /// Leaves out an entry.
    pub fn leave(&mut self, line: u64, entry: &str, why: impl Into<String>) {
        self.left.push(Left::new(line, entry, why));
    }
}

/// The lines of a text that are not empty, numbered from 1.
pub fn lines(text: &str) -> impl Iterator<Item = (u64, &str)> {
    (1..).zip(text.lines()).filter(|(_, line)| !line.trim().is_empty())
}

/// A number that can be reckoned with.
pub fn number(text: &str) -> Option<f64> {
    text.trim().parse().ok().filter(|number: &f64| number.is_finite())
}

/// Most characters of an entry that are shown.
const SHOWN: usize = 80;

/// As much of an entry as a terminal shows on one line.
pub fn short(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(SHOWN).collect()
}
