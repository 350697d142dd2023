//! Pronouns of the third person: the best of those mentioned lately.

use crate::speakers::mentions::{Gender, Number};

use super::Resolution;
use super::cluster::compatible;
use super::discourse::{Discourse, Entry, EntryKind};

/// How sure it is that a text begins with whom its title names: an estimate.
const IN_TITLE: f64 = 0.8;

impl Discourse<'_, '_, '_> {
    /// he, she and their forms.
    pub(super) fn third_person(&mut self, m: usize) -> Option<Resolution> {
        let gender = self.reader.mentions[m].gender;
        let speaker = self.reader.mentions[m].quotation.and_then(|q| self.speaker_of(q));
        let found = self
            .look_back(m, &|entry: &Entry| is_one(entry) && compatible(entry.gender, gender))
            .or_else(|| self.in_title(m))?;
        if Some(found.member) == speaker {
            return self.other_than(m, found.member);
        }
        let entry = &mut self.entries[found.member];
        if entry.gender == Gender::Unknown && found.confidence > 0.75 {
            entry.gender = gender;
        }
        Some(found)
    }

    /// “…,” he said, before the text names anybody: the only person whom the title names.
    fn in_title(&self, m: usize) -> Option<Resolution> {
        let gender = self.reader.mentions[m].gender;
        let named = self.headline.iter().filter_map(|&n| self.named_member(n));
        let mut fitting = named.filter(|&id| compatible(self.entries[id].gender, gender));
        let member = fitting.next()?;
        fitting.all(|other| other == member).then_some(Resolution { member, confidence: IN_TITLE })
    }

    /// Inside a quotation "he" is not the one who speaks.
    fn other_than(&self, m: usize, speaker: usize) -> Option<Resolution> {
        let gender = self.reader.mentions[m].gender;
        self.likeliest(m, &|id, entry| {
            id != speaker && is_one(entry) && compatible(entry.gender, gender)
        })
    }

    /// The likeliest of the entries that `fits` lets through.
    pub(super) fn look_back(&self, m: usize, fits: &dyn Fn(&Entry) -> bool) -> Option<Resolution> {
        self.likeliest(m, &|_, entry| fits(entry))
    }
}

/// Whether an entry can be "he" or "she": neither a body nor several people.
fn is_one(entry: &Entry) -> bool {
    let pro_form = entry.description.ends_with(" one")
        || matches!(
            entry.description.as_str(),
            "someone" | "somebody" | "anyone" | "no one" | "nobody"
        );
    entry.kind != EntryKind::Body && entry.number == Number::Singular && !pro_form
}
