//! Rules that find the source after the quotation.

use crate::lexicons::cues::{CueFrame, CueKind, Forms};

use super::super::clause::Subject;
use super::super::scene::AtomKind;
use super::super::words::Word;
use super::{CLOSE, Entry, Finding, Site, is_finite};

impl Site<'_, '_> {
    /// Where a report after the quotation may begin.
    pub(super) fn after(&self) -> usize {
        let mut i = self.atom + 1;
        while matches!(self.clause.word(i), Some(Word::Comma)) {
            i += 1;
        }
        i
    }

    /// Whether the quotation is closed the way one is that a report follows.
    pub(super) fn pauses(&self) -> bool {
        let words = self.clause.scene.quoted(self.quotation);
        words.ends_with([',', '?', '!', '—', '–', '-', '…', '.'])
            || self.clause.word(self.atom + 1) == Some(Word::Comma)
            || self.is_direct() && self.entry() != Entry::Woven
    }

    /// *“…,” said X.*
    pub(in super::super) fn quote_verb_subject(&self) -> Option<Finding> {
        let mut i = self.after();
        while matches!(
            self.clause.word(i),
            Some(Word::Adverb | Word::Time | Word::Subordinator | Word::And | Word::But)
        ) && i < self.after() + 3
        {
            i += 1;
        }
        let cue = self.clause.cue(i)?;
        let verb = cue.kind == CueKind::Verb && cue.forms.any(Forms::PAST.or(Forms::PRESENT));
        if !verb || !self.pauses() {
            return None;
        }
        let subject = self.clause.subject_of(i);
        let right = subject.as_ref().is_some_and(|s| s.atom > i);
        let nameless = subject.is_none() && cue.reports_speech() && self.opens_noun(i + 1);
        (right || nameless).then(|| self.finding(subject, i, "quote-verb-subject", 0.98))
    }

    /// *… “…,” as X put it*: whatever stands before the quotation.
    pub(super) fn as_put(&self) -> Option<Finding> {
        let from = self.after();
        let opens =
            self.clause.word(from) == Some(Word::Subordinator) && self.clause.lower(from) == "as";
        if opens { self.quote_subject_verb() } else { None }
    }

    /// Whether a noun phrase that is no mention begins at atom `i`.
    pub(super) fn opens_noun(&self, i: usize) -> bool {
        matches!(self.clause.word(i), Some(Word::Determiner | Word::Possessive | Word::Other))
    }

    /// *“…,” X told reporters.*
    pub(in super::super) fn quote_subject_verb(&self) -> Option<Finding> {
        if !self.pauses() {
            return None;
        }
        let from = self.after();
        let first = self.subject_start(from)?;
        let named = self.clause.mention(first).is_some();
        let end = if named { self.clause.right_end(first) } else { first + CLOSE };
        for i in first..end {
            match self.clause.kind(i)? {
                AtomKind::Quote(_) => return None,
                AtomKind::Cue(cue) if cue.kind == CueKind::Verb && is_finite(cue) => {
                    if self.clause.is_passive(i) || cue.frame == CueFrame::Think {
                        continue;
                    }
                    let subject = self.clause.subject_of(i);
                    if let Some(subject) = subject.filter(|s| s.atom >= from && s.atom < i) {
                        return Some(self.finding(Some(subject), i, "quote-subject-verb", 0.98));
                    }
                    if i <= first + 1 && cue.reports_speech() {
                        return Some(self.finding(None, i, "quote-subject-verb", 0.98));
                    }
                }
                _ => {}
            }
        }
        None
    }

    /// The first atom of a noun phrase that may be the subject of a report.
    pub(super) fn subject_start(&self, from: usize) -> Option<usize> {
        for i in from..from + CLOSE {
            match self.clause.kind(i)? {
                AtomKind::Mention(_) => return Some(i),
                AtomKind::Cue(cue) if cue.kind == CueKind::Noun => return Some(i),
                AtomKind::Word(
                    Word::Other
                    | Word::Determiner
                    | Word::Possessive
                    | Word::Number
                    | Word::Adverb
                    | Word::Time,
                ) => {}
                AtomKind::Word(Word::Subordinator) if self.clause.lower(i) == "as" => {}
                _ => return None,
            }
        }
        None
    }

    /// *“…,” according to X.*
    pub(in super::super) fn quote_source_phrase(&self) -> Option<Finding> {
        let at = self.after();
        let cue = self.clause.cue(at).filter(|c| c.kind == CueKind::Phrase)?;
        let strong = cue.strength > 0.8;
        if !strong && !self.pauses() {
            return None;
        }
        let subject = self.source_after(at + 1)?;
        if !self.clause.is_person(subject.atom)
            && let Some(told) = self.strong_verb_quote().filter(|f| self.names_person(f))
        {
            return Some(told);
        }
        Some(self.finding(Some(subject), at, "according-to", 0.88))
    }

    /// *“…” – Commissioner X*
    pub(super) fn sign_off(&self) -> Option<Finding> {
        let dash = self.atom + 1;
        if self.clause.word(dash) != Some(Word::Dash) {
            return None;
        }
        let plain = !matches!(self.clause.word(dash + 1), Some(Word::Preposition | Word::By));
        let subject = self.source_after(dash + 1).filter(|_| plain)?;
        let ends = (subject.atom + 1..self.clause.right_end(dash)).all(|i| {
            self.clause.cue(i).is_none_or(|c| c.kind != CueKind::Verb)
                && !matches!(self.clause.word(i), Some(Word::Dash | Word::Be | Word::Auxiliary))
        });
        ends.then(|| self.finding(Some(subject), dash, "sign-off", 0.85))
    }

    /// *The “…” plan is bad, X said*: the report at the end governs the whole sentence.
    pub(super) fn sentence_final(&self) -> Option<Finding> {
        for i in self.atom + 1..self.clause.right_end(self.atom) {
            let Some(cue) = self.clause.cue(i) else { continue };
            if cue.kind == CueKind::Phrase && cue.strength > 0.8 {
                let subject = self.source_after(i + 1)?;
                return Some(self.finding(Some(subject), i, "according-to", 0.88));
            }
            if cue.kind != CueKind::Verb || !cue.frame.is_report() || !is_finite(cue) {
                continue;
            }
            if let Some(subject) = self.clause.subject_of(i).filter(|s| self.is_parenthetic(s)) {
                return Some(self.finding(Some(subject), i, "sentence-final", 0.97));
            }
        }
        None
    }

    /// Whether a subject right of the quotation opens a report that is set off by a comma.
    pub(super) fn is_parenthetic(&self, subject: &Subject) -> bool {
        subject.atom > self.atom
            && matches!(
                self.clause.before(subject.atom),
                Some(AtomKind::Word(Word::Comma) | AtomKind::Quote(_) | AtomKind::Cue(_))
            )
    }
}
