//! Forms of targets in a stretch of text: which words name a target here, and which only look so.

use std::ops::Range;

use crate::lexicons::Lexicons;
use crate::lexicons::stance::{Facet, FormKind};
use crate::text::Document;

use super::Utterance;
use super::lead::Lead;
use super::marked;
use super::voice::Voice;
use super::words::AUXILIARIES;

/// Words that name a target.
#[derive(Clone, Debug, PartialEq)]
pub struct Form {
    /// The tokens.
    pub tokens: Range<usize>,
    /// Number of the target.
    pub target: usize,
    /// What it is.
    pub kind: FormKind,
    /// What part of the target it names; `None` where nobody said.
    pub facet: Option<Facet>,
    /// What the form itself says of the target.
    pub weight: Option<f64>,
    /// Its row of `targets.csv`; `None` for words that somebody marked.
    pub row: Option<usize>,
}

/// Words besides a form of "be" before a noun phrase that describes somebody.
const DESCRIBED: &[&str] =
    &["as", "him", "her", "them", "it", "you", "me", "us", "like", "become", "became", "not"];

/// Finds forms as they hold for one utterance: its article, its speaker.
#[derive(Clone, Copy)]
pub struct Finder<'a> {
    lexicons: &'a Lexicons,
    document: &'a Document<'a>,
    lead: &'a Lead<'a>,
    voice: &'a Voice,
    marked: Option<&'a [Form]>,
}

impl<'a> Finder<'a> {
    /// A finder for `utterance`, spoken by `voice`.
    pub fn new(utterance: &Utterance<'a>, voice: &'a Voice, lexicons: &'a Lexicons) -> Self {
        let (document, lead) = (utterance.document, utterance.lead);
        Self { lexicons, document, lead, voice, marked: None }
    }

    /// The same, but of `forms` alone: those of an entity that somebody marked.
    pub fn of(self, forms: &'a [Form]) -> Self {
        Self { marked: Some(forms), ..self }
    }

    /// Whether policies are looked for: they help or harm targets of the lexicon alone.
    pub fn knows_policies(&self) -> bool {
        self.marked.is_none()
    }

    /// All forms in `range`, longest first, without overlap.
    pub fn find(&self, range: Range<usize>) -> Vec<Form> {
        if let Some(marked) = self.marked {
            return marked::within(marked, &range);
        }
        let stance = &self.lexicons.stance;
        let mut forms = Vec::new();
        let mut at = range.start;
        while at < range.end {
            let found = stance.forms.at(self.document, at, range.end);
            let holds = found.iter().find(|f| {
                let row = &stance.targets[f.value].value;
                self.holds(f.value) && !(row.kind == FormKind::Role && self.is_predicated(f.start))
            });
            let Some(hit) = holds else {
                at += 1;
                continue;
            };
            let row = &stance.targets[hit.value].value;
            if is_reference(row.kind) {
                forms.push(Form {
                    tokens: hit.start..hit.end,
                    target: stance.target_of(hit.value),
                    kind: row.kind,
                    facet: Some(row.facet),
                    weight: row.weight,
                    row: Some(hit.value),
                });
            }
            at = hit.end.max(at + 1);
        }
        forms
    }

    /// The targets that words in `range` allude to, each with the words.
    pub fn allusions(&self, range: Range<usize>) -> Vec<(Range<usize>, usize)> {
        if self.marked.is_some() {
            return Vec::new();
        }
        let stance = &self.lexicons.stance;
        let alludes =
            |row: usize| stance.targets[row].value.kind == FormKind::Allusion && self.holds(row);
        range
            .clone()
            .flat_map(|at| stance.forms.at(self.document, at, range.end))
            .filter(|hit| alludes(hit.value))
            .map(|hit| (hit.start..hit.end, stance.target_of(hit.value)))
            .collect()
    }

    /// Whether a noun phrase at `start` says what somebody is, and so names nobody:
    /// *he is a tyrant*, *called her a bully*, but not *dealing with a tyrant*.
    fn is_predicated(&self, start: usize) -> bool {
        let indefinite = matches!(self.document.lower(start), "a" | "an");
        indefinite
            && start.checked_sub(1).is_some_and(|before| {
                let word = self.document.lower(before);
                let named = self.document.is_capitalized(before);
                named || AUXILIARIES.contains(&word) || DESCRIBED.contains(&word)
            })
    }

    /// Whether the form of row `value` of `targets.csv` means its target here.
    fn holds(&self, value: usize) -> bool {
        let row = &self.lexicons.stance.targets[value].value;
        match row.kind {
            FormKind::Outsider => return false,
            // An office is whoever holds it, not the target for whom he speaks.
            FormKind::Office | FormKind::Lookalike => return true,
            _ => {}
        }
        if !row.speakers.is_empty() {
            return self.voice.country == row.speakers;
        }
        let conditional = matches!(row.kind, FormKind::Role | FormKind::Allusion);
        if row.office.is_empty() {
            return !conditional || self.lead.names(self.lexicons.stance.target_of(value));
        }
        !(conditional && self.voice.foreign_leader) && self.lead.holds_office(value)
    }
}

/// Whether a form of this kind refers to its target.
fn is_reference(kind: FormKind) -> bool {
    matches!(kind, FormKind::Name | FormKind::Demonym | FormKind::Metonym | FormKind::Role)
}
