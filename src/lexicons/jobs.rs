//! Jobs and offices by noun: their short forms, what else the holder is called, and whether
//! holders count under a party: `jobs.csv`.

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::error::LexiconErrors;
use super::source::Source;
use super::table::{self, Row};
use crate::text::fold_name;

/// Whether those who hold a job count under the party they are said to be of.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Partisan {
    /// Elected or appointed politicians.
    Yes,
    /// Aides, officials, soldiers, scholars: "a Republican strategist" has no party.
    #[default]
    No,
}

/// A row of `jobs.csv`.
#[derive(Clone, Debug, Deserialize)]
pub struct JobRow {
    /// The noun, lower case.
    pub job: String,
    /// Titles, abbreviations and spellings of it, parted by `|`.
    #[serde(default)]
    pub forms: String,
    /// Words a later sentence may call the holder, parted by `|`.
    #[serde(default)]
    pub broader: String,
    /// Whether holders count under a party.
    #[serde(default)]
    pub party: Partisan,
}

/// The compiled jobs.
#[derive(Clone, Debug)]
pub struct Jobs {
    /// Rows in file order.
    pub rows: Vec<Row<JobRow>>,
    by_form: FxHashMap<String, usize>,
    /// Last words of all forms: most phrases end in none of them.
    last_words: FxHashSet<String>,
}

/// Most words of a job.
const LONGEST: usize = 6;

impl Jobs {
    /// Reads, checks and compiles `jobs.csv`.
    ///
    /// # Errors
    /// Every row that does not fit, and every job listed twice.
    pub fn load(source: &Source) -> Result<Self, LexiconErrors> {
        let rows: Vec<Row<JobRow>> = table::read(source, "jobs.csv")?;
        let mut errors = LexiconErrors::default();
        let mut by_form = FxHashMap::default();
        for (i, row) in rows.iter().enumerate() {
            if by_form.insert(fold_name(&row.value.job), i).is_some() {
                errors.0.push(row.error("job", "listed twice", "join the two rows"));
            }
        }
        for (i, row) in rows.iter().enumerate() {
            for form in split(&row.value.forms) {
                by_form.entry(fold_name(form)).or_insert(i);
            }
        }
        let last_words = by_form.keys().filter_map(|form| form.rsplit(' ').next());
        let last_words = last_words.map(str::to_owned).collect();
        if errors.0.is_empty() { Ok(Self { rows, by_form, last_words }) } else { Err(errors) }
    }

    /// The job that a noun, title or abbreviation names.
    pub fn named(&self, words: &str) -> Option<&JobRow> {
        let key = fold_name(words);
        let row = self.by_form.get(&key).or_else(|| self.by_form.get(singular(&key)?))?;
        Some(&self.rows[*row].value)
    }

    /// The job that the last words of a phrase name, the longest first, and how many words.
    pub fn ending(&self, words: &[&str]) -> Option<(usize, &JobRow)> {
        if !self.may_end_in(words.last()?) {
            return None;
        }
        let most = words.len().min(LONGEST);
        (1..=most).rev().find_map(|n| {
            let tail = words[words.len() - n..].join(" ");
            self.named(&tail).map(|job| (n, job))
        })
    }

    /// Whether some job may end in this word; of a word that a key leaves out one cannot say.
    fn may_end_in(&self, word: &str) -> bool {
        let key = fold_name(word);
        let last = key.rsplit(' ').next().unwrap_or_default();
        let known = |word: &str| self.last_words.contains(word);
        last.chars().count() <= 1 || known(last) || last.strip_suffix('s').is_some_and(known)
    }
}

impl JobRow {
    /// Whether a later sentence may call the holder `word`.
    pub fn may_be_called(&self, word: &str) -> bool {
        self.job == word || split(&self.broader).any(|broader| broader == word)
    }
}

fn split(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('|').map(str::trim).filter(|part| !part.is_empty())
}

/// A plural without its ending.
fn singular(word: &str) -> Option<&str> {
    word.strip_suffix('s').filter(|stem| stem.len() > 2 && !stem.ends_with('s'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_and_nouns_name_one_job() {
        let jobs = Jobs::load(&Source::shipped()).unwrap_or_else(|errors| panic!("{errors}"));
        for (form, job) in [
            ("Sen.", Some("senator")),
            ("senators", Some("senator")),
            ("Lt. Col.", Some("colonel")),
            ("advisor", Some("adviser")),
            ("cupboard", None),
        ] {
            assert_eq!(jobs.named(form).map(|row| row.job.as_str()), job, "{form}");
        }
        let words = ["the", "Republican", "presidential", "candidate"];
        assert_eq!(jobs.ending(&words).map(|(n, _)| n), Some(2));
        assert!(jobs.named("Rep.").is_some_and(|rep| rep.may_be_called("lawmaker")));
    }
}
