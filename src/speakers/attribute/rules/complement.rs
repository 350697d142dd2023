//! The rule for clauses that say what a noun of speech holds: *X's claim is that …*.

use crate::lexicons::cues::{CueFrame, CueKind};

use super::super::scene::AtomKind;
use super::super::words::Word;
use super::{Finding, SOURCE_REACH, Site};

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
            self.clause
                .cue(i)
                .is_some_and(|cue| cue.kind == CueKind::Noun && cue.frame != CueFrame::Think)
        })?;
        let subject = self.clause.source_of_noun(noun).filter(|s| s.atom < that)?;
        Some(self.finding(Some(subject), noun, "noun-of-speech", 0.65))
    }
}
