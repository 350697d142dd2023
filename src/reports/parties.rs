//! `parties.csv`: one row a party of a country, those with most statements first.

use std::fmt;
use std::io::{self, Write};

use super::cells::Table;
use super::summary;
use crate::tally::{Labels, PartyRow, PartyTopic, Summary};

/// Columns of each target beside the common ones: each speaker once, and without what speakers
/// say about themselves.
const OWN: &[&str] =
    &["speaker_mean", "spread", "statements_not_self", "mean_not_self", "speaker_mean_not_self"];

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

/// Names of all columns.
pub fn header(targets: &[&str]) -> Vec<String> {
    let of_target: Vec<&str> = summary::COLUMNS.iter().chain(OWN).copied().collect();
    let left = ["party", "country", "speakers", "statements"];
    summary::header(&left, targets, &of_target, &["sentiment_mean"])
}

/// Writes all rows; `parties` are named by their numbers.
///
/// # Errors
/// When they cannot be written.
pub fn write<W: Write>(
    table: &mut Table<W>,
    rows: &[PartyRow],
    parties: &[Party],
    labels: Labels,
) -> io::Result<()> {
    let named = rows.iter().filter_map(|row| Some((row, parties.get(row.party as usize)?)));
    let mut order: Vec<(&PartyRow, &Party)> = named.collect();
    order.sort_by_key(|&(row, party)| (std::cmp::Reverse(row.sentiment.statements()), party));
    for (row, party) in order {
        table.text(&party.party).text(&party.country);
        table.count(row.speakers as u64).count(row.sentiment.statements());
        row.targets.iter().for_each(|target| topic(table, target, labels));
        table.number(Summary { cell: row.sentiment, ..Summary::default() }.mean());
        table.end()?;
    }
    Ok(())
}

fn topic<W: Write>(table: &mut Table<W>, topic: &PartyTopic, labels: Labels) {
    summary::write(table, &topic.by_statement, labels);
    table.number(topic.speaker_mean).number(topic.spread);
    let others = Summary { cell: topic.others, ..Summary::default() };
    if topic.by_statement.cell.statements() == 0 {
        table.empty();
    } else {
        table.count(others.cell.statements());
    }
    table.number(others.mean()).number(topic.others_speaker_mean);
}
