//! Slots: what a mention is in its clause, by the words before it.

use crate::lexicons::cues::{CueFrame, CueKind, CueMatch, Forms};

use crate::speakers::mentions::MentionKind;

use super::super::scene::AtomKind;
use super::super::words::{self, Word};
use super::{Clause, DEPTH, LOOSE, TITLE_WORDS};

/// What a mention is in its clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Slot {
    /// Object of a verb, predicate.
    Object,
    /// Governed by a preposition.
    Prepositional,
    /// Explains the mention before it.
    Apposition,
    /// Subject of what somebody says or thinks: *said that X …*.
    Embedded,
    /// Subject of another subordinate clause: *when X …*.
    Clause,
    /// Subject of the sentence or of a clause joined to it.
    Subject,
}

impl Clause<'_, '_> {
    /// What the mention at `i` is in its clause, by what stands before it.
    pub fn slot(&self, i: usize) -> Slot {
        self.slot_within(i, DEPTH)
    }

    /// As [`slot`](Self::slot), following at most `depth` mentions that the slot hangs on.
    pub(super) fn slot_within(&self, i: usize, depth: usize) -> Slot {
        if depth == 0 {
            return Slot::Object;
        }
        let Some(left) = self.left_past_time(i) else { return Slot::Subject };
        match self.kind(left) {
            None | Some(AtomKind::Quote(_)) => Slot::Subject,
            Some(AtomKind::Mention(_)) => self.slot_beside(left, depth),
            Some(AtomKind::Cue(cue)) => self.slot_after_cue(left, cue),
            Some(AtomKind::Word(word)) => self.slot_after_word(left, word, i, depth),
        }
    }

    /// The nearest atom left of `i` past adverbs and days: *but on Tuesday X*.
    fn left_past_time(&self, i: usize) -> Option<usize> {
        let left = self.left_past(i, &[Word::Adverb, Word::Time, Word::Number])?;
        let dated = self.word(left) == Some(Word::Preposition)
            && self.word(left + 1) == Some(Word::Time)
            && matches!(self.lower(left), "on" | "in" | "at");
        if dated { self.left_past(left, &[Word::Adverb]) } else { Some(left) }
    }

    /// Two noun phrases side by side share a slot; the walk is bounded by the row of mentions.
    pub(super) fn slot_beside(&self, left: usize, depth: usize) -> Slot {
        let mut i = left;
        while i > self.unit.atoms.start && self.mention(i - 1).is_some() && left - i < LOOSE {
            i -= 1;
        }
        if self.mention(i.wrapping_sub(1)).is_some() {
            Slot::Object
        } else {
            self.slot_within(i, depth - 1)
        }
    }

    pub(super) fn slot_after_cue(&self, left: usize, cue: CueMatch) -> Slot {
        match cue.kind {
            CueKind::Verb if self.can_invert(left, cue) => Slot::Subject,
            CueKind::Verb
                if matches!(cue.frame, CueFrame::Say | CueFrame::Add | CueFrame::Think) =>
            {
                Slot::Embedded
            }
            CueKind::Phrase => Slot::Prepositional,
            _ => Slot::Object,
        }
    }

    pub(super) fn slot_after_word(&self, left: usize, word: Word, i: usize, depth: usize) -> Slot {
        match word {
            Word::Comma | Word::Dash => self.slot_after_comma(left, i, depth),
            Word::Close | Word::Semicolon | Word::Colon | Word::Stop | Word::But => Slot::Subject,
            Word::And => match left.checked_sub(1) {
                Some(first) if self.is_noun_phrase(first) => self.slot_within(first, depth - 1),
                Some(first) if self.word(first) == Some(Word::Other) && !self.acts(i) => {
                    Slot::Object
                }
                _ => Slot::Subject,
            },
            Word::That if self.opens_complement(left) => Slot::Embedded,
            Word::Subordinator if self.follows_report(left) => Slot::Embedded,
            Word::That | Word::Who | Word::Subordinator | Word::Open => Slot::Clause,
            Word::Preposition | Word::By | Word::To => Slot::Prepositional,
            Word::Genitive => match left.checked_sub(1) {
                Some(owner) if self.is_noun_phrase(owner) => self.slot_within(owner, depth - 1),
                _ => Slot::Object,
            },
            Word::Other | Word::Determiner | Word::Possessive => self.slot_after_plain(left),
            _ => Slot::Object,
        }
    }

    /// Whether *that* at `that` opens what somebody says, not a relative clause: *told X that*.
    pub(super) fn opens_complement(&self, that: usize) -> bool {
        !matches!(
            self.before(that),
            Some(AtomKind::Word(Word::Other | Word::Genitive | Word::Possessive)) | None
        )
    }

    /// Whether a verb of speech, with or without *that*, stands right before atom `i`.
    pub(super) fn follows_report(&self, i: usize) -> bool {
        self.left_past(i, &[Word::That])
            .and_then(|left| self.cue(left))
            .is_some_and(|cue| cue.reports_speech())
    }

    /// Whether a verb follows the mention at `i`.
    pub(super) fn acts(&self, i: usize) -> bool {
        self.cue(i + 1).is_some_and(|cue| cue.kind == CueKind::Verb)
            || matches!(self.word(i + 1), Some(Word::Auxiliary | Word::Be))
    }

    /// After a comma: an apposition to the mention before it, unless that one belongs to an
    /// opening phrase (*In a talk with X, Y said*).
    pub(super) fn slot_after_comma(&self, comma: usize, i: usize, depth: usize) -> Slot {
        let Some(first) = comma.checked_sub(1).filter(|&f| self.is_noun_phrase(f)) else {
            // X, the secretary for energy, a party veteran, said
            let apposed = self.is_described(i)
                && self.word(i + 1) == Some(Word::Comma)
                && self.has_subject_before(comma);
            return if apposed { Slot::Apposition } else { Slot::Subject };
        };
        let verb_follows = self
            .cue(i + 1)
            .is_some_and(|cue| cue.kind == CueKind::Verb && cue.forms != Forms::GERUND)
            || matches!(self.word(i + 1), Some(Word::Auxiliary | Word::Be))
            || self.acts_plainly(i);
        match self.slot_within(first, depth - 1) {
            Slot::Prepositional | Slot::Object | Slot::Embedded | Slot::Clause if verb_follows => {
                Slot::Subject
            }
            Slot::Prepositional if !self.has_subject_before(first) => Slot::Subject,
            _ => Slot::Apposition,
        }
    }

    /// Whether a verb at `verb` has had its quotation before the one at `quote`, and another
    /// subject acts in between: *after X left, saying “…”, Y met them and talked up “…”*.
    pub fn restarts(&self, verb: usize, quote: usize) -> bool {
        let mut quoted = false;
        (verb + 1..quote).any(|i| {
            quoted |= matches!(self.kind(i), Some(AtomKind::Quote(_)));
            quoted && self.acts_plainly(i) && self.slot(i) == Slot::Subject
        })
    }

    /// Whether a word that reads as a finite verb of action follows the name at `i`: *X met*.
    fn acts_plainly(&self, i: usize) -> bool {
        let named = self.mention(i).is_some_and(|m| {
            matches!(self.scene.mentions[m].kind, MentionKind::Name | MentionKind::Pronoun)
        });
        let verb = i + 1;
        named && self.word(verb) == Some(Word::Other) && words::is_past(self.lower(verb))
    }

    /// Whether the mention at `i` is a description, not a name.
    fn is_described(&self, i: usize) -> bool {
        self.mention(i).is_some_and(|m| self.scene.mentions[m].kind == MentionKind::Nominal)
    }

    /// Whether a mention left of `i` could be the subject of the sentence.
    pub(super) fn has_subject_before(&self, i: usize) -> bool {
        (self.left_end(i)..i).any(|j| {
            self.is_noun_phrase(j)
                && !matches!(
                    self.before(j),
                    Some(AtomKind::Word(Word::Preposition | Word::To | Word::By | Word::Genitive))
                )
        })
    }

    /// After plain words: a subject if nothing but such words stands between it and the start
    /// of the clause (an unknown title: *Former planning chief X*), else an object.
    pub(super) fn slot_after_plain(&self, left: usize) -> Slot {
        let mut i = left;
        for _ in 0..TITLE_WORDS {
            match self.word(i) {
                Some(Word::Other | Word::Determiner | Word::Possessive | Word::Number) => {}
                Some(Word::Comma | Word::Semicolon | Word::Colon | Word::Dash) => {
                    return Slot::Embedded;
                }
                Some(Word::Preposition | Word::By | Word::To) => return Slot::Prepositional,
                _ => return Slot::Object,
            }
            if i == self.unit.atoms.start {
                return Slot::Subject;
            }
            i -= 1;
        }
        Slot::Object
    }
}
