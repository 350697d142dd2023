//! `parties.csv`: one row a party of a country, those with most statements first.

use std::fmt;
use std::io::{self, Write};

use super::Table;
use super::summary::{self, Classes};
use crate::tally::{PartyRow, PartyTopic, Summary};

/// A party of a country.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Party {
    /// Name.
    pub party: String,
    /// Country in English, empty if unknown.
    pub country: String,
}

impl fmt::Display for Party {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} / {}", self.party, self.country)
    }
}

/// Writes all rows; `parties` are named by their numbers.
///
/// # Errors
/// When they cannot be written.
pub fn write<W: Write>(
    table: &mut Table<W>,
    rows: &[PartyRow],
    parties: &[Party],
    classes: Classes,
) -> io::Result<()> {
    let named = rows.iter().filter_map(|row| Some((row, parties.get(row.party as usize)?)));
    let mut order: Vec<(&PartyRow, &Party)> = named.collect();
    order.sort_by_key(|&(row, party)| (std::cmp::Reverse(row.sentiment.statements()), party));
    for (row, party) in order {
        table.text(&party.party).text(&party.country);
        table.count(row.speakers as u64).count(row.sentiment.statements());
        row.targets.iter().for_each(|target| topic(table, target, classes));
        table.number(Summary { cell: row.sentiment, ..Summary::default() }.mean());
        table.end()?;
    }
    Ok(())
}

fn topic<W: Write>(table: &mut Table<W>, topic: &PartyTopic, classes: Classes) {
    let addressed = topic.by_statement.cell.statements() > 0;
    summary::write(table, &topic.by_statement, None, classes);
    table.count(topic.speakers as u64).number(topic.speaker_mean);
    let interval = topic.speaker_interval;
    table.number(interval.map(|i| i.low)).number(interval.map(|i| i.high)).number(topic.spread);
    let others = Summary { cell: topic.others, ..Summary::default() };
    if addressed {
        table.count(others.cell.statements());
    } else {
        table.empty();
    }
    let interval = topic.others_interval;
    table.number(others.mean()).number(interval.map(|i| i.low)).number(interval.map(|i| i.high));
    table.number(topic.others_speaker_mean);
    let interval = topic.others_speaker_interval;
    table.number(interval.map(|i| i.low)).number(interval.map(|i| i.high));
}
