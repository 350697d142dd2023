//! An article with its speakers known over all articles.

use super::roster::{Person, Roster};
use crate::reading::{Reading, SpeakerKind, Statement, StatementKind};

/// A Reading seen through the roster.
#[derive(Clone, Copy, Debug)]
pub struct Linked<'a> {
    /// The article.
    pub reading: &'a Reading,
    /// Its place in order of article id.
    pub place: u32,
    /// Id of the article it is a copy of.
    pub copy_of: Option<&'a str>,
    /// Everybody.
    pub roster: &'a Roster,
    /// Whether indirect statements count too.
    pub tally_indirect: bool,
    /// Below it the speaker of a statement stays empty.
    pub threshold: f64,
}

/// Who speaks, as this article has it.
#[derive(Clone, Copy, Debug)]
pub struct Spoken<'a> {
    /// Number in the roster.
    pub number: u32,
    /// The person over all articles.
    pub person: &'a Person,
    /// Party at the article's date.
    pub party: &'a str,
    /// Country.
    pub country: &'a str,
    /// Role in this article.
    pub role: &'a str,
}

impl<'a> Linked<'a> {
    /// The speaker of a statement, where that is sure enough.
    pub fn speaker(&self, statement: &Statement) -> Option<Spoken<'a>> {
        if is_sure(statement, self.threshold) { self.spoken(statement.speaker?) } else { None }
    }

    /// Those who speak jointly with the speaker.
    pub fn co_speakers(&self, statement: &Statement) -> Vec<Spoken<'a>> {
        statement.co_speakers.iter().filter_map(|&local| self.spoken(local)).collect()
    }

    /// Whether the statement counts: somebody's, not a copy, and not reported speech unless that
    /// is asked for.
    pub fn in_tally(&self, statement: &Statement) -> bool {
        (self.tally_indirect || statement.kind != StatementKind::Indirect)
            && self.copy_of.is_none()
            && self.speaker(statement).is_some()
    }

    /// What the article leaves out of a person, the other articles fill in; for those whom the
    /// lexicon knows, it has already said what held at the date.
    fn spoken(&self, local: usize) -> Option<Spoken<'a>> {
        let number = self.roster.number(self.place, local)?;
        let person = self.roster.person(number)?;
        let speaker = self.reading.speakers.get(local)?;
        let fill = person.kind == SpeakerKind::Person && person.known.is_none();
        let or = |here: &'a str, elsewhere: &'a str| match here {
            "" if fill => elsewhere,
            here => here,
        };
        Some(Spoken {
            number,
            person,
            party: or(&speaker.party, &person.party),
            country: or(&speaker.country, &person.country),
            role: or(&speaker.role, &person.role),
        })
    }
}

/// Whether the person behind the mention is sure enough to be named.
fn is_sure(statement: &Statement, threshold: f64) -> bool {
    statement.speaker.is_some() && statement.speaker_confidence >= threshold
}

/// Which speakers of an article its statements will name.
pub(crate) fn shown(reading: &Reading, threshold: f64) -> Vec<bool> {
    let mut shown = vec![false; reading.speakers.len()];
    for statement in &reading.statements {
        let speaker = statement.speaker.filter(|_| is_sure(statement, threshold));
        for local in speaker.into_iter().chain(statement.co_speakers.iter().copied()) {
            if let Some(flag) = shown.get_mut(local) {
                *flag = true;
            }
        }
    }
    shown
}
