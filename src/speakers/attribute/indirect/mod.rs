//! Indirect speech: what somebody says by the reporter's words, without quotation marks.
//!
//! 1. [`governor`] finds the reporting words of a sentence and whose report each is.
//! 2. [`guards`] tell what is no report: denied, supposed, asked for, or said in passing.
//! 3. [`opening`] finds where the content begins, by the constructions that the cue takes;
//!    [`content`] finds where it ends, with the [`forms`] of finite verbs as evidence.
//! 4. [`parenthesis`] takes the reports that stand inside or after what they report.
//!
//! A cue that governs a quotation makes no report here: the quotation is the statement.

mod content;
mod forms;
mod governor;
mod guards;
mod noun_phrase;
mod opening;
mod parenthesis;
mod sentence;

use std::ops::Range;

use rustc_hash::FxHashSet;

use crate::text::Span;

use super::Attribution;
use super::scene::{AtomKind, Scene};

use sentence::{Found, Sentence};

/// How the speaker stands to the content.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Manner {
    /// It is said to be so.
    #[default]
    Stated,
    /// It is said not to be so: *denied that …*.
    Denied,
    /// It is asked: *asked whether …*.
    Asked,
    /// It is promised, asked for or ordered: *urged Congress to …*.
    Willed,
    /// Something is called or accused: *called it a failure*.
    Judged,
}

/// A report without quotation marks.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Index of the mention that speaks: subject of the verb, source of the phrase.
    pub mention: usize,
    /// Other mentions that speak jointly.
    pub co_mentions: Vec<usize>,
    /// The reporting words.
    pub cue: Span,
    /// Index of the document's sentence that holds the cue.
    pub sentence: usize,
    /// Name of the rule, in kebab case; all begin with `indirect-`.
    pub rule: &'static str,
    /// Chance that the mention is right, 0 to 1.
    pub confidence: f64,
    /// The words reported, in order; empty where the text does not give them (*said no*) or
    /// where they do not count as said (*did not say whether …*).
    pub segments: Vec<Span>,
    /// How the speaker stands to them.
    pub manner: Manner,
}

/// Which quotations and cues the direct statements have taken.
pub(super) struct Taken {
    /// For each quotation, whether somebody uttered it.
    pub uttered: Vec<bool>,
    /// First bytes of the cues that govern a quotation.
    pub cues: FxHashSet<usize>,
}

impl Taken {
    fn by(scene: &Scene<'_>, statements: &[Attribution]) -> Self {
        let mut uttered = vec![false; scene.quotations.len()];
        for &q in statements.iter().flat_map(|s| &s.quotations) {
            uttered[q] = true;
        }
        Self { uttered, cues: statements.iter().filter_map(|s| Some(s.cue?.start)).collect() }
    }
}

/// All reports of the scene, in order of cue; `statements` are those in quotation marks.
pub fn reports(scene: &Scene<'_>, statements: &[Attribution]) -> Vec<Report> {
    let taken = Taken::by(scene, statements);
    let mut reports = Vec::new();
    for unit in &scene.units {
        let sentence = Sentence::new(scene, unit, &taken);
        reports.extend(sentence.reports().iter().filter_map(|found| report(scene, found)));
    }
    reports
}

/// The bytes of a stretch of atoms, without a *that* which its first mention has taken in.
fn words(scene: &Scene<'_>, atoms: &Range<usize>) -> Span {
    let (first, last) = (&scene.atoms[atoms.start], &scene.atoms[atoms.end - 1]);
    let that = matches!(first.kind, AtomKind::Mention(m) if opening::holds_that(scene, m));
    scene.document.span_of(&(first.tokens.start + usize::from(that)..last.tokens.end))
}

/// A report in terms of the document.
fn report(scene: &Scene<'_>, found: &Found) -> Option<Report> {
    let mention = |atom: usize| scene.atoms.get(atom)?.mention;
    let cue = scene.span(found.cue);
    Some(Report {
        mention: mention(found.subject.atom)?,
        co_mentions: found.subject.joint.iter().filter_map(|&atom| mention(atom)).collect(),
        cue,
        sentence: scene.document.sentence_at(cue.start)?,
        rule: found.rule,
        confidence: found.confidence,
        segments: found.content.iter().map(|atoms| words(scene, atoms)).collect(),
        manner: found.manner,
    })
}

#[cfg(test)]
mod tests;
