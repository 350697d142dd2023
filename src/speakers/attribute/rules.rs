//! The rules that attribute a quotation within its own sentence, in the order they are tried.
//!
//! Each is a small function that looks at one place; the first that finds a source names the
//! attribution. Confidence is the share of its attributions that were right on hand-labelled news.

use crate::lexicons::cues::{CueFrame, CueKind, CueMatch, Forms};
use crate::reading::SegmentKind;
use crate::text::Span;

use super::clause::{Clause, Subject};
use super::scene::AtomKind;
use super::words::Word;

/// A name with the chance that what the rule finds is right.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Rule {
    /// In kebab case, as reports show it.
    pub name: &'static str,
    /// 0 to 1.
    pub confidence: f64,
}

/// What a rule found.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// The source, if a mention names it.
    pub subject: Option<Subject>,
    /// The reporting words.
    pub cue: Option<Span>,
    /// Atom of the cue that governs: quotations under one cue are one statement.
    pub governor: Option<usize>,
    /// Which rule.
    pub rule: Rule,
}

/// How a quotation is tied to the words around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Entry {
    /// It opens its sentence.
    Opening,
    /// A comma, colon or dash stands before it.
    Set,
    /// It follows words without a pause.
    Woven,
}

/// A quotation in its sentence.
#[derive(Clone, Copy)]
pub struct Site<'s, 'a> {
    /// The sentence.
    pub clause: Clause<'s, 'a>,
    /// Index of the quotation.
    pub quotation: usize,
    /// Its atom.
    pub atom: usize,
}

/// One entry of a table of rules.
type Attempt<'s, 'a> = fn(&Site<'s, 'a>) -> Option<Finding>;

/// Plain words allowed between a cue and the quotation it introduces without a pause.
const CLOSE: usize = 5;
/// Rule of a cue right before its quotation.
const DIRECTLY: &str = "subject-verb-quote";
/// Plain words allowed between a source phrase and the mention in it.
const SOURCE_REACH: usize = 8;

impl<'s, 'a> Site<'s, 'a> {
    /// For quotations that open a sentence or follow a pause: what comes after decides first.
    const SET_APART: [Attempt<'s, 'a>; 13] = [
        Self::transcript,
        Self::introduced,
        Self::quote_verb_subject,
        Self::quote_subject_verb,
        Self::quote_source_phrase,
        Self::sign_off,
        Self::colon,
        Self::strong_verb_quote,
        Self::source_phrase_quote,
        Self::sentence_final,
        Self::weak_verb_quote,
        Self::noun_quote,
        Self::thought_quote,
    ];

    /// For quotations woven into the reporter's words: what governs them stands before.
    const WOVEN: [Attempt<'s, 'a>; 11] = [
        Self::passive_agent,
        Self::introduced,
        Self::quote_verb_subject,
        Self::quote_subject_verb,
        Self::quote_source_phrase,
        Self::strong_verb_quote,
        Self::source_phrase_quote,
        Self::sentence_final,
        Self::weak_verb_quote,
        Self::noun_quote,
        Self::thought_quote,
    ];

    /// The first finding of the rules for a quotation of this entry.
    pub fn attribute(&self) -> Option<Finding> {
        let woven = self.entry() == Entry::Woven;
        let table = if woven { &Self::WOVEN[..] } else { &Self::SET_APART[..] };
        table.iter().find_map(|attempt| attempt(self))
    }

    /// How the quotation is tied to what stands before it.
    pub fn entry(&self) -> Entry {
        match self.clause.before(self.atom) {
            None => Entry::Opening,
            Some(AtomKind::Quote(_)) => Entry::Opening,
            Some(AtomKind::Word(
                Word::Comma | Word::Colon | Word::Dash | Word::Semicolon | Word::Stop,
            )) => Entry::Set,
            Some(_) => Entry::Woven,
        }
    }

    fn is_direct(&self) -> bool {
        self.clause.scene.quotations[self.quotation].kind == SegmentKind::Direct
    }

    fn finding(
        &self,
        subject: Option<Subject>,
        governor: usize,
        name: &'static str,
        confidence: f64,
    ) -> Finding {
        let known = if subject.is_some() { confidence } else { 0.0 };
        Finding {
            subject,
            cue: Some(self.clause.scene.span(governor)),
            governor: Some(governor),
            rule: Rule { name, confidence: known },
        }
    }

    /// `NAME: “…”` at the start of a paragraph or after a dash.
    fn transcript(&self) -> Option<Finding> {
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
    fn introduced(&self) -> Option<Finding> {
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
    fn by_verb(
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
        let Some(subject) = self.clause.subject_of(verb) else {
            let direct = name == DIRECTLY && cue.is_strong() && is_finite(cue);
            return direct.then(|| self.finding(None, verb, name, confidence));
        };
        if let Some((outer, subject)) = self.clause.outer_report(subject.atom) {
            return Some(self.finding(Some(subject), outer, "outer-report", 0.83));
        }
        let (name, confidence) = match cue.kind {
            CueKind::Quoted => ("quoted-as-saying", 0.9),
            _ if cue.forms == Forms::GERUND => ("participle", 0.86),
            _ => (name, confidence),
        };
        Some(self.finding(Some(subject), verb, name, confidence))
    }

    /// *was called “…” by X*, *described by X as “…”*.
    fn agent(&self, verb: usize) -> Option<Subject> {
        let by = (verb + 1..self.clause.right_end(verb))
            .take_while(|&i| self.clause.cue(i).is_none_or(|c| c.kind != CueKind::Verb))
            .find(|&i| self.clause.word(i) == Some(Word::By))?;
        self.source_after(by + 1)
    }

    /// The source in the few words from atom `from` on.
    fn source_after(&self, from: usize) -> Option<Subject> {
        let mut passed = 0;
        for i in from..self.clause.right_end(from) {
            match self.clause.kind(i)? {
                AtomKind::Mention(_) => {
                    return Some(self.clause.joined_source(i));
                }
                AtomKind::Word(
                    Word::Other
                    | Word::Determiner
                    | Word::Possessive
                    | Word::Number
                    | Word::Preposition
                    | Word::To
                    | Word::Genitive
                    | Word::Time
                    | Word::Adverb,
                )
                | AtomKind::Cue(_)
                    if passed < SOURCE_REACH =>
                {
                    passed += 1;
                }
                _ => return None,
            }
        }
        None
    }

    /// Right after a passive: *was “…” , as it was called by X*.
    fn passive_agent(&self) -> Option<Finding> {
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

    /// Where a report after the quotation may begin.
    fn after(&self) -> usize {
        let mut i = self.atom + 1;
        while matches!(self.clause.word(i), Some(Word::Comma)) {
            i += 1;
        }
        i
    }

    /// Whether the quotation is closed the way one is that a report follows.
    fn pauses(&self) -> bool {
        let words = self.clause.scene.quoted(self.quotation);
        words.ends_with([',', '?', '!', '—', '–', '-', '…', '.'])
            || self.clause.word(self.atom + 1) == Some(Word::Comma)
            || self.is_direct() && self.entry() != Entry::Woven
    }

    /// *“…,” said X.*
    fn quote_verb_subject(&self) -> Option<Finding> {
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

    /// Whether a noun phrase that is no mention begins at atom `i`.
    fn opens_noun(&self, i: usize) -> bool {
        matches!(self.clause.word(i), Some(Word::Determiner | Word::Possessive | Word::Other))
    }

    /// *“…,” X told reporters.*
    fn quote_subject_verb(&self) -> Option<Finding> {
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
    fn subject_start(&self, from: usize) -> Option<usize> {
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
    fn quote_source_phrase(&self) -> Option<Finding> {
        let at = self.after();
        let cue = self.clause.cue(at).filter(|c| c.kind == CueKind::Phrase)?;
        let strong = cue.strength > 0.8;
        if !strong && !self.pauses() {
            return None;
        }
        let subject = self.source_after(at + 1)?;
        Some(self.finding(Some(subject), at, "according-to", 0.88))
    }

    /// *“…” – Commissioner X*
    fn sign_off(&self) -> Option<Finding> {
        let dash = self.atom + 1;
        if self.clause.word(dash) != Some(Word::Dash) {
            return None;
        }
        let subject = self.source_after(dash + 1)?;
        let ends = (subject.atom + 1..self.clause.right_end(dash)).all(|i| {
            self.clause.cue(i).is_none_or(|c| c.kind != CueKind::Verb)
                && !matches!(self.clause.word(i), Some(Word::Dash | Word::Be | Word::Auxiliary))
        });
        ends.then(|| self.finding(Some(subject), dash, "sign-off", 0.85))
    }

    /// *According to X, “…”*; *in the words of X, “…”*.
    fn source_phrase_quote(&self) -> Option<Finding> {
        let at = self.nearest_left(|cue| cue.kind == CueKind::Phrase && cue.strength > 0.8)?;
        let subject = self.source_after(at + 1).filter(|s| s.atom < self.atom)?;
        Some(self.finding(Some(subject), at, "according-to", 0.88))
    }

    /// *X's claim that “…”*, *his promise of “…”*, *a letter from X: “…”*.
    fn noun_quote(&self) -> Option<Finding> {
        let at = self.nearest_left(|cue| {
            matches!(cue.kind, CueKind::Verb | CueKind::Noun) && cue.frame != CueFrame::Think
        })?;
        self.clause.cue(at).filter(|c| c.kind == CueKind::Noun)?;
        let near = (at + 1..self.atom).all(|i| self.clause.mention(i).is_none());
        if let Some(subject) = self.clause.source_of_noun(at).filter(|_| near) {
            return Some(self.finding(Some(subject), at, "noun-of-speech", 0.65));
        }
        let close = self.atom - at <= CLOSE && near;
        let subject = self.clause.far_subject(at).filter(|_| close)?;
        Some(self.finding(Some(subject), at, "noun-of-speech", 0.55))
    }

    /// *X told the crowd in Springfield that the plan was “…”*.
    fn strong_verb_quote(&self) -> Option<Finding> {
        self.far_verb(|cue| cue.is_strong(), "subject-verb-far-quote", 0.92)
    }

    /// *X spoke in Springfield of a “…”*: a verb that is not only one of speech.
    fn weak_verb_quote(&self) -> Option<Finding> {
        self.far_verb(|cue| cue.forms != Forms::GERUND, "weak-verb-quote", 0.85)
    }

    /// The nearest verb left of the quotation that `fits` and has a subject.
    fn far_verb(
        &self,
        fits: impl Fn(&CueMatch) -> bool,
        name: &'static str,
        confidence: f64,
    ) -> Option<Finding> {
        (self.clause.left_end(self.atom)..self.atom).rev().find_map(|i| {
            let cue = self.clause.cue(i).filter(|cue| fits(cue))?;
            if !matches!(cue.kind, CueKind::Verb | CueKind::Quoted) {
                return None;
            }
            self.by_verb(i, cue, name, confidence)
        })
    }

    /// *The “…” plan is bad, X said*: the report at the end governs the whole sentence.
    fn sentence_final(&self) -> Option<Finding> {
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
                return Some(self.finding(Some(subject), i, "sentence-final", 0.95));
            }
        }
        None
    }

    /// Whether a subject right of the quotation opens a report that is set off by a comma.
    fn is_parenthetic(&self, subject: &Subject) -> bool {
        subject.atom > self.atom
            && match self.clause.before(subject.atom) {
                Some(AtomKind::Word(Word::Comma)) => true,
                Some(AtomKind::Quote(_)) => true,
                Some(AtomKind::Cue(_)) => true,
                _ => false,
            }
    }

    /// *X was blunt: “…”*
    fn colon(&self) -> Option<Finding> {
        let colon = self.atom.checked_sub(1)?;
        if self.clause.word(colon) != Some(Word::Colon) {
            return None;
        }
        let beside = || {
            let named = colon.checked_sub(1).filter(|&i| self.clause.mention(i).is_some());
            named.map(Subject::from)
        };
        let subject = self.clause.far_subject(colon).or_else(beside)?;
        Some(self.finding(Some(subject), colon, "colon", 0.8))
    }

    /// *X believes the plan is “…”*: a verb of thought or use, for want of anything better.
    fn thought_quote(&self) -> Option<Finding> {
        let verb =
            self.nearest_left(|cue| cue.kind == CueKind::Verb && cue.frame == CueFrame::Think)?;
        if self.clause.is_passive(verb) {
            return None;
        }
        let subject = self.clause.subject_of(verb)?;
        Some(self.finding(Some(subject), verb, "thought", 0.75))
    }

    /// The nearest cue left of the quotation that `fits`.
    fn nearest_left(&self, fits: impl Fn(&CueMatch) -> bool) -> Option<usize> {
        (self.clause.left_end(self.atom)..self.atom)
            .rev()
            .find(|&i| self.clause.cue(i).is_some_and(|cue| fits(&cue)))
    }
}

/// Whether a spelling can be a verb with a subject of its own.
pub fn is_finite(cue: CueMatch) -> bool {
    cue.forms.any(Forms::BASE.or(Forms::PRESENT).or(Forms::PAST))
}
