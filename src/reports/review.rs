//! `review.csv`: what the program would ask a person.

use std::io::{self, Write};

use super::cells::{Table, decimal};
use super::statements;
use crate::people::Linked;
use crate::reading::{SCORE_UNIT, Statement};

/// Names of all columns.
pub const HEADER: &[&str] =
    &["kind", "article", "speaker", "mention", "guess", "why", "statement_id", "quote"];

/// Writes the questions that one article raises; returns how many.
///
/// # Errors
/// When they cannot be written.
pub fn write<W: Write>(table: &mut Table<W>, linked: &Linked<'_>) -> io::Result<()> {
    for (local, speaker) in linked.reading.speakers.iter().enumerate() {
        if let (Some(text), Some(person)) =
            (&speaker.party_conflict, linked.roster.number(linked.place, local))
        {
            let name = linked.roster.person(person).map_or("", |p| p.name.as_str());
            let why = format!("the article says “{text}”, the people lexicon “{}”", speaker.party);
            table.plain("party").text(&linked.reading.article).text(name).empty();
            table.text(&speaker.party).text(&why).empty().empty();
            table.end()?;
        }
    }
    for (ordinal, statement) in linked.reading.statements.iter().enumerate() {
        if linked.speaker(statement).is_none() {
            unnamed(table, linked, ordinal, statement)?;
        }
    }
    Ok(())
}

/// A statement whose speaker stays empty.
fn unnamed<W: Write>(
    table: &mut Table<W>,
    linked: &Linked<'_>,
    ordinal: usize,
    statement: &Statement,
) -> io::Result<()> {
    let guess = statement.speaker.and_then(|local| linked.reading.speakers.get(local));
    let (kind, why) = match (&statement.mention, guess) {
        (_, Some(_)) => ("unsure_speaker", below(statement.speaker_confidence, linked.threshold)),
        (Some(_), None) => ("unknown_speaker", "nobody in the article fits these words".to_owned()),
        (None, None) => ("unattributed", "no words near it say who speaks".to_owned()),
    };
    table.plain(kind).text(&linked.reading.article).empty();
    table.text(statement.mention.as_ref().map_or("", |m| m.text.as_str()));
    table.text(guess.map_or("", |speaker| speaker.name.as_str())).text(&why);
    table.plain(&statements::id(&linked.reading.article, ordinal));
    table.text(&statements::quote(&statement.segments));
    table.end()
}

fn below(confidence: f64, threshold: f64) -> String {
    let [confidence, threshold] =
        [confidence, threshold].map(|n| decimal((n * SCORE_UNIT).round() as i64));
    format!("confidence {confidence} is below the threshold of {threshold}")
}
