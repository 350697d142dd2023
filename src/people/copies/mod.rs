//! Articles that are copies of an earlier one: the same text, or nearly the same.
//!
//! Agencies' texts stand in many papers, under other titles, cut, with a line added. Their
//! statements were made once, so they are counted once: in the article that comes first in order
//! of id. What only a copy has counts there.
//!
//! | module | does |
//! | --- | --- |
//! | [`threshold`] | how alike texts must be |
//! | [`originals`] | finds the original of a text among all before it, without comparing all |
//! | [`find`] | first pass: which article is a copy of which |
//! | [`family`] | second pass: which statements of a copy were said already |
//! | [`said`] | the words of a statement, as far as copies share them |

mod family;
mod find;
mod originals;
mod said;
mod threshold;

pub use family::{CopyOf, Families};
pub use find::{Copies, CopyFinder};
pub use threshold::NearCopies;
