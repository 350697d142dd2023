//! Texts that speak for whoever wrote them: "the statement read", "her column concluded", "an
//! Axios report says". The words stay the mention; the author is the speaker.

use crate::lexicons::cues::CueKind;
use crate::speakers::mentions::{Gender, MentionKind};
use crate::text::WordSet;

use super::Resolution;
use super::discourse::{Discourse, Entry, EntryKind};

/// Texts that are nobody's but their own: many hands, or none, wrote them.
static AUTHORLESS: WordSet = WordSet::of(&[
    "communique",
    "communiqué",
    "law",
    "bill",
    "treaty",
    "agreement",
    "resolution",
    "constitution",
]);
/// Those who speak for the body that they belong to: "its editorial board wrote".
const MASTHEADS: &[&str] = &["board", "editors", "page", "staff"];
/// What a newspaper or station is called after its name.
static OUTLETS: WordSet = WordSet::of(&[
    "paper",
    "newspaper",
    "daily",
    "weekly",
    "magazine",
    "tabloid",
    "broadsheet",
    "outlet",
    "network",
    "broadcaster",
    "station",
    "website",
    "site",
    "publication",
    "journal",
]);
/// How far back an author is looked for, in paragraphs and in mentions.
const PARAGRAPHS: usize = 3;
const MENTIONS: usize = 150;

/// How sure each way to find an author is: estimates.
mod confidence {
    pub const OWNER: f64 = 0.9;
    pub const LAST_SPEAKER: f64 = 0.6;
    pub const LAST_BODY: f64 = 0.7;
}

impl Discourse<'_, '_, '_> {
    /// Who wrote the text that mention `m` speaks of.
    pub(super) fn author(&mut self, m: usize) -> Option<Resolution> {
        self.reader.speaks[m]?;
        let head = self.reader.lower(self.reader.mentions[m].head);
        let first = self.reader.lower(self.reader.mentions[m].tokens.start);
        let outlet = first == "the" && OUTLETS.contains(head);
        let masthead = first == "its" && MASTHEADS.contains(&head);
        if outlet && self.same_head(m).is_none() || masthead {
            let member = self.named_body(m)?;
            return Some(Resolution { member, confidence: confidence::LAST_BODY });
        }
        if !self.is_text(m) {
            return None;
        }
        let owner = self.owner(m).or_else(|| self.named_in(m)).or_else(|| self.writer(m));
        if let Some(member) = owner {
            return Some(Resolution { member, confidence: confidence::OWNER });
        }
        if first != "the" {
            return None;
        }
        let member = self.issuer(m)?;
        Some(Resolution { member, confidence: confidence::LAST_SPEAKER })
    }

    /// Whether the head of a mention is a text that somebody wrote.
    fn is_text(&self, m: usize) -> bool {
        let head = self.reader.mentions[m].head;
        let document = self.reader.document;
        let cues = &self.reader.lexicons.cues;
        let work = || cues.at(document, head, head + 1).any(|cue| cue.kind == CueKind::Work);
        !AUTHORLESS.contains(self.reader.lower(head))
            && (cues.is_text(document, head) || !document.is_capitalized(head) && work())
    }

    /// The body that was last spoken of by its name: "The Harbor Post was unmoved. The paper said".
    fn named_body(&self, m: usize) -> Option<usize> {
        let named = |entry: &Entry| entry.kind == EntryKind::Body && entry.gender == Gender::Neuter;
        let place = |mention: usize| {
            let start = self.reader.mentions[mention].tokens.start;
            self.reader.lexicons.names.place_at(self.reader.document, start).is_some()
        };
        let event = self.history.iter().rev().take(MENTIONS).find(|event| {
            event.mention < m
                && event.subject
                && named(&self.entries[event.entry])
                && self.reader.mentions[event.mention].kind == MentionKind::Body
                && !place(event.mention)
        })?;
        (event.paragraph + PARAGRAPHS > self.reader.paragraph(m)).then_some(event.entry)
    }

    /// "an Axios report": the body whose name stands before the noun.
    fn named_in(&mut self, m: usize) -> Option<usize> {
        let mention = &self.reader.mentions[m];
        let start = mention.tokens.start;
        let start = start
            + usize::from(matches!(self.reader.lower(start), "the" | "a" | "an" | "one" | "this"));
        let words = self.reader.words(start..mention.head);
        let capital = mention.head > start && self.reader.document.is_capitalized(start);
        let demonym = self.reader.lexicons.names.place_at(self.reader.document, start).is_some();
        if !capital || demonym || self.reader.lexicons.people.is_party(&words) {
            return None;
        }
        Some(self.body_called(&words))
    }

    /// "a statement by the ministry", "a letter from Crow": the mention after the preposition.
    fn writer(&self, m: usize) -> Option<usize> {
        let end = self.reader.mentions[m].tokens.end;
        let next = m + 1;
        let by = matches!(self.reader.lower(end), "by" | "from");
        let named = self.reader.mentions.get(next).filter(|n| by && n.tokens.start <= end + 2)?;
        let known = self.named_member(next);
        known.filter(|_| named.kind == MentionKind::Name)
    }

    /// Who was last said to speak or write: "The mayor sent a letter. “…,” the letter said."
    fn issuer(&self, m: usize) -> Option<usize> {
        let paragraph = self.reader.paragraph(m);
        let speaks = |entry: &Entry| {
            matches!(entry.kind, EntryKind::Person(_)) || entry.gender != Gender::Neuter
        };
        let event = self.history.iter().rev().take(MENTIONS).find(|event| {
            let reports = event.speaks || self.reader.roles[event.mention].reports;
            event.mention < m && reports && !self.is_text(event.mention)
        })?;
        let near = event.paragraph + PARAGRAPHS > paragraph;
        (near && speaks(&self.entries[event.entry])).then_some(event.entry)
    }
}
