//! The rules that attribute a quotation within its own sentence, in the order they are tried.
//!
//! Each is a small function that looks at one place; the first that finds a source names the
//! attribution. Its confidence is how often the rule was right on labelled news, rounded.

mod after;
mod before;
mod complement;
mod phrases;

use crate::lexicons::cues::{CueMatch, Forms};
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
/// Plain words allowed between a source phrase and the mention in it.
const SOURCE_REACH: usize = 8;

impl<'s, 'a> Site<'s, 'a> {
    /// For quotations that open a sentence or follow a pause: what comes after decides first.
    const SET_APART: [Attempt<'s, 'a>; 16] = [
        Self::transcript,
        Self::noun_from,
        Self::introduced,
        Self::quote_verb_subject,
        Self::quote_subject_verb,
        Self::quote_source_phrase,
        Self::sign_off,
        Self::in_view,
        Self::colon,
        Self::strong_verb_quote,
        Self::source_phrase_quote,
        Self::sentence_final,
        Self::complement_quote,
        Self::weak_verb_quote,
        Self::noun_quote,
        Self::thought_quote,
    ];

    /// For quotations woven into the reporter's words: what governs them stands before.
    const WOVEN: [Attempt<'s, 'a>; 14] = [
        Self::passive_agent,
        Self::noun_from,
        Self::introduced,
        Self::quote_verb_subject,
        Self::quote_subject_verb,
        Self::quote_source_phrase,
        Self::in_view,
        Self::strong_verb_quote,
        Self::source_phrase_quote,
        Self::sentence_final,
        Self::complement_quote,
        Self::weak_verb_quote,
        Self::noun_quote,
        Self::thought_quote,
    ];

    /// The first finding of the rules for a quotation of this entry.
    pub fn attribute(&self) -> Option<Finding> {
        if let Some(finding) = self.as_put() {
            return Some(finding);
        }
        if let Some(finding) = self.opening_source() {
            return Some(finding);
        }
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
}

/// Whether a spelling can be a verb with a subject of its own.
pub fn is_finite(cue: CueMatch) -> bool {
    cue.forms.any(Forms::BASE.or(Forms::PRESENT).or(Forms::PAST))
}
