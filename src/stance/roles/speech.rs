//! What the reporter's verb tells of words that lean on it: *mocked X as “a small man”*. The verb
//! adds no stance of its own; it decides what words mean that no row of the lexicon holds.

use crate::lexicons::phrases::Found;
use crate::lexicons::stance::Entry;

use super::{Link, Reader};

/// Words that lead from whom the verb is about to the words that it introduces.
const LEADS: &[&str] = &[
    "as",
    "calling",
    "call",
    "for",
    "accusing",
    "of",
    "saying",
    "describing",
    "him",
    "her",
    "it",
    "them",
    "a",
    "an",
    "the",
    ",",
    "his",
    "their",
    "its",
    "being",
    "labeling",
    "branding",
    "dubbing",
    "terming",
    "man",
    "who",
];

impl Reader<'_> {
    /// Links the fragment to whom the verb of its narration is about.
    pub(super) fn speech_act(&mut self) {
        let Some((found, row, target)) = self.introduced() else { return };
        if self.links.iter().any(|l| l.target == target) {
            return;
        }
        self.links.push(Link {
            start: found.start,
            end: found.end,
            entry: Some(Entry::Effect(row)),
            target,
            role: "speech act",
            weight: self.lexicon.effects[row].value.endorsed * self.lexicon.number("speech_act"),
            multipliers: Vec::new(),
        });
    }

    /// The last verb of the narration whose object is a target and from which only leading words
    /// stand before the quoted ones.
    fn introduced(&self) -> Option<(Found, usize, usize)> {
        let quoted = self.scene.passage.quoted.start;
        self.scene.narrated.iter().rev().find_map(|&(found, row)| {
            let object = self.scene.chunks.iter().find(|c| c.tokens.start >= found.end)?;
            let target = object.target.filter(|_| object.tokens.end <= quoted && !object.voice)?;
            let leads = |i: usize| {
                let word = self.scene.document.lower(i);
                LEADS.contains(&word) || self.is_mark(i)
            };
            (object.tokens.end..quoted).all(leads).then_some((found, row, target))
        })
    }
}
