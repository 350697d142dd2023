//! The rows as CSV files that extend the lexicons.

use std::io::{self, Write};

use jiff::civil::Date;

use super::Import;
use crate::lexicons::names::GenderCode;

/// How a file that was written here begins: it may be written again, and is not asked who is
/// known.
pub const MARK: &str =
    "# Written by `onrecord lexicon import legislators`: import again instead of editing.";

/// Writes `people+.csv`.
///
/// # Errors
/// What `out` says.
pub fn people(import: &Import, out: &mut impl Write) -> io::Result<()> {
    let header =
        ["id", "name", "aliases", "gender", "party", "country", "role", "from", "to", "note"];
    let rows = import.people.iter().map(|(row, note)| {
        let gender = match row.gender {
            GenderCode::M => "M",
            GenderCode::F => "F",
            GenderCode::Either => "",
        };
        let texts = [&row.id, &row.name, &row.aliases, gender, &row.party, &row.country, &row.role];
        let mut cells: Vec<String> = texts.map(str::to_owned).to_vec();
        cells.extend([day(row.from), day(row.to), note.clone()]);
        cells
    });
    table(&header, rows, out)
}

/// Writes `roles+.csv`.
///
/// # Errors
/// What `out` says.
pub fn roles(import: &Import, out: &mut impl Write) -> io::Result<()> {
    let rows = import.roles.iter().map(|row| {
        let texts = [&row.role, &row.country, &row.person].map(String::clone);
        texts.into_iter().chain([day(row.from), day(row.to), String::new()]).collect()
    });
    table(&["role", "country", "person", "from", "to", "note"], rows, out)
}

fn table(
    header: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
    out: &mut impl Write,
) -> io::Result<()> {
    writeln!(out, "{MARK}")?;
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(header)?;
    for row in rows {
        writer.write_record(row)?;
    }
    writer.flush()
}

fn day(day: Option<Date>) -> String {
    day.map_or(String::new(), |day| day.to_string())
}
