//! What is said of whom: links each evaluative phrase of a scene to the targets it speaks of.

mod effects;
mod speech;
mod structure;
mod terms;

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::lexicons::phrases::Found;
use crate::lexicons::stance::{Entry, ShifterKind, StanceLexicon};
use crate::reading::Multiplier;

use super::chunks::Chunk;
use super::scene::Scene;
use super::shifters::{Shifters, Turned};

/// A phrase that says something of a target, before it is weighed.
#[derive(Clone, Debug, PartialEq)]
pub struct Link {
    /// First token.
    pub start: usize,
    /// One past the last.
    pub end: usize,
    /// The row.
    pub entry: Option<Entry>,
    /// Number of the target.
    pub target: usize,
    /// What the phrase is to the target.
    pub role: &'static str,
    /// Weight of the row.
    pub weight: f64,
    /// What turns it.
    pub multipliers: Vec<Multiplier>,
}

/// Weakens praise by `factor` that the same row gives to two targets: *good for Russia and just as
/// good for Ukraine*.
pub fn even_out(links: &mut [Link], factor: f64) {
    let praise = praise(links);
    for link in links.iter_mut().filter(|l| l.weight > 0.0) {
        let given = link.entry.and_then(|entry| praise.get(&entry));
        let twin = |(&target, ends): (&usize, &(usize, usize))| {
            target != link.target && *ends != (link.start, link.start)
        };
        if given.is_some_and(|given| given.iter().any(twin)) {
            let (name, term) = ("evenly".into(), String::new());
            link.multipliers.push(Multiplier { name, term, factor });
        }
    }
}

/// For each row that praises, and each target of that praise, its first and its last token: what
/// is asked of them is only whether one of them is another token, so that the work grows with the
/// number of links and not with its square.
fn praise(links: &[Link]) -> FxHashMap<Entry, BTreeMap<usize, (usize, usize)>> {
    let mut praise: FxHashMap<Entry, BTreeMap<usize, (usize, usize)>> = FxHashMap::default();
    for link in links.iter().filter(|l| l.weight > 0.0) {
        let Some(entry) = link.entry else { continue };
        let ends = praise.entry(entry).or_default().entry(link.target);
        let (first, last) = ends.or_insert((link.start, link.start));
        *first = link.start.min(*first);
        *last = link.start.max(*last);
    }
    praise
}

/// Reads the links of one scene.
pub struct Reader<'a> {
    scene: &'a Scene<'a>,
    lexicon: &'a StanceLexicon,
    shifters: Shifters<'a>,
    /// The target that a passage without any is about.
    topic: Option<usize>,
    links: Vec<Link>,
}

impl<'a> Reader<'a> {
    /// A reader of `scene`.
    pub fn new(scene: &'a Scene<'a>, lexicon: &'a StanceLexicon, topic: Option<usize>) -> Self {
        let shifters =
            Shifters::new(scene.document, lexicon, &scene.shifters, &scene.clauses, &scene.passage);
        Self { scene, lexicon, shifters, topic, links: Vec::new() }
    }

    /// All links of the scene, in order of place. Rows that share a pattern are tried in turn;
    /// the first that says something of a target counts, and what a verb says of others than the
    /// target of its policy: *threw Ukraine under the bus*.
    pub fn read(mut self) -> Vec<Link> {
        let mut counted: Option<(Found, Entry)> = None;
        for &(found, entry) in &self.scene.evaluations {
            let again = counted.filter(|(c, _)| (c.start, c.end) == (found.start, found.end));
            let beside = matches!((again, entry), (Some((_, Entry::Policy(_))), Entry::Effect(_)));
            if again.is_some() && !beside || self.shifters.is_denial(found) {
                continue;
            }
            let before = self.links.len();
            self.entry(found, entry);
            if beside {
                self.keep_new(before);
            }
            if self.links.len() > before {
                counted = Some((found, entry));
            }
        }
        self.forms();
        self.speech_act();
        self.accused();
        self.held_away();
        self.links
    }

    fn entry(&mut self, found: Found, entry: Entry) {
        match entry {
            Entry::Policy(row) => self.policy(found, row),
            Entry::Effect(row) => self.effect(found, row),
            Entry::Term(row) => self.term(found, row),
            Entry::Modifier(_) | Entry::Target(_) => {}
        }
    }

    /// Of the links from `from` on keeps those to targets that the same words are not linked to.
    fn keep_new(&mut self, from: usize) {
        let new = self.links.split_off(from);
        let known = |l: &Link, o: &Link| (l.start, l.end, l.target) == (o.start, o.end, o.target);
        let new: Vec<Link> =
            new.into_iter().filter(|l| !self.links.iter().any(|o| known(l, o))).collect();
        self.links.extend(new);
    }

    /// A question that accuses whom it names, in words that no row holds.
    fn accused(&mut self) {
        let Some(accusing) = self.shifters.accusing().copied() else { return };
        let named = self.scene.chunks.iter().filter(|c| self.scene.is_quoted(c));
        let Some(target) = named.filter(|c| !c.voice).find_map(|c| c.target) else { return };
        if self.links.iter().any(|l| l.target == target) {
            return;
        }
        self.links.push(Link {
            start: accusing.start,
            end: accusing.end,
            entry: Some(Entry::Modifier(accusing.row)),
            target,
            role: "accused",
            weight: self.lexicon.number("accused"),
            multipliers: Vec::new(),
        });
    }

    /// What the scene says whatever its target: each term and effect once, turned.
    pub fn tone(mut self) -> Vec<Link> {
        let mut counted: Option<Found> = None;
        for &(found, entry) in &self.scene.evaluations {
            let weight = match entry {
                Entry::Policy(_) | Entry::Modifier(_) | Entry::Target(_) => continue,
                Entry::Effect(row) => self.lexicon.effects[row].value.agent,
                Entry::Term(row) => self.lexicon.terms[row].value.weight,
            };
            if counted.is_some_and(|c| (c.start, c.end) == (found.start, found.end)) {
                continue;
            }
            counted = Some(found);
            self.link(found, Some(entry), 0, "tone", weight, &[], true);
        }
        self.links
    }

    /// Forms that say something by themselves: *the aggressor*.
    fn forms(&mut self) {
        for chunk in &self.scene.chunks {
            let Some(form) = chunk.form.as_ref().filter(|_| self.scene.is_quoted(chunk)) else {
                continue;
            };
            let Some(weight) = form.weight else { continue };
            // A name is not turned: "never reward the aggressor" still calls it so.
            self.links.push(Link {
                start: form.tokens.start,
                end: form.tokens.end,
                entry: form.row.map(Entry::Target),
                target: form.target,
                role: "name",
                weight,
                multipliers: Vec::new(),
            });
        }
    }

    #[allow(clippy::too_many_arguments)] // each names a part of the link that it makes
    fn link(
        &mut self,
        found: Found,
        entry: Option<Entry>,
        target: usize,
        role: &'static str,
        weight: f64,
        extra: &[(&str, f64)],
        verbal: bool,
    ) {
        if weight == 0.0 {
            return;
        }
        let settled = match entry {
            Some(Entry::Policy(row)) => Some(self.lexicon.policies[row].value.bare.is_some()),
            _ => None,
        };
        let phrase = self.chunk_with(found.start).map_or(found.start, |c| c.tokens.start);
        let turned = Turned {
            start: found.start,
            end: found.end,
            phrase,
            verbal,
            policy: settled == Some(false),
            settled: settled == Some(true),
            praise: weight > 0.0,
        };
        let mut multipliers = self.shifters.on(turned);
        multipliers.extend(self.scare_quotes(found));
        multipliers.extend(
            extra.iter().filter(|(_, factor)| *factor != 1.0).map(|&(name, factor)| Multiplier {
                name: name.into(),
                term: String::new(),
                factor,
            }),
        );
        let (start, end) = (found.start, found.end);
        self.links.push(Link { start, end, entry, target, role, weight, multipliers });
    }

    /// What a target calls its own, held away with marks: *Putin's “humanitarian corridor”*.
    fn held_away(&mut self) {
        for held in &self.scene.held {
            let said = self.links.iter().any(|l| held.start <= l.start && l.end <= held.end);
            let owner = |c: &&Chunk| {
                c.owned && c.tokens.end + 1 >= held.start && c.tokens.start < held.start
            };
            let target = self.scene.chunks.iter().rev().find(owner).and_then(|c| c.target);
            let Some(target) = target.filter(|_| !said) else { continue };
            self.links.push(Link {
                start: held.start,
                end: held.end,
                entry: None,
                target,
                role: "scare quotes",
                weight: self.lexicon.number("held_away"),
                multipliers: Vec::new(),
            });
        }
    }

    /// Words that the speaker holds away with marks of their own are not meant.
    fn scare_quotes(&self, found: Found) -> Option<Multiplier> {
        let held = self.scene.held.iter().find(|h| h.start <= found.start && found.end <= h.end)?;
        Some(Multiplier {
            name: "scare quotes".into(),
            term: self.scene.document.slice(self.scene.document.span_of(held)).to_owned(),
            factor: self.lexicon.number("scare_quotes"),
        })
    }

    /// A policy with a side: counts in full where it is backed, opposed or called for.
    fn policy(&mut self, found: Found, row: usize) {
        let policy = &self.lexicon.policies[row].value;
        let (weight, entry) = (policy.weight, Some(Entry::Policy(row)));
        let called_for =
            [ShifterKind::Support, ShifterKind::Oppose, ShifterKind::Demand, ShifterKind::Reverser]
                .iter()
                .any(|&kind| self.shifters.before(kind, found.start).is_some());
        let bare = match policy.bare {
            Some(bare) => bare,
            None if called_for => 1.0,
            None => self.lexicon.number("bare_policy"),
        };
        let target = self.lexicon.policy_target(row);
        self.link(found, entry, target, "policy", weight, &[("bare", bare)], true);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn praise_is_evened_out_as_pairs_of_links_say(
            links in prop::collection::vec((0usize..4, 0usize..3, 0usize..3, any::<bool>()), 0..12)
        ) {
            let mut links: Vec<Link> = links
                .into_iter()
                .map(|(start, row, target, praises)| Link {
                    start,
                    end: start + 1,
                    entry: row.checked_sub(1).map(Entry::Term),
                    target,
                    role: "",
                    weight: if praises { 0.5 } else { -0.5 },
                    multipliers: Vec::new(),
                })
                .collect();
            let twins = |a: &Link, b: &Link| {
                a.weight > 0.0 && b.weight > 0.0 && a.entry.is_some() && a.entry == b.entry
                    && a.target != b.target && a.start != b.start
            };
            let expected: Vec<bool> =
                links.iter().map(|link| links.iter().any(|other| twins(link, other))).collect();
            even_out(&mut links, 0.5);
            let found: Vec<bool> = links.iter().map(|link| !link.multipliers.is_empty()).collect();
            prop_assert_eq!(found, expected);
        }
    }
}
