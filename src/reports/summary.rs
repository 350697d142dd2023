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

/// Stands for the class of a mean whose interval holds 0, so that chance may have made its sign.
pub const UNCLEAR: &str = "unclear";

impl Classes {
    /// The class of a mean: empty where nothing addresses the target.
    pub fn of(&self, summary: &Summary) -> &'static str {
        match summary.cell.statements() {
            0 => "",
            few if few < self.min_statements => TOO_FEW,
            _ => self.side(summary),
        }
    }

    /// The class of a mean, however few statements there are.
    pub fn side(&self, summary: &Summary) -> &'static str {
        let holds_zero = summary.interval.is_some_and(|i| i.low < 0.0 && i.high > 0.0);
        match summary.mean() {
            None => "",
            Some(_) if holds_zero => UNCLEAR,
            Some(mean) => self.labels.of(mean).name(),
        }
    }
}

/// Cells of a target that [`write()`] fills.
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::{Cell, Interval};

    #[test]
    fn a_mean_has_a_class_only_where_it_says_something() {
        let classes = Classes { labels: Labels::with(0.02, -0.02), min_statements: 5 };
        let interval = |low, high| Some(Interval { low, high });
        for (statements, sum, interval, class) in [
            (0, 0, None, ""),
            (4, -40_000, None, TOO_FEW),
            (5, -40_000, None, "unfavourable"),
            (5, 0, None, "neutral"),
            (20, 40_000, interval(-0.1, 0.5), UNCLEAR),
            (20, 40_000, interval(0.1, 0.3), "favourable"),
            (20, 0, interval(0.0, 0.0), "neutral"),
        ] {
            let cell = Cell { neutral: statements, sum, ..Cell::default() };
            let summary = Summary { cell, interval, estimate: None };
            assert_eq!(classes.of(&summary), class, "{statements} {sum}");
        }
    }
}
