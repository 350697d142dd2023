//! The reporting words of a sentence, each with whose report it is.

use crate::lexicons::complements::Takes;
use crate::lexicons::cues::{CueFrame, CueKind, CueMatch, Forms};

use super::super::clause::Subject;
use super::super::scene::AtomKind;
use super::super::words::Word;
use super::sentence::Sentence;

/// Atoms between a source phrase or *by* and the mention in it.
const SOURCE_REACH: usize = 8;
/// Strength from which a phrase surely names a source.
const SURE_PHRASE: f64 = 0.8;

/// A cue with its subject.
#[derive(Clone, Debug, PartialEq)]
pub struct Governor {
    /// Atom of the cue.
    pub cue: usize,
    /// Who reports.
    pub subject: Subject,
    /// Rule of a report that begins with it.
    pub rule: &'static str,
    /// Chance that the subject is right.
    pub confidence: f64,
    /// Whether what follows counts as said: not denied, not supposed.
    pub asserted: bool,
}

impl Sentence<'_, '_> {
    /// All governors in order; cues that govern a quotation are left out.
    pub fn governors(&self) -> Vec<Governor> {
        (self.start()..self.end()).filter_map(|i| self.governor(i)).collect()
    }

    fn governor(&self, i: usize) -> Option<Governor> {
        let cue = self.clause.cue(i)?;
        if self.governs(i) {
            return None;
        }
        match cue.kind {
            CueKind::Verb | CueKind::Quoted => self.by_verb(i, cue),
            CueKind::Phrase => self.by_phrase(i, cue),
            CueKind::Noun => self.by_noun(i),
            CueKind::Label | CueKind::Work => None,
        }
    }

    fn by_verb(&self, i: usize, cue: CueMatch) -> Option<Governor> {
        if matches!(cue.frame, CueFrame::Think | CueFrame::Show)
            || self.takes(i) == Takes::default()
        {
            return None;
        }
        if cue.kind == CueKind::Verb && self.clause.is_passive(i) {
            let subject = self.agent(i)?;
            let (rule, confidence, asserted) =
                ("indirect-passive", 0.85, self.is_asserted(i, None));
            return Some(Governor { cue: i, subject, rule, confidence, asserted });
        }
        let subject = self.clause.subject_of(i)?;
        if self.lower(subject.atom) == "it" && cue.frame == CueFrame::Judge {
            return None;
        }
        let (rule, confidence) = match cue.kind {
            CueKind::Quoted => ("indirect-quoted", 0.9),
            _ if cue.forms == Forms::GERUND => ("indirect-participle", 0.86),
            _ => ("indirect-clause", 0.92),
        };
        let asserted = self.is_asserted(i, Some(subject.atom));
        Some(Governor { cue: i, subject, rule, confidence, asserted })
    }

    /// *It was reported by X that …*
    fn agent(&self, verb: usize) -> Option<Subject> {
        let by = (verb + 1..verb + 3).find(|&i| self.is(i, Word::By))?;
        self.source(by + 1)
    }

    fn by_phrase(&self, i: usize, cue: CueMatch) -> Option<Governor> {
        let subject = self.source(i + 1).filter(|_| cue.strength > SURE_PHRASE)?;
        let (rule, confidence) = ("indirect-according-to", 0.88);
        Some(Governor { cue: i, subject, rule, confidence, asserted: true })
    }

    /// *X's claim that …*, *in X's view*
    fn by_noun(&self, i: usize) -> Option<Governor> {
        let takes = self.takes(i);
        let subject = self.clause.source_of_noun(i)?;
        let that = self.is(i + 1, Word::That) && takes.any(Takes::THAT);
        let to = self.is(i + 1, Word::To) && takes.any(Takes::TO);
        let (rule, confidence) = match () {
            () if that || to => ("indirect-noun", 0.8),
            () if takes.any(Takes::VIEW)
                && matches!(self.clause.word(i + 1), None | Some(Word::Comma | Word::Stop))
                && self.view_opens(subject.atom).is_some() =>
            {
                ("indirect-view", 0.88)
            }
            () => return None,
        };
        Some(Governor { cue: i, subject, rule, confidence, asserted: true })
    }

    /// The atom of *in* where the owner at `owner` stands in *in X's view*.
    pub fn view_opens(&self, owner: usize) -> Option<usize> {
        let before = self.phrase_start(owner).checked_sub(1)?;
        let opens = self.is(before, Word::Preposition) && self.lower(before) == "in";
        opens.then_some(before)
    }

    /// The source in the few words from atom `from` on.
    fn source(&self, from: usize) -> Option<Subject> {
        for i in from..from + SOURCE_REACH {
            match self.clause.kind(i)? {
                AtomKind::Mention(_) => return Some(self.clause.joined_source(i)),
                AtomKind::Cue(cue) if cue.kind == CueKind::Noun => {}
                AtomKind::Word(
                    Word::Other
                    | Word::Determiner
                    | Word::Possessive
                    | Word::Number
                    | Word::Preposition
                    | Word::By
                    | Word::Genitive
                    | Word::Time
                    | Word::Adverb,
                ) => {}
                _ => return None,
            }
        }
        None
    }
}
