//! How present somebody is to a reader who meets a pronoun: a log-linear model over the earlier
//! mentions, in the line of the salience factors of Lappin and Leass (1994).
//!
//! The weights were fitted by logistic ranking (softmax over candidates, each with its best
//! mention) on hand-labelled news articles, and rounded.

use crate::speakers::attribute::Slot;
use crate::speakers::mentions::{Case, Gender, MentionKind};

use super::Resolution;
use super::discourse::{Discourse, Entry, EntryKind, Event};

/// How far back a pronoun looks, in mentions and in sentences.
const WINDOW: usize = 60;
const SENTENCES: usize = 9;
/// Paragraphs beyond which distance says nothing more.
const PARAGRAPHS: usize = 5;
/// How often the right one is among the candidates at all.
const AMONG_CANDIDATES: f64 = 0.97;

/// What makes an earlier mention likely to be meant.
mod weight {
    /// Per logarithm of one plus the distance in sentences.
    pub const DISTANCE: f64 = -1.02;
    pub const SENTENCE_BEFORE: f64 = 0.30;
    pub const PARAGRAPH: f64 = -1.38;
    pub const SAME_PARAGRAPH: f64 = 0.62;
    pub const SUBJECT: f64 = 0.75;
    /// Subject of a main clause.
    pub const MAIN_SUBJECT: f64 = 0.31;
    /// Subject of the sentence that the pronoun stands in: "Lund said that he"; by judgement.
    pub const SAME_SENTENCE: f64 = 0.8;
    /// First main subject of the sentence before, in the same paragraph.
    pub const TOPIC: f64 = 0.50;
    pub const EMBEDDED: f64 = -0.39;
    pub const PREPOSITIONAL: f64 = -0.65;
    pub const POSSESSIVE: f64 = -0.30;
    /// Subject of a verb of speech, with or without quotation marks.
    pub const REPORTS: f64 = 0.43;
    pub const REPORTS_BEFORE: f64 = 0.68;
    /// Uttered the last quotation.
    pub const LAST_SPEAKER: f64 = 0.28;
    pub const NAMED: f64 = 1.31;
    pub const UNKNOWN_GENDER: f64 = -0.88;
    pub const UNNAMED: f64 = -1.14;
    /// Somebody unnamed whom this paragraph introduces as its subject: "A barman had another
    /// word. “Whisky,” he said"; by judgement, there are few of them.
    pub const NEWCOMER: f64 = 1.2;
    /// Named inside a quotation: by judgement.
    pub const QUOTED: f64 = -2.0;
}

impl Discourse<'_, '_, '_> {
    /// The likeliest of the entries that `fits` lets through to be meant by mention `m`.
    pub(super) fn likeliest(
        &self,
        m: usize,
        fits: &dyn Fn(usize, &Entry) -> bool,
    ) -> Option<Resolution> {
        let mut scores: Vec<(usize, f64)> = Vec::new();
        for event in self.history.iter().rev().take(WINDOW) {
            let far = event.sentence + SENTENCES < self.reader.sentence[m];
            if event.mention >= m || far || !fits(event.entry, &self.entries[event.entry]) {
                continue;
            }
            let score = self.salience(m, event);
            match scores.iter_mut().find(|(entry, _)| *entry == event.entry) {
                Some((_, best)) => *best = best.max(score),
                None => scores.push((event.entry, score)),
            }
        }
        scores.sort_by(|a, b| b.1.total_cmp(&a.1));
        let (member, best) = *scores.first()?;
        let total: f64 = scores.iter().map(|(_, score)| (score - best).exp()).sum();
        Some(Resolution { member, confidence: AMONG_CANDIDATES / total })
    }

    /// The salience of entry `id` for mention `m`, by its best mention.
    pub(super) fn salience_of(&self, m: usize, id: usize) -> f64 {
        let events = self.history.iter().rev().take(WINDOW);
        let own = events.filter(|event| event.entry == id && event.mention < m);
        own.map(|event| self.salience(m, event)).fold(f64::NEG_INFINITY, f64::max)
    }

    fn salience(&self, m: usize, event: &Event) -> f64 {
        let entry = &self.entries[event.entry];
        let (here, there) = (&self.reader.roles[m], &self.reader.roles[event.mention]);
        let sentences = here.unit.saturating_sub(there.unit);
        let paragraphs = self.reader.paragraph(m).saturating_sub(event.paragraph).min(PARAGRAPHS);
        let mention = &self.reader.mentions[event.mention];
        let before = sentences == 1;
        let slot = |slot| there.slot == Some(slot);
        let score = weight::DISTANCE * ((1 + sentences) as f64).ln()
            + weight::PARAGRAPH * paragraphs as f64;
        let factors = [
            (before, weight::SENTENCE_BEFORE),
            (paragraphs == 0, weight::SAME_PARAGRAPH),
            (event.subject, weight::SUBJECT),
            (slot(Slot::Subject), weight::MAIN_SUBJECT),
            (before && paragraphs == 0 && self.is_topic(event.mention), weight::TOPIC),
            (sentences == 0 && event.subject && !event.quoted, weight::SAME_SENTENCE),
            (slot(Slot::Embedded), weight::EMBEDDED),
            (slot(Slot::Prepositional), weight::PREPOSITIONAL),
            (mention.case == Case::Possessive, weight::POSSESSIVE),
            (there.reports, weight::REPORTS),
            (there.reports && before, weight::REPORTS_BEFORE),
            (self.spoke_last(m) == Some(event.mention), weight::LAST_SPEAKER),
            (mention.kind == MentionKind::Name, weight::NAMED),
            (entry.gender == Gender::Unknown, weight::UNKNOWN_GENDER),
            (entry.kind == EntryKind::Unnamed, weight::UNNAMED),
            (paragraphs == 0 && self.is_newcomer(event), weight::NEWCOMER),
            (event.quoted, weight::QUOTED),
        ];
        score + factors.iter().filter(|(holds, _)| *holds).map(|(_, weight)| weight).sum::<f64>()
    }

    /// Whether an unnamed entry comes up here with *a*, as the subject of its sentence.
    fn is_newcomer(&self, event: &Event) -> bool {
        let start = self.reader.mentions[event.mention].tokens.start;
        event.subject
            && self.entries[event.entry].kind == EntryKind::Unnamed
            && matches!(self.reader.lower(start), "a" | "an" | "another" | "one")
    }

    /// Whether mention `m` is the first subject of its sentence.
    fn is_topic(&self, m: usize) -> bool {
        let roles = self.reader.roles;
        let subject = |k: usize| roles[k].slot == Some(Slot::Subject);
        let before = (0..m).rev().take(WINDOW).take_while(|&k| roles[k].unit == roles[m].unit);
        subject(m) && !before.into_iter().any(subject)
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
