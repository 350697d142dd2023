//! What is no report: denied (*did not say*), supposed (*would say*, *if she says*), wanted
//! (*declined to say*), or said in passing (*as he said*, *what she said*).

use super::super::words::Word;
use super::sentence::Sentence;
use crate::text::WordSet;

/// Auxiliaries of what is not, or not yet, said.
static MODALS: WordSet = WordSet::of(&[
    "can", "could", "may", "might", "must", "shall", "should", "will", "would", "ca", "wo", "'ll",
    "'d",
]);

/// Subordinators that make a supposition of what follows, or a question.
static SUPPOSING: WordSet =
    WordSet::of(&["if", "unless", "whether", "until", "than", "as", "what", "how", "why"]);

/// Words before a gerund that deny or only mention it: *without saying*, *accused of saying*.
static NOT_DOING: WordSet =
    WordSet::of(&["without", "of", "for", "against", "from", "about", "into"]);

/// Subjects that nobody is, or that are no source of an article.
static NOBODY: WordSet = WordSet::of(&["nobody", "neither", "none", "few", "i", "we", "you", "no"]);

/// Most atoms of a verb group before its verb.
const GROUP: usize = 12;

impl Sentence<'_, '_> {
    /// Whether the report at `verb` is made in fact; `subject` is its own, if it has one.
    pub fn is_asserted(&self, verb: usize, subject: Option<usize>) -> bool {
        let before = self.group_start(verb);
        let denied = (before..verb).any(|i| {
            self.is(i, Word::Not) || self.is(i, Word::Auxiliary) && MODALS.contains(self.lower(i))
        });
        let wanted = before > self.start() && self.is(before - 1, Word::To);
        let mentioned = before > self.start()
            && self.clause.word(before - 1) == Some(Word::Preposition)
            && NOT_DOING.contains(self.lower(before - 1));
        let nobody = subject.is_some_and(|subject| NOBODY.contains(self.lower(subject)));
        let supposed = subject.is_some_and(|subject| subject < verb && self.is_supposed(subject));
        !(denied || wanted || mentioned || nobody || supposed)
    }

    /// The first atom of the verb group that ends at `verb`: *had not yet said*.
    pub fn group_start(&self, verb: usize) -> usize {
        let mut i = verb;
        while i > self.start()
            && verb - i < GROUP
            && matches!(
                self.clause.word(i - 1),
                Some(Word::Adverb | Word::Auxiliary | Word::Be | Word::Not)
            )
        {
            i -= 1;
        }
        i
    }

    /// Whether the clause of the subject at `subject` is one of supposition, or relative to
    /// something that was said: *a plan that X said would fail*.
    fn is_supposed(&self, subject: usize) -> bool {
        let start = self.phrase_start(subject);
        let Some(before) = start.checked_sub(1).filter(|&i| i >= self.start()) else {
            return false;
        };
        match self.clause.word(before) {
            Some(Word::Subordinator) => SUPPOSING.contains(self.lower(before)),
            Some(Word::Who | Word::That) => true,
            // an inverted question: *did X say …*
            Some(Word::Auxiliary) => before == self.start(),
            _ => false,
        }
    }
}
