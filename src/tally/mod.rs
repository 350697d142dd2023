//! Counts and scores per speaker and party, from cells that add in any order to the same bytes.
//!
//! [`Tally`] holds the cells; [`mod@speakers`] and [`mod@parties`] sum them up with the statistics of
//! [`mod@interval`] and [`shrink`]; [`mod@timeline`] does so period by period, and [`mod@shifts`]
//! tests who changed.

mod cell;
mod common;
mod dated;
mod fdr;
pub mod interval;
mod parties;
mod permutation;
mod random;
mod shifts;
pub mod shrink;
#[cfg(test)]
mod simulated;
mod speakers;
mod strongest;
mod summary;
mod timeline;

pub use cell::{Cell, Key, Tally, Topic};
pub use interval::Interval;
pub use parties::{PartyRow, PartyTopic, parties};
pub(crate) use random::Random;
pub use shifts::{ShiftRow, shifts};
pub use speakers::{SpeakerRow, speakers};
pub use strongest::{Strongest, Word};
pub use summary::{Labels, Summary, mean};
pub use timeline::{Group, Period, TimelineRow, UnknownPeriod, timeline};
