//! `review.csv`: what the program would ask a person.
//!
//! A row begins with the cells of `corrections.csv`: those that say what is asked about are
//! filled in, those for the answer are empty. Filled in by a person and moved over, it is one.

use std::io::{self, Write};

use super::cells::decimal;
use super::{Table, statements};
use crate::people::Linked;
use crate::people::corrections::{self, OWN_OF_REVIEW, Unmatched};
use crate::reading::{SCORE_UNIT, Statement};

/// Cells of the key: article, quote_hash, name.
const KEY: usize = 3;

/// What kind a question is of that asks about a correction.
const CORRECTION: &str = "correction";

/// Writes the questions that one article raises.
///
/// # Errors
/// When they cannot be written.
pub fn write<W: Write>(
    table: &mut Table<W>,
    linked: &Linked<'_>,
    targets: &[&str],
) -> io::Result<()> {
    let answers = corrections::header(targets).len() - KEY;
    for (local, speaker) in linked.reading.speakers.iter().enumerate() {
        let person = linked.roster.number(linked.place, local);
        let person = person.and_then(|number| linked.roster.person(number));
        let settled = linked.party_by_human(local);
        if let (Some(text), Some(person), false) = (&speaker.party_conflict, person, settled) {
            let why = format!("the article says “{text}”, the people lexicon “{}”", speaker.party);
            table.text(&linked.reading.article).empty().text(&person.name).skip(answers);
            table.plain("party").empty().text(&speaker.party).text(&why).empty().empty();
            table.end()?;
        }
    }
    for (ordinal, statement) in linked.statements() {
        let open = linked.speaker(ordinal).is_none() && !linked.is_settled(ordinal);
        // Of copies, the first article is asked about.
        if open && !linked.is_repeated(ordinal) {
            table.text(&linked.reading.article).plain(linked.by_hand.hash(ordinal)).empty();
            table.skip(answers);
            unnamed(table, linked, ordinal, statement)?;
        }
    }
    Ok(())
}

/// Writes a correction that does not fit, as it stands in the file.
///
/// # Errors
/// When it cannot be written.
pub fn unmatched<W: Write>(table: &mut Table<W>, row: &Unmatched) -> io::Result<()> {
    let own = row.cells.len().saturating_sub(OWN_OF_REVIEW.len());
    let (answers, brought) = row.cells.split_at(own);
    for cell in answers {
        table.text(cell);
    }
    for (column, cell) in OWN_OF_REVIEW.iter().zip(brought) {
        match *column {
            "kind" => table.plain(CORRECTION),
            "why" => table.text(&format!("line {}: {}", row.line, row.why)),
            _ => table.text(cell),
        };
    }
    table.end()
}

/// A statement whose speaker stays empty, right of the cells for the answer.
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
    table.plain(kind).text(statement.mention.as_ref().map_or("", |m| m.text.as_str()));
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
