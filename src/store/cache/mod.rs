//! What earlier runs read, so that a run reads only what is new.
//!
//! One file, [`FILE`], holds a [`Reading`](crate::reading::Reading) for each article under the hash
//! of all that it depends on ([`Engine::key`]), and for each file of articles by what it is known to
//! be unchanged. [`open()`] gives a [`Snapshot`] of what is there, which all workers share, and a
//! [`Writer`] for what is new. The cache is disposable: a broken one is made anew, one that cannot
//! be used is left alone, and the reports are the same without it.

mod database;
mod engine;
mod entry;
mod error;
mod snapshot;
#[cfg(test)]
mod tests;
mod writer;

use std::path::Path;

use jiff::Timestamp;

pub use engine::{Engine, Key, program};
pub use error::CacheError;
pub use snapshot::{Record, Snapshot};
pub use writer::{Met, Writer, pack};

/// Name of the file in the folder of the cache.
pub const FILE: &str = "cache.redb";

/// An open cache.
#[derive(Debug)]
pub struct Cache {
    /// What is there.
    pub snapshot: Snapshot,
    /// Takes what is new.
    pub writer: Writer,
    /// What the user should know of it.
    pub news: Vec<String>,
}

/// Opens the cache in `folder`; makes it where there is none, or where it is broken. Readings of
/// another engine leave it, and all do where `renew` says so. Files were listed after `started`.
///
/// # Errors
/// Why there is no cache for this run: another run uses it, it is no cache of ours or a newer one,
/// or it cannot be written.
pub fn open(
    folder: &Path,
    engine: &Engine,
    started: Timestamp,
    renew: bool,
) -> Result<Cache, CacheError> {
    let path = folder.join(FILE);
    match Cache::at(&path, engine, started, renew) {
        Err(error @ CacheError::Broken(_)) => {
            let news = format!("{}: {error}; it is made anew", path.display());
            std::fs::remove_file(&path).map_err(CacheError::io)?;
            let mut cache = Cache::at(&path, engine, started, renew)?;
            cache.news.insert(0, news);
            Ok(cache)
        }
        other => other,
    }
}

impl Cache {
    fn at(
        path: &Path,
        engine: &Engine,
        started: Timestamp,
        renew: bool,
    ) -> Result<Self, CacheError> {
        let database = database::open(path)?;
        let news = database::settle(database.get()?, engine, renew)?;
        let snapshot = Snapshot::take(database.get()?, engine.clone())?;
        Ok(Self {
            snapshot,
            writer: Writer::new(database, path, started),
            news: news.into_iter().collect(),
        })
    }
}
