//! An article with its speakers known over all articles, and with what people say of it.
//!
//! What is said of a statement goes before what is said of a speaker in the article, that before
//! what is said of the speaker everywhere, and that before what the program found.

use super::copies::CopyOf;
use super::corrections::{ByHand, Given, Named};
use super::roster::{Person, Roster};
use crate::reading::{Reading, SpeakerKind, Statement, StatementKind};

/// A Reading seen through the roster.
#[derive(Clone, Copy, Debug)]
pub struct Linked<'a> {
    /// The article, with the labels that people gave.
    pub reading: &'a Reading,
    /// Its place in order of article id.
    pub place: u32,
    /// What it is a copy of.
    pub copy: Option<&'a CopyOf>,
    /// Everybody.
    pub roster: &'a Roster,
    /// What people say of the article.
    pub by_hand: &'a ByHand,
    /// Statements that leave the reports; empty for none.
    pub hidden: &'a [bool],
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
    /// Leaves the tally, for a human says so.
    dropped: bool,
}

impl<'a> Linked<'a> {
    /// The statements that reports show, with their numbers in the article.
    pub fn statements(&self) -> impl Iterator<Item = (usize, &'a Statement)> + use<'a> {
        let hidden = self.hidden;
        let all = self.reading.statements.iter().enumerate();
        all.filter(move |&(ordinal, _)| !is_set(hidden, ordinal))
    }

    /// The speaker of statement number `ordinal`, where that is sure enough.
    pub fn speaker(&self, ordinal: usize) -> Option<Spoken<'a>> {
        let given = self.by_hand.statement(ordinal);
        let spoken = match given.and_then(|given| given.speaker.as_ref()) {
            Some(named) => self.named(named.as_ref()?)?,
            None => self.spoken(self.sure(ordinal)?)?,
        };
        Some(spoken.with(given))
    }

    /// Those who speak jointly with the speaker.
    pub fn co_speakers(&self, ordinal: usize) -> Vec<Spoken<'a>> {
        let statement = self.reading.statements.get(ordinal);
        let locals = statement.map_or(&[][..], |statement| &statement.co_speakers);
        locals.iter().filter_map(|&local| self.spoken(local)).collect()
    }

    /// Id of the article it is a copy of.
    pub fn copy_of(&self) -> Option<&'a str> {
        self.copy.map(|copy| copy.article.as_str())
    }

    /// Whether the statement was made in an earlier article of which this is a copy.
    pub fn is_repeated(&self, ordinal: usize) -> bool {
        self.copy.is_some_and(|copy| is_set(&copy.repeated, ordinal))
    }

    /// Whether the statement counts: as [`counts`](Self::counts), and it is not repeated.
    pub fn in_tally(&self, ordinal: usize) -> bool {
        !self.is_repeated(ordinal) && self.counts(ordinal)
    }

    /// Whether the statement would count if its article were no copy: somebody's, not reported
    /// speech unless that is asked for, not a headline, not dropped.
    pub(super) fn counts(&self, ordinal: usize) -> bool {
        let counts = |statement: &Statement| {
            (self.tally_indirect || statement.kind != StatementKind::Indirect)
                && !statement.headline
        };
        !self.is_hidden(ordinal)
            && self.reading.statements.get(ordinal).is_some_and(counts)
            && self.speaker(ordinal).is_some_and(|spoken| !spoken.dropped)
    }

    /// Whether the statement leaves the reports.
    pub(super) fn is_hidden(&self, ordinal: usize) -> bool {
        is_set(self.hidden, ordinal)
    }

    /// Whether a human says anything of the statement or of its speaker.
    pub fn by_human(&self, ordinal: usize) -> bool {
        self.by_hand.statement(ordinal).is_some() || self.speaker_by_human(ordinal)
    }

    /// Whether a human says whose the statement is, or that it does not count.
    pub fn is_settled(&self, ordinal: usize) -> bool {
        let given = self.by_hand.statement(ordinal);
        given.is_some_and(|given| given.speaker.is_some() || given.drop.is_some())
            || self.speaker_by_human(ordinal)
    }

    /// Whether a human says of which party a speaker of the article is.
    pub fn party_by_human(&self, local: usize) -> bool {
        let person = self.roster.number(self.place, local).and_then(|n| self.roster.person(n));
        person.is_some_and(|person| person.decided.party.is_some() || person.decided.nobody)
            || self.by_hand.local(local).is_some_and(|given| given.party.is_some())
    }

    fn speaker_by_human(&self, ordinal: usize) -> bool {
        self.sure(ordinal).is_some_and(|local| {
            let described = self.roster.described(self.place, local);
            self.by_hand.local(local).is_some()
                || described.is_some_and(|number| self.roster.is_touched(number))
        })
    }

    /// The speaker whom the program is sure enough of.
    fn sure(&self, ordinal: usize) -> Option<usize> {
        let statement = self.reading.statements.get(ordinal)?;
        statement.speaker.filter(|_| is_sure(statement, self.threshold))
    }

    /// A speaker of the article, with what people say of him or her in it.
    fn spoken(&self, local: usize) -> Option<Spoken<'a>> {
        let given = self.by_hand.local(local);
        let spoken = match given.and_then(|given| given.speaker.as_ref()) {
            Some(named) => self.named(named.as_ref()?)?,
            None => self.described(local)?,
        };
        Some(spoken.with(given))
    }

    /// Whom a human named.
    fn named(&self, named: &'a Named) -> Option<Spoken<'a>> {
        match named {
            Named::Local(local) => self.described(*local),
            Named::Other { number, party, country, role } => {
                let person = self.roster.person(*number)?;
                Spoken { number: *number, person, party, country, role, dropped: false }.decided()
            }
        }
    }

    /// What the article leaves out of a person, the other articles fill in; for those whom the
    /// lexicon knows, it has already said what held at the date.
    fn described(&self, local: usize) -> Option<Spoken<'a>> {
        let number = self.roster.number(self.place, local)?;
        let person = self.roster.person(number)?;
        let speaker = self.reading.speakers.get(local)?;
        let fill = person.kind == SpeakerKind::Person && person.known.is_none();
        let or = |here: &'a str, elsewhere: &'a str| match here {
            "" if fill => elsewhere,
            here => here,
        };
        let (party, country) = (&speaker.party, &speaker.country);
        Spoken {
            number,
            person,
            party: or(party, &person.party),
            country: or(country, &person.country),
            role: or(&speaker.role, &person.role),
            dropped: false,
        }
        .decided()
    }
}

impl<'a> Spoken<'a> {
    /// With what a human says of the person in all articles; `None` for nobody.
    fn decided(self) -> Option<Self> {
        let decided = &self.person.decided;
        let or = |answer: &'a Option<String>, found| answer.as_deref().unwrap_or(found);
        (!decided.nobody).then(|| Self {
            party: or(&decided.party, self.party),
            country: or(&decided.country, self.country),
            role: or(&decided.role, self.role),
            dropped: decided.drop.unwrap_or(self.dropped),
            ..self
        })
    }

    /// With what a human says of a statement, or of a speaker in an article.
    fn with(self, given: Option<&'a Given>) -> Self {
        let Some(given) = given else { return self };
        let or = |answer: &'a Option<String>, found| answer.as_deref().unwrap_or(found);
        Self {
            party: or(&given.party, self.party),
            country: or(&given.country, self.country),
            role: or(&given.role, self.role),
            dropped: given.drop.unwrap_or(self.dropped),
            ..self
        }
    }
}

fn is_set(flags: &[bool], place: usize) -> bool {
    flags.get(place).copied().unwrap_or(false)
}

/// Whether the person behind the mention is sure enough to be named.
pub(super) fn is_sure(statement: &Statement, threshold: f64) -> bool {
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
