//! Whom a name in `corrections.csv` means: people by the ids and names that reports show.

use rustc_hash::FxHashMap;

use crate::lexicons::Lexicons;
use crate::people::fold;
use crate::people::roster::Roster;
use crate::reading::Speaker;

/// Everybody of a roster by id and name.
#[derive(Clone, Debug, Default)]
pub(in crate::people) struct Names {
    ids: FxHashMap<String, u32>,
    shown: FxHashMap<String, Vec<u32>>,
    known: FxHashMap<String, u32>,
}

impl Names {
    /// Of all people that `roster` holds so far.
    pub(in crate::people) fn new(roster: &Roster) -> Self {
        let mut names = Self::default();
        for (number, person) in (0u32..).zip(roster.people()) {
            names.add(number, &person.id, &person.name, person.known.as_deref());
        }
        names
    }

    /// One more.
    pub(in crate::people) fn add(
        &mut self,
        number: u32,
        id: &str,
        name: &str,
        known: Option<&str>,
    ) {
        self.ids.entry(id.to_owned()).or_insert(number);
        self.shown.entry(fold::key(name)).or_default().push(number);
        if let Some(known) = known {
            self.known.entry(known.to_owned()).or_insert(number);
        }
    }

    /// Everybody whom `name` means: the one with that id, else all who are shown by that name,
    /// else the only one whom some article calls so, else the one whom the people lexicon does.
    pub(in crate::people) fn all(
        &self,
        name: &str,
        roster: &Roster,
        lexicons: &Lexicons,
    ) -> Vec<u32> {
        if let Some(&number) = self.ids.get(name) {
            return vec![number];
        }
        let key = fold::key(name);
        if let Some(all) = self.shown.get(&key) {
            return all.clone();
        }
        if let &[only] = roster.called(&key) {
            return vec![only];
        }
        let row = lexicons.people.person(name, None);
        row.and_then(|row| self.known.get(&row.id)).copied().into_iter().collect()
    }
}

/// Whether `name` means this speaker of an article: the same name, or the same person of the
/// people lexicon.
pub(in crate::people) fn same_person(name: &str, speaker: &Speaker, lexicons: &Lexicons) -> bool {
    let known = || {
        let id = speaker.known.as_deref()?;
        let row = lexicons.people.person(name, None)?;
        Some(row.id == id)
    };
    fold::key(name) == fold::key(&speaker.name) || known().unwrap_or(false)
}
