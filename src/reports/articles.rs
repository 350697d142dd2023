//! `articles.csv`: one row an input, read or skipped with the reason.

use std::io::{self, Write};

use super::Table;
use crate::articles::SkipReason;
use crate::people::Linked;

/// Writes one row.
///
/// # Errors
/// When it cannot be written.
pub fn write<W: Write>(table: &mut Table<W>, linked: &Linked<'_>) -> io::Result<()> {
    let (reading, metadata) = (linked.reading, &linked.reading.metadata);
    let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
    table.text(&reading.article);
    table.plain(if reading.skip.is_some() { "skipped" } else { "read" });
    table.plain(&reading.skip.as_ref().map_or(String::new(), |skip| reason(skip.reason)));
    table.date(metadata.date).text(&or_empty(&metadata.source)).text(&or_empty(&metadata.title));
    table.text(&or_empty(&metadata.language));
    if reading.skip.is_some() {
        table.skip(5);
    } else {
        counts(table, linked);
        table.text(linked.copy_of().unwrap_or_default());
    }
    table.text(reading.skip.as_ref().map_or("", |skip| skip.message.as_str()));
    table.text(&reading.path).plain(&hash(&reading.text_hash));
    table.end()
}

fn counts<W: Write>(table: &mut Table<W>, linked: &Linked<'_>) {
    let segments: usize = linked.statements().map(|(_, s)| s.segments.len()).sum();
    let statements = linked.statements().count();
    let unattributed = linked.statements().filter(|&(n, _)| linked.speaker(n).is_none()).count();
    for count in [linked.reading.words, segments, statements, unattributed] {
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
