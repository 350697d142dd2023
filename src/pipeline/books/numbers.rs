//! Parties get numbers, by which cells name them.

use rustc_hash::FxHashMap;

use crate::reports::parties::Party;

/// Parties by number, in order of first statement.
#[derive(Default)]
pub(super) struct Numbers {
    /// The parties, by their numbers.
    pub(super) list: Vec<Party>,
    numbers: FxHashMap<Party, u32>,
}

impl Numbers {
    /// The number of a party; `None` for none.
    pub(super) fn of(&mut self, party: &str, country: &str) -> Option<u32> {
        if party.is_empty() {
            return None;
        }
        let party = Party { party: party.to_owned(), country: country.to_owned() };
        let next = u32::try_from(self.list.len()).unwrap_or(u32::MAX);
        let number = *self.numbers.entry(party.clone()).or_insert(next);
        if number == next {
            self.list.push(party);
        }
        Some(number)
    }

    /// The number of a party that has one.
    pub(super) fn find(&self, party: &str, country: &str) -> Option<u32> {
        let party = Party { party: party.to_owned(), country: country.to_owned() };
        self.numbers.get(&party).copied()
    }
}
