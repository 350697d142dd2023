//! What people answered: sheets that `onrecord sample` wrote and coders filled in, or gold.

mod gold;
mod open;
mod sheets;

pub use gold::{Document, GoldSegment, GoldStatement};
pub use open::{Coded, load, needs_key};
pub use sheets::{Missed, Sheets};

use super::Class;

/// What one coder answered of one statement; `None` where a cell is empty.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Answer {
    /// Number of the coder.
    pub coder: usize,
    /// For each target.
    pub labels: Vec<Option<Class>>,
    /// Who said it; empty words for nobody.
    pub speaker: Option<String>,
    /// Other names that are right, which only gold has.
    pub aliases: Vec<String>,
    /// Party; empty words for none.
    pub party: Option<String>,
    /// Whether somebody utters these words.
    pub is_quotation: Option<bool>,
    /// The coder hesitated.
    pub unsure: bool,
}
