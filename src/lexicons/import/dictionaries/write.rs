//! The rows as a CSV file that extends or replaces `terms.csv`.

use std::io::{self, Write};

use super::Import;
use super::entry::short;

/// How a file that was written here begins: it may be written again, and does not count among
/// what the lexicons hold.
pub const MARK: &str = "# Written by `onrecord lexicon import`: import again instead of editing.";

/// Writes `terms+.csv`; the note of each row names its dictionary and category.
///
/// # Errors
/// What `out` says.
pub fn terms(import: &Import, dictionary: &str, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{MARK}")?;
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(["term", "weight", "class", "note"])?;
    for term in &import.terms {
        let note = match term.category.as_str() {
            "" => short(dictionary),
            category => short(&format!("{dictionary}: {category}")),
        };
        writer.write_record([&*term.pattern, &weight(term.weight), term.class, &note])?;
    }
    writer.flush()
}

/// Four digits tell weights apart; zeros behind them do not.
fn weight(weight: f64) -> String {
    let digits = format!("{weight:.4}");
    digits.trim_end_matches('0').trim_end_matches('.').to_owned()
}
