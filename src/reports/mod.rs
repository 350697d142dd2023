//! Reports: one file a table, the rules of their cells, and how they are published.
//!
//! | module | file |
//! | --- | --- |
//! | [`statements`] | `statements.csv` |
//! | [`evidence`] | `evidence.csv` |
//! | [`review`] | `review.csv` |
//! | [`articles`] | `articles.csv` |
//! | [`speakers`] | `speakers.csv` |
//! | [`parties`] | `parties.csv` |
//! | [`page`] | `report.html`, `charts/*.svg` |
//! | [`manifest`] | `run.json` |

pub mod articles;
pub mod cells;
pub mod evidence;
pub mod manifest;
pub mod page;
pub mod parties;
pub mod publish;
pub mod review;
pub mod speakers;
pub mod statements;
mod summary;

pub use cells::{Style, Table};
pub use publish::{Draft, Published, Publisher};
