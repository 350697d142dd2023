//! The figures of one group on one target, as they stand on the page.

use serde::Serialize;

use super::super::words;
use super::Facts;
use crate::reports::summary::{TOO_FEW, UNCLEAR};
use crate::tally::{Cell, Summary};

/// Figures in words; what is absent is empty.
#[derive(Clone, Debug, Default, Serialize)]
pub(in super::super) struct Figure {
    /// Statements on the target.
    pub(in super::super) statements: u64,
    /// The same with commas.
    pub(in super::super) count: String,
    pub(in super::super) favourable: u64,
    pub(in super::super) neutral: u64,
    pub(in super::super) unfavourable: u64,
    /// Hundredths of the statements.
    pub(in super::super) shares: [u64; 3],
    /// `−0.62`.
    pub(in super::super) mean: String,
    /// Interval, `−0.70 to −0.54`.
    pub(in super::super) interval: String,
    /// Shrunken mean.
    pub(in super::super) estimate: String,
    /// Its sign: a side only where that of the mean is sure and the estimate is on it.
    pub(in super::super) estimate_sign: &'static str,
    /// Of the mean.
    pub(in super::super) label: &'static str,
    /// Sign for the label.
    pub(in super::super) sign: &'static str,
    /// Fewer statements than the settings ask for.
    pub(in super::super) few: bool,
    /// Class of the colour in the table of parties: `pro-3`, `con-1`, `even`.
    pub(in super::super) shade: String,
    /// Numbers behind the words.
    #[serde(skip)]
    pub(in super::super) value: Option<f64>,
    #[serde(skip)]
    pub(in super::super) drawn_in: Option<f64>,
    #[serde(skip)]
    pub(in super::super) ends: Option<(f64, f64)>,
}

impl Figure {
    /// Of a summary.
    pub(in super::super) fn of(facts: &Facts<'_>, summary: &Summary) -> Self {
        let mean = summary.mean();
        let estimate = summary.estimate.map_or(String::new(), words::signed);
        let label = facts.figures.classes.of(summary);
        let ends = summary.interval.map(|i| (i.low, i.high));
        let in_words = |(low, high)| format!("{} to {}", words::signed(low), words::signed(high));
        Self {
            mean: mean.map_or(String::new(), words::signed),
            interval: ends.map_or(String::new(), in_words),
            estimate_sign: estimate_sign(label, &estimate),
            estimate,
            label,
            sign: if label.is_empty() { "" } else { sign(label) },
            shade: if sure(label) { mean.map_or(String::new(), shade) } else { String::new() },
            value: mean,
            drawn_in: summary.estimate,
            ends,
            ..Self::counts(facts, &summary.cell)
        }
    }

    /// Of sums alone: nothing says how sure their mean is, so it has neither label nor sign.
    pub(in super::super) fn of_cell(facts: &Facts<'_>, cell: &Cell) -> Self {
        let figure = Self::of(facts, &Summary { cell: *cell, ..Summary::default() });
        Self { label: "", sign: "", ..figure }
    }

    /// Whether its dot is a ring: no side can be told for sure.
    pub(in super::super) fn open(&self) -> bool {
        self.few || [TOO_FEW, UNCLEAR].contains(&self.label)
    }

    fn counts(facts: &Facts<'_>, cell: &Cell) -> Self {
        let statements = cell.statements();
        let parts = [cell.unfavourable, cell.neutral, cell.favourable];
        Self {
            statements,
            count: words::count(statements),
            favourable: cell.favourable,
            neutral: cell.neutral,
            unfavourable: cell.unfavourable,
            shares: parts.map(|part| words::percent(part, statements)),
            few: statements < facts.settings.min_statements,
            ..Self::default()
        }
    }
}

/// Whether a label is one of those that say where a mean lies.
fn sure(label: &str) -> bool {
    ![TOO_FEW, UNCLEAR, ""].contains(&label)
}

/// A sign that says without colour what a label means.
pub(super) fn sign(label: &str) -> &'static str {
    match label {
        "favourable" => "▲",
        "unfavourable" => "▼",
        TOO_FEW | UNCLEAR => OPEN,
        _ => "●",
    }
}

/// The sign of a mean whose side cannot be told.
const OPEN: &str = "○";

fn estimate_sign(label: &str, estimate: &str) -> &'static str {
    match (label, estimate.chars().next()) {
        ("", _) | (_, None) => "",
        ("favourable", Some('+')) | ("unfavourable", Some('−')) | ("neutral", _) => sign(label),
        _ => OPEN,
    }
}

/// Means from which a cell gets the next deeper colour.
const SHADES: [f64; 4] = [0.05, 0.15, 0.3, 0.5];

/// The class of the colour of a mean.
fn shade(mean: f64) -> String {
    match SHADES.iter().filter(|&&from| mean.abs() >= from).count() {
        0 => "even".into(),
        depth if mean > 0.0 => format!("pro-{depth}"),
        depth => format!("con-{depth}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_estimate_has_a_side_only_where_that_of_the_mean_is_sure() {
        for (label, estimate, expected) in [
            ("favourable", "+0.20", "▲"),
            ("favourable", "−0.01", "○"),
            ("unfavourable", "−0.20", "▼"),
            ("neutral", "+0.01", "●"),
            (UNCLEAR, "+0.20", "○"),
            (TOO_FEW, "−0.60", "○"),
            ("", "+0.20", ""),
        ] {
            assert_eq!(estimate_sign(label, estimate), expected, "{label} {estimate}");
        }
    }
}
