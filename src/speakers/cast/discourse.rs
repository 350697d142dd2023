//! Who is meant, read from left to right: names and descriptions make members, later
//! descriptions and pronouns go back to them.

use rustc_hash::FxHashMap;

use crate::speakers::mentions::{Gender, MentionKind, Number};

use super::cluster::{Clusters, Person};
use super::reader::Reader;
use super::{MemberId, Resolution};

/// A member while the article is read.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub kind: EntryKind,
    pub gender: Gender,
    pub number: Number,
    /// Description of a body or unnamed source.
    pub description: String,
    /// How often it was mentioned so far.
    pub count: usize,
    /// Its latest mention so far.
    pub last: Option<usize>,
}

/// What an entry is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum EntryKind {
    /// Index into the persons.
    Person(usize),
    Body,
    Unnamed,
}

/// A mention that was resolved, as later ones look back at it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Event {
    pub entry: MemberId,
    pub mention: usize,
    pub sentence: usize,
    pub paragraph: usize,
    pub subject: bool,
    pub speaks: bool,
    pub quoted: bool,
}

/// The reading so far.
pub(super) struct Discourse<'r, 'a, 'd> {
    pub reader: &'r Reader<'a, 'd>,
    pub persons: Vec<Person>,
    pub entries: Vec<Entry>,
    pub resolved: Vec<Option<Resolution>>,
    pub history: Vec<Event>,
    /// Entries by id in the people lexicon.
    pub known: FxHashMap<String, MemberId>,
    /// Bodies and unnamed sources by description.
    pub described: FxHashMap<String, MemberId>,
    /// Latest unnamed entry by head noun.
    pub heads: FxHashMap<String, MemberId>,
    /// Latest person by the noun that a description called them.
    pub called: FxHashMap<String, MemberId>,
    /// Mentions with a name in the title.
    pub headline: Vec<usize>,
    /// For mentions of two people, the second.
    pub joint: FxHashMap<usize, MemberId>,
    named: FxHashMap<usize, (usize, f64)>,
    /// Nominal mentions in apposition to a name: the person.
    appositions: FxHashMap<usize, usize>,
}

/// How sure each way to resolve a mention is: estimates, in the order of the ways.
pub(super) mod confidence {
    pub const APPOSITION: f64 = 0.93;
    pub const DESCRIPTION: f64 = 0.78;
    pub const SAME_DESCRIPTION: f64 = 0.72;
    pub const BODY: f64 = 0.93;
    pub const SPEAKER: f64 = 0.95;
    pub const ANTECEDENT: f64 = 0.85;
}

impl<'r, 'a, 'd> Discourse<'r, 'a, 'd> {
    pub fn new(reader: &'r Reader<'a, 'd>, clusters: Clusters) -> Self {
        let mut discourse = Self {
            reader,
            resolved: vec![None; reader.mentions.len()],
            persons: Vec::new(),
            entries: Vec::new(),
            history: Vec::new(),
            known: FxHashMap::default(),
            described: FxHashMap::default(),
            heads: FxHashMap::default(),
            called: FxHashMap::default(),
            joint: FxHashMap::default(),
            headline: (0..reader.mentions.len())
                .filter(|&m| reader.mentions[m].headline && reader.is_name(m))
                .collect(),
            named: clusters.of,
            appositions: FxHashMap::default(),
        };
        for person in clusters.persons {
            discourse.add_person(person);
        }
        discourse
    }

    /// Resolves the narration, then what is said inside quotations.
    pub fn read(&mut self) {
        for m in 0..self.reader.mentions.len() {
            if self.reader.narrated(m) {
                let resolution = self.resolve(m);
                self.enter(m, resolution);
            }
        }
        self.announce();
        self.history.clear();
        for m in 0..self.reader.mentions.len() {
            if !self.reader.narrated(m) {
                self.resolved[m] = self.resolve(m);
            }
            self.remember(m);
        }
    }

    pub fn add_person(&mut self, person: Person) -> MemberId {
        let id = self.entries.len();
        let index = self.persons.len();
        if let Some(known) = &person.known {
            self.known.insert(known.clone(), id);
        }
        for &nominal in &person.traits.appositions {
            self.appositions.insert(nominal, id);
        }
        self.entries.push(Entry {
            kind: EntryKind::Person(index),
            gender: person.gender,
            number: Number::Singular,
            description: String::new(),
            count: 0,
            last: None,
        });
        self.persons.push(person);
        id
    }

    fn enter(&mut self, m: usize, resolution: Option<Resolution>) {
        self.resolved[m] = resolution;
        if let Some(r) = resolution.filter(|_| self.reader.mentions[m].kind == MentionKind::Pronoun)
        {
            self.learn_of_pronoun(m, r.member);
        }
        self.remember(m);
        if let Some(r) = resolution {
            self.call(m, r.member);
            let entry = &mut self.entries[r.member];
            entry.count += 1;
            entry.last = Some(m);
        }
    }

    /// Notes by which noun a person is called.
    fn call(&mut self, m: usize, member: MemberId) {
        let mention = &self.reader.mentions[m];
        let person = matches!(self.entries[member].kind, EntryKind::Person(_));
        if person && mention.kind == MentionKind::Nominal && mention.number == Number::Singular {
            self.called.insert(self.reader.lower(mention.head).to_owned(), member);
        }
    }

    fn remember(&mut self, m: usize) {
        if let Some(r) = self.resolved[m] {
            self.history.push(Event {
                entry: r.member,
                mention: m,
                sentence: self.reader.sentence[m],
                paragraph: self.reader.paragraph(m),
                subject: self.reader.is_subject(m),
                speaks: self.reader.speaks[m].is_some(),
                quoted: !self.reader.narrated(m),
            });
        }
    }

    /// "A deputy of the Holos party, she said", "he is a Democrat": what the sentence says of
    /// the person a pronoun means.
    fn learn_of_pronoun(&mut self, m: usize, member: MemberId) {
        let traits = self.reader.traits_of_pronoun(m);
        if let EntryKind::Person(p) = self.entries[member].kind
            && let Some(person) = self.persons.get_mut(p)
        {
            person.traits.merge(traits);
        }
    }

    fn resolve(&mut self, m: usize) -> Option<Resolution> {
        let mention = &self.reader.mentions[m];
        if let Some(&(member, confidence)) = self.named.get(&m) {
            return Some(Resolution { member, confidence });
        }
        match mention.kind {
            MentionKind::Name => None,
            MentionKind::Body => Some(self.body(m)),
            MentionKind::Nominal => self.nominal(m),
            MentionKind::Pronoun => self.pronoun(m),
        }
    }

    /// "one" of those mentioned before: "Aides were gloomy. “No,” one said."
    fn one_of(&self, m: usize) -> Option<Resolution> {
        let tokens = &self.reader.mentions[m].tokens;
        let one = tokens.len() == 1 && matches!(self.reader.lower(tokens.start), "one" | "another");
        let group = |e: &Entry| e.kind == EntryKind::Unnamed && e.number == Number::Plural;
        one.then(|| self.look_back(m, &group)).flatten()
    }

    /// "the senator", "a Western diplomat", "his wife".
    fn nominal(&mut self, m: usize) -> Option<Resolution> {
        if let Some(&member) = self.appositions.get(&m) {
            return Some(Resolution { member, confidence: confidence::APPOSITION });
        }
        if let Some(member) = self.apposed_before(m) {
            return Some(Resolution { member, confidence: confidence::APPOSITION });
        }
        if let Some(found) = self.one_of(m).or_else(|| self.pair(m)) {
            return Some(found);
        }
        let mention = &self.reader.mentions[m];
        if mention.gender == Gender::Neuter {
            return Some(self.body(m));
        }
        if mention.number == Number::Singular && self.is_definite(m) {
            if let Some(member) = self.same_description(m).or_else(|| self.beside(m)) {
                return Some(Resolution { member, confidence: confidence::SAME_DESCRIPTION });
            }
            let found = self.kin(m).or_else(|| self.described_person(m));
            if let Some(found) = found {
                self.learn(m, found.member);
                return Some(found);
            }
            if let Some(found) = self.office_holder(m) {
                return Some(found);
            }
            if let Some(member) = self.same_head(m) {
                return Some(Resolution { member, confidence: confidence::SAME_DESCRIPTION });
            }
            if let Some(found) = self.lately_named(m) {
                return Some(found);
            }
        }
        let kind = EntryKind::Unnamed;
        Some(self.describe(m, kind, confidence::DESCRIPTION))
    }

    /// The person whose name and comma stand right before the description.
    fn apposed_before(&self, m: usize) -> Option<MemberId> {
        let start = self.reader.mentions[m].tokens.start;
        if start == 0 || self.reader.lower(start - 1) != "," {
            return None;
        }
        let before = m.checked_sub(1)?;
        let name = &self.reader.mentions[before];
        let gap = name.tokens.end..start - 1;
        let bracket = gap.is_empty()
            || self.reader.lower(gap.start) == "(" && self.reader.lower(gap.end - 1) == ")";
        let indefinite = matches!(self.reader.lower(start), "a" | "an");
        let here = self.reader.is_name(before)
            && bracket
            && self.reader.mentions[m].number == Number::Singular
            && self.reader.mentions[m].gender != Gender::Neuter
            && (self.reader.speaks[m].is_none() || indefinite);
        here.then(|| self.resolved[before].map(|r| r.member)).flatten()
    }

    /// The member whose name mention `m` holds.
    pub fn named_member(&self, m: usize) -> Option<MemberId> {
        self.named.get(&m).map(|(member, _)| *member)
    }

    fn pronoun(&mut self, m: usize) -> Option<Resolution> {
        let mention = &self.reader.mentions[m];
        let word = self.reader.lower(mention.tokens.start);
        match word {
            "i" | "me" | "my" | "myself" => self.first_person(m),
            "we" | "us" | "our" | "ourselves" | "you" | "your" => None,
            "who" | "whom" | "whose" => self.antecedent(m),
            "it" | "its" | "itself" => {
                self.look_back(m, &|e| e.kind == EntryKind::Body && e.number == Number::Singular)
            }
            "they" | "them" | "their" | "theirs" | "themselves" => {
                self.look_back(m, &|e| e.number == Number::Plural || e.kind == EntryKind::Body)
            }
            _ => self.third_person(m),
        }
    }

    /// "I" in a quotation is its speaker.
    fn first_person(&self, m: usize) -> Option<Resolution> {
        let quotation = self.reader.mentions[m].quotation?;
        let member = self.speaker_of(quotation)?;
        Some(Resolution { member, confidence: confidence::SPEAKER })
    }

    /// Who utters a quotation, as far as the narration was resolved.
    pub fn speaker_of(&self, quotation: usize) -> Option<MemberId> {
        let mention = self.reader.speaker_mention(quotation)?;
        self.resolved[mention].map(|r| r.member)
    }

    /// "Crow, who said": the noun phrase right before.
    fn antecedent(&self, m: usize) -> Option<Resolution> {
        let attribution = self.reader.speaks[m].map(|a| &self.reader.attributions[a]);
        if let Some(before) = attribution.and_then(|a| a.antecedent) {
            return self.resolved[before];
        }
        let start = self.reader.mentions[m].tokens.start;
        let sentence = self.reader.sentence[m];
        let event = self
            .history
            .iter()
            .rev()
            .take_while(|e| e.sentence == sentence)
            .find(|e| self.reader.mentions[e.mention].tokens.end <= start)?;
        Some(Resolution { member: event.entry, confidence: confidence::ANTECEDENT })
    }
}
