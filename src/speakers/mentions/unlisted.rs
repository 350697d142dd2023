//! Nouns that no list holds, where the sentence shows that they speak: *said the weigher*,
//! *“…,” a weigher said*.

use std::ops::Range;

use crate::lexicons::cues::{CueFrame, CueKind, CueMatch, Forms};
use crate::text::{TokenKind, WordSet};

use super::heads::Core;
use super::scan::Finder;
use super::words::{AUXILIARIES, DETERMINERS, STOPS, VERBS};
use super::{Gender, MentionKind, Number};

/// Most words between the determiner and its noun.
const ADJECTIVES: usize = 4;

/// Nouns of time: *adopted the next day*, not somebody who speaks.
static TIMES: WordSet = WordSet::of(&[
    "day",
    "days",
    "week",
    "weeks",
    "month",
    "months",
    "year",
    "years",
    "morning",
    "evening",
    "night",
    "afternoon",
    "time",
    "hour",
    "hours",
    "moment",
    "minute",
    "minutes",
    "decade",
    "weekend",
    "summer",
    "spring",
    "autumn",
    "winter",
    "point",
    "way",
]);

impl Finder<'_, '_> {
    /// The noun at token `i`, if it is the subject of a verb of speech beside a quotation.
    pub fn unlisted(&self, i: usize, within: &Range<usize>) -> Option<Core> {
        if !self.is_plain_noun(i) {
            return None;
        }
        let determiner = self.determiner_of(i, within.start)?;
        let governed = determiner
            .checked_sub(1)
            .is_some_and(|before| STOPS.contains(self.document.lower(before)));
        (!governed && self.speaks_before_mark(i, within)
            || self.follows_speech(determiner, i, within))
        .then(|| Core { number: number_of(self.document.lower(i)), ..Core::described(i) })
    }

    /// A word in lower case of no closed class, no adverb and nothing that a list knows.
    fn is_plain_noun(&self, i: usize) -> bool {
        let lower = self.document.lower(i);
        let closed = [&STOPS, &VERBS, &AUXILIARIES, &DETERMINERS].iter().any(|c| c.contains(lower));
        self.document.tokens()[i].kind == TokenKind::Word
            && lower.len() > 2
            && !self.document.is_capitalized(i)
            && !closed
            && !TIMES.contains(lower)
            && !lower.ends_with("ly")
            && !self.names.is_modifier(lower)
            && self.reports(i, i + 1).is_none()
    }

    /// The determiner that opens the phrase of the noun at `i`.
    fn determiner_of(&self, i: usize, floor: usize) -> Option<usize> {
        let reach = floor.max(i.saturating_sub(ADJECTIVES + 1))..i;
        let determiner = reach.rev().find(|&t| DETERMINERS.contains(self.document.lower(t)))?;
        let plain = |t: usize| {
            let lower = self.document.lower(t);
            self.document.tokens()[t].kind == TokenKind::Word
                && !STOPS.contains(lower)
                && !VERBS.contains(lower)
                && self.reports(t, t + 1).is_none()
        };
        (determiner + 1..i).all(plain).then_some(determiner)
    }

    /// *a weigher said*, with the end of the report or a quotation after it.
    fn speaks_before_mark(&self, i: usize, within: &Range<usize>) -> bool {
        let cue = self.reports(i + 1, within.end);
        cue.is_some_and(|cue| {
            cue.end >= within.end || self.document.tokens()[cue.end].kind == TokenKind::Mark
        })
    }

    /// *“…,” said a weigher*, with the end of the phrase after it.
    fn follows_speech(&self, determiner: usize, i: usize, within: &Range<usize>) -> bool {
        let Some(verb) = determiner.checked_sub(1).filter(|&v| v > within.start) else {
            return false;
        };
        let ends = i + 1 >= within.end
            || self.document.tokens()[i + 1].kind == TokenKind::Mark
            || STOPS.contains(self.document.lower(i + 1));
        let after_mark = self.document.tokens()[verb - 1].kind == TokenKind::Mark;
        ends && after_mark && self.reports(verb, determiner).is_some()
    }

    /// The finite verb of speech that begins at token `i` and ends by `end`.
    pub fn reports(&self, i: usize, end: usize) -> Option<CueMatch> {
        let finite = Forms::PRESENT.or(Forms::PAST);
        if i >= end {
            return None;
        }
        self.cues.at(self.document, i, end).find(|cue| {
            cue.kind == CueKind::Verb
                && cue.forms.any(finite)
                && (cue.reports_speech() || cue.frame == CueFrame::Add)
        })
    }
}

fn number_of(noun: &str) -> Number {
    let plural = noun.ends_with('s') && !noun.ends_with("ss") && !noun.ends_with("us");
    if plural { Number::Plural } else { Number::Singular }
}

impl Core {
    /// A description whose head is token `i`.
    fn described(i: usize) -> Self {
        Self {
            kind: MentionKind::Nominal,
            tokens: i..i + 1,
            name: i + 1..i + 1,
            head: i,
            number: Number::Singular,
            gender: Gender::Unknown,
            stands_alone: false,
        }
    }
}
