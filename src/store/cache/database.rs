//! The file of the cache: its tables, who made it, and what fails in it as an error.

use std::path::Path;

use redb::{Database, ReadableTable, TableDefinition, TableHandle, WriteTransaction};

use super::{CacheError, Engine};
use crate::panics;

/// Readings by key, packed.
pub(super) const READINGS: TableDefinition<&[u8], &[u8]> = TableDefinition::new("readings");
/// Files of articles by absolute path.
pub(super) const FILES: TableDefinition<&[u8], &[u8]> = TableDefinition::new("files");
/// Who made it: [`LAYOUT`], and the parts of the engine.
const ABOUT: TableDefinition<&str, &str> = TableDefinition::new("about onrecord");

/// How entries are laid out; a later layout has a higher number.
const LAYOUT: (&str, u32) = ("layout", 1);

/// Memory for pages of the file. What is asked for twice stays with the system anyway.
const PAGES: usize = 16 << 20;

/// Does `work` on the file. Where it is broken, redb may panic.
pub(super) fn guard<T>(work: impl FnOnce() -> Result<T, CacheError>) -> Result<T, CacheError> {
    panics::survive(work).unwrap_or_else(|panic| Err(CacheError::Broken(panic)))
}

/// What is let go without harm, though letting go of a broken file may panic.
#[derive(Debug)]
pub(super) struct Held<T>(Option<T>);

impl<T> Held<T> {
    pub(super) fn new(held: T) -> Self {
        Self(Some(held))
    }

    /// What is held.
    pub(super) fn get(&self) -> Result<&T, CacheError> {
        self.0.as_ref().ok_or_else(|| CacheError::broken("it was let go"))
    }

    /// What is held, to be changed.
    pub(super) fn get_mut(&mut self) -> Result<&mut T, CacheError> {
        self.0.as_mut().ok_or_else(|| CacheError::broken("it was let go"))
    }
}

impl<T> Drop for Held<T> {
    fn drop(&mut self) {
        let held = self.0.take();
        // All that counts was written and synced before.
        let _ = panics::survive(|| drop(held));
    }
}

/// Opens the file, or makes it. All of it is checked: redb takes a file that was closed well for
/// what it says, and may panic or never end where it says nonsense.
pub(super) fn open(path: &Path) -> Result<Held<Database>, CacheError> {
    guard(|| {
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder).map_err(CacheError::io)?;
        }
        let mut held = Held::new(Database::builder().set_cache_size(PAGES).create(path)?);
        // What it says is whether it had to mend anything; what it cannot mend is an error.
        held.get_mut()?.check_integrity()?;
        Ok(held)
    })
}

/// Makes the file one of this engine; what another one left goes, which is said. Where `renew` says
/// so, all goes.
pub(super) fn settle(
    database: &Database,
    engine: &Engine,
    renew: bool,
) -> Result<Option<String>, CacheError> {
    guard(|| {
        let transaction = database.begin_write()?;
        let news = if is_empty(&transaction)? {
            None
        } else {
            check_layout(&transaction)?;
            changes(&transaction, engine)?
        };
        if news.is_some() || renew {
            transaction.delete_table(READINGS)?;
            transaction.delete_table(FILES)?;
        }
        sign(&transaction, engine)?;
        transaction.commit()?;
        Ok(news)
    })
}

fn is_empty(transaction: &WriteTransaction) -> Result<bool, CacheError> {
    Ok(transaction.list_tables()?.next().is_none())
}

fn check_layout(transaction: &WriteTransaction) -> Result<(), CacheError> {
    if transaction.list_tables()?.all(|table| table.name() != ABOUT.name()) {
        return Err(CacheError::Foreign);
    }
    let about = transaction.open_table(ABOUT)?;
    let layout = about.get(LAYOUT.0)?.and_then(|layout| layout.value().parse::<u32>().ok());
    match layout {
        Some(number) if number == LAYOUT.1 => Ok(()),
        Some(number) if number > LAYOUT.1 => Err(CacheError::Newer),
        _ => Err(CacheError::broken("nothing tells how it is laid out")),
    }
}

/// Which parts of the engine changed, in words.
fn changes(transaction: &WriteTransaction, engine: &Engine) -> Result<Option<String>, CacheError> {
    let about = transaction.open_table(ABOUT)?;
    let mut changed = Vec::new();
    for (name, value) in engine.parts() {
        if about.get(name)?.is_none_or(|before| before.value() != value) {
            changed.push(name);
        }
    }
    let what = match changed[..] {
        [] => return Ok(None),
        ["program"] => "the program is another than",
        ["lexicons"] => "the lexicons are others than",
        ["settings"] => "the settings are others than",
        _ => "program, lexicons or settings are others than",
    };
    Ok(Some(format!("{what} at the last run: all articles are read anew")))
}

fn sign(transaction: &WriteTransaction, engine: &Engine) -> Result<(), CacheError> {
    let mut about = transaction.open_table(ABOUT)?;
    about.insert(LAYOUT.0, LAYOUT.1.to_string().as_str())?;
    for (name, value) in engine.parts() {
        about.insert(name, value)?;
    }
    transaction.open_table(READINGS)?;
    transaction.open_table(FILES)?;
    Ok(())
}
