//! `shifts.csv`: one row a test whether a group changed its stance, the surest changes first.

use std::io::{self, Write};

use super::Table;
use super::group::Groups;
use crate::tally::{Cell, ShiftRow};

/// The least chance that four decimals hold; no chance is 0.
const LEAST: f64 = 0.0001;

/// Writes all rows.
///
/// # Errors
/// When they cannot be written.
pub fn write<W: Write>(
    table: &mut Table<W>,
    rows: &[ShiftRow],
    groups: Groups<'_>,
    targets: &[&str],
) -> io::Result<()> {
    for row in rows {
        groups.write(table, row.group);
        table.plain(targets.get(usize::from(row.target)).copied().unwrap_or_default());
        table.date(Some(row.when)).number(row.before_mean).number(row.after_mean);
        table.number(row.change).number(row.p.max(LEAST)).number(row.q.max(LEAST));
        let count = |cell: &Cell| cell.statements();
        table.count(count(&row.before)).count(count(&row.after)).count(row.articles as u64);
        table.count(row.speakers as u64);
        groups.write_id(table, row.group);
        table.end()?;
    }
    Ok(())
}
