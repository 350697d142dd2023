//! `articles.csv`: one row an input, read or skipped with the reason.

use std::io::{self, Write};

use super::cells::Table;
use crate::articles::SkipReason;
use crate::people::Linked;

/// Names of all columns.
pub const HEADER: &[&str] = &[
    "article",
    "path",
    "status",
    "reason",
    "date",
    "source",
    "title",
    "language",
    "words",
    "segments",
    "statements",
    "unattributed",
    "copy_of",
    "text_hash",
    "message",
];

/// Writes one row.
///
/// # Errors
/// When it cannot be written.
pub fn write<W: Write>(table: &mut Table<W>, linked: &Linked<'_>) -> io::Result<()> {
    let (reading, metadata) = (linked.reading, &linked.reading.metadata);
    let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
    table.text(&reading.article).text(&reading.path);
    table.plain(if reading.skip.is_some() { "skipped" } else { "read" });
    table.plain(&reading.skip.as_ref().map_or(String::new(), |skip| reason(skip.reason)));
    table.date(metadata.date).text(&or_empty(&metadata.source)).text(&or_empty(&metadata.title));
    table.text(&or_empty(&metadata.language));
    if reading.skip.is_some() {
        table.skip(6);
    } else {
        counts(table, linked);
        table.text(linked.copy_of.unwrap_or_default()).plain(&hash(&reading.text_hash));
    }
    table.text(reading.skip.as_ref().map_or("", |skip| skip.message.as_str()));
    table.end()
}

fn counts<W: Write>(table: &mut Table<W>, linked: &Linked<'_>) {
    let statements = &linked.reading.statements;
    let segments: usize = statements.iter().map(|s| s.segments.len()).sum();
    let unattributed = (0..statements.len()).filter(|&n| linked.speaker(n).is_none()).count();
    for count in [linked.reading.words, segments, statements.len(), unattributed] {
        table.count(count as u64);
    }
}

/// A hash with its name, so that no spreadsheet takes `12e34...` for a number.
fn hash(hex: &str) -> String {
    if hex.is_empty() { String::new() } else { format!("blake3:{hex}") }
}

/// A reason as reports write it: the word that it serialises to.
pub fn reason(reason: SkipReason) -> String {
    match serde_json::to_value(reason) {
        Ok(serde_json::Value::String(name)) => name,
        _ => format!("{reason:?}").to_lowercase(),
    }
}
