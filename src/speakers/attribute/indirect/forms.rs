//! Finite verbs by their form: the evidence that a stretch of words is a clause.

use std::ops::Range;

use crate::lexicons::cues::{CueKind, Forms};

use crate::speakers::mentions::MentionKind;

use super::super::scene::AtomKind;
use super::super::words::Word;
use super::sentence::Sentence;

/// Atoms in which a clause shows its verb.
const REACH: usize = 40;

/// Irregular past forms that are no other word: grammar, not knowledge. Sorted.
const PAST: &[&str] = &[
    "arose", "ate", "became", "began", "bought", "broke", "brought", "built", "came", "caught",
    "chose", "drew", "drove", "fell", "fled", "flew", "forgot", "fought", "found", "froze", "gave",
    "got", "grew", "held", "hid", "kept", "knew", "laid", "led", "left", "lost", "made", "meant",
    "met", "paid", "ran", "rose", "sat", "saw", "sent", "shook", "sold", "sought", "spent",
    "spoke", "stole", "stood", "struck", "swore", "taught", "threw", "took", "tore", "went",
    "woke", "won", "wore", "wrote",
];

/// Subjects after which a plain word is a verb.
const PRONOUNS: &[&str] = &["he", "she", "it", "they", "we", "i", "you", "there", "this", "that"];

impl Sentence<'_, '_> {
    /// Whether a finite verb with something before it stands in `atoms`.
    pub fn has_finite(&self, atoms: Range<usize>) -> bool {
        let first = atoms.start;
        (first..atoms.end.min(first + REACH))
            .take_while(|&i| {
                !self.is_uttered(i)
                    && !matches!(self.clause.word(i), Some(Word::Semicolon | Word::Stop))
            })
            .any(|i| i > first && self.is_finite(i))
    }

    /// Whether atom `i` is a finite verb, as far as its form and the word before it show.
    pub fn is_finite(&self, i: usize) -> bool {
        let nominal = matches!(
            self.clause.word(i - 1),
            Some(
                Word::To
                    | Word::Determiner
                    | Word::Possessive
                    | Word::Preposition
                    | Word::By
                    | Word::Be
                    | Word::Auxiliary
            )
        );
        match self.clause.kind(i) {
            Some(AtomKind::Word(Word::Be | Word::Auxiliary)) => {
                !self.is(i - 1, Word::To) && !self.lower(i).ends_with("ing")
            }
            Some(AtomKind::Word(Word::Genitive)) => {
                PRONOUNS.contains(&self.lower(i - 1)) && self.lower(i) == "'s"
            }
            Some(AtomKind::Cue(cue)) => {
                cue.kind == CueKind::Verb
                    && !nominal
                    && cue.forms.any(Forms::PAST.or(Forms::PRESENT))
            }
            Some(AtomKind::Word(Word::Other)) => !nominal && self.looks_finite(i),
            _ => false,
        }
    }

    fn looks_finite(&self, i: usize) -> bool {
        let word = self.lower(i);
        let after_pronoun = PRONOUNS.contains(&self.lower(i - 1))
            && !matches!(self.clause.word(i - 1), Some(Word::That | Word::Determiner));
        let named = self
            .clause
            .mention(i - 1)
            .is_some_and(|m| self.clause.scene.mentions[m].kind == MentionKind::Name);
        let third = word.ends_with('s') && named;
        after_pronoun
            || third
            || word.len() > 3 && word.ends_with("ed")
            || PAST.binary_search(&word).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn past_forms_are_sorted_for_binary_search() {
        assert!(PAST.is_sorted());
    }
}
