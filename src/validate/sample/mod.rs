//! Statements drawn at random for people to code, and the folder of sheets they code in.
//!
//! ```text
//! frame (all statements of the tally, by stratum) -> allocation -> draw -> shares (who codes)
//!     -> items (words and context) -> folder: sheets, key, README
//! ```

mod allocation;
mod book;
mod codebook;
mod context;
mod draw;
mod folder;
mod frame;
mod items;
mod shares;
mod texts;

pub use allocation::Allocation;
pub use draw::{Drawn, draw};
pub use folder::{FolderError, Sheets, refuse, write};
pub use frame::{Frame, Stratum};
pub use items::{Item, WholeArticle, article_name, items, whole_articles};
pub use shares::Shares;
pub use texts::Texts;

/// What is asked for.
#[derive(Clone, Debug)]
pub struct Design {
    /// Statements to draw.
    pub n: usize,
    /// What parts the strata; none for a plain random sample.
    pub stratify: Vec<Stratum>,
    /// How many each stratum gives.
    pub allocation: Allocation,
    /// Whole articles to draw besides.
    pub articles: usize,
    /// People who code, from 1.
    pub coders: usize,
    /// Statements that all of them code; `None` for the usual share.
    pub overlap: Option<usize>,
    /// Words that all random numbers derive from.
    pub seed: String,
}
