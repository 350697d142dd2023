//! Counts and scores per speaker and party, from cells that add in any order to the same bytes.
//!
//! [`Tally`] holds the cells; [`mod@speakers`] and [`mod@parties`] sum them up with the statistics of
//! [`bootstrap`] and [`shrink`].

pub mod bootstrap;
mod cell;
mod parties;
mod random;
mod shifts;
pub mod shrink;
mod speakers;
mod strongest;
mod summary;
mod timeline;

pub use cell::{Cell, Key, Tally, Topic};
pub use parties::{PartyRow, PartyTopic, parties};
pub(crate) use random::Random;
pub use shifts::{ShiftRow, shifts};
pub use speakers::{SpeakerRow, speakers};
pub use strongest::{Strongest, Word};
pub use summary::{Labels, Summary, mean};
pub use timeline::{Group, Period, TimelineRow, timeline};
