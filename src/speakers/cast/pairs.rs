//! Two people by one description: "both men said", "the two senators wrote".

use crate::lexicons::names::NounClass;
use crate::speakers::mentions::Number;

use super::Resolution;
use super::cluster::compatible;
use super::discourse::{Discourse, EntryKind};

/// How far back the two may have been named, in paragraphs and in mentions.
const PARAGRAPHS: usize = 3;
const MENTIONS: usize = 150;
/// How sure it is that they are the last two: an estimate.
const CONFIDENCE: f64 = 0.7;

impl Discourse<'_, '_, '_> {
    /// Whether mention `m` is "both" alone or with a noun for people: not "the two countries".
    fn is_people(&self, m: usize) -> bool {
        let mention = &self.reader.mentions[m];
        let noun = self.reader.lexicons.names.head_at(self.reader.document, mention.head);
        let people = noun.is_some_and(|(_, head)| head.noun == Some(NounClass::Person));
        mention.number == Number::Plural && (people || mention.tokens.len() == 1)
    }

    /// The two people who were spoken of last: the one named first, with the other noted.
    pub(super) fn pair(&mut self, m: usize) -> Option<Resolution> {
        let mention = &self.reader.mentions[m];
        let start = mention.tokens.start;
        let two = self.reader.lower(start) == "both"
            || self.reader.lower(start) == "the" && self.reader.lower(start + 1) == "two";
        if !two || !self.is_people(m) || self.reader.speaks[m].is_none() {
            return None;
        }
        let mut last = Vec::new();
        for event in self.history.iter().rev().take(MENTIONS) {
            let near = event.paragraph + PARAGRAPHS > self.reader.paragraph(m);
            let entry = &self.entries[event.entry];
            let person = matches!(entry.kind, EntryKind::Person(_))
                && compatible(entry.gender, mention.gender);
            if near && person && !last.contains(&event.entry) {
                last.push(event.entry);
            }
        }
        let &[second, first, ..] = last.as_slice() else { return None };
        self.joint.insert(m, second);
        Some(Resolution { member: first, confidence: CONFIDENCE })
    }
}
