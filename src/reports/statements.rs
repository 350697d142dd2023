//! `statements.csv`: one row a statement, in order of article and place.

use std::io::{self, Write};

use super::{Table, evidence};
use crate::people::{Linked, Spoken};
use crate::reading::{Mention, Score, Segment, Statement, StatementKind};
use crate::text::CharSpan;

/// Stays the same as long as the article's id and the order of its statements do.
pub fn id(article: &str, ordinal: usize) -> String {
    let hash = blake3::hash(article.as_bytes()).to_hex();
    format!("s{}-{}", &hash[..16], ordinal + 1)
}

/// Words between white space in all segments.
pub fn words(statement: &Statement) -> u64 {
    statement.segments.iter().map(|s| s.text.split_whitespace().count() as u64).sum()
}

/// The segments' words, an ellipsis where the narration stands between them.
pub fn quote(segments: &[Segment]) -> String {
    let texts: Vec<&str> = segments.iter().map(|s| s.text.trim()).collect();
    texts.join(" … ")
}

/// Writes one row.
///
/// # Errors
/// When it cannot be written.
pub fn write<W: Write>(
    table: &mut Table<W>,
    linked: &Linked<'_>,
    ordinal: usize,
    targets: &[&str],
) -> io::Result<()> {
    let Some(statement) = linked.reading.statements.get(ordinal) else { return Ok(()) };
    let (reading, metadata) = (linked.reading, &linked.reading.metadata);
    let [name, id_of_speaker, party, role, country] = who(linked.speaker(ordinal));
    table.date(metadata.date).text(name).text(party);
    table.text(&quote(&statement.segments));
    for target in targets {
        stance(table, statement.stances.iter().find(|s| s.target == *target).map(|s| &s.score));
    }
    table.units(statement.sentiment.units.into()).plain(statement.sentiment.label.name());
    table.text(role).text(country);
    table.text(&co_speakers(linked, ordinal)).plain(kind(statement.kind));
    how(table, statement);
    table.truth(linked.in_tally(ordinal));
    table.plain(if linked.by_human(ordinal) { "human" } else { "rule" });
    table.text(metadata.title.as_deref().unwrap_or_default());
    table.text(metadata.source.as_deref().unwrap_or_default()).text(&reading.article);
    table.count(statement.paragraph as u64).count(words(statement));
    table.plain(&spans(&statement.segments));
    table.plain(&statement.mention.as_ref().map_or(String::new(), |m| m.span.to_string()));
    table.plain(&id(&reading.article, ordinal)).plain(id_of_speaker);
    table.plain(linked.by_hand.hash(ordinal));
    table.end()
}

/// Name, id, party, role and country; nothing for nobody.
fn who(spoken: Option<Spoken<'_>>) -> [&str; 5] {
    spoken.map_or([""; 5], |s| [&s.person.name, &s.person.id, s.party, s.role, s.country])
}

/// How the speaker was found.
fn how<W: Write>(table: &mut Table<W>, statement: &Statement) {
    let words =
        |mention: &Option<Mention>| mention.as_ref().map_or(String::new(), |m| m.text.clone());
    table.text(&words(&statement.mention)).text(&words(&statement.cue)).plain(&statement.rule);
    table.number(statement.mention.as_ref().map(|_| statement.mention_confidence));
    table.number(statement.speaker.map(|_| statement.speaker_confidence));
}

fn co_speakers(linked: &Linked<'_>, ordinal: usize) -> String {
    let names = linked.co_speakers(ordinal).into_iter().map(|s| s.person.name.as_str());
    names.collect::<Vec<_>>().join("; ")
}

fn stance<W: Write>(table: &mut Table<W>, score: Option<&Score>) {
    match score {
        Some(score) => {
            table.units(score.units.into()).plain(score.label.name());
            table.text(&evidence::in_words(&score.hits))
        }
        None => table.skip(3),
    };
}

fn spans(segments: &[Segment]) -> String {
    let spans: Vec<String> = segments.iter().map(|s| CharSpan::to_string(&s.span)).collect();
    spans.join(";")
}

/// As reports write it.
pub fn kind(kind: StatementKind) -> &'static str {
    match kind {
        StatementKind::Direct => "direct",
        StatementKind::Partial => "partial",
        StatementKind::Mixed => "mixed",
        StatementKind::Indirect => "indirect",
    }
}
