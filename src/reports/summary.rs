//! The columns that tables of speakers and of parties share.

use std::io::Write;

use super::cells::Table;
use crate::tally::{Labels, Summary};

/// Names, behind the target's.
pub(super) const COLUMNS: &[&str] = &[
    "statements",
    "favourable",
    "neutral",
    "unfavourable",
    "mean",
    "low",
    "high",
    "estimate",
    "label",
];

/// Writes them; a target that was not addressed has no figures but its count of 0.
pub(super) fn write<W: Write>(table: &mut Table<W>, summary: &Summary, labels: Labels) {
    let cell = &summary.cell;
    table.count(cell.statements());
    if cell.statements() == 0 {
        table.skip(COLUMNS.len() - 1);
        return;
    }
    table.count(cell.favourable).count(cell.neutral).count(cell.unfavourable);
    table.number(summary.mean());
    table.number(summary.interval.map(|i| i.low)).number(summary.interval.map(|i| i.high));
    table.number(summary.estimate);
    table.plain(summary.mean().map_or("", |mean| labels.of(mean).name()));
}

/// The header of a table: its own columns, those of each target, the rest.
pub(super) fn header(
    left: &[&str],
    targets: &[&str],
    of_target: &[&str],
    right: &[&str],
) -> Vec<String> {
    let of_targets = targets
        .iter()
        .flat_map(|target| of_target.iter().map(move |column| format!("{target}_{column}")));
    let own = |columns: &[&str]| columns.iter().map(|&c| c.to_owned()).collect::<Vec<_>>();
    own(left).into_iter().chain(of_targets).chain(own(right)).collect()
}
