//! The folder that goes to coders and analyst; what coders filled in is never overwritten.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rust_xlsxwriter::XlsxError;

use super::{Item, Shares, WholeArticle, book};
use crate::reports::{Style, Table};
use crate::validate::columns;
use crate::validate::files::{self, WriteError};
use crate::validate::key::{self, Key};

/// Why the sheets could not be written.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// There are sheets already.
    #[error(
        "{} is there already, perhaps filled in: nothing was written\n  \
         give another folder with --out, or --force to write over it",
        .0.display()
    )]
    Taken(PathBuf),
    /// The folder fails.
    #[error(transparent)]
    Write(#[from] WriteError),
    /// The workbook fails.
    #[error("cannot make the workbook: {0}")]
    Book(#[from] XlsxError),
    /// A table fails.
    #[error("cannot make the table: {0}")]
    Table(#[from] io::Error),
}

/// What is written.
#[derive(Clone, Copy, Debug)]
pub struct Sheets<'a> {
    /// All statements, in order of article and place.
    pub items: &'a [Item],
    /// All whole articles.
    pub articles: &'a [WholeArticle],
    /// Who codes what.
    pub shares: &'a Shares,
    /// How many statements were drawn from.
    pub frame: usize,
}

/// What the folder says of itself.
const README: &str = include_str!("README.txt");

/// Begins the names of the coders' files.
const CODER: &str = "coder-";
const MISSED: &str = "missed-";

/// Refuses a folder that holds sheets or a key.
///
/// # Errors
/// Names the first file that would be lost.
pub fn refuse(folder: &Path) -> Result<(), FolderError> {
    match old(folder).into_iter().next() {
        Some(path) => Err(FolderError::Taken(path)),
        None => Ok(()),
    }
}

/// Files of an earlier sample, by name.
fn old(folder: &Path) -> Vec<PathBuf> {
    let ours = |name: &str| {
        let sheet = name.ends_with(".xlsx") || name.ends_with(".csv");
        name == key::FILE || (sheet && (name.starts_with(CODER) || name.starts_with(MISSED)))
    };
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let named = entries.filter(|entry| ours(&entry.file_name().to_string_lossy()));
    let mut old: Vec<PathBuf> = named.map(|entry| entry.path()).collect();
    old.sort();
    old
}

/// Writes the sheets of all coders, the key and a README. With `force`, those of an earlier
/// sample are removed first; else they are a reason to write nothing.
///
/// # Errors
/// When there are sheets already, or the disk fails.
pub fn write(
    folder: &Path,
    sheets: Sheets<'_>,
    targets: &[String],
    style: Style,
    force: bool,
) -> Result<(), FolderError> {
    let Sheets { items, articles, shares, frame } = sheets;
    if !force {
        refuse(folder)?;
    }
    let mut all = Vec::new();
    for (coder, rows) in shares.rows.iter().enumerate() {
        let rows: Vec<&Item> = rows.iter().filter_map(|&row| items.get(row)).collect();
        let whole: Vec<&WholeArticle> = articles.iter().filter(|a| a.coder == coder).collect();
        let number = coder + 1;
        all.push((format!("{CODER}{number}.xlsx"), book::bytes(&rows, &whole, targets)?));
        all.push((format!("{CODER}{number}.csv"), table(&rows, targets, style)?));
        if !whole.is_empty() {
            let header = columns::missed(targets);
            let empty = Table::csv(Vec::new(), style, &header)?.finish()?.csv.unwrap_or_default();
            all.push((format!("{MISSED}{number}.csv"), empty));
        }
    }
    let entries = items.iter().map(|item| item.entry.clone()).collect();
    let whole = articles.iter().map(|article| article.entry.clone()).collect();
    let key = Key::new(entries, whole).drawn_from(frame as u64);
    all.push((key::FILE.to_owned(), key.to_bytes(style)?));
    all.push(("README.txt".to_owned(), README.as_bytes().to_vec()));
    let kept = |path: &PathBuf| all.iter().any(|(name, _)| folder.join(name) == *path);
    for path in old(folder).into_iter().filter(|path| !kept(path)) {
        fs::remove_file(&path).map_err(|source| WriteError { path, source })?;
    }
    Ok(files::write_all(folder, &all)?)
}

/// The coding sheet as a table.
fn table(items: &[&Item], targets: &[String], style: Style) -> io::Result<Vec<u8>> {
    let header = columns::coding(targets);
    let mut table = Table::csv(Vec::new(), style, &header)?;
    for item in items {
        table.plain(&item.entry.id).text(&item.title).plain(&item.date).text(&item.source);
        table.text(&item.context).text(&item.quotation);
        table.skip(header.len() - columns::SHOWN.len()).end()?;
    }
    Ok(table.finish()?.csv.unwrap_or_default())
}
