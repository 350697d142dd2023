//! What a group says of one topic, in figures.

use super::cell::Cell;
use super::interval::Interval;
use crate::lexicons::stance::StanceLexicon;
use crate::reading::{Label, SCORE_UNIT};

/// The figures of a group on one topic; absent where it said nothing of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Summary {
    /// Sums.
    pub cell: Cell,
    /// 95 % interval of the mean.
    pub interval: Option<Interval>,
    /// The mean drawn toward what is usual.
    pub estimate: Option<f64>,
}

impl Summary {
    /// Mean score.
    pub fn mean(&self) -> Option<f64> {
        mean(&self.cell)
    }
}

/// Mean score of a cell; `None` without statements.
pub fn mean(cell: &Cell) -> Option<f64> {
    let statements = cell.statements();
    (statements > 0).then(|| cell.sum as f64 / (statements as f64 * SCORE_UNIT))
}

/// Where a mean becomes favourable or unfavourable: the thresholds of statements.
#[derive(Clone, Copy, Debug)]
pub struct Labels {
    favourable: f64,
    unfavourable: f64,
}

impl Labels {
    /// From `thresholds.csv`.
    pub fn new(lexicon: &StanceLexicon) -> Self {
        let value = |name: &str| {
            lexicon.thresholds.iter().find(|row| row.value.name == name).map(|row| row.value.value)
        };
        Self {
            favourable: value("favourable").unwrap_or(0.0),
            unfavourable: value("unfavourable").unwrap_or(0.0),
        }
    }

    /// With these thresholds.
    #[cfg(test)]
    pub(crate) fn with(favourable: f64, unfavourable: f64) -> Self {
        Self { favourable, unfavourable }
    }

    /// The label of a mean.
    pub fn of(&self, mean: f64) -> Label {
        match mean {
            mean if mean > self.favourable => Label::Favourable,
            mean if mean < self.unfavourable => Label::Unfavourable,
            _ => Label::Neutral,
        }
    }
}
