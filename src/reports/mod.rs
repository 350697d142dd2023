//! Reports: one file a table, the rules of their cells, and how they are published.
//!
//! | module | file |
//! | --- | --- |
//! | [`speakers`] | `speakers.csv` |
//! | [`parties`] | `parties.csv` |
//! | [`statements`] | `statements.csv` |
//! | [`evidence`] | `evidence.csv` |
//! | [`timeline`] | `timeline.csv` |
//! | [`shifts`] | `shifts.csv` |
//! | [`articles`] | `articles.csv` |
//! | [`duplicates`] | `duplicates.csv` |
//! | [`review`] | `review.csv` |
//! | [`workbook`] | `onrecord.xlsx`, every table as a [`sheet`] |
//! | [`package`], [`codebook`] | `datapackage.json`, `codebook.md` |
//! | [`page`] | `report.html`, `charts/*.svg` |
//! | [`manifest`] | `run.json` |
//!
//! [`schema`] says which columns a table has and what they mean; [`mod@table`] writes it as CSV
//! and as a sheet at once; [`output`] opens and closes tables.

pub mod articles;
pub mod cells;
pub mod codebook;
mod delimited;
pub mod duplicates;
pub mod evidence;
pub mod group;
pub mod guard;
mod looks;
pub mod manifest;
pub mod output;
pub mod package;
pub mod page;
#[cfg(feature = "parquet")]
mod parquet;
pub mod parties;
pub mod publish;
pub mod review;
pub mod schema;
pub mod sheet;
pub mod shifts;
pub mod speakers;
pub mod statements;
pub mod summary;
pub mod table;
pub mod timeline;
pub mod workbook;

pub use cells::Style;
pub use group::Groups;
pub use output::{Output, OutputError};
pub use publish::{Draft, Published, Publisher};
pub use summary::Classes;
pub use table::Table;

/// Which kinds of reports are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Formats {
    /// Tables.
    pub csv: bool,
    /// The page with pictures.
    pub html: bool,
    /// The workbook.
    pub xlsx: bool,
    /// Tables as Parquet, in builds with that feature.
    pub parquet: bool,
}

impl Default for Formats {
    fn default() -> Self {
        Self { csv: true, html: true, xlsx: false, parquet: false }
    }
}
