//! Articles: found on disk, decoded, and parted into text and metadata.
//!
//! [`mod@find`] lists the files, [`mod@open`] streams what they hold as [`Raw`] articles, and
//! [`Raw::parse`] does the costly work, so that many of them can be parsed at once. A file of any
//! size streams; what is wrong with one article never touches the next.
//!
//! ```no_run
//! use onrecord::articles::{self, ReadOptions};
//!
//! let options = ReadOptions::default();
//! let found = articles::find(&["data/articles"], &[], &options.limits)?;
//! for raw in found.sources.iter().flat_map(|source| articles::open(source, &options)) {
//!     match raw.parse(&options) {
//!         Ok(article) => println!("{}: {} bytes", article.id, article.text.len()),
//!         Err(skipped) => println!("{}: {}", skipped.id, skipped.skip.message),
//!     }
//! }
//! # Ok::<(), articles::FindError>(())
//! ```

// What fails is as large as what succeeds: both carry the metadata of one article.
#![allow(clippy::result_large_err)]

mod article;
mod byline;
mod called;
mod date;
mod dateline;
mod decode;
mod elements;
mod find;
mod finish;
mod format;
mod furniture;
mod head;
mod html;
mod json;
mod language;
mod lines;
mod markdown;
mod open;
mod options;
mod raw;
mod record;
mod state;
mod table;
mod title;
mod unpack;
mod walk;
mod words;

pub use article::{Article, Metadata, Skip, SkipReason, Skipped};
pub(crate) use decode::decode_words;
pub use find::{FindError, Found, Source, find};
pub use format::{Format, Packing};
pub(crate) use open::unpacked;
pub use open::{Records, named, open, open_bytes, open_lines, open_stream};
pub use options::{Limits, ReadOptions};
pub use raw::Raw;
pub use state::FileState;
pub(crate) use unpack::unpack_bytes;
