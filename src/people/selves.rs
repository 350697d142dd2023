//! Who speaks about himself or herself: the leader of a target, quoted on that target.

use rustc_hash::{FxHashMap, FxHashSet};

use super::fold;
use super::roster::Roster;
use crate::lexicons::Lexicons;
use crate::lexicons::stance::{Facet, FormKind};

/// Speakers who are what a target is about.
#[derive(Clone, Debug, Default)]
pub struct Selves {
    pairs: FxHashSet<(u32, u16)>,
}

impl Selves {
    /// Compares everybody's names with the leaders of the targets: the full name, for people of
    /// the lexicon any of their names.
    pub fn find(roster: &Roster, lexicons: &Lexicons, targets: &[&str]) -> Self {
        let leaders = leaders(lexicons, targets);
        let mut names: FxHashMap<&str, Vec<&str>> = FxHashMap::default();
        for row in &lexicons.people.people {
            let aliases = row.value.aliases.split('|').chain([row.value.name.as_str()]);
            names.entry(&row.value.id).or_default().extend(aliases);
        }
        let mut pairs = FxHashSet::default();
        for (number, person) in (0u32..).zip(roster.people()) {
            let known = person.known.as_deref().and_then(|id| names.get(id));
            let own = (known.is_some() || !fold::parts(&person.name).single)
                .then_some(person.name.as_str());
            let all = known.into_iter().flatten().copied().chain(own);
            for target in all.filter_map(|name| leaders.get(&fold::key(name))).flatten() {
                pairs.insert((number, *target));
            }
        }
        Self { pairs }
    }

    /// Whether this speaker is what the target is about.
    pub fn holds(&self, speaker: u32, target: u16) -> bool {
        self.pairs.contains(&(speaker, target))
    }
}

/// Targets by the names of their leaders.
fn leaders(lexicons: &Lexicons, targets: &[&str]) -> FxHashMap<String, Vec<u16>> {
    let mut leaders: FxHashMap<String, Vec<u16>> = FxHashMap::default();
    let rows = lexicons.stance.targets.iter().map(|row| &row.value);
    for row in rows.filter(|row| row.kind == FormKind::Name && row.facet == Facet::Leader) {
        let place = targets.iter().position(|t| *t == row.target);
        if let Some(target) = place.and_then(|place| u16::try_from(place).ok()) {
            leaders.entry(fold::key(&row.form)).or_default().push(target);
        }
    }
    leaders
}
