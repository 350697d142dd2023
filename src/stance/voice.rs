//! Whose voice it is: what "I", "we" and "our" refer to. The speaker's identity serves nothing else.

use crate::lexicons::Lexicons;
use crate::lexicons::phrases::Found;
use crate::lexicons::stance::{FormKind, TargetRow};
use crate::reading::Speaker;
use crate::text::{Abbreviations, Document};

use super::setting::Setting;

/// Nobody's voice in particular.
pub static NOBODY: Voice =
    Voice { side: None, is_target: false, country: String::new(), foreign_leader: false };

/// What the first person of an utterance stands for.
#[derive(Clone, Debug, PartialEq)]
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
    pub fn of(speaker: &Speaker, setting: &Setting<'_>, lexicons: &Lexicons) -> Self {
        let forms = Forms { lexicons, setting };
        let (name, role) = (forms.described(&speaker.name), forms.described(&speaker.role));
        let country = forms.by_country(&speaker.country);
        let outsider = role.iter().chain(&name).any(|d| d.row.kind == FormKind::Outsider);
        let name = name.into_iter().find(Described::names);
        let is_target = name.is_some_and(|n| n.row.kind == FormKind::Name || n.whole);
        let side = match (name, outsider) {
            (Some(name), _) if is_target => Some(name.target),
            (_, true) => None,
            (Some(name), false) => Some(name.target),
            (None, false) => by_office(&role, speaker).or(country),
        };
        Self {
            side,
            is_target,
            country: speaker.country.clone(),
            foreign_leader: country.is_some(),
        }
    }
}

/// A form found in a speaker's description.
#[derive(Clone, Copy)]
struct Described<'a> {
    row: &'a TargetRow,
    target: usize,
    /// It means its target as far as its condition of office goes; without a date it does.
    in_office: bool,
    /// It is all there is.
    whole: bool,
}

impl Described<'_> {
    fn names(&self) -> bool {
        let named = [FormKind::Name, FormKind::Demonym, FormKind::Metonym];
        named.contains(&self.row.kind) && self.in_office
    }
}

/// Looks for forms of targets in the words that describe a speaker.
struct Forms<'a> {
    lexicons: &'a Lexicons,
    setting: &'a Setting<'a>,
}

impl<'a> Forms<'a> {
    /// The forms that stand in `words`.
    fn described(&self, words: &str) -> Vec<Described<'a>> {
        let words = capitalized(words);
        let document = Document::new(&words, &[], &Abbreviations::default());
        let all = document.tokens().len();
        let found = self.lexicons.stance.forms.find(&document, 0..all);
        found.into_iter().map(|f| self.form(f, f.end - f.start == all)).collect()
    }

    fn form(&self, found: Found, whole: bool) -> Described<'a> {
        let stance = &self.lexicons.stance;
        let row = &stance.targets[found.value].value;
        let in_office = row.office.is_empty()
            || self.setting.date.is_none()
            || self.setting.holds_office(found.value);
        Described { row, target: stance.target_of(found.value), in_office, whole }
    }

    /// The target that is the speaker's country.
    fn by_country(&self, country: &str) -> Option<usize> {
        if country.is_empty() {
            return None;
        }
        let first = self.described(country).into_iter().find(Described::names)?;
        first.whole.then_some(first.target)
    }
}

/// The target for which the holder of the speaker's office speaks.
fn by_office(role: &[Described<'_>], speaker: &Speaker) -> Option<usize> {
    let speaks = |d: &&Described<'_>| match d.row.kind {
        FormKind::Office => d.in_office && of_country(d.row, speaker),
        _ => d.names(),
    };
    role.iter().find(speaks).map(|d| d.target)
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
