//! Forms of targets in a stretch of text: which words name a target here, and which only look so.

use std::ops::Range;

use crate::lexicons::Lexicons;
use crate::lexicons::phrases::Found;
use crate::lexicons::stance::{Facet, FormKind};

use super::Utterance;
use super::marked;
use super::setting::Setting;
use super::voice::Voice;
use super::words::Class;

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
    setting: &'a Setting<'a>,
    voice: &'a Voice,
    marked: Option<&'a [Form]>,
}

impl<'a> Finder<'a> {
    /// A finder for `utterance`, spoken by `voice`.
    pub fn new(utterance: &Utterance<'a>, voice: &'a Voice, lexicons: &'a Lexicons) -> Self {
        Self { lexicons, setting: utterance.setting, voice, marked: None }
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
        let mut forms = Vec::new();
        let mut next = range.start;
        for found in self.setting.forms(range) {
            if found.start < next || !self.holds(found) {
                continue;
            }
            next = found.end.max(found.start + 1);
            forms.extend(self.form(found));
        }
        forms
    }

    /// What a match refers to, if it does.
    fn form(&self, found: Found) -> Option<Form> {
        let stance = &self.lexicons.stance;
        let row = &stance.targets[found.value].value;
        is_reference(row.kind).then(|| Form {
            tokens: found.start..found.end,
            target: stance.target_of(found.value),
            kind: row.kind,
            facet: Some(row.facet),
            weight: row.weight,
            row: Some(found.value),
        })
    }

    /// The targets that words in `range` allude to, each with the words.
    pub fn allusions(&self, range: Range<usize>) -> Vec<(Range<usize>, usize)> {
        if self.marked.is_some() {
            return Vec::new();
        }
        let stance = &self.lexicons.stance;
        let alludes = |found: &Found| {
            stance.targets[found.value].value.kind == FormKind::Allusion && self.holds(*found)
        };
        let found = self.setting.forms(range).filter(alludes);
        found.map(|hit| (hit.start..hit.end, stance.target_of(hit.value))).collect()
    }

    /// Whether a noun phrase at `start` says what somebody is, and so names nobody:
    /// *he is a tyrant*, *called her a bully*, but not *dealing with a tyrant*.
    fn is_predicated(&self, start: usize) -> bool {
        let words = self.setting.words();
        let indefinite = matches!(words.lower(start), "a" | "an");
        indefinite
            && start.checked_sub(1).is_some_and(|before| {
                words.is_capitalized(before)
                    || words.is(before, Class::Auxiliary)
                    || DESCRIBED.contains(&words.lower(before))
            })
    }

    /// Whether a form means its target here.
    fn holds(&self, Found { start, value, .. }: Found) -> bool {
        let row = &self.lexicons.stance.targets[value].value;
        match row.kind {
            FormKind::Role if self.is_predicated(start) => return false,
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
            return !conditional || self.setting.names(self.lexicons.stance.target_of(value));
        }
        !(conditional && self.voice.foreign_leader) && self.setting.holds_office(value)
    }
}

/// Whether a form of this kind refers to its target.
fn is_reference(kind: FormKind) -> bool {
    matches!(kind, FormKind::Name | FormKind::Demonym | FormKind::Metonym | FormKind::Role)
}
