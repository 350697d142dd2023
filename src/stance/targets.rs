//! Forms of targets in a stretch of text: which words name a target here, and which only look so.

use std::ops::Range;

use jiff::civil::Date;

use crate::lexicons::Lexicons;
use crate::lexicons::people::RoleRow;
use crate::lexicons::stance::{Facet, FormKind, TargetRow};
use crate::text::Document;

use super::Utterance;
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

/// Tokens at the start of an article that tell what it is about.
const LEAD: usize = 1500;

/// Words besides a form of "be" before a noun phrase that describes somebody.
const DESCRIBED: &[&str] =
    &["as", "him", "her", "them", "it", "you", "me", "us", "like", "become", "became", "not"];

/// Finds forms as they hold for one utterance: its date, its speaker, its article.
#[derive(Clone, Copy)]
pub struct Finder<'a> {
    lexicons: &'a Lexicons,
    document: &'a Document<'a>,
    date: Option<Date>,
    voice: &'a Voice,
    marked: Option<&'a [Form]>,
}

impl<'a> Finder<'a> {
    /// A finder for `utterance`, spoken by `voice`.
    pub fn new(utterance: &Utterance<'a>, voice: &'a Voice, lexicons: &'a Lexicons) -> Self {
        let (document, date) = (utterance.document, utterance.metadata.date);
        Self { lexicons, document, date, voice, marked: None }
    }

    /// The same, but of `forms` alone: those of an entity that somebody marked.
    pub fn of(self, forms: &'a [Form]) -> Self {
        Self { marked: Some(forms), ..self }
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
                self.holds(row) && !(row.kind == FormKind::Role && self.is_predicated(f.start))
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
        let row = |value: usize| &stance.targets[value].value;
        let alludes =
            |value: usize| row(value).kind == FormKind::Allusion && self.holds(row(value));
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

    /// Whether a form means its target here.
    fn holds(&self, row: &TargetRow) -> bool {
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
        let about = conditional && !self.is_topic(&row.target);
        if row.office.is_empty() { !about } else { self.holds_office(row) }
    }

    /// Whether the target holds the office of `row` at the article's date. In an article
    /// without date it does if its start names the target, or no other holder of the office.
    fn holds_office(&self, row: &TargetRow) -> bool {
        let allusion = row.kind == FormKind::Allusion;
        if self.voice.foreign_leader && (row.kind == FormKind::Role || allusion) {
            return false;
        }
        match self.date {
            Some(date) => holds_office(&row.target, &row.office, date, self.lexicons),
            None => self.is_topic(&row.target) || !self.names_other_holder(row),
        }
    }

    /// Whether the start of the article names somebody else who held the office of `row`.
    fn names_other_holder(&self, row: &TargetRow) -> bool {
        let lead = self.document.tokens().len().min(LEAD);
        let names = |surname: &str| (0..lead).any(|i| self.document.lower(i) == surname);
        self.lexicons.people.roles.iter().any(|role| {
            is_office(&role.value, &row.office)
                && role.value.person.rsplit('-').next().is_some_and(names)
        })
    }

    /// Whether the start of the article names the target.
    fn is_topic(&self, target: &str) -> bool {
        let stance = &self.lexicons.stance;
        let lead = self.document.tokens().len().min(LEAD);
        stance.forms.find(self.document, 0..lead).iter().any(|f| {
            let row = &stance.targets[f.value].value;
            row.target == target
                && matches!(row.kind, FormKind::Name | FormKind::Demonym | FormKind::Metonym)
                && row.office.is_empty()
        })
    }
}

/// Whether a form of this kind refers to its target.
fn is_reference(kind: FormKind) -> bool {
    matches!(kind, FormKind::Name | FormKind::Demonym | FormKind::Metonym | FormKind::Role)
}

/// Whether `row` is of the office that texts call `office`.
fn is_office(row: &RoleRow, office: &str) -> bool {
    row.role.split('|').any(|r| r.trim().eq_ignore_ascii_case(office))
}

/// Whether, by `roles.csv`, the person whom the target's name forms name holds `office` on `date`.
pub fn holds_office(target: &str, office: &str, date: Date, lexicons: &Lexicons) -> bool {
    let named = |person: &str| {
        let person = person.replace('-', " ");
        lexicons.stance.targets.iter().any(|row| {
            row.value.target == target
                && row.value.kind == FormKind::Name
                && row.value.facet == Facet::Leader
                && row.value.form.to_lowercase() == person
        })
    };
    let holds = |row: &RoleRow| {
        is_office(row, office)
            && row.from.is_none_or(|from| from <= date)
            && row.to.is_none_or(|to| date <= to)
    };
    lexicons.people.roles.iter().any(|row| holds(&row.value) && named(&row.value.person))
}
