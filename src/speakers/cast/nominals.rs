//! Descriptions that go back to somebody with a name: "the senator", "the Oregon Democrat",
//! "his wife", "the Russian foreign minister".

use crate::lexicons::names::PlaceKind;
use crate::speakers::mentions::{Gender, MentionKind};
use crate::text::{TokenKind, WordSet};

use super::Resolution;
use super::cluster::{Person, compatible};
use super::discourse::{Discourse, Entry, EntryKind};
use super::name::PersonName;
use super::phrase::{Phrase, gender_of};

/// Family of the one a possessive names; mostly of the same surname.
pub(super) static KIN: WordSet = WordSet::of(&[
    "wife",
    "husband",
    "brother",
    "sister",
    "son",
    "daughter",
    "father",
    "mother",
    "spouse",
    "cousin",
    "uncle",
    "aunt",
    "nephew",
    "niece",
    "grandson",
    "granddaughter",
    "grandfather",
    "grandmother",
    "widow",
    "widower",
    "twin",
]);
/// Country whose president "the president" is where nothing else is said.
pub(super) const HOME: &str = "United States";

/// Most entries that a description is compared with.
pub(super) const POOL: usize = 400;

/// What makes a person likely to be meant: weights by judgement, what the description states
/// above what the place of the mention suggests.
pub(super) mod weight {
    pub const SAME_JOB: f64 = 3.0;
    pub const BROADER_JOB: f64 = 2.0;
    pub const PLAIN_NOUN: f64 = 0.8;
    /// A politician whose party is not known, called by a party.
    pub const PERHAPS_MEMBER: f64 = 1.2;
    /// The subject of the sentence before, of whom nothing else is known.
    pub const INTRODUCED: f64 = 1.2;
    /// The same, where the description opens the next sentence and says more than one word:
    /// "Lund is ready. The energy chief of the opposition was driven to the station."
    pub const TOLD: f64 = 3.2;
    /// Per unit of salience.
    pub const SALIENCE: f64 = 0.3;
    pub const PARTY: f64 = 2.0;
    pub const STATE: f64 = 2.0;
    pub const COUNTRY: f64 = 1.0;
    pub const HOME_OFFICE: f64 = 1.0;
    /// The one who was called by this noun before.
    pub const CALLED_SO: f64 = 1.5;
    pub const SENTENCE: f64 = -0.06;
    pub const FARTHEST: f64 = 24.0;
    pub const AHEAD: f64 = -1.5;
    pub const LEAST: f64 = 0.6;
}

/// How sure each way to resolve a description is: estimates, in the order of the ways.
mod confidence {
    pub const KIN: f64 = 0.85;
    pub const OFFICE: f64 = 0.85;
    pub const LATELY: f64 = 0.85;
    pub const LEAST: f64 = 0.6;
    pub const MOST: f64 = 0.93;
    pub const BY_LEAD: f64 = 0.16;
}

impl Discourse<'_, '_, '_> {
    /// "His wife": a person of the owner's surname and of the noun's gender.
    pub(super) fn kin(&self, m: usize) -> Option<Resolution> {
        let mention = &self.reader.mentions[m];
        if !KIN.contains(self.reader.lower(mention.head)) {
            return None;
        }
        let owner = self.owner(m)?;
        let surname = self.person_of(owner)?.name.surname().to_owned();
        let pool = self.pool().into_iter().map(|id| (id, &self.entries[id]));
        let relatives = pool.filter(|(id, entry)| {
            let person = match entry.kind {
                EntryKind::Person(p) => &self.persons[p],
                _ => return false,
            };
            *id != owner
                && person.name.surname() == surname
                && compatible(entry.gender, mention.gender)
        });
        let (member, _) = relatives
            .min_by_key(|(_, entry)| entry.last.map_or(usize::MAX, |last| m - last.min(m)))?;
        Some(Resolution { member, confidence: confidence::KIN })
    }

    /// Entries worth a look: all of them in an article, the latest in a book, so that the work
    /// grows with the text and not with its square.
    fn pool(&self) -> Vec<usize> {
        if self.entries.len() <= POOL {
            return (0..self.entries.len()).collect();
        }
        let mut ids: Vec<usize> = self.history.iter().rev().take(POOL).map(|e| e.entry).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// Whom a possessive means: "Crow's", "his".
    pub(super) fn owner(&self, m: usize) -> Option<usize> {
        let mention = &self.reader.mentions[m];
        if let Some(owner) = mention.owner {
            return self.resolved[owner].map(|r| r.member);
        }
        let gender = match self.reader.lower(mention.tokens.start) {
            "his" => Gender::Male,
            "her" => Gender::Female,
            _ => return None,
        };
        let person = |entry: &Entry| {
            matches!(entry.kind, EntryKind::Person(_)) && compatible(entry.gender, gender)
        };
        self.look_back(m, &person).map(|r| r.member)
    }

    /// The person whose job, party, state and country fit the description best.
    pub(super) fn described_person(&self, m: usize) -> Option<Resolution> {
        let phrase = self.description_of(m)?;
        let head = self.reader.lower(self.reader.mentions[m].head).to_owned();
        // Who was mentioned before somebody without a name was called by this noun is not meant.
        let overshadowing = self.same_head(m).and_then(|other| self.entries[other].last);
        let mut best: Option<(usize, f64)> = None;
        let mut next = f64::NEG_INFINITY;
        for id in self.pool() {
            let entry = &self.entries[id];
            let EntryKind::Person(p) = entry.kind else { continue };
            if !compatible(entry.gender, phrase.gender) {
                continue;
            }
            let introduced = self.introduced(m, id, &phrase);
            let Some(fit) = self.fit(&self.persons[p], &phrase, &head, introduced) else {
                continue;
            };
            let last = self.entries[id].last;
            if overshadowing.is_some_and(|other| last.is_none_or(|last| last < other)) {
                continue;
            }
            let called = self.called.get(head.as_str()) == Some(&id);
            let called = if called { weight::CALLED_SO } else { 0.0 };
            let salience = weight::SALIENCE * self.salience_of(m, id).max(0.0);
            let score = fit + called + salience + self.distance(m, id);
            match best {
                Some((_, top)) if score <= top => next = next.max(score),
                _ => {
                    next = best.map_or(next, |(_, top)| top);
                    best = Some((id, score));
                }
            }
        }
        let (member, score) = best.filter(|(_, score)| *score > weight::LEAST)?;
        let lead = (score - next).min(3.0);
        let confidence = (confidence::LEAST + confidence::BY_LEAD * lead).min(confidence::MOST);
        Some(Resolution { member, confidence })
    }

    fn distance(&self, m: usize, id: usize) -> f64 {
        match self.entries[id].last {
            Some(last) => {
                let sentences = self.reader.sentence[m].saturating_sub(self.reader.sentence[last]);
                weight::SENTENCE * (sentences as f64).min(weight::FARTHEST)
            }
            None => weight::AHEAD,
        }
    }

    /// The description with the country or state of its owner: "Russia's foreign minister".
    pub(super) fn description_of(&self, m: usize) -> Option<Phrase> {
        let mention = &self.reader.mentions[m];
        let mut phrase = self.reader.phrase_at(m)?;
        let owner = mention.owner.map(|o| &self.reader.mentions[o]);
        if let Some(owner) = owner.filter(|o| o.kind == MentionKind::Body)
            && let Some((_, place)) =
                self.reader.lexicons.names.place_at(self.reader.document, owner.head)
        {
            if place.kind == PlaceKind::State {
                phrase.state = Some(place.name.clone());
            }
            phrase.country = Some(place.country.clone()).filter(|c| !c.is_empty());
        }
        if phrase.gender == Gender::Unknown {
            phrase.gender = mention.gender;
        }
        Some(phrase)
    }

    /// Enters what a description says into the person whom it was found to mean.
    pub(super) fn learn(&mut self, m: usize, member: usize) {
        let Some(phrase) = self.description_of(m) else { return };
        let EntryKind::Person(p) = self.entries[member].kind else { return };
        let reader = self.reader;
        if let Some(person) = self.persons.get_mut(p) {
            reader.take(&mut person.traits, &phrase);
            reader.read_right(reader.mentions[m].tokens.end, &mut person.traits);
        }
    }

    /// Who held the office on the article's day: "the US president", "Russia's foreign minister".
    pub(super) fn office_holder(&mut self, m: usize) -> Option<Resolution> {
        let date = self.reader.date?;
        let phrase = self.description_of(m).filter(|phrase| phrase.qualifier.is_none())?;
        let people = &self.reader.lexicons.people;
        let job = phrase.jobs.first()?;
        let row = match &phrase.country {
            Some(country) => people.holder_in(country, job, date)?,
            None if job == "president" => people.holder_in(HOME, job, date)?,
            None => people.holder(job, date)?,
        };
        let id = row.person.clone();
        let member = self.known_member(&id)?;
        Some(Resolution { member, confidence: confidence::OFFICE })
    }

    /// "the retired colonel" of someone whom the text did not call so: the person spoken of
    /// lately, where the description stands alone with "the" and speaks.
    pub(super) fn lately_named(&self, m: usize) -> Option<Resolution> {
        let mention = &self.reader.mentions[m];
        let plain = (mention.tokens.start + 1..mention.head).all(|i| {
            self.reader.token(i) == TokenKind::Number
                || self.reader.lexicons.names.is_modifier(self.reader.lower(i))
        });
        let article = self.reader.lower(mention.tokens.start) == "the";
        if self.reader.speaks[m].is_none() || !article || !plain {
            return None;
        }
        let head = self.reader.lower(mention.head);
        let person = |entry: &Entry| match entry.kind {
            EntryKind::Person(p) => {
                compatible(entry.gender, mention.gender)
                    && !self.has_other_job(&self.persons[p], head)
            }
            _ => false,
        };
        let found = self.look_back(m, &person)?;
        let near = self.entries[found.member]
            .last
            .is_some_and(|last| self.reader.paragraph(last) + 2 > self.reader.paragraph(m));
        let confidence = found.confidence * confidence::LATELY;
        near.then_some(Resolution { confidence, ..found })
    }

    /// The member who is person `id` of the people lexicon, added where the text never names
    /// them.
    fn known_member(&mut self, id: &str) -> Option<usize> {
        if let Some(&member) = self.known.get(id) {
            return Some(member);
        }
        let row = self.reader.lexicons.people.person_by_id(id, self.reader.date)?;
        Some(self.add_person(Person {
            name: PersonName::parse(&row.name).unwrap_or_default(),
            known: Some(id.to_owned()),
            gender: gender_of(row.gender),
            ..Person::default()
        }))
    }

    pub(super) fn person_of(&self, member: usize) -> Option<&Person> {
        match self.entries[member].kind {
            EntryKind::Person(p) => self.persons.get(p),
            _ => None,
        }
    }
}
