//! How well a person fits a description: job, party, state and country, and who was just
//! introduced.

use super::cluster::Person;
use super::discourse::{Discourse, Event};
use super::nominals::{HOME, weight};
use super::phrase::Phrase;

/// Nouns that say no more than a gender.
const PLAIN: &[&str] = &["man", "woman", "father", "mother", "lady", "gentleman", "boy", "girl"];

impl Discourse<'_, '_, '_> {
    /// How well a person fits a description; `None` where something contradicts it.
    pub(super) fn fit(
        &self,
        person: &Person,
        phrase: &Phrase,
        head: &str,
        introduced: f64,
    ) -> Option<f64> {
        if !self.may_be_qualified(person, phrase) {
            return None;
        }
        let known = self.known_fit(person, phrase)?;
        let job = self.job_fit(person, phrase, head) + introduced;
        if job < weight::BROADER_JOB && self.holds_other_office(person, phrase) {
            return None;
        }
        let fit = known.iter().fold(job, |fit, weight| fit + weight);
        (fit > 0.0).then_some(fit)
    }

    /// How well party, state and country fit; `None` where one of them contradicts.
    fn known_fit(&self, person: &Person, phrase: &Phrase) -> Option<[f64; 3]> {
        let reader = self.reader;
        let mut fits = [0.0; 3];
        let wanted = phrase.party.as_ref().and_then(|(at, label)| {
            reader.party(label, *at, phrase.country.as_deref()).map(|row| row.party.as_str())
        });
        match wanted.map(|wanted| (wanted, reader.party_of(person))) {
            Some((_, "")) if person.traits.partisan => fits[0] = weight::PERHAPS_MEMBER,
            Some((wanted, party)) if wanted == party => fits[0] = weight::PARTY,
            None | Some((_, "")) => {}
            Some(_) => return None,
        }
        let state = || person.traits.state.as_deref().or_else(|| reader.state_of(person));
        let country = || reader.country_of(person);
        let places: [(_, &dyn Fn() -> _, _); 2] = [
            (phrase.state.as_deref(), &state, weight::STATE),
            (phrase.country.as_deref(), &country, weight::COUNTRY),
        ];
        for (fit, (wanted, has, weight)) in fits[1..].iter_mut().zip(places) {
            match wanted.and_then(|wanted| Some((wanted, has()?))) {
                Some((wanted, has)) if wanted == has => *fit = weight,
                Some(_) => return None,
                None => {}
            }
        }
        Some(fits)
    }

    /// "The shadow secretary" is called so; "the former president" has left the office.
    pub(super) fn may_be_qualified(&self, person: &Person, phrase: &Phrase) -> bool {
        let Some(qualifier) = phrase.qualifier else { return true };
        if person.traits.role.to_lowercase().split_whitespace().any(|word| word == qualifier) {
            return true;
        }
        let row = self.reader.row_of(person);
        if row.is_none() && person.traits.jobs.is_empty() {
            return true;
        }
        let people = &self.reader.lexicons.people;
        let holds = |date| {
            row.is_some_and(|row| {
                let mut offices = people.offices_of(&row.id, date);
                offices
                    .any(|office| phrase.jobs.iter().any(|job| office.role.contains(job.as_str())))
            })
        };
        phrase.is_former() && (row.is_none() || holds(None) && !holds(self.reader.date))
    }

    /// "The Ohio Republican", "the Democrat" is a lawmaker or candidate: nobody calls a president
    /// so, nor somebody known to hold no office of a state where a state is named.
    pub(super) fn holds_other_office(&self, person: &Person, phrase: &Phrase) -> bool {
        let local = phrase.state.is_some() && self.row_has_no_state(person);
        let national = || {
            let jobs = self.reader.jobs_of(person);
            jobs.iter().any(|job| matches!(*job, "president" | "vice president"))
        };
        local || phrase.party.is_some() && national()
    }

    pub(super) fn row_has_no_state(&self, person: &Person) -> bool {
        let listed = self.reader.row_of(person).is_some();
        listed && self.reader.state_of(person).is_none() && person.traits.state.is_none()
    }

    /// "The Ohio Democrat" right after a sentence whose subject is somebody of whom nothing
    /// is known.
    pub(super) fn introduced(&self, m: usize, id: usize, phrase: &Phrase) -> f64 {
        let opens = self.reader.mentions[m].tokens.start;
        let first = self.reader.sentence_of(opens).start == opens;
        let told = first && self.reader.is_subject(m) && self.reader.mentions[m].tokens.len() > 2;
        let here = told
            || first && phrase.partisan
            || (phrase.party.is_some() || phrase.state.is_some()) && self.reader.is_subject(m);
        let fresh = self
            .person_of(id)
            .is_some_and(|person| person.known.is_none() && person.traits.party.is_none());
        let before = self.history.iter().rev().take_while(|event| {
            event.sentence + 1 >= self.reader.sentence[m]
                && event.paragraph == self.reader.paragraph(m)
        });
        let mut before = before.filter(|event| event.sentence < self.reader.sentence[m]);
        let named = |event: &Event| {
            event.subject
                || self.reader.ends_sentence(self.reader.mentions[event.mention].tokens.end)
        };
        let subject = here && fresh && before.any(|event| event.entry == id && named(event));
        let new = self.person_of(id).is_some_and(|person| person.traits.jobs.is_empty());
        match subject {
            true if told && new => weight::TOLD,
            true => weight::INTRODUCED,
            false => 0.0,
        }
    }

    pub(super) fn job_fit(&self, person: &Person, phrase: &Phrase, head: &str) -> f64 {
        let jobs = self.reader.jobs_of(person);
        // "the defense secretary" is no secretary of state
        let office = phrase.jobs.iter().any(|job| job.contains(' '));
        let head_too = (!office).then_some(head);
        let wanted: Vec<&str> = phrase.jobs.iter().map(String::as_str).chain(head_too).collect();
        let once = || {
            let id = person.known.as_deref().filter(|_| phrase.is_former())?;
            let mut offices = self.reader.lexicons.people.offices_of(id, None);
            offices.find(|office| wanted.iter().any(|job| office.role.contains(job)))
        };
        let same = jobs.iter().any(|job| wanted.contains(job)) || once().is_some();
        // Of a "Delaware Democrat" without a title, "the congressman".
        let perhaps = || {
            let lawmaker = |word: &&str| {
                let row = self.reader.lexicons.jobs.named(word);
                row.is_some_and(|row| row.may_be_called("lawmaker"))
            };
            let untitled = jobs.iter().all(|job| self.reader.lexicons.jobs.named(job).is_none());
            untitled && person.traits.party.is_some() && wanted.iter().any(lawmaker)
        };
        let broader = || {
            let rows = jobs.iter().filter_map(|job| self.reader.lexicons.jobs.named(job));
            rows.clone().any(|row| wanted.iter().any(|word| row.may_be_called(word)))
        };
        let home = wanted.contains(&"president")
            && phrase.country.is_none()
            && self.reader.country_of(person) == Some(HOME);
        let extra = if home { weight::HOME_OFFICE } else { 0.0 };
        if same {
            weight::SAME_JOB + extra
        } else if broader() {
            weight::BROADER_JOB
        } else if perhaps() {
            weight::PERHAPS_MEMBER
        } else if PLAIN.contains(&head) && person.gender == phrase.gender {
            weight::PLAIN_NOUN
        } else {
            0.0
        }
    }

    /// Whether the jobs that are known of a person speak against being called by this one.
    pub(super) fn has_other_job(&self, person: &Person, head: &str) -> bool {
        let jobs = &self.reader.lexicons.jobs;
        let Some(wanted) = jobs.named(head) else { return false };
        let known = self.reader.jobs_of(person);
        let mut rows = known.iter().filter_map(|job| jobs.named(job)).peekable();
        rows.peek().is_some()
            && !rows.any(|row| {
                row.job == wanted.job || row.may_be_called(head) || wanted.may_be_called(&row.job)
            })
    }
}
