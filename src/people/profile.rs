//! What articles say of their speakers, gathered once for each different description.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::cluster::Clusters;
use super::corrections::{Amended, Apart, Corrections};
use super::fold;
use super::role::{Roles, Traits};
use super::roster::Roster;
use crate::lexicons::Lexicons;
use crate::reading::{Reading, Speaker, SpeakerKind};

/// One description of a speaker; articles that describe them alike share it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Profile {
    pub(super) name: String,
    pub(super) kind: SpeakerKind,
    pub(super) known: Option<String>,
    pub(super) party: String,
    pub(super) country: String,
    pub(super) role: String,
    /// Where a name of one word holds: its outlet, or the article. Empty for other names.
    pub(super) scope: String,
}

/// A profile with what follows from it, and when it was last seen.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub(super) profile: Profile,
    pub(super) parts: fold::NameParts,
    pub(super) traits: Traits,
    pub(super) last: Option<Date>,
}

/// Meets the speakers of all articles, in order of article id.
#[derive(Debug, Default)]
pub struct Gather {
    roles: Roles,
    seen: Vec<Seen>,
    numbers: FxHashMap<Profile, u32>,
    /// Profile of each speaker of each article.
    locals: Vec<Box<[u32]>>,
}

/// Stands for a speaker whom no statement shows.
pub(super) const NOBODY: u32 = u32::MAX;

impl Gather {
    /// Ready to meet speakers.
    pub fn new(lexicons: &Lexicons) -> Self {
        Self { roles: Roles::new(&lexicons.names), ..Self::default() }
    }

    /// Meets the next article; `shown` tells which of its speakers the reports will show.
    pub fn meet(&mut self, reading: &Reading, shown: impl Fn(usize) -> bool) {
        let locals = reading
            .speakers
            .iter()
            .enumerate()
            .map(|(i, speaker)| if shown(i) { self.number(reading, speaker) } else { NOBODY })
            .collect();
        self.locals.push(locals);
    }

    /// Decides which profiles are one person, and lays over it what people say.
    pub fn amend<'a>(self, lexicons: &'a Lexicons, corrections: &'a Corrections) -> Amended<'a> {
        let roster = self.link(lexicons, &Apart::new(corrections));
        Amended::new(roster, corrections, lexicons)
    }

    /// Decides which profiles are one person.
    pub(super) fn link(self, lexicons: &Lexicons, apart: &Apart) -> Roster {
        let clusters = Clusters::build(&self.seen, apart);
        Roster::new(&self.seen, clusters, self.locals, lexicons)
    }

    fn number(&mut self, reading: &Reading, speaker: &Speaker) -> u32 {
        let parts = fold::parts(&speaker.name);
        let scoped = speaker.kind == SpeakerKind::Person && speaker.known.is_none() && parts.single;
        let outlet = reading.metadata.source.as_ref().filter(|s| !s.trim().is_empty());
        let profile = Profile {
            name: speaker.name.clone(),
            kind: speaker.kind,
            known: speaker.known.clone(),
            party: speaker.party.clone(),
            country: speaker.country.clone(),
            role: speaker.role.clone(),
            scope: if scoped { outlet.unwrap_or(&reading.article).clone() } else { String::new() },
        };
        let date = reading.metadata.date;
        if let Some(&number) = self.numbers.get(&profile) {
            let seen = &mut self.seen[number as usize];
            seen.last = seen.last.max(date);
            return number;
        }
        let number = u32::try_from(self.seen.len()).unwrap_or(NOBODY);
        let traits = self.roles.traits(&speaker.role);
        self.numbers.insert(profile.clone(), number);
        self.seen.push(Seen { profile, parts, traits, last: date });
        number
    }
}
