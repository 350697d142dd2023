//! Closed classes of words, asked for at every token: prepositions, auxiliaries, weekdays.

/// A set of words written down in the program.
///
/// Nearly all words of a text are in none of the classes, so a word is first looked at by its
/// length, first and last byte; only what has those of some member is compared.
#[derive(Debug)]
pub struct WordSet {
    words: &'static [&'static str],
    /// For each length, a bit for each [`Self::ends`] of the members.
    shapes: [u64; LENGTHS],
}

/// Longer words share the last place.
const LENGTHS: usize = 16;

impl WordSet {
    /// The set of `words`, in any order.
    pub const fn of(words: &'static [&'static str]) -> Self {
        let mut shapes = [0; LENGTHS];
        let mut i = 0;
        while i < words.len() {
            let word = words[i].as_bytes();
            shapes[Self::length(word)] |= Self::ends(word);
            i += 1;
        }
        Self { words, shapes }
    }

    /// Whether `word` is one of them, letter by letter.
    pub fn contains(&self, word: &str) -> bool {
        let bytes = word.as_bytes();
        self.shapes[Self::length(bytes)] & Self::ends(bytes) != 0 && self.words.contains(&word)
    }

    const fn length(word: &[u8]) -> usize {
        if word.len() < LENGTHS { word.len() } else { LENGTHS - 1 }
    }

    const fn ends(word: &[u8]) -> u64 {
        match word {
            [] => 1,
            [first, ..] => 1 << ((*first ^ word[word.len() - 1].rotate_left(2)) & 63),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_and_no_others_are_found() {
        static SET: WordSet = WordSet::of(&["a", "of", "n't", "été", "", "counterrevolutionaries"]);
        for word in SET.words {
            assert!(SET.contains(word), "{word}");
        }
        for word in ["b", "fo", "n’t", "ete", "counterrevolutionarieS", "counterrevolution"] {
            assert!(!SET.contains(word), "{word}");
        }
    }
}
