//! Whose voice it is: what "I", "we" and "our" refer to. The speaker's identity serves nothing else.

use crate::lexicons::Lexicons;
use crate::lexicons::stance::{FormKind, TargetRow};
use crate::reading::Speaker;
use crate::text::{Abbreviations, Document};

use super::Utterance;
use super::lead::Lead;

/// What the first person of an utterance stands for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Voice {
    /// The target that "we" and "our" stand for.
    pub side: Option<usize>,
    /// The speaker is the target: "I" stands for it too.
    pub is_target: bool,
    /// Country of the speaker, empty if unknown.
    pub country: String,
    /// "The president" in this mouth is not the one of the United States.
    pub foreign_leader: bool,
}

impl Voice {
    /// Reads the speaker's name, role and country.
    pub fn of(utterance: &Utterance<'_>, lexicons: &Lexicons) -> Self {
        let member = utterance.speaker.and_then(|m| utterance.cast.members.get(m));
        let Some(member) = member else {
            return Self::default();
        };
        let speaker = &member.speaker;
        let forms = Forms { lexicons, lead: utterance.lead };
        let name = forms.in_words(&speaker.name);
        let outsider = forms.is_outsider(&speaker.role) || forms.is_outsider(&speaker.name);
        let is_target = name.is_some_and(|n| n.kind == FormKind::Name || n.whole);
        let side = match (name, outsider) {
            (Some(name), _) if is_target => Some(name.target),
            (_, true) => None,
            (Some(name), false) => Some(name.target),
            (None, false) => forms.by_office(speaker).or_else(|| forms.by_country(speaker)),
        };
        Self {
            side,
            is_target,
            country: speaker.country.clone(),
            foreign_leader: forms.by_country(speaker).is_some(),
        }
    }
}

/// A form found in a speaker's description.
#[derive(Clone, Copy)]
struct Described {
    target: usize,
    kind: FormKind,
    /// The form is all there is.
    whole: bool,
}

/// Looks for forms of targets in the words that describe a speaker.
struct Forms<'a> {
    lexicons: &'a Lexicons,
    lead: &'a Lead<'a>,
}

impl Forms<'_> {
    /// The rows whose forms stand in `words`, with the tokens each covers and their number.
    fn rows<'s>(&'s self, words: &'s str) -> Vec<(usize, &'s TargetRow, bool)> {
        let words = capitalized(words);
        let document = Document::new(&words, &[], &Abbreviations::default());
        let all = document.tokens().len();
        let stance = &self.lexicons.stance;
        stance
            .forms
            .find(&document, 0..all)
            .into_iter()
            .map(|f| (f.value, &stance.targets[f.value].value, f.end - f.start == all))
            .collect()
    }

    /// The first target that a description names.
    fn in_words(&self, words: &str) -> Option<Described> {
        let is_name = |row: &TargetRow| {
            matches!(row.kind, FormKind::Name | FormKind::Demonym | FormKind::Metonym)
        };
        let mut rows = self.rows(words).into_iter();
        let (row, form, whole) = rows.find(|&(n, row, _)| is_name(row) && self.in_office(n))?;
        Some(Described { target: self.lexicons.stance.target_of(row), kind: form.kind, whole })
    }

    fn is_outsider(&self, words: &str) -> bool {
        self.rows(words).iter().any(|(_, row, _)| row.kind == FormKind::Outsider)
    }

    /// The target for which the holder of the speaker's office speaks.
    fn by_office(&self, speaker: &Speaker) -> Option<usize> {
        let rows = self.rows(&speaker.role);
        let (row, ..) = rows.into_iter().find(|&(n, row, _)| match row.kind {
            FormKind::Office => self.in_office(n) && of_country(row, speaker),
            FormKind::Name | FormKind::Demonym | FormKind::Metonym => self.in_office(n),
            _ => false,
        })?;
        Some(self.lexicons.stance.target_of(row))
    }

    /// The target that is the speaker's country.
    fn by_country(&self, speaker: &Speaker) -> Option<usize> {
        if speaker.country.is_empty() {
            return None;
        }
        self.in_words(&speaker.country).filter(|d| d.whole).map(|d| d.target)
    }

    /// Whether the condition of office holds; without a date it does.
    fn in_office(&self, row: usize) -> bool {
        self.lexicons.stance.targets[row].value.office.is_empty()
            || self.lead.date.is_none()
            || self.lead.holds_office(row)
    }
}

/// An office counts only in its country, as far as the speaker's is known.
fn of_country(row: &TargetRow, speaker: &Speaker) -> bool {
    row.speakers.is_empty() || speaker.country.is_empty() || row.speakers == speaker.country
}

/// Descriptions stand in lower case ("russian foreign ministry"); forms are written with capitals.
fn capitalized(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut start = true;
    for c in words.chars() {
        if start {
            out.extend(c.to_uppercase())
        } else {
            out.push(c)
        }
        start = c == ' ';
    }
    out
}
