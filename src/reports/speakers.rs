//! `speakers.csv`: one row a speaker, those with most statements first.

use std::io::{self, Write};

use jiff::civil::Date;

use super::Table;
use super::summary::{self, Classes};
use crate::people::Roster;
use crate::reading::SpeakerKind;
use crate::tally::{SpeakerRow, Summary};

/// Writes all rows. `date` is that of an article, by its place; `words` are the strongest of a
/// speaker toward a target.
///
/// # Errors
/// When they cannot be written.
pub fn write<W: Write>(
    table: &mut Table<W>,
    rows: &[SpeakerRow],
    roster: &Roster,
    classes: Classes,
    date: impl Fn(u32) -> Option<Date>,
    words: impl Fn(u32, u16) -> String,
) -> io::Result<()> {
    let mut order: Vec<&SpeakerRow> = rows.iter().collect();
    order.sort_by_key(|row| (std::cmp::Reverse(row.sentiment.statements()), row.speaker));
    for row in order {
        let Some(person) = roster.person(row.speaker) else { continue };
        table.text(&person.name).text(&person.party).count(row.sentiment.statements());
        for (target, (summary, &articles)) in (0u16..).zip(row.targets.iter().zip(&row.articles_on))
        {
            summary::write(table, summary, Some(articles), classes);
            table.text(&words(row.speaker, target));
        }
        table.text(&person.role).text(&person.country).plain(kind(person.kind));
        table.count(row.articles.len() as u64).count(row.sentiment.words);
        let dates = || row.articles.iter().filter_map(|&article| date(article));
        table.date(dates().min()).date(dates().max());
        let tone = Summary { cell: row.sentiment, ..Summary::default() };
        table.number(tone.mean()).plain(&person.id);
        table.end()?;
    }
    Ok(())
}

/// As reports write it.
pub fn kind(kind: SpeakerKind) -> &'static str {
    match kind {
        SpeakerKind::Person => "person",
        SpeakerKind::Body => "body",
        SpeakerKind::Unnamed => "unnamed",
    }
}
