//! What is found, as files: tables for programs and spreadsheets, a page for people.

mod page;
mod tables;

use std::io;
use std::path::Path;

use super::files::{self, WriteError};
use super::findings::Findings;
use crate::reports::Style;

pub use page::FILE;

/// Why the files could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ReportError {
    /// The folder fails.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// A table fails.
    #[error("cannot make the table: {0}")]
    Table(#[from] io::Error),
    /// The page fails.
    #[error("cannot make the page: {0}")]
    Page(#[from] minijinja::Error),
}

/// Writes all files into `folder`.
///
/// # Errors
/// When the disk fails.
pub fn write(folder: &Path, findings: &Findings, style: Style) -> Result<(), ReportError> {
    let mut all = tables::all(findings, style)?;
    all.push((FILE.to_owned(), page::page(findings)?.into_bytes()));
    Ok(files::write_all(folder, &all)?)
}
