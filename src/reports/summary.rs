//! The columns that tables of speakers and of parties share.

use std::io::Write;

use super::Table;
use super::cells::Cell;
use crate::reading::Label;
use crate::tally::{Labels, Summary};

/// A mean whose whole interval is nearer to 0 than this takes no side worth naming: a quarter of
/// what a statement with a side scores.
const NEUTRAL: f64 = 0.1;

/// How means are put into classes.
#[derive(Clone, Copy, Debug)]
pub struct Classes {
    /// The thresholds.
    pub labels: Labels,
    /// Statements below which a mean has no class.
    pub min_statements: u64,
}

/// Stands for the class of a mean of too few statements, or of too few articles or speakers for an
/// interval.
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

    /// The class of a mean, however few statements there are. Without an interval nothing says
    /// that its sign is more than chance.
    pub fn side(&self, summary: &Summary) -> &'static str {
        match (summary.mean(), summary.interval) {
            (None, _) => "",
            (Some(_), None) => TOO_FEW,
            (Some(_), Some(i)) if i.low > -NEUTRAL && i.high < NEUTRAL => Label::Neutral.name(),
            (Some(_), Some(i)) if i.low < 0.0 && i.high > 0.0 => UNCLEAR,
            (Some(mean), Some(_)) => self.labels.of(mean).name(),
        }
    }
}

/// Writes the figures of a target, with the number of articles where the table has it; of a target
/// that was not addressed the counts of 0 alone.
pub(super) fn write<W: Write>(
    table: &mut Table<W>,
    summary: &Summary,
    articles: Option<usize>,
    classes: Classes,
) {
    let cell = &summary.cell;
    let addressed = cell.statements() > 0;
    table.plain(classes.of(summary)).number(summary.estimate).number(summary.mean());
    table.number(summary.interval.map(|i| i.low)).number(summary.interval.map(|i| i.high));
    table.count(cell.statements());
    if let Some(articles) = articles {
        table.count(articles as u64);
    }
    for part in [cell.favourable, cell.neutral, cell.unfavourable] {
        table.put(if addressed { Cell::Count(part) } else { Cell::Empty });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tally::{Cell as Sums, Interval};

    #[test]
    fn a_mean_has_a_class_only_where_it_says_something() {
        let classes = Classes { labels: Labels::with(0.02, -0.02), min_statements: 5 };
        let interval = |low, high| Some(Interval { low, high });
        for (statements, sum, interval, class) in [
            (0, 0, None, ""),
            (4, -40_000, None, TOO_FEW),
            (5, -40_000, None, TOO_FEW),
            (4, -40_000, interval(-0.9, -0.5), TOO_FEW),
            (20, 40_000, interval(-0.1, 0.5), UNCLEAR),
            (20, 40_000, interval(0.1, 0.3), "favourable"),
            (20, 0, interval(-0.05, 0.05), "neutral"),
            (20, 2_000, interval(0.005, 0.015), "neutral"),
        ] {
            let cell = Sums { neutral: statements, sum, ..Sums::default() };
            let summary = Summary { cell, interval, estimate: None };
            assert_eq!(classes.of(&summary), class, "{statements} {sum}");
        }
    }
}
