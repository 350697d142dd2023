//! Articles that are copies of an earlier one.
//!
//! Agencies' texts stand word for word in many papers. Their statements were made once, so they
//! are counted once: in the article that comes first in order of id.

use rustc_hash::FxHashMap;

use crate::reading::Reading;

/// The first article of each text.
#[derive(Clone, Debug, Default)]
pub struct Copies {
    first: FxHashMap<u128, u32>,
    /// For each article met, the one it repeats.
    original: Vec<Option<u32>>,
}

impl Copies {
    /// Meets the next article.
    pub fn meet(&mut self, reading: &Reading) {
        let place = u32::try_from(self.original.len()).unwrap_or(u32::MAX);
        let first = fingerprint(reading).map(|hash| *self.first.entry(hash).or_insert(place));
        self.original.push(first.filter(|&first| first != place));
    }

    /// The article that `article` is a copy of; both are places in order of id.
    pub fn original(&self, article: u32) -> Option<u32> {
        *self.original.get(article as usize)?
    }
}

/// The hash of the text; a Reading without text has none.
fn fingerprint(reading: &Reading) -> Option<u128> {
    (reading.skip.is_none() && reading.words > 0)
        .then(|| u128::from_str_radix(&reading.text_hash, 16).ok())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_of_a_text_is_the_original() {
        let mut copies = Copies::default();
        for (hash, words) in
            [("a1", 9), ("b2", 9), ("a1", 9), ("a1", 9), ("c3", 0), ("c3", 0), ("", 9)]
        {
            copies.meet(&Reading { text_hash: hash.into(), words, ..Reading::default() });
        }
        let originals: Vec<_> = (0..8).map(|i| copies.original(i)).collect();
        assert_eq!(originals, [None, None, Some(0), Some(0), None, None, None, None]);
    }
}
