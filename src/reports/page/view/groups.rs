//! Parties and speakers as they are set against each other on one target.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use serde::Serialize;

use super::super::words;
use super::{Facts, Figure};
use crate::people::Person;
use crate::reading::SpeakerKind;

/// Most parties, and most speakers, that are set against each other.
const MOST_PARTIES: usize = 10;
const MOST_SPEAKERS: usize = 20;

/// A party or a speaker on a target.
#[derive(Clone, Debug, Serialize)]
pub(in super::super) struct Group {
    /// Name.
    pub(in super::super) name: String,
    /// Country of a party, party of a speaker.
    pub(in super::super) detail: String,
    /// Figures.
    pub(in super::super) figure: Figure,
    /// Whether it stands in order of its mean: enough statements and, of a speaker, a row of the
    /// people lexicon.
    pub(in super::super) ranked: bool,
    /// Strongest words, where known.
    pub(in super::super) words: String,
    /// Number in the roster, or of the party.
    #[serde(skip)]
    pub(in super::super) number: u32,
}

/// How much may be said of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(in super::super) enum Standing {
    /// It has a place in the order.
    Ranked,
    /// It has enough statements, and is no person of the people lexicon.
    Unranked,
    /// It has too few.
    Few,
}

impl Group {
    /// Where it is listed.
    pub(in super::super) fn standing(&self) -> Standing {
        match (self.ranked, self.figure.few) {
            (true, _) => Standing::Ranked,
            (false, false) => Standing::Unranked,
            (false, true) => Standing::Few,
        }
    }
}

/// The parties with most statements on a target: those in order of mean that have enough of
/// them, then the others.
pub(in super::super) fn parties(facts: &Facts<'_>, target: usize) -> Vec<Group> {
    let figures = facts.figures;
    let of = |row: &crate::tally::PartyRow| {
        let party = figures.party_names.get(row.party as usize)?;
        let figure = Figure::of(facts, &row.targets.get(target)?.by_statement);
        Some(Group {
            name: words::clean(&party.party),
            detail: words::clean(&party.country),
            ranked: !figure.few,
            figure,
            words: String::new(),
            number: row.party,
        })
    };
    most(figures.parties.iter().filter_map(of).collect(), MOST_PARTIES)
}

/// The same of speakers with a name.
pub(in super::super) fn speakers(facts: &Facts<'_>, target: usize) -> Vec<Group> {
    most(all_speakers(facts, target), MOST_SPEAKERS)
}

/// All speakers with a name who speak of a target.
pub(super) fn all_speakers(facts: &Facts<'_>, target: usize) -> Vec<Group> {
    let figures = facts.figures;
    let parties: Vec<(String, String)> = (figures.party_names.iter())
        .map(|party| (words::clean(&party.party), words::clean(&party.country)))
        .collect();
    let shared = words::shared(parties.iter().map(|(party, country)| (&**party, &**country)));
    let of = |row: &crate::tally::SpeakerRow| {
        let person = figures.roster.person(row.speaker)?;
        let summary = row.targets.get(target)?;
        let named = person.kind != SpeakerKind::Unnamed && summary.cell.statements() > 0;
        let figure = || Figure::of(facts, summary);
        named.then(|| speaker(facts, (person, row.speaker), figure(), target, &shared))
    };
    figures.speakers.iter().filter_map(of).collect()
}

fn speaker(
    facts: &Facts<'_>,
    (person, number): (&Person, u32),
    figure: Figure,
    target: usize,
    shared: &BTreeSet<String>,
) -> Group {
    let strongest = facts.figures.words.filter(|_| facts.settings.quotes);
    let strongest = strongest.zip(u16::try_from(target).ok());
    Group {
        name: words::clean(&person.name),
        detail: words::party(&words::clean(&person.party), &words::clean(&person.country), shared),
        ranked: person.known.is_some() && !figure.few,
        figure,
        words: strongest.map_or(String::new(), |(words, target)| words(number, target)),
        number,
    }
}

fn most(mut groups: Vec<Group>, most: usize) -> Vec<Group> {
    groups.retain(|group| group.figure.statements > 0);
    groups.sort_by(|a, b| {
        let key = |g: &Group| (Reverse(g.figure.statements), g.number);
        key(a).cmp(&key(b))
    });
    groups.truncate(most);
    // Stable: those without a place in the order stay by number of statements.
    groups.sort_by(|a, b| {
        let mean = |g: &Group| g.figure.value.filter(|_| g.ranked).unwrap_or_default();
        a.standing().cmp(&b.standing()).then(mean(b).total_cmp(&mean(a)))
    });
    groups
}
