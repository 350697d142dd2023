//! The columns that tables of speakers and of parties share.

use std::io::Write;

use super::Table;
use crate::tally::{Labels, Summary};

/// How means are put into classes.
#[derive(Clone, Copy, Debug)]
pub struct Classes {
    /// The thresholds.
    pub labels: Labels,
    /// Statements below which a mean has no class.
    pub min_statements: u64,
}

/// Stands for the class of a mean of too few statements.
pub const TOO_FEW: &str = "too few";

impl Classes {
    /// The class of a mean: empty where nothing addresses the target.
    pub fn of(&self, summary: &Summary) -> &'static str {
        match summary.mean() {
            None => "",
            Some(_) if summary.cell.statements() < self.min_statements => TOO_FEW,
            Some(mean) => self.labels.of(mean).name(),
        }
    }
}

/// Cells of a target that [`write`] fills.
const CELLS: usize = 9;

/// Writes them; a target that was not addressed has no figures but its count of 0.
pub(super) fn write<W: Write>(table: &mut Table<W>, summary: &Summary, classes: Classes) {
    let cell = &summary.cell;
    if cell.statements() == 0 {
        table.skip(5).count(0).skip(CELLS - 6);
        return;
    }
    table.plain(classes.of(summary)).number(summary.estimate);
    table.number(summary.mean());
    table.number(summary.interval.map(|i| i.low)).number(summary.interval.map(|i| i.high));
    table.count(cell.statements());
    table.count(cell.favourable).count(cell.neutral).count(cell.unfavourable);
}
