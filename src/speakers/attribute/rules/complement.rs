//! The rule for clauses that say what a noun of speech holds: *X's claim is that …*.

use crate::lexicons::cues::{CueFrame, CueKind};

use super::super::scene::AtomKind;
use super::super::words::Word;
use super::{Finding, SOURCE_REACH, Site, is_finite};

impl Site<'_, '_> {
    /// *X's claim is that the plan was a “…”*, *a report by X that Y “…”*: no verb of speech
    /// comes between *that* and the quotation.
    pub(super) fn complement_quote(&self) -> Option<Finding> {
        let start = self.clause.left_end(self.atom);
        let plain = |i: usize| match self.clause.kind(i) {
            Some(AtomKind::Cue(cue)) => cue.kind != CueKind::Verb,
            Some(AtomKind::Quote(_)) | None => false,
            Some(_) => true,
        };
        let that = (start..self.atom)
            .rev()
            .take_while(|&i| plain(i))
            .find(|&i| self.clause.word(i) == Some(Word::That))?;
        let noun = (start.max(that.saturating_sub(SOURCE_REACH))..that).rev().find(|&i| {
            self.clause.is_text(i)
                || self
                    .clause
                    .cue(i)
                    .is_some_and(|cue| cue.kind == CueKind::Noun && cue.frame != CueFrame::Think)
        })?;
        if self.clause.mention(noun).is_some() {
            // her statement that: the text itself is the mention, the cast knows whose it is.
            let owner = self.clause.source_of_noun(noun).unwrap_or_else(|| noun.into());
            return Some(self.finding(Some(owner), noun, "noun-of-speech", 0.65));
        }
        // *his statement that*: the subject of the sentence, as a rule.
        let owned = noun > start && self.clause.word(noun - 1) == Some(Word::Possessive);
        let owner = || self.clause.far_subject(noun).filter(|_| owned);
        let subject = self.clause.source_of_noun(noun).or_else(owner).filter(|s| s.atom < that)?;
        Some(self.finding(Some(subject), noun, "noun-of-speech", 0.65))
    }

    /// Whether a verb of speech with *that* after it stands before the quotation, whoever its
    /// subject is: *less than a week ago said for the first time that “…”*.
    pub fn is_reported(&self) -> bool {
        let start = self.clause.left_end(self.atom);
        let that = (start..self.atom).rev().find(|&i| self.clause.word(i) == Some(Word::That));
        that.is_some_and(|that| {
            (start.max(that.saturating_sub(SOURCE_REACH))..that).any(|i| {
                self.clause.cue(i).is_some_and(|cue| cue.reports_speech() && is_finite(cue))
            })
        })
    }
}
