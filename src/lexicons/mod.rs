//! Lexicons: every word, name, weight and threshold the engine knows, from CSV to matcher.
//!
//! [`source`] finds the files, [`table`] reads rows with located errors, [`phrases`] matches
//! patterns in a document; each other module is one family of files, checked and compiled.

pub mod check;
pub mod complements;
pub mod cues;
pub mod error;
pub mod import;
pub mod inflect;
pub mod inventory;
pub mod jobs;
pub mod learned;
pub mod names;
pub mod people;
pub mod phrases;
pub(crate) mod saved;
pub mod shapes;
mod shelf;
pub mod source;
pub mod stance;
pub mod table;

pub use error::{LexiconError, LexiconErrors};
pub use source::Source;

use crate::text::Abbreviations;

/// All lexicons of a run, compiled.
#[derive(Clone, Debug)]
pub struct Lexicons {
    /// Words whose full stop ends no sentence.
    pub abbreviations: Abbreviations,
    /// What reporting words are followed by where no quotation marks stand.
    pub complements: complements::Complements,
    /// Reporting words.
    pub cues: cues::Cues,
    /// Jobs and offices by noun.
    pub jobs: jobs::Jobs,
    /// Weights learned from hand-coded data, where the user has some.
    pub learned: Option<learned::Learned>,
    /// Given names, titles, nouns for people and bodies, places.
    pub names: names::Names,
    /// Public figures, offices over time, parties.
    pub people: people::People,
    /// Targets, evaluative terms, effects, policies, modifiers, thresholds.
    pub stance: stance::StanceLexicon,
    /// Hash of all files: equal hashes, equal lexicons.
    pub hash: String,
}

impl Lexicons {
    /// Reads, checks and compiles all files of `source`.
    ///
    /// # Errors
    /// Every fault of every file.
    pub fn load(source: &Source) -> Result<Self, LexiconErrors> {
        let mut errors = LexiconErrors::default();
        let abbreviations = errors.keep(abbreviations(source));
        let cues = errors.keep(cues::Cues::load(source));
        let complements = cues
            .as_ref()
            .and_then(|cues| errors.keep(complements::Complements::load(source, cues)));
        let jobs = errors.keep(jobs::Jobs::load(source));
        let learned = errors.keep(learned::Learned::load(source));
        let names = errors.keep(names::Names::load(source));
        let people = errors.keep(people::People::load(source));
        let stance = errors.keep(stance::StanceLexicon::load(source, people.as_ref()));
        match (abbreviations, complements, cues, jobs, learned, names, people, stance) {
            (
                Some(abbreviations),
                Some(complements),
                Some(cues),
                Some(jobs),
                Some(learned),
                Some(names),
                Some(people),
                Some(stance),
            ) if errors.0.is_empty() => Ok(Self {
                abbreviations,
                complements,
                cues,
                jobs,
                learned,
                names,
                people,
                stance,
                hash: source.hash(),
            }),
            _ => Err(errors),
        }
    }
}

impl LexiconErrors {
    /// Keeps the errors of `result`, hands on its value.
    pub fn keep<T>(&mut self, result: Result<T, LexiconErrors>) -> Option<T> {
        result.map_err(|errors| self.0.extend(errors.0)).ok()
    }
}

#[derive(serde::Deserialize)]
struct AbbreviationRow {
    abbreviation: String,
}

fn abbreviations(source: &Source) -> Result<Abbreviations, LexiconErrors> {
    let rows = table::read::<AbbreviationRow>(source, "abbreviations.csv")?;
    let mut errors = LexiconErrors::default();
    for row in &rows {
        if row.value.abbreviation.ends_with('.') {
            errors.0.push(row.error(
                "abbreviation",
                "ends in a full stop",
                "write it without its last full stop",
            ));
        }
    }
    if errors.0.is_empty() {
        Ok(Abbreviations::new(rows.into_iter().map(|row| row.value.abbreviation.to_lowercase())))
    } else {
        Err(errors)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shipped_lexicons_load() {
        if let Err(errors) = Lexicons::load(&Source::shipped()) {
            panic!("{errors}");
        }
    }
}
