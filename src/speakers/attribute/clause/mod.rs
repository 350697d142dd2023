//! A light clause analysis: which mention is the grammatical subject of a cue.
//!
//! From a verb it goes left over adverbs, appositions, relative clauses and parentheses to the
//! noun phrase that the verb belongs to, or right where the order is inverted. What stands in a
//! prepositional phrase or in the place of an object is passed over.

mod far;
mod phrase;
mod slot;
mod verb;

use crate::lexicons::cues::CueMatch;

use super::scene::{AtomKind, Scene, Unit};
use super::words::Word;

pub use slot::Slot;

/// How many atoms an analysis looks to either side: longer than any sentence that a reader
/// follows, short enough that a text without full stops costs no more than its length.
const REACH: usize = 70;
/// How many plain words may stand between a verb and the mention in its subject:
/// *X on a visit to Springfield said*.
const LOOSE: usize = 8;
/// How many plain words may stand before a name: *said former county planning chief X*.
const TITLE_WORDS: usize = 5;
/// How many mentions a slot may hang on: *the aide to the head of the group that X, Y and Z ...*
const DEPTH: usize = 10;

/// The mentions that a verb's subject holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// Atom of the mention that names the speaker.
    pub atom: usize,
    /// Atoms of mentions that speak jointly with it.
    pub joint: Vec<usize>,
    /// Atom of the relative pronoun by which the mention is the subject: *X, who said*.
    pub relative: Option<usize>,
}

impl From<usize> for Subject {
    fn from(atom: usize) -> Self {
        Self { atom, joint: Vec::new(), relative: None }
    }
}

/// One sentence under analysis.
#[derive(Clone, Copy)]
pub struct Clause<'s, 'a> {
    /// The article.
    pub scene: &'s Scene<'a>,
    /// The sentence.
    pub unit: &'s Unit,
}

impl Clause<'_, '_> {
    /// The kind of atom `i`, if it lies in the sentence.
    pub fn kind(&self, i: usize) -> Option<AtomKind> {
        self.scene.kind(self.unit, i)
    }

    /// The kind of the atom before `i`.
    pub fn before(&self, i: usize) -> Option<AtomKind> {
        self.scene.before(self.unit, i)
    }

    /// The word class of atom `i`.
    pub fn word(&self, i: usize) -> Option<Word> {
        match self.kind(i) {
            Some(AtomKind::Word(word)) => Some(word),
            _ => None,
        }
    }

    /// The cue at atom `i`.
    pub fn cue(&self, i: usize) -> Option<CueMatch> {
        match self.kind(i) {
            Some(AtomKind::Cue(cue)) => Some(cue),
            _ => None,
        }
    }

    /// The mention at atom `i`.
    pub fn mention(&self, i: usize) -> Option<usize> {
        match self.kind(i) {
            Some(AtomKind::Mention(m)) => Some(m),
            _ => None,
        }
    }

    /// Whether atom `i` is a mention that stands for a person or body by itself.
    fn is_noun_phrase(&self, i: usize) -> bool {
        self.mention(i).is_some() && !self.is_relative(i)
    }

    /// Whether atom `i` is *who*.
    fn is_relative(&self, i: usize) -> bool {
        self.word(i) == Some(Word::Who)
    }

    /// The first token of atom `i` in lower case.
    pub fn lower(&self, i: usize) -> &str {
        self.scene.document.lower(self.scene.atoms[i].tokens.start)
    }

    /// The first atom that an analysis from `i` may look at.
    pub fn left_end(&self, i: usize) -> usize {
        self.unit.atoms.start.max(i.saturating_sub(REACH))
    }

    /// One past the last atom that an analysis from `i` may look at.
    pub fn right_end(&self, i: usize) -> usize {
        self.unit.atoms.end.min(i + REACH)
    }

    /// The nearest atom left of `i` that is none of `passed`.
    pub fn left_past(&self, mut i: usize, passed: &[Word]) -> Option<usize> {
        while i > self.unit.atoms.start {
            i -= 1;
            if !self.word(i).is_some_and(|w| passed.contains(&w)) {
                return Some(i);
            }
        }
        None
    }
}
