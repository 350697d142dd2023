//! What a human says of people in all articles: who is one with whom, what they are called, of
//! which party they are.

use super::{NOBODY, Person, Roster};
use crate::people::fold;
use crate::reading::SpeakerKind;

/// What a human says of a person in all articles; `None` for no answer, empty words for "none".
#[derive(Clone, Debug, Default)]
pub struct Decided {
    /// Party.
    pub party: Option<String>,
    /// Country.
    pub country: Option<String>,
    /// Role.
    pub role: Option<String>,
    /// Whether the statements leave the tally.
    pub drop: Option<bool>,
    /// It is nobody who speaks.
    pub nobody: bool,
}

impl Roster {
    /// Everybody whom some article calls by the folded name `key`.
    pub(in crate::people) fn called(&self, key: &str) -> &[u32] {
        self.called.get(key).map_or(&[], Vec::as_slice)
    }

    /// Who `number` is in the end.
    pub(in crate::people) fn head(&self, mut number: u32) -> u32 {
        while let Some(&head) = self.heads.get(number as usize)
            && head != number
        {
            number = head;
        }
        number
    }

    /// Whether a human says anything of the person behind a description.
    pub(in crate::people) fn is_touched(&self, described: u32) -> bool {
        self.touched.contains(&described)
    }

    /// Notes that a human says something of `number`.
    pub(in crate::people) fn touch(&mut self, number: u32) {
        self.touched.insert(number);
    }

    /// Adds somebody whom only a human names.
    pub(in crate::people) fn add(&mut self, person: Person) {
        self.heads.push(u32::try_from(self.people.len()).unwrap_or(NOBODY));
        self.people.push(person);
    }

    /// Makes `person` one with `target`, who keeps the name; what is known of either is known of
    /// both. `false` where `person` was made one with somebody else before.
    pub(in crate::people) fn join(&mut self, person: u32, target: u32) -> bool {
        let (from, to) = (self.head(person), self.head(target));
        if from == to {
            return true;
        }
        let (Some(joined), true) = (self.people.get(from as usize).cloned(), from == person) else {
            return false;
        };
        let is_new = to as usize >= self.found;
        if let Some(head) = self.people.get_mut(to as usize) {
            head.take_from(joined, is_new);
            self.heads[from as usize] = to;
        }
        true
    }

    /// Calls a person by another spelling of the same name.
    pub(in crate::people) fn respell(&mut self, number: u32, name: Option<&str>) {
        let head = self.head(number) as usize;
        if let (Some(person), Some(name)) = (self.people.get_mut(head), name)
            && fold::key(&person.name) == fold::key(name)
            && person.id != name
        {
            name.clone_into(&mut person.name);
        }
    }

    /// What a human says of the person that `number` is in the end.
    pub(in crate::people) fn decided(&mut self, number: u32) -> Option<&mut Decided> {
        let head = self.head(number) as usize;
        self.people.get_mut(head).map(|person| &mut person.decided)
    }

    /// Puts the answers in the place of what articles say.
    pub(in crate::people) fn take_decisions(&mut self) {
        for person in &mut self.people {
            let Person { party, country, role, decided, .. } = person;
            for (field, answer) in
                [(party, &decided.party), (country, &decided.country), (role, &decided.role)]
            {
                if let Some(answer) = answer {
                    field.clone_from(answer);
                }
            }
        }
    }
}

impl Person {
    /// Takes over what is known of `other`, who is the same. Whom the lexicon knows keeps its id.
    fn take_from(&mut self, other: Self, is_new: bool) {
        if self.known.is_none() && other.known.is_some() {
            (self.known, self.id) = (other.known, other.id);
        }
        if is_new && other.kind == SpeakerKind::Body {
            self.kind = other.kind;
        }
        for (mine, theirs) in [
            (&mut self.party, other.party),
            (&mut self.country, other.country),
            (&mut self.role, other.role),
        ] {
            if mine.is_empty() {
                *mine = theirs;
            }
        }
    }
}
