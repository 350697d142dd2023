//! Names that a human wants kept apart, whatever makes them look like one person.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Corrections, Key};
use crate::people::fold;

/// Pairs of names, both ways, by their keys.
#[derive(Clone, Debug, Default)]
pub(in crate::people) struct Apart {
    of: FxHashMap<String, FxHashSet<String>>,
}

impl Apart {
    /// The pairs of all rows.
    pub(in crate::people) fn new(corrections: &Corrections) -> Self {
        let mut apart = Self::default();
        for row in corrections.rows() {
            if let (Key::Everywhere { name }, Some(other)) = (&row.key, &row.answer.keep_apart) {
                let [a, b] = [fold::key(name), fold::key(other)];
                apart.of.entry(a.clone()).or_default().insert(b.clone());
                apart.of.entry(b).or_default().insert(a);
            }
        }
        apart
    }

    /// The names that are not the person called `name`.
    pub(in crate::people) fn from(&self, name: &str) -> Option<&FxHashSet<String>> {
        if self.of.is_empty() { None } else { self.of.get(&fold::key(name)) }
    }
}
