//! What the page counts by itself while articles come in: days, and how scores are spread.

use jiff::civil::Date;

use crate::people::Linked;
use crate::reading::Score;
use crate::tally::Cell;

/// Bins of scores: the middle one around 0, each a tenth wide, the outermost half of that.
pub(super) const BINS: usize = 21;

/// The counts.
#[derive(Clone, Debug)]
pub(super) struct Census {
    /// First and last day of an article that was read.
    pub(super) days: Option<(Date, Date)>,
    /// Articles that were read and have no date.
    pub(super) undated: u64,
    /// All statements on each target that count.
    pub(super) totals: Vec<Cell>,
    /// Their scores.
    pub(super) spread: Vec<[u64; BINS]>,
}

impl Census {
    pub(super) fn new(targets: usize) -> Self {
        Self {
            days: None,
            undated: 0,
            totals: vec![Cell::default(); targets],
            spread: vec![[0; BINS]; targets],
        }
    }

    /// Counts an article.
    pub(super) fn enter(&mut self, linked: &Linked<'_>, targets: &[String]) {
        if linked.reading.skip.is_some() {
            return;
        }
        match linked.reading.metadata.date {
            Some(day) => self.days = Some(self.days.map_or((day, day), |d| widened(d, day))),
            None => self.undated += 1,
        }
        for (ordinal, statement) in linked.statements() {
            if !linked.in_tally(ordinal) {
                continue;
            }
            for stance in &statement.stances {
                if let Some(target) = targets.iter().position(|t| *t == stance.target) {
                    self.totals[target].merge(&Cell::of(&stance.score, 0));
                    self.spread[target][bin(&stance.score)] += 1;
                }
            }
        }
    }
}

fn widened(days: (Date, Date), day: Date) -> (Date, Date) {
    (days.0.min(day), days.1.max(day))
}

/// The bin of a score: tenths, rounded, from −10.
fn bin(score: &Score) -> usize {
    let tenths = (score.value() * 10.0).round().clamp(-10.0, 10.0);
    (tenths + 10.0) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_lie_around_tenths() {
        for (units, expected) in
            [(-10_000, 0), (-9_499, 1), (-499, 10), (0, 10), (500, 11), (10_000, 20)]
        {
            let score = Score { units, ..Score::default() };
            assert_eq!(bin(&score), expected, "{units}");
        }
    }
}
