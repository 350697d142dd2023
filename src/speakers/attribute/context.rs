//! Quotations whose own sentence names no source: the sentences around them do.

use rustc_hash::FxHashSet;

use crate::lexicons::cues::{CueFrame, CueKind};
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
const SIGNED: Rule = Rule { name: "sign-off", confidence: 0.85 };
const WOVEN: Rule = Rule { name: "woven", confidence: 0.6 };
const TOLD_AFTER: Rule = Rule { name: "told-after", confidence: 0.8 };
const ANSWER: Rule = Rule { name: "answer", confidence: 0.75 };
const CONTINUED: Rule = Rule { name: "continued-speech", confidence: 0.85 };

/// Words by which a sentence points at the quotation before it.
const POINTERS: &[&str] = &["that", "so", "thus", "those", "this", "such"];
/// Atoms of such a sentence within which its source stands.
const TOLD: usize = 14;

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

struct Judge<'s, 'a> {
    scene: &'s Scene<'a>,
    apart: Apart<'s, 'a>,
    /// For each paragraph, the number of its entry: no speech goes on over the end of one.
    entries: Vec<usize>,
    /// Titles and other names met so far, as written, closing punctuation left out.
    names: FxHashSet<&'a str>,
    /// The last quotation that somebody uttered.
    last: Option<usize>,
    /// The last unit looked at, and whether it is all quotation.
    bare: Option<(usize, bool)>,
    /// What attributed the last quotation that something attributes.
    found: Option<Finding>,
    /// The last source before it that was another.
    other: Option<Subject>,
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
        let verdict = if let Some(mention) = self.label(q) {
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

    /// “Why?” X asked Y. / “Because …”: the answer is by the one who was asked, else by who
    /// spoke before the one who asks.
    fn answer(&self) -> Option<Finding> {
        let question = self.scene.quoted(self.last?).trim_end_matches(['’', '\'']).ends_with('?');
        let finding = self.found.as_ref().filter(|_| question)?;
        let cue = finding.governor?;
        let asks =
            matches!(self.scene.atoms[cue].kind, AtomKind::Cue(c) if c.frame == CueFrame::Ask);
        if !asks {
            return None;
        }
        let asked = cue + 1;
        let named = matches!(self.scene.atoms.get(asked)?.kind, AtomKind::Mention(_))
            && finding.subject.as_ref().is_some_and(|s| s.atom != asked);
        let subject = if named { Some(asked.into()) } else { self.other.clone() }?;
        Some(found(subject, ANSWER))
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

    /// A sentence or paragraph after the quotation that signs it: “…” / — Commissioner X
    fn signed_below(&self, unit: usize) -> Option<Finding> {
        let next = self.scene.units.get(unit + 1)?;
        let below = next.paragraph <= self.scene.units[unit].paragraph + 1;
        let clause = Clause { scene: self.scene, unit: next };
        let dash = next.atoms.start;
        let signs = below
            && clause.word(dash) == Some(Word::Dash)
            && clause.mention(dash + 1).is_some()
            && matches!(clause.word(dash + 2), None | Some(Word::Comma | Word::Open | Word::Stop))
            && clause.cue(dash + 2).is_none();
        signs.then(|| Finding {
            subject: Some(clause.joined_source(dash + 1)),
            cue: Some(self.scene.span(dash)),
            governor: Some(dash),
            rule: SIGNED,
        })
    }

    /// “We won.” *That was how X put it*, *So said X*: the next sentence tells whose words they are.
    fn told_after(&self, unit: usize) -> Option<Finding> {
        let next = self.scene.units.get(unit + 1)?;
        let clause = Clause { scene: self.scene, unit: next };
        let start = next.atoms.start;
        let points = next.paragraph == self.scene.units[unit].paragraph
            && POINTERS.contains(&clause.lower(start))
            && clause.word(start + 1).is_none_or(|word| word == Word::Be)
            && next.atoms.clone().all(|i| !matches!(clause.kind(i), Some(AtomKind::Quote(_))));
        let end = clause.right_end(start).min(start + TOLD);
        let cue = (start + 1..end).find(|&i| {
            clause.cue(i).is_some_and(|cue| cue.reports_speech() || cue.kind == CueKind::Noun)
        });
        let cue = cue.filter(|_| points)?;
        let owner = || clause.source_of_noun(cue);
        let after = || clause.inverted_subject(cue);
        let subject =
            clause.subject_of(cue).or_else(after).or_else(owner).filter(|s| s.atom > start)?;
        let (cue_span, governor) = (Some(self.scene.span(cue)), Some(cue));
        Some(Finding { subject: Some(subject), cue: cue_span, governor, rule: TOLD_AFTER })
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

    /// Whom the paragraph before is about, where its quotation was only mentioned there as
    /// somebody else's words: *The official doubted Y's claim that “…”*.
    fn reporter_of(&self, previous: &Unit) -> Option<Subject> {
        let finding = self.found.as_ref()?;
        let mentioned = finding.rule.name == "noun-of-speech";
        let owner = finding.subject.as_ref()?.atom;
        self.main_subject(previous).filter(|subject| mentioned && subject.atom != owner)
    }

    /// Whether the last uttered quotation stands in `unit`.
    fn last_stands_in(&self, unit: &Unit) -> bool {
        self.last
            .and_then(|q| self.scene.places[q])
            .is_some_and(|place| unit.atoms.contains(&place.atom))
    }

    /// Whether a sentence of narration only interrupts the speaker of this paragraph: nobody
    /// speaks in it.
    fn goes_on(&self, narration: &Unit, paragraph: usize) -> bool {
        let clause = Clause { scene: self.scene, unit: narration };
        let spoke_here = self
            .last
            .and_then(|q| self.scene.places[q])
            .is_some_and(|place| self.scene.units[place.unit].paragraph == paragraph);
        let speaks = narration.atoms.clone().any(|i| {
            clause.cue(i).is_some_and(|cue| cue.reports_speech() || cue.frame == CueFrame::Add)
        });
        spoke_here && !speaks
    }

    fn ends_in(&self, unit: &Unit, word: Word) -> bool {
        unit.atoms
            .end
            .checked_sub(1)
            .is_some_and(|last| self.scene.atoms[last].kind == AtomKind::Word(word))
    }

    /// Who a sentence of narration is about.
    fn main_subject(&self, unit: &Unit) -> Option<Subject> {
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
            None if self.last.is_some() => Verdict::SameSpeaker(CONTINUED),
            None => Verdict::Unknown,
        }
    }
}

fn found(subject: Subject, rule: Rule) -> Finding {
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
