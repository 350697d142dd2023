//! Corrections of one article: which of its statements and speakers they mean, and what then
//! holds there.

use super::amend::Amended;
use super::names::same_person;
use super::row::{Answer, Correction, Key};
use super::{Corrections, quote, score};
use crate::lexicons::Lexicons;
use crate::lexicons::people::{Counts, PersonRow};
use crate::people::linked::is_sure;
use crate::reading::{Label, Reading, Stance};

/// What people say of an article.
#[derive(Clone, Debug, Default)]
pub struct ByHand {
    hashes: Vec<String>,
    statements: Vec<Given>,
    locals: Vec<Given>,
}

/// What people say of a statement, or of a speaker of the article.
#[derive(Clone, Debug, Default)]
pub(in crate::people) struct Given {
    /// Somebody says something.
    pub(in crate::people) human: bool,
    /// Who speaks; `Some(None)` for nobody.
    pub(in crate::people) speaker: Option<Option<Named>>,
    pub(in crate::people) party: Option<String>,
    pub(in crate::people) country: Option<String>,
    pub(in crate::people) role: Option<String>,
    pub(in crate::people) drop: Option<bool>,
}

/// Whom a human names as the speaker.
#[derive(Clone, Debug)]
pub(in crate::people) enum Named {
    /// A speaker of the article.
    Local(usize),
    /// Somebody else, with what held at the article's date.
    Other { number: u32, party: String, country: String, role: String },
}

impl ByHand {
    /// The hash of a statement's words, by which corrections name it.
    pub fn hash(&self, ordinal: usize) -> &str {
        self.hashes.get(ordinal).map_or("", String::as_str)
    }

    pub(in crate::people) fn statement(&self, ordinal: usize) -> Option<&Given> {
        self.statements.get(ordinal).filter(|given| given.human)
    }

    pub(in crate::people) fn local(&self, local: usize) -> Option<&Given> {
        self.locals.get(local).filter(|given| given.human)
    }
}

impl Given {
    /// Takes over what `answer` says and no earlier row did.
    fn take(&mut self, answer: &Answer, speaker: Option<Option<Named>>) {
        self.human = true;
        self.speaker = self.speaker.take().or(speaker);
        for (mine, theirs) in [
            (&mut self.party, &answer.party),
            (&mut self.country, &answer.country),
            (&mut self.role, &answer.role),
        ] {
            if mine.is_none() {
                mine.clone_from(theirs);
            }
        }
        self.drop = self.drop.or(answer.drop);
    }
}

impl Corrections {
    /// Marks the speakers of an article whom a human confirms, so that what the article says of
    /// them is known even where the program was too unsure to name them.
    pub(crate) fn confirm(&self, reading: &Reading, lexicons: &Lexicons, shown: &mut [bool]) {
        let rows = self.of_article(&reading.article).iter().map(|&number| &self.rows[number]);
        for name in rows.filter_map(|row| row.answer.speaker.as_deref()) {
            for (speaker, shown) in reading.speakers.iter().zip(shown.iter_mut()) {
                *shown |= same_person(name, speaker, lexicons);
            }
        }
    }
}

impl Amended<'_> {
    /// Meets an article: puts the labels that people gave into `reading`, and tells what else
    /// they say of it. `place` is that of the article in order of id; a speaker less sure than
    /// `threshold` is not named.
    pub fn meet(&mut self, place: u32, reading: &mut Reading, threshold: f64) -> ByHand {
        let mut by_hand = ByHand {
            hashes: quote::hashes(&reading.statements),
            statements: vec![Given::default(); reading.statements.len()],
            locals: vec![Given::default(); reading.speakers.len()],
        };
        for &number in self.corrections.of_article(&reading.article) {
            self.idle[number] = match &self.corrections.rows()[number].key {
                Key::Statement { quote, .. } => {
                    self.meet_statement(number, quote, place, reading, &mut by_hand)
                }
                _ => self.meet_speaker(number, place, reading, &mut by_hand),
            }
            .err();
        }
        self.meet_joined(place, reading, &mut by_hand);
        self.miss_speakers(reading, &by_hand, threshold);
        by_hand
    }

    /// Speakers whom a human made one with a person of the lexicon: the article does not say
    /// what held for that person at its date, the lexicon does.
    fn meet_joined(&self, place: u32, reading: &Reading, by_hand: &mut ByHand) {
        for (local, given) in by_hand.locals.iter_mut().enumerate() {
            if given.speaker.is_none() && self.is_joined_to_known(place, local, reading) {
                let head = self.roster.number(place, local);
                given.human = true;
                given.speaker = head.map(|head| self.elsewhere(head, reading));
            }
        }
    }

    fn is_joined_to_known(&self, place: u32, local: usize, reading: &Reading) -> bool {
        let head = self.roster.number(place, local);
        let known = head.and_then(|head| self.roster.person(head)?.known.as_ref());
        head != self.roster.described(place, local)
            && known.is_some_and(|known| reading.speakers[local].known.as_ref() != Some(known))
    }

    /// A party needs somebody whose it is: rows that give one to a statement of nobody.
    fn miss_speakers(&mut self, reading: &Reading, by_hand: &ByHand, threshold: f64) {
        for &number in self.corrections.of_article(&reading.article) {
            let Correction { key, answer, .. } = &self.corrections.rows()[number];
            let Key::Statement { quote, .. } = key else { continue };
            let Some(ordinal) = by_hand.hashes.iter().position(|hash| hash == quote) else {
                continue;
            };
            let named = match &by_hand.statements[ordinal].speaker {
                Some(named) => named.is_some(),
                None => is_sure(&reading.statements[ordinal], threshold),
            };
            let details = [&answer.party, &answer.country, &answer.role];
            if !named && details.iter().any(|detail| detail.is_some()) {
                self.idle[number] = Some("the statement has no speaker; name one too".to_owned());
            }
        }
    }

    /// Lays row `number` over the statement with that hash; an error says why there is none.
    fn meet_statement(
        &self,
        number: usize,
        quote: &str,
        place: u32,
        reading: &mut Reading,
        by_hand: &mut ByHand,
    ) -> Result<(), String> {
        let row = &self.corrections.rows()[number];
        let ordinal = by_hand.hashes.iter().position(|hash| hash == quote);
        let Some(ordinal) = ordinal else {
            return Err(match &reading.skip {
                Some(_) => "the article was skipped in this run".to_owned(),
                None => "the article holds no such quotation".to_owned(),
            });
        };
        let speaker = self.named(number, place, reading);
        by_hand.statements[ordinal].take(&row.answer, speaker);
        for (target, label) in self.corrections.targets.iter().zip(&row.answer.labels) {
            if let Some(label) = label {
                self.label(reading, ordinal, target, *label, row.line);
            }
        }
        Ok(())
    }

    /// Replaces the stance of a statement toward `target`.
    fn label(
        &self,
        reading: &mut Reading,
        ordinal: usize,
        target: &str,
        label: Option<Label>,
        line: u64,
    ) {
        let statement = &mut reading.statements[ordinal];
        let old = statement.stances.iter().position(|stance| stance.target == target);
        let old = old.map(|place| statement.stances.remove(place));
        let Some(label) = label else { return };
        let place = (self.file_name(), line);
        let score = score::score(label, old.as_ref().map(|old| &old.score), statement, place);
        statement.stances.push(Stance { target: target.to_owned(), score });
        let order = |target: &String| self.corrections.targets.iter().position(|t| t == target);
        statement.stances.sort_by_key(|stance| order(&stance.target));
    }

    /// The file without its folder: equal runs in two places make equal reports.
    fn file_name(&self) -> &str {
        let file = self.corrections.file();
        file.rsplit(['/', '\\']).next().unwrap_or(file)
    }

    /// Lays row `number` over the speakers of the article whom it means.
    fn meet_speaker(
        &self,
        number: usize,
        place: u32,
        reading: &Reading,
        by_hand: &mut ByHand,
    ) -> Result<(), String> {
        let meant = &self.meant[number];
        let mut found = false;
        for local in 0..reading.speakers.len() {
            let described = self.roster.described(place, local);
            let person = self.roster.number(place, local);
            if ![described, person].iter().flatten().any(|number| meant.contains(number)) {
                continue;
            }
            let speaker = self.named(number, place, reading);
            by_hand.locals[local].take(&self.corrections.rows()[number].answer, speaker);
            found = true;
        }
        found.then_some(()).ok_or_else(|| match &reading.skip {
            Some(_) => "the article was skipped in this run".to_owned(),
            None => "nobody speaks by this name in the article".to_owned(),
        })
    }

    /// Whom row `number` names as the speaker, as this article knows him or her.
    fn named(&self, number: usize, place: u32, reading: &Reading) -> Option<Option<Named>> {
        let name = self.corrections.rows()[number].answer.speaker.as_deref()?;
        let Some(person) = self.speaker[number] else { return Some(None) };
        let is_id = self.roster.person(person).is_some_and(|person| person.id == name);
        let by_name = |&local: &usize| {
            !is_id
                && self.roster.number(place, local).is_some()
                && same_person(name, &reading.speakers[local], self.lexicons)
        };
        let head = self.roster.head(person);
        let by_number = |&local: &usize| self.roster.number(place, local) == Some(head);
        let mut locals = 0..reading.speakers.len();
        let local = locals.clone().find(by_name).or_else(|| locals.find(by_number));
        let local = local.filter(|&local| !self.is_joined_to_known(place, local, reading));
        Some(local.map(Named::Local).or_else(|| self.elsewhere(head, reading)))
    }

    /// Somebody who does not speak in the article but for the human who says so.
    fn elsewhere(&self, number: u32, reading: &Reading) -> Option<Named> {
        let person = self.roster.person(number)?;
        let row = person
            .known
            .as_deref()
            .and_then(|id| self.lexicons.people.person_by_id(id, reading.metadata.date));
        Some(match row {
            Some(row) => Named::Other {
                number,
                party: party_that_counts(row, self.lexicons),
                country: row.country.clone(),
                role: row.role.clone(),
            },
            None => Named::Other {
                number,
                party: person.party.clone(),
                country: person.country.clone(),
                role: person.role.clone(),
            },
        })
    }
}

/// The party of a person of the lexicon, where membership counts without being stated.
pub(super) fn party_that_counts(row: &PersonRow, lexicons: &Lexicons) -> String {
    let party = lexicons.people.party_row(&row.party, &row.country);
    let counts = party.is_some_and(|party| party.counts == Counts::Always);
    if counts { row.party.clone() } else { String::new() }
}
