//! `statements.csv`: one row a statement, in order of article and place.

use std::io::{self, Write};

use super::cells::Table;
use super::evidence;
use crate::people::{Linked, Spoken};
use crate::reading::{Mention, Score, Segment, Statement, StatementKind};
use crate::text::CharSpan;

/// Columns left of the targets'.
const LEFT: &[&str] = &[
    "statement_id",
    "article",
    "date",
    "source",
    "title",
    "paragraph",
    "speaker",
    "speaker_id",
    "party",
    "country",
    "role",
    "co_speakers",
    "quote",
    "kind",
    "words",
    "segments",
];

/// Columns of each target.
const TARGET: &[&str] = &["score", "label", "evidence"];

/// Columns right of the targets'. `source` being the outlet, who decided is `decided_by`.
const RIGHT: &[&str] = &[
    "sentiment_score",
    "sentiment_label",
    "mention",
    "speaker_span",
    "cue",
    "rule",
    "mention_confidence",
    "speaker_confidence",
    "in_tally",
    "decided_by",
    "quote_hash",
];

/// Names of all columns.
pub fn header(targets: &[&str]) -> Vec<String> {
    let of_targets = targets.iter().flat_map(|t| TARGET.iter().map(move |c| format!("{t}_{c}")));
    let own = |columns: &[&str]| columns.iter().map(|&c| c.to_owned()).collect::<Vec<_>>();
    own(LEFT).into_iter().chain(of_targets).chain(own(RIGHT)).collect()
}

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
    table.plain(&id(&reading.article, ordinal)).text(&reading.article).date(metadata.date);
    table.text(metadata.source.as_deref().unwrap_or_default());
    table.text(metadata.title.as_deref().unwrap_or_default());
    table.count(statement.paragraph as u64);
    speaker(table, linked.speaker(ordinal));
    table.text(&co_speakers(linked, ordinal));
    table.text(&quote(&statement.segments)).plain(kind(statement.kind));
    table.count(words(statement)).plain(&spans(&statement.segments));
    for target in targets {
        stance(table, statement.stances.iter().find(|s| s.target == *target).map(|s| &s.score));
    }
    table.units(statement.sentiment.units.into()).plain(statement.sentiment.label.name());
    mention(table, statement.mention.as_ref());
    table.text(statement.cue.as_ref().map_or("", |cue| cue.text.as_str()));
    table.plain(&statement.rule);
    table.number(statement.mention.as_ref().map(|_| statement.mention_confidence));
    table.number(statement.speaker.map(|_| statement.speaker_confidence));
    table.truth(linked.in_tally(ordinal));
    table.plain(if linked.by_human(ordinal) { "human" } else { "rule" });
    table.plain(linked.by_hand.hash(ordinal));
    table.end()
}

fn speaker<W: Write>(table: &mut Table<W>, spoken: Option<Spoken<'_>>) {
    match spoken {
        Some(s) => {
            table.text(&s.person.name).plain(&s.person.id);
            table.text(s.party).text(s.country).text(s.role)
        }
        None => table.skip(5),
    };
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

fn mention<W: Write>(table: &mut Table<W>, mention: Option<&Mention>) {
    match mention {
        Some(mention) => table.text(&mention.text).plain(&mention.span.to_string()),
        None => table.empty().empty(),
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
