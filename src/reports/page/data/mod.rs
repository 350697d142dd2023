//! The statements that the page carries: which, how they are packed, and what was left out.
//!
//! [`mod@kept`] holds the statements while articles come in, never more than [`MOST`]; [`mod@pack`] makes
//! blocks of them that a browser unpacks one by one; [`mod@diet`] leaves out what makes the page too
//! large to be sent by mail.

mod block;
mod diet;
mod entry;
mod index;
mod kept;
mod marks;
mod pack;
#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests;

pub(super) use diet::{Omitted, Packed, pack};
pub(super) use entry::{Article, Entry};
pub(super) use kept::Kept;

/// Most statements that the page carries; of more, a random sample is taken.
pub(super) const MOST: usize = 50_000;

/// Most bytes of packed statements: with charts and tables the page stays below 5 MB.
pub(super) const BUDGET: usize = 4_300_000;

/// Statements of a block. Small enough that one unpacks in a few milliseconds, large enough that
/// the packing finds repetitions.
const BLOCK: usize = 500;
