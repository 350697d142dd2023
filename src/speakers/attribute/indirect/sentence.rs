//! One sentence: its reports from left to right, none inside the content of another.

use std::ops::Range;

use crate::lexicons::complements::Takes;
use crate::lexicons::cues::{CueKind, CueMatch};
use crate::text::Role;

use super::super::clause::{Clause, Subject};
use super::super::scene::{AtomKind, Scene, Unit};
use super::super::words::Word;
use super::governor::Governor;
use super::{Manner, Taken};

/// Atoms of a dateline: *SPRINGFIELD, Ohio (Wire) —*.
const DATELINE: usize = 9;

/// A report in terms of atoms.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// Who speaks.
    pub subject: Subject,
    /// Atom of the cue.
    pub cue: usize,
    /// Name of the rule.
    pub rule: &'static str,
    /// Chance that the subject is right.
    pub confidence: f64,
    /// Atoms of the content.
    pub content: Vec<Range<usize>>,
    /// How the speaker stands to it.
    pub manner: Manner,
}

/// A sentence on the way to its reports.
#[derive(Clone, Copy)]
pub(super) struct Sentence<'s, 'a> {
    /// Its clause analysis.
    pub clause: Clause<'s, 'a>,
    /// What direct speech has taken.
    pub taken: &'s Taken,
}

impl<'s, 'a> Sentence<'s, 'a> {
    /// The sentence of a unit.
    pub fn new(scene: &'s Scene<'a>, unit: &'s Unit, taken: &'s Taken) -> Self {
        Self { clause: Clause { scene, unit }, taken }
    }

    /// Its reports in order of cue.
    pub fn reports(&self) -> Vec<Found> {
        let mut governors = self.governors();
        if governors.is_empty() {
            return Vec::new();
        }
        let mut found = if self.is_prose() { self.parentheses(&governors) } else { Vec::new() };
        governors.retain(|g| found.iter().all(|f| f.cue != g.cue && !f.holds(g.cue)));
        let mut from = self.clause.unit.atoms.start;
        for governor in governors {
            if governor.cue < from {
                continue;
            }
            let report = self.forward(governor, &found);
            from = report.content.last().map_or(from, |content| content.end);
            found.push(report);
        }
        found.sort_by_key(|f| f.cue);
        found
    }

    /// The report of a cue that stands before its content.
    fn forward(&self, governor: Governor, others: &[Found]) -> Found {
        let content = if self.is_prose() { self.content_of(&governor) } else { None };
        let Governor { cue, subject, rule, confidence, .. } = governor;
        let free = |c: &Range<usize>| {
            !c.contains(&subject.atom)
                && others
                    .iter()
                    .all(|o| !c.contains(&o.cue) && o.content.iter().all(|o| apart(o, c)))
        };
        match content {
            Some(content) if free(&content.atoms) => Found {
                rule: content.rule.unwrap_or(rule),
                content: vec![content.atoms],
                manner: content.manner,
                ..Found::bare(cue, subject, rule, confidence)
            },
            _ => Found::bare(cue, subject, rule, confidence),
        }
    }

    /// Running text that asks nothing and is no headline.
    fn is_prose(&self) -> bool {
        let scene = self.clause.scene;
        let paragraph = &scene.document.paragraphs()[self.clause.unit.paragraph];
        let body = matches!(paragraph.role, Role::Body | Role::BlockQuote);
        let last = self.clause.unit.atoms.end - 1;
        let question = scene.document.word(scene.atoms[last].tokens.end - 1).contains('?');
        body && !question && !self.is_headline()
    }

    /// A paragraph without an end mark, and others below it: a headline or the head of a list.
    fn is_headline(&self) -> bool {
        let document = self.clause.scene.document;
        let here = self.clause.unit.paragraph;
        let words = document.slice(document.paragraphs()[here].span);
        let ended = words.ends_with(|c: char| !c.is_alphanumeric() && c != ')');
        !ended && here + 1 < document.paragraphs().len()
    }

    /// The cue at atom `i` with what it takes.
    pub fn takes(&self, i: usize) -> Takes {
        let scene = self.clause.scene;
        let Some(cue) = self.clause.cue(i) else { return Takes::default() };
        let words: Vec<&str> =
            scene.atoms[i].tokens.clone().map(|token| scene.document.lower(token)).collect();
        let takes = scene.lexicons.complements.of(&words.join(" "), &cue);
        if is_weak(&cue) && takes.any(Takes::THAT) { Takes::THAT } else { takes }
    }

    /// Whether the quotation at atom `i` is somebody's words.
    pub fn is_uttered(&self, i: usize) -> bool {
        matches!(self.clause.kind(i), Some(AtomKind::Quote(q)) if self.taken.uttered[q])
    }

    /// Whether the cue at atom `i` governs a quotation.
    pub fn governs(&self, i: usize) -> bool {
        self.taken.cues.contains(&self.clause.scene.span(i).start)
    }

    /// Whether atom `i` is this word class.
    pub fn is(&self, i: usize, word: Word) -> bool {
        self.clause.word(i) == Some(word)
    }

    /// The first token of atom `i` in lower case; empty outside the sentence.
    pub fn lower(&self, i: usize) -> &'s str {
        let scene = self.clause.scene;
        match self.clause.kind(i) {
            Some(_) => scene.document.lower(scene.atoms[i].tokens.start),
            None => "",
        }
    }

    /// Where content may begin: past a dateline.
    pub fn content_start(&self) -> usize {
        let start = self.start();
        let dash = (start + 1..start + DATELINE).find(|&i| self.is(i, Word::Dash));
        let place = |i: usize| {
            let scene = self.clause.scene;
            let word = scene.document.word(scene.atoms[i].tokens.start);
            !word.chars().any(char::is_lowercase) || self.is(i, Word::Open)
        };
        match dash {
            Some(dash) if place(start) && self.lower(start).chars().count() > 1 => dash + 1,
            _ => start,
        }
    }

    /// Past the conjunction by which the reporter joins the sentence to the one before.
    pub fn past_joint(&self, from: usize) -> usize {
        if from > self.start() && !matches!(self.clause.word(from), Some(Word::And | Word::But)) {
            return from;
        }
        self.past(from, &[Word::And, Word::But, Word::Comma])
    }

    /// First atom of the sentence.
    pub fn start(&self) -> usize {
        self.clause.unit.atoms.start
    }

    /// One past its last atom.
    pub fn end(&self) -> usize {
        self.clause.unit.atoms.end
    }
}

/// A verb of speech and other things: only a *that* makes a report of it.
fn is_weak(cue: &CueMatch) -> bool {
    cue.kind == CueKind::Verb && !cue.is_strong()
}

/// Whether two stretches share no atom.
fn apart(a: &Range<usize>, b: &Range<usize>) -> bool {
    a.end <= b.start || b.end <= a.start
}

impl Found {
    /// A report whose words the text does not give.
    fn bare(cue: usize, subject: Subject, rule: &'static str, confidence: f64) -> Self {
        let (content, manner) = (Vec::new(), Manner::Stated);
        Self { subject, cue, rule, confidence, content, manner }
    }

    /// Whether atom `i` lies in its content.
    fn holds(&self, i: usize) -> bool {
        self.content.iter().any(|content| content.contains(&i))
    }
}
