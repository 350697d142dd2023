//! Subjects that do not stand beside their verb: of participles, second verbs and sentences.

use crate::lexicons::cues::Forms;

use super::super::words::Word;
use super::{Clause, Slot, Subject};

impl Clause<'_, '_> {
    /// The subject of the clause that a participle, an infinitive or a second verb at `at`
    /// belongs to: the nearest subject to its left, else the main one after it.
    pub fn far_subject(&self, at: usize) -> Option<Subject> {
        let mut inner: Option<(Slot, usize)> = None;
        let mut brackets = 0_usize;
        for i in (self.left_end(at)..at).rev() {
            match self.word(i) {
                Some(Word::Close) => brackets += 1,
                Some(Word::Open) => brackets = brackets.saturating_sub(1),
                _ => {}
            }
            if brackets > 0 || !self.is_noun_phrase(i) || self.lower(i) == "it" {
                continue;
            }
            let slot = self.slot(i);
            let pronoun = slot == Slot::Clause && matches!(self.lower(i), "he" | "she" | "they");
            if slot == Slot::Subject || pronoun {
                return Some(self.with_joint(self.settled(i)));
            }
            if slot >= Slot::Embedded && inner.is_none_or(|(best, _)| slot > best) {
                inner = Some((slot, i));
            }
        }
        let opening = || {
            let opens = (self.left_end(at)..at).all(|i| self.mention(i).is_none());
            if opens { self.subject_after(at) } else { None }
        };
        inner.map(|(_, i)| self.with_joint(self.settled(i))).or_else(opening)
    }

    /// Who the sentence is about: the subject of its first report, else its first subject.
    pub fn main_subject(&self) -> Option<Subject> {
        let atoms = self.unit.atoms.start..self.right_end(self.unit.atoms.start);
        let report = atoms.clone().find_map(|i| {
            self.cue(i).filter(|cue| cue.reports_speech() && cue.forms != Forms::GERUND)?;
            self.subject_of(i).filter(|s| s.atom < i && self.slot(s.atom) >= Slot::Clause)
        });
        report.or_else(|| {
            let subject = |&i: &usize| self.is_noun_phrase(i) && self.slot(i) == Slot::Subject;
            atoms.into_iter().find(subject).map(|i| self.with_joint(self.settled(i)))
        })
    }

    /// The name that stands for a subject: the description itself, or the name beside it.
    pub(super) fn settled(&self, i: usize) -> usize {
        let named = self.named_right(i);
        if self.word(i + 1) == Some(Word::Genitive) { i } else { named }
    }

    /// The main subject right of an opening participle: *Calling it “…”, X left*.
    pub(super) fn subject_after(&self, at: usize) -> Option<Subject> {
        (at + 1..self.right_end(at))
            .find(|&i| self.is_noun_phrase(i) && self.slot(i) == Slot::Subject)
            .map(|i| self.with_joint(self.settled(i)))
    }
}
