//! A lead that speaks of somebody whom the next paragraphs name: "A House Republican … called
//! it dumb. / Rep. Odo Lund, R-Neb., said", "NATO's top official … / Secretary-General Tove Ek".

use crate::speakers::attribute::Slot;
use crate::speakers::mentions::{MentionKind, Number};
use crate::text::WordSet;

use super::cluster::compatible;
use super::discourse::{Discourse, EntryKind};
use super::nominals::KIN;
use super::{MemberId, Resolution};

/// How many paragraphs of running text make the lead.
const LEAD: usize = 2;
/// How many paragraphs below it the name may come.
const BELOW: usize = 3;
/// How many mentions of the narration are looked at, from its beginning.
const MENTIONS: usize = 150;
/// Fit from which a description and a person are one: the same job, or the same party.
const FIT: f64 = 2.0;
/// Heads that say too little of somebody without more.
static GENERIC: WordSet = WordSet::of(&[
    "official",
    "source",
    "aide",
    "person",
    "man",
    "woman",
    "resident",
    "expert",
    "analyst",
    "one",
    "participant",
    "witness",
    "reporter",
    "journalist",
    "soldier",
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "diplomat",
    "judge",
    "jury",
    "court",
]);
/// Words that make a description that of one person only.
const TOP: &[&str] = &["top", "chief", "highest-ranking", "highest"];
/// How sure it is: an estimate.
const CONFIDENCE: f64 = 0.8;

impl Discourse<'_, '_, '_> {
    /// Makes descriptions of the lead and the people whom the text then names one.
    pub(super) fn announce(&mut self) {
        let start = self.history.first().map_or(0, |event| event.paragraph);
        let lead: Vec<(usize, MemberId)> = self
            .history
            .iter()
            .take(MENTIONS)
            .take_while(|event| event.paragraph < start + LEAD)
            .filter(|event| self.entries[event.entry].kind == EntryKind::Unnamed)
            .map(|event| (event.mention, event.entry))
            .collect();
        for (m, entry) in lead {
            if let Some(person) = self.announced(m, entry) {
                self.rename(entry, person);
            }
        }
    }

    /// The person named below whom the description of mention `m` announces: the first new one.
    fn announced(&self, m: usize, entry: MemberId) -> Option<MemberId> {
        let mention = &self.reader.mentions[m];
        if mention.kind != MentionKind::Nominal || mention.number != Number::Singular {
            return None;
        }
        let met = |id: MemberId, before: usize| {
            self.history.iter().take(MENTIONS).any(|e| e.entry == id && e.mention < before)
        };
        let below = self.history.iter().take(MENTIONS).filter(|event| {
            event.mention > m
                && event.paragraph <= self.reader.paragraph(m) + BELOW
                && self.reader.roles[event.mention].unit > self.reader.roles[m].unit
        });
        let first = below.into_iter().find(|event| {
            matches!(self.entries[event.entry].kind, EntryKind::Person(_))
                && event.entry != entry
                && self.reader.is_name(event.mention)
                && !met(event.entry, event.mention)
        })?;
        self.is_announced(m, first.entry, first.mention).then_some(first.entry)
    }

    /// Whether person `id`, first named by mention `name`, is who mention `m` describes.
    fn is_announced(&self, m: usize, id: MemberId, name: usize) -> bool {
        let EntryKind::Person(p) = self.entries[id].kind else { return false };
        let person = &self.persons[p];
        let head = self.reader.lower(self.reader.mentions[m].head);
        let subject = self.reader.roles[name].slot == Some(Slot::Subject)
            && (self.reader.speaks[name].is_some() || self.reader.roles[name].reports);
        let Some(phrase) = self.description_of(m) else { return false };
        if KIN.contains(head) || !compatible(phrase.gender, person.gender) {
            return false;
        }
        let fit = self.fit(person, &phrase, head, 0.0).unwrap_or(0.0);
        let generic = GENERIC.contains(head);
        // Whom readers know is not introduced without a word: the lead meant somebody else.
        let new = person.known.is_none() || fit > 0.0;
        subject && (fit >= FIT && !generic || self.is_head_of(m, &person.traits.role))
            || !generic && new && self.opens_undescribed(name, p) && self.is_owned(m)
    }

    /// "NATO's top official": the owner's name stands in the office of the person.
    fn is_head_of(&self, m: usize, role: &str) -> bool {
        let mention = &self.reader.mentions[m];
        let top = (mention.tokens.start..mention.head).any(|i| TOP.contains(&self.reader.lower(i)));
        let Some(owner) = mention.owner.map(|o| &self.reader.mentions[o]) else { return false };
        let name = self.reader.word(owner.head);
        top && role.split_whitespace().any(|word| word == name)
    }

    /// "Trump's former adviser": somebody's, so one whom readers expect to be named.
    fn is_owned(&self, m: usize) -> bool {
        let mention = &self.reader.mentions[m];
        mention.owner.is_some() || matches!(self.reader.lower(mention.tokens.start), "the" | "his")
    }

    /// Whether a name opens its paragraph as its subject and nothing says who that is.
    fn opens_undescribed(&self, name: usize, person: usize) -> bool {
        let start = self.reader.mentions[name].tokens.start;
        let opens = self.reader.document.paragraphs()[self.reader.paragraph(name)].tokens.start;
        let plain = self.persons[person].traits.jobs.is_empty();
        start == opens && plain && self.reader.is_subject(name)
    }

    /// All that was `from` is `to`.
    fn rename(&mut self, from: MemberId, to: MemberId) {
        for resolution in self.resolved.iter_mut().flatten() {
            if resolution.member == from {
                let confidence = resolution.confidence.min(CONFIDENCE);
                *resolution = Resolution { member: to, confidence };
            }
        }
        for event in &mut self.history {
            if event.entry == from {
                event.entry = to;
            }
        }
    }
}
