//! Quotations whose own sentence names no source: the sentences around them do.

use rustc_hash::FxHashSet;

use crate::quotes;
use crate::reading::SegmentKind;
use crate::speakers::mentions::MentionKind;

use super::apart::Apart;
use super::clause::{Clause, Subject};
use super::headline;
use super::rules::{Entry, Finding, Rule, Site};
use super::scene::{AtomKind, Scene, Unit};
use super::utterance::SCARE_WORDS;
use super::words::Word;

/// How a quotation hangs together with the one before it.
#[derive(Clone, Debug, PartialEq)]
pub enum Verdict {
    /// Nobody uttered it.
    Dropped,
    /// It belongs to the statement before it.
    Continues,
    /// It opens a statement, unless its governor is that of the one before.
    Found(Finding),
    /// It is a statement by whom the last statement was by.
    SameSpeaker(Rule),
    /// It begins with the label of its speaker, a mention: “ORR: …”.
    Labelled(usize),
    /// It repeats in the title what this later quotation holds.
    Echo(usize),
    /// It is a statement, and nobody knows whose.
    Unknown,
}

const INTRODUCED: Rule = Rule { name: "introduced", confidence: 0.65 };
const INTRODUCED_BY_COLON: Rule = Rule { name: "introduced-by-colon", confidence: 0.95 };
const WOVEN: Rule = Rule { name: "woven", confidence: 0.6 };
const CONTINUED: Rule = Rule { name: "continued-speech", confidence: 0.85 };

/// The verdict on each quotation, in order.
pub fn judge(scene: &Scene<'_>) -> Vec<Verdict> {
    let entries = quotes::entries(scene.document);
    let mut judge = Judge {
        scene,
        apart: Apart::new(scene),
        entries,
        names: FxHashSet::default(),
        last: None,
        bare: None,
        found: None,
        other: None,
    };
    (0..scene.quotations.len()).map(|q| judge.quotation(q)).collect()
}

pub(super) struct Judge<'s, 'a> {
    pub(super) scene: &'s Scene<'a>,
    apart: Apart<'s, 'a>,
    /// For each paragraph, the number of its entry: no speech goes on over the end of one.
    entries: Vec<usize>,
    /// Titles and other names met so far, as written, closing punctuation left out.
    names: FxHashSet<&'a str>,
    /// The last quotation that somebody uttered.
    pub(super) last: Option<usize>,
    /// The last unit looked at, and whether it is all quotation.
    bare: Option<(usize, bool)>,
    /// What attributed the last quotation that something attributes.
    pub(super) found: Option<Finding>,
    /// The last source before it that was another.
    pub(super) other: Option<Subject>,
}

impl<'a> Judge<'_, 'a> {
    fn quotation(&mut self, q: usize) -> Verdict {
        let Some(place) = self.scene.places[q] else { return Verdict::Dropped };
        let unit = &self.scene.units[place.unit];
        let clause = Clause { scene: self.scene, unit };
        let site = Site { clause, quotation: q, atom: place.atom };
        if unit.headline {
            return headline::judge(&site);
        }
        let here = self.entries[unit.paragraph];
        self.last = self.last.filter(|&last| self.entry(last) == Some(here));
        if self.scene.quotations[q].style.is_marked() && self.is_name(&site) {
            return Verdict::Dropped;
        }
        if self.last.is_none() {
            (self.found, self.other) = (None, None);
        }
        let label = if self.is_bare(place.unit) { self.label(q) } else { None };
        let verdict = if let Some(mention) = label {
            Verdict::Labelled(mention)
        } else if !self.scene.quotations[q].style.is_marked() {
            self.apart.judge(q, self.last)
        } else if self.scene.quotations[q].resumes && self.last.is_some() {
            Verdict::Continues
        } else if let Some(finding) = site.attribute() {
            Verdict::Found(finding)
        } else if self.is_bare(place.unit) {
            self.bare(q, place.unit)
        } else {
            self.without_cue(&site)
        };
        if verdict != Verdict::Dropped {
            self.last = Some(q);
        }
        if let Verdict::Found(finding) = &verdict {
            self.note(finding);
        }
        verdict
    }

    /// The mention that labels a turn inside the marks, as transcripts set apart have it:
    /// “ORR: We won.”
    fn label(&self, q: usize) -> Option<usize> {
        let quotation = &self.scene.quotations[q];
        let first = self.scene.document.tokens_in(quotation.inner).start;
        let m = self.scene.mentions.partition_point(|m| m.tokens.start < first);
        let mention = self.scene.mentions.get(m).filter(|m| m.tokens.start == first)?;
        let after = mention.tokens.end;
        let colon = after < self.scene.document.tokens().len()
            && self.scene.document.lower(after) == ":"
            && quotation.inner.holds(self.scene.document.tokens()[after].span.start);
        let names = mention.kind == MentionKind::Name
            || self.scene.document.word(first).chars().all(char::is_uppercase);
        (colon && names && quotation.style.is_marked()).then_some(m)
    }

    /// Remembers who spoke, and who did before.
    fn note(&mut self, finding: &Finding) {
        let words = |f: &Finding| {
            f.subject.as_ref().map(|s| self.scene.span(s.atom).of(self.scene.document.text()))
        };
        if let Some(last) = self.found.as_ref().filter(|last| words(last) != words(finding)) {
            self.other.clone_from(&last.subject);
        }
        self.found = Some(finding.clone());
    }

    /// Whether a quotation is a name by its neighbours, or is written as one that was before.
    fn is_name(&mut self, site: &Site<'_, 'a>) -> bool {
        let words = site.name();
        if site.is_name() {
            self.names.extend(words);
            return true;
        }
        words.is_some_and(|words| self.names.contains(words))
    }

    /// The entry that a quotation stands in.
    fn entry(&self, q: usize) -> Option<usize> {
        self.scene.places[q].map(|place| self.entries[self.scene.units[place.unit].paragraph])
    }

    /// As [`is_bare`], remembered: a sentence may hold many quotations.
    fn is_bare(&mut self, unit: usize) -> bool {
        if let Some((_, bare)) = self.bare.filter(|&(known, _)| known == unit) {
            return bare;
        }
        let bare = is_bare(self.scene, &self.scene.units[unit]);
        self.bare = Some((unit, bare));
        bare
    }

    /// A sentence that is all quotation: the sentence before it introduces it, or the speech
    /// goes on.
    fn bare(&self, q: usize, unit: usize) -> Verdict {
        if let Some(finding) = self.signed_below(unit).or_else(|| self.told_after(unit)) {
            return Verdict::Found(finding);
        }
        let previous = unit.checked_sub(1).map(|u| &self.scene.units[u]);
        let here = self.scene.units[unit].paragraph;
        let near =
            |p: &&Unit| p.paragraph + 1 >= here && self.entries[p.paragraph] == self.entries[here];
        let Some(previous) = previous.filter(near) else {
            return self.ahead(q, unit);
        };
        if self.last_stands_in(previous) {
            if previous.paragraph == here {
                return Verdict::Continues;
            }
            let reporter = || self.reporter_of(previous).map(|s| found(s, INTRODUCED));
            return match self.answer().or_else(reporter) {
                Some(finding) => Verdict::Found(finding),
                None => Verdict::SameSpeaker(CONTINUED),
            };
        }
        let ends_in_colon = self.ends_in(previous, Word::Colon);
        let subject = self.main_subject(previous);
        if !ends_in_colon && self.goes_on(previous, here) {
            return Verdict::SameSpeaker(CONTINUED);
        }
        match subject {
            Some(subject) if ends_in_colon => Verdict::Found(found(subject, INTRODUCED_BY_COLON)),
            Some(subject) => Verdict::Found(found(subject, INTRODUCED)),
            None if self.last.is_some() => Verdict::SameSpeaker(CONTINUED),
            None => self.ahead(q, unit),
        }
    }

    /// Whether the last uttered quotation stands in `unit`.
    fn last_stands_in(&self, unit: &Unit) -> bool {
        self.last
            .and_then(|q| self.scene.places[q])
            .is_some_and(|place| unit.atoms.contains(&place.atom))
    }

    fn ends_in(&self, unit: &Unit, word: Word) -> bool {
        unit.atoms
            .end
            .checked_sub(1)
            .is_some_and(|last| self.scene.atoms[last].kind == AtomKind::Word(word))
    }

    /// Who a sentence of narration is about.
    pub(super) fn main_subject(&self, unit: &Unit) -> Option<Subject> {
        let clause = Clause { scene: self.scene, unit };
        clause.main_subject()
    }

    /// The attribution of the quotation right after this one: “No. ” “Never,” X said.
    fn ahead(&self, q: usize, unit: usize) -> Verdict {
        let next = q + 1;
        let place = self.scene.places.get(next).copied().flatten();
        let Some(place) = place.filter(|p| {
            p.unit == unit + 1
                && self.scene.units[p.unit].paragraph == self.scene.units[unit].paragraph
        }) else {
            return Verdict::Unknown;
        };
        let clause = Clause { scene: self.scene, unit: &self.scene.units[place.unit] };
        let site = Site { clause, quotation: next, atom: place.atom };
        match site.attribute() {
            Some(finding) if site.entry() == Entry::Opening => Verdict::Found(finding),
            _ => Verdict::Unknown,
        }
    }

    /// Words in quotation marks in a sentence whose report, if there is one, names nobody known.
    fn without_cue(&self, site: &Site<'_, '_>) -> Verdict {
        if site.joined_to().is_some_and(|q| self.last == Some(q)) {
            return Verdict::Continues;
        }
        if site.is_scare_quote() && !site.is_reported() {
            return Verdict::Dropped;
        }
        let partial = self.scene.quotations[site.quotation].kind == SegmentKind::Partial;
        let short = site.words() < SCARE_WORDS && !site.is_reported();
        match site.clause.far_subject(site.atom) {
            Some(subject) if short && !site.clause.is_person(subject.atom) => Verdict::Dropped,
            Some(subject) => Verdict::Found(found(subject, WOVEN)),
            None if site.entry() == Entry::Opening => Verdict::Unknown,
            None if partial && !site.is_reported() => Verdict::Dropped,
            // It was muttered that it was “…”: by somebody, not by who spoke before.
            None if partial => Verdict::Unknown,
            None if self.last.is_some() => Verdict::SameSpeaker(CONTINUED),
            None => Verdict::Unknown,
        }
    }
}

pub(super) fn found(subject: Subject, rule: Rule) -> Finding {
    Finding { subject: Some(subject), cue: None, governor: None, rule }
}

/// Whether a sentence holds nothing but quotations and marks.
fn is_bare(scene: &Scene<'_>, unit: &Unit) -> bool {
    scene.atoms[unit.atoms.clone()].iter().all(|atom| match atom.kind {
        AtomKind::Quote(_) => true,
        AtomKind::Word(word) => matches!(
            word,
            Word::Comma | Word::Stop | Word::Dash | Word::Semicolon | Word::Open | Word::Close
        ),
        _ => false,
    })
}
