//! Rows of `terms.csv` out of dictionaries that researchers have already.
//!
//! [`mod@format`] tells what a file is; each of [`afinn`], [`lexicoder`], [`liwc`], [`quanteda`],
//! [`table`], [`vader`], [`wordstat`] and [`yoshikoder`] reads one form into [`entry`]s;
//! [`categories`] weighs categories, [`weigh`] entries; [`pattern`] brings words into the language
//! of our patterns, [`merge`] makes one row of what repeats, [`known`] finds what the lexicons hold;
//! [`mod@write`] makes a file of it.

mod afinn;
mod categories;
mod entry;
mod format;
mod known;
mod lexicoder;
mod liwc;
mod merge;
mod pattern;
mod quanteda;
mod table;
mod vader;
mod weigh;
mod wordstat;
pub mod write;
mod yoshikoder;

use std::collections::BTreeMap;

use self::categories::Weights;
use self::known::Known;
use super::super::error::{LexiconError, LexiconErrors};
use super::super::source::{File, Source};
use crate::lexicons::abbreviations;

pub use self::categories::UNSAID;
pub use self::entry::Left;
pub use self::format::Format;

/// What to import, and how.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The format; told by content and name where it is not given.
    pub format: Option<Format>,
    /// Weights of categories by name, -1 to 1; 0 leaves a category out.
    pub categories: Vec<(String, f64)>,
    /// The largest weight that the dictionary could give.
    pub scale: Option<f64>,
    /// Also write what the lexicons hold already.
    pub all: bool,
}

/// A row of `terms.csv` to be written.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Phrase pattern.
    pub pattern: String,
    /// -1 to 1.
    pub weight: f64,
    /// `word` or `idiom`.
    pub class: &'static str,
    /// Category that it stands in; empty where the dictionary has none.
    pub category: String,
}

/// The rows that a dictionary gives, and what became of the rest.
#[derive(Clone, Debug, Default)]
pub struct Import {
    /// Rows in the order in which they are written.
    pub terms: Vec<Term>,
    /// The format that was read.
    pub format: Format,
    /// What weights were divided by, and why; nothing where the dictionary has none.
    pub scale: Option<(f64, &'static str)>,
    /// Entries of the dictionary.
    pub read: usize,
    /// Entries that another one says already.
    pub merged: usize,
    /// Entries that the lexicons hold, by lexicon.
    pub known: BTreeMap<&'static str, usize>,
    /// Entries of categories that have no weight, by category.
    pub weightless: BTreeMap<String, usize>,
    /// Entries that cannot be carried over.
    pub left: Vec<Left>,
}

/// Makes rows of `file`; `source` are the lexicons that the rows will stand beside.
///
/// # Errors
/// When the file is of no known format, breaks its rules, or an option does not fit it.
pub fn import(file: &File, source: &Source, options: &Options) -> Result<Import, LexiconErrors> {
    let abbreviations = abbreviations(source)?;
    let weights = Weights::new(&options.categories);
    let format = options.format.map_or_else(|| Format::of(file), Ok)?;
    let mut dictionary = format.read(file, &weights)?;
    if dictionary.entries.is_empty() && dictionary.left.is_empty() {
        let help = "name another with --format if this is not its format";
        let what = format!("holds no entries, read as {}", format.name());
        return Err(LexiconError::file(&file.name, what, help).into());
    }
    weights.check(&dictionary, &file.name)?;
    let mut import = Import { format, read: dictionary.read(), ..Import::default() };
    import.left = std::mem::take(&mut dictionary.left);
    import.scale = weigh::scale(&dictionary, options.scale);
    let weighed = weigh::weighed(dictionary, &weights, &mut import);
    let written = weighed
        .into_iter()
        .filter_map(|entry| entry.or_left(pattern::of(&entry.text, &abbreviations), &mut import))
        .collect();
    import.terms = merge::merged(written, &mut import);
    if !options.all {
        Known::new(source).take_out(&mut import);
    }
    import.left.sort_by_key(|left| left.line);
    Ok(import)
}

#[cfg(test)]
mod tests;
