//! The two phases of a run as a table of contents.
//!
//! [`mod@read`] is phase 1: one article in, its Reading out, pure. [`stream`](mod@stream) does that
//! for many articles in parallel, in order and in bounded memory. [`report`] is phase 2: all
//! Readings in order of article id, linked, tallied and written.

mod books;
mod input;
mod ordered;
pub mod parts;
mod read;
pub mod report;
pub mod stream;

pub use input::read_raw;
pub use read::{Wanted, read, read_with, skipped};
