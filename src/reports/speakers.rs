//! `speakers.csv`: one row a speaker, those with most statements first.

use std::io::{self, Write};

use jiff::civil::Date;

use super::cells::Table;
use super::summary;
use crate::people::Roster;
use crate::reading::SpeakerKind;
use crate::tally::{Labels, SpeakerRow, Summary};

/// Names of all columns.
pub fn header(targets: &[&str]) -> Vec<String> {
    let left = [
        "speaker_id",
        "speaker",
        "party",
        "country",
        "role",
        "statements",
        "articles",
        "words",
        "first_date",
        "last_date",
    ];
    summary::header(&left, targets, summary::COLUMNS, &["sentiment_mean", "kind"])
}

/// Writes all rows. `date` is that of an article, by its place.
///
/// # Errors
/// When they cannot be written.
pub fn write<W: Write>(
    table: &mut Table<W>,
    rows: &[SpeakerRow],
    roster: &Roster,
    labels: Labels,
    date: impl Fn(u32) -> Option<Date>,
) -> io::Result<()> {
    let mut order: Vec<&SpeakerRow> = rows.iter().collect();
    order.sort_by_key(|row| (std::cmp::Reverse(row.sentiment.statements()), row.speaker));
    for row in order {
        let Some(person) = roster.person(row.speaker) else { continue };
        table.plain(&person.id).text(&person.name);
        table.text(&person.party).text(&person.country).text(&person.role);
        table.count(row.sentiment.statements()).count(row.articles.len() as u64);
        table.count(row.sentiment.words);
        let dates = || row.articles.iter().filter_map(|&article| date(article));
        table.date(dates().min()).date(dates().max());
        row.targets.iter().for_each(|target| summary::write(table, target, labels));
        let tone = Summary { cell: row.sentiment, ..Summary::default() };
        table.number(tone.mean()).plain(kind(person.kind));
        table.end()?;
    }
    Ok(())
}

/// As reports write it.
fn kind(kind: SpeakerKind) -> &'static str {
    match kind {
        SpeakerKind::Person => "person",
        SpeakerKind::Body => "body",
        SpeakerKind::Unnamed => "unnamed",
    }
}
