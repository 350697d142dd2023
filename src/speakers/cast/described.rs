//! Bodies and unnamed sources: which descriptions are one, and which make a member of their own.

use crate::speakers::mentions::{Gender, Number};

use super::discourse::{Discourse, Entry, EntryKind, confidence};
use super::nominals::POOL;
use super::{MemberId, Resolution};

impl Discourse<'_, '_, '_> {
    /// "the White House"; "the ministry" goes back to "the Polish foreign ministry".
    pub(super) fn body(&mut self, m: usize) -> Resolution {
        if let Some(found) = self.author(m) {
            return found;
        }
        let mention = &self.reader.mentions[m];
        let bare = mention.tokens.len() == 2 && self.reader.lower(mention.tokens.start) == "the";
        match self.same_head(m).filter(|_| bare).or_else(|| self.fuller_body(m)) {
            Some(member) => Resolution { member, confidence: confidence::SAME_DESCRIPTION },
            None => self.describe(m, EntryKind::Body, confidence::BODY),
        }
    }

    /// "the foreign ministry" after "the Polish foreign ministry", where no other was named.
    pub(super) fn fuller_body(&self, m: usize) -> Option<MemberId> {
        let mention = &self.reader.mentions[m];
        let words = self.reader.description(m);
        let definite = self.reader.lower(mention.tokens.start) == "the";
        if !definite || !words.contains(' ') || self.described.contains_key(&words) {
            return None;
        }
        let longer = |e: &Entry| {
            e.kind == EntryKind::Body
                && e.description.strip_suffix(&words).is_some_and(|rest| rest.ends_with(' '))
        };
        let lately = self.entries.iter().enumerate().rev().take(POOL);
        let mut ids = lately.filter(|(_, e)| longer(e)).map(|(id, _)| id);
        let only = ids.next()?;
        ids.next().is_none().then_some(only)
    }

    /// Whether a description points back: "the", a possessive.
    pub fn is_definite(&self, m: usize) -> bool {
        let mention = &self.reader.mentions[m];
        let first = self.reader.lower(mention.tokens.start);
        mention.owner.is_some()
            || matches!(
                first,
                "the" | "that" | "this" | "his" | "her" | "their" | "its" | "our" | "my"
            )
    }

    /// "the second woman" after "a second woman": the same words beside the article.
    pub(super) fn same_description(&self, m: usize) -> Option<MemberId> {
        let mention = &self.reader.mentions[m];
        let described = mention.tokens.len() > 2 && mention.owner.is_none();
        let member = *self.described.get(&self.reader.description(m)).filter(|_| described)?;
        (self.entries[member].kind == EntryKind::Unnamed).then_some(member)
    }

    /// "the diplomat" in the paragraph where "a Western diplomat" came up.
    pub(super) fn beside(&self, m: usize) -> Option<MemberId> {
        let bare = self.reader.mentions[m].tokens.len() == 2;
        let member = self.same_head(m).filter(|_| bare)?;
        let last = self.entries[member].last?;
        let near = self.reader.roles[last].unit + 2 > self.reader.roles[m].unit
            || self.reader.paragraph(last) == self.reader.paragraph(m);
        (near && self.entries[member].kind == EntryKind::Unnamed).then_some(member)
    }

    /// "the official" after "a senior official".
    pub fn same_head(&self, m: usize) -> Option<MemberId> {
        self.heads.get(&self.head_of(m)).copied()
    }

    /// The head noun with what makes it another job: "vice president" is no president.
    pub(super) fn head_of(&self, m: usize) -> String {
        let mention = &self.reader.mentions[m];
        let head = self.reader.lower(mention.head);
        let qualifier = (mention.tokens.start..mention.head)
            .map(|i| self.reader.lower(i))
            .find(|word| super::phrase::QUALIFIERS.contains(word));
        qualifier.map_or_else(|| head.to_owned(), |qualifier| format!("{qualifier} {head}"))
    }

    /// The body of this name, which a longer description holds.
    pub fn body_called(&mut self, name: &str) -> MemberId {
        self.entry_of(name.to_lowercase(), EntryKind::Body, (Gender::Neuter, Number::Singular))
    }

    pub(super) fn entry_of(
        &mut self,
        description: String,
        kind: EntryKind,
        (gender, number): (Gender, Number),
    ) -> MemberId {
        if let Some(&member) = self.described.get(&description) {
            return member;
        }
        let member = self.entries.len();
        let entry =
            Entry { kind, gender, number, description: description.clone(), count: 0, last: None };
        self.entries.push(entry);
        self.described.insert(description, member);
        member
    }

    /// The member that a description makes, or made before.
    pub(super) fn describe(&mut self, m: usize, kind: EntryKind, confidence: f64) -> Resolution {
        let mention = &self.reader.mentions[m];
        let description = self.reader.description(m);
        let member = self.entry_of(description, kind, (mention.gender, mention.number));
        if mention.number == Number::Singular {
            self.heads.insert(self.head_of(m), member);
        }
        Resolution { member, confidence }
    }
}
