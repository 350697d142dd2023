//! Where noun phrases begin and end, as far as marks and word classes show.

use crate::lexicons::cues::CueKind;
use crate::speakers::mentions::MentionKind;

use super::super::scene::AtomKind;
use super::super::words::Word;
use super::sentence::Sentence;

/// Plain words before a mention that belong to its phrase: *the former planning chief X*.
const BEFORE: usize = 5;
/// Plain words of a phrase that is no mention.
const WORDS: usize = 6;
/// Longest row of words of one class.
const ROW: usize = 12;

impl Sentence<'_, '_> {
    /// The first atom of the phrase whose mention stands at `mention`.
    pub fn phrase_start(&self, mention: usize) -> usize {
        if self.is_pronoun(mention) {
            return mention;
        }
        let mut i = mention;
        for _ in 0..BEFORE {
            let Some(left) = i.checked_sub(1).filter(|&left| left >= self.start()) else { break };
            match self.clause.word(left) {
                Some(Word::Determiner | Word::Possessive) => return left,
                Some(Word::Other | Word::Number) => i = left,
                _ => break,
            }
        }
        i
    }

    /// One past the phrase that begins at `from`; `from` itself where none does.
    pub fn past_phrase(&self, from: usize) -> usize {
        if self.is(from, Word::Time) {
            return self.past(from, &[Word::Time, Word::Number]);
        }
        let mut i = self.past(from, &[Word::Determiner, Word::Possessive]);
        for _ in 0..WORDS {
            match self.clause.kind(i) {
                Some(AtomKind::Mention(_)) if i > from && self.is_pronoun(i) => return i,
                Some(AtomKind::Mention(_)) if self.is(i + 1, Word::Genitive) => i += 2,
                Some(AtomKind::Mention(_)) => return self.past_joined(i + 1),
                Some(AtomKind::Word(Word::Object)) if i == from => return i + 1,
                Some(AtomKind::Cue(cue)) if matches!(cue.kind, CueKind::Noun | CueKind::Work) => {
                    i += 1;
                }
                Some(AtomKind::Word(Word::Other | Word::Number | Word::Genitive)) => i += 1,
                Some(AtomKind::Word(Word::Adverb)) if i > from => i += 1,
                _ => return i,
            }
        }
        i
    }

    /// Whether the mention at atom `i` is a pronoun.
    pub fn is_pronoun(&self, i: usize) -> bool {
        let mention = self.clause.mention(i);
        mention.is_some_and(|m| self.clause.scene.mentions[m].kind == MentionKind::Pronoun)
    }

    /// Goes on after a mention over the one that is joined to it.
    fn past_joined(&self, i: usize) -> usize {
        let joined = self.is(i, Word::And) && self.clause.mention(i + 1).is_some();
        if joined { i + 2 } else { i }
    }

    /// The first atom from `from` on that is none of `words`, within a few.
    pub fn past(&self, from: usize, words: &[Word]) -> usize {
        let is_one = |&i: &usize| self.clause.word(i).is_some_and(|word| words.contains(&word));
        from + (from..from + ROW).take_while(is_one).count()
    }
}
