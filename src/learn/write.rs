//! `learned.csv`: the weights, in order of feature and zone, under lines that say where they are from.

use std::io::{self, Write};

use super::fit::Weight;

/// How a file of ours begins; no other is overwritten.
pub const MARK: &str = "# learned by onrecord lexicon learn";

/// Writes `weights`, with `facts` about how they were made.
///
/// # Errors
/// When the rows cannot be written.
pub fn write(weights: &[Weight], facts: &[String], out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{MARK}; edit weights or delete rows as you like")?;
    for fact in facts {
        writeln!(out, "# {}", fact.replace(['\n', '\r'], " "))?;
    }
    let mut rows: Vec<&Weight> = weights.iter().collect();
    rows.sort_by(|a, b| (&a.feature, a.zone).cmp(&(&b.feature, b.zone)));
    let mut table = csv::WriterBuilder::new().comment(Some(b'#')).from_writer(out);
    table.write_record(["feature", "zone", "unfavourable", "favourable", "note"])?;
    for Weight { feature, zone, odds, articles } in rows {
        let [unfavourable, favourable] = odds.map(decimals);
        let note = format!("{articles} articles");
        let row = [feature, zone.name(), &unfavourable, &favourable, &note];
        table.write_record(row)?;
    }
    table.flush()
}

/// Four decimals, without a minus before zero.
fn decimals(number: f64) -> String {
    format!("{:.4}", number + 0.0)
}
