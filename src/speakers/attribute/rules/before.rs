//! Rules that find the source before the quotation.

use crate::lexicons::cues::{CueFrame, CueKind, CueMatch, Forms};

use super::super::clause::Subject;
use super::super::scene::AtomKind;
use super::super::words::Word;
use super::{CLOSE, Finding, Site, is_finite};

/// Rule of a cue right before its quotation.
const DIRECTLY: &str = "subject-verb-quote";

impl Site<'_, '_> {
    /// `NAME: “…”` at the start of a paragraph or after a dash.
    pub(super) fn transcript(&self) -> Option<Finding> {
        let colon = self.atom.checked_sub(1)?;
        let name = self.atom.checked_sub(2)?;
        let labelled = self.clause.word(colon) == Some(Word::Colon)
            && self.clause.mention(name).is_some()
            && matches!(
                self.clause.before(name),
                None | Some(AtomKind::Word(Word::Dash | Word::Stop))
            );
        labelled.then(|| self.finding(Some(name.into()), colon, "transcript", 0.95))
    }

    /// A cue right before the quotation: *X said, “…”*, *X called it a “…”*.
    pub(super) fn introduced(&self) -> Option<Finding> {
        let mut i = self.atom;
        let mut passed = 0;
        while i > self.clause.unit.atoms.start && passed <= CLOSE {
            i -= 1;
            match self.clause.kind(i)? {
                AtomKind::Cue(cue) if cue.kind == CueKind::Verb || cue.kind == CueKind::Quoted => {
                    if !cue.is_strong() && (passed > 1 || cue.forms == Forms::GERUND) {
                        return None;
                    }
                    return self.by_verb(i, cue, DIRECTLY, 0.88);
                }
                AtomKind::Word(
                    Word::Comma
                    | Word::Colon
                    | Word::That
                    | Word::Object
                    | Word::Determiner
                    | Word::Possessive
                    | Word::Subordinator
                    | Word::Preposition
                    | Word::Be
                    | Word::Adverb
                    | Word::To,
                ) => passed += 1,
                AtomKind::Mention(_) => passed += 1,
                _ => return None,
            }
        }
        None
    }

    /// The finding for a verb that governs the quotation from its left.
    pub(super) fn by_verb(
        &self,
        verb: usize,
        cue: CueMatch,
        name: &'static str,
        confidence: f64,
    ) -> Option<Finding> {
        if cue.frame == CueFrame::Think {
            return None;
        }
        if cue.kind == CueKind::Verb && self.clause.is_passive(verb) {
            let agent = self.agent(verb)?;
            return Some(self.finding(Some(agent), verb, "passive-by-agent", 0.8));
        }
        let subject = self.clause.subject_of(verb).map(|s| self.behind_text(verb, cue, s));
        let letter = || (cue.frame == CueFrame::Show).then(|| self.clause.main_subject()).flatten();
        let Some(subject) = subject.or_else(letter) else {
            let direct = name == DIRECTLY && cue.is_strong() && is_finite(cue);
            return direct.then(|| self.finding(None, verb, name, confidence));
        };
        if let Some((outer, subject)) = self.clause.outer_report(subject.atom) {
            return Some(self.finding(Some(subject), outer, "outer-report", 0.83));
        }
        let (name, confidence) = match cue.kind {
            CueKind::Quoted => ("quoted-as-saying", 0.9),
            _ if cue.forms == Forms::GERUND => ("participle", 0.92),
            _ => (name, confidence),
        };
        Some(self.finding(Some(subject), verb, name, confidence))
    }

    /// *was called “…” by X*, *described by X as “…”*.
    pub(super) fn agent(&self, verb: usize) -> Option<Subject> {
        let by = (verb + 1..self.clause.right_end(verb))
            .take_while(|&i| self.clause.cue(i).is_none_or(|c| c.kind != CueKind::Verb))
            .find(|&i| self.clause.word(i) == Some(Word::By))?;
        self.source_after(by + 1)
    }

    /// Right after a passive: *was “…” , as it was called by X*.
    pub(super) fn passive_agent(&self) -> Option<Finding> {
        let by = self.atom + 1;
        if self.clause.word(by) != Some(Word::By) {
            return None;
        }
        let agent = self.source_after(by + 1)?;
        let verb = self.nearest_left(|cue| cue.kind == CueKind::Verb)?;
        if self.atom - verb > 2 || !self.clause.is_passive(verb) {
            return None;
        }
        Some(self.finding(Some(agent), verb, "passive-by-agent", 0.8))
    }

    /// *According to X, “…”*; *in the words of X, “…”*.
    pub(super) fn source_phrase_quote(&self) -> Option<Finding> {
        let at = self.nearest_left(|cue| cue.kind == CueKind::Phrase && cue.strength > 0.8)?;
        let subject = self.source_after(at + 1).filter(|s| s.atom < self.atom)?;
        Some(self.finding(Some(subject), at, "according-to", 0.88))
    }

    /// *X's claim that “…”*, *his promise of “…”*, *a letter from X: “…”*.
    pub(super) fn noun_quote(&self) -> Option<Finding> {
        let at = self.nearest_left(|cue| {
            matches!(cue.kind, CueKind::Verb | CueKind::Noun) && cue.frame != CueFrame::Think
        })?;
        self.clause.cue(at).filter(|c| c.kind == CueKind::Noun)?;
        let near = (at + 1..self.atom).all(|i| self.clause.mention(i).is_none());
        if let Some(subject) = self.clause.source_of_noun(at).filter(|_| near) {
            return Some(self.finding(Some(subject), at, "noun-of-speech", 0.6));
        }
        let close = self.atom - at <= CLOSE && near;
        let subject = self.clause.far_subject(at).filter(|_| close)?;
        Some(self.finding(Some(subject), at, "noun-of-speech", 0.55))
    }

    /// *X told the crowd in Springfield that the plan was “…”*.
    pub(super) fn strong_verb_quote(&self) -> Option<Finding> {
        self.far_verb(|cue| cue.is_strong(), "subject-verb-far-quote", 0.92)
    }

    /// *X spoke in Springfield of a “…”*: a verb that is not only one of speech.
    pub(super) fn weak_verb_quote(&self) -> Option<Finding> {
        self.far_verb(|cue| cue.forms != Forms::GERUND, "weak-verb-quote", 0.9)
    }

    /// The nearest verb left of the quotation that `fits` and has a subject.
    pub(super) fn far_verb(
        &self,
        fits: impl Fn(&CueMatch) -> bool,
        name: &'static str,
        confidence: f64,
    ) -> Option<Finding> {
        (self.clause.left_end(self.atom)..self.atom).rev().find_map(|i| {
            let cue = self.clause.cue(i).filter(|cue| fits(cue))?;
            let governs = matches!(cue.kind, CueKind::Verb | CueKind::Quoted)
                && !self.clause.restarts(i, self.atom);
            if governs { self.by_verb(i, cue, name, confidence) } else { None }
        })
    }

    /// *X was blunt: “…”*
    pub(super) fn colon(&self) -> Option<Finding> {
        let colon = self.atom.checked_sub(1)?;
        if self.clause.word(colon) != Some(Word::Colon) {
            return None;
        }
        let beside = || {
            let named = colon.checked_sub(1).filter(|&i| self.clause.mention(i).is_some());
            named.map(Subject::from)
        };
        let subject = self.clause.far_subject(colon).or_else(beside)?;
        Some(self.finding(Some(subject), colon, "colon", 0.9))
    }

    /// *X believes the plan is “…”*: a verb of thought or use, for want of anything better.
    pub(super) fn thought_quote(&self) -> Option<Finding> {
        let verb =
            self.nearest_left(|cue| cue.kind == CueKind::Verb && cue.frame == CueFrame::Think)?;
        if self.clause.is_passive(verb) {
            return None;
        }
        let subject = self.clause.subject_of(verb)?;
        Some(self.finding(Some(subject), verb, "thought", 0.85))
    }

    /// The nearest cue left of the quotation that `fits`.
    pub(super) fn nearest_left(&self, fits: impl Fn(&CueMatch) -> bool) -> Option<usize> {
        (self.clause.left_end(self.atom)..self.atom)
            .rev()
            .find(|&i| self.clause.cue(i).is_some_and(|cue| fits(&cue)))
    }
}
