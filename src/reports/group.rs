//! Whose figures a row of `timeline.csv` or `shifts.csv` holds, as cells.

use std::io::Write;

use super::Table;
use super::parties::Party;
use crate::people::Roster;
use crate::tally::Group;

/// Names of groups.
#[derive(Clone, Copy, Debug)]
pub struct Groups<'a> {
    /// Speakers by number.
    pub roster: &'a Roster,
    /// Parties by number.
    pub parties: &'a [Party],
}

impl Groups<'_> {
    /// A name that no other group has.
    pub fn key(&self, group: Group) -> String {
        match group {
            Group::Everybody => "everybody".to_owned(),
            Group::Party(party) => {
                let party = self.parties.get(party as usize);
                format!("party {}", party.map_or(String::new(), Party::to_string))
            }
            Group::Speaker(speaker) => format!("speaker {}", self.id(speaker)),
        }
    }

    fn id(&self, speaker: u32) -> &str {
        self.roster.person(speaker).map_or("", |person| person.id.as_str())
    }

    /// Kind, name, party and country.
    pub(super) fn write<W: Write>(&self, table: &mut Table<W>, group: Group) {
        match group {
            Group::Everybody => table.plain("everybody").skip(3),
            Group::Party(party) => {
                let party = self.parties.get(party as usize);
                let words = |get: fn(&Party) -> &str| party.map_or("", get);
                table.plain("party").text(words(|p| &p.party)).text(words(|p| &p.party));
                table.text(words(|p| &p.country))
            }
            Group::Speaker(speaker) => {
                let person = self.roster.person(speaker);
                table.plain("speaker").text(person.map_or("", |p| &p.name));
                table.text(person.map_or("", |p| &p.party)).text(person.map_or("", |p| &p.country))
            }
        };
    }

    /// The id of a speaker.
    pub(super) fn write_id<W: Write>(&self, table: &mut Table<W>, group: Group) {
        match group {
            Group::Speaker(speaker) => table.plain(self.id(speaker)),
            Group::Everybody | Group::Party(_) => table.empty(),
        };
    }
}
