//! `timeline.csv`: one row a group, target and period.

use std::io::{self, Write};

use super::Table;
use super::group::Groups;
use crate::tally::{Period, TimelineRow};

/// Writes all rows, in their order: by group, target and period.
///
/// # Errors
/// When they cannot be written.
pub fn write<W: Write>(
    table: &mut Table<W>,
    rows: &[TimelineRow],
    period: Period,
    groups: Groups<'_>,
    targets: &[&str],
) -> io::Result<()> {
    for row in rows {
        table.date(Some(row.start)).plain(period.name());
        groups.write(table, row.group);
        table.plain(targets.get(usize::from(row.target)).copied().unwrap_or_default());
        let cell = &row.summary.cell;
        table.count(cell.statements());
        table.count(cell.favourable).count(cell.neutral).count(cell.unfavourable);
        table.number(row.summary.mean());
        let interval = row.summary.interval;
        table.number(interval.map(|i| i.low)).number(interval.map(|i| i.high));
        groups.write_id(table, row.group);
        table.end()?;
    }
    Ok(())
}
