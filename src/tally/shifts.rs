//! Who changed: the day from which a group speaks otherwise of a target.

use jiff::civil::Date;

use super::cell::Cell;
use super::timeline::Group;

/// The likeliest day of a change, and how likely chance alone makes one that large.
#[derive(Clone, Debug, PartialEq)]
pub struct ShiftRow {
    /// Whose.
    pub group: Group,
    /// Place in the order of targets.
    pub target: u16,
    /// Dated articles that the test had.
    pub articles: usize,
    /// First day on which the group speaks otherwise.
    pub when: Date,
    /// What was said before that day.
    pub before: Cell,
    /// What was said from that day on.
    pub after: Cell,
    /// Mean after minus mean before; for a party within its speakers, so that a change of who is
    /// quoted is none.
    pub change: f64,
    /// Chance of a change this marked if the order of the articles did not matter.
    pub p: f64,
    /// Share of false alarms among all rows with a `q` no larger than this.
    pub q: f64,
}

/// The rows of a finished tally.
pub fn shifts(
    _: &[(super::Key, super::Cell)],
    _: usize,
    _: impl Fn(u32) -> Option<Date>,
    _: impl Fn(Group) -> String,
) -> Vec<ShiftRow> {
    Vec::new()
}
