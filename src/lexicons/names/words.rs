//! Phrases by their words: the longest that begins at a token is found by hashing its first.

use rustc_hash::FxHashMap;

use crate::text::{Document, WordId};

/// A map from phrases, matched without case, to values.
#[derive(Clone, Debug)]
pub struct WordMap<V> {
    /// For each first word the rest of its phrases, longest first.
    by_first: FxHashMap<WordId, Vec<(Vec<WordId>, V)>>,
}

impl<V> Default for WordMap<V> {
    fn default() -> Self {
        Self { by_first: FxHashMap::default() }
    }
}

impl<V: Default> WordMap<V> {
    /// The value of a phrase, made if it is new; `None` for a phrase without words.
    pub fn entry(&mut self, phrase: &str) -> Option<&mut V> {
        let mut words =
            phrase.split_whitespace().flat_map(tokens_of).map(|word| WordId::intern(&word));
        let first = words.next()?;
        let rest: Vec<WordId> = words.collect();
        let entries = self.by_first.entry(first).or_default();
        let at = match entries.iter().position(|(known, _)| *known == rest) {
            Some(known) => known,
            None => {
                let at = entries.partition_point(|(known, _)| known.len() >= rest.len());
                entries.insert(at, (rest, V::default()));
                at
            }
        };
        entries.get_mut(at).map(|(_, value)| value)
    }

    /// The longest phrase that begins at token `i` and whose value `fits`: its length in tokens
    /// and its value.
    pub fn longest(
        &self,
        document: &Document<'_>,
        i: usize,
        fits: impl Fn(&V) -> bool,
    ) -> Option<(usize, &V)> {
        let left = document.tokens().len().checked_sub(i + 1)?;
        let entries = self.by_first.get(&document.ids(i).form)?;
        entries
            .iter()
            .find(|(rest, value)| {
                rest.len() <= left
                    && rest.iter().zip(i + 1..).all(|(word, k)| document.ids(k).form == *word)
                    && fits(value)
            })
            .map(|(rest, value)| (rest.len() + 1, value))
    }
}

/// A word of a lexicon row as the tokens of a document: lower-case, commas and `'s` apart.
fn tokens_of(word: &str) -> Vec<String> {
    let word = word.to_lowercase().replace(['’', '‘'], "'");
    let (word, comma) = word.strip_suffix(',').map_or((word.as_str(), false), |w| (w, true));
    let (word, clitic) = word.strip_suffix("'s").map_or((word, false), |w| (w, true));
    let mut tokens = vec![word.to_owned()];
    tokens.extend(clitic.then(|| "'s".to_owned()));
    tokens.extend(comma.then(|| ",".to_owned()));
    tokens
}
