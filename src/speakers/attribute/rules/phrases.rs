//! Rules for phrases that name the source apart from any verb: *in X's view*, *a shout of “…”
//! from X*, *According to X, …*; and texts that stand for who issued them.

use crate::lexicons::cues::{CueKind, CueMatch, Forms};
use crate::speakers::mentions::MentionKind;
use crate::text::WordSet;

use super::super::clause::{Clause, Subject};
use super::super::scene::AtomKind;
use super::super::words::Word;
use super::{Finding, Site};

/// Nouns of *in X's view*, *to her mind*, *in his telling*.
static VIEWS: WordSet = WordSet::of(&[
    "view",
    "opinion",
    "telling",
    "words",
    "mind",
    "estimation",
    "judgment",
    "judgement",
    "account",
    "assessment",
    "reckoning",
    "eyes",
    "reading",
    "phrase",
    "formulation",
]);

/// How far after its quotation such a phrase may begin, in atoms.
const NEAR: usize = 6;

impl Site<'_, '_> {
    /// *In her telling, … “…”*; *… “…,” in X's view*: for the whole sentence.
    pub(super) fn in_view(&self) -> Option<Finding> {
        let clause = &self.clause;
        let reach = clause.left_end(self.atom)..clause.right_end(self.atom).min(self.atom + NEAR);
        let (noun, owner) = reach.into_iter().find_map(|noun| {
            let owner = self.view_owner(noun)?;
            Some((noun, owner))
        })?;
        Some(self.finding(Some(owner.into()), noun, "in-view", 0.8))
    }

    /// Whose view the noun at `noun` is, after *in*, *to* or *by*.
    fn view_owner(&self, noun: usize) -> Option<usize> {
        let clause = &self.clause;
        let kind = clause.kind(noun)?;
        if matches!(kind, AtomKind::Quote(_)) || !VIEWS.contains(clause.lower(noun)) {
            return None;
        }
        let possessive = noun.checked_sub(1)?;
        let (owner, before) = match clause.word(possessive)? {
            Word::Possessive if clause.lower(possessive) != "whose" => (possessive, possessive),
            Word::Genitive => {
                let owner = possessive.checked_sub(1)?;
                (clause.mention(owner).map(|_| owner)?, owner)
            }
            _ => return None,
        };
        let preposition = before.checked_sub(1).filter(|&p| clause.kind(p).is_some())?;
        let introduces = matches!(clause.lower(preposition), "in" | "to" | "by");
        (introduces && clause.scene.atoms[owner].mention.is_some()).then_some(owner)
    }

    /// *a shout of “…” from X*, *chants of “…” by X*.
    pub(super) fn noun_from(&self) -> Option<Finding> {
        let of = self.atom.checked_sub(1)?;
        let noun = self.atom.checked_sub(2)?;
        let spoken = self.clause.word(of) == Some(Word::Preposition)
            && self.clause.lower(of) == "of"
            && self.clause.cue(noun).is_some();
        let from = self.atom + 1;
        let by = self.clause.word(from) == Some(Word::By)
            || self.clause.word(from) == Some(Word::Preposition)
                && self.clause.lower(from) == "from";
        let source = if spoken && by { self.source_after(from + 1) } else { None }?;
        Some(self.finding(Some(source), noun, "noun-of-speech", 0.75))
    }

    /// *According to X, Y did it, “…”*: a person named where the sentence opens is the source of
    /// all of it, unless somebody is said to have spoken right before the quotation.
    pub(super) fn opening_source(&self) -> Option<Finding> {
        let start = self.clause.unit.atoms.start;
        self.clause.cue(start).filter(|c| c.kind == CueKind::Phrase && c.strength > 0.8)?;
        let subject = self.source_after(start + 1).filter(|s| s.atom < self.atom)?;
        if !self.clause.is_person(subject.atom) || self.introduced().is_some() {
            return None;
        }
        Some(self.finding(Some(subject), start, "according-to", 0.85))
    }

    /// Whether a finding's source is a person by name or pronoun.
    pub(super) fn names_person(&self, finding: &Finding) -> bool {
        finding.subject.as_ref().is_some_and(|s| self.clause.is_person(s.atom))
    }

    /// *X issued a statement calling it “…”*: the words are those of who issued it.
    pub(super) fn behind_text(&self, verb: usize, cue: CueMatch, subject: Subject) -> Subject {
        let beside = subject.atom < verb && cue.forms == Forms::GERUND;
        if !beside || !self.clause.is_text(subject.atom) {
            return subject;
        }
        self.clause.far_subject(subject.atom).unwrap_or(subject)
    }
}

impl Clause<'_, '_> {
    /// Whether the mention at atom `i` is a person by name or pronoun.
    pub(in super::super) fn is_person(&self, i: usize) -> bool {
        self.scene.atoms[i].mention.is_some_and(|m| {
            let mention = &self.scene.mentions[m];
            mention.kind == MentionKind::Name
                || mention.kind == MentionKind::Pronoun && matches!(self.lower(i), "he" | "she")
        })
    }

    /// Whether the mention at atom `i` is a text that somebody wrote: *a statement*.
    pub(super) fn is_text(&self, i: usize) -> bool {
        let scene = self.scene;
        self.scene.atoms[i]
            .mention
            .is_some_and(|m| scene.lexicons.cues.is_text(scene.document, scene.mentions[m].head))
    }
}
