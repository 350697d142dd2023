//! The words that weigh most in what a speaker says of a target.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;

use crate::reading::{Hit, SCORE_UNIT};

/// Words kept of each speaker and target.
const MOST: usize = 5;

/// Contributions below it, in 1/10,000, are 0.00 in reports and make no word strong.
const LEAST: i64 = 50;

/// A word with what it contributed where it weighed most, in 1/10,000.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Word {
    /// As it stands in the text, in lower case.
    pub term: String,
    /// The largest contribution it made, in 1/10,000.
    pub contribution: i64,
}

impl Word {
    /// The weightiest first, then by name.
    fn rank(&self) -> (Reverse<u64>, Reverse<i64>, &str) {
        (Reverse(self.contribution.unsigned_abs()), Reverse(self.contribution), &self.term)
    }
}

/// The strongest words of each speaker toward each target. What is kept does not depend on the
/// order in which hits come, for a word that is beaten by five others stays beaten.
#[derive(Clone, Debug, Default)]
pub struct Strongest {
    words: FxHashMap<(u32, u16), Vec<Word>>,
}

impl Strongest {
    /// Meets a hit; one that contributes next to nothing is passed over.
    pub fn add(&mut self, speaker: u32, target: u16, hit: &Hit) {
        let contribution = (hit.contribution * SCORE_UNIT).round() as i64;
        if contribution.abs() < LEAST {
            return;
        }
        let word = Word { term: hit.term.to_lowercase(), contribution };
        let words = self.words.entry((speaker, target)).or_default();
        match words.iter_mut().find(|known| known.term == word.term) {
            Some(known) if word.rank() < known.rank() => *known = word,
            Some(_) => {}
            None => words.push(word),
        }
        words.sort_by(|a, b| a.rank().cmp(&b.rank()));
        words.truncate(MOST);
    }

    /// The words of a speaker toward a target, the weightiest first.
    pub fn of(&self, speaker: u32, target: u16) -> &[Word] {
        self.words.get(&(speaker, target)).map_or(&[], Vec::as_slice)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn hits() -> impl Strategy<Value = Vec<Hit>> {
        let hit = ("[a-i]", -20i32..=20).prop_map(|(term, tenths)| Hit {
            term,
            contribution: f64::from(tenths) / 10.0,
            ..Hit::default()
        });
        proptest::collection::vec(hit, 0..40)
    }

    fn words<'a>(hits: impl Iterator<Item = &'a Hit>) -> Vec<Word> {
        let mut strongest = Strongest::default();
        hits.for_each(|hit| strongest.add(1, 0, hit));
        strongest.of(1, 0).to_vec()
    }

    proptest! {
        #[test]
        fn the_order_of_hits_does_not_matter(hits in hits()) {
            let forth = words(hits.iter());
            prop_assert_eq!(&forth, &words(hits.iter().rev()));
            prop_assert!(forth.len() <= MOST);
            let most = hits.iter().map(|hit| (hit.contribution * SCORE_UNIT).abs() as u64).max();
            let first = forth.first().map_or(0, |word| word.contribution.unsigned_abs());
            prop_assert_eq!(first, most.unwrap_or(0));
        }
    }
}
