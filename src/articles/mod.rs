//! Articles: found on disk, decoded, and parted into text and metadata.

mod article;

pub use article::{Article, Metadata, Skip, SkipReason, Skipped};
