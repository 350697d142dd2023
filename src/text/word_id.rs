//! The words of the lexicons as numbers, so that a word of a text is looked up once and from then
//! on compared as a number.

use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{LazyLock, PoisonError, RwLock};

use rustc_hash::FxHashMap;

/// A word that some lexicon has, or [`Self::NONE`]; equal numbers are equal words.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct WordId(u32);

/// Lexicons are loaded once and never taken back, so their words only become more.
static WORDS: LazyLock<RwLock<FxHashMap<Box<str>, u32>>> = LazyLock::new(RwLock::default);
/// How many these are.
static COUNT: AtomicU32 = AtomicU32::new(0);

impl WordId {
    /// A word that no lexicon has.
    pub const NONE: Self = Self(0);

    /// The number of a word of a lexicon, new where it has none yet.
    pub fn intern(word: &str) -> Self {
        let found = Self::of(word);
        if found != Self::NONE {
            return found;
        }
        let mut words = WORDS.write().unwrap_or_else(PoisonError::into_inner);
        let next = u32::try_from(words.len() + 1).unwrap_or(u32::MAX);
        let id = *words.entry(word.into()).or_insert(next);
        COUNT.store(u32::try_from(words.len()).unwrap_or(u32::MAX), Ordering::Release);
        Self(id)
    }

    /// The number of a word, [`Self::NONE`] where no lexicon that was loaded so far has it.
    pub fn of(word: &str) -> Self {
        let words = WORDS.read().unwrap_or_else(PoisonError::into_inner);
        Self(words.get(word).copied().unwrap_or_default())
    }

    /// How many words have a number: what was looked up before may have one now where this grew.
    pub fn count() -> u32 {
        COUNT.load(Ordering::Acquire)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_keeps_its_number() {
        let (one, other) = (WordId::intern("word id one"), WordId::intern("word id other"));
        assert_ne!(one, other);
        assert_eq!([WordId::intern("word id one"), WordId::of("word id one")], [one, one]);
        assert_eq!(WordId::of("word id none"), WordId::NONE);
    }
}
