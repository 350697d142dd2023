//! Whether two roles can be one person's.
//!
//! Roles vary from paper to paper ("analyst", "director of its Asia programme"), so only what
//! plainly differs counts: a sitting office-holder is no spokesman or colonel, and a senator from
//! Ohio is not the one from Texas.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::fold;
use crate::lexicons::names::{Names, PlaceKind, TitleKind};

/// Words that put an office into the past, so that its holder may be something else by now.
const PAST: &[&str] =
    &["ex", "emeritus", "former", "formerly", "late", "onetime", "retired", "then"];

/// Most words of a title.
const TITLE_WORDS: usize = 4;

/// What a role says that may contradict another role.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Traits {
    /// Holds an office now.
    office: bool,
    /// Has a rank or a job and no office.
    employed: bool,
    /// States or provinces that the role names.
    states: BTreeSet<u32>,
}

impl Traits {
    /// Whether one person can have both.
    pub fn agree(&self, other: &Self) -> bool {
        let jobs_differ = (self.office && other.employed) || (self.employed && other.office);
        let states_differ = self.office
            && other.office
            && !self.states.is_empty()
            && !other.states.is_empty()
            && self.states.is_disjoint(&other.states);
        !jobs_differ && !states_differ
    }

    /// Adds what else is known of the person.
    pub fn merge(&mut self, other: &Self) {
        self.office |= other.office;
        self.employed |= other.employed;
        self.states.extend(&other.states);
    }
}

/// Reads roles by the titles and places of the lexicons.
#[derive(Clone, Debug, Default)]
pub struct Roles {
    titles: FxHashMap<String, TitleKind>,
    states: FxHashMap<String, u32>,
}

impl Roles {
    /// Compiles the word lists.
    pub fn new(names: &Names) -> Self {
        let titles = names.titles.iter().map(|row| (fold::key(&row.value.title), row.value.kind));
        let states = names.places.iter().filter(|row| row.value.kind == PlaceKind::State);
        let states = states.enumerate().flat_map(|(i, row)| {
            let names = row.value.aliases.split('|').chain([row.value.place.as_str()]);
            let number = u32::try_from(i).unwrap_or(u32::MAX);
            names.map(fold::key).filter(|n| n.chars().count() > 2).map(move |n| (n, number))
        });
        Self { titles: titles.collect(), states: states.collect() }
    }

    /// What `role` says.
    pub fn traits(&self, role: &str) -> Traits {
        let words = fold::words(role);
        let past = words.iter().any(|word| PAST.contains(&word.as_str()));
        let mut traits = Traits::default();
        let mut at = 0;
        while at < words.len() {
            let found = (1..=TITLE_WORDS.min(words.len() - at)).rev().find_map(|length| {
                let phrase = words[at..at + length].join(" ");
                let title = self.titles.get(&phrase).copied();
                let state = self.states.get(&phrase).copied();
                (title.is_some() || state.is_some()).then_some((length, title, state))
            });
            let Some((length, title, state)) = found else {
                at += 1;
                continue;
            };
            traits.office |= title == Some(TitleKind::Office) && !past;
            traits.employed |= matches!(title, Some(TitleKind::Job | TitleKind::Rank)) && !past;
            traits.states.extend(state);
            at += length;
        }
        traits.employed &= !traits.office;
        traits
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn roles() -> Roles {
        let titles = [
            ("senator", TitleKind::Office),
            ("state senator", TitleKind::Office),
            ("colonel", TitleKind::Rank),
            ("analyst", TitleKind::Job),
        ];
        let states = [("ohio", 1), ("texas", 2)];
        Roles {
            titles: titles.map(|(t, kind)| (t.to_owned(), kind)).into_iter().collect(),
            states: states.map(|(s, number)| (s.to_owned(), number)).into_iter().collect(),
        }
    }

    #[test]
    fn only_plain_differences_part_two_people() {
        for (a, b, agree) in [
            ("senator", "Republican senator from Ohio", true),
            ("senator from Texas", "senator from Ohio", false),
            ("senator", "analyst at a think tank", false),
            ("former senator", "analyst at a think tank", true),
            ("colonel", "analyst", true),
            ("senator", "", true),
            ("senator", "mother of two", true),
        ] {
            let roles = roles();
            assert_eq!(roles.traits(a).agree(&roles.traits(b)), agree, "{a} / {b}");
            assert_eq!(roles.traits(b).agree(&roles.traits(a)), agree, "{b} / {a}");
        }
    }
}
