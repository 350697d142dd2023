//! What the categories of a dictionary weigh: as the user says, else as their names say.

use std::collections::{BTreeMap, BTreeSet};

use super::entry::Dictionary;
use crate::lexicons::error::LexiconError;

/// The weight of a category of which only the sign is known: the median of `terms.csv`.
pub const UNSAID: f64 = 0.6;

/// Names that say whether words are good or bad, in the spelling of [`fold`].
const NAMES: &[(&str, f64)] = &[
    ("emo_neg", -UNSAID),
    ("emo_pos", UNSAID),
    ("neg", -UNSAID),
    ("negativ", -UNSAID),
    ("negative", -UNSAID),
    ("negative_emotion", -UNSAID),
    ("negative_emotions", -UNSAID),
    ("negative_words", -UNSAID),
    ("negemo", -UNSAID),
    ("pos", UNSAID),
    ("posemo", UNSAID),
    ("positiv", UNSAID),
    ("positive", UNSAID),
    ("positive_emotion", UNSAID),
    ("positive_emotions", UNSAID),
    ("positive_words", UNSAID),
    ("tone_neg", -UNSAID),
    ("tone_pos", UNSAID),
];

/// What stands before the name of a category whose words are negated: `neg_positive`.
const NEGATED: &[&str] = &["neg_", "not_", "negated_"];

/// Weights of categories by name.
#[derive(Clone, Debug)]
pub struct Weights {
    /// As the user gives them.
    given: Vec<(String, f64)>,
    /// The same by folded name, and what names say.
    by_name: BTreeMap<String, f64>,
}

impl Weights {
    /// The weights that names say, and `given` ones before them.
    pub fn new(given: &[(String, f64)]) -> Self {
        let said = NAMES.iter().map(|&(name, weight)| (name.to_owned(), weight));
        let given_folded = given.iter().map(|(name, weight)| (fold(name), *weight));
        Self { given: given.to_vec(), by_name: said.chain(given_folded).collect() }
    }

    /// Whether the category `name` has a weight.
    pub fn knows(&self, name: &str) -> bool {
        self.named(name).is_some()
    }

    /// The weight of the words of a category: its own, else that of what it lies in.
    pub fn of(&self, path: &[String]) -> Option<f64> {
        (1..=path.len())
            .rev()
            .find_map(|depth| {
                self.named(&path[..depth].join("/")).or_else(|| self.named(&path[depth - 1]))
            })
            .filter(|weight| *weight != 0.0)
    }

    /// The weight of that name, turned where it is of negated words.
    fn named(&self, name: &str) -> Option<f64> {
        let name = fold(name);
        self.by_name.get(&name).copied().or_else(|| {
            let bare = NEGATED.iter().find_map(|prefix| name.strip_prefix(prefix))?;
            self.by_name.get(bare).map(|weight| -weight)
        })
    }

    /// Refuses a weight for a category that the dictionary does not have.
    ///
    /// # Errors
    /// The first such category, with those that are there.
    pub fn check(&self, dictionary: &Dictionary, file: &str) -> Result<(), LexiconError> {
        let paths: BTreeSet<&Vec<String>> =
            dictionary.entries.iter().flat_map(|entry| &entry.categories).collect();
        let names: BTreeSet<String> = paths
            .iter()
            .flat_map(|path| (1..=path.len()).map(|depth| path[..depth].join("/")))
            .collect();
        let folded: BTreeSet<String> = names
            .iter()
            .flat_map(|name| [fold(name), fold(name.rsplit('/').next().unwrap_or_default())])
            .collect();
        match self.given.iter().find(|(name, _)| !folded.contains(&fold(name))) {
            None => Ok(()),
            Some((name, _)) => {
                let help = match names.is_empty() {
                    true => "it holds no categories: leave the option out".to_owned(),
                    false => {
                        let names: Vec<String> = names.into_iter().take(SHOWN).collect();
                        format!("it has: {}", names.join(", "))
                    }
                };
                Err(LexiconError::file(file, format!("has no category {name:?}"), &help))
            }
        }
    }
}

/// Categories that an error names.
const SHOWN: usize = 100;

/// A name as it is compared: neither case nor what parts its words counts.
fn fold(name: &str) -> String {
    let parts = name.trim().split(|c: char| !c.is_alphanumeric() && c != '/');
    parts.filter(|part| !part.is_empty()).collect::<Vec<_>>().join("_").to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_the_weight_unless_the_user_does() {
        let given =
            [("gleam".to_owned(), 0.9), ("Mood/anger".to_owned(), -1.0), ("pos".to_owned(), 0.0)];
        let weights = Weights::new(&given);
        for (path, expected) in [
            (&["Positive"][..], Some(0.6)),
            (&["NEGATIVE EMOTION"], Some(-0.6)),
            (&["neg_positive"], Some(-0.6)),
            (&["Neg-Negative"], Some(0.6)),
            (&["neg_gleam"], Some(-0.9)),
            (&["affect", "negemo", "sadness"], Some(-0.6)),
            (&["negative", "gleam"], Some(0.9)),
            (&["mood", "anger"], Some(-1.0)),
            (&["anger"], None),
            (&["pos"], None),
            (&["food"], None),
            (&[], None),
        ] {
            let path: Vec<String> = path.iter().map(|name| (*name).to_owned()).collect();
            assert_eq!(weights.of(&path), expected, "{path:?}");
        }
    }
}
