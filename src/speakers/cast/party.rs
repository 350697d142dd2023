//! Party, country and role of a person: what the text says, what the lexicon knows; and where
//! the text names a party.

use std::ops::Range;

use crate::lexicons::Lexicons;
use crate::lexicons::people::{Counts, PartyRow, People, PersonRow};
use crate::reading::{Speaker, SpeakerKind};
use crate::text::TokenKind;

use super::cluster::Person;
use super::reader::Reader;

/// Country whose parties' members are called by the party alone where nothing else is said.
const LETTERED: &str = "United States";
/// Most words of a party's name.
pub(super) const LONGEST_PARTY: usize = 6;

impl<'a> Reader<'a, '_> {
    /// The row of the people lexicon for a person, as of the article's day.
    pub fn row_of(&self, person: &Person) -> Option<&'a PersonRow> {
        let people: &'a People = &self.lexicons.people;
        people.person_by_id(person.known.as_deref()?, self.date)
    }

    /// The party that counts for a person; empty for none. The lexicon is sure of those it
    /// knows, unless the party stands in brackets after the name.
    pub fn party_of<'p>(&self, person: &'p Person) -> &'p str
    where
        'a: 'p,
    {
        let stated = person.traits.party.as_deref().unwrap_or_default();
        let Some(row) = self.row_of(person) else {
            return stated;
        };
        let counts = self.lexicons.people.party_row(&row.party, &row.country).map(|p| p.counts);
        match counts {
            Some(Counts::Always) => &row.party,
            Some(Counts::Stated) if stated == row.party => stated,
            _ if person.traits.explicit => stated,
            _ => "",
        }
    }

    /// What the text says of party where the lexicon says otherwise.
    fn party_conflict(&self, person: &Person, party: &str) -> Option<String> {
        let stated = person.traits.party.as_deref()?;
        (person.known.is_some() && stated != party).then(|| stated.to_owned())
    }

    /// The party of "republicans", "house democrats": of a group called by its party alone.
    pub fn party_of_group(&self, description: &str) -> Option<&PartyRow> {
        let words: Vec<&str> = description.split_whitespace().collect();
        let (group, before) = words.split_last()?;
        let chamber = |word: &&str| matches!(*word, "house" | "senate" | "congressional");
        let plain = before.iter().all(chamber) && group.ends_with('s');
        plain.then(|| self.lexicons.people.party(group, LETTERED)).flatten()
    }

    /// Country in English, from the lexicon or the text.
    pub fn country_of<'p>(&self, person: &'p Person) -> Option<&'p str>
    where
        'a: 'p,
    {
        let listed = self.row_of(person).map(|row| row.country.as_str());
        listed.filter(|c| !c.is_empty()).or(person.traits.country.as_deref())
    }

    /// State, from "senator from Ohio", "governor of Ohio" of the lexicon.
    pub fn state_of(&self, person: &Person) -> Option<&'a str> {
        let role = &self.row_of(person)?.role;
        let state = role.split_once(" from ").or_else(|| role.split_once("governor of "));
        state.map(|(_, state)| state)
    }

    /// All jobs that are known of a person.
    pub fn jobs_of<'p>(&self, person: &'p Person) -> Vec<&'p str>
    where
        'a: 'p,
    {
        let mut jobs: Vec<&str> = person.traits.jobs.iter().map(String::as_str).collect();
        if let Some(row) = self.row_of(person) {
            let mut listed = self.listed_jobs.borrow_mut();
            let listed = listed.entry(&row.id).or_insert_with(|| self.jobs_listed(row));
            for &job in &*listed {
                if !jobs.contains(&job) {
                    jobs.push(job);
                }
            }
        }
        jobs
    }

    /// The jobs in the role and the offices that the lexicons give a person.
    fn jobs_listed(&self, row: &'a PersonRow) -> Vec<&'a str> {
        let Lexicons { people, jobs, .. } = self.lexicons;
        let offices = people.offices_of(&row.id, self.date).flat_map(|o| o.role.split('|'));
        let roles = std::iter::once(row.role.as_str()).chain(offices);
        let named = roles.filter_map(|role| {
            let role = role.split(" from ").next().unwrap_or(role);
            let words: Vec<&str> = role.split_whitespace().collect();
            jobs.ending(&words).map(|(_, row)| row.job.as_str())
        });
        named.collect()
    }

    /// The person as reports show it.
    pub fn speaker(&self, person: &Person) -> Speaker {
        let party = self.party_of(person);
        let row = self.row_of(person);
        let role = Some(person.traits.role.as_str()).filter(|role| !role.is_empty());
        Speaker {
            name: self.canonical(person),
            kind: SpeakerKind::Person,
            known: person.known.clone(),
            party_conflict: self.party_conflict(person, party),
            party: party.to_owned(),
            country: self.country_of(person).unwrap_or_default().to_owned(),
            role: role.or(row.map(|r| r.role.as_str())).unwrap_or_default().to_owned(),
        }
    }

    /// The first party named in `range`: its first token, its length, its label.
    pub fn party_in(&self, range: Range<usize>) -> Option<(usize, usize, String)> {
        range.clone().find_map(|i| self.party_at(i, range.end).map(|(n, label)| (i, n, label)))
    }

    /// The longest party label that begins at token `i`.
    pub fn party_at(&self, i: usize, end: usize) -> Option<(usize, String)> {
        let capital = self.document.is_capitalized(i);
        if self.token(i) != TokenKind::Word || !capital && self.lower(i) != "independent" {
            return None;
        }
        let most = LONGEST_PARTY.min(end.saturating_sub(i));
        (1..=most).rev().find_map(|n| {
            let label = self.words(i..i + n);
            let letters = label.chars().filter(|c| c.is_alphabetic()).count();
            (letters > 1 && self.lexicons.people.is_party(&label)).then_some((n, label))
        })
    }

    /// Words of a range with single spaces, clitics joined on.
    pub fn words(&self, range: Range<usize>) -> String {
        let mut words = String::new();
        for i in range {
            let spaced = self.document.tokens().get(i).is_some_and(|t| t.spaced);
            if spaced && !words.is_empty() {
                words.push(' ');
            }
            words.push_str(self.word(i));
        }
        words
    }
}
