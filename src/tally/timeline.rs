//! Who said what when: the figures of a period.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use super::summary::Summary;

/// Length of a period.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Period {
    /// A day.
    Day,
    /// A week, from Monday (ISO 8601).
    Week,
    /// A month of the calendar.
    #[default]
    Month,
}

/// Whose statements are summed up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Group {
    /// All speakers.
    Everybody,
    /// A party, by its number.
    Party(u32),
    /// A speaker, by number in the roster.
    Speaker(u32),
}

/// The figures of a group on one target in one period; periods without a statement have no row.
#[derive(Clone, Debug, PartialEq)]
pub struct TimelineRow {
    /// Whose.
    pub group: Group,
    /// Place in the order of targets.
    pub target: u16,
    /// First day of the period.
    pub start: Date,
    /// Its figures; the interval is over articles for a speaker, else over speakers.
    pub summary: Summary,
}

/// The rows of a finished tally.
pub fn timeline(
    _: &[(super::Key, super::Cell)],
    _: usize,
    _: Period,
    _: impl Fn(u32) -> Option<Date>,
    _: impl Fn(Group) -> String,
) -> Vec<TimelineRow> {
    Vec::new()
}
