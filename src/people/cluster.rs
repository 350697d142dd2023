//! Which descriptions are one person.
//!
//! | described by | one person when |
//! | --- | --- |
//! | a row of the people lexicon | the row is the same |
//! | a full name | the name is the same and party, country, initials and role can be one person's |
//! | one word | exactly one full name over all articles has it as surname and can be the same; else the word is the same in the same outlet |
//! | a body, an unnamed source | the words are the same and the country can be |
//!
//! Where a sparse description fits several people of one name, it becomes nobody's: it stays apart.
//! Names that a human keeps apart never meet, but for people of the lexicon.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::corrections::Apart;
use super::fold::{self, NameParts};
use super::profile::Seen;
use super::role::Traits;
use crate::reading::SpeakerKind;

/// A set of descriptions that are one person.
#[derive(Clone, Debug)]
struct Cluster {
    /// First profile, in order of article id.
    first: usize,
    known: bool,
    party: String,
    country: String,
    initials: String,
    traits: Traits,
    /// Its descriptions fit several people; nobody joins it by fitting.
    open: bool,
    /// Folded names that a human keeps apart from one of its names.
    barred: FxHashSet<String>,
}

impl Cluster {
    fn new(number: usize, seen: &Seen) -> Self {
        Self {
            first: number,
            known: seen.profile.known.is_some(),
            party: seen.profile.party.clone(),
            country: seen.profile.country.clone(),
            initials: seen.parts.initials.clone(),
            traits: seen.traits.clone(),
            open: false,
            barred: FxHashSet::default(),
        }
    }

    fn fits(&self, seen: &Seen) -> bool {
        let same_party = !self.party.is_empty() && same(&self.party, &seen.profile.party);
        may_equal(&self.country, &seen.profile.country)
            && may_equal(&self.party, &seen.profile.party)
            && may_equal(&self.initials, &seen.parts.initials)
            && (self.known || same_party || self.traits.agree(&seen.traits))
            && (self.barred.is_empty() || !self.barred.contains(&fold::key(&seen.profile.name)))
    }

    fn join(&mut self, number: usize, seen: &Seen) {
        self.first = self.first.min(number);
        if self.known {
            return;
        }
        for (mine, theirs) in [
            (&mut self.party, &seen.profile.party),
            (&mut self.country, &seen.profile.country),
            (&mut self.initials, &seen.parts.initials),
        ] {
            if mine.is_empty() {
                mine.clone_from(theirs);
            }
        }
        self.traits.merge(&seen.traits);
    }
}

fn same(a: &str, b: &str) -> bool {
    a.eq_ignore_ascii_case(b)
}

fn may_equal(a: &str, b: &str) -> bool {
    a.is_empty() || b.is_empty() || same(a, b)
}

/// The person of each profile.
#[derive(Clone, Debug, Default)]
pub(super) struct Clusters {
    /// For each profile the number of its person; persons in order of first profile.
    pub(super) person: Vec<u32>,
}

impl Clusters {
    /// Decides, with no regard to anything but the profiles, their order, and `apart`.
    pub(super) fn build(seen: &[Seen], apart: &Apart) -> Self {
        let cluster_of = vec![None; seen.len()];
        let mut build = Build { seen, apart, clusters: Vec::new(), cluster_of };
        build.known();
        let full = |s: &Seen| {
            s.profile.known.is_none() && !(s.profile.kind == SpeakerKind::Person && s.parts.single)
        };
        build.alike(full, |s| {
            (s.profile.kind == SpeakerKind::Person, s.parts.key.clone(), String::new())
        });
        build.surnames();
        build.alike(|_| true, |s| (true, s.parts.key.clone(), s.profile.scope.clone()));
        build.finish()
    }
}

struct Build<'a> {
    seen: &'a [Seen],
    apart: &'a Apart,
    clusters: Vec<Cluster>,
    cluster_of: Vec<Option<usize>>,
}

impl Build<'_> {
    /// People of the lexicon, by its id.
    fn known(&mut self) {
        let mut by_id: BTreeMap<&str, usize> = BTreeMap::new();
        for (number, seen) in self.seen.iter().enumerate() {
            let Some(id) = &seen.profile.known else { continue };
            let next = self.clusters.len();
            let cluster = *by_id.entry(id).or_insert(next);
            if cluster == next {
                self.clusters.push(Cluster::new(number, seen));
            }
            self.put(number, cluster);
        }
    }

    /// Profiles that are still free and wanted: within each group, those that fit become one.
    /// The most telling profiles come first, so that a sparse one meets all it may belong to.
    fn alike(
        &mut self,
        wanted: impl Fn(&Seen) -> bool,
        group: impl Fn(&Seen) -> (bool, String, String),
    ) {
        let mut groups: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for (number, seen) in self.seen.iter().enumerate() {
            if self.cluster_of[number].is_none() && wanted(seen) {
                groups.entry(group(seen)).or_default().push(number);
            }
        }
        for mut numbers in groups.into_values() {
            numbers.sort_by_key(|&n| (std::cmp::Reverse(telling(&self.seen[n])), n));
            let mut members: Vec<usize> = Vec::new();
            for number in numbers {
                self.place(number, &mut members);
            }
        }
    }

    /// Puts one profile into the only cluster of `members` that it fits, or a new one.
    fn place(&mut self, number: usize, members: &mut Vec<usize>) {
        let seen = &self.seen[number];
        let fits = |&&c: &&usize| self.clusters[c].fits(seen);
        let (open, closed): (Vec<usize>, Vec<usize>) =
            members.iter().filter(fits).partition(|&&c| self.clusters[c].open);
        let found = match (closed.as_slice(), open.first()) {
            (&[only], _) | (&[_, _, ..], Some(&only)) => Some(only),
            _ => None,
        };
        let cluster = found.unwrap_or_else(|| {
            self.clusters.push(Cluster { open: closed.len() > 1, ..Cluster::new(number, seen) });
            members.push(self.clusters.len() - 1);
            self.clusters.len() - 1
        });
        self.put(number, cluster);
    }

    /// Names of one word that are the surname of exactly one person who fits.
    fn surnames(&mut self) {
        let mut by_surname: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (number, seen) in self.seen.iter().enumerate() {
            let NameParts { surname, .. } = &seen.parts;
            if let (Some(cluster), SpeakerKind::Person, false) =
                (self.cluster_of[number], seen.profile.kind, surname.is_empty())
            {
                let list = by_surname.entry(surname.clone()).or_default();
                if !list.contains(&cluster) {
                    list.push(cluster);
                }
            }
        }
        for (number, seen) in self.seen.iter().enumerate() {
            if self.cluster_of[number].is_some() {
                continue;
            }
            let bearers = by_surname.get(&seen.parts.key).map_or(&[][..], Vec::as_slice);
            let fitting: Vec<usize> =
                bearers.iter().copied().filter(|&c| self.clusters[c].fits(seen)).collect();
            if let [only] = fitting[..] {
                self.put(number, only);
            }
        }
    }

    fn put(&mut self, number: usize, cluster: usize) {
        self.cluster_of[number] = Some(cluster);
        let (cluster, seen) = (&mut self.clusters[cluster], &self.seen[number]);
        cluster.join(number, seen);
        cluster.barred.extend(self.apart.from(&seen.profile.name).into_iter().flatten().cloned());
    }

    /// Numbers the persons by their first profile.
    fn finish(self) -> Clusters {
        let mut order: Vec<usize> = (0..self.clusters.len()).collect();
        order.sort_by_key(|&c| self.clusters[c].first);
        let mut rank = vec![0; order.len()];
        for (place, cluster) in order.into_iter().enumerate() {
            rank[cluster] = u32::try_from(place).unwrap_or(u32::MAX);
        }
        let person = self.cluster_of.iter().map(|c| c.map_or(u32::MAX, |c| rank[c])).collect();
        Clusters { person }
    }
}

/// How much a profile says.
fn telling(seen: &Seen) -> usize {
    let said = [&seen.profile.party, &seen.profile.country, &seen.parts.initials];
    said.iter().filter(|s| !s.is_empty()).count() * 2
        + usize::from(seen.traits != Traits::default())
}
