//! Where the content of a report ends: with its clause, before another report, at a semicolon.

use std::ops::Range;

use crate::lexicons::complements::Takes;
use crate::lexicons::cues::{CueKind, CueMatch, Forms};

use super::super::clause::Slot;
use super::super::scene::AtomKind;
use super::super::words::Word;
use super::Manner;
use super::governor::Governor;
use super::opening::{Form, Opening};
use super::sentence::Sentence;

/// Longest content in atoms: longer than a reader follows, so that a text without full stops
/// costs no more than its length.
const LONGEST: usize = 120;
/// Fewest atoms of a content.
const SHORTEST: usize = 2;
/// Atoms of a phrase that opens a sentence.
const NEAR: usize = 30;
/// Atoms between the subject of a new report and its verb.
const NEW_REPORT: usize = 8;

/// The words of a report.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Content {
    /// Its atoms.
    pub atoms: Range<usize>,
    /// How the speaker stands to it.
    pub manner: Manner,
    /// Name of the rule, where the construction decides it and not the cue.
    pub rule: Option<&'static str>,
}

/// How far content may reach.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Limit {
    /// To the end of its clause.
    Clause,
    /// To the next comma: the report is a clause within a clause.
    Comma,
}

impl Sentence<'_, '_> {
    /// What a governor before its content reports.
    pub fn content_of(&self, governor: &Governor) -> Option<Content> {
        let cue = self.clause.cue(governor.cue)?;
        let verbal = matches!(cue.kind, CueKind::Verb | CueKind::Quoted);
        let nominal = cue.kind == CueKind::Noun
            && governor.rule == "indirect-noun"
            && self.is_object(governor.subject.atom);
        if !governor.asserted || !(verbal || nominal) {
            return None;
        }
        let opening = self.opening(governor.cue)?;
        let limit = match () {
            () if nominal && opening.form == Form::Infinitive => Limit::Comma,
            () if nominal => self.limit_below_preposition(governor.cue),
            () => self.limit(governor, cue)?,
        };
        let atoms = self.trim(opening.at..self.end_of(opening, limit)?);
        let bare = opening.form == Form::Clause && !self.is(opening.at - 1, Word::That);
        let whole = atoms.len() >= SHORTEST && (!bare || self.has_finite(atoms.clone()));
        let denies = self.takes(governor.cue).any(Takes::DENIES);
        let (manner, rule) = manner_and_rule(opening.form, denies);
        whole.then_some(Content { atoms, manner, rule })
    }

    /// Whether the noun phrase that the owner at `owner` opens is no subject: then its content
    /// runs to the end of the clause. Where a subject's content ends, its own verb hides.
    fn is_object(&self, owner: usize) -> bool {
        let Some(before) = self.phrase_start(owner).checked_sub(1) else { return false };
        match self.clause.kind(before) {
            None => false,
            Some(AtomKind::Word(word)) => {
                matches!(word, Word::Preposition | Word::By | Word::To | Word::Other | Word::Adverb)
            }
            Some(AtomKind::Cue(_)) => true,
            Some(AtomKind::Mention(_) | AtomKind::Quote(_)) => false,
        }
    }

    /// How far the content of a verb may reach; `None` where its end cannot be made out.
    fn limit(&self, governor: &Governor, cue: CueMatch) -> Option<Limit> {
        let group = self.group_start(governor.cue);
        let Some(before) = group.checked_sub(1).filter(|&i| i >= self.start()) else {
            return Some(Limit::Comma);
        };
        let subject = governor.subject.atom;
        let comma = |i: usize| i.checked_sub(1).is_some_and(|left| self.is(left, Word::Comma));
        if self.is(before, Word::Who) {
            if comma(before) {
                return Some(Limit::Comma);
            }
            let restricts_subject = self.clause.slot(subject) == Slot::Subject;
            return (!restricts_subject).then(|| self.limit_below_preposition(before));
        }
        if cue.forms == Forms::GERUND && self.clause.mention(before).is_some() {
            // a participle that tells which people are meant: *voters saying so are many*
            return None;
        }
        let aside = cue.forms == Forms::GERUND
            && self.is(before, Word::Comma)
            && before.checked_sub(1) == Some(subject);
        let opening = self
            .phrase_start(subject)
            .checked_sub(1)
            .is_some_and(|i| i == self.start() && self.clause.word(i) == Some(Word::Subordinator));
        Some(if aside || opening { Limit::Comma } else { Limit::Clause })
    }

    /// In a phrase that opens the sentence (*In response to X's claim that …, Y …*) content ends
    /// with the phrase.
    fn limit_below_preposition(&self, at: usize) -> Limit {
        let first = self.start();
        let opens = matches!(
            self.clause.word(first),
            Some(Word::Preposition | Word::Subordinator | Word::By)
        );
        let near = (first..at.min(first + NEAR)).all(|i| !self.is(i, Word::Comma));
        if opens && near { Limit::Comma } else { Limit::Clause }
    }

    /// One past the content that begins with `opening`; `None` where it runs into a quotation
    /// that somebody uttered, or too far.
    fn end_of(&self, opening: Opening, limit: Limit) -> Option<usize> {
        let from = opening.at;
        let clausal = matches!(opening.form, Form::Clause | Form::Question);
        let inside = self.is_between_dashes(from);
        let mut open = 0usize;
        for i in from..self.end() {
            if i - from > LONGEST || self.is_uttered(i) {
                return None;
            }
            match self.clause.word(i) {
                Some(Word::Stop | Word::Semicolon) => return Some(i),
                Some(Word::Dash) if inside => return Some(i),
                Some(Word::Open) => open += 1,
                Some(Word::Close) if open == 0 => return Some(i),
                Some(Word::Close) => open -= 1,
                Some(Word::Comma) if limit == Limit::Comma => return Some(i),
                Some(Word::Comma) if !clausal && self.lower(i + 1).ends_with("ing") => {
                    return Some(i);
                }
                Some(Word::Comma | Word::Dash | Word::And | Word::But | Word::Subordinator)
                    if self.opens_report(i) =>
                {
                    return Some(i);
                }
                _ => {}
            }
        }
        Some(self.end())
    }

    /// Whether a dash left of atom `at` opens an aside that has not ended.
    fn is_between_dashes(&self, at: usize) -> bool {
        let from = self.clause.left_end(at).max(self.content_start());
        (from..at).filter(|&i| self.is(i, Word::Dash)).count() % 2 == 1
    }

    /// Whether another report begins behind the mark or conjunction at `at`: *and warned that*,
    /// *, adding that*, *, according to*, *while X said*.
    pub fn opens_report(&self, at: usize) -> bool {
        const JOINTS: &[Word] = &[Word::Comma, Word::Dash, Word::And, Word::But, Word::Adverb];
        let mut next = self.past(at, JOINTS);
        let conjunction = self.is(next, Word::Subordinator);
        if conjunction {
            next = self.past(next + 1, &[Word::Adverb]);
        }
        let marked = self.clause.word(at) == Some(Word::Comma) || self.is(at, Word::Dash);
        match self.clause.kind(next) {
            Some(AtomKind::Cue(cue)) if cue.kind == CueKind::Phrase => marked,
            Some(AtomKind::Cue(cue)) if cue.kind == CueKind::Verb && !conjunction => {
                self.goes_on(next, cue, marked)
            }
            Some(AtomKind::Mention(_) | AtomKind::Word(Word::Determiner | Word::Possessive)) => {
                let passing = marked && conjunction && self.lower(next - 1) == "as";
                self.reports_anew(next, passing, marked)
            }
            Some(AtomKind::Word(Word::Other)) if marked && !conjunction => self.signs_off(next),
            _ => false,
        }
    }

    /// A report by somebody who is no mention, at the end of the sentence: *, local papers said*.
    fn signs_off(&self, from: usize) -> bool {
        let named = |&i: &usize| {
            matches!(self.clause.kind(i), Some(AtomKind::Mention(_) | AtomKind::Word(Word::Other)))
        };
        let verb = from + (from..from + NEW_REPORT).take_while(named).count();
        self.clause.cue(verb).is_some_and(|cue| cue.kind == CueKind::Verb && cue.is_strong())
            && matches!(self.clause.kind(verb + 1), None | Some(AtomKind::Word(Word::Stop)))
    }

    /// A second verb of the same subject, with content of its own.
    fn goes_on(&self, verb: usize, cue: CueMatch, marked: bool) -> bool {
        if cue.forms == Forms::GERUND {
            return marked && cue.is_strong();
        }
        cue.forms.any(Forms::PAST.or(Forms::PRESENT))
            && cue.is_strong()
            && (self.governs(verb) || self.opening(verb).is_some())
    }

    /// A new subject at `from` with a verb of speech of its own; in passing, or set off at the
    /// end of the sentence, it needs no content.
    fn reports_anew(&self, from: usize, passing: bool, marked: bool) -> bool {
        for i in from + 1..from + NEW_REPORT {
            match self.clause.kind(i) {
                Some(AtomKind::Cue(cue)) if cue.kind == CueKind::Verb => {
                    let speaks = cue.frame.is_report()
                        && cue.is_strong()
                        && cue.forms.any(Forms::PAST.or(Forms::PRESENT));
                    return speaks
                        && (passing
                            || self.governs(i)
                            || self.opening(i).is_some()
                            || marked
                                && matches!(
                                    self.clause.kind(i + 1),
                                    None | Some(AtomKind::Word(Word::Stop))
                                ))
                        && self.is_asserted(i, None)
                        && self
                            .clause
                            .subject_of(i)
                            .is_some_and(|subject| (from..i).contains(&subject.atom));
                }
                Some(AtomKind::Mention(_) | AtomKind::Cue(_)) => {}
                Some(AtomKind::Word(
                    Word::Other
                    | Word::Determiner
                    | Word::Possessive
                    | Word::Genitive
                    | Word::Number
                    | Word::Adverb
                    | Word::Preposition
                    | Word::Auxiliary
                    | Word::And
                    | Word::Time,
                )) => {}
                _ => return false,
            }
        }
        false
    }

    /// The stretch without marks and conjunctions at its ends.
    pub fn trim(&self, atoms: Range<usize>) -> Range<usize> {
        let (mut start, mut end) = (atoms.start, atoms.end.max(atoms.start));
        while start < end
            && matches!(
                self.clause.word(start),
                Some(Word::Comma | Word::Dash | Word::Colon | Word::That | Word::Semicolon)
            )
        {
            start += 1;
        }
        while end > start
            && matches!(
                self.clause.word(end - 1),
                Some(
                    Word::Comma
                        | Word::Dash
                        | Word::Colon
                        | Word::Semicolon
                        | Word::And
                        | Word::But
                        | Word::Stop
                )
            )
        {
            end -= 1;
        }
        start..end
    }
}

/// How the speaker stands to content of a form, and the rule that the form gives its name.
fn manner_and_rule(form: Form, denies: bool) -> (Manner, Option<&'static str>) {
    match form {
        Form::Clause if denies => (Manner::Denied, None),
        Form::Clause => (Manner::Stated, None),
        Form::Question => (Manner::Asked, Some("indirect-question")),
        Form::Infinitive => (Manner::Willed, Some("indirect-infinitive")),
        Form::Gerund if denies => (Manner::Denied, Some("indirect-gerund")),
        Form::Gerund => (Manner::Stated, Some("indirect-gerund")),
        Form::Judgement => (Manner::Judged, Some("indirect-judgement")),
    }
}
