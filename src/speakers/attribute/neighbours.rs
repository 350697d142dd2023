//! What the sentences beside a quotation say of it: a signature below, *that was how X put it*,
//! a question that it answers, narration that only interrupts.

use crate::lexicons::cues::{CueFrame, CueKind, Forms};
use crate::text::WordSet;

use super::clause::{Clause, Subject};
use super::context::{Judge, found};
use super::rules::{Finding, Rule};
use super::scene::{AtomKind, Unit};
use super::words::Word;

const SIGNED: Rule = Rule { name: "sign-off", confidence: 0.85 };
const TOLD_AFTER: Rule = Rule { name: "told-after", confidence: 0.8 };
const ANSWER: Rule = Rule { name: "answer", confidence: 0.75 };

/// Words by which a sentence points at the quotation before it.
static POINTERS: WordSet = WordSet::of(&["that", "so", "thus", "those", "this", "such"]);
/// Atoms of such a sentence within which its source stands.
const TOLD: usize = 14;

impl Judge<'_, '_> {
    /// “Why?” X asked Y. / “Because …”: the answer is by the one who was asked, else by who
    /// spoke before the one who asks.
    pub(super) fn answer(&self) -> Option<Finding> {
        let question = self.scene.quoted(self.last?).trim_end_matches(['’', '\'']).ends_with('?');
        let finding = self.found.as_ref().filter(|_| question)?;
        let cue = finding.governor?;
        let asks =
            matches!(self.scene.atoms[cue].kind, AtomKind::Cue(c) if c.frame == CueFrame::Ask);
        if !asks {
            return None;
        }
        let asked = cue + 1;
        let named = matches!(self.scene.atoms.get(asked)?.kind, AtomKind::Mention(_))
            && finding.subject.as_ref().is_some_and(|s| s.atom != asked);
        let subject = if named { Some(asked.into()) } else { self.other.clone() }?;
        Some(found(subject, ANSWER))
    }

    /// A sentence or paragraph after the quotation that signs it: “…” / — Commissioner X
    pub(super) fn signed_below(&self, unit: usize) -> Option<Finding> {
        let next = self.scene.units.get(unit + 1)?;
        let below = next.paragraph <= self.scene.units[unit].paragraph + 1;
        let clause = Clause { scene: self.scene, unit: next };
        let dash = next.atoms.start;
        let signs = below
            && clause.word(dash) == Some(Word::Dash)
            && clause.mention(dash + 1).is_some()
            && matches!(clause.word(dash + 2), None | Some(Word::Comma | Word::Open | Word::Stop))
            && clause.cue(dash + 2).is_none();
        signs.then(|| Finding {
            subject: Some(clause.joined_source(dash + 1)),
            cue: Some(self.scene.span(dash)),
            governor: Some(dash),
            rule: SIGNED,
        })
    }

    /// “We won.” *That was how X put it*, *So said X*: the next sentence tells whose words they are.
    pub(super) fn told_after(&self, unit: usize) -> Option<Finding> {
        let next = self.scene.units.get(unit + 1)?;
        let clause = Clause { scene: self.scene, unit: next };
        let start = next.atoms.start;
        let points = next.paragraph == self.scene.units[unit].paragraph
            && POINTERS.contains(clause.lower(start))
            && clause.word(start + 1).is_none_or(|word| word == Word::Be)
            && next.atoms.clone().all(|i| !matches!(clause.kind(i), Some(AtomKind::Quote(_))));
        let end = clause.right_end(start).min(start + TOLD);
        let cue = (start + 1..end).find(|&i| {
            clause.cue(i).is_some_and(|cue| cue.reports_speech() || cue.kind == CueKind::Noun)
        });
        let cue = cue.filter(|_| points)?;
        let owner = || clause.source_of_noun(cue);
        // So said X; but not: That claim angered X.
        let finite = Forms::PAST.or(Forms::PRESENT);
        let verb = clause.cue(cue).is_some_and(|c| c.kind == CueKind::Verb && c.forms.any(finite));
        let after = || if verb { clause.inverted_subject(cue) } else { None };
        let subject =
            clause.subject_of(cue).or_else(after).or_else(owner).filter(|s| s.atom > start)?;
        let (cue_span, governor) = (Some(self.scene.span(cue)), Some(cue));
        Some(Finding { subject: Some(subject), cue: cue_span, governor, rule: TOLD_AFTER })
    }

    /// Whom the paragraph before is about, where its quotation was only mentioned there as
    /// somebody else's words: *The official doubted Y's claim that “…”*.
    pub(super) fn reporter_of(&self, previous: &Unit) -> Option<Subject> {
        let finding = self.found.as_ref()?;
        let mentioned = finding.rule.name == "noun-of-speech";
        let owner = finding.subject.as_ref()?.atom;
        self.main_subject(previous).filter(|subject| mentioned && subject.atom != owner)
    }

    /// Whether a sentence of narration only interrupts the speaker of this paragraph: nobody
    /// speaks in it.
    pub(super) fn goes_on(&self, narration: &Unit, paragraph: usize) -> bool {
        let clause = Clause { scene: self.scene, unit: narration };
        let spoke_here = self
            .last
            .and_then(|q| self.scene.places[q])
            .is_some_and(|place| self.scene.units[place.unit].paragraph == paragraph);
        let speaks = narration.atoms.clone().any(|i| {
            clause.cue(i).is_some_and(|cue| cue.reports_speech() || cue.frame == CueFrame::Add)
        });
        spoke_here && !speaks
    }
}
