//! `duplicates.csv`: one row a copy of an earlier article, with what of it counts.

use std::io::{self, Write};

use super::Table;
use crate::people::Linked;

/// Writes the row of an article that is a copy.
///
/// # Errors
/// When it cannot be written.
pub fn write<W: Write>(table: &mut Table<W>, linked: &Linked<'_>) -> io::Result<()> {
    let Some(copy) = linked.copy else { return Ok(()) };
    let (reading, metadata) = (linked.reading, &linked.reading.metadata);
    let or_empty = |text: &Option<String>| text.clone().unwrap_or_default();
    table.text(&reading.article).date(metadata.date);
    table.text(&or_empty(&metadata.source)).text(&or_empty(&metadata.title));
    table.text(&copy.article).date(copy.date).text(&copy.source).number(copy.similarity);
    let statements = linked.statements().count();
    let repeated = linked.statements().filter(|&(n, _)| linked.is_repeated(n)).count();
    let counted = linked.statements().filter(|&(n, _)| linked.in_tally(n)).count();
    for count in [statements, repeated, counted] {
        table.count(count as u64);
    }
    table.end()
}
