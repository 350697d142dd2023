//! Pronouns of the third person: the best of those mentioned lately.

use crate::speakers::mentions::{Case, Gender, Number};

use super::Resolution;
use super::cluster::compatible;
use super::discourse::{Discourse, Entry, EntryKind, Event};

/// How far back a pronoun looks, in mentions and in sentences.
const WINDOW: usize = 40;
const SENTENCES: usize = 9;

/// What makes an earlier mention likely to be meant: weights by judgement.
mod weight {
    pub const SUBJECT: f64 = 1.2;
    /// Subject, first named in this paragraph, in this sentence or the one before.
    pub const INTRODUCED: f64 = 0.5;
    pub const SPEAKS: f64 = 0.8;
    pub const LAST_SPEAKER: f64 = 1.0;
    pub const SENTENCE: f64 = -0.75;
    pub const PARAGRAPH: f64 = -0.35;
    pub const POSSESSIVE: f64 = -0.4;
    pub const OBJECT: f64 = -0.5;
    pub const QUOTED: f64 = -2.0;
    pub const UNKNOWN_GENDER: f64 = -0.6;
    pub const UNNAMED: f64 = -0.5;
    pub const OFTEN: f64 = 0.08;
}

/// Confidence of a pronoun by its lead over the next best.
mod confidence {
    pub const LEAST: f64 = 0.5;
    pub const MOST: f64 = 0.93;
    pub const BY_LEAD: f64 = 0.22;
}

impl Discourse<'_, '_, '_> {
    /// he, she and their forms.
    pub(super) fn third_person(&mut self, m: usize) -> Option<Resolution> {
        let gender = self.reader.mentions[m].gender;
        let speaker = self.reader.mentions[m].quotation.and_then(|q| self.speaker_of(q));
        let found =
            self.look_back(m, &|entry: &Entry| is_one(entry) && compatible(entry.gender, gender))?;
        if Some(found.member) == speaker {
            return self.other_than(m, found.member);
        }
        let entry = &mut self.entries[found.member];
        if entry.gender == Gender::Unknown && found.confidence > 0.75 {
            entry.gender = gender;
        }
        Some(found)
    }

    /// Inside a quotation "he" is not the one who speaks.
    fn other_than(&self, m: usize, speaker: usize) -> Option<Resolution> {
        let gender = self.reader.mentions[m].gender;
        self.best(m, &|id, entry| {
            id != speaker && is_one(entry) && compatible(entry.gender, gender)
        })
    }

    /// The likeliest of the entries that `fits` lets through.
    pub(super) fn look_back(&self, m: usize, fits: &dyn Fn(&Entry) -> bool) -> Option<Resolution> {
        self.best(m, &|_, entry| fits(entry))
    }

    fn best(&self, m: usize, fits: &dyn Fn(usize, &Entry) -> bool) -> Option<Resolution> {
        let mut scores: Vec<(usize, f64)> = Vec::new();
        for event in self.history.iter().rev().take(WINDOW) {
            if event.mention >= m || event.sentence + SENTENCES < self.reader.sentence[m] {
                continue;
            }
            if !fits(event.entry, &self.entries[event.entry]) {
                continue;
            }
            let score = self.score(m, event);
            match scores.iter_mut().find(|(entry, _)| *entry == event.entry) {
                Some((_, best)) => *best = best.max(score),
                None => scores.push((event.entry, score)),
            }
        }
        scores.sort_by(|a, b| b.1.total_cmp(&a.1));
        let (member, best) = *scores.first()?;
        let lead = scores.get(1).map_or(2.0, |(_, next)| best - next);
        let confidence = (confidence::LEAST + confidence::BY_LEAD * lead).min(confidence::MOST);
        Some(Resolution { member, confidence })
    }

    fn score(&self, m: usize, event: &Event) -> f64 {
        let entry = &self.entries[event.entry];
        let sentences =
            (self.reader.sentence[m] - event.sentence.min(self.reader.sentence[m])) as f64;
        let paragraph = self.reader.paragraph(m);
        let paragraphs = (paragraph - event.paragraph.min(paragraph)) as f64;
        let fresh = entry.count < 2 && sentences < 2.0 && paragraphs < 1.0;
        let mut score = weight::SENTENCE * sentences + weight::PARAGRAPH * paragraphs;
        let case = self.reader.mentions[event.mention].case;
        for (holds, weight) in [
            (event.subject, weight::SUBJECT),
            (event.subject && fresh, weight::INTRODUCED),
            (event.speaks, weight::SPEAKS),
            (self.spoke_last(m) == Some(event.mention), weight::LAST_SPEAKER),
            (case == Case::Possessive, weight::POSSESSIVE),
            (case == Case::Object, weight::OBJECT),
            (event.quoted, weight::QUOTED),
            (entry.gender == Gender::Unknown, weight::UNKNOWN_GENDER),
            (entry.kind == EntryKind::Unnamed, weight::UNNAMED),
        ] {
            if holds {
                score += weight;
            }
        }
        score + weight::OFTEN * entry.count.min(6) as f64
    }

    /// The mention that uttered the statement before mention `m`.
    fn spoke_last(&self, m: usize) -> Option<usize> {
        let current = self.reader.speaks[m];
        self.history
            .iter()
            .rev()
            .take(WINDOW)
            .find(|e| e.speaks && e.mention < m && self.reader.speaks[e.mention] != current)
            .map(|e| e.mention)
    }
}

/// Whether an entry can be "he" or "she": neither a body nor several people.
fn is_one(entry: &Entry) -> bool {
    let pro_form = entry.description.ends_with(" one");
    entry.kind != EntryKind::Body && entry.number == Number::Singular && !pro_form
}
