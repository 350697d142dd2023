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

/// Most bytes of the page: below the 5 MB that a mail may carry almost everywhere.
const PAGE: usize = 4_950_000;

/// Bytes that the statements have however large the rest is; figures alone cannot be checked.
const LEAST: usize = 1_000_000;

/// Bytes for packed statements in a page whose charts, tables and scripts take `rest`.
pub(super) fn budget(rest: usize) -> usize {
    PAGE.saturating_sub(rest + MOST / BLOCK * ELEMENT).max(LEAST)
}

/// Bytes of the element around a block.
const ELEMENT: usize = 64;

/// Statements of a block. Small enough that one unpacks in a few milliseconds, large enough that
/// the packing finds repetitions.
const BLOCK: usize = 500;
