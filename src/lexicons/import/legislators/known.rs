//! Whom the lexicons hold already, so that one person does not become two, nor two one.

use rustc_hash::FxHashMap;

use super::HOME;
use super::record::Legislator;
use crate::lexicons::names::GenderCode;
use crate::lexicons::people::{People, PersonRow};
use crate::text::fold_name;

/// Shortest beginning of a given name that stands for it: Dan, Chris.
const SHORTEST_STEM: usize = 3;

/// The people of the lexicons, as a legislator is looked up among them.
pub struct Known<'a> {
    people: &'a People,
    /// Members of Congress by surname and state.
    seats: FxHashMap<(String, String), Vec<&'a PersonRow>>,
}

impl<'a> Known<'a> {
    /// Prepares the look-up.
    pub fn new(people: &'a People) -> Self {
        let mut seats: FxHashMap<_, Vec<&PersonRow>> = FxHashMap::default();
        for row in people.people.iter().map(|row| &row.value).filter(|row| row.country == HOME) {
            let Some(state) = state_of(&row.role) else { continue };
            let surname = fold_name(&row.name).rsplit(' ').next().unwrap_or_default().to_owned();
            seats.entry((surname, state.to_owned())).or_default().push(row);
        }
        Self { people, seats }
    }

    /// The id of a person with a name of the legislator's who fits, else of a member for the same
    /// state with the same surname and a given name of which one is the beginning of the other.
    pub fn id(&self, legislator: &Legislator) -> Option<&'a str> {
        let mut called: Vec<&str> = Vec::new();
        for name in legislator.name.variants() {
            called.extend(self.people.ids_called(&name));
        }
        // A father whose alias is the son's name gives way to the son.
        let own = legislator.name.id();
        called.sort_by_key(|id| (*id != own, !self.is_spelt(id, legislator)));
        called.retain(|id| self.fits(id, legislator));
        called.first().copied().or_else(|| self.namesake(legislator))
    }

    /// Whether the lexicons use `id` for anybody.
    pub fn has(&self, id: &str) -> bool {
        self.people.person_by_id(id, None).is_some()
    }

    /// Whether a row gives the name as it is written in full, with the initial that folding drops.
    fn is_spelt(&self, id: &str, legislator: &Legislator) -> bool {
        let initial = legislator.name.with_initial();
        let spelt = |row: &PersonRow| {
            row.name == initial || row.aliases.split('|').any(|alias| alias.trim() == initial)
        };
        self.people.rows_of(id).any(spelt)
    }

    fn fits(&self, id: &str, legislator: &Legislator) -> bool {
        let rows = || self.people.rows_of(id);
        if !rows().all(|row| row.country == HOME && same_gender(row, legislator)) {
            return false;
        }
        if rows().any(|row| legislator.terms.iter().any(|term| term.seat.role() == row.role)) {
            return true;
        }
        let mut states = rows().filter_map(|row| state_of(&row.role)).peekable();
        let sits = legislator.terms.iter().any(|term| term.seat.state().is_some());
        if sits && states.peek().is_some() {
            return states.any(|state| sits_for(legislator, state));
        }
        // Who is known by another office is the same person only where the party agrees.
        let parties =
            legislator.terms.iter().filter_map(|term| self.people.party(&term.party, HOME));
        let parties: Vec<&str> = parties.map(|row| row.party.as_str()).collect();
        rows().any(|row| parties.contains(&row.party.as_str()))
    }

    fn namesake(&self, legislator: &Legislator) -> Option<&'a str> {
        let surname = fold_name(&legislator.name.last).rsplit(' ').next()?.to_owned();
        let states = legislator.terms.iter().filter_map(|term| term.seat.state());
        let rows = states.filter_map(|state| self.seats.get(&(surname.clone(), state.to_owned())));
        let mut rows = rows.flatten().filter(|row| same_gender(row, legislator));
        rows.find(|row| same_given(&row.name, legislator)).map(|row| row.id.as_str())
    }
}

/// The state in "senator from Ohio".
fn state_of(role: &str) -> Option<&str> {
    let (title, state) = role.split_once(" from ")?;
    ["senator", "representative", "delegate"].contains(&title).then_some(state)
}

fn sits_for(legislator: &Legislator, state: &str) -> bool {
    legislator.terms.iter().any(|term| term.seat.state() == Some(state))
}

fn same_gender(row: &PersonRow, legislator: &Legislator) -> bool {
    let either = GenderCode::Either;
    row.gender == legislator.gender || row.gender == either || legislator.gender == either
}

fn same_given(name: &str, legislator: &Legislator) -> bool {
    let known = fold_name(name);
    let known = known.split(' ').next().unwrap_or_default();
    [&legislator.name.first, &legislator.name.nickname, &legislator.name.middle].iter().any(
        |given| {
            let given = fold_name(given);
            let (short, long) =
                if given.len() < known.len() { (&*given, known) } else { (known, &*given) };
            short.chars().count() >= SHORTEST_STEM && long.starts_with(short)
        },
    )
}
