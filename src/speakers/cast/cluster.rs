//! Names to persons: full names first, then surnames, titles and given names in reading order.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::lexicons::people::PersonRow;
use crate::speakers::mentions::{Gender, MentionKind};

use super::name::PersonName;
use super::nominals::POOL;
use super::phrase::{gender_of, shown};
use super::reader::Reader;
use super::traits::Traits;

/// How sure each way to find the bearer of a name is: estimates, in the order of the ways.
mod confidence {
    pub const FULL: f64 = 0.98;
    pub const ONLY_BEARER: f64 = 0.96;
    pub const KNOWN: f64 = 0.94;
    pub const ONE_OF_SEVERAL: f64 = 0.82;
    pub const PART: f64 = 0.85;
    pub const GIVEN: f64 = 0.85;
    pub const ALONE: f64 = 0.9;
    pub const MISSPELT: f64 = 0.8;
}

/// Letters of a surname from which one wrong letter still leaves it recognisable.
const SHORTEST_MISSPELT: usize = 7;

/// Most persons that one word may stand for: an article names a family or a list of victims, and
/// never so many of one name. Each name is compared with those of its words, so that without a
/// bound the work would grow with the square of a text that lists a thousand namesakes.
const NAMESAKES: usize = 200;

/// A person of the article.
#[derive(Clone, Debug, Default)]
pub(super) struct Person {
    /// The fullest form of the name, folded.
    pub name: PersonName,
    /// `id` in `people.csv`.
    pub known: Option<String>,
    /// As names, titles and nouns show it.
    pub gender: Gender,
    /// Mentions that hold the name, ascending.
    pub mentions: Vec<usize>,
    /// What the text says.
    pub traits: Traits,
}

/// The persons, and for each mention with a name which one it is.
#[derive(Clone, Debug, Default)]
pub(super) struct Clusters {
    pub persons: Vec<Person>,
    pub of: FxHashMap<usize, (usize, f64)>,
}

/// Clusters the names of an article.
pub(super) fn cluster(reader: &Reader<'_, '_>) -> Clusters {
    let mut names: BTreeMap<usize, PersonName> = (0..reader.mentions.len())
        .filter(|&m| reader.is_name(m))
        .filter_map(|m| {
            Some((m, PersonName::parse(reader.document.slice(reader.mentions[m].name))?))
        })
        .collect();
    couples(reader, &mut names);
    names.extend(disguised(reader, &names));
    let mut work = Work {
        reader,
        names: &names,
        found: Clusters::default(),
        tails: FxHashMap::default(),
        parts: FxHashMap::default(),
        given: FxHashMap::default(),
        ids: FxHashMap::default(),
        last: Vec::new(),
    };
    work.full_names();
    work.partial_names();
    let mut found = work.found;
    for person in &mut found.persons {
        person.mentions.sort_unstable();
    }
    found
}

/// "Adrian and Noelle Vane": the first of a couple bears the surname of the second.
fn couples(reader: &Reader<'_, '_>, names: &mut BTreeMap<usize, PersonName>) {
    let surnames = full_surnames(names);
    let pairs: Vec<(usize, PersonName)> = names
        .iter()
        .filter_map(|(&m, name)| {
            let [given] = name.words.as_slice() else { return None };
            let next = m + 1;
            let joined = reader.lower(reader.mentions[m].tokens.end) == "and"
                && reader.mentions.get(next)?.tokens.start == reader.mentions[m].tokens.end + 1;
            let other = names.get(&next).filter(|other| joined && other.words.len() == 2)?;
            reader.lexicons.names.given_gender(given)?;
            // Clinton and Tim Kaine are no couple.
            if reader.lexicons.names.is_known_surname(given) || surnames.contains(given.as_str()) {
                return None;
            }
            let words = vec![given.clone(), other.surname().to_owned()];
            Some((m, PersonName { words, suffix: None }))
        })
        .collect();
    names.extend(pairs);
}

/// The surnames of those who are called by given name and surname.
fn full_surnames(names: &BTreeMap<usize, PersonName>) -> FxHashSet<&str> {
    names.values().filter(|name| name.is_full()).map(PersonName::surname).collect()
}

/// Surnames that read as common words where they stand alone: "Banks said".
fn disguised(
    reader: &Reader<'_, '_>,
    names: &BTreeMap<usize, PersonName>,
) -> Vec<(usize, PersonName)> {
    let surnames = full_surnames(names);
    let word = |m: usize| {
        let tokens = &reader.mentions[m].tokens;
        let one = tokens.len() == 1 && reader.document.is_capitalized(tokens.start);
        one.then(|| PersonName::parse(reader.word(tokens.start))).flatten()
    };
    let alone = (0..reader.mentions.len())
        .filter(|&m| !reader.is_name(m) && reader.mentions[m].kind != MentionKind::Pronoun);
    alone
        .filter_map(|m| Some((m, word(m).filter(|name| surnames.contains(name.surname()))?)))
        .collect()
}

struct Work<'w, 'a, 'd> {
    reader: &'w Reader<'a, 'd>,
    names: &'w BTreeMap<usize, PersonName>,
    found: Clusters,
    /// Persons by what may stand for their names, by parts of the surname, by given name, and
    /// by id in the people lexicon.
    tails: FxHashMap<String, Vec<usize>>,
    parts: FxHashMap<String, Vec<usize>>,
    given: FxHashMap<String, Vec<usize>>,
    ids: FxHashMap<String, usize>,
    /// For each person, the latest mention before the place that is read.
    last: Vec<Option<usize>>,
}

impl Work<'_, '_, '_> {
    /// One person for each full name that is not part of a longer one.
    fn full_names(&mut self) {
        let tails: FxHashSet<String> = self
            .names
            .values()
            .filter(|name| name.is_full() && name.words.len() > 2)
            .flat_map(PersonName::tails)
            .collect();
        for (&m, name) in self.names {
            if name.is_full() && !tails.contains(&name.words.join(" ")) {
                let person = self.full_name(m, name);
                self.enter(m, person, confidence::FULL);
            }
        }
    }

    fn full_name(&mut self, m: usize, name: &PersonName) -> usize {
        let known = self.known(m).map(|row| row.id.clone());
        let gender = self.reader.mentions[m].gender;
        let by_id = known.as_ref().and_then(|id| self.ids.get(id)).copied();
        let person = by_id
            .or_else(|| self.same_name(name, known.as_ref(), gender))
            .unwrap_or_else(|| self.person(name.clone()));
        let draft = &mut self.found.persons[person];
        if let Some(id) = known {
            draft.known.get_or_insert_with(|| id.clone());
            self.ids.insert(id, person);
        }
        if name.words.len() > draft.name.words.len() {
            draft.name = name.clone();
        }
        self.index(name, person);
        person
    }

    /// The person met before whose full name fits.
    fn same_name(
        &self,
        name: &PersonName,
        known: Option<&String>,
        gender: Gender,
    ) -> Option<usize> {
        let fits = |&&p: &&usize| {
            let person = &self.found.persons[p];
            let others = known.is_some() && person.known.is_some();
            !others && person.name.fits(name) && compatible(person.gender, gender)
        };
        name.parts().filter_map(|part| self.parts.get(part)?.iter().find(fits)).next().copied()
    }

    fn person(&mut self, name: PersonName) -> usize {
        self.found.persons.push(Person { name, ..Person::default() });
        self.last.push(None);
        self.found.persons.len() - 1
    }

    fn index(&mut self, name: &PersonName, person: usize) {
        for tail in name.tails() {
            file(&mut self.tails, tail, person);
        }
        if let Some(given) = name.given() {
            file(&mut self.given, given.to_owned(), person);
            for part in name.parts() {
                file(&mut self.parts, part.to_owned(), person);
            }
        }
    }

    /// The row of the people lexicon that the words of mention `m` name.
    fn known(&self, m: usize) -> Option<&PersonRow> {
        let reader = self.reader;
        let name = reader.document.slice(reader.mentions[m].name);
        reader.lexicons.people.person(name, reader.date)
    }

    fn enter(&mut self, m: usize, person: usize, confidence: f64) {
        let reader = self.reader;
        self.found.of.insert(m, (person, confidence));
        let draft = &mut self.found.persons[person];
        draft.mentions.push(m);
        if draft.gender == Gender::Unknown
            && let Some(row) =
                draft.known.as_deref().and_then(|id| reader.lexicons.people.person_by_id(id, None))
        {
            draft.gender = gender_of(row.gender);
        }
        shown(&mut draft.gender, reader.mentions[m].gender);
        let first = draft.mentions.len() == 1;
        let traits = if reader.narrated(m) { reader.traits(m, first) } else { Traits::default() };
        shown(&mut draft.gender, traits.gender);
        draft.traits.merge(traits);
    }

    /// Surnames, parts of names and given names, in reading order, each to the person that
    /// was named last.
    fn partial_names(&mut self) {
        for (&m, name) in self.names {
            if !self.found.of.contains_key(&m) {
                let (person, confidence) = self.partial_name(m, name);
                self.enter(m, person, confidence);
            }
            let (person, _) = self.found.of[&m];
            self.last[person] = Some(m);
        }
    }

    fn partial_name(&mut self, m: usize, name: &PersonName) -> (usize, f64) {
        let words = name.words.join(" ");
        let bearers = self.bearers(m, &words);
        // "Mr. Clinton" is no woman whom the lexicon knows by that surname.
        let shown = self.reader.mentions[m].gender;
        let known = self.known(m).filter(|row| compatible(gender_of(row.gender), shown));
        let known = known.map(|row| row.id.clone());
        let titled = known.as_deref().is_some_and(|id| self.title_is_of(m, id));
        if let Some(id) = &known {
            let same = |&p: &usize| self.found.persons[p].known.as_ref() == Some(id);
            if let Some(person) = bearers.iter().copied().find(same) {
                return (person, confidence::KNOWN);
            }
            if bearers.is_empty() || titled {
                return (self.known_person(id.clone(), name), confidence::KNOWN);
            }
        }
        if let Some(person) = self.latest(m, &bearers) {
            let sure = if bearers.len() == 1 {
                confidence::ONLY_BEARER
            } else {
                confidence::ONE_OF_SEVERAL
            };
            return (person, sure);
        }
        self.part_or_given(m, name)
            .or_else(|| self.misspelt(m, name))
            .unwrap_or_else(|| (self.lone_person(name), confidence::ALONE))
    }

    /// A surname with one slip of the pen, where one person of the article alone could be meant.
    fn misspelt(&self, m: usize, name: &PersonName) -> Option<(usize, f64)> {
        let [word] = name.words.as_slice() else { return None };
        let gender = self.reader.mentions[m].gender;
        let long = word.chars().count() >= SHORTEST_MISSPELT;
        let near = self.found.persons.iter().enumerate().take(POOL).filter(|(_, person)| {
            long && person.name.is_full()
                && compatible(person.gender, gender)
                && strsim::osa_distance(word, person.name.surname()) == 1
        });
        only(near.map(|(p, _)| p)).map(|p| (p, confidence::MISSPELT))
    }

    /// Persons whose name ends in `words`, of a gender that fits.
    fn bearers(&self, m: usize, words: &str) -> Vec<usize> {
        let gender = self.reader.mentions[m].gender;
        let persons = self.tails.get(words).map_or(&[][..], Vec::as_slice);
        persons
            .iter()
            .copied()
            .filter(|&p| compatible(self.found.persons[p].gender, gender))
            .collect()
    }

    /// The one of several who was named last before mention `m`; else the first named after.
    fn latest(&self, m: usize, persons: &[usize]) -> Option<usize> {
        let named = persons.iter().copied().filter(|&p| self.last[p].is_some());
        named.max_by_key(|&p| self.last[p]).or_else(|| {
            let first =
                |p: &usize| self.found.persons[*p].mentions.iter().copied().find(|&n| n > m);
            persons.iter().copied().min_by_key(first)
        })
    }

    /// Whether the title before the name is one that person `id` held: "President" of a
    /// president, though others bear the name.
    fn title_is_of(&self, m: usize, id: &str) -> bool {
        let reader = self.reader;
        let mention = &reader.mentions[m];
        let name = reader.document.tokens_in(mention.name).start;
        let title = reader.phrase(mention.tokens.start, name);
        let Some(job) = title.and_then(|phrase| phrase.jobs.into_iter().next()) else {
            return false;
        };
        let people = &reader.lexicons.people;
        let role = people.person_by_id(id, reader.date).is_some_and(|row| row.role.contains(&job));
        role || people.offices_of(id, None).any(|office| office.role.contains(&job))
    }

    fn known_person(&mut self, id: String, name: &PersonName) -> usize {
        let there = self.ids.get(&id).copied();
        let person = there.unwrap_or_else(|| self.person(name.clone()));
        self.found.persons[person].known = Some(id.clone());
        self.ids.insert(id, person);
        self.index(name, person);
        person
    }

    fn lone_person(&mut self, name: &PersonName) -> usize {
        let person = self.person(name.clone());
        self.index(name, person);
        person
    }

    /// Half of a double surname, or a given name that one person alone bears.
    fn part_or_given(&self, m: usize, name: &PersonName) -> Option<(usize, f64)> {
        let [word] = name.words.as_slice() else {
            return None;
        };
        let gender = self.reader.mentions[m].gender;
        let fits = |p: &usize| compatible(self.found.persons[*p].gender, gender);
        let one_in = |index: &FxHashMap<String, Vec<usize>>| {
            only(index.get(word)?.iter().copied().filter(fits))
        };
        let part = one_in(&self.parts).map(|p| (p, confidence::PART));
        part.or_else(|| one_in(&self.given).map(|p| (p, confidence::GIVEN)))
    }
}

/// Files a person under a key, once, as one of the first [`NAMESAKES`].
fn file(index: &mut FxHashMap<String, Vec<usize>>, key: String, person: usize) {
    let persons = index.entry(key).or_default();
    if persons.len() < NAMESAKES && !persons.contains(&person) {
        persons.push(person);
    }
}

/// The only item, if there is just one.
fn only<T>(mut items: impl Iterator<Item = T>) -> Option<T> {
    let first = items.next()?;
    items.next().is_none().then_some(first)
}

/// Whether two genders can be one person's.
pub(super) fn compatible(a: Gender, b: Gender) -> bool {
    let open = |gender| matches!(gender, Gender::Unknown | Gender::Neuter);
    a == b || open(a) || open(b)
}
